//! Readings of formulas and derivation files, one row each.

mod show;

use super::parse;
use show::show;

#[test]
fn a_formula_is_read_whole() {
    assert_eq!(
        show(&parse("2x + sin 2x", 0).unwrap()),
        "(+ (. 2 x) (sin~ (. 2 x)))"
    );
}
