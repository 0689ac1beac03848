//! Nonnegative combinations of columns: a simplex method over any ordered field, with columns that may be added while it runs.
//!
//! Over ℚ it decides; over floating point it guesses, and [`exact`] turns the guess into rational numbers or drops it.

use crate::prove::allowance::Fuel;
use hence_kernel::Q;
use std::cmp::Ordering;

/// What the method computes with.
pub(super) trait Number: Clone {
    fn zero() -> Self;
    fn one() -> Self;
    fn sign(&self) -> Ordering;
    fn add(&self, o: &Self) -> Self;
    fn mul(&self, o: &Self) -> Self;
    fn neg(&self) -> Self;
    fn div(&self, o: &Self) -> Self;
    fn less(&self, o: &Self) -> bool;
    /// What an operation costs.
    fn cost(&self) -> u64;
}

impl Number for Q {
    fn zero() -> Q {
        Q::zero()
    }
    fn one() -> Q {
        Q::one()
    }
    fn sign(&self) -> Ordering {
        self.cmp(&Q::zero())
    }
    fn add(&self, o: &Q) -> Q {
        self.clone() + o.clone()
    }
    fn mul(&self, o: &Q) -> Q {
        self.clone() * o.clone()
    }
    fn neg(&self) -> Q {
        -self.clone()
    }
    fn div(&self, o: &Q) -> Q {
        // A pivot is never 0.
        self.clone() * o.recip().unwrap_or_else(Q::zero)
    }
    fn less(&self, o: &Q) -> bool {
        self < o
    }
    fn cost(&self) -> u64 {
        let bits = self.numer().bits() + self.denom().bits();
        if bits < 100 {
            30
        } else {
            200 + bits * bits / 500
        }
    }
}

const TINY: f64 = 1e-9;

impl Number for f64 {
    fn zero() -> f64 {
        0.0
    }
    fn one() -> f64 {
        1.0
    }
    fn sign(&self) -> Ordering {
        if self.abs() < TINY {
            Ordering::Equal
        } else {
            self.total_cmp(&0.0)
        }
    }
    fn add(&self, o: &f64) -> f64 {
        self + o
    }
    fn mul(&self, o: &f64) -> f64 {
        self * o
    }
    fn neg(&self) -> f64 {
        -self
    }
    fn div(&self, o: &f64) -> f64 {
        self / o
    }
    fn less(&self, o: &f64) -> bool {
        self < o
    }
    fn cost(&self) -> u64 {
        1
    }
}

/// A sparse column: row and entry.
pub(super) type Column<F> = Vec<(usize, F)>;

/// The tableau. The first columns are artificial, one a row; they hold the inverse of the basis.
pub(super) struct Simplex<F> {
    size: usize,
    flipped: Vec<bool>,
    rows: Vec<Vec<F>>,
    right: Vec<F>,
    basis: Vec<usize>,
    cost: Vec<F>,
    rest: F,
    fuel: Fuel,
}

impl<F: Number> Simplex<F> {
    /// No column yet; the combination is to give `right`.
    pub(super) fn new(right: &[F], fuel: &Fuel) -> Self {
        let size = right.len();
        let flipped: Vec<bool> = right.iter().map(|q| q.sign() == Ordering::Less).collect();
        let right: Vec<F> = right
            .iter()
            .zip(&flipped)
            .map(|(q, f)| if *f { q.neg() } else { q.clone() })
            .collect();
        let rest = right.iter().fold(F::zero(), |a, b| a.add(b));
        let unit = |i: usize| {
            (0..size)
                .map(|j| if i == j { F::one() } else { F::zero() })
                .collect()
        };
        Simplex {
            size,
            flipped,
            rows: (0..size).map(unit).collect(),
            right,
            basis: (0..size).collect(),
            cost: vec![F::zero(); size],
            rest,
            fuel: fuel.clone(),
        }
    }

    /// Adds a column that may be used any nonnegative number of times.
    pub(super) fn add(&mut self, column: &Column<F>) {
        let column: Vec<(usize, F)> = column
            .iter()
            .map(|(i, q)| (*i, if self.flipped[*i] { q.neg() } else { q.clone() }))
            .collect();
        let mut cost = F::zero();
        for (i, q) in &column {
            let y = F::one().add(&self.cost[*i].neg());
            cost = cost.add(&y.mul(q).neg());
        }
        self.fuel.spend((self.size * (column.len() + 1)) as u64);
        self.cost.push(cost);
        for row in &mut self.rows {
            let mut x = F::zero();
            for (i, q) in &column {
                if row[*i].sign() != Ordering::Equal {
                    x = x.add(&row[*i].mul(q));
                }
            }
            row.push(x);
        }
    }

