//! Expressions that denote numbers and vectors.

use super::Problem;
use super::functions;
use super::names::{bare, key, places};
use super::scope::{Scope, Sort};
use crate::read::ast::{BigOp, BinOp, Case, Expr, Kind, Name, Span};
use hence_kernel::{Q, Term, Type, syntax};

type Res = Result<Term, Problem>;

impl Scope {
    /// The term that an expression denotes.
    ///
    /// # Errors
    /// A [`Problem`] where some part has no meaning in this scope.
    pub fn term(&mut self, e: &Expr) -> Res {
        let span = e.span;
        let err = Problem::kernel(span);
        if self.is_matrix(e) {
            return self.number_of(e);
        }
        if self.is_of_maps(e) {
            return self.of_maps(e);
        }
        match &e.kind {
            Kind::Number(q) => Ok(Term::num(Q::from(q.clone()))),
            Kind::Name(n) => self.name(n, span),
            Kind::Paren(a) | Kind::Plus(a) => self.term(a),
            Kind::Neg(a) => {
                let t = self.term(a)?;
                if *t.ty() == Type::Vector {
                    self.apply("vneg", &[&t], span)
                } else {
                    syntax::neg(&t).map_err(err)
                }
            }
            Kind::Binary(op, a, b) => self.binary(*op, a, b, span),
            Kind::NameParen(n, args) => match self.of_matrix(n, args, span) {
                Some(value) => value,
                None => self.name_paren(n, args, span),
            },
            Kind::Apply {
                func,
                power,
                base,
                args,
                ..
            } => match self.of_matrix(func, args, span) {
                Some(value) if base.is_none() => {
                    let value = value?;
                    match power {
                        None => Ok(value),
                        Some(p) => {
                            let p = self.real(p)?;
                            syntax::pow(&value, &p).map_err(err)
                        }
                    }
                }
                _ => self.call(func, power.as_deref(), base.as_deref(), args, span),
            },
            Kind::Root { index, arg } => {
                let a = self.real(arg)?;
                match index {
                    None => syntax::sqrt(&a).map_err(err),
                    Some(i) => {
                        let i = self.real(i)?;
                        match i.as_num().and_then(Q::to_i64) {
                            Some(2) => syntax::sqrt(&a).map_err(err),
                            Some(3) => self.apply("cbrt", &[&a], span),
                            _ => self.apply("root", &[&i, &a], span),
                        }
                    }
                }
            }
            Kind::Abs(a) if self.is_matrix(a) => self.bars(a, span),
            Kind::Abs(a) => {
                let t = self.term(a)?;
                self.apply(
                    if *t.ty() == Type::Vector {
                        "norm"
                    } else {
                        "abs"
                    },
                    &[&t],
                    span,
                )
            }
            Kind::Norm(a, None) => {
                let t = self.term(a)?;
                self.apply(
                    if *t.ty() == Type::Vector {
                        "norm"
                    } else {
                        "abs"
                    },
                    &[&t],
                    span,
                )
            }
            Kind::Floor(a) => {
                let t = self.real(a)?;
                self.apply("floor", &[&t], span)
            }
            Kind::Ceil(a) => {
                let t = self.real(a)?;
                self.apply("ceil", &[&t], span)
            }
            // `n(n-1)!` is n·(n−1)!
            Kind::Factorial(a) if matches!(&a.kind, Kind::NameParen(n, args) if !self.is_call(n, args)) =>
            {
                let Kind::NameParen(n, args) = &a.kind else {
                    return Problem::at(span, "a factorial of what?");
                };
                let x = self.name(n, a.span)?;
                let y = self.real(&args[0])?;
                let y = self.apply("factorial", &[&y], span)?;
                self.product(&x, &y, span)
            }
            Kind::Factorial(a) => {
                let t = self.real(a)?;
                self.apply("factorial", &[&t], span)
            }
            Kind::Binomial(a, b) => {
                let (a, b) = (self.real(a)?, self.real(b)?);
                self.apply("binomial", &[&a, &b], span)
            }
            Kind::Inner(a, b) if self.is_matrix(a) && self.is_matrix(b) => self.columns(a, b, span),
            Kind::Inner(a, b) => {
                let (a, b) = (self.term(a)?, self.term(b)?);
                self.apply("inner", &[&a, &b], span)
            }
            Kind::Derivative {
                body,
                vars,
                partial,
            } => self.derivative(body, vars, *partial, span),
            Kind::Prime(body, n) => {
                let vars = self.only_variable(body)?;
                self.derivative(body, &[(vars, *n)], true, span)
            }
            Kind::Gradient(a) => self.gradient(a, span),
            Kind::Big {
                op,
                under,
                over,
                body,
            } => self.big(*op, under.as_deref(), over.as_deref(), body, span),
            Kind::Integral {
                var,
                lower,
                upper,
                body,
            } => {
                let Some(var) = var else {
                    return Problem::at(span, "the integral does not say over which variable");
                };
                self.integral(var, lower.as_deref(), upper.as_deref(), body, span)
            }
            Kind::Limit {
                var,
                to,
                side,
                body,
            } => self.limit(var, to, *side, body, span),
            Kind::Between {
                body,
                var,
                lower,
                upper,
            } => self.between(body, var.as_deref(), lower, upper.as_deref(), span),
            Kind::Cases(cases) => self.cases(cases, span),
            Kind::Infinity => Problem::at(span, "∞ is no number"),
            Kind::Dots => Problem::at(span, "dots need a list or a sum around them"),
            Kind::PlusMinus(_) | Kind::MinusPlus(_) => {
                Problem::at(span, "± needs both signs to be judged")
            }
            Kind::Text(t) => Problem::at(
                span,
                format!("the words `{}` stand where a number is expected", t.trim()),
            ),
            Kind::Matrix(_) | Kind::Transpose(_) => {
                Problem::at(span, "this is no matrix that is written out")
            }
            Kind::Set(_) | Kind::SetOf(..) | Kind::Interval { .. } => {
                Problem::at(span, "a set stands where a number is expected")
            }
            Kind::Tuple(_) => Problem::at(span, "a list stands where a number is expected"),
            Kind::Norm(..) => Problem::at(span, "this norm is not handled yet"),
            Kind::Placeholder => {
                Problem::at(span, "an empty place stands where a number is expected")
            }
            Kind::Chain { .. }
            | Kind::And(_)
            | Kind::Or(_)
            | Kind::Not(_)
            | Kind::Implies(..)
            | Kind::Iff(..)
            | Kind::ForAll(..)
            | Kind::Exists(..)
            | Kind::With(..) => Problem::at(span, "a statement stands where a number is expected"),
        }
    }

