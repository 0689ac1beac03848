//! Jensen's inequality for the means that a question speaks of, and the inequalities between the geometric, arithmetic and harmonic mean.
//!
//! The weights are those that the hypotheses let sum to 1, or all equal.

use super::means::{Weights, factor};
use super::rewrite::{Rewriter, right};
use super::rows::{inside, with_laws};
use super::{is_range, parts, ranges};
use crate::logic;
use crate::prove::closure;
use crate::prove::convex::{self, Arguments, Curve};
use hence_kernel::{Kind, Q, Term, Theorem, syntax};

// How many families of numbers are tried in one inequality.
const MAX_FAMILIES: usize = 4;

// A family of numbers, with the argument in the question that is to be its mean.
struct Family {
    body: Term,
    mean: Option<Term>,
}

/// What these inequalities say of the sums of a goal; `written` is the goal before it was simplified.
pub(super) fn rows(
    goal: &Term,
    written: &Term,
    weights: &[Weights],
    facts: &[Theorem],
    r: &Rewriter,
) -> Vec<Theorem> {
    let mut spans: Vec<(Term, Term)> = Vec::new();
    let mut all = Vec::new();
    ranges(goal, &mut all);
    ranges(written, &mut all);
    for t in &all {
        if let Some(("Sum" | "Prod", a, b, _)) = parts(t)
            && !spans.iter().any(|(c, d)| c == a && d == b)
        {
            spans.push((a.clone(), b.clone()));
        }
    }
    let mut out = Vec::new();
    for (a, b) in &spans {
        out.extend(of_span(a, b, &[goal, written], weights, facts, r));
        out.extend(of_products(&all, a, b, facts, r));
        let here = weights.iter().filter(|w| w.a == a && w.b == b);
        for w in here {
            out.extend(of_powers(&all, w, facts, r));
            out.extend(of_means(&all, w, facts, r));
        }
    }
    out
}

fn of_span(
    a: &Term,
    b: &Term,
    goals: &[&Term],
    weights: &[Weights],
    facts: &[Theorem],
    r: &Rewriter,
) -> Vec<Theorem> {
    let k = Term::real_var("κ9");
    let mut out = Vec::new();
    let mut equal: Option<Option<(Term, Theorem)>> = None;
    let supposed = convex::supposed(facts);
    for curve in r
        .context
        .order
        .curves(r.context.library)
        .iter()
        .chain(&supposed)
    {
        for Arguments { rest, args } in arguments(curve, goals, a, b, &k) {
            for w in weights.iter().filter(|w| w.a == a && w.b == b) {
                for f in families(&args, w.p, a, b, &k) {
                    out.extend(jensen(curve, &rest, (a, b), (w.p, w.whole), &f, facts, r));
                }
            }
            // Equal weights are in no hypothesis: the question must speak of the mean itself.
            let spoken = args.iter().any(|t| !t.has_free(&k));
            if let Some((p, whole)) = spoken
                .then(|| equal.get_or_insert_with(|| equal_weights(a, b, r)).as_ref())
                .flatten()
            {
                for f in families(&args, p, a, b, &k) {
                    if f.mean.is_some() {
                        out.extend(jensen(curve, &rest, (a, b), (p, whole), &f, facts, r));
                    }
                }
            }
        }
    }
    out
}

// To what a question applies the function: outside of sums, and under sums over this range, with the index named k.
fn arguments(curve: &Curve, goals: &[&Term], a: &Term, b: &Term, k: &Term) -> Vec<Arguments> {
    let mut bodies: Vec<Term> = Vec::new();
    for g in goals {
        under(g, a, b, k, &mut bodies);
    }
    let all: Vec<&Term> = goals.iter().copied().chain(&bodies).collect();
    let mut out = curve.arguments(&all);
    for o in &mut out {
        (o.args).retain(|t| t.is_closed() && (t.has_free(k) || sum_over(t, a, b).is_some()));
        o.args.truncate(MAX_FAMILIES);
    }
    out.retain(|o| !o.args.is_empty() && o.rest.iter().all(|(_, s)| !s.has_free(k)));
    out
}

// The bodies of the sums over a range.
fn under(t: &Term, a: &Term, b: &Term, k: &Term, out: &mut Vec<Term>) {
    if let Some(("Sum", c, d, f)) = parts(t)
        && c == a
        && d == b
        && let Ok(body) = f.instantiate(k)
        && !out.contains(&body)
    {
        out.push(body);
    }
    if let Kind::App(f, x) = t.kind() {
        under(f, a, b, k, out);
        under(x, a, b, k, out);
    }
}

// The first sum over a range in a term.
fn sum_over<'t>(t: &'t Term, a: &Term, b: &Term) -> Option<&'t Term> {
    if let Some(("Sum", c, d, _)) = parts(t)
        && c == a
        && d == b
    {
        return Some(t);
    }
    match t.kind() {
        Kind::App(f, x) if !is_range(t) => sum_over(f, a, b).or_else(|| sum_over(x, a, b)),
        _ => None,
    }
}

