//! What the checker walks through: one list of entries, whatever the format of the file was.

pub(super) mod anew;
mod around;
mod based;
pub(super) mod declared;
mod derivation;
mod directive;
mod document;
mod expectation;
mod joint;
mod labels;
mod lines;
mod marks;
mod memory;
mod passing;
mod stated;

use crate::config::Defaults;
use crate::elaborate::{Sort, indexed, settled};
use crate::finding::{Expectation, Verdict};
use crate::read::ast::{Expr, Kind, Span, Unread};
use crate::read::latex;
use crate::read::lexicon::properties::Said;
use crate::read::source::Source;
use std::collections::BTreeSet;

/// One entry.
#[derive(Debug)]
pub(super) enum Entry {
    /// A new part begins, of this level and under a heading of this depth: the hypotheses of the old one end, and at level 0 or 1 (an
    /// exercise) its names too, but for what the headings around it say.
    Part(u8, u8),
    /// Declared variables.
    Vars(Vec<(String, Sort)>),
    /// A formula.
    Formula(Box<Line>),
    /// What should come out at the next formula.
    Expect {
        verdicts: Vec<Verdict>,
        code: Option<String>,
        span: Span,
    },
    /// Names that the words suppose something of: which names, what is said, and whether the words may say more.
    Mention {
        names: BTreeSet<String>,
        /// Members of families among them, with where their index lies: `x_i` for `1 ≤ i ≤ n`, `x_1, …, x_n`.
        members: Vec<(Expr, Vec<Expr>)>,
        said: Said,
        general: bool,
        /// Whether it is supposed for the sentence only: "for positive x".
        passing: bool,
    },
    /// What names stand for, where that is no number; a number again where nothing is said.
    Kind {
        names: BTreeSet<String>,
        kind: Option<&'static str>,
    },
    /// What the words say of matrices of which no entry is written: what they are, whether they are said to be more, of which shape,
    /// whether they have other entries than real numbers, and whether they are called matrices.
    Maps {
        names: BTreeSet<String>,
        properties: Vec<crate::read::lexicon::kinds::Property>,
        open: bool,
        shape: Option<crate::elaborate::Shape>,
        alien: bool,
        named: bool,
    },
    /// Names are brought anew.
    Anew(Anew),
    /// One value of these names is meant: "fix n", "the smallest index k".
    Fixed(BTreeSet<String>),
    /// The sentence is over that brought names anew for itself.
    Settled,
    /// Names are looked for: what is said of them may be one of several answers.
    Sought {
        names: BTreeSet<String>,
        /// Whether an equation for them is supposed next that is to be solved.
        solved: bool,
        /// Whether what was to be solved before is done.
        anew: bool,
    },
    /// A case begins or is over.
    Case(CaseMark),
    /// What the folder or the front matter supposes in every part.
    Default(Vec<Expr>),
    /// What a theorem supposes, at the beginning of its proof.
    Premise(Vec<Expr>),
    /// The next formula is left out.
    Ignore(String),
    /// Something that could not be taken as what it seems to be.
    Bad {
        span: Span,
        reason: String,
        directive: bool,
    },
}

/// Names that are brought anew: what was known of them before does not bear on what is said of them.
#[derive(Clone, Debug)]
pub(super) struct Anew {
    pub names: BTreeSet<String>,
    /// Whether the words leave no doubt about it.
    pub clear: bool,
    /// Whether they say among what the values are taken: "for all real x".
    pub set: bool,
    /// For their sentence only.
    pub here: bool,
}

/// Where a case begins and ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CaseMark {
    /// A proof begins: what it supposes holds in it.
    Proof,
    /// A proof is over.
    Proved,
    /// The base of an induction is done: the value that it gave a name holds no more.
    Step,
    /// What is supposed from here on holds until the case is over.
    Begin,
    /// Something is supposed in words that no formula says.
    Unwritten,
    /// What the cases supposed holds no more.
    End,
    /// It is no real numbers that are computed with, for the rest of the part.
    Elsewhere,
    /// It is real numbers again.
    Home,
    /// The text agrees on something that is no claim about numbers: nothing is refuted without it.
    Agreed,
    /// A name gets another value: nothing is known of what was found with the one before.
    Reassigned,
    /// Letters may belong to a figure, for the rest of the part: what is known of them is not written.
    Figure,
    /// The words take back what was supposed.
    Withdrawn,
    /// What was supposed last has led to something false.
    Contradiction,
    /// The next part is a corollary of the one before.
    Corollary,
    /// The next value is supposed with "for" at the beginning of its sentence.
    Valued,
    /// Something was supposed in a sentence without formulas.
    Unheard,
    /// The next value is given a name for the sentence: "at x = 2".
    Pointed,
    /// The sentence is over that gave a name such a value.
    Unpointed,
    /// The sentence is over that supposed something for itself alone: "for n = 1", "for positive x", "as a check".
    Passed,
    /// Another direction begins, or the general case: what was supposed before need not hold.
    Released,
    /// A label of this depth begins a paragraph, which may be an exercise of its own.
    Label(usize),
}

/// Which verdicts a claim cannot get because of the words around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Bar {
    /// They restrict it in a way that is not understood: it is not refuted.
    Refutation,
    /// It is no real numbers that it speaks of: it is neither proved nor refuted.
    Both,
}

/// What is to be done with a formula.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Task {
    /// It is a hypothesis from here on.
    Assume,
    /// It is part of the question.
    Given,
    /// It is what is to be shown: known to the reader, never used.
    Goal,
    /// It is supposed for its own sentence, whose claims bear it.
    Condition,
    /// It is supposed until its case is over.
    Case,
    /// It introduces a name.
    Define,
    /// It is to be checked.
    Claim,
    /// It says where something lies ("the maximum is found where …"), and is not claimed to hold.
    Place,
}

