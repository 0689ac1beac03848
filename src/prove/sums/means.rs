//! Named inequalities between sums: Jensen's, Gibbs', Cauchy's. The functions in them are found in the sums that a
//! question speaks of.

use super::jensen;
use super::rewrite::Rewriter;
use super::rows::{inside, over, with_laws};
use super::{parts, ranges};
use crate::logic::mentions;
use crate::prove::closure;
use crate::prove::normal;
use hence_kernel::{Kind, Q, Term, Theorem, syntax};

// How many functions are tried in one inequality.
const MAX_FUNCTIONS: usize = 4;

/// What these inequalities say of the sums of a goal; `written` is the goal before it was simplified.
pub(super) fn rows(goal: &Term, written: &Term, facts: &[Theorem], r: &Rewriter) -> Vec<Theorem> {
    let mut out = Vec::new();
    weighted(goal, written, facts, r, &mut out);
    squares(goal, written, facts, r, &mut out);
    out
}

/// Numbers that sum to 1, with the theorem that says so, as the hypotheses write it: in the normal form a sum has a factor.
pub(super) struct Weights<'c> {
    pub a: &'c Term,
    pub b: &'c Term,
    pub p: &'c Term,
    pub whole: &'c Theorem,
}

/// The weights that hypotheses give.
pub(super) fn weights<'c>(r: &'c Rewriter) -> Vec<Weights<'c>> {
    let facts = r.context.facts().iter();
    facts
        .filter_map(|whole| {
            let (sum, one) = whole.conclusion().as_eq()?;
            let ("Sum", a, b, p) = parts(sum)? else {
                return None;
            };
            let one = one.as_num().is_some_and(Q::is_one);
            (one && matches!(p.kind(), Kind::Lam(..))).then_some(Weights { a, b, p, whole })
        })
        .take(MAX_FUNCTIONS)
        .collect()
}

/// That no weight is more than 1, for each index.
pub(super) fn laws(r: &Rewriter) -> Vec<Theorem> {
    let of = |w: &Weights| {
        let k = Term::real_var("κ9");
        let facts = r.context.facts();
        let context = with_laws(inside(&k, w.a, w.b, facts, r)?, &k);
        let sign = context.nonnegative(&w.p.instantiate(&k).ok()?)?;
        let each = r.generalise(&k, w.a, w.b, &sign)?;
        let subst = [("a", w.a), ("b", w.b), ("f", w.p), ("m", &k)];
        let mut th = r.context.fact("term_le_sum", &subst, &[&each])?;
        for h in th.hypotheses().to_vec() {
            // What is said of the index itself is generalised below.
            if !h.has_free(&k) && h.as_unary("Int").is_some() {
                th = th.cut(&closure::prove(&h, r.context, 4)?).ok()?;
            }
        }
        let (p, _) = th.conclusion().as_binary("≤")?;
        let le = syntax::constant("≤")?;
        let head = Theorem::refl(&Term::app(&le, p).ok()?).ok()?;
        let th = head.congruence(w.whole).ok()?.eq_mp(&th).ok()?;
        r.generalise(&k, w.a, w.b, &th)
    };
    weights(r).iter().filter_map(of).collect()
}

// Jensen's inequality, and Gibbs' for two families of weights.
fn weighted(goal: &Term, written: &Term, facts: &[Theorem], r: &Rewriter, out: &mut Vec<Theorem>) {
    let weights = weights(r);
    out.extend(jensen::rows(goal, written, &weights, facts, r));
    if mentions(goal, &["log"]) || mentions(written, &["log"]) {
        for w in &weights {
            for o in &weights {
                if w.p != o.p && w.a == o.a && w.b == o.b {
                    out.extend(gibbs(w, o, facts, r));
                }
            }
        }
    }
    for w in &weights {
        out.extend(weighted_squares(goal, written, w, facts, r));
    }
    let taken_apart: Vec<Theorem> = out.iter().filter_map(|th| apart(th, facts, r)).collect();
    out.extend(taken_apart);
}

// The sum of p log(1/q), or of p log(p/q), in terms of the logarithms of p and q.
fn apart(th: &Theorem, facts: &[Theorem], r: &Rewriter) -> Option<Theorem> {
    let (x, y) = th.conclusion().as_binary("≤")?;
    let sum = [x, y].into_iter().find(|t| parts(t).is_some())?;
    let (_, a, b, f) = parts(sum)?;
    let k = Term::real_var("κ9");
    let body = f.instantiate(&k).ok()?;
    let (p, l) = body.as_binary("*")?;
    let (x, y) = l.as_unary("log")?.as_binary("/")?;
    let one = x.as_num().is_some_and(Q::is_one);
    let log = |t: &Term| Term::apps(&syntax::constant("log")?, &[t]).ok();
    let less = syntax::neg(&syntax::mul(p, &log(y)?).ok()?).ok()?;
    let whole = if one {
        less
    } else {
        syntax::add(&syntax::mul(p, &log(x)?).ok()?, &less).ok()?
    };
    let context = with_laws(inside(&k, a, b, facts, r)?, &k);
    let same = normal::equal(&body, &whole, &context)?;
    let each = r.generalise(&k, a, b, &same)?;
    let g = Term::lam(&k, &whole).ok()?;
    over(
        "sum_congr",
        &[("a", a), ("b", b), ("f", f), ("g", &g)],
        &each,
        r,
    )
}

