//! Statements: what stands between commas, words and arrows, and chains of relations.

use super::lists::lists_joined;
use super::reader::{Reader, covering, node, tuple};
use super::token::{T, Tok, unread};
use super::vocabulary::{self as vocab, Arrow, Word};
use crate::read::ast::{Expr, Kind, Rel, Span, Unread};

/// What stands before a piece of a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sep {
    Quad,
    Start,
    Comma,
    Remark,
    And,
    Or,
    ForAll,
    Exists,
}

/// A piece with what stands before it.
struct Piece<'a> {
    sep: Sep,
    /// Whether a comma stood there too, besides a word.
    comma: bool,
    toks: &'a [Tok],
}

/// Without the blanks and the punctuation at both ends.
pub fn trimmed(mut toks: &[Tok]) -> &[Tok] {
    while let [first, rest @ ..] = toks {
        if !matches!(first.t, T::Quad) {
            break;
        }
        toks = rest;
    }
    while let [rest @ .., last] = toks {
        if !matches!(last.t, T::Quad | T::Sym('.' | ',' | ';')) {
            break;
        }
        toks = rest;
    }
    toks
}

fn connective(tok: &Tok) -> Option<Word> {
    match &tok.t {
        T::Words(_, text) => vocab::word(text),
        _ => None,
    }
}

fn arrow(tok: &Tok) -> Option<Arrow> {
    match (&tok.t, connective(tok)) {
        (T::Cmd(name), _) => vocab::arrow(name),
        (_, Some(Word::Implies)) => Some(Arrow::Implies),
        (_, Some(Word::Iff)) => Some(Arrow::Iff),
        _ => None,
    }
}

/// Whether a statement stands here rather than a term.
pub fn is_statement(e: &Expr) -> bool {
    match &e.kind {
        Kind::Chain { .. }
        | Kind::And(_)
        | Kind::Or(_)
        | Kind::Not(_)
        | Kind::Implies(..)
        | Kind::Iff(..)
        | Kind::ForAll(..)
        | Kind::Exists(..)
        | Kind::Text(_) => true,
        Kind::With(a, _) => is_statement(a),
        _ => false,
    }
}

/// Whether the list begins with something that needs a left side.
fn begins_with_operator(tok: &Tok) -> bool {
    match &tok.t {
        T::Sym(c) => "+-*/=<>".contains(*c),
        T::Cmd(name) => {
            vocab::relation(name).is_some()
                || vocab::additive(name).is_some()
                || vocab::multiplicative(name).is_some()
        }
        _ => false,
    }
}

impl<'a> Reader<'a> {
    /// All statements of the list, those parted by `;` or by a wide space alone too.
    pub fn statements(&self) -> Result<Vec<Expr>, Unread> {
        let mut out = Vec::new();
        for part in self.toks.split(|t| t.is_sym(';')) {
            let part = trimmed(part);
            if !part.is_empty() {
                self.part(part)?.arrows(&mut out)?;
            }
        }
        Ok(out)
    }

    /// The list as one statement.
    pub fn statement(&self) -> Result<Expr, Unread> {
        let mut all = self.statements()?;
        match (all.len(), all.pop()) {
            (1, Some(only)) => Ok(only),
            (_, Some(last)) => {
                all.push(last);
                Ok(node(Kind::And(all), self.span))
            }
            (_, None) => unread(self.span, "nothing stands here"),
        }
    }

