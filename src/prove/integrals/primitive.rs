//! The search for an antiderivative. What it finds is a proposal, which the facts about derivatives have to confirm.

use crate::prove::closure;
use crate::prove::context::Context;
use crate::prove::derivative;
use crate::prove::normal::matches;
use crate::prove::reduced::lowest;
use crate::theory::Use;
use hence_kernel::{Kind, Q, Term, Theorem, Type, syntax};

// How often parts are integrated within one another.
const MAX_DEPTH: u32 = 12;

/// A term whose derivative by `x` may be `body`.
pub(super) fn of(body: &Term, x: &Term, context: &Context) -> Option<Term> {
    Search { x, context }.of(body, 0)
}

struct Search<'a, 'b> {
    x: &'a Term,
    context: &'a Context<'b>,
}

// Factors that do not vary, the exponent of x, and the other factors.
struct Product {
    constant: Term,
    power: i64,
    others: Vec<Term>,
}

impl Search<'_, '_> {
    fn of(&self, t: &Term, depth: u32) -> Option<Term> {
        if depth > MAX_DEPTH {
            return None;
        }
        if !t.has_free(self.x) {
            return syntax::mul(t, self.x).ok();
        }
        for (op, build) in [
            ("+", syntax::add as fn(&Term, &Term) -> _),
            ("-", syntax::sub),
        ] {
            if let Some((a, b)) = t.as_binary(op) {
                return build(&self.of(a, depth + 1)?, &self.of(b, depth + 1)?).ok();
            }
        }
        if let Some(a) = t.as_unary("neg") {
            return syntax::neg(&self.of(a, depth + 1)?).ok();
        }
        if let Some((a, b)) = t.as_binary("/")
            && !b.has_free(self.x)
        {
            return syntax::div(&self.of(a, depth + 1)?, b).ok();
        }
        self.product(t, depth).or_else(|| {
            let terms = self.expanded(t)?;
            let parts: Option<Vec<Term>> = terms.iter().map(|s| self.of(s, depth + 1)).collect();
            parts?
                .into_iter()
                .reduce(|a, b| syntax::add(&a, &b).unwrap_or(a))
        })
    }

    // The summands of a product of sums.
    fn expanded(&self, t: &Term) -> Option<Vec<Term>> {
        let poly = self.context.poly(t)?;
        let algebra = self.context.algebra.borrow();
        let terms: Option<Vec<Term>> = (poly.0.iter())
            .map(|(m, q)| algebra.monomial(m, q))
            .collect();
        terms.filter(|ts| ts.len() > 1 || ts.first().is_some_and(|s| s != t))
    }

    fn factors(&self, t: &Term, out: &mut Vec<Term>) -> Option<()> {
        if let Some((a, b)) = t.as_binary("*") {
            self.factors(a, out)?;
            return self.factors(b, out);
        }
        if let Some((a, b)) = t.as_binary("/") {
            self.factors(a, out)?;
            let mut below = Vec::new();
            self.factors(b, &mut below)?;
            for b in below {
                out.push(inverse(&b)?);
            }
            return Some(());
        }
        if let Some(a) = t.as_unary("neg") {
            out.push(Term::int(-1));
            return self.factors(a, out);
        }
        if let Some(a) = t.as_unary("inv") {
            out.push(inverse(a)?);
            return Some(());
        }
        out.push(t.clone());
        Some(())
    }

    fn split(&self, t: &Term) -> Option<Product> {
        let mut factors = Vec::new();
        self.factors(t, &mut factors)?;
        let mut constant = Term::int(1);
        let (mut power, mut others) = (0, Vec::new());
        for f in factors {
            let natural = f
                .as_binary("pow")
                .filter(|(b, _)| *b == self.x)
                .and_then(|(_, n)| crate::prove::normal::literal_integer(n))
                .filter(|n| *n >= 0);
            if !f.has_free(self.x) {
                constant = syntax::mul(&constant, &f).ok()?;
            } else if f == *self.x {
                power += 1;
            } else if let Some(n) = natural {
                power += n;
            } else {
                others.push(f);
            }
        }
        Some(Product {
            constant,
            power,
            others,
        })
    }

