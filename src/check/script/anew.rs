//! Which names a text brings anew: "let x be any real number", "for all real x".

use super::around::Text;
use super::declared::{listed, singly};
use super::{Anew, Entry, memory, rows};
use crate::check::open;
use crate::elaborate::key;
use crate::read::ast::{Expr, Kind, Rel};
use crate::read::document::{CueKind, Document, Formula, ItemKind};
use crate::read::latex;
use crate::read::lexicon::guards::guards;
use crate::read::lexicon::properties::{Said, said};
use std::collections::BTreeSet;

// The names that a formula behind "for all" lets vary, whether it names a set, and whether it is a statement.
fn ranged(f: &Formula) -> Option<(BTreeSet<String>, bool, bool)> {
    let exprs = rows(latex::parse(&f.text, f.content.start)).ok()?;
    let mut names = BTreeSet::new();
    let (mut set, mut statement) = (false, false);
    for e in exprs.iter().flat_map(singly) {
        statement |= open::is_statement(&e);
        match &e.kind {
            Kind::Chain {
                first: Some(first),
                links,
            } => {
                set |= links.iter().any(|l| l.rel == Rel::In);
                let plain = |e: &Expr| match &e.kind {
                    Kind::Name(n) => Some(key(n)),
                    _ => None,
                };
                let first = std::iter::once(&**first).chain(links.iter().map(|l| &l.rhs));
                match first.clone().find_map(plain) {
                    Some(n) => drop(names.insert(n)),
                    None => open::names(&e, &mut names),
                }
            }
            _ => names.extend(listed(std::slice::from_ref(&e))?),
        }
    }
    (!names.is_empty()).then_some((names, set, statement))
}

/// What a formula behind "for all" brings anew.
pub(super) fn quantified(text: &Text, i: usize, f: &Formula) -> Option<Anew> {
    let u = text.universal(i)?;
    let (names, set, statement) = ranged(f)?;
    // "For all x in the domain": some set is meant.
    let worded = !u.words.is_empty() || !text.about(i).1.is_empty() && !statement;
    Some(Anew {
        names,
        clear: set || statement || worded,
        set: set || !u.words.is_empty(),
        here: true,
    })
}

/// What "for all" in front of a claim brings anew for its sentence.
pub(super) fn fronted(text: &Text, i: usize, f: &Formula) -> Option<Anew> {
    let u = text.universal(i)?;
    let supposed = f.cues.0.iter().any(|c| c.kind == CueKind::Hypothesis) || text.supposes(i);
    if supposed || !text.is_fronted(&u) {
        return None;
    }
    quantified(text, i, f)
}

/// The names that are looked for: "determine $a$ so that".
pub(super) fn sought(text: &Text, i: usize, f: &Formula) -> Option<Anew> {
    let words = text.before_name(i)?;
    let exprs = rows(latex::parse(&f.text, f.content.start)).ok()?;
    let names = listed(&exprs)?;
    let g = guards()?;
    let sought = g.seeking.ends(&words) && g.sought_by.begins(&text.about(i).1).is_some();
    sought.then_some(Anew {
        names,
        clear: true,
        set: false,
        here: false,
    })
}

/// The names for whose values a clause speaks, where it may mean others than before: "for real x", "if x is real", "for x ∈ ℝ".
pub(super) fn varied(text: &Text, i: usize, f: &Formula) -> Option<Anew> {
    let (before, adding) = text.varied(i)?;
    let (names, set, statement) = ranged(f)?;
    let exprs = rows(latex::parse(&f.text, f.content.start)).ok()?;
    let whole = exprs.iter().all(|e| match open::single_link(e) {
        Some((_, l)) => l.rel == Rel::In && matches!(l.rhs.kind, Kind::Name(_)),
        None => !open::is_statement(e),
    });
    let behind = text.about(i).1;
    let g = guards()?;
    // "For this x", "for the x above": the same one is meant.
    if !whole || said(&before.join(" ")).more {
        return None;
    }
    let real = set || g.sorting.first(&before).is_some() || g.sorting.first(&behind).is_some();
    (!statement || set).then_some(Anew {
        names,
        clear: false,
        // "If n is even" adds to what is known of its kind.
        set: !adding || real,
        here: true,
    })
}

