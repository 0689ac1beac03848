//! Polynomials in one variable that are nonnegative on a line, a half-line or an interval, as sums of squares and of squares times what
//! is nonnegative there.
//!
//! Roots that touch are taken out by greatest common divisors, roots at the ends by division. What is left is positive on a closed set;
//! its complex roots, found in floating point, give two squares that are nearly equal to it, and a small polynomial with positive
//! coefficients that was set aside pays for the difference. What is answered is checked in rational numbers.

use hence_kernel::Q;

/// A polynomial by its coefficients, the constant first; the last is not 0.
pub(super) type Dense = Vec<Q>;

/// `k · xₗⁱ · xᵤʲ · square²`, where `xₗ = x − low` and `xᵤ = high − x`.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub k: Q,
    pub low: u32,
    pub high: u32,
    pub square: Dense,
}

/// Where the variable lies.
#[derive(Clone, Debug, Default)]
pub(super) struct Range {
    pub low: Option<Q>,
    pub high: Option<Q>,
}

// Above this degree nothing is tried.
const MAX_DEGREE: usize = 40;

fn trim(mut p: Dense) -> Dense {
    while p.last().is_some_and(Q::is_zero) {
        p.pop();
    }
    p
}

fn degree(p: &Dense) -> usize {
    p.len().saturating_sub(1)
}

fn add(a: &Dense, b: &Dense) -> Dense {
    let n = a.len().max(b.len());
    let at = |p: &Dense, i: usize| p.get(i).cloned().unwrap_or_else(Q::zero);
    trim((0..n).map(|i| at(a, i) + at(b, i)).collect())
}

fn scale(a: &Dense, k: &Q) -> Dense {
    trim(a.iter().map(|x| x.clone() * k.clone()).collect())
}

fn mul(a: &Dense, b: &Dense) -> Dense {
    if a.is_empty() || b.is_empty() {
        return Vec::new();
    }
    let mut out = vec![Q::zero(); a.len() + b.len() - 1];
    for (i, x) in a.iter().enumerate() {
        for (j, y) in b.iter().enumerate() {
            out[i + j] = out[i + j].clone() + x.clone() * y.clone();
        }
    }
    trim(out)
}

fn power(a: &Dense, n: u32) -> Dense {
    (0..n).fold(vec![Q::one()], |p, _| mul(&p, a))
}

// Quotient and remainder.
fn divide(a: &Dense, b: &Dense) -> Option<(Dense, Dense)> {
    let inverse = b.last()?.recip()?;
    let mut rest = a.clone();
    let mut quotient = vec![Q::zero(); (a.len() + 1).saturating_sub(b.len())];
    while rest.len() >= b.len() {
        let k = rest.last()?.clone() * inverse.clone();
        let shift = rest.len() - b.len();
        for (i, x) in b.iter().enumerate() {
            rest[shift + i] = rest[shift + i].clone() - k.clone() * x.clone();
        }
        quotient[shift] = k;
        rest.pop();
        rest = trim(rest);
    }
    Some((trim(quotient), rest))
}

/// The quotient where there is no remainder.
pub(super) fn exact(a: &Dense, b: &Dense) -> Option<Dense> {
    let (q, r) = divide(a, b)?;
    r.is_empty().then_some(q)
}

fn monic(p: &Dense) -> Dense {
    match p.last().and_then(Q::recip) {
        Some(k) => scale(p, &k),
        None => Vec::new(),
    }
}

fn gcd(a: &Dense, b: &Dense) -> Option<Dense> {
    let (mut a, mut b) = (a.clone(), b.clone());
    while !b.is_empty() {
        let (_, r) = divide(&a, &b)?;
        a = b;
        // Monic remainders keep the coefficients short.
        b = monic(&r);
    }
    Some(monic(&a))
}

fn derivative(p: &Dense) -> Dense {
    let terms = p.iter().enumerate().skip(1);
    trim(terms.map(|(i, x)| x.clone() * Q::int(i as i64)).collect())
}

fn value(p: &Dense, x: &Q) -> Q {
    p.iter()
        .rev()
        .fold(Q::zero(), |v, a| v * x.clone() + a.clone())
}

