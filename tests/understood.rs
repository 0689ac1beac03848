//! Documents as they are understood: one in each language for each format, and places that are those of the file.

use hence::check::{Checker, Options};
use hence::config::Defaults;
use hence::reading::{Reading, Role};
use hence::report::reading;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/documents/read")
}

/// The documents of the folder: name and text, in order.
fn documents() -> Vec<(String, String)> {
    let mut out: Vec<(String, String)> = std::fs::read_dir(folder())
        .expect("the folder is there")
        .map(|entry| entry.expect("an entry").path())
        .map(|path| {
            let name = path.file_name().expect("a name").to_string_lossy();
            let text = std::fs::read_to_string(&path).expect("a text");
            (name.into_owned(), text)
        })
        .collect();
    out.sort();
    out
}

fn checker() -> Checker {
    Checker::new(Options::default()).expect("the theory loads")
}

fn read(checker: &Checker, name: &str, text: &str) -> Reading {
    checker.read_file(name, text.to_owned(), &Defaults::default())
}

#[test]
fn documents_are_understood() {
    let checker = checker();
    let documents = documents();
    for extension in ["md", "mmd", "tex", "ipynb", "hence"] {
        for language in ["-en.", "-fr."] {
            let ending = format!("{language}{extension}");
            assert!(
                documents.iter().any(|(name, _)| name.ends_with(&ending)),
                "no document …{ending}"
            );
        }
    }
    for (name, text) in documents {
        let found = read(&checker, &name, &text);
        let unread: Vec<&str> = (found.entries.iter())
            .filter(|entry| entry.role == Role::Unread)
            .map(|entry| entry.source.as_str())
            .collect();
        assert!(unread.is_empty(), "{name}: {unread:?}");
        insta::with_settings!({
            snapshot_path => "../snapshots", prepend_module_to_snapshot => false, omit_expression => true
        }, {
            insta::assert_snapshot!(format!("read-{name}"), reading::text(&[found]));
        });
    }
}

/// What a document is understood as, without its places.
fn bare(reading: &Reading) -> Vec<(Role, String, Option<String>, Vec<String>)> {
    let entries = reading.entries.iter();
    entries
        .map(|e| {
            (
                e.role,
                e.reading.clone(),
                e.label.clone(),
                e.hypotheses.clone(),
            )
        })
        .collect()
}

#[track_caller]
fn exact(name: &str, reading: &Reading) {
    let mut before = 0;
    for entry in &reading.entries {
        let span = entry.span;
        assert_eq!(
            reading.text.get(span.start..span.end),
            Some(entry.source.as_str()),
            "{name}: {span:?}"
        );
        assert!(span.start >= before, "{name}: {} goes back", entry.source);
        before = span.start;
        let focus = entry.focus.unwrap_or(span);
        assert!(
            reading.text.get(focus.start..focus.end).is_some(),
            "{name}: {focus:?}"
        );
    }
}

#[test]
fn places_are_exact_however_lines_end() {
    let checker = checker();
    for (name, text) in documents() {
        let plain = read(&checker, &name, &text);
        exact(&name, &plain);
        // A notebook's own line ends are no part of its cells.
        let crlf = read(&checker, &name, &text.replace('\n', "\r\n"));
        exact(&name, &crlf);
        assert_eq!(bare(&crlf), bare(&plain), "{name} with CRLF");
        let marked = read(&checker, &name, &format!("\u{feff}{text}"));
        exact(&name, &marked);
        assert_eq!(bare(&marked), bare(&plain), "{name} with a byte order mark");
    }
}
