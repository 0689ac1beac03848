//! Functions that are left abstract where a claim needs a derivative or an integral of them: some that have it, and some that do not.

use crate::refute::Witness;
use hence_kernel::{Kind, Term, Type, syntax};

fn is_function(v: &Term) -> bool {
    *v.ty() == Type::curried(&[Type::Real], Type::Real)
}

/// The point with a value for every function of the formulas that has none: the constant 0, which has all derivatives and integrals.
pub(super) fn filled(mut at: Witness, formulas: &[Term]) -> Option<Witness> {
    for v in formulas.iter().flat_map(Term::free_vars) {
        if is_function(&v) && at.values.iter().all(|(w, _)| *w != v) {
            let t = Term::real_var("t");
            at.values.push((v, Term::lam(&t, &Term::int(0)).ok()?));
        }
    }
    Some(at)
}

/// The point with a value for the function whose derivative or integral a condition asks for: a step at the place where the derivative is
/// taken, a pole at the end where the integral begins. None where it asks for neither, or other formulas speak of the function.
pub(super) fn spoiled(condition: &Term, mut at: Witness, others: &[Term]) -> Option<Witness> {
    let predicate = syntax::as_quantified(condition, "∃")?;
    let w = Term::fresh("v", Type::Real, &[predicate]);
    let claim = predicate.instantiate(&w).ok()?;
    let (name, args) = claim.as_const_app()?;
    let t = Term::real_var("t");
    let zero = Term::int(0);
    let (f, place) = match (name, &args[..]) {
        ("HasDeriv", [f, a, _]) => (*f, (*a).clone()),
        ("HasIntegral", [p, _, f, _]) => (*f, p.as_unary("at")?.clone()),
        _ => return None,
    };
    let head = function_in(f)?;
    if !is_function(&head) || others.iter().any(|p| p.has_free(&head)) {
        return None;
    }
    at.values.retain(|(v, _)| *v != head);
    let place = place.subst(&at.values).ok()?;
    if !place.is_closed() || place.has_vars() {
        return None;
    }
    let body = match name {
        "HasDeriv" => syntax::ite(&syntax::lt(&t, &place).ok()?, &zero, &Term::int(1)),
        _ => syntax::sub(&t, &place).and_then(|gap| syntax::inv(&gap)),
    };
    at.values.push((head, Term::lam(&t, &body.ok()?).ok()?));
    Some(at)
}

// The function that is all there is in another one: f and λx. f x.
fn function_in(f: &Term) -> Option<Term> {
    match f.kind() {
        Kind::Var(_) => Some(f.clone()),
        Kind::Lam(..) => {
            let x = Term::fresh("x", Type::Real, &[f]);
            let body = f.instantiate(&x).ok()?;
            let Kind::App(head, a) = body.kind() else {
                return None;
            };
            (matches!(head.kind(), Kind::Var(_)) && *a == x).then(|| head.clone())
        }
        _ => None,
    }
}
