//! Every mistake that has a name, as `src/diagnose/mistakes.toml` lists them: its wrong step gets the name, and the step made right gets
//! none.

use hence::check::{Checker, Options, Step};
use hence::diagnose::{Mistake, mistakes, written_mistakes};
use hence::finding::Verdict;

// A step as the file writes it: premises before `|-`, separated by semicolons.
fn step(text: &str) -> Step {
    let (premises, claim) = text.split_once("|-").unwrap_or(("", text));
    let premises = premises.split(';').map(str::trim);
    Step {
        from: premises
            .filter(|p| !p.is_empty())
            .map(String::from)
            .collect(),
        claim: claim.trim().to_string(),
        ..Step::default()
    }
}

fn checker() -> Checker {
    let options = Options {
        mistakes: true,
        ..Options::default()
    };
    Checker::new(options).expect("the theory loads")
}

fn is_document(m: &Mistake) -> bool {
    m.wrong.contains('$')
}

// The verdicts of a document's wrong lines, or else none, with the names of the mistakes.
fn named(checker: &Checker, text: &str) -> Vec<String> {
    let report = checker.check_file("mistake.md", text.to_string());
    let wrong = report.findings.into_iter();
    wrong
        .filter(|f| f.verdict == Verdict::Invalid)
        .map(|f| f.mistake.unwrap_or_default())
        .collect()
}

#[test]
fn a_wrong_line_of_a_document_gets_the_name_of_its_mistake() {
    let checker = checker();
    let of_documents = mistakes().iter().filter(|m| is_document(m));
    let mut seen = 0;
    for m in of_documents.chain(written_mistakes()) {
        assert_eq!(named(&checker, &m.wrong), [m.id.as_str()], "{}", m.wrong);
        assert!(named(&checker, &m.mended).is_empty(), "{}", m.mended);
        seen += 1;
    }
    assert!(seen >= 6);
}

#[test]
fn a_form_that_is_not_the_slip_does_not_get_the_name() {
    let given = "Let $A = \\begin{pmatrix} 1 & 1 \\\\ 0 & 1 \\end{pmatrix}$ and \
                 $B = \\begin{pmatrix} 1 & 0 \\\\ 1 & 1 \\end{pmatrix}$.\n\n";
    let checker = checker();
    for line in ["(AB)^{-1} = A^{-1} B", "(AB)^T = B A^T", "AB = BB"] {
        let found = named(&checker, &format!("{given}$${line}$$\n"));
        assert_eq!(found, [""], "{line}");
    }
}

#[test]
fn a_wrong_step_gets_the_name_of_its_mistake() {
    let checker = checker();
    let mut failed = Vec::new();
    for m in mistakes().iter().filter(|m| !is_document(m)) {
        let answer = checker.check_step(&step(&m.wrong)).expect(&m.wrong);
        if answer.verdict != Verdict::Invalid || answer.mistakes != [m.id.as_str()] {
            failed.push(format!(
                "{}: {}: {} {:?} {}",
                m.id,
                m.wrong,
                answer.verdict.word(),
                answer.mistakes,
                answer.message
            ));
        }
    }
    assert!(failed.is_empty(), "{}\n{}", failed.len(), failed.join("\n"));
}

#[test]
fn a_step_made_right_gets_no_name() {
    let checker = checker();
    let mut failed = Vec::new();
    for m in mistakes().iter().filter(|m| !is_document(m)) {
        let answer = checker.check_step(&step(&m.mended)).expect(&m.mended);
        if answer.verdict == Verdict::Invalid || !answer.mistakes.is_empty() {
            let names = answer.mistakes.join(", ");
            failed.push(format!("{}: {}: {names}", m.id, m.mended));
        }
    }
    assert!(failed.is_empty(), "{}\n{}", failed.len(), failed.join("\n"));
}

// Wrong steps that look like a mistake and are not what it gives.
const NEAR: &[(&str, &str)] = &[
    ("square-spread", "(x + 3)^2 = x^2 + 10"),
    ("square-spread", "(x + 3)^3 = x^3 + 9"),
    ("sine-spread", "sin(x + y) = sin(x) + 2*sin(y)"),
    (
        "log-spread",
        "x > 0; y > 0 |- log(x + y) = log(x) + log(y) + 1",
    ),
    ("root-spread", "sqrt(x^2 + 9) = x + 4"),
    ("partial-distribution", "3*(x - 2) = 3x - 4"),
    ("exponents-multiplied", "x^2 * x^3 = x^8"),
    ("product-rule", "d/dx (x^2 * sin(x)) = 2x*cos(x) + 1"),
    ("chain-rule-dropped", "d/dx (sin(x^2)) = cos(x^3)"),
    ("missing-root", "x^2 = 9 |- x = 4"),
    ("sign-of-moved-term", "x + 3 = 7 |- x = 11"),
    ("inequality-not-flipped", "-x < 3 |- x < -4"),
    ("fraction-inverted", "x > 0; y > 0 |- x/y = y^2/x"),
];

#[test]
fn a_near_miss_does_not_get_the_name() {
    let checker = checker();
    for (id, text) in NEAR {
        let known = mistakes().iter().any(|m| m.id == *id);
        assert!(known, "there is no mistake {id}");
        let answer = checker.check_step(&step(text)).expect(text);
        assert_eq!(answer.verdict, Verdict::Invalid, "{text}");
        let named = answer.mistakes.contains(id);
        assert!(!named, "{text}: {:?}", answer.mistakes);
    }
}
