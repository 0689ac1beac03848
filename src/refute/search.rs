//! The order in which points are tried: small readable ones, then those that equations determine, then a sweep and a local descent.

use super::approx::Approx;
use super::candidates::{bounds, candidates, keep};
use super::eval::{Judgement, Scratch, Tape, Truth};
use super::solve::{self, Literal, System};
use super::values::{self, Value};
use hence_kernel::Term;
use std::cmp::Reverse;

/// Takes a point that looks good and answers with what the caller made of it; none to go on.
pub(crate) type Accept<'a, W> = &'a mut dyn FnMut(&[Value]) -> Option<W>;

const PER_LEVEL: usize = 3;

/// A conjunction of formulas over real variables, prepared for trying points.
pub(crate) struct Search {
    vars: Vec<Term>,
    tape: Tape,
    scratch: Scratch,
    // For each variable the values worth trying, cheapest first, the costs counted from the cheapest.
    lists: Vec<Vec<Value>>,
    whole: Vec<bool>,
    ranges: Vec<(f64, f64)>,
    cases: Vec<Vec<Literal>>,
    points: usize,
    /// The first point at which nothing is certainly wrong, but a difference is too small to be seen.
    pub doubtful: Option<Vec<Value>>,
}

impl Search {
    /// Prepares formulas without top-level conjunctions; none where one of them cannot be evaluated. At most `points` points are tried.
    pub(crate) fn new(formulas: &[Term], vars: &[Term], points: usize) -> Option<Search> {
        let tape = Tape::compile(formulas, vars)?;
        let cases = solve::cases(formulas);
        let whole: Vec<bool> = vars
            .iter()
            .map(|v| formulas.iter().any(|f| f.as_unary("Int") == Some(v)))
            .collect();
        let mut numerals = Vec::new();
        formulas
            .iter()
            .for_each(|f| values::numerals(f, &mut numerals));
        let circular = formulas.iter().any(values::is_circular);
        let (mut lists, mut ranges) = (Vec::new(), Vec::new());
        for (v, whole) in vars.iter().zip(&whole) {
            let (ends, range) = bounds(v, &cases);
            let own: Vec<Term> = formulas
                .iter()
                .filter(|f| f.free_vars() == [v.clone()])
                .cloned()
                .collect();
            let mut list = candidates(v, &cases, &numerals, circular, ends, range);
            keep(&mut list, &own, v, *whole);
            lists.push(list);
            ranges.push(range);
        }
        Some(Search {
            vars: vars.to_vec(),
            tape,
            scratch: Scratch::default(),
            lists,
            whole,
            ranges,
            cases,
            points,
            doubtful: None,
        })
    }

    /// Tries points in order until one is accepted.
    pub(crate) fn run<W>(&mut self, formulas: &[Term], accept: Accept<W>) -> Option<W> {
        if self.vars.is_empty() {
            // There is one point; whatever it looks like in floating point, the kernel may look.
            return accept(&[]);
        }
        if self.points == 0 {
            return None;
        }
        let all = self.points;
        self.grid(all * 2 / 5, accept)
            .or_else(|| self.systems(formulas, all * 3 / 10, accept))
            .or_else(|| self.roam(accept))
    }

    fn judge(&mut self, at: &[Approx], thorough: bool) -> Judgement {
        self.points = self.points.saturating_sub(1);
        self.tape.judge(at, &mut self.scratch, thorough)
    }

    fn judge_values(&mut self, p: &[Value]) -> Option<Truth> {
        let at: Vec<Approx> = p.iter().map(|v| v.at).collect();
        let truth = self.judge(&at, false).truth?;
        if truth == Truth::Unlikely && self.doubtful.is_none() {
            self.doubtful = Some(p.to_vec());
        }
        (truth >= Truth::Likely).then_some(truth)
    }

    // All small values of all variables, by rising total cost.
    fn grid<W>(&mut self, points: usize, accept: Accept<W>) -> Option<W> {
        let floor = self.points.saturating_sub(points);
        let lists = self.lists.clone();
        for total in 0..=most(&lists) {
            let mut found = Vec::new();
            for tuple in level(&lists, total, self.points.saturating_sub(floor)) {
                let p: Vec<Value> = tuple
                    .iter()
                    .zip(&lists)
                    .map(|(i, l)| l[*i].clone())
                    .collect();
                if let Some(truth) = self.judge_values(&p) {
                    found.push((truth, p));
                }
                if self.points <= floor {
                    break;
                }
            }
            if let Some(w) = offer(found, accept) {
                return Some(w);
            }
            if self.points <= floor {
                break;
            }
        }
        None
    }

