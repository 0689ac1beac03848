//! Defaults that a folder (`hence.toml`) or a document (its front matter) sets.
//!
//! ```toml
//! # in force in every part of every document of the folder
//! assume = ["x > 0", "n in ℕ"]
//! # the base of `log` where none is written: "e", or a whole number from 2 on
//! log = 10
//! # as `hence check --strict`
//! strict = true
//! ```
//!
//! In the front matter of a Markdown file the same stands below `hence:`, each name with a colon.

use crate::read::ast::Expr;
use crate::read::{latex, plain};
use serde::Deserialize;

/// The name of the file that sets the defaults of a folder.
pub const FILE: &str = "hence.toml";

/// What holds for a document before its first word.
///
/// ```
/// use hence::config::Defaults;
/// let defaults = Defaults::parse("assume = [\"x > 0\"]\nlog = 2").unwrap();
/// assert_eq!(defaults.log, Some(2));
/// assert!(Defaults::parse("assume = [\"x >\"]").is_err());
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Defaults {
    /// Hypotheses in force in every part.
    pub assume: Vec<Expr>,
    /// The base of `log`, where it is not e.
    pub log: Option<u32>,
    /// Whether conditional, unproved and unread steps count as failures.
    pub strict: Option<bool>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(default)]
    assume: Vec<String>,
    #[serde(default)]
    log: Option<Base>,
    #[serde(default)]
    strict: Option<bool>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Base {
    Number(u32),
    Word(String),
}

impl Defaults {
    /// Reads the text of a `hence.toml`.
    ///
    /// # Errors
    /// One line that says what is wrong with it.
    pub fn parse(text: &str) -> Result<Defaults, String> {
        let written: Written = toml::from_str(text).map_err(|error| one_line(error.message()))?;
        let log = match written.log {
            None => None,
            Some(Base::Number(base)) if base >= 2 => Some(base),
            Some(Base::Word(word)) if word == "e" => None,
            Some(_) => return Err("`log` is \"e\" or a whole number from 2 on".to_owned()),
        };
        let mut assume = Vec::new();
        for formula in &written.assume {
            assume.extend(read(formula)?);
        }
        Ok(Defaults {
            assume,
            log,
            strict: written.strict,
        })
    }

    /// Reads what the front matter of a Markdown text says below `hence:`; nothing where it says nothing.
    ///
    /// ```
    /// use hence::config::Defaults;
    /// let text = "---\ntitle: A\nhence:\n  assume:\n    - x > 0\n  strict: true\n---\n# A\n";
    /// let defaults = Defaults::of_front_matter(text).unwrap().unwrap();
    /// assert_eq!((defaults.assume.len(), defaults.strict), (1, Some(true)));
    /// ```
    ///
    /// # Errors
    /// One line that says what is wrong with it.
    pub fn of_front_matter(text: &str) -> Result<Option<Defaults>, String> {
        let text = text.trim_start_matches('\u{feff}');
        let mut lines = text.lines();
        if lines.next().map(str::trim_end) != Some("---") {
            return Ok(None);
        }
        let body: Vec<&str> = lines
            .take_while(|line| !matches!(line.trim_end(), "---" | "..."))
            .collect();
        let Some(at) = body.iter().position(|line| line.trim_end() == "hence:") else {
            return Ok(None);
        };
        let inside = (body[at + 1..].iter())
            .take_while(|line| line.trim().is_empty() || line.starts_with([' ', '\t']));
        let mut made = String::new();
        let mut listed = false;
        for line in inside {
            let line = line.trim();
            if let Some(item) = line.strip_prefix("- ") {
                made += &format!("{},", quoted(item.trim()));
                continue;
            }
            if std::mem::take(&mut listed) {
                made += "]\n";
            }
            match line.split_once(':') {
                Some((name, "")) => {
                    made += &format!("{name} = [");
                    listed = true;
                }
                Some((name, value)) if value.trim() == "e" => made += &format!("{name} = \"e\"\n"),
                Some((name, value)) => made += &format!("{name} = {}\n", value.trim()),
                None => made += &format!("{line}\n"),
            }
        }
        if listed {
            made += "]\n";
        }
        Defaults::parse(&made).map(Some)
    }

    /// These, with `other` where they are silent; hypotheses of both.
    pub fn over(mut self, other: &Defaults) -> Defaults {
        self.assume.splice(0..0, other.assume.iter().cloned());
        self.log = self.log.or(other.log);
        self.strict = self.strict.or(other.strict);
        self
    }
}

/// As a string of TOML, unless it is one.
fn quoted(item: &str) -> String {
    match item.starts_with(['"', '\'']) {
        true => item.to_owned(),
        false => format!("'{item}'"),
    }
}

/// The formulas of an assumption: plain text, or LaTeX between dollar signs.
fn read(formula: &str) -> Result<Vec<Expr>, String> {
    let inside = formula
        .trim()
        .strip_prefix('$')
        .and_then(|rest| rest.strip_suffix('$'));
    let found = match inside {
        Some(text) => latex::parse(text, 0).map(|rows| {
            rows.into_iter()
                .flat_map(|row| row.exprs)
                .collect::<Vec<_>>()
        }),
        None => plain::parse(formula, 0).map(|expr| vec![expr]),
    };
    found.map_err(|fault| {
        format!(
            "the assumption `{formula}` is not understood: {}",
            fault.reason
        )
    })
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_is_said() {
        let cases = [
            ("log = 1", "`log` is \"e\" or a whole number from 2 on"),
            (
                "log = \"ten\"",
                "`log` is \"e\" or a whole number from 2 on",
            ),
            (
                "assumes = []",
                "unknown field `assumes`, expected one of `assume`, `log`, `strict`",
            ),
            (
                "assume = [\"x >\"]",
                "the assumption `x >` is not understood: ",
            ),
        ];
        for (text, expected) in cases {
            let error = Defaults::parse(text).unwrap_err();
            assert!(error.starts_with(expected), "{text}: {error}");
        }
    }

    #[test]
    fn front_matter_says_the_same() {
        let toml =
            Defaults::parse("assume = [\"x > 0\", \"$y < 1$\"]\nlog = 10\nstrict = false").unwrap();
        for text in [
            "---\nhence:\n  assume: [\"x > 0\", \"$y < 1$\"]\n  log: 10\n  strict: false\n---\n",
            "\u{feff}---\r\ntitle: t\r\nhence:\r\n  log: 10\r\n  assume:\r\n    - x > 0\r\n    - \"$y < 1$\"\r\n  strict: false\r\nother: 1\r\n---\r\n",
        ] {
            assert_eq!(
                Defaults::of_front_matter(text),
                Ok(Some(toml.clone())),
                "{text}"
            );
        }
        for text in [
            "",
            "# A",
            "---\ntitle: t\n---\n",
            "text\n---\nhence:\n  log: 3\n---\n",
        ] {
            assert_eq!(Defaults::of_front_matter(text), Ok(None), "{text}");
        }
        assert!(Defaults::of_front_matter("---\nhence:\n  log: ten\n---\n").is_err());
    }

    #[test]
    fn a_document_goes_before_its_folder() {
        let own = Defaults::parse("log = 2\nassume = [\"x > 0\"]").unwrap();
        let folder = Defaults::parse("log = 10\nstrict = true\nassume = [\"y > 0\"]").unwrap();
        let both = own.over(&folder);
        assert_eq!(
            (both.assume.len(), both.log, both.strict),
            (2, Some(2), Some(true))
        );
    }
}
