//! Limits: where functions go, by the facts of `theory/limits`.
//!
//! [`way::Way`] is the argument on its way to a place. It finds where a function of the argument goes by continuity, by the parts of the
//! function, from the two sides of a number, and by the rule of l'Hôpital; what holds "from some point on" is proved in an interval that
//! ends at the place, or by a limit in turn.

mod eventually;
mod parts;
mod place;
mod tidy;
mod way;

use super::closure;
use super::context::Context;
use crate::logic;
use hence_kernel::{Term, Theorem, Type, syntax};
use place::{End, end, opened, tends};
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use way::{Way, under, with_end, with_function};

/// Whether a formula speaks of where something goes, so that no number decides it.
pub(crate) fn concerns(p: &Term) -> bool {
    logic::mentions(p, &["Tends", "Eventually"])
}

/// Where closed functions go, as far as it was looked for.
pub(crate) type Arrivals = Rc<RefCell<HashMap<(Term, Term), Option<Theorem>>>>;

// ⊢ Tends f F G for the place to which f goes.
fn arrival(f: &Term, place: &Term, context: &Context) -> Option<Theorem> {
    if !f.is_closed() || !place.is_closed() {
        return searched(f, place, context);
    }
    let key = (f.clone(), place.clone());
    let known = context.arrivals.borrow().get(&key).cloned();
    let found = known.unwrap_or_else(|| {
        context.arrivals.borrow_mut().insert(key.clone(), None);
        let found = searched(f, place, &context.beside([]));
        context.arrivals.borrow_mut().insert(key, found.clone());
        found
    });
    let given = || {
        let said = |th: &Theorem| concerns(th.conclusion());
        let facts: Vec<Theorem> = context
            .facts()
            .iter()
            .filter(|f| said(f))
            .cloned()
            .collect();
        if facts.is_empty() {
            return None;
        }
        let (t, body) = opened(f, context)?;
        Way::new(&t, place, &context.beside(facts)).given(&body)
    };
    found.or_else(given).or_else(|| {
        let facts = comparisons(f, place, context);
        let known = !facts.is_empty();
        known.then(|| searched(f, place, &context.beside(facts)))?
    })
}

// What is known of the letters in a function and a place, as far as it compares numbers or says where something goes.
fn comparisons(f: &Term, place: &Term, context: &Context) -> Vec<Theorem> {
    let plain = |p: &Term| {
        let p = p.as_unary("¬").unwrap_or(p);
        let compares = p
            .as_const_app()
            .is_some_and(|(n, _)| ["<", "≤", "=", "Int"].contains(&n));
        compares && !logic::mentions(p, &["lim", "deriv", "integral"])
    };
    let shared = |p: &Term| {
        p.free_vars()
            .iter()
            .any(|v| f.has_free(v) || place.has_free(v))
    };
    let facts = context.facts().iter();
    let told = |p: &Term| plain(p) || tends(p).is_some();
    let facts = facts.filter(|th| told(th.conclusion()) && shared(th.conclusion()));
    facts.cloned().collect()
}

fn searched(f: &Term, place: &Term, context: &Context) -> Option<Theorem> {
    let (t, body) = opened(f, context)?;
    // The place may be told by a name of the context, and never by the argument.
    let way = Way::new(&t, place, context);
    let th = way.to(&body)?;
    if *tends(th.conclusion())?[0] == *f {
        return Some(th);
    }
    let eta = Theorem::eta(tends(th.conclusion())?[0]).ok()?;
    with_function(&th, &eta.sym().ok()?)
}

/// The number to which f goes, with `⊢ Tends f F (at v)`.
pub(crate) fn number(f: &Term, place: &Term, context: &Context) -> Option<(Term, Theorem)> {
    let th = arrival(f, place, context)?;
    let t = Term::fresh("t", Type::Real, &[f, place]);
    Way::new(&t, place, context).number(&th)
}

