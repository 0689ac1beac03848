//! Sums, products, extremes and induction: steps that hold and steps that do not, half of them with a range that may be empty or
//! have one term, each with the one verdict that is right.

use hence::check::{Checker, Options, Step};
use serde_json::Value;
use std::collections::BTreeMap;

const ROWS: &str = include_str!("data/sums.jsonl");

fn step(row: &Value) -> Step {
    let list = |key: &str| {
        let items = row[key].as_array().expect("a list");
        items
            .iter()
            .map(|s| s.as_str().expect("a text").to_string())
            .collect()
    };
    Step {
        id: row["id"].as_str().expect("an id").to_string(),
        vars: row["vars"]
            .as_object()
            .expect("sorts")
            .iter()
            .map(|(k, v)| (k.clone(), v.as_str().expect("a sort").to_string()))
            .collect::<BTreeMap<_, _>>(),
        listed: false,
        assume: list("assume"),
        from: list("from"),
        claim: row["claim"].as_str().expect("a claim").to_string(),
    }
}

// `"open": true` marks what is out of reach yet: `unproved` is accepted there, and nothing else is.
#[test]
fn sums_have_their_verdicts() {
    let checker = Checker::new(Options::default()).expect("the theory loads");
    let mut wrong = Vec::new();
    let mut count = 0;
    for line in ROWS.lines() {
        let row: Value = serde_json::from_str(line).expect("a row");
        let found = match checker.check_step(&step(&row)) {
            Ok(a) => a.verdict.word().to_string(),
            Err(why) => format!("error: {why}"),
        };
        count += 1;
        let open = row["open"] == true && found == "unproved";
        if row["expect"] != found.as_str() && !open {
            wrong.push(format!("{found} for {row}"));
        }
    }
    assert!(count >= 80, "{count} rows");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
