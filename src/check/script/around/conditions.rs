//! For which values formulas are meant: conditions in a list, values and ranges that sentences begin or end with.

use super::super::stated::is_real_set;
use super::{Text, Tok};
use crate::read::document::{Document, ItemKind};
use crate::read::lexicon::guards::Guards;
use crate::read::lexicon::properties::{Joint, is_conditional_word, joint};

impl Text {
    /// Whether a statement behind a condition is a claim with a condition of its own: "A for H and B for K".
    pub(in crate::check::script) fn has_own_condition(&self, item: usize) -> bool {
        let (Some(g), Some(&at)) = (self.guards, self.places.get(&item)) else {
            return false;
        };
        let joined = self.words_before(at);
        let behind = self.lead(at + 1);
        let next = self.toks.get(at + 1 + behind.len());
        let Some(before) = (at - joined.len()).checked_sub(1) else {
            return false;
        };
        let condition = matches!(self.toks[before], Tok::Formula(_, true)) && {
            let words = self.words_before(before);
            let claim = before
                .checked_sub(words.len() + 1)
                .map(|k| matches!(self.toks[k], Tok::Formula(_, true)));
            g.bounding.is(&words) && claim == Some(true)
        };
        condition
            && g.joining.is(&joined)
            && g.bounding.is(&behind)
            && matches!(next, Some(Tok::Formula(_, true)))
    }

    /// Whether a formula gives a name the first value of an induction: "base case: $n = 1$".
    pub(in crate::check::script) fn is_base(&self, item: usize) -> bool {
        let (Some(g), Some(&at)) = (self.guards, self.places.get(&item)) else {
            return false;
        };
        let before = match &self.toks[..at] {
            [.., Tok::Sign(':' | '.')] => at - 1,
            _ => at,
        };
        self.values.contains(&item) && g.basing.ends(&self.words_before(before))
    }

    /// Whether a statement is one of several conditions with nothing but commas and "and" between: "if A, B and C, then D".
    pub(in crate::check::script) fn is_listed_condition(&self, item: usize) -> bool {
        let (Some(g), Some(&at)) = (self.guards, self.places.get(&item)) else {
            return false;
        };
        if self.is_before_then(at, g) {
            return true;
        }
        let mut k = at;
        while let Some(before) = self.listed_before(k) {
            k = before;
        }
        let words = self.words_before(k);
        let conditional = (0..words.len()).any(|n| is_conditional_word(&words[n..].join(" ")));
        if k == at || !conditional {
            return false;
        }
        let mut words: Vec<String> = Vec::new();
        for t in &self.toks[at + 1..] {
            match t {
                Tok::Sign(',') => {}
                Tok::Word(w) => {
                    words.push(w.clone());
                    if g.concluding.begins(&words).is_some() {
                        return true;
                    }
                }
                Tok::Formula(_, true) if words.is_empty() || g.joining.is(&words) => words.clear(),
                _ => return false,
            }
        }
        false
    }

    // "If n is even and $k = 1$, then": all that stands between is supposed.
    fn is_before_then(&self, at: usize, g: &Guards) -> bool {
        let start = self.behind_label(self.sentence_of(at));
        let lead = self.lead(start);
        let conditional = (1..=lead.len()).any(|n| is_conditional_word(&lead[..n].join(" ")));
        let comma = usize::from(matches!(self.toks.get(at + 1), Some(Tok::Sign(','))));
        let behind = self.lead(at + 1 + comma);
        conditional
            && g.thens.begins(&behind).is_some()
            && g.concluding.first(&self.words(start, at)).is_none()
    }

    // Where the statement stands to which a comma or "and" joins another one.
    pub(super) fn listed_before(&self, at: usize) -> Option<usize> {
        let words = self.words_before(at);
        let front = at - words.len();
        let comma = matches!(&self.toks[..front], [.., Tok::Sign(',')]);
        let before = front.checked_sub(1 + usize::from(comma))?;
        let joins = match words.is_empty() {
            true => comma,
            false => joint(&words.join(" ")) == Some(Joint::And),
        };
        (joins && matches!(self.toks[before], Tok::Formula(_, true))).then_some(before)
    }