/// A formula with its place.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub span: Span,
    pub label: Option<String>,
    /// The key that `\\label` gives it.
    pub key: Option<String>,
    pub exprs: Result<Vec<Expr>, Unread>,
    pub task: Task,
    /// The words say that a name is introduced.
    pub defining: bool,
    /// "Let", and not "suppose".
    pub introducing: bool,
    /// Labels it is said to follow from.
    pub from: Vec<String>,
    /// The well-known theorem that it quotes: "by Jensen's inequality: …".
    pub quoted: Option<String>,
    /// Dots stand in it, so that its sums run from their first member to their last.
    pub dotted: bool,
    /// The words draw it as a conclusion: "hence".
    pub concluded: bool,
    /// The words before it claim it.
    pub asserted: bool,
    /// The words say of which values it holds: "for all x".
    pub of_all: bool,
    /// The words before it say that it is known.
    pub known: bool,
    /// Words stand before it in its clause.
    pub led: bool,
    /// It gives a name a value for its sentence only: "for n = 1".
    pub passing: bool,
    /// It says what a function is at one argument: "let x be a number with f(x) = x²".
    pub of_one: bool,
    /// What words behind it quantify anew: "A for all real x".
    pub anew: Vec<Anew>,
    /// What the rest of the sentence supposes: "A, where x ≥ 0", "A, since x > 0".
    pub aside: Vec<Expr>,
    /// What the words around it leave open of it.
    pub bar: Option<Bar>,
    /// It is printed as help: in force throughout its exercise, wherever it stands.
    pub hint: bool,
    /// It holds for some values of its names only, and the words say which in a way that is not understood.
    pub limited: bool,
    /// The words before it pose it as a condition: "it converges iff |a| < 1".
    pub posed: bool,
    /// Its sentence concludes from it: "from A it follows that B".
    pub premise: bool,
    /// The sentence that it stands in, where that concludes from something.
    pub premised: Option<usize>,
    /// It is given as a reason: "since A", "using A".
    pub reason: bool,
    /// "Suppose", and nothing that speaks of all members of a family.
    pub single: bool,
    /// The words say that the names in it are functions.
    pub functional: bool,
}

impl Line {
    /// The same, as a condition for its sentence.
    pub(super) fn as_condition(&self) -> Line {
        Line {
            task: Task::Condition,
            ..self.clone()
        }
    }

    /// A formula of which the words say no more than what is to be done with it.
    pub(super) fn new(span: Span, exprs: Result<Vec<Expr>, Unread>, task: Task) -> Line {
        Line {
            span,
            label: None,
            key: None,
            exprs,
            task,
            defining: task == Task::Define,
            from: Vec::new(),
            introducing: false,
            quoted: None,
            dotted: false,
            concluded: false,
            asserted: false,
            of_all: false,
            known: false,
            led: false,
            passing: false,
            of_one: false,
            reason: false,
            premise: false,
            premised: None,
            posed: false,
            anew: Vec::new(),
            aside: Vec::new(),
            bar: None,
            hint: false,
            limited: false,
            single: false,
            functional: false,
        }
    }
}

impl Entry {
    /// That the words may suppose something of these names that is not understood.
    fn opened(names: BTreeSet<String>) -> Entry {
        Entry::Mention {
            names,
            members: Vec::new(),
            said: Said {
                more: true,
                ..Said::default()
            },
            general: false,
            passing: false,
        }
    }
}

impl Expectation {
    pub(super) fn among(
        verdicts: &[Verdict],
        code: Option<String>,
        got: Verdict,
    ) -> Option<Expectation> {
        let verdict = *verdicts.iter().find(|v| **v == got).or(verdicts.first())?;
        Some(Expectation { verdict, code })
    }
}

// The statements of a formula; `k = 1, …, n` says where k lies, and that it is an integer.
fn rows(parsed: Result<Vec<latex::Row>, Unread>) -> Result<Vec<Expr>, Unread> {
    parsed.map(|rows| {
        let exprs = spread(rows.into_iter().flat_map(|r| r.exprs).collect());
        let apart = exprs.into_iter().flat_map(|e| match indexed(&e) {
            Some((range, integer)) => vec![range, integer],
            None => vec![e],
        });
        apart.collect()
    })
}

// A brace before equations without conditions is a list of them.
fn spread(exprs: Vec<Expr>) -> Vec<Expr> {
    let is_system = |e: &Expr| match &e.kind {
        Kind::Cases(cases) => cases
            .iter()
            .all(|c| c.guard.is_none() && crate::check::open::is_statement(&c.value)),
        _ => false,
    };
    exprs
        .into_iter()
        .flat_map(|e| match (is_system(&e), e.kind) {
            (true, Kind::Cases(cases)) => cases.into_iter().map(|c| c.value).collect(),
            (_, kind) => vec![Expr { span: e.span, kind }],
        })
        .collect()
}

/// The entries of a file, by its format.
pub(super) fn entries(source: &Source, defaults: &Defaults) -> Vec<Entry> {
    let text = source.text();
    let mut out = match source.document() {
        Some(document) => document::from_document(document),
        None => derivation::from_derivation(text),
    };
    out = expectation::written_out(out, text);
    if let Some(base) = defaults.log {
        based::logarithms(&mut out, base);
    }
    if !defaults.assume.is_empty() {
        out = based::assumed(out, &defaults.assume);
    }
    for entry in &mut out {
        if let Entry::Formula(line) = entry
            && let Ok(exprs) = &mut line.exprs
        {
            line.dotted = exprs.iter().any(crate::check::open::has_dots);
            *exprs = std::mem::take(exprs).into_iter().map(settled).collect();
        }
    }
    out
}
