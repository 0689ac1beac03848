//! A normal form of sums, products and extremes over an index: bounds and arguments in one form, sums of short ranges written out,
//! linear combinations taken apart, constants pulled out, indices shifted so that equal sums look equal, known closed forms.

use super::{is_range, logs, parts, rows};
use crate::logic::{self, RANGES, mentions};
use crate::prove::algebra::Algebra;
use crate::prove::closure;
use crate::prove::context::Context;
use hence_kernel::poly::{Mono, Poly};
use hence_kernel::{Kind, Q, Term, Theorem, Type, syntax};
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

// A range of at most that many terms is written out.
const SHORT: i64 = 16;

/// The normal form, with one numbering of atoms for all terms that are compared.
pub(super) struct Rewriter<'a, 'b> {
    pub context: &'a Context<'b>,
    pub algebra: &'a RefCell<Algebra>,
    // How many steps may be taken.
    pub fuel: &'a Cell<u32>,
    pub depth: u32,
}

// The function, argument and rest of an equation `⊢ s = t`.
pub(super) fn right(th: &Theorem) -> Option<Term> {
    Some(th.equation().ok()?.1.clone())
}

impl Rewriter<'_, '_> {
    fn spend(&self) -> Option<()> {
        let left = self.fuel.get().checked_sub(1)?;
        self.fuel.set(left);
        Some(())
    }

    pub(super) fn under<'c, 'd>(&'c self, context: &'c Context<'d>) -> Rewriter<'c, 'd> {
        Rewriter {
            context,
            algebra: self.algebra,
            fuel: self.fuel,
            depth: self.depth + 1,
        }
    }

    /// An instance of a fact with its conditions proved here.
    pub(super) fn apply(&self, name: &str, subst: &[(&str, &Term)]) -> Option<Theorem> {
        let mut th = self.context.fact(name, subst, &[])?;
        for h in th.hypotheses().to_vec() {
            th = th.cut(&closure::prove(&h, self.context, 4)?).ok()?;
        }
        Some(th)
    }

    /// `⊢ t = t'` with one way of writing for equal polynomials.
    pub(super) fn affine(&self, t: &Term) -> Option<Theorem> {
        let canonical = || {
            let p = self.algebra.borrow_mut().poly(t)?;
            self.algebra.borrow().term(&p)
        };
        match canonical() {
            Some(u) if u != *t => Theorem::ring(t, &u, &[]).ok(),
            _ => Theorem::refl(t).ok(),
        }
    }

    /// `⊢ t = t'`
    pub(super) fn simplify(&self, t: &Term) -> Option<Theorem> {
        if !touches(t) {
            return Theorem::refl(t).ok();
        }
        self.spend()?;
        if let Some((name, a, b, f)) = parts(t)
            && let Some(th) = self.range(name, a, b, f)
        {
            return Some(th);
        }
        let (head, args) = t.spine();
        if args.is_empty() || matches!(head.kind(), Kind::Lam(..)) {
            return Theorem::refl(t).ok();
        }
        let mut th = Theorem::refl(head).ok()?;
        for a in &args {
            let inner = if matches!(a.ty(), Type::Fun(_)) {
                Theorem::refl(a).ok()?
            } else {
                let s = self.simplify(a)?;
                if matches!(head.kind(), Kind::Var(_)) && *a.ty() == Type::Real {
                    s.trans(&self.affine(&right(&s)?)?).ok()?
                } else {
                    s
                }
            };
            th = th.congruence(&inner).ok()?;
        }
        let now = right(&th)?;
        match self.power(&now) {
            Some(step) => th.trans(&step).ok(),
            None => Some(th),
        }
    }

    // c ^ (e + d) = c ^ e * c ^ d for a literal d.
    fn power(&self, t: &Term) -> Option<Theorem> {
        let (base, e) = t.as_binary("pow")?;
        let p = self.algebra.borrow_mut().poly(e)?;
        if p.as_constant().is_some() {
            return None;
        }
        let d = crate::prove::algebra::constant_part(&p);
        if !d.is_integer() || d.is_zero() {
            return None;
        }
        let rest = p.plus(&Poly::constant(-d.clone()));
        let rest = self.algebra.borrow().term(&rest)?;
        let (d, m) = (Term::num(d), rest);
        let sum = syntax::add(&m, &d).ok()?;
        let subst = [("a", base), ("m", &m), ("n", &d), ("b", &m), ("c", &d)];
        let split = |name: &str, vars: &[&str]| {
            let used: Vec<(&str, &Term)> = subst
                .iter()
                .filter(|(n, _)| vars.contains(n))
                .copied()
                .collect();
            self.apply(name, &used)
        };
        let th = split("pow_add", &["a", "b", "c"])
            .or_else(|| split("pow_add_nat", &["a", "m", "n"]))
            .or_else(|| split("pow_add_int", &["a", "m", "n"]))?;
        let written = syntax::pow(base, &sum).ok()?;
        Theorem::ring(t, &written, &[]).ok()?.trans(&th).ok()
    }

