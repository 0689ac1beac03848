//! Brackets, bars, `cases` and matrices.

use super::reader::{Reader, node, plain_name};
use super::sentence::{is_statement, trimmed};
use super::token::{T, Tok, unread};
use super::vocabulary::{self as vocab, Word};
use crate::read::ast::{BinOp, Case, Expr, Kind, Span, Unread};

/// More bars than this in one list are refused: which belong together is found by trying.
const MAX_BARS: usize = 12;

impl<'a> Reader<'a> {
    /// A bracket with what stands in it.
    pub fn bracket(
        &self,
        open: char,
        close: char,
        inner: &'a [Tok],
        span: Span,
    ) -> Result<Expr, Unread> {
        let list = self.within(inner, span)?;
        match (open, close) {
            ('(' | '[' | ']', _) => {
                if inner.is_empty() {
                    return unread(span, "nothing stands in this bracket");
                }
                // A matrix in brackets of its own is the matrix.
                if let [
                    Tok {
                        t: T::Env(name, rows),
                        span: at,
                        ..
                    },
                ] = inner
                    && vocab::matrix(name) == Some(' ')
                    && matches!((open, close), ('(', ')') | ('[', ']'))
                {
                    let e = self.environment(name, rows, *at)?;
                    return Ok(node(e.kind, span));
                }
                let e = list.inside()?;
                // `[\![1, n]\!]`: the integers of an interval.
                if (open, close) == ('[', ']')
                    && let [
                        Tok {
                            t: T::Bracket('[', ']', _),
                            ..
                        },
                    ] = inner
                    && matches!(e.kind, Kind::Interval { .. })
                {
                    let integers = node(Kind::Name(super::reader::plain_name("ℤ")), span);
                    let both = Kind::Binary(BinOp::Intersect, Box::new(e), Box::new(integers));
                    return Ok(node(both, span));
                }
                let round = (open, close) == ('(', ')');
                match e.kind {
                    Kind::Tuple(items) if round => Ok(node(Kind::Tuple(items), span)),
                    Kind::Tuple(mut items) if items.len() == 2 => {
                        let (hi, lo) = (items.pop(), items.pop());
                        match (lo, hi) {
                            (Some(lo), Some(hi)) => Ok(node(
                                Kind::Interval {
                                    lo: Box::new(lo),
                                    hi: Box::new(hi),
                                    left_closed: open == '[',
                                    right_closed: close == ']',
                                },
                                span,
                            )),
                            _ => unread(span, "nothing stands in this bracket"),
                        }
                    }
                    Kind::Tuple(items) if (open, close) == ('[', ']') => {
                        Ok(node(Kind::Tuple(items), span))
                    }
                    kind if matches!((open, close), ('(', ')') | ('[', ']')) => {
                        Ok(node(Kind::Paren(Box::new(node(kind, e.span))), span))
                    }
                    _ => unread(span, "these brackets enclose no interval"),
                }
            }
            ('{', '}') => list.set(span),
            ('{', _) => list.system(span),
            ('<', _) => match list.inside()?.kind {
                Kind::Tuple(mut items) if items.len() == 2 => match (items.pop(), items.pop()) {
                    (Some(b), Some(a)) => Ok(node(Kind::Inner(Box::new(a), Box::new(b)), span)),
                    _ => unread(span, "an inner product has two sides"),
                },
                Kind::Binary(crate::read::ast::BinOp::Given, a, b) => {
                    Ok(node(Kind::Inner(a, b), span))
                }
                _ => unread(span, "an inner product has two sides"),
            },
            ('f', _) => Ok(node(Kind::Floor(Box::new(list.whole()?)), span)),
            ('c', _) => Ok(node(Kind::Ceil(Box::new(list.whole()?)), span)),
            ('|', _) => Ok(node(Kind::Abs(Box::new(list.whole()?)), span)),
            _ => Ok(node(Kind::Norm(Box::new(list.whole()?), None), span)),
        }
    }

    /// `\{a, b\}`, `\{x \in S : P\}`
    fn set(&self, span: Span) -> Result<Expr, Unread> {
        if self.toks.is_empty() {
            return Ok(node(Kind::Set(Vec::new()), span));
        }
        let colon = || Some((self.toks.iter().position(|t| t.is_sym(':'))?, 1));
        if let Some((at, width)) = self.given().or_else(colon) {
            let (left, right) = (trimmed(&self.toks[..at]), trimmed(&self.toks[at + width..]));
            if left.is_empty() || right.is_empty() {
                return unread(self.toks[at].span, "a side of this set is empty");
            }
            let left = self.part(left)?.statement()?;
            let right = self.part(right)?.statement()?;
            return Ok(node(Kind::SetOf(Box::new(left), Box::new(right)), span));
        }
        Ok(node(Kind::Set(self.arguments()?), span))
    }

