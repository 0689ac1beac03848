//! Goals of every shape: the connectives taken apart, equations by the e-graph, all else as a condition.

use super::{Limits, prove_within};
use crate::logic;
use crate::prove::context::Context;
use crate::prove::{closure, equations};
use hence_kernel::{Kind, Term, Theorem, Type};

/// Proves a formula whose equations are between numbers; what is no equation is proved from hypotheses, signs and intervals.
pub(crate) fn prove(goal: &Term, context: &Context, limits: Limits) -> Option<Theorem> {
    if let Some(th) = context.assumption(goal) {
        return Some(th);
    }
    let (name, args) = goal.as_const_app()?;
    match (name, &args[..]) {
        ("=", [a, b]) if *a.ty() == Type::Real => prove_within(a, b, context, limits).ok(),
        ("∧", [p, q]) => {
            let left = prove(p, context, limits)?;
            logic::conj(&left, &prove(q, context, limits)?).ok()
        }
        ("∨", [p, q]) => match prove(p, context, limits) {
            Some(th) => logic::disj_left(&th, q).ok(),
            None => match prove(q, context, limits) {
                Some(th) => logic::disj_right(p, &th).ok(),
                // One of the factors of a product that is 0.
                None => equations::disjunction_by(goal, context, |product, zero| {
                    prove_within(product, zero, context, limits).ok()
                }),
            },
        },
        ("⇒", [p, q]) => {
            let inner = context.with(Theorem::assume(p).ok()?);
            logic::disch(p, &prove(q, &inner, limits)?).ok()
        }
        ("∀", [f]) => {
            let Kind::Lam(hint, ty, _) = f.kind() else {
                return None;
            };
            let facts = context.facts().iter().map(Theorem::conclusion);
            let avoid: Vec<&Term> = facts.chain([*f]).collect();
            let x = Term::fresh(&hint.0, ty.clone(), &avoid);
            let th = prove(&f.instantiate(&x).ok()?, context, limits)?;
            logic::forall_intro(&x, &th).ok()
        }
        _ => closure::prove(goal, context, 0),
    }
}

/// Whether the e-graph has anything to look at in the goal.
pub(crate) fn has_equation(goal: &Term) -> bool {
    match goal.as_const_app() {
        Some(("=", args)) => args.first().is_some_and(|a| *a.ty() == Type::Real),
        Some(("∧" | "∨" | "⇒", args)) => args.iter().any(|p| has_equation(p)),
        Some(("∀", args)) => match args.first().map(|f| f.kind()) {
            Some(Kind::Lam(_, _, body)) => has_equation(body),
            _ => false,
        },
        _ => false,
    }
}
