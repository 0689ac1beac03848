//! Words that say of a name that it is no real number.

use super::guards::{Phrases, words};
use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    kind: Vec<KindWords>,
    words: Words,
    maps: MapWords,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MapWords {
    symmetric: Vec<String>,
    skew: Vec<String>,
    orthogonal: Vec<String>,
    invertible: Vec<String>,
    alien: Vec<String>,
    plain: Vec<String>,
    beside: Vec<String>,
    relations: Vec<String>,
    negations: Vec<String>,
    bringing: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct KindWords {
    name: String,
    words: Vec<String>,
    /// The words say this of capital letters only: "invertible" is said of functions, too.
    #[serde(default)]
    capitals: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    member: Vec<String>,
    copula: Vec<String>,
    ends: Vec<String>,
    shadowing: Vec<String>,
    usual: Vec<String>,
    logarithm: Vec<String>,
    other_base: Vec<String>,
}

struct Kinds {
    kinds: Vec<(String, Phrases)>,
    capitals: Vec<String>,
    member: Phrases,
    copula: Phrases,
    ends: Phrases,
    shadowing: Phrases,
    usual: Phrases,
    logarithm: Phrases,
    other_base: Phrases,
    properties: Vec<(Property, Phrases)>,
    alien: Phrases,
    plain: Phrases,
    beside: Phrases,
    relations: Phrases,
    negations: Phrases,
    bringing: Phrases,
}

/// What words say of a matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Property {
    /// It is its transpose.
    Symmetric,
    /// It is minus its transpose.
    Skew,
    /// Its transpose is its inverse.
    Orthogonal,
    /// It has an inverse.
    Invertible,
}

/// What the words beside the name of a matrix say of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// What is understood.
    pub properties: Vec<Property>,
    /// Whether they say more.
    pub more: bool,
    /// Whether its entries are no real numbers.
    pub alien: bool,
    /// Whether they call it a matrix.
    pub named: bool,
}

static KINDS: LazyLock<Option<Kinds>> = LazyLock::new(|| {
    let f: File = toml::from_str(include_str!("kinds.toml")).ok()?;
    Some(Kinds {
        kinds: f
            .kind
            .iter()
            .map(|k| (k.name.clone(), Phrases::of(&k.words)))
            .collect(),
        capitals: (f.kind.iter())
            .filter(|k| k.capitals)
            .map(|k| k.name.clone())
            .collect(),
        member: Phrases::of(&f.words.member),
        copula: Phrases::of(&f.words.copula),
        ends: Phrases::of(&f.words.ends),
        shadowing: Phrases::of(&f.words.shadowing),
        usual: Phrases::of(&f.words.usual),
        logarithm: Phrases::of(&f.words.logarithm),
        other_base: Phrases::of(&f.words.other_base),
        properties: vec![
            (Property::Skew, Phrases::of(&f.maps.skew)),
            (Property::Symmetric, Phrases::of(&f.maps.symmetric)),
            (Property::Orthogonal, Phrases::of(&f.maps.orthogonal)),
            (Property::Invertible, Phrases::of(&f.maps.invertible)),
        ],
        alien: Phrases::of(&f.maps.alien),
        plain: Phrases::of(&f.maps.plain),
        beside: Phrases::of(&f.maps.beside),
        relations: Phrases::of(&f.maps.relations),
        negations: Phrases::of(&f.maps.negations),
        bringing: Phrases::of(&f.maps.bringing),
    })
});

/// The kind that the words right before a name give it: "the matrix", "for complex numbers".
///
/// ```
/// use hence::read::lexicon::{guards::words, kinds::before};
/// assert_eq!(before(&words("consider the matrix")), Some("a matrix"));
/// assert_eq!(before(&words("the entries of the matrix are")), None);
/// ```
pub fn before(before: &[String]) -> Option<&'static str> {
    let k = KINDS.as_ref()?;
    let found = k.kinds.iter().find(|(_, p)| p.ends(before))?;
    Some(&found.0)
}

/// The kind that the words behind a name give it: "be a square matrix", "is an element of the group". Where the name is `introduced`
/// ("soit A une matrice"), they need no verb.
///
/// ```
/// use hence::read::lexicon::{guards::words, kinds::behind};
/// assert_eq!(behind(&words("be a square matrix of rank 2"), false), Some("a matrix"));
/// assert_eq!(behind(&words("be an eigenvalue of the matrix"), false), None);
/// assert_eq!(behind(&words("be elements of a group"), false), Some("an algebraic structure"));
/// ```
pub fn behind(behind: &[String], introduced: bool) -> Option<&'static str> {
    let k = KINDS.as_ref()?;
    // "Soit A une matrice"
    let start = k.copula.begins(behind).or(introduced.then_some(0))?;
    let said = &behind[start..];
    let said = match k.member.first(said) {
        Some((_, end)) => &said[end..],
        None => said,
    };
    let end = k.ends.first(said).map_or(said.len(), |(at, _)| at);
    // "an integer modulo 7": the phrase may reach beyond such a word.
    let found = (0..end).find_map(|i| {
        k.kinds
            .iter()
            .filter_map(|(name, p)| p.begins(&said[i..]).map(|n| (n, name)))
            .max_by_key(|(n, _)| *n)
    })?;
    Some(found.1)
}

