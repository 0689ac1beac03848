//! Mistakes made at random in valid derivations are found where they were made, with small numbers and corrections that are proved.
//! `cargo run --release --example generated_mistakes -- SEED COUNT` does the same with more of them.

#[path = "common/generated.rs"]
mod generated;

#[test]
fn mistakes_are_found_and_corrected() {
    let found = generated::run(7, 60);
    let wrong = found.wrong;
    assert!(wrong >= 60, "{found:#?}");
    assert!(found.refused.is_empty(), "{:#?}", found.refused);
    assert!(100 * found.at_the_line >= 95 * wrong, "{found:#?}");
    assert!(100 * found.small >= 90 * wrong, "{found:#?}");
    assert!(100 * found.restored >= 60 * wrong, "{found:#?}");
}
