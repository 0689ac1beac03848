//! Claims about one variable by the signs of derivatives.
//!
//! Where a function does not fall and starts above zero it stays there; whether it falls is a question of the same kind about its
//! derivative. The line is cut where floating point sees the derivative change its sign.

use super::cover::{Cover, pay};
use super::fraction;
use super::isolate::divided;
use super::kit::{
    chain, condition_on, for_all_between, moved, negated, short, sign_on, vanishing, weak,
};
use super::region::{End, Range, split};
use super::slope::{self, Slope};
use super::span::Span;
use super::tape::Tape;
use crate::logic;
use crate::prove::allowance::Fuel;
use crate::prove::closure;
use crate::prove::context::{Context, Sign, is_variable};
use crate::prove::order;
use hence_kernel::poly::{Mono, Poly};
use hence_kernel::{Bounds, Q, Term, Theorem, Type, syntax};
use std::cell::Cell;

/// An end of a piece of the line: a closed term.
#[derive(Clone)]
pub(super) struct Edge {
    pub term: Term,
    pub strict: bool,
    pub lo: Q,
    pub hi: Q,
}

impl Edge {
    fn number(q: Q, strict: bool) -> Edge {
        Edge {
            term: Term::num(q.clone()),
            strict,
            lo: q.clone(),
            hi: q,
        }
    }

    fn approx(&self) -> f64 {
        self.lo.to_f64() / 2.0 + self.hi.to_f64() / 2.0
    }
}

/// A piece of the line.
#[derive(Clone)]
pub(super) struct Piece {
    pub lo: Option<Edge>,
    pub hi: Option<Edge>,
}

/// The engine for one variable.
pub(super) struct Rise<'a, 'b> {
    pub c: &'a Context<'b>,
    pub x: Term,
    pub fuel: &'a Fuel,
    pub steps: Cell<u32>,
}

const MAX_DEPTH: u32 = 16;
const NEAR: f64 = 1e-9;
const ROUNDING: f64 = 1e-12;

struct Look {
    at: f64,
    value: Span,
}

impl Rise<'_, '_> {
    /// `⊢ 0 < f` or `⊢ 0 ≤ f` from the hypotheses that describe the piece.
    pub(super) fn prove(
        &self,
        f: &Term,
        strict: bool,
        piece: &Piece,
        depth: u32,
    ) -> Option<Theorem> {
        if depth > MAX_DEPTH || self.steps.get() == 0 || f.size() > 1_500 {
            return None;
        }
        self.steps.set(self.steps.get() - 1);
        let wanted = if strict { Sign::Pos } else { Sign::NonNeg };
        if !f.has_free(&self.x) {
            return self.constant(f, wanted);
        }
        let tape = Tape::compile(f, std::slice::from_ref(&self.x))?;
        let looks = self.looks(&tape, piece)?;
        if looks.iter().any(|l| l.value.hi < 0.0) {
            return None;
        }
        let span = self.span(piece);
        let natural = tape.value(&[span]);
        // Rounding may have put a bound that is 0 below 0.
        if natural.is_some_and(|v| v.lo > 0.0 || (v.lo >= -ROUNDING && !strict))
            && let Some(th) = self
                .by_enclosure(f, wanted, piece)
                .or_else(|| self.by_structure(f, strict, piece))
        {
            return Some(th);
        }
        let touches = looks.iter().any(|l| l.value.lo <= NEAR) || looks.is_empty();
        if !touches
            && span.is_finite()
            && let Some(th) = self.by_cover(f, strict, piece)
        {
            return Some(th);
        }
        if let Some(th) = self.outer(f, strict, piece, depth) {
            return Some(th);
        }
        // A multiple without denominators is simpler unless its derivative has them again.
        let direct = depth == 0 || transcendental(f);
        if !direct && let Some(th) = self.simplified(f, strict, piece, depth) {
            return Some(th);
        }
        if algebraic(f)
            && f.size() < 120
            && let Some(th) = self.by_structure(f, strict, piece)
        {
            return Some(th);
        }
        if let Some(th) = self.by_slope(f, strict, piece, depth, &tape) {
            return Some(th);
        }
        if let Some(th) = self.isolated(f, strict, piece, depth) {
            return Some(th);
        }
        if direct && let Some(th) = self.simplified(f, strict, piece, depth) {
            return Some(th);
        }
        if depth == 0
            && let Some(th) = self.as_fraction(f, wanted, piece, depth)
        {
            return Some(th);
        }
        self.towards_infinity(f, strict, piece, depth)
    }

