//! Exponentials, powers, roots and logarithms over common bases.

use super::algebra::ratio;
use super::context::Context;
use super::normal::{Normalizer, arithmetic, constant_value, literal_integer};
use super::reduced::common_monomial;
use super::{bases, closure};
use hence_kernel::poly::{Mono, Poly};
use hence_kernel::{Kind, Q, Term, Theorem, syntax};
use std::collections::BTreeMap;

/// `sqrt a`: as a power where `a` is positive, else by its square; the square root of a square by its sign.
pub(crate) fn square_root(a: &Term, c: &Context) -> Option<Theorem> {
    if let Some((b, n)) = a.as_binary("pow")
        && literal_integer(n) == Some(2)
    {
        return match c.nonnegative(b) {
            Some(th) => c.fact("sqrt_of_square", &[("a", b)], &[&th]),
            None => c.fact("sqrt_square", &[("a", b)], &[]),
        };
    }
    if let Some(root) = polynomial_root(a, c) {
        // sqrt(a) = sqrt(root²) = |root|
        let square = syntax::pow(&root, &Term::int(2)).ok()?;
        let eq = c.ring(a, &square, &[])?;
        let head = Theorem::refl(&syntax::constant("sqrt")?).ok()?;
        let step = head.congruence(&eq).ok()?;
        return step
            .trans(&c.fact("sqrt_square", &[("a", &root)], &[])?)
            .ok();
    }
    if let Some((x, y)) = a.as_binary("*")
        && let (Some(nx), Some(ny)) = (c.nonnegative(x), c.nonnegative(y))
        && c.positive(a).is_none()
    {
        return c.fact("sqrt_mul", &[("a", x), ("b", y)], &[&nx, &ny]);
    }
    let nn = c.nonnegative(a)?;
    if c.positive(a).is_some() {
        return c.fact("pow_half", &[("a", a)], &[&nn])?.sym().ok();
    }
    c.fact("sqrt_sq", &[("a", a)], &[&nn])
}

/// `cbrt a`: as a power where `a` is positive, else by its cube.
pub(crate) fn cube_root(a: &Term, c: &Context) -> Option<Theorem> {
    if let Some(q) = constant_value(a, c).filter(Q::is_negative) {
        let minus = Term::num(-q);
        let th = c.fact("cbrt_neg", &[("a", &minus)], &[])?;
        let (l, _) = th.equation().ok()?;
        let whole = syntax::constant("cbrt").and_then(|f| Term::app(&f, a).ok())?;
        return c.ring(&whole, l, &[])?.trans(&th).ok();
    }
    if let Some(pos) = c.positive(a) {
        let nn = c.fact("le_of_lt", &[("a", &Term::int(0)), ("b", a)], &[&pos])?;
        return c.fact("cbrt_eq_pow", &[("a", a)], &[&nn]);
    }
    if let Some((b, n)) = a.as_binary("pow")
        && literal_integer(n) == Some(3)
    {
        return c.fact("cbrt_of_cube", &[("a", b)], &[]);
    }
    if constant_value(a, c).is_some_and(|q| q.is_zero()) {
        return c.fact("cbrt_zero", &[], &[]);
    }
    c.fact("cbrt_cube", &[("a", a)], &[])
}

/// `root n a` as a power.
pub(crate) fn root(n: &Term, a: &Term, c: &Context) -> Option<Theorem> {
    let int = closure::integer(n, c)?;
    let one = Term::int(1);
    let ge = closure::prove(&syntax::le(&one, n).ok()?, c, closure::IDENTITIES)?;
    let nn = c.nonnegative(a)?;
    if c.positive(a).is_some() {
        return c.fact("root_eq_pow", &[("n", n), ("a", a)], &[&int, &ge, &nn]);
    }
    c.fact("root_pow", &[("n", n), ("a", a)], &[&int, &ge, &nn])
}

