//! Numbers worth trying: small and readable first, then those that the formulas themselves mention.

use super::approx::Approx;
use super::eval::{Scratch, Tape};
use hence_kernel::{Kind, Q, Term, Type, syntax};
use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{One, Signed, Zero};

/// A closed term to put for a variable.
#[derive(Clone, Debug)]
pub(crate) struct Value {
    pub term: Term,
    /// Its value, where it is a rational number.
    pub exact: Option<Q>,
    pub at: Approx,
    /// How hard it is to read.
    pub cost: u32,
}

impl Value {
    pub(crate) fn rational(q: Q) -> Value {
        Value {
            term: Term::num(q.clone()),
            at: Approx::of(&q),
            cost: cost(&q),
            exact: Some(q),
        }
    }

    pub(crate) fn int(n: i64) -> Value {
        Value::rational(Q::int(n))
    }

    /// A closed term of type real; none where it has no value in floating point.
    pub(crate) fn closed(term: Term) -> Option<Value> {
        if let Some(q) = exact(&term, &[]) {
            return Some(Value::rational(q));
        }
        let tape = Tape::compile(std::slice::from_ref(&term), &[])?;
        let at = tape.value(0, &[], &mut Scratch::default())?;
        Some(Value {
            cost: 6 + term.size(),
            exact: None,
            at,
            term,
        })
    }
}

// How hard a rational number is to read: 0, then 1, −1 and 2, 3 and 1/2, …
fn cost(q: &Q) -> u32 {
    fn bits(n: &BigInt) -> u32 {
        u32::try_from(n.bits()).unwrap_or(u32::MAX / 4)
    }
    // The number without its trailing zeros, and how many there were.
    fn trimmed(n: &BigInt) -> (BigInt, u32) {
        let (mut n, mut zeros) = (n.clone(), 0);
        let ten = BigInt::from(10);
        while !n.is_zero() && zeros < 40 {
            let (d, r) = n.div_rem(&ten);
            if !r.is_zero() {
                break;
            }
            n = d;
            zeros += 1;
        }
        (n, zeros)
    }
    fn whole(n: &BigInt) -> u32 {
        match (u32::try_from(n), trimmed(n)) {
            (Ok(k @ 0..=4), _) => k,
            (Ok(5), _) => 4,
            (_, (m, zeros)) => 3 + bits(&m) + zeros,
        }
    }
    let (n, d) = (q.numer(), q.denom());
    let below = match (u32::try_from(&d), trimmed(&d)) {
        (Ok(1), _) => 0,
        (Ok(2), _) => 2,
        (Ok(3..=5), _) => 4,
        (_, (m, zeros)) if m.is_one() => 3 + zeros,
        (_, (m, zeros)) => 4 + bits(&m) + zeros,
    };
    whole(&n.abs()) + below + u32::from(n.is_negative())
}

/// Numbers that are tried for every variable.
pub(crate) fn simple() -> Vec<Value> {
    let mut out: Vec<Value> = (-10..=10).map(Value::int).collect();
    out.extend([20, 50, 100, 1000, -100, -1000].map(Value::int));
    let fractions = [
        (1, 2),
        (3, 2),
        (1, 3),
        (2, 3),
        (1, 4),
        (3, 4),
        (1, 5),
        (5, 2),
        (1, 10),
        (9, 10),
        (1, 100),
        (1, 1000),
    ];
    for (n, d) in fractions {
        for n in [n, -n] {
            out.extend(Q::ratio(n, d).map(Value::rational));
        }
    }
    out
}

/// The rational numbers in a term, each once; a quotient of numerals is one.
pub(crate) fn numerals(t: &Term, out: &mut Vec<Q>) {
    if *t.ty() == Type::Real
        && !t.has_vars()
        && let Some(q) = exact(t, &[])
    {
        if !out.contains(&q) && out.len() < 24 {
            out.push(q);
        }
        return;
    }
    if let Kind::App(f, a) = t.kind() {
        numerals(f, out);
        numerals(a, out);
    }
}

/// Whether a circular function or π occurs.
pub(crate) fn is_circular(t: &Term) -> bool {
    match t.kind() {
        Kind::App(f, a) => is_circular(f) || is_circular(a),
        Kind::Const(_) => ["sin", "cos", "tan", "cot", "sec", "csc", "pi"]
            .iter()
            .any(|n| t.is_const(n)),
        _ => false,
    }
}

