//! Functions given by cases: which case holds where, derivatives within a case and where two cases meet.

use super::closure;
use super::context::Context;
use super::{derivative, normal};
use crate::logic;
use hence_kernel::{Kind, Term, Theorem, Type, syntax};

// Each split triples the work.
const MAX_SPLITS: u32 = 4;
// Enough for three places.
const MAX_REGIONS: usize = 8;

/// Whether a choice between cases occurs, in defined functions too.
pub(crate) fn has_pieces(t: &Term) -> bool {
    match t.kind() {
        Kind::Const(c) => {
            &*c.name == "ite"
                || t.as_const_app().is_none() && c.definition().is_some_and(has_pieces)
        }
        Kind::App(f, a) => has_pieces(f) || has_pieces(a),
        Kind::Lam(_, _, b) => has_pieces(b),
        _ => false,
    }
}

// Visits all parts from the outside in; `t` stands for every bound variable.
fn visit(e: &Term, t: &Term, see: &mut dyn FnMut(&Term)) {
    if has_pieces(e.spine().0)
        && let Some(th) = normal::unfold(e)
        && let Ok((_, plain)) = th.equation()
    {
        return visit(plain, t, see);
    }
    see(e);
    match e.kind() {
        Kind::App(f, a) => {
            visit(f, t, see);
            visit(a, t, see);
        }
        Kind::Lam(_, ty, _) if ty == t.ty() => {
            if let Ok(body) = e.instantiate(t) {
                visit(&body, t, see);
            }
        }
        _ => {}
    }
}

// The comparisons that a guard is made of.
fn comparisons(guard: &Term, out: &mut Vec<Term>) {
    match guard.as_const_app() {
        Some(("∧" | "∨", args)) => args.iter().for_each(|g| comparisons(g, out)),
        Some(("¬", args)) => args.iter().for_each(|g| comparisons(g, out)),
        Some(("<" | "≤" | "=", args)) if args.first().is_some_and(|a| *a.ty() == Type::Real) => {
            out.push(guard.clone());
        }
        _ => {}
    }
}

// Where the guards of a function of `t` change, as far as they are linear in `t`.
pub(super) fn breakpoints(body: &Term, t: &Term) -> Vec<Term> {
    let mut guards = Vec::new();
    visit(body, t, &mut |e| {
        if let Some(("ite", args)) = e.as_const_app()
            && let [g, _, _] = args[..]
        {
            comparisons(g, &mut guards);
        }
    });
    let mut out: Vec<Term> = Vec::new();
    for g in guards.iter().filter(|g| g.has_free(t)) {
        if let Some(p) = root(g, t)
            && !p.has_free(t)
            && !out.contains(&p)
        {
            out.push(p);
        }
    }
    out
}

// Where both sides of a comparison are equal.
fn root(comparison: &Term, t: &Term) -> Option<Term> {
    let (_, args) = comparison.as_const_app()?;
    let [u, w] = args[..] else { return None };
    if u == t {
        return Some(w.clone());
    }
    if w == t {
        return Some(u.clone());
    }
    let gap = syntax::sub(w, u).ok()?;
    let at = |v: i64| gap.subst(&[(t.clone(), Term::int(v))]).ok();
    let (start, next) = (at(0)?, at(1)?);
    let slope =
        number(&syntax::sub(&next, &start).ok()?).filter(|k| !super::context::is_zero(k))?;
    let line = syntax::add(&start, &syntax::mul(&slope, t).ok()?).ok()?;
    Theorem::ring(&gap, &line, &[]).ok()?;
    let zero = syntax::div(&syntax::neg(&start).ok()?, &slope).ok()?;
    Some(number(&zero).unwrap_or(zero))
}

// A constant by its value.
fn number(t: &Term) -> Option<Term> {
    let q = super::algebra::Algebra::default().poly(t)?.as_constant()?;
    Some(Term::num(q))
}

// The comparisons among the facts: enough to tell where a point lies, and nothing in them to be evaluated in turn.
pub(super) fn positions<'a>(context: &Context<'a>) -> Context<'a> {
    let simple = |th: &&Theorem| {
        let p = th.conclusion();
        p.as_unary("¬")
            .unwrap_or(p)
            .as_const_app()
            .is_some_and(|(name, _)| {
                matches!(name, "<" | "≤" | "=" | "Int") && !logic::has_binder(p)
            })
    };
    context.beside(context.facts().iter().filter(simple).cloned())
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Below,
    At,
    Above,
}

