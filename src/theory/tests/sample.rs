//! Facts at points: what certified enclosures say of a statement.

use super::places;
use super::vectors::{self, coordinates, grounded, has_grad};
use crate::theory::FactInfo;
use hence_kernel::{KernelError, Kind, Q, Term, Theorem, Type, syntax};

const BITS: u32 = 220;

/// What enclosures say of a formula, from the worst to the best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Truth {
    No,
    // Only an equality finer than the precision could make the difference, and it would break the formula.
    Unlikely,
    Unknown,
    // The same, and it is what the formula says.
    Likely,
    Yes,
}

impl Truth {
    fn not(self) -> Truth {
        match self {
            Truth::No => Truth::Yes,
            Truth::Unlikely => Truth::Likely,
            Truth::Unknown => Truth::Unknown,
            Truth::Likely => Truth::Unlikely,
            Truth::Yes => Truth::No,
        }
    }

    pub fn passes(self) -> bool {
        self >= Truth::Likely
    }
}

/// Why there is no answer at a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    Undefined,
    TooLarge,
}

pub type Point = Vec<(Term, Term)>;

fn ranges(t: &Term) -> bool {
    match t.kind() {
        Kind::Const(c) => matches!(&*c.name, "Sum" | "Prod" | "Min" | "Max"),
        Kind::App(f, a) => ranges(f) || ranges(a),
        Kind::Lam(_, _, b) => ranges(b),
        _ => false,
    }
}

/// A closed term with its sums, products and extremes written out.
fn written_out(t: &Term) -> Result<Term, Trouble> {
    if !ranges(t) {
        return Ok(t.clone());
    }
    if let Some((name @ ("Sum" | "Prod" | "Min" | "Max"), args)) = t.as_const_app() {
        let [a, b, f] = args[..] else {
            return Err(Trouble::Undefined);
        };
        let end = |t: &Term| match value(t)? {
            (lo, hi) if lo == hi && lo.is_integer() => lo.to_i64().ok_or(Trouble::TooLarge),
            _ => Err(Trouble::Undefined),
        };
        let (lo, hi) = (end(a)?, end(b)?);
        if hi - lo > 40 {
            return Err(Trouble::TooLarge);
        }
        let (op, neutral) = match name {
            "Sum" => ("+", Some(0)),
            "Prod" => ("*", Some(1)),
            "Min" => ("min", None),
            _ => ("max", None),
        };
        let op = syntax::constant(op).unwrap();
        let mut all: Option<Term> = neutral.map(Term::int);
        for k in lo..=hi {
            let term = f.instantiate(&Term::int(k)).unwrap();
            let term = written_out(&term)?;
            all = Some(match all {
                None => term,
                Some(s) => Term::apps(&op, &[&s, &term]).unwrap(),
            });
        }
        return all.ok_or(Trouble::Undefined);
    }
    match t.kind() {
        Kind::App(f, a) => Ok(Term::app(&written_out(f)?, &written_out(a)?).unwrap()),
        _ => Err(Trouble::Undefined),
    }
}

/// A closed real term between two rational numbers.
pub fn value(t: &Term) -> Result<(Q, Q), Trouble> {
    if let Some(q) = t.as_num() {
        return Ok((q.clone(), q.clone()));
    }
    let t = &grounded(&written_out(t)?)?;
    let (lower, upper) = Theorem::enclose(t, &[], BITS).map_err(|e| match e {
        KernelError::Limit(_) => Trouble::TooLarge,
        _ => Trouble::Undefined,
    })?;
    let end = |th: &Theorem, left: bool| {
        let (a, b) = th.conclusion().as_binary("≤").unwrap();
        if left { a } else { b }.as_num().unwrap().clone()
    };
    Ok((end(&lower, true), end(&upper, false)))
}

fn power_of_two(n: u32) -> Q {
    Q::int(2).powu(n).unwrap()
}

fn narrow(lo: &Q, hi: &Q) -> bool {
    let scale = Q::one() + lo.abs();
    (hi.clone() - lo.clone()) * power_of_two(150) < scale
}