    // The variable that stands for an index at this depth: the same each time, so that equal bodies look equal.
    pub(super) fn index(&self) -> Term {
        Term::real_var(format!("κ{}", self.depth))
    }

    /// What is in force for the index of a range.
    pub(super) fn inside(&self, k: &Term, a: &Term, b: &Term) -> Option<Vec<Term>> {
        Some(vec![
            syntax::is_int(k).ok()?,
            syntax::le(a, k).ok()?,
            syntax::le(k, b).ok()?,
        ])
    }

    /// `⊢ ∀k. Int k ⇒ a ≤ k ⇒ k ≤ b ⇒ p` from `⊢ p` under these.
    pub(super) fn generalise(&self, k: &Term, a: &Term, b: &Term, th: &Theorem) -> Option<Theorem> {
        let mut th = th.clone();
        for h in self.inside(k, a, b)?.iter().rev() {
            th = logic::disch(h, &th).ok()?;
        }
        logic::forall_intro(k, &th).ok()
    }

    fn range(&self, name: &str, a: &Term, b: &Term, f: &Term) -> Option<Theorem> {
        if self.depth > 4 || !matches!(f.kind(), Kind::Lam(..)) {
            return None;
        }
        let k = self.index();
        let body = f.instantiate(&k).ok()?;
        let (lo, hi) = (
            self.simplify(a)
                .and_then(|s| s.trans(&self.affine(&right(&s)?)?).ok())?,
            self.simplify(b)
                .and_then(|s| s.trans(&self.affine(&right(&s)?)?).ok())?,
        );
        let head = Theorem::refl(&syntax::constant(name)?).ok()?;
        let mut th = head.congruence(&lo).ok()?.congruence(&hi).ok()?;
        let (lo, hi) = (right(&lo)?, right(&hi)?);
        let inner_facts = self.inside(&k, &lo, &hi)?;
        let nested = mentions(&body, RANGES) || symbolic_power(&body);
        let plain = th.congruence(&Theorem::refl(f).ok()?).ok()?;
        let step = if nested {
            let facts = inner_facts.iter().filter_map(|p| Theorem::assume(p).ok());
            let context = self
                .context
                .beside(self.context.facts().iter().cloned().chain(facts));
            self.under(&context).simplify(&body)?
        } else {
            let deeper = self.under(self.context);
            deeper.simplify(&body)?
        };
        let free = !step.hypotheses().iter().any(|h| h.has_free(&k));
        let th = if free {
            th = th.congruence(&step.abs(&k).ok()?).ok()?;
            th
        } else {
            let fact = match name {
                "Sum" => "sum_congr",
                "Prod" => "prod_congr",
                "Min" => "min_congr",
                _ => "max_congr",
            };
            let g = Term::lam(&k, &right(&step)?).ok()?;
            let each = self.generalise(&k, &lo, &hi, &step)?;
            let subst = [("a", &lo), ("b", &hi), ("f", f), ("g", &g)];
            let mut same = self.context.fact(fact, &subst, &[])?;
            for h in same.hypotheses().to_vec() {
                let lemma = if h == *each.conclusion() {
                    each.clone()
                } else {
                    closure::prove(&h, self.context, 4)?
                };
                same = same.cut(&lemma).ok()?;
            }
            plain.trans(&same).ok()?
        };
        self.then(th, |t| self.collapse(t))
    }

    fn then(&self, th: Theorem, step: impl FnOnce(&Term) -> Option<Theorem>) -> Option<Theorem> {
        let now = right(&th)?;
        match step(&now) {
            Some(next) => th.trans(&next).ok(),
            None => Some(th),
        }
    }

    // A range in normal form: written out, or taken apart.
    fn collapse(&self, t: &Term) -> Option<Theorem> {
        self.spend()?;
        let (name, a, b, f) = parts(t)?;
        let width = self.width(a, b);
        if let Some(w) = width
            && w < SHORT
        {
            return self.written_out(name, a, b, f, w);
        }
        match name {
            "Sum" => match logs::apart(a, b, f, self) {
                Some(th) => self.then(th, |t| {
                    let (_, a, b, f) = parts(t)?;
                    self.linearly(a, b, f)
                }),
                None => self.linearly(a, b, f),
            },
            _ => None,
        }
    }

