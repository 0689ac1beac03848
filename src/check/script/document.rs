//! The entries of a Markdown or LaTeX document.

use super::anew;
use super::around::{Fate, Text};
use super::declared;
use super::directive::directive;
use super::joint::{joinable, joined};
use super::memory::{Cases, Met, names_of, opened};
use super::{Anew, Entry, Line, Task, rows, spread};
use crate::check::{open, vocabulary};
use crate::elaborate::children;
use crate::read::ast::{Expr, Kind, Span};
use crate::read::document::{CitationTarget, CueKind, Cues, Document, Formula, ItemKind, Role};
use crate::read::latex;
use crate::read::lexicon::families;
use crate::read::lexicon::guards::{self, guards};
use crate::read::lexicon::properties::{
    is_conditional_word, is_denied, is_negating_word, joint, said,
};
use std::collections::BTreeSet;

/// The entries of a Markdown or LaTeX document.
pub(super) fn from_document(doc: &Document) -> Vec<Entry> {
    let mut out = Vec::new();
    let mut ignoring = false;
    let mut forced: Option<Task> = None;
    // Conditions that hold for their sentence only: "if x > 0, then …".
    let mut local: Vec<Expr> = Vec::new();
    // Of these, how many say that an earlier condition of the sentence fails, and where the words stand that bring the others.
    let mut turned = 0;
    let mut cues: BTreeSet<usize> = BTreeSet::new();
    // What the claim before was restricted by: "A if c, and B otherwise".
    let mut before: Vec<Expr> = Vec::new();
    // The last claim of the sentence, and whether the condition right before speaks of it: "A if b and c".
    let mut claimed: Option<usize> = None;
    let mut behind_before = false;
    let names = vocabulary::Names::of(doc);
    let mut text = Text::of(doc);
    let mut met = Met::default();
    let mut cases = Cases::default();
    // The sentence that brought names anew, and what a reason in it brings for its own claim.
    let mut renewing: Option<usize> = None;
    let mut pending: Vec<Anew> = Vec::new();
    // Conditions that have been taken with the formula before them.
    let mut taken: BTreeSet<usize> = BTreeSet::new();
    out.extend(declared::logarithms(&text));
    for (i, item) in doc.items.iter().enumerate() {
        match &item.kind {
            ItemKind::Part(p) => {
                out.push(Entry::Part(p.level(), p.depth));
                forced = None;
                local.clear();
                turned = 0;
                cues.clear();
                claimed = None;
                cases = Cases::default();
            }
            ItemKind::Role(_) => {}
            ItemKind::Prose(words) => {
                if ends_sentence(words) {
                    local.clear();
                    turned = 0;
                    cues.clear();
                    before.clear();
                    claimed = None;
                }
                let next = doc.items.get(i + 1).map(|next| &next.kind);
                let behind = match next {
                    Some(ItemKind::Formula(f)) => Some(f.text.as_str()),
                    _ => None,
                };
                if let Some(d) = families::distribution(words, behind) {
                    out.extend(distribution(&d, item.span));
                }
                if let Some(s) = families::deviation(words, behind) {
                    out.extend(supposed(&[format!("{s} > 0")], item.span));
                }
                if !ignoring {
                    out.extend(vocabulary::supposed(doc, i, &names));
                }
            }
            ItemKind::Skipped(reason) => {
                out.push(Entry::Bad {
                    span: item.span,
                    reason: reason.clone(),
                    directive: false,
                });
            }
            ItemKind::Formula(_) if ignoring => {}
            ItemKind::Formula(f) => {
                // "A if c and B otherwise": B is no condition.
                let claimed_alone;
                let f = if text.is_otherwise_behind(i) {
                    claimed_alone = Formula {
                        cues: Cues::default(),
                        ..f.clone()
                    };
                    &claimed_alone
                } else {
                    f
                };
                let (words, next) = (prose_before(doc, i), prose_at(doc, i.checked_add(1)));
                let sentence = text.sentence(i);
                if renewing.is_some_and(|s| s != sentence) {
                    out.push(Entry::Settled);
                    renewing = None;
                    pending.clear();
                }
                if forced.is_none() && f.role != Role::Goal {
                    if let Some(anew) = anew::fronted(&text, i, f) {
                        renewing = Some(sentence);
                        // "Since for all x, A, we get B": B is not said of all x.
                        if f.cues.0.iter().any(|c| c.kind == CueKind::Reason) {
                            pending.push(anew);
                        } else {
                            out.push(Entry::Anew(anew));
                        }
                    }
                    out.extend(anew::brought(&text, i, f, &met.now(sentence)).map(Entry::Anew));
                }
                cases.pass(&text, i, &mut out);
                met.pass(text.sentence(i), f);
                out.extend(declared::kinds(&text, i, f));
                let fate = match forced {
                    Some(_) => Fate::Keep,
                    None => text.fate(i, f, &|j| met.is_fresh(doc, j)),
                };
                if let Fate::Skip { reason, open } = fate {
                    if open {
                        out.push(opened(f));
                    }
                    out.push(Entry::Ignore(reason.into()));
                    out.append(&mut formula(f, Some(Task::Goal), ""));
                    behind_before = false;
                    continue;
                }
                if fate == Fate::Doubt {
                    out.push(opened(f));
                }
                if fate == Fate::Case {
                    out.extend(formula(f, Some(Task::Case), ""));
                    behind_before = false;
                    continue;
                }
                if forced.is_none()
                    && f.role == Role::Claimed
                    && !f.display
                    && (is_denied(words, next) || is_asked(next))
                {
                    // Its contrary may be supposed or known: nothing about these names can be refuted.
                    out.push(opened(f));
                    out.push(Entry::Ignore("the words do not claim it".into()));
                    out.append(&mut formula(f, Some(Task::Goal), ""));
                    behind_before = false;
                    continue;
                }
                // "If A then B, else C": C holds where A does not.
                if forced.is_none() && text.is_otherwise(i) {
                    let mut now = local.split_off(turned.min(local.len()));
                    if now.is_empty() && turned == 0 {
                        now.append(&mut before);
                    }
                    if now.is_empty() || cues.len() > 1 || is_conditional(f) && f.display {
                        local.clear();
                        turned = 0;
                        out.push(opened(f));
                        out.push(Entry::Ignore(
                            "it holds in another case, and what that supposes is not understood"
                                .into(),
                        ));
                        out.append(&mut formula(f, Some(Task::Goal), ""));
                        behind_before = false;
                        continue;
                    }
                    local.push(contrary(now));
                    turned = local.len();
                    cues.clear();
                }
                if taken.contains(&i) || forced.is_none() && text.only_ranges(i) {
                    if is_conditional(f) {
                        before.extend(
                            rows(latex::parse(&f.text, f.content.start)).unwrap_or_default(),
                        );
                        cues.extend(f.cues.nearest().map(|c| c.span.start));
                    }
                    out.extend(formula(f, Some(Task::Condition), ""));
                    behind_before = false;
                    continue;
                }
                if forced.is_none() && !f.display && is_conditional(f) && !is_statement(f) {
                    let behind = next.split(is_clause_end).next().unwrap_or("");
                    match declared::conditions(f, behind) {
                        Some(conditions) => {
                            let follows = !begins_clause(words)
                                && i > 1
                                && matches!(&doc.items[i - 1].kind, ItemKind::Prose(w) if !ends_sentence(w))
                                && matches!(doc.items[i - 2].kind, ItemKind::Formula(_));
                            if follows
                                && let Some(Entry::Formula(line)) =
                                    claimed.and_then(|at| out.get_mut(at))
                            {
                                restrict(line, &conditions);
                            }
                            local.extend(conditions);
                            cues.extend(f.cues.nearest().map(|c| c.span.start));
                        }
                        None => out.push(opened(f)),
                    }
                    out.append(&mut formula(f, Some(Task::Condition), ""));
                    behind_before = false;
                    continue;
                }
                if forced.is_none()
                    && let Some(joint) = joint(words)
                    && joinable(doc, i, joint)
                    && let Ok(exprs) = rows(latex::parse(&f.text, f.content.start))
                    && joined(&mut out, joint, &exprs, f.content)
                {
                    // What the condition before says is the whole now.
                    if let Some(Entry::Formula(line)) = out.last()
                        && line.task == Task::Condition
                        && let Ok([whole]) = line.exprs.as_deref()
                        && let Some(last) = local.last_mut()
                    {
                        *last = whole.clone();
                    }
                    continue;
                }
                let alternative = text.is_alternative(i) || text.link(i, false).is_some();
                let reason = if text.is_alternative(i) {
                    "one of several holds, and it is not clear which are meant"
                } else {
                    "the words link it with another formula in a way that is not understood"
                };
                let parted = f.display && text.link(i, false).is_none();
                if forced.is_none() && alternative && !parted && alternatives(&mut out, f, reason) {
                    continue;
                }
                if forced.is_none() && (is_local(f) || fate == Fate::Solved) {
                    let mut conditions: Vec<Expr> = rows(latex::parse(&f.text, f.content.start))
                        .unwrap_or_default()
                        .into_iter()
                        .filter(open::is_statement)
                        .collect();
                    if f.cues.nearest().is_some_and(|c| is_negating_word(&c.word)) {
                        conditions = conditions
                            .into_iter()
                            .map(|c| Expr {
                                span: c.span,
                                kind: Kind::Not(Box::new(c)),
                            })
                            .collect();
                    }
                    if !conditions.is_empty() {
                        // "A when c": the claim right before it is meant; in "A, and when c, then B" it is not.
                        let follows = i > 1
                            && matches!(&doc.items[i - 1].kind, ItemKind::Prose(w) if !ends_sentence(w))
                            && matches!(doc.items[i - 2].kind, ItemKind::Formula(_));
                        let behind = follows
                            && match out.last() {
                                Some(Entry::Formula(l)) if l.task == Task::Condition => {
                                    behind_before
                                }
                                _ => !begins_clause(words) && !text.is_otherwise(i),
                            };
                        if behind
                            && let Some(Entry::Formula(line)) =
                                claimed.and_then(|at| out.get_mut(at))
                        {
                            restrict(line, &conditions);
                        }
                        behind_before = behind;
                        local.extend(conditions);
                        cues.extend(f.cues.nearest().map(|c| c.span.start));
                        if fate == Fate::Solved {
                            // It holds where it is solved, and says there what these names are.
                            out.push(opened(f));
                        }
                        let mut entries = formula(f, Some(Task::Condition), "");
                        out.append(&mut entries);
                        continue;
                    }
                }
                out.extend(mention(doc, i, f, &names));
                let behind = match forced {
                    None if f.role != Role::Goal => text.conditions_behind(i),
                    _ => Vec::new(),
                };
                let (mut anew, said, doubts) = match f.role {
                    Role::Claimed if forced.is_none() => anew::behind(&text, doc, i),
                    _ => Default::default(),
                };
                out.extend(doubts);
                if is_statement(f) {
                    anew.append(&mut pending);
                }
                let aside = match forced {
                    None if f.role == Role::Claimed => declared::company(&text, doc, i),
                    _ => Vec::new(),
                };
                for mut entry in formula(f, forced.take(), words) {
                    if let Entry::Formula(line) = &mut entry {
                        line.anew = anew.clone();
                        line.aside = aside.clone();
                        if line.task == Task::Claim {
                            restrict(line, &said);
                        }
                        declared::restrict_behind(line, doc, &behind, &mut taken);
                        out.extend(declared::partial(line, &met.before));
                        if matches!(line.task, Task::Assume | Task::Given) {
                            declared::generalize(line, doc, &text.ranges(i), i);
                        }
                    }
                    if let Entry::Formula(line) = &mut entry
                        && line.task == Task::Claim
                    {
                        restrict(line, &local);
                        claimed = Some(out.len());
                    }
                    out.push(entry);
                }
            }
            ItemKind::Directive(d) => directive(d, item.span, &mut out, &mut ignoring, &mut forced),
        }
    }
    out
}

