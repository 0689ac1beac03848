//! Mistakes made at random in the valid derivations of `proofs/`, and what is said of them.

use hence::check::{Checker, Options};
use hence::finding::{FileReport, Finding, Verdict};
use std::fs;
use std::path::{Path, PathBuf};

/// What came out.
#[derive(Debug, Default)]
pub struct Figures {
    /// Edits that made some line wrong.
    pub wrong: usize,
    /// Edits after which nothing was refuted and the line is no longer proved.
    pub undecided: usize,
    /// Of the wrong ones: those refuted at the line that was edited.
    pub at_the_line: usize,
    /// Of these: those whose witness has numbers of at most two digits.
    pub small: usize,
    /// Those with a correction.
    pub corrected: usize,
    /// Those whose correction gives back the line or an equivalent one: everything is as well off as before the edit.
    pub restored: usize,
    /// Those with the name of a mistake.
    pub named: usize,
    /// Corrections with which the line is not proved.
    pub refused: Vec<String>,
    /// Edits that fell short of something, in words.
    pub short: Vec<String>,
}

struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % n.max(1)
    }
}

/// Makes edits until so many of them were confirmed wrong.
pub fn run(seed: u64, wanted: usize) -> Figures {
    let checker = Checker::new(Options::default()).expect("the theory loads");
    let mut random = Random(seed);
    let mut reports: Vec<FileReport> = Vec::new();
    for path in files() {
        let text = fs::read_to_string(&path).expect("a readable file");
        for part in parts(&text) {
            reports.push(checker.check_file(&path.display().to_string(), part));
        }
    }
    let mut out = Figures::default();
    let mut tries = 0;
    while out.wrong < wanted && tries < 20 * wanted {
        tries += 1;
        let report = &reports[random.below(reports.len())];
        let valid: Vec<usize> = (0..report.findings.len())
            .filter(|&i| report.findings[i].verdict == Verdict::Valid)
            .collect();
        if valid.is_empty() {
            continue;
        }
        let i = valid[random.below(valid.len())];
        if let Some((at, len, new)) = edit(&report.findings[i], &report.text, &mut random) {
            let text = format!("{}{new}{}", &report.text[..at], &report.text[at + len..]);
            judge(&checker, report, i, text, &mut out);
        }
    }
    out
}

fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("proofs");
    let entries = fs::read_dir(folder).expect("the folder of proofs");
    let mut all: Vec<PathBuf> = entries.flatten().map(|e| e.path()).collect();
    all.retain(|p| p.is_file());
    all.sort();
    all
}

// The sections of a file, each with what stands before the first one.
fn parts(text: &str) -> Vec<String> {
    let heads: Vec<usize> = (text.match_indices('\n').map(|(i, _)| i + 1))
        .filter(|&i| text[i..].starts_with("## ") || text[i..].starts_with("section "))
        .collect();
    let Some(first) = heads.first() else {
        return vec![text.to_string()];
    };
    let ends = heads.iter().skip(1).copied().chain([text.len()]);
    let part = |(start, end): (&usize, usize)| format!("{}{}", &text[..*first], &text[*start..end]);
    heads.iter().zip(ends).map(part).collect()
}

// A change of one sign, number, function or relation of a formula.
fn edit(f: &Finding, text: &str, random: &mut Random) -> Option<(usize, usize, String)> {
    let source = text.get(f.span.start..f.span.end)?;
    let end = source
        .find("\\tag")
        .or_else(|| source.find("\\quad ("))
        .unwrap_or(source.len());
    let mut places: Vec<(usize, usize, String)> = Vec::new();
    let bytes = source.as_bytes();
    for (at, c) in source.char_indices().filter(|(at, _)| *at < end) {
        let before = at
            .checked_sub(1)
            .and_then(|i| bytes.get(i))
            .copied()
            .unwrap_or(b' ');
        let next = bytes.get(at + c.len_utf8()).copied().unwrap_or(b' ');
        match c {
            '+' => places.push((at, 1, "-".into())),
            '-' if next != b'>' => places.push((at, 1, "+".into())),
            '0'..='9' if !before.is_ascii_digit() && !next.is_ascii_digit() && before != b'_' => {
                let n = u8::try_from(c).ok()? - b'0';
                places.push((at, 1, ((n + 1) % 10).to_string()));
                if n > 0 {
                    places.push((at, 1, (n - 1).to_string()));
                }
            }
            _ => {}
        }
        for (old, new) in [
            ("\\sin", "\\cos"),
            ("\\cos", "\\sin"),
            ("\\leq", "\\geq"),
            ("\\geq", "\\leq"),
            ("<=", ">="),
        ] {
            if source[at..].starts_with(old) {
                places.push((at, old.len(), new.into()));
            }
        }
    }
    if places.is_empty() {
        return None;
    }
    let (at, len, new) = places.swap_remove(random.below(places.len()));
    Some((f.span.start + at, len, new))
}

fn judge(checker: &Checker, before: &FileReport, line: usize, text: String, out: &mut Figures) {
    let path = &before.path;
    let after = checker.check_file(path, text);
    if after.findings.len() != before.findings.len() {
        return;
    }
    let f = &after.findings[line];
    if !after
        .findings
        .iter()
        .any(|f| f.verdict == Verdict::Invalid && f.expected.is_none())
    {
        out.undecided += usize::from(f.verdict == Verdict::Unproved);
        return;
    }
    out.wrong += 1;
    let name = path.rsplit('/').next().unwrap_or(path);
    let says = |what: &str| format!("{name}: {what}: {}", f.source.replace('\n', " "));
    if f.verdict != Verdict::Invalid {
        out.short
            .push(says(&format!("{} where it was edited", f.verdict.word())));
        return;
    }
    out.at_the_line += 1;
    if f.counterexample.values().all(|v| is_small(v)) {
        out.small += 1;
    } else {
        out.short
            .push(says(&format!("witness {:?}", f.counterexample)));
    }
    out.named += usize::from(f.mistake.is_some());
    let Some(fix) = &f.fix else {
        out.short.push(says("no correction"));
        return;
    };
    out.corrected += 1;
    let text = format!(
        "{}{}{}",
        &after.text[..fix.span.start],
        fix.text,
        &after.text[fix.span.end..]
    );
    let mended = checker.check_file(path, text);
    let proved = |f: &Finding| matches!(f.verdict, Verdict::Valid | Verdict::Conditional);
    if !mended.findings.get(line).is_some_and(proved) {
        out.refused
            .push(says(f.suggestion.as_deref().unwrap_or("")));
    }
    let same = |(a, b): (&Finding, &Finding)| a.verdict == b.verdict;
    let whole = mended.findings.len() == before.findings.len()
        && mended.findings.iter().zip(&before.findings).all(same);
    if whole {
        out.restored += 1;
    } else {
        out.short.push(says(&format!(
            "corrected to {}",
            f.suggestion.as_deref().unwrap_or("")
        )));
    }
}

// Whether all numbers have at most two digits.
fn is_small(value: &str) -> bool {
    value
        .split(|c: char| !c.is_ascii_digit())
        .all(|n| n.len() <= 2)
}