/// `log a` of a product, a quotient, a power, an exponential, a number, where the signs are known.
pub(crate) fn logarithm(a: &Term, c: &Context) -> Option<Theorem> {
    if let Some(x) = a.as_unary("exp") {
        return c.fact("log_exp", &[("x", x)], &[]);
    }
    if let Some(q) = constant_value(a, c).filter(Q::is_positive) {
        return log_number(a, &q, c);
    }
    for (op, fact) in [("*", "log_mul"), ("/", "log_div")] {
        let Some((x, y)) = a.as_binary(op) else {
            continue;
        };
        if let (Some(px), Some(py)) = (c.positive(x), c.positive(y)) {
            return c.fact(fact, &[("a", x), ("b", y)], &[&px, &py]);
        }
        let (mx, my) = (syntax::neg(x).ok()?, syntax::neg(y).ok()?);
        if let (Some(px), Some(py)) = (c.positive(&mx), c.positive(&my)) {
            let th = c.fact(fact, &[("a", &mx), ("b", &my)], &[&px, &py])?;
            let (l, _) = th.equation().ok()?;
            let whole = syntax::log(a).ok()?;
            let nz = c.nonzero(y)?;
            return c.ring(&whole, l, &[&nz])?.trans(&th).ok();
        }
        return None;
    }
    if let Some(x) = a.as_unary("inv") {
        return c.fact("log_inv", &[("a", x)], &[&c.positive(x)?]);
    }
    if let Some(x) = a.as_unary("sqrt") {
        return c.fact("log_sqrt", &[("a", x)], &[&c.positive(x)?]);
    }
    if let Some((b, n)) = a.as_binary("pow") {
        if let Some(pos) = c.positive(b) {
            return c.fact("log_pow", &[("a", b), ("b", n)], &[&pos]);
        }
        if literal_integer(n) == Some(2) {
            return c.fact("log_abs_sq", &[("a", b)], &[&c.nonzero(b)?]);
        }
        return None;
    }
    if let Some(x) = a.as_unary("abs") {
        for (op, fact) in [("*", "log_abs_mul"), ("/", "log_abs_div")] {
            if let Some((y, z)) = x.as_binary(op) {
                let (ny, nz) = (c.nonzero(y)?, c.nonzero(z)?);
                return c.fact(fact, &[("a", y), ("b", z)], &[&ny, &nz]);
            }
        }
        return None;
    }
    // A sum: take its content and its common powers out.
    let split = factored(a, c)?;
    let (l, r) = split.as_binary("*")?;
    let (pl, pr) = (c.positive(l)?, c.positive(r)?);
    let th = c.fact("log_mul", &[("a", l), ("b", r)], &[&pl, &pr])?;
    let whole = syntax::log(a).ok()?;
    c.ring(&whole, th.equation().ok()?.0, &[])?.trans(&th).ok()
}

// q·rest or x^n·rest for a sum with a common factor that is not 1.
fn factored(a: &Term, c: &Context) -> Option<Term> {
    let p = c.poly(a)?;
    if p.0.len() < 2
        && p.0.keys().next().is_none_or(|m| m.0.len() <= 1)
        && leading(&p)?.abs().is_one()
    {
        return None;
    }
    let (content, common, rest) = split_common(&p)?;
    let algebra = c.algebra.borrow();
    if !content.is_one() {
        let mut whole = rest;
        if !common.0.is_empty() {
            let scaled = Poly([(common, Q::one())].into());
            whole = scaled
                .mul(&whole, &mut hence_kernel::poly::Work(10_000))
                .ok()?;
        }
        return syntax::mul(&Term::num(content), &algebra.term(&whole)?).ok();
    }
    if common.0.is_empty() {
        return None;
    }
    let (first, e) = common.0[0];
    let atom = algebra.atom_term(first)?.clone();
    let factor = if e == 1 {
        atom
    } else {
        syntax::pow(&atom, &Term::int(i64::from(e))).ok()?
    };
    let others = Mono(common.0[1..].to_vec());
    let whole = Poly([(others, Q::one())].into())
        .mul(&rest, &mut hence_kernel::poly::Work(10_000))
        .ok()?;
    if whole.as_constant().is_some_and(|q| q.is_one()) {
        return None;
    }
    syntax::mul(&factor, &algebra.term(&whole)?).ok()
}

fn leading(p: &Poly) -> Option<Q> {
    p.0.last_key_value().map(|(_, q)| q.clone())
}

