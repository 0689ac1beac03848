//! What is said of wrong lines: those of `proofs/wrong/`, one for every mistake that has a name, one for every code; a sample in French.

use hence::check::{Checker, Options};
use hence::diagnose::{codes, mistakes, written_mistakes};
use hence::finding::{FileReport, Finding, Language, Verdict};
use hence::report::text::{Look, text};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

// The width that a finding is made for, and the lines it takes there.
const WIDTH: usize = 100;
const TALLEST: usize = 12;

fn checker() -> Checker {
    Checker::new(Options::default()).expect("the theory loads")
}

fn look(language: Language) -> Look {
    Look {
        unicode: true,
        width: Some(WIDTH),
        language,
        ..Look::default()
    }
}

fn snapshot(name: &str, rendered: &str) {
    insta::with_settings!({snapshot_path => "../snapshots", prepend_module_to_snapshot => false, omit_expression => true}, {
        insta::assert_snapshot!(name, rendered);
    });
}

// What is announced is shown as if it were not, so that the finding itself is seen.
fn unannounced(mut report: FileReport) -> FileReport {
    report.findings.iter_mut().for_each(|f| f.expected = None);
    report
}

fn wrong_files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("proofs/wrong");
    let mut all: Vec<PathBuf> = (fs::read_dir(folder).expect("the folder"))
        .flatten()
        .map(|e| e.path())
        .collect();
    all.sort();
    all
}

fn check(checker: &Checker, path: &Path) -> FileReport {
    let name = path.file_name().expect("a name").to_string_lossy();
    let text = fs::read_to_string(path).expect("a readable file");
    unannounced(checker.check_file(&format!("proofs/wrong/{name}"), text))
}

// Each finding takes few lines: they end with an empty one.
fn is_short(rendered: &str) {
    for block in rendered.split("\n\n").filter(|b| b.contains("╭▸")) {
        let lines = block
            .lines()
            .map(|l| l.chars().count().div_ceil(WIDTH).max(1));
        let lines: usize = lines.sum();
        assert!(lines <= TALLEST, "{lines} lines:\n{block}");
    }
}

#[test]
fn wrong_derivations() {
    let checker = checker();
    let mut shown = 0;
    for path in wrong_files() {
        let report = check(&checker, &path);
        let stem = path.file_stem().expect("a name").to_string_lossy();
        let kind = path.extension().expect("an extension").to_string_lossy();
        let rendered = text(std::slice::from_ref(&report), look(Language::English));
        is_short(&rendered);
        shown += rendered.matches("╭▸").count();
        snapshot(&format!("wrong-{stem}-{kind}"), &rendered);
    }
    assert!(shown >= 120, "{shown} diagnostics");
}

#[test]
fn wrong_derivations_in_french() {
    let checker = checker();
    for path in wrong_files() {
        let stem = path.file_stem().expect("a name").to_string_lossy();
        if !["algebra", "calculus", "derivees", "equations", "sums"].contains(&&*stem) {
            continue;
        }
        let kind = path.extension().expect("an extension").to_string_lossy();
        let rendered = text(&[check(&checker, &path)], look(Language::French));
        is_short(&rendered);
        snapshot(&format!("wrong-{stem}-{kind}-fr"), &rendered);
    }
}

// The wrong steps of the catalogue of mistakes as one file, a section each.
fn catalogue() -> String {
    let mut out = String::new();
    for m in mistakes().iter().filter(|m| !m.wrong.contains('$')) {
        let (premises, claim) = m.wrong.split_once("|-").unwrap_or(("", &m.wrong));
        // Writing to a string cannot fail.
        let _ = writeln!(out, "section {}", m.id);
        for p in premises.split(';').map(str::trim).filter(|p| !p.is_empty()) {
            let _ = writeln!(out, "given {p}");
        }
        let _ = writeln!(out, "{}\n", claim.trim());
    }
    out
}

