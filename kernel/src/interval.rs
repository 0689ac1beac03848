//! Closed intervals with rational ends, and arithmetic that never loses a point.
//!
//! Every operation returns an interval that contains `f(x)` for **each** `x` of its arguments, or an
//! error; it never returns an interval for a function that is not defined on the whole argument.
//! Sums, products, quotients and integer powers are exact on their ends; [`Interval::round_out`]
//! keeps the ends short. Roots and the elementary functions take the wanted precision in bits.
//!
//! ```
//! use hence_kernel::interval::Interval;
//! let half = Interval::ratio(1, 2)?;
//! let y = half.exp(60)?; // e^(1/2) = 1.6487...
//! assert!(y.gt(&Interval::ratio(16487, 10000)?) && y.lt(&Interval::ratio(16488, 10000)?));
//! # Ok::<(), hence_kernel::interval::IntervalError>(())
//! ```

use std::fmt;

use num_bigint::BigInt;
use num_rational::BigRational;

use crate::fraction::Num;

/// The largest precision, in bits, that the elementary functions accept.
pub const MAX_PRECISION: u32 = 20_000;

/// Why there is no enclosure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IntervalError {
    /// The operation is not certainly defined on the whole interval.
    Undefined,
    /// An argument or the result is beyond the limits on size.
    TooLarge,
    /// The wanted precision is above [`MAX_PRECISION`], or too low to tell.
    Precision,
}

impl fmt::Display for IntervalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            IntervalError::Undefined => "not certainly defined on the whole interval",
            IntervalError::TooLarge => "a number is too large or too small",
            IntervalError::Precision => "the precision is out of range",
        })
    }
}

impl std::error::Error for IntervalError {}

pub(crate) type Result<T> = std::result::Result<T, IntervalError>;

/// A closed interval `[lo, hi]` with rational ends, `lo <= hi`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Interval {
    lo: Num,
    hi: Num,
}

impl Interval {
    /// The interval that holds `q` alone.
    ///
    /// # Errors
    /// `TooLarge` if `q` has millions of bits, `Undefined` if its denominator is zero.
    pub fn point(q: BigRational) -> Result<Interval> {
        Ok(Interval::single(Num::from_ratio(&q)?))
    }

    /// The interval that holds the integer `n` alone.
    pub fn integer(n: i64) -> Interval {
        Interval::single(Num::int(n))
    }

    /// The interval that holds `n/d` alone.
    ///
    /// # Errors
    /// `Undefined` if `d` is zero.
    pub fn ratio(n: i64, d: i64) -> Result<Interval> {
        Interval::point(BigRational::new_raw(n.into(), d.into()))
    }

    /// The interval from `lo` to `hi`.
    ///
    /// # Errors
    /// `Undefined` if `lo > hi` or a denominator is zero, `TooLarge` beyond the limits on size.
    pub fn new(lo: BigRational, hi: BigRational) -> Result<Interval> {
        Interval::checked(Num::from_ratio(&lo)?, Num::from_ratio(&hi)?)
    }

    pub(crate) fn single(x: Num) -> Interval {
        Interval {
            lo: x.clone(),
            hi: x,
        }
    }

    pub(crate) fn checked(lo: Num, hi: Num) -> Result<Interval> {
        if lo <= hi {
            Ok(Interval { lo, hi })
        } else {
            Err(IntervalError::Undefined)
        }
    }

    /// The smallest interval around some numbers; the first one is given apart so that there is one.
    fn around(first: Num, rest: impl IntoIterator<Item = Num>) -> Interval {
        let mut all = Interval::single(first);
        for x in rest {
            if x < all.lo {
                all.lo = x;
            } else if x > all.hi {
                all.hi = x;
            }
        }
        all
    }

    pub(crate) fn low(&self) -> &Num {
        &self.lo
    }

    pub(crate) fn high(&self) -> &Num {
        &self.hi
    }

    /// The lower end.
    pub fn lo(&self) -> BigRational {
        self.lo.to_ratio()
    }

    /// The upper end.
    pub fn hi(&self) -> BigRational {
        self.hi.to_ratio()
    }

    /// Whether the interval is a single number.
    pub fn is_point(&self) -> bool {
        self.lo == self.hi
    }

    /// Whether `q` lies in the interval.
    pub fn contains(&self, q: &BigRational) -> bool {
        // Without the limits on size, so that `false` always means outside.
        *q.denom() != BigInt::ZERO && self.lo() <= *q && *q <= self.hi()
    }

    /// Whether `o` lies in this interval.
    pub fn encloses(&self, o: &Interval) -> bool {
        self.lo <= o.lo && o.hi <= self.hi
    }

    /// Whether zero lies in the interval.
    pub fn contains_zero(&self) -> bool {
        !self.is_positive() && !self.is_negative()
    }

    /// Whether every number of the interval is `> 0`.
    pub fn is_positive(&self) -> bool {
        self.lo.is_positive()
    }

    /// Whether every number of the interval is `< 0`.
    pub fn is_negative(&self) -> bool {
        self.hi.is_negative()
    }

    /// Whether every number of the interval is `>= 0`.
    pub fn is_nonnegative(&self) -> bool {
        !self.lo.is_negative()
    }

