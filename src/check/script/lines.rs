//! Lines made of formulas: what is to be done with one, its conditions, and what the words beside it suppose of its names.

use super::around::Text;
use super::memory::{names_of, opened};
use super::{Entry, Line, Task, rows, spread};
use crate::check::{open, vocabulary};
use crate::elaborate::{children, subscripts};
use crate::read::ast::{Expr, Kind, Rel, Span, Unread};
use crate::read::document::{CitationTarget, CueKind, Document, Formula, Item, ItemKind, Role};
use crate::read::latex;
use crate::read::lexicon::guards::{self, guards};
use crate::read::lexicon::properties::said;
use crate::read::lexicon::{families, relations};
use std::collections::BTreeSet;

/// Which names a formula supposes something of, and which it gives as functions.
pub(super) fn remember(
    task: Task,
    e: &Expr,
    held: &mut BTreeSet<String>,
    functions: &mut BTreeSet<String>,
) {
    if let Kind::Chain {
        first: Some(first), ..
    } = &e.kind
        && let Kind::NameParen(n, _) = &first.kind
        && open::equated(e).is_some()
    {
        functions.insert(crate::elaborate::key(n));
    } else if !matches!(task, Task::Claim | Task::Goal) {
        open::names(e, held);
    }
}

pub(super) fn is_clause_end(c: char) -> bool {
    matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '(' | ')')
}

pub(super) fn is_statement(f: &Formula) -> bool {
    rows(latex::parse(&f.text, f.content.start))
        .map_or(true, |es| es.iter().any(open::is_statement))
}

/// Whether a formula is a name, a call, or says what one is: `f`, `f(x)`, `f(x) = …`.
pub(super) fn is_call(f: &Formula) -> bool {
    let call = |e: &Expr| matches!(e.kind, Kind::Name(_) | Kind::NameParen(..) | Kind::Tuple(_));
    let whole = |e: &Expr| match &e.kind {
        Kind::Chain {
            first: Some(first), ..
        } => matches!(first.kind, Kind::NameParen(..)),
        _ => call(e),
    };
    (rows(latex::parse(&f.text, f.content.start))).map_or(true, |es| es.iter().all(whole))
}

/// That not all of these hold.
pub(super) fn contrary(mut conditions: Vec<Expr>) -> Expr {
    let span = conditions
        .iter()
        .fold(conditions[0].span, |s, c| s.to(c.span));
    let all = match conditions.len() {
        1 => conditions.remove(0),
        _ => Expr {
            span,
            kind: Kind::And(conditions),
        },
    };
    Expr {
        span,
        kind: Kind::Not(Box::new(all)),
    }
}

/// Two formulas with "or" between them that could not be made one: neither is supposed or claimed.
pub(super) fn alternatives(out: &mut Vec<Entry>, f: &Formula, reason: &str) -> bool {
    let Some(Entry::Formula(before)) = out.last() else {
        return false;
    };
    if !matches!(
        before.task,
        Task::Assume | Task::Given | Task::Claim | Task::Condition
    ) {
        return false;
    }
    let mut names = names_of(f);
    for e in before.exprs.iter().flatten() {
        open::names(e, &mut names);
    }
    let last = out.pop();
    out.push(Entry::opened(names));
    out.push(Entry::Ignore(reason.into()));
    out.extend(last);
    out.push(Entry::Ignore(reason.into()));
    out.append(&mut formula(f, Some(Task::Goal), ""));
    true
}

/// What it means that the members of a list are probabilities: a natural number of them, from 0, with the sum 1.
pub(super) fn distribution(d: &families::Distribution, span: Span) -> Vec<Entry> {
    let (p, n) = (&d.name, &d.last);
    let i = if n == "i" || p == "i" { "j" } else { "i" };
    let formulas = [
        format!(r"{n} \in \mathbb{{N}}"),
        format!(r"\sum_{{{i}=1}}^{{{n}}} {p}_{i} = 1"),
        format!(r"\forall {i} \in \mathbb{{N}}: 1 \le {i} \le {n} \Rightarrow 0 \le {p}_{i}"),
    ];
    supposed(&formulas, span)
}

/// Formulas that words stand for.
pub(super) fn supposed(formulas: &[String], span: Span) -> Vec<Entry> {
    formulas
        .iter()
        .filter_map(|text| rows(latex::parse(text, span.start)).ok())
        .map(|mut exprs| {
            exprs.iter_mut().for_each(|e| placed(e, span));
            Entry::Formula(Box::new(Line::new(span, Ok(exprs), Task::Assume)))
        })
        .collect()
}

