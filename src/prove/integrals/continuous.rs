//! Integrals that exist because what stands under them is continuous, their derivatives by their ends, and integrals that do not exist.

use super::opened;
use crate::logic;
use crate::prove::closure;
use crate::prove::context::Context;
use crate::prove::{derivative, limits, pieces};
use hence_kernel::{Kind, Q, Term, Theorem, Type, syntax};

/// `⊢ HasIntegral p q f (integral p q f)`
pub(super) fn exists(p: &Term, q: &Term, f: &Term, context: &Context) -> Option<Theorem> {
    let (a, b) = (p.as_unary("at")?, q.as_unary("at")?);
    let subst = [("a", a), ("b", b), ("f", f)];
    if let Some(all) = everywhere(f, None, None, context) {
        return context.fact("integral_cont_real", &subst, &[&all]);
    }
    // Where numbers lie is proved from comparisons alone: a fact with an integral in it would be evaluated in turn, and so on.
    let places = pieces::positions(context);
    let less = |s: &Term, t: &Term| closure::prove(&syntax::lt(s, t).ok()?, &places, 1);
    let bounds = |above: bool| bounds(a, b, f, above, context);
    let one_sided = |l: &Term, name: &str, fact: &str| {
        let above = name == "l";
        let sides = [a, b].map(|e| if above { less(l, e) } else { less(e, l) });
        let [Some(first), Some(second)] = sides else {
            return None;
        };
        let (low, high) = if above {
            (Some(l), None)
        } else {
            (None, Some(l))
        };
        let all = everywhere(f, low, high, context)?;
        let mut subst = subst.to_vec();
        subst.push((name, l));
        context.fact(fact, &subst, &[&first, &second, &all])
    };
    (bounds(true).iter())
        .find_map(|l| one_sided(l, "l", "integral_cont_above"))
        .or_else(|| (bounds(false).iter()).find_map(|h| one_sided(h, "h", "integral_cont_below")))
        .or_else(|| {
            let rises = less(a, b)?;
            let inner = context.with(rises.clone());
            let all = everywhere(f, Some(a), Some(b), &inner)?.cut(&rises).ok()?;
            let (u, low) = limits::number(f, &place("above", a)?, context)?;
            let (v, high) = limits::number(f, &place("below", b)?, context)?;
            let mut subst = subst.to_vec();
            subst.extend([("u", &u), ("v", &v)]);
            context.fact("integral_cont_inside", &subst, &[&rises, &all, &low, &high])
        })
}

fn place(name: &str, a: &Term) -> Option<Term> {
    Term::app(&syntax::constant(name)?, a).ok()
}

/// `⊢ ∀x. … ⇒ HasDeriv F x (f x)` or `Tends f (at x) (at (f x))`, as `inside` proves it between the bounds.
pub(super) fn between(
    x: &Term,
    low: Option<&Term>,
    high: Option<&Term>,
    context: &Context,
    inside: &dyn Fn(&Context) -> Option<Theorem>,
) -> Option<Theorem> {
    let above = low.and_then(|a| syntax::lt(a, x).ok());
    let below = high.and_then(|b| syntax::lt(x, b).ok());
    let guards: Vec<Theorem> = (above.iter().chain(&below))
        .filter_map(|g| Theorem::assume(g).ok())
        .collect();
    let mut th = if guards.is_empty() {
        inside(context)?
    } else {
        inside(&context.beside(context.facts().iter().cloned().chain(guards)))?
    };
    for guard in below.iter().chain(&above) {
        th = logic::disch(guard, &th).ok()?;
    }
    logic::forall_intro(x, &th).ok()
}

