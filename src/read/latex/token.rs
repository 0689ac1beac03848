//! From text to a tree of tokens: the pest grammar, then the steps that need to know what a macro means to TeX.
//!
//! After this module braces that only group are gone, brackets are matched, macros that change nothing but looks have
//! been dropped, and every argument of a macro is a single token or a [`T::Group`].

use super::brackets::nest;
use super::vocabulary as vocab;
use crate::read::ast::{Span, Unread};
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::Pow;
use pest::Parser;
use pest::iterators::Pair;
use pest_derive::Parser;

#[derive(Parser)]
#[grammar = "../grammar/latex.pest"]
struct Grammar;

/// Deeper nesting than this is refused before the recursive readers see it.
pub const MAX_DEPTH: usize = 150;

/// A token and where it stands in the file.
#[derive(Clone, Debug)]
pub struct Tok {
    pub t: T,
    pub span: Span,
    /// Whether a positive space (`\,`, `~` …) stands before it: `L\,(x)` is no call.
    pub gap: bool,
}

/// What a token is.
#[derive(Clone, Debug)]
pub enum T {
    Num(BigRational),
    /// A letter as written, Latin or other.
    Letter(char),
    /// A macro without its backslash; Unicode operators by the macro they stand for.
    Cmd(String),
    /// `+ - * / = < > ! , ; : . | & @ ?`, and `‖` for `\|`.
    Sym(char),
    Group(Vec<Tok>),
    Env(String, Vec<Tok>),
    /// The words of `\text{…}`, untrimmed, with the macro's name.
    Words(String, String),
    /// A macro with an argument that is no mathematics: `\tag{…}`, `\operatorname{…}`.
    Raw(String, String),
    Quad,
    Row,
    Amp,
    Sup,
    Sub,
    Prime(u32),
    /// A matched bracket: `(`, `[`, `]`, `{`, `<`, `f`loor, `c`eiling, `|`, `‖`, and `.` for none.
    Bracket(char, char, Vec<Tok>),
    Open(char),
    Close(char),
}

impl Tok {
    fn new(t: T, span: Span) -> Self {
        Tok {
            t,
            span,
            gap: false,
        }
    }

    /// Whether this is the macro `name`.
    pub fn is_cmd(&self, name: &str) -> bool {
        matches!(&self.t, T::Cmd(c) if c == name)
    }

    /// Whether this is the sign `c`.
    pub fn is_sym(&self, c: char) -> bool {
        matches!(self.t, T::Sym(s) if s == c)
    }
}

/// The error type's only constructor outside `ast`.
pub fn unread<X>(span: Span, reason: impl Into<String>) -> Result<X, Unread> {
    Err(Unread {
        span,
        reason: reason.into(),
    })
}

/// The tokens of `text`, brackets matched. `depth` counts formulas inside words inside formulas.
pub fn tokens(text: &str, offset: usize, depth: usize) -> Result<Vec<Tok>, Unread> {
    nesting(text, offset, depth)?;
    let pairs = match Grammar::parse(Rule::formula, text) {
        Ok(mut pairs) => pairs.next().map(Pair::into_inner),
        Err(e) => {
            let at = match e.location {
                pest::error::InputLocation::Pos(p) => p,
                pest::error::InputLocation::Span((p, _)) => p,
            };
            let end = text
                .get(at..)
                .and_then(|r| r.chars().next())
                .map_or(at, |c| at + c.len_utf8());
            return unread(
                Span::new(offset + at, offset + end),
                "this is no LaTeX formula from here on",
            );
        }
    };
    let mut flat = Vec::new();
    for pair in pairs.into_iter().flatten() {
        convert(pair, offset, depth, &mut flat)?;
    }
    let flat = tidy(flat, text, offset)?;
    nest(flat)
}

