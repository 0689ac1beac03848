//! What scanners get wrong in formulas, undone where there is one way to undo it.
//!
//! A formula that cannot be read is tried with one small change: a brace more or less where braces do not match, `1` for `l`
//! and `0` for `O` inside of a number, a macro without the blank in its name. Where all changes that make it readable give one
//! and the same reading, that is taken, and said; where they give several, the formula stays as it is.

use super::ast::Span;
use super::document::Document;
use super::latex;
use super::mapped::Mapped;
use super::sexp::sexp;
use std::collections::BTreeSet;

/// Longer formulas are left as they are, in bytes.
const LONGEST: usize = 600;
/// How many changes are tried in one document.
const MAX_TRIES: usize = 20_000;

/// One thing that was undone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Noise {
    /// Where it stands in the text before.
    pub span: Span,
    /// What it is, in a few words.
    pub what: String,
}

/// The text of a document without what scanners got wrong in its formulas; none where nothing is to be undone.
///
/// ```
/// use hence::read::{document::read_markdown, noise::cleaned};
/// let document = read_markdown("a.mmd", r"We have $\frac{1}{2} = 0.5}$.".to_owned());
/// let (text, noise) = cleaned(&document).unwrap();
/// assert_eq!(text.text(), r"We have $\frac{1}{2} = 0.5$.");
/// assert_eq!(noise[0].what, "a closing brace too many");
/// ```
pub fn cleaned(document: &Document) -> Option<(Mapped, Vec<Noise>)> {
    let mut tries = MAX_TRIES;
    let mut edits = Vec::new();
    for (_, formula) in document.formulas() {
        // What a block quote puts into a formula is not in its text.
        let source = &document.text[formula.content.start..formula.content.end];
        if source.len() > LONGEST || source != formula.text || reading(source).is_some() {
            continue;
        }
        if let Some(found) = repair(source, &mut tries) {
            edits.extend(found.into_iter().map(|edit| edit.at(formula.content.start)));
        }
    }
    if edits.is_empty() {
        return None;
    }
    let mut out = Mapped::default();
    let mut from = 0;
    let mut noise = Vec::with_capacity(edits.len());
    for edit in edits {
        out.push_kept(&document.text, Span::new(from, edit.span.start));
        out.push_made(edit.now, edit.span);
        from = edit.span.end;
        noise.push(Noise {
            span: edit.span,
            what: edit.what.to_owned(),
        });
    }
    out.push_kept(&document.text, Span::new(from, document.text.len()));
    Some((out, noise))
}

/// A stretch of the text that becomes another one.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Edit {
    span: Span,
    now: &'static str,
    what: &'static str,
}

impl Edit {
    fn at(self, start: usize) -> Edit {
        Edit {
            span: Span::new(self.span.start + start, self.span.end + start),
            ..self
        }
    }
}

/// How a formula is read, in one line; none where it is not.
fn reading(text: &str) -> Option<String> {
    let rows = latex::parse(text, 0).ok()?;
    let rows = rows.iter().map(|row| {
        let statements: Vec<String> = row.exprs.iter().map(sexp).collect();
        format!("{} {:?} {:?}", statements.join(" ; "), row.tag, row.label)
    });
    Some(rows.collect::<Vec<_>>().join("\n"))
}

/// The first change, of those that make the formula readable, where all of these give the same reading.
fn repair(text: &str, tries: &mut usize) -> Option<Vec<Edit>> {
    let mut found: Option<(String, Vec<Edit>)> = None;
    for edits in candidates(text) {
        *tries = tries.checked_sub(1)?;
        let Some(now) = reading(&applied(text, &edits)) else {
            continue;
        };
        match &found {
            Some((before, _)) if *before != now => return None,
            Some(_) => {}
            None => found = Some((now, edits)),
        }
    }
    found.map(|(_, edits)| edits)
}

fn applied(text: &str, edits: &[Edit]) -> String {
    let mut out = String::with_capacity(text.len() + edits.len());
    let mut from = 0;
    for edit in edits {
        out.push_str(&text[from..edit.span.start]);
        out.push_str(edit.now);
        from = edit.span.end;
    }
    out.push_str(&text[from..]);
    out
}

fn candidates(text: &str) -> Vec<Vec<Edit>> {
    let mut out = braces(text);
    out.extend(digits(text));
    out.extend(split_macros(text));
    out
}

/// One brace more or less, where exactly one is missing or too many.
fn braces(text: &str) -> Vec<Vec<Edit>> {
    let bytes = text.as_bytes();
    let escaped = |at: usize| {
        let slashes = bytes[..at]
            .iter()
            .rev()
            .take_while(|b| **b == b'\\')
            .count();
        !slashes.is_multiple_of(2)
    };
    let places =
        |brace: u8| (0..bytes.len()).filter(move |at| bytes[*at] == brace && !escaped(*at));
    let (open, close) = (places(b'{').count(), places(b'}').count());
    if close == open + 1 {
        let without = |at| {
            vec![Edit {
                span: Span::new(at, at + 1),
                now: "",
                what: "a closing brace too many",
            }]
        };
        return places(b'}').map(without).collect();
    }
    if open != close + 1 {
        return Vec::new();
    }
    let without = places(b'{').map(|at| {
        vec![Edit {
            span: Span::new(at, at + 1),
            now: "",
            what: "an opening brace too many",
        }]
    });
    // Not inside of a macro's name.
    let in_name = |at: usize| {
        let letters = bytes[..at]
            .iter()
            .rev()
            .take_while(|b| b.is_ascii_alphabetic())
            .count();
        let next = bytes.get(at).is_some_and(u8::is_ascii_alphabetic);
        (letters > 0 && next || letters == 0) && bytes[..at - letters].last() == Some(&b'\\')
    };
    let with = (0..=text.len())
        .filter(|at| text.is_char_boundary(*at) && !in_name(*at))
        .map(|at| {
            vec![Edit {
                span: Span::new(at, at),
                now: "}",
                what: "a closing brace is missing",
            }]
        });
    with.chain(without).collect()
}

