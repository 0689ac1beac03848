//! The entries of a Markdown or LaTeX document.

use super::anew;
use super::around::{EQUALITY, Fate, Text};
use super::declared;
use super::directive::directive;
use super::joint::{joinable, joined};
use super::labels::Labels;
use super::lines::{
    alternatives, contrary, distribution, formula, is_call, is_clause_end, is_statement, mention,
    remember, restrict, supposed,
};
use super::marks::{begins_clause, ends_sentence, is_asked, is_in_row, proof_marks};
use super::memory::{Cases, Met, names_of, opened};
use super::passing::{Passing, passes};
use super::stated::{self, How};
use super::{Anew, Bar, CaseMark, Entry, Line, Task, rows};
use crate::check::{continuity, open, vocabulary};
use crate::read::ast::{Expr, Kind};
use crate::read::document::{CueKind, Cues, Document, Formula, ItemKind, PartKind, Role, is_aside};
use crate::read::latex;
use crate::read::lexicon::families;
use crate::read::lexicon::guards::{self, guards};
use crate::read::lexicon::properties::{
    Joint, is_conditional_word, is_denied, is_negating_word, joint,
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
    // The sentence at hand, and the matrices of which it says nothing that is not understood.
    let mut heard: (usize, BTreeSet<String>) = (usize::MAX, BTreeSet::new());
    let mut cases = Cases::default();
    let mut labels = Labels::default();
    // Where the row of a table ends whose first cell gives a name its value in it.
    let mut row: Option<usize> = None;
    // Whether the text looks for the values of names.
    let mut seeking = false;
    // The sentence that brought names anew, and what a reason in it brings for its own claim.
    let mut renewing: Option<usize> = None;
    let mut pending: Vec<Anew> = Vec::new();
    // Conditions that have been taken with the formula before them.
    let mut taken: BTreeSet<usize> = BTreeSet::new();
    // The names of which something is supposed, and those of functions.
    let mut held: BTreeSet<String> = BTreeSet::new();
    let mut functions: BTreeSet<String> = BTreeSet::new();
    // Where the last set stands on which a sentence says something: the sentences behind it may still be meant there.
    let mut lingering: Option<usize> = None;
    // Whether the words give square brackets a meaning of their own.
    let mut bracketed = false;
    out.extend(declared::logarithms(&text));
    // The statement that says what a name must satisfy that is looked for.
    let mut sought: Option<usize> = None;
    // The sentence that gives a name a value with "at".
    let mut pointed: Option<usize> = None;
    // The sentence that says where something lies: "the minimum is at x = 1, where f(x) = 2".
    let mut placed: Option<usize> = None;
    // The sentences that conclude from statements of their own.
    let mut premised: BTreeSet<usize> = BTreeSet::new();
    // The formula that says in which case something holds, and what it supposes for the sentence that goes on with the case.
    let mut happens: Option<(usize, Vec<Expr>)> = None;
    // What the theorem supposes whose proof is still to come.
    let mut premises: Vec<Expr> = Vec::new();
    let mut theorem = false;
    // Whether the text is in an item of a list of cases.
    let mut in_list = false;
    // The last formula.
    let mut last: Option<usize> = None;
    // What is supposed for a while: "for x = 1".
    let mut passing = Passing::default();
    for (i, item) in doc.items.iter().enumerate() {
        match &item.kind {
            ItemKind::Part(p) => {
                if p.kind == PartKind::Corollary {
                    out.push(Entry::Case(CaseMark::Corollary));
                }
                out.push(Entry::Part(p.level(), p.depth));
                premises.clear();
                theorem = p.kind == PartKind::Theorem;
                forced = None;
                local.clear();
                turned = 0;
                cues.clear();
                claimed = None;
                cases = Cases::default();
                labels.forget();
                seeking = false;
                let title = guards::words(&p.title);
                if guards().is_some_and(|g| g.elsewhere.first(&title).is_some()) {
                    out.push(Entry::Case(CaseMark::Elsewhere));
                }
            }
            ItemKind::Role(role) => {
                let said = doc.text.get(item.span.start..item.span.end).unwrap_or("");
                out.extend(proof_marks(said).into_iter().map(Entry::Case));
                if *role == Role::Claimed {
                    out.extend(premise(&mut premises));
                }
            }
            ItemKind::Prose(words) => {
                if ends_sentence(words) {
                    local.clear();
                    turned = 0;
                    cues.clear();
                    before.clear();
                    claimed = None;
                } else if begins_sentence(doc, i) {
                    // The sentence before ended in a display: whether its conditions are still meant is not said.
                    lingering = Some(i).filter(|_| !local.is_empty()).or(lingering);
                    local.clear();
                    turned = 0;
                    cues.clear();
                    claimed = None;
                }
                let marks = proof_marks(words);
                let proves = marks.contains(&CaseMark::Proof);
                out.extend(marks.into_iter().map(Entry::Case));
                if proves {
                    out.extend(premise(&mut premises));
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
                    out.extend(continuity::supposed(doc, i, &names));
                }
            }
            ItemKind::Skipped(reason) if is_aside(reason) => {}
            ItemKind::Skipped(reason) => {
                out.push(Entry::Bad {
                    span: item.span,
                    reason: reason.clone(),
                    directive: false,
                });
            }
            ItemKind::Formula(_) if ignoring => {}
            ItemKind::Formula(f) => {
                // "A if c and B otherwise", "A if c and B if d": B is no condition.
                let claimed_alone;
                // "- if x > 0: A": the next item of a list is a sentence of its own.
                let before_it = last.replace(i);
                let item_begins = before_it.is_some_and(|j| text.is_case_item(j, i));
                let parted = before_it.is_some_and(|j| text.is_parted(j, i));
                if item_begins || in_list && parted {
                    in_list = item_begins;
                    local.clear();
                    turned = 0;
                    cues.clear();
                    before.clear();
                    claimed = None;
                }
                let f = if text.is_otherwise_behind(i)
                    || text.has_own_condition(i)
                    || forced.is_none() && f.role == Role::Claimed && text.is_main_clause(i)
                {
                    claimed_alone = Formula {
                        cues: Cues::default(),
                        ..f.clone()
                    };
                    &claimed_alone
                } else {
                    f
                };
                if text.has_own_condition(i) {
                    local.clear();
                    turned = 0;
                    cues.clear();
                }
                let (words, next) = (prose_before(doc, i), prose_at(doc, i.checked_add(1)));
                let sentence = text.sentence(i);
                if let Some((j, exprs)) = &happens
                    && text.sentence(*j) != sentence
                {
                    if text.goes_on_with(*j, i) {
                        local.extend(exprs.iter().cloned());
                    }
                    happens = None;
                }
                if theorem && f.role != Role::Claimed && text.is_premise(i) {
                    premises.extend(declared::statements_at(doc, &[i]));
                }
                if text.is_agreed(i) {
                    out.push(opened(f));
                    out.push(Entry::Case(CaseMark::Agreed));
                    out.push(Entry::Ignore("the text agrees on it".into()));
                    out.append(&mut formula(f, Some(Task::Goal), ""));
                    behind_before = false;
                    continue;
                }
                if text.is_reassigned(i) {
                    let names = names_of(f);
                    out.push(Entry::Case(CaseMark::Reassigned));
                    out.push(Entry::opened(names));
                }
                if text.is_happening(i) {
                    happens = Some((i, declared::statements_at(doc, &[i])));
                }
                if renewing.is_some_and(|s| s != sentence) {
                    out.push(Entry::Settled);
                    renewing = None;
                    pending.clear();
                }
                if forced.is_none() && f.role != Role::Goal {
                    if let Some(anew) =
                        anew::fronted(&text, i, f).or_else(|| anew::varied(&text, i, f))
                    {
                        renewing = Some(sentence);
                        // "Since for all x, A, we get B": B is not said of all x.
                        if f.cues.0.iter().any(|c| c.kind == CueKind::Reason) {
                            pending.push(anew);
                        } else {
                            out.push(Entry::Anew(anew));
                        }
                    }
                    if let Some(anew) = anew::sought(&text, i, f) {
                        let names = anew.names.clone();
                        out.push(Entry::Anew(anew));
                        seeking = true;
                        out.push(Entry::Sought {
                            names,
                            solved: false,
                            anew: false,
                        });
                        sought = Some(i + 2);
                    }
                    out.extend(anew::brought(&text, i, f, &met.now(sentence)).map(Entry::Anew));
                }
                if pointed.take_if(|s| *s != sentence).is_some() {
                    out.push(Entry::Case(CaseMark::Unpointed));
                }
                if passing.is_over(&text, i) {
                    out.push(Entry::Case(CaseMark::Passed));
                }
                if is_converse(f) {
                    out.push(Entry::Case(CaseMark::Released));
                }
                if is_end_of_proof(f) {
                    out.push(Entry::Case(CaseMark::Proved));
                    out.push(Entry::Ignore("it marks the end of a proof".into()));
                    out.append(&mut formula(f, Some(Task::Goal), ""));
                    continue;
                }
                if !is_statement(f) {
                    if text.is_fixed(i)
                        && let Ok(exprs) = rows(latex::parse(&f.text, f.content.start))
                        && let Some(names) = declared::listed(&exprs)
                    {
                        out.push(Entry::Fixed(names));
                    }
                    if text.is_found(i) {
                        out.push(opened(f));
                    }
                }
                labels.pass(doc, i, &mut out);
                cases.pass(&text, i, &mut out);
                if row.take_if(|end| *end <= item.span.start).is_some() {
                    // Behind the table the text may go on with one of its rows.
                    if !is_in_row(&doc.text, item.span.start) {
                        let mut names = BTreeSet::new();
                        local.iter().for_each(|e| open::names(e, &mut names));
                        out.push(Entry::opened(names));
                    }
                    local.clear();
                    turned = 0;
                    cues.clear();
                }
                met.pass(text.sentence(i), f);
                let kind = declared::kinds(&text, i, f);
                let maps = kind
                    .as_ref()
                    .and_then(|k| declared::maps(&text, doc, i, f, k));
                if let Some(Entry::Maps {
                    names, open: false, ..
                }) = &maps
                {
                    if heard.0 != text.sentence(i) {
                        heard = (text.sentence(i), BTreeSet::new());
                    }
                    heard.1.extend(names.iter().cloned());
                }
                out.extend(maps);
                out.extend(kind);
                out.extend(declared::own_letter(f));
                let (sign, named) = stated::explained(&text, doc, i, f);
                out.extend(named);
                bracketed |= sign.is_some();
                if bracketed && is_statement(f) && f.text.contains('[') {
                    out.push(opened(f));
                    out.push(Entry::Ignore(
                        "the words give its brackets a meaning".into(),
                    ));
                    out.append(&mut formula(f, Some(Task::Goal), ""));
                    behind_before = false;
                    continue;
                }
                out.extend(declared::structure(&text, i, f).map(Entry::Case));
                if text.is_placed(i) && stated::is_foreign(f) {
                    out.push(Entry::Case(CaseMark::Elsewhere));
                } else if text.is_placed(i) && stated::is_real_set(f) {
                    out.push(Entry::Case(CaseMark::Home));
                }
                let headed = text.heads_row(doc, i);
                let fate = match forced {
                    Some(_) => Fate::Keep,
                    None if headed.is_some() || text.is_header(doc, i) => Fate::Keep,
                    None => text.fate(i, f, &|j| met.is_fresh(doc, j)),
                };
                if let Fate::Skip { reason, open } = fate {
                    if open {
                        out.push(opened(f));
                    }
                    // "The case x ≤ 0 remains": what was supposed of the other case is over.
                    let spoken = guards::words(words);
                    let case = |w: &String| matches!(w.as_str(), "case" | "cas");
                    if is_statement(f) && spoken.last().is_some_and(case) {
                        out.push(Entry::Case(CaseMark::Withdrawn));
                    }
                    if reason == EQUALITY {
                        happens = Some((i, declared::statements_at(doc, &[i])));
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
                let only_ranges = forced.is_none() && text.only_ranges(i);
                if taken.contains(&i) || only_ranges {
                    if only_ranges && is_statement(f) {
                        // "Suppose that f is even, that is, for all x ≥ 0, A": where A is claimed, it is for these x.
                        local.extend(
                            rows(latex::parse(&f.text, f.content.start)).unwrap_or_default(),
                        );
                    }
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
                if forced.is_none()
                    && f.role != Role::Goal
                    && !is_statement(f)
                    && let Some(s) = stated::stated(&text, doc, i, f)
                {
                    let follows = s.item.checked_sub(2).is_some_and(|k| {
                        matches!(&doc.items[s.item - 1].kind, ItemKind::Prose(w) if !ends_sentence(w) && !begins_clause(w))
                            && matches!(doc.items[k].kind, ItemKind::Formula(_))
                    });
                    let task = match (&s.exprs, s.how) {
                        (Some(_), How::Supposed) => Some(Task::Assume),
                        (Some(exprs), How::Condition) => {
                            lingering = Some(i).filter(|_| !is_conditional_at(doc, s.item));
                            if follows
                                && let Some(Entry::Formula(line)) =
                                    claimed.and_then(|at| out.get_mut(at))
                            {
                                let conditions = stated::moved(exprs, line.span.start);
                                restrict(line, &conditions);
                            }
                            local.extend(exprs.iter().cloned());
                            Some(Task::Condition)
                        }
                        _ => {
                            // What it says of these names is not understood, also for what stands before it in the sentence.
                            let behind = claimed.filter(|_| follows).and_then(|at| out.get_mut(at));
                            if let Some(Entry::Formula(line)) = behind {
                                line.bar = line.bar.max(Some(Bar::Refutation));
                            }
                            out.push(Entry::opened(s.names.clone()));
                            None
                        }
                    };
                    if let (Some(task), Some(exprs)) = (task, s.exprs) {
                        held.extend(s.names);
                        let line = Line::new(f.content, Ok(exprs), task);
                        out.push(Entry::Formula(Box::new(line)));
                        behind_before = false;
                        continue;
                    }
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
                    && (joint != Joint::Implies || text.link(i, false).is_some())
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
                let task = match fate {
                    Fate::Solved if matches!(f.role, Role::Claimed | Role::Given) => text.task(i),
                    _ => None,
                };
                if let (Some(anew), None) = (task, forced) {
                    seeking = true;
                    out.push(Entry::Sought {
                        names: names_of(f),
                        solved: true,
                        anew,
                    });
                    forced = Some(Task::Assume);
                }
                if forced.is_none() && text.is_header(doc, i) {
                    out.push(opened(f));
                    out.push(Entry::Ignore("it says what a column is about".into()));
                    out.append(&mut formula(f, Some(Task::Goal), ""));
                    behind_before = false;
                    continue;
                }
                if forced.is_none() && text.is_for_value(i) {
                    out.push(Entry::Case(CaseMark::Valued));
                    renewing = Some(sentence);
                }
                let lies = text.is_lying(i) || f.role == Role::Claimed && text.is_one_of(i);
                let there = placed == Some(sentence) && !f.display && supposes(f);
                if forced.is_none() && (!seeking && text.is_answer(i) || lies || there) {
                    placed = Some(sentence);
                    out.push(opened(f));
                    forced = Some(Task::Place);
                }
                if forced.is_none()
                    && let Some(end) = headed
                {
                    row = Some(end);
                    local = rows(latex::parse(&f.text, f.content.start)).unwrap_or_default();
                    turned = 0;
                    out.append(&mut formula(f, Some(Task::Condition), ""));
                    behind_before = false;
                    continue;
                }
                let premise = f.role == Role::Claimed
                    && text.is_concluded_from(i)
                    && !is_stated_before(&text, doc, i, &premised);
                if premise && forced.is_none() {
                    premised.insert(sentence);
                }
                if forced.is_none()
                    && (is_local(f)
                        || fate == Fate::Solved
                        || text.is_listed_condition(i)
                        || f.role == Role::Claimed && text.is_before_list_colon(i)
                        || f.role == Role::Claimed && goes_on_family(&text, doc, i)
                        || f.role == Role::Claimed && text.ranges_besides(i)
                        || f.role == Role::Claimed && supposes(f) && text.is_trailing(i)
                        || f.role == Role::Claimed
                            && f.cues.nearest().is_none()
                            && text.is_set_apart(i)
                        || text.ranges_also(i))
                {
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
                        // "Suppose A if c": no more is supposed than that A holds then.
                        if follows
                            && is_conditional(f)
                            && !begins_clause(words)
                            && let Some(Entry::Formula(line)) = out.last_mut()
                            && line.task == Task::Assume
                        {
                            restrict(line, &conditions);
                        }
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
                if forced.is_none() && f.role == Role::Claimed && text.is_defined_on(doc, i) {
                    forced = Some(Task::Define);
                }
                let too = f.role == Role::Claimed && !f.cues.is_definition();
                let too = too && is_statement(f) && text.is_supposed_too(i);
                if forced.is_none()
                    && (text.is_base(i)
                        || f.role == Role::Claimed && text.is_satisfied(i)
                        || too
                        || f.role == Role::Claimed
                            && is_statement(f)
                            && (text.is_constraint(i) || text.is_spelled_out(i))
                        || text.is_pointed(i) && f.role == Role::Claimed
                        || f.role == Role::Claimed
                            && text.is_noted(i)
                            && names_of(f).is_disjoint(&met.earlier)
                        || sought == Some(i) && is_statement(f))
                {
                    forced = Some(Task::Assume);
                }
                if forced == Some(Task::Assume) && text.is_pointed(i) || text.is_for_value(i) {
                    out.push(Entry::Case(CaseMark::Pointed));
                    pointed = Some(sentence);
                }
                let of = stated::behind(&text, doc, i);
                let mention = mention(&text, doc, i, f, &names, of);
                if matches!(mention, Some(Entry::Mention { passing: true, .. })) {
                    passing.begin(&text, i, "");
                }
                // What the sentence says of matrices is understood as that.
                let understood = matches!(&mention, Some(Entry::Mention { names, .. })
                    if !is_statement(f) && heard.0 == text.sentence(i) && !names.is_empty() && names.is_subset(&heard.1));
                out.extend(mention.filter(|_| !understood));
                let behind = match forced {
                    None if f.role != Role::Goal => text.conditions_behind(i),
                    _ => Vec::new(),
                };
                let anew::Behind {
                    mut anew,
                    conditions: said,
                    doubts,
                    ranges,
                } = match f.role {
                    Role::Claimed if forced.is_none() => anew::behind(&text, doc, i, &behind),
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
                let beside: Vec<usize> = match forced {
                    None if is_statement(f)
                        && f.role == Role::Claimed
                        && !is_in_row(&doc.text, item.span.start)
                        && said.is_empty()
                        && behind.is_empty()
                        && aside.is_empty() =>
                    {
                        text.beside(i)
                            .into_iter()
                            .filter(|j| is_unmarked(doc, *j) && !(f.display && is_display(doc, *j)))
                            .collect()
                    }
                    _ => Vec::new(),
                };
                let remark = f.role == Role::Claimed && forced.is_none() && text.is_remark(i);
                let of_value =
                    passes(&text, i, f, forced, &met).or_else(|| remark.then(String::new));
                if let Some(name) = &of_value
                    && passing.begin(&text, i, name)
                {
                    out.push(Entry::Case(CaseMark::Passed));
                }
                let mut supposed_next: Vec<Expr> = Vec::new();
                // "For every a > 0, a > 1" claims it; "for every ε > 0, |a - b| < ε" may say something of a and b.
                let over = (text.range_ahead(i).filter(|_| f.role == Role::Claimed))
                    .and_then(|j| stated::formula_at(doc, j))
                    .map(names_of);
                let others = over.as_ref().map(|over| {
                    let names = names_of(f);
                    names.difference(over).cloned().collect::<BTreeSet<_>>()
                });
                let ranged = others.as_ref().is_some_and(BTreeSet::is_empty);
                // "For k ≤ n, a_k ≤ 1" is said of the members of a family.
                let mut members = BTreeSet::new();
                for e in rows(latex::parse(&f.text, f.content.start))
                    .iter()
                    .flatten()
                {
                    open::families(e, &mut members);
                }
                let unmet = others.map(|names| {
                    let of_family = |n: &str| {
                        let family = n.split_once('_').map_or(n, |(family, _)| family);
                        members.contains(family)
                    };
                    let unknown = |n: &&String| !met.earlier.contains(*n) && !of_family(n);
                    names.iter().filter(unknown).cloned().collect()
                });
                if let Some(unmet) = unmet.filter(|names: &BTreeSet<String>| !names.is_empty()) {
                    out.push(Entry::opened(unmet));
                }
                let limited = forced.is_none() && (!text.limits(i).is_empty() || text.equates(i));
                let single = forced.is_none() && text.only_supposes(i);
                let functional = text.is_functional(i) && !is_call(f);
                let mut recurs = false;
                for mut entry in formula(f, forced.take(), words) {
                    if let Entry::Formula(line) = &mut entry {
                        line.limited = limited;
                        line.premise = premise;
                        line.premised = premised.contains(&sentence).then_some(sentence);
                        line.single = single;
                        line.functional = functional;
                        line.anew = anew.clone();
                        line.aside = aside.clone();
                        line.asserted = ranged || text.is_asserted(i);
                        // A recurrence beside a claim is meant of every member, and the claim of these.
                        let of_members = |e: &Expr| {
                            let mut found = BTreeSet::new();
                            open::families(e, &mut found);
                            !found.is_empty()
                        };
                        if line.aside.iter().any(of_members) {
                            recurs = true;
                        }
                        line.of_all = !text.ranges(i).is_empty();
                        line.known = text.is_known_before(i);
                        line.led = text.is_led(i);
                        line.posed = text.is_posed(i);
                        line.passing = of_value.is_some();
                        line.of_one = text.is_of_one_argument(i);
                        if line.task == Task::Claim {
                            restrict(line, &said);
                            // What brings a name is no claim for some values.
                            let brings = |e: &Expr| open::equated(e).is_some();
                            if !line.exprs.iter().flatten().any(brings) {
                                restrict(line, &declared::statements_at(doc, &beside));
                            }
                            taken.extend(beside.iter().copied());
                        }
                        taken.extend(ranges.iter().copied());
                        declared::restrict_behind(line, doc, &behind, &mut taken);
                        out.extend(declared::partial(line, &met.before));
                        if matches!(line.task, Task::Assume | Task::Given) {
                            let clear = declared::generalize(line, &text, doc, &text.ranges(i), i);
                            if !clear {
                                out.push(opened(f));
                            }
                            declared::index_conditions(line, &local);
                            if let Some(f) =
                                text.range_ahead(i).and_then(|j| stated::formula_at(doc, j))
                            {
                                let range = rows(latex::parse(&f.text, f.content.start));
                                declared::index_conditions(line, &range.unwrap_or_default());
                            }
                        }
                    }
                    if let Entry::Formula(line) = &mut entry {
                        for e in line.exprs.iter().flatten() {
                            remember(line.task, e, &mut held, &mut functions);
                        }
                    }
                    if let Entry::Formula(line) = &mut entry
                        && line.task == Task::Claim
                    {
                        let on = stated::placed_on(&text, doc, i, f, &held, &functions);
                        line.bar = on.bar;
                        if recurs {
                            line.bar = line.bar.max(Some(Bar::Refutation));
                        }
                        if line.limited {
                            line.bar = line.bar.max(Some(Bar::Refutation));
                        }
                        let left = |j: &usize| {
                            text.sentence(*j) != text.sentence(i) && !text.is_parted(*j, i)
                        };
                        if lingering.is_some_and(|j| left(&j)) {
                            line.bar = line.bar.max(Some(Bar::Refutation));
                        }
                        lingering = on.set.or(lingering);
                        restrict(line, &stated::moved(&on.conditions, 0));
                        restrict(line, &local);
                        claimed = Some(out.len());
                        if text.gives(i) && !names_of(f).is_empty() {
                            line.bar = line.bar.max(Some(Bar::Refutation));
                            supposed_next.extend(line.exprs.iter().flatten().cloned());
                        }
                    }
                    out.push(entry);
                }
                local.append(&mut supposed_next);
            }
            ItemKind::Directive(d) => directive(d, item.span, &mut out, &mut ignoring, &mut forced),
        }
    }
    declared::foresee(out)
}

// Whether an equation goes on, behind a comma, with the condition before it, which says what the same family is: "with u_0 = 1,
// u_{n+1} = u_n/2".
fn goes_on_family(text: &Text, doc: &Document, i: usize) -> bool {
    let families_of = |j: usize| {
        let mut found = BTreeSet::new();
        for e in declared::statements_at(doc, &[j]) {
            crate::elaborate::walk(&e, &mut |x| {
                if let Kind::Name(n) = &x.kind
                    && !n.subs.is_empty()
                {
                    found.insert(crate::elaborate::bare(n));
                }
            });
        }
        found
    };
    let mut k = i;
    while let Some(j) = text.comma_before(k) {
        k = j;
        let condition = stated::formula_at(doc, k)
            .and_then(|f| f.cues.nearest())
            .is_some_and(|c| c.kind == CueKind::Condition);
        if condition {
            let of = families_of(i);
            return !of.is_empty() && of == families_of(k);
        }
    }
    false
}

// What a theorem supposes is supposed in its proof.
fn premise(premises: &mut Vec<Expr>) -> Option<Entry> {
    (!premises.is_empty()).then(|| Entry::Premise(std::mem::take(premises)))
}

// Whether a word such as "if" stands before the formula of an item.
fn is_conditional_at(doc: &Document, item: usize) -> bool {
    matches!(doc.items.get(item).map(|x| &x.kind), Some(ItemKind::Formula(f)) if is_conditional(f))
}

// Whether a word such as "if" stands before the formula.
fn is_conditional(f: &Formula) -> bool {
    f.role == Role::Claimed
        && f.cues
            .nearest()
            .is_some_and(|c| c.kind == CueKind::Condition && is_conditional_word(&c.word))
}

// Whether a formula is an arrow by which a text marks the other direction of an equivalence.
fn is_converse(f: &Formula) -> bool {
    let arrow = f.text.trim().trim_matches(['(', ')', ':', '.']).trim();
    matches!(
        arrow,
        "\\Leftarrow" | "\\impliedby" | "\\Longleftarrow" | "\\leftarrow" | "⇐" | "⟸"
    )
}

// Whether a formula stands before in the same letters, in a sentence that did not merely conclude from it.
fn is_stated_before(text: &Text, doc: &Document, i: usize, premised: &BTreeSet<usize>) -> bool {
    let letters = |f: &Formula| f.text.split_whitespace().collect::<String>();
    let Some(ItemKind::Formula(f)) = doc.items.get(i).map(|x| &x.kind) else {
        return false;
    };
    let own = letters(f);
    let own = own.trim_end_matches(['.', ',', ';']);
    (doc.items[..i].iter().enumerate()).any(|(j, item)| match &item.kind {
        ItemKind::Formula(g) => !premised.contains(&text.sentence(j)) && letters(g).contains(own),
        _ => false,
    })
}

fn is_display(doc: &Document, i: usize) -> bool {
    matches!(doc.items.get(i).map(|x| &x.kind), Some(ItemKind::Formula(f)) if f.display)
}

// Whether a formula is the box at the end of a proof.
fn is_end_of_proof(f: &Formula) -> bool {
    matches!(
        f.text.trim(),
        "\\blacksquare"
            | "\\square"
            | "\\Box"
            | "\\qed"
            | "\\qedsymbol"
            | "\\dashv"
            | "∎"
            | "□"
            | "■"
    )
}

// Whether no word says what a formula behind another one is.
fn is_unmarked(doc: &Document, i: usize) -> bool {
    matches!(doc.items.get(i).map(|x| &x.kind), Some(ItemKind::Formula(f))
        if f.role == Role::Claimed && f.cues.nearest().is_none_or(|c| matches!(c.kind, CueKind::Condition | CueKind::Hint)))
}

// Whether the nearest word before a formula supposes it, and gives no reason.
fn supposes(f: &Formula) -> bool {
    (f.cues.nearest()).is_some_and(|c| matches!(c.kind, CueKind::Condition | CueKind::Hypothesis))
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

// Whether a sentence begins behind a display: with a capital letter, also behind the mark of a list.
fn begins_sentence(doc: &Document, i: usize) -> bool {
    let display = |j: usize| matches!(&doc.items[j].kind, ItemKind::Formula(f) if f.display);
    let mut first = prose_at(doc, Some(i)).split_whitespace().take(2);
    i.checked_sub(1).is_some_and(display) && first.any(|w| w.starts_with(char::is_uppercase))
}

// Whether the words make the formula a condition of its own sentence.
fn is_local(f: &Formula) -> bool {
    f.role == Role::Claimed
        && !f.display
        && f.cues
            .nearest()
            .is_some_and(|c| c.kind == CueKind::Condition && is_conditional_word(&c.word))
}