    fn by_slope(
        &self,
        f: &Term,
        strict: bool,
        piece: &Piece,
        depth: u32,
        tape: &Tape,
    ) -> Option<Theorem> {
        let s = slope::of(f, &self.x, self.c)?;
        let slopes = Tape::compile(&s.value, std::slice::from_ref(&self.x))?;
        let seen = self.looks(&slopes, piece)?;
        let rising = seen.iter().all(|l| l.value.hi >= 0.0);
        let falling = seen.iter().all(|l| l.value.lo <= 0.0);
        if rising
            && piece.lo.is_some()
            && let Some(th) = self.rising(f, &s, strict, piece, depth)
        {
            return Some(th);
        }
        if rising
            && strict
            && let Some(th) = self.parted(f, piece, depth)
        {
            return Some(th);
        }
        if falling
            && piece.hi.is_some()
            && let Some(th) = self.falling(f, &s, strict, piece, depth)
        {
            return Some(th);
        }
        if rising || falling {
            return None;
        }
        self.cut_up(f, strict, piece, depth, tape, &slopes, &seen)
    }

    // A half-line on which the slope vanishes again and again, though not near the end: above 0 up to some point, and from there on not
    // less than there.
    fn parted(&self, f: &Term, piece: &Piece, depth: u32) -> Option<Theorem> {
        let edge = piece.lo.as_ref().filter(|_| piece.hi.is_none())?;
        let at = f.subst(&[(self.x.clone(), edge.term.clone())]).ok()?;
        if self.constant(&at, Sign::Pos).is_some() {
            return None;
        }
        let m = short(edge.approx() + 1.0, 1.0)?;
        self.pieces(f, true, piece, depth, &[Edge::number(m, false)])
    }

    // ── single arguments ───────────────────────────────────────────────────────────────────────────────────────────

    fn constant(&self, f: &Term, wanted: Sign) -> Option<Theorem> {
        if let Some(th) = sign_on(self.c, f, wanted, &[]) {
            return Some(th);
        }
        if wanted == Sign::NonNeg && !f.has_vars() {
            let empty = self.c.beside([]);
            return vanishing(&empty, f).or_else(|| empty.nonnegative(f));
        }
        None
    }

    fn by_enclosure(&self, f: &Term, wanted: Sign, piece: &Piece) -> Option<Theorem> {
        let (bounds, ends) = self.bounds(piece)?;
        let th = sign_on(self.c, f, wanted, &[bounds])?;
        logic::cut_all(&th, &ends).ok()
    }

    fn by_structure(&self, f: &Term, strict: bool, piece: &Piece) -> Option<Theorem> {
        let inner = self.context(piece)?;
        if strict {
            inner.positive(f)
        } else {
            inner.nonnegative(f)
        }
    }

    fn by_cover(&self, f: &Term, strict: bool, piece: &Piece) -> Option<Theorem> {
        let range = self.range(piece)?;
        let vars = std::slice::from_ref(&self.x);
        Cover::new(self.c, f, strict, vars, Vec::new(), self.fuel)?.prove(&[range], 150)
    }

    // Brought to a common denominator.
    fn as_fraction(&self, f: &Term, wanted: Sign, piece: &Piece, depth: u32) -> Option<Theorem> {
        let inner = self.context(piece)?;
        let (whole, equal) = fraction::normal(f, &inner)?;
        let th = self.prove(&whole, wanted == Sign::Pos, piece, depth + 1)?;
        crate::prove::context::along(wanted, &equal, &th)
    }

