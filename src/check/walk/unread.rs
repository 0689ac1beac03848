//! Formulas that are kept and not judged: what is quoted, what speaks of things that are not computed with, what has no meaning.

use super::super::open;
use super::super::script::{Line, Task};
use super::{Walk, line_span};
use crate::diagnose::codes;
use crate::elaborate::{Problem, has_boundless, key, walk};
use crate::finding::Verdict;
use crate::read::ast::{Expr, Kind, Rel, Unread};
use std::collections::BTreeSet;

impl Walk<'_> {
    // Something that could be read and has no meaning here.
    pub(super) fn misunderstood(&mut self, line: &Line, e: &Expr, p: &Problem) {
        let mut names = BTreeSet::new();
        open::names(e, &mut names);
        // What was not understood and speaks of no name may say that there are names as it says.
        self.unheard |= match line.task {
            Task::Claim => {
                let mut own = BTreeSet::new();
                match open::single_link(e) {
                    Some((first, link)) if link.rel == Rel::In => open::names(first, &mut own),
                    _ => open::names(e, &mut own),
                }
                own.is_empty()
            }
            task => !matches!(task, Task::Goal | Task::Place),
        };
        names.retain(|n| !self.is_matrix_of_numerals(n));
        self.open.append(&mut names);
        let mut f = self.finding(
            if line.exprs.as_ref().is_ok_and(|x| x.len() == 1) {
                line.span
            } else {
                e.span
            },
            line.label.clone(),
            Verdict::Unread,
            String::new(),
            p.reason.clone(),
            Some(codes::NOT_READ.code),
        );
        f.focus = Some(p.span);
        self.findings.push(f);
        self.last = None;
        self.previous = None;
    }

    /// What keeps a file from being read at all.
    pub(in crate::check) fn fault(&mut self, fault: &Unread, source: &str) {
        let code = Some(codes::NOT_READ.code);
        let (reading, reason) = (String::new(), fault.reason.clone());
        let mut f = self.finding(fault.span, None, Verdict::Unread, reading, reason, code);
        f.source = source.to_owned();
        self.findings.push(f);
    }

    // A finding without a reading.
    pub(super) fn kept(&mut self, line: &Line, e: &Expr, verdict: Verdict, message: &str) {
        let f = self.finding(
            line_span(line, e),
            line.label.clone(),
            verdict,
            String::new(),
            message.into(),
            None,
        );
        self.findings.push(f);
        self.last = None;
        self.previous = None;
    }

    // Whether a formula speaks of a function that nothing was said of, so that it is a theorem about all functions.
    pub(super) fn is_general_theorem(&self, e: &Expr, before: &BTreeSet<String>) -> bool {
        let mut found = false;
        walk(e, &mut |e| {
            if let Kind::NameParen(n, _) = &e.kind {
                let k = key(n);
                let sort = self.scope.sort(&k);
                found |=
                    !before.contains(&k) && self.scope.definition(&k).is_none() && sort.is_none();
            }
        });
        found
    }

    // A theorem as the text quotes it may lack its conditions: proofs use the theory's version and not this one.
    pub(super) fn quoted(&mut self, line: &Line, e: &Expr) {
        let name = line.quoted.as_deref().unwrap_or_default();
        let message = format!("quoted: what follows by {name} is proved from its conditions");
        self.kept(line, e, Verdict::Given, &message);
    }

    // Whether a formula speaks of what is read and not computed with: matrices, integrals without bounds, names of these.
    pub(super) fn is_of_other_kind(&self, e: &Expr) -> bool {
        let mut names = BTreeSet::new();
        open::names(e, &mut names);
        open::is_of_other_kind(e) || names.iter().any(|n| self.scope.is_other(n))
    }

    // NAME = matrix: the name is introduced, and formulas with it are not computed with.
    pub(super) fn other_definition(&mut self, line: &Line, e: &Expr) -> bool {
        let Some((name, value)) = open::equated(e) else {
            return false;
        };
        // A functional is varied as it is written.
        if !self.is_of_other_kind(value) && !has_boundless(value) {
            return false;
        }
        self.scope.note_other(&name, value);
        self.open.insert(name);
        self.kept(line, e, Verdict::Defined, "it is not computed with");
        true
    }

    // A hypothesis about such things is kept and cannot be used. What it says of its names is not known, so nothing about them is refuted.
    pub(super) fn other_hypothesis(&mut self, line: &Line, e: &Expr, before: &BTreeSet<String>) {
        match open::equated(e) {
            Some((name, _)) if !before.contains(&name) => {
                self.open.insert(name);
            }
            _ if line.task == Task::Goal => {}
            _ => self.restricted.extend(open::determined(e)),
        }
        self.kept(line, e, Verdict::Given, "it is not computed with");
    }

    // A name that such a hypothesis may determine, by way of the lines that names stand together in.
    pub(super) fn restricted(&self, names: &BTreeSet<String>) -> Option<String> {
        if self.restricted.is_empty() {
            return None;
        }
        let mut all = names.clone();
        let mut before = 0;
        while all.len() > before {
            before = all.len();
            for line in &self.together {
                if !line.is_disjoint(&all) {
                    all.extend(line.iter().cloned());
                }
            }
        }
        all.into_iter().find(|n| self.restricted.contains(n))
    }

    // NAME = matrix again, where the name was a number before: a matrix is no number, so a new name begins.
    pub(super) fn is_new_matrix(&self, e: &Expr) -> bool {
        open::equated(e).is_some_and(|(name, value)| {
            matches!(value.kind, Kind::Matrix(_)) && !self.scope.is_other(&name)
        })
    }
}
