//! Functions that a hypothesis describes on a range of arguments: "F(x) = … for x > 0".

use super::closure;
use super::context::Context;
use super::derivative;
use crate::logic;
use hence_kernel::{Term, Theorem, Type, syntax};

/// `⊢ HasDeriv f c v` where a fact says what `f` is at all arguments around `c`.
pub(crate) fn has_derivative(f: &Term, c: &Term, context: &Context) -> Option<Theorem> {
    // A description may speak of the function itself.
    if context.nesting.get() > 2 {
        return None;
    }
    context.nesting.set(context.nesting.get() + 1);
    let found = (context.facts().iter()).find_map(|fact| by(fact, f, c, context));
    context.nesting.set(context.nesting.get() - 1);
    found
}

fn by(fact: &Theorem, f: &Term, c: &Term, context: &Context) -> Option<Theorem> {
    let law = syntax::as_quantified(fact.conclusion(), "∀")?;
    let facts = context.facts().iter().map(Theorem::conclusion);
    let avoid: Vec<&Term> = facts.chain([f, c]).collect();
    let t = Term::fresh("t", Type::Real, &avoid);
    let mut body = law.instantiate(&t).ok()?;
    let mut guards = Vec::new();
    while let Some((p, q)) = body.as_binary("⇒") {
        guards.extend(syntax::conjuncts(p));
        body = q.clone();
    }
    let (l, r) = body.as_eq()?;
    if *l != Term::app(f, &t).ok()? || r.has_free(f) {
        return None;
    }
    let one = Term::int(1);
    let (mut low, mut high) = (syntax::sub(c, &one).ok()?, syntax::add(c, &one).ok()?);
    for g in &guards {
        let (a, b) = g.as_binary("<").or_else(|| g.as_binary("≤"))?;
        match (a == &t, b == &t) {
            (true, false) if !b.has_free(&t) => high = b.clone(),
            (false, true) if !a.has_free(&t) => low = a.clone(),
            _ => return None,
        }
    }
    let holds = |p: hence_kernel::Result<Term>, c: &Context| closure::prove(&p.ok()?, c, 2);
    let from = holds(syntax::lt(&low, c), context)?;
    let to = holds(syntax::lt(c, &high), context)?;
    let (above, below) = (syntax::lt(&low, &t).ok()?, syntax::lt(&t, &high).ok()?);
    let inner = context
        .with(Theorem::assume(&above).ok()?)
        .with(Theorem::assume(&below).ok()?);
    let mut agrees = logic::forall_elim(fact, &t).ok()?;
    while let Some((p, _)) = agrees.conclusion().as_binary("⇒") {
        let premise = closure::prove(p, &inner, 2)?;
        agrees = logic::mp(&agrees, &premise).ok()?;
    }
    let agrees = logic::disch(&above, &logic::disch(&below, &agrees).ok()?).ok()?;
    let agrees = logic::forall_intro(&t, &agrees).ok()?;
    let g = Term::lam(&t, r).ok()?;
    let has = derivative::has_derivative(&g, c, context)?;
    let (_, args) = has.conclusion().as_const_app()?;
    let v = (*args.get(2)?).clone();
    let subst = [
        ("f", f),
        ("g", &g),
        ("a", &low),
        ("b", &high),
        ("x", c),
        ("v", &v),
    ];
    context.fact("deriv_near", &subst, &[&from, &to, &agrees, &has])
}
