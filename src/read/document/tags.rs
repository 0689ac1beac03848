//! Tags of formulas, and the rows of a display, found without reading the formula.

use std::ops::Range;

/// The tag that a formula ends with: `\tag{28}`, `\tag*{28}`, `\quad (28)`, `\qquad(28)`, or several blanks and `(28)`.
///
/// ```
/// use hence::read::document::trailing_tag;
/// assert_eq!(trailing_tag(r"f(x) = 1 \quad (28)"), Some("28".to_owned()));
/// assert_eq!(trailing_tag(r"f(x) = g (28)"), None);
/// ```
pub fn trailing_tag(text: &str) -> Option<String> {
    split_tag(text).1
}

/// The formula without its tag (the range of it in `text`), and the tag.
pub fn split_tag(text: &str) -> (Range<usize>, Option<String>) {
    if let Some(at) = text.rfind("\\tag") {
        let rest = &text[at + 4..];
        let rest = rest.strip_prefix('*').unwrap_or(rest).trim_start();
        if let Some((tag, behind)) = rest.strip_prefix('{').and_then(close_brace) {
            let behind = behind.trim();
            // Behind a tag stand at most a label and what ends a row.
            if behind.is_empty()
                || behind == "."
                || behind.starts_with("\\label")
                || behind == "\\\\"
            {
                return (0..text[..at].trim_end().len(), Some(clean(tag)));
            }
        }
    }
    let end = text.trim_end().trim_end_matches(['.', ',']).trim_end();
    let Some(open) = end.strip_suffix(')').and_then(|inner| inner.rfind('(')) else {
        return (0..text.len(), None);
    };
    let tag = &end[open + 1..end.len() - 1];
    let before = &end[..open];
    let spaced = before.trim_end();
    let gap = before.len() - spaced.len() >= 3 || before[spaced.len()..].contains('\n');
    let bare = spaced.trim_end_matches(['~', ' ', '\t']);
    let spacing = [
        "\\quad",
        "\\qquad",
        "\\hfill",
        "\\;\\;",
        "\\ \\",
        "\\hspace{1cm}",
    ];
    match spacing
        .iter()
        .find_map(|macro_name| bare.strip_suffix(macro_name))
    {
        Some(mut formula) if is_label(tag) => {
            while let Some(shorter) = spacing
                .iter()
                .find_map(|macro_name| formula.trim_end().strip_suffix(macro_name))
            {
                formula = shorter;
            }
            (0..formula.trim_end().len(), Some(clean(tag)))
        }
        None if gap && is_label(tag) && !bare.is_empty() && !bare.ends_with(OPEN_ENDS) => {
            (0..bare.len(), Some(clean(tag)))
        }
        _ => (0..text.len(), None),
    }
}

/// Signs behind which a bracket is an operand, not a tag.
const OPEN_ENDS: [char; 12] = ['=', '+', '-', '*', '/', '<', '>', '^', '_', '(', '{', '&'];

fn clean(tag: &str) -> String {
    tag.trim()
        .trim_matches(|c| c == '$' || c == '(' || c == ')')
        .trim()
        .to_owned()
}

/// Whether a bracket could be the number of a line: `28`, `3.2`, `A.1`, `2b`, `*`, `12'`.
pub(super) fn is_label(tag: &str) -> bool {
    let tag = tag.trim();
    let digit = tag.chars().any(|c| c.is_ascii_digit());
    let plain = tag
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || ".-'*†".contains(c));
    let star = !tag.is_empty() && tag.chars().all(|c| c == '*' || c == '†');
    let letters = tag.chars().filter(char::is_ascii_alphabetic).count();
    star || (digit && plain && tag.len() <= 8 && letters <= 2)
}

fn close_brace(text: &str) -> Option<(&str, &str)> {
    let mut depth = 1;
    for (at, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some((&text[..at], &text[at + 1..]));
        }
    }
    None
}

