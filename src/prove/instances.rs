//! Hypotheses that hold for all values, used at the values that a question speaks of.
//!
//! `∀x y. F y ≤ F x + ⟨∇F x, y − x⟩ + …` is used where `F` or `∇F` is applied in the question or in another fact; `∀k. Int k ⇒ 0 ≤ k ⇒ …`
//! where a member of the sequence occurs. Matching is first order: a bound variable, or one plus a number, against an argument.

use super::closure;
use super::context::Context;
use crate::logic;
use hence_kernel::{Kind, Q, Term, Theorem, Type, syntax};

// How many values are tried for one variable, and how many instances are made of one fact.
const MAX_VALUES: usize = 6;
const MAX_INSTANCES: usize = 36;

/// Whether a fact holds for all values of something.
pub(crate) fn is_general(p: &Term) -> bool {
    syntax::as_quantified(p, "∀").is_some()
}

/// The instances of the general facts of a context for the terms of the goal and of the other facts, without those facts themselves.
pub(crate) fn instances(goal: &Term, c: &Context) -> Vec<Theorem> {
    let mut applied = Vec::new();
    applications(goal, &mut applied);
    for f in c.facts.iter().filter(|f| !is_general(f.conclusion())) {
        applications(f.conclusion(), &mut applied);
    }
    let letters = goal.free_vars();
    let mut out: Vec<Theorem> = Vec::new();
    for f in c.facts.iter().filter(|f| is_general(f.conclusion())) {
        for th in of_one(f, &applied, &letters, c) {
            if !out.iter().any(|o| o.conclusion() == th.conclusion()) {
                out.push(th);
            }
        }
    }
    out
}

// The applications of variables and of gradients to closed arguments: the head with all but the last argument, and the last argument.
fn applications(t: &Term, out: &mut Vec<(Term, Term)>) {
    if let Kind::App(f, a) = t.kind() {
        if a.is_closed() && is_head(f) {
            // Where the gradient of a function is spoken of, so is the function.
            let function = f.as_unary("gradient");
            for head in [f].into_iter().chain(function) {
                let pair = (head.clone(), a.clone());
                if !out.contains(&pair) {
                    out.push(pair);
                }
            }
        }
        applications(f, out);
        applications(a, out);
    } else if let Kind::Lam(_, _, b) = t.kind() {
        applications(b, out);
    }
}

fn is_head(f: &Term) -> bool {
    if !f.is_closed() {
        return false;
    }
    let (head, args) = f.spine();
    match head.kind() {
        Kind::Var(_) => true,
        Kind::Const(c) => {
            &*c.name == "gradient" && matches!(&args[..], [f] if matches!(f.kind(), Kind::Var(_)))
        }
        _ => false,
    }
}

fn of_one(fact: &Theorem, applied: &[(Term, Term)], letters: &[Term], c: &Context) -> Vec<Theorem> {
    let mut vars: Vec<Term> = Vec::new();
    // A line that was stated for a letter, and holds for all its values, is used at the letter again.
    let mut itself: Vec<Option<Term>> = Vec::new();
    let mut body = fact.conclusion().clone();
    loop {
        if let Some(f) = syntax::as_quantified(&body, "∀") {
            let Kind::Lam(hint, ty, _) = f.kind() else {
                break;
            };
            let mut avoid: Vec<&Term> = vec![fact.conclusion()];
            avoid.extend(&vars);
            let x = Term::fresh(&hint.0, ty.clone(), &avoid);
            let Ok(next) = f.instantiate(&x) else { break };
            let letter = Term::var(hint.0.clone(), ty.clone());
            itself.push(letters.contains(&letter).then_some(letter));
            vars.push(x);
            body = next;
        } else if let Some((_, q)) = body.as_binary("⇒") {
            body = q.clone();
        } else {
            break;
        }
    }
    // What the variables are applied to: within the conclusion where it is there, else anywhere.
    let mut patterns = Vec::new();
    applications(&body, &mut patterns);
    let mut choices: Vec<Vec<Term>> = Vec::new();
    for (x, letter) in vars.iter().zip(itself) {
        let mut values: Vec<Term> = letter.into_iter().collect();
        for (head, arg) in &patterns {
            if !arg.has_free(x) || vars.iter().any(|v| head.has_free(v)) {
                continue;
            }
            for (h, a) in applied {
                if h == head
                    && let Some(v) = solved(arg, x, a)
                    && !values.contains(&v)
                    && values.len() < MAX_VALUES
                {
                    values.push(v);
                }
            }
        }
        if values.is_empty() {
            return Vec::new();
        }
        choices.push(values);
    }
    let mut points: Vec<Vec<Term>> = vec![Vec::new()];
    for values in &choices {
        points = points
            .into_iter()
            .flat_map(|p| {
                values.iter().map(move |v| {
                    let mut p = p.clone();
                    p.push(v.clone());
                    p
                })
            })
            .take(MAX_INSTANCES)
            .collect();
    }
    points.iter().filter_map(|p| at(fact, p, c)).collect()
}