    fn pivot(&mut self, r: usize, j: usize, costs: &mut [&mut Vec<F>]) {
        let p = self.rows[r][j].clone();
        let width = self.rows[r].len();
        for x in &mut self.rows[r] {
            if x.sign() != Ordering::Equal {
                *x = x.div(&p);
            }
        }
        self.right[r] = self.right[r].div(&p);
        let (pivot_row, pivot_right) = (self.rows[r].clone(), self.right[r].clone());
        let used: Vec<usize> = (0..width)
            .filter(|&k| pivot_row[k].sign() != Ordering::Equal)
            .collect();
        for i in 0..self.size {
            if i == r || self.rows[i][j].sign() == Ordering::Equal {
                continue;
            }
            let k = self.rows[i][j].neg();
            for &c in &used {
                self.rows[i][c] = self.rows[i][c].add(&k.mul(&pivot_row[c]));
            }
            self.right[i] = self.right[i].add(&k.mul(&pivot_right));
        }
        for cost in costs {
            let k = cost[j].neg();
            if k.sign() == Ordering::Equal {
                continue;
            }
            for &c in &used {
                cost[c] = cost[c].add(&k.mul(&pivot_row[c]));
            }
        }
        self.basis[r] = j;
        let price = pivot_right.cost().max(p.cost());
        self.fuel
            .spend(price * (self.size as u64 + 2) * (used.len() as u64 + 1) + width as u64);
    }

    // The row that leaves when column j enters; none where j can grow without bound.
    fn leaving(&self, j: usize) -> Option<usize> {
        let mut best: Option<(usize, F)> = None;
        for i in 0..self.size {
            if self.rows[i][j].sign() != Ordering::Greater {
                continue;
            }
            let ratio = self.right[i].div(&self.rows[i][j]);
            let better = match &best {
                None => true,
                Some((b, r)) => {
                    ratio.less(r) || (!r.less(&ratio) && self.basis[i] < self.basis[*b])
                }
            };
            if better {
                best = Some((i, ratio));
            }
        }
        best.map(|(i, _)| i)
    }

    // The column with the most negative cost, or the first one where `first`.
    fn entering(&self, cost: &[F], first: bool) -> Option<usize> {
        let mut best: Option<usize> = None;
        for j in self.size..cost.len() {
            if cost[j].sign() != Ordering::Less {
                continue;
            }
            if first {
                return Some(j);
            }
            if best.is_none_or(|b| cost[j].less(&cost[b])) {
                best = Some(j);
            }
        }
        best
    }

    /// Looks for a combination; `false` where there is none or the pivots are spent.
    pub(super) fn feasible(&mut self) -> bool {
        let mut still = 0;
        loop {
            self.rest = (0..self.size)
                .filter(|&i| self.basis[i] < self.size)
                .fold(F::zero(), |a, i| a.add(&self.right[i]));
            if self.rest.sign() != Ordering::Greater {
                return true;
            }
            if self.fuel.is_empty() {
                return false;
            }
            let mut cost = std::mem::take(&mut self.cost);
            let chosen = self
                .entering(&cost, still > 30)
                .and_then(|j| self.leaving(j).map(|r| (r, j)));
            let Some((r, j)) = chosen else {
                self.cost = cost;
                return false;
            };
            if self.right[r].sign() == Ordering::Equal {
                still += 1;
            } else {
                still = 0;
            }
            self.pivot(r, j, &mut [&mut cost]);
            self.cost = cost;
        }
    }

    /// A linear functional that is nonnegative on every column and negative on the right side, where no combination exists.
    pub(super) fn functional(&self) -> Vec<F> {
        (0..self.size)
            .map(|i| {
                let y = F::one().add(&self.cost[i].neg());
                if self.flipped[i] { y } else { y.neg() }
            })
            .collect()
    }

