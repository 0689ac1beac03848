//! Text for people: the source quoted, the part at fault underlined, the reason, the witness, the way out.

use super::{Attention, UNMET, attention, own_message, unmet};
use crate::diagnose::codes::{Matter, page};
use crate::diagnose::{filled, mistake, said};
use crate::finding::{FileReport, Finding, Language, OtherReading, Verdict, summary};
use crate::read::ast::Span;
use crate::read::lines::LineIndex;
use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::ops::Range;

/// A claim up to this many lines long is quoted whole; of a longer one, the lines with the underlined part.
const QUOTED_WHOLE: usize = 6;
/// The same where a finding is to be short.
const QUOTED_SHORT: usize = 3;
/// How many lines a finding takes at most, unless all is to be shown.
const TALLEST: usize = 12;
/// The width of a terminal that is not known.
const WIDTH: usize = 100;

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
    /// The language of everything but the formulas.
    pub language: Language,
    /// How many characters a line of the terminal holds, where it is one.
    pub width: Option<usize>,
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
            &filled(
                "in all {} files: {}",
                &[&reports.len().to_string(), &counts(all, look.language)],
                look.language,
            ),
        );
    }
    if let Some(code) = code {
        let more = filled("more on a code: hence explain {}", &[code], look.language);
        line(&mut out, &more);
    }
    out
}

/// Renders one file and gives the first code that was shown.
fn file(out: &mut String, report: &FileReport, look: Look) -> Option<&'static str> {
    let index = LineIndex::new(&report.text);
    let places = places(report, &index, look.language);
    let mut code = None;
    for finding in &report.findings {
        let level = attention(finding, look.strict || report.strict);
        let announced = finding.expected.is_some() && notable(finding.verdict);
        if level > Attention::None || (look.verbose && announced) {
            let rendered = rendered(report, &index, &places, finding, look);
            block(out, &rendered, look.color);
            code = code.or(shown_code(finding));
        } else if look.verbose {
            line(out, &brief(&places, finding, look));
        }
    }
    let all = || report.findings.iter();
    let counts = counts(all, look.language);
    line(out, &format!("{}: {counts}", report.path));
    code
}

fn renderer(look: Look) -> Renderer {
    let renderer = if look.color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let renderer = match look.width {
        Some(width) => renderer.term_width(width.max(40)),
        None => renderer,
    };
    renderer.decor_style(if look.unicode {
        DecorStyle::Unicode
    } else {
        DecorStyle::Ascii
    })
}

