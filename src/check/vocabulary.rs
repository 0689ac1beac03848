//! Words that say something of a function, made formulas: "F is L-smooth".

use super::script::{Entry, Line, Task};
use crate::elaborate::{key, walk};
use crate::read::ast::{Expr, Kind, Name, Span};
use crate::read::document::{Document, ItemKind};
use crate::read::lexicon::statements::{Found, named, supposes};
use crate::read::{latex, plain};
use std::collections::BTreeSet;

/// What the prose at a place says of a function in the same sentence, as given formulas.
///
/// Only where the gradient of the function occurs in the document: else nothing shows that it takes vectors.
pub(super) fn supposed(doc: &Document, i: usize, names: &Names) -> Vec<Entry> {
    let Some(ItemKind::Prose(words)) = doc.items.get(i).map(|x| &x.kind) else {
        return Vec::new();
    };
    named(words)
        .iter()
        .flat_map(|found| one(doc, i, words, found, names))
        .collect()
}

fn one(doc: &Document, i: usize, words: &str, found: &Found, names: &Names) -> Vec<Entry> {
    let sentence = Sentence::around(doc, i, words, found.start);
    if !supposes(&sentence.beginning) {
        return Vec::new();
    }
    // The number before the hyphen: in the words, or the formula before them.
    let mut taken = None;
    let number = if !found.statement.numbered {
        None
    } else if found.number.is_empty() {
        taken = i.checked_sub(1);
        match taken.and_then(|j| single(doc, j)) {
            Some(e) => Some(e),
            None => return Vec::new(),
        }
    } else {
        match plain::parse(&found.number, 0) {
            // A letter or a number; a word is none.
            Ok(e)
                if matches!(&e.kind, Kind::Number(_))
                    || matches!(&e.kind, Kind::Name(n) if n.base.chars().count() == 1) =>
            {
                Some(e)
            }
            _ => return Vec::new(),
        }
    };
    let before = (sentence.from..i).rev().filter(|j| Some(*j) != taken);
    let function = before
        .chain(i + 1..sentence.to)
        .filter_map(|j| function(&single(doc, j)?))
        .find(|f| names.differentiated.contains(&key(f)));
    let Some(function) = function else {
        return Vec::new();
    };
    let Some((x, y)) = names.fresh() else {
        return Vec::new();
    };
    let span = doc.items[i].span;
    let mut out = Vec::new();
    for text in &found.statement.formulas {
        let Ok(mut e) = plain::parse(text, 0) else {
            continue;
        };
        let mut put = |n: &Name| -> Option<Kind> {
            match n.base.as_str() {
                "F" => Some(Kind::Name(function.clone())),
                "L" => number.as_ref().map(|e| e.kind.clone()),
                "x" => Some(Kind::Name(x.clone())),
                "y" => Some(Kind::Name(y.clone())),
                _ => None,
            }
        };
        replace(&mut e, &mut put, span);
        out.push(Entry::Formula(Box::new(Line {
            span,
            label: None,
            exprs: Ok(vec![e]),
            task: Task::Given,
            defining: false,
            from: Vec::new(),
            quoted: None,
            concluded: false,
            dotted: false,
            hint: false,
        })));
    }
    out
}

/// The names of a document as far as this needs them.
pub(super) struct Names {
    all: BTreeSet<String>,
    differentiated: BTreeSet<String>,
}

impl Names {
    pub(super) fn of(doc: &Document) -> Names {
        let mut out = Names {
            all: BTreeSet::new(),
            differentiated: BTreeSet::new(),
        };
        for (_, f) in doc.formulas() {
            let rows = latex::parse(&f.text, f.content.start).unwrap_or_default();
            for e in rows.iter().flat_map(|r| &r.exprs) {
                super::open::names(e, &mut out.all);
                walk(e, &mut |e| {
                    if let Kind::Gradient(a) = &e.kind
                        && let Kind::NameParen(n, _) = &a.kind
                    {
                        out.differentiated.insert(key(n));
                    }
                });
            }
        }
        out
    }