/// What words before and behind the name of a matrix say of it.
///
/// ```
/// use hence::read::lexicon::{guards::words, kinds::{Property, of_maps}};
/// let said = of_maps(&words("let"), &words("be invertible matrices"));
/// assert_eq!(said.properties, [Property::Invertible]);
/// assert!(!said.more);
/// assert!(of_maps(&words("let"), &words("be a diagonal matrix")).more);
/// assert!(of_maps(&words("let"), &words("be a matrix that is not symmetric")).properties.is_empty());
/// ```
pub fn of_maps(before: &[String], behind: &[String]) -> Said {
    let Some(k) = &*KINDS else {
        return Said {
            more: true,
            ..Said::default()
        };
    };
    let mut said = Said {
        alien: k.alien.first(before).is_some() || k.alien.first(behind).is_some(),
        named: (k.kinds.iter())
            .any(|(n, p)| n == "a matrix" && (p.ends(before) || p.first(behind).is_some())),
        ..Said::default()
    };
    // What stands behind another formula is said of that.
    let behind = behind.split(|w| w == "$").next().unwrap_or(behind);
    // Words that are not understood may deny what the others say.
    let mut unknown = false;
    let mut i = 0;
    while i < behind.len() {
        let rest = &behind[i..];
        let found = (k.properties.iter())
            .filter_map(|(p, words)| words.begins(rest).map(|n| (n, *p)))
            .max_by_key(|(n, _)| *n);
        if let Some((n, p)) = found {
            said.properties.push(p);
            i += n.max(1);
        } else if let Some(n) = k.plain.begins(rest) {
            i += n.max(1);
        } else {
            unknown |= k.beside.begins(rest).is_none();
            said.more = true;
            i += 1;
        }
    }
    if unknown {
        said.properties.clear();
    }
    // "the orthogonal matrix Q"
    let mut end = before.len();
    while end > 0 {
        let front = &before[..end];
        if k.plain.ends(front) {
            end -= 1;
        } else if let Some((p, _)) = k.properties.iter().find(|(_, w)| w.ends(front)) {
            // "the skew symmetric", "a non orthogonal"
            let denied = k.negations.ends(&front[..end - 1]);
            said.more |= denied;
            if !denied && !unknown {
                said.properties.push(*p);
            }
            end -= if *p == Property::Skew { 2.min(end) } else { 1 };
        } else {
            break;
        }
    }
    said
}

/// Whether a text says something of matrices that may stand anywhere beside their names: that they commute.
///
/// ```
/// use hence::read::lexicon::{guards::words, kinds::relates_maps};
/// assert!(relates_maps(&words("the matrices commute")));
/// ```
pub fn relates_maps(text: &[String]) -> bool {
    (KINDS.as_ref()).is_none_or(|k| k.relations.first(text).is_some())
}

/// Whether what is said of a matrix behind this word is said of it for good.
///
/// ```
/// use hence::read::lexicon::{guards::words, kinds::brings};
/// assert!(brings(&words("with")));
/// assert!(!brings(&words("if")));
/// ```
pub fn brings(cue: &[String]) -> bool {
    KINDS.as_ref().is_some_and(|k| k.bringing.is(cue))
}

/// Whether the words for a kind say this of capital letters only.
///
/// ```
/// use hence::read::lexicon::{guards::words, kinds::{before, is_of_capitals}};
/// assert!(before(&words("for invertible")).is_some_and(is_of_capitals));
/// ```
pub fn is_of_capitals(kind: &str) -> bool {
    KINDS
        .as_ref()
        .is_some_and(|k| k.capitals.iter().any(|c| c == kind))
}

/// Whether words behind a name say what it is: "is increasing".
pub fn describes(behind: &str) -> bool {
    KINDS
        .as_ref()
        .is_some_and(|k| k.copula.begins(&words(behind)).is_some())
}

/// Whether the words around `e` or `π` say that it stands for something else than the number. Where the letter is `introduced`
/// ("soit e un réel"), they need no verb.
pub fn is_shadowed(before: &[String], behind: &[String], supposed: bool, introduced: bool) -> bool {
    let Some(k) = &*KINDS else { return false };
    if k.usual.first(before).is_some() || k.usual.first(behind).is_some() {
        return false;
    }
    let described = k.copula.begins(behind).is_some() || introduced && !behind.is_empty();
    k.shadowing.ends(before) || supposed && described
}

/// Whether a sentence takes logarithms in another base than e.
///
/// ```
/// use hence::read::lexicon::kinds::other_logarithm;
/// assert!(other_logarithm("All logarithms are in base 2"));
/// assert!(!other_logarithm("Here log is the natural logarithm"));
/// ```
pub fn other_logarithm(sentence: &str) -> bool {
    let words = words(sentence);
    KINDS.as_ref().is_some_and(|k| {
        k.logarithm.first(&words).is_some() && k.other_base.first(&words).is_some()
    })
}

#[cfg(test)]
mod tests {
    use super::KINDS;

    #[test]
    fn the_list_is_well_formed() {
        assert!(KINDS.is_some());
    }
}
