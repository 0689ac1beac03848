//! Derivatives, integrals, limits, functions in pieces, steps from equations to equations, functionals, statements, matrices and
//! counting: short texts, right ones beside false neighbours, their rows in `tests/data/analysis.tsv`.

use hence::check::{Checker, Options};
use hence::finding::Verdict;

const ROWS: &str = include_str!("data/analysis.tsv");

const FAMILIES: &[&str] = &[
    "derivative",
    "integral",
    "limit",
    "piecewise",
    "consequence",
    "functional",
    "statement",
    "matrix",
    "counting",
];

struct Row {
    family: &'static str,
    verdict: &'static str,
    code: Option<&'static str>,
    // Out of reach yet.
    open: bool,
    text: String,
}

fn row(line: &'static str) -> Row {
    let cells: Vec<&str> = line.split('\t').collect();
    let [family, verdict, code, text] = cells[..] else {
        panic!("{} cells in {line}", cells.len());
    };
    Row {
        family,
        verdict: verdict.trim_end_matches('?'),
        code: Some(code).filter(|c| *c != "-"),
        open: verdict.ends_with('?'),
        text: text.replace(" ¶ ", "\n\n"),
    }
}

fn rows() -> Vec<Row> {
    let lines = ROWS.lines();
    lines.filter(|l| !l.starts_with('#')).map(row).collect()
}

// The verdict and the code of the last formula that is judged.
fn judged(checker: &Checker, text: &str) -> (String, Option<&'static str>) {
    let report = checker.check_file("text.md", text.to_string());
    let passed = |v| matches!(v, Verdict::Given | Verdict::Defined | Verdict::Skipped);
    let last = report.findings.iter().rfind(|f| !passed(f.verdict));
    last.map_or(("nothing".to_string(), None), |f| {
        (f.verdict.word().to_string(), f.code)
    })
}

// Every row of the family, at least `least` of them; all failures are shown at once.
fn family(name: &str, least: usize) {
    let checker = Checker::new(Options::default()).expect("the theory loads");
    let rows: Vec<Row> = rows().into_iter().filter(|r| r.family == name).collect();
    assert!(rows.len() >= least, "{name}: {} rows", rows.len());
    let mut wrong = Vec::new();
    for r in &rows {
        let (verdict, code) = judged(&checker, &r.text);
        let open = r.open && verdict == "unproved";
        if !open && (verdict != r.verdict || code != r.code) {
            wrong.push(format!(
                "{}\n  found {verdict} {code:?}, expected {} {:?}",
                r.text, r.verdict, r.code
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn derivatives_in_all_notations() {
    family("derivative", 50);
}

#[test]
fn integrals_between_ends_and_poles() {
    family("integral", 38);
}

#[test]
fn limits_of_functions_and_sequences() {
    family("limit", 35);
}

#[test]
fn functions_in_pieces() {
    family("piecewise", 25);
}

#[test]
fn equations_that_follow_from_equations() {
    family("consequence", 35);
}

#[test]
fn functionals_and_their_variation() {
    family("functional", 14);
}

#[test]
fn iterations_minima_and_bounds() {
    family("statement", 32);
}

#[test]
fn matrices_and_shapes() {
    family("matrix", 32);
}

#[test]
fn integers_and_sizes() {
    family("counting", 28);
}

#[test]
fn every_row_stands_once_and_belongs_to_a_test() {
    let mut texts = std::collections::BTreeSet::new();
    for r in rows() {
        assert!(FAMILIES.contains(&r.family), "{}", r.text);
        assert!(texts.insert(r.text.clone()), "twice: {}", r.text);
    }
}
