//! Counting letters made small numbers, so that sums and extremes over a range are written out before anything else is chosen.

use crate::logic::{RANGES, mentions};
use crate::prove::{self, Context};
use crate::refute;
use hence_kernel::{Kind, Term, Theorem, Type, syntax};

// How many lists of numbers are tried, and for how many letters at most.
const MAX_LISTS: usize = 4;
const MAX_LETTERS: usize = 3;

/// Formulas at small numbers, each with the equation that leads there.
pub(super) struct Small {
    /// The letters and their numbers.
    pub numbers: Vec<(Term, Term)>,
    /// For each formula `⊢ p = p'`: at the numbers, and written out.
    pub written: Vec<Theorem>,
}

impl Small {
    /// The right sides.
    pub(super) fn formulas(&self) -> Option<Vec<Term>> {
        self.written
            .iter()
            .map(|th| th.equation().ok().map(|(_, r)| r.clone()))
            .collect()
    }
}

/// The letters that count: integers that a bound or an index depends on.
pub(super) fn letters(formulas: &[&Term], vars: &[Term]) -> Vec<Term> {
    let whole = |v: &Term| {
        let int = syntax::is_int(v).ok();
        int.is_some_and(|p| formulas.iter().any(|f| **f == p))
    };
    let mut places = Vec::new();
    for f in formulas {
        note(f, &mut places);
    }
    vars.iter()
        .filter(|v| whole(v) && places.iter().any(|t| t.has_free(v)))
        .cloned()
        .collect()
}

// The bounds of ranges and the arguments of families.
fn note(t: &Term, out: &mut Vec<Term>) {
    if let Kind::App(f, a) = t.kind() {
        if matches!(f.kind(), Kind::Var(_)) && *a.ty() == Type::Real {
            out.push(a.clone());
        }
        if let Some(("Sum" | "Prod" | "Min" | "Max", args)) = t.as_const_app()
            && let [a, b, _] = args[..]
        {
            out.extend([a.clone(), b.clone()]);
        }
        note(f, out);
        note(a, out);
    } else if let Kind::Lam(_, _, b) = t.kind() {
        note(b, out);
    }
}

/// The formulas at each of a few lists of small numbers for the letters; one list where there are no letters.
pub(super) fn lists<'a>(
    formulas: &'a [&'a Term],
    letters: &'a [Term],
    empty: &'a Context,
) -> impl Iterator<Item = Small> + 'a {
    let tuples = if letters.len() > MAX_LETTERS {
        Vec::new()
    } else {
        refute::small_numbers(letters.len(), MAX_LISTS * letters.len().max(1))
    };
    tuples.into_iter().filter_map(move |tuple| {
        let numbers: Vec<(Term, Term)> = letters
            .iter()
            .cloned()
            .zip(tuple.into_iter().map(Term::int))
            .collect();
        let written = formulas
            .iter()
            .map(|f| written_at(f, &numbers, empty))
            .collect::<Option<Vec<_>>>()?;
        Some(Small { numbers, written })
    })
}

// ⊢ p = p' at the numbers; nothing where p is false there for all that is left open.
fn written_at(p: &Term, numbers: &[(Term, Term)], empty: &Context) -> Option<Theorem> {
    let p = p.subst(numbers).ok()?;
    if !p.has_vars() && syntax::as_quantified(&p, "∀").is_none() {
        let not = syntax::not(&p).ok()?;
        if Theorem::rational(&not).is_ok() {
            return None;
        }
    }
    if !mentions(&p, RANGES) {
        return Theorem::refl(&p).ok();
    }
    prove::ranges_written_out(&p, empty)
}