    /// After [`Simplex::feasible`]: moves to a combination in which the chosen columns have a positive sum.
    pub(super) fn positive_sum(&mut self, chosen: impl Fn(usize) -> bool) -> Option<Vec<F>> {
        for r in 0..self.size {
            if self.basis[r] < self.size
                && let Some(j) = (self.size..self.rows[r].len())
                    .find(|&j| self.rows[r][j].sign() != Ordering::Equal)
            {
                let mut cost = std::mem::take(&mut self.cost);
                self.pivot(r, j, &mut [&mut cost]);
                self.cost = cost;
            }
        }
        let width = self.size + self.count();
        let weight = |j: usize| j >= self.size && chosen(j - self.size);
        let mut cost: Vec<F> = (0..width)
            .map(|j| {
                let own = if weight(j) { F::one().neg() } else { F::zero() };
                (0..self.size)
                    .filter(|&i| weight(self.basis[i]))
                    .fold(own, |a, i| a.add(&self.rows[i][j]))
            })
            .collect();
        let mut steps = 0;
        loop {
            let solution = self.solution();
            let sum = solution
                .iter()
                .enumerate()
                .filter(|(j, _)| chosen(*j))
                .fold(F::zero(), |a, (_, x)| a.add(x));
            if sum.sign() == Ordering::Greater {
                return Some(solution);
            }
            if self.fuel.is_empty() {
                return None;
            }
            let j = self.entering(&cost, steps > 30)?;
            steps += 1;
            let Some(r) = self.leaving(j) else {
                // Along this column the sum grows for ever: one step suffices.
                let mut out = solution;
                out[j - self.size] = out[j - self.size].add(&F::one());
                for i in 0..self.size {
                    if self.basis[i] >= self.size {
                        let k = self.basis[i] - self.size;
                        out[k] = out[k].add(&self.rows[i][j].neg());
                    }
                }
                return Some(out);
            };
            let mut first = std::mem::take(&mut self.cost);
            self.pivot(r, j, &mut [&mut first, &mut cost]);
            self.cost = first;
        }
    }

    /// How many columns were added.
    pub(super) fn count(&self) -> usize {
        self.cost.len() - self.size
    }

    /// The columns of the basis.
    pub(super) fn basic(&self) -> Vec<usize> {
        self.basis
            .iter()
            .filter(|j| **j >= self.size)
            .map(|j| j - self.size)
            .collect()
    }

    /// How often each column is used.
    pub(super) fn solution(&self) -> Vec<F> {
        let mut out = vec![F::zero(); self.count()];
        for i in 0..self.size {
            if self.basis[i] >= self.size {
                out[self.basis[i] - self.size] = self.right[i].clone();
            }
        }
        out
    }
}

/// Rational numbers for the columns in `support` alone; none where there are none or one would be negative.
pub(super) fn exact(
    columns: &[Column<Q>],
    support: &[usize],
    right: &[Q],
    fuel: &Fuel,
) -> Option<Vec<(usize, Q)>> {
    let width = support.len();
    let mut rows = vec![vec![Q::zero(); width + 1]; right.len()];
    for (k, j) in support.iter().enumerate() {
        for (i, q) in &columns[*j] {
            rows[*i][k] = q.clone();
        }
    }
    for (row, q) in rows.iter_mut().zip(right) {
        row[width] = q.clone();
    }
    let mut top = 0;
    let mut pivots = Vec::new();
    for k in 0..width {
        let Some(i) = (top..rows.len()).find(|&i| !rows[i][k].is_zero()) else {
            continue;
        };
        rows.swap(top, i);
        let inverse = rows[top][k].recip()?;
        for x in &mut rows[top] {
            *x = x.clone() * inverse.clone();
        }
        let pivot = rows[top].clone();
        for (i, row) in rows.iter_mut().enumerate() {
            if i == top || row[k].is_zero() {
                continue;
            }
            let f = row[k].clone();
            for (x, p) in row.iter_mut().zip(&pivot) {
                if !p.is_zero() {
                    *x = x.clone() - f.clone() * p.clone();
                }
            }
        }
        let price = pivot.iter().map(Q::cost).max().unwrap_or(1);
        fuel.spend(price * (rows.len() as u64) * (width - k + 1) as u64 / 4);
        if fuel.is_empty() {
            return None;
        }
        pivots.push(k);
        top += 1;
    }
    if rows[top..].iter().any(|r| !r[width].is_zero()) {
        return None;
    }
    let out: Vec<(usize, Q)> = pivots
        .iter()
        .enumerate()
        .map(|(i, k)| (support[*k], rows[i][width].clone()))
        .filter(|(_, q)| !q.is_zero())
        .collect();
    out.iter().all(|(_, q)| q.is_positive()).then_some(out)
}
