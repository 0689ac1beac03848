//! Readings of formulas and derivation files, one row each.

mod derivation;
mod faults;
mod readings;
mod show;
