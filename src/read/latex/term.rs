//! Sums, products and factors.

use super::reach::joined;
use super::reader::{MAX_OPERANDS, Reader, binary, node, plain_name};
use super::token::{T, Tok, unread};
use super::vocabulary as vocab;
use crate::read::ast::{BinOp, Expr, Kind, Name, Unread};
use num_bigint::BigInt;
use num_rational::BigRational;

/// Where a product ends, besides at `+`, `-` and relation signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Nowhere else: bodies of sums and limits, and products themselves.
    Product,
    /// At an explicit operator and at the next function, sum, integral or derivative: the argument of `\sin` without
    /// brackets.
    Side,
    /// At an explicit operator and at the next derivative: what `\frac{d}{dx}` applies to.
    Derivative,
}

impl<'a> Reader<'a> {
    /// The whole list as one term.
    pub fn whole(mut self) -> Result<Expr, Unread> {
        if self.toks.is_empty() {
            return unread(self.span, "nothing stands here");
        }
        let e = self.sum()?;
        match self.peek() {
            None => Ok(e),
            Some(tok) => self.unexpected(tok),
        }
    }

    /// Says what is wrong with a token that no rule takes.
    pub fn unexpected<X>(&self, tok: &Tok) -> Result<X, Unread> {
        let text = self.source(tok.span);
        let reason = match &tok.t {
            T::Cmd(name) if name == "left" || name == "right" => {
                format!("the bracket behind {text} is not understood")
            }
            T::Cmd(name) if is_known(name) => format!("{text} is out of place here"),
            T::Cmd(name) if name.is_ascii() => format!("unknown macro \\{name}"),
            T::Env(name, _) => format!("the environment {name} is not understood here"),
            T::Sym('|' | '‖') => "this bar has no partner".to_string(),
            T::Sup => "nothing stands before this superscript".to_string(),
            T::Sub => "nothing stands before this subscript".to_string(),
            T::Row | T::Amp => "a row ends inside a formula".to_string(),
            _ => format!("{text} is out of place here"),
        };
        unread(tok.span, reason)
    }

    /// Terms joined by `+`, `-` and their kin.
    pub fn sum(&mut self) -> Result<Expr, Unread> {
        let mut left = self.signed(Reach::Product)?;
        let mut after_plus = false;
        let mut operands = 1;
        while let Some(tok) = self.peek() {
            operands = self.count_operand(operands)?;
            let op = match &tok.t {
                T::Sym('+') => BinOp::Add,
                T::Sym('-') => BinOp::Sub,
                T::Cmd(name) => match vocab::additive(name) {
                    Some(op) => op,
                    // A scanned sum lacks the plus behind its dots: `x_1 + \dots x_n`.
                    None if after_plus && self.begins_factor(tok) => {
                        left = binary(BinOp::Add, left, self.at(Reach::Product)?);
                        after_plus = false;
                        continue;
                    }
                    None => break,
                },
                _ if after_plus && self.begins_factor(tok) => {
                    left = binary(BinOp::Add, left, self.at(Reach::Product)?);
                    after_plus = false;
                    continue;
                }
                _ => break,
            };
            self.i += 1;
            if self.peek().is_none() {
                return unread(tok.span, "nothing stands right of this sign");
            }
            let behind = self.i;
            let right = if op == BinOp::Add && self.at_dots() {
                after_plus = true;
                self.factor()?
            } else {
                after_plus = false;
                self.signed(Reach::Product)?
            };
            // `a + b |_0^1`: is the sum meant, or b alone?
            if let Some(bar) = (behind..self.i).find(|k| self.is_evaluation(*k)) {
                return unread(
                    left.span.to(self.toks[bar].span),
                    "it is not clear how far this bar reaches back: put what it is about in brackets",
                );
            }
            left = joined(op, left, right);
        }
        Ok(left)
    }

