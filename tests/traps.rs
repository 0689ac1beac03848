//! The traps that a sound checker must not fall into, a test for each family, its rows in `tests/data/traps.jsonl`.
//!
//! A row names the right verdict. `"open": true` marks what is out of reach yet: `unproved` is accepted there, and nothing else is.

use hence::check::{Checker, Options, Step};
use hence::finding::Verdict;
use serde_json::Value;
use std::collections::BTreeMap;

const ROWS: &str = include_str!("data/traps.jsonl");

fn rows() -> Vec<Value> {
    ROWS.lines()
        .map(|l| serde_json::from_str(l).unwrap_or_else(|e| panic!("{l}: {e}")))
        .collect()
}

fn list(row: &Value, key: &str) -> Vec<String> {
    let items = row[key].as_array().expect("a list");
    items
        .iter()
        .map(|s| s.as_str().expect("a text").to_string())
        .collect()
}

fn step(row: &Value) -> Step {
    Step {
        id: row["id"].as_str().expect("an id").to_string(),
        vars: row["vars"]
            .as_object()
            .expect("sorts")
            .iter()
            .map(|(k, v)| (k.clone(), v.as_str().expect("a sort").to_string()))
            .collect::<BTreeMap<_, _>>(),
        listed: false,
        assume: list(row, "assume"),
        from: list(row, "from"),
        claim: row["claim"].as_str().expect("a claim").to_string(),
    }
}

fn checker() -> Checker {
    Checker::new(Options::default()).expect("the theory loads")
}

