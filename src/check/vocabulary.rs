//! Words that say something of a function, made formulas: "F is L-smooth".

use super::script::{Entry, Line, Task};
use crate::elaborate::{key, walk};
use crate::read::ast::{Expr, Kind, Name, Span};
use crate::read::document::{Document, ItemKind};
use crate::read::lexicon::statements::{Found, denies, joins, named, supposes};
use crate::read::{latex, plain};
use std::collections::BTreeSet;

/// What the prose at a place says of a function in the same sentence, as given formulas.
///
/// Formulas with a gradient only where the gradient of the function occurs in the document: else nothing shows that it takes vectors.
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
    let differentiated = function_of(doc, i, found, &sentence, taken, names);
    let formulas = match differentiated {
        Some(_) => &found.statement.formulas,
        None => &found.statement.chords,
    };
    let of_numbers = || described(doc, i, words, found, names);
    let Some(function) = differentiated.or_else(of_numbers) else {
        return Vec::new();
    };
    let value = named_value(doc, i, words, found, &function).map(Kind::Name);
    if found.statement.valued && value.is_none() {
        return Vec::new();
    }
    let Some((x, y, t)) = names.fresh() else {
        return Vec::new();
    };
    let span = doc.items[i].span;
    let mut out = Vec::new();
    for text in formulas {
        let Ok(mut e) = plain::parse(text, 0) else {
            continue;
        };
        let mut put = |n: &Name| -> Option<Kind> {
            match n.base.as_str() {
                "F" => Some(Kind::Name(function.clone())),
                "L" => number.as_ref().map(|e| e.kind.clone()),
                "M" => value.clone(),
                "x" => Some(Kind::Name(x.clone())),
                "y" => Some(Kind::Name(y.clone())),
                "t" => Some(Kind::Name(t.clone())),
                _ => None,
            }
        };
        replace(&mut e, &mut put, span);
        out.push(Entry::Formula(Box::new(Line::new(
            span,
            Ok(vec![e]),
            Task::Given,
        ))));
    }
    out
}

// The function that words at a place speak of.
fn function_of(
    doc: &Document,
    i: usize,
    found: &Found,
    sentence: &Sentence,
    taken: Option<usize>,
    names: &Names,
) -> Option<Name> {
    let of = |j: usize| {
        let f = function(&single(doc, j)?)?;
        names.differentiated.contains(&key(&f)).then_some(f)
    };
    let before = (sentence.from..i).rev().filter(|j| Some(*j) != taken);
    // "The least value of the function" is that of the function spoken of last.
    let earlier = (0..sentence.from).rev().filter(|_| found.statement.valued);
    before.chain(i + 1..sentence.to).chain(earlier).find_map(of)
}

// The function of one argument that is said to be like this everywhere: "f is convex.", "a convex function f." Whatever else the words
// say of it, they may restrict it.
fn described(doc: &Document, i: usize, words: &str, found: &Found, names: &Names) -> Option<Name> {
    let (before, behind) = (words.get(..found.start)?, words.get(found.end..)?);
    let of = |j: usize| {
        let e = single(doc, j)?;
        match &e.kind {
            Kind::Name(n) | Kind::NameParen(n, _) => {
                names.applied.contains(&key(n)).then(|| n.clone())
            }
            _ => None,
        }
    };
    if said_otherwise(doc, i, found) {
        return None;
    }
    // "convex." and "convex function."
    let rest = is_function(behind);
    if let Some(f) = i.checked_sub(1).and_then(of)
        && joins(before)
        && rest.starts_with(['.', ';'])
    {
        return Some(f);
    }
    let after = match doc.items.get(i + 2).map(|x| &x.kind) {
        Some(ItemKind::Prose(w)) => w.trim_start(),
        _ => "",
    };
    let f = of(i + 1).filter(|_| rest.is_empty())?;
    after.starts_with(['.', ';']).then_some(f)
}

// What stands behind a property and the word "function".
fn is_function(behind: &str) -> &str {
    let rest = behind.trim_start();
    let word = |w: &str| rest.strip_prefix(w);
    word("function")
        .or_else(|| word("fonction"))
        .unwrap_or(rest)
        .trim_start()
}

// Whether the part of the document says something else of this kind as well, or denies it: of which function is not looked at.
fn said_otherwise(doc: &Document, i: usize, found: &Found) -> bool {
    let part = |j: &usize| matches!(doc.items[*j].kind, ItemKind::Part(_));
    let from = (0..i).rev().find(part).unwrap_or(0);
    let to = (i..doc.items.len()).find(part).unwrap_or(doc.items.len());
    doc.items[from..to].iter().any(|item| match &item.kind {
        ItemKind::Prose(words) => {
            let other = |o: &Found| !std::ptr::eq(o.statement, found.statement);
            let of_kind = |o: &Found| !o.statement.chords.is_empty();
            let all = named(words);
            let denied = |o: &Found| denies(words.get(..o.start).unwrap_or(""));
            all.iter()
                .filter(|o| of_kind(o))
                .any(|o| other(o) || denied(o))
        }
        _ => false,
    })
}

