//! The stages of a thorough search that a question goes through beyond linear arithmetic and plain sums of squares: one variable,
//! radicals squared away, products of hypotheses times squares, positive multipliers.

use super::combine::{self, Cone, Free, Wanted};
use super::problem::{self, Proof, Row, exponent};
use super::univariate::{self, Dense, Range};
use super::{Question, Sign, hard, sample, single, squares, unit};
use crate::prove::allowance::Fuel;
use hence_kernel::poly::{Mono, Poly, Work};
use hence_kernel::{Q, Term, Theorem, syntax};
use std::collections::BTreeSet;

// How deep radicals may be squared away one after another.
const MAX_RADICALS: u32 = 3;

fn degree(p: &Poly) -> u32 {
    let of = |m: &Mono| m.0.iter().map(|(_, e)| *e).sum::<u32>();
    p.0.keys().map(of).max().unwrap_or(0)
}

// The coefficients of a polynomial in one atom.
fn dense(p: &Poly, atom: u32) -> Option<Dense> {
    let top = p.0.keys().map(|m| exponent(m, atom)).max()?;
    let mut out = vec![Q::zero(); top as usize + 1];
    for (m, q) in &p.0 {
        let e = exponent(m, atom);
        let alone = m.0.len() == usize::from(e > 0);
        if !alone {
            return None;
        }
        out[e as usize] = q.clone();
    }
    Some(out)
}

fn sparse(p: &Dense, atom: u32) -> Poly {
    let mut out = Poly::default();
    for (i, q) in p.iter().enumerate() {
        let m = if i == 0 {
            Mono::default()
        } else {
            Mono(vec![(atom, i as u32)])
        };
        out.add_term(m, q.clone());
    }
    out
}

fn product(proofs: impl IntoIterator<Item = Proof>) -> Proof {
    proofs
        .into_iter()
        .reduce(|p, q| Proof::Product(Box::new(p), Box::new(q)))
        .unwrap_or(Proof::One)
}

// A lower or upper end with the row that gives it and the factor of the variable in it.
struct End<'a> {
    at: Q,
    row: &'a Row,
    slope: Q,
}

impl Question<'_, '_> {
    /// A goal in one atom, by the ends that linear hypotheses give; `Some(None)` where nothing else could help.
    pub(super) fn in_one_variable(&self, wanted: Wanted) -> Option<Option<(Sign, Theorem)>> {
        let atoms = problem::atoms_of(&self.poly);
        let [atom] = atoms.iter().copied().collect::<Vec<_>>()[..] else {
            return None;
        };
        let mut p = dense(&self.poly, atom)?;
        let (mut low, mut high): (Option<End>, Option<End>) = (None, None);
        let mut others: Vec<(&Row, Dense)> = Vec::new();
        let mut alone = true;
        for row in &self.problem.rows {
            if !problem::atoms_of(&row.poly).contains(&atom) {
                continue;
            }
            let Some(g) = dense(&row.poly, atom) else {
                alone = false;
                continue;
            };
            let [d, c] = &g[..] else {
                alone = false;
                others.push((row, g));
                continue;
            };
            let at = -(d.clone() * c.recip()?);
            let end = End {
                at,
                row,
                slope: c.abs(),
            };
            let (place, tighter) = if c.is_positive() {
                let t = low.as_ref().is_none_or(|e| {
                    end.at > e.at || (end.at == e.at && row.strict && !e.row.strict)
                });
                (&mut low, t)
            } else {
                let t = high.as_ref().is_none_or(|e| {
                    end.at < e.at || (end.at == e.at && row.strict && !e.row.strict)
                });
                (&mut high, t)
            };
            if tighter {
                *place = Some(end);
            }
        }
        alone &= self
            .problem
            .equations
            .iter()
            .all(|e| !problem::atoms_of(&e.poly).contains(&atom));
        let range = Range {
            low: low.as_ref().map(|e| e.at.clone()),
            high: high.as_ref().map(|e| e.at.clone()),
        };
        alone &= !self.problem.rules_mention(atom);
        let strict = wanted == Wanted::Positive;
        self.fuel.spend(2_000);
        let mut factors: Vec<Proof> = Vec::new();
        let mut parts = univariate::nonnegative(&p, &range, strict);
        // What is known of a factor is no matter of the range.
        for (row, g) in &others {
            if parts.is_some() {
                break;
            }
            if let Some(q) = univariate::exact(&p, g) {
                p = q;
                factors.push(row.proof.clone());
                parts = univariate::nonnegative(&p, &range, strict);
            }
        }
        let Some(parts) = parts else {
            return if alone { Some(None) } else { None };
        };
        let mut rows: Vec<(Q, Proof)> = Vec::new();
        for part in parts {
            let mut k = part.k;
            let mut proofs = factors.clone();
            for (end, times) in [(&low, part.low), (&high, part.high)] {
                if let (Some(end), true) = (end, times > 0) {
                    k = k * end.slope.powu(times)?.recip()?;
                    proofs.extend((0..times).map(|_| end.row.proof.clone()));
                }
            }
            match &part.square[..] {
                [c] => k = k * c.clone() * c.clone(),
                _ => proofs.push(Proof::Square(sparse(&part.square, atom))),
            }
            rows.push((k, product(proofs)));
        }
        self.finish(&rows, &[]).map(Some)
    }

