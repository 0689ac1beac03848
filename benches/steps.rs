//! What a step costs, kind by kind, beside what loading the theory costs: `cargo bench --bench steps`.
//!
//! The figures of one run stand side by side and are to be read as ratios: machines differ, and are noisy.

use divan::{Bencher, black_box};
use hence::check::{Checker, Engine, Options, Step};

fn main() {
    divan::main();
}

/// Loading and sealing all facts, which every run of the program pays once.
#[divan::bench]
fn theory(bencher: Bencher) {
    bencher.bench(|| hence::theory::load().map(|l| l.facts.len()));
}

const KINDS: &[(&str, &[&str], &str)] = &[
    ("linear equation", &["3*x + 4 = 10"], "x = 2"),
    ("wrong linear equation", &["3*x + 4 = 10"], "x = 3"),
    ("product", &[], "(x + 1)^3 = x^3 + 3*x^2 + 3*x + 1"),
    ("wrong product", &[], "(x + 1)^3 = x^3 + 3*x^2 + 3*x"),
    ("fraction", &[], "1/(x - 1) - 1/(x + 1) = 2/(x^2 - 1)"),
    ("trigonometry", &[], "sin(2*x) = 2*sin(x)*cos(x)"),
    (
        "logarithm",
        &["x > 0", "y > 0"],
        "log(x*y) = log(x) + log(y)",
    ),
    (
        "derivative",
        &[],
        "d/dx (x^2*sin(x)) = 2*x*sin(x) + x^2*cos(x)",
    ),
    ("inequality", &[], "x^2 + y^2 >= 2*x*y"),
];

fn step(kind: &str) -> Step {
    let (_, from, claim) = KINDS
        .iter()
        .find(|(k, ..)| *k == kind)
        .copied()
        .unwrap_or_default();
    Step {
        from: from.iter().map(|f| f.to_string()).collect(),
        claim: claim.to_string(),
        ..Step::default()
    }
}

fn run(bencher: Bencher, kind: &str, engine: Engine) {
    let checker = Checker::new(Options {
        engine,
        ..Options::default()
    })
    .expect("the theory loads");
    let step = step(kind);
    bencher.bench(|| checker.check_step(black_box(&step)));
}

/// One step from reading to verdict, with all engines.
#[divan::bench(args = KINDS.iter().map(|(kind, ..)| *kind))]
fn steps(bencher: Bencher, kind: &str) {
    run(bencher, kind, Engine::Auto);
}

/// The same identities by the e-graph alone.
#[divan::bench(args = ["product", "fraction", "trigonometry", "logarithm", "derivative"])]
fn egraph(bencher: Bencher, kind: &str) {
    run(bencher, kind, Engine::Egraph);
}
