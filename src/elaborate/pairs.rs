//! Sums and products over pairs of indices: `i ≠ j`, `i < j`, `1 ≤ i < j ≤ n`, `i, j`, `i, j = 1` below and `n` above.

use super::Problem;
use super::names::key;
use super::ranges::{IndexRange, letter, may_run, shifted, strict};
use super::scope::Scope;
use crate::read::ast::{BigOp, Expr, Kind, Name, Rel, Span};
use crate::read::tree::{each_part, walk};
use hence_kernel::Term;
use std::collections::BTreeSet;

// Two indices under one operator, as written.
struct Pair<'a> {
    first: &'a Name,
    second: &'a Name,
    // How the first lies to the second; none where each runs through everything.
    rel: Option<Rel>,
    // Where both run, if the operator says so.
    run: Option<Run<'a>>,
}

// The ends, with whether each is left out.
struct Run<'a> {
    lower: (&'a Expr, bool),
    upper: (&'a Expr, bool),
}

fn two(e: &Expr) -> Option<(&Name, &Name)> {
    match &e.kind {
        Kind::Tuple(xs) => match &xs[..] {
            [a, b] => Some((letter(a)?, letter(b)?)),
            _ => None,
        },
        _ => None,
    }
}

fn written<'a>(under: &'a Expr, over: Option<&'a Expr>) -> Option<Pair<'a>> {
    match &under.kind {
        Kind::Paren(a) => written(a, over),
        Kind::Tuple(_) if over.is_none() => {
            let (first, second) = two(under)?;
            Some(Pair {
                first,
                second,
                rel: None,
                run: None,
            })
        }
        Kind::Chain {
            first: Some(first),
            links,
        } => match &links[..] {
            // `i, j = 1` below and `n` above
            [l] if l.rel == Rel::Eq => {
                let (first, second) = two(first)?;
                Some(Pair {
                    first,
                    second,
                    rel: None,
                    run: Some(Run {
                        lower: (&l.rhs, false),
                        upper: (over?, false),
                    }),
                })
            }
            [l] if over.is_none()
                && matches!(l.rel, Rel::Ne | Rel::Lt | Rel::Le | Rel::Gt | Rel::Ge) =>
            {
                Some(Pair {
                    first: letter(first)?,
                    second: letter(&l.rhs)?,
                    rel: Some(l.rel),
                    run: None,
                })
            }
            // 1 ≤ i < j ≤ n
            [a, b, c] if over.is_none() => {
                strict(b.rel)?;
                Some(Pair {
                    first: letter(&a.rhs)?,
                    second: letter(&b.rhs)?,
                    rel: Some(b.rel),
                    run: Some(Run {
                        lower: (first, strict(a.rel)?),
                        upper: (&c.rhs, strict(c.rel)?),
                    }),
                })
            }
            _ => None,
        },
        _ => None,
    }
}

// Letters of a formula that stand outside the operators which name them below.
fn outside(e: &Expr) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    collect(e, &mut Vec::new(), &mut out);
    out
}

fn collect(e: &Expr, inside: &mut Vec<String>, out: &mut BTreeSet<String>) {
    if let Kind::Name(n) | Kind::NameParen(n, _) = &e.kind
        && !inside.contains(&n.base)
    {
        out.insert(n.base.clone());
    }
    let before = inside.len();
    if let Kind::Big {
        under: Some(under), ..
    } = &e.kind
    {
        walk(under, &mut |u| {
            inside.extend(letter(u).map(|n| n.base.clone()))
        });
    }
    each_part(e, &mut |part| collect(part, inside, out));
    inside.truncate(before);
}

impl Scope {
    /// Notes which letters cannot run under an operator over pairs: those that stand outside of it, and those that the text speaks of.
    pub(super) fn note_outside(&mut self, e: &Expr) {
        let here = outside(e);
        walk(e, &mut |e| {
            if let Kind::Big {
                under: Some(under),
                over,
                ..
            } = &e.kind
                && let Some(pair) = written(under, over.as_deref())
            {
                let letter = key(pair.second);
                let beside = here.contains(&letter);
                // Two texts may have ranges at the same place.
                self.single
                    .entry((under.span.start, letter))
                    .and_modify(|all| *all &= beside)
                    .or_insert(beside);
            }
        });
        self.outside.extend(here);
    }

