//! Facts as rewrite rules.

use super::conditions::Conditions;
use super::fraction::Fractions;
use super::language::{Heads, Node};
use crate::theory::{FactInfo, Library, Use};
use egg::Pattern;
use hence_kernel::{Kind, Term, Type, syntax};
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
pub(super) struct Rule {
    /// The fact.
    pub(super) fact: String,
    /// Whether it is used from left to right.
    pub(super) forward: bool,
    /// What is looked for: the left side, or another spelling of it.
    pub(super) from: Term,
    /// What is put beside it.
    pub(super) to: Term,
    /// What must be proved of an instance.
    pub(super) conditions: Vec<Term>,
    /// The fact's variables; those of `from` come by the search.
    pub(super) vars: Vec<Term>,
    pub(super) pattern: Pattern<Node>,
    pub(super) phase: Phase,
}

const MAX_SPELLINGS: usize = 12;

/// All rules of the library that the e-graph can use, some in several spellings.
pub(super) fn rules(
    library: &Library,
    heads: &mut Heads,
    conditions: &mut Conditions,
) -> Vec<Rule> {
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
        direction(f, true, l, r, heads, conditions, &mut out);
        if both {
            direction(f, false, r, l, heads, conditions, &mut out);
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

fn direction(
    f: &FactInfo,
    forward: bool,
    from: &Term,
    to: &Term,
    heads: &mut Heads,
    conditions: &mut Conditions,
    out: &mut Vec<Rule>,
) {
    // A bare variable or number stands everywhere; what the left side does not bind could be anything.
    if matches!(from.kind(), Kind::Var(_) | Kind::Num(_)) {
        return;
    }
    let bound = from.free_vars();
    let unbound = |t: &Term| t.free_vars().iter().any(|v| !bound.contains(v));
    if unbound(to) || f.conditions.iter().any(unbound) {
        return;
    }
    let phase = if forward || (to.size() < from.size() && functions(from) > functions(to)) {
        Phase::First
    } else {
        Phase::Later
    };
    for from in spellings(from, conditions) {
        let pattern = Pattern::new(heads.pattern(&from, &f.vars));
        out.push(Rule {
            fact: f.name.clone(),
            forward,
            from,
            to: to.clone(),
            conditions: f.conditions.clone(),
            vars: f.vars.clone(),
            pattern,
            phase,
        });
    }
}

// How many functions that are no arithmetic occur.
fn functions(t: &Term) -> usize {
    let (head, args) = t.spine();
    let inner = args.iter().map(|a| functions(a)).sum::<usize>();
    let plain = ["+", "-", "*", "/", "neg", "inv", "pow"]
        .iter()
        .any(|op| head.is_const(op));
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

/// Half of an integer multiple that is too large for the rules of two and three times an angle.
pub(super) fn halved(t: &Term) -> Option<Term> {
    let (k, rest) = t.as_binary("*")?;
    let k = k.as_num()?.to_i64().filter(|k| (4..=24).contains(k))?;
    let (a, b) = (k / 2, k - k / 2);
    let part = |n: i64| syntax::mul(&Term::int(n), rest).ok();
    if a == b {
        return syntax::mul(&Term::int(2), &part(a)?).ok();
    }
    syntax::add(&part(b)?, &part(a)?).ok()
}
