//! Recurrences: `iterate g a n`, what n applications of a function make of a first value.

use super::closure;
use super::context::Context;
use crate::logic;
use hence_kernel::{Kind, Term, Theorem, syntax};

// A function is applied that often at most.
const MAX_STEPS: i64 = 8;

/// `⊢ p = p'` with the values of iterated functions at small numbers written out; nothing where there are none.
pub(crate) fn unrolled(p: &Term, context: &Context) -> Option<Theorem> {
    if !logic::mentions(p, &["iterate"]) {
        return None;
    }
    let th = logic::congruence_at(p, |t| step(t, context)).ok()?;
    let (_, r) = th.equation().ok()?;
    (r != p).then_some(())?;
    let r = r.clone();
    match unrolled(&r, context) {
        Some(rest) => th.trans(&rest).ok(),
        None => Some(th),
    }
}

/// `⊢ goal` for the law of a recurrence: `∀t. … ⇒ iterate g a t = g (iterate g a (t − 1))`.
pub(crate) fn law(goal: &Term, context: &Context) -> Option<Theorem> {
    if !logic::mentions(goal, &["iterate"]) {
        return None;
    }
    if let Some(f) = syntax::as_quantified(goal, "∀") {
        let Kind::Lam(hint, ty, _) = f.kind() else {
            return None;
        };
        let facts = context.facts().iter().map(Theorem::conclusion);
        let avoid: Vec<&Term> = facts.chain([goal]).collect();
        let t = Term::fresh(&hint.0, ty.clone(), &avoid);
        let th = law(&f.instantiate(&t).ok()?, context)?;
        return logic::forall_intro(&t, &th).ok();
    }
    if let Some((p, q)) = goal.as_binary("⇒") {
        let inner = context.with(Theorem::assume(p).ok()?);
        return logic::disch(p, &law(q, &inner)?).ok();
    }
    let (l, r) = goal.as_eq()?;
    let th = next(l, r, context)?;
    let (_, found) = th.equation().ok()?;
    if found == r {
        return Some(th);
    }
    let rest = closure::prove(&syntax::eq(found, r).ok()?, context, 0)?;
    th.trans(&rest).ok()
}

// The function, the first value and the number of steps.
fn parts(t: &Term) -> Option<[&Term; 3]> {
    match t.as_const_app() {
        Some(("iterate", args)) => <[&Term; 3]>::try_from(args).ok(),
        _ => None,
    }
}

// ⊢ iterate g a s = g (iterate g a n) with n as it is spelled in `other`, beta reduced.
fn next(t: &Term, other: &Term, context: &Context) -> Option<Theorem> {
    let [g, a, s] = parts(t)?;
    let one = Term::int(1);
    let n = spelled(g, a, other, &|n| {
        let next = syntax::add(n, &one).ok()?;
        Theorem::ring(s, &next, &[]).ok()
    });
    let n = match n {
        Some(n) => n,
        None => syntax::sub(s, &one).ok()?,
    };
    let whole = closure::prove(&syntax::is_int(&n).ok()?, context, 4)?;
    let from = closure::prove(&syntax::le(&Term::int(0), &n).ok()?, context, 4)?;
    succ(t, &n, &[&whole, &from], context)
}

// The same for a number `n` that is known to be natural.
fn succ(t: &Term, n: &Term, conditions: &[&Theorem], context: &Context) -> Option<Theorem> {
    let [g, a, s] = parts(t)?;
    let next = syntax::add(n, &Term::int(1)).ok()?;
    let same = Theorem::ring(s, &next, &[]).ok()?;
    let head = Term::apps(&syntax::constant("iterate")?, &[g, a]).ok()?;
    let moved = Theorem::refl(&head).ok()?.congruence(&same).ok()?;
    let fact = context.fact("iterate_succ", &[("g", g), ("a", a), ("n", n)], conditions)?;
    let th = moved.trans(&fact).ok()?;
    let applied = th.equation().ok()?.1.clone();
    match Theorem::beta(&applied) {
        Ok(beta) => th.trans(&beta).ok(),
        Err(_) => Some(th),
    }
}

