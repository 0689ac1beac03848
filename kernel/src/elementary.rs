//! The elementary functions on [`Interval`].
//!
//! exp, ln, sin, cos, atan and π come from [`crate::fixed`] at single numbers; the rest is composed of
//! these and of roots by interval arithmetic. Arguments at which a function is known exactly, or so
//! nearly that no digits are needed (tiny, or far out), are answered from inequalities.

use num_bigint::BigInt;
use num_integer::Integer;

use crate::fixed::{self, Primitive};
use crate::fraction::{Num, TINY};
use crate::interval::{Interval, IntervalError, MAX_PRECISION, Result, check_precision};

/// Above it `exp`, `sinh` and `cosh` are beyond `2^TINY`; `exp(-EXP_LIMIT) < 2^-TINY`.
const EXP_LIMIT: i64 = 700_000;
/// Bits beyond the wanted precision, which keep the safety margin below the final rounding.
pub(crate) const GUARD: u64 = 10;
/// No argument is rounded to more bits than this.
const MAX_WORK: u64 = 50_000;

/// The functions that are evaluated at single numbers.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fun {
    Exp,
    Ln,
    Sin,
    Cos,
    Tan,
    Asin,
    Acos,
    Atan,
    Sinh,
    Cosh,
    Tanh,
    Asinh,
    Acosh,
    Atanh,
}

/// `f(x)` where bounds are plain: at arguments with a rational value, near zero (near one for `ln`), and
/// where `f` has levelled off. `None` where the digits have to be computed.
fn plain(f: Fun, x: &Num, prec: u64) -> Result<Option<Interval>> {
    let one = Num::int(1);
    let digits = to_i64(prec) + 8;
    // x² <= 2^-digits and |x|³ <= 2^(log2 x - digits)
    let tiny = x.log2() <= -(digits / 2 + 1);
    let far = |limit: i64| x.abs() > Num::int(limit);
    let (lo, hi) = match f {
        Fun::Ln | Fun::Acos | Fun::Acosh if *x == one => (Num::zero(), Num::zero()),
        Fun::Exp | Fun::Cos | Fun::Cosh if x.is_zero() => (one.clone(), one),
        Fun::Acos | Fun::Acosh => return Ok(None),
        // Too small a positive number has been rounded to zero.
        Fun::Ln if !x.is_positive() => return Err(IntervalError::TooLarge),
        _ if x.is_zero() => (Num::zero(), Num::zero()),
        // t - t² <= ln(1 + t) <= t for |t| <= 1/2.
        Fun::Ln => {
            let t = x.sub(&one)?;
            if t.log2() > -digits {
                return Ok(None);
            }
            (t.sub(&Num::pow2(t.log2() - digits))?, t)
        }
        Fun::Exp if far(EXP_LIMIT) && x.is_negative() => (Num::zero(), Num::pow2(-TINY)),
        Fun::Exp | Fun::Sinh | Fun::Cosh if far(EXP_LIMIT) => return Err(IntervalError::TooLarge),
        // 1 + x <= exp x <= 1 + x + x² for |x| <= 1.
        Fun::Exp if tiny => {
            let lo = one.add(x)?;
            let hi = lo.add(&Num::pow2(-digits))?;
            (lo, hi)
        }
        // 1 - x² <= cos x <= 1 and 1 <= cosh x <= 1 + x² for |x| <= 1/2.
        Fun::Cos if tiny => (one.sub(&Num::pow2(-digits))?, one),
        Fun::Cosh if tiny => {
            let hi = one.add(&Num::pow2(-digits))?;
            (one, hi)
        }
        // The other functions are odd with slope 1 at zero: |f(x) - x| <= |x|³ for |x| <= 1/2.
        _ if tiny => {
            let cube = Num::pow2(x.log2() - digits);
            (x.sub(&cube)?, x.add(&cube)?)
        }
        // 1 - 2·2^(-2x) <= 1 - 2·exp(-2x) <= tanh x <= 1 for x >= 0.
        Fun::Tanh if far(to_i64(prec)) => {
            let lo = one.sub(&Num::pow2(1 - 2 * to_i64(prec)))?;
            return Ok(Some(signed(x, Interval::checked(lo, one)?)));
        }
        // π/2 - 1/x <= atan x <= π/2 for x > 0.
        Fun::Atan if x.log2() > to_i64(prec) + 4 => {
            let half_pi = half(&fixed::pi_interval(prec + GUARD)?)?;
            let lo = half_pi.low().sub(&Num::pow2(-to_i64(prec) - 3))?;
            return Ok(Some(signed(
                x,
                Interval::checked(lo, half_pi.high().clone())?,
            )));
        }
        _ => return Ok(None),
    };
    Interval::checked(lo, hi).map(Some)
}

