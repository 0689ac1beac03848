//! Pages whose lines a scanner numbered: the numbers are neither factors nor words, and the finding says that they were left out.

use hence::check::{Checker, Options};
use hence::finding::Verdict;

#[test]
fn numbers_of_lines_are_no_factors() {
    let checker = Checker::new(Options::default()).unwrap();
    let pages = [
        "12 12 Let $x > 1$. Then\n13 13 $$\n14 14 x^2 > 1,\n15 15 $$\n16 16 and hence \\(x^2 > 2\\).\n",
        "12 Soit $x > 1$. Alors 12\n13 $$ 13\n14 x^2 > 1, 14\n15 $$ 15\n16 et donc \\(x^2 > 2\\). 16\n",
    ];
    for page in pages {
        let report = checker.check_file("page.mmd", page.to_owned());
        let found: Vec<(&str, Verdict)> = (report.findings.iter())
            .map(|f| (f.source.as_str(), f.verdict))
            .collect();
        let expected = [
            ("x > 1", Verdict::Given),
            ("x^2 > 1,", Verdict::Valid),
            ("x^2 > 2", Verdict::Invalid),
        ];
        assert_eq!(found, expected, "{page}");
        for f in &report.findings {
            assert_eq!(
                report.text.get(f.span.start..f.span.end),
                Some(f.source.as_str())
            );
        }
        assert_eq!(
            report.findings[0].remarks,
            ["noise of the document, not of its author: the numbers of its lines, 12 to 16"],
            "{page}"
        );
    }
}

#[test]
fn what_may_be_meant_stays() {
    let checker = Checker::new(Options::default()).unwrap();
    let page = "Let $x > 1$.\n\n2 2 $x^2 > 1$\n3 3 $x > 0$\n";
    let report = checker.check_file("page.mmd", page.to_owned());
    assert!(report.findings.iter().all(|f| f.remarks.is_empty()));
}
