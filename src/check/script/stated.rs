//! What words state of names and values, as formulas: "let x be different from 2", "for x in [0, 1]", "on [0, 1], A".

use super::around::Text;
use super::declared::{listed, members};
use super::lines::placed;
use super::{Bar, Entry, rows};
use crate::check::open;
use crate::elaborate::key;
use crate::read::ast::{Expr, Kind, Link, Rel, Span};
use crate::read::document::{CueKind, Document, Formula, ItemKind};
use crate::read::latex;
use crate::read::lexicon::guards::guards;
use crate::read::lexicon::relations;
use std::collections::BTreeSet;

/// What the words before a value state of names, and how.
pub(super) struct Stated {
    /// The formula of the nearest name.
    pub item: usize,
    pub names: BTreeSet<String>,
    /// None where the words are not understood.
    pub exprs: Option<Vec<Expr>>,
    pub how: How,
}

/// How it is stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum How {
    /// From here on.
    Supposed,
    /// For the sentence.
    Condition,
    /// The words say neither.
    Unclear,
}

pub(super) fn formula_at(doc: &Document, item: usize) -> Option<&Formula> {
    match doc.items.get(item).map(|x| &x.kind) {
        Some(ItemKind::Formula(f)) => Some(f),
        _ => None,
    }
}

fn parsed(f: &Formula) -> Vec<Expr> {
    rows(latex::parse(&f.text, f.content.start)).unwrap_or_default()
}

// The relation of a name to a value, standing at the value.
fn related(name: &Expr, rel: Rel, value: &Expr) -> Expr {
    let span = value.span;
    Expr {
        span,
        kind: Kind::Chain {
            first: Some(Box::new(Expr {
                span,
                kind: name.kind.clone(),
            })),
            links: vec![Link {
                rel,
                rel_span: span,
                note: None,
                rhs: value.clone(),
            }],
        },
    }
}

// The names of a formula, one by one.
fn singles(exprs: &[Expr]) -> Vec<&Expr> {
    let one = |e: &'_ Expr| matches!(e.kind, Kind::Name(_));
    exprs
        .iter()
        .flat_map(|e| match &e.kind {
            Kind::Tuple(xs) => xs.iter().filter(|x| one(x)).collect(),
            _ if one(e) => vec![e],
            _ => Vec::new(),
        })
        .collect()
}

/// What the words before a formula that is no statement state of the names before it.
pub(super) fn stated(text: &Text, doc: &Document, i: usize, f: &Formula) -> Option<Stated> {
    let between = text.between_names(i)?;
    let item = *between.names.last()?;
    let of: Vec<Expr> = (between.names.iter())
        .filter_map(|n| formula_at(doc, *n))
        .flat_map(parsed)
        .collect();
    let names = listed(&of)?;
    // "Let x be real and let y be …": a new clause begins between.
    let end = formula_at(doc, item)?.content.end;
    let cued = f.cues.0.iter().any(|c| c.span.start >= end);
    // "an L-smooth function": the letter is part of a word.
    let behind = doc.items.get(i).and_then(|x| doc.text.get(x.span.end..));
    let part_of_word = behind.is_some_and(|t| t.starts_with(['-', '‑']));
    let g = guards()?;
    let relation = relations::stated(&between.words);
    let broken = || {
        g.opening.first(&between.words).is_some() || g.concluding.first(&between.words).is_some()
    };
    if part_of_word || cued || relation.is_none() && broken() {
        return None;
    }
    let value = parsed(f);
    let first = formula_at(doc, *between.names.first()?)?;
    let kind = (first.cues.nearest()).map(|c| &c.kind);
    let how = match kind {
        Some(CueKind::Hypothesis | CueKind::Definition) => How::Supposed,
        Some(CueKind::Condition) if !text.supposes(i) => How::Condition,
        _ => How::Unclear,
    };
    let exprs = match (&value[..], relation) {
        ([value], Some((rel, _)))
            if (rel == Rel::In) == is_set(value)
                && !open::is_statement(value)
                && text.completes(i) =>
        {
            let each = singles(&of).into_iter().map(|n| related(n, rel, value));
            Some(each.collect::<Vec<_>>()).filter(|x| !x.is_empty())
        }
        _ => None,
    };
    Some(Stated {
        item,
        names,
        exprs,
        how,
    })
}

