//! A few facts at a time: what speaks of the same things as a question is tried before all that is in force.
//!
//! Where dozens of lines and their instances are offered, products of them fill a search that three of them would end.

use super::context::Context;
use super::{instances, plain};
use crate::logic::{self, RANGES};
use hence_kernel::{Kind, Term, Theorem, Type};
use std::collections::BTreeSet;

// What one small set may cost.
const SHARE: u64 = 60_000_000;
// So many facts are few by themselves.
const FEW: usize = 5;
// A fact may bring so many things that the question does not speak of, and leads to others that speak of these in their turn.
const NEW: usize = 1;
const ROUNDS: usize = 4;

/// `⊢ goal` from a small set of the facts and their instances, the smallest first.
pub(crate) fn prove(goal: &Term, c: &Context) -> Option<Theorem> {
    if !super::closure::is_comparison(goal) {
        return None;
    }
    if let Some(equal) = named_ranges(goal, c) {
        let there = super::prove(equal.equation().ok()?.1, c)?;
        return equal.sym().ok()?.eq_mp(&there).ok();
    }
    if c.facts.len() <= FEW {
        return None;
    }
    let (general, ground): (Vec<&Theorem>, Vec<&Theorem>) = c
        .facts
        .iter()
        .partition(|f| instances::is_general(f.conclusion()));
    let ranges = super::sums::concerns(goal, c);
    let mut instances = instances::instances(goal, c);
    if !instances.is_empty() {
        // Instances bring terms that other general facts speak of.
        let wider = c.beside(c.facts.iter().chain(&instances).cloned());
        for th in instances::instances(goal, &wider) {
            if !instances.iter().any(|o| o.conclusion() == th.conclusion()) {
                instances.push(th);
            }
        }
    }
    let all: Vec<Theorem> = ground.into_iter().cloned().chain(instances).collect();
    let things: Vec<BTreeSet<Term>> = all.iter().map(|f| things(f.conclusion())).collect();
    let mut spoken = self::things(goal);
    let mut tried = usize::MAX;
    for round in 0..ROUNDS {
        if round > 0 {
            let near: Vec<&BTreeSet<Term>> = things
                .iter()
                .filter(|t| !t.is_disjoint(&spoken) && t.difference(&spoken).count() <= NEW)
                .collect();
            let new: BTreeSet<Term> = near.into_iter().flatten().cloned().collect();
            spoken.extend(new);
        }
        let mut chosen: Vec<Theorem> = (all.iter().zip(&things))
            .filter(|(_, t)| t.is_subset(&spoken))
            .map(|(f, _)| f.clone())
            .collect();
        if ranges {
            chosen.extend(general.iter().map(|f| (*f).clone()));
        }
        if chosen.len() == tried || chosen.len() == all.len() + general.len() {
            continue;
        }
        tried = chosen.len();
        let share = c.allowance.apart(SHARE);
        let few = Context::limited(c.library, chosen, share.clone());
        few.nesting.set(c.nesting.get());
        let found = plain(goal, &few);
        c.allowance.spend(SHARE - share.left());
        if found.is_some() {
            return found;
        }
    }
    None
}

// ⊢ goal = goal' where sums stand for their names: H(X) = −Σ p log p.
fn named_ranges(goal: &Term, c: &Context) -> Option<Theorem> {
    let value = |t: &Term| {
        let (head, args) = t.spine();
        let letters = args.iter().all(|a| matches!(a.kind(), Kind::Var(_)));
        if !matches!(head.kind(), Kind::Var(_)) || !letters || *t.ty() != Type::Real {
            return None;
        }
        let named = |f: &&Theorem| {
            let sides = f.conclusion().as_eq();
            sides.is_some_and(|(l, r)| l == t && logic::mentions(r, RANGES) && !r.has_free(head))
        };
        c.equations().iter().find(named).cloned()
    };
    let equal = logic::congruence_at(goal, value).ok()?;
    let (_, r) = equal.equation().ok()?;
    (r != goal).then_some(equal)
}

// What a statement about numbers speaks of, apart from numerals and letters: the largest terms that are no sums, products or quotients.
fn things(p: &Term) -> BTreeSet<Term> {
    let mut out = BTreeSet::new();
    collect(p, &mut out);
    out
}

fn collect(t: &Term, out: &mut BTreeSet<Term>) {
    const THROUGH: [&str; 12] = [
        "=", "<", "≤", "¬", "∧", "∨", "+", "-", "*", "/", "neg", "inv",
    ];
    if t.as_num().is_some() {
        return;
    }
    let Some((name, args)) = t.as_const_app() else {
        if !matches!(t.kind(), Kind::Var(_)) || *t.ty() != Type::Real {
            out.insert(t.clone());
        }
        return;
    };
    if args.is_empty() || name == "Int" {
        return;
    }
    let power = name == "pow" && args.get(1).is_some_and(|n| n.as_num().is_some());
    if THROUGH.contains(&name) {
        args.iter().for_each(|a| collect(a, out));
    } else if power {
        args.first().into_iter().for_each(|a| collect(a, out));
    } else {
        out.insert(t.clone());
    }
}
