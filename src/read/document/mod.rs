//! Markdown and LaTeX files as an ordered list of items: parts, roles, words, formulas, directives.
//!
//! A [`Document`] says what stands where and what the words around a formula say of it. It knows no mathematics: a
//! formula is its raw text with the place it stands at. Reading is total; what cannot be read is an item that says so.
//!
//! # What counts as a formula in Markdown
//!
//! `$…$` by Pandoc's rule (no blank behind the first sign or before the last one, no digit behind the last one; `$ x = 1 $`
//! counts too where it is plainly a formula), `$$…$$` even over blank lines, `\(…\)`, `\[…\]`, environments such as
//! `\begin{align}…\end{align}` outside of any dollar sign, code blocks of language `math` and MyST's `{math}`. Code is
//! not a formula, nor is a bare macro in running words.
//!
//! # Spans
//!
//! Spans count bytes of [`Document::text`]. Items are in order and disjoint. The text of a formula is as long as its
//! content span and differs from the source in one way only: what the surrounding markup puts at the start of the lines
//! in the middle of it (the `>` of a block quote) and comments inside LaTeX formulas are blanks there.

mod assemble;
mod block;
mod cues;
mod directive;
mod head;
mod leaf;
mod markdown;
mod numbering;
mod references;
mod scan;
mod source;
mod tags;
#[cfg(test)]
mod tests;
mod tex;
mod words;

pub use directive::{Directive, DirectiveKind};
pub use tags::{rows, split_tag, trailing_tag};

use crate::read::ast::Span;

/// A file, read.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// The path as the caller gave it.
    pub path: String,
    /// The text that all spans count in.
    pub text: String,
    /// What stands in it, in order; spans are disjoint.
    pub items: Vec<Item>,
}

impl Document {
    /// The formulas in order, with the whole span of each (delimiters included).
    pub fn formulas(&self) -> impl Iterator<Item = (Span, &Formula)> {
        self.items.iter().filter_map(|item| match &item.kind {
            ItemKind::Formula(formula) => Some((item.span, formula)),
            _ => None,
        })
    }
}

/// One thing in a document.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// What it is.
    pub kind: ItemKind,
    /// Where it stands, delimiters and markers included.
    pub span: Span,
}

/// The reason for which a comment is read over.
pub const COMMENT: &str = "comment";
/// The reason for which code is read over.
pub const CODE: &str = "code";
/// The reason for which what stands before a document's first line is read over.
pub const FRONT_MATTER: &str = "front matter";
/// The reason for which what stands before `\begin{document}` is read over.
pub const PREAMBLE: &str = "preamble";

/// Whether what is read over for this reason holds no formula, so that nothing is missing.
///
/// ```
/// use hence::read::document::{CODE, is_aside};
/// assert!(is_aside(CODE));
/// assert!(!is_aside("this `$` is never closed"));
/// ```
pub fn is_aside(reason: &str) -> bool {
    matches!(reason, CODE | COMMENT | FRONT_MATTER | PREAMBLE)
}

/// The kinds of [`Item`].
#[derive(Clone, Debug, PartialEq)]
pub enum ItemKind {
    /// An exercise, question, theorem … begins here and ends where one of the same or a lower level begins.
    Part(Part),
    /// What follows has this role until the next such item. The span is the word that says so, or empty where a role
    /// ends by itself (a new part begins, a hint is over).
    Role(Role),
    /// The words between formulas, markup taken off.
    Prose(String),
    /// A formula.
    Formula(Formula),
    /// An instruction to `hence` in a comment.
    Directive(Directive),
    /// Something that is read over, with the reason: code, an unclosed `$$`.
    Skipped(String),
}

/// The beginning of a part of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What kind of part.
    pub kind: PartKind,
    /// `2`, `a`, `iv`, as written without brackets.
    pub label: Option<String>,
    /// The heading or the bold words behind the label; may be empty.
    pub title: String,
    /// How deep its heading lies, from 1; 0 where no heading begins it.
    pub depth: u8,
}

impl Part {
    /// How deep the part lies; it ends where a part of the same or a smaller number begins.
    pub fn level(&self) -> u8 {
        match self.kind {
            PartKind::Section => 0,
            PartKind::Exercise => 1,
            PartKind::Question => 2,
            PartKind::SubQuestion => 3,
            PartKind::Theorem
            | PartKind::Corollary
            | PartKind::Definition
            | PartKind::Remark
            | PartKind::Example => 4,
        }
    }
}

