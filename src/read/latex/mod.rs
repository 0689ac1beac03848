//! Reads LaTeX formulas into the surface tree.
//!
//! `grammar/latex.pest` cuts the text into tokens and nested groups; [`token`] applies what TeX would,
//! [`brackets`] matches brackets; then statements
//! ([`sentence`], [`chain`]), terms ([`term`]), names ([`script`]), brackets and environments ([`block`]) and the operators of
//! analysis ([`calculus`]) are read from the tokens. A formula is read whole or not at all.
//!
//! Where notation leaves a choice, these rules hold:
//! - Side by side binds like an explicit sign of multiplication, and products go from left to right: `n(n+1)/2 k` is
//!   `((n(n+1))/2) k`. `-x y` is the negative of `x y`, `-x^2` that of `x^2`.
//! - The body of a sum, product, minimum or limit is one product, with the signs before it: it ends at the next `+`,
//!   `-` or relation sign. So `\lim_{x \to 1} -2 (1-x) + 2` is the limit of `-2 (1-x)`, plus 2.
//! - The argument of a function without brackets ends moreover at `\cdot`, `/` and their kin, and at the next
//!   function, sum, integral or derivative: `\sin x \cos x` is a product. What `\frac{d}{dx}` applies to ends at those
//!   operators and at the next derivative: `\frac{d}{dx} x \sin x` differentiates the product.
//! - An integral reaches to its differential, sums included: `\int x + 1 \, dx`.
//! - `x^{(k)}` on a name is a mark, not a power, except on `e`; `A^T` is a transpose, whatever `A` is.
//! - A name directly followed by a bracket is [`Kind::NameParen`](super::ast::Kind::NameParen); with a positive space
//!   between (`L \, (x)`), or with a power (`f^{-1}(x)`), it is a product of the two.
//! - `x_{1:n}` has the list `1, …, n` for a subscript; `f : A \to B` is `f \in (A \to B)`.
//! - `P \Rightarrow Q \Rightarrow R` gives two statements, `P ⇒ Q` and `⇒ R`, which goes on from there.

mod block;
mod brackets;
mod calculus;
mod chain;
mod ends;
mod lists;
mod multiple;
mod reach;
mod reader;
mod script;
mod sentence;
mod term;
#[cfg(test)]
mod tests;
mod token;
mod vocabulary;

use super::ast::{Expr, Span, Unread};
use reader::{Reader, covering};
use std::cell::Cell;
use token::{T, Tok};

/// One row of a formula: what its author set on a line of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The statements or terms of the row, in order; none for a row of nothing but a tag.
    pub exprs: Vec<Expr>,
    /// The number of the row without brackets: from `\tag{28}` or a final `\quad (28)`.
    pub tag: Option<String>,
    /// The name given by `\label`.
    pub label: Option<String>,
    /// The row without its tag.
    pub span: Span,
}

/// Reads one formula: what stands between dollar signs, or the body of an environment such as `align`.
///
/// `offset` is where `text` begins in its file; all spans count from the start of the file.
///
/// # Errors
/// Says what could not be understood, with the smallest piece at fault, if any part of the formula could not.
///
/// ```
/// let rows = hence::read::latex::parse(r"\frac{d}{dx} x^2 = 2x \quad (1)", 0).unwrap();
/// assert_eq!(rows[0].tag.as_deref(), Some("1"));
/// assert_eq!(hence::read::sexp::sexp(&rows[0].exprs[0]), "[(d [x] (^ x 2)) eq (. 2 x)]");
/// ```
pub fn parse(text: &str, offset: usize) -> Result<Vec<Row>, Unread> {
    if text.len() > LONGEST {
        let span = Span::new(offset, offset + text.len());
        return token::unread(span, format!("longer than {LONGEST} bytes"));
    }
    let shallow = token::nesting(text, offset, 0)? <= SHALLOW_NESTING;
    if shallow {
        match read_rows(text, offset, SHALLOW_CALLS) {
            Err(e) if e.reason == reader::TOO_DEEP => {}
            result => return result,
        }
    }
    // Deep formulas are rare; they get a stack of their own, since that of the caller may be small.
    std::thread::scope(|scope| {
        let deep = std::thread::Builder::new()
            .stack_size(DEEP_STACK)
            .spawn_scoped(scope, || read_rows(text, offset, DEEP_CALLS));
        match deep.map(|handle| handle.join()) {
            Ok(Ok(result)) => result,
            _ => token::unread(Span::new(offset, offset + text.len()), reader::TOO_DEEP),
        }
    })
}

