//! Equations from equations: an identity, a combination of what is known, a factor that does not vanish.

use super::algebra::Algebra;
use super::allowance::Allowance;
use super::context::Context;
use super::normal;
use crate::logic;
use hence_kernel::poly::{Mono, Poly, Work};
use hence_kernel::{Q, Term, Theorem, syntax};
use std::collections::BTreeMap;

const MAX_COLUMNS: usize = 120;

// What an entry of a row costs in the elimination.
const ENTRY: u64 = 10;

/// `⊢ s = t`
pub(crate) fn prove(s: &Term, t: &Term, context: &Context) -> Option<Theorem> {
    if let Some(th) = by_identity(s, t, context) {
        return Some(th);
    }
    if let Some(th) =
        by_square(s, t, context).or_else(|| by_square(t, s, context).and_then(|th| th.sym().ok()))
    {
        return Some(th);
    }
    if context.equations().is_empty() {
        return None;
    }
    let known = Known::new(context, s, t);
    known
        .combination(s, t)
        .or_else(|| known.after_cancelling(s, t))
        .or_else(|| super::products::equation(s, t, context))
}

/// The same by an identity alone, without the equations that are known.
pub(crate) fn by_identity(s: &Term, t: &Term, context: &Context) -> Option<Theorem> {
    if s == t {
        return Theorem::refl(s).ok();
    }
    normal::equal(s, t, context)
}

// sqrt a = t where t is not negative and t² = a.
fn by_square(s: &Term, t: &Term, c: &Context) -> Option<Theorem> {
    let a = s.as_unary("sqrt")?;
    let square = syntax::pow(t, &Term::int(2)).ok()?;
    let equal = normal::equal(&square, a, c)?;
    let nn = c.nonnegative(t)?;
    c.fact("sqrt_unique", &[("a", a), ("b", t)], &[&nn, &equal])
}

/// `⊢ t + Σ mᵢ (lᵢ − rᵢ) = t + Σ mᵢ (rᵢ − rᵢ)` where the left side equals `s`, and the right one `t`, by normal form; with the equations
/// `lᵢ = rᵢ` that are known.
pub(crate) fn combination_of(
    s: &Term,
    t: &Term,
    context: &Context,
) -> Option<(Theorem, Vec<Theorem>)> {
    let known = Known::new(context, s, t);
    let (multipliers, _) = known.multipliers(&known.difference(s, t)?, &[])?;
    known.weighted(t, &multipliers)
}

/// `⊢ a = b ∨ c = d ∨ …` from the product of the differences being 0.
pub(crate) fn disjunction(goal: &Term, context: &Context) -> Option<Theorem> {
    disjunction_by(goal, context, |product, zero| prove(product, zero, context))
}

/// The same, with the proof that the product is 0 left to `equal`.
pub(crate) fn disjunction_by(
    goal: &Term,
    context: &Context,
    equal: impl Fn(&Term, &Term) -> Option<Theorem>,
) -> Option<Theorem> {
    let product = product_of(goal)?;
    let th = equal(&product, &Term::int(0))?;
    split(goal, &th, context)
}

fn product_of(goal: &Term) -> Option<Term> {
    if let Some((p, q)) = goal.as_binary("∨") {
        return syntax::mul(&product_of(p)?, &product_of(q)?).ok();
    }
    let (a, b) = goal.as_eq()?;
    syntax::sub(a, b).ok()
}

// ⊢ goal from ⊢ (the product of its differences) = 0.
fn split(goal: &Term, zero: &Theorem, c: &Context) -> Option<Theorem> {
    let Some((p, q)) = goal.as_binary("∨") else {
        let (a, b) = goal.as_eq()?;
        return c.fact("sub_eq_zero", &[("a", a), ("b", b)], &[zero]);
    };
    let (product, _) = zero.equation().ok()?;
    let (x, y) = product.as_binary("*")?;
    let either = c.fact("mul_eq_zero", &[("a", x), ("b", y)], &[zero])?;
    let nought = Term::int(0);
    let left = split(p, &Theorem::assume(&syntax::eq(x, &nought).ok()?).ok()?, c)?;
    let right = split(q, &Theorem::assume(&syntax::eq(y, &nought).ok()?).ok()?, c)?;
    logic::disj_cases(
        &either,
        &logic::disj_left(&left, q).ok()?,
        &logic::disj_right(p, &right).ok()?,
    )
    .ok()
}

// Equations in force with their polynomials l − r.
struct Known<'a, 'b> {
    context: &'a Context<'b>,
    equations: Vec<(Theorem, Poly)>,
}

