//! Fast evaluation in floating point: formulas become a flat tape once and are then tried at many points.
//!
//! Every real value carries a bound on its error, so that a comparison can tell "certainly" from "as far as one can see". Nothing here
//! decides anything: it proposes points, and the kernel certifies them.

use super::approx::{Approx, Fun1, UNIT, general_power, power, product, quotient, root, sum};
use hence_kernel::{Kind, Q, Term, Type};
use std::collections::HashMap;

/// How true a formula looks at a point, from worst to best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Truth {
    /// Certainly false, or a part that matters has no value.
    False,
    /// Asks for two numbers to differ that cannot be told apart.
    Unlikely,
    /// Asks for two numbers to agree, or not to be the wrong way round, that cannot be told apart.
    Likely,
    /// Certainly true, up to bugs of floating point.
    True,
}

#[derive(Clone, Copy, Debug)]
enum Op {
    Real(Approx),
    Var(usize),
    Add(usize, usize),
    Sub(usize, usize),
    Mul(usize, usize),
    Div(usize, usize),
    Neg(usize),
    Pow(usize, usize),
    Powi(usize, i32),
    Root(usize, usize),
    Min(usize, usize),
    Max(usize, usize),
    Fun(Fun1, usize),
    Ite(usize, usize, usize),
    Lt(usize, usize),
    Le(usize, usize),
    Eq(usize, usize),
    Int(usize),
    Not(usize),
    And(usize, usize),
    Or(usize, usize),
    Iff(usize, usize),
    Bool(bool),
}

/// What is known of a formula at a point.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Judgement {
    /// How true it looks; none where it has no value.
    pub truth: Option<Truth>,
    /// How far it is from being true: 0 where it is.
    pub off: f64,
    // How far it is from being false.
    on: f64,
}

impl Judgement {
    const NONE: Judgement = Judgement {
        truth: None,
        off: f64::INFINITY,
        on: f64::INFINITY,
    };

    fn not(self) -> Judgement {
        let truth = self.truth.map(|t| match t {
            Truth::False => Truth::True,
            Truth::Unlikely => Truth::Likely,
            Truth::Likely => Truth::Unlikely,
            Truth::True => Truth::False,
        });
        Judgement {
            truth,
            off: self.on,
            on: self.off,
        }
    }

    fn and(self, o: Judgement) -> Judgement {
        let truth = match (self.truth, o.truth) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (Some(Truth::False), _) | (_, Some(Truth::False)) => Some(Truth::False),
            _ => None,
        };
        Judgement {
            truth,
            off: self.off + o.off,
            on: self.on.min(o.on),
        }
    }

    fn or(self, o: Judgement) -> Judgement {
        self.not().and(o.not()).not()
    }

    fn relation(truth: Truth, off: f64, on: f64) -> Judgement {
        Judgement {
            truth: Some(truth),
            off: off.max(0.0),
            on: on.max(0.0),
        }
    }
}

#[derive(Clone, Copy, Debug)]
enum Cell {
    Real(Approx),
    Bool(Judgement),
}

impl Cell {
    fn real(self) -> Approx {
        match self {
            Cell::Real(a) => a,
            Cell::Bool(_) => Approx::NONE,
        }
    }

    fn bool(self) -> Judgement {
        match self {
            Cell::Bool(j) => j,
            Cell::Real(_) => Judgement::NONE,
        }
    }
}

/// Formulas and terms, compiled with sharing.
pub(crate) struct Tape {
    ops: Vec<Op>,
    // Where each formula's value stands; all it needs stands before.
    roots: Vec<usize>,
}

/// Room for the values of a tape, kept between points.
#[derive(Default)]
pub(crate) struct Scratch(Vec<Cell>);

impl Tape {
    /// Compiles formulas or real terms; none where something in them cannot be evaluated.
    pub(crate) fn compile(terms: &[Term], vars: &[Term]) -> Option<Tape> {
        let mut c = Compiler {
            vars,
            ops: Vec::new(),
            seen: HashMap::new(),
        };
        let roots = terms
            .iter()
            .map(|t| c.compile(t))
            .collect::<Option<Vec<_>>>()?;
        Some(Tape { ops: c.ops, roots })
    }

