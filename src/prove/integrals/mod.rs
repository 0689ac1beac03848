//! Integrals: their values by the facts of `theory/integrals`.
//!
//! An antiderivative is searched for and proved to be one (`primitive`), and its limits at the two ends give the value; bell curves over all
//! numbers have a table of their own (`bell`). What an integrand calls a function that a hypothesis gives for all values is replaced
//! (`given`).

mod bell;
mod breaks;
mod continuous;
mod gamma;
mod given;
mod linear;
mod primitive;

use super::closure;
use super::context::Context;
use super::{derivative, limits, pieces};
use crate::logic;
use hence_kernel::{Kind, Term, Theorem, Type, syntax};

pub(crate) use continuous::{derivative_by_ends, refute_existence};
pub(crate) use given::prove;

/// Whether a formula speaks of integrals.
pub(crate) fn concerns(p: &Term) -> bool {
    logic::mentions(p, &["integral", "HasIntegral"])
}

// The ends and the function.
fn parts(t: &Term) -> Option<[&Term; 3]> {
    match t.as_const_app()? {
        ("integral", args) => <[&Term; 3]>::try_from(args).ok(),
        _ => None,
    }
}

/// `⊢ integral p q f = v`
pub(crate) fn value(term: &Term, context: &Context) -> Option<Theorem> {
    let [p, q, f] = parts(term)?;
    let (v, th) = written_out(p, q, f, context)?;
    let subst = [("p", p), ("q", q), ("f", f), ("v", &v)];
    context.fact("integral_eq", &subst, &[&th])
}

/// `⊢ ∃v. HasIntegral p q f v`
pub(crate) fn exists(predicate: &Term, context: &Context) -> Option<Theorem> {
    let v = Term::fresh("v", Type::Real, &[predicate]);
    let claim = predicate.instantiate(&v).ok()?;
    let (name, args) = claim.as_const_app()?;
    let [p, q, f, w] = args[..] else { return None };
    if name != "HasIntegral" || *w != v {
        return None;
    }
    let (value, th) = known(p, q, f, context)?;
    logic::exists_intro(predicate, &value, &th).ok()
}

// A value with ⊢ HasIntegral p q f v, which may be the integral itself: it is enough that there is one.
fn known(p: &Term, q: &Term, f: &Term, context: &Context) -> Option<(Term, Theorem)> {
    written_out(p, q, f, context).or_else(|| {
        let th = continuous::exists(p, q, f, context)
            .or_else(|| linear::supposed(p, q, f, context))
            .or_else(|| linear::summed(p, q, f, context))?;
        let (_, args) = th.conclusion().as_const_app()?;
        Some(((*args.get(3)?).clone(), th))
    })
}

// f x without a redex.
fn applied(f: &Term, x: &Term) -> Option<Term> {
    match f.kind() {
        Kind::Lam(..) => f.instantiate(x).ok(),
        _ => Term::app(f, x).ok(),
    }
}

// The body of a function of a number at a variable that is free nowhere else.
fn opened(f: &Term, context: &Context) -> Option<(Term, Term)> {
    let hint = match f.kind() {
        Kind::Lam(h, ..) => h.0.to_string(),
        _ => "x".to_string(),
    };
    let facts = context.facts().iter().map(Theorem::conclusion);
    let avoid: Vec<&Term> = facts.chain([f]).collect();
    let x = Term::fresh(&hint, Type::Real, &avoid);
    let body = applied(f, &x)?;
    Some((x, body))
}

// HasIntegral p q g v from HasIntegral p q f v and ⊢ f = g.
fn with_function(th: &Theorem, equal: &Theorem) -> Option<Theorem> {
    let (_, args) = th.conclusion().as_const_app()?;
    let [p, q, _, v] = args[..] else { return None };
    let head = Term::apps(&syntax::constant("HasIntegral")?, &[p, q]).ok()?;
    let step = Theorem::refl(&head).ok()?.congruence(equal).ok()?;
    let step = step.congruence(&Theorem::refl(v).ok()?).ok()?;
    step.eq_mp(th).ok()
}

// The value with ⊢ HasIntegral p q f v, where f is written out first.
fn written_out(p: &Term, q: &Term, f: &Term, context: &Context) -> Option<(Term, Theorem)> {
    let Some(put) = given::put_in(f, context) else {
        return has_integral(p, q, f, context);
    };
    let plain = put.equation().ok()?.1.clone();
    let (v, th) = has_integral(p, q, &plain, context)?;
    Some((v, with_function(&th, &put.sym().ok()?)?))
}

