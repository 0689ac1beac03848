//! `hence check`

use super::files::Work;
use super::{
    CheckArgs, Color, FAILED, FINE, Format, WRONG, checker, complain, files, fix, language, pool,
    print,
};
use crate::check::Checker;
use crate::finding::FileReport;
use crate::report::text::Look;
use crate::report::{Attention, attention, github, json, text};
use rayon::prelude::*;
use std::env;
use std::io::{self, IsTerminal};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Checks what `args` name and prints the report.
///
/// # Errors
/// Where the theory does not load or the report cannot be written. A file that cannot be read keeps the others from
/// nothing: it costs a line on standard error and the exit status.
pub(super) fn run(args: &CheckArgs) -> Result<u8, String> {
    let (works, mut errors) = files::load(&args.paths);
    let mut reports = Vec::with_capacity(works.len());
    if !works.is_empty() {
        let pool = pool()?;
        let checker = checker(&pool, args.engine.options())?;
        let checked: Vec<_> =
            pool.install(|| works.par_iter().map(|work| one(&checker, work)).collect());
        for result in checked {
            match result {
                Ok(found) => reports.extend(found),
                Err(error) => errors.push(error),
            }
        }
        if args.fix {
            reports = pool.install(|| fix::all(&checker, reports, &mut errors));
        }
    }
    for error in &errors {
        complain(error);
    }
    if !reports.is_empty() || errors.is_empty() {
        print(&render(args, &reports)?)?;
    }
    let fails = |report: &FileReport| {
        let strict = args.strict || report.strict;
        let mut findings = report.findings.iter();
        findings.any(|finding| attention(finding, strict) == Attention::Failure)
    };
    let wrong = reports.iter().any(fails);
    Ok(match (errors.is_empty(), wrong) {
        (false, _) => FAILED,
        (true, true) => WRONG,
        (true, false) => FINE,
    })
}

/// Checks one file; a fault of the checker in it does not take the other files down.
fn one(checker: &Checker, work: &Work) -> Result<Vec<FileReport>, String> {
    catch_unwind(AssertUnwindSafe(|| {
        checker.check_bundle(&work.bundle, &work.defaults)
    }))
    .map_err(|_| {
        format!(
            "{}: the checker failed on this file; please report it",
            work.name
        )
    })
}

fn render(args: &CheckArgs, reports: &[FileReport]) -> Result<String, String> {
    let unwritable = |error| format!("cannot write JSON: {error}");
    match args.format {
        Format::Text => Ok(text::text(reports, look(args))),
        Format::Json => json::json(reports).map_err(unwritable),
        Format::Jsonl => json::jsonl(reports).map_err(unwritable),
        Format::Github => Ok(github::github(reports, args.strict, language(args.lang))),
    }
}

fn look(args: &CheckArgs) -> Look {
    let set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    let terminal =
        io::stdout().is_terminal() && env::var_os("TERM").is_none_or(|term| term != "dumb");
    let width = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    Look {
        color: match args.color {
            Color::Auto => terminal && !set("NO_COLOR"),
            Color::Always => true,
            Color::Never => false,
        },
        unicode: terminal,
        verbose: args.verbose,
        strict: args.strict,
        language: language(args.lang),
        width: width.filter(|_| terminal),
    }
}
