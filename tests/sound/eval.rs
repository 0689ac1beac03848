//! Certified truth of a formula at a point, computed on the surface tree: neither the elaborator nor the prover has a say.

use super::jet::{BITS, Fail, Jet, Res};
use hence::read::ast::{BigOp, BinOp, Expr, Kind, Link, Name, Rel};
use hence_kernel::interval::Interval;
use num_rational::BigRational;
use num_traits::ToPrimitive;
use std::collections::BTreeMap;

/// Rational values of the variables.
pub type Point = BTreeMap<String, BigRational>;

/// Evaluates at one point.
pub struct Eval<'a> {
    /// The variables; everything else that is a name is a constant or unknown.
    pub point: &'a Point,
    // The variable of differentiation and the order of the series in it.
    along: Option<String>,
    order: usize,
    bound: Vec<(String, BigRational)>,
}

/// Whether two enclosures certainly differ, certainly agree, or cannot be told apart.
fn same(a: &Interval, b: &Interval) -> Option<bool> {
    if a.lt(b) || a.gt(b) {
        Some(false)
    } else if a.is_point() && b.is_point() {
        Some(true)
    } else {
        None
    }
}

fn below(a: &Interval, b: &Interval, strict: bool) -> Option<bool> {
    if a.lt(b) {
        Some(true)
    } else if a.gt(b) {
        Some(false)
    } else if strict && a.lo() >= b.hi() {
        Some(false)
    } else if !strict && a.hi() <= b.lo() {
        Some(true)
    } else {
        None
    }
}

fn text(n: &Name) -> Option<String> {
    if !n.accents.is_empty() || n.sup.is_some() || n.primes > 0 {
        return None;
    }
    let mut s = n.base.clone();
    for sub in &n.subs {
        match &sub.kind {
            Kind::Number(q) => s.push_str(&format!("_{q}")),
            Kind::Name(m) => s.push_str(&format!("_{}", text(m)?)),
            _ => return None,
        }
    }
    Some(s)
}

/// The theory's name of a function that people write in several ways.
fn function(name: &str) -> Option<&str> {
    Some(match name {
        "ln" => "log",
        "sign" => "sgn",
        "tg" => "tan",
        "arcsin" => "asin",
        "arccos" => "acos",
        "arctan" => "atan",
        "arccot" => "acot",
        "arcsec" => "asec",
        "arccsc" => "acsc",
        "arcsinh" => "asinh",
        "arccosh" => "acosh",
        "arctanh" => "atanh",
        "exp" | "log" | "sqrt" | "cbrt" | "abs" | "sgn" | "floor" | "ceil" | "sin" | "cos"
        | "tan" | "cot" | "sec" | "csc" | "asin" | "acos" | "atan" | "acot" | "asec" | "acsc"
        | "sinh" | "cosh" | "tanh" | "coth" | "sech" | "csch" | "asinh" | "acosh" | "atanh"
        | "acoth" | "asech" | "acsch" => name,
        _ => return None,
    })
}