    /// Whether every number of the interval is `<= 0`.
    pub fn is_nonpositive(&self) -> bool {
        !self.hi.is_positive()
    }

    /// Whether every number of this interval is below every number of `o`.
    pub fn lt(&self, o: &Interval) -> bool {
        self.hi < o.lo
    }

    /// Whether every number of this interval is above every number of `o`.
    pub fn gt(&self, o: &Interval) -> bool {
        o.lt(self)
    }

    /// The smallest interval that holds both.
    pub fn hull(&self, o: &Interval) -> Interval {
        let lo = Ord::min(&self.lo, &o.lo).clone();
        let hi = Ord::max(&self.hi, &o.hi).clone();
        Interval { lo, hi }
    }

    /// The numbers that lie in both, `None` if there is none.
    pub fn intersect(&self, o: &Interval) -> Option<Interval> {
        let lo = Ord::max(&self.lo, &o.lo).clone();
        let hi = Ord::min(&self.hi, &o.hi).clone();
        Interval::checked(lo, hi).ok()
    }

    /// An interval around this one whose ends are dyadic with about `prec` significant bits; an end
    /// that is short already stays.
    pub fn round_out(&self, prec: u32) -> Interval {
        self.rounded(prec.into())
    }

    pub(crate) fn rounded(&self, bits: u64) -> Interval {
        Interval {
            lo: self.lo.round(bits, false),
            hi: self.hi.round(bits, true),
        }
    }

    /// `-x`.
    pub fn neg(&self) -> Interval {
        Interval {
            lo: self.hi.neg(),
            hi: self.lo.neg(),
        }
    }

    /// `x + y`.
    ///
    /// # Errors
    /// `TooLarge` beyond the limits on size.
    pub fn add(&self, o: &Interval) -> Result<Interval> {
        Interval::checked(self.lo.add(&o.lo)?, self.hi.add(&o.hi)?)
    }

    /// `x - y`.
    ///
    /// # Errors
    /// `TooLarge` beyond the limits on size.
    pub fn sub(&self, o: &Interval) -> Result<Interval> {
        self.add(&o.neg())
    }

    /// `x·y`.
    ///
    /// # Errors
    /// `TooLarge` beyond the limits on size.
    pub fn mul(&self, o: &Interval) -> Result<Interval> {
        let first = self.lo.mul(&o.lo)?;
        if self.is_point() && o.is_point() {
            return Ok(Interval::single(first));
        }
        // A product is extremal at corners of the box.
        let rest = [
            self.lo.mul(&o.hi)?,
            self.hi.mul(&o.lo)?,
            self.hi.mul(&o.hi)?,
        ];
        Ok(Interval::around(first, rest))
    }

    /// `1/x`.
    ///
    /// # Errors
    /// `Undefined` if zero lies in the interval, `TooLarge` beyond the limits on size.
    pub fn recip(&self) -> Result<Interval> {
        if self.contains_zero() {
            return Err(IntervalError::Undefined);
        }
        if self.is_point() {
            return Ok(Interval::single(self.lo.recip()?));
        }
        Interval::checked(self.hi.recip()?, self.lo.recip()?)
    }

    /// `x/y`, with `bits` significant bits.
    pub(crate) fn div_to(&self, o: &Interval, bits: u64) -> Result<Interval> {
        let inverse = o.recip()?.rounded(bits + 2);
        Ok(self.mul(&inverse)?.rounded(bits))
    }

    /// `x/y`.
    ///
    /// # Errors
    /// `Undefined` if zero lies in `o`, `TooLarge` beyond the limits on size.
    pub fn div(&self, o: &Interval) -> Result<Interval> {
        self.mul(&o.recip()?)
    }

    /// `|x|`.
    pub fn abs(&self) -> Interval {
        if self.is_nonnegative() {
            self.clone()
        } else if self.is_nonpositive() {
            self.neg()
        } else {
            let hi = Ord::max(self.lo.neg(), self.hi.clone());
            let lo = Num::zero();
            Interval { lo, hi }
        }
    }

    /// `min(x, y)`.
    pub fn min(&self, o: &Interval) -> Interval {
        Interval {
            lo: Ord::min(&self.lo, &o.lo).clone(),
            hi: Ord::min(&self.hi, &o.hi).clone(),
        }
    }

    /// `max(x, y)`.
    pub fn max(&self, o: &Interval) -> Interval {
        Interval {
            lo: Ord::max(&self.lo, &o.lo).clone(),
            hi: Ord::max(&self.hi, &o.hi).clone(),
        }
    }

    /// `⌊x⌋`, as the interval from the floor of one end to the floor of the other.
    pub fn floor(&self) -> Interval {
        Interval {
            lo: Num::dyadic(self.lo.floor(), 0),
            hi: Num::dyadic(self.hi.floor(), 0),
        }
    }

    /// `⌈x⌉`, as the interval from the ceiling of one end to the ceiling of the other.
    pub fn ceil(&self) -> Interval {
        self.neg().floor().neg()
    }
}

/// The precision as a number of bits to work with.
///
/// # Errors
/// `Precision` above [`MAX_PRECISION`].
pub(crate) fn check_precision(prec: u32) -> Result<u64> {
    if prec > MAX_PRECISION {
        return Err(IntervalError::Precision);
    }
    Ok(u64::from(prec.max(4)))
}
