//! What hypotheses about every index say of sums and extremes, as further facts for linear arithmetic.

use super::rewrite::Rewriter;
use super::{is_relation, means, parts, ranges};
use crate::logic;
use crate::prove::closure::{self, NO_SEARCH};
use crate::prove::context::Context;
use crate::prove::normal;
use hence_kernel::{Kind, Term, Theorem, Type, syntax};
use std::collections::BTreeSet;

// How many ranges, and how many hypotheses about all indices, are looked at.
const MAX_RANGES: usize = 6;
const MAX_LAWS: usize = 6;
// Of how many members that a goal names it is said that they are at most the sum.
const MAX_MEMBERS: usize = 4;

/// A context with the bounds of an index in force.
pub(super) fn inside<'a>(
    k: &Term,
    a: &Term,
    b: &Term,
    facts: &[Theorem],
    r: &Rewriter<'_, 'a>,
) -> Option<Context<'a>> {
    let bounds = r.inside(k, a, b)?;
    let bounds = bounds.iter().filter_map(|p| Theorem::assume(p).ok());
    let c = r.context.beside(facts.iter().cloned().chain(bounds));
    c.nesting.set(r.context.nesting.get());
    Some(c)
}

/// The context with what holds for every index said of this one.
pub(crate) fn with_laws<'a>(context: Context<'a>, k: &Term) -> Context<'a> {
    with_laws_at(context, k, NO_SEARCH)
}

/// The same within a proof that is so deep already: the premises of a law may speak of all indices in their turn.
pub(crate) fn with_laws_at<'a>(context: Context<'a>, k: &Term, depth: u32) -> Context<'a> {
    let laws = context.facts().iter().filter(|f| is_law(f.conclusion()));
    let here: Vec<Theorem> = laws
        .take(MAX_LAWS)
        .filter_map(|l| specialised(l, k, &context, depth))
        .collect();
    if here.is_empty() {
        return context;
    }
    let nesting = context.nesting.get();
    let facts = context.facts().iter().cloned().chain(here);
    let context = context.beside(facts);
    context.nesting.set(nesting);
    context
}

// A comparison or an equation for every number, or for every one with some property.
fn is_law(p: &Term) -> bool {
    let Some(Kind::Lam(_, Type::Real, body)) = syntax::as_quantified(p, "∀").map(|f| f.kind())
    else {
        return false;
    };
    let mut body = body;
    while let Some((_, q)) = body.as_binary("⇒") {
        body = q;
    }
    let of_numbers = |(a, _): (&Term, &Term)| *a.ty() == Type::Real;
    ["<", "≤", "="]
        .iter()
        .any(|r| body.as_binary(r).is_some_and(of_numbers))
}

// The laws that speak of what the goal speaks of, those with most in common first, of these the last ones stated.
fn laws<'f>(goal: &Term, facts: &'f [Theorem]) -> Vec<&'f Theorem> {
    let spoken = functions(goal);
    let mut out: Vec<(usize, &Theorem)> = facts
        .iter()
        .filter(|f| is_law(f.conclusion()))
        .map(|f| {
            let own = functions(f.conclusion());
            let strange = own.difference(&spoken).count();
            (strange, f)
        })
        .rev()
        .collect();
    out.sort_by_key(|(strange, _)| *strange);
    out.into_iter().take(MAX_LAWS).map(|(_, f)| f).collect()
}

// The names of functions and families.
fn functions(t: &Term) -> BTreeSet<String> {
    t.free_vars()
        .iter()
        .filter(|v| matches!(v.ty(), Type::Fun(_)))
        .map(ToString::to_string)
        .collect()
}

/// An instance of a fact about every index of a range, where the statement for one index is proved.
pub(super) fn over(
    name: &str,
    subst: &[(&str, &Term)],
    each: &Theorem,
    r: &Rewriter,
) -> Option<Theorem> {
    let mut th = r.context.fact(name, subst, &[])?;
    for h in th.hypotheses().to_vec() {
        let lemma = if h == *each.conclusion() {
            each.clone()
        } else {
            closure::prove(&h, r.context, 4)?
        };
        th = th.cut(&lemma).ok()?;
    }
    Some(th)
}

