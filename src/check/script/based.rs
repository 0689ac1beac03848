//! What the folder or the front matter sets for all of a document.

use super::Entry;
use crate::elaborate::{children, settled};
use crate::read::ast::{Expr, Kind};
use num_rational::BigRational;

/// Every `log` without a base gets this one.
pub(super) fn logarithms(entries: &mut [Entry], base: u32) {
    for entry in entries {
        if let Entry::Formula(line) = entry
            && let Ok(exprs) = &mut line.exprs
        {
            exprs.iter_mut().for_each(|e| based(e, base));
        }
    }
}

fn based(e: &mut Expr, number: u32) {
    let span = e.span;
    if let Kind::Apply { func, base, .. } = &mut e.kind
        && func.base == "log"
        && base.is_none()
    {
        *base = Some(Box::new(Expr {
            span,
            kind: Kind::Number(BigRational::from_integer(number.into())),
        }));
    }
    children(&mut e.kind)
        .into_iter()
        .for_each(|child| based(child, number));
}

/// The hypotheses are in force from the beginning, and again in every part that the others end with.
pub(super) fn assumed(entries: Vec<Entry>, assume: &[Expr]) -> Vec<Entry> {
    let default = || Entry::Default(assume.iter().cloned().map(settled).collect());
    let mut out = vec![default()];
    for entry in entries {
        let begins = matches!(entry, Entry::Part(0 | 1, _));
        out.push(entry);
        if begins {
            out.push(default());
        }
    }
    out
}
