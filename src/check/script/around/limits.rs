//! Words that let a statement hold for some values only: "for all even n", "if n is odd", "for n large", and names that stand for one value.

use super::{Text, Tok};
use crate::read::lexicon::guards::Guards;
use crate::read::lexicon::properties::said;

impl Text {
    /// The formulas beside a statement of whose names the words say for which values it holds, in a way that is not understood.
    pub(in crate::check::script) fn limits(&self, item: usize) -> Vec<usize> {
        let (Some(g), Some(&at)) = (self.guards, self.places.get(&item)) else {
            return Vec::new();
        };
        let start = self.sentence(item);
        let mut out = Vec::new();
        for k in start..at {
            if let Tok::Formula(i, _) = self.toks[k]
                && self.share(item, i)
                && self.is_limiting(k, g)
            {
                out.push(i);
            }
        }
        for k in at + 1..self.toks.len() {
            match self.toks[k] {
                Tok::Formula(i, statement) => {
                    if self.share(item, i) && self.is_limiting(k, g) {
                        out.push(i);
                    }
                    if statement {
                        break;
                    }
                }
                Tok::Sign('.' | '!' | '?' | ';' | ':') => break,
                Tok::Word(_) | Tok::Sign(_) => {}
            }
        }
        out
    }

    // Whether "for", "if" or "for all" brings a formula with words beside it that restrict its values and are not understood.
    fn is_limiting(&self, at: usize, g: &Guards) -> bool {
        let (first, last) = match self.toks[at] {
            Tok::Formula(_, false) => self.joint(at),
            _ => (at, at),
        };
        let words = self.words_before(first);
        // The words between the last "for" and the name.
        let brought = (0..words.len()).rev().find_map(|k| {
            let here = &words[k..];
            let all = g.universal.begins(here);
            let n = all.or_else(|| g.varying.begins(here))?;
            Some((here[n..].to_vec(), all.is_some()))
        });
        let Some((between, all)) = brought else {
            return false;
        };
        let article = |w: &String| matches!(w.as_str(), "of" | "the" | "du" | "des" | "de");
        if between.len() > 3 || !all && between.iter().any(article) {
            return false;
        }
        let plain = |words: &[String]| {
            words
                .iter()
                .all(|w| g.unrestricting.is(std::slice::from_ref(w)) || !said(w).more)
        };
        if !plain(&between) && said(&between.join(" ")).more {
            return true;
        }
        if matches!(self.toks[at], Tok::Formula(_, true)) {
            return false;
        }
        let mut behind = self.lead(last + 1);
        if let Some((n, _)) = g.concluding.first(&behind) {
            behind.truncate(n);
        }
        // "n even" is a property, and "even" begins a clause elsewhere.
        if let Some((n, _)) = g.opening.first(&behind)
            && behind[n] != "even"
        {
            behind.truncate(n);
        }
        let resumes = g.resuming.begins(&behind).is_some();
        !resumes && !plain(&behind) && said(&behind.join(" ")).more
    }

    /// Whether words beside names that are brought say that one value is meant: "fix n", "the smallest index k".
    pub(in crate::check::script) fn is_fixed(&self, item: usize) -> bool {
        let (Some(g), Some(&at)) = (self.guards, self.places.get(&item)) else {
            return false;
        };
        if matches!(self.toks[at], Tok::Formula(_, true)) {
            return false;
        }
        let (first, last) = self.joint(at);
        // "Let k be an index such that a_k = b_k".
        let behind = self.lead(last + 1);
        let next = self.toks.get(last + 1 + behind.len());
        let described = matches!(next, Some(Tok::Formula(i, true)) if self.share(item, *i))
            && g.subjecting.ends(&behind)
            && g.introducing
                .begins(&self.lead(self.sentence(item)))
                .is_some();
        // "Suppose that at step k we have A".
        let lead = self.lead(self.sentence(item));
        let supposed = (1..=lead.len()).any(|n| g.supposing.is(&lead[..n]));
        supposed && g.stages.ends(&self.words_before(first))
            || described
            || g.fixing.first(&self.words_before(first)).is_some()
            || g.fixing.first(&behind).is_some()
    }

