//! Names that stand for something that is no number: formulas with them are read and not computed with.

use super::super::open;
use super::super::script::declared::{members, membership};
use super::super::script::{Entry, Line, Task};
use super::Walk;
use super::matrices::is_matrix_kind;
use crate::elaborate::{Problem, Shape, Sort, dimension, is_doubtful, is_vector_space, key, walk};
use crate::read::ast::{BinOp, Expr, Kind, Rel};
use crate::read::lexicon::kinds::Property;
use hence_kernel::{Term, Type, syntax};
use std::collections::{BTreeMap, BTreeSet};

impl Walk<'_> {
    pub(super) fn note_kind(&mut self, names: &BTreeSet<String>, kind: Option<&'static str>) {
        // "A B = I for matrices": the letter is the identity.
        let beside =
            |n: &String| n == "I" && self.scope.has_maps() && kind.is_some_and(is_matrix_kind);
        let names: &BTreeSet<String> = &names.iter().filter(|n| !beside(n)).cloned().collect();
        self.note_spoken_identities(names);
        for n in names {
            if self.scope.is_map(n) {
                match kind {
                    Some(kind) if is_matrix_kind(kind) => {
                        self.give_linear(n);
                        continue;
                    }
                    _ => self.scope.forget_map(n),
                }
            }
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

    /// The letters of a part that stand for matrices of which no entry is known, by the words and by the sets they are in.
    pub(super) fn note_maps(&mut self, entries: &[Entry], exprs: &[&Expr]) {
        let mut literal = false;
        let mut maps: BTreeMap<String, Shape> = BTreeMap::new();
        for e in exprs {
            walk(e, &mut |e| literal |= matches!(e.kind, Kind::Matrix(_)));
            if let Some((names, set)) = membership(e)
                && let Some(shape) = Shape::of_set(set)
            {
                maps.extend(names.into_iter().map(|n| (n, shape.clone())));
            } else if let Some((names, set)) = membership(e)
                && let Some(size) = dimension(set).filter(|_| is_vector_space(set))
            {
                names
                    .iter()
                    .for_each(|n| self.scope.note_space(n, size.clone()));
            }
        }
        let entries = entries
            .iter()
            .take_while(|e| !matches!(e, Entry::Part(0 | 1, _)));
        let entries: Vec<&Entry> = entries.collect();
        // "X is symmetric" is said of other things, too: of a matrix only where something else speaks of matrices.
        let mut spoken = !maps.is_empty() || self.scope.has_maps();
        for e in exprs {
            walk(e, &mut |e| {
                spoken |= matches!(
                    e.kind,
                    Kind::Transpose(_) | Kind::Gradient(_) | Kind::Inner(..)
                )
            });
        }
        spoken |= entries.iter().any(|e| {
            matches!(
                e,
                Entry::Kind {
                    kind: Some("a matrix"),
                    ..
                } | Entry::Maps { named: true, .. }
            )
        });
        for e in &entries {
            if let Entry::Kind {
                names,
                kind: Some(kind),
            } = e
                && is_matrix_kind(kind)
                && spoken
            {
                for n in names.iter().filter(|n| *n != "I" && is_letter(n)) {
                    maps.entry(n.clone()).or_default();
                }
            }
        }
        for n in beside_identity(exprs).into_iter().filter(|n| n != "I") {
            maps.entry(n).or_default();
        }
        // Letters for matrices that are written out have entries.
        if literal {
            return;
        }
        for e in &entries {
            if let Entry::Maps {
                names, alien: true, ..
            } = e
            {
                maps.retain(|n, _| !names.contains(n));
            }
            if let Entry::Maps {
                names,
                shape: Some(shape),
                ..
            } = e
            {
                for n in names {
                    if let Some(known) = maps.get_mut(n)
                        && *known == Shape::default()
                    {
                        *known = shape.clone();
                    }
                }
            }
        }
        for (n, shape) in maps {
            if self.scope.table(&n).is_none() {
                self.scope.declare_map(&n, shape);
                self.kinds.remove(&n);
                self.give_linear(&n);
            }
        }
    }

    fn give_linear(&mut self, name: &str) {
        let linear = syntax::constant("linear").and_then(|c| {
            let map = crate::elaborate::Scope::map_variable(name);
            hence_kernel::Term::app(&c, &map).ok()
        });
        if let Some(p) = linear.filter(|p| !self.given.contains(p)) {
            self.given.push(p);
        }
    }

    /// What the words say of matrices: that they are symmetric, orthogonal, invertible; what else they say leaves them open.
    pub(super) fn suppose_of_maps(
        &mut self,
        names: &BTreeSet<String>,
        properties: &[Property],
        open: bool,
    ) {
        for n in names
            .iter()
            .filter(|n| self.scope.is_map(n))
            .cloned()
            .collect::<Vec<_>>()
        {
            if open {
                self.open.insert(n.clone());
            }
            for p in properties {
                let formulas = said_of_map(*p, &crate::elaborate::Scope::map_variable(&n));
                for f in formulas.into_iter().flatten() {
                    if !self.given.contains(&f) {
                        self.given.push(f);
                    }
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

// One letter, as it stands or bold, with a number or another letter below it.
fn is_letter(name: &str) -> bool {
    name.chars().filter(|c| c.is_alphabetic()).count() <= 2
        || name.contains('(')
        || name.contains('_')
}

fn said_of_map(property: Property, a: &Term) -> hence_kernel::Result<Vec<Term>> {
    let apply = |constant: &str, args: &[&Term]| {
        let c = syntax::constant(constant)
            .ok_or_else(|| hence_kernel::KernelError::Unknown(constant.to_string()))?;
        Term::apps(&c, args)
    };
    let v = Term::var("v", Type::Vector);
    let all = |l: Term, r: &Term| syntax::forall(&v, &syntax::eq(&l, r)?);
    let turned = |x: &Term| apply("adjoint", &[a, x]);
    let value = Term::app(a, &v)?;
    Ok(match property {
        Property::Symmetric => vec![all(turned(&v)?, &value)?],
        Property::Skew => vec![all(turned(&v)?, &apply("vneg", &[&value])?)?],
        Property::Orthogonal => vec![
            all(turned(&value)?, &v)?,
            all(Term::app(a, &turned(&v)?)?, &v)?,
        ],
        Property::Invertible => vec![apply("invertible", &[a])?],
    })
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
            // `QᵀQ = I`
            Kind::Chain {
                first: Some(first),
                links,
            } if matches!(&links[..], [l] if l.rel == Rel::Eq && matches!(&l.rhs.kind, Kind::Name(n) if key(n) == "I")) =>
            {
                walk(first, &mut |e| {
                    if let Kind::Transpose(a) = &e.kind
                        && let Kind::Name(n) = &a.kind
                        && key(n).chars().count() == 1
                        && key(n).starts_with(char::is_uppercase)
                    {
                        out.insert("I".to_string());
                        out.insert(key(n));
                    }
                });
            }
            Kind::Chain { .. } => other |= open::equated(e).is_some_and(|(n, _)| n == "I"),
            _ => {}
        });
    }
    if other { BTreeSet::new() } else { out }
}
