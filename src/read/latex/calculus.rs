//! Fractions and derivatives, integrals, limits, gradients, and operators with a range.

use super::reader::{Reader, node};
use super::term::Reach;
use super::token::{T, Tok, unread};
use super::vocabulary as vocab;
use crate::read::ast::{BigOp, BinOp, Expr, Kind, Rel, Side, Span, Unread};
use crate::read::sexp::sexp;
use num_bigint::BigInt;
use num_rational::BigRational;

/// The two ways to write a differential.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Differential {
    Straight,
    Partial,
}

/// A differential sign at the start of the list, and how many tokens it takes: `d`, `\mathrm{d}`, `\partial`.
fn differential(toks: &[Tok]) -> Option<(Differential, usize)> {
    let is_d = |t: &Tok| matches!(t.t, T::Letter('d'));
    match toks {
        [t, ..] if t.is_cmd("partial") => Some((Differential::Partial, 1)),
        [t, ..] if is_d(t) => Some((Differential::Straight, 1)),
        [
            Tok {
                t: T::Words(_, w), ..
            },
            ..,
        ] if w.trim() == "d" => Some((Differential::Straight, 1)),
        [font, arg, ..] if matches!(&font.t, T::Cmd(c) if vocab::is_font(c)) => match &arg.t {
            T::Group(inner) if inner.len() == 1 && is_d(&inner[0]) => {
                Some((Differential::Straight, 2))
            }
            T::Letter('d') => Some((Differential::Straight, 2)),
            _ => None,
        },
        _ => None,
    }
}

/// Whether the token can be the variable of a differential.
fn is_variable(tok: &Tok) -> bool {
    match &tok.t {
        T::Letter(_) => true,
        T::Cmd(c) => vocab::letter(c).is_some() || vocab::is_font(c) || vocab::accent(c).is_some(),
        _ => false,
    }
}

fn order_of(e: &Expr) -> Option<u32> {
    match &e.kind {
        Kind::Number(n) if n.is_integer() => u32::try_from(n.to_integer()).ok().filter(|n| *n > 0),
        _ => None,
    }
}

impl<'a> Reader<'a> {
    /// `\frac{a}{b}`, where `a` and `b` may be the two halves of a derivative.
    pub fn fraction(&mut self, tok: &Tok) -> Result<Expr, Unread> {
        let (num, num_span) = self.argument(tok)?;
        let (den, den_span) = self.argument(tok)?;
        let span = tok.span.to(den_span);
        if let Some((sign, rest, order)) = self.numerator(num)? {
            let vars = self.denominator(den, den_span, sign)?;
            if let Some(vars) = vars {
                let total: u32 = vars.iter().map(|(_, n)| n).sum();
                if total != order {
                    return unread(
                        span,
                        format!("the order of this derivative is {order} above and {total} below"),
                    );
                }
                let partial = sign == Differential::Partial;
                if !rest.is_empty() {
                    let body = Box::new(self.part(rest)?.whole()?);
                    let derivative = node(
                        Kind::Derivative {
                            body,
                            vars,
                            partial,
                        },
                        span,
                    );
                    let e = self.derivative_at(derivative)?;
                    return self.postfix(e);
                }
                let after_minus = self.peek().is_some_and(|t| t.is_sym('-'));
                let ready = after_minus || self.peek().is_some_and(|t| self.begins_factor(t));
                if !ready {
                    return unread(span, "nothing stands behind this derivative");
                }
                self.enter()?;
                let body = self.signed(Reach::Derivative)?;
                self.depth -= 1;
                let span = span.to(body.span);
                return Ok(node(
                    Kind::Derivative {
                        body: Box::new(body),
                        vars,
                        partial,
                    },
                    span,
                ));
            }
        }
        let a = self.within(num, num_span)?.whole()?;
        let b = self.within(den, den_span)?.whole()?;
        self.postfix(node(
            Kind::Binary(BinOp::Div, Box::new(a), Box::new(b)),
            span,
        ))
    }