    /// The same, where only a number will do.
    pub(crate) fn real(&mut self, e: &Expr) -> Res {
        let t = self.term(e)?;
        if *t.ty() == Type::Real {
            Ok(t)
        } else {
            Problem::at(
                e.span,
                format!("a {} stands where a number is expected", t.ty()),
            )
        }
    }

    pub(crate) fn apply(&self, constant: &str, args: &[&Term], span: Span) -> Res {
        let Some(c) = syntax::constant(constant) else {
            return Problem::at(span, format!("`{constant}` is not known"));
        };
        Term::apps(&c, args).map_err(Problem::kernel(span))
    }

    pub(super) fn variable(&self, name: &str) -> Term {
        Term::var(name, self.sort(name).map_or(Type::Real, Sort::ty))
    }

    fn name(&mut self, n: &Name, span: Span) -> Res {
        if n.primes > 0 {
            return Problem::at(
                span,
                format!("`{}` is a derivative without an argument", key(n)),
            );
        }
        let k = key(n);
        if let Some(t) = self.bound(&k) {
            return Ok(t.clone());
        }
        if self.is_other(&k) || self.no_numbers.contains(&k) {
            return Problem::at(span, format!("`{k}` is not computed with"));
        }
        if let Some(d) = self.definition(&k) {
            return match d.constant.ty() {
                Type::Fun(_) => Problem::at(
                    span,
                    format!("the function `{k}` stands without an argument"),
                ),
                _ => Ok(d.constant.clone()),
            };
        }
        let family = bare(n);
        if let Some(places) = places(n)
            && let known = self.family(&family)
            && (self.sort(&k).is_none() && known.is_some()
                || places.iter().any(|s| self.mentions_bound(s)))
        {
            let args = places
                .into_iter()
                .map(|s| match &s.kind {
                    // No other `i` is an index.
                    Kind::Name(m) if key(m) == "i" && self.bound("i").is_none() => {
                        Ok(self.variable("i"))
                    }
                    _ => self.real(s),
                })
                .collect::<Result<Vec<_>, _>>()?;
            let value = known.unwrap_or(Sort::Real).ty();
            let f = Term::var(family, Type::curried(&vec![Type::Real; args.len()], value));
            let args: Vec<&Term> = args.iter().collect();
            return Term::apps(&f, &args).map_err(Problem::kernel(span));
        }
        if self.sort(&k).is_none() {
            if k == "π" {
                return self.apply("pi", &[], span);
            }
            if n.base == "e" && n.subs.is_empty() && n.accents.is_empty() && n.sup.is_none() {
                return syntax::exp(&Term::int(1)).map_err(Problem::kernel(span));
            }
            if self.is_function(&k) {
                return Problem::at(
                    span,
                    format!("the function `{k}` stands without an argument"),
                );
            }
        }
        if k == "i" && self.sort("i").is_none() {
            return Problem::at(span, "`i` alone may be an index or √−1; declare it");
        }
        if self.sort(&k).is_none()
            && let Some(t) = self.number_behind(&k)
        {
            return t.map_err(Problem::kernel(span));
        }
        Ok(self.variable(&k))
    }

