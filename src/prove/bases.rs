//! The base of a power in a form that its different writings share: `(5 + tan² x)^(1/2)` and `(4 + 1/cos² x)^(1/2)` are powers of one
//! polynomial and of `|cos x|`.
//!
//! The base is reduced to a fraction modulo the rules for its atoms. Its rational content, the factors that are positive and the even
//! powers of the others are taken out; what is left is one polynomial, positive because the whole is.

use super::context::Context;
use super::normal::Normalizer;
use super::reduced::{Fraction, Reducer, common_monomial, power, strip};
use hence_kernel::poly::{Poly, Work};
use hence_kernel::{Q, Term, Theorem, syntax};

// A factor u ^ e of the base with ⊢ 0 < u.
struct Part {
    term: Term,
    exponent: i64,
    positive: Theorem,
}

/// `⊢ x ^ y = …` over the parts of `x`; nothing where `x` is in that form already.
pub(crate) fn canonical(n: &mut Normalizer, x: &Term, y: &Term) -> Option<Theorem> {
    let c = n.context;
    let whole_positive = n.positive(x)?;
    let mut side = n.side_for(x);
    let mut reducer = Reducer::new(&side)?;
    let fraction = reducer.reduce(x)?;
    if fraction.num.is_zero() || fraction.num.0.len() > 60 {
        return None;
    }
    let mut parts: Vec<Part> = Vec::new();
    let mut work = Work(20_000);
    let content = content(&fraction.num)?;
    let mut rest = fraction.num.scale(&content.recip()?);
    let common = common_monomial(&rest);
    let mut kept: Vec<(u32, u32)> = Vec::new();
    for &(a, e) in &common.0 {
        let u = reducer.name(a)?.clone();
        let taken = take(&u, i64::from(e), c, &mut side, &mut parts, &mut |side| {
            let others = quotient(&fraction, a, &reducer)?;
            factor_nonzero(&u, &others, x, &whole_positive, side, c)
        })?;
        kept.push((a, taken as u32));
    }
    kept.retain(|(_, e)| *e > 0);
    rest = strip(&rest, &kept);
    for (d, e) in &fraction.den {
        let u = reducer.term(d)?;
        let e = i64::from(*e);
        let taken = take(&u, -e, c, &mut side, &mut parts, &mut |_| c.nonzero(&u))?;
        if taken != -e {
            rest = rest.mul(d, &mut work).ok()?;
        }
    }
    // x = content · Π parts · rest
    let mut product: Option<(Term, Theorem)> = None;
    let mut factors: Vec<(Term, Theorem)> = Vec::new();
    if !content.is_one() {
        let q = Term::num(content);
        let positive = c.positive(&q)?;
        factors.push((q, positive));
    }
    for p in &parts {
        let t = power(&p.term, p.exponent)?;
        let th = if p.exponent == 1 {
            p.positive.clone()
        } else {
            let e = Term::int(p.exponent);
            c.fact("pow_pos", &[("a", &p.term), ("y", &e)], &[&p.positive])?
        };
        factors.push((t, th));
    }
    for (t, th) in &factors {
        product = Some(match product {
            None => (t.clone(), th.clone()),
            Some((a, ta)) => {
                let ab = syntax::mul(&a, t).ok()?;
                let th = c.fact("mul_pos", &[("a", &a), ("b", t)], &[&ta, th])?;
                (ab, th)
            }
        });
    }
    let rest_term = (rest.as_constant().is_none_or(|q| !q.is_one()))
        .then(|| reducer.term(&rest))
        .flatten();
    let form = match (&product, &rest_term) {
        (Some((a, _)), Some(b)) => syntax::mul(a, b).ok()?,
        (Some((a, _)), None) => a.clone(),
        (None, Some(b)) => b.clone(),
        (None, None) => Term::int(1),
    };
    let lone = factors.len() == 1 && rest_term.is_none() && parts.iter().all(|p| p.exponent == 1);
    if form == *x || (lone && !parts.is_empty()) {
        return None;
    }
    if factors.is_empty() {
        // The same atom for `ring`, once it knows the rules.
        if form != *x {
            n.aliases.insert(x.clone(), form);
        }
        return None;
    }
    let equal = Theorem::ring(x, &form, &side.iter().collect::<Vec<_>>()).ok()?;
    let to_form = raised(&equal, y)?;
    let (Some((a, ta)), Some(b)) = (&product, &rest_term) else {
        let Some(last) = product.is_some().then(|| spread(&factors, y, &parts, c)) else {
            return Some(to_form);
        };
        return to_form.trans(&last?).ok();
    };
    let zero = Term::int(0);
    let moved = syntax::lt(&zero, &form).ok()?;
    let same = congruent_lt(&equal)?;
    let form_positive = same.eq_mp(&whole_positive).ok()?;
    debug_assert_eq!(form_positive.conclusion(), &moved);
    let tb = c.fact(
        "pos_of_mul_pos",
        &[("a", a), ("b", b)],
        &[&form_positive, ta],
    )?;
    n.positives.insert(b.clone(), tb.clone());
    let split = c.fact("mul_pow", &[("a", a), ("b", b), ("c", y)], &[ta, &tb])?;
    let left = spread(&factors, y, &parts, c)?;
    let last = product_congruence(&left, &syntax::pow(b, y).ok()?)?;
    to_form.trans(&split).ok()?.trans(&last).ok()
}