/// How each claim is called when another one speaks of it: by its label where it has one, and by its line.
pub(super) fn places<'a>(
    report: &'a FileReport,
    index: &LineIndex,
    language: Language,
) -> BTreeMap<&'a str, String> {
    report
        .findings
        .iter()
        .map(|finding| {
            let (line, _) = index.position(&report.text, finding.span.start);
            let place = match &finding.label {
                Some(label) => filled("({}) line {}", &[label, &line.to_string()], language),
                None => filled("line {}", &[&line.to_string()], language),
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
    let failed = !finding.as_expected();
    failed.then_some(UNMET).or(finding.code)
}

/// The sign of a verdict, or a word that takes its place where only ASCII is safe.
fn sign(verdict: Verdict, look: Look) -> String {
    match verdict {
        _ if look.unicode => verdict.sign().to_string(),
        Verdict::Valid => "ok".to_string(),
        _ => said(verdict.word(), look.language),
    }
}

/// One line for a finding that needs no attention.
fn brief(places: &BTreeMap<&str, String>, finding: &Finding, look: Look) -> String {
    let place = places.get(finding.id.as_str()).map_or("", String::as_str);
    let what = match (finding.verdict, finding.reading.is_empty()) {
        (Verdict::Skipped, _) | (_, true) => own_message(finding, look.language),
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
    language: Language,
) -> Vec<(String, String)> {
    let mut rows = Vec::new();
    let mut row = |name: &str, text: String| rows.push((said(name, language), text));
    if !finding.rests_on.is_empty() {
        let names: Vec<&str> = finding
            .rests_on
            .iter()
            .map(|id| places.get(id.as_str()).map_or(id.as_str(), String::as_str))
            .collect();
        row("rests on", names.join(", "));
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
        row(name, values.join(", "));
    }
    match (&finding.left, &finding.right) {
        (Some(left), Some(right)) => row(
            "there",
            filled("left = {}, right = {}", &[left, right], language),
        ),
        (Some(left), None) => row("there", filled("left = {}", &[left], language)),
        (None, Some(right)) => row("there", filled("right = {}", &[right], language)),
        (None, None) => {}
    }
    if !finding.conditions.is_empty() {
        let and = said(" and ", language);
        row("valid if", finding.conditions.join(&and));
    }
    if let Some(other) = &finding.other {
        row("note", otherwise(other, language));
    }
    if let Some(mistake) = &finding.mistake {
        row("mistake", named(mistake, language));
    }
    if let Some(suggestion) = &finding.suggestion {
        row("suggestion", said(suggestion, language));
    }
    if !finding.reading.is_empty() {
        row("read as", finding.reading.clone());
    }
    for remark in &finding.remarks {
        row("note", said(remark, language));
    }
    rows
}

/// What another reading would change.
fn otherwise(other: &OtherReading, language: Language) -> String {
    match (&other.reading, other.verdict) {
        (Some(reading), Verdict::Valid) => {
            filled("read as `{}`, it would be valid", &[reading], language)
        }
        (Some(reading), _) => filled(
            "read as `{}`, it would hold where it is defined",
            &[reading],
            language,
        ),
        (None, Verdict::Valid) => said("it would be valid if 0 were no natural number", language),
        (None, _) => said(
            "it would hold where it is defined if 0 were no natural number",
            language,
        ),
    }
}

/// Names of mistakes in plain words, with what they teach.
fn named(ids: &str, language: Language) -> String {
    let words = |id: &str| match mistake(id) {
        Some(m) => format!("{}. {}", m.name(language), m.teaching(language)),
        None => id.to_string(),
    };
    ids.split(", ").map(words).collect::<Vec<_>>().join(" ")
}

/// How many lines a terminal of that width needs.
fn height(rendered: &str, width: usize) -> usize {
    let rows = rendered.lines().map(|row| row.chars().count());
    rows.map(|n| n.div_ceil(width).max(1)).sum()
}

/// A text that takes no more than so many characters.
fn shortened(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_string();
    }
    let kept: String = text.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

/// The diagnostic of one finding; unless all is to be shown, what matters least is left out where it would take too many lines.
fn rendered(
    report: &FileReport,
    index: &LineIndex,
    places: &BTreeMap<&str, String>,
    finding: &Finding,
    look: Look,
) -> String {
    let width = look.width.unwrap_or(WIDTH);
    let mut rows = details(finding, places, look.language);
    let most = if look.verbose { usize::MAX } else { 2 * width };
    for (name, text) in &mut rows {
        *text = shortened(text, most.saturating_sub(name.chars().count() + 16));
    }
    // Escape codes take no room.
    let plain = Look {
        color: false,
        ..look
    };
    let draw = |rows: &[(String, String)], look: Look| {
        renderer(look).render(&[group(report, index, finding, rows, look)])
    };
    while !look.verbose && !rows.is_empty() && height(&draw(&rows, plain), width) > TALLEST {
        rows.pop();
    }
    draw(&rows, look)
}

fn group<'a>(
    report: &'a FileReport,
    index: &LineIndex,
    finding: &'a Finding,
    rows: &[(String, String)],
    look: Look,
) -> Group<'a> {
    let failure = attention(finding, look.strict || report.strict) == Attention::Failure;
    let level = if failure {
        Level::ERROR
    } else {
        Level::WARNING
    };
    let unmet = unmet(finding, look.language);
    let word = said(finding.verdict.word(), look.language);
    // That something is not the author's mathematics is said at once.
    let matter = finding.code.and_then(page).map(|p| p.matter);
    let aside = match matter.filter(|m| *m != Matter::Mathematics) {
        Some(m) => format!(" ({})", said(m.words(), look.language)),
        None => String::new(),
    };
    let name = match (&unmet, look.unicode) {
        (Some(_), _) => said("not as expected", look.language),
        (None, true) => format!("{} {word}{aside}", finding.verdict.sign()),
        (None, false) => format!("{word}{aside}"),
    };
    let label = finding
        .label
        .as_ref()
        .map_or(String::new(), |label| format!("({label}) "));
    let own = own_message(finding, look.language);
    let message = unmet.clone().unwrap_or_else(|| own.clone());
    let mut title = level
        .clone()
        .with_name(name)
        .primary_title(format!("{label}{message}"));
    if let Some(code) = shown_code(finding) {
        title = title.id(code);
    }
    let mut group = title.element(snippet(report, index, finding, look));
    let note = |name: String, text: String| Level::NOTE.with_name(name).message(text);
    if unmet.is_some() && (!finding.message.is_empty() || finding.code.is_some()) {
        let code = finding
            .code
            .map_or(String::new(), |code| format!(" ({code})"));
        group = group.element(note(word, format!("{own}{code}")));
    }
    for (name, text) in rows {
        group = group.element(note(name.clone(), text.clone()));
    }
    if finding.expected.is_some() && unmet.is_none() {
        group = group.element(note(
            said("expected", look.language),
            said("this is what the file announces", look.language),
        ));
    }
    group
}

fn snippet<'a>(
    report: &'a FileReport,
    index: &LineIndex,
    finding: &Finding,
    look: Look,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let text = report.text.as_str();
    let claim = trimmed(text, finding.span);
    let fault = finding
        .focus
        .map_or(claim.clone(), |focus| trimmed(text, focus));
    let line_of = |byte| index.position(text, byte).0;
    let whole = line_of(claim.start.min(fault.start))..line_of(claim.end.max(fault.end));
    let most = if look.verbose {
        QUOTED_WHOLE
    } else {
        QUOTED_SHORT
    };
    let lines = if whole.end - whole.start < most {
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
        .fold(lines.end - lines.start >= most)
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
fn counts<'a, I: Iterator<Item = &'a Finding>>(
    findings: impl Fn() -> I,
    language: Language,
) -> String {
    let mut parts: Vec<String> = summary(findings())
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(verdict, count)| format!("{count} {}", said(verdict.word(), language)))
        .collect();
    if parts.is_empty() {
        return said("nothing to check", language);
    }
    let unmet = findings().filter(|finding| !finding.as_expected()).count();
    let met = findings()
        .filter(|finding| finding.expected.is_some())
        .count()
        - unmet;
    for (count, key) in [(met, "{} as expected"), (unmet, "{} not as expected")] {
        if count > 0 {
            parts.push(filled(key, &[&count.to_string()], language));
        }
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
