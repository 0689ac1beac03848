//! Makes mistakes at random in the valid derivations of `proofs/` and says how well they are diagnosed.
//!
//! `cargo run --release --example generated_mistakes -- SEED COUNT`

#[path = "../tests/common/generated.rs"]
mod generated;

use std::env;

fn main() {
    let mut args = env::args().skip(1).map(|a| a.parse().unwrap_or(0));
    let seed = args.next().unwrap_or(7);
    let count = args.next().unwrap_or(200) as usize;
    let found = generated::run(seed, count);
    for line in &found.short {
        println!("{line}");
    }
    for line in &found.refused {
        println!("NOT ACCEPTED {line}");
    }
    println!(
        "{} wrong edits ({} more undecided): {} at the line, {} with small witnesses, {} corrected, {} restored, {} named, {} not accepted",
        found.wrong,
        found.undecided,
        found.at_the_line,
        found.small,
        found.corrected,
        found.restored,
        found.named,
        found.refused.len()
    );
}
