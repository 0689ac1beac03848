//! `hence fmt`

use super::{FAILED, FINE, FmtArgs, WRONG, complain, files, print};
use crate::read::plain::formatted;
use std::fs;

/// Lays out the derivation files that `args` name, or says which ones are not.
///
/// # Errors
/// Where the names of files cannot be written. A file that cannot be read or written costs a line on standard error.
pub(super) fn run(args: &FmtArgs) -> Result<u8, String> {
    let (paths, mut errors) = files::derivations(&args.paths);
    let mut other = Vec::new();
    for path in &paths {
        let text = match files::text(path) {
            Ok(text) => text,
            Err(error) => {
                errors.push(error);
                continue;
            }
        };
        let laid_out = formatted(&text);
        if laid_out == text {
            continue;
        }
        if args.check {
            other.push(path.display().to_string());
        } else if let Err(error) = fs::write(path, laid_out) {
            errors.push(format!("{}: cannot be written: {error}", path.display()));
        }
    }
    for error in &errors {
        complain(error);
    }
    let names: String = other.iter().map(|name| format!("{name}\n")).collect();
    print(&names)?;
    Ok(match (errors.is_empty(), other.is_empty()) {
        (false, _) => FAILED,
        (true, false) => WRONG,
        (true, true) => FINE,
    })
}
