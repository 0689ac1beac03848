//! The command line: options, files in, reports out, exit status.

mod check;
mod explain;
mod facts;
mod files;
mod fix;
mod fmt;
mod read;
mod steps;

use crate::check::{Checker, Engine, Options};
use crate::finding::Language;
use clap::error::ErrorKind;
use clap::{Parser, Subcommand, ValueEnum};
use std::env;
use std::fmt::Display;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

/// Deep formulas are walked by recursion, and documents hold deep formulas.
const STACK: usize = 64 << 20;

/// Nothing wrong.
const FINE: u8 = 0;
/// Something is wrong with what was checked.
const WRONG: u8 = 1;
/// The command itself failed.
const FAILED: u8 = 2;

/// Reads a derivation as its author wrote it and says of every step whether it holds.
#[derive(Debug, Parser)]
#[command(name = "hence", version, about, arg_required_else_help = true)]
struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Check the derivations in files and folders.
    #[command(
        after_help = "Exit status: 0 nothing wrong; 1 something invalid, tainted or not as the file expects \
                            (with --strict also conditional, unproved or unread); 2 the command itself failed."
    )]
    Check(CheckArgs),
    /// Show how the derivations in files and folders are understood, without verdicts.
    Read(ReadArgs),
    /// Lay out derivation files (.hence): only blanks change, and never how a line is read.
    #[command(
        after_help = "Exit status: 0 done, or with --check nothing to do; 1 with --check where a file is laid out otherwise; \
                            2 the command itself failed."
    )]
    Fmt(FmtArgs),
    /// Judge steps read as JSON, one a line, and answer each with a line of JSON.
    Steps(StepsArgs),
    /// Show the proof of a step, or the page of a code.
    Explain(ExplainArgs),
    /// List the facts that proofs may use.
    Facts(FactsArgs),
}

#[derive(Debug, clap::Args)]
struct CheckArgs {
    /// Files, or folders to search for .md, .markdown, .mmd, .tex, .ipynb and .hence files.
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// What to print.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Fail on conditional, unproved and unread steps too.
    #[arg(long)]
    strict: bool,
    /// List what is in order too.
    #[arg(long, short)]
    verbose: bool,
    /// Which engines look for a proof.
    #[arg(long, value_enum, default_value_t = EngineArg::Auto)]
    engine: EngineArg,
    /// When to use colours.
    #[arg(long, value_enum, default_value_t = Color::Auto)]
    color: Color,
    /// The language of what is said; by default that of the environment.
    #[arg(long, value_enum)]
    lang: Option<Lang>,
    /// Write corrections into the files: those with which the line, and all that was in order, is proved.
    #[arg(long)]
    fix: bool,
}

#[derive(Debug, clap::Args)]
struct ReadArgs {
    /// Files, or folders to search for files that can be checked.
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// What to print.
    #[arg(long, value_enum, default_value_t = ReadFormat::Text)]
    format: ReadFormat,
}

#[derive(Debug, clap::Args)]
struct FmtArgs {
    /// Files, or folders to search for .hence files.
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Change nothing; name the files that are laid out otherwise.
    #[arg(long)]
    check: bool,
}

#[derive(Debug, clap::Args)]
struct StepsArgs {
    /// Which engines look for a proof.
    #[arg(long, value_enum, default_value_t = EngineArg::Auto)]
    engine: EngineArg,
    /// Name the mistakes that explain wrong steps.
    #[arg(long)]
    mistakes: bool,
}

#[derive(Debug, clap::Args)]
struct ExplainArgs {
    /// A step as FILE:LABEL (homework.md:28; a tag, the key of a \label, or a line), or a code (H0101).
    #[arg(value_name = "FILE:LABEL|CODE")]
    what: String,
    /// The language of the page; by default that of the environment.
    #[arg(long, value_enum)]
    lang: Option<Lang>,
}

#[derive(Debug, clap::Args)]
struct FactsArgs {
    /// Only the fact of this name, or the facts of this family.
    #[arg(value_name = "NAME|FAMILY")]
    which: Option<String>,
}

/// What `hence check` prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Text,
    /// One JSON object.
    Json,
    /// One JSON object for each finding, a line each.
    Jsonl,
    /// Annotations for GitHub Actions.
    Github,
}