// The numbers whose mean with these weights, or whose values, the question speaks of.
fn families(args: &[Term], p: &Term, a: &Term, b: &Term, k: &Term) -> Vec<Family> {
    let mut out: Vec<Family> = Vec::new();
    let weight = p.instantiate(k).ok();
    // A value at the weight itself: the mean of 1/p is the number of terms.
    if let Some(w) = &weight
        && args.contains(w)
        && let Ok(body) = syntax::div(&Term::int(1), w)
    {
        out.push(Family { body, mean: None });
    }
    for t in args {
        let (body, mean) = match sum_over(t, a, b) {
            Some(sum) if !t.has_free(k) => {
                let body = parts(sum).and_then(|(_, _, _, f)| f.instantiate(k).ok());
                let own = match (&body, &weight) {
                    (Some(body), Some(w)) if w.has_free(k) => factor(body, w),
                    _ => body,
                };
                (own, Some(t.clone()))
            }
            _ => (Some(t.clone()), None),
        };
        let Some(body) = body else { continue };
        match out.iter_mut().find(|f| f.body == body) {
            Some(f) => f.mean = f.mean.take().or(mean),
            None => out.push(Family { body, mean }),
        }
    }
    out
}

// ⊢ Σ 1/n = 1 for the n indices of a range.
fn equal_weights(a: &Term, b: &Term, r: &Rewriter) -> Option<(Term, Theorem)> {
    let count = r.affine(&syntax::add(&syntax::sub(b, a).ok()?, &Term::int(1)).ok()?)?;
    let count = right(&count)?;
    let weight = syntax::inv(&count).ok()?;
    let nonzero = r.context.nonzero(&count)?;
    let sum = r.apply("sum_const", &[("a", a), ("b", b), ("c", &weight)])?;
    let one = Theorem::ring(&right(&sum)?, &Term::int(1), &[&nonzero]).ok()?;
    let k = Term::real_var("κ9");
    Some((Term::lam(&k, &weight).ok()?, sum.trans(&one).ok()?))
}

fn jensen(
    curve: &Curve,
    rest: &[(Term, Term)],
    (a, b): (&Term, &Term),
    (p, whole): (&Term, &Theorem),
    family: &Family,
    facts: &[Theorem],
    r: &Rewriter,
) -> Option<Theorem> {
    let k = Term::real_var("κ9");
    let context = with_laws(inside(&k, a, b, facts, r)?, &k);
    let weights = context.nonnegative(&p.instantiate(&k).ok()?)?;
    let weights = r.generalise(&k, a, b, &weights)?;
    let (g, domain) = (curve.function(rest)?, curve.domain()?);
    let inside = closure::prove(&domain.instantiate(&family.body).ok()?, &context, 4)?;
    let values = r.generalise(&k, a, b, &inside)?;
    let (law, convex) = (curve.law(rest, r.context)?, curve.domain_law(r.context)?);
    let f = Term::lam(&k, &family.body).ok()?;
    let name = if curve.convex {
        "jensen"
    } else {
        "jensen_concave"
    };
    let subst = [
        ("a", a),
        ("b", b),
        ("p", p),
        ("f", &f),
        ("g", &g),
        ("D", &domain),
    ];
    let mut th = r
        .context
        .fact(name, &subst, &[&weights, whole, &values, &law, &convex])?;
    for h in th.hypotheses().to_vec() {
        th = th.cut(&closure::prove(&h, r.context, 4)?).ok()?;
    }
    let Some(mean) = &family.mean else {
        return Some(th);
    };
    // The mean as the question writes it.
    let product = syntax::mul(&p.instantiate(&k).ok()?, &family.body).ok()?;
    let sum = Term::apps(
        &syntax::constant("Sum")?,
        &[a, b, &Term::lam(&k, &product).ok()?],
    )
    .ok()?;
    let (here, there) = (r.simplify(&sum)?, r.simplify(mean)?);
    let between = Theorem::ring(&right(&here)?, &right(&there)?, &[]).ok();
    let Some(same) = between.and_then(|e| here.trans(&e).ok()?.trans(&there.sym().ok()?).ok())
    else {
        return Some(th);
    };
    let put = logic::congruence_at(th.conclusion(), |t| (*t == sum).then(|| same.clone()));
    put.ok()?.eq_mp(&th).ok()
}

