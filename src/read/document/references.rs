//! References to lines by the key of their `\label`: `\eqref{eq:a}`, `(\ref{eq:a})`, `\cref{eq:a,eq:b}`.

use std::collections::BTreeMap;

use super::leaf::{Inline, Leaf};
use crate::read::ast::Span;

/// The keys that a document gives to its lines, each with its place among them.
pub(super) struct Keys(BTreeMap<String, usize>);

impl Keys {
    /// The keys of a text.
    pub(super) fn of(text: &str) -> Keys {
        let mut keys = BTreeMap::new();
        for behind in text.split("\\label{").skip(1) {
            if let Some((key, _)) = behind.split_once('}') {
                let number = keys.len() + 1;
                keys.entry(key.trim().to_owned()).or_insert(number);
            }
        }
        Keys(keys)
    }

    /// What stands for a reference in running words: a number, as it is printed, though not the same one.
    fn shown(&self, macro_name: &str, keys: &[String]) -> String {
        let number = |key: &String| self.0.get(key).copied().unwrap_or(self.0.len() + 1);
        let numbers: Vec<String> = keys.iter().map(|key| number(key).to_string()).collect();
        match macro_name {
            "eqref" => format!("({})", numbers.join(", ")),
            _ => numbers.join(", "),
        }
    }

    /// The reference that stands at the beginning of a text, and how long it is.
    pub(super) fn leading(&self, text: &str, at: usize) -> Option<(Inline, usize)> {
        let rest = text.strip_prefix('\\')?;
        let name = ["eqref", "ref", "cref", "Cref", "autoref"]
            .into_iter()
            .find(|name| rest.strip_prefix(name).is_some_and(|r| r.starts_with('{')))?;
        let (inside, _) = rest[name.len() + 1..].split_once('}')?;
        if inside.contains(['\n', '{', '\\']) {
            return None;
        }
        let keys: Vec<String> = inside.split(',').map(|key| key.trim().to_owned()).collect();
        let len = name.len() + inside.len() + 3;
        let inline = Inline::Reference {
            shown: self.shown(name, &keys),
            keys,
            span: Span::new(at, at + len),
        };
        Some((inline, len))
    }

    /// Takes references out of the words of a block, and formulas that are nothing but a reference.
    pub(super) fn divide(&self, leaf: &mut Leaf) {
        let inlines = std::mem::take(&mut leaf.inlines);
        for inline in inlines {
            match inline {
                Inline::Text { text, span, strong }
                    if text.len() == span.end - span.start && text.contains('\\') =>
                {
                    self.divide_words(&text, span.start, strong, &mut leaf.inlines);
                }
                Inline::Formula {
                    outer,
                    ref text,
                    display: false,
                    ..
                } => {
                    let bare = text.trim();
                    let inside = bare.strip_prefix('(').and_then(|b| b.strip_suffix(')'));
                    let bare = inside.unwrap_or(bare).trim();
                    match self.leading(bare, outer.start) {
                        Some((Inline::Reference { keys, shown, .. }, len)) if len == bare.len() => {
                            let span = outer;
                            leaf.inlines.push(Inline::Reference { keys, shown, span });
                        }
                        _ => leaf.inlines.push(inline),
                    }
                }
                other => leaf.inlines.push(other),
            }
        }
    }

    fn divide_words(&self, text: &str, start: usize, strong: bool, out: &mut Vec<Inline>) {
        let piece = |from: usize, to: usize| Inline::Text {
            text: text[from..to].to_owned(),
            span: Span::new(start + from, start + to),
            strong,
        };
        let mut from = 0;
        let mut at = 0;
        while let Some(found) = text[at..].find('\\') {
            at += found;
            match self.leading(&text[at..], start + at) {
                Some((reference, len)) => {
                    if from < at {
                        out.push(piece(from, at));
                    }
                    out.push(reference);
                    at += len;
                    from = at;
                }
                None => at += 1,
            }
        }
        if from < text.len() {
            out.push(piece(from, text.len()));
        }
    }
}
