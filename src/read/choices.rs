//! Other trees that a formula could stand for, where notation leaves a choice that its readers made by rule.
//!
//! Nothing here is read first: these are the readings that a person may have meant who did not know the rule. Each differs from the
//! formula at one place, but for the base of logarithms, which is one in all of a formula.

use super::ast::{BigOp, BinOp, Expr, Kind, Name, Rel};
use super::tree::children;
use num_bigint::BigInt;
use num_rational::BigRational;

/// More readings than these nobody had in mind.
const MOST: usize = 10;

/// The other readings of a formula that stands in `text`, the likeliest first. `called` tells whether a name with a bracket behind it was
/// taken for a function though nothing says that it is one.
///
/// ```
/// use hence::read::{choices::others, latex, sexp::sexp};
/// let text = r"\sin x y";
/// let e = &latex::parse(text, 0).unwrap()[0].exprs[0];
/// assert_eq!(sexp(e), "(sin (. x y))");
/// let found: Vec<String> = others(e, text, &|_, _| false).iter().map(sexp).collect();
/// assert_eq!(found, ["(. (sin x) y)"]);
/// ```
pub fn others(e: &Expr, text: &str, called: &dyn Fn(&Name, &[Expr]) -> bool) -> Vec<Expr> {
    let mut search = Search {
        text,
        called,
        next: 0,
        found: Vec::new(),
    };
    let mut whole = e.clone();
    search.visit(&mut whole, None);
    let mut found = search.found;
    found.sort_by_key(|(doubt, ..)| *doubt);
    let mut out: Vec<Expr> = Vec::new();
    for (_, at, other) in found {
        let mut copy = e.clone();
        let mut other = Some(other);
        put(&mut copy, at, &mut 0, &mut other);
        out.push(copy);
    }
    // An author follows some ways of writing throughout a formula.
    let factor = |e: &Expr| match &e.kind {
        Kind::NameParen(n, args) if called(n, args) => product(e),
        _ => None,
    };
    let rules: [&Rule; 4] = [&factor, &argument_cut, &power_outside, &reciprocal];
    for rule in rules {
        let mut copy = e.clone();
        if everywhere(&mut copy, rule) > 1 {
            out.push(copy);
        }
    }
    for base in [10, 2] {
        let mut copy = e.clone();
        if with_base(&mut copy, base) {
            out.push(copy);
        }
    }
    out.truncate(MOST);
    out
}

/// Another reading of a node, where it has one.
type Rule<'a> = dyn Fn(&Expr) -> Option<Kind> + 'a;

/// Reads every node otherwise that can be read so, and says how many there are.
fn everywhere(e: &mut Expr, rule: &Rule) -> usize {
    let mut count = 0;
    if let Some(kind) = rule(e) {
        e.kind = kind;
        count += 1;
    }
    for child in children(&mut e.kind) {
        count += everywhere(child, rule);
    }
    count
}

/// Puts a tree in the place of the node that comes at number `at`, from the root down.
fn put(e: &mut Expr, at: usize, next: &mut usize, other: &mut Option<Expr>) {
    let here = *next;
    *next += 1;
    if here == at {
        if let Some(other) = other.take() {
            *e = other;
        }
        return;
    }
    for child in children(&mut e.kind) {
        if other.is_none() {
            return;
        }
        put(child, at, next, other);
    }
}

/// What a node is the left operand of: rows of operands are looked at once, from their right end.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Row {
    Sum,
    Product,
}

fn row(kind: &Kind) -> Option<Row> {
    match kind {
        Kind::Binary(BinOp::Add | BinOp::Sub, ..) => Some(Row::Sum),
        Kind::Binary(BinOp::Juxtapose, ..) => Some(Row::Product),
        _ => None,
    }
}

struct Search<'a> {
    text: &'a str,
    called: &'a dyn Fn(&Name, &[Expr]) -> bool,
    next: usize,
    /// How doubtful a reading is, the number of the node, and what stands there in it.
    found: Vec<(u8, usize, Expr)>,
}

