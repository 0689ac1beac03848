//! Branch and bound: a box is cut until on each part the claim can be seen, or a hypothesis excludes the part.
//!
//! The cuts are found in floating point; each part is then proved by an enclosure of the kernel, or by the mean value theorem from
//! enclosures of the partial derivatives, and the parts are joined by cases.

use super::kit::{chain, compare, condition_on, for_all_between, short, short_below, sign_on};
use super::region::{Range, split};
use super::slope::{self, Slope};
use super::span::Span;
use super::tape::Tape;
use crate::logic;
use crate::prove::allowance::Fuel;
use crate::prove::context::{Context, Sign};
use hence_kernel::{Bounds, Q, Term, Theorem, syntax};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

// What an evaluated operation costs.
const OPERATION: u64 = 100;

/// Pays for so many operations.
pub(super) fn pay(fuel: &Fuel, operations: usize) -> Option<()> {
    fuel.afford(operations as u64 * OPERATION)
}

/// A hypothesis `0 < t`, `0 ≤ t` or `t = 0` (as `⊢ t = 0`) that may exclude parts of the box.
pub(super) struct Limit {
    pub term: Term,
    pub sign: Option<Sign>,
    pub theorem: Theorem,
    tape: Tape,
}

/// A claim `0 < t` or `0 ≤ t` on a box.
pub(super) struct Cover<'a, 'b> {
    c: &'a Context<'b>,
    term: Term,
    strict: bool,
    vars: Vec<Term>,
    tape: Tape,
    limits: Vec<Limit>,
    slopes: RefCell<HashMap<usize, Option<Rc<Slope>>>>,
    fuel: &'a Fuel,
    leaves: Cell<usize>,
}

#[derive(Clone)]
struct Side {
    lo: Q,
    hi: Q,
    span: Span,
}

enum Tree {
    Plain,
    // For each variable in this order: whether its lower end is the corner.
    Corner(Vec<(usize, bool)>),
    Outside(usize),
    Split {
        var: usize,
        at: Q,
        low: Box<Tree>,
        high: Box<Tree>,
    },
}

enum Seen {
    Found(Tree),
    // A point where the claim fails, for all that floating point can tell.
    Wrong,
    Spent,
}

impl<'a, 'b> Cover<'a, 'b> {
    pub(super) fn new(
        c: &'a Context<'b>,
        term: &Term,
        strict: bool,
        vars: &[Term],
        limits: Vec<(Term, Option<Sign>, Theorem)>,
        fuel: &'a Fuel,
    ) -> Option<Self> {
        let limits = limits
            .into_iter()
            .filter_map(|(term, sign, theorem)| {
                Some(Limit {
                    tape: Tape::compile(&term, vars)?,
                    term,
                    sign,
                    theorem,
                })
            })
            .collect();
        Some(Cover {
            c,
            term: term.clone(),
            strict,
            vars: vars.to_vec(),
            tape: Tape::compile(term, vars)?,
            limits,
            slopes: RefCell::default(),
            fuel,
            leaves: Cell::new(0),
        })
    }

    /// `⊢ 0 < t` or `⊢ 0 ≤ t` where the variables lie in their ranges, which must be bounded.
    pub(super) fn prove(&self, ranges: &[Range], leaves: usize) -> Option<Theorem> {
        let mut sides = Vec::new();
        let mut ends = Vec::new();
        for r in ranges {
            let ((lo, below), (hi, above)) = (r.lower_bound(self.c)?, r.upper_bound(self.c)?);
            let span = r.span();
            if !span.is_finite() || lo > hi {
                return None;
            }
            sides.push(Side { lo, hi, span });
            ends.push(below);
            ends.push(above);
        }
        self.leaves.set(leaves);
        let Seen::Found(tree) = self.search(&sides, 0) else {
            return None;
        };
        let th = self.certify(&tree, &sides)?;
        logic::cut_all(&th, &ends).ok()
    }