// On which side of `p` the point `c` lies, where the context tells.
fn side(c: &Term, p: &Term, context: &Context) -> Option<Side> {
    let holds = |f: hence_kernel::Result<Term>| f.ok().and_then(|f| closure::prove(&f, context, 2));
    if c == p || holds(syntax::eq(c, p)).is_some() {
        Some(Side::At)
    } else if holds(syntax::lt(c, p)).is_some() {
        Some(Side::Below)
    } else if holds(syntax::lt(p, c)).is_some() {
        Some(Side::Above)
    } else {
        None
    }
}

// Points around `c` between which no guard changes but at `c` itself, and whether one changes there.
pub(super) fn around(c: &Term, points: &[Term], context: &Context) -> Option<(Term, Term, bool)> {
    let context = &positions(context);
    let (mut lower, mut upper, mut meets): (Option<Term>, Option<Term>, bool) = (None, None, false);
    let before = |a: &Term, b: &Term| {
        syntax::le(a, b)
            .ok()
            .and_then(|f| closure::prove(&f, context, 2))
            .is_some()
    };
    for p in points {
        match side(c, p, context)? {
            Side::At => meets = true,
            Side::Below if upper.as_ref().is_none_or(|u| before(p, u)) => upper = Some(p.clone()),
            Side::Below if upper.as_ref().is_some_and(|u| before(u, p)) => {}
            Side::Above if lower.as_ref().is_none_or(|l| before(l, p)) => lower = Some(p.clone()),
            Side::Above if lower.as_ref().is_some_and(|l| before(p, l)) => {}
            Side::Below | Side::Above => return None,
        }
    }
    let one = Term::int(1);
    let lower = lower.or_else(|| syntax::sub(c, &one).ok())?;
    let upper = upper.or_else(|| syntax::add(c, &one).ok())?;
    Some((lower, upper, meets))
}

/// `⊢ e = e'` with the cases decided that the context decides, and derivatives of functions by cases evaluated.
pub(crate) fn resolved(e: &Term, context: &Context) -> Option<Theorem> {
    let facts: Vec<&Term> = context.facts().iter().map(Theorem::conclusion).collect();
    let places = positions(context);
    let th = logic::congruence_avoiding(e, &facts, |t| {
        if t.as_binary("deriv").is_some() && has_pieces(t) {
            return derivative::value(t, context);
        }
        if has_pieces(t.spine().0)
            && let Some(th) = normal::unfold(t)
        {
            return Some(th);
        }
        let (name, args) = t.as_const_app()?;
        let ("ite", [g, a, b]) = (name, &args[..]) else {
            return None;
        };
        let subst = [("p", *g), ("a", *a), ("b", *b)];
        if let Some(th) = closure::prove(g, &places, 2) {
            return context.fact("ite_true", &subst, &[&th]);
        }
        let th = closure::prove(&syntax::not(g).ok()?, &places, 2)?;
        context.fact("ite_false", &subst, &[&th])
    })
    .ok()?;
    let (_, r) = th.equation().ok()?;
    if r == e {
        return None;
    }
    // The case that is left may hold cases again.
    match resolved(r, context) {
        Some(rest) => th.trans(&rest).ok(),
        None => Some(th),
    }
}

// `∀t. a < t ⇒ t < b ⇒ body = body'` with `body'` as it is between `a` and `b`.
fn between(
    a: &Term,
    b: &Term,
    body: &Term,
    t: &Term,
    context: &Context,
) -> Option<(Term, Theorem)> {
    let above = syntax::lt(a, t).ok()?;
    let below = syntax::lt(t, b).ok()?;
    let inner = context
        .with(Theorem::assume(&above).ok()?)
        .with(Theorem::assume(&below).ok()?);
    let equal = match resolved(body, &inner) {
        Some(th) => th,
        None => Theorem::refl(body).ok()?,
    };
    let plain = equal.equation().ok()?.1.clone();
    let th = logic::disch(&above, &logic::disch(&below, &equal).ok()?).ok()?;
    Some((plain, logic::forall_intro(t, &th).ok()?))
}

// What is known of a function on both sides of a point.
struct Near {
    below: Term,
    above: Term,
    left: Term,
    right: Term,
    // Function and pattern agree on each side.
    left_agrees: Theorem,
    right_agrees: Theorem,
    // The derivatives of the patterns at the point.
    left_has: Theorem,
    right_has: Theorem,
}

