//! The mistakes that have a name, from `mistakes.toml`.

use super::written::Form;
use crate::finding::Language;
use crate::theory::{TheoryError, parse_term};
use hence_kernel::{Term, syntax};
use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    opening: Vec<String>,
    mistake: Vec<Entry>,
    written: Vec<Written>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    id: String,
    en: (String, String),
    fr: (String, String),
    forms: Vec<String>,
    wrong: String,
    mended: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: String,
    en: (String, String),
    fr: (String, String),
    slips: Vec<String>,
    #[serde(default)]
    right: Vec<String>,
    #[serde(default)]
    numerals: Vec<String>,
    #[serde(default)]
    alone: bool,
    #[serde(default)]
    undefined: bool,
    #[serde(default)]
    primitive: bool,
    wrong: String,
    mended: String,
}

/// A mistake that has a name.
#[derive(Clone, Debug)]
pub struct Mistake {
    /// How JSON calls it: `sign-lost`.
    pub id: String,
    /// Whether it is not looked for together with a second one.
    pub alone: bool,
    /// Whether it leads to what is defined nowhere, and to nothing else.
    pub undefined: bool,
    /// A step in which it is made: premises before `|-`, separated by semicolons; or a document, with formulas between dollars.
    pub wrong: String,
    /// The step made right.
    pub mended: String,
    pub(super) slips: Vec<Slip>,
    pub(super) forms: Vec<Form>,
    en: (String, String),
    fr: (String, String),
}

/// A false statement that somebody who makes the mistake acts on.
#[derive(Clone, Debug)]
pub(super) struct Slip {
    pub rule: Rule,
    /// The equation that holds instead, with the same left side.
    pub right: Option<(Term, Term)>,
    /// The variables of all of it.
    pub vars: Vec<Term>,
    /// Those that stand for numerals.
    pub numerals: Vec<Term>,
    /// Whether the right side of what is concluded is any function whose derivative is the right side of the first premise.
    pub primitive: bool,
}

#[derive(Clone, Debug)]
pub(super) enum Rule {
    /// The left side is replaced by the right one.
    Rewrite(Term, Term),
    /// From the formulas the last one is concluded.
    Conclude(Vec<Term>, Term),
}

/// All that is read from the file.
#[derive(Debug, Default)]
pub(super) struct Catalogue {
    pub mistakes: Vec<Mistake>,
    /// Those that are recognised by how a line is written.
    pub written: Vec<Mistake>,
    /// Equations by which something is brought to a form to which slips apply.
    pub opening: Vec<Slip>,
}

impl Mistake {
    /// Its name in plain words.
    pub fn name(&self, language: Language) -> &str {
        &self.words(language).0
    }

    /// One sentence on what holds instead.
    pub fn teaching(&self, language: Language) -> &str {
        &self.words(language).1
    }

    fn words(&self, language: Language) -> &(String, String) {
        match language {
            Language::English => &self.en,
            Language::French => &self.fr,
        }
    }
}

/// The mistakes that have a name, in the order in which they are looked for.
///
/// ```
/// use hence::{diagnose, finding::Language};
/// let mistake = diagnose::mistakes().iter().find(|m| m.id == "missing-root").unwrap();
/// assert_eq!(mistake.name(Language::English), "root lost");
/// ```
pub fn mistakes() -> &'static [Mistake] {
    &catalogue().mistakes
}

/// The mistakes that are recognised by how an equation is written; `wrong` and `mended` are documents.
pub fn written_mistakes() -> &'static [Mistake] {
    &catalogue().written
}

/// The mistake of that name.
pub fn mistake(id: &str) -> Option<&'static Mistake> {
    let mut all = mistakes().iter().chain(written_mistakes());
    all.find(|m| m.id == id)
}

// The file is part of the program, and a test reads it: what cannot be read would leave mistakes without a name.
pub(super) fn catalogue() -> &'static Catalogue {
    static ALL: LazyLock<Catalogue> = LazyLock::new(|| read().unwrap_or_default());
    &ALL
}

