//! What the theory says of the atoms that occur: ranges, bounds by simpler terms, monotonicity between two of a kind.

use super::problem::Problem;
use crate::prove::closure;
use crate::prove::context::{Context, Sign};
use crate::prove::normal::matches;
use crate::theory::{Library, Use};
use hence_kernel::{Kind, Term, Theorem, Type, syntax};

/// A fact that compares one function value, or two of one function, with something simpler.
#[derive(Debug)]
pub(super) struct Bound {
    name: String,
    patterns: Vec<Term>,
}

const ARITHMETIC: [&str; 9] = ["+", "-", "*", "/", "neg", "inv", "<", "≤", "="];

/// The facts of that kind.
pub(super) fn bounds(library: &Library) -> Vec<Bound> {
    let mut out = Vec::new();
    for f in library.with_use(Use::Lemma) {
        let p = &f.conclusion;
        if p.as_binary("<").is_none() && p.as_binary("≤").is_none() {
            continue;
        }
        let mut patterns = Vec::new();
        if !functions(p, &mut patterns) || patterns.is_empty() || patterns.len() > 2 {
            continue;
        }
        let covered = |v: &Term| patterns.iter().any(|p| p.has_free(v));
        if !f.vars.iter().all(covered) {
            continue;
        }
        if let [a, b] = &patterns[..]
            && head(a) != head(b)
        {
            continue;
        }
        // Signs are found by structure already.
        if patterns.len() == 1 && head(&patterns[0]) == Some("pow") && is_sign(p) {
            continue;
        }
        out.push(Bound {
            name: f.name.clone(),
            patterns,
        });
    }
    out
}

fn is_sign(p: &Term) -> bool {
    p.as_const_app().is_some_and(|(_, args)| {
        args.first()
            .is_some_and(|a| a.as_num().is_some_and(|q| q.is_zero()))
    })
}

fn head(t: &Term) -> Option<&str> {
    t.as_const_app().map(|(name, _)| name)
}

// The applications of functions to distinct variables in a formula; false where there is one of another shape.
fn functions(t: &Term, out: &mut Vec<Term>) -> bool {
    if matches!(t.kind(), Kind::Var(_)) || t.as_num().is_some() {
        return true;
    }
    let Some((name, args)) = t.as_const_app() else {
        return false;
    };
    let literal_power = name == "pow" && args.get(1).is_some_and(|n| n.as_num().is_some());
    if ARITHMETIC.contains(&name) {
        return args.into_iter().all(|a| functions(a, out));
    }
    if literal_power {
        return args.first().is_some_and(|a| functions(a, out));
    }
    if args.is_empty() {
        return true;
    }
    let variables = args
        .iter()
        .all(|a| matches!(a.kind(), Kind::Var(_)) && *a.ty() == Type::Real);
    let distinct = (1..args.len()).all(|i| !args[..i].contains(&args[i]));
    if !variables || !distinct {
        return false;
    }
    if !out.contains(t) {
        out.push(t.clone());
    }
    true
}

impl Bound {
    /// Its instance for these atoms, its conditions proved.
    pub(super) fn instance(&self, atoms: &[&Term], context: &Context) -> Option<Theorem> {
        if atoms.len() != self.patterns.len() {
            return None;
        }
        let mut subst = Vec::new();
        for (p, a) in self.patterns.iter().zip(atoms) {
            if !matches(p, a, &mut subst) {
                return None;
            }
        }
        let mut th = context
            .library
            .theory
            .fact(&self.name)
            .ok()?
            .inst(&subst)
            .ok()?;
        for h in th.hypotheses().to_vec() {
            th = th.cut(&closure::prove(&h, context, 6)?).ok()?;
        }
        Some(th)
    }
}

/// Adds to the problem what is known of these atoms, alone and in pairs with `others`.
pub(super) fn describe(problem: &mut Problem, fresh: &[Term], others: &[Term], bounds: &[Bound]) {
    let c = problem.context;
    for t in fresh {
        if let Some(a) = t.as_unary("sqrt") {
            if let Some(nn) = c.nonnegative(a)
                && let Some(th) = c.fact("sqrt_sq", &[("a", a)], &[&nn])
            {
                problem.rule(th);
            }
        } else if let Some(a) = t.as_unary("cbrt") {
            c.fact("cbrt_cube", &[("a", a)], &[])
                .and_then(|th| problem.rule(th));
        } else if let Some(a) = t.as_unary("abs") {
            c.fact("abs_sq", &[("a", a)], &[])
                .and_then(|th| problem.rule(th));
        } else if let Some(a) = t.as_unary("sin") {
            c.fact("sin_sq", &[("x", a)], &[])
                .and_then(|th| problem.rule(th));
        } else if let Some(a) = t.as_unary("cosh") {
            c.fact("cosh_sq", &[("x", a)], &[])
                .and_then(|th| problem.rule(th));
        } else if let Some(d) = t.as_unary("inv")
            && let Some(nz) = c.nonzero(d)
            && let Some(th) = c.fact("mul_inv", &[("a", d)], &[&nz])
        {
            problem.equate(&th);
        }
        if matches!(t.kind(), Kind::Var(_)) {
            whole(problem, t);
            continue;
        }
        match c.sign(t) {
            Some((Sign::Pos | Sign::NonNeg, th)) => {
                problem.give(th);
            }
            Some((Sign::Neg, th)) => {
                c.fact("neg_pos", &[("a", t)], &[&th])
                    .and_then(|th| problem.give(th));
            }
            Some((Sign::NonPos, th)) => {
                c.fact("neg_nonneg", &[("a", t)], &[&th])
                    .and_then(|th| problem.give(th));
            }
            _ => {}
        }
        if !t.has_vars() {
            if let Ok((lower, upper)) = Theorem::enclose(t, &[], 24) {
                problem.compare(&lower);
                problem.compare(&upper);
            }
            continue;
        }
        for b in bounds.iter().filter(|b| b.patterns.len() == 1) {
            if let Some(th) = b.instance(&[t], c) {
                problem.compare(&th);
            }
        }
        for o in others {
            if o == t || head(o) != head(t) {
                continue;
            }
            for b in bounds.iter().filter(|b| b.patterns.len() == 2) {
                for pair in [[t, o], [o, t]] {
                    if let Some(th) = b.instance(&pair, c) {
                        problem.compare(&th);
                    }
                }
            }
        }
    }
}

// An integer variable.
fn whole(problem: &mut Problem, t: &Term) {
    let c = problem.context;
    let Some(int) = syntax::is_int(t).ok().and_then(|p| c.assumption(&p)) else {
        return;
    };
    if let Some(th) = c.fact("int_sq_ge", &[("a", t)], &[&int]) {
        problem.compare(&th);
    }
    if let Some(th) = c.fact("int_mul_succ_nonneg", &[("a", t)], &[&int]) {
        problem.give(th);
    }
}

/// `1 ≤ t` from `0 < t` for integers.
pub(super) fn tightened(problem: &mut Problem, t: &Term, positive: &Theorem) -> Option<()> {
    let c = problem.context;
    let int = closure::integer(t, c)?;
    let th = c.fact("int_one_le_of_pos", &[("a", t)], &[&int, positive])?;
    problem.compare(&th)
}