    /// Statements joined by implication signs: `P ⇒ Q ⇒ R` is `P ⇒ Q`, then `⇒ R`, which goes on from there.
    fn arrows(&self, out: &mut Vec<Expr>) -> Result<(), Unread> {
        if let Some(quantified) = self.quantified()? {
            out.push(quantified);
            return Ok(());
        }
        // `\because P` says that P is known, and no more.
        let first = usize::from(self.toks.len() > 1 && self.toks[0].is_cmd("because"));
        let mut start = first;
        let mut before: Option<(Arrow, Span)> = None;
        let mut left: Option<Expr> = None;
        for i in first..=self.toks.len() {
            let sign = match self.toks.get(i) {
                Some(tok) => match arrow(tok) {
                    Some(a) => Some((a, tok.span)),
                    None => continue,
                },
                None => None,
            };
            let part = trimmed(&self.toks[start..i]);
            start = i + 1;
            let mut here = if part.is_empty() {
                match (before, sign) {
                    // Words and an arrow may say the same thing twice: `\text{so} \implies`.
                    (Some((_, at)), _) => {
                        return unread(at, "nothing stands right of this arrow");
                    }
                    (None, _) => Vec::new(),
                }
            } else {
                self.part(part)?.clauses()?
            };
            let last = here.pop();
            match (before, last) {
                (None, last) => {
                    out.append(&mut here);
                    left = last;
                }
                (Some((a, at)), Some(last)) => {
                    if !here.is_empty() {
                        let first = here.remove(0);
                        out.push(joined(a, at, left.take(), first)?);
                        out.append(&mut here);
                        left = Some(last);
                    } else {
                        out.push(joined(a, at, left.take(), last)?);
                    }
                }
                (Some(_), None) => {}
            }
            before = sign;
        }
        out.extend(left);
        Ok(())
    }

    /// Statements joined by commas, wide spaces and words.
    fn clauses(&self) -> Result<Vec<Expr>, Unread> {
        let pieces = self.pieces()?;
        let mut items: Vec<(Sep, bool, Expr)> = Vec::new();
        for p in &pieces {
            items.push((p.sep, p.comma, self.part(p.toks)?.proposition()?));
        }
        let items = lists_joined(items);
        let mut out: Vec<Expr> = Vec::new();
        let mut current: Option<Expr> = None;
        let mut remarks: Vec<Expr> = Vec::new();
        let with = |e: Option<Expr>, remarks: &mut Vec<Expr>| -> Option<Expr> {
            let e = e?;
            if remarks.is_empty() {
                return Some(e);
            }
            let span = remarks.iter().fold(e.span, |s, r| s.to(r.span));
            Some(node(Kind::With(Box::new(e), std::mem::take(remarks)), span))
        };
        let mut last_sep = Sep::Start;
        for (sep, _, e) in items {
            let Some(now) = current.take() else {
                current = Some(match sep {
                    Sep::ForAll => quantify(true, e, None),
                    Sep::Exists => quantify(false, e, None),
                    _ => e,
                });
                continue;
            };
            match sep {
                Sep::And | Sep::Or => {
                    let and = sep == Sep::And;
                    match remarks.pop() {
                        // `A if B and C`: the word joins the conditions.
                        Some(last) if last_sep == Sep::Remark => {
                            remarks.push(junction(and, vec![last, e]));
                            current = Some(now);
                        }
                        // `A, B and C`
                        Some(last) => {
                            let mut all = vec![now];
                            all.append(&mut remarks);
                            all.extend([last, e]);
                            current = Some(junction(and, all));
                        }
                        None => current = Some(junction(and, vec![now, e])),
                    }
                    continue;
                }
                Sep::ForAll | Sep::Exists => {
                    remarks.push(quantify(sep == Sep::ForAll, e, None));
                    current = Some(now);
                }
                Sep::Comma if remarks.iter().all(is_letter) && spans_list(&now, &e) => {
                    // `0 < x, y < 1`
                    let mut all = between(&now, &std::mem::take(&mut remarks), &e);
                    current = all.pop();
                    out.append(&mut all);
                }
                Sep::Comma if remarks.is_empty() && bounds_other(&now, &e) => {
                    out.push(now);
                    current = Some(e);
                }
                Sep::Comma | Sep::Remark => {
                    remarks.push(e);
                    current = Some(now);
                }
                Sep::Quad | Sep::Start => {
                    let remark = match &e.kind {
                        Kind::Text(_) | Kind::ForAll(_, None) | Kind::Exists(_, None) => true,
                        Kind::Paren(inner) => is_statement(inner),
                        _ => false,
                    };
                    if remark {
                        remarks.push(e);
                        current = Some(now);
                    } else {
                        out.extend(with(Some(now), &mut remarks));
                        current = Some(e);
                    }
                }
            }
            last_sep = sep;
        }
        out.extend(with(current, &mut remarks));
        Ok(out)
    }

