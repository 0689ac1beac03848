//! Whether the words around a formula keep it from being supposed or claimed.

use super::speech::inner_words;
use super::{Text, Tok};
use crate::read::document::{CueKind, Formula, Role};
use crate::read::lexicon::guards::{Guards, Hazard, words as words_of};
use crate::read::lexicon::properties::{Joint, is_conditional_word, is_negating_word, joint};

/// What becomes of a formula because of the words around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::check::script) enum Fate {
    /// The words are understood.
    Keep,
    /// It is neither supposed nor claimed.
    Skip {
        reason: &'static str,
        /// Whether something of its names may be supposed all the same.
        open: bool,
    },
    /// An equation that is solved: a condition of its sentence.
    Solved,
    /// It is supposed until the case is over.
    Case,
    /// It is claimed under a condition in words.
    Doubt,
}

const NOT_UNDERSTOOD: &str = "the words around it are not understood";
const NAMED: &str = "the words name it, and do not claim it";
const FOR_SOME: &str = "the words say that it holds for some values";
const ELSEWISE: &str = "what this sentence supposes is not written as a formula";
const ASKED: &str = "it is asked, and not claimed";
const REFUTED: &str = "the sentence is about a counterexample";
const EXAMPLE: &str = "it is an example of what was said";
const HEAD: &str = "it may be what a case supposes, and not a claim";
const INSERTED: &str = "a value is put into it, and it is not clear what is said of it";
const CONCEDED: &str = "what is claimed is said to hold without it, too";
pub(in crate::check::script) const EQUALITY: &str = "it says when the two sides are equal";

impl Text {
    // The words of the clause before a place, and the statement at which it begins.
    fn before(&self, at: usize, g: &Guards) -> (Vec<String>, Option<usize>) {
        let mut out: Vec<String> = Vec::new();
        let mut k = at;
        while k > 0 {
            k -= 1;
            match &self.toks[k] {
                Tok::Word(w) => out.insert(0, w.clone()),
                Tok::Formula(_, false) => out.insert(0, "$".into()),
                Tok::Formula(i, true) => {
                    if let Some((start, _)) = g.opening.first(&out) {
                        out.drain(..start);
                    }
                    return (out, Some(*i));
                }
                Tok::Sign(',' | ')') if g.continuing.begins(&out).is_some() => {}
                // What stands before a colon is a sentence of its own, unless it speaks of what stands behind.
                Tok::Sign(':') if out.is_empty() && self.announces(k, g) => {}
                Tok::Sign(_) => break,
            }
        }
        (out, None)
    }

    // Whether the words before a colon are not complete without what stands behind it.
    fn announces(&self, colon: usize, g: &Guards) -> bool {
        let mut words: Vec<String> = Vec::new();
        for t in self.toks[..colon].iter().rev() {
            match t {
                Tok::Word(w) => words.insert(0, w.clone()),
                Tok::Formula(_, false) => words.insert(0, "$".into()),
                _ => break,
            }
        }
        g.subordinating.ends(&words)
            || g.continuing.ends(&words)
            || g.announcing.ends(&words)
            || g.hazard(&words, true) == Some(Hazard::Existential)
            || (0..words.len()).any(|i| g.announcing.begins(&words[i..]).is_some_and(|n| n > 1))
    }

    // The words of the clause behind a place, and those behind them that may restrict it.
    fn behind(&self, at: usize, g: &Guards) -> (Vec<String>, Vec<String>, Option<usize>) {
        let stretch = |from: usize| -> (Vec<String>, Option<usize>) {
            let mut out = Vec::new();
            for t in &self.toks[from.min(self.toks.len())..] {
                match t {
                    Tok::Word(w) => out.push(w.clone()),
                    Tok::Formula(_, false) => out.push("$".into()),
                    Tok::Formula(i, true) => return (out, Some(*i)),
                    Tok::Sign(_) => break,
                }
            }
            (out, None)
        };
        if matches!(self.toks.get(at + 1), Some(Tok::Sign(',' | ':'))) {
            let (words, next) = stretch(at + 2);
            return match g.commenting.begins(&words) {
                Some(_) => (words, Vec::new(), next),
                None => (Vec::new(), Vec::new(), None),
            };
        }
        let (mut words, next) = stretch(at + 1);
        // "Supposons que A soit faux"
        let copula = (g.copula.begins(&words)).filter(|_| self.is_subordinate(at, g));
        let opening = g.opening.first(&words[copula.unwrap_or(0)..]);
        let opening = opening.map(|(start, end)| (start + copula.unwrap_or(0), end));
        let tail = match opening {
            Some((start, _)) => words.split_off(start),
            None => Vec::new(),
        };
        (words, tail, next)
    }

