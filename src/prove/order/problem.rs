//! What an order question is reduced to: polynomials known to be positive or not negative, equations, and rules for atoms.

use crate::prove::context::{Context, Known, Sign, along};
use crate::prove::normal;
use hence_kernel::poly::{Mono, Poly, Work};
use hence_kernel::{Kind, Q, Term, Theorem, syntax};
use std::collections::BTreeSet;

const MAX_TERMS: usize = 400;

/// Why a polynomial is positive, or not negative.
#[derive(Clone, Debug)]
pub(super) enum Proof {
    /// The number 1.
    One,
    /// A hypothesis of the problem, by number.
    Given(usize),
    /// The square of a polynomial.
    Square(Poly),
    /// A product.
    Product(Box<Proof>, Box<Proof>),
}

/// A polynomial with its sign.
#[derive(Clone)]
pub(super) struct Row {
    pub poly: Poly,
    pub strict: bool,
    pub proof: Proof,
}

struct Given {
    term: Term,
    strict: bool,
    theorem: Theorem,
}

/// An equation `factor · (l − r) = 0`.
pub(super) struct Equation {
    pub poly: Poly,
    theorem: Theorem,
    factor: Term,
}

/// Rows, equations and rules under one context.
pub(super) struct Problem<'a, 'b> {
    pub context: &'a Context<'b>,
    given: Vec<Given>,
    pub rows: Vec<Row>,
    pub equations: Vec<Equation>,
    // Denominators that do not vanish, and powers of atoms that are replaced.
    nonzero: Vec<(Term, Theorem)>,
    rules: Vec<(u32, u32, Poly, Theorem)>,
    seen: BTreeSet<u32>,
}

/// A polynomial without denominators: `poly = factor · t` with `0 < factor`.
pub(super) struct Cleared {
    pub poly: Poly,
    pub factor: Option<(Term, Theorem)>,
}

impl<'a, 'b> Problem<'a, 'b> {
    pub(super) fn new(context: &'a Context<'b>) -> Self {
        Problem {
            context,
            given: Vec::new(),
            rows: Vec::new(),
            equations: Vec::new(),
            nonzero: Vec::new(),
            rules: Vec::new(),
            seen: BTreeSet::new(),
        }
    }

    /// `⊢ s = t` by normal form, with the denominators that do not vanish.
    pub(super) fn same(&self, s: &Term, t: &Term) -> Option<Theorem> {
        let side: Vec<&Theorem> = self.nonzero.iter().map(|(_, th)| th).collect();
        Theorem::ring(s, t, &side).ok()
    }

