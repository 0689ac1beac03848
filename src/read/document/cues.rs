//! What the words of a sentence say of its formulas.

use super::words::{Tok, TokKind, words_from};
use super::{Citation, CitationTarget, Cue, CueKind, Cues, Role};
use crate::read::ast::Span;
use crate::read::lexicon::guards::{self, guards};
use crate::read::lexicon::{CueClass, Lexicon, WordClass};

use super::tags::is_label;

/// A phrase that waits for its formula.
#[derive(Clone, Debug)]
struct Found {
    cue: Cue,
    /// How many words stand behind it.
    words: usize,
}

/// The formula before, as far as the next one may share its words.
#[derive(Clone, Debug)]
struct Previous {
    cues: Cues,
    goal: bool,
    /// The caller's number for it, once it has one.
    index: usize,
}

/// What has been read of the current sentence.
#[derive(Clone, Debug, Default)]
pub(super) struct Sentence {
    found: Vec<Found>,
    /// Words since the last formula that are neither a cue nor "and".
    words: usize,
    comma: bool,
    /// How many of these words stood before the last comma.
    before_comma: usize,
    and: bool,
    /// Whether it was "and that", which goes on with the clause before.
    and_that: bool,
    /// How many of these words stood before the last "and".
    before_and: usize,
    previous: Option<Previous>,
    /// Whether "show that" has been read and its formula is still to come, or may have others beside it.
    goal: bool,
    /// Where the words stand that made it so.
    pub goal_span: Span,
    /// Whether the sentence before named a goal, so that "precisely" goes on with it.
    was_goal: bool,
    /// Whether "recall" or "hint" has been read.
    pub hint: bool,
    /// Whether the next word begins a clause.
    clause_start: bool,
    /// "Suppose that for all t,": what is supposed of each value is still to come.
    carried: Option<Cue>,
    /// Whether the last of the words found is "for all".
    universal: bool,
    /// Whether the words since the last formula only begin the next one ("we have").
    stating: bool,
    /// Whether nothing but the start has been read.
    pub fresh: bool,
}

/// What the sentence says of a formula.
#[derive(Clone, Debug)]
pub(super) struct Said {
    pub cues: Cues,
    pub goal: bool,
    pub hint: bool,
}

/// What reading one token led to.
pub(super) struct Step {
    /// How many tokens were read.
    pub taken: usize,
    /// Citations that belong to the formula before, by the caller's number.
    pub behind: Option<(usize, Vec<Cue>)>,
}

impl Sentence {
    pub(super) fn new() -> Self {
        Sentence {
            fresh: true,
            clause_start: true,
            ..Sentence::default()
        }
    }

    /// The sentence is over.
    pub(super) fn end(&mut self) {
        let was_goal = self.goal || (self.fresh && self.was_goal);
        *self = Sentence {
            was_goal,
            ..Sentence::new()
        };
    }

    /// Reads the token at `at`, which is a word or a sign.
    pub(super) fn step(&mut self, toks: &[Tok], at: usize, lexicon: &Lexicon) -> Step {
        let mut step = Step {
            taken: 1,
            behind: None,
        };
        let Some(tok) = toks.get(at) else { return step };
        match &tok.kind {
            TokKind::Word(_) => {
                let (taken, behind) = self.word(toks, at, lexicon);
                step.taken = taken;
                step.behind = behind;
            }
            TokKind::Sign(sign) => self.sign(*sign),
            TokKind::Reference(_) | TokKind::Inline(_) => {}
        }
        step
    }

    fn sign(&mut self, sign: char) {
        self.clause_start = true;
        match sign {
            '.' | '?' | '!' => self.end(),
            ';' => {
                self.found.clear();
                self.previous = None;
                self.words = 0;
            }
            ',' => {
                self.comma = true;
                self.before_comma = self.words;
                self.found.retain(|found| {
                    found.words == 0
                        || !matches!(found.cue.kind, CueKind::Condition | CueKind::Reason)
                });
            }
            ':' => {
                // "For negative numbers this is not so:" has said for what; the formula is what is said.
                self.found
                    .retain(|found| found.words == 0 || found.cue.kind != CueKind::Condition);
                for found in self.found.iter_mut().filter(|found| found.words == 0) {
                    if let CueKind::Citation(citation) = &mut found.cue.kind {
                        citation.colon = true;
                    }
                }
            }
            // "(b) Now let": a label is no word of the sentence.
            ')' if self.words == 1 && self.found.is_empty() => self.words = 0,
            _ => {}
        }
    }