/// How deep braces, environments and brackets are nested, found in one pass without recursion.
///
/// # Errors
/// Refuses unpaired braces and environments, and nesting deeper than [`MAX_DEPTH`].
pub fn nesting(text: &str, offset: usize, depth: usize) -> Result<usize, Unread> {
    let mut deepest = 0;
    let bytes = text.as_bytes();
    let mut braces: Vec<usize> = Vec::new();
    let mut envs: Vec<(String, Span)> = Vec::new();
    let mut brackets = 0usize;
    let mut i = 0;
    while i < bytes.len() {
        let start = i;
        match bytes[i] {
            b'%' => {
                while i < bytes.len() && bytes[i] != b'\n' {
                    i += 1;
                }
                continue;
            }
            b'\\' => {
                let mut j = i + 1;
                while j < bytes.len() && bytes[j].is_ascii_alphabetic() {
                    j += 1;
                }
                let word = &text[i + 1..j];
                if word == "begin" || word == "end" {
                    let rest = text[j..].trim_start();
                    let name = rest
                        .strip_prefix('{')
                        .and_then(|r| r.split_once('}'))
                        .map(|(n, _)| n);
                    let Some(name) = name else {
                        return unread(
                            Span::new(offset + i, offset + j),
                            format!("\\{word} without the name of an environment"),
                        );
                    };
                    let end = j + (text.len() - j - rest.len()) + name.len() + 2;
                    let span = Span::new(offset + i, offset + end);
                    if word == "begin" {
                        envs.push((name.to_string(), span));
                    } else {
                        match envs.pop() {
                            Some((open, _)) if open == name => {}
                            Some((open, _)) => {
                                return unread(
                                    span,
                                    format!("\\end{{{name}}} where \\end{{{open}}} is due"),
                                );
                            }
                            None => {
                                return unread(
                                    span,
                                    format!("\\end{{{name}}} without its \\begin"),
                                );
                            }
                        }
                    }
                    i = end;
                } else if j == i + 1 {
                    // An escaped character; `\{` opens a bracket, the rest is no bracket.
                    match bytes.get(j) {
                        Some(b'{') => brackets += 1,
                        Some(b'}') => brackets = brackets.saturating_sub(1),
                        Some(_) => {}
                        None => {
                            return unread(
                                Span::new(offset + i, offset + j),
                                "a backslash at the very end",
                            );
                        }
                    }
                    i = j + text[j..].chars().next().map_or(0, char::len_utf8);
                } else {
                    if word == "left" {
                        brackets += 1;
                    } else if word == "right" {
                        brackets = brackets.saturating_sub(1);
                    }
                    i = j;
                }
            }
            b'{' => {
                braces.push(i);
                i += 1;
            }
            b'}' => {
                if braces.pop().is_none() {
                    return unread(
                        Span::new(offset + i, offset + i + 1),
                        "this closing brace was never opened",
                    );
                }
                i += 1;
            }
            b'(' | b'[' => {
                brackets += 1;
                i += 1;
            }
            b')' | b']' => {
                brackets = brackets.saturating_sub(1);
                i += 1;
            }
            _ => i += text[i..].chars().next().map_or(1, char::len_utf8),
        }
        deepest = deepest.max(braces.len() + envs.len() + brackets + depth);
        if deepest > MAX_DEPTH {
            return unread(
                Span::new(offset + start, offset + i),
                format!("nested deeper than {MAX_DEPTH} brackets"),
            );
        }
    }
    if let Some((name, span)) = envs.last() {
        return unread(*span, format!("\\begin{{{name}}} without its \\end"));
    }
    if let Some(&open) = braces.last() {
        return unread(
            Span::new(offset + open, offset + open + 1),
            "this brace is never closed",
        );
    }
    Ok(deepest)
}

fn span_of(pair: &Pair<Rule>, offset: usize) -> Span {
    let s = pair.as_span();
    Span::new(offset + s.start(), offset + s.end())
}