    /// Counts one more operand in a row.
    fn count_operand(&self, so_far: usize) -> Result<usize, Unread> {
        if so_far >= MAX_OPERANDS {
            return unread(
                self.here(),
                format!("more than {MAX_OPERANDS} operands in a row"),
            );
        }
        Ok(so_far + 1)
    }

    fn at_dots(&self) -> bool {
        matches!(self.peek().map(|t| &t.t), Some(T::Cmd(c)) if vocab::is_dots(c))
    }

    /// A product with the signs before it: `-x y` is the negative of `x y`.
    pub fn signed(&mut self, reach: Reach) -> Result<Expr, Unread> {
        let mut signs = Vec::new();
        while let Some(tok) = self.peek() {
            let make: fn(Box<Expr>) -> Kind = match &tok.t {
                T::Sym('-') => Kind::Neg,
                T::Sym('+') => Kind::Plus,
                T::Cmd(c) if c == "pm" => Kind::PlusMinus,
                T::Cmd(c) if c == "mp" => Kind::MinusPlus,
                _ => break,
            };
            signs.push((make, tok.span));
            self.i += 1;
            if signs.len() > 4 {
                return unread(tok.span, "too many signs in a row");
            }
        }
        if let (Some((_, at)), None) = (signs.last(), self.peek()) {
            return unread(*at, "nothing stands right of this sign");
        }
        let mut e = self.at(reach)?;
        for (make, at) in signs.into_iter().rev() {
            let span = at.to(e.span);
            e = node(make(Box::new(e)), span);
        }
        Ok(e)
    }

    /// `64@65 \times 65`: the sign binds looser than a product.
    fn at(&mut self, reach: Reach) -> Result<Expr, Unread> {
        let mut left = self.product(reach)?;
        while self.peek().is_some_and(|t| t.is_sym('@')) && reach == Reach::Product {
            self.i += 1;
            left = binary(BinOp::At, left, self.product(reach)?);
        }
        Ok(left)
    }

    /// Factors side by side or joined by explicit operators, from left to right.
    pub fn product(&mut self, reach: Reach) -> Result<Expr, Unread> {
        let mut left = self.factor()?;
        let mut last_is_number = matches!(left.kind, Kind::Number(_));
        let mut operands = 1;
        while let Some(tok) = self.peek() {
            operands = self.count_operand(operands)?;
            let op = match &tok.t {
                T::Sym('*') => Some(BinOp::Times),
                T::Sym('/') => Some(BinOp::Div),
                T::Cmd(name) => vocab::multiplicative(name),
                _ => None,
            };
            if let Some(op) = op {
                if reach != Reach::Product {
                    break;
                }
                self.i += 1;
                if self.peek().is_none() {
                    return unread(tok.span, "nothing stands right of this sign");
                }
                let right = self.signed_factor()?;
                last_is_number = matches!(right.kind, Kind::Number(_));
                left = binary(op, left, right);
                continue;
            }
            if let T::Cmd(name) = &tok.t
                && name == "pmod"
            {
                self.i += 1;
                let (inner, span) = self.argument(tok)?;
                let modulus = self.within(inner, span)?.whole()?;
                left = binary(BinOp::Mod, left, modulus);
                continue;
            }
            // `F(x) \Big|_a^b` is about the whole product.
            if reach == Reach::Product && self.is_evaluation(self.i) {
                self.i += 1;
                left = self.between(left, tok.span)?;
                last_is_number = false;
                continue;
            }
            let ends = match reach {
                Reach::Product => false,
                Reach::Side => self.begins_operator(tok),
                Reach::Derivative => self.begins_derivative(),
            };
            if ends || !self.begins_factor(tok) {
                break;
            }
            if last_is_number && matches!(tok.t, T::Num(_)) {
                return unread(
                    left.span.to(tok.span),
                    "two numbers side by side: one number or a product?",
                );
            }
            let right = self.factor()?;
            if last_is_number && matches!(tok.t, T::Cmd(_)) && is_proper_fraction(&right) {
                return unread(
                    left.span.to(right.span),
                    "a number before a fraction of numbers: a mixed number or a product? Write `+` or `\\cdot`",
                );
            }
            last_is_number = matches!(right.kind, Kind::Number(_));
            left = binary(BinOp::Juxtapose, left, right);
        }
        Ok(left)
    }

