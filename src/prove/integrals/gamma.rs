//! Powers of x under a falling exponential, from 0 to infinity.

use super::{Over, bell, continuous};
use crate::prove::closure;
use crate::prove::context::{Context, is_zero};
use crate::prove::reduced::lowest;
use hence_kernel::{Q, Term, Theorem, syntax};

// How often the exponent is raised by one.
const MAX_STEPS: i64 = 12;

/// From 0 to infinity: the value with `⊢ HasIntegral (at 0) top f v`.
pub(super) fn whole(over: &Over, from: &Term) -> Option<(Term, Theorem)> {
    let (x, c) = (&over.x, over.context);
    if !is_zero(from) {
        return None;
    }
    let (e, factor) = bell::exponent(&over.body, x)?;
    let (rate, height) = line(&e?, x, c)?;
    let positive = c.positive(&rate)?;
    let falling = {
        let inside = syntax::neg(&syntax::mul(&rate, x).ok()?).ok()?;
        syntax::exp(&inside).ok()?
    };
    let mut acc: Option<(Term, Term, Theorem)> = None;
    for (k, n) in powers(&factor, x, c)? {
        let k = syntax::mul(&k, &height).ok()?;
        let body = syntax::mul(&syntax::pow(x, &n).ok()?, &falling).ok()?;
        let lam = Term::lam(x, &body).ok()?;
        let (v, th) = power(&n, &rate, &positive, x, c)?;
        let ends = [("p", over.p), ("q", over.q)];
        let mut subst = ends.to_vec();
        subst.extend([("f", &lam), ("u", &v), ("c", &k)]);
        let th = c.fact("integral_mul", &subst, &[&th])?;
        let (body, v) = (syntax::mul(&k, &body).ok()?, syntax::mul(&k, &v).ok()?);
        acc = Some(match acc {
            None => (body, v, th),
            Some((sum, u, first)) => {
                let (f, g) = (Term::lam(x, &sum).ok()?, Term::lam(x, &body).ok()?);
                let mut subst = ends.to_vec();
                subst.extend([("f", &f), ("g", &g), ("u", &u), ("v", &v)]);
                let th = c.fact("integral_add", &subst, &[&first, &th])?;
                (
                    syntax::add(&sum, &body).ok()?,
                    syntax::add(&u, &v).ok()?,
                    th,
                )
            }
        });
    }
    let (sum, v, th) = acc?;
    let all = continuous::between(x, Some(from), None, c, &|inner| {
        closure::prove(&syntax::eq(&over.body, &sum).ok()?, inner, 1)
    })?;
    let g = Term::lam(x, &sum).ok()?;
    let subst = [("a", from), ("f", over.f), ("g", &g), ("v", &v)];
    let th = c.fact("integral_congr_top", &subst, &[&all, &th])?;
    Some((v, th))
}

// a and exp k for an exponent k - a x.
fn line(e: &Term, x: &Term, c: &Context) -> Option<(Term, Term)> {
    let at = |n: i64| e.subst(&[(x.clone(), Term::int(n))]).ok();
    let start = lowest(&at(0)?, c)?;
    let rate = lowest(&syntax::sub(&start, &at(1)?).ok()?, c)?;
    let written = syntax::sub(&start, &syntax::mul(&rate, x).ok()?).ok()?;
    crate::prove::normal::equal(e, &written, c)?;
    let height = if is_zero(&start) {
        Term::int(1)
    } else {
        syntax::exp(&start).ok()?
    };
    Some((rate, height))
}

// c and n for the summands c xⁿ.
fn powers(p: &Term, x: &Term, context: &Context) -> Option<Vec<(Term, Term)>> {
    let poly = context.poly(p)?;
    let algebra = context.algebra.borrow();
    let mut out: Vec<(Term, Term)> = Vec::new();
    for (m, q) in &poly.0 {
        let mut rest = m.clone();
        let mut n = Term::int(0);
        let mut known = true;
        rest.0.retain(|(a, e)| {
            let Some(t) = algebra.atom_term(*a).filter(|t| t.has_free(x)) else {
                return true;
            };
            let times = Term::int(i64::from(*e));
            let one = match t.as_binary("pow") {
                Some((b, s)) if b == x && !s.has_free(x) => Some(s.clone()),
                _ if t == x => Some(Term::int(1)),
                _ if t.as_unary("sqrt").is_some_and(|b| b == x) => Q::ratio(1, 2).map(Term::num),
                _ if t.as_unary("inv").is_some_and(|b| b == x) => Some(Term::int(-1)),
                _ => None,
            };
            let raised = one.and_then(|s| syntax::add(&n, &syntax::mul(&times, &s).ok()?).ok());
            match raised {
                Some(s) => n = s,
                None => known = false,
            }
            false
        });
        if !known {
            return None;
        }
        let c = algebra.monomial(&rest, q)?;
        out.push((c, n));
    }
    drop(algebra);
    (out.into_iter())
        .map(|(c, n)| Some((c, lowest(&n, context)?)))
        .collect()
}

// The value with ⊢ HasIntegral (at 0) top (λx. x ^ n * exp (-(a * x))) v.
fn power(n: &Term, a: &Term, positive: &Theorem, x: &Term, c: &Context) -> Option<(Term, Theorem)> {
    let value = |th: &Theorem| {
        let (_, args) = th.conclusion().as_const_app()?;
        args.get(3).map(|v| (*v).clone())
    };
    let Some(q) = c.poly(n).and_then(|p| p.as_constant()) else {
        let whole = closure::integer(n, c)?;
        let natural = closure::prove(&syntax::le(&Term::int(0), n).ok()?, c, 1)?;
        let th = c.fact(
            "integral_gamma",
            &[("n", n), ("a", a)],
            &[&whole, &natural, positive],
        )?;
        return Some((value(&th)?, th));
    };
    // From the exponent 0 or -1/2 upwards.
    let (start, first) = if q.is_integer() {
        (Q::zero(), "integral_gamma_zero")
    } else {
        (Q::ratio(-1, 2)?, "integral_gamma_half")
    };
    let steps = (q - start.clone())
        .to_i64()
        .filter(|k| (0..=MAX_STEPS).contains(k))?;
    let th = c.fact(first, &[("a", a)], &[positive])?;
    let written = |s: &Term| {
        let inside = syntax::neg(&syntax::mul(a, x).ok()?).ok()?;
        syntax::mul(&syntax::pow(x, s).ok()?, &syntax::exp(&inside).ok()?).ok()
    };
    // The exponents are written as sums, and read as the numbers that they are.
    let tidied = |th: &Theorem, s: &Term| {
        let (_, args) = th.conclusion().as_const_app()?;
        let (y, body) = super::opened(args.get(2)?, c)?;
        let wanted = written(s)?.subst(&[(x.clone(), y.clone())]).ok()?;
        let equal = Theorem::ring(&body, &wanted, &[]).ok()?;
        super::with_function(th, &equal.abs(&y).ok()?)
    };
    let mut s = start;
    let mut th = tidied(&th, &Term::num(s.clone()))?;
    for _ in 0..steps {
        let now = Term::num(s.clone());
        let above = Theorem::rational(&syntax::lt(&Term::int(-1), &now).ok()?).ok()?;
        let v = value(&th)?;
        let subst = [("a", a), ("s", &now), ("v", &v)];
        th = c.fact("integral_gamma_step", &subst, &[positive, &above, &th])?;
        s = s + Q::one();
        th = tidied(&th, &Term::num(s.clone()))?;
    }
    Some((value(&th)?, th))
}