/// `n/d · π`
pub(crate) fn pi_times(n: i64, d: i64) -> Option<Value> {
    let pi = syntax::constant("pi")?;
    let q = Q::ratio(n, d)?;
    let term = match (q.is_one(), n == -d) {
        (true, _) => pi,
        (_, true) => syntax::neg(&pi).ok()?,
        _ => match (q.numer().is_one(), q.denom()) {
            (true, d) => syntax::div(&pi, &Term::num(d.into())).ok()?,
            _ => syntax::mul(&Term::num(q), &pi).ok()?,
        },
    };
    Value::closed(term)
}

/// The rational number of least denominator between two doubles, or none where there is no small one.
///
/// Walks the Stern–Brocot tree by whole runs, so that the depth is that of the continued fraction.
pub(crate) fn simplest_between(lo: f64, hi: f64) -> Option<Q> {
    fn positive(lo: f64, hi: f64, depth: u32) -> Option<(i64, i64)> {
        let floor = lo.floor();
        if floor > 1e15 || depth > 40 {
            return None;
        }
        let n = floor as i64;
        if floor == lo {
            return Some((n, 1));
        }
        if floor + 1.0 <= hi {
            return Some((n + 1, 1));
        }
        let (p, q) = positive((hi - floor).recip(), (lo - floor).recip(), depth + 1)?;
        Some((n.checked_mul(p)?.checked_add(q)?, p))
    }
    if lo.is_nan() || hi.is_nan() || lo > hi {
        return None;
    }
    if lo <= 0.0 && hi >= 0.0 {
        return Some(Q::zero());
    }
    if lo > 0.0 {
        let (n, d) = positive(lo, hi, 0)?;
        Q::ratio(n, d)
    } else {
        let (n, d) = positive(-hi, -lo, 0)?;
        Q::ratio(-n, d)
    }
}

/// A readable closed term that equals the double as far as one can see.
pub(crate) fn guess(x: f64) -> Vec<Value> {
    let near = |y: f64, most: i64| -> Option<Q> {
        let slack = 1e-10 * y.abs().max(1e-3);
        simplest_between(y - slack, y + slack)
            .filter(|q| q.denom() <= most.into() && q.numer().abs() <= (1000 * most).into())
    };
    let mut out = Vec::new();
    if let Some(q) = near(x, 5000) {
        out.push(Value::rational(q));
        return out;
    }
    if let Some(q) = near(x / std::f64::consts::PI, 24)
        && let (Ok(n), Ok(d)) = (i64::try_from(q.numer()), i64::try_from(q.denom()))
    {
        out.extend(pi_times(n, d));
    }
    if let Some(q) = near(x * x, 50) {
        out.extend(surd(
            Q::zero(),
            if x < 0.0 { Q::int(-1) } else { Q::one() },
            &q,
        ));
    }
    if x > 0.0
        && let Some(q) = near(x.ln(), 10)
    {
        out.extend(syntax::exp(&Term::num(q)).ok().and_then(Value::closed));
    }
    if x.abs() < 20.0
        && let Some(q) = near(x.exp(), 50)
    {
        out.extend(syntax::log(&Term::num(q)).ok().and_then(Value::closed));
    }
    out
}

/// `p + r·√q` for `q ≥ 0`, with squares taken out of the root.
pub(crate) fn surd(p: Q, r: Q, q: &Q) -> Option<Value> {
    if q.is_negative() {
        return None;
    }
    // √(n/d) = √(n d) / d
    let mut inside = q.numer() * q.denom();
    let mut outside = Q::from(q.denom()).recip()?;
    for k in 2i64..200 {
        let square = BigInt::from(k * k);
        if square > inside {
            break;
        }
        loop {
            let (d, rest) = inside.div_rem(&square);
            if !rest.is_zero() {
                break;
            }
            inside = d;
            outside = outside * Q::int(k);
        }
    }
    let whole = inside.sqrt();
    if &whole * &whole == inside {
        return Some(Value::rational(p + r * outside * Q::from(whole)));
    }
    let r = r * outside;
    if r.is_zero() {
        return Some(Value::rational(p));
    }
    let root = syntax::sqrt(&Term::num(inside.into())).ok()?;
    let size = r.abs();
    let part = if size.is_one() {
        root
    } else {
        syntax::mul(&Term::num(size), &root).ok()?
    };
    let term = match (p.is_zero(), r.is_negative()) {
        (true, false) => part,
        (true, true) => syntax::neg(&part).ok()?,
        (false, false) => syntax::add(&Term::num(p), &part).ok()?,
        (false, true) => syntax::sub(&Term::num(p), &part).ok()?,
    };
    Value::closed(term)
}