fn is_clause_end(c: char) -> bool {
    matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '(' | ')')
}

// Whether a word such as "if" stands before the formula.
fn is_conditional(f: &Formula) -> bool {
    f.role == Role::Claimed
        && f.cues
            .nearest()
            .is_some_and(|c| c.kind == CueKind::Condition && is_conditional_word(&c.word))
}

fn is_statement(f: &Formula) -> bool {
    rows(latex::parse(&f.text, f.content.start))
        .map_or(true, |es| es.iter().any(open::is_statement))
}

// That not all of these hold.
fn contrary(mut conditions: Vec<Expr>) -> Expr {
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

// Two formulas with "or" between them that could not be made one: neither is supposed or claimed.
fn alternatives(out: &mut Vec<Entry>, f: &Formula, reason: &str) -> bool {
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

// What it means that the members of a list are probabilities: a natural number of them, from 0, with the sum 1.
fn distribution(d: &families::Distribution, span: Span) -> Vec<Entry> {
    let (p, n) = (&d.name, &d.last);
    let i = if n == "i" || p == "i" { "j" } else { "i" };
    let formulas = [
        format!(r"{n} \in \mathbb{{N}}"),
        format!(r"\sum_{{{i}=1}}^{{{n}}} {p}_{i} = 1"),
        format!(r"\forall {i} \in \mathbb{{N}}: 1 \le {i} \le {n} \Rightarrow 0 \le {p}_{i}"),
    ];
    supposed(&formulas, span)
}

// Formulas that words stand for.
fn supposed(formulas: &[String], span: Span) -> Vec<Entry> {
    formulas
        .iter()
        .filter_map(|text| rows(latex::parse(text, span.start)).ok())
        .map(|mut exprs| {
            exprs.iter_mut().for_each(|e| placed(e, span));
            Entry::Formula(Box::new(Line::new(span, Ok(exprs), Task::Assume)))
        })
        .collect()
}

// What the words make stands where they stand.
pub(super) fn placed(e: &mut Expr, span: Span) {
    e.span = span;
    children(&mut e.kind)
        .into_iter()
        .for_each(|c| placed(c, span));
}

fn prose_before(doc: &Document, i: usize) -> &str {
    prose_at(doc, i.checked_sub(1))
}

fn prose_at(doc: &Document, i: Option<usize>) -> &str {
    match i.and_then(|j| doc.items.get(j)).map(|item| &item.kind) {
        Some(ItemKind::Prose(words)) => words,
        _ => "",
    }
}

// Whether the sentence ends with a question mark right behind.
fn is_asked(behind: &str) -> bool {
    behind.trim_start().starts_with('?')
}

// Whether the words between a formula and a condition begin something new: "…, and if".
fn begins_clause(words: &str) -> bool {
    let words = words.to_lowercase();
    words.contains(';')
        || words.split(|c: char| !c.is_alphanumeric()).any(|w| {
            matches!(
                w,
                "and" | "but" | "while" | "et" | "mais" | "then" | "alors"
            )
        })
}

// Whether the words make the formula a condition of its own sentence.
fn is_local(f: &Formula) -> bool {
    f.role == Role::Claimed
        && !f.display
        && f.cues
            .nearest()
            .is_some_and(|c| c.kind == CueKind::Condition && is_conditional_word(&c.word))
}

fn ends_sentence(words: &str) -> bool {
    let mut rest = words;
    while let Some(at) = rest.find(['.', '!', '?']) {
        let behind = &rest[at + 1..];
        if behind.is_empty() || behind.starts_with(char::is_whitespace) {
            return true;
        }
        rest = behind;
    }
    false
}

// The claims of a line hold under the conditions only.
fn restrict(line: &mut Line, conditions: &[Expr]) {
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

// What the words around a formula suppose of the names in it.
fn mention(doc: &Document, i: usize, f: &Formula, named: &vocabulary::Names) -> Option<Entry> {
    if f.display || f.cues.is_definition() {
        return None;
    }
    let prose = |j: Option<usize>| match j.and_then(|j| doc.items.get(j)).map(|item| &item.kind) {
        Some(ItemKind::Prose(words)) => words.as_str(),
        _ => "",
    };
    let ends = is_clause_end;
    let behind = prose(Some(i + 1)).split(ends).next().unwrap_or("");
    let before = prose(i.checked_sub(1)).rsplit(ends).next().unwrap_or("");
    let mut names = BTreeSet::new();
    for e in rows(latex::parse(&f.text, f.content.start)).ok()? {
        open::names(&e, &mut names);
    }
    if !f.cues.is_hypothesis() {
        // "f is increasing": the words say something of the name that is not understood.
        let described = !is_statement(f) && crate::read::lexicon::kinds::describes(behind);
        if described && said(behind).more {
            return Some(opened(f));
        }
        // "… for positive x" may stand behind: what the words suppose there is not known to hold from here on.
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
    .any(|w| cue.split_whitespace().any(|c| c == *w));
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
    Some(Entry::Mention {
        names,
        said,
        general,
    })
}

fn formula(f: &Formula, forced: Option<Task>, lead: &str) -> Vec<Entry> {
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
    let line = |span: Span, label: Option<String>, exprs| {
        Entry::Formula(Box::new(Line {
            label,
            defining: defining || task == Task::Define,
            from: from.clone(),
            quoted: quoted.clone(),
            concluded,
            hint: f.role == Role::Hint && task == Task::Given,
            ..Line::new(span, exprs, task)
        }))
    };
    match latex::parse(&f.text, f.content.start) {
        Err(u) => vec![line(f.content, f.tag.clone(), Err(u))],
        Ok(rows) => {
            let single = rows.len() == 1;
            let mut out = Vec::new();
            for r in rows {
                let label = r.tag.or_else(|| if single { f.tag.clone() } else { None });
                if r.exprs.is_empty() && label.is_none() {
                    continue;
                }
                let span = if single { f.content } else { r.span };
                out.push(line(span, label, Ok(spread(r.exprs))));
            }
            out
        }
    }
}
