//! Equations among the hypotheses, solved for a variable.

use crate::prove::algebra::Algebra;

use hence_kernel::{Kind, Q, Term, Theorem, syntax};
use std::collections::HashSet;

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