impl<'a, 'b> Known<'a, 'b> {
    fn new(context: &'a Context<'b>, s: &Term, t: &Term) -> Self {
        let mut known = Known {
            context,
            equations: Vec::new(),
        };
        for th in context.equations() {
            known.add(th.clone());
            known.inverted(th);
        }
        // Relations of the atoms: d · inv d = 1, sqrt(a)² = a.
        for t in [s, t] {
            context.poly(t);
        }
        let atoms: Vec<Term> = {
            let mut used: Vec<u32> = Vec::new();
            let polys = known
                .equations
                .iter()
                .map(|(_, p)| p.clone())
                .chain([s, t].into_iter().filter_map(|t| context.poly(t)));
            for p in polys {
                for m in p.0.keys() {
                    used.extend(m.0.iter().map(|(a, _)| *a));
                }
            }
            used.sort_unstable();
            used.dedup();
            let algebra = context.algebra.borrow();
            used.iter()
                .filter_map(|a| algebra.atom_term(*a).cloned())
                .collect()
        };
        for a in atoms.iter().take(24) {
            if let Some(th) = known.relation(a) {
                known.add(th);
            }
        }
        known
    }

    fn add(&mut self, th: Theorem) {
        let Ok((l, r)) = th.equation() else { return };
        let Some(p) = syntax::sub(l, r).ok().and_then(|d| self.context.poly(&d)) else {
            return;
        };
        if !p.is_zero() && self.equations.len() < 40 {
            self.equations.push((th, p));
        }
    }

    // What follows by undoing a function on both sides.
    fn inverted(&mut self, th: &Theorem) {
        let c = self.context;
        let Ok((l, r)) = th.equation() else { return };
        let (l, r) = (l.clone(), r.clone());
        if let (Some(x), Some(y)) = (l.as_unary("exp"), r.as_unary("exp"))
            && let Some(e) = c.fact("exp_inj", &[("x", x), ("y", y)], &[th])
        {
            self.add(e);
        }
        if let (Some(x), Some(y)) = (l.as_unary("log"), r.as_unary("log"))
            && let (Some(px), Some(py)) = (c.positive(x), c.positive(y))
            && let Some(e) = c.fact("log_inj", &[("x", x), ("y", y)], &[&px, &py, th])
        {
            self.add(e);
        }
        if let (Some((x, m)), Some((y, n))) = (l.as_binary("pow"), r.as_binary("pow"))
            && normal::literal_integer(m) == Some(3)
            && normal::literal_integer(n) == Some(3)
        {
            let cube = (|| {
                let head = Theorem::refl(&syntax::constant("cbrt")?).ok()?;
                let both = head.congruence(th).ok()?;
                let (x, y) = (
                    c.fact("cbrt_of_cube", &[("a", x)], &[])?,
                    c.fact("cbrt_of_cube", &[("a", y)], &[])?,
                );
                x.sym().ok()?.trans(&both).ok()?.trans(&y).ok()
            })();
            if let Some(e) = cube {
                self.add(e);
            }
        }
        // log x = y gives x = exp y, and exp x = y gives x = log y.
        for (a, b, flip) in [(&l, &r, false), (&r, &l, true)] {
            let oriented = if flip {
                th.sym().ok()
            } else {
                Some(th.clone())
            };
            let Some(oriented) = oriented else { continue };
            if let Some(x) = a.as_unary("log")
                && let Some(pos) = c.positive(x)
                && let Some(back) = c.fact("exp_log", &[("x", x)], &[&pos])
            {
                let e = (|| {
                    let head = Theorem::refl(&syntax::constant("exp")?).ok()?;
                    back.sym()
                        .ok()?
                        .trans(&head.congruence(&oriented).ok()?)
                        .ok()
                })();
                if let Some(e) = e {
                    self.add(e);
                }
            }
            if let Some(x) = a.as_unary("exp")
                && b.as_unary("exp").is_none()
                && let Some(back) = c.fact("log_exp", &[("x", x)], &[])
            {
                let e = (|| {
                    let head = Theorem::refl(&syntax::constant("log")?).ok()?;
                    back.sym()
                        .ok()?
                        .trans(&head.congruence(&oriented).ok()?)
                        .ok()
                })();
                if let Some(e) = e {
                    self.add(e);
                }
            }
        }
    }

