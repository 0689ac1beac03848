//! The normal form of arithmetic inside the e-graph: a polynomial over a product of denominators that are proved not to vanish.
//!
//! Only the search relies on what is found here; the step from a term to its normal form is proved by the kernel's `ring`, with the side
//! theorems that were used on the way.

use super::conditions::Conditions;
use crate::prove::algebra::Algebra;
use crate::prove::normal::literal_integer;
use hence_kernel::poly::{Mono, Poly, Work};
use hence_kernel::{Q, Term, Theorem, Type, syntax};
use num_rational::BigRational;
use std::collections::{BTreeMap, BTreeSet, HashMap};

const MAX_TERMS: usize = 200;
const MAX_POWER: i64 = 24;
const WORK: u64 = 40_000;

// A numerator over factors with their exponents, and which side theorems it rests on.
#[derive(Clone, Debug)]
struct Fraction {
    num: Poly,
    den: BTreeMap<usize, u32>,
    sides: BTreeSet<usize>,
}

// atom ^ n = value, by the side theorem of that number.
struct Relation {
    exponent: u32,
    value: Poly,
    side: usize,
    // What the value rests on.
    under: BTreeSet<usize>,
}

/// Fractions over the atoms of one question.
#[derive(Default)]
pub(super) struct Fractions {
    algebra: Algebra,
    // Monic polynomials that are proved not to vanish.
    factors: Vec<Poly>,
    sides: Vec<Theorem>,
    relations: HashMap<u32, Option<Relation>>,
    memo: HashMap<Term, Option<Fraction>>,
    // Nothing is proved on the way: no denominator is cleared and no power replaced.
    bare: bool,
}

/// A term in normal form in several spellings, each equal to the original by `ring` with the side theorems.
pub(super) struct Normal {
    pub(super) spellings: Vec<Term>,
    pub(super) sides: Vec<Theorem>,
}

impl Fractions {
    /// Fractions that hold for all values of the variables, whatever is known of them.
    pub(super) fn bare() -> Fractions {
        Fractions {
            bare: true,
            ..Fractions::default()
        }
    }

    /// The normal form of a real term; none where it would be too large.
    pub(super) fn normal(&mut self, t: &Term, conditions: &mut Conditions) -> Option<Normal> {
        let f = self.fraction(t, conditions, 0)?;
        let mut spellings = Vec::new();
        let num = self.spell(&f.num)?;
        if f.den.is_empty() {
            spellings.push(num);
        } else {
            let mut factors = BTreeMap::new();
            for (i, e) in &f.den {
                factors.insert(*i, (self.spell(self.factors.get(*i)?)?, *e));
            }
            let den = product(factors.values())?;
            let inverse = syntax::inv(&den).ok()?;
            spellings.push(syntax::div(&num, &den).ok()?);
            spellings.push(if f.num.as_constant().is_some_and(|q| q.is_one()) {
                inverse
            } else {
                syntax::mul(&num, &inverse).ok()?
            });
        }
        Some(Normal {
            spellings,
            sides: self.sides_of(&f.sides),
        })
    }

    /// The side theorems under which the kernel may find both equal, where their normal forms agree or may agree.
    pub(super) fn sides_for(
        &mut self,
        s: &Term,
        t: &Term,
        conditions: &mut Conditions,
    ) -> Option<Vec<Theorem>> {
        let (a, b) = (
            self.fraction(s, conditions, 0)?,
            self.fraction(t, conditions, 0)?,
        );
        let mut difference = self.sub(&a, &b)?;
        if !difference.num.is_zero() {
            return None;
        }
        difference.sides.extend(a.sides);
        difference.sides.extend(b.sides);
        Some(self.sides_of(&difference.sides))
    }

    // Denominators come first, since a rule may speak of them; again after the rules, as what the rules make of them.
    fn sides_of(&self, used: &BTreeSet<usize>) -> Vec<Theorem> {
        let all: Vec<&Theorem> = used.iter().filter_map(|i| self.sides.get(*i)).collect();
        let is_rule = |th: &&&Theorem| th.equation().is_ok();
        let rules: Vec<&&Theorem> = all.iter().filter(is_rule).collect();
        let denominators: Vec<&&Theorem> = all.iter().filter(|t| !is_rule(t)).collect();
        let again = if rules.is_empty() {
            &[]
        } else {
            &denominators[..]
        };
        denominators
            .iter()
            .chain(&rules)
            .chain(again)
            .map(|th| (**th).clone())
            .collect()
    }

