//! Notation that stands for other notation: what is conditioned on, events, sums and products with dots.

use super::scope::walk;
use crate::read::ast::{BigOp, BinOp, Expr, Kind, Link, Name, Rel};
use crate::read::sexp::sexp;
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Zero};
use std::collections::BTreeSet;

/// The formula with abbreviations written out.
///
/// - `f(x|θ, η)` is a call of a function of its own, `f_|`, at `x, θ, η`; `P(X = x)` one of `P_X` at `x`.
/// - `x_1 + x_2 + … + x_n` is the sum over an index from 1 to n, products likewise, where every term that is written shows the
///   same pattern: `1 + r + r^2 + … + r^n` is the sum of `r^i` from 0 to n.
///
/// What does not fit stays as it is.
///
/// ```
/// use hence::{elaborate::settled, read::{latex, sexp::sexp}};
/// let rows = latex::parse(r"1 + 2 + \dots + n", 0).unwrap();
/// assert_eq!(sexp(&settled(rows[0].exprs[0].clone())), "(sum [i eq 1] n i)");
/// ```
pub fn settled(mut e: Expr) -> Expr {
    for child in children(&mut e.kind) {
        let inner = std::mem::replace(&mut child.kind, Kind::Placeholder);
        *child = settled(Expr {
            kind: inner,
            span: child.span,
        });
    }
    match &mut e.kind {
        Kind::NameParen(n, args) => call(n, args),
        Kind::Binary(op @ (BinOp::Add | BinOp::Juxtapose | BinOp::Times | BinOp::Cross), ..) => {
            let op = *op;
            if let Some(kind) = dotted(&e, op) {
                e.kind = kind;
            }
        }
        Kind::Big { .. } => {
            if let Some(kind) = side_by_side(&e.kind) {
                e.kind = kind;
            }
        }
        _ => {}
    }
    e
}

// `∏ a_k ∏ b_k` over one index: the second is no factor under the first, where its index would hide the first one.
fn side_by_side(kind: &Kind) -> Option<Kind> {
    let Kind::Big {
        op,
        under: Some(under),
        over,
        body,
    } = kind
    else {
        return None;
    };
    let Kind::Binary(times @ (BinOp::Juxtapose | BinOp::Times), a, b) = &body.kind else {
        return None;
    };
    let Kind::Big {
        under: Some(inner), ..
    } = &b.kind
    else {
        return None;
    };
    if !matches!(op, BigOp::Sum | BigOp::Prod) || index(under)? != index(inner)? {
        return None;
    }
    let first = Expr {
        kind: Kind::Big {
            op: *op,
            under: Some(under.clone()),
            over: over.clone(),
            body: a.clone(),
        },
        span: a.span,
    };
    Some(Kind::Binary(*times, Box::new(first), b.clone()))
}

// The letter that a range is about.
fn index(under: &Expr) -> Option<&str> {
    match &under.kind {
        Kind::Name(n) => Some(&n.base),
        Kind::Chain {
            first: Some(first), ..
        } => index(first),
        _ => None,
    }
}

