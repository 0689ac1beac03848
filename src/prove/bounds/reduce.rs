//! Several variables: one is moved to a bound of its range, which may speak of the others, where the slope in it does not change sign.

use super::cover::pay;
use super::kit::{chain, for_all_between, moved, negated, vanishing, weak};
use super::region::Range;
use super::slope;
use super::span::Span;
use super::tape::Tape;
use crate::prove::allowance::Fuel;
use crate::prove::closure;
use crate::prove::context::is_variable;
use crate::prove::context::{Context, Sign, along};
use crate::prove::order;
use hence_kernel::poly::{Mono, Poly};
use hence_kernel::{Q, Term, Theorem, Type, syntax};

// How many variables may go one after the other.
const MAX_DEPTH: u32 = 3;
const POINTS: usize = 400;
const ENOUGH: usize = 40;

// A bound of a variable: ⊢ term < x, ⊢ term ≤ x, or the other way round.
struct Edge {
    term: Term,
    strict: bool,
    theorem: Theorem,
}

/// `⊢ 0 < f` or `⊢ 0 ≤ f`, the variables but one moved away.
pub(super) fn prove(
    f: &Term,
    strict: bool,
    ranges: &[Range],
    c: &Context,
    fuel: &Fuel,
    depth: u32,
) -> Option<Theorem> {
    if depth >= MAX_DEPTH || f.size() > 300 {
        return None;
    }
    let vars: Vec<Term> = ranges.iter().map(|r| r.var.clone()).collect();
    let points = feasible(ranges, &vars, c, fuel)?;
    let tape = Tape::compile(f, &vars)?;
    pay(fuel, tape.len() * points.len())?;
    if points
        .iter()
        .any(|p| tape.value(p).is_some_and(|v| v.hi < 0.0))
    {
        return None;
    }
    for x in &vars {
        let Some(s) = slope::of(f, x, c) else {
            continue;
        };
        let Some(slopes) = Tape::compile(&s.value, &vars) else {
            continue;
        };
        pay(fuel, slopes.len() * points.len())?;
        let seen: Vec<Span> = points.iter().filter_map(|p| slopes.value(p)).collect();
        if seen.len() < 5 {
            continue;
        }
        let up = seen.iter().all(|v| v.hi >= 0.0);
        let down = seen.iter().all(|v| v.lo <= 0.0);
        if up == down {
            continue;
        }
        for e in edges(x, up, c) {
            let question = Move {
                f,
                strict,
                x,
                slope: &s,
                edge: &e,
                up,
                c,
                fuel,
                depth,
            };
            if let Some(th) = question.prove() {
                return Some(th);
            }
        }
    }
    None
}

struct Move<'a, 'b> {
    f: &'a Term,
    strict: bool,
    x: &'a Term,
    slope: &'a slope::Slope,
    edge: &'a Edge,
    up: bool,
    c: &'a Context<'b>,
    fuel: &'a Fuel,
    depth: u32,
}

