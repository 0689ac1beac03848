//! Findings made by hand.

use hence::finding::{FileReport, Finding, Verdict};
use hence::read::ast::Span;
use std::collections::BTreeMap;

/// A finding about the first occurrence of `part` in `text`.
pub fn finding(text: &str, part: &str, id: &str, verdict: Verdict) -> Finding {
    let span = span(text, part);
    Finding {
        id: id.to_string(),
        label: None,
        span,
        focus: None,
        source: part.to_string(),
        reading: String::new(),
        verdict,
        conditions: Vec::new(),
        from: Vec::new(),
        rests_on: Vec::new(),
        code: None,
        message: String::new(),
        counterexample: BTreeMap::new(),
        left: None,
        right: None,
        mistake: None,
        suggestion: None,
        fix: None,
        other: None,
        remarks: Vec::new(),
        expected: None,
        engine: None,
        ms: 1.5,
    }
}

/// Where `part` first stands in `text`.
pub fn span(text: &str, part: &str) -> Span {
    let start = text.find(part).expect("the part stands in the text");
    Span::new(start, start + part.len())
}

/// Values by name.
pub fn values(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs
        .iter()
        .map(|(name, value)| (name.to_string(), value.to_string()))
        .collect()
}

/// A report of one file.
pub fn report(path: &str, text: &str, findings: Vec<Finding>) -> FileReport {
    FileReport {
        path: path.to_string(),
        text: text.to_string(),
        findings,
        strict: false,
    }
}
