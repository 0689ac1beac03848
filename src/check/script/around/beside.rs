//! Bounds that stand beside a claim without being claimed: "A, x ≥ 0", "A (x ≥ 0)", "on x > 0: A"; and whether the words claim a formula.

use super::{Text, Tok};
use crate::read::lexicon::guards::Guards;
use crate::read::lexicon::properties::{Joint, is_conditional_word, joint};

// Letters of variables, which functions are mostly given by.
fn is_variable(name: &str) -> bool {
    matches!(
        name,
        "x" | "y" | "z" | "t" | "s" | "u" | "v" | "w" | "n" | "k" | "m" | "θ"
    )
}

impl Text {
    // The words between the statement before a formula, or the beginning of its sentence, and the formula.
    fn clause(&self, at: usize) -> Vec<String> {
        let mut k = at;
        while k > 0
            && !self.ends_sentence(k - 1)
            && !matches!(self.toks[k - 1], Tok::Formula(_, true))
        {
            k -= 1;
        }
        self.words(k, at)
    }

    fn claims(words: &[String], g: &Guards) -> bool {
        g.concluding.first(words).is_some() || g.asserting.first(words).is_some()
    }

    // The words of the clause of a formula; those of the formula before where nothing but a comma or "and" joins it to that.
    fn own_clause(&self, at: usize) -> Vec<String> {
        let mut at = at;
        loop {
            let words = self.clause(at);
            let comma = at > 0 && matches!(self.toks[at - 1], Tok::Sign(','));
            let joins = words.is_empty() && comma || joint(&words.join(" ")) == Some(Joint::And);
            let before = (0..at)
                .rev()
                .take_while(|k| !self.ends_sentence(*k))
                .find(|k| matches!(self.toks[*k], Tok::Formula(_, true)));
            match before {
                Some(k) if joins => at = k,
                _ => return words,
            }
        }
    }

    /// Whether the words before a formula claim it.
    pub(in crate::check::script) fn is_asserted(&self, item: usize) -> bool {
        let (Some(g), Some(&at)) = (self.guards, self.places.get(&item)) else {
            return false;
        };
        let words = self.own_clause(at);
        // "We have x² = 4, so x = 2" may say what x is.
        let goes_on = || {
            (at + 1..self.toks.len())
                .take_while(|k| !self.ends_sentence(*k))
                .any(|k| {
                    matches!(self.toks[k], Tok::Sign(','))
                        && g.following.begins(&self.lead(k + 1)).is_some()
                })
        };
        Text::claims(&words, g) && !(g.stating.is(&words) && goes_on()) && !self.is_noted(item)
    }

    /// Whether the words before a bound remind of it: "note that $x > 0$".
    pub(in crate::check::script) fn is_noted(&self, item: usize) -> bool {
        let (Some(g), Some(&at)) = (self.guards, self.places.get(&item)) else {
            return false;
        };
        self.bounds.contains(&item) && g.noting.is(&self.clause(at))
    }

    /// Whether something is concluded from a statement in its sentence: "from $a < b$ it follows that A", "adding $A$ and $B$, we get C".
    pub(in crate::check::script) fn is_concluded_from(&self, item: usize) -> bool {
        let (Some(g), Some(&at)) = (self.guards, self.places.get(&item)) else {
            return false;
        };
        let mut words: Vec<String> = Vec::new();
        let (mut concluded, mut values) = (false, 0);
        // "Adding: $2x = 4$, so …" claims it.
        let labelled = at > 0 && matches!(self.toks[at - 1], Tok::Sign(':'));
        for k in at + 1..self.toks.len() {
            match &self.toks[k] {
                _ if self.ends_sentence(k) => break,
                Tok::Word(w) => words.push(w.clone()),
                Tok::Formula(i, true) => {
                    values += usize::from(self.values.contains(i));
                    concluded |= g.concluding.first(&words).is_some() || g.subordinating.is(&words);
                    words.clear();
                }
                _ => {}
            }
        }
        // "From x² = 1 we get x = 1 and x = -1": either of them may hold.
        if !concluded || labelled || values > 1 {
            return false;
        }
        // "Multiplying a < b by c > 0 gives": the second is a premise as the first is.
        let words = self.clause(at);
        let before = (0..at)
            .rev()
            .take_while(|k| !self.ends_sentence(*k))
            .find_map(|k| match self.toks[k] {
                Tok::Formula(i, true) => Some(i),
                _ => None,
            });
        g.premising.ends(&self.own_clause(at))
            || !Text::claims(&words, g)
                && words.len() < 3
                && before.is_some_and(|i| self.is_concluded_from(i))
    }

