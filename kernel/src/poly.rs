//! Polynomials over ℚ in numbered atoms: what [`crate::Theorem::ring`] computes with, open to search as well.

use crate::number::Q;
use crate::term::{KernelError, Result};
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// A product of powers of atoms: (atom, exponent ≥ 1), by rising atom. Ordered lexicographically, which multiplication respects.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Mono(pub Vec<(u32, u32)>);

impl Mono {
    /// The product; fails where an exponent overflows.
    pub fn mul(&self, o: &Mono) -> Result<Mono> {
        let mut out = Vec::with_capacity(self.0.len() + o.0.len());
        let (mut i, mut j) = (0, 0);
        while i < self.0.len() && j < o.0.len() {
            let ((a, m), (b, n)) = (self.0[i], o.0[j]);
            match a.cmp(&b) {
                Ordering::Less => {
                    out.push((a, m));
                    i += 1;
                }
                Ordering::Greater => {
                    out.push((b, n));
                    j += 1;
                }
                Ordering::Equal => {
                    out.push((a, m.checked_add(n).ok_or(KernelError::Limit("exponent"))?));
                    i += 1;
                    j += 1;
                }
            }
        }
        out.extend_from_slice(&self.0[i..]);
        out.extend_from_slice(&o.0[j..]);
        Ok(Mono(out))
    }

    fn div(&self, o: &Mono) -> Option<Mono> {
        let mut out = Vec::with_capacity(self.0.len());
        let mut rest = o.0.iter().peekable();
        for &(a, m) in &self.0 {
            match rest.peek() {
                Some(&&(b, n)) if b == a => {
                    rest.next();
                    match m.cmp(&n) {
                        Ordering::Less => return None,
                        Ordering::Equal => {}
                        Ordering::Greater => out.push((a, m - n)),
                    }
                }
                Some(&&(b, _)) if b < a => return None,
                _ => out.push((a, m)),
            }
        }
        rest.peek().is_none().then_some(Mono(out))
    }
}

impl Ord for Mono {
    fn cmp(&self, o: &Mono) -> Ordering {
        let (mut i, mut j) = (0, 0);
        loop {
            match (self.0.get(i), o.0.get(j)) {
                (None, None) => return Ordering::Equal,
                (None, Some(_)) => return Ordering::Less,
                (Some(_), None) => return Ordering::Greater,
                (Some((a, m)), Some((b, n))) => match (a.cmp(b), m.cmp(n)) {
                    // The one that has the earlier atom is greater.
                    (Ordering::Less, _) => return Ordering::Greater,
                    (Ordering::Greater, _) => return Ordering::Less,
                    (_, Ordering::Equal) => {
                        i += 1;
                        j += 1;
                    }
                    (_, by_exponent) => return by_exponent,
                },
            }
        }
    }
}

impl PartialOrd for Mono {
    fn partial_cmp(&self, o: &Mono) -> Option<Ordering> {
        Some(self.cmp(o))
    }
}

/// How much multiplying may still be done.
pub struct Work(pub u64);

impl Work {
    /// Takes `n` steps off; fails where none are left.
    pub fn spend(&mut self, n: usize) -> Result<()> {
        self.0 = self
            .0
            .checked_sub(n as u64)
            .ok_or(KernelError::Limit("work of ring"))?;
        Ok(())
    }
}

/// A polynomial: no zero coefficient is kept, so equality is identity.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Poly(pub BTreeMap<Mono, Q>);

impl Poly {
    /// The constant polynomial.
    pub fn constant(q: Q) -> Poly {
        let mut p = Poly::default();
        p.add_term(Mono::default(), q);
        p
    }

    /// The polynomial that is one atom.
    pub fn atom(a: u32) -> Poly {
        Poly(BTreeMap::from([(Mono(vec![(a, 1)]), Q::one())]))
    }

    /// Whether it is 0.
    pub fn is_zero(&self) -> bool {
        self.0.is_empty()
    }

    /// Its value where it has no atoms.
    pub fn as_constant(&self) -> Option<Q> {
        match self.0.len() {
            0 => Some(Q::zero()),
            1 => self
                .0
                .iter()
                .next()
                .filter(|(m, _)| m.0.is_empty())
                .map(|(_, q)| q.clone()),
            _ => None,
        }
    }

    /// Adds one term.
    pub fn add_term(&mut self, m: Mono, q: Q) {
        if q.is_zero() {
            return;
        }
        match self.0.entry(m) {
            std::collections::btree_map::Entry::Vacant(e) => {
                e.insert(q);
            }
            std::collections::btree_map::Entry::Occupied(mut e) => {
                let sum = e.get().clone() + q;
                if sum.is_zero() {
                    e.remove();
                } else {
                    e.insert(sum);
                }
            }
        }
    }

    /// The sum.
    pub fn plus(mut self, o: &Poly) -> Poly {
        for (m, q) in &o.0 {
            self.add_term(m.clone(), q.clone());
        }
        self
    }

    /// A multiple.
    pub fn scale(&self, k: &Q) -> Poly {
        if k.is_zero() {
            return Poly::default();
        }
        if k.is_one() {
            return self.clone();
        }
        Poly(
            self.0
                .iter()
                .map(|(m, q)| (m.clone(), q.clone() * k.clone()))
                .collect(),
        )
    }

    /// The highest power of an atom in it; 0 where the atom does not occur.
    pub fn degree_in(&self, atom: u32) -> u32 {
        let exponents = self.0.keys().flat_map(|m| &m.0);
        exponents
            .filter(|(a, _)| *a == atom)
            .map(|(_, e)| *e)
            .max()
            .unwrap_or(0)
    }

    /// The product; fails where the work is spent.
    pub fn mul(&self, o: &Poly, work: &mut Work) -> Result<Poly> {
        if let Some(k) = self.as_constant() {
            return Ok(o.scale(&k));
        }
        if let Some(k) = o.as_constant() {
            return Ok(self.scale(&k));
        }
        work.spend(self.words().saturating_mul(o.words()))?;
        let mut out = Poly::default();
        for (m, p) in &self.0 {
            for (n, q) in &o.0 {
                out.add_term(m.mul(n)?, p.clone() * q.clone());
            }
        }
        Ok(out)
    }

    // The length of all coefficients, so that work on long ones counts for more.
    fn words(&self) -> usize {
        self.0.values().map(Q::words).sum()
    }

    /// The same up to a factor: leading coefficient 1.
    pub fn monic(&self) -> Poly {
        match self.0.last_key_value().and_then(|(_, q)| q.recip()) {
            Some(k) => self.scale(&k),
            None => self.clone(),
        }
    }

    /// `self / o` where it leaves no remainder.
    pub fn exact_div(&self, o: &Poly, work: &mut Work) -> Result<Option<Poly>> {
        let Some((lead, k)) = o.0.last_key_value() else {
            return Ok(None);
        };
        let Some(inverse) = k.recip() else {
            return Ok(None);
        };
        let mut rest = self.clone();
        let mut quotient = Poly::default();
        while let Some((m, q)) = rest.0.last_key_value() {
            let Some(factor) = m.div(lead) else {
                return Ok(None);
            };
            let coefficient = q.clone() * inverse.clone();
            work.spend(o.words().saturating_mul(coefficient.words()))?;
            for (n, p) in &o.0 {
                rest.add_term(factor.mul(n)?, -(p.clone() * coefficient.clone()));
            }
            quotient.add_term(factor, coefficient);
        }
        Ok(Some(quotient))
    }
}
