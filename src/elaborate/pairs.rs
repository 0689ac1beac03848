//! Sums and products over pairs of indices: `i ≠ j`, `i < j`, `1 ≤ i < j ≤ n`, `i, j`, `i, j = 1` below and `n` above.

use super::Problem;
use super::names::key;
use super::ranges::{IndexRange, occurs};
use super::scope::Scope;
use crate::read::ast::{BigOp, Expr, Kind, Name, Rel, Span};
use crate::read::tree::{each_part, walk};
use hence_kernel::{Term, syntax};
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

struct Run<'a> {
    lower: (&'a Expr, bool),
    upper: (&'a Expr, bool),
}

fn letter(e: &Expr) -> Option<&Name> {
    match &e.kind {
        Kind::Paren(a) => letter(a),
        Kind::Name(n)
            if n.subs.is_empty()
                && n.sup.is_none()
                && n.base.chars().count() == 1
                && n.base.chars().all(|c| c.is_ascii_lowercase()) =>
        {
            Some(n)
        }
        _ => None,
    }
}

fn strict(rel: Rel) -> Option<bool> {
    match rel {
        Rel::Lt => Some(true),
        Rel::Le => Some(false),
        _ => None,
    }
}

fn written<'a>(under: &'a Expr, over: Option<&'a Expr>) -> Option<Pair<'a>> {
    match &under.kind {
        Kind::Paren(a) => written(a, over),
        // `i, j = 1` below and `n` above
        Kind::Tuple(xs) => {
            let [a, b] = &xs[..] else { return None };
            let (b, from) = match &b.kind {
                Kind::Chain {
                    first: Some(b),
                    links,
                } => match &links[..] {
                    [l] if l.rel == Rel::Eq => (&**b, Some(&l.rhs)),
                    _ => return None,
                },
                _ => (b, None),
            };
            let run = match (from, over) {
                (Some(from), Some(to)) => Some(Run {
                    lower: (from, false),
                    upper: (to, false),
                }),
                (None, None) => None,
                _ => return None,
            };
            Some(Pair {
                first: letter(a)?,
                second: letter(b)?,
                rel: None,
                run,
            })
        }
        Kind::Chain {
            first: Some(first),
            links,
        } => match &links[..] {
            [l] if l.rel == Rel::Eq => {
                let Kind::Tuple(xs) = &first.kind else {
                    return None;
                };
                let [a, b] = &xs[..] else { return None };
                Some(Pair {
                    first: letter(a)?,
                    second: letter(b)?,
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
                let rel = strict(b.rel).map(|_| b.rel)?;
                Some(Pair {
                    first: letter(&a.rhs)?,
                    second: letter(&b.rhs)?,
                    rel: Some(rel),
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

/// Letters of a formula that stand outside the operators which name them below.
fn outside(e: &Expr) -> BTreeSet<String> {
    fn collect(e: &Expr, inside: &BTreeSet<String>, out: &mut BTreeSet<String>) {
        if let Kind::Name(n) | Kind::NameParen(n, _) = &e.kind {
            let bare = Name {
                base: n.base.clone(),
                ..Name::default()
            };
            if !inside.contains(&key(&bare)) {
                out.insert(key(&bare));
            }
        }
        let mut here = inside.clone();
        if let Kind::Big {
            under: Some(under), ..
        } = &e.kind
        {
            walk(under, &mut |u| {
                here.extend(letter(u).map(key));
            });
        }
        each_part(e, &mut |part| collect(part, &here, out));
    }
    let mut out = BTreeSet::new();
    collect(e, &BTreeSet::new(), &mut out);
    out
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
                && here.contains(&key(pair.second))
            {
                self.single.insert((under.span.start, key(pair.second)));
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
        if pair.rel.is_some() && pair.run.is_none() {
            let known = self.bound(&j).is_some() || self.sort(&j).is_some();
            let beside = self.single.contains(&(under.span.start, j.clone()));
            if known || beside || !occurs(pair.second, body) {
                return Ok(None);
            }
            if self.outside.contains(&j) {
                return Problem::at(
                    under.span,
                    format!("it is not clear whether `{j}` runs here, or is one number"),
                );
            }
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
        let err = Problem::kernel(at);
        if let Some(run) = &pair.run {
            let (mut lower, mut upper) = (self.real(run.lower.0)?, self.real(run.upper.0)?);
            if run.lower.1 {
                lower = syntax::add(&lower, &Term::int(1)).map_err(&err)?;
            }
            if run.upper.1 {
                upper = syntax::sub(&upper, &Term::int(1)).map_err(&err)?;
            }
            return Ok((lower, upper));
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
        match &known[..] {
            [a, b] if same(a, b) => Ok((a.lower.clone(), a.upper.clone())),
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
        let err = Problem::kernel(span);
        let name = key(pair.first);
        let mut f = self.under_binder(&name, body)?;
        let one = Term::int(1);
        let (mut from, mut to) = (lower.clone(), upper.clone());
        match pair.rel {
            None => {}
            Some(Rel::Lt) => to = syntax::sub(other, &one).map_err(&err)?,
            Some(Rel::Le) => to = other.clone(),
            Some(Rel::Gt) => from = syntax::add(other, &one).map_err(&err)?,
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