/// `⊢ lim f F = v`
pub(crate) fn value(term: &Term, context: &Context) -> Option<Theorem> {
    let (f, place) = term.as_binary("lim")?;
    let _nested = context.allowance.nest()?;
    let (v, th) = number(f, place, context)?;
    if v == *term {
        return None;
    }
    context.fact("lim_eq", &[("f", f), ("F", place), ("v", &v)], &[&th])
}

/// `⊢ ∃v. Tends f F (at v)`
pub(crate) fn exists(predicate: &Term, context: &Context) -> Option<Theorem> {
    let v = Term::fresh("v", Type::Real, &[predicate]);
    let claim = predicate.instantiate(&v).ok()?;
    let [f, from, to] = tends(&claim)?;
    if End::of(to)? != End::At(v) {
        return None;
    }
    let (v, th) = number(f, from, context)?;
    logic::exists_intro(predicate, &v, &th).ok()
}

/// `⊢ Tends f F G` or `⊢ Eventually F P`
pub(crate) fn prove(goal: &Term, context: &Context) -> Option<Theorem> {
    if let Some(("Eventually", args)) = goal.as_const_app() {
        let [from, property] = args[..] else {
            return None;
        };
        let (t, p) = opened(property, context)?;
        return Way::new(&t, from, context).eventually(&p);
    }
    let [f, from, to] = tends(goal)?;
    let th = arrival(f, from, context)?;
    if th.conclusion() == goal {
        return Some(th);
    }
    let wanted = End::of(to)?;
    let (End::At(v), Some(_)) = (&wanted, end(&th)?.number()) else {
        return None;
    };
    let (u, th) = number(f, from, context)?;
    let same = closure::prove(&syntax::eq(&u, v).ok()?, context, 1)?;
    with_end(&th, &under("at", &same)?)
}

/// `⊢ ¬Tends f F G`
pub(crate) fn refute(p: &Term, context: &Context) -> Option<Theorem> {
    let assumed = Theorem::assume(p).ok()?;
    let absurd = contradiction(&assumed, context)?;
    logic::not_intro(p, &absurd).ok()
}

/// `⊢ ¬∃v. Tends f F (at v)`
pub(crate) fn refute_existence(exists: &Term, context: &Context) -> Option<Theorem> {
    let predicate = syntax::as_quantified(exists, "∃")?;
    let facts = context.facts().iter().map(Theorem::conclusion);
    let avoid: Vec<&Term> = facts.chain([predicate]).collect();
    let v = Term::fresh("v", Type::Real, &avoid);
    let claim = predicate.instantiate(&v).ok()?;
    tends(&claim)?;
    let absurd = contradiction(&Theorem::assume(&claim).ok()?, context)?;
    let absurd = logic::exists_elim(&Theorem::assume(exists).ok()?, &v, &absurd).ok()?;
    logic::not_intro(exists, &absurd).ok()
}

// ⊥ from a theorem that says where a function goes.
fn contradiction(said: &Theorem, context: &Context) -> Option<Theorem> {
    let [f, from, to] = tends(said.conclusion())?;
    let wanted = End::of(to)?;
    if let Some(th) = arrival(f, from, context) {
        return elsewhere(said, &th, &wanted, context);
    }
    if let Some(End::Near(x)) = End::of(from) {
        let sides = ["below", "above"].map(|side| {
            let fact = format!("tends_{side}_of_near");
            let said = context.fact(&fact, &[("f", f), ("x", &x), ("G", to)], &[said])?;
            let th = arrival(f, &place::place(side, &x)?, context);
            Some((said, th))
        });
        let [left, right] = sides;
        let (left, right) = (left?, right?);
        for (said, th) in [&left, &right] {
            if let Some(th) = th
                && let Some(absurd) = elsewhere(said, th, &wanted, context)
            {
                return Some(absurd);
            }
        }
        // The two sides go to different numbers.
        let End::At(v) = &wanted else { return None };
        let equal = |said: &Theorem, th: &Theorem| {
            let t = Term::fresh("t", Type::Real, &[f]);
            let way = Way::new(&t, tends(th.conclusion())?[1], context);
            let (u, th) = way.number(th)?;
            let subst = [("f", f), ("F", &way.place), ("u", v), ("v", &u)];
            context.fact("lim_unique", &subst, &[said, &th])
        };
        let (l, r) = (equal(&left.0, &left.1?)?, equal(&right.0, &right.1?)?);
        let same = l.sym().ok()?.trans(&r).ok()?;
        let apart = closure::prove(&syntax::not(same.conclusion()).ok()?, context, 1)?;
        return logic::not_elim(&apart, &same).ok();
    }
    oscillates(said, &wanted, context)
}

