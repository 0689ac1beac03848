//! What is said of one value, or of some values only: it is not used as if it were said of all.

use super::super::judge::{self, variable_name};
use super::super::open;
use super::super::script::{Line, Task};
use super::Walk;
use crate::elaborate::{bare, key, places, subscripts, walk};
use crate::finding::Verdict;
use crate::read::ast::{Expr, Kind, Name, Rel};
use hence_kernel::{Term, syntax};
use std::collections::BTreeSet;

/// The value that a sentence gives a name with "at".
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Point {
    None,
    /// The next formula gives it.
    Named,
    /// The sentence is about this name.
    Here(String),
    /// The sentence is over; the text may speak of any value again.
    Left(String),
}

impl Walk<'_> {
    /// The sentence is over that gave a name a value with "at".
    pub(super) fn leave_point(&mut self) {
        if let Point::Here(name) = &self.at_point {
            self.at_point = Point::Left(name.clone());
        }
    }

    /// Behind the sentence that says "at x = 2", what is said of `f(x)` may be said of any x.
    pub(super) fn pass_point(&mut self, line: &Line, e: &Expr) {
        match self.at_point.clone() {
            Point::Named => {
                self.at_point = match open::equated(e) {
                    Some((name, _)) if line.task == Task::Assume => Point::Here(name),
                    _ => Point::None,
                };
            }
            Point::Left(name) if line.task == Task::Claim && calls_at(e, &name) => {
                self.end_values(&BTreeSet::from([name.clone()]));
                self.open.insert(name);
                self.at_point = Point::None;
            }
            _ => {}
        }
    }

    /// Whether a line says something that cannot be used: of some values only, or of functions as if they were numbers.
    pub(super) fn is_unusable(&self, line: &Line, e: &Expr, before: &BTreeSet<String>) -> bool {
        let supposed = matches!(line.task, Task::Assume | Task::Given | Task::Define);
        let introduced =
            line.task == Task::Claim && self.introduces(e, before, line.defining, line.concluded);
        let stated = supposed || introduced;
        stated
            && (line.limited && says_values(e)
                || line.functional
                || supposed && self.compares_functions(e))
    }

    /// Such a line is kept; nothing of its names is refuted, since it may say what they are.
    pub(super) fn unusable(&mut self, line: &Line, e: &Expr) {
        let mut names = BTreeSet::new();
        open::names(e, &mut names);
        open::families(e, &mut names);
        self.open.append(&mut names);
        self.kept(
            line,
            e,
            Verdict::Skipped,
            "for which values it is meant is not understood",
        );
    }

    // Whether functions are compared by their names: `f ≤ g` says something of all their values.
    fn compares_functions(&self, e: &Expr) -> bool {
        let Kind::Chain {
            first: Some(first),
            links,
        } = &e.kind
        else {
            return false;
        };
        let order = |r: Rel| matches!(r, Rel::Lt | Rel::Le | Rel::Gt | Rel::Ge | Rel::Ne);
        let mut sides = std::iter::once(&**first).chain(links.iter().map(|l| &l.rhs));
        let function = |x: &Expr| match &x.kind {
            Kind::Name(n) => n.subs.is_empty() && self.called.contains(&key(n)),
            _ => false,
        };
        links.iter().all(|l| order(l.rel)) && sides.any(function)
    }

    /// Whether a hypothesis speaks of a letter of which one value is meant.
    pub(super) fn speaks_of_fixed(&self, e: &Expr) -> bool {
        let mut found = false;
        walk(e, &mut |e| {
            if let Kind::Name(n) = &e.kind {
                let mut inside = BTreeSet::new();
                let marks = n.subs.iter().chain(n.sup.as_deref());
                marks.for_each(|m| open::names(m, &mut inside));
                found |= !inside.is_disjoint(&self.fixed);
            }
        });
        found
    }

    /// "Suppose u_k = 2^k": it may be said of one k.
    pub(super) fn is_of_one_member(&self, line: &Line, e: &Expr) -> bool {
        let Some((first, link)) = open::single_link(e) else {
            return false;
        };
        let Kind::Name(n) = &first.kind else {
            return false;
        };
        let letter = |p: &&Expr| matches!(&p.kind, Kind::Name(_));
        let plain = places(n).is_some_and(|ps| ps.iter().all(letter));
        let mut again = false;
        walk(&link.rhs, &mut |x| {
            again |= matches!(&x.kind, Kind::Name(m) if bare(m) == bare(n));
        });
        line.single && plain && !again
    }

    /// Whether the conditions of a claim contradict what is given, so that anything follows: "let x > 0. If x < 0, A".
    pub(super) fn is_vacuous(&self, goal: &Term) -> bool {
        let mut all = self.given.clone();
        let mut rest = goal;
        while let Some((p, q)) = rest.as_binary("⇒") {
            all.extend(syntax::conjuncts(p));
            rest = q;
        }
        judge::contradictory(&all, self.library)
    }

    /// "If n = 0, u_n = 1" of a sequence of which nothing is known: it says what the member is.
    pub(super) fn is_pinned(&self, e: &Expr) -> bool {
        let Kind::With(inner, conditions) = &e.kind else {
            return false;
        };
        let Some((first, link)) = open::single_link(inner) else {
            return false;
        };
        let Kind::Name(n) = &first.kind else {
            return false;
        };
        let family = bare(n);
        if link.rel != Rel::Eq
            || places(n).is_none()
            || self.scope.family(&family).is_none()
            || self.open.contains(&family)
        {
            return false;
        }
        let letters: BTreeSet<String> = subscripts(first).iter().map(key).collect();
        let pinned = conditions
            .iter()
            .filter_map(open::equated)
            .any(|(name, _)| letters.contains(&name));
        let known = |p: &Term| (p.free_vars().iter()).any(|v| variable_name(v) == family);
        let lines = self.lines.iter().flat_map(|k| &k.formulas);
        pinned && !self.given.iter().chain(lines).any(known)
    }

    /// What it says is given, where it is not drawn as a conclusion, and nothing else of the sequence is refuted.
    pub(super) fn pin(&mut self, line: &Line, e: &Expr, before: &BTreeSet<String>) {
        if let Kind::With(inner, _) = &e.kind
            && let Some((first, _)) = open::single_link(inner)
            && let Kind::Name(n) = &first.kind
        {
            self.open.insert(bare(n));
        }
        if line.concluded {
            self.claim(line, e, &BTreeSet::new());
        } else {
            self.suppose(line, e, before, true);
        }
    }
}

// Whether a formula speaks of members of families or of values of functions.
fn says_values(e: &Expr) -> bool {
    let mut found = false;
    walk(e, &mut |e| {
        found |= match &e.kind {
            Kind::Name(n) => has_letter(n),
            Kind::NameParen(..) | Kind::Apply { .. } => true,
            _ => false,
        }
    });
    found
}

fn has_letter(n: &Name) -> bool {
    places(n).is_some()
}

// Whether a function is called at a name: `f(x)`.
fn calls_at(e: &Expr, name: &str) -> bool {
    let mut found = false;
    walk(e, &mut |e| {
        if let Kind::NameParen(_, args) = &e.kind {
            found |= args
                .iter()
                .any(|a| matches!(&a.kind, Kind::Name(n) if key(n) == name));
        }
    });
    found
}

/// The names that are called at names and numbers: `f(x)`, `f(1)`.
pub(super) fn called(exprs: &[&Expr]) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for e in exprs {
        walk(e, &mut |e| {
            if let Kind::NameParen(f, args) = &e.kind
                && args
                    .iter()
                    .all(|a| matches!(a.kind, Kind::Name(_) | Kind::Number(_)))
            {
                out.insert(key(f));
            }
        });
    }
    out
}
