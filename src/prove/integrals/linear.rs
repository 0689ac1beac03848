//! Integrals without a value of their own in an equation: sums and multiples are taken apart, and integrals of one function between
//! different numbers are measured from one of them.

use super::{known, opened, with_function};
use crate::logic;
use crate::prove::closure;
use crate::prove::context::Context;
use hence_kernel::{Term, Theorem, syntax};

/// `⊢ p = p'` with the integrals in `p` made integrals of fewer functions from fewer ends.
pub(super) fn spread(p: &Term, context: &Context) -> Option<Theorem> {
    let apart = logic::congruence_at(p, |t| {
        let [from, to, f] = super::parts(t)?;
        let (_, th) = summands(from, to, f, context)?;
        valued(&th, context)
    })
    .ok()?;
    let now = apart.equation().ok()?.1.clone();
    let based = measured(&now, context);
    let th = match based {
        Some(b) => apart.trans(&b).ok()?,
        None => apart,
    };
    let changed = th.equation().is_ok_and(|(l, r)| l != r);
    changed.then_some(th)
}

// ⊢ integral p q f = v from ⊢ HasIntegral p q f v.
fn valued(th: &Theorem, context: &Context) -> Option<Theorem> {
    let (_, args) = th.conclusion().as_const_app()?;
    let [p, q, f, v] = args[..] else { return None };
    context.fact(
        "integral_eq",
        &[("p", p), ("q", q), ("f", f), ("v", v)],
        &[th],
    )
}

// The sum of multiples of integrals that f comes to, with ⊢ HasIntegral p q f v.
fn summands(p: &Term, q: &Term, f: &Term, context: &Context) -> Option<(Term, Theorem)> {
    let (x, body) = opened(f, context)?;
    let mut parts: Vec<(Term, Term)> = Vec::new();
    {
        let poly = context.poly(&body)?;
        let algebra = context.algebra.borrow();
        for (m, number) in &poly.0 {
            let (mut constant, mut varying) = (m.clone(), m.clone());
            let varies = |a: u32| algebra.atom_term(a).is_some_and(|t| t.has_free(&x));
            constant.0.retain(|(a, _)| !varies(*a));
            varying.0.retain(|(a, _)| varies(*a));
            let c = algebra.monomial(&constant, number)?;
            let g = algebra.monomial(&varying, &hence_kernel::Q::one())?;
            match parts.iter_mut().find(|(_, h)| *h == g) {
                Some((sum, _)) => *sum = syntax::add(sum, &c).ok()?,
                None => parts.push((c, g)),
            }
        }
    }
    if parts.len() == 1 && parts[0].1 == body {
        return None;
    }
    let mut acc: Option<(Term, Term, Theorem)> = None;
    for (c, g) in parts {
        let lam = Term::lam(&x, &g).ok()?;
        let (v, th) = known(p, q, &lam, context)?;
        let subst = [("p", p), ("q", q), ("f", &lam), ("u", &v), ("c", &c)];
        let th = context.fact("integral_mul", &subst, &[&th])?;
        let (g, v) = (syntax::mul(&c, &g).ok()?, syntax::mul(&c, &v).ok()?);
        acc = Some(match acc {
            None => (g, v, th),
            Some((sum, u, first)) => {
                let (s, t) = (Term::lam(&x, &sum).ok()?, Term::lam(&x, &g).ok()?);
                let subst = [
                    ("p", p),
                    ("q", q),
                    ("f", &s),
                    ("g", &t),
                    ("u", &u),
                    ("v", &v),
                ];
                let th = context.fact("integral_add", &subst, &[&first, &th])?;
                (syntax::add(&sum, &g).ok()?, syntax::add(&u, &v).ok()?, th)
            }
        });
    }
    let (sum, v, th) = acc?;
    let same = closure::prove(&syntax::eq(&sum, &body).ok()?, context, 1)?;
    Some((v, with_function(&th, &same.abs(&x).ok()?)?))
}

// ⊢ p = p' with the integrals of each function measured from the number at which one of them begins.
fn measured(p: &Term, context: &Context) -> Option<Theorem> {
    let mut found: Vec<(Term, Term, Term)> = Vec::new();
    let note = logic::congruence_at(p, |t| {
        let [from, to, f] = super::parts(t)?;
        let (a, b) = (from.as_unary("at")?, to.as_unary("at")?);
        let one = (f.clone(), a.clone(), b.clone());
        if !found.contains(&one) {
            found.push(one);
        }
        None
    });
    note.ok()?;
    let base = |f: &Term| {
        let mut of = found.iter().filter(|(g, ..)| g == f);
        let first = of.next()?.1.clone();
        of.next().map(|_| first)
    };
    let from_base = |f: &Term, base: &Term, end: &Term| {
        let (p, q) = (syntax::at(base).ok()?, syntax::at(end).ok()?);
        known(&p, &q, f, context)
    };
    let th = logic::congruence_at(p, |t| {
        let [from, to, f] = super::parts(t)?;
        let (a, b) = (from.as_unary("at")?, to.as_unary("at")?);
        let base = base(f)?;
        if base == *a {
            return None;
        }
        let (u, low) = from_base(f, &base, a)?;
        let place = syntax::at(&base).ok()?;
        let subst = [("p", &place), ("q", from), ("f", f), ("v", &u)];
        let back = context.fact("integral_swap", &subst, &[&low])?;
        let minus = syntax::neg(&u).ok()?;
        if base == *b {
            return valued(&back, context);
        }
        let (v, high) = from_base(f, &base, b)?;
        let subst = [
            ("a", a),
            ("b", &base),
            ("c", b),
            ("f", f),
            ("u", &minus),
            ("v", &v),
        ];
        valued(
            &context.fact("integral_join", &subst, &[&back, &high])?,
            context,
        )
    })
    .ok()?;
    let changed = th.equation().is_ok_and(|(l, r)| l != r);
    changed.then_some(th)
}

/// `⊢ HasIntegral p q f v` where the summands of the function have integrals.
pub(super) fn summed(p: &Term, q: &Term, f: &Term, context: &Context) -> Option<Theorem> {
    summands(p, q, f, context).map(|(_, th)| th)
}

/// `⊢ HasIntegral p q f (integral p q f)`, or with the other sign the other way round, because a fact says that it exists.
pub(super) fn supposed(p: &Term, q: &Term, f: &Term, context: &Context) -> Option<Theorem> {
    let said = |p: &Term, q: &Term| {
        let own = context.fact("integral_self", &[("p", p), ("q", q), ("f", f)], &[])?;
        let premise = own.hypotheses().iter().next()?.clone();
        let fact = (context.facts().iter())
            .flat_map(|f| logic::conjuncts(f).unwrap_or_default())
            .find(|f| *f.conclusion() == premise)?;
        own.cut(&fact).ok()
    };
    said(p, q).or_else(|| {
        let th = said(q, p)?;
        let (_, args) = th.conclusion().as_const_app()?;
        let v = (*args.get(3)?).clone();
        context.fact(
            "integral_swap",
            &[("p", q), ("q", p), ("f", f), ("v", &v)],
            &[&th],
        )
    })
}
