//! `hence` reads a derivation the way its author wrote it and says of every step whether it holds.

#![forbid(unsafe_code)]

pub mod finding;
pub mod read;
pub mod refute;
