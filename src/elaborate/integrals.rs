//! Integrals: from one end to another, where an end is a number or infinite.

use super::Problem;
use super::limits::infinite;
use super::names::key;
use super::scope::Scope;
use crate::read::ast::{Expr, Kind, Name, Span};
use crate::read::tree::walk;
use hence_kernel::{Term, syntax};

type Res = Result<Term, Problem>;

impl Scope {
    /// The integral of `body` over `var` from `lower` to `upper`; over all numbers where the variable or ℝ stands below the sign, or where
    /// nothing stands there and the relation at hand is one between numbers.
    pub(super) fn integral(
        &mut self,
        var: &Expr,
        lower: Option<&Expr>,
        upper: Option<&Expr>,
        body: &Expr,
        span: Span,
    ) -> Res {
        let Kind::Name(n) = &var.kind else {
            return Problem::at(var.span, "the variable of an integral is a name");
        };
        let (lo, hi) = match (lower, upper) {
            (Some(lo), Some(hi)) => (self.end(lo)?, self.end(hi)?),
            (below, None) if below.is_none_or(|e| is_everywhere(e, n)) => {
                // Nothing but an equation tells that a number is meant.
                if below.is_none() && !self.over_all {
                    return Problem::at(
                        span,
                        "an integral without bounds stands for a function here",
                    );
                }
                (
                    self.apply("bottom", &[], span)?,
                    self.apply("top", &[], span)?,
                )
            }
            _ => return Problem::at(span, "an integral with one bound is not handled yet"),
        };
        self.integrated = Some(key(n));
        let f = self.under_binder(&key(n), body)?;
        self.apply("integral", &[&lo, &hi, &f], span)
    }

    /// The value of `body` at one end without that at the other; at an infinite end it is the limit.
    pub(super) fn between(
        &mut self,
        body: &Expr,
        var: Option<&Expr>,
        lower: &Expr,
        upper: Option<&Expr>,
        span: Span,
    ) -> Res {
        let err = Problem::kernel(span);
        let name = match var.map(|v| &v.kind) {
            Some(Kind::Name(n)) => key(n),
            Some(_) => return Problem::at(span, "the variable at these ends is a name"),
            None => self.variable_between(body, span)?,
        };
        let f = self.under_binder(&name, body)?;
        let mut value = |end: &Expr| match infinite(end) {
            Some(up) => {
                let place = self.apply(if up { "top" } else { "bottom" }, &[], end.span)?;
                self.apply("lim", &[&f, &place], end.span)
            }
            None => {
                let a = self.real(end)?;
                f.instantiate(&a).map_err(&err)
            }
        };
        let low = value(lower)?;
        match upper {
            None => Ok(low),
            Some(upper) => {
                let high = value(upper)?;
                syntax::sub(&high, &low).map_err(Problem::kernel(span))
            }
        }
    }

    // The only name in it, or the variable of the last integral.
    fn variable_between(&self, body: &Expr, span: Span) -> Result<String, Problem> {
        let mut names: Vec<String> = Vec::new();
        walk(body, &mut |e| {
            if let Kind::Name(n) = &e.kind
                && !names.contains(&key(n))
                && !matches!(key(n).as_str(), "e" | "π")
            {
                names.push(key(n));
            }
        });
        let last = self.integrated.as_ref().filter(|n| names.contains(n));
        match (last, &names[..]) {
            (Some(n), _) => Ok(n.clone()),
            (None, [one]) => Ok(one.clone()),
            _ => Problem::at(span, "these ends do not say for which variable they stand"),
        }
    }

    // Where an integral begins or ends.
    fn end(&mut self, e: &Expr) -> Res {
        let (end, args) = match infinite(e) {
            Some(true) => ("top", None),
            Some(false) => ("bottom", None),
            None => ("at", Some(self.real(e)?)),
        };
        let args: Vec<&Term> = args.iter().collect();
        self.apply(end, &args, e.span)
    }
}

