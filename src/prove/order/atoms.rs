//! What the theory says of the atoms that occur: ranges, bounds by simpler terms, monotonicity between two of a kind.

use super::problem::{Problem, Proof};
use crate::prove::closure;
use crate::prove::context::{Context, Sign};
use crate::prove::normal::matches;
use crate::theory::{Library, Use};
use hence_kernel::poly::Mono;
use hence_kernel::{Kind, Q, Term, Theorem, Type, syntax};
use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{One, Zero};

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
    let variable = |a: &Term| matches!(a.kind(), Kind::Var(_)) && *a.ty() == Type::Real;
    // f(a), or f(1 + a).
    let variables = args.iter().all(|a| {
        variable(a)
            || a.as_binary("+")
                .is_some_and(|(n, a)| n.as_num().is_some() && variable(a))
    });
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
        // What speaks of numbers only is decided at once, before anything is searched.
        let (open, closed): (Vec<Term>, Vec<Term>) =
            th.hypotheses().iter().cloned().partition(Term::has_vars);
        for h in &closed {
            th = th.cut(&Theorem::rational(h).ok()?).ok()?;
        }
        for h in &open {
            th = th
                .cut(&closure::prove(h, context, closure::IDENTITIES)?)
                .ok()?;
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
                && problem.rule(th.clone()).is_none()
            {
                problem.equate(&th);
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

/// From `0 < t` or `0 ≤ t` with integers in `t`: what is left when the common factor of its coefficients is taken out and the constant
/// is rounded.
pub(super) fn tightened(problem: &mut Problem, t: &Term, sign: Sign, th: &Theorem) -> Option<()> {
    let strict = match sign {
        Sign::Pos => true,
        Sign::NonNeg => false,
        _ => return None,
    };
    let c = problem.context;
    let poly = c.poly(t)?;
    let (mut whole, mut constant) = (poly.clone(), Q::zero());
    if let Some(q) = whole.0.remove(&Mono::default()) {
        constant = q;
    }
    let all_integers = super::problem::atoms_of(&whole).into_iter().all(|a| {
        let t = c.algebra.borrow().atom_term(a).cloned();
        t.and_then(|t| closure::integer(&t, c)).is_some()
    });
    if whole.is_zero() || !all_integers {
        return None;
    }
    // whole = k · (an integer combination without a common factor)
    let denominators = whole
        .0
        .values()
        .fold(BigInt::one(), |l, q| l.lcm(&q.denom()));
    let numerators = whole.0.values().fold(BigInt::zero(), |g, q| {
        g.gcd(&(q.numer() * &denominators / q.denom()))
    });
    let k: Q = BigRational::new(numerators, denominators).into();
    let inverse = k.recip()?;
    // sum > −c or sum ≥ −c
    let end = (-(constant * inverse.clone())).to_big();
    let below = if strict {
        end.floor()
    } else {
        end.ceil() - BigRational::one()
    };
    if !strict && end.is_integer() {
        return None;
    }
    let below: Q = below.into();
    let sum = c.algebra.borrow().term(&whole.scale(&inverse))?;
    let number = Term::num(below.clone());
    let difference = syntax::sub(&sum, &number).ok()?;
    problem.give(th.clone());
    let row = problem.row_of(th)?;
    let room = Q::from(end) - below;
    let mut parts = vec![(inverse, &row)];
    let one = Proof::One;
    if room.is_positive() {
        parts.push((room, &one));
    }
    let (sign, positive) = problem.certificate(&difference, &None, &parts, &[])?;
    if sign != Sign::Pos {
        return None;
    }
    let lt = c.fact("of_sub_pos", &[("a", &sum), ("b", &number)], &[&positive])?;
    let int = Theorem::rational(&syntax::is_int(&number).ok()?).ok()?;
    let whole = closure::integer(&sum, c)?;
    let th = c.fact(
        "int_lt_iff",
        &[("a", &number), ("b", &sum)],
        &[&int, &whole, &lt],
    )?;
    problem.compare(&th)
}
