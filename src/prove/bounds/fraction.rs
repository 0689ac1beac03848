//! Terms as one fraction: a polynomial over powers of factors that do not vanish.

use crate::prove::context::Context;
use hence_kernel::poly::{Mono, Poly, Work};
use hence_kernel::{Q, Term, Theorem, Type, syntax};

// A factor of a denominator, with its exponent.
type Factors = Vec<(Term, u32)>;

struct Fraction {
    top: Poly,
    bottom: Factors,
}

const MAX_TERMS: usize = 120;
const MAX_POWER: u32 = 24;

/// `⊢ t = n / d` (or `⊢ t = n`) in lowest terms, as far as common factors are seen. The factors of the denominator are proved not to
/// vanish from the facts of the context.
pub(super) fn normal(t: &Term, c: &Context) -> Option<(Term, Theorem)> {
    let f = Builder { c }.of(t, 0)?;
    let top = c.algebra.borrow().term(&f.top)?;
    let mut rules: Vec<Theorem> = Vec::new();
    let mut bottom: Option<Term> = None;
    for (d, n) in &f.bottom {
        let part = if *n == 1 {
            d.clone()
        } else {
            syntax::pow(d, &Term::int(i64::from(*n))).ok()?
        };
        bottom = Some(match bottom {
            None => part,
            Some(b) => syntax::mul(&b, &part).ok()?,
        });
        rules.push(c.nonzero(d)?);
    }
    let whole = match &bottom {
        None => top,
        Some(b) => syntax::div(&top, b).ok()?,
    };
    if whole == *t {
        return None;
    }
    roots(t, c, &mut rules);
    denominators(t, c, &mut rules);
    let side: Vec<&Theorem> = rules.iter().collect();
    let th = Theorem::ring(t, &whole, &side).ok()?;
    Some((whole, th))
}

// The squares of the roots that occur.
fn roots(t: &Term, c: &Context, out: &mut Vec<Theorem>) {
    if let Some((_, args)) = t.as_const_app() {
        args.iter().for_each(|a| roots(a, c, out));
    }
    if let Some(u) = t.as_unary("sqrt")
        && u.has_vars()
        && let Some(nonneg) = c.nonnegative(u)
        && let Some(th) = c.fact("sqrt_sq", &[("a", u)], &[&nonneg])
        && !out.iter().any(|o| o.conclusion() == th.conclusion())
    {
        out.push(th);
    }
}

// What is divided by on the way.
fn denominators(t: &Term, c: &Context, out: &mut Vec<Theorem>) {
    if let Some((_, args)) = t.as_const_app() {
        args.iter().for_each(|a| denominators(a, c, out));
    }
    let d = t
        .as_binary("/")
        .map(|(_, d)| d)
        .or_else(|| t.as_unary("inv"));
    if let Some(d) = d
        && d.has_vars()
        && let Some(th) = c.nonzero(d)
        && !out.iter().any(|o| o.conclusion() == th.conclusion())
    {
        out.push(th);
    }
}

struct Builder<'a, 'b> {
    c: &'a Context<'b>,
}

impl Builder<'_, '_> {
    fn of(&self, t: &Term, depth: u32) -> Option<Fraction> {
        if depth > 60 || *t.ty() != Type::Real {
            return None;
        }
        let again = |t: &Term| self.of(t, depth + 1);
        if let Some(q) = t.as_num() {
            return Some(whole(Poly::constant(q.clone())));
        }
        if let Some((a, b)) = t.as_binary("+") {
            return self.sum(again(a)?, again(b)?, &Q::one());
        }
        if let Some((a, b)) = t.as_binary("-") {
            return self.sum(again(a)?, again(b)?, &Q::int(-1));
        }
        if let Some(a) = t.as_unary("neg") {
            let mut f = again(a)?;
            f.top = f.top.scale(&Q::int(-1));
            return Some(f);
        }
        if let Some((a, b)) = t.as_binary("*") {
            return self.product(again(a)?, again(b)?);
        }
        if let Some((a, b)) = t.as_binary("/") {
            let inverse = self.inverse(again(b)?)?;
            return self.product(again(a)?, inverse);
        }
        if let Some(a) = t.as_unary("inv") {
            return self.inverse(again(a)?);
        }
        if let Some((a, n)) = t.as_binary("pow")
            && let Some(n) = self.c.poly(n)?.as_constant().and_then(|q| q.to_i64())
            && n.unsigned_abs() <= u64::from(MAX_POWER)
        {
            let mut base = again(a)?;
            if n < 0 {
                base = self.inverse(base)?;
            }
            let mut out = whole(Poly::constant(Q::one()));
            for _ in 0..n.abs() {
                let copy = Fraction {
                    top: base.top.clone(),
                    bottom: base.bottom.clone(),
                };
                out = self.product(out, copy)?;
            }
            return Some(out);
        }
        let a = self.c.algebra.borrow_mut().atom(t);
        Some(whole(Poly::atom(a)))
    }

    fn times(&self, a: &Poly, b: &Poly) -> Option<Poly> {
        if a.0.len() * b.0.len() > 4_000 {
            return None;
        }
        let p = self.reduced(a.mul(b, &mut Work(60_000)).ok()?)?;
        (p.0.len() <= MAX_TERMS).then_some(p)
    }

