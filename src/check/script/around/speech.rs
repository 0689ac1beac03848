//! What sentences say of the formulas around them: that they are asked, false, examples, or linked with one another.

use super::{Text, Tok};
use crate::read::lexicon::guards::{Guards, words};
use crate::read::lexicon::properties::{Joint, joint};

impl Text {
    // Where the sentence ends that a place stands in.
    pub(super) fn ended_at(&self, at: usize) -> usize {
        self.end(at)
    }

    fn end(&self, at: usize) -> usize {
        (at..self.toks.len())
            .find(|k| self.ends_sentence(*k))
            .unwrap_or(self.toks.len())
    }

    // The words of a sentence that begins at a place and has no formulas.
    fn wordy(&self, start: usize) -> Option<Vec<String>> {
        let end = self.end(start);
        let toks = self.toks.get(start..end)?;
        let formula = toks.iter().any(|t| matches!(t, Tok::Formula(..)));
        (!formula).then(|| self.words(start, end))
    }

    /// Whether the sentence of a place asks, or words before it ask whether what stands there holds.
    pub(super) fn is_asked(&self, at: usize, g: &Guards) -> bool {
        if matches!(self.toks.get(self.end(at)), Some(Tok::Sign('?'))) {
            return true;
        }
        let mut start = at;
        while start > 0 && !self.ends_sentence(start - 1) {
            start -= 1;
        }
        let asks = |words: &[String]| g.asking.first(words).is_some();
        if asks(&self.words(start, at)) {
            return true;
        }
        // "Which of the following hold?" and a list: nothing but labels stands before its formulas.
        let bare = |from: usize, to: usize| {
            self.words(from, to)
                .iter()
                .all(|w| w == "$" || w.chars().count() < 3)
        };
        let mut from = start;
        let mut to = at;
        while from > 0 && bare(from, to) {
            to = from - 1;
            let mut before = to;
            while before > 0 && !self.ends_sentence(before - 1) {
                before -= 1;
            }
            if let Some(words) = self.wordy(before)
                && asks(&words)
            {
                return true;
            }
            from = before;
        }
        false
    }

    /// Whether the next sentence, which has no formulas, says that what stands here is false.
    pub(super) fn is_denied_next(&self, at: usize, g: &Guards) -> bool {
        let next = self.end(at) + 1;
        let Some(words) = self.wordy(next.min(self.toks.len())) else {
            return false;
        };
        (g.referring.begins(&words)).is_some_and(|n| {
            let near = &words[n..words.len().min(n + 6)];
            g.falsity.first(near).is_some()
        })
    }

    /// Whether a sentence refutes something: "a counterexample to … is …", "… is a counterexample".
    pub(super) fn is_refuting(&self, at: usize, start: usize, g: &Guards) -> bool {
        g.refuting.first(&self.words(start, self.end(at))).is_some()
    }

    /// Whether a formula is an example of what was said, and whether what follows may rest on it.
    pub(super) fn exemplifies(&self, first: usize, start: usize, g: &Guards) -> Option<bool> {
        let mut words: Vec<String> = Vec::new();
        let mut k = first;
        while k > start {
            match &self.toks[k - 1] {
                Tok::Word(w) => words.insert(0, w.clone()),
                _ => break,
            }
            k -= 1;
        }
        let opens = !self.toks[start..k]
            .iter()
            .any(|t| matches!(t, Tok::Word(_) | Tok::Formula(..)));
        if g.exemplifying.ends(&words) {
            return Some(opens || g.choosing.ends(&words));
        }
        // "For example, x = 2"
        let comma = words.is_empty()
            && matches!(self.toks.get(k.wrapping_sub(1)), Some(Tok::Sign(',' | ':')));
        if comma {
            let before = self.words(start, k);
            return (g.exemplifying.ends(&before) && !before.iter().any(|w| w == "$"))
                .then_some(true);
        }
        None
    }

    /// Whether "comme" and nothing else stands between a formula and what it is an example of.
    pub(super) fn likens(&self, first: usize, g: &Guards) -> bool {
        let mut words: Vec<String> = Vec::new();
        for t in self.toks[..first].iter().rev() {
            match t {
                Tok::Word(w) => words.insert(0, w.clone()),
                Tok::Sign(',' | '(') => return g.likening.is(&words),
                _ => return false,
            }
        }
        false
    }

