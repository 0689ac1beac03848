//! Sums of one body over ranges that differ by a number of terms at their ends.

use super::parts;
use super::rewrite::{Rewriter, right};
use crate::prove::algebra::constant_part;
use hence_kernel::poly::Poly;
use hence_kernel::{Term, Theorem, syntax};

// More terms than that are not written out.
const MAX_TERMS: i64 = 8;

struct Member {
    term: Term,
    lower: i64,
    upper: i64,
}

struct Group {
    name: String,
    body: Term,
    lower: Poly,
    upper: Poly,
    members: Vec<Member>,
}

/// Equations that bring the ranges of one body to one range each.
pub(super) fn aligned(ranges: &[Term], r: &Rewriter) -> Vec<Theorem> {
    let mut groups: Vec<Group> = Vec::new();
    for t in ranges {
        let Some((name, a, b, f)) = parts(t) else {
            continue;
        };
        let split = |t: &Term| {
            let p = r.algebra.borrow_mut().poly(t)?;
            let c = constant_part(&p);
            let rest = p.plus(&Poly::constant(-c.clone()));
            Some((rest, c.is_integer().then(|| c.to_i64()).flatten()?))
        };
        let (Some((lower, lo)), Some((upper, hi))) = (split(a), split(b)) else {
            continue;
        };
        let member = Member {
            term: t.clone(),
            lower: lo,
            upper: hi,
        };
        let same =
            |g: &&mut Group| g.name == name && g.body == *f && g.lower == lower && g.upper == upper;
        match groups.iter_mut().find(same) {
            Some(g) => g.members.push(member),
            None => groups.push(Group {
                name: name.to_string(),
                body: f.clone(),
                lower,
                upper,
                members: vec![member],
            }),
        }
    }
    let mut out = Vec::new();
    for g in groups.iter().filter(|g| g.members.len() > 1) {
        let union = || g.to(r, |m| (m.lower, m.upper), false);
        let found = match g.name.as_str() {
            "Sum" => union().or_else(|| g.to(r, |m| (m.lower, m.upper), true)),
            _ => g.to(r, |m| (m.lower, m.upper), true),
        };
        out.extend(found.unwrap_or_default());
    }
    out
}

impl Group {
    // All members brought to the widest range, or to the part that all have.
    fn to(
        &self,
        r: &Rewriter,
        ends: impl Fn(&Member) -> (i64, i64),
        common: bool,
    ) -> Option<Vec<Theorem>> {
        let lowers = self.members.iter().map(|m| ends(m).0);
        let uppers = self.members.iter().map(|m| ends(m).1);
        let (lo, hi) = if common {
            (lowers.max()?, uppers.min()?)
        } else {
            (lowers.min()?, uppers.max()?)
        };
        let mut out = Vec::new();
        for m in &self.members {
            if (m.lower - lo).abs() + (m.upper - hi).abs() > MAX_TERMS {
                return None;
            }
            let mut th = Theorem::refl(&m.term).ok()?;
            for _ in m.upper..hi {
                th = self.step(&th, r, |r, a, b, f| longer(r, a, b, f, true))?;
            }
            for _ in hi..m.upper {
                th = self.step(&th, r, |r, a, b, f| r.last(&self.name, a, b, f))?;
            }
            for _ in lo..m.lower {
                th = self.step(&th, r, |r, a, b, f| longer(r, a, b, f, false))?;
            }
            for _ in m.lower..lo {
                th = self.step(&th, r, |r, a, b, f| first(r, &self.name, a, b, f))?;
            }
            if th.equation().is_ok_and(|(l, r)| l != r) {
                out.push(th);
            }
        }
        Some(out)
    }

    // Replaces the one range in the right side by what a step makes of it, and tidies up.
    fn step(
        &self,
        th: &Theorem,
        r: &Rewriter,
        step: impl Fn(&Rewriter, &Term, &Term, &Term) -> Option<Theorem>,
    ) -> Option<Theorem> {
        let now = right(th)?;
        let mut inside = Vec::new();
        super::ranges(&now, &mut inside);
        let target = inside
            .iter()
            .find(|t| parts(t).is_some_and(|(n, _, _, f)| n == self.name && *f == self.body))?;
        let (_, a, b, f) = parts(target)?;
        let changed = tidy(&step(r, a, b, f)?, r, f)?;
        let replaced =
            crate::logic::congruence_at(&now, |t| (t == target).then(|| changed.clone())).ok()?;
        th.trans(&replaced).ok()
    }
}

// Bounds and the terms that were split off in their normal forms, the range itself left as it is.
fn tidy(th: &Theorem, r: &Rewriter, f: &Term) -> Option<Theorem> {
    let now = right(th)?;
    let equal = crate::logic::congruence_at(&now, |t| {
        if let Some((name, a, b, g)) = parts(t)
            && g == f
        {
            return Theorem::refl(&syntax::constant(name)?)
                .ok()?
                .congruence(&r.affine(a)?)
                .ok()?
                .congruence(&r.affine(b)?)
                .ok()?
                .congruence(&Theorem::refl(g).ok()?)
                .ok();
        }
        for op in ["+", "-", "*"] {
            if t.as_binary(op).is_some() {
                return None;
            }
        }
        (*t.ty() == hence_kernel::Type::Real)
            .then(|| r.simplify(t))
            .flatten()
    })
    .ok()?;
    th.trans(&equal).ok()
}

// ⊢ Sum a b f = Sum a (b + 1) f − f (b + 1), or the same at the lower end.
fn longer(r: &Rewriter, a: &Term, b: &Term, f: &Term, above: bool) -> Option<Theorem> {
    let one = Term::int(1);
    let sum = syntax::constant("Sum")?;
    let t = Term::apps(&sum, &[a, b, f]).ok()?;
    let (split, whole) = if above {
        let th = r.apply("sum_last", &[("a", a), ("b", b), ("f", f)])?;
        let next = syntax::add(b, &one).ok()?;
        (th, Term::apps(&sum, &[a, &next, f]).ok()?)
    } else {
        let before = right(&r.affine(&syntax::sub(a, &one).ok()?)?)?;
        let th = r.apply("sum_first", &[("a", &before), ("b", b), ("f", f)])?;
        (th, Term::apps(&sum, &[&before, b, f]).ok()?)
    };
    let (_, both) = split.equation().ok()?;
    let (x, y) = both.as_binary("+")?;
    let end = if above { y } else { x };
    // t = (both) − end, and both = whole.
    let difference = syntax::sub(both, end).ok()?;
    let first = Theorem::ring(&t, &difference, &[]).ok()?;
    let back = split.sym().ok()?;
    let second = Theorem::refl(&syntax::constant("-")?)
        .ok()?
        .congruence(&back)
        .ok()?
        .congruence(&Theorem::refl(end).ok()?)
        .ok()?;
    let th = first.trans(&second).ok()?;
    let (_, now) = th.equation().ok()?;
    now.as_binary("-").filter(|(w, _)| **w == whole)?;
    Some(th)
}

// ⊢ Sum a b f = f a + Sum (a + 1) b f
fn first(r: &Rewriter, name: &str, a: &Term, b: &Term, f: &Term) -> Option<Theorem> {
    match name {
        "Sum" | "Prod" => r.apply(
            &format!("{}_first", name.to_lowercase()),
            &[("a", a), ("b", b), ("f", f)],
        ),
        _ => None,
    }
}
