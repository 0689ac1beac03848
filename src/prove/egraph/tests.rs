//! What the engine proves, what it must not, and that it says why.

use super::*;
use crate::theory::{Library, load, parse_term};

fn term(text: &str) -> Term {
    parse_term(text).unwrap()
}

fn context<'l>(library: &'l Library, given: &[&str]) -> Context<'l> {
    let facts = given.iter().map(|p| Theorem::assume(&term(p)).unwrap());
    Context::new(library, facts)
}

// The answer for l = r; a theorem must be the one asked for, from what is given.
fn answer(library: &Library, given: &[&str], l: &str, r: &str) -> Result<Theorem, Failure> {
    let context = context(library, given);
    let (l, r) = (term(l), term(r));
    let found = prove_within(&l, &r, &context, Limits::FULL);
    if let Ok(th) = &found {
        assert_eq!(th.equation().unwrap(), (&l, &r));
        for h in th.hypotheses() {
            assert!(context.facts().iter().any(|f| f.conclusion() == h));
        }
    }
    found
}

#[test]
fn rewriting_and_arithmetic_work_together() {
    let library = load().unwrap();
    let rows: &[(&[&str], &str, &str)] = &[
        (&[], "sin (x + y) * cos y - cos (x + y) * sin y", "sin x"),
        (&[], "exp (sin x ^ 2 + cos x ^ 2)", "exp 1"),
        (&["0 < a", "0 < b"], "log (a * b) - log b", "log a"),
        (&["x = 1"], "x ^ 2 + x", "2"),
        (&["a + b = pi"], "sin a", "sin b"),
        (&["deriv (λt. t ^ 3) x = y"], "y / 3", "x ^ 2"),
        (&["f x = g y"], "exp (f x) * exp (-(g y))", "1"),
        (&["0 < x"], "if 0 < x then sqrt (x ^ 2) else 0", "x"),
    ];
    for (given, l, r) in rows {
        if let Err(why) = answer(&library, given, l, r) {
            panic!("{l} = {r}: {why:?}");
        }
    }
}

#[test]
fn a_condition_that_is_proved_nowhere_is_not_applied() {
    let library = load().unwrap();
    for (given, l, r) in [
        (&[][..], "log (a * b)", "log a + log b"),
        (&["0 < a * b"], "log (a * b)", "log a + log b"),
        (&[], "x / x", "1"),
        (&[], "sqrt (x ^ 2)", "x"),
        (&[], "tan x * cos x", "sin x"),
        (&["0 ≤ x"], "x ^ y * x ^ (-y)", "1"),
        (&[], "if 0 < x then 1 else 2", "1"),
    ] {
        let found = answer(&library, given, l, r);
        assert!(
            matches!(found, Err(Failure::Saturated | Failure::Spent)),
            "{l} = {r}: {found:?}"
        );
    }
}

#[test]
fn hypotheses_that_equate_two_numbers_are_noticed() {
    let library = load().unwrap();
    for given in [
        &["x = 1", "x = 2"][..],
        &["sin x = y", "y = 1", "sin x = 1 / 2"],
        &["exp 0 = 2"],
    ] {
        let found = answer(&library, given, "sin u", "cos u");
        assert_eq!(found.unwrap_err(), Failure::Contradiction, "{given:?}");
    }
}

#[test]
fn a_hypothesis_does_not_reach_under_a_binder() {
    let library = load().unwrap();
    for (l, r) in [
        ("deriv (λx. x) x", "deriv (λx. 1) x"),
        ("deriv (λx. x ^ 2) x", "deriv (λx. x) x"),
    ] {
        assert!(answer(&library, &["x = 1"], l, r).is_err(), "{l} = {r}");
    }
    // Where it may be used is outside.
    assert!(answer(&library, &["x = 1"], "deriv (λx. x ^ 2) x", "2").is_ok());
}

#[test]
fn two_runs_find_the_same_proof() {
    let library = load().unwrap();
    let (l, r) = (
        term("sin (x + y) * sin (x - y)"),
        term("sin x ^ 2 - sin y ^ 2"),
    );
    let run = || {
        let context = context(&library, &[]);
        let mut search = Search::new(&context, Limits::FULL);
        let th = search.run(&l, &r).unwrap();
        let (a, b) = (search.terms.add(&l), search.terms.add(&r));
        let explanation = search.terms.graph.explain_id_equivalence(a, b);
        let proof = format!("{:?}", explanation.explanation_trees);
        (th.facts(), search.steps.len(), search.tried.len(), proof)
    };
    assert_eq!(run(), run());
}

#[test]
fn what_cannot_be_replayed_proves_nothing() {
    let library = load().unwrap();
    let context = context(&library, &[]);
    let mut search = Search::new(&context, Limits::FULL);
    let (a, b) = (term("sin x"), term("cos x"));
    let lie = Theorem::refl(&a).unwrap();
    search.unite(&a, &b, || Step::Given(lie));
    assert!(matches!(search.run(&a, &b), Err(Failure::Replay(_))));
    // Nor does arithmetic that does not hold, or a fact without its conditions.
    for step in [
        ring(&a, &b, &Rc::from([])),
        Step::Fact {
            fact: "div_self".to_string(),
            forward: true,
            subst: vec![(term("a"), term("x"))],
            conditions: Vec::new(),
            from: term("x / x"),
        },
    ] {
        assert!(step.theorem(&context).is_none());
    }
}

#[test]
fn the_work_is_limited() {
    let library = load().unwrap();
    let context = context(&library, &[]);
    let (l, r) = (term("exp (x + y)"), term("exp x + exp y"));
    for limits in [
        Limits::BRIEF,
        Limits {
            work: 1_000,
            ..Limits::FULL
        },
        Limits {
            rounds: 1,
            ..Limits::FULL
        },
    ] {
        let found = prove_within(&l, &r, &context, limits);
        assert_eq!(found.unwrap_err(), Failure::Spent);
    }
    // Terms that cannot be multiplied out are not touched.
    let (l, r) = (term("(x + y) ^ 300"), term("(y + x) ^ 301"));
    assert!(prove_within(&l, &r, &context, Limits::FULL).is_err());
}

#[test]
fn connectives_are_taken_apart() {
    let library = load().unwrap();
    let context = context(&library, &["x ≠ 0"]);
    for (goal, expected) in [
        ("exp (x + y) = exp x * exp y ∧ cos (-x) = cos x", true),
        ("x / x = 2 ∨ x / x = 1", true),
        ("y = 1 ⇒ log y = 0", true),
        ("∀t. sin (t + pi) = -(sin t)", true),
        ("exp (x + y) = exp x * exp y ∧ x / x = 2", false),
        ("∀x. x / x = 1", false),
        ("y = 1 ⇒ log y = 1", false),
    ] {
        let goal = term(goal);
        assert!(has_equation(&goal));
        let found = prove(&goal, &context, Limits::BRIEF);
        assert_eq!(found.is_some(), expected, "{goal}");
        assert!(found.is_none_or(|th| *th.conclusion() == goal));
    }
    assert!(!has_equation(&term("0 < x ∧ ¬(x = 1)")));
}
