//! Tables of formulas with the point that is expected, and of formulas that nothing satisfies.

use super::*;
use crate::theory::{self, Library, parse_term};
use std::sync::LazyLock;

static LIBRARY: LazyLock<Library> = LazyLock::new(|| theory::load().unwrap());

fn formulas(texts: &[&str]) -> Vec<Term> {
    texts.iter().map(|t| parse_term(t).unwrap()).collect()
}

fn vars_of(formulas: &[Term]) -> Vec<Term> {
    let mut vars: Vec<Term> = formulas.iter().flat_map(Term::free_vars).collect();
    vars.sort_by_key(ToString::to_string);
    vars.dedup();
    vars
}

fn witness_with(texts: &[&str], prove: ProveClosed) -> Option<Witness> {
    let formulas = formulas(texts);
    let vars = vars_of(&formulas);
    let w = satisfy(&formulas, &vars, &Budget::default(), &LIBRARY.theory, prove)?;
    // What every caller relies on.
    assert_eq!(w.theorems.len(), formulas.len());
    for (f, th) in formulas.iter().zip(&w.theorems) {
        assert!(th.hypotheses().is_empty(), "{th}");
        assert_eq!(*th.conclusion(), f.subst(&w.values).unwrap());
    }
    assert_eq!(
        w.values.iter().map(|(v, _)| v.clone()).collect::<Vec<_>>(),
        vars
    );
    Some(w)
}

fn shown(w: &Witness) -> String {
    w.values
        .iter()
        .map(|(v, t)| format!("{v}={t}"))
        .collect::<Vec<_>>()
        .join(" ")
}

fn point(texts: &[&str]) -> Option<String> {
    witness_with(texts, &|_| None).as_ref().map(shown)
}

