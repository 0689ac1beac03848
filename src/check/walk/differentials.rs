//! Equations between differentials, `du = 2x dx`, where one of the names was given by the other: they are equations of derivatives.

use super::super::open;
use super::Walk;
use crate::elaborate::key;
use crate::read::ast::{BinOp, Expr, Kind, Link, Name, Rel};
use hence_kernel::Term;
use std::collections::BTreeSet;

impl Walk<'_> {
    /// `du/dx = 2x` for `du = 2x dx`, where `u` stands for an expression in `x`.
    pub(super) fn of_differentials(&self, e: &Expr, before: &BTreeSet<String>) -> Option<Expr> {
        let (left, link) = open::single_link(e)?;
        if link.rel != Rel::Eq || before.contains("d") {
            return None;
        }
        let ((c, n), (k, m)) = (differential(left)?, differential(&link.rhs)?);
        let given = |n: &Name, by: &Name| {
            let by = Term::real_var(key(by));
            let values = self.scope.values();
            (values.iter()).any(|(v, t)| v.to_string() == key(n) && t.has_free(&by))
        };
        let slope = |n: &Name, by: &Name, e: &Expr| Expr {
            kind: Kind::Derivative {
                body: Box::new(named(n, e)),
                vars: vec![(named(by, e), 1)],
                partial: false,
            },
            span: e.span,
        };
        let (left, right) = if given(&n, &m) {
            (
                times(c, slope(&n, &m, left)),
                k.unwrap_or_else(|| one(&link.rhs)),
            )
        } else if given(&m, &n) {
            (
                c.unwrap_or_else(|| one(left)),
                times(k, slope(&m, &n, &link.rhs)),
            )
        } else {
            return None;
        };
        Some(Expr {
            kind: Kind::Chain {
                first: Some(Box::new(left)),
                links: vec![Link {
                    rhs: right,
                    ..link.clone()
                }],
            },
            span: e.span,
        })
    }
}

fn named(n: &Name, e: &Expr) -> Expr {
    Expr {
        kind: Kind::Name(n.clone()),
        span: e.span,
    }
}

fn one(e: &Expr) -> Expr {
    Expr {
        kind: Kind::Number(num_rational::BigRational::from_integer(1.into())),
        span: e.span,
    }
}

fn times(c: Option<Expr>, e: Expr) -> Expr {
    match c {
        Some(c) => Expr {
            span: c.span,
            kind: Kind::Binary(BinOp::Times, Box::new(c), Box::new(e)),
        },
        None => e,
    }
}

// The factor before a differential, and its name.
fn differential(e: &Expr) -> Option<(Option<Expr>, Name)> {
    let is_d = |e: &Expr| matches!(&e.kind, Kind::Name(n) if n.base == "d" && n.subs.is_empty() && n.primes == 0);
    match &e.kind {
        Kind::Paren(a) | Kind::Plus(a) => differential(a),
        Kind::Neg(a) => {
            let (c, n) = differential(a)?;
            let c = c.unwrap_or_else(|| one(a));
            let minus = Expr {
                kind: Kind::Neg(Box::new(c)),
                span: e.span,
            };
            Some((Some(minus), n))
        }
        Kind::Binary(BinOp::Div, a, b) => {
            let (c, n) = differential(a)?;
            let c = c.unwrap_or_else(|| one(a));
            let quotient = Expr {
                kind: Kind::Binary(BinOp::Div, Box::new(c), b.clone()),
                span: e.span,
            };
            Some((Some(quotient), n))
        }
        Kind::Binary(op @ (BinOp::Juxtapose | BinOp::Times), a, b) => {
            if let (true, Kind::Name(n)) = (is_d(a), &b.kind) {
                return Some((None, n.clone()));
            }
            // The product leans to the left: (2 x d) x.
            if let (Kind::Binary(BinOp::Juxtapose | BinOp::Times, c, d), Kind::Name(n)) =
                (&a.kind, &b.kind)
                && is_d(d)
            {
                return Some((Some((**c).clone()), n.clone()));
            }
            let (c, n) = differential(b)?;
            let c = match c {
                Some(c) => Expr {
                    kind: Kind::Binary(*op, a.clone(), Box::new(c)),
                    span: e.span,
                },
                None => (**a).clone(),
            };
            Some((Some(c), n))
        }
        _ => None,
    }
}
