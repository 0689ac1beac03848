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

mod places {
    use super::*;
    use proptest::prelude::*;

    /// Words before a formula that say no more than that it is claimed.
    const WORDS: &[&str] = &[
        "Then",
        "Alors",
        "Évidemment,",
        "Or ça\tva :",
        "Clearly",
        "Ὅτι ἀληθές:",
        "Ainsi, même à l'œuvre,",
        "𝑥 naïve",
    ];
    /// Formulas that make one claim each, and are in no way special.
    const FORMULAS: &[&str] = &[
        r"x^2 \geq 0",
        "λ + μ = μ + λ",
        "α·β\t= β·α",
        r"\frac{\theta}{2} + \frac{\theta}{2} = \theta",
        "π > 3",
        r"(a+b)^2 = a^2 + 2ab + b^2",
        "1\t+ 1 = 2",
        r"|x|\geq 0",
        "σ² ≥ 0",
    ];
    const GAPS: &[&str] = &[".\n\n", ".\r\n\r\n", ". ", ".\r\n", ".\t", " .\n"];

    fn text(parts: &[(usize, usize, usize, bool)], head: &str) -> (String, Vec<&'static str>) {
        let mut out = head.to_owned();
        let mut formulas = Vec::new();
        for (word, formula, gap, display) in parts {
            let formula = FORMULAS[formula % FORMULAS.len()];
            let sign = if *display { "$$" } else { "$" };
            let word = WORDS[word % WORDS.len()];
            out += &format!("{word} {sign}{formula}{sign}{}", GAPS[gap % GAPS.len()]);
            formulas.push(formula);
        }
        (out, formulas)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(40))]

        #[test]
        fn every_claim_stands_where_it_is_said_to_stand(
            parts in prop::collection::vec((0usize..100, 0usize..100, 0usize..100, any::<bool>()), 1..6),
        ) {
            let checker = checker();
            for (name, head) in [
                ("a.md", ""),
                ("a.md", "\u{feff}"),
                ("a.tex", "\\newcommand{\\é}{x}\r\n% déjà vu\r\n"),
                ("a.tex", "\\newcommand{\\half}[1]{\\frac{#1}{2}}\n"),
            ] {
                let (text, formulas) = text(&parts, head);
                let found = read(&checker, name, &text);
                exact(name, &found);
                let sources: Vec<&str> = found.entries.iter().map(|e| e.source.as_str()).collect();
                prop_assert_eq!(&sources, &formulas, "{} {:?}", name, text);
            }
            let (text, formulas) = text(&parts, "");
            let cell = serde_json::json!({
                "cells": [{"cell_type": "markdown", "source": [text]}]
            });
            let file = cell.to_string();
            let found = read(&checker, "a.ipynb", &file);
            exact("a.ipynb", &found);
            let sources: Vec<&str> = found.entries.iter().map(|e| e.source.as_str()).collect();
            let escaped: Vec<String> = formulas.iter().map(|f| {
                serde_json::Value::from(*f).to_string().trim_matches('"').to_owned()
            }).collect();
            prop_assert_eq!(&sources, &escaped, "{}", file);
        }
    }
}

#[test]
fn deep_and_long_texts_end_with_an_answer() {
    let checker = checker();
    let deep = 100_000;
    let shapes = [
        ("(", ")"),
        ("{", "}"),
        ("[", "]"),
        (r"\left(", r"\right)"),
        (r"\sqrt{", "}"),
        ("> ", ""),
        ("- ", ""),
    ];
    for (open, close) in shapes {
        for whole in [true, false] {
            let closing = if whole {
                close.repeat(deep)
            } else {
                String::new()
            };
            let formula = format!("{}x{closing}", open.repeat(deep));
            for (name, text) in [
                (
                    "a.md",
                    format!("So $${formula} = 1$$ and ${formula}$ {formula}"),
                ),
                (
                    "a.tex",
                    format!(
                        "So \\[{formula} = 1\\] {formula} \\newcommand{{\\a}}{{{formula}}} $\\a$"
                    ),
                ),
                ("a.hence", format!("{formula} = 1\nclaim ${formula} = 1$")),
                ("a.ipynb", formula.clone()),
            ] {
                let found = read(&checker, name, &text);
                exact(name, &found);
            }
        }
    }
    let large = 10 << 20;
    let line = "Ceci est une phrase sans formule, ou presque, et l'on n'y trouve que des mots.\n\n";
    let prose = format!("{}\nSo $x = x$.\n", line.repeat(large / line.len()));
    let found = read(&checker, "a.md", &prose);
    assert_eq!(found.entries.len(), 1);
    let long = format!("So $${}x = 1$$", "x + ".repeat(large / 4));
    for name in ["a.md", "a.tex", "a.hence"] {
        exact(name, &read(&checker, name, &long));
    }
}