    fn fraction(&mut self, t: &Term, c: &mut Conditions, depth: u32) -> Option<Fraction> {
        if let Some(q) = t.as_num() {
            return Some(whole(Poly::constant(q.clone())));
        }
        if let Some(f) = self.memo.get(t) {
            return f.clone();
        }
        if depth > 60 || *t.ty() != Type::Real {
            return None;
        }
        let f = self
            .compute(t, c, depth + 1)
            .filter(|f| f.num.0.len() <= MAX_TERMS);
        self.memo.insert(t.clone(), f.clone());
        f
    }

    fn compute(&mut self, t: &Term, c: &mut Conditions, depth: u32) -> Option<Fraction> {
        if let Some((a, b)) = t.as_binary("+") {
            let (a, b) = (self.fraction(a, c, depth)?, self.fraction(b, c, depth)?);
            return self.add(&a, &b);
        }
        if let Some((a, b)) = t.as_binary("-") {
            let (a, b) = (self.fraction(a, c, depth)?, self.fraction(b, c, depth)?);
            return self.sub(&a, &b);
        }
        if let Some(a) = t.as_unary("neg") {
            return Some(negated(self.fraction(a, c, depth)?));
        }
        if let Some((a, b)) = t.as_binary("*") {
            let (a, b) = (self.fraction(a, c, depth)?, self.fraction(b, c, depth)?);
            return self.mul(&a, &b);
        }
        if let Some((a, b)) = t.as_binary("/") {
            let (a, b) = (self.fraction(a, c, depth)?, self.inverse(b, c, depth)?);
            return self.mul(&a, &b);
        }
        if let Some(a) = t.as_unary("inv") {
            return self.inverse(a, c, depth);
        }
        if let Some((a, n)) = t.as_binary("pow")
            && let Some(n) = literal_integer(n).filter(|n| n.abs() <= MAX_POWER)
        {
            let base = if n < 0 {
                match self.proved_inverse(a, c, depth)? {
                    Some(f) => f,
                    // The kernel looks at such a power as one thing, too.
                    None => return Some(whole(Poly::atom(self.atom(t, c, depth)))),
                }
            } else {
                self.fraction(a, c, depth)?
            };
            let mut acc = whole(Poly::constant(Q::one()));
            for _ in 0..n.abs() {
                acc = self.mul(&acc, &base)?;
            }
            // Also a zeroth power speaks of its base.
            acc.sides.extend(base.sides);
            return Some(acc);
        }
        Some(whole(Poly::atom(self.atom(t, c, depth))))
    }

    fn atom(&mut self, t: &Term, c: &mut Conditions, depth: u32) -> u32 {
        let a = self.algebra.atom(t);
        if !self.bare && !self.relations.contains_key(&a) {
            self.relations.insert(a, None);
            let relation = self.relation(t, c, depth);
            self.relations.insert(a, relation);
        }
        a
    }

    // What a power of the atom is.
    fn relation(&mut self, t: &Term, c: &mut Conditions, depth: u32) -> Option<Relation> {
        let theorem = match t.as_const_app()? {
            ("sin", args) => c.context.fact("sin_sq", &[("x", args.first()?)], &[])?,
            ("cosh", args) => c.context.fact("cosh_sq", &[("x", args.first()?)], &[])?,
            ("abs", args) => c.context.fact("abs_sq", &[("a", args.first()?)], &[])?,
            ("cbrt", args) => c.context.fact("cbrt_cube", &[("a", args.first()?)], &[])?,
            ("sqrt", args) => {
                let a = args.first()?;
                let nonnegative = c.prove(&syntax::le(&Term::int(0), a).ok()?)?;
                c.context.fact("sqrt_sq", &[("a", a)], &[&nonnegative])?
            }
            _ => return None,
        };
        let (l, r) = theorem.equation().ok()?;
        let exponent = u32::try_from(literal_integer(l.as_binary("pow")?.1)?).ok()?;
        let value = self.fraction(r, c, depth)?;
        if !value.den.is_empty() {
            return None;
        }
        self.sides.push(theorem.clone());
        Some(Relation {
            exponent,
            value: value.num,
            side: self.sides.len() - 1,
            under: value.sides,
        })
    }

    fn inverse(&mut self, d: &Term, c: &mut Conditions, depth: u32) -> Option<Fraction> {
        if let Some(f) = self.proved_inverse(d, c, depth)? {
            return Some(f);
        }
        let t = syntax::inv(d).ok()?;
        Some(whole(Poly::atom(self.atom(&t, c, depth))))
    }