/// What the words make stands where they stand.
pub(super) fn placed(e: &mut Expr, span: Span) {
    e.span = span;
    children(&mut e.kind)
        .into_iter()
        .for_each(|c| placed(c, span));
}

/// The claims of a line hold under the conditions only.
pub(super) fn restrict(line: &mut Line, conditions: &[Expr]) {
    if conditions.is_empty() {
        return;
    }
    if let Ok(exprs) = &mut line.exprs {
        for e in exprs.iter_mut().filter(|e| open::is_statement(e)) {
            let inner = e.clone();
            *e = Expr {
                span: inner.span,
                kind: Kind::With(Box::new(inner), conditions.to_vec()),
            };
        }
    }
}

/// What the words around a formula suppose of the names in it.
/// `understood` tells that what the words state of a value behind the names becomes a formula.
pub(super) fn mention(
    text: &Text,
    doc: &Document,
    i: usize,
    f: &Formula,
    named: &vocabulary::Names,
    understood: bool,
) -> Option<Entry> {
    if f.display || f.cues.is_definition() {
        return None;
    }
    let prose = |j: Option<usize>| match j.and_then(|j| doc.items.get(j)).map(|item| &item.kind) {
        Some(ItemKind::Prose(words)) => words.as_str(),
        _ => "",
    };
    let ends = is_clause_end;
    let mut behind = prose(Some(i + 1)).split(ends).next().unwrap_or("");
    let mut before = prose(i.checked_sub(1)).rsplit(ends).next().unwrap_or("");
    // "Let a, b and c be positive": what is said behind the last name, or before the first, is said of all.
    let (ahead, after) = match is_statement(f) {
        true => Default::default(),
        false => text.about_joined(i),
    };
    if let Some(words) = &ahead {
        before = words;
    }
    if let Some(words) = &after {
        behind = words;
    }
    let unstated;
    let behind = match understood {
        true => {
            unstated = relations::unstated(behind);
            unstated.as_str()
        }
        false => behind,
    };
    let exprs = rows(latex::parse(&f.text, f.content.start)).ok()?;
    let is_member = |e: &Expr| match e.kind {
        Kind::Tuple(_) => open::has_dots(e),
        Kind::Name(_) => !subscripts(e).is_empty(),
        _ => false,
    };
    let (members, exprs): (Vec<Expr>, Vec<Expr>) = exprs.into_iter().partition(is_member);
    let mut names = BTreeSet::new();
    exprs.iter().for_each(|e| open::names(e, &mut names));
    if !f.cues.is_hypothesis() {
        // "with minimiser x*", "bounded below by F*": what the words say of it is not understood.
        let unheard = text.supposes(i)
            && text
                .before_name(i)
                .is_some_and(|w| !w.is_empty() && said(&w.join(" ")).more);
        if unheard {
            members.iter().for_each(|e| open::names(e, &mut names));
            return Some(Entry::opened(names));
        }
        // "f is increasing": the words say something of the name that is not understood.
        let described = !is_statement(f) && crate::read::lexicon::kinds::describes(behind);
        if described && said(behind).more {
            return Some(opened(f));
        }
        // "… for positive x" may stand behind: what the words suppose there is not known to hold from here on.
        members.iter().for_each(|e| open::names(e, &mut names));
        let found = said(behind);
        return (!found.properties.is_empty()).then(|| Entry::opened(names));
    }
    // Before the name only what follows the cue counts: "hence, for positive x".
    let cue = f.cues.nearest().map_or("", |c| c.word.as_str());
    let before = before.to_lowercase();
    let tail = before
        .rfind(cue)
        .and_then(|at| before.get(at + cue.len()..))
        .unwrap_or("");
    let general = [
        "all", "every", "each", "any", "tout", "tous", "toute", "toutes", "chaque",
    ]
    .iter()
    .any(|w| cue.split_whitespace().any(|c| c == *w))
        // "A for all i and B": B is not said of all of its names.
        && (!is_statement(f) || text.is_universal(i));
    // What is said of a function may have been made formulas.
    let rest = format!("{tail} {behind}");
    let understood = [i.checked_sub(1), Some(i + 1)]
        .into_iter()
        .flatten()
        .any(|j| !vocabulary::supposed(doc, j, named).is_empty());
    let rest = if understood {
        let value = names
            .iter()
            .any(|n| vocabulary::is_value(doc, i + 1, n, named));
        crate::read::lexicon::statements::unnamed(&rest, value)
    } else {
        rest
    };
    let said = said(&rest);
    let over = match text.bounds_behind(i).and_then(|j| doc.items.get(j)) {
        Some(Item {
            kind: ItemKind::Formula(f),
            ..
        }) => rows(latex::parse(&f.text, f.content.start)).ok()?,
        _ => Vec::new(),
    };
    let members = members.into_iter().map(|e| (e, over.clone())).collect();
    // "For positive x": another sentence may speak of any x.
    let varies = guards().is_some_and(|g| {
        let cue = guards::words(cue);
        g.varying.is(&cue) || g.universal.is(&cue) || g.trailing.is(&cue)
    });
    Some(Entry::Mention {
        names,
        members,
        said,
        general,
        passing: varies && f.role == Role::Claimed,
    })
}

