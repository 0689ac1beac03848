//! Terms as straight-line programs on intervals of doubles, with their gradients.

use super::span::Span;
use hence_kernel::{Kind, Term, Type};
use std::collections::HashMap;

#[derive(Clone, Copy, Debug)]
enum Fun {
    Abs,
    Sqrt,
    Cbrt,
    Exp,
    Log,
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

#[derive(Clone, Debug)]
enum Op {
    Num(Span),
    Var(usize),
    Add(usize, usize),
    Sub(usize, usize),
    Mul(usize, usize),
    Div(usize, usize),
    Neg(usize),
    Powi(usize, i32),
    Pow(usize, usize),
    Root(usize, u32),
    Min(usize, usize),
    Max(usize, usize),
    Fun(Fun, usize),
}

/// A term compiled for intervals; equal parts are computed once.
pub(super) struct Tape {
    ops: Vec<Op>,
    vars: usize,
}

const MAX_OPS: usize = 4_000;

impl Tape {
    /// Nothing where a part of the term has no interval function.
    pub(super) fn compile(t: &Term, vars: &[Term]) -> Option<Tape> {
        let mut c = Compiler {
            ops: Vec::new(),
            seen: HashMap::new(),
            vars,
        };
        c.node(t)?;
        Some(Tape {
            ops: c.ops,
            vars: vars.len(),
        })
    }

    /// What one evaluation costs.
    pub(super) fn len(&self) -> usize {
        self.ops.len()
    }

    /// Bounds of the value on a box.
    pub(super) fn value(&self, at: &[Span]) -> Option<Span> {
        let mut v: Vec<Span> = Vec::with_capacity(self.ops.len());
        for op in &self.ops {
            v.push(step(op, &v, at)?);
        }
        v.last().copied()
    }

