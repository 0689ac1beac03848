//! Text for people: the source quoted, the part at fault underlined, the reason, the witness, the way out.

use super::{Attention, UNMET, attention, own_message, unmet};
use crate::finding::{FileReport, Finding, Verdict, summary};
use crate::read::ast::Span;
use crate::read::lines::LineIndex;
use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::ops::Range;

/// A claim up to this many lines long is quoted whole; of a longer one, the lines with the underlined part.
const QUOTED_WHOLE: usize = 6;

/// How the text should look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// Escape codes for colours.
    pub color: bool,
    /// Signs and lines beyond ASCII (the source and its reading are shown as they are in any case).
    pub unicode: bool,
    /// List what needs no attention too, a line each.
    pub verbose: bool,
    /// Count what is not proved outright as a failure.
    pub strict: bool,
}

/// The findings of all files, a summary line for each file and, where there are several, one for all.
pub fn text(reports: &[FileReport], look: Look) -> String {
    let mut out = String::new();
    let mut code = None;
    for report in reports {
        let shown = file(&mut out, report, look);
        code = code.or(shown);
    }
    if reports.len() > 1 {
        let all = || reports.iter().flat_map(|report| &report.findings);
        line(
            &mut out,
            &format!("in all {} files: {}", reports.len(), counts(all)),
        );
    }
    if let Some(code) = code {
        line(&mut out, &format!("more on a code: hence explain {code}"));
    }
    out
}

/// Renders one file and gives the first code that was shown.
fn file(out: &mut String, report: &FileReport, look: Look) -> Option<&'static str> {
    let index = LineIndex::new(&report.text);
    let places = places(report, &index);
    let renderer = renderer(look);
    let mut code = None;
    for finding in &report.findings {
        let level = attention(finding, look.strict || report.strict);
        let announced = finding.expected.is_some() && notable(finding.verdict);
        if level > Attention::None || (look.verbose && announced) {
            let rendered = renderer.render(&[group(report, &index, &places, finding, look)]);
            block(out, &rendered, look.color);
            code = code.or(shown_code(finding));
        } else if look.verbose {
            line(out, &brief(&places, finding, look));
        }
    }
    let all = || report.findings.iter();
    line(out, &format!("{}: {}", report.path, counts(all)));
    code
}

fn renderer(look: Look) -> Renderer {
    let renderer = if look.color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    renderer.decor_style(if look.unicode {
        DecorStyle::Unicode
    } else {
        DecorStyle::Ascii
    })
}

/// How each claim is called when another one speaks of it: by its label where it has one, and by its line.
pub(super) fn places<'a>(report: &'a FileReport, index: &LineIndex) -> BTreeMap<&'a str, String> {
    report
        .findings
        .iter()
        .map(|finding| {
            let (line, _) = index.position(&report.text, finding.span.start);
            let place = match &finding.label {
                Some(label) => format!("({label}) line {line}"),
                None => format!("line {line}"),
            };
            (finding.id.as_str(), place)
        })
        .collect()
}

/// Whether a verdict would deserve attention had the file not announced it.
fn notable(verdict: Verdict) -> bool {
    !matches!(
        verdict,
        Verdict::Valid | Verdict::Given | Verdict::Defined | Verdict::Skipped
    )
}

fn shown_code(finding: &Finding) -> Option<&'static str> {
    unmet(finding).map(|_| UNMET).or(finding.code)
}

/// The sign of a verdict, or a word that takes its place where only ASCII is safe.
fn sign(verdict: Verdict, look: Look) -> &'static str {
    match verdict {
        _ if look.unicode => verdict.sign(),
        Verdict::Valid => "ok",
        _ => verdict.word(),
    }
}

/// One line for a finding that needs no attention.
fn brief(places: &BTreeMap<&str, String>, finding: &Finding, look: Look) -> String {
    let place = places.get(finding.id.as_str()).map_or("", String::as_str);
    let what = match (finding.verdict, finding.reading.is_empty()) {
        (Verdict::Skipped, _) | (_, true) => own_message(finding),
        (_, false) => finding.reading.clone(),
    };
    let mut text = format!(
        "{} {place}: {}",
        sign(finding.verdict, look),
        one_line(&what)
    );
    if !finding.conditions.is_empty() {
        // Writing to a string cannot fail.
        let _ = write!(text, " if {}", finding.conditions.join(", "));
    }
    if let (Verdict::Valid | Verdict::Conditional, Some(engine)) = (finding.verdict, finding.engine)
    {
        let _ = write!(text, " [{engine}]");
    }
    text
}

/// What there is to say below the quoted source, as name and text, most telling first.
pub(super) fn details(
    finding: &Finding,
    places: &BTreeMap<&str, String>,
) -> Vec<(&'static str, String)> {
    let mut rows = Vec::new();
    if !finding.rests_on.is_empty() {
        let names: Vec<&str> = finding
            .rests_on
            .iter()
            .map(|id| places.get(id.as_str()).map_or(id.as_str(), String::as_str))
            .collect();
        rows.push(("rests on", names.join(", ")));
    }
    if !finding.counterexample.is_empty() {
        let values: Vec<String> = finding
            .counterexample
            .iter()
            .map(|(name, value)| format!("{name} = {value}"))
            .collect();
        let name = match finding.verdict {
            Verdict::Conditional => "not defined at",
            _ => "fails at",
        };
        rows.push((name, values.join(", ")));
    }
    match (&finding.left, &finding.right) {
        (Some(left), Some(right)) => {
            rows.push(("there", format!("left = {left}, right = {right}")))
        }
        (Some(left), None) => rows.push(("there", format!("left = {left}"))),
        (None, Some(right)) => rows.push(("there", format!("right = {right}"))),
        (None, None) => {}
    }
    if !finding.conditions.is_empty() {
        rows.push(("valid if", finding.conditions.join(" and ")));
    }
    if let Some(mistake) = &finding.mistake {
        rows.push(("mistake", mistake.clone()));
    }
    if let Some(suggestion) = &finding.suggestion {
        rows.push(("suggestion", suggestion.clone()));
    }
    if !finding.reading.is_empty() {
        rows.push(("read as", finding.reading.clone()));
    }
    rows.extend(
        finding
            .remarks
            .iter()
            .map(|remark| ("note", remark.clone())),
    );
    rows
}

