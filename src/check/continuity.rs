//! Words that call functions continuous, made formulas: "Let f and g be continuous on [0, 1]."

use super::script::{Entry, Line, Task};
use super::vocabulary::{Names, Sentence, replace, single};
use crate::elaborate::walk;
use crate::read::ast::{Expr, Kind, Name};
use crate::read::document::{Document, ItemKind};
use crate::read::lexicon::statements::{Continuity, continuous, supposes};
use crate::read::plain;

/// What the prose at a place says of the continuity of functions, as given formulas.
pub(super) fn supposed(doc: &Document, i: usize, names: &Names) -> Vec<Entry> {
    let Some(ItemKind::Prose(words)) = doc.items.get(i).map(|x| &x.kind) else {
        return Vec::new();
    };
    let Some((at, named, said)) = continuous(words) else {
        return Vec::new();
    };
    if !supposes(&Sentence::around(doc, i, words, at).beginning) {
        return Vec::new();
    }
    let Some(domain) = domain(doc, i, named) else {
        return Vec::new();
    };
    let mut out = Vec::new();
    for f in functions(doc, i, names) {
        for (text, ends) in domain.says(said) {
            out.extend(given(doc, i, text, &f, ends));
        }
    }
    out
}

// Where functions are continuous.
enum Domain {
    Everywhere,
    // The ends, and whether they belong to it.
    Interval(Box<[Expr; 2]>, [bool; 2]),
}

impl Domain {
    fn says<'t>(&'t self, said: &'t Continuity) -> Vec<(&'t String, Option<&'t [Expr; 2]>)> {
        match self {
            Domain::Everywhere => said.everywhere.iter().map(|t| (t, None)).collect(),
            Domain::Interval(ends, closed) => {
                let low = said.low.iter().filter(|_| closed[0]);
                let high = said.high.iter().filter(|_| closed[1]);
                let all = said.inside.iter().chain(low).chain(high);
                all.map(|t| (t, Some(&**ends))).collect()
            }
        }
    }
}

fn domain(doc: &Document, i: usize, named: bool) -> Option<Domain> {
    if !named {
        return Some(Domain::Everywhere);
    }
    // What follows may restrict it.
    if let Some(ItemKind::Prose(rest)) = doc.items.get(i + 2).map(|x| &x.kind)
        && !rest.trim_start().starts_with(['.', ',', ';'])
        && !rest.trim().is_empty()
    {
        return None;
    }
    match single(doc, i + 1)?.kind {
        Kind::Name(n) => matches!(n.base.as_str(), "R" | "ℝ").then_some(Domain::Everywhere),
        Kind::Interval {
            lo,
            hi,
            left_closed,
            right_closed,
        } => {
            let infinite = |e: &Expr| {
                let mut found = false;
                walk(e, &mut |e| found |= matches!(e.kind, Kind::Infinity));
                found
            };
            if infinite(&lo) || infinite(&hi) {
                return None;
            }
            Some(Domain::Interval(
                Box::new([*lo, *hi]),
                [left_closed, right_closed],
            ))
        }
        _ => None,
    }
}

// The functions right before the words: `f`, `f` and `g`.
fn functions(doc: &Document, i: usize, names: &Names) -> Vec<Name> {
    let mut out = Vec::new();
    let mut at = i;
    while let Some(e) = at.checked_sub(1).and_then(|j| single(doc, j)) {
        match e.kind {
            Kind::Name(n) | Kind::NameParen(n, _) if names.is_applied(&n) => out.push(n),
            _ => return Vec::new(),
        }
        let joined = match at.checked_sub(2).map(|j| &doc.items[j].kind) {
            Some(ItemKind::Prose(w)) => matches!(w.trim(), "and" | "et" | ","),
            _ => false,
        };
        if !joined {
            break;
        }
        at -= 2;
    }
    out
}

fn given(
    doc: &Document,
    i: usize,
    text: &str,
    f: &Name,
    ends: Option<&[Expr; 2]>,
) -> Option<Entry> {
    let mut e = plain::parse(text, 0).ok()?;
    let span = doc.items.get(i)?.span;
    let mut put = |n: &Name| match (n.base.as_str(), ends) {
        ("F", _) => Some(Kind::Name(f.clone())),
        ("A", Some([low, _])) => Some(low.kind.clone()),
        ("B", Some([_, high])) => Some(high.kind.clone()),
        _ => None,
    };
    replace(&mut e, &mut put, span);
    let line = Line::new(span, Ok(vec![e]), Task::Given);
    Some(Entry::Formula(Box::new(line)))
}
