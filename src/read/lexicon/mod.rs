//! The words by which a text says what its formulas are, as data: one file a language.
//!
//! A phrase matches word by word, in lower case, accents kept (`où` is not `ou`), hyphens and apostrophes as blanks, elided
//! words spelt out (`d'après` is `de après`). A phrase that begins with `^` counts at the start of a clause only: `^soit` is not the "soit" of "ou soit". `donné(e)(s)` stands for all four spellings; ` … ` for up to six other words. Of two phrases that begin at the same word the longer one counts.
//!
//! The role and part words of all languages are always in force, since a French sheet may well say "Hint:"; the cues of running words
//! are those of the languages that the document is written in.

pub mod families;
pub mod guards;
pub mod kinds;
mod normal;
pub mod properties;
pub mod relations;
pub mod statements;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use normal::normal_words;

/// What a phrase in running words says. The order is that of precedence between phrases of one length.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CueClass {
    /// `goal`
    Goal,
    /// `definition`
    Definition,
    /// `hypothesis`
    Hypothesis,
    /// `reason`
    Reason,
    /// `condition`
    Condition,
    /// `implies`
    Implies,
    /// `consequence`
    Consequence,
    /// `hint`
    Hint,
    /// `place`
    Place,
}

/// What a word at the start of a paragraph begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum HeadClass {
    /// `parts.exercise`
    Exercise,
    /// `parts.question`
    Question,
    /// `parts.theorem`
    Theorem,
    /// `parts.corollary`
    Corollary,
    /// `parts.definition`
    Definition,
    /// `parts.remark`
    Remark,
    /// `parts.example`
    Example,
    /// `roles.answer`
    Answer,
    /// `roles.proof`
    Proof,
    /// `roles.statement`
    Statement,
    /// `roles.goal`
    Goal,
    /// `roles.hint`
    Hint,
}

/// What the other word lists are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum WordClass {
    /// `cues.citation`
    Citation,
    /// `words.and`
    And,
    /// `words.and_that`
    AndThat,
    /// `words.adverbs`
    Adverb,
    /// `words.universal`
    Universal,
    /// `words.stating`
    Stating,
    /// `words.precisely`
    Precisely,
    /// `words.task`
    Task,
    /// `words.points`
    Points,
    /// `words.qed`
    Qed,
    /// `words.arguing`
    Arguing,
    /// `words.nouns`
    Noun,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    language: String,
    common: Vec<String>,
    #[serde(default)]
    elisions: BTreeMap<String, String>,
    parts: Parts,
    roles: Roles,
    cues: CueLists,
    words: WordLists,
    names: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Parts {
    exercise: Vec<String>,
    question: Vec<String>,
    theorem: Vec<String>,
    corollary: Vec<String>,
    definition: Vec<String>,
    remark: Vec<String>,
    example: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Roles {
    answer: Vec<String>,
    proof: Vec<String>,
    statement: Vec<String>,
    goal: Vec<String>,
    hint: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CueLists {
    hypothesis: Vec<String>,
    condition: Vec<String>,
    reason: Vec<String>,
    definition: Vec<String>,
    consequence: Vec<String>,
    implies: Vec<String>,
    goal: Vec<String>,
    hint: Vec<String>,
    place: Vec<String>,
    citation: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WordLists {
    and: Vec<String>,
    and_that: Vec<String>,
    adverbs: Vec<String>,
    universal: Vec<String>,
    stating: Vec<String>,
    precisely: Vec<String>,
    task: Vec<String>,
    points: Vec<String>,
    abbreviations: Vec<String>,
    qed: Vec<String>,
    arguing: Vec<String>,
    nouns: Vec<String>,
}

/// One word of a phrase.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Word(String),
    /// ` … `
    Gap,
}

/// How many words a ` … ` stands for at most.
const GAP: usize = 6;

/// No phrase is longer than this many words.
const REACH: usize = 16;

/// Phrases by their first word, longest first.
#[derive(Clone, Debug)]
pub struct Phrases<T>(BTreeMap<String, Vec<Phrase<T>>>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Phrase<T> {
    parts: Vec<Part>,
    value: T,
    /// Counts at the start of a clause only.
    clause: bool,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Phrases(BTreeMap::new())
    }
}

impl<T: Clone + Ord> Phrases<T> {
    fn add(&mut self, phrase: &str, value: T, elisions: &BTreeMap<String, String>) {
        let clause = phrase.starts_with('^');
        for spelling in spellings(phrase.trim_start_matches('^')) {
            let parts: Vec<Part> = spelling
                .split(' ')
                .flat_map(|word| {
                    if word == "…" {
                        vec![Part::Gap]
                    } else {
                        normal_words(word, elisions)
                            .into_iter()
                            .map(|(word, _)| Part::Word(word))
                            .collect()
                    }
                })
                .collect();
            let Some(Part::Word(first)) = parts.first() else {
                continue;
            };
            let bucket = self.0.entry(first.clone()).or_default();
            let phrase = Phrase {
                parts,
                value: value.clone(),
                clause,
            };
            if !bucket.contains(&phrase) {
                bucket.push(phrase);
            }
        }
    }

    fn sort(&mut self) {
        for bucket in self.0.values_mut() {
            bucket.sort_by(|a, b| {
                b.parts
                    .len()
                    .cmp(&a.parts.len())
                    .then_with(|| a.value.cmp(&b.value))
            });
        }
    }

    fn extend(&mut self, other: &Phrases<T>) {
        for (first, phrases) in &other.0 {
            self.0
                .entry(first.clone())
                .or_default()
                .extend(phrases.iter().cloned());
        }
        self.sort();
    }

    /// The longest phrase that `words` begins with: its value and how many words it takes. `words` gives the words in
    /// turn and ends where a phrase must end (at punctuation, at a formula).
    pub fn longest<'a>(&self, words: impl Iterator<Item = &'a str> + Clone) -> Option<(T, usize)> {
        self.longest_at(words, true)
    }

    /// As [`Self::longest`], where `clause` tells whether the words begin a clause.
    pub fn longest_at<'a>(
        &self,
        words: impl Iterator<Item = &'a str> + Clone,
        clause: bool,
    ) -> Option<(T, usize)> {
        let first = words.clone().next()?;
        let bucket = self.0.get(first)?;
        let words: Vec<&str> = words.take(REACH).collect();
        bucket
            .iter()
            .filter(|phrase| clause || !phrase.clause)
            .find_map(|phrase| {
                taken(&phrase.parts, &words).map(|count| (phrase.value.clone(), count))
            })
    }
}