    // Whether a subscript depends on the index of a sum: `a_k` is then a member of a family whatever else is known of the name.
    fn mentions_bound(&self, e: &Expr) -> bool {
        let mut found = false;
        crate::read::tree::walk(e, &mut |e| {
            if let Kind::Name(n) = &e.kind {
                found |= self.bound(&key(n)).is_some();
            }
        });
        found
    }

    // `y1` where `y` is declared and `y1` is not: y times 1.
    fn number_behind(&self, name: &str) -> Option<hence_kernel::Result<Term>> {
        let letters = name.trim_end_matches(|c: char| c.is_ascii_digit());
        let digits = &name[letters.len()..];
        self.sort(letters)?;
        let n: i64 = digits.parse().ok()?;
        Some(syntax::mul(&self.variable(letters), &Term::int(n)))
    }

    // A name with a bracket behind it is a call unless the name is a declared number; a name of one letter that nothing is known of is a call too.
    pub(crate) fn is_call(&self, n: &Name, args: &[Expr]) -> bool {
        let k = key(n);
        if n.primes > 0 || args.len() != 1 {
            return true;
        }
        if self.bound(&k).is_some() || self.sort(&k).is_some() || self.is_factor(n) {
            return false;
        }
        match self.definition(&k) {
            Some(d) => matches!(d.constant.ty(), Type::Fun(_)),
            None => k != "π" && k != "e",
        }
    }

    fn name_paren(&mut self, n: &Name, args: &[Expr], span: Span) -> Res {
        if !self.is_call(n, args) {
            let a = self.name(n, span)?;
            let b = self.term(&args[0])?;
            return self.product(&a, &b, span);
        }
        let f = self.function(n, args.len(), span)?;
        let mut values = Vec::new();
        let mut ty = f.ty().clone();
        for a in args {
            let value = self.term(a)?;
            values.push(match &ty {
                Type::Fun(io) => {
                    let value = self.as_type(value, &io.0, a.span)?;
                    ty = io.1.clone();
                    value
                }
                _ => value,
            });
        }
        let mut f = f;
        for _ in 0..n.primes {
            if values.len() != 1 {
                return Problem::at(span, "a prime on a function of several arguments");
            }
            f = self.derivative_function(&f, span)?;
        }
        let values: Vec<&Term> = values.iter().collect();
        let t = Term::apps(&f, &values).map_err(Problem::kernel(span))?;
        self.beta(t, span)
    }

