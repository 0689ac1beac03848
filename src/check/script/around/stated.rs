//! What words state of a name and a value behind it, and sets on which something is said to hold.

use super::{Text, Tok};

/// Words between names and a value or a set behind them.
pub(in crate::check::script) struct Between {
    /// The formulas of the names, the nearest last.
    pub names: Vec<usize>,
    pub words: Vec<String>,
}

impl Text {
    /// The names before a formula that is no statement, where nothing but words stands between.
    pub(in crate::check::script) fn between_names(&self, item: usize) -> Option<Between> {
        let at = *self.places.get(&item)?;
        let (mut names, mut words, mut gap) = (Vec::new(), Vec::new(), Vec::new());
        for t in self.toks[..at].iter().rev() {
            match t {
                Tok::Word(w) if names.is_empty() => words.insert(0, w.clone()),
                Tok::Word(w) => gap.insert(0, w.clone()),
                Tok::Sign(',') if !names.is_empty() && gap.is_empty() => {}
                Tok::Formula(i, false) => {
                    let joined = gap.is_empty() || self.joins(&gap);
                    if names.is_empty() && (words.is_empty() || self.joins(&words)) || !joined {
                        break;
                    }
                    names.insert(0, *i);
                    gap.clear();
                }
                _ => break,
            }
        }
        (!names.is_empty()).then_some(Between { names, words })
    }

    /// Whether a formula ends its clause, so that what is said of it is complete: "x is $2$", not "x is $2$ times y".
    pub(in crate::check::script) fn completes(&self, item: usize) -> bool {
        let (Some(&at), Some(g)) = (self.places.get(&item), self.guards) else {
            return false;
        };
        let lead = self.lead(at + 1);
        lead.is_empty() && !matches!(self.toks.get(at + 1), Some(Tok::Formula(..)))
            || g.concluding.begins(&lead).is_some()
            || g.opening.begins(&lead).is_some() && !g.joining.is(&lead)
    }

    fn joins(&self, words: &[String]) -> bool {
        self.guards.is_some_and(|g| g.joining.is(words))
    }

    /// Whether words such as "on" stand right before a formula that is no statement: "on $[0, 1]$", "dans $\mathbb{C}$".
    pub(in crate::check::script) fn is_placed(&self, item: usize) -> bool {
        let (Some(&at), Some(g)) = (self.places.get(&item), self.guards) else {
            return false;
        };
        let words = self.words_before(at);
        matches!(self.toks[at], Tok::Formula(_, false)) && g.placing.ends(&words)
    }

    /// The placed formulas of the sentence of a formula: those before it, and those behind it.
    pub(in crate::check::script) fn placed_around(&self, item: usize) -> (Vec<usize>, Vec<usize>) {
        let Some(&at) = self.places.get(&item) else {
            return Default::default();
        };
        let placed = |from: usize, to: usize| -> Vec<usize> {
            let items = self.toks[from..to].iter().filter_map(|t| match t {
                Tok::Formula(i, false) => Some(*i),
                _ => None,
            });
            items.filter(|i| self.is_placed(*i)).collect()
        };
        let end = (at..self.toks.len())
            .find(|k| self.ends_sentence(*k))
            .unwrap_or(self.toks.len());
        (placed(self.sentence(item), at), placed(at, end))
    }

    /// Whether the words between a supposed formula and this one put its value into this one: "let x = 2 in A".
    pub(in crate::check::script) fn is_inserted(&self, item: usize) -> bool {
        let (Some(&at), Some(g)) = (self.places.get(&item), self.guards) else {
            return false;
        };
        let mut words: Vec<String> = Vec::new();
        for t in self.toks[..at].iter().rev() {
            match t {
                Tok::Word(w) => words.insert(0, w.clone()),
                Tok::Formula(i, true) => {
                    return self.values.contains(i) && g.inserting.is(&words);
                }
                _ => return false,
            }
        }
        false
    }

    /// Whether the sentence of a formula says that brackets in it have a meaning of their own: "[x] is the integer part of x".
    pub(in crate::check::script) fn explains_brackets(&self, item: usize) -> bool {
        let (Some(&at), Some(g)) = (self.places.get(&item), self.guards) else {
            return false;
        };
        let end = (at..self.toks.len())
            .find(|k| self.ends_sentence(*k))
            .unwrap_or(self.toks.len());
        let words = self.words(self.sentence(item), end);
        g.bracketing.first(&words).is_some()
    }
}
