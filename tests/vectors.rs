//! Norms, inner products, gradients and descent: steps with their verdicts in `tests/data/vectors.jsonl`, and a document.
//!
//! `"open": true` marks what is out of reach yet: `unproved` is accepted there, and nothing else is.

use hence::check::{Checker, Options, Step};
use serde_json::Value;

fn list(row: &Value, key: &str) -> Vec<String> {
    let items = row[key].as_array().expect("a list");
    let text = |s: &Value| s.as_str().expect("a text").to_string();
    items.iter().map(text).collect()
}

#[test]
fn steps_about_vectors() {
    let checker = Checker::new(Options::default()).expect("the theory loads");
    let mut wrong = Vec::new();
    for line in include_str!("data/vectors.jsonl").lines() {
        let row: Value = serde_json::from_str(line).expect("a row");
        let vars = row["vars"].as_object().expect("sorts");
        let step = Step {
            id: row["id"].as_str().expect("an id").to_string(),
            vars: (vars.iter())
                .map(|(k, v)| (k.clone(), v.as_str().expect("a sort").to_string()))
                .collect(),
            listed: false,
            assume: list(&row, "assume"),
            from: list(&row, "from"),
            claim: row["claim"].as_str().expect("a claim").to_string(),
        };
        let found = match checker.check_step(&step) {
            Ok(a) => a.verdict.word().to_string(),
            Err(why) => format!("error: {why}"),
        };
        let open = row["open"] == true && found == "unproved";
        if row["expect"] != found.as_str() && !open {
            wrong.push(format!("{found} for {row}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
