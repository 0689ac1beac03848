//! What the Markdown and the LaTeX reader have in common: a flat list of blocks of running text.

use super::directive::Directive;
use super::{PartKind, Role};
use crate::read::ast::Span;

/// A paragraph, heading, list item or table cell: a block that holds running text and no other block.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Leaf {
    /// Where it begins; right for headings, which may be empty, and 0 elsewhere.
    pub at: usize,
    /// Level of a heading, 1 for the topmost.
    pub heading: Option<u8>,
    /// The marker, where the block is the first of a list item.
    pub item: Option<Marker>,
    /// What begins or ends just before this block.
    pub marks: Vec<Mark>,
    /// Running text, formulas and the rest, in order.
    pub inlines: Vec<Inline>,
}

/// A list marker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Marker {
    /// The number of an ordered item.
    pub number: Option<u64>,
    /// Whether the number is printed as a letter, as LaTeX does in an inner list.
    pub lettered: bool,
    /// Where the marker stands.
    pub span: Span,
    /// Which list of the document the item belongs to.
    pub list: usize,
    /// 0 for a list that stands in no other list.
    pub depth: usize,
}

/// A boundary that the markup itself draws.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// `\begin{theorem}`, `\begin{exercise}`, with the optional title.
    Part {
        kind: PartKind,
        title: String,
        span: Span,
    },
    /// `\begin{proof}`, `\begin{solution}`.
    Role { role: Role, span: Span },
    /// The end of the one opened last.
    End,
}

/// A piece of a block.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Inline {
    /// Words. `text` is as long as `span` unless the source spells a character otherwise (`&amp;`).
    Text {
        text: String,
        span: Span,
        strong: bool,
    },
    /// A line break inside the block.
    Break { at: usize },
    /// A formula.
    Formula {
        outer: Span,
        content: Span,
        text: String,
        display: bool,
        environment: Option<String>,
    },
    /// The lines that `\\eqref` or one of its kin refers to, by the keys of their labels, and what stands for it in running words.
    Reference {
        keys: Vec<String>,
        shown: String,
        span: Span,
    },
    /// An instruction.
    Directive { directive: Directive, span: Span },
    /// Something read over.
    Skipped { reason: String, span: Span },
}

impl Inline {
    /// Where it stands.
    pub(super) fn span(&self) -> Span {
        match self {
            Inline::Text { span, .. }
            | Inline::Reference { span, .. }
            | Inline::Directive { span, .. }
            | Inline::Skipped { span, .. } => *span,
            Inline::Formula { outer, .. } => *outer,
            Inline::Break { at } => Span::new(*at, *at),
        }
    }
}

fn moved(span: &mut Span, by: usize) {
    *span = Span::new(span.start + by, span.end + by);
}

impl Leaf {
    /// Moves all places of a leaf that was read from a part of the text.
    pub(super) fn move_by(&mut self, by: usize) {
        self.at += by;
        if let Some(marker) = &mut self.item {
            moved(&mut marker.span, by);
        }
        for mark in &mut self.marks {
            match mark {
                Mark::Part { span, .. } | Mark::Role { span, .. } => moved(span, by),
                Mark::End => {}
            }
        }
        for inline in &mut self.inlines {
            match inline {
                Inline::Text { span, .. }
                | Inline::Reference { span, .. }
                | Inline::Skipped { span, .. } => moved(span, by),
                Inline::Break { at } => *at += by,
                Inline::Formula { outer, content, .. } => {
                    moved(outer, by);
                    moved(content, by);
                }
                Inline::Directive { directive, span } => {
                    moved(span, by);
                    directive.move_by(by);
                }
            }
        }
    }

    /// The pieces that lie, at least in part, in a span.
    pub(super) fn inside(&self, span: Span) -> impl Iterator<Item = &Inline> {
        let first = self
            .inlines
            .partition_point(|inline| inline.span().end < span.start);
        self.inlines[first..]
            .iter()
            .take_while(move |inline| inline.span().start < span.end)
    }

    /// Appends words, joined with the words before them where nothing stands between.
    pub(super) fn push_text(&mut self, text: &str, span: Span, strong: bool) {
        if text.is_empty() {
            return;
        }
        if let Some(Inline::Text {
            text: last,
            span: last_span,
            strong: last_strong,
        }) = self.inlines.last_mut()
        {
            let exact = last.len() == last_span.end - last_span.start
                && text.len() == span.end - span.start;
            if exact && last_span.end == span.start && *last_strong == strong {
                last.push_str(text);
                last_span.end = span.end;
                return;
            }
        }
        self.inlines.push(Inline::Text {
            text: text.to_owned(),
            span,
            strong,
        });
    }
}
