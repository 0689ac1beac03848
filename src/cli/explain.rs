//! `hence explain`

use super::{ExplainArgs, FINE, checker, files, language, pool, print};
use crate::check::Options;
use crate::diagnose::codes;
use crate::finding::Language;
use std::path::Path;

/// Prints the page of a code, or the proof of a step.
///
/// # Errors
/// Where there is no such code, file or step, or no proof of it to show.
pub(super) fn run(args: &ExplainArgs) -> Result<u8, String> {
    let mut text = if codes::is_code(&args.what) && !Path::new(&args.what).exists() {
        page(&args.what, language(args.lang))?
    } else {
        let (path, label) = split(&args.what)?;
        let work = files::single(Path::new(path))?;
        let pool = pool()?;
        let checker = checker(&pool, Options::default())?;
        pool.install(|| checker.explain(&work.bundle, label, &work.defaults))?
    };
    if !text.ends_with('\n') {
        text.push('\n');
    }
    print(&text)?;
    Ok(FINE)
}

fn page(code: &str, language: Language) -> Result<String, String> {
    codes::page(code).map(|p| p.text(language)).ok_or_else(|| {
        let known: Vec<&str> = codes::PAGES.iter().map(|page| page.code).collect();
        format!("{code}: no such code; there are {}", known.join(", "))
    })
}

/// Splits `FILE:LABEL` at the colon that leaves a file before it, since both parts may hold colons.
fn split(what: &str) -> Result<(&str, &str), String> {
    let parts = || {
        what.match_indices(':')
            .map(|(at, _)| (&what[..at], &what[at + 1..]))
    };
    let found = parts()
        .find(|(path, _)| Path::new(path).is_file())
        .or_else(|| parts().next_back());
    match found {
        Some((path, label)) if !path.is_empty() && !label.is_empty() => Ok((path, label)),
        Some(_) => Err(format!("{what}: write FILE:LABEL, such as homework.md:28")),
        None if Path::new(what).is_file() => Err(format!("{what}: which step? write {what}:LABEL")),
        None => Err(format!(
            "{what}: neither a step (FILE:LABEL, such as homework.md:28) nor a code (such as {})",
            codes::REFUTED.code
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_file_the_last_colon_divides() {
        assert_eq!(split("no/such.md:28"), Ok(("no/such.md", "28")));
        assert_eq!(split("c:no/such.md:28"), Ok(("c:no/such.md", "28")));
    }

    #[test]
    fn a_label_may_hold_colons_where_the_file_exists() {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
        assert_eq!(split(&format!("{file}:eq:1")), Ok((file, "eq:1")));
    }

    #[test]
    fn what_lacks_a_part_is_an_error() {
        for what in ["", "28", "a.md:", ":28", ":"] {
            assert!(split(what).is_err(), "{what}");
        }
    }
}