/// A bound of an extreme by what holds for each index, and the comparison of two sums term by term.
pub(super) fn by_bound(goal: &Term, r: &Rewriter) -> Option<Theorem> {
    let (rel, lhs, rhs) = ["<", "≤"]
        .iter()
        .find_map(|op| goal.as_binary(op).map(|(a, b)| (*op, a, b)))?;
    let k = Term::real_var("κ9");
    let facts = r.context.facts();
    if let Some(("Min", a, b, f)) = parts(rhs) {
        let p = Term::apps(&syntax::constant(rel)?, &[lhs, &f.instantiate(&k).ok()?]).ok()?;
        let th = closure::prove(&p, &inside(&k, a, b, facts, r)?, 0)?;
        let each = r.generalise(&k, a, b, &th)?;
        let name = if rel == "<" { "lt_min_of" } else { "le_min_of" };
        return over(name, &[("a", a), ("b", b), ("c", lhs), ("f", f)], &each, r);
    }
    if let (Some(("Max", a, b, f)), "≤") = (parts(lhs), rel) {
        let p = syntax::le(&f.instantiate(&k).ok()?, rhs).ok()?;
        let th = closure::prove(&p, &inside(&k, a, b, facts, r)?, 0)?;
        let each = r.generalise(&k, a, b, &th)?;
        return over(
            "max_le_of",
            &[("a", a), ("b", b), ("c", rhs), ("f", f)],
            &each,
            r,
        );
    }
    None
}

/// Facts about the ranges that occur.
///
/// `written` is the goal before it was simplified: what it speaks of may have a closed form.
pub(super) fn rows(goal: &Term, written: &Term, facts: &[Theorem], r: &Rewriter) -> Vec<Theorem> {
    let mut all: Vec<Term> = Vec::new();
    ranges(goal, &mut all);
    for f in facts {
        if is_relation(f.conclusion()) {
            ranges(f.conclusion(), &mut all);
        }
    }
    let mut out: Vec<Theorem> = Vec::new();
    let order = goal.as_eq().is_none();
    let mut spans: Vec<(Term, Term)> = Vec::new();
    for t in all.iter().take(MAX_RANGES) {
        if let Some((_, a, b, _)) = parts(t)
            && !spans.iter().any(|(c, d)| c == a && d == b)
        {
            spans.push((a.clone(), b.clone()));
        }
    }
    // Hypotheses about every index, under the sum.
    for law in laws(goal, facts) {
        for (a, b) in &spans {
            out.extend(under_sum(law, a, b, facts, r));
        }
        for i in indices(goal).into_iter().take(4) {
            out.extend(specialised(law, &i, r.context, NO_SEARCH));
        }
    }
    if order {
        // A square is seen as one where it is written as one.
        let mut as_written = Vec::new();
        ranges(written, &mut as_written);
        as_written.retain(|t| !all.contains(t));
        for t in all.iter().chain(&as_written).take(MAX_RANGES) {
            of_range(t, goal, facts, r, &mut out);
        }
        out.extend(means::rows(goal, written, facts, r));
    }
    out.extend(term_by_term(goal, facts, r));
    out.into_iter()
        .map(|th| {
            let equal = r.simplify(th.conclusion());
            equal.and_then(|e| e.eq_mp(&th).ok()).unwrap_or(th)
        })
        .collect()
}

// The arguments of families.
fn indices(t: &Term) -> Vec<Term> {
    fn go(t: &Term, out: &mut Vec<Term>) {
        if let Kind::App(f, a) = t.kind() {
            if matches!(f.kind(), Kind::Var(_)) && *a.ty() == Type::Real && !out.contains(a) {
                out.push(a.clone());
            }
            go(f, out);
            go(a, out);
        }
    }
    let mut out = Vec::new();
    go(t, &mut out);
    out.retain(Term::is_closed);
    out
}

/// The comparison that a law makes at one index, its premises proved.
pub(super) fn specialised(
    law: &Theorem,
    at: &Term,
    context: &Context,
    depth: u32,
) -> Option<Theorem> {
    let f = law.conclusion().as_unary("∀")?;
    let Kind::Lam(_, ty, _) = f.kind() else {
        return None;
    };
    if ty != at.ty() {
        return None;
    }
    let mut th = logic::forall_elim(law, at).ok()?;
    for _ in 0..4 {
        let Some((p, _)) = th.conclusion().as_binary("⇒") else {
            break;
        };
        let premise = closure::prove(p, context, depth)?;
        th = logic::mp(&th, &premise).ok()?;
    }
    is_relation(th.conclusion()).then_some(th)
}

