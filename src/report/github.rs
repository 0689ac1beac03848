//! Workflow commands of GitHub Actions, which show findings beside the lines they are about.

use super::text::{details, places};
use super::{Attention, UNMET, attention, unmet, why};
use crate::diagnose::said;
use crate::finding::{FileReport, Finding, Language};
use crate::read::lines::LineIndex;
use std::collections::BTreeMap;
use std::fmt::Write;

/// One `::error` or `::warning` line for each finding that deserves attention; empty where none does.
pub fn github(reports: &[FileReport], strict: bool, language: Language) -> String {
    let mut out = String::new();
    for report in reports {
        let index = LineIndex::new(&report.text);
        let places = places(report, &index, language);
        for finding in &report.findings {
            let command = match attention(finding, strict || report.strict) {
                Attention::None => continue,
                Attention::Notice => "warning",
                Attention::Failure => "error",
            };
            let place = finding.focus.unwrap_or(finding.span);
            let (line, column) = index.position(&report.text, place.start);
            // Writing to a string cannot fail.
            let _ = writeln!(
                out,
                "::{command} file={},line={line},col={column},title={}::{}",
                property(&report.path),
                property(&title(finding, language)),
                data(&message(finding, &places, language)),
            );
        }
    }
    out
}

fn title(finding: &Finding, language: Language) -> String {
    let failed = unmet(finding, language).is_some();
    let word = said(finding.verdict.word(), language);
    match finding.code.or(failed.then_some(UNMET)) {
        Some(code) => format!("{word} {code}"),
        None => word,
    }
}

fn message(finding: &Finding, places: &BTreeMap<&str, String>, language: Language) -> String {
    let mut text = why(finding, language);
    for (name, detail) in details(finding, places, language) {
        // Writing to a string cannot fail.
        let _ = write!(text, "\n{name}: {detail}");
    }
    text
}

/// Escapes a message as the runner expects it.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// Escapes a property, in which `:` and `,` have a meaning too.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
