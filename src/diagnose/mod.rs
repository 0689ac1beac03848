//! What kind of mistake it is and what to say about it.

mod align;
pub mod codes;
mod correct;
mod edits;
mod matching;
mod mistakes;
mod naming;
mod words;
mod written;

pub use align::apart;
pub use correct::{Correction, Line, Part, Reading, nearest, spliced};
pub use edits::{Change, Edit, Notation, numeral};
pub use mistakes::{Mistake, mistake, mistakes, written_mistakes};
pub use naming::{Wrong, named};
pub(crate) use words::filled;
pub use words::said;
pub use written::written;