// `3,14 < π`: the comma between two numbers may be a decimal one.
fn decimal_comma(exprs: &[Expr]) -> Option<Unread> {
    let number = |e: &Expr| matches!(e.kind, Kind::Number(_));
    let pair =
        |e: &&Expr| matches!(&e.kind, Kind::Tuple(xs) if xs.len() == 2 && xs.iter().all(number));
    let side = exprs.iter().find_map(|e| match &e.kind {
        Kind::Chain { first, links } if links.iter().all(|l| l.rel != Rel::In) => {
            let sides = first.iter().map(|f| &**f);
            sides.chain(links.iter().map(|l| &l.rhs)).find(pair)
        }
        _ => None,
    })?;
    Some(Unread {
        span: side.span,
        reason: "the comma may be a decimal one; write the number with a point".into(),
    })
}

pub(super) fn formula(f: &Formula, forced: Option<Task>, lead: &str) -> Vec<Entry> {
    let hypothesis = f.cues.is_hypothesis();
    let defining = f.cues.is_definition();
    let task = forced.unwrap_or(match f.role {
        Role::Given | Role::Hint => Task::Given,
        Role::Goal => Task::Goal,
        // "…, because it is not zero:" and a display: what the words say is said before the colon.
        Role::Claimed
            if f.display
                && lead.trim_end().ends_with(':')
                && f.cues
                    .nearest()
                    .is_some_and(|c| matches!(c.kind, CueKind::Condition | CueKind::Reason)) =>
        {
            Task::Claim
        }
        Role::Claimed if hypothesis => Task::Assume,
        Role::Claimed if f.cues.nearest().is_some_and(|c| c.kind == CueKind::Place) => Task::Place,
        Role::Claimed => Task::Claim,
    });
    let quoted = f.cues.citations().find_map(|c| match &c.target {
        CitationTarget::Name(n) if c.colon && f.display => Some(n.clone()),
        _ => None,
    });
    let from = f
        .cues
        .citations()
        .filter_map(|c| match &c.target {
            CitationTarget::Label(l) => Some(l.clone()),
            CitationTarget::Name(_) => None,
        })
        .collect::<Vec<_>>();
    let concluded = f.cues.nearest().is_some_and(|c| {
        let stating = guards().is_some_and(|g| g.stating.is(&guards::words(&c.word)));
        matches!(c.kind, CueKind::Consequence | CueKind::Implies) && !stating
    });
    let introducing = f.cues.nearest().is_some_and(|c| {
        c.kind == CueKind::Hypothesis
            && guards().is_some_and(|g| g.introducing.is(&guards::words(&c.word)))
    });
    let reason = f.cues.nearest().is_some_and(|c| {
        let invokes = guards().is_some_and(|g| g.invoking.is(&guards::words(&c.word)));
        c.kind == CueKind::Reason || c.kind == CueKind::Condition && invokes
    });
    let line = |span: Span, label: Option<String>, key: Option<String>, exprs| {
        Entry::Formula(Box::new(Line {
            label,
            key,
            defining: defining || task == Task::Define,
            introducing,
            reason,
            from: from.clone(),
            quoted: quoted.clone(),
            concluded,
            hint: f.role == Role::Hint && task == Task::Given,
            ..Line::new(span, exprs, task)
        }))
    };
    match latex::parse(&f.text, f.content.start) {
        Err(u) => vec![line(f.content, f.tag.clone(), None, Err(u))],
        Ok(rows) => {
            let single = rows.len() == 1;
            let mut out = Vec::new();
            for r in rows {
                let label = r.tag.or_else(|| if single { f.tag.clone() } else { None });
                if r.exprs.is_empty() && label.is_none() {
                    continue;
                }
                let span = if single { f.content } else { r.span };
                let exprs = match decimal_comma(&r.exprs) {
                    Some(u) => Err(u),
                    None => Ok(spread(r.exprs)),
                };
                out.push(line(span, label, r.label, exprs));
            }
            out
        }
    }
}