    /// Whether nothing but "suppose" stands before a statement, and nothing in its sentence speaks of all members of a family.
    pub(in crate::check::script) fn only_supposes(&self, item: usize) -> bool {
        let (Some(g), Some(&at)) = (self.guards, self.places.get(&item)) else {
            return false;
        };
        let words = self.words_before(at);
        let suppose = (0..words.len()).any(|k| g.supposing.is(&words[k..]));
        let start = self.sentence(item);
        let end = (at..self.toks.len()).find(|k| self.ends_sentence(*k));
        let all = self.words(start, end.unwrap_or(self.toks.len()));
        suppose
            && self.ranges(item).is_empty()
            && g.universal.first(&all).is_none()
            && g.of_families.first(&all).is_none()
    }

    /// Whether "even if" stands before a statement.
    pub(super) fn is_conceded(&self, at: usize, g: &Guards) -> bool {
        g.conceding.ends(&self.words_before(at))
    }

    /// Whether "induction hypothesis" and a colon stand before a statement.
    pub(in crate::check::script) fn is_induced(&self, item: usize) -> bool {
        let (Some(g), Some(&at)) = (self.guards, self.places.get(&item)) else {
            return false;
        };
        let colon = matches!(
            self.toks.get(at.wrapping_sub(1)),
            Some(Tok::Sign(':' | '.'))
        );
        colon && g.inducing.is(&self.words_before(at - 1))
    }

    /// Whether the words behind a formula say that the names in it are functions: "let $-f$ be convex", "let $f \\le g$ be functions".
    pub(in crate::check::script) fn is_functional(&self, item: usize) -> bool {
        let (Some(g), Some(&at)) = (self.guards, self.places.get(&item)) else {
            return false;
        };
        let behind = self.lead(at + 1);
        let copula = g.copula.begins(&behind).or_else(|| {
            let be = |w: &String| matches!(w.as_str(), "be" | "is" | "are" | "est" | "sont");
            behind.first().filter(|w| be(w)).map(|_| 1)
        });
        let rest = &behind[copula.unwrap_or(0)..];
        let near = &rest[..rest.len().min(4)];
        (copula.is_some() || near.len() < 3) && g.functional.first(near).is_some()
    }

    /// Whether words say that there is a value of the name that a formula is: "there is $y$".
    pub(in crate::check::script) fn is_found(&self, item: usize) -> bool {
        let (Some(g), Some(&at)) = (self.guards, self.places.get(&item)) else {
            return false;
        };
        let words = self.words_before(at);
        let near = &words[words.len().saturating_sub(4)..];
        let exists =
            g.hazard(near, true) == Some(crate::read::lexicon::guards::Hazard::Existential);
        matches!(self.toks[at], Tok::Formula(_, false)) && exists
    }

    /// Whether a statement says, behind a name or a bound and a comma, for which values of one more name the sentence speaks:
    /// "for real x, n ≥ 1, A".
    pub(in crate::check::script) fn ranges_besides(&self, item: usize) -> bool {
        let (Some(g), Some(&at)) = (self.guards, self.places.get(&item)) else {
            return false;
        };
        let indexed = self.indices.get(&item).is_some_and(|i| !i.is_empty());
        if !self.bounds.contains(&item) || indexed {
            return false;
        }
        let words = self.words_before(at);
        let comma = matches!(
            self.toks.get(at.wrapping_sub(1 + words.len())),
            Some(Tok::Sign(','))
        );
        let joins = words.is_empty() || g.joining.is(&words) || g.also_all.is(&words);
        let Some(before) = (at - words.len()).checked_sub(1 + usize::from(comma)) else {
            return false;
        };
        let Tok::Formula(first, statement) = self.toks[before] else {
            return false;
        };
        if !comma || !joins || self.share(item, first) || self.is_valued_before(item) {
            return false;
        }
        let lead = self.words_before(before);
        let brings = statement && self.ranges_besides(first)
            || g.ranging.is(&lead)
            || self.is_universal(first)
            || !statement && g.varying.begins(&lead).is_some();
        // Something is claimed behind it.
        let behind = self.lead(at + 2);
        let claimed = matches!(
            self.toks.get(at + 2 + behind.len()),
            Some(Tok::Formula(_, true))
        ) && (behind.is_empty()
            || g.concluding.begins(&behind).is_some()
            || g.joining.is(&behind)
            || g.also_all.is(&behind));
        brings && matches!(self.toks.get(at + 1), Some(Tok::Sign(',' | ':'))) && claimed
    }

    // Whether an earlier formula gives one of its names a value.
    fn is_valued_before(&self, item: usize) -> bool {
        let names = self.names.get(&item);
        (self.valued.iter()).any(|(i, name)| *i < item && names.is_some_and(|n| n.contains(name)))
    }
}