    fn product(&self, t: &Term, depth: u32) -> Option<Term> {
        let Product {
            constant,
            power,
            others,
        } = self.split(t)?;
        let found = if others.is_empty() {
            let n = Term::int(power + 1);
            syntax::div(&syntax::pow(self.x, &n).ok()?, &n).ok()?
        } else {
            self.by_substitution(power, &others)
                .or_else(|| self.by_power(power, &others))
                .or_else(|| self.quadratic(power, &others))
                .or_else(|| self.fractions(power, &others))
                .or_else(|| self.by_parts(power, &others, depth))
                .or_else(|| self.logarithm(power, &others))
                .or_else(|| self.wave(power, &others))?
        };
        syntax::mul(&constant, &found).ok()
    }

    // h(u) · c u' for a function h of the table.
    fn by_substitution(&self, power: i64, others: &[Term]) -> Option<Term> {
        (0..others.len()).find_map(|i| {
            let rest = self.rest(power, others, i)?;
            let table = self.context.library.with_use(Use::Primitive);
            table.into_iter().find_map(|fact| {
                let (_, args) = fact.conclusion.as_const_app()?;
                let [primitive, at, value] = args[..] else {
                    return None;
                };
                let mut subst = Vec::new();
                if !matches(value, &others[i], &mut subst) {
                    return None;
                }
                let u = subst.iter().find(|(v, _)| v == at)?.1.clone();
                let varies = |(v, t): &(Term, Term)| v != at && t.has_free(self.x);
                if !u.has_free(self.x) || subst.iter().any(varies) {
                    return None;
                }
                let c = self.ratio(&rest, &u)?;
                let there = super::applied(&primitive.subst(&subst).ok()?, &u)?;
                syntax::mul(&c, &self.without_abs(&there)?).ok()
            })
        })
    }

    // uⁿ · c u'
    fn by_power(&self, power: i64, others: &[Term]) -> Option<Term> {
        (0..others.len()).find_map(|i| {
            let (u, n) = match others[i].as_binary("pow") {
                Some((u, n)) if !n.has_free(self.x) => (u, n.clone()),
                _ => (&others[i], Term::int(1)),
            };
            let plain = |t: &Term| t.as_unary("inv").is_none() && t != self.x;
            let rest = self.rest(power, others, i)?;
            if !plain(u) || !rest.has_free(self.x) {
                return None;
            }
            let c = self.ratio(&rest, u)?;
            let next = self.plain(&syntax::add(&n, &Term::int(1)).ok()?)?;
            if crate::prove::context::is_zero(&next) {
                return None;
            }
            let raised = syntax::div(&syntax::pow(u, &next).ok()?, &next).ok()?;
            syntax::mul(&c, &raised).ok()
        })
    }

    // 1/q and x/q for a quadratic polynomial q without zeros, by the logarithm and the arctangent.
    fn quadratic(&self, power: i64, others: &[Term]) -> Option<Term> {
        let [h] = others else { return None };
        if !(0..=1).contains(&power) {
            return None;
        }
        let q = match h.as_binary("pow") {
            Some((q, n)) if *n == Term::int(-1) => q,
            _ => h.as_unary("inv")?,
        };
        let at = |n: i64| q.subst(&[(self.x.clone(), Term::int(n))]).ok();
        let half = |t: &Term| syntax::div(t, &Term::int(2)).ok();
        let (c, up, down) = (at(0)?, at(1)?, at(-1)?);
        let a = syntax::sub(&half(&syntax::add(&up, &down).ok()?)?, &c).ok()?;
        let b = half(&syntax::sub(&up, &down).ok()?)?;
        let (a, b, c) = (self.plain(&a)?, self.plain(&b)?, self.plain(&c)?);
        if crate::prove::context::is_zero(&a) {
            return None;
        }
        let x = self.x;
        let square = syntax::mul(&a, &syntax::pow(x, &Term::int(2)).ok()?).ok()?;
        let written =
            syntax::add(&syntax::add(&square, &syntax::mul(&b, x).ok()?).ok()?, &c).ok()?;
        crate::prove::normal::equal(q, &written, self.context)?;
        // 4 a c - b²
        let product = syntax::mul(&Term::int(4), &syntax::mul(&a, &c).ok()?).ok()?;
        let gap = syntax::sub(&product, &syntax::pow(&b, &Term::int(2)).ok()?).ok()?;
        let gap = self.plain(&gap)?;
        self.context.positive(&gap)?;
        let root = syntax::sqrt(&gap).ok()?;
        let slope = syntax::add(
            &syntax::mul(&syntax::mul(&Term::int(2), &a).ok()?, x).ok()?,
            &b,
        )
        .ok()?;
        let angle = syntax::div(&slope, &root).ok()?;
        let angle = Term::app(&syntax::constant("atan")?, &angle).ok()?;
        let plain = syntax::mul(&syntax::div(&Term::int(2), &root).ok()?, &angle).ok()?;
        if power == 0 {
            return Some(plain);
        }
        let twice = syntax::mul(&Term::int(2), &a).ok()?;
        let log = self.without_abs(&syntax::log(&syntax::abs(q).ok()?).ok()?)?;
        let (first, second) = (
            syntax::div(&log, &twice).ok()?,
            syntax::mul(&syntax::div(&b, &twice).ok()?, &plain).ok()?,
        );
        syntax::sub(&first, &second).ok()
    }

