//! Operators that bind a variable: sums, extrema, limits, integrals, derivatives.

use super::formula::{Parser, Read, Within, binary, power, ungrouped};
use super::token::{Bracket, Sign};
use super::vocabulary::{base, greek};
use crate::read::ast::{BigOp, BinOp, Expr, Kind, Name, Rel, Side, Span, Unread};
use num_traits::ToPrimitive;

/// What stands below or above an operator, where anything does.
type Bound = Option<Box<Expr>>;

/// The order of a derivative, what stands beside its upper `d`, and its variables with their counts.
type Head = (u32, Option<Expr>, Vec<(Expr, u32)>);

impl Parser<'_> {
    /// `sum_(k=1)^n a_k`; the next sign is the operator.
    pub fn big(&mut self, op: BigOp) -> Read<Expr> {
        let token = self.take();
        if matches!(op, BigOp::Sum | BigOp::Prod)
            && self.peek(0) != Sign::Underscore
            && !self.word(token).starts_with(['∑', '∏'])
        {
            // Without a range, `sum` is a name like any other.
            self.at -= 1;
            return self.named();
        }
        let (under, over) = self.bounds()?;
        let body = Box::new(self.expr(power::PRODUCT)?);
        Ok(self.node(
            token.start,
            Kind::Big {
                op,
                under,
                over,
                body,
            },
        ))
    }

    /// `_…` and `^…` in either order.
    fn bounds(&mut self) -> Read<(Bound, Bound)> {
        let (mut under, mut over) = (None, None);
        loop {
            if under.is_none() && self.accept(Sign::Underscore) {
                under = Some(Box::new(self.script()?));
                if matches!(self.peek(0), Sign::Relation(_)) && self.adjacent() {
                    return self.fault(
                        self.token(),
                        "what stands below needs brackets: `sum_(k=1)^n`",
                    );
                }
            } else if over.is_none() && self.accept(Sign::Caret) {
                over = Some(Box::new(self.script()?));
            } else if under.is_none() && self.peek(0) == Sign::Lowered
                || over.is_none() && self.peek(0) == Sign::Raised
            {
                let below = self.peek(0) == Sign::Lowered;
                let bound = Some(Box::new(self.raised()?));
                if below { under = bound } else { over = bound }
            } else {
                return Ok((under, over));
            }
        }
    }

    /// `lim_(x->0+) f(x)`
    pub fn limit(&mut self) -> Read<Expr> {
        let token = self.take();
        if !self.accept(Sign::Underscore) {
            return self.fault(token, "a limit says where: `lim_(x->0)`");
        }
        let open = self.token();
        let bracket = match open.sign {
            Sign::Open(bracket @ (Bracket::Round | Bracket::Curly)) => bracket,
            _ => return self.fault(token, "a limit says where: `lim_(x->0)`"),
        };
        self.at += 1;
        let (var, to, side) = self.inside(Within::Target, |p| {
            let var = p.expr(power::SUM)?;
            if !p.accept(Sign::Relation(Rel::To)) {
                return p.fault(p.token(), "`->` is expected here");
            }
            let to = p.expr(power::SUM)?;
            p.accept(Sign::Caret);
            let side = match p.peek(0) {
                Sign::Plus => Side::Right,
                Sign::Minus => Side::Left,
                Sign::Raised if p.word(p.token()) == "⁺" => Side::Right,
                Sign::Raised if p.word(p.token()) == "⁻" => Side::Left,
                _ => Side::Both,
            };
            if side != Side::Both {
                p.at += 1;
            }
            Ok((var, to, side))
        })?;
        self.close(open, bracket)?;
        let body = Box::new(self.expr(power::PRODUCT)?);
        Ok(self.node(
            token.start,
            Kind::Limit {
                var: Box::new(var),
                to: Box::new(to),
                side,
                body,
            },
        ))
    }

    /// `int_0^1 x^2 dx`, `int f(x) dx`, `int dx/x`
    pub fn integral(&mut self) -> Read<Expr> {
        let token = self.take();
        let (lower, upper) = self.bounds()?;
        let outer = (self.around.integral, self.differential.take());
        self.around.integral = self.differential_ahead();
        self.integrand = self.at;
        let bound = self.around.integral;
        // With its `dx` in sight the integrand may be a sum; without it, it ends where that of a sum would.
        let body = self.expr(if bound { power::SUM } else { power::PRODUCT });
        let mut var = std::mem::replace(&mut self.differential, outer.1);
        self.around.integral = outer.0;
        let body = Box::new(body?);
        if bound && var.is_none() && self.is_differential(self.at) {
            var = self.take_differential();
        }
        if bound && var.is_none() {
            return self.unexpected();
        }
        Ok(self.node(
            token.start,
            Kind::Integral {
                var: var.map(Box::new),
                lower,
                upper,
                body,
            },
        ))
    }

    /// Whether the `dx` of the integral whose body begins here comes before its bracket ends.
    fn differential_ahead(&self) -> bool {
        let (mut open, mut wanted) = (0usize, 1usize);
        for (at, token) in self.signs.iter().enumerate().skip(self.at) {
            match token.sign {
                Sign::Open(_) => open += 1,
                Sign::Close(_) if open == 0 => return false,
                Sign::Close(_) => open -= 1,
                _ if open > 0 => {}
                Sign::Integral => wanted += 1,
                Sign::Comma
                | Sign::Semicolon
                | Sign::Relation(_)
                | Sign::Implies
                | Sign::Iff
                | Sign::And
                | Sign::Or => {
                    return false;
                }
                Sign::Word if self.is_differential(at) => {
                    wanted -= 1;
                    if wanted == 0 {
                        return true;
                    }
                }
                _ => {}
            }
        }
        false
    }

    /// Whether `dx`, `dtheta`, `dx1` or `dθ` stands at `at`.
    pub fn is_differential(&self, at: usize) -> bool {
        let Some(token) = self.signs.get(at) else {
            return false;
        };
        if token.sign != Sign::Word {
            return false;
        }
        match self.word(*token).strip_prefix('d') {
            None => false,
            Some("") => match self.signs.get(at + 1) {
                Some(next) => {
                    next.sign == Sign::Word
                        && next.start == token.end
                        && !self.word(*next).starts_with(|c: char| c.is_ascii())
                }
                None => false,
            },
            Some(rest) => is_variable(rest),
        }
    }

    /// Takes `dx` and gives `x`.
    pub fn take_differential(&mut self) -> Option<Expr> {
        let token = self.take();
        let (start, word) = match self.word(token).strip_prefix('d') {
            None | Some("") => {
                let next = self.take();
                (next.start, self.word(next))
            }
            Some(rest) => (token.start + 1, rest),
        };
        let mut name = Name {
            base: base(word),
            ..Name::default()
        };
        self.written_on(&mut name).ok()?;
        Some(self.node(start, Kind::Name(name)))
    }

    /// `d/dx (…)`, `d^2/dx^2 f(x)`, `dy/dx`, `∂²f/∂x∂y`; none, and nothing taken, where something else stands here.
    pub fn derivative(&mut self) -> Read<Option<Expr>> {
        let token = self.token();
        let partial = token.sign == Sign::Partial;
        if !partial && !self.word(token).starts_with('d') {
            return Ok(None);
        }
        let at = self.at;
        match self.derivative_head(partial) {
            Some((order, inner, vars)) => {
                let written: u32 = vars.iter().map(|(_, times)| *times).sum();
                if order != written {
                    return Err(Unread {
                        span: self.span_from(token.start),
                        reason: format!(
                            "a derivative of order {order} with {written} below the line"
                        ),
                    });
                }
                let body = Box::new(match inner {
                    Some(inner) => inner,
                    None => self.derivative_body()?,
                });
                Ok(Some(self.node(
                    token.start,
                    Kind::Derivative {
                        body,
                        vars,
                        partial,
                    },
                )))
            }
            None => {
                self.at = at;
                Ok(None)
            }
        }
    }

    /// The quotient of differentials.
    fn derivative_head(&mut self, partial: bool) -> Option<Head> {
        let token = self.take();
        let word = self.word(token);
        let mut order = 1;
        let mut inner = None;
        if partial || word == "d" {
            if let Some(count) = self.count() {
                order = count;
            }
            if self.peek(0) == Sign::Word && (partial || order > 1) {
                inner = Some(self.named().ok()?);
            }
        } else {
            let rest = word.strip_prefix('d').filter(|rest| is_variable(rest))?;
            if self.peek(0) != Sign::Slash || !self.adjacent() {
                return None;
            }
            let name = Name {
                base: base(rest),
                ..Name::default()
            };
            inner = Some(Expr {
                kind: Kind::Name(name),
                span: Span::new(token.start + 1, token.end),
            });
        }
        if !self.accept(Sign::Slash) {
            return None;
        }
        let grouped = partial && self.accept(Sign::Open(Bracket::Round));
        let mut vars = Vec::new();
        loop {
            let var = if partial {
                if !self.accept(Sign::Partial) || self.peek(0) != Sign::Word {
                    break;
                }
                let start = self.token().start;
                let name = self.name().ok()?;
                self.node(start, Kind::Name(name))
            } else {
                if !vars.is_empty() || !self.is_differential(self.at) {
                    break;
                }
                self.take_differential()?
            };
            let times = self.count().unwrap_or(1);
            vars.push((var, times));
        }
        if grouped && !self.accept(Sign::Close(Bracket::Round)) {
            return None;
        }
        (!vars.is_empty()).then_some((order, inner, vars))
    }

    /// `^2` or `²`, a small positive whole number.
    fn count(&mut self) -> Option<u32> {
        let at = self.at;
        let exponent = match self.peek(0) {
            Sign::Raised => self.raised().ok(),
            Sign::Caret => {
                self.at += 1;
                self.script().ok()
            }
            _ => None,
        };
        let count = match exponent.map(|e| e.kind) {
            Some(Kind::Number(n)) if n.is_integer() => {
                n.to_integer().to_u32().filter(|n| (1..=1000).contains(n))
            }
            _ => None,
        };
        if count.is_none() {
            self.at = at;
        }
        count
    }

    /// What `d/dx` is applied to: a bracket with its power and the brackets right behind it, else the whole product.
    fn derivative_body(&mut self) -> Read<Expr> {
        if self.peek(0) != Sign::Open(Bracket::Round) {
            return self.expr(power::PRODUCT);
        }
        let mut body = self.expr(power::FACTOR)?;
        while self.peek(0) == Sign::Open(Bracket::Round) && self.adjacent() {
            let factor = self.expr(power::FACTOR)?;
            body = binary(BinOp::Juxtapose, body, factor);
        }
        Ok(ungrouped(body))
    }
}

/// A letter with digits, or the name of a Greek one: what can stand behind the `d` of `dx`.
fn is_variable(word: &str) -> bool {
    let letters = word.trim_end_matches(|c: char| c.is_ascii_digit());
    let mut chars = letters.chars();
    let single = chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none();
    single || greek(letters).is_some()
}
