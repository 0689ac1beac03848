//! What words say of a function, as formulas: "F is L-smooth", "f est convexe".

use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    statement: Vec<Statement>,
    continuity: Continuity,
    cues: Cues,
}

/// What the words say that call a function continuous, of the function `F` between `A` and `B`, in plain text.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Continuity {
    words: Vec<String>,
    on: Vec<String>,
    /// Without an interval.
    pub everywhere: Vec<String>,
    /// Inside an interval.
    pub inside: Vec<String>,
    /// At its lower end, where that belongs to it.
    pub low: Vec<String>,
    /// At its upper end, where that belongs to it.
    pub high: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cues {
    joining: Vec<String>,
    supposing: Vec<String>,
    denying: Vec<String>,
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
    /// Whether it is about a value of the function, which gets a name: `F_*` in "let F_* be the least value of F".
    #[serde(default)]
    pub valued: bool,
    /// What they say of the function `F`, the number `L` and the value `M`, in plain text.
    pub formulas: Vec<String>,
    /// The same of a function of numbers that nobody differentiates.
    #[serde(default)]
    pub chords: Vec<String>,
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
    /// Where it begins and ends, the number included.
    pub start: usize,
    /// Its end.
    pub end: usize,
}

/// The properties that a piece of prose names, in the order of the words.
///
/// ```
/// use hence::read::lexicon::statements::named;
/// assert_eq!(named(" qui est L -lisse.")[0].number, "L");
/// assert_eq!(named("-smooth and convex").len(), 2);
/// assert!(named("is a smooth curve").is_empty());
/// ```
pub fn named(prose: &str) -> Vec<Found> {
    let mut out: Vec<Found> = Vec::new();
    for statement in FILE.iter().flat_map(|f| &f.statement) {
        for word in &statement.words {
            for (at, _) in prose.match_indices(word.as_str()) {
                let Some(found) = found(prose, statement, at, at + word.len()) else {
                    continue;
                };
                // "strongly convex" is not "convex" as well.
                let apart = |o: &Found| found.end <= o.start || o.end <= found.start;
                if out.iter().all(apart) {
                    out.push(found);
                }
            }
        }
    }
    out.sort_by_key(|f| f.start);
    out
}

// The property whose words stand there, where they are words of their own and have their number.
fn found(prose: &str, statement: &'static Statement, at: usize, end: usize) -> Option<Found> {
    let (before, behind) = (prose.get(..at)?, prose.get(end..)?);
    if behind.starts_with(char::is_alphanumeric) || behind.starts_with('-') {
        return None;
    }
    if !statement.numbered {
        if before.ends_with(|c: char| c.is_alphanumeric() || c == '-') {
            return None;
        }
        return Some(Found {
            statement,
            number: String::new(),
            start: at,
            end,
        });
    }
    let stem = before
        .trim_end()
        .strip_suffix(['-', '\u{2010}', '\u{2011}', '\u{2013}'])?
        .trim_end();
    let number = stem.rsplit(char::is_whitespace).next().unwrap_or("");
    Some(Found {
        statement,
        number: number.to_string(),
        start: stem.len() - number.len(),
        end,
    })
}

/// Whether prose calls what stands before it continuous: where the words begin, and whether they name an interval that stands behind.
///
/// ```
/// use hence::read::lexicon::statements::continuous;
/// assert_eq!(continuous(" be continuous on ").map(|c| c.1), Some(true));
/// assert_eq!(continuous(" is a continuous function. Then").map(|c| c.1), Some(false));
/// assert!(continuous(" is not continuous. ").is_none());
/// ```
pub fn continuous(prose: &str) -> Option<(usize, bool, &'static Continuity)> {
    let said = &FILE.as_ref()?.continuity;
    said.words.iter().find_map(|word| {
        let at = prose.find(word.as_str())?;
        let (before, behind) = (prose.get(..at)?, prose.get(at + word.len()..)?);
        let apart = before.ends_with(char::is_whitespace) && joins(before);
        if !apart || behind.starts_with(|c: char| c.is_alphanumeric() || c == '-') {
            return None;
        }
        let mut rest = behind.trim_start();
        for noun in ["functions", "fonctions", "function", "fonction"] {
            rest = rest.strip_prefix(noun).unwrap_or(rest).trim_start();
        }
        let named = said.on.iter().any(|on| rest.trim_end() == on);
        (named || rest.starts_with(['.', ';'])).then_some((at, named, said))
    })
}

/// The prose without the properties that it names; the value that it names is left out where it is `valued`.
///
/// ```
/// use hence::read::lexicon::statements::unnamed;
/// assert_eq!(unnamed("is L-smooth and bounded", false), "is  and bounded");
/// assert_eq!(unnamed("be the least value", true), "be the ");
/// ```
pub fn unnamed(prose: &str, valued: bool) -> String {
    let mut out = String::new();
    let mut from = 0;
    for f in named(prose) {
        if f.statement.valued && !valued {
            continue;
        }
        out.push_str(prose.get(from..f.start).unwrap_or(""));
        from = f.end;
    }
    out.push_str(prose.get(from..).unwrap_or(""));
    out
}

/// Whether these words do no more than join a value with its name.
///
/// ```
/// use hence::read::lexicon::statements::joins;
/// assert!(joins(" be the ") && joins(" est "));
/// assert!(!joins(" is not ") && !joins(" be a function whose "));
/// ```
pub fn joins(words: &str) -> bool {
    let Some(file) = &*FILE else { return false };
    let mut words = words.split_whitespace();
    words.all(|w| file.cues.joining.iter().any(|j| *j == w.to_lowercase()))
}

/// Whether words right before a property deny it.
///
/// ```
/// use hence::read::lexicon::statements::denies;
/// assert!(denies(" is not ") && denies(" n'est pas "));
/// assert!(!denies(" is "));
/// ```
pub fn denies(before: &str) -> bool {
    let Some(file) = &*FILE else { return true };
    let last = before.split_whitespace().rev().take(3);
    last.map(str::to_lowercase)
        .any(|w| file.cues.denying.contains(&w))
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
            for f in s.formulas.iter().chain(&s.chords) {
                assert!(crate::read::plain::parse(f, 0).is_ok(), "{f}");
            }
        }
    }

    #[test]
    fn properties_are_named_with_their_number() {
        for (text, numbers) in [
            ("which is L-smooth and", vec!["L"]),
            ("is β-smooth.", vec!["β"]),
            (" -lisse. Soit", vec![""]),
            ("is smooth", vec![]),
            ("is not-smoothable", vec![]),
            ("is L-smooth and μ-strongly convex", vec!["L", "μ"]),
            ("is convex and L-smooth", vec!["", "L"]),
            ("dans le cas non-convexe", vec![]),
        ] {
            let found: Vec<String> = named(text).into_iter().map(|f| f.number).collect();
            assert_eq!(found, numbers, "{text}");
        }
        assert!(!named("be convex")[0].statement.numbered);
        assert!(named("is -strongly convex")[0].statement.numbered);
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