impl Search<'_> {
    fn visit(&mut self, e: &mut Expr, inside: Option<Row>) {
        let here = self.next;
        self.next += 1;
        let mine = row(&e.kind);
        let mut add = |doubt: u8, kind: Option<Kind>| {
            if let Some(kind) = kind {
                let span = e.span;
                self.found.push((doubt, here, Expr { kind, span }));
            }
        };
        if mine.is_none() || mine != inside {
            match mine {
                Some(Row::Sum) => add(2, reaching_further(e)),
                Some(Row::Product) => {
                    add(0, divided_by_all(e, self.text));
                    add(1, digits_joined(e, self.text));
                    add(3, argument_continued(e));
                }
                None => {}
            }
        }
        match &e.kind {
            Kind::Apply {
                bracketed: false, ..
            } => {
                add(0, argument_cut(e));
                add(1, power_outside(e));
            }
            Kind::Binary(BinOp::Div, a, b) if typed_slash(self.text, a, b) => {
                add(2, divided_inside(e))
            }
            Kind::NameParen(n, args) if (self.called)(n, args) => add(0, product(e)),
            Kind::Big { .. } => add(1, from_one(e)),
            _ => {}
        }
        match &e.kind {
            Kind::Apply { power: Some(_), .. } => add(1, reciprocal(e)),
            Kind::Chain { .. } => add(1, without_zero(e)),
            _ => {}
        }
        let left = mine.is_some();
        for (k, child) in children(&mut e.kind).into_iter().enumerate() {
            self.visit(child, mine.filter(|_| left && k == 0));
        }
    }
}

/// Whether the sign of division between two operands was typed as a slash, and is no line of a fraction.
fn typed_slash(text: &str, a: &Expr, b: &Expr) -> bool {
    (text.get(a.span.end..b.span.start)).is_some_and(|between| between.trim() == "/")
}

fn boxed(kind: Kind, like: &Expr) -> Box<Expr> {
    Box::new(Expr {
        kind,
        span: like.span,
    })
}

fn joined(a: Box<Expr>, b: Box<Expr>) -> Box<Expr> {
    let span = a.span.to(b.span);
    let kind = Kind::Binary(BinOp::Juxtapose, a, b);
    Box::new(Expr { kind, span })
}

/// The operands of a row, from left to right, with the sign before each but the first.
fn operands(e: &Expr, of: Row) -> Vec<(Option<BinOp>, &Expr)> {
    let mut out = Vec::new();
    let mut now = e;
    while let Kind::Binary(op, a, b) = &now.kind
        && row(&now.kind) == Some(of)
    {
        out.push((Some(*op), &**b));
        now = a;
    }
    out.push((None, now));
    out.reverse();
    out
}

fn row_of(operands: &[(Option<BinOp>, Expr)]) -> Option<Expr> {
    let mut rest = operands.iter();
    let mut acc = rest.next()?.1.clone();
    for (op, e) in rest {
        let span = acc.span.to(e.span);
        let kind = Kind::Binary((*op)?, Box::new(acc), Box::new(e.clone()));
        acc = Expr { kind, span };
    }
    Some(acc)
}

fn owned(operands: &[(Option<BinOp>, &Expr)]) -> Vec<(Option<BinOp>, Expr)> {
    operands.iter().map(|(op, e)| (*op, (*e).clone())).collect()
}

/// `1/2x` as `1/(2x)`.
fn divided_by_all(e: &Expr, text: &str) -> Option<Kind> {
    let row = operands(e, Row::Product);
    let ((_, first), rest) = row.split_first()?;
    let Kind::Binary(BinOp::Div, a, b) = &first.kind else {
        return None;
    };
    if !typed_slash(text, a, b) {
        return None;
    }
    let below = rest
        .iter()
        .fold(b.clone(), |acc, (_, f)| joined(acc, Box::new((*f).clone())));
    Some(Kind::Binary(BinOp::Div, a.clone(), below))
}

/// `10^10`, which TeX sets as 10¹0, as a power of 10.
fn digits_joined(e: &Expr, text: &str) -> Option<Kind> {
    let row = operands(e, Row::Product);
    let whole = |e: &Expr| match &e.kind {
        Kind::Number(n) if n.is_integer() => {
            let digits = text.get(e.span.start..e.span.end)?;
            digits.bytes().all(|b| b.is_ascii_digit()).then_some(digits)
        }
        _ => None,
    };
    let at = row.windows(2).position(|pair| {
        let Kind::Binary(BinOp::Pow, _, p) = &pair[0].1.kind else {
            return false;
        };
        p.span.end == pair[1].1.span.start && whole(p).is_some() && whole(pair[1].1).is_some()
    })?;
    let Kind::Binary(BinOp::Pow, base, p) = &row[at].1.kind else {
        return None;
    };
    let digits = format!("{}{}", whole(p)?, whole(row[at + 1].1)?);
    let exponent = BigInt::parse_bytes(digits.as_bytes(), 10)?;
    let span = p.span.to(row[at + 1].1.span);
    let exponent = Expr {
        kind: Kind::Number(BigRational::from(exponent)),
        span,
    };
    let power = Expr {
        kind: Kind::Binary(BinOp::Pow, base.clone(), Box::new(exponent)),
        span: row[at].1.span.to(span),
    };
    let mut new = owned(&row);
    new[at].1 = power;
    new.remove(at + 1);
    row_of(&new).map(|e| e.kind)
}

