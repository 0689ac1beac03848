//! Combinations of rows that give a polynomial: a linear program, with squares added where they help.

use super::problem::{Proof, Row, atoms_of, exponent};
use super::simplex::{Column, Simplex, exact};
use super::squares;
use crate::prove::allowance::Fuel;
use hence_kernel::Q;
use hence_kernel::poly::{Mono, Poly, Work};
use std::collections::{BTreeMap, BTreeSet};

/// What the combination is to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    Positive,
    Nonnegative,
    /// That the rows contradict each other: 0 is a sum of which some part is strict.
    Contradiction,
}

/// A multiple of an equation that may be added any number of times.
pub(super) struct Free {
    pub equation: usize,
    pub multiplier: Poly,
    pub poly: Poly,
}

/// `target = Σ k · row + Σ m · equation`
pub(super) struct Combination {
    pub rows: Vec<(Q, Proof)>,
    pub equations: Vec<(usize, Poly)>,
}

/// A row that squares may be multiplied to, with the polynomials they are made of.
pub(super) struct Cone {
    pub row: Row,
    pub basis: Vec<Poly>,
}

/// What [`with_squares`] may use.
pub(super) struct Search<'a> {
    pub rows: &'a [Row],
    pub cones: &'a [Cone],
    pub free: &'a [Free],
    pub wanted: Wanted,
    /// How often squares may be added.
    pub rounds: usize,
    pub reduce: &'a dyn Fn(&Poly) -> Option<Poly>,
    pub fuel: &'a Fuel,
}

struct Columns {
    index: BTreeMap<Mono, usize>,
    // The row that counts strict rows, where their sum is to be 1.
    count: Option<usize>,
    columns: Vec<Column<Q>>,
    rows: Vec<Row>,
    strict: Vec<bool>,
}

impl Columns {
    fn column(&self, p: &Poly) -> Option<Column<Q>> {
        p.0.iter()
            .map(|(m, q)| Some((*self.index.get(m)?, q.clone())))
            .collect()
    }

    fn add(&mut self, row: Row) -> Option<&Column<Q>> {
        let mut column = self.column(&row.poly)?;
        if row.strict
            && let Some(count) = self.count
        {
            column.push((count, Q::one()));
        }
        self.columns.push(column);
        self.strict.push(row.strict);
        self.rows.push(row);
        self.columns.last()
    }
}

fn float(c: &Column<Q>) -> Column<f64> {
    let most = c.iter().map(|(_, q)| q.to_f64().abs()).fold(0.0, f64::max);
    let scale = if most > 0.0 && most.is_finite() {
        1.0 / most
    } else {
        1.0
    };
    c.iter().map(|(i, q)| (*i, q.to_f64() * scale)).collect()
}

fn one() -> Row {
    Row {
        poly: Poly::constant(Q::one()),
        strict: true,
        proof: Proof::One,
    }
}

fn free_columns(free: &[Free], columns: &Columns) -> Option<Vec<Column<Q>>> {
    let mut out = Vec::new();
    for f in free {
        let c = columns.column(&f.poly)?;
        let minus = c.iter().map(|(i, q)| (*i, -q.clone())).collect();
        out.push(c);
        out.push(minus);
    }
    Some(out)
}

fn answer(columns: &Columns, free: &[Free], solution: &[(usize, Q)]) -> Combination {
    let offset = 2 * free.len();
    let mut rows = Vec::new();
    let mut sums: BTreeMap<usize, Poly> = BTreeMap::new();
    for (j, q) in solution {
        if *j < offset {
            let f = &free[j / 2];
            let k = if j % 2 == 0 { q.clone() } else { -q.clone() };
            let sum = sums.remove(&f.equation).unwrap_or_default();
            sums.insert(f.equation, sum.plus(&f.multiplier.scale(&k)));
        } else {
            rows.push((q.clone(), columns.rows[j - offset].proof.clone()));
        }
    }
    // The strict ones first keeps the sums short.
    Combination {
        rows,
        equations: sums.into_iter().filter(|(_, p)| !p.is_zero()).collect(),
    }
}

fn all_monomials<'a>(polys: impl Iterator<Item = &'a Poly>) -> BTreeMap<Mono, usize> {
    let set: BTreeSet<Mono> = polys.flat_map(|p| p.0.keys().cloned()).collect();
    set.into_iter().enumerate().map(|(i, m)| (m, i)).collect()
}

fn right_side(index: &BTreeMap<Mono, usize>, target: &Poly) -> Option<Vec<Q>> {
    let mut out = vec![Q::zero(); index.len()];
    for (m, q) in &target.0 {
        out[*index.get(m)?] = q.clone();
    }
    Some(out)
}

