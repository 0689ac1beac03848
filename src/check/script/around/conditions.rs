//! For which values formulas are meant: conditions in a list, values and ranges that sentences begin or end with.

use super::{Text, Tok};
use crate::read::lexicon::properties::is_conditional_word;

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

    /// Whether a statement is one of several conditions with nothing but commas between: "if A, B, then C".
    pub(in crate::check::script) fn is_listed_condition(&self, item: usize) -> bool {
        let (Some(g), Some(&at)) = (self.guards, self.places.get(&item)) else {
            return false;
        };
        let mut k = at;
        while let [.., Tok::Formula(_, true), Tok::Sign(',')] = &self.toks[..k] {
            k -= 2;
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
