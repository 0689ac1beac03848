//! Membership in sets of numbers: intervals, ℝ, ℤ and ℕ with their marks, lists, what is taken out, unions and intersections.

use super::Problem;
use super::limits::infinite;
use super::scope::Scope;
use crate::read::ast::{BinOp, Expr, Kind, Name, Rel};
use hence_kernel::{Term, Type, syntax};

type Res = Result<Term, Problem>;

// What stands at the corners of ℝ, ℤ, ℕ.
enum Mark<'a> {
    // `+`, below or above.
    Plus,
    Minus,
    // `*`: zero is left out.
    Star,
    // `ℕ_0`: zero is meant to be in.
    Zero,
    // `ℝ_{>0}`
    Bound(Rel, &'a Expr),
}

fn mark(e: &Expr) -> Option<Mark<'_>> {
    match &e.kind {
        Kind::Paren(a) => mark(a),
        Kind::Name(n) => match n.base.as_str() {
            "+" => Some(Mark::Plus),
            "-" | "−" => Some(Mark::Minus),
            "*" | "∗" => Some(Mark::Star),
            _ => None,
        },
        Kind::Number(_) => Some(Mark::Zero),
        Kind::Chain { first: None, links } => match &links[..] {
            [l] if matches!(l.rel, Rel::Lt | Rel::Le | Rel::Gt | Rel::Ge | Rel::Ne) => {
                Some(Mark::Bound(l.rel, &l.rhs))
            }
            _ => None,
        },
        _ => None,
    }
}

// ℝ, ℤ or ℕ with its marks; none where a mark is not understood.
fn marked(set: &Expr) -> Option<(char, Vec<Mark<'_>>)> {
    let name = |n: &Name| match n.base.as_str() {
        "R" | "ℝ" => Some('R'),
        "Z" | "ℤ" => Some('Z'),
        "N" | "ℕ" => Some('N'),
        _ => None,
    };
    match &set.kind {
        Kind::Paren(s) => marked(s),
        Kind::Name(n) => {
            let of = name(n)?;
            let marks = (n.subs.iter().chain(n.sup.as_deref()))
                .map(mark)
                .collect::<Option<_>>()?;
            Some((of, marks))
        }
        // `ℝ^{>0}`
        Kind::Binary(BinOp::Pow, base, power) => {
            let (of, mut marks) = marked(base)?;
            marks.push(mark(power).filter(|m| !matches!(m, Mark::Zero))?);
            Some((of, marks))
        }
        _ => None,
    }
}

/// Whether authors differ on whether zero belongs to the set: `ℝ^+`, `ℤ_+`.
pub(crate) fn is_doubtful(set: &Expr) -> bool {
    let Some((of, marks)) = marked(set) else {
        return false;
    };
    let raised = match &set.kind {
        Kind::Name(n) => n.sup.is_some(),
        _ => false,
    };
    matches!(marks[..], [Mark::Plus | Mark::Minus]) && (of == 'R' && raised || of == 'Z' && !raised)
}

