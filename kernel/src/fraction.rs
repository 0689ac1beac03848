//! Rational numbers in the form that interval ends have.

use std::cmp::Ordering;

use num_bigint::{BigInt, BigUint, Sign};
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{One, Signed, Zero};

use crate::interval::{IntervalError, MAX_PRECISION, Result};

/// Largest total size (mantissa, denominator and exponent, in bits) of an end.
const MAX_SIZE: u64 = 1 << 22;
/// Largest odd part of a denominator, in bits: above it cancelling common factors gets slow.
const MAX_DENOMINATOR: u64 = 1 << 16;
/// Results of functions below `2^-TINY` are only known to lie in `[0, 2^-TINY]`.
pub(crate) const TINY: i64 = 1_000_000;

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

    pub(crate) fn from_ratio(q: &BigRational) -> Result<Num> {
        let n = match q.denom().sign() {
            Sign::Minus => -q.numer(),
            _ => q.numer().clone(),
        };
        Num::new(n, q.denom().magnitude().clone(), 0)
    }

    pub(crate) fn to_ratio(&self) -> BigRational {
        let up = u64::try_from(self.e).unwrap_or(0);
        let down = if self.e < 0 { self.e.unsigned_abs() } else { 0 };
        // In lowest terms already, so no reduction is needed.
        BigRational::new_raw(&self.n << up, BigInt::from(&self.m << down))
    }

    pub(crate) fn size(&self) -> u128 {
        u128::from(self.n.bits()) + u128::from(self.m.bits()) + u128::from(self.e.unsigned_abs())
    }

    /// The bits of mantissa and denominator beyond one each.
    pub(crate) fn plain_size(&self) -> u64 {
        self.n.bits().max(1) + self.m.bits() - 2
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
    pub(crate) fn powi(&self, k: u64) -> Result<Num> {
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

    pub(crate) fn to_i64(&self) -> Option<i64> {
        let whole = self.m.is_one() && (0..64).contains(&self.e);
        whole.then(|| i64::try_from(&self.n << self.e).ok())?
    }

    /// Bounds on the `k`-th root of a number `>= 0`, equal when the root is rational.
    pub(crate) fn root(&self, k: u32, bits: u64) -> Result<(Num, Num)> {
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
