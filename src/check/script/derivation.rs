//! The entries of a `.hence` file.

use super::{Entry, Line, Task, rows};
use crate::elaborate::Sort;
use crate::finding::Verdict;
use crate::read::latex;
use crate::read::plain::{self, Body, Claim, FormulaText};

/// The entries of a `.hence` file.
pub(super) fn from_derivation(text: &str) -> Vec<Entry> {
    let mut out = Vec::new();
    for item in plain::parse_derivation(text).items {
        match item.body {
            Body::Blank
            | Body::Comment(_)
            | Body::Title(_)
            | Body::Ignored(_)
            | Body::Ignore
            | Body::End(_) => {}
            Body::Section(_) => out.push(Entry::Part(0, 0)),
            Body::Vars(vars) => out.push(Entry::Vars(
                vars.iter()
                    .map(|v| {
                        let sort = match v.sort {
                            plain::Sort::Real => Sort::Real,
                            plain::Sort::Int => Sort::Int,
                            plain::Sort::Nat => Sort::Nat,
                            plain::Sort::Vector => Sort::Vector,
                        };
                        (crate::elaborate::key(&v.name), sort)
                    })
                    .collect(),
            )),
            Body::Assume(fs) | Body::Let(fs) => {
                for f in fs {
                    let claim = Claim {
                        label: None,
                        formula: f,
                        by: Vec::new(),
                        from: Vec::new(),
                    };
                    out.push(plain_line(&claim, Task::Assume));
                }
            }
            Body::Define(c) => out.push(plain_line(&c, Task::Define)),
            Body::Given(c) => out.push(plain_line(&c, Task::Given)),
            Body::Claim(c) => out.push(plain_line(&c, Task::Claim)),
            Body::Expect { verdicts, code } => out.push(Entry::Expect {
                verdicts: verdicts
                    .iter()
                    .filter_map(|w| Verdict::from_word(w))
                    .collect(),
                code,
                span: item.span,
            }),
            Body::Unreadable(u) => out.push(Entry::Bad {
                span: item.span,
                reason: u.reason,
                directive: false,
            }),
        }
    }
    out
}

fn plain_line(c: &Claim, task: Task) -> Entry {
    let exprs = match &c.formula.text {
        FormulaText::Plain(r) => r.clone().map(|e| vec![e]),
        FormulaText::Latex { text, offset } => rows(latex::parse(text, *offset)),
    };
    let span = c.formula.span;
    Entry::Formula(Box::new(Line {
        label: c.label.as_ref().map(|m| m.text.clone()),
        from: c.from.iter().map(|m| m.text.clone()).collect(),
        ..Line::new(span, exprs, task)
    }))
}
