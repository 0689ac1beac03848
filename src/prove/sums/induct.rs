//! Induction on an integer variable that is bounded below.

use super::direct;
use crate::logic;
use crate::prove::closure;
use crate::prove::context::{Context, Sign};
use crate::prove::instances;
use hence_kernel::{Kind, Q, Term, Theorem, Type, syntax};

// How many variables are tried.
const MAX_VARIABLES: usize = 2;

/// The integer variables on which an exponent, a bound or a member depends that is compared with the first one.
pub(super) fn variables(goal: &Term, context: &Context) -> Vec<Term> {
    let mut out = Vec::new();
    collect(goal, &mut out);
    let mut all = Vec::new();
    members(goal, &mut all);
    for (family, index) in &all {
        let first = |(f, i): &(Term, Term)| f == family && i.as_num().is_some();
        if matches!(index.kind(), Kind::Var(_)) && all.iter().any(first) && !out.contains(index) {
            out.push(index.clone());
        }
    }
    out.retain(|v| {
        syntax::is_int(v)
            .ok()
            .is_some_and(|p| context.facts().iter().any(|f| *f.conclusion() == p))
    });
    out
}

fn collect(t: &Term, out: &mut Vec<Term>) {
    let note = |t: &Term, out: &mut Vec<Term>| {
        for v in t.free_vars() {
            if *v.ty() == Type::Real && !out.contains(&v) {
                out.push(v);
            }
        }
    };
    if let Some((_, a, b, _)) = super::parts(t) {
        note(b, out);
        note(a, out);
    }
    if let Some((_, n)) = t.as_binary("pow")
        && n.as_num().is_none()
    {
        note(n, out);
    }
    match t.kind() {
        Kind::App(f, a) => {
            collect(f, out);
            collect(a, out);
        }
        Kind::Lam(_, _, b) => collect(b, out),
        _ => {}
    }
}

// The members of families, each as the family and the index.
fn members(t: &Term, out: &mut Vec<(Term, Term)>) {
    match t.kind() {
        Kind::App(f, a) => {
            if matches!(f.kind(), Kind::Var(_)) && *a.ty() == Type::Real && a.is_closed() {
                out.push((f.clone(), a.clone()));
            }
            members(f, out);
            members(a, out);
        }
        Kind::Lam(_, _, b) => members(b, out),
        _ => {}
    }
}

/// `⊢ goal`, from where it begins and from each number to the next.
pub(super) fn prove(goal: &Term, context: &Context) -> Option<Theorem> {
    variables(goal, context)
        .iter()
        .take(MAX_VARIABLES)
        .find_map(|n| on(n, goal, context))
}

// The largest whole number that the variable is known not to be below.
fn start(n: &Term, context: &Context) -> Option<i64> {
    let mut best: Option<i64> = None;
    for k in &context.known {
        if !matches!(k.sign, Sign::Pos | Sign::NonNeg) || k.term.free_vars() != [n.clone()] {
            continue;
        }
        // k n + c ≥ 0
        let at = |v: i64| -> Option<Q> {
            let t = k.term.subst(&[(n.clone(), Term::int(v))]).ok()?;
            context.poly(&t)?.as_constant()
        };
        let (Some(c), Some(d)) = (at(0), at(1)) else {
            continue;
        };
        let slope = d - c.clone();
        let line = at(2) == Some(slope.clone() + slope.clone() + c.clone());
        if !line || !slope.is_positive() {
            continue;
        }
        let Some(x) = slope.recip().map(|s| -(c * s)) else {
            continue;
        };
        let ceil = Q::from(num_rational::BigRational::from_integer(
            x.to_big().ceil().to_integer(),
        ));
        let Some(mut v) = ceil.to_i64() else { continue };
        if k.sign == Sign::Pos && ceil == x {
            v += 1;
        }
        best = Some(best.map_or(v, |b| b.max(v)));
    }
    best
}

/// The claim where the induction on the first variable that bears one begins, for some number, and for the next one.
pub(super) fn outline(goal: &Term, context: &Context) -> Option<[Term; 3]> {
    let variables = variables(goal, context);
    let n = (variables.iter().take(MAX_VARIABLES)).find(|n| on(n, goal, context).is_some())?;
    let c = Term::int(start(n, context)?);
    let m = Term::fresh("m", Type::Real, &[goal]);
    let next = syntax::add(&m, &Term::int(1)).ok()?;
    let at = |t: &Term| goal.subst(&[(n.clone(), t.clone())]).ok();
    Some([at(&c)?, at(&m)?, at(&next)?])
}

fn on(n: &Term, goal: &Term, context: &Context) -> Option<Theorem> {
    let c = Term::int(start(n, context)?);
    let bounded = closure::prove(&syntax::le(&c, n).ok()?, context, 4)?;
    let int_n = context.assumption(&syntax::is_int(n).ok()?)?;
    let others: Vec<Theorem> = context
        .facts()
        .iter()
        .filter(|f| !f.conclusion().has_free(n) && !f.hypotheses().iter().any(|h| h.has_free(n)))
        .cloned()
        .collect();
    let general = context.beside(others.iter().cloned());
    general.nesting.set(context.nesting.get());
    let base = goal.subst(&[(n.clone(), c.clone())]).ok()?;
    let base = direct(&base, &general, &[])?;
    let avoid: Vec<&Term> = others
        .iter()
        .map(Theorem::conclusion)
        .chain([goal])
        .collect();
    let m = Term::fresh("m", Type::Real, &avoid);
    let here = goal.subst(&[(n.clone(), m.clone())]).ok()?;
    let next = syntax::add(&m, &Term::int(1)).ok()?;
    let there = goal.subst(&[(n.clone(), next)]).ok()?;
    let premises = [syntax::is_int(&m).ok()?, syntax::le(&c, &m).ok()?, here];
    let assumed = premises.iter().filter_map(|p| Theorem::assume(p).ok());
    let step_context = context.beside(others.iter().cloned().chain(assumed));
    step_context.nesting.set(context.nesting.get());
    // What is given for every member, at the members that the step speaks of: a recurrence leads from one to the next.
    let members = instances::instances(&there, &step_context);
    let mut step = direct(&there, &step_context, &members)?;
    for p in premises.iter().rev() {
        step = logic::disch(p, &step).ok()?;
    }
    let step = logic::forall_intro(&m, &step).ok()?;
    let p = Term::lam(n, goal).ok()?;
    let int_c = Theorem::rational(&syntax::is_int(&c).ok()?).ok()?;
    let th = context.fact(
        "induction",
        &[("a", &c), ("n", n), ("P", &p)],
        &[&int_c, &int_n, &bounded, &base, &step],
    )?;
    (th.conclusion() == goal).then_some(th)
}
