//! Cases that one sentence speaks of and the next one goes on from, what is agreed on or known beforehand, and names that get other values.

use super::{Text, Tok};
use crate::read::lexicon::properties::is_conditional_word;

impl Text {
    /// Whether the sentence of a formula goes on with the case of another formula: "Equality holds when A. Then B."
    pub(in crate::check::script) fn goes_on_with(&self, case: usize, item: usize) -> bool {
        let (Some(g), Some(&at), Some(&from)) =
            (self.guards, self.places.get(&item), self.places.get(&case))
        else {
            return false;
        };
        let start = self.sentence_of(at);
        let lead = self.lead(start);
        // The other formula stands at the end of the sentence right before.
        from + 2 == start && g.going_on.begins(&lead).is_some() && !self.is_parted(case, item)
    }

    /// Whether a sentence is about the case in which something holds, and claims nothing: "this happens when A".
    pub(in crate::check::script) fn is_happening(&self, item: usize) -> bool {
        let (Some(g), Some(&at)) = (self.guards, self.places.get(&item)) else {
            return false;
        };
        let start = self.sentence_of(at);
        let lead = self.lead(start);
        start + lead.len() == at && g.happening.is(&lead)
    }

    /// Whether the words before a formula say that it is agreed on.
    pub(in crate::check::script) fn is_agreed(&self, item: usize) -> bool {
        let (Some(g), Some(&at)) = (self.guards, self.places.get(&item)) else {
            return false;
        };
        g.agreeing.ends(&self.words_before(at))
    }

    /// Whether a formula is called a constraint.
    pub(in crate::check::script) fn is_constraint(&self, item: usize) -> bool {
        let (Some(g), Some(&at)) = (self.guards, self.places.get(&item)) else {
            return false;
        };
        let joined = || {
            let before = self.listed_before(at).map(|k| &self.toks[k]);
            matches!(before, Some(Tok::Formula(i, _)) if self.is_constraint(*i))
        };
        g.constraining.ends(&self.words_before(at)) || joined()
    }

    /// Whether the words before a formula say that it is known: "we know A and B".
    pub(in crate::check::script) fn is_known_before(&self, item: usize) -> bool {
        let (Some(g), Some(&at)) = (self.guards, self.places.get(&item)) else {
            return false;
        };
        let joined = || {
            let before = self.listed_before(at).map(|k| &self.toks[k]);
            matches!(before, Some(Tok::Formula(i, _)) if self.is_known_before(*i))
        };
        g.knowing.is(&self.words_before(at)) || joined()
    }

    /// Whether a name gets another value from there on: "increase $x$ by $1$".
    pub(in crate::check::script) fn is_reassigned(&self, item: usize) -> bool {
        let (Some(g), Some(&at)) = (self.guards, self.places.get(&item)) else {
            return false;
        };
        matches!(self.toks[at], Tok::Formula(_, false))
            && g.reassigning.ends(&self.words_before(at))
            && g.reassigned.begins(&self.lead(at + 1)).is_some()
    }

    /// Whether a sentence spells out behind a colon what it supposes: "suppose f is linear: A, B".
    pub(in crate::check::script) fn is_spelled_out(&self, item: usize) -> bool {
        let (Some(g), Some(&at)) = (self.guards, self.places.get(&item)) else {
            return false;
        };
        if let Some(before) = self.listed_before(at) {
            return matches!(self.toks[before], Tok::Formula(i, _) if self.is_spelled_out(i));
        }
        let start = self.behind_label(self.sentence_of(at));
        let colon = matches!(self.toks.get(at.wrapping_sub(1)), Some(Tok::Sign(':')));
        let lead = self.lead(start);
        let words = self.words(start, at);
        colon
            && self.is_first(start, at)
            && (g.supposing.begins(&lead).is_some() || g.introducing.begins(&lead).is_some())
            && words.last().is_some_and(|w| w != "$")
            && words.iter().any(|w| w == "$")
            && g.concluding.first(&words).is_none()
    }

    /// Whether a statement is supposed by a list that ends in a colon: "given A, B: C".
    pub(in crate::check::script) fn is_before_list_colon(&self, item: usize) -> bool {
        let (Some(g), Some(&at)) = (self.guards, self.places.get(&item)) else {
            return false;
        };
        let mut last = at;
        while let Some(k) = (last + 1..self.toks.len())
            .take_while(|k| !self.ends_sentence(*k))
            .find(|k| matches!(self.toks[*k], Tok::Formula(_, true)))
            .filter(|k| self.listed_before(*k) == Some(last))
        {
            last = k;
        }
        let colon = matches!(self.toks.get(last + 1), Some(Tok::Sign(':')));
        let mut first = at;
        while let Some(k) = self.listed_before(first) {
            first = k;
        }
        let start = self.behind_label(self.sentence_of(at));
        let lead = self.lead(start);
        colon && first < at && start + lead.len() == first && g.listing.is(&lead)
    }

    /// Whether a statement is what a theorem supposes: "if A and B, then C".
    pub(in crate::check::script) fn is_premise(&self, item: usize) -> bool {
        let Some(&at) = self.places.get(&item) else {
            return false;
        };
        let mut first = at;
        while let Some(k) = self.listed_before(first) {
            first = k;
        }
        // The name of the theorem leaves a colon behind.
        let mut start = self.sentence_of(at);
        while matches!(self.toks.get(start), Some(Tok::Sign(':'))) {
            start += 1;
        }
        let start = self.behind_label(start);
        let lead = self.lead(start);
        let conditional = matches!(&lead[..], [w] if is_conditional_word(w));
        if !conditional || start + 1 != first {
            return false;
        }
        first == at || self.is_listed_condition(item)
    }
}

impl Text {
    /// Whether the second of two formulas stands in another item of a list of cases: "- if A: B".
    pub(in crate::check::script) fn is_case_item(&self, before: usize, item: usize) -> bool {
        let (Some(a), Some(b)) = (self.places.get(&before), self.places.get(&item)) else {
            return false;
        };
        self.case_items.range(a + 1..=*b).next().is_some()
    }
}

impl Text {
    /// The statement that nothing but a comma parts from the one behind it.
    pub(in crate::check::script) fn comma_before(&self, item: usize) -> Option<usize> {
        let at = *self.places.get(&item)?;
        match self.toks.get(..at)? {
            [.., Tok::Formula(i, true), Tok::Sign(',')] => Some(*i),
            _ => None,
        }
    }
}