    /// Cuts the list at commas, wide spaces and connectives.
    fn pieces(&self) -> Result<Vec<Piece<'a>>, Unread> {
        let mut out: Vec<Piece<'a>> = Vec::new();
        let (mut sep, mut comma, mut start) = (Sep::Start, false, 0);
        let mut last_comma = self.span;
        for i in 0..=self.toks.len() {
            let tok = self.toks.get(i);
            let so_far = &self.toks[start..i];
            let next_sep = match tok.map(|t| &t.t) {
                None => None,
                Some(T::Sym(',')) => Some(Sep::Comma),
                Some(T::Quad) => {
                    let open = match (so_far.last(), self.toks.get(i + 1)) {
                        (Some(l), Some(n)) => begins_with_operator(l) || begins_with_operator(n),
                        _ => false,
                    };
                    if open {
                        continue;
                    }
                    Some(Sep::Quad)
                }
                Some(T::Words(_, words)) => match vocab::word(words) {
                    Some(Word::And) => Some(Sep::And),
                    Some(Word::Or) => Some(Sep::Or),
                    Some(Word::Remark) => Some(Sep::Remark),
                    Some(Word::ForAll) => Some(Sep::ForAll),
                    Some(Word::Exists) => Some(Sep::Exists),
                    Some(Word::Otherwise | Word::Implies | Word::Iff) | None => {
                        if self.is_remark_in_words(so_far, i, words) {
                            self.push_piece(&mut out, sep, comma, so_far, last_comma)?;
                            out.push(Piece {
                                sep: if out.is_empty() {
                                    Sep::Start
                                } else {
                                    Sep::Remark
                                },
                                comma: false,
                                toks: &self.toks[i..i + 1],
                            });
                            (sep, comma, start) = (Sep::Remark, false, i + 1);
                        }
                        continue;
                    }
                },
                Some(_) => continue,
            };
            if !so_far.is_empty() {
                self.push_piece(&mut out, sep, comma, so_far, last_comma)?;
                (sep, comma) = (Sep::Quad, false);
            } else if next_sep == Some(Sep::Comma) && (comma || out.is_empty()) {
                return unread(
                    tok.map_or(self.span, |t| t.span),
                    "nothing stands before this comma",
                );
            }
            if let Some(next) = next_sep {
                comma |= next == Sep::Comma;
                sep = sep.max(next);
                if next == Sep::Comma {
                    last_comma = tok.map_or(self.span, |t| t.span);
                }
            }
            start = i + 1;
        }
        Ok(out)
    }

    fn push_piece(
        &self,
        out: &mut Vec<Piece<'a>>,
        sep: Sep,
        comma: bool,
        toks: &'a [Tok],
        at: Span,
    ) -> Result<(), Unread> {
        if toks.is_empty() {
            return if comma && sep == Sep::Comma {
                unread(at, "nothing stands behind this comma")
            } else {
                Ok(())
            };
        }
        let sep = if out.is_empty()
            && matches!(
                sep,
                Sep::Quad | Sep::Comma | Sep::Remark | Sep::And | Sep::Or
            ) {
            Sep::Start
        } else {
            sep
        };
        // The scanner's form of a list, `x_1, x_2, \dots x_n`, lacks a comma behind the dots.
        let (first, rest) = match toks {
            [Tok { t: T::Cmd(d), .. }, next, ..]
                if vocab::is_dots(d) && !begins_with_operator(next) && sep == Sep::Comma =>
            {
                toks.split_at(1)
            }
            _ => (toks, &toks[..0]),
        };
        out.push(Piece {
            sep,
            comma,
            toks: first,
        });
        if !rest.is_empty() {
            out.push(Piece {
                sep: Sep::Comma,
                comma: true,
                toks: rest,
            });
        }
        Ok(())
    }

    /// Words are a remark of their own unless they serve as a name or as a unit.
    fn is_remark_in_words(&self, so_far: &[Tok], i: usize, words: &str) -> bool {
        let one_word = !words.trim().contains(char::is_whitespace);
        let next = self.toks.get(i + 1);
        let ends = match next.map(|n| &n.t) {
            None | Some(T::Quad | T::Sym(',' | '.' | ';')) => true,
            Some(T::Words(..)) => next.and_then(connective).is_some(),
            _ => false,
        };
        match so_far.last() {
            None => ends,
            Some(l) if begins_with_operator(l) => false,
            Some(Tok { t: T::Num(_), .. }) => !one_word,
            Some(_) => !one_word || words.starts_with(' ') || words.starts_with('~'),
        }
    }

    /// `\forall x > 0, P` and `\forall x > 0 : P`: the quantifier reaches over all that follows, arrows included. None
    /// if the list does not begin with a quantifier.
    fn quantified(&self) -> Result<Option<Expr>, Unread> {
        let Some(first) = self.toks.first().filter(|t| is_quantifier(t)) else {
            return Ok(None);
        };
        let all = first.is_cmd("forall") || connective(first) == Some(Word::ForAll);
        let rest = without_bang(&self.toks[1..]);
        let colon = rest.iter().position(|t| t.is_sym(':'));
        if let Some(at) = colon
            && !rest[..at].iter().any(is_quantifier)
        {
            let (bound, body) = (trimmed(&rest[..at]), trimmed(&rest[at + 1..]));
            if bound.is_empty() || body.is_empty() {
                return unread(rest[at].span, "a side of this colon is empty");
            }
            let bound = self.part(bound)?.statement()?;
            if !is_bound(&bound) {
                return unread(bound.span, "it is not clear what is quantified here");
            }
            let body = self.part(body)?.statement()?;
            let mut e = quantify(all, bound, Some(body));
            e.span = e.span.to(first.span);
            return Ok(Some(e));
        }
        if rest.is_empty() {
            return unread(first.span, "it is not said what is quantified");
        }
        let pieces = self.part(rest)?.pieces()?;
        let Some(bound) = pieces.first().map(|p| p.toks) else {
            return unread(first.span, "it is not said what is quantified");
        };
        let mut parts = vec![self.part(bound)?.proposition()?];
        let mut used = 1;
        // Bare names go on with what is bound, up to the first condition on a name that something still follows.
        while !parts.iter().any(is_statement) && used < pieces.len() {
            let next = &pieces[used];
            if next.sep != Sep::Comma || next.toks.iter().any(is_quantifier) {
                break;
            }
            // What cannot be bound is read with the rest, which then says what is wrong with it.
            let Ok(e) = self.part(next.toks)?.proposition() else {
                break;
            };
            let bare = matches!(e.kind, Kind::Name(_) | Kind::Dots);
            let condition = is_bound(&e) && used + 1 < pieces.len();
            if !(bare || condition) {
                break;
            }
            parts.push(e);
            used += 1;
        }
        let items = parts.into_iter().map(|e| (Sep::Comma, true, e)).collect();
        let mut joined: Vec<Expr> = lists_joined(items).into_iter().map(|(_, _, e)| e).collect();
        let span = joined
            .iter()
            .skip(1)
            .fold(joined[0].span, |s, e| s.to(e.span));
        let bound = if joined.iter().any(is_statement) {
            joined.swap_remove(0)
        } else {
            tuple(joined, span)
        };
        if !is_bound(&bound) {
            return unread(bound.span, "it is not clear what is quantified here");
        }
        let body = match pieces.get(used) {
            Some(p) => {
                let from = p.toks[0].span.start;
                let rest: &'a [Tok] = match self.toks.iter().position(|t| t.span.start == from) {
                    Some(at) => &self.toks[at..],
                    None => p.toks,
                };
                Some(self.part(rest)?.statement()?)
            }
            None => None,
        };
        let mut e = quantify(all, bound, body);
        e.span = e.span.to(first.span);
        Ok(Some(e))
    }

    /// Quantifiers, `\lor`, `\land`, `\neg` and chains of relations.
    pub fn proposition(&self) -> Result<Expr, Unread> {
        if let [
            Tok {
                t: T::Words(_, words),
                span,
                ..
            },
        ] = self.toks
        {
            return Ok(node(Kind::Text(words.trim().to_string()), *span));
        }
        if let Some(quantified) = self.quantified()? {
            return Ok(quantified);
        }
        for (names, and) in [(["lor", "vee"], false), (["land", "wedge"], true)] {
            let is = |t: &Tok| matches!(&t.t, T::Cmd(c) if names.contains(&c.as_str()));
            if self.toks.iter().any(is) {
                let mut all = Vec::new();
                for part in self.toks.split(is) {
                    let part = trimmed(part);
                    if part.is_empty() {
                        return unread(self.span, "a side of this connective is empty");
                    }
                    all.push(self.part(part)?.proposition()?);
                }
                return Ok(junction(and, all));
            }
        }
        if let [
            Tok {
                t: T::Cmd(c), span, ..
            },
            rest @ ..,
        ] = self.toks
            && (c == "neg" || c == "lnot")
        {
            if rest.is_empty() {
                return unread(*span, "nothing stands behind the negation");
            }
            let inner = self.part(rest)?.proposition()?;
            let at = span.to(inner.span);
            return Ok(node(Kind::Not(Box::new(inner)), at));
        }
        self.chain()
    }
}