    // The function that a name stands for, without its primes.
    pub(super) fn function(&mut self, n: &Name, arity: usize, span: Span) -> Res {
        let k = key(n);
        if self.is_other(&k) {
            return Problem::at(span, format!("`{k}` is not computed with"));
        }
        if let Some(d) = self.definition(&k) {
            return Ok(d.constant.clone());
        }
        if arity == 1
            && self.sort(&k).is_none()
            && let Some(c) = functions::unary(&k).and_then(syntax::constant)
        {
            return Ok(c);
        }
        if let Some(t) = self.bound(&k) {
            return Ok(t.clone());
        }
        if self.sort(&k).is_some() {
            return Problem::at(span, format!("`{k}` is a number, not a function"));
        }
        let ty = self.function_type(&k, arity);
        Ok(Term::var(k, ty))
    }

    // λt. deriv (λs. f s) t
    fn derivative_function(&self, f: &Term, span: Span) -> Res {
        let err = Problem::kernel(span);
        let t = Term::fresh("x", Type::Real, &[f]);
        let body = match f.instantiate(&t) {
            Ok(body) => body,
            Err(_) => Term::app(f, &t).map_err(&err)?,
        };
        let inner = Term::lam(&t, &body).map_err(&err)?;
        let at = syntax::deriv(&inner, &t).map_err(&err)?;
        Term::lam(&t, &at).map_err(&err)
    }

    fn beta(&self, t: Term, span: Span) -> Res {
        match t.kind() {
            hence_kernel::Kind::App(f, a) if matches!(f.kind(), hence_kernel::Kind::Lam(..)) => {
                f.instantiate(a).map_err(Problem::kernel(span))
            }
            _ => Ok(t),
        }
    }

    // The number 0 where a vector is expected.
    pub(crate) fn as_type(&self, t: Term, ty: &Type, span: Span) -> Res {
        if *ty == Type::Vector && t.as_num().is_some_and(Q::is_zero) {
            return self.apply("vzero", &[], span);
        }
        if *ty == Type::fun(Type::Vector, Type::Vector) && t.as_num().is_some_and(Q::is_zero) {
            return self.zero_map(span);
        }
        Ok(t)
    }

    fn product(&self, a: &Term, b: &Term, span: Span) -> Res {
        match (a.ty(), b.ty()) {
            (Type::Real, Type::Real) => syntax::mul(a, b).map_err(Problem::kernel(span)),
            (Type::Real, Type::Vector) => self.apply("smul", &[a, b], span),
            (Type::Vector, Type::Real) => self.apply("smul", &[b, a], span),
            _ => Problem::at(span, "a product of two vectors has no meaning here"),
        }
    }

    pub(super) fn binary(&mut self, op: BinOp, a: &Expr, b: &Expr, span: Span) -> Res {
        let err = Problem::kernel(span);
        match op {
            BinOp::Pow => self.power(a, b, span),
            BinOp::Add | BinOp::Sub => {
                let (x, y) = (self.term(a)?, self.term(b)?);
                if *x.ty() == Type::Vector || *y.ty() == Type::Vector {
                    let x = self.as_type(x, &Type::Vector, a.span)?;
                    let y = self.as_type(y, &Type::Vector, b.span)?;
                    return self.apply(
                        if op == BinOp::Add { "vadd" } else { "vsub" },
                        &[&x, &y],
                        span,
                    );
                }
                if op == BinOp::Add {
                    syntax::add(&x, &y).map_err(err)
                } else {
                    syntax::sub(&x, &y).map_err(err)
                }
            }
            BinOp::Juxtapose | BinOp::Times | BinOp::Cross => {
                if let Kind::Transpose(x) = &a.kind {
                    let (x, y) = (self.term(x)?, self.term(b)?);
                    if *x.ty() == Type::Vector && *y.ty() == Type::Vector {
                        return self.apply("inner", &[&x, &y], span);
                    }
                }
                let (x, y) = (self.term(a)?, self.term(b)?);
                let vectors = *x.ty() == Type::Vector && *y.ty() == Type::Vector;
                if op == BinOp::Times && vectors {
                    return self.apply("inner", &[&x, &y], span);
                }
                self.product(&x, &y, span)
            }
            BinOp::Div => {
                let (x, y) = (self.term(a)?, self.real(b)?);
                if *x.ty() == Type::Vector {
                    let inverse = syntax::inv(&y).map_err(err)?;
                    return self.apply("smul", &[&inverse, &x], span);
                }
                syntax::div(&x, &y).map_err(err)
            }
            BinOp::PlusMinus | BinOp::MinusPlus => {
                Problem::at(span, "± needs both signs to be judged")
            }
            BinOp::Compose => Problem::at(span, "composition is not handled yet"),
            BinOp::Given => Problem::at(span, "a condition bar stands outside a list of arguments"),
            BinOp::At => Problem::at(span, "a shape, not a number"),
            BinOp::Mod => Problem::at(span, "remainders are not handled yet"),
            BinOp::Union | BinOp::Intersect | BinOp::SetMinus => {
                Problem::at(span, "a set stands where a number is expected")
            }
        }
    }

