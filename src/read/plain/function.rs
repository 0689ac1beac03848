//! Functions known by name, with their arguments.

use super::formula::{Parser, Read, Within, binary, power, primes};
use super::token::{Bracket, Extremum, Sign};
use super::vocabulary::Function;
use crate::read::ast::{BigOp, BinOp, Case, Expr, Kind, Name, Span};
use num_bigint::BigInt;
use num_rational::BigRational;

impl Parser<'_> {
    /// The rows of a piecewise definition, the value of the first one read already.
    pub fn cases(&mut self, first: Expr) -> Read<Vec<Case>> {
        let mut rows = Vec::new();
        let mut value = first;
        loop {
            if self.peek(0) == Sign::Comma
                && matches!(self.peek(1), Sign::If | Sign::For | Sign::Otherwise)
            {
                self.at += 1;
            }
            let guard = match self.peek(0) {
                Sign::If | Sign::For => {
                    self.at += 1;
                    Some(self.expr(power::LOGIC)?)
                }
                Sign::Otherwise => {
                    self.at += 1;
                    None
                }
                _ => None,
            };
            rows.push(Case { value, guard });
            if !(self.accept(Sign::Semicolon) || self.accept(Sign::Comma)) {
                return Ok(rows);
            }
            value = self.expr(power::LOGIC)?;
        }
    }

    /// `min(a, b)`, `min {a, b}`, `min_(k<K) a_k`, and `inf` alone, which is infinity.
    pub fn extremum(&mut self, which: Extremum) -> Read<Expr> {
        let token = self.token();
        let op = match which {
            Extremum::Min => BigOp::Min,
            Extremum::Max => BigOp::Max,
            Extremum::Inf => BigOp::Inf,
            Extremum::Sup => BigOp::Sup,
            Extremum::ArgMin => BigOp::ArgMin,
            Extremum::ArgMax => BigOp::ArgMax,
        };
        if self.peek(1) == Sign::Underscore || self.is_extremum_call(which) {
            return self.big(op);
        }
        if which == Extremum::Inf {
            self.at += 1;
            return Ok(self.node(token.start, Kind::Infinity));
        }
        if matches!(which, Extremum::Min | Extremum::Max)
            && self.peek(1) == Sign::Open(Bracket::Round)
        {
            let func = self.name()?;
            let args = self.arguments()?;
            return Ok(self.node(
                token.start,
                Kind::Apply {
                    func,
                    power: None,
                    base: None,
                    args,
                    bracketed: true,
                },
            ));
        }
        self.named()
    }

    /// A function with its arguments: `sin(x)`, `sin 2x`, `sin^2 x`, `log_2 x`, `sqrt(x)`.
    pub fn function(&mut self, function: Function) -> Read<Expr> {
        let token = self.take();
        let start = token.start;
        let word = Span::new(token.start, token.end);
        let mut func = Name::default();
        let mut log_base = None;
        let mut raised = None;
        match function {
            Function::Named(name) | Function::Listed(name) => {
                func.base = name.to_string();
                loop {
                    let next = self.token();
                    match next.sign {
                        Sign::Underscore if log_base.is_none() => {
                            self.at += 1;
                            log_base = Some(Box::new(self.script()?));
                        }
                        Sign::Lowered if log_base.is_none() => {
                            self.at += 1;
                            log_base = Some(Box::new(self.levelled(next)?));
                        }
                        Sign::Caret if raised.is_none() => {
                            self.at += 1;
                            raised = Some(Box::new(self.script()?));
                        }
                        Sign::Raised if raised.is_none() => raised = Some(Box::new(self.raised()?)),
                        Sign::Prime => {
                            self.at += 1;
                            func.primes += primes(self.word(next));
                        }
                        _ => break,
                    }
                }
            }
            Function::LogTo(number) => {
                func.base = "log".to_string();
                let number = BigRational::from_integer(BigInt::from(number));
                log_base = Some(Box::new(Expr {
                    kind: Kind::Number(number),
                    span: word,
                }));
            }
            _ => {}
        }
        if matches!(function, Function::Piecewise) {
            let open = self.token();
            self.at += 1;
            let rows = self.inside(Within::Plain, |p| {
                let first = p.expr(power::LOGIC)?;
                p.cases(first)
            })?;
            self.close(open, Bracket::Round)?;
            return Ok(self.node(start, Kind::Cases(pairs_to_rows(rows))));
        }
        let bracketed = matches!(self.peek(0), Sign::Open(Bracket::Round | Bracket::Square));
        let mut args = if bracketed {
            self.arguments()?
        } else {
            match self.peek(0) {
                Sign::Minus
                    if !self.adjacent()
                        && self.signs[self.at].end == self.signs[self.at + 1].start =>
                {
                    vec![self.bare_argument()?]
                }
                Sign::Bar | Sign::DoubleBar => vec![self.bare_argument()?],
                _ if self.begins_factor() => vec![self.bare_argument()?],
                _ => return self.fault(token, format!("`{}` has no argument", self.word(token))),
            }
        };
        let wanted = match function {
            Function::Root | Function::Power | Function::Inner | Function::Binomial => 2,
            Function::Sqrt | Function::Abs | Function::Floor | Function::Ceil | Function::Norm => 1,
            _ => args.len().max(1),
        };
        if args.len() != wanted {
            let count = args.len();
            let plural = if wanted == 1 { "" } else { "s" };
            return self.fault(
                token,
                format!(
                    "`{}` takes {wanted} argument{plural}, not {count}",
                    self.word(token)
                ),
            );
        }
        let kind = match (function, args.pop(), args.pop()) {
            (Function::Sqrt, Some(arg), _) => Kind::Root {
                index: None,
                arg: Box::new(arg),
            },
            (Function::Abs, Some(arg), _) => Kind::Abs(Box::new(arg)),
            (Function::Floor, Some(arg), _) => Kind::Floor(Box::new(arg)),
            (Function::Ceil, Some(arg), _) => Kind::Ceil(Box::new(arg)),
            (Function::Norm, Some(arg), _) => return self.norm_end(start, arg),
            (Function::Root, Some(arg), Some(index)) => Kind::Root {
                index: Some(Box::new(index)),
                arg: Box::new(arg),
            },
            (Function::Power, Some(n), Some(x)) => {
                Kind::Binary(BinOp::Pow, Box::new(x), Box::new(n))
            }
            (Function::Inner, Some(b), Some(a)) => Kind::Inner(Box::new(a), Box::new(b)),
            (Function::Binomial, Some(k), Some(n)) => Kind::Binomial(Box::new(n), Box::new(k)),
            (_, last, before) => {
                args.extend(before);
                args.extend(last);
                Kind::Apply {
                    func,
                    power: raised,
                    base: log_base,
                    args,
                    bracketed,
                }
            }
        };
        Ok(self.node(start, kind))
    }

    /// The argument of a function without brackets: the factors written side by side, as far as the next operator,
    /// the next function, or a bracket that stands apart. `sin 2x cos x` is `sin(2x) cos(x)`.
    pub fn bare_argument(&mut self) -> Read<Expr> {
        let mut arg = self.expr(power::FACTOR)?;
        loop {
            let takes = match self.peek(0) {
                Sign::Number | Sign::Word | Sign::Infinity => true,
                Sign::Function(function) => {
                    function.needs_bracket() && self.peek(1) != Sign::Open(Bracket::Round)
                }
                Sign::Open(Bracket::Round) => self.adjacent(),
                _ => false,
            };
            if !takes || self.around.integral && self.is_differential(self.at) {
                return Ok(arg);
            }
            if self.peek(0) == Sign::Number && matches!(arg.kind, Kind::Number(_)) {
                return self.fault(self.token(), "two numbers side by side");
            }
            let factor = self.expr(power::FACTOR)?;
            arg = binary(BinOp::Juxtapose, arg, factor);
        }
    }
}

/// `piecewise((x, x > 0), (-x, otherwise))`: pairs of value and condition are rows too.
fn pairs_to_rows(rows: Vec<Case>) -> Vec<Case> {
    let is_pair = |row: &Case| {
        row.guard.is_none() && matches!(&row.value.kind, Kind::Tuple(pair) if pair.len() == 2)
    };
    if !rows.iter().all(is_pair) {
        return rows;
    }
    let mut read = Vec::with_capacity(rows.len());
    for row in rows {
        if let Kind::Tuple(mut pair) = row.value.kind
            && let (Some(guard), Some(value)) = (pair.pop(), pair.pop())
        {
            let always = matches!(&guard.kind, Kind::Name(name) if matches!(name.base.as_str(), "True" | "true"));
            read.push(Case {
                value,
                guard: (!always).then_some(guard),
            });
        }
    }
    read
}
