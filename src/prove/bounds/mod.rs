//! Inequalities between functions: boxes, enclosures and the signs of derivatives.
//!
//! A claim becomes `0 < f` or `0 ≤ f`. Variables that equations determine are replaced, the others get the bounds that the hypotheses
//! give. One variable is treated by the signs of derivatives (`rise`), several on boxes (`cover`). Floating point proposes; what is
//! proved comes from the kernel's enclosures and from facts of the theory.

mod cover;
mod far;
mod fraction;
mod isolate;
mod kit;
mod reduce;
mod region;
mod rise;
mod slope;
mod span;
mod tape;
#[cfg(test)]
mod tests;

use super::allowance::Fuel;
use super::context::{Context, Sign, is_variable};
use super::replace;
use cover::Cover;
use hence_kernel::{Term, Theorem, Type, syntax};
use region::Range;
use rise::{Edge, Piece, Rise};
use std::cell::Cell;

// Evaluated operations for one question.
const FUEL: u64 = 40_000_000;
const MAX_SIZE: u32 = 600;
const LEAVES: usize = 250;

/// Whether a claim has functions for which this engine was made.
pub(crate) fn concerns(goal: &Term) -> bool {
    let inner = goal.as_unary("¬").unwrap_or(goal);
    inner.as_const_app().is_some_and(|(_, args)| {
        args.iter()
            .any(|a| *a.ty() == Type::Real && !rise::algebraic(a))
    })
}

/// Whether a claim has roots and no other functions: products and squares may do, and if so soon.
pub(crate) fn has_roots(goal: &Term) -> bool {
    ["sqrt", "cbrt", "root"]
        .iter()
        .any(|f| kit::mentions(goal, f))
}

/// `⊢ |a| < b` or `⊢ |a| ≤ b` from the two sides.
pub(crate) fn absolute(goal: &Term, c: &Context) -> Option<Theorem> {
    for (rel, name) in [("<", "abs_lt"), ("≤", "abs_le")] {
        let Some((l, b)) = goal.as_binary(rel) else {
            continue;
        };
        let a = l.as_unary("abs")?;
        let minus = syntax::neg(b).ok()?;
        let build = if rel == "<" { syntax::lt } else { syntax::le };
        let above = prove(&build(a, b).ok()?, c)?;
        let below = prove(&build(&minus, a).ok()?, c)?;
        return c.fact(name, &[("a", a), ("b", b)], &[&below, &above]);
    }
    None
}

/// `⊢ goal` for `a < b`, `a ≤ b` or `¬(a = b)`.
pub(crate) fn prove(goal: &Term, c: &Context) -> Option<Theorem> {
    if goal.size() > MAX_SIZE {
        return None;
    }
    if let Some((inner, equal)) = replace::determined(goal, c) {
        let (_, now) = equal.equation().ok()?;
        let th = compare(now, &inner)?;
        return equal.sym().ok()?.eq_mp(&th).ok();
    }
    compare(goal, c)
}

fn compare(goal: &Term, c: &Context) -> Option<Theorem> {
    let fuel = Fuel::new(FUEL, &c.allowance);
    for (rel, strict, name) in [("<", true, "of_sub_pos"), ("≤", false, "of_sub_nonneg")] {
        if let Some((a, b)) = goal.as_binary(rel) {
            if *a.ty() != Type::Real {
                return None;
            }
            if a.as_num().is_some_and(|q| q.is_zero()) {
                return sign(b, strict, c, &fuel, 0);
            }
            let d = syntax::sub(b, a).ok()?;
            let th = sign(&d, strict, c, &fuel, 0)?;
            return c.fact(name, &[("a", b), ("b", a)], &[&th]);
        }
    }
    let (a, b) = goal.as_unary("¬")?.as_eq()?;
    if *a.ty() != Type::Real {
        return None;
    }
    let ab = [("a", a), ("b", b)];
    if let Some(th) = sign(&syntax::sub(b, a).ok()?, true, c, &fuel, 0) {
        let lt = c.fact("of_sub_pos", &[("a", b), ("b", a)], &[&th])?;
        return c.fact("ne_of_lt", &ab, &[&lt]);
    }
    let th = sign(&syntax::sub(a, b).ok()?, true, c, &fuel, 0)?;
    let lt = c.fact("of_sub_pos", &ab, &[&th])?;
    c.fact("ne_of_gt", &[("a", b), ("b", a)], &[&lt])
}