/// The kinds of [`Part`], outermost first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PartKind {
    /// A heading that is no exercise.
    Section,
    /// An exercise or problem: names and hypotheses end with it.
    Exercise,
    /// A question of an exercise; questions share their exercise's statement.
    Question,
    /// A part of a question.
    SubQuestion,
    /// A theorem, lemma, proposition or claim.
    Theorem,
    /// A corollary, which may go on with what the theorem before it supposes.
    Corollary,
    /// A definition.
    Definition,
    /// A remark.
    Remark,
    /// An example.
    Example,
}

/// What the place of a formula says of it, before its own words are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Part of a statement: to be taken as given.
    Given,
    /// Part of an answer, a proof or a plain derivation: to be checked.
    Claimed,
    /// What is to be shown.
    Goal,
    /// Printed as help: given throughout its exercise, wherever it stands.
    Hint,
}

/// A formula as it stands in the file.
#[derive(Clone, Debug, PartialEq)]
pub struct Formula {
    /// What lies inside the delimiters, blanks at the ends of displays left out.
    pub content: Span,
    /// The text of `content`, byte for byte as long as it (see the [module](self) on quote marks).
    pub text: String,
    /// Whether it stands on lines of its own.
    pub display: bool,
    /// Whether it stands in a heading.
    pub heading: bool,
    /// The environment that the content is the body of (`align*`, `equation`, `aligned` …): the innermost where the
    /// formula consists of nothing but environments in one another.
    pub environment: Option<String>,
    /// The tag as printed: `\tag{28}`, `\quad (28)` at the end of the text, or `(28)` in the words right behind a display.
    pub tag: Option<String>,
    /// Its role, this formula's own words considered: what "show that" introduces is a goal wherever it stands.
    pub role: Role,
    /// What the words around it say.
    pub cues: Cues,
}

/// What the words right before and behind a formula say of it, in the order of the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cues(pub Vec<Cue>);

impl Cues {
    /// The word nearest before the formula, citations left out: what decides where several words stand.
    pub fn nearest(&self) -> Option<&Cue> {
        self.0
            .iter()
            .rev()
            .find(|cue| !matches!(cue.kind, CueKind::Citation { .. }))
    }

    /// Whether the nearest word makes the formula something supposed: a hypothesis, a condition or a reason.
    pub fn is_hypothesis(&self) -> bool {
        self.nearest().is_some_and(|cue| {
            matches!(
                cue.kind,
                CueKind::Hypothesis | CueKind::Condition | CueKind::Reason
            )
        })
    }

    /// Whether the nearest word makes the formula a definition.
    pub fn is_definition(&self) -> bool {
        self.nearest()
            .is_some_and(|cue| cue.kind == CueKind::Definition)
    }

    /// The lines and theorems that the words cite.
    pub fn citations(&self) -> impl Iterator<Item = &Citation> {
        self.0.iter().filter_map(|cue| match &cue.kind {
            CueKind::Citation(citation) => Some(citation),
            _ => None,
        })
    }
}

/// One word or phrase that says something of a formula.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cue {
    /// What it says.
    pub kind: CueKind,
    /// The phrase as the lexicon spells it, or as written for citations.
    pub word: String,
    /// Where it stands.
    pub span: Span,
}

/// What a word says of the formula it belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CueKind {
    /// "let", "suppose", "soit", "on suppose": the formula is assumed from here on.
    Hypothesis,
    /// "with", "where", "for all", "if", "avec", "où": the formula restricts the ones beside it.
    Condition,
    /// "since", "because", "car", "puisque": the formula is said to be known and a reason for another.
    Reason,
    /// "we define", "posons", "is given by": the formula introduces a name.
    Definition,
    /// "hence", "we find", "donc", "on trouve": the formula is claimed from what stands before.
    Consequence,
    /// "implies", "implique": claimed from the formula before the word.
    Implies,
    /// "show that", "prouvez que": the formula is what is to be shown.
    Goal,
    /// "recall", "hint", "rappelons": the formula is called to mind.
    Hint,
    /// "is attained where", "se trouve à": the formula says where something lies, and does not claim to hold.
    Place,
    /// "by Jensen", "d'après (12)".
    Citation(Citation),
}

