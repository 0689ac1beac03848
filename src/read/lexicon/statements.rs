//! What words say of a function, as formulas: "F is L-smooth", "f est convexe".

use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    statement: Vec<Statement>,
    cues: Cues,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cues {
    supposing: Vec<String>,
    asking: Vec<String>,
}

/// A property of functions that words can name.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// The words.
    words: Vec<String>,
    /// Whether a number stands before them, with a hyphen: `L` in "L-smooth".
    pub numbered: bool,
    /// What they say of the function `F` and the number `L`, in plain text.
    pub formulas: Vec<String>,
}

static FILE: LazyLock<Option<File>> =
    LazyLock::new(|| toml::from_str(include_str!("statements.toml")).ok());

/// A property found in words, with the text before its hyphen where it has a number.
#[derive(Debug)]
pub struct Found {
    /// What is said.
    pub statement: &'static Statement,
    /// The text right before the hyphen; empty where the words begin with it.
    pub number: String,
    /// Where the words begin.
    pub at: usize,
}

/// The property that a piece of prose names, if it names one.
///
/// ```
/// use hence::read::lexicon::statements::named;
/// assert_eq!(named(" qui est L -lisse.").unwrap().number, "L");
/// assert_eq!(named("-smooth").unwrap().number, "");
/// assert!(named("is a smooth curve").is_none());
/// ```
pub fn named(prose: &str) -> Option<Found> {
    let file = FILE.as_ref()?;
    let text = prose.to_lowercase();
    for statement in &file.statement {
        for word in &statement.words {
            let mut from = 0;
            while let Some(found) = text.get(from..)?.find(word.as_str()) {
                let at = from + found;
                from = at + word.len();
                let behind = text.get(from..)?;
                if behind.starts_with(char::is_alphanumeric) || behind.starts_with('-') {
                    continue;
                }
                let before = text.get(..at)?;
                if !statement.numbered {
                    if before.ends_with(|c: char| c.is_alphanumeric() || c == '-') {
                        continue;
                    }
                    return Some(Found {
                        statement,
                        number: String::new(),
                        at,
                    });
                }
                let Some(stem) = before
                    .trim_end()
                    .strip_suffix(['-', '\u{2010}', '\u{2011}', '\u{2013}'])
                else {
                    continue;
                };
                // As written, not in lower case.
                let stem = prose.get(..stem.len()).unwrap_or("").trim_end();
                let number = stem
                    .rsplit(|c: char| c.is_whitespace())
                    .next()
                    .unwrap_or("");
                return Some(Found {
                    statement,
                    number: number.to_string(),
                    at,
                });
            }
        }
    }
    None
}

/// Whether a sentence that begins like this supposes what comes now: behind the last word that supposes, nothing is asked.
///
/// ```
/// use hence::read::lexicon::statements::supposes;
/// assert!(supposes("Suppose that F is"));
/// assert!(!supposes("Let F be given, show that it is"));
/// ```
pub fn supposes(beginning: &str) -> bool {
    let Some(file) = &*FILE else { return false };
    let marks = |c: char| !c.is_alphanumeric() && c != '\'' && c != '-';
    let text = format!(" {} ", beginning.to_lowercase().replace(marks, " "));
    let words: Vec<&str> = text.split_whitespace().collect();
    let at = |phrases: &[String]| {
        phrases
            .iter()
            .filter_map(|p| {
                let p: Vec<&str> = p.split_whitespace().collect();
                words.windows(p.len()).rposition(|w| w == p)
            })
            .max()
    };
    match (at(&file.cues.supposing), at(&file.cues.asking)) {
        (Some(supposed), Some(asked)) => asked < supposed,
        (Some(_), None) => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{FILE, named, supposes};

    #[test]
    fn the_list_is_well_formed() {
        assert!(FILE.is_some());
        for s in &FILE.as_ref().unwrap().statement {
            for f in &s.formulas {
                assert!(crate::read::plain::parse(f, 0).is_ok(), "{f}");
            }
        }
    }

    #[test]
    fn properties_are_named_with_their_number() {
        for (text, number) in [
            ("which is L-smooth and", Some("L")),
            ("is β-smooth.", Some("β")),
            (" -lisse. Soit", Some("")),
            ("is smooth", None),
            ("is not-smoothable", None),
        ] {
            let found = named(text).map(|f| f.number);
            assert_eq!(found.as_deref(), number, "{text}");
        }
        assert!(!named("Let be convex").unwrap().statement.numbered);
        assert!(named("dans le cas non-convexe").is_none());
        assert!(named("is -strongly convex").unwrap().statement.numbered);
    }

    #[test]
    fn what_is_asked_or_concluded_is_not_supposed() {
        for (text, expected) in [
            ("Suppose that F is", true),
            (
                "Prouver la convergence. Supposons que la fonction F est",
                true,
            ),
            ("Show that F is", false),
            ("Montrez que f est une fonction", false),
            ("Thus f is", false),
            ("Let f be", true),
            ("Let f be given. Thus f is", false),
        ] {
            assert_eq!(supposes(text), expected, "{text}");
        }
    }
}