/// The parts of a node that are formulas themselves, marks on names left out.
pub(crate) fn children(kind: &mut Kind) -> Vec<&mut Expr> {
    match kind {
        Kind::Number(_)
        | Kind::Name(_)
        | Kind::Infinity
        | Kind::Dots
        | Kind::Placeholder
        | Kind::Text(_) => Vec::new(),
        Kind::Neg(a)
        | Kind::Plus(a)
        | Kind::PlusMinus(a)
        | Kind::MinusPlus(a)
        | Kind::Factorial(a)
        | Kind::Paren(a)
        | Kind::Abs(a)
        | Kind::Floor(a)
        | Kind::Ceil(a)
        | Kind::Prime(a, _)
        | Kind::Gradient(a)
        | Kind::Transpose(a)
        | Kind::Not(a)
        | Kind::Norm(a, _) => vec![a],
        Kind::Binary(_, a, b) | Kind::SetOf(a, b) | Kind::Inner(a, b) | Kind::Binomial(a, b) => {
            vec![a, b]
        }
        Kind::Tuple(xs) | Kind::Set(xs) | Kind::And(xs) | Kind::Or(xs) => xs.iter_mut().collect(),
        Kind::NameParen(_, args) => args.iter_mut().collect(),
        Kind::Interval { lo, hi, .. } => vec![lo, hi],
        Kind::Apply {
            power, base, args, ..
        } => {
            let marks = [power, base].into_iter().flatten().map(|b| &mut **b);
            marks.chain(args).collect()
        }
        Kind::Root { index, arg } => index.iter_mut().chain([arg]).map(|b| &mut **b).collect(),
        Kind::Big {
            under, over, body, ..
        } => {
            let bounds = [under, over].into_iter().flatten();
            bounds.chain([body]).map(|b| &mut **b).collect()
        }
        Kind::Limit { var, to, body, .. } => vec![var, to, body],
        Kind::Derivative { body, vars, .. } => {
            let vars = vars.iter_mut().map(|(v, _)| v);
            std::iter::once(&mut **body).chain(vars).collect()
        }
        Kind::Integral {
            var,
            lower,
            upper,
            body,
        } => {
            let marks = [var, lower, upper].into_iter().flatten();
            marks.chain([body]).map(|b| &mut **b).collect()
        }
        Kind::Cases(cases) => cases
            .iter_mut()
            .flat_map(|c| std::iter::once(&mut c.value).chain(&mut c.guard))
            .collect(),
        Kind::Matrix(rows) => rows.iter_mut().flatten().collect(),
        Kind::Chain { first, links } => {
            let sides = links.iter_mut().map(|l| &mut l.rhs);
            first.iter_mut().map(|f| &mut **f).chain(sides).collect()
        }
        Kind::Implies(a, b) | Kind::Iff(a, b) => {
            a.iter_mut().chain([b]).map(|x| &mut **x).collect()
        }
        Kind::ForAll(a, b) | Kind::Exists(a, b) => {
            std::iter::once(a).chain(b).map(|x| &mut **x).collect()
        }
        Kind::With(a, rest) => std::iter::once(&mut **a).chain(rest).collect(),
    }
}

// `P(X = x)`, `f(x|θ)`, `P(Y = y | x)`.
fn call(n: &mut Name, args: &mut Vec<Expr>) {
    let [whole] = &args[..] else { return };
    let (value, known) = match &whole.kind {
        Kind::Binary(BinOp::Given, a, b) => (&**a, Some(&**b)),
        _ => (whole, None),
    };
    let (variable, value) = match event(value) {
        Some((x, v)) if n.subs.is_empty() => (Some(x.clone()), v),
        _ => (None, value),
    };
    if holds_statement(value) || known.is_some_and(holds_statement) {
        return;
    }
    let list = |e: &Expr| match &e.kind {
        Kind::Tuple(xs) => xs.clone(),
        _ => vec![e.clone()],
    };
    let bar = known.map(|_| Expr {
        kind: Kind::Text("|".into()),
        span: whole.span,
    });
    let values = list(value)
        .into_iter()
        .chain(known.iter().flat_map(|k| list(k)));
    if variable.is_some() || bar.is_some() {
        n.subs.extend(variable.into_iter().chain(bar));
        *args = values.collect();
    }
}

// `X = x` with a capital letter for what is random.
fn event(e: &Expr) -> Option<(&Expr, &Expr)> {
    let Kind::Chain {
        first: Some(variable),
        links,
    } = &e.kind
    else {
        return None;
    };
    let (Kind::Name(x), [link]) = (&variable.kind, &links[..]) else {
        return None;
    };
    (link.rel == Rel::Eq && x.base.chars().all(char::is_uppercase)).then_some((variable, &link.rhs))
}

fn holds_statement(e: &Expr) -> bool {
    let mut found = false;
    walk(e, &mut |x| found |= matches!(x.kind, Kind::Chain { .. }));
    found
}

fn same(a: &Expr, b: &Expr) -> bool {
    sexp(a) == sexp(b)
}

fn operands<'a>(e: &'a Expr, op: BinOp, out: &mut Vec<&'a Expr>) {
    match &e.kind {
        Kind::Binary(o, a, b) if *o == op => {
            operands(a, op, out);
            operands(b, op, out);
        }
        _ => out.push(e),
    }
}