    fn search(&self, sides: &[Side], depth: u32) -> Seen {
        let at: Vec<Span> = sides.iter().map(|s| s.span).collect();
        if pay(self.fuel, self.tape.len() * (1 + at.len())).is_none() {
            return Seen::Spent;
        }
        let good = |lo: f64| if self.strict { lo > 0.0 } else { lo >= 0.0 };
        let whole = self.tape.gradient(&at);
        if let Some((v, _)) = &whole
            && good(v.lo)
        {
            return self.leaf(Tree::Plain);
        }
        for (i, l) in self.limits.iter().enumerate() {
            if pay(self.fuel, l.tape.len()).is_none() {
                return Seen::Spent;
            }
            let Some(v) = l.tape.value(&at) else { continue };
            let excluded = match l.sign {
                Some(Sign::Pos) => v.hi <= 0.0,
                Some(_) => v.hi < 0.0,
                None => !v.has_zero(),
            };
            if excluded {
                return self.leaf(Tree::Outside(i));
            }
        }
        let gradient = whole.map(|(_, g)| g);
        if let Some(g) = &gradient
            && let Some(corner) = self.corner(&at, g)
        {
            return self.leaf(Tree::Corner(corner));
        }
        // The middle shows whether it can hold at all.
        let middle: Vec<Span> = at.iter().map(|s| Span::point(s.middle())).collect();
        if let Some(v) = self.tape.value(&middle)
            && (v.hi < 0.0 || (self.strict && v.hi <= 0.0))
            && self.inside(&middle)
        {
            return Seen::Wrong;
        }
        if depth > 14 + 8 * at.len() as u32 || self.leaves.get() < 2 {
            return Seen::Spent;
        }
        // Where the value changes most.
        let mut best: Option<(f64, usize)> = None;
        for (i, s) in at.iter().enumerate() {
            let w = s.width();
            if w <= 1e-9 * (1.0 + s.size()) {
                continue;
            }
            let slope = gradient
                .as_ref()
                .and_then(|g| g[i])
                .map_or(1e3, |g| g.size().clamp(1e-9, 1e3));
            let score = w * slope;
            if best.is_none_or(|(b, _)| score > b) {
                best = Some((score, i));
            }
        }
        let Some((_, var)) = best else {
            return Seen::Spent;
        };
        let s = &sides[var];
        let Some(at) = short(s.span.middle(), s.span.width()) else {
            return Seen::Spent;
        };
        if at <= s.lo || at >= s.hi {
            return Seen::Spent;
        }
        let m = at.to_f64();
        let (mut low, mut high) = (sides.to_vec(), sides.to_vec());
        low[var].hi = at.clone();
        low[var].span.hi = m;
        high[var].lo = at.clone();
        high[var].span.lo = m;
        self.leaves.set(self.leaves.get() - 1);
        let low = match self.search(&low, depth + 1) {
            Seen::Found(t) => t,
            other => return other,
        };
        match self.search(&high, depth + 1) {
            Seen::Found(high) => Seen::Found(Tree::Split {
                var,
                at,
                low: Box::new(low),
                high: Box::new(high),
            }),
            other => other,
        }
    }

    fn leaf(&self, t: Tree) -> Seen {
        Seen::Found(t)
    }

    fn inside(&self, at: &[Span]) -> bool {
        self.limits.iter().all(|l| {
            l.tape.value(at).is_some_and(|v| match l.sign {
                Some(Sign::Pos) => v.lo > 0.0,
                Some(_) => v.lo >= 0.0,
                None => false,
            })
        })
    }