    /// Multiplies the denominators out whose sign is known.
    pub(super) fn clear(&mut self, t: &Term) -> Option<Cleared> {
        let c = self.context;
        let mut poly = c.poly(t)?;
        let mut factor: Option<(Term, Theorem)> = None;
        let mut left: BTreeSet<u32> = BTreeSet::new();
        for _ in 0..12 {
            let next = atoms_of(&poly).into_iter().find_map(|a| {
                if left.contains(&a) {
                    return None;
                }
                let term = c.algebra.borrow().atom_term(a)?.clone();
                term.as_unary("inv").map(|d| (a, d.clone()))
            });
            let Some((atom, d)) = next else { break };
            let Some((sign, th)) = c.sign(&d) else {
                left.insert(atom);
                continue;
            };
            let (base, positive, even) = match sign {
                Sign::Pos => (d.clone(), th, false),
                Sign::Neg => (
                    syntax::neg(&d).ok()?,
                    c.fact("neg_pos", &[("a", &d)], &[&th])?,
                    false,
                ),
                Sign::NonZero => (
                    syntax::pow(&d, &Term::int(2)).ok()?,
                    c.fact("sq_pos", &[("a", &d)], &[&th])?,
                    true,
                ),
                _ => {
                    left.insert(atom);
                    continue;
                }
            };
            let nonzero = c.nonzero(&d)?;
            if !self.nonzero.iter().any(|(e, _)| *e == d) {
                self.nonzero.push((d.clone(), nonzero));
            }
            // What stands above the denominator as well is taken out first: L/L² is 1/L.
            if let Some(dp) = c.poly(&d) {
                poly = cancelled(&poly, atom, &dp);
            }
            let most = poly.0.keys().map(|m| exponent(m, atom)).max()?;
            if most == 0 {
                continue;
            }
            let times = if even { most.div_ceil(2) } else { most };
            let (dp, bp) = (c.poly(&d)?, c.poly(&base)?);
            let mut work = Work(60_000);
            // base^times · inv^k = (base^times / d^k), with base = ±d or d².
            let mut whole = Poly::constant(Q::one());
            for _ in 0..times {
                whole = whole.mul(&bp, &mut work).ok()?;
            }
            let mut powers = vec![whole];
            for k in 0..most {
                let quotient = powers[k as usize].exact_div(&dp, &mut work).ok()??;
                powers.push(quotient);
            }
            let mut out = Poly::default();
            for (m, q) in &poly.0 {
                let k = exponent(m, atom);
                let rest = Mono(m.0.iter().filter(|(a, _)| *a != atom).copied().collect());
                let part = Poly([(rest, q.clone())].into());
                out = out.plus(&part.mul(powers.get(k as usize)?, &mut work).ok()?);
            }
            poly = out;
            for _ in 0..times {
                factor = Some(match factor {
                    None => (base.clone(), positive.clone()),
                    Some((f, th)) => (
                        syntax::mul(&f, &base).ok()?,
                        c.fact("mul_pos", &[("a", &f), ("b", &base)], &[&th, &positive])?,
                    ),
                });
            }
            if poly.0.len() > MAX_TERMS {
                return None;
            }
        }
        Some(Cleared { poly, factor })
    }

    /// Replaces powers of atoms by the rules.
    pub(super) fn reduce(&self, p: &Poly) -> Option<Poly> {
        let mut p = p.clone();
        let mut work = Work(60_000);
        for _ in 0..600 {
            let hit = p.0.keys().find_map(|m| {
                self.rules
                    .iter()
                    .find(|(a, n, _, _)| exponent(m, *a) >= *n)
                    .map(|r| (m.clone(), r))
            });
            let Some((m, (a, n, value, _))) = hit else {
                return (p.0.len() <= MAX_TERMS).then_some(p);
            };
            let q = p.0.remove(&m)?;
            let rest = Mono(
                m.0.iter()
                    .map(|&(b, e)| (b, if b == *a { e - n } else { e }))
                    .filter(|(_, e)| *e > 0)
                    .collect(),
            );
            let part = Poly([(rest, q)].into());
            p = p.plus(&part.mul(value, &mut work).ok()?);
        }
        None
    }

    /// Whether some rule speaks of the atom.
    pub(super) fn rules_mention(&self, atom: u32) -> bool {
        self.rules
            .iter()
            .any(|(a, _, value, _)| *a == atom || atoms_of(value).contains(&atom))
    }

    /// Whether no rule speaks of an atom of the polynomial.
    pub(super) fn without_rules(&self, p: &Poly) -> bool {
        let atoms = atoms_of(p);
        !self.rules.iter().any(|(a, ..)| atoms.contains(a))
    }

