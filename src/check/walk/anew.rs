//! Names that are brought anew: what was known of them before is no part of what is said of them now.

use super::super::open;
use super::super::script::anew::is_of_integers;
use super::super::script::declared::membership;
use super::super::script::{Anew, Line, Task};
use super::{Known, Walk};
use crate::diagnose::codes;
use crate::elaborate::{Meaning, Scope, Value};
use crate::finding::{Finding, Verdict};
use crate::read::ast::{Expr, Kind as ExprKind, Span};
use hence_kernel::{Kind, Term, syntax};
use std::collections::{BTreeMap, BTreeSet};

/// What was known of names before they were brought anew.
#[derive(Debug)]
pub(super) struct Renewed {
    names: BTreeSet<String>,
    // Whether the words leave no doubt that they are brought anew.
    clear: bool,
    old: Vec<Term>,
    lines: BTreeSet<String>,
    // What was in force at that place, and what the names were defined to be.
    given: Vec<Term>,
    taken: Vec<Meaning>,
    // Whether something was claimed under it, so that what is concluded then may be said of the old values.
    claimed: bool,
}

impl Renewed {
    /// The name has a meaning that is not in doubt.
    pub(super) fn settle(&mut self, name: &str) {
        self.names.remove(name);
    }

    /// What may hold no more of these names.
    pub(super) fn doubted(
        names: BTreeSet<String>,
        old: Vec<Term>,
        lines: BTreeSet<String>,
    ) -> Renewed {
        Renewed {
            names,
            clear: false,
            old,
            lines,
            given: Vec::new(),
            taken: Vec::new(),
            claimed: false,
        }
    }
}

/// What a claim that is judged twice must not change.
#[derive(Clone)]
pub(super) struct State {
    given: Vec<Term>,
    lines: Vec<Known>,
    scope: Scope,
    last: Option<(Value, Span)>,
    previous: Option<Term>,
    open: BTreeSet<String>,
    undetermined: BTreeSet<String>,
    seen: BTreeSet<String>,
    together: usize,
    ids: BTreeMap<String, usize>,
}

