//! Cases: what one supposes holds until the next one begins, or the cases are over.

use super::super::open;
use super::super::script::{CaseMark, Line};
use super::Walk;
use crate::read::ast::Expr;
use hence_kernel::Term;
use std::collections::BTreeSet;

/// A case that the text is in.
#[derive(Debug)]
pub(super) struct Case {
    // How much was given and how many lines stood before it.
    pub(super) given: usize,
    pub(super) lines: usize,
    // The names that this case and those before it suppose something of.
    names: BTreeSet<String>,
}

/// What was supposed by one formula.
#[derive(Debug, Clone)]
pub(super) struct Supposed {
    given: Vec<Term>,
    // How many lines stood before it.
    pub(super) lines: usize,
    names: BTreeSet<String>,
    // The name that it gave a value.
    defined: Option<String>,
}

impl Walk<'_> {
    // Remembers what a formula supposed, since a contradiction may take it back.
    pub(super) fn note_supposed(&mut self, e: &Expr, given: usize) {
        let mut names = BTreeSet::new();
        open::names(e, &mut names);
        self.supposed.push(Supposed {
            given: self.given.get(given..).unwrap_or_default().to_vec(),
            lines: self.lines.len(),
            names,
            defined: open::equated(e).map(|(n, _)| n),
        });
    }

    pub(super) fn mark_case(&mut self, mark: CaseMark) {
        match mark {
            CaseMark::Begin => {
                let names = self.leave_case();
                self.unwritten = false;
                self.case = Some(Case {
                    given: self.given.len(),
                    lines: self.lines.len(),
                    names,
                });
            }
            CaseMark::Contradiction => {
                // Which supposition is given up cannot be seen for certain: the last one is not used, and nothing is refuted.
                if self.case.is_none()
                    && let Some(last) = self.supposed.pop()
                {
                    self.given.retain(|p| !last.given.contains(p));
                    self.lines.truncate(last.lines);
                    if let Some(n) = &last.defined {
                        self.scope.forget(n);
                    }
                    self.open.extend(last.names);
                }
                let names = self.leave_case();
                self.open.extend(names);
                self.unwritten = true;
            }
            CaseMark::Withdrawn => {
                // Which suppositions are meant cannot be seen for certain: none is used, and nothing about their names is refuted.
                let names = self.leave_case();
                self.open.extend(names);
                self.unwritten = false;
                let all = std::mem::take(&mut self.supposed);
                if let Some(first) = all.iter().map(|s| s.lines).min() {
                    self.lines.truncate(first);
                }
                self.drop_given(&|p| all.iter().any(|s| s.given.contains(p)));
                for s in all {
                    if let Some(n) = &s.defined {
                        self.scope.forget(n);
                    }
                    self.open.extend(s.names);
                }
                self.last = None;
                self.previous = None;
            }
            CaseMark::Elsewhere => self.elsewhere = true,
            CaseMark::Home => self.elsewhere = false,
            CaseMark::Figure => self.figure = true,
            CaseMark::Unwritten => self.unwritten = true,
            CaseMark::End => {
                // Where a case ends cannot be seen for certain: what it supposed is not used, and nothing is refuted without it.
                let names = self.leave_case();
                self.open.extend(names);
                self.unwritten = false;
            }
        }
    }

    // What was supposed and found in the case holds no more.
    fn leave_case(&mut self) -> BTreeSet<String> {
        let Some(case) = self.case.take() else {
            return BTreeSet::new();
        };
        self.given.truncate(case.given);
        self.lines.truncate(case.lines);
        self.last = None;
        self.previous = None;
        case.names
    }

    pub(super) fn suppose_case(&mut self, line: &Line, e: &Expr, before: &BTreeSet<String>) {
        if let Some(case) = &mut self.case {
            open::names(e, &mut case.names);
        }
        self.suppose(line, e, before, false);
    }
}
