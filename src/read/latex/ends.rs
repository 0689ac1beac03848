//! Values between two ends and at one place: `[x^2]_0^1`, `\left. x^2 \right|_0^1`, `\left. f \right|_{x=0}`.

use super::reader::{Reader, node};
use super::token::{T, Tok, unread};
use crate::read::ast::{Expr, Kind, Rel, Span, Unread};
use crate::read::sexp::sexp;

impl<'a> Reader<'a> {
    /// Whether a subscript and a superscript stand next, in either order: the ends behind a square bracket.
    pub fn at_ends(&self) -> bool {
        let script = |tok: Option<&Tok>| match tok.map(|t| &t.t) {
            Some(T::Sub) => Some(false),
            Some(T::Sup) => Some(true),
            _ => None,
        };
        let Some(first) = script(self.peek()) else {
            return false;
        };
        let mut behind = self.clone();
        behind.i += 1;
        let sign = &self.toks[self.i];
        behind.argument(sign).is_ok() && script(behind.peek()) == Some(!first)
    }

    /// What stands between two ends, or at one place, `inner` being the content of the bracket before them.
    pub fn between(&mut self, inner: &'a [Tok], at: Span) -> Result<Expr, Unread> {
        let body = Box::new(self.within(inner, at)?.whole()?);
        let (mut var, mut lower, mut upper) = (None, None, None);
        let mut span = at;
        while let Some(tok) = self.peek().filter(|tok| matches!(tok.t, T::Sub | T::Sup)) {
            let below = matches!(tok.t, T::Sub);
            let place = if below { &mut lower } else { &mut upper };
            if place.is_some() {
                break;
            }
            self.i += 1;
            let (script, at) = self.argument(tok)?;
            let (name, end) = end(self.script_content(script, at)?);
            var = var.or(name);
            *place = Some(Box::new(end));
            span = span.to(at);
        }
        let (lower, upper) = match (lower, upper) {
            (lower, Some(upper)) => (lower, upper),
            (Some(place), None) => (None, place),
            (None, None) => return unread(at, "nothing says where this value is taken"),
        };
        let kind = Kind::Between {
            body,
            var,
            lower,
            upper,
        };
        self.postfix(node(kind, span))
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
            lower: None,
            upper: Box::new(place),
            body: Box::new(derivative),
        };
        Ok(node(kind, span))
    }
}

/// `x=0` as the variable and its end, `0` as an end.
fn end(script: Expr) -> (Option<Box<Expr>>, Expr) {
    match script.kind {
        Kind::Chain {
            first: Some(first),
            mut links,
        } if links.len() == 1 && links[0].rel == Rel::Eq && matches!(first.kind, Kind::Name(_)) => {
            match links.pop() {
                Some(link) => (Some(first), link.rhs),
                None => (None, *first),
            }
        }
        kind => (None, node(kind, script.span)),
    }
}
