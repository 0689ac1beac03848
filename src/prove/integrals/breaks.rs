//! Integrands that are put together at numbers: absolute values, the smaller and the larger of two, cases. Between the numbers they are
//! plain.

use super::{Over, continuous, has_integral};
use crate::logic;
use crate::prove::closure;
use crate::prove::context::Context;
use crate::prove::pieces;
use hence_kernel::{Term, Theorem, syntax};

// How many numbers an interval is split at.
const MAX_BREAKS: usize = 6;

fn holds(p: hence_kernel::Result<Term>, context: &Context) -> Option<Theorem> {
    closure::prove(&p.ok()?, context, 1)
}

/// The value with `⊢ HasIntegral (at a) (at b) f v` for `a < b`, by the parts between the numbers where cases meet.
pub(super) fn pieced(over: &Over, a: &Term, b: &Term, rises: &Theorem) -> Option<(Term, Theorem)> {
    let c = over.context;
    let mut points: Vec<Term> = Vec::new();
    let inside =
        |p: &Term| holds(syntax::lt(a, p), c).is_some() && holds(syntax::lt(p, b), c).is_some();
    for p in meetings(&over.body, &over.x) {
        if inside(&p) {
            // In their order.
            let at = points
                .iter()
                .position(|q| holds(syntax::lt(&p, q), c).is_some());
            points.insert(at.unwrap_or(points.len()), p);
        }
    }
    if points.len() > MAX_BREAKS {
        return None;
    }
    if points.is_empty() {
        return plain(over, a, b, rises);
    }
    points.push(b.clone());
    let mut sum: Option<(Term, Term, Theorem)> = None;
    for p in points {
        let from = sum.as_ref().map_or(a, |(end, ..)| end).clone();
        let (low, high) = (syntax::at(&from).ok()?, syntax::at(&p).ok()?);
        let (v, th) = has_integral(&low, &high, over.f, c)?;
        sum = Some(match sum {
            None => (p, v, th),
            Some((_, u, first)) => {
                let subst = [
                    ("a", a),
                    ("b", &from),
                    ("c", &p),
                    ("f", over.f),
                    ("u", &u),
                    ("v", &v),
                ];
                let th = c.fact("integral_join", &subst, &[&first, &th])?;
                (p.clone(), syntax::add(&u, &v).ok()?, th)
            }
        });
    }
    sum.map(|(_, v, th)| (v, th))
}

// Between two numbers between which no cases meet.
fn plain(over: &Over, a: &Term, b: &Term, rises: &Theorem) -> Option<(Term, Theorem)> {
    let c = over.context.with(rises.clone());
    let equal = std::cell::RefCell::new(None);
    let all = continuous::between(&over.x, Some(a), Some(b), &c, &|inner| {
        let th = decided(&over.body, inner)?;
        equal.replace(Some(th.equation().ok()?.1.clone()));
        Some(th)
    })?
    .cut(rises)
    .ok()?;
    let body = equal.into_inner()?;
    let g = Term::lam(&over.x, &body).ok()?;
    let (v, th) = has_integral(over.p, over.q, &g, over.context)?;
    let subst = [("a", a), ("b", b), ("f", over.f), ("g", &g), ("v", &v)];
    let th = (over.context).fact("integral_congr", &subst, &[rises, &all, &th])?;
    Some((v, th))
}

// ⊢ t = t' with the cases, absolute values and extremes decided that the context decides; None where nothing is.
fn decided(t: &Term, context: &Context) -> Option<Theorem> {
    let cases = pieces::resolved(t, context);
    let now = match &cases {
        Some(th) => th.equation().ok()?.1.clone(),
        None => t.clone(),
    };
    let le = |a: &Term, b: &Term| holds(syntax::le(a, b), context);
    let zero = Term::int(0);
    let th = logic::congruence_at(&now, |s| {
        let (name, args) = s.as_const_app()?;
        match (name, &args[..]) {
            ("abs", [a]) => match le(&zero, a) {
                Some(th) => context.fact("abs_of_nonneg", &[("a", a)], &[&th]),
                None => context.fact("abs_of_nonpos", &[("a", a)], &[&le(a, &zero)?]),
            },
            ("min" | "max", [a, b]) => {
                let subst = [("a", *a), ("b", *b)];
                match le(a, b) {
                    Some(th) => context.fact(&format!("{name}_of_le"), &subst, &[&th]),
                    None => context.fact(&format!("{name}_of_ge"), &subst, &[&le(b, a)?]),
                }
            }
            _ => None,
        }
    })
    .ok()?;
    let (l, r) = th.equation().ok()?;
    let changed = l != r;
    match cases {
        Some(first) => first.trans(&th).ok(),
        None => changed.then_some(th),
    }
}

// Where cases may meet.
fn meetings(body: &Term, x: &Term) -> Vec<Term> {
    let mut out = pieces::breakpoints(body, x);
    visit(body, x, &mut out);
    out
}

fn visit(t: &Term, x: &Term, out: &mut Vec<Term>) {
    let Some((name, args)) = t.as_const_app() else {
        return;
    };
    let part = match (name, &args[..]) {
        ("abs", [a]) => Some((*a).clone()),
        ("min" | "max", [a, b]) => syntax::sub(a, b).ok(),
        _ => None,
    };
    for zero in part.iter().flat_map(|p| continuous::zeros(p, x)) {
        if !out.contains(&zero) {
            out.push(zero);
        }
    }
    for a in args {
        visit(a, x, out);
    }
}
