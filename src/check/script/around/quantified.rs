//! What the words say of all values: "for all real x", before a statement or behind it.

use super::{Text, Tok};
use crate::read::lexicon::properties::said;

/// A formula whose names stand for all values.
pub(in crate::check::script) struct Universal {
    /// The words between "for all" and the formula.
    pub words: Vec<String>,
    // Where "for all" stands.
    at: usize,
}

impl Text {
    /// Whether each value is meant of what the words right before a formula bring: "for all". Names that are joined share the words.
    pub(in crate::check::script) fn universal(&self, item: usize) -> Option<Universal> {
        let at = *self.places.get(&item)?;
        let g = self.guards?;
        let claims = matches!(self.toks[at], Tok::Formula(_, true));
        let mut words: Vec<String> = Vec::new();
        for (k, t) in self.toks[..at].iter().enumerate().rev() {
            match t {
                Tok::Word(w) if words.len() < 10 => words.insert(0, w.clone()),
                Tok::Sign(',') if words.is_empty() => {}
                // "For all x and all t ≥ 0".
                Tok::Formula(i, _) if g.also_all.is(&words) => return self.universal(*i),
                // "For all x, A": A is what is said of x.
                Tok::Formula(i, _)
                    if (words.is_empty() || g.joining.is(&words))
                        && (!claims || !words.is_empty() && self.ranges_too(item, *i)) =>
                {
                    return self.universal(*i);
                }
                _ => break,
            }
            if let Some(n) = g.universal.begins(&words) {
                let between = &words[n..];
                let near = between.len() <= 2 || !said(&between.join(" ")).more;
                return near.then(|| Universal {
                    words: between.to_vec(),
                    at: k,
                });
            }
        }
        None
    }

    // "A for all x and t ≥ 0": a bound of a name in A says where it lies; anything else is a statement of its own.
    fn ranges_too(&self, item: usize, first: usize) -> bool {
        let start = self.sentence(item);
        let ends = |t: &&Tok| !matches!(t, Tok::Sign('.' | '!' | '?' | ';'));
        let sentence = self.toks[start..].iter().take_while(ends);
        let mut others = sentence.filter_map(|t| match t {
            Tok::Formula(i, true) if *i != item && *i != first => Some(*i),
            _ => None,
        });
        self.bounds.contains(&item) && others.any(|i| self.share(item, i))
    }

    /// "For all x and all t ≥ 0": a statement that goes on with what "for all" says.
    pub(in crate::check::script) fn ranges_also(&self, item: usize) -> bool {
        let (Some(&at), Some(g)) = (self.places.get(&item), self.guards) else {
            return false;
        };
        let words = self.words_before(at);
        match &self.toks[..at - words.len()] {
            [.., Tok::Formula(i, _)] => g.also_all.is(&words) && self.is_universal(*i),
            _ => false,
        }
    }

    // Whether two formulas have a name in common.
    pub(super) fn share(&self, one: usize, other: usize) -> bool {
        match (self.names.get(&one), self.names.get(&other)) {
            (Some(a), Some(b)) => !a.is_disjoint(b),
            _ => false,
        }
    }

    /// Whether a formula joined to a condition is one more condition of what was said: in "suppose A for x > 0 and B" B is supposed too.
    pub(super) fn bears_on(&self, item: usize, said: usize, first: usize) -> bool {
        let claimed = !self.supposing.contains(&self.sentence(said));
        self.ranges_too(item, first) || claimed && self.share(item, said)
    }

    /// Whether each value is meant of what a formula brings.
    pub(in crate::check::script) fn is_universal(&self, item: usize) -> bool {
        self.universal(item).is_some()
    }

    /// Whether "for all" stands in front of what is said, and not behind a statement that it belongs to.
    pub(in crate::check::script) fn is_fronted(&self, u: &Universal) -> bool {
        let Some(g) = self.guards else { return false };
        let mut words: Vec<String> = Vec::new();
        for t in self.toks[..u.at].iter().rev() {
            match t {
                Tok::Word(w) => words.insert(0, w.clone()),
                Tok::Sign(',' | '(') => {}
                Tok::Formula(_, true) => {
                    // "A for all x", "A, for all x" against "A, so for all x".
                    return g.concluding.ends(&words) || g.joining.ends(&words);
                }
                Tok::Formula(_, false) => words.insert(0, "$".into()),
                Tok::Sign(_) => return true,
            }
        }
        true
    }

    /// The quantified formulas of the sentence that bear on a statement: "for all t," before it, "for all t" right behind it.
    pub(in crate::check::script) fn ranges(&self, item: usize) -> Vec<usize> {
        let Some(&at) = self.places.get(&item) else {
            return Vec::new();
        };
        let mut out = Vec::new();
        let start = self.sentence(item);
        for t in &self.toks[start..at] {
            if let Tok::Formula(i, _) = t
                && self.is_universal(*i)
            {
                out.push(*i);
            }
        }
        let mut last = item;
        // "A and B for all i" says both for all i.
        while let Some(next) = self.joined_behind(last) {
            last = next;
        }
        out.extend(self.ranges_behind(last));
        out
    }

    // The statement that stands behind a statement with nothing but "and" or a comma between.
    fn joined_behind(&self, item: usize) -> Option<usize> {
        let (at, g) = (*self.places.get(&item)?, self.guards?);
        let mut words: Vec<String> = Vec::new();
        for t in &self.toks[at + 1..] {
            match t {
                Tok::Word(w) => words.push(w.clone()),
                Tok::Sign(',') if words.is_empty() => {}
                Tok::Formula(i, true) if !self.is_universal(*i) => {
                    return (words.is_empty() || g.joining.is(&words)).then_some(*i);
                }
                _ => break,
            }
        }
        None
    }

    /// Those right behind it.
    pub(in crate::check::script) fn ranges_behind(&self, item: usize) -> Vec<usize> {
        let (Some(&at), Some(g)) = (self.places.get(&item), self.guards) else {
            return Vec::new();
        };
        let mut out = Vec::new();
        let mut words: Vec<String> = Vec::new();
        for t in &self.toks[at + 1..] {
            match t {
                Tok::Formula(i, _) => {
                    let Some(u) = self.universal(*i) else { break };
                    let fronted = out.is_empty() && self.is_fronted(&u);
                    let joined = words.is_empty() || g.joining.is(&words) || g.also_all.is(&words);
                    if fronted || !out.is_empty() && !joined {
                        break;
                    }
                    out.push(*i);
                    words.clear();
                }
                Tok::Word(w) => words.push(w.clone()),
                Tok::Sign(',' | '(') => {}
                Tok::Sign(_) => break,
            }
        }
        out
    }
}
