//! Macros that a document defines for itself, written out before it is read.
//!
//! `\newcommand`, `\renewcommand`, `\providecommand`, `\DeclareMathOperator`, `\DeclarePairedDelimiter`, `\def` and `\let`
//! are understood where they say no more than what a macro stands for. From the definition on every use is replaced by
//! that, as TeX would do it, and [`Mapped`] keeps the places. A macro that is defined in another way (with a delimited
//! argument, by a condition) is replaced by a name that no reader knows, so that its formula is unread with the macro
//! underlined.

use super::ast::Span;
use super::mapped::Mapped;
use std::collections::BTreeMap;

/// Uses in what a macro stands for are replaced in turn, this deep.
const MAX_DEPTH: usize = 40;
/// All that is put in place of macros is at most this much longer than the text itself, in bytes.
const MAX_GROWTH: usize = 4 << 20;
/// How many bytes behind a macro its arguments may take.
const LONGEST_ARGUMENTS: usize = 1 << 14;

/// What a macro stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Meaning {
    Text {
        /// How many arguments it takes.
        arguments: usize,
        /// The first argument where it is left out; none where it cannot be.
        default: Option<String>,
        /// With `#1` … for the arguments.
        body: String,
    },
    /// `\abs{x}` and `\abs*{x}` for a pair of brackets.
    Pair(String, String),
    /// It is not known what.
    Opaque,
}

/// The text with the macros that it defines written out, or nothing where it defines none.
///
/// `skipped` are stretches to be left as they are (code), in order; with `comments`, so is what stands behind `%`.
///
/// ```
/// use hence::read::macros::written_out;
/// let made = written_out(r"\newcommand{\half}[1]{\frac{#1}{2}} $\half x$", &[], true).unwrap();
/// assert_eq!(made.text().trim(), r"$\frac{x}{2}$");
/// ```
pub fn written_out(text: &str, skipped: &[Span], comments: bool) -> Option<Mapped> {
    if !defines(text) {
        return None;
    }
    let mut writer = Writer {
        text,
        comments,
        meanings: BTreeMap::new(),
        out: Mapped::default(),
        grown: 0,
    };
    writer.run(skipped);
    Some(writer.out)
}

/// Whether a text may define macros.
pub fn defines(text: &str) -> bool {
    const WORDS: [&str; 6] = [
        "\\newcommand",
        "\\renewcommand",
        "\\providecommand",
        "\\def",
        "\\let",
        "\\Declare",
    ];
    WORDS.iter().any(|word| text.contains(word))
}

struct Writer<'a> {
    text: &'a str,
    comments: bool,
    meanings: BTreeMap<String, Meaning>,
    out: Mapped,
    grown: usize,
}

/// A character of what a macro stands for, with its place in the file where it is an argument.
type Piece = (char, Option<usize>);