// p = s² · q, where q has no factor twice.
fn square_part(p: &Dense) -> Option<(Dense, Dense)> {
    let mut s = vec![Q::one()];
    let mut rest = p.clone();
    // The square-free part of what occurs at least twice, taken out twice until nothing does.
    loop {
        let twice = gcd(&rest, &derivative(&rest))?;
        if degree(&twice) == 0 {
            return Some((s, rest));
        }
        let simple = exact(&twice, &gcd(&twice, &derivative(&twice))?)?;
        rest = exact(&exact(&rest, &simple)?, &simple)?;
        s = mul(&s, &simple);
    }
}

/// `p` as a sum of parts, where it is nonnegative on the range; for `strict`, with no interior root taken out, so that a constant or a
/// strict end makes the sum positive.
pub(super) fn nonnegative(p: &Dense, range: &Range, strict: bool) -> Option<Vec<Part>> {
    if p.is_empty() || degree(p) > MAX_DEGREE {
        return None;
    }
    let mut q = p.clone();
    let (mut low, mut high) = (0, 0);
    if let Some(a) = &range.low {
        let factor = vec![-a.clone(), Q::one()];
        while let Some(r) = exact(&q, &factor) {
            q = r;
            low += 1;
        }
    }
    if let Some(b) = &range.high {
        let factor = vec![b.clone(), Q::int(-1)];
        while let Some(r) = exact(&q, &factor) {
            q = r;
            high += 1;
        }
    }
    let (s, q) = if strict {
        (vec![Q::one()], q)
    } else {
        square_part(&q)?
    };
    let parts = positive(&q, range)?;
    let out: Vec<Part> = parts
        .into_iter()
        .map(|part| Part {
            k: part.k,
            low: part.low + low,
            high: part.high + high,
            square: mul(&part.square, &s),
        })
        .collect();
    (sum(&out, range)? == *p).then_some(out)
}

fn sum(parts: &[Part], range: &Range) -> Option<Dense> {
    let mut out = Vec::new();
    for part in parts {
        let mut p = scale(&mul(&part.square, &part.square), &part.k);
        if part.low > 0 {
            p = mul(&p, &power(&vec![-range.low.clone()?, Q::one()], part.low));
        }
        if part.high > 0 {
            p = mul(
                &p,
                &power(&vec![range.high.clone()?, Q::int(-1)], part.high),
            );
        }
        out = add(&out, &p);
    }
    Some(out)
}

// A polynomial that is positive on the closed range, a constant among its parts.
fn positive(q: &Dense, range: &Range) -> Option<Vec<Part>> {
    let part = |k: Q, low: u32, high: u32, square: Dense| Part {
        k,
        low,
        high,
        square,
    };
    if let [c] = &q[..] {
        return c
            .is_positive()
            .then(|| vec![part(c.clone(), 0, 0, vec![Q::one()])]);
    }
    match (&range.low, &range.high) {
        (None, None) => {
            let parts = on_line(q)?;
            Some(parts.into_iter().map(|(k, s)| part(k, 0, 0, s)).collect())
        }
        (Some(a), None) => {
            let moved = shifted(q, a, &Q::one());
            let back = |s: &Dense| shifted(s, &-a.clone(), &Q::one());
            let parts = on_half_line(&moved)?;
            Some(
                parts
                    .into_iter()
                    .map(|(k, odd, s)| part(k, u32::from(odd), 0, back(&s)))
                    .collect(),
            )
        }
        (None, Some(b)) => {
            // q(b − t) for t ≥ 0.
            let moved = shifted(q, b, &Q::int(-1));
            let back = |s: &Dense| shifted(s, b, &Q::int(-1));
            let parts = on_half_line(&moved)?;
            Some(
                parts
                    .into_iter()
                    .map(|(k, odd, s)| part(k, 0, u32::from(odd), back(&s)))
                    .collect(),
            )
        }
        (Some(a), Some(b)) => {
            if a >= b {
                return None;
            }
            // A constant is set aside, so that the sum is seen to be positive.
            let width = b.clone() - a.clone();
            let least = (0..=64)
                .filter_map(|i| Some(a.clone() + width.clone() * Q::ratio(i, 64)?))
                .map(|x| value(q, &x))
                .min()?;
            if !least.is_positive() {
                return None;
            }
            let aside = rounded(least.to_f64() / 8.0, 4)?;
            let rest = add(q, &vec![-aside.clone()]);
            let mut out = vec![part(aside, 0, 0, vec![Q::one()])];
            out.extend(on_interval(&rest, a, b)?);
            Some(out)
        }
    }
}