    // Points that satisfy the equations of some case.
    fn systems<W>(&mut self, formulas: &[Term], points: usize, accept: Accept<W>) -> Option<W> {
        let systems: Vec<System> = self
            .cases
            .iter()
            .filter_map(|c| System::of(c, &self.vars))
            .collect();
        let share = points / systems.len().max(1);
        for system in systems {
            if let Some(w) = self.system(formulas, &system, share, accept) {
                return Some(w);
            }
        }
        None
    }

    fn system<W>(
        &mut self,
        formulas: &[Term],
        system: &System,
        points: usize,
        accept: Accept<W>,
    ) -> Option<W> {
        let rest: Vec<Term> = self
            .vars
            .iter()
            .filter(|v| system.given.iter().all(|(x, _)| x != *v))
            .cloned()
            .collect();
        let reduced: Vec<Term> = formulas
            .iter()
            .map(|f| f.subst(&system.given))
            .collect::<Result<_, _>>()
            .ok()?;
        let mut sub = Search::new(&reduced, &rest, points)?;
        let (vars, given) = (self.vars.clone(), system.given.clone());
        let mut whole_point = |p: &[Value]| -> Option<W> {
            let closed: Vec<(Term, Term)> = rest
                .iter()
                .cloned()
                .zip(p.iter().map(|v| v.term.clone()))
                .collect();
            let full: Vec<Value> = vars
                .iter()
                .map(|v| match rest.iter().position(|r| r == v) {
                    Some(i) => Some(p[i].clone()),
                    None => {
                        let (_, e) = given.iter().find(|(x, _)| x == v)?;
                        Value::closed(e.subst(&closed).ok()?)
                    }
                })
                .collect::<Option<_>>()?;
            self.judge_values(&full)?;
            accept(&full)
        };
        if system.pivots.is_empty() {
            if rest.is_empty() {
                return whole_point(&[]);
            }
            return sub
                .grid(points / 2, &mut whole_point)
                .or_else(|| sub.roam(&mut whole_point));
        }
        sub.solved(&system.pivots, points, &mut whole_point)
    }

    // Chooses the variables that are not solved for, and solves.
    fn solved<W>(
        &mut self,
        pivots: &[(Term, Term)],
        points: usize,
        accept: Accept<W>,
    ) -> Option<W> {
        let floor = self.points.saturating_sub(points);
        let free: Vec<usize> = (0..self.vars.len())
            .filter(|i| pivots.iter().all(|(_, x)| *x != self.vars[*i]))
            .collect();
        let lists: Vec<Vec<Value>> = free.iter().map(|i| self.lists[*i].clone()).collect();
        for total in 0..=most(&lists) {
            let mut found = Vec::new();
            for tuple in level(&lists, total, 200) {
                let env: Vec<(Term, Value)> = free
                    .iter()
                    .zip(tuple.iter().zip(&lists))
                    .map(|(v, (i, l))| (self.vars[*v].clone(), l[*i].clone()))
                    .collect();
                let mut full = Vec::new();
                self.complete(&env, pivots, &mut full);
                for p in full {
                    if let Some(truth) = self.judge_values(&p) {
                        found.push((truth, p));
                    }
                }
                // Finding the zeros of a function takes many evaluations of a small term.
                self.points = self.points.saturating_sub(30);
                if self.points <= floor {
                    break;
                }
            }
            if let Some(w) = offer(found, accept) {
                return Some(w);
            }
            if self.points <= floor {
                break;
            }
        }
        None
    }