/// The diagnostic of one finding.
fn group<'a>(
    report: &'a FileReport,
    index: &LineIndex,
    places: &BTreeMap<&str, String>,
    finding: &'a Finding,
    look: Look,
) -> Group<'a> {
    let failure = attention(finding, look.strict || report.strict) == Attention::Failure;
    let level = if failure {
        Level::ERROR
    } else {
        Level::WARNING
    };
    let unmet = unmet(finding);
    let name = match (&unmet, look.unicode) {
        (Some(_), _) => "not as expected".to_string(),
        (None, true) => format!("{} {}", finding.verdict.sign(), finding.verdict.word()),
        (None, false) => finding.verdict.word().to_string(),
    };
    let label = finding
        .label
        .as_ref()
        .map_or(String::new(), |label| format!("({label}) "));
    let said = unmet.clone().unwrap_or_else(|| own_message(finding));
    let mut title = level
        .clone()
        .with_name(name)
        .primary_title(format!("{label}{said}"));
    if let Some(code) = shown_code(finding) {
        title = title.id(code);
    }
    let mut group = title.element(snippet(report, index, finding));
    let note = |name: &'static str, text: String| Level::NOTE.with_name(name).message(text);
    if unmet.is_some() && (!finding.message.is_empty() || finding.code.is_some()) {
        let code = finding
            .code
            .map_or(String::new(), |code| format!(" ({code})"));
        group = group.element(note(
            finding.verdict.word(),
            format!("{}{code}", own_message(finding)),
        ));
    }
    for (name, text) in details(finding, places) {
        group = group.element(note(name, text));
    }
    if finding.expected.is_some() && unmet.is_none() {
        group = group.element(note(
            "expected",
            "this is what the file announces".to_string(),
        ));
    }
    group
}

fn snippet<'a>(
    report: &'a FileReport,
    index: &LineIndex,
    finding: &Finding,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let text = report.text.as_str();
    let claim = trimmed(text, finding.span);
    let fault = finding
        .focus
        .map_or(claim.clone(), |focus| trimmed(text, focus));
    let line_of = |byte| index.position(text, byte).0;
    let whole = line_of(claim.start.min(fault.start))..line_of(claim.end.max(fault.end));
    let lines = if whole.end - whole.start < QUOTED_WHOLE {
        whole
    } else {
        line_of(fault.start)..line_of(fault.end)
    };
    let start = index.line(text, lines.start).map_or(0, |line| line.start);
    let end = index
        .line(text, lines.end)
        .map_or(text.len(), |line| line.end)
        .max(fault.end);
    Snippet::source(&text[start..end])
        .path(report.path.as_str())
        .line_start(lines.start)
        .fold(lines.end - lines.start >= QUOTED_WHOLE)
        .annotation(AnnotationKind::Primary.span(fault.start - start..fault.end - start))
}

/// The bytes of a span without blanks at its ends, on character boundaries and inside the text.
fn trimmed(text: &str, span: Span) -> Range<usize> {
    let start = text.floor_char_boundary(span.start);
    let end = text.ceil_char_boundary(span.end).max(start);
    let part = &text[start..end];
    let body = part.trim();
    if body.is_empty() {
        // An empty range behind a line break would be drawn on a line that is not quoted.
        let at = text[..start].trim_end().len();
        return at..at;
    }
    let lead = part.len() - part.trim_start().len();
    start + lead..start + lead + body.len()
}

/// How many findings of each verdict, those with none left out.
fn counts<'a, I: Iterator<Item = &'a Finding>>(findings: impl Fn() -> I) -> String {
    let mut parts: Vec<String> = summary(findings())
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(verdict, count)| format!("{count} {}", verdict.word()))
        .collect();
    if parts.is_empty() {
        return "nothing to check".to_string();
    }
    let unmet = findings().filter(|finding| !finding.as_expected()).count();
    let met = findings()
        .filter(|finding| finding.expected.is_some())
        .count()
        - unmet;
    if met > 0 {
        parts.push(format!("{met} as expected"));
    }
    if unmet > 0 {
        parts.push(format!("{unmet} not as expected"));
    }
    parts.join(", ")
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn line(out: &mut String, text: &str) {
    out.push_str(text.trim_end());
    out.push('\n');
}

/// Adds a rendered diagnostic and an empty line; blanks at line ends go where no escape code hides them.
fn block(out: &mut String, rendered: &str, color: bool) {
    for row in rendered.lines() {
        if color {
            out.push_str(row);
            out.push('\n');
        } else {
            line(out, row);
        }
    }
    out.push('\n');
}
