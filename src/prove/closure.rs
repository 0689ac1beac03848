//! Goals of every shape, taken apart by their connectives down to signs, equations and integrality.

use super::context::{Context, Sign, is_zero};
use super::integrals;
use super::products;
use super::{derivative, equations, limits, order, pieces, sums};
use crate::logic;
use hence_kernel::{Kind, Q, Term, Theorem, Type, syntax};

const MAX_DEPTH: u32 = 12;

// From this depth on what holds for all is not looked at for what is to be shown for all: each such question asks as many more.
const MAX_NESTED: u32 = NO_SEARCH + 2;

/// From this depth on comparisons are not searched for.
pub(crate) const NO_SEARCH: u32 = 4;

/// From this depth on `a ≤ b` does not follow from equations that are known between the two: the conditions of bounds are asked for by
/// the thousand, and each would ask for the signs of other factors.
pub(crate) const IDENTITIES: u32 = NO_SEARCH + 2;

pub(crate) fn prove(goal: &Term, context: &Context, depth: u32) -> Option<Theorem> {
    if depth > MAX_DEPTH {
        return None;
    }
    if let Some(th) = context.assumption(goal) {
        return Some(th);
    }
    let found = by_connective(goal, context, depth);
    if found.is_some() || depth >= NO_SEARCH {
        return found;
    }
    if sums::concerns(goal, context)
        && let Some(th) = sums::prove(goal, context)
    {
        return Some(th);
    }
    if !is_comparison(goal) {
        return None;
    }
    order::prove(goal, context).or_else(|| by_exponentials(goal, context, depth))
}

// `x ≤ log a` from `exp x ≤ a`, and `log a ≤ x` from `a ≤ exp x`.
fn by_exponentials(goal: &Term, context: &Context, depth: u32) -> Option<Theorem> {
    let (x, y) = goal.as_binary("≤")?;
    let exp = |t: &Term| syntax::exp(t).ok();
    match (x.as_unary("log"), y.as_unary("log")) {
        (None, Some(a)) => {
            let p = syntax::le(&exp(x)?, a).ok()?;
            let th = prove(&p, context, depth + 1)?;
            context.fact("le_log_iff_exp", &[("x", a), ("y", x)], &[&th])
        }
        (Some(a), None) => {
            let positive = context.positive(a)?;
            let p = syntax::le(a, &exp(y)?).ok()?;
            let th = prove(&p, context, depth + 1)?;
            context.fact("log_le_iff_exp", &[("x", a), ("y", y)], &[&positive, &th])
        }
        _ => None,
    }
}

pub(crate) fn is_comparison(goal: &Term) -> bool {
    let inner = goal.as_unary("¬").unwrap_or(goal);
    inner.as_binary("<").is_some()
        || inner.as_binary("≤").is_some()
        || (inner != goal && inner.as_eq().is_some())
}

fn by_connective(goal: &Term, context: &Context, depth: u32) -> Option<Theorem> {
    let again = |g: &Term| prove(g, context, depth + 1);
    let (name, args) = goal.as_const_app()?;
    match (name, &args[..]) {
        ("⊤", []) => logic::truth().ok(),
        ("∧", [p, q]) => logic::conj(&again(p)?, &again(q)?).ok(),
        ("∨", [p, q]) => disjunction(goal, p, q, context, depth),
        ("⇒", [p, q]) => {
            let inner = context.with(Theorem::assume(p).ok()?);
            logic::disch(p, &prove(q, &inner, depth + 1)?).ok()
        }
        ("∀", [f]) => {
            let Kind::Lam(hint, ty, _) = f.kind() else {
                return None;
            };
            let avoid: Vec<&Term> = context
                .facts()
                .iter()
                .map(Theorem::conclusion)
                .chain([*f])
                .collect();
            let x = Term::fresh(&hint.0, ty.clone(), &avoid);
            let body = f.instantiate(&x).ok()?;
            let general = |f: &Theorem| syntax::as_quantified(f.conclusion(), "∀").is_some();
            let th = match body.as_binary("⇒") {
                // What holds for every number in a range holds for this one, once it is known to lie there.
                Some((p, q)) if depth < MAX_NESTED && context.facts().iter().any(general) => {
                    let inner = context.with(Theorem::assume(p).ok()?);
                    let inner = sums::with_laws_at(inner, &x, depth.max(NO_SEARCH) + 1);
                    logic::disch(p, &prove(q, &inner, depth + 1)?).ok()?
                }
                _ => again(&body)?,
            };
            logic::forall_intro(&x, &th).ok()
        }
        ("∃", [f]) => exists(f, context),
        ("¬", [p]) => negation(p, context, depth),
        ("=", [a, b]) => match a.ty() {
            Type::Real => equations::prove(a, b, context),
            Type::Bool => equivalence(a, b, context, depth),
            _ => Theorem::ring(a, b, &[]).ok(),
        },
        ("<" | "≤", [a, b]) => comparison(name == "<", a, b, context, depth),
        ("Int", [a]) => integer(a, context),
        ("Tends" | "Eventually", _) if depth < NO_SEARCH => limits::prove(goal, context),
        _ => None,
    }
}