// ⊢ ∀x. low < x ⇒ x < high ⇒ Tends f (at x) (at (f x))
fn everywhere(
    f: &Term,
    low: Option<&Term>,
    high: Option<&Term>,
    context: &Context,
) -> Option<Theorem> {
    let (x, body) = opened(f, context)?;
    between(&x, low, high, context, &|inner| {
        let goal = syntax::tends(f, &syntax::at(&x).ok()?, &syntax::at(&body).ok()?).ok()?;
        let told = told(&body, &x, inner);
        if let Some(th) = told.iter().find(|th| *th.conclusion() == goal) {
            return Some(th.clone());
        }
        let inner = &inner.beside(inner.facts().iter().cloned().chain(told));
        limits::prove(&goal, inner).or_else(|| closure::prove(&goal, inner, closure::NO_SEARCH))
    })
}

// ⊢ Tends f (at x) (at (f x)) for the functions at x in a term of which facts say that they are continuous there.
fn told(body: &Term, x: &Term, context: &Context) -> Vec<Theorem> {
    let mut out: Vec<Theorem> = Vec::new();
    let mut heads: Vec<Term> = Vec::new();
    calls(body, x, &mut heads);
    for f in heads {
        let lam = Term::app(&f, x).and_then(|b| Term::lam(x, &b));
        let found = lam.ok().and_then(|lam| continuous_at(&lam, x, context));
        out.extend(found);
    }
    out
}

// The variables that are functions at x.
fn calls(t: &Term, x: &Term, out: &mut Vec<Term>) {
    let Kind::App(f, a) = t.kind() else { return };
    if a == x && matches!(f.kind(), Kind::Var(_)) && !out.contains(f) {
        out.push(f.clone());
    }
    calls(f, x, out);
    calls(a, x, out);
}

fn continuous_at(f: &Term, x: &Term, context: &Context) -> Option<Theorem> {
    let th = context.fact("tends_at_of_lim", &[("f", f), ("x", x)], &[])?;
    let premises: Vec<Term> = th.hypotheses().to_vec();
    let lemmas: Option<Vec<Theorem>> = premises.iter().map(|p| instance(p, x, context)).collect();
    logic::cut_all(&th, &lemmas?).ok()
}

// ⊢ p from a fact that says it of all numbers, or of those that the context tells x to be among.
fn instance(p: &Term, x: &Term, context: &Context) -> Option<Theorem> {
    context.facts().iter().find_map(|fact| {
        syntax::as_quantified(fact.conclusion(), "∀")?;
        let mut th = logic::forall_elim(fact, x).ok()?;
        while let Some((guard, _)) = th.conclusion().as_binary("⇒") {
            if !logic::mentions(th.conclusion(), &["lim", "Tends"]) {
                return None;
            }
            let guard = closure::prove(guard, context, closure::NO_SEARCH)?;
            th = logic::mp(&th, &guard).ok()?;
        }
        let all = logic::conjuncts(&th).ok()?;
        all.into_iter().find(|th| th.conclusion() == p)
    })
}

// Numbers below (above) both ends from which the function may be continuous: 0, those that the facts compare with an end, and those at
// which a part of it that is a line vanishes.
fn bounds(a: &Term, b: &Term, f: &Term, above: bool, context: &Context) -> Vec<Term> {
    let mut out = vec![Term::int(0)];
    for fact in context.facts() {
        let p = fact.conclusion();
        let Some((s, t)) = p.as_binary("<") else {
            continue;
        };
        let (bound, end) = if above { (s, t) } else { (t, s) };
        let known = end == a || end == b;
        if known && !out.contains(bound) && bound != a && bound != b {
            out.push(bound.clone());
        }
    }
    if let Some((x, body)) = opened(f, context) {
        for zero in vanishing(&body, &x) {
            if !out.contains(&zero) {
                out.push(zero);
            }
        }
    }
    out.truncate(6);
    out
}

/// Where lines in `x` that are divided by, or that a function is applied to, vanish.
pub(super) fn vanishing(body: &Term, x: &Term) -> Vec<Term> {
    let mut out = Vec::new();
    visit(body, x, &mut out);
    out
}