// The value with ⊢ HasIntegral p q f v.
fn has_integral(p: &Term, q: &Term, f: &Term, context: &Context) -> Option<(Term, Theorem)> {
    if context.depth.get() > 2 {
        return None;
    }
    let _nested = context.allowance.nest()?;
    let (x, body) = opened(f, context)?;
    let over = Over {
        p,
        q,
        f,
        x,
        body,
        context,
    };
    if p == q
        && let Some(a) = p.as_unary("at")
    {
        let th = context.fact("integral_point", &[("a", a), ("f", f)], &[])?;
        return Some((Term::int(0), th));
    }
    let upwards = |p: &Term, q: &Term| !p.is_const("top") && !q.is_const("bottom");
    if !upwards(p, q) {
        return upwards(q, p).then(|| over.backwards()).flatten();
    }
    if let (Some(a), Some(b)) = (p.as_unary("at"), q.as_unary("at")) {
        if let Some(found) = over.everywhere(a, b) {
            return Some(found);
        }
        // What is said of integrals would lead back here.
        let places = pieces::positions(context);
        let less = |s: &Term, t: &Term| closure::prove(&syntax::lt(s, t).ok()?, &places, 1);
        if less(b, a).is_some() {
            return over.backwards();
        }
        let Some(rises) = less(a, b) else {
            return over.on_one_side(a, b);
        };
        return (over.between("integral_ftc", Some(a), Some(b), Some(&rises)))
            .or_else(|| breaks::pieced(&over, a, b, &rises));
    }
    match (p.as_unary("at"), q.as_unary("at")) {
        (None, None) => {
            bell::whole(&over).or_else(|| over.between("integral_ftc_all", None, None, None))
        }
        (Some(a), None) => (bell::half(&over, a))
            .or_else(|| gamma::whole(&over, a))
            .or_else(|| over.between("integral_ftc_top", Some(a), None, None)),
        (None, Some(b)) => over.between("integral_ftc_bottom", None, Some(b), None),
        _ => None,
    }
}

// One integral.
struct Over<'t, 'a, 'b> {
    p: &'t Term,
    q: &'t Term,
    f: &'t Term,
    // The variable, free in the body and nowhere else.
    x: Term,
    body: Term,
    context: &'a Context<'b>,
}