    // Two names that stand for nothing in the document.
    fn fresh(&self) -> Option<(Name, Name)> {
        let name = |base: &str| Name {
            base: base.into(),
            ..Name::default()
        };
        [("x", "y"), ("u", "v"), ("p", "q"), ("ξ", "ζ"), ("x′", "y′")]
            .into_iter()
            .find(|(x, y)| !self.all.contains(*x) && !self.all.contains(*y))
            .map(|(x, y)| (name(x), name(y)))
    }
}

// A sentence: its items, and its words up to a place.
struct Sentence {
    from: usize,
    to: usize,
    beginning: String,
}

impl Sentence {
    fn around(doc: &Document, i: usize, words: &str, at: usize) -> Sentence {
        let inside = |j: usize| match &doc.items[j].kind {
            ItemKind::Prose(_) => true,
            ItemKind::Formula(f) => !f.display,
            _ => false,
        };
        let (before, behind) = (words.get(..at).unwrap_or(""), words.get(at..).unwrap_or(""));
        let mut from = i;
        let mut beginning = before.to_string();
        match last_end(before) {
            Some(start) => beginning = before.get(start..).unwrap_or("").to_string(),
            None => {
                while from > 0 && inside(from - 1) {
                    from -= 1;
                    if let ItemKind::Prose(w) = &doc.items[from].kind {
                        let start = last_end(w);
                        let tail = w.get(start.unwrap_or(0)..).unwrap_or("");
                        beginning = format!("{tail} {beginning}");
                        if start.is_some() {
                            break;
                        }
                    }
                }
            }
        }
        let mut to = i + 1;
        let ends = |w: &str| first_end(w).is_some();
        let mut over = ends(behind);
        while !over && to < doc.items.len() && inside(to) {
            over = matches!(&doc.items[to].kind, ItemKind::Prose(w) if ends(w));
            to += 1;
        }
        Sentence {
            from,
            to,
            beginning,
        }
    }
}

fn first_end(words: &str) -> Option<usize> {
    words.char_indices().find_map(|(at, c)| {
        let behind = words.get(at + c.len_utf8()..)?;
        (matches!(c, '.' | '!' | '?')
            && (behind.is_empty() || behind.starts_with(char::is_whitespace)))
        .then_some(at + c.len_utf8())
    })
}

fn last_end(words: &str) -> Option<usize> {
    let mut from = 0;
    while let Some(at) = words.get(from..).and_then(first_end) {
        from += at;
    }
    (from > 0).then_some(from)
}

// The one expression of an inline formula.
fn single(doc: &Document, j: usize) -> Option<Expr> {
    let ItemKind::Formula(f) = &doc.items.get(j)?.kind else {
        return None;
    };
    let rows = latex::parse(&f.text, f.content.start).ok()?;
    let mut exprs = rows.into_iter().flat_map(|r| r.exprs);
    let first = exprs.next()?;
    exprs.next().is_none().then_some(first)
}

// `F`, `F(w)`, `F: ℝ^d → ℝ`
fn function(e: &Expr) -> Option<Name> {
    match &e.kind {
        Kind::Name(n) | Kind::NameParen(n, _) => Some(n.clone()),
        Kind::Chain {
            first: Some(first), ..
        } => function(first),
        _ => None,
    }
}

fn replace(e: &mut Expr, put: &mut dyn FnMut(&Name) -> Option<Kind>, span: Span) {
    e.span = span;
    if let Kind::Name(n) = &e.kind
        && let Some(kind) = put(n)
    {
        e.kind = kind;
        return;
    }
    if let Kind::NameParen(n, _) = &mut e.kind
        && let Some(Kind::Name(m)) = put(n)
    {
        *n = m;
    }
    if let Kind::Chain { links, .. } = &mut e.kind {
        for l in links {
            l.rel_span = span;
        }
    }
    for child in crate::elaborate::children(&mut e.kind) {
        replace(child, put, span);
    }
}