/// The value at `x` of an odd function from the one at `|x|`.
fn signed(x: &Num, y: Interval) -> Interval {
    if x.is_negative() { y.neg() } else { y }
}

fn half(x: &Interval) -> Result<Interval> {
    x.mul(&Interval::single(Num::pow2(-1)))
}

fn to_i64(bits: u64) -> i64 {
    i64::try_from(bits).unwrap_or(i64::MAX)
}

fn primitive(f: Primitive, x: &Num, prec: u64) -> Result<Interval> {
    let (n, e) = x.as_dyadic().ok_or(IntervalError::Precision)?;
    fixed::evaluate(f, n, e, prec + GUARD)
}

/// `f(x)` for a dyadic `x` at which `f` is defined.
fn at(f: Fun, x: &Num, prec: u64) -> Result<Interval> {
    if let Some(y) = plain(f, x, prec)? {
        return Ok(y);
    }
    let one = Interval::integer(1);
    let t = Interval::single(x.abs());
    // Near zero the hyperbolic functions cancel as many digits as x has zeros after the point.
    let bits = prec + GUARD;
    let more = bits + u64::try_from(-x.log2()).unwrap_or(0);
    match f {
        Fun::Exp => primitive(Primitive::Exp, x, prec),
        Fun::Ln => primitive(Primitive::Ln, x, prec),
        Fun::Sin => primitive(Primitive::Sin, x, prec),
        Fun::Cos => primitive(Primitive::Cos, x, prec),
        Fun::Atan => Ok(signed(x, primitive(Primitive::Atan, t.low(), prec)?)),
        Fun::Tan => at(Fun::Sin, x, bits)?.div_to(&at(Fun::Cos, x, bits)?, bits),
        // x/√(1 - x²) = tan(asin x)
        Fun::Asin => {
            let leg = one.sub(&t.mul(&t)?)?;
            let y = if leg.contains_zero() {
                half(&fixed::pi_interval(bits)?)?
            } else {
                arctangent(&t.div_to(&square_root(&leg, bits)?, bits)?, bits)?
            };
            Ok(signed(x, y))
        }
        // √((1 - x)/(1 + x)) = tan(acos(x)/2)
        Fun::Acos => {
            let x = Interval::single(x.clone());
            let below = one.add(&x)?;
            if below.contains_zero() {
                return fixed::pi_interval(bits);
            }
            let y = square_root(&one.sub(&x)?.div_to(&below, bits)?, bits)?;
            arctangent(&y, bits)?.mul(&Interval::integer(2))
        }
        Fun::Sinh => {
            let e = at(Fun::Exp, t.low(), more)?;
            Ok(signed(x, half(&e.sub(&e.recip()?.rounded(more))?)?))
        }
        Fun::Cosh => {
            let e = at(Fun::Exp, t.low(), bits)?;
            half(&e.add(&e.recip()?.rounded(bits))?)
        }
        // tanh x = 1 - 2/(exp(2x) + 1)
        Fun::Tanh => {
            let e = at(Fun::Exp, t.add(&t)?.low(), more)?;
            let part = Interval::integer(2).div_to(&e.add(&one)?, more)?;
            Ok(signed(x, one.sub(&part)?))
        }
        // asinh x = ln(1 + x + x²/(1 + √(1 + x²))) for x >= 0
        Fun::Asinh => {
            let square = t.mul(&t)?;
            let root = square_root(&one.add(&square)?, bits)?;
            let rest = square.div_to(&one.add(&root)?, bits)?;
            Ok(signed(x, logarithm(&one.add(&t)?.add(&rest)?, bits)?))
        }
        // acosh x = ln(1 + (x - 1) + √((x - 1)·(x + 1)))
        Fun::Acosh => {
            let gap = t.sub(&one)?;
            let root = square_root(&gap.mul(&t.add(&one)?)?, bits)?;
            logarithm(&t.add(&root)?, bits)
        }
        // atanh x = ln(1 + 2x/(1 - x))/2
        Fun::Atanh => {
            let gap = one.sub(&t)?;
            if gap.contains_zero() {
                // A number next to ±1 has been rounded to it.
                return Err(IntervalError::Precision);
            }
            let part = t.add(&t)?.div_to(&gap, bits)?;
            let ratio = one.add(&part)?;
            Ok(signed(x, half(&logarithm(&ratio, bits)?)?))
        }
    }
}