    /// Adds rational ends for the atom of a goal in one atom, where hypotheses compare it with closed terms.
    pub(super) fn number_ends(&mut self) -> Option<()> {
        let atoms = problem::atoms_of(&self.poly);
        let [atom] = atoms.iter().copied().collect::<Vec<_>>()[..] else {
            return None;
        };
        let c = self.problem.context;
        let x = c.algebra.borrow().atom_term(atom)?.clone();
        let linear = Mono(vec![(atom, 1)]);
        let mut found: Vec<Theorem> = Vec::new();
        for row in &self.problem.rows {
            let Some(slope) = row.poly.0.get(&linear) else {
                continue;
            };
            let mut rest = row.poly.clone();
            rest.0.remove(&linear);
            let atoms = problem::atoms_of(&rest);
            if atoms.is_empty() || atoms.contains(&atom) {
                continue;
            }
            // x ≥ −rest/slope, with closed terms in rest.
            let end = rest.scale(&-slope.recip()?);
            let term = c.algebra.borrow().term(&end)?;
            if term.has_vars() {
                continue;
            }
            let Ok((lower, upper)) = Theorem::enclose(&term, &[], 24) else {
                continue;
            };
            let up = slope.is_positive();
            let number = if up {
                lower.conclusion().as_binary("≤")?.0.clone()
            } else {
                upper.conclusion().as_binary("≤")?.1.clone()
            };
            let difference = if up {
                syntax::sub(&x, &number)
            } else {
                syntax::sub(&number, &x)
            }
            .ok()?;
            let mut one = Question::light(&difference, self)?;
            if up {
                one.problem.compare(&lower);
            } else {
                one.problem.compare(&upper);
            }
            if let Some((_, th)) = one.simple(Wanted::Nonnegative) {
                // x > s ≥ 0 gives x² > s² as well.
                found.push(th.clone());
            }
            if up
                && let Some((s, true)) = c.nonnegative(&term).map(|th| (th, row.strict))
                && let Some(th) = squared_end(self, &x, &term, &s)
            {
                found.push(th);
            }
        }
        for th in found {
            self.problem.give(th);
        }
        Some(())
    }

