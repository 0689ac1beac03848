//! From blocks to items: where parts begin, which role each formula has, what the words around it say.

use super::block::{Block, ends_in_full_stop, leaf_end, starts_sentence, tag_behind};
use super::cues::Sentence;
use super::head::{Label, RoleWord, head, leaf_text, role_word};
use super::leaf::{Inline, Leaf, Mark};
use super::numbering::Numbering;
use super::references::Keys;
use super::tags::split_tag;
use super::words::{Tok, TokKind, tokens, words_from};
use super::{CueKind, Cues, Formula, Item, ItemKind, Part, PartKind, Role};
use crate::read::ast::Span;
use crate::read::lexicon::{HeadClass, Lexicon, WordClass};

/// The items of a document made of these blocks.
pub(super) fn assemble(text: &str, leaves: Vec<Leaf>) -> Vec<Item> {
    let lexicon = Lexicon::for_text(text);
    let keys = Keys::of(text);
    let blocks: Vec<Block> = leaves
        .into_iter()
        .map(|mut leaf| {
            keys.divide(&mut leaf);
            let toks = tokens(&leaf, &lexicon);
            let head = head(&leaf, &toks, &lexicon);
            Block { leaf, toks, head }
        })
        .collect();
    let mut assembler = Assembler::new(&lexicon, &blocks);
    for at in 0..blocks.len() {
        assembler.block(at);
    }
    assembler.items
}

/// What stands in a document, known before it is read in order.
pub(super) struct Plan {
    /// Answers or proofs are marked somewhere, so that what stands outside of them is statement.
    pub(super) answers: bool,
    /// The only answers are proofs of theorems: what stands outside of both is derivation.
    pub(super) theorems_only: bool,
}

/// How long a hint lasts.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Until {
    /// To the next part or role: "Hints:" on a line of its own.
    Part,
    /// To the end of the block.
    Block,
    /// To the next bracket that closes.
    Bracket,
}

pub(super) struct Assembler<'a> {
    lexicon: &'a Lexicon,
    pub(super) blocks: &'a [Block],
    pub(super) plan: Plan,
    items: Vec<Item>,
    /// The role that the place gives.
    pub(super) base: Role,
    pub(super) hint: Option<Until>,
    /// The last block of the statement of a theorem.
    theorem_end: Option<usize>,
    /// Whether an answer or a proof is being read.
    pub(super) answering: bool,
    /// Whether the statement at hand asks for nothing: what it concludes is claimed.
    unasked: bool,
    /// What the last role item said.
    said: Option<Role>,
    sentence: Sentence,
    /// The sentence as it stood at a colon, for each item of the list behind it.
    intro: Option<Sentence>,
    pub(super) numbering: Numbering,
    /// Roles to come back to at the end of an environment.
    outer: Vec<(Role, Option<usize>)>,
    /// Whether the current question has asked for something, and whether another part lies inside it.
    asked: bool,
    /// Where the last block's words end in a full stop.
    closed: bool,
}

impl<'a> Assembler<'a> {
    fn new(lexicon: &'a Lexicon, blocks: &'a [Block]) -> Self {
        let answers = blocks
            .iter()
            .any(|block| block.answers() || block.answers_inside(lexicon));
        let by_answer_word = |block: &Block| {
            block
                .head
                .role
                .as_ref()
                .is_some_and(|role| role.class == HeadClass::Answer)
        };
        let theorem_mark = |block: &Block| {
            block.leaf.marks.iter().any(|mark| {
                matches!(
                    mark,
                    Mark::Part {
                        kind: PartKind::Theorem | PartKind::Corollary,
                        ..
                    }
                )
            })
        };
        let exercise = |block: &Block| {
            block.head.points
                || matches!(
                    block.head.class,
                    Some((HeadClass::Exercise | HeadClass::Question, _))
                )
                || block.leaf.marks.iter().any(|mark| {
                    matches!(
                        mark,
                        Mark::Part {
                            kind: PartKind::Exercise,
                            ..
                        }
                    )
                })
        };
        let theorems_only = blocks
            .iter()
            .any(|block| block.is_theorem() || theorem_mark(block))
            && !blocks
                .iter()
                .any(|block| by_answer_word(block) || exercise(block));
        let plan = Plan {
            answers,
            theorems_only,
        };
        let mut assembler = Assembler {
            lexicon,
            blocks,
            plan,
            items: Vec::new(),
            base: Role::Claimed,
            answering: false,
            unasked: false,
            hint: None,
            theorem_end: None,
            said: None,
            sentence: Sentence::new(),
            intro: None,
            numbering: Numbering::default(),
            outer: Vec::new(),
            asked: false,
            closed: true,
        };
        assembler.leave_answer(0);
        assembler.say(assembler.base, Span::new(0, 0));
        assembler
    }