// p(a + k·t)
fn shifted(p: &Dense, a: &Q, k: &Q) -> Dense {
    let inner = vec![a.clone(), k.clone()];
    p.iter().rev().fold(Vec::new(), |out, c| {
        add(&mul(&out, &inner), &vec![c.clone()])
    })
}

// With t = (x − a)/(b − x), which runs through the half-line.
fn on_interval(q: &Dense, a: &Q, b: &Q) -> Option<Vec<Part>> {
    let d = degree(q);
    // (1 + t)^d · q((a + b t)/(1 + t))
    let (up, down) = (vec![a.clone(), b.clone()], vec![Q::one(), Q::one()]);
    let mut moved = Vec::new();
    for (i, c) in q.iter().enumerate() {
        let term = mul(&power(&up, i as u32), &power(&down, (d - i) as u32));
        moved = add(&moved, &scale(&term, c));
    }
    let whole = (b.clone() - a.clone()).powu(d as u32)?.recip()?;
    let (xl, xu) = (vec![-a.clone(), Q::one()], vec![b.clone(), Q::int(-1)]);
    let mut out = Vec::new();
    for (k, odd, s) in on_half_line(&moved)? {
        // (b − x)^n · s((x − a)/(b − x))
        let n = if odd { d - 1 } else { d } / 2;
        let mut square = Vec::new();
        for (i, c) in s.iter().enumerate() {
            let term = mul(&power(&xl, i as u32), &power(&xu, n.checked_sub(i)? as u32));
            square = add(&square, &scale(&term, c));
        }
        let low = u32::from(odd);
        let high = u32::try_from(d.checked_sub(2 * n + usize::from(odd))?).ok()?;
        out.push(Part {
            k: k * whole.clone(),
            low,
            high,
            square,
        });
    }
    Some(out)
}

type Complex = (f64, f64);

fn times(a: Complex, b: Complex) -> Complex {
    (a.0 * b.0 - a.1 * b.1, a.0 * b.1 + a.1 * b.0)
}

fn over(a: Complex, b: Complex) -> Complex {
    let n = b.0 * b.0 + b.1 * b.1;
    ((a.0 * b.0 + a.1 * b.1) / n, (a.1 * b.0 - a.0 * b.1) / n)
}

fn minus(a: Complex, b: Complex) -> Complex {
    (a.0 - b.0, a.1 - b.1)
}

fn size(a: Complex) -> f64 {
    a.0.hypot(a.1)
}

// The complex roots, by Aberth's method.
fn roots(p: &[f64]) -> Option<Vec<Complex>> {
    let n = p.len().checked_sub(1)?;
    let lead = *p.last()?;
    let radius = 1.0 + p.iter().map(|c| (c / lead).abs()).fold(0.0, f64::max);
    if !radius.is_finite() {
        return None;
    }
    let mean = (p[0] / lead).abs().powf(1.0 / n as f64).clamp(1e-3, radius);
    let mut z: Vec<Complex> = (0..n)
        .map(|k| {
            let angle = 0.4 + std::f64::consts::TAU * k as f64 / n as f64;
            (mean * angle.cos(), mean * angle.sin())
        })
        .collect();
    for _ in 0..200 {
        let mut moved = 0.0f64;
        for k in 0..n {
            let (mut v, mut d) = ((0.0, 0.0), (0.0, 0.0));
            for c in p.iter().rev() {
                d = times(d, z[k]);
                d = (d.0 + v.0, d.1 + v.1);
                v = times(v, z[k]);
                v.0 += c;
            }
            if size(v) == 0.0 {
                continue;
            }
            let newton = over(v, d);
            let mut pull = (0.0, 0.0);
            for (j, &w) in z.iter().enumerate() {
                if j != k {
                    let inverse = over((1.0, 0.0), minus(z[k], w));
                    pull = (pull.0 + inverse.0, pull.1 + inverse.1);
                }
            }
            let step = over(newton, minus((1.0, 0.0), times(newton, pull)));
            if !size(step).is_finite() {
                return None;
            }
            z[k] = minus(z[k], step);
            moved = moved.max(size(step) / size(z[k]).max(1e-6));
        }
        if moved < 1e-15 {
            break;
        }
    }
    Some(z)
}

