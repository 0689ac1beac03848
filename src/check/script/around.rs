//! The words around a formula, sentence by sentence, and whether they keep it from being supposed or claimed.

use super::rows;
use crate::check::open;
use crate::read::document::{CueKind, Document, Formula, ItemKind, Role};
use crate::read::latex;
use crate::read::lexicon::Lexicon;
use crate::read::lexicon::guards::{Guards, Hazard, guards};
use crate::read::lexicon::properties::{Joint, is_conditional_word, is_negating_word, joint};
use std::collections::{BTreeMap, BTreeSet};

/// A piece of running text.
#[derive(Debug)]
enum Tok {
    Word(String),
    Sign(char),
    /// The formula of an item, and whether it is a statement.
    Formula(usize, bool),
}

/// What becomes of a formula because of the words around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// The words are understood.
    Keep,
    /// It is neither supposed nor claimed.
    Skip {
        reason: &'static str,
        /// Whether something of its names may be supposed all the same.
        open: bool,
    },
    /// An equation that is solved: a condition of its sentence.
    Solved,
    /// It is supposed until the case is over.
    Case,
    /// It is claimed under a condition in words.
    Doubt,
}

const NOT_UNDERSTOOD: &str = "the words around it are not understood";
const FOR_SOME: &str = "the words say that it holds for some values";
const ELSEWISE: &str = "what this sentence supposes is not written as a formula";
const EQUALITY: &str = "it says when the two sides are equal";

/// The running text of a document.
pub(super) struct Text {
    toks: Vec<Tok>,
    // Where formulas stand in it, by their items.
    places: BTreeMap<usize, usize>,
    // Where a paragraph begins.
    paragraphs: BTreeSet<usize>,
    // The formulas that were skipped so far.
    skipped: BTreeSet<usize>,
    // The sentences that suppose something.
    supposing: BTreeSet<usize>,
    // The formulas that are a logarithm without a base.
    logarithms: BTreeSet<usize>,
    guards: Option<&'static Guards>,
}

impl Text {
    pub(super) fn of(doc: &Document) -> Text {
        let lexicon = Lexicon::for_text(&doc.text);
        let mut out = Text {
            toks: Vec::new(),
            places: BTreeMap::new(),
            paragraphs: BTreeSet::new(),
            skipped: BTreeSet::new(),
            supposing: BTreeSet::new(),
            logarithms: BTreeSet::new(),
            guards: guards(),
        };
        let mut end = 0;
        for (i, item) in doc.items.iter().enumerate() {
            let gap = doc.text.get(end..item.span.start).unwrap_or("");
            match &item.kind {
                ItemKind::Prose(prose) => {
                    let capital = prose.trim_start().starts_with(char::is_uppercase);
                    out.break_at(gap, capital);
                    out.prose(prose, &lexicon);
                }
                ItemKind::Formula(f) => {
                    out.break_at(
                        gap,
                        !f.display && !matches!(out.toks.last(), Some(Tok::Sign(':' | ','))),
                    );
                    let statement = rows(latex::parse(&f.text, f.content.start))
                        .map_or(true, |es| {
                            es.is_empty() || es.iter().any(open::is_statement)
                        });
                    if f.text.contains("\\log") && !f.text.contains("\\log_") {
                        out.logarithms.insert(i);
                    }
                    out.places.insert(i, out.toks.len());
                    out.toks.push(Tok::Formula(i, statement));
                    if f.text.trim_end().ends_with('.') {
                        out.toks.push(Tok::Sign('.'));
                    }
                }
                ItemKind::Part(_) | ItemKind::Skipped(_) => {
                    out.toks.push(Tok::Sign('.'));
                    out.paragraphs.insert(out.toks.len());
                }
                ItemKind::Role(_) | ItemKind::Directive(_) => {
                    // The words of a role are no part of a sentence; they only part what stands around them.
                    if item.span.end > item.span.start {
                        out.toks.push(Tok::Sign(':'));
                    }
                }
            }
            end = end.max(item.span.end);
        }
        out
    }

    // A blank line or the mark of a list ends a sentence where something new begins behind it.
    fn break_at(&mut self, gap: &str, begins: bool) {
        let blank =
            gap.matches('\n').count() > 1 && gap.lines().skip(1).any(|l| l.trim().is_empty());
        let mark = gap
            .rsplit('\n')
            .next()
            .filter(|_| gap.contains('\n'))
            .is_some_and(|l| {
                let l = l.trim();
                l.starts_with(['-', '*', '+'])
                    || l.starts_with("\\item")
                    || l.ends_with(['.', ')']) && l.len() < 5
            });
        let led = matches!(self.toks.last(), Some(Tok::Sign(':')));
        if begins && (blank || mark) {
            if !led {
                self.toks.push(Tok::Sign('.'));
            }
            self.paragraphs.insert(self.toks.len());
        }
    }

