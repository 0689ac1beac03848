//! The soundness run: random single edits of true steps, each verdict held against certified evaluation.
//!
//! `cargo run --release --example soundness -- [--edits N] [--seed N]`; status 1 on a contradiction.

#[path = "../tests/sound/mod.rs"]
mod sound;

use hence::check::{Checker, Options};
use std::path::Path;
use std::process::ExitCode;

const USAGE: &str = "usage: soundness [--edits N] [--seed N]";

fn arguments() -> Result<(usize, u64), String> {
    let (mut edits, mut seed) = (10_000, 1);
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        let value = args.next().ok_or(USAGE)?;
        let n: u64 = value
            .parse()
            .map_err(|_| format!("{arg} {value}: {USAGE}"))?;
        match arg.as_str() {
            "--edits" => edits = usize::try_from(n).map_err(|e| e.to_string())?,
            "--seed" => seed = n,
            _ => return Err(USAGE.to_string()),
        }
    }
    Ok((edits, seed))
}

fn run() -> Result<bool, String> {
    let (edits, seed) = arguments()?;
    let checker = Checker::new(Options::default())?;
    let steps = sound::true_steps(Path::new(env!("CARGO_MANIFEST_DIR")), &checker)?;
    println!("seed {seed}, {} true steps, {edits} edits", steps.len());
    let out = sound::run(&checker, &steps, edits, seed);
    for (verdict, count) in &out.verdicts {
        println!("  {verdict:12} {count:6}");
    }
    println!(
        "positive verdicts held against evaluation: {} (true at {} points), not evaluable: {}",
        out.evaluated, out.agreed, out.skipped
    );
    println!("counterexamples evaluated again: {}", out.counterexamples);
    println!("contradictions: {}", out.contradictions.len());
    for c in &out.contradictions {
        println!("  {c}");
    }
    Ok(out.contradictions.is_empty())
}

fn main() -> ExitCode {
    match run() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(why) => {
            eprintln!("soundness: {why}");
            ExitCode::from(2)
        }
    }
}