    /// How true all formulas look together, and how far the point is from satisfying them. Stops at the first that is false unless
    /// `thorough`; then `off` is infinite.
    pub(crate) fn judge(&self, at: &[Approx], scratch: &mut Scratch, thorough: bool) -> Judgement {
        let cells = &mut scratch.0;
        cells.clear();
        let mut all = Judgement::relation(Truth::True, 0.0, f64::INFINITY);
        for &root in &self.roots {
            self.fill(root, at, cells);
            all = all.and(cells[root].bool());
            if !thorough && matches!(all.truth, None | Some(Truth::False)) {
                all.off = f64::INFINITY;
                return all;
            }
        }
        all
    }

    /// The value of the `i`-th compiled term; none where it has no value.
    pub(crate) fn value(&self, i: usize, at: &[Approx], scratch: &mut Scratch) -> Option<Approx> {
        let cells = &mut scratch.0;
        cells.clear();
        let root = *self.roots.get(i)?;
        self.fill(root, at, cells);
        let v = cells[root].real();
        (v.x.is_finite() && v.err.is_finite()).then_some(v)
    }

    fn fill(&self, root: usize, at: &[Approx], cells: &mut Vec<Cell>) {
        for i in cells.len()..=root {
            let cell = step(self.ops[i], at, cells);
            cells.push(cell);
        }
    }
}

struct Compiler<'a> {
    vars: &'a [Term],
    ops: Vec<Op>,
    seen: HashMap<Term, usize>,
}

impl Compiler<'_> {
    fn compile(&mut self, t: &Term) -> Option<usize> {
        if let Some(&i) = self.seen.get(t) {
            return Some(i);
        }
        let op = self.op(t)?;
        self.ops.push(op);
        let i = self.ops.len() - 1;
        self.seen.insert(t.clone(), i);
        Some(i)
    }

    fn op(&mut self, t: &Term) -> Option<Op> {
        if let Some(q) = t.as_num() {
            return Some(Op::Real(Approx::of(q)));
        }
        if matches!(t.kind(), Kind::Var(_)) {
            return self.vars.iter().position(|v| v == t).map(Op::Var);
        }
        let (name, args) = t.as_const_app()?;
        if let ("pow", [a, n]) = (name, &args[..])
            && let Some(n) = n.as_num().and_then(Q::to_i64)
            && let Ok(n) = i32::try_from(n)
        {
            return Some(Op::Powi(self.compile(a)?, n));
        }
        let of_reals = args.iter().all(|a| *a.ty() == Type::Real);
        let of_bools = args.iter().all(|a| *a.ty() == Type::Bool);
        if name == "ite" && *t.ty() != Type::Real {
            return None;
        }
        let v = args
            .iter()
            .map(|a| self.compile(a))
            .collect::<Option<Vec<_>>>()?;
        Some(match (name, &v[..]) {
            ("⊤", []) => Op::Bool(true),
            ("⊥", []) => Op::Bool(false),
            ("pi", []) => Op::Real(Approx {
                x: std::f64::consts::PI,
                err: UNIT,
            }),
            ("ite", &[g, a, b]) => Op::Ite(g, a, b),
            ("¬", &[p]) => Op::Not(p),
            ("∧", &[p, q]) => Op::And(p, q),
            ("∨", &[p, q]) => Op::Or(p, q),
            ("⇒", &[p, q]) => {
                self.ops.push(Op::Not(p));
                Op::Or(self.ops.len() - 1, q)
            }
            ("=", &[p, q]) if of_bools => Op::Iff(p, q),
            _ if !of_reals => return None,
            ("=", &[a, b]) => Op::Eq(a, b),
            ("<", &[a, b]) => Op::Lt(a, b),
            ("≤", &[a, b]) => Op::Le(a, b),
            ("Int", &[a]) => Op::Int(a),
            ("+", &[a, b]) => Op::Add(a, b),
            ("-", &[a, b]) => Op::Sub(a, b),
            ("*", &[a, b]) => Op::Mul(a, b),
            ("/", &[a, b]) => Op::Div(a, b),
            ("neg", &[a]) => Op::Neg(a),
            ("inv", &[a]) => Op::Powi(a, -1),
            ("pow", &[a, b]) => Op::Pow(a, b),
            ("root", &[n, a]) => Op::Root(n, a),
            ("min", &[a, b]) => Op::Min(a, b),
            ("max", &[a, b]) => Op::Max(a, b),
            (f, &[a]) => Op::Fun(Fun1::named(f)?, a),
            _ => return None,
        })
    }
}

