//! Both signs of `±`: `x = ±a` says that one of two equations holds, `(a ± b)² = a² ± 2ab + b²` that both do.

use crate::read::ast::{BinOp, Expr, Kind, Link, Rel};
use crate::read::tree::children;
use crate::read::tree::walk;

/// A chain with `±` in it as what it says of either sign; none where no sign of that kind stands in it, or where it is not clear
/// whether several go together.
pub(super) fn both(e: &Expr) -> Option<Kind> {
    let Kind::Chain {
        first: Some(first),
        links,
    } = &e.kind
    else {
        return None;
    };
    if count(e) == 0 {
        return None;
    }
    let mut out = Vec::with_capacity(links.len());
    let mut left: &Expr = first;
    for link in links {
        out.push(step(left, link)?);
        left = &link.rhs;
    }
    match (out.len(), out.pop()) {
        (1, Some(only)) => Some(only.kind),
        (_, Some(last)) => {
            out.push(last);
            Some(Kind::And(out))
        }
        (_, None) => None,
    }
}

fn step(left: &Expr, link: &Link) -> Option<Expr> {
    let span = left.span.to(link.rhs.span);
    let related = |a: Expr, b: Expr| Expr {
        kind: Kind::Chain {
            first: Some(Box::new(a)),
            links: vec![Link {
                rhs: b,
                ..link.clone()
            }],
        },
        span,
    };
    let signs = (count(left), count(&link.rhs));
    if signs == (0, 0) {
        return Some(related(left.clone(), link.rhs.clone()));
    }
    let one = |upper: bool| {
        let mut sides = [left.clone(), link.rhs.clone()];
        sides.iter_mut().for_each(|side| choose(side, upper));
        let [a, b] = sides;
        related(a, b)
    };
    let pair = vec![one(true), one(false)];
    let kind = match (link.rel, signs) {
        (Rel::Eq | Rel::Define, (0, n) | (n, 0)) => {
            // `±1 ± 2` can have four values.
            if n > 1 && count_lower(left) + count_lower(&link.rhs) == 0 {
                return None;
            }
            Kind::Or(pair)
        }
        (Rel::Eq | Rel::Ne | Rel::Lt | Rel::Le | Rel::Gt | Rel::Ge | Rel::In | Rel::NotIn, _) => {
            Kind::And(pair)
        }
        _ => return None,
    };
    Some(Expr { kind, span })
}

fn count(e: &Expr) -> usize {
    let mut found = 0;
    walk(e, &mut |e| {
        found += usize::from(matches!(
            e.kind,
            Kind::PlusMinus(_)
                | Kind::MinusPlus(_)
                | Kind::Binary(BinOp::PlusMinus | BinOp::MinusPlus, ..)
        ));
    });
    found
}

fn count_lower(e: &Expr) -> usize {
    let mut found = 0;
    walk(e, &mut |e| {
        found += usize::from(matches!(
            e.kind,
            Kind::MinusPlus(_) | Kind::Binary(BinOp::MinusPlus, ..)
        ));
    });
    found
}

/// Takes the upper sign everywhere, or the lower one.
fn choose(e: &mut Expr, upper: bool) {
    let kind = std::mem::replace(&mut e.kind, Kind::Placeholder);
    e.kind = match kind {
        Kind::PlusMinus(a) if upper => Kind::Plus(a),
        Kind::PlusMinus(a) => Kind::Neg(a),
        Kind::MinusPlus(a) if upper => Kind::Neg(a),
        Kind::MinusPlus(a) => Kind::Plus(a),
        Kind::Binary(op @ (BinOp::PlusMinus | BinOp::MinusPlus), a, b) => {
            let add = (op == BinOp::PlusMinus) == upper;
            Kind::Binary(if add { BinOp::Add } else { BinOp::Sub }, a, b)
        }
        other => other,
    };
    children(&mut e.kind)
        .into_iter()
        .for_each(|child| choose(child, upper));
}
