//! Small steps of proofs about order, over and over needed here.

use crate::logic;
use crate::prove::context::{Context, Sign, along};
use hence_kernel::{Bounds, Q, Term, Theorem, syntax};
use num_rational::BigRational;

/// The rational number that a double is.
pub(super) fn exact(x: f64) -> Option<Q> {
    BigRational::from_float(x).map(Q::from)
}

/// A nearby number with few digits, not further away than a small part of `width`.
pub(super) fn short(x: f64, width: f64) -> Option<Q> {
    if !(x.is_finite() && width.is_finite() && width > 0.0) {
        return None;
    }
    let unit = width.log2().floor().exp2() / 16.0;
    exact((x / unit).round() * unit)
}

/// A number with few digits that is not above.
pub(super) fn short_below(q: &Q) -> Option<Q> {
    let x = q.to_f64();
    if x == 0.0 {
        return Some(if *q < Q::zero() {
            exact(-1e-300)?
        } else {
            Q::zero()
        });
    }
    let unit = x.abs().log2().floor().exp2() / 4096.0;
    let mut y = (x / unit).floor() * unit;
    for _ in 0..3 {
        let r = exact(y)?;
        if r <= *q {
            return Some(r);
        }
        y -= unit;
    }
    None
}

pub(super) fn le(a: &Term, b: &Term) -> Option<Term> {
    syntax::le(a, b).ok()
}

pub(super) fn lt(a: &Term, b: &Term) -> Option<Term> {
    syntax::lt(a, b).ok()
}

/// `⊢ a ≤ c` or `⊢ a < c` from two comparisons that meet.
pub(super) fn chain(c: &Context, first: &Theorem, second: &Theorem) -> Option<Theorem> {
    let parts = |th: &Theorem| -> Option<(bool, Term, Term)> {
        let p = th.conclusion();
        if let Some((a, b)) = p.as_binary("<") {
            return Some((true, a.clone(), b.clone()));
        }
        let (a, b) = p.as_binary("≤")?;
        Some((false, a.clone(), b.clone()))
    };
    let ((s, a, b), (t, b2, d)) = (parts(first)?, parts(second)?);
    if b != b2 {
        return None;
    }
    let name = match (s, t) {
        (true, true) => "lt_trans",
        (true, false) => "lt_le_trans",
        (false, true) => "le_lt_trans",
        (false, false) => "le_trans",
    };
    c.fact(name, &[("a", &a), ("b", &b), ("c", &d)], &[first, second])
}

/// `⊢ a ≤ b` from `⊢ a < b` or from itself.
pub(super) fn weak(c: &Context, th: &Theorem) -> Option<Theorem> {
    match th.conclusion().as_binary("<") {
        Some((a, b)) => c.fact("le_of_lt", &[("a", a), ("b", b)], &[th]),
        None => Some(th.clone()),
    }
}

/// A comparison of numbers.
pub(super) fn compare(strict: bool, a: &Q, b: &Q) -> Option<Theorem> {
    let (a, b) = (Term::num(a.clone()), Term::num(b.clone()));
    let p = if strict { lt(&a, &b)? } else { le(&a, &b)? };
    Theorem::rational(&p).ok()
}

/// The sign of `t` on a box, as `⊢ 0 < t`, `⊢ 0 ≤ t`, `⊢ t < 0` or `⊢ t ≤ 0`; `bits` grow a little where they do not suffice.
pub(super) fn sign_on(c: &Context, t: &Term, wanted: Sign, bounds: &[Bounds]) -> Option<Theorem> {
    let used: Vec<Bounds> = bounds
        .iter()
        .filter(|b| t.has_free(&b.var))
        .cloned()
        .collect();
    let precisions: &[u32] = if used.is_empty() {
        &[40, 90, 200]
    } else {
        &[40, 80]
    };
    for &bits in precisions {
        let (lower, upper) = Theorem::enclose(t, &used, bits).ok()?;
        let lo = lower.conclusion().as_binary("≤")?.0.as_num()?.clone();
        let hi = upper.conclusion().as_binary("≤")?.1.as_num()?.clone();
        let zero = Q::zero();
        let found = match wanted {
            Sign::Pos if lo > zero => chain(c, &compare(true, &zero, &lo)?, &lower),
            Sign::NonNeg if lo >= zero => chain(c, &compare(false, &zero, &lo)?, &lower),
            Sign::Neg if hi < zero => chain(c, &upper, &compare(true, &hi, &zero)?),
            Sign::NonPos if hi <= zero => chain(c, &upper, &compare(false, &hi, &zero)?),
            Sign::NonZero if lo > zero => {
                let th = chain(c, &compare(true, &zero, &lo)?, &lower)?;
                c.fact("ne_of_gt", &[("a", &Term::int(0)), ("b", t)], &[&th])
            }
            Sign::NonZero if hi < zero => {
                let th = chain(c, &upper, &compare(true, &hi, &zero)?)?;
                c.fact("ne_of_lt", &[("a", t), ("b", &Term::int(0))], &[&th])
            }
            _ => None,
        };
        if found.is_some() {
            return found;
        }
        // Wide is wide at any precision.
        if !used.is_empty() && (lo.to_f64() < -1e-6 * (1.0 + hi.to_f64().abs())) && hi > zero {
            return None;
        }
    }
    None
}

