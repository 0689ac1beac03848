//! Small questions about a stretch of source that both readers ask.

use crate::read::ast::Span;

/// Environments whose body is a formula even where no dollar sign stands around them.
const ENVIRONMENTS: &[&str] = &[
    "align",
    "alignat",
    "aligned",
    "alignedat",
    "displaymath",
    "eqnarray",
    "equation",
    "flalign",
    "gather",
    "gathered",
    "math",
    "multline",
    "split",
];

/// Whether `\begin{name}` opens a formula by itself.
pub(super) fn is_formula_environment(name: &str) -> bool {
    ENVIRONMENTS.contains(&name.strip_suffix('*').unwrap_or(name))
}

/// `\begin{name}` at `at`: the name and where the body starts, an argument such as the `{2}` of `alignat` skipped.
pub(super) fn begin(text: &str, at: usize) -> Option<(&str, usize)> {
    let rest = text.get(at..)?.strip_prefix("\\begin{")?;
    let (name, _) = rest.split_once('}')?;
    if name.is_empty() || !name.bytes().all(|b| b.is_ascii_alphabetic() || b == b'*') {
        return None;
    }
    let mut body = at + "\\begin{".len() + name.len() + 1;
    let takes_argument = name.starts_with("alignat") || name.starts_with("alignedat");
    let rest = text[body..].strip_prefix('{').filter(|_| takes_argument);
    if let Some((argument, _)) = rest.and_then(|rest| rest.split_once('}')) {
        body += argument.len() + 2;
    }
    Some((name, body))
}

/// Takes `\begin{aligned}` and the like off a formula that consists of nothing else.
pub(super) fn unwrap_environment(
    text: &str,
    content: Span,
    environment: Option<String>,
) -> (Span, Option<String>) {
    let trimmed = trim(text, content);
    let Some((name, body)) =
        begin(text, trimmed.start).filter(|(name, _)| is_formula_environment(name))
    else {
        return (content, environment);
    };
    let close = format!("\\end{{{name}}}");
    let inside = text
        .get(body..trimmed.end)
        .and_then(|rest| rest.strip_suffix(close.as_str()));
    match inside {
        Some(inside) if !inside.contains(close.as_str()) => {
            let content = trim(text, Span::new(body, body + inside.len()));
            unwrap_environment(text, content, Some(name.to_owned()))
        }
        _ => (content, environment),
    }
}

/// What stands between two `$$` may hold blank lines, but not headings, inline formulas or whole sentences: those mean
/// that a `$$` was left open and that the next one opens, not closes.
pub(super) fn looks_like_formula(inside: &str) -> bool {
    if !inside.contains('\n') && inside.len() < 400 && !inside.contains('$') {
        return plain_words(inside) <= 8;
    }
    let heading = inside.lines().any(|line| {
        let line = line.trim_start_matches([' ', '\t', '>']);
        line.starts_with('#') || line.starts_with("```") || line.starts_with("<!--")
    });
    !heading && plain_words(inside) <= 5
}