    // The corner from which the mean value theorem shows the claim.
    fn corner(&self, at: &[Span], gradient: &[Option<Span>]) -> Option<Vec<(usize, bool)>> {
        let mut loss = 0.0;
        let mut corner: Vec<Span> = at.to_vec();
        let mut order = Vec::new();
        for (i, g) in gradient.iter().enumerate() {
            let g = (*g)?;
            if g == Span::ZERO {
                corner[i] = Span::point(at[i].lo);
                continue;
            }
            let w = at[i].width();
            let (from_low, from_high) = (g.lo.min(0.0) * w, -g.hi.max(0.0) * w);
            let low = from_low >= from_high;
            loss += if low { from_low } else { from_high };
            corner[i] = Span::point(if low { at[i].lo } else { at[i].hi });
            order.push((i, low));
        }
        if !loss.is_finite() {
            return None;
        }
        let v = self.tape.value(&corner)?;
        let total = v.lo + loss - 1e-12 * (v.size() + loss.abs());
        (total > 0.0).then_some(order)
    }

    fn bounds(&self, sides: &[Side]) -> Vec<Bounds> {
        self.vars
            .iter()
            .zip(sides)
            .map(|(v, s)| Bounds {
                var: v.clone(),
                lo: s.lo.clone(),
                hi: s.hi.clone(),
            })
            .collect()
    }

    fn certify(&self, tree: &Tree, sides: &[Side]) -> Option<Theorem> {
        let bounds = self.bounds(sides);
        let wanted = if self.strict { Sign::Pos } else { Sign::NonNeg };
        match tree {
            Tree::Plain => sign_on(self.c, &self.term, wanted, &bounds),
            Tree::Outside(i) => self.excluded(&self.limits[*i], &bounds),
            Tree::Corner(order) => self.at_corner(order, sides),
            Tree::Split { var, at, low, high } => {
                let (mut l, mut h) = (sides.to_vec(), sides.to_vec());
                l[*var].hi = at.clone();
                h[*var].lo = at.clone();
                let low = self.certify(low, &l)?;
                let high = self.certify(high, &h)?;
                let m = Term::num(at.clone());
                let (either, ..) = split(self.c, &self.vars[*var], &m)?;
                logic::disj_cases(&either, &low, &high).ok()
            }
        }
    }

    fn goal(&self) -> Option<Term> {
        let zero = Term::int(0);
        if self.strict {
            syntax::lt(&zero, &self.term).ok()
        } else {
            syntax::le(&zero, &self.term).ok()
        }
    }

    fn excluded(&self, l: &Limit, bounds: &[Bounds]) -> Option<Theorem> {
        let zero = Term::int(0);
        let c = self.c;
        let absurd = match l.sign {
            Some(Sign::Pos) => {
                let th = sign_on(c, &l.term, Sign::NonPos, bounds)?;
                chain(c, &l.theorem, &th)?
            }
            Some(_) => {
                let th = sign_on(c, &l.term, Sign::Neg, bounds)?;
                chain(c, &l.theorem, &th)?
            }
            None => {
                let th = sign_on(c, &l.term, Sign::NonZero, bounds)?;
                let bottom = logic::not_elim(&th, &l.theorem).ok()?;
                return logic::contradiction(&bottom, &self.goal()?).ok();
            }
        };
        let irreflexive = c.fact("lt_irrefl", &[("a", &zero)], &[])?;
        let bottom = logic::not_elim(&irreflexive, &absurd).ok()?;
        logic::contradiction(&bottom, &self.goal()?).ok()
    }

    fn slope(&self, i: usize) -> Option<Rc<Slope>> {
        if let Some(s) = self.slopes.borrow().get(&i) {
            return s.clone();
        }
        let s = slope::of(&self.term, &self.vars[i], self.c).map(Rc::new);
        self.slopes.borrow_mut().insert(i, s.clone());
        s
    }

