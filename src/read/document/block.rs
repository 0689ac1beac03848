//! A block with its tokens and its head, and what can be asked of it without knowing the ones before.

use super::Role;
use super::head::{Head, RoleWord, role_word};
use super::leaf::{Inline, Leaf, Mark};
use super::tags::{is_label, split_tag};
use super::words::{Tok, TokKind, words_from};
use crate::read::lexicon::guards::{guards, words};
use crate::read::lexicon::properties::is_conditional_word;
use crate::read::lexicon::{HeadClass, Lexicon, WordClass};

/// A block of the document.
pub(super) struct Block {
    pub(super) leaf: Leaf,
    pub(super) toks: Vec<Tok>,
    pub(super) head: Head,
}

impl Block {
    /// Whether an answer or a proof begins with it.
    pub(super) fn answers(&self) -> bool {
        let by_word = |role: &RoleWord| matches!(role.class, HeadClass::Answer | HeadClass::Proof);
        self.head.role.as_ref().is_some_and(by_word) || self.marks_role(Role::Claimed)
    }

    /// Whether a sentence inside it marks an answer or a proof.
    pub(super) fn answers_inside(&self, lexicon: &Lexicon) -> bool {
        (self.head.next..self.toks.len()).any(|at| {
            starts_sentence(&self.toks, at)
                && role_word(&self.toks, at, lexicon, false, false)
                    .is_some_and(|role| matches!(role.class, HeadClass::Answer | HeadClass::Proof))
        })
    }

    /// Whether it asks for something before an answer that it holds: "show that", a question mark.
    pub(super) fn asks(&self, lexicon: &Lexicon) -> bool {
        let answer = |at: usize| {
            starts_sentence(&self.toks, at)
                && role_word(&self.toks, at, lexicon, at == 0, false)
                    .is_some_and(|role| matches!(role.class, HeadClass::Answer | HeadClass::Proof))
        };
        (0..self.toks.len())
            .take_while(|at| !answer(*at))
            .any(|at| {
                // "We compute" asks for nothing.
                let leads = at == 0 || self.toks[at - 1].word().is_none() || self.toks[at].capital;
                let task = || lexicon.list(WordClass::Task, words_from(&self.toks, at));
                self.toks[at].is_sign(&['?']) || leads && task().is_some()
            })
    }

    pub(super) fn marks_role(&self, wanted: Role) -> bool {
        self.leaf
            .marks
            .iter()
            .any(|mark| matches!(mark, Mark::Role { role, .. } if *role == wanted))
    }

    /// Whether it looks like the beginning of a part, whatever comes of it.
    pub(super) fn may_begin_part(&self) -> bool {
        self.head.label.is_some() || self.head.class.is_some() || self.leaf.heading.is_some()
    }

    /// Whether the words before its first formula name a case, "Case 2:", or a formula stands behind them as one: "If x > 0".
    pub(super) fn names_case(&self) -> bool {
        let Some(g) = guards() else { return false };
        let lead = (self.toks.iter()).take_while(|tok| !matches!(tok.kind, TokKind::Inline(_)));
        let formula = lead.clone().count() < self.toks.len();
        let said: Vec<&str> = lead.filter_map(Tok::word).collect();
        let label = usize::from(self.head.label.is_some()).min(said.len());
        let said = words(&said[label..].join(" "));
        let bounds = g.ranging.is(&said) || is_conditional_word(&said.join(" "));
        let named = g.case.begins(&said);
        named.is_some_and(|n| said.len() <= n + 2) || formula && (bounds || said.is_empty())
    }

    pub(super) fn is_theorem(&self) -> bool {
        matches!(
            self.head.class,
            Some((HeadClass::Theorem | HeadClass::Corollary, _))
        )
    }

    pub(super) fn starts_with_display(&self) -> bool {
        self.leaf
            .inlines
            .iter()
            .find(|inline| !matches!(inline, Inline::Break { .. }))
            .is_some_and(|inline| matches!(inline, Inline::Formula { display: true, .. }))
    }
}

/// Whether a role word may stand here: at the start of a sentence or bracket.
pub(super) fn starts_sentence(toks: &[Tok], at: usize) -> bool {
    let Some(tok) = toks.get(at).filter(|tok| tok.word().is_some()) else {
        return false;
    };
    let before = at.checked_sub(1).and_then(|before| toks.get(before));
    tok.line_start || before.is_none_or(|before| before.is_sign(&['.', '?', '!', ':', '(', '[']))
}

pub(super) fn ends_in_full_stop(block: &Block) -> bool {
    matches!(block.leaf.inlines.last(), Some(Inline::Formula { text, .. }) if text[split_tag(text).0].trim_end().ends_with('.'))
}

pub(super) fn leaf_end(leaf: &Leaf) -> usize {
    leaf.inlines.last().map_or(0, |inline| inline.span().end)
}

/// `(12)` in the words right behind a display, with nothing else on its line.
pub(super) fn tag_behind(toks: &[Tok], at: usize) -> Option<String> {
    let [open, label, close] = toks.get(at..at + 3)? else {
        return None;
    };
    let word = label.word().filter(|word| is_label(word))?;
    let bracketed = open.is_sign(&['(']) && close.is_sign(&[')']);
    let alone = toks
        .get(at + 3)
        .is_none_or(|next| next.line_start || next.is_sign(&['.', ',', ';']));
    (bracketed && alone).then(|| word.to_owned())
}
