//! Claims on a half-line where both sides meet at infinity: in terms of the inverse they meet at 0.

use super::fraction;
use super::kit::{mentions, moved};
use super::rise::{Edge, Piece, Rise};
use crate::logic;
use crate::prove::context::{Context, Sign};
use hence_kernel::{Q, Term, Theorem, Type, syntax};
use std::cell::Cell;

impl Rise<'_, '_> {
    /// With `x = 1/t`, for `t` from 0 on.
    pub(super) fn towards_infinity(
        &self,
        f: &Term,
        strict: bool,
        piece: &Piece,
        depth: u32,
    ) -> Option<Theorem> {
        let c = self.c;
        let edge = piece.lo.as_ref()?;
        let start = edge.term.as_num()?.clone();
        if piece.hi.is_some() || start.is_negative() || (start.is_zero() && !edge.strict) {
            return None;
        }
        // Exponentials and angles have no simpler form there.
        if depth > 2 || ["exp", "sin", "cos", "tan"].iter().any(|n| mentions(f, n)) {
            return None;
        }
        let t = Term::fresh("t", Type::Real, &[f, &self.x]);
        let zero = Term::int(0);
        let positive = syntax::lt(&zero, &t).ok()?;
        let mut facts = vec![Theorem::assume(&positive).ok()?];
        let end = match start.recip() {
            Some(q) => {
                let end = Term::num(q.clone());
                let p = if edge.strict {
                    syntax::lt(&t, &end)
                } else {
                    syntax::le(&t, &end)
                };
                facts.push(Theorem::assume(&p.ok()?).ok()?);
                Some(Edge {
                    term: end,
                    strict: edge.strict,
                    lo: q.clone(),
                    hi: q,
                })
            }
            None => None,
        };
        let inner = c.modest(facts);
        let inverse = syntax::div(&Term::int(1), &t).ok()?;
        let there = f.subst(&[(self.x.clone(), inverse)]).ok()?;
        let equal = simpler(&there, &inner)?;
        let (_, g) = equal.equation().ok()?;
        let rise = Rise {
            c,
            x: t.clone(),
            fuel: self.fuel,
            steps: Cell::new(self.steps.get().min(25)),
        };
        let from = Edge {
            term: zero.clone(),
            strict: true,
            lo: Q::zero(),
            hi: Q::zero(),
        };
        let interval = Piece {
            lo: Some(from),
            hi: end,
        };
        // Deep enough not to come back here.
        let th = rise.prove(g, strict, &interval, 3.max(depth + 1))?;
        let sign = if strict { Sign::Pos } else { Sign::NonNeg };
        let th = crate::prove::context::along(sign, &equal, &th)?;
        // At t = 1/x.
        let x = &self.x;
        let back = syntax::div(&Term::int(1), x).ok()?;
        let mut th = th.inst(&[(t.clone(), back.clone())]).ok()?;
        let here = self.context(piece)?;
        for p in th.hypotheses().to_vec() {
            if p.has_free(x) && !here.facts().iter().any(|f| *f.conclusion() == p) {
                th = th.cut(&self.at_inverse(&p, &back, edge, &here)?).ok()?;
            }
        }
        let nonzero = here.nonzero(x)?;
        let twice = syntax::div(&Term::int(1), &back).ok()?;
        let same = Theorem::ring(&twice, x, &[&nonzero]).ok()?;
        let result = logic::congruence_at(th.conclusion(), |s| (*s == twice).then(|| same.clone()))
            .ok()?
            .eq_mp(&th)
            .ok()?;
        let goal = sign.formula(f)?;
        if *result.conclusion() == goal {
            return Some(result);
        }
        let (_, args) = result.conclusion().as_const_app()?;
        moved(sign, f, args.get(1)?, &result)
    }

    // 0 < 1/x, and 1/x < 1/a for a < x.
    fn at_inverse(&self, p: &Term, back: &Term, edge: &Edge, here: &Context) -> Option<Theorem> {
        let c = self.c;
        let zero = Term::int(0);
        if p.as_binary("<")
            .is_some_and(|(a, b)| *a == zero && b == back)
        {
            return here.positive(back);
        }
        let (rel, name, strict) = if edge.strict {
            ("<", "div_lt", true)
        } else {
            ("≤", "div_le", false)
        };
        let (l, q) = p.as_binary(rel)?;
        if l != back {
            return None;
        }
        let x = &self.x;
        let positive = here.positive(x)?;
        // 1 < q·x
        let product = syntax::mul(q, x).ok()?;
        let one = Term::int(1);
        let gap = syntax::sub(&product, &one).ok()?;
        let (gap_th, of) = if strict {
            (here.positive(&gap)?, "of_sub_pos")
        } else {
            (here.nonnegative(&gap)?, "of_sub_nonneg")
        };
        let th = c.fact(of, &[("a", &product), ("b", &one)], &[&gap_th])?;
        c.fact(name, &[("a", &one), ("b", q), ("c", x)], &[&positive, &th])
    }
}

// Arguments of functions and then the whole as fractions.
fn simpler(f: &Term, c: &Context) -> Option<Theorem> {
    let inside = logic::congruence_at(f, |s| {
        let (name, args) = s.as_const_app()?;
        let [u] = args[..] else { return None };
        if matches!(name, "neg" | "inv") {
            return None;
        }
        let (_, equal) = fraction::normal(u, c)?;
        let head = Theorem::refl(&syntax::constant(name)?).ok()?;
        head.congruence(&equal).ok()
    })
    .ok()?;
    let now = inside.equation().ok()?.1.clone();
    match fraction::normal(&now, c) {
        Some((_, equal)) => inside.trans(&equal).ok(),
        None => Some(inside),
    }
}
