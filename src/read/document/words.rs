//! A block as a row of tokens: normalised words, punctuation, formulas.

use super::leaf::{Inline, Leaf};
use crate::read::ast::Span;
use crate::read::lexicon::Lexicon;

/// What a token is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum TokKind {
    /// A word in its normal form.
    Word(String),
    /// A sign that ends or divides a sentence, or a bracket. The full stop of an abbreviation is none.
    Sign(char),
    /// A reference to lines, by the keys of their labels.
    Reference(Vec<String>),
    /// The formula, directive or skipped stretch at this place among the inlines.
    Inline(usize),
}

/// A token and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tok {
    pub kind: TokKind,
    pub span: Span,
    /// Whether it is printed bold.
    pub strong: bool,
    /// Whether a word begins with a capital.
    pub capital: bool,
    /// Whether it is the first of a line of the source.
    pub line_start: bool,
}

impl Tok {
    pub(super) fn word(&self) -> Option<&str> {
        match &self.kind {
            TokKind::Word(word) => Some(word),
            _ => None,
        }
    }

    pub(super) fn is_sign(&self, signs: &[char]) -> bool {
        matches!(self.kind, TokKind::Sign(sign) if signs.contains(&sign))
    }
}

/// The words from a token on, up to the first token that is none.
pub(super) fn words_from(toks: &[Tok], at: usize) -> impl Iterator<Item = &str> + Clone {
    toks.get(at..)
        .unwrap_or_default()
        .iter()
        .map_while(Tok::word)
}

const SIGNS: &str = ".,;:?!()[]—–∎□■";

/// The tokens of a block.
pub(super) fn tokens(leaf: &Leaf, lexicon: &Lexicon) -> Vec<Tok> {
    let mut out = Vec::new();
    let mut line_start = true;
    for (place, inline) in leaf.inlines.iter().enumerate() {
        match inline {
            Inline::Break { .. } => line_start = true,
            Inline::Formula { outer: span, .. }
            | Inline::Directive { span, .. }
            | Inline::Skipped { span, .. } => {
                let kind = TokKind::Inline(place);
                out.push(Tok {
                    kind,
                    span: *span,
                    strong: false,
                    capital: false,
                    line_start,
                });
                line_start = false;
            }
            Inline::Reference { keys, span, .. } => {
                out.push(Tok {
                    kind: TokKind::Reference(keys.clone()),
                    span: *span,
                    strong: false,
                    capital: false,
                    line_start,
                });
                line_start = false;
            }
            Inline::Text { text, span, strong } => {
                text_tokens(text, *span, *strong, lexicon, &mut line_start, &mut out);
            }
        }
    }
    out
}

fn text_tokens(
    text: &str,
    span: Span,
    strong: bool,
    lexicon: &Lexicon,
    line_start: &mut bool,
    out: &mut Vec<Tok>,
) {
    let exact = text.len() == span.end - span.start;
    let place = |range: std::ops::Range<usize>| {
        if exact {
            Span::new(span.start + range.start, span.start + range.end)
        } else {
            span
        }
    };
    let mut push = |kind: TokKind, range: std::ops::Range<usize>, capital: bool| {
        out.push(Tok {
            kind,
            span: place(range),
            strong,
            capital,
            line_start: *line_start,
        });
        *line_start = false;
    };
    let mut cursor = 0;
    let mut last_word = String::new();
    let words = lexicon.words(text);
    for (word, range) in words
        .into_iter()
        .map(Some)
        .chain([None])
        .map(|word| match word {
            Some((word, range)) => (Some(word), range),
            None => (None, text.len()..text.len()),
        })
    {
        for (at, sign) in text[cursor..range.start].char_indices() {
            let at = cursor + at;
            let inner_dot = matches!(sign, '.' | ',' | ':')
                && at > 0
                && text[at + 1..].starts_with(char::is_alphanumeric)
                && text[..at].ends_with(|c: char| c.is_ascii_digit());
            let abbreviation = sign == '.' && at == cursor && lexicon.is_abbreviation(&last_word);
            if SIGNS.contains(sign) && !inner_dot && !abbreviation {
                push(TokKind::Sign(sign), at..at + sign.len_utf8(), false);
            }
        }
        cursor = range.end;
        if let Some(word) = word {
            let capital = text[range.start..].starts_with(char::is_uppercase);
            last_word.clone_from(&word);
            push(TokKind::Word(word), range, capital);
        }
    }
}
