//! A comparison by cases on the signs inside absolute values, minima and maxima, and with its functions brought to a common base.

use super::{Wanted, hard};
use crate::logic;
use crate::prove::allowance::Fuel;
use crate::prove::bounds;
use crate::prove::closure;
use crate::prove::context::{Context, Sign};
use crate::prove::normal::Normalizer;
use hence_kernel::{Term, Theorem, Type, syntax};

// Each level doubles the number of cases.
const MAX_LEVEL: u32 = 4;
// What products and squares may cost before boxes and slopes are tried on roots.
const ROOTS: u64 = 4_000_000;

/// `⊢ goal` for `a < b`, `a ≤ b` or `¬(a = b)`.
pub(super) fn prove(goal: &Term, c: &Context, level: u32, fuel: &Fuel) -> Option<Theorem> {
    if let Some((a, b)) = goal.as_eq() {
        return equation(a, b, c, level, fuel);
    }
    if level > 0
        && let Some(th) = closure::prove(goal, c, 4)
    {
        return Some(th);
    }
    if level == 0
        && bounds::concerns(goal)
        && let Some(th) = bounds::absolute(goal, c)
    {
        return Some(th);
    }
    if level < MAX_LEVEL
        && let Some(split) = find_split(goal, c)
        && let Some(th) = by_cases(goal, &split, c, level, fuel)
    {
        return Some(th);
    }
    // Functions are a matter of boxes and slopes rather than of products and squares.
    if bounds::concerns(goal)
        && let Some(th) = bounds::prove(goal, c)
    {
        return Some(th);
    }
    if bounds::has_roots(goal) && !bounds::concerns(goal) {
        let found =
            directly(goal, c, &Fuel::new(ROOTS, &c.allowance)).or_else(|| bounds::prove(goal, c));
        if found.is_some() {
            return found;
        }
    }
    directly(goal, c, fuel)
        .or_else(|| {
            let (inner, equal) = common_base(goal, c)?;
            let (_, rewritten) = equal.equation().ok()?;
            let th = closure::prove(rewritten, &inner, 4)
                .or_else(|| {
                    let functions = bounds::concerns(rewritten);
                    functions
                        .then(|| bounds::prove(rewritten, &inner))
                        .flatten()
                })
                .or_else(|| directly(rewritten, &inner, fuel))?;
            equal.sym().ok()?.eq_mp(&th).ok()
        })
        .or_else(|| {
            let alone = level == 0 && c.equations.is_empty() && !fuel.is_empty();
            alone.then(|| by_order(goal, c, fuel)).flatten()
        })
}

pub(super) fn directly(goal: &Term, c: &Context, fuel: &Fuel) -> Option<Theorem> {
    for (rel, name, wanted) in [
        ("<", "of_sub_pos", Wanted::Positive),
        ("≤", "of_sub_nonneg", Wanted::Nonnegative),
    ] {
        if let Some((a, b)) = goal.as_binary(rel) {
            if a.as_num().is_some_and(|q| q.is_zero()) {
                return hard(b, wanted, c, fuel);
            }
            let th = hard(&syntax::sub(b, a).ok()?, wanted, c, fuel)?;
            return c.fact(name, &[("a", b), ("b", a)], &[&th]);
        }
    }
    let (a, b) = goal.as_unary("¬")?.as_eq()?;
    if *a.ty() != Type::Real {
        return None;
    }
    let ab = [("a", a), ("b", b)];
    if let Some(th) = hard(&syntax::sub(b, a).ok()?, Wanted::Positive, c, fuel) {
        let lt = c.fact("of_sub_pos", &[("a", b), ("b", a)], &[&th])?;
        return c.fact("ne_of_lt", &ab, &[&lt]);
    }
    if let Some(th) = hard(&syntax::sub(a, b).ok()?, Wanted::Positive, c, fuel) {
        let lt = c.fact("of_sub_pos", &ab, &[&th])?;
        return c.fact("ne_of_gt", &[("a", b), ("b", a)], &[&lt]);
    }
    // From a = b both a ≤ b and b ≤ a, which integers may contradict.
    c.facts
        .iter()
        .find(|f| f.conclusion().as_unary("Int").is_some())?;
    let equal = goal.as_unary("¬")?;
    let assumed = Theorem::assume(equal).ok()?;
    let below = c.fact("le_of_eq", &ab, &[&assumed])?;
    let above = c.fact("ge_of_eq", &ab, &[&assumed])?;
    let bottom = super::absurd(&c.with(assumed).with(below).with(above), fuel)?;
    logic::not_intro(equal, &bottom).ok()
}

/// `⊢ a = b`, by cases where there are absolute values, minima or maxima.
pub(super) fn equation(
    a: &Term,
    b: &Term,
    c: &Context,
    level: u32,
    fuel: &Fuel,
) -> Option<Theorem> {
    let goal = syntax::eq(a, b).ok()?;
    if level > 0
        && let Some(th) = closure::prove(&goal, c, 4)
    {
        return Some(th);
    }
    if level < MAX_LEVEL
        && let Some(split) = find_split(&goal, c)
    {
        return by_cases(&goal, &split, c, level, fuel);
    }
    super::stages::equal(a, b, c, fuel)
}