// Whether a formula is written as a set of numbers.
fn is_set(e: &Expr) -> bool {
    match &e.kind {
        Kind::Paren(x) => is_set(x),
        Kind::Interval { .. } | Kind::Set(_) | Kind::SetOf(..) => true,
        Kind::Tuple(xs) => xs.len() == 2,
        Kind::Name(n) => n.font.is_some() || "ℝℚℤℕℂ𝔽".contains(n.base.as_str()),
        Kind::Binary(_, a, _) => is_set(a),
        _ => false,
    }
}

/// What the sets mean for a claim on which the sentence places it.
#[derive(Default)]
pub(super) struct Placed {
    pub conditions: Vec<Expr>,
    pub bar: Option<Bar>,
    /// The last set that stands before the claim.
    pub set: Option<usize>,
}

/// Whether a set is not one of real numbers.
pub(super) fn is_foreign(f: &Formula) -> bool {
    let exprs = parsed(f);
    let algebraic = |e: &Expr| matches!(&e.kind, Kind::Name(n) if n.font.is_some() && !is_real(n.base.as_str()));
    (exprs.iter()).any(|e| {
        members(e).is_some_and(|k| k != "a list of numbers") || algebraic(e) || is_adjoined(e)
    })
}

/// Whether a set is one of real numbers by its name.
pub(super) fn is_real_set(f: &Formula) -> bool {
    (parsed(f).iter()).any(|e| {
        let base = match &e.kind {
            Kind::Binary(_, a, _) => a,
            _ => e,
        };
        matches!(&base.kind, Kind::Name(n) if is_real(n.base.as_str()) && n.font.is_some() || matches!(&base.kind, Kind::Name(n) if "ℝℚℤℕ".contains(n.base.as_str())))
            && !is_foreign(f)
    })
}

fn is_real(base: &str) -> bool {
    matches!(
        base,
        "R" | "Q" | "Z" | "N" | "ℝ" | "ℚ" | "ℤ" | "ℕ" | "P" | "D"
    )
}

// `ℤ[i]`, `ℤ/nℤ`: a ring that is made from a set of numbers.
fn is_adjoined(e: &Expr) -> bool {
    match &e.kind {
        Kind::NameParen(n, _) => n.font.is_some() || "ℝℚℤℕℂ".contains(n.base.as_str()),
        Kind::Binary(_, a, b) => is_adjoined(a) || is_adjoined(b),
        _ => false,
    }
}

/// What the sets mean that the sentence of a claim places it on. `held` are names of which something is supposed already, and
/// `functions` those of functions.
pub(super) fn placed_on(
    text: &Text,
    doc: &Document,
    i: usize,
    claim: &Formula,
    held: &BTreeSet<String>,
    functions: &BTreeSet<String>,
) -> Placed {
    let mut out = Placed::default();
    let (before, behind) = text.placed_around(i);
    let foreign = |j: &usize| formula_at(doc, *j).is_some_and(is_foreign);
    if before.iter().chain(&behind).any(foreign) {
        out.bar = Some(Bar::Both);
        return out;
    }
    let bare = |j: &&usize| text.between_names(**j).is_none();
    if behind.iter().any(|j| bare(&j)) {
        out.bar = Some(Bar::Refutation);
    }
    for j in before.iter().filter(bare) {
        out.set = Some(*j);
        let sets = formula_at(doc, *j).map(parsed).unwrap_or_default();
        let exprs = parsed(claim);
        let found = match &sets[..] {
            [set] if is_set(set) => only_variable(&exprs, functions)
                .filter(|v| !held.contains(&name_of(v)))
                .map(|v| related(&v, Rel::In, set)),
            _ => None,
        };
        match found {
            Some(c) => out.conditions.push(c),
            None if exprs.iter().all(|e| open::determined(e).is_empty()) => {}
            None => out.bar = Some(Bar::Refutation),
        }
    }
    out
}