    /// Whether the fraction that stands next is `\frac{d}{dx}` or `\frac{df}{dx}`.
    pub fn begins_derivative(&self) -> bool {
        let mut ahead = self.clone();
        let Some(tok) = ahead.next() else {
            return false;
        };
        if !matches!(&tok.t, T::Cmd(c) if matches!(c.as_str(), "frac" | "dfrac" | "tfrac" | "cfrac"))
        {
            return false;
        }
        let (Ok((num, _)), Ok((den, den_span))) = (ahead.argument(tok), ahead.argument(tok)) else {
            return false;
        };
        match self.numerator(num) {
            Ok(Some((sign, _, _))) => matches!(self.denominator(den, den_span, sign), Ok(Some(_))),
            _ => false,
        }
    }

    /// `d`, `d^2 f`, `\partial f`: the sign, what is differentiated, the order.
    #[allow(clippy::type_complexity)]
    fn numerator(&self, num: &'a [Tok]) -> Result<Option<(Differential, &'a [Tok], u32)>, Unread> {
        let Some((sign, width)) = differential(num) else {
            return Ok(None);
        };
        let rest = &num[width..];
        if let [up, ..] = rest
            && matches!(up.t, T::Sup)
        {
            let mut ahead = self.part(rest)?;
            ahead.i = 1;
            let (order, at) = ahead.argument(up)?;
            let order = self.within(order, at)?.whole()?;
            return Ok(order_of(&order).map(|n| (sign, &rest[ahead.i..], n)));
        }
        Ok(Some((sign, rest, 1)))
    }

    /// `dx`, `dx^2`, `\partial x \partial y`, `df(x)`: none if the list is anything else.
    #[allow(clippy::type_complexity)]
    fn denominator(
        &self,
        den: &'a [Tok],
        span: Span,
        sign: Differential,
    ) -> Result<Option<Vec<(Expr, u32)>>, Unread> {
        let mut vars: Vec<(Expr, u32)> = Vec::new();
        let mut i = 0;
        while i < den.len() {
            let Some((s, width)) = differential(&den[i..]) else {
                return Ok(None);
            };
            if s != sign {
                return Ok(None);
            }
            let start = i + width;
            // The next sign begins the next variable, unless it is the variable itself.
            let mut end = start + 1;
            while end < den.len() && differential(&den[end..]).is_none() {
                end += 1;
            }
            if start >= den.len() {
                return Ok(None);
            }
            let mut toks = &den[start..end];
            let mut order = 1;
            if let [rest @ .., up, power] = toks
                && matches!(up.t, T::Sup)
                && let Ok(p) = self
                    .within(std::slice::from_ref(power), power.span)?
                    .whole()
                && let Some(n) = order_of(&p)
            {
                (toks, order) = (rest, n);
            }
            let var = self.part(toks)?.whole()?;
            // `d(x^2)` is with respect to what stands in the bracket.
            let var = match var.kind {
                Kind::Paren(inner) => *inner,
                kind => node(kind, var.span),
            };
            vars.push((var, order));
            i = end;
        }
        if vars.is_empty() {
            return unread(
                span,
                "it is not said with respect to what this is differentiated",
            );
        }
        Ok(Some(vars))
    }

    /// `\nabla F(w)`; with a variable below it is a partial derivative.
    pub fn gradient(&mut self, tok: &Tok) -> Result<Expr, Unread> {
        let mut var = None;
        if let Some(sub) = self.peek()
            && matches!(sub.t, T::Sub)
        {
            self.i += 1;
            let (inner, at) = self.argument(sub)?;
            var = Some(self.script_content(inner, at)?);
        }
        if let Some(up) = self.peek()
            && matches!(up.t, T::Sup)
        {
            return unread(
                tok.span.to(up.span),
                "a power of the gradient sign can be the Laplacian or the Hessian matrix",
            );
        }
        // The operand is one name with its bracket, or one bracket; a power behind it is one of the gradient.
        let start = self.i;
        let mut end = start;
        while let Some(t) = self.toks.get(end) {
            match &t.t {
                T::Sup => {
                    let mark = matches!(
                        self.toks.get(end + 1).map(|m| &m.t),
                        Some(T::Group(g)) if matches!(g.as_slice(), [Tok { t: T::Bracket('(', ..), .. }])
                    ) || matches!(self.toks.get(end + 1), Some(m) if m.is_sym('*'));
                    if !mark {
                        break;
                    }
                    end += 2;
                }
                T::Sub => end += 2,
                T::Prime(_) => end += 1,
                T::Bracket('(' | '[', ..) if end > start => {
                    end += 1;
                    break;
                }
                T::Bracket(..) if end == start => {
                    end += 1;
                    break;
                }
                T::Cmd(c) if end == start && vocab::is_operator(c) => break,
                T::Cmd(c) if end == start => {
                    end += 1 + vocab::arity(c);
                    if vocab::arity(c) == 0 && vocab::letter(c).is_none() {
                        break;
                    }
                }
                T::Letter(_) | T::Words(..) | T::Raw(..) | T::Group(_) if end == start => end += 1,
                _ => break,
            }
        }
        let end = end.min(self.toks.len());
        if end == start {
            return unread(tok.span, "nothing stands behind this gradient sign");
        }
        let body = self.part(&self.toks[start..end])?.whole()?;
        self.i = end;
        let span = tok.span.to(body.span);
        let body = Box::new(body);
        self.postfix(node(
            match var {
                Some(var) => Kind::Derivative {
                    body,
                    vars: vec![(var, 1)],
                    partial: true,
                },
                None => Kind::Gradient(body),
            },
            span,
        ))
    }