    fn relation(&self, atom: &Term) -> Option<Theorem> {
        let c = self.context;
        if let Some(d) = atom.as_unary("inv") {
            return c.fact("mul_inv", &[("a", d)], &[&c.nonzero(d)?]);
        }
        if let Some(a) = atom.as_unary("sqrt") {
            return c.fact("sqrt_sq", &[("a", a)], &[&c.nonnegative(a)?]);
        }
        if let Some(a) = atom.as_unary("cbrt") {
            return c.fact("cbrt_cube", &[("a", a)], &[]);
        }
        if let Some(a) = atom.as_unary("abs") {
            return c.fact("abs_sq", &[("a", a)], &[]);
        }
        if let Some(a) = atom.as_unary("sin") {
            return c.fact("sin_sq", &[("x", a)], &[]);
        }
        None
    }

    fn difference(&self, s: &Term, t: &Term) -> Option<Poly> {
        self.context.poly(&syntax::sub(s, t).ok()?)
    }

    // s − t = Σ mᵢ (lᵢ − rᵢ)
    fn combination(&self, s: &Term, t: &Term) -> Option<Theorem> {
        let q = self.difference(s, t)?;
        let multipliers = self.multipliers(&q, &[])?;
        self.replay(s, t, &multipliers.0)
    }

    // g (s − t) = Σ … with a factor g that does not vanish.
    fn after_cancelling(&self, s: &Term, t: &Term) -> Option<Theorem> {
        let c = self.context;
        let q = self.difference(s, t)?;
        let mut work = Work(50_000);
        let mut candidates: Vec<Poly> = Vec::new();
        for (_, p) in &self.equations {
            if let Ok(Some(g)) = p.exact_div(&q, &mut work)
                && g.as_constant().is_none()
            {
                candidates.push(g);
            }
        }
        for g in candidates {
            let g = c.algebra.borrow().term(&g)?;
            if let Some(th) = self.cancelled(s, t, &g) {
                return Some(th);
            }
        }
        // g = atom + constant, both found at once.
        let atoms: Vec<u32> = atoms_of(&q)
            .into_iter()
            .chain(self.equations.iter().flat_map(|(_, p)| atoms_of(p)))
            .collect();
        let mut tried = Vec::new();
        for a in atoms {
            if tried.contains(&a) || tried.len() > 8 {
                continue;
            }
            tried.push(a);
            let target = Poly::atom(a).mul(&q, &mut work).ok()?;
            let Some((_, extra)) = self.multipliers(&target, std::slice::from_ref(&q)) else {
                continue;
            };
            let shift = extra.first().cloned().unwrap_or_else(Q::zero);
            let g = Poly::atom(a).plus(&Poly::constant(-shift));
            let g = c.algebra.borrow().term(&g)?;
            if let Some(th) = self.cancelled(s, t, &g) {
                return Some(th);
            }
        }
        None
    }

    fn cancelled(&self, s: &Term, t: &Term, g: &Term) -> Option<Theorem> {
        let nz = self.context.nonzero(g)?;
        let (gs, gt) = (syntax::mul(g, s).ok()?, syntax::mul(g, t).ok()?);
        let both = self.combination(&gs, &gt)?;
        self.context
            .fact("mul_cancel", &[("c", g), ("a", s), ("b", t)], &[&nz, &both])
    }

    // Polynomial multipliers for each equation, and rational ones for `extra`.
    fn multipliers(&self, q: &Poly, extra: &[Poly]) -> Option<(Vec<Poly>, Vec<Q>)> {
        let allowance = &self.context.allowance;
        let mut work = Work(100_000);
        // One equation that divides.
        for (i, (_, p)) in self.equations.iter().enumerate() {
            if let Ok(Some(m)) = q.exact_div(p, &mut work) {
                let mut out = vec![Poly::default(); self.equations.len()];
                out[i] = m;
                return Some((out, vec![Q::zero(); extra.len()]));
            }
        }
        let mut atoms: Vec<u32> = atoms_of(q);
        self.equations
            .iter()
            .for_each(|(_, p)| atoms.extend(atoms_of(p)));
        atoms.sort_unstable();
        atoms.dedup();
        let mut shapes = vec![Mono::default()];
        let mut degree_two = Vec::new();
        for (i, a) in atoms.iter().enumerate() {
            shapes.push(Mono(vec![(*a, 1)]));
            for b in &atoms[i..] {
                degree_two.push(if a == b {
                    Mono(vec![(*a, 2)])
                } else {
                    Mono(vec![(*a, 1), (*b, 1)])
                });
            }
        }
        for degree in 0..3 {
            let used: Vec<Mono> = match degree {
                0 => vec![Mono::default()],
                1 => shapes.clone(),
                _ => shapes.iter().chain(&degree_two).cloned().collect(),
            };
            if used.len() * self.equations.len() > MAX_COLUMNS {
                break;
            }
            let mut columns = Vec::new();
            for (_, p) in &self.equations {
                for m in &used {
                    columns.push(
                        Poly([(m.clone(), Q::one())].into())
                            .mul(p, &mut work)
                            .ok()?,
                    );
                }
            }
            columns.extend(extra.iter().cloned());
            let Some(solution) = solve(&columns, q, allowance) else {
                continue;
            };
            let (mut it, n) = (solution.into_iter(), used.len());
            let mut out = Vec::new();
            for _ in &self.equations {
                let mut m = Poly::default();
                for (shape, k) in used.iter().zip(it.by_ref().take(n)) {
                    m.add_term(shape.clone(), k);
                }
                out.push(m);
            }
            return Some((out, it.collect()));
        }
        None
    }

