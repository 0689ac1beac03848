//! exp, ln, sin, cos, atan and π in fixed point, each with a proven bound on its error.
//!
//! A number `t` is held as an integer near `t·2^w`; an *ulp* is `2^-w`. Every shift, quotient and root
//! is off by less than one ulp, and the comments add these errors up. `n` counts the terms of a series.

use num_bigint::{BigInt, Sign};
use num_integer::Integer;
use num_traits::{One, Signed, ToPrimitive, Zero};

use crate::fraction::Num;
use crate::interval::{Interval, IntervalError, MAX_PRECISION, Result};

/// The functions of this module.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Primitive {
    Exp,
    Ln,
    Sin,
    Cos,
    Atan,
}

/// No computation carries more bits than this.
const MAX_BITS: u64 = 8 * MAX_PRECISION as u64;

/// A number within `error` of `value`, both times `2^-scale`.
struct Near {
    value: BigInt,
    error: BigInt,
    scale: i64,
}

impl Near {
    fn new(value: BigInt, error: impl Into<BigInt>, w: u64) -> Near {
        Near {
            value,
            error: error.into(),
            scale: signed(w),
        }
    }

    fn interval(self) -> Result<Interval> {
        let lo = Num::dyadic(&self.value - &self.error, -self.scale);
        let hi = Num::dyadic(self.value + self.error, -self.scale);
        Interval::checked(lo, hi)
    }
}

fn signed(w: u64) -> i64 {
    i64::try_from(w).unwrap_or(i64::MAX)
}

/// `n·2^e`, off by less than one (and not above) if `e < 0`.
fn shift(n: &BigInt, e: i64) -> BigInt {
    if e < 0 {
        n >> e.unsigned_abs()
    } else {
        n << e.unsigned_abs()
    }
}

/// Around `f(x)` for `x = n·2^e ≠ 0`, with `prec` significant bits. `f(x)` must not be zero.
///
/// # Errors
/// `Precision` if that takes more than the limit on bits.
pub(crate) fn evaluate(f: Primitive, n: &BigInt, e: i64, prec: u64) -> Result<Interval> {
    let small = u64::try_from(-e - signed(n.bits())).unwrap_or(0);
    let mut w = prec + 24;
    if matches!(f, Primitive::Sin | Primitive::Atan) {
        w += small;
    }
    while w <= MAX_BITS {
        let y = match f {
            Primitive::Exp => exp(n, e, w)?,
            Primitive::Ln => ln(n, e, w),
            Primitive::Sin => circular(n, e, w, 0)?,
            Primitive::Cos => circular(n, e, w, 1)?,
            Primitive::Atan => atan(n, e, w),
        };
        let (have, want) = (y.value.bits(), prec + y.error.bits());
        if have >= want {
            return y.interval();
        }
        w = if y.value.is_zero() {
            2 * w
        } else {
            w + want - have + 4
        };
    }
    Err(IntervalError::Precision)
}

/// Around π with `prec` significant bits.
pub(crate) fn pi_interval(prec: u64) -> Result<Interval> {
    Near::new(pi(prec + 8), 2, prec + 8).interval()
}

/// `Σ (±1)^i / ((2i+1)·q^(2i+1))`, that is atan (`alternate`) or atanh of `1/q`, for `18 <= q < 2^15`.
///
/// Each power is off by less than 2 ulps, each term by less than 3, the tail is below 3 ulps; so the sum
/// is off by less than `3n + 3`, and `n <= w/8 + 1`.
fn inverse_series(q: u32, alternate: bool, w: u64) -> BigInt {
    let mut power = (BigInt::one() << w) / q;
    let mut sum = power.clone();
    let mut i = 1u64;
    while !power.is_zero() {
        power /= q * q;
        let term = &power / (2 * i + 1);
        if alternate && i % 2 == 1 {
            sum -= term;
        } else {
            sum += term;
        }
        i += 1;
    }
    sum
}

/// The first [`STORED`] bits after the point of π and of ln 2, least word first; a test recomputes them.
const PI: [u32; 9] = [
    0xec4e6c89, 0x082efa98, 0x299f31d0, 0xa4093822, 0x03707344, 0x13198a2e, 0x85a308d3, 0x243f6a88,
    0x00000003,
];
const LN_2: [u32; 8] = [
    0x8baafa2b, 0x8a0d175b, 0x7298b62d, 0x40f34326, 0x03f2f6af, 0xc9e3b398, 0xd1cf79ab, 0xb17217f7,
];
const STORED: u64 = 256;

