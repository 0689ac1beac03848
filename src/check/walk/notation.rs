//! Notation that the text gives a meaning of its own, or that has two: differentials, values of an expression, operations, logarithms.

use super::super::open;
use super::super::script::{Line, Task};
use super::Walk;
use crate::elaborate::{Problem, Sort, key, walk};
use crate::finding::Verdict;
use crate::read::ast::{BinOp, Expr, Kind, Link, Rel};
use hence_kernel::syntax;
use std::collections::BTreeSet;

impl Walk<'_> {
    // Why a formula is not computed with, where its notation may mean something else than numbers and functions.
    pub(super) fn other_notation(&self, e: &Expr, before: &BTreeSet<String>) -> Option<Problem> {
        self.differentials(e, before)
            .or_else(|| self.called_value(e))
            .or_else(|| self.own_operation(e))
            .or_else(|| units(e))
            .or_else(|| self.bar(e))
            .or_else(|| self.unknown_mark(e))
    }

    // `A \mid B` where nothing says that both are integers.
    fn bar(&self, e: &Expr) -> Option<Problem> {
        let mut found = None;
        let whole = |n: &str| {
            let x = hence_kernel::Term::real_var(n);
            let counts = matches!(self.scope.sort(n), Some(Sort::Int | Sort::Nat));
            let known = syntax::is_int(&x).is_ok_and(|p| self.given.contains(&p));
            counts || known || self.scope.definition(n).is_some()
        };
        walk(e, &mut |e| {
            let Kind::Chain { links, .. } = &e.kind else {
                return;
            };
            let divides = |l: &Link| matches!(l.rel, Rel::Divides | Rel::NotDivides);
            if found.is_some() || !links.iter().any(divides) {
                return;
            }
            let mut names = BTreeSet::new();
            open::names(e, &mut names);
            found = (names.iter().find(|n| !whole(n))).map(|n| Problem {
                span: e.span,
                reason: format!(
                    "nothing says that `{n}` is an integer, so the bar may mean something else than \"divides\""
                ),
            });
        });
        found
    }

    // `du = 2x dx`: a letter d right before a name on both sides of an equation, and nowhere else.
    fn differentials(&self, e: &Expr, before: &BTreeSet<String>) -> Option<Problem> {
        let (left, link) = open::single_link(e)?;
        if link.rel != Rel::Eq || before.contains("d") {
            return None;
        }
        let marked = differential(left)? && differential(&link.rhs)?;
        marked.then(|| Problem {
            span: e.span,
            reason: "differentials are not computed with".into(),
        })
    }

    // `y = x²` and then `y(2)`: the value at 2, and no product.
    fn called_value(&self, e: &Expr) -> Option<Problem> {
        let mut found = None;
        walk(e, &mut |e| {
            let Kind::NameParen(n, args) = &e.kind else {
                return;
            };
            let is = |v: &hence_kernel::Term| matches!(v.kind(), hence_kernel::Kind::Var(m) if **m == *key(n));
            let valued = self.scope.values().iter().any(|(v, _)| is(v));
            let [a] = &args[..] else { return };
            let inner = match &a.kind {
                Kind::Neg(x) => x,
                _ => a,
            };
            let plain = matches!(inner.kind, Kind::Number(_) | Kind::Name(_));
            if found.is_none() && n.primes == 0 && valued && plain && !self.scope.is_call(n, args) {
                found = Some((key(n), e.span));
            }
        });
        let (name, span) = found?;
        Some(Problem {
            span,
            reason: format!(
                "`{name}` stands for an expression, so this may be its value there, or a product"
            ),
        })
    }

    // A formula with the sign of an operation that the text defines.
    fn own_operation(&self, e: &Expr) -> Option<Problem> {
        let raw = self.text.get(e.span.start..e.span.end)?;
        let sign = self.operations.iter().find(|sign| raw.contains(*sign))?;
        Some(Problem {
            span: e.span,
            reason: format!("`{sign}` is an operation that the text defines"),
        })
    }

    // `a * b = a + b + 1` where a and b were not met: the sign is an operation of the author's own.
    pub(super) fn note_operation(&mut self, line: &Line, e: &Expr, before: &BTreeSet<String>) {
        let supposed =
            line.defining || matches!(line.task, Task::Assume | Task::Given | Task::Define);
        let Some((left, link)) = open::single_link(e).filter(|_| supposed) else {
            return;
        };
        let Kind::Binary(_, a, b) = &left.kind else {
            return;
        };
        let (Kind::Name(x), Kind::Name(y)) = (&a.kind, &b.kind) else {
            return;
        };
        let (x, y) = (key(x), key(y));
        let mut right = BTreeSet::new();
        open::names(&link.rhs, &mut right);
        let sign = self.text.get(a.span.end..b.span.start).unwrap_or("").trim();
        let fresh = !before.contains(&x) && !before.contains(&y) && x != y;
        let usual = ["", "+", "-", "/", "^", "\\,", "\\;", "\\ "].contains(&sign);
        let equated = matches!(link.rel, Rel::Eq | Rel::Define);
        if equated && fresh && !usual && right.contains(&x) && right.contains(&y) {
            self.operations.insert(sign.to_string());
        }
    }

    // `\log = \log_2`: from here on a logarithm is one to another base.
    pub(super) fn other_logarithm(&mut self, line: &Line, e: &Expr) -> bool {
        let Some((left, link)) = open::single_link(e) else {
            return false;
        };
        let bare = |e: &Expr| match &e.kind {
            Kind::Name(n) => Some(n.base.clone()),
            Kind::Apply { func, args, .. } if args.is_empty() => Some(func.base.clone()),
            _ => None,
        };
        let logarithm = bare(left).is_some_and(|n| matches!(n.as_str(), "log" | "ln" | "lg"));
        let natural = bare(&link.rhs).is_some_and(|n| n == "ln");
        if !logarithm || natural || !matches!(link.rel, Rel::Eq | Rel::Define) {
            return false;
        }
        for n in ["log", "ln"] {
            self.kinds
                .insert(n.into(), "taken in a base that the text names");
        }
        self.kept(
            line,
            e,
            Verdict::Given,
            "it says in which base logarithms are taken",
        );
        true
    }
}

