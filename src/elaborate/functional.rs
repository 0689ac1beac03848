//! Derivatives by the value of a function: dL/df(x), where L adds integrals over x of expressions in f(x).

use super::Problem;
use super::names::key;
use super::scope::Scope;
use crate::read::ast::{BinOp, Expr, Kind, Name, Span};
use crate::read::sexp::sexp;
use crate::read::tree::children;
use crate::read::tree::walk;
use hence_kernel::{Term, syntax};

type Res = Result<Term, Problem>;

impl Scope {
    /// The derivative of a functional by f(x): that of the integrand by y, at y = f(x). None where it is not by a call.
    pub(super) fn functional_derivative(
        &mut self,
        body: &Expr,
        by: &Expr,
        span: Span,
    ) -> Option<Res> {
        let Kind::NameParen(f, args) = &by.kind else {
            return None;
        };
        let [x] = &args[..] else { return None };
        let (Kind::Name(_), 0) = (&x.kind, f.primes) else {
            return None;
        };
        let value = match &body.kind {
            Kind::Name(n) => self.other(&key(n))?.clone(),
            _ => body.clone(),
        };
        has_integral(&value).then(|| self.by_value(&value, by, (f, x), span))
    }

    fn by_value(&mut self, value: &Expr, by: &Expr, (f, x): (&Name, &Expr), span: Span) -> Res {
        let err = Problem::kernel(span);
        let mut e = self.integrand(value, f, x)?;
        let Some(y) = unused(&e) else {
            return Problem::at(span, "no letter is left for the value of the function");
        };
        replace(&mut e, &sexp(by), &y);
        if mentions(&e, f) {
            return Problem::at(span, "the function occurs at other places too");
        }
        let at = self.real(by)?;
        let var = Term::real_var(y.base.as_str());
        self.bind(y.base.clone(), var.clone());
        let inner = self.real(&e);
        self.unbind();
        let f = Term::lam(&var, &inner?).map_err(&err)?;
        syntax::deriv(&f, &at).map_err(err)
    }

    // The sum of integrals with each integral over all x replaced by what it integrates.
    fn integrand(&self, e: &Expr, f: &Name, x: &Expr) -> Result<Expr, Problem> {
        let part = |a: &Expr| self.integrand(a, f, x).map(Box::new);
        let kind = match &e.kind {
            Kind::Integral {
                var: Some(v),
                upper: None,
                lower,
                body,
            } if sexp(v) == sexp(x)
                && lower.as_ref().is_none_or(|l| sexp(l) == sexp(x))
                && !has_integral(body) =>
            {
                Kind::Paren(body.clone())
            }
            _ if !has_integral(e) && !mentions(e, f) => e.kind.clone(),
            Kind::Paren(a) => Kind::Paren(part(a)?),
            Kind::Neg(a) => Kind::Neg(part(a)?),
            Kind::Plus(a) => Kind::Plus(part(a)?),
            Kind::Binary(op @ (BinOp::Add | BinOp::Sub), a, b) => {
                Kind::Binary(*op, part(a)?, part(b)?)
            }
            Kind::Binary(op @ (BinOp::Juxtapose | BinOp::Times), a, b)
                if !has_integral(a) && !mentions(a, f) =>
            {
                Kind::Binary(*op, a.clone(), part(b)?)
            }
            Kind::Binary(op @ (BinOp::Juxtapose | BinOp::Times | BinOp::Div), a, b)
                if !has_integral(b) && !mentions(b, f) =>
            {
                Kind::Binary(*op, part(a)?, b.clone())
            }
            // A number with a bracket behind it.
            Kind::NameParen(n, args) if !self.is_call(n, args) && !mentions_name(n, f) => {
                let factor = Expr {
                    kind: Kind::Name(n.clone()),
                    span: e.span,
                };
                Kind::Binary(BinOp::Juxtapose, Box::new(factor), part(&args[0])?)
            }
            _ => return Problem::at(e.span, "this is no sum of integrals over the argument"),
        };
        Ok(Expr { kind, span: e.span })
    }
}

fn has_integral(e: &Expr) -> bool {
    let mut found = false;
    walk(e, &mut |e| found |= matches!(e.kind, Kind::Integral { .. }));
    found
}

fn mentions(e: &Expr, f: &Name) -> bool {
    let mut found = false;
    walk(e, &mut |e| {
        if let Kind::Name(n) | Kind::NameParen(n, _) = &e.kind {
            found |= mentions_name(n, f);
        }
    });
    found
}

fn mentions_name(n: &Name, f: &Name) -> bool {
    n.base == f.base && n.subs == f.subs
}

// A letter that the formula does not use.
fn unused(e: &Expr) -> Option<Name> {
    let mut used = std::collections::BTreeSet::new();
    walk(e, &mut |x| {
        if let Kind::Name(n) | Kind::NameParen(n, _) = &x.kind {
            used.insert(n.base.clone());
        }
    });
    let letters = ["y", "u", "v", "z", "w", "t"];
    let free = letters.into_iter().find(|l| !used.contains(*l))?;
    Some(Name {
        base: free.into(),
        ..Name::default()
    })
}

fn replace(e: &mut Expr, what: &str, with: &Name) {
    if sexp(e) == what {
        e.kind = Kind::Name(with.clone());
        return;
    }
    for child in children(&mut e.kind) {
        replace(child, what, with);
    }
}