fn is_letter(e: &Expr) -> bool {
    matches!(&e.kind, Kind::Name(n) if n.subs.is_empty() && n.primes == 0)
}

// The sides of a comparison of two things by an order sign.
fn compared(e: &Expr) -> Option<(&Expr, Rel, &Expr)> {
    match &e.kind {
        Kind::Chain {
            first: Some(first),
            links,
        } => match &links[..] {
            [l] if matches!(l.rel, Rel::Lt | Rel::Le | Rel::Gt | Rel::Ge) => {
                Some((first, l.rel, &l.rhs))
            }
            _ => None,
        },
        _ => None,
    }
}

// Whether a list of names begins behind a bound and ends before another one: `0 < x, y < 1`.
fn spans_list(now: &Expr, e: &Expr) -> bool {
    let up = |r: Rel| matches!(r, Rel::Lt | Rel::Le);
    match (compared(now), compared(e)) {
        (Some((low, r, x)), Some((y, s, high))) => {
            let names = listed(y);
            let other = |y: &Expr| matches!((&x.kind, &y.kind), (Kind::Name(a), Kind::Name(b)) if a.base != b.base);
            is_letter(x)
                && names.iter().all(|y| is_letter(y) && other(y))
                && up(r) == up(s)
                && is_end(low)
                // `1 ≤ i, j ≤ n` bounds both; `0 < x, y < z` may be two bounds.
                && (is_end(high) || r == Rel::Le && s == Rel::Le && is_letter(high))
        }
        _ => false,
    }
}