    /// The role of what stands outside of answers, from a block on: statement where the document marks answers and an exercise or a
    /// question begins there, or something is asked before the next answer; else a derivation.
    fn leave_answer(&mut self, number: usize) {
        self.answering = false;
        self.unasked = false;
        self.base = Role::Claimed;
        if !self.plan.answers || self.plan.theorems_only && self.numbering.open.is_none() {
            return;
        }
        let blocks = &self.blocks[number..];
        let named = blocks.first().is_some_and(|block| {
            let class = block.head.class.as_ref().map(|(class, _)| *class);
            let exercise = matches!(class, Some(HeadClass::Exercise | HeadClass::Question));
            exercise || block.head.points || block.head.label.is_some()
        });
        let answer = |block: &Block| block.answers() || block.answers_inside(self.lexicon);
        let end = blocks.iter().position(answer);
        let before = &blocks[..end.map_or(blocks.len(), |end| end + 1)];
        let asks = before.iter().any(|block| block.asks(self.lexicon));
        if named && end.is_some() || asks {
            self.base = Role::Given;
            self.unasked = !asks;
        }
    }

    fn push(&mut self, mut span: Span, kind: ItemKind) {
        // Where Markdown and the search for comments disagree on what a stretch is, the item that comes first has it.
        if !matches!(kind, ItemKind::Formula(_) | ItemKind::Directive(_)) {
            let done = self.items.last().map_or(0, |item| item.span.end);
            span = Span::new(span.start.max(done), span.end.max(done));
        }
        self.items.push(Item { kind, span });
    }

    fn say(&mut self, role: Role, span: Span) {
        self.said = Some(role);
        self.push(span, ItemKind::Role(role));
    }

    /// What the place says, block by block.
    fn place(&self, block: usize) -> Role {
        if self.hint.is_some() {
            Role::Hint
        } else if self.theorem_end.is_some_and(|end| block <= end) {
            Role::Goal
        } else {
            self.base
        }
    }

    fn block(&mut self, number: usize) {
        let Some(block) = self.blocks.get(number) else {
            return;
        };
        for mark in &block.leaf.marks {
            self.mark(mark);
        }
        let mut at = 0;
        let mut cursor = block.head.span.start;
        let leaf = &block.leaf;
        let part = self.part_kind(block, number);
        if let Some(kind) = part {
            self.begin_part(kind, block, number);
            at = block.head.role.as_ref().map_or(block.head.next, |role| {
                block
                    .toks
                    .iter()
                    .position(|tok| tok.span.start >= role.span.start)
                    .unwrap_or(role.next)
            });
            cursor = block.head.span.end;
        } else if let Some(marker) = &leaf.item {
            cursor = marker.span.end;
        }
        self.begin_sentence(block, part.is_some());
        if let Some(role) = &block.head.role {
            self.prose(leaf, cursor, role.span.start);
            self.role(role, number, false);
            at = role.next;
            cursor = role.span.end;
        }
        let first = block.toks.get(at).map(|tok| tok.span.start);
        if first.is_some() && self.implied_answer(block, number, part.is_some()) {
            self.base = Role::Claimed;
            self.answering = true;
            self.asked = false;
        }
        self.run(block, number, at, cursor);
        if self.hint == Some(Until::Bracket) {
            self.hint = None;
        }
        // "Hint: consider the function:" goes on in the next block.
        let last = block.toks.last();
        let open_end = last.is_some_and(|tok| tok.is_sign(&[':', ',']));
        if self.hint == Some(Until::Block) && !open_end {
            self.hint = None;
        }
        if last.is_some_and(|tok| tok.is_sign(&[':'])) {
            self.intro = Some(self.sentence.clone());
        }
        if leaf.heading.is_some() {
            self.sentence.end();
        }
        if let Some(last) = last {
            self.closed = last.is_sign(&['.', '?', '!', ')']) || leaf.heading.is_some();
        }
    }

    fn begin_sentence(&mut self, block: &Block, part: bool) {
        let first = block.toks.first();
        let capital = first.is_some_and(|tok| tok.capital) || part || block.head.role.is_some();
        if block.leaf.item.is_some() && !part {
            match &self.intro {
                Some(intro) => self.sentence = intro.clone(),
                None => self.sentence.end(),
            }
        } else if capital {
            self.sentence.end();
            self.intro = None;
        }
    }