    // A multiple of it by something positive that is simpler.
    fn simplified(&self, f: &Term, strict: bool, piece: &Piece, depth: u32) -> Option<Theorem> {
        let inner = self.context(piece)?;
        let (numerator, factor) = order::cleared(f, &inner)?;
        let (rest, common) = self.without_common(&numerator, strict, &inner)?;
        if factor.is_none() && common.is_none() {
            return None;
        }
        if rest.size() > 2 * f.size() + 40 {
            return None;
        }
        let mut th = self.prove(&rest, strict, piece, depth + 1)?;
        let c = self.c;
        let mut now = rest.clone();
        if let Some((m, positive)) = common {
            let whole = syntax::mul(&m, &rest).ok()?;
            let (name, positive) = if strict {
                ("mul_pos", positive)
            } else {
                ("mul_nonneg", weak(c, &positive)?)
            };
            th = c.fact(name, &[("a", &m), ("b", &rest)], &[&positive, &th])?;
            let sign = if strict { Sign::Pos } else { Sign::NonNeg };
            th = moved(sign, &numerator, &whole, &th)?;
            now = numerator.clone();
        }
        let Some((by, positive, equal)) = factor else {
            let sign = if strict { Sign::Pos } else { Sign::NonNeg };
            return moved(sign, f, &now, &th);
        };
        divided(c, f, (&by, &positive), &equal, &th, strict)
    }

    // The part of a polynomial that is common to all its monomials, if it is positive.
    fn without_common(
        &self,
        t: &Term,
        strict: bool,
        inner: &Context,
    ) -> Option<(Term, Option<(Term, Theorem)>)> {
        let p = inner.poly(t)?;
        let mut common: Option<Vec<(u32, u32)>> = None;
        for m in p.0.keys() {
            let shared = match common {
                None => m.0.clone(),
                Some(old) => old
                    .into_iter()
                    .filter_map(|(a, e)| {
                        let (_, f) = m.0.iter().find(|(b, _)| *b == a)?;
                        Some((a, e.min(*f)))
                    })
                    .collect(),
            };
            common = Some(shared);
        }
        let mut shared = common.unwrap_or_default();
        for (a, e) in &mut shared {
            let t = inner.algebra.borrow().atom_term(*a).cloned()?;
            if inner.positive(&t).is_none() {
                // An even power is not negative at least.
                *e = if strict { 0 } else { *e - *e % 2 };
            }
        }
        shared.retain(|(_, e)| *e > 0);
        if shared.is_empty() {
            return Some((t.clone(), None));
        }
        let rest = Poly(
            p.0.iter()
                .map(|(m, q)| {
                    let left =
                        m.0.iter()
                            .filter_map(|(a, e)| {
                                let less = shared.iter().find(|(b, _)| b == a).map_or(0, |s| s.1);
                                (*e > less).then(|| (*a, e - less))
                            })
                            .collect();
                    (Mono(left), q.clone())
                })
                .collect(),
        );
        let rest = inner.algebra.borrow().term(&rest)?;
        let m = inner.algebra.borrow().monomial(&Mono(shared), &Q::one())?;
        let sign = if strict {
            inner.positive(&m)?
        } else {
            inner.nonnegative(&m)?
        };
        Some((rest, Some((m, sign))))
    }

    fn rising(
        &self,
        f: &Term,
        s: &Slope,
        strict: bool,
        piece: &Piece,
        depth: u32,
    ) -> Option<Theorem> {
        let edge = piece.lo.as_ref()?;
        let at = f.subst(&[(self.x.clone(), edge.term.clone())]).ok()?;
        let (start, sharp) = self.start(&at, strict, edge.strict)?;
        let c = self.c;
        let mut closed = piece.clone();
        closed.lo = Some(Edge {
            strict: false,
            ..edge.clone()
        });
        let mut open = piece.clone();
        open.lo = Some(Edge {
            strict: true,
            ..edge.clone()
        });
        let smooth = self.smooth(s, &closed)?;
        let sign = self.prove(&s.value, sharp, &open, depth + 1)?;
        let t = self.fresh(&[f, &s.value]);
        let (a, b) = (&edge.term, &self.x);
        let more: Vec<Theorem> = self
            .high(piece)
            .and_then(|p| Theorem::assume(&p).ok())
            .into_iter()
            .collect();
        self.joined(f, s, sharp, (a, b), (&smooth, &sign), &t, &more, true)
            .and_then(|th| {
                let here = Theorem::assume(&self.low(piece)?).ok()?;
                let order = if sharp { here } else { weak(c, &here)? };
                let th = th.cut(&order).ok()?;
                chain(c, &start, &th)
            })
    }