/// `\log (a) (b)` with both brackets as the argument.
fn argument_continued(e: &Expr) -> Option<Kind> {
    let row = operands(e, Row::Product);
    let at = row.windows(2).position(|pair| {
        let function =
            matches!(&pair[0].1.kind, Kind::Apply { bracketed: true, args, .. } if args.len() == 1);
        function && matches!(pair[1].1.kind, Kind::Paren(_))
    })?;
    let mut new = owned(&row);
    let (_, next) = new.remove(at + 1);
    let Kind::Apply { args, .. } = &mut new[at].1.kind else {
        return None;
    };
    let first = args.pop()?;
    let first = boxed(Kind::Paren(Box::new(first.clone())), &first);
    args.push(*joined(first, Box::new(next)));
    row_of(&new).map(|e| e.kind)
}

/// `\sin x y` as the product of `\sin x` and `y`: the argument ends behind its first factor that is no number.
fn argument_cut(e: &Expr) -> Option<Kind> {
    let Kind::Apply {
        args,
        bracketed: false,
        ..
    } = &e.kind
    else {
        return None;
    };
    let [argument] = &args[..] else { return None };
    let with = |argument: Expr| {
        let mut function = e.clone();
        if let Kind::Apply { args, .. } = &mut function.kind {
            *args = vec![argument];
        }
        Box::new(function)
    };
    // `\log p(1-p)`
    if let Kind::NameParen(n, inner) = &argument.kind
        && let [inner] = &inner[..]
        && n.primes == 0
    {
        let name = boxed(Kind::Name(n.clone()), argument);
        let factor = boxed(Kind::Paren(Box::new(inner.clone())), inner);
        return Some(joined(with(*name), factor).kind);
    }
    let row = operands(argument, Row::Product);
    let number = |e: &Expr| matches!(e.kind, Kind::Number(_));
    let kept = row.iter().take_while(|(_, f)| number(f)).count() + 1;
    if kept >= row.len() {
        return None;
    }
    let (inside, outside) = row.split_at(kept);
    let product = (outside.iter())
        .map(|(_, f)| Box::new((*f).clone()))
        .fold(with(row_of(&owned(inside))?), joined);
    Some(product.kind)
}

/// `\sin x^2` as the square of `\sin x`.
fn power_outside(e: &Expr) -> Option<Kind> {
    let Kind::Apply {
        args,
        power: None,
        bracketed: false,
        ..
    } = &e.kind
    else {
        return None;
    };
    let [argument] = &args[..] else { return None };
    let Kind::Binary(BinOp::Pow, base, exponent) = &argument.kind else {
        return None;
    };
    let mut function = e.clone();
    if let Kind::Apply { args, .. } = &mut function.kind {
        *args = vec![(**base).clone()];
    }
    Some(Kind::Binary(
        BinOp::Pow,
        Box::new(function),
        exponent.clone(),
    ))
}

/// `\sin x/2` as the sine of `x/2`.
fn divided_inside(e: &Expr) -> Option<Kind> {
    let Kind::Binary(op, a, b) = &e.kind else {
        return None;
    };
    let mut function = (**a).clone();
    let Kind::Apply {
        args,
        bracketed: false,
        ..
    } = &mut function.kind
    else {
        return None;
    };
    let argument = args.pop()?;
    let span = argument.span.to(b.span);
    let kind = Kind::Binary(*op, Box::new(argument), b.clone());
    args.push(Expr { kind, span });
    Some(function.kind)
}