// Positive content, common monomial, and what is left.
fn split_common(p: &Poly) -> Option<(Q, Mono, Poly)> {
    use num_integer::Integer;
    use num_traits::Zero;
    let mut numer = num_bigint::BigInt::zero();
    let mut denom = num_bigint::BigInt::from(1);
    for q in p.0.values() {
        numer = numer.gcd(&q.numer());
        denom = denom.lcm(&q.denom());
    }
    if numer.is_zero() {
        return None;
    }
    let content = Q::from(num_rational::BigRational::new(numer, denom));
    let mut common = p.0.keys().next()?.0.clone();
    for m in p.0.keys() {
        common.retain_mut(|(a, e)| match m.0.iter().find(|(b, _)| b == a) {
            Some((_, n)) => {
                *e = (*e).min(*n);
                true
            }
            None => false,
        });
    }
    let common = Mono(common);
    let inverse = content.recip()?;
    let strip = |m: &Mono| {
        Mono(
            m.0.iter()
                .filter_map(|&(a, e)| {
                    let k = common
                        .0
                        .iter()
                        .find(|(b, _)| *b == a)
                        .map_or(0, |(_, k)| *k);
                    (e > k).then_some((a, e - k))
                })
                .collect(),
        )
    };
    let rest = Poly(
        p.0.iter()
            .map(|(m, q)| (strip(m), q.clone() * inverse.clone()))
            .collect(),
    );
    Some((content, common, rest))
}

// log of a positive rational number over its primes.
fn log_number(a: &Term, q: &Q, c: &Context) -> Option<Theorem> {
    let whole = syntax::log(a).ok()?;
    let back = |th: Theorem| -> Option<Theorem> {
        c.ring(&whole, th.equation().ok()?.0, &[])?.trans(&th).ok()
    };
    if q.is_one() {
        return back(c.fact("log_one", &[], &[])?);
    }
    let pos = |t: &Term| c.positive(t);
    if !q.is_integer() {
        let (n, d) = (Term::num(Q::from(q.numer())), Term::num(Q::from(q.denom())));
        return back(c.fact("log_div", &[("a", &n), ("b", &d)], &[&pos(&n)?, &pos(&d)?])?);
    }
    let n = q.to_i64().filter(|n| *n < 1_000_000_000)?;
    let p = smallest_prime(n);
    if p == n {
        return None;
    }
    let (x, y) = (Term::int(p), Term::int(n / p));
    back(c.fact("log_mul", &[("a", &x), ("b", &y)], &[&pos(&x)?, &pos(&y)?])?)
}

fn smallest_prime(n: i64) -> i64 {
    (2..)
        .take_while(|p| p * p <= n)
        .find(|p| n % p == 0)
        .unwrap_or(n)
}

// The polynomial whose square a is, where it is one in at most one atom of low degree.
fn polynomial_root(a: &Term, c: &Context) -> Option<Term> {
    let p = c.poly(a)?;
    if p.0.len() < 3 {
        return None;
    }
    // Leading and trailing monomials must be squares; then compare.
    let root_of = |m: &Mono, q: &Q| -> Option<(Mono, Q)> {
        let half =
            m.0.iter()
                .map(|&(a, e)| (e % 2 == 0).then_some((a, e / 2)))
                .collect::<Option<Vec<_>>>()?;
        Some((Mono(half), rational_root(q)?))
    };
    let (m, q) = p.0.last_key_value()?;
    let (lead, k) = root_of(m, q)?;
    let mut root = Poly([(lead.clone(), k.clone())].into());
    let mut work = hence_kernel::poly::Work(20_000);
    for _ in 0..8 {
        let square = root.mul(&root, &mut work).ok()?;
        let rest = p.clone().plus(&square.scale(&Q::int(-1)));
        let Some((m, q)) = rest.0.last_key_value() else {
            return c.algebra.borrow().term(&root);
        };
        let term = Poly([(m.clone(), q.clone())].into());
        let twice = Poly([(lead.clone(), k.clone() * Q::int(2))].into());
        let next = term.exact_div(&twice, &mut work).ok()??;
        root = root.plus(&next);
    }
    None
}

