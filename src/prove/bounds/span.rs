//! Intervals of doubles, rounded outward. They propose where to split and what to certify; they decide nothing.

use std::f64::consts::{FRAC_PI_2, PI};

/// An interval of real numbers; its ends may be infinite.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Span {
    pub lo: f64,
    pub hi: f64,
}

// Libraries are off by an ulp or two; this is far more.
const PAD: f64 = 8.0 * f64::EPSILON;

fn down(x: f64) -> f64 {
    x.next_down()
}

fn up(x: f64) -> f64 {
    x.next_up()
}

fn below(x: f64) -> f64 {
    if x.is_finite() {
        down(x - x.abs() * PAD)
    } else {
        x
    }
}

fn above(x: f64) -> f64 {
    if x.is_finite() {
        up(x + x.abs() * PAD)
    } else {
        x
    }
}

// 0 · ∞ is 0 for the ends of intervals.
fn times(a: f64, b: f64) -> f64 {
    if a == 0.0 || b == 0.0 { 0.0 } else { a * b }
}

impl Span {
    pub(super) const ZERO: Span = Span { lo: 0.0, hi: 0.0 };
    pub(super) const ONE: Span = Span { lo: 1.0, hi: 1.0 };
    pub(super) const ALL: Span = Span {
        lo: f64::NEG_INFINITY,
        hi: f64::INFINITY,
    };

    pub(super) fn new(lo: f64, hi: f64) -> Option<Span> {
        (lo <= hi).then_some(Span { lo, hi })
    }

    pub(super) fn point(x: f64) -> Span {
        Span { lo: x, hi: x }
    }

    pub(super) fn width(self) -> f64 {
        self.hi - self.lo
    }

    pub(super) fn middle(self) -> f64 {
        self.lo / 2.0 + self.hi / 2.0
    }

    pub(super) fn is_finite(self) -> bool {
        self.lo.is_finite() && self.hi.is_finite()
    }

    pub(super) fn has_zero(self) -> bool {
        self.lo <= 0.0 && self.hi >= 0.0
    }

    /// The largest absolute value.
    pub(super) fn size(self) -> f64 {
        self.lo.abs().max(self.hi.abs())
    }

    // Increasing functions of the ends.
    fn through(self, f: impl Fn(f64) -> f64) -> Option<Span> {
        Span::new(below(f(self.lo)), above(f(self.hi)))
    }

    fn clip(self, lo: f64, hi: f64) -> Span {
        Span {
            lo: self.lo.max(lo),
            hi: self.hi.min(hi),
        }
    }

    pub(super) fn neg(self) -> Span {
        Span {
            lo: -self.hi,
            hi: -self.lo,
        }
    }

    pub(super) fn add(self, o: Span) -> Option<Span> {
        Span::new(down(self.lo + o.lo), up(self.hi + o.hi))
    }

    pub(super) fn sub(self, o: Span) -> Option<Span> {
        self.add(o.neg())
    }

    pub(super) fn mul(self, o: Span) -> Option<Span> {
        if self == Span::ZERO || o == Span::ZERO {
            return Some(Span::ZERO);
        }
        let p = [
            times(self.lo, o.lo),
            times(self.lo, o.hi),
            times(self.hi, o.lo),
            times(self.hi, o.hi),
        ];
        let lo = p.iter().copied().fold(f64::INFINITY, f64::min);
        let hi = p.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let lo = if lo == 0.0 { lo } else { down(lo) };
        let hi = if hi == 0.0 { hi } else { up(hi) };
        Span::new(lo, hi)
    }

    pub(super) fn inv(self) -> Option<Span> {
        if self.has_zero() {
            // An end at zero is a pole; what lies inside is none of our business.
            if self.lo == 0.0 && self.hi > 0.0 {
                return Span::new(down(1.0 / self.hi).max(0.0), f64::INFINITY);
            }
            if self.hi == 0.0 && self.lo < 0.0 {
                return Span::new(f64::NEG_INFINITY, up(1.0 / self.lo).min(0.0));
            }
            return None;
        }
        Span::new(down(1.0 / self.hi), up(1.0 / self.lo))
    }

    pub(super) fn div(self, o: Span) -> Option<Span> {
        self.mul(o.inv()?)
    }

    pub(super) fn powi(self, n: i32) -> Option<Span> {
        if n < 0 {
            return self.powi(-n)?.inv();
        }
        if n == 0 {
            return Some(Span::ONE);
        }
        let at = |x: f64| x.powi(n);
        if n % 2 == 1 {
            return self.through(at);
        }
        let a = self.abs();
        let s = a.through(at)?;
        Some(s.clip(0.0, f64::INFINITY))
    }

