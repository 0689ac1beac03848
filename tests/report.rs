//! What the renderers print, on findings made by hand.

mod common;

use common::{finding, report, span, values};
use hence::finding::{Expectation, FileReport, Finding, Language, Verdict};
use hence::read::ast::Span;
use hence::report::text::{Look, text};
use hence::report::{Attention, attention, github, json};
use proptest::prelude::*;
use serde_json::{Value, json};

/// Compares with `snapshots/NAME.snap`, and checks that no line ends in blanks.
fn snapshot(name: &str, rendered: &str) {
    for line in rendered.lines() {
        assert_eq!(line, line.trim_end(), "blanks at the end of a line");
    }
    insta::with_settings!({snapshot_path => "../snapshots", prepend_module_to_snapshot => false, omit_expression => true}, {
        insta::assert_snapshot!(name, rendered);
    });
}

fn show(name: &str, reports: &[FileReport], look: Look) {
    snapshot(name, &text(reports, look));
}

fn wrong(text: &str, part: &str, focus: &str) -> Finding {
    Finding {
        code: Some("H0101"),
        focus: Some(span(text, focus)),
        message: "the two sides differ".to_string(),
        ..finding(text, part, "c1", Verdict::Invalid)
    }
}

#[test]
fn everything_there_is_to_say() {
    let source = "# Entropy\n\n$$\n\\log f(x) - 1 + \\lambda_0 = 0 \\quad (28)\n$$\n\n$$ f(x) = 1 \\quad (29) $$\n";
    let first = Finding {
        label: Some("28".to_string()),
        reading: "log(f(x)) - 1 + λ₀ = 0".to_string(),
        counterexample: values(&[("x", "0"), ("λ₀", "2")]),
        left: Some("2".to_string()),
        right: Some("0".to_string()),
        mistake: Some("sign-lost".to_string()),
        suggestion: Some("\\log f(x) + 1 + \\lambda_0 = 0".to_string()),
        remarks: vec!["f is taken to be positive".to_string()],
        ..wrong(source, "\\log f(x) - 1 + \\lambda_0 = 0 \\quad (28)", "- 1")
    };
    let second = Finding {
        label: Some("29".to_string()),
        reading: "f(x) = 1".to_string(),
        rests_on: vec!["c1".to_string(), "c99".to_string()],
        code: Some("H0301"),
        message: String::new(),
        ..finding(source, "f(x) = 1", "c2", Verdict::Tainted)
    };
    let reports = [report("homework.md", source, vec![first, second])];
    show("everything", &reports, Look::default());
    show(
        "everything_unicode",
        &reports,
        Look {
            unicode: true,
            ..Look::default()
        },
    );
    let colored = text(
        &reports,
        Look {
            color: true,
            ..Look::default()
        },
    );
    assert!(colored.contains("\u{1b}["));
    let plain: String = strip(&colored);
    assert_eq!(plain, text(&reports, Look::default()));
}

/// Without escape codes, and without the blanks that they hide at line ends.
fn strip(text: &str) -> String {
    let mut out = String::new();
    for line in text.split_inclusive('\n') {
        let mut rest = line;
        let mut bare = String::new();
        while let Some(at) = rest.find("\u{1b}[") {
            bare.push_str(&rest[..at]);
            rest = rest[at..].split_once('m').map_or("", |(_, after)| after);
        }
        bare.push_str(rest);
        out.push_str(bare.trim_end());
        out.push('\n');
    }
    out
}

#[test]
fn verdicts_that_are_not_failures() {
    let source = "x/x = 1\ny = z\n??\n";
    let conditional = Finding {
        code: Some("H0201"),
        conditions: vec!["x ≠ 0".to_string()],
        counterexample: values(&[("x", "0")]),
        ..finding(source, "x/x = 1", "c1", Verdict::Conditional)
    };
    let unproved = Finding {
        code: Some("H0401"),
        ..finding(source, "y = z", "c2", Verdict::Unproved)
    };
    let unread = Finding {
        message: "`??` is not a formula".to_string(),
        ..finding(source, "??", "c3", Verdict::Unread)
    };
    show(
        "notices",
        &[report(
            "a.hence",
            source,
            vec![conditional, unproved, unread],
        )],
        Look::default(),
    );
}

#[test]
fn multibyte_text() {
    let source = "Für σ², ∑ₖ aₖ: $σ² + ∑ₖ aₖ ≤ μ − λ₀·σ²$ — ende\n";
    let found = Finding {
        left: Some("½".to_string()),
        ..wrong(source, "σ² + ∑ₖ aₖ ≤ μ − λ₀·σ²", "λ₀·σ²")
    };
    show(
        "multibyte",
        &[report("größe.md", source, vec![found])],
        Look::default(),
    );
}