/// `\sin^{-1} x` as the reciprocal.
fn reciprocal(e: &Expr) -> Option<Kind> {
    let mut function = e.clone();
    let Kind::Apply { power, func, .. } = &mut function.kind else {
        return None;
    };
    let exponent = power.take()?;
    let minus_one = match &exponent.kind {
        Kind::Neg(a) => matches!(&a.kind, Kind::Number(n) if *n == one()),
        Kind::Number(n) => *n == -one(),
        _ => false,
    };
    let logarithm = matches!(func.base.as_str(), "log" | "ln");
    (minus_one && !logarithm).then(|| Kind::Binary(BinOp::Pow, Box::new(function), exponent))
}

/// `a(b + c)` as a product.
fn product(e: &Expr) -> Option<Kind> {
    let Kind::NameParen(n, args) = &e.kind else {
        return None;
    };
    let [argument] = &args[..] else { return None };
    let name = boxed(Kind::Name(n.clone()), e);
    let factor = boxed(Kind::Paren(Box::new(argument.clone())), argument);
    Some(Kind::Binary(BinOp::Juxtapose, name, factor))
}

/// `\sum_i a_i + b`, `\lim_{x \to 0} x + 1`, `\frac{d}{dx} x^2 + x`, `\ln x + 1` where the operator reaches over all that follows.
fn reaching_further(e: &Expr) -> Option<Kind> {
    let row = operands(e, Row::Sum);
    let at = row[..row.len() - 1]
        .iter()
        .position(|(_, operand)| open_end(operand).is_some())?;
    let mut new = owned(&row[..=at]);
    let last = new.last_mut()?;
    let end = open_end_mut(&mut last.1)?;
    let mut all = vec![(None, end.clone())];
    all.extend(owned(&row[at + 1..]));
    *end = row_of(&all)?;
    row_of(&new).map(|e| e.kind)
}

/// What an operator at the end of an operand reaches over, where no bracket ends it.
fn open_end(e: &Expr) -> Option<&Expr> {
    match &e.kind {
        Kind::Neg(a) | Kind::Plus(a) => open_end(a),
        Kind::Binary(BinOp::Juxtapose | BinOp::Times, _, b) => open_end(b),
        Kind::Big {
            op: BigOp::Sum | BigOp::Prod,
            body,
            ..
        }
        | Kind::Limit { body, .. }
        | Kind::Derivative { body, .. } => {
            let ends = body.span.end == e.span.end && body.span.start > e.span.start;
            (ends && !matches!(body.kind, Kind::Paren(_) | Kind::NameParen(..))).then_some(body)
        }
        Kind::Apply {
            bracketed: false,
            args,
            ..
        } => match &args[..] {
            [a] => Some(a),
            _ => None,
        },
        _ => None,
    }
}

fn open_end_mut(e: &mut Expr) -> Option<&mut Expr> {
    match &mut e.kind {
        Kind::Neg(a) | Kind::Plus(a) => open_end_mut(a),
        Kind::Binary(_, _, b) => open_end_mut(b),
        Kind::Big { body, .. } | Kind::Limit { body, .. } | Kind::Derivative { body, .. } => {
            Some(body)
        }
        Kind::Apply { args, .. } => args.first_mut(),
        _ => None,
    }
}

/// `\min_{k < n}` with k from 1.
fn from_one(e: &Expr) -> Option<Kind> {
    let mut operator = e.clone();
    let Kind::Big {
        under: Some(under),
        over: None,
        ..
    } = &mut operator.kind
    else {
        return None;
    };
    let Kind::Chain {
        first: Some(first),
        links,
    } = &mut under.kind
    else {
        return None;
    };
    let [link] = &links[..] else { return None };
    if !matches!(link.rel, Rel::Lt | Rel::Le) || !matches!(first.kind, Kind::Name(_)) {
        return None;
    }
    let mut lower = link.clone();
    lower.rel = Rel::Le;
    lower.rhs = (**first).clone();
    first.kind = Kind::Number(one());
    links.insert(0, lower);
    Some(operator.kind)
}

/// `n \in \mathbb{N}` with n from 1.
fn without_zero(e: &Expr) -> Option<Kind> {
    let mut chain = e.clone();
    let Kind::Chain { links, .. } = &mut chain.kind else {
        return None;
    };
    let set = &mut links
        .iter_mut()
        .find(|l| l.rel == Rel::In && is_naturals(&l.rhs))?
        .rhs;
    let star = Name {
        base: "*".into(),
        ..Name::default()
    };
    let star = boxed(Kind::Name(star), set);
    if let Kind::Name(n) = &mut set.kind {
        n.sup = Some(star);
    }
    Some(chain.kind)
}

