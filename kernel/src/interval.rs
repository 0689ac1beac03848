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

use std::cmp::Ordering;
use std::fmt;

use num_bigint::{BigInt, BigUint, Sign};
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{One, Signed, Zero};

/// The largest precision, in bits, that the elementary functions accept.
pub const MAX_PRECISION: u32 = 20_000;
/// Largest total size (mantissa, denominator and exponent, in bits) of an end.
const MAX_SIZE: u64 = 1 << 22;
/// Largest odd part of a denominator, in bits: above it cancelling common factors gets slow.
const MAX_DENOMINATOR: u64 = 1 << 16;
/// Results of functions below `2^-TINY` are only known to lie in `[0, 2^-TINY]`.
pub(crate) const TINY: i64 = 1_000_000;

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

/// A rational `n·2^e/m` in lowest terms: `n` odd (or the whole is zero, with `m = 1`, `e = 0`) and
/// `m` odd and positive. Keeping powers of two apart makes dyadic numbers free of gcds.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Num {
    n: BigInt,
    m: BigUint,
    e: i64,
}

impl Num {
    pub(crate) fn zero() -> Num {
        Num::dyadic(BigInt::zero(), 0)
    }

    pub(crate) fn int(n: i64) -> Num {
        Num::dyadic(BigInt::from(n), 0)
    }

    /// `2^e`.
    pub(crate) fn pow2(e: i64) -> Num {
        Num::dyadic(BigInt::one(), e)
    }

    /// `n·2^e`; the caller vouches for the size.
    pub(crate) fn dyadic(n: BigInt, e: i64) -> Num {
        let m = BigUint::one();
        match n.trailing_zeros() {
            None => Num { n, m, e: 0 },
            Some(0) => Num { n, m, e },
            Some(z) => Num {
                n: n >> z,
                m,
                e: e.saturating_add_unsigned(z),
            },
        }
    }

    /// `n·2^e/m` brought to lowest terms and checked against the limits.
    fn new(n: BigInt, m: BigUint, e: i64) -> Result<Num> {
        let odd = m.trailing_zeros().ok_or(IntervalError::Undefined)?;
        let mut x = Num::dyadic(n, e.saturating_sub_unsigned(odd));
        if x.is_zero() {
            return Ok(x);
        }
        let m = m >> odd;
        if m.bits() > MAX_DENOMINATOR {
            return Err(IntervalError::TooLarge);
        }
        if !m.is_one() {
            // `n mod m` first: the binary gcd is slow on operands of very different sizes.
            let g = (x.n.magnitude() % &m).gcd(&m);
            if g.is_one() {
                x.m = m;
            } else {
                x.n /= BigInt::from(g.clone());
                x.m = m / g;
            }
        }
        if x.size() > u128::from(MAX_SIZE) {
            return Err(IntervalError::TooLarge);
        }
        Ok(x)
    }

    fn from_ratio(q: &BigRational) -> Result<Num> {
        let n = match q.denom().sign() {
            Sign::Minus => -q.numer(),
            _ => q.numer().clone(),
        };
        Num::new(n, q.denom().magnitude().clone(), 0)
    }

    fn to_ratio(&self) -> BigRational {
        let up = u64::try_from(self.e).unwrap_or(0);
        let down = if self.e < 0 { self.e.unsigned_abs() } else { 0 };
        // In lowest terms already, so no reduction is needed.
        BigRational::new_raw(&self.n << up, BigInt::from(&self.m << down))
    }

    fn size(&self) -> u128 {
        u128::from(self.n.bits()) + u128::from(self.m.bits()) + u128::from(self.e.unsigned_abs())
    }

    pub(crate) fn is_zero(&self) -> bool {
        self.n.is_zero()
    }

    pub(crate) fn is_positive(&self) -> bool {
        self.n.is_positive()
    }

    pub(crate) fn is_negative(&self) -> bool {
        self.n.is_negative()
    }

    /// The mantissa and exponent of a dyadic number, `None` for any other.
    pub(crate) fn as_dyadic(&self) -> Option<(&BigInt, i64)> {
        self.m.is_one().then_some((&self.n, self.e))
    }

    /// An integer `k` with `2^(k-2) < |x| < 2^k`; for dyadic numbers `2^(k-1) <= |x|`. Only for `x ≠ 0`.
    pub(crate) fn log2(&self) -> i64 {
        let bits = |b: u64| i64::try_from(b).unwrap_or(i64::MAX);
        bits(self.n.bits()) - bits(self.m.bits()) + 1 + self.e
    }

