//! Terms in a simpler form: fractions in lowest terms over atoms in normal form.

use crate::prove::context::Context;
use crate::prove::normal;
use crate::prove::reduced::Reducer;
use hence_kernel::{Term, Theorem, syntax};

/// A simpler form of a term, with `⊢ term = form`; nothing where the term is in that form.
pub(super) fn tidied(term: &Term, context: &Context) -> Option<(Term, Theorem)> {
    if let Some(q) = context.poly(term).and_then(|p| p.as_constant()) {
        let value = Term::num(q);
        if value == *term {
            return None;
        }
        return Some((value.clone(), context.ring(term, &value, &[])?));
    }
    let rules = normal::rules(term, term, context);
    let mut reducer = Reducer::new(&rules)?;
    let fraction = reducer.reduce(term)?;
    let mut form = reducer.term(&fraction.num)?;
    let mut below: Option<Term> = None;
    for (factor, e) in &fraction.den {
        let factor = reducer.term(factor)?;
        let factor = match e {
            1 => factor,
            e => syntax::pow(&factor, &Term::int(i64::from(*e))).ok()?,
        };
        below = Some(match below {
            None => factor,
            Some(b) => syntax::mul(&b, &factor).ok()?,
        });
    }
    if let Some(below) = below {
        form = syntax::div(&form, &below).ok()?;
    }
    if form == *term || form.size() > 2 * term.size() + 8 {
        return None;
    }
    let th = Theorem::ring(term, &form, &rules.iter().collect::<Vec<_>>()).ok()?;
    Some((form, th))
}