fn step(op: Op, at: &[Approx], cells: &[Cell]) -> Cell {
    let r = |i: usize| cells[i].real();
    let b = |i: usize| cells[i].bool();
    let compare = |i: usize, j: usize| {
        let (p, q) = (r(i), r(j));
        // How far the right side is above the left one, and how sure that is.
        let gap = q.x - p.x;
        let err = p.err + q.err + UNIT * gap.abs();
        (gap.is_finite() && err.is_finite()).then_some((gap, err))
    };
    match op {
        Op::Real(v) => Cell::Real(v),
        Op::Var(i) => Cell::Real(at.get(i).copied().unwrap_or(Approx::NONE)),
        Op::Add(i, j) => Cell::Real(sum(r(i), r(j), 1.0)),
        Op::Sub(i, j) => Cell::Real(sum(r(i), r(j), -1.0)),
        Op::Mul(i, j) => Cell::Real(product(r(i), r(j))),
        Op::Div(i, j) => Cell::Real(quotient(r(i), r(j))),
        Op::Neg(i) => Cell::Real(Approx {
            x: -r(i).x,
            err: r(i).err,
        }),
        Op::Powi(i, n) => Cell::Real(power(r(i), n)),
        Op::Pow(i, j) => Cell::Real(general_power(r(i), r(j))),
        Op::Root(i, j) => Cell::Real(root(r(i), r(j))),
        Op::Min(i, j) => Cell::Real(Approx {
            x: r(i).x.min(r(j).x),
            err: r(i).err.max(r(j).err),
        }),
        Op::Max(i, j) => Cell::Real(Approx {
            x: r(i).x.max(r(j).x),
            err: r(i).err.max(r(j).err),
        }),
        Op::Fun(f, i) => Cell::Real(if r(i).x.is_nan() {
            Approx::NONE
        } else {
            f.eval(r(i))
        }),
        Op::Ite(g, i, j) => Cell::Real(match b(g).truth {
            None => Approx::NONE,
            Some(t) if t >= Truth::Likely => r(i),
            Some(_) => r(j),
        }),
        Op::Lt(i, j) => Cell::Bool(compare(i, j).map_or(Judgement::NONE, |(gap, err)| {
            let truth = order(gap, err, Truth::Unlikely);
            // At equality it is still a little off.
            Judgement::relation(truth, -gap + f64::MIN_POSITIVE, gap)
        })),
        Op::Le(i, j) => Cell::Bool(compare(i, j).map_or(Judgement::NONE, |(gap, err)| {
            let truth = order(gap, err, Truth::Likely);
            Judgement::relation(truth, -gap, gap + f64::MIN_POSITIVE)
        })),
        Op::Eq(i, j) => Cell::Bool(compare(i, j).map_or(Judgement::NONE, |(gap, err)| {
            let truth = if gap.abs() > err {
                Truth::False
            } else if err == 0.0 {
                Truth::True
            } else {
                Truth::Likely
            };
            let equal = if gap == 0.0 { f64::MIN_POSITIVE } else { 0.0 };
            Judgement::relation(truth, gap.abs(), equal)
        })),
        Op::Int(i) => {
            let a = r(i);
            let off = (a.x - a.x.round()).abs();
            Cell::Bool(if !a.x.is_finite() {
                Judgement::NONE
            } else if off > a.err {
                Judgement::relation(Truth::False, off, 0.0)
            } else {
                let truth = if a.err == 0.0 {
                    Truth::True
                } else {
                    Truth::Likely
                };
                Judgement::relation(truth, 0.0, 0.5)
            })
        }
        Op::Not(p) => Cell::Bool(b(p).not()),
        Op::And(p, q) => Cell::Bool(b(p).and(b(q))),
        Op::Or(p, q) => Cell::Bool(b(p).or(b(q))),
        Op::Iff(p, q) => {
            let (p, q) = (b(p), b(q));
            Cell::Bool(p.and(q).or(p.not().and(q.not())))
        }
        Op::Bool(true) => Cell::Bool(Judgement::relation(Truth::True, 0.0, f64::INFINITY)),
        Op::Bool(false) => Cell::Bool(Judgement::relation(Truth::False, f64::INFINITY, 0.0)),
    }
}