    // Whether a word such as "que" stands right before a formula.
    fn is_subordinate(&self, at: usize, g: &Guards) -> bool {
        let before = at.checked_sub(1).and_then(|k| self.toks.get(k));
        matches!(before, Some(Tok::Word(w)) if g.subordinating.is(std::slice::from_ref(w)))
    }

    /// What becomes of a formula. `fresh` tells whether the names of a formula were not met before its sentence.
    pub(in crate::check::script) fn fate(
        &mut self,
        item: usize,
        f: &Formula,
        fresh: &dyn Fn(usize) -> bool,
    ) -> Fate {
        if f.cues.0.iter().any(|c| c.kind == CueKind::Hypothesis) {
            let sentence = self.sentence(item);
            self.supposing.insert(sentence);
        }
        let fate = self.fate_of(item, f, fresh);
        if matches!(fate, Fate::Skip { .. }) {
            self.skipped.insert(item);
        }
        fate
    }

    fn fate_of(&self, item: usize, f: &Formula, fresh: &dyn Fn(usize) -> bool) -> Fate {
        let (Some(g), Some(&at)) = (self.guards, self.places.get(&item)) else {
            return Fate::Keep;
        };
        if f.role == Role::Goal
            || f.role == Role::Hint
            || !matches!(self.toks[at], Tok::Formula(_, true))
        {
            return Fate::Keep;
        }
        let skip = |reason, open| Fate::Skip { reason, open };
        if f.role == Role::Claimed && (self.heads.contains(&item) || self.is_induced(item)) {
            return Fate::Case;
        }
        if self.is_inserted(item) {
            return skip(INSERTED, true);
        }
        let titled = f.heading && !f.cues.is_hypothesis() && !f.cues.is_definition();
        if (titled || f.role == Role::Claimed) && self.unclear.contains(&item) {
            return skip(HEAD, true);
        }
        let start = self.sentence(item);
        let lead = self.lead(start);
        if g.hazard(&inner_words(&f.text), true) == Some(Hazard::NotUnderstood) {
            return skip(NOT_UNDERSTOOD, true);
        }
        if self.is_refuting(at, start, g) {
            return skip(REFUTED, true);
        }
        if g.rounding
            .first(&self.words(start, self.ended_at(at)))
            .is_some()
        {
            return skip(NOT_UNDERSTOOD, true);
        }
        if self.is_denied_next(at, g) {
            return skip(NOT_UNDERSTOOD, true);
        }
        // "What is the maximum of H = …?" in a statement says what H is.
        let described =
            f.role == Role::Given && g.inquiring.first(&self.words(start, at)).is_some();
        if !f.cues.is_hypothesis() && !described && self.is_asked(at, g) {
            return skip(ASKED, true);
        }
        if self.is_conceded(at, g) {
            return skip(CONCEDED, true);
        }
        if g.elsewise.begins(&lead).is_some() {
            return skip(ELSEWISE, true);
        }
        if f.role == Role::Claimed && self.task(item).is_some() {
            return Fate::Solved;
        }
        // "For some n, …"
        if g.restricting.begins(&lead).is_some()
            && g.hazard(&lead, false) == Some(Hazard::Existential)
            && !self.supposing.contains(&start)
        {
            return skip(FOR_SOME, true);
        }
        // The formulas that are joined to it share its words.
        let (mut first, mut last) = (at, at);
        let mut or = false;
        while let Some((k, _, gap)) = self.neighbour(first, false) {
            or |= joint(&gap.join(" ")) == Some(Joint::Or);
            first = k;
        }
        while let Some((k, _, gap)) = self.neighbour(last, true) {
            or |= joint(&gap.join(" ")) == Some(Joint::Or);
            last = k;
        }
        let supposing = f.role == Role::Given || self.supposing.contains(&start);
        let value = self.values.contains(&item);
        if let Some(opens) = self.exemplifies(first, start, g)
            && (value || supposing)
        {
            return skip(EXAMPLE, opens);
        }
        if value && supposing && self.likens(first, g) {
            return skip(EXAMPLE, true);
        }
        if f.role == Role::Claimed && self.is_named(at, g) {
            return skip(NAMED, true);
        }
        let (mut words, from) = self.before(first, g);
        let linked = (
            self.link(item, false).is_some(),
            self.link(item, true).is_some(),
        );
        if linked.0 {
            words.clear();
        }
        let ranges = f.role == Role::Claimed && self.ranges_over(start, g);
        let opens_case =
            (g.case.begins(&lead).is_some() || ranges) && self.opens_case(start, at, g);
        if let Some(n) = g.case.begins(&words).filter(|_| opens_case) {
            words.drain(..n);
        }
        let concluded = g.concluded(&words);
        if g.equality.is(&lead) && start + lead.len() + 1 == at {
            return skip(EQUALITY, false);
        }
        if let Some((_, end)) = g.equality.first(&words)
            && g.equality_when.first(&words[end..]).is_some()
        {
            return skip(EQUALITY, false);
        }
        if from.is_some_and(|i| self.skipped.contains(&i)) && concluded.len() == words.len() {
            return skip(NOT_UNDERSTOOD, true);
        }
        // "A unless B" has been understood as a condition of A.
        let unless = from.is_some() && is_negating_word(&words.join(" "));
        let supposed = f.role == Role::Given || self.supposing.contains(&start);
        // "Suppose x ≤ c for some c > 0": what is supposed to exist may be given a name that stands for nothing yet.
        // An index stands for all of its values where nothing else is said of it, and has no single one.
        let weigh = |hazard: Option<Hazard>, named: usize| match hazard {
            Some(Hazard::NotUnderstood) => Some(skip(NOT_UNDERSTOOD, true)),
            Some(Hazard::Existential)
                if !(supposed && fresh(named)) || self.is_index(named, item) =>
            {
                Some(skip(FOR_SOME, true))
            }
            _ => None,
        };
        let named = self.term_before(first).unwrap_or(item);
        if !unless && let Some(fate) = weigh(g.hazard(concluded, or), named) {
            return fate;
        }
        let (mut behind, mut tail, next) = self.behind(last, g);
        let all: Vec<String> = behind.iter().chain(&tail).cloned().collect();
        // "A if and only if B for some k" claims A of no k.
        if linked.1
            && let Some(j) = next.and_then(|j| self.places.get(&j))
            && let Some(Hazard::Existential) = g.hazard(&self.words_behind(*j), or)
        {
            return skip(FOR_SOME, true);
        }
        if next.is_some() && is_negating_word(&all.join(" ")) || linked.1 {
            behind.clear();
            tail.clear();
        }
        // "A or, more generally, B": the alternative is not understood.
        if behind.first().is_some_and(|w| joint(w) == Some(Joint::Or)) {
            return skip(NOT_UNDERSTOOD, true);
        }
        // Behind a condition the words speak of what it is a condition of, unless they deny it at once.
        let condition = f
            .cues
            .nearest()
            .is_some_and(|c| matches!(c.kind, CueKind::Condition | CueKind::Reason));
        let near = if condition {
            behind.len().min(3)
        } else {
            behind.len()
        };
        let behind = &behind[..near];
        if let Some(fate) = weigh(g.hazard(behind, or), item) {
            return fate;
        }
        if g.restricting.begins(&tail).is_some()
            && !is_negating_word(&tail.join(" "))
            && let Some(fate) = weigh(g.hazard(&tail, or), next.unwrap_or(item))
        {
            return fate;
        }
        if opens_case {
            return Fate::Case;
        }
        // "Setting f'(x) = 0": a definition gives a name a value.
        let writes = (f.cues.nearest()).is_some_and(|c| g.naming_verbs.is(&words_of(&c.word)));
        let set = f.cues.is_definition() && !writes && !f.display && !self.values.contains(&item);
        // "Solving for x gives x = 4" claims it.
        let found = self.values.contains(&item)
            && (f.cues.nearest()).is_some_and(|c| c.kind == CueKind::Consequence);
        let solving = set
            || !found && (g.solving.begins(&lead).is_some() || g.solving.first(&words).is_some());
        if solving && !f.cues.is_hypothesis() && self.is_first(start, at) {
            return Fate::Solved;
        }
        // "f(x) = x² on [0, 1]"
        let placed = g
            .placing
            .begins(&all)
            .is_some_and(|n| all.get(n).is_some_and(|w| w == "$"));
        if placed {
            return Fate::Doubt;
        }
        // "A if f is increasing": it is not claimed without that.
        let conditional = (1..=tail.len()).any(|n| is_conditional_word(&tail[..n].join(" ")));
        let exact = next.is_some()
            && (is_conditional_word(&tail.join(" ")) || joint(&tail.join(" ")).is_some());
        if conditional && !exact {
            return Fate::Doubt;
        }
        Fate::Keep
    }