    fn signed_factor(&mut self) -> Result<Expr, Unread> {
        match self.peek() {
            Some(tok) if tok.is_sym('-') || tok.is_sym('+') => {
                self.i += 1;
                self.enter()?;
                let e = self.factor()?;
                self.depth -= 1;
                let span = tok.span.to(e.span);
                let kind = if tok.is_sym('-') {
                    Kind::Neg(Box::new(e))
                } else {
                    Kind::Plus(Box::new(e))
                };
                Ok(node(kind, span))
            }
            _ => self.factor(),
        }
    }

    /// Whether a function, a sum, an integral or a derivative begins here.
    fn begins_operator(&self, tok: &Tok) -> bool {
        match &tok.t {
            T::Cmd(name) => {
                vocab::function(name).is_some()
                    || vocab::big(name).is_some()
                    || matches!(name.as_str(), "lim" | "arg" | "nabla")
                    || vocab::integrals(name).is_some()
                    || self.begins_derivative()
                    || self
                        .font_word()
                        .is_some_and(|(w, _)| vocab::function(&w).is_some())
            }
            T::Raw(name, _) => name == "operatorname",
            _ => false,
        }
    }

    /// Whether a factor can begin with this token.
    pub fn begins_factor(&self, tok: &Tok) -> bool {
        match &tok.t {
            T::Sym('|') if self.is_evaluation(self.i) => false,
            T::Num(_) | T::Letter(_) | T::Group(_) | T::Env(..) | T::Bracket(..) | T::Words(..) => {
                true
            }
            T::Raw(name, _) => name == "operatorname",
            T::Sym(bar @ ('|' | '‖')) => {
                // Bars come in pairs; an odd one out is no bracket.
                let left = (self.i..self.toks.len())
                    .filter(|k| self.toks[*k].is_sym(*bar) && !self.is_evaluation(*k))
                    .count();
                left.is_multiple_of(2)
            }
            T::Cmd(name) => begins_factor(name) || !is_known(name),
            _ => false,
        }
    }

    /// One factor with everything written behind it.
    pub fn factor(&mut self) -> Result<Expr, Unread> {
        self.enter()?;
        let e = self.factor_inside();
        self.depth -= 1;
        e
    }

    fn factor_inside(&mut self) -> Result<Expr, Unread> {
        let Some(tok) = self.next() else {
            return unread(self.here(), "something is missing here");
        };
        let span = tok.span;
        match &tok.t {
            T::Num(n) => self.postfix(node(Kind::Number(n.clone()), span)),
            T::Letter(c) => self.name(plain_name(c.to_string()), span),
            T::Words(font, words) => self.words(font, words, tok),
            T::Raw(name, body) if name == "operatorname" => {
                let word: String = body
                    .replace("\\,", "")
                    .replace("\\ ", "")
                    .replace("\\!", "")
                    .split_whitespace()
                    .collect();
                self.named_function(&word, "operatorname", tok)
            }
            T::Group(inner)
                if inner.is_empty() && matches!(self.peek(), Some(Tok { t: T::Sup, .. })) =>
            {
                match self.next() {
                    Some(sup) => self.transposed_behind(sup),
                    None => self.unexpected(tok),
                }
            }
            T::Sup => self.transposed_behind(tok),
            T::Group(inner) => {
                let e = self.within(inner, span)?.whole()?;
                match e.kind {
                    Kind::Name(name) => self.name(name, span),
                    kind @ (Kind::Binary(..) | Kind::Neg(_) | Kind::Plus(_))
                        if !is_power(&kind) =>
                    {
                        // `{a+b}^2` shows as `a+b²`, so what the author sees is not what the braces say.
                        let _ = kind;
                        unread(
                            span,
                            "these braces do not show: it is not clear what the script belongs to",
                        )
                    }
                    kind => self.postfix(node(kind, span)),
                }
            }
            T::Bracket(open @ ('[' | '.'), _, inner) if self.at_ends(*open) => {
                let body = self.within(inner, span)?.whole()?;
                let e = self.between(body, span)?;
                self.postfix(e)
            }
            T::Bracket(open, close, inner) => {
                let e = self.bracket(*open, *close, inner, span)?;
                self.postfix(e)
            }
            T::Sym(bar @ ('|' | '‖')) => {
                let e = self.bars(*bar, tok)?;
                self.postfix(e)
            }
            T::Env(name, rows) => {
                let e = self.environment(name, rows, span)?;
                self.postfix(e)
            }
            T::Cmd(name) => self.command(name, tok),
            _ => self.unexpected(tok),
        }
    }

