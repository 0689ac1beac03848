//! Squares: an exact decomposition of quadratic forms, and directions in which a symmetric matrix is negative.

use hence_kernel::Q;
use hence_kernel::poly::{Mono, Poly};

/// `p = Σ d · (linear form)² + d₀` for a polynomial of degree at most 2, where all `d > 0` and `d₀ ≥ 0`.
pub(super) fn quadratic(p: &Poly) -> Option<(Vec<(Q, Poly)>, Q)> {
    let mut atoms: Vec<u32> = super::problem::atoms_of(p).into_iter().collect();
    if atoms.len() > 12
        || p.0
            .keys()
            .any(|m| m.0.iter().map(|(_, e)| e).sum::<u32>() > 2)
    {
        return None;
    }
    let mut rest = p.clone();
    let mut out = Vec::new();
    while let Some(x) = atoms.pop() {
        let square = rest
            .0
            .get(&Mono(vec![(x, 2)]))
            .cloned()
            .unwrap_or_else(Q::zero);
        // The part b with rest = a x² + b x + c.
        let mut b = Poly::default();
        for (m, q) in &rest.0 {
            if super::problem::exponent(m, x) == 1 {
                b.add_term(
                    Mono(m.0.iter().filter(|(a, _)| *a != x).copied().collect()),
                    q.clone(),
                );
            }
        }
        if square.is_zero() && b.is_zero() {
            continue;
        }
        if !square.is_positive() {
            return None;
        }
        let half = (square.clone() * Q::int(2)).recip()?;
        let form = Poly::atom(x).plus(&b.scale(&half));
        let whole = form
            .mul(&form, &mut hence_kernel::poly::Work(10_000))
            .ok()?
            .scale(&square);
        rest = rest.plus(&whole.scale(&Q::int(-1)));
        out.push((square, form));
    }
    let constant = rest.as_constant()?;
    (!constant.is_negative()).then_some((out, constant))
}

/// Combinations of the monomials that vanish where the polynomial does and `times` does not, at points where the rows are not negative,
/// as far as small integers show: only those can be squared and multiplied by `times` in a sum that equals it.
pub(super) fn vanishing(
    p: &Poly,
    constraints: &[&Poly],
    times: &Poly,
    basis: &[Mono],
) -> Vec<Poly> {
    let atoms: Vec<u32> = super::problem::atoms_of(p).into_iter().collect();
    let mut rows: Vec<Vec<Q>> = Vec::new();
    if atoms.len() <= 4 {
        let range: i64 = if atoms.len() <= 2 { 3 } else { 1 };
        let width = 2 * range + 1;
        for n in 0..width.pow(atoms.len() as u32) {
            let mut k = n;
            let point: Vec<(u32, Q)> = atoms
                .iter()
                .map(|a| {
                    let v = k % width - range;
                    k /= width;
                    (*a, Q::int(v))
                })
                .collect();
            let value = |p: &Poly| {
                p.0.iter().try_fold(Q::zero(), |sum, (m, q)| {
                    Some(sum + q.clone() * at(m, &point)?)
                })
            };
            let here = value(p).is_some_and(|q| q.is_zero())
                && constraints
                    .iter()
                    .all(|g| value(g).is_some_and(|q| !q.is_negative()))
                && value(times).is_some_and(|q| !q.is_zero());
            if here {
                rows.extend(
                    basis
                        .iter()
                        .map(|m| at(m, &point))
                        .collect::<Option<Vec<Q>>>(),
                );
            }
        }
    }
    null_space(rows, basis.len())
        .into_iter()
        .map(|v| {
            let mut p = Poly::default();
            for (m, q) in basis.iter().zip(v) {
                p.add_term(m.clone(), q);
            }
            p
        })
        .collect()
}

fn at(m: &Mono, point: &[(u32, Q)]) -> Option<Q> {
    let mut out = Q::one();
    for (a, e) in &m.0 {
        let (_, v) = point.iter().find(|(b, _)| b == a)?;
        out = out * v.powu(*e)?;
    }
    Some(out)
}