impl Move<'_, '_> {
    fn prove(&self) -> Option<Theorem> {
        let c = self.c;
        let (x, e) = (self.x, &self.edge.term);
        let others: Vec<Theorem> = c
            .facts
            .iter()
            .filter(|f| !f.conclusion().has_free(x))
            .cloned()
            .collect();
        // The value at the bound.
        let at = self.f.subst(&[(x.clone(), e.clone())]).ok()?;
        let base = c.modest(self.known_of(e, &others));
        let (start, sharp) = self.start(&at, &base)?;
        // The slope between the bound and x.
        let far = edges(x, !self.up, c);
        let more: Vec<Theorem> = far.iter().map(|o| o.theorem.clone()).collect();
        let between = |strict: bool| -> Option<Context<'_>> {
            let (a, b) = if self.up { (e, x) } else { (x, e) };
            let p = if strict {
                syntax::lt(a, b)
            } else {
                syntax::le(a, b)
            };
            let assumed = Theorem::assume(&p.ok()?).ok()?;
            let bounds = far
                .iter()
                .filter_map(|o| Theorem::assume(o.theorem.conclusion()).ok());
            let facts = others.iter().cloned().chain([assumed]).chain(bounds);
            Some(c.modest(facts))
        };
        let (open, closed) = (between(true)?, between(false)?);
        let mut smooth = self.slope.theorem.clone();
        for p in smooth.hypotheses().to_vec() {
            smooth = smooth.cut(&closure::prove(&p, &closed, 4)?).ok()?;
        }
        let sign = self.slope_sign(sharp, &open)?;
        let avoid: Vec<&Term> = c
            .facts
            .iter()
            .map(Theorem::conclusion)
            .chain([self.f, &self.slope.value])
            .collect();
        let t = Term::fresh("t", Type::Real, &avoid);
        let (a, b) = if self.up { (e, x) } else { (x, e) };
        let (l, h) = (syntax::le(a, &t).ok()?, syntax::le(&t, b).ok()?);
        let everywhere = for_all_between(c, &smooth, x, &t, &l, &h, &more)?;
        let (l, h) = (syntax::lt(a, &t).ok()?, syntax::lt(&t, b).ok()?);
        let signed = for_all_between(c, &sign, x, &t, &l, &h, &more)?;
        let fl = Term::lam(x, self.f).ok()?;
        let gl = Term::lam(x, &self.slope.value).ok()?;
        let order = if sharp {
            self.edge.theorem.clone()
        } else {
            weak(c, &self.edge.theorem)?
        };
        let name = match (self.up, sharp) {
            (true, true) => "lt_of_deriv_pos",
            (true, false) => "le_of_deriv_nonneg",
            (false, true) => "lt_of_deriv_neg",
            (false, false) => "le_of_deriv_nonpos",
        };
        let th = c.fact(
            name,
            &[("a", a), ("b", b), ("f", &fl), ("g", &gl)],
            &[&order, &everywhere, &signed],
        )?;
        chain(c, &start, &th)
    }

    // What is known where x is at its bound: the other facts, and that the bound respects the bounds on the other side.
    fn known_of(&self, e: &Term, others: &[Theorem]) -> Vec<Theorem> {
        let mut out = others.to_vec();
        if e.has_vars() {
            for o in edges(self.x, !self.up, self.c) {
                let (first, second) = if self.up {
                    (&self.edge.theorem, &o.theorem)
                } else {
                    (&o.theorem, &self.edge.theorem)
                };
                out.extend(chain(self.c, first, second));
            }
        }
        out
    }

    // The value at the bound: ⊢ 0 < or ⊢ 0 ≤, and whether the slope has to be strict.
    fn start(&self, at: &Term, base: &Context) -> Option<(Theorem, bool)> {
        if self.strict {
            if let Some(th) = decide(at, true, base, self.fuel, self.depth + 1) {
                return Some((th, false));
            }
            if !self.edge.strict {
                return None;
            }
        }
        let th =
            vanishing(base, at).or_else(|| decide(at, false, base, self.fuel, self.depth + 1))?;
        Some((th, self.strict))
    }

    fn slope_sign(&self, sharp: bool, open: &Context) -> Option<Theorem> {
        let g = &self.slope.value;
        if self.up {
            return decide(g, sharp, open, self.fuel, self.depth + 1);
        }
        let minus = negated(open, g)?;
        let th = decide(&minus, sharp, open, self.fuel, self.depth + 1)?;
        let (name, down) = if sharp {
            ("neg_neg", Sign::Neg)
        } else {
            ("neg_nonpos", Sign::NonPos)
        };
        let th = self.c.fact(name, &[("a", &minus)], &[&th])?;
        moved(down, g, &syntax::neg(&minus).ok()?, &th)
    }
}

// By structure, without denominators, or as a question of its own.
fn decide(f: &Term, strict: bool, c: &Context, fuel: &Fuel, depth: u32) -> Option<Theorem> {
    let known = |t: &Term| {
        if strict {
            c.positive(t)
        } else {
            c.nonnegative(t)
        }
    };
    if let Some(th) = known(f) {
        return Some(th);
    }
    if let Some((n, factor)) = order::cleared(f, c)
        && n.size() < 300
        && let Some((by, positive, equal)) = factor
    {
        let th = known(&n).or_else(|| {
            let zero = Term::int(0);
            let goal = if strict {
                syntax::lt(&zero, &n)
            } else {
                syntax::le(&zero, &n)
            };
            order::polynomial(&goal.ok()?, c)
        });
        let th = th.or_else(|| super::sign(&n, strict, c, fuel, depth))?;
        return super::isolate::divided(c, f, (&by, &positive), &equal, &th, strict);
    }
    super::sign(f, strict, c, fuel, depth)
}