    /// Whether a sentence says something in words for the values of its only statement: "for $n = 0$ it is clear", "this holds for $x > 0$".
    pub(in crate::check::script) fn is_remark(&self, item: usize) -> bool {
        let (Some(g), Some(&at)) = (self.guards, self.places.get(&item)) else {
            return false;
        };
        let start = self.sentence(item);
        let end = (at + 1..self.toks.len())
            .find(|k| self.ends_sentence(*k))
            .unwrap_or(self.toks.len());
        let colon = matches!(self.toks.get(end), Some(Tok::Sign(':')));
        let other = |k: usize| k != at && matches!(self.toks[k], Tok::Formula(_, true));
        let words = self.words_before(at);
        let ranges = (0..words.len()).find(|n| g.ranging.is(&words[*n..]));
        let said =
            |from: usize, to: usize| (from..to).filter(|k| matches!(self.toks[*k], Tok::Word(_)));
        let behind = said(at + 1, end).count();
        let lead = self.lead(start);
        let supposes = g.introducing.begins(&lead).is_some() || g.supposing.begins(&lead).is_some();
        ranges.is_some_and(|n| n + behind > 1) && !supposes && !colon && !(start..end).any(other)
    }

    /// Whether the sentence of a formula sets something to a value before it, which is not written as a formula: "setting the derivative
    /// to zero gives $x = 2$".
    pub(in crate::check::script) fn equates(&self, item: usize) -> bool {
        let (Some(g), Some(&at)) = (self.guards, self.places.get(&item)) else {
            return false;
        };
        let start = self.sentence(item);
        let written = |k: usize| matches!(self.toks[k], Tok::Formula(_, true));
        !(start..at).any(written) && g.equating.first(&self.words(start, at)).is_some()
    }

    /// Whether the words before a formula pose it as a condition: "it converges iff $|a| < 1$".
    pub(in crate::check::script) fn is_posed(&self, item: usize) -> bool {
        let Some(&at) = self.places.get(&item) else {
            return false;
        };
        let words = self.clause(at);
        (0..words.len()).any(|k| {
            let end = words[k..].join(" ");
            is_conditional_word(&end) || joint(&end) == Some(Joint::Iff)
        })
    }

    /// Whether words stand before a formula in its clause.
    pub(in crate::check::script) fn is_led(&self, item: usize) -> bool {
        self.places
            .get(&item)
            .is_some_and(|at| !self.own_clause(*at).is_empty())
    }

    /// The bounds behind a claim that say for which values it is meant: behind a comma, in brackets, behind words that claim nothing, or
    /// alone in the next sentence behind "here".
    pub(in crate::check::script) fn beside(&self, item: usize) -> Vec<usize> {
        let (Some(g), Some(&at)) = (self.guards, self.places.get(&item)) else {
            return Vec::new();
        };
        let mut out: Vec<usize> = Vec::new();
        let mut words: Vec<String> = Vec::new();
        for k in at + 1..self.toks.len() {
            if self.paragraphs.contains(&k) {
                break;
            }
            match &self.toks[k] {
                Tok::Word(w) => words.push(w.clone()),
                Tok::Formula(_, false) => words.push("$".into()),
                Tok::Formula(i, true) => {
                    let joined = joint(&words.join(" "));
                    let listed =
                        !out.is_empty() && (words.is_empty() || joined == Some(Joint::And));
                    let conditional = words.iter().any(|w| w == "$")
                        && (g.subjecting.ends(&words)
                            || (0..words.len())
                                .any(|n| is_conditional_word(&words[n..].join(" "))));

                    let bound = self.bounds.contains(i) && !self.values.contains(i);
                    let restricts = words.is_empty()
                        || [
                            &g.trailing,
                            &g.bounding,
                            &g.restricting,
                            &g.subjecting,
                            &g.recalling,
                        ]
                        .iter()
                        .any(|list| list.ends(&words));
                    let shared = bound && restricts && self.share(item, *i);
                    let meant = (shared || conditional || listed && bound)
                        && (listed || joined.is_none() && !Text::claims(&words, g))
                        && self.hazardless(&words, g);
                    if !meant || self.is_given_value(*i) {
                        break;
                    }
                    out.push(*i);
                    words.clear();
                }
                Tok::Sign(',' | '(' | ')') => {}
                Tok::Sign(_) => break,
            }
        }
        if self.is_listed(at, &out) {
            out.clear();
        }
        if out.is_empty() {
            out.extend(self.recalled(item, at, g));
        }
        out
    }