fn rational_root(q: &Q) -> Option<Q> {
    if q.is_negative() {
        return None;
    }
    let root = |n: num_bigint::BigInt| {
        let r = n.sqrt();
        (&r * &r == n).then_some(r)
    };
    Some(Q::from(num_rational::BigRational::new(
        root(q.numer())?,
        root(q.denom())?,
    )))
}

/// Rules for all exponentials and powers met, over common bases.
pub(crate) fn plan(n: &mut Normalizer) {
    let mut done = 0;
    split_bases(n, &mut done);
    exponentials(n);
    // Again from the start: what could not be split by its writing.
    let mut seen = 0;
    for _ in 0..4 {
        let end = n.atoms.len();
        if seen == end {
            break;
        }
        let found: Vec<Term> = n.atoms[seen..end].to_vec();
        for t in found {
            if let Some((x, y)) = t.as_binary("pow")
                && !n.rules.contains_key(&t)
                && !plain(x, n.context)
                && let Some(rule) = bases::canonical(n, x, y)
            {
                n.add_rule(&t, rule);
            }
        }
        seen = end;
        split_bases(n, &mut done);
    }
    bases::conjugates(n);
    split_bases(n, &mut done);
    divide_bases(n);
    exponentials(n);
    powers(n);
}

// A polynomial in variables alone, without a common factor: no other form of it is looked for.
fn plain(x: &Term, c: &Context) -> bool {
    fn polynomial(t: &Term) -> bool {
        match t.kind() {
            Kind::Num(_) | Kind::Var(_) => true,
            _ => {
                t.as_unary("inv").is_none()
                    && t.as_binary("/").is_none_or(|(_, d)| d.as_num().is_some())
                    && t.as_binary("pow")
                        .is_none_or(|(_, n)| literal_integer(n).is_some_and(|k| k >= 0))
                    && arithmetic(t).is_some_and(|parts| parts.into_iter().all(polynomial))
            }
        }
    }
    polynomial(x) && c.poly(x).is_some_and(|p| common_monomial(&p).0.is_empty())
}

// Splits bases as they are written; that makes new powers: goes round until nothing new comes.
fn split_bases(n: &mut Normalizer, done: &mut usize) {
    for _ in 0..6 {
        let end = n.atoms.len();
        if *done == end {
            break;
        }
        let found: Vec<Term> = n.atoms[*done..end].to_vec();
        for t in found {
            if let Some((x, y)) = t.as_binary("pow")
                && !n.rules.contains_key(&t)
                && let Some(rule) = split_base(x, y, n.context)
            {
                n.add_rule(&t, rule);
            }
        }
        *done = end;
    }
}

// pow of a product, a quotient, a power or a number, over its parts.
fn split_base(x: &Term, y: &Term, c: &Context) -> Option<Theorem> {
    let whole = syntax::pow(x, y).ok()?;
    let back = |th: Theorem| -> Option<Theorem> {
        let (l, _) = th.equation().ok()?;
        if *l == whole {
            return Some(th);
        }
        c.ring(&whole, l, &[])?.trans(&th).ok()
    };
    if let Some(q) = constant_value(x, c) {
        if q.is_one() {
            return back(c.fact("one_pow", &[("b", y)], &[])?);
        }
        if !q.is_positive() {
            return None;
        }
        if !q.is_integer() {
            let (a, b) = (Term::num(Q::from(q.numer())), Term::num(Q::from(q.denom())));
            return back(c.fact(
                "div_pow",
                &[("a", &a), ("b", &b), ("c", y)],
                &[&c.positive(&a)?, &c.positive(&b)?],
            )?);
        }
        let k = q.to_i64().filter(|n| *n < 1_000_000_000)?;
        let p = smallest_prime(k);
        if p == k {
            return None;
        }
        let (a, b) = (Term::int(p), Term::int(k / p));
        return back(c.fact(
            "mul_pow",
            &[("a", &a), ("b", &b), ("c", y)],
            &[&c.positive(&a)?, &c.positive(&b)?],
        )?);
    }
    let positive = c.positive(x)?;
    if let Some(u) = x.as_unary("exp") {
        // exp(u)^y = exp(u y)
        return c.fact("exp_mul", &[("x", u), ("y", y)], &[])?.sym().ok();
    }
    if let Some((b, n)) = x.as_binary("pow")
        && let Some(pos) = c.positive(b)
    {
        return c.fact("pow_mul", &[("a", b), ("b", n), ("c", y)], &[&pos]);
    }
    for (op, fact) in [("*", "mul_pow"), ("/", "div_pow")] {
        let Some((a, b)) = x.as_binary(op) else {
            continue;
        };
        if let (Some(pa), Some(pb)) = (c.positive(a), c.positive(b)) {
            return c.fact(fact, &[("a", a), ("b", b), ("c", y)], &[&pa, &pb]);
        }
        let (ma, mb) = (syntax::neg(a).ok()?, syntax::neg(b).ok()?);
        if let (Some(pa), Some(pb)) = (c.positive(&ma), c.positive(&mb)) {
            let th = c.fact(fact, &[("a", &ma), ("b", &mb), ("c", y)], &[&pa, &pb])?;
            let nz = c.nonzero(b)?;
            return c
                .ring(&whole, th.equation().ok()?.0, &[&nz])?
                .trans(&th)
                .ok();
        }
    }
    if let Some(a) = x.as_unary("inv") {
        return c.fact("inv_pow", &[("a", a), ("c", y)], &[&c.positive(a)?]);
    }
    let _ = positive;
    let split = factored(x, c)?;
    let (a, b) = split.as_binary("*")?;
    let (pa, pb) = (c.positive(a)?, c.positive(b)?);
    back(c.fact("mul_pow", &[("a", a), ("b", b), ("c", y)], &[&pa, &pb])?)
}

