//! Operands: numbers, names, brackets, bars, and functions with their arguments.

use super::formula::{Parser, Read, Within, binary, power, primes, ungrouped};
use super::token::{Bracket, Extremum, Sign, Token};
use super::vocabulary::{base, level};
use crate::read::ast::{BigOp, BinOp, Expr, Kind, Name, Span};
use num_bigint::BigInt;
use num_rational::BigRational;

/// Larger powers of ten are refused: exact numbers are written out in full.
const LARGEST_EXPONENT: i64 = 4000;

impl Parser<'_> {
    /// One operand, without the powers and primes behind it.
    pub fn operand(&mut self) -> Read<Expr> {
        let token = self.token();
        let start = token.start;
        match token.sign {
            Sign::Number => self.number(),
            Sign::Word => {
                if let Some(derivative) = self.derivative()? {
                    return Ok(derivative);
                }
                if self.around.integral
                    && self.integrand == self.at
                    && self.differential.is_none()
                    && self.is_differential(self.at)
                {
                    self.differential = self.take_differential();
                    let one = BigRational::from_integer(BigInt::from(1));
                    return Ok(self.node(start, Kind::Number(one)));
                }
                self.named()
            }
            Sign::Function(function) => {
                if function.needs_bracket() && self.peek(1) != Sign::Open(Bracket::Round) {
                    self.named()
                } else {
                    self.function(function)
                }
            }
            Sign::Radical(index) => {
                self.at += 1;
                let arg = ungrouped(self.expr(power::POWER)?);
                let index_span = Span::new(start, token.end);
                let number = BigRational::from_integer(BigInt::from(index));
                let index = (index > 2).then(|| {
                    Box::new(Expr {
                        kind: Kind::Number(number),
                        span: index_span,
                    })
                });
                Ok(self.node(
                    start,
                    Kind::Root {
                        index,
                        arg: Box::new(arg),
                    },
                ))
            }
            Sign::Open(bracket) => self.bracketed(bracket),
            Sign::Close(Bracket::Square) => self.reversed_interval(),
            Sign::Bar => self.bars(),
            Sign::DoubleBar => self.norm_by_sign(),
            Sign::Sum => self.big(BigOp::Sum),
            Sign::Product => self.big(BigOp::Prod),
            Sign::Integral => self.integral(),
            Sign::Limit => self.limit(),
            Sign::Extremum(which) => self.extremum(which),
            Sign::Partial => match self.derivative()? {
                Some(derivative) => Ok(derivative),
                None => self.fault(token, "`∂` stands for a derivative: `∂/∂x`"),
            },
            Sign::Nabla => {
                self.at += 1;
                let arg = self.expr(power::FACTOR)?;
                Ok(self.node(start, Kind::Gradient(Box::new(arg))))
            }
            Sign::Infinity => {
                self.at += 1;
                Ok(self.node(start, Kind::Infinity))
            }
            Sign::Dots => {
                self.at += 1;
                Ok(self.node(start, Kind::Dots))
            }
            Sign::Placeholder => {
                self.at += 1;
                Ok(self.node(start, Kind::Placeholder))
            }
            Sign::Empty => {
                self.at += 1;
                Ok(self.node(start, Kind::Set(Vec::new())))
            }
            _ => self.unexpected(),
        }
    }

    /// `3`, `0.45`, `5.9e19`
    pub fn number(&mut self) -> Read<Expr> {
        let token = self.take();
        match decimal(self.word(token)) {
            Some(value) => Ok(self.node(token.start, Kind::Number(value))),
            None => self.fault(token, "a power of ten beyond what is written out exactly"),
        }
    }

    /// A name with its subscripts and primes, and the list in brackets directly behind it.
    pub fn named(&mut self) -> Read<Expr> {
        let start = self.token().start;
        let name = self.name()?;
        let list = match self.peek(0) {
            Sign::Open(Bracket::Round) => true,
            Sign::Open(Bracket::Square) => self.around.within != Within::Reversed,
            _ => false,
        };
        if list && self.adjacent() {
            let args = self.arguments()?;
            return Ok(self.node(start, Kind::NameParen(name, args)));
        }
        Ok(self.node(start, Kind::Name(name)))
    }

    /// A name with its subscripts and primes.
    pub fn name(&mut self) -> Read<Name> {
        let token = self.take();
        let mut name = Name {
            base: base(self.word(token)),
            ..Name::default()
        };
        self.written_on(&mut name)?;
        Ok(name)
    }

    /// What is written on a name: `_1`, `_(k+1)`, `₁`, `'`, `^*`.
    pub fn written_on(&mut self, name: &mut Name) -> Read<()> {
        loop {
            let token = self.token();
            match token.sign {
                Sign::Underscore => {
                    self.at += 1;
                    let below = self.script()?;
                    match below.kind {
                        Kind::Tuple(parts) => name.subs.extend(parts),
                        _ => name.subs.push(below),
                    }
                }
                Sign::Lowered => {
                    self.at += 1;
                    name.subs.push(self.levelled(token)?);
                }
                Sign::Prime => {
                    self.at += 1;
                    name.primes += primes(self.word(token));
                }
                Sign::Caret if self.peek(1) == Sign::Times && name.sup.is_none() => {
                    self.at += 1;
                    name.sup = Some(Box::new(self.star()));
                }
                _ => return Ok(()),
            }
        }
    }

    fn star(&mut self) -> Expr {
        let token = self.take();
        self.node(
            token.start,
            Kind::Name(Name {
                base: "*".to_string(),
                ..Name::default()
            }),
        )
    }

    /// What stands directly behind `_`, or behind the `^` of a big operator: one sign, a negative one, or a bracket.
    pub fn script(&mut self) -> Read<Expr> {
        let token = self.token();
        match token.sign {
            Sign::Minus | Sign::Plus if self.adjacent() => {
                self.at += 1;
                let operand = Box::new(self.script()?);
                let kind = if token.sign == Sign::Minus {
                    Kind::Neg(operand)
                } else {
                    Kind::Plus(operand)
                };
                Ok(self.node(token.start, kind))
            }
            Sign::Number => self.number(),
            Sign::Extremum(Extremum::Inf) => {
                self.at += 1;
                Ok(self.node(token.start, Kind::Infinity))
            }
            Sign::Word
            | Sign::Function(_)
            | Sign::Extremum(_)
            | Sign::All
            | Sign::For
            | Sign::Otherwise => {
                self.at += 1;
                let name = Name {
                    base: base(self.word(token)),
                    ..Name::default()
                };
                Ok(self.node(token.start, Kind::Name(name)))
            }
            Sign::Infinity => self.operand(),
            Sign::Times => Ok(self.star()),
            Sign::Open(bracket @ (Bracket::Round | Bracket::Curly)) => {
                self.at += 1;
                let inner = self.inside(Within::Plain, |p| p.listing())?;
                self.close(token, bracket)?;
                Ok(Expr {
                    kind: inner.kind,
                    span: self.span_from(token.start),
                })
            }
            Sign::Dots | Sign::Integral | Sign::Sum | Sign::Product | Sign::Limit | Sign::End => {
                self.fault(token, "a subscript or bound is missing here")
            }
            _ => self.unexpected(),
        }
    }

    /// Raised signs: `²`, `⁻¹`, `ⁿ⁺¹`.
    pub fn raised(&mut self) -> Read<Expr> {
        let token = self.take();
        self.levelled(token)
    }

    /// Raised or lowered signs, read as on the line.
    pub fn levelled(&mut self, token: Token) -> Read<Expr> {
        let mut sum: Option<Expr> = None;
        let mut sign: Option<(char, usize)> = None;
        let mut chars = self
            .word(token)
            .char_indices()
            .map(|(i, c)| (token.start + i, c))
            .peekable();
        while let Some((at, raised)) = chars.next() {
            let c = level(raised);
            let mut end = at + raised.len_utf8();
            if matches!(c, '+' | '-') {
                if sign.is_some() {
                    return self.fault(token, "two signs side by side");
                }
                sign = Some((c, at));
                continue;
            }
            let mut text = c.to_string();
            while c.is_ascii_digit()
                && chars
                    .peek()
                    .is_some_and(|(_, next)| level(*next).is_ascii_digit())
            {
                if let Some((next_at, next)) = chars.next() {
                    text.push(level(next));
                    end = next_at + next.len_utf8();
                }
            }
            let kind = match text.parse::<BigInt>() {
                Ok(number) => Kind::Number(BigRational::from_integer(number)),
                Err(_) => Kind::Name(Name {
                    base: text,
                    ..Name::default()
                }),
            };
            let term = Expr {
                kind,
                span: Span::new(at, end),
            };
            sum = Some(match (sum, sign.take()) {
                (None, None) => term,
                (None, Some((c, from))) => {
                    let span = Span::new(from, end);
                    let operand = Box::new(term);
                    Expr {
                        kind: if c == '-' {
                            Kind::Neg(operand)
                        } else {
                            Kind::Plus(operand)
                        },
                        span,
                    }
                }
                (Some(left), Some((c, _))) => {
                    binary(if c == '-' { BinOp::Sub } else { BinOp::Add }, left, term)
                }
                (Some(left), None) => binary(BinOp::Juxtapose, left, term),
            });
        }
        match (sum, sign) {
            (Some(sum), None) => Ok(sum),
            _ => self.fault(token, "a raised or lowered sign without its number"),
        }
    }
}

/// The exact value of a decimal number; none where its power of ten is too large.
fn decimal(text: &str) -> Option<BigRational> {
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i64>().ok()?),
        None => (text, 0),
    };
    if exponent.abs() > LARGEST_EXPONENT {
        return None;
    }
    let (digits, decimals) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (format!("{whole}{fraction}"), fraction.len()),
        None => (mantissa.to_string(), 0),
    };
    let digits: BigInt = digits.parse().ok()?;
    let shift = exponent - i64::try_from(decimals).ok()?;
    let ten = BigInt::from(10).pow(u32::try_from(shift.unsigned_abs()).ok()?);
    Some(if shift >= 0 {
        BigRational::from_integer(digits * ten)
    } else {
        BigRational::new(digits, ten)
    })
}