    // Whether commas make a claim and bounds behind it members of a list of three or more claims: "then A, B, x > 0".
    fn is_listed(&self, at: usize, bounds: &[usize]) -> bool {
        let statement = |k: usize| matches!(self.toks.get(k), Some(Tok::Formula(_, true)));
        let comma = |k: usize| matches!(self.toks.get(k), Some(Tok::Sign(',')));
        let behind = at > 1 && comma(at - 1) && statement(at - 2);
        let (Some(first), Some(last)) = (bounds.first(), bounds.last()) else {
            return false;
        };
        let (Some(&first), Some(&last)) = (self.places.get(first), self.places.get(last)) else {
            return false;
        };
        // What stands behind the last bound goes on with the list.
        let words = self.lead(last + 1);
        let joins = joint(&words.join(" ")) == Some(Joint::And);
        let ahead =
            comma(last + 1) && statement(last + 2) || joins && statement(last + 1 + words.len());
        first == at + 2 && comma(at + 1) && (behind || ahead)
    }

    // Whether words deny nothing, and let nothing hold for some values only.
    fn hazardless(&self, words: &[String], g: &Guards) -> bool {
        g.hazard(words, true).is_none()
    }

    fn is_given_value(&self, item: usize) -> bool {
        self.values.contains(&item) && !self.bounds.contains(&item)
    }

    // "A. Here x ≥ 0."
    fn recalled(&self, item: usize, at: usize, g: &Guards) -> Option<usize> {
        let end = (at + 1..self.toks.len()).find(|k| self.ends_sentence(*k))?;
        if end != at + 1 {
            return None;
        }
        let begin = end + 1 + usize::from(matches!(self.toks.get(end + 1), Some(Tok::Sign('('))));
        let lead = self.lead(begin);
        let next = begin + lead.len();
        match self.toks.get(next) {
            Some(Tok::Formula(i, true))
                if g.recalling.is(&lead)
                    && self.bounds.contains(i)
                    && self.share(item, *i)
                    && (self.ends_sentence(next + 1)
                        || matches!(self.toks.get(next + 1), Some(Tok::Sign(')')))) =>
            {
                Some(*i)
            }
            _ => None,
        }
    }

    /// Whether a bound opens a sentence behind words that claim nothing, and something else is claimed behind it: "in the region x > 0, A".
    pub(in crate::check::script) fn is_set_apart(&self, item: usize) -> bool {
        let (Some(g), Some(&at)) = (self.guards, self.places.get(&item)) else {
            return false;
        };
        let start = self.sentence(item);
        let words = self.words(start, at);
        if !self.bounds.contains(&item)
            || self.values.contains(&item)
            || words.is_empty()
            || !self.is_first(start, at)
            || Text::claims(&words, g)
            || !self.hazardless(&words, g)
        {
            return false;
        }
        let behind = match self.toks.get(at + 1) {
            Some(Tok::Sign(',' | ':')) => at + 2,
            _ => return false,
        };
        // "For real x, y > 0, so" claims.
        let lead = self.lead(behind);
        if words.iter().any(|w| w == "$") || !lead.is_empty() && !g.stating.is(&lead) {
            return false;
        }
        let end = (behind..self.toks.len())
            .find(|k| self.ends_sentence(*k))
            .unwrap_or(self.toks.len());
        (self.toks.get(behind..end).unwrap_or_default().iter())
            .any(|t| matches!(t, Tok::Formula(i, true) if self.share(item, *i)))
    }

    /// Whether a statement is supposed for the claim before it in its sentence: "A, assuming y ≠ 0".
    pub(in crate::check::script) fn is_trailing(&self, item: usize) -> bool {
        let (Some(g), Some(&at)) = (self.guards, self.places.get(&item)) else {
            return false;
        };
        let words = self.words_before(at);
        let first = self.is_first(self.sentence(item), at);
        !first && (g.participles.is(&words) || g.trailing.is(&words))
    }

