//! Bell curves: powers of x times the exponential of a quadratic polynomial, over all numbers.

use super::{Over, given, with_function};
use crate::logic;
use crate::prove::closure;
use crate::prove::context::Context;
use crate::prove::normal;
use crate::prove::reduced::lowest;
use hence_kernel::{Term, Theorem, syntax};

// The highest moment that is looked at.
const MAX_MOMENT: i64 = 12;

// exp (k - a (x - m)²)
struct Bell {
    a: Term,
    m: Term,
    // exp k
    height: Term,
}

impl Bell {
    // From the exponent.
    fn of(e: &Term, x: &Term, c: &Context) -> Option<Bell> {
        let at = |n: i64| e.subst(&[(x.clone(), Term::int(n))]).ok();
        let (e0, up, down) = (at(0)?, at(1)?, at(-1)?);
        let half = |t: &Term| syntax::div(t, &Term::int(2)).ok();
        let second = syntax::sub(&half(&syntax::add(&up, &down).ok()?)?, &e0).ok()?;
        let first = half(&syntax::sub(&up, &down).ok()?)?;
        let a = lowest(&syntax::neg(&second).ok()?, c)?;
        // The middle as it is written, which needs no division, or the one that the coefficients tell.
        let mut middles = vec![Term::int(0)];
        differences(e, x, &mut middles);
        let told = syntax::div(&first, &syntax::mul(&Term::int(2), &a).ok()?).ok()?;
        middles.extend(lowest(&told, c));
        middles.into_iter().find_map(|m| {
            let k = lowest(&e.subst(&[(x.clone(), m.clone())]).ok()?, c)?;
            let from = syntax::sub(x, &m).ok()?;
            let square = syntax::pow(&from, &Term::int(2)).ok()?;
            let written = syntax::sub(&k, &syntax::mul(&a, &square).ok()?).ok()?;
            normal::equal(e, &written, c)?;
            let height = if crate::prove::context::is_zero(&k) {
                Term::int(1)
            } else {
                syntax::exp(&k).ok()?
            };
            let a = a.clone();
            Some(Bell { a, m, height })
        })
    }

    // (x - m)ⁿ exp (-(a (x - m)²))
    fn moment(&self, n: i64, x: &Term) -> Option<Term> {
        let from = syntax::sub(x, &self.m).ok()?;
        let square = syntax::pow(&from, &Term::int(2)).ok()?;
        let bell = syntax::exp(&syntax::neg(&syntax::mul(&self.a, &square).ok()?).ok()?).ok()?;
        syntax::mul(&syntax::pow(&from, &Term::int(n)).ok()?, &bell).ok()
    }

    // The value with ⊢ HasIntegral bottom top (λx. moment n) v.
    fn integral(&self, n: i64, positive: &Theorem, c: &Context) -> Option<(Term, Theorem)> {
        let am = [("a", &self.a), ("m", &self.m)];
        let m = n;
        let th = match n {
            0 => c.fact("integral_bell", &am, &[positive])?,
            1 => c.fact("integral_bell_one", &am, &[positive])?,
            _ => {
                let (v, th) = self.integral(n - 2, positive, c)?;
                let n = Term::int(n - 2);
                let whole = Theorem::rational(&syntax::is_int(&n).ok()?).ok()?;
                let natural = Theorem::rational(&syntax::le(&Term::int(0), &n).ok()?).ok()?;
                let mut subst = am.to_vec();
                subst.extend([("n", &n), ("v", &v)]);
                let th = c.fact(
                    "integral_bell_step",
                    &subst,
                    &[positive, &whole, &natural, &th],
                )?;
                // The exponent is written n - 2 + 2.
                let (_, args) = th.conclusion().as_const_app()?;
                let (x, body) = super::opened(args.get(2)?, c)?;
                let equal = Theorem::ring(&body, &self.moment(m, &x)?, &[]).ok()?;
                with_function(&th, &equal.abs(&x).ok()?)?
            }
        };
        let (_, args) = th.conclusion().as_const_app()?;
        let v = (*args.get(3)?).clone();
        Some((v, th))
    }
}

// The numbers that are subtracted from x.
fn differences(t: &Term, x: &Term, out: &mut Vec<Term>) {
    let m = match t.as_binary("-") {
        Some((a, b)) if a == x => Some(b.clone()),
        Some((a, b)) if b == x => Some(a.clone()),
        _ => match t.as_binary("+") {
            Some((a, b)) if a == x => syntax::neg(b).ok(),
            Some((a, b)) if b == x => syntax::neg(a).ok(),
            _ => None,
        },
    };
    out.extend(m.filter(|m| !m.has_free(x) && !out.contains(m)));
    if let hence_kernel::Kind::App(f, a) = t.kind() {
        differences(f, x, out);
        differences(a, x, out);
    }
}