// Whether a side of an equation has differentials; none where the letter d stands elsewhere in it, too.
fn differential(e: &Expr) -> Option<bool> {
    let (mut all, mut marked) = (0, 0);
    walk(e, &mut |e| all += usize::from(is_d(e)));
    walk(e, &mut |e| {
        // `d(x²)`
        if matches!(&e.kind, Kind::NameParen(n, _) if n.base == "d" && n.subs.is_empty() && n.primes == 0)
        {
            all += 1;
            marked += 1;
        }
        if let Kind::Binary(BinOp::Juxtapose | BinOp::Times, a, b) = &e.kind {
            let last = match &a.kind {
                Kind::Binary(BinOp::Juxtapose | BinOp::Times, _, last) => last,
                _ => a,
            };
            marked += usize::from(is_d(last) && matches!(b.kind, Kind::Name(_)));
        }
    });
    (all == marked).then_some(marked > 0)
}

fn is_d(e: &Expr) -> bool {
    matches!(&e.kind, Kind::Name(n) if n.base == "d" && n.subs.is_empty() && n.primes == 0)
}

// `1\,\mathrm{m} = 100\,\mathrm{cm}`: an upright name behind a number on both sides is a unit.
fn units(e: &Expr) -> Option<Problem> {
    let (left, link) = open::single_link(e)?;
    let measured = |side: &Expr| match &side.kind {
        Kind::Binary(BinOp::Juxtapose, a, b) => {
            matches!(a.kind, Kind::Number(_))
                && matches!(&b.kind, Kind::Name(n) if n.font.as_deref() == Some("mathrm"))
        }
        _ => false,
    };
    (measured(left) && measured(&link.rhs)).then(|| Problem {
        span: e.span,
        reason: "units are not computed with".into(),
    })
}
