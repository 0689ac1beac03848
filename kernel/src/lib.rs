#![forbid(unsafe_code)]
//! Terms, theorems and the rules that alone can make one.

mod elementary;
pub mod interval;