/// The target from the rows alone, in exact arithmetic.
pub(super) fn linear(
    target: &Poly,
    rows: &[Row],
    free: &[Free],
    wanted: Wanted,
    fuel: &Fuel,
) -> Option<Combination> {
    let unit = one();
    let polys = rows
        .iter()
        .map(|r| &r.poly)
        .chain(free.iter().map(|f| &f.poly))
        .chain([&unit.poly]);
    let index = all_monomials(polys);
    let mut right = right_side(&index, target)?;
    let count = (wanted == Wanted::Contradiction).then_some(right.len());
    if count.is_some() {
        right.push(Q::one());
    }
    let mut columns = Columns {
        index,
        count,
        columns: Vec::new(),
        rows: Vec::new(),
        strict: Vec::new(),
    };
    let free_part = free_columns(free, &columns)?;
    let mut simplex: Simplex<Q> = Simplex::new(&right, fuel);
    for c in &free_part {
        simplex.add(c);
    }
    for row in [unit].into_iter().chain(rows.iter().cloned()) {
        simplex.add(columns.add(row)?);
    }
    if !simplex.feasible() {
        return None;
    }
    let offset = free_part.len();
    let strict = |j: usize| j >= offset && columns.strict[j - offset];
    let solution = match wanted {
        Wanted::Positive => simplex.positive_sum(strict)?,
        Wanted::Nonnegative | Wanted::Contradiction => simplex.solution(),
    };
    let solution: Vec<(usize, Q)> = solution
        .into_iter()
        .enumerate()
        .filter(|(_, q)| !q.is_zero())
        .collect();
    Some(answer(&columns, free, &solution))
}

/// The target from rows and from products of rows with squares that are found on the way.
pub(super) fn with_squares(target: &Poly, search: &Search) -> Option<Combination> {
    let Search {
        rows,
        cones,
        free,
        wanted,
        rounds,
        reduce,
        fuel,
    } = *search;
    let mut work = Work(400_000);
    // Every product row · mᵢ · mⱼ, reduced.
    let mut tables: Vec<Vec<Vec<Poly>>> = Vec::new();
    for cone in cones {
        let mut table = Vec::new();
        for (i, a) in cone.basis.iter().enumerate() {
            let mut line = Vec::new();
            for b in &cone.basis[..=i] {
                let m = a.mul(b, &mut work).ok()?;
                line.push(reduce(&cone.row.poly.mul(&m, &mut work).ok()?)?);
            }
            table.push(line);
        }
        tables.push(table);
    }
    let unit = one();
    let polys = rows
        .iter()
        .map(|r| &r.poly)
        .chain(free.iter().map(|f| &f.poly))
        .chain(tables.iter().flatten().flatten())
        .chain([&unit.poly]);
    let index = all_monomials(polys);
    let mut right = right_side(&index, target)?;
    if index.len() > 260 {
        return None;
    }
    let count = (wanted == Wanted::Contradiction).then_some(right.len());
    if count.is_some() {
        right.push(Q::one());
    }
    let mut columns = Columns {
        index,
        count,
        columns: Vec::new(),
        rows: Vec::new(),
        strict: Vec::new(),
    };
    let free_part = free_columns(free, &columns)?;
    let scale = right.iter().map(|q| q.to_f64().abs()).fold(0.0, f64::max);
    let scale = if scale > 0.0 { scale } else { 1.0 };
    let right_float: Vec<f64> = right.iter().map(|q| q.to_f64() / scale).collect();
    let mut simplex: Simplex<f64> = Simplex::new(&right_float, fuel);
    for c in &free_part {
        simplex.add(&float(c));
    }
    let offset = free_part.len();
    for row in [unit].into_iter().chain(rows.iter().cloned()) {
        simplex.add(&float(columns.add(row)?));
    }
    for (cone, table) in cones.iter().zip(&tables) {
        let n = cone.basis.len();
        for i in 0..n {
            let mut v = vec![Q::zero(); n];
            v[i] = Q::one();
            let row = squared(cone, table, &v)?;
            simplex.add(&float(columns.add(row)?));
            for j in 0..i {
                if n > 8 {
                    break;
                }
                for k in [1, -1] {
                    v[j] = Q::int(k);
                    let row = squared(cone, table, &v)?;
                    simplex.add(&float(columns.add(row)?));
                }
                v[j] = Q::zero();
            }
        }
    }
    for _ in 0..rounds {
        if simplex.feasible() {
            let strict = |j: usize| j >= offset && columns.strict[j - offset];
            let solution = match wanted {
                Wanted::Positive => simplex.positive_sum(strict)?,
                Wanted::Nonnegative | Wanted::Contradiction => simplex.solution(),
            };
            return rounded(&simplex, &solution, &columns, &free_part, &right, search);
        }
        if fuel.is_empty() {
            return None;
        }
        let functional = simplex.functional();
        let value = |p: &Poly| -> f64 {
            p.0.iter()
                .map(|(m, q)| {
                    columns
                        .index
                        .get(m)
                        .map_or(0.0, |i| functional[*i] * q.to_f64())
                })
                .sum()
        };
        let mut fresh = Vec::new();
        for (cone, table) in cones.iter().zip(&tables) {
            let n = cone.basis.len();
            let mut matrix = vec![vec![0.0; n]; n];
            for i in 0..n {
                for j in 0..=i {
                    let x = value(&table[i][j]);
                    matrix[i][j] = x;
                    matrix[j][i] = x;
                }
            }
            fuel.spend((60 * n * n * n) as u64);
            for v in squares::negative_directions(&matrix, 3) {
                fresh.push(squared(cone, table, &v)?);
            }
        }
        if fresh.is_empty() {
            return None;
        }
        for row in fresh {
            simplex.add(&float(columns.add(row)?));
        }
    }
    None
}

