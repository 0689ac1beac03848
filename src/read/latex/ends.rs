//! Values at ends: `\left[F(x)\right]_a^b`, `F(x)\Big|_{x=a}^{b}`.

use super::reader::{Reader, node};
use super::token::{T, Tok, unread};
use crate::read::ast::{Expr, Kind, Rel, Span, Unread};
use crate::read::sexp::sexp;

impl<'a> Reader<'a> {
    /// Whether the bar at a place has a mark below it, so that it says where what stands before it is taken.
    pub fn is_evaluation(&self, at: usize) -> bool {
        let mark = |t: &Tok| matches!(t.t, T::Sub | T::Sup);
        let bar = self.toks.get(at).is_some_and(|t| t.is_sym('|'));
        // `|x|^2` is a power.
        bar && match self.toks.get(at + 1) {
            Some(t) if matches!(t.t, T::Sub) => true,
            Some(t) if matches!(t.t, T::Sup) => {
                (self.toks.get(at + 3)).is_some_and(|t| matches!(t.t, T::Sub))
            }
            Some(t) => mark(t),
            None => false,
        }
    }

    /// Whether the marks behind a bracket are those of two ends; behind `\left. … \right|` one is enough.
    pub fn at_ends(&self, open: char) -> bool {
        let at = |i: usize| self.toks.get(i).map(|t| &t.t);
        let first = matches!(at(self.i), Some(T::Sub | T::Sup));
        let second = matches!(at(self.i + 2), Some(T::Sub | T::Sup));
        first && (second || open == '.' && matches!(at(self.i), Some(T::Sub)))
    }

    /// What stands before such marks, taken between the ends.
    pub fn between(&mut self, body: Expr, sign: Span) -> Result<Expr, Unread> {
        let (under, over, end) = self.bounds()?;
        let Some(under) = under else {
            return unread(sign.to(end), "the lower end is missing");
        };
        let (var, lower) = named(under);
        let (again, upper) = match over.map(named) {
            Some((v, e)) => (v, Some(e)),
            None => (None, None),
        };
        if upper.is_none() && var.is_none() {
            return unread(
                sign.to(end),
                "this does not say which variable has the value",
            );
        }
        let same = match (&var, &again) {
            (Some(a), Some(b)) => a.kind == b.kind,
            _ => true,
        };
        if !same {
            return unread(sign.to(end), "the two ends name different variables");
        }
        let span = body.span.to(end);
        Ok(node(
            Kind::Between {
                body: Box::new(body),
                var: var.or(again).map(Box::new),
                lower: Box::new(lower),
                upper: upper.map(Box::new),
            },
            span,
        ))
    }

    /// `\frac{df}{dx}(2)`: the value of a derivative at a place, where one number or one name stands in the bracket. More may
    /// be a factor.
    pub fn derivative_at(&mut self, derivative: Expr) -> Result<Expr, Unread> {
        let Kind::Derivative { body, vars, .. } = &derivative.kind else {
            return Ok(derivative);
        };
        let (
            Kind::Name(_),
            [(var, _)],
            Some(Tok {
                t: T::Bracket('(', ')', inner),
                span: at,
                gap: false,
            }),
        ) = (&body.kind, &vars[..], self.peek())
        else {
            return Ok(derivative);
        };
        let Ok(place) = self.within(inner, *at)?.whole() else {
            return Ok(derivative);
        };
        let single = match &place.kind {
            Kind::Neg(a) => matches!(a.kind, Kind::Number(_)),
            kind => matches!(kind, Kind::Number(_) | Kind::Name(_)),
        };
        if !single {
            return Ok(derivative);
        }
        self.i += 1;
        let span = derivative.span.to(*at);
        if sexp(&place) == sexp(var) {
            return Ok(node(derivative.kind, span));
        }
        let kind = Kind::Between {
            var: Some(Box::new(var.clone())),
            lower: Box::new(place),
            upper: None,
            body: Box::new(derivative),
        };
        Ok(node(kind, span))
    }
}

// `x = a`: the variable and the end.
fn named(e: Expr) -> (Option<Expr>, Expr) {
    match e.kind {
        Kind::Chain {
            first: Some(first),
            mut links,
        } if links.len() == 1 && links[0].rel == Rel::Eq && matches!(first.kind, Kind::Name(_)) => {
            let end = links.remove(0).rhs;
            (Some(*first), end)
        }
        kind => (None, Expr { kind, span: e.span }),
    }
}
