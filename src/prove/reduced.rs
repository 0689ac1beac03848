//! What the kernel's `ring` makes of a term under side theorems, as far as search needs to see it: a polynomial over a product of
//! polynomials that do not vanish. Nothing here is trusted; what is read off it is proved by `ring` itself.

use super::context::Context;
use super::normal;
use hence_kernel::poly::{Mono, Poly, Work};
use hence_kernel::{Kind, Q, Term, Theorem, Type, syntax};
use std::collections::{BTreeMap, HashMap};

const WORK: u64 = 200_000;
const MAX_EXPONENT: i64 = 64;

/// A polynomial over a product of known factors.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Frac {
    num: Poly,
    den: BTreeMap<usize, u32>,
}

#[derive(Clone, PartialEq, Eq, Hash)]
enum Key {
    Real(Frac),
    App(Term, Vec<Key>),
    Leaf(Term),
}

/// Terms as fractions modulo the side theorems learned so far.
pub(crate) struct Reducer {
    atoms: HashMap<Key, u32>,
    names: Vec<Term>,
    rules: HashMap<u32, (u32, Frac)>,
    factors: Vec<Poly>,
    memo: HashMap<Term, Frac>,
    work: Work,
}

/// A fraction in lowest terms as far as its known factors go.
pub(crate) struct Fraction {
    pub num: Poly,
    /// Factors of the denominator with their exponents.
    pub den: Vec<(Poly, u32)>,
}

impl Frac {
    fn whole(num: Poly) -> Frac {
        Frac {
            num,
            den: BTreeMap::new(),
        }
    }
}

impl Reducer {
    /// Learns side theorems in the order in which `ring` does; none where a limit is reached.
    pub fn new(side: &[Theorem]) -> Option<Reducer> {
        let mut r = Reducer {
            atoms: HashMap::new(),
            names: Vec::new(),
            rules: HashMap::new(),
            factors: Vec::new(),
            memo: HashMap::new(),
            work: Work(WORK),
        };
        for th in side {
            r.learn(th.conclusion())?;
        }
        Some(r)
    }

    /// The fraction that a real term is.
    pub fn reduce(&mut self, t: &Term) -> Option<Fraction> {
        let f = self.fraction(t)?;
        let mut num = f.num;
        let mut den = Vec::new();
        for (i, e) in f.den {
            let factor = self.factors[i].clone();
            let mut left = e;
            while left > 0 && !num.is_zero() {
                let Some(q) = num.exact_div(&factor, &mut self.work).ok()? else {
                    break;
                };
                num = q;
                left -= 1;
            }
            if left > 0 {
                den.push((factor, left));
            }
        }
        Some(Fraction { num, den })
    }

    /// The term of an atom.
    pub fn name(&self, a: u32) -> Option<&Term> {
        self.names.get(a as usize)
    }

    /// A term with that polynomial.
    pub fn term(&self, p: &Poly) -> Option<Term> {
        let mut acc: Option<Term> = None;
        for (m, q) in p.0.iter().rev() {
            let negative = q.is_negative() && acc.is_some();
            let q = if negative { -q.clone() } else { q.clone() };
            let s = self.monomial(m, &q)?;
            acc = Some(match acc {
                None => s,
                Some(a) if negative => syntax::sub(&a, &s).ok()?,
                Some(a) => syntax::add(&a, &s).ok()?,
            });
        }
        Some(acc.unwrap_or_else(|| Term::int(0)))
    }

    fn monomial(&self, m: &Mono, q: &Q) -> Option<Term> {
        let mut acc = (!q.is_one() || m.0.is_empty()).then(|| Term::num(q.clone()));
        for &(a, e) in &m.0 {
            let factor = power(self.name(a)?, i64::from(e))?;
            acc = Some(match acc {
                None => factor,
                Some(t) => syntax::mul(&t, &factor).ok()?,
            });
        }
        acc
    }

    fn learn(&mut self, p: &Term) -> Option<()> {
        if let Some((l, r)) = p.as_eq()
            && *l.ty() == Type::Real
        {
            let (atom, n) = match l.as_binary("pow") {
                Some((a, n)) => match n.as_num().and_then(Q::to_i64) {
                    Some(n) if n >= 1 => (a, u32::try_from(n).ok()?),
                    _ => (l, 1),
                },
                None => (l, 1),
            };
            let key = self.key_of_atom(atom)?;
            let a = self.intern(key, atom);
            let value = self.fraction(r)?;
            if n > 1 && !value.den.is_empty() {
                return None;
            }
            self.rules.insert(a, (n, value));
            self.memo.clear();
            return Some(());
        }
        let (d, _) = p.as_unary("¬").and_then(Term::as_eq)?;
        let mut num = self.fraction(d)?.num;
        let common = common_monomial(&num);
        for &(a, _) in &common.0 {
            self.add_factor(Poly::atom(a));
        }
        for f in self.factors.clone() {
            while !num.is_zero()
                && let Some(q) = num.exact_div(&f, &mut self.work).ok()?
            {
                num = q;
            }
        }
        if num.as_constant().is_none() {
            self.add_factor(num.monic());
        }
        self.memo.clear();
        Some(())
    }

