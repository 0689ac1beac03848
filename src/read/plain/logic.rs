//! Formulas that say something: lists, chains, logic, quantifiers.

use super::formula::{Parser, Read, power};
use super::token::Sign;
use crate::read::ast::{BinOp, Expr, Kind, Link, Rel};

impl Parser<'_> {
    /// `a, b > 0, c = 1`, `f(x) > 0 for x > 0`: formulas with commas between; terms belong to the relation that follows.
    pub fn listing(&mut self) -> Read<Expr> {
        let mut formulas: Vec<Expr> = Vec::new();
        let mut terms: Vec<Expr> = Vec::new();
        loop {
            let item = self.expr(power::LOGIC)?;
            if !is_formula(&item) {
                terms.push(item);
            } else {
                formulas.push(with_subjects(std::mem::take(&mut terms), item));
            }
            match self.peek(0) {
                Sign::Comma => {
                    self.at += 1;
                }
                Sign::If | Sign::For if self.peek(1) != Sign::End => {
                    if self.peek(1) != Sign::All {
                        self.at += 1;
                    }
                }
                _ => break,
            }
        }
        if formulas.is_empty() {
            return Ok(match terms.len() {
                1 => terms.remove(0),
                _ => Expr {
                    span: terms[0].span.to(terms[terms.len() - 1].span),
                    kind: Kind::Tuple(terms),
                },
            });
        }
        formulas.append(&mut terms);
        let first = formulas.remove(0);
        match formulas.last() {
            None => Ok(first),
            Some(last) => Ok(Expr {
                span: first.span.to(last.span),
                kind: Kind::With(Box::new(first), formulas),
            }),
        }
    }

    /// `P and Q and R`, `P or Q or R`.
    pub fn joined(&mut self, first: Expr, sign: Sign, strength: u8) -> Read<Expr> {
        let start = first.span.start;
        let mut parts = vec![first];
        while self.accept(sign) {
            parts.push(self.expr(strength)?);
        }
        Ok(self.node(
            start,
            if sign == Sign::Or {
                Kind::Or(parts)
            } else {
                Kind::And(parts)
            },
        ))
    }

    /// `first = b <= c`
    pub fn chained(&mut self, first: Expr) -> Read<Expr> {
        let start = first.span.start;
        let links = self.links()?;
        Ok(self.node(
            start,
            Kind::Chain {
                first: Some(Box::new(first)),
                links,
            },
        ))
    }

    pub fn links(&mut self) -> Read<Vec<Link>> {
        let mut links = Vec::new();
        loop {
            let token = self.token();
            let rel = match token.sign {
                Sign::Relation(rel) => rel,
                Sign::Not if self.peek(1) == Sign::Relation(Rel::In) => {
                    self.at += 1;
                    Rel::NotIn
                }
                _ => return Ok(links),
            };
            self.at += 1;
            let rel_span = self.span_from(token.start);
            let mut rhs = self.expr(power::GIVEN)?;
            if matches!(rel, Rel::In | Rel::NotIn | Rel::Subset) {
                rhs = as_set(rhs);
            }
            links.push(Link {
                rel,
                rel_span,
                note: None,
                rhs,
            });
        }
    }

    /// `forall x > 0: P`, `exists x, y: P`, `forall x`
    pub fn quantified(&mut self) -> Read<Expr> {
        let token = self.take();
        if token.sign == Sign::For {
            self.at += 1;
        }
        let head = if self.colon_ahead() {
            self.listing()?
        } else {
            self.expr(power::LOGIC)?
        };
        let body = match self.peek(0) {
            // `forall x exists y: P`
            Sign::ForAll | Sign::Exists => Some(Box::new(self.expr(power::LOGIC)?)),
            Sign::Colon => {
                self.at += 1;
                Some(Box::new(self.expr(power::LOGIC)?))
            }
            Sign::Comma
                if !matches!(
                    self.peek(1),
                    Sign::ForAll | Sign::Exists | Sign::For | Sign::End
                ) =>
            {
                self.at += 1;
                Some(Box::new(self.expr(power::LOGIC)?))
            }
            _ => None,
        };
        let head = Box::new(head);
        let kind = if token.sign == Sign::Exists {
            Kind::Exists(head, body)
        } else {
            Kind::ForAll(head, body)
        };
        Ok(self.node(token.start, kind))
    }

    /// Whether a colon comes before the bracket around this place closes.
    pub fn colon_ahead(&self) -> bool {
        let mut open = 0usize;
        for token in &self.signs[self.at..] {
            match token.sign {
                Sign::Open(_) => open += 1,
                Sign::Close(_) if open == 0 => return false,
                Sign::Close(_) => open -= 1,
                Sign::Colon if open == 0 => return true,
                Sign::ForAll | Sign::Exists if open == 0 => return false,
                _ => {}
            }
        }
        false
    }
}

/// Whether it says something rather than names something.
pub(super) fn is_formula(expr: &Expr) -> bool {
    match &expr.kind {
        Kind::Paren(inner) => is_formula(inner),
        kind => matches!(
            kind,
            Kind::Chain { .. }
                | Kind::And(_)
                | Kind::Or(_)
                | Kind::Not(_)
                | Kind::Implies(..)
                | Kind::Iff(..)
                | Kind::ForAll(..)
                | Kind::Exists(..)
                | Kind::With(..)
        ),
    }
}

/// `a, b > 0`: the terms before the comma are compared too.
fn with_subjects(mut terms: Vec<Expr>, formula: Expr) -> Expr {
    if terms.is_empty() {
        return formula;
    }
    let Expr { kind, span } = formula;
    match kind {
        Kind::Chain {
            first: Some(first),
            links,
        } => {
            let start = terms[0].span;
            let tuple_span = start.to(first.span);
            terms.push(*first);
            let first = Some(Box::new(Expr {
                kind: Kind::Tuple(terms),
                span: tuple_span,
            }));
            Expr {
                kind: Kind::Chain { first, links },
                span: start.to(span),
            }
        }
        kind => {
            let first = terms.remove(0);
            let start = first.span;
            terms.push(Expr { kind, span });
            Expr {
                kind: Kind::With(Box::new(first), terms),
                span: start.to(span),
            }
        }
    }
}

/// Behind `in`, a bracketed pair is an interval.
fn as_set(expr: Expr) -> Expr {
    let Expr { kind, span } = expr;
    let kind = match kind {
        Kind::Tuple(mut ends) if ends.len() == 2 => match (ends.pop(), ends.pop()) {
            (Some(hi), Some(lo)) => Kind::Interval {
                lo: Box::new(lo),
                hi: Box::new(hi),
                left_closed: false,
                right_closed: false,
            },
            _ => Kind::Tuple(ends),
        },
        Kind::Binary(op @ (BinOp::Union | BinOp::Intersect | BinOp::SetMinus), left, right) => {
            Kind::Binary(op, Box::new(as_set(*left)), Box::new(as_set(*right)))
        }
        Kind::Binary(BinOp::Pow, base, exponent) => {
            Kind::Binary(BinOp::Pow, Box::new(as_set(*base)), exponent)
        }
        kind => kind,
    };
    Expr { kind, span }
}