// The bounds of a variable on one side, by terms in which it does not occur.
fn edges(x: &Term, lower: bool, c: &Context) -> Vec<Edge> {
    let mut out: Vec<Edge> = Vec::new();
    for k in &c.known {
        if let Some(e) = edge(x, lower, k, c)
            && !out.iter().any(|o| o.term == e.term && o.strict == e.strict)
        {
            out.push(e);
        }
    }
    // Bounds that speak of other variables first: they are the closer ones where both hold.
    out.sort_by_key(|e| !e.term.has_vars());
    out
}

fn edge(x: &Term, lower: bool, k: &crate::prove::context::Known, c: &Context) -> Option<Edge> {
    if !matches!(k.sign, Sign::Pos | Sign::NonNeg) {
        return None;
    }
    let atom = c.algebra.borrow_mut().atom(x);
    let alone = Mono(vec![(atom, 1)]);
    let slope = k.poly.0.get(&alone)?.clone();
    if slope.is_positive() != lower || !slope.abs().is_one() {
        return None;
    }
    let rest = Poly(
        k.poly
            .0
            .iter()
            .filter(|(m, _)| **m != alone)
            .map(|(m, q)| (m.clone(), q.clone()))
            .collect(),
    );
    let scale = if lower { Q::int(-1) } else { Q::one() };
    let term = c.algebra.borrow().term(&rest.scale(&scale))?;
    if term.has_free(x) || term.free_vars().iter().any(|v| !is_variable(v)) {
        return None;
    }
    let (a, b) = if lower { (x, &term) } else { (&term, x) };
    let gap = syntax::sub(a, b).ok()?;
    let th = if gap == k.term {
        k.theorem.clone()
    } else {
        along(k.sign, &Theorem::ring(&gap, &k.term, &[]).ok()?, &k.theorem)?
    };
    let strict = k.sign == Sign::Pos;
    let name = if strict {
        "of_sub_pos"
    } else {
        "of_sub_nonneg"
    };
    let theorem = c.fact(name, &[("a", a), ("b", b)], &[&th])?;
    Some(Edge {
        term,
        strict,
        theorem,
    })
}

// Points of the region, by a fixed sequence.
fn feasible(ranges: &[Range], vars: &[Term], c: &Context, fuel: &Fuel) -> Option<Vec<Vec<Span>>> {
    let limits: Vec<(Tape, bool)> = c
        .known
        .iter()
        .filter(|k| matches!(k.sign, Sign::Pos | Sign::NonNeg))
        .filter_map(|k| Some((Tape::compile(&k.term, vars)?, k.sign == Sign::Pos)))
        .collect();
    let cost: usize = limits.iter().map(|(t, _)| t.len()).sum();
    let spans: Vec<Span> = ranges.iter().map(Range::span).collect();
    let mut seed: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut next = || {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (seed >> 11) as f64 / (1_u64 << 53) as f64
    };
    let mut out = Vec::new();
    for _ in 0..POINTS {
        pay(fuel, cost)?;
        let p: Vec<Span> = spans
            .iter()
            .map(|s| {
                let (r, far) = (next(), (next() * 8.0 - 4.0).exp2());
                Span::point(match (s.lo.is_finite(), s.hi.is_finite()) {
                    (true, true) => s.lo + r * s.width(),
                    (true, false) => s.lo + r * far,
                    (false, true) => s.hi - r * far,
                    (false, false) => (r - 0.5) * 2.0 * far,
                })
            })
            .collect();
        let holds = limits.iter().all(|(t, strict)| {
            t.value(&p)
                .is_some_and(|v| if *strict { v.lo > 0.0 } else { v.lo >= 0.0 })
        });
        if holds {
            out.push(p);
            if out.len() >= ENOUGH {
                break;
            }
        }
    }
    (out.len() >= 5).then_some(out)
}
