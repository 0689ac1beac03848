//! What is remembered of a document from one formula to the next.

use super::around::Text;
use super::{CaseMark, Entry, rows};
use crate::check::open;
use crate::read::document::{Document, Formula, ItemKind};
use crate::read::latex;
use std::collections::BTreeSet;

/// The names that statements have brought before the current sentence.
#[derive(Default)]
pub(super) struct Met {
    sentence: usize,
    pub(super) before: BTreeSet<String>,
    now: BTreeSet<String>,
    /// The names in all formulas before the current one.
    pub(super) earlier: BTreeSet<String>,
}

impl Met {
    pub(super) fn pass(&mut self, sentence: usize, f: &Formula) {
        if sentence != self.sentence {
            self.before.append(&mut self.now);
            self.sentence = sentence;
        }
        self.earlier
            .extend(self.before.iter().chain(&self.now).cloned());
        self.now.extend(names_of(f));
    }

    /// The names that the sentence of a formula has brought before it.
    pub(super) fn now(&self, sentence: usize) -> BTreeSet<String> {
        if sentence == self.sentence {
            self.now.clone()
        } else {
            BTreeSet::new()
        }
    }

    pub(super) fn is_fresh(&self, doc: &Document, item: usize) -> bool {
        match doc.items.get(item).map(|x| &x.kind) {
            Some(ItemKind::Formula(f)) => names_of(f).is_disjoint(&self.before),
            _ => false,
        }
    }
}

/// Which case the text is in.
#[derive(Default)]
pub(super) struct Cases {
    last: Option<usize>,
    // The sentence that began the case.
    sentence: Option<usize>,
    // The formula that began it.
    head: Option<usize>,
    open: bool,
    // Whether a case was begun before.
    any: bool,
}

impl Cases {
    pub(super) fn pass(&mut self, text: &Text, i: usize, out: &mut Vec<Entry>) {
        let sentence = text.sentence(i);
        let parted = self.last.is_some_and(|last| text.is_parted(last, i));
        let begins = text.begins_case(i) && self.sentence != Some(sentence);
        // A case whose first paragraph holds nothing else goes on with the next one.
        let headed = self.last.is_some() && self.last == self.head;
        if self.open && !begins && (parted && !headed || text.is_closed(self.last, i)) {
            out.push(Entry::Case(CaseMark::End));
            self.open = false;
        }
        if text.is_homeward(self.last, i) {
            out.push(Entry::Case(CaseMark::Home));
        }
        if text.is_elsewhere(self.last, i) {
            out.push(Entry::Case(CaseMark::Elsewhere));
        }
        if text.figures(self.last, i) {
            out.push(Entry::Case(CaseMark::Figure));
        }
        if text.steps(self.last, i) {
            out.push(Entry::Case(CaseMark::Step));
        }
        if text.withdraws(self.last, i) || !self.any && !begins && text.generalises(self.last, i) {
            out.push(Entry::Case(CaseMark::Withdrawn));
            self.open = false;
        }
        if text.releases(self.last, i) {
            out.push(Entry::Case(CaseMark::Released));
        }
        if text.contradicts(self.last, i) {
            out.push(Entry::Case(CaseMark::Contradiction));
            self.open = true;
        }
        if text.is_worded(self.last, i) {
            out.push(Entry::Case(CaseMark::Unheard));
        }
        let unwritten = text.supposes_in_words(self.last, i);
        if begins {
            out.push(Entry::Case(CaseMark::Begin));
            self.sentence = Some(sentence);
            self.head = Some(i);
            self.open = true;
            self.any = true;
        } else if unwritten {
            out.push(Entry::Case(CaseMark::Begin));
            out.push(Entry::Case(CaseMark::Unwritten));
            self.open = true;
        }
        self.last = Some(i);
    }
}

// The names in a formula.
pub(super) fn names_of(f: &Formula) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for e in rows(latex::parse(&f.text, f.content.start)).unwrap_or_default() {
        open::names(&e, &mut names);
    }
    names
}

// Something may be supposed of the names in a formula, and of the families whose members it speaks of.
pub(super) fn opened(f: &Formula) -> Entry {
    let mut names = names_of(f);
    for e in rows(latex::parse(&f.text, f.content.start)).unwrap_or_default() {
        open::families(&e, &mut names);
    }
    Entry::opened(names)
}
