//! Which labels begin parts: `2.` may be an exercise, a question or the second step of an answer.

use std::collections::BTreeMap;

use super::PartKind;
use super::assemble::Assembler;
use super::block::Block;
use super::head::Label;
use crate::read::lexicon::HeadClass;

/// How parts have been numbered so far.
#[derive(Default)]
pub(super) struct Numbering {
    /// An exercise was opened by a word or a heading, so that numbers count its questions.
    pub(super) worded: bool,
    /// The level of the heading that opened it.
    pub(super) heading: Option<u8>,
    /// "Question" is what exercises are called here.
    pub(super) questions_are_exercises: bool,
    pub(super) exercise: Option<u64>,
    pub(super) question: Option<u64>,
    pub(super) letter: Option<char>,
    pub(super) roman: Option<u64>,
    /// The last number that turned out to be no part.
    pub(super) rejected: Option<u64>,
    pub(super) lists: BTreeMap<usize, bool>,
    /// The answers to all questions follow together, with the labels of the questions.
    pub(super) collected: bool,
    pub(super) open: Option<PartKind>,
}

impl Assembler<'_> {
    /// Whether a block begins a part, and which.
    pub(super) fn part_kind(&mut self, block: &Block, number: usize) -> Option<PartKind> {
        let head = &block.head;
        // "### Case x > 0" goes on with the section that it stands in.
        if block.leaf.heading.is_some() && block.names_case() {
            return None;
        }
        if let Some((class, _)) = &head.class {
            return Some(self.worded_part(*class, block));
        }
        let Some((label, _)) = &head.label else {
            let section = block.leaf.heading.is_some() && head.role.is_none();
            return section.then_some(PartKind::Section);
        };
        if block.leaf.heading.is_some() {
            return Some(match label {
                Label::Number(n)
                    if self.plan.answers && !self.plan.theorems_only && !self.numbering.worded =>
                {
                    self.numbering.restart_exercise();
                    self.numbering.exercise = Some(*n);
                    self.numbering.heading = block.leaf.heading;
                    self.numbering.open(PartKind::Exercise)
                }
                Label::Number(_) => PartKind::Section,
                Label::Letter(c) => {
                    self.numbering.letter = Some(*c);
                    self.numbering.lettered()
                }
                Label::Roman(_) => PartKind::Section,
            });
        }
        let answering = self.answering;
        match *label {
            Label::Number(n) => self.numbered_part(n, block, answering),
            Label::Letter('i') if self.numbering.letter != Some('h') => {
                self.roman_part(1, block, answering)
            }
            Label::Letter('v') if self.numbering.letter != Some('u') => {
                self.roman_part(5, block, answering)
            }
            Label::Letter('x') if self.numbering.letter != Some('w') => {
                self.roman_part(10, block, answering)
            }
            Label::Letter(c) => self.lettered_part(c, block, number, answering),
            Label::Roman(n) => self.roman_part(n, block, answering),
        }
    }

    fn worded_part(&mut self, class: HeadClass, block: &Block) -> PartKind {
        match class {
            HeadClass::Question
                if self.numbering.open.is_some() && !self.numbering.questions_are_exercises =>
            {
                self.numbering.letter = None;
                self.numbering.roman = None;
                self.numbering.collected = false;
                self.numbering.question = Some(self.numbering.question.unwrap_or(0) + 1);
                self.numbering.open(PartKind::Question)
            }
            HeadClass::Exercise | HeadClass::Question => {
                self.numbering.questions_are_exercises |= class == HeadClass::Question;
                self.numbering.restart_exercise();
                self.numbering.worded = true;
                self.numbering.heading = block.leaf.heading;
                self.numbering.open(PartKind::Exercise)
            }
            HeadClass::Definition => PartKind::Definition,
            HeadClass::Remark => PartKind::Remark,
            HeadClass::Example => PartKind::Example,
            HeadClass::Corollary => PartKind::Corollary,
            _ => PartKind::Theorem,
        }
    }

    /// `1.` begins an exercise, or a question where exercises have names; or it is a step of an answer.
    fn numbered_part(&mut self, n: u64, block: &Block, answering: bool) -> Option<PartKind> {
        let list = block.leaf.item.as_ref().map(|marker| marker.list);
        let worded = self.numbering.worded;
        let last = if worded {
            self.numbering.question
        } else {
            self.numbering.exercise
        };
        let decided = list.and_then(|list| self.numbering.lists.get(&list).copied());
        let continues = last.is_some_and(|last| n == last + 1);
        let step = self
            .numbering
            .rejected
            .is_some_and(|rejected| n == rejected + 1);
        let accepted = block.head.points
            || decided.unwrap_or_else(|| {
                let first = last.is_none() && !answering;
                self.plan.answers
                    && !self.plan.theorems_only
                    && !step
                    && (continues || (first && self.hint.is_none()))
            });
        if let Some(list) = list {
            self.numbering.lists.insert(list, accepted);
        }
        if !accepted {
            self.numbering.rejected = Some(n);
            return None;
        }
        if worded {
            self.numbering.collected = false;
            self.numbering.question = Some(n);
            self.numbering.letter = None;
            self.numbering.roman = None;
            return Some(self.numbering.open(PartKind::Question));
        }
        self.numbering.restart_exercise();
        self.numbering.exercise = Some(n);
        Some(self.numbering.open(PartKind::Exercise))
    }

    fn lettered_part(
        &mut self,
        c: char,
        block: &Block,
        number: usize,
        answering: bool,
    ) -> Option<PartKind> {
        let last = self.numbering.letter;
        let next = match last {
            None => c == 'a' && !answering,
            Some(last) => c as u32 == last as u32 + 1,
        };
        let restart = answering
            && c == 'a'
            && last.is_some_and(|last| last > 'a')
            && !self.answer_before_next(number);
        if restart {
            self.numbering.collected = true;
        }
        let fits = next || restart;
        let accepted =
            (block.head.points && !restart) || (fits && (self.plan.answers || block.head.strong));
        if !accepted || (self.hint.is_some() && !block.head.points) {
            return None;
        }
        self.numbering.letter = Some(c);
        self.numbering.roman = None;
        Some(self.numbering.lettered())
    }

    /// Whether an answer is marked before the next label: then the label belongs to a question, not to an answer.
    fn answer_before_next(&self, number: usize) -> bool {
        self.blocks[number + 1..]
            .iter()
            .find(|later| later.answers() || later.may_begin_part())
            .is_some_and(|later| later.answers() && later.head.label.is_none())
    }

    fn roman_part(&mut self, n: u64, block: &Block, answering: bool) -> Option<PartKind> {
        let next = match self.numbering.roman {
            None => n == 1 && !answering,
            Some(last) => n == last + 1,
        };
        let open = self.numbering.open.is_some();
        let accepted =
            block.head.points || (next && open && self.plan.answers && self.hint.is_none());
        if !accepted {
            return None;
        }
        self.numbering.roman = Some(n);
        let inside = self.numbering.letter.is_some() || self.numbering.question.is_some();
        Some(if inside {
            PartKind::SubQuestion
        } else {
            PartKind::Question
        })
    }
}

impl Numbering {
    pub(super) fn restart_exercise(&mut self) {
        self.question = None;
        self.letter = None;
        self.roman = None;
        self.rejected = None;
        self.collected = false;
        self.worded = false;
        self.heading = None;
    }

    pub(super) fn open(&mut self, kind: PartKind) -> PartKind {
        self.open = Some(kind);
        kind
    }

    /// `(a)` is a question of its exercise, or a part of a numbered question.
    pub(super) fn lettered(&mut self) -> PartKind {
        let kind = if self.question.is_some() {
            PartKind::SubQuestion
        } else {
            PartKind::Question
        };
        self.open(kind)
    }
}