impl Writer<'_> {
    fn run(&mut self, skipped: &[Span]) {
        let bytes = self.text.as_bytes();
        let mut skipped = skipped.iter();
        let mut next = skipped.next();
        let (mut from, mut at) = (0, 0);
        while at < bytes.len() {
            while next.is_some_and(|span| span.end <= at) {
                next = skipped.next();
            }
            if let Some(span) = next.filter(|span| span.start <= at) {
                at = span.end;
                continue;
            }
            match bytes[at] {
                b'%' if self.comments => {
                    at = self.text[at..].find('\n').map_or(bytes.len(), |n| at + n);
                }
                b'\\' => {
                    let Some(name) = control_word(self.text, at) else {
                        // `\\`, `\%` and their kin.
                        let sign = self.text[at + 1..].chars().next();
                        at += 1 + sign.map_or(0, char::len_utf8);
                        continue;
                    };
                    let end = at + 1 + name.len();
                    if let Some(end) = self.verbatim(name, end) {
                        at = end;
                    } else if let Some(end) = self.definition(name, end) {
                        self.out.push_kept(self.text, Span::new(from, at));
                        // What stood around it stays apart.
                        self.out.push_made(" ", Span::new(at, end));
                        (from, at) = (end, end);
                    } else if let Some((made, end)) = self.used(name, at, end) {
                        self.out.push_kept(self.text, Span::new(from, at));
                        self.put(&made, Span::new(at, end));
                        (from, at) = (end, end);
                    } else {
                        at = end;
                    }
                }
                _ => at += 1,
            }
        }
        self.out.push_kept(self.text, Span::new(from, bytes.len()));
    }

    /// The end of a stretch in which a backslash is but a backslash, where one begins behind this macro.
    fn verbatim(&self, name: &str, end: usize) -> Option<usize> {
        let rest = &self.text[end..];
        match name {
            "begin" => {
                let (environment, _) = rest.strip_prefix('{')?.split_once('}')?;
                let bare = environment.trim_end_matches('*');
                if !matches!(
                    bare,
                    "verbatim" | "Verbatim" | "lstlisting" | "minted" | "comment"
                ) {
                    return None;
                }
                let close = format!("\\end{{{environment}}}");
                Some(rest.find(&close).map_or(self.text.len(), |n| end + n))
            }
            "verb" => {
                let rest = rest.strip_prefix('*').unwrap_or(rest);
                let sign = rest.chars().next().filter(|c| !c.is_whitespace())?;
                let body = &rest[sign.len_utf8()..];
                let close = body.find(sign)?;
                Some(self.text.len() - body.len() + close + sign.len_utf8())
            }
            _ => None,
        }
    }

    /// Where a definition ends that begins with this macro, which is then known.
    fn definition(&mut self, name: &str, end: usize) -> Option<usize> {
        let starred = self.text[end..].starts_with('*');
        let behind = if starred { end + 1 } else { end };
        match name {
            "newcommand" | "renewcommand" | "providecommand" | "DeclareRobustCommand" => {
                let (macro_name, mut at) = self.defined_name(behind)?;
                let mut count = 0;
                let mut default = None;
                if let Some((inside, after)) = bracketed(self.text, at) {
                    count = inside.trim().parse().ok().filter(|n| *n <= 9)?;
                    at = after;
                    if let Some((inside, after)) = bracketed(self.text, at) {
                        default = Some(inside.to_owned());
                        at = after;
                    }
                }
                let (body, after) = group(self.text, at)?;
                if name != "providecommand" || !self.meanings.contains_key(&macro_name) {
                    self.define(macro_name, count, default, body);
                }
                Some(after)
            }
            "DeclareMathOperator" => {
                let (macro_name, at) = self.defined_name(behind)?;
                let (body, after) = group(self.text, at)?;
                let star = if starred { "*" } else { "" };
                self.define(
                    macro_name,
                    0,
                    None,
                    &format!("\\operatorname{star}{{{body}}}"),
                );
                Some(after)
            }
            "DeclarePairedDelimiter" => {
                let (macro_name, at) = self.defined_name(behind)?;
                let (open, at) = group(self.text, at)?;
                let (close, after) = group(self.text, at)?;
                let pair = Meaning::Pair(open.trim().to_owned(), close.trim().to_owned());
                self.meanings.insert(macro_name, pair);
                Some(after)
            }
            "def" | "gdef" => {
                let at = skip_blanks(self.text, end);
                let macro_name = control_word(self.text, at)?.to_owned();
                let start = at + 1 + macro_name.len();
                let brace = start + self.text[start..].find('{')?;
                let parameters = self.text[start..brace].trim();
                let count = parameters.matches('#').count();
                let plain: String = (1..=count).map(|n| format!("#{n}")).collect();
                let (body, after) = group(self.text, brace)?;
                if parameters.contains(['\n', '\\', '}']) && !parameters.starts_with('#') {
                    return None;
                }
                if parameters == plain && count <= 9 {
                    self.define(macro_name, count, None, body);
                } else {
                    self.meanings.insert(macro_name, Meaning::Opaque);
                }
                Some(after)
            }
            "let" => {
                let at = skip_blanks(self.text, end);
                let macro_name = control_word(self.text, at)?.to_owned();
                let at = skip_blanks(self.text, at + 1 + macro_name.len());
                let at = match self.text[at..].strip_prefix('=') {
                    Some(_) => skip_blanks(self.text, at + 1),
                    None => at,
                };
                let other = control_word(self.text, at)?;
                // What the other one means now, also if it is defined anew later.
                let meaning = self.meanings.get(other).cloned().unwrap_or(Meaning::Text {
                    arguments: 0,
                    default: None,
                    body: format!("\\{other}"),
                });
                let after = at + 1 + other.len();
                if macro_name != other {
                    self.meanings.insert(macro_name, meaning);
                }
                Some(after)
            }
            _ => None,
        }
    }

    fn define(&mut self, name: String, arguments: usize, default: Option<String>, body: &str) {
        let mut body = body.trim().to_owned();
        if self.comments {
            body = without_comments(&body);
        }
        // What computes is not written out, nor what stands for itself.
        let computes = [
            "\\if",
            "\\else",
            "\\csname",
            "\\expandafter",
            "\\def",
            "\\newcommand",
            "@",
            "##",
        ];
        let itself = !computes.iter().any(|word| body.contains(word)) && !mentions(&body, &name);
        let meaning = match itself {
            true => Meaning::Text {
                arguments,
                default,
                body,
            },
            false => Meaning::Opaque,
        };
        self.meanings.insert(name, meaning);
    }

    /// `{\name}` or `\name`.
    fn defined_name(&self, at: usize) -> Option<(String, usize)> {
        let at = skip_blanks(self.text, at);
        if let Some(name) = control_word(self.text, at) {
            return Some((name.to_owned(), at + 1 + name.len()));
        }
        let (inside, after) = group(self.text, at)?;
        let inside = inside.trim();
        let name = control_word(inside, 0).filter(|name| name.len() + 1 == inside.len())?;
        Some((name.to_owned(), after))
    }

    /// What a use at `at` stands for, and where it ends.
    fn used(&mut self, name: &str, at: usize, end: usize) -> Option<(Vec<Piece>, usize)> {
        let takes = match self.meanings.get(name)? {
            Meaning::Text {
                arguments, default, ..
            } => *arguments > 0 || default.is_some(),
            Meaning::Pair(..) => true,
            Meaning::Opaque => false,
        };
        // The arguments are looked for in the rest of the paragraph only, and not very far.
        let reach = if takes { LONGEST_ARGUMENTS } else { 0 };
        let reach = self.text.floor_char_boundary(end + reach).max(end);
        let near = &self.text[end..reach];
        let near = &near[..near.find("\n\n").unwrap_or(near.len())];
        let window: Vec<Piece> = near
            .char_indices()
            .map(|(i, c)| (c, Some(end + i)))
            .collect();
        let (made, taken) = self.replaced(name, &window)?;
        let stop = match taken.checked_sub(1).and_then(|last| window.get(last)) {
            Some((c, Some(place))) => place + c.len_utf8(),
            _ => end,
        };
        let whole = stop - at;
        if self.grown + made.len() > MAX_GROWTH + whole {
            return None;
        }
        let made = self.expanded(made, 0);
        self.grown += made.len();
        Some((made, stop))
    }

    /// What stands for a macro and the arguments behind it, and how many of the characters those are.
    fn replaced(&self, name: &str, behind: &[Piece]) -> Option<(Vec<Piece>, usize)> {
        let made = |text: &str| text.chars().map(|c| (c, None)).collect::<Vec<Piece>>();
        match self.meanings.get(name)? {
            Meaning::Opaque => Some((made(&format!("\\redefined{name}")), 0)),
            Meaning::Pair(open, close) => {
                let starred = behind.first().is_some_and(|(c, _)| *c == '*');
                let from = usize::from(starred);
                let (argument, taken) = argument(&behind[from..])?;
                let (left, right) = if starred {
                    ("\\left", "\\right")
                } else {
                    ("", "")
                };
                let mut out = made(&format!("{left}{open} "));
                out.extend_from_slice(argument);
                out.extend(made(&format!(" {right}{close} ")));
                Some((out, from + taken))
            }
            Meaning::Text {
                arguments,
                default,
                body,
            } => {
                let mut at = 0;
                let mut given: Vec<Vec<Piece>> = Vec::new();
                if let Some(default) = default {
                    let optional = optional(behind);
                    match optional {
                        Some((inside, taken)) => {
                            given.push(inside.to_vec());
                            at = taken;
                        }
                        None => given.push(made(default)),
                    }
                }
                while given.len() < *arguments {
                    let (inside, taken) = argument(&behind[at..])?;
                    given.push(inside.to_vec());
                    at += taken;
                }
                let mut out: Vec<Piece> = Vec::new();
                let mut chars = body.chars().peekable();
                while let Some(c) = chars.next() {
                    let number = match c {
                        '#' => chars.peek().and_then(|d| d.to_digit(10)),
                        _ => None,
                    };
                    match number.and_then(|n| given.get((n as usize).checked_sub(1)?)) {
                        Some(inside) => {
                            chars.next();
                            join(&mut out, inside);
                        }
                        None => out.push((c, None)),
                    }
                }
                Some((out, at))
            }
        }
    }

    /// The macros in what a macro stands for, written out in turn.
    fn expanded(&mut self, pieces: Vec<Piece>, depth: usize) -> Vec<Piece> {
        if depth > MAX_DEPTH || !pieces.iter().any(|(c, _)| *c == '\\') {
            return pieces;
        }
        let mut out: Vec<Piece> = Vec::with_capacity(pieces.len());
        let mut at = 0;
        while at < pieces.len() {
            if pieces[at].0 != '\\' {
                out.push(pieces[at]);
                at += 1;
                continue;
            }
            let name: String = pieces[at + 1..]
                .iter()
                .map(|(c, _)| *c)
                .take_while(char::is_ascii_alphabetic)
                .collect();
            let end = at + 1 + name.len();
            if name.is_empty() {
                let stop = (at + 2).min(pieces.len());
                out.extend_from_slice(&pieces[at..stop]);
                at = stop;
                continue;
            }
            match self.replaced(&name, &pieces[end..]) {
                Some((made, taken)) if self.grown + made.len() <= MAX_GROWTH => {
                    self.grown += made.len();
                    let made = self.expanded(made, depth + 1);
                    join(&mut out, &made);
                    at = end + taken;
                    separate(&mut out, pieces.get(at));
                }
                _ => {
                    out.extend_from_slice(&pieces[at..end]);
                    at = end;
                }
            }
        }
        out
    }

    /// Writes what stands for a use.
    fn put(&mut self, made: &[Piece], whole: Span) {
        let mut buffer = String::new();
        for (c, place) in made {
            match place {
                Some(at) => {
                    self.out.push_made(&buffer, whole);
                    buffer.clear();
                    self.out
                        .push_kept(self.text, Span::new(*at, at + c.len_utf8()));
                }
                None => buffer.push(*c),
            }
        }
        // `\sinx` would be another macro than `\sin x`.
        let letter =
            (self.text[whole.end..].chars().next()).is_some_and(|c| c.is_ascii_alphabetic());
        if letter && ends_in_control_word(made) {
            buffer.push(' ');
        }
        self.out.push_made(&buffer, whole);
    }
}