#[test]
fn every_named_mistake() {
    for (language, name) in [
        (Language::English, "mistakes"),
        (Language::French, "mistakes-fr"),
    ] {
        let report = checker().check_file("mistakes.hence", catalogue());
        let named: BTreeSet<&str> = (report.findings.iter())
            .filter_map(|f| f.mistake.as_deref())
            .collect();
        let missing: Vec<&str> = (mistakes().iter().map(|m| m.id.as_str()))
            .filter(|id| !named.contains(id))
            .collect();
        assert!(missing.len() * 20 <= mistakes().len(), "{missing:?}");
        let rendered = text(&[report], look(language));
        is_short(&rendered);
        snapshot(name, &rendered);
    }
}

#[test]
fn every_mistake_of_documents() {
    let of_documents = mistakes().iter().filter(|m| m.wrong.contains('$'));
    let texts: Vec<&str> = (of_documents.chain(written_mistakes()))
        .map(|m| m.wrong.as_str())
        .collect();
    let checker = checker();
    for (language, name) in [
        (Language::English, "mistakes-written"),
        (Language::French, "mistakes-written-fr"),
    ] {
        let reports: Vec<FileReport> = (texts.iter().enumerate())
            .map(|(i, t)| checker.check_file(&format!("{i}.md"), t.to_string()))
            .collect();
        let rendered = text(&reports, look(language));
        is_short(&rendered);
        snapshot(name, &rendered);
    }
}

// What was neither proved nor refuted, of several kinds.
const UNPROVED: &str = r"# Not settled

$$\sum_{k=1}^{n} \frac{1}{k^3} \leq 2$$

$$\int_0^1 \sin(\cos x) \, dx = \frac{1}{2}$$

$$x^y \geq 1 + y \log x$$

$$\Gamma(x + 1) = x \, \Gamma(x)$$
";

#[test]
fn what_is_not_settled_says_how_far_it_came() {
    let report = checker().check_file("unproved.md", UNPROVED.to_string());
    for (language, name) in [
        (Language::English, "unproved"),
        (Language::French, "unproved-fr"),
    ] {
        let rendered = text(std::slice::from_ref(&report), look(language));
        is_short(&rendered);
        snapshot(name, &rendered);
    }
    let said: Vec<&Finding> = (report.findings.iter())
        .filter(|f| f.verdict == Verdict::Unproved)
        .collect();
    assert_eq!(said.len(), 4);
    for f in said {
        assert_eq!(f.code, Some(codes::NOT_PROVED.code), "{}", f.source);
        assert!(
            f.remarks.iter().any(|r| r.starts_with("tried: ")),
            "{}",
            f.source
        );
    }
}

const EVERY_CODE: &str = r"# Every code

We compute:

$$(x + 1)^2 = x^2 + 1$$

$$\log(-1 - z^2) = 0$$

$$\frac{t^2 - t}{t} = t - 1$$

<!-- hence: expect valid -->
$$s + s = 3s$$

<!-- hence: asume r > 0 -->

## From a line to the next

Suppose that $y^2 = 4$. Then

$$y = 2$$

$$y + 1 = 3$$

## Too hard

Let $n$ be an integer, $n > 1$.

$$\sum_{k=1}^{n} \frac{1}{k^3} < \frac{121}{100}$$

## Contradiction

Let $q > 1$ and suppose that $q < 0$. Then

$$q = 5$$

## Another notation

$$u \star v = w$$
";

#[test]
fn every_code() {
    let report = checker().check_file("codes.md", EVERY_CODE.to_string());
    let found: BTreeSet<&str> = (report.findings.iter())
        .flat_map(|f: &Finding| {
            let unmet = (!f.as_expected()).then_some(codes::EXPECTATION_NOT_MET.code);
            f.code.into_iter().chain(unmet)
        })
        .collect();
    let all: BTreeSet<&str> = codes::PAGES.iter().map(|p| p.code).collect();
    assert_eq!(found, all);
    for (language, name) in [(Language::English, "codes"), (Language::French, "codes-fr")] {
        snapshot(name, &text(std::slice::from_ref(&report), look(language)));
    }
}