// The value of x at which the pattern is the argument: the pattern is x, or x plus a number.
fn solved(pattern: &Term, x: &Term, arg: &Term) -> Option<Term> {
    if pattern == x {
        return Some(arg.clone());
    }
    let (plus, y, n) = match (pattern.as_binary("+"), pattern.as_binary("-")) {
        (Some((y, n)), _) => (true, y, n.as_num()?),
        (_, Some((y, n))) => (false, y, n.as_num()?),
        _ => return None,
    };
    if y != x {
        return None;
    }
    let shift = if plus { n.clone() } else { -n.clone() };
    if let Some(q) = arg.as_num() {
        return Some(Term::num(q.clone() - shift));
    }
    let (base, have) = match (arg.as_binary("+"), arg.as_binary("-")) {
        (Some((b, m)), _) => (b.clone(), m.as_num()?.clone()),
        (_, Some((b, m))) => (b.clone(), -m.as_num()?.clone()),
        _ => (arg.clone(), Q::zero()),
    };
    let rest = have - shift;
    if rest.is_zero() {
        Some(base)
    } else if rest.is_negative() {
        syntax::sub(&base, &Term::num(-rest)).ok()
    } else {
        syntax::add(&base, &Term::num(rest)).ok()
    }
}

fn at(fact: &Theorem, point: &[Term], c: &Context) -> Option<Theorem> {
    let mut th = fact.clone();
    let mut values = point.iter();
    loop {
        if is_general(th.conclusion()) {
            th = logic::forall_elim(&th, values.next()?).ok()?;
        } else if let Some((p, _)) = th.conclusion().as_binary("⇒") {
            let p = p.clone();
            let lemma = closure::prove(&p, c, 4)?;
            th = logic::mp(&th, &lemma).ok()?;
        } else {
            break;
        }
    }
    plain_arguments(&th, c)
}

// Arguments in one form: `0 + 1` is 1, `k + 1 - 1` is k, `x + (-x)` is 0.
fn plain_arguments(th: &Theorem, c: &Context) -> Option<Theorem> {
    let equal = logic::congruence_at(th.conclusion(), |t| argument(t, c)).ok()?;
    equal.eq_mp(th).ok()
}

fn argument(t: &Term, c: &Context) -> Option<Theorem> {
    let Kind::App(f, a) = t.kind() else {
        return None;
    };
    if !matches!(f.spine().0.kind(), Kind::Var(_)) || *a.ty() != Type::Real || !a.is_closed() {
        return None;
    }
    let plain = shifted(a).or_else(|| collected(a, c))?;
    let same = Theorem::ring(a, &plain, &[]).ok()?;
    Theorem::refl(f).ok()?.congruence(&same).ok()
}

// The normal form of an argument, where it is shorter.
fn collected(t: &Term, c: &Context) -> Option<Term> {
    let poly = c.poly(t)?;
    let plain = c.algebra.borrow().term(&poly)?;
    let shorter = plain.size() < t.size() || poly.0.len() == 1 && plain.size() == t.size();
    (shorter && plain != *t).then_some(plain)
}

// The letter plus a number, for sums of a letter and numbers that are written otherwise.
fn shifted(t: &Term) -> Option<Term> {
    let mut letter = None;
    let mut sum = Q::zero();
    let mut open = vec![(t, false)];
    while let Some((t, minus)) = open.pop() {
        if let Some((a, b)) = t.as_binary("+") {
            open.extend([(a, minus), (b, minus)]);
        } else if let Some((a, b)) = t.as_binary("-") {
            open.extend([(a, minus), (b, !minus)]);
        } else if let Some(q) = t.as_num() {
            sum = if minus {
                sum - q.clone()
            } else {
                sum + q.clone()
            };
        } else if matches!(t.kind(), Kind::Var(_)) && !minus {
            if letter.replace(t.clone()).is_some() {
                return None;
            }
        } else {
            return None;
        }
    }
    let plain = match letter {
        None => Term::num(sum),
        Some(x) if sum.is_zero() => x,
        Some(x) if sum.is_negative() => syntax::sub(&x, &Term::num(-sum)).ok()?,
        Some(x) => syntax::add(&x, &Term::num(sum)).ok()?,
    };
    (plain != *t).then_some(plain)
}
