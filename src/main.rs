//! The `hence` command; all of it lives in [`hence::cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    hence::cli::main()
}

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;
