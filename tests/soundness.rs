//! A short soundness run; `cargo run --release --example soundness` is the long one.

mod sound;

use hence::check::{Checker, Options};
use std::path::Path;

#[test]
fn edited_steps_are_never_judged_against_certified_evaluation() {
    let checker = Checker::new(Options::default()).expect("the theory loads");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let steps = sound::true_steps(root, &checker).expect("the tables are read");
    assert!(steps.len() >= 300, "{} true steps", steps.len());
    let out = sound::run(&checker, &steps, 300, 20_240_607);
    assert!(
        out.contradictions.is_empty(),
        "{}",
        out.contradictions.join("\n")
    );
    // The run must have had something to say.
    assert!(out.evaluated >= 100, "{out:?}");
    assert!(out.agreed >= 1_000, "{out:?}");
    assert!(out.counterexamples >= 50, "{out:?}");
    assert_eq!(out.verdicts.values().sum::<usize>(), 300);
}
