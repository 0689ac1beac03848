//! What names stand for by the words around them, and for which values a hypothesis is meant.

use super::around::Text;
use super::lines::restrict;
use super::{CaseMark, Entry, Line, Task, rows};
use crate::check::open;
use crate::elaborate::{Shape, Sort, key, subscripts};
use crate::read::ast::{Expr, Kind, Rel};
use crate::read::document::{CueKind, Document, Formula, ItemKind};
use crate::read::latex;
use crate::read::lexicon::{guards, kinds, properties};
use std::collections::BTreeSet;

/// Where logarithms are taken in another base, for all of the document.
pub(super) fn logarithms(text: &Text) -> Option<Entry> {
    text.sentences()
        .iter()
        .any(|s| kinds::other_logarithm(s))
        .then(|| Entry::Kind {
            names: BTreeSet::from(["log".to_string(), "ln".to_string()]),
            kind: Some("taken in a base that the words name"),
        })
}

/// The kind that the words give the names of a formula that is no statement: "the matrix A", "let z be complex".
pub(super) fn kinds(text: &Text, i: usize, f: &Formula) -> Option<Entry> {
    let exprs = rows(latex::parse(&f.text, f.content.start)).ok()?;
    let valued = || match &exprs[..] {
        [e] => open::equated(e).map(|(name, _)| BTreeSet::from([name])),
        _ => None,
    };
    let plain = listed(&exprs);
    let is_plain = plain.is_some();
    let names = plain.or_else(valued)?;
    let (before, behind) = text.about(i);
    let supposed = f.cues.nearest().is_some_and(|c| {
        matches!(
            c.kind,
            CueKind::Hypothesis | CueKind::Definition | CueKind::Condition
        )
    });
    let introduced = f
        .cues
        .nearest()
        .is_some_and(|c| c.kind == CueKind::Hypothesis);
    let number = |n: &String| n == "e" || n == "π";
    if names.iter().all(number) && is_plain {
        return kinds::is_shadowed(&before, &behind, supposed, introduced).then_some(Entry::Kind {
            names,
            kind: Some("something else than the number of that name"),
        });
    }
    let named = kinds::behind(&behind, introduced && is_plain);
    let capital = |n: &String| n.starts_with(char::is_uppercase);
    let named = named
        .or_else(|| kinds::before(&before).filter(|_| is_plain))
        .filter(|kind| !kinds::is_of_capitals(kind) || names.iter().all(capital));
    if let Some(kind) = named {
        return Some(Entry::Kind {
            names,
            kind: Some(kind),
        });
    }
    // "Let z be real" again.
    let again = !names.contains("log")
        && is_plain
        && supposed
        && !behind.is_empty()
        && !properties::said(&behind.join(" ")).more;
    again.then_some(Entry::Kind { names, kind: None })
}

/// What the words beside the names of matrices say of them.
pub(super) fn maps(
    text: &Text,
    doc: &Document,
    i: usize,
    f: &Formula,
    kind: &Entry,
) -> Option<Entry> {
    let Entry::Kind {
        names,
        kind: Some(kind),
    } = kind
    else {
        return None;
    };
    if !kind.starts_with("a matrix") {
        return None;
    }
    let (before, behind) = text.about(i);
    // What is said on a condition, or supposed for a while, holds under it alone.
    let introducing = &guards::guards()?.introducing;
    let supposed = f.cues.nearest().is_some_and(|c| {
        let words = guards::words(&c.word);
        introducing.is(&words) || kinds::brings(&words)
    });
    // "be an n × d matrix"
    let shapes: Vec<Option<Shape>> = (text.formulas_behind(i).into_iter())
        .map(|j| match doc.items.get(j).map(|x| &x.kind) {
            Some(ItemKind::Formula(g)) => {
                let exprs = rows(latex::parse(&g.text, g.content.start)).ok()?;
                exprs.first().and_then(Shape::of_size)
            }
            _ => None,
        })
        .collect();
    let shape = shapes.iter().flatten().next().cloned();
    let sizes = shapes.iter().all(Option::is_some);
    let behind: Vec<String> = behind
        .into_iter()
        .filter(|w| !(sizes && w == "$"))
        .collect();
    let said = kinds::of_maps(&before, &behind);
    // "…, and A commutes with B": another part of the sentence may say more.
    let more = said.more || kinds::of_maps(&[], &text.sentence_words(i)).more;
    Some(Entry::Maps {
        names: names.clone(),
        open: more || !supposed && !said.properties.is_empty(),
        properties: if supposed {
            said.properties
        } else {
            Vec::new()
        },
        shape,
        alien: said.alien,
        named: said.named,
    })
}

