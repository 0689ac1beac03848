//! Logarithms under a sum: those of products, quotients and powers are taken apart, so that what they share with other sums is seen.

use super::rewrite::{Rewriter, right};
use super::rows;
use crate::logic;
use crate::prove::context::Context;
use crate::prove::powers;
use hence_kernel::{Kind, Term, Theorem};

// A logarithm of a quotient of products of powers takes a few steps.
const ROUNDS: usize = 6;

/// `⊢ Sum a b f = Sum a b g`, where `g` has no logarithm of a product that depends on the index and whose factors are positive.
pub(super) fn apart(a: &Term, b: &Term, f: &Term, r: &Rewriter) -> Option<Theorem> {
    let k = r.index();
    let body = f.instantiate(&k).ok()?;
    if !splits(&body, &k) {
        return None;
    }
    let context = rows::inside(&k, a, b, r.context.facts(), r)?;
    let context = rows::with_laws(context, &k);
    let mut th = Theorem::refl(&body).ok()?;
    for _ in 0..ROUNDS {
        let now = right(&th)?;
        if !splits(&now, &k) {
            break;
        }
        let step = logic::congruence_at(&now, |t| rule(t, &k, &context)).ok()?;
        let next = right(&step)?;
        if next == now {
            break;
        }
        th = th.trans(&step).ok()?;
    }
    let plain = right(&th)?;
    if plain == body {
        return None;
    }
    let each = r.generalise(&k, a, b, &th)?;
    let g = Term::lam(&k, &plain).ok()?;
    let subst = [("a", a), ("b", b), ("f", f), ("g", &g)];
    rows::over("sum_congr", &subst, &each, r)
}

// The argument of a logarithm that can be taken apart.
fn argument<'t>(t: &'t Term, k: &Term) -> Option<&'t Term> {
    let a = t.as_unary("log")?;
    let composed = ["*", "/", "pow"].iter().any(|op| a.as_binary(op).is_some())
        || ["inv", "exp", "sqrt"]
            .iter()
            .any(|f| a.as_unary(f).is_some());
    (composed && a.has_free(k)).then_some(a)
}

fn rule(t: &Term, k: &Term, context: &Context) -> Option<Theorem> {
    let th = powers::logarithm(argument(t, k)?, context)?;
    th.equation().is_ok_and(|(l, _)| l == t).then_some(th)
}

fn splits(t: &Term, k: &Term) -> bool {
    argument(t, k).is_some()
        || match t.kind() {
            Kind::App(f, a) => splits(f, k) || splits(a, k),
            _ => false,
        }
}
