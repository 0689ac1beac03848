//! Words around a formula that deny it, restrict it or let it hold for some values only.

use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    denying: Vec<String>,
    existential: Vec<String>,
    fronted: Vec<String>,
    alternative: Vec<String>,
    either: Vec<String>,
    doubting: Vec<String>,
    neutral: Vec<String>,
    concluding: Vec<String>,
    subordinating: Vec<String>,
    continuing: Vec<String>,
    commenting: Vec<String>,
    opening: Vec<String>,
    joining: Vec<String>,
    elsewise: Vec<String>,
    case: Vec<String>,
    closing: Vec<String>,
    generalising: Vec<String>,
    stepping: Vec<String>,
    naming: Vec<String>,
    proofs: Vec<String>,
    proved: Vec<String>,
    seeking: Vec<String>,
    sought_by: Vec<String>,
    naming_verbs: Vec<String>,
    basing: Vec<String>,
    varying: Vec<String>,
    adding: Vec<String>,
    dividing: Vec<String>,
    solving: Vec<String>,
    equating: Vec<String>,
    bounding: Vec<String>,
    placing: Vec<String>,
    elsewhere: Vec<String>,
    bracketing: Vec<String>,
    inserting: Vec<String>,
    plain: Vec<String>,
    figures: Vec<String>,
    homeward: Vec<String>,
    alternating: Vec<String>,
    contradicting: Vec<String>,
    announced: Vec<String>,
    ranging: Vec<String>,
    announcing: Vec<String>,
    stating: Vec<String>,
    equality: Vec<String>,
    equality_when: Vec<String>,
    universal: Vec<String>,
    also_all: Vec<String>,
    chance: Vec<String>,
    constants: Vec<String>,
    not_numbers: Vec<String>,
    identity_matrix: Vec<String>,
    of_matrices: Vec<String>,
    distributing: Vec<String>,
    restricting: Vec<String>,
    introducing: Vec<String>,
    noting: Vec<String>,
    rounding: Vec<String>,
    listing: Vec<String>,
    reassigned: Vec<String>,
    reassigning: Vec<String>,
    happening: Vec<String>,
    going_on: Vec<String>,
    agreeing: Vec<String>,
    constraining: Vec<String>,
    knowing: Vec<String>,
    afresh: Vec<String>,
    sorting: Vec<String>,
    referring: Vec<String>,
    falsity: Vec<String>,
    withdrawing: Vec<String>,
    copula: Vec<String>,
    exemplifying: Vec<String>,
    likening: Vec<String>,
    choosing: Vec<String>,
    asking: Vec<String>,
    refuting: Vec<String>,
    otherwise: Vec<String>,
    accompanying: Vec<String>,
    inquiring: Vec<String>,
    pointing: Vec<String>,
    holding: Vec<String>,
    participles: Vec<String>,
    naming_nouns: Vec<String>,
    named_by: Vec<String>,
    labelling: Vec<String>,
    unrestricting: Vec<String>,
    resuming: Vec<String>,
    fixing: Vec<String>,
    stages: Vec<String>,
    subjecting: Vec<String>,
    supposing: Vec<String>,
    of_families: Vec<String>,
    conceding: Vec<String>,
    inducing: Vec<String>,
    asserting: Vec<String>,
    releasing: Vec<String>,
    fulfilling: Vec<String>,
    invoking: Vec<String>,
    premising: Vec<String>,
    exemplary: Vec<String>,
    recalling: Vec<String>,
    trailing: Vec<String>,
    placed: Vec<String>,
    unconditional: Vec<String>,
    being: Vec<String>,
    functional: Vec<String>,
    following: Vec<String>,
    worded: Vec<String>,
    tasks: Vec<String>,
    systems: Vec<String>,
    giving: Vec<String>,
    lying: Vec<String>,
    defining_on: Vec<String>,
    defining_by: Vec<String>,
    thens: Vec<String>,
    tasks_for: Vec<String>,
    satisfying: Vec<String>,
}

/// How many words `…` stands for at most.
const LONGEST_GAP: usize = 6;

/// Phrases as lists of words, longest first.
#[derive(Debug, Default)]
pub struct Phrases(Vec<Vec<String>>);

impl Phrases {
    pub(super) fn of(list: &[String]) -> Phrases {
        let mut out: Vec<Vec<String>> = list.iter().map(|p| words(p)).collect();
        out.sort_by_key(|p| std::cmp::Reverse(p.len()));
        Phrases(out)
    }

