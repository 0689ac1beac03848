//! Puts the signs of a formula together: operators by binding power, lists, relation chains, logic.

use super::token::{Bracket, Extremum, Sign, Token, tokens};
use crate::read::ast::{BinOp, Expr, Kind, Rel, Span, Unread};

pub(super) type Read<T> = Result<T, Unread>;

/// How tightly an operator holds its operands; a higher number holds tighter.
pub(super) mod power {
    pub const LOGIC: u8 = 0;
    pub const ARROW: u8 = 10;
    pub const OR: u8 = 20;
    pub const AND: u8 = 30;
    pub const NOT: u8 = 35;
    pub const RELATION: u8 = 40;
    pub const GIVEN: u8 = 45;
    pub const SETS: u8 = 50;
    pub const SUM: u8 = 60;
    pub const PRODUCT: u8 = 70;
    pub const FACTOR: u8 = 75;
    pub const POWER: u8 = 80;
}

/// Brackets inside brackets, beyond which a formula is refused.
const DEEPEST_BRACKETS: usize = 150;
/// Operands inside operands (brackets, signs, powers …), beyond which a formula is refused.
const DEEPEST: usize = 400;
/// Bytes of stack that one level of nesting may need.
const RED_ZONE: usize = 128 << 10;
/// Bytes of stack that are added where they are not there.
const STACK: usize = 1 << 20;

/// What encloses the place that is being read, which decides what a bar, a `+` before a bracket or a `dx` means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Around {
    /// The bracket.
    pub within: Within,
    /// An integral whose `dx` is still to come.
    pub integral: bool,
}

/// The kinds of brackets that matter for what stands inside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Within {
    /// None, or one in which bars come in pairs.
    Plain,
    /// An argument list or a set with a single bar: `P(A | B)`.
    OneBar,
    /// `|…|`
    Bars,
    /// `||…||`
    DoubleBars,
    /// `]…[`
    Reversed,
    /// The target of a limit.
    Target,
}

pub(super) struct Parser<'t> {
    pub text: &'t str,
    /// Where the text begins in its file; signs and spans count from the start of the file.
    pub offset: usize,
    pub signs: Vec<Token>,
    pub at: usize,
    pub around: Around,
    /// The variable of the integral being read, where its `dx` came first: `int dx/x`.
    pub differential: Option<Expr>,
    /// Where the integrand being read begins, the one place in it where `dx` may stand in front.
    pub integrand: usize,
    depth: usize,
    brackets: usize,
    /// How often a double bar may still be tried as a norm and then read as two bars.
    pub retries: usize,
}

impl<'t> Parser<'t> {
    pub fn new(text: &'t str, offset: usize) -> Read<Self> {
        Ok(Parser {
            text,
            offset,
            signs: tokens(text, offset)?,
            at: 0,
            around: Around {
                within: Within::Plain,
                integral: false,
            },
            differential: None,
            integrand: usize::MAX,
            depth: 0,
            brackets: 0,
            retries: 12,
        })
    }

    /// The sign `ahead` signs further on.
    pub fn peek(&self, ahead: usize) -> Sign {
        self.signs
            .get(self.at + ahead)
            .map_or(Sign::End, |token| token.sign)
    }

    /// The sign that comes next, with its place.
    pub fn token(&self) -> Token {
        let end = self.offset + self.text.len();
        self.signs.get(self.at).copied().unwrap_or(Token {
            sign: Sign::End,
            start: end,
            end,
        })
    }

    /// Takes the next sign.
    pub fn take(&mut self) -> Token {
        let token = self.token();
        if token.sign != Sign::End {
            self.at += 1;
        }
        token
    }

    /// Takes the next sign if it is this one.
    pub fn accept(&mut self, sign: Sign) -> bool {
        let found = self.peek(0) == sign;
        if found {
            self.at += 1;
        }
        found
    }