    // Whether the words name a formula: "denote by P(n) the property A", "let P(n): A".
    fn is_named(&self, at: usize, g: &Guards) -> bool {
        let words = self.words_before(at);
        let brings = |k: usize| {
            let start = self.lead(k);
            g.introducing.begins(&start).is_some() || g.naming_verbs.begins(&start).is_some()
        };
        let start = (0..at)
            .rev()
            .find(|k| matches!(self.toks[*k], Tok::Sign('.' | '!' | '?' | ';')));
        let start = start.map_or(0, |k| k + 1);
        let called = match &self.toks[..at] {
            [.., Tok::Formula(_, false), Tok::Sign(':')] => true,
            _ => g.naming.ends(&words),
        };
        let noun = g.naming_nouns.ends(&words);
        let named_before = self.toks[start..at]
            .iter()
            .any(|t| matches!(t, Tok::Formula(_, false)));
        let behind = self.lead(at + 1);
        let name_behind = matches!(
            self.toks.get(at + 1 + behind.len()),
            Some(Tok::Formula(_, false))
        );
        let verb = g.naming_verbs.begins(&self.lead(start)).is_some();
        // "We denote the inequality A by (E)", "the statement A is denoted by P".
        let active = verb && noun && (named_before || name_behind);
        let passive = (noun || g.naming.ends(&words)) && name_behind && g.named_by.is(&behind);
        called && brings(start) || active || passive
    }