impl Over<'_, '_, '_> {
    // From the integral the other way round.
    fn backwards(&self) -> Option<(Term, Theorem)> {
        let (v, th) = has_integral(self.q, self.p, self.f, self.context)?;
        let subst = [("p", self.q), ("q", self.p), ("f", self.f), ("v", &v)];
        let th = self.context.fact("integral_swap", &subst, &[&th])?;
        Some((syntax::neg(&v).ok()?, th))
    }

    // ⊢ HasDeriv F x (f x) for the function F of a term.
    fn is_primitive(&self, primitive: &Term, inner: &Context) -> Option<Theorem> {
        let lam = Term::lam(&self.x, primitive).ok()?;
        let th = derivative::has_derivative(&lam, &self.x, inner)?;
        let (_, args) = th.conclusion().as_const_app()?;
        let found = (*args.get(2)?).clone();
        if found == self.body {
            return Some(th);
        }
        let same = closure::prove(&syntax::eq(&found, &self.body).ok()?, inner, 1)?;
        let head = Term::apps(&syntax::constant("HasDeriv")?, &[&lam, &self.x]).ok()?;
        let moved = Theorem::refl(&head).ok()?.congruence(&same).ok()?;
        moved.eq_mp(&th).ok()
    }

    // Between numbers in any order, by an antiderivative for all numbers.
    fn everywhere(&self, a: &Term, b: &Term) -> Option<(Term, Theorem)> {
        let primitive = primitive::of(&self.body, &self.x, self.context)?;
        let th = self.is_primitive(&primitive, self.context)?;
        let all = logic::forall_intro(&self.x, &th).ok()?;
        let lam = Term::lam(&self.x, &primitive).ok()?;
        let subst = [("F", &lam), ("f", self.f), ("a", a), ("b", b)];
        let th = self.context.fact("integral_ftc_real", &subst, &[&all])?;
        self.read(th)
    }

    // Between numbers in any order, by an antiderivative on a half-line that contains both.
    fn on_one_side(&self, a: &Term, b: &Term) -> Option<(Term, Theorem)> {
        let c = self.context;
        let less = |s: &Term, t: &Term| closure::prove(&syntax::lt(s, t).ok()?, c, 1);
        continuous::vanishing(&self.body, &self.x)
            .iter()
            .find_map(|l| {
                let (fact, name, low, high) = match (less(l, a), less(l, b)) {
                    (Some(low), Some(high)) => ("integral_ftc_above", "l", low, high),
                    _ => ("integral_ftc_below", "h", less(a, l)?, less(b, l)?),
                };
                let (from, to) = if name == "l" {
                    (Some(l), None)
                } else {
                    (None, Some(l))
                };
                let (lam, all) = self.antiderivative(from, to, c)?;
                let subst = [("F", &lam), ("f", self.f), ("a", a), ("b", b), (name, l)];
                self.read(c.fact(fact, &subst, &[&low, &high, &all])?)
            })
    }

    // An antiderivative between two numbers, with ⊢ ∀x. low < x ⇒ x < high ⇒ HasDeriv F x (f x).
    fn antiderivative(
        &self,
        low: Option<&Term>,
        high: Option<&Term>,
        context: &Context,
    ) -> Option<(Term, Theorem)> {
        let found = std::cell::RefCell::new(None);
        let all = continuous::between(&self.x, low, high, context, &|inner| {
            let term = primitive::of(&self.body, &self.x, inner)?;
            let th = self.is_primitive(&term, inner)?;
            found.replace(Some(term));
            Some(th)
        })?;
        let term = found.into_inner()?;
        Some((Term::lam(&self.x, &term).ok()?, all))
    }

    // Between two ends, by an antiderivative that is one between them.
    fn between(
        &self,
        fact: &str,
        a: Option<&Term>,
        b: Option<&Term>,
        rises: Option<&Theorem>,
    ) -> Option<(Term, Theorem)> {
        let c = self.context;
        let above = a.and_then(|a| syntax::lt(a, &self.x).ok());
        let below = b.and_then(|b| syntax::lt(&self.x, b).ok());
        let guards: Vec<Theorem> = (above.iter().chain(&below))
            .filter_map(|g| Theorem::assume(g).ok())
            .collect();
        let inner = c.beside(
            c.facts()
                .iter()
                .cloned()
                .chain(rises.cloned())
                .chain(guards),
        );
        let primitive = primitive::of(&self.body, &self.x, &inner)?;
        let mut th = self.is_primitive(&primitive, &inner)?;
        if let Some(rises) = rises {
            th = th.cut(rises).ok()?;
        }
        for guard in below.iter().chain(&above) {
            th = logic::disch(guard, &th).ok()?;
        }
        let all = logic::forall_intro(&self.x, &th).ok()?;
        let lam = Term::lam(&self.x, &primitive).ok()?;
        let end = |name: &str, at: Option<&Term>| {
            let place = syntax::constant(name)?;
            let place = match at {
                Some(a) => Term::app(&place, a).ok()?,
                None => place,
            };
            limits::number(&lam, &place, c)
        };
        let (u, low) = end(if a.is_some() { "above" } else { "bottom" }, a)?;
        let (v, high) = end(if b.is_some() { "below" } else { "top" }, b)?;
        let mut subst = vec![("F", &lam), ("f", self.f), ("u", &u), ("v", &v)];
        subst.extend(a.map(|a| ("a", a)));
        subst.extend(b.map(|b| ("b", b)));
        let mut conditions = vec![&all, &low, &high];
        conditions.extend(rises);
        self.read(c.fact(fact, &subst, &conditions)?)
    }

    // The value that a theorem about this integral says.
    fn read(&self, th: Theorem) -> Option<(Term, Theorem)> {
        let open = |h: &Term| {
            !self
                .context
                .facts()
                .iter()
                .any(|f| f.hypotheses().contains(h) || f.conclusion() == h)
        };
        if th.hypotheses().iter().any(open) {
            return None;
        }
        let (_, args) = th.conclusion().as_const_app()?;
        let v = (*args.get(3)?).clone();
        Some((v, th))
    }
}
