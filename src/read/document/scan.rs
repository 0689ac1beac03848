//! Finds formulas, code and comments in Markdown, byte by byte, before anything is known about its blocks.
//!
//! Formulas are found first because Markdown's own reading would tear them apart: `_` and `*` are emphasis to it, a
//! blank line or a `+` at the start of a line ends a display, `\(` is an escaped bracket. What is found here is then
//! hidden from the Markdown parser, which is left with the blocks and the words.

use std::collections::BTreeSet;

use super::source::{
    backslashes_before, begin, is_formula_environment, line_end, looks_like_formula, trim,
    unwrap_environment,
};
use crate::read::ast::Span;

/// What a stretch of the text is, where it is not ordinary Markdown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum RegionKind {
    /// A formula; `content` lies inside the delimiters.
    Formula {
        content: Span,
        display: bool,
        environment: Option<String>,
    },
    /// A code block or code span, delimiters included.
    Code,
    /// `<!-- … -->`
    Comment,
    /// Something that opens a formula and is never closed.
    Unclosed(&'static str),
}

/// A stretch of the text with its delimiters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Region {
    pub span: Span,
    pub kind: RegionKind,
}

/// The formulas, code and comments of a Markdown text, in order and disjoint.
pub(super) fn regions(text: &str) -> Vec<Region> {
    let mut scanner = Scanner {
        text,
        bytes: text.as_bytes(),
        blank: blank_lines(text),
        out: Vec::new(),
        line: 0,
        no_dollar_before: 0,
        absent: BTreeSet::new(),
    };
    scanner.run();
    scanner.out
}

/// Starts of the lines on which nothing but blanks and quote marks stand.
fn blank_lines(text: &str) -> Vec<usize> {
    let mut out = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if line.bytes().all(|b| b.is_ascii_whitespace() || b == b'>') {
            out.push(start);
        }
        start += line.len();
    }
    out
}

struct Scanner<'a> {
    text: &'a str,
    bytes: &'a [u8],
    blank: Vec<usize>,
    out: Vec<Region>,
    /// Where the line begins that the scan has come to.
    line: usize,
    /// No `$` before this byte closes an inline formula: saves looking again from every later opener.
    no_dollar_before: usize,
    /// Closing delimiters that do not occur any more.
    absent: BTreeSet<String>,
}

