//! What is claimed up to a constant: derivatives are compared at every point of an interval, so nothing may be known of the one point.

use super::judge::{Judgement, Question, contradictory, judge_text};
use crate::elaborate::{Antiderived, Scope};
use crate::finding::Verdict;
use crate::logic;
use crate::prove::{self, Context};
use crate::refute::Witness;
use crate::theory::Library;
use hence_kernel::{Term, defined, syntax};

/// A judgement on derivatives as one on functions up to a constant.
///
/// Where hypotheses choose a single value of the variable, agreement there says nothing; where an integrand jumps, its value there says
/// nothing against an antiderivative.
pub(super) fn judged(
    judgement: Judgement,
    of: &Antiderived,
    question: &Question,
    scope: &Scope,
    library: &Library,
) -> Judgement {
    if let Some(name) = pinned(of, question, scope, library) {
        return Judgement::unproved(format!(
            "what is supposed of `{name}` may leave no interval for the functions to agree on"
        ));
    }
    if matches!(judgement.verdict, Verdict::Conditional | Verdict::Unproved) {
        return within(judgement, of, question, library);
    }
    if judgement.verdict != Verdict::Invalid {
        return judgement;
    }
    if !of.shown {
        return Judgement::unproved(
            "as functions they differ, and it is not said whether functions or integrals over all numbers are meant",
        );
    }
    let smooth = smoothness(of, library);
    if (judgement.witness.as_ref()).is_some_and(|w| holds(&smooth, w, library)) {
        return judgement;
    }
    let hypotheses: Vec<Term> = question.hypotheses.iter().chain(&smooth).cloned().collect();
    let again = judge_text(
        &Question {
            hypotheses: &hypotheses,
            ..*question
        },
        library,
    );
    match again.verdict {
        Verdict::Invalid if again.witness.is_some() => again,
        _ => Judgement::unproved("no point was found at which the integrand is smooth"),
    }
}

// What holds under conditions, inside of where the integrands are defined: an antiderivative is meant on an interval in there. Conditions
// that say nothing of the variable stay, and what is found only where the integrands are smooth has that for a condition.
fn within(
    judgement: Judgement,
    of: &Antiderived,
    question: &Question,
    library: &Library,
) -> Judgement {
    let under = |more: &[Term]| {
        let hypotheses: Vec<Term> = question.hypotheses.iter().chain(more).cloned().collect();
        judge_text(
            &Question {
                hypotheses: &hypotheses,
                ..*question
            },
            library,
        )
    };
    let varies = |c: &Term| c.has_free(&of.by);
    let inside: Vec<Term> = (conditions(of, library, |f, _| Some(f.clone())).iter())
        .filter(|c| varies(c))
        .filter_map(interior)
        .collect();
    if !inside.is_empty() {
        let again = under(&inside);
        let fewer = || again.conditions.len() <= judgement.conditions.len();
        match again.verdict {
            Verdict::Valid => return again,
            Verdict::Conditional if judgement.verdict != Verdict::Conditional || fewer() => {
                return again;
            }
            _ => {}
        }
    }
    if judgement.verdict == Verdict::Unproved {
        let smooth: Vec<Term> = (smoothness(of, library).into_iter())
            .filter(|c| varies(c) && !inside.contains(c))
            .collect();
        let all: Vec<Term> = inside.iter().chain(&smooth).cloned().collect();
        let again = (!smooth.is_empty()).then(|| under(&all));
        if let Some(again) = again
            && matches!(again.verdict, Verdict::Valid | Verdict::Conditional)
        {
            let conditions = smooth.into_iter().chain(again.conditions.clone());
            return Judgement {
                verdict: Verdict::Conditional,
                conditions: conditions.collect(),
                message: "this holds where the integrand is smooth".into(),
                ..again
            };
        }
    }
    judgement
}

// That the integrands are smooth at the point.
fn smoothness(of: &Antiderived, library: &Library) -> Vec<Term> {
    conditions(of, library, |f, by| {
        syntax::deriv(&Term::lam(by, f).ok()?, by).ok()
    })
}

// Where something made of the integrands is defined.
fn conditions(
    of: &Antiderived,
    library: &Library,
    made: impl Fn(&Term, &Term) -> Option<Term>,
) -> Vec<Term> {
    let mut out: Vec<Term> = Vec::new();
    for f in &of.integrands {
        let defined = made(f, &of.by).and_then(|t| defined(&t, &library.theory).ok());
        for c in defined.iter().flat_map(syntax::conjuncts) {
            if !out.contains(&c) {
                out.push(c);
            }
        }
    }
    out
}

fn holds(conditions: &[Term], at: &Witness, library: &Library) -> bool {
    let empty = Context::new(library, []);
    conditions.iter().all(|c| {
        let there = c.subst(&at.values).ok();
        there.is_some_and(|t| prove::prove(&t, &empty).is_some())
    })
}

// A name of which something is supposed that may leave a single value of the variable.
fn pinned(
    of: &Antiderived,
    question: &Question,
    scope: &Scope,
    library: &Library,
) -> Option<String> {
    let values = scope.values();
    let mut varying = vec![of.by.clone()];
    for _ in 0..values.len() {
        for (v, t) in &values {
            if !varying.contains(v) && varying.iter().any(|x| t.has_free(x)) {
                varying.push(v.clone());
            }
        }
    }
    let mut supposed: Vec<Term> = question.hypotheses.to_vec();
    let mut rest = question.goal;
    while let Some((p, q)) = rest.as_binary("⇒") {
        supposed.extend(syntax::conjuncts(p));
        rest = q;
    }
    supposed.retain(|p| varying.iter().any(|v| p.has_free(v)));
    let is_value = |p: &Term| {
        let same = |(v, t): &(Term, Term)| p.as_eq().is_some_and(|(a, b)| a == v && b == t);
        values.iter().any(same)
    };
    let name = |p: &Term| {
        let v = varying.iter().find(|v| p.has_free(v));
        v.unwrap_or(&of.by).to_string()
    };
    let mut inside = Vec::new();
    for p in &supposed {
        if is_value(p) {
            continue;
        }
        match interior(p) {
            Some(q) => inside.push(q),
            None => return Some(name(p)),
        }
    }
    let closed = inside.iter().zip(&supposed).any(|(q, p)| q != p);
    (closed && contradictory(&inside, library)).then(|| name(&of.by))
}

// A condition on the range of a number without the ends of the range; None where it is no such condition.
fn interior(p: &Term) -> Option<Term> {
    if let Some((a, b)) = p.as_binary("≤") {
        return syntax::lt(a, b).ok();
    }
    if p.as_binary("<").is_some() {
        return Some(p.clone());
    }
    if let Some(inner) = p.as_unary("¬") {
        return match (inner.as_binary("≤"), inner.as_binary("<")) {
            (Some((a, b)), _) => syntax::lt(b, a).ok(),
            (_, Some((a, b))) => syntax::lt(b, a).ok(),
            _ => inner.as_eq().map(|_| p.clone()),
        };
    }
    for (op, build) in [
        ("∧", syntax::and as fn(&Term, &Term) -> _),
        ("∨", syntax::or),
    ] {
        if let Some((a, b)) = p.as_binary(op) {
            return build(&interior(a)?, &interior(b)?).ok();
        }
    }
    (!logic::mentions(p, &["=", "Int"]))
        .then(|| p.clone())
        .filter(|p| p.is_const("⊤"))
}
