//! Named inequalities between sums: Jensen's for the logarithm, Gibbs', Cauchy's. The functions in them are found in the sums that a
//! question speaks of.

use super::rewrite::Rewriter;
use super::rows::{inside, over, with_laws};
use super::{parts, ranges};
use crate::prove::closure;
use crate::prove::normal;
use hence_kernel::{Kind, Q, Term, Theorem, syntax};

// How many functions are tried in one inequality.
const MAX_FUNCTIONS: usize = 4;

/// What these inequalities say of the sums of a goal; `written` is the goal before it was simplified.
pub(super) fn rows(goal: &Term, written: &Term, facts: &[Theorem], r: &Rewriter) -> Vec<Theorem> {
    let mut out = Vec::new();
    weighted(goal, written, facts, r, &mut out);
    squares(goal, written, r, &mut out);
    out
}

// Weights with the theorem that they sum to 1, as the hypotheses write it: in the normal form a sum has a factor.
fn weights<'c>(r: &'c Rewriter) -> Vec<(&'c Term, &'c Term, &'c Term, &'c Theorem)> {
    let facts = r.context.facts().iter();
    facts
        .filter_map(|f| {
            let (sum, one) = f.conclusion().as_eq()?;
            let ("Sum", a, b, p) = parts(sum)? else {
                return None;
            };
            let one = one.as_num().is_some_and(Q::is_one);
            (one && matches!(p.kind(), Kind::Lam(..))).then_some((a, b, p, f))
        })
        .take(MAX_FUNCTIONS)
        .collect()
}

// Jensen's inequality for the logarithm of a mean, and Gibbs' for two families of weights.
fn weighted(goal: &Term, written: &Term, facts: &[Theorem], r: &Rewriter, out: &mut Vec<Theorem>) {
    let mut logs = Vec::new();
    logarithms(written, &mut logs);
    logarithms(goal, &mut logs);
    if logs.is_empty() {
        return;
    }
    let weights = weights(r);
    for (a, b, p, whole) in &weights {
        // The mean of 1/p is the number of terms.
        let k = Term::real_var("κ9");
        let reciprocal = p.instantiate(&k).and_then(|w| {
            let body = syntax::mul(&w, &syntax::div(&Term::int(1), &w)?)?;
            Term::lam(&k, &body)
        });
        if let Ok(body) = reciprocal {
            out.extend(jensen((a, b), p, &body, whole, facts, r));
        }
        for mean in &logs {
            if let Some(("Sum", c, d, body)) = parts(mean)
                && c == *a
                && d == *b
            {
                out.extend(jensen((a, b), p, body, whole, facts, r));
            }
        }
        for (c, d, q, other) in &weights {
            if p != q && a == c && b == d {
                out.extend(gibbs((a, b), (p, whole), (q, other), facts, r));
            }
        }
    }
    let taken_apart: Vec<Theorem> = out.iter().filter_map(|th| apart(th, facts, r)).collect();
    out.extend(taken_apart);
}

// The arguments of the logarithms in a term, also under its sums.
fn logarithms(t: &Term, out: &mut Vec<Term>) {
    if let Some(inner) = t.as_unary("log")
        && !out.contains(inner)
    {
        out.push(inner.clone());
    }
    match t.kind() {
        Kind::App(f, a) => {
            logarithms(f, out);
            logarithms(a, out);
        }
        Kind::Lam(_, _, b) => logarithms(b, out),
        _ => {}
    }
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
fn gibbs(
    (a, b): (&Term, &Term),
    (p, whole_p): (&Term, &Theorem),
    (q, whole_q): (&Term, &Theorem),
    facts: &[Theorem],
    r: &Rewriter,
) -> Option<Theorem> {
    let k = Term::real_var("κ9");
    let context = with_laws(inside(&k, a, b, facts, r)?, &k);
    let positive = |f: &Term| {
        let th = context.positive(&f.instantiate(&k).ok()?)?;
        r.generalise(&k, a, b, &th)
    };
    let (p_positive, q_positive) = (positive(p)?, positive(q)?);
    let subst = [("a", a), ("b", b), ("p", p), ("r", q)];
    let conditions = [&p_positive, &q_positive, whole_p, whole_q];
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
fn squares(goal: &Term, written: &Term, r: &Rewriter, out: &mut Vec<Theorem>) {
    let mut all = Vec::new();
    ranges(written, &mut all);
    ranges(goal, &mut all);
    let k = Term::real_var("κ9");
    let two = Term::int(2);
    // Without a square of a sum, or a product of two, there is nothing to bound.
    if all.len() < 2 {
        return;
    }
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

fn jensen(
    (a, b): (&Term, &Term),
    p: &Term,
    body: &Term,
    whole: &Theorem,
    facts: &[Theorem],
    r: &Rewriter,
) -> Option<Theorem> {
    let k = Term::real_var("κ9");
    let (weight, product) = (p.instantiate(&k).ok()?, body.instantiate(&k).ok()?);
    let value = factor(&product, &weight)?;
    let context = with_laws(inside(&k, a, b, facts, r)?, &k);
    let weights = r.generalise(&k, a, b, &context.nonnegative(&weight)?)?;
    let values = r.generalise(&k, a, b, &context.positive(&value)?)?;
    let f = Term::lam(&k, &value).ok()?;
    let subst = [("a", a), ("b", b), ("p", p), ("f", &f)];
    let conditions = [&weights, &values, whole];
    with_integers(r.context.fact("jensen_log", &subst, &conditions)?, r)
}

// f with t = p f.
fn factor(t: &Term, p: &Term) -> Option<Term> {
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