    /// Scripts below and above an operator, in either order.
    pub(super) fn bounds(&mut self) -> Result<(Option<Expr>, Option<Expr>, Span), Unread> {
        let (mut under, mut over, mut span) = (None, None, self.here());
        while let Some(tok) = self.peek() {
            let slot = match tok.t {
                T::Sub => &mut under,
                T::Sup => &mut over,
                _ => break,
            };
            if slot.is_some() {
                return unread(tok.span, "this operator already has such a bound");
            }
            self.i += 1;
            let (inner, at) = self.argument(tok)?;
            *slot = Some(self.script_content(inner, at)?);
            span = span.to(at);
        }
        Ok((under, over, span))
    }

    /// `\sum_{k=0}^n a_k` and its kin. The body is one product with the signs before it.
    pub fn big(&mut self, op: BigOp, tok: &Tok) -> Result<Expr, Unread> {
        let (under, over, _) = self.bounds()?;
        self.big_with(op, tok, under, over)
    }

    fn big_with(
        &mut self,
        op: BigOp,
        tok: &Tok,
        under: Option<Expr>,
        over: Option<Expr>,
    ) -> Result<Expr, Unread> {
        // `\max(a, b)` is a function of its arguments.
        if under.is_none()
            && over.is_none()
            && matches!(op, BigOp::Min | BigOp::Max | BigOp::Inf | BigOp::Sup)
            && let Some(Tok {
                t: T::Bracket('(', ')', inner),
                span: at,
                ..
            }) = self.peek()
        {
            self.i += 1;
            let args = self.within(inner, *at)?.arguments()?;
            let func = super::reader::plain_name(match op {
                BigOp::Min => "min",
                BigOp::Max => "max",
                BigOp::Inf => "inf",
                _ => "sup",
            });
            let kind = Kind::Apply {
                func,
                power: None,
                base: None,
                args,
                bracketed: true,
            };
            return self.postfix(node(kind, tok.span.to(*at)));
        }
        let body = self.body(tok)?;
        let span = tok.span.to(body.span);
        Ok(node(
            Kind::Big {
                op,
                under: under.map(Box::new),
                over: over.map(Box::new),
                body: Box::new(body),
            },
            span,
        ))
    }

    /// What a sum or a limit reaches over: one product, the signs before it included.
    fn body(&mut self, tok: &Tok) -> Result<Expr, Unread> {
        if self.peek().is_none() {
            return unread(tok.span, "nothing stands behind this operator");
        }
        self.enter()?;
        let body = self.signed(Reach::Product)?;
        self.depth -= 1;
        Ok(body)
    }

    /// `\underset{x}{\min} f`
    pub fn under(&mut self, tok: &Tok) -> Result<Expr, Unread> {
        let (below, at) = self.argument(tok)?;
        let (op, op_span) = self.argument(tok)?;
        let word = match op {
            [Tok { t: T::Cmd(c), .. }] => c.clone(),
            [
                Tok {
                    t: T::Raw(n, body), ..
                },
            ] if n == "operatorname" => body.replace("\\,", ""),
            [a, b] if a.is_cmd("arg") && b.is_cmd("min") => "argmin".into(),
            [a, b] if a.is_cmd("arg") && b.is_cmd("max") => "argmax".into(),
            _ => self
                .part(op)?
                .font_word()
                .map(|(w, _)| w)
                .unwrap_or_default(),
        };
        let word: String = word.split_whitespace().collect();
        match vocab::big(&word) {
            Some(op) if tok.is_cmd("underset") => {
                let under = self.script_content(below, at)?;
                self.big_with(op, tok, Some(under), None)
            }
            _ => unread(
                tok.span.to(op_span),
                "something set over or under this is not understood",
            ),
        }
    }

