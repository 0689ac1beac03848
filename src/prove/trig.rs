//! Sines and cosines over common angles.

use super::context::Context;
use super::normal::Normalizer;
use super::powers::over_units;
use hence_kernel::{Q, Term, Theorem, syntax};

const MAX_MULTIPLE: i64 = 16;

fn sin(x: &Term) -> Option<Term> {
    Term::app(&syntax::constant("sin")?, x).ok()
}

fn cos(x: &Term) -> Option<Term> {
    Term::app(&syntax::constant("cos")?, x).ok()
}

/// Rules that bring every sine and cosine to those of unit angles, and sin² to 1 − cos².
pub(crate) fn plan(n: &mut Normalizer) {
    let c = n.context;
    let mut angles: Vec<Term> = Vec::new();
    for t in &n.atoms {
        if n.rules.contains_key(t) {
            continue;
        }
        if let Some(x) = t.as_unary("sin").or_else(|| t.as_unary("cos"))
            && !angles.contains(x)
        {
            angles.push(x.clone());
        }
    }
    for (x, parts) in angles.iter().zip(over_units(&angles, c)) {
        let (Some(s), Some(k)) = (sin(x), cos(x)) else {
            continue;
        };
        let rules = parts
            .filter(|p| p.len() <= 4 && p.iter().all(|(k, _)| k.abs() <= MAX_MULTIPLE))
            .and_then(|parts| expand(&parts, c));
        let rules = match rules {
            Some(r) => r,
            None => c.fact("sin_sq", &[("x", x)], &[]).into_iter().collect(),
        };
        // Both functions of the angle share the rules.
        for r in rules {
            n.add_rule(&s, r.clone());
            n.add_rule(&k, r);
        }
    }
}

// Rules for sin and cos of Σ k·b, in the order in which they build on each other.
fn expand(parts: &[(i64, Term)], c: &Context) -> Option<Vec<Theorem>> {
    let mut rules = Vec::new();
    if parts.is_empty() {
        rules.push(c.fact("sin_zero", &[], &[])?);
        rules.push(c.fact("cos_zero", &[], &[])?);
        return Some(rules);
    }
    let mut sum: Option<Term> = None;
    for (k, b) in parts {
        base(b, c, &mut rules)?;
        let mut acc = b.clone();
        for j in 2..=k.abs() {
            rules.push(c.fact("sin_add", &[("x", &acc), ("y", b)], &[])?);
            rules.push(c.fact("cos_add", &[("x", &acc), ("y", b)], &[])?);
            acc = syntax::mul(&Term::int(j), b).ok()?;
        }
        if *k < 0 {
            rules.push(c.fact("sin_neg", &[("x", &acc)], &[])?);
            rules.push(c.fact("cos_neg", &[("x", &acc)], &[])?);
            acc = syntax::neg(&acc).ok()?;
        }
        sum = Some(match sum {
            None => acc,
            Some(s) => {
                rules.push(c.fact("sin_add", &[("x", &s), ("y", &acc)], &[])?);
                rules.push(c.fact("cos_add", &[("x", &s), ("y", &acc)], &[])?);
                syntax::add(&s, &acc).ok()?
            }
        });
    }
    Some(rules)
}

// What is known of a unit angle: its values where it is a known part of π, else sin² = 1 − cos².
fn base(b: &Term, c: &Context, rules: &mut Vec<Theorem>) -> Option<()> {
    if let Some(q) = pi_multiple(b) {
        let inverse = q.recip()?.to_i64();
        let named = match inverse {
            Some(1) => Some("pi"),
            Some(2) => Some("pi_div_2"),
            Some(3) => Some("pi_div_3"),
            Some(4) => Some("pi_div_4"),
            Some(6) => Some("pi_div_6"),
            _ => None,
        };
        if let Some(name) = named {
            for f in ["sin", "cos"] {
                let th = c.fact(&format!("{f}_{name}"), &[], &[])?;
                root_rules(&th, c, rules);
                rules.push(th);
            }
            return Some(());
        }
    }
    rules.push(c.fact("sin_sq", &[("x", b)], &[])?);
    Some(())
}

// The square roots in a value need their squares.
fn root_rules(th: &Theorem, c: &Context, rules: &mut Vec<Theorem>) {
    for k in [2, 3] {
        let a = Term::int(k);
        if let Ok((_, r)) = th.equation()
            && format!("{r}").contains(&format!("sqrt({k})"))
            && let Some(rule) = super::powers::square_root(&a, c)
        {
            rules.push(rule);
        }
    }
}

fn pi_multiple(b: &Term) -> Option<Q> {
    if b.is_const("pi") {
        return Some(Q::one());
    }
    let (q, p) = b.as_binary("*")?;
    p.is_const("pi").then(|| q.as_num().cloned())?
}