/// One pair of the grammar as tokens at the end of `out`.
fn convert(
    pair: Pair<Rule>,
    offset: usize,
    depth: usize,
    out: &mut Vec<Tok>,
) -> Result<(), Unread> {
    let span = span_of(&pair, offset);
    let text = pair.as_str();
    let t = match pair.as_rule() {
        Rule::skip | Rule::EOI => return Ok(()),
        Rule::gap => {
            out.push(Tok::new(T::Cmd(",".into()), span));
            return Ok(());
        }
        Rule::row => T::Row,
        Rule::quad => T::Quad,
        Rule::sup => T::Sup,
        Rule::sub => T::Sub,
        Rule::prime => T::Prime(u32::try_from(text.chars().count()).unwrap_or(u32::MAX)),
        Rule::letter => T::Letter(text.chars().next().unwrap_or(' ')),
        Rule::number => T::Num(number(pair)?),
        Rule::group => {
            let mut inner = Vec::new();
            for p in pair.into_inner() {
                convert(p, offset, depth, &mut inner)?;
            }
            T::Group(inner)
        }
        Rule::environment => {
            let mut name = String::new();
            let mut inner = Vec::new();
            for p in pair.into_inner() {
                if p.as_rule() == Rule::env_name {
                    name = p.as_str().trim_end_matches('*').to_string();
                } else {
                    convert(p, offset, depth, &mut inner)?;
                }
            }
            if vocab::takes_column_spec(&name)
                && matches!(inner.first(), Some(f) if matches!(f.t, T::Group(_)))
            {
                inner.remove(0);
            }
            T::Env(name, inner)
        }
        Rule::words => {
            let mut name = String::new();
            for p in pair.into_inner() {
                let at = span_of(&p, offset);
                match p.as_rule() {
                    Rule::words_name => name = p.as_str().to_string(),
                    Rule::words_run => out.push(Tok::new(
                        T::Words(name.clone(), p.as_str().replace("\\ ", " ")),
                        at,
                    )),
                    _ => {
                        for f in p.into_inner() {
                            let from = offset + f.as_span().start();
                            out.extend(tokens(f.as_str(), from, depth + 1)?);
                        }
                    }
                }
            }
            return Ok(());
        }
        Rule::raw => {
            let mut parts = pair.into_inner().map(|p| p.as_str().to_string());
            let name = parts.next().unwrap_or_default();
            let body = parts.next().unwrap_or_default();
            match name.as_str() {
                "color" | "vspace" | "hspace" | "ref" | "eqref" => return Ok(()),
                _ => T::Raw(name, body),
            }
        }
        Rule::left => match vocab::delimiter(delimiter(pair).as_str()) {
            Some((c, _)) => T::Open(c),
            None => return unread(span, format!("the bracket {text} is not understood")),
        },
        Rule::right => match vocab::delimiter(delimiter(pair).as_str()) {
            Some((_, c)) => T::Close(c),
            None => return unread(span, format!("the bracket {text} is not understood")),
        },
        Rule::sized => return convert_plain(&delimiter(pair), span, out),
        Rule::command => {
            let name = text.trim_start_matches('\\');
            return convert_macro(name, span, out);
        }
        Rule::operator | Rule::escaped | Rule::symbol | Rule::other => {
            return convert_plain(text, span, out);
        }
        _ => return unread(span, format!("{text} is not understood here")),
    };
    out.push(Tok::new(t, span));
    Ok(())
}

fn delimiter(pair: Pair<Rule>) -> String {
    pair.into_inner()
        .next()
        .map(|p| p.as_str().to_string())
        .unwrap_or_default()
}

/// Brackets that do not say their side, operators, punctuation.
fn convert_plain(text: &str, span: Span, out: &mut Vec<Tok>) -> Result<(), Unread> {
    let t = match text {
        "(" | "[" => T::Open(text.chars().next().unwrap_or('(')),
        ")" | "]" => T::Close(text.chars().next().unwrap_or(')')),
        "\\{" => T::Open('{'),
        "\\}" => T::Close('}'),
        "\\|" => T::Sym('‖'),
        "\\%" => T::Cmd("%".into()),
        "\\&" => T::Cmd("land".into()),
        "&" => T::Amp,
        "\\-" => return Ok(()),
        "\\/" => return Ok(()),
        "==" => T::Sym('='),
        _ if text.starts_with('\\') && text.len() > 2 => {
            return convert_macro(text.trim_start_matches('\\'), span, out);
        }
        _ => match (vocab::unicode(text), text.chars().next()) {
            (Some(name), _) => return convert_macro(name, span, out),
            (None, Some(c)) if text.len() == 1 && "+-*/=<>!,;:.|@".contains(c) => T::Sym(c),
            _ => return unread(span, format!("the character {text} is not understood")),
        },
    };
    out.push(Tok::new(t, span));
    Ok(())
}

