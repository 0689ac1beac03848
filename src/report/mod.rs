//! Renderers of findings. They show what they are given and decide nothing about it.

pub mod github;
pub mod json;
pub mod reading;
pub mod text;

use crate::diagnose::{filled, said};
use crate::finding::{Finding, Language, Verdict};

/// The code of an expectation that did not come out, shown where a finding has no code of its own.
pub(crate) const UNMET: &str = crate::diagnose::codes::EXPECTATION_NOT_MET.code;

/// How much of a reader's attention a finding deserves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Attention {
    /// Nothing to look at: all is well, or it is what the file announced.
    None,
    /// Worth a look, but not a reason to fail.
    Notice,
    /// A reason to fail.
    Failure,
}

/// How much attention a finding deserves; under `strict`, what is not proved outright is a failure too.
///
/// Where the file announces a verdict, only that it did not come out counts.
pub fn attention(finding: &Finding, strict: bool) -> Attention {
    if finding.expected.is_some() {
        return if finding.as_expected() {
            Attention::None
        } else {
            Attention::Failure
        };
    }
    match finding.verdict {
        Verdict::Invalid | Verdict::Tainted => Attention::Failure,
        Verdict::Conditional | Verdict::Unproved | Verdict::Unread if strict => Attention::Failure,
        Verdict::Conditional | Verdict::Unproved | Verdict::Unread => Attention::Notice,
        Verdict::Valid | Verdict::Given | Verdict::Defined | Verdict::Skipped => Attention::None,
    }
}

/// The announced verdict and the found one in words, where they differ.
pub(crate) fn unmet(finding: &Finding, language: Language) -> Option<String> {
    let expected = finding
        .expected
        .as_ref()
        .filter(|_| !finding.as_expected())?;
    // The found code matters to the reader only where a code was announced.
    let word = |v: Verdict| said(v.word(), language);
    let (wanted, found) = match &expected.code {
        Some(code) => (
            format!("{} {code}", word(expected.verdict)),
            match finding.code {
                Some(code) => format!("{} {code}", word(finding.verdict)),
                None => word(finding.verdict),
            },
        ),
        None => (word(expected.verdict), word(finding.verdict)),
    };
    Some(filled("expected {}, got {}", &[&wanted, &found], language))
}

/// The sentence that says why, an expectation that did not come out first; never empty.
pub(crate) fn why(finding: &Finding, language: Language) -> String {
    match unmet(finding, language) {
        Some(unmet) if finding.message.is_empty() => unmet,
        Some(unmet) => format!("{unmet}: {}", own_message(finding, language)),
        None => own_message(finding, language),
    }
}

/// The message of the finding, or what its code or its verdict means where it brings none.
pub(crate) fn own_message(finding: &Finding, language: Language) -> String {
    if !finding.message.is_empty() {
        return said(&finding.message, language);
    }
    if let Some(page) = finding.code.and_then(crate::diagnose::codes::page) {
        return page.title(language).to_string();
    }
    let meaning = match finding.verdict {
        Verdict::Valid => "proved",
        Verdict::Conditional => "holds only where it is defined",
        Verdict::Tainted => "rests on a line that does not hold",
        Verdict::Invalid => "does not hold",
        Verdict::Unproved => "neither proved nor refuted",
        Verdict::Given => "given",
        Verdict::Defined => "introduces a name",
        Verdict::Skipped => "makes no claim that can be checked",
        Verdict::Unread => "could not be understood",
    };
    said(meaning, language)
}
