#![forbid(unsafe_code)]
//! Terms, theorems and the rules that alone can make one.

mod elementary;
mod fixed;
mod fraction;
pub mod interval;
mod power;
