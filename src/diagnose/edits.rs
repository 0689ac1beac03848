//! Small changes of a formula as its author typed it: a sign, an exponent, a number, a bound, a function, a part left out.
//!
//! An edit replaces a piece of the text. Whether what comes out can be read, and whether it is right, is found out by others.

use crate::elaborate::walk;
use crate::read::ast::{BigOp, BinOp, Expr, Kind, Span};
use hence_kernel::Q;

/// What sort of change an edit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// A plus for a minus, or the other way round.
    Sign,
    /// One sign of comparison for another.
    Relation,
    /// A case that was left out of an answer.
    Case,
    /// An exponent.
    Exponent,
    /// An end of a range.
    Bound,
    /// A number.
    Number,
    /// A factor put in or left out.
    Factor,
    /// One function for another.
    Function,
    /// One operation for another.
    Operation,
    /// Factors in another order.
    Order,
    /// A term put in or left out.
    Term,
    /// One name for another.
    Name,
}

/// A change of a piece of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced.
    pub span: Span,
    /// What is put there.
    pub text: String,
    /// What is to be blamed: the part that an insertion belongs to.
    pub focus: Span,
    /// The sort of change.
    pub change: Change,
    /// How far the formula is changed.
    pub cost: u32,
}

/// How formulas are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notation {
    /// LaTeX.
    Latex,
    /// Plain text.
    Plain,
}

// Functions that are taken for each other.
const FUNCTIONS: &[(&str, &str)] = &[
    ("sinh", "cosh"),
    ("cosh", "sinh"),
    ("sin", "cos"),
    ("cos", "sin"),
    ("tan", "cot"),
    ("exp", "log"),
    ("ln", "exp"),
    ("log", "exp"),
    ("min", "max"),
    ("max", "min"),
];

pub(super) struct Pen<'a> {
    text: &'a str,
    notation: Notation,
    out: Vec<Edit>,
}

/// The small changes of one formula that can be told from its form.
pub fn edits(e: &Expr, names: &[String], text: &str, notation: Notation) -> Vec<Edit> {
    let mut pen = Pen {
        text,
        notation,
        out: Vec::new(),
    };
    pen.negated(e, 12);
    walk(e, &mut |part| pen.of(part, names));
    for span in terms(e) {
        let term = pen.at(span);
        if !term.starts_with(|c: char| c.is_ascii_digit() || c == '{') {
            let text = pen.times("2", term);
            pen.put(span, text, span, Change::Factor, 29);
        }
    }
    let mut out = pen.out;
    // A change that leaves the text as it is changes nothing.
    out.retain(|edit| text.get(edit.span.start..edit.span.end) != Some(&*edit.text));
    out
}

impl<'a> Pen<'a> {
    pub(super) fn new(text: &'a str, notation: Notation) -> Pen<'a> {
        Pen {
            text,
            notation,
            out: Vec::new(),
        }
    }

    pub(super) fn at(&self, span: Span) -> &'a str {
        self.text.get(span.start..span.end).unwrap_or("")
    }

    fn put(&mut self, span: Span, text: String, focus: Span, change: Change, cost: u32) {
        self.out.push(Edit {
            span,
            text,
            focus,
            change,
            cost,
        });
    }

    // A piece in place of an operand; a script or a group in braces stays one.
    pub(super) fn as_operand(&self, span: Span, text: &str) -> String {
        let old = self.at(span);
        let script = self.text[..span.start].ends_with(['^', '_']);
        let long = text.chars().count() > 1;
        match self.notation {
            Notation::Latex if old.starts_with('{') || script && long => format!("{{{text}}}"),
            Notation::Plain if script && long && !text.starts_with('(') => format!("({text})"),
            _ => text.to_string(),
        }
    }

