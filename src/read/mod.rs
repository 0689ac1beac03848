//! Reading formulas and documents.

pub mod ast;
pub mod latex;
pub mod sexp;