// Every row of the family, at least `least` of them; all failures are shown at once.
fn family(name: &str, least: usize) {
    let checker = checker();
    let rows: Vec<_> = rows().into_iter().filter(|r| r["family"] == name).collect();
    assert!(rows.len() >= least, "{name}: {} rows", rows.len());
    let mut wrong = Vec::new();
    for row in &rows {
        let answer = checker.check_step(&step(row));
        let found = match &answer {
            Ok(a) => a.verdict.word().to_string(),
            Err(why) => format!("error: {why}"),
        };
        let open = row["open"] == true && found == "unproved";
        if row["expect"] != found.as_str() && !open {
            wrong.push(format!("{found} for {row}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_hypothesis_about_a_variable_is_not_used_under_its_binder() {
    family("binder", 20);
}

#[test]
fn what_merges_under_a_condition_stays_under_it() {
    family("merge", 20);
}

#[test]
fn contradictory_hypotheses_are_reported_and_prove_nothing() {
    family("contradiction", 15);
}

#[test]
fn powers_have_their_conditions() {
    family("power", 50);
}

#[test]
fn roots_forget_signs() {
    family("root", 20);
}

#[test]
fn logarithms_have_their_conditions() {
    family("log", 20);
}

#[test]
fn inverse_functions_have_their_ranges() {
    family("inverse", 15);
}

#[test]
fn sums_over_empty_ranges_are_0() {
    family("sums", 10);
}

#[test]
fn integers_are_not_reals() {
    family("integers", 20);
}

#[test]
fn division_is_by_what_cannot_vanish() {
    family("division", 30);
}

#[test]
fn inequalities_keep_their_direction_only_where_signs_are_known() {
    family("order", 30);
}

#[test]
fn derivatives_exist_only_where_they_do() {
    family("derivative", 40);
}

#[test]
fn agreement_at_samples_proves_nothing_and_rounding_refutes_nothing() {
    family("sampled", 30);
}

#[test]
fn guards_and_quantifiers_are_not_seen_through() {
    family("logic", 15);
}

#[test]
fn what_is_not_defined_says_nothing() {
    family("defined", 15);
}

#[test]
fn every_row_belongs_to_a_test() {
    let families = [
        "binder",
        "merge",
        "contradiction",
        "power",
        "root",
        "log",
        "inverse",
        "sums",
        "integers",
        "division",
        "order",
        "derivative",
        "sampled",
        "logic",
        "defined",
    ];
    for row in rows() {
        assert!(families.iter().any(|f| row["family"] == *f), "{row}");
    }
}

// Documents: the findings of a text in order, as verdict and code.
fn document(name: &str, text: &str) -> Vec<(Verdict, Option<&'static str>)> {
    let report = checker().check_file(name, text.to_string());
    report
        .findings
        .iter()
        .map(|f| (f.verdict, f.code))
        .collect()
}

// The finding of the last claim of a text.
fn last(name: &str, text: &str) -> (Verdict, Option<&'static str>) {
    *document(name, text).last().expect("a finding")
}

#[test]
fn a_squared_line_does_not_go_back() {
    let text = "given x^2 = 9\nclaim x = 3\n";
    assert_eq!(last("a.hence", text), (Verdict::Invalid, Some("H0102")));
    let text = "assume x > 0\ngiven x^2 = 9\nclaim x = 3\n";
    assert_eq!(last("a.hence", text), (Verdict::Valid, None));
}

#[test]
fn a_hypothesis_on_x_does_not_reach_under_a_derivative_in_a_document() {
    let text = "assume 2*x = 2\nclaim d/dx (x) = d/dx (1)\n";
    assert_eq!(last("a.hence", text).0, Verdict::Invalid);
    // Where the line reads as the definition of `x`, there is nothing left to differentiate along.
    let text = "assume x = 1\nclaim d/dx (x) = d/dx (1)\n";
    assert_eq!(last("a.hence", text).0, Verdict::Unread);
}

#[test]
fn a_quantity_given_by_x_is_not_held_constant_along_x() {
    for (claim, verdict) in [
        ("d/dx (y) = 0", Verdict::Invalid),
        ("dy/dx = 0", Verdict::Invalid),
        ("d/dx (x*y) = y", Verdict::Invalid),
        ("d/dx (y) = 2*x", Verdict::Valid),
        ("d/dx (x*y) = 3*x^2", Verdict::Valid),
    ] {
        let text = format!("given y = x^2\nclaim {claim}\n");
        assert_eq!(last("a.hence", &text).0, verdict, "{claim}");
    }
    let text = "given y = x^2\ngiven z = y + 1\nclaim d/dx (z) = 0\n";
    assert_eq!(last("a.hence", text).0, Verdict::Invalid);
    let text = "given y = a^2\nclaim d/dx (x*y) = y\n";
    assert_eq!(last("a.hence", text).0, Verdict::Valid);
    // A step of its own only has equations between independent variables: neither answer would be right.
    let step = Step {
        from: vec!["y = x^2".to_string()],
        claim: "d/dx (y) = 0".to_string(),
        ..Step::default()
    };
    let answer = checker().check_step(&step).expect("an answer");
    assert_eq!(answer.verdict, Verdict::Unread);
}

#[test]
fn a_definition_that_mentions_itself_proves_nothing() {
    for text in [
        "define x := x + 1\nclaim 0 = 1\n",
        "define f(x) := f(x) + 1\nclaim 0 = 1\n",
        "given f(x) = f(x) + 1\nclaim 0 = 1\n",
        "define a := b + 1\ndefine b := a + 1\nclaim 0 = 1\n",
        "define f(x) := g(x) + 1\ndefine g(x) := f(x)\nclaim 0 = 1\n",
    ] {
        assert_eq!(last("a.hence", text).0, Verdict::Unproved, "{text}");
    }
}

#[test]
fn a_wrong_line_taints_what_needs_it_and_nothing_else() {
    let text = "assume x > 0\nclaim x = 2*x\nclaim 0 = x\nclaim x + x = 2*x\n";
    let verdicts: Vec<_> = document("a.hence", text).iter().map(|f| f.0).collect();
    let last_three = &verdicts[verdicts.len() - 3..];
    assert_eq!(last_three[0], Verdict::Invalid);
    assert!(
        matches!(last_three[1], Verdict::Tainted | Verdict::Invalid),
        "{verdicts:?}"
    );
    assert_eq!(last_three[2], Verdict::Valid);
}

#[test]
fn given_lines_that_contradict_each_other_make_nothing_valid() {
    let text = "assume x > 0\nassume x < 0\nclaim x = 7\n";
    assert_eq!(last("a.hence", text).0, Verdict::Unproved);
}

#[test]
fn a_condition_behind_a_comma_holds_for_its_formula_only() {
    let text = "claim sqrt(x^2) = x, x > 0\nclaim sqrt(x^2) = x\n";
    let verdicts: Vec<_> = document("a.hence", text).iter().map(|f| f.0).collect();
    assert_eq!(verdicts[verdicts.len() - 1], Verdict::Invalid);
    assert_ne!(verdicts[verdicts.len() - 2], Verdict::Invalid);
}

#[test]
fn an_assumption_ends_with_its_section() {
    let text = "section A\nassume x > 0\nclaim abs(x) = x\nsection B\nclaim abs(x) = x\n";
    let claims: Vec<_> = document("a.hence", text)
        .into_iter()
        .filter(|f| matches!(f.0, Verdict::Valid | Verdict::Invalid))
        .collect();
    assert_eq!(claims[0].0, Verdict::Valid);
    assert_eq!(claims[1], (Verdict::Invalid, Some("H0101")));
}