fn is_capital(name: &str) -> bool {
    name.chars().count() == 1 && name.starts_with(char::is_uppercase)
}

/// Names that are said to be no numbers only behind the formulas that they stand in ("…, where A and B are matrices") are none there
/// either: the words are moved to the beginning of their part, unless names in it are numbers as well.
pub(super) fn foresee(entries: Vec<Entry>) -> Vec<Entry> {
    let mut out: Vec<Entry> = Vec::new();
    let mut part: Vec<Entry> = Vec::new();
    let flush = |part: &mut Vec<Entry>, out: &mut Vec<Entry>| {
        let mut also: BTreeSet<String> = BTreeSet::new();
        let mut named: Vec<(BTreeSet<String>, &'static str)> = Vec::new();
        for e in part.iter() {
            match e {
                Entry::Kind { names, kind: None } => also.extend(names.iter().cloned()),
                Entry::Kind {
                    names,
                    kind: Some(k),
                } if names.iter().all(|n| is_capital(n)) => {
                    named.push((names.clone(), k));
                }
                Entry::Vars(vars) => also.extend(vars.iter().map(|(n, _)| n.clone())),
                _ => {}
            }
        }
        for (names, kind) in named {
            let names: BTreeSet<String> = names.difference(&also).cloned().collect();
            if !names.is_empty() {
                out.push(Entry::Kind {
                    names,
                    kind: Some(kind),
                });
            }
        }
        out.append(part);
    };
    for e in entries {
        if matches!(e, Entry::Part(0 | 1, _)) {
            flush(&mut part, &mut out);
            out.push(e);
        } else {
            part.push(e);
        }
    }
    flush(&mut part, &mut out);
    out
}

/// A letter of a known number that the text brings as a variable of its own: "let e > 0".
pub(super) fn own_letter(f: &Formula) -> Option<Entry> {
    let cue = f.cues.nearest().filter(|c| c.kind == CueKind::Hypothesis)?;
    let introducing = &guards::guards()?.introducing;
    if !introducing.is(&guards::words(&cue.word)) {
        return None;
    }
    let exprs = rows(latex::parse(&f.text, f.content.start)).ok()?;
    let compared = |e: &Expr| {
        let Kind::Chain {
            first: Some(first),
            links,
        } = &e.kind
        else {
            return None;
        };
        let order = |r: Rel| matches!(r, Rel::Lt | Rel::Le | Rel::Gt | Rel::Ge | Rel::Ne);
        let sides = std::iter::once(&**first).chain(links.iter().map(|l| &l.rhs));
        let names: Vec<String> = sides
            .filter_map(|s| listed(std::slice::from_ref(s)))
            .flatten()
            .collect();
        // "Let 0 ≤ x ≤ π" brings x.
        let number = |n: &String| n == "e" || n == "π";
        (links.iter().all(|l| order(l.rel)) && names.iter().all(number))
            .then(|| names.first().cloned())
            .flatten()
    };
    let name = exprs.iter().find_map(compared)?;
    Some(Entry::Vars(vec![(name, Sort::Real)]))
}

/// What it means for all that follows that a name stands for a structure: in a group or a ring other rules hold than for numbers.
pub(super) fn structure(text: &Text, i: usize, f: &Formula) -> Option<CaseMark> {
    let (before, behind) = text.about(i);
    let supposed = |k: &CueKind| *k == CueKind::Hypothesis;
    let introduced = f.cues.nearest().is_some_and(|c| supposed(&c.kind));
    let kind = kinds::behind(&behind, introduced).or_else(|| kinds::before(&before))?;
    (kind == "an algebraic structure").then_some(CaseMark::Elsewhere)
}

// The names of a list of names.
pub(super) fn listed(exprs: &[Expr]) -> Option<BTreeSet<String>> {
    let mut out = BTreeSet::new();
    for e in exprs {
        match &e.kind {
            Kind::Name(n) if n.primes == 0 => {
                out.insert(key(n));
            }
            Kind::Tuple(xs) => out.extend(listed(xs)?),
            Kind::Paren(x) => out.extend(listed(std::slice::from_ref(x))?),
            _ => return None,
        }
    }
    (!out.is_empty()).then_some(out)
}

/// The kind of what a set has as members, where the notation tells: ℂ, matrices, residues. Real numbers and unknown sets have none.
pub(in crate::check) fn members(set: &Expr) -> Option<&'static str> {
    match &set.kind {
        Kind::Paren(s) => members(s),
        Kind::Name(n) => match n.base.as_str() {
            "C" | "ℂ" if n.font.is_some() || n.base == "ℂ" => Some("a complex number"),
            "H" | "ℍ" if n.font.is_some() || n.base == "ℍ" => Some("a quaternion"),
            "Z" | "ℤ" | "F" | "𝔽" if !n.subs.is_empty() && n.font.is_some() => {
                (n.subs.iter().all(|s| !matches!(s.kind, Kind::Text(_))))
                    .then_some("a residue class")
            }
            "S" | "A" if n.subs.len() == 1 && n.font.is_none() => Some("a permutation"),
            "GL" | "SL" | "SO" | "SU" | "Mat" | "Sym" => Some("a matrix"),
            _ => None,
        },
        Kind::NameParen(n, _) | Kind::Apply { func: n, .. } => matches!(
            n.base.as_str(),
            "M" | "GL" | "L" | "SL" | "SO" | "SU" | "O" | "U" | "Mat" | "Sym" | "S"
        )
        .then_some("a matrix"),
        Kind::Binary(crate::read::ast::BinOp::Pow, base, power) => {
            let mut pair = false;
            crate::elaborate::walk(power, &mut |e| {
                pair |= matches!(
                    e.kind,
                    Kind::Binary(
                        crate::read::ast::BinOp::Times | crate::read::ast::BinOp::Cross,
                        ..
                    )
                );
            });
            if pair {
                return Some("a matrix");
            }
            members(base).or_else(|| is_power(base, power).then_some("a list of numbers"))
        }
        Kind::Binary(crate::read::ast::BinOp::Div, a, _) => {
            matches!(&a.kind, Kind::Name(n) if matches!(n.base.as_str(), "Z" | "ℤ"))
                .then_some("a residue class")
        }
        Kind::Binary(_, a, b) => members(a).or_else(|| members(b)),
        _ => None,
    }
}

