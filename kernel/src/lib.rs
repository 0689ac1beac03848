//! The proof kernel of `hence`: terms, theorems, and the rules that alone can make one.
//!
//! What a reader must trust: this crate and the lines of `theory/`. A [`Theorem`] is a sequent that was derived by the
//! rules in [`theorem`] from the facts of one sealed [`Theory`]; nothing outside can make one. Every rule answers an error
//! rather than panic, and every computation has a limit.

#![forbid(unsafe_code)]
#![warn(missing_docs)]

mod defined;
mod elementary;
mod enclose;
mod facts;
mod fixed;
mod fraction;
pub mod interval;
mod number;
pub mod poly;
mod power;
mod ring;
mod show;
pub mod syntax;
mod term;
pub mod theorem;
mod theory;

pub use defined::{defined, needed};
pub use enclose::Bounds;
pub use number::Q;
pub use term::{Const, Hint, KernelError, Kind, MAX_DEPTH, Name, Result, Term, Type};
pub use theorem::Theorem;
pub use theory::{Domain, Fact, Theory};