/// `l` and `O` inside of numbers.
fn digits(text: &str) -> Option<Vec<Edit>> {
    let alike = |c: char| matches!(c, 'l' | 'I' | 'O');
    let mut edits = Vec::new();
    let mut chars = text.char_indices().peekable();
    let mut before = ' ';
    while let Some((start, c)) = chars.next() {
        let begins = c.is_ascii_digit() || c == '.' || alike(c);
        if !begins || before.is_alphanumeric() || before == '\\' {
            before = c;
            continue;
        }
        let mut run = vec![(start, c)];
        while let Some(next) = chars.next_if(|(_, c)| c.is_ascii_digit() || *c == '.' || alike(*c))
        {
            run.push(next);
        }
        before = run.last().map_or(c, |(_, c)| *c);
        let number = run.iter().any(|(_, c)| c.is_ascii_digit() || *c == '.');
        let word = chars.peek().is_some_and(|(_, c)| c.is_alphabetic());
        if !number || word {
            continue;
        }
        edits.extend(run.iter().filter(|(_, c)| alike(*c)).map(|(at, c)| Edit {
            span: Span::new(*at, at + 1),
            now: if *c == 'O' { "0" } else { "1" },
            what: "a letter in a number",
        }));
    }
    (!edits.is_empty()).then_some(edits)
}

/// `\fra c` for `\frac`: one blank in the name of a macro.
fn split_macros(text: &str) -> Vec<Vec<Edit>> {
    let mut out = Vec::new();
    let mut known = BTreeSet::new();
    for (at, _) in text.match_indices('\\') {
        let letters = |from: usize| {
            let rest = text.as_bytes().get(from..).unwrap_or_default();
            rest.iter().take_while(|b| b.is_ascii_alphabetic()).count()
        };
        let end = at + 1 + letters(at + 1);
        let one_blank = text.as_bytes().get(end) == Some(&b' ');
        if end > at + 1 && one_blank && letters(end + 1) > 0 && known.insert(end) {
            out.push(vec![Edit {
                span: Span::new(end, end + 1),
                now: "",
                what: "a blank in the name of a macro",
            }]);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::document::read_markdown;

    fn clean(formula: &str) -> String {
        let document = read_markdown("a.md", format!("It is known that $${formula}$$ holds."));
        match cleaned(&document) {
            Some((text, noise)) => {
                let whole = text.text();
                let from = whole.find("$$").map_or(0, |at| at + 2);
                let to = whole.rfind("$$").unwrap_or(whole.len());
                let what: Vec<&str> = noise.iter().map(|noise| noise.what.as_str()).collect();
                format!("{} ({})", &whole[from..to], what.join(", "))
            }
            None => "AS IT IS".to_owned(),
        }
    }

    #[test]
    fn what_can_be_undone_in_one_way_is() {
        let cases = [
            (
                r"\frac{1}{2}} = x",
                r"\frac{1}{2} = x (a closing brace too many)",
            ),
            (
                r"x = \frac{1}{2",
                r"x = \frac{1}{2} (a closing brace is missing)",
            ),
            (r"x = 0.l5", r"x = 0.15 (a letter in a number)"),
            (
                r"x = l.O5",
                r"x = 1.05 (a letter in a number, a letter in a number)",
            ),
            (
                r"\fra c{1}{2} = x",
                r"\frac{1}{2} = x (a blank in the name of a macro)",
            ),
            // The brace could close behind a, behind b, behind c.
            (r"x = \sqrt{a + b + c", "AS IT IS"),
            // Nothing is wrong.
            (r"x = l + 1", "AS IT IS"),
            (r"\alpha x = 2", "AS IT IS"),
            // Not the scanner's fault, or not in one place.
            (r"x = \foo{2}", "AS IT IS"),
            (r"x = (1 + 2", "AS IT IS"),
            (r"\frac{1}{2}}} = x", "AS IT IS"),
        ];
        for (formula, expected) in cases {
            assert_eq!(clean(formula), expected, "{formula}");
        }
    }

    #[test]
    fn places_stay_those_of_the_file() {
        let text = r"So $\frac{1}{2}} = x$ and $y = 2$.";
        let (made, noise) = cleaned(&read_markdown("a.md", text.to_owned())).unwrap();
        assert_eq!(noise[0].span, Span::new(14, 15));
        let at = made.text().find("y = 2").unwrap();
        let place = made.place(Span::new(at, at + 5));
        assert_eq!(&text[place.start..place.end], "y = 2");
    }
}