/// What `hence read` prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ReadFormat {
    /// For people.
    Text,
    /// One JSON object.
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Color {
    /// On a terminal, unless NO_COLOR is set.
    Auto,
    Always,
    Never,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Lang {
    En,
    Fr,
}

/// The language that was asked for, else that of the environment.
fn language(asked: Option<Lang>) -> Language {
    let of = |lang| match lang {
        Lang::En => Language::English,
        Lang::Fr => Language::French,
    };
    let set = |name| env::var(name).ok().filter(|value| !value.is_empty());
    let spoken = || ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(set);
    asked.map(of).unwrap_or_else(|| match spoken() {
        Some(locale) if locale.starts_with("fr") => Language::French,
        _ => Language::English,
    })
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum EngineArg {
    /// All of them, cheapest first.
    Auto,
    /// Normal forms only.
    Normal,
    /// The e-graph only.
    Egraph,
}

impl EngineArg {
    fn options(self) -> Options {
        let engine = match self {
            EngineArg::Auto => Engine::Auto,
            EngineArg::Normal => Engine::Normal,
            EngineArg::Egraph => Engine::Egraph,
        };
        Options {
            engine,
            mistakes: false,
        }
    }
}

/// Runs the command that the process was called with.
///
/// The exit status is 0 where nothing is wrong, 1 where what was checked is wrong and 2 where the command itself
/// failed; then one line on standard error says why.
pub fn main() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => return ExitCode::from(usage(&error)),
    };
    let status = match args.command {
        Command::Check(args) => check::run(&args),
        Command::Read(args) => read::run(&args),
        Command::Fmt(args) => fmt::run(&args),
        Command::Steps(args) => steps::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Facts(args) => facts::run(&args),
    };
    ExitCode::from(status.unwrap_or_else(|error| {
        complain(error);
        FAILED
    }))
}

/// Prints what clap has to say: help as it is, an error in one line.
fn usage(error: &clap::Error) -> u8 {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => match error.print() {
            Ok(()) => FINE,
            Err(error) => {
                complain(lost(&error));
                FAILED
            }
        },
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            // Standard error is the only place left to complain to.
            let _ = error.print();
            FAILED
        }
        _ => {
            complain(usage_line(&error.to_string()));
            FAILED
        }
    }
}

/// The first paragraph of a clap error and its tips, in one line.
fn usage_line(text: &str) -> String {
    let mut paragraphs = text.split("\n\n");
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let first = words(paragraphs.next().unwrap_or(text));
    let mut line = first.strip_prefix("error: ").unwrap_or(&first).to_string();
    for tip in paragraphs.filter_map(|paragraph| paragraph.trim_start().strip_prefix("tip: ")) {
        line.push_str("; ");
        line.push_str(&words(tip));
    }
    line.push_str(" (hence --help lists what there is)");
    line
}

/// One line on standard error.
fn complain(message: impl Display) {
    // Where standard error is closed there is nobody left to tell; the exit status still does.
    let _ = writeln!(io::stderr(), "hence: {message}");
}

/// What to say when the output cannot be written.
fn lost(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::BrokenPipe => {
            "the output was closed before all of it was written".to_string()
        }
        _ => format!("cannot write the output: {error}"),
    }
}

/// Writes all of a report to standard output.
fn print(text: &str) -> Result<(), String> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())
        .and_then(|()| out.flush())
        .map_err(|error| lost(&error))
}

/// Threads with stacks that deep formulas fit into.
fn pool() -> Result<rayon::ThreadPool, String> {
    rayon::ThreadPoolBuilder::new()
        .stack_size(STACK)
        .build()
        .map_err(|error| format!("cannot start threads: {error}"))
}

/// Loads the theory on one of the threads of `pool`.
fn checker(pool: &rayon::ThreadPool, options: Options) -> Result<Checker, String> {
    pool.install(|| Checker::new(options))
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_options_are_consistent() {
        Args::command().debug_assert();
    }

    #[test]
    fn a_usage_error_takes_one_line() {
        let error = Args::try_parse_from(["hence", "check", "a.md", "--strickt"]).unwrap_err();
        assert_eq!(
            usage_line(&error.to_string()),
            "unexpected argument '--strickt' found; a similar argument exists: '--strict' \
             (hence --help lists what there is)"
        );
        let error = Args::try_parse_from(["hence", "check"]).unwrap_err();
        assert_eq!(
            usage_line(&error.to_string()),
            "the following required arguments were not provided: <PATH>... (hence --help lists what there is)"
        );
    }
}