fn compare(op: &str, a: &Term, b: &Term) -> Result<Truth, Trouble> {
    let ((al, ah), (bl, bh)) = (value(a)?, value(b)?);
    if a == b {
        return Ok(if op == "<" { Truth::No } else { Truth::Yes });
    }
    let (below, above) = (ah < bl, bh < al);
    Ok(match op {
        "=" if below || above => Truth::No,
        "=" if al == ah && bl == bh => Truth::Yes,
        "<" if below => Truth::Yes,
        "<" if bh <= al => Truth::No,
        "≤" if ah <= bl => Truth::Yes,
        "≤" if above => Truth::No,
        _ if !narrow(&al, &ah) || !narrow(&bl, &bh) => Truth::Unknown,
        "<" => Truth::Unlikely,
        _ => Truth::Likely,
    })
}

fn is_int(a: &Term) -> Result<Truth, Trouble> {
    let (lo, hi) = value(a)?;
    if lo == hi {
        return Ok(if lo.is_integer() {
            Truth::Yes
        } else {
            Truth::No
        });
    }
    // The greatest integer that is not above the interval.
    let floor = Q::from(num_rational::BigRational::from_integer(
        hi.to_big().floor().to_integer(),
    ));
    Ok(if floor < lo {
        Truth::No
    } else {
        Truth::Unknown
    })
}

/// What enclosures say of a closed formula. A universal statement is tried at some numbers.
pub fn truth(t: &Term) -> Result<Truth, Trouble> {
    if let Some(p) = t.as_unary("¬") {
        return truth(p).map(Truth::not);
    }
    if let Some(f) = t.as_unary("∀") {
        let values = match f.kind() {
            Kind::Lam(_, Type::Vector, _) => vectors::pool(),
            _ => REALS.map(ratio).to_vec(),
        };
        let mut worst = Truth::Yes;
        let zero = match f.kind() {
            Kind::Lam(_, Type::Vector, _) => None,
            _ => f.instantiate(&Term::int(0)).ok(),
        };
        if let Some((guard, _)) = zero.as_ref().and_then(|p| p.as_binary("⇒"))
            && guard.as_unary("Int").is_some()
        {
            for n in -8..=8 {
                worst = worst.min(truth(&f.instantiate(&Term::int(n)).unwrap())?);
            }
            return Ok(worst);
        }
        for v in values {
            worst = worst.min(truth(&f.instantiate(&v).unwrap())?);
        }
        return Ok(worst);
    }
    if let Some((a, b)) = t.as_eq()
        && *a.ty() == Type::Vector
    {
        let ([a1, a2], [b1, b2]) = (coordinates(a)?, coordinates(b)?);
        return Ok(compare("=", &a1, &b1)?.min(compare("=", &a2, &b2)?));
    }
    if let Some((p, q)) = t.as_binary("∧") {
        return match truth(p)? {
            Truth::No => Ok(Truth::No),
            p => Ok(p.min(truth(q)?)),
        };
    }
    if let Some((p, q)) = t.as_binary("∨") {
        return match truth(p)? {
            Truth::Yes => Ok(Truth::Yes),
            p => Ok(p.max(truth(q)?)),
        };
    }
    if let Some((p, q)) = t.as_binary("⇒") {
        return match truth(p)?.not() {
            Truth::Yes => Ok(Truth::Yes),
            p => Ok(p.max(truth(q)?)),
        };
    }
    if let Some(a) = t.as_unary("Int") {
        return is_int(a);
    }
    match t.as_const_app() {
        Some(("Tends", args)) => return places::tends(args[0], args[1], args[2]),
        Some(("Eventually", args)) => return places::eventually(args[0], args[1]),
        Some(("Sweep", _)) => return Ok(Truth::Yes),
        Some(("linear", args)) => return truth(&vectors::linear(args[0])?),
        Some(("invertible", args)) => return truth(&vectors::invertible(args[0])?),
        Some(("lim", _)) => return Err(Trouble::Undefined),
        _ => {}
    }
    if let Some((f, a, v)) = has_deriv(t) {
        return Ok(if close(&slope(f, a)?, &value(v)?.0) {
            Truth::Likely
        } else {
            Truth::No
        });
    }
    for op in ["=", "<", "≤"] {
        if let Some((a, b)) = t.as_binary(op)
            && *a.ty() == Type::Real
        {
            return compare(op, a, b);
        }
    }
    match t.as_const_app() {
        Some(("⊤", _)) => Ok(Truth::Yes),
        Some(("⊥", _)) => Ok(Truth::No),
        _ => Err(Trouble::Undefined),
    }
}

