//! What the engine proves, and what it must not.

use super::*;
use crate::theory::{Library, load, parse_term};

fn attempt_in(library: &Library, given: &[&str], l: &str, r: &str) -> Result<Theorem, Failure> {
    let facts = given
        .iter()
        .map(|p| Theorem::assume(&parse_term(p).unwrap()).unwrap());
    let context = Context::new(library, facts);
    let (l, r) = (parse_term(l).unwrap(), parse_term(r).unwrap());
    let found = prove_within(&l, &r, &context, Limits::FULL);
    if let Ok(th) = &found {
        assert_eq!(th.equation().unwrap(), (&l, &r));
        for h in th.hypotheses() {
            assert!(context.facts().iter().any(|f| f.conclusion() == h));
        }
    }
    found
}

fn try_one(given: &[&str], l: &str, r: &str) -> Result<Theorem, Failure> {
    attempt_in(&load().unwrap(), given, l, r)
}

#[test]
fn identities_are_found() {
    let library = load().unwrap();
    let rows: &[(&[&str], &str, &str)] = &[
        (&[], "sin (x + y) * cos y - cos (x + y) * sin y", "sin x"),
        (&[], "exp (x + y) * exp (-y)", "exp x"),
        (&["0 < a", "0 < b"], "log (a * b) - log b", "log a"),
        (&["x ≠ 0"], "x / x", "1"),
        (&["0 ≤ x"], "sqrt (x ^ 2)", "x"),
        (&["x = 1"], "x ^ 2 + x", "2"),
        (&[], "exp (sin x ^ 2 + cos x ^ 2)", "exp 1"),
        (&[], "cosh x ^ 2 - sinh x ^ 2", "1"),
    ];
    for (given, l, r) in rows {
        if let Err(why) = attempt_in(&library, given, l, r) {
            panic!("{l} = {r}: {why:?}");
        }
    }
}
