//! From the surface tree to kernel terms: names get their sort, `f(x)` becomes a call or a product, bounds their range.
//!
//! Nothing is decided about truth here. What cannot be given a meaning is a [`Problem`] with its place.

mod antiderivatives;
mod derivatives;
mod dots;
mod functional;
mod functions;
mod integrals;
mod kinds;
mod limits;
mod matrices;
mod names;
mod operators;
mod pairs;
mod ranges;
mod relations;
mod scope;
mod sets;
mod settle;
mod signs;
mod tables;
mod terms;
mod unfold;

pub(crate) use crate::read::tree::children;
pub(crate) use crate::read::tree::walk;
pub use antiderivatives::{Antiderived, Rate};
pub(crate) use dots::indexed;
pub(crate) use functions::{is_known_by_name, unary};
pub(crate) use integrals::{has_antiderivative, has_boundless, has_ends};
pub(crate) use kinds::{declare_vectors, is_vector_space};
pub use matrices::Value;
pub use names::key;
pub(crate) use names::{bare, places};
pub(crate) use operators::{Shape, dimension};
pub(crate) use ranges::subscripts;
pub use ranges::under_the_sum;
pub(crate) use relations::lists_equations;
pub use relations::{Relation, negation_of};
pub use scope::{Definition, Meaning, Scope, Sort};
pub(crate) use sets::is_doubtful;
pub use settle::settled;
pub use tables::Table;
pub(crate) use unfold::given_functions;

use crate::read::ast::Span;
use hence_kernel::KernelError;

/// Why a formula has no meaning here, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The smallest part at fault.
    pub span: Span,
    /// One sentence.
    pub reason: String,
}

impl Problem {
    pub(crate) fn at<T>(span: Span, reason: impl Into<String>) -> Result<T, Problem> {
        Err(Problem {
            span,
            reason: reason.into(),
        })
    }

    pub(crate) fn kernel(span: Span) -> impl Fn(KernelError) -> Problem {
        move |e| Problem {
            span,
            reason: e.to_string(),
        }
    }
}