    pub(super) fn pow(self, e: Span) -> Option<Span> {
        if self.lo < 0.0 || (self.lo == 0.0 && e.lo <= 0.0) {
            return None;
        }
        if e.lo == e.hi && e.lo > 0.0 {
            let s = self.through(|x| x.powf(e.lo))?;
            return Some(s.clip(0.0, f64::INFINITY));
        }
        if self.lo <= 0.0 {
            return None;
        }
        self.log()?.mul(e)?.exp()
    }

    pub(super) fn abs(self) -> Span {
        if self.lo >= 0.0 {
            self
        } else if self.hi <= 0.0 {
            self.neg()
        } else {
            Span {
                lo: 0.0,
                hi: self.size(),
            }
        }
    }

    pub(super) fn min(self, o: Span) -> Span {
        Span {
            lo: self.lo.min(o.lo),
            hi: self.hi.min(o.hi),
        }
    }

    pub(super) fn max(self, o: Span) -> Span {
        Span {
            lo: self.lo.max(o.lo),
            hi: self.hi.max(o.hi),
        }
    }

    pub(super) fn sqrt(self) -> Option<Span> {
        if self.lo < 0.0 {
            return None;
        }
        Some(self.through(f64::sqrt)?.clip(0.0, f64::INFINITY))
    }

    pub(super) fn cbrt(self) -> Option<Span> {
        self.through(f64::cbrt)
    }

    pub(super) fn root(self, n: u32) -> Option<Span> {
        let k = f64::from(n).recip();
        if n % 2 == 1 {
            return self.through(|x| x.signum() * x.abs().powf(k));
        }
        if self.lo < 0.0 {
            return None;
        }
        Some(self.through(|x| x.powf(k))?.clip(0.0, f64::INFINITY))
    }

    pub(super) fn exp(self) -> Option<Span> {
        Some(self.through(f64::exp)?.clip(0.0, f64::INFINITY))
    }

    pub(super) fn log(self) -> Option<Span> {
        if self.lo < 0.0 || self.hi <= 0.0 {
            return None;
        }
        self.through(f64::ln)
    }

    pub(super) fn sin(self) -> Option<Span> {
        // The cosine is the safer one to shift: both ends move by the same amount.
        self.circular(f64::sin, FRAC_PI_2)
    }

    pub(super) fn cos(self) -> Option<Span> {
        self.circular(f64::cos, 0.0)
    }

    // A function of period 2π with its greatest value 1 at `peak` and the least half a period on.
    fn circular(self, f: impl Fn(f64) -> f64, peak: f64) -> Option<Span> {
        let whole = Span { lo: -1.0, hi: 1.0 };
        if !self.is_finite() || self.width() >= 6.2 || self.size() > 1e8 {
            return Some(whole);
        }
        let slack = 1e-15 * (1.0 + self.size());
        let meets = |at: f64| {
            let k = ((self.lo - slack - at) / (2.0 * PI)).ceil();
            at + k * 2.0 * PI <= self.hi + slack
        };
        let (a, b) = (f(self.lo), f(self.hi));
        let hi = if meets(peak) {
            1.0
        } else {
            above(a.max(b)) + slack
        };
        let lo = if meets(peak + PI) {
            -1.0
        } else {
            below(a.min(b)) - slack
        };
        Some(Span { lo, hi }.clip(-1.0, 1.0))
    }

    pub(super) fn tan(self) -> Option<Span> {
        if self.cos()?.has_zero() {
            return None;
        }
        self.through(f64::tan)
    }

    pub(super) fn asin(self) -> Option<Span> {
        (self.lo >= -1.0 && self.hi <= 1.0)
            .then(|| self.through(f64::asin))
            .flatten()
    }

    pub(super) fn acos(self) -> Option<Span> {
        (self.lo >= -1.0 && self.hi <= 1.0)
            .then(|| Some(self.neg().through(|x| (-x).acos())?.clip(0.0, 4.0)))
            .flatten()
    }

    pub(super) fn atan(self) -> Option<Span> {
        self.through(f64::atan)
    }

    pub(super) fn sinh(self) -> Option<Span> {
        self.through(f64::sinh)
    }

    pub(super) fn cosh(self) -> Option<Span> {
        Some(self.abs().through(f64::cosh)?.clip(1.0, f64::INFINITY))
    }

    pub(super) fn tanh(self) -> Option<Span> {
        Some(self.through(f64::tanh)?.clip(-1.0, 1.0))
    }

    pub(super) fn asinh(self) -> Option<Span> {
        self.through(f64::asinh)
    }

    pub(super) fn acosh(self) -> Option<Span> {
        (self.lo >= 1.0)
            .then(|| Some(self.through(f64::acosh)?.clip(0.0, f64::INFINITY)))
            .flatten()
    }

    pub(super) fn atanh(self) -> Option<Span> {
        (self.lo >= -1.0 && self.hi <= 1.0)
            .then(|| self.through(f64::atanh))
            .flatten()
    }
}