/// Longer formulas are refused at once: each is read several times, and nobody writes them.
const LONGEST: usize = 1 << 17;
/// Formulas nested no deeper than this are tried on the caller's stack.
const SHALLOW_NESTING: usize = 20;
/// How deep readers call each other there.
const SHALLOW_CALLS: usize = 100;
/// How deep they do otherwise: more than [`token::MAX_DEPTH`] brackets need.
const DEEP_CALLS: usize = 1500;
/// Bytes of stack for that.
const DEEP_STACK: usize = 128 << 20;

/// Reads the rows with at most `limit` calls of readers by each other.
fn read_rows(text: &str, offset: usize, limit: usize) -> Result<Vec<Row>, Unread> {
    let span = Span::new(offset, offset + text.len());
    let toks = token::tokens(text, offset, 0)?;
    let fuel = Cell::new(10_000 + 200 * text.len());
    let mut drafts = Vec::new();
    collect_rows(toks, Shape::Plain, (text, offset), &mut drafts);
    let mut rows = Vec::with_capacity(drafts.len());
    for draft in &drafts {
        let toks = sentence::trimmed(&draft.toks);
        let Some(at) = covering(toks) else {
            if draft.tag.is_some() || draft.label.is_some() {
                rows.push(draft.row(Vec::new(), draft.span.unwrap_or(span)));
            }
            continue;
        };
        let reader = Reader {
            text,
            offset,
            toks,
            i: 0,
            span: at,
            depth: 0,
            limit,
            fuel: &fuel,
        };
        rows.push(draft.row(reader.statements()?, at));
    }
    if rows.is_empty() {
        return token::unread(span, "this formula is empty");
    }
    Ok(rows)
}

/// What the `&` of an environment are for, and whether a row can go on with the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    Plain,
    /// `align` and its kin: every second `&` parts two formulas.
    Pairs,
    /// `eqnarray`: `&` on both sides of the sign.
    Triple,
    /// `gather`: every row is a formula of its own.
    Separate,
    /// `multline`: all rows are one formula.
    One,
}

fn shape(env: &str) -> Shape {
    match env {
        "align" | "aligned" | "alignat" | "alignedat" | "flalign" | "split" => Shape::Pairs,
        "eqnarray" | "IEEEeqnarray" => Shape::Triple,
        "gather" | "gathered" => Shape::Separate,
        "multline" | "multlined" => Shape::One,
        _ => Shape::Plain,
    }
}

/// A row before its formula is read.
#[derive(Default)]
struct Draft {
    toks: Vec<Tok>,
    tag: Option<String>,
    label: Option<String>,
    span: Option<Span>,
}

impl Draft {
    fn row(&self, exprs: Vec<Expr>, span: Span) -> Row {
        Row {
            exprs,
            tag: self.tag.clone(),
            label: self.label.clone(),
            span,
        }
    }
}