    /// Adds a fact `0 < t` or `0 ≤ t`.
    pub(super) fn give(&mut self, theorem: Theorem) -> Option<()> {
        let (strict, t) = match theorem.conclusion().as_binary("<") {
            Some((z, t)) if z.as_num().is_some_and(Q::is_zero) => (true, t.clone()),
            _ => {
                let (z, t) = theorem.conclusion().as_binary("≤")?;
                z.as_num().filter(|q| q.is_zero())?;
                (false, t.clone())
            }
        };
        let c = self.context;
        let cleared = self.clear(&t)?;
        let (theorem, term) = match cleared.factor {
            None => (theorem, t),
            Some((f, positive)) => {
                let ab = [("a", &f), ("b", &t)];
                let th = if strict {
                    c.fact("mul_pos", &ab, &[&positive, &theorem])?
                } else {
                    let weak = self.weaken(&f, &positive)?;
                    c.fact("mul_nonneg", &ab, &[&weak, &theorem])?
                };
                (th, syntax::mul(&f, &t).ok()?)
            }
        };
        let poly = self.reduce(&cleared.poly)?;
        if poly.is_zero()
            || self
                .rows
                .iter()
                .any(|r| r.poly == poly && r.strict == strict)
        {
            return None;
        }
        // A number says nothing that 1 does not say.
        if poly.as_constant().is_some_and(|q| q.is_positive()) {
            return None;
        }
        let proof = Proof::Given(self.given.len());
        self.given.push(Given {
            term,
            strict,
            theorem,
        });
        self.rows.push(Row {
            poly,
            strict,
            proof,
        });
        Some(())
    }

    /// Adds what is known as it is written.
    pub(super) fn take(&mut self, k: &Known) {
        let strict = k.sign == Sign::Pos;
        let proof = Proof::Given(self.given.len());
        self.given.push(Given {
            term: k.term.clone(),
            strict,
            theorem: k.theorem.clone(),
        });
        self.rows.push(Row {
            poly: k.poly.clone(),
            strict,
            proof,
        });
    }

    /// The hypothesis that a theorem was added as.
    pub(super) fn row_of(&self, theorem: &Theorem) -> Option<Proof> {
        let at = self
            .given
            .iter()
            .position(|g| g.theorem.conclusion() == theorem.conclusion())?;
        Some(Proof::Given(at))
    }

    /// Adds a comparison `a < b` or `a ≤ b`.
    pub(super) fn compare(&mut self, theorem: &Theorem) -> Option<()> {
        let c = self.context;
        for (rel, name) in [("<", "sub_pos"), ("≤", "sub_nonneg")] {
            if let Some((a, b)) = theorem.conclusion().as_binary(rel) {
                if a.as_num().is_some_and(Q::is_zero) {
                    return self.give(theorem.clone());
                }
                let th = c.fact(name, &[("a", b), ("b", a)], &[theorem])?;
                return self.give(th);
            }
        }
        None
    }

    /// Adds an equation.
    pub(super) fn equate(&mut self, theorem: &Theorem) -> Option<()> {
        let (l, r) = theorem.equation().ok()?;
        // A name for a number is replaced by it.
        for th in [theorem.clone(), theorem.sym().ok()?] {
            let (a, _) = th.equation().ok()?;
            if normal::arithmetic(a).is_none()
                && a.as_binary("pow").is_none()
                && a.as_unary("sqrt").is_none()
                && self.rule(th).is_some()
            {
                return Some(());
            }
        }
        let cleared = self.clear(&syntax::sub(l, r).ok()?)?;
        let poly = self.reduce(&cleared.poly)?;
        if poly.is_zero() || self.equations.len() >= 12 {
            return None;
        }
        let factor = cleared.factor.map_or_else(|| Term::int(1), |(f, _)| f);
        self.equations.push(Equation {
            poly,
            theorem: theorem.clone(),
            factor,
        });
        self.solved();
        Some(())
    }