    fn linearly(&self, a: &Term, b: &Term, f: &Term) -> Option<Theorem> {
        self.cancelled(a, b, f).or_else(|| self.linear(a, b, f))
    }

    // The number of terms less one, where it is a number.
    fn width(&self, a: &Term, b: &Term) -> Option<i64> {
        let d = syntax::sub(b, a).ok()?;
        let q = self.algebra.borrow_mut().poly(&d)?.as_constant()?;
        q.to_i64()
    }

    fn written_out(&self, name: &str, a: &Term, b: &Term, f: &Term, w: i64) -> Option<Theorem> {
        let prefix = name.to_lowercase();
        let subst = [("a", a), ("b", b), ("f", f)];
        if w < 0 {
            return match name {
                "Sum" | "Prod" => self.apply(&format!("{prefix}_empty"), &subst),
                _ => None,
            };
        }
        if w == 0 {
            let one = self.apply(&format!("{prefix}_one"), &[("a", a), ("f", f)])?;
            let t = Term::apps(&syntax::constant(name)?, &[a, b, f]).ok()?;
            let (l, _) = one.equation().ok()?;
            let th = Theorem::ring(&t, l, &[]).ok()?.trans(&one).ok()?;
            return self.then(th, |t| self.simplify(t));
        }
        // The last term apart.
        let th = self.last(name, a, b, f)?;
        self.then(th, |t| self.simplify(t))
    }

    /// `⊢ Sum a b f = Sum a (b − 1) f + f b`
    pub(super) fn last(&self, name: &str, a: &Term, b: &Term, f: &Term) -> Option<Theorem> {
        let one = Term::int(1);
        let before = right(&self.affine(&syntax::sub(b, &one).ok()?)?)?;
        let th = self.apply(
            &format!("{}_last", name.to_lowercase()),
            &[("a", a), ("b", &before), ("f", f)],
        )?;
        let t = Term::apps(&syntax::constant(name)?, &[a, b, f]).ok()?;
        let (l, _) = th.equation().ok()?;
        Theorem::ring(&t, l, &[]).ok()?.trans(&th).ok()
    }

    // What stands beside its own inverse under the sum, where it does not vanish for any index.
    fn cancelled(&self, a: &Term, b: &Term, f: &Term) -> Option<Theorem> {
        let k = self.index();
        let body = f.instantiate(&k).ok()?;
        let poly = self.algebra.borrow_mut().poly(&body)?;
        let (atom, inverse, t) = {
            let algebra = self.algebra.borrow();
            poly.0.keys().find_map(|m| {
                m.0.iter().find_map(|(i, _)| {
                    let t = algebra.atom_term(*i)?.as_unary("inv")?;
                    let beside = |j: u32| algebra.atom_term(j) == Some(t);
                    let (j, _) = m.0.iter().find(|(j, _)| beside(*j))?;
                    Some((*j, *i, t.clone()))
                })
            })?
        };
        let context = rows::inside(&k, a, b, self.context.facts(), self)?;
        let context = rows::with_laws(context, &k);
        let nonzero = context.nonzero(&t)?;
        let mut left = Poly::default();
        for (m, q) in &poly.0 {
            let power = |x: u32| m.0.iter().find(|(a, _)| *a == x).map_or(0, |(_, e)| *e);
            let both = power(atom).min(power(inverse));
            let rest = m.0.iter().map(|&(x, e)| {
                let less = if x == atom || x == inverse { both } else { 0 };
                (x, e - less)
            });
            left.add_term(Mono(rest.filter(|(_, e)| *e > 0).collect()), q.clone());
        }
        let shorter = self.algebra.borrow().term(&left)?;
        let step = Theorem::ring(&body, &shorter, &[&nonzero]).ok()?;
        let each = self.generalise(&k, a, b, &step)?;
        let g = Term::lam(&k, &shorter).ok()?;
        let subst = [("a", a), ("b", b), ("f", f), ("g", &g)];
        let th = rows::over("sum_congr", &subst, &each, self)?;
        let rest = right(&th)?;
        let (_, a, b, g) = parts(&rest)?;
        th.trans(&self.linear(a, b, g)?).ok()
    }