fn name_of(e: &Expr) -> String {
    match &e.kind {
        Kind::Name(n) => key(n),
        _ => String::new(),
    }
}

// The variable of formulas that have no other.
fn only_variable(exprs: &[Expr], functions: &BTreeSet<String>) -> Option<Expr> {
    let mut found: Vec<Expr> = Vec::new();
    let mut doubtful = false;
    for e in exprs {
        crate::elaborate::walk(e, &mut |e| match &e.kind {
            Kind::Name(n)
                if matches!(key(n).as_str(), "e" | "π") || functions.contains(&key(n)) => {}
            Kind::Name(n) => {
                doubtful |= n.primes > 0 || !n.subs.is_empty();
                if found.iter().all(|x| name_of(x) != key(n)) {
                    found.push(e.clone());
                }
            }
            Kind::NameParen(n, _) if functions.contains(&key(n)) => {}
            Kind::NameParen(..) | Kind::Big { .. } | Kind::Integral { .. } | Kind::Limit { .. } => {
                doubtful = true
            }
            Kind::Derivative { .. } | Kind::ForAll(..) | Kind::Exists(..) => doubtful = true,
            _ => {}
        });
    }
    match found.len() {
        1 if !doubtful => found.pop(),
        _ => None,
    }
}

/// The same formulas, standing where a line stands, so that they are its conditions.
pub(super) fn moved(exprs: &[Expr], to: usize) -> Vec<Expr> {
    let mut out = exprs.to_vec();
    out.iter_mut().for_each(|e| placed(e, Span::new(to, to)));
    out
}

/// What the words state of the names of a formula and a value behind them.
pub(super) fn said_of(text: &Text, doc: &Document, i: usize) -> Option<Stated> {
    (i + 1..doc.items.len().min(i + 3))
        .filter_map(|j| formula_at(doc, j).map(|f| (j, f)))
        .find_map(|(j, f)| stated(text, doc, j, f))
        .filter(|s| s.item == i)
}

/// Whether it is understood.
pub(super) fn behind(text: &Text, doc: &Document, i: usize) -> bool {
    said_of(text, doc, i).is_some_and(|s| s.exprs.is_some() && s.how != How::Unclear)
}

// The names that stand alone in formulas.
fn standing_alone(doc: &Document) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for item in &doc.items {
        let ItemKind::Formula(f) = &item.kind else {
            continue;
        };
        // The name alone in a formula may be the function's: "$f$ is the integer part".
        for e in parsed(f)
            .iter()
            .filter(|e| !matches!(e.kind, Kind::Name(_)))
        {
            crate::elaborate::walk(e, &mut |e| {
                if let Kind::Name(n) = &e.kind {
                    out.insert(key(n));
                }
            });
        }
    }
    out
}

/// What the words say of brackets or of a function: the sign that has a meaning of its own, or that the name does.
pub(super) fn explained(
    text: &Text,
    doc: &Document,
    i: usize,
    f: &Formula,
) -> (Option<char>, Option<Entry>) {
    let first = f.text.trim_start().chars().next();
    let bracket = first.filter(|c| matches!(c, '[' | '{' | '\\'));
    if f.display || bracket.is_none() && !f.text.contains('(') || !text.explains_brackets(i) {
        return (None, None);
    }
    let exprs = parsed(f);
    let mut names: BTreeSet<String> = (exprs.iter())
        .filter_map(|e| match &e.kind {
            Kind::NameParen(n, _) => Some(key(n)),
            _ => None,
        })
        .collect();
    // `p (1 - p)`: what stands alone somewhere is a number, and this is a product.
    if !names.is_empty() {
        let numbers = standing_alone(doc);
        names.retain(|n| !numbers.contains(n));
    }
    let named = (!names.is_empty()).then_some(Entry::Kind {
        names,
        kind: Some("explained in words"),
    });
    let sign = bracket.filter(|c| *c == '[' && !exprs.iter().any(open::is_statement));
    (sign, named)
}