    /// A display that no sentence leads up to, after a question that asks for something and has no answer marked, is
    /// where the answer begins.
    fn implied_answer(&self, block: &Block, number: usize, part: bool) -> bool {
        self.base == Role::Given
            && self.plan.answers
            && self.hint.is_none()
            && !part
            && self.asked
            && self.closed
            && self.numbering.open.is_some()
            && block.starts_with_display()
            && self.blocks[number + 1..]
                .iter()
                .find(|later| later.answers() || later.may_begin_part())
                .is_none_or(|later| {
                    let deeper = matches!(
                        later.head.label,
                        Some((Label::Letter(_) | Label::Roman(_), _))
                    ) && self.numbering.open == Some(PartKind::Exercise);
                    !deeper && (!later.answers() || later.may_begin_part())
                })
    }

    /// Reads the tokens of a block from `at` on; `cursor` is where its words have been read to.
    fn run(&mut self, block: &Block, number: usize, mut at: usize, mut cursor: usize) {
        let (leaf, toks) = (&block.leaf, &block.toks[..]);
        while let Some(tok) = toks.get(at) {
            if let TokKind::Inline(place) = tok.kind {
                let Some(inline) = leaf.inlines.get(place) else {
                    break;
                };
                cursor = self.inline(block, number, at, inline, cursor);
                at += 1;
                continue;
            }
            if let Some(role) = self.inner_role(toks, at) {
                self.prose(leaf, cursor, role.span.start);
                let bracket = at
                    .checked_sub(1)
                    .is_some_and(|before| toks[before].is_sign(&['(', '[']));
                self.role(&role, number, bracket);
                cursor = role.span.end;
                at = role.next;
                continue;
            }
            if self.hint == Some(Until::Bracket) && tok.is_sign(&[')', ']']) {
                self.hint = None;
                self.sentence.end();
            }
            self.leave_statement(block, at, number);
            self.notice(toks, at, number);
            let step = self.sentence.step(toks, at, self.lexicon);
            if let Some((index, cues)) = step.behind
                && let Some(ItemKind::Formula(formula)) =
                    self.items.get_mut(index).map(|item| &mut item.kind)
            {
                formula.cues.0.extend(cues);
            }
            at += step.taken.max(1);
        }
        let end = leaf_end(leaf);
        self.prose(leaf, cursor, end);
    }

    /// "Claim: A. Indeed B.": the statement of a theorem is over where a sentence behind its first formula argues.
    fn leave_statement(&mut self, block: &Block, at: usize, number: usize) {
        let toks = &block.toks[..];
        let inside = self.theorem_end.is_some_and(|end| number <= end);
        let behind_formula = || {
            toks[..at]
                .iter()
                .any(|tok| matches!(tok.kind, TokKind::Inline(_)))
        };
        if inside
            && starts_sentence(toks, at)
            && self
                .lexicon
                .list(WordClass::Arguing, words_from(toks, at))
                .is_some()
            && behind_formula()
        {
            self.theorem_end = None;
            self.base = Role::Claimed;
        }
    }

    fn inner_role(&self, toks: &[Tok], at: usize) -> Option<RoleWord> {
        if !starts_sentence(toks, at) {
            return None;
        }
        role_word(toks, at, self.lexicon, false, false)
    }

    /// Words that matter beyond their sentence: that a question asks, that a proof is over.
    fn notice(&mut self, toks: &[Tok], at: usize, number: usize) {
        if self.base == Role::Given
            && self
                .lexicon
                .list(WordClass::Task, words_from(toks, at))
                .is_some()
        {
            self.asked = true;
        }
        let over = toks[at].is_sign(&['∎', '□', '■'])
            || self
                .lexicon
                .list(WordClass::Qed, words_from(toks, at))
                .is_some();
        if over && self.base == Role::Claimed {
            let next = self.blocks[number + 1..]
                .iter()
                .find(|later| later.answers() || later.may_begin_part());
            if next.is_some_and(|later| later.answers() && !later.may_begin_part())
                && !self.plan.theorems_only
            {
                self.base = Role::Given;
                self.answering = false;
            }
        }
    }

