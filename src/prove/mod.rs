//! The engines: they search for a proof, the kernel judges it.
//!
//! Everything here answers a [`Theorem`] whose conclusion is what was asked for, or nothing. No engine decides a verdict.

pub mod algebra;
mod closure;
mod context;
mod derivative;
mod equations;
mod normal;
mod powers;
mod sign;
mod trig;

pub use context::Context;

use hence_kernel::{Term, Theorem};

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