// `∫_x` and `∫_ℝ`
fn is_everywhere(below: &Expr, var: &Name) -> bool {
    match &below.kind {
        Kind::Name(n) if !n.subs.is_empty() || n.sup.is_some() => false,
        Kind::Name(n) => matches!(n.base.as_str(), "R" | "ℝ") || key(n) == key(var),
        Kind::Paren(a) => is_everywhere(a, var),
        _ => false,
    }
}

/// Whether a formula has an integral whose value may be a function: without bounds, and with its variable outside of such integrals too,
/// or beside another such integral in an equation, or over nothing that varies.
pub(crate) fn has_antiderivative(e: &Expr) -> bool {
    let mut found = false;
    walk(e, &mut |part| match &part.kind {
        Kind::Integral {
            var: Some(v),
            lower,
            upper: None,
            body,
        } => {
            let Kind::Name(n) = &v.kind else {
                found = true;
                return;
            };
            let somewhere = lower.as_ref().is_some_and(|l| !is_everywhere(l, n));
            let plain = lower.is_none() && !occurs(body, n);
            found |= somewhere || plain || occurs(e, n);
        }
        Kind::Integral {
            var, lower, upper, ..
        } => found |= var.is_none() || lower.is_none() || upper.is_none(),
        // `∫ f(x) dx = ∫ g(u) du` is mostly said of antiderivatives.
        Kind::Chain { first, links } => {
            let sides = first
                .iter()
                .map(|f| &**f)
                .chain(links.iter().map(|l| &l.rhs));
            found |= sides.filter(|s| is_boundless(s)).count() > 1;
        }
        _ => {}
    });
    found
}

impl Scope {
    /// Reads the integrals without bounds in a relation, or a chain of them, as integrals over all numbers where none of them can stand for
    /// a function; answers how they were read before, to be put back.
    pub(crate) fn read_over_all(&mut self, relation: &Expr) -> bool {
        let sides = matches!(&relation.kind, Kind::Chain { first: Some(_), .. });
        let over_all = sides && has_boundless(relation) && !has_antiderivative(relation);
        std::mem::replace(&mut self.over_all, over_all)
    }

    /// Puts back what [`Scope::read_over_all`] answered.
    pub(crate) fn put_back(&mut self, over_all: bool) {
        self.over_all = over_all;
    }
}

/// Whether a formula has values between ends, `[F]_a^b`.
pub(crate) fn has_ends(e: &Expr) -> bool {
    let mut found = false;
    walk(e, &mut |e| found |= matches!(e.kind, Kind::Between { .. }));
    found
}

/// Whether a formula has integrals whose bounds are left out.
pub(crate) fn has_boundless(e: &Expr) -> bool {
    let mut found = false;
    walk(e, &mut |e| {
        if let Kind::Integral { lower, upper, .. } = &e.kind {
            found |= lower.is_none() || upper.is_none();
        }
    });
    found
}

// Whether an integral without anything at its sign stands in a formula.
fn is_boundless(e: &Expr) -> bool {
    let mut found = false;
    walk(e, &mut |e| {
        if let Kind::Integral { lower, upper, .. } = &e.kind {
            found |= lower.is_none() && upper.is_none();
        }
    });
    found
}

// Whether a name stands in a formula outside of the integrals over it.
pub(super) fn occurs(e: &Expr, n: &Name) -> bool {
    match &e.kind {
        Kind::Name(m) => key(m) == key(n),
        Kind::Integral {
            var: Some(v),
            lower,
            upper,
            ..
        } if matches!(&v.kind, Kind::Name(m) if key(m) == key(n)) => {
            (lower.iter().chain(upper)).any(|b| !matches!(&b.kind, Kind::Name(_)) && occurs(b, n))
        }
        _ => crate::read::tree::children(&mut e.kind.clone())
            .into_iter()
            .any(|c| occurs(c, n)),
    }
}
