//! What the comments of a document say to the checker.

use super::{Entry, Line, Task, rows};
use crate::finding::Verdict;
use crate::read::ast::Span;
use crate::read::document::{Directive, DirectiveKind};
use crate::read::{latex, plain};

/// Takes a directive: entries of its own, or what it says of the formulas that follow.
pub(super) fn directive(
    d: &Directive,
    span: Span,
    out: &mut Vec<Entry>,
    ignoring: &mut bool,
    forced: &mut Option<Task>,
) {
    let task = match &d.kind {
        DirectiveKind::Assume | DirectiveKind::Let => Task::Assume,
        DirectiveKind::Given => Task::Given,
        DirectiveKind::Define => Task::Define,
        DirectiveKind::Claim => Task::Claim,
        DirectiveKind::Expect { verdict, code } => {
            let verdicts: Vec<Verdict> = verdict
                .split('|')
                .filter_map(|w| Verdict::from_word(w.trim()))
                .collect();
            if verdicts.is_empty() {
                let reason = format!("`{verdict}` is no verdict");
                out.push(Entry::Bad {
                    span,
                    reason,
                    directive: true,
                });
            } else {
                out.push(Entry::Expect {
                    verdicts,
                    code: code.clone(),
                    span,
                });
            }
            return;
        }
        DirectiveKind::Ignore => {
            if d.text.trim().is_empty() {
                *ignoring = true;
            } else {
                out.push(Entry::Ignore(d.text.trim().to_string()));
            }
            return;
        }
        DirectiveKind::End => {
            *ignoring = false;
            return;
        }
        DirectiveKind::Bad { reason } => {
            out.push(Entry::Bad {
                span,
                reason: reason.clone(),
                directive: true,
            });
            return;
        }
    };
    if d.text.trim().is_empty() {
        // It speaks of the formula that follows.
        *forced = Some(task);
        return;
    }
    for (text, offset) in payload(&d.text, d.content.start) {
        let exprs = if text.contains('\\') {
            rows(latex::parse(text, offset))
        } else {
            plain::parse(text, offset).map(|e| vec![e])
        };
        out.push(Entry::Formula(Box::new(Line::new(
            Span::new(offset, offset + text.len()),
            exprs,
            task,
        ))));
    }
}

// The formulas of a directive: between dollar signs where there are some, else the whole.
fn payload(text: &str, offset: usize) -> Vec<(&str, usize)> {
    if text.contains('$') {
        let mut at = 0;
        let mut out = Vec::new();
        for (i, piece) in text.split('$').enumerate() {
            if i % 2 == 1 && !piece.trim().is_empty() {
                out.push((piece, offset + at));
            }
            at += piece.len() + 1;
        }
        return out;
    }
    let start = text.len() - text.trim_start().len();
    vec![(text.trim(), offset + start)]
}