    fn add_factor(&mut self, f: Poly) {
        if !self.factors.contains(&f) {
            self.factors.push(f);
        }
    }

    fn intern(&mut self, key: Key, name: &Term) -> u32 {
        if let Some(&a) = self.atoms.get(&key) {
            return a;
        }
        let a = self.names.len() as u32;
        self.names.push(name.clone());
        self.atoms.insert(key, a);
        a
    }

    fn key_of_atom(&mut self, t: &Term) -> Option<Key> {
        let Kind::App(..) = t.kind() else {
            return Some(Key::Leaf(t.clone()));
        };
        let (head, args) = t.spine();
        if matches!(head.kind(), Kind::Lam(..)) {
            return Some(Key::Leaf(t.clone()));
        }
        let args = args
            .into_iter()
            .map(|a| match a.kind() {
                Kind::Lam(..) => Some(Key::Leaf(a.clone())),
                _ if *a.ty() == Type::Real => Some(Key::Real(self.fraction(a)?)),
                _ => self.key_of_atom(a),
            })
            .collect::<Option<_>>()?;
        Some(Key::App(head.clone(), args))
    }

    fn atom(&mut self, t: &Term) -> Option<Frac> {
        let key = self.key_of_atom(t)?;
        let a = self.intern(key, t);
        Some(match self.rules.get(&a) {
            Some((1, value)) => value.clone(),
            _ => Frac::whole(Poly::atom(a)),
        })
    }

    fn fraction(&mut self, t: &Term) -> Option<Frac> {
        if let Kind::Num(q) = t.kind() {
            return Some(Frac::whole(Poly::constant(q.clone())));
        }
        if let Some(f) = self.memo.get(t) {
            return Some(f.clone());
        }
        self.work.spend(1).ok()?;
        let f = self.compute(t)?;
        self.memo.insert(t.clone(), f.clone());
        Some(f)
    }

    fn compute(&mut self, t: &Term) -> Option<Frac> {
        if let Some((a, b)) = t.as_binary("+") {
            let (a, b) = (self.fraction(a)?, self.fraction(b)?);
            return self.add(&a, &b, &Q::one());
        }
        if let Some((a, b)) = t.as_binary("-") {
            let (a, b) = (self.fraction(a)?, self.fraction(b)?);
            return self.add(&a, &b, &Q::int(-1));
        }
        if let Some(a) = t.as_unary("neg") {
            let a = self.fraction(a)?;
            return Some(Frac {
                num: a.num.scale(&Q::int(-1)),
                den: a.den,
            });
        }
        if let Some((a, b)) = t.as_binary("*") {
            let (a, b) = (self.fraction(a)?, self.fraction(b)?);
            return self.mul(&a, &b);
        }
        if let Some((a, b)) = t.as_binary("/") {
            let (a, b) = (self.fraction(a)?, self.inverse(b)?);
            return self.mul(&a, &b);
        }
        if let Some(a) = t.as_unary("inv") {
            return self.inverse(a);
        }
        if let Some((a, n)) = t.as_binary("pow") {
            let exponent = self.fraction(n)?;
            if exponent.den.is_empty()
                && let Some(k) = exponent.num.as_constant().and_then(|q| q.to_i64())
                && k.abs() <= MAX_EXPONENT
            {
                let base = if k < 0 {
                    self.inverse(a)?
                } else {
                    self.fraction(a)?
                };
                let mut acc = Frac::whole(Poly::constant(Q::one()));
                for _ in 0..k.abs() {
                    acc = self.mul(&acc, &base)?;
                }
                return Some(acc);
            }
        }
        self.atom(t)
    }

    fn inverse(&mut self, d: &Term) -> Option<Frac> {
        let a = self.fraction(d)?;
        let mut rest = a.num.clone();
        let mut den = BTreeMap::new();
        if !rest.is_zero() {
            for i in 0..self.factors.len() {
                if rest.as_constant().is_some() {
                    break;
                }
                let f = self.factors[i].clone();
                while let Some(q) = rest.exact_div(&f, &mut self.work).ok()? {
                    rest = q;
                    *den.entry(i).or_insert(0) += 1;
                }
            }
            if let Some(k) = rest.as_constant().and_then(|q| q.recip()) {
                let num = self.expand(&Poly::constant(k), a.den.clone())?;
                return Some(self.tidy(Frac { num, den }));
            }
        }
        self.atom(&syntax::inv(d).ok()?)
    }

    fn expand(&mut self, p: &Poly, factors: BTreeMap<usize, u32>) -> Option<Poly> {
        let mut out = p.clone();
        for (f, e) in factors {
            for _ in 0..e {
                let factor = self.factors[f].clone();
                out = out.mul(&factor, &mut self.work).ok()?;
            }
        }
        self.powers(out)
    }