/// Numbers at which things go wrong: 0, ±1, equal ones, ones inside and outside the unit interval, squares and cubes.
const REALS: [(i64, i64); 15] = [
    (0, 1),
    (1, 1),
    (-1, 1),
    (1, 2),
    (-1, 2),
    (2, 1),
    (-2, 1),
    (3, 1),
    (4, 1),
    (1, 4),
    (-3, 1),
    (1, 3),
    (8, 1),
    (-7, 5),
    (5, 2),
];
const INTEGERS: [i64; 8] = [0, 1, -1, 2, -2, 3, 4, -3];

fn ratio((n, d): (i64, i64)) -> Term {
    Term::num(Q::ratio(n, d).unwrap())
}

fn truth_values() -> Vec<Term> {
    [(0, 1), (1, 0)]
        .map(|(a, b)| syntax::lt(&Term::int(a), &Term::int(b)).unwrap())
        .to_vec()
}

/// The values that a variable takes, at most `limit` real ones.
fn pool(fact: &FactInfo, x: &Term, limit: usize) -> Vec<Term> {
    if *x.ty() == Type::Bool {
        return truth_values();
    }
    if *x.ty() == Type::Vector {
        return vectors::pool();
    }
    if syntax::is_int(x).is_ok_and(|whole| fact.conditions.contains(&whole)) {
        return INTEGERS.iter().take(limit).map(|&n| Term::int(n)).collect();
    }
    REALS.iter().take(limit).map(|&q| ratio(q)).collect()
}

pub fn product(pools: &[(Term, Vec<Term>)]) -> Vec<Point> {
    let mut points = vec![vec![]];
    for (x, values) in pools {
        points = points
            .into_iter()
            .flat_map(|p: Point| {
                values.iter().map(move |v| {
                    let mut q = p.clone();
                    q.push((x.clone(), v.clone()));
                    q
                })
            })
            .collect();
    }
    points
}

pub fn shown(point: &Point) -> String {
    let parts: Vec<String> = point.iter().map(|(x, v)| format!("{x} = {v}")).collect();
    parts.join(", ")
}

/// How often the conditions held, and whether the conclusion was ever undefined there.
#[derive(Debug, Default)]
pub struct Tally {
    pub held: usize,
    pub undefined: usize,
}

fn satisfied(conditions: &[Term], point: &Point) -> bool {
    // Whether two functions are equal everywhere cannot be certain from points.
    let least = |c: &Term| match c.as_unary("∀") {
        Some(_) => Truth::Likely,
        // Nor can a limit.
        None if c
            .as_const_app()
            .is_some_and(|(n, _)| matches!(n, "Tends" | "Eventually")) =>
        {
            Truth::Likely
        }
        None => Truth::Yes,
    };
    conditions
        .iter()
        .all(|c| truth(&c.subst(point).unwrap()).is_ok_and(|t| t >= least(c)))
}

