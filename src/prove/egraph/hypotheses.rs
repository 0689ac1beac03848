//! Equations among the hypotheses: solved for a variable, and the equations that follow from them by a fact.

use super::conditions::Conditions;
use crate::prove::algebra::Algebra;
use crate::prove::normal::matches;
use crate::theory::{FactInfo, Library, Use};

use hence_kernel::{Kind, Q, Term, Theorem, Type, syntax};
use std::collections::HashSet;

/// The facts by which an equation follows from an equation: a product that is 0 without a factor, functions taken off both sides.
pub(super) fn inferences(library: &Library) -> impl Iterator<Item = &FactInfo> {
    library.with_use(Use::Lemma).filter(|f| {
        f.conditions.last().is_some_and(|given| {
            given
                .as_eq()
                .is_some_and(|(l, _)| l.as_const_app().is_some_and(|(_, args)| !args.is_empty()))
                && f.conclusion
                    .as_eq()
                    .is_some_and(|(l, _)| *l.ty() == Type::Real)
                && f.vars.iter().all(|v| given.has_free(v))
        })
    })
}

/// What follows from an equation by one of these facts, the other conditions proved.
pub(super) fn inferred(
    th: &Theorem,
    facts: &[&FactInfo],
    library: &Library,
    conditions: &mut Conditions,
) -> Vec<Theorem> {
    let mut apply = |f: &FactInfo| {
        let mut subst = Vec::new();
        if !matches(f.conditions.last()?, th.conclusion(), &mut subst) {
            return None;
        }
        let mut out = library.theory.fact(&f.name).ok()?.inst(&subst).ok()?;
        out = out.cut(th).ok()?;
        for h in out.hypotheses().to_vec() {
            if !th.hypotheses().contains(&h) {
                out = out.cut(&conditions.prove(&h)?).ok()?;
            }
        }
        Some(out)
    };
    facts.iter().filter_map(|f| apply(f)).collect()
}

/// `⊢ v = e` from an equation that is linear in the variable `v`, which is not in `e`, with the variable; none of `taken` is solved for or
/// brought in.
pub(super) fn solved(th: &Theorem, taken: &HashSet<Term>) -> Option<(Term, Theorem)> {
    let (l, r) = th.equation().ok()?;
    let mut algebra = Algebra::default();
    let difference = algebra.poly(&syntax::sub(l, r).ok()?)?;
    // The variable that is met last: the left sides of definitions come last as the largest terms do.
    for (m, q) in &difference.0 {
        let [(a, 1)] = m.0[..] else { continue };
        let v = algebra.atom_term(a)?.clone();
        if !matches!(v.kind(), Kind::Var(_)) || taken.contains(&v) {
            continue;
        }
        let mut rest = difference.clone();
        rest.0.remove(m);
        let e = algebra.term(&rest.scale(&-q.recip()?))?;
        let brought_in = e.free_vars();
        if e.has_free(&v) || brought_in.iter().any(|x| taken.contains(x)) {
            continue;
        }
        let th = moved(th, &v, &e, &q.recip()?)?;
        return Some((v, th));
    }
    None
}

// v = e + k (l − r) and e = e + k (r − r) by ring; between them stands the equation.
fn moved(th: &Theorem, v: &Term, e: &Term, k: &Q) -> Option<Theorem> {
    let refl = |t: &Term| Theorem::refl(t).ok();
    let head = |name: &str| refl(&syntax::constant(name)?);
    let (_, r) = th.equation().ok()?;
    let difference = head("-")?.congruence(th).ok()?;
    let difference = difference.congruence(&refl(r)?).ok()?;
    let scaled = head("*")?.congruence(&refl(&Term::num(k.clone()))?).ok()?;
    let scaled = scaled.congruence(&difference).ok()?;
    let sum = head("+")?.congruence(&refl(e)?).ok()?;
    let sum = sum.congruence(&scaled).ok()?;
    let (with, without) = sum.equation().ok()?;
    let first = Theorem::ring(v, with, &[]).ok()?;
    let last = Theorem::ring(without, e, &[]).ok()?;
    first.trans(&sum).ok()?.trans(&last).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theory::parse_term;

    #[test]
    fn linear_equations_are_solved() {
        for (equation, variable) in [
            ("a + b = 1", true),
            ("2 * a - 3 = sin b", true),
            ("a = 5", true),
            ("a ^ 2 = 5", false),
            ("sin a = a", false),
            ("a * b = 1", false),
        ] {
            let th = Theorem::assume(&parse_term(equation).unwrap()).unwrap();
            let found = solved(&th, &HashSet::new());
            assert_eq!(found.is_some(), variable, "{equation}");
            if let Some((v, solved)) = found {
                let (l, r) = solved.equation().unwrap();
                assert!(*l == v && !r.has_free(&v), "{solved}");
                assert_eq!(solved.hypotheses(), th.hypotheses());
            }
        }
    }
}
