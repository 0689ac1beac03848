//! Other readings of what is claimed: where a claim is not proved, and would be if its notation or ℕ were understood in another way that
//! people use, the finding says so. Its verdict stays that of the reading that the rules give.

use super::super::open;
use super::super::script::{Line, Task};
use super::Walk;
use crate::elaborate::{key, unary, walk};
use crate::finding::{Finding, OtherReading, Verdict};
use crate::prove::{self, Allowance, Context};
use crate::read::ast::{Expr, Kind, Name, Rel};
use crate::read::choices::{is_naturals, others};
use hence_kernel::{Term, Theorem, Type, defined, syntax};
use std::collections::BTreeSet;

/// What a look for a proof of another reading may cost.
const BRIEF: u64 = 20_000_000;
/// How many other readings are looked at in a document.
const MOST: usize = 400;

/// Another way to understand a claim.
enum Other {
    /// Its notation.
    Formula(Expr),
    /// That natural numbers begin at 1.
    FromOne(Vec<Term>),
}

impl Walk<'_> {
    /// Judges a statement, and its other readings where it is not proved.
    pub(super) fn statement_read(&mut self, line: &Line, e: &Expr, before: &BTreeSet<String>) {
        self.note_naturals(line, e);
        let watched = line.task == Task::Claim && self.notes.is_none() && self.trials < MOST;
        let other = match watched {
            true => self.others(e),
            false => Vec::new(),
        };
        if other.is_empty() {
            return self.statement(line, e, before);
        }
        let start = self.findings.len();
        let state = self.state();
        let (found, supposed) = (self.found.len(), self.supposed.len());
        self.statement(line, e, before);
        if !self.findings[start..].iter().any(is_open) {
            return;
        }
        let first = self.findings.split_off(start);
        let after = self.state();
        let together = self.together.clone();
        let counts = (self.found.len(), self.supposed.len());
        let refuted = self.refuted.take();
        let proofs: Vec<(String, Theorem)> = (first.iter())
            .filter_map(|f| self.theorems.remove_entry(&f.id))
            .collect();
        self.on_trial = true;
        let mut noted = None;
        for other in other {
            self.trials += 1;
            self.restore(state.clone());
            self.found.truncate(found);
            self.supposed.truncate(supposed);
            match &other {
                Other::Formula(e) => self.statement(line, e, before),
                Other::FromOne(bounds) => {
                    self.give(bounds.iter().cloned());
                    self.statement(line, e, before);
                }
            }
            let tried = self.findings.split_off(start);
            for f in &tried {
                self.theorems.remove(&f.id);
            }
            if let Some(better) = better(&first, &tried) {
                noted = Some((other, better));
                break;
            }
        }
        self.on_trial = false;
        self.restore(after);
        self.together = together;
        // What a trial added stands behind what the statement itself did, or was never there.
        self.found.truncate(counts.0);
        self.supposed.truncate(counts.1);
        self.refuted = refuted;
        self.theorems.extend(proofs);
        self.findings.extend(first);
        let Some((other, better)) = noted else { return };
        for (k, verdict, reading) in better {
            let reading = match &other {
                Other::Formula(_) => Some(reading),
                Other::FromOne(_) => None,
            };
            self.findings[start + k].other = Some(OtherReading { reading, verdict });
        }
    }

    fn others(&self, e: &Expr) -> Vec<Other> {
        let called = |n: &Name, args: &[Expr]| self.is_guessed_call(n, args);
        let mut out: Vec<Other> = others(e, self.text, &called)
            .into_iter()
            .map(Other::Formula)
            .collect();
        let mut names = BTreeSet::new();
        open::names(e, &mut names);
        let one = Term::int(1);
        let bounds: Vec<Term> = (names.intersection(&self.naturals))
            .filter_map(|n| syntax::le(&one, &Term::real_var(n.as_str())).ok())
            .filter(|p| !self.given.contains(p))
            .collect();
        if !bounds.is_empty() {
            out.push(Other::FromOne(bounds));
        }
        out
    }

    // A letter with a bracket behind it that nothing says to be a function.
    fn is_guessed_call(&self, n: &Name, args: &[Expr]) -> bool {
        let k = key(n);
        let known = || {
            let is = |v: &Term| matches!(v.ty(), Type::Fun(_)) && v.to_string() == k;
            (self.given.iter()).any(|p| p.free_vars().iter().any(is))
        };
        n.primes == 0
            && n.base.chars().count() == 1
            && self.scope.is_call(n, args)
            && args.len() == 1
            && self.scope.definition(&k).is_none()
            && !self.scope.is_function(&k)
            && !self.variables.contains_key(&k)
            && unary(&k).is_none()
            && !known()
    }

    // Names that the text says to be natural numbers, in words or by ℕ.
    fn note_naturals(&mut self, line: &Line, e: &Expr) {
        if line.task == Task::Claim || self.on_trial {
            return;
        }
        let mut found = BTreeSet::new();
        walk(e, &mut |e| {
            if let Kind::Chain {
                first: Some(first),
                links,
            } = &e.kind
                && (links.iter()).any(|l| l.rel == Rel::In && is_naturals(&l.rhs))
            {
                open::names(first, &mut found);
            }
        });
        self.naturals.extend(found);
    }

    /// Whether a goal is proved at little cost, where it is defined.
    pub(super) fn holds_briefly(&self, line: &Line, goal: &Term) -> bool {
        let facts = self.in_force(goal, true, &line.from);
        let needs = defined(goal, &self.library.theory).map(|d| syntax::conjuncts(&d));
        let assumed = (facts.into_iter())
            .chain(needs.into_iter().flatten())
            .filter_map(|p| Theorem::assume(&p).ok());
        let context = Context::limited(self.library, assumed, Allowance::new(BRIEF));
        prove::prove_with(goal, &context, self.options.engine.into()).is_some()
    }
}

/// Whether another reading is worth a look.
fn is_open(f: &Finding) -> bool {
    matches!(
        f.verdict,
        Verdict::Invalid | Verdict::Unproved | Verdict::Conditional
    )
}

fn rank(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Valid => 3,
        Verdict::Conditional => 2,
        Verdict::Tainted => 1,
        _ => 0,
    }
}

/// Which findings another reading makes better, and how it reads there; none where it makes one worse.
fn better(first: &[Finding], tried: &[Finding]) -> Option<Vec<(usize, Verdict, String)>> {
    if first.len() != tried.len() {
        return None;
    }
    let pairs = || first.iter().zip(tried);
    if pairs().any(|(a, b)| rank(b.verdict) < rank(a.verdict)) {
        return None;
    }
    let better: Vec<(usize, Verdict, String)> = pairs()
        .enumerate()
        .filter(|(_, (a, b))| {
            is_open(a) && rank(b.verdict) >= 2 && rank(b.verdict) > rank(a.verdict)
        })
        .map(|(k, (_, b))| (k, b.verdict, b.reading.clone()))
        .collect();
    (!better.is_empty()).then_some(better)
}
