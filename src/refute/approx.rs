//! Doubles with a bound on their error, and the functions on them.

use hence_kernel::Q;

/// A real number and a bound on its error.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Approx {
    pub x: f64,
    pub err: f64,
}

pub(crate) const UNIT: f64 = f64::EPSILON;

impl Approx {
    /// No value.
    pub(crate) const NONE: Approx = Approx {
        x: f64::NAN,
        err: f64::INFINITY,
    };

    /// The nearest double of a rational number.
    pub(crate) fn of(q: &Q) -> Approx {
        let x = q.to_f64();
        let exact = q.to_i64().is_some_and(|n| n.unsigned_abs() < 1 << 53)
            || (x * 1024.0).fract() == 0.0
                && x.abs() < 1e12
                && Q::ratio((x * 1024.0) as i64, 1024).as_ref() == Some(q);
        Approx {
            x,
            err: if exact { 0.0 } else { UNIT * x.abs() },
        }
    }

    fn rounded(x: f64, err: f64) -> Approx {
        if x.is_finite() && err.is_finite() {
            Approx {
                x,
                err: err + UNIT * x.abs(),
            }
        } else {
            Approx::NONE
        }
    }

    // The error of `f` at an argument that is off by a little, from the values beside it; one that does not exist there counts as none.
    fn through(a: Approx, f: impl Fn(f64) -> f64) -> Approx {
        let x = f(a.x);
        if a.err == 0.0 {
            return Approx::rounded(x, 4.0 * UNIT * x.abs());
        }
        // A step of the size of the error may be lost in rounding.
        let step = a.err.max(1e-9 * a.x.abs());
        let beside = |y: f64| if y.is_nan() { 0.0 } else { (y - x).abs() };
        let moved = beside(f(a.x + step)).max(beside(f(a.x - step)));
        let err = moved * (a.err / step);
        Approx::rounded(x, err + 4.0 * UNIT * x.abs())
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fun1 {
    Abs,
    Floor,
    Ceil,
    Sqrt,
    Cbrt,
    Exp,
    Log,
    Sin,
    Cos,
    Tan,
    Cot,
    Sec,
    Csc,
    Asin,
    Acos,
    Atan,
    Acot,
    Asec,
    Acsc,
    Sinh,
    Cosh,
    Tanh,
    Coth,
    Sech,
    Csch,
    Asinh,
    Acosh,
    Atanh,
    Acoth,
    Asech,
    Acsch,
}

impl Fun1 {
    pub(crate) fn named(name: &str) -> Option<Fun1> {
        Some(match name {
            "abs" => Fun1::Abs,
            "floor" => Fun1::Floor,
            "ceil" => Fun1::Ceil,
            "sqrt" => Fun1::Sqrt,
            "cbrt" => Fun1::Cbrt,
            "exp" => Fun1::Exp,
            "log" => Fun1::Log,
            "sin" => Fun1::Sin,
            "cos" => Fun1::Cos,
            "tan" => Fun1::Tan,
            "cot" => Fun1::Cot,
            "sec" => Fun1::Sec,
            "csc" => Fun1::Csc,
            "asin" => Fun1::Asin,
            "acos" => Fun1::Acos,
            "atan" => Fun1::Atan,
            "acot" => Fun1::Acot,
            "asec" => Fun1::Asec,
            "acsc" => Fun1::Acsc,
            "sinh" => Fun1::Sinh,
            "cosh" => Fun1::Cosh,
            "tanh" => Fun1::Tanh,
            "coth" => Fun1::Coth,
            "sech" => Fun1::Sech,
            "csch" => Fun1::Csch,
            "asinh" => Fun1::Asinh,
            "acosh" => Fun1::Acosh,
            "atanh" => Fun1::Atanh,
            "acoth" => Fun1::Acoth,
            "asech" => Fun1::Asech,
            "acsch" => Fun1::Acsch,
            _ => return None,
        })
    }

    fn at(self, x: f64) -> f64 {
        match self {
            Fun1::Abs => x.abs(),
            Fun1::Floor => x.floor(),
            Fun1::Ceil => x.ceil(),
            Fun1::Sqrt => x.sqrt(),
            Fun1::Cbrt => x.cbrt(),
            Fun1::Exp => x.exp(),
            Fun1::Log => x.ln(),
            Fun1::Sin => x.sin(),
            Fun1::Cos => x.cos(),
            Fun1::Tan => x.tan(),
            Fun1::Cot => x.tan().recip(),
            Fun1::Sec => x.cos().recip(),
            Fun1::Csc => x.sin().recip(),
            Fun1::Asin => x.asin(),
            Fun1::Acos => x.acos(),
            Fun1::Atan => x.atan(),
            // The branch is the kernel's business; where the two conventions differ the proposal is only less apt.
            Fun1::Acot => std::f64::consts::FRAC_PI_2 - x.atan(),
            Fun1::Asec => x.recip().acos(),
            Fun1::Acsc => x.recip().asin(),
            Fun1::Sinh => x.sinh(),
            Fun1::Cosh => x.cosh(),
            Fun1::Tanh => x.tanh(),
            Fun1::Coth => x.tanh().recip(),
            Fun1::Sech => x.cosh().recip(),
            Fun1::Csch => x.sinh().recip(),
            Fun1::Asinh => x.asinh(),
            Fun1::Acosh => x.acosh(),
            Fun1::Atanh => x.atanh(),
            Fun1::Acoth => x.recip().atanh(),
            Fun1::Asech => x.recip().acosh(),
            Fun1::Acsch => x.recip().asinh(),
        }
    }

    pub(crate) fn eval(self, a: Approx) -> Approx {
        match self {
            Fun1::Abs => Approx {
                x: a.x.abs(),
                err: a.err,
            },
            Fun1::Floor | Fun1::Ceil => {
                let x = self.at(a.x);
                let moved = self.at(a.x + a.err) != x || self.at(a.x - a.err) != x;
                Approx {
                    x,
                    err: if moved { 1.0 } else { 0.0 },
                }
            }
            Fun1::Sqrt if a.x <= a.err && a.x >= -a.err => Approx {
                x: a.x.max(0.0).sqrt(),
                err: if a.err == 0.0 {
                    0.0
                } else {
                    (2.0 * a.err).sqrt()
                },
            },
            Fun1::Sqrt => {
                let r = a.x.sqrt();
                if a.err == 0.0 && r * r == a.x && r.fract() == 0.0 {
                    return Approx { x: r, err: 0.0 };
                }
                Approx::rounded(r, a.err / r)
            }
            Fun1::Exp | Fun1::Cosh | Fun1::Cos if a.x == 0.0 && a.err == 0.0 => {
                Approx { x: 1.0, err: 0.0 }
            }
            Fun1::Log if a.x <= a.err => Approx::NONE,
            _ => Approx::through(a, |x| self.at(x)),
        }
    }
}

pub(crate) fn sum(a: Approx, b: Approx, sign: f64) -> Approx {
    let x = a.x + sign * b.x;
    // Small integers and halves add exactly, which is where the boundaries of claims like to be.
    let exact = a.err == 0.0 && b.err == 0.0 && x - a.x == sign * b.x && x - sign * b.x == a.x;
    if exact && x.is_finite() {
        return Approx { x, err: 0.0 };
    }
    Approx::rounded(x, a.err + b.err)
}

pub(crate) fn product(a: Approx, b: Approx) -> Approx {
    let x = a.x * b.x;
    let err = a.x.abs() * b.err + b.x.abs() * a.err + a.err * b.err;
    if err == 0.0 && a.x.mul_add(b.x, -x) == 0.0 && x.is_finite() {
        return Approx { x, err: 0.0 };
    }
    Approx::rounded(x, err)
}

pub(crate) fn quotient(a: Approx, b: Approx) -> Approx {
    if b.x.abs() <= b.err || b.x.is_nan() {
        return Approx::NONE;
    }
    let x = a.x / b.x;
    let err = (a.err + x.abs() * b.err) / (b.x.abs() - b.err);
    if err == 0.0 && x.mul_add(b.x, -a.x) == 0.0 && x.is_finite() {
        return Approx { x, err: 0.0 };
    }
    Approx::rounded(x, err)
}

pub(crate) fn power(a: Approx, n: i32) -> Approx {
    const ONE: Approx = Approx { x: 1.0, err: 0.0 };
    if a.x.is_nan() {
        return Approx::NONE;
    }
    let k = n.unsigned_abs();
    let p = if k <= 8 {
        (0..k).fold(ONE, |acc, _| product(acc, a))
    } else {
        let x = a.x.powi(n.abs());
        let slope = f64::from(k) * a.x.abs().powi(n.abs() - 1);
        Approx::rounded(x, slope * a.err * 1.5 + f64::from(k) * UNIT * x.abs())
    };
    if n < 0 { quotient(ONE, p) } else { p }
}

pub(crate) fn general_power(a: Approx, b: Approx) -> Approx {
    if a.x.is_nan() || b.x.is_nan() {
        return Approx::NONE;
    }
    if b.err == 0.0 && b.x.fract() == 0.0 && b.x.abs() < 1e6 {
        return power(a, b.x as i32);
    }
    if a.x == 0.0 && a.err == 0.0 && b.x > b.err {
        return a;
    }
    if a.x <= a.err {
        return Approx::NONE;
    }
    let x = a.x.powf(b.x);
    let relative = b.x.abs() * a.err / (a.x - a.err) + a.x.ln().abs() * b.err;
    Approx::rounded(
        x,
        x * (relative.exp_m1() + (4.0 + (b.x * a.x.ln()).abs()) * UNIT),
    )
}

pub(crate) fn root(n: Approx, a: Approx) -> Approx {
    let k = n.x;
    if n.err != 0.0 || !(1.0..=1e6).contains(&k) || k.fract() != 0.0 {
        return Approx::NONE;
    }
    let odd = k % 2.0 == 1.0;
    Approx::through(a, |x| {
        if x < 0.0 && odd {
            -(-x).powf(k.recip())
        } else {
            x.powf(k.recip())
        }
    })
}
