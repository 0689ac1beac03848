//! Derivatives: by variables and by members of families, of expressions and of what stands for them.

use super::Problem;
use super::names::key;
use super::scope::Scope;
use crate::read::ast::{Expr, Kind, Name, Span};
use hence_kernel::{Term, Type, syntax};

type Res = Result<Term, Problem>;

impl Scope {
    // The variable of a name, with what it is called.
    fn variable_of(&mut self, e: &Expr) -> Result<(String, Term), Problem> {
        match &e.kind {
            Kind::Paren(a) => self.variable_of(a),
            Kind::Name(n) if n.primes == 0 => {
                let k = key(n);
                if self.definition(&k).is_some() {
                    return Problem::at(e.span, format!("`{k}` is a defined name, not a variable"));
                }
                let t = self.bound(&k).cloned().unwrap_or_else(|| self.variable(&k));
                Ok((k, t))
            }
            _ => Problem::at(e.span, "a variable is expected here"),
        }
    }

    pub(super) fn derivative(
        &mut self,
        body: &Expr,
        vars: &[(Expr, u32)],
        partial: bool,
        span: Span,
    ) -> Res {
        let err = Problem::kernel(span);
        if let [(by, 1)] = vars
            && let Some(t) = self.functional_derivative(body, by, span)
        {
            return t;
        }
        // `df/dx` for a function f is that of its value at x.
        let value = match (&body.kind, vars) {
            (Kind::Name(n), [(by, _)]) if n.primes == 0 && self.is_defined_function(n) => {
                let kind = Kind::NameParen(n.clone(), vec![by.clone()]);
                Some(Expr {
                    kind,
                    span: body.span,
                })
            }
            _ => None,
        };
        let body = value.as_ref().unwrap_or(body);
        if let [(by, 1)] = vars
            && let Kind::Name(_) = &by.kind
            && let (_, var) = self.variable_of(by)?
            && *var.ty() == Type::Vector
        {
            return self.gradient_by(body, &var, span);
        }
        let mut by = Vec::new();
        for (v, times) in vars {
            let var = self.differentiated_by(v)?;
            if *var.ty() != Type::Real {
                return Problem::at(v.span, "differentiation is with respect to a number");
            }
            if *times > 8 {
                return Problem::at(v.span, "too high a derivative");
            }
            by.extend((0..*times).map(|_| var.clone()));
        }
        let mut t = self.real(body)?;
        let names: Vec<Term> = by.iter().map(|x| x.spine().0.clone()).collect();
        // A name that stands for an expression in x is differentiated as that expression, down to the names that are differentiated by.
        let (own, values): (Vec<_>, Vec<_>) =
            (self.values().into_iter()).partition(|(v, _)| names.contains(v));
        for _ in 0..8 {
            let next = t.subst(&values).map_err(&err)?;
            if next == t {
                break;
            }
            t = next;
        }
        t = self.unfolded(t, &names, span)?;
        // With u = 2x, neither 4x nor 3x is held constant along u.
        let made_of = |v: &Term| own.iter().any(|(_, value)| value.has_free(v));
        if let Some(v) = t
            .free_vars()
            .iter()
            .find(|v| !names.contains(v) && made_of(v))
        {
            return Problem::at(
                span,
                format!("`{v}` varies with what is differentiated by: write it out"),
            );
        }
        if let Kind::Name(n) = &body.kind
            && t.free_vars().len() <= 1
            && !names.iter().any(|x| t.has_free(x))
            && matches!(t.kind(), hence_kernel::Kind::Var(_))
        {
            return Problem::at(
                body.span,
                format!("nothing says how `{}` depends on the variable", key(n)),
            );
        }
        for x in &names {
            let x = x.to_string();
            // Held constant, y = x² would have dy/dx = 0; which of the two is meant is not for us to say.
            let dependent = t
                .free_vars()
                .iter()
                .map(Term::to_string)
                .find(|n| *n != x && self.depends_on(n, &x));
            if let Some(n) = dependent {
                return Problem::at(
                    span,
                    format!(
                        "`{n}` was given by `{x}`: write what it stands for to differentiate it"
                    ),
                );
            }
        }
        // dV/dt of an expression in r: nothing says that r does not vary with t.
        if !partial
            && let Some(v) = t.free_vars().iter().find(|v| is_quantity(v))
            && !names.iter().any(|x| t.has_free(x))
        {
            return Problem::at(
                span,
                format!("nothing says how `{v}` depends on the variable"),
            );
        }
        for x in by.iter().rev() {
            let f = match x.kind() {
                hence_kernel::Kind::App(..) => self.by_member(&t, x, span)?,
                _ => Term::lam(x, &t).map_err(&err)?,
            };
            t = syntax::deriv(&f, x).map_err(&err)?;
        }
        Ok(t)
    }