    /// `\text{…}` where a factor is due: a name, or a unit behind a number.
    fn words(&mut self, font: &str, words: &str, tok: &Tok) -> Result<Expr, Unread> {
        let text = words.trim();
        let unit = self
            .i
            .checked_sub(2)
            .and_then(|at| self.toks.get(at))
            .is_some_and(|before| matches!(before.t, T::Num(_)));
        if text.is_empty() {
            return match self.peek() {
                Some(_) => self.factor(),
                None => unread(tok.span, "nothing stands here"),
            };
        }
        if unit || vocab::word(text).is_some() {
            return self.postfix(node(Kind::Text(text.to_string()), tok.span));
        }
        if vocab::function(text).is_some() {
            return self.named_function(text, font, tok);
        }
        let name = Name {
            font: Some(if font.is_empty() { "text" } else { font }.to_string()),
            ..plain_name(text)
        };
        self.name(name, tok.span)
    }

    /// A factor that begins with a macro.
    fn command(&mut self, name: &str, tok: &'a Tok) -> Result<Expr, Unread> {
        let span = tok.span;
        if let Some(letter) = vocab::letter(name) {
            return self.name(plain_name(letter), span);
        }
        if let Some(short) = vocab::function(name) {
            return self.function(plain_name(short), span);
        }
        if let Some(op) = vocab::big(name) {
            return self.big(op, tok);
        }
        if let Some(accent) = vocab::accent(name) {
            let (inner, at) = self.argument(tok)?;
            let e = self.script_content(inner, at)?;
            let Kind::Name(mut named) = e.kind else {
                return unread(
                    at,
                    format!("\\{name} over more than a name is not understood"),
                );
            };
            named.accents.insert(0, accent.to_string());
            return self.name(named, span.to(at));
        }
        if vocab::is_font(name) {
            return self.font(name, tok);
        }
        if vocab::is_dots(name) {
            return self.postfix(node(Kind::Dots, span));
        }
        match name {
            "infty" => self.postfix(node(Kind::Infinity, span)),
            "emptyset" | "varnothing" => self.postfix(node(Kind::Set(Vec::new()), span)),
            "square" | "Box" | "bullet" => self.postfix(node(Kind::Placeholder, span)),
            // A dot where an operand is due stands for one: `f(\cdot)`.
            "cdot" if self.peek().is_none() => Ok(node(Kind::Placeholder, span)),
            "frac" | "dfrac" | "tfrac" | "cfrac" => self.fraction(tok),
            "binom" | "dbinom" | "tbinom" => {
                let (a, at) = self.argument(tok)?;
                let (b, bt) = self.argument(tok)?;
                let a = self.within(a, at)?.whole()?;
                let b = self.within(b, bt)?.whole()?;
                self.postfix(node(Kind::Binomial(Box::new(a), Box::new(b)), span.to(bt)))
            }
            "sqrt" => self.root(tok),
            "int" => self.integral(tok),
            "iint" => self.multiple_integral(tok, 2),
            "iiint" => self.multiple_integral(tok, 3),
            "oint" | "oiint" => unread(span, "an integral along a closed curve is not understood"),
            "lim" => self.limit(tok),
            "nabla" => self.gradient(tok),
            "arg" => match self.peek().map(|t| &t.t) {
                Some(T::Cmd(next)) if next == "min" || next == "max" => {
                    let op = vocab::big(&format!("arg{next}"));
                    self.i += 1;
                    match op {
                        Some(op) => self.big(op, tok),
                        None => self.unexpected(tok),
                    }
                }
                _ => self.function(plain_name("arg"), span),
            },
            "underset" | "overset" => self.under(tok),
            "degree" => self.postfix(node(Kind::Text("°".into()), span)),
            _ => self.unexpected(tok),
        }
    }