    /// How many words the longest phrase takes that the words begin with.
    pub fn begins(&self, words: &[String]) -> Option<usize> {
        self.0.iter().filter_map(|p| taken(p, words)).max()
    }

    /// Where a phrase stands first: its first word and the word behind it.
    pub fn first(&self, words: &[String]) -> Option<(usize, usize)> {
        (0..words.len()).find_map(|i| self.begins(&words[i..]).map(|n| (i, i + n)))
    }

    /// Where a phrase stands last.
    pub fn last(&self, words: &[String]) -> Option<(usize, usize)> {
        (0..words.len())
            .rev()
            .find_map(|i| self.begins(&words[i..]).map(|n| (i, i + n)))
    }

    /// Whether the words are a phrase and nothing else.
    pub fn is(&self, words: &[String]) -> bool {
        self.begins(words) == Some(words.len())
    }

    /// Whether the words end in a phrase.
    pub fn ends(&self, words: &[String]) -> bool {
        let most = |phrase: &Vec<String>| -> usize {
            let reach = |part: &String| if part == "…" { LONGEST_GAP } else { 1 };
            phrase.iter().map(reach).sum()
        };
        let reach = self.0.iter().map(most).max().unwrap_or(0);
        (words.len().saturating_sub(reach)..words.len()).any(|i| self.is(&words[i..]))
    }
}

// How many words a phrase takes; `…` in it stands for up to six, `#` for a number.
fn taken(phrase: &[String], words: &[String]) -> Option<usize> {
    let Some((part, rest)) = phrase.split_first() else {
        return Some(0);
    };
    if part == "…" {
        return (0..=words.len().min(LONGEST_GAP))
            .find_map(|skip| taken(rest, &words[skip..]).map(|n| n + skip));
    }
    let (first, behind) = words.split_first()?;
    let number = part == "#" && first.chars().all(|c| c.is_ascii_digit());
    (number || first == part)
        .then(|| taken(rest, behind))
        .flatten()
        .map(|n| n + 1)
}

/// The words of a text in lower case; hyphens and apostrophes part them.
///
/// ```
/// use hence::read::lexicon::guards::words;
/// assert_eq!(words("It isn't d’abord"), ["it", "isn", "t", "d", "abord"]);
/// ```
pub fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '…' | '$' | '#'))
        .filter(|w| !w.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// Why words keep a formula from being supposed or claimed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hazard {
    /// They deny it, make it one of several or leave it in doubt.
    NotUnderstood,
    /// They let it hold for some values.
    Existential,
}