/// To how many bits `x` has to be rounded so that `f` changes by about `2^-prec` of its value at most.
fn work(f: Fun, x: &Num, prec: u64) -> Result<u64> {
    if x.is_zero() {
        return Ok(prec);
    }
    let above = |k: i64| u64::try_from(k).unwrap_or(0);
    let extra = match f {
        Fun::Exp | Fun::Sinh | Fun::Cosh => above(x.log2()),
        // Twice the bits, so that next to zeros and poles they suffice too.
        Fun::Sin | Fun::Cos | Fun::Tan => prec + above(x.log2()),
        // Steep or flat next to ±1, in terms of the distance from there.
        Fun::Ln | Fun::Asin | Fun::Acos | Fun::Acosh | Fun::Atanh => {
            let gap = x.abs().sub(&Num::int(1))?;
            if gap.is_zero() { 0 } else { above(-gap.log2()) }
        }
        _ => 0,
    };
    Ok((prec + GUARD + extra).min(MAX_WORK))
}

fn square_root(x: &Interval, bits: u64) -> Result<Interval> {
    x.root_to(2, bits)
}

fn arctangent(x: &Interval, bits: u64) -> Result<Interval> {
    rising(Fun::Atan, x, bits)
}

pub(crate) fn logarithm(x: &Interval, bits: u64) -> Result<Interval> {
    rising(Fun::Ln, x, bits)
}

/// The interval with dyadic ends short enough to compute with.
fn shortened(f: Fun, x: &Interval, bits: u64) -> Result<(Num, Num)> {
    let low = x.low().round(work(f, x.low(), bits)?, false);
    let high = x.high().round(work(f, x.high(), bits)?, true);
    Ok((low, high))
}

/// `f` on an interval on the whole of which it is defined and increasing.
fn rising(f: Fun, x: &Interval, bits: u64) -> Result<Interval> {
    let (low, high) = shortened(f, x, bits)?;
    between(f, &low, &high, bits)
}

/// `f` from one dyadic number to another, between which it is defined and increasing.
fn between(f: Fun, low: &Num, high: &Num, bits: u64) -> Result<Interval> {
    let at_low = at(f, low, bits)?;
    let at_high = if low == high {
        at_low.clone()
    } else {
        at(f, high, bits)?
    };
    Interval::checked(at_low.low().clone(), at_high.high().clone())
}

/// As [`rising`], for the outside.
fn increasing(f: Fun, x: &Interval, prec: u32) -> Result<Interval> {
    Ok(rising(f, x, check_precision(prec)?)?.round_out(prec))
}

/// A range of integers that holds every `j` with `j·π/2` in `x`; it is empty if the first is the larger.
fn quarter_turns(x: &Interval, prec: u64) -> Result<(BigInt, BigInt)> {
    let most = Ord::max(x.low().abs(), x.high().abs());
    if most <= Num::pow2(-1).add(&Num::int(1))? {
        // |x| <= 3/2 < π/2
        let last = if x.contains_zero() { 0 } else { -1 };
        return Ok((BigInt::ZERO, BigInt::from(last)));
    }
    let size = u64::try_from(most.log2()).unwrap_or(0);
    if size > u64::from(MAX_PRECISION) {
        return Err(IntervalError::TooLarge);
    }
    let bits = prec + size + GUARD;
    let turns = Interval::integer(2).div_to(&fixed::pi_interval(bits)?, bits)?;
    let turns = x.rounded(bits).mul(&turns)?;
    Ok((turns.low().ceil(), turns.high().floor()))
}