    fn word(
        &mut self,
        toks: &[Tok],
        at: usize,
        lexicon: &Lexicon,
    ) -> (usize, Option<(usize, Vec<Cue>)>) {
        let fresh = std::mem::take(&mut self.fresh);
        if fresh && self.was_goal {
            if let Some(count) = lexicon.list(WordClass::Precisely, words_from(toks, at)) {
                self.goal = true;
                self.goal_span = Span::new(toks[at].span.start, toks[at + count - 1].span.end);
                return (count, None);
            }
            self.was_goal = false;
        }
        // A clause begins with the sentence, behind a sign, behind "and" and behind another cue ("hence let …").
        let clause = self.clause_start;
        self.clause_start = false;
        let cue = lexicon.cues.longest_at(words_from(toks, at), clause);
        if let Some((cues, taken)) = citation(toks, at, lexicon)
            && cue.is_none_or(|(_, count)| taken > count)
        {
            let adjacent = self.words == 0 && self.found.is_empty();
            if let Some(previous) = self.previous.as_mut().filter(|_| adjacent) {
                previous.cues.0.extend(cues.iter().cloned());
                return (taken, Some((previous.index, cues)));
            }
            self.found
                .extend(cues.into_iter().map(|cue| Found { cue, words: 0 }));
            return (taken, None);
        }
        if let Some((class, count)) = cue {
            let span = Span::new(toks[at].span.start, toks[at + count - 1].span.end);
            let word = words_from(toks, at)
                .take(count)
                .collect::<Vec<_>>()
                .join(" ");
            let kind = match class {
                CueClass::Goal => CueKind::Goal,
                CueClass::Definition => CueKind::Definition,
                CueClass::Hypothesis => CueKind::Hypothesis,
                CueClass::Reason => CueKind::Reason,
                CueClass::Condition => CueKind::Condition,
                CueClass::Implies => CueKind::Implies,
                CueClass::Consequence => CueKind::Consequence,
                CueClass::Hint => CueKind::Hint,
                CueClass::Place => CueKind::Place,
            };
            if kind == CueKind::Goal {
                self.goal = true;
                self.goal_span = span;
            }
            self.hint |= kind == CueKind::Hint;
            // "Implies" is about the formula right before it; elsewhere it only draws a conclusion.
            let kind = if kind == CueKind::Implies && self.previous.is_none() {
                CueKind::Consequence
            } else {
                kind
            };
            self.stating = lexicon
                .list(WordClass::Stating, words_from(toks, at))
                .is_some_and(|n| n >= count);
            self.universal = lexicon
                .list(WordClass::Universal, words_from(toks, at))
                .is_some_and(|n| n == count);
            self.found.push(Found {
                cue: Cue { kind, word, span },
                words: 0,
            });
            self.clause_start = true;
            return (count, None);
        }
        if let Some(count) = lexicon
            .list(WordClass::Adverb, words_from(toks, at))
            .filter(|_| clause && self.words == 0)
        {
            // "Now let": the clause still begins.
            self.words += count;
            self.found.iter_mut().for_each(|found| found.words += count);
            self.clause_start = true;
            return (count, None);
        }
        if let Some(count) = lexicon.list(WordClass::And, words_from(toks, at)) {
            self.and = true;
            self.and_that = lexicon
                .list(WordClass::AndThat, words_from(toks, at))
                .is_some();
            self.before_and = self.words;
            self.clause_start = true;
            return (count, None);
        }
        self.words += 1;
        self.found.iter_mut().for_each(|found| found.words += 1);
        (1, None)
    }

    /// The formula that comes now is marked as a reason by a sign in it.
    pub(super) fn reason(&mut self, span: Span) {
        let cue = Cue {
            kind: CueKind::Reason,
            word: String::new(),
            span,
        };
        self.found.push(Found { cue, words: 0 });
    }

