//! Formulas that share no variable have nothing to do with each other: a point of all of them is put together from points of each.

use crate::logic;
use crate::refute::Witness;
use hence_kernel::{Term, Theorem};

/// The variables of formulas, each once, in the order in which they occur.
pub(super) fn variables<'a>(formulas: impl IntoIterator<Item = &'a Term>) -> Vec<Term> {
    let mut out = Vec::new();
    formulas.into_iter().for_each(|t| add_vars(t, &mut out));
    out
}

fn add_vars(t: &Term, out: &mut Vec<Term>) {
    for v in t.free_vars() {
        if !out.contains(&v) {
            out.push(v);
        }
    }
}

/// The formulas that share a variable with one of the seeds, or with a formula that does.
pub(super) fn connected(formulas: &[Term], seeds: &[Term]) -> Vec<Term> {
    let mut vars = variables(seeds);
    let mut taken = vec![false; formulas.len()];
    loop {
        let mut grew = false;
        for (f, taken) in formulas.iter().zip(&mut taken) {
            if !*taken && vars.iter().any(|v| f.has_free(v)) {
                (*taken, grew) = (true, true);
                add_vars(f, &mut vars);
            }
        }
        if !grew {
            break;
        }
    }
    let both = formulas.iter().zip(taken);
    both.filter(|(_, t)| *t).map(|(f, _)| f.clone()).collect()
}

// Variables that an equation among the formulas gives a closed value.
fn fixed(formulas: &[Term]) -> Vec<(Term, Term)> {
    let mut out: Vec<(Term, Term)> = Vec::new();
    for (a, b) in formulas.iter().filter_map(Term::as_eq) {
        for (v, t) in [(a, b), (b, a)] {
            let new = !out.iter().any(|(w, _)| w == v);
            if matches!(v.kind(), hence_kernel::Kind::Var(_)) && !t.has_vars() && new {
                out.push((v.clone(), t.clone()));
                break;
            }
        }
    }
    out
}

/// A point of all formulas from points of those that are connected, where they fall apart. `find` looks for one of the latter and
/// proves closed formulas.
pub(super) fn separately(
    formulas: &[Term],
    find: &dyn Fn(&[Term]) -> Option<Witness>,
    prove: &dyn Fn(&Term) -> Option<Theorem>,
) -> Option<Witness> {
    let mut values = fixed(formulas);
    let rest: Vec<Term> = formulas
        .iter()
        .map(|f| f.subst(&values).ok())
        .collect::<Option<_>>()?;
    let mut groups: Vec<Vec<Term>> = Vec::new();
    for f in rest.iter().filter(|f| f.has_vars()) {
        if groups.iter().all(|g| !g.contains(f)) {
            groups.push(connected(&rest, std::slice::from_ref(f)));
        }
    }
    if groups.len() + values.len() < 2 {
        return None;
    }
    let mut theorems: Vec<Theorem> = Vec::new();
    for g in &groups {
        let found = find(g)?;
        values.extend(found.values);
        theorems.extend(found.theorems);
    }
    let theorems = formulas
        .iter()
        .map(|f| {
            let there = f.subst(&values).ok()?;
            let known = theorems.iter().find(|th| *th.conclusion() == there);
            known.cloned().or_else(|| closed(&there, prove))
        })
        .collect::<Option<Vec<_>>>()?;
    Some(Witness { values, theorems })
}

fn closed(p: &Term, prove: &dyn Fn(&Term) -> Option<Theorem>) -> Option<Theorem> {
    if p.is_const("⊤") {
        return logic::truth().ok();
    }
    match p.as_eq() {
        Some((a, b)) if a == b => Theorem::refl(a).ok(),
        _ => prove(p),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theory::parse_term;

    fn read(list: &[&str]) -> Vec<Term> {
        list.iter().map(|t| parse_term(t).unwrap()).collect()
    }

    #[test]
    fn formulas_are_connected_by_variables() {
        let all = read(&["x < y", "a < b", "y < z", "b = 1", "0 < 1"]);
        assert_eq!(connected(&all, &read(&["x"])), read(&["x < y", "y < z"]));
        assert_eq!(connected(&all, &read(&["b"])), read(&["a < b", "b = 1"]));
        assert!(connected(&all, &read(&["2"])).is_empty());
    }

    #[test]
    fn a_fixed_letter_does_not_connect() {
        let all = read(&["x = c", "c = 1", "c < y"]);
        let asked = std::cell::RefCell::new(Vec::new());
        let find = |g: &[Term]| {
            asked.borrow_mut().push(g.to_vec());
            None
        };
        assert!(separately(&all, &find, &|_| None).is_none());
        assert_eq!(asked.into_inner(), [read(&["x = 1"])]);
    }
}