    pub fn word(&self, token: Token) -> &'t str {
        &self.text[token.start - self.offset..token.end - self.offset]
    }

    /// The text from that place of the file on.
    pub fn text_at(&self, at: usize) -> &'t str {
        &self.text[at - self.offset..]
    }

    /// Where the sign before the next one ends.
    pub fn last_end(&self) -> usize {
        match self.at.checked_sub(1) {
            Some(last) => self.signs[last].end,
            None => self.offset,
        }
    }

    /// Whether no blank stands before the next sign.
    pub fn adjacent(&self) -> bool {
        self.at > 0 && self.token().start == self.last_end()
    }

    pub fn span_from(&self, start: usize) -> Span {
        Span::new(start, self.last_end().max(start))
    }

    pub fn node(&self, start: usize, kind: Kind) -> Expr {
        Expr {
            kind,
            span: self.span_from(start),
        }
    }

    pub fn fault<T>(&self, token: Token, reason: impl Into<String>) -> Read<T> {
        Err(Unread {
            span: Span::new(token.start, token.end),
            reason: reason.into(),
        })
    }

    /// The fault of a sign that fits nowhere.
    pub fn unexpected<T>(&self) -> Read<T> {
        let token = self.token();
        let text = self.word(token);
        match token.sign {
            Sign::End => self.fault(token, "the formula breaks off here"),
            Sign::Stray => self.fault(token, format!("`{text}` is not a sign of this language")),
            Sign::Close(_) if self.brackets > 0 => {
                self.fault(token, format!("something is missing before `{text}`"))
            }
            Sign::Close(_) => self.fault(token, format!("`{text}` closes nothing")),
            _ => self.fault(token, format!("`{text}` is not expected here")),
        }
    }

    /// Reads the inside of a bracket, with its own surroundings and a bound on how deep brackets go.
    pub fn inside<T>(
        &mut self,
        within: Within,
        read: impl FnOnce(&mut Self) -> Read<T>,
    ) -> Read<T> {
        if self.brackets >= DEEPEST_BRACKETS {
            return self.fault(
                self.token(),
                format!("more than {DEEPEST_BRACKETS} brackets inside each other"),
            );
        }
        let around = std::mem::replace(
            &mut self.around,
            Around {
                within,
                integral: false,
            },
        );
        self.brackets += 1;
        let result = read(self);
        self.brackets -= 1;
        self.around = around;
        result
    }

    /// The whole formula, with what stands behind its commas.
    pub fn whole(&mut self) -> Read<Expr> {
        let formula = self.listing()?;
        match self.peek(0) {
            Sign::End => Ok(formula),
            _ => self.unexpected(),
        }
    }

    /// An expression whose operators hold at least as tightly as `least`.
    pub fn expr(&mut self, least: u8) -> Read<Expr> {
        if self.depth >= DEEPEST {
            return self.fault(self.token(), "too deeply nested");
        }
        self.depth += 1;
        // The caller's stack may be small, as that of a thread is.
        let result = stacker::maybe_grow(RED_ZONE, STACK, || {
            self.prefixed(least)
                .and_then(|first| self.infix(first, least))
        });
        self.depth -= 1;
        result
    }

    /// Signs, negations, quantifiers and relation signs in front; else one operand.
    fn prefixed(&mut self, least: u8) -> Read<Expr> {
        let token = self.token();
        let start = token.start;
        // A sign in front of a term covers the whole product, one behind `*`, `/` or `^` only the next factor.
        let signed = least.max(power::PRODUCT);
        match token.sign {
            Sign::Minus | Sign::Plus | Sign::PlusMinus | Sign::MinusPlus => {
                let both = self.plus_minus();
                if !both {
                    self.at += 1;
                }
                let operand = Box::new(self.expr(signed)?);
                let kind = match token.sign {
                    _ if both => Kind::PlusMinus(operand),
                    Sign::Minus => Kind::Neg(operand),
                    Sign::Plus => Kind::Plus(operand),
                    Sign::PlusMinus => Kind::PlusMinus(operand),
                    _ => Kind::MinusPlus(operand),
                };
                Ok(self.node(start, kind))
            }
            Sign::Not if least <= power::NOT => {
                self.at += 1;
                let operand = self.expr(power::NOT)?;
                Ok(self.node(start, Kind::Not(Box::new(operand))))
            }
            Sign::ForAll | Sign::Exists if least <= power::NOT => self.quantified(),
            Sign::For if self.peek(1) == Sign::All && least <= power::NOT => self.quantified(),
            Sign::Relation(_) if self.at == 0 && least == power::LOGIC => {
                let links = self.links()?;
                Ok(self.node(start, Kind::Chain { first: None, links }))
            }
            Sign::Implies | Sign::Iff | Sign::Therefore
                if self.at == 0 && least == power::LOGIC =>
            {
                self.at += 1;
                let right = Box::new(self.expr(power::ARROW)?);
                let kind = if token.sign == Sign::Iff {
                    Kind::Iff(None, right)
                } else {
                    Kind::Implies(None, right)
                };
                Ok(self.node(start, kind))
            }
            _ => self.operand(),
        }
    }

    /// Takes `+-` where it means ±: at the start of a term, or with blanks around it. In `4+-5` the minus is the sign of the 5.
    fn plus_minus(&mut self) -> bool {
        let (Some(&plus), Some(&minus)) = (self.signs.get(self.at), self.signs.get(self.at + 1))
        else {
            return false;
        };
        if plus.sign != Sign::Plus || minus.sign != Sign::Minus || plus.end != minus.start {
            return false;
        }
        let blank_before = self.at == 0 || self.signs[self.at - 1].end < plus.start;
        let blank_after = self
            .signs
            .get(self.at + 2)
            .is_some_and(|next| next.start > minus.end);
        let term_start = self.at == 0
            || matches!(
                self.signs[self.at - 1].sign,
                Sign::Relation(_) | Sign::Implies | Sign::Iff | Sign::And | Sign::Or
            );
        let found = term_start || blank_before && blank_after;
        if found {
            self.at += 2;
        }
        found
    }

    /// What follows an operand, as long as it holds tightly enough.
    fn infix(&mut self, mut left: Expr, least: u8) -> Read<Expr> {
        loop {
            let token = self.token();
            let (op, strength) = match token.sign {
                Sign::Implies | Sign::Iff if least <= power::ARROW => {
                    self.at += 1;
                    // Arrows in a row nest to the right; readers take an unbracketed row as a chain.
                    let right = Box::new(self.expr(power::ARROW)?);
                    let first = Some(Box::new(left));
                    let span = first
                        .as_ref()
                        .map_or(right.span, |first| first.span.to(right.span));
                    let kind = if token.sign == Sign::Iff {
                        Kind::Iff(first, right)
                    } else {
                        Kind::Implies(first, right)
                    };
                    return Ok(Expr { kind, span });
                }
                Sign::Or if least <= power::OR => {
                    left = self.joined(left, Sign::Or, power::AND)?;
                    continue;
                }
                Sign::And if least <= power::AND => {
                    left = self.joined(left, Sign::And, power::NOT)?;
                    continue;
                }
                Sign::Relation(_) => {
                    if least > power::RELATION {
                        return Ok(left);
                    }
                    left = self.chained(left)?;
                    continue;
                }
                Sign::Not
                    if self.peek(1) == Sign::Relation(Rel::In) && least <= power::RELATION =>
                {
                    left = self.chained(left)?;
                    continue;
                }
                Sign::Bar if self.around.within == Within::OneBar => (BinOp::Given, power::GIVEN),
                Sign::Union => (BinOp::Union, power::SETS),
                Sign::Intersect => (BinOp::Intersect, power::SETS),
                Sign::SetMinus => (BinOp::SetMinus, power::SETS),
                Sign::Plus | Sign::Minus if self.ends_target(1) => return Ok(left),
                Sign::Plus => (BinOp::Add, power::SUM),
                Sign::Minus => (BinOp::Sub, power::SUM),
                Sign::PlusMinus => (BinOp::PlusMinus, power::SUM),
                Sign::MinusPlus => (BinOp::MinusPlus, power::SUM),
                Sign::Times | Sign::Dot => (BinOp::Times, power::PRODUCT),
                Sign::Cross => (BinOp::Cross, power::PRODUCT),
                Sign::Slash => (BinOp::Div, power::PRODUCT),
                Sign::Compose => (BinOp::Compose, power::PRODUCT),
                Sign::Modulo => (BinOp::Mod, power::PRODUCT),
                Sign::Caret => {
                    if least > power::POWER || self.ends_target(2) {
                        return Ok(left);
                    }
                    self.at += 1;
                    // The exponent reads its own power first: `2^3^2` is `2^(3^2)`.
                    let right = ungrouped(self.expr(power::POWER)?);
                    left = binary(BinOp::Pow, left, right);
                    continue;
                }
                Sign::Raised
                    if self.around.within == Within::Target
                        && matches!(self.word(token), "⁺" | "⁻") =>
                {
                    return Ok(left);
                }
                Sign::Raised => {
                    let right = self.raised()?;
                    left = binary(BinOp::Pow, left, right);
                    continue;
                }
                Sign::Bang if least <= power::POWER => {
                    self.at += 1;
                    if self.peek(0) == Sign::Bang {
                        return self.fault(
                            self.token(),
                            "a double factorial; write (n!)! for the factorial of one",
                        );
                    }
                    let span = self.span_from(left.span.start);
                    left = Expr {
                        kind: Kind::Factorial(Box::new(left)),
                        span,
                    };
                    continue;
                }
                Sign::Prime if least <= power::POWER => {
                    let count = primes(self.word(token));
                    self.at += 1;
                    let span = self.span_from(left.span.start);
                    left = Expr {
                        kind: Kind::Prime(Box::new(left), count),
                        span,
                    };
                    continue;
                }
                _ => {
                    if least > power::PRODUCT || !self.begins_factor() {
                        return Ok(left);
                    }
                    if token.sign == Sign::Number && ends_in_number(&left) {
                        return self.fault(token, "two numbers side by side");
                    }
                    let right = self.expr(power::FACTOR)?;
                    left = binary(BinOp::Juxtapose, left, right);
                    continue;
                }
            };
            if strength < least {
                return Ok(left);
            }
            let op = if op == BinOp::Add && self.plus_minus() {
                BinOp::PlusMinus
            } else {
                self.at += 1;
                op
            };
            let right = self.expr(strength + 5)?;
            left = binary(op, left, right);
        }
    }

    /// Whether the next sign can be the first of a factor that is written beside another.
    pub fn begins_factor(&self) -> bool {
        match self.peek(0) {
            Sign::Number
            | Sign::Word
            | Sign::Function(_)
            | Sign::Radical(_)
            | Sign::Sum
            | Sign::Product
            | Sign::Integral
            | Sign::Limit
            | Sign::Extremum(_)
            | Sign::Partial
            | Sign::Nabla
            | Sign::Infinity
            | Sign::Dots => {
                !(self.around.integral
                    && self.differential.is_none()
                    && self.is_differential(self.at))
            }
            Sign::Open(Bracket::Square) => self.around.within != Within::Reversed,
            Sign::Open(_) => true,
            // An open bar is closed first; only outside of bars can another pair begin.
            Sign::Bar => !matches!(self.around.within, Within::Bars | Within::DoubleBars),
            Sign::DoubleBar => self.around.within != Within::DoubleBars,
            _ => false,
        }
    }

    /// Whether the sign `ahead - 1` further on is the `+` or `-` that says from which side a limit is taken.
    fn ends_target(&self, ahead: usize) -> bool {
        self.around.within == Within::Target
            && matches!(self.peek(ahead - 1), Sign::Plus | Sign::Minus)
            && matches!(self.peek(ahead), Sign::Close(_))
    }

    /// The names of the big operators that stand before braces too.
    pub fn is_extremum_call(&self, which: Extremum) -> bool {
        matches!(
            which,
            Extremum::Min | Extremum::Max | Extremum::Inf | Extremum::Sup
        ) && self.peek(1) == Sign::Open(Bracket::Curly)
    }
}

/// The count of primes in `''` or `″`.
pub(super) fn primes(text: &str) -> u32 {
    text.chars().map(|c| if c == '″' { 2 } else { 1 }).sum()
}

pub(super) fn binary(op: BinOp, left: Expr, right: Expr) -> Expr {
    let span = left.span.to(right.span);
    Expr {
        kind: Kind::Binary(op, Box::new(left), Box::new(right)),
        span,
    }
}

/// The inside of a bracket that only groups, with the place of the bracket.
pub(super) fn ungrouped(expr: Expr) -> Expr {
    match expr.kind {
        Kind::Paren(inner) => Expr {
            kind: inner.kind,
            span: expr.span,
        },
        _ => expr,
    }
}

fn ends_in_number(expr: &Expr) -> bool {
    match &expr.kind {
        Kind::Number(_) => true,
        Kind::Binary(BinOp::Juxtapose, _, right) => ends_in_number(right),
        _ => false,
    }
}