    fn falling(
        &self,
        f: &Term,
        s: &Slope,
        strict: bool,
        piece: &Piece,
        depth: u32,
    ) -> Option<Theorem> {
        let edge = piece.hi.as_ref()?;
        let at = f.subst(&[(self.x.clone(), edge.term.clone())]).ok()?;
        let (start, sharp) = self.start(&at, strict, edge.strict)?;
        let c = self.c;
        let mut closed = piece.clone();
        closed.hi = Some(Edge {
            strict: false,
            ..edge.clone()
        });
        let mut open = piece.clone();
        open.hi = Some(Edge {
            strict: true,
            ..edge.clone()
        });
        let smooth = self.smooth(s, &closed)?;
        let minus = negated(c, &s.value)?;
        let th = self.prove(&minus, sharp, &open, depth + 1)?;
        let twice = syntax::neg(&minus).ok()?;
        let (name, down) = if sharp {
            ("neg_neg", Sign::Neg)
        } else {
            ("neg_nonpos", Sign::NonPos)
        };
        let th = c.fact(name, &[("a", &minus)], &[&th])?;
        let sign = moved(down, &s.value, &twice, &th)?;
        let t = self.fresh(&[f, &s.value]);
        let (a, b) = (&self.x, &edge.term);
        let more: Vec<Theorem> = self
            .low(piece)
            .and_then(|p| Theorem::assume(&p).ok())
            .into_iter()
            .collect();
        self.joined(f, s, sharp, (a, b), (&smooth, &sign), &t, &more, false)
            .and_then(|th| {
                let here = Theorem::assume(&self.high(piece)?).ok()?;
                let order = if sharp { here } else { weak(c, &here)? };
                let th = th.cut(&order).ok()?;
                chain(c, &start, &th)
            })
    }

    // {a ≤ b} ⊢ f a ≤ f b, or the strict form, from the derivative and its sign.
    #[allow(clippy::too_many_arguments)]
    fn joined(
        &self,
        f: &Term,
        s: &Slope,
        sharp: bool,
        (a, b): (&Term, &Term),
        (smooth, sign): (&Theorem, &Theorem),
        t: &Term,
        more: &[Theorem],
        up: bool,
    ) -> Option<Theorem> {
        let c = self.c;
        let (al, bl) = (syntax::le(a, t).ok()?, syntax::le(t, b).ok()?);
        let everywhere = for_all_between(c, smooth, &self.x, t, &al, &bl, more)?;
        let (al, bl) = (syntax::lt(a, t).ok()?, syntax::lt(t, b).ok()?);
        let signed = for_all_between(c, sign, &self.x, t, &al, &bl, more)?;
        let fl = Term::lam(&self.x, f).ok()?;
        let gl = Term::lam(&self.x, &s.value).ok()?;
        let name = match (up, sharp) {
            (true, true) => "lt_of_deriv_pos",
            (true, false) => "le_of_deriv_nonneg",
            (false, true) => "lt_of_deriv_neg",
            (false, false) => "le_of_deriv_nonpos",
        };
        c.fact(
            name,
            &[("a", a), ("b", b), ("f", &fl), ("g", &gl)],
            &[&everywhere, &signed],
        )
    }

    // The value at an end: ⊢ 0 < or 0 ≤, and whether the slope has to be strict.
    fn start(&self, at: &Term, strict: bool, open: bool) -> Option<(Theorem, bool)> {
        if let Some(th) = self.constant(at, Sign::Pos) {
            return Some((if strict { th } else { weak(self.c, &th)? }, false));
        }
        if strict && !open {
            return None;
        }
        Some((self.constant(at, Sign::NonNeg)?, strict))
    }

