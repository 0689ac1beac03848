//! Which files to check, and what they hold.

use crate::config::{self, Defaults};
use crate::read::bundle::Bundle;
use crate::read::source::Format;
use ignore::WalkBuilder;
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The extensions of the files that can be read.
const EXTENSIONS: [&str; 6] = ["md", "markdown", "mmd", "tex", "ipynb", "hence"];

fn readable(path: &Path) -> bool {
    path.extension()
        .and_then(|extension| extension.to_str())
        .is_some_and(|extension| {
            EXTENSIONS
                .iter()
                .any(|known| known.eq_ignore_ascii_case(extension))
        })
}

/// The derivation files among those that `paths` name; a line for each path that names something else or nothing.
pub(super) fn derivations(paths: &[PathBuf]) -> (Vec<PathBuf>, Vec<String>) {
    let (files, mut errors) = find(paths);
    let is_one = |path: &Path| {
        let extension = path.extension().and_then(|extension| extension.to_str());
        extension.is_some_and(|extension| extension.eq_ignore_ascii_case("hence"))
    };
    let others = paths
        .iter()
        .filter(|path| path.is_file() && readable(path) && !is_one(path));
    errors.extend(others.map(|path| format!("{}: not a derivation file (.hence)", path.display())));
    (
        files.into_iter().filter(|path| is_one(path)).collect(),
        errors,
    )
}

/// The files that `paths` name, in their order, those of a folder sorted; each file once.
///
/// Second comes a line for each path that names nothing to check.
pub(super) fn find(paths: &[PathBuf]) -> (Vec<PathBuf>, Vec<String>) {
    let mut files = Vec::new();
    let mut errors = Vec::new();
    for path in paths {
        match fs::metadata(path) {
            Err(error) => errors.push(cannot_read(path, &error)),
            Ok(data) if data.is_dir() => folder(path, &mut files, &mut errors),
            Ok(_) if readable(path) => files.push(path.clone()),
            Ok(_) => errors.push(format!(
                "{}: not a kind of file that can be read ({})",
                path.display(),
                kinds()
            )),
        }
    }
    let mut seen = BTreeSet::new();
    files.retain(|file| seen.insert(file.canonicalize().unwrap_or_else(|_| file.clone())));
    (files, errors)
}

fn kinds() -> String {
    EXTENSIONS
        .map(|extension| format!(".{extension}"))
        .join(" ")
}

/// Searches a folder, leaving out what is hidden or ignored by git.
fn folder(path: &Path, files: &mut Vec<PathBuf>, errors: &mut Vec<String>) {
    let before = files.len();
    let broken = errors.len();
    for entry in WalkBuilder::new(path).sort_by_file_path(Path::cmp).build() {
        match entry {
            Ok(entry) if entry.path().is_file() && readable(entry.path()) => {
                let file = entry.into_path();
                // `./a.md` is `a.md` to whoever compares paths with those of a repository.
                files.push(
                    file.strip_prefix(".")
                        .map(Path::to_path_buf)
                        .unwrap_or(file),
                );
            }
            Ok(_) => {}
            Err(error) => errors.push(error.to_string()),
        }
    }
    if files.len() == before && errors.len() == broken {
        errors.push(format!(
            "{}: no derivations in this folder ({})",
            path.display(),
            kinds()
        ));
    }
}

/// What is checked in one go: a document with the files that it takes in, and the defaults of its folder.
pub(super) struct Work {
    pub(super) name: String,
    pub(super) bundle: Bundle,
    pub(super) defaults: Defaults,
}

/// The documents that `paths` name. A file that another one takes in is a part of that one, and comes with it.
///
/// Second comes a line for each path that names nothing to check, and for each file that cannot be read.
pub(super) fn load(paths: &[PathBuf]) -> (Vec<Work>, Vec<String>) {
    let (files, mut errors) = find(paths);
    let mut out: Vec<Work> = Vec::with_capacity(files.len());
    let mut taken_in: BTreeSet<String> = BTreeSet::new();
    for file in files {
        match work(&file, paths) {
            Ok(work) => {
                let others = work.bundle.files().skip(1);
                taken_in.extend(others.map(|(path, _)| path.to_owned()));
                out.push(work);
            }
            Err(error) => errors.push(error),
        }
    }
    out.retain(|work| !taken_in.contains(&work.name));
    (out, errors)
}

/// One document by itself, with the files that it takes in from its folder.
///
/// # Errors
/// A line that names the file, or its `hence.toml`, where it cannot be read.
pub(super) fn single(file: &Path) -> Result<Work, String> {
    work(file, &[])
}

fn work(file: &Path, paths: &[PathBuf]) -> Result<Work, String> {
    let text = text(file)?;
    let defaults = defaults(file)?;
    let name = file.display().to_string();
    let bundle = match Format::of(&name) {
        Format::Tex => bundle(file, paths, &name, text),
        Format::Markdown | Format::Derivation | Format::Notebook => Bundle::single(&name, text),
    };
    Ok(Work {
        name,
        bundle,
        defaults,
    })
}

/// A LaTeX file with what it takes in from the folder that is checked: the one that was named, or else the file's own.
fn bundle(file: &Path, paths: &[PathBuf], name: &str, text: String) -> Bundle {
    let whole = |path: &Path| path.canonicalize().ok();
    let own = file.parent().unwrap_or(Path::new(""));
    let own = if own.as_os_str().is_empty() {
        Path::new(".")
    } else {
        own
    };
    let named = paths.iter().filter(|path| path.is_dir()).find(|path| {
        let inside = whole(file).zip(whole(path));
        inside.is_some_and(|(file, folder)| file.starts_with(folder))
    });
    let root = named.map_or(own, PathBuf::as_path);
    let mut find = |wanted: &str| {
        let bare = own.join(wanted);
        let mut with = bare.clone().into_os_string();
        with.push(".tex");
        let found = [PathBuf::from(with), bare];
        let found = found.iter().find(|path| path.is_file())?;
        // A way out of the folder, by `..` or by a link, is none.
        let inside = whole(found)?.strip_prefix(whole(root)?).ok()?.to_path_buf();
        let shown = root.strip_prefix(".").unwrap_or(root).join(inside);
        let text = self::text(found).ok()?;
        Some((shown.display().to_string(), text))
    };
    Bundle::of(name, text, &mut find)
}

/// The text of a file.
///
/// # Errors
/// A line that names the file, where it cannot be read or is not UTF-8.
pub(super) fn text(path: &Path) -> Result<String, String> {
    let bytes = fs::read(path).map_err(|error| cannot_read(path, &error))?;
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        format!("{}: not text: byte {at} is not UTF-8", path.display())
    })
}

/// What the nearest `hence.toml` sets, in the folder of a file or in one around it.
///
/// # Errors
/// A line that names the `hence.toml`, where it cannot be read.
pub(super) fn defaults(path: &Path) -> Result<Defaults, String> {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let found = whole
        .ancestors()
        .skip(1)
        .map(|folder| folder.join(config::FILE))
        .find(|file| file.is_file());
    match found {
        None => Ok(Defaults::default()),
        Some(file) => {
            let text = text(&file)?;
            Defaults::parse(&text).map_err(|error| format!("{}: {error}", file.display()))
        }
    }
}

fn cannot_read(path: &Path, error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => format!("{}: no such file", path.display()),
        _ => format!("{}: cannot be read: {error}", path.display()),
    }
}