    /// `A + B·r` with a square root `r`, by comparing squares, or with a cube root by comparing cubes.
    pub(super) fn without_radical(&mut self, wanted: Wanted) -> Option<(Sign, Theorem)> {
        let c = self.problem.context;
        let level = c.order.radicals.get();
        if level >= MAX_RADICALS {
            return None;
        }
        let points = c.order.points.get_or_init(|| sample::feasible(c));
        if points.is_empty() {
            return None;
        }
        let strict = wanted == Wanted::Positive;
        for atom in problem::atoms_of(&self.poly) {
            let r = c.algebra.borrow().atom_term(atom)?.clone();
            let square = r.as_unary("sqrt").is_some();
            if (!square && r.as_unary("cbrt").is_none()) || !r.has_vars() {
                continue;
            }
            let (mut a, mut b) = (Poly::default(), Poly::default());
            let mut linear = true;
            for (m, q) in &self.poly.0 {
                match exponent(m, atom) {
                    0 => a.add_term(m.clone(), q.clone()),
                    1 => b.add_term(
                        Mono(m.0.iter().filter(|(x, _)| *x != atom).copied().collect()),
                        q.clone(),
                    ),
                    _ => linear = false,
                }
            }
            if !linear || a.is_zero() {
                continue;
            }
            // Both sides in the order in which they are compared: left ≤ right.
            let (a, b) = (c.algebra.borrow().term(&a)?, c.algebra.borrow().term(&b)?);
            let minus = |t: &Term| syntax::neg(t).ok();
            let br = syntax::mul(&b, &r).ok()?;
            let (left, right) = if !square {
                (minus(&br)?, a.clone())
            } else if !sample::look(&br, c, points).negative {
                (minus(&a)?, br.clone())
            } else if !sample::look(&a, c, points).negative {
                (minus(&br)?, a.clone())
            } else {
                continue;
            };
            let n = Term::int(if square { 2 } else { 3 });
            let (lp, rp) = (syntax::pow(&left, &n).ok()?, syntax::pow(&right, &n).ok()?);
            let difference = syntax::sub(&rp, &lp).ok()?;
            c.order.radicals.set(level + 1);
            let fuel = self.fuel.clone();
            let proof = || -> Option<Theorem> {
                let compared = hard(&difference, wanted, c, &fuel)?;
                let below = c.fact(
                    if strict {
                        "of_sub_pos"
                    } else {
                        "of_sub_nonneg"
                    },
                    &[("a", &rp), ("b", &lp)],
                    &[&compared],
                )?;
                let ab = [("a", &left), ("b", &right)];
                let below = if square {
                    let nn = c
                        .nonnegative(&right)
                        .or_else(|| hard(&right, Wanted::Nonnegative, c, &fuel))?;
                    let name = if strict {
                        "lt_of_sq_lt_sq"
                    } else {
                        "le_of_sq_le_sq"
                    };
                    c.fact(name, &ab, &[&nn, &below])?
                } else {
                    let name = if strict {
                        "lt_of_cube_lt_cube"
                    } else {
                        "le_of_cube_le_cube"
                    };
                    c.fact(name, &ab, &[&below])?
                };
                let name = if strict { "sub_pos" } else { "sub_nonneg" };
                c.fact(name, &[("a", &right), ("b", &left)], &[&below])
            };
            let found = proof();
            c.order.radicals.set(level);
            let Some(th) = found else { continue };
            let before = self.problem.rows.len();
            self.problem.give(th);
            let row = self.problem.rows.get(before)?.clone();
            if let Some(k) = crate::prove::algebra::ratio(&self.poly, &row.poly)
                && k.is_positive()
                && let Some(done) = self.finish(&[(k, row.proof)], &[])
            {
                return Some(done);
            }
        }
        None
    }

    // The rows that speak of these atoms only, short ones first.
    fn near(&self, atoms: &BTreeSet<u32>, most: usize) -> Vec<Row> {
        let mut near: Vec<Row> = self
            .problem
            .rows
            .iter()
            .filter(|r| problem::atoms_of(&r.poly).is_subset(atoms))
            .cloned()
            .collect();
        near.sort_by_key(|r| (degree(&r.poly), r.poly.0.len()));
        near.truncate(most);
        near
    }