    /// Whether a statement is claimed in a sentence that supposes another one with a participle: "assuming A, B".
    pub(in crate::check::script) fn is_main_clause(&self, item: usize) -> bool {
        let (Some(g), Some(&at)) = (self.guards, self.places.get(&item)) else {
            return false;
        };
        let start = self.behind_label(self.sentence(item));
        let lead = self.lead(start);
        let first = start + lead.len();
        if !g.participles.is(&lead) || first >= at || !self.ends_with_statements(at, g) {
            return false;
        }
        // The clause that is claimed begins at the last comma with no word behind it.
        let mut k = at;
        let mut clause = false;
        while let Some(before) = self.listed_before(k).filter(|_| k > first) {
            clause |= self.words_before(k).is_empty();
            k = before;
        }
        k == first && clause && !self.has_bare_comma(at)
    }

    // Where a sentence begins behind its label: "(a)", "b)".
    pub(super) fn behind_label(&self, start: usize) -> usize {
        let short = |w: &String| w.chars().count() <= 4;
        match self.toks.get(start..).unwrap_or_default() {
            [Tok::Sign('('), Tok::Word(w), Tok::Sign(')'), ..] if short(w) => start + 3,
            [Tok::Word(w), Tok::Sign(')'), ..] if short(w) => start + 2,
            _ => start,
        }
    }

    // Whether nothing but statements joined by commas and "and" stands between a place and the end of the sentence.
    fn ends_with_statements(&self, at: usize, g: &Guards) -> bool {
        let mut words: Vec<String> = Vec::new();
        for t in &self.toks[at + 1..] {
            match t {
                Tok::Sign(',') => {}
                Tok::Word(w) => words.push(w.clone()),
                Tok::Formula(_, true) if words.is_empty() || g.joining.is(&words) => words.clear(),
                Tok::Sign('.' | '!' | ';') => return words.is_empty(),
                _ => return false,
            }
        }
        words.is_empty()
    }

    // Whether a comma with no word behind it stands behind a place in its sentence.
    fn has_bare_comma(&self, at: usize) -> bool {
        let rest = &self.toks[at + 1..];
        let end = rest
            .iter()
            .position(|t| matches!(t, Tok::Sign('.' | '!' | '?' | ';')));
        rest[..end.unwrap_or(rest.len())]
            .windows(2)
            .any(|w| matches!(w, [Tok::Sign(','), Tok::Formula(..)]))
    }

    /// Whether a formula gives a name the value that it has where the clause speaks: "at $x = 2$".
    pub(in crate::check::script) fn is_pointed(&self, item: usize) -> bool {
        let (Some(g), Some(&at)) = (self.guards, self.places.get(&item)) else {
            return false;
        };
        let words = self.words_before(at);
        let front = at - words.len();
        let begins = front == 0 || !matches!(self.toks[front - 1], Tok::Formula(..));
        // "We look at what happens at $x = 2$:".
        let leads = matches!(self.toks.get(at + 1), Some(Tok::Sign(':'))) && g.lying.ends(&words);
        self.values.contains(&item) && (begins && g.pointing.is(&words) || leads)
    }

    /// Whether the place of something gives a name its value for what stands behind a colon: "the maximum is at $x = 2$:".
    pub(in crate::check::script) fn is_lying_ahead(&self, item: usize) -> bool {
        let (Some(g), Some(&at)) = (self.guards, self.places.get(&item)) else {
            return false;
        };
        let words = self.words_before(at);
        g.lying.ends(&words) && !g.pointing.is(&words)
    }

    /// Whether a sentence begins with a statement from which another one is said to follow: "A gives B".
    pub(in crate::check::script) fn gives(&self, item: usize) -> bool {
        let (Some(g), Some(&at)) = (self.guards, self.places.get(&item)) else {
            return false;
        };
        let start = self.behind_label(self.sentence(item));
        let behind = self.lead(at + 1);
        let next = self.toks.get(at + 1 + behind.len());
        let words = self.words(start, at);
        let led = start + words.len() == at && (words.is_empty() || g.following.is(&words));
        led && g.giving.is(&behind) && matches!(next, Some(Tok::Formula(_, true)))
    }

