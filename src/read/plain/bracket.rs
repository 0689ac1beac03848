//! Brackets and bars: groups, lists, intervals, sets, matrices, absolute values and norms.

use super::formula::{Parser, Read, Within, power};
use super::token::{Bracket, Sign, Token};
use crate::read::ast::{Expr, Kind};

impl Parser<'_> {
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
    pub fn items(&mut self) -> Read<Vec<Expr>> {
        let mut items = vec![self.expr(power::LOGIC)?];
        while self.accept(Sign::Comma) || self.accept(Sign::Semicolon) {
            items.push(self.expr(power::LOGIC)?);
        }
        Ok(items)
    }

    /// Whether exactly one bar stands inside the bracket that opens here, so that it has no partner.
    pub fn one_bar(&self) -> bool {
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

    pub fn bracketed(&mut self, bracket: Bracket) -> Read<Expr> {
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

    pub fn interval(
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
    pub fn reversed_interval(&mut self) -> Read<Expr> {
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
    pub fn rows(&self, items: &[Expr], open: Token) -> Read<Option<Vec<Vec<Expr>>>> {
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
    pub fn set_or_cases(&mut self) -> Read<Kind> {
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

    /// `|x|`, `||v||`, and bars inside bars.
    pub fn bars(&mut self) -> Read<Expr> {
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
    pub fn double_bar(&self) -> bool {
        match (self.signs.get(self.at), self.signs.get(self.at + 1)) {
            (Some(a), Some(b)) => a.sign == Sign::Bar && b.sign == Sign::Bar && a.end == b.start,
            _ => false,
        }
    }

    pub fn norm_by_sign(&mut self) -> Read<Expr> {
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

    pub fn norm_end(&mut self, start: usize, inner: Expr) -> Read<Expr> {
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
}