// What takes two values again and again.
fn oscillates(said: &Theorem, wanted: &End, context: &Context) -> Option<Theorem> {
    let End::At(v) = wanted else { return None };
    let [f, from, _] = tends(said.conclusion())?;
    let (t, body) = opened(f, context)?;
    let name = match body.as_const_app()? {
        ("sin", args) if *args[0] == t && from.is_const("top") => "no_limit_sin",
        ("cos", args) if *args[0] == t && from.is_const("top") => "no_limit_cos",
        ("pow", args) if *args[1] == t && from.is_const("naturals") => "no_limit_alternating",
        _ => return None,
    };
    let none = context.fact(name, &[("v", v)], &[])?;
    let p = none.conclusion().as_unary("¬")?.clone();
    if p == *said.conclusion() {
        return logic::not_elim(&none, said).ok();
    }
    // λt. sin t is sin, and −1 may be written in another way.
    let [g, ..] = tends(&p)?;
    let equal = match f.kind() {
        hence_kernel::Kind::Lam(..) if g.is_const("sin") || g.is_const("cos") => {
            Theorem::eta(f).ok()?
        }
        _ => Theorem::ring(&body, &g.instantiate(&t).ok()?, &[])
            .ok()?
            .abs(&t)
            .ok()?,
    };
    let moved = with_function(said, &equal.sym().ok()?)?;
    logic::not_elim(&none, &moved).ok()
}

// ⊥ where a function that is said to go to one place goes to another.
fn elsewhere(said: &Theorem, th: &Theorem, wanted: &End, context: &Context) -> Option<Theorem> {
    let [f, from, _] = tends(said.conclusion())?;
    let there = end(th)?;
    let base = [("f", f), ("F", from)];
    let none = match (wanted, &there) {
        (End::At(v), End::Top | End::Bottom) => {
            let name = match there {
                End::Top => "not_at_of_top",
                _ => "not_at_of_bottom",
            };
            let mut subst = base.to_vec();
            subst.push(("v", v));
            context.fact(name, &subst, &[th])?
        }
        (End::Top, End::Bottom) => context.fact("not_top_of_bottom", &base, &[th])?,
        (End::Bottom, End::Top) => context.fact("not_bottom_of_top", &base, &[th])?,
        (_, e) if e.number().is_some() => {
            let t = Term::fresh("t", Type::Real, &[f]);
            let (u, th) = Way::new(&t, from, context).number(th)?;
            let mut subst = base.to_vec();
            match wanted {
                End::Top | End::Bottom => {
                    subst.push(("v", &u));
                    let name = match wanted {
                        End::Top => "not_top_of_at",
                        _ => "not_bottom_of_at",
                    };
                    context.fact(name, &subst, &[&th])?
                }
                End::At(v) => {
                    subst.push(("u", &u));
                    subst.push(("v", v));
                    let same = context.fact("lim_unique", &subst, &[&th, said])?;
                    let apart = syntax::not(same.conclusion()).ok()?;
                    let apart = closure::prove(&apart, context, 1)?;
                    return logic::not_elim(&apart, &same).ok();
                }
                _ => return None,
            }
        }
        _ => return None,
    };
    logic::not_elim(&none, said).ok()
}
