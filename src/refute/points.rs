//! Points at which formulas are compared in floating point. Everything here is a proposal: equal values prove nothing.

use super::approx::Approx;
use super::eval::{Scratch, Tape, Truth};
use super::values::Value;
use hence_kernel::{Q, Term};

// Values at which two different formulas hardly ever agree; the first points are positive throughout.
const SAMPLES: [[f64; 4]; 5] = [
    [1.371_742, 2.236_817, 0.618_339, 1.732_951],
    [0.427_191, 0.813_457, 1.912_733, 0.577_215],
    [2.718_459, 3.141_893, 1.414_461, 2.302_811],
    [-1.371_742, 0.702_931, -2.236_817, 1.260_017],
    [0.871_331, -1.618_271, 0.439_113, -0.333_877],
];

// How many points are kept, and how many are tried for them.
const KEPT: usize = 7;
const TRIED: usize = 240;

/// The values of a real term at a few fixed points; none where it cannot be evaluated.
pub fn sampled(t: &Term, vars: &[Term]) -> Option<Vec<Option<f64>>> {
    let tape = Tape::compile(std::slice::from_ref(t), vars)?;
    let mut scratch = Scratch::default();
    let at = |row: &[f64; 4]| {
        let exact = |i: usize| Approx {
            x: row[i % 4] + (i / 4) as f64 * 0.137,
            err: 0.0,
        };
        let point: Vec<Approx> = (0..vars.len()).map(exact).collect();
        tape.value(0, &point, &mut scratch).map(|v| v.x)
    };
    Some(SAMPLES.iter().map(at).collect())
}

/// Points at which hypotheses hold, as far as floating point sees; the first is a point that is known to be one of them.
#[derive(Clone, Debug)]
pub struct Points {
    vars: Vec<Term>,
    rows: Vec<Vec<Approx>>,
    // Variables of hypotheses that cannot be evaluated: elsewhere than at the first point these may not hold.
    bound: Vec<Term>,
}

impl Points {
    /// The point `first` and a few more, in some of which all but the variables of `claim` stay as they are. Hypotheses that cannot be
    /// evaluated are taken to hold.
    pub fn new(hypotheses: &[Term], vars: &[Term], first: &[(Term, Term)], claim: &Term) -> Points {
        let tapes: Vec<Tape> = (hypotheses.iter())
            .filter_map(|h| Tape::compile(std::slice::from_ref(h), vars))
            .collect();
        let integer = |v: &Term| {
            hypotheses
                .iter()
                .any(|h| h.as_unary("Int").is_some_and(|t| t == v))
        };
        let integers: Vec<bool> = vars.iter().map(integer).collect();
        let known = |v: &Term| {
            let value = first.iter().find(|(w, _)| w == v).map(|(_, t)| t.clone());
            value.and_then(Value::closed).map(|v| v.at)
        };
        let mut rows: Vec<Vec<Approx>> = Vec::new();
        rows.extend(vars.iter().map(known).collect::<Option<Vec<_>>>());
        let mut scratch = Scratch::default();
        let mut state = 0x9e37_79b9_7f4a_7c15_u64;
        let mut random = || {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (state >> 11) as f64 / (1_u64 << 53) as f64
        };
        for k in 0..TRIED {
            if rows.len() >= KEPT {
                break;
            }
            let staying = rows.first().filter(|_| k % 8 > 3).cloned();
            let row: Vec<Approx> = (integers.iter().enumerate())
                .map(|(i, integer)| {
                    // Numbers with short binary fractions are exact also as terms.
                    let u = (random() * 128.0).floor() / 128.0;
                    let there = staying.as_ref().and_then(|row| row.get(i));
                    let x = match (integer, k % 4) {
                        _ if there.is_some() && !claim.has_free(&vars[i]) => {
                            return there.copied().unwrap_or(Approx::NONE);
                        }
                        (true, _) => 1.0 + (u * 6.0).floor(),
                        // Near the first point, so that other points are in the same case.
                        (false, 0 | 1) if there.is_some() => {
                            there.map_or(0.0, |v| v.x) + (u - 0.5) / 2.0
                        }
                        (false, 0) => 0.3125 + 2.5 * u,
                        (false, 1) => u,
                        (false, 2) => 6.0 * u - 3.0,
                        (false, _) => 1.0 + 8.0 * u,
                    };
                    Approx { x, err: 0.0 }
                })
                .collect();
            let holds = (tapes.iter()).all(|t| {
                matches!(
                    t.judge(&row, &mut scratch, false).truth,
                    Some(Truth::True | Truth::Likely)
                )
            });
            if holds {
                rows.push(row);
            }
        }
        let unseen = |h: &&Term| Tape::compile(std::slice::from_ref(*h), vars).is_none();
        let bound = hypotheses.iter().filter(unseen);
        Points {
            vars: vars.to_vec(),
            rows,
            bound: bound.flat_map(Term::free_vars).collect(),
        }
    }

    /// The coordinates of a point as terms, for the variables of a term; none where one of them is not known exactly, or where a
    /// hypothesis that cannot be evaluated speaks of one.
    pub fn exact(&self, index: usize, t: &Term) -> Option<Vec<(Term, Term)>> {
        let row = self.rows.get(index)?;
        let own: Vec<usize> = (0..self.vars.len())
            .filter(|i| t.has_free(&self.vars[*i]))
            .collect();
        if own.iter().any(|i| self.bound.contains(&self.vars[*i])) {
            return None;
        }
        let number = |v: &Approx| {
            let scaled = v.x * 1024.0;
            let exact = v.err == 0.0 && scaled.fract() == 0.0 && scaled.abs() < 1e9;
            let q = exact.then(|| Q::ratio(scaled as i64, 1024)).flatten();
            q.map(Term::num)
        };
        let pair = |i: usize| Some((self.vars.get(i)?.clone(), number(row.get(i)?)?));
        own.into_iter().map(pair).collect()
    }

    /// Whether hypotheses that cannot be evaluated say something of the variables of a term.
    pub fn speaks_of_more(&self, t: &Term) -> bool {
        self.bound.iter().any(|v| t.has_free(v))
    }

    /// How many points there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether no point was found.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The values of a real term at the points, in their order; none where it cannot be evaluated.
    pub fn values(&self, t: &Term) -> Option<Vec<Option<f64>>> {
        let tape = Tape::compile(std::slice::from_ref(t), &self.vars)?;
        let mut scratch = Scratch::default();
        let at = |row: &Vec<Approx>| tape.value(0, row, &mut scratch).map(|v| v.x);
        Some(self.rows.iter().map(at).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theory::parse_term;

    #[test]
    fn hypotheses_hold_at_the_points() {
        let hypotheses = ["0 < x", "x < 1", "x + y = 3"].map(|h| parse_term(h).expect("a formula"));
        let vars = ["x", "y"].map(Term::real_var);
        let first = [
            (vars[0].clone(), parse_term("1 / 2").expect("a number")),
            (vars[1].clone(), parse_term("5 / 2").expect("a number")),
        ];
        let sum = parse_term("x + y").expect("a term");
        let points = Points::new(&hypotheses, &vars, &first, &sum);
        assert_eq!(points.values(&sum), Some(vec![Some(3.0)]));
        let points = Points::new(&hypotheses[..2], &vars, &first, &sum);
        let values = points.values(&vars[0]).expect("values");
        assert_eq!(values.len(), KEPT);
        assert!(values.iter().flatten().all(|x| (0.0..1.0).contains(x)));
    }
}