// A basis of the vectors that every row sends to 0.
fn null_space(mut rows: Vec<Vec<Q>>, width: usize) -> Vec<Vec<Q>> {
    let mut pivots: Vec<usize> = Vec::new();
    for j in 0..width {
        let top = pivots.len();
        let Some(i) = (top..rows.len()).find(|&i| !rows[i][j].is_zero()) else {
            continue;
        };
        rows.swap(top, i);
        let Some(inverse) = rows[top][j].recip() else {
            continue;
        };
        for x in &mut rows[top] {
            *x = x.clone() * inverse.clone();
        }
        let pivot = rows[top].clone();
        for (i, row) in rows.iter_mut().enumerate() {
            if i != top && !row[j].is_zero() {
                let k = row[j].clone();
                for (x, p) in row.iter_mut().zip(&pivot) {
                    *x = x.clone() - k.clone() * p.clone();
                }
            }
        }
        pivots.push(j);
    }
    (0..width)
        .filter(|j| !pivots.contains(j))
        .map(|j| {
            let mut v = vec![Q::zero(); width];
            v[j] = Q::one();
            for (i, p) in pivots.iter().enumerate() {
                v[*p] = -rows[i][j].clone();
            }
            v
        })
        .collect()
}

/// Rational vectors `v` with `vᵀ A v < 0`, at most `most` of them, as short numbers as possible.
pub(super) fn negative_directions(matrix: &[Vec<f64>], most: usize) -> Vec<Vec<Q>> {
    let size = matrix
        .iter()
        .flatten()
        .fold(0.0, |a: f64, b| a.max(b.abs()));
    if size < 1e-9 {
        return Vec::new();
    }
    let (values, vectors) = eigen(matrix);
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|a, b| values[*a].total_cmp(&values[*b]));
    let mut out = Vec::new();
    for k in order.into_iter().take(most) {
        if values[k] > -1e-7 * size {
            break;
        }
        let v: Vec<f64> = vectors.iter().map(|row| row[k]).collect();
        if let Some(q) = shortest(matrix, &v, values[k]) {
            out.push(q);
        }
    }
    out
}

// The vector with small denominators that is still clearly in the same direction.
fn shortest(matrix: &[Vec<f64>], v: &[f64], value: f64) -> Option<Vec<Q>> {
    let top = v
        .iter()
        .fold(0.0f64, |a, b| if b.abs() > a.abs() { *b } else { a });
    if top == 0.0 {
        return None;
    }
    for (d, keep) in [
        (1i64, 0.6),
        (2, 0.6),
        (3, 0.6),
        (4, 0.6),
        (6, 0.6),
        (12, 0.6),
        (60, 0.5),
        (720, 0.3),
        (10_080, 0.1),
        (1_000_000, 0.0),
    ] {
        let w: Vec<i64> = v
            .iter()
            .map(|x| (x / top * d as f64).round() as i64)
            .collect();
        let form: f64 = (0..w.len())
            .flat_map(|i| (0..w.len()).map(move |j| (i, j)))
            .map(|(i, j)| w[i] as f64 * w[j] as f64 * matrix[i][j])
            .sum();
        let norm: f64 = w.iter().map(|x| (*x as f64) * (*x as f64)).sum();
        if norm > 0.0 && form < keep * value * norm {
            return w.into_iter().map(|x| Q::ratio(x, d)).collect();
        }
    }
    None
}

// Eigenvalues and eigenvectors (columns) by Jacobi rotations.
fn eigen(matrix: &[Vec<f64>]) -> (Vec<f64>, Vec<Vec<f64>>) {
    let n = matrix.len();
    let mut a: Vec<Vec<f64>> = matrix.to_vec();
    let mut v: Vec<Vec<f64>> = (0..n)
        .map(|i| (0..n).map(|j| f64::from(u8::from(i == j))).collect())
        .collect();
    for _ in 0..30 {
        let off: f64 = (0..n)
            .flat_map(|i| (0..i).map(move |j| (i, j)))
            .map(|(i, j)| a[i][j] * a[i][j])
            .sum();
        if off < 1e-22 {
            break;
        }
        for p in 0..n {
            for q in p + 1..n {
                if a[p][q].abs() < 1e-300 {
                    continue;
                }
                let theta = (a[q][q] - a[p][p]) / (2.0 * a[p][q]);
                let t = theta.signum() / (theta.abs() + (theta * theta + 1.0).sqrt());
                let c = 1.0 / (t * t + 1.0).sqrt();
                let s = t * c;
                for row in a.iter_mut() {
                    let (x, y) = (row[p], row[q]);
                    row[p] = c * x - s * y;
                    row[q] = s * x + c * y;
                }
                let (above, below) = a.split_at_mut(q);
                for (x, y) in above[p].iter_mut().zip(below[0].iter_mut()) {
                    (*x, *y) = (c * *x - s * *y, s * *x + c * *y);
                }
                for row in v.iter_mut() {
                    let (x, y) = (row[p], row[q]);
                    row[p] = c * x - s * y;
                    row[q] = s * x + c * y;
                }
            }
        }
    }
    ((0..n).map(|i| a[i][i]).collect(), v)
}