// The names of a list: `b, c` in `b, c < 1`.
fn listed(e: &Expr) -> &[Expr] {
    match &e.kind {
        Kind::Tuple(names) => names,
        _ => std::slice::from_ref(e),
    }
}

// A number, with its sign.
fn is_end(e: &Expr) -> bool {
    match &e.kind {
        Kind::Neg(x) => is_end(x),
        Kind::Binary(_, a, b) => is_end(a) && is_end(b),
        Kind::Number(_) => true,
        _ => false,
    }
}

// Each of the names lies between the bounds.
fn between(now: &Expr, names: &[Expr], e: &Expr) -> Vec<Expr> {
    let (
        Kind::Chain {
            first: Some(low),
            links: lower,
        },
        Kind::Chain {
            first: Some(last),
            links: upper,
        },
    ) = (&now.kind, &e.kind)
    else {
        return vec![now.clone(), e.clone()];
    };
    let first = lower.iter().map(|l| &l.rhs);
    first
        .chain(names)
        .chain(listed(last))
        .map(|x| {
            let mut links = lower.clone();
            links.iter_mut().for_each(|l| l.rhs = x.clone());
            links.extend(upper.iter().cloned());
            node(
                Kind::Chain {
                    first: Some(low.clone()),
                    links,
                },
                x.span,
            )
        })
        .collect()
}