/// The rows of a display: what `\\` separates outside of braces and inner environments. Rows of blanks are left out.
///
/// ```
/// use hence::read::document::rows;
/// let text = r"a &= b \\ &= \begin{cases} 1 \\ 2 \end{cases}";
/// let found: Vec<&str> = rows(text).into_iter().map(|row| text[row].trim()).collect();
/// assert_eq!(found, ["a &= b", r"&= \begin{cases} 1 \\ 2 \end{cases}"]);
/// ```
pub fn rows(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut out = Vec::new();
    let (mut start, mut at, mut depth) = (0, 0, 0i32);
    while at < bytes.len() {
        match bytes[at] {
            b'{' => depth += 1,
            b'}' => depth -= 1,
            b'\\' if text[at..].starts_with("\\begin{") => depth += 1,
            b'\\' if text[at..].starts_with("\\end{") => depth -= 1,
            b'\\' if bytes.get(at + 1) == Some(&b'\\') => {
                if depth <= 0 {
                    out.push(start..at);
                    start = at + 2 + row_gap(&text[at + 2..]);
                    at = start;
                    continue;
                }
                at += 1;
            }
            b'\\' => at += 1,
            _ => {}
        }
        at += 1;
    }
    out.push(start..text.len());
    out.retain(|row| {
        text.get(row.clone())
            .is_some_and(|row| !row.trim().is_empty())
    });
    out
}

/// The `*` and `[2pt]` that may follow `\\`.
fn row_gap(text: &str) -> usize {
    let star = usize::from(text.starts_with('*'));
    let rest = &text[star..];
    let length = rest
        .strip_prefix('[')
        .and_then(|rest| rest.split_once(']'))
        .filter(|(inside, _)| {
            ["pt", "em", "ex", "mm", "cm", "in", "baselineskip"]
                .iter()
                .any(|unit| inside.ends_with(unit))
        });
    star + length.map_or(0, |(inside, _)| inside.len() + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags() {
        let rows: &[(&str, Option<&str>, &str)] = &[
            (r"x = 1 \quad (1)", Some("1"), "x = 1"),
            (r"x = 1 \qquad(3.2)", Some("3.2"), "x = 1"),
            (r"x = 1. \quad\quad (A.1)", Some("A.1"), "x = 1."),
            (r"x = 1 \tag{28}", Some("28"), "x = 1"),
            (r"x = 1 \tag*{(28)}", Some("28"), "x = 1"),
            (r"x = 1 \tag{\star}", Some(r"\star"), "x = 1"),
            (r"x = 1 \tag{2}\label{eq:two}", Some("2"), "x = 1"),
            ("x = 1     (7)", Some("7"), "x = 1"),
            (r"x = 1 \quad (*)", Some("*"), "x = 1"),
            ("x = f(7)", None, "x = f(7)"),
            ("x = f (7)", None, "x = f (7)"),
            ("x =    (7)", None, "x =    (7)"),
            (r"x = 1 \quad (x > 0)", None, r"x = 1 \quad (x > 0)"),
            (r"x = 1 \quad (k)", None, r"x = 1 \quad (k)"),
            ("", None, ""),
            ("(1)", None, "(1)"),
        ];
        for (text, tag, rest) in rows {
            let (range, found) = split_tag(text);
            assert_eq!(found.as_deref(), *tag, "{text}");
            assert_eq!(&text[range], *rest, "{text}");
        }
    }

    #[test]
    fn rows_are_split_at_the_top_only() {
        let cases: &[(&str, &[&str])] = &[
            ("a = b", &["a = b"]),
            (r"a \\[2pt] b \\* c \\", &["a", "b", "c"]),
            (r"\frac{a \\ b}{c} \\ d", &[r"\frac{a \\ b}{c}", "d"]),
            (r"a \\ [0, 1]", &["a", "[0, 1]"]),
            (r"a \{ \\ b", &[r"a \{", "b"]),
        ];
        for (text, expected) in cases {
            let found: Vec<&str> = rows(text).into_iter().map(|row| text[row].trim()).collect();
            assert_eq!(found, *expected, "{text}");
        }
    }
}
