//! Tests of the facts themselves.

use super::*;

#[test]
fn the_shipped_theory_loads() {
    let library = match load() {
        Ok(l) => l,
        Err(e) => panic!("{e}"),
    };
    assert!(library.facts.len() > 300);
    assert!(library.false_rules.len() >= 25);
}
