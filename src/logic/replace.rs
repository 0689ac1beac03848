//! Rewriting inside a term: equality of parts becomes equality of the whole.

use super::shape;
use hence_kernel::{Kind, Result, Term, Theorem};
use std::collections::HashMap;

/// Replaces parts of a term by equal ones and proves the whole equal.
///
/// ```text
///      Γᵢ ⊢ sᵢ = tᵢ
/// ──────────────────────────   the sᵢ are parts of t
/// ∪Γᵢ ⊢ t[sᵢ] = t[tᵢ]
/// ```
///
/// `rule` is asked for every part from the outside in; where it answers `⊢ s = s'` for the part `s`, the part is replaced and not looked
/// into further. Equal parts are asked for once. Inside an abstraction the rule sees a free variable in the place of the bound one,
/// which keeps its name where no free variable of the term has it; see [`congruence_avoiding`].
///
/// # Errors
/// `Shape` where an answer is no equation with the part on its left; `FreeInHypothesis` where the hypotheses of an answer speak of a
/// bound variable.
///
/// ```
/// use hence::logic::congruence_at;
/// use hence_kernel::{Term, Theorem, syntax};
/// let (x, y) = (Term::real_var("x"), Term::real_var("y"));
/// let swap = |t: &Term| {
///     let (a, b) = t.as_binary("+")?;
///     Theorem::ring(t, &syntax::add(b, a).ok()?, &[]).ok()
/// };
/// let term = syntax::exp(&syntax::add(&x, &y)?)?;
/// assert_eq!(congruence_at(&term, swap)?.to_string(), "⊢ exp(x + y) = exp(y + x)");
/// # Ok::<(), hence_kernel::KernelError>(())
/// ```
pub fn congruence_at(term: &Term, rule: impl FnMut(&Term) -> Option<Theorem>) -> Result<Theorem> {
    congruence_avoiding(term, &[], rule)
}

/// [`congruence_at`] for a rule that speaks of variables of its own: no bound variable is given a name that is free in `avoid`.
///
/// # Errors
/// As [`congruence_at`].
pub fn congruence_avoiding(
    term: &Term,
    avoid: &[&Term],
    rule: impl FnMut(&Term) -> Option<Theorem>,
) -> Result<Theorem> {
    match rewritten(term, avoid, rule)? {
        Some(th) => Ok(th),
        None => Theorem::refl(term),
    }
}

/// Replaces every occurrence of the left side of an equation by the right side.
///
/// ```text
/// Γ ⊢ l = r    Δ ⊢ p[l]
/// ──────────────────────
///    Γ ∪ Δ ⊢ p[r]
/// ```
///
/// Parts that contain a bound variable are no occurrences: in `∀x. x = y` the equation `x = 1` replaces nothing. Where there is no
/// occurrence the theorem is answered as it is.
///
/// # Errors
/// `Shape` where the first is no equation.
pub fn subst_eq(th_eq: &Theorem, th: &Theorem) -> Result<Theorem> {
    let (l, _) = th_eq.equation()?;
    let mut avoid = vec![th_eq.conclusion()];
    avoid.extend(th_eq.hypotheses());
    let rule = |t: &Term| (t == l).then(|| th_eq.clone());
    match rewritten(th.conclusion(), &avoid, rule)? {
        Some(eq) => eq.eq_mp(th),
        None => Ok(th.clone()),
    }
}

// The equation, or none where nothing changes; bound variables are opened with names that are not free in `avoid`.
fn rewritten(
    term: &Term,
    avoid: &[&Term],
    rule: impl FnMut(&Term) -> Option<Theorem>,
) -> Result<Option<Theorem>> {
    let mut walk = Walk {
        rule,
        avoid,
        seen: HashMap::new(),
    };
    walk.at(term)
}

struct Walk<'a, F> {
    rule: F,
    avoid: &'a [&'a Term],
    // Terms are graphs: a shared part is rewritten once.
    seen: HashMap<Term, Option<Theorem>>,
}

impl<F: FnMut(&Term) -> Option<Theorem>> Walk<'_, F> {
    fn at(&mut self, t: &Term) -> Result<Option<Theorem>> {
        if let Some(known) = self.seen.get(t) {
            return Ok(known.clone());
        }
        let th = match (self.rule)(t) {
            Some(th) if th.equation()?.0 != t => {
                return shape("a rewrite whose left side is not the part");
            }
            Some(th) => Some(th),
            None => self.inside(t)?,
        };
        self.seen.insert(t.clone(), th.clone());
        Ok(th)
    }

    fn inside(&mut self, t: &Term) -> Result<Option<Theorem>> {
        match t.kind() {
            Kind::App(f, x) => {
                let (f_eq, x_eq) = (self.at(f)?, self.at(x)?);
                let (f_eq, x_eq) = match (f_eq, x_eq) {
                    (None, None) => return Ok(None),
                    (Some(f_eq), None) => (f_eq, Theorem::refl(x)?),
                    (None, Some(x_eq)) => (Theorem::refl(f)?, x_eq),
                    (Some(f_eq), Some(x_eq)) => (f_eq, x_eq),
                };
                f_eq.congruence(&x_eq).map(Some)
            }
            Kind::Lam(hint, ty, _) => {
                let mut avoid = self.avoid.to_vec();
                avoid.push(t);
                let x = Term::fresh(&hint.0, ty.clone(), &avoid);
                match self.at(&t.instantiate(&x)?)? {
                    Some(body) => body.abs(&x).map(Some),
                    None => Ok(None),
                }
            }
            _ => Ok(None),
        }
    }
}
