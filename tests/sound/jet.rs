//! Truncated Taylor series with certified coefficients: the value of an expression and its derivatives in one variable.
//!
//! Written for the soundness run alone, so that it shares nothing with the rules of differentiation that the prover uses.

use hence_kernel::interval::{Interval, IntervalError};
use num_traits::{Signed, Zero};

/// How many bits an enclosure keeps.
pub const BITS: u32 = 160;

/// Why there is no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fail {
    /// Certainly not defined at this point.
    Undefined,
    /// Cannot be told at this precision.
    Unclear,
    /// Not known to this evaluator.
    Unsupported,
}

impl From<IntervalError> for Fail {
    fn from(_: IntervalError) -> Fail {
        Fail::Unclear
    }
}

pub type Res<T> = Result<T, Fail>;

/// `c₀ + c₁ h + … + cₙ hⁿ`.
#[derive(Clone, Debug)]
pub struct Jet(pub Vec<Interval>);

// Short ends; exact numbers stay exact.
fn tidy(i: Interval) -> Interval {
    if i.is_point() { i } else { i.round_out(BITS) }
}

fn is_zero(i: &Interval) -> bool {
    i.is_point() && i.lo().is_zero()
}

impl Jet {
    pub fn constant(c: Interval, order: usize) -> Jet {
        let mut v = vec![Interval::integer(0); order + 1];
        v[0] = c;
        Jet(v)
    }

    pub fn integer(n: i64, order: usize) -> Jet {
        Jet::constant(Interval::integer(n), order)
    }

    pub fn value(&self) -> &Interval {
        &self.0[0]
    }

    pub fn order(&self) -> usize {
        self.0.len() - 1
    }

    /// The same with one coefficient less.
    fn shorter(&self) -> Jet {
        Jet(self.0[..self.0.len() - 1].to_vec())
    }

    /// Whether it does not depend on `h`.
    pub fn is_constant(&self) -> bool {
        self.0[1..].iter().all(is_zero)
    }

    pub fn derivative(&self) -> Res<Jet> {
        let mut v = Vec::new();
        for (i, c) in self.0.iter().enumerate().skip(1) {
            v.push(tidy(c.mul(&Interval::integer(i as i64))?));
        }
        Ok(Jet(v))
    }

    pub fn neg(&self) -> Jet {
        Jet(self.0.iter().map(Interval::neg).collect())
    }

    pub fn add(&self, o: &Jet) -> Res<Jet> {
        let sums = self.0.iter().zip(&o.0).map(|(a, b)| Ok(tidy(a.add(b)?)));
        sums.collect::<Res<_>>().map(Jet)
    }

    pub fn sub(&self, o: &Jet) -> Res<Jet> {
        self.add(&o.neg())
    }

    pub fn mul(&self, o: &Jet) -> Res<Jet> {
        let mut v = Vec::new();
        for n in 0..self.0.len() {
            let mut c = Interval::integer(0);
            for i in 0..=n {
                c = tidy(c.add(&self.0[i].mul(&o.0[n - i])?)?);
            }
            v.push(c);
        }
        Ok(Jet(v))
    }

    pub fn div(&self, o: &Jet) -> Res<Jet> {
        let d = o.value();
        if is_zero(d) {
            return Err(Fail::Undefined);
        }
        let mut v: Vec<Interval> = Vec::new();
        for n in 0..self.0.len() {
            let mut c = self.0[n].clone();
            for (i, q) in v.iter().enumerate() {
                c = tidy(c.sub(&q.mul(&o.0[n - i])?)?);
            }
            v.push(tidy(c.div(d)?));
        }
        Ok(Jet(v))
    }

    fn recip(&self) -> Res<Jet> {
        Jet::integer(1, self.order()).div(self)
    }

    fn square(&self) -> Res<Jet> {
        self.mul(self)
    }

    fn one_plus(&self) -> Res<Jet> {
        Jet::integer(1, self.order()).add(self)
    }