// 0 ≤ Σ p log(p/q)
fn gibbs(w: &Weights, o: &Weights, facts: &[Theorem], r: &Rewriter) -> Option<Theorem> {
    let k = Term::real_var("κ9");
    let context = with_laws(inside(&k, w.a, w.b, facts, r)?, &k);
    let positive = |f: &Term| {
        let th = context.positive(&f.instantiate(&k).ok()?)?;
        r.generalise(&k, w.a, w.b, &th)
    };
    let (p_positive, q_positive) = (positive(w.p)?, positive(o.p)?);
    let subst = [("a", w.a), ("b", w.b), ("p", w.p), ("r", o.p)];
    let conditions = [&p_positive, &q_positive, w.whole, o.whole];
    with_integers(r.context.fact("gibbs", &subst, &conditions)?, r)
}

// The conditions that are left are cut: they say that the bounds are integers.
fn with_integers(mut th: Theorem, r: &Rewriter) -> Option<Theorem> {
    for h in th.hypotheses().to_vec() {
        if h.as_unary("Int").is_some() {
            th = th.cut(&closure::prove(&h, r.context, 4)?).ok()?;
        }
    }
    Some(th)
}

// (Σ f g)² ≤ Σ f² · Σ g² for the f and g whose squares, and 1, stand under sums of one range.
fn squares(goal: &Term, written: &Term, facts: &[Theorem], r: &Rewriter, out: &mut Vec<Theorem>) {
    let mut all = Vec::new();
    ranges(written, &mut all);
    ranges(goal, &mut all);
    let k = Term::real_var("κ9");
    let two = Term::int(2);
    let mut roots: Vec<(Term, Term, Term)> = Vec::new();
    for t in &all {
        let Some(("Sum", a, b, f)) = parts(t) else {
            continue;
        };
        let root = (f.instantiate(&k).ok()).and_then(|body| {
            let (x, n) = body.as_binary("pow")?;
            (*n == two).then(|| x.clone())
        });
        for x in root.into_iter().chain([Term::int(1)]) {
            let entry = (a.clone(), b.clone(), x);
            if !roots.contains(&entry) && roots.len() < 2 * MAX_FUNCTIONS {
                roots.push(entry);
            }
        }
    }
    let mut summed = all.clone();
    for f in r
        .context
        .facts()
        .iter()
        .filter(|f| super::is_relation(f.conclusion()))
    {
        ranges(f.conclusion(), &mut summed);
    }
    for (a, b, x) in roots.iter().filter(|(_, _, x)| x.has_free(&k)) {
        // Of numbers that are not negative the squares sum to no more than the square of the sum.
        let Ok(f) = Term::lam(&k, x) else { continue };
        let spoken = |t: &Term| parts(t).is_some_and(|p| p == ("Sum", a, b, &f));
        if summed.iter().any(spoken) {
            let subst = [("f", &f)];
            out.extend(jensen::for_each(
                "sum_sq_le_sq_sum",
                (a, b),
                &subst,
                facts,
                r,
            ));
        }
    }
    // Without a square of a sum, or a product of two, there is nothing more to bound.
    if all.len() < 2 {
        return;
    }
    for (i, (a, b, x)) in roots.iter().enumerate() {
        for (c, d, y) in &roots[i + 1..] {
            if a != c || b != d {
                continue;
            }
            let (Ok(f), Ok(g)) = (Term::lam(&k, x), Term::lam(&k, y)) else {
                continue;
            };
            let subst = [("a", a), ("b", b), ("f", &f), ("g", &g)];
            out.extend(r.apply("sum_cauchy_schwarz", &subst));
        }
    }
}

// (Σ p f g)² ≤ Σ p f² · Σ p g² for the f and g whose squares, and 1, have these weights under sums.
fn weighted_squares(
    goal: &Term,
    written: &Term,
    w: &Weights,
    facts: &[Theorem],
    r: &Rewriter,
) -> Vec<Theorem> {
    let (k, two) = (Term::real_var("κ9"), Term::int(2));
    let mut all = Vec::new();
    ranges(written, &mut all);
    ranges(goal, &mut all);
    let root = |t: &Term| {
        let ("Sum", a, b, f) = parts(t)? else {
            return None;
        };
        let body = factor(&f.instantiate(&k).ok()?, &w.p.instantiate(&k).ok()?)?;
        let (x, n) = body.as_binary("pow")?;
        (a == w.a && b == w.b && *n == two).then(|| Term::lam(&k, x).ok())?
    };
    let mut roots: Vec<Term> = Vec::new();
    for f in all.iter().filter_map(root) {
        if !roots.contains(&f) && roots.len() < MAX_FUNCTIONS {
            roots.push(f);
        }
    }
    let mut out = Vec::new();
    for (i, f) in roots.iter().enumerate() {
        for g in &roots[i + 1..] {
            let subst = [("p", w.p), ("f", f), ("g", g)];
            out.extend(jensen::for_each(
                "sum_cauchy_schwarz_weighted",
                (w.a, w.b),
                &subst,
                facts,
                r,
            ));
        }
    }
    out
}

/// f with t = p f.
pub(super) fn factor(t: &Term, p: &Term) -> Option<Term> {
    if let Some((x, y)) = t.as_binary("*") {
        if x == p {
            return Some(y.clone());
        }
        if y == p {
            return Some(x.clone());
        }
        if let Some(f) = factor(x, p) {
            return syntax::mul(&f, y).ok();
        }
        return syntax::mul(x, &factor(y, p)?).ok();
    }
    let (x, y) = t.as_binary("/")?;
    if x == p {
        return syntax::inv(y).ok();
    }
    syntax::div(&factor(x, p)?, y).ok()
}
