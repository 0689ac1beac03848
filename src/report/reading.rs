//! Documents as they were understood: text for people, and JSON.

use super::json::Run;
use crate::read::ast::Span;
use crate::read::lines::LineIndex;
use crate::reading::{Reading, Role, Understood};
use serde::Serialize;
use serde_json::Value;

/// The name of the JSON format, raised when a field changes its meaning.
pub const SCHEMA: &str = "hence/read/1";

/// The entries of all files, a line each, with the hypotheses of a claim below it.
pub fn text(readings: &[Reading]) -> String {
    let mut out = String::new();
    for (i, reading) in readings.iter().enumerate() {
        if i > 0 {
            out.push('\n');
        }
        out.push_str(&reading.path);
        out.push('\n');
        let index = LineIndex::new(&reading.text);
        for entry in &reading.entries {
            shown(&mut out, reading, &index, entry);
        }
        let counts: Vec<String> = counts(std::slice::from_ref(reading))
            .map(|(role, count)| format!("{count} {}", role.word()))
            .collect();
        let counts = match counts.is_empty() {
            true => "no formula".to_owned(),
            false => counts.join(", "),
        };
        out.push_str(&format!("  {counts}\n"));
    }
    out
}

fn shown(out: &mut String, reading: &Reading, index: &LineIndex, entry: &Understood) {
    let (line, _) = index.position(&reading.text, entry.span.start);
    let label = entry.label.as_ref().map(|label| format!("({label})"));
    let lead = format!(
        "{line:>5}  {:<8}{:<6}",
        entry.role.word(),
        label.unwrap_or_default()
    );
    let mut rows = Vec::new();
    let source = || format!("`{}`", one_line(&entry.source));
    rows.push(match entry.reading.is_empty() {
        true => source(),
        false => one_line(&entry.reading),
    });
    if !entry.reason.is_empty() {
        let at = entry
            .focus
            .filter(|focus| *focus != entry.span)
            .and_then(|focus| slice(&reading.text, focus));
        rows.push(match at {
            Some(at) if entry.role == Role::Unread => {
                format!("because of `{}`: {}", one_line(at), entry.reason)
            }
            _ => format!("because {}", entry.reason),
        });
    }
    if !entry.hypotheses.is_empty() {
        rows.push(format!("under {}", entry.hypotheses.join(", ")));
    }
    rows.extend(entry.remarks.iter().map(|remark| format!("note {remark}")));
    let width = lead.chars().count();
    for (i, row) in rows.iter().enumerate() {
        match i {
            0 => out.push_str(&format!("{lead} {row}\n")),
            _ => out.push_str(&format!("{:width$} {row}\n", "")),
        }
    }
}

fn slice(text: &str, span: Span) -> Option<&str> {
    text.get(span.start..span.end)
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How many entries of each role, those with none left out.
fn counts(readings: &[Reading]) -> impl Iterator<Item = (Role, usize)> {
    let all = [
        Role::Given,
        Role::Defined,
        Role::Claimed,
        Role::Goal,
        Role::Skipped,
        Role::Unread,
    ];
    let count = |role| {
        let entries = readings.iter().flat_map(|reading| &reading.entries);
        entries.filter(|entry| entry.role == role).count()
    };
    all.map(|role| (role, count(role)))
        .into_iter()
        .filter(|(_, count)| *count > 0)
}

#[derive(Serialize)]
struct File<'a> {
    path: &'a str,
    entries: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Place {
    line: usize,
    column: usize,
    byte: usize,
}

#[derive(Serialize)]
struct Entry<'a> {
    id: &'a str,
    label: Option<&'a str>,
    start: Place,
    end: Place,
    source: &'a str,
    role: &'static str,
    reading: &'a str,
    reason: &'a str,
    hypotheses: &'a [String],
    notes: &'a [String],
}

/// All files as one JSON object, indented. Places are those of the JSON of a check.
///
/// # Errors
/// Never in practice: all keys are strings.
pub fn json(readings: &[Reading]) -> Result<String, serde_json::Error> {
    let files = readings.iter().map(|reading| {
        let index = LineIndex::new(&reading.text);
        let place = |byte| {
            let (line, column) = index.position(&reading.text, byte);
            Place { line, column, byte }
        };
        let entries = reading.entries.iter().map(|entry| Entry {
            id: &entry.id,
            label: entry.label.as_deref(),
            start: place(entry.span.start),
            end: place(entry.span.end),
            source: &entry.source,
            role: entry.role.word(),
            reading: &entry.reading,
            reason: &entry.reason,
            hypotheses: &entry.hypotheses,
            notes: &entry.remarks,
        });
        File {
            path: &reading.path,
            entries: entries.collect(),
        }
    });
    let summary = counts(readings)
        .map(|(role, count)| (role.word().to_owned(), Value::from(count)))
        .collect();
    let run = Run {
        schema: SCHEMA,
        files: files.collect(),
        summary,
    };
    let mut out = serde_json::to_string_pretty(&run)?;
    out.push('\n');
    Ok(out)
}
