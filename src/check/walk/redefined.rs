//! Names that the text gives their meaning once more.

use super::super::script::{Anew, Line, Task};
use super::super::{generic, open};
use super::Walk;
use crate::elaborate::{bare, key, places, walk};
use crate::read::ast::{Expr, Kind, Rel};
use hence_kernel::{Kind as TermKind, Term};
use std::collections::BTreeSet;

// What is said under conditions and quantifiers.
fn core(e: &Expr) -> &Expr {
    match &e.kind {
        Kind::With(x, _) | Kind::Paren(x) | Kind::ForAll(_, Some(x)) | Kind::Implies(_, x) => {
            core(x)
        }
        _ => e,
    }
}

impl Walk<'_> {
    // What is defined once more is another function or sequence from there on: "let S_n = n²" and later "let S_n = n³". What is supposed
    // of a name that an induction gave a value for its base is not supposed of that value.
    // Tells whether a name may be given its meaning anew.
    pub(super) fn renew_defined(&mut self, line: &Line, e: &Expr) -> bool {
        let inner = core(e);
        let defined = open::single_link(inner).and_then(|(first, link)| {
            let (Kind::Name(n) | Kind::NameParen(n, _), Rel::Eq | Rel::Define) =
                (&first.kind, link.rel)
            else {
                return None;
            };
            let mut right = BTreeSet::new();
            walk(&link.rhs, &mut |x| {
                if let Kind::Name(m) | Kind::NameParen(m, _) = &x.kind {
                    right.extend([key(m), bare(m)]);
                }
            });
            let member = matches!(first.kind, Kind::Name(_)) && places(n).is_some();
            let name = if member { bare(n) } else { key(n) };
            (n.primes == 0 && !right.contains(&name)).then_some((name, member))
        });
        let bringing = line.defining || line.introducing || line.task == Task::Define;
        if let Some((name, member)) = defined.filter(|_| bringing) {
            let stands =
                |(v, _): &(Term, Term)| matches!(v.kind(), TermKind::Var(n) if **n == *name);
            let valued = self.scope.values().iter().any(stands);
            let known = self.scope.definition(&name).is_some() || valued;
            if known && !member && !valued && std::ptr::eq(inner, e) {
                // A value that is given anew shadows the one before.
                return false;
            }
            let Ok(p) = self.scope.clone().formula(inner) else {
                return false;
            };
            let again = known
                || self
                    .given
                    .iter()
                    .any(|q| generic::defines_again(q, &p, &name));
            if again {
                self.renew(&Anew {
                    names: BTreeSet::from([format!("{name}_"), name]),
                    clear: true,
                    set: true,
                    here: false,
                });
            }
            return again && !member && std::ptr::eq(inner, e);
        }
        let mut names = BTreeSet::new();
        open::names(e, &mut names);
        let closed = |w: &Self| w.scope.clone().formula(e).is_ok_and(|p| !p.has_vars());
        if matches!(line.task, Task::Assume | Task::Case)
            && open::equated(inner).is_none()
            && !names.is_empty()
            && names.iter().all(|n| self.is_number(n))
            && closed(self)
        {
            self.end_values(&names);
        }
        false
    }

    /// A name that is given a value anew has none of what was in doubt of it.
    pub(super) fn settle_doubts(&mut self, e: &Expr) {
        if let Some((name, _)) = open::equated(e) {
            for d in &mut self.doubts {
                d.settle(&name);
            }
        }
    }

    // Whether `NAME = …` is about a name that has a value already.
    pub(super) fn gives_another_value(&self, e: &Expr) -> bool {
        let Kind::Chain {
            first: Some(first),
            links,
        } = &e.kind
        else {
            return false;
        };
        match (&first.kind, &links[..]) {
            (Kind::Name(n), [l]) if l.rel == Rel::Eq && n.primes == 0 => {
                let mut right = BTreeSet::new();
                open::names(&l.rhs, &mut right);
                !right.contains(&key(n)) && self.scope.definition(&key(n)).is_some()
            }
            // "Let f(x) = x²" and later "let f(x) = x³": from there on it is another function.
            (Kind::NameParen(n, args), [l]) if l.rel == Rel::Eq && n.primes == 0 => {
                let mut right = BTreeSet::new();
                open::names(&l.rhs, &mut right);
                let variables = args.iter().all(
                    |a| matches!(&a.kind, Kind::Name(m) if right.contains(&key(m)) && self.scope.definition(&key(m)).is_none()),
                );
                let known =
                    self.scope.definition(&key(n)).is_some() || self.parametric.contains(&key(n));
                variables && known && !right.contains(&key(n))
            }
            _ => false,
        }
    }
}