    // A quotient by a product of different lines, by partial fractions: the logarithm of each, times its share.
    fn fractions(&self, power: i64, others: &[Term]) -> Option<Term> {
        let x = self.x;
        let below = |t: &Term| match t.as_binary("pow") {
            Some((q, n)) if *n == Term::int(-1) => Some(q.clone()),
            _ => t.as_unary("inv").cloned(),
        };
        let product = |ts: &[Term]| {
            let one = Term::int(1);
            ts.iter().try_fold(one, |acc, t| syntax::mul(&acc, t).ok())
        };
        let (lines, mut above): (Vec<Term>, Vec<Term>) =
            others.iter().cloned().partition(|t| below(t).is_some());
        above.push(syntax::pow(x, &Term::int(power)).ok()?);
        let lines: Vec<Term> = lines.iter().filter_map(below).collect();
        let zeros: Vec<Term> =
            (lines.iter().flat_map(|l| super::continuous::zeros(l, x))).collect();
        let apart = |r: &Term| syntax::sub(x, r).ok();
        let from: Option<Vec<Term>> = zeros.iter().map(apart).collect();
        let from = from.filter(|f| f.len() > 1)?;
        let (top, whole) = (product(&above)?, product(&lines)?);
        // What the product of the lines has in front.
        let somewhere = Term::num(Q::ratio(1, 3)?);
        let there = |t: &Term, r: &Term| t.subst(&[(x.clone(), r.clone())]).ok();
        let all = product(&from)?;
        let lead = syntax::div(&there(&whole, &somewhere)?, &there(&all, &somewhere)?).ok()?;
        let lead = self.plain(&lead)?;
        let written = syntax::mul(&lead, &all).ok()?;
        Theorem::ring(&whole, &written, &[]).ok()?;
        let mut sum: Option<Term> = None;
        for (i, r) in zeros.iter().enumerate() {
            let rest: Vec<Term> = (from.iter().enumerate())
                .filter(|(j, _)| *j != i)
                .map(|(_, f)| f.clone())
                .collect();
            let rest = syntax::mul(&lead, &product(&rest)?).ok()?;
            let share = syntax::div(&there(&top, r)?, &there(&rest, r)?).ok()?;
            let log = syntax::log(&syntax::abs(&from[i]).ok()?).ok()?;
            let part = syntax::mul(&self.plain(&share)?, &self.without_abs(&log)?).ok()?;
            sum = Some(match sum {
                None => part,
                Some(s) => syntax::add(&s, &part).ok()?,
            });
        }
        sum
    }

    // The product without one of its factors.
    fn rest(&self, power: i64, others: &[Term], without: usize) -> Option<Term> {
        let start = syntax::pow(self.x, &Term::int(power)).ok()?;
        let kept = others.iter().enumerate().filter(|(j, _)| *j != without);
        kept.map(|(_, f)| f)
            .try_fold(start, |acc, f| syntax::mul(&acc, f).ok())
    }

    // c with rest = c u', which does not vary.
    fn ratio(&self, rest: &Term, u: &Term) -> Option<Term> {
        let lam = Term::lam(self.x, u).ok()?;
        let th = derivative::has_derivative(&lam, self.x, self.context)?;
        let (_, args) = th.conclusion().as_const_app()?;
        let slope = (*args.get(2)?).clone();
        if !rest.has_free(self.x) || self.context.poly(rest)?.as_constant().is_some() {
            // The slope of a line is the same everywhere.
            let at_zero = slope.subst(&[(self.x.clone(), Term::int(0))]).ok()?;
            let line = closure::prove(&syntax::eq(&slope, &at_zero).ok()?, self.context, 1);
            line?;
            return syntax::div(rest, &self.plain(&at_zero)?).ok();
        }
        [1, 2].into_iter().find_map(|n| {
            let at = [(self.x.clone(), Term::int(n))];
            let c = syntax::div(&rest.subst(&at).ok()?, &slope.subst(&at).ok()?).ok()?;
            let c = self.plain(&c)?;
            let product = syntax::mul(&c, &slope).ok()?;
            closure::prove(&syntax::eq(rest, &product).ok()?, self.context, 1)?;
            Some(c)
        })
    }