impl Scanner<'_> {
    fn run(&mut self) {
        let mut at = self.front_matter();
        let mut line_start = true;
        while at < self.bytes.len() {
            let next = if line_start { self.fence(at) } else { None };
            let next = next.or_else(|| match self.bytes[at] {
                b'`' => Some(self.code_span(at)),
                b'<' => self.comment(at),
                b'\\' => Some(self.backslash(at)),
                b'$' => Some(self.dollar(at)),
                _ => None,
            });
            let next = next.unwrap_or(at + 1).max(at + 1);
            if let Some(last) = self.bytes[at..next.min(self.bytes.len())]
                .iter()
                .rposition(|&b| b == b'\n')
            {
                self.line = at + last + 1;
            }
            line_start = self.bytes.get(next.wrapping_sub(1)) == Some(&b'\n');
            at = next;
        }
    }

    fn push(&mut self, start: usize, end: usize, kind: RegionKind) -> usize {
        self.out.push(Region {
            span: Span::new(start, end),
            kind,
        });
        end
    }

    fn formula(
        &mut self,
        outer: Span,
        content: Span,
        display: bool,
        environment: Option<String>,
    ) -> usize {
        let (content, environment) = unwrap_environment(self.text, content, environment);
        self.push(
            outer.start,
            outer.end,
            RegionKind::Formula {
                content,
                display,
                environment,
            },
        )
    }

    /// Where the paragraph that `at` stands in ends at the latest: its next blank line.
    fn paragraph_end(&self, at: usize) -> usize {
        let next = self.blank.partition_point(|&start| start <= at);
        self.blank.get(next).copied().unwrap_or(self.bytes.len())
    }

    /// `needle` at or after `from`; remembers when there is none any more.
    fn find(&mut self, needle: &str, from: usize) -> Option<usize> {
        if self.absent.contains(needle) {
            return None;
        }
        let found = self
            .text
            .get(from..)
            .and_then(|rest| rest.find(needle))
            .map(|at| from + at);
        if found.is_none() {
            self.absent.insert(needle.to_owned());
        }
        found
    }

    /// `needle` at or after `from`, not behind an odd number of backslashes.
    fn find_unescaped(&mut self, needle: &str, mut from: usize) -> Option<usize> {
        loop {
            let at = self.find(needle, from)?;
            if backslashes_before(self.bytes, at).is_multiple_of(2) {
                return Some(at);
            }
            from = at + 1;
        }
    }

    /// A YAML block at the very top is not part of the document.
    fn front_matter(&mut self) -> usize {
        let start = if self.text.starts_with('\u{feff}') {
            '\u{feff}'.len_utf8()
        } else {
            0
        };
        let mut end = start;
        for (number, line) in self.text[start..].split_inclusive('\n').enumerate() {
            end += line.len();
            let word = line.trim_end();
            match number {
                0 if word != "---" => return start,
                1 if word.is_empty() => return start,
                0 => {}
                _ if word == "---" || word == "..." => {
                    return self.push(start, end, RegionKind::Code);
                }
                _ => {}
            }
        }
        start
    }

    /// A fenced block that opens on the line that starts at `line`.
    fn fence(&mut self, line: usize) -> Option<usize> {
        let mut at = line;
        let mut marker_seen = false;
        while let Some(&byte) = self.bytes.get(at) {
            match byte {
                b' ' | b'\t' | b'>' => at += 1,
                b'-' | b'*' | b'+' if !marker_seen && self.bytes.get(at + 1) == Some(&b' ') => {
                    marker_seen = true;
                    at += 1;
                }
                b'0'..=b'9' if !marker_seen => {
                    let digits = self.bytes[at..]
                        .iter()
                        .take_while(|b| b.is_ascii_digit())
                        .count();
                    if !matches!(self.bytes.get(at + digits), Some(b'.' | b')')) {
                        return None;
                    }
                    marker_seen = true;
                    at += digits + 1;
                }
                _ => break,
            }
        }
        let fence = *self.bytes.get(at)?;
        if !matches!(fence, b'`' | b'~' | b':') {
            return None;
        }
        let count = self.bytes[at..].iter().take_while(|&&b| b == fence).count();
        let info_end = line_end(self.bytes, at);
        let info = self.text.get(at + count..info_end)?.trim();
        let is_math = matches!(info, "math" | "{math}") || info.starts_with("{math}");
        // Colon fences are MyST's own and matter here only where they hold a formula.
        if count < 3 || (fence == b'`' && info.contains('`')) || (fence == b':' && !is_math) {
            return None;
        }
        let body_start = (info_end + 1).min(self.bytes.len());
        let mut cursor = body_start;
        let mut close = None;
        while cursor < self.bytes.len() {
            let end = line_end(self.bytes, cursor);
            let inner =
                self.text[cursor..end].trim_matches(|c: char| c.is_ascii_whitespace() || c == '>');
            if inner.len() >= count && inner.bytes().all(|b| b == fence) {
                close = Some((cursor, end));
                break;
            }
            cursor = end + 1;
        }
        if !is_math {
            let end = close.map_or(self.bytes.len(), |(_, end)| end);
            return Some(self.push(at, end, RegionKind::Code));
        }
        let Some((body_end, end)) = close else {
            return Some(self.push(
                at,
                info_end,
                RegionKind::Unclosed("this math block is never closed"),
            ));
        };
        let content = Span::new(self.skip_options(body_start, body_end), body_end);
        Some(self.formula(Span::new(at, end), trim(self.text, content), true, None))
    }

    /// MyST writes options such as `:label: energy` on the first lines of a block.
    fn skip_options(&self, mut start: usize, end: usize) -> usize {
        while start < end {
            let stop = line_end(self.bytes, start).min(end);
            let line =
                self.text[start..stop].trim_matches(|c: char| c.is_ascii_whitespace() || c == '>');
            let is_option = line
                .strip_prefix(':')
                .and_then(|rest| rest.split_once(':'))
                .is_some_and(|(key, _)| {
                    !key.is_empty()
                        && key
                            .bytes()
                            .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
                });
            if !is_option {
                break;
            }
            start = (stop + 1).min(end);
        }
        start
    }

    fn code_span(&mut self, at: usize) -> usize {
        let count = self.bytes[at..].iter().take_while(|&&b| b == b'`').count();
        let limit = self.paragraph_end(at);
        let mut cursor = at + count;
        // Runs of one length are looked for once a paragraph: a text full of lone backticks stays linear.
        let key = format!("`{count} before {limit}");
        if self.absent.contains(&key) {
            return cursor;
        }
        while cursor < limit {
            if self.bytes[cursor] != b'`' {
                cursor += 1;
                continue;
            }
            let run = self.bytes[cursor..]
                .iter()
                .take_while(|&&b| b == b'`')
                .count();
            cursor += run;
            if run == count {
                return self.push(at, cursor, RegionKind::Code);
            }
        }
        self.absent.insert(key);
        at + count
    }

    fn comment(&mut self, at: usize) -> Option<usize> {
        if !self.text[at..].starts_with("<!--") {
            return None;
        }
        let close = self.find("-->", at + 4)?;
        Some(self.push(at, close + 3, RegionKind::Comment))
    }

    /// An escape, `\(…\)`, `\[…\]` or an environment.
    fn backslash(&mut self, at: usize) -> usize {
        let rest = &self.text[at..];
        for (open, close, display) in [
            ("\\\\(", "\\\\)", false),
            ("\\\\[", "\\\\]", true),
            ("\\(", "\\)", false),
            ("\\[", "\\]", true),
        ] {
            if rest.starts_with(open) {
                return self.bracketed(at, open, close, display);
            }
        }
        if let Some(end) = self.environment(at) {
            return end;
        }
        let escaped = rest[1..].chars().next();
        at + 1
            + escaped
                .filter(char::is_ascii_punctuation)
                .map_or(0, char::len_utf8)
    }

    fn bracketed(&mut self, at: usize, open: &str, close: &str, display: bool) -> usize {
        let start = at + open.len();
        let limit = if display {
            self.bytes.len()
        } else {
            self.paragraph_end(at)
        };
        let found = if open.len() == 2 {
            self.find_unescaped(close, start)
        } else {
            self.find(close, start)
        };
        let Some(end) = found.filter(|&end| end <= limit) else {
            return start;
        };
        let inside = &self.text[start..end];
        // `\[12\]` inside a sentence is a bracket that a converter has escaped.
        let escaped_bracket = display
            && !inside.contains(|c: char| "\\=<>^_+/".contains(c))
            && !self.text[self.line..at]
                .trim_matches([' ', '\t', '>'])
                .is_empty();
        if inside.trim().is_empty() || escaped_bracket || (display && !looks_like_formula(inside)) {
            return start;
        }
        let content = Span::new(start, end);
        let content = if display {
            trim(self.text, content)
        } else {
            content
        };
        self.formula(Span::new(at, end + close.len()), content, display, None)
    }

    fn environment(&mut self, at: usize) -> Option<usize> {
        let (name, body) = begin(self.text, at)?;
        if !is_formula_environment(name) {
            return None;
        }
        let name = name.to_owned();
        let close = format!("\\end{{{name}}}");
        let open = format!("\\begin{{{name}}}");
        let mut end = self.find(&close, body)?;
        // The same environment inside itself is no LaTeX, but must not cut the outer one short.
        let mut inner = self.text[body..end].matches(&open).count();
        while inner > 0 {
            let Some(next) = self.find(&close, end + close.len()) else {
                break;
            };
            inner = inner - 1 + self.text[end..next].matches(&open).count();
            end = next;
        }
        let content = trim(self.text, Span::new(body, end));
        let outer = Span::new(at, end + close.len());
        Some(self.formula(outer, content, name != "math", Some(name)))
    }

    fn dollar(&mut self, at: usize) -> usize {
        if self.bytes.get(at + 1) == Some(&b'$') {
            let start = at + 2;
            let Some(end) = self.find_unescaped("$$", start) else {
                return self.push(at, start, RegionKind::Unclosed("this `$$` is never closed"));
            };
            let inside = &self.text[start..end];
            if inside.trim().is_empty() {
                return self.push(at, end + 2, RegionKind::Unclosed("an empty display"));
            }
            if !looks_like_formula(inside) {
                return self.push(at, start, RegionKind::Unclosed("this `$$` is never closed"));
            }
            let content = trim(self.text, Span::new(start, end));
            return self.formula(Span::new(at, end + 2), content, true, None);
        }
        match self.inline_close(at + 1) {
            Some(end) => self.formula(Span::new(at, end + 1), Span::new(at + 1, end), false, None),
            None => at + 1,
        }
    }

    /// The `$` that closes the inline formula whose content starts at `start`.
    ///
    /// Pandoc's rule: no blank behind the opening sign or before the closing one, and no digit behind the closing one
    /// (so `$5 and $6` is money). Beyond it, `$ x = 1 $` with a blank at both ends counts where what stands between is
    /// on one line and is plainly a formula.
    fn inline_close(&mut self, start: usize) -> Option<usize> {
        const DEPTH_REACH: usize = 4096;
        let first = *self.bytes.get(start)?;
        if first.is_ascii_whitespace() {
            return self.blank_inline_close(start);
        }
        let limit = self.paragraph_end(start);
        if limit <= self.no_dollar_before {
            return None;
        }
        let in_item = starts_item(&self.text[self.line..]);
        let mut fallback = None;
        let mut depth = 0i32;
        let mut at = start;
        while at < limit {
            match self.bytes[at] {
                b'\\' => at += 1,
                b'{' => depth += 1,
                b'}' => depth -= 1,
                b'$' if at > start && self.closes_inline(at) => {
                    if depth <= 0 {
                        return self.is_no_price(start, at).then_some(at);
                    }
                    fallback = fallback.or(Some(at));
                }
                b'\n' if starts_block(&self.text[at + 1..], in_item) => break,
                _ => {}
            }
            at += 1;
            if fallback.is_some() && at > start + DEPTH_REACH {
                break;
            }
        }
        if fallback.is_none() {
            self.no_dollar_before = at.min(limit);
        }
        fallback.filter(|&end| self.is_no_price(start, end))
    }

    /// Whether what stands between two dollar signs is not the text between two prices: "5 $, and `6`".
    fn is_no_price(&self, start: usize, end: usize) -> bool {
        let inside = &self.text[start..end];
        let mut chars = inside.chars();
        let sign = chars.next().is_some_and(|c| ",.;:!?)".contains(c));
        let blank = chars.next().is_none_or(char::is_whitespace);
        !(sign && blank) && (!inside.contains('`') || inside.contains('{'))
    }

    fn closes_inline(&self, at: usize) -> bool {
        !self.bytes[at - 1].is_ascii_whitespace()
            && !self.bytes.get(at + 1).is_some_and(u8::is_ascii_digit)
    }

    fn blank_inline_close(&self, start: usize) -> Option<usize> {
        let limit = line_end(self.bytes, start);
        let end = (start..limit).find(|&at| {
            self.bytes[at] == b'$' && backslashes_before(self.bytes, at).is_multiple_of(2)
        })?;
        let inside = &self.text[start..end];
        let plainly = inside.contains(['\\', '=', '<', '>', '^']) && looks_like_formula(inside);
        (plainly && inside.ends_with([' ', '\t']) && inside.len() > 2).then_some(end)
    }
}

/// Whether a line opens a block that an inline formula does not reach into: a heading, code, the next list item.
fn starts_block(line: &str, in_item: bool) -> bool {
    let bare = line.trim_start_matches([' ', '\t', '>']);
    bare.starts_with('#') || bare.starts_with("```") || (in_item && starts_item(bare))
}

fn starts_item(line: &str) -> bool {
    let line = line.trim_start_matches([' ', '\t', '>']);
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    ["- ", "* ", "+ "].iter().any(|m| line.starts_with(m))
        || (digits > 0 && [". ", ") "].iter().any(|m| line[digits..].starts_with(m)))
}