// What tells where points lie is proved from comparisons alone: a fact with a derivative in it would be evaluated in turn, and so on.
fn holds(f: hence_kernel::Result<Term>, context: &Context) -> Option<Theorem> {
    closure::prove(&f.ok()?, &positions(context), 2)
}

fn near(body: &Term, t: &Term, c: &Term, context: &Context) -> Option<Near> {
    let (below, above, _) = around(c, &breakpoints(body, t), context)?;
    let (left, left_agrees) = between(&below, c, body, t, context)?;
    let (right, right_agrees) = between(c, &above, body, t, context)?;
    if has_pieces(&left) || has_pieces(&right) {
        return None;
    }
    let (left, right) = (Term::lam(t, &left).ok()?, Term::lam(t, &right).ok()?);
    let left_has = derivative::has_derivative(&left, c, context)?;
    let right_has = derivative::has_derivative(&right, c, context)?;
    Some(Near {
        below,
        above,
        left,
        right,
        left_agrees,
        right_agrees,
        left_has,
        right_has,
    })
}

fn value_of(has: &Theorem) -> Option<Term> {
    let (_, args) = has.conclusion().as_const_app()?;
    args.get(2).map(|v| (*v).clone())
}

/// `⊢ HasDeriv (λt. body) c v` for a body with cases: within a case, or where two cases meet and agree.
pub(crate) fn has_derivative(
    body: &Term,
    t: &Term,
    c: &Term,
    context: &Context,
) -> Option<Theorem> {
    let (below, above, meets) = around(c, &breakpoints(body, t), context)?;
    let f = Term::lam(t, body).ok()?;
    let from = holds(syntax::lt(&below, c), context)?;
    let to = holds(syntax::lt(c, &above), context)?;
    if !meets {
        let (plain, agrees) = between(&below, &above, body, t, context)?;
        if has_pieces(&plain) {
            return None;
        }
        let g = Term::lam(t, &plain).ok()?;
        let has = derivative::has_derivative(&g, c, context)?;
        let v = value_of(&has)?;
        return context.fact(
            "deriv_near",
            &[
                ("f", &f),
                ("g", &g),
                ("a", &below),
                ("b", &above),
                ("x", c),
                ("v", &v),
            ],
            &[&from, &to, &agrees, &has],
        );
    }
    let n = near(body, t, c, context)?;
    let (u, v) = (value_of(&n.left_has)?, value_of(&n.right_has)?);
    let same = holds(syntax::eq(&v, &u), context)?;
    let head = Theorem::refl(&Term::apps(&syntax::constant("HasDeriv")?, &[&n.right, c]).ok()?);
    let right_has = head
        .ok()?
        .congruence(&same)
        .ok()?
        .eq_mp(&n.right_has)
        .ok()?;
    let at = |g: &Term| {
        let value = f.instantiate(c).ok()?;
        holds(syntax::eq(&value, &g.instantiate(c).ok()?), context)
    };
    let (starts, ends) = (at(&n.left)?, at(&n.right)?);
    context.fact(
        "deriv_glue",
        &[
            ("f", &f),
            ("g", &n.left),
            ("h", &n.right),
            ("a", &n.below),
            ("b", &n.above),
            ("x", c),
            ("v", &u),
        ],
        &[
            &from,
            &to,
            &n.left_agrees,
            &n.right_agrees,
            &starts,
            &ends,
            &n.left_has,
            &right_has,
        ],
    )
}