    // The inverse where the denominator is proved not to vanish.
    fn proved_inverse(
        &mut self,
        d: &Term,
        c: &mut Conditions,
        depth: u32,
    ) -> Option<Option<Fraction>> {
        let f = self.fraction(d, c, depth)?;
        let mut sides = f.sides.clone();
        let mut num = Poly::constant(Q::one());
        let mut den = BTreeMap::new();
        if let Some(q) = f.num.as_constant() {
            let Some(r) = q.recip() else {
                return Some(None);
            };
            num = Poly::constant(r);
        } else if self.bare {
            return Some(None);
        } else {
            let nonzero = |t: &Term, c: &mut Conditions| {
                let goal = syntax::ne(t, &Term::int(0)).ok()?;
                c.prove(&goal)
            };
            let found = match nonzero(d, c) {
                Some(th) => Some(th),
                // 1/x + 1/y vanishes no more than x + y does.
                None if !f.den.is_empty() => nonzero(&self.spell(&f.num)?, c),
                None => None,
            };
            let Some(th) = found else {
                return Some(None);
            };
            let side = match self
                .sides
                .iter()
                .position(|s| s.conclusion() == th.conclusion())
            {
                Some(i) => i,
                None => {
                    self.sides.push(th);
                    self.sides.len() - 1
                }
            };
            sides.insert(side);
            let rest = self.factorise(&f.num, &mut den)?;
            num = num.scale(&rest.recip()?);
        }
        let num = self.expand(num, &f.den)?;
        let out = Fraction { num, den, sides };
        Some(Some(self.tidy(out)?))
    }

    // Splits a polynomial that does not vanish into factors; what is left is a number.
    fn factorise(&mut self, p: &Poly, den: &mut BTreeMap<usize, u32>) -> Option<Q> {
        let mut work = Work(WORK);
        let mut rest = p.clone();
        let common: Vec<u32> =
            p.0.keys()
                .next()?
                .0
                .iter()
                .map(|(a, _)| *a)
                .filter(|a| p.0.keys().all(|m| m.0.iter().any(|(b, _)| a == b)))
                .collect();
        for a in common {
            self.factor(Poly::atom(a));
        }
        for (i, f) in self.factors.iter().enumerate() {
            while rest.as_constant().is_none() {
                let Some(q) = rest.exact_div(f, &mut work).ok()? else {
                    break;
                };
                rest = q;
                *den.entry(i).or_insert(0) += 1;
            }
        }
        if let Some(q) = rest.as_constant() {
            return Some(q);
        }
        let lead = rest.0.last_key_value()?.1.clone();
        let i = self.factor(rest.monic());
        *den.entry(i).or_insert(0) += 1;
        Some(lead)
    }

    fn factor(&mut self, f: Poly) -> usize {
        match self.factors.iter().position(|g| *g == f) {
            Some(i) => i,
            None => {
                self.factors.push(f);
                self.factors.len() - 1
            }
        }
    }

    fn expand(&self, p: Poly, factors: &BTreeMap<usize, u32>) -> Option<Poly> {
        let mut work = Work(WORK);
        let mut out = p;
        for (i, e) in factors {
            for _ in 0..*e {
                out = out.mul(self.factors.get(*i)?, &mut work).ok()?;
            }
        }
        Some(out)
    }

    fn sub(&mut self, a: &Fraction, b: &Fraction) -> Option<Fraction> {
        self.add(a, &negated(b.clone()))
    }

    fn add(&mut self, a: &Fraction, b: &Fraction) -> Option<Fraction> {
        let mut den = a.den.clone();
        for (f, e) in &b.den {
            let d = den.entry(*f).or_insert(0);
            *d = (*d).max(*e);
        }
        let missing = |have: &BTreeMap<usize, u32>| -> BTreeMap<usize, u32> {
            den.iter()
                .map(|(f, e)| (*f, e - have.get(f).unwrap_or(&0)))
                .collect()
        };
        let x = self.expand(a.num.clone(), &missing(&a.den))?;
        let y = self.expand(b.num.clone(), &missing(&b.den))?;
        let sides = &a.sides | &b.sides;
        let f = Fraction {
            num: x.plus(&y),
            den,
            sides,
        };
        let f = self.reduced(f)?;
        self.tidy(f)
    }

    fn mul(&mut self, a: &Fraction, b: &Fraction) -> Option<Fraction> {
        if a.num.0.len() * b.num.0.len() > 4 * MAX_TERMS {
            return None;
        }
        let num = a.num.mul(&b.num, &mut Work(WORK)).ok()?;
        let mut den = a.den.clone();
        for (f, e) in &b.den {
            *den.entry(*f).or_insert(0) += e;
        }
        let sides = &a.sides | &b.sides;
        let f = self.reduced(Fraction { num, den, sides })?;
        self.tidy(f)
    }