/// Tries a first-order fact at the points of a grid.
pub fn sample(fact: &FactInfo) -> Result<Tally, String> {
    let limit = match fact.vars.len() {
        0..=2 => REALS.len(),
        3 => 9,
        4 => 6,
        _ => 4,
    };
    let pools: Vec<_> = fact
        .vars
        .iter()
        .map(|x| (x.clone(), pool(fact, x, limit)))
        .collect();
    let mut tally = Tally::default();
    for point in product(&pools) {
        if !satisfied(&fact.conditions, &point) {
            continue;
        }
        let conclusion = fact.conclusion.subst(&point).unwrap();
        match truth(&conclusion) {
            Ok(t) if t.passes() => tally.held += 1,
            Ok(t) => return Err(format!("{t:?} at {}", shown(&point))),
            Err(Trouble::TooLarge) => {}
            Err(Trouble::Undefined) if fact.total.is_some() => tally.undefined += 1,
            Err(Trouble::Undefined) => {
                return Err(format!("the conclusion is undefined at {}", shown(&point)));
            }
        }
    }
    Ok(tally)
}

/// The slope of a function at a number by a symmetric difference, good to about a hundred bits.
fn slope(f: &Term, at: &Term) -> Result<Q, Trouble> {
    let (a, _) = value(at)?;
    let h = power_of_two(60).recip().unwrap();
    let end = |x: Q| {
        let (lo, hi) = value(&f.instantiate(&Term::num(x)).unwrap())?;
        Ok((lo + hi) * Q::ratio(1, 2).unwrap())
    };
    let rise = end(a.clone() + h.clone())? - end(a - h)?;
    let q = rise * power_of_two(59);
    Ok(round(q))
}

// To a hundred and sixty bits after the point, so that numbers stay small.
fn round(q: Q) -> Q {
    let scaled = q * power_of_two(160);
    let whole = scaled.numer() / scaled.denom();
    Q::from(num_rational::BigRational::from_integer(whole)) * power_of_two(160).recip().unwrap()
}

fn close(a: &Q, b: &Q) -> bool {
    (a.clone() - b.clone()).abs() * power_of_two(80) < Q::one() + b.abs()
}

fn has_deriv(t: &Term) -> Option<(&Term, &Term, &Term)> {
    match t.as_const_app() {
        Some(("HasDeriv", args)) => match args[..] {
            [f, a, v] => Some((f, a, v)),
            _ => None,
        },
        _ => None,
    }
}

// Whether the slopes to the left and to the right of a number are far apart, as they are where there is no derivative.
fn torn(f: &Term, at: &Term) -> Result<bool, Trouble> {
    let (a, _) = value(at)?;
    let h = power_of_two(60).recip().unwrap();
    let middle = |x: Q| Ok(value(&f.instantiate(&Term::num(x)).unwrap())?.0);
    let here = middle(a.clone())?;
    let right = middle(a.clone() + h.clone())? - here.clone();
    let left = here - middle(a - h)?;
    Ok((right - left).abs() * power_of_two(90) > Q::one())
}

/// Whether a conclusion about a derivative agrees with slopes.
pub fn agrees(conclusion: &Term) -> Result<bool, Trouble> {
    if let Some((f, a, _)) = conclusion.as_unary("¬").and_then(has_deriv) {
        return torn(f, a);
    }
    if let Some((f, a, v)) = has_grad(conclusion) {
        let (parts, zero) = (coordinates(v)?, Term::int(0));
        let mut all = true;
        for (e, part) in ["e₁", "e₂"].iter().zip(parts) {
            let line = vectors::along(f, a, e)?;
            all &= close(&slope(&line, &zero)?, &value(&part)?.0);
        }
        return Ok(all);
    }
    if let Some((f, a, v)) = has_deriv(conclusion) {
        return Ok(close(&slope(f, a)?, &value(v)?.0));
    }
    if let Some((l, r)) = conclusion.as_eq()
        && let Some(("lim", args)) = l.as_const_app()
    {
        let to = syntax::at(r).unwrap();
        return places::tends(args[0], args[1], &to).map(Truth::passes);
    }
    if let Some((l, r)) = conclusion.as_eq()
        && let Some(("deriv", args)) = l.as_const_app()
    {
        return Ok(close(&slope(args[0], args[1])?, &value(r)?.0));
    }
    truth(conclusion).map(Truth::passes)
}