    /// `\sqrt[n]{a}`
    fn root(&mut self, tok: &Tok) -> Result<Expr, Unread> {
        let index = match self.peek() {
            Some(Tok {
                t: T::Bracket('[', ']', inner),
                span,
                ..
            }) => {
                self.i += 1;
                Some(Box::new(self.within(inner, *span)?.whole()?))
            }
            _ => None,
        };
        let (inner, at) = self.argument(tok)?;
        let arg = Box::new(self.within(inner, at)?.whole()?);
        self.postfix(node(Kind::Root { index, arg }, tok.span.to(at)))
    }

    /// Powers, transposes, primes and factorials behind anything but a name.
    pub fn postfix(&mut self, e: Expr) -> Result<Expr, Unread> {
        self.postfix_of(e, false)
    }

    /// As [`Self::postfix`], for what already carries a superscript or not.
    pub fn postfix_of(&mut self, mut e: Expr, mut raised: bool) -> Result<Expr, Unread> {
        let mut marks = 0;
        while let Some(tok) = self.peek() {
            marks = self.count_operand(marks)?;
            match &tok.t {
                T::Sup if raised => {
                    return unread(
                        tok.span,
                        "two superscripts: it is not clear which comes first",
                    );
                }
                T::Sup => {
                    raised = true;
                    self.i += 1;
                    let (inner, at) = self.argument(tok)?;
                    e = self.raised(e, inner, at)?;
                }
                T::Prime(n) => {
                    self.i += 1;
                    let span = e.span.to(tok.span);
                    e = node(Kind::Prime(Box::new(e), *n), span);
                }
                T::Sym('!') => {
                    if matches!(e.kind, Kind::Factorial(_)) {
                        return unread(
                            tok.span,
                            "a double factorial; write (n!)! for the factorial of one",
                        );
                    }
                    self.i += 1;
                    let span = e.span.to(tok.span);
                    e = node(Kind::Factorial(Box::new(e)), span);
                }
                T::Cmd(c) if c == "%" => {
                    let Kind::Number(n) = &e.kind else {
                        return unread(tok.span, "a percent sign belongs behind a number");
                    };
                    self.i += 1;
                    let hundredth = n / BigRational::from(BigInt::from(100));
                    e = node(Kind::Number(hundredth), e.span.to(tok.span));
                }
                T::Sub => {
                    self.i += 1;
                    let (inner, at) = self.argument(tok)?;
                    e = match e.kind {
                        Kind::Norm(a, None) => {
                            let sub = self.script_content(inner, at)?;
                            node(Kind::Norm(a, Some(Box::new(sub))), e.span.to(at))
                        }
                        Kind::Set(items) if items.len() == 1 && !items.is_empty() => {
                            self.sequence(items, e.span, inner, at)?
                        }
                        // `(u_n)_{n \ge 0}`
                        Kind::Paren(item) if is_member(&item) => {
                            self.sequence(vec![*item], e.span, inner, at)?
                        }
                        _ => {
                            return unread(
                                tok.span.to(at),
                                "a subscript on something that is no name is not understood",
                            );
                        }
                    };
                }
                _ => break,
            }
        }
        Ok(e)
    }