impl Scope {
    /// The formula `a ∈ set`.
    pub(super) fn member(&mut self, a: &Expr, set: &Expr) -> Res {
        let err = Problem::kernel(set.span);
        if let Kind::Tuple(xs) = &a.kind {
            let mut acc = syntax::truth();
            for x in xs {
                let f = self.member(x, set)?;
                acc = if acc.is_const("⊤") {
                    f
                } else {
                    syntax::and(&acc, &f).map_err(&err)?
                };
            }
            return Ok(acc);
        }
        if matches!(&a.kind, Kind::Name(n) if self.is_map(&super::names::key(n)))
            && super::operators::Shape::of_set(set).is_some()
        {
            return Ok(syntax::truth());
        }
        if super::kinds::is_vector_space(set) {
            let x = self.term(a)?;
            if *x.ty() == Type::Vector {
                return Ok(syntax::truth());
            }
            return Problem::at(set.span, "this set is not handled yet");
        }
        let numbers = marked(set);
        // What is said to be an integer is an index, and not √−1.
        let index = matches!(&a.kind, Kind::Name(n) if super::names::key(n) == "i")
            && matches!(numbers, Some(('Z' | 'N', _)))
            && self.sort("i").is_none()
            && self.bound("i").is_none();
        let x = if index {
            self.variable("i")
        } else {
            self.real(a)?
        };
        if let Some((of, marks)) = numbers {
            return self.in_numbers(&x, of, &marks, set);
        }
        match &set.kind {
            Kind::Paren(s) => self.member(a, s),
            Kind::Interval {
                lo,
                hi,
                left_closed,
                right_closed,
            } => self.in_interval(&x, (lo, *left_closed), (hi, *right_closed), set),
            Kind::Tuple(ends) if ends.len() == 2 => {
                self.in_interval(&x, (&ends[0], false), (&ends[1], false), set)
            }
            Kind::Set(xs) => {
                let mut acc: Option<Term> = None;
                for v in xs {
                    let v = self.real(v)?;
                    let p = syntax::eq(&x, &v).map_err(&err)?;
                    acc = Some(match acc {
                        None => p,
                        Some(q) => syntax::or(&q, &p).map_err(&err)?,
                    });
                }
                acc.map_or_else(|| Problem::at(set.span, "an empty set has no members"), Ok)
            }
            Kind::Binary(BinOp::Union, s, t) => {
                syntax::or(&self.member(a, s)?, &self.member(a, t)?).map_err(err)
            }
            Kind::Binary(BinOp::Intersect, s, t) => {
                let (p, q) = (self.member(a, s)?, self.member(a, t)?);
                both(&p, &q).map_err(err)
            }
            Kind::Binary(op, s, t)
                if *op == BinOp::SetMinus
                    || *op == BinOp::Sub && matches!(t.kind, Kind::Set(_)) =>
            {
                let inside = self.member(a, s)?;
                let mut out = Vec::new();
                match &t.kind {
                    // Each value apart: x ≠ −1 and x ≠ 1.
                    Kind::Set(xs) => {
                        for v in xs {
                            let v = self.real(v)?;
                            out.push(syntax::ne(&x, &v).map_err(&err)?);
                        }
                    }
                    _ => out.push(syntax::not(&self.member(a, t)?).map_err(&err)?),
                }
                out.iter()
                    .try_fold(inside, |acc, p| both(&acc, p))
                    .map_err(err)
            }
            Kind::Name(_) => Problem::at(set.span, "this set is not known"),
            _ => Problem::at(set.span, "this set is not handled yet"),
        }
    }

    fn in_interval(
        &mut self,
        x: &Term,
        (lo, left_closed): (&Expr, bool),
        (hi, right_closed): (&Expr, bool),
        set: &Expr,
    ) -> Res {
        let err = Problem::kernel(set.span);
        let compare = |closed: bool, a: &Term, b: &Term| {
            if closed {
                syntax::le(a, b)
            } else {
                syntax::lt(a, b)
            }
        };
        let mut all = syntax::truth();
        if infinite(lo).is_none() {
            let p = compare(left_closed, &self.real(lo)?, x).map_err(&err)?;
            all = both(&all, &p).map_err(&err)?;
        }
        if infinite(hi).is_none() {
            let p = compare(right_closed, x, &self.real(hi)?).map_err(&err)?;
            all = both(&all, &p).map_err(&err)?;
        }
        Ok(all)
    }

    fn in_numbers(&mut self, x: &Term, of: char, marks: &[Mark<'_>], set: &Expr) -> Res {
        let err = Problem::kernel(set.span);
        let zero = Term::int(0);
        let mut parts = Vec::new();
        if of != 'R' {
            parts.push(syntax::is_int(x).map_err(&err)?);
        }
        let star = marks.iter().any(|m| matches!(m, Mark::Star));
        let raised = matches!(&set.kind, Kind::Name(n) if n.sup.is_some());
        let mut signed = false;
        for m in marks {
            match m {
                // ℤ^+ and ℕ^+ are the positive integers; ℝ_+ holds zero.
                Mark::Plus => {
                    signed = true;
                    let strict = star || of == 'N' || of == 'Z' && raised;
                    let p = if strict { syntax::lt } else { syntax::le };
                    parts.push(p(&zero, x).map_err(&err)?);
                }
                Mark::Minus => {
                    signed = true;
                    let p = if star { syntax::lt } else { syntax::le };
                    parts.push(p(x, &zero).map_err(&err)?);
                }
                Mark::Star | Mark::Zero => {}
                Mark::Bound(rel, e) => {
                    let end = self.real(e)?;
                    parts.push(self.compare(x, *rel, &end, set.span)?);
                }
            }
        }
        if of == 'N' && !signed {
            parts.push(syntax::le(&Term::int(i64::from(star)), x).map_err(&err)?);
        } else if star && !signed {
            parts.push(syntax::ne(x, &zero).map_err(&err)?);
        }
        parts
            .iter()
            .try_fold(syntax::truth(), |acc, p| both(&acc, p))
            .map_err(err)
    }
}

// p ∧ q, and q alone where p says nothing.
fn both(p: &Term, q: &Term) -> hence_kernel::Result<Term> {
    match (p.is_const("⊤"), q.is_const("⊤")) {
        (true, _) => Ok(q.clone()),
        (_, true) => Ok(p.clone()),
        _ => syntax::and(p, q),
    }
}
