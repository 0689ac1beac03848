//! A look at a few points in floating point, to see which questions are worth a search. It decides nothing.

use crate::prove::context::{Context, Sign};
use hence_kernel::{Kind, Q, Term, Type};
use std::collections::HashMap;

const POINTS: usize = 160;
const ENOUGH: usize = 40;

/// Which signs were seen at points where the hypotheses hold.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Seen {
    pub points: usize,
    pub negative: bool,
    pub zero: bool,
    pub positive: bool,
}

/// Points at which the hypotheses of a context hold, by number.
pub(super) fn feasible(context: &Context) -> Vec<usize> {
    let integers = integers(context);
    let mut out = Vec::new();
    for point in 0..POINTS {
        let mut eval = Eval::new(point, &integers);
        let holds = context.known.iter().all(|k| {
            eval.value(&k.term).is_some_and(|v| match k.sign {
                Sign::Pos => v > 1e-12,
                Sign::NonNeg => v >= 0.0,
                Sign::NonZero => v.abs() > 1e-12,
                Sign::Neg => v < -1e-12,
                Sign::NonPos => v <= 0.0,
            })
        });
        if holds {
            out.push(point);
            if out.len() >= ENOUGH {
                break;
            }
        }
    }
    out
}

fn integers(context: &Context) -> Vec<Term> {
    context
        .facts
        .iter()
        .filter_map(|f| f.conclusion().as_unary("Int").cloned())
        .collect()
}

/// The signs of `t` at those points.
pub(super) fn look(t: &Term, context: &Context, points: &[usize]) -> Seen {
    let integers = integers(context);
    let mut seen = Seen::default();
    for &point in points {
        let mut eval = Eval::new(point, &integers);
        let Some(v) = eval.value(t) else { continue };
        // Sums of large numbers that cancel are 0 for all that floating point can tell.
        let noise = eval.largest * 1e-12;
        seen.points += 1;
        if v.abs() <= noise {
            // Far out, what tends to 0 cannot be told from it.
            seen.zero |= !matches!(point % 8, 4 | 6);
        } else if v > 0.0 {
            seen.positive = true;
        } else {
            seen.negative = true;
        }
    }
    seen
}

struct Eval<'a> {
    point: usize,
    integers: &'a [Term],
    memo: HashMap<Term, Option<f64>>,
    largest: f64,
}

impl<'a> Eval<'a> {
    fn new(point: usize, integers: &'a [Term]) -> Self {
        Eval {
            point,
            integers,
            memo: HashMap::new(),
            largest: 1e-6,
        }
    }

    fn value(&mut self, t: &Term) -> Option<f64> {
        if let Some(v) = self.memo.get(t) {
            return *v;
        }
        let v = self.compute(t).filter(|v| v.is_finite());
        if let Some(v) = v {
            self.largest = self.largest.max(v.abs());
        }
        self.memo.insert(t.clone(), v);
        v
    }

    fn compute(&mut self, t: &Term) -> Option<f64> {
        if let Some(q) = t.as_num() {
            return Some(Q::to_f64(q));
        }
        if let Kind::Var(name) = t.kind() {
            if *t.ty() != Type::Real {
                return None;
            }
            let whole = self.integers.contains(t);
            return Some(coordinate(name, self.point, whole));
        }
        let (name, args) = t.as_const_app()?;
        let args: Vec<f64> = args
            .iter()
            .map(|a| {
                if *a.ty() == Type::Real {
                    self.value(a)
                } else {
                    None
                }
            })
            .collect::<Option<_>>()?;
        match (name, &args[..]) {
            ("pi", []) => Some(std::f64::consts::PI),
            ("+", [a, b]) => Some(a + b),
            ("-", [a, b]) => Some(a - b),
            ("*", [a, b]) => Some(a * b),
            ("/", [a, b]) if *b != 0.0 => Some(a / b),
            ("inv", [a]) if *a != 0.0 => Some(1.0 / a),
            ("neg", [a]) => Some(-a),
            ("pow", [a, n]) if n.fract() == 0.0 && n.abs() < 1e6 => {
                (*a != 0.0 || *n >= 0.0).then(|| a.powi(*n as i32))
            }
            ("pow", [a, n]) if *a > 0.0 => Some(a.powf(*n)),
            ("exp", [a]) => Some(a.exp()),
            ("log", [a]) if *a > 0.0 => Some(a.ln()),
            ("sqrt", [a]) if *a >= 0.0 => Some(a.sqrt()),
            ("cbrt", [a]) => Some(a.cbrt()),
            ("abs", [a]) => Some(a.abs()),
            ("sin", [a]) => Some(a.sin()),
            ("cos", [a]) => Some(a.cos()),
            ("tan", [a]) => Some(a.tan()),
            ("asin", [a]) if a.abs() <= 1.0 => Some(a.asin()),
            ("acos", [a]) if a.abs() <= 1.0 => Some(a.acos()),
            ("atan", [a]) => Some(a.atan()),
            ("sinh", [a]) => Some(a.sinh()),
            ("cosh", [a]) => Some(a.cosh()),
            ("tanh", [a]) => Some(a.tanh()),
            ("sech", [a]) => Some(1.0 / a.cosh()),
            ("asinh", [a]) => Some(a.asinh()),
            ("floor", [a]) => Some(a.floor()),
            ("ceil", [a]) => Some(a.ceil()),
            ("min", [a, b]) => Some(a.min(*b)),
            ("max", [a, b]) => Some(a.max(*b)),
            _ => None,
        }
    }
}

// A value for a variable: the same for the same name and point, of several kinds by turns.
fn coordinate(name: &str, point: usize, whole: bool) -> f64 {
    let equal = point % 8 == 7;
    let mut h: u64 = 0xcbf2_9ce4_8422_2325;
    let bytes = if equal { "".bytes() } else { name.bytes() };
    for b in bytes.chain((point as u64).to_le_bytes()) {
        h = (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3);
    }
    h ^= h >> 29;
    h = h.wrapping_mul(0xbf58_476d_1ce4_e5b9);
    h ^= h >> 32;
    let unit = (h >> 11) as f64 / (1u64 << 53) as f64;
    let v = match point % 8 {
        0 => (unit * 7.0).floor() - 3.0,
        1 => unit * 4.0 - 2.0,
        2 => unit,
        3 => unit * 4.0,
        4 => unit * 20.0 - 10.0,
        5 => (unit * 4.0).floor() + 1.0,
        6 => unit * 30.0 + 1.0,
        _ => (unit * 9.0).floor() / 2.0 - 2.0,
    };
    if whole { v.floor() } else { v }
}
