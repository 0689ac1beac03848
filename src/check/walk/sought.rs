//! What is looked for: equations that are solved, and names whose value is asked for.

use super::super::judge::{admit, variable_name};
use super::super::open;
use super::super::script::Line;
use super::Walk;
use super::anew::Renewed;
use crate::elaborate::key;
use crate::prove::{self, Context};
use crate::read::ast::{Expr, Kind as ExprKind, Rel};
use hence_kernel::{Kind, Term, Theorem, syntax};
use std::collections::BTreeSet;

/// Names that are looked for, and what the equation that is solved supposed.
#[derive(Debug, Default)]
pub(super) struct Sought {
    names: BTreeSet<String>,
    given: Vec<Term>,
    // The next supposition is what is to be solved.
    next: bool,
    // The next supposition is a value that its sentence is for, and what such ones of this sentence supposed.
    pub(super) valued: bool,
    constraints: Vec<Renewed>,
}

impl Walk<'_> {
    pub(super) fn seek(&mut self, names: &BTreeSet<String>, solved: bool, anew: bool) {
        if anew {
            self.end_sought();
        }
        self.sought.next = solved;
        self.sought.names.extend(names.iter().cloned());
    }

    /// What was solved is done: the equation holds no more, nor what rests on it.
    pub(super) fn end_sought(&mut self) {
        self.settle_constraints();
        let before = std::mem::take(&mut self.sought);
        if before.given.is_empty() {
            return;
        }
        let lines = self.resting_on(&before.given, &|_| false);
        self.drop_given(&|p| before.given.contains(p));
        self.drop_lines(&|k| lines.contains(&k.id));
    }

    /// "Let x = 5" and "let f(x) = x²" bring another x than the one that was to be found.
    pub(super) fn end_solving(&mut self, line: &Line, e: &Expr) {
        if self.sought.given.is_empty() || !(line.introducing || line.defining) {
            return;
        }
        let Some((first, link)) = open::single_link(e) else {
            return;
        };
        let mut brought = BTreeSet::new();
        match &first.kind {
            ExprKind::Name(n) => drop(brought.insert(key(n))),
            ExprKind::NameParen(_, args) => args.iter().for_each(|a| open::names(a, &mut brought)),
            _ => return,
        }
        let equation = matches!(link.rel, Rel::Eq | Rel::Define);
        if !equation || brought.is_disjoint(&self.sought.names) {
            return;
        }
        if matches!(first.kind, ExprKind::Name(_)) {
            return self.end_sought();
        }
        // The variable of a function may still be the one that was found.
        let names = self.sought.names.clone();
        let doubt = Renewed::doubted(names, self.sought.given.clone(), BTreeSet::new());
        let doubt = self.with_lines(doubt);
        self.doubts.push(doubt);
    }

    /// Whether a name is looked for.
    pub(super) fn is_sought(&self, name: &str) -> bool {
        self.sought.names.contains(name)
    }

    pub(super) fn note_solved(&mut self, given: usize) {
        if std::mem::take(&mut self.sought.next) {
            let new = self.given.get(given..).unwrap_or_default();
            self.sought.given.extend(new.iter().cloned());
        }
    }

    /// "For S = 2: A", where the text has said that S is a + b: what stands behind the sentence need not be meant for this value.
    pub(super) fn note_constraint(&mut self, e: &Expr, given: usize) {
        if !std::mem::take(&mut self.sought.valued) {
            return;
        }
        let Some((name, _)) = open::equated(e) else {
            return;
        };
        let values = self.scope.values();
        let is = |v: &Term| matches!(v.kind(), Kind::Var(n) if **n == *name);
        let Some((_, value)) = values.iter().find(|(v, t)| is(v) && t.has_vars()) else {
            return;
        };
        let mut names: BTreeSet<String> = value.free_vars().iter().map(|v| self.named(v)).collect();
        names.insert(name);
        let old = self.given.get(given..).unwrap_or_default().to_vec();
        let constraint = Renewed::doubted(names, old, BTreeSet::new());
        self.sought.constraints.push(constraint);
    }

    /// The sentence is over.
    pub(super) fn settle_constraints(&mut self) {
        for r in std::mem::take(&mut self.sought.constraints) {
            let r = self.with_lines(r);
            self.doubts.push(r);
        }
    }

    /// Whether a claim that does not follow may be one of several answers: it speaks of what is looked for, and nothing that is given
    /// excludes it.
    pub(super) fn is_one_answer(&self, goal: &Term) -> bool {
        let sought = |v: &Term| self.sought.names.contains(&variable_name(v));
        if !goal.free_vars().iter().any(sought) {
            return false;
        }
        let excluded = || {
            let not = syntax::not(goal).ok()?;
            let given = self.given.iter().filter_map(|p| Theorem::assume(p).ok());
            let th = prove::prove(&not, &Context::new(self.library, given))?;
            admit(&th, &not, &self.given, self.library).ok()
        };
        excluded().is_none()
    }
}