fn convert_macro(name: &str, span: Span, out: &mut Vec<Tok>) -> Result<(), Unread> {
    let t = match name {
        "lbrace" => T::Open('{'),
        "rbrace" => T::Close('}'),
        "lbrack" => T::Open('['),
        "rbrack" => T::Close(']'),
        "llbracket" => {
            out.push(Tok::new(T::Open('['), span));
            T::Open('[')
        }
        "rrbracket" => {
            out.push(Tok::new(T::Close(']'), span));
            T::Close(']')
        }
        "lparen" => T::Open('('),
        "rparen" => T::Close(')'),
        "langle" => T::Open('<'),
        "rangle" => T::Close('>'),
        "lfloor" => T::Open('f'),
        "rfloor" => T::Close('f'),
        "lceil" => T::Open('c'),
        "rceil" => T::Close('c'),
        "lvert" => T::Open('|'),
        "rvert" => T::Close('|'),
        "lVert" => T::Open('‖'),
        "rVert" => T::Close('‖'),
        "vert" => T::Sym('|'),
        "Vert" => T::Sym('‖'),
        "colon" => T::Sym(':'),
        "lt" => T::Sym('<'),
        "gt" => T::Sym('>'),
        "ast" => T::Sym('*'),
        "minus" => T::Sym('-'),
        "nicefrac" | "sfrac" => T::Cmd("frac".into()),
        _ => T::Cmd(name.to_string()),
    };
    out.push(Tok::new(t, span));
    Ok(())
}

/// The exact value of a number as the grammar cut it.
fn number(pair: Pair<Rule>) -> Result<BigRational, Unread> {
    let (mut digits, mut decimals, mut exponent) = (String::new(), 0i64, 0i64);
    let only = |s: &str| -> String { s.chars().filter(char::is_ascii_digit).collect() };
    for form in pair.into_inner() {
        for part in form.into_inner() {
            match part.as_rule() {
                Rule::leading | Rule::digits3 | Rule::whole => digits += &only(part.as_str()),
                Rule::decimals => {
                    let d = only(part.as_str());
                    decimals += i64::try_from(d.len()).unwrap_or(i64::MAX);
                    digits += &d;
                }
                Rule::mantissa => {
                    let m = part.as_str();
                    digits += &only(m);
                    decimals += m
                        .split_once('.')
                        .map_or(0, |(_, f)| i64::try_from(f.len()).unwrap_or(i64::MAX));
                }
                Rule::exponent => exponent = part.as_str().parse().unwrap_or(0),
                _ => {}
            }
        }
    }
    let value: BigInt = digits.parse().unwrap_or_default();
    let power = exponent - decimals;
    let scale: BigInt = Pow::pow(BigInt::from(10), power.unsigned_abs());
    Ok(if power < 0 {
        BigRational::new(value, scale)
    } else {
        BigRational::from(value * scale)
    })
}

/// The digit `n` of an argument without braces.
fn digit(c: char) -> T {
    T::Num(BigRational::from(BigInt::from(c.to_digit(10).unwrap_or(0))))
}

/// `a \over b` and `n \choose k` as the macros that take their arguments behind them.
fn infix(inner: Vec<Tok>) -> Vec<Tok> {
    let at = inner
        .iter()
        .position(|t| t.is_cmd("over") || t.is_cmd("choose"));
    let (Some(at), Some(first)) = (at, inner.first().map(|t| t.span)) else {
        return inner;
    };
    let name = if inner[at].is_cmd("over") {
        "frac"
    } else {
        "binom"
    };
    let mut above = inner;
    let mut below = above.split_off(at);
    let sign = below.remove(0).span;
    if above.is_empty() || below.is_empty() {
        above.push(Tok::new(T::Cmd("over".into()), sign));
        above.append(&mut below);
        return above;
    }
    let group = |toks: Vec<Tok>| {
        let span = toks.iter().fold(toks[0].span, |span, t| span.to(t.span));
        Tok::new(T::Group(toks), span)
    };
    vec![
        Tok::new(T::Cmd(name.into()), first),
        group(above),
        group(below),
    ]
}

