//! Where the variables range: bounds by closed terms that the hypotheses give.

use super::kit::{chain, compare, exact, le, weak};
use super::span::Span;
use super::tape::Tape;
use crate::prove::closure;
use crate::prove::context::{Context, Known, Sign, along};
use hence_kernel::poly::{Mono, Poly};
use hence_kernel::{Q, Term, Theorem, syntax};

/// A bound of a variable.
#[derive(Clone)]
pub(super) struct End {
    /// A closed term.
    pub term: Term,
    /// Whether it is not reached.
    pub strict: bool,
    /// `⊢ term < x` or `⊢ term ≤ x`, or the other way round for an upper bound.
    pub theorem: Theorem,
    /// A rational number below or equal.
    pub lo: Q,
    /// A rational number above or equal.
    pub hi: Q,
}

/// A variable with its bounds.
#[derive(Clone)]
pub(super) struct Range {
    pub var: Term,
    pub lower: Option<End>,
    pub upper: Option<End>,
}

impl Range {
    /// The doubles around it.
    pub(super) fn span(&self) -> Span {
        Span {
            lo: self
                .lower
                .as_ref()
                .map_or(f64::NEG_INFINITY, |e| outward(&e.lo, false)),
            hi: self
                .upper
                .as_ref()
                .map_or(f64::INFINITY, |e| outward(&e.hi, true)),
        }
    }

    /// `⊢ q ≤ x` for the rational number of the lower bound.
    pub(super) fn lower_bound(&self, c: &Context) -> Option<(Q, Theorem)> {
        let e = self.lower.as_ref()?;
        let th = weak(c, &e.theorem)?;
        if e.term.as_num().is_some() {
            return Some((e.lo.clone(), th));
        }
        let (lower, _) = Theorem::enclose(&e.term, &[], BITS).ok()?;
        Some((e.lo.clone(), chain(c, &lower, &th)?))
    }

    /// `⊢ x ≤ q` for the rational number of the upper bound.
    pub(super) fn upper_bound(&self, c: &Context) -> Option<(Q, Theorem)> {
        let e = self.upper.as_ref()?;
        let th = weak(c, &e.theorem)?;
        if e.term.as_num().is_some() {
            return Some((e.hi.clone(), th));
        }
        let (_, upper) = Theorem::enclose(&e.term, &[], BITS).ok()?;
        Some((e.hi.clone(), chain(c, &th, &upper)?))
    }
}

/// The double itself where the number is one, else the next one outward.
pub(super) fn outward(q: &Q, up: bool) -> f64 {
    let x = q.to_f64();
    match exact(x) {
        Some(r) if r == *q => x,
        _ if up => x.next_up(),
        _ => x.next_down(),
    }
}

const BITS: u32 = 64;

/// The ranges of the variables; a variable without a bound has none.
pub(super) fn ranges(vars: &[Term], c: &Context) -> Vec<Range> {
    let mut out: Vec<Range> = vars
        .iter()
        .map(|v| Range {
            var: v.clone(),
            lower: None,
            upper: None,
        })
        .collect();
    for r in &mut out {
        for k in &c.known {
            bound(r, k, c);
        }
        for f in &c.facts {
            absolute(r, f.conclusion(), f, c);
        }
    }
    for _ in 0..2 {
        let open = |r: &Range| r.lower.is_none() || r.upper.is_none();
        if !out.iter().any(open) {
            break;
        }
        derived(&mut out, c);
    }
    out
}

fn offer(r: &mut Range, lower: bool, term: Term, strict: bool, theorem: Theorem) -> Option<()> {
    let (lo, hi) = match term.as_num() {
        Some(q) => (q.clone(), q.clone()),
        None => {
            let (l, u) = Theorem::enclose(&term, &[], BITS).ok()?;
            (
                l.conclusion().as_binary("≤")?.0.as_num()?.clone(),
                u.conclusion().as_binary("≤")?.1.as_num()?.clone(),
            )
        }
    };
    let new = End {
        term,
        strict,
        theorem,
        lo,
        hi,
    };
    let old = if lower { &mut r.lower } else { &mut r.upper };
    let better = old.as_ref().is_none_or(|o| {
        if lower {
            new.lo > o.lo || (new.lo == o.lo && new.strict && !o.strict)
        } else {
            new.hi < o.hi || (new.hi == o.hi && new.strict && !o.strict)
        }
    });
    if better {
        *old = Some(new);
    }
    Some(())
}