/// The lists of phrases.
#[derive(Debug)]
pub struct Guards {
    hazards: [(Phrases, Hazard); 4],
    either: Phrases,
    fronted: Phrases,
    neutral: Phrases,
    /// "then", "we have": what stood before speaks of something else.
    pub concluding: Phrases,
    /// "that": a conclusion goes on with what stood before.
    pub subordinating: Phrases,
    /// "that" behind a comma: the clause goes on.
    pub continuing: Phrases,
    /// "which" behind a formula and a comma: it is still spoken of.
    pub commenting: Phrases,
    /// "because" behind a formula: something new begins.
    pub opening: Phrases,
    /// "and", "nor" between two formulas.
    pub joining: Phrases,
    /// "otherwise" at the beginning of a sentence.
    pub elsewise: Phrases,
    /// "case" at the beginning of a sentence.
    pub case: Phrases,
    /// "in both cases": cases are over.
    pub closing: Phrases,
    /// What was supposed for an example, or for a part of the values, holds no more: "in general".
    pub generalising: Phrases,
    /// The base of an induction is done.
    pub stepping: Phrases,
    /// What stands behind them is named, and not claimed: "the property".
    pub naming: Phrases,
    /// A name stands behind them that is looked for.
    pub seeking: Phrases,
    /// Behind it, what it must satisfy.
    pub sought_by: Phrases,
    /// Where a proof begins, as written.
    pub proofs: Vec<String>,
    /// Where it ends.
    pub proved: Vec<String>,
    /// They begin a sentence that names something.
    pub naming_verbs: Phrases,
    /// The first value of an induction stands behind them.
    pub basing: Phrases,
    /// They stand before a name for whose values something is said.
    pub varying: Phrases,
    /// Of these, the ones that may add to what is known of it: "if".
    pub adding: Phrases,
    /// "there are two cases": what a list supposes behind it are cases.
    pub dividing: Phrases,
    /// "setting to zero": an equation is solved.
    pub solving: Phrases,
    /// In a sentence that finds something: what is set to a value is not written as a formula.
    pub equating: Phrases,
    /// "the following" before a colon
    pub announcing: Phrases,
    /// "soit" between two suppositions
    pub alternating: Phrases,
    contradicting: Phrases,
    announced: Phrases,
    /// "for all" at the beginning of a sentence
    pub ranging: Phrases,
    /// "for" before a condition of the formula before
    pub bounding: Phrases,
    /// "on" before a set
    pub placing: Phrases,
    /// "we work modulo"
    pub elsewhere: Phrases,
    /// "over the reals": from here on numbers are real numbers again.
    pub homeward: Phrases,
    /// "triangle": letters may be lengths or angles of a figure.
    pub figures: Phrases,
    /// "triangle inequality": words in which no figure is meant.
    pub plain: Phrases,
    /// "in" between a value and the formula that it is put into.
    pub inserting: Phrases,
    /// "integer part": brackets, or a function, stand for something else than they do elsewhere.
    pub bracketing: Phrases,
    /// "we have"
    pub stating: Phrases,
    /// "equality"
    pub equality: Phrases,
    /// "holds if", behind "equality"
    pub equality_when: Phrases,
    /// "for all"
    pub universal: Phrases,
    /// "and all", behind a formula that "for all" speaks of
    pub also_all: Phrases,
    /// "random variable"
    pub chance: Phrases,
    /// "a", "b": constants beside random quantities
    pub constants: Phrases,
    /// "matrix"
    pub not_numbers: Phrases,
    /// The text speaks of the identity matrix.
    pub identity_matrix: Phrases,
    /// What is said of matrices that restricts the letters in them.
    pub of_matrices: Phrases,
    /// "independent", "uniform"
    pub distributing: Phrases,
    /// "for", "if" behind a formula: the words may say for which values it holds.
    pub restricting: Phrases,
    /// "let", "soit": a name is brought, and nothing is added to what was known of it.
    pub introducing: Phrases,
    /// Before a bound of a name of which nothing was said: it reminds of the bound, and does not claim it.
    pub noting: Phrases,
    /// Anywhere in a sentence: its numbers are rounded, and its equations hold nearly only.
    pub rounding: Phrases,
    /// All that stands before a list of statements: all of them are supposed for what stands behind the colon.
    pub listing: Phrases,
    /// Behind that name: which value it gets.
    pub reassigned: Phrases,
    /// Right before a name: it gets another value from there on.
    pub reassigning: Phrases,
    /// Behind a word that refers to what stands before, and before "when": the case in which it holds.
    pub happening: Phrases,
    /// At the beginning of a sentence: it goes on with the case that the sentence before has spoken of.
    pub going_on: Phrases,
    /// In the words before a formula: it is agreed on, and no claim about numbers.
    pub agreeing: Phrases,
    /// Right before a formula: what its names are restricted by.
    pub constraining: Phrases,
    /// Right before a formula: it is known beforehand, and not claimed, where nothing else is known of its names.
    pub knowing: Phrases,
    /// "any", "now" beside a name that is brought: it is another one than before.
    pub afresh: Phrases,
    /// "real number": the words say what kind of thing a name is.
    pub sorting: Phrases,
    /// "it is" at the beginning of a sentence without formulas: it speaks of the formula before.
    pub referring: Phrases,
    /// "false": what is spoken of does not hold.
    pub falsity: Phrases,
    /// "drop this assumption": what was supposed holds no more.
    pub withdrawing: Phrases,
    /// "soit" behind a formula that stands behind "que": it goes on with the clause.
    pub copula: Phrases,
    /// "for example" before a formula: it is an example of what was said.
    pub exemplifying: Phrases,
    /// "comme" before a value in a supposition: an example.
    pub likening: Phrases,
    /// "say" before a value: an example that what follows may go on with.
    pub choosing: Phrases,
    /// "true or false", "which of the following": it is asked whether what stands behind holds.
    pub asking: Phrases,
    /// "counterexample to": what is spoken of in the sentence does not hold for all values.
    pub refuting: Phrases,
    /// "else" inside a sentence: the contrary of its condition.
    pub otherwise: Phrases,
    /// "where", "since" behind a claim: what stands behind is supposed for it.
    pub accompanying: Phrases,
    /// "what", "which" in a question: what stands in it is described, and not asked.
    pub inquiring: Phrases,
    /// A value of a name stands behind them: "at".
    pub pointing: Phrases,
    /// "holds for" before a value.
    pub holding: Phrases,
    /// "assuming" at the beginning of a sentence.
    pub participles: Phrases,
    /// "the inequality" in a sentence that names.
    pub naming_nouns: Phrases,
    /// "is denoted by" behind a formula.
    pub named_by: Phrases,
    /// "Ex" before a number: a label.
    pub labelling: Phrases,
    /// "vectors" between "for all" and a name: it says nothing of its values
    pub unrestricting: Phrases,
    /// "the" behind a name that "for all" speaks of: what holds for it follows
    pub resuming: Phrases,
    /// "the smallest" beside a name: one value of it is meant
    pub fixing: Phrases,
    /// "at step" before a name, in a sentence that supposes
    pub stages: Phrases,
    /// "such that" behind a name that is brought
    pub subjecting: Phrases,
    /// "suppose that", not "let"
    pub supposing: Phrases,
    /// "sequence" in a sentence that supposes: all members are spoken of
    pub of_families: Phrases,
    /// "even if" before a statement: what is claimed does not need it
    pub conceding: Phrases,
    /// "induction hypothesis" before a colon
    pub inducing: Phrases,
    /// They claim what stands behind them.
    pub asserting: Phrases,
    /// "Conversely": what was supposed for the other direction holds no more.
    pub releasing: Phrases,
    /// Between two statements: the first gives the value or the bound of a name of which the second is claimed.
    pub fulfilling: Phrases,
    /// Right before a statement: it is used as a fact.
    pub invoking: Phrases,
    /// Right before a statement behind which its sentence concludes: what it is concluded from.
    pub premising: Phrases,
    /// "As a check": what is supposed in the sentence is supposed for it alone.
    pub exemplary: Phrases,
    /// "Here", "recall that": the bound behind it is meant of the sentence before.
    pub recalling: Phrases,
    /// "Assuming" behind a claim: it is supposed for that claim.
    pub trailing: Phrases,
    /// "is a root of": the value before it is not supposed.
    pub placed: Phrases,
    /// "Always": whatever values were supposed.
    pub unconditional: Phrases,
    /// "Is" behind a value.
    pub being: Phrases,
    /// "convex" behind names: they are functions
    pub functional: Phrases,
    /// "then" behind a label.
    pub following: Phrases,
    /// "suppose" at the beginning of a sentence without formulas.
    pub worded: Phrases,
    /// "solve" before an equation: what follows are steps from it.
    pub tasks: Phrases,
    /// "then" behind a condition.
    pub thens: Phrases,
    /// "at" before a value.
    pub lying: Phrases,
    /// "defined on" before a set.
    pub defining_on: Phrases,
    /// "by" behind that set.
    pub defining_by: Phrases,
    /// "gives" between two statements.
    pub giving: Phrases,
    /// "system": several equations are to be solved.
    pub systems: Phrases,
    /// "solve for" before a name and an equation.
    pub tasks_for: Phrases,
    /// "satisfying" behind names that are brought.
    pub satisfying: Phrases,
}