// Bases that are products of two other bases met: 1 − x² beside 1 − x and 1 + x.
fn divide_bases(n: &mut Normalizer) {
    let c = n.context;
    let powers: Vec<(Term, Term, Term)> = n
        .atoms
        .iter()
        .filter(|t| !n.rules.contains_key(*t))
        .filter_map(|t| {
            t.as_binary("pow")
                .map(|(x, y)| (t.clone(), x.clone(), y.clone()))
        })
        .collect();
    for (t, x, y) in &powers {
        let Some(p) = c.poly(x).filter(|p| p.0.len() > 1) else {
            continue;
        };
        for (_, q, _) in &powers {
            let Some(d) = c.poly(q).filter(|d| d.0.len() > 1) else {
                continue;
            };
            if d == p {
                continue;
            }
            let mut work = hence_kernel::poly::Work(20_000);
            let Ok(Some(rest)) = p.exact_div(&d, &mut work) else {
                continue;
            };
            if rest.as_constant().is_some() {
                continue;
            }
            let Some(r) = c.algebra.borrow().term(&rest) else {
                continue;
            };
            let rule = (|| {
                let (pa, pb) = (c.positive(q)?, c.positive(&r)?);
                let th = c.fact("mul_pow", &[("a", q), ("b", &r), ("c", y)], &[&pa, &pb])?;
                c.ring(t, th.equation().ok()?.0, &[])?.trans(&th).ok()
            })();
            if let Some(rule) = rule {
                n.add_rule(t, rule);
                break;
            }
        }
    }
}

// The greatest u with every number an integer multiple of it.
fn unit(qs: &[Q]) -> Option<Q> {
    use num_integer::Integer;
    use num_traits::Zero;
    let d = qs
        .iter()
        .fold(num_bigint::BigInt::from(1), |d, q| d.lcm(&q.denom()));
    let n = qs.iter().fold(num_bigint::BigInt::zero(), |n, q| {
        n.gcd(&(q.numer() * (&d / q.denom())))
    });
    (!n.is_zero()).then(|| Q::from(num_rational::BigRational::new(n, d)))
}

