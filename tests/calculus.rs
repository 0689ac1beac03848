//! Derivatives, antiderivatives and identities of elementary functions, true ones beside false neighbours, their rows in
//! `tests/data/calculus.tsv`: the verdict, the claim, and what is assumed.

use hence::check::{Checker, Options, Step};
use std::collections::BTreeMap;

fn rows() -> Vec<(String, String, Vec<String>)> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/calculus.tsv");
    let text = std::fs::read_to_string(path).expect("the table is there");
    let rows = text
        .lines()
        .filter(|l| !l.is_empty() && !l.starts_with('#'));
    rows.map(|l| {
        let mut cells = l.split('\t').map(str::to_string);
        let verdict = cells.next().expect("a verdict");
        let claim = cells.next().unwrap_or_else(|| panic!("a claim in {l}"));
        (verdict, claim, cells.collect())
    })
    .collect()
}

#[test]
fn every_step_of_the_table_has_its_verdict() {
    let checker = Checker::new(Options::default()).expect("a checker");
    let real = |v: &str| (v.to_string(), "real".to_string());
    let vars: BTreeMap<String, String> = ["x", "a", "b"].map(real).into();
    let mut wrong = Vec::new();
    let rows = rows();
    assert!(rows.len() >= 60);
    for (verdict, claim, assume) in rows {
        let step = Step {
            id: String::new(),
            vars: vars.clone(),
            listed: false,
            assume,
            from: Vec::new(),
            claim: claim.clone(),
        };
        let said = match checker.check_step(&step) {
            Ok(a) => a.verdict.word().to_string(),
            Err(why) => format!("error: {why}"),
        };
        if said != verdict {
            wrong.push(format!("{claim}: {said}, not {verdict}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