    // Without the braces around it.
    fn bare(&self, span: Span) -> &'a str {
        let t = self.at(span).trim();
        t.strip_prefix('{')
            .and_then(|t| t.strip_suffix('}'))
            .unwrap_or(t)
    }

    fn replace(&mut self, span: Span, text: &str, change: Change, cost: u32) {
        let text = self.as_operand(span, text);
        self.put(span, text, span, change, cost);
    }

    fn insert(&mut self, at: usize, text: &str, focus: Span, change: Change, cost: u32) {
        self.put(Span::new(at, at), text.to_string(), focus, change, cost);
    }

    // A minus in front of the first term.
    fn negated(&mut self, e: &Expr, cost: u32) {
        let old = self.at(e.span);
        if matches!(e.kind, Kind::Neg(_)) || old.starts_with('{') || !is_number(e) {
            return;
        }
        let script = self.text[..e.span.start].ends_with(['^', '_']);
        if script {
            self.replace(e.span, &format!("-{old}"), Change::Sign, cost);
        } else {
            self.insert(e.span.start, "-", e.span, Change::Sign, cost);
        }
    }

    fn of(&mut self, e: &Expr, names: &[String]) {
        match &e.kind {
            Kind::Number(q) => self.number(e, q),
            Kind::Binary(BinOp::Div, a, b) if numeric(e).is_some() => {
                self.binary(e, BinOp::Div, a, b);
                self.fraction(e);
            }
            Kind::Name(n) if n.subs.is_empty() && n.sup.is_none() => {
                let own = self.at(e.span);
                for other in names.iter().filter(|o| *o != own) {
                    self.replace(e.span, other, Change::Name, 32);
                }
                self.squared(e);
                self.absolute(e);
            }
            Kind::Neg(a) => {
                let gap = Span::new(e.span.start, a.span.start);
                if let Some(sign) = self.sign_in(gap) {
                    self.put(sign, String::new(), e.span, Change::Sign, 10);
                }
            }
            Kind::Binary(op, a, b) => self.binary(e, *op, a, b),
            Kind::Paren(a) => {
                self.negated(a, 14);
                self.squared(e);
            }
            Kind::NameParen(_, args) => {
                args.iter().for_each(|a| self.negated(a, 16));
                self.squared(e);
            }
            Kind::Apply { args, power, .. } => {
                args.iter().for_each(|a| self.negated(a, 16));
                let old = self.at(e.span);
                for (from, to) in FUNCTIONS {
                    let lead = usize::from(old.starts_with('\\'));
                    if old[lead..].starts_with(from) {
                        let at = e.span.start + lead;
                        let name = Span::new(at, at + from.len());
                        self.put(name, to.to_string(), e.span, Change::Function, 24);
                        break;
                    }
                }
                if power.is_none() {
                    self.square_of_call(e, args);
                }
            }
            Kind::Root { arg, .. } => {
                self.replace(e.span, self.bare(arg.span), Change::Operation, 22)
            }
            Kind::Abs(a) => self.replace(e.span, self.bare(a.span), Change::Operation, 26),
            Kind::Big {
                op, under, over, ..
            } => {
                let ends = under.iter().chain(over);
                ends.for_each(|b| self.bound(b));
                let word = match op {
                    BigOp::Min => Some(("min", "max")),
                    BigOp::Max => Some(("max", "min")),
                    BigOp::Sum => Some(("sum", "prod")),
                    BigOp::Prod => Some(("prod", "sum")),
                    _ => None,
                };
                if let Some((from, to)) = word
                    && let Some(at) = self.at(e.span).find(from)
                {
                    let name = Span::new(e.span.start + at, e.span.start + at + from.len());
                    self.put(name, to.to_string(), e.span, Change::Function, 26);
                }
            }
            Kind::Integral { lower, upper, .. } => {
                lower.iter().chain(upper).for_each(|b| self.bound(b));
                if let (Some(a), Some(b)) = (lower, upper) {
                    let between = Span::new(a.span.end, b.span.start.max(a.span.end));
                    let (x, y) = (self.bare(a.span), self.bare(b.span));
                    let turned = format!(
                        "{}{}{}",
                        self.as_operand(a.span, y),
                        self.at(between),
                        self.as_operand(b.span, x)
                    );
                    self.put(
                        a.span.to(b.span),
                        turned,
                        a.span.to(b.span),
                        Change::Bound,
                        20,
                    );
                }
            }
            _ => {}
        }
    }

    fn number(&mut self, e: &Expr, q: &num_rational::BigRational) {
        let Ok(n) = i64::try_from(q.to_integer()) else {
            return;
        };
        if !q.is_integer() || n.abs() > 1_000_000 {
            return;
        }
        let script = self.text[..e.span.start].ends_with(['^', '_']);
        let change = if script {
            Change::Exponent
        } else {
            Change::Number
        };
        let mut near = vec![
            (n + 1, 16),
            (n - 1, 16),
            (2 * n, 18),
            (n + 2, 24),
            (n - 2, 24),
        ];
        if n % 2 == 0 {
            near.push((n / 2, 18));
        }
        for (k, mut cost) in near {
            // A coefficient of 0 or 1 is not written.
            if k < 2 {
                if script || self.is_coefficient(e.span) || k == 0 {
                    continue;
                }
                cost += 6;
            }
            // A minus would need brackets in most places.
            if k >= 0 && k != n {
                self.replace(e.span, &k.to_string(), change, cost);
            }
        }
    }

    fn is_coefficient(&self, span: Span) -> bool {
        let behind = self.text[span.end..].trim_start();
        behind.starts_with(|c: char| c.is_alphabetic() || matches!(c, '\\' | '(' | '*'))
    }

    /// Another number in place of one, with the sign before it.
    pub(super) fn number_put(&self, span: Span, whole: Span, q: &Q) -> Option<Edit> {
        let (minus, size) = self.signed(q);
        let mut size = size.unwrap_or_else(|| "1".into());
        if span == whole {
            // A fraction that stands alone needs no brackets.
            size = size.trim_matches(['(', ')']).to_string();
        }
        let small = q.is_zero() || size == "1";
        if small && self.is_coefficient(span) || q.is_zero() && span != whole {
            return None;
        }
        let before = self.text[whole.start.min(span.start)..span.start].trim_end();
        let (from, lead) = match (before.chars().next_back(), minus) {
            (_, "") => (span.start, ""),
            (Some(sign @ ('+' | '-')), _) => {
                let at = whole.start.min(span.start) + before.len() - 1;
                let rest = before[..before.len() - 1].trim_end();
                let first = rest.is_empty() || rest.ends_with(['(', '{', '=', '[']);
                let lead = match (sign, first) {
                    ('+', _) => "-",
                    (_, true) => "",
                    (_, false) => "+",
                };
                (at, lead)
            }
            (None | Some('(' | '{' | '['), _) => (span.start, "-"),
            _ => return None,
        };
        let text = if from == span.start {
            self.as_operand(span, &format!("{lead}{size}"))
        } else {
            let gap = if lead.is_empty() { "" } else { " " };
            format!("{lead}{gap}{size}")
        };
        let span = Span::new(from, span.end);
        Some(Edit {
            span,
            text,
            focus: span,
            change: Change::Number,
            cost: match q.to_i64() {
                Some(_) => 17,
                // One fraction for another, or for all there is.
                None if self.at(span).contains(['/', '\\']) || span == whole => 17,
                None => 25,
            },
        })
    }

    // A fraction of numbers near another one, in lowest terms.
    fn fraction(&mut self, e: &Expr) {
        let Kind::Binary(BinOp::Div, a, b) = &e.kind else {
            return;
        };
        let (Some(n), Some(d)) = (numeric(a), numeric(b)) else {
            return;
        };
        let near = [
            (n * 2, d, 15),
            (n, d * 2, 15),
            (d, n, 17),
            (n + 1, d, 18),
            (n - 1, d, 18),
            (n, d + 1, 18),
            (n, d - 1, 18),
        ];
        let behind = self.text[e.span.end..].trim_start();
        let number_behind = behind.starts_with(|c: char| c.is_ascii_digit());
        for (n, d, cost) in near {
            let Some(q) = Q::ratio(n, d).filter(|q| !q.is_zero()) else {
                continue;
            };
            let whole = q.to_i64();
            if whole.is_some() && number_behind || whole == Some(1) && self.is_coefficient(e.span) {
                continue;
            }
            let text = self.numeral(&q);
            self.replace(e.span, &text, Change::Number, cost);
        }
    }

    /// A fraction with a number more in its denominator.
    pub(super) fn divided(&self, span: Span, by: i64) -> Option<String> {
        if self.notation == Notation::Plain {
            return divided_plainly(self.at(span), by);
        }
        let rest = self.at(span).strip_prefix("\\frac{")?;
        // The numerator ends where its brace closes.
        let mut depth = 1;
        let (mut at, mut bytes) = (0, rest.bytes());
        while depth > 0 {
            match bytes.next()? {
                b'{' => depth += 1,
                b'}' => depth -= 1,
                _ => {}
            }
            at += 1;
        }
        let below = rest.get(at..)?.strip_prefix('{')?.strip_suffix('}')?;
        if below.contains(['{', '}', '+', '-']) && !below.starts_with("\\sqrt") {
            return None;
        }
        let product = self.times(&by.to_string(), below);
        Some(format!("\\frac{{{}{{{product}}}", &rest[..at]))
    }

    // The absolute value of what stands there.
    fn absolute(&mut self, e: &Expr) {
        let old = self.bare(e.span);
        self.replace(e.span, &format!("|{old}|"), Change::Operation, 31);
    }

    // The square of a value: behind the name of a function, or behind its brackets.
    fn square_of_call(&mut self, e: &Expr, args: &[Expr]) {
        let old = self.at(e.span);
        let name = (self.notation == Notation::Latex && old.starts_with('\\'))
            .then(|| 1 + old[1..].bytes().take_while(u8::is_ascii_alphabetic).count());
        match (name, args) {
            (Some(n), _) if !old[n..].trim_start().starts_with(['^', '_']) => {
                self.insert(e.span.start + n, "^2", e.span, Change::Exponent, 24);
            }
            (_, [a]) if old.ends_with(')') || a.span.end < e.span.end => self.squared(e),
            _ => {}
        }
    }

    /// A number as a minus and what follows it; nothing follows for 1.
    pub(super) fn signed(&self, q: &Q) -> (&'static str, Option<String>) {
        let (minus, size) = if q.is_negative() {
            ("-", Q::zero() - q.clone())
        } else {
            ("", q.clone())
        };
        (
            minus,
            (size.to_i64() != Some(1)).then(|| self.numeral(&size)),
        )
    }

    fn bound(&mut self, e: &Expr) {
        match &e.kind {
            Kind::Name(_) => {
                let old = self.bare(e.span);
                for sign in ["-", "+"] {
                    self.replace(e.span, &format!("{old}{sign}1"), Change::Bound, 18);
                }
            }
            Kind::Binary(BinOp::Add | BinOp::Sub, a, _) => {
                self.replace(e.span, self.bare(a.span), Change::Bound, 18);
            }
            Kind::Chain { links, .. } => links.iter().for_each(|l| self.bound(&l.rhs)),
            _ => {}
        }
    }

    // An exponent that may have been lost.
    fn squared(&mut self, e: &Expr) {
        let behind = self.text[e.span.end..].trim_start_matches([' ', '}']);
        if !behind.starts_with('^') {
            self.insert(e.span.end, "^2", e.span, Change::Exponent, 26);
        }
    }

    fn sign_in(&self, gap: Span) -> Option<Span> {
        let piece = self.text.get(gap.start..gap.end)?;
        let at = piece.find(['+', '-', '−'])?;
        let sign = piece[at..].chars().next()?;
        Some(Span::new(gap.start + at, gap.start + at + sign.len_utf8()))
    }

    fn binary(&mut self, e: &Expr, op: BinOp, a: &Expr, b: &Expr) {
        let gap = Span::new(a.span.end.min(b.span.start), b.span.start.max(a.span.end));
        match op {
            BinOp::Add | BinOp::Sub => {
                if let Some(sign) = self.sign_in(gap) {
                    let other = if op == BinOp::Add { "-" } else { "+" };
                    let blamed = sign.to(b.span);
                    self.put(sign, other.into(), blamed, Change::Sign, 10);
                    // The first term left out, or the last.
                    let rest = Span::new(a.span.start, sign.start);
                    if op == BinOp::Sub {
                        self.put(rest, String::new(), a.span, Change::Term, 32);
                    } else {
                        let upto = Span::new(a.span.start, b.span.start);
                        self.put(upto, String::new(), a.span, Change::Term, 32);
                    }
                    self.put(blamed, String::new(), blamed, Change::Term, 30);
                    if self.notation == Notation::Plain {
                        self.put(sign, "*".into(), e.span, Change::Operation, 44);
                    } else {
                        self.put(sign, "\\cdot".into(), e.span, Change::Operation, 44);
                    }
                }
            }
            BinOp::Juxtapose | BinOp::Times | BinOp::Cross => {
                let (front, back) = (a.span.start, b.span.end);
                self.put(
                    Span::new(front, b.span.start),
                    String::new(),
                    a.span,
                    Change::Factor,
                    28,
                );
                self.put(
                    Span::new(a.span.end, back),
                    String::new(),
                    b.span,
                    Change::Factor,
                    28,
                );
                self.put(gap, " + ".into(), e.span, Change::Operation, 40);
                let turned = format!("{}{}{}", self.at(b.span), self.at(gap), self.at(a.span));
                self.put(e.span, turned, e.span, Change::Order, 20);
            }
            BinOp::Div => {
                let (x, y) = (self.bare(a.span), self.bare(b.span));
                if matches!(b.kind, Kind::Binary(BinOp::Add | BinOp::Sub, ..)) {
                    let squared = format!("({y})^2");
                    self.replace(b.span, &squared, Change::Exponent, 23);
                }
                let old = self.at(e.span);
                self.negated(a, 18);
                if old.starts_with('\\') && old.contains("frac") {
                    let command = &old[..old.find("frac").map_or(0, |i| i + 4)];
                    let turned = format!("{command}{{{y}}}{{{x}}}");
                    self.replace(e.span, &turned, Change::Operation, 26);
                    self.replace(e.span, &format!("\\left({x}\\right)"), Change::Factor, 28);
                    self.replace(e.span, x, Change::Factor, 28);
                } else {
                    let turned = format!("{y}{}{x}", self.at(gap));
                    self.replace(e.span, &turned, Change::Operation, 26);
                    self.replace(e.span, x, Change::Factor, 28);
                    let multiplied = match self.notation {
                        Notation::Plain => "*",
                        Notation::Latex => " \\cdot ",
                    };
                    self.put(gap, multiplied.into(), e.span, Change::Operation, 30);
                }
            }
            BinOp::Pow => {
                self.put(
                    Span::new(a.span.end, e.span.end.max(b.span.end)),
                    String::new(),
                    e.span,
                    Change::Exponent,
                    22,
                );
                self.negated(b, 16);
                if let Kind::Name(_) = b.kind {
                    let old = self.bare(b.span);
                    for sign in ["-", "+"] {
                        self.replace(b.span, &format!("{old}{sign}1"), Change::Exponent, 20);
                    }
                }
                if let Kind::Binary(BinOp::Add | BinOp::Sub, x, _) = &b.kind {
                    self.replace(b.span, self.bare(x.span), Change::Exponent, 20);
                }
            }
            _ => {}
        }
    }

    pub(super) fn numeral(&self, q: &Q) -> String {
        numeral(q, self.notation)
    }

    /// A factor in front of a term.
    pub(super) fn times(&self, factor: &str, term: &str) -> String {
        let dot = match self.notation {
            Notation::Plain => "*",
            Notation::Latex => {
                // A bracket behind a name would be read as its argument, and a digit behind a number as one of its own.
                let plain = term.starts_with(|c: char| c.is_alphabetic() || c == '\\')
                    && !["\\left", "\\big", "\\Big"]
                        .iter()
                        .any(|b| term.starts_with(b));
                let closed = factor.ends_with(|c: char| c.is_alphanumeric() || c == '}');
                if plain && closed { " " } else { " \\cdot " }
            }
        };
        format!("{factor}{dot}{term}")
    }

    /// A term over another.
    pub(super) fn over(&self, term: &str, by: &str) -> String {
        let simple = by.chars().all(char::is_alphanumeric);
        match self.notation {
            Notation::Latex => format!("\\frac{{{term}}}{{{by}}}"),
            Notation::Plain if simple => format!("{term}/{by}"),
            Notation::Plain => format!("{term}/({by})"),
        }
    }
}

