//! The range of an index: `k = 0` below and `K − 1` above, `k < K`, `0 ≤ k < K`, `i ≠ j`, or nothing, where the text said it before.

use super::Problem;
use super::names::key;
use super::scope::Scope;
use crate::read::ast::{BigOp, BinOp, Expr, Kind, Link, Name, Rel, Span};
use crate::read::tree::walk;
use hence_kernel::{Term, syntax};

/// Where an index runs, as written.
#[derive(Clone, Debug)]
pub(crate) struct Written {
    index: Name,
    // With whether the end itself is left out.
    lower: Option<(Expr, bool)>,
    upper: Option<(Expr, bool)>,
    except: Option<Expr>,
    // `k ≥ 0` alone: it goes on for ever.
    endless: bool,
}

/// Where an index runs.
pub(crate) struct IndexRange {
    pub name: String,
    pub lower: Term,
    pub upper: Term,
    // The one value that it does not take.
    pub except: Option<Expr>,
}

/// A name that is one small letter and no more.
pub(super) fn letter(e: &Expr) -> Option<&Name> {
    match &e.kind {
        Kind::Name(n)
            if n.subs.is_empty()
                && n.base.chars().count() == 1
                && n.base.chars().all(|c| c.is_ascii_lowercase()) =>
        {
            Some(n)
        }
        _ => None,
    }
}

/// Whether the end behind a `<` or a `≤` is left out.
pub(super) fn strict(rel: Rel) -> Option<bool> {
    match rel {
        Rel::Lt => Some(true),
        Rel::Le => Some(false),
        _ => None,
    }
}

/// `t + by`.
pub(super) fn shifted(t: Term, by: i64, at: Span) -> Result<Term, Problem> {
    if by == 0 {
        return Ok(t);
    }
    let number = t.as_num().and_then(hence_kernel::Q::to_i64);
    if let Some(n) = number.and_then(|n| n.checked_add(by)) {
        return Ok(Term::int(n));
    }
    let one = Term::int(1);
    let moved = if by > 0 {
        syntax::add(&t, &one)
    } else {
        syntax::sub(&t, &one)
    };
    moved.map_err(Problem::kernel(at))
}

fn link_of(index: &Expr, l: &Link) -> Option<Written> {
    let Kind::Name(n) = &index.kind else {
        return None;
    };
    let mut w = Written {
        index: n.clone(),
        lower: None,
        upper: None,
        except: None,
        endless: false,
    };
    let end = |strict| Some((l.rhs.clone(), strict));
    match l.rel {
        Rel::Eq => w.lower = end(false),
        Rel::Lt => w.upper = end(true),
        Rel::Le => w.upper = end(false),
        Rel::Gt | Rel::Ge => {
            w.lower = end(l.rel == Rel::Gt);
            w.endless = true;
        }
        Rel::Ne => w.except = Some(l.rhs.clone()),
        _ => return None,
    }
    Some(w)
}

/// What stands below and above an operator; none where it is no range.
fn written(under: &Expr, over: Option<&Expr>) -> Option<Written> {
    let over = over.map(|e| (e.clone(), false));
    match &under.kind {
        Kind::Paren(a) => written(a, over.as_ref().map(|(e, _)| e)),
        Kind::Name(n) => Some(Written {
            index: n.clone(),
            lower: None,
            upper: over,
            except: None,
            endless: false,
        }),
        Kind::Chain {
            first: Some(first),
            links,
        } => match &links[..] {
            [l] => {
                let mut w = link_of(first, l)?;
                if over.is_some() {
                    (w.upper.is_none()).then_some(())?;
                    w.upper = over;
                    w.endless = false;
                }
                Some(w)
            }
            // 0 ≤ k < K
            [a, b] if over.is_none() => {
                let Kind::Name(n) = &a.rhs.kind else {
                    return None;
                };
                Some(Written {
                    index: n.clone(),
                    lower: Some(((**first).clone(), strict(a.rel)?)),
                    upper: Some((b.rhs.clone(), strict(b.rel)?)),
                    except: None,
                    endless: false,
                })
            }
            _ => None,
        },
        _ => None,
    }
}

