//! Words in the form in which they are compared.

use std::collections::BTreeMap;

/// Splits into words: letters and digits with combining marks; an apostrophe ends the word it stands in (`d'`), which is
/// then spelt out; dots between single letters belong to the word (`i.e`).
pub(super) fn normal_words(
    text: &str,
    elisions: &BTreeMap<String, String>,
) -> Vec<(String, std::ops::Range<usize>)> {
    let mut out = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, first)) = chars.next() {
        if !is_letter(first) {
            continue;
        }
        let mut word = String::new();
        push_lower(&mut word, first);
        let mut end = start + first.len_utf8();
        let mut letters = 1;
        while let Some(&(at, c)) = chars.peek() {
            let next = text[at + c.len_utf8()..].chars().next();
            if is_letter(c) {
                push_lower(&mut word, c);
                letters += 1;
            } else if c == '.'
                && letters == 1
                && first.is_alphabetic()
                && next.is_some_and(char::is_alphabetic)
            {
                word.push('.');
                letters = 0;
            } else if matches!(c, '\'' | '’' | 'ʼ' | '‘') && next.is_some_and(char::is_alphabetic)
            {
                word.push('\'');
                chars.next();
                end = at + c.len_utf8();
                break;
            } else {
                break;
            }
            end = at + c.len_utf8();
            chars.next();
        }
        let word = elisions.get(&word).cloned().unwrap_or(word);
        out.push((word, start..end));
    }
    out
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&c)
}

/// Appends in lower case; a combining accent joins the letter before it, as composed text has it.
fn push_lower(word: &mut String, c: char) {
    if let Some(composed) = word.chars().last().and_then(|base| compose(base, c)) {
        word.pop();
        word.push(composed);
    } else {
        word.extend(c.to_lowercase());
    }
}

/// The letters of French and German that a decomposed text (as macOS writes file names) spells with two characters.
fn compose(base: char, mark: char) -> Option<char> {
    const TABLE: &[(char, &str, &str)] = &[
        ('\u{300}', "aeiou", "àèìòù"),
        ('\u{301}', "aeiouy", "áéíóúý"),
        ('\u{302}', "aeiou", "âêîôû"),
        ('\u{303}', "ano", "ãñõ"),
        ('\u{308}', "aeiouy", "äëïöüÿ"),
        ('\u{327}', "c", "ç"),
    ];
    let (_, bases, composed) = TABLE.iter().find(|row| row.0 == mark)?;
    bases
        .chars()
        .zip(composed.chars())
        .find(|(plain, _)| *plain == base)
        .map(|(_, composed)| composed)
}