/// Rules for powers of closed bases whose product with another base is rational: `5 − √5 = 20 / (5 + √5)`.
pub(crate) fn conjugates(n: &mut Normalizer) {
    let c = n.context;
    let powers: Vec<(Term, Term, Term)> = n
        .atoms
        .iter()
        .filter(|t| !n.rules.contains_key(*t))
        .filter_map(|t| {
            t.as_binary("pow")
                .map(|(x, y)| (t.clone(), x.clone(), y.clone()))
        })
        .filter(|(_, x, _)| !x.has_vars() && c.poly(x).is_some_and(|p| p.as_constant().is_none()))
        .collect();
    let mut bases: Vec<&Term> = Vec::new();
    for (t, x, y) in &powers {
        if bases.contains(&x) {
            continue;
        }
        let rule = bases.iter().find_map(|b| conjugate(n, x, b, y));
        match rule {
            Some(rule) => n.add_rule(t, rule),
            None => bases.push(x),
        }
        if bases.len() > 8 {
            return;
        }
    }
}

// ⊢ x ^ y = m ^ y / b ^ y where x * b = m is rational.
fn conjugate(n: &mut Normalizer, x: &Term, b: &Term, y: &Term) -> Option<Theorem> {
    let c = n.context;
    let mut side = n.side_for(&syntax::mul(x, b).ok()?);
    let product = Reducer::new(&side)?.reduce(&syntax::mul(x, b).ok()?)?;
    let m = product.num.as_constant().filter(Q::is_positive)?;
    if !product.den.is_empty() {
        return None;
    }
    let m = Term::num(m);
    let (pm, pb) = (c.positive(&m)?, c.positive(b)?);
    side.push(c.nonzero(b)?);
    let form = syntax::div(&m, b).ok()?;
    let equal = Theorem::ring(x, &form, &side.iter().collect::<Vec<_>>()).ok()?;
    let split = c.fact("div_pow", &[("a", &m), ("b", b), ("c", y)], &[&pm, &pb])?;
    raised(&equal, y)?.trans(&split).ok()
}

// Takes u ^ e out of the base where its sign allows: all of it where u is positive, the greatest even part with |u| otherwise.
// Answers the exponent taken from the numerator (or put into the denominator); an odd rest of a denominator is moved up by the caller.
fn take(
    u: &Term,
    e: i64,
    c: &Context,
    side: &mut Vec<Theorem>,
    parts: &mut Vec<Part>,
    nonzero: &mut dyn FnMut(&[Theorem]) -> Option<Theorem>,
) -> Option<i64> {
    if let Some(positive) = c.positive(u) {
        parts.push(Part {
            term: u.clone(),
            exponent: e,
            positive,
        });
        return Some(e);
    }
    // e = even + odd with odd = 0 or 1
    let even = e - e.rem_euclid(2);
    if even == 0 {
        return Some(0);
    }
    let nz = nonzero(side)?;
    let size = syntax::abs(u).ok()?;
    let positive = c.fact("abs_pos", &[("a", u)], &[&nz])?;
    side.push(nz.clone());
    side.push(c.fact("abs_ne_zero", &[("a", u)], &[&nz])?);
    side.push(c.fact("abs_sq", &[("a", u)], &[])?);
    parts.push(Part {
        term: size,
        exponent: even,
        positive,
    });
    Some(even)
}