    /// Whether something lies where a name has the value that a formula gives it: "the tangent at $x = 2$".
    pub(in crate::check::script) fn is_lying(&self, item: usize) -> bool {
        let (Some(g), Some(&at)) = (self.guards, self.places.get(&item)) else {
            return false;
        };
        let lies = g.lying.ends(&self.words_before(at));
        self.values.contains(&item) && lies && !self.is_pointed(item)
    }

    /// Whether a formula says what names are that are brought for all real numbers: "let $f$ be defined on $\mathbb{R}$ by".
    pub(in crate::check::script) fn is_defined_on(&self, doc: &Document, item: usize) -> bool {
        let (Some(g), Some(&at)) = (self.guards, self.places.get(&item)) else {
            return false;
        };
        let words = self.words_before(at);
        let Some(set) = (at - words.len()).checked_sub(1) else {
            return false;
        };
        let real = |i: &usize| matches!(doc.items.get(*i).map(|x| &x.kind), Some(ItemKind::Formula(f)) if is_real_set(f));
        matches!(&self.toks[set], Tok::Formula(i, false) if real(i))
            && g.defining_by.is(&words)
            && g.defining_on.ends(&self.words_before(set))
            && g.introducing
                .begins(&self.lead(self.sentence(item)))
                .is_some()
    }

    /// Whether a sentence begins with "for" and a value.
    pub(in crate::check::script) fn is_for_value(&self, item: usize) -> bool {
        let (Some(g), Some(&at)) = (self.guards, self.places.get(&item)) else {
            return false;
        };
        let start = self.behind_label(self.sentence(item));
        let lead = self.lead(start);
        self.values.contains(&item) && start + lead.len() == at && g.ranging.is(&lead)
    }

    /// Whether something is said to hold for the value that a formula gives: "it holds for $n = 4$".
    pub(in crate::check::script) fn is_answer(&self, item: usize) -> bool {
        let (Some(g), Some(&at)) = (self.guards, self.places.get(&item)) else {
            return false;
        };
        let joined = || {
            let before = self.listed_before(at).map(|k| &self.toks[k]);
            matches!(before, Some(Tok::Formula(i, _)) if self.is_answer(*i))
        };
        self.values.contains(&item) && (g.holding.ends(&self.words_before(at)) || joined())
    }

    /// Whether nothing but "solve" stands before a statement in its sentence, "solve for x", or the first equation of a system, so that
    /// what follows are steps from it. Tells whether it is the first one.
    pub(in crate::check::script) fn task(&self, item: usize) -> Option<bool> {
        let (g, &at) = (self.guards?, self.places.get(&item)?);
        let start = self.behind_label(self.sentence(item));
        let lead = self.lead(start);
        let mut first = start + lead.len();
        let mut task = g.tasks.is(&lead);
        if let (Some(Tok::Formula(_, false)), true) = (self.toks.get(first), g.tasks_for.is(&lead))
        {
            let colon = usize::from(matches!(
                self.toks.get(first + 1),
                Some(Tok::Sign(':' | ','))
            ));
            let noun = self.lead(first + 1 + colon);
            task = noun.is_empty() || g.naming_nouns.is(&noun);
            first += 1 + colon + noun.len();
        }
        if !task || first > at {
            return None;
        }
        let several = g.systems.first(&lead).is_some();
        let mut k = at;
        while k > first {
            let joined = !self.words_before(k).is_empty();
            k = self.listed_before(k).filter(|_| joined || several)?;
        }
        (k == first && matches!(self.toks[first], Tok::Formula(_, true))).then_some(at == first)
    }

    /// Whether a statement says what names satisfy that are brought: "let x satisfy A".
    pub(in crate::check::script) fn is_satisfied(&self, item: usize) -> bool {
        let (Some(g), Some(&at)) = (self.guards, self.places.get(&item)) else {
            return false;
        };
        let start = self.behind_label(self.sentence(item));
        let joined = || {
            let before = self.listed_before(at).map(|k| &self.toks[k]);
            matches!(before, Some(Tok::Formula(i, _)) if self.is_satisfied(*i))
        };
        let concluded = g.concluding.first(&self.words(start, at)).is_some();
        g.introducing.begins(&self.lead(start)).is_some()
            && !concluded
            && (g.satisfying.ends(&self.words_before(at)) || joined())
    }