// A name among the words, without marks around it: "Let F_* be the ".
fn written_name(before: &str) -> Option<Name> {
    let mut words = before.split_whitespace().rev();
    let last = words.find(|w| !joins(w))?;
    let short = last.contains('_') || last.chars().count() == 1;
    if !short || !last.starts_with(char::is_alphabetic) {
        return None;
    }
    let rows = latex::parse(last, 0).ok()?;
    match rows.into_iter().flat_map(|r| r.exprs).next()?.kind {
        Kind::Name(n) => Some(n),
        _ => None,
    }
}

/// Whether the prose at a place gives this name to a value of a function, and what it says of it is understood.
pub(super) fn is_value(doc: &Document, i: usize, name: &str, names: &Names) -> bool {
    let Some(ItemKind::Prose(words)) = doc.items.get(i).map(|x| &x.kind) else {
        return false;
    };
    named(words).iter().any(|found| {
        let sentence = Sentence::around(doc, i, words, found.start);
        let value = || {
            let f = function_of(doc, i, found, &sentence, None, names)?;
            named_value(doc, i, words, found, &f)
        };
        found.statement.valued && value().is_some_and(|n| key(&n) == name)
    })
}

// The name of a value that words speak of: "M is the least value", "the least value is M", "the least value of F is M".
fn named_value(doc: &Document, i: usize, words: &str, found: &Found, f: &Name) -> Option<Name> {
    let prose = |j: usize| match doc.items.get(j).map(|x| &x.kind) {
        Some(ItemKind::Prose(w)) => w.as_str(),
        _ => "",
    };
    let name = |j: usize| match single(doc, j)?.kind {
        Kind::Name(n) => Some(n),
        _ => None,
    };
    let is_function = |j: usize| {
        single(doc, j)
            .and_then(|e| function(&e))
            .is_some_and(|g| key(&g) == key(f))
    };
    let ends = |c: char| matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '(' | ')');
    let clause = |w: &str| w.split(ends).next().unwrap_or("").to_string();
    let (before, behind) = (words.get(..found.start)?, words.get(found.end..)?);
    if let Some(n) = written_name(before)
        && joins(&clause(behind))
    {
        return Some(n);
    }
    let open = !behind.contains(ends);
    let mut last = i + 1;
    let mut at = i.checked_sub(1).filter(|_| joins(before));
    if at.is_none() {
        at = open.then_some(i + 1);
        if is_function(i + 1) && joins(prose(i + 2)) {
            at = Some(i + 3);
            last = i + 3;
        }
    }
    // "… on the unit ball": what is said of some of its values is not said of all.
    let rest = if open {
        clause(prose(last + 1))
    } else {
        String::new()
    };
    if !joins(&clause(behind)) || !joins(&rest) {
        return None;
    }
    name(at?).filter(|n| key(n) != key(f))
}

/// The names of a document as far as this needs them.
pub(super) struct Names {
    all: BTreeSet<String>,
    differentiated: BTreeSet<String>,
    // Functions of one argument.
    applied: BTreeSet<String>,
}

impl Names {
    pub(super) fn of(doc: &Document) -> Names {
        let mut out = Names {
            all: BTreeSet::new(),
            differentiated: BTreeSet::new(),
            applied: BTreeSet::new(),
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
                    if let Kind::NameParen(n, inner) = &e.kind
                        && inner.len() == 1
                    {
                        out.applied.insert(key(n));
                    }
                });
            }
        }
        out
    }

    /// Whether a name stands for a function of one argument.
    pub(super) fn is_applied(&self, n: &Name) -> bool {
        self.applied.contains(&key(n))
    }

    // Names that stand for nothing in the document.
    fn fresh(&self) -> Option<(Name, Name, Name)> {
        let name = |base: &str| Name {
            base: base.into(),
            ..Name::default()
        };
        let pairs = [("x", "y"), ("u", "v"), ("p", "q"), ("ξ", "ζ"), ("x′", "y′")];
        let (x, y) =
            (pairs.into_iter()).find(|(x, y)| !self.all.contains(*x) && !self.all.contains(*y))?;
        let t = (["t", "s", "θ", "t′"].into_iter()).find(|t| !self.all.contains(*t))?;
        Some((name(x), name(y), name(t)))
    }
}

// A sentence: its items, and its words up to a place.
pub(super) struct Sentence {
    from: usize,
    to: usize,
    pub(super) beginning: String,
}

impl Sentence {
    pub(super) fn around(doc: &Document, i: usize, words: &str, at: usize) -> Sentence {
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
pub(super) fn single(doc: &Document, j: usize) -> Option<Expr> {
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

pub(super) fn replace(e: &mut Expr, put: &mut dyn FnMut(&Name) -> Option<Kind>, span: Span) {
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