    // One variable after another is moved to its end in the corner.
    fn at_corner(&self, order: &[(usize, bool)], sides: &[Side]) -> Option<Theorem> {
        let c = self.c;
        let mut bounds = self.bounds(sides);
        let mut moved: Vec<(Term, Term)> = Vec::new();
        let mut rest = self.term.clone();
        // ⊢ gain ≤ term − rest
        let mut gained: Option<(Term, Theorem)> = None;
        for &(i, low) in order {
            let x = &self.vars[i];
            let s = self.slope(i)?;
            let th = s.theorem.inst(&moved).ok()?;
            let g = s.value.subst(&moved).ok()?;
            let (lo, hi) = (sides[i].lo.clone(), sides[i].hi.clone());
            let (end_q, other) = if low { (lo, hi) } else { (hi, lo) };
            let end = Term::num(end_q);
            let used: Vec<Bounds> = bounds
                .iter()
                .filter(|b| g.has_free(&b.var))
                .cloned()
                .collect();
            // The slope bounded by a short number.
            let (lower, upper) = Theorem::enclose(&g, &used, 64).ok()?;
            let (m, limit) = if low {
                let q = lower.conclusion().as_binary("≤")?.0.as_num()?.clone();
                let m = short_below(&q)?;
                let m = if m.is_positive() { Q::zero() } else { m };
                (m.clone(), chain(c, &compare(false, &m, &q)?, &lower)?)
            } else {
                let q = upper.conclusion().as_binary("≤")?.1.as_num()?.clone();
                let m = -short_below(&-q.clone())?;
                let m = if m.is_negative() { Q::zero() } else { m };
                (m.clone(), chain(c, &upper, &compare(false, &q, &m)?)?)
            };
            let mut smooth = th;
            for p in smooth.hypotheses().to_vec() {
                smooth = smooth.cut(&condition_on(c, &p, &bounds)?).ok()?;
            }
            let mt = Term::num(m);
            let avoid: Vec<&Term> = self.vars.iter().chain([&rest]).collect();
            let t = Term::fresh("t", hence_kernel::Type::Real, &avoid);
            let (a, b) = if low { (&end, x) } else { (x, &end) };
            let far = Term::num(other);
            let more = if low {
                vec![Theorem::assume(&syntax::le(x, &far).ok()?).ok()?]
            } else {
                vec![Theorem::assume(&syntax::le(&far, x).ok()?).ok()?]
            };
            let (al, bl) = (syntax::le(a, &t).ok()?, syntax::le(&t, b).ok()?);
            let everywhere = for_all_between(c, &smooth, x, &t, &al, &bl, &more)?;
            let (al, bl) = (syntax::lt(a, &t).ok()?, syntax::lt(&t, b).ok()?);
            let limited = for_all_between(c, &limit, x, &t, &al, &bl, &more)?;
            let f = Term::lam(x, &rest).ok()?;
            let gl = Term::lam(x, &g).ok()?;
            let in_order = Theorem::assume(&syntax::le(a, b).ok()?).ok()?;
            let name = if low {
                "mean_value_ge"
            } else {
                "mean_value_le"
            };
            let th = c.fact(
                name,
                &[("a", a), ("b", b), ("f", &f), ("g", &gl), ("m", &mt)],
                &[&in_order, &everywhere, &limited],
            )?;
            let next = rest.subst(&[(x.clone(), end.clone())]).ok()?;
            // As m·(x − l) ≤ rest − next, or −(m·(u − x)) ≤ rest − next.
            let way = syntax::mul(&mt, &syntax::sub(b, a).ok()?).ok()?;
            let (gain, th) = if low {
                (way, th)
            } else {
                let rise = syntax::sub(&next, &rest).ok()?;
                let th = c.fact("neg_le_neg", &[("a", &rise), ("b", &way)], &[&th])?;
                (syntax::neg(&way).ok()?, flip(c, &th, &next, &rest)?)
            };
            gained = Some(match gained {
                None => (gain, th),
                Some((before, so_far)) => joined(c, &before, &so_far, &gain, &th)?,
            });
            moved.push((x.clone(), end));
            bounds.retain(|b| b.var != *x);
            rest = next;
        }
        let bounds = self.bounds(sides);
        let Some((gain, th)) = gained else {
            let wanted = if self.strict { Sign::Pos } else { Sign::NonNeg };
            return sign_on(c, &self.term, wanted, &bounds);
        };
        let least = syntax::add(&rest, &gain).ok()?;
        let positive = sign_on(c, &least, Sign::Pos, &bounds)?;
        let whole = remains(c, &self.term, &rest, &gain)?;
        let th = whole.cut(&th).ok()?.cut(&positive).ok()?;
        if self.strict {
            return Some(th);
        }
        c.fact(
            "le_of_lt",
            &[("a", &Term::int(0)), ("b", &self.term)],
            &[&th],
        )
    }
}