    pub(crate) fn neg(&self) -> Num {
        let (n, m, e) = (-&self.n, self.m.clone(), self.e);
        Num { n, m, e }
    }

    pub(crate) fn abs(&self) -> Num {
        if self.is_negative() {
            self.neg()
        } else {
            self.clone()
        }
    }

    pub(crate) fn add(&self, o: &Num) -> Result<Num> {
        if self.is_zero() {
            return Ok(o.clone());
        }
        if o.is_zero() {
            return Ok(self.clone());
        }
        let e = self.e.min(o.e);
        let (s, t) = (self.e.abs_diff(e), o.e.abs_diff(e));
        if self.m == o.m {
            return Num::new((&self.n << s) + (&o.n << t), self.m.clone(), e);
        }
        let left = (&self.n << s) * BigInt::from(o.m.clone());
        let right = (&o.n << t) * BigInt::from(self.m.clone());
        Num::new(left + right, &self.m * &o.m, e)
    }

    pub(crate) fn sub(&self, o: &Num) -> Result<Num> {
        self.add(&o.neg())
    }

    pub(crate) fn mul(&self, o: &Num) -> Result<Num> {
        Num::new(&self.n * &o.n, &self.m * &o.m, self.e + o.e)
    }

    /// The reciprocal.
    ///
    /// # Errors
    /// `Undefined` for zero.
    pub(crate) fn recip(&self) -> Result<Num> {
        if self.is_zero() {
            return Err(IntervalError::Undefined);
        }
        // In lowest terms already.
        let x = Num {
            n: BigInt::from_biguint(self.n.sign(), self.m.clone()),
            m: self.n.magnitude().clone(),
            e: -self.e,
        };
        if x.m.bits() > MAX_DENOMINATOR {
            return Err(IntervalError::TooLarge);
        }
        Ok(x)
    }

    /// `x^k`, exactly.
    fn powi(&self, k: u64) -> Result<Num> {
        if k == 0 {
            return Ok(Num::int(1));
        }
        if self.is_zero() {
            return Ok(Num::zero());
        }
        if self.n.magnitude().is_one() && self.m.is_one() && self.e == 0 {
            return Ok(if k.is_multiple_of(2) {
                Num::int(1)
            } else {
                self.clone()
            });
        }
        if self.size() * u128::from(k) > 2 * u128::from(MAX_SIZE) {
            return Err(IntervalError::TooLarge);
        }
        let k32 = u32::try_from(k).map_err(|_| IntervalError::TooLarge)?;
        let e = self.e.saturating_mul(i64::from(k32));
        Num::new(self.n.pow(k32), self.m.pow(k32), e)
    }

    /// The nearest number with at most about `bits` significant bits that is not below (`up`) or not
    /// above (otherwise) `x`. Values below `2^-TINY` go to `0` or `±2^-TINY`.
    pub(crate) fn round(&self, bits: u64, up: bool) -> Num {
        if self.is_zero() {
            return Num::zero();
        }
        let away = self.is_positive() == up;
        let signed = |q: BigUint, e: i64| Num::dyadic(BigInt::from_biguint(self.n.sign(), q), e);
        if self.log2() <= -TINY {
            return if away {
                signed(BigUint::one(), -TINY)
            } else {
                Num::zero()
            };
        }
        let mantissa = self.n.magnitude();
        let bits = bits.clamp(1, MAX_SIZE);
        if self.m.is_one() {
            if mantissa.bits() <= bits {
                return self.clone();
            }
            // The mantissa is odd, so cutting any bit off is inexact.
            let cut = mantissa.bits() - bits;
            let q = (mantissa >> cut) + u8::from(away);
            return signed(q, self.e.saturating_add_unsigned(cut));
        }
        // Scale so that the quotient has `bits` or `bits + 1` bits; it is never exact, since `m` is
        // odd, above 1 and coprime to the mantissa.
        let want = bits + self.m.bits();
        let have = mantissa.bits();
        let (q, e) = if want >= have {
            let s = want - have;
            ((mantissa << s) / &self.m, self.e.saturating_sub_unsigned(s))
        } else {
            let s = have - want;
            (mantissa / (&self.m << s), self.e.saturating_add_unsigned(s))
        };
        signed(q + u8::from(away), e)
    }

