//! Where parts of the text begin: what ends there, and what stays in force because the heading above it says it.

use super::cases::Supposed;
use super::single::Point;
use super::{Known, Walk};
use crate::check::script::{CaseMark, Entry};
use crate::elaborate::Scope;
use hence_kernel::Term;
use std::collections::{BTreeMap, BTreeSet};

/// What the text under a heading has said before the first heading inside of it.
#[derive(Clone, Default)]
pub(super) struct Chapter {
    scope: Scope,
    given: Vec<Term>,
    lines: Vec<Known>,
    open: BTreeSet<String>,
    restricted: BTreeSet<String>,
    together: Vec<BTreeSet<String>>,
    general: BTreeSet<String>,
    undetermined: BTreeSet<String>,
    kinds: BTreeMap<String, &'static str>,
    elsewhere: bool,
    figure: bool,
    valued: Vec<Term>,
    operations: BTreeSet<String>,
    parametric: BTreeSet<String>,
    meant: Vec<Term>,
    unheard: bool,
    worded: bool,
    meant_of: BTreeSet<String>,
    supposed: Vec<Supposed>,
    seen: BTreeSet<String>,
}

/// Deeper than any heading.
const UNHEADED: u8 = u8::MAX;

impl Walk<'_> {
    /// A part begins under a heading of this depth, 0 where it has none; `rest` is what stands behind its beginning.
    pub(super) fn enter(&mut self, level: u8, depth: u8, rest: &[Entry]) {
        self.settle_anew();
        self.mark_case(CaseMark::End);
        self.labels.clear();
        self.fixed.clear();
        if level <= 1 {
            self.variables.clear();
            self.naturals.clear();
        }
        self.at_point = Point::None;
        self.last = None;
        self.previous = None;
        let corollary = std::mem::take(&mut self.corollary);
        if level > 1 && corollary && self.marks.last().is_some_and(|(l, _)| *l == level) {
            // A corollary may be meant under what its theorem supposes.
            let count = self.marks.last().map_or(0, |(_, count)| *count);
            self.doubt_from(count);
            self.marks.push((level + 1, self.given.len()));
            return;
        }
        if level > 1 {
            // The hypotheses of a question end with it, and what rests on them; names stay those of the exercise.
            while let Some((_, count)) = self.marks.pop_if(|(l, _)| *l >= level) {
                self.keep_given(count);
            }
            self.marks.push((level, self.given.len()));
            return;
        }
        // An exercise that bold words begin lies inside of the headings before it.
        let depth = match depth {
            0 if self.depth > 0 => UNHEADED,
            depth => depth,
        };
        // What was said under the headings around this one holds here too; what stands before the first heading is of none.
        self.chapters.retain(|(d, _)| *d < depth);
        if 0 < self.depth
            && self.depth < depth
            && self.chapters.last().is_none_or(|(d, _)| *d < self.depth)
        {
            let said = self.chapter();
            self.chapters.push((self.depth, said));
        }
        self.depth = depth;
        let outer = self.chapters.last().map(|(_, c)| c.clone());
        self.go_on_from(outer.unwrap_or_default());
        self.begin(rest);
        self.hints(rest);
    }

    // What is supposed from here on in what is given holds no more, nor what rests on it.
    fn keep_given(&mut self, count: usize) {
        let ended: Vec<Term> = self.given.drain(count.min(self.given.len())..).collect();
        let lines = self.resting_on(&ended, &|_| false);
        self.drop_lines(&|k| lines.contains(&k.id));
    }

    fn chapter(&mut self) -> Chapter {
        // Of the questions of a part only what was said before them is its own.
        if let Some((_, count)) = self.marks.first() {
            self.keep_given(*count);
        }
        Chapter {
            scope: self.scope.clone(),
            given: self.given.clone(),
            lines: self.lines.clone(),
            open: self.open.clone(),
            restricted: self.restricted.clone(),
            together: self.together.clone(),
            general: self.general.clone(),
            undetermined: self.undetermined.clone(),
            kinds: self.kinds.clone(),
            elsewhere: self.elsewhere,
            figure: self.figure,
            valued: self.valued.clone(),
            operations: self.operations.clone(),
            parametric: self.parametric.clone(),
            meant: self.meant.clone(),
            unheard: self.unheard,
            worded: self.worded,
            meant_of: self.meant_of.clone(),
            supposed: self.supposed.clone(),
            seen: self.seen.clone(),
        }
    }

    fn go_on_from(&mut self, outer: Chapter) {
        self.marks.clear();
        self.doubts.clear();
        self.scope = outer.scope;
        self.given = outer.given;
        self.lines = outer.lines;
        self.open = outer.open;
        self.restricted = outer.restricted;
        self.together = outer.together;
        self.general = outer.general;
        self.undetermined = outer.undetermined;
        self.kinds = outer.kinds;
        self.elsewhere = outer.elsewhere;
        self.figure = outer.figure;
        self.valued = outer.valued;
        self.operations = outer.operations;
        self.parametric = outer.parametric;
        self.meant = outer.meant;
        self.unheard = outer.unheard;
        self.worded = outer.worded;
        self.sought = Default::default();
        self.proof = None;
        self.meant_of = outer.meant_of;
        self.supposed = outer.supposed;
        self.seen = outer.seen;
    }
}