    // c₁ g₁ + c₂ g₂ + … under the sum.
    fn linear(&self, a: &Term, b: &Term, f: &Term) -> Option<Theorem> {
        let k = self.index();
        let body = f.instantiate(&k).ok()?;
        let poly = self.algebra.borrow_mut().poly(&body)?;
        let mut groups: BTreeMap<Mono, Poly> = BTreeMap::new();
        {
            let algebra = self.algebra.borrow();
            for (m, q) in &poly.0 {
                let depends = |atom: u32| algebra.atom_term(atom).is_some_and(|t| t.has_free(&k));
                let (with, without): (Vec<_>, Vec<_>) =
                    m.0.iter().copied().partition(|(atom, _)| depends(*atom));
                groups
                    .entry(Mono(with))
                    .or_default()
                    .add_term(Mono(without), q.clone());
            }
        }
        if groups.is_empty() {
            groups.insert(Mono::default(), Poly::default());
        }
        let mut pieces: Vec<(Term, Term)> = Vec::new();
        {
            let algebra = self.algebra.borrow();
            for (m, c) in &groups {
                pieces.push((algebra.term(c)?, algebra.monomial(m, &Q::one())?));
            }
        }
        let scaled = |(c, g): &(Term, Term)| syntax::mul(c, g).ok();
        let mut whole = scaled(pieces.last()?)?;
        for p in pieces.iter().rev().skip(1) {
            whole = syntax::add(&scaled(p)?, &whole).ok()?;
        }
        let t = Term::apps(&syntax::constant("Sum")?, &[a, b, f]).ok()?;
        let head = Theorem::refl(function_part(&t)?).ok()?;
        let split = Theorem::ring(&body, &whole, &[]).ok()?.abs(&k).ok()?;
        let mut th = head.congruence(&split).ok()?;
        let mut rest = whole;
        // From the left: Sum (c g + rest) = Sum (c g) + Sum rest.
        let mut stack: Vec<Theorem> = Vec::new();
        for (i, p) in pieces.iter().enumerate() {
            let (c, g) = p;
            let g_fun = Term::lam(&k, g).ok()?;
            let pulled = self
                .apply("sum_mul", &[("a", a), ("b", b), ("c", c), ("f", &g_fun)])
                .and_then(|th| {
                    let single = self.single(a, b, g, &k)?;
                    let (_, r) = th.equation().ok()?;
                    let (_, s) = r.as_binary("*")?;
                    let same = if single.equation().ok()?.0 == s {
                        single
                    } else {
                        return None;
                    };
                    let times = Theorem::refl(&syntax::constant("*")?)
                        .ok()?
                        .congruence(&Theorem::refl(c).ok()?)
                        .ok()?;
                    th.trans(&times.congruence(&same).ok()?).ok()
                })?;
            stack.push(pulled);
            if i + 1 < pieces.len() {
                let (left, others) = rest.as_binary("+")?;
                let (lf, of) = (Term::lam(&k, left).ok()?, Term::lam(&k, others).ok()?);
                let add = self.apply("sum_add", &[("a", a), ("b", b), ("f", &lf), ("g", &of)])?;
                let others = others.clone();
                th = self.chain(th, &add)?;
                rest = others;
            }
        }
        // Replace each Sum (c g) from the innermost.
        let full = right(&th)?;
        let equal = logic::congruence_at(&full, |t| {
            stack
                .iter()
                .find(|s| s.equation().is_ok_and(|(l, _)| l == t))
                .cloned()
        })
        .ok()?;
        th.trans(&equal).ok()
    }

    // Applies an equation at the place where its left side stands in the right side of another.
    fn chain(&self, th: Theorem, step: &Theorem) -> Option<Theorem> {
        let full = right(&th)?;
        let (l, _) = step.equation().ok()?;
        let equal = logic::congruence_at(&full, |t| (t == l).then(|| step.clone())).ok()?;
        th.trans(&equal).ok()
    }

    // ⊢ Sum a b (λk. g) = …, for a monomial g.
    fn single(&self, a: &Term, b: &Term, g: &Term, k: &Term) -> Option<Theorem> {
        let f = Term::lam(k, g).ok()?;
        let t = Term::apps(&syntax::constant("Sum")?, &[a, b, &f]).ok()?;
        let ab = [("a", a), ("b", b)];
        if !g.has_free(k) {
            let one = Term::int(1);
            return self
                .apply("sum_const", &[ab[0], ab[1], ("c", &one)])
                .or_else(|| Theorem::refl(&t).ok());
        }
        let power = match g.as_binary("pow") {
            Some((x, n)) if x == k => n.as_num().and_then(Q::to_i64),
            _ if g == k => Some(1),
            _ => None,
        };
        let closed = match power {
            Some(1) => self.apply("sum_pow_one", &ab),
            Some(2) => self.apply("sum_pow_two", &ab),
            Some(3) => self.apply("sum_pow_three", &ab),
            Some(4) => self.apply("sum_pow_four", &ab),
            _ => match g.as_binary("pow") {
                Some((q, e)) if e == k && !q.has_free(k) => {
                    let th = self.apply("sum_geometric", &[ab[0], ab[1], ("q", q)]);
                    th.and_then(|th| {
                        let r = right(&th)?;
                        th.trans(&self.simplify(&r)?).ok()
                    })
                }
                _ => None,
            },
        };
        if let Some(th) = closed.filter(|th| th.equation().is_ok_and(|(l, _)| *l == t)) {
            return Some(th);
        }
        self.exchanged(a, b, g, k, &t)
            .or_else(|| self.shifted(a, b, g, k, &t))
            .or_else(|| Theorem::refl(&t).ok())
    }