// What to split on: `l ≤ r` or `r ≤ l`, with what is learned in each case.
struct Split {
    left: Term,
    right: Term,
    lower: &'static str,
    upper: &'static str,
    subst: Vec<(&'static str, Term)>,
}

fn find_split(goal: &Term, c: &Context) -> Option<Split> {
    let mut found = None;
    visit(goal, &mut |t| {
        if found.is_none() {
            found = split_of(t, c);
        }
    });
    if found.is_none() {
        for k in &c.known {
            visit(&k.term, &mut |t| {
                if found.is_none() {
                    found = split_of(t, c);
                }
            });
        }
    }
    found
}

fn visit(t: &Term, f: &mut dyn FnMut(&Term)) {
    // Innermost first, so that what is inside a second one is settled before it.
    if let Some((_, args)) = t.as_const_app() {
        args.into_iter().for_each(|a| visit(a, f));
        f(t);
    }
}

fn split_of(t: &Term, c: &Context) -> Option<Split> {
    let settled = |l: &Term, r: &Term| {
        [syntax::le(l, r), syntax::le(r, l)]
            .into_iter()
            .any(|p| p.is_ok_and(|p| c.assumption(&p).is_some()))
            || syntax::sub(r, l).is_ok_and(|d| {
                matches!(
                    c.sign(&d),
                    Some((Sign::Pos | Sign::Neg | Sign::NonNeg | Sign::NonPos, _))
                )
            })
    };
    if let Some(a) = t.as_unary("abs") {
        let zero = Term::int(0);
        return (!settled(&zero, a) && a.has_vars()).then(|| Split {
            left: zero,
            right: a.clone(),
            lower: "abs_of_nonneg",
            upper: "abs_of_nonpos",
            subst: vec![("a", a.clone())],
        });
    }
    for (op, lower, upper) in [
        ("min", "min_of_le", "min_of_ge"),
        ("max", "max_of_le", "max_of_ge"),
    ] {
        if let Some((a, b)) = t.as_binary(op)
            && !settled(a, b)
        {
            return Some(Split {
                left: a.clone(),
                right: b.clone(),
                lower,
                upper,
                subst: vec![("a", a.clone()), ("b", b.clone())],
            });
        }
    }
    None
}

fn by_cases(goal: &Term, split: &Split, c: &Context, level: u32, fuel: &Fuel) -> Option<Theorem> {
    let either = c.fact("le_total", &[("a", &split.left), ("b", &split.right)], &[])?;
    let subst: Vec<(&str, &Term)> = split.subst.iter().map(|(n, t)| (*n, t)).collect();
    let case = |p: &Term, name: &str| -> Option<Theorem> {
        let assumed = Theorem::assume(p).ok()?;
        let value = c.fact(name, &subst, &[&assumed])?;
        let inner = if bounds::concerns(goal) {
            let facts = c.facts.iter().cloned().chain([assumed, value]);
            c.modest(facts)
        } else {
            c.with(assumed).with(value)
        };
        let equal = resolved(goal, &inner)?;
        let (_, now) = equal.equation().ok()?;
        let th = prove(now, &inner, level + 1, fuel)?;
        equal.sym().ok()?.eq_mp(&th).ok()
    };
    let below = case(&syntax::le(&split.left, &split.right).ok()?, split.lower)?;
    let above = case(&syntax::le(&split.right, &split.left).ok()?, split.upper)?;
    logic::disj_cases(&either, &below, &above).ok()
}

// ⊢ goal = goal' with the absolute values, minima and maxima replaced that the assumptions decide, innermost first.
fn resolved(goal: &Term, c: &Context) -> Option<Theorem> {
    let mut whole = Theorem::refl(goal).ok()?;
    for _ in 0..6 {
        let (_, now) = whole.equation().ok()?;
        let now = now.clone();
        let step = logic::congruence_at(&now, |t| value_of(t, c)).ok()?;
        if step.equation().is_ok_and(|(l, r)| l == r) {
            break;
        }
        whole = whole.trans(&step).ok()?;
    }
    Some(whole)
}

fn value_of(t: &Term, c: &Context) -> Option<Theorem> {
    let zero = Term::int(0);
    let (l, r, names, subst) = if let Some(a) = t.as_unary("abs") {
        (&zero, a, ["abs_of_nonneg", "abs_of_nonpos"], vec![("a", a)])
    } else if let Some((a, b)) = t.as_binary("min") {
        (a, b, ["min_of_le", "min_of_ge"], vec![("a", a), ("b", b)])
    } else {
        let (a, b) = t.as_binary("max")?;
        (a, b, ["max_of_le", "max_of_ge"], vec![("a", a), ("b", b)])
    };
    for (p, name) in [(syntax::le(l, r), names[0]), (syntax::le(r, l), names[1])] {
        if let Some(th) = c.assumption(&p.ok()?) {
            return c.fact(name, &subst, &[&th]);
        }
    }
    let difference = syntax::sub(r, l).ok()?;
    let (up, th) = match c.sign(&difference)? {
        (Sign::Pos, th) => {
            let zero = [("a", &zero), ("b", &difference)];
            (true, c.fact("le_of_lt", &zero, &[&th])?)
        }
        (Sign::NonNeg, th) => (true, th),
        (Sign::Neg | Sign::NonPos, _) => (false, c.nonnegative(&syntax::sub(l, r).ok()?)?),
        _ => return None,
    };
    let (less, more, name) = if up {
        (l, r, names[0])
    } else {
        (r, l, names[1])
    };
    let th = c.fact("of_sub_nonneg", &[("a", more), ("b", less)], &[&th])?;
    c.fact(name, &subst, &[&th])
}

// A symmetric statement about three variables, by their order.
fn by_order(goal: &Term, c: &Context, fuel: &Fuel) -> Option<Theorem> {
    let (l, r) = goal.as_binary("≤").or_else(|| goal.as_binary("<"))?;
    let difference = syntax::sub(r, l).ok()?;
    let vars = difference.free_vars();
    let [x, y, z] = &vars[..] else { return None };
    let poly = c.poly(&difference)?;
    if vars.iter().any(|v| *v.ty() != Type::Real) || poly.0.len() > 40 {
        return None;
    }
    for (a, b) in [(x, y), (y, z)] {
        let swapped = difference
            .subst(&[(a.clone(), b.clone()), (b.clone(), a.clone())])
            .ok()?;
        if c.poly(&swapped)? != poly {
            return None;
        }
    }
    ordered(goal, &[(x, y), (y, z), (x, z)], &[], c, fuel)
}

fn ordered(
    goal: &Term,
    pairs: &[(&Term, &Term)],
    before: &[bool],
    c: &Context,
    fuel: &Fuel,
) -> Option<Theorem> {
    // Where x ≤ y ≤ z, the third pair is no question.
    let [(a, b), rest @ ..] = pairs else {
        return directly(goal, c, fuel);
    };
    if matches!(before, [p, q] if p == q) {
        return directly(goal, c, fuel);
    }
    let either = c.fact("le_total", &[("a", a), ("b", b)], &[])?;
    let case = |l: &Term, r: &Term, up: bool| -> Option<Theorem> {
        let inner = c.with(Theorem::assume(&syntax::le(l, r).ok()?).ok()?);
        let now: Vec<bool> = before.iter().copied().chain([up]).collect();
        ordered(goal, rest, &now, &inner, fuel)
    };
    let (below, above) = (case(a, b, true)?, case(b, a, false)?);
    logic::disj_cases(&either, &below, &above).ok()
}

// The same question with exponentials, powers and angles in terms of common ones: ⊢ goal = goal', and the context for it.
fn common_base<'a>(goal: &Term, c: &Context<'a>) -> Option<(Context<'a>, Theorem)> {
    let mut normal = Normalizer::new(c);
    let explore = |p: &Term, normal: &mut Normalizer| {
        let inner = p.as_unary("¬").unwrap_or(p);
        if let Some((_, args)) = inner.as_const_app() {
            args.into_iter().for_each(|a| normal.explore(a));
        }
    };
    explore(goal, &mut normal);
    for f in c.facts() {
        explore(f.conclusion(), &mut normal);
    }
    normal.plan();
    let rule = |t: &Term| -> Option<Theorem> {
        let (name, _) = t.as_const_app()?;
        // Their ranges are known as they are.
        if ["tanh", "cosh", "sech", "abs", "sqrt"].contains(&name) {
            return None;
        }
        normal
            .rules
            .get(t)?
            .iter()
            .find(|th| th.equation().is_ok_and(|(l, r)| l == t && r != t))
            .cloned()
    };
    let rewrite = |p: &Term| -> Option<Theorem> {
        let mut whole = Theorem::refl(p).ok()?;
        for _ in 0..8 {
            let (_, now) = whole.equation().ok()?;
            let step = logic::congruence_at(now, rule).ok()?;
            if step.equation().ok().is_some_and(|(l, r)| l == r) {
                break;
            }
            whole = whole.trans(&step).ok()?;
        }
        Some(whole)
    };
    let equal = rewrite(goal)?;
    let mut changed = equal.equation().ok().is_some_and(|(l, r)| l != r);
    let mut facts = Vec::new();
    for f in c.facts() {
        let step = rewrite(f.conclusion())?;
        changed |= step.equation().ok().is_some_and(|(l, r)| l != r);
        facts.push(step.eq_mp(f).ok()?);
    }
    changed.then(|| (c.beside(facts), equal))
}