// `ℤ^2`, `ℝ_+^n`; of `ℝ^n` itself the members are vectors, which are computed with, and `ℝ^{>0}` holds numbers.
fn is_power(base: &Expr, power: &Expr) -> bool {
    match &base.kind {
        Kind::Paren(s) => is_power(s, power),
        Kind::Name(n) => {
            let real = matches!(n.base.as_str(), "R" | "ℝ");
            let number = real || matches!(n.base.as_str(), "Q" | "ℚ" | "Z" | "ℤ" | "N" | "ℕ");
            let marked = !n.subs.is_empty() || n.sup.is_some();
            number && (!real || marked) && !matches!(power.kind, Kind::Chain { .. })
        }
        Kind::Interval { .. } | Kind::Set(_) => true,
        _ => false,
    }
}

/// Names that stand left of `∈`, with the set: `a, b ∈ G`.
pub(in crate::check) fn membership(e: &Expr) -> Option<(BTreeSet<String>, &Expr)> {
    let (first, link) = open::single_link(e)?;
    (link.rel == Rel::In).then_some(())?;
    Some((listed(std::slice::from_ref(first))?, &link.rhs))
}

/// Makes a hypothesis general in the values that "for all" before or behind it brings.
/// Answers false where the words restrict these values in a way that is not understood.
pub(super) fn generalize(
    line: &mut Line,
    text: &Text,
    doc: &Document,
    ranges: &[usize],
    own: usize,
) -> bool {
    for r in ranges.iter().rev().filter(|r| **r != own) {
        let Some(ItemKind::Formula(f)) = doc.items.get(*r).map(|x| &x.kind) else {
            continue;
        };
        let Ok(mut what) = rows(latex::parse(&f.text, f.content.start)) else {
            continue;
        };
        // Of what does not speak of these names it says nothing.
        let speaks = |w: &Expr| {
            let free = |name: &String| line.exprs.iter().flatten().any(|e| open::has_free(e, name));
            first_name(w).is_none_or(|name| free(&name))
        };
        if !what.iter().flat_map(singly).any(|w| speaks(&w)) {
            continue;
        }
        // "For all x in [0, 1]": the words and the set stand behind the name.
        if let Some(said) = super::stated::said_of(text, doc, *r) {
            match said.exprs {
                Some(exprs) => what = exprs,
                None => return false,
            }
        }
        // "For all positive x": only these values are meant.
        let words = text.universal(*r).map(|u| u.words.join(" "));
        let sorted = words.and_then(|w| conditions(f, &w)).unwrap_or_default();
        let narrowed = !sorted.is_empty();
        what.extend(sorted);
        let Ok(exprs) = &mut line.exprs else {
            return true;
        };
        // A definition holds for all values as it is.
        let defines = |e: &Expr| {
            open::equated(e).is_some_and(|(name, value)| {
                let mut right = BTreeSet::new();
                open::names(value, &mut right);
                !right.contains(&name)
            })
        };
        // On an interval it holds there only.
        let whole = |w: &Expr| match open::single_link(w) {
            Some((_, link)) => link.rel == Rel::In && matches!(link.rhs.kind, Kind::Name(_)),
            None => !open::is_statement(w),
        };
        let everywhere = !narrowed && what.iter().all(whole);
        for e in exprs
            .iter_mut()
            .filter(|e| open::is_statement(e) && !(defines(e) && everywhere))
        {
            for w in what.iter().flat_map(singly).rev() {
                let Some(name) = first_name(&w) else { continue };
                if open::has_free(e, &name) {
                    // What else is said of the name is a condition.
                    let body = match &e.kind {
                        Kind::ForAll(other, Some(body))
                            if first_name(other) == Some(name.clone())
                                && !open::is_statement(other) =>
                        {
                            (**body).clone()
                        }
                        Kind::ForAll(other, Some(body)) if first_name(other) == Some(name) => {
                            Expr {
                                span: e.span,
                                kind: Kind::With(body.clone(), vec![(**other).clone()]),
                            }
                        }
                        _ => e.clone(),
                    };
                    *e = Expr {
                        span: e.span,
                        kind: Kind::ForAll(Box::new(w), Some(Box::new(body))),
                    };
                }
            }
        }
    }
    true
}

