//! `hence read`

use super::{FAILED, FINE, ReadArgs, ReadFormat, checker, complain, files, pool, print};
use crate::check::{Checker, Options};
use crate::reading::Reading;
use crate::report::reading;
use rayon::prelude::*;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

/// Prints how the documents that `args` name are understood.
///
/// # Errors
/// Where the theory does not load or the report cannot be written.
pub(super) fn run(args: &ReadArgs) -> Result<u8, String> {
    let (paths, mut errors) = files::find(&args.paths);
    let mut readings = Vec::with_capacity(paths.len());
    if !paths.is_empty() {
        let pool = pool()?;
        let checker = checker(&pool, Options::default())?;
        let read: Vec<_> =
            pool.install(|| paths.par_iter().map(|path| one(&checker, path)).collect());
        for result in read {
            match result {
                Ok(reading) => readings.push(reading),
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

fn one(checker: &Checker, path: &Path) -> Result<Reading, String> {
    let text = files::text(path)?;
    let defaults = files::defaults(path)?;
    let name = path.display().to_string();
    catch_unwind(AssertUnwindSafe(|| {
        checker.read_file(&name, text, &defaults)
    }))
    .map_err(|_| format!("{name}: the checker failed on this file; please report it"))
}