/// The rational number that an arithmetic term has with those values for its variables; none where it has none or is not that simple.
pub(crate) fn exact(t: &Term, env: &[(Term, Q)]) -> Option<Q> {
    if let Some(q) = t.as_num() {
        return Some(q.clone());
    }
    if let Kind::Var(_) = t.kind() {
        return env.iter().find(|(v, _)| v == t).map(|(_, q)| q.clone());
    }
    let (name, args) = t.as_const_app()?;
    if !matches!(
        name,
        "+" | "-" | "*" | "/" | "neg" | "inv" | "abs" | "min" | "max" | "pow" | "sqrt"
    ) {
        return None;
    }
    let v = args
        .into_iter()
        .map(|a| exact(a, env))
        .collect::<Option<Vec<_>>>()?;
    let big = |q: &Q| q.numer().bits() + q.denom().bits() > 4000;
    if v.iter().any(big) {
        return None;
    }
    Some(match (name, &v[..]) {
        ("+", [a, b]) => a.clone() + b.clone(),
        ("-", [a, b]) => a.clone() - b.clone(),
        ("*", [a, b]) => a.clone() * b.clone(),
        ("/", [a, b]) => a.clone() * b.recip()?,
        ("neg", [a]) => -a.clone(),
        ("inv", [a]) => a.recip()?,
        ("abs", [a]) => a.abs(),
        ("min", [a, b]) => a.min(b).clone(),
        ("max", [a, b]) => a.max(b).clone(),
        ("pow", [a, n]) => {
            let n = n.to_i64().filter(|n| n.abs() <= 200)?;
            let p = a.powu(u32::try_from(n.abs()).ok()?)?;
            if n < 0 { p.recip()? } else { p }
        }
        ("sqrt", [a]) if !a.is_negative() => {
            let (n, d) = (a.numer().sqrt(), a.denom().sqrt());
            let r = Q::from(n) * Q::from(d).recip()?;
            if r.clone() * r.clone() != *a {
                return None;
            }
            r
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn simpler_numbers_cost_less() {
        let order = ["0", "1", "2", "1/2", "-1/2", "3/2", "10", "1/10", "7", "17"];
        let costs: Vec<u32> = order
            .iter()
            .map(|s| {
                let (n, d) = s.split_once('/').unwrap_or((s, "1"));
                cost(&Q::ratio(n.parse().unwrap(), d.parse().unwrap()).unwrap())
            })
            .collect();
        assert!(costs.is_sorted(), "{costs:?}");
    }

    #[test]
    fn the_simplest_number_between_two() {
        let q = |n, d| Q::ratio(n, d);
        assert_eq!(simplest_between(0.3, 0.4), q(1, 3));
        assert_eq!(simplest_between(-1.45, -1.4), q(-7, 5));
        assert_eq!(simplest_between(-1.0, 2.0), q(0, 1));
        assert_eq!(simplest_between(2.5, 2.9), q(5, 2));
        assert_eq!(simplest_between(1e-8, 1e-7), q(1, 10_000_000));
        assert_eq!(simplest_between(1.0, 0.0), None);
    }

    #[test]
    fn doubles_are_recognized() {
        let shown = |x: f64| guess(x).first().map(|v| v.term.to_string());
        assert_eq!(shown(0.75).as_deref(), Some("3/4"));
        assert_eq!(shown(2f64.sqrt()).as_deref(), Some("sqrt(2)"));
        assert_eq!(shown(std::f64::consts::FRAC_PI_3).as_deref(), Some("π/3"));
        assert_eq!(shown(3f64.ln()).as_deref(), Some("log(3)"));
        assert_eq!(shown(1f64.exp()).as_deref(), Some("exp(1)"));
        assert_eq!(shown(0.123_456_789_012_345), None);
    }

    #[test]
    fn squares_leave_the_root() {
        let shown = |p, r, q| surd(Q::int(p), Q::int(r), &Q::int(q)).map(|v| v.term.to_string());
        assert_eq!(shown(0, 1, 9).as_deref(), Some("3"));
        assert_eq!(shown(1, 1, 8).as_deref(), Some("1 + 2*sqrt(2)"));
        assert_eq!(shown(0, -1, 3).as_deref(), Some("-sqrt(3)"));
        assert_eq!(shown(0, 1, -1), None);
    }
}
