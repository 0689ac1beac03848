//! The engines: they search for a proof, the kernel judges it.
//!
//! Everything here answers a [`Theorem`] whose conclusion is what was asked for, or nothing. No engine decides a verdict.

pub mod algebra;
mod closure;
mod context;
mod derivative;
mod equations;
mod normal;
mod order;
mod powers;
mod sign;
mod trig;

pub use context::Context;

use crate::logic;
use hence_kernel::{Term, Theorem, syntax};

/// Which engines may be used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Engine {
    /// The cheapest that succeeds.
    #[default]
    Auto,
    /// The normal form alone.
    Normal,
    /// The e-graph alone, with the polynomial normal form as a rule inside it.
    Egraph,
}

/// Proves a formula in a context: equations, comparisons, definedness conditions, connectives.
///
/// The hypotheses of the theorem are among those of the context's facts.
pub fn prove(goal: &Term, context: &Context) -> Option<Theorem> {
    closure::prove(goal, context, 0)
}

/// The same, with the name of the engine that found it.
pub fn prove_with(
    goal: &Term,
    context: &Context,
    engine: Engine,
) -> Option<(Theorem, &'static str)> {
    match engine {
        Engine::Auto | Engine::Normal => prove(goal, context).map(|th| (th, "normal form")),
        Engine::Egraph => None,
    }
}

/// `⊢ p = p'` with derivatives replaced by their values and definitions unfolded, so that the right side can be evaluated; nothing
/// where some derivative cannot be found. The hypotheses are among the context's facts.
pub fn evaluated(p: &Term, context: &Context) -> Option<Theorem> {
    let mut failed = false;
    let th = logic::congruence_at(p, |t| {
        if t.as_binary("deriv").is_some() {
            let th = derivative::value(t, context);
            failed |= th.is_none() && t.is_closed();
            return th;
        }
        normal::unfold(t)
    })
    .ok()?;
    let (_, r) = th.equation().ok()?;
    if failed {
        return None;
    }
    if r == p {
        return Some(th);
    }
    // Values may hold derivatives and defined names again.
    let r = r.clone();
    let rest = evaluated(&r, context)?;
    th.trans(&rest).ok()
}

/// A condition in a simpler form under what is given: the parts of conjunctions and of products that are not provable.
pub fn weakest(condition: &Term, context: &Context) -> Vec<Term> {
    if let Some((p, q)) = condition.as_binary("∧") {
        let mut out = weakest(p, context);
        out.extend(weakest(q, context));
        return out;
    }
    if prove(condition, context).is_some() {
        return Vec::new();
    }
    let zero = Term::int(0);
    if let Some((t, z)) = condition.as_unary("¬").and_then(Term::as_eq)
        && *z == zero
    {
        let parts: Option<Vec<Term>> = match t.as_binary("*").or_else(|| t.as_binary("/")) {
            Some((a, b)) => [a, b].iter().map(|x| syntax::ne(x, &zero).ok()).collect(),
            None => t
                .as_binary("pow")
                .filter(|(_, n)| normal::literal_integer(n).is_some_and(|k| k >= 1))
                .and_then(|(a, _)| syntax::ne(a, &zero).ok())
                .map(|p| vec![p]),
        };
        if let Some(parts) = parts {
            return parts.iter().flat_map(|p| weakest(p, context)).collect();
        }
    }
    vec![condition.clone()]
}