#[test]
fn windows_line_ends() {
    let source = "one\r\n\r\n$$ a = b $$\r\n\r\nlast\r\n";
    show(
        "crlf",
        &[report("a.md", source, vec![wrong(source, "a = b", "b")])],
        Look::default(),
    );
    let over = wrong("$$\r\na\r\n= b\r\n$$\r\n", "a\r\n= b\r\n", "a\r\n= b\r\n");
    let reports = [report("a.md", "$$\r\na\r\n= b\r\n$$\r\n", vec![over])];
    show("crlf_lines", &reports, Look::default());
}

#[test]
fn tabs() {
    let source = "\t$$\ta =\tb + c $$\n";
    show(
        "tabs",
        &[report(
            "a.md",
            source,
            vec![wrong(source, "a =\tb + c", "b + c")],
        )],
        Look::default(),
    );
}

#[test]
fn several_lines() {
    let source =
        "$$\n\\begin{aligned}\na &= b + \\\\\n  &\\quad c \\\\\n  &= d\n\\end{aligned}\n$$\n";
    let whole = Finding {
        focus: None,
        ..wrong(source, "b + \\\\\n  &\\quad c", "b")
    };
    let part = wrong(source, "a &= b + \\\\\n  &\\quad c", "c");
    show(
        "lines",
        &[report("a.md", source, vec![whole, part])],
        Look::default(),
    );
}

#[test]
fn a_long_claim_is_folded() {
    let rows: Vec<String> = (1..30).map(|k| format!("  + a_{k}")).collect();
    let source = format!("$$\n0 =\n{}\n$$\n", rows.join("\n"));
    let part = source[3..source.len() - 4].to_string();
    let whole = Finding {
        focus: None,
        ..wrong(&source, &part, "0")
    };
    let focused = wrong(&source, &part, "a_17");
    show(
        "long",
        &[report("a.md", &source, vec![whole, focused])],
        Look::default(),
    );
}

#[test]
fn a_long_line_is_cut() {
    let rows: Vec<String> = (1..90).map(|k| format!("a_{{{k}}}")).collect();
    let source = format!("$$ 0 = {} $$\n", rows.join(" + "));
    show(
        "wide",
        &[report(
            "a.md",
            &source,
            vec![wrong(&source, &source[3..source.len() - 4], "a_{60}")],
        )],
        Look::default(),
    );
}

#[test]
fn the_end_of_the_file() {
    let source = "a = b";
    let at_end = Finding {
        focus: Some(Span::new(5, 5)),
        ..wrong(source, "a = b", "b")
    };
    let last = wrong(source, "a = b", "b");
    let source2 = "a = b\n";
    let newline = Finding {
        focus: Some(Span::new(4, 6)),
        ..wrong(source2, "a = b\n", "b")
    };
    let empty_line = Finding {
        focus: Some(Span::new(6, 6)),
        ..wrong(source2, "a = b\n", "b")
    };
    show(
        "end",
        &[
            report("a.md", source, vec![at_end, last]),
            report("b.md", source2, vec![newline, empty_line]),
        ],
        Look::default(),
    );
}

#[test]
fn spans_that_do_not_fit_are_survived() {
    for (start, end) in [(0, 99), (99, 120), (1, 2), (3, 1), (0, 0)] {
        let found = Finding {
            span: Span::new(start, end),
            focus: None,
            ..wrong("σ∑ = b", "b", "b")
        };
        let reports = [report("a.md", "σ∑ = b", vec![found])];
        assert!(
            text(&reports, Look::default()).contains("a.md:1:"),
            "{start}..{end}"
        );
        assert!(json::json(&reports).is_ok());
        assert!(github::github(&reports, false, Language::English).contains("line=1,"));
    }
}

proptest! {
    #[test]
    fn any_text_and_any_spans_are_survived(
        source in "([a-c =+]|[σ∑é²]|\t|\r\n|\n|\r|\u{0}|\u{301}|\u{feff}|\u{1F600}|数){0,40}",
        ends in proptest::array::uniform4(0usize..60),
        unicode: bool,
        color: bool,
    ) {
        let found = Finding {
            span: Span::new(ends[0].min(ends[1]), ends[0].max(ends[1])),
            focus: Some(Span::new(ends[2].min(ends[3]), ends[2].max(ends[3]))),
            ..wrong("b", "b", "b")
        };
        let whole = Finding { focus: None, ..found.clone() };
        let reports = [report("a.md", &source, vec![found, whole])];
        let look = Look { unicode, color, ..Look::default() };
        prop_assert_eq!(text(&reports, look).matches("the two sides differ").count(), 2);
        prop_assert!(json::json(&reports).is_ok());
        prop_assert_eq!(github::github(&reports, false, Language::English).lines().count(), 2);
    }
}