// ⊢ ¬(u = 0) for a factor u of x = u * rest, from 0 < x.
fn factor_nonzero(
    u: &Term,
    rest: &Term,
    x: &Term,
    positive: &Theorem,
    side: &[Theorem],
    c: &Context,
) -> Option<Theorem> {
    if let Some(th) = c.nonzero(u) {
        return Some(th);
    }
    let product = syntax::mul(u, rest).ok()?;
    let equal = Theorem::ring(x, &product, &side.iter().collect::<Vec<_>>()).ok()?;
    let positive = congruent_lt(&equal)?.eq_mp(positive).ok()?;
    let zero = Term::int(0);
    let nz = c.fact("ne_of_gt", &[("a", &zero), ("b", &product)], &[&positive])?;
    c.fact("mul_left_ne_zero", &[("a", u), ("b", rest)], &[&nz])
}

// The fraction divided by an atom of its numerator, as a term.
fn quotient(f: &Fraction, a: u32, reducer: &Reducer) -> Option<Term> {
    let mut t = reducer.term(&strip(&f.num, &[(a, 1)]))?;
    for (d, e) in &f.den {
        let d = power(&reducer.term(d)?, i64::from(*e))?;
        t = syntax::div(&t, &d).ok()?;
    }
    Some(t)
}

// The positive rational content of a polynomial.
fn content(p: &Poly) -> Option<Q> {
    use num_integer::Integer;
    use num_traits::Zero;
    let mut numer = num_bigint::BigInt::zero();
    let mut denom = num_bigint::BigInt::from(1);
    for q in p.0.values() {
        numer = numer.gcd(&q.numer());
        denom = denom.lcm(&q.denom());
    }
    (!numer.is_zero()).then(|| Q::from(num_rational::BigRational::new(numer, denom)))
}

// ⊢ a ^ y = b ^ y
fn raised(equal: &Theorem, y: &Term) -> Option<Theorem> {
    let head = Theorem::refl(&syntax::constant("pow")?).ok()?;
    let base = head.congruence(equal).ok()?;
    base.congruence(&Theorem::refl(y).ok()?).ok()
}

// ⊢ (0 < a) = (0 < b)
fn congruent_lt(equal: &Theorem) -> Option<Theorem> {
    let head = Theorem::refl(&syntax::constant("<")?).ok()?;
    let zero = head.congruence(&Theorem::refl(&Term::int(0)).ok()?).ok()?;
    zero.congruence(equal).ok()
}

// ⊢ a * b = a' * b
fn product_congruence(equal: &Theorem, b: &Term) -> Option<Theorem> {
    let head = Theorem::refl(&syntax::constant("*")?).ok()?;
    let first = head.congruence(equal).ok()?;
    first.congruence(&Theorem::refl(b).ok()?).ok()
}

// ⊢ (f₁ * f₂ * …) ^ y = …, each part with its exponent multiplied by y.
fn spread(factors: &[(Term, Theorem)], y: &Term, parts: &[Part], c: &Context) -> Option<Theorem> {
    let one = |t: &Term| -> Option<Theorem> {
        let raised = syntax::pow(t, y).ok()?;
        let part = parts
            .iter()
            .find(|p| p.exponent != 1 && power(&p.term, p.exponent).as_ref() == Some(t));
        let Some(p) = part else {
            return Theorem::refl(&raised).ok();
        };
        let e = Term::int(p.exponent);
        let th = c.fact(
            "pow_mul",
            &[("a", &p.term), ("b", &e), ("c", y)],
            &[&p.positive],
        )?;
        // A number for an exponent that is one.
        let (_, r) = th.equation().ok()?;
        let Some(q) = c.poly(&syntax::mul(&e, y).ok()?)?.as_constant() else {
            return Some(th);
        };
        let plain = power_of(&p.term, &q)?;
        let r = r.clone();
        th.trans(&Theorem::ring(&r, &plain, &[]).ok()?).ok()
    };
    let (first, first_positive) = factors.first()?;
    let mut whole = first.clone();
    let mut positive = first_positive.clone();
    let mut acc = one(first)?;
    for (t, tp) in &factors[1..] {
        let split = c.fact(
            "mul_pow",
            &[("a", &whole), ("b", t), ("c", y)],
            &[&positive, tp],
        )?;
        let head = Theorem::refl(&syntax::constant("*")?).ok()?;
        let both = head.congruence(&acc).ok()?.congruence(&one(t)?).ok()?;
        acc = split.trans(&both).ok()?;
        positive = c.fact("mul_pos", &[("a", &whole), ("b", t)], &[&positive, tp])?;
        whole = syntax::mul(&whole, t).ok()?;
    }
    Some(acc)
}

fn power_of(t: &Term, q: &Q) -> Option<Term> {
    if q.is_one() {
        return Some(t.clone());
    }
    syntax::pow(t, &Term::num(q.clone())).ok()
}