fn ends_in_control_word(pieces: &[Piece]) -> bool {
    let letters = pieces
        .iter()
        .rev()
        .take_while(|(c, _)| c.is_ascii_alphabetic())
        .count();
    letters > 0
        && pieces.len() > letters
        && pieces[pieces.len() - letters - 1].0 == '\\'
        && (pieces[..pieces.len() - letters - 1].iter().rev())
            .take_while(|(c, _)| *c == '\\')
            .count()
            .is_multiple_of(2)
}

/// Appends; a control word stays apart from the letter behind it.
fn join(out: &mut Vec<Piece>, more: &[Piece]) {
    separate(out, more.first());
    out.extend_from_slice(more);
}

fn separate(out: &mut Vec<Piece>, next: Option<&Piece>) {
    if next.is_some_and(|(c, _)| c.is_ascii_alphabetic()) && ends_in_control_word(out) {
        out.push((' ', None));
    }
}

/// The next argument: a group without its braces, or one token.
fn argument(pieces: &[Piece]) -> Option<(&[Piece], usize)> {
    let start = pieces.iter().position(|(c, _)| !c.is_whitespace())?;
    match pieces[start].0 {
        '{' => {
            let mut depth = 0usize;
            let mut at = start;
            while at < pieces.len() {
                match pieces[at].0 {
                    '\\' => at += 1,
                    '{' => depth += 1,
                    '}' => depth -= 1,
                    _ => {}
                }
                at += 1;
                if depth == 0 {
                    return Some((&pieces[start + 1..at - 1], at));
                }
            }
            None
        }
        '}' | '$' | '&' | '%' => None,
        '\\' => {
            let letters = (pieces[start + 1..].iter())
                .take_while(|(c, _)| c.is_ascii_alphabetic())
                .count();
            let end = start + 1 + letters.max(1);
            pieces.get(start..end).map(|token| (token, end))
        }
        _ => Some((&pieces[start..=start], start + 1)),
    }
}

