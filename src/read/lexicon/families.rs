//! What words say of a whole list of names: "with probabilities p_1, …, p_n".

use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    distribution: Vec<String>,
    variance: Vec<String>,
}

static FILE: LazyLock<Option<File>> =
    LazyLock::new(|| toml::from_str(include_str!("families.toml")).ok());

/// A list `p_1, …, p_n` whose members are said to be probabilities.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Distribution {
    /// The name of the members, as LaTeX.
    pub name: String,
    /// The last index, as LaTeX.
    pub last: String,
}

/// The list behind words that say that it is a distribution: in the rest of the words, else in the formula behind them.
///
/// ```
/// use hence::read::lexicon::families::distribution;
/// let d = distribution(r"takes n values with probabilities p_1, p_2, \dots, p_n.", None).unwrap();
/// assert_eq!((d.name.as_str(), d.last.as_str()), ("p", "n"));
/// assert!(distribution("with probabilities ", Some(r"q_1, \ldots, q_m")).is_some());
/// assert_eq!(distribution("with numbers ", Some(r"q_1, \ldots, q_m")), None);
/// ```
pub fn distribution(words: &str, behind: Option<&str>) -> Option<Distribution> {
    let phrases = &FILE.as_ref()?.distribution;
    tail(phrases, words, behind).and_then(list)
}

/// The name of which the square behind such words is the variance, as LaTeX.
///
/// ```
/// use hence::read::lexicon::families::deviation;
/// assert_eq!(deviation(r"with mean μ and variance σ^2", None), Some("σ".to_string()));
/// assert_eq!(deviation("of variance ", Some(r"\sigma^{2}")), Some(r"\sigma".to_string()));
/// assert_eq!(deviation("of variance ", Some("v")), None);
/// ```
pub fn deviation(words: &str, behind: Option<&str>) -> Option<String> {
    let phrases = &FILE.as_ref()?.variance;
    let text = tail(phrases, words, behind)?.trim_start();
    let start = usize::from(text.starts_with('\\'));
    let letters = text[start..].find(|c: char| !c.is_alphabetic())?;
    let (name, rest) = text.split_at(start + letters);
    let one = start == 1 && letters > 0 || name.chars().count() == 1;
    let rest = rest.trim_start();
    let square = ["^2", "^{2}", "²"]
        .iter()
        .find_map(|s| rest.strip_prefix(s))?;
    let ends = !square.starts_with(|c: char| c.is_alphanumeric());
    (one && ends).then(|| name.to_string())
}

// What stands behind the last of the phrases: the rest of the words, else the formula behind them.
fn tail<'a>(phrases: &[String], words: &'a str, behind: Option<&'a str>) -> Option<&'a str> {
    phrases.iter().find_map(|phrase| {
        let at = words.to_lowercase().rfind(phrase.as_str())?;
        let before = words.get(..at)?.chars().next_back();
        let tail = words.get(at + phrase.len()..)?;
        if before.is_some_and(char::is_alphanumeric) {
            None
        } else if tail.trim().is_empty() {
            behind
        } else {
            Some(tail)
        }
    })
}

// `p_1, …, p_n` at the beginning of a text.
fn list(text: &str) -> Option<Distribution> {
    let mut rest = text.trim_start();
    let (name, first, after) = member(rest)?;
    if first != "1" {
        return None;
    }
    rest = after;
    let mut dots = false;
    let mut last = None;
    while let Some(next) = rest.trim_start().strip_prefix(',') {
        let next = next.trim_start();
        if let Some(after) = [r"\dots", r"\ldots", r"\cdots", "...", "…"]
            .iter()
            .find_map(|d| next.strip_prefix(d))
        {
            dots = true;
            rest = after;
            // The comma behind the dots may be left out.
            if let Some((n, index, after)) = member(rest.trim_start()).filter(|(n, ..)| *n == name)
            {
                let _ = n;
                last = Some(index);
                rest = after;
            }
            continue;
        }
        match member(next) {
            Some((n, index, after)) if n == name => {
                last = Some(index);
                rest = after;
            }
            _ => break,
        }
    }
    let last = last.filter(|l| dots && !l.chars().all(|c| c.is_ascii_digit()))?;
    Some(Distribution {
        name: name.to_string(),
        last: last.to_string(),
    })
}

// `NAME_INDEX`, with what follows.
fn member(text: &str) -> Option<(&str, &str, &str)> {
    let start = usize::from(text.starts_with('\\'));
    let letters = text[start..].find(|c: char| !c.is_alphabetic())?;
    let end = start + letters;
    // A word is no name of one letter.
    if letters == 0 || (start == 0 && text[..end].chars().count() > 1) {
        return None;
    }
    let index = text[end..].strip_prefix('_')?;
    if let Some(inner) = index.strip_prefix('{') {
        let close = inner.find('}')?;
        return Some((&text[..end], inner[..close].trim(), &inner[close + 1..]));
    }
    let one = index.chars().next().filter(|c| c.is_alphanumeric())?;
    let (i, after) = index.split_at(one.len_utf8());
    Some((&text[..end], i, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_read_as_people_write_them() {
        assert!(FILE.is_some());
        for (words, behind, expected) in [
            (
                r"des probabilités p_1, p_2, \dots, p_n avec",
                None,
                Some(("p", "n")),
            ),
            (r"probabilities p_1, \dots p_n", None, Some(("p", "n"))),
            (
                "probabilities ",
                Some(r"\pi_{1}, \ldots, \pi_{m+1}"),
                Some((r"\pi", "m+1")),
            ),
            ("probabilities ", Some("q_1, …, q_K"), Some(("q", "K"))),
            ("probabilities ", Some(r"q_0, \dots, q_n"), None),
            ("probabilities ", Some(r"q_1, q_2, q_3"), None),
            ("probabilities ", Some(r"q_1, \dots, q_9"), None),
            ("probabilities of ", Some(r"q_1, \dots, q_n"), None),
            ("improbabilities ", Some(r"q_1, \dots, q_n"), None),
            ("numbers ", Some(r"q_1, \dots, q_n"), None),
        ] {
            let found = distribution(words, behind);
            let found = found.as_ref().map(|d| (d.name.as_str(), d.last.as_str()));
            assert_eq!(found, expected, "{words} {behind:?}");
        }
    }
}
