//! One function of a claim by itself: multiplied out, taken to the other side, inverted.

use super::kit::{chain, moved, negated, weak};
use super::rise::{Piece, Rise};
use super::span::Span;
use super::tape::Tape;
use crate::prove::context::{Context, Sign, along};
use hence_kernel::poly::{Mono, Poly};
use hence_kernel::{Q, Term, Theorem, syntax};

// f = rest + factor · atom
struct Linear {
    atom: Term,
    rest: Term,
    factor: Term,
}

fn sign_of(strict: bool) -> Sign {
    if strict { Sign::Pos } else { Sign::NonNeg }
}

fn occurs(t: &Term, part: &Term) -> bool {
    t == part
        || t.as_const_app()
            .is_some_and(|(_, args)| args.into_iter().any(|a| occurs(a, part)))
}

/// `⊢ 0 < f` or `⊢ 0 ≤ f` from the same of `by · f`, where `⊢ 0 < by` and `⊢ by · f = whole`.
pub(super) fn divided(
    c: &Context,
    f: &Term,
    by: (&Term, &Theorem),
    equal: &Theorem,
    th: &Theorem,
    strict: bool,
) -> Option<Theorem> {
    let th = along(sign_of(strict), equal, th)?;
    if strict {
        return c.fact("pos_of_mul_pos", &[("a", by.0), ("b", f)], &[&th, by.1]);
    }
    let zero = Term::int(0);
    let left = syntax::mul(by.0, &zero).ok()?;
    let nothing = Theorem::ring(&left, &zero, &[]).ok()?;
    let first = c.fact("le_of_eq", &[("a", &left), ("b", &zero)], &[&nothing])?;
    let th = chain(c, &first, &th)?;
    c.fact(
        "le_of_mul_le",
        &[("a", &zero), ("b", f), ("c", by.0)],
        &[by.1, &th],
    )
}

impl Rise<'_, '_> {
    // The sign that floating point sees on the whole piece: 1, −1, or 0 for neither.
    fn seen(&self, t: &Term, piece: &Piece) -> i32 {
        let Some(tape) = Tape::compile(t, std::slice::from_ref(&self.x)) else {
            return 0;
        };
        let Some(looks) = self.values(&tape, piece) else {
            return 0;
        };
        if looks.iter().all(|v: &Span| v.lo > 0.0) {
            1
        } else if looks.iter().all(|v| v.hi < 0.0) {
            -1
        } else {
            0
        }
    }

    fn minus(&self, t: &Term) -> Option<Term> {
        negated(self.c, t)
    }

    // ⊢ 0 < t, or ⊢ t < 0 where the piece shows that.
    fn signed(&self, t: &Term, sign: i32, piece: &Piece, depth: u32) -> Option<Theorem> {
        if sign > 0 {
            return self.prove(t, true, piece, depth);
        }
        let minus = self.minus(t)?;
        let th = self.prove(&minus, true, piece, depth)?;
        let th = self.c.fact("neg_neg", &[("a", &minus)], &[&th])?;
        moved(Sign::Neg, t, &syntax::neg(&minus).ok()?, &th)
    }

    /// A product, a quotient, or a function that has the sign of its argument.
    pub(super) fn outer(
        &self,
        f: &Term,
        strict: bool,
        piece: &Piece,
        depth: u32,
    ) -> Option<Theorem> {
        let c = self.c;
        if let Some((a, b)) = f.as_binary("/") {
            let sign = self.seen(b, piece);
            if sign > 0 {
                let y = self.prove(b, true, piece, depth + 1)?;
                let x = self.prove(a, strict, piece, depth + 1)?;
                let name = if strict { "div_pos" } else { "div_nonneg" };
                return c.fact(name, &[("a", a), ("b", b)], &[&x, &y]);
            }
            if sign < 0 && self.seen(a, piece) < 0 {
                let y = self.signed(b, -1, piece, depth + 1)?;
                let x = self.signed(a, -1, piece, depth + 1)?;
                let th = c.fact("div_neg_neg", &[("a", a), ("b", b)], &[&x, &y])?;
                return if strict { Some(th) } else { weak(c, &th) };
            }
            return None;
        }
        if let Some((a, b)) = f.as_binary("*") {
            // A number in front tells nothing: the other factor with its sign turned is this product again.
            if a.as_num().is_some() || b.as_num().is_some() {
                return None;
            }
            let (s, t) = (self.seen(a, piece), self.seen(b, piece));
            if s == 0 || s != t {
                return None;
            }
            let x = self.signed(a, s, piece, depth + 1)?;
            let y = self.signed(b, t, piece, depth + 1)?;
            let name = if s > 0 { "mul_pos" } else { "mul_neg_neg" };
            let th = c.fact(name, &[("a", a), ("b", b)], &[&x, &y])?;
            return if strict { Some(th) } else { weak(c, &th) };
        }
        let (name, args) = f.as_const_app()?;
        let [u] = args[..] else { return None };
        let fact = match name {
            "atan" => "atan_pos",
            "sinh" => "sinh_pos",
            "cbrt" => "cbrt_pos",
            _ => return None,
        };
        let var = if name == "cbrt" { "a" } else { "x" };
        let th = self
            .outer(u, true, piece, depth + 1)
            .or_else(|| self.prove(u, true, piece, depth + 1))?;
        let th = c.fact(fact, &[(var, u)], &[&th])?;
        if strict { Some(th) } else { weak(c, &th) }
    }

