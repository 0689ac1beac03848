//! Values and bounds that a text supposes for a sentence or a paragraph: "for x = 1", "put y = 0", "for positive x".

use super::around::Text;
use super::memory::Met;
use super::{Task, rows};
use crate::check::open;
use crate::read::ast::Kind;
use crate::read::document::{CueKind, Formula, Role};
use crate::read::latex;
use crate::read::lexicon::guards::{self, guards};
use std::collections::BTreeSet;

/// Whether a formula gives a name a value for its sentence only: "for x = 1", and a name that was met before has one value in "put x = 1".
pub(super) fn passes(
    text: &Text,
    i: usize,
    f: &Formula,
    forced: Option<Task>,
    met: &Met,
) -> Option<String> {
    let numeral = rows(latex::parse(&f.text, f.content.start))
        .unwrap_or_default()
        .iter()
        .find_map(|e| {
            let call = matches!(&e.kind, Kind::Chain { first: Some(first), .. } if matches!(first.kind, Kind::NameParen(..)));
            let (name, value) = open::equated(e).filter(|_| !call)?;
            Some((name, open::is_closed(value)))
        });
    let (name, closed) = numeral?;
    if !matches!(f.role, Role::Claimed) {
        return None;
    }
    let cue = f.cues.nearest();
    let word = cue.map_or(Vec::new(), |c| guards::words(&c.word));
    let g = guards();
    let supposes = g.is_some_and(|g| g.introducing.is(&word) || g.supposing.is(&word));
    let varies = g.is_some_and(|g| g.varying.is(&word) || g.pointing.is(&word))
        || text.is_pointed(i)
        || text.is_for_value(i);
    let known = met.earlier.contains(&name);
    let defines = cue.is_some_and(|c| c.kind == CueKind::Definition);
    let supposed = cue.is_some_and(|c| matches!(c.kind, CueKind::Hypothesis | CueKind::Condition))
        || defines
        || forced == Some(Task::Assume);
    if !closed {
        return (known && !supposes && (defines || text.is_pointed(i))).then_some(name);
    }
    // "In the special case a = 1".
    let exemplary = cue.is_none() && text.is_example(i) && !text.is_asserted(i);
    let passes = exemplary
        || supposed
            && (text.is_example(i)
                || varies
                    && (known
                        || text.is_for_value(i)
                        || text.is_pointed(i)
                        || text.is_before_colon(i))
                || known && defines && !supposes);
    passes.then_some(name)
}

/// What is supposed for a while. It is over behind its sentence where that is an example or gives a name a second value, and where
/// the text says that something holds always; at the latest it is over with its paragraph.
#[derive(Default)]
pub(super) struct Passing {
    last: Option<usize>,
    ends: bool,
    names: BTreeSet<String>,
}

impl Passing {
    /// Something is supposed for a while. Tells whether the name had another value, which is over now.
    pub(super) fn begin(&mut self, text: &Text, i: usize, name: &str) -> bool {
        let again = !self.names.insert(name.to_string());
        self.ends = text.is_example(i) || again || text.is_lying_ahead(i) || text.is_remark(i);
        self.last = Some(i);
        again && !name.is_empty()
    }

    /// Whether it is over at a formula.
    pub(super) fn is_over(&mut self, text: &Text, i: usize) -> bool {
        let ends = self.ends;
        self.last
            .take_if(|last| {
                let left = text.sentence(*last) != text.sentence(i);
                left && (ends || text.is_parted(*last, i) || text.is_unconditional(i))
            })
            .is_some()
    }
}
