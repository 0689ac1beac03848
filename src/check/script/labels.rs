//! Labels at the beginning of lines: "(a)", "2)", "Ex 3.", `\\item`.

use super::{CaseMark, Entry};
use crate::read::document::Document;
use crate::read::lexicon::guards::{Guards, guards, words};

/// The labels that are open at a place, the outermost first.
#[derive(Default)]
pub(super) struct Labels {
    open: Vec<Label>,
    // Where the formula before ends.
    end: usize,
}

#[derive(Clone, PartialEq)]
struct Label {
    // How it is written: the word before it, its brackets, and whether it counts with numbers, letters or roman numerals.
    kind: (String, String, Count),
    text: String,
}

#[derive(Clone, Copy, PartialEq)]
enum Count {
    Number,
    Letter,
    Roman,
    Bare,
}

impl Labels {
    pub(super) fn forget(&mut self) {
        self.open.clear();
    }

    /// Notes the labels between the formula before and this one.
    pub(super) fn pass(&mut self, doc: &Document, i: usize, out: &mut Vec<Entry>) {
        let (Some(g), Some(item)) = (guards(), doc.items.get(i)) else {
            return;
        };
        let gap = doc.text.get(self.end..item.span.start).unwrap_or("");
        let mut from = if self.end == 0 {
            Some(0)
        } else {
            gap.find('\n').map(|at| at + 1)
        };
        self.end = self.end.max(item.span.end);
        while let Some(at) = from {
            let rest = gap.get(at..).unwrap_or("");
            from = rest.find('\n').map(|n| at + n + 1);
            let Some((label, behind)) = self.label(rest, g) else {
                continue;
            };
            // "Q2. Then A" is a question of its own.
            let named = !label.kind.0.is_empty();
            let goes_on = !named && g.following.begins(&words(behind)).is_some();
            let depth = self.open.iter().position(|l| l.kind == label.kind);
            match depth {
                Some(depth) => {
                    self.open.truncate(depth + 1);
                    self.open[depth] = label;
                }
                None => self.open.push(label),
            }
            if !goes_on {
                let depth = depth.unwrap_or(self.open.len() - 1);
                out.push(Entry::Case(CaseMark::Label(depth)));
            }
        }
    }

    // The label that a line begins with, and what stands behind it.
    fn label<'a>(&self, line: &'a str, g: &Guards) -> Option<(Label, &'a str)> {
        let line = line.trim_start_matches([' ', '\t', '*', '_', '#', '>']);
        let label = |before: &str, brackets: &str, count, text: &str| Label {
            kind: (before.into(), brackets.into(), count),
            text: text.into(),
        };
        if let Some(rest) = line.strip_prefix("\\item") {
            return Some((label("", "\\item", Count::Bare, ""), rest));
        }
        let word = |s: &'a str| s.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        let body = line.strip_prefix('(').unwrap_or(line);
        let first = word(body);
        let name = first.trim_end_matches(|c: char| c.is_ascii_digit());
        if !line.starts_with('(') && g.labelling.is(&[name.to_lowercase()]) {
            let rest = body.get(name.len()..)?;
            let rest = rest.trim_start_matches(['.', ' ', '~']);
            let number = word(rest);
            let behind = rest.get(number.len()..)?;
            let counts = number.chars().count() < 3 && !number.is_empty();
            return counts.then(|| (label(&name.to_lowercase(), "", Count::Bare, number), behind));
        }
        let behind = body.get(first.len()..)?;
        let close = behind.chars().next().filter(|c| matches!(c, ')' | '.'))?;
        let behind = behind.get(1..)?;
        let apart = behind.is_empty() || behind.starts_with([' ', '\t', '\n', '*', '_', '$']);
        if line.starts_with('(') && close != ')' || !apart {
            return None;
        }
        let brackets = format!("{}{close}", if line.starts_with('(') { "(" } else { "" });
        let count = self.count(first, &brackets)?;
        Some((label("", &brackets, count, first), behind))
    }

    // How a label counts; "i" goes on with "h" where letters were counted, and begins roman numerals elsewhere.
    fn count(&self, text: &str, brackets: &str) -> Option<Count> {
        let number = text.len() < 3 && text.chars().all(|c| c.is_ascii_digit());
        if number && !text.is_empty() {
            return Some(Count::Number);
        }
        let letter = text.len() == 1 && text.starts_with(|c: char| c.is_ascii_lowercase());
        let next = self.open.iter().any(|l| {
            let before = l.text.bytes().next().map(|b| b + 1);
            l.kind.1 == brackets && l.kind.2 == Count::Letter && text.bytes().next() == before
        });
        let roman = text.len() < 5 && text.chars().all(|c| matches!(c, 'i' | 'v' | 'x'));
        if letter && (next || !roman) {
            Some(Count::Letter)
        } else {
            (roman && !text.is_empty()).then_some(Count::Roman)
        }
    }
}
