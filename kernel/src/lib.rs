#![forbid(unsafe_code)]
//! Terms, theorems and the rules that alone can make one.

mod elementary;
mod fixed;
pub mod interval;
