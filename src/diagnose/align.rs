//! The smallest part of a formula that differs from another formula, where no change is known that makes the two agree.

use crate::read::ast::{BinOp, Expr, Kind, Span};
use hence_kernel::{Term, Theorem, syntax};

// How deep parts are compared with each other.
const DEPTH: u32 = 6;

/// The smallest part of `right` that has nothing to match it in `left`; none where no part of it has.
///
/// `number` reads a part as a term.
pub fn apart(
    left: &Expr,
    right: &Expr,
    number: &mut dyn FnMut(&Expr) -> Option<Term>,
) -> Option<Span> {
    let part = within(left, right, number, DEPTH)?;
    (part != right.span).then_some(part)
}

// None where the two are the same.
fn within(
    left: &Expr,
    right: &Expr,
    number: &mut dyn FnMut(&Expr) -> Option<Term>,
    depth: u32,
) -> Option<Span> {
    if depth == 0 || same(number(left).as_ref(), number(right).as_ref()) {
        return (depth == 0).then_some(right.span);
    }
    if let (Kind::Paren(a), _) = (&left.kind, &right.kind) {
        return within(a, right, number, depth - 1);
    }
    if let Kind::Paren(b) = &right.kind {
        return within(left, b, number, depth - 1);
    }
    for cut in [terms as Cut, factors as Cut] {
        let (mut from, mut to) = (Vec::new(), Vec::new());
        cut(left, false, &mut from);
        cut(right, false, &mut to);
        if to.len() < 2 {
            continue;
        }
        let whole = to.len();
        let mut terms_left: Vec<Option<Term>> = from.iter().map(|p| p.term(number)).collect();
        let mut gone = vec![false; from.len()];
        to.retain(|part| {
            let t = part.term(number);
            let found =
                (0..from.len()).find(|&i| !gone[i] && same(terms_left[i].as_ref(), t.as_ref()));
            if let Some(i) = found {
                gone[i] = true;
                terms_left[i] = None;
            }
            found.is_none()
        });
        if to.len() == whole {
            continue;
        }
        let rest: Vec<&Piece> = (from.iter().zip(&gone))
            .filter(|(_, g)| !**g)
            .map(|(p, _)| p)
            .collect();
        return match (&to[..], &rest[..]) {
            ([], _) => Some(right.span),
            ([b], [a]) if a.minus == b.minus => within(a.expr, b.expr, number, depth - 1),
            _ => to.iter().map(|p| p.span).reduce(Span::to),
        };
    }
    // The same operation or function: what it is applied to.
    let pairs: Vec<(&Expr, &Expr)> = match (&left.kind, &right.kind) {
        (Kind::Binary(p, a, b), Kind::Binary(q, c, d)) if p == q => vec![(a, c), (b, d)],
        (
            Kind::Apply {
                func: f, args: xs, ..
            },
            Kind::Apply {
                func: g, args: ys, ..
            },
        ) if f.base == g.base && xs.len() == ys.len() => xs.iter().zip(ys).collect(),
        (Kind::Root { arg: a, .. }, Kind::Root { arg: b, .. })
        | (Kind::Abs(a), Kind::Abs(b))
        | (Kind::Neg(a), Kind::Neg(b)) => vec![(a, b)],
        _ => Vec::new(),
    };
    let mut differing = Vec::new();
    for (a, b) in pairs {
        differing.extend(within(a, b, number, depth - 1));
    }
    match differing[..] {
        [one] => Some(one),
        _ => Some(right.span),
    }
}

type Cut = for<'e> fn(&'e Expr, bool, &mut Vec<Piece<'e>>);

struct Piece<'e> {
    expr: &'e Expr,
    minus: bool,
    // With the sign before it.
    span: Span,
}

impl Piece<'_> {
    fn term(&self, number: &mut dyn FnMut(&Expr) -> Option<Term>) -> Option<Term> {
        let t = number(self.expr)?;
        if self.minus {
            syntax::neg(&t).ok()
        } else {
            Some(t)
        }
    }
}

fn terms<'e>(e: &'e Expr, minus: bool, out: &mut Vec<Piece<'e>>) {
    match &e.kind {
        Kind::Binary(op @ (BinOp::Add | BinOp::Sub), a, b) => {
            terms(a, minus, out);
            let before = out.len();
            terms(b, minus ^ (*op == BinOp::Sub), out);
            if let Some(first) = out.get_mut(before) {
                first.span = Span::new(a.span.end, first.span.end);
            }
        }
        Kind::Neg(a) => {
            let before = out.len();
            terms(a, !minus, out);
            if let Some(first) = out.get_mut(before) {
                first.span = Span::new(e.span.start, first.span.end);
            }
        }
        _ => out.push(Piece {
            expr: e,
            minus,
            span: e.span,
        }),
    }
}

fn factors<'e>(e: &'e Expr, minus: bool, out: &mut Vec<Piece<'e>>) {
    match &e.kind {
        Kind::Binary(BinOp::Juxtapose | BinOp::Times, a, b) => {
            factors(a, minus, out);
            factors(b, false, out);
        }
        _ => out.push(Piece {
            expr: e,
            minus,
            span: e.span,
        }),
    }
}

fn same(s: Option<&Term>, t: Option<&Term>) -> bool {
    match (s, t) {
        (Some(s), Some(t)) => s == t || Theorem::ring(s, t, &[]).is_ok(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::elaborate::Scope;
    use crate::read::plain;

    #[test]
    fn the_part_that_nothing_matches_is_found() {
        let table = [
            ("a + b*c", "a + b*d", Some("d")),
            ("x^2 + 2x + 1", "x^2 - 2x + 1", Some("- 2x")),
            ("y + sin(x + 1)", "y + sin(x + 2)", Some("+ sin(x + 2)")),
            ("x + y", "u*v", None),
        ];
        for (left, right, expected) in table {
            let parsed = |t: &str| plain::parse(t, 0).expect("a formula");
            let mut scope = Scope::new();
            let part = apart(&parsed(left), &parsed(right), &mut |e| scope.term(e).ok());
            let found = part.map(|s| right[s.start..s.end].trim());
            assert!(
                found.zip(expected).is_none_or(|(f, e)| e.contains(f))
                    && found.is_some() == expected.is_some(),
                "{left} and {right}: {found:?}"
            );
        }
    }
}
