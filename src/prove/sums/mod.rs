//! Sums, products and extremes over an index with symbolic bounds, and induction.
//!
//! A goal is brought to a normal form (`rewrite`), sums of one body over ranges that differ at their ends are brought to one range
//! (`align`), what the hypotheses say under the sum is added (`rows`), and the engines for equations and order do the rest. What they
//! leave is tried by induction on an integer variable (`induct`). Every step is a fact of `theory/sums.facts`.

mod align;
mod induct;
mod jensen;
mod laws;
mod logs;
mod means;
mod rewrite;
mod rows;

use super::algebra::Algebra;
use super::closure;
use super::context::Context;
use super::normal;
use crate::logic::{self, RANGES, mentions};
use hence_kernel::{Kind, Term, Theorem, Type};
pub(crate) use rows::with_laws_at;

use rewrite::{Rewriter, right};
use std::cell::{Cell, RefCell};

// Steps of rewriting that one question pays for.
const FUEL: u32 = 1_500;
// How many questions of this engine may nest.
const MAX_NESTING: u32 = 2;

/// The parts of `Sum a b f` and its like.
pub(crate) fn parts(t: &Term) -> Option<(&str, &Term, &Term, &Term)> {
    match t.as_const_app()? {
        (name @ ("Sum" | "Prod" | "Min" | "Max"), args) => match args[..] {
            [a, b, f] => Some((name, a, b, f)),
            _ => None,
        },
        _ => None,
    }
}

pub(crate) fn is_range(t: &Term) -> bool {
    parts(t).is_some()
}

/// The ranges that occur outside of binders, each once, in the order in which they are met.
pub(crate) fn ranges(t: &Term, out: &mut Vec<Term>) {
    if let Kind::App(f, a) = t.kind() {
        if is_range(t) {
            if !out.contains(t) {
                out.push(t.clone());
            }
            if let Some((_, a, b, _)) = parts(t) {
                ranges(a, out);
                ranges(b, out);
            }
            return;
        }
        ranges(f, out);
        ranges(a, out);
    }
}

fn is_relation(goal: &Term) -> bool {
    goal.as_eq().is_some() || goal.as_binary("<").is_some() || goal.as_binary("≤").is_some()
}

/// Whether the formula speaks of a range, or of a power or a family with an exponent or index that is an integer variable.
pub(crate) fn concerns(goal: &Term, context: &Context) -> bool {
    let inner = goal.as_unary("¬").unwrap_or(goal);
    is_relation(inner)
        && (mentions(inner, RANGES)
            || names_range(inner)
            || names_member(inner, context)
            || !induct::variables(inner, context).is_empty())
}

/// `⊢ goal`, a comparison or an equation that [`concerns`] this engine.
pub(crate) fn prove(goal: &Term, context: &Context) -> Option<Theorem> {
    let level = context.nesting.get();
    if level >= MAX_NESTING || context.order.depth() > 0 || !concerns(goal, context) {
        return None;
    }
    context.nesting.set(level + 1);
    let spoken = mentions(goal, RANGES) || names_range(goal) || names_member(goal, context);
    let found = (spoken || has_next_power(goal))
        .then(|| direct(goal, context, &[]))
        .flatten()
        .or_else(|| induct::prove(goal, context));
    context.nesting.set(level);
    found
}

// Whether a name stands in it that was given to a sum, a product or an extreme.
fn names_range(t: &Term) -> bool {
    match t.kind() {
        Kind::Const(c) => c.definition().is_some_and(|d| mentions(d, RANGES)),
        Kind::App(f, a) => names_range(f) || names_range(a),
        Kind::Lam(_, _, b) => names_range(b),
        Kind::Var(_) | Kind::Bound(_) | Kind::Num(_) => false,
    }
}

// Whether it speaks of a member of a family of which a hypothesis gives the sum.
fn names_member(t: &Term, context: &Context) -> bool {
    let summed = |f: &Term| {
        let facts = context.facts().iter().map(Theorem::conclusion);
        facts
            .filter(|p| is_relation(p))
            .any(|p| p.has_free(f) && mentions(p, RANGES))
    };
    match t.kind() {
        Kind::App(f, a) => {
            let member = matches!(f.kind(), Kind::Var(_)) && *a.ty() == Type::Real;
            (member && summed(f)) || names_member(f, context) || names_member(a, context)
        }
        _ => false,
    }
}

