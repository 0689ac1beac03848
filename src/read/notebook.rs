//! Notebooks: the Markdown cells of an `.ipynb` file, with their places in the file.
//!
//! A notebook is JSON, and the text of a cell is a string in it, or a list of strings. Places are those of the file, so
//! the source of a formula is what stands there: with `\\frac` for `\frac`, and with the quotes and commas between two
//! strings of a list where the formula goes over several.

use super::ast::{Span, Unread};
use super::mapped::Mapped;
use serde::Deserialize;
use serde_json::value::RawValue;

/// Parts the cells of a notebook in its text, between empty lines.
pub const CELL_END: char = '\u{1e}';

#[derive(Deserialize)]
struct File<'a> {
    #[serde(borrow)]
    cells: Vec<Cell<'a>>,
}

#[derive(Deserialize)]
struct Cell<'a> {
    cell_type: String,
    #[serde(borrow, default)]
    source: Option<&'a RawValue>,
}

/// The Markdown cells of a notebook as one text, with [`CELL_END`] between two.
///
/// # Errors
/// Says where the text is no JSON, or that it is no notebook of version 4.
///
/// ```
/// use hence::read::notebook::read_notebook;
/// let file = r#"{"cells": [{"cell_type": "markdown", "source": ["If $\\alpha = 1$\n", "then"]}]}"#;
/// let notebook = read_notebook(file).unwrap();
/// assert_eq!(notebook.text(), "If $\\alpha = 1$\nthen");
/// let place = notebook.place(hence::read::ast::Span::new(4, 10));
/// assert_eq!(&file[place.start..place.end], r"\\alpha");
/// ```
pub fn read_notebook(text: &str) -> Result<Mapped, Unread> {
    let (start, body) = match text.strip_prefix('\u{feff}') {
        Some(body) => ('\u{feff}'.len_utf8(), body),
        None => (0, text),
    };
    let file: File = serde_json::from_str(body).map_err(|error| {
        let line = body
            .split_inclusive('\n')
            .take(error.line().saturating_sub(1));
        let at = start + line.map(str::len).sum::<usize>() + error.column().saturating_sub(1);
        let at = text.floor_char_boundary(at.min(text.len()));
        let end = text.ceil_char_boundary((at + 1).min(text.len()));
        Unread {
            span: Span::new(at, end),
            reason: match error.classify() {
                serde_json::error::Category::Data => {
                    "this is no notebook: it has no list of cells with a type each".to_owned()
                }
                _ => "this is no notebook: no JSON from here on".to_owned(),
            },
        }
    })?;
    let mut out = Mapped::default();
    for cell in file
        .cells
        .iter()
        .filter(|cell| cell.cell_type == "markdown")
    {
        let Some(source) = cell.source else { continue };
        let pieces: Vec<&RawValue> = match source.get().starts_with('[') {
            true => serde_json::from_str(source.get()).unwrap_or_default(),
            false => vec![source],
        };
        if !out.text().is_empty() {
            let start = place(text, source).start;
            out.push_made(&format!("\n\n{CELL_END}\n\n"), Span::new(start, start));
        }
        for piece in pieces {
            decode(text, place(text, piece), &mut out);
        }
    }
    Ok(out)
}

/// Where a value stands in the text that it was read from.
fn place(text: &str, value: &RawValue) -> Span {
    let start = (value.get().as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
    Span::new(start, start + value.get().len())
}

/// Appends what a string of JSON says; anything else says nothing.
fn decode(text: &str, literal: Span, out: &mut Mapped) {
    let Some(inside) = text
        .get(literal.start..literal.end)
        .and_then(|literal| literal.strip_prefix('"')?.strip_suffix('"'))
    else {
        return;
    };
    let start = literal.start + 1;
    let mut from = 0;
    while let Some(found) = inside[from..].find('\\') {
        let at = from + found;
        out.push_kept(text, Span::new(start + from, start + at));
        let (c, length) = escape(&inside[at..]);
        let mut buffer = [0; 4];
        let made: &str = c.encode_utf8(&mut buffer);
        let end = (at + length).min(inside.len());
        out.push_made(made, Span::new(start + at, start + end));
        from = end;
    }
    out.push_kept(text, Span::new(start + from, start + inside.len()));
}

/// The character that an escape stands for, and how long the escape is.
fn escape(text: &str) -> (char, usize) {
    let unit = |at: usize| {
        let digits = text.get(at..)?.strip_prefix("\\u")?.get(..4)?;
        u32::from_str_radix(digits, 16).ok()
    };
    match text[1..].chars().next() {
        Some('n') => ('\n', 2),
        Some('t') => ('\t', 2),
        Some('r') => ('\r', 2),
        Some('b') => ('\u{8}', 2),
        Some('f') => ('\u{c}', 2),
        Some('u') => {
            let first = unit(0).unwrap_or(0xfffd);
            match unit(6) {
                Some(second)
                    if (0xd800..0xdc00).contains(&first) && (0xdc00..0xe000).contains(&second) =>
                {
                    let code = 0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00);
                    (char::from_u32(code).unwrap_or('\u{fffd}'), 12)
                }
                _ => (char::from_u32(first).unwrap_or('\u{fffd}'), 6),
            }
        }
        Some(other) => (other, 1 + other.len_utf8()),
        None => ('\\', 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_undone_and_keep_their_places() {
        let file = r#"{"metadata": {}, "cells": [
 {"cell_type": "code", "source": "x = 1"},
 {"cell_type": "markdown", "source": "d\u00e9j\u00e0 \ud835\udc65 \"$\\pi$\"\n\tα"},
 {"cell_type": "markdown", "metadata": {}, "source": ["$$\\frac{1}\n", "{2}$$"]},
 {"cell_type": "markdown", "source": []}
], "nbformat": 4}"#;
        let notebook = read_notebook(file).unwrap();
        let text = notebook.text();
        let cells: Vec<&str> = text.split(CELL_END).map(str::trim).collect();
        let first = "déjà \u{1d465} \"$\\pi$\"\n\tα";
        assert_eq!(cells, [first, "$$\\frac{1}\n{2}$$", ""]);
        let source = |part: &str| {
            let at = text.find(part).unwrap();
            let place = notebook.place(Span::new(at, at + part.len()));
            &file[place.start..place.end]
        };
        assert_eq!(source("é"), r"\u00e9");
        assert_eq!(source("\u{1d465}"), r"\ud835\udc65");
        assert_eq!(source("\\pi"), r"\\pi");
        assert_eq!(source("α"), "α");
        assert_eq!(source("\\frac{1}\n{2}"), "\\\\frac{1}\\n\", \"{2}");
    }

    #[test]
    fn what_is_no_notebook_says_where() {
        let cases = [
            ("", 0, "this is no notebook: no JSON from here on"),
            (
                "{\n\"cells\": [}",
                12,
                "this is no notebook: no JSON from here on",
            ),
            (
                "{\"worksheets\": []}",
                17,
                "this is no notebook: it has no list of cells with a type each",
            ),
        ];
        for (text, at, reason) in cases {
            let error = read_notebook(text).unwrap_err();
            assert_eq!(
                (error.span.start, error.reason.as_str()),
                (at, reason),
                "{text}"
            );
        }
    }
}