#[track_caller]
fn table(rows: &[(&[&str], &str)]) {
    let wrong: Vec<String> = rows
        .iter()
        .filter_map(|(texts, expected)| {
            let found = point(texts).unwrap_or_else(|| "nothing".into());
            (found != *expected).then(|| format!("{texts:?}: {found}, not {expected}"))
        })
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn small_numbers_refute_false_identities() {
    table(&[
        (&["¬((a+b)^2 = a^2 + b^2)"], "a=1 b=1"),
        (&["¬(sqrt (x^2) = x)"], "x=-1"),
        (
            &["0 < a", "0 < b", "¬(sqrt (a+b) = sqrt a + sqrt b)"],
            "a=1 b=1",
        ),
        (&["0 < a", "¬(a^m * a^n = a^(m*n))"], "a=2 m=0 n=1"),
        (&["¬(exp (a+b) = exp a + exp b)"], "a=0 b=0"),
        (&["0 < x", "¬((log x)^2 = 2 * log x)"], "x=2"),
        (&["¬(sin (2*x) = 2 * sin x)"], "x=1"),
        (&["¬(atan (tan x) = x)"], "x=2"),
        (&["¬(cos x = sqrt (1 - (sin x)^2))"], "x=2"),
        (&["¬(sin x = x)"], "x=1"),
        (&["¬(x / x = 1 ∧ x ≠ 0)"], "x=0"),
    ]);
}

#[test]
fn closed_formulas_are_decided() {
    table(&[
        (&["¬(pi = 22/7)"], ""),
        (&["¬(sqrt 2 + sqrt 3 = sqrt 5)"], ""),
        (&["¬(exp (pi * sqrt 163) = 262537412640768744)"], ""),
        (
            &["sqrt 2 * sqrt 2 = 2", "abs (-3) = 3", "floor (7/2) = 3"],
            "",
        ),
        (&["1 = 2"], "nothing"),
        (&["sqrt 2 < 7/5"], "nothing"),
    ]);
}

#[test]
fn boundaries_are_found() {
    table(&[
        (&["¬(2*a*b < a^2 + b^2)"], "a=0 b=0"),
        (&["¬(1 + x < exp x)"], "x=0"),
        (&["¬(x * (1-x) < 1/4)"], "x=1/2"),
        (&["¬(0 ≤ x^4 - 4*x^3 + 6*x^2 - 4*x + 999/1000)"], "x=1"),
        (&["0 ≤ a", "0 ≤ b", "¬(sqrt (a*b) < (a+b)/2)"], "a=0 b=0"),
        (&["¬((tanh x)^2 < 9/10)"], "x=2"),
        (&["x ≤ 10", "¬(x < 10)"], "x=10"),
        (&["0 < x", "x < 1/10000000"], "x=1/20000000"),
        (&["100 ≤ X", "X ≤ 120", "¬(X = 100)"], "X=120"),
        // Only a narrow interval around 0.739 satisfies both.
        (&["x < cos x + 1/1000", "cos x < x + 1/1000"], "x=17/23"),
        (
            &["x^2 + y^2 + 1/100 < 2*x + 6*y - 9 - 99/100 + 1/50"],
            "x=1 y=3",
        ),
        (&["(x - 7/3)^2 + (y - 22/7)^2 < 1/100"], "x=7/3 y=16/5"),
        (
            &["(x - sqrt 2)^2 + (y - exp 1)^2 < 1/10000"],
            "x=37/26 y=19/7",
        ),
    ]);
}

#[test]
fn equations_determine_variables() {
    table(&[
        (&["x^2 = 4", "¬(x = 2)"], "x=-2"),
        (&["x^2 = x", "¬(x = 1)"], "x=0"),
        (&["x + 2 = x^2", "¬(sqrt (x+2) = x)"], "x=-1"),
        (&["x^2 = y^2", "¬(x = y)"], "x=1 y=-1"),
        (&["a*x = a*y", "¬(x = y)"], "a=0 x=0 y=1"),
        (&["x + y = 3", "x - y = 1", "¬(x = 2 ∧ y = 2)"], "x=2 y=1"),
        (&["x + y = 1001", "x - y = 13"], "x=507 y=494"),
        (&["x^2 = 2", "0 < x"], "x=sqrt(2)"),
        (&["x^2 = x + 1", "0 < x"], "x=1/2 + 1/2*sqrt(5)"),
        (&["x^3 = 2*x + 4"], "x=2"),
        (&["y = exp x", "1 < x", "x < 3"], "x=2 y=exp(2)"),
        (
            &["37 * x = 41 * y + z", "1 ≤ y", "z = 5"],
            "x=46/37 y=1 z=5",
        ),
        (&["a * x = b", "a = 17", "b = 5"], "a=17 b=5 x=5/17"),
    ]);
}

#[test]
fn integers_stay_integers() {
    table(&[
        (&["Int n", "¬(n^2 = n)"], "n=-1"),
        (&["Int n", "1 < 2*n", "2*n < 7", "¬(n = 1)"], "n=2"),
        (&["Int n", "0 < n", "n < 1"], "nothing"),
        (&["0 < x", "x < 1", "¬(Int x)"], "x=1/2"),
    ]);
}

#[test]
fn implications_and_order() {
    table(&[
        (&["a < b", "¬(a^2 < b^2)"], "a=-1 b=0"),
        (&["a ≠ 0", "b ≠ 0", "a < b", "¬(inv b < inv a)"], "a=-1 b=1"),
        (&["a < b", "¬(a*c < b*c)"], "a=0 b=1 c=0"),
        (&["x < 2", "¬(abs x < 2)"], "x=-2"),
        (&["a^2 ≤ b^2", "¬(a ≤ b)"], "a=0 b=-1"),
        (&["¬(x < 0 ∨ 0 < x)"], "x=0"),
        (&["¬(x < 1 ⇒ x^2 < 1)"], "x=-1"),
        (&["¬((x < 1) = (x^2 < 1))"], "x=-1"),
        (&["(if x < 0 then -x else x) = 3", "x < 1"], "x=-3"),
    ]);
}

#[test]
fn what_nothing_satisfies_gives_nothing() {
    for texts in [
        &["x < 0", "0 < x"][..],
        &["x^2 < 0"],
        &["¬((a+b)^2 = a^2 + 2*a*b + b^2)"],
        &["¬((sin x)^2 + (cos x)^2 = 1)"],
        &["0 < x", "¬(log (x^2) = 2 * log x)"],
        &["x^2 + y^2 = -1"],
        // A logarithm of a negative number is not a number that anything is known of.
        &["x < 0", "log x = 1"],
        &["x = 0", "1 / x < 1"],
    ] {
        assert_eq!(point(texts), None, "{texts:?}");
    }
}

#[test]
fn what_cannot_be_evaluated_is_refused() {
    for texts in [
        &["∀t. t = t"][..],
        &["f x = 1"],
        &["∃t. t = x"],
        &["sgn x = 1"],
    ] {
        assert_eq!(point(texts), None, "{texts:?}");
    }
    // A variable that the caller did not offer.
    let f = formulas(&["x = y"]);
    let x = [Term::real_var("x")];
    let nothing = satisfy(&f, &x, &Budget::default(), &LIBRARY.theory, &|_| None);
    assert!(nothing.is_none());
}

#[test]
fn the_caller_proves_what_enclosures_cannot() {
    let texts = ["sin x = sin y", "0 ≤ x", "3 ≤ y", "y ≤ 4", "¬(x = y)"];
    assert_eq!(point(&texts), None);
    let sine = |t: &Term| {
        let sin_pi = LIBRARY.theory.fact("sin_pi").ok()?.clone();
        let (l, r) = t.as_eq()?;
        let value = |t: &Term| {
            let side = [&sin_pi];
            let zero = Theorem::ring(t, &Term::int(0), &side);
            let known = parse_term("sin 0 = 0").ok()?;
            let at_zero = certify(&known, &LIBRARY.theory, &|_| None, 64)?;
            zero.or_else(|_| Theorem::ring(t, &Term::int(0), &[&at_zero]))
                .ok()
        };
        value(l)?.trans(&value(r)?.sym().ok()?).ok()
    };
    let w = witness_with(&texts, &sine).unwrap();
    assert_eq!(shown(&w), "x=0 y=π");
}

#[test]
fn a_variable_that_does_not_occur_gets_a_value() {
    let f = formulas(&["1 < x"]);
    let vars = ["y", "x"].map(Term::real_var);
    let w = satisfy(&f, &vars, &Budget::default(), &LIBRARY.theory, &|_| None).unwrap();
    assert_eq!(shown(&w), "y=0 x=2");
}

#[test]
fn the_budget_is_respected() {
    let f = formulas(&["x = 17"]);
    let x = [Term::real_var("x")];
    let with = |points, certifications| {
        let budget = Budget {
            points,
            certifications,
            bits: 64,
        };
        satisfy(&f, &x, &budget, &LIBRARY.theory, &|_| None).is_some()
    };
    assert!(with(200, 1));
    assert!(!with(200, 0));
    assert!(!with(0, 1));
}

#[test]
fn certify_refuses_what_does_not_hold() {
    let holds = |text: &str| {
        let p = parse_term(text).unwrap();
        certify(&p, &LIBRARY.theory, &|_| None, 256).is_some()
    };
    for text in [
        "1 < 2 ∧ pi < 4",
        "1 < 2 ∨ log (-1) = 0",
        "¬(pi < 3)",
        "¬¬(exp 1 < 3)",
        "2 < 1 ⇒ log 0 = 5",
        "¬(2 < 1 ∨ 3 < 2)",
        "¬(1 < 2 ⇒ 2 < 1)",
        "¬(2 < 1 ∧ 1 < 2)",
        "(1 < 2) = (2 < 3)",
        "(2 < 1) = (3 < 2)",
        "¬((2 < 1) = (2 < 3))",
        "Int (floor pi)",
        "¬(Int (abs (1/2)))",
        "(if pi < 3 then 1 else sqrt 2) ^ 2 = 2",
        "sqrt 2 ^ 2 ≤ 2",
    ] {
        assert!(holds(text), "{text}");
    }
    for text in [
        "2 < 1",
        "log (-1) = log (-1) + 1",
        "log (-1) < 0",
        "¬(log (-1) < 0)",
        "1 / 0 = 0",
        "1 < 2 ∧ 2 < 1",
        "pi = 22/7",
        "(1 < 2) = (2 < 1)",
        "Int pi",
        "∀t. t = t",
        "x = x",
    ] {
        assert!(!holds(text), "{text}");
    }
}

#[test]
fn the_same_question_gets_the_same_answer() {
    let texts = ["(x - sqrt 2)^2 + (y - exp 1)^2 < 1/10000", "x < y"];
    assert_eq!(point(&texts), point(&texts));
}