/// π, off by less than 2 ulps.
fn pi(w: u64) -> BigInt {
    if w > STORED {
        return pi_series(w);
    }
    BigInt::from_slice(Sign::Plus, &PI) >> (STORED - w)
}

/// ln 2, off by less than 2 ulps.
fn ln2(w: u64) -> BigInt {
    if w > STORED {
        return ln2_series(w);
    }
    BigInt::from_slice(Sign::Plus, &LN_2) >> (STORED - w)
}

/// π, off by less than 2 ulps: `π = 48·atan(1/18) + 32·atan(1/57) - 20·atan(1/239)`.
fn pi_series(w: u64) -> BigInt {
    // The sum is off by less than 100·(3n + 3) of the longer ulps, far below 2^32.
    let v = w + 32;
    let sum = inverse_series(18, true, v) * 48 + inverse_series(57, true, v) * 32
        - inverse_series(239, true, v) * 20;
    sum >> 32
}

/// ln 2, off by less than 2 ulps: `ln 2 = 18·atanh(1/26) - 2·atanh(1/4801) + 8·atanh(1/8749)`.
fn ln2_series(w: u64) -> BigInt {
    // The sum is off by less than 28·(3n + 3) of the longer ulps, far below 2^32.
    let v = w + 32;
    let sum = inverse_series(26, false, v) * 18 - inverse_series(4801, false, v) * 2
        + inverse_series(8749, false, v) * 8;
    sum >> 32
}

/// `exp x = 2^k·exp(r)`, `r = x - k·ln 2`, and `exp(r) = exp(r/2^s)^(2^s)`.
fn exp(n: &BigInt, e: i64, precision: u64) -> Result<Near> {
    let s = precision.isqrt() + 1;
    let w = precision + s;
    // k is a guess: a bad one only makes r large, which is checked.
    let guess = shift(n, e.saturating_add(32))
        .to_f64()
        .unwrap_or(f64::INFINITY);
    let guess = (guess / 2f64.powi(32) / std::f64::consts::LN_2).round();
    if guess.abs() > f64::from(1 << 21) {
        return Err(IntervalError::TooLarge);
    }
    let k = guess as i64;
    // In the longer ulps x is off by 1 and k·ln 2 by 2^22, so r is off by less than 2 ulps.
    let r = if k == 0 {
        shift(n, e.saturating_add(signed(w)))
    } else {
        (shift(n, e.saturating_add(signed(w + 24))) - ln2(w + 24) * k) >> 24u32
    };
    let one = BigInt::one() << w;
    if r.abs() >= one {
        return Err(IntervalError::Precision);
    }
    // t = r/2^s is off by less than 2 ulps, |t| <= 1/2.
    let t = r >> s;
    let mut sum = one.clone();
    let mut term = one;
    let mut terms = 0u64;
    // A term is off by less than 4 ulps: half of the last one's error and 2 more. At the end the next
    // true one is below 5 ulps, the tail below 10. With the error of t that makes 4n + 14.
    while term.bits() > 1 {
        terms += 1;
        term = ((term * &t) >> w) / terms;
        sum += &term;
    }
    // One squaring takes an error d to 2·y·d + d²·2^-w + 1 <= 2·y·d + 2 as long as d² <= 2^w; the factors
    // 2·y are above 1, and their product is 2^s·exp(r·(1/2 + 1/4 + ...)) < 2^(s+2).
    let error = BigInt::from(4 * terms + 14 + 2 * s) << (s + 2);
    if 2 * error.bits() > w {
        return Err(IntervalError::Precision);
    }
    for _ in 0..s {
        sum = (&sum * &sum) >> w;
    }
    Ok(Near {
        value: sum,
        error,
        scale: signed(w) - k,
    })
}

/// `ln x = 2·atanh((m-1)/(m+1)) + k·ln 2` for `x = m·2^k > 0`, `3/4 <= m < 3/2`.
fn ln(n: &BigInt, e: i64, w: u64) -> Near {
    // m = n/unit, where unit is the power of two at or below n, or the one above it.
    let top = n.bits() - 1;
    let high = top > 0 && n.bit(top - 1);
    let place = top + u64::from(high);
    let k = e + signed(place);
    let unit = BigInt::one() << place;
    // |z| <= 1/5, off by less than 1 ulp, and so 2·atanh z by 3.
    let z = ((n - &unit) << w).div_floor(&(n + &unit));
    let square = (&z * &z) >> w;
    let mut power = z.clone();
    let mut sum = z;
    let mut i = 1u64;
    // Powers are off by less than 2 ulps, terms by 2, the tail is below 4.
    while power.bits() > 1 {
        power = (power * &square) >> w;
        sum += &power / (2 * i + 1);
        i += 1;
    }
    let error = 4 * i + 11;
    sum <<= 1u32;
    if k != 0 {
        sum += ln2(w) * k;
    }
    Near::new(sum, error + 2 * k.unsigned_abs(), w)
}