static FILE: LazyLock<Option<File>> =
    LazyLock::new(|| toml::from_str(include_str!("guards.toml")).ok());

static GUARDS: LazyLock<Option<Guards>> = LazyLock::new(|| {
    let f = FILE.as_ref()?;
    Some(Guards {
        hazards: [
            (Phrases::of(&f.denying), Hazard::NotUnderstood),
            (Phrases::of(&f.existential), Hazard::Existential),
            (Phrases::of(&f.alternative), Hazard::NotUnderstood),
            (Phrases::of(&f.doubting), Hazard::NotUnderstood),
        ],
        either: Phrases::of(&f.either),
        fronted: Phrases::of(&f.fronted),
        neutral: Phrases::of(&f.neutral),
        concluding: Phrases::of(&f.concluding),
        subordinating: Phrases::of(&f.subordinating),
        continuing: Phrases::of(&f.continuing),
        commenting: Phrases::of(&f.commenting),
        opening: Phrases::of(&f.opening),
        joining: Phrases::of(&f.joining),
        elsewise: Phrases::of(&f.elsewise),
        case: Phrases::of(&f.case),
        closing: Phrases::of(&f.closing),
        generalising: Phrases::of(&f.generalising),
        stepping: Phrases::of(&f.stepping),
        naming: Phrases::of(&f.naming),
        proofs: f.proofs.clone(),
        proved: f.proved.clone(),
        seeking: Phrases::of(&f.seeking),
        sought_by: Phrases::of(&f.sought_by),
        naming_verbs: Phrases::of(&f.naming_verbs),
        basing: Phrases::of(&f.basing),
        varying: Phrases::of(&f.varying),
        adding: Phrases::of(&f.adding),
        dividing: Phrases::of(&f.dividing),
        solving: Phrases::of(&f.solving),
        equating: Phrases::of(&f.equating),
        announcing: Phrases::of(&f.announcing),
        alternating: Phrases::of(&f.alternating),
        contradicting: Phrases::of(&f.contradicting),
        announced: Phrases::of(&f.announced),
        ranging: Phrases::of(&f.ranging),
        bounding: Phrases::of(&f.bounding),
        placing: Phrases::of(&f.placing),
        elsewhere: Phrases::of(&f.elsewhere),
        bracketing: Phrases::of(&f.bracketing),
        inserting: Phrases::of(&f.inserting),
        plain: Phrases::of(&f.plain),
        figures: Phrases::of(&f.figures),
        homeward: Phrases::of(&f.homeward),
        stating: Phrases::of(&f.stating),
        equality: Phrases::of(&f.equality),
        equality_when: Phrases::of(&f.equality_when),
        universal: Phrases::of(&f.universal),
        also_all: Phrases::of(&f.also_all),
        chance: Phrases::of(&f.chance),
        constants: Phrases::of(&f.constants),
        not_numbers: Phrases::of(&f.not_numbers),
        identity_matrix: Phrases::of(&f.identity_matrix),
        of_matrices: Phrases::of(&f.of_matrices),
        distributing: Phrases::of(&f.distributing),
        restricting: Phrases::of(&f.restricting),
        introducing: Phrases::of(&f.introducing),
        noting: Phrases::of(&f.noting),
        rounding: Phrases::of(&f.rounding),
        listing: Phrases::of(&f.listing),
        reassigned: Phrases::of(&f.reassigned),
        reassigning: Phrases::of(&f.reassigning),
        happening: Phrases::of(&f.happening),
        going_on: Phrases::of(&f.going_on),
        agreeing: Phrases::of(&f.agreeing),
        constraining: Phrases::of(&f.constraining),
        knowing: Phrases::of(&f.knowing),
        inquiring: Phrases::of(&f.inquiring),
        accompanying: Phrases::of(&f.accompanying),
        otherwise: Phrases::of(&f.otherwise),
        refuting: Phrases::of(&f.refuting),
        asking: Phrases::of(&f.asking),
        likening: Phrases::of(&f.likening),
        choosing: Phrases::of(&f.choosing),
        exemplifying: Phrases::of(&f.exemplifying),
        copula: Phrases::of(&f.copula),
        withdrawing: Phrases::of(&f.withdrawing),
        falsity: Phrases::of(&f.falsity),
        referring: Phrases::of(&f.referring),
        afresh: Phrases::of(&f.afresh),
        sorting: Phrases::of(&f.sorting),
        pointing: Phrases::of(&f.pointing),
        holding: Phrases::of(&f.holding),
        participles: Phrases::of(&f.participles),
        naming_nouns: Phrases::of(&f.naming_nouns),
        named_by: Phrases::of(&f.named_by),
        labelling: Phrases::of(&f.labelling),
        unrestricting: Phrases::of(&f.unrestricting),
        resuming: Phrases::of(&f.resuming),
        fixing: Phrases::of(&f.fixing),
        stages: Phrases::of(&f.stages),
        subjecting: Phrases::of(&f.subjecting),
        supposing: Phrases::of(&f.supposing),
        of_families: Phrases::of(&f.of_families),
        conceding: Phrases::of(&f.conceding),
        inducing: Phrases::of(&f.inducing),
        asserting: Phrases::of(&f.asserting),
        releasing: Phrases::of(&f.releasing),
        fulfilling: Phrases::of(&f.fulfilling),
        invoking: Phrases::of(&f.invoking),
        premising: Phrases::of(&f.premising),
        exemplary: Phrases::of(&f.exemplary),
        recalling: Phrases::of(&f.recalling),
        trailing: Phrases::of(&f.trailing),
        placed: Phrases::of(&f.placed),
        unconditional: Phrases::of(&f.unconditional),
        being: Phrases::of(&f.being),
        functional: Phrases::of(&f.functional),
        following: Phrases::of(&f.following),
        worded: Phrases::of(&f.worded),
        tasks: Phrases::of(&f.tasks),
        systems: Phrases::of(&f.systems),
        giving: Phrases::of(&f.giving),
        lying: Phrases::of(&f.lying),
        defining_on: Phrases::of(&f.defining_on),
        defining_by: Phrases::of(&f.defining_by),
        thens: Phrases::of(&f.thens),
        tasks_for: Phrases::of(&f.tasks_for),
        satisfying: Phrases::of(&f.satisfying),
    })
});