fn visit(t: &Term, x: &Term, out: &mut Vec<Term>) {
    let Some((head, args)) = t.as_const_app() else {
        return;
    };
    let part = match (head, &args[..]) {
        ("/", [_, b]) => Some(*b),
        ("inv" | "log" | "sqrt", [a]) => Some(*a),
        ("pow", [a, _]) => Some(*a),
        _ => None,
    };
    if let Some(part) = part {
        for zero in zeros(part, x) {
            if !out.contains(&zero) {
                out.push(zero);
            }
        }
    }
    for a in args {
        visit(a, x, out);
    }
}

// The rational numbers where factors of a polynomial in one letter vanish.
pub(super) fn zeros(t: &Term, x: &Term) -> Vec<Term> {
    if let Some((a, b)) = t.as_binary("*") {
        let mut out = zeros(a, x);
        out.extend(zeros(b, x));
        return out;
    }
    if let Some((a, _)) = t.as_binary("pow") {
        return zeros(a, x);
    }
    let at = |n: i64| {
        let t = t.subst(&[(x.clone(), Term::int(n))]).ok()?;
        crate::prove::algebra::Algebra::default()
            .poly(&t)?
            .as_constant()
    };
    let (Some(c), Some(up), Some(down)) = (at(0), at(1), at(-1)) else {
        return if t == x {
            vec![Term::int(0)]
        } else {
            Vec::new()
        };
    };
    // c + b x + a x²: the zero of a line is computed, those of other functions are looked for among small numbers.
    let middle = c.clone() + c;
    let curved = up.clone() + down.clone() != middle;
    let candidates: Vec<Q> = if curved {
        (-12..=12).filter_map(|n| Q::ratio(n, 2)).collect()
    } else {
        let r = (up - down).recip();
        r.into_iter().map(|r| -middle.clone() * r).collect()
    };
    let vanishes = |q: &Q| {
        let there = t.subst(&[(x.clone(), Term::num(q.clone()))]).ok();
        let value = there.and_then(|t| crate::prove::algebra::Algebra::default().poly(&t));
        value
            .and_then(|p| p.as_constant())
            .is_some_and(|v| v.is_zero())
    };
    candidates
        .into_iter()
        .filter(vanishes)
        .map(Term::num)
        .collect()
}

/// `⊢ HasDeriv (λu. integral p (at u) f) c (f c)`, or the same for the lower end, or for both: `body` is the integral with `t` for the
/// variable.
pub(crate) fn derivative_by_ends(
    body: &Term,
    t: &Term,
    c: &Term,
    context: &Context,
) -> Option<Theorem> {
    let [p, q, f] = super::parts(body)?;
    if f.has_free(t) {
        return None;
    }
    let inner = |e: &Term| Term::lam(t, e).ok();
    let there = |e: &Term| e.subst(&[(t.clone(), c.clone())]).ok();
    match (p.has_free(t), q.has_free(t)) {
        (true, true) => {
            let (g, h) = (inner(p.as_unary("at")?)?, inner(q.as_unary("at")?)?);
            let (du, dv) = (
                derivative::has_derivative(&g, c, context)?,
                derivative::has_derivative(&h, c, context)?,
            );
            let value = |th: &Theorem| {
                let (_, args) = th.conclusion().as_const_app()?;
                args.get(2).map(|v| (*v).clone())
            };
            let (u, v) = (value(&du)?, value(&dv)?);
            let mut subst = vec![
                ("f", f),
                ("g", &g),
                ("h", &h),
                ("x", c),
                ("u", &u),
                ("v", &v),
            ];
            if let Some(all) = everywhere(f, None, None, context) {
                return context.fact("deriv_integral_ends", &subst, &[&all, &du, &dv]);
            }
            let (a, b) = (there(p.as_unary("at")?)?, there(q.as_unary("at")?)?);
            let places = pieces::positions(context);
            let less = |s: &Term, t: &Term| closure::prove(&syntax::lt(s, t).ok()?, &places, 1);
            let (l, low, high) = bounds(&a, &b, f, true, context)
                .into_iter()
                .find_map(|l| Some((l.clone(), less(&l, &a)?, less(&l, &b)?)))?;
            let all = everywhere(f, Some(&l), None, context)?;
            subst.push(("l", &l));
            context.fact(
                "deriv_integral_ends_above",
                &subst,
                &[&low, &high, &all, &du, &dv],
            )
        }
        (false, true) => by_one_end(f, p, q.as_unary("at")?, true, t, c, context),
        (true, false) => by_one_end(f, q, p.as_unary("at")?, false, t, c, context),
        (false, false) => None,
    }
}