// The row times the square of Σ vᵢ mᵢ.
fn squared(cone: &Cone, table: &[Vec<Poly>], v: &[Q]) -> Option<Row> {
    let mut poly = Poly::default();
    let mut base = Poly::default();
    for (i, a) in v.iter().enumerate() {
        if a.is_zero() {
            continue;
        }
        base = base.plus(&cone.basis[i].scale(a));
        for (j, b) in v[..=i].iter().enumerate() {
            let k = a.clone() * b.clone() * Q::int(if i == j { 1 } else { 2 });
            if !k.is_zero() {
                poly = poly.plus(&table[i][j].scale(&k));
            }
        }
    }
    let square = Proof::Square(base.clone());
    let proof = match (&cone.row.proof, base.as_constant()) {
        (p, Some(k)) if k.is_one() => p.clone(),
        (Proof::One, _) => square,
        (p, _) => Proof::Product(Box::new(p.clone()), Box::new(square)),
    };
    Some(Row {
        poly,
        strict: cone.row.strict && base.as_constant().is_some(),
        proof,
    })
}

fn rounded(
    simplex: &Simplex<f64>,
    solution: &[f64],
    columns: &Columns,
    free_part: &[Column<Q>],
    right: &[Q],
    search: &Search,
) -> Option<Combination> {
    let Search {
        free, wanted, fuel, ..
    } = *search;
    let all: Vec<Column<Q>> = free_part.iter().chain(&columns.columns).cloned().collect();
    let support: Vec<usize> = (0..solution.len())
        .filter(|&j| solution[j] > 1e-9)
        .collect();
    let offset = free_part.len();
    let strict = |j: &usize| *j >= offset && columns.strict[*j - offset];
    let fits = |s: &Vec<(usize, Q)>| wanted != Wanted::Positive || s.iter().any(|(j, _)| strict(j));
    let found = exact(&all, &support, right, fuel)
        .filter(fits)
        .or_else(|| {
            let basis = simplex.basic();
            exact(&all, &basis, right, fuel).filter(fits)
        })?;
    Some(answer(columns, free, &found))
}

/// Drops the monomials that no sum of squares equal to the target can use: their square occurs nowhere else and is not in the target.
pub(super) fn pruned(target: &Poly, mut basis: Vec<Mono>) -> Vec<Mono> {
    loop {
        let mut keep = Vec::new();
        for (i, m) in basis.iter().enumerate() {
            let Ok(square) = m.mul(m) else { continue };
            let elsewhere = basis.iter().enumerate().any(|(j, a)| {
                basis[..j]
                    .iter()
                    .any(|b| j != i && a.mul(b).is_ok_and(|p| p == square))
                    || (j == i
                        && basis[..j]
                            .iter()
                            .any(|b| a.mul(b).is_ok_and(|p| p == square)))
            });
            match target.0.get(&square) {
                Some(q) if q.is_positive() => keep.push(m.clone()),
                _ if elsewhere => keep.push(m.clone()),
                _ => {}
            }
        }
        if keep.len() == basis.len() {
            return keep;
        }
        basis = keep;
    }
}

/// Monomials whose squares may occur in a polynomial: half of its exponents in every atom and in all.
pub(super) fn half_basis(target: &Poly, divisor: &Poly, most: usize) -> Vec<Mono> {
    let atoms: Vec<u32> = atoms_of(target).into_iter().collect();
    let degree = |m: &Mono| m.0.iter().map(|(_, e)| *e).sum::<u32>();
    let top = target.0.keys().map(degree).max().unwrap_or(0);
    let low = target.0.keys().map(degree).min().unwrap_or(0);
    let (dtop, dlow) = (
        divisor.0.keys().map(degree).max().unwrap_or(0),
        divisor.0.keys().map(degree).min().unwrap_or(0),
    );
    if dtop > top {
        return Vec::new();
    }
    let caps: Vec<u32> = atoms
        .iter()
        .map(|a| {
            let cap = target.0.keys().map(|m| exponent(m, *a)).max().unwrap_or(0);
            let less = divisor.0.keys().map(|m| exponent(m, *a)).max().unwrap_or(0);
            cap.saturating_sub(less).div_ceil(2)
        })
        .collect();
    let (high, small) = ((top - dtop) / 2, low.saturating_sub(dlow) / 2);
    let mut out = vec![Mono::default()];
    for (a, cap) in atoms.iter().zip(caps) {
        let mut next = Vec::new();
        for m in &out {
            for e in 0..=cap {
                let mut m = m.clone();
                if e > 0 {
                    m.0.push((*a, e));
                }
                if degree(&m) <= high {
                    next.push(m);
                }
            }
        }
        out = next;
        if out.len() > 400 {
            return Vec::new();
        }
    }
    out.retain(|m| degree(m) >= small);
    if out.len() > most {
        return Vec::new();
    }
    out
}