// The exponent of the exponential factors of a product, and the product of the other ones.
pub(super) fn exponent(t: &Term, x: &Term) -> Option<(Option<Term>, Term)> {
    let join = |e: Option<Term>, f: Option<Term>| match (e, f) {
        (Some(e), Some(f)) => syntax::add(&e, &f).ok().map(Some),
        (e, f) => Some(e.or(f)),
    };
    if let Some(u) = t.as_unary("exp").filter(|_| t.has_free(x)) {
        return Some((Some(u.clone()), Term::int(1)));
    }
    if let Some((a, b)) = t.as_binary("*") {
        let ((e, a), (f, b)) = (exponent(a, x)?, exponent(b, x)?);
        return Some((join(e, f)?, syntax::mul(&a, &b).ok()?));
    }
    if let Some((a, b)) = t.as_binary("/") {
        let ((e, a), (f, b)) = (exponent(a, x)?, exponent(b, x)?);
        let f = f.map(|f| syntax::neg(&f)).transpose().ok()?;
        return Some((join(e, f)?, syntax::div(&a, &b).ok()?));
    }
    if let Some(a) = t.as_unary("neg") {
        let (e, a) = exponent(a, x)?;
        return Some((e, syntax::neg(&a).ok()?));
    }
    Some((None, t.clone()))
}

// c xⁿ for each summand of a polynomial in x.
fn powers(p: &Term, x: &Term, context: &Context) -> Option<Vec<(Term, i64)>> {
    let poly = context.poly(p)?;
    let atom = context.algebra.borrow_mut().atom(x);
    let algebra = context.algebra.borrow();
    let mut out = Vec::new();
    for (m, q) in &poly.0 {
        let mut rest = m.clone();
        let n = (m.0.iter().find(|(a, _)| *a == atom)).map_or(0, |(_, e)| i64::from(*e));
        rest.0.retain(|(a, _)| *a != atom);
        let c = algebra.monomial(&rest, q)?;
        if c.has_free(x) || n > MAX_MOMENT {
            return None;
        }
        out.push((c, n));
    }
    Some(out)
}

fn binomial(n: i64, k: i64) -> i64 {
    (1..=k).fold(1, |acc, i| acc * (n - i + 1) / i)
}

/// Over all numbers.
pub(super) fn whole(over: &Over) -> Option<(Term, Theorem)> {
    let (x, c) = (&over.x, over.context);
    let (e, factor) = exponent(&over.body, x)?;
    let bell = Bell::of(&e?, x, c)?;
    let positive = (c.positive(&bell.a)).or_else(|| given::falling(&bell.a, c))?;
    let inner = c.with(positive.clone());
    // The summands (c · height · binomial · m^(n - j)) (x - m)^j.
    let mut parts: Vec<(Term, i64)> = Vec::new();
    for (k, n) in powers(&factor, x, c)? {
        for j in 0..=n {
            if crate::prove::context::is_zero(&bell.m) && j < n {
                continue;
            }
            let mut k = k.clone();
            if j < n {
                let shift = syntax::pow(&bell.m, &Term::int(n - j)).ok()?;
                k = syntax::mul(&k, &Term::int(binomial(n, j))).ok()?;
                k = syntax::mul(&k, &shift).ok()?;
            }
            match parts.iter_mut().find(|(_, i)| *i == j) {
                Some((sum, _)) => *sum = syntax::add(sum, &k).ok()?,
                None => parts.push((k, j)),
            }
        }
    }
    let mut acc: Option<(Term, Term, Theorem)> = None;
    for (k, j) in parts {
        let k = lowest(&k, c)?;
        if crate::prove::context::is_zero(&k) {
            continue;
        }
        let k = syntax::mul(&k, &bell.height).ok()?;
        let moment = bell.moment(j, x)?;
        let lam = Term::lam(x, &moment).ok()?;
        let (v, th) = bell.integral(j, &positive, c)?;
        let ends = [("p", over.p), ("q", over.q)];
        let mut subst = ends.to_vec();
        subst.extend([("f", &lam), ("u", &v), ("c", &k)]);
        let th = c.fact("integral_mul", &subst, &[&th])?;
        let (body, value) = (syntax::mul(&k, &moment).ok()?, syntax::mul(&k, &v).ok()?);
        acc = Some(match acc {
            None => (body, value, th),
            Some((body2, value2, th2)) => {
                let (f, g) = (Term::lam(x, &body2).ok()?, Term::lam(x, &body).ok()?);
                let mut subst = ends.to_vec();
                subst.extend([("f", &f), ("g", &g), ("u", &value2), ("v", &value)]);
                let th = c.fact("integral_add", &subst, &[&th2, &th])?;
                let body = syntax::add(&body2, &body).ok()?;
                (body, syntax::add(&value2, &value).ok()?, th)
            }
        });
    }
    let (body, value, th) = acc?;
    let same = closure::prove(&syntax::eq(&body, &over.body).ok()?, &inner, 1)?;
    let same = same.cut(&positive).ok()?;
    let th = with_function(&th, &same.abs(x).ok()?)?;
    Some((value, th))
}