/// `⊢ ¬∃v. HasDeriv f c v` where two cases meet at `c` with different slopes, or with a jump.
pub(crate) fn no_derivative(exists: &Term, context: &Context) -> Option<Theorem> {
    let predicate = syntax::as_quantified(exists, "∃")?;
    let facts = context.facts().iter().map(Theorem::conclusion);
    let avoid: Vec<&Term> = facts.chain([predicate]).collect();
    let v = Term::fresh("v", Type::Real, &avoid);
    let claim = predicate.instantiate(&v).ok()?;
    let (name, args) = claim.as_const_app()?;
    let ("HasDeriv", [f, c, w]) = (name, &args[..]) else {
        return None;
    };
    let Kind::Lam(hint, ..) = f.kind() else {
        return None;
    };
    if **w != v || !has_pieces(f) {
        return None;
    }
    let avoid: Vec<&Term> = avoid.iter().copied().chain([&v, *c]).collect();
    let t = Term::fresh(&hint.0, Type::Real, &avoid);
    let body = f.instantiate(&t).ok()?;
    let n = near(&body, &t, c, context)?;
    let from = holds(syntax::lt(&n.below, c), context)?;
    let to = holds(syntax::lt(c, &n.above), context)?;
    let (u, r) = (value_of(&n.left_has)?, value_of(&n.right_has)?);
    let sides = [
        ("f", *f),
        ("g", &n.left),
        ("h", &n.right),
        ("a", &n.below),
        ("b", &n.above),
    ];
    let values = [("x", *c), ("u", &u), ("w", &r), ("v", &v)];
    let pick = |names: &[&str]| -> Vec<(&str, &Term)> {
        let all = sides.iter().chain(&values);
        all.filter(|(k, _)| names.contains(k)).copied().collect()
    };
    let kink = || {
        let apart = holds(syntax::ne(&u, &r), context)?;
        let premises = [
            &from,
            &to,
            &n.left_agrees,
            &n.right_agrees,
            &n.left_has,
            &n.right_has,
            &apart,
        ];
        context.fact(
            "no_deriv_kink",
            &pick(&["f", "g", "h", "a", "b", "x", "u", "w", "v"]),
            &premises,
        )
    };
    let value = f.instantiate(c).ok()?;
    let jump = |g: &Term| holds(syntax::ne(&value, &g.instantiate(c).ok()?), context);
    let left = || {
        let apart = jump(&n.left)?;
        let premises = [&from, &n.left_agrees, &n.left_has, &apart];
        context.fact(
            "no_deriv_jump_left",
            &pick(&["f", "g", "a", "x", "u", "v"]),
            &premises,
        )
    };
    let right = || {
        let apart = jump(&n.right)?;
        let premises = [&to, &n.right_agrees, &n.right_has, &apart];
        context.fact(
            "no_deriv_jump_right",
            &pick(&["f", "h", "b", "x", "w", "v"]),
            &premises,
        )
    };
    let none = kink().or_else(left).or_else(right)?;
    let absurd = logic::not_elim(&none, &Theorem::assume(&claim).ok()?).ok()?;
    let absurd = logic::exists_elim(&Theorem::assume(exists).ok()?, &v, &absurd).ok()?;
    logic::not_intro(exists, &absurd).ok()
}

/// The regions into which the cases divide the line of each point at which a derivative is taken: formulas that hold there.
pub(crate) fn regions(goal: &Term) -> Vec<Vec<Term>> {
    let mut out: Vec<Vec<Term>> = vec![Vec::new()];
    for (c, p) in places(goal) {
        let (Ok(before), Ok(behind)) = (syntax::lt(&c, &p), syntax::lt(&p, &c)) else {
            continue;
        };
        if out.len() > MAX_REGIONS / 2 {
            break;
        }
        let sides = [before, behind];
        let with = |r: &Vec<Term>, f: &Term| r.iter().chain([f]).cloned().collect();
        out = out
            .iter()
            .flat_map(|r| sides.iter().map(|f| with(r, f)).collect::<Vec<_>>())
            .collect();
    }
    out.retain(|r| !r.is_empty());
    out
}

/// In place of `∃v. HasDeriv f c v`: that `c` is none of the points where cases meet without a derivative.
pub(crate) fn weakest(exists: &Term, context: &Context) -> Option<Vec<Term>> {
    let empty = context.beside([]);
    let mut out = Vec::new();
    let mut inner = context.with(Theorem::refl(exists).ok()?);
    for (c, p) in places(exists) {
        if !matches!(c.kind(), Kind::Var(_)) {
            return None;
        }
        let there = exists.subst(&[(c.clone(), p.clone())]).ok()?;
        if no_derivative(&there, &empty).is_some() {
            let apart = syntax::ne(&c, &p).ok()?;
            inner = inner.with(Theorem::assume(&apart).ok()?);
            out.push(apart);
        }
    }
    let base = |g: &Term, c: &Context| closure::prove(g, c, 0);
    (!out.is_empty() && prove(exists, &inner, &base).is_some()).then_some(out)
}

