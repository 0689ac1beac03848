//! A hypothesis that would save a claim that does not follow: `holds if a ≠ 0`.

use super::judge::{admit, contradictory};
use crate::prove::{self, Context};
use crate::refute::Witness;
use crate::theory::Library;
use hence_kernel::{Kind, Term, Theorem, Type, defined, syntax};

// Beyond these sizes nothing is tried.
const MAX_VARIABLES: usize = 4;
const MAX_SIZE: u32 = 60;

// Derivatives, sums and the like cost too much to try several times.
fn binds(t: &Term) -> bool {
    match t.kind() {
        Kind::App(f, x) => binds(f) || binds(x),
        Kind::Lam(..) => true,
        _ => false,
    }
}

/// The first of a few readable conditions on the signs of the variables that fails at the counterexample and from which, with the
/// hypotheses, the claim is proved.
pub(super) fn saving(
    hypotheses: &[Term],
    goal: &Term,
    witness: &Witness,
    library: &Library,
) -> Option<Term> {
    let vars: Vec<Term> = goal
        .free_vars()
        .into_iter()
        .filter(|v| *v.ty() == Type::Real)
        .collect();
    if vars.is_empty() || vars.len() > MAX_VARIABLES || goal.size() > MAX_SIZE || binds(goal) {
        return None;
    }
    let zero = Term::int(0);
    type Condition<'a> = &'a dyn Fn(&Term) -> hence_kernel::Result<Term>;
    let kinds: [Condition; 4] = [
        &|v| syntax::ne(v, &zero),
        &|v| syntax::le(&zero, v),
        &|v| syntax::lt(&zero, v),
        &|v| syntax::lt(v, &zero),
    ];
    let empty = Context::new(library, []);
    // What contradicts a premise of the claim saves it of nothing.
    let mut premises = hypotheses.to_vec();
    let mut rest = goal;
    while let Some((p, q)) = rest.as_binary("⇒") {
        premises.push(p.clone());
        rest = q;
    }
    let needs = syntax::conjuncts(&defined(goal, &library.theory).ok()?);
    for kind in kinds {
        for v in &vars {
            let candidate = kind(v).ok()?;
            // What holds at the counterexample cannot save the claim.
            let there = candidate.subst(&witness.values).ok()?;
            let fails = crate::elaborate::negation_of(&there)
                .is_ok_and(|n| prove::prove(&n, &empty).is_some());
            if !fails {
                continue;
            }
            let mut given = hypotheses.to_vec();
            given.push(candidate.clone());
            let in_force: Vec<Term> = given.iter().chain(&needs).cloned().collect();
            let assume = |t: &Term| Theorem::assume(t).ok();
            let context = Context::new(library, in_force.iter().filter_map(assume));
            let proved = prove::prove(goal, &context)
                .is_some_and(|th| admit(&th, goal, &in_force, library).is_ok());
            premises.push(candidate.clone());
            let vacuous = proved && contradictory(&premises, library);
            premises.pop();
            if proved && !vacuous {
                return Some(candidate);
            }
        }
    }
    None
}