    fn complete(&self, env: &[(Term, Value)], pivots: &[(Term, Term)], out: &mut Vec<Vec<Value>>) {
        const MAX_POINTS: usize = 12;
        if out.len() >= MAX_POINTS {
            return;
        }
        if env.len() == self.vars.len() {
            out.extend(
                self.vars
                    .iter()
                    .map(|v| env.iter().find(|(x, _)| x == v).map(|(_, a)| a.clone()))
                    .collect::<Option<Vec<_>>>(),
            );
            return;
        }
        let known = |v: &Term| env.iter().any(|(x, _)| x == v);
        // An equation in which only its own variable is open.
        let ready = pivots.iter().find(|(t, x)| {
            !known(x)
                && t.free_vars()
                    .iter()
                    .all(|v| v == x || known(v) || !self.vars.contains(v))
        });
        let Some((t, x)) = ready else { return };
        let needed: Vec<(Term, Value)> =
            env.iter().filter(|(v, _)| t.has_free(v)).cloned().collect();
        let roots = solve::solve(t, x, &needed).unwrap_or_else(|| {
            let own = self.vars.iter().position(|v| v == x);
            own.map_or_else(Vec::new, |i| {
                self.lists[i].iter().take(4).cloned().collect()
            })
        });
        for root in roots {
            let mut longer = env.to_vec();
            longer.push((x.clone(), root));
            self.complete(&longer, pivots, out);
        }
    }

    // A sweep over the whole space, then downhill from its best points.
    fn roam<W>(&mut self, accept: Accept<W>) -> Option<W> {
        let mut starts: Vec<(f64, Vec<f64>)> = Vec::new();
        let n = self.vars.len();
        let lists = self.lists.clone();
        let shortest = lists.iter().map(Vec::len).min().unwrap_or(0);
        for v in lists.iter().flatten().take(if n > 1 { 40 } else { 0 }) {
            // All variables the same: where inequalities between means are sharp.
            let p = vec![v.clone(); n];
            if let Some(w) = self.visit(&p, &mut starts, accept) {
                return Some(w);
            }
        }
        for k in 0..shortest.min(12) {
            let p: Vec<Value> = lists.iter().map(|l| l[k].clone()).collect();
            if let Some(w) = self.visit(&p, &mut starts, accept) {
                return Some(w);
            }
        }
        for k in 1..=(self.points / 3).min(240) {
            let p = self.scattered(k);
            if let Some(w) = self.visit(&p, &mut starts, accept) {
                return Some(w);
            }
        }
        starts.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut taken: Vec<Vec<f64>> = Vec::new();
        for (off, start) in starts {
            let near = |a: &Vec<f64>| a.iter().zip(&start).all(|(x, y)| (x - y).abs() < 0.5);
            if !off.is_finite() || taken.len() >= 4 || self.points == 0 || taken.iter().any(near) {
                continue;
            }
            taken.push(start.clone());
            let share = (self.points / (5 - taken.len().min(4))).min(120 * n + 120);
            let end = self.descend(start, off, share);
            if let Some(w) = self.settle(&end, accept) {
                return Some(w);
            }
        }
        None
    }

    // Looks at a point, keeps how far it is off, and offers a simpler one where it satisfies the formulas.
    fn visit<W>(
        &mut self,
        p: &[Value],
        starts: &mut Vec<(f64, Vec<f64>)>,
        accept: Accept<W>,
    ) -> Option<W> {
        let at: Vec<Approx> = p.iter().map(|v| v.at).collect();
        let j = self.judge(&at, true);
        if j.truth.is_some_and(|t| t >= Truth::Likely) {
            let small = self.shrink(p);
            if let Some(w) = accept(&small).or_else(|| accept(p)) {
                return Some(w);
            }
        }
        starts.push((j.off, at.iter().map(|a| a.x).collect()));
        None
    }

    // The k-th point of a sequence that fills the space evenly, on readable fractions.
    fn scattered(&self, k: usize) -> Vec<Value> {
        let n = self.vars.len();
        // The root of φ^(n+1) = φ + 1 gives the steps of the sequence.
        let mut phi = 2.0f64;
        for _ in 0..30 {
            phi = (1.0 + phi).powf(1.0 / (n as f64 + 1.0));
        }
        (0..n)
            .map(|i| {
                let u = (0.5 + k as f64 * phi.powi(-(i as i32) - 1)).fract();
                let (lo, hi) = self.ranges[i];
                let stretch = |u: f64| 2.0 * u / (1.0 - u).max(0.02);
                let x = match (lo.is_finite(), hi.is_finite()) {
                    (true, true) => lo + u * (hi - lo),
                    (true, false) => lo + stretch(u),
                    (false, true) => hi - stretch(u),
                    (false, false) if u < 0.5 => -stretch(1.0 - 2.0 * u),
                    (false, false) => stretch(2.0 * u - 1.0),
                };
                let grain = if lo.is_finite() && hi.is_finite() {
                    ((hi - lo) / 64.0).min(0.125)
                } else {
                    0.125
                };
                self.rounded(i, x, grain).unwrap_or_else(|| Value::int(1))
            })
            .collect()
    }