/// How many words a phrase takes, if it matches.
fn taken(parts: &[Part], words: &[&str]) -> Option<usize> {
    let Some((part, rest)) = parts.split_first() else {
        return Some(0);
    };
    match part {
        Part::Word(word) => {
            let (first, after) = words.split_first()?;
            (first == word)
                .then(|| taken(rest, after))
                .flatten()
                .map(|count| count + 1)
        }
        Part::Gap => (0..=GAP.min(words.len()))
            .find_map(|skip| taken(rest, words.get(skip..)?).map(|count| skip + count)),
    }
}

/// `donné(e)(s)` → `donné`, `donnée`, `donnés`, `données`.
fn spellings(phrase: &str) -> Vec<String> {
    let Some((before, rest)) = phrase.split_once('(') else {
        return vec![phrase.to_owned()];
    };
    let Some((inside, after)) = rest.split_once(')') else {
        return vec![phrase.to_owned()];
    };
    spellings(after)
        .into_iter()
        .flat_map(|tail| [format!("{before}{tail}"), format!("{before}{inside}{tail}")])
        .collect()
}

/// The vocabulary of one or several languages.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    languages: Vec<String>,
    common: Vec<String>,
    elisions: BTreeMap<String, String>,
    /// Words at the start of a paragraph.
    pub heads: Phrases<HeadClass>,
    /// Phrases in running words.
    pub cues: Phrases<CueClass>,
    /// The other word lists, each by itself, since one word may stand in several.
    lists: BTreeMap<WordClass, Phrases<()>>,
    /// Names of theorems.
    pub names: Phrases<String>,
    abbreviations: Vec<String>,
}