/// What "for all" behind a claim says.
#[derive(Default)]
pub(super) struct Behind {
    /// The names that it brings anew.
    pub anew: Vec<Anew>,
    /// What it supposes of them.
    pub conditions: Vec<Expr>,
    /// What is not understood of it.
    pub doubts: Vec<Entry>,
    /// The statements that say where they lie.
    pub ranges: Vec<usize>,
}

/// What "for all" behind a claim brings anew for it, and what it says of these values; the statements in `known` are taken otherwise.
pub(super) fn behind(text: &Text, doc: &Document, i: usize, known: &[usize]) -> Behind {
    let mut out = Behind::default();
    for j in text.ranges_behind(i) {
        let Some(ItemKind::Formula(f)) = doc.items.get(j).map(|x| &x.kind) else {
            continue;
        };
        out.anew.extend(quantified(text, j, f));
        let words = text
            .universal(j)
            .map_or(String::new(), |u| u.words.join(" "));
        if super::lines::is_statement(f) {
            // "For all x and all t ≥ 0".
            let exprs = rows(latex::parse(&f.text, f.content.start)).unwrap_or_default();
            if !known.contains(&j) && !exprs.is_empty() {
                out.conditions.extend(exprs);
                out.ranges.push(j);
            }
            continue;
        }
        match super::declared::conditions(f, &words) {
            Some(c) => out.conditions.extend(c),
            None if said(&words).more => out.doubts.push(memory::opened(f)),
            None => {}
        }
    }
    out
}

/// The names that "let" brings anew, where the sentence has not spoken of them.
pub(super) fn brought(text: &Text, i: usize, f: &Formula, now: &BTreeSet<String>) -> Option<Anew> {
    let g = guards()?;
    let cue = f.cues.nearest()?;
    let word = crate::read::lexicon::guards::words(&cue.word);
    if f.display || cue.kind != CueKind::Hypothesis || !g.introducing.is(&word) {
        return None;
    }
    let exprs = rows(latex::parse(&f.text, f.content.start)).ok()?;
    let members = match &exprs[..] {
        [e] => super::declared::membership(e),
        _ => None,
    };
    let next = text.follows_cue(i, &word);
    let compared = || match &exprs[..] {
        [e] if next && open::equated(e).is_none() && open::compares(e) => {
            ranged(f).map(|(names, ..)| names)
        }
        _ => None,
    };
    let (names, statement) = match members {
        Some((ref names, _)) => (names.clone(), false),
        None => match listed(&exprs) {
            Some(names) => (names, false),
            // "Let x > 0" and later "let x < 2": another x may be meant.
            None => (compared()?, true),
        },
    };
    let names: BTreeSet<String> = names.difference(now).cloned().collect();
    let (before, behind) = text.about(i);
    // What stands before the cue in the clause says "now" just as what stands behind it does.
    let afresh = g.afresh.first(&before).is_some() || g.afresh.first(&behind).is_some();
    let Said { properties, more } = said(&behind.join(" "));
    let sorted = g.sorting.first(&behind).is_some() && properties.is_empty() && !more;
    let clear = match members {
        // The integers may be said of what was known already.
        Some((_, set)) => afresh || !is_of_integers(set),
        None => afresh || sorted && !statement,
    };
    (!names.is_empty()).then_some(Anew {
        names,
        clear,
        set: !statement,
        here: false,
    })
}

/// Whether a set is one of whole or rational numbers, which may be said of what was known already.
pub(in crate::check) fn is_of_integers(set: &Expr) -> bool {
    match &set.kind {
        Kind::Name(n) => matches!(n.base.as_str(), "Z" | "ℤ" | "N" | "ℕ" | "Q" | "ℚ"),
        Kind::Paren(s) => is_of_integers(s),
        Kind::Binary(_, a, _) => is_of_integers(a),
        _ => false,
    }
}