    // The last equation as a rule for a variable that occurs in one place of it, with a number as its factor.
    fn solved(&mut self) -> Option<()> {
        let c = self.context;
        let last = self.equations.len().checked_sub(1)?;
        let poly = self.equations[last].poly.clone();
        for (m, q) in &poly.0 {
            let [(atom, 1)] = m.0[..] else { continue };
            let variable = c.algebra.borrow().atom_term(atom)?.clone();
            let once = poly.0.keys().filter(|m| exponent(m, atom) > 0).count() == 1;
            if !once || !matches!(variable.kind(), Kind::Var(_)) {
                continue;
            }
            let inverse = q.recip()?;
            let mut rest = poly.clone();
            rest.0.remove(m);
            let value = c.algebra.borrow().term(&rest.scale(&-inverse.clone()))?;
            let equal = self.equal(&variable, &value, &[(last, Poly::constant(inverse))])?;
            if self.rule(equal).is_some() {
                self.equations.pop();
                self.settle();
                return Some(());
            }
        }
        None
    }

    /// Adds a rule `a ^ n = r` for an atom.
    pub(super) fn rule(&mut self, theorem: Theorem) -> Option<()> {
        let c = self.context;
        let (l, r) = theorem.equation().ok()?;
        let (a, n) = match l.as_binary("pow") {
            Some((a, n)) => (a, u32::try_from(n.as_num()?.to_i64()?).ok()?),
            None => (l, 1),
        };
        let atom = c.algebra.borrow_mut().atom(a);
        let value = self.reduce(&c.poly(r)?)?;
        if self.rules.iter().any(|(b, ..)| *b == atom) {
            return None;
        }
        // A value with denominators would have to be cleared too.
        for b in atoms_of(&value) {
            if c.algebra.borrow().atom_term(b)?.as_unary("inv").is_some() || b == atom {
                return None;
            }
        }
        self.rules.push((atom, n, value, theorem));
        // Values of earlier rules may mention the atom.
        for i in 0..self.rules.len() {
            if let Some(v) = self.reduce(&self.rules[i].2.clone()) {
                self.rules[i].2 = v;
            }
        }
        Some(())
    }

    // The rules, each after those of the atoms that its right side mentions.
    fn ordered_rules(&self) -> Vec<&Theorem> {
        let mut left: Vec<&(u32, u32, Poly, Theorem)> = self.rules.iter().collect();
        let mut out = Vec::new();
        while !left.is_empty() {
            let ready = left
                .iter()
                .position(|r| {
                    let value = r.3.equation().ok().and_then(|(_, v)| self.context.poly(v));
                    value.is_none_or(|v| {
                        let used = atoms_of(&v);
                        !left.iter().any(|o| o.0 != r.0 && used.contains(&o.0))
                    })
                })
                .unwrap_or(0);
            out.push(&left.remove(ready).3);
        }
        out
    }

    /// Reduces everything again, after rules were added.
    pub(super) fn settle(&mut self) {
        let rows = std::mem::take(&mut self.rows);
        for mut r in rows {
            if let Some(p) = self.reduce(&r.poly)
                && !p.is_zero()
            {
                r.poly = p;
                self.rows.push(r);
            }
        }
        let equations = std::mem::take(&mut self.equations);
        for mut e in equations {
            if let Some(p) = self.reduce(&e.poly)
                && !p.is_zero()
            {
                e.poly = p;
                self.equations.push(e);
            }
        }
    }

    /// Atoms that were not asked for before.
    pub(super) fn new_atoms(&mut self, p: &Poly) -> Vec<Term> {
        let c = self.context;
        let mut atoms: BTreeSet<u32> = atoms_of(p);
        self.rows
            .iter()
            .for_each(|r| atoms.extend(atoms_of(&r.poly)));
        self.equations
            .iter()
            .for_each(|e| atoms.extend(atoms_of(&e.poly)));
        atoms
            .into_iter()
            .filter(|a| self.seen.insert(*a))
            .filter_map(|a| c.algebra.borrow().atom_term(a).cloned())
            .collect()
    }

    fn weaken(&self, t: &Term, th: &Theorem) -> Option<Theorem> {
        self.context
            .fact("le_of_lt", &[("a", &Term::int(0)), ("b", t)], &[th])
    }