/// Letters that a formula uses as indices of families.
pub(crate) fn subscripts(body: &Expr) -> Vec<Name> {
    let mut out: Vec<Name> = Vec::new();
    walk(body, &mut |e| {
        if let Kind::Name(n) | Kind::NameParen(n, _) = &e.kind {
            let marks = n.subs.iter().chain(n.sup.as_deref());
            for s in marks {
                walk(s, &mut |s| {
                    if let Some(i) = letter(s)
                        && !out.contains(i)
                    {
                        out.push(i.clone());
                    }
                });
            }
        }
    });
    out
}

/// Whether a letter may be an index as well: it is one by custom, or in the formula. `Σ_{k ≤ n} k` ends at a number.
pub(super) fn may_run(n: &Name, body: &Expr) -> bool {
    matches!(n.base.as_str(), "i" | "j" | "k" | "l") || subscripts(body).contains(n)
}

fn occurs(n: &Name, body: &Expr) -> bool {
    let mut found = false;
    walk(body, &mut |e| {
        if let Kind::Name(m) | Kind::NameParen(m, _) = &e.kind {
            found |= key(m) == key(n) && m.subs.is_empty();
            if let Some(sup) = m.sup.as_deref() {
                walk(sup, &mut |e| {
                    found |= matches!(&e.kind, Kind::Name(i) if key(i) == key(n));
                });
            }
        }
    });
    found
}

impl Scope {
    /// Notes the ranges that a formula gives to its indices: where a later sum leaves its range out, it is the same.
    pub(crate) fn note_ranges(&mut self, e: &Expr) {
        let mut found = Vec::new();
        walk(e, &mut |e| {
            if let Kind::Big {
                under: Some(under),
                over,
                body,
                ..
            } = &e.kind
                && let Some(w) = written(under, over.as_deref())
                && let Some((end, _)) = &w.upper
                && w.except.is_none()
                // `i < j`: an end that is an index itself is none of later sums.
                && !matches!(&end.kind, Kind::Name(n) if may_run(n, body))
            {
                found.push(w);
            }
        });
        for w in found {
            self.ranges.retain(|r| key(&r.index) != key(&w.index));
            self.ranges.push(w);
        }
    }

    fn known_range(&self, n: &Name) -> Option<Written> {
        let own = self.ranges.iter().rev().find(|r| key(&r.index) == key(n));
        // Another letter for what the only range so far is about.
        let only = || match &self.ranges[..] {
            [one] => Some(one),
            _ => None,
        };
        own.or_else(only).cloned()
    }

    /// The first and the last value of an index by the last range that the text gives to this letter. None where there is none, or an
    /// end of it is not understood.
    pub(crate) fn run_of(&mut self, letter: &str, at: Span) -> Option<(Term, Term)> {
        let own = self.ranges.iter().find(|r| key(&r.index) == letter);
        let index = match (own, &self.ranges[..]) {
            (Some(w), _) => w.index.clone(),
            // Another letter for what the only range is about.
            (None, [_]) => Name {
                base: letter.into(),
                ..Name::default()
            },
            _ => return None,
        };
        let under = Expr {
            kind: Kind::Name(index),
            span: at,
        };
        let range = self
            .index_range(BigOp::Min, Some(&under), None, &under, at)
            .ok()?;
        (range.except.is_none() && range.name == letter).then_some((range.lower, range.upper))
    }

