//! Variables that equations among the hypotheses determine are replaced.

use super::context::Context;
use crate::logic;
use hence_kernel::{Term, Theorem, syntax};

const ROUNDS: usize = 6;

/// `⊢ goal = goal'` without the variables (and absolute values) that the equations give, and the context that goes with it.
pub(crate) fn determined<'a>(goal: &Term, c: &Context<'a>) -> Option<(Context<'a>, Theorem)> {
    if c.equations.is_empty() {
        return None;
    }
    let mut equal = Theorem::refl(goal).ok()?;
    let mut inner = c.beside(c.facts.iter().cloned());
    let mut changed = false;
    for _ in 0..ROUNDS {
        let Some(rule) = inner.equations.iter().find_map(|e| rule(e, &inner)) else {
            break;
        };
        let left = rule.equation().ok()?.0.clone();
        let rewrite =
            |p: &Term| logic::congruence_at(p, |t| (*t == left).then(|| rule.clone())).ok();
        let now = equal.equation().ok()?.1.clone();
        equal = equal.trans(&rewrite(&now)?).ok()?;
        let mut facts = Vec::new();
        for f in &inner.facts {
            let th = rewrite(f.conclusion())?.eq_mp(f).ok()?;
            let trivial = th.conclusion().as_eq().is_some_and(|(a, b)| a == b);
            if !trivial {
                facts.push(th);
            }
        }
        inner = c.beside(facts);
        changed = true;
    }
    changed.then_some((inner, equal))
}

// ⊢ v = r with a variable that does not occur in r, or ⊢ |a| = r.
fn rule(e: &Theorem, c: &Context) -> Option<Theorem> {
    let (a, b) = e.conclusion().as_eq()?;
    let variable = super::context::is_variable;
    if variable(a) && !b.has_free(a) {
        return Some(e.clone());
    }
    if variable(b) && !a.has_free(b) {
        return e.sym().ok();
    }
    for op in ["abs", "min", "max"] {
        let is = a.as_unary(op).is_some() || a.as_binary(op).is_some();
        if is && b.size() < a.size() {
            return Some(e.clone());
        }
    }
    // y² = a with 0 ≤ y
    for (l, r, th) in [(a, b, Some(e.clone())), (b, a, e.sym().ok())] {
        let Some((y, n)) = l.as_binary("pow") else {
            continue;
        };
        if *n == Term::int(2)
            && variable(y)
            && !r.has_free(y)
            && let Some(nonneg) = c.nonnegative(y)
        {
            let found = c.fact("sqrt_unique", &[("a", r), ("b", y)], &[&nonneg, &th?])?;
            return found.sym().ok();
        }
    }
    linear(a, b, e, c)
}

// a·y + b = 0 with a ≠ 0 gives y = −b/a.
fn linear(l: &Term, r: &Term, e: &Theorem, c: &Context) -> Option<Theorem> {
    let d = syntax::sub(l, r).ok()?;
    let p = c.poly(&d)?;
    for y in d
        .free_vars()
        .into_iter()
        .filter(super::context::is_variable)
    {
        let atom = c.algebra.borrow_mut().atom(&y);
        let mut with = hence_kernel::poly::Poly::default();
        let mut without = hence_kernel::poly::Poly::default();
        let mut fits = true;
        for (m, q) in &p.0 {
            match m.0.iter().find(|(a, _)| *a == atom) {
                None => without.add_term(m.clone(), q.clone()),
                Some((_, 1)) => {
                    let rest = m.0.iter().filter(|(a, _)| *a != atom).copied().collect();
                    with.add_term(hence_kernel::poly::Mono(rest), q.clone());
                }
                Some(_) => fits = false,
            }
        }
        if !fits || with.0.is_empty() {
            continue;
        }
        let algebra = c.algebra.borrow();
        let (k, b) = (
            algebra.term(&with)?,
            algebra.term(&without.scale(&hence_kernel::Q::int(-1)))?,
        );
        drop(algebra);
        if k.has_free(&y) || b.has_free(&y) {
            continue;
        }
        let Some(nonzero) = c.nonzero(&k) else {
            continue;
        };
        // y·k = b, as l = r says up to normal form.
        let product = syntax::mul(&y, &k).ok()?;
        let gap = syntax::sub(&product, &b).ok()?;
        let zero = Term::int(0);
        let th = difference(e)?;
        let same = Theorem::ring(&gap, &d, &[]).ok()?;
        let th = same.trans(&th).ok()?;
        debug_assert!(th.equation().is_ok_and(|(_, z)| *z == zero));
        let th = c.fact("sub_eq_zero", &[("a", &product), ("b", &b)], &[&th])?;
        return c.fact(
            "eq_div",
            &[("a", &y), ("b", &b), ("c", &k)],
            &[&nonzero, &th],
        );
    }
    None
}

/// `⊢ a − b = 0` from `⊢ a = b`.
pub(crate) fn difference(e: &Theorem) -> Option<Theorem> {
    let (_, b) = e.equation().ok()?;
    let minus = Theorem::refl(&syntax::constant("-")?).ok()?;
    let same = minus
        .congruence(e)
        .ok()?
        .congruence(&Theorem::refl(b).ok()?)
        .ok()?;
    let nothing = Theorem::ring(&syntax::sub(b, b).ok()?, &Term::int(0), &[]).ok()?;
    same.trans(&nothing).ok()
}
