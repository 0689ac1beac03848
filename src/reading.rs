//! A document as it was understood: plain data that the reporters render.

use crate::finding::Finding;
use crate::read::ast::Span;

/// What a formula is in its document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Taken as true: a hypothesis, or part of the question.
    Given,
    /// Introduces a name.
    Defined,
    /// To be checked.
    Claimed,
    /// What is to be shown: never used.
    Goal,
    /// Read, and makes no claim that can be checked.
    Skipped,
    /// Not understood.
    Unread,
}

impl Role {
    /// The word used in JSON and in text.
    ///
    /// ```
    /// assert_eq!(hence::reading::Role::Goal.word(), "goal");
    /// ```
    pub fn word(self) -> &'static str {
        match self {
            Role::Given => "given",
            Role::Defined => "defined",
            Role::Claimed => "claimed",
            Role::Goal => "goal",
            Role::Skipped => "skipped",
            Role::Unread => "unread",
        }
    }
}

/// One formula, or one statement of it where it makes several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Understood {
    /// The id that the findings of a check have too.
    pub id: String,
    /// The tag as printed, where there is one.
    pub label: Option<String>,
    /// Where it stands in the file.
    pub span: Span,
    /// The part that was not understood, where one is known.
    pub focus: Option<Span>,
    /// What stands there.
    pub source: String,
    /// What it is.
    pub role: Role,
    /// How it was understood, in plain text; empty where it was not, or where nothing is computed with it.
    pub reading: String,
    /// Why it was not understood or is not checked; empty for the rest.
    pub reason: String,
    /// For a claim: the hypotheses in force that speak of its names, or of names that they tie to these.
    pub hypotheses: Vec<String>,
    /// What was assumed to read it so.
    pub remarks: Vec<String>,
}

impl Understood {
    /// What a finding says of the reading, with what the check kept beside it.
    pub(crate) fn of(finding: Finding, role: Role, hypotheses: Vec<String>) -> Understood {
        Understood {
            id: finding.id,
            label: finding.label,
            span: finding.span,
            focus: finding.focus,
            source: finding.source,
            role,
            // What holds of itself ("x is real") has nothing to compute with.
            reading: match finding.reading.as_str() {
                "⊤" => String::new(),
                _ => finding.reading,
            },
            reason: match role {
                // The message of a claim is about its verdict.
                Role::Claimed => String::new(),
                _ => finding.message,
            },
            hypotheses,
            remarks: finding.remarks,
        }
    }
}

/// A file as it was understood, in the order of its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The path as given.
    pub path: String,
    /// The text that was read; spans count its bytes.
    pub text: String,
    /// What stands in it.
    pub entries: Vec<Understood>,
}
