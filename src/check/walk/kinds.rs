//! Names that stand for something that is no number: formulas with them are read and not computed with.

use super::super::open;
use super::super::script::declared::{members, membership};
use super::super::script::{Line, Task};
use super::Walk;
use super::matrices::is_matrix_kind;
use crate::elaborate::{Problem, Sort, is_doubtful, key, walk};
use crate::read::ast::{BinOp, Expr, Kind, Rel};
use std::collections::BTreeSet;

impl Walk<'_> {
    pub(super) fn note_kind(&mut self, names: &BTreeSet<String>, kind: Option<&'static str>) {
        self.note_spoken_identities(names);
        for n in names {
            // What is said of a matrix that is written out makes it no other one, unless it is another thing that is spoken of.
            match kind {
                Some(kind) if is_matrix_kind(kind) && self.scope.table(n).is_some() => {
                    if kind != "a matrix" {
                        self.open_entries(n);
                    }
                    continue;
                }
                Some(_) => {
                    self.end_matrices(&BTreeSet::from([n.clone()]));
                    self.scope.deny_number(n);
                }
                None => self.scope.allow_number(n),
            }
            match kind {
                // Vectors that were found to be such are computed with.
                Some(_) if self.scope.sort(n) == Some(Sort::Vector) => self.scope.allow_number(n),
                Some(kind) => {
                    self.kinds.insert(n.clone(), kind);
                    if kind == "a complex number" {
                        self.kinds
                            .insert("i".into(), "the imaginary unit, as it may be");
                    }
                }
                None => {
                    self.kinds.remove(n);
                }
            }
        }
    }

    // `z ∈ ℂ` says what z is, and so does `a ∈ G` for a group G.
    pub(super) fn note_members(&mut self, e: &Expr) {
        let Some((names, set)) = membership(e) else {
            return;
        };
        // "x ∈ ℝ^+": zero may be meant to be left out, so that nothing is refuted there.
        if is_doubtful(set) {
            self.open.extend(names.iter().cloned());
        }
        let kind = members(set).or_else(|| match &set.kind {
            Kind::Name(n) => (self.kinds.get(&crate::elaborate::key(n)).copied())
                .filter(|k| *k != "a set")
                .map(|_| "a member of what is no set of numbers"),
            _ => None,
        });
        if kind.is_some() {
            self.note_kind(&names, kind);
        }
    }

    // `let e = 3`, `π = π(x)`, `π ∈ Π`: the name stands for something else than the number.
    pub(super) fn note_shadow(&mut self, line: &Line, e: &Expr) {
        let Some((first, link)) = open::single_link(e) else {
            return;
        };
        let Kind::Name(n) = &first.kind else { return };
        let name = crate::elaborate::key(n);
        if name != "e" && name != "π" {
            return;
        }
        let mut right = BTreeSet::new();
        open::names(&link.rhs, &mut right);
        let introduced = matches!(line.task, Task::Assume | Task::Define) || line.defining;
        let other = match link.rel {
            Rel::Eq => introduced || right.contains(&name),
            Rel::Define => true,
            Rel::In => introduced,
            _ => false,
        };
        if other {
            self.kinds
                .insert(name, "something else than the number of that name");
        }
    }

    // `f^{-1}(y)` for a letter of functions may be the inverse function at y, and not a quotient.
    pub(super) fn inverse(&self, e: &Expr) -> Option<Problem> {
        let mut found = None;
        walk(e, &mut |e| {
            let Kind::Binary(BinOp::Juxtapose, a, b) = &e.kind else {
                return;
            };
            let (Kind::Binary(BinOp::Pow, base, power), Kind::Paren(_) | Kind::NameParen(..)) =
                (&a.kind, &b.kind)
            else {
                return;
            };
            let minus_one =
                matches!(&power.kind, Kind::Neg(x) if matches!(&x.kind, Kind::Number(_)));
            if let Kind::Name(n) = &base.kind
                && minus_one
                && matches!(
                    n.base.as_str(),
                    "f" | "g" | "h" | "F" | "G" | "H" | "φ" | "ψ" | "Φ" | "Ψ"
                )
            {
                found = Some((crate::elaborate::key(n), e.span));
            }
        });
        let (name, span) = found?;
        Some(Problem {
            span,
            reason: format!(
                "`{name}` to the power −1 before a bracket may be the inverse function"
            ),
        })
    }

    // The first name of a formula that stands for no number.
    pub(super) fn no_number(&self, e: &Expr) -> Option<Problem> {
        if self.kinds.is_empty() || self.is_of_other_kind(e) {
            return None;
        }
        let mut found = None;
        walk(e, &mut |e| {
            // A logarithm with a base of its own is what it says.
            let based = matches!(&e.kind, Kind::Apply { base: Some(_), .. });
            let mut names = BTreeSet::new();
            match &e.kind {
                Kind::Name(_) | Kind::NameParen(..) => open::names(e, &mut names),
                Kind::Apply { func, .. } if !based => {
                    names.insert(crate::elaborate::key(func));
                }
                _ => {}
            }
            if found.is_none()
                && let Some(n) = names.iter().find(|n| self.kinds.contains_key(*n))
            {
                found = Some((n.clone(), e.span));
            }
        });
        let (name, span) = found?;
        let kind = self.kinds.get(&name)?;
        Some(Problem {
            span,
            reason: format!("`{name}` is {kind}, so this is not computed with"),
        })
    }
}

/// `I − A` and `I + A²` in a text that does not say what `I` is and writes no matrix out: the capitals stand for matrices.
pub(super) fn beside_identity(exprs: &[&Expr]) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    let mut other = false;
    for e in exprs {
        walk(e, &mut |e| match &e.kind {
            Kind::Binary(BinOp::Add | BinOp::Sub, a, b) => {
                for (x, y) in [(a, b), (b, a)] {
                    let mut names = BTreeSet::new();
                    open::names(y, &mut names);
                    names.retain(|n| n.chars().count() == 1 && n.starts_with(char::is_uppercase));
                    if matches!(&x.kind, Kind::Name(n) if key(n) == "I") && !names.is_empty() {
                        out.insert("I".to_string());
                        out.append(&mut names);
                    }
                }
            }
            Kind::Matrix(_) => other = true,
            Kind::Chain { .. } => other |= open::equated(e).is_some_and(|(n, _)| n == "I"),
            _ => {}
        });
    }
    if other { BTreeSet::new() } else { out }
}