    /// Whether a value is said to be one of something behind it, and is not supposed: "x = 1 is a root of P".
    pub(in crate::check::script) fn is_one_of(&self, item: usize) -> bool {
        let (Some(g), Some(&at)) = (self.guards, self.places.get(&item)) else {
            return false;
        };
        let behind = self.lead(at + 1);
        let verb = g.being.begins(&behind).is_some();
        self.values.contains(&item) && verb && g.placed.first(&behind).is_some_and(|(n, _)| n < 5)
    }

    /// Whether the sentence of a formula is an example or a check, so that what it supposes is supposed for it alone.
    pub(in crate::check::script) fn is_example(&self, item: usize) -> bool {
        let (Some(g), Some(&at)) = (self.guards, self.places.get(&item)) else {
            return false;
        };
        g.exemplary
            .first(&self.words(self.sentence(item), at))
            .is_some()
    }

    /// Whether words in the sentence of a formula say that it holds whatever was supposed: "always".
    pub(in crate::check::script) fn is_unconditional(&self, item: usize) -> bool {
        let Some(&at) = self.places.get(&item) else {
            return false;
        };
        let mut words = self.words(self.sentence(item), at);
        words.extend(self.lead(at + 1));
        self.guards
            .is_some_and(|g| g.unconditional.first(&words).is_some())
    }

    /// Whether a colon stands right behind a formula.
    pub(in crate::check::script) fn is_before_colon(&self, item: usize) -> bool {
        let at = self.places.get(&item);
        at.is_some_and(|at| matches!(self.toks.get(at + 1), Some(Tok::Sign(':'))))
    }

    /// Whether the words speak of one argument of a function: "let x be a number with f(x) = x²", "f(a) = a² for some a", "f(x) = x at x = 0".
    pub(in crate::check::script) fn is_of_one_argument(&self, item: usize) -> bool {
        let (Some(g), Some(&at)) = (self.guards, self.places.get(&item)) else {
            return false;
        };
        let start = self.sentence(item);
        let arguments = self.arguments.get(&item);
        let one = |i: &usize| {
            let names = self.names.get(i).filter(|n| n.len() == 1);
            names
                .zip(arguments)
                .is_some_and(|(n, args)| n.is_subset(args))
        };
        // What stands before: the name is brought, and the formula says what it satisfies.
        let words = self.words_before(at);
        let before = (at - words.len())
            .checked_sub(1)
            .and_then(|k| self.toks.get(k));
        if let Some(Tok::Formula(i, false)) = before
            && one(i)
            && !self.is_function_name(*i, item)
            && g.introducing.begins(&self.lead(start)).is_some()
            && !words.is_empty()
        {
            return true;
        }
        // What stands behind.
        let lead = self.lead(at + 1);
        match self.toks.get(at + 1 + lead.len()) {
            Some(Tok::Formula(i, false)) if one(i) && !self.is_function_name(*i, item) => {
                let some = g.hazard(&lead, false).is_some() || g.fixing.first(&lead).is_some();
                let letter = self
                    .names
                    .get(i)
                    .and_then(|n| n.first())
                    .is_some_and(|n| is_variable(n));
                some || !letter
                    && g.universal.begins(&lead).is_none()
                    && g.bounding.begins(&lead).is_none()
            }
            Some(Tok::Formula(i, true)) => {
                self.values.contains(i) && g.pointing.is(&lead) && self.share(item, *i)
            }
            _ => false,
        }
    }

    // Whether a name is that of the function in a formula, by the letter.
    fn is_function_name(&self, named: usize, item: usize) -> bool {
        let names = self.names.get(&named);
        let called = self.called.get(&item);
        names.zip(called).is_some_and(|(n, c)| !n.is_disjoint(c))
    }

    /// Whether words between two formulas begin another direction or go back to the general case.
    pub(in crate::check::script) fn releases(&self, before: Option<usize>, now: usize) -> bool {
        let (from, to) = self.between(before, now);
        let mut words = self.words(from, to);
        // "Now x is any real number" is said behind the name.
        if let Some(&at) = self.places.get(&now) {
            words.push("$".into());
            words.extend(self.lead(at + 1));
        }
        self.guards
            .is_some_and(|g| g.releasing.first(&words).is_some())
    }
}