// The points at which derivatives of functions by cases are taken, with the places where their cases begin.
fn places(goal: &Term) -> Vec<(Term, Term)> {
    let t = Term::fresh("t", Type::Real, &[goal]);
    let mut out: Vec<(Term, Term)> = Vec::new();
    visit(goal, &t, &mut |e| {
        if let Some(("deriv" | "HasDeriv", args)) = e.as_const_app()
            && let [f, c, ..] = args[..]
            && !c.has_free(&t)
            && has_pieces(f)
            && let Ok(body) = f.instantiate(&t)
        {
            for p in breakpoints(&body, &t) {
                let place = (c.clone(), p);
                if !out.contains(&place) {
                    out.push(place);
                }
            }
        }
    });
    out
}

// What to split on next.
enum Question {
    // A point before, at or behind a place where a case begins.
    Place(Term, Term),
    Guard(Term),
}

fn question(goal: &Term, context: &Context) -> Option<Question> {
    let facts = context.facts().iter().map(Theorem::conclusion);
    let terms: Vec<&Term> = std::iter::once(goal).chain(facts).collect();
    let t = Term::fresh("t", Type::Real, &terms);
    let mut guards: Vec<Term> = Vec::new();
    visit(goal, &t, &mut |e| {
        if let Some(("ite", args)) = e.as_const_app()
            && let [g, _, _] = args[..]
            && !g.has_free(&t)
        {
            comparisons(g, &mut guards);
        }
    });
    let places_known = positions(context);
    let open = |(c, p): &(Term, Term)| side(c, p, &places_known).is_none();
    if let Some((c, p)) = places(goal).into_iter().find(open) {
        return Some(Question::Place(c, p));
    }
    let undecided = |g: &Term| {
        closure::prove(g, context, 2).is_none() && holds(syntax::not(g), &places_known).is_none()
    };
    guards.into_iter().find(undecided).map(Question::Guard)
}

/// `⊢ goal` by the cases of the functions in it.
pub(crate) fn prove(
    goal: &Term,
    context: &Context,
    base: &dyn Fn(&Term, &Context) -> Option<Theorem>,
) -> Option<Theorem> {
    has_pieces(goal).then(|| by_cases(goal, context, base, MAX_SPLITS))?
}

fn by_cases(
    goal: &Term,
    context: &Context,
    base: &dyn Fn(&Term, &Context) -> Option<Theorem>,
    depth: u32,
) -> Option<Theorem> {
    let again = |f: &Term| {
        let inner = context.with(Theorem::assume(f).ok()?);
        by_cases(goal, &inner, base, depth - 1)
    };
    match question(goal, context) {
        None => decided(goal, context, base),
        Some(_) if depth == 0 => None,
        Some(Question::Guard(g)) => {
            let em = context.fact("em", &[("p", &g)], &[])?;
            logic::cases_on(&em, &again(&g)?, &again(&syntax::not(&g).ok()?)?).ok()
        }
        Some(Question::Place(c, p)) => {
            let before = again(&syntax::lt(&c, &p).ok()?)?;
            let behind = again(&syntax::lt(&p, &c).ok()?)?;
            let at = again(&syntax::eq(&p, &c).ok()?)?;
            let from = syntax::le(&p, &c).ok()?;
            let ge = context.fact(
                "lt_or_eq",
                &[("a", &p), ("b", &c)],
                &[&Theorem::assume(&from).ok()?],
            )?;
            let rest = logic::disj_cases(&ge, &behind, &at).ok()?;
            let either = context.fact("lt_or_ge", &[("a", &c), ("b", &p)], &[])?;
            logic::disj_cases(&either, &before, &rest).ok()
        }
    }
}

fn decided(
    goal: &Term,
    context: &Context,
    base: &dyn Fn(&Term, &Context) -> Option<Theorem>,
) -> Option<Theorem> {
    let plainly = || {
        let equal = resolved(goal, context)?;
        let (_, plain) = equal.equation().ok()?;
        let th = base(plain, context)?;
        equal.sym().ok()?.eq_mp(&th).ok()
    };
    plainly()
        .or_else(|| base(goal, context))
        // Where the derivative does not exist, nothing was claimed.
        .or_else(|| {
            let exists = context.facts().iter().find_map(|th| {
                let none = no_derivative(th.conclusion(), context)?;
                logic::not_elim(&none, th).ok()
            })?;
            logic::contradiction(&exists, goal).ok()
        })
}