/// From the middle upwards.
pub(super) fn half(over: &Over, from: &Term) -> Option<(Term, Theorem)> {
    let (x, c) = (&over.x, over.context);
    let (e, factor) = exponent(&over.body, x)?;
    let bell = Bell::of(&e?, x, c)?;
    if factor.has_free(x) {
        return None;
    }
    let positive = c.positive(&bell.a)?;
    let bell = Bell {
        m: from.clone(),
        ..bell
    };
    let square = syntax::pow(&syntax::sub(x, from).ok()?, &Term::int(2)).ok()?;
    let inside = syntax::neg(&syntax::mul(&bell.a, &square).ok()?).ok()?;
    let curve = syntax::exp(&inside).ok()?;
    let th = c.fact(
        "integral_bell_half",
        &[("a", &bell.a), ("m", from)],
        &[&positive],
    )?;
    let (_, args) = th.conclusion().as_const_app()?;
    let v = (*args.get(3)?).clone();
    let k = syntax::mul(&factor, &bell.height).ok()?;
    let lam = Term::lam(x, &curve).ok()?;
    let subst = [
        ("p", over.p),
        ("q", over.q),
        ("f", &lam),
        ("u", &v),
        ("c", &k),
    ];
    let th = c.fact("integral_mul", &subst, &[&th])?;
    let body = syntax::mul(&k, &curve).ok()?;
    let same = closure::prove(&syntax::eq(&body, &over.body).ok()?, c, 1)?;
    let th = with_function(&th, &same.abs(x).ok()?)?;
    Some((syntax::mul(&k, &v).ok()?, th))
}

/// `⊢ 0 < a` from a bell curve that has an integral: `th` says `HasIntegral bottom top (λx. body) v`.
pub(super) fn falls(th: &Theorem, context: &Context) -> Option<Theorem> {
    let (_, args) = th.conclusion().as_const_app()?;
    let [p, q, f, v] = args[..] else { return None };
    if !p.is_const("bottom") || !q.is_const("top") {
        return None;
    }
    let (x, body) = super::opened(f, context)?;
    let (e, factor) = exponent(&body, &x)?;
    let bell = Bell::of(&e?, &x, context)?;
    (0..=2).find_map(|n: i64| {
        // The factor is c (x - m)^(2n).
        let power = syntax::pow(&syntax::sub(&x, &bell.m).ok()?, &Term::int(2 * n)).ok()?;
        let next = syntax::add(&bell.m, &Term::int(1)).ok()?;
        let c = lowest(&factor.subst(&[(x.clone(), next)]).ok()?, context)?;
        let scaled = syntax::mul(&c, &power).ok()?;
        Theorem::ring(&scaled, &factor, &[]).ok()?;
        let c = syntax::mul(&c, &bell.height).ok()?;
        let exponent = syntax::mul(&Term::int(2), &Term::int(n)).ok()?;
        let moment = bell.moment(2 * n, &x)?;
        let written = {
            let from = syntax::sub(&x, &bell.m).ok()?;
            let (_, curve) = moment.as_binary("*")?;
            syntax::mul(&syntax::pow(&from, &exponent).ok()?, curve).ok()?
        };
        let lam = Term::lam(&x, &written).ok()?;
        let whole = syntax::mul(&c, &written).ok()?;
        let same = closure::prove(&syntax::eq(&body, &whole).ok()?, context, 1)?;
        let th = with_function(th, &same.abs(&x).ok()?)?;
        let nonzero = closure::prove(&syntax::ne(&c, &Term::int(0)).ok()?, context, 1)?;
        let ends = [("p", p), ("q", q)];
        let mut subst = ends.to_vec();
        subst.extend([("f", &lam), ("c", &c), ("u", v)]);
        let th = context.fact("integral_divide", &subst, &[&nonzero, &th])?;
        let (_, args) = th.conclusion().as_const_app()?;
        let v = (*args.get(3)?).clone();
        let n = Term::int(n);
        let integer = Theorem::rational(&syntax::is_int(&n).ok()?).ok()?;
        let natural = Theorem::rational(&syntax::le(&Term::int(0), &n).ok()?).ok()?;
        let subst = [("a", &bell.a), ("m", &bell.m), ("n", &n), ("v", &v)];
        context.fact("integral_bell_falls", &subst, &[&integer, &natural, &th])
    })
}

/// `⊢ 0 < a` among theorems, up to the normal form.
pub(super) fn says(th: &Theorem, a: &Term, context: &Context) -> Option<Theorem> {
    let goal = syntax::lt(&Term::int(0), a).ok()?;
    let inner = context.beside([th.clone()]);
    let found = inner.positive(a)?;
    (found.conclusion() == &goal)
        .then(|| logic::cut_all(&found, std::slice::from_ref(th)).ok())
        .flatten()
}