    fn power(&mut self, a: &Expr, b: &Expr, span: Span) -> Res {
        let err = Problem::kernel(span);
        // `a(b)^2` with a number `a` is a·b².
        if let Kind::NameParen(n, args) = &a.kind
            && !self.is_call(n, args)
        {
            let x = self.name(n, a.span)?;
            let y = self.term(&args[0])?;
            let e = self.real(b)?;
            let y = syntax::pow(&y, &e).map_err(&err)?;
            return self.product(&x, &y, span);
        }
        if let Kind::Name(n) = &a.kind
            && n.base == "e"
            && key(n) == "e"
            && self.sort("e").is_none()
            && self.bound("e").is_none()
            && self.definition("e").is_none()
        {
            let e = self.real(b)?;
            return syntax::exp(&e).map_err(err);
        }
        let x = self.term(a)?;
        let y = self.real(b)?;
        if *x.ty() == Type::Vector {
            if y.as_num().and_then(Q::to_i64) == Some(2) {
                return self.apply("inner", &[&x, &x], span);
            }
            return Problem::at(span, "a power of a vector");
        }
        syntax::pow(&x, &y).map_err(err)
    }

    fn call(
        &mut self,
        func: &Name,
        power: Option<&Expr>,
        base: Option<&Expr>,
        args: &[Expr],
        span: Span,
    ) -> Res {
        let err = Problem::kernel(span);
        let k = key(func);
        if self.definition(&k).is_some() && base.is_none() {
            let call = Expr {
                kind: Kind::NameParen(func.clone(), args.to_vec()),
                span,
            };
            let value = self.term(&call)?;
            return match power {
                None => Ok(value),
                Some(p) => {
                    let p = self.real(p)?;
                    syntax::pow(&value, &p).map_err(err)
                }
            };
        }
        let mut values = Vec::new();
        for a in args {
            values.push(self.real(a)?);
        }
        if matches!(func.base.as_str(), "min" | "max") && values.len() >= 2 {
            let mut acc = values[0].clone();
            for v in &values[1..] {
                acc = self.apply(&func.base, &[&acc, v], span)?;
            }
            return Ok(acc);
        }
        if func.base == "root" && values.len() == 2 {
            return self.apply("root", &[&values[0], &values[1]], span);
        }
        let Some(constant) = functions::unary(&func.base) else {
            if functions::unary(&func.base).is_none()
                && power.is_none()
                && base.is_none()
                && func.primes == 0
            {
                let f = Term::var(
                    k,
                    Type::curried(&vec![Type::Real; values.len()], Type::Real),
                );
                let values: Vec<&Term> = values.iter().collect();
                return Term::apps(&f, &values).map_err(err);
            }
            return Problem::at(span, format!("the function `{k}` is not known"));
        };
        let [x] = &values[..] else {
            return Problem::at(span, format!("`{k}` takes one argument"));
        };
        let mut constant = constant;
        let mut exponent = None;
        if let Some(p) = power {
            let p = self.real(p)?;
            let minus_one = match p.as_unary("neg") {
                Some(q) => q.as_num().is_some_and(Q::is_one),
                None => p.as_num().is_some_and(|q| *q == Q::int(-1)),
            };
            match functions::inverse(constant) {
                Some(inverse) if minus_one => constant = inverse,
                _ => exponent = Some(p),
            }
        }
        let mut f = match syntax::constant(constant) {
            Some(c) => c,
            None => return Problem::at(span, format!("the function `{k}` is not known")),
        };
        for _ in 0..func.primes {
            f = self.derivative_function(&f, span)?;
        }
        let value = Term::app(&f, x).map_err(&err)?;
        let mut value = self.beta(value, span)?;
        if let Some(b) = base {
            let b = self.real(b)?;
            if constant != "log" {
                return Problem::at(span, "only logarithms have a base");
            }
            let lb = syntax::log(&b).map_err(&err)?;
            value = syntax::div(&value, &lb).map_err(&err)?;
        }
        match exponent {
            None => Ok(value),
            Some(p) => syntax::pow(&value, &p).map_err(err),
        }
    }