    // The simplest number within `grain` of `x`; an integer where the variable is one.
    fn rounded(&self, i: usize, x: f64, grain: f64) -> Option<Value> {
        if self.whole[i] {
            return (x.abs() < 1e15).then(|| Value::int(x.round() as i64));
        }
        values::simplest_between(x - grain, x + grain).map(Value::rational)
    }

    // Coordinate descent of how far the point is off, with steps that shrink where they do not help.
    fn descend(&mut self, start: Vec<f64>, off: f64, points: usize) -> Vec<f64> {
        let floor = self.points.saturating_sub(points);
        let (mut x, mut best) = (start, off);
        let mut step: Vec<f64> = x
            .iter()
            .zip(&self.ranges)
            .map(|(x, (lo, hi))| (0.25 * x.abs().max(1.0)).min(0.25 * (hi - lo)))
            .collect();
        for (s, whole) in step.iter_mut().zip(&self.whole) {
            *s = if *whole { s.ceil() } else { *s };
        }
        while best > 0.0 && self.points > floor {
            let mut smallest = true;
            for i in 0..x.len() {
                let mut moved = false;
                for sign in [1.0, -1.0] {
                    let mut y = x.clone();
                    y[i] += sign * step[i];
                    let off = self.off(&y);
                    if off < best {
                        (x, best, moved) = (y, off, true);
                        break;
                    }
                }
                step[i] *= if moved { 1.6 } else { 0.35 };
                if self.whole[i] {
                    step[i] = step[i].round().max(1.0);
                    smallest &= !moved;
                } else {
                    smallest &= step[i] < 1e-12 * x[i].abs().max(1e-6);
                }
            }
            if smallest {
                break;
            }
        }
        x
    }

    fn off(&mut self, x: &[f64]) -> f64 {
        let at: Vec<Approx> = x.iter().map(|&x| Approx { x, err: 0.0 }).collect();
        let off = self.judge(&at, true).off;
        if off.is_nan() { f64::INFINITY } else { off }
    }

    // The simplest points near a point of the descent that satisfy the formulas.
    fn settle<W>(&mut self, x: &[f64], accept: Accept<W>) -> Option<W> {
        let mut last = Vec::new();
        for relative in [false, true] {
            for grain in GRAINS {
                let near: Option<Vec<Value>> = x
                    .iter()
                    .enumerate()
                    .map(|(i, x)| {
                        let size = if relative { x.abs() } else { x.abs().max(1.0) };
                        self.rounded(i, *x, grain * size)
                    })
                    .collect();
                let Some(p) = near else { break };
                let terms: Vec<Term> = p.iter().map(|v| v.term.clone()).collect();
                if terms == last {
                    continue;
                }
                last = terms;
                if self.judge_values(&p).is_some() {
                    let small = self.shrink(&p);
                    return accept(&small).or_else(|| accept(&p));
                }
            }
        }
        // A boundary that is reached at one irrational point only.
        let [x] = x else { return None };
        for v in values::guess(*x) {
            let p = [v];
            if self.judge_values(&p).is_some()
                && let Some(w) = accept(&p)
            {
                return Some(w);
            }
        }
        None
    }

    // The simplest number near a coordinate with which the point looks no worse.
    fn round_off(&mut self, p: &mut [Value], i: usize, truth: Truth) {
        let x = p[i].at.x;
        for grain in GRAINS {
            let size = grain * x.abs().max(1.0);
            let Some(v) = self.rounded(i, x, size).filter(|v| v.cost < p[i].cost) else {
                continue;
            };
            let old = std::mem::replace(&mut p[i], v);
            if self.judge_values(p).is_some_and(|t| t >= truth) {
                return;
            }
            p[i] = old;
        }
    }

