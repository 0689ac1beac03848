//! What is said to people, in the language they chose: a catalogue whose keys are the English sentences.

use crate::finding::Language;
use serde::Deserialize;
use std::collections::HashMap;
use std::sync::LazyLock;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    said: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    en: String,
    fr: String,
}

// What stands for a part that is put in.
const HOLE: &str = "{}";

#[derive(Default)]
struct Catalogue {
    whole: HashMap<String, String>,
    // Sentences with parts that are put in: the pieces between these, and the translation.
    open: Vec<(Vec<String>, String)>,
}

// The file is part of the program, and a test reads it: what cannot be read would leave everything in English.
fn catalogue() -> &'static Catalogue {
    static ALL: LazyLock<Catalogue> = LazyLock::new(|| read().unwrap_or_default());
    &ALL
}

fn read() -> Result<Catalogue, toml::de::Error> {
    let file: File = toml::from_str(include_str!("words.toml"))?;
    let mut all = Catalogue::default();
    for Entry { en, fr } in file.said {
        if en.contains(HOLE) {
            let pieces = en.split(HOLE).map(String::from).collect();
            all.open.push((pieces, fr));
        } else {
            all.whole.insert(en, fr);
        }
    }
    Ok(all)
}

/// A sentence that was made in English, in another language where the catalogue has it; several may be joined by semicolons.
///
/// ```
/// use hence::{diagnose::said, finding::Language};
/// let text = "the text leaves open what `n` is, as far as it was understood";
/// assert_eq!(said(text, Language::English), text);
/// assert!(said(text, Language::French).starts_with("le texte laisse ouvert ce qu'est `n`"));
/// ```
pub fn said(text: &str, language: Language) -> String {
    if language == Language::English {
        return text.to_string();
    }
    if let Some(found) = whole(text) {
        return found;
    }
    let parts: Vec<&str> = text.split("; ").collect();
    if parts.len() < 2 {
        return text.to_string();
    }
    let found = parts
        .iter()
        .map(|p| whole(p).unwrap_or_else(|| p.to_string()));
    found.collect::<Vec<_>>().join(" ; ")
}

/// A sentence of the catalogue with parts put in.
pub(crate) fn filled(key: &str, parts: &[&str], language: Language) -> String {
    let open = match language {
        Language::English => None,
        Language::French => (catalogue().open.iter())
            .find(|(pieces, _)| pieces.join(HOLE) == key)
            .map(|(_, fr)| fr.as_str()),
    };
    put_in(open.unwrap_or(key), parts)
}

fn put_in(open: &str, parts: &[&str]) -> String {
    let mut pieces = open.split(HOLE);
    let mut out = pieces.next().unwrap_or("").to_string();
    for (i, piece) in pieces.enumerate() {
        out.push_str(parts.get(i).copied().unwrap_or(""));
        out.push_str(piece);
    }
    out
}

fn whole(text: &str) -> Option<String> {
    let all = catalogue();
    if let Some(fr) = all.whole.get(text) {
        return Some(fr.clone());
    }
    (all.open.iter()).find_map(|(pieces, fr)| Some(put_in(fr, &parts(text, pieces)?)))
}

// What stands between the pieces, where the text is made of them.
fn parts<'t>(text: &'t str, pieces: &[String]) -> Option<Vec<&'t str>> {
    let (first, rest) = pieces.split_first()?;
    let mut text = text.strip_prefix(first.as_str())?;
    let mut out = Vec::new();
    for (i, piece) in rest.iter().enumerate() {
        let at = if i + 1 == rest.len() {
            text.len() - text.strip_suffix(piece.as_str()).map(|_| piece.len())?
        } else {
            text.find(piece.as_str())?
        };
        out.push(&text[..at]);
        text = &text[at + piece.len()..];
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn translations_take_as_many_parts_as_the_sentences() {
        let file: File = toml::from_str(include_str!("words.toml")).expect("the file is read");
        assert!(file.said.len() > 100);
        for e in file.said {
            let holes = |s: &str| s.matches(HOLE).count();
            assert_eq!(holes(&e.en), holes(&e.fr), "{}", e.en);
            assert!(!e.fr.trim().is_empty(), "{}", e.en);
        }
    }

    #[test]
    fn parts_are_carried_over() {
        let fr = |t: &str| said(t, Language::French);
        assert_eq!(
            fr("it would hold if x ≠ 0, y < 1"),
            "ce serait vrai si x ≠ 0, y < 1"
        );
        assert_eq!(
            fr("a 2×2 matrix is no 3×3 matrix"),
            "une matrice 2×2 n'est pas une matrice 3×3"
        );
        assert_eq!(fr("no such sentence"), "no such sentence");
        assert_eq!(filled("line {}", &["7"], Language::French), "ligne 7");
        assert_eq!(filled("line {}", &["7"], Language::English), "line 7");
    }
}