// From `0 < k·x + rest` with a closed rest.
fn bound(r: &mut Range, k: &Known, c: &Context) -> Option<()> {
    if !matches!(k.sign, Sign::Pos | Sign::NonNeg) {
        return None;
    }
    let atom = c.algebra.borrow_mut().atom(&r.var);
    let alone = Mono(vec![(atom, 1)]);
    let slope = k.poly.0.get(&alone)?.clone();
    let rest = Poly(
        k.poly
            .0
            .iter()
            .filter(|(m, _)| **m != alone)
            .map(|(m, q)| (m.clone(), q.clone()))
            .collect(),
    );
    let algebra = c.algebra.borrow();
    for m in rest.0.keys() {
        for (a, _) in &m.0 {
            if algebra.atom_term(*a).is_none_or(Term::has_vars) {
                return None;
            }
        }
    }
    let inverse = slope.recip()?;
    let end = algebra.term(&rest.scale(&-inverse.clone()))?;
    drop(algebra);
    let strict = k.sign == Sign::Pos;
    let lower = slope.is_positive();
    let gap = if lower {
        syntax::sub(&r.var, &end).ok()?
    } else {
        syntax::sub(&end, &r.var).ok()?
    };
    let size = inverse.abs();
    let (scaled, th) = if size.is_one() {
        (k.term.clone(), k.theorem.clone())
    } else {
        let factor = Term::num(size.clone());
        let positive = compare(true, &Q::zero(), &size)?;
        let (name, first) = if strict {
            ("mul_pos", positive)
        } else {
            ("mul_nonneg", weak(c, &positive)?)
        };
        let th = c.fact(
            name,
            &[("a", &factor), ("b", &k.term)],
            &[&first, &k.theorem],
        )?;
        (syntax::mul(&factor, &k.term).ok()?, th)
    };
    let th = if gap == scaled {
        th
    } else {
        along(k.sign, &Theorem::ring(&gap, &scaled, &[]).ok()?, &th)?
    };
    let name = if strict {
        "of_sub_pos"
    } else {
        "of_sub_nonneg"
    };
    let (a, b) = if lower {
        (&r.var, &end)
    } else {
        (&end, &r.var)
    };
    let th = c.fact(name, &[("a", a), ("b", b)], &[&th])?;
    offer(r, lower, end, strict, th)
}

// From |x| < b and |x| ≤ b with a closed b.
fn absolute(r: &mut Range, p: &Term, th: &Theorem, c: &Context) -> Option<()> {
    for (rel, strict, upper, lower) in [
        ("<", true, "lt_of_abs_lt", "neg_lt_of_abs_lt"),
        ("≤", false, "le_of_abs_le", "neg_le_of_abs_le"),
    ] {
        let Some((a, b)) = p.as_binary(rel) else {
            continue;
        };
        if a.as_unary("abs") != Some(&r.var) || b.has_vars() {
            continue;
        }
        let ab = [("a", &r.var), ("b", b)];
        let (up, down) = (c.fact(upper, &ab, &[th])?, c.fact(lower, &ab, &[th])?);
        offer(r, false, b.clone(), strict, up)?;
        let minus = syntax::neg(b).ok()?;
        match b.as_num() {
            Some(q) => {
                // A numeral rather than the negation of one.
                let n = Term::num(-q.clone());
                let equal = Theorem::ring(&n, &minus, &[]).ok()?;
                let first = c.fact("le_of_eq", &[("a", &n), ("b", &minus)], &[&equal])?;
                offer(r, true, n, strict, chain(c, &first, &down)?)?;
            }
            None => offer(r, true, minus, strict, down)?,
        }
    }
    Some(())
}

// Bounds from hypotheses about several variables: linear in one of them, or with its even power.
fn derived(ranges: &mut [Range], c: &Context) {
    let mut polys: Vec<Poly> = c
        .known
        .iter()
        .filter(|k| matches!(k.sign, Sign::Pos | Sign::NonNeg))
        .map(|k| k.poly.clone())
        .collect();
    for e in &c.equations {
        if let Some((a, b)) = e.conclusion().as_eq()
            && let (Some(p), Some(q)) = (c.poly(a), c.poly(b))
        {
            let d = p.plus(&q.scale(&Q::int(-1)));
            polys.push(d.scale(&Q::int(-1)));
            polys.push(d);
        }
    }
    for i in 0..ranges.len() {
        if ranges[i].lower.is_some() && ranges[i].upper.is_some() {
            continue;
        }
        let v = ranges[i].var.clone();
        let atom = c.algebra.borrow_mut().atom(&v);
        for p in &polys {
            for power in [1, 2, 4] {
                let _ = from_poly(ranges, i, atom, power, p, c);
            }
        }
    }
}