/// A number as it is typed.
pub fn numeral(q: &Q, notation: Notation) -> String {
    let text = q.to_string();
    let (minus, body) = match text.strip_prefix('-') {
        Some(body) => ("-", body),
        None => ("", &*text),
    };
    match (body.split_once('/'), notation) {
        (Some((n, d)), Notation::Latex) => format!("{minus}\\frac{{{n}}}{{{d}}}"),
        (Some(_), Notation::Plain) => format!("{minus}({body})"),
        (None, _) => text,
    }
}

// `a/b` with a factor more in the denominator, where nothing else stands outside of brackets.
fn divided_plainly(text: &str, by: i64) -> Option<String> {
    let mut depth = 0_u32;
    let mut bar = None;
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.checked_sub(1)?,
            '/' if depth == 0 && bar.is_none() => bar = Some(at),
            '/' | '+' | '-' | '*' if depth == 0 && (bar.is_some() || c != '*') => return None,
            _ => {}
        }
    }
    let (above, below) = text.split_at(bar?);
    let below = below.strip_prefix('/')?.trim();
    Some(format!("{}/({by}*{below})", above.trim_end()))
}

// A whole number, or a fraction of two.
fn numeric(e: &Expr) -> Option<i64> {
    match &e.kind {
        Kind::Number(q) if q.is_integer() => {
            let n = i64::try_from(q.to_integer()).ok()?;
            (n.abs() < 1_000_000).then_some(n)
        }
        Kind::Binary(BinOp::Div, a, b) => numeric(a).and(numeric(b)),
        _ => None,
    }
}