    // Powers of atoms replaced by what they are.
    fn reduced(&mut self, mut f: Fraction) -> Option<Fraction> {
        for _ in 0..200 {
            let found = f.num.0.keys().find_map(|m| {
                m.0.iter().find_map(|(a, e)| {
                    let r = self.relations.get(a)?.as_ref()?;
                    (*e >= r.exponent).then(|| (m.clone(), *a, *e))
                })
            });
            let Some((m, a, e)) = found else {
                return Some(f);
            };
            let r = self.relations.get(&a)?.as_ref()?;
            let q = f.num.0.remove(&m)?;
            let rest = Mono(
                m.0.iter()
                    .filter_map(|(b, n)| {
                        let n = if *b == a { e - r.exponent } else { *n };
                        (n > 0).then_some((*b, n))
                    })
                    .collect(),
            );
            let one = Poly([(rest, q)].into());
            f.num = f.num.plus(&one.mul(&r.value, &mut Work(WORK)).ok()?);
            f.sides.insert(r.side);
            f.sides.extend(r.under.iter().copied());
            if f.num.0.len() > 4 * MAX_TERMS {
                return None;
            }
        }
        None
    }

    // Factors that divide the numerator are cancelled.
    fn tidy(&self, mut f: Fraction) -> Option<Fraction> {
        if f.num.is_zero() {
            f.den.clear();
        }
        let mut work = Work(WORK);
        for (i, e) in &mut f.den {
            while *e > 0 {
                match f.num.exact_div(self.factors.get(*i)?, &mut work).ok()? {
                    Some(q) => f.num = q,
                    None => break,
                }
                *e -= 1;
            }
        }
        f.den.retain(|_, e| *e > 0);
        Some(f)
    }

    // Sums with what is added before what is taken away, numbers as `n * m / d`: the way in which facts are written.
    fn spell(&self, p: &Poly) -> Option<Term> {
        let (mut plus, mut minus) = (Vec::new(), Vec::new());
        for (m, q) in p.0.iter().rev() {
            if q.is_negative() {
                minus.push(self.monomial(m, &q.abs())?);
            } else {
                plus.push(self.monomial(m, q)?);
            }
        }
        let sum = |parts: &[Term]| -> Option<Term> {
            let (first, rest) = parts.split_first()?;
            rest.iter()
                .try_fold(first.clone(), |acc, s| syntax::add(&acc, s).ok())
        };
        if plus.is_empty() && !minus.is_empty() {
            let all = sum(&minus)?;
            return match all.as_num() {
                Some(q) => Some(Term::num(-q.clone())),
                None => syntax::neg(&all).ok(),
            };
        }
        let start = sum(&plus).unwrap_or_else(|| Term::int(0));
        minus
            .iter()
            .try_fold(start, |acc, s| syntax::sub(&acc, s).ok())
    }

    fn monomial(&self, m: &Mono, q: &Q) -> Option<Term> {
        if m.0.is_empty() {
            return Some(Term::num(q.clone()));
        }
        let (n, d) = (
            Q::from(BigRational::from_integer(q.numer())),
            Q::from(BigRational::from_integer(q.denom())),
        );
        let mut acc = (!n.is_one()).then(|| Term::num(n));
        for &(a, e) in &m.0 {
            let atom = self.algebra.atom_term(a)?.clone();
            let factor = power(atom, e)?;
            acc = Some(match acc {
                None => factor,
                Some(t) => syntax::mul(&t, &factor).ok()?,
            });
        }
        if d.is_one() {
            acc
        } else {
            syntax::div(&acc?, &Term::num(d)).ok()
        }
    }
}

fn whole(num: Poly) -> Fraction {
    Fraction {
        num,
        den: BTreeMap::new(),
        sides: BTreeSet::new(),
    }
}

fn negated(mut f: Fraction) -> Fraction {
    f.num = f.num.scale(&Q::int(-1));
    f
}

fn power(base: Term, e: u32) -> Option<Term> {
    if e == 1 {
        Some(base)
    } else {
        syntax::pow(&base, &Term::int(i64::from(e))).ok()
    }
}

fn product<'a>(mut factors: impl Iterator<Item = &'a (Term, u32)>) -> Option<Term> {
    let (t, e) = factors.next()?;
    factors.try_fold(power(t.clone(), *e)?, |acc, (t, e)| {
        syntax::mul(&acc, &power(t.clone(), *e)?).ok()
    })
}
