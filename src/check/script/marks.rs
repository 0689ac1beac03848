//! What words say by themselves: where proofs and sentences end, and clauses begin.

use super::CaseMark;
use crate::read::lexicon::guards::guards;

/// Where proofs begin and end, in their order: "Proof.", "∎".
pub(super) fn proof_marks(words: &str) -> Vec<CaseMark> {
    let Some(g) = guards() else {
        return Vec::new();
    };
    let mut found: Vec<(usize, CaseMark)> = Vec::new();
    for (at, _) in words.match_indices(['∎', '□', '■', '◻', '◼']) {
        found.push((at, CaseMark::Proved));
    }
    for (mark, phrases) in [(CaseMark::Proof, &g.proofs), (CaseMark::Proved, &g.proved)] {
        for p in phrases {
            found.extend(words.match_indices(p.as_str()).map(|(at, _)| (at, mark)));
        }
    }
    found.sort_by_key(|(at, _)| *at);
    found.into_iter().map(|(_, mark)| mark).collect()
}

/// Whether the words between a formula and a condition begin something new: "…, and if".
pub(super) fn begins_clause(words: &str) -> bool {
    let words = words.to_lowercase();
    words.contains(';')
        || words.split(|c: char| !c.is_alphanumeric()).any(|w| {
            matches!(
                w,
                "and" | "but" | "while" | "et" | "mais" | "then" | "alors"
            )
        })
}

/// Whether a place lies in the row of a table.
pub(super) fn is_in_row(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or("");
    let line = before.rsplit('\n').next().unwrap_or("");
    line.trim_start().starts_with('|')
}

/// Whether the sentence ends with a question mark right behind.
pub(super) fn is_asked(behind: &str) -> bool {
    behind.trim_start().starts_with('?')
}

/// Whether a sentence ends within the words.
pub(super) fn ends_sentence(words: &str) -> bool {
    let mut rest = words;
    while let Some(at) = rest.find(['.', '!', '?']) {
        let behind = &rest[at + 1..];
        if behind.is_empty() || behind.starts_with(char::is_whitespace) {
            return true;
        }
        rest = behind;
    }
    false
}