    /// `\{x_i\}_{i=1}^{n}`: the set of all `x_i` with `1 ≤ i ≤ n`, kept as a set with a condition.
    fn sequence(
        &mut self,
        mut items: Vec<Expr>,
        span: crate::read::ast::Span,
        under: &'a [Tok],
        at: crate::read::ast::Span,
    ) -> Result<Expr, Unread> {
        use crate::read::ast::{Link, Rel};
        let item = match items.pop() {
            Some(item) => item,
            None => return unread(span, "an empty set has no index"),
        };
        let condition = self.script_content(under, at)?;
        let over = match self.peek().map(|t| &t.t) {
            Some(T::Sup) => {
                self.i += 1;
                let sign = &self.toks[self.i - 1];
                let (inner, to) = self.argument(sign)?;
                Some(self.within(inner, to)?.whole()?)
            }
            _ => None,
        };
        let end = over.as_ref().map_or(at, |o| o.span);
        let condition = match (condition.kind, over) {
            (
                Kind::Chain {
                    first: Some(first),
                    links,
                },
                Some(to),
            ) if links.len() == 1 && links[0].rel == Rel::Eq => {
                let link = |rhs: Expr, rel_span| Link {
                    rel: Rel::Le,
                    rel_span,
                    note: None,
                    rhs,
                };
                let sign = links[0].rel_span;
                let from = links.into_iter().next().map(|l| l.rhs);
                let where_ = at.to(to.span);
                node(
                    Kind::Chain {
                        first: from.map(Box::new),
                        links: vec![link(*first, sign), link(to, sign)],
                    },
                    where_,
                )
            }
            (kind, None) => node(kind, condition.span),
            _ => return unread(at, "these bounds of a set are not understood"),
        };
        Ok(node(
            Kind::SetOf(Box::new(item), Box::new(condition)),
            span.to(end),
        ))
    }
}

/// Whether this is a name with an index, as the members of a sequence have.
fn is_member(e: &Expr) -> bool {
    match &e.kind {
        Kind::Name(n) => !n.subs.is_empty(),
        Kind::Tuple(items) => items.iter().all(is_member),
        _ => false,
    }
}

fn is_power(kind: &Kind) -> bool {
    matches!(kind, Kind::Binary(BinOp::Pow, ..))
}

/// Whether a factor can begin with this macro.
fn begins_factor(name: &str) -> bool {
    vocab::letter(name).is_some()
        || vocab::function(name).is_some()
        || vocab::big(name).is_some()
        || vocab::accent(name).is_some()
        || vocab::is_font(name)
        || vocab::is_dots(name)
        || matches!(
            name,
            "infty"
                | "emptyset"
                | "varnothing"
                | "square"
                | "Box"
                | "frac"
                | "dfrac"
                | "tfrac"
                | "cfrac"
                | "binom"
                | "dbinom"
                | "tbinom"
                | "sqrt"
                | "int"
                | "iint"
                | "iiint"
                | "oint"
                | "oiint"
                | "lim"
                | "nabla"
                | "arg"
                | "underset"
                | "overset"
                | "degree"
        )
}

/// Whether the macro means something somewhere.
fn is_known(name: &str) -> bool {
    begins_factor(name)
        || vocab::relation(name).is_some()
        || vocab::is_operator(name)
        || vocab::shows_argument(name)
        || matches!(
            name,
            "pmod"
                | "substack"
                | "stackrel"
                | "xrightarrow"
                | "top"
                | "prime"
                | "partial"
                | "star"
                | "dagger"
                | "%"
                | "intercal"
        )
}

// `\frac{1}{2}`: a fraction of whole numbers below 1.
fn is_proper_fraction(e: &Expr) -> bool {
    match &e.kind {
        Kind::Binary(BinOp::Div, a, b) => match (&a.kind, &b.kind) {
            (Kind::Number(a), Kind::Number(b)) => a.is_integer() && b.is_integer() && a < b,
            _ => false,
        },
        _ => false,
    }
}
