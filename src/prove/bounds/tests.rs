//! Claims about functions and their false neighbours, through the interface for single steps.

use crate::check::{Checker, Options, Step};
use crate::finding::Verdict;
use std::collections::BTreeMap;

// "hypothesis, hypothesis |- claim"; single letters are real variables.
fn step(row: &str) -> Step {
    let (assumed, claim) = row.split_once("|-").expect("a row has |-");
    let letters = |c: char| !c.is_alphanumeric();
    let vars: BTreeMap<String, String> = row
        .split(letters)
        .filter(|w| w.len() == 1 && w.chars().all(char::is_alphabetic))
        .map(|w| (w.to_string(), "real".to_string()))
        .collect();
    let assume = assumed
        .split(',')
        .map(str::trim)
        .filter(|t| !t.is_empty())
        .map(str::to_string)
        .collect();
    Step {
        id: row.to_string(),
        vars,
        listed: true,
        assume,
        claim: claim.trim().to_string(),
        ..Step::default()
    }
}

fn check(rows: &[&str], expected: Verdict) {
    let checker = Checker::new(Options::default()).expect("the theory loads");
    let wrong: Vec<String> = rows
        .iter()
        .filter_map(|row| {
            let answer = checker.check_step(&step(row)).expect(row);
            (answer.verdict != expected).then(|| format!("{row}: {:?}", answer.verdict))
        })
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn true_claims_are_valid() {
    check(TRUE, Verdict::Valid);
}

// Constants changed in the last digit, the wrong side of a point where both sides meet, ends that belong to the domain or do not.
#[test]
fn their_false_neighbours_are_invalid() {
    check(FALSE, Verdict::Invalid);
}

const TRUE: &[&str] = &[
    "|- exp(x) >= 1 + x",
    "x >= 0 |- exp(x) >= 1 + x + x^2/2",
    "x >= 0 |- exp(x) >= 1 + x + x^2/2 + x^3/6",
    "x > 0 |- log(x) <= x - 1",
    "x > 0 |- log(x) <= x/2",
    "x >= 0 |- sin(x) <= x",
    "x >= 0 |- x - x^3/6 <= sin(x)",
    "x > 0 |- x - x^3/6 < sin(x)",
    "|- cos(x) >= 1 - x^2/2",
    "x >= 0 |- log(1 + x) <= x",
    "x >= 0 |- x - x^2/2 <= log(1 + x)",
    "x >= 0 |- x/(1 + x) <= log(1 + x)",
    "x >= 0 |- log(1 + x) <= x/sqrt(1 + x)",
    "x >= 0 |- atan(x) <= x",
    "x >= 0 |- x - x^3/3 <= atan(x)",
    "x >= 0 |- x/(1 + x^2) <= atan(x)",
    "x >= 0 |- tanh(x) <= x",
    "x >= 0 |- sinh(x) >= x",
    "|- cosh(x) >= 1 + x^2/2",
    "0 <= x, x <= 1 |- exp(x) <= 1 + x + x^2",
    "0 <= x, x < 1 |- exp(x) <= 1/(1 - x)",
    "0 <= x, x < 3 |- exp(x) <= (x^3 + 3*x^2 + 6*x + 6)/(6 - 2*x)",
    "0 <= x, x < pi/2 |- x <= tan(x)",
    "0 < x, x < pi/2 |- x < tan(x)",
    "0 <= x, x <= 1 |- x^2 - x + 1/4 + exp(-x) > 0",
    "0 <= x, x <= 3 |- 0 < 0.05 + cos(1.16*x)*exp(-1.34*x)",
    "0 <= x, x <= 3 |- exp(x)*cos(x) < 1.56",
    "abs(x) <= 1 |- abs(exp(x) - (1 + x + x^2/2)) <= 0.2183",
    "0 <= x, x <= pi |- sin(x) + cos(x) <= 1.41422",
    "1 <= x, x <= 2 |- log(x)*exp(-x) < 0.1135",
    "x = 3/7 |- exp(x) < 1.5351",
    "x = 3/7 |- 1.535 < exp(x)",
    "x = 22/7 |- sin(x) < 0",
    "x = 355/113 |- sin(x) < 0",
    "x^2 = 3, x >= 0 |- exp(x) < 5.66",
    "x^2 = 3, x >= 0 |- 5.65 < exp(x)",
    "s^2 + c^2 = 1 |- exp(s) + exp(c) < 6",
    "s^2 + c^2 = 1 |- s*exp(c) <= 2.72",
    "0 <= x, x <= 1, 0 <= y, y <= 1 |- exp(x*y) <= 2.72",
    "0 <= x, x <= 1, 0 <= y, y <= 1 |- sin(x)*cos(y) < 0.85",
    "0 < x, 0 < y, x + y < 1 |- exp(x)*exp(y) < 2.72",
    "0 < y, y < x |- (x - y)/(x + y) < log(x/y)/2",
    "x < y |- atan(x) < atan(y)",
    "0 <= x, x <= y |- sqrt(1 + x) <= sqrt(1 + y)",
    "|- 2*sin(x)*cos(y) <= sin(x - y) + 1",
    "|- cos(x)*cos(y) - sin(x)*sin(y) <= 1.001",
    "x >= 1 |- 0 <= atan((x^3 - x)/(x^2 + 1))",
    "x > 0 |- atan(x) < 1.5708",
    "x >= 0 |- 17500*exp(-0.0003*x) < 17501",
    "x > 0 |- exp(-x) < 1",
    "x > 0 |- x*log(x) >= x - 1",
    "x > 0 |- sqrt(x) <= (1 + x)/2",
    "x > 0 |- x + 1/x >= 2",
    "0 < x, x < 1 |- log(x)/(x - 1) > 1",
    "2 <= x |- exp(x) >= x^2",
    "3 <= x |- exp(x) >= 2*x^2",
    "x >= 10 |- log(x) <= x/4",
    "0.1 <= x, x <= 5 |- cbrt(x) <= (2 + x)/3 + 0.001",
    "0 < x, x < 5 |- root(3, 2*x) < 2*root(3, x)",
    "|- pow(2, sqrt(2)) < exp(1)",
    "|- exp(pi) > 23.14",
    "|- pi^exp(1) < 22.46",
    "-1 < x, x < 1 |- x*atanh(x) >= 0",
];

const FALSE: &[&str] = &[
    "|- exp(x) > 1 + x",
    "|- exp(x) >= 1 + 1.01*x",
    "|- exp(x) >= 1 + x + x^2/2",
    "x >= 0 |- exp(x) >= 1 + x + 0.51*x^2",
    "x > 0 |- log(x) < x - 1",
    "x > 0 |- log(x) <= 0.36*x",
    "x > 0 |- log(x) <= x - 1.01",
    "x >= 0 |- sin(x) < x",
    "|- sin(x) <= x",
    "x >= 0 |- x - x^3/7 <= sin(x)",
    "|- x - x^3/6 <= sin(x)",
    "|- cos(x) >= 1 - 0.49*x^2",
    "|- cos(x) > 1 - x^2/2",
    "x > -1 |- x/(1 + x) < log(1 + x)",
    "x > -1 |- log(1 + x) <= x/sqrt(1 + x)",
    "|- atan(x) <= x",
    "|- tanh(x) <= x",
    "x >= 0 |- tanh(x) < x",
    "0 <= x, x <= 1 |- exp(x) <= 1 + x + 0.71*x^2",
    "0 <= x, x < 3 |- exp(x) < (x^3 + 3*x^2 + 6*x + 6)/(6 - 2*x)",
    "0 <= x, x < pi/2 |- x < tan(x)",
    "0 <= x, x <= 3 |- 0 < 0.009 + cos(1.16*x)*exp(-1.34*x)",
    "0 <= x, x <= 3 |- exp(x)*cos(x) < 1.55",
    "abs(x) <= 1 |- abs(exp(x) - (1 + x + x^2/2)) <= 0.2182",
    "abs(x) <= 1 |- abs(sin(x) - x + x^3/6) <= 0.0081",
    "0 <= x, x <= pi |- sin(x) + cos(x) <= 1.41421",
    "1 <= x, x <= 2 |- log(x)*exp(-x) < 0.09",
    "x = 3/7 |- exp(x) < 1.535",
    "x = 3/7 |- 1.5351 < exp(x)",
    "x = 355/113 |- sin(x) > 0",
    "x^2 = 3, x >= 0 |- exp(x) < 5.65",
    "x^2 = 3 |- exp(x) > 1",
    "s^2 + c^2 = 1 |- exp(s) + exp(c) < 4",
    "0 <= x, x <= 1, 0 <= y, y <= 1 |- exp(x*y) <= 2.71",
    "0 <= x, x <= 1, 0 <= y, y <= 1 |- exp(x*y) < exp(1)",
    "0 <= x, x <= 1, 0 <= y, y <= 1 |- sin(x)*cos(y) < 0.84",
    "0 < y, y <= x |- (x - y)/(x + y) < log(x/y)/2",
    "x <= y |- atan(x) < atan(y)",
    "|- 2*sin(x)*cos(y) <= sin(x - y) + 0.99",
    "x >= 1 |- 0 < atan((x^3 - x)/(x^2 + 1))",
    "x > 0 |- atan(x) < 1.57",
    "x >= 0 |- exp(-x) < 1",
    "x > 0 |- x*log(x) > x - 1",
    "x > 0 |- sqrt(x) < (1 + x)/2",
    "x > 0 |- x + 1/x > 2",
    "1 <= x |- exp(x) >= 2*x^2",
    "x >= 2 |- log(x) <= x/4",
    "|- exp(pi) > 23.15",
    "|- pi^exp(1) < 22.45",
    "-1 < x, x < 1 |- x*atanh(x) > 0",
];
