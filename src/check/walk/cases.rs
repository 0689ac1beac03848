//! Cases: what one supposes holds until the next one begins, or the cases are over.

use super::super::judge;
use super::super::open;
use super::super::script::{CaseMark, Line, Task};
use super::Walk;
use super::single::Point;
use crate::elaborate::key;
use crate::read::ast::{Expr, Kind as ExprKind};
use hence_kernel::{Kind, Term, Type};
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
    pub(super) given: Vec<Term>,
    // How many lines and findings stood before it.
    pub(super) lines: usize,
    findings: usize,
    names: BTreeSet<String>,
    // The name that it gave a value.
    pub(super) defined: Option<String>,
    // Whether it is supposed for its sentence only, and whether it brings its names ("let").
    passing: bool,
    pub(super) introducing: bool,
}

impl Walk<'_> {
    // Remembers what a formula supposed, since a contradiction may take it back.
    pub(super) fn note_supposed(&mut self, line: &Line, e: &Expr, given: usize) {
        let mut names = BTreeSet::new();
        open::names(e, &mut names);
        self.supposed.push(Supposed {
            given: self.given.get(given..).unwrap_or_default().to_vec(),
            lines: self.lines.len(),
            findings: self.findings.len(),
            names,
            defined: open::equated(e).map(|(n, _)| n),
            passing: line.passing,
            introducing: line.introducing,
        });
    }

    // "For positive x" is supposed for its sentence.
    pub(super) fn note_passing(&mut self, names: &BTreeSet<String>, given: usize) {
        self.supposed.push(Supposed {
            given: self.given.get(given..).unwrap_or_default().to_vec(),
            lines: self.lines.len(),
            findings: self.findings.len(),
            names: names.clone(),
            defined: None,
            passing: true,
            introducing: false,
        });
    }

    // What was supposed for a sentence need not hold behind it.
    fn end_passing(&mut self) {
        let gone: Vec<Supposed> = self
            .supposed
            .iter()
            .filter(|s| s.passing)
            .cloned()
            .collect();
        self.supposed.iter_mut().for_each(|s| s.passing = false);
        self.doubt_supposed(&gone);
    }

    // Another direction begins: what was supposed before need not hold. "Let a > 0" brings its name for all that follows, unless
    // nothing else was supposed.
    fn release(&mut self) {
        let supposes = |s: &Supposed| !s.introducing;
        let any = self.supposed.iter().any(supposes);
        let last = self.supposed.len().saturating_sub(1);
        let all = std::mem::take(&mut self.supposed);
        let (mut gone, mut kept) = (Vec::new(), Vec::new());
        for (i, s) in all.into_iter().enumerate() {
            if supposes(&s) || !any && i == last {
                gone.push(s);
            } else {
                kept.push(s);
            }
        }
        self.supposed = kept;
        self.doubt_supposed(&gone);
        self.doubt_written();
    }

    /// A supposition that contradicts an earlier one takes its place: "suppose x > 0. … Now suppose x < 0." "Let x > 0" stands, and a
    /// supposition against it is to be led to a contradiction.
    pub(super) fn give_up_contrary(&mut self, given: usize) {
        let new = self.given.get(given..).unwrap_or_default().to_vec();
        let shares = |p: &Term| {
            let vars = p.free_vars();
            new.iter().any(|q| vars.iter().any(|v| q.has_free(v)))
        };
        let contrary = |s: &Supposed| {
            let both = || s.given.iter().chain(&new).cloned().collect::<Vec<_>>();
            !s.introducing
                && !s.given.is_empty()
                && s.given.iter().any(&shares)
                && judge::contradictory(&both(), self.library)
        };
        let gone: Vec<Supposed> = self
            .supposed
            .iter()
            .filter(|s| contrary(s))
            .cloned()
            .collect();
        if !gone.is_empty() {
            self.supposed
                .retain(|s| !gone.iter().any(|g| g.given == s.given));
            self.doubt_supposed(&gone);
        }
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
            CaseMark::Proof => {
                self.end_proof();
                self.proof = Some(self.supposed.len());
            }
            CaseMark::Proved => self.end_proof(),
            CaseMark::Passed => self.end_passing(),
            CaseMark::Released => self.release(),
            CaseMark::Step => {
                let values: BTreeSet<String> = (self.supposed.iter())
                    .filter_map(|s| s.defined.clone())
                    .filter(|n| self.is_number(n))
                    .collect();
                self.end_values(&values);
            }
            CaseMark::Elsewhere => self.elsewhere = true,
            CaseMark::Home => self.elsewhere = false,
            CaseMark::Figure => self.figure = true,
            CaseMark::Unwritten | CaseMark::Agreed => self.unwritten = true,
            // Values that other names were given by it cannot be told from those that stay.
            CaseMark::Reassigned => {
                let values: BTreeSet<String> = (self.scope.definitions())
                    .filter(|(_, d)| *d.constant.ty() == Type::Real)
                    .map(|(n, _)| n.to_string())
                    .collect();
                self.end_values(&values);
                self.open.extend(values);
            }
            CaseMark::Unheard => self.unheard = true,
            CaseMark::Corollary => self.corollary = true,
            CaseMark::Valued => self.sought.valued = true,
            CaseMark::Pointed => self.at_point = Point::Named,
            CaseMark::Unpointed => self.leave_point(),
            CaseMark::Label(depth) => self.begin_label(depth),
            CaseMark::End => {
                // Where a case ends cannot be seen for certain: what it supposed is not used, and nothing is refuted without it.
                let names = self.leave_case();
                self.open.extend(names);
                self.unwritten = false;
            }
        }
    }

    // What a proof supposed holds no more behind it; it may have been said of all that follows, so that nothing is refuted without it.
    fn end_proof(&mut self) {
        let Some(start) = self.proof.take() else {
            return;
        };
        let gone = self.supposed.split_off(start.min(self.supposed.len()));
        let given: Vec<Term> = gone.iter().flat_map(|s| s.given.clone()).collect();
        let lines = self.resting_on(&given, &|_| true);
        self.drop_given(&|p| given.contains(p));
        self.drop_lines(&|k| lines.contains(&k.id));
        for s in gone {
            if let Some(n) = &s.defined {
                self.scope.forget(n);
            }
            self.open.extend(s.names);
        }
        self.last = None;
        self.previous = None;
    }

    // Whether a name was given a number for its value.
    pub(super) fn is_number(&self, name: &str) -> bool {
        let closed = |t: &Term| !t.has_vars();
        let defined = self.scope.definition(name).is_some_and(|d| {
            *d.constant.ty() == Type::Real
                && d.theorem.equation().is_ok_and(|(_, value)| closed(value))
        });
        defined || self.given.iter().any(|p| is_value_of(p, name))
    }

    // The values that were supposed of these names hold no more, nor what rests on them.
    pub(super) fn end_values(&mut self, names: &BTreeSet<String>) {
        if names.is_empty() {
            return;
        }
        let values: Vec<Term> = (self.given.iter())
            .filter(|p| names.iter().any(|n| is_value_of(p, n)))
            .cloned()
            .collect();
        let constants: Vec<Term> = (names.iter())
            .filter_map(|n| self.scope.definition(n).map(|d| d.constant.clone()))
            .collect();
        let speaks = |p: &Term| constants.iter().any(|c| mentions_constant(p, c));
        let old: Vec<Term> = (self.given.iter())
            .filter(|p| values.contains(p) || speaks(p))
            .cloned()
            .collect();
        let lines = self.resting_on(&old, &|k| k.formulas.iter().any(speaks));
        let spoken: BTreeSet<String> = (self.lines.iter())
            .filter(|k| k.formulas.iter().any(speaks))
            .map(|k| k.id.clone())
            .collect();
        self.drop_given(&|p| old.contains(p));
        self.drop_lines(&|k| lines.contains(&k.id) || spoken.contains(&k.id));
        self.supposed
            .retain(|s| s.defined.as_ref().is_none_or(|n| !names.contains(n)));
        for n in names {
            self.scope.forget(n);
        }
        self.last = None;
        self.previous = None;
    }

    // A claim gives the name on its left a value.
    pub(super) fn note_found(&mut self, e: &Expr) {
        if let ExprKind::Chain {
            first: Some(first), ..
        } = &e.kind
            && let ExprKind::Name(n) = &first.kind
        {
            self.found.push((self.findings.len(), key(n)));
        }
    }

    // "At x = 2 …. At x = 3 …": the second value is supposed instead of the first.
    pub(super) fn renew_value(&mut self, line: &Line, e: &Expr) {
        if !matches!(line.task, Task::Assume | Task::Case) {
            return;
        }
        let Some((name, _)) = open::equated(e) else {
            return;
        };
        let Ok(p) = self.scope.clone().formula(e) else {
            return;
        };
        let other = |q: &Term| is_value_of(q, &name) && *q != p;
        let given = is_value_of(&p, &name) && self.given.iter().any(other);
        // What was found for the first value need not be so for the second: "at t = 2, s = 10. At t = 3, s = 15".
        if given || self.is_number(&name) {
            let since = self
                .supposed
                .iter()
                .rev()
                .find(|s| s.defined.as_ref() == Some(&name));
            let since = since.map(|s| s.findings);
            let found = self.found.split_off(
                self.found
                    .partition_point(|(at, _)| since.is_none_or(|s| *at < s)),
            );
            let found: BTreeSet<String> = found.into_iter().map(|(_, n)| n).collect();
            self.end_values(&found);
            self.seen.retain(|n| !found.contains(n));
            self.undetermined.extend(found);
        }
        if given {
            self.end_values(&BTreeSet::from([name]));
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

// `n = 2`
fn is_value_of(p: &Term, name: &str) -> bool {
    p.as_eq()
        .is_some_and(|(a, b)| matches!(a.kind(), Kind::Var(n) if **n == *name) && !b.has_vars())
}

fn mentions_constant(t: &Term, c: &Term) -> bool {
    t == c
        || match t.kind() {
            Kind::App(f, a) => mentions_constant(f, c) || mentions_constant(a, c),
            Kind::Lam(_, _, b) => mentions_constant(b, c),
            Kind::Var(_) | Kind::Const(_) | Kind::Bound(_) | Kind::Num(_) => false,
        }
}
