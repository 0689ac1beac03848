//! Integrals among hypotheses: functions given for all values are put in, values too, and that an integral exists tells signs.

use super::{bell, concerns, linear, value};
use crate::logic;
use crate::prove::context::Context;
use crate::prove::{self, normal};
use hence_kernel::{Kind, Term, Theorem, syntax};

/// `⊢ goal` with the integrals of the goal and of the facts replaced by their values.
pub(crate) fn prove(goal: &Term, context: &Context) -> Option<Theorem> {
    let wider = with_signs(context);
    let facts: Vec<Theorem> = (wider.facts().iter())
        .map(|f| {
            evaluated(f.conclusion(), &wider)
                .and_then(|e| e.eq_mp(f).ok())
                .unwrap_or_else(|| f.clone())
        })
        .collect();
    let mut equal = evaluated(goal, &wider);
    let plain = equal
        .as_ref()
        .and_then(|e| e.equation().ok())
        .map_or(goal, |(_, r)| r);
    // Equations between integrals that have no value of their own.
    if plain.as_eq().is_some()
        && concerns(plain)
        && let Some(apart) = linear::spread(plain, &wider)
    {
        equal = match &equal {
            Some(e) => e.trans(&apart).ok(),
            None => Some(apart),
        };
    }
    let now = match &equal {
        Some(e) => e.equation().ok()?.1.clone(),
        None => goal.clone(),
    };
    let changed = facts
        .iter()
        .zip(wider.facts())
        .any(|(a, b)| a.conclusion() != b.conclusion());
    if equal.is_none() && !changed && wider.facts().len() == context.facts().len() {
        return None;
    }
    // What is left about integrals only stands in the way.
    let rest = facts.into_iter().filter(|f| !concerns(f.conclusion()));
    let th = prove::without_integrals(&now, &context.beside(rest))?;
    match equal {
        Some(e) => e.sym().ok()?.eq_mp(&th).ok(),
        None => Some(th),
    }
}

// ⊢ p = p' with the integrals that are found.
fn evaluated(p: &Term, context: &Context) -> Option<Theorem> {
    if !concerns(p) {
        return None;
    }
    let th = logic::congruence_at(p, |t| {
        super::parts(t)?;
        value(t, context)
    })
    .ok()?;
    let (l, r) = th.equation().ok()?;
    (l != r).then(|| th.clone())
}

/// `⊢ t = t'` with calls of functions that the text defines, or that a fact gives for all values, replaced.
pub(super) fn put_in(t: &Term, context: &Context) -> Option<Theorem> {
    let th = logic::congruence_at(t, |s| {
        if let Some(th) = normal::unfold(s) {
            return Some(th);
        }
        let (f, x) = call(s)?;
        context.facts().iter().find_map(|fact| {
            let p = fact.conclusion();
            let body = syntax::as_quantified(p, "∀")?;
            let here = body.instantiate(x).ok()?;
            let (l, r) = here.as_eq()?;
            (l == s && !r.has_free(f))
                .then(|| logic::forall_elim(fact, x).ok())
                .flatten()
        })
    })
    .ok()?;
    let (l, r) = th.equation().ok()?;
    (l != r).then(|| th.clone())
}

// A function that is a variable, at a number.
fn call(t: &Term) -> Option<(&Term, &Term)> {
    let Kind::App(f, x) = t.kind() else {
        return None;
    };
    matches!(f.kind(), Kind::Var(_)).then_some((f, x))
}

// The positive numbers that existing integrals of bell curves tell.
fn with_signs<'a>(context: &Context<'a>) -> Context<'a> {
    let mut signs: Vec<Theorem> = Vec::new();
    for fact in context.facts() {
        if let Some(th) = sign(fact, context)
            && !signs.iter().any(|s| s.conclusion() == th.conclusion())
        {
            signs.push(th);
        }
    }
    context.beside(context.facts().iter().cloned().chain(signs))
}

// ⊢ 0 < a from ⊢ ∃v. HasIntegral p q f v.
fn sign(fact: &Theorem, context: &Context) -> Option<Theorem> {
    let p = fact.conclusion();
    if p.as_binary("∧").is_some() {
        let parts = logic::conjuncts(fact).ok()?;
        return parts.iter().find_map(|th| sign(th, context));
    }
    let predicate = syntax::as_quantified(p, "∃").filter(|_| concerns(p))?;
    let v = Term::fresh("v", hence_kernel::Type::Real, &[p]);
    let claim = predicate.instantiate(&v).ok()?;
    let assumed = Theorem::assume(&claim).ok()?;
    let there = match put_in(&claim, context) {
        Some(e) => e.eq_mp(&assumed).ok()?,
        None => assumed,
    };
    let th = bell::falls(&there, context)?;
    logic::exists_elim(fact, &v, &th).ok()
}

/// `⊢ 0 < a` because some integral exists.
pub(super) fn falling(a: &Term, context: &Context) -> Option<Theorem> {
    context.facts().iter().find_map(|fact| {
        let th = sign(fact, context)?;
        bell::says(&th, a, context)
    })
}
