//! Reading formulas and documents.

pub mod ast;
pub mod bundle;
pub mod choices;
pub mod document;
pub mod latex;
pub mod lexicon;
pub mod lines;
pub mod macros;
pub mod mapped;
pub mod margin;
pub mod noise;
pub mod notebook;
pub mod plain;
pub mod sexp;
pub mod source;
pub mod tree;
