//! `hence check --fix`: corrections written into files.

use crate::check::Checker;
use crate::finding::{FileReport, Finding, Fix, Verdict};
use std::fs;

/// Writes what can be corrected for certain, and gives the reports of what stands in the files then.
///
/// A correction is certain where the checker finds its line valid with it and every other line at least as well off as before. A line
/// of which the file says what is expected stays as it is.
pub(super) fn all(
    checker: &Checker,
    reports: Vec<FileReport>,
    errors: &mut Vec<String>,
) -> Vec<FileReport> {
    let mut out = Vec::with_capacity(reports.len());
    for report in reports {
        let before = report.text.clone();
        let fixed = fixed(checker, report);
        if fixed.text != before
            && let Err(error) = fs::write(&fixed.path, &fixed.text)
        {
            errors.push(format!("{}: cannot be written: {error}", fixed.path));
        }
        out.push(fixed);
    }
    out
}

fn fixed(checker: &Checker, mut report: FileReport) -> FileReport {
    // From the end to the beginning, so that the places before stay where they are.
    for i in (0..report.findings.len()).rev() {
        let Some(finding) = report.findings.get(i) else {
            continue;
        };
        let Some(fix) = finding.fix.clone().filter(|_| finding.expected.is_none()) else {
            continue;
        };
        let Some(text) = with(&report.text, &fix) else {
            continue;
        };
        let again = checker.check_file(&report.path, text);
        if is_better(&report.findings, &again.findings, i) {
            report = again;
        }
    }
    report
}

fn with(text: &str, fix: &Fix) -> Option<String> {
    let before = text.get(..fix.span.start)?;
    let behind = text.get(fix.span.end..)?;
    Some(format!("{before}{}{behind}", fix.text))
}

// Whether a line is valid now and no other is worse off.
fn is_better(before: &[Finding], after: &[Finding], line: usize) -> bool {
    let rank = |v: Verdict| match v {
        Verdict::Invalid => 0,
        Verdict::Unread => 1,
        Verdict::Unproved => 2,
        Verdict::Tainted => 3,
        Verdict::Conditional => 4,
        Verdict::Valid | Verdict::Given | Verdict::Defined | Verdict::Skipped => 5,
    };
    let no_worse = |(b, a): (&Finding, &Finding)| rank(a.verdict) >= rank(b.verdict);
    before.len() == after.len()
        && after.get(line).is_some_and(|f| f.verdict == Verdict::Valid)
        && before.iter().zip(after).all(no_worse)
}