    /// The target from rows, their products, and these times squares of fitting shape.
    pub(super) fn by_cones(
        &self,
        target: &Poly,
        free: &[Free],
        wanted: Wanted,
        rounds: usize,
    ) -> Option<combine::Combination> {
        let mut atoms = problem::atoms_of(if target.is_zero() { &self.poly } else { target });
        free.iter()
            .for_each(|f| atoms.extend(problem::atoms_of(&f.poly)));
        if atoms.len() > 8 {
            return None;
        }
        let near = self.near(&atoms, 7);
        let mut most = free
            .iter()
            .map(|f| degree(&f.poly))
            .fold(degree(target), u32::max);
        if wanted == Wanted::Contradiction {
            most = near.iter().map(|r| degree(&r.poly)).fold(most, u32::max);
        }
        let mut rows = near.clone();
        let mut products = self.pairs(&near)?;
        if near.len() <= 4 {
            let triples = self.times(&products, &near)?;
            products.extend(triples);
        } else {
            for (i, a) in near.iter().enumerate() {
                for (j, b) in near[..i].iter().enumerate() {
                    let two = self.times(std::slice::from_ref(a), std::slice::from_ref(b))?;
                    products.extend(self.times(&two, &near[..j])?);
                }
            }
        }
        for r in products {
            if degree(&r.poly) <= most.max(3) && !rows.iter().any(|o| o.poly == r.poly) {
                rows.push(r);
            }
        }
        if rows.is_empty() && free.is_empty() {
            return None;
        }
        if !rows.is_empty()
            && rows.len() <= 60
            && let Some(found) = combine::linear(target, &rows, free, wanted, &self.fuel)
        {
            return Some(found);
        }
        rows.retain(|r| degree(&r.poly) <= most);
        // Monomials that may be met.
        let mut shape = target.clone();
        let met = rows
            .iter()
            .map(|r| &r.poly)
            .chain(free.iter().map(|f| &f.poly));
        for m in met.flat_map(|p| p.0.keys()) {
            shape.0.entry(m.clone()).or_insert_with(Q::one);
        }
        let mut positive = shape.clone();
        positive.0.values_mut().for_each(|q| *q = Q::one());
        let exactly = free.is_empty() && self.problem.without_rules(target);
        let polys: Vec<&Poly> = near.iter().map(|r| &r.poly).collect();
        let spanned = |basis: &[Mono], row: &Poly| {
            if exactly {
                squares::vanishing(target, &polys, row, basis)
            } else {
                single(basis)
            }
        };
        let one = Poly::constant(Q::one());
        let basis = combine::pruned(&positive, combine::half_basis(&shape, &one, 60));
        let mut cones = Vec::new();
        if !basis.is_empty() && basis.len() <= 20 {
            cones.push(Cone {
                basis: spanned(&basis, &one),
                row: unit(),
            });
        }
        for r in rows.iter().take(16) {
            let basis = combine::half_basis(&shape, &r.poly, 12);
            if basis.iter().any(|m| !m.0.is_empty()) {
                cones.push(Cone {
                    basis: spanned(&basis, &r.poly),
                    row: r.clone(),
                });
            }
        }
        cones.retain(|c| !c.basis.is_empty());
        let reduce = |p: &Poly| self.problem.reduce(p);
        combine::with_squares(
            target,
            &combine::Search {
                rows: &rows,
                cones: &cones,
                free,
                wanted,
                rounds,
                reduce: &reduce,
                fuel: &self.fuel,
            },
        )
    }

    /// The goal times something positive.
    pub(super) fn multiplied(&mut self, wanted: Wanted) -> Option<(Sign, Theorem)> {
        let c = self.problem.context;
        let atoms = problem::atoms_of(&self.poly);
        if atoms.len() > 6 || degree(&self.poly) > 8 {
            return None;
        }
        let near = self.near(&atoms, 6);
        let mut factors: Vec<Poly> = Vec::new();
        let linear: Vec<&Row> = near.iter().filter(|r| degree(&r.poly) == 1).collect();
        if linear.len() > 1 && linear.iter().any(|r| r.strict) {
            factors.push(linear.iter().fold(Poly::default(), |p, r| p.plus(&r.poly)));
        }
        for r in near.iter().filter(|r| r.strict).take(3) {
            factors.push(r.poly.clone());
        }
        if near.is_empty() {
            factors.push(atoms.iter().fold(Poly::constant(Q::one()), |p, a| {
                p.plus(&Poly([(Mono(vec![(*a, 2)]), Q::one())].into()))
            }));
        }
        let poly = self.poly.clone();
        let factor = self.factor.clone();
        for f in factors {
            if self.fuel.is_empty() {
                return None;
            }
            let mut work = Work(60_000);
            let term = c.algebra.borrow().term(&f)?;
            let Some(positive) = c.positive(&term) else {
                continue;
            };
            let Some(target) = poly
                .mul(&f, &mut work)
                .ok()
                .and_then(|p| self.problem.reduce(&p))
            else {
                continue;
            };
            let whole = match &factor {
                None => (term, positive),
                Some((g, th)) => (
                    syntax::mul(g, &term).ok()?,
                    c.fact("mul_pos", &[("a", g), ("b", &term)], &[th, &positive])?,
                ),
            };
            self.poly = target;
            self.factor = Some(whole);
            let found = self.sum_of_squares(wanted, super::FULL).or_else(|| {
                let free = self.free(0)?;
                let found = self.by_cones(&self.poly, &free, wanted, 30)?;
                self.finish(&found.rows, &found.equations)
            });
            self.poly = poly.clone();
            self.factor.clone_from(&factor);
            if found.is_some() {
                return found;
            }
        }
        None
    }