// ⊢ Sum a b l ≤ Sum a b r where l ≤ r for every index.
fn under_sum(
    law: &Theorem,
    a: &Term,
    b: &Term,
    facts: &[Theorem],
    r: &Rewriter,
) -> Option<Theorem> {
    let k = Term::real_var("κ9");
    let mut context = inside(&k, a, b, facts, r)?;
    // The premises of one law may follow from another one.
    let th = match specialised(law, &k, &context, NO_SEARCH) {
        Some(th) => th,
        None => {
            context = with_laws(context, &k);
            specialised(law, &k, &context, NO_SEARCH)?
        }
    };
    let p = th.conclusion();
    let (name, x, y, th) = if let Some((x, y)) = p.as_eq() {
        ("sum_congr", x.clone(), y.clone(), th.clone())
    } else if let Some((x, y)) = p.as_binary("≤") {
        ("sum_le", x.clone(), y.clone(), th.clone())
    } else {
        let (x, y) = p.as_binary("<")?;
        let weak = context.fact("le_of_lt", &[("a", x), ("b", y)], &[&th])?;
        ("sum_le", x.clone(), y.clone(), weak)
    };
    let each = r.generalise(&k, a, b, &th)?;
    let (f, g) = (Term::lam(&k, &x).ok()?, Term::lam(&k, &y).ok()?);
    over(name, &[("a", a), ("b", b), ("f", &f), ("g", &g)], &each, r)
}

// Signs, and what extremes have to do with sums and terms.
fn of_range(t: &Term, goal: &Term, facts: &[Theorem], r: &Rewriter, out: &mut Vec<Theorem>) {
    let Some((name, a, b, f)) = parts(t) else {
        return;
    };
    let k = Term::real_var("κ9");
    let zero = Term::int(0);
    let abf = [("a", a), ("b", b), ("f", f)];
    match name {
        "Min" => {
            out.extend(r.apply("count_mul_min_le", &abf));
            for i in indices(goal).iter().chain([a, b]) {
                out.extend(r.apply("min_le_term", &[abf[0], abf[1], abf[2], ("m", i)]));
            }
        }
        "Max" => {
            out.extend(r.apply("sum_le_count_mul_max", &abf));
            for i in indices(goal).iter().chain([a, b]) {
                out.extend(r.apply("term_le_max", &[abf[0], abf[1], abf[2], ("m", i)]));
            }
        }
        _ => {}
    }
    let Some(context) = inside(&k, a, b, facts, r).map(|c| with_laws(c, &k)) else {
        return;
    };
    let each = |th: &Theorem| r.generalise(&k, a, b, th);
    let sign = || -> Option<Theorem> {
        let body = f.instantiate(&k).ok()?;
        if let Some(th) = context.positive(&body) {
            let each = each(&th)?;
            let found = match name {
                "Sum" => over("sum_pos", &abf, &each, r),
                "Prod" => over("prod_pos", &abf, &each, r),
                "Min" => over(
                    "lt_min_of",
                    &[abf[0], abf[1], ("c", &zero), abf[2]],
                    &each,
                    r,
                ),
                _ => None,
            };
            if found.is_some() {
                return found;
            }
        }
        let each = each(&context.nonnegative(&body)?)?;
        match name {
            "Sum" => over("sum_nonneg", &abf, &each, r),
            "Prod" => over("prod_nonneg", &abf, &each, r),
            "Min" => over(
                "le_min_of",
                &[abf[0], abf[1], ("c", &zero), abf[2]],
                &each,
                r,
            ),
            _ => None,
        }
    };
    out.extend(sign());
    // A term of a sum of what is not negative is at most the sum, for the indices that the goal speaks of.
    let terms = || -> Option<Vec<Theorem>> {
        let indices = indices(goal);
        if name != "Sum" || indices.is_empty() {
            return None;
        }
        let each = each(&context.nonnegative(&f.instantiate(&k).ok()?)?)?;
        let of = |i: &Term| {
            let subst = [abf[0], abf[1], abf[2], ("m", i)];
            over("term_le_sum", &subst, &each, r)
        };
        Some(indices.iter().take(MAX_MEMBERS).filter_map(of).collect())
    };
    out.extend(terms().unwrap_or_default());
    if let Some(inner) = absolute(goal, t)
        && let Some(("Sum", a, b, g)) = parts(&inner)
    {
        out.extend(r.apply("sum_abs", &[("a", a), ("b", b), ("f", g)]));
    }
}

// The sum inside of an absolute value in the goal, where `t` is a sum over the same range.
fn absolute(goal: &Term, t: &Term) -> Option<Term> {
    let (_, a, b, _) = parts(t)?;
    if let Some(inner) = goal.as_unary("abs")
        && parts(inner).is_some_and(|(n, c, d, _)| n == "Sum" && c == a && d == b)
    {
        return Some(inner.clone());
    }
    match goal.kind() {
        Kind::App(f, x) => absolute(f, t).or_else(|| absolute(x, t)),
        _ => None,
    }
}