    /// The largest integer that is not above `x`.
    pub(crate) fn floor(&self) -> BigInt {
        let up = u64::try_from(self.e).unwrap_or(0);
        let down = if self.e < 0 { self.e.unsigned_abs() } else { 0 };
        (&self.n << up).div_floor(&BigInt::from(&self.m << down))
    }

    /// The smallest integer that is not below `x`.
    pub(crate) fn ceil(&self) -> BigInt {
        -self.neg().floor()
    }

    fn to_i64(&self) -> Option<i64> {
        let whole = self.m.is_one() && (0..64).contains(&self.e);
        whole.then(|| i64::try_from(&self.n << self.e).ok())?
    }

    /// Bounds on the `k`-th root of a number `>= 0`, equal when the root is rational.
    fn root(&self, k: u32, bits: u64) -> Result<(Num, Num)> {
        let order = i64::from(k);
        if k <= 1 || self.is_zero() {
            return Ok((self.clone(), self.clone()));
        }
        let small = self.n.bits() + self.m.bits() <= u64::from(MAX_PRECISION);
        if self.e % order == 0 && small {
            let (n, m) = (self.n.nth_root(k), self.m.nth_root(k));
            if n.pow(k) == self.n && m.pow(k) == self.m {
                let exact = Num::new(n, m, self.e / order)?;
                return Ok((exact.clone(), exact));
            }
        }
        // r = floor(root(x·2^(k·s))) has about `bits` bits, and r <= root(x)·2^s < r + 1.
        let s = i64::try_from(bits).unwrap_or(i64::MAX) - self.log2().div_euclid(order) + 1;
        let shifted = Num {
            e: self.e.saturating_add(s.saturating_mul(order)),
            ..self.clone()
        };
        if shifted.log2() > MAX_SIZE as i64 / 16 {
            return Err(IntervalError::TooLarge);
        }
        let r = shifted.floor().nth_root(k);
        Ok((Num::dyadic(r.clone(), -s), Num::dyadic(r + 1, -s)))
    }
}

impl Ord for Num {
    fn cmp(&self, o: &Num) -> Ordering {
        let sign = |x: &Num| x.n.sign();
        if sign(self) != sign(o) || self.is_zero() {
            return sign(self).cmp(&sign(o));
        }
        let (a, b) = (self.log2(), o.log2());
        let size = if (a - b).abs() >= 2 {
            a.cmp(&b)
        } else {
            let e = self.e.min(o.e);
            let left = (self.n.magnitude() << self.e.abs_diff(e)) * &o.m;
            let right = (o.n.magnitude() << o.e.abs_diff(e)) * &self.m;
            left.cmp(&right)
        };
        if self.is_negative() {
            size.reverse()
        } else {
            size
        }
    }
}

impl PartialOrd for Num {
    fn partial_cmp(&self, o: &Num) -> Option<Ordering> {
        Some(self.cmp(o))
    }
}

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
        Num::from_ratio(q).is_ok_and(|q| self.lo <= q && q <= self.hi)
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
            return Ok(Interval::single(self.lo.powi(k)?));
        }
        let base = if k.is_multiple_of(2) {
            self.abs()
        } else {
            self.clone()
        };
        Interval::checked(base.lo.powi(k)?, base.hi.powi(k)?)
    }

    /// The integer that is the only number of the interval, if that is so and it fits.
    pub(crate) fn as_i64(&self) -> Option<i64> {
        self.is_point().then(|| self.lo.to_i64())?
    }

    /// Numerator and denominator of the only number of the interval, if that is so and they fit.
    pub(crate) fn as_ratio(&self) -> Option<(i64, u32)> {
        if !self.is_point() || self.lo.size() > 64 {
            return None;
        }
        let q = self.lo.to_ratio();
        Some((q.numer().try_into().ok()?, q.denom().try_into().ok()?))
    }

    /// Roughly how many bits the exact `k`-th power needs, powers of two not counted.
    pub(crate) fn powi_size(&self, k: i64) -> u128 {
        let size = |x: &Num| x.n.bits().max(1) + x.m.bits() - 2;
        u128::from(Ord::max(size(&self.lo), size(&self.hi))) * u128::from(k.unsigned_abs())
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
        if k == 0 || (k.is_multiple_of(2) && self.lo.is_negative()) {
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
        let (lo, first_hi) = end(&self.lo)?;
        let hi = if self.is_point() {
            first_hi
        } else {
            end(&self.hi)?.1
        };
        Interval::checked(lo, hi)
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