/// A condition such as `0 < t`, `a < b`, `¬(t = 0)` or `¬(s = t)` on a box.
pub(super) fn condition_on(c: &Context, p: &Term, bounds: &[Bounds]) -> Option<Theorem> {
    let zero = Term::int(0);
    if !p.has_vars()
        && let Ok(th) = Theorem::rational(p)
    {
        return Some(th);
    }
    if let Some((a, b)) = p.as_unary("¬").and_then(Term::as_eq) {
        if *b == zero {
            return sign_on(c, a, Sign::NonZero, bounds);
        }
        let d = syntax::sub(a, b).ok()?;
        let th = sign_on(c, &d, Sign::NonZero, bounds)?;
        return c.fact("of_sub_ne_zero", &[("a", a), ("b", b)], &[&th]);
    }
    for (rel, sign, name) in [
        ("<", Sign::Pos, "of_sub_pos"),
        ("≤", Sign::NonNeg, "of_sub_nonneg"),
    ] {
        if let Some((a, b)) = p.as_binary(rel) {
            if *a == zero {
                return sign_on(c, b, sign, bounds);
            }
            let d = syntax::sub(b, a).ok()?;
            let th = sign_on(c, &d, sign, bounds)?;
            return c.fact(name, &[("a", b), ("b", a)], &[&th]);
        }
    }
    if let Some((a, b)) = p.as_binary("∨") {
        return match condition_on(c, a, bounds) {
            Some(th) => logic::disj_left(&th, b).ok(),
            None => logic::disj_right(a, &condition_on(c, b, bounds)?).ok(),
        };
    }
    None
}

/// `⊢ P(t)` from `⊢ P(s)` where the normal forms of `s` and `t` agree.
pub(super) fn moved(sign: Sign, t: &Term, s: &Term, th: &Theorem) -> Option<Theorem> {
    if t == s {
        return Some(th.clone());
    }
    along(sign, &Theorem::ring(t, s, &[]).ok()?, th)
}

/// `⊢ ∀t. lower ⇒ upper ⇒ P(t)` from `{hypotheses about x} ⊢ P(x)`: `low` and `high` are the premises about `t`, from which
/// each hypothesis that speaks of `t` has to follow with `more`, theorems about other things.
pub(super) fn for_all_between(
    c: &Context,
    th: &Theorem,
    x: &Term,
    t: &Term,
    low: &Term,
    high: &Term,
    more: &[Theorem],
) -> Option<Theorem> {
    let mut th = th.inst(&[(x.clone(), t.clone())]).ok()?;
    let (l, h) = (Theorem::assume(low).ok()?, Theorem::assume(high).ok()?);
    for p in th.hypotheses().to_vec() {
        if !p.has_free(t) || p == *low || p == *high {
            continue;
        }
        th = th.cut(&follows(c, &p, &l, &h, more)?).ok()?;
    }
    let th = logic::disch(high, &th).ok()?;
    let th = logic::disch(low, &th).ok()?;
    logic::forall_intro(t, &th).ok()
}

// A bound of t from the premises, weakened, chained with a bound of their other side, or both.
fn follows(c: &Context, p: &Term, l: &Theorem, h: &Theorem, more: &[Theorem]) -> Option<Theorem> {
    let fits = |th: Theorem| -> Option<Theorem> {
        if th.conclusion() == p {
            return Some(th);
        }
        let w = weak(c, &th)?;
        (w.conclusion() == p).then_some(w)
    };
    for th in [l, h] {
        if let Some(found) = fits(th.clone()) {
            return Some(found);
        }
    }
    for m in more {
        for found in [chain(c, h, m), chain(c, m, l)].into_iter().flatten() {
            if let Some(found) = fits(found) {
                return Some(found);
            }
        }
    }
    None
}

/// `−t` with the sign taken into sums and numerators, where the normal form sees that it is the same.
pub(super) fn negated(c: &Context, t: &Term) -> Option<Term> {
    let minus = syntax::neg(t).ok()?;
    let plain = |t: &Term| -> Option<Term> {
        let p = c.poly(&syntax::neg(t).ok()?)?;
        c.algebra.borrow().term(&p)
    };
    let moved = match t.as_binary("/") {
        Some((a, b)) => syntax::div(&plain(a)?, b).ok()?,
        None => plain(t)?,
    };
    Some(if Theorem::ring(&minus, &moved, &[]).is_ok() {
        moved
    } else {
        minus
    })
}

/// `⊢ 0 ≤ t` where `t` is 0.
pub(super) fn vanishing(c: &Context, t: &Term) -> Option<Theorem> {
    let zero = Term::int(0);
    let equal = crate::prove::closure::prove(&syntax::eq(&zero, t).ok()?, c, 4)?;
    c.fact("le_of_eq", &[("a", &zero), ("b", t)], &[&equal])
}

/// Whether a function occurs.
pub(super) fn mentions(t: &Term, function: &str) -> bool {
    t.as_const_app()
        .is_some_and(|(n, args)| n == function || args.into_iter().any(|a| mentions(a, function)))
}