    /// Bounds of the value and of the partial derivatives on a box; a derivative that may not exist has no bounds.
    pub(super) fn gradient(&self, at: &[Span]) -> Option<(Span, Vec<Option<Span>>)> {
        let n = self.vars;
        let mut v: Vec<Span> = Vec::with_capacity(self.ops.len());
        let mut g: Vec<Option<Span>> = Vec::with_capacity(self.ops.len() * n);
        for op in &self.ops {
            v.push(step(op, &v, at)?);
            for i in 0..n {
                let d = |k: usize| g[k * n + i];
                g.push(slope(op, &v, i, &d));
            }
        }
        let last = v.last().copied()?;
        Some((last, g.split_off(g.len() - n)))
    }
}

fn step(op: &Op, v: &[Span], at: &[Span]) -> Option<Span> {
    Some(match *op {
        Op::Num(s) => s,
        Op::Var(i) => *at.get(i)?,
        Op::Add(a, b) => v[a].add(v[b])?,
        Op::Sub(a, b) => v[a].sub(v[b])?,
        Op::Mul(a, b) if a == b => v[a].powi(2)?,
        Op::Mul(a, b) => v[a].mul(v[b])?,
        Op::Div(a, b) => v[a].div(v[b])?,
        Op::Neg(a) => v[a].neg(),
        Op::Powi(a, n) => v[a].powi(n)?,
        Op::Pow(a, b) => v[a].pow(v[b])?,
        Op::Root(a, n) => v[a].root(n)?,
        Op::Min(a, b) => v[a].min(v[b]),
        Op::Max(a, b) => v[a].max(v[b]),
        Op::Fun(f, a) => {
            let a = v[a];
            match f {
                Fun::Abs => a.abs(),
                Fun::Sqrt => a.sqrt()?,
                Fun::Cbrt => a.cbrt()?,
                Fun::Exp => a.exp()?,
                Fun::Log => a.log()?,
                Fun::Sin => a.sin()?,
                Fun::Cos => a.cos()?,
                Fun::Tan => a.tan()?,
                Fun::Asin => a.asin()?,
                Fun::Acos => a.acos()?,
                Fun::Atan => a.atan()?,
                Fun::Sinh => a.sinh()?,
                Fun::Cosh => a.cosh()?,
                Fun::Tanh => a.tanh()?,
                Fun::Asinh => a.asinh()?,
                Fun::Acosh => a.acosh()?,
                Fun::Atanh => a.atanh()?,
            }
        }
    })
}

fn slope(op: &Op, v: &[Span], i: usize, d: &dyn Fn(usize) -> Option<Span>) -> Option<Span> {
    let here = v[v.len() - 1];
    let num = Span::point;
    Some(match *op {
        Op::Num(_) => Span::ZERO,
        Op::Var(k) => {
            if k == i {
                Span::ONE
            } else {
                Span::ZERO
            }
        }
        Op::Add(a, b) => d(a)?.add(d(b)?)?,
        Op::Sub(a, b) => d(a)?.sub(d(b)?)?,
        Op::Mul(a, b) if a == b => num(2.0).mul(v[a])?.mul(d(a)?)?,
        Op::Mul(a, b) => d(a)?.mul(v[b])?.add(v[a].mul(d(b)?)?)?,
        Op::Div(a, b) if d(b)? == Span::ZERO => d(a)?.div(v[b])?,
        Op::Div(a, b) => d(a)?.sub(here.mul(d(b)?)?)?.div(v[b])?,
        Op::Neg(a) => d(a)?.neg(),
        Op::Powi(a, n) => num(f64::from(n)).mul(v[a].powi(n - 1)?)?.mul(d(a)?)?,
        Op::Pow(a, b) => {
            if d(b)? == Span::ZERO {
                let less = v[b].sub(Span::ONE)?;
                return v[b].mul(v[a].pow(less)?)?.mul(d(a)?);
            }
            let whole = d(b)?.mul(v[a].log()?)?.add(v[b].mul(d(a)?)?.div(v[a])?)?;
            here.mul(whole)?
        }
        Op::Root(a, n) => here.mul(d(a)?)?.div(num(f64::from(n)).mul(v[a])?)?,
        Op::Min(a, b) | Op::Max(a, b) => {
            let first = matches!(op, Op::Min(..));
            if v[a].hi < v[b].lo {
                d(if first { a } else { b })?
            } else if v[b].hi < v[a].lo {
                d(if first { b } else { a })?
            } else {
                return None;
            }
        }
        Op::Fun(_, a) if d(a)? == Span::ZERO => Span::ZERO,
        Op::Fun(f, a) => {
            let (x, dx) = (v[a], d(a)?);
            let one = Span::ONE;
            let outer = match f {
                Fun::Abs if x.lo > 0.0 => one,
                Fun::Abs if x.hi < 0.0 => one.neg(),
                Fun::Abs => return None,
                Fun::Sqrt => num(2.0).mul(here)?.inv()?,
                Fun::Cbrt if x.has_zero() => return None,
                Fun::Cbrt => num(3.0).mul(here.powi(2)?)?.inv()?,
                Fun::Exp => here,
                Fun::Log => x.inv()?,
                Fun::Sin => x.cos()?,
                Fun::Cos => x.sin()?.neg(),
                Fun::Tan => one.add(here.powi(2)?)?,
                Fun::Asin => one.sub(x.powi(2)?)?.sqrt()?.inv()?,
                Fun::Acos => one.sub(x.powi(2)?)?.sqrt()?.inv()?.neg(),
                Fun::Atan => one.add(x.powi(2)?)?.inv()?,
                Fun::Sinh => x.cosh()?,
                Fun::Cosh => x.sinh()?,
                Fun::Tanh => one.sub(here.powi(2)?)?,
                Fun::Asinh => one.add(x.powi(2)?)?.sqrt()?.inv()?,
                Fun::Acosh => x.powi(2)?.sub(one)?.sqrt()?.inv()?,
                Fun::Atanh => one.sub(x.powi(2)?)?.inv()?,
            };
            outer.mul(dx)?
        }
    })
}

struct Compiler<'a> {
    ops: Vec<Op>,
    seen: HashMap<Term, usize>,
    vars: &'a [Term],
}

