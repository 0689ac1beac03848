//! Enclosures of terms: the walk behind [`crate::Theorem::enclose`].

use crate::interval::{Interval, IntervalError};
use crate::number::Q;
use crate::term::{KernelError, Result, Term, Type};
use std::collections::HashMap;

/// A variable and the closed interval it ranges over.
#[derive(Clone, Debug)]
pub struct Bounds {
    /// A free variable of type real.
    pub var: Term,
    /// Lower end.
    pub lo: Q,
    /// Upper end, not below the lower one.
    pub hi: Q,
}

const MAX_DEPTH: u32 = 600;
const MAX_STEPS: usize = 200_000;

impl From<IntervalError> for KernelError {
    fn from(e: IntervalError) -> KernelError {
        match e {
            IntervalError::Undefined => KernelError::Undefined,
            _ => KernelError::Limit("interval arithmetic"),
        }
    }
}

/// A lower and an upper bound of `t` on the box.
pub(crate) fn enclose(t: &Term, bounds: &[Bounds], bits: u32) -> Result<(Q, Q)> {
    t.check_depth(MAX_DEPTH)?;
    let mut vars = HashMap::new();
    for b in bounds {
        if *b.var.ty() != Type::Real || !matches!(b.var.kind(), crate::term::Kind::Var(_)) {
            return Err(KernelError::Shape("enclose: bounds are for real variables"));
        }
        let i = Interval::new(b.lo.to_big(), b.hi.to_big())?;
        if vars.insert(b.var.clone(), i).is_some() {
            return Err(KernelError::Shape("enclose: two bounds for one variable"));
        }
    }
    let mut walk = Walk {
        values: vars,
        bits,
        steps: 0,
    };
    let i = walk.value(t)?;
    Ok((i.lo().into(), i.hi().into()))
}

struct Walk {
    // The variables of the box, and every subterm met so far.
    values: HashMap<Term, Interval>,
    bits: u32,
    steps: usize,
}

impl Walk {
    fn value(&mut self, t: &Term) -> Result<Interval> {
        if let Some(q) = t.as_num() {
            return Ok(Interval::point(q.to_big())?);
        }
        if let Some(i) = self.values.get(t) {
            return Ok(i.clone());
        }
        self.steps += 1;
        if self.steps > MAX_STEPS {
            return Err(KernelError::Limit("steps of an enclosure"));
        }
        let i = self.compute(t)?;
        // A point stays exact: equalities of rational numbers must survive.
        let i = if i.is_point() {
            i
        } else {
            i.round_out(self.bits)
        };
        self.values.insert(t.clone(), i.clone());
        Ok(i)
    }

    fn compute(&mut self, t: &Term) -> Result<Interval> {
        let Some((name, args)) = t.as_const_app() else {
            return Err(KernelError::Undefined);
        };
        if let ("ite", [g, a, b]) = (name, &args[..])
            && *t.ty() == Type::Real
        {
            return if self.holds(g)? {
                self.value(a)
            } else {
                self.value(b)
            };
        }
        if *t.ty() != Type::Real || args.iter().any(|a| *a.ty() != Type::Real) {
            return Err(KernelError::Undefined);
        }
        let v = args
            .iter()
            .map(|a| self.value(a))
            .collect::<Result<Vec<_>>>()?;
        apply(name, &v, args.len() == 2 && args[0] == args[1], self.bits)
    }

    // Whether a guard certainly holds on the whole box, or certainly fails.
    fn holds(&mut self, g: &Term) -> Result<bool> {
        if let Some(p) = g.as_unary("¬") {
            return self.holds(p).map(|b| !b);
        }
        for (op, shortcut) in [("∧", false), ("∨", true)] {
            if let Some((p, q)) = g.as_binary(op) {
                let p = self.holds(p)?;
                return if p == shortcut { Ok(p) } else { self.holds(q) };
            }
        }
        for op in ["<", "≤", "="] {
            let Some((a, b)) = g.as_binary(op) else {
                continue;
            };
            if *a.ty() != Type::Real {
                return Err(KernelError::Undefined);
            }
            let (a, b) = (self.value(a)?, self.value(b)?);
            let apart = a.hi() < b.lo() || b.hi() < a.lo();
            let (yes, no) = match op {
                "<" => (a.hi() < b.lo(), b.hi() <= a.lo()),
                "≤" => (a.hi() <= b.lo(), b.hi() < a.lo()),
                _ => (a.is_point() && a == b, apart),
            };
            return if yes {
                Ok(true)
            } else if no {
                Ok(false)
            } else {
                Err(KernelError::Undefined)
            };
        }
        Err(KernelError::Undefined)
    }
}

// The function of that name on intervals; `same` says that both arguments are one term. It is kept out of the recursion, whose depth
// the stack bounds.
#[inline(never)]
fn apply(name: &str, v: &[Interval], same: bool, p: u32) -> Result<Interval> {
    Ok(match (name, v) {
        ("pi", []) => Interval::pi(p)?,
        ("+", [a, b]) => a.add(b)?,
        ("-", [a, b]) => a.sub(b)?,
        ("*", [a, _]) if same => a.powi(2)?,
        ("*", [a, b]) => a.mul(b)?,
        ("/", [a, b]) => a.div(b)?,
        ("neg", [a]) => a.neg(),
        ("inv", [a]) => a.recip()?,
        ("pow", [a, b]) => {
            let n = Q::from(b.lo());
            match n.to_i64() {
                Some(n) if b.is_point() => a.powi(n)?,
                _ => a.pow(b, p)?,
            }
        }
        ("root", [n, a]) => match Q::from(n.lo()).to_i64().and_then(|n| u32::try_from(n).ok()) {
            Some(k) if n.is_point() && k >= 1 => a.root(k, p)?,
            _ => return Err(KernelError::Undefined),
        },
        ("min", [a, b]) => a.min(b),
        ("max", [a, b]) => a.max(b),
        (_, [a]) => match name {
            "abs" => a.abs(),
            "floor" => a.floor(),
            "ceil" => a.ceil(),
            "sqrt" => a.sqrt(p)?,
            "cbrt" => a.cbrt(p)?,
            "exp" => a.exp(p)?,
            "log" => a.ln(p)?,
            "sin" => a.sin(p)?,
            "cos" => a.cos(p)?,
            "tan" => a.tan(p)?,
            "cot" => a.cot(p)?,
            "sec" => a.sec(p)?,
            "csc" => a.csc(p)?,
            "asin" => a.asin(p)?,
            "acos" => a.acos(p)?,
            "atan" => a.atan(p)?,
            "acot" => a.acot(p)?,
            "asec" => a.asec(p)?,
            "acsc" => a.acsc(p)?,
            "sinh" => a.sinh(p)?,
            "cosh" => a.cosh(p)?,
            "tanh" => a.tanh(p)?,
            "coth" => a.coth(p)?,
            "sech" => a.sech(p)?,
            "csch" => a.csch(p)?,
            "asinh" => a.asinh(p)?,
            "acosh" => a.acosh(p)?,
            "atanh" => a.atanh(p)?,
            "acoth" => a.acoth(p)?,
            "asech" => a.asech(p)?,
            "acsch" => a.acsch(p)?,
            _ => return Err(KernelError::Undefined),
        },
        _ => return Err(KernelError::Undefined),
    })
}
