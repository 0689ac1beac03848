//! The pages of `proofs/` that are right: every formula is understood and holds.

use hence::check::{Checker, Options};
use hence::finding::Verdict;
use std::path::{Path, PathBuf};

fn pages(folder: &str) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut out: Vec<PathBuf> = (std::fs::read_dir(root).expect("the folder is there"))
        .map(|e| e.expect("an entry").path())
        .filter(|p| p.is_file())
        .collect();
    out.sort();
    out
}

#[test]
fn every_formula_of_a_right_page_is_understood_and_holds() {
    let checker = Checker::new(Options::default()).expect("the theory loads");
    let pages = pages("proofs");
    assert!(pages.len() >= 15, "{} pages", pages.len());
    let mut wrong = Vec::new();
    for page in pages {
        let text = std::fs::read_to_string(&page).expect("a page is read");
        let report = checker.check_file(&page.display().to_string(), text);
        for f in &report.findings {
            let fine = matches!(
                f.verdict,
                Verdict::Valid
                    | Verdict::Conditional
                    | Verdict::Given
                    | Verdict::Defined
                    | Verdict::Skipped
            );
            if !fine {
                wrong.push(format!("{}: {:?} {}", page.display(), f.verdict, f.source));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