fn order(gap: f64, err: f64, unclear: Truth) -> Truth {
    if gap > err {
        Truth::True
    } else if gap < -err {
        Truth::False
    } else if err == 0.0 {
        // Exactly equal.
        if unclear == Truth::Likely {
            Truth::True
        } else {
            Truth::False
        }
    } else {
        unclear
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hence_kernel::syntax::*;

    fn judge(p: &Term, vars: &[Term], at: &[f64]) -> Option<Truth> {
        let tape = Tape::compile(std::slice::from_ref(p), vars).unwrap();
        let at: Vec<_> = at.iter().map(|&x| Approx { x, err: 0.0 }).collect();
        tape.judge(&at, &mut Scratch::default(), true).truth
    }

    #[test]
    fn truth_comes_in_grades() {
        let x = Term::real_var("x");
        let one = Term::int(1);
        let vars = [x.clone()];
        let below = lt(&x, &one).unwrap();
        assert_eq!(judge(&below, &vars, &[0.0]), Some(Truth::True));
        assert_eq!(judge(&below, &vars, &[1.0]), Some(Truth::False));
        let s = constant("sin").unwrap();
        let c = constant("cos").unwrap();
        let sq = |f: &Term| pow(&Term::app(f, &x).unwrap(), &Term::int(2)).unwrap();
        let unit = eq(&add(&sq(&s), &sq(&c)).unwrap(), &one).unwrap();
        assert_eq!(judge(&unit, &vars, &[0.7]), Some(Truth::Likely));
        assert_eq!(
            judge(&not(&unit).unwrap(), &vars, &[0.7]),
            Some(Truth::Unlikely)
        );
    }

    #[test]
    fn what_has_no_value_is_not_true_and_neither_is_its_negation() {
        let x = Term::real_var("x");
        let vars = [x.clone()];
        let p = lt(&log(&x).unwrap(), &Term::int(1)).unwrap();
        assert_eq!(judge(&p, &vars, &[-1.0]), None);
        assert_eq!(judge(&not(&p).unwrap(), &vars, &[-1.0]), None);
        let q = eq(&div(&x, &x).unwrap(), &Term::int(1)).unwrap();
        assert_eq!(judge(&q, &vars, &[0.0]), None);
    }

    #[test]
    fn small_fractions_are_compared_exactly() {
        let x = Term::real_var("x");
        let lhs = mul(&x, &sub(&Term::int(1), &x).unwrap()).unwrap();
        let p = lt(&lhs, &Term::num(Q::ratio(1, 4).unwrap())).unwrap();
        assert_eq!(
            judge(&not(&p).unwrap(), std::slice::from_ref(&x), &[0.5]),
            Some(Truth::True)
        );
    }

    #[test]
    fn binders_and_unknown_functions_are_refused() {
        let x = Term::real_var("x");
        let f = Term::var("f", Type::fun(Type::Real, Type::Real));
        let vars = [x.clone()];
        let fx = Term::app(&f, &x).unwrap();
        assert!(Tape::compile(&[eq(&fx, &x).unwrap()], &vars).is_none());
        let all = forall(&x, &eq(&x, &x).unwrap()).unwrap();
        assert!(Tape::compile(&[all], &vars).is_none());
        let d = deriv(&Term::lam(&x, &x).unwrap(), &x).unwrap();
        assert!(Tape::compile(&[eq(&d, &x).unwrap()], &vars).is_none());
    }
}
