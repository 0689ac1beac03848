//! The running text of a document: its words, sentence by sentence, with the formulas among them.

mod beside;
mod cases;
mod conditions;
mod fate;
mod heads;
mod limits;
mod quantified;
mod speech;
mod stated;

pub(super) use fate::{EQUALITY, Fate};

use super::rows;
use crate::check::open;
use crate::read::ast::Kind;
use crate::read::document::{Document, ItemKind};
use crate::read::latex;
use crate::read::lexicon::Lexicon;
use crate::read::lexicon::guards::{Guards, guards};
use crate::read::lexicon::properties::{Joint, is_conditional_word, joint};
use std::collections::{BTreeMap, BTreeSet};

/// A piece of running text.
#[derive(Debug)]
enum Tok {
    Word(String),
    Sign(char),
    /// The formula of an item, and whether it is a statement.
    Formula(usize, bool),
}

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
    // The formulas that are a logarithm with a base and without an argument.
    bases: BTreeSet<usize>,
    // The formulas that give a name a value.
    values: BTreeSet<usize>,
    // The names that formulas give values.
    valued: BTreeMap<usize, String>,
    // The formulas that compare a name with a name or a number.
    bounds: BTreeSet<usize>,
    // The formulas that the mark of a list stands right before, and those in headings.
    listed: BTreeSet<usize>,
    // The bounds that stand in brackets of their own: `(x > 0)`.
    bracketed: BTreeSet<usize>,
    // Where the items of a list of cases begin: "- if x > 0: …".
    case_items: BTreeSet<usize>,
    headings: BTreeSet<usize>,
    // The formulas that a case supposes by the place they stand at, and those that may be such.
    heads: BTreeSet<usize>,
    unclear: BTreeSet<usize>,
    // The names in formulas, and those of them that are indices.
    names: BTreeMap<usize, BTreeSet<String>>,
    indices: BTreeMap<usize, BTreeSet<String>>,
    // The names that are called in formulas.
    called: BTreeMap<usize, BTreeSet<String>>,
    // The names that functions are called at in formulas.
    arguments: BTreeMap<usize, BTreeSet<String>>,
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
            bases: BTreeSet::new(),
            values: BTreeSet::new(),
            valued: BTreeMap::new(),
            bounds: BTreeSet::new(),
            listed: BTreeSet::new(),
            bracketed: BTreeSet::new(),
            case_items: BTreeSet::new(),
            headings: BTreeSet::new(),
            heads: BTreeSet::new(),
            unclear: BTreeSet::new(),
            names: BTreeMap::new(),
            indices: BTreeMap::new(),
            called: BTreeMap::new(),
            arguments: BTreeMap::new(),
            guards: guards(),
        };
        let mut end = 0;
        for (i, item) in doc.items.iter().enumerate() {
            let gap = doc.text.get(end..item.span.start).unwrap_or("");
            match &item.kind {
                ItemKind::Prose(prose) => {
                    let first = prose.trim_start();
                    let label =
                        (first.find(')')).is_some_and(|n| n < 6 && !first[..n].contains(' '));
                    let capital = label || first.starts_with(char::is_uppercase);
                    // "- if x > 0: …": a case of a list.
                    let case = gap.contains('\n') && is_marked(gap) && {
                        let first = crate::read::lexicon::guards::words(first);
                        first.first().is_some_and(|w| is_conditional_word(w))
                    };
                    out.break_at(gap, capital || case);
                    if case {
                        out.case_items.insert(out.toks.len());
                    }
                    // Behind a display a capital begins a sentence, whether or not the display ends with a full stop.
                    let behind = i.checked_sub(1).and_then(|j| doc.items.get(j));
                    let display = behind
                        .is_some_and(|b| matches!(&b.kind, ItemKind::Formula(f) if f.display));
                    if display && capital && matches!(out.toks.last(), Some(Tok::Formula(..))) {
                        out.toks.push(Tok::Sign('.'));
                    }
                    out.prose(prose, &lexicon);
                }
                ItemKind::Formula(f) => {
                    out.break_at(
                        gap,
                        !f.display && !matches!(out.toks.last(), Some(Tok::Sign(':' | ','))),
                    );
                    let exprs = rows(latex::parse(&f.text, f.content.start)).unwrap_or_default();
                    let statement = exprs.is_empty() && !is_mark(&f.text)
                        || exprs.iter().any(open::is_statement);
                    if let Some((name, _)) = exprs.iter().find_map(open::equated) {
                        out.values.insert(i);
                        out.valued.insert(i, name);
                    }
                    if matches!(&exprs[..], [e] if matches!(&e.kind, Kind::Paren(x) if open::compares(x)))
                    {
                        out.bracketed.insert(i);
                    }
                    if matches!(&exprs[..], [e] if open::compares(e)) {
                        out.bounds.insert(i);
                    }
                    if (end == 0 || gap.contains('\n')) && is_marked(gap) {
                        out.listed.insert(i);
                    }
                    if f.heading {
                        out.headings.insert(i);
                        let part = i.checked_sub(1).map(|k| &doc.items[k].kind);
                        if matches!(part, Some(ItemKind::Part(p)) if !p.title.is_empty()) {
                            out.unclear.insert(i);
                        }
                    }
                    let mut names = BTreeSet::new();
                    exprs.iter().for_each(|e| open::names(e, &mut names));
                    let indices = names
                        .iter()
                        .filter(|n| exprs.iter().any(|e| open::has_index(e, n)))
                        .cloned()
                        .collect();
                    out.indices.insert(i, indices);
                    out.called.insert(i, open::calls(&exprs));
                    out.arguments.insert(i, open::arguments(&exprs));
                    out.names.insert(i, names);
                    let base = f.text.trim();
                    if base.starts_with("\\log_") && base.len() < 10 {
                        out.bases.insert(i);
                    }
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
        out.find_heads();
        out
    }

    // A blank line or the mark of a list ends a sentence where something new begins behind it.
    fn break_at(&mut self, gap: &str, begins: bool) {
        let blank =
            gap.matches('\n').count() > 1 && gap.lines().skip(1).any(|l| l.trim().is_empty());
        let mark = gap.contains('\n') && is_marked(gap);
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
        for (at, c) in prose.char_indices() {
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
                        // "Case 1. x > 0."
                        let label = c == '.' && self.is_label();
                        self.toks.push(Tok::Sign(if label { ':' } else { c }));
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

    // Whether the sentence so far is the name of a case.
    fn is_label(&self) -> bool {
        let mut start = self.toks.len();
        while start > 0 && !self.ends_sentence(start - 1) {
            start -= 1;
        }
        let lead = self.lead(start);
        let all_words = start + lead.len() == self.toks.len();
        all_words
            && self
                .guards
                .and_then(|g| g.case.begins(&lead))
                .is_some_and(|n| lead.len() <= n + 1)
    }

    fn ends_sentence(&self, at: usize) -> bool {
        matches!(
            self.toks.get(at),
            None | Some(Tok::Sign('.' | '!' | '?' | ';'))
        )
    }

    /// Where the sentence of a formula begins.
    pub(super) fn sentence(&self, item: usize) -> usize {
        self.sentence_of(self.places.get(&item).copied().unwrap_or(0))
    }

    /// The words of the sentence of a formula.
    pub(super) fn sentence_words(&self, item: usize) -> Vec<String> {
        let mut out = Vec::new();
        for (k, t) in self.toks.iter().enumerate().skip(self.sentence(item)) {
            if let Tok::Word(w) = t {
                out.push(w.clone());
            }
            if self.ends_sentence(k) {
                break;
            }
        }
        out
    }

    // Where the sentence of a place begins.
    fn sentence_of(&self, mut at: usize) -> usize {
        while at > 0 && !self.ends_sentence(at - 1) {
            at -= 1;
        }
        at
    }

    /// Whether the sentence of a formula has supposed something before it.
    pub(super) fn supposes(&self, item: usize) -> bool {
        self.supposing.contains(&self.sentence(item))
    }

    /// Whether a paragraph begins between two formulas.
    pub(super) fn is_parted(&self, before: usize, now: usize) -> bool {
        match (self.places.get(&before), self.places.get(&now)) {
            (Some(a), Some(b)) => self.paragraphs.range(a + 1..=*b).next().is_some(),
            _ => false,
        }
    }

    // What stands between two formulas, from the beginning where there is none before.
    fn between(&self, before: Option<usize>, now: usize) -> (usize, usize) {
        let place = before.and_then(|b| self.places.get(&b));
        let from = place.map_or(0, |p| p + 1);
        (from, self.places.get(&now).copied().unwrap_or(from))
    }

    /// Whether words between two formulas say that cases are over.
    pub(super) fn is_closed(&self, before: Option<usize>, now: usize) -> bool {
        let (from, to) = self.between(before, now);
        let words = self.words(from, to);
        self.guards
            .is_some_and(|g| g.closing.first(&words).is_some())
    }

    /// The words right before a formula that is no statement.
    pub(super) fn before_name(&self, item: usize) -> Option<Vec<String>> {
        let at = *self.places.get(&item)?;
        matches!(self.toks[at], Tok::Formula(_, false)).then(|| self.words_before(at))
    }

    /// Whether these words stand right before a formula, with at most one between.
    pub(super) fn follows_cue(&self, item: usize, cue: &[String]) -> bool {
        let words = (self.places.get(&item)).map_or_else(Vec::new, |at| self.words_before(*at));
        words.ends_with(cue) || words[..words.len().saturating_sub(1)].ends_with(cue)
    }

    /// Whether words between two formulas say that what was supposed for some values is over: "in general".
    pub(super) fn generalises(&self, before: Option<usize>, now: usize) -> bool {
        let (from, to) = self.between(before, now);
        let words = self.words(from, to);
        self.guards
            .is_some_and(|g| g.generalising.first(&words).is_some())
    }

    /// Whether words between two formulas say that the base of an induction is done.
    pub(super) fn steps(&self, before: Option<usize>, now: usize) -> bool {
        let (from, to) = self.between(before, now);
        let words = self.words(from, to);
        self.guards
            .is_some_and(|g| g.stepping.first(&words).is_some())
    }

    /// Whether words between two formulas say that it is no real numbers that are computed with.
    pub(super) fn is_elsewhere(&self, before: Option<usize>, now: usize) -> bool {
        let (from, to) = self.between(before, now);
        // The formula itself is what is computed modulo: "modulo $".
        let words = self.words(from, to + 1);
        self.guards
            .is_some_and(|g| g.elsewhere.first(&words).is_some())
    }

    /// Whether words between two formulas say that real numbers are computed with again.
    pub(super) fn is_homeward(&self, before: Option<usize>, now: usize) -> bool {
        let (from, to) = self.between(before, now);
        let words = self.words(from, to);
        self.guards
            .is_some_and(|g| g.homeward.first(&words).is_some())
    }

    /// Whether words between two formulas, or in the clause behind the second, speak of a figure.
    pub(super) fn figures(&self, before: Option<usize>, now: usize) -> bool {
        let Some(g) = self.guards else { return false };
        let (from, to) = self.between(before, now);
        let mut words = self.words(from, to);
        words.extend(self.lead(to + 1));
        let mut i = 0;
        while i < words.len() {
            if let Some(n) = g.plain.begins(&words[i..]) {
                i += n.max(1);
            } else if g.figures.begins(&words[i..]).is_some() {
                return true;
            } else {
                i += 1;
            }
        }
        false
    }

    /// Whether words between two formulas say that a contradiction was reached.
    pub(super) fn contradicts(&self, before: Option<usize>, now: usize) -> bool {
        let (from, to) = self.between(before, now);
        let words = self.words(from, to);
        self.guards.is_some_and(|g| g.contradicts(&words))
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
        self.neighbour(*at, false).is_some_and(|(_, _, gap)| {
            let alternates = self.guards.is_some_and(|g| g.alternating.is(&gap));
            alternates || joint(&gap.join(" ")) == Some(Joint::Or)
        })
    }

    /// Whether the sentence of a formula begins a case.
    pub(super) fn begins_case(&self, item: usize) -> bool {
        if self.heads.contains(&item) || self.is_induced(item) {
            return true;
        }
        let start = self.sentence(item);
        let lead = self.lead(start);
        self.guards
            .is_some_and(|g| g.case.begins(&lead).is_some() || self.ranges_over(start, g))
    }

    // Whether a sentence begins with what its claims range over: "for x > 0". "For n = 1" gives a value.
    fn ranges_over(&self, start: usize, g: &Guards) -> bool {
        let lead = self.lead(start);
        let first = self.toks.get(start + lead.len());
        g.ranging.is(&lead)
            && matches!(first, Some(Tok::Formula(i, true)) if !self.values.contains(i) && !self.supposing.contains(&start))
    }

    /// Whether a sentence up to a formula, and behind the formula before, supposes what is not written as a formula.
    pub(super) fn supposes_in_words(&self, before: Option<usize>, now: usize) -> bool {
        let Some(g) = self.guards else { return false };
        let (from, to) = self.between(before, now);
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
        let (first, last) = self.joint(at);
        (self.words_before(first), self.words_behind(last))
    }

    /// The words before the first of the names that are joined to a name, where it is not the first itself, and those behind the last.
    pub(super) fn about_joined(&self, item: usize) -> (Option<String>, Option<String>) {
        let Some(&at) = self.places.get(&item) else {
            return (None, None);
        };
        let (first, last) = self.joint(at);
        (
            (first < at).then(|| self.words_before(first).join(" ")),
            (last > at).then(|| self.words_behind(last).join(" ")),
        )
    }

    // "A and B", "A, B": what is said of the last is said of all. Where the first and the last one stand.
    fn joint(&self, at: usize) -> (usize, usize) {
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
        (joins(at, false), joins(at, true))
    }

    fn words_before(&self, at: usize) -> Vec<String> {
        let mut out = Vec::new();
        for t in self.toks[..at].iter().rev() {
            match t {
                Tok::Word(w) => out.insert(0, w.clone()),
                _ => break,
            }
        }
        out
    }

    /// The formulas among the words behind a name and those that are joined to it.
    pub(super) fn formulas_behind(&self, item: usize) -> Vec<usize> {
        let Some(&at) = self.places.get(&item) else {
            return Vec::new();
        };
        let (_, last) = self.joint(at);
        let words = self.toks[last + 1..].iter();
        words
            .take_while(|t| matches!(t, Tok::Word(_) | Tok::Formula(_, false)))
            .filter_map(|t| match t {
                Tok::Formula(i, _) => Some(*i),
                _ => None,
            })
            .collect()
    }

    fn words_behind(&self, at: usize) -> Vec<String> {
        let mut out = Vec::new();
        for t in &self.toks[at + 1..] {
            match t {
                Tok::Word(w) => out.push(w.clone()),
                Tok::Formula(_, false) => out.push("$".into()),
                _ => break,
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
                        s.push_str(
                            match (self.logarithms.contains(i), self.bases.contains(i)) {
                                (true, _) => " log",
                                (_, true) => " base $",
                                _ => " $",
                            },
                        );
                    }
                }
                Tok::Sign('.' | '!' | '?' | ';') => out.push(String::new()),
                Tok::Sign(_) => {}
            }
        }
        out
    }
}

// Whether a formula that cannot be read is only a mark by which another one is called: `(*)`.
fn is_mark(formula: &str) -> bool {
    let text = formula.trim();
    text.starts_with('(') && text.ends_with(')') && text.len() < 10
}

// Whether the mark of a list stands at the end of what lies between two pieces of text.
fn is_marked(gap: &str) -> bool {
    let last = gap.rsplit('\n').next().unwrap_or("").trim();
    last.starts_with(['-', '*', '+'])
        || last.starts_with("\\item")
        || last.ends_with(['.', ')']) && last.len() < 5
}