    // The theorem about the derivative with its conditions proved on a piece.
    fn smooth(&self, s: &Slope, piece: &Piece) -> Option<Theorem> {
        let mut th = s.theorem.clone();
        let inner = self.context(piece)?;
        for p in th.hypotheses().to_vec() {
            let lemma = self
                .bounds(piece)
                .and_then(|(b, ends)| {
                    let th = condition_on(self.c, &p, &[b])?;
                    logic::cut_all(&th, &ends).ok()
                })
                .or_else(|| closure::prove(&p, &inner, 4))?;
            th = th.cut(&lemma).ok()?;
        }
        Some(th)
    }

    // ── cutting ────────────────────────────────────────────────────────────────────────────────────────────────────

    #[allow(clippy::too_many_arguments)]
    fn cut_up(
        &self,
        f: &Term,
        strict: bool,
        piece: &Piece,
        depth: u32,
        tape: &Tape,
        slopes: &Tape,
        seen: &[Look],
    ) -> Option<Theorem> {
        let mut turns = Vec::new();
        let mut last: Option<&Look> = None;
        for l in seen {
            if l.value.has_zero() {
                continue;
            }
            if let Some(p) = last
                && (p.value.lo > 0.0) != (l.value.lo > 0.0)
            {
                turns.push((p.at, l.at, l.value.lo > 0.0));
            }
            last = Some(l);
        }
        if turns.is_empty() || turns.len() > 12 {
            return None;
        }
        let span = self.span(piece);
        let mut cuts: Vec<Edge> = Vec::new();
        for (i, &(from, to, upward)) in turns.iter().enumerate() {
            let root = self.root(slopes, from, to, upward)?;
            let value = tape.value(&[Span::point(root)])?;
            let size = 1.0 + root.abs();
            if upward && value.lo <= NEAR {
                // A minimum that touches zero must be met exactly.
                if strict {
                    return None;
                }
                let m = self.exactly(f, root)?;
                cuts.push(m);
                continue;
            }
            // Room around it in which boxes will do.
            let left = if i == 0 { span.lo } else { turns[i - 1].1 };
            let right = turns.get(i + 1).map_or(span.hi, |t| t.0);
            let gap = |d: f64| if d.is_finite() { d / 4.0 } else { size };
            let room = gap(root - left).min(gap(right - root)).min(size);
            if room.is_nan() || room <= 0.0 {
                return None;
            }
            let room = room.min(self.steady(tape, root, room));
            let (l, h) = (short(root - room, room)?, short(root + room, room)?);
            for q in [l, h] {
                let y = q.to_f64();
                if y > span.lo && y < span.hi && cuts.last().is_none_or(|e| e.hi < q) {
                    cuts.push(Edge::number(q, false));
                }
            }
        }
        self.pieces(f, strict, piece, depth, &cuts)
    }

    // How far around a point the value stays above a part of what it is there.
    fn steady(&self, tape: &Tape, at: f64, most: f64) -> f64 {
        let here = tape.value(&[Span::point(at)]).map_or(0.0, |v| v.lo);
        let mut d = most;
        for _ in 0..30 {
            let good = |y: f64| {
                tape.value(&[Span::point(y)])
                    .is_some_and(|v| v.lo > here * 0.5)
            };
            if good(at - d) && good(at + d) {
                return d;
            }
            d /= 2.0;
        }
        d
    }

    fn pieces(
        &self,
        f: &Term,
        strict: bool,
        piece: &Piece,
        depth: u32,
        cuts: &[Edge],
    ) -> Option<Theorem> {
        let Some((m, rest)) = cuts.split_first() else {
            return self.prove(f, strict, piece, depth + 1);
        };
        let mut left = piece.clone();
        left.hi = Some(m.clone());
        let mut right = piece.clone();
        right.lo = Some(m.clone());
        let low = self.prove(f, strict, &left, depth + 1)?;
        let high = self.pieces(f, strict, &right, depth, rest)?;
        let (either, ..) = split(self.c, &self.x, &m.term)?;
        logic::disj_cases(&either, &low, &high).ok()
    }