/// Whether a number that is `residue` modulo `modulus` lies in `first..=last`.
fn hits(range: &(BigInt, BigInt), residue: i64, modulus: i64) -> bool {
    let (first, last) = range;
    let wait = (BigInt::from(residue) - first).mod_floor(&BigInt::from(modulus));
    first + wait <= *last
}

/// Sine or cosine; `top` is where in quarter turns it is 1.
fn wave(f: Fun, x: &Interval, prec: u32, top: i64) -> Result<Interval> {
    let bits = check_precision(prec)?;
    let unit = Interval::checked(Num::int(-1), Num::int(1))?;
    if x.high().sub(x.low())? >= Num::int(7) {
        return Ok(unit);
    }
    let turns = quarter_turns(x, bits)?;
    let end = |end: &Num| -> Result<Interval> {
        let size = work(f, end, bits)?;
        let near = end.round(size, false);
        let y = at(f, &near, bits)?;
        // |f(s) - f(t)| <= |s - t|
        let shift = end.sub(&near)?.round(8, true);
        y.add(&Interval::checked(shift.neg(), shift)?)
    };
    let mut all = end(x.low())?;
    if !x.is_point() {
        all = all.hull(&end(x.high())?);
        // The range is spanned by the ends and the extrema in between.
        if hits(&turns, top, 4) {
            all = all.hull(&Interval::integer(1));
        }
        if hits(&turns, top + 2, 4) {
            all = all.hull(&Interval::integer(-1));
        }
    }
    let all = all.round_out(prec);
    all.intersect(&unit).ok_or(IntervalError::Precision)
}

impl Interval {
    /// π with about `prec` bits.
    ///
    /// # Errors
    /// `Precision` above [`crate::interval::MAX_PRECISION`]; so do all functions below.
    pub fn pi(prec: u32) -> Result<Interval> {
        Ok(fixed::pi_interval(check_precision(prec)? + GUARD)?.round_out(prec))
    }

    /// e with about `prec` bits.
    ///
    /// # Errors
    /// As [`Interval::pi`].
    pub fn e(prec: u32) -> Result<Interval> {
        Interval::integer(1).exp(prec)
    }

    /// `e^x`.
    ///
    /// # Errors
    /// `TooLarge` if the result is above about `2^1000000`; below `2^-1000000` it is `[0, 2^-1000000]`.
    pub fn exp(&self, prec: u32) -> Result<Interval> {
        increasing(Fun::Exp, self, prec)
    }

    /// The natural logarithm, for `x > 0`.
    ///
    /// # Errors
    /// `Undefined` unless the interval is positive.
    pub fn ln(&self, prec: u32) -> Result<Interval> {
        self.needs(self.is_positive())?;
        increasing(Fun::Ln, self, prec)
    }

    /// Sine.
    ///
    /// # Errors
    /// `TooLarge` for arguments with thousands of digits before the point.
    pub fn sin(&self, prec: u32) -> Result<Interval> {
        wave(Fun::Sin, self, prec, 1)
    }

    /// Cosine.
    ///
    /// # Errors
    /// As [`Interval::sin`].
    pub fn cos(&self, prec: u32) -> Result<Interval> {
        wave(Fun::Cos, self, prec, 0)
    }

    /// Tangent.
    ///
    /// # Errors
    /// `Undefined` unless certainly no odd multiple of π/2 lies in the interval; as [`Interval::sin`].
    pub fn tan(&self, prec: u32) -> Result<Interval> {
        let x = self.branch(prec, 1)?;
        let y = between(Fun::Tan, x.low(), x.high(), check_precision(prec)?)?;
        Ok(y.round_out(prec))
    }