// Π (t − w), real and imaginary parts of the coefficients.
fn product(w: &[Complex]) -> Vec<Complex> {
    let mut out = vec![(1.0, 0.0)];
    for &r in w {
        let mut next = vec![(0.0, 0.0); out.len() + 1];
        for (i, &c) in out.iter().enumerate() {
            next[i + 1] = (next[i + 1].0 + c.0, next[i + 1].1 + c.1);
            let t = times(c, r);
            next[i] = minus(next[i], t);
        }
        out = next;
    }
    out
}

// A rational number near x with about so many significant bits.
fn rounded(x: f64, bits: i32) -> Option<Q> {
    if x == 0.0 {
        return Some(Q::zero());
    }
    let shift = bits - (x.abs().log2().ceil() as i32);
    let n = (x * 2f64.powi(shift)).round();
    if !n.is_finite() || n.abs() > 9e15 {
        return None;
    }
    let two = Q::int(2);
    let n = Q::int(n as i64);
    if shift >= 0 {
        Some(n * two.powu(shift as u32)?.recip()?)
    } else {
        Some(n * two.powu(-shift as u32)?)
    }
}

// The variable in a unit in which the roots are of size one.
fn unit(p: &Dense) -> Option<Q> {
    let (first, last) = (p.first()?.to_f64().abs(), p.last()?.to_f64().abs());
    let n = degree(p) as f64;
    let mean = (first / last).powf(1.0 / n);
    if !mean.is_finite() || mean <= 0.0 {
        return None;
    }
    let exponent = mean.log2().round().clamp(-60.0, 60.0) as i32;
    let two = Q::int(2);
    let size = two.powu(exponent.unsigned_abs())?;
    if exponent >= 0 {
        Some(size)
    } else {
        size.recip()
    }
}

// What is set aside for a coefficient: its size, or what its neighbours would have there.
fn weights(p: &Dense) -> Option<Vec<Q>> {
    let size = |i: usize| p[i].to_f64().abs();
    let n = p.len();
    let mut out = Vec::new();
    for i in 0..n {
        let mut most = size(i);
        for j in 0..i {
            for k in i + 1..n {
                let (a, b) = (size(j), size(k));
                if a > 0.0 && b > 0.0 {
                    let t = (i - j) as f64 / (k - j) as f64;
                    most = most.max(a.powf(1.0 - t) * b.powf(t));
                }
            }
        }
        out.push(rounded(most, 3)?);
    }
    Some(out)
}

const ASIDE: [f64; 8] = [0.25, 0.06, 0.015, 2e-3, 1e-4, 1e-6, 1e-8, 1e-10];
const BITS: [i32; 4] = [8, 14, 24, 50];

fn floats(p: &Dense) -> Vec<f64> {
    p.iter().map(Q::to_f64).collect()
}

