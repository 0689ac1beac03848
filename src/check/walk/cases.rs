//! Cases: what one supposes holds until the next one begins, or the cases are over.

use super::super::open;
use super::super::script::{CaseMark, Line};
use super::Walk;
use crate::read::ast::Expr;
use std::collections::BTreeSet;

/// A case that the text is in.
#[derive(Debug)]
pub(super) struct Case {
    // How much was given and how many lines stood before it.
    given: usize,
    lines: usize,
    // The names that this case and those before it suppose something of.
    names: BTreeSet<String>,
}

impl Walk<'_> {
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
