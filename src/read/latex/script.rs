//! Names and what is written on them: subscripts, superscripts, primes, fonts; and functions known by name.

use super::reader::{Reader, node, plain_name, tuple};
use super::term::Reach;
use super::token::{T, Tok, unread};
use super::vocabulary as vocab;
use crate::read::ast::{BinOp, Expr, Kind, Name, Span, Unread};
use num_bigint::BigInt;
use num_rational::BigRational;

/// What a superscript does.
enum Raise {
    /// A mark on the name, no power.
    Mark(Expr),
    Primes(u32),
    Transpose,
    /// `A^{-T}`
    InverseTranspose,
    Degrees,
    Power(Expr),
    Nothing,
}

impl<'a> Reader<'a> {
    /// A name and all that is written on and directly behind it.
    pub fn name(&mut self, mut name: Name, mut span: Span) -> Result<Expr, Unread> {
        let mut raised: Option<(&'a [Tok], Span)> = None;
        while let Some(tok) = self.peek() {
            match &tok.t {
                T::Sub => {
                    self.i += 1;
                    let (inner, at) = self.argument(tok)?;
                    if !inner.is_empty() {
                        name.subs.push(self.script_content(inner, at)?);
                    }
                    span = span.to(at);
                }
                T::Prime(n) if raised.is_none() => {
                    self.i += 1;
                    name.primes = name.primes.saturating_add(*n);
                    span = span.to(tok.span);
                }
                T::Sup if raised.is_none() => {
                    self.i += 1;
                    let (inner, at) = self.argument(tok)?;
                    match self.superscript(inner, at, Some(&name))? {
                        Raise::Mark(mark) if name.sup.is_none() => {
                            name.sup = Some(Box::new(mark));
                            span = span.to(at);
                        }
                        Raise::Primes(n) => {
                            name.primes = name.primes.saturating_add(n);
                            span = span.to(at);
                        }
                        Raise::Nothing => span = span.to(at),
                        _ => raised = Some((inner, at)),
                    }
                }
                _ => break,
            }
        }
        if let Some((inner, at)) = raised {
            let whole = span.to(at);
            let mut e = self.raised(node(Kind::Name(name), span), inner, at)?;
            // A subscript written behind the power makes the range of the name reach over it.
            e.span = whole;
            return self.postfix_of(e, true);
        }
        if let Some(Tok {
            t: T::Bracket(open @ ('(' | '['), close, inner),
            span: at,
            gap: false,
        }) = self.peek()
            && matches!((open, close), ('(', ')') | ('[', ']'))
        {
            self.i += 1;
            let args = self.within(inner, *at)?.arguments()?;
            return self.postfix(node(Kind::NameParen(name, args), span.to(*at)));
        }
        self.postfix(node(Kind::Name(name), span))
    }

    /// The content of a bracket behind a name.
    pub fn arguments(&self) -> Result<Vec<Expr>, Unread> {
        if self.toks.is_empty() {
            return Ok(Vec::new());
        }
        let e = self.inside()?;
        Ok(match e.kind {
            Kind::Tuple(items) => items,
            kind => vec![node(kind, e.span)],
        })
    }

    /// What stands in a bracket: statements between commas or semicolons, with a bar for "given".
    pub fn inside(&self) -> Result<Expr, Unread> {
        if let Some((at, width)) = self.given() {
            let (left, right) = (&self.toks[..at], &self.toks[at + width..]);
            if left.is_empty() || right.is_empty() {
                return unread(self.toks[at].span, "a side of this bar is empty");
            }
            let left = self.part(left)?.inside()?;
            let right = self.part(right)?.inside()?;
            return Ok(super::reader::binary(BinOp::Given, left, right));
        }
        let mut items = Vec::new();
        for part in self.toks.split(|t| t.is_sym(';')) {
            if part.is_empty() {
                return unread(self.span, "a part of this list is empty");
            }
            let mut all = self.part(part)?.statements()?;
            match (all.len(), all.pop()) {
                (
                    1,
                    Some(Expr {
                        kind: Kind::Tuple(v),
                        ..
                    }),
                ) => items.extend(v),
                (_, Some(last)) => {
                    items.append(&mut all);
                    items.push(last);
                }
                (_, None) => return unread(self.span, "nothing stands here"),
            }
        }
        Ok(tuple(items, self.span))
    }

    /// The bar in this list that is no bracket, and how many tokens it takes: `\mid`, the odd one where an operator is
    /// due, or a lone double one as in `p||q`.
    pub fn given(&self) -> Option<(usize, usize)> {
        let mut open: Option<char> = None;
        for (i, tok) in self.toks.iter().enumerate() {
            match &tok.t {
                T::Cmd(c) if c == "mid" && open.is_none() => return Some((i, 1)),
                T::Sym(bar @ ('|' | '‖')) => {
                    let operand = super::brackets::wants_operand(
                        i.checked_sub(1).and_then(|b| self.toks.get(b)),
                    );
                    match open {
                        Some(o) if o == *bar && !operand => open = None,
                        Some(_) => {}
                        None if operand => open = Some(*bar),
                        None => {
                            let left = self.toks[i..].iter().filter(|t| t.is_sym(*bar)).count();
                            if left % 2 == 1 {
                                return Some((i, 1));
                            }
                            let next = self.toks.get(i + 1);
                            if left == 2 && next.is_some_and(|n| n.is_sym(*bar)) {
                                return Some((i, 2));
                            }
                            open = Some(*bar);
                        }
                    }
                }
                _ => {}
            }
        }
        None
    }

    /// Anything with a superscript that it does not carry as a mark.
    pub fn raised(&mut self, e: Expr, inner: &'a [Tok], at: Span) -> Result<Expr, Unread> {
        let span = e.span.to(at);
        let name = match &e.kind {
            Kind::Name(n) => Some(n),
            _ => None,
        };
        let power =
            |e: Expr, p: Expr| node(Kind::Binary(BinOp::Pow, Box::new(e), Box::new(p)), span);
        Ok(match self.superscript(inner, at, name)? {
            Raise::Power(p) => power(e, p),
            Raise::Transpose => node(Kind::Transpose(Box::new(e)), span),
            Raise::InverseTranspose => {
                let one = node(Kind::Number(BigRational::from(BigInt::from(1))), at);
                let minus = node(Kind::Neg(Box::new(one)), at);
                node(Kind::Transpose(Box::new(power(e, minus))), span)
            }
            Raise::Primes(n) => node(Kind::Prime(Box::new(e), n), span),
            Raise::Degrees => {
                let sign = node(Kind::Text("°".into()), at);
                node(
                    Kind::Binary(BinOp::Juxtapose, Box::new(e), Box::new(sign)),
                    span,
                )
            }
            Raise::Nothing => node(e.kind, span),
            Raise::Mark(_) => {
                return unread(
                    at,
                    "this mark on something that is no name is not understood",
                );
            }
        })
    }

    /// `{}^t A`: a superscript that nothing stands before is the sign of a transpose, and belongs to the factor behind it.
    pub fn transposed_behind(&mut self, sup: &'a Tok) -> Result<Expr, Unread> {
        let (inner, at) = self.argument(sup)?;
        let word = self.source(at);
        let sign = match inner {
            [only] => match &only.t {
                T::Letter('t' | 'T') => true,
                T::Words(_, w) => matches!(w.trim(), "t" | "T"),
                T::Cmd(c) => c == "top",
                _ => false,
            },
            [font, _] if matches!(&font.t, T::Cmd(c) if vocab::is_font(c)) => {
                let letter: String = word
                    .chars()
                    .rev()
                    .find(|c| c.is_alphabetic())
                    .into_iter()
                    .collect();
                matches!(letter.as_str(), "t" | "T")
            }
            _ => false,
        };
        if !sign {
            return unread(sup.span, "nothing stands before this superscript");
        }
        let e = self.factor()?;
        let span = sup.span.to(e.span);
        let transpose = |e: Expr| node(Kind::Transpose(Box::new(e)), span);
        Ok(match e.kind {
            // `{}^t A(B + C)` is `{}^t A` times the bracket.
            Kind::NameParen(n, args) => {
                let mut args = args.into_iter();
                match (args.next(), args.next()) {
                    (Some(a), None) => {
                        let name = transpose(node(Kind::Name(n), e.span));
                        let inner = node(Kind::Paren(Box::new(a)), e.span);
                        let product =
                            Kind::Binary(BinOp::Juxtapose, Box::new(name), Box::new(inner));
                        node(product, span)
                    }
                    _ => return unread(span, "the transpose of what?"),
                }
            }
            kind => transpose(node(kind, e.span)),
        })
    }

    /// Reads a superscript; on a name a bracketed one is a mark, except on Euler's `e`.
    fn superscript(&self, inner: &'a [Tok], at: Span, on: Option<&Name>) -> Result<Raise, Unread> {
        let marked = |text: &str| Ok(Raise::Mark(node(Kind::Name(plain_name(text)), at)));
        let euler = on.is_some_and(|n| n.base == "e" && n.subs.is_empty() && n.accents.is_empty());
        let marks = on.is_some_and(|n| n.sup.is_none()) && !euler;
        match inner {
            [] => return Ok(Raise::Nothing),
            [only] => match &only.t {
                T::Sym('*') => return marked("*"),
                T::Sym('+') => return marked("+"),
                T::Sym('-') => return marked("-"),
                T::Prime(n) => return Ok(Raise::Primes(*n)),
                T::Cmd(c) => match c.as_str() {
                    "star" => return marked("⋆"),
                    "dagger" => return marked("†"),
                    "pm" => return marked("±"),
                    "prime" => return Ok(Raise::Primes(1)),
                    "top" | "intercal" => return Ok(Raise::Transpose),
                    "circ" | "degree" => return Ok(Raise::Degrees),
                    _ => {}
                },
                T::Letter('T') => return Ok(Raise::Transpose),
                T::Bracket('(' | '[', ')' | ']', list) if marks => {
                    return Ok(Raise::Mark(self.within(list, only.span)?.inside()?));
                }
                T::Words(_, w) if w.trim() == "T" => return Ok(Raise::Transpose),
                T::Words(..) if marks => {
                    return Ok(Raise::Mark(self.script_content(inner, at)?));
                }
                _ => {}
            },
            [
                minus,
                Tok {
                    t: T::Letter('T'), ..
                },
            ] if minus.is_sym('-') => {
                return Ok(Raise::InverseTranspose);
            }
            [minus, top] if minus.is_sym('-') && top.is_cmd("top") => {
                return Ok(Raise::InverseTranspose);
            }
            all if all.iter().all(|t| t.is_cmd("prime")) => {
                return Ok(Raise::Primes(u32::try_from(all.len()).unwrap_or(u32::MAX)));
            }
            [font, arg] if matches!(&font.t, T::Cmd(c) if vocab::is_font(c)) => {
                let word = self.source(arg.span).trim_matches(['{', '}']).trim();
                if word == "T" {
                    return Ok(Raise::Transpose);
                }
                if marks && word.len() > 1 && word.chars().all(char::is_alphabetic) {
                    return Ok(Raise::Mark(self.script_content(inner, at)?));
                }
            }
            _ => {}
        }
        let e = self.script_content(inner, at)?;
        if marks && matches!(e.kind, Kind::Tuple(_)) {
            return Ok(Raise::Mark(e));
        }
        Ok(Raise::Power(e))
    }

    /// What stands in a subscript or a superscript, where a run of letters can be a word and signs stand alone.
    pub fn script_content(&self, inner: &'a [Tok], at: Span) -> Result<Expr, Unread> {
        let sign = match inner {
            [only] => match &only.t {
                T::Sym(c @ ('*' | '+' | '-')) => Some(c.to_string()),
                T::Cmd(c) => match c.as_str() {
                    "star" => Some("⋆".to_string()),
                    "dagger" => Some("†".to_string()),
                    "pm" => Some("±".to_string()),
                    "perp" => Some("⊥".to_string()),
                    "cdot" => return Ok(node(Kind::Placeholder, at)),
                    _ if vocab::function(c).is_some() || vocab::big(c).is_some() => Some(c.clone()),
                    _ => None,
                },
                T::Words(font, words) => {
                    let name = Name {
                        font: Some(font.clone()),
                        ..plain_name(words.trim())
                    };
                    return Ok(node(Kind::Name(name), only.span));
                }
                _ => None,
            },
            _ => None,
        };
        if let Some(text) = sign {
            let at = inner.first().map_or(at, |t| t.span);
            return Ok(node(Kind::Name(plain_name(text)), at));
        }
        // `x_{\mathrm{max}}` and `x_{\rm max}`: a word, though it is a function elsewhere.
        if let [
            Tok {
                t: T::Cmd(font), ..
            },
            Tok {
                t: T::Group(letters),
                span,
                ..
            },
        ] = inner
            && vocab::is_font(font)
            && let Some(word) = letters_of(letters)
            && (vocab::function(&word).is_some() || vocab::big(&word).is_some() || word == "lim")
        {
            let name = Name {
                font: Some(font.clone()),
                ..plain_name(word)
            };
            return Ok(node(Kind::Name(name), *span));
        }
        if let Some(word) = word_of(inner) {
            return Ok(node(
                Kind::Name(plain_name(word)),
                super::sentence::range(inner, at),
            ));
        }
        if let [cmd, arg] = inner
            && cmd.is_cmd("substack")
            && let T::Group(rows) = &arg.t
        {
            let mut all = Vec::new();
            for row in rows.split(|t| matches!(t.t, T::Row)) {
                if !row.is_empty() {
                    all.push(self.part(row)?.statement()?);
                }
            }
            return Ok(match (all.len(), all.pop()) {
                (1, Some(only)) => only,
                (_, last) => {
                    all.extend(last);
                    node(Kind::And(all), at)
                }
            });
        }
        // `x_{1:t}` runs from 1 to t.
        if let Some(colon) = inner.iter().position(|t| t.is_sym(':'))
            && !inner.get(colon + 1).is_some_and(|t| t.is_sym('='))
            && colon > 0
            && colon + 1 < inner.len()
            && inner.iter().filter(|t| t.is_sym(':')).count() == 1
            && let (Ok(lo), Ok(hi)) = (
                self.part(&inner[..colon])?.whole(),
                self.part(&inner[colon + 1..])?.whole(),
            )
        {
            let dots = node(Kind::Dots, inner[colon].span);
            return Ok(node(Kind::Tuple(vec![lo, dots, hi]), at));
        }
        if inner.is_empty() {
            return unread(at, "this script is empty");
        }
        self.part(inner)?.inside()
    }

    /// A word in a font that stands next: `\mathrm{log}`.
    pub fn font_word(&self) -> Option<(String, usize)> {
        let cmd = self.peek()?;
        match &cmd.t {
            T::Cmd(c) if vocab::is_font(c) => {}
            _ => return None,
        }
        let T::Group(inner) = &self.peek_at(1)?.t else {
            return None;
        };
        let word: Option<String> = inner
            .iter()
            .map(|t| match t.t {
                T::Letter(c) => Some(c),
                _ => None,
            })
            .collect();
        word.filter(|w| w.chars().count() > 1).map(|w| (w, 2))
    }

    /// `\mathbf{x}`, `\mathrm{log} x`, `\mathcal{L}`: a run of letters is one name in that font.
    pub fn font(&mut self, font: &str, tok: &'a Tok) -> Result<Expr, Unread> {
        self.i -= 1;
        let word = self.font_word();
        self.i += 1;
        let (inner, at) = self.argument(tok)?;
        let span = tok.span.to(at);
        if let Some((word, _)) = word {
            if vocab::function(&word).is_some() || vocab::big(&word).is_some() || word == "lim" {
                let at = Tok {
                    t: T::Quad,
                    span,
                    gap: false,
                };
                return self.named_function(&word, font, &at);
            }
            let name = Name {
                font: Some(font.to_string()),
                ..plain_name(word)
            };
            return self.name(name, span);
        }
        // `\mathop{\mathrm{argmax}}` and `\mathop{\rm argmin}`: the word inside is what takes the script.
        if font == "mathop" {
            let word = match inner {
                [
                    Tok {
                        t: T::Raw(name, body),
                        ..
                    },
                ] if name == "operatorname" => Some(body.split_whitespace().collect::<String>()),
                _ => {
                    let inside = self.part(inner)?;
                    let width = inside.font_word();
                    width.filter(|(_, n)| *n == inner.len()).map(|(w, _)| w)
                }
            };
            if let Some(word) = word {
                let at = Tok {
                    t: T::Quad,
                    span,
                    gap: false,
                };
                return self.named_function(&word.replace("\\,", ""), "operatorname", &at);
            }
        }
        let e = self.within(inner, at)?.whole()?;
        let upright_constant =
            font == "mathrm" && matches!(&e.kind, Kind::Name(n) if n.base == "e" || n.base == "i");
        let e = if upright_constant || font == "mathop" {
            e
        } else {
            in_font(e, font)
        };
        match e.kind {
            Kind::Name(name) => self.name(name, span),
            kind => self.postfix(node(kind, span)),
        }
    }

    /// `\operatorname{foo}` and words in a font that name a function.
    pub fn named_function(&mut self, word: &str, font: &str, tok: &Tok) -> Result<Expr, Unread> {
        if let Some(op) = vocab::big(word) {
            return self.big(op, tok);
        }
        if let Some(short) = vocab::function(word) {
            return self.function(plain_name(short), tok.span);
        }
        if word == "lim" {
            return self.limit(tok);
        }
        let name = Name {
            font: Some(font.to_string()),
            ..plain_name(word)
        };
        self.function(name, tok.span)
    }

    /// A function with what is written on it and its argument, bracketed or not; alone it is a name.
    pub fn function(&mut self, mut func: Name, mut span: Span) -> Result<Expr, Unread> {
        let (mut power, mut base) = (None, None);
        while let Some(tok) = self.peek() {
            match &tok.t {
                T::Sub => {
                    self.i += 1;
                    let (inner, at) = self.argument(tok)?;
                    let sub = self.script_content(inner, at)?;
                    if func.base == "log" && base.is_none() {
                        base = Some(Box::new(sub));
                    } else {
                        func.subs.push(sub);
                    }
                    span = span.to(at);
                }
                T::Prime(n) => {
                    self.i += 1;
                    func.primes = func.primes.saturating_add(*n);
                    span = span.to(tok.span);
                }
                T::Sup if power.is_none() => {
                    self.i += 1;
                    let (inner, at) = self.argument(tok)?;
                    match self.superscript(inner, at, Some(&func))? {
                        Raise::Power(p) => power = Some(Box::new(p)),
                        Raise::Primes(n) => func.primes = func.primes.saturating_add(n),
                        Raise::Mark(m) => func.sup = Some(Box::new(m)),
                        Raise::Nothing => {}
                        _ => return unread(at, "this power of a function is not understood"),
                    }
                    span = span.to(at);
                }
                _ => break,
            }
        }
        match self.peek() {
            Some(Tok {
                t: T::Bracket(open @ ('(' | '['), close, inner),
                span: at,
                ..
            }) if matches!((open, close), ('(', ')') | ('[', ']')) => {
                self.i += 1;
                let args = self.within(inner, *at)?.arguments()?;
                let kind = Kind::Apply {
                    func,
                    power,
                    base,
                    args,
                    bracketed: true,
                };
                self.postfix(node(kind, span.to(*at)))
            }
            Some(tok) if self.begins_factor(tok) || tok.is_sym('-') && self.takes_sign(&func) => {
                self.enter()?;
                let arg = self.signed(Reach::Side)?;
                self.depth -= 1;
                let span = span.to(arg.span);
                let kind = Kind::Apply {
                    func,
                    power,
                    base,
                    args: vec![arg],
                    bracketed: false,
                };
                Ok(node(kind, span))
            }
            _ => {
                if let Some(b) = base {
                    func.subs.push(*b);
                }
                let name = node(Kind::Name(func), span);
                match power {
                    Some(p) => {
                        self.postfix(node(Kind::Binary(BinOp::Pow, Box::new(name), p), span))
                    }
                    None => self.postfix(name),
                }
            }
        }
    }

    /// `\sin -x` applies the sine; `\operatorname{foo} - x` is a difference.
    fn takes_sign(&self, func: &Name) -> bool {
        func.font.is_none() && func.primes == 0
    }
}

/// Puts the names of a formula into a font: `\mathbf{W x}`.
fn in_font(e: Expr, font: &str) -> Expr {
    let again = |e: Box<Expr>| Box::new(in_font(*e, font));
    let kind = match e.kind {
        Kind::Name(n) if n.font.is_none() => Kind::Name(Name {
            font: Some(font.to_string()),
            ..n
        }),
        Kind::NameParen(n, args) if n.font.is_none() => Kind::NameParen(
            Name {
                font: Some(font.to_string()),
                ..n
            },
            args,
        ),
        Kind::Binary(op, a, b) => Kind::Binary(op, again(a), again(b)),
        Kind::Transpose(a) => Kind::Transpose(again(a)),
        Kind::Paren(a) => Kind::Paren(again(a)),
        Kind::Neg(a) => Kind::Neg(again(a)),
        other => other,
    };
    node(kind, e.span)
}

/// Three or more letters in a script are a word, unless they could all be indices; two are a product or two indices.
fn word_of(toks: &[Tok]) -> Option<String> {
    let word = letters_of(toks)?;
    let indices = word.chars().all(|c| ('i'..='n').contains(&c)) && word != "min";
    (word.chars().count() >= 3 && !indices).then_some(word)
}

/// The letters of a list of nothing else.
fn letters_of(toks: &[Tok]) -> Option<String> {
    toks.iter()
        .map(|t| match t.t {
            T::Letter(c) => Some(c),
            _ => None,
        })
        .collect()
}