    fn root(&self, slopes: &Tape, mut from: f64, mut to: f64, upward: bool) -> Option<f64> {
        for _ in 0..60 {
            let m = from / 2.0 + to / 2.0;
            let v = slopes.value(&[Span::point(m)])?;
            if v.has_zero() {
                return Some(m);
            }
            if (v.lo > 0.0) == upward {
                to = m;
            } else {
                from = m;
            }
        }
        Some(from / 2.0 + to / 2.0)
    }

    // A number near the root at which the value is exactly zero.
    fn exactly(&self, f: &Term, root: f64) -> Option<Edge> {
        let mut best: Option<Q> = None;
        for d in 1..=24_i64 {
            let n = (root * d as f64).round();
            if (n / d as f64 - root).abs() < 1e-6 * (1.0 + root.abs()) && n.abs() < 1e9 {
                best = Q::ratio(n as i64, d);
                break;
            }
        }
        let mut candidates: Vec<Term> = best.map(Term::num).into_iter().collect();
        // Multiples of π and of e.
        let e = syntax::exp(&Term::int(1)).ok()?;
        let pi = syntax::constant("pi")?;
        for (unit, size) in [(pi, std::f64::consts::PI), (e, std::f64::consts::E)] {
            for d in [1_i64, 2, 3, 4, 6, 8, 12] {
                let n = (root / size * d as f64).round();
                if n != 0.0 && (n / d as f64 * size - root).abs() < 1e-6 {
                    let k = Term::num(Q::ratio(n as i64, d)?);
                    let t = if n as i64 == d {
                        unit.clone()
                    } else {
                        syntax::mul(&k, &unit).ok()?
                    };
                    candidates.push(t);
                    break;
                }
            }
        }
        for t in candidates {
            let at = f.subst(&[(self.x.clone(), t.clone())]).ok()?;
            if self.constant(&at, Sign::NonNeg).is_none() {
                continue;
            }
            if let Some(q) = t.as_num() {
                return Some(Edge::number(q.clone(), false));
            }
            let (l, u) = Theorem::enclose(&t, &[], 64).ok()?;
            return Some(Edge {
                lo: l.conclusion().as_binary("≤")?.0.as_num()?.clone(),
                hi: u.conclusion().as_binary("≤")?.1.as_num()?.clone(),
                term: t,
                strict: false,
            });
        }
        None
    }

    // ── pieces as hypotheses ───────────────────────────────────────────────────────────────────────────────────────

    fn low(&self, piece: &Piece) -> Option<Term> {
        let e = piece.lo.as_ref()?;
        if e.strict {
            syntax::lt(&e.term, &self.x).ok()
        } else {
            syntax::le(&e.term, &self.x).ok()
        }
    }

    fn high(&self, piece: &Piece) -> Option<Term> {
        let e = piece.hi.as_ref()?;
        if e.strict {
            syntax::lt(&self.x, &e.term).ok()
        } else {
            syntax::le(&self.x, &e.term).ok()
        }
    }

