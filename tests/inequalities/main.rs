//! Inequalities as steps, each true one with a false neighbour, and the classical traps as short derivations.

use hence::check::{Checker, Options, Step};
use hence::finding::Verdict;
use hence::report::text::{Look, text};
use std::collections::BTreeMap;

const TABLE: &str = include_str!("table.txt");

fn checker() -> Checker {
    Checker::new(Options::default()).expect("the theory loads")
}

struct Row<'a> {
    verdict: &'a str,
    text: &'a str,
    step: Step,
}

// Single letters are variables; `e` is a number.
fn letters(text: &str) -> BTreeMap<String, String> {
    let words = text.split(|c: char| !c.is_ascii_alphabetic());
    words
        .filter(|w| w.len() == 1 && *w != "e")
        .map(|w| (w.to_string(), "real".to_string()))
        .collect()
}

fn row(line: &str) -> Row<'_> {
    let (verdict, text) = line.split_once(' ').expect("a verdict and a statement");
    let text = text.trim();
    let (given, claim) = text.split_once("|-").expect("a row has |-");
    let mut vars = letters(text);
    let (integers, given) = given.split_once(':').unwrap_or(("", given));
    for n in integers.split_whitespace() {
        vars.insert(n.to_string(), "int".to_string());
    }
    let given = given.split(';').map(str::trim).filter(|h| !h.is_empty());
    Row {
        verdict,
        text,
        step: Step {
            vars,
            listed: true,
            assume: given.map(String::from).collect(),
            claim: claim.trim().to_string(),
            ..Step::default()
        },
    }
}

fn rows() -> impl Iterator<Item = Row<'static>> {
    TABLE
        .lines()
        .map(str::trim)
        .filter(|l| !l.is_empty() && !l.starts_with('#'))
        .map(row)
}

#[test]
fn every_row_has_its_verdict() {
    let checker = checker();
    let mut wrong = Vec::new();
    for row in rows() {
        let found = match checker.check_step(&row.step) {
            Ok(a) => a.verdict.word().to_string(),
            Err(why) => format!("error: {why}"),
        };
        if found != row.verdict {
            wrong.push(format!("{found}, not {}: {}", row.verdict, row.text));
        }
    }
    assert!(wrong.is_empty(), "{:#?}", wrong);
}

#[test]
fn true_and_false_rows_are_many() {
    let count = |v: &str| rows().filter(|r| r.verdict == v).count();
    assert!(count("valid") >= 240, "{}", count("valid"));
    assert!(count("invalid") >= 220, "{}", count("invalid"));
}

/// Prints the rows that take longest; run it in release.
#[test]
#[ignore = "measures"]
fn measure() {
    let checker = checker();
    let mut times: Vec<(f64, &str)> = rows()
        .filter_map(|r| Some((checker.check_step(&r.step).ok()?.ms, r.text)))
        .collect();
    times.sort_by(|a, b| b.0.total_cmp(&a.0));
    for (ms, text) in times.iter().take(20) {
        println!("{ms:9.2} ms  {text}");
    }
    println!("median {:.2} ms", times[times.len() / 2].0);
}

fn trap(name: &str, derivation: &str) {
    let report = checker().check_file(&format!("{name}.hence"), derivation.to_string());
    let last = report.findings.last().expect("a finding");
    assert_eq!(last.verdict, Verdict::Invalid, "{name}: {}", last.message);
    let rendered = text(&[report], Look::default());
    insta::with_settings!({snapshot_path => "../../snapshots", prepend_module_to_snapshot => false, omit_expression => true}, {
        insta::assert_snapshot!(format!("trap_{name}"), rendered);
    });
}

#[test]
fn multiplying_by_an_unknown_sign() {
    trap("multiplying", "assume a < b\nclaim a*c < b*c\n");
}

#[test]
fn inverting_across_zero() {
    trap(
        "inverting",
        "given a != 0\nassume b != 0\nassume a < b\nclaim 1/b < 1/a\n",
    );
}

#[test]
fn squaring_what_may_be_negative() {
    trap("squaring", "assume a <= b\nclaim a^2 <= b^2\n");
}

#[test]
fn a_root_below_what_may_be_negative() {
    trap(
        "root_below",
        "assume a >= 0\nassume a <= b^2\nclaim sqrt(a) <= b\n",
    );
}

#[test]
fn dividing_by_what_can_vanish() {
    trap("dividing", "given a*x = a*y\nclaim x = y\n");
}

#[test]
fn strict_from_weak() {
    trap("strict", "assume a <= b\nassume b <= c\nclaim a < c\n");
}

#[test]
fn taking_a_root() {
    trap("taking_a_root", "given x^2 = 9\nclaim x = 3\n");
}

#[test]
fn a_square_above_a_number() {
    trap("square_above", "assume x^2 > 9\nclaim x > 3\n");
}
