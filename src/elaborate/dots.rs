//! What dots stand for: sums and products, the numbers that an index takes, the members of a list.

use crate::read::ast::{BigOp, BinOp, Expr, Kind, Link, Name, Rel};
use crate::read::sexp::sexp;
use crate::read::tree::walk;
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Zero};
use std::collections::BTreeSet;

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

/// The sum or product that dots stand for.
pub(super) fn dotted(e: &Expr, op: BinOp) -> Option<Kind> {
    let mut all = Vec::new();
    operands(e, op, &mut all);
    let at = all.iter().position(|x| matches!(x.kind, Kind::Dots))?;
    let (first, rest) = (&all[..at], &all[at + 1..]);
    let ([_, ..], [last]) = (first, rest) else {
        return None;
    };
    let index = fresh(e)?;
    let at = |kind| Expr { kind, span: e.span };
    let (body, from, to) = pattern(first, last, &at(Kind::Name(index.clone())))?;
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

// What all terms are instances of, with the index at the first of them and at the last.
fn pattern(first: &[&Expr], last: &Expr, index: &Expr) -> Option<(Expr, BigInt, Expr)> {
    let mut found: Option<(Expr, BigInt, Expr)> = None;
    for (k, term) in first.iter().enumerate() {
        let mut fit = Fit { index, place: None };
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
    found
}

fn place(e: &Expr, kind: Kind) -> Expr {
    Expr { kind, span: e.span }
}

fn link(rel: Rel, rhs: Expr) -> Link {
    Link {
        rel,
        rel_span: rhs.span,
        note: None,
        rhs,
    }
}

fn chain(first: Expr, links: Vec<Link>) -> Kind {
    Kind::Chain {
        first: Some(Box::new(first)),
        links,
    }
}

// `from ≤ i ≤ to`, without an end where there is none; or `i < to`.
fn between(at: &Expr, index: &Expr, from: BigInt, to: Option<(Rel, Expr)>) -> Expr {
    let from = place(at, Kind::Number(BigRational::from_integer(from)));
    let ends = std::iter::once((Rel::Le, index.clone())).chain(to);
    let links = ends.map(|(rel, x)| link(rel, x)).collect();
    place(at, chain(from, links))
}

fn integer(at: &Expr, index: &Expr) -> Expr {
    let integers = Name {
        base: "ℤ".into(),
        ..Name::default()
    };
    let set = place(at, Kind::Name(integers));
    place(at, chain(index.clone(), vec![link(Rel::In, set)]))
}

// The members that are written before the dots, and the last one where it is written.
fn listed(xs: &[Expr]) -> Option<(Vec<&Expr>, Option<&Expr>)> {
    let at = xs.iter().position(|x| matches!(x.kind, Kind::Dots))?;
    let first: Vec<&Expr> = xs[..at].iter().collect();
    match &xs[at + 1..] {
        [] if !first.is_empty() => Some((first, None)),
        [last] if !first.is_empty() => Some((first, Some(last))),
        _ => None,
    }
}

/// Where an index lies, and that it is an integer, where its values are listed with dots: `k = 1, …, n`, `k ∈ {0, …, n − 1}`,
/// `k = 0, 1, 2, …`.
pub(crate) fn indexed(e: &Expr) -> Option<(Expr, Expr)> {
    let Kind::Chain {
        first: Some(index),
        links,
    } = &e.kind
    else {
        return None;
    };
    let (Kind::Name(_), [l]) = (&index.kind, &links[..]) else {
        return None;
    };
    let xs = match (&l.rel, &l.rhs.kind) {
        (Rel::Eq, Kind::Tuple(xs)) | (Rel::In, Kind::Set(xs)) => xs,
        _ => return None,
    };
    let (first, last) = listed(xs)?;
    let number = |x: &Expr| match &x.kind {
        Kind::Number(q) if q.is_integer() => Some(q.to_integer()),
        _ => None,
    };
    let (from, to) = match last {
        Some(last) => {
            let (body, from, to) = pattern(&first, last, index)?;
            (same(&body, index).then_some(from)?, Some((Rel::Le, to)))
        }
        None => {
            let from = number(first[0])?;
            let consecutive =
                (first.iter().enumerate()).all(|(k, x)| number(x) == Some(&from + BigInt::from(k)));
            (first.len() > 1 && consecutive).then_some((from, None))?
        }
    };
    Some((between(e, index, from, to), integer(e, index)))
}

/// What is said of the members of a list with dots, said of each of them: `x_1, …, x_n > 0`, `0 ≤ x_1, …, x_n < 1`.
pub(super) fn of_each(e: &Expr) -> Option<Kind> {
    let Kind::Chain {
        first: Some(first),
        links,
    } = &e.kind
    else {
        return None;
    };
    // `p = (p_1, …, p_n)` says what p is, and `x ∈ (…)` where x lies.
    let named = links.iter().any(|l| {
        !matches!(l.rel, Rel::Lt | Rel::Le | Rel::Gt | Rel::Ge | Rel::Ne)
            && matches!(l.rhs.kind, Kind::Tuple(_))
    });
    if named && !matches!(first.kind, Kind::Tuple(_)) {
        return None;
    }
    let name = fresh(e)?;
    let index = place(e, Kind::Name(name));
    let mut found: Option<(BigInt, Expr)> = None;
    let mut member = |x: &Expr| {
        let Kind::Tuple(xs) = &x.kind else {
            return Some(x.clone());
        };
        let (first, Some(last)) = listed(xs)? else {
            return None;
        };
        let (body, from, to) = pattern(&first, last, &index)?;
        // A name with the index, and nothing that is computed: "1, …, n > 0" says nothing of members.
        matches!(body.kind, Kind::Name(ref n) if !n.subs.is_empty()).then_some(())?;
        match &found {
            Some((f, t)) if *f != from || !same(t, &to) => return None,
            _ => found = Some((from, to)),
        }
        Some(body)
    };
    let first = member(first)?;
    let links = (links.iter())
        .map(|l| {
            let rhs = member(&l.rhs)?;
            Some(Link { rhs, ..l.clone() })
        })
        .collect::<Option<Vec<_>>>()?;
    let (from, to) = found?;
    let range = between(e, &index, from, Some((Rel::Le, to)));
    let body = place(e, chain(first, links));
    Some(for_each(&index, range, body))
}

/// What a chain with dots says of each member and the next one: `x_1 ≤ x_2 ≤ … ≤ x_n`.
pub(super) fn ordered(e: &Expr) -> Option<Kind> {
    let Kind::Chain {
        first: Some(first),
        links,
    } = &e.kind
    else {
        return None;
    };
    let rel = links.first()?.rel;
    let one = links.iter().all(|l| l.rel == rel);
    if !one || !matches!(rel, Rel::Lt | Rel::Le | Rel::Gt | Rel::Ge | Rel::Eq) {
        return None;
    }
    let sides: Vec<Expr> = std::iter::once(&**first)
        .chain(links.iter().map(|l| &l.rhs))
        .cloned()
        .collect();
    let (first, Some(last)) = listed(&sides)? else {
        return None;
    };
    let index = place(e, Kind::Name(fresh(e)?));
    let one = place(e, Kind::Number(BigRational::one()));
    let next = place(
        e,
        Kind::Binary(BinOp::Add, Box::new(index.clone()), Box::new(one)),
    );
    let (here, from, to) = pattern(&first, last, &index)?;
    let (there, ..) = pattern(&first, last, &next)?;
    matches!(here.kind, Kind::Name(ref n) if !n.subs.is_empty()).then_some(())?;
    let range = between(e, &index, from, Some((Rel::Lt, to)));
    let body = place(e, chain(here, vec![link(rel, there)]));
    Some(for_each(&index, range, body))
}

fn for_each(index: &Expr, range: Expr, body: Expr) -> Kind {
    let whole = place(index, Kind::Implies(Some(Box::new(range)), Box::new(body)));
    Kind::ForAll(Box::new(integer(index, index)), Some(Box::new(whole)))
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
    index: &'a Expr,
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
            kind: self.index.kind.clone(),
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
