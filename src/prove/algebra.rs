//! Terms as polynomials for the search: atoms are terms, denominators are atoms `inv d`. What is found here is checked by
//! the kernel's own normal form.

use hence_kernel::poly::{Mono, Poly, Work};
use hence_kernel::{Q, Term, Type, syntax};
use std::collections::HashMap;

/// A numbering of atoms, shared by all polynomials of one question.
#[derive(Default)]
pub struct Algebra {
    atoms: Vec<Term>,
    index: HashMap<Term, u32>,
    memo: HashMap<Term, Option<Poly>>,
    // Atoms that are square roots of positive rational numbers, with the number.
    radicals: HashMap<u32, Q>,
}

const MAX_TERMS: usize = 3_000;
const MAX_POWER: i64 = 64;

impl Algebra {
    /// The number of an atom.
    pub fn atom(&mut self, t: &Term) -> u32 {
        if let Some(&a) = self.index.get(t) {
            return a;
        }
        let a = self.atoms.len() as u32;
        if let Some(q) = t.as_unary("sqrt").and_then(Term::as_num)
            && q.is_positive()
        {
            self.radicals.insert(a, q.clone());
        }
        self.atoms.push(t.clone());
        self.index.insert(t.clone(), a);
        a
    }

    /// The atom of a number.
    pub fn atom_term(&self, a: u32) -> Option<&Term> {
        self.atoms.get(a as usize)
    }

    /// The polynomial of a real term; none where it would be too large.
    pub fn poly(&mut self, t: &Term) -> Option<Poly> {
        if let Some(q) = t.as_num() {
            return Some(Poly::constant(q.clone()));
        }
        if let Some(p) = self.memo.get(t) {
            return p.clone();
        }
        let p = self.compute(t).filter(|p| p.0.len() <= MAX_TERMS);
        self.memo.insert(t.clone(), p.clone());
        p
    }

    fn product(&self, a: &Poly, b: &Poly) -> Option<Poly> {
        if a.0.len() * b.0.len() > 4 * MAX_TERMS {
            return None;
        }
        a.mul(b, &mut Work(100_000)).ok().map(|p| self.reduced(p))
    }

    // Squares of numeric roots replaced by their numbers.
    fn reduced(&self, p: Poly) -> Poly {
        if self.radicals.is_empty()
            || !p.0.keys().any(|m| {
                m.0.iter()
                    .any(|(a, e)| *e > 1 && self.radicals.contains_key(a))
            })
        {
            return p;
        }
        let mut out = Poly::default();
        for (m, q) in p.0 {
            let mut q = q;
            let mut left = Vec::new();
            for (a, e) in m.0 {
                match self.radicals.get(&a) {
                    Some(n) => {
                        q = q * n.powu(e / 2).unwrap_or_else(Q::one);
                        if e % 2 == 1 {
                            left.push((a, 1));
                        }
                    }
                    None => left.push((a, e)),
                }
            }
            out.add_term(Mono(left), q);
        }
        out
    }

    fn compute(&mut self, t: &Term) -> Option<Poly> {
        if *t.ty() != Type::Real {
            return None;
        }
        if let Some((a, b)) = t.as_binary("+") {
            return Some(self.poly(a)?.plus(&self.poly(b)?));
        }
        if let Some((a, b)) = t.as_binary("-") {
            return Some(self.poly(a)?.plus(&self.poly(b)?.scale(&Q::int(-1))));
        }
        if let Some(a) = t.as_unary("neg") {
            return Some(self.poly(a)?.scale(&Q::int(-1)));
        }
        if let Some((a, b)) = t.as_binary("*") {
            let (a, b) = (self.poly(a)?, self.poly(b)?);
            return self.product(&a, &b);
        }
        if let Some((a, b)) = t.as_binary("/") {
            let (a, b) = (self.poly(a)?, self.inverse(b)?);
            return self.product(&a, &b);
        }
        if let Some(a) = t.as_unary("inv") {
            return self.inverse(a);
        }
        if let Some((a, n)) = t.as_binary("pow")
            && let Some(n) = self.poly(n)?.as_constant().and_then(|q| q.to_i64())
            && n.abs() <= MAX_POWER
        {
            let base = if n < 0 {
                self.inverse(a)?
            } else {
                self.poly(a)?
            };
            let mut acc = Poly::constant(Q::one());
            for _ in 0..n.abs() {
                acc = self.product(&acc, &base)?;
            }
            return Some(acc);
        }
        let a = self.atom(t);
        Some(Poly::atom(a))
    }

    fn inverse(&mut self, d: &Term) -> Option<Poly> {
        if let Some(q) = self.poly(d)?.as_constant()
            && let Some(r) = q.recip()
        {
            return Some(Poly::constant(r));
        }
        // 1/(c sqrt n) = sqrt n/(c n)
        let p = self.poly(d)?;
        if let (1, Some((m, q))) = (p.0.len(), p.0.first_key_value())
            && m.0
                .iter()
                .all(|(a, e)| *e == 1 && self.radicals.contains_key(a))
        {
            let n =
                m.0.iter()
                    .filter_map(|(a, _)| self.radicals.get(a))
                    .fold(q.clone(), |acc, n| acc * n.clone());
            return Some(Poly([(m.clone(), n.recip()?)].into()));
        }
        let i = syntax::inv(d).ok()?;
        let a = self.atom(&i);
        Some(Poly::atom(a))
    }

    /// A term with that polynomial, its summands in a fixed order.
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

    /// A term for a coefficient and a monomial.
    pub fn monomial(&self, m: &Mono, q: &Q) -> Option<Term> {
        let mut acc = if q.is_one() && !m.0.is_empty() {
            None
        } else {
            Some(Term::num(q.clone()))
        };
        for &(a, e) in &m.0 {
            let atom = self.atom_term(a)?.clone();
            let factor = if e == 1 {
                atom
            } else {
                syntax::pow(&atom, &Term::int(i64::from(e))).ok()?
            };
            acc = Some(match acc {
                None => factor,
                Some(t) => syntax::mul(&t, &factor).ok()?,
            });
        }
        acc
    }
}

/// The factor `k` with `p = k q`, where there is one.
pub fn ratio(p: &Poly, q: &Poly) -> Option<Q> {
    let (m, a) = p.0.last_key_value()?;
    let (n, b) = q.0.last_key_value()?;
    if m != n || p.0.len() != q.0.len() {
        return None;
    }
    let k = a.clone() * b.recip()?;
    (q.scale(&k) == *p).then_some(k)
}

/// The constant term.
pub fn constant_part(p: &Poly) -> Q {
    p.0.get(&Mono::default()).cloned().unwrap_or_else(Q::zero)
}
