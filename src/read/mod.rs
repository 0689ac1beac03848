pub mod ast;
pub mod document;
pub mod lexicon;
pub mod lines;