    /// An operator over pairs. None where it runs over one index.
    pub(super) fn over_pairs(
        &mut self,
        op: BigOp,
        constant: &'static str,
        (under, over): (&Expr, Option<&Expr>),
        body: &Expr,
        span: Span,
    ) -> Result<Option<Term>, Problem> {
        let Some(pair) = written(under, over) else {
            return Ok(None);
        };
        let (i, j) = (key(pair.first), key(pair.second));
        if i == j {
            return Ok(None);
        }
        // `Σ_{i≠j} a_i a_j`: both letters run, unless the text says what the other one is.
        let unclear = || {
            Problem::at(
                under.span,
                format!("it is not clear whether `{j}` runs here, or is one number"),
            )
        };
        let taken = self.bound(&j).is_some();
        match (pair.rel, &pair.run) {
            (Some(rel), None) => {
                let beside = self.single.get(&(under.span.start, j.clone()));
                if taken || beside == Some(&true) || !(rel == Rel::Ne || may_run(pair.second, body))
                {
                    return Ok(None);
                }
                if self.sort(&j).is_some() || self.outside.contains(&j) {
                    return unclear();
                }
            }
            _ if taken || self.bound(&i).is_some() => return unclear(),
            _ => {}
        }
        let all = pair.rel.is_none();
        if !(all || matches!(op, BigOp::Sum | BigOp::Prod)) {
            return Problem::at(under.span, "this range is not handled yet");
        }
        let (lower, upper) = self.run_of_pair(&pair, op, under.span)?;
        let var = Term::real_var(&*j);
        self.bind(j.clone(), var.clone());
        let inner = self.first_of_pair(&pair, op, constant, (&lower, &upper, &var), body, span);
        self.unbind();
        let inner = self.unfolded(inner?, std::slice::from_ref(&var), span)?;
        let f = Term::lam(&var, &inner).map_err(Problem::kernel(span))?;
        self.apply(constant, &[&lower, &upper, &f], span).map(Some)
    }

    // Where both indices of a pair run.
    fn run_of_pair(&mut self, pair: &Pair, op: BigOp, at: Span) -> Result<(Term, Term), Problem> {
        if let Some(Run { lower, upper }) = &pair.run {
            let from = shifted(self.real(lower.0)?, i64::from(lower.1), at)?;
            let to = shifted(self.real(upper.0)?, -i64::from(upper.1), at)?;
            return Ok((from, to));
        }
        let mut known = Vec::new();
        for n in [pair.first, pair.second] {
            let under = Expr {
                kind: Kind::Name(n.clone()),
                span: at,
            };
            let range = self.index_range(op, Some(&under), None, &under, at)?;
            known.push(range);
        }
        let same = |a: &IndexRange, b: &IndexRange| a.lower == b.lower && a.upper == b.upper;
        let vars = [pair.first, pair.second].map(|n| Term::real_var(&*key(n)));
        let free =
            |r: &IndexRange| (vars.iter()).any(|v| r.lower.has_free(v) || r.upper.has_free(v));
        match &known[..] {
            [a, b] if same(a, b) && !free(a) => Ok((a.lower.clone(), a.upper.clone())),
            _ => Problem::at(at, "the two indices run through different ranges"),
        }
    }

    // What stands under the outer operator: the inner one, over the first index.
    fn first_of_pair(
        &mut self,
        pair: &Pair,
        op: BigOp,
        constant: &'static str,
        (lower, upper, other): (&Term, &Term, &Term),
        body: &Expr,
        span: Span,
    ) -> Result<Term, Problem> {
        let name = key(pair.first);
        let mut f = self.under_binder(&name, body)?;
        let (mut from, mut to) = (lower.clone(), upper.clone());
        match pair.rel {
            None => {}
            Some(Rel::Lt) => to = shifted(other.clone(), -1, span)?,
            Some(Rel::Le) => to = other.clone(),
            Some(Rel::Gt) => from = shifted(other.clone(), 1, span)?,
            Some(Rel::Ge) => from = other.clone(),
            Some(_) => {
                let second = Expr {
                    kind: Kind::Name(pair.second.clone()),
                    span,
                };
                f = self.leaving_out(&name, &second, f, op, span)?;
            }
        }
        self.apply(constant, &[&from, &to, &f], span)
    }
}