    fn add(&mut self, a: &Frac, b: &Frac, sign: &Q) -> Option<Frac> {
        let mut den = a.den.clone();
        for (f, e) in &b.den {
            let d = den.entry(*f).or_insert(0);
            *d = (*d).max(*e);
        }
        let missing = |have: &BTreeMap<usize, u32>| {
            den.iter()
                .map(|(f, e)| (*f, e - have.get(f).unwrap_or(&0)))
                .collect()
        };
        let (for_a, for_b) = (missing(&a.den), missing(&b.den));
        let x = self.expand(&a.num, for_a)?;
        let y = self.expand(&b.num, for_b)?.scale(sign);
        let num = x.plus(&y);
        self.work.spend(num.0.len()).ok()?;
        Some(self.tidy(Frac { num, den }))
    }

    fn mul(&mut self, a: &Frac, b: &Frac) -> Option<Frac> {
        let product = a.num.mul(&b.num, &mut self.work).ok()?;
        let num = self.powers(product)?;
        let mut den = a.den.clone();
        for (f, e) in &b.den {
            *den.entry(*f).or_insert(0) += e;
        }
        Some(self.tidy(Frac { num, den }))
    }

    // Cancels factors that are atoms.
    fn tidy(&self, mut f: Frac) -> Frac {
        if f.num.is_zero() {
            f.den.clear();
            return f;
        }
        let common = common_monomial(&f.num);
        let mut taken: Vec<(u32, u32)> = Vec::new();
        for (i, e) in &mut f.den {
            let factor = &self.factors[*i];
            if let (1, Some((m, _))) = (factor.0.len(), factor.0.first_key_value())
                && let [(a, 1)] = m.0[..]
                && let Some((_, n)) = common.0.iter().find(|(b, _)| *b == a)
            {
                let k = (*n).min(*e);
                *e -= k;
                taken.push((a, k));
            }
        }
        f.den.retain(|_, e| *e > 0);
        if !taken.is_empty() {
            f.num = strip(&f.num, &taken);
        }
        f
    }

    // Replaces powers of atoms by their rules until none applies.
    fn powers(&mut self, mut p: Poly) -> Option<Poly> {
        loop {
            let mut changed = false;
            let mut out = Poly::default();
            self.work.spend(p.0.len()).ok()?;
            for (m, q) in p.0 {
                let hit = m.0.iter().find_map(|&(a, e)| {
                    let (n, v) = self.rules.get(&a)?;
                    (e >= *n && v.den.is_empty()).then(|| (a, e, *n, v.num.clone()))
                });
                let Some((a, e, n, value)) = hit else {
                    out.add_term(m, q);
                    continue;
                };
                changed = true;
                let mut rest = Mono(m.0.iter().filter(|(b, _)| *b != a).copied().collect());
                if e % n > 0 {
                    rest = rest.mul(&Mono(vec![(a, e % n)])).ok()?;
                }
                let mut product = Poly(BTreeMap::from([(rest, q)]));
                for _ in 0..e / n {
                    product = product.mul(&value, &mut self.work).ok()?;
                }
                self.work.spend(product.0.len()).ok()?;
                out = out.plus(&product);
            }
            if !changed {
                return Some(out);
            }
            p = out;
        }
    }
}

/// A real term as a fraction in lowest terms, as far as denominators are known not to vanish.
pub(crate) fn lowest(t: &Term, context: &Context) -> Option<Term> {
    let mut reducer = Reducer::new(&normal::rules(t, t, context))?;
    let Some(fraction) = reducer.reduce(t) else {
        return Some(t.clone());
    };
    let num = reducer.term(&fraction.num)?;
    let mut den: Option<Term> = None;
    for (factor, e) in &fraction.den {
        let factor = power(&reducer.term(factor)?, i64::from(*e))?;
        den = Some(match den {
            None => factor,
            Some(d) => syntax::mul(&d, &factor).ok()?,
        });
    }
    match den {
        None => Some(num),
        Some(d) => syntax::div(&num, &d).ok(),
    }
}

/// `t` itself for the exponent 1, else the power.
pub(crate) fn power(t: &Term, e: i64) -> Option<Term> {
    if e == 1 {
        Some(t.clone())
    } else {
        syntax::pow(t, &Term::int(e)).ok()
    }
}

/// The polynomial divided by powers of atoms that divide it.
pub(crate) fn strip(p: &Poly, by: &[(u32, u32)]) -> Poly {
    let left = |&(a, n): &(u32, u32)| {
        let k = by.iter().find(|(b, _)| *b == a).map_or(0, |(_, k)| *k);
        (n > k).then_some((a, n - k))
    };
    Poly(
        p.0.iter()
            .map(|(m, q)| (Mono(m.0.iter().filter_map(left).collect()), q.clone()))
            .collect(),
    )
}

/// The greatest monomial that divides every term.
pub(crate) fn common_monomial(p: &Poly) -> Mono {
    let mut monos = p.0.keys();
    let Some(first) = monos.next() else {
        return Mono::default();
    };
    let mut common = first.0.clone();
    for m in monos {
        common.retain_mut(|(a, e)| match m.0.iter().find(|(b, _)| b == a) {
            Some((_, n)) => {
                *e = (*e).min(*n);
                true
            }
            None => false,
        });
    }
    Mono(common)
}