// The sum or product that dots stand for.
fn dotted(e: &Expr, op: BinOp) -> Option<Kind> {
    let mut all = Vec::new();
    operands(e, op, &mut all);
    let at = all.iter().position(|x| matches!(x.kind, Kind::Dots))?;
    let (first, rest) = (&all[..at], &all[at + 1..]);
    let ([_, ..], [last]) = (first, rest) else {
        return None;
    };
    let index = fresh(e)?;
    let mut found: Option<(Expr, BigInt, Expr)> = None;
    for (k, term) in first.iter().enumerate() {
        let mut fit = Fit {
            index: &index,
            place: None,
        };
        let body = fit.term(last, term)?;
        let (from, to) = fit.place?;
        match &found {
            None => found = Some((body, from, to)),
            Some((b, f, t)) => {
                if !same(b, &body) || !same(t, &to) || from != f + BigInt::from(k) {
                    return None;
                }
            }
        }
    }
    let (body, from, to) = found?;
    let at = |kind| Expr { kind, span: e.span };
    let range = Kind::Chain {
        first: Some(Box::new(at(Kind::Name(index)))),
        links: vec![Link {
            rel: Rel::Eq,
            rel_span: e.span,
            note: None,
            rhs: at(Kind::Number(BigRational::from_integer(from))),
        }],
    };
    Some(Kind::Big {
        op: if op == BinOp::Add {
            BigOp::Sum
        } else {
            BigOp::Prod
        },
        under: Some(Box::new(at(range))),
        over: Some(Box::new(to)),
        body: Box::new(body),
    })
}

// A letter for an index that the formula does not use.
fn fresh(e: &Expr) -> Option<Name> {
    let mut used = BTreeSet::new();
    walk(e, &mut |x| {
        if let Kind::Name(n) | Kind::NameParen(n, _) = &x.kind {
            used.insert(n.base.clone());
        }
    });
    ["i", "j", "k", "l", "m"]
        .into_iter()
        .find(|l| !used.contains(*l))
        .map(|l| Name {
            base: l.into(),
            ..Name::default()
        })
}

// What varies between the last term and another one.
struct Fit<'a> {
    index: &'a Name,
    // The value of the index there, and in the last term.
    place: Option<(BigInt, Expr)>,
}

