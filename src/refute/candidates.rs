//! The values that are worth trying for one variable.

use super::eval::{Scratch, Tape, Truth};
use super::solve::{self, Literal};
use super::values::{self, Value};
use hence_kernel::{Q, Term, syntax};
use std::collections::HashSet;

const MAX_LIST: usize = 72;

// What the comparisons say of a variable alone: the ends, and the least interval that holds all cases.
pub(crate) fn bounds(x: &Term, cases: &[Vec<Literal>]) -> (Vec<Value>, (f64, f64)) {
    let mut ends: Vec<Value> = Vec::new();
    let mut hull = (f64::INFINITY, f64::NEG_INFINITY);
    for case in cases {
        let (mut lo, mut hi) = (f64::NEG_INFINITY, f64::INFINITY);
        for literal in case {
            let Some((end, below)) = bound(x, literal) else {
                continue;
            };
            if below {
                lo = lo.max(end.at.x);
            } else {
                hi = hi.min(end.at.x);
            }
            if ends.iter().all(|v| v.term != end.term) {
                ends.push(end);
            }
        }
        hull = (hull.0.min(lo), hull.1.max(hi));
    }
    (ends, hull)
}

// The bound that a comparison puts on a variable, and whether it bounds from below.
fn bound(x: &Term, literal: &Literal) -> Option<(Value, bool)> {
    let Literal::AtMost(a, b) = literal else {
        return None;
    };
    let ((p, q), (r, s)) = (solve::linear(a, x)?, solve::linear(b, x)?);
    if [&p, &q, &r, &s].iter().any(|t| t.has_vars()) {
        return None;
    }
    // p x + q ≤ r x + s
    let slope = values::exact(&p, &[])? - values::exact(&r, &[])?;
    let inverse = slope.recip()?;
    let end = match (values::exact(&q, &[]), values::exact(&s, &[])) {
        (Some(q), Some(s)) => Value::rational((s - q) * inverse),
        _ if slope.abs().is_one() && values::exact(&q, &[]).is_some_and(|q| q.is_zero()) => {
            Value::closed(s).filter(|_| slope.is_one())?
        }
        _ if slope.abs().is_one() && values::exact(&s, &[]).is_some_and(|s| s.is_zero()) => {
            Value::closed(q).filter(|_| !slope.is_one())?
        }
        _ => return None,
    };
    Some((end, slope.is_negative()))
}

// Values worth trying for a variable, simple ones and those that the formulas suggest.
pub(crate) fn candidates(
    x: &Term,
    cases: &[Vec<Literal>],
    numerals: &[Q],
    circular: bool,
    ends: Vec<Value>,
    (lo, hi): (f64, f64),
) -> Vec<Value> {
    let mut list = values::simple();
    let half = || Q::ratio(1, 2).unwrap_or_else(Q::one);
    for q in numerals {
        list.extend([q.clone(), -q.clone()].map(Value::rational));
        list.extend([Q::one(), Q::int(-1)].map(|d| Value::rational(q.clone() + d)));
        if !q.is_integer() {
            list.push(Value::rational(q.clone() * half()));
        }
    }
    for end in &ends {
        match &end.exact {
            Some(q) => list.extend([0, 1, -1].map(|d| Value::rational(q.clone() + Q::int(d)))),
            None => list.extend(
                [-1.0, 0.0, 1.0, 2.0]
                    .map(|d| Value::int((end.at.x.clamp(-1e15, 1e15) + d).floor() as i64)),
            ),
        }
    }
    let between = |a: &Q, b: &Q| (a.clone() + b.clone()) * half();
    let exact_ends: Vec<&Q> = ends.iter().filter_map(|v| v.exact.as_ref()).collect();
    if let [a, b] = exact_ends[..] {
        list.push(Value::rational(between(a, b)));
    }
    if lo.is_finite() && hi.is_finite() && lo < hi {
        let at = |t: f64| lo + t * (hi - lo);
        let inside = [
            (0.0, 1.0),
            (0.02, 0.98),
            (0.25, 0.75),
            (0.02, 0.3),
            (0.7, 0.98),
            (0.02, 0.06),
            (0.94, 0.98),
        ];
        list.extend(
            inside
                .iter()
                .filter_map(|(a, b)| values::simplest_between(at(*a), at(*b)))
                .map(Value::rational),
        );
    }
    list.extend(ends);
    if circular {
        let multiples = [
            (1, 1),
            (2, 1),
            (-1, 1),
            (1, 2),
            (-1, 2),
            (3, 2),
            (1, 4),
            (1, 3),
            (1, 6),
            (3, 4),
            (2, 3),
        ];
        list.extend(
            multiples
                .into_iter()
                .filter_map(|(n, d)| values::pi_times(n, d)),
        );
    }
    for literal in cases.iter().flatten() {
        if let Literal::Equal(a, b) = literal
            && let Ok(t) = syntax::sub(a, b)
            && t.free_vars() == [x.clone()]
        {
            list.extend(solve::solve(&t, x, &[]).unwrap_or_default());
        }
    }
    list
}

// Leaves what the formulas about this variable alone allow, sorted, with the costs counted from the cheapest.
pub(crate) fn keep(list: &mut Vec<Value>, own: &[Term], x: &Term, whole: bool) {
    let mut seen = HashSet::new();
    list.retain(|v| seen.insert(v.term.clone()));
    if whole {
        list.retain(|v| v.exact.as_ref().is_some_and(Q::is_integer));
    }
    if let Some(tape) = Tape::compile(own, std::slice::from_ref(x)) {
        let mut scratch = Scratch::default();
        // What cannot be told apart stays: it may be the one point that refutes.
        list.retain(|v| {
            let truth = tape.judge(&[v.at], &mut scratch, false).truth;
            truth.is_some_and(|t| t > Truth::False)
        });
    }
    list.sort_by_key(|v| v.cost);
    list.truncate(MAX_LIST);
    let least = list.first().map_or(0, |v| v.cost);
    for v in list {
        v.cost -= least;
    }
}