    /// The range of the index of a sum, a product or an extreme.
    pub(crate) fn index_range(
        &mut self,
        op: BigOp,
        under: Option<&Expr>,
        over: Option<&Expr>,
        body: &Expr,
        span: Span,
    ) -> Result<IndexRange, Problem> {
        let mut w = match under {
            Some(under) => match written(under, over) {
                Some(w) => w,
                None => return Problem::at(under.span, "this range is not handled yet"),
            },
            None => match &subscripts(body)[..] {
                [one] => Written {
                    index: one.clone(),
                    lower: None,
                    upper: over.map(|e| (e.clone(), false)),
                    except: None,
                    endless: false,
                },
                _ => return Problem::at(span, "the range of the index is left out"),
            },
        };
        let name = key(&w.index);
        if !occurs(&w.index, body) && w.lower.is_none() && w.upper.is_none() {
            // min_j a_k: the index that is free in the body is meant.
            let free: Vec<Name> = subscripts(body)
                .into_iter()
                .filter(|n| self.bound(&key(n)).is_none() && self.sort(&key(n)).is_none())
                .collect();
            if let [one] = &free[..] {
                self.remark_on(format!(
                    "`{name}` does not occur under its operator; read as ranging over `{}`",
                    key(one)
                ));
                w.index = one.clone();
            }
        } else if !occurs(&w.index, body) && matches!(op, BigOp::Min | BigOp::Max) {
            self.remark_on(format!("`{name}` does not occur under its operator"));
        }
        if let Some(under) = under
            && w.endless
        {
            return Problem::at(
                under.span,
                "a range without an upper end is not handled yet",
            );
        }
        let name = key(&w.index);
        if self.bound(&name).is_some() {
            self.remark_on(format!(
                "`{name}` is the index of the sum around it as well"
            ));
        }
        let upper = match (&w.upper, self.known_range(&w.index)) {
            (Some(u), _) => u.clone(),
            (None, Some(known)) => {
                let Some(upper) = known.upper else {
                    return Problem::at(span, "the upper end of the range is left out");
                };
                if w.lower.is_none() {
                    w.lower = known.lower;
                }
                upper
            }
            (None, None) => return Problem::at(span, "the range of the index is left out"),
        };
        let hi = self.real(&upper.0)?;
        let hi = shifted(hi, -i64::from(upper.1), span)?;
        let lo = match &w.lower {
            Some((e, strict)) => {
                let lo = self.real(e)?;
                shifted(lo, i64::from(*strict), span)?
            }
            // k < K counts from 0, i ≤ n from 1.
            None => {
                let from = if upper.1 { 0 } else { 1 };
                self.remark_on(format!(
                    "the range of `{name}` is read as beginning at {from}"
                ));
                Term::int(from)
            }
        };
        Ok(IndexRange {
            name,
            lower: lo,
            upper: hi,
            except: w.except,
        })
    }
}

/// The formula with what follows a sum behind `+` or `−` taken under the sum: `Σ a − b` as `Σ (a − b)`. None where there is no such place.
pub fn under_the_sum(e: &Expr) -> Option<Expr> {
    let with = |kind| Some(Expr { kind, span: e.span });
    match &e.kind {
        Kind::Binary(op @ (BinOp::Add | BinOp::Sub), a, b) => match taken_in(a, *op, b) {
            Some(kind) => with(kind),
            None => with(Kind::Binary(*op, Box::new(under_the_sum(a)?), b.clone())),
        },
        Kind::Chain {
            first: Some(first),
            links,
        } => {
            if let Some(f) = under_the_sum(first) {
                return with(Kind::Chain {
                    first: Some(Box::new(f)),
                    links: links.clone(),
                });
            }
            let (i, rhs) =
                (links.iter().enumerate()).find_map(|(i, l)| Some((i, under_the_sum(&l.rhs)?)))?;
            let mut links = links.clone();
            links[i].rhs = rhs;
            with(Kind::Chain {
                first: Some(first.clone()),
                links,
            })
        }
        _ => None,
    }
}

fn taken_in(a: &Expr, op: BinOp, b: &Expr) -> Option<Kind> {
    match &a.kind {
        Kind::Big {
            op: BigOp::Sum,
            under,
            over,
            body,
        } => {
            let inner = Kind::Binary(op, body.clone(), Box::new(b.clone()));
            Some(Kind::Big {
                op: BigOp::Sum,
                under: under.clone(),
                over: over.clone(),
                body: Box::new(Expr {
                    kind: inner,
                    span: body.span,
                }),
            })
        }
        Kind::Binary(times @ (BinOp::Juxtapose | BinOp::Times), x, y) => {
            let inner = taken_in(y, op, b)?;
            let y = Expr {
                kind: inner,
                span: y.span,
            };
            Some(Kind::Binary(*times, x.clone(), Box::new(y)))
        }
        _ => None,
    }
}