    fn is_defined_function(&self, n: &Name) -> bool {
        self.definition(&key(n))
            .is_some_and(|d| matches!(d.constant.ty(), Type::Fun(_)))
    }

    // What is differentiated by: a variable, or a member of a family.
    fn differentiated_by(&mut self, v: &Expr) -> Res {
        if let Kind::Name(n) = &v.kind
            && super::names::places(n).is_some()
            && self.family(&super::names::bare(n)).is_some()
            && self.bound(&key(n)).is_none()
        {
            let t = self.term(v)?;
            let member = matches!(t.kind(), hence_kernel::Kind::App(..))
                && matches!(t.spine().0.kind(), hence_kernel::Kind::Var(_));
            if member {
                return Ok(t);
            }
        }
        Ok(self.variable_of(v)?.1)
    }

    pub(super) fn only_variable(&mut self, body: &Expr) -> Result<Expr, Problem> {
        let mut found: Vec<Expr> = Vec::new();
        crate::read::tree::walk(body, &mut |e| {
            if let Kind::Name(n) = &e.kind
                && !found
                    .iter()
                    .any(|f| matches!(&f.kind, Kind::Name(m) if m == n))
                && key(n) != "π"
                && key(n) != "e"
            {
                found.push(e.clone());
            }
        });
        match &found[..] {
            [one] => Ok(one.clone()),
            _ => Problem::at(body.span, "the prime does not say with respect to what"),
        }
    }

    // The gradient of an expression by a vector in it, `∇_x (aᵀ x)`.
    fn gradient_by(&mut self, body: &Expr, x: &Term, span: Span) -> Res {
        let err = Problem::kernel(span);
        let mut t = self.real(body)?;
        let values: Vec<(Term, Term)> = (self.values().into_iter())
            .filter(|(v, _)| v != x)
            .collect();
        for _ in 0..8 {
            let next = t.subst(&values).map_err(&err)?;
            if next == t {
                break;
            }
            t = next;
        }
        t = self.unfolded(t, std::slice::from_ref(x), span)?;
        if !t.has_free(x) {
            let reason = format!("nothing says how this depends on `{x}`");
            return Problem::at(body.span, reason);
        }
        let f = Term::lam(x, &t).map_err(&err)?;
        self.apply("gradient", &[&f, x], span)
    }

    pub(super) fn gradient(&mut self, a: &Expr, span: Span) -> Res {
        if let Kind::NameParen(n, args) = &a.kind
            && let [w] = &args[..]
        {
            let w = self.term(w)?;
            let f = self.function(n, 1, span)?;
            if n.primes == 0 && *f.ty() == Type::fun(Type::Vector, Type::Real) {
                let w = self.as_type(w, &Type::Vector, span)?;
                return self.apply("gradient", &[&f, &w], span);
            }
        }
        Problem::at(span, "this gradient is not handled yet")
    }
}

// Whether a variable has the letter of something that varies, and not of a constant.
fn is_quantity(v: &Term) -> bool {
    let hence_kernel::Kind::Var(n) = v.kind() else {
        return false;
    };
    let base = n.split(['_', '^']).next().unwrap_or(n);
    *v.ty() == Type::Real
        && matches!(
            base,
            "r" | "s" | "t" | "u" | "v" | "w" | "x" | "y" | "z" | "θ"
        )
}