// The index of the call in `e` for which the test succeeds.
fn spelled(g: &Term, a: &Term, e: &Term, test: &dyn Fn(&Term) -> Option<Theorem>) -> Option<Term> {
    if let Some([h, b, n]) = parts(e)
        && (h, b) == (g, a)
        && test(n).is_some()
    {
        return Some(n.clone());
    }
    match e.kind() {
        Kind::App(f, x) => spelled(g, a, f, test).or_else(|| spelled(g, a, x, test)),
        _ => None,
    }
}

fn step(t: &Term, context: &Context) -> Option<Theorem> {
    let [g, a, s] = parts(t)?;
    let steps = context.poly(s)?.as_constant()?.to_i64()?;
    if steps == 0 {
        let zero = Term::int(0);
        let same = Theorem::ring(s, &zero, &[]).ok()?;
        let head = Term::apps(&syntax::constant("iterate")?, &[g, a]).ok()?;
        let moved = Theorem::refl(&head).ok()?.congruence(&same).ok()?;
        let fact = context.fact("iterate_zero", &[("g", g), ("a", a)], &[])?;
        return moved.trans(&fact).ok();
    }
    if !(1..=MAX_STEPS).contains(&steps) {
        return None;
    }
    let n = Term::int(steps - 1);
    let whole = closure::prove(&syntax::is_int(&n).ok()?, context, 2)?;
    let from = Theorem::rational(&syntax::le(&Term::int(0), &n).ok()?).ok()?;
    succ(t, &n, &[&whole, &from], context)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theory::{self, parse_term};

    #[test]
    fn values_follow_from_the_first() {
        let library = theory::load().unwrap();
        let context = Context::new(&library, []);
        for (text, value) in [
            ("iterate (λy. 2 * y + 1) 3 0", 3),
            ("iterate (λy. 2 * y + 1) 3 2", 15),
            ("iterate (λy. -y) 1 (2 + 3)", -1),
        ] {
            let th = unrolled(&parse_term(text).unwrap(), &context).unwrap();
            assert!(th.hypotheses().is_empty());
            let (_, r) = th.equation().unwrap();
            assert!(Theorem::ring(r, &Term::int(value), &[]).is_ok(), "{th}");
        }
        assert!(unrolled(&parse_term("iterate (λy. -y) 1 (-1)").unwrap(), &context).is_none());
        assert!(unrolled(&parse_term("iterate (λy. -y) 1 (1 / 2)").unwrap(), &context).is_none());
    }

    #[test]
    fn the_law_holds_from_the_first_value_on() {
        let library = theory::load().unwrap();
        let context = Context::new(&library, []);
        let proved = |text: &str| law(&parse_term(text).unwrap(), &context).is_some();
        assert!(proved(
            "∀t. Int t ⇒ 0 ≤ t - 1 ⇒ iterate (λy. y - 2 * y) a t = iterate (λy. y - 2 * y) a (t - 1) - 2 * iterate (λy. y - 2 * y) a (t - 1)"
        ));
        assert!(proved(
            "∀t. Int t ⇒ 0 ≤ t ⇒ iterate (λy. exp y) a (t + 1) = exp (iterate (λy. exp y) a t)"
        ));
        // Nothing is known before the first value, or between two.
        assert!(!proved(
            "∀t. Int t ⇒ iterate (λy. exp y) a (t + 1) = exp (iterate (λy. exp y) a t)"
        ));
        assert!(!proved(
            "∀t. 0 ≤ t ⇒ iterate (λy. exp y) a (t + 1) = exp (iterate (λy. exp y) a t)"
        ));
        assert!(!proved(
            "∀t. Int t ⇒ 0 ≤ t ⇒ iterate (λy. exp y) a (t + 1) = sin (iterate (λy. exp y) a t)"
        ));
    }
}