// Whether a minus can stand in front.
fn is_number(e: &Expr) -> bool {
    !matches!(
        e.kind,
        Kind::Chain { .. }
            | Kind::And(_)
            | Kind::Or(_)
            | Kind::Not(_)
            | Kind::Implies(..)
            | Kind::Iff(..)
            | Kind::ForAll(..)
            | Kind::Exists(..)
            | Kind::With(..)
            | Kind::Tuple(_)
            | Kind::Set(_)
            | Kind::Matrix(_)
            | Kind::Cases(_)
            | Kind::Infinity
            | Kind::Text(_)
            | Kind::Dots
    )
}

/// The terms of a formula that a factor may be missing from: those of its sums, and the whole where it is none.
pub(super) fn terms(e: &Expr) -> Vec<Span> {
    let mut out = vec![];
    let is_sum = |e: &Expr| {
        matches!(
            e.kind,
            Kind::Binary(BinOp::Add | BinOp::Sub, ..) | Kind::Neg(_)
        )
    };
    if !is_sum(e) {
        out.push(e.span);
    }
    walk(e, &mut |part| {
        let parts: Vec<&Expr> = match &part.kind {
            Kind::Binary(BinOp::Add | BinOp::Sub, a, b) => vec![a, b],
            Kind::Neg(a) | Kind::Paren(a) => vec![a],
            Kind::Binary(BinOp::Div, a, b) => vec![a, b],
            Kind::Chain { first, links } => {
                let first = first.iter().map(|f| &**f);
                first.chain(links.iter().map(|l| &l.rhs)).collect()
            }
            Kind::Apply { args, .. } => args.iter().collect(),
            _ => Vec::new(),
        };
        for p in parts {
            if !is_sum(p) && is_number(p) && !out.contains(&p.span) {
                out.push(p.span);
            }
        }
    });
    out
}