// Each side from the other.
fn equivalence(a: &Term, b: &Term, context: &Context, depth: u32) -> Option<Theorem> {
    if let Ok(th) = Theorem::ring(a, b, &[]) {
        return Some(th);
    }
    let from = |given: &Term, goal: &Term| {
        let inner = context.with(Theorem::assume(given).ok()?);
        prove(goal, &inner, depth + 1)
    };
    from(b, a)?.deduct_antisym(&from(a, b)?).ok()
}

fn comparison(strict: bool, a: &Term, b: &Term, context: &Context, depth: u32) -> Option<Theorem> {
    if is_zero(a) {
        return if strict {
            context.positive(b)
        } else {
            context.nonnegative(b)
        };
    }
    if is_zero(b)
        && let Some((s, th)) = context.sign(a)
    {
        match (strict, s) {
            (true, Sign::Neg) | (false, Sign::NonPos) => return Some(th),
            (false, Sign::Neg) => return context.fact("le_of_lt", &[("a", a), ("b", b)], &[&th]),
            _ => {}
        }
    }
    if strict && let Some(th) = between_roots(a, b, context) {
        return Some(th);
    }
    let d = syntax::sub(b, a).ok()?;
    let ab = [("a", b), ("b", a)];
    if strict {
        let th = context.positive(&d)?;
        return context.fact("of_sub_pos", &ab, &[&th]);
    }
    if let Some(th) = context.nonnegative(&d) {
        return context.fact("of_sub_nonneg", &ab, &[&th]);
    }
    // Equal sides satisfy ≤.
    let equal = if depth < IDENTITIES {
        equations::prove
    } else {
        equations::by_identity
    };
    let eq = equal(a, b, context)?;
    context.fact("le_of_eq", &[("a", a), ("b", b)], &[&eq])
}

// t < k and −k < t from t² < k², for a quotient by a root, whose square is simpler.
fn between_roots(a: &Term, b: &Term, c: &Context) -> Option<Theorem> {
    let zero = Term::int(0);
    let (t, k) = match (a.as_num(), b.as_num()) {
        (None, Some(q)) if q.is_positive() => (a.clone(), q.clone()),
        (Some(q), None) if q.is_negative() => (syntax::neg(b).ok()?, -q.clone()),
        _ => return None,
    };
    let over_root = |t: &Term| -> bool {
        let mut t = t.as_unary("neg").unwrap_or(t);
        while let Some((x, d)) = t.as_binary("/").or_else(|| t.as_binary("*")) {
            if d.as_unary("sqrt").is_some() || x.as_unary("sqrt").is_some() {
                return true;
            }
            t = if x.as_num().is_some() { d } else { x };
        }
        false
    };
    if !over_root(&t) {
        return None;
    }
    let k = Term::num(k);
    let two = Term::int(2);
    let (t2, k2) = (syntax::pow(&t, &two).ok()?, syntax::pow(&k, &two).ok()?);
    let difference = syntax::sub(&k2, &t2).ok()?;
    // The square of a root in t is its radicand.
    let plain = c.poly(&difference)?;
    let plain = c.algebra.borrow().term(&plain)?;
    let equal = c.ring(&difference, &plain, &[])?;
    let positive = super::context::along(Sign::Pos, &equal, &c.positive(&plain)?)?;
    let less = c.fact("of_sub_pos", &[("a", &k2), ("b", &t2)], &[&positive])?;
    let nn = c.nonnegative(&k)?;
    let th = c.fact("lt_of_sq_lt_sq", &[("a", &t), ("b", &k)], &[&nn, &less])?;
    if a.as_num().is_none() {
        return Some(th);
    }
    let moved = c.fact("sub_pos", &[("a", &k), ("b", &t)], &[&th])?;
    let goal = syntax::lt(&zero, &syntax::sub(b, a).ok()?).ok()?;
    let moved = c.transport(&moved, &goal)?;
    c.fact("of_sub_pos", &[("a", b), ("b", a)], &[&moved])
}