    fn one_minus(&self) -> Res<Jet> {
        Jet::integer(1, self.order()).sub(self)
    }

    /// `self^k` by repeated multiplication.
    pub fn powi(&self, k: i64) -> Res<Jet> {
        if k.unsigned_abs() > 64 {
            if self.is_constant() {
                let c = tidy(self.value().powi(k)?);
                return Ok(Jet::constant(c, self.order()));
            }
            return Err(Fail::Unsupported);
        }
        if self.order() == 0 && k >= 0 {
            // Even powers of an interval around 0 are not negative, which a product does not see.
            return Ok(Jet(vec![tidy(self.value().powi(k)?)]));
        }
        let mut acc = Jet::integer(1, self.order());
        for _ in 0..k.unsigned_abs() {
            acc = acc.mul(self)?;
        }
        if k < 0 { acc.recip() } else { Ok(acc) }
    }

    pub fn pow(&self, e: &Jet) -> Res<Jet> {
        let (b, y) = (self.value(), e.value());
        if e.is_constant() && y.is_point() {
            let q = y.lo();
            if q.is_integer() {
                let k = i64::try_from(q.to_integer()).map_err(|_| Fail::Unsupported)?;
                return self.powi(k);
            }
            if is_zero(b) && self.order() == 0 {
                let positive = q.is_positive();
                return if positive {
                    Ok(self.clone())
                } else {
                    Err(Fail::Undefined)
                };
            }
            if b.is_negative() {
                return Err(Fail::Undefined);
            }
        }
        if b.is_positive() {
            return e.mul(&self.apply("log")?)?.apply("exp");
        }
        Err(Fail::Unclear)
    }

    // y with y' = slope(u)·u' and the given first coefficient.
    fn lift(&self, first: Interval, slope: impl Fn(&Jet) -> Res<Jet>) -> Res<Jet> {
        let mut v = vec![tidy(first)];
        if self.order() > 0 {
            let g = slope(&self.shorter())?.mul(&self.derivative()?)?;
            for (i, c) in g.0.iter().enumerate() {
                v.push(tidy(c.div(&Interval::integer(i as i64 + 1))?));
            }
        }
        Ok(Jet(v))
    }

