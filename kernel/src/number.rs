//! Exact rational numbers with a fast path for small ones.

use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive};
use std::cmp::Ordering;
use std::fmt;

/// An exact rational number in lowest terms. Small ones stay in two machine words, so that polynomial arithmetic
/// does not allocate for every coefficient.
///
/// ```
/// use hence_kernel::Q;
/// let half = Q::ratio(1, 2).unwrap();
/// assert_eq!((half.clone() + half).to_string(), "1");
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Q(Repr);

// Invariant: `Small` holds every number whose lowest terms fit; `Big` holds only the others, so equality is structural.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Repr {
    Small(i64, i64),
    Big(Box<BigRational>),
}

fn small(n: i128, d: i128) -> Q {
    debug_assert!(d > 0);
    let (n, d) = if d == 1 {
        (n, d)
    } else {
        let g = n.gcd(&d);
        (n / g, d / g)
    };
    match (i64::try_from(n), i64::try_from(d)) {
        (Ok(n), Ok(d)) => Q(Repr::Small(n, d)),
        _ => Q(Repr::Big(Box::new(BigRational::new_raw(
            n.into(),
            d.into(),
        )))),
    }
}

impl Q {
    /// How long the number is, in words of 64 bits: what counting with it costs.
    pub(crate) fn words(&self) -> usize {
        match &self.0 {
            Repr::Small(..) => 1,
            Repr::Big(b) => ((b.numer().bits() + b.denom().bits()) / 64) as usize + 1,
        }
    }

    /// The number 0.
    pub fn zero() -> Q {
        Q(Repr::Small(0, 1))
    }

    /// The number 1.
    pub fn one() -> Q {
        Q(Repr::Small(1, 1))
    }

    /// The integer `n`.
    pub fn int(n: i64) -> Q {
        Q(Repr::Small(n, 1))
    }

    /// `n / d`, or nothing where `d` is 0.
    pub fn ratio(n: i64, d: i64) -> Option<Q> {
        match d.signum() {
            0 => None,
            s => Some(small(n as i128 * s as i128, (d as i128).abs())),
        }
    }

    /// The same number as a big rational.
    pub fn to_big(&self) -> BigRational {
        match &self.0 {
            Repr::Small(n, d) => BigRational::new_raw((*n).into(), (*d).into()),
            Repr::Big(b) => (**b).clone(),
        }
    }

    /// Whether it is 0.
    pub fn is_zero(&self) -> bool {
        matches!(self.0, Repr::Small(0, _))
    }

    /// Whether it is 1.
    pub fn is_one(&self) -> bool {
        matches!(self.0, Repr::Small(1, 1))
    }

    /// Whether it is an integer.
    pub fn is_integer(&self) -> bool {
        match &self.0 {
            Repr::Small(_, d) => *d == 1,
            Repr::Big(b) => b.is_integer(),
        }
    }

    /// Whether it is below 0.
    pub fn is_negative(&self) -> bool {
        match &self.0 {
            Repr::Small(n, _) => *n < 0,
            Repr::Big(b) => b.is_negative(),
        }
    }

    /// Whether it is above 0.
    pub fn is_positive(&self) -> bool {
        !self.is_zero() && !self.is_negative()
    }

    // How many bits numerator or denominator takes, where they do not fit machine words; 0 where they do.
    pub(crate) fn long_bits(&self) -> u64 {
        match &self.0 {
            Repr::Small(..) => 0,
            Repr::Big(b) => b.numer().bits().max(b.denom().bits()),
        }
    }

    /// The number as a machine integer, where it is one that fits.
    pub fn to_i64(&self) -> Option<i64> {
        match &self.0 {
            Repr::Small(n, 1) => Some(*n),
            _ => None,
        }
    }

    /// The nearest double; for display and search only.
    pub fn to_f64(&self) -> f64 {
        match &self.0 {
            Repr::Small(n, d) => *n as f64 / *d as f64,
            Repr::Big(b) => b.to_f64().unwrap_or(f64::NAN),
        }
    }

    /// Numerator in lowest terms; it bears the sign.
    pub fn numer(&self) -> BigInt {
        match &self.0 {
            Repr::Small(n, _) => (*n).into(),
            Repr::Big(b) => b.numer().clone(),
        }
    }