// A combination of sums over one range: the range, and the same combination of the bodies. What is no sum is one of weights.
fn combination(difference: &Term, k: &Term, r: &Rewriter) -> Option<(Term, Term, Term)> {
    let weights = means::weights(r);
    let mut outside: Vec<Term> = Vec::new();
    let poly = r.algebra.borrow_mut().poly(difference)?;
    let mut span: Option<(Term, Term)> = None;
    let mut whole: Option<Term> = None;
    for (m, q) in &poly.0 {
        let atoms: Vec<(Term, u32)> = {
            let algebra = r.algebra.borrow();
            m.0.iter()
                .filter_map(|(a, e)| Some((algebra.atom_term(*a)?.clone(), *e)))
                .collect()
        };
        let sums: Vec<&(Term, u32)> = atoms
            .iter()
            .filter(|(t, _)| logic::mentions(t, logic::RANGES))
            .collect();
        let [(sum, 1)] = sums[..] else {
            if sums.is_empty() {
                outside.push(r.algebra.borrow().monomial(m, q)?);
            }
            continue;
        };
        let ("Sum", a, b, f) = parts(sum)? else {
            return None;
        };
        match &span {
            None => span = Some((a.clone(), b.clone())),
            Some((c, d)) if c == a && d == b => {}
            _ => return None,
        }
        let mut product = syntax::mul(&Term::num(q.clone()), &f.instantiate(k).ok()?).ok()?;
        for (t, e) in atoms.iter().filter(|(t, _)| t != sum) {
            let factor = syntax::pow(t, &Term::int(i64::from(*e))).ok()?;
            product = syntax::mul(&factor, &product).ok()?;
        }
        whole = Some(match whole {
            None => product,
            Some(w) => syntax::add(&w, &product).ok()?,
        });
    }
    let ((a, b), mut whole) = (span?, whole?);
    if let Some(w) = weights.iter().find(|w| *w.a == a && *w.b == b) {
        let weight = w.p.instantiate(k).ok()?;
        for t in outside {
            whole = syntax::add(&whole, &syntax::mul(&weight, &t).ok()?).ok()?;
        }
    }
    Some((a, b, whole))
}

// Whether it is computed from names and members by the operations of arithmetic alone.
fn is_polynomial(t: &Term) -> bool {
    match t.kind() {
        Kind::Num(_) | Kind::Var(_) => true,
        Kind::Const(c) => matches!(&*c.name, "+" | "-" | "*" | "neg" | "pow"),
        Kind::App(f, a) => is_polynomial(f) && is_polynomial(a),
        Kind::Lam(..) | Kind::Bound(_) => false,
    }
}

// From the difference of the sides, a combination of sums over one range: what holds of the bodies for each index.
fn term_by_term(goal: &Term, facts: &[Theorem], r: &Rewriter) -> Option<Theorem> {
    let sides = ["<", "≤"].iter().find_map(|op| goal.as_binary(op));
    let (lhs, rhs) = sides.or_else(|| goal.as_eq())?;
    let k = Term::real_var("κ9");
    let (a, b, body) = combination(&syntax::sub(rhs, lhs).ok()?, &k, r)?;
    let context = with_laws(inside(&k, &a, &b, facts, r)?, &k);
    let f = Term::lam(&k, &body).ok()?;
    let abf = [("a", &a), ("b", &b), ("f", &f)];
    if sides.is_none() {
        let zero = Term::int(0);
        let th = normal::equal(&body, &zero, &context)?;
        let each = r.generalise(&k, &a, &b, &th)?;
        let g = Term::lam(&k, &zero).ok()?;
        return over("sum_congr", &[abf[0], abf[1], abf[2], ("g", &g)], &each, r);
    }
    if let Some(th) = context.positive(&body)
        && let Some(each) = r.generalise(&k, &a, &b, &th)
        && let Some(th) = over("sum_pos", &abf, &each, r)
    {
        return Some(th);
    }
    // With functions the search is long, and most often in vain.
    let whole = || {
        is_polynomial(&body).then_some(())?;
        let claim = syntax::le(&Term::int(0), &body).ok()?;
        closure::prove(&claim, &context, 0)
    };
    let th = context.nonnegative(&body).or_else(whole)?;
    over("sum_nonneg", &abf, &r.generalise(&k, &a, &b, &th)?, r)
}