    /// The claim with one root, exponential or logarithm by itself.
    pub(super) fn isolated(
        &self,
        f: &Term,
        strict: bool,
        piece: &Piece,
        depth: u32,
    ) -> Option<Theorem> {
        for l in self.linear(f)? {
            let found = match l.atom.as_const_app()?.0 {
                "sqrt" => self.conjugate(f, &l, strict, piece, depth),
                "exp" => self.logarithms(f, &l, strict, piece, depth),
                _ => self.quotient(f, &l, strict, piece, depth),
            };
            if found.is_some() {
                return found;
            }
        }
        None
    }

    fn linear(&self, f: &Term) -> Option<Vec<Linear>> {
        let p = self.c.poly(f)?;
        let mut atoms: Vec<u32> =
            p.0.keys()
                .flat_map(|m| m.0.iter().map(|(a, _)| *a))
                .collect();
        atoms.sort_unstable();
        atoms.dedup();
        let mut out = Vec::new();
        for a in atoms {
            let atom = self.c.algebra.borrow().atom_term(a)?.clone();
            let named = atom.as_const_app().is_some_and(|(n, _)| {
                matches!(
                    n,
                    "sqrt" | "exp" | "log" | "atan" | "asin" | "acos" | "asinh" | "atanh"
                )
            });
            if !named || !atom.has_free(&self.x) {
                continue;
            }
            let (mut rest, mut factor) = (Poly::default(), Poly::default());
            let mut fits = true;
            for (m, q) in &p.0 {
                match m.0.iter().find(|(b, _)| *b == a) {
                    None => rest.add_term(m.clone(), q.clone()),
                    Some((_, 1)) => {
                        let others = m.0.iter().filter(|(b, _)| *b != a).copied().collect();
                        factor.add_term(Mono(others), q.clone());
                    }
                    Some(_) => fits = false,
                }
            }
            if !fits || rest.is_zero() {
                continue;
            }
            let algebra = self.c.algebra.borrow();
            let (rest, factor) = (algebra.term(&rest)?, algebra.term(&factor)?);
            if !occurs(&rest, &atom) && !occurs(&factor, &atom) {
                out.push(Linear { atom, rest, factor });
            }
        }
        Some(out)
    }

    // (r − k·s)·(r + k·s) = r² − k²·u with s = √u.
    fn conjugate(
        &self,
        f: &Term,
        l: &Linear,
        strict: bool,
        piece: &Piece,
        depth: u32,
    ) -> Option<Theorem> {
        let c = self.c;
        let (r, k) = (self.seen(&l.rest, piece), self.seen(&l.factor, piece));
        if r == 0 || r != -k {
            return None;
        }
        let u = l.atom.as_unary("sqrt")?;
        // Both parts positive: |r| + |k|·s.
        let (first, second) = if r > 0 {
            (l.rest.clone(), self.minus(&l.factor)?)
        } else {
            (self.minus(&l.rest)?, l.factor.clone())
        };
        let inner = self.context(piece)?;
        let square = |t: &Term| syntax::pow(t, &Term::int(2)).ok();
        let (a, b) = (square(&first)?, syntax::mul(&square(&second)?, u).ok()?);
        let gap = if r > 0 {
            syntax::sub(&a, &b).ok()?
        } else {
            syntax::sub(&b, &a).ok()?
        };
        let gap = c.poly(&gap).and_then(|p| c.algebra.borrow().term(&p))?;
        let th = self.prove(&gap, strict, piece, depth + 1)?;
        let positive = self.prove(&first, true, piece, depth + 1)?;
        let other = self.prove(&second, true, piece, depth + 1)?;
        let nonneg = inner
            .nonnegative(u)
            .or_else(|| self.prove(u, false, piece, depth + 1))?;
        let root = c.fact("sqrt_nonneg", &[("a", u)], &[&nonneg])?;
        let rule = c.fact("sqrt_sq", &[("a", u)], &[&nonneg])?;
        let part = syntax::mul(&second, &l.atom).ok()?;
        let part_nonneg = c.fact(
            "mul_nonneg",
            &[("a", &second), ("b", &l.atom)],
            &[&weak(c, &other)?, &root],
        )?;
        let by = syntax::add(&first, &part).ok()?;
        let by_positive = c.fact(
            "add_pos_nonneg",
            &[("a", &first), ("b", &part)],
            &[&positive, &part_nonneg],
        )?;
        let whole = syntax::mul(&by, f).ok()?;
        let equal = Theorem::ring(&whole, &gap, &[&rule]).ok()?;
        divided(c, f, (&by, &by_positive), &equal, &th, strict)
    }