/// Cuts a list into rows, environments of rows opened.
fn collect_rows(toks: Vec<Tok>, shape_of: Shape, at: (&str, usize), out: &mut Vec<Draft>) {
    let is_rows = |t: &Tok| matches!(&t.t, T::Env(name, inner) if vocabulary::has_rows(name) || is_aligned(name, inner));
    let is_nothing = |t: &Tok| {
        matches!(&t.t, T::Quad | T::Sym('.' | ',' | ';') | T::Row)
            || matches!(&t.t, T::Raw(n, _) if n != "operatorname")
            || matches!(&t.t, T::Cmd(c) if c == "nonumber" || c == "notag")
    };
    let alone = toks.iter().filter(|t| !is_nothing(t)).count() == 1 && toks.iter().any(is_rows);
    if alone {
        let from = out.len();
        let (mut tag, mut label) = (None, None);
        for tok in toks {
            match tok.t {
                T::Env(name, inner) => collect_rows(inner, shape(&name), at, out),
                T::Raw(name, body) if name == "tag" => tag = Some(body),
                T::Raw(name, body) if name == "label" => label = Some(body),
                _ => {}
            }
        }
        // A number outside belongs to the rows as a whole; the last of them shows it.
        if out.len() > from
            && let Some(last) = out.last_mut()
        {
            last.tag = last.tag.take().or_else(|| tag.map(|t| bare_tag(&t)));
            last.label = last.label.take().or(label);
        }
        return;
    }
    let mut row: Vec<Tok> = Vec::new();
    let flush = |row: &mut Vec<Tok>, out: &mut Vec<Draft>, shape: Shape, first: bool| {
        let toks = std::mem::take(row);
        if toks.is_empty() {
            return;
        }
        add_row(toks, shape, first, at, out);
    };
    let start = out.len();
    let mut shape_now = shape_of;
    for tok in toks {
        match tok.t {
            T::Row => flush(&mut row, out, shape_now, out.len() == start),
            T::Env(name, inner) if vocabulary::has_rows(&name) => {
                // `f(x) = \begin{aligned} … \end{aligned}` goes on inside.
                shape_now = shape(&name);
                for t in inner {
                    match t.t {
                        T::Row => flush(&mut row, out, shape_now, out.len() == start),
                        _ => row.push(t),
                    }
                }
            }
            _ => row.push(tok),
        }
    }
    flush(&mut row, out, shape_now, out.len() == start);
}

/// Adds one row, or joins it to the one before where it goes on with its formula.
fn add_row(
    toks: Vec<Tok>,
    shape: Shape,
    first: bool,
    (source, offset): (&str, usize),
    out: &mut Vec<Draft>,
) {
    // Three columns with a sign in the middle one are those of `eqnarray`, whatever stands around them.
    let shape = match shape {
        Shape::Plain | Shape::Pairs if is_sign_between(&toks) => Shape::Triple,
        shape => shape,
    };
    let mut draft = Draft {
        span: covering(&toks),
        ..Draft::default()
    };
    let mut amps = 0usize;
    let mut first_cell_empty = false;
    for tok in toks {
        match tok.t {
            T::Amp => {
                amps += 1;
                first_cell_empty |= amps == 1 && sentence::trimmed(&draft.toks).is_empty();
                if amps.is_multiple_of(2) && matches!(shape, Shape::Pairs | Shape::Plain) {
                    draft.toks.push(Tok { t: T::Quad, ..tok });
                }
            }
            T::Raw(ref name, ref body) if name == "tag" => draft.tag = Some(bare_tag(body)),
            T::Raw(ref name, ref body) if name == "label" => draft.label = Some(body.trim().into()),
            T::Cmd(ref c) if c == "nonumber" || c == "notag" => {}
            _ => draft.toks.push(tok),
        }
    }
    if draft.tag.is_none() {
        draft.tag = final_tag(&mut draft.toks, source, offset);
    }
    if !first
        && let Some(before) = out.last_mut()
        && goes_on(
            &before.toks,
            &draft.toks,
            shape,
            amps == 0 || first_cell_empty,
        )
    {
        let skip = draft
            .toks
            .iter()
            .take_while(|t| matches!(t.t, T::Quad))
            .count();
        while matches!(before.toks.last().map(|t| &t.t), Some(T::Quad)) {
            before.toks.pop();
        }
        before.toks.extend(draft.toks.drain(skip..));
        before.tag = draft.tag.or(before.tag.take());
        before.label = draft.label.or(before.label.take());
        return;
    }
    out.push(draft);
}