    /// How the words between a formula and the statement beside it link them.
    pub(in crate::check::script) fn link(&self, item: usize, forward: bool) -> Option<Joint> {
        let at = *self.places.get(&item)?;
        let mut gap = Vec::new();
        let mut k = at;
        let other = loop {
            k = if forward { k + 1 } else { k.checked_sub(1)? };
            match self.toks.get(k)? {
                Tok::Word(w) => gap.push(w.clone()),
                Tok::Formula(i, true) => break *i,
                _ => return None,
            }
        };
        if !forward {
            gap.reverse();
        }
        // "f(x) = e^x satisfies A" says what f is.
        let first = if forward { item } else { other };
        let fulfils = self.guards.is_some_and(|g| g.fulfilling.is(&gap));
        let called = self
            .called
            .get(&first)
            .is_some_and(|names| !names.is_empty());
        let bounds = self.values.contains(&first) || self.bounds.contains(&first);
        if fulfils && (called || !bounds) {
            return None;
        }
        joint(&gap.join(" "))
            .filter(|j| matches!(j, Joint::Iff | Joint::Implies | Joint::ImpliedBy))
    }

    /// Whether a formula is said to hold in the contrary case: "…, else A", "A otherwise".
    pub(in crate::check::script) fn is_otherwise(&self, item: usize) -> bool {
        let (Some(&at), Some(g)) = (self.places.get(&item), self.guards) else {
            return false;
        };
        let mut before: Vec<String> = Vec::new();
        for t in self.toks[..at].iter().rev() {
            match t {
                Tok::Word(w) => before.insert(0, w.clone()),
                _ => break,
            }
        }
        let led = g.otherwise.first(&before).is_some_and(|(n, _)| n < 2);
        led && !self.is_first(self.sentence(item), at) || self.is_otherwise_behind(item)
    }

    /// Whether "otherwise" stands behind it.
    pub(in crate::check::script) fn is_otherwise_behind(&self, item: usize) -> bool {
        let (Some(&at), Some(g)) = (self.places.get(&item), self.guards) else {
            return false;
        };
        let behind = self.lead(at + 1);
        let end = self.toks.get(at + 1 + behind.len());
        g.otherwise.is(&behind) && !matches!(end, Some(Tok::Formula(..)))
    }

    /// The statements that the words behind a claim suppose for it: "where", "since".
    pub(in crate::check::script) fn company(&self, item: usize) -> Vec<usize> {
        let (Some(g), Some(&at)) = (self.guards, self.places.get(&item)) else {
            return Vec::new();
        };
        let mut out = Vec::new();
        let mut words: Vec<String> = Vec::new();
        for t in &self.toks[at + 1..] {
            match t {
                Tok::Word(w) => words.push(w.clone()),
                Tok::Sign(',' | '(') if words.is_empty() => {}
                Tok::Formula(i, true) if !self.skipped.contains(i) => {
                    let listed = !out.is_empty() && (words.is_empty() || g.joining.is(&words));
                    if !(listed || out.is_empty() && g.accompanying.is(&words)) {
                        break;
                    }
                    out.push(*i);
                    words.clear();
                }
                _ => break,
            }
        }
        out
    }

    /// Whether words between two formulas take back what was supposed.
    pub(in crate::check::script) fn withdraws(&self, before: Option<usize>, now: usize) -> bool {
        let (from, to) = self.between(before, now);
        let words = self.words(from, to);
        self.guards
            .is_some_and(|g| g.withdrawing.first(&words).is_some())
    }
}

/// The words that stand as text inside a formula, those of indices left out.
pub(super) fn inner_words(formula: &str) -> Vec<String> {
    let mut out = Vec::new();
    for command in [
        "\\text{",
        "\\mbox{",
        "\\textrm{",
        "\\textit{",
        "\\textbf{",
        "\\textnormal{",
    ] {
        for (at, _) in formula.match_indices(command) {
            let before = formula[..at].trim_end_matches(['{', ' ']);
            if before.ends_with(['_', '^']) {
                continue;
            }
            let rest = &formula[at + command.len()..];
            out.extend(words(rest.split(['}', '$']).next().unwrap_or("")));
            out.push(".".into());
        }
    }
    out
}
