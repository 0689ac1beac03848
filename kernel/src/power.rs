//! Powers and roots of [`Interval`]s.

use crate::elementary::{GUARD, logarithm};
use crate::fraction::Num;
use crate::interval::{Interval, IntervalError, Result, check_precision};

/// Integer powers of single numbers are exact up to so many bits.
const EXACT_POWER: u128 = 1 << 16;

impl Interval {
    /// `x^k` for an integer `k`, with `0^0 = 1`; exact on the ends.
    ///
    /// # Errors
    /// `Undefined` for `k < 0` if zero lies in the interval, `TooLarge` beyond the limits on size.
    pub fn powi(&self, k: i64) -> Result<Interval> {
        if k < 0 {
            if self.contains_zero() {
                return Err(IntervalError::Undefined);
            }
            return self.powu(k.unsigned_abs())?.recip();
        }
        self.powu(k.unsigned_abs())
    }

    fn powu(&self, k: u64) -> Result<Interval> {
        if self.is_point() {
            return Ok(Interval::single(self.low().powi(k)?));
        }
        let base = if k.is_multiple_of(2) {
            self.abs()
        } else {
            self.clone()
        };
        Interval::checked(base.low().powi(k)?, base.high().powi(k)?)
    }

    /// The integer that is the only number of the interval, if that is so and it fits.
    fn as_i64(&self) -> Option<i64> {
        self.is_point().then(|| self.low().to_i64())?
    }

    /// Numerator and denominator of the only number of the interval, if that is so and they fit.
    fn as_ratio(&self) -> Option<(i64, u32)> {
        if !self.is_point() || self.low().size() > 64 {
            return None;
        }
        let q = self.low().to_ratio();
        Some((q.numer().try_into().ok()?, q.denom().try_into().ok()?))
    }

    /// Roughly how many bits the exact `k`-th power needs, powers of two not counted.
    fn powi_size(&self, k: i64) -> u128 {
        let size = |x: &Num| x.plain_size();
        u128::from(Ord::max(size(self.low()), size(self.high()))) * u128::from(k.unsigned_abs())
    }

    /// `√x` for `x >= 0`; exact for squares of rationals.
    ///
    /// # Errors
    /// As [`Interval::root`].
    pub fn sqrt(&self, prec: u32) -> Result<Interval> {
        self.root(2, prec)
    }

    /// The real cube root, for every real `x`; exact for cubes of rationals.
    ///
    /// # Errors
    /// As [`Interval::root`].
    pub fn cbrt(&self, prec: u32) -> Result<Interval> {
        self.root(3, prec)
    }

    /// The real `k`-th root: of numbers `>= 0` for even `k`, of all for odd `k`. Exact if rational.
    ///
    /// # Errors
    /// `Undefined` for `k = 0`, or for even `k` unless the interval is `>= 0`; `TooLarge` if `k` times
    /// the precision is beyond the limits; `Precision` if `prec` is.
    pub fn root(&self, k: u32, prec: u32) -> Result<Interval> {
        if k == 0 || (k.is_multiple_of(2) && self.low().is_negative()) {
            return Err(IntervalError::Undefined);
        }
        self.root_to(k, check_precision(prec)? + 2)
    }

    /// The root of an interval on which it is defined.
    pub(crate) fn root_to(&self, k: u32, bits: u64) -> Result<Interval> {
        let end = |x: &Num| -> Result<(Num, Num)> {
            if x.is_negative() {
                let (lo, hi) = x.neg().root(k, bits)?;
                Ok((hi.neg(), lo.neg()))
            } else {
                x.root(k, bits)
            }
        };
        let (lo, first_hi) = end(self.low())?;
        let hi = if self.is_point() {
            first_hi
        } else {
            end(self.high())?.1
        };
        Interval::checked(lo, hi)
    }

    /// `x^y`: for an integer `y` as [`Interval::powi`], otherwise for `x > 0` as `e^(y·ln x)`, and
    /// `0^y = 0` for `y > 0`.
    ///
    /// # Errors
    /// `Undefined` for numbers `x < 0` unless `y` is one integer, and for `x = 0` unless `y > 0` or `y`
    /// is the number zero; `TooLarge` beyond the limits.
    pub fn pow(&self, y: &Interval, prec: u32) -> Result<Interval> {
        let bits = check_precision(prec)?;
        if let Some(k) = y.as_i64() {
            return self.integer_power(k, prec);
        }
        if self.contains_zero() {
            self.needs(self.is_nonnegative() && y.is_positive())?;
            let zero = Interval::integer(0);
            if self.is_point() {
                return Ok(zero);
            }
            let top = Interval::single(self.high().clone());
            return Ok(zero.hull(&top.pow(y, prec)?));
        }
        self.needs(self.is_positive())?;
        if let Some((p, q)) = y.as_ratio()
            && q <= 16
            && u64::from(q) * bits <= 1 << 17
            && p.unsigned_abs() <= 64
        {
            let root = self.root_to(q, bits + 16)?;
            let power = root.powi(p)?;
            // A rational value stays as it is, any other has long ends.
            return Ok(if power.is_point() {
                power
            } else {
                power.round_out(prec)
            });
        }
        // The error of the exponent is relative to the result: as many bits more as it has before the
        // point.
        let rough = logarithm(self, 16)?.mul(y)?;
        let most = Ord::max(rough.low().abs(), rough.high().abs());
        let size = if most.is_zero() {
            0
        } else {
            u64::try_from(most.log2()).unwrap_or(0)
        };
        let exponent = logarithm(self, bits + GUARD + size.min(64))?.mul(y)?;
        exponent.exp(prec)
    }

    /// `x^k`, exact while that is short, by logarithms otherwise.
    fn integer_power(&self, k: i64, prec: u32) -> Result<Interval> {
        let most = if self.is_point() {
            EXACT_POWER
        } else {
            1024 + 4 * u128::from(prec)
        };
        if self.powi_size(k) <= most {
            return self.powi(k);
        }
        if k < 0 {
            self.needs(!self.contains_zero())?;
        }
        // Not an integer to `pow`, so that it goes by logarithms: |x|^k with the sign put back.
        let sized = |x: &Interval| -> Result<Interval> {
            if x.is_point() && x.contains_zero() {
                return Ok(Interval::integer(0));
            }
            let bits = check_precision(prec)? + 80;
            let top = logarithm(&Interval::single(x.high().clone()), bits)?;
            let top = top.mul(&Interval::integer(k))?.exp(prec)?;
            if x.is_point() {
                return Ok(top);
            }
            if x.contains_zero() {
                return Ok(top.hull(&Interval::integer(0)));
            }
            let low = logarithm(&Interval::single(x.low().clone()), bits)?;
            Ok(top.hull(&low.mul(&Interval::integer(k))?.exp(prec)?))
        };
        if k % 2 == 0 || self.is_nonnegative() {
            return sized(&self.abs());
        }
        if self.is_nonpositive() {
            return Ok(sized(&self.abs())?.neg());
        }
        // An odd k > 0 and both signs: the power is monotone.
        let low = sized(&Interval::single(self.low().neg()))?.neg();
        Ok(low.hull(&sized(&Interval::single(self.high().clone()))?))
    }
}
