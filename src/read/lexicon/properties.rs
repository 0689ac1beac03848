//! What words beside a name say of its values.

use serde::Deserialize;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// A property of numbers that words can name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Property {
    /// Above 0.
    Positive,
    /// Not below 0.
    Nonnegative,
    /// Below 0.
    Negative,
    /// Not 0.
    Nonzero,
    /// An integer.
    Integer,
    /// An integer, not below 0.
    Natural,
}

/// What a clause says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// The properties it names.
    pub properties: BTreeSet<Property>,
    /// Whether it has words whose meaning is not known, so that it may say more.
    pub more: bool,
}

impl Said {
    /// Whether it names a property.
    pub fn has_property(&self) -> bool {
        !self.properties.is_empty()
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    positive: Vec<String>,
    nonnegative: Vec<String>,
    negative: Vec<String>,
    nonzero: Vec<String>,
    integer: Vec<String>,
    natural: Vec<String>,
    neutral: Vec<String>,
    theorems: Vec<Vec<Vec<String>>>,
    recalling: Vec<String>,
    conditional: Vec<String>,
    negating: Vec<String>,
    alternative: Vec<String>,
    both: Vec<String>,
    equivalence: Vec<String>,
    entailment: Vec<String>,
    consequence: Vec<String>,
    denied_before: Vec<String>,
    denied_behind: Vec<String>,
}

// Phrases as lists of words, longest first.
struct Words {
    phrases: Vec<(Vec<String>, Property)>,
    neutral: BTreeSet<String>,
    theorems: Vec<Vec<Vec<Vec<String>>>>,
    recalling: BTreeSet<String>,
    conditional: BTreeSet<String>,
    negating: BTreeSet<String>,
    alternative: BTreeSet<String>,
    both: BTreeSet<String>,
    equivalence: BTreeSet<String>,
    entailment: BTreeSet<String>,
    consequence: BTreeSet<String>,
    denied_before: Vec<Vec<String>>,
    denied_behind: Vec<Vec<String>>,
}

static WORDS: LazyLock<Option<Words>> = LazyLock::new(|| {
    let file: File = toml::from_str(include_str!("properties.toml")).ok()?;
    let mut phrases = Vec::new();
    for (list, property) in [
        (file.positive, Property::Positive),
        (file.nonnegative, Property::Nonnegative),
        (file.negative, Property::Negative),
        (file.nonzero, Property::Nonzero),
        (file.integer, Property::Integer),
        (file.natural, Property::Natural),
    ] {
        phrases.extend(list.iter().map(|p| (words(p), property)));
    }
    phrases.sort_by_key(|(p, _)| std::cmp::Reverse(p.len()));
    Some(Words {
        phrases,
        neutral: file.neutral.into_iter().collect(),
        theorems: (file.theorems.iter())
            .map(|t| {
                t.iter()
                    .map(|l| l.iter().map(|p| words(p)).collect())
                    .collect()
            })
            .collect(),
        recalling: file.recalling.into_iter().collect(),
        conditional: file.conditional.into_iter().collect(),
        negating: file.negating.into_iter().collect(),
        alternative: file.alternative.into_iter().collect(),
        both: file.both.into_iter().collect(),
        equivalence: spelt(&file.equivalence),
        entailment: spelt(&file.entailment),
        consequence: spelt(&file.consequence),
        denied_before: file.denied_before.iter().map(|p| words(p)).collect(),
        denied_behind: file.denied_behind.iter().map(|p| words(p)).collect(),
    })
});

// Phrases as text reads, apostrophes as blanks.
fn spelt(list: &[String]) -> BTreeSet<String> {
    list.iter().map(|p| words(p).join(" ")).collect()
}

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric() && c != '-')
        .filter(|w| !w.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// What a clause says of the names it stands beside.
///
/// ```
/// use hence::read::lexicon::properties::{Property, said};
/// let s = said("be a positive integer");
/// assert!(s.properties.contains(&Property::Positive) && s.properties.contains(&Property::Integer) && !s.more);
/// assert!(said("be a root of this equation").more);
/// assert!(!said("the minimum of a sequence is at most its mean").more);
/// ```
pub fn said(clause: &str) -> Said {
    let mut out = Said::default();
    let Some(known) = &*WORDS else {
        return Said { more: true, ..out };
    };
    let words = words(clause);
    if recalls_theorem(&words, known) {
        return out;
    }
    let mut i = 0;
    while i < words.len() {
        match known
            .phrases
            .iter()
            .find(|(p, _)| words[i..].starts_with(p))
        {
            Some((p, property)) => {
                out.properties.insert(*property);
                i += p.len();
            }
            None => {
                out.more |= !known.neutral.contains(&words[i]);
                i += 1;
            }
        }
    }
    out
}

// Whether a clause recalls a theorem about all numbers, and does nothing else.
fn recalls_theorem(clause: &[String], known: &Words) -> bool {
    let place = |phrase: &Vec<String>| clause.windows(phrase.len()).position(|w| w == phrase);
    known.theorems.iter().any(|lists| {
        let mut taken: BTreeSet<usize> = BTreeSet::new();
        let all = lists.iter().all(|list| {
            list.iter().any(|phrase| {
                let at = place(phrase);
                taken.extend(at.into_iter().flat_map(|i| i..i + phrase.len()));
                at.is_some()
            })
        });
        let joins = |w: &String| known.neutral.contains(w) || known.recalling.contains(w);
        all && clause
            .iter()
            .enumerate()
            .all(|(i, w)| taken.contains(&i) || joins(w))
    })
}

/// Whether a cue word makes a formula a condition of its own sentence: "if", "when", "lorsque".
pub fn is_conditional_word(word: &str) -> bool {
    WORDS.as_ref().is_some_and(|w| w.conditional.contains(word))
}

/// Whether such a word supposes the contrary: "unless".
pub fn is_negating_word(word: &str) -> bool {
    WORDS.as_ref().is_some_and(|w| w.negating.contains(word))
}

/// How the words between two formulas join them, where they are nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Joint {
    /// "or"
    Or,
    /// "and"
    And,
    /// "if and only if"
    Iff,
    /// "implies", "only if"
    Implies,
    /// "follows from", "is necessary for"
    ImpliedBy,
}

