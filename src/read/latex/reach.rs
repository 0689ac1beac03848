//! How far a limit or a sum reaches over `+` and `-`: as far as its variable occurs, which means nothing outside of it.

use super::reader::{binary, node};
use crate::read::ast::{BigOp, BinOp, Expr, Kind, Name, Rel};
use crate::read::tree::each_part;

/// `left op right`, where a limit or a sum that ends the left side takes the right one in if its variable occurs there:
/// `\lim_{n \to \infty} \sqrt{n+1} - \sqrt n`, `\sum_{k=1}^n a_k + b_k`. The index of a sum that stands before the sum as well is a letter
/// of its own: `a_k + \sum_{k} b_k + c_k`.
pub fn joined(op: BinOp, left: Expr, right: Expr) -> Expr {
    if !matches!(op, BinOp::Add | BinOp::Sub) {
        return binary(op, left, right);
    }
    if variable(&left).is_some_and(|(v, _)| occurs(&v, &right)) {
        return taken_in(op, left, right);
    }
    let span = left.span;
    match left.kind {
        Kind::Binary(before @ (BinOp::Add | BinOp::Sub), a, last)
            if variable(&last)
                .is_some_and(|(v, limit)| occurs(&v, &right) && (limit || !occurs(&v, &a))) =>
        {
            binary(before, *a, taken_in(op, *last, right))
        }
        kind => binary(op, node(kind, span), right),
    }
}

/// The variable of a limit or a sum, and whether it is a limit.
fn variable(e: &Expr) -> Option<(Name, bool)> {
    match &e.kind {
        Kind::Limit { var, .. } => match &var.kind {
            Kind::Name(n) => Some((n.clone(), true)),
            _ => None,
        },
        Kind::Big {
            op: BigOp::Sum,
            under: Some(under),
            ..
        } => match &under.kind {
            Kind::Name(n) => Some((n.clone(), false)),
            Kind::Chain {
                first: Some(first),
                links,
            } => match (&first.kind, &links[..]) {
                (Kind::Name(n), [link]) if matches!(link.rel, Rel::Eq | Rel::In) => {
                    Some((n.clone(), false))
                }
                _ => None,
            },
            _ => None,
        },
        _ => None,
    }
}

fn occurs(v: &Name, e: &Expr) -> bool {
    let mut found = match &e.kind {
        Kind::Name(n) | Kind::NameParen(n, _) => {
            n == v || n.sup.as_ref().is_some_and(|sup| occurs(v, sup))
        }
        // It is bound anew there.
        Kind::Limit { var, .. }
        | Kind::Big {
            under: Some(var), ..
        } if occurs(v, var) => return false,
        _ => false,
    };
    each_part(e, &mut |part| found = found || occurs(v, part));
    found
}

fn taken_in(op: BinOp, mut operator: Expr, right: Expr) -> Expr {
    operator.span = operator.span.to(right.span);
    if let Kind::Limit { body, .. } | Kind::Big { body, .. } = &mut operator.kind {
        let inner = std::mem::replace(&mut **body, node(Kind::Placeholder, right.span));
        **body = joined(op, inner, right);
    }
    operator
}