// By one end, which is a function of t, while the other one is fixed.
fn by_one_end(
    f: &Term,
    fixed: &Term,
    end: &Term,
    upper: bool,
    t: &Term,
    c: &Term,
    context: &Context,
) -> Option<Theorem> {
    let at = end.subst(&[(t.clone(), c.clone())]).ok()?;
    let (l, low, h, high, all) = near(f, fixed, &at, context)?;
    let place = syntax::at(&at).ok()?;
    let (p, q) = if upper {
        (fixed, &place)
    } else {
        (&place, fixed)
    };
    let (v, exists) = super::known(p, q, f, context)?;
    let (fact, other) = if upper {
        ("deriv_integral_upper", "p")
    } else {
        ("deriv_integral_lower", "q")
    };
    let subst = [
        ("f", f),
        (other, fixed),
        ("x", &at),
        ("l", &l),
        ("h", &h),
        ("v", &v),
    ];
    let th = context.fact(fact, &subst, &[&low, &high, &all, &exists])?;
    if end == t {
        return Some(th);
    }
    let g = Term::lam(t, end).ok()?;
    let inner = derivative::has_derivative(&g, c, context)?;
    let parts = |th: &Theorem| {
        let (_, args) = th.conclusion().as_const_app()?;
        Some(((*args.first()?).clone(), (*args.get(2)?).clone()))
    };
    let ((outer, v), (_, u)) = (parts(&th)?, parts(&inner)?);
    let subst = [("f", &outer), ("g", &g), ("x", c), ("u", &u), ("v", &v)];
    context.fact("deriv_chain", &subst, &[&inner, &th])
}

// l < x < h with proofs, and that the function is continuous between.
fn near(
    f: &Term,
    fixed: &Term,
    x: &Term,
    context: &Context,
) -> Option<(Term, Theorem, Term, Theorem, Theorem)> {
    let one = Term::int(1);
    let places = pieces::positions(context);
    let less = |s: &Term, t: &Term| closure::prove(&syntax::lt(s, t).ok()?, &places, 1);
    let other = fixed.as_unary("at").unwrap_or(x);
    let sides = |above: bool| {
        let next = if above {
            syntax::sub(x, &one).ok()
        } else {
            syntax::add(x, &one).ok()
        };
        let mut all: Vec<Term> = next.into_iter().collect();
        all.extend(bounds(x, other, f, above, context));
        all.push(other.clone());
        all.into_iter()
            .filter_map(|e| {
                let th = if above { less(&e, x) } else { less(x, &e) };
                Some((e, th?))
            })
            .collect::<Vec<_>>()
    };
    let (lows, highs) = (sides(true), sides(false));
    let mut tried = 0;
    for (l, low) in &lows {
        for (h, high) in &highs {
            tried += 1;
            if tried > 9 {
                return None;
            }
            if let Some(all) = everywhere(f, Some(l), Some(h), context) {
                return Some((l.clone(), low.clone(), h.clone(), high.clone(), all));
            }
        }
    }
    None
}

/// `⊢ ¬∃v. HasIntegral p q f v`
pub(crate) fn refute_existence(exists: &Term, context: &Context) -> Option<Theorem> {
    let predicate = syntax::as_quantified(exists, "∃")?;
    let facts = context.facts().iter().map(Theorem::conclusion);
    let avoid: Vec<&Term> = facts.chain([predicate]).collect();
    let v = Term::fresh("v", Type::Real, &avoid);
    let claim = predicate.instantiate(&v).ok()?;
    let (name, args) = claim.as_const_app()?;
    let [p, q, f, w] = args[..] else { return None };
    if name != "HasIntegral" || *w != v {
        return None;
    }
    let not = diverges(p, q, f, &v, context)?;
    let absurd = logic::not_elim(&not, &Theorem::assume(&claim).ok()?).ok()?;
    let absurd = logic::exists_elim(&Theorem::assume(exists).ok()?, &v, &absurd).ok()?;
    logic::not_intro(exists, &absurd).ok()
}

