//! Short texts, and the verdict that each formula in them deserves.

use hence::check::{Checker, Options};

/// A text and the verdicts of its formulas in their order, with a code behind a space where one is expected: `invalid H0101`.
pub type Row = (&'static str, &'static [&'static str]);

/// Checks every text as Markdown.
///
/// # Panics
/// Where verdicts differ, with all texts for which they do.
pub fn agree(rows: &[Row]) {
    let checker = Checker::new(Options::default()).expect("the theory loads");
    let mut wrong = Vec::new();
    for (text, expected) in rows {
        let report = checker.check_file("text.md", (*text).to_string());
        let found: Vec<String> = (report.findings.iter())
            .map(|f| format!("{} {}", f.verdict.word(), f.code.unwrap_or("")))
            .collect();
        let agrees = |f: &String, e: &&str| f.trim_end() == *e || f.split(' ').next() == Some(e);
        let same = found.len() == expected.len();
        if !same || !found.iter().zip(*expected).all(|(f, e)| agrees(f, e)) {
            wrong.push(format!("{text}\n  found {found:?}, expected {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