fn names() -> [Term; 5] {
    ["p", "q", "r", "s", "t"].map(Term::real_var)
}

// {-w ≤ -(q − p)} as {-w ≤ p − q}
fn flip(c: &Context, th: &Theorem, q: &Term, p: &Term) -> Option<Theorem> {
    let (_, right) = th.conclusion().as_binary("≤")?;
    let [np, nq, ..] = names();
    let from = syntax::neg(&syntax::sub(&nq, &np).ok()?).ok()?;
    let to = syntax::sub(&np, &nq).ok()?;
    let equal = Theorem::ring(&from, &to, &[]).ok()?;
    let equal = equal.inst(&[(np, p.clone()), (nq, q.clone())]).ok()?;
    let to = equal.equation().ok()?.1.clone();
    let last = c.fact("le_of_eq", &[("a", right), ("b", &to)], &[&equal])?;
    chain(c, th, &last)
}

// From a ≤ p − q and b ≤ q − r: a + b ≤ p − r.
fn joined(
    c: &Context,
    a: &Term,
    first: &Theorem,
    b: &Term,
    second: &Theorem,
) -> Option<(Term, Theorem)> {
    let (p, q) = first.conclusion().as_binary("≤")?.1.as_binary("-")?;
    let (q2, r) = second.conclusion().as_binary("≤")?.1.as_binary("-")?;
    if q != q2 {
        return None;
    }
    let (pq, qr) = (syntax::sub(p, q).ok()?, syntax::sub(q, r).ok()?);
    let sum = c.fact(
        "add_le_add",
        &[("a", a), ("b", &pq), ("c", b), ("d", &qr)],
        &[first, second],
    )?;
    let [np, nq, nr, ..] = names();
    let from = syntax::add(&syntax::sub(&np, &nq).ok()?, &syntax::sub(&nq, &nr).ok()?).ok()?;
    let to = syntax::sub(&np, &nr).ok()?;
    let equal = Theorem::ring(&from, &to, &[])
        .ok()?
        .inst(&[(np, p.clone()), (nq, q.clone()), (nr, r.clone())])
        .ok()?;
    let (l, t) = equal.equation().ok()?;
    let last = c.fact("le_of_eq", &[("a", l), ("b", t)], &[&equal])?;
    Some((syntax::add(a, b).ok()?, chain(c, &sum, &last)?))
}

// {gain ≤ p − q, 0 < q + gain} ⊢ 0 < p
fn remains(c: &Context, p: &Term, q: &Term, gain: &Term) -> Option<Theorem> {
    let [np, nq, ng, ..] = names();
    let zero = Term::int(0);
    let diff = syntax::sub(&np, &nq).ok()?;
    let sum = syntax::add(&nq, &ng).ok()?;
    let first = Theorem::assume(&syntax::le(&ng, &diff).ok()?).ok()?;
    let second = Theorem::assume(&syntax::lt(&zero, &sum).ok()?).ok()?;
    let spare = syntax::sub(&diff, &ng).ok()?;
    let nonneg = c.fact("sub_nonneg", &[("a", &diff), ("b", &ng)], &[&first])?;
    let total = syntax::add(&sum, &spare).ok()?;
    let th = c.fact(
        "add_pos_nonneg",
        &[("a", &sum), ("b", &spare)],
        &[&second, &nonneg],
    )?;
    let equal = Theorem::ring(&total, &np, &[]).ok()?;
    let last = c.fact("le_of_eq", &[("a", &total), ("b", &np)], &[&equal])?;
    chain(c, &th, &last)?
        .inst(&[(np, p.clone()), (nq, q.clone()), (ng, gain.clone())])
        .ok()
}