impl<'a> Eval<'a> {
    pub fn new(point: &'a Point) -> Eval<'a> {
        Eval {
            point,
            along: None,
            order: 0,
            bound: Vec::new(),
        }
    }

    /// The truth of a formula, where it is certain.
    ///
    /// # Errors
    /// Where some part of it has no certain value.
    pub fn formula(&mut self, e: &Expr) -> Res<Option<bool>> {
        match &e.kind {
            Kind::Paren(a) => self.formula(a),
            Kind::Chain {
                first: Some(first),
                links,
            } => self.chain(first, links),
            Kind::And(xs) => self.junction(xs, false),
            Kind::Or(xs) => self.junction(xs, true),
            Kind::Not(a) => Ok(self.formula(a)?.map(|t| !t)),
            Kind::Implies(Some(a), b) => match self.formula(a)? {
                Some(false) => Ok(Some(true)),
                Some(true) => self.formula(b),
                None => Ok(self.formula(b)?.filter(|t| *t)),
            },
            Kind::Iff(Some(a), b) => {
                let (a, b) = (self.formula(a)?, self.formula(b)?);
                Ok(a.zip(b).map(|(a, b)| a == b))
            }
            _ => Err(Fail::Unsupported),
        }
    }

    // The first part that decides ends it, since it guards what follows.
    fn junction(&mut self, xs: &[Expr], decisive: bool) -> Res<Option<bool>> {
        let mut all = Some(!decisive);
        for x in xs {
            match self.formula(x)? {
                Some(t) if t == decisive => return Ok(Some(decisive)),
                Some(_) => {}
                None => all = None,
            }
        }
        Ok(all)
    }

    fn chain(&mut self, first: &Expr, links: &[Link]) -> Res<Option<bool>> {
        let mut left = self.value(first)?;
        let mut all = Some(true);
        for l in links {
            let right = self.value(&l.rhs)?;
            let (a, b) = (left.value(), right.value());
            let t = match l.rel {
                Rel::Eq => same(a, b),
                Rel::Ne => same(a, b).map(|t| !t),
                Rel::Lt => below(a, b, true),
                Rel::Le => below(a, b, false),
                Rel::Gt => below(b, a, true),
                Rel::Ge => below(b, a, false),
                _ => return Err(Fail::Unsupported),
            };
            if self.order > 0 && same(a, b) != Some(false) {
                // On the edge of a guard nothing is known about what is near.
                return Err(Fail::Unclear);
            }
            match t {
                Some(false) => all = Some(false),
                None if all == Some(true) => all = None,
                _ => {}
            }
            left = right;
        }
        Ok(all)
    }

    fn rational(&self, q: &BigRational) -> Res<Jet> {
        Ok(Jet::constant(Interval::point(q.clone())?, self.order))
    }

    fn variable(&self, name: &str) -> Option<Res<Jet>> {
        if let Some((_, q)) = self.bound.iter().rev().find(|(n, _)| n == name) {
            return Some(self.rational(q));
        }
        let q = self.point.get(name)?;
        Some(self.rational(q).map(|mut jet| {
            if self.along.as_deref() == Some(name) && self.order > 0 {
                jet.0[1] = Interval::integer(1);
            }
            jet
        }))
    }

    fn is_number(&self, name: &str) -> bool {
        self.point.contains_key(name) || self.bound.iter().any(|(n, _)| n == name)
    }

    /// The value of a term.
    ///
    /// # Errors
    /// Where some part of it has no certain value.
    pub fn value(&mut self, e: &Expr) -> Res<Jet> {
        match &e.kind {
            Kind::Number(q) => self.rational(q),
            Kind::Name(n) => {
                let name = text(n).ok_or(Fail::Unsupported)?;
                match (self.variable(&name), name.as_str()) {
                    (Some(v), _) => v,
                    (None, "π" | "pi") => Ok(Jet::constant(Interval::pi(BITS)?, self.order)),
                    (None, "e") => Ok(Jet::constant(Interval::e(BITS)?, self.order)),
                    _ => Err(Fail::Unsupported),
                }
            }
            Kind::Paren(a) | Kind::Plus(a) => self.value(a),
            Kind::Neg(a) => Ok(self.value(a)?.neg()),
            Kind::Binary(op, a, b) => self.binary(*op, a, b),
            Kind::NameParen(n, args) => {
                let name = text(n).ok_or(Fail::Unsupported)?;
                let [arg] = &args[..] else {
                    return Err(Fail::Unsupported);
                };
                let arg = self.value(arg)?;
                if let Some(v) = self.variable(&name) {
                    return v?.mul(&arg);
                }
                arg.apply(function(&name).ok_or(Fail::Unsupported)?)
            }
            Kind::Apply {
                func,
                power,
                base,
                args,
                ..
            } => self.call(func, power.as_deref(), base.as_deref(), args),
            Kind::Root { index, arg } => {
                let a = self.value(arg)?;
                match index {
                    None => a.apply("sqrt"),
                    Some(i) => match &i.kind {
                        Kind::Number(q) if q.to_i64() == Some(2) => a.apply("sqrt"),
                        Kind::Number(q) if q.to_i64() == Some(3) => a.apply("cbrt"),
                        _ => Err(Fail::Unsupported),
                    },
                }
            }
            Kind::Abs(a) => self.value(a)?.apply("abs"),
            Kind::Floor(a) => self.value(a)?.apply("floor"),
            Kind::Ceil(a) => self.value(a)?.apply("ceil"),
            Kind::Derivative { body, vars, .. } => self.derivative(body, vars),
            Kind::Big {
                op: op @ (BigOp::Sum | BigOp::Prod),
                under: Some(under),
                over: Some(over),
                body,
            } => self.big(*op == BigOp::Sum, under, over, body),
            Kind::Cases(cases) => {
                let mut rest = None;
                for c in cases {
                    match &c.guard {
                        None => rest = Some(&c.value),
                        Some(g) => match self.formula(g)? {
                            Some(true) => return self.value(&c.value),
                            Some(false) => {}
                            None => return Err(Fail::Unclear),
                        },
                    }
                }
                self.value(rest.ok_or(Fail::Unsupported)?)
            }
            _ => Err(Fail::Unsupported),
        }
    }

    fn binary(&mut self, op: BinOp, a: &Expr, b: &Expr) -> Res<Jet> {
        // `a(b)^2` with a number `a` is a·b².
        if op == BinOp::Pow
            && let Kind::NameParen(n, args) = &a.kind
            && let Some(name) = text(n)
            && self.is_number(&name)
        {
            let [arg] = &args[..] else {
                return Err(Fail::Unsupported);
            };
            let factor = self.variable(&name).ok_or(Fail::Unsupported)??;
            let (x, y) = (self.value(arg)?, self.value(b)?);
            return factor.mul(&x.pow(&y)?);
        }
        if op == BinOp::Pow
            && let Kind::Name(n) = &a.kind
            && n.base == "e"
            && !self.is_number("e")
        {
            return self.value(b)?.apply("exp");
        }
        let (x, y) = (self.value(a)?, self.value(b)?);
        match op {
            BinOp::Add => x.add(&y),
            BinOp::Sub => x.sub(&y),
            BinOp::Juxtapose | BinOp::Times | BinOp::Cross => x.mul(&y),
            BinOp::Div => x.div(&y),
            BinOp::Pow => x.pow(&y),
            _ => Err(Fail::Unsupported),
        }
    }

    fn call(
        &mut self,
        func: &Name,
        power: Option<&Expr>,
        base: Option<&Expr>,
        args: &[Expr],
    ) -> Res<Jet> {
        let name = text(func).ok_or(Fail::Unsupported)?;
        let values = args
            .iter()
            .map(|a| self.value(a))
            .collect::<Res<Vec<_>>>()?;
        if matches!(name.as_str(), "min" | "max") && values.len() >= 2 && self.order == 0 {
            let ends = values.into_iter().reduce(|a, b| {
                let (p, q) = (a.value(), b.value());
                Jet(vec![if name == "min" { p.min(q) } else { p.max(q) }])
            });
            return ends.ok_or(Fail::Unsupported);
        }
        let [x] = &values[..] else {
            return Err(Fail::Unsupported);
        };
        let f = function(&name).ok_or(Fail::Unsupported)?;
        let power = power.map(|p| self.value(p)).transpose()?;
        if let Some(p) = &power
            && same(p.value(), &Interval::integer(-1)) == Some(true)
        {
            // Whether an inverse or a reciprocal is meant is a question of reading.
            return Err(Fail::Unsupported);
        }
        let mut v = x.apply(f)?;
        if let Some(b) = base {
            let b = self.value(b)?;
            v = v.div(&b.apply("log")?)?;
        }
        match power {
            None => Ok(v),
            Some(p) => v.pow(&p),
        }
    }

    fn derivative(&mut self, body: &Expr, vars: &[(Expr, u32)]) -> Res<Jet> {
        let [(var, times)] = vars else {
            return Err(Fail::Unsupported);
        };
        let Kind::Name(n) = &var.kind else {
            return Err(Fail::Unsupported);
        };
        let name = text(n).ok_or(Fail::Unsupported)?;
        let fresh = self.along.is_none() || self.order == 0;
        if *times > 6
            || !self.point.contains_key(&name)
            || !fresh && self.along.as_deref() != Some(&name)
        {
            return Err(Fail::Unsupported);
        }
        let (along, order) = (self.along.replace(name), self.order);
        self.order += *times as usize;
        let jet = self.value(body);
        (self.along, self.order) = (along, order);
        (0..*times).try_fold(jet?, |j, _| j.derivative())
    }

    fn integer(&mut self, e: &Expr) -> Res<i64> {
        let v = self.value(e)?;
        let i = v.value();
        if !i.is_point() || !i.lo().is_integer() {
            return Err(Fail::Unclear);
        }
        i.lo().to_i64().ok_or(Fail::Unsupported)
    }

    fn big(&mut self, sum: bool, under: &Expr, over: &Expr, body: &Expr) -> Res<Jet> {
        let Kind::Chain {
            first: Some(index),
            links,
        } = &under.kind
        else {
            return Err(Fail::Unsupported);
        };
        let (Kind::Name(n), [link]) = (&index.kind, &links[..]) else {
            return Err(Fail::Unsupported);
        };
        let name = text(n).ok_or(Fail::Unsupported)?;
        let (lo, hi) = (self.integer(&link.rhs)?, self.integer(over)?);
        if link.rel != Rel::Eq || hi - lo > 60 || self.along.as_deref() == Some(&name) {
            return Err(Fail::Unsupported);
        }
        let mut acc = Jet::integer(i64::from(!sum), self.order);
        for k in lo..=hi {
            self.bound
                .push((name.clone(), BigRational::from_integer(k.into())));
            let term = self.value(body);
            self.bound.pop();
            acc = if sum {
                acc.add(&term?)?
            } else {
                acc.mul(&term?)?
            };
        }
        Ok(acc)
    }
}

/// The names in an expression that are neither functions nor π or e.
pub fn names(e: &Expr, out: &mut Vec<String>) {
    let mut add = |n: &Name| {
        if let Some(name) = text(n)
            && name != "π"
            && name != "e"
            && !out.contains(&name)
        {
            out.push(name);
        }
    };
    match &e.kind {
        Kind::Name(n) => add(n),
        Kind::Paren(a)
        | Kind::Plus(a)
        | Kind::Neg(a)
        | Kind::Abs(a)
        | Kind::Floor(a)
        | Kind::Ceil(a)
        | Kind::Not(a)
        | Kind::Factorial(a) => names(a, out),
        Kind::Binary(_, a, b) => {
            names(a, out);
            names(b, out);
        }
        Kind::NameParen(_, xs) | Kind::And(xs) | Kind::Or(xs) | Kind::Tuple(xs) => {
            xs.iter().for_each(|x| names(x, out));
        }
        Kind::Apply {
            args, power, base, ..
        } => {
            let parts = args.iter().chain(power.as_deref()).chain(base.as_deref());
            parts.for_each(|x| names(x, out));
        }
        Kind::Root { index, arg } => {
            [index.as_deref(), Some(&**arg)]
                .into_iter()
                .flatten()
                .for_each(|x| names(x, out));
        }
        Kind::Derivative { body, vars, .. } => {
            names(body, out);
            vars.iter().for_each(|(v, _)| names(v, out));
        }
        Kind::Big {
            under, over, body, ..
        } => {
            let parts = [under.as_deref(), over.as_deref(), Some(&**body)];
            parts.into_iter().flatten().for_each(|x| names(x, out));
        }
        Kind::Cases(cases) => {
            for c in cases {
                names(&c.value, out);
                c.guard.iter().for_each(|g| names(g, out));
            }
        }
        Kind::Chain { first, links } => {
            first.iter().for_each(|x| names(x, out));
            links.iter().for_each(|l| names(&l.rhs, out));
        }
        Kind::Implies(a, b) | Kind::Iff(a, b) => {
            a.iter().for_each(|x| names(x, out));
            names(b, out);
        }
        _ => {}
    }
}