/// "For 0 ≤ k < K let A": where the sentence says so before, the members that A speaks of have their index there.
pub(super) fn index_conditions(line: &mut Line, local: &[Expr]) {
    let Ok([e]) = line.exprs.as_deref() else {
        return;
    };
    let free = |letter: &String| open::has_free(e, letter);
    let letters: BTreeSet<String> = subscripts(e).iter().map(key).filter(free).collect();
    let of_index = |c: &&Expr| {
        let mut names = BTreeSet::new();
        open::names(c, &mut names);
        !names.is_disjoint(&letters)
    };
    let conditions: Vec<Expr> = local.iter().filter(of_index).cloned().collect();
    restrict(line, &conditions);
}

// One range for each name: `x, y ∈ A` is `x ∈ A` and `y ∈ A`.
pub(super) fn singly(e: &Expr) -> Vec<Expr> {
    match &e.kind {
        Kind::Tuple(xs) => xs.iter().flat_map(singly).collect(),
        Kind::Chain {
            first: Some(first),
            links,
        } => match &first.kind {
            Kind::Tuple(xs) => xs
                .iter()
                .map(|x| Expr {
                    span: e.span,
                    kind: Kind::Chain {
                        first: Some(Box::new(x.clone())),
                        links: links.clone(),
                    },
                })
                .collect(),
            _ => vec![e.clone()],
        },
        _ => vec![e.clone()],
    }
}

fn first_name(e: &Expr) -> Option<String> {
    match &e.kind {
        Kind::Name(n) => Some(key(n)),
        Kind::Chain {
            first: Some(first), ..
        } => first_name(first),
        _ => None,
    }
}

/// What the words behind a name suppose of it, as formulas: "if x is positive". None where they say more than is understood.
pub(super) fn conditions(f: &Formula, behind: &str) -> Option<Vec<Expr>> {
    let exprs = rows(latex::parse(&f.text, f.content.start)).ok()?;
    listed(&exprs)?;
    let said = properties::said(behind);
    if said.more || said.properties.is_empty() {
        return None;
    }
    let mut out = Vec::new();
    for property in &said.properties {
        for name in f.text.split(',') {
            let text = match property {
                properties::Property::Positive => format!("{name} > 0"),
                properties::Property::Nonnegative => format!(r"{name} \ge 0"),
                properties::Property::Negative => format!("{name} < 0"),
                properties::Property::Nonzero => format!(r"{name} \ne 0"),
                properties::Property::Integer => format!(r"{name} \in \mathbb{{Z}}"),
                properties::Property::Natural => format!(r"{name} \in \mathbb{{N}}"),
            };
            out.extend(rows(latex::parse(&text, f.content.start)).ok()?);
        }
    }
    for e in &mut out {
        super::lines::placed(e, f.content);
    }
    Some(out)
}