/// Tries a fact about derivatives with the functions of its instances, or else of a pool.
pub fn sample_structural(fact: &FactInfo) -> Result<Tally, String> {
    // The value of a derivative follows from the function.
    let slopes: Vec<(&Term, &Term, &Term)> = fact.conditions.iter().filter_map(has_deriv).collect();
    let gradients: Vec<(&Term, &Term, &Term)> =
        fact.conditions.iter().filter_map(has_grad).collect();
    let derived = |x: &Term| slopes.iter().chain(&gradients).any(|(_, _, v)| *v == x);
    let function = |x: &Term| matches!(x.ty(), Type::Fun(_));
    let functions: Vec<Term> = [
        "λt. t ^ 2 + 1/2",
        "λt. sin t",
        "λt. t / 3",
        "λt. 2 + t",
        "λt. t / 2 - 3",
        "λt. exp (t / 4)",
    ]
    .map(|f| crate::theory::parse_term(f).unwrap())
    .to_vec();
    let numbers = [(1, 2), (1, 1), (-2, 3), (2, 1), (0, 1)]
        .map(ratio)
        .to_vec();
    let pools: Vec<_> = fact
        .vars
        .iter()
        .filter(|x| !derived(x))
        .map(|x| match x {
            _ if *x.ty() == Type::fun(Type::Vector, Type::Real) => {
                (x.clone(), vectors::functions())
            }
            _ if *x.ty() == Type::fun(Type::Vector, Type::Vector) => (x.clone(), vectors::maps()),
            _ if function(x) => (x.clone(), functions.clone()),
            _ if *x.ty() == Type::Vector => (x.clone(), vectors::pool()),
            _ if syntax::is_int(x).is_ok_and(|p| fact.conditions.contains(&p)) => {
                (x.clone(), pool(fact, x, 6))
            }
            _ => (x.clone(), numbers.clone()),
        })
        .collect();
    let instances = fact.instances().map_err(|e| e.to_string())?;
    let points = if instances.is_empty() {
        product(&pools)
    } else {
        instances
    };
    let mut tally = Tally::default();
    'points: for mut point in points {
        for (f, a, v) in &slopes {
            let (f, a) = (f.subst(&point).unwrap(), a.subst(&point).unwrap());
            match slope(&f, &a) {
                Ok(q) => point.push(((*v).clone(), Term::num(q))),
                Err(_) => continue 'points,
            }
        }
        for (f, a, v) in &gradients {
            let (f, a) = (f.subst(&point).unwrap(), a.subst(&point).unwrap());
            let part = |e: &str| slope(&vectors::along(&f, &a, e)?, &Term::int(0));
            let (Ok(x), Ok(y)) = (part("e₁"), part("e₂")) else {
                continue 'points;
            };
            let value = vectors::vector(x, y);
            point.push(((*v).clone(), value));
        }
        let others: Vec<Term> = fact
            .conditions
            .iter()
            .filter(|c| has_deriv(c).is_none() && has_grad(c).is_none())
            .cloned()
            .collect();
        if !satisfied(&others, &point) {
            continue;
        }
        let conclusion = fact.conclusion.subst(&point).unwrap();
        match agrees(&conclusion) {
            Ok(true) => tally.held += 1,
            Ok(false) => return Err(format!("fails at {}", shown(&point))),
            Err(Trouble::TooLarge) => {}
            Err(Trouble::Undefined) if fact.total.is_some() => tally.undefined += 1,
            Err(Trouble::Undefined) => {
                return Err(format!("the conclusion is undefined at {}", shown(&point)));
            }
        }
    }
    Ok(tally)
}

/// Whether the fact is about derivatives or has function variables.
pub fn is_structural(fact: &FactInfo) -> bool {
    fact.vars
        .iter()
        .any(|v| matches!(v.ty(), Type::Fun(_) | Type::Place))
        || fact
            .conclusion
            .as_const_app()
            .is_some_and(|(n, _)| n == "Tends")
        || has_deriv(&fact.conclusion).is_some()
        || has_grad(&fact.conclusion).is_some()
}
