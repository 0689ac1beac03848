//! Instructions to `hence` in comments: `<!-- hence: assume 0 < p < 1 -->`, `% hence: assume $0<p<1$`.

use crate::read::ast::Span;

/// An instruction that the author wrote for `hence`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directive {
    /// What is asked.
    pub kind: DirectiveKind,
    /// Where the payload stands; empty where there is none. Dollar signs around a formula are left out.
    pub content: Span,
    /// The text of `content`, byte for byte.
    pub text: String,
}

impl Directive {
    /// Moves its place, where it was read from a part of the text.
    pub(super) fn move_by(&mut self, by: usize) {
        self.content = Span::new(self.content.start + by, self.content.end + by);
    }
}

/// The words of a directive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DirectiveKind {
    /// `assume FORMULA`: in force from here to the end of the part.
    Assume,
    /// `let DECLARATION`: `let n be an integer`, `let x > 0`.
    Let,
    /// `define NAME = FORMULA`.
    Define,
    /// `given FORMULA`: part of the statement; or `given` alone: the next formula is.
    Given,
    /// `claim FORMULA`, or `claim` alone: the next formula is to be checked.
    Claim,
    /// `expect VERDICT [CODE]`: what the next claim deserves.
    Expect {
        /// A verdict as JSON spells it: `valid`, `invalid` …
        verdict: String,
        /// A code such as `H0101`.
        code: Option<String>,
    },
    /// `ignore [reason]`: the next formula is not checked.
    Ignore,
    /// `end`: what directives assumed and defined is over.
    End,
    /// Not a directive, and why.
    Bad {
        /// One sentence.
        reason: String,
    },
}

const VERDICTS: &[&str] = &[
    "valid",
    "conditional",
    "tainted",
    "invalid",
    "unproved",
    "given",
    "defined",
    "skipped",
    "unread",
];

/// Reads the inside of a comment that lies at `inside`; none where it is an ordinary comment.
pub(super) fn parse(text: &str, inside: Span) -> Option<Directive> {
    let source = text.get(inside.start..inside.end)?;
    let after = strip_word(source.trim_start(), "hence")?
        .trim_start()
        .strip_prefix(':')?;
    let after = after.trim_start();
    let word_len = after.find(char::is_whitespace).unwrap_or(after.len());
    let (word, payload) = after.split_at(word_len);
    let payload = payload.trim();
    // The payload's place: it is a slice of `source`, so its length from the end tells where it starts.
    let tail = source.len() - source.trim_end().len();
    let end = inside.end - tail;
    let start = end - payload.len().min(end - inside.start);
    let (content, text) = undollar(payload, Span::new(start, end));
    let bad = |reason: String| DirectiveKind::Bad { reason };
    let needs = |kind: DirectiveKind| {
        if payload.is_empty() {
            bad(format!("`{word}` needs a formula"))
        } else {
            kind
        }
    };
    let kind = match word.to_ascii_lowercase().as_str() {
        "assume" => needs(DirectiveKind::Assume),
        "let" => needs(DirectiveKind::Let),
        "define" => needs(DirectiveKind::Define),
        "given" => DirectiveKind::Given,
        "claim" => DirectiveKind::Claim,
        "expect" => expect(payload),
        "ignore" => DirectiveKind::Ignore,
        "end" if payload.is_empty() => DirectiveKind::End,
        "end" => bad("`end` takes nothing behind it".to_owned()),
        "" => bad("nothing stands behind `hence:`".to_owned()),
        _ => bad(format!(
            "unknown word `{word}`; known are assume, let, define, given, claim, expect, ignore and end"
        )),
    };
    Some(Directive {
        kind,
        content,
        text: text.to_owned(),
    })
}

fn strip_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let head = text.get(..word.len())?;
    head.eq_ignore_ascii_case(word).then(|| &text[word.len()..])
}

fn expect(payload: &str) -> DirectiveKind {
    let mut words = payload.split_whitespace();
    let verdict = words.next().unwrap_or_default().to_ascii_lowercase();
    let code = words.next().map(str::to_owned);
    let reason = if verdict.is_empty() {
        "`expect` needs a verdict".to_owned()
    } else if !VERDICTS.contains(&verdict.as_str()) {
        format!(
            "unknown verdict `{verdict}`; known are {}",
            VERDICTS.join(", ")
        )
    } else if words.next().is_some() {
        "`expect` takes a verdict and at most one code".to_owned()
    } else {
        return DirectiveKind::Expect { verdict, code };
    };
    DirectiveKind::Bad { reason }
}

/// Takes the dollar signs off a payload that is one formula.
fn undollar(payload: &str, span: Span) -> (Span, &str) {
    for mark in ["$$", "$"] {
        let inside = payload
            .strip_prefix(mark)
            .and_then(|rest| rest.strip_suffix(mark));
        if let Some(inside) =
            inside.filter(|inside| !inside.contains('$') && !inside.trim().is_empty())
        {
            let lead = inside.len() - inside.trim_start().len();
            let start = span.start + mark.len() + lead;
            let inside = inside.trim();
            return (Span::new(start, start + inside.len()), inside);
        }
    }
    (span, payload)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<Directive> {
        parse(text, Span::new(0, text.len()))
    }

    #[test]
    fn words() {
        let rows: &[(&str, DirectiveKind, &str)] = &[
            (
                " hence: assume 0 < p < 1 ",
                DirectiveKind::Assume,
                "0 < p < 1",
            ),
            (
                "hence : Let n be an integer",
                DirectiveKind::Let,
                "n be an integer",
            ),
            (
                "hence: define $φ(x) = x^2$ ",
                DirectiveKind::Define,
                "φ(x) = x^2",
            ),
            ("hence: given", DirectiveKind::Given, ""),
            (
                " hence: expect invalid H0101\n",
                DirectiveKind::Expect {
                    verdict: "invalid".into(),
                    code: Some("H0101".into()),
                },
                "invalid H0101",
            ),
            (
                "hence: expect valid",
                DirectiveKind::Expect {
                    verdict: "valid".into(),
                    code: None,
                },
                "valid",
            ),
            ("hence: ignore a remark", DirectiveKind::Ignore, "a remark"),
            ("hence:end", DirectiveKind::End, ""),
        ];
        for (source, kind, payload) in rows {
            let directive = read(source).unwrap();
            assert_eq!(directive.kind, *kind, "{source}");
            assert_eq!(directive.text, *payload, "{source}");
            assert_eq!(
                &source[directive.content.start..directive.content.end],
                *payload,
                "{source}"
            );
        }
    }

    #[test]
    fn what_is_wrong_says_so() {
        for (source, part) in [
            ("hence: asume x > 0", "unknown word `asume`"),
            ("hence:", "nothing stands"),
            ("hence: assume", "needs a formula"),
            ("hence: expect", "needs a verdict"),
            ("hence: expect wrong", "unknown verdict `wrong`"),
            ("hence: expect valid H1 H2", "at most one code"),
            ("hence: end it", "takes nothing"),
        ] {
            let Some(Directive {
                kind: DirectiveKind::Bad { reason },
                ..
            }) = read(source)
            else {
                panic!("{source} should be a bad directive");
            };
            assert!(reason.contains(part), "{source}: {reason}");
        }
    }

    #[test]
    fn other_comments_are_none() {
        for source in [
            "",
            " a note ",
            "henceforth: x",
            "hence we find x",
            "thence: assume x",
        ] {
            assert_eq!(read(source), None, "{source}");
        }
    }
}