/// `[…]` right behind a macro.
fn optional(pieces: &[Piece]) -> Option<(&[Piece], usize)> {
    let start = pieces.iter().position(|(c, _)| !c.is_whitespace())?;
    (pieces[start].0 == '[').then_some(())?;
    let mut depth = 0i32;
    for (i, (c, _)) in pieces.iter().enumerate().skip(start + 1) {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ']' if depth == 0 => return Some((&pieces[start + 1..i], i + 1)),
            _ => {}
        }
    }
    None
}

/// The name of the macro at `at`: letters only.
fn control_word(text: &str, at: usize) -> Option<&str> {
    let rest = text.get(at..)?.strip_prefix('\\')?;
    let length = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
    (length > 0).then(|| &rest[..length])
}

fn skip_blanks(text: &str, at: usize) -> usize {
    text.get(at..)
        .map_or(text.len(), |rest| text.len() - rest.trim_start().len())
}

/// `{…}` at or behind `at`: what it holds, and where it ends.
fn group(text: &str, at: usize) -> Option<(&str, usize)> {
    let start = skip_blanks(text, at);
    let bytes = text.as_bytes();
    (bytes.get(start) == Some(&b'{')).then_some(())?;
    let mut depth = 0usize;
    let mut at = start;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\\' => at += 1,
            b'{' => depth += 1,
            b'}' => depth -= 1,
            _ => {}
        }
        at += 1;
        if depth == 0 {
            return Some((text.get(start + 1..at - 1)?, at));
        }
    }
    None
}