/// atan `x` for `x > 0`: by `π/2 - atan(1/x)` above 1, and `atan t = 2·atan(t/(1 + √(1 + t²)))`.
fn atan(n: &BigInt, e: i64, precision: u64) -> Near {
    let s = precision.isqrt() / 3 + 1;
    let w = precision + s;
    let one = BigInt::one() << w;
    let invert = e.saturating_add(signed(n.bits())) > 0;
    let mut t = if invert {
        // 2^w/(n·2^e), for n·2^e >= 1
        let power = signed(w).saturating_sub(e);
        if power < 0 {
            BigInt::zero()
        } else {
            (BigInt::one() << power.unsigned_abs()) / n
        }
    } else {
        shift(n, e.saturating_add(signed(w)))
    };
    // A step halves the error of t and adds less than 3/2 ulps (the root's 1/4, the quotient's 1), so t is
    // off by less than 3 ulps.
    for _ in 0..s {
        let root = ((&one << w) + &t * &t).sqrt();
        t = (t << w) / (&one + root);
    }
    // t < 1/2; powers are off by less than 2 ulps, terms by 2, the tail is below 4: 2n + 4 with the 3 of t.
    let square = (&t * &t) >> w;
    let mut power = t.clone();
    let mut sum = t;
    let mut i = 1u64;
    while power.bits() > 1 {
        power = -((power * &square) >> w);
        sum += &power / (2 * i + 1);
        i += 1;
    }
    let mut error = BigInt::from(2 * i + 7) << s;
    sum <<= s;
    if invert {
        sum = (pi(w) >> 1u32) - sum;
        error += 2;
    }
    Near::new(sum, error, w)
}

/// `sin(x + turn·π/2)`, by the series of sine or cosine at `r = x - q·π/2`.
fn circular(n: &BigInt, e: i64, w: u64, turn: i64) -> Result<Near> {
    let size = u64::try_from(e.saturating_add(signed(n.bits()))).unwrap_or(0);
    if size > u64::from(MAX_PRECISION) + 8 {
        return Err(IntervalError::TooLarge);
    }
    let one = BigInt::one() << w;
    let near = shift(n, e.saturating_add(signed(w)));
    let (r, q) = if near.bits() < w {
        (near, BigInt::zero())
    } else {
        // |q| <= 2^size + 1, so q·π/2 is off by less than 2^size + 3 of the longer ulps, and r by 3 ulps.
        let extra = size + 2;
        let x = shift(n, e.saturating_add(signed(w + extra)));
        let pi = pi(w + extra);
        let twice: BigInt = &pi << 1u32;
        let q = ((&x << 2u32) + &pi).div_floor(&twice);
        ((x - ((&pi * &q) >> 1u32)) >> extra, q)
    };
    if r.abs() > one {
        return Err(IntervalError::Precision);
    }
    let quadrant = (q + turn).mod_floor(&BigInt::from(4)).to_u64().unwrap_or(0);
    let (mut term, mut i) = if quadrant % 2 == 0 {
        (r.clone(), 1u64)
    } else {
        (one, 0)
    };
    let square = (&r * &r) >> w;
    let mut sum = term.clone();
    // Terms are off by less than 4 ulps, half of the last one's error and 2 more; the tail is below 10.
    while term.bits() > 1 {
        term = -((term * &square) >> w) / ((i + 1) * (i + 2));
        sum += &term;
        i += 2;
    }
    if quadrant >= 2 {
        sum = -sum;
    }
    Ok(Near::new(sum, 2 * i + 20, w))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stored_constants_are_those_of_the_series() {
        // The series is within 2^-300 of the constant, which is cut off after 256 bits.
        assert_eq!(pi(STORED), pi_series(STORED + 64) >> 64u32);
        assert_eq!(ln2(STORED), ln2_series(STORED + 64) >> 64u32);
    }
}