    /// What has been read says this of the formula that comes now. `given` tells whether it stands in a statement.
    pub(super) fn formula(&mut self, display: bool, given: bool) -> Said {
        let own = Cues(
            std::mem::take(&mut self.found)
                .into_iter()
                .map(|found| found.cue)
                .collect(),
        );
        let joined = self.words == 0 && own.0.is_empty() && !display;
        // "Suppose A and that for all t, F(t)": the second is supposed as the first is.
        let again = self
            .previous
            .as_ref()
            .filter(|_| self.universal && own.0.len() == 1 && self.and && self.before_and == 0)
            .and_then(|previous| previous.cues.nearest())
            .filter(|cue| cue.kind == CueKind::Hypothesis)
            .cloned();
        let shared = self.previous.take().filter(|previous| {
            let list = !matches!(
                previous.cues.nearest().map(|cue| &cue.kind),
                Some(
                    CueKind::Condition | CueKind::Reason | CueKind::Implies | CueKind::Consequence
                )
            );
            let after_goal =
                previous.goal && !given && !own.0.iter().any(|cue| cue.kind == CueKind::Goal);
            // In an answer "show that A" is over with A; in a question all of the sentence is what is to be shown.
            if after_goal && !(joined && self.and) {
                self.goal = false;
            }
            // "Let n be an integer and x > 0": the word of the first formula is that of the second.
            let nearest = previous.cues.nearest().map(|cue| &cue.kind);
            let supposed = matches!(nearest, Some(CueKind::Hypothesis))
                && own.0.is_empty()
                && (!display || self.and_that)
                && self.before_and == self.words;
            // "Let m and n be integers, m > n": what stands behind the comma is supposed as well.
            let added = self.comma
                && self.before_comma == self.words
                && self.words > 0
                && !self.and
                && own.0.is_empty()
                && !display
                && previous.cues.nearest().is_some_and(introduces);
            added || (joined || supposed) && (self.and || (joined && self.comma && list))
        });
        // "Suppose that for all t, F(t)": the word that supposes is that of what is said of each t.
        let mut own = own;
        own.0.splice(0..0, again);
        if let Some(cue) = self.carried.take()
            && (own.0.is_empty() || own.0.len() == 1 && self.stating)
        {
            // "For every t and every s".
            if self.and && !display && own.0.is_empty() {
                self.carried = Some(cue.clone());
            }
            own.0.push(cue);
        }
        if std::mem::take(&mut self.universal)
            && let Some(cue) = (own.0.iter()).find(|c| c.kind == CueKind::Hypothesis)
        {
            self.carried = Some(cue.clone());
        }
        self.stating = false;
        let (cues, goal) = match shared {
            Some(previous) => (previous.cues, previous.goal),
            None => {
                let supposed = own.is_hypothesis() || own.is_definition();
                let goal = self.goal && !supposed;
                (own, goal)
            }
        };
        self.fresh = false;
        self.clause_start = true;
        self.words = 0;
        self.comma = false;
        self.before_comma = 0;
        self.and = false;
        self.and_that = false;
        self.before_and = 0;
        self.previous = Some(Previous {
            cues: cues.clone(),
            goal,
            index: usize::MAX,
        });
        Said {
            cues,
            goal,
            hint: self.hint,
        }
    }

    /// Gives the caller's number for the formula read last.
    pub(super) fn number_last(&mut self, index: usize) {
        if let Some(previous) = &mut self.previous {
            previous.index = index;
        }
    }

    /// Opens a goal by a word of its own ("To show:").
    pub(super) fn open_goal(&mut self, span: Span) {
        self.goal = true;
        self.goal_span = span;
    }

    /// The role of a formula, given the role that its place has.
    pub(super) fn role(said: &Said, base: Role) -> Role {
        match base {
            _ if said.goal => Role::Goal,
            Role::Goal if said.cues.is_hypothesis() || said.cues.is_definition() => Role::Given,
            Role::Given if said.hint => Role::Hint,
            other => other,
        }
    }
}