/// `[…]` at or behind `at`.
fn bracketed(text: &str, at: usize) -> Option<(&str, usize)> {
    let start = skip_blanks(text, at);
    let rest = text.get(start..)?.strip_prefix('[')?;
    let close = rest.find(']')?;
    Some((&rest[..close], start + 1 + close + 1))
}

/// Whether a macro of this name stands in the text.
fn mentions(text: &str, name: &str) -> bool {
    text.match_indices('\\')
        .any(|(at, _)| control_word(text, at) == Some(name))
}

fn without_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (i, line) in text.split('\n').enumerate() {
        if i > 0 {
            out.push(' ');
        }
        let comment = line
            .match_indices('%')
            .find(|(at, _)| !line[..*at].ends_with('\\'));
        out.push_str(comment.map_or(line, |(at, _)| &line[..at]));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn out(text: &str) -> String {
        match written_out(text, &[], true) {
            Some(made) => made.text().trim().to_owned(),
            None => "NO DEFINITION".to_owned(),
        }
    }

    #[test]
    fn macros_are_written_out_as_tex_does() {
        let cases = [
            (r"\newcommand{\R}{\mathbb{R}} \R^n", r"\mathbb{R}^n"),
            (r"\newcommand\R{\mathbb R} x\in\R", r"x\in\mathbb R"),
            (
                r"\newcommand{\ip}[2]{\langle #1, #2\rangle} \ip{a}{b+c}",
                r"\langle a, b+c\rangle",
            ),
            (r"\newcommand{\sq}[1]{#1^2} \sq x + \sq{y}", r"x^2 + y^2"),
            (r"\newcommand{\f}[1]{\sin#1} \f{x}", r"\sin x"),
            (r"\newcommand{\s}{\sin} \s{x} \s x", r"\sin{x} \sin x"),
            (
                r"\newcommand{\p}[2][2]{#2^{#1}} \p x \p[3]{y}",
                r"x^{2} y^{3}",
            ),
            (r"\def\half{\tfrac12}\half x", r"\tfrac12 x"),
            (r"\def\pair#1#2{(#1,#2)} \pair ab", r"(a,b)"),
            (r"\def\upto#1.{[#1]} \upto x.", r"\redefinedupto x."),
            (r"\let\eps\varepsilon \eps>0", r"\varepsilon>0"),
            (r"\let\eps=\varepsilon \eps>0", r"\varepsilon>0"),
            (
                r"\renewcommand{\epsilon}{\varepsilon} \epsilon",
                r"\varepsilon",
            ),
            (
                r"\DeclareMathOperator{\argth}{argth} \argth x",
                r"\operatorname{argth} x",
            ),
            (
                r"\DeclareMathOperator*{\amin}{arg\,min} \amin_x",
                r"\operatorname*{arg\,min}_x",
            ),
            (
                r"\DeclarePairedDelimiter\abs{\lvert}{\rvert} \abs{x} \abs*{y}",
                r"\lvert x \rvert  \left\lvert y \right\rvert",
            ),
            (r"\newcommand{\a}{\b+1}\newcommand{\b}{2} \a", r"2+1"),
            (
                r"\newcommand{\a}{1} \newcommand{\b}{\a} \renewcommand{\a}{2} \b",
                r"2",
            ),
            (r"\newcommand{\a}{\a+1} \a", r"\redefineda"),
            (r"\newcommand{\a}{\b}\newcommand{\b}{\a} \a", r"\a"),
            (r"\newcommand{\v}{\ifmmode x\fi} \v", r"\redefinedv"),
            ("\\newcommand{\\a}{1} % \\a\n\\a", "% \\a\n1"),
            (r"\newcommand{\a}{1} \verb|\a| \a", r"\verb|\a| 1"),
            (r"\newcommand{\a}{1} \\a \ab \a", r"\\a \ab 1"),
            (r"\newcommand{\q}[1]{#1!} \q", r"\q"),
            (r"no \definition here", r"NO DEFINITION"),
        ];
        for (text, expected) in cases {
            let expected = expected.to_owned();
            // `\definition` begins as `\def` does, and defines nothing.
            let expected = if expected == "NO DEFINITION" {
                text.to_owned()
            } else {
                expected
            };
            assert_eq!(out(text), expected, "{text}");
        }
    }

    #[test]
    fn places_are_those_of_the_file() {
        let text = r"\newcommand{\n}[1]{\lVert #1\rVert}$\n{é+1}$";
        let made = written_out(text, &[], true).unwrap();
        let find = |part: &str| {
            let at = made.text().find(part).unwrap();
            let place = made.place(Span::new(at, at + part.len()));
            &text[place.start..place.end]
        };
        assert_eq!(find("é+1"), "é+1");
        assert_eq!(find(r"\lVert"), r"\n{é+1}");
        assert_eq!(find(r"+1\rVert"), r"\n{é+1}");
        assert_eq!(find(r"$\lVert é+1\rVert$"), r"$\n{é+1}$");
    }

    #[test]
    fn what_grows_without_end_is_cut() {
        let mut text = String::from(r"\newcommand{\a}{xxxxxxxxxx}");
        for i in 1..26 {
            let (new, old) = ((b'a' + i) as char, (b'a' + i - 1) as char);
            text += &format!(
                "\\newcommand{{\\{new}}}{{{}}}",
                format!("\\{old}").repeat(10)
            );
        }
        text += r" \z";
        let made = written_out(&text, &[], true).unwrap();
        assert!(made.text().len() < 3 * MAX_GROWTH, "{}", made.text().len());
    }
}