fn negation(p: &Term, context: &Context, depth: u32) -> Option<Theorem> {
    let (name, args) = p.as_const_app()?;
    match (name, &args[..]) {
        ("=", [a, b]) if *a.ty() == Type::Real => {
            if is_zero(b) {
                let th = context.nonzero(a);
                return th.or_else(|| (depth < 2).then(|| products::nonzero(a, context)).flatten());
            }
            let d = syntax::sub(a, b).ok()?;
            let th = context.nonzero(&d)?;
            context.fact("of_sub_ne_zero", &[("a", a), ("b", b)], &[&th])
        }
        ("<", [a, b]) => {
            let th = prove(&syntax::le(b, a).ok()?, context, depth + 1)?;
            context.fact("not_lt_of_le", &[("a", a), ("b", b)], &[&th])
        }
        ("≤", [a, b]) => {
            let th = prove(&syntax::lt(b, a).ok()?, context, depth + 1)?;
            context.fact("not_le_of_lt", &[("a", a), ("b", b)], &[&th])
        }
        ("Int", [a]) => {
            let q = context.poly(a)?.as_constant()?;
            if q.is_integer() {
                None
            } else {
                Theorem::rational(&syntax::not(p).ok()?).ok()
            }
        }
        ("∃", [_]) => (pieces::no_derivative(p, context))
            .or_else(|| limits::refute_existence(p, context))
            .or_else(|| integrals::refute_existence(p, context)),
        ("Tends", _) => limits::refute(p, context),
        _ => None,
    }
}

fn disjunction(goal: &Term, p: &Term, q: &Term, context: &Context, depth: u32) -> Option<Theorem> {
    if let Some(th) = prove(p, context, depth + 1) {
        return logic::disj_left(&th, q).ok();
    }
    if let Some(th) = prove(q, context, depth + 1) {
        return logic::disj_right(p, &th).ok();
    }
    equations::disjunction(goal, context).or_else(|| positive_or_zero(p, q, context, depth))
}

// 0 < t ∨ q from 0 ≤ t, where q follows from t = 0.
fn positive_or_zero(p: &Term, q: &Term, c: &Context, depth: u32) -> Option<Theorem> {
    let (zero, t) = p.as_binary("<").filter(|(a, _)| is_zero(a))?;
    let nonnegative = c.nonnegative(t)?;
    let either = c.fact("lt_or_eq", &[("a", zero), ("b", t)], &[&nonnegative])?;
    let (_, equal) = either.conclusion().as_binary("∨")?;
    let vanishes = Theorem::assume(equal).ok()?;
    let inner = c.with(vanishes.sym().ok()?);
    let right = prove(q, &inner, depth + 1)?;
    let left = logic::disj_left(&Theorem::assume(p).ok()?, q).ok()?;
    logic::disj_cases(&either, &left, &logic::disj_right(p, &right).ok()?).ok()
}

// ∃v. HasDeriv f a v
fn exists(f: &Term, context: &Context) -> Option<Theorem> {
    let Kind::Lam(hint, ty, _) = f.kind() else {
        return None;
    };
    let v = Term::fresh(&hint.0, ty.clone(), &[f]);
    let body = f.instantiate(&v).ok()?;
    let (name, args) = body.as_const_app()?;
    if let ("HasDeriv", [g, a, w]) = (name, &args[..])
        && *w == &v
    {
        let th = derivative::has_derivative(g, a, context)?;
        let (_, parts) = th.conclusion().as_const_app()?;
        let value = (*parts.get(2)?).clone();
        return logic::exists_intro(f, &value, &th).ok();
    }
    limits::exists(f, context).or_else(|| integrals::exists(f, context))
}

/// `⊢ Int t`, by closure under `+ − *` and natural powers.
pub(crate) fn integer(t: &Term, context: &Context) -> Option<Theorem> {
    let goal = syntax::is_int(t).ok()?;
    if let Some(th) = context.assumption(&goal) {
        return Some(th);
    }
    if !t.has_vars()
        && let Ok(th) = Theorem::rational(&goal)
    {
        return Some(th);
    }
    for (op, fact) in [("+", "int_add"), ("-", "int_sub"), ("*", "int_mul")] {
        if let Some((a, b)) = t.as_binary(op) {
            let (x, y) = (integer(a, context)?, integer(b, context)?);
            return context.fact(fact, &[("a", a), ("b", b)], &[&x, &y]);
        }
    }
    if let Some(a) = t.as_unary("neg") {
        return context.fact("int_neg", &[("a", a)], &[&integer(a, context)?]);
    }
    if let Some((a, n)) = t.as_binary("pow") {
        let (x, y, z) = (
            integer(a, context)?,
            integer(n, context)?,
            context.nonnegative(n)?,
        );
        return context.fact("int_pow", &[("a", a), ("n", n)], &[&x, &y, &z]);
    }
    if let Some(a) = t.as_unary("abs") {
        return context.fact("int_abs", &[("a", a)], &[&integer(a, context)?]);
    }
    for (op, fact) in [("floor", "int_floor"), ("ceil", "int_ceil")] {
        if let Some(a) = t.as_unary(op) {
            return context.fact(fact, &[("x", a)], &[]);
        }
    }
    t.as_num().filter(|q| Q::is_integer(q))?;
    Theorem::rational(&goal).ok()
}