/// Applies what TeX itself would: arguments of one digit, braces that only group, macros that only change the look.
fn tidy(flat: Vec<Tok>, text: &str, offset: usize) -> Result<Vec<Tok>, Unread> {
    let raw = |s: Span| text.get(s.start - offset..s.end - offset).unwrap_or("");
    let mut out: Vec<Tok> = Vec::with_capacity(flat.len());
    // How many arguments are still due to the macros read so far.
    let mut due = 0usize;
    let mut gap = false;
    let mut drop_args = 0usize;
    let mut drop_scripts = false;
    let mut iter = flat.into_iter().peekable();
    while let Some(mut tok) = iter.next() {
        if tok.is_cmd(",") {
            gap = true;
            continue;
        }
        if drop_args > 0 {
            drop_args -= 1;
            continue;
        }
        tok.gap = std::mem::take(&mut gap);
        if drop_scripts {
            if matches!(tok.t, T::Sup | T::Sub) {
                iter.next();
                continue;
            }
            drop_scripts = false;
        }
        match tok.t {
            T::Cmd(ref name) if vocab::drops_argument(name) => {
                drop_args = 1;
                continue;
            }
            T::Cmd(ref name) if vocab::is_old_font(name) => {
                // `{\bf x y}`: what follows up to the next such switch is the argument.
                let font = vocab::old_font(name).to_string();
                let mut rest: Vec<Tok> = Vec::new();
                while let Some(t) =
                    iter.next_if(|t| !matches!(&t.t, T::Cmd(c) if vocab::is_old_font(c)))
                {
                    rest.push(t);
                }
                let Some(end) = rest.last().map(|l| l.span) else {
                    continue;
                };
                let inner = tidy(rest, text, offset)?;
                let start = inner.first().map_or(end, |f| f.span);
                out.push(Tok::new(T::Cmd(font), tok.span));
                let group = Tok::new(T::Group(nest(inner)?), start.to(end));
                out.push(group);
                continue;
            }
            T::Cmd(ref name) if vocab::shows_argument(name) => {
                drop_scripts = vocab::braces_with_note(name);
                if name == "textcolor" {
                    iter.next();
                }
                let Some(arg) = iter.next() else {
                    return unread(tok.span, format!("\\{name} without its argument"));
                };
                match arg.t {
                    T::Group(inner) if due == 0 => out.extend(tidy(inner, text, offset)?),
                    T::Group(inner) => {
                        due -= 1;
                        out.push(Tok::new(T::Group(tidy(inner, text, offset)?), arg.span));
                    }
                    _ => out.push(arg),
                }
                continue;
            }
            T::Group(inner) => {
                let inner = tidy(infix(inner), text, offset)?;
                let scripted = matches!(
                    iter.peek().map(|n| &n.t),
                    Some(T::Sup | T::Sub | T::Prime(_))
                );
                if due > 0 {
                    due -= 1;
                    out.push(Tok {
                        t: T::Group(nest(inner)?),
                        span: tok.span,
                        gap: tok.gap,
                    });
                } else if scripted {
                    out.push(Tok {
                        t: T::Group(nest(inner)?),
                        span: tok.span,
                        gap: tok.gap,
                    });
                } else {
                    // Braces do not show, so their content stands as if there were none.
                    out.extend(inner);
                }
            }
            T::Env(name, inner) => {
                let inner = nest(tidy(inner, text, offset)?)?;
                out.push(Tok {
                    t: T::Env(name, inner),
                    ..tok
                });
            }
            T::Num(_) if due > 0 && tok.span.end - tok.span.start > 1 => {
                let digits = raw(tok.span);
                if !digits.bytes().all(|b| b.is_ascii_digit()) {
                    return unread(
                        tok.span,
                        "TeX takes only the first digit of this as the argument: braces are missing",
                    );
                }
                let (now, later) = digits.split_at(due.min(digits.len()));
                due -= now.len();
                let mut at = tok.span.start;
                for c in now.chars() {
                    out.push(Tok::new(digit(c), Span::new(at, at + 1)));
                    at += 1;
                }
                if !later.is_empty() {
                    let value = later.parse::<BigInt>().unwrap_or_default();
                    out.push(Tok::new(
                        T::Num(BigRational::from(value)),
                        Span::new(at, tok.span.end),
                    ));
                }
            }
            T::Sup | T::Sub => {
                due = 1;
                out.push(tok);
            }
            T::Open('[') if out.last().is_some_and(|l| l.is_cmd("sqrt")) => {
                // The index does not use up the argument that is due.
                out.push(tok);
                for t in iter.by_ref() {
                    let last = matches!(t.t, T::Close(']'));
                    match t.t {
                        T::Group(inner) => out.extend(tidy(inner, text, offset)?),
                        _ => out.push(t),
                    }
                    if last {
                        break;
                    }
                }
            }
            T::Cmd(ref name) => {
                due = due.saturating_sub(1) + vocab::arity(name);
                out.push(tok);
            }
            _ => {
                due = due.saturating_sub(1);
                out.push(tok);
            }
        }
    }
    Ok(out)
}