impl Walk<'_> {
    fn speaks(&self, p: &Term, names: &BTreeSet<String>) -> bool {
        p.free_vars().iter().any(|v| names.contains(&self.named(v)))
    }

    // Whether a formula speaks of these names and of nothing else, or gives one of them a value.
    fn is_about(&self, p: &Term, names: &BTreeSet<String>) -> bool {
        let defines = p.as_eq().is_some_and(|(a, _)| {
            matches!(a.kind(), Kind::Var(n) if names.contains(&**n))
                && self.scope.values().iter().any(|(v, _)| v == a)
        });
        defines || p.free_vars().iter().all(|v| names.contains(&self.named(v)))
    }

    // Whether a formula gives another name a value: `y = x²` says nothing of x.
    fn is_value_of_another(&self, p: &Term, names: &BTreeSet<String>) -> bool {
        let values = self.scope.values();
        p.as_eq().is_some_and(|(a, b)| {
            !self.speaks(a, names) && values.iter().any(|(v, t)| v == a && t == b)
        })
    }

    // Whether a formula says what kind of number a name is: "for all n ≥ 1" is meant of integers where n is one.
    fn is_sort(&self, p: &Term) -> bool {
        let integer = |v: &Term| syntax::is_int(v).ok();
        let sort = |q: &Term| {
            q.free_vars().iter().any(|v| {
                let kind = integer(v);
                let natural = syntax::le(&Term::int(0), v).ok();
                kind.as_ref() == Some(q)
                    || natural.as_ref() == Some(q)
                        && kind.is_some_and(|k| {
                            self.given.iter().any(|g| syntax::conjuncts(g).contains(&k))
                        })
            })
        };
        syntax::conjuncts(p).iter().all(sort)
    }

    // What is known of names that are brought anew; nothing where nothing is.
    fn renewed(&self, anew: &Anew) -> Option<Renewed> {
        let names: BTreeSet<String> = (anew.names.iter())
            .filter(|n| *n != "e" && *n != "π")
            .cloned()
            .collect();
        let defined = names.iter().any(|n| self.scope.definition(n).is_some());
        let old: Vec<Term> = (self.given.iter())
            .filter(|p| {
                self.speaks(p, &names)
                    && p.as_unary("linear").is_none()
                    && !self.is_value_of_another(p, &names)
                    && (anew.set || !self.is_sort(p))
            })
            .cloned()
            .collect();
        if old.is_empty() && !defined {
            return None;
        }
        // Lines that rest on it hold for the old values only.
        let lines = self.resting_on(&old, &|k| k.formulas.iter().any(|p| self.speaks(p, &names)));
        Some(Renewed {
            // A name with a value is no variable until it is brought anew.
            clear: anew.clear || anew.here && defined,
            names,
            old,
            lines,
            given: self.given.clone(),
            taken: Vec::new(),
            claimed: false,
        })
    }

    /// Names are brought anew, for their sentence or from here on.
    pub(super) fn renew(&mut self, anew: &Anew) {
        self.end_matrices(&anew.names);
        let Some(mut renewed) = self.renewed(anew) else {
            return;
        };
        if anew.here {
            if renewed.clear {
                renewed.taken = renewed.names.iter().map(|n| self.scope.take(n)).collect();
            }
            if let Some(before) = self.anew.take() {
                renewed.names.extend(before.names);
                renewed.clear &= before.clear;
                renewed.old.extend(before.old);
                renewed.lines.extend(before.lines);
                renewed.given = before.given;
                renewed.taken.extend(before.taken);
            }
            self.anew = Some(renewed);
            return;
        }
        if !renewed.clear {
            self.doubts.push(renewed);
            return;
        }
        for p in &renewed.old {
            for v in p.free_vars() {
                let n = self.named(&v);
                if !renewed.names.contains(&n) {
                    self.open.insert(n);
                }
            }
        }
        self.drop_given(&|p| renewed.old.contains(p));
        self.drop_lines(&|k| renewed.lines.contains(&k.id));
        for n in &renewed.names {
            self.scope.forget(n);
        }
        self.end_matrices_of(&renewed.names);
        self.last = None;
        self.previous = None;
    }

    /// What may hold no more, with the lines that rest on it.
    pub(super) fn with_lines(&self, renewed: Renewed) -> Renewed {
        let lines = self.resting_on(&renewed.old, &|k| {
            k.formulas.iter().any(|p| self.speaks(p, &renewed.names))
        });
        Renewed { lines, ..renewed }
    }

    /// The sentence is over in which names were brought anew: what was known of them before holds again.
    pub(super) fn settle_anew(&mut self) {
        self.settle_constraints();
        let Some(renewed) = self.anew.take() else {
            return;
        };
        let ranges: Vec<Term> = (self.given.iter())
            .filter(|p| self.speaks(p, &renewed.names) && !renewed.given.contains(p))
            .cloned()
            .collect();
        self.drop_given(&|p| ranges.contains(p));
        for meaning in renewed.taken {
            self.scope.give_back(meaning);
        }
    }

    /// The lines whose theorems rest on some of these formulas, by themselves or by other lines. Of lines without a theorem `other` tells.
    pub(super) fn resting_on(
        &self,
        formulas: &[Term],
        other: &dyn Fn(&Known) -> bool,
    ) -> BTreeSet<String> {
        let mut lines = BTreeSet::new();
        let mut gone = formulas.to_vec();
        for k in &self.lines {
            let rests = match self.theorems.get(&k.id) {
                Some(th) => gone.iter().any(|p| th.hypotheses().contains(p)),
                None => other(k),
            };
            if rests {
                lines.insert(k.id.clone());
                gone.extend(k.formulas.iter().cloned());
            }
        }
        lines
    }

    // Takes formulas out of what is given; where cases and questions begin moves with it.
    pub(super) fn drop_given(&mut self, gone: &dyn Fn(&Term) -> bool) {
        let before =
            |count: usize, given: &[Term]| given.iter().take(count).filter(|p| !gone(p)).count();
        for (_, count) in &mut self.marks {
            *count = before(*count, &self.given);
        }
        if let Some(case) = &mut self.case {
            case.given = before(case.given, &self.given);
        }
        self.given.retain(|p| !gone(p));
    }

    pub(super) fn drop_lines(&mut self, gone: &dyn Fn(&Known) -> bool) {
        let before =
            |count: usize, lines: &[Known]| lines.iter().take(count).filter(|k| !gone(k)).count();
        if let Some(case) = &mut self.case {
            case.lines = before(case.lines, &self.lines);
        }
        for s in &mut self.supposed {
            s.lines = before(s.lines, &self.lines);
        }
        self.lines.retain(|k| !gone(k));
    }

    // Adds the names that formulas in force link with some names.
    fn linked(&self, names: &mut BTreeSet<String>) {
        loop {
            let before = names.len();
            for p in self
                .given
                .iter()
                .chain(self.lines.iter().flat_map(|k| &k.formulas))
            {
                let vars: Vec<String> = p.free_vars().iter().map(|v| self.named(v)).collect();
                if vars.iter().any(|v| names.contains(v)) {
                    names.extend(vars);
                }
            }
            if names.len() == before {
                return;
            }
        }
    }

    /// Whether what is known of a name may hold no more.
    pub(super) fn doubts_name(&self, name: &str) -> bool {
        self.doubts.iter().any(|d| d.names.contains(name))
    }

    /// What is supposed once more is no longer in doubt.
    pub(super) fn reassert(&mut self, p: &Term) {
        for r in self.anew.iter_mut().chain(&mut self.doubts) {
            r.old.retain(|q| q != p);
        }
    }

    /// Judges a line about names that are brought anew, or may be: what holds without all that was known of them is valid, and what
    /// is refuted together with all that may be in force is invalid.
    pub(super) fn line_anew(&mut self, line: &Line) {
        let mut own: Vec<Renewed> = Vec::new();
        if line.task == Task::Claim {
            let inner: Vec<Anew> = (line.exprs.iter().flatten())
                .flat_map(ranged_inside)
                .collect();
            own.extend((line.anew.iter().chain(&inner)).filter_map(|a| self.renewed(a)));
            if let Some(r) = &mut self.anew {
                r.clear &= !(r.claimed && line.concluded && r.taken.iter().all(|m| !m.is_some()));
                r.claimed = true;
            }
        }
        let mut names = BTreeSet::new();
        line.exprs
            .iter()
            .flatten()
            .for_each(|e| open::names(e, &mut names));
        // What is in doubt of one name is in doubt of what hypotheses link with it.
        if line.task == Task::Claim && !self.doubts.is_empty() {
            self.linked(&mut names);
        }
        let active: Vec<&Renewed> = (own.iter())
            .chain(&self.anew)
            .chain(self.doubts.iter().filter(|d| !d.names.is_disjoint(&names)))
            .collect();
        if line.task != Task::Claim || active.is_empty() {
            return self.line(line);
        }
        let all: BTreeSet<String> = active.iter().flat_map(|r| r.names.clone()).collect();
        let sure: BTreeSet<String> = (active.iter())
            .filter(|r| r.clear)
            .flat_map(|r| r.names.clone())
            .collect();
        let old: Vec<Term> = active.iter().flat_map(|r| r.old.clone()).collect();
        let ids: BTreeSet<String> = active.iter().flat_map(|r| r.lines.clone()).collect();
        let gone: Vec<Term> = (old.iter())
            .filter(|p| self.speaks(p, &sure) && self.is_about(p, &sure))
            .cloned()
            .collect();
        let certain = all == sure && gone.len() == old.len();
        let start = self.findings.len();
        let before = self.state();
        // Without anything that was known before.
        self.given.retain(|p| !old.contains(p));
        self.lines.retain(|k| !ids.contains(&k.id));
        let taken: Vec<Meaning> = all.iter().map(|n| self.scope.take(n)).collect();
        let known: BTreeSet<String> = self.lines.iter().map(|k| k.id.clone()).collect();
        let kept = self.given.clone();
        self.line(line);
        let holds = |f: &Finding| {
            !matches!(
                f.verdict,
                Verdict::Invalid | Verdict::Unproved | Verdict::Tainted
            )
        };
        if certain || self.findings[start..].iter().all(holds) {
            let lines: Vec<Known> = self
                .lines
                .drain(..)
                .filter(|k| !known.contains(&k.id))
                .collect();
            let given: Vec<Term> = self.given.drain(..).filter(|p| !kept.contains(p)).collect();
            self.lines = before.lines;
            self.lines.extend(lines);
            self.given = before.given;
            self.give(given);
            taken.into_iter().for_each(|m| self.scope.give_back(m));
            return;
        }
        let first = self.findings.split_off(start);
        for f in &first {
            self.theorems.remove(&f.id);
        }
        self.restore(before);
        // With all that may be in force.
        let before = self.state();
        self.given.retain(|p| !gone.contains(p));
        if !sure.is_empty() {
            self.lines.retain(|k| !ids.contains(&k.id));
        }
        let taken: Vec<Meaning> = sure.iter().map(|n| self.scope.take(n)).collect();
        let known: BTreeSet<String> = self.lines.iter().map(|k| k.id.clone()).collect();
        self.line(line);
        let same = self.findings.len() - start == first.len();
        let mut doubtful: BTreeSet<String> = BTreeSet::new();
        for (i, f) in self.findings[start..].iter_mut().enumerate() {
            let held = same && first.get(i).is_some_and(holds);
            if f.verdict == Verdict::Invalid
                || held
                || !matches!(
                    f.verdict,
                    Verdict::Valid | Verdict::Conditional | Verdict::Tainted | Verdict::Defined
                )
            {
                continue;
            }
            f.verdict = Verdict::Unproved;
            f.conditions.clear();
            f.from.clear();
            f.rests_on.clear();
            f.code = Some(codes::NOT_PROVED.code);
            f.message = "what was known before of some of its names need not hold here".into();
            self.theorems.remove(&f.id);
            doubtful.insert(f.id.clone());
        }
        let mut lines: Vec<Known> = self
            .lines
            .drain(..)
            .filter(|k| !known.contains(&k.id))
            .collect();
        for k in lines.iter_mut().filter(|k| doubtful.contains(&k.id)) {
            k.sound = false;
            k.conditions.clear();
        }
        self.lines = before.lines;
        self.lines.extend(lines);
        self.given = before.given;
        taken.into_iter().for_each(|m| self.scope.give_back(m));
    }

    pub(super) fn state(&self) -> State {
        State {
            given: self.given.clone(),
            lines: self.lines.clone(),
            scope: self.scope.clone(),
            last: self.last.clone(),
            previous: self.previous.clone(),
            open: self.open.clone(),
            undetermined: self.undetermined.clone(),
            seen: self.seen.clone(),
            together: self.together.len(),
            ids: self.ids.clone(),
        }
    }

    pub(super) fn restore(&mut self, state: State) {
        self.given = state.given;
        self.lines = state.lines;
        self.scope = state.scope;
        self.last = state.last;
        self.previous = state.previous;
        self.open = state.open;
        self.undetermined = state.undetermined;
        self.seen = state.seen;
        self.together.truncate(state.together);
        self.ids = state.ids;
    }
}

// What a formula quantifies behind itself: `A, ∀x`, `A, x ∈ ℝ`.
fn ranged_inside(e: &Expr) -> Vec<Anew> {
    let ExprKind::With(inner, remarks) = &e.kind else {
        return Vec::new();
    };
    let behind = remarks.iter().filter(|r| r.span.start >= inner.span.end);
    behind
        .filter_map(|r| {
            let (what, quantified) = match &r.kind {
                ExprKind::ForAll(what, None) => (&**what, true),
                _ => (r, false),
            };
            let membership = membership(what);
            let mut names = BTreeSet::new();
            match &membership {
                Some((members, set)) if quantified || !is_of_integers(set) => {
                    names.extend(members.iter().cloned());
                }
                _ if quantified => open::names(what, &mut names),
                _ => return None,
            }
            Some(Anew {
                names,
                clear: membership.is_some() || open::is_statement(what),
                set: membership.is_some(),
                here: true,
            })
        })
        .collect()
}