    // A question about another term with the same rows.
    fn light(goal: &Term, of: &Self) -> Option<Self>
    where
        Self: Sized,
    {
        let c = of.problem.context;
        let mut q = Question::new(goal, c, &Fuel::new(200_000, &c.allowance))?;
        q.problem.settle();
        Some(q)
    }
}

// 0 < x² − s² from 0 < x − s and 0 ≤ s.
fn squared_end(q: &Question, x: &Term, s: &Term, nonneg: &Theorem) -> Option<Theorem> {
    let c = q.problem.context;
    let below = c.positive(&syntax::sub(x, s).ok()?)?;
    let lt = c.fact("of_sub_pos", &[("a", x), ("b", s)], &[&below])?;
    let sq = c.fact("sq_lt_sq", &[("a", s), ("b", x)], &[nonneg, &lt])?;
    let two = Term::int(2);
    let (xx, ss) = (syntax::pow(x, &two).ok()?, syntax::pow(s, &two).ok()?);
    c.fact("sub_pos", &[("a", &xx), ("b", &ss)], &[&sq])
}

/// `⊢ a = b` from comparisons: one is not above the other, nor below; or the square of the difference is not positive.
pub(super) fn equal(a: &Term, b: &Term, c: &crate::prove::Context, fuel: &Fuel) -> Option<Theorem> {
    let difference = syntax::sub(a, b).ok()?;
    let points = c.order.points.get_or_init(|| sample::feasible(c));
    let seen = sample::look(&difference, c, points);
    // Hypotheses that are equations are not met by chance.
    if c.equations.is_empty() && (seen.positive || seen.negative) {
        return None;
    }
    let ab = [("a", a), ("b", b)];
    let ba = [("a", b), ("b", a)];
    let quick = |t: &Term| -> Option<Theorem> {
        let q = Question::new(t, c, fuel)?;
        match q.simple(Wanted::Nonnegative)? {
            (Sign::NonNeg, th) => Some(th),
            _ => None,
        }
    };
    let back = syntax::sub(b, a).ok()?;
    if let Some(up) = quick(&back)
        && let Some(down) = quick(&difference)
    {
        let up = c.fact("of_sub_nonneg", &ba, &[&up])?;
        let down = c.fact("of_sub_nonneg", &ab, &[&down])?;
        return c.fact("le_antisymm", &ab, &[&up, &down]);
    }
    // (a − b)² ≤ 0
    let zero = Term::int(0);
    let square = syntax::pow(&difference, &Term::int(2)).ok()?;
    let minus = syntax::sub(&zero, &square).ok()?;
    if let Some(th) = hard(&minus, Wanted::Nonnegative, c, fuel) {
        let below = c.fact("of_sub_nonneg", &[("a", &zero), ("b", &square)], &[&th])?;
        let above = c.fact("sq_nonneg", &[("a", &difference)], &[])?;
        let none = c.fact(
            "le_antisymm",
            &[("a", &square), ("b", &zero)],
            &[&below, &above],
        )?;
        let th = c.fact("sq_eq_zero", &[("a", &difference)], &[&none])?;
        return c.fact("sub_eq_zero", &ab, &[&th]);
    }
    let up = c.fact(
        "of_sub_nonneg",
        &ba,
        &[&hard(&back, Wanted::Nonnegative, c, fuel)?],
    )?;
    let down = c.fact(
        "of_sub_nonneg",
        &ab,
        &[&hard(&difference, Wanted::Nonnegative, c, fuel)?],
    )?;
    c.fact("le_antisymm", &ab, &[&up, &down])
}