impl Lexicon {
    /// Reads one language file.
    ///
    /// # Errors
    ///
    /// When the text is no TOML or has not the shape of a language file.
    pub fn parse(text: &str) -> Result<Lexicon, toml::de::Error> {
        let file: File = toml::from_str(text)?;
        let elisions = file.elisions;
        let mut heads = Phrases::default();
        for (class, phrases) in [
            (HeadClass::Exercise, &file.parts.exercise),
            (HeadClass::Question, &file.parts.question),
            (HeadClass::Theorem, &file.parts.theorem),
            (HeadClass::Corollary, &file.parts.corollary),
            (HeadClass::Definition, &file.parts.definition),
            (HeadClass::Remark, &file.parts.remark),
            (HeadClass::Example, &file.parts.example),
            (HeadClass::Answer, &file.roles.answer),
            (HeadClass::Proof, &file.roles.proof),
            (HeadClass::Statement, &file.roles.statement),
            (HeadClass::Goal, &file.roles.goal),
            (HeadClass::Hint, &file.roles.hint),
        ] {
            phrases
                .iter()
                .for_each(|phrase| heads.add(phrase, class, &elisions));
        }
        let mut cues = Phrases::default();
        for (class, phrases) in [
            (CueClass::Hypothesis, &file.cues.hypothesis),
            (CueClass::Condition, &file.cues.condition),
            (CueClass::Reason, &file.cues.reason),
            (CueClass::Definition, &file.cues.definition),
            (CueClass::Consequence, &file.cues.consequence),
            (CueClass::Implies, &file.cues.implies),
            (CueClass::Goal, &file.cues.goal),
            (CueClass::Hint, &file.cues.hint),
            (CueClass::Place, &file.cues.place),
        ] {
            phrases
                .iter()
                .for_each(|phrase| cues.add(phrase, class, &elisions));
        }
        let mut lists = BTreeMap::new();
        for (class, phrases) in [
            (WordClass::Citation, &file.cues.citation),
            (WordClass::And, &file.words.and),
            (WordClass::AndThat, &file.words.and_that),
            (WordClass::Adverb, &file.words.adverbs),
            (WordClass::Universal, &file.words.universal),
            (WordClass::Stating, &file.words.stating),
            (WordClass::Precisely, &file.words.precisely),
            (WordClass::Task, &file.words.task),
            (WordClass::Points, &file.words.points),
            (WordClass::Qed, &file.words.qed),
            (WordClass::Arguing, &file.words.arguing),
            (WordClass::Noun, &file.words.nouns),
        ] {
            let mut list = Phrases::default();
            phrases
                .iter()
                .for_each(|phrase| list.add(phrase, (), &elisions));
            list.sort();
            lists.insert(class, list);
        }
        let mut names = Phrases::default();
        for (name, phrases) in &file.names {
            phrases
                .iter()
                .for_each(|phrase| names.add(phrase, name.clone(), &elisions));
        }
        heads.sort();
        cues.sort();
        names.sort();
        Ok(Lexicon {
            languages: vec![file.language],
            common: file.common,
            elisions,
            heads,
            cues,
            lists,
            names,
            abbreviations: file.words.abbreviations,
        })
    }

    fn merge(&mut self, other: &Lexicon) {
        self.languages.extend(other.languages.iter().cloned());
        self.common.extend(other.common.iter().cloned());
        self.elisions.extend(other.elisions.clone());
        self.heads.extend(&other.heads);
        self.cues.extend(&other.cues);
        for (class, list) in &other.lists {
            self.lists.entry(*class).or_default().extend(list);
        }
        self.names.extend(&other.names);
        self.abbreviations
            .extend(other.abbreviations.iter().cloned());
    }

    /// The languages in it, in the order of their files.
    pub fn languages(&self) -> &[String] {
        &self.languages
    }

    /// How many words the longest phrase of a list takes that `words` begins with; none where there is none.
    pub fn list<'a>(
        &self,
        class: WordClass,
        words: impl Iterator<Item = &'a str> + Clone,
    ) -> Option<usize> {
        self.lists
            .get(&class)?
            .longest(words)
            .map(|((), count)| count)
    }

    /// Whether a word (dots inside kept, the last one off) is an abbreviation.
    pub fn is_abbreviation(&self, word: &str) -> bool {
        self.abbreviations.iter().any(|known| known == word)
    }

    /// The words of a text in their normal form, with where each begins and ends.
    pub fn words(&self, text: &str) -> Vec<(String, std::ops::Range<usize>)> {
        normal_words(text, &self.elisions)
    }

    /// The lexicon for a text: role words of all languages, cues of those it is written in.
    pub fn for_text(text: &str) -> Lexicon {
        let all = &*LANGUAGES;
        let mut everything = Lexicon::default();
        all.iter().for_each(|language| everything.merge(language));
        let counts: Vec<usize> = {
            let words = everything.words(text);
            all.iter()
                .map(|language| {
                    // `\in` and `\le` are no words.
                    let is_macro = |at: usize| text[..at].ends_with('\\');
                    (words.iter())
                        .filter(|(word, at)| language.common.contains(word) && !is_macro(at.start))
                        .count()
                })
                .collect()
        };
        let most = counts.iter().copied().max().unwrap_or(0);
        // A fifth: enough for a text in two languages, too much for a few borrowed words.
        let spoken = |count: usize| count * 5 > most || most < 5;
        let mut cues = Phrases::default();
        for (language, &count) in all.iter().zip(&counts) {
            if spoken(count) {
                cues.extend(&language.cues);
            }
        }
        Lexicon { cues, ..everything }
    }
}

/// The languages that come with `hence`. A file of the wrong shape is left out; a test sees to it that none is.
static LANGUAGES: LazyLock<Vec<Lexicon>> = LazyLock::new(|| {
    FILES
        .iter()
        .filter_map(|text| Lexicon::parse(text).ok())
        .collect()
});

const FILES: &[&str] = &[include_str!("en.toml"), include_str!("fr.toml")];