    fn inline(
        &mut self,
        block: &Block,
        number: usize,
        at: usize,
        inline: &Inline,
        cursor: usize,
    ) -> usize {
        let leaf = &block.leaf;
        match inline {
            Inline::Formula {
                outer,
                content,
                text,
                display,
                environment,
            } => {
                let given = self.place(number) == Role::Given;
                if is_reason(text) {
                    self.sentence
                        .reason(Span::new(content.start, content.start));
                }
                let goal_span = self.sentence.goal_span;
                let said = self.sentence.formula(*display, given);
                let place = self.place(number);
                let concludes =
                    (said.cues.nearest()).is_some_and(|c| c.kind == CueKind::Consequence);
                let role = match Sentence::role(&said, place) {
                    Role::Given if place == Role::Given && self.unasked && concludes => {
                        Role::Claimed
                    }
                    role => role,
                };
                if self.said != Some(role) {
                    let word = said
                        .goal
                        .then_some(goal_span)
                        .filter(|span| span.start >= cursor && span.end > 0);
                    let span = word.unwrap_or(Span::new(outer.start, outer.start));
                    self.prose(leaf, cursor, span.start);
                    self.say(role, span);
                    self.prose(leaf, span.end, outer.start);
                } else {
                    self.prose(leaf, cursor, outer.start);
                }
                let (body, tag) = split_tag(text);
                let tag = tag.or_else(|| {
                    if *display {
                        tag_behind(&block.toks, at + 1)
                    } else {
                        None
                    }
                });
                let ends =
                    text[body].trim_end().ends_with('.') && !text.trim_end().ends_with("\\.");
                let formula = Formula {
                    content: *content,
                    text: text.clone(),
                    display: *display,
                    heading: leaf.heading.is_some(),
                    environment: environment.clone(),
                    tag,
                    role,
                    cues: Cues(said.cues.0),
                };
                self.sentence.number_last(self.items.len());
                self.push(*outer, ItemKind::Formula(formula));
                if ends {
                    self.sentence.end();
                }
                outer.end
            }
            Inline::Directive { directive, span } => {
                self.prose(leaf, cursor, span.start);
                self.push(*span, ItemKind::Directive(directive.clone()));
                span.end
            }
            Inline::Skipped { reason, span } => {
                self.prose(leaf, cursor, span.start);
                self.push(*span, ItemKind::Skipped(reason.clone()));
                span.end
            }
            Inline::Text { .. } | Inline::Reference { .. } | Inline::Break { .. } => cursor,
        }
    }

    /// The words of a block between two bytes.
    fn prose(&mut self, leaf: &Leaf, from: usize, to: usize) {
        if from >= to {
            return;
        }
        let words = leaf_text(leaf, Span::new(from, to));
        if words.is_empty() {
            return;
        }
        let mut span: Option<Span> = None;
        for inline in leaf.inside(Span::new(from, to)) {
            if let Inline::Text {
                text, span: place, ..
            } = inline
            {
                let (start, end) = (from.max(place.start), to.min(place.end));
                if start >= end {
                    continue;
                }
                let exact = text.len() == place.end - place.start;
                let slice = if exact {
                    text.get(start - place.start..end - place.start)
                } else {
                    None
                };
                let piece = match slice {
                    Some(slice) if slice.trim().is_empty() => continue,
                    Some(slice) => {
                        let lead = slice.len() - slice.trim_start().len();
                        let tail = slice.len() - slice.trim_end().len();
                        Span::new(start + lead, end - tail)
                    }
                    None => Span::new(start, end),
                };
                span = Some(span.map_or(piece, |span| span.to(piece)));
            }
        }
        if let Some(span) = span {
            self.push(span, ItemKind::Prose(words));
        }
    }

    fn role(&mut self, word: &RoleWord, number: usize, bracket: bool) {
        let role = match word.class {
            HeadClass::Answer | HeadClass::Proof => Role::Claimed,
            HeadClass::Statement => Role::Given,
            HeadClass::Goal => Role::Goal,
            _ => Role::Hint,
        };
        self.sentence.end();
        match role {
            Role::Hint => {
                self.hint = Some(match (bracket, word.alone) {
                    (true, _) => Until::Bracket,
                    (_, true) => Until::Part,
                    _ => Until::Block,
                });
            }
            Role::Goal => self.sentence.open_goal(word.span),
            _ => {
                self.hint = None;
                self.base = role;
                self.answering = role == Role::Claimed;
                self.theorem_end = self.theorem_end.filter(|&end| end < number);
                self.asked = false;
            }
        }
        self.say(role, word.span);
    }