    /// `\lim_{x \to a^+} e`
    pub fn limit(&mut self, tok: &Tok) -> Result<Expr, Unread> {
        let Some(sub) = self.next() else {
            return unread(tok.span, "nothing stands below this limit");
        };
        if !matches!(sub.t, T::Sub) {
            return unread(tok.span, "nothing stands below this limit");
        }
        let (inner, at) = self.argument(sub)?;
        let inner = match inner {
            [
                stack,
                Tok {
                    t: T::Group(rows), ..
                },
            ] if stack.is_cmd("substack") => rows,
            _ => inner,
        };
        // `\lim_{x \to 0, x > 0}`
        let comma = inner
            .iter()
            .position(|t| matches!(t.t, T::Sym(',') | T::Row));
        let (inner, besides) = match comma {
            Some(comma) => (&inner[..comma], Some(&inner[comma + 1..])),
            None => (inner, None),
        };
        let arrow = inner.iter().position(|t| {
            matches!(&t.t, T::Cmd(c) if vocab::relation(c) == Some(Rel::To) || matches!(c.as_str(), "downarrow" | "uparrow" | "searrow" | "nearrow"))
        });
        let Some(arrow) = arrow else {
            return unread(at, "it is not said what goes where in this limit");
        };
        let mut side = match &inner[arrow].t {
            T::Cmd(c) if c == "downarrow" || c == "searrow" => Side::Right,
            T::Cmd(c) if c == "uparrow" || c == "nearrow" => Side::Left,
            _ => Side::Both,
        };
        let var = self.part(&inner[..arrow])?.whole()?;
        let mut target = &inner[arrow + 1..];
        if let [rest @ .., up, sign] = target
            && matches!(up.t, T::Sup)
        {
            let sign = match &sign.t {
                T::Group(g) if g.len() == 1 => &g[0],
                _ => sign,
            };
            if sign.is_sym('+') {
                (side, target) = (Side::Right, rest);
            } else if sign.is_sym('-') {
                (side, target) = (Side::Left, rest);
            }
        }
        let to = self.part(target)?.whole()?;
        if let Some(besides) = besides {
            side = self.side(besides, &var, &to)?;
        }
        let body = self.body(tok)?;
        let span = tok.span.to(body.span);
        Ok(node(
            Kind::Limit {
                var: Box::new(var),
                to: Box::new(to),
                side,
                body: Box::new(body),
            },
            span,
        ))
    }

    /// From which side `x > 0` says that x goes to 0.
    fn side(&self, besides: &'a [Tok], var: &Expr, to: &Expr) -> Result<Side, Unread> {
        let part = self.part(besides)?;
        let span = part.span;
        if let Kind::Chain {
            first: Some(first),
            links,
        } = &part.statement()?.kind
            && let [link] = &links[..]
            && sexp(first) == sexp(var)
            && sexp(&link.rhs) == sexp(to)
        {
            match link.rel {
                Rel::Gt => return Ok(Side::Right),
                Rel::Lt => return Ok(Side::Left),
                Rel::Ne => return Ok(Side::Both),
                _ => {}
            }
        }
        unread(span, "this condition below a limit is not understood")
    }