    // ⊢ 0 < t or ⊢ 0 ≤ t for what the proof speaks of.
    fn replay(&self, proof: &Proof) -> Option<(Term, bool, Theorem)> {
        let c = self.context;
        match proof {
            Proof::One => {
                let one = Term::int(1);
                let th = Theorem::rational(&syntax::lt(&Term::int(0), &one).ok()?).ok()?;
                Some((one, true, th))
            }
            Proof::Given(i) => {
                let g = self.given.get(*i)?;
                Some((g.term.clone(), g.strict, g.theorem.clone()))
            }
            Proof::Square(p) => {
                let base = c.algebra.borrow().term(p)?;
                let th = c.fact("sq_nonneg", &[("a", &base)], &[])?;
                Some((syntax::pow(&base, &Term::int(2)).ok()?, false, th))
            }
            Proof::Product(p, q) => {
                let ((a, sa, ta), (b, sb, tb)) = (self.replay(p)?, self.replay(q)?);
                let ab = [("a", &a), ("b", &b)];
                let th = if sa && sb {
                    c.fact("mul_pos", &ab, &[&ta, &tb])?
                } else {
                    let ta = if sa { self.weaken(&a, &ta)? } else { ta };
                    let tb = if sb { self.weaken(&b, &tb)? } else { tb };
                    c.fact("mul_nonneg", &ab, &[&ta, &tb])?
                };
                Some((syntax::mul(&a, &b).ok()?, sa && sb, th))
            }
        }
    }

    /// `⊢ 0 < goal` or `⊢ 0 ≤ goal` from `factor · goal = Σ k · row + Σ m · equation`, where `factor` is positive.
    pub(super) fn certificate(
        &self,
        goal: &Term,
        factor: &Option<(Term, Theorem)>,
        parts: &[(Q, &Proof)],
        equations: &[(usize, Poly)],
    ) -> Option<(Sign, Theorem)> {
        let c = self.context;
        let zero = Term::int(0);
        let mut sum: Option<(Term, bool, Theorem)> = None;
        for (k, proof) in parts {
            let (mut t, strict, mut th) = self.replay(proof)?;
            if !k.is_one() {
                let n = Term::num(k.clone());
                let positive = Theorem::rational(&syntax::lt(&zero, &n).ok()?).ok()?;
                let ab = [("a", &n), ("b", &t)];
                th = if strict {
                    c.fact("mul_pos", &ab, &[&positive, &th])?
                } else {
                    c.fact("mul_nonneg", &ab, &[&self.weaken(&n, &positive)?, &th])?
                };
                t = syntax::mul(&n, &t).ok()?;
            }
            sum = Some(match sum {
                None => (t, strict, th),
                Some((s, ss, sth)) => {
                    let name = match (ss, strict) {
                        (true, true) => "add_pos",
                        (true, false) => "add_pos_nonneg",
                        (false, true) => "add_nonneg_pos",
                        (false, false) => "add_nonneg",
                    };
                    let th = c.fact(name, &[("a", &s), ("b", &t)], &[&sth, &th])?;
                    (syntax::add(&s, &t).ok()?, ss || strict, th)
                }
            });
        }
        let (sum, strict, th) = match sum {
            Some(s) => s,
            None => (
                zero.clone(),
                false,
                Theorem::rational(&syntax::le(&zero, &zero).ok()?).ok()?,
            ),
        };
        let sign = if strict { Sign::Pos } else { Sign::NonNeg };
        let target = match factor {
            None => goal.clone(),
            Some((f, _)) => syntax::mul(f, goal).ok()?,
        };
        let equal = self.equal(&target, &sum, equations)?;
        let th = along(sign, &equal, &th)?;
        let Some((f, positive)) = factor else {
            return Some((sign, th));
        };
        // From 0 < f·t: f·0 < f·t, and f cancels.
        let product = syntax::mul(f, &zero).ok()?;
        let (rel, name) = if strict {
            (syntax::lt(&product, &target), "lt_of_mul_lt")
        } else {
            (syntax::le(&product, &target), "le_of_mul_le")
        };
        let moved = Theorem::ring(th.conclusion(), &rel.ok()?, &[])
            .ok()?
            .eq_mp(&th)
            .ok()?;
        let th = c.fact(
            name,
            &[("c", f), ("a", &zero), ("b", goal)],
            &[positive, &moved],
        )?;
        Some((sign, th))
    }

