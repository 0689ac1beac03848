//! Families that a hypothesis defines for every index, `∀k. … ⇒ y k = t`, put in under sums.

use super::parts;
use super::rewrite::{Rewriter, right};
use super::rows::{inside, over, specialised};
use crate::logic;
use crate::prove::closure::NO_SEARCH;
use hence_kernel::{Kind, Term, Theorem, syntax};

// How many laws are looked at, and how many families may be defined by one another.
const MAX_LAWS: usize = 6;
const ROUNDS: usize = 3;

// The family that a law defines.
fn defined(law: &Theorem) -> Option<Term> {
    let k = Term::real_var("κ9");
    let mut body = syntax::as_quantified(law.conclusion(), "∀")?
        .instantiate(&k)
        .ok()?;
    while let Some((_, q)) = body.as_binary("⇒") {
        body = q.clone();
    }
    let (l, r) = body.as_eq()?;
    let Kind::App(f, index) = l.kind() else {
        return None;
    };
    (matches!(f.kind(), Kind::Var(_)) && *index == k && !r.has_free(f)).then(|| f.clone())
}

/// `⊢ p = p'` with such families put in under the sums of `p`; nothing where there are none.
pub(super) fn put_in(p: &Term, facts: &[Theorem], r: &Rewriter) -> Option<Theorem> {
    let laws: Vec<(Term, &Theorem)> = (facts.iter())
        .filter_map(|f| Some((defined(f)?, f)))
        .filter(|(f, _)| p.has_free(f))
        .take(MAX_LAWS)
        .collect();
    let mut out: Option<Theorem> = None;
    for _ in 0..ROUNDS {
        let now = match &out {
            Some(th) => right(th)?,
            None => p.clone(),
        };
        let step = logic::congruence_at(&now, |t| {
            laws.iter().find_map(|(f, law)| in_sum(t, f, law, facts, r))
        });
        let step = step.ok()?;
        if right(&step)? == now {
            break;
        }
        out = Some(match out {
            Some(th) => th.trans(&step).ok()?,
            None => step,
        });
    }
    out
}

// ⊢ Σ f = Σ g, where g has what the law says in the place of the family.
fn in_sum(
    t: &Term,
    family: &Term,
    law: &Theorem,
    facts: &[Theorem],
    r: &Rewriter,
) -> Option<Theorem> {
    let (name @ ("Sum" | "Prod"), a, b, f) = parts(t)? else {
        return None;
    };
    if !f.has_free(family) {
        return None;
    }
    let k = Term::real_var("κ9");
    let body = f.instantiate(&k).ok()?;
    let member = Term::app(family, &k).ok()?;
    let context = inside(&k, a, b, facts, r)?;
    let here = specialised(law, &k, &context, NO_SEARCH)?;
    let same = logic::congruence_at(&body, |t| (*t == member).then(|| here.clone())).ok()?;
    let changed = right(&same)?;
    if changed == body {
        return None;
    }
    let each = r.generalise(&k, a, b, &same)?;
    let g = Term::lam(&k, &changed).ok()?;
    let fact = if name == "Sum" {
        "sum_congr"
    } else {
        "prod_congr"
    };
    over(fact, &[("a", a), ("b", b), ("f", f), ("g", &g)], &each, r)
}