#[test]
fn what_is_a_failure() {
    use Attention::{Failure, None as Nothing, Notice};
    let rows = [
        (Verdict::Valid, Nothing, Nothing),
        (Verdict::Conditional, Notice, Failure),
        (Verdict::Tainted, Failure, Failure),
        (Verdict::Invalid, Failure, Failure),
        (Verdict::Unproved, Notice, Failure),
        (Verdict::Given, Nothing, Nothing),
        (Verdict::Defined, Nothing, Nothing),
        (Verdict::Skipped, Nothing, Nothing),
        (Verdict::Unread, Notice, Failure),
    ];
    assert_eq!(rows.map(|row| row.0), Verdict::ALL);
    for (verdict, loose, strict) in rows {
        let bare = finding("a = b", "a = b", "c1", verdict);
        assert_eq!(attention(&bare, false), loose, "{verdict:?}");
        assert_eq!(attention(&bare, true), strict, "{verdict:?} under --strict");
        for announced in Verdict::ALL {
            let level = if announced == verdict {
                Nothing
            } else {
                Failure
            };
            let found = expecting(announced, None, bare.clone());
            assert_eq!(
                attention(&found, false),
                level,
                "{verdict:?} where {announced:?} is expected"
            );
            assert_eq!(
                attention(&found, true),
                level,
                "{verdict:?} where {announced:?} is expected"
            );
        }
    }
}

fn expecting(verdict: Verdict, code: Option<&str>, found: Finding) -> Finding {
    Finding {
        expected: Some(Expectation {
            verdict,
            code: code.map(str::to_string),
        }),
        ..found
    }
}

#[test]
fn expectations() {
    let source = "a = b\nc = c\nd = e\nf = g\n";
    let findings = vec![
        expecting(Verdict::Invalid, None, wrong(source, "a = b", "b")),
        expecting(
            Verdict::Invalid,
            None,
            finding(source, "c = c", "c2", Verdict::Valid),
        ),
        expecting(Verdict::Invalid, Some("H0102"), wrong(source, "d = e", "e")),
        expecting(
            Verdict::Valid,
            None,
            finding(source, "f = g", "c4", Verdict::Unproved),
        ),
    ];
    let reports = [report("a.hence", source, findings)];
    show("expectations", &reports, Look::default());
    show(
        "expectations_verbose",
        &reports,
        Look {
            verbose: true,
            ..Look::default()
        },
    );
    snapshot(
        "expectations_github",
        &github::github(&reports, false, Language::English),
    );
}

#[test]
fn verbose_lists_what_is_in_order() {
    let source = "Let f > 0.\n\n$$ g := f $$\n$$ g = f \\tag{2} $$\n\nas x grows\n";
    let findings = vec![
        Finding {
            reading: "f > 0".to_string(),
            ..finding(source, "f > 0", "c1", Verdict::Given)
        },
        Finding {
            reading: "g := f".to_string(),
            ..finding(source, "g := f", "c2", Verdict::Defined)
        },
        Finding {
            reading: "g = f".to_string(),
            label: Some("2".to_string()),
            ..finding(source, "g = f", "c3", Verdict::Valid)
        },
        Finding {
            message: "an asymptotic\nstatement".to_string(),
            ..finding(source, "as x grows", "c4", Verdict::Skipped)
        },
    ];
    let reports = [
        report("a.md", source, findings),
        report("empty.md", "", vec![]),
    ];
    show(
        "verbose",
        &reports,
        Look {
            verbose: true,
            ..Look::default()
        },
    );
    show(
        "verbose_unicode",
        &reports,
        Look {
            verbose: true,
            unicode: true,
            ..Look::default()
        },
    );
    show("quiet", &reports, Look::default());
}