/// How the words between two formulas join them.
///
/// ```
/// use hence::read::lexicon::properties::{Joint, joint};
/// assert_eq!(joint(" if and only if "), Some(Joint::Iff));
/// assert_eq!(joint(" only if "), Some(Joint::Implies));
/// assert_eq!(joint(" if "), None);
/// ```
pub fn joint(between: &str) -> Option<Joint> {
    let words = words(between).join(" ");
    let known = WORDS.as_ref()?;
    [
        (&known.alternative, Joint::Or),
        (&known.both, Joint::And),
        (&known.equivalence, Joint::Iff),
        (&known.entailment, Joint::Implies),
        (&known.consequence, Joint::ImpliedBy),
    ]
    .into_iter()
    .find_map(|(list, joint)| list.contains(&words).then_some(joint))
}

/// Whether the words before or behind a formula deny it: "it is not true that …", "… is impossible".
///
/// ```
/// use hence::read::lexicon::properties::is_denied;
/// assert!(is_denied("We do not have ", "."));
/// assert!(is_denied("Hence ", " is impossible, so we are done."));
/// assert!(!is_denied("That is false. We have ", "."));
/// ```
pub fn is_denied(before: &str, behind: &str) -> bool {
    let Some(known) = &*WORDS else { return false };
    let ends = |c: char| matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '(' | ')');
    let (before, behind) = (
        words(before.rsplit(ends).next().unwrap_or("")),
        words(behind.split(ends).next().unwrap_or("")),
    );
    known.denied_before.iter().any(|p| before.ends_with(p))
        || known.denied_behind.iter().any(|p| behind.starts_with(p))
}

#[cfg(test)]
mod tests {
    use super::{Property, WORDS, said};

    #[test]
    fn the_list_is_well_formed() {
        assert!(WORDS.is_some());
    }

    #[test]
    fn longer_phrases_hide_shorter_ones() {
        use Property::{Integer, Nonnegative, Nonzero, Positive};
        for (clause, expected, more) in [
            ("be real", vec![], false),
            ("be strictly positive", vec![Positive], false),
            ("un réel strictement positif", vec![Positive], false),
            ("deux réels positifs", vec![Nonnegative], false),
            ("un entier non nul", vec![Nonzero, Integer], false),
            ("be nonzero and prime", vec![Nonzero], true),
        ] {
            let s = said(clause);
            assert_eq!(
                s.properties.into_iter().collect::<Vec<_>>(),
                expected,
                "{clause}"
            );
            assert_eq!(s.more, more, "{clause}");
        }
    }
}