#[test]
fn the_part_at_fault_is_underlined() {
    let checker = checker();
    let table = [
        ("(x - 1)^2 + 3 = x^2 + 2x + 4", "+ 2x"),
        ("2*(x + 3) = 2x + 5", "5"),
        ("x^2 * x^3 = x^6", "6"),
        ("vars n : nat\nsum_(k=0)^n 2^k = 2^n - 1", "n"),
        ("d/dx (sin(3x)) = cos(3x)", "cos(3x)"),
    ];
    for (source, part) in table {
        let report = checker.check_file("a.hence", format!("{source}\n"));
        let f = &report.findings[0];
        assert_eq!(f.verdict, Verdict::Invalid, "{source}");
        let focus = f.focus.map(|s| report.text[s.start..s.end].trim());
        assert_eq!(focus, Some(part), "{source}: {:?}", f.suggestion);
    }
}

// Wrong lines and what they should become; none where what would make them true is no correction.
const CORRECTED: &[(&str, Option<&str>)] = &[
    // A sign before a number, above all before numbers on a side that is 0.
    ("given -y - 1 - a = 0\ny - 1 + a = 0", Some("y + 1 + a = 0")),
    ("given 2*y + 6 = 2*x\ny - 3 - x = 0", Some("y + 3 - x = 0")),
    // What stands for a value can only be wrong on the other side.
    ("given x + 3 = 0\nx = 0", Some("x = -3")),
    // A fraction is replaced as a whole, and doubled below.
    (
        "d/dx sqrt(x) = 1/sqrt(x)",
        Some("d/dx sqrt(x) = 1/(2*sqrt(x))"),
    ),
    ("int_0^1 x dx = 3", Some("int_0^1 x dx = 1/2")),
    // Limits and integrals are what is asked for.
    (
        "lim_(x->3) (x^2 - 9)/(x - 3) = 0",
        Some("lim_(x->3) (x^2 - 9)/(x - 3) = 6"),
    ),
    ("lim_(x->0) sin(3x)/x = 1", Some("lim_(x->0) sin(3x)/x = 3")),
    ("sqrt(z^2) = z", Some("sqrt(z^2) = |z|")),
    // No other estimate for one that fails by an accident of numbers.
    ("given t > 0\nlog(t)^2 <= (t - 1)*log(t)", None),
    ("given a > 0\ngiven b > 0\n1/a + 1/b = 2/(a + b)", None),
];

#[test]
fn corrections_are_the_natural_ones() {
    let checker = checker();
    let mut failed = Vec::new();
    for (source, expected) in CORRECTED {
        let report = checker.check_file("a.hence", format!("{source}\n"));
        let f = report.findings.last().expect("a finding");
        assert_eq!(f.verdict, Verdict::Invalid, "{source}");
        let fixed = f.fix.as_ref().and(f.suggestion.as_deref());
        if fixed != *expected {
            failed.push(format!("{source}: {fixed:?}"));
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

#[test]
fn corrections_are_proved() {
    let checker = checker();
    for path in wrong_files() {
        let report = check(&checker, &path);
        for (i, f) in report.findings.iter().enumerate() {
            let Some(fix) = &f.fix else { continue };
            let (before, behind) = (&report.text[..fix.span.start], &report.text[fix.span.end..]);
            let again = checker.check_file(&report.path, format!("{before}{}{behind}", fix.text));
            let verdict = again.findings.get(i).map(|f| f.verdict);
            assert!(
                matches!(verdict, Some(Verdict::Valid | Verdict::Conditional)),
                "{}: {} becomes {:?}: {verdict:?}",
                report.path,
                f.source,
                f.suggestion
            );
        }
    }
}

#[test]
fn the_manual_of_codes_is_up_to_date() {
    for (language, name) in [
        (Language::English, "codes.md"),
        (Language::French, "codes.fr.md"),
    ] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("docs")
            .join(name);
        let manual = codes::manual(language);
        if std::env::var_os("INSTA_UPDATE").is_some_and(|v| v == "always") {
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(&path, &manual).expect("a file");
        }
        let written = fs::read_to_string(&path).expect("the manual");
        assert_eq!(written, manual, "docs/{name} is not what the codes say");
    }
}