    /// Cotangent.
    ///
    /// # Errors
    /// `Undefined` unless certainly no multiple of π lies in the interval; as [`Interval::sin`].
    pub fn cot(&self, prec: u32) -> Result<Interval> {
        let x = self.branch(prec, 0)?;
        let bits = check_precision(prec)?;
        let end = |x: &Num| -> Result<Interval> {
            at(Fun::Cos, x, bits)?.div_to(&at(Fun::Sin, x, bits)?, bits)
        };
        // Decreasing between two poles.
        let top = end(x.low())?;
        if x.is_point() {
            return Ok(top.round_out(prec));
        }
        Ok(top.hull(&end(x.high())?).round_out(prec))
    }

    /// The interval with short ends, if it certainly lies between two neighbouring numbers of the form
    /// `(2·i + parity)·π/2`.
    fn branch(&self, prec: u32, parity: i64) -> Result<Interval> {
        let bits = check_precision(prec)?;
        let (low, high) = shortened(Fun::Tan, self, bits)?;
        let x = Interval::checked(low, high)?;
        self.needs(!hits(&quarter_turns(&x, bits)?, parity, 2))?;
        Ok(x)
    }

    /// Secant, `1/cos x`.
    ///
    /// # Errors
    /// `Undefined` unless `cos x ≠ 0` on the interval is certain; as [`Interval::sin`].
    pub fn sec(&self, prec: u32) -> Result<Interval> {
        self.over(prec, Interval::cos)
    }

    /// Cosecant, `1/sin x`.
    ///
    /// # Errors
    /// `Undefined` unless `sin x ≠ 0` on the interval is certain; as [`Interval::sin`].
    pub fn csc(&self, prec: u32) -> Result<Interval> {
        self.over(prec, Interval::sin)
    }

    /// `1/f(x)`.
    fn over(&self, prec: u32, f: fn(&Interval, u32) -> Result<Interval>) -> Result<Interval> {
        check_precision(prec)?;
        let y = f(self, prec.saturating_add(4).min(MAX_PRECISION))?;
        Ok(y.recip()?.round_out(prec))
    }

    /// Inverse sine, for `-1 <= x <= 1`, in `[-π/2, π/2]`.
    ///
    /// # Errors
    /// `Undefined` unless the interval lies in `[-1, 1]`.
    pub fn asin(&self, prec: u32) -> Result<Interval> {
        self.needs(Interval::checked(Num::int(-1), Num::int(1))?.encloses(self))?;
        increasing(Fun::Asin, self, prec)
    }

    /// Inverse cosine, for `-1 <= x <= 1`, in `[0, π]`.
    ///
    /// # Errors
    /// `Undefined` unless the interval lies in `[-1, 1]`.
    pub fn acos(&self, prec: u32) -> Result<Interval> {
        self.needs(Interval::checked(Num::int(-1), Num::int(1))?.encloses(self))?;
        let bits = check_precision(prec)?;
        let (low, high) = shortened(Fun::Acos, self, bits)?;
        // Decreasing.
        let top = at(Fun::Acos, &low, bits)?;
        if low == high {
            return Ok(top.round_out(prec));
        }
        Ok(top.hull(&at(Fun::Acos, &high, bits)?).round_out(prec))
    }

    /// Inverse tangent, in `(-π/2, π/2)`.
    ///
    /// # Errors
    /// As [`Interval::pi`].
    pub fn atan(&self, prec: u32) -> Result<Interval> {
        increasing(Fun::Atan, self, prec)
    }

    /// Inverse cotangent `atan(1/x)`, for `x ≠ 0`.
    ///
    /// # Errors
    /// `Undefined` if zero lies in the interval.
    pub fn acot(&self, prec: u32) -> Result<Interval> {
        self.recip()?.atan(prec)
    }

    /// Inverse secant `acos(1/x)`, for `|x| >= 1`.
    ///
    /// # Errors
    /// `Undefined` unless the interval lies in `x <= -1` or in `x >= 1`.
    pub fn asec(&self, prec: u32) -> Result<Interval> {
        self.recip()?.acos(prec)
    }

    /// Inverse cosecant `asin(1/x)`, for `|x| >= 1`.
    ///
    /// # Errors
    /// `Undefined` unless the interval lies in `x <= -1` or in `x >= 1`.
    pub fn acsc(&self, prec: u32) -> Result<Interval> {
        self.recip()?.asin(prec)
    }

