//! What kind of mistake it is and what to say about it.

pub mod codes;