impl Compiler<'_> {
    fn push(&mut self, op: Op) -> Option<usize> {
        if self.ops.len() >= MAX_OPS {
            return None;
        }
        self.ops.push(op);
        Some(self.ops.len() - 1)
    }

    fn fun(&mut self, f: Fun, a: usize) -> Option<usize> {
        self.push(Op::Fun(f, a))
    }

    fn one_over(&mut self, a: usize) -> Option<usize> {
        let one = self.push(Op::Num(Span::ONE))?;
        self.push(Op::Div(one, a))
    }

    fn node(&mut self, t: &Term) -> Option<usize> {
        if let Some(&k) = self.seen.get(t) {
            return Some(k);
        }
        if *t.ty() != Type::Real {
            return None;
        }
        let k = self.fresh(t)?;
        self.seen.insert(t.clone(), k);
        Some(k)
    }

    fn fresh(&mut self, t: &Term) -> Option<usize> {
        if let Some(q) = t.as_num() {
            let x = q.to_f64();
            let exact = x.fract() == 0.0 && x.abs() < 1e15 && q.is_integer();
            let s = if exact {
                Span::point(x)
            } else {
                Span::new(x.next_down(), x.next_up())?
            };
            return self.push(Op::Num(s));
        }
        if matches!(t.kind(), Kind::Var(_)) {
            let i = self.vars.iter().position(|v| v == t)?;
            return self.push(Op::Var(i));
        }
        let (name, args) = t.as_const_app()?;
        match args[..] {
            [] if name == "pi" => {
                let p = std::f64::consts::PI;
                self.push(Op::Num(Span::new(p, p.next_up())?))
            }
            [a] => self.unary(name, a),
            [a, b] => self.binary(name, a, b),
            _ => None,
        }
    }

    fn binary(&mut self, name: &str, a: &Term, b: &Term) -> Option<usize> {
        if name == "pow"
            && let Some(q) = b.as_num()
            && let Some(n) = q.to_i64()
            && n.abs() <= 1_000
        {
            let a = self.node(a)?;
            return self.push(Op::Powi(a, n as i32));
        }
        if name == "root" {
            let n = a.as_num()?.to_i64()?;
            let b = self.node(b)?;
            return self.push(Op::Root(b, u32::try_from(n).ok().filter(|n| *n > 0)?));
        }
        let (a, b) = (self.node(a)?, self.node(b)?);
        let op = match name {
            "+" => Op::Add(a, b),
            "-" => Op::Sub(a, b),
            "*" => Op::Mul(a, b),
            "/" => Op::Div(a, b),
            "pow" => Op::Pow(a, b),
            "min" => Op::Min(a, b),
            "max" => Op::Max(a, b),
            _ => return None,
        };
        self.push(op)
    }

    fn unary(&mut self, name: &str, a: &Term) -> Option<usize> {
        let a = self.node(a)?;
        let f = match name {
            "neg" => return self.push(Op::Neg(a)),
            "inv" => return self.one_over(a),
            "abs" => Fun::Abs,
            "sqrt" => Fun::Sqrt,
            "cbrt" => Fun::Cbrt,
            "exp" => Fun::Exp,
            "log" => Fun::Log,
            "sin" => Fun::Sin,
            "cos" => Fun::Cos,
            "tan" => Fun::Tan,
            "asin" => Fun::Asin,
            "acos" => Fun::Acos,
            "atan" => Fun::Atan,
            "sinh" => Fun::Sinh,
            "cosh" => Fun::Cosh,
            "tanh" => Fun::Tanh,
            "asinh" => Fun::Asinh,
            "acosh" => Fun::Acosh,
            "atanh" => Fun::Atanh,
            "sec" | "csc" | "sech" | "csch" => {
                let of = match name {
                    "sec" => Fun::Cos,
                    "csc" => Fun::Sin,
                    "sech" => Fun::Cosh,
                    _ => Fun::Sinh,
                };
                let k = self.fun(of, a)?;
                return self.one_over(k);
            }
            "cot" | "coth" => {
                let (top, bottom) = if name == "cot" {
                    (Fun::Cos, Fun::Sin)
                } else {
                    (Fun::Cosh, Fun::Sinh)
                };
                let (x, y) = (self.fun(top, a)?, self.fun(bottom, a)?);
                return self.push(Op::Div(x, y));
            }
            _ => return None,
        };
        self.fun(f, a)
    }
}