    /// Hyperbolic sine.
    ///
    /// # Errors
    /// `TooLarge` if the result is beyond about `2^1000000`.
    pub fn sinh(&self, prec: u32) -> Result<Interval> {
        increasing(Fun::Sinh, self, prec)
    }

    /// Hyperbolic cosine.
    ///
    /// # Errors
    /// `TooLarge` if the result is beyond about `2^1000000`.
    pub fn cosh(&self, prec: u32) -> Result<Interval> {
        increasing(Fun::Cosh, &self.abs(), prec)
    }

    /// Hyperbolic tangent.
    ///
    /// # Errors
    /// As [`Interval::pi`].
    pub fn tanh(&self, prec: u32) -> Result<Interval> {
        increasing(Fun::Tanh, self, prec)
    }

    /// Hyperbolic cotangent `1/tanh x`, for `x ≠ 0`.
    ///
    /// # Errors
    /// `Undefined` if zero lies in the interval.
    pub fn coth(&self, prec: u32) -> Result<Interval> {
        self.over(prec, Interval::tanh)
    }

    /// Hyperbolic secant `1/cosh x`.
    ///
    /// # Errors
    /// `TooLarge` if the result is below about `2^-1000000`.
    pub fn sech(&self, prec: u32) -> Result<Interval> {
        self.over(prec, Interval::cosh)
    }

    /// Hyperbolic cosecant `1/sinh x`, for `x ≠ 0`.
    ///
    /// # Errors
    /// `Undefined` if zero lies in the interval, `TooLarge` if the result is below about `2^-1000000`.
    pub fn csch(&self, prec: u32) -> Result<Interval> {
        self.needs(!self.contains_zero())?;
        self.over(prec, Interval::sinh)
    }

    /// Inverse hyperbolic sine.
    ///
    /// # Errors
    /// As [`Interval::pi`].
    pub fn asinh(&self, prec: u32) -> Result<Interval> {
        increasing(Fun::Asinh, self, prec)
    }

    /// Inverse hyperbolic cosine, for `x >= 1`, in `[0, ∞)`.
    ///
    /// # Errors
    /// `Undefined` unless the interval lies in `x >= 1`.
    pub fn acosh(&self, prec: u32) -> Result<Interval> {
        self.needs(*self.low() >= Num::int(1))?;
        increasing(Fun::Acosh, self, prec)
    }

    /// Inverse hyperbolic tangent, for `-1 < x < 1`.
    ///
    /// # Errors
    /// `Undefined` unless the interval lies in `(-1, 1)`; `Precision` if an end is too near to ±1.
    pub fn atanh(&self, prec: u32) -> Result<Interval> {
        self.needs(*self.low() > Num::int(-1) && *self.high() < Num::int(1))?;
        increasing(Fun::Atanh, self, prec)
    }

    /// Inverse hyperbolic cotangent `atanh(1/x)`, for `|x| > 1`.
    ///
    /// # Errors
    /// `Undefined` unless the interval lies in `x < -1` or in `x > 1`; as [`Interval::atanh`].
    pub fn acoth(&self, prec: u32) -> Result<Interval> {
        self.recip()?.atanh(prec)
    }

    /// Inverse hyperbolic secant `acosh(1/x)`, for `0 < x <= 1`.
    ///
    /// # Errors
    /// `Undefined` unless the interval lies in `(0, 1]`.
    pub fn asech(&self, prec: u32) -> Result<Interval> {
        self.recip()?.acosh(prec)
    }

    /// Inverse hyperbolic cosecant `asinh(1/x)`, for `x ≠ 0`.
    ///
    /// # Errors
    /// `Undefined` if zero lies in the interval.
    pub fn acsch(&self, prec: u32) -> Result<Interval> {
        self.recip()?.asinh(prec)
    }

    /// Passes if the domain condition holds.
    pub(crate) fn needs(&self, holds: bool) -> Result<()> {
        if holds {
            Ok(())
        } else {
            Err(IntervalError::Undefined)
        }
    }
}