// ⊢ 0 < f or ⊢ 0 ≤ f
fn sign(f: &Term, strict: bool, c: &Context, fuel: &Fuel, depth: u32) -> Option<Theorem> {
    let vars = f.free_vars();
    if vars.iter().any(|v| !is_variable(v)) || vars.len() > 6 {
        return None;
    }
    if vars.is_empty() {
        let wanted = if strict { Sign::Pos } else { Sign::NonNeg };
        return kit::sign_on(c, f, wanted, &[]);
    }
    let ranges = region::ranges(&vars, c);
    if let [range] = &ranges[..]
        && let Some(th) = univariate(f, strict, range, c, fuel)
    {
        return Some(th);
    }
    if ranges.len() < 2 {
        return None;
    }
    if let Some(th) = reduce::prove(f, strict, &ranges, c, fuel, depth) {
        return Some(th);
    }
    if ranges.iter().all(|r| r.span().is_finite()) {
        let limits = limits(&vars, &ranges, c);
        let found = Cover::new(c, f, strict, &vars, limits, fuel)
            .and_then(|cover| cover.prove(&ranges, LEAVES));
        if found.is_some() {
            return found;
        }
    }
    if depth > 0 {
        None
    } else {
        angles(f, strict, c)
    }
}

// Sines and cosines of sums in terms of those of the summands, for polynomial arithmetic.
fn angles(f: &Term, strict: bool, c: &Context) -> Option<Theorem> {
    let rule = |t: &Term| -> Option<Theorem> {
        let (name, args) = t.as_const_app()?;
        let [u] = args[..] else { return None };
        if name != "sin" && name != "cos" {
            return None;
        }
        for (op, word) in [("+", "add"), ("-", "sub")] {
            if let Some((a, b)) = u.as_binary(op)
                && a.has_vars()
                && b.has_vars()
            {
                return c.fact(&format!("{name}_{word}"), &[("x", a), ("y", b)], &[]);
            }
        }
        None
    };
    let mut whole = Theorem::refl(f).ok()?;
    for _ in 0..3 {
        let now = whole.equation().ok()?.1.clone();
        let step = crate::logic::congruence_at(&now, rule).ok()?;
        if step.equation().is_ok_and(|(a, b)| a == b) {
            break;
        }
        whole = whole.trans(&step).ok()?;
    }
    let plain = whole.equation().ok()?.1.clone();
    if plain == *f {
        return None;
    }
    let p = c.poly(&plain)?;
    let short = c.algebra.borrow().term(&p)?;
    whole = whole
        .trans(&Theorem::ring(&plain, &short, &[]).ok()?)
        .ok()?;
    let zero = Term::int(0);
    let goal = if strict {
        syntax::lt(&zero, &short)
    } else {
        syntax::le(&zero, &short)
    };
    let goal = goal.ok()?;
    let th = super::closure::prove(&goal, c, 4).or_else(|| super::order::polynomial(&goal, c))?;
    let sign = if strict { Sign::Pos } else { Sign::NonNeg };
    super::context::along(sign, &whole, &th)
}

// The hypotheses that can exclude parts of a box.
fn limits(vars: &[Term], ranges: &[Range], c: &Context) -> Vec<(Term, Option<Sign>, Theorem)> {
    let among = |t: &Term| t.has_vars() && t.free_vars().iter().all(|v| vars.contains(v));
    let mut out = Vec::new();
    if ranges.len() < 2 {
        return out;
    }
    for k in &c.known {
        if matches!(k.sign, Sign::Pos | Sign::NonNeg)
            && among(&k.term)
            && k.term.free_vars().len() > 1
        {
            out.push((k.term.clone(), Some(k.sign), k.theorem.clone()));
        }
    }
    for e in &c.equations {
        if let Some((a, b)) = e.conclusion().as_eq()
            && among(e.conclusion())
            && let Ok(d) = syntax::sub(a, b)
            && let Some(th) = replace::difference(e)
        {
            out.push((d, None, th));
        }
    }
    out
}

fn univariate(f: &Term, strict: bool, range: &Range, c: &Context, fuel: &Fuel) -> Option<Theorem> {
    let edge = |e: &Option<region::End>| {
        e.as_ref().map(|e| Edge {
            term: e.term.clone(),
            strict: e.strict,
            lo: e.lo.clone(),
            hi: e.hi.clone(),
        })
    };
    let piece = Piece {
        lo: edge(&range.lower),
        hi: edge(&range.upper),
    };
    let rise = Rise {
        c,
        x: range.var.clone(),
        fuel,
        steps: Cell::new(60),
    };
    let mut th = rise.prove(f, strict, &piece, 0)?;
    for e in [&range.lower, &range.upper].into_iter().flatten() {
        th = th.cut(&e.theorem).ok()?;
    }
    Some(th)
}