#[test]
fn annotations_escape_what_the_runner_reads() {
    let source = "x\n\n$$ a = 50\\% $$\n";
    let found = Finding {
        message: "50% is not a,\r\nor is it: b".to_string(),
        suggestion: Some("a = b".to_string()),
        ..wrong(source, "a = 50\\%", "50\\%")
    };
    let rest = finding(source, "x", "c2", Verdict::Unproved);
    assert_eq!(
        github::github(
            &[report("odd,na:me%.md", source, vec![found, rest.clone()])],
            false,
            Language::English
        ),
        "::error file=odd%2Cna%3Ame%25.md,line=3,col=8,title=invalid H0101::50%25 is not a,%0D%0Aor is it: b%0Asuggestion: a = b\n\
         ::warning file=odd%2Cna%3Ame%25.md,line=1,col=1,title=unproved::neither proved nor refuted\n"
    );
    let strict = github::github(
        &[report("a.md", source, vec![rest])],
        true,
        Language::English,
    );
    assert!(strict.starts_with("::error "), "{strict}");
}

#[test]
fn json_has_every_field() {
    let source = "é\n$$ a = b $$\n";
    let full = Finding {
        label: Some("1".to_string()),
        reading: "a = b".to_string(),
        conditions: vec!["c".to_string()],
        from: vec!["c0".to_string()],
        rests_on: vec!["c7".to_string()],
        counterexample: values(&[("b", "1"), ("a", "0")]),
        left: Some("0".to_string()),
        right: Some("1".to_string()),
        mistake: Some("sign-lost".to_string()),
        suggestion: Some("a = -b".to_string()),
        engine: Some("counterexample"),
        ..wrong(source, "a = b", "b")
    };
    let bare = finding(source, "é", "c2", Verdict::Skipped);
    let unmet = expecting(
        Verdict::Invalid,
        None,
        finding(source, "é", "c3", Verdict::Valid),
    );
    let reports = [report("a.md", source, vec![full, bare, unmet])];
    let found: Value = serde_json::from_str(&json::json(&reports).unwrap()).unwrap();
    let expected = json!({
        "schema": "hence/1",
        "files": [{ "path": "a.md", "claims": [
            {
                "id": "c1", "label": "1",
                "start": {"line": 2, "column": 4, "byte": 6}, "end": {"line": 2, "column": 9, "byte": 11},
                "source": "a = b", "reading": "a = b", "verdict": "invalid", "conditions": ["c"],
                "from": ["c0"], "rests_on": ["c7"], "code": "H0101", "message": "the two sides differ",
                "counterexample": {"a": "0", "b": "1"}, "left": "0", "right": "1",
                "mistake": "sign-lost", "suggestion": "a = -b", "other_reading": null, "engine": "counterexample",
            },
            {
                "id": "c2", "label": null,
                "start": {"line": 1, "column": 1, "byte": 0}, "end": {"line": 1, "column": 2, "byte": 2},
                "source": "é", "reading": "", "verdict": "skipped", "conditions": [],
                "from": [], "rests_on": [], "code": null, "message": "",
                "counterexample": null, "left": null, "right": null, "mistake": null, "suggestion": null, "other_reading": null, "engine": null,
            },
            {
                "id": "c3", "label": null,
                "start": {"line": 1, "column": 1, "byte": 0}, "end": {"line": 1, "column": 2, "byte": 2},
                "source": "é", "reading": "", "verdict": "valid", "conditions": [],
                "from": [], "rests_on": [], "code": "H0601", "message": "expected invalid, got valid",
                "counterexample": null, "left": null, "right": null, "mistake": null, "suggestion": null, "other_reading": null, "engine": null,
            },
        ]}],
        "summary": {
            "valid": 1, "conditional": 0, "tainted": 0, "invalid": 1, "unproved": 0,
            "given": 0, "defined": 0, "skipped": 1, "unread": 0,
        },
    });
    assert_eq!(found, expected);
    // Equality of objects does not look at the order of their fields.
    assert_eq!(found.to_string(), expected.to_string());

    let lines = json::jsonl(&reports).unwrap();
    let claims = expected["files"][0]["claims"].as_array().unwrap();
    assert_eq!(lines.lines().count(), claims.len());
    for (line, claim) in lines.lines().zip(claims) {
        let line: Value = serde_json::from_str(line).unwrap();
        assert_eq!(line.as_object().unwrap().keys().next().unwrap(), "path");
        assert_eq!(line["path"], "a.md");
        for (name, value) in claim.as_object().unwrap() {
            assert_eq!(&line[name], value, "{name}");
        }
        assert_eq!(
            line.as_object().unwrap().len(),
            claim.as_object().unwrap().len() + 1
        );
    }
}

#[test]
fn json_of_nothing() {
    let found: Value = serde_json::from_str(&json::json(&[]).unwrap()).unwrap();
    assert_eq!(found["files"], json!([]));
    assert_eq!(found["summary"]["valid"], 0);
    assert_eq!(json::jsonl(&[]).unwrap(), "");
}