    /// A function of one argument by the name that the theory gives it.
    pub fn apply(&self, f: &str) -> Res<Jet> {
        // What does not vary has no slope, also where the function has none: √0.
        if self.order() > 0 && self.is_constant() {
            let there = Jet(vec![self.value().clone()]).apply(f)?;
            return Ok(Jet::constant(there.value().clone(), self.order()));
        }
        let u = self.value();
        let one = Interval::integer(1);
        let outside = match f {
            "log" => u.is_nonpositive(),
            "sqrt" => u.is_negative(),
            "asin" | "acos" => u.gt(&one) || u.lt(&one.neg()),
            "acosh" => u.lt(&one),
            _ => false,
        };
        if outside {
            return Err(Fail::Undefined);
        }
        match f {
            "exp" => self.lift(u.exp(BITS)?, |u| u.apply("exp")),
            "log" => self.lift(u.ln(BITS)?, Jet::recip),
            "sqrt" => self.lift(u.sqrt(BITS)?, |u| {
                Jet::integer(2, u.order()).mul(&u.apply("sqrt")?)?.recip()
            }),
            "cbrt" => self.lift(u.cbrt(BITS)?, |u| {
                Jet::integer(3, u.order())
                    .mul(&u.apply("cbrt")?.square()?)?
                    .recip()
            }),
            "abs" => {
                if self.order() == 0 {
                    Ok(Jet(vec![u.abs()]))
                } else if u.is_positive() {
                    Ok(self.clone())
                } else if u.is_negative() {
                    Ok(self.neg())
                } else {
                    Err(Fail::Unclear)
                }
            }
            "sgn" => {
                let s = if u.is_positive() {
                    1
                } else if u.is_negative() {
                    -1
                } else if is_zero(u) && (self.order() == 0 || self.is_constant()) {
                    0
                } else {
                    return Err(Fail::Unclear);
                };
                Ok(Jet::integer(s, self.order()))
            }
            "floor" | "ceil" => {
                let v = if f == "floor" { u.floor() } else { u.ceil() };
                let whole = u.lo().is_integer() || u.hi().is_integer();
                if !v.is_point() || self.order() > 0 && whole && !self.is_constant() {
                    return Err(Fail::Unclear);
                }
                Ok(Jet::constant(v, self.order()))
            }
            "sin" => self.lift(u.sin(BITS)?, |u| u.apply("cos")),
            "cos" => self.lift(u.cos(BITS)?, |u| Ok(u.apply("sin")?.neg())),
            "tan" => self.lift(u.tan(BITS)?, |u| u.apply("tan")?.square()?.one_plus()),
            "cot" => self.lift(u.cot(BITS)?, |u| {
                Ok(u.apply("cot")?.square()?.one_plus()?.neg())
            }),
            "sec" => self.lift(u.sec(BITS)?, |u| u.apply("sec")?.mul(&u.apply("tan")?)),
            "csc" => self.lift(u.csc(BITS)?, |u| {
                Ok(u.apply("csc")?.mul(&u.apply("cot")?)?.neg())
            }),
            "asin" => self.lift(u.asin(BITS)?, arc_slope),
            "acos" => self.lift(u.acos(BITS)?, |u| Ok(arc_slope(u)?.neg())),
            "atan" => self.lift(u.atan(BITS)?, |u| u.square()?.one_plus()?.recip()),
            "acot" => self.lift(u.acot(BITS)?, |u| {
                Ok(u.square()?.one_plus()?.recip()?.neg())
            }),
            "asec" => self.lift(u.asec(BITS)?, |u| arc_slope(&u.recip()?)?.div(&u.square()?)),
            "acsc" => self.lift(u.acsc(BITS)?, |u| {
                Ok(arc_slope(&u.recip()?)?.div(&u.square()?)?.neg())
            }),
            "sinh" => self.lift(u.sinh(BITS)?, |u| u.apply("cosh")),
            "cosh" => self.lift(u.cosh(BITS)?, |u| u.apply("sinh")),
            "tanh" => self.lift(u.tanh(BITS)?, |u| u.apply("tanh")?.square()?.one_minus()),
            "coth" => self.lift(u.coth(BITS)?, |u| u.apply("coth")?.square()?.one_minus()),
            "sech" => self.lift(u.sech(BITS)?, |u| {
                Ok(u.apply("sech")?.mul(&u.apply("tanh")?)?.neg())
            }),
            "csch" => self.lift(u.csch(BITS)?, |u| {
                Ok(u.apply("csch")?.mul(&u.apply("coth")?)?.neg())
            }),
            "asinh" => self.lift(u.asinh(BITS)?, |u| {
                u.square()?.one_plus()?.apply("sqrt")?.recip()
            }),
            "acosh" => self.lift(u.acosh(BITS)?, |u| {
                u.square()?.one_minus()?.neg().apply("sqrt")?.recip()
            }),
            "atanh" => self.lift(u.atanh(BITS)?, |u| u.square()?.one_minus()?.recip()),
            "acoth" => self.lift(u.acoth(BITS)?, |u| u.square()?.one_minus()?.recip()),
            "asech" => self.lift(u.asech(BITS)?, |u| {
                Ok(u.mul(&u.square()?.one_minus()?.apply("sqrt")?)?
                    .recip()?
                    .neg())
            }),
            "acsch" => self.lift(u.acsch(BITS)?, |u| {
                let w = u.recip()?.square()?.one_plus()?.apply("sqrt")?;
                Ok(u.square()?.mul(&w)?.recip()?.neg())
            }),
            "neg" => Ok(self.neg()),
            _ => Err(Fail::Unsupported),
        }
    }
}

// 1 / √(1 − u²)
fn arc_slope(u: &Jet) -> Res<Jet> {
    u.square()?.one_minus()?.apply("sqrt")?.recip()
}