    // Of two sums whose ranges do not depend on each other the one with the smaller range stands outside.
    fn exchanged(&self, a: &Term, b: &Term, g: &Term, k: &Term, t: &Term) -> Option<Theorem> {
        let ("Sum", c, d, inner) = parts(g)? else {
            return None;
        };
        if c.has_free(k) || d.has_free(k) || !inner.has_free(k) {
            return None;
        }
        let j = Term::real_var(format!("ι{}", self.depth));
        let body = inner.instantiate(&j).ok()?;
        let swapped = {
            let sum = syntax::constant("Sum")?;
            let inside = Term::apps(&sum, &[a, b, &Term::lam(k, &body).ok()?]).ok()?;
            Term::apps(&sum, &[c, d, &Term::lam(&j, &inside).ok()?]).ok()?
        };
        if ((a, b), t) <= ((c, d), &swapped) {
            return None;
        }
        let f = Term::lam(k, &Term::lam(&j, &body).ok()?).ok()?;
        let th = self.apply(
            "sum_swap",
            &[("a", a), ("b", b), ("c", c), ("d", d), ("F", &f)],
        )?;
        let (l, r) = th.equation().ok()?;
        (l == t).then_some(())?;
        th.trans(&self.simplify(&r.clone())?).ok()
    }

    // The index such that the first member of a family is that at the index itself.
    fn shifted(&self, a: &Term, b: &Term, g: &Term, k: &Term, t: &Term) -> Option<Theorem> {
        let offset = self.offset(g, k)?;
        if offset.is_zero() {
            return None;
        }
        let c = Term::num(offset);
        let back = syntax::sub(k, &c).ok()?;
        let h = g.subst(&[(k.clone(), back)]).ok()?;
        let h = right(&self.simplify(&h)?)?;
        let h_fun = Term::lam(k, &h).ok()?;
        let shift = self.apply("sum_shift", &[("a", a), ("b", b), ("m", &c), ("f", &h_fun)])?;
        let (l, r) = shift.equation().ok()?;
        let into = Theorem::ring(t, l, &[]).ok()?;
        let (name, lo, hi, f) = parts(r)?;
        let bounds = Theorem::refl(&syntax::constant(name)?)
            .ok()?
            .congruence(&self.affine(lo)?)
            .ok()?
            .congruence(&self.affine(hi)?)
            .ok()?
            .congruence(&Theorem::refl(f).ok()?)
            .ok()?;
        into.trans(&shift).ok()?.trans(&bounds).ok()
    }

    // c where the first call of a function variable in `g` is at `k + c`.
    fn offset(&self, g: &Term, k: &Term) -> Option<Q> {
        let (head, args) = g.spine();
        if matches!(head.kind(), Kind::Var(_)) {
            for a in &args {
                if *a.ty() == Type::Real && a.has_free(k) {
                    let d = syntax::sub(a, k).ok()?;
                    let q = self.algebra.borrow_mut().poly(&d)?.as_constant()?;
                    return q.is_integer().then_some(q);
                }
            }
        }
        args.iter().find_map(|a| self.offset(a, k))
    }
}

fn function_part(t: &Term) -> Option<&Term> {
    match t.kind() {
        Kind::App(f, _) => Some(f),
        _ => None,
    }
}

// Whether there is anything for the normal form to do.
fn touches(t: &Term) -> bool {
    match t.kind() {
        Kind::App(f, a) => {
            if is_range(t) || symbolic_power_here(t) || matches!(f.kind(), Kind::Var(_)) {
                return true;
            }
            touches(f) || touches(a)
        }
        _ => false,
    }
}

fn symbolic_power_here(t: &Term) -> bool {
    t.as_binary("pow")
        .is_some_and(|(_, n)| n.as_num().is_none() && n.has_vars())
}

fn symbolic_power(t: &Term) -> bool {
    match t.kind() {
        Kind::App(f, a) => symbolic_power_here(t) || symbolic_power(f) || symbolic_power(a),
        _ => false,
    }
}