    // ⊢ t + Σ m (l − r) = t + Σ m (r − r), with the equations that it rests on.
    fn weighted(&self, t: &Term, multipliers: &[Poly]) -> Option<(Theorem, Vec<Theorem>)> {
        let algebra: &Algebra = &self.context.algebra.borrow();
        let mut whole = Theorem::refl(t).ok()?;
        let mut used = Vec::new();
        let add = Theorem::refl(&syntax::constant("+")?).ok()?;
        let mul = Theorem::refl(&syntax::constant("*")?).ok()?;
        let sub = Theorem::refl(&syntax::constant("-")?).ok()?;
        for ((th, _), m) in self.equations.iter().zip(multipliers) {
            if m.is_zero() {
                continue;
            }
            let m = Theorem::refl(&algebra.term(m)?).ok()?;
            let (_, r) = th.equation().ok()?;
            let difference = sub
                .congruence(th)
                .ok()?
                .congruence(&Theorem::refl(r).ok()?)
                .ok()?;
            let scaled = mul.congruence(&m).ok()?.congruence(&difference).ok()?;
            whole = add.congruence(&whole).ok()?.congruence(&scaled).ok()?;
            used.push(th.clone());
        }
        Some((whole, used))
    }

    // s = t + Σ m (l − r) by ring; each l − r is r − r; t again by ring.
    fn replay(&self, s: &Term, t: &Term, multipliers: &[Poly]) -> Option<Theorem> {
        let (whole, _) = self.weighted(t, multipliers)?;
        let (with, without) = whole.equation().ok()?;
        let first = Theorem::ring(s, with, &[]).ok()?;
        let last = Theorem::ring(without, t, &[]).ok()?;
        first.trans(&whole).ok()?.trans(&last).ok()
    }
}

fn atoms_of(p: &Poly) -> Vec<u32> {
    let mut out: Vec<u32> =
        p.0.keys()
            .flat_map(|m| m.0.iter().map(|(a, _)| *a))
            .collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// Rational numbers with Σ xᵢ·columnᵢ = target, by elimination; the free ones are 0.
fn solve(columns: &[Poly], target: &Poly, allowance: &Allowance) -> Option<Vec<Q>> {
    let mut rows: BTreeMap<&Mono, Vec<Q>> = BTreeMap::new();
    let n = columns.len();
    for (j, p) in columns.iter().enumerate() {
        for (m, q) in &p.0 {
            rows.entry(m).or_insert_with(|| vec![Q::zero(); n + 1])[j] = q.clone();
        }
    }
    for (m, q) in &target.0 {
        rows.entry(m).or_insert_with(|| vec![Q::zero(); n + 1])[n] = q.clone();
    }
    let mut rows: Vec<Vec<Q>> = rows.into_values().collect();
    let mut pivots = Vec::new();
    let mut top = 0;
    for j in 0..n {
        let Some(i) = (top..rows.len()).find(|&i| !rows[i][j].is_zero()) else {
            continue;
        };
        rows.swap(top, i);
        let inverse = rows[top][j].recip()?;
        for x in &mut rows[top] {
            if !x.is_zero() {
                *x = x.clone() * inverse.clone();
            }
        }
        let pivot = rows[top].clone();
        let touched = rows.iter().filter(|r| !r[j].is_zero()).count();
        allowance.spend(ENTRY * (touched * n + rows.len()) as u64);
        if allowance.is_spent() {
            return None;
        }
        for (i, row) in rows.iter_mut().enumerate() {
            if i == top || row[j].is_zero() {
                continue;
            }
            let k = row[j].clone();
            for (x, p) in row.iter_mut().zip(&pivot) {
                if !p.is_zero() {
                    *x = x.clone() - k.clone() * p.clone();
                }
            }
        }
        pivots.push((top, j));
        top += 1;
    }
    if rows[top..].iter().any(|r| !r[n].is_zero()) {
        return None;
    }
    let mut out = vec![Q::zero(); n];
    for (i, j) in pivots {
        out[j] = rows[i][n].clone();
    }
    Some(out)
}