/// Whether this is the set of natural numbers with no mark on it that says whether 0 belongs to it.
pub fn is_naturals(e: &Expr) -> bool {
    match &e.kind {
        Kind::Name(n) => {
            let plain = n.subs.is_empty() && n.sup.is_none() && n.primes == 0;
            plain && (n.base == "ℕ" || n.base == "N" && n.font.as_deref() == Some("mathbb"))
        }
        _ => false,
    }
}

/// Gives the logarithms without a base this one; false where there is none.
fn with_base(e: &mut Expr, base: i64) -> bool {
    let mut found = false;
    let number = boxed(Kind::Number(BigRational::from(BigInt::from(base))), e);
    if let Kind::Apply {
        func,
        base: slot @ None,
        power: None,
        ..
    } = &mut e.kind
        && func.base == "log"
    {
        *slot = Some(number);
        found = true;
    }
    for child in children(&mut e.kind) {
        found |= with_base(child, base);
    }
    found
}

fn one() -> BigRational {
    BigRational::from(BigInt::from(1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::latex;
    use crate::read::sexp::sexp;

    #[test]
    fn other_readings() {
        let rows: &[(&str, &[&str])] = &[
            (r"\sin x y", &["(. (sin x) y)"]),
            (r"\sin 2 x y", &["(. (sin (. 2 x)) y)"]),
            (
                r"\log p(1-p)",
                &[
                    "(. (log p) (paren (- 1 p)))",
                    "(log_base:10 (call p (- 1 p)))",
                    "(log_base:2 (call p (- 1 p)))",
                ],
            ),
            (
                r"\sin x^2 + \cos x^2",
                &[
                    "(+ (^ (sin x) 2) (cos (^ x 2)))",
                    "(+ (sin (^ x 2)) (^ (cos x) 2))",
                    "(sin (+ (^ x 2) (cos (^ x 2))))",
                    "(+ (^ (sin x) 2) (^ (cos x) 2))",
                ],
            ),
            (r"\sin^{-1} x", &["(^ (sin x) (- 1))"]),
            (r"\sin x/2", &["(sin (/ x 2))"]),
            (r"\frac{\sin x}{2}", &[]),
            (
                r"\ln (x+1)(x+2)",
                &["(ln() (. (paren (+ x 1)) (paren (+ x 2))))"],
            ),
            (r"1/2x", &["(/ 1 (. 2 x))"]),
            (r"1/2 x y + z", &["(+ (/ 1 (. (. 2 x) y)) z)"]),
            (r"\frac12 x", &[]),
            (r"10^10", &["(^ 10 10)"]),
            (r"10^1 0", &[]),
            (r"a(b+c)", &["(. a (paren (+ b c)))"]),
            (r"f(b+c)", &[]),
            (
                r"\frac{d}{dx} x^2 + 3x = y",
                &["[(d [x] (+ (^ x 2) (. 3 x))) eq y]"],
            ),
            (r"\frac{d}{dx} (x^2) + 3x", &[]),
            (r"\frac{df}{dx} + 3x", &[]),
            (
                r"c - \sum_{i=1}^n i + 1 - b",
                &["(- c (sum [i eq 1] n (- (+ i 1) b)))"],
            ),
            (r"\lim_{x \to 0} x + 1", &["(lim x 0 both (+ x 1))"]),
            (r"\ln x + 1", &["(ln (+ x 1))"]),
            (
                r"\log 100 = \log 10",
                &[
                    "[(log_base:10 100) eq (log_base:10 10)]",
                    "[(log_base:2 100) eq (log_base:2 10)]",
                ],
            ),
            (r"\min_{k < n} a_k", &["(min [1 le k lt n] _ a_k)"]),
            (r"n \in \mathbb{N}", &["[n in mathbb:N^(*)]"]),
            (r"x^2 + 2xy + y^2 = (x+y)^2", &[]),
        ];
        let mut wrong = Vec::new();
        for (text, expected) in rows {
            let rows = latex::parse(text, 0).unwrap();
            let called = |n: &Name, args: &[Expr]| n.base == "a" && args.len() == 1;
            let found: Vec<String> = others(&rows[0].exprs[0], text, &called)
                .iter()
                .map(sexp)
                .collect();
            if found != *expected {
                wrong.push(format!("{text}\n  {found:?}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