    fn prose(&mut self, prose: &str, lexicon: &Lexicon) {
        let mut word = String::new();
        let mut last = String::new();
        let mut chars = prose.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            if c.is_alphanumeric() {
                word.extend(c.to_lowercase());
                last.extend(c.to_lowercase());
                continue;
            }
            if !word.is_empty() {
                self.toks.push(Tok::Word(std::mem::take(&mut word)));
            }
            let behind = prose[at + c.len_utf8()..].chars().next();
            match c {
                '.' | '!' | '?' => {
                    let abbreviation = c == '.' && lexicon.is_abbreviation(&last);
                    if behind.is_none_or(char::is_whitespace) && !abbreviation {
                        self.toks.push(Tok::Sign(c));
                    }
                    last.push('.');
                }
                ',' | ';' | ':' | '(' | ')' => self.toks.push(Tok::Sign(c)),
                _ => last.clear(),
            }
            if c.is_whitespace() {
                last.clear();
            }
        }
        if !word.is_empty() {
            self.toks.push(Tok::Word(word));
        }
    }

    fn ends_sentence(&self, at: usize) -> bool {
        matches!(
            self.toks.get(at),
            None | Some(Tok::Sign('.' | '!' | '?' | ';'))
        )
    }

    /// Where the sentence of a formula begins.
    pub(super) fn sentence(&self, item: usize) -> usize {
        let mut at = self.places.get(&item).copied().unwrap_or(0);
        while at > 0 && !self.ends_sentence(at - 1) {
            at -= 1;
        }
        at
    }

    /// Whether a paragraph begins between two formulas.
    pub(super) fn is_parted(&self, before: usize, now: usize) -> bool {
        match (self.places.get(&before), self.places.get(&now)) {
            (Some(a), Some(b)) => self.paragraphs.range(a + 1..=*b).next().is_some(),
            _ => false,
        }
    }

    /// Whether words between two formulas say that cases are over.
    pub(super) fn is_closed(&self, before: Option<usize>, now: usize) -> bool {
        let from = before
            .and_then(|b| self.places.get(&b))
            .map_or(0, |p| p + 1);
        let to = self.places.get(&now).copied().unwrap_or(from);
        let words = self.words(from, to);
        self.guards
            .is_some_and(|g| g.closing.first(&words).is_some())
    }

    // The words of a stretch, with `$` for formulas.
    fn words(&self, from: usize, to: usize) -> Vec<String> {
        (from..to)
            .filter_map(|k| match self.toks.get(k)? {
                Tok::Word(w) => Some(w.clone()),
                Tok::Formula(..) => Some("$".into()),
                Tok::Sign(_) => None,
            })
            .collect()
    }

    // The words at the beginning of a sentence, up to the first sign or formula.
    fn lead(&self, start: usize) -> Vec<String> {
        self.toks[start.min(self.toks.len())..]
            .iter()
            .map_while(|t| match t {
                Tok::Word(w) => Some(w.clone()),
                _ => None,
            })
            .collect()
    }

    // The nearest statement on one side, where only words and commas stand between: its item, the words, and whether there are words.
    fn neighbour(&self, at: usize, forward: bool) -> Option<(usize, usize, Vec<String>)> {
        let mut gap = Vec::new();
        let mut commas = 0;
        let mut k = at;
        loop {
            k = if forward { k + 1 } else { k.checked_sub(1)? };
            match self.toks.get(k)? {
                Tok::Word(w) => gap.push(w.clone()),
                Tok::Sign(',') => commas += 1,
                Tok::Formula(i, true) => {
                    if !forward {
                        gap.reverse();
                    }
                    let g = self.guards?;
                    let joined = if gap.is_empty() {
                        commas == 1
                    } else {
                        g.joining.is(&gap)
                    };
                    return joined.then_some((k, *i, gap));
                }
                _ => return None,
            }
        }
    }

    /// Whether "or" and nothing else stands between a formula and the statement before it.
    pub(super) fn is_alternative(&self, item: usize) -> bool {
        let Some(at) = self.places.get(&item) else {
            return false;
        };
        self.neighbour(*at, false)
            .is_some_and(|(_, _, gap)| joint(&gap.join(" ")) == Some(Joint::Or))
    }

    // The words of the clause before a place, and the statement at which it begins.
    fn before(&self, at: usize, g: &Guards) -> (Vec<String>, Option<usize>) {
        let mut out: Vec<String> = Vec::new();
        let mut k = at;
        while k > 0 {
            k -= 1;
            match &self.toks[k] {
                Tok::Word(w) => out.insert(0, w.clone()),
                Tok::Formula(_, false) => out.insert(0, "$".into()),
                Tok::Formula(i, true) => {
                    if let Some((start, _)) = g.opening.first(&out) {
                        out.drain(..start);
                    }
                    return (out, Some(*i));
                }
                Tok::Sign(',' | ')') if g.continuing.begins(&out).is_some() => {}
                // What stands before a colon is a sentence of its own, unless it speaks of what stands behind.
                Tok::Sign(':') if out.is_empty() && self.announces(k, g) => {}
                Tok::Sign(_) => break,
            }
        }
        (out, None)
    }

    // Whether the words before a colon are not complete without what stands behind it.
    fn announces(&self, colon: usize, g: &Guards) -> bool {
        let mut words: Vec<String> = Vec::new();
        for t in self.toks[..colon].iter().rev() {
            match t {
                Tok::Word(w) => words.insert(0, w.clone()),
                Tok::Formula(_, false) => words.insert(0, "$".into()),
                _ => break,
            }
        }
        g.subordinating.ends(&words)
            || g.continuing.ends(&words)
            || g.announcing.ends(&words)
            || g.announcing.first(&words).is_some_and(|(i, n)| n - i > 1)
    }

    // The words of the clause behind a place, and those behind them that may restrict it.
    fn behind(&self, at: usize, g: &Guards) -> (Vec<String>, Vec<String>, Option<usize>) {
        let stretch = |from: usize| -> (Vec<String>, Option<usize>) {
            let mut out = Vec::new();
            for t in &self.toks[from.min(self.toks.len())..] {
                match t {
                    Tok::Word(w) => out.push(w.clone()),
                    Tok::Formula(_, false) => out.push("$".into()),
                    Tok::Formula(i, true) => return (out, Some(*i)),
                    Tok::Sign(_) => break,
                }
            }
            (out, None)
        };
        if matches!(self.toks.get(at + 1), Some(Tok::Sign(',' | ':'))) {
            let (words, next) = stretch(at + 2);
            return match g.commenting.begins(&words) {
                Some(_) => (words, Vec::new(), next),
                None => (Vec::new(), Vec::new(), None),
            };
        }
        let (mut words, next) = stretch(at + 1);
        let tail = match g.opening.first(&words) {
            Some((start, _)) => words.split_off(start),
            None => Vec::new(),
        };
        (words, tail, next)
    }

    /// What becomes of a formula. `fresh` tells whether the names of a formula were not met before its sentence.
    pub(super) fn fate(&mut self, item: usize, f: &Formula, fresh: &dyn Fn(usize) -> bool) -> Fate {
        if f.cues.0.iter().any(|c| c.kind == CueKind::Hypothesis) {
            let sentence = self.sentence(item);
            self.supposing.insert(sentence);
        }
        let fate = self.fate_of(item, f, fresh);
        if matches!(fate, Fate::Skip { .. }) {
            self.skipped.insert(item);
        }
        fate
    }

    fn fate_of(&self, item: usize, f: &Formula, fresh: &dyn Fn(usize) -> bool) -> Fate {
        let (Some(g), Some(&at)) = (self.guards, self.places.get(&item)) else {
            return Fate::Keep;
        };
        if f.role == Role::Goal
            || f.role == Role::Hint
            || !matches!(self.toks[at], Tok::Formula(_, true))
        {
            return Fate::Keep;
        }
        let skip = |reason, open| Fate::Skip { reason, open };
        let start = self.sentence(item);
        let lead = self.lead(start);
        if g.elsewise.begins(&lead).is_some() {
            return skip(ELSEWISE, true);
        }
        // The formulas that are joined to it share its words.
        let (mut first, mut last) = (at, at);
        let mut or = false;
        while let Some((k, _, gap)) = self.neighbour(first, false) {
            or |= joint(&gap.join(" ")) == Some(Joint::Or);
            first = k;
        }
        while let Some((k, _, gap)) = self.neighbour(last, true) {
            or |= joint(&gap.join(" ")) == Some(Joint::Or);
            last = k;
        }
        let (mut words, from) = self.before(first, g);
        let opens_case = g.case.begins(&lead).is_some() && self.opens_case(start, at, g);
        if let Some(n) = g.case.begins(&words).filter(|_| opens_case) {
            words.drain(..n);
        }
        let concluded = g.concluded(&words);
        if let Some((_, end)) = g.equality.first(&words)
            && g.equality_when.first(&words[end..]).is_some()
        {
            return skip(EQUALITY, false);
        }
        if from.is_some_and(|i| self.skipped.contains(&i)) && concluded.len() == words.len() {
            return skip(NOT_UNDERSTOOD, true);
        }
        // "A unless B" has been understood as a condition of A.
        let unless = from.is_some() && is_negating_word(&words.join(" "));
        let supposed = f.role == Role::Given || self.supposing.contains(&start);
        // "Suppose x ≤ c for some c > 0": what is supposed to exist may be given a name that stands for nothing yet.
        let weigh = |hazard: Option<Hazard>, named: usize| match hazard {
            Some(Hazard::NotUnderstood) => Some(skip(NOT_UNDERSTOOD, true)),
            Some(Hazard::Existential) if !(supposed && fresh(named)) => Some(skip(FOR_SOME, true)),
            _ => None,
        };
        let named = self.term_before(first).unwrap_or(item);
        if !unless && let Some(fate) = weigh(g.hazard(concluded, or), named) {
            return fate;
        }
        let (behind, tail, next) = self.behind(last, g);
        // Behind a condition the words speak of what it is a condition of, unless they deny it at once.
        let condition = f
            .cues
            .nearest()
            .is_some_and(|c| matches!(c.kind, CueKind::Condition | CueKind::Reason));
        let near = if condition {
            behind.len().min(3)
        } else {
            behind.len()
        };
        let behind = &behind[..near];
        if let Some(fate) = weigh(g.hazard(behind, or), item) {
            return fate;
        }
        if g.restricting.begins(&tail).is_some()
            && !is_negating_word(&tail.join(" "))
            && let Some(fate) = weigh(g.hazard(&tail, or), next.unwrap_or(item))
        {
            return fate;
        }
        if opens_case {
            return Fate::Case;
        }
        let solving = g.solving.begins(&lead).is_some() || g.solving.first(&words).is_some();
        if solving && !supposed && self.is_first(start, at) {
            return Fate::Solved;
        }
        // "A if f is increasing": it is not claimed without that.
        let conditional = (1..=tail.len()).any(|n| is_conditional_word(&tail[..n].join(" ")));
        let exact = next.is_some()
            && (is_conditional_word(&tail.join(" ")) || joint(&tail.join(" ")).is_some());
        if conditional && !exact {
            return Fate::Doubt;
        }
        Fate::Keep
    }

    // The nearest formula before a place that is no statement, in the same clause.
    fn term_before(&self, at: usize) -> Option<usize> {
        for t in self.toks[..at].iter().rev() {
            match t {
                Tok::Word(_) => {}
                Tok::Formula(i, false) => return Some(*i),
                _ => return None,
            }
        }
        None
    }

    // Whether a formula is what a case supposes: nothing is concluded before it, and statements before it are joined to it by words.
    fn opens_case(&self, start: usize, at: usize, g: &Guards) -> bool {
        let words = self.words(start, at);
        let mut first = at;
        while let Some((k, _, gap)) = self.neighbour(first, false) {
            if gap.is_empty() {
                break;
            }
            first = k;
        }
        g.concluding.first(&words).is_none() && self.is_first(start, first)
    }

    // Whether no statement of the sentence stands before a place.
    fn is_first(&self, start: usize, at: usize) -> bool {
        !self.toks[start..at]
            .iter()
            .any(|t| matches!(t, Tok::Formula(_, true)))
    }

    /// Whether the sentence of a formula begins a case.
    pub(super) fn begins_case(&self, item: usize) -> bool {
        let lead = self.lead(self.sentence(item));
        self.guards.is_some_and(|g| g.case.begins(&lead).is_some())
    }

    /// Whether a sentence up to a formula, and behind the formula before, supposes what is not written as a formula.
    pub(super) fn supposes_in_words(&self, before: Option<usize>, now: usize) -> bool {
        let Some(g) = self.guards else { return false };
        let from = before
            .and_then(|b| self.places.get(&b))
            .map_or(0, |p| p + 1);
        let to = self.places.get(&now).copied().unwrap_or(from);
        let last = self.sentence(now);
        (from..=to).any(|k| {
            if k > 0 && !self.ends_sentence(k - 1) {
                return false;
            }
            let lead = self.lead(k);
            g.elsewise.begins(&lead).is_some() || k < last && g.case.begins(&lead).is_some()
        })
    }

    /// The words right before a formula that is no statement, and those behind it and the names that are joined to it.
    pub(super) fn about(&self, item: usize) -> (Vec<String>, Vec<String>) {
        let Some(&at) = self.places.get(&item) else {
            return (Vec::new(), Vec::new());
        };
        // "A and B", "A, B": what is said of the last is said of all.
        let joins = |from: usize, forward: bool| -> usize {
            let mut place = from;
            let mut gap: Vec<String> = Vec::new();
            let mut k = from;
            loop {
                let next = if forward {
                    Some(k + 1)
                } else {
                    k.checked_sub(1)
                };
                let Some(next) = next else { return place };
                k = next;
                match self.toks.get(k) {
                    Some(Tok::Word(w)) if gap.is_empty() => gap.push(w.clone()),
                    Some(Tok::Sign(',')) => {}
                    Some(Tok::Formula(_, false))
                        if gap.is_empty() || self.guards.is_some_and(|g| g.joining.is(&gap)) =>
                    {
                        place = k;
                        gap.clear();
                    }
                    _ => return place,
                }
            }
        };
        let (first, last) = (joins(at, false), joins(at, true));
        let mut before = Vec::new();
        for t in self.toks[..first].iter().rev() {
            match t {
                Tok::Word(w) => before.insert(0, w.clone()),
                _ => break,
            }
        }
        let mut behind = Vec::new();
        for t in &self.toks[last + 1..] {
            match t {
                Tok::Word(w) => behind.push(w.clone()),
                Tok::Formula(_, false) => behind.push("$".into()),
                _ => break,
            }
        }
        (before, behind)
    }

    /// Whether each value is meant of what the words right before a formula bring: "for all".
    pub(super) fn is_universal(&self, item: usize) -> bool {
        let Some(&at) = self.places.get(&item) else {
            return false;
        };
        let mut before = Vec::new();
        for t in self.toks[..at].iter().rev().take(8) {
            match t {
                Tok::Word(w) => before.insert(0, w.clone()),
                _ => break,
            }
        }
        // "for all real", "pour tout réel"
        self.guards.is_some_and(|g| {
            g.universal
                .last(&before)
                .is_some_and(|(_, end)| before.len() - end <= 2)
        })
    }

    /// The conditions right behind a formula: "for x > 0", "for n > 1 and n < 9".
    pub(super) fn conditions_behind(&self, item: usize) -> Vec<usize> {
        let (Some(g), Some(&at)) = (self.guards, self.places.get(&item)) else {
            return Vec::new();
        };
        let mut out = Vec::new();
        let mut words: Vec<String> = Vec::new();
        let mut k = at;
        loop {
            k += 1;
            match self.toks.get(k) {
                Some(Tok::Word(w)) => words.push(w.clone()),
                Some(Tok::Sign(',' | '(')) if words.is_empty() => {}
                Some(Tok::Formula(i, true)) => {
                    let all = g.universal.begins(&words);
                    let restricts = words.len() == 1 && g.restricting.is(&words)
                        || all.is_some_and(|n| words.len() <= n + 1);
                    if restricts || !out.is_empty() && g.joining.is(&words) {
                        out.push(*i);
                        words.clear();
                        continue;
                    }
                    return out;
                }
                _ => return out,
            }
        }
    }

    /// The quantified formulas of the sentence that bear on a statement: "for all t," before it, "for all t" right behind it.
    pub(super) fn ranges(&self, item: usize) -> Vec<usize> {
        let Some(&at) = self.places.get(&item) else {
            return Vec::new();
        };
        let mut out = Vec::new();
        let start = self.sentence(item);
        for t in &self.toks[start..at] {
            if let Tok::Formula(i, _) = t
                && self.is_universal(*i)
            {
                out.push(*i);
            }
        }
        for t in &self.toks[at + 1..] {
            match t {
                Tok::Formula(i, _) => {
                    if self.is_universal(*i) {
                        out.push(*i);
                    }
                    break;
                }
                Tok::Word(_) | Tok::Sign(',' | '(') => {}
                Tok::Sign(_) => break,
            }
        }
        out
    }

    /// Every sentence of the document as text.
    pub(super) fn sentences(&self) -> Vec<String> {
        let mut out = vec![String::new()];
        for t in &self.toks {
            match t {
                Tok::Word(w) => {
                    if let Some(s) = out.last_mut() {
                        s.push(' ');
                        s.push_str(w);
                    }
                }
                Tok::Formula(i, _) => {
                    if let Some(s) = out.last_mut() {
                        s.push_str(if self.logarithms.contains(i) {
                            " log"
                        } else {
                            " $"
                        });
                    }
                }
                Tok::Sign('.' | '!' | '?' | ';') => out.push(String::new()),
                Tok::Sign(_) => {}
            }
        }
        out
    }
}