    // Whether the name that a formula is serves as an index in another one.
    fn is_index(&self, named: usize, item: usize) -> bool {
        let names = self.names.get(&named);
        (self.indices.get(&item))
            .is_some_and(|inside| names.is_some_and(|n| !n.is_disjoint(inside)))
    }

    // The nearest formula before a place that is no statement, in the same clause.
    fn term_before(&self, at: usize) -> Option<usize> {
        for t in self.toks[..at].iter().rev() {
            match t {
                Tok::Word(_) => {}
                Tok::Formula(i, false) => return Some(*i),
                _ => return None,
            }
        }
        None
    }

    // Whether a formula is what a case supposes: nothing is concluded before it, and statements before it are joined to it by words.
    fn opens_case(&self, start: usize, at: usize, g: &Guards) -> bool {
        let words = self.words(start, at);
        let mut first = at;
        while let Some((k, _, gap)) = self.neighbour(first, false) {
            if gap.is_empty() {
                break;
            }
            first = k;
        }
        g.concluding.first(&words).is_none() && self.is_first(start, first)
    }

    // Whether no statement of the sentence stands before a place.
    pub(super) fn is_first(&self, start: usize, at: usize) -> bool {
        !self.toks[start..at]
            .iter()
            .any(|t| matches!(t, Tok::Formula(_, true)))
    }

    /// The conditions right behind a formula: "for x > 0", "for n > 1 and n < 9".
    pub(in crate::check::script) fn conditions_behind(&self, item: usize) -> Vec<usize> {
        let (Some(g), Some(&at)) = (self.guards, self.places.get(&item)) else {
            return Vec::new();
        };
        let mut out = Vec::new();
        let mut words: Vec<String> = Vec::new();
        let mut k = at;
        loop {
            k += 1;
            match self.toks.get(k) {
                Some(Tok::Word(w)) => words.push(w.clone()),
                Some(Tok::Sign(',' | '(')) if words.is_empty() => {}
                Some(Tok::Formula(i, true)) => {
                    let all = g.universal.begins(&words);
                    let restricts = g.bounding.is(&words)
                        || g.holding.is(&words)
                        || all.is_some_and(|n| words.len() <= n + 1)
                        || out.is_empty() && self.ranges_behind(item).contains(i)
                        || k == at + 1 && self.bracketed.contains(i);
                    // "A for x = 2" is said of that value; "A for H and B for K" says B for K alone.
                    let value = self.values.contains(i) && !(restricts && out.is_empty());
                    if value || self.is_otherwise_behind(*i) {
                        return out;
                    }
                    let own = !restricts
                        && matches!(self.toks.get(k + 1), Some(Tok::Word(_)))
                        && g.bounding.begins(&self.lead(k + 1)).is_some();
                    let joined = !own && g.joining.is(&words);
                    let too = |first: &usize| joined && self.bears_on(*i, item, *first);
                    if restricts || out.first().is_some_and(too) {
                        out.push(*i);
                        words.clear();
                        continue;
                    }
                    return out;
                }
                _ => return out,
            }
        }
    }
}