    /// `\left\{ … \right.`: cases, or statements that hold together.
    fn system(&self, span: Span) -> Result<Expr, Unread> {
        let rows: &'a [Tok] = match self.toks {
            [
                Tok {
                    t: T::Env(name, rows),
                    ..
                },
            ] if vocab::matrix(name) == Some(' ') || vocab::has_rows(name) => rows,
            [
                Tok {
                    t: T::Env(name, rows),
                    span,
                    ..
                },
            ] if vocab::is_cases(name) => {
                return self.environment(name, rows, *span);
            }
            other => other,
        };
        let cells = cells(rows);
        // A second cell that goes on with the relation of the first belongs to it; any other is a condition.
        let conditions = cells.iter().any(|row| match (row.first(), row.get(1)) {
            (Some(a), Some(b)) => {
                let ends = a.last().is_some_and(|t| self.is_sign(t));
                let begins = b.first().is_some_and(|t| self.is_sign(t));
                !(ends || begins || trimmed(a).is_empty() || trimmed(b).is_empty())
            }
            _ => false,
        });
        if conditions {
            return self.cases(rows, span);
        }
        let mut all = Vec::new();
        for row in &cells {
            let whole = match (row.first(), row.last()) {
                (Some(f), Some(l)) => self.joined_cells(f, l, rows),
                _ => continue,
            };
            let flat: Vec<Tok> = whole
                .iter()
                .filter(|t| !matches!(t.t, T::Amp))
                .cloned()
                .collect();
            let e = Reader {
                text: self.text,
                offset: self.offset,
                toks: trimmed(&flat),
                i: 0,
                span,
                depth: self.depth + 1,
                limit: self.limit,
                fuel: self.fuel,
            }
            .statement()?;
            all.push(e);
        }
        let joint = |e: &Expr| is_statement(e) && !matches!(e.kind, Kind::With(..));
        if !all.is_empty() && all.iter().all(joint) {
            return Ok(node(Kind::And(all), span));
        }
        self.cases(rows, span)
    }

    /// From the start of the first cell to the end of the last.
    fn joined_cells(&self, first: &[Tok], last: &[Tok], rows: &'a [Tok]) -> &'a [Tok] {
        let at = |t: Option<&Tok>| t.and_then(|t| rows.iter().position(|r| r.span == t.span));
        let from = at(first.first()).or_else(|| at(last.first()));
        let to = at(last.last()).or_else(|| at(first.last()));
        match (from, to) {
            (Some(from), Some(to)) if from <= to => &rows[from..=to],
            _ => &rows[..0],
        }
    }

    /// `|a|` or `\|a\|` with bars that do not say which side they are on: the nearest bar that makes sense closes.
    pub fn bars(&mut self, bar: char, open: &Tok) -> Result<Expr, Unread> {
        let start = self.i;
        let ends: Vec<usize> = (start..self.toks.len())
            .filter(|k| self.toks[*k].is_sym(bar) && !self.is_evaluation(*k))
            .collect();
        if ends.is_empty() {
            return unread(open.span, "this bar has no partner");
        }
        if ends.len() > MAX_BARS {
            return unread(open.span, "too many bars: write \\left| and \\right|");
        }
        // `||x||`, if two bars each make sense as one.
        if bar == '|' && ends.first() == Some(&start) {
            for pair in ends.windows(2).skip(1) {
                if pair[0] + 1 == pair[1]
                    && let Ok(e) = self
                        .part(&self.toks[start + 1..pair[0]])
                        .and_then(|r| r.whole())
                {
                    self.i = pair[1] + 1;
                    let span = open.span.to(self.toks[pair[1]].span);
                    return Ok(node(Kind::Norm(Box::new(e), None), span));
                }
            }
        }
        let mut problem: Option<Unread> = None;
        for end in ends {
            let close = &self.toks[end];
            let inner = &self.toks[start..end];
            let tried = if inner.is_empty() {
                unread(
                    open.span.to(close.span),
                    "nothing stands between these bars",
                )
            } else {
                self.part(inner).and_then(|r| r.whole())
            };
            match tried {
                Ok(e) => {
                    self.i = end + 1;
                    let span = open.span.to(close.span);
                    let e = Box::new(e);
                    return Ok(node(
                        if bar == '|' {
                            Kind::Abs(e)
                        } else {
                            Kind::Norm(e, None)
                        },
                        span,
                    ));
                }
                Err(e) if problem.as_ref().is_none_or(|p| p.span.start < e.span.start) => {
                    problem = Some(e);
                }
                Err(_) => {}
            }
        }
        match problem {
            Some(p) => Err(p),
            None => unread(open.span, "this bar has no partner"),
        }
    }

    /// Environments that are terms.
    pub fn environment(&self, name: &str, rows: &'a [Tok], span: Span) -> Result<Expr, Unread> {
        if vocab::is_cases(name) {
            return self.cases(rows, span);
        }
        let Some(brackets) = vocab::matrix(name) else {
            return unread(
                span,
                format!("the environment {name} is not understood here"),
            );
        };
        let mut out: Vec<Vec<Expr>> = Vec::new();
        for row in cells(rows) {
            let mut line = Vec::with_capacity(row.len());
            for cell in row {
                let cell = trimmed(cell);
                if cell.is_empty() {
                    return unread(span, "a cell of this matrix is empty");
                }
                line.push(self.part(cell)?.statement()?);
            }
            out.push(line);
        }
        let width = out.first().map_or(0, Vec::len);
        if width == 0 {
            return unread(span, "this matrix is empty");
        }
        // A row of one `\vdots` stands for any number of rows.
        let dots = |r: &Vec<Expr>| r.len() == 1 && matches!(r[0].kind, Kind::Dots);
        if out.iter().any(|r| r.len() != width && !dots(r)) {
            return unread(span, "the rows of this matrix differ in length");
        }
        let matrix = node(Kind::Matrix(out), span);
        Ok(match brackets {
            '|' => node(
                Kind::Apply {
                    func: plain_name("det"),
                    power: None,
                    base: None,
                    args: vec![matrix],
                    bracketed: true,
                },
                span,
            ),
            '‖' => node(Kind::Norm(Box::new(matrix), None), span),
            _ => matrix,
        })
    }

    /// The rows of `cases`: a value, and behind `&` or a word its condition. Where the second cell begins with a
    /// relation sign it goes on with the first.
    pub fn cases(&self, rows: &'a [Tok], span: Span) -> Result<Expr, Unread> {
        let mut out = Vec::new();
        for row in cells(rows) {
            let Some(first) = row.first().copied() else {
                continue;
            };
            let relation = row
                .get(1)
                .and_then(|c| c.first())
                .is_some_and(|t| self.is_sign(t));
            if relation {
                let mut flat: Vec<Tok> = first.to_vec();
                flat.extend(row[1].iter().cloned());
                let value = Reader {
                    text: self.text,
                    offset: self.offset,
                    toks: trimmed(&flat),
                    i: 0,
                    span,
                    depth: self.depth + 1,
                    limit: self.limit,
                    fuel: self.fuel,
                }
                .chain()?;
                let guard = match row.get(2) {
                    Some(g) => self.guard(g)?,
                    None => None,
                };
                out.push(Case { value, guard });
                continue;
            }
            let (value, guard): (&'a [Tok], &'a [Tok]) = match row.get(1) {
                Some(second) => (first, second),
                // `x \text{ if } x > 1` without `&`
                None => match first.iter().position(is_condition_word) {
                    Some(at) => first.split_at(at),
                    None => (first, &first[..0]),
                },
            };
            let value = trimmed(value);
            if value.is_empty() {
                return unread(span, "a row of these cases has no value");
            }
            out.push(Case {
                value: self.part(value)?.statement()?,
                guard: self.guard(guard)?,
            });
        }
        if out.is_empty() {
            return unread(span, "these cases are empty");
        }
        Ok(node(Kind::Cases(out), span))
    }

    /// A condition without the word before it; none for `otherwise`.
    fn guard(&self, toks: &'a [Tok]) -> Result<Option<Expr>, Unread> {
        let toks = trimmed(toks);
        let rest = match toks {
            [
                Tok {
                    t: T::Words(_, w), ..
                },
                rest @ ..,
            ] => match vocab::word(w) {
                Some(Word::Otherwise) => trimmed(rest),
                Some(Word::Remark | Word::And) => rest,
                _ => toks,
            },
            _ => toks,
        };
        if rest.is_empty() {
            return Ok(None);
        }
        Ok(Some(self.part(rest)?.statement()?))
    }

    /// Whether the token is a relation sign.
    fn is_sign(&self, tok: &Tok) -> bool {
        match &tok.t {
            T::Sym(c) => "=<>".contains(*c),
            T::Cmd(c) => {
                vocab::relation(c).is_some() || matches!(c.as_str(), "overset" | "stackrel" | "not")
            }
            _ => false,
        }
    }
}

fn is_condition_word(tok: &Tok) -> bool {
    matches!(&tok.t, T::Words(_, w) if matches!(vocab::word(w), Some(Word::Remark | Word::Otherwise | Word::ForAll)))
}

/// The cells of the rows, empty rows left out.
fn cells(rows: &[Tok]) -> Vec<Vec<&[Tok]>> {
    rows.split(|t| matches!(t.t, T::Row))
        .filter(|row| !trimmed(row).is_empty())
        .map(|row| row.split(|t| matches!(t.t, T::Amp)).collect())
        .collect()
}