    fn big(
        &mut self,
        op: BigOp,
        under: Option<&Expr>,
        over: Option<&Expr>,
        body: &Expr,
        span: Span,
    ) -> Res {
        let constant = match op {
            BigOp::Sum => "Sum",
            BigOp::Prod => "Prod",
            BigOp::Min => "Min",
            BigOp::Max => "Max",
            _ => return Problem::at(span, "this operator is not handled yet"),
        };
        // min_k {a_k}
        let body = match &body.kind {
            Kind::Set(xs) if xs.len() == 1 => &xs[0],
            _ => body,
        };
        if let Some(under) = under
            && let Some(found) = self.over_pairs(op, constant, (under, over), body, span)?
        {
            return Ok(found);
        }
        let range = self.index_range(op, under, over, body, span)?;
        let mut f = self.under_binder(&range.name, body)?;
        if let Some(except) = &range.except {
            f = self.leaving_out(&range.name, except, f, op, span)?;
        }
        self.apply(constant, &[&range.lower, &range.upper, &f], span)
    }

    // The body with what counts for nothing at one value of the index.
    pub(super) fn leaving_out(
        &mut self,
        name: &str,
        except: &Expr,
        f: Term,
        op: BigOp,
        span: Span,
    ) -> Res {
        let err = Problem::kernel(span);
        let nothing = match op {
            BigOp::Sum => Term::int(0),
            BigOp::Prod => Term::int(1),
            _ => return Problem::at(except.span, "this range is not handled yet"),
        };
        let var = Term::real_var(name);
        let there = self.real(except)?;
        if there.has_free(&var) {
            return Problem::at(except.span, "this range is not handled yet");
        }
        let body = f.instantiate(&var).map_err(&err)?;
        let at = syntax::eq(&var, &there).map_err(&err)?;
        let body = syntax::ite(&at, &nothing, &body).map_err(&err)?;
        Term::lam(&var, &body).map_err(err)
    }

    // λk. body
    pub(super) fn under_binder(&mut self, name: &str, body: &Expr) -> Res {
        let var = Term::real_var(name);
        self.bind(name.to_string(), var.clone());
        let inner = self.real(body);
        self.unbind();
        let inner = self.unfolded(inner?, std::slice::from_ref(&var), body.span)?;
        Term::lam(&var, &inner).map_err(Problem::kernel(body.span))
    }

    fn cases(&mut self, cases: &[Case], span: Span) -> Res {
        let (guarded, rest): (Vec<&Case>, Vec<&Case>) =
            cases.iter().partition(|c| c.guard.is_some());
        let [otherwise] = &rest[..] else {
            return Problem::at(span, "the cases need exactly one row for what is left");
        };
        let mut acc = self.real(&otherwise.value)?;
        for c in guarded.iter().rev() {
            let Some(g) = &c.guard else { continue };
            let g = self.formula(g)?;
            let v = self.real(&c.value)?;
            acc = syntax::ite(&g, &v, &acc).map_err(Problem::kernel(span))?;
        }
        Ok(acc)
    }
}