/// The summands of arguments over common units: for each argument the list of (multiple, unit term).
pub(crate) fn over_units(args: &[Term], c: &Context) -> Vec<Option<Vec<(i64, Term)>>> {
    let polys: Vec<Option<Poly>> = args.iter().map(|a| c.poly(a)).collect();
    let mut coefficients: BTreeMap<Mono, Vec<Q>> = BTreeMap::new();
    for p in polys.iter().flatten() {
        for (m, q) in &p.0 {
            coefficients.entry(m.clone()).or_default().push(q.clone());
        }
    }
    let mut units: BTreeMap<Mono, Q> = BTreeMap::new();
    for (m, qs) in &coefficients {
        if let Some(u) = unit(qs) {
            units.insert(m.clone(), u);
        }
    }
    polys
        .iter()
        .map(|p| {
            let p = p.as_ref()?;
            let mut out = Vec::new();
            for (m, q) in p.0.iter().rev() {
                let u = units.get(m)?;
                let k = (q.clone() * u.recip()?).to_i64()?;
                out.push((k, c.algebra.borrow().monomial(m, u)?));
            }
            Some(out)
        })
        .collect()
}

fn multiple(k: i64, b: &Term) -> Option<Term> {
    if k == 1 {
        Some(b.clone())
    } else {
        syntax::mul(&Term::int(k), b).ok()
    }
}

fn literal_int(k: i64) -> Option<Theorem> {
    Theorem::rational(&syntax::is_int(&Term::int(k)).ok()?).ok()
}

fn exponentials(n: &mut Normalizer) {
    let c = n.context;
    let atoms: Vec<Term> = n
        .atoms
        .iter()
        .filter(|t| t.as_unary("exp").is_some() && !n.rules.contains_key(*t))
        .cloned()
        .collect();
    let args: Vec<Term> = atoms
        .iter()
        .filter_map(|t| t.as_unary("exp").cloned())
        .collect();
    for (t, parts) in atoms.iter().zip(over_units(&args, c)) {
        let Some(parts) = parts else { continue };
        if parts.len() > 12 || parts.iter().any(|(k, _)| k.abs() > 64) {
            continue;
        }
        if parts.is_empty() {
            if let Some(th) = c.fact("exp_zero", &[], &[]) {
                n.add_rule(t, th);
            }
            continue;
        }
        let mut rules = Vec::new();
        let mut sum: Option<Term> = None;
        let mut fine = true;
        for (k, b) in &parts {
            let Some(kb) = multiple(*k, b) else {
                fine = false;
                break;
            };
            if let Some(x) = log_multiple(b) {
                // exp(k q log x) = x^(k q)
                let rule = (|| {
                    let (q, x) = x;
                    let pos = c.positive(&x)?;
                    let e = Term::num(q * Q::int(*k));
                    let th = c.fact("pow_def", &[("a", &x), ("b", &e)], &[&pos])?;
                    let exp = syntax::exp(&kb).ok()?;
                    let (power, right) = th.equation().ok()?;
                    let same = c.ring(&exp, right, &[])?;
                    let _ = power;
                    same.trans(&th.sym().ok()?).ok()
                })();
                match rule {
                    Some(r) => rules.push(r),
                    None => {
                        fine = false;
                        break;
                    }
                }
            } else if *k != 1 {
                let kt = Term::int(*k);
                let Some(th) =
                    literal_int(*k).and_then(|i| c.fact("exp_int", &[("n", &kt), ("x", b)], &[&i]))
                else {
                    fine = false;
                    break;
                };
                rules.push(th);
            }
            sum = match sum {
                None => Some(kb),
                Some(s) => {
                    if let Some(th) = c.fact("exp_add", &[("x", &s), ("y", &kb)], &[]) {
                        rules.push(th);
                    }
                    syntax::add(&s, &kb).ok()
                }
            };
        }
        if fine {
            for r in rules {
                n.add_rule(t, r);
            }
        }
    }
}

// q·log x
fn log_multiple(b: &Term) -> Option<(Q, Term)> {
    if let Some(x) = b.as_unary("log") {
        return Some((Q::one(), x.clone()));
    }
    let (q, l) = b.as_binary("*")?;
    Some((q.as_num()?.clone(), l.as_unary("log")?.clone()))
}

fn powers(n: &mut Normalizer) {
    let atoms: Vec<(Term, Term, Term)> = n
        .atoms
        .iter()
        .filter(|t| !n.rules.contains_key(*t))
        .filter_map(|t| {
            t.as_binary("pow")
                .map(|(x, y)| (t.clone(), x.clone(), y.clone()))
        })
        .collect();
    for (t, rules) in grouped(atoms, n) {
        for r in rules {
            n.add_rule(&t, r);
        }
    }
}