    // r > |k|·e^u where log(r/|k|) > u, and the other way round.
    fn logarithms(
        &self,
        f: &Term,
        l: &Linear,
        strict: bool,
        piece: &Piece,
        depth: u32,
    ) -> Option<Theorem> {
        let c = self.c;
        let (r, k) = (self.seen(&l.rest, piece), self.seen(&l.factor, piece));
        if r == 0 || r != -k {
            return None;
        }
        let u = l.atom.as_unary("exp")?;
        let (top, bottom) = if r > 0 {
            (l.rest.clone(), self.minus(&l.factor)?)
        } else {
            (self.minus(&l.rest)?, l.factor.clone())
        };
        let top_positive = self.prove(&top, true, piece, depth + 1)?;
        let bottom_positive = self.prove(&bottom, true, piece, depth + 1)?;
        let simple = bottom.as_num().is_some_and(Q::is_one);
        let (w, w_positive) = if simple {
            (top, top_positive)
        } else {
            let th = c.fact(
                "div_pos",
                &[("a", &top), ("b", &bottom)],
                &[&top_positive, &bottom_positive],
            )?;
            (syntax::div(&top, &bottom).ok()?, th)
        };
        let log = syntax::log(&w).ok()?;
        let (small, large) = if r > 0 { (u, &log) } else { (&log, u) };
        let gap = syntax::sub(large, small).ok()?;
        let th = self.prove(&gap, strict, piece, depth + 1)?;
        let (back, up) = if strict {
            ("of_sub_pos", "exp_lt")
        } else {
            ("of_sub_nonneg", "exp_le")
        };
        let th = c.fact(back, &[("a", large), ("b", small)], &[&th])?;
        let th = c.fact(up, &[("x", small), ("y", large)], &[&th])?;
        // exp (log w) is w.
        let equal = c.fact("exp_log", &[("x", &w)], &[&w_positive])?;
        let (raised, _) = equal.equation().ok()?;
        let th = if r > 0 {
            let last = c.fact("le_of_eq", &[("a", raised), ("b", &w)], &[&equal])?;
            chain(c, &th, &last)?
        } else {
            let first = c.fact("ge_of_eq", &[("a", raised), ("b", &w)], &[&equal])?;
            chain(c, &first, &th)?
        };
        let (less, more) = if r > 0 { (&l.atom, &w) } else { (&w, &l.atom) };
        let name = if strict { "sub_pos" } else { "sub_nonneg" };
        let th = c.fact(name, &[("a", more), ("b", less)], &[&th])?;
        let gap = syntax::sub(more, less).ok()?;
        self.scaled(f, &bottom, &bottom_positive, &gap, &th, strict)
    }

    // ⊢ 0 < f from ⊢ 0 < g and ⊢ 0 < k where f = k·g.
    fn scaled(
        &self,
        f: &Term,
        k: &Term,
        positive: &Theorem,
        g: &Term,
        th: &Theorem,
        strict: bool,
    ) -> Option<Theorem> {
        let c = self.c;
        let (name, first) = if strict {
            ("mul_pos", positive.clone())
        } else {
            ("mul_nonneg", weak(c, positive)?)
        };
        let th = c.fact(name, &[("a", k), ("b", g)], &[&first, th])?;
        let whole = syntax::mul(k, g).ok()?;
        let zero = Term::int(0);
        let nonzero = c.fact("ne_of_gt", &[("a", &zero), ("b", k)], &[positive])?;
        let equal = Theorem::ring(f, &whole, &[&nonzero]).ok()?;
        along(sign_of(strict), &equal, &th)
    }

    // Divided by the factor of a function, so that a derivative gets rid of it.
    fn quotient(
        &self,
        f: &Term,
        l: &Linear,
        strict: bool,
        piece: &Piece,
        depth: u32,
    ) -> Option<Theorem> {
        if l.factor.as_num().is_some() {
            return None;
        }
        let k = self.seen(&l.factor, piece);
        if k == 0 {
            return None;
        }
        let (by, rest) = if k > 0 {
            (l.factor.clone(), l.rest.clone())
        } else {
            (self.minus(&l.factor)?, l.rest.clone())
        };
        let part = syntax::div(&rest, &by).ok()?;
        let g = if k > 0 {
            syntax::add(&part, &l.atom).ok()?
        } else {
            syntax::sub(&part, &l.atom).ok()?
        };
        let positive = self.prove(&by, true, piece, depth + 1)?;
        let th = self.prove(&g, strict, piece, depth + 1)?;
        self.scaled(f, &by, &positive, &g, &th, strict)
    }
}