/// The longest run of ordinary words, words in braces (`\text{if }`) and macro names left out.
fn plain_words(inside: &str) -> usize {
    let mut longest = 0;
    let mut run = 0;
    let mut depth = 0i32;
    for word in inside.split_whitespace() {
        let outside = depth <= 0;
        depth += word.matches('{').count() as i32 - word.matches('}').count() as i32;
        let letters = word.trim_end_matches([',', '.', ';', ':']);
        let is_word =
            outside && letters.chars().count() >= 2 && letters.chars().all(char::is_alphabetic);
        run = if is_word { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    longest
}

/// How many backslashes stand directly before `at`.
pub(super) fn backslashes_before(bytes: &[u8], at: usize) -> usize {
    bytes[..at]
        .iter()
        .rev()
        .take_while(|&&b| b == b'\\')
        .count()
}

pub(super) fn line_end(bytes: &[u8], from: usize) -> usize {
    let from = from.min(bytes.len());
    bytes[from..]
        .iter()
        .position(|&b| b == b'\n')
        .map_or(bytes.len(), |at| from + at)
}

pub(super) fn line_begin(bytes: &[u8], from: usize) -> usize {
    bytes[..from]
        .iter()
        .rposition(|&b| b == b'\n')
        .map_or(0, |at| at + 1)
}

/// The span without the blanks at its ends.
pub(super) fn trim(text: &str, span: Span) -> Span {
    let slice = &text[span.start..span.end];
    let start = span.start + (slice.len() - slice.trim_start().len());
    let end = span.end - (slice.len() - slice.trim_end().len());
    if start >= end {
        Span::new(span.start, span.start)
    } else {
        Span::new(start, end)
    }
}

/// The content of a formula and its text, as long as the content: quote marks that open its lines become blanks, so that
/// an offset in the one is an offset in the other. A display is trimmed once more when they are gone.
pub(super) fn formula_text(
    text: &str,
    outer: Span,
    content: Span,
    display: bool,
) -> (Span, String) {
    let source = &text[content.start..content.end];
    if !text[outer.start..outer.end].contains('\n') {
        return (content, source.to_owned());
    }
    let line = &text[line_begin(text.as_bytes(), outer.start)..outer.start];
    let prefix = line.len()
        - line
            .trim_start_matches([' ', '\t', '>', '-', '*', '+'])
            .len();
    let depth = line[..prefix].matches('>').count();
    if depth == 0 {
        return (content, source.to_owned());
    }
    let mut whole = String::with_capacity(outer.end - outer.start);
    for (number, line) in text[outer.start..outer.end]
        .split_inclusive('\n')
        .enumerate()
    {
        let mut left = if number == 0 { 0 } else { depth };
        let mut in_prefix = true;
        for c in line.chars() {
            in_prefix &= matches!(c, ' ' | '\t' | '>') && left > 0;
            if in_prefix && c == '>' {
                left -= 1;
                whole.push(' ');
            } else {
                whole.push(c);
            }
        }
    }
    let mut inside = Span::new(content.start - outer.start, content.end - outer.start);
    if display {
        inside = trim(&whole, inside);
    }
    let text = whole[inside.start..inside.end].to_owned();
    (
        Span::new(inside.start + outer.start, inside.end + outer.start),
        text,
    )
}

/// `[…]` at `at`: what is inside, and the end.
pub(super) fn option(text: &str, at: usize) -> Option<(Span, usize)> {
    let inside = text[at..].strip_prefix('[')?;
    let mut depth = 0i32;
    for (len, byte) in inside.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth -= 1,
            b']' if depth <= 0 => return Some((Span::new(at + 1, at + 1 + len), at + len + 2)),
            b'\n' if inside[len + 1..].starts_with('\n') => return None,
            _ => {}
        }
    }
    None
}

/// The end of the options and braced arguments at `at`.
pub(super) fn arguments(text: &str, mut at: usize) -> usize {
    loop {
        if let Some((_, end)) = option(text, at) {
            at = end;
            continue;
        }
        if text.as_bytes().get(at) != Some(&b'{') {
            return at;
        }
        let mut depth = 0i32;
        let mut end = at;
        while end < text.len() {
            match text.as_bytes()[end] {
                b'\\' => end += 1,
                b'{' => depth += 1,
                b'}' => depth -= 1,
                _ => {}
            }
            end += 1;
            if depth == 0 {
                break;
            }
        }
        at = end.min(text.len());
    }
}

/// The text with its comments turned into blanks, byte for byte as long.
pub(super) fn without_comments(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut escaped = false;
    let mut comment = false;
    for c in source.chars() {
        if c == '\n' {
            comment = false;
        } else if c == '%' && !escaped {
            comment = true;
        }
        escaped = c == '\\' && !escaped;
        if comment {
            out.extend(std::iter::repeat_n(' ', c.len_utf8()));
        } else {
            out.push(c);
        }
    }
    out
}