// `⊢ p = p'` with the definitions of such names put in.
fn opened(p: &Term) -> Option<Theorem> {
    if !names_range(p) {
        return Theorem::refl(p).ok();
    }
    logic::congruence_at(p, |t| {
        names_range(t.spine().0)
            .then(|| normal::unfold(t))
            .flatten()
    })
    .ok()
}

// Whether there is a power like `q ^ (n + 1)`, which the normal form takes apart.
fn has_next_power(t: &Term) -> bool {
    let next = |e: &Term| {
        ["+", "-"].iter().any(|op| {
            e.as_binary(op)
                .is_some_and(|(a, b)| a.has_vars() && b.as_num().is_some())
        })
    };
    t.as_binary("pow").is_some_and(|(_, e)| next(e))
        || match t.kind() {
            Kind::App(f, a) => has_next_power(f) || has_next_power(a),
            _ => false,
        }
}

/// The claim where the induction begins, for some number, and for the next one.
pub(crate) fn induction(goal: &Term, context: &Context) -> Option<[Term; 3]> {
    induct::outline(goal, context)
}

/// `⊢ p = p'` in the normal form.
pub(crate) fn written_out(p: &Term, context: &Context) -> Option<Theorem> {
    let (algebra, fuel) = (RefCell::new(Algebra::default()), Cell::new(FUEL));
    let rewriter = Rewriter {
        context,
        algebra: &algebra,
        fuel: &fuel,
        depth: 0,
    };
    rewriter.simplify(p)
}

/// By normal form, alignment and what follows under the sums; `more` may be used besides the context.
pub(super) fn direct(goal: &Term, context: &Context, more: &[Theorem]) -> Option<Theorem> {
    let (algebra, fuel) = (RefCell::new(Algebra::default()), Cell::new(FUEL));
    let rewriter = Rewriter {
        context,
        algebra: &algebra,
        fuel: &fuel,
        depth: 0,
    };
    let normal = |p: &Term| {
        let mut open = opened(p)?;
        if let Some(th) = laws::put_in(&right(&open)?, context.facts(), &rewriter) {
            open = open.trans(&th).ok()?;
        }
        let step = rewriter.simplify(&right(&open)?)?;
        open.trans(&step).ok()
    };
    let equal = normal(goal)?;
    let plain = right(&equal)?;
    if plain.is_const("⊤") {
        return logic::eqt_elim(&equal).ok();
    }
    let mut facts: Vec<Theorem> = Vec::new();
    for f in context.facts().iter().chain(more) {
        let relevant = is_relation(f.conclusion());
        let same = relevant.then(|| normal(f.conclusion())).flatten();
        facts.push(match same.and_then(|th| th.eq_mp(f).ok()) {
            Some(th) => th,
            None => f.clone(),
        });
    }
    if let Some(th) = rows::by_bound(&plain, &rewriter) {
        return equal.sym().ok()?.eq_mp(&th).ok();
    }
    facts.extend(means::laws(&rewriter));
    facts.extend(rows::rows(&plain, goal, &facts, &rewriter));
    // All ranges of one body at once.
    let mut all: Vec<Term> = Vec::new();
    ranges(&plain, &mut all);
    for f in &facts {
        if is_relation(f.conclusion()) {
            ranges(f.conclusion(), &mut all);
        }
    }
    let map = align::aligned(&all, &rewriter);
    let replace = |p: &Term| {
        logic::congruence_at(p, |t| {
            map.iter()
                .find(|th| th.equation().is_ok_and(|(l, _)| l == t))
                .cloned()
        })
        .ok()
    };
    let equal = equal.trans(&replace(&plain)?).ok()?;
    let plain = right(&equal)?;
    let facts: Vec<Theorem> = facts
        .into_iter()
        .map(|f| {
            replace(f.conclusion())
                .and_then(|e| e.eq_mp(&f).ok())
                .unwrap_or(f)
        })
        .collect();
    let inner = context.beside(facts);
    inner.nesting.set(MAX_NESTING);
    let th = closure::prove(&plain, &inner, 0)?;
    equal.sym().ok()?.eq_mp(&th).ok()
}