fn from_poly(
    ranges: &mut [Range],
    i: usize,
    atom: u32,
    power: u32,
    p: &Poly,
    c: &Context,
) -> Option<()> {
    let alone = Mono(vec![(atom, power)]);
    let slope = p.0.get(&alone)?.to_f64();
    let even = power > 1;
    if even && slope > 0.0 {
        return None;
    }
    // 0 ≤ slope·v^power + rest
    let rest = Poly(
        p.0.iter()
            .filter(|(m, _)| **m != alone)
            .map(|(m, q)| (m.clone(), q.clone()))
            .collect(),
    );
    if !even && rest.0.keys().any(|m| m.0.iter().any(|(a, _)| *a == atom)) {
        return None;
    }
    let most = poly_span(&rest, ranges, c)?.hi;
    if !most.is_finite() {
        return None;
    }
    let v = ranges[i].var.clone();
    let bound = most / -slope;
    if even {
        if bound < 0.0 {
            return None;
        }
        let q = rounded_up(bound.powf(1.0 / f64::from(power)))?;
        if ranges[i].upper.is_some() && ranges[i].lower.is_some() {
            return None;
        }
        let (up, down) = by_square(&v, &q, ranges, c)?;
        let minus = Term::num(-q.clone());
        offer(&mut ranges[i], false, Term::num(q), false, up);
        return offer(&mut ranges[i], true, minus, false, down);
    }
    let upper = slope < 0.0;
    if (upper && ranges[i].upper.is_some()) || (!upper && ranges[i].lower.is_some()) {
        return None;
    }
    let q = if upper {
        rounded_up(bound)?
    } else {
        -rounded_up(-bound)?
    };
    let end = Term::num(q);
    let goal = if upper { le(&v, &end)? } else { le(&end, &v)? };
    let th = closure::prove(&goal, c, 4)?;
    offer(&mut ranges[i], !upper, end, false, th)
}

fn rounded_up(x: f64) -> Option<Q> {
    let unit = 1.0 / 1024.0;
    let scale = x.abs().max(1.0).log2().floor().exp2() * unit;
    exact((x / scale + 1e-9).ceil() * scale)
}

// -q ≤ v ≤ q from v² ≤ q², which follows where squares are not negative.
fn by_square(v: &Term, q: &Q, ranges: &[Range], c: &Context) -> Option<(Theorem, Theorem)> {
    let two = Term::int(2);
    let mut inner = c.beside(c.facts.iter().cloned());
    for r in ranges {
        if let Some(th) = c.fact("sq_nonneg", &[("a", &r.var)], &[]) {
            inner = inner.with(th);
        }
        for o in ranges.iter().filter(|o| o.var > r.var) {
            let product = syntax::mul(&r.var, &o.var).ok()?;
            if let Some(th) = c.fact("sq_nonneg", &[("a", &product)], &[]) {
                inner = inner.with(th);
            }
        }
    }
    let end = Term::num(q.clone());
    let positive = compare(false, &Q::zero(), q)?;
    let square = syntax::pow(&end, &two).ok()?;
    let one = |a: &Term| -> Option<Theorem> {
        let goal = le(&syntax::pow(a, &two).ok()?, &square)?;
        let th = closure::prove(&goal, &inner, 4)?;
        c.fact(
            "le_of_sq_le_sq",
            &[("a", a), ("b", &end)],
            &[&positive, &th],
        )
    };
    let up = one(v)?;
    let down = one(&syntax::neg(v).ok()?)?;
    // -v ≤ q gives -q ≤ v.
    let minus = Term::num(-q.clone());
    let flipped = c.fact(
        "neg_le_neg",
        &[("a", &syntax::neg(v).ok()?), ("b", &end)],
        &[&down],
    )?;
    let (l, r) = flipped.conclusion().as_binary("≤")?;
    let first = c.fact(
        "le_of_eq",
        &[("a", &minus), ("b", l)],
        &[&Theorem::ring(&minus, l, &[]).ok()?],
    )?;
    let last = c.fact(
        "le_of_eq",
        &[("a", r), ("b", v)],
        &[&Theorem::ring(r, v, &[]).ok()?],
    )?;
    let down = chain(c, &chain(c, &first, &flipped)?, &last)?;
    Some((up, down))
}

fn poly_span(p: &Poly, ranges: &[Range], c: &Context) -> Option<Span> {
    let mut sum = Span::ZERO;
    for (m, q) in &p.0 {
        let mut part = Span::point(q.to_f64());
        for (a, e) in &m.0 {
            let t = c.algebra.borrow().atom_term(*a)?.clone();
            let s = match ranges.iter().find(|r| r.var == t) {
                Some(r) => r.span(),
                None => {
                    let vars: Vec<Term> = ranges.iter().map(|r| r.var.clone()).collect();
                    let at: Vec<Span> = ranges.iter().map(Range::span).collect();
                    Tape::compile(&t, &vars)?.value(&at)?
                }
            };
            part = part.mul(s.powi(i32::try_from(*e).ok()?)?)?;
        }
        sum = sum.add(part)?;
    }
    Some(sum)
}

/// `⊢ x ≤ m ∨ m ≤ x`, with the two sides.
pub(super) fn split(c: &Context, x: &Term, m: &Term) -> Option<(Theorem, Term, Term)> {
    let th = c.fact("le_total", &[("a", x), ("b", m)], &[])?;
    Some((th, le(x, m)?, le(m, x)?))
}
