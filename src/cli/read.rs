//! `hence read`

use super::files::Work;
use super::{FAILED, FINE, ReadArgs, ReadFormat, checker, complain, files, pool, print};
use crate::check::{Checker, Options};
use crate::reading::Reading;
use crate::report::reading;
use rayon::prelude::*;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Prints how the documents that `args` name are understood.
///
/// # Errors
/// Where the theory does not load or the report cannot be written.
pub(super) fn run(args: &ReadArgs) -> Result<u8, String> {
    let (works, mut errors) = files::load(&args.paths);
    let mut readings = Vec::with_capacity(works.len());
    if !works.is_empty() {
        let pool = pool()?;
        let checker = checker(&pool, Options::default())?;
        let read: Vec<_> =
            pool.install(|| works.par_iter().map(|work| one(&checker, work)).collect());
        for result in read {
            match result {
                Ok(found) => readings.extend(found),
                Err(error) => errors.push(error),
            }
        }
    }
    for error in &errors {
        complain(error);
    }
    if !readings.is_empty() || errors.is_empty() {
        print(&match args.format {
            ReadFormat::Text => reading::text(&readings),
            ReadFormat::Json => {
                reading::json(&readings).map_err(|error| format!("cannot write JSON: {error}"))?
            }
        })?;
    }
    Ok(if errors.is_empty() { FINE } else { FAILED })
}

fn one(checker: &Checker, work: &Work) -> Result<Vec<Reading>, String> {
    catch_unwind(AssertUnwindSafe(|| {
        checker.read_bundle(&work.bundle, &work.defaults)
    }))
    .map_err(|_| {
        format!(
            "{}: the checker failed on this file; please report it",
            work.name
        )
    })
}
