//! Documents whose formulas are given, defined, quoted or left aside: each says what it expects, and other letters change nothing.

use hence::check::{Checker, Options};
use hence::finding::{Expectation, Finding};

fn findings(path: &str, text: &str) -> Vec<Finding> {
    let checker = Checker::new(Options::default()).expect("the theory loads");
    checker.check_file(path, text.to_string()).findings
}

fn met(path: &str, text: &str) -> Vec<String> {
    let mut out = Vec::new();
    for f in findings(path, text) {
        if let Some(Expectation { verdict, .. }) = &f.expected {
            assert_eq!(
                f.verdict, *verdict,
                "{path}: {} read as {}",
                f.source, f.reading
            );
        }
        out.push(f.verdict.word().to_string());
    }
    out
}

// Each letter that stands alone becomes another.
fn renamed(text: &str, pairs: &[(char, char)]) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut math = false;
    let mut out = String::new();
    for (i, &c) in chars.iter().enumerate() {
        math ^= c == '$' && chars.get(i + 1) != Some(&'$');
        let letter = |j: Option<usize>| {
            j.and_then(|j| chars.get(j))
                .is_some_and(|c| c.is_alphabetic() || *c == '\\')
        };
        let alone = !letter(i.checked_sub(1)) && !letter(Some(i + 1));
        let new = pairs.iter().find(|(a, _)| *a == c && math && alone);
        out.push(new.map_or(c, |(_, b)| *b));
    }
    out
}

#[test]
fn documents_are_read_as_they_say() {
    let likelihood = include_str!("documents/likelihood-en.md");
    let matrices = include_str!("documents/matrices-fr.md");
    let weights = include_str!("documents/weights-en.md");
    type Case = (&'static str, &'static str, &'static [(char, char)]);
    let cases: [Case; 3] = [
        (
            "likelihood-en.md",
            likelihood,
            &[
                ('f', 'h'),
                ('x', 'y'),
                ('a', 'k'),
                ('b', 'l'),
                ('s', 'r'),
                ('w', 'v'),
            ],
        ),
        (
            "matrices-fr.md",
            matrices,
            &[('Q', 'M'), ('u', 'v'), ('R', 'D'), ('J', 'B'), ('V', 'C')],
        ),
        ("weights-en.md", weights, &[('s', 'd')]),
    ];
    for (path, text, pairs) in cases {
        let verdicts = met(path, text);
        let other = renamed(text, pairs);
        assert_ne!(other, text);
        assert_eq!(met(path, &other), verdicts, "{other}");
    }
}