impl Fit<'_> {
    fn varies(&mut self, from: BigInt, to: &Expr) -> Option<Expr> {
        match &self.place {
            Some((f, t)) if *f != from || !same(t, to) => return None,
            _ => self.place = Some((from, to.clone())),
        }
        Some(Expr {
            kind: Kind::Name(self.index.clone()),
            span: to.span,
        })
    }

    // The pattern that both terms are instances of.
    fn term(&mut self, last: &Expr, other: &Expr) -> Option<Expr> {
        if same(last, other) {
            return Some(last.clone());
        }
        let with = |kind| {
            Some(Expr {
                kind,
                span: last.span,
            })
        };
        match (&last.kind, &other.kind) {
            (_, Kind::Number(q))
                if q.is_integer()
                    && !matches!(
                        last.kind,
                        Kind::Binary(
                            BinOp::Pow | BinOp::Div | BinOp::Juxtapose | BinOp::Times,
                            ..
                        )
                    ) =>
            {
                self.varies(q.to_integer(), last)
            }
            (Kind::Name(a), Kind::Name(b)) => with(Kind::Name(self.name(a, b)?)),
            (Kind::NameParen(a, xs), Kind::NameParen(b, ys)) if xs.len() == ys.len() => {
                let name = self.name(a, b)?;
                let args = xs.iter().zip(ys).map(|(x, y)| self.term(x, y));
                with(Kind::NameParen(name, args.collect::<Option<_>>()?))
            }
            (Kind::Binary(p, a, b), Kind::Binary(q, c, d)) if p == q => {
                let here = self.place.clone();
                if let (Some(l), Some(r)) = (self.term(a, c), self.term(b, d)) {
                    return with(Kind::Binary(*p, Box::new(l), Box::new(r)));
                }
                self.place = here;
                self.unwritten(last, other)
            }
            (Kind::Paren(a), Kind::Paren(b)) => with(Kind::Paren(Box::new(self.term(a, b)?))),
            (Kind::Neg(a), Kind::Neg(b)) => with(Kind::Neg(Box::new(self.term(a, b)?))),
            (
                Kind::Apply {
                    func,
                    power: None,
                    base: None,
                    args: xs,
                    bracketed,
                },
                Kind::Apply {
                    func: other,
                    power: None,
                    base: None,
                    args: ys,
                    ..
                },
            ) if func == other && xs.len() == ys.len() => {
                let args = xs.iter().zip(ys).map(|(x, y)| self.term(x, y));
                with(Kind::Apply {
                    func: func.clone(),
                    power: None,
                    base: None,
                    args: args.collect::<Option<_>>()?,
                    bracketed: *bracketed,
                })
            }
            _ => self.unwritten(last, other),
        }
    }

    // `r` for `r^1`, `1` for `1/1` and `r^0`, `a` for `a r^0`.
    fn unwritten(&mut self, last: &Expr, other: &Expr) -> Option<Expr> {
        let one = |e: &Expr| matches!(&e.kind, Kind::Number(q) if q.is_one());
        let Kind::Binary(op, a, b) = &last.kind else {
            return None;
        };
        let with = |l: Expr, r: Expr| {
            Some(Expr {
                kind: Kind::Binary(*op, Box::new(l), Box::new(r)),
                span: last.span,
            })
        };
        match op {
            BinOp::Pow | BinOp::Div if same(a, other) => {
                let i = self.varies(BigInt::one(), b)?;
                with((**a).clone(), i)
            }
            BinOp::Pow if one(other) => {
                let i = self.varies(BigInt::zero(), b)?;
                with((**a).clone(), i)
            }
            BinOp::Juxtapose | BinOp::Times if same(a, other) => {
                let unit = Expr {
                    kind: Kind::Number(BigRational::one()),
                    span: other.span,
                };
                let power = self.unwritten(b, &unit)?;
                with((**a).clone(), power)
            }
            _ => None,
        }
    }

    fn name(&mut self, last: &Name, other: &Name) -> Option<Name> {
        let bare = |n: &Name| Name {
            subs: Vec::new(),
            ..n.clone()
        };
        if bare(last) != bare(other) || last.subs.len() != other.subs.len() {
            return None;
        }
        let subs = last.subs.iter().zip(&other.subs);
        Some(Name {
            subs: subs.map(|(x, y)| self.term(x, y)).collect::<Option<_>>()?,
            ..last.clone()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::latex;

    #[test]
    fn abbreviations_are_written_out() {
        for (text, expected) in [
            (r"f(x|\theta)", "(call f_\"|\" x θ)"),
            (r"p(y \mid x, \theta)", "(call p_\"|\" y x θ)"),
            (r"P(X = x)", "(call P_X x)"),
            (r"P(X = x | \theta)", "(call P_X_\"|\" x θ)"),
            // What is conditioned on an event is no list of arguments.
            (r"P(A | X = 1)", "(call P (| A [X eq 1]))"),
            (r"x_1 + x_2 + \dots + x_n", "(sum [i eq 1] n x_i)"),
            (r"x_1 + x_2 + \dots x_n", "(sum [i eq 1] n x_i)"),
            (r"x_1 x_2 \cdots x_n", "(prod [i eq 1] n x_i)"),
            (r"1 + 2 + 3 + \cdots + n", "(sum [i eq 1] n i)"),
            (
                r"0 + 1 + \cdots + (n-1)",
                "(sum [i eq 0] (paren (- n 1)) i)",
            ),
            (r"1 + r + r^2 + \dots + r^n", "(sum [i eq 0] n (^ r i))"),
            (
                r"a + a r + a r^2 + \dots + a r^{n-1}",
                "(sum [i eq 0] (- n 1) (. a (^ r i)))",
            ),
            (
                r"\frac{1}{x_1} + \frac{1}{x_2} + \dots + \frac{1}{x_n}",
                "(sum [i eq 1] n (/ 1 x_i))",
            ),
            (
                r"1 + \frac12 + \frac13 + \dots + \frac1n",
                "(sum [i eq 1] n (/ 1 i))",
            ),
            (r"1^2 + 2^2 + \dots + n^2", "(sum [i eq 1] n (^ i 2))"),
            (r"1 + \dots + i", "(sum [j eq 1] i j)"),
            // No pattern, or two.
            (r"1 + 3 + \dots + n", "(+ (+ (+ 1 3) …) n)"),
            (r"x_1 + y_2 + \dots + x_n", "(+ (+ (+ x_1 y_2) …) x_n)"),
            (r"2 + 4 + \dots + 2n", "(+ (+ (+ 2 4) …) (. 2 n))"),
        ] {
            let rows = latex::parse(text, 0).unwrap();
            assert_eq!(sexp(&settled(rows[0].exprs[0].clone())), expected, "{text}");
        }
    }
}