    // Simpler values, coordinate by coordinate, as long as the point looks no worse.
    fn shrink(&mut self, p: &[Value]) -> Vec<Value> {
        let mut p = p.to_vec();
        let Some(truth) = self.judge_values(&p) else {
            return p;
        };
        for _ in 0..2 {
            let before: u32 = p.iter().map(|v| v.cost).sum();
            for i in 0..p.len() {
                for v in self.lists[i].clone() {
                    // The costs in the lists count from the cheapest value.
                    let v = Value {
                        cost: v.exact.clone().map_or(v.cost, |q| Value::rational(q).cost),
                        ..v
                    };
                    if v.cost >= p[i].cost {
                        continue;
                    }
                    let old = std::mem::replace(&mut p[i], v);
                    if self.judge_values(&p).is_some_and(|t| t >= truth) {
                        break;
                    }
                    p[i] = old;
                }
                self.round_off(&mut p, i, truth);
            }
            if p.iter().map(|v| v.cost).sum::<u32>() == before {
                break;
            }
        }
        p
    }
}

const GRAINS: [f64; 11] = [
    0.5, 0.2, 0.1, 0.03, 0.01, 1e-3, 1e-4, 1e-5, 1e-6, 1e-8, 1e-10,
];

// Best first: those that look true, then those whose values differ and are not 0.
fn offer<W>(mut found: Vec<(Truth, Vec<Value>)>, accept: Accept<W>) -> Option<W> {
    found.sort_by_key(|(truth, p)| {
        let cost: u32 = p.iter().map(|v| v.cost).sum();
        let repeated = (0..p.len())
            .filter(|&i| p[..i].iter().any(|v| v.term == p[i].term))
            .count();
        let zeros = p.iter().filter(|v| v.at.x == 0.0).count();
        (Reverse(*truth), cost, repeated, zeros)
    });
    found.iter().take(PER_LEVEL).find_map(|(_, p)| accept(p))
}

fn most(lists: &[Vec<Value>]) -> u32 {
    lists
        .iter()
        .map(|l| l.last().map_or(0, |v| v.cost))
        .sum::<u32>()
        .min(200)
}

// Which totals the lists from each on can make, so that no way is begun that cannot be finished.
fn reachable(lists: &[Vec<Value>], total: u32) -> Vec<Vec<bool>> {
    let width = total as usize + 1;
    let mut out = vec![vec![false; width]; lists.len() + 1];
    out[lists.len()][0] = true;
    for (k, list) in lists.iter().enumerate().rev() {
        for v in list {
            for sum in v.cost as usize..width {
                out[k][sum] |= out[k + 1][sum - v.cost as usize];
            }
        }
    }
    out
}

// Indices into the lists whose costs add up to `total`, at most `limit` of them.
fn level(lists: &[Vec<Value>], total: u32, limit: usize) -> Vec<Vec<usize>> {
    struct Level<'a> {
        lists: &'a [Vec<Value>],
        reachable: Vec<Vec<bool>>,
        limit: usize,
        out: Vec<Vec<usize>>,
    }
    impl Level<'_> {
        fn go(&mut self, left: u32, tuple: &mut Vec<usize>) {
            if self.out.len() >= self.limit || !self.reachable[tuple.len()][left as usize] {
                return;
            }
            let Some(list) = self.lists.get(tuple.len()) else {
                self.out.push(tuple.clone());
                return;
            };
            for (i, v) in list.iter().enumerate() {
                if v.cost > left {
                    break;
                }
                tuple.push(i);
                self.go(left - v.cost, tuple);
                tuple.pop();
            }
        }
    }
    let mut level = Level {
        lists,
        reachable: reachable(lists, total),
        limit,
        out: Vec::new(),
    };
    level.go(total, &mut Vec::new());
    level.out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_total_that_cannot_be_made_costs_no_search() {
        let value = |n: i64, cost| Value {
            cost,
            ..Value::rational(hence_kernel::Q::int(n))
        };
        let lists: Vec<Vec<Value>> = (0..40).map(|_| vec![value(0, 0), value(1, 7)]).collect();
        assert!(level(&lists, 100, 10).is_empty());
        assert_eq!(level(&lists, 14, 10).len(), 10);
        assert_eq!(
            level(&lists[..3], 14, 10),
            [[0, 1, 1], [1, 0, 1], [1, 1, 0]]
        );
    }
}