// ⊢ ¬HasIntegral p q f v
fn diverges(p: &Term, q: &Term, f: &Term, v: &Term, context: &Context) -> Option<Theorem> {
    let a = p.as_unary("at")?;
    let (x, body) = opened(f, context)?;
    let over = super::Over {
        p,
        q,
        f,
        x: x.clone(),
        body: body.clone(),
        context,
    };
    let primitive =
        |low: Option<&Term>, high: Option<&Term>| over.antiderivative(low, high, context);
    let goes = |lam: &Term, place: &Term| {
        ["top", "bottom"].into_iter().find_map(|to| {
            let to_place = syntax::constant(to)?;
            let goal = syntax::tends(lam, place, &to_place).ok()?;
            Some((to == "top", limits::prove(&goal, context)?))
        })
    };
    let places = pieces::positions(context);
    let holds = |t: hence_kernel::Result<Term>| closure::prove(&t.ok()?, &places, 1);
    if q.is_const("top") {
        // From some number on, which the function tells.
        let from = vanishing(&body, &x).into_iter().chain([a.clone()]);
        return from.into_iter().find_map(|b| {
            let (lam, all) = primitive(Some(&b), None)?;
            let (up, tends) = goes(&lam, q)?;
            let fact = if up {
                "integral_none_top_up"
            } else {
                "integral_none_top_down"
            };
            let subst = [("a", a), ("b", &b), ("f", f), ("F", &lam), ("v", v)];
            context.fact(fact, &subst, &[&all, &tends])
        });
    }
    let d = q.as_unary("at")?;
    let mut poles = vanishing(&body, &x);
    poles.extend([a.clone(), d.clone()]);
    let inside: Vec<&Term> = (poles.iter())
        .filter(|c| holds(syntax::le(a, c)).is_some() && holds(syntax::le(c, d)).is_some())
        .collect();
    for c in &inside {
        let far = |up: bool| {
            let others = inside.iter().filter(|e| {
                let apart = if up {
                    syntax::lt(c, e)
                } else {
                    syntax::lt(e, c)
                };
                holds(apart).is_some()
            });
            // The one next to it.
            others.fold(None::<Term>, |best, e| match best {
                Some(b) => {
                    let nearer = if up {
                        syntax::lt(e, &b)
                    } else {
                        syntax::lt(&b, e)
                    };
                    Some(if holds(nearer).is_some() {
                        (**e).clone()
                    } else {
                        b
                    })
                }
                None => Some((**e).clone()),
            })
        };
        for above in [true, false] {
            let Some(b) = far(above) else { continue };
            let found = (|| {
                let (low, high) = if above { (*c, &b) } else { (&b, *c) };
                let (lam, all) = primitive(Some(low), Some(high))?;
                let to = place(if above { "above" } else { "below" }, c)?;
                let (up, tends) = goes(&lam, &to)?;
                let fact = match (above, up) {
                    (true, true) => "integral_none_above_up",
                    (true, false) => "integral_none_above_down",
                    (false, true) => "integral_none_below_up",
                    (false, false) => "integral_none_below_down",
                };
                let first = holds(syntax::le(a, low))?;
                let middle = holds(syntax::lt(low, high))?;
                let last = holds(syntax::le(high, d))?;
                let subst = [
                    ("a", a),
                    ("b", &b),
                    ("c", *c),
                    ("d", d),
                    ("f", f),
                    ("F", &lam),
                    ("v", v),
                ];
                context.fact(fact, &subst, &[&first, &middle, &last, &all, &tends])
            })();
            if found.is_some() {
                return found;
            }
        }
    }
    None
}