/// Rules for powers `t = x ^ y`, over common units of the exponents of each base.
pub(crate) fn grouped(atoms: Vec<(Term, Term, Term)>, n: &Normalizer) -> Vec<(Term, Vec<Theorem>)> {
    let c = n.context;
    let mut out = Vec::new();
    // Group by base.
    let mut groups: Vec<(Term, Vec<(Term, Term)>)> = Vec::new();
    let form = |x: &Term| c.poly(n.aliases.get(x).unwrap_or(x));
    for (t, x, y) in atoms {
        let same = |g: &Term| {
            *g == x
                || match (form(g), form(&x)) {
                    (Some(p), Some(q)) => ratio(&p, &q).is_some_and(|k| k.is_one()),
                    _ => false,
                }
        };
        match groups.iter_mut().find(|(g, _)| same(g)) {
            Some((_, v)) => v.push((t, y)),
            None => groups.push((x, vec![(t, y)])),
        }
    }
    for (x, members) in groups {
        let Some(positive) = n.positive(&x) else {
            continue;
        };
        let exponents: Vec<Term> = members.iter().map(|(_, y)| y.clone()).collect();
        for ((t, _), parts) in members.iter().zip(over_units(&exponents, c)) {
            if let Some(parts) = parts
                && parts.len() <= 8
                && parts.iter().all(|(k, _)| k.abs() <= 200)
            {
                out.push((t.clone(), over_parts(&x, &positive, &parts, c)));
            }
        }
    }
    out
}

// x ^ (Σ k·b) over the powers x ^ b.
fn over_parts(x: &Term, positive: &Theorem, parts: &[(i64, Term)], c: &Context) -> Vec<Theorem> {
    let mut rules = Vec::new();
    let mut sum: Option<Term> = None;
    for (k, b) in parts {
        let Some(kb) = multiple(*k, b) else { continue };
        if *k != 1 {
            let kt = Term::int(*k);
            if let Some(th) = literal_int(*k).and_then(|i| {
                c.fact(
                    "pow_int_mul",
                    &[("a", x), ("n", &kt), ("b", b)],
                    &[positive, &i],
                )
            }) {
                rules.push(th);
            }
        }
        if let Some(q) = constant_value(b, c)
            .and_then(|u| Q::from(u.denom()).to_i64())
            .filter(|q| *q > 1)
            && let Some(rule) = radical(x, b, q, positive, c)
        {
            // The rule of the root must be known before its powers are used.
            rules.insert(0, rule);
        }
        sum = match sum {
            None => Some(kb),
            Some(s) => {
                if let Some(th) = c.fact("pow_add", &[("a", x), ("b", &s), ("c", &kb)], &[positive])
                {
                    rules.push(th);
                }
                syntax::add(&s, &kb).ok()
            }
        };
    }
    rules
}

// (x^b)^q = x^(q b), an integer power of x where b = p/q.
fn radical(x: &Term, b: &Term, q: i64, positive: &Theorem, c: &Context) -> Option<Theorem> {
    let p = (constant_value(b, c)? * Q::int(q)).to_i64()?;
    let qt = Term::int(q);
    let th = c.fact(
        "pow_int_mul",
        &[("a", x), ("n", &qt), ("b", b)],
        &[positive, &literal_int(q)?],
    )?;
    let (l, _) = th.equation().ok()?;
    let whole = if p == 1 {
        x.clone()
    } else {
        syntax::pow(x, &Term::int(p)).ok()?
    };
    let side: Vec<Theorem> = if p < 0 {
        vec![c.nonzero(x)?]
    } else {
        Vec::new()
    };
    let side: Vec<&Theorem> = side.iter().collect();
    let value = c.ring(l, &whole, &side)?;
    // A denominator in x would make the right side no polynomial.
    if p < 0
        || c.poly(x)?.0.keys().any(|m| {
            m.0.iter().any(|(a, _)| {
                c.algebra
                    .borrow()
                    .atom_term(*a)
                    .is_some_and(|t| t.as_unary("inv").is_some())
            })
        })
    {
        return None;
    }
    th.sym().ok()?.trans(&value).ok()
}