// The geometric mean of the numbers in a product lies between their harmonic and their arithmetic mean.
fn of_products(all: &[Term], a: &Term, b: &Term, facts: &[Theorem], r: &Rewriter) -> Vec<Theorem> {
    let mut out = Vec::new();
    for (name, f) in over_range(all, a, b) {
        let said: &[&str] = match name {
            "Prod" => &["mean_am_gm", "prod_le_mean_pow", "mean_gm_hm"],
            _ if has_reciprocal(all, a, b, f) => &["mean_hm_am"],
            _ => &[],
        };
        let each = said.iter();
        out.extend(each.filter_map(|name| for_each(name, (a, b), &[("f", f)], facts, r)));
    }
    out
}

// Whether the reciprocals are summed as well.
fn has_reciprocal(all: &[Term], a: &Term, b: &Term, f: &Term) -> bool {
    let k = Term::real_var("κ9");
    let Ok(body) = f.instantiate(&k) else {
        return false;
    };
    over_range(all, a, b).any(|(name, g)| {
        let inverse = g.instantiate(&k).ok();
        let of = inverse.as_ref().and_then(|t| {
            let over =
                |(x, y): (&Term, &Term)| x.as_num().is_some_and(Q::is_one).then(|| y.clone());
            t.as_unary("inv")
                .cloned()
                .or_else(|| t.as_binary("/").and_then(over))
        });
        name == "Sum" && of.as_ref() == Some(&body)
    })
}

fn over_range<'t>(
    all: &'t [Term],
    a: &Term,
    b: &Term,
) -> impl Iterator<Item = (&'t str, &'t Term)> {
    let ranges = all.iter().filter_map(parts);
    let here =
        ranges.filter(move |(name, c, d, _)| matches!(*name, "Sum" | "Prod") && *c == a && *d == b);
    here.map(|(name, _, _, f)| (name, f)).take(MAX_FAMILIES)
}

// A product of powers with these exponents is a geometric mean.
fn of_powers(all: &[Term], w: &Weights, facts: &[Theorem], r: &Rewriter) -> Vec<Theorem> {
    let k = Term::real_var("κ9");
    let base = |f: &Term| {
        let body = f.instantiate(&k).ok()?;
        let (x, e) = body.as_binary("pow")?;
        (*e == w.p.instantiate(&k).ok()?).then(|| Term::lam(&k, x).ok())?
    };
    let products = over_range(all, w.a, w.b).filter(|(name, _)| *name == "Prod");
    let bases: Vec<Term> = products.filter_map(|(_, f)| base(f)).collect();
    (bases.iter())
        .filter_map(|f| {
            let subst = [("f", f), ("p", w.p)];
            for_each("am_gm_weights", (w.a, w.b), &subst, facts, r)
        })
        .collect()
}

// A mean of positive numbers is positive.
fn of_means(all: &[Term], w: &Weights, facts: &[Theorem], r: &Rewriter) -> Vec<Theorem> {
    let k = Term::real_var("κ9");
    let numbers = |f: &Term| {
        let (body, weight) = (f.instantiate(&k).ok()?, w.p.instantiate(&k).ok()?);
        Term::lam(&k, &factor(&body, &weight)?).ok()
    };
    let sums = over_range(all, w.a, w.b).filter(|(name, _)| *name == "Sum");
    let families: Vec<Term> = sums.filter_map(|(_, f)| numbers(f)).collect();
    (families.iter())
        .filter_map(|f| {
            let subst = [("f", f), ("p", w.p)];
            for_each("mean_pos", (w.a, w.b), &subst, facts, r)
        })
        .collect()
}

/// A fact about the numbers of families, where their sign is known for each index.
pub(super) fn for_each(
    name: &str,
    (a, b): (&Term, &Term),
    families: &[(&str, &Term)],
    facts: &[Theorem],
    r: &Rewriter,
) -> Option<Theorem> {
    let k = Term::real_var("κ9");
    let context = with_laws(inside(&k, a, b, facts, r)?, &k);
    let mut signs: Vec<Theorem> = Vec::new();
    for (_, f) in families {
        let body = f.instantiate(&k).ok()?;
        let found = [context.positive(&body), context.nonnegative(&body)];
        let each = |th: Theorem| r.generalise(&k, a, b, &th);
        signs.extend(found.into_iter().flatten().filter_map(each));
    }
    let bounds = [("a", a), ("b", b)];
    let subst: Vec<(&str, &Term)> = bounds.into_iter().chain(families.iter().copied()).collect();
    let mut th = r.context.fact(name, &subst, &[])?;
    for h in th.hypotheses().to_vec() {
        let lemma = match signs.iter().find(|s| *s.conclusion() == h) {
            Some(s) => s.clone(),
            None => closure::prove(&h, r.context, 4)?,
        };
        th = th.cut(&lemma).ok()?;
    }
    // The number of terms, as the normal form writes it.
    let count = syntax::add(&syntax::sub(b, a).ok()?, &Term::int(1)).ok()?;
    let plain = r.affine(&count)?;
    let put = logic::congruence_at(th.conclusion(), |t| (*t == count).then(|| plain.clone()));
    put.ok()?.eq_mp(&th).ok()
}