fn read() -> Result<Catalogue, String> {
    let file: File = toml::from_str(include_str!("mistakes.toml")).map_err(|e| e.to_string())?;
    let opening = (file.opening.iter())
        .map(|s| slip(s, None, &[], false))
        .collect::<Result<_, _>>()?;
    let mistakes = file
        .mistake
        .into_iter()
        .map(|e| {
            let slips = (e.slips.iter().enumerate())
                .map(|(i, s)| {
                    let right = e.right.get(i).map(String::as_str);
                    slip(s, right, &e.numerals, e.primitive)
                })
                .collect::<Result<_, _>>()?;
            Ok(Mistake {
                id: e.id,
                alone: e.alone,
                undefined: e.undefined,
                forms: Vec::new(),
                wrong: e.wrong,
                mended: e.mended,
                slips,
                en: e.en,
                fr: e.fr,
            })
        })
        .collect::<Result<_, String>>()?;
    let written = file
        .written
        .into_iter()
        .map(|e| {
            Ok(Mistake {
                id: e.id,
                alone: true,
                undefined: false,
                wrong: e.wrong,
                mended: e.mended,
                slips: Vec::new(),
                forms: (e.forms.iter())
                    .map(|f| Form::parse(f))
                    .collect::<Result<_, _>>()?,
                en: e.en,
                fr: e.fr,
            })
        })
        .collect::<Result<_, String>>()?;
    Ok(Catalogue {
        mistakes,
        written,
        opening,
    })
}

// What marks the variables of slips.
const MARK: char = '°';

fn slip(
    text: &str,
    right: Option<&str>,
    numerals: &[String],
    primitive: bool,
) -> Result<Slip, String> {
    // The variables get names that no document has, so that what they stand for never looks like one of them.
    let parsed = |s: &str| {
        let t = parse_term(s).map_err(|e: TheoryError| format!("{s}: {}", e.message))?;
        let named = t.free_vars().into_iter().map(|v| {
            let new = Term::var(format!("{v}{MARK}").as_str(), v.ty().clone());
            (v, new)
        });
        t.subst(&named.collect::<Vec<_>>())
            .map_err(|e| format!("{s}: {e}"))
    };
    let statement = parsed(text)?;
    let mut vars = statement.free_vars();
    let right = match right {
        Some(r) => {
            let r = parsed(r)?;
            for v in r.free_vars() {
                if !vars.contains(&v) {
                    vars.push(v);
                }
            }
            r.as_eq().map(|(a, b)| (a.clone(), b.clone()))
        }
        None => None,
    };
    let rule = match (statement.as_binary("⇒"), statement.as_eq()) {
        (Some((p, q)), _) => Rule::Conclude(syntax::conjuncts(p), q.clone()),
        (None, Some((a, b))) => Rule::Rewrite(a.clone(), b.clone()),
        (None, None) => return Err(format!("{text}: neither an equation nor a conclusion")),
    };
    let numerals = (vars.iter())
        .filter(|v| {
            numerals
                .iter()
                .any(|n| v.to_string() == format!("{n}{MARK}"))
        })
        .cloned()
        .collect();
    Ok(Slip {
        rule,
        right,
        vars,
        numerals,
        primitive,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_file_is_read() {
        let all = read().expect("the file is read");
        assert!(all.mistakes.len() >= 100, "{}", all.mistakes.len());
        assert!(!all.opening.is_empty());
        assert!(!all.written.is_empty());
    }

    #[test]
    fn names_are_unique_and_words_are_there_in_both_languages() {
        let mut ids = BTreeSet::new();
        for m in mistakes().iter().chain(written_mistakes()) {
            assert!(ids.insert(&m.id), "{} twice", m.id);
            let plain = |c: char| c.is_ascii_lowercase() || c == '-';
            assert!(m.id.chars().all(plain), "{}", m.id);
            for l in [Language::English, Language::French] {
                assert!(
                    !m.name(l).is_empty() && !m.name(l).ends_with('.'),
                    "{}",
                    m.id
                );
                assert!(m.teaching(l).ends_with('.'), "{}", m.id);
            }
            assert_ne!(m.teaching(Language::English), m.teaching(Language::French));
        }
    }

    // The left sides of a slip and of what is right are the same, so that the one can be put for the other.
    #[test]
    fn what_is_right_begins_like_the_slip() {
        for m in mistakes() {
            for s in &m.slips {
                if let (Rule::Rewrite(from, _), Some((left, _))) = (&s.rule, &s.right) {
                    assert_eq!(from, left, "{}", m.id);
                }
            }
        }
    }
}
