//! Matches brackets, those of half-open intervals too.

use super::token::{MAX_DEPTH, T, Tok, unread};
use super::vocabulary as vocab;
use crate::read::ast::Unread;
use std::collections::BTreeSet;

/// Whether an operand is due behind `prev`: at the start, behind an operator, a relation sign, a separator.
pub fn wants_operand(prev: Option<&Tok>) -> bool {
    match prev.map(|p| &p.t) {
        None => true,
        Some(T::Sym(c)) => "+-*/=<>,;:|‖@".contains(*c),
        Some(T::Cmd(name)) => vocab::relation(name).is_some() || vocab::is_operator(name),
        Some(T::Quad | T::Row | T::Amp | T::Sup | T::Sub | T::Words(..)) => true,
        Some(_) => false,
    }
}

/// Whether `next` could begin an operand, so that a `[` before it opens.
fn begins_operand(next: Option<&Tok>) -> bool {
    match next.map(|n| &n.t) {
        None => false,
        Some(T::Num(_) | T::Letter(_) | T::Group(_) | T::Env(..) | T::Open(_)) => true,
        Some(T::Sym(c)) => "-+|‖".contains(*c),
        Some(T::Cmd(name)) => vocab::relation(name).is_none() && !vocab::is_operator(name),
        Some(_) => false,
    }
}

struct Frame {
    open: char,
    at: Tok,
    before: Vec<Tok>,
}

// `exp(x)`, `log x` typed without a backslash: letters that spell a function, with its argument behind them.
fn spelled(flat: Vec<Tok>) -> Vec<Tok> {
    let mut out: Vec<Tok> = Vec::with_capacity(flat.len());
    let mut i = 0;
    while i < flat.len() {
        let mut word = String::new();
        let mut end = i;
        while let Some(Tok {
            t: T::Letter(c), ..
        }) = flat.get(end)
            && (end == i || !flat[end].gap)
        {
            word.push(*c);
            end += 1;
        }
        let before = out
            .last()
            .is_some_and(|t: &Tok| matches!(t.t, T::Cmd(_)) && !flat[i].gap);
        let argument = match flat.get(end) {
            Some(Tok {
                t: T::Open('('), ..
            }) => true,
            Some(t) => {
                t.gap
                    && matches!(t.t, T::Letter(_) | T::Num(_) | T::Cmd(_))
                    && begins_operand(Some(t))
            }
            None => false,
        };
        if word.len() > 1
            && argument
            && !before
            && (vocab::function(&word).is_some() || matches!(word.as_str(), "max" | "min"))
        {
            let (first, last) = (&flat[i], &flat[end - 1]);
            out.push(Tok {
                t: T::Cmd(word),
                span: first.span.to(last.span),
                gap: first.gap,
            });
            i = end;
        } else {
            let next = end.max(i + 1);
            out.extend(flat[i..next].iter().cloned());
            i = next;
        }
    }
    out
}

/// Where a `\left.` stands that a bar closes: `\left. f \right|_{x=0}`.
fn barred(flat: &[Tok]) -> BTreeSet<usize> {
    let mut open = Vec::new();
    let mut out = BTreeSet::new();
    for (i, tok) in flat.iter().enumerate() {
        match tok.t {
            T::Open(c) => open.push((i, c)),
            T::Close(c) => {
                if let Some((at, '.')) = open.pop()
                    && c == '|'
                {
                    out.insert(at);
                }
            }
            _ => {}
        }
    }
    out
}

/// Matches the brackets of one list. Half-open intervals in both writings, `[0,1)` and `[0,1[`, are brackets too.
pub fn nest(flat: Vec<Tok>) -> Result<Vec<Tok>, Unread> {
    let mut stack: Vec<Frame> = Vec::new();
    let mut list: Vec<Tok> = Vec::new();
    let flat = spelled(flat);
    let barred = barred(&flat);
    let mut iter = flat.into_iter().enumerate().peekable();
    while let Some((i, tok)) = iter.next() {
        let square = matches!(stack.last(), Some(f) if f.open == '[' || f.open == ']');
        let action = match tok.t {
            T::Open('.') if barred.contains(&i) => Some((true, '.')),
            // `\left.` shows nothing.
            T::Open('.') => continue,
            T::Open('[') if square => {
                let commas = list.iter().filter(|t| t.is_sym(',')).count();
                let french = commas == 1
                    && !wants_operand(list.last())
                    && (matches!(stack.last(), Some(f) if f.open == ']')
                        || !begins_operand(iter.peek().map(|(_, next)| next)));
                if french {
                    Some((false, '['))
                } else {
                    Some((true, '['))
                }
            }
            T::Open(c) => Some((true, c)),
            T::Close('.') if !matches!(stack.last(), Some(f) if f.open == '{') => continue,
            T::Close(']')
                if wants_operand(list.last())
                    && begins_operand(iter.peek().map(|(_, next)| next)) =>
            {
                Some((true, ']'))
            }
            T::Close(c) => Some((false, c)),
            _ => None,
        };
        match action {
            None => list.push(tok),
            Some((true, open)) => {
                if stack.len() > MAX_DEPTH {
                    return unread(tok.span, format!("nested deeper than {MAX_DEPTH} brackets"));
                }
                stack.push(Frame {
                    open,
                    at: tok,
                    before: std::mem::take(&mut list),
                });
            }
            Some((false, close)) => {
                let Some(frame) = stack.pop() else {
                    return unread(tok.span, "this closing bracket was never opened");
                };
                if !vocab::pair(frame.open, close) {
                    return unread(tok.span, "this bracket closes one of another kind");
                }
                let keep_rows = frame.open == '{' && close == '.';
                let inner = std::mem::replace(&mut list, frame.before)
                    .into_iter()
                    .filter(|t| keep_rows || !matches!(t.t, T::Row | T::Amp))
                    .collect();
                list.push(Tok {
                    t: T::Bracket(frame.open, close, inner),
                    span: frame.at.span.to(tok.span),
                    gap: frame.at.gap,
                });
            }
        }
    }
    match stack.pop() {
        Some(frame) => unread(frame.at.span, "this bracket is never closed"),
        None => Ok(list),
    }
}