    /// Whether "and" joins a statement to what its sentence supposes, with nothing concluded between: "let $f$ be continuous on $I$ and $a < b$".
    pub(in crate::check::script) fn is_supposed_too(&self, item: usize) -> bool {
        let (Some(g), Some(&at)) = (self.guards, self.places.get(&item)) else {
            return false;
        };
        let start = self.behind_label(self.sentence(item));
        let words = self.words(start, at);
        let lead = self.lead(start);
        let led = g.introducing.begins(&lead).is_some() || g.supposing.begins(&lead).is_some();
        let joined = matches!(words.as_slice(), [.., f, and] if f == "$" && g.joining.is(std::slice::from_ref(and)));
        led && joined && g.concluding.first(&words).is_none()
    }

    /// Whether a sentence without formulas between two formulas supposes something.
    pub(in crate::check::script) fn is_worded(&self, before: Option<usize>, now: usize) -> bool {
        let Some(g) = self.guards else { return false };
        let (from, to) = self.between(before, now);
        (from..to).any(|k| {
            let begins = k == 0 || self.ends_sentence(k - 1);
            let lead = self.lead(k);
            begins
                && g.worded.begins(&lead).is_some()
                && self.ends_sentence(k + lead.len())
                && k + lead.len() < to
        })
    }

    /// The words between "for" and a name with which a sentence or a clause begins, and whether "if" stands there instead.
    pub(in crate::check::script) fn varied(&self, item: usize) -> Option<(Vec<String>, bool)> {
        let (g, &at) = (self.guards?, self.places.get(&item)?);
        let words = self.words_before(at);
        let n = g.varying.begins(&words)?;
        let adding = g.adding.begins(&words).is_some();
        let front = at - words.len();
        let begins = front == 0
            || matches!(self.toks[front - 1], Tok::Sign('.' | '!' | '?' | ';' | ','))
            || front <= self.sentence(item);
        begins.then(|| (words[n..].to_vec(), adding))
    }

    /// Whether a formula says of which values a hypothesis of its sentence holds that is still to come: "suppose that for all x > 0".
    pub(in crate::check::script) fn only_ranges(&self, item: usize) -> bool {
        let start = self.sentence(item);
        let Some(&at) = self.places.get(&item) else {
            return false;
        };
        self.is_universal(item)
            && self.supposing.contains(&start)
            && self.toks[at + 1..]
                .iter()
                .take_while(|t| !matches!(t, Tok::Sign('.' | '!' | '?' | ';')))
                .any(|t| matches!(t, Tok::Formula(_, true)))
    }

    /// The statement with which the sentence of a formula begins, where it says over what it ranges: "for $1 \le i \le n$ let A".
    pub(in crate::check::script) fn range_ahead(&self, item: usize) -> Option<usize> {
        let (g, &at) = (self.guards?, self.places.get(&item)?);
        let start = self.sentence(item);
        let lead = self.lead(start);
        let first = start + lead.len();
        match self.toks.get(first) {
            Some(Tok::Formula(i, true))
                if first < at && g.ranging.is(&lead) && !self.values.contains(i) =>
            {
                Some(*i)
            }
            _ => None,
        }
    }

    /// The statement behind a name and words about it that end in "for": "x_i be positive for $1 \le i \le n$".
    pub(in crate::check::script) fn bounds_behind(&self, item: usize) -> Option<usize> {
        let (g, &at) = (self.guards?, self.places.get(&item)?);
        let words = self.words_behind(at);
        match self.toks.get(at + 1 + words.len()) {
            Some(Tok::Formula(i, true)) => {
                let bound = g.bounding.ends(&words)
                    || (0..words.len())
                        .any(|k| g.universal.begins(&words[k..]) == Some(words.len() - k));
                bound.then_some(*i)
            }
            _ => None,
        }
    }
}