// Whether two bounds of two names stand beside each other: `x > 0, y < 1`.
fn bounds_other(now: &Expr, e: &Expr) -> bool {
    let bound = |e| {
        let (a, _, b) = compared(e)?;
        match (&a.kind, &b.kind) {
            (Kind::Name(n), _) if is_letter(a) && is_end(b) => Some(n.base.clone()),
            (_, Kind::Name(n)) if is_letter(b) && is_end(a) => Some(n.base.clone()),
            _ => None,
        }
    };
    match (bound(now), bound(e)) {
        (Some(x), Some(y)) => x != y,
        _ => false,
    }
}

fn is_quantifier(tok: &Tok) -> bool {
    tok.is_cmd("forall")
        || tok.is_cmd("exists")
        || matches!(connective(tok), Some(Word::ForAll | Word::Exists))
}

fn without_bang(toks: &[Tok]) -> &[Tok] {
    match toks {
        [bang, rest @ ..] if bang.is_sym('!') => rest,
        _ => toks,
    }
}

/// Whether a quantifier can bind this: names, a list of names, or a condition on one.
fn is_bound(e: &Expr) -> bool {
    let named = |e: &Expr| matches!(e.kind, Kind::Name(_) | Kind::Dots);
    match &e.kind {
        Kind::Name(_) => true,
        Kind::Tuple(v) => v.iter().all(named),
        Kind::Chain {
            first: Some(first),
            links,
        } => match &first.kind {
            Kind::Name(_) => true,
            Kind::Tuple(v) => v.iter().all(named),
            // `0 < x < 1`
            _ => links.first().is_some_and(|l| named(&l.rhs)),
        },
        Kind::With(a, _) => is_bound(a),
        _ => false,
    }
}

fn quantify(all: bool, bound: Expr, body: Option<Expr>) -> Expr {
    let span = body.as_ref().map_or(bound.span, |b| bound.span.to(b.span));
    let (bound, body) = (Box::new(bound), body.map(Box::new));
    node(
        if all {
            Kind::ForAll(bound, body)
        } else {
            Kind::Exists(bound, body)
        },
        span,
    )
}

/// Conjunction or disjunction, flattened at its left.
fn junction(and: bool, all: Vec<Expr>) -> Expr {
    let span = all
        .iter()
        .skip(1)
        .fold(all.first().map_or(Span::default(), |f| f.span), |s, e| {
            s.to(e.span)
        });
    let mut flat = Vec::with_capacity(all.len());
    for e in all {
        match (and, e.kind) {
            (true, Kind::And(v)) | (false, Kind::Or(v)) => flat.extend(v),
            (_, kind) => flat.push(node(kind, e.span)),
        }
    }
    node(if and { Kind::And(flat) } else { Kind::Or(flat) }, span)
}

fn joined(a: Arrow, at: Span, left: Option<Expr>, right: Expr) -> Result<Expr, Unread> {
    let span = left.as_ref().map_or(at, |l| l.span).to(right.span);
    let (left, right) = (left.map(Box::new), Box::new(right));
    let kind = match (a, left) {
        (Arrow::Implies, left) => Kind::Implies(left, right),
        (Arrow::Iff, left) => Kind::Iff(left, right),
        (Arrow::ImpliedBy, Some(left)) => Kind::Implies(Some(right), left),
        (Arrow::ImpliedBy, None) => {
            return unread(at, "nothing stands left of this arrow");
        }
    };
    Ok(node(kind, span))
}

/// The range of a list, for those that are never empty.
pub fn range(toks: &[Tok], otherwise: Span) -> Span {
    covering(toks).unwrap_or(otherwise)
}
