//! Points at which functions have values too: a function is what a hypothesis says it is for all arguments, else a constant.

use super::{Budget, ProveClosed, Witness, certify, satisfy};
use hence_kernel::{Term, Theory, Type, syntax};

const MAX_FUNCTIONS: usize = 6;

/// As [`satisfy`], where some variables are functions of numbers. `f` is chosen as `λx. e` where one of the formulas is `∀x. f x = e`, and as a
/// constant function elsewhere.
pub fn satisfy_with_functions(
    formulas: &[Term],
    vars: &[Term],
    budget: &Budget,
    theory: &Theory,
    prove_closed: ProveClosed,
) -> Option<Witness> {
    let (mut reals, functions): (Vec<Term>, Vec<Term>) =
        vars.iter().cloned().partition(|v| *v.ty() == Type::Real);
    if functions.is_empty() || functions.len() > MAX_FUNCTIONS {
        return None;
    }
    let mut choice: Vec<(Term, Term)> = Vec::new();
    for f in &functions {
        let value = formulas.iter().find_map(|p| said(p, f));
        let value = match value {
            Some(v) => v,
            None => {
                let all: Vec<&Term> = reals.iter().chain(formulas).collect();
                let c = Term::fresh("c", Type::Real, &all);
                let value = constant(f.ty(), &c)?;
                reals.push(c);
                value
            }
        };
        choice.push((f.clone(), value));
    }
    // One function may be given by another.
    for _ in 0..functions.len() {
        let now = choice.clone();
        for (_, v) in &mut choice {
            *v = v.subst(&now).ok()?;
        }
    }
    let closed = |t: &Term| t.free_vars().iter().all(|v| *v.ty() == Type::Real);
    if !choice.iter().all(|(_, v)| closed(v)) {
        return None;
    }
    let mut cores = Vec::new();
    for p in formulas {
        let q = p.subst(&choice).ok()?;
        cores.extend(core(&q));
    }
    let found = satisfy(&cores, &reals, budget, theory, prove_closed)?;
    let value = |v: &Term| {
        let chosen = choice.iter().find(|(f, _)| f == v).map_or(v, |(_, t)| t);
        chosen.subst(&found.values).ok()
    };
    let values = vars
        .iter()
        .map(|v| Some((v.clone(), value(v)?)))
        .collect::<Option<Vec<_>>>()?;
    let theorems = formulas
        .iter()
        .map(|p| {
            let at = p.subst(&values).ok()?;
            let th =
                certify(&at, theory, prove_closed, budget.bits).or_else(|| prove_closed(&at))?;
            (th.conclusion() == &at && th.hypotheses().is_empty()).then_some(th)
        })
        .collect::<Option<Vec<_>>>()?;
    Some(Witness { values, theorems })
}

// λx y. c of a type that takes numbers only.
fn constant(ty: &Type, c: &Term) -> Option<Term> {
    match ty {
        Type::Real => Some(c.clone()),
        Type::Fun(io) if io.0 == Type::Real => {
            let inner = constant(&io.1, c)?;
            let x = Term::fresh("x", Type::Real, &[&inner]);
            Term::lam(&x, &inner).ok()
        }
        _ => None,
    }
}

// The body behind quantifiers over numbers, with variables for what they bind.
fn opened(p: &Term) -> (Vec<Term>, Term) {
    let mut vars: Vec<Term> = Vec::new();
    let mut body = p.clone();
    while let Some(pred) = syntax::as_quantified(&body, "∀") {
        let avoid: Vec<&Term> = vars.iter().chain([p]).collect();
        let x = Term::fresh("x", Type::Real, &avoid);
        let Ok(inner) = pred.instantiate(&x) else {
            break;
        };
        vars.push(x);
        body = inner;
    }
    (vars, body)
}

// What `∀x y. f x y = e` says f is.
fn said(p: &Term, f: &Term) -> Option<Term> {
    let (vars, body) = opened(p);
    let (left, right) = body.as_eq()?;
    let (head, args) = left.spine();
    let distinct = args.iter().enumerate().all(|(i, a)| !args[..i].contains(a));
    let all = args.len() == vars.len() && vars.iter().all(|v| args.contains(&v));
    if head != f || vars.is_empty() || !distinct || !all || right.has_free(f) {
        return None;
    }
    args.iter()
        .rev()
        .try_fold(right.clone(), |t, x| Term::lam(x, &t).ok())
}

// What is left to be satisfied: quantifiers that bind nothing are dropped, and so is what equates a term with itself.
fn core(p: &Term) -> Option<Term> {
    let (vars, body) = opened(p);
    if body.as_eq().is_some_and(|(a, b)| a == b) {
        return None;
    }
    let plain = vars.iter().all(|x| !body.has_free(x));
    Some(if plain { body } else { p.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_function_is_what_is_said_of_it() {
        let (x, a) = (Term::real_var("x"), Term::real_var("a"));
        let f = Term::var("f", Type::fun(Type::Real, Type::Real));
        let value = syntax::add(&x, &a).unwrap();
        let call = Term::app(&f, &x).unwrap();
        let p = syntax::forall(&x, &syntax::eq(&call, &value).unwrap()).unwrap();
        assert_eq!(said(&p, &f), Some(Term::lam(&x, &value).unwrap()));
        let open = syntax::eq(&call, &value).unwrap();
        assert_eq!(said(&open, &f), None);
        let at = p.subst(&[(f.clone(), said(&p, &f).unwrap())]).unwrap();
        assert_eq!(core(&at), None);
    }
}