/// Parts that may be a missing factor or a missing term: names, calls, powers and roots.
pub(super) fn atoms(e: &Expr) -> Vec<Span> {
    let mut out = Vec::new();
    walk(e, &mut |part| {
        let atom = matches!(
            part.kind,
            Kind::Name(_)
                | Kind::NameParen(..)
                | Kind::Apply { .. }
                | Kind::Root { .. }
                | Kind::Paren(_)
                | Kind::Binary(BinOp::Pow, ..)
        );
        if atom {
            out.push(part.span);
        }
    });
    out
}

/// The numbers of a formula.
pub(super) fn numbers(e: &Expr) -> Vec<Span> {
    let mut out = Vec::new();
    walk(e, &mut |part| {
        if matches!(part.kind, Kind::Number(_)) || numeric(part).is_some() {
            out.push(part.span);
        }
    });
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{latex, plain};

    fn edited(e: &Expr, text: &str, notation: Notation) -> Vec<String> {
        let made = edits(e, &[], text, notation);
        made.iter()
            .map(|m| format!("{}{}{}", &text[..m.span.start], m.text, &text[m.span.end..]))
            .collect()
    }

    #[test]
    fn plain_formulas_are_edited_in_place() {
        let text = "2*x - 3^k";
        let all = edited(
            &plain::parse(text, 0).expect("a formula"),
            text,
            Notation::Plain,
        );
        for expected in [
            "2*x + 3^k",
            "3*x - 3^k",
            "-2*x - 3^k",
            "2*x",
            "2*x - 3",
            "2*x - 3^(k-1)",
            "x - 3^k",
            "2*x^2 - 3^k",
        ] {
            assert!(
                all.iter().any(|a| a.trim() == expected),
                "{expected}: {all:?}"
            );
        }
    }

    #[test]
    fn a_denominator_takes_a_factor() {
        let table = [
            ("1/sqrt(x)", Some("1/(2*sqrt(x))")),
            ("a*b/(x + 1)", Some("a*b/(2*(x + 1))")),
            ("1/x*y", None),
            ("1 - 1/x", None),
            ("x", None),
        ];
        for (text, expected) in table {
            assert_eq!(divided_plainly(text, 2).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn latex_formulas_stay_well_formed() {
        let text = r"\frac{a}{b} \sum_{k=1}^n k - \sin x";
        let rows = latex::parse(text, 0).expect("a formula");
        let all = edited(&rows[0].exprs[0], text, Notation::Latex);
        for expected in [
            r"\frac{b}{a} \sum_{k=1}^n k - \sin x",
            r"\frac{a}{b} \sum_{k=1}^{n-1} k - \sin x",
            r"\frac{a}{b} \sum_{k=2}^n k - \sin x",
            r"\frac{a}{b} \sum_{k=1}^n k + \sin x",
            r"\frac{a}{b} \sum_{k=1}^n k - \cos x",
        ] {
            assert!(all.iter().any(|a| a == expected), "{expected}: {all:?}");
        }
    }
}
