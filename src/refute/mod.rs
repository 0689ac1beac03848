//! Points at which formulas hold: counterexamples, and points at which a condition fails.
//!
//! [`satisfy`] looks for closed terms to put for the variables so that every formula becomes a theorem. Floating point proposes
//! (`eval`, `search`), equations are solved exactly where they can be (`solve`), and the kernel decides (`ground`). There is no
//! clock: the same formulas give the same point.

mod approx;
mod candidates;
mod connect;
mod eval;
mod functions;
mod ground;
mod instance;
mod points;
mod recurrence;
mod search;
mod sequences;
mod solve;
#[cfg(test)]
mod tests;
mod values;

pub use functions::satisfy_with_functions;
pub use ground::{ProveClosed, certify};
pub use points::{Points, sampled};
pub use sequences::{WriteOut, instance, small_numbers};

use hence_kernel::{Term, Theorem, Theory, Type, syntax};
use search::Search;
use values::Value;

/// A point at which formulas hold, with the theorems that say so.
#[derive(Clone, Debug)]
pub struct Witness {
    /// For each variable a closed term, in the order in which the variables were given.
    pub values: Vec<(Term, Term)>,
    /// For each formula, in order: `⊢` the formula at the point, without hypotheses.
    pub theorems: Vec<Theorem>,
}

/// How much work a search may do. It counts work, not time, so that the answer does not depend on the machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budget {
    /// Points tried in floating point.
    pub points: usize,
    /// Points handed to the kernel.
    pub certifications: usize,
    /// The highest precision of an enclosure.
    pub bits: u32,
}

impl Default for Budget {
    fn default() -> Budget {
        Budget {
            points: 2_000,
            certifications: 20,
            bits: 512,
        }
    }
}

/// Finds closed terms for the variables, small readable numbers first, at which all formulas are theorems.
///
/// Formulas are built with ¬, ∧, ∨, ⇒ and equivalence from `=`, `<`, `≤` and `Int` over real terms. None where no such point was found in
/// the budget, and at once where a formula has parts that cannot be evaluated (binders, functions without a value) or free
/// variables that are not among `vars`. `prove_closed` is asked for closed formulas that enclosures cannot settle, such as
/// `sin(pi) = 0`.
pub fn satisfy(
    formulas: &[Term],
    vars: &[Term],
    budget: &Budget,
    theory: &Theory,
    prove_closed: ProveClosed,
) -> Option<Witness> {
    if vars.iter().any(|v| *v.ty() != Type::Real) {
        return None;
    }
    let used: Vec<Term> = vars
        .iter()
        .filter(|v| formulas.iter().any(|f| f.has_free(v)))
        .cloned()
        .collect();
    let mut left = budget.certifications;
    let mut tried: Vec<Vec<Term>> = Vec::new();
    let mut certify_at = |p: &[Value], bits: u32| -> Option<Witness> {
        let terms: Vec<Term> = p.iter().map(|v| v.term.clone()).collect();
        if left == 0 || tried.contains(&terms) {
            return None;
        }
        left -= 1;
        let point: Vec<(Term, Term)> = vars
            .iter()
            .map(|v| {
                let i = used.iter().position(|u| u == v);
                // A variable that does not occur may have any value.
                let value = i.and_then(|i| terms.get(i).cloned());
                (v.clone(), value.unwrap_or_else(|| Term::int(0)))
            })
            .collect();
        tried.push(terms);
        let theorems = formulas
            .iter()
            .map(|f| certify(&f.subst(&point).ok()?, theory, prove_closed, bits))
            .collect::<Option<Vec<_>>>()?;
        Some(Witness {
            values: point,
            theorems,
        })
    };
    let parts: Vec<Term> = formulas.iter().flat_map(syntax::conjuncts).collect();
    let mut search = Search::new(&parts, &used, budget.points)?;
    let found = search.run(&parts, &mut |p| certify_at(p, budget.bits));
    found.or_else(|| {
        // One look at what floating point could not tell apart. Most such differences are none, so a quick search leaves it.
        let p = search.doubtful.take().filter(|_| budget.bits > 128)?;
        certify_at(&p, 128)
    })
}