    fn mark(&mut self, mark: &Mark) {
        match mark {
            Mark::Part { kind, title, span } => {
                self.outer.push((self.base, self.theorem_end.take()));
                self.hint = None;
                self.base = match kind {
                    PartKind::Theorem | PartKind::Corollary => Role::Goal,
                    PartKind::Exercise | PartKind::Question if !self.plan.answers => Role::Claimed,
                    PartKind::Remark | PartKind::Example => self.base,
                    _ => Role::Given,
                };
                if *kind == PartKind::Exercise {
                    self.numbering.restart_exercise();
                    self.numbering.worded = true;
                    self.numbering.open = Some(*kind);
                }
                let part = Part {
                    kind: *kind,
                    label: None,
                    title: title.clone(),
                    depth: 0,
                };
                self.push(*span, ItemKind::Part(part));
                self.sentence.end();
                self.settle(span.end);
            }
            Mark::Role { role, span } => {
                self.outer.push((self.base, self.theorem_end.take()));
                self.hint = None;
                self.base = *role;
                self.answering = *role == Role::Claimed;
                self.sentence.end();
                self.say(*role, *span);
            }
            Mark::End => {
                if let Some((base, theorem_end)) = self.outer.pop() {
                    self.base = base;
                    self.theorem_end = theorem_end;
                }
                self.hint = None;
                self.sentence.end();
            }
        }
    }

    /// Says the role that holds from here on, if another was said last.
    fn settle(&mut self, at: usize) {
        if self.said != Some(self.base) {
            self.say(self.base, Span::new(at, at));
        }
    }

    fn begin_part(&mut self, kind: PartKind, block: &Block, number: usize) {
        let head = &block.head;
        let label = head.class.as_ref().and_then(|(_, label)| label.clone());
        let label = label.or_else(|| head.label.as_ref().map(|(_, written)| written.clone()));
        self.push(
            head.span,
            ItemKind::Part(Part {
                kind,
                label,
                title: head.title.clone(),
                depth: block.leaf.heading.unwrap_or(0),
            }),
        );
        self.hint = None;
        self.intro = None;
        self.sentence.end();
        self.theorem_end = None;
        match kind {
            PartKind::Exercise | PartKind::Question | PartKind::SubQuestion => {
                self.asked = false;
                if !self.numbering.collected {
                    self.leave_answer(number);
                }
            }
            PartKind::Section => {
                let inside = self
                    .numbering
                    .heading
                    .is_some_and(|level| block.leaf.heading > Some(level));
                if !inside {
                    self.numbering.restart_exercise();
                    self.numbering.open = None;
                    self.leave_answer(number);
                }
            }
            // What is said to follow from what stands above is claimed.
            PartKind::Corollary if self.proof_of(number).is_none() => {}
            PartKind::Theorem | PartKind::Corollary => {
                self.theorem_end = Some(self.statement_end(number))
            }
            PartKind::Definition | PartKind::Remark | PartKind::Example => {}
        }
        let place = self.place(number);
        if self.said != Some(place) {
            self.say(place, Span::new(head.span.end, head.span.end));
        }
    }

    /// The last block before the proof of a theorem, where one follows.
    fn proof_of(&self, number: usize) -> Option<usize> {
        let rest = &self.blocks[number + 1..];
        let next = rest
            .iter()
            .position(|later| later.answers() || later.may_begin_part())?;
        rest[next].answers().then_some(number + next)
    }

    /// The last block of a theorem's statement: what stands before its proof, or where no proof follows its own
    /// paragraph with the displays that belong to the sentence.
    fn statement_end(&self, number: usize) -> usize {
        if let Some(end) = self.proof_of(number) {
            return end;
        }
        let mut end = number;
        let mut open = |block: &Block| {
            block.leaf.heading.is_some()
                || block
                    .toks
                    .last()
                    .is_some_and(|tok| !tok.is_sign(&['.', '!']) && !ends_in_full_stop(block))
        };
        while self.blocks.get(end).is_some_and(&mut open)
            && self
                .blocks
                .get(end + 1)
                .is_some_and(|next| !next.may_begin_part())
        {
            end += 1;
        }
        end
    }
}

/// Whether a formula begins with the sign for "because", and draws no conclusion from what stands behind it.
fn is_reason(text: &str) -> bool {
    let begins = |sign: &str| text.trim_start().starts_with(sign);
    (begins("\\because") || begins("∵")) && !text.contains("\\therefore") && !text.contains('∴')
}
