//! Facts as rewrite rules.

use super::conditions::Conditions;
use super::fraction::Fractions;
use super::language::Heads;
use super::matching::Pattern;
use crate::theory::{FactInfo, Library, Use};
use hence_kernel::{Kind, Term, Type};
use std::collections::BTreeSet;

/// When a rule is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Phase {
    /// From the beginning.
    First,
    /// Once the others bring nothing new or their share is spent.
    Later,
}

/// One direction of a fact, as the e-graph looks for it.
pub(super) struct Rule<'l> {
    /// The fact.
    pub(super) fact: &'l FactInfo,
    /// Whether it is used from left to right.
    pub(super) forward: bool,
    pub(super) phase: Phase,
    /// What is put beside what was found.
    pub(super) to: &'l Term,
    from: &'l Term,
    // The functions without which it matches nothing; arithmetic may be spelled in several ways.
    needs: Vec<(&'l Term, usize)>,
    // What is looked for: the left side and other spellings of it; made when first needed.
    patterns: Vec<(Term, Pattern)>,
}

impl Rule<'_> {
    /// What is looked for, each spelling as a term and as a pattern; nothing as long as some function of it was not met.
    pub(super) fn patterns(
        &mut self,
        heads: &mut Heads,
        conditions: &mut Conditions,
    ) -> &[(Term, Pattern)] {
        let ready = |(h, n): &(&Term, usize)| heads.met(h, *n);
        if self.patterns.is_empty() && self.needs.iter().all(ready) {
            for s in spellings(self.from, conditions) {
                let pattern = Pattern::new(&s, &self.fact.vars, heads);
                self.patterns.push((s, pattern));
            }
        }
        &self.patterns
    }

    /// The spellings made so far.
    pub(super) fn made(&self) -> &[(Term, Pattern)] {
        &self.patterns
    }
}

const MAX_SPELLINGS: usize = 12;

/// All rules of the library that the e-graph can use.
pub(super) fn rules(library: &Library) -> Vec<Rule<'_>> {
    let mut out = Vec::new();
    for f in &library.facts {
        let both = f.uses.contains(&Use::RewriteBoth);
        let forward = both || f.uses.contains(&Use::Rewrite) || f.uses.contains(&Use::Normal);
        let Some((l, r)) = f.conclusion.as_eq() else {
            continue;
        };
        if *l.ty() != Type::Real || !forward || !first_order(f) {
            continue;
        }
        out.extend(direction(f, true, l, r));
        if both {
            out.extend(direction(f, false, r, l));
        }
    }
    out
}

// No variable stands for a function, and no binder occurs.
fn first_order(f: &FactInfo) -> bool {
    fn plain(t: &Term) -> bool {
        match t.kind() {
            Kind::Lam(..) => false,
            Kind::App(f, x) => plain(f) && plain(x),
            Kind::Var(_) => matches!(t.ty(), Type::Real | Type::Bool),
            _ => true,
        }
    }
    plain(&f.conclusion)
}

fn direction<'l>(
    fact: &'l FactInfo,
    forward: bool,
    from: &'l Term,
    to: &'l Term,
) -> Option<Rule<'l>> {
    // A bare variable or number stands everywhere; what the left side does not bind could be anything.
    if matches!(from.kind(), Kind::Var(_) | Kind::Num(_)) {
        return None;
    }
    let bound = from.free_vars();
    let unbound = |t: &Term| t.free_vars().iter().any(|v| !bound.contains(v));
    if unbound(to) || fact.conditions.iter().any(unbound) {
        return None;
    }
    let phase = if forward || (to.size() < from.size() && functions(from) > functions(to)) {
        Phase::First
    } else {
        Phase::Later
    };
    let mut needs = Vec::new();
    heads_of(from, &mut needs);
    Some(Rule {
        fact,
        forward,
        phase,
        to,
        from,
        needs,
        patterns: Vec::new(),
    })
}

const ARITHMETIC: [&str; 7] = ["+", "-", "*", "/", "neg", "inv", "pow"];

fn heads_of<'l>(t: &'l Term, out: &mut Vec<(&'l Term, usize)>) {
    let (head, args) = t.spine();
    let plain = ARITHMETIC.iter().any(|op| head.is_const(op));
    if matches!(head.kind(), Kind::Const(_)) && !plain {
        out.push((head, args.len()));
    }
    args.into_iter().for_each(|a| heads_of(a, out));
}

// How many functions that are no arithmetic occur.
fn functions(t: &Term) -> usize {
    let (head, args) = t.spine();
    let inner = args.iter().map(|a| functions(a)).sum::<usize>();
    let plain = ARITHMETIC.iter().any(|op| head.is_const(op));
    inner + usize::from(!plain && !args.is_empty())
}

// The side as written and in the normal form's spelling, each with the operands of sums and products in either order.
fn spellings(t: &Term, conditions: &mut Conditions) -> Vec<Term> {
    let mut seen = BTreeSet::from([t.clone()]);
    let mut out = vec![t.clone()];
    let mut keep = |s: Term, out: &mut Vec<Term>| {
        let fits = s.free_vars().len() == t.free_vars().len()
            && !matches!(s.kind(), Kind::Var(_) | Kind::Num(_));
        if fits && out.len() < MAX_SPELLINGS && seen.insert(s.clone()) {
            out.push(s);
        }
    };
    if let Some(n) = respelled(t, conditions) {
        keep(n, &mut out);
    }
    for s in out.clone() {
        for swapped in swaps(&s) {
            keep(swapped, &mut out);
        }
    }
    out
}

// Every real part in the spelling of the normal form, from the inside out.
fn respelled(t: &Term, conditions: &mut Conditions) -> Option<Term> {
    let (head, args) = t.spine();
    let args = args
        .into_iter()
        .map(|a| match a.ty() {
            Type::Real => respelled(a, conditions),
            _ => Some(a.clone()),
        })
        .collect::<Option<Vec<_>>>()?;
    let t = Term::apps(head, &args.iter().collect::<Vec<_>>()).ok()?;
    let normal = Fractions::bare().normal(&t, conditions)?;
    normal.spellings.into_iter().next()
}

// All ways to order the operands of its sums and products, without the one given.
fn swaps(t: &Term) -> Vec<Term> {
    let (head, args) = t.spine();
    let mut all: Vec<Vec<Term>> = vec![Vec::new()];
    for a in &args {
        let mut choices = vec![(*a).clone()];
        choices.extend(swaps(a));
        all = all
            .iter()
            .flat_map(|start| {
                choices.iter().map(move |c| {
                    let mut v = start.clone();
                    v.push(c.clone());
                    v
                })
            })
            .take(MAX_SPELLINGS)
            .collect();
    }
    let commutes =
        head.is_const("+") || (head.is_const("*") && args.iter().all(|a| a.as_num().is_none()));
    let mut out = Vec::new();
    for parts in all {
        let mut orders = vec![parts.clone()];
        if commutes && parts.len() == 2 {
            orders.push(parts.into_iter().rev().collect());
        }
        for o in orders {
            if let Ok(s) = Term::apps(head, &o.iter().collect::<Vec<_>>())
                && s != *t
                && !out.contains(&s)
            {
                out.push(s);
            }
        }
    }
    out
}