    /// Denominator in lowest terms; positive.
    pub fn denom(&self) -> BigInt {
        match &self.0 {
            Repr::Small(_, d) => (*d).into(),
            Repr::Big(b) => b.denom().clone(),
        }
    }

    /// `1 / self`, or nothing for 0.
    pub fn recip(&self) -> Option<Q> {
        match &self.0 {
            Repr::Small(0, _) => None,
            Repr::Small(n, d) => Some(small(*d as i128 * n.signum() as i128, (*n as i128).abs())),
            Repr::Big(b) => Some(b.recip().into()),
        }
    }

    /// Absolute value.
    pub fn abs(&self) -> Q {
        if self.is_negative() {
            -self.clone()
        } else {
            self.clone()
        }
    }

    /// `self ^ n`, or nothing where the result would have more than about a million bits.
    pub fn powu(&self, n: u32) -> Option<Q> {
        let bits = self.numer().bits().max(self.denom().bits());
        if bits > 1 && bits.saturating_mul(u64::from(n)) > 1_000_000 {
            return None;
        }
        // Powers of coprime numbers are coprime, so nothing need be cancelled.
        let (p, q) = (self.numer().pow(n), self.denom().pow(n));
        Some(BigRational::new_raw(p, q).into())
    }
}

impl From<BigRational> for Q {
    fn from(b: BigRational) -> Q {
        match (b.numer().to_i64(), b.denom().to_i64()) {
            (Some(n), Some(d)) => Q(Repr::Small(n, d)),
            _ => Q(Repr::Big(Box::new(b))),
        }
    }
}

impl From<BigInt> for Q {
    fn from(n: BigInt) -> Q {
        BigRational::from_integer(n).into()
    }
}

impl std::ops::Add for Q {
    type Output = Q;
    fn add(self, o: Q) -> Q {
        match (&self.0, &o.0) {
            (Repr::Small(a, b), Repr::Small(c, d)) => {
                // |a d + c b| < 2^127, so the sum cannot overflow.
                small(
                    *a as i128 * *d as i128 + *c as i128 * *b as i128,
                    *b as i128 * *d as i128,
                )
            }
            // Cancelling against a denominator of 1 is slow for long numbers.
            _ if self.is_integer() && o.is_integer() => (self.numer() + o.numer()).into(),
            _ => (self.to_big() + o.to_big()).into(),
        }
    }
}

impl std::ops::Mul for Q {
    type Output = Q;
    fn mul(self, o: Q) -> Q {
        match (&self.0, &o.0) {
            (Repr::Small(a, b), Repr::Small(c, d)) => {
                small(*a as i128 * *c as i128, *b as i128 * *d as i128)
            }
            // Cancelling against a denominator of 1 is slow for long numbers.
            _ if self.is_integer() && o.is_integer() => (self.numer() * o.numer()).into(),
            _ => (self.to_big() * o.to_big()).into(),
        }
    }
}

impl std::ops::Neg for Q {
    type Output = Q;
    fn neg(self) -> Q {
        match self.0 {
            Repr::Small(n, d) => small(-(n as i128), d as i128),
            Repr::Big(b) => (-*b).into(),
        }
    }
}

impl std::ops::Sub for Q {
    type Output = Q;
    fn sub(self, o: Q) -> Q {
        self + -o
    }
}

impl Ord for Q {
    fn cmp(&self, o: &Q) -> Ordering {
        match (&self.0, &o.0) {
            (Repr::Small(a, b), Repr::Small(c, d)) => {
                (*a as i128 * *d as i128).cmp(&(*c as i128 * *b as i128))
            }
            _ => self.to_big().cmp(&o.to_big()),
        }
    }
}

impl PartialOrd for Q {
    fn partial_cmp(&self, o: &Q) -> Option<Ordering> {
        Some(self.cmp(o))
    }
}

impl fmt::Display for Q {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Repr::Small(n, 1) => write!(f, "{n}"),
            Repr::Small(n, d) => write!(f, "{n}/{d}"),
            Repr::Big(b) if b.denom().is_one() => write!(f, "{}", b.numer()),
            Repr::Big(b) => write!(f, "{}/{}", b.numer(), b.denom()),
        }
    }
}

impl fmt::Debug for Q {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}
