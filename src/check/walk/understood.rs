//! What a check keeps for whoever wants to see how the document was understood.

use super::super::script::Task;
use super::Walk;
use crate::finding::{Finding, Verdict};
use crate::reading::{Role, Understood};
use hence_kernel::Term;
use std::collections::BTreeMap;

/// What is kept beside the findings.
#[derive(Default)]
pub(super) struct Notes {
    /// What the line at hand is to the text; none for what is no line.
    task: Option<Task>,
    /// The hypotheses in force for the claim at hand.
    hypotheses: Vec<Term>,
    /// By the id of the finding. A line that is judged twice has the same ids both times.
    kept: BTreeMap<String, (Option<Task>, Vec<Term>)>,
}

impl Walk<'_> {
    /// From here on it is kept how each line was understood.
    pub(in crate::check) fn take_notes(&mut self) {
        self.notes = Some(Notes::default());
    }

    pub(super) fn note_task(&mut self, task: Task) {
        if let Some(notes) = &mut self.notes {
            notes.task = Some(task);
            notes.hypotheses.clear();
        }
    }

    pub(super) fn note_hypotheses(&mut self, goal: &Term) {
        if let Some(notes) = &mut self.notes {
            notes.hypotheses = bearing_on(goal, &self.given);
        }
    }

    pub(super) fn note_finding(&mut self, id: &str) {
        if let Some(notes) = &mut self.notes {
            let entry = (notes.task, notes.hypotheses.clone());
            notes.kept.insert(id.to_owned(), entry);
        }
    }

    /// The findings as readings.
    pub(in crate::check) fn understood(self) -> Vec<Understood> {
        let kept = self.notes.map(|notes| notes.kept).unwrap_or_default();
        let mut out = Vec::with_capacity(self.findings.len());
        for finding in self.findings {
            let (task, hypotheses) = kept
                .get(&finding.id)
                .map_or((None, &[][..]), |(task, hypotheses)| (*task, hypotheses));
            let role = role(&finding, task);
            let hypotheses = match role {
                Role::Claimed => hypotheses.iter().map(Term::to_string).collect(),
                _ => Vec::new(),
            };
            out.push(Understood::of(finding, role, hypotheses));
        }
        out
    }
}

fn role(finding: &Finding, task: Option<Task>) -> Role {
    match finding.verdict {
        Verdict::Unread => Role::Unread,
        Verdict::Skipped => Role::Skipped,
        Verdict::Defined => Role::Defined,
        Verdict::Given if task == Some(Task::Goal) => Role::Goal,
        Verdict::Given => Role::Given,
        // Part of the question, and known to the theory.
        Verdict::Valid if task == Some(Task::Given) => Role::Given,
        Verdict::Valid
        | Verdict::Conditional
        | Verdict::Tainted
        | Verdict::Invalid
        | Verdict::Unproved => Role::Claimed,
    }
}

// The formulas that share a variable with the goal, or with one of these: nothing else can help to prove it.
fn bearing_on(goal: &Term, given: &[Term]) -> Vec<Term> {
    let mut known = goal.free_vars();
    let mut taken = vec![false; given.len()];
    loop {
        let mut more = Vec::new();
        for (p, taken) in given.iter().zip(&mut taken) {
            if !*taken && known.iter().any(|v| p.has_free(v)) {
                *taken = true;
                more.extend(p.free_vars());
            }
        }
        if more.is_empty() {
            break;
        }
        more.retain(|v| !known.contains(v));
        known.extend(more);
    }
    let kept = given.iter().zip(taken).filter(|(_, taken)| *taken);
    kept.map(|(p, _)| p.clone()).collect()
}