    fn plain(&self, t: &Term) -> Option<Term> {
        lowest(t, self.context)
    }

    // log |u| as log u or log (−u), by the sign of u.
    fn without_abs(&self, t: &Term) -> Option<Term> {
        match t.kind() {
            Kind::App(f, a) => {
                if let Some(u) = t.as_unary("abs") {
                    if self.context.positive(u).is_some() {
                        return Some(u.clone());
                    }
                    let minus = syntax::neg(u).ok()?;
                    if self.context.positive(&minus).is_some() {
                        return Some(minus);
                    }
                    return Some(t.clone());
                }
                Term::app(&self.without_abs(f)?, &self.without_abs(a)?).ok()
            }
            _ => Some(t.clone()),
        }
    }

    // xⁿ h(u) where u is linear: x is differentiated, h integrated.
    fn by_parts(&self, power: i64, others: &[Term], depth: u32) -> Option<Term> {
        let [h] = others else { return None };
        if power == 0 || h.as_unary("log").is_some() {
            return None;
        }
        let whole = self.by_substitution(0, others)?;
        let less = |n: i64| syntax::pow(self.x, &Term::int(n)).ok();
        let first = syntax::mul(&less(power)?, &whole).ok()?;
        let inner = syntax::mul(&less(power - 1)?, &whole).ok()?;
        let rest = self.of(&inner, depth + 1)?;
        syntax::sub(&first, &syntax::mul(&Term::int(power), &rest).ok()?).ok()
    }

    // xⁿ log (k x)
    fn logarithm(&self, power: i64, others: &[Term]) -> Option<Term> {
        let [h] = others else { return None };
        let u = h.as_unary("log")?;
        let at_zero = u.subst(&[(self.x.clone(), Term::int(0))]).ok()?;
        let zero = self.context.poly(&at_zero)?;
        if !zero.is_zero() {
            return None;
        }
        let n = Term::int(power + 1);
        let base = syntax::div(&syntax::pow(self.x, &n).ok()?, &n).ok()?;
        let rest = syntax::div(&base, &n).ok()?;
        syntax::sub(&syntax::mul(&base, h).ok()?, &rest).ok()
    }

    // exp u · sin v and exp u · cos v with lines u and v.
    fn wave(&self, power: i64, others: &[Term]) -> Option<Term> {
        let [a, b] = others else { return None };
        let (e, w) = if a.as_unary("exp").is_some() {
            (a, b)
        } else {
            (b, a)
        };
        let u = e.as_unary("exp")?;
        let (v, sine) = match w.as_unary("sin") {
            Some(v) => (v, true),
            None => (w.as_unary("cos")?, false),
        };
        if power != 0 {
            return None;
        }
        let one = Term::int(1);
        let slope = |t: &Term| {
            let c = self.ratio(&one, t)?;
            self.plain(&syntax::div(&one, &c).ok()?)
        };
        let (a, c) = (slope(u)?, slope(v)?);
        let part = |k: &Term, of: &str| {
            let f = Term::app(&syntax::constant(of)?, v).ok()?;
            syntax::mul(k, &f).ok()
        };
        let top = if sine {
            syntax::sub(&part(&a, "sin")?, &part(&c, "cos")?).ok()?
        } else {
            syntax::add(&part(&a, "cos")?, &part(&c, "sin")?).ok()?
        };
        let square = |t: &Term| syntax::pow(t, &Term::int(2)).ok();
        let below = syntax::add(&square(&a)?, &square(&c)?).ok()?;
        syntax::div(&syntax::mul(e, &top).ok()?, &below).ok()
    }
}

// 1/t, where possible as a power or an exponential.
fn inverse(t: &Term) -> Option<Term> {
    if let Some(u) = t.as_unary("exp") {
        return syntax::exp(&syntax::neg(u).ok()?).ok();
    }
    if let Some((b, n)) = t.as_binary("pow")
        && let Some(k) = crate::prove::normal::literal_integer(n)
        && b.as_unary("cos").is_none()
    {
        return syntax::pow(b, &Term::int(-k)).ok();
    }
    debug_assert!(*t.ty() == Type::Real);
    if t.as_num().is_some_and(Q::is_zero) {
        return None;
    }
    syntax::inv(t).ok()
}