/// The lists; none where the file is not well formed, which a test excludes.
pub fn guards() -> Option<&'static Guards> {
    GUARDS.as_ref()
}

impl Guards {
    /// Why the words keep a formula beside them from being supposed or claimed, if they do. `either` tells whether the formula is
    /// one of two with "or" between them, so that "either" has been understood.
    ///
    /// ```
    /// use hence::read::lexicon::guards::{Hazard, guards, words};
    /// let g = guards().unwrap();
    /// assert_eq!(g.hazard(&words("we do not assume"), false), Some(Hazard::NotUnderstood));
    /// assert_eq!(g.hazard(&words("for some"), false), Some(Hazard::Existential));
    /// assert_eq!(g.hazard(&words("we have"), false), None);
    /// assert_eq!(g.hazard(&words("suppose without loss of generality"), false), None);
    /// ```
    pub fn hazard(&self, words: &[String], either: bool) -> Option<Hazard> {
        let mut i = 0;
        let mut found = None;
        while i < words.len() {
            let here = &words[i..];
            let mut best: Option<(usize, Option<Hazard>)> =
                self.neutral.begins(here).map(|n| (n, None));
            let mut meet = |n: Option<usize>, what| {
                if let Some(n) = n
                    && best.is_none_or(|(m, _)| n > m)
                {
                    best = Some((n, what));
                }
            };
            for (list, hazard) in &self.hazards {
                meet(list.begins(here), Some(*hazard));
            }
            if !either {
                meet(self.either.begins(here), Some(Hazard::NotUnderstood));
            }
            let front = i == 0
                || self.subordinating.ends(&words[..i])
                || self.opening.ends(&words[..i])
                || self.concluding.ends(&words[..i]);
            if front {
                meet(self.fronted.begins(here), Some(Hazard::Existential));
            }
            match best {
                // "There is no": what denies outweighs.
                Some((_, Some(Hazard::NotUnderstood))) => return Some(Hazard::NotUnderstood),
                Some((n, Some(hazard))) => {
                    found = Some(hazard);
                    i += n.max(1);
                }
                Some((n, None)) => i += n.max(1),
                None => i += 1,
            }
        }
        found
    }

