//! Limits: where their variable goes, and limits that are infinite.

use super::Problem;
use super::names::key;
use super::scope::{Scope, Sort};
use crate::read::ast::{Expr, Kind, Name, Side, Span};
use hence_kernel::Term;

type Res = Result<Term, Problem>;

impl Scope {
    /// `lim f` where the variable goes to a place.
    pub(super) fn limit(
        &mut self,
        var: &Expr,
        to: &Expr,
        side: Side,
        body: &Expr,
        span: Span,
    ) -> Res {
        let Kind::Name(n) = &var.kind else {
            return Problem::at(var.span, "the variable of a limit is a name");
        };
        let place = self.place(n, to, side)?;
        let f = self.under_binder(&key(n), body)?;
        self.apply("lim", &[&f, &place], span)
    }

    // Where the variable of a limit goes.
    fn place(&mut self, var: &Name, to: &Expr, side: Side) -> Res {
        if let Some(up) = infinite(to) {
            let place = match up {
                // What counts goes through the integers.
                true if self.counts(var) => "naturals",
                true => "top",
                false => "bottom",
            };
            return self.apply(place, &[], to.span);
        }
        let a = self.real(to)?;
        let constant = match side {
            Side::Both => "near",
            Side::Left => "below",
            Side::Right => "above",
        };
        self.apply(constant, &[&a], to.span)
    }

    fn counts(&self, var: &Name) -> bool {
        match self.sort(&key(var)) {
            Some(sort) => matches!(sort, Sort::Int | Sort::Nat),
            None => matches!(var.base.as_str(), "i" | "j" | "k" | "l" | "m" | "n" | "N"),
        }
    }

    /// `lim f = ∞`, which is no equation between numbers; nothing where the sides are something else.
    ///
    /// # Errors
    /// As [`Scope::term`], inside.
    pub fn divergence(&mut self, a: &Expr, b: &Expr, span: Span) -> Option<Res> {
        let Kind::Limit {
            var,
            to,
            side,
            body,
        } = &a.kind
        else {
            return None;
        };
        let end = if infinite(b)? { "top" } else { "bottom" };
        let Kind::Name(n) = &var.kind else {
            return None;
        };
        let mut tends = || -> Res {
            let place = self.place(n, to, *side)?;
            let f = self.under_binder(&key(n), body)?;
            let end = self.apply(end, &[], b.span)?;
            self.apply("Tends", &[&f, &place, &end], span)
        };
        Some(tends())
    }
}

/// Whether an expression is `∞`, or `−∞`; nothing for a number.
pub(super) fn infinite(e: &Expr) -> Option<bool> {
    match &e.kind {
        Kind::Infinity => Some(true),
        Kind::Neg(a) if matches!(a.kind, Kind::Infinity) => Some(false),
        Kind::Plus(a) if matches!(a.kind, Kind::Infinity) => Some(true),
        Kind::Paren(a) => infinite(a),
        _ => None,
    }
}
