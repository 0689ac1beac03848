//! Paragraphs with labels: "(a) Let x > 0. Then A. (b) B" may be two exercises, or two steps of one derivation.

use super::Walk;
use super::anew::Renewed;
use super::cases::Supposed;
use crate::finding::Verdict;
use hence_kernel::{Kind, Term, Type, syntax};
use std::collections::BTreeSet;

/// What was in force where a paragraph with a label begins.
#[derive(Debug)]
pub(super) struct Labelled {
    given: Vec<Term>,
    supposed: usize,
    findings: usize,
}

impl Walk<'_> {
    /// A paragraph begins with a label of this depth. What the one before with a label of this kind has supposed for its own claims
    /// may hold no more: it proves nothing from here on, and nothing is refuted without it.
    pub(super) fn begin_label(&mut self, depth: usize) {
        self.settle_constraints();
        let ended = self.labels.drain(depth.min(self.labels.len())..).next();
        if let Some(before) = ended {
            let judged = |v: Verdict| {
                !matches!(
                    v,
                    Verdict::Given | Verdict::Defined | Verdict::Skipped | Verdict::Unread
                )
            };
            if (self.findings.iter().skip(before.findings)).any(|f| judged(f.verdict)) {
                self.doubt_since(&before);
            }
        }
        self.labels.push(Labelled {
            given: self.given.clone(),
            supposed: self.supposed.len(),
            findings: self.findings.len(),
        });
    }

    fn doubt_since(&mut self, before: &Labelled) {
        // "1) Suppose a = b" defines nothing.
        let since: Vec<Supposed> = self
            .supposed
            .iter()
            .skip(before.supposed)
            .cloned()
            .collect();
        let value = |p: &Term| {
            p.as_eq()
                .is_some_and(|(a, _)| matches!(a.kind(), Kind::Var(_)))
        };
        let supposed =
            |p: &Term| value(p) && since.iter().any(|s| !s.introducing && s.given.contains(p));
        let old: Vec<Term> = (self.given.iter())
            .filter(|p| !before.given.contains(p) && (supposed(p) || !self.is_definition(p)))
            .cloned()
            .collect();
        let values = self.supposed.iter().skip(before.supposed);
        let values: BTreeSet<String> = values
            .filter_map(|s| s.defined.clone())
            .filter(|n| self.is_number(n))
            .collect();
        self.doubt(old, values);
    }

    /// What these suppositions say may hold no more.
    pub(super) fn doubt_supposed(&mut self, gone: &[Supposed]) {
        for s in gone {
            let values = s.defined.iter().filter(|n| self.is_number(n)).cloned();
            let values: BTreeSet<String> = values.collect();
            let mut old = s.given.clone();
            old.retain(|p| self.given.contains(p));
            self.doubt(old, values);
        }
    }

    /// What was supposed by writing it may hold no more.
    pub(super) fn doubt_written(&mut self) {
        let old = std::mem::take(&mut self.written);
        self.doubt(old, BTreeSet::new());
    }

    /// What is given from here on may hold no more.
    pub(super) fn doubt_from(&mut self, count: usize) {
        let old = self.given.get(count..).unwrap_or_default().to_vec();
        self.doubt(old, BTreeSet::new());
    }

    fn doubt(&mut self, old: Vec<Term>, values: BTreeSet<String>) {
        let mut names: BTreeSet<String> = (old.iter())
            .flat_map(|p| p.free_vars())
            .map(|v| self.named(&v))
            .collect();
        names.extend(values);
        if names.is_empty() {
            return;
        }
        let doubt = self.with_lines(Renewed::doubted(names, old, BTreeSet::new()));
        self.doubts.push(doubt);
    }

    // Whether a formula says what a name stands for: parts that belong together share their functions, sequences and values of letters.
    fn is_definition(&self, p: &Term) -> bool {
        let mut inner = p;
        while let Some(next) = body(inner) {
            inner = next;
        }
        let Some((a, b)) = inner.as_eq() else {
            return false;
        };
        let head = a.spine().0;
        let family = matches!(head.ty(), Type::Fun(_));
        let valued = self.scope.values().iter().any(|(v, t)| v == a && t == b);
        family || valued && b.has_vars() || matches!(head.kind(), Kind::Bound(_))
    }
}

// What is said under a quantifier or a condition.
fn body(p: &Term) -> Option<&Term> {
    let quantified = || match syntax::as_quantified(p, "∀")?.kind() {
        Kind::Lam(_, _, b) => Some(b),
        _ => None,
    };
    quantified().or_else(|| p.as_binary("⇒").map(|(_, q)| q))
}