    pub(super) fn context(&self, piece: &Piece) -> Option<Context<'_>> {
        let facts = [self.low(piece), self.high(piece)]
            .into_iter()
            .flatten()
            .filter_map(|p| Theorem::assume(&p).ok());
        let mut facts: Vec<Theorem> = facts.collect();
        // What the ends are worth, where they are no numbers.
        if let Some(r) = self.range(piece) {
            let number = |e: &Option<Edge>| e.as_ref().is_some_and(|e| e.term.as_num().is_some());
            if !number(&piece.lo) {
                facts.extend(r.lower_bound(self.c).map(|(_, th)| th));
            }
            if !number(&piece.hi) {
                facts.extend(r.upper_bound(self.c).map(|(_, th)| th));
            }
        }
        Some(self.c.modest(facts))
    }

    fn range(&self, piece: &Piece) -> Option<Range> {
        let end = |e: &Option<Edge>, p: Option<Term>| -> Option<End> {
            let e = e.as_ref()?;
            Some(End {
                term: e.term.clone(),
                strict: e.strict,
                theorem: Theorem::assume(&p?).ok()?,
                lo: e.lo.clone(),
                hi: e.hi.clone(),
            })
        };
        Some(Range {
            var: self.x.clone(),
            lower: end(&piece.lo, self.low(piece)),
            upper: end(&piece.hi, self.high(piece)),
        })
    }

    fn bounds(&self, piece: &Piece) -> Option<(Bounds, Vec<Theorem>)> {
        let r = self.range(piece)?;
        let ((lo, below), (hi, above)) = (r.lower_bound(self.c)?, r.upper_bound(self.c)?);
        if lo > hi {
            return None;
        }
        let b = Bounds {
            var: self.x.clone(),
            lo,
            hi,
        };
        Some((b, vec![below, above]))
    }

    fn span(&self, piece: &Piece) -> Span {
        self.range(piece).map_or(Span::ALL, |r| r.span())
    }

    fn fresh(&self, avoid: &[&Term]) -> Term {
        let all: Vec<&Term> = avoid.iter().copied().chain([&self.x]).collect();
        Term::fresh("t", Type::Real, &all)
    }

    /// The values at points of the piece.
    pub(super) fn values(&self, tape: &Tape, piece: &Piece) -> Option<Vec<Span>> {
        let looks = self.looks(tape, piece)?;
        Some(looks.into_iter().map(|l| l.value).collect())
    }

    // The values at points of the piece, denser towards its ends.
    fn looks(&self, tape: &Tape, piece: &Piece) -> Option<Vec<Look>> {
        let lo = piece.lo.as_ref().map(Edge::approx);
        let hi = piece.hi.as_ref().map(Edge::approx);
        let mut at: Vec<f64> = Vec::new();
        match (lo, hi) {
            (Some(a), Some(b)) => {
                let w = b - a;
                at.extend((1..40).map(|k| a + w * f64::from(k) / 40.0));
                at.extend((6..18).step_by(2).map(|k| a + w * f64::exp2(-f64::from(k))));
                at.extend((6..18).step_by(2).map(|k| b - w * f64::exp2(-f64::from(k))));
            }
            (Some(a), None) => at.extend((-14..22).map(|k| a + f64::exp2(f64::from(k) / 1.5))),
            (None, Some(b)) => at.extend((-14..22).map(|k| b - f64::exp2(f64::from(k) / 1.5))),
            (None, None) => {
                at.extend((-14..22).map(|k| f64::exp2(f64::from(k) / 1.5)));
                at.extend((-14..22).map(|k| -f64::exp2(f64::from(k) / 1.5)));
            }
        }
        at.sort_by(f64::total_cmp);
        pay(self.fuel, tape.len() * at.len())?;
        let inside = |y: &f64| lo.is_none_or(|a| *y > a) && hi.is_none_or(|b| *y < b);
        Some(
            at.into_iter()
                .filter(inside)
                .filter_map(|y| {
                    let value = tape.value(&[Span::point(y)])?;
                    value.is_finite().then_some(Look { at: y, value })
                })
                .collect(),
        )
    }
}

/// Whether functions occur whose derivatives are simpler than they are.
fn transcendental(t: &Term) -> bool {
    let Some((name, args)) = t.as_const_app() else {
        return false;
    };
    matches!(
        name,
        "log"
            | "atan"
            | "asin"
            | "acos"
            | "sqrt"
            | "cbrt"
            | "root"
            | "asinh"
            | "acosh"
            | "atanh"
            | "tanh"
    ) || args.into_iter().any(transcendental)
}

/// Whether only arithmetic and roots occur.
pub(super) fn algebraic(t: &Term) -> bool {
    if t.as_num().is_some() || is_variable(t) {
        return true;
    }
    let Some((name, args)) = t.as_const_app() else {
        return false;
    };
    let plain = matches!(
        name,
        "+" | "-" | "*" | "/" | "neg" | "inv" | "sqrt" | "cbrt" | "abs" | "min" | "max"
    ) || (name == "pow" && args.get(1).is_some_and(|n| n.as_num().is_some()));
    plain && args.into_iter().all(algebraic)
}