    // ⊢ target = sum, where they differ by multiples of the equations, the rules and the denominators.
    fn equal(&self, target: &Term, sum: &Term, equations: &[(usize, Poly)]) -> Option<Theorem> {
        let mut side: Vec<&(Term, Theorem)> = self.nonzero.iter().collect();
        // What a denominator mentions is learned before it.
        side.sort_by_key(|(d, _)| size(d));
        let side: Vec<&Theorem> = self
            .ordered_rules()
            .into_iter()
            .chain(side.into_iter().map(|(_, th)| th))
            .collect();
        let mut whole = Theorem::refl(sum).ok()?;
        if equations.is_empty() {
            return Theorem::ring(target, sum, &side).ok();
        }
        let head = |name: &str| Theorem::refl(&syntax::constant(name)?).ok();
        for (i, m) in equations {
            let e = self.equations.get(*i)?;
            let m = self.context.algebra.borrow().term(m)?;
            let m = Theorem::refl(&syntax::mul(&m, &e.factor).ok()?).ok()?;
            let (_, r) = e.theorem.equation().ok()?;
            let difference = head("-")?
                .congruence(&e.theorem)
                .ok()?
                .congruence(&Theorem::refl(r).ok()?)
                .ok()?;
            let scaled = head("*")?
                .congruence(&m)
                .ok()?
                .congruence(&difference)
                .ok()?;
            whole = head("+")?
                .congruence(&whole)
                .ok()?
                .congruence(&scaled)
                .ok()?;
        }
        let (with, without) = whole.equation().ok()?;
        let first = Theorem::ring(target, with, &side).ok()?;
        let last = Theorem::ring(without, sum, &side).ok()?;
        first.trans(&whole).ok()?.trans(&last).ok()
    }
}

/// How many nodes a term has.
pub(super) fn size(t: &Term) -> usize {
    match t.kind() {
        Kind::App(f, x) => 1 + size(f) + size(x),
        Kind::Lam(_, _, b) => 1 + size(b),
        _ => 1,
    }
}

// The polynomial with `1/d · d` left out of its monomials, where d is a multiple of a product of atoms.
fn cancelled(p: &Poly, inverse: u32, d: &Poly) -> Poly {
    let mut factors = d.0.iter();
    let (Some((product, q)), None) = (factors.next(), factors.next()) else {
        return p.clone();
    };
    let mut out = Poly::default();
    for (m, k) in &p.0 {
        let often = |(a, e): &(u32, u32)| exponent(m, *a) / (*e).max(1);
        let times = product.0.iter().map(often).min().unwrap_or(0);
        let times = times.min(exponent(m, inverse));
        let mut k = k.clone();
        for _ in 0..times {
            k = q.recip().map_or(k.clone(), |r| k * r);
        }
        let rest = m.0.iter().filter_map(|&(a, e)| {
            let less = if a == inverse {
                times
            } else {
                times * exponent(product, a)
            };
            (e > less).then_some((a, e - less))
        });
        out = out.plus(&Poly([(Mono(rest.collect()), k)].into()));
    }
    out
}

/// The exponent of an atom in a monomial.
pub(super) fn exponent(m: &Mono, atom: u32) -> u32 {
    m.0.iter().find(|(a, _)| *a == atom).map_or(0, |(_, e)| *e)
}

/// The atoms of a polynomial.
pub(super) fn atoms_of(p: &Poly) -> BTreeSet<u32> {
    p.0.keys()
        .flat_map(|m| m.0.iter().map(|(a, _)| *a))
        .collect()
}