/// What a citation cites.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// The label of a line (`12`) or the name of a theorem as the lexicon spells it (`Jensen`, `AM-GM`).
    pub target: CitationTarget,
    /// Whether a colon and nothing else stands between the citation and the formula, which may then be the theorem itself.
    pub colon: bool,
}

/// A line or a theorem.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CitationTarget {
    /// A tag of the document, or the key that `\\label` gives to a line.
    Label(String),
    /// A theorem by its usual name.
    Name(String),
}

/// Reads a Markdown file. Never fails.
///
/// ```
/// use hence::read::document::{Role, read_markdown};
/// let document = read_markdown("a.md", "Suppose $x > 0$. Then $x + 1 > 1$.".to_owned());
/// let (_, formula) = document.formulas().next().unwrap();
/// assert_eq!(formula.text, "x > 0");
/// assert!(formula.cues.is_hypothesis());
/// assert_eq!(formula.role, Role::Claimed);
/// ```
pub fn read_markdown(path: &str, text: String) -> Document {
    let items = assemble::assemble(&text, markdown::leaves(&text));
    Document {
        path: path.to_owned(),
        text,
        items,
    }
}

/// Reads the Markdown cells of a notebook, which [`CELL_END`](crate::read::notebook::CELL_END) parts. Never fails; what is
/// left open in a cell ends with it.
pub fn read_cells(path: &str, text: String) -> Document {
    let mut leaves = Vec::new();
    let (mut start, mut lists) = (0, 0);
    for cell in text.split(crate::read::notebook::CELL_END) {
        let mut of_cell = markdown::leaves(cell);
        let mut next = lists;
        for leaf in &mut of_cell {
            leaf.move_by(start);
            if let Some(marker) = &mut leaf.item {
                marker.list += lists;
                next = next.max(marker.list);
            }
        }
        lists = next;
        start += cell.len() + crate::read::notebook::CELL_END.len_utf8();
        leaves.append(&mut of_cell);
    }
    let items = assemble::assemble(&text, leaves);
    Document {
        path: path.to_owned(),
        text,
        items,
    }
}

/// The stretches of a Markdown text that are code or its front matter.
pub(crate) fn code(text: &str) -> Vec<Span> {
    let regions = scan::regions(text).into_iter();
    let code = regions.filter(|region| region.kind == scan::RegionKind::Code);
    code.map(|region| region.span).collect()
}

/// Reads a LaTeX file. Never fails; what stands before `\begin{document}` is read over.
pub fn read_tex(path: &str, text: String) -> Document {
    let items = assemble::assemble(&text, tex::leaves(&text));
    Document {
        path: path.to_owned(),
        text,
        items,
    }
}

/// Why the bytes of a file are no text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotText {
    /// The first byte that is at fault, counted from 0.
    pub byte: usize,
    /// The line it stands on, counted from 1.
    pub line: usize,
    /// What is wrong, in a few words.
    pub reason: String,
}

impl std::fmt::Display for NotText {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{} at byte {} (line {})",
            self.reason, self.byte, self.line
        )
    }
}

impl std::error::Error for NotText {}

/// The bytes of a file as text.
///
/// A byte order mark stays in the text as its first character, so that offsets in the text are offsets in the file; the
/// readers take it for a blank.
///
/// # Errors
///
/// When the bytes are not UTF-8 (UTF-16 is told apart by its mark) or hold a NUL, which no text file does.
pub fn file_text(bytes: Vec<u8>) -> Result<String, NotText> {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err(NotText {
            byte: 0,
            line: 1,
            reason: "the file is UTF-16, not UTF-8".to_owned(),
        });
    }
    let line_of = |bytes: &[u8], at: usize| bytes[..at].iter().filter(|&&b| b == b'\n').count() + 1;
    if let Some(byte) = bytes.iter().position(|&b| b == 0) {
        return Err(NotText {
            byte,
            line: line_of(&bytes, byte),
            reason: "the file is binary: NUL".to_owned(),
        });
    }
    String::from_utf8(bytes).map_err(|error| {
        let byte = error.utf8_error().valid_up_to();
        NotText {
            byte,
            line: line_of(error.as_bytes(), byte),
            reason: "the file is not UTF-8".to_owned(),
        }
    })
}
