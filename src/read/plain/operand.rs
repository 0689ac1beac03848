//! Operands: numbers, names, brackets, bars, and functions with their arguments.

use super::formula::{Parser, Read, Within, binary, power, primes, ungrouped};
use super::token::{Bracket, Extremum, Sign, Token};
use super::vocabulary::{Function, base, level};
use crate::read::ast::{BigOp, BinOp, Case, Expr, Kind, Name, Span};
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
            Sign::Minus | Sign::Plus => {
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
    fn levelled(&mut self, token: Token) -> Read<Expr> {
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

    /// Takes the bracket that closes the one at `open`.
    pub fn close(&mut self, open: Token, bracket: Bracket) -> Read<()> {
        if self.accept(Sign::Close(bracket)) {
            return Ok(());
        }
        match self.peek(0) {
            Sign::End => self.fault(open, format!("`{}` is not closed", self.word(open))),
            Sign::Close(_) => {
                let token = self.token();
                self.fault(
                    token,
                    format!(
                        "`{}` does not close `{}`",
                        self.word(token),
                        self.word(open)
                    ),
                )
            }
            _ => self.unexpected(),
        }
    }

    /// The list directly behind a name; the next sign is its opening bracket.
    pub fn arguments(&mut self) -> Read<Vec<Expr>> {
        let within = if self.one_bar() {
            Within::OneBar
        } else {
            Within::Plain
        };
        let open = self.take();
        let Sign::Open(bracket) = open.sign else {
            return self.unexpected();
        };
        if self.accept(Sign::Close(bracket)) {
            return Ok(Vec::new());
        }
        let args = self.inside(within, |p| p.items())?;
        self.close(open, bracket)?;
        Ok(args)
    }

    /// Expressions with commas or semicolons between.
    fn items(&mut self) -> Read<Vec<Expr>> {
        let mut items = vec![self.expr(power::LOGIC)?];
        while self.accept(Sign::Comma) || self.accept(Sign::Semicolon) {
            items.push(self.expr(power::LOGIC)?);
        }
        Ok(items)
    }

    /// Whether exactly one bar stands inside the bracket that opens here, so that it has no partner.
    fn one_bar(&self) -> bool {
        let mut open = 0usize;
        let mut bars = 0usize;
        for token in &self.signs[self.at..] {
            match token.sign {
                Sign::Open(_) => open += 1,
                Sign::Close(_) => {
                    open = open.saturating_sub(1);
                    if open == 0 {
                        break;
                    }
                }
                Sign::Bar if open == 1 => {
                    bars += 1;
                    if bars > 1 {
                        return false;
                    }
                }
                _ => {}
            }
        }
        bars == 1
    }

    fn bracketed(&mut self, bracket: Bracket) -> Read<Expr> {
        let single_bar = bracket == Bracket::Curly && self.one_bar();
        let open = self.take();
        let start = open.start;
        match bracket {
            Bracket::Round => {
                let mut items = self.inside(Within::Plain, |p| p.items())?;
                let half_open = items.len() == 2 && self.peek(0) == Sign::Close(Bracket::Square);
                if half_open {
                    self.at += 1;
                    return Ok(self.interval(start, items, false, true));
                }
                self.close(open, bracket)?;
                Ok(if items.len() == 1 {
                    self.node(start, Kind::Paren(Box::new(items.remove(0))))
                } else {
                    self.node(start, Kind::Tuple(items))
                })
            }
            Bracket::Square => {
                let mut items = self.inside(Within::Plain, |p| p.items())?;
                if items.len() == 2 && self.peek(0) == Sign::Close(Bracket::Round) {
                    self.at += 1;
                    return Ok(self.interval(start, items, true, false));
                }
                if items.len() == 2 && self.peek(0) == Sign::Open(Bracket::Square) {
                    self.at += 1;
                    return Ok(self.interval(start, items, true, false));
                }
                self.close(open, bracket)?;
                if let Some(rows) = self.rows(&items, open)? {
                    return Ok(self.node(start, Kind::Matrix(rows)));
                }
                Ok(match items.len() {
                    1 => self.node(start, Kind::Paren(Box::new(items.remove(0)))),
                    2 => self.interval(start, items, true, true),
                    _ => self.node(start, Kind::Tuple(items)),
                })
            }
            Bracket::Curly => {
                if self.accept(Sign::Close(bracket)) {
                    return Ok(self.node(start, Kind::Set(Vec::new())));
                }
                let within = if single_bar {
                    Within::Bars
                } else {
                    Within::Plain
                };
                let kind = self.inside(within, |p| p.set_or_cases())?;
                self.close(open, bracket)?;
                Ok(self.node(start, kind))
            }
            Bracket::Angle => {
                let mut items = self.inside(Within::Plain, |p| p.items())?;
                self.close(open, bracket)?;
                match (items.pop(), items.pop(), items.is_empty()) {
                    (Some(b), Some(a), true) => {
                        Ok(self.node(start, Kind::Inner(Box::new(a), Box::new(b))))
                    }
                    _ => self.fault(open, "`⟨ ⟩` takes two parts"),
                }
            }
            Bracket::Floor | Bracket::Ceil => {
                let inner = Box::new(self.inside(Within::Plain, |p| p.expr(power::LOGIC))?);
                self.close(open, bracket)?;
                let kind = if bracket == Bracket::Floor {
                    Kind::Floor(inner)
                } else {
                    Kind::Ceil(inner)
                };
                Ok(self.node(start, kind))
            }
        }
    }

    fn interval(
        &self,
        start: usize,
        mut ends: Vec<Expr>,
        left_closed: bool,
        right_closed: bool,
    ) -> Expr {
        match (ends.pop(), ends.pop()) {
            (Some(hi), Some(lo)) => self.node(
                start,
                Kind::Interval {
                    lo: Box::new(lo),
                    hi: Box::new(hi),
                    left_closed,
                    right_closed,
                },
            ),
            _ => self.node(start, Kind::Tuple(ends)),
        }
    }

    /// `]0, 1[`, `]0, 1]`
    fn reversed_interval(&mut self) -> Read<Expr> {
        let open = self.token();
        // Outside of `in`, `subset` and unions a `]` in front is a bracket too many.
        let expected = self.at > 0
            && matches!(
                self.signs[self.at - 1].sign,
                Sign::Relation(_) | Sign::Union | Sign::Intersect | Sign::SetMinus | Sign::Open(_)
            );
        if !expected {
            return self.unexpected();
        }
        self.at += 1;
        let items = self.inside(Within::Reversed, |p| p.items())?;
        let closed = match self.peek(0) {
            Sign::Open(Bracket::Square) => false,
            Sign::Close(Bracket::Square) => true,
            Sign::End => return self.fault(open, "`]` is not closed"),
            _ => return self.unexpected(),
        };
        self.at += 1;
        if items.len() != 2 {
            return self.fault(open, "an interval has two ends");
        }
        Ok(self.interval(open.start, items, false, closed))
    }

    /// The rows of `[[1, 2], [3, 4]]`, where every part is a list in square brackets.
    fn rows(&self, items: &[Expr], open: Token) -> Read<Option<Vec<Vec<Expr>>>> {
        let mut rows = Vec::with_capacity(items.len());
        for item in items {
            if !self.text_at(item.span.start).starts_with('[') {
                return Ok(None);
            }
            rows.push(match &item.kind {
                Kind::Paren(cell) => vec![(**cell).clone()],
                Kind::Interval {
                    lo,
                    hi,
                    left_closed: true,
                    right_closed: true,
                } => {
                    vec![(**lo).clone(), (**hi).clone()]
                }
                Kind::Tuple(cells) => cells.clone(),
                _ => return Ok(None),
            });
        }
        let width = rows.first().map_or(0, Vec::len);
        match items.iter().zip(&rows).find(|(_, row)| row.len() != width) {
            Some((item, _)) => self.fault(
                Token {
                    start: item.span.start,
                    end: item.span.end,
                    ..open
                },
                "a row of another length",
            ),
            None => Ok(Some(rows)),
        }
    }

    /// What stands in braces: `a, b`, `x in S : P`, `x | P`, `x if x > 0; -x otherwise`.
    fn set_or_cases(&mut self) -> Read<Kind> {
        let first = self.expr(power::LOGIC)?;
        match self.peek(0) {
            Sign::If | Sign::For | Sign::Otherwise => Ok(Kind::Cases(self.cases(first)?)),
            Sign::Colon | Sign::Bar => {
                self.at += 1;
                self.around.within = Within::Plain;
                let condition = self.listing()?;
                Ok(Kind::SetOf(Box::new(first), Box::new(condition)))
            }
            _ => {
                let mut items = vec![first];
                while self.accept(Sign::Comma) {
                    items.push(self.expr(power::LOGIC)?);
                }
                Ok(Kind::Set(items))
            }
        }
    }

    /// The rows of a piecewise definition, the value of the first one read already.
    fn cases(&mut self, first: Expr) -> Read<Vec<Case>> {
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

    /// `|x|`, `||v||`, and bars inside bars.
    fn bars(&mut self) -> Read<Expr> {
        let open = self.token();
        let start = open.start;
        if self.double_bar() {
            let (at, differential) = (self.at, self.differential.clone());
            self.at += 2;
            let norm = self.inside(Within::DoubleBars, |p| p.expr(power::SETS));
            if let Ok(inner) = norm
                && self.double_bar()
            {
                self.at += 2;
                return self.norm_end(start, inner);
            }
            // `||x| - |y||` is no norm: read the bars one by one. Few tries, or bars in bars would double the work each time.
            if self.retries == 0 {
                return self.fault(open, "too many bars; write abs(…) and norm(…)");
            }
            self.retries -= 1;
            self.at = at;
            self.differential = differential;
        }
        self.at += 1;
        let inner = self.inside(Within::Bars, |p| p.expr(power::SETS))?;
        if !self.accept(Sign::Bar) {
            return match self.peek(0) {
                Sign::End | Sign::Close(_) => self.fault(open, "`|` is not closed"),
                _ => self.unexpected(),
            };
        }
        Ok(self.node(start, Kind::Abs(Box::new(inner))))
    }

    /// Whether two bars come next with no blank between them.
    fn double_bar(&self) -> bool {
        match (self.signs.get(self.at), self.signs.get(self.at + 1)) {
            (Some(a), Some(b)) => a.sign == Sign::Bar && b.sign == Sign::Bar && a.end == b.start,
            _ => false,
        }
    }

    fn norm_by_sign(&mut self) -> Read<Expr> {
        let open = self.take();
        let inner = self.inside(Within::DoubleBars, |p| p.expr(power::SETS))?;
        if !self.accept(Sign::DoubleBar) {
            return match self.peek(0) {
                Sign::End | Sign::Close(_) => self.fault(open, "`‖` is not closed"),
                _ => self.unexpected(),
            };
        }
        self.norm_end(open.start, inner)
    }

    fn norm_end(&mut self, start: usize, inner: Expr) -> Read<Expr> {
        let below = match self.token() {
            token if token.sign == Sign::Lowered => {
                self.at += 1;
                Some(Box::new(self.levelled(token)?))
            }
            token if token.sign == Sign::Underscore => {
                self.at += 1;
                Some(Box::new(self.script()?))
            }
            _ => None,
        };
        Ok(self.node(start, Kind::Norm(Box::new(inner), below)))
    }

    /// `min(a, b)`, `min {a, b}`, `min_(k<K) a_k`, and `inf` alone, which is infinity.
    fn extremum(&mut self, which: Extremum) -> Read<Expr> {
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
    fn function(&mut self, function: Function) -> Read<Expr> {
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
            Function::Root | Function::Inner | Function::Binomial => 2,
            Function::Sqrt | Function::Abs | Function::Floor | Function::Ceil | Function::Norm => 1,
            _ => args.len().max(1),
        };
        if args.len() != wanted {
            let count = args.len();
            return self.fault(
                token,
                format!(
                    "`{}` takes {wanted} arguments, not {count}",
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
    fn bare_argument(&mut self) -> Read<Expr> {
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