// A positive polynomial in t ≥ 0 as Σ k · t^(0 or 1) · s².
fn on_half_line(p: &Dense) -> Option<Vec<(Q, bool, Dense)>> {
    let unit = unit(p)?;
    let q = shifted(p, &Q::zero(), &unit);
    if !q.first()?.is_positive() || !q.last()?.is_positive() {
        return None;
    }
    let back = unit.recip()?;
    // Coefficients that are all nonnegative need no squares.
    if q.iter().all(|c| !c.is_negative()) {
        return Some(
            p.iter()
                .enumerate()
                .filter(|(_, c)| !c.is_zero())
                .map(|(i, c)| (c.clone(), i % 2 == 1, monomial(i / 2)))
                .collect(),
        );
    }
    let weights = weights(&q)?;
    for aside in ASIDE {
        let aside = rounded(aside, 3)?;
        let less: Dense = q
            .iter()
            .zip(&weights)
            .map(|(c, w)| c.clone() - w.clone() * aside.clone())
            .collect();
        if !less.last()?.is_positive() || !less.first()?.is_positive() {
            continue;
        }
        let floats = floats(&less);
        let z = roots(&floats)?;
        let on_axis = |r: &Complex| r.0 > 0.0 && r.1.abs() < 1e-9 * size(*r);
        if z.iter().any(on_axis) {
            continue;
        }
        // One square root of each, in the upper half-plane.
        let w: Vec<Complex> = z
            .iter()
            .map(|&(re, im)| {
                let m = size((re, im));
                let b = ((m - re) / 2.0).max(0.0).sqrt();
                let a = if b > 0.0 { im / (2.0 * b) } else { 0.0 };
                (a, b)
            })
            .collect();
        let s = product(&w);
        let d = s.len() - 1;
        let lead = floats[d].sqrt();
        for bits in BITS {
            // Re s has the parity of d, Im s the other one.
            let pick = |odd: bool| -> Option<Dense> {
                let mut out = Vec::new();
                for (i, c) in s.iter().enumerate() {
                    if (i % 2 == 1) == odd {
                        let real = i % 2 == d % 2;
                        out.push(rounded(lead * if real { c.0 } else { c.1 }, bits)?);
                    }
                }
                Some(trim(out))
            };
            let (even, odd) = (pick(false)?, pick(true)?);
            let squares = add(
                &mul(&even, &even),
                &mul(&mul(&odd, &odd), &vec![Q::zero(), Q::one()]),
            );
            let rest = add(&q, &scale(&squares, &Q::int(-1)));
            if rest.len() > q.len() || rest.iter().any(Q::is_negative) {
                continue;
            }
            let mut out = vec![(Q::one(), false, even), (Q::one(), true, odd)];
            for (i, c) in rest.into_iter().enumerate() {
                out.push((c, i % 2 == 1, monomial(i / 2)));
            }
            out.retain(|(k, _, s)| !k.is_zero() && !s.is_empty());
            return Some(
                out.into_iter()
                    .map(|(k, odd, s)| {
                        let k = if odd { k * back.clone() } else { k };
                        (k, odd, shifted(&s, &Q::zero(), &back))
                    })
                    .collect(),
            );
        }
    }
    None
}

fn monomial(n: usize) -> Dense {
    let mut out = vec![Q::zero(); n];
    out.push(Q::one());
    out
}