/// Whether a word brings a name: "let", "soit".
fn introduces(cue: &Cue) -> bool {
    cue.kind == CueKind::Hypothesis
        && guards().is_some_and(|g| g.introducing.is(&guards::words(&cue.word)))
}

/// "by Jensen", "d'après les équations (3) et (4)", "from (12)": what is cited, and how many tokens that takes.
fn citation(toks: &[Tok], at: usize, lexicon: &Lexicon) -> Option<(Vec<Cue>, usize)> {
    let lead = lexicon.list(WordClass::Citation, words_from(toks, at))?;
    let mut next = at + lead;
    let mut numbered = false;
    let mut cues = Vec::new();
    while next < toks.len() {
        if let Some((targets, end)) = cited(toks, next, numbered, lexicon) {
            let span = Span::new(toks[next].span.start, toks[end - 1].span.end);
            cues.extend(targets.into_iter().map(|target| Cue {
                word: match &target {
                    CitationTarget::Label(label) => format!("({label})"),
                    CitationTarget::Name(name) => name.clone(),
                },
                kind: CueKind::Citation(Citation {
                    target,
                    colon: false,
                }),
                span,
            }));
            next = end;
            // "(3) and (4)", "(3), (4)"
            let and = lexicon
                .list(WordClass::And, words_from(toks, next))
                .unwrap_or(0);
            let comma = usize::from(toks[next..].first().is_some_and(|tok| tok.is_sign(&[','])));
            let more = next + and + comma;
            if and + comma > 0 && cited(toks, more, numbered, lexicon).is_some() {
                next = more;
                continue;
            }
            break;
        }
        if !cues.is_empty() {
            break;
        }
        let noun = lexicon.list(WordClass::Noun, words_from(toks, next))?;
        numbered |= words_from(toks, next)
            .next()
            .is_some_and(|word| word.chars().count() > 3);
        next += noun;
    }
    if cues.is_empty() {
        return None;
    }
    // "the AM-GM inequality": the noun behind the name belongs to it.
    while let Some(noun) = lexicon
        .list(WordClass::Noun, words_from(toks, next))
        .filter(|_| numberless(&cues))
    {
        if words_from(toks, next)
            .next()
            .is_some_and(|word| word.chars().count() <= 3)
        {
            break;
        }
        next += noun;
    }
    Some((cues, next - at))
}

fn numberless(cues: &[Cue]) -> bool {
    cues.iter().all(|cue| {
        matches!(
            &cue.kind,
            CueKind::Citation(Citation {
                target: CitationTarget::Name(_),
                ..
            })
        )
    })
}

fn cited(
    toks: &[Tok],
    at: usize,
    numbered: bool,
    lexicon: &Lexicon,
) -> Option<(Vec<CitationTarget>, usize)> {
    if let Some((name, count)) = lexicon.names.longest(words_from(toks, at)) {
        return Some((vec![CitationTarget::Name(name)], at + count));
    }
    let open = usize::from(toks.get(at)?.is_sign(&['(']));
    if let TokKind::Reference(keys) = &toks.get(at + open)?.kind {
        let closed = (toks.get(at + open + 1)).is_some_and(|tok| tok.is_sign(&[')']));
        let targets = keys.iter().cloned().map(CitationTarget::Label).collect();
        return (open == 0 || closed).then_some((targets, at + 1 + 2 * open));
    }
    let mut label = toks.get(at + open)?.word()?.to_owned();
    let mut end = at + open + 1;
    // `3.2` is two words.
    if let Some(more) = toks
        .get(end)
        .and_then(Tok::word)
        .filter(|_| toks[end].span.start == toks[end - 1].span.end + 1)
        && label.bytes().all(|b| b.is_ascii_digit())
        && more.bytes().all(|b| b.is_ascii_digit())
    {
        label = format!("{label}.{more}");
        end += 1;
    }
    let closed = toks.get(end).is_some_and(|tok| tok.is_sign(&[')']));
    let accepted = is_label(&label) && if open == 1 { closed } else { numbered };
    accepted.then(|| (vec![CitationTarget::Label(label)], end + open))
}
