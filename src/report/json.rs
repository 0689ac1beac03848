//! JSON: one object for a run (`json`), or one finding a line (`jsonl`).

use super::{UNMET, unmet, why};
use crate::finding::{FileReport, Finding, Language, summary};
use crate::read::lines::LineIndex;
use serde::Serialize;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// The name of the format, raised when a field changes its meaning.
pub const SCHEMA: &str = "hence/1";

/// What a command answers: the name of the format, a part for each file, and counts.
#[derive(Serialize)]
pub(super) struct Run<F> {
    pub schema: &'static str,
    pub files: Vec<F>,
    pub summary: Map<String, Value>,
}

#[derive(Serialize)]
struct File<'a> {
    path: &'a str,
    claims: Vec<Claim<'a>>,
}

#[derive(Serialize)]
struct Line<'a> {
    path: &'a str,
    #[serde(flatten)]
    claim: Claim<'a>,
}

#[derive(Serialize)]
struct Place {
    line: usize,
    column: usize,
    byte: usize,
}

#[derive(Serialize)]
struct Claim<'a> {
    id: &'a str,
    label: Option<&'a str>,
    start: Place,
    end: Place,
    source: &'a str,
    reading: &'a str,
    verdict: &'static str,
    conditions: &'a [String],
    from: &'a [String],
    rests_on: &'a [String],
    code: Option<&'static str>,
    message: String,
    counterexample: Option<&'a BTreeMap<String, String>>,
    left: Option<&'a str>,
    right: Option<&'a str>,
    mistake: Option<&'a str>,
    suggestion: Option<&'a str>,
    other_reading: Option<Other<'a>>,
    engine: Option<&'static str>,
}

/// Another reading under which the verdict would be better; without a text it is that 0 does not belong to ℕ.
#[derive(Serialize)]
struct Other<'a> {
    reading: Option<&'a str>,
    verdict: &'static str,
}

fn claim<'a>(text: &str, index: &LineIndex, finding: &'a Finding) -> Claim<'a> {
    let place = |byte| {
        let (line, column) = index.position(text, byte);
        Place { line, column, byte }
    };
    let failed = unmet(finding, Language::English).is_some();
    Claim {
        id: &finding.id,
        label: finding.label.as_deref(),
        start: place(finding.span.start),
        end: place(finding.span.end),
        source: &finding.source,
        reading: &finding.reading,
        verdict: finding.verdict.word(),
        conditions: &finding.conditions,
        from: &finding.from,
        rests_on: &finding.rests_on,
        code: finding.code.or(failed.then_some(UNMET)),
        message: if failed {
            why(finding, Language::English)
        } else {
            finding.message.clone()
        },
        counterexample: Some(&finding.counterexample).filter(|values| !values.is_empty()),
        left: finding.left.as_deref(),
        right: finding.right.as_deref(),
        mistake: finding.mistake.as_deref(),
        suggestion: finding.suggestion.as_deref(),
        other_reading: finding.other.as_ref().map(|other| Other {
            reading: other.reading.as_deref(),
            verdict: other.verdict.word(),
        }),
        engine: finding.engine,
    }
}

/// The whole run as one JSON object, indented.
///
/// # Errors
/// Never in practice: all keys are strings.
pub fn json(reports: &[FileReport]) -> Result<String, serde_json::Error> {
    let files = reports
        .iter()
        .map(|report| {
            let index = LineIndex::new(&report.text);
            File {
                path: &report.path,
                claims: report
                    .findings
                    .iter()
                    .map(|finding| claim(&report.text, &index, finding))
                    .collect(),
            }
        })
        .collect();
    let summary = summary(reports.iter().flat_map(|report| &report.findings))
        .into_iter()
        .map(|(verdict, count)| (verdict.word().to_string(), Value::from(count)))
        .collect();
    let run = Run {
        schema: SCHEMA,
        files,
        summary,
    };
    let mut out = serde_json::to_string_pretty(&run)?;
    out.push('\n');
    Ok(out)
}

/// Each finding of the run on a line of its own, with the `path` of its file first.
///
/// # Errors
/// Never in practice: all keys are strings.
pub fn jsonl(reports: &[FileReport]) -> Result<String, serde_json::Error> {
    let mut out = String::new();
    for report in reports {
        let index = LineIndex::new(&report.text);
        for finding in &report.findings {
            let line = Line {
                path: &report.path,
                claim: claim(&report.text, &index, finding),
            };
            out.push_str(&serde_json::to_string(&line)?);
            out.push('\n');
        }
    }
    Ok(out)
}