// A positive polynomial as a sum of squares.
fn on_line(p: &Dense) -> Option<Vec<(Q, Dense)>> {
    let n = degree(p);
    if n % 2 == 1 || !p.last()?.is_positive() || !p.first()?.is_positive() {
        return None;
    }
    let unit = unit(p)?;
    let q = shifted(p, &Q::zero(), &unit);
    let weights = weights(&q)?;
    for aside in ASIDE {
        let aside = rounded(aside, 3)?;
        let less: Dense = q
            .iter()
            .zip(&weights)
            .enumerate()
            .map(|(i, (c, w))| {
                if i % 2 == 0 {
                    c.clone() - w.clone() * aside.clone()
                } else {
                    c.clone()
                }
            })
            .collect();
        if !less.last()?.is_positive() || !less.first()?.is_positive() {
            continue;
        }
        let floats = floats(&less);
        let z = roots(&floats)?;
        if z.iter().any(|r| r.1.abs() < 1e-9 * size(*r)) {
            continue;
        }
        let w: Vec<Complex> = z.into_iter().filter(|r| r.1 > 0.0).collect();
        if 2 * w.len() != n {
            continue;
        }
        let s = product(&w);
        let lead = floats[n].sqrt();
        for bits in BITS {
            let pick = |f: &dyn Fn(&Complex) -> f64| -> Option<Dense> {
                let all: Option<Dense> = s.iter().map(|c| rounded(lead * f(c), bits)).collect();
                Some(trim(all?))
            };
            let (re, im) = (pick(&|c| c.0)?, pick(&|c| c.1)?);
            let squares = add(&mul(&re, &re), &mul(&im, &im));
            let mut rest = add(&q, &scale(&squares, &Q::int(-1)));
            if rest.len() > q.len() {
                continue;
            }
            rest.resize(n + 1, Q::zero());
            let mut out = vec![(Q::one(), re), (Q::one(), im)];
            // u·x^(2i+1) = |u|/2 · (x^i (x ± 1))² − |u|/2 · (x^(2i) + x^(2i+2))
            for i in (1..n).step_by(2) {
                let u = std::mem::replace(&mut rest[i], Q::zero());
                if u.is_zero() {
                    continue;
                }
                let half = u.abs() * Q::ratio(1, 2)?;
                let mut square = monomial(i.div_ceil(2));
                square[i / 2] = Q::int(if u.is_negative() { -1 } else { 1 });
                rest[i - 1] = rest[i - 1].clone() - half.clone();
                rest[i + 1] = rest[i + 1].clone() - half.clone();
                out.push((half, square));
            }
            if rest.iter().any(Q::is_negative) {
                continue;
            }
            for (i, c) in rest.into_iter().enumerate().step_by(2) {
                out.push((c, monomial(i / 2)));
            }
            out.retain(|(k, s)| !k.is_zero() && !s.is_empty());
            let back = unit.recip()?;
            return Some(
                out.into_iter()
                    .map(|(k, s)| (k, shifted(&s, &Q::zero(), &back)))
                    .collect(),
            );
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dense(c: &[i64]) -> Dense {
        c.iter().map(|n| Q::int(*n)).collect()
    }

    fn range(low: Option<i64>, high: Option<i64>) -> Range {
        Range {
            low: low.map(Q::int),
            high: high.map(Q::int),
        }
    }

    #[test]
    fn nonnegative_polynomials_have_certificates() {
        let (line, from, to) = (
            range(None, None),
            range(Some(0), None),
            range(None, Some(1)),
        );
        let unit = range(Some(0), Some(1));
        for (c, r) in [
            (&[1, 1, 1][..], &line),
            (&[1, -1, 0, 0, 1], &line),
            // (x² − 2)²
            (&[4, 0, -4, 0, 1], &line),
            // (x³ − 3x + 1)² (x² + 1)
            (&[1, -6, 10, -4, 3, 2, -5, 0, 1], &line),
            (&[9, -10, 0, 0, 0, 0, 0, 0, 0, 0, 1], &line),
            (&[2, -3, 0, 1], &from),
            (&[4, -5, 0, 0, 0, 1], &from),
            (&[1, 0, -3, 2], &from),
            // 1 − x³ up to 1
            (&[1, 0, 0, -1], &to),
            (&[0, 1, -1], &unit),
            // 4/27 − x² + x³ on [0, 1]
            (&[4, 0, -27, 27], &unit),
            (&[2, -5, 4], &unit),
        ] {
            assert!(nonnegative(&dense(c), r, false).is_some(), "{c:?}");
        }
    }

    #[test]
    fn what_is_negative_somewhere_has_none() {
        let (line, from, unit) = (
            range(None, None),
            range(Some(0), None),
            range(Some(0), Some(1)),
        );
        for (c, r) in [
            (&[-1, 0, 1][..], &line),
            (&[0, 0, 0, 1], &line),
            (&[1, -3, 1], &from),
            (&[3, 0, -27, 27], &unit),
            (&[0, -1, 1], &unit),
        ] {
            assert!(nonnegative(&dense(c), r, false).is_none(), "{c:?}");
        }
    }

    #[test]
    fn a_high_degree_with_long_coefficients() {
        // 10⁹ x²⁰ − 20·10⁹ x + 19·10⁹ touches 0 at 1.
        let mut c = vec![0; 21];
        (c[0], c[1], c[20]) = (19_000_000_000, -20_000_000_000, 1_000_000_000);
        assert!(nonnegative(&dense(&c), &range(None, None), false).is_some());
        assert!(nonnegative(&dense(&c), &range(None, None), true).is_none());
        c[0] -= 1;
        assert!(nonnegative(&dense(&c), &range(None, None), false).is_none());
    }
}
