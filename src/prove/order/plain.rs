//! Comparisons that add up as they are written, with their denominators left alone.
//!
//! From `m ≤ a/K` and `a/K ≤ ε` follows `m ≤ ε` whatever `a/K` is. Multiplied by `K` first, `m` and `ε` become products and the sum is hidden.

use super::combine::{self, Wanted};
use super::problem::{Problem, Proof, atoms_of};
use crate::prove::allowance::Fuel;
use crate::prove::context::{Context, Sign};
use hence_kernel::{Q, Term, Theorem};

/// `⊢ 0 < goal` or `⊢ 0 ≤ goal` as a sum of multiples of what is known; nothing where no denominator is in the way.
pub(super) fn sum(
    goal: &Term,
    wanted: Wanted,
    c: &Context,
    fuel: &Fuel,
) -> Option<(Sign, Theorem)> {
    let divides = |k: &crate::prove::context::Known| {
        atoms_of(&k.poly).into_iter().any(|a| {
            let algebra = c.algebra.borrow();
            let term = algebra.atom_term(a);
            term.is_some_and(|t| t.as_unary("inv").is_some())
        })
    };
    if !c.known.iter().any(divides) {
        return None;
    }
    let mut problem = Problem::new(c);
    for k in &c.known {
        if matches!(k.sign, Sign::Pos | Sign::NonNeg) {
            problem.take(k);
        }
    }
    let found = combine::linear(&c.poly(goal)?, &problem.rows, &[], wanted, fuel)?;
    let parts: Vec<(Q, &Proof)> = found.rows.iter().map(|(k, p)| (k.clone(), p)).collect();
    problem.certificate(goal, &None, &parts, &[])
}
