//! Points at which all hypotheses of a step certainly hold.

use super::edit::Random;
use super::eval::{Eval, Point};
use super::jet::Fail;
use hence::read::ast::{Expr, Kind, Rel};
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed, Zero};
use std::collections::BTreeMap;

fn small(random: &mut Random, whole: bool) -> BigRational {
    const DENOMINATORS: &[i64] = &[1, 1, 1, 2, 2, 3, 4, 5, 7, 10];
    let spread = [4, 7, 12, 40, 2000][random.below(5)] as i64;
    let n = random.below(2 * spread as usize + 1) as i64 - spread;
    let d = random.pick(DENOMINATORS).copied().unwrap_or(1);
    let d = if whole { 1 } else { d };
    BigRational::new(n.into(), d.into())
}

// The sides of an equation.
fn equation(e: &Expr) -> Option<(&Expr, &Expr)> {
    match &e.kind {
        Kind::Paren(a) => equation(a),
        Kind::Chain {
            first: Some(first),
            links,
        } => match &links[..] {
            [l] if l.rel == Rel::Eq => Some((first, &l.rhs)),
            _ => None,
        },
        _ => None,
    }
}

// Left minus right at one value of a variable, where it is an exact number.
fn gap(
    sides: (&Expr, &Expr),
    point: &mut Point,
    name: &str,
    t: BigRational,
) -> Option<BigRational> {
    point.insert(name.to_string(), t);
    let mut eval = Eval::new(point);
    let (a, b) = (eval.value(sides.0).ok()?, eval.value(sides.1).ok()?);
    let d = a.sub(&b).ok()?;
    d.value().is_point().then(|| d.value().lo())
}

fn square_root(q: &BigRational) -> Option<BigRational> {
    if q.is_negative() {
        return None;
    }
    let root = |n: &BigInt| {
        let r = n.sqrt();
        (&r * &r == *n).then_some(r)
    };
    Some(BigRational::new(root(q.numer())?, root(q.denom())?))
}

// Candidates for the roots: those of the polynomial of degree two through three values, then small numbers.
fn roots(
    sides: (&Expr, &Expr),
    point: &Point,
    name: &str,
    random: &mut Random,
) -> Vec<BigRational> {
    let mut p = point.clone();
    let at = |n: i64| BigRational::from_integer(n.into());
    let mut out = Vec::new();
    let xs = [at(1), at(2), at(3)];
    let ys: Vec<_> = xs
        .iter()
        .filter_map(|x| gap(sides, &mut p, name, x.clone()))
        .collect();
    if let [y1, y2, y3] = &ys[..] {
        let two = at(2);
        let a = (y3 - y2 * &two + y1) / &two;
        let b = y2 - y1 - &a * at(3);
        let c = y1 - &a - &b;
        if a.is_zero() {
            if !b.is_zero() {
                out.push(-c / b);
            }
        } else if let Some(r) = square_root(&(&b * &b - &a * &c * at(4))) {
            out.push((-&b + &r) / (&a * &two));
            out.push((-&b - &r) / (&a * &two));
        }
    }
    if random.below(2) == 0 {
        out.reverse();
    }
    for d in [1, 2, 3, 4, 5] {
        for n in 0..=10 {
            out.push(BigRational::new(n.into(), d.into()));
            out.push(BigRational::new((-n).into(), d.into()));
        }
    }
    out
}

/// What the variables range over, and what holds.
pub struct Setting<'a> {
    pub vars: &'a BTreeMap<String, String>,
    pub names: &'a [String],
    pub hypotheses: &'a [Expr],
}

impl Setting<'_> {
    fn whole(&self, name: &str) -> bool {
        self.vars.get(name).is_some_and(|s| s != "real")
    }

    fn sorts_hold(&self, point: &Point) -> bool {
        point.iter().all(|(name, q)| match self.vars.get(name) {
            Some(s) if s == "int" => q.is_integer(),
            Some(s) if s == "nat" => q.is_integer() && !q.is_negative(),
            _ => true,
        })
    }

    fn holds(&self, point: &Point) -> bool {
        self.sorts_hold(point)
            && self
                .hypotheses
                .iter()
                .all(|h| Eval::new(point).formula(h) == Ok(Some(true)))
    }

    /// One attempt: random values, and the equations solved one after the other.
    pub fn attempt(&self, random: &mut Random) -> Option<Point> {
        let mut point: Point = self
            .names
            .iter()
            .map(|n| (n.clone(), small(random, self.whole(n))))
            .collect();
        let mut free: Vec<String> = self.names.to_vec();
        for h in self.hypotheses {
            let Some(sides) = equation(h) else { continue };
            if Eval::new(&point).formula(h) == Ok(Some(true)) {
                continue;
            }
            // Later variables are tried from a random start, so that every one is solved for now and then.
            let start = random.below(free.len());
            let solved = (0..free.len()).find_map(|i| {
                let name = free[(start + i) % free.len()].clone();
                let value = roots(sides, &point, &name, random).into_iter().find(|t| {
                    gap(sides, &mut point.clone(), &name, t.clone()).is_some_and(|d| d.is_zero())
                })?;
                Some((name, value))
            });
            let (name, value) = solved?;
            point.insert(name.clone(), value);
            free.retain(|n| *n != name);
        }
        self.holds(&point).then_some(point)
    }

    /// Up to `wanted` points within `attempts`.
    pub fn points(&self, wanted: usize, attempts: usize, random: &mut Random) -> Vec<Point> {
        let mut out = Vec::new();
        // Nothing else can be found where nothing can be chosen.
        let wanted = if self.names.is_empty() { 1 } else { wanted };
        for i in 0..attempts {
            if out.len() == wanted || i > 60 && out.is_empty() {
                break;
            }
            out.extend(self.attempt(random));
        }
        out
    }
}

/// Why an evaluator's failure at a point matters or not.
pub fn certainly_undefined(f: Fail) -> bool {
    f == Fail::Undefined
}

/// A point as people read it.
pub fn shown(point: &Point) -> String {
    let one = BigInt::one();
    let parts: Vec<String> = point
        .iter()
        .map(|(n, q)| {
            if *q.denom() == one {
                format!("{n} = {}", q.numer())
            } else {
                format!("{n} = {q}")
            }
        })
        .collect();
    parts.join(", ")
}