    /// Whether words say that a contradiction was reached.
    ///
    /// ```
    /// use hence::read::lexicon::guards::{guards, words};
    /// let g = guards().unwrap();
    /// assert!(g.contradicts(&words("which is a contradiction")));
    /// assert!(!g.contradicts(&words("we argue by contradiction")));
    /// ```
    pub fn contradicts(&self, words: &[String]) -> bool {
        let mut i = 0;
        while i < words.len() {
            if let Some(n) = self.announced.begins(&words[i..]) {
                i += n.max(1);
            } else if self.contradicting.begins(&words[i..]).is_some() {
                return true;
            } else {
                i += 1;
            }
        }
        false
    }

    /// The words behind the last conclusion that is not denied and on which nothing before bears.
    pub fn concluded<'a>(&self, words: &'a [String]) -> &'a [String] {
        let mut from = words.len();
        while let Some((start, end)) = self.concluding.last(&words[..from]) {
            let bears = start > 0
                && (self.subordinating.ends(&words[..start])
                    || self.hazard(&words[start - 1..start], false).is_some());
            if !bears {
                return &words[end..];
            }
            from = start;
        }
        words
    }
}

#[cfg(test)]
mod tests {
    use super::{Hazard, guards, words};

    #[test]
    fn the_lists_are_well_formed() {
        assert!(guards().is_some());
    }

    #[test]
    fn words_that_deny_are_found() {
        let g = guards().unwrap();
        for (text, expected) in [
            ("since x is not zero we have", None),
            ("it is not true that we have", Some(Hazard::NotUnderstood)),
            ("this never gives", Some(Hazard::NotUnderstood)),
            ("there is no", Some(Hazard::NotUnderstood)),
            ("so the slope there is", None),
            ("il existe", Some(Hazard::Existential)),
            ("avec un pas", None),
            ("si x n'est pas entier, on a", None),
        ] {
            let w = words(text);
            assert_eq!(g.hazard(g.concluded(&w), false), expected, "{text}");
        }
    }
}