    // Squares of roots replaced.
    fn reduced(&self, mut p: Poly) -> Option<Poly> {
        for _ in 0..200 {
            let hit = p.0.keys().find_map(|m| {
                m.0.iter().find_map(|&(a, e)| {
                    let t = self.c.algebra.borrow().atom_term(a).cloned()?;
                    let u = t.as_unary("sqrt").filter(|u| u.has_vars())?.clone();
                    (e >= 2).then(|| (m.clone(), a, e, u))
                })
            });
            let Some((m, a, e, u)) = hit else {
                return Some(p);
            };
            let q = p.0.remove(&m)?;
            let mut part = Poly::default();
            let rest: Vec<(u32, u32)> =
                m.0.iter()
                    .map(|&(b, k)| (b, if b == a { e % 2 } else { k }))
                    .filter(|(_, k)| *k > 0)
                    .collect();
            part.add_term(Mono(rest), q);
            let inside = self.c.poly(&u)?;
            for _ in 0..e / 2 {
                part = part.mul(&inside, &mut Work(60_000)).ok()?;
            }
            p = p.plus(&part);
            if p.0.len() > 4 * MAX_TERMS {
                return None;
            }
        }
        None
    }

    fn power(&self, base: &Term, n: u32) -> Option<Poly> {
        let b = self.c.poly(base)?;
        let mut out = Poly::constant(Q::one());
        for _ in 0..n {
            out = self.times(&out, &b)?;
        }
        Some(out)
    }

    fn sum(&self, a: Fraction, b: Fraction, k: &Q) -> Option<Fraction> {
        let mut bottom = a.bottom.clone();
        for (d, n) in &b.bottom {
            match bottom.iter_mut().find(|(e, _)| e == d) {
                Some((_, m)) => *m = (*m).max(*n),
                None => bottom.push((d.clone(), *n)),
            }
        }
        let lift = |f: &Fraction| -> Option<Poly> {
            let mut top = f.top.clone();
            for (d, n) in &bottom {
                let have = f.bottom.iter().find(|(e, _)| e == d).map_or(0, |e| e.1);
                if *n > have {
                    top = self.times(&top, &self.power(d, n - have)?)?;
                }
            }
            Some(top)
        };
        let top = lift(&a)?.plus(&lift(&b)?.scale(k));
        self.lowest(Fraction { top, bottom })
    }

    fn product(&self, a: Fraction, b: Fraction) -> Option<Fraction> {
        let top = self.times(&a.top, &b.top)?;
        let mut bottom = a.bottom;
        for (d, n) in b.bottom {
            match bottom.iter_mut().find(|(e, _)| *e == d) {
                Some((_, m)) => *m += n,
                None => bottom.push((d, n)),
            }
        }
        self.lowest(Fraction { top, bottom })
    }

    fn inverse(&self, f: Fraction) -> Option<Fraction> {
        let mut top = Poly::constant(Q::one());
        for (d, n) in &f.bottom {
            top = self.times(&top, &self.power(d, *n)?)?;
        }
        let (m, q) = f.top.0.last_key_value()?;
        let k = q.recip()?;
        let mut bottom: Factors = Vec::new();
        if f.top.0.len() == 1 {
            for (a, e) in &m.0 {
                bottom.push((self.c.algebra.borrow().atom_term(*a)?.clone(), *e));
            }
        } else {
            let monic = f.top.scale(&k);
            bottom.push((self.c.algebra.borrow().term(&monic)?, 1));
        }
        self.lowest(Fraction {
            top: top.scale(&k),
            bottom,
        })
    }

    // Common factors cancelled.
    fn lowest(&self, mut f: Fraction) -> Option<Fraction> {
        // √u · √u below is u.
        let mut extra: Factors = Vec::new();
        for (d, n) in &mut f.bottom {
            if let Some(u) = d.as_unary("sqrt")
                && u.has_vars()
                && *n >= 2
            {
                let p = self.c.poly(u)?;
                // Monic, so that equal factors are seen to be equal.
                let (_, q) = p.0.last_key_value()?;
                if q.is_one() {
                    let u = self.c.algebra.borrow().term(&p)?;
                    extra.push((u, *n / 2));
                    *n %= 2;
                }
            }
        }
        for (d, n) in extra {
            match f.bottom.iter_mut().find(|(e, _)| *e == d) {
                Some((_, m)) => *m += n,
                None => f.bottom.push((d, n)),
            }
        }
        for (d, n) in &mut f.bottom {
            let p = self.c.poly(d)?;
            while *n > 0 {
                match f.top.exact_div(&p, &mut Work(20_000)) {
                    Ok(Some(q)) => {
                        f.top = q;
                        *n -= 1;
                    }
                    _ => break,
                }
            }
            if *n > 2 * MAX_POWER {
                return None;
            }
        }
        f.bottom.retain(|(_, n)| *n > 0);
        if f.top.is_zero() {
            f.bottom.clear();
        }
        f.bottom.sort();
        Some(f)
    }
}

fn whole(top: Poly) -> Fraction {
    Fraction {
        top,
        bottom: Vec::new(),
    }
}