/// What the words behind a claim suppose for it: "A, where x ≥ 0 and y > 0", "A, since x > 0".
pub(super) fn company(text: &Text, doc: &Document, i: usize) -> Vec<Expr> {
    statements_at(doc, &text.company(i))
}

/// The statements in the formulas of some items.
pub(super) fn statements_at(doc: &Document, items: &[usize]) -> Vec<Expr> {
    let formulas = items.iter().filter_map(|i| match &doc.items.get(*i)?.kind {
        ItemKind::Formula(f) => rows(latex::parse(&f.text, f.content.start)).ok(),
        _ => None,
    });
    formulas.flatten().filter(open::is_statement).collect()
}

/// Takes the conditions right behind a formula with it: "A for x > 0". They hold for this formula only.
pub(super) fn restrict_behind(
    line: &mut Line,
    doc: &Document,
    behind: &[usize],
    taken: &mut BTreeSet<usize>,
) {
    let mut conditions = Vec::new();
    for j in behind {
        let Some(ItemKind::Formula(f)) = doc.items.get(*j).map(|x| &x.kind) else {
            return;
        };
        conditions.extend(rows(latex::parse(&f.text, f.content.start)).unwrap_or_default());
    }
    let Ok([e]) = line.exprs.as_deref_mut() else {
        return;
    };
    let statements = open::is_statement(e) && conditions.iter().all(open::is_statement);
    if conditions.is_empty() || !statements {
        return;
    }
    let mut names = BTreeSet::new();
    open::names(e, &mut names);
    let mut of = BTreeSet::new();
    conditions.iter().for_each(|c| open::names(c, &mut of));
    let task = matches!(
        line.task,
        Task::Assume | Task::Given | Task::Claim | Task::Define
    );
    if names.is_disjoint(&of) || !task {
        return;
    }
    taken.extend(behind.iter().copied());
    e.kind = Kind::With(Box::new(e.clone()), conditions);
}

/// A definition of a function under conditions, `f(x) = 1/x, x > 0`, says what the function is where they hold: it is given for
/// these arguments, and what the function is elsewhere stays open.
pub(super) fn partial(line: &mut Line, met: &BTreeSet<String>) -> Option<Entry> {
    let Ok([e]) = line.exprs.as_deref_mut() else {
        return None;
    };
    let Kind::With(inner, conditions) = &e.kind else {
        return None;
    };
    let (name, _) = open::equated(inner)?;
    let Kind::Chain {
        first: Some(first), ..
    } = &inner.kind
    else {
        return None;
    };
    if let Kind::Name(n) = &first.kind
        && line.task == Task::Claim
        && line.defining
    {
        // "We set v_n = u_n^2 for all n": a family is given, and a name is what it is for all values.
        match n.subs.is_empty() {
            true => *e = (**inner).clone(),
            false => line.task = Task::Assume,
        }
        return None;
    }
    let Kind::NameParen(_, args) = &first.kind else {
        return None;
    };
    let introduced = match line.task {
        Task::Assume | Task::Given | Task::Define => true,
        Task::Claim => line.defining || !line.concluded && !met.contains(&name),
        _ => false,
    };
    let of_arguments = conditions.iter().any(|c| {
        let mut names = BTreeSet::new();
        open::names(c, &mut names);
        args.iter()
            .filter_map(first_name)
            .any(|a| names.contains(&a))
    });
    if !introduced || !of_arguments || !args.iter().all(|a| matches!(a.kind, Kind::Name(_))) {
        return None;
    }
    for a in args.clone().into_iter().rev() {
        *e = Expr {
            span: e.span,
            kind: Kind::ForAll(Box::new(a), Some(Box::new(e.clone()))),
        };
    }
    line.task = Task::Assume;
    line.defining = false;
    Some(Entry::opened(BTreeSet::from([name])))
}