    /// Where the differential that closes the integral just begun stands: its place, and how many tokens its sign takes.
    pub(super) fn closing_differential(&self) -> Option<(usize, usize)> {
        // Integrals inside close first.
        let mut inner = 0usize;
        let mut i = self.i;
        while i < self.toks.len() {
            let tok = &self.toks[i];
            match &tok.t {
                T::Sym('=' | '<' | '>' | ',' | ';') | T::Quad => return None,
                T::Cmd(c) if vocab::relation(c).is_some() || vocab::arrow(c).is_some() => {
                    return None;
                }
                T::Cmd(c) => inner += vocab::integrals(c).unwrap_or(0),
                _ => {}
            }
            if let Some((Differential::Straight, width)) = differential(&self.toks[i..])
                && self.toks.get(i + width).is_some_and(is_variable)
                && !matches!(
                    i.checked_sub(1).map(|b| &self.toks[b].t),
                    Some(T::Sup | T::Sub)
                )
            {
                if inner == 0 {
                    return Some((i, width));
                }
                inner -= 1;
                i += width;
            }
            i += 1;
        }
        None
    }

    /// How many tokens the sign of the differential takes that stands next.
    pub(super) fn next_differential(&self) -> Option<usize> {
        let (sign, width) = differential(self.toks.get(self.i..)?)?;
        let variable = self.toks.get(self.i + width).is_some_and(is_variable);
        (sign == Differential::Straight && variable).then_some(width)
    }

    /// `\int_a^b e \, dx`: the body is everything up to the differential, sums included.
    pub fn integral(&mut self, tok: &Tok) -> Result<Expr, Unread> {
        let (lower, upper, _) = self.bounds()?;
        let make = |var: Option<Expr>, body: Expr, end: Span| {
            node(
                Kind::Integral {
                    var: var.map(Box::new),
                    lower: lower.map(Box::new),
                    upper: upper.map(Box::new),
                    body: Box::new(body),
                },
                tok.span.to(end),
            )
        };
        let one = |at: Span| node(Kind::Number(BigRational::from(BigInt::from(1))), at);
        if let Some((at, width)) = self.closing_differential() {
            let body = if at == self.i {
                None
            } else {
                Some(self.part(&self.toks[self.i..at])?.whole()?)
            };
            self.i = at + width;
            let var = self.variable()?;
            let sign = self.toks[at].span;
            let body = body.unwrap_or_else(|| one(Span::new(sign.start, sign.start)));
            let end = var.span;
            if let Some(Tok {
                t: T::Bracket('(', ..),
                span,
                gap: false,
            }) = self.peek()
                && !self.toks[at + width..self.i].is_empty()
            {
                return unread(
                    end.to(*span),
                    "a bracket directly behind a differential: a measure or a factor?",
                );
            }
            return Ok(make(Some(var), body, end));
        }
        // `\int \frac{dx}{x}`: the differential stands in the numerator.
        if let Some(frac) = self.peek()
            && matches!(&frac.t, T::Cmd(c) if matches!(c.as_str(), "frac" | "dfrac" | "tfrac"))
            && !self.begins_derivative()
        {
            let mut ahead = self.clone();
            ahead.i += 1;
            let (num, num_span) = ahead.argument(frac)?;
            let (den, den_span) = ahead.argument(frac)?;
            let inner = self.within(num, num_span)?;
            if let Some((at, width)) = inner.closing_differential() {
                let mut rest = inner.clone();
                rest.i = at + width;
                let var = rest.variable()?;
                if rest.peek().is_none() {
                    let top = if at == 0 {
                        one(num_span)
                    } else {
                        self.part(&num[..at])?.whole()?
                    };
                    let bottom = self.within(den, den_span)?.whole()?;
                    let at = frac.span.to(den_span);
                    let body = node(
                        Kind::Binary(BinOp::Div, Box::new(top), Box::new(bottom)),
                        at,
                    );
                    self.i = ahead.i;
                    return Ok(make(Some(var), body, at));
                }
            }
        }
        let body = self.body(tok)?;
        let end = body.span;
        Ok(make(None, body, end))
    }

    /// The variable behind a differential sign: one name with its scripts.
    pub(super) fn variable(&mut self) -> Result<Expr, Unread> {
        let start = self.i;
        let Some(tok) = self.next() else {
            return unread(self.here(), "the variable of this integral is missing");
        };
        if let T::Cmd(name) = &tok.t {
            for _ in 0..vocab::arity(name) {
                self.argument(tok)?;
            }
        }
        while let Some(tok) = self.peek() {
            match tok.t {
                T::Sub | T::Sup => {
                    self.i += 1;
                    self.argument(tok)?;
                }
                T::Prime(_) => self.i += 1,
                _ => break,
            }
        }
        self.part(&self.toks[start..self.i])?.whole()
    }
}
