//! Verdicts and findings: plain data that the reporters render. See `report` for the formats.

use crate::read::ast::Span;
use std::collections::BTreeMap;

/// What was found of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Proved, and defined wherever the hypotheses hold.
    Valid,
    /// Proved wherever everything in it is defined, but the hypotheses do not make it defined.
    Conditional,
    /// Proved, but only with the help of a line that is not sound.
    Tainted,
    /// A certified counterexample exists.
    Invalid,
    /// Neither proved nor refuted within the budget.
    Unproved,
    /// A hypothesis, or part of the question.
    Given,
    /// Introduces a name.
    Defined,
    /// Read, but makes no claim that can be checked.
    Skipped,
    /// Not understood.
    Unread,
}

impl Verdict {
    /// All verdicts, in the order in which summaries list them.
    pub const ALL: [Verdict; 9] = [
        Verdict::Valid,
        Verdict::Conditional,
        Verdict::Tainted,
        Verdict::Invalid,
        Verdict::Unproved,
        Verdict::Given,
        Verdict::Defined,
        Verdict::Skipped,
        Verdict::Unread,
    ];

    /// The word used in JSON and in `expect`.
    ///
    /// ```
    /// assert_eq!(hence::finding::Verdict::Conditional.word(), "conditional");
    /// ```
    pub fn word(self) -> &'static str {
        match self {
            Verdict::Valid => "valid",
            Verdict::Conditional => "conditional",
            Verdict::Tainted => "tainted",
            Verdict::Invalid => "invalid",
            Verdict::Unproved => "unproved",
            Verdict::Given => "given",
            Verdict::Defined => "defined",
            Verdict::Skipped => "skipped",
            Verdict::Unread => "unread",
        }
    }

    /// The verdict that a word names.
    pub fn from_word(word: &str) -> Option<Verdict> {
        Verdict::ALL.into_iter().find(|v| v.word() == word)
    }

    /// The sign shown in a terminal.
    pub fn sign(self) -> &'static str {
        match self {
            Verdict::Valid | Verdict::Conditional => "✓",
            Verdict::Tainted => "↯",
            Verdict::Invalid => "✗",
            Verdict::Unproved => "?",
            Verdict::Given => "·",
            Verdict::Defined => ":=",
            Verdict::Skipped => "–",
            Verdict::Unread => "!",
        }
    }
}

/// The language of what is said to people.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// French.
    French,
}

/// What there is to say of one claim.
#[derive(Clone, Debug)]
pub struct Finding {
    /// Unique in the file, stable under edits elsewhere.
    pub id: String,
    /// The tag as printed, where there is one.
    pub label: Option<String>,
    /// Where the claim stands in the file.
    pub span: Span,
    /// The smallest part at fault, where one is known; inside `span`.
    pub focus: Option<Span>,
    /// The claim as written.
    pub source: String,
    /// How it was understood, in plain text; empty where it was not.
    pub reading: String,
    /// The verdict.
    pub verdict: Verdict,
    /// For `conditional`: what has to hold.
    pub conditions: Vec<String>,
    /// The claims it follows from, by id.
    pub from: Vec<String>,
    /// The unsound claims it rests on, by id.
    pub rests_on: Vec<String>,
    /// The code of the kind of finding (`H0101` …), where it is one that a person should look at.
    pub code: Option<&'static str>,
    /// One sentence on why.
    pub message: String,
    /// Values of the variables at which the claim fails (or, for `conditional`, is not defined).
    pub counterexample: BTreeMap<String, String>,
    /// The value of the left side there.
    pub left: Option<String>,
    /// The value of the right side there.
    pub right: Option<String>,
    /// The name of the mistake, where it has one.
    pub mistake: Option<String>,
    /// The nearest correction.
    pub suggestion: Option<String>,
    /// The correction as a change of the text, where the suggestion is one.
    pub fix: Option<Fix>,
    /// Another plausible reading that would change the verdict.
    pub other: Option<OtherReading>,
    /// Further remarks: what was assumed, the converse that fails.
    pub remarks: Vec<String>,
    /// What the file says should come out here, where it does.
    pub expected: Option<Expectation>,
    /// What proved or refuted it.
    pub engine: Option<&'static str>,
    /// How long it took, in milliseconds; never part of a report that must be the same in two runs.
    pub ms: f64,
}

/// Another way to read a claim, in which its verdict is better.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherReading {
    /// How it would be understood; none where only ℕ is taken to begin at 1.
    pub reading: Option<String>,
    /// The verdict that it would have.
    pub verdict: Verdict,
}

/// A change of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What is replaced.
    pub span: Span,
    /// What is put there.
    pub text: String,
}

/// A verdict that a file announces for the next claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expectation {
    /// The verdict.
    pub verdict: Verdict,
    /// The code, where one is named.
    pub code: Option<String>,
}

impl Finding {
    /// Whether what the file announced came out; true where it announced nothing.
    pub fn as_expected(&self) -> bool {
        self.expected.as_ref().is_none_or(|e| {
            e.verdict == self.verdict && e.code.as_deref().is_none_or(|c| Some(c) == self.code)
        })
    }
}

/// The findings of one file, in the order of the text.
#[derive(Clone, Debug)]
pub struct FileReport {
    /// The path as given.
    pub path: String,
    /// The text that was checked; spans count its bytes.
    pub text: String,
    /// The findings.
    pub findings: Vec<Finding>,
    /// Whether the file or its folder asks that what is not proved outright counts as a failure.
    pub strict: bool,
}

/// How many findings of each verdict, in the order of [`Verdict::ALL`].
pub fn summary<'a>(findings: impl Iterator<Item = &'a Finding>) -> Vec<(Verdict, usize)> {
    let mut counts: BTreeMap<Verdict, usize> = BTreeMap::new();
    for f in findings {
        *counts.entry(f.verdict).or_default() += 1;
    }
    Verdict::ALL
        .into_iter()
        .map(|v| (v, counts.get(&v).copied().unwrap_or(0)))
        .collect()
}
