//! `hence` reads a derivation the way its author wrote it and says of every step whether it holds.

#![forbid(unsafe_code)]

pub mod check;
pub mod cli;
pub mod config;
pub mod diagnose;
pub mod elaborate;
pub mod finding;
pub mod logic;
pub mod prove;
pub mod read;
pub mod reading;
pub mod refute;
pub mod report;
pub mod theory;
