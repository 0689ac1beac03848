//! Where a claim is not proved and another plausible reading of it would be, the finding says so; its verdict stays that of the first reading.

use hence::check::{Checker, Options, Step};
use hence::finding::{FileReport, Language, Verdict};
use hence::report::json;
use hence::report::text::{Look, text};

/// A text, the verdict of its last formula, and what the other reading of that is: its text and its verdict.
type Row = (
    &'static str,
    Verdict,
    Option<(Option<&'static str>, Verdict)>,
);

const ROWS: &[Row] = &[
    // How far the argument of a function reaches.
    (
        r"$\frac{d}{dx} \left( y \cos x \right) = -\sin x y$",
        Verdict::Invalid,
        Some((Some("d/dx (y*cos(x)) = -sin(x)*y"), Verdict::Valid)),
    ),
    (
        r"Let $0 < p < 1$. $\log p(1-p) = (1 - p) \log p$.",
        Verdict::Invalid,
        Some((Some("log(p)*(1 - p) = (1 - p)*log(p)"), Verdict::Valid)),
    ),
    (
        r"Let $x > 0$. $\ln (x+1)(x+2) = \ln(x+1) + \ln(x+2)$.",
        Verdict::Invalid,
        Some((
            Some("log((x + 1)*(x + 2)) = log(x + 1) + log(x + 2)"),
            Verdict::Valid,
        )),
    ),
    (
        r"$\cos \pi/2 = 0$",
        Verdict::Invalid,
        Some((Some("cos(π/2) = 0"), Verdict::Valid)),
    ),
    // A power behind a function, at every place at once.
    (
        r"We get $\sin x^2 + \cos x^2 = 1$",
        Verdict::Invalid,
        Some((Some("sin(x)^2 + cos(x)^2 = 1"), Verdict::Valid)),
    ),
    (
        r"Let $0 < x < 1$. $\sin^{-1} x = \frac{1}{\sin x}$.",
        Verdict::Invalid,
        Some((Some("sin(x)^(-1) = 1/sin(x)"), Verdict::Valid)),
    ),
    // A slash before a product, and digits behind a power.
    (
        r"Let $x \neq 0$. Then $\frac{1}{2x} = 1/2x$.",
        Verdict::Invalid,
        Some((Some("1/(2*x) = 1/(2*x)"), Verdict::Valid)),
    ),
    (
        r"We get $\frac{1}{2x} = 1/2x$.",
        Verdict::Invalid,
        Some((Some("1/(2*x) = 1/(2*x)"), Verdict::Conditional)),
    ),
    (
        r"$10^10 = 10000000000$",
        Verdict::Invalid,
        Some((Some("10^10 = 10000000000"), Verdict::Valid)),
    ),
    // The base of logarithms.
    (
        r"$\log 100 = 2$",
        Verdict::Invalid,
        Some((Some("log(100)/log(10) = 2"), Verdict::Valid)),
    ),
    (
        r"$\log 8 + \log 4 = 5$",
        Verdict::Invalid,
        Some((Some("log(8)/log(2) + log(4)/log(2) = 5"), Verdict::Valid)),
    ),
    (r"$\ln 100 = 2$", Verdict::Invalid, None),
    // How far an operator reaches.
    (
        r"$\frac{d}{dx} x^2 + 3x = 2x + 3$",
        Verdict::Invalid,
        Some((Some("d/dx (x^2 + 3*x) = 2*x + 3"), Verdict::Valid)),
    ),
    (
        r"Let $n \geq 1$ be an integer. $\sum_{i=1}^n i + 1 = \frac{n(n+1)}{2} + n$",
        Verdict::Invalid,
        Some((
            Some("sum_(i=1)^(n) (i + 1) = n*(n + 1)/2 + n"),
            Verdict::Valid,
        )),
    ),
    // A letter before a bracket.
    (r"$a(b + c) - a(c + b + 1) + a = 0$", Verdict::Valid, None),
    (
        r"Suppose $b = 2$. Then $k(b + 1) = k(b) + k(1)$.",
        Verdict::Invalid,
        Some((Some("k*(b + 1) = k*b + k*1"), Verdict::Valid)),
    ),
    // Natural numbers.
    (
        r"Let $n \in \mathbb{N}$. Then $n \geq 1$.",
        Verdict::Invalid,
        Some((None, Verdict::Valid)),
    ),
    (
        r"Soit $n$ un entier naturel. Alors $\frac{n}{n} = 1$.",
        Verdict::Conditional,
        Some((None, Verdict::Valid)),
    ),
    (
        r"We have $\forall n \in \mathbb{N}, 2^n \geq 2$.",
        Verdict::Unproved,
        Some((Some("∀n. n ∈ ℤ and 1 ≤ n ⇒ 2 ≤ 2^n"), Verdict::Valid)),
    ),
    // What no reading makes true, what is true, and where there is but one reading.
    (
        r"Let $x \neq 0$. $\frac{1}{2x} = 1/3x$.",
        Verdict::Invalid,
        None,
    ),
    (r"$\sin x y = \sin(xy)$", Verdict::Valid, None),
    (r"$2 + 2 = 5$", Verdict::Invalid, None),
];

fn checked(source: &str) -> FileReport {
    let checker = Checker::new(Options::default()).unwrap();
    checker.check_file("a.md", source.to_owned())
}

#[test]
fn the_other_reading_is_found() {
    let mut wrong = Vec::new();
    for (source, verdict, expected) in ROWS {
        let report = checked(source);
        let Some(f) = report.findings.last() else {
            panic!("{source}");
        };
        let other = f.other.as_ref();
        let found = other.map(|other| (other.reading.as_deref(), other.verdict));
        if (f.verdict, found) != (*verdict, *expected) {
            wrong.push(format!("{source}\n  {:?} {found:?}", f.verdict));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn it_is_said_in_both_languages_and_in_json() {
    let report = checked(r"$\log 100 = 2$");
    let shown = |language| {
        let look = Look {
            language,
            ..Look::default()
        };
        text(std::slice::from_ref(&report), look)
    };
    let english = shown(Language::English);
    assert!(
        english.contains("= note: read as `log(100)/log(10) = 2`, it would be valid"),
        "{english}"
    );
    let french = shown(Language::French);
    assert!(
        french.contains("= remarque: lu comme `log(100)/log(10) = 2`, ce serait valable"),
        "{french}"
    );
    let json: serde_json::Value =
        serde_json::from_str(&json::json(std::slice::from_ref(&report)).unwrap()).unwrap();
    let claim = &json["files"][0]["claims"][0];
    assert_eq!(claim["verdict"], "invalid");
    assert_eq!(
        claim["other_reading"],
        serde_json::json!({"reading": "log(100)/log(10) = 2", "verdict": "valid"})
    );
    let naturals = checked(r"Soit $n \in \mathbb{N}$. Alors $n \geq 1$.");
    let french = text(
        std::slice::from_ref(&naturals),
        Look {
            language: Language::French,
            ..Look::default()
        },
    );
    assert!(
        french.contains("ce serait valable si 0 n'était pas un entier naturel"),
        "{french}"
    );
}

// What a claim is read as on trial leaves nothing behind: the lines below rest on the first reading.
#[test]
fn a_trial_leaves_nothing_behind() {
    let report = checked("Let $y > 0$. We get $\\log y = 2$ and $y = e^2$.\n\nHence $y = 100$.");
    let verdicts: Vec<Verdict> = report.findings.iter().map(|f| f.verdict).collect();
    let plain = checked("Let $y > 0$. We get $\\ln y = 2$ and $y = e^2$.\n\nHence $y = 100$.");
    let expected: Vec<Verdict> = plain.findings.iter().map(|f| f.verdict).collect();
    assert_eq!(verdicts, expected);
    let checker = Checker::new(Options::default()).unwrap();
    let step = Step {
        claim: r"\log 100 = 2".into(),
        ..Step::default()
    };
    assert_eq!(checker.check_step(&step).unwrap().verdict, Verdict::Invalid);
}