/// Whether an `array` is used as `eqnarray` is: a relation sign in the middle of every row.
fn is_aligned(name: &str, inner: &[Tok]) -> bool {
    let mut rows = inner
        .split(|t| matches!(t.t, T::Row))
        .filter(|row| !sentence::trimmed(row).is_empty())
        .peekable();
    name == "array" && rows.peek().is_some() && rows.all(is_sign_between)
}

/// Whether the second of three columns is a relation sign and nothing else.
fn is_sign_between(toks: &[Tok]) -> bool {
    let mut columns = toks.split(|t| matches!(t.t, T::Amp)).skip(1);
    let (Some(middle), Some(_)) = (columns.next(), columns.next()) else {
        return false;
    };
    matches!(sentence::trimmed(middle), [one] if is_relation(one))
}

fn is_relation(tok: &Tok) -> bool {
    match &tok.t {
        T::Sym(c) => "=<>".contains(*c),
        T::Cmd(c) => vocabulary::relation(c).is_some(),
        _ => false,
    }
}

/// Whether the row `now` is the rest of the formula of the row `before`.
fn goes_on(before: &[Tok], now: &[Tok], shape: Shape, no_left_side: bool) -> bool {
    let (before, now) = (sentence::trimmed(before), sentence::trimmed(now));
    let (Some(last), Some(first)) = (before.last(), now.first()) else {
        return false;
    };
    let hanging = match &last.t {
        T::Sym(c) => "+-*/=<>".contains(*c),
        T::Cmd(c) => {
            vocabulary::relation(c).is_some()
                || vocabulary::additive(c).is_some()
                || vocabulary::multiplicative(c).is_some()
        }
        _ => false,
    };
    if hanging || shape == Shape::One {
        return true;
    }
    if shape == Shape::Separate {
        return false;
    }
    let has_relation = now.iter().any(is_relation);
    match &first.t {
        T::Sym('*' | '/' | '+') => true,
        T::Sym('-') => no_left_side && !has_relation,
        T::Cmd(c) if vocabulary::multiplicative(c).is_some() => true,
        T::Cmd(c) if vocabulary::additive(c).is_some() => no_left_side && !has_relation,
        _ => false,
    }
}

/// `\tag{(28)}` and `\tag{28}` are the same number.
fn bare_tag(body: &str) -> String {
    let body = body.trim();
    body.strip_prefix('(')
        .and_then(|b| b.strip_suffix(')'))
        .unwrap_or(body)
        .to_string()
}

/// Takes a number in brackets at the very end, behind a wide space, off the row.
fn final_tag(toks: &mut Vec<Tok>, source: &str, offset: usize) -> Option<String> {
    let end = toks
        .iter()
        .rposition(|t| !matches!(t.t, T::Quad | T::Sym('.' | ',')))?;
    let (T::Bracket('(', ')', inner), true) = (
        &toks[end].t,
        end.checked_sub(1)
            .is_some_and(|b| matches!(toks[b].t, T::Quad)),
    ) else {
        return None;
    };
    let span = covering(inner)?;
    let tag = source.get(span.start - offset..span.end - offset)?.trim();
    if !is_number(tag) {
        return None;
    }
    let tag = tag.to_string();
    toks.truncate(end);
    Some(tag)
}

/// `28`, `2.13`, `28a`, `28'`
fn is_number(tag: &str) -> bool {
    let body = tag.trim_end_matches('\'');
    let body = body
        .strip_suffix(|c: char| c.is_ascii_alphabetic())
        .unwrap_or(body);
    body.split('.')
        .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
}
