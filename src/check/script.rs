//! What the checker walks through: one list of entries, whatever the format of the file was.

use crate::elaborate::Sort;
use crate::elaborate::{children, settled};
use crate::finding::{Expectation, Verdict};
use crate::read::ast::{Expr, Kind, Span, Unread};
use crate::read::document::{
    CitationTarget, CueKind, Directive, DirectiveKind, Document, Formula, ItemKind, Role,
};
use crate::read::lexicon::families;
use crate::read::lexicon::properties::{
    Joint, Said, is_conditional_word, is_denied, is_negating_word, joint, said,
};
use crate::read::plain::{self, Body, Claim, FormulaText};
use crate::read::{document, latex};
use std::collections::BTreeSet;

/// One entry.
#[derive(Debug)]
pub(super) enum Entry {
    /// A new part begins: the hypotheses of the old one end, and at level 0 or 1 (an exercise) its names too.
    Part(u8),
    /// Declared variables.
    Vars(Vec<(String, Sort)>),
    /// A formula.
    Formula(Box<Line>),
    /// What should come out at the next formula.
    Expect {
        verdicts: Vec<Verdict>,
        code: Option<String>,
        span: Span,
    },
    /// Names that the words suppose something of: which names, what is said, and whether the words may say more.
    Mention {
        names: BTreeSet<String>,
        said: Said,
        general: bool,
    },
    /// The next formula is left out.
    Ignore(String),
    /// Something that could not be taken as what it seems to be.
    Bad {
        span: Span,
        reason: String,
        directive: bool,
    },
}

/// What is to be done with a formula.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Task {
    /// It is a hypothesis from here on.
    Assume,
    /// It is part of the question.
    Given,
    /// It is what is to be shown: known to the reader, never used.
    Goal,
    /// It is supposed for its own sentence, whose claims bear it.
    Condition,
    /// It introduces a name.
    Define,
    /// It is to be checked.
    Claim,
    /// It says where something lies ("the maximum is found where …"), and is not claimed to hold.
    Place,
}

/// A formula with its place.
#[derive(Debug)]
pub(super) struct Line {
    pub span: Span,
    pub label: Option<String>,
    pub exprs: Result<Vec<Expr>, Unread>,
    pub task: Task,
    /// The words say that a name is introduced.
    pub defining: bool,
    /// Labels it is said to follow from.
    pub from: Vec<String>,
    /// The well-known theorem that it quotes: "by Jensen's inequality: …".
    pub quoted: Option<String>,
    /// It is printed as help: in force throughout its exercise, wherever it stands.
    pub hint: bool,
}

impl Expectation {
    pub(super) fn among(
        verdicts: &[Verdict],
        code: Option<String>,
        got: Verdict,
    ) -> Option<Expectation> {
        let verdict = *verdicts.iter().find(|v| **v == got).or(verdicts.first())?;
        Some(Expectation { verdict, code })
    }
}

/// The entries of a Markdown or LaTeX document.
pub(super) fn from_document(doc: &Document) -> Vec<Entry> {
    let mut out = Vec::new();
    let mut ignoring = false;
    let mut forced: Option<Task> = None;
    // Conditions that hold for their sentence only: "if x > 0, then …".
    let mut local: Vec<Expr> = Vec::new();
    // The last claim of the sentence, and whether the condition right before speaks of it: "A if b and c".
    let mut claimed: Option<usize> = None;
    let mut behind_before = false;
    let names = super::vocabulary::Names::of(doc);
    for (i, item) in doc.items.iter().enumerate() {
        match &item.kind {
            ItemKind::Part(p) => {
                out.push(Entry::Part(p.level()));
                forced = None;
                local.clear();
                claimed = None;
            }
            ItemKind::Role(_) => {}
            ItemKind::Prose(words) => {
                if ends_sentence(words) {
                    local.clear();
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
                    out.extend(super::vocabulary::supposed(doc, i, &names));
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
                let (words, next) = (prose_before(doc, i), prose_at(doc, i.checked_add(1)));
                if forced.is_none()
                    && f.role == Role::Claimed
                    && !f.display
                    && (is_denied(words, next) || is_asked(next))
                {
                    if f.cues.is_hypothesis() {
                        // Its contrary is supposed: nothing about these names can be refuted.
                        let mut names = BTreeSet::new();
                        for e in rows(latex::parse(&f.text, f.content.start)).unwrap_or_default() {
                            super::open::names(&e, &mut names);
                        }
                        out.push(Entry::Mention {
                            names,
                            said: Said {
                                more: true,
                                ..Said::default()
                            },
                            general: false,
                        });
                    }
                    out.push(Entry::Ignore("the words do not claim it".into()));
                    out.append(&mut formula(f, Some(Task::Goal), ""));
                    behind_before = false;
                    continue;
                }
                if forced.is_none()
                    && inline(doc, i)
                    && let Some(joint) = joint(words)
                    && let Ok(exprs) = rows(latex::parse(&f.text, f.content.start))
                    && joined(&mut out, joint, &exprs, f.content)
                {
                    continue;
                }
                if forced.is_none() && is_local(f) {
                    let mut conditions: Vec<Expr> = rows(latex::parse(&f.text, f.content.start))
                        .unwrap_or_default()
                        .into_iter()
                        .filter(super::open::is_statement)
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
                                _ => !begins_clause(words),
                            };
                        if behind
                            && let Some(Entry::Formula(line)) =
                                claimed.and_then(|at| out.get_mut(at))
                        {
                            restrict(line, &conditions);
                        }
                        behind_before = behind;
                        local.extend(conditions);
                        let mut entries = formula(f, Some(Task::Condition), "");
                        out.append(&mut entries);
                        continue;
                    }
                }
                if forced.is_none()
                    && let Some(all) = for_all_behind(doc, i, f)
                    && let Some(Entry::Formula(line)) = out.last_mut()
                {
                    restrict(line, &[all]);
                    continue;
                }
                out.extend(mention(doc, i, f, &names));
                for mut entry in formula(f, forced.take(), words) {
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
            Entry::Formula(Box::new(Line {
                span,
                label: None,
                exprs: Ok(exprs),
                task: Task::Assume,
                defining: false,
                from: Vec::new(),
                quoted: None,
                hint: false,
            }))
        })
        .collect()
}

// What the words make stands where they stand.
fn placed(e: &mut Expr, span: Span) {
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

// Whether the formula and the one before it stand in the words. Displays with "or" between them are two lines.
fn inline(doc: &Document, i: usize) -> bool {
    let is = |j: usize| matches!(doc.items.get(j).map(|x| &x.kind), Some(ItemKind::Formula(f)) if !f.display);
    is(i) && i.checked_sub(2).is_some_and(is)
}

// "x = 2 or x = −2" in two formulas is one claim, and so is "A if and only if B".
fn joined(out: &mut [Entry], joint: Joint, now: &[Expr], span: Span) -> bool {
    let (Some(Entry::Formula(line)), [b]) = (out.last_mut(), now) else {
        return false;
    };
    let Ok([a]) = line.exprs.as_deref_mut() else {
        return false;
    };
    // "Let x > 0 or y > 0" supposes neither of them.
    let disjoined =
        joint == Joint::Or && matches!(line.task, Task::Given | Task::Assume | Task::Condition);
    if !(line.task == Task::Claim || disjoined)
        || !super::open::is_statement(a)
        || !super::open::is_statement(b)
    {
        return false;
    }
    // "A and B" are two claims, "A implies B and C" is one.
    let chain = matches!(a.kind, Kind::Iff(..) | Kind::Implies(..));
    if joint == Joint::And && !chain || !go_on(a, joint, b) {
        return false;
    }
    line.span = line.span.to(span);
    true
}

// "A implies B implies C" goes on from B, and so does "A implies B or C".
fn go_on(a: &mut Expr, joint: Joint, b: &Expr) -> bool {
    let whole = a.span.to(b.span);
    let done = match &mut a.kind {
        Kind::Iff(Some(_), last) | Kind::Implies(Some(_), last) => go_on(last, joint, b),
        // A condition of the sentence stays in front.
        Kind::With(inner, _) => go_on(inner, joint, b),
        Kind::Or(sides) if joint == Joint::Or => {
            sides.push(b.clone());
            true
        }
        Kind::And(sides) if joint == Joint::And => {
            sides.push(b.clone());
            true
        }
        // "A or B and C" can be taken in two ways.
        Kind::Or(_) | Kind::And(_) if matches!(joint, Joint::Or | Joint::And) => false,
        _ => {
            let (left, right) = (a.clone(), b.clone());
            a.kind = match joint {
                Joint::Or => Kind::Or(vec![left, right]),
                Joint::And => Kind::And(vec![left, right]),
                Joint::Implies => Kind::Implies(Some(Box::new(left)), Box::new(right)),
                Joint::Iff => Kind::Iff(Some(Box::new(left)), Box::new(right)),
            };
            true
        }
    };
    if done {
        a.span = whole;
    }
    done
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
        for e in exprs.iter_mut().filter(|e| super::open::is_statement(e)) {
            let inner = e.clone();
            *e = Expr {
                span: inner.span,
                kind: Kind::With(Box::new(inner), conditions.to_vec()),
            };
        }
    }
}

// "A for all x": the name, as if a quantifier stood behind the formula before it.
fn for_all_behind(doc: &Document, i: usize, f: &Formula) -> Option<Expr> {
    let words = prose_before(doc, i).trim().trim_start_matches(',').trim();
    let cue = f.cues.nearest()?;
    let formula = |j: usize| matches!(doc.items.get(j).map(|x| &x.kind), Some(ItemKind::Formula(_)));
    if f.display || !is_general_word(&cue.word) || words != cue.word || !formula(i.checked_sub(2)?) {
        return None;
    }
    let exprs = rows(latex::parse(&f.text, f.content.start)).ok()?;
    let [name] = &exprs[..] else { return None };
    let simple = matches!(&name.kind, Kind::Name(n) if n.primes == 0);
    simple.then(|| Expr {
        span: name.span,
        kind: Kind::ForAll(Box::new(name.clone()), None),
    })
}

// Whether a cue word makes the name behind it general: "for all", "pour tout".
fn is_general_word(cue: &str) -> bool {
    [
        "all", "every", "each", "any", "tout", "tous", "toute", "toutes", "chaque",
    ]
    .iter()
    .any(|w| cue.split_whitespace().any(|c| c == *w))
}

// What the words around a formula suppose of the names in it.
fn mention(doc: &Document, i: usize, f: &Formula, known: &super::vocabulary::Names) -> Option<Entry> {
    if f.display || f.cues.is_definition() {
        return None;
    }
    let prose = |j: Option<usize>| match j.and_then(|j| doc.items.get(j)).map(|item| &item.kind) {
        Some(ItemKind::Prose(words)) => words.as_str(),
        _ => "",
    };
    let ends = |c: char| matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '(' | ')');
    let behind = prose(Some(i + 1)).split(ends).next().unwrap_or("");
    let before = prose(i.checked_sub(1)).rsplit(ends).next().unwrap_or("");
    let mut names = BTreeSet::new();
    for e in rows(latex::parse(&f.text, f.content.start)).ok()? {
        super::open::names(&e, &mut names);
    }
    if !f.cues.is_hypothesis() {
        // "… for positive x" may stand behind: what the words suppose there is not known to hold from here on.
        let found = said(behind);
        let more = Said {
            more: true,
            ..Said::default()
        };
        return (!found.properties.is_empty()).then_some(Entry::Mention {
            names,
            said: more,
            general: false,
        });
    }
    // Before the name only what follows the cue counts: "hence, for positive x".
    let cue = f.cues.nearest().map_or("", |c| c.word.as_str());
    let before = before.to_lowercase();
    let tail = before
        .rfind(cue)
        .and_then(|at| before.get(at + cue.len()..))
        .unwrap_or("");
    let general = is_general_word(cue);
    // What is said of a function is taken as formulas.
    let value = names.iter().any(|n| super::vocabulary::is_value(doc, i + 1, n, known));
    let rest = crate::read::lexicon::statements::unnamed(&format!("{tail} {behind}"), value);
    let said = said(&rest);
    Some(Entry::Mention {
        names,
        said,
        general,
    })
}

fn directive(
    d: &Directive,
    span: Span,
    out: &mut Vec<Entry>,
    ignoring: &mut bool,
    forced: &mut Option<Task>,
) {
    let task = match &d.kind {
        DirectiveKind::Assume | DirectiveKind::Let => Task::Assume,
        DirectiveKind::Given => Task::Given,
        DirectiveKind::Define => Task::Define,
        DirectiveKind::Claim => Task::Claim,
        DirectiveKind::Expect { verdict, code } => {
            let verdicts: Vec<Verdict> = verdict
                .split('|')
                .filter_map(|w| Verdict::from_word(w.trim()))
                .collect();
            if verdicts.is_empty() {
                let reason = format!("`{verdict}` is no verdict");
                out.push(Entry::Bad {
                    span,
                    reason,
                    directive: true,
                });
            } else {
                out.push(Entry::Expect {
                    verdicts,
                    code: code.clone(),
                    span,
                });
            }
            return;
        }
        DirectiveKind::Ignore => {
            if d.text.trim().is_empty() {
                *ignoring = true;
            } else {
                out.push(Entry::Ignore(d.text.trim().to_string()));
            }
            return;
        }
        DirectiveKind::End => {
            *ignoring = false;
            return;
        }
        DirectiveKind::Bad { reason } => {
            out.push(Entry::Bad {
                span,
                reason: reason.clone(),
                directive: true,
            });
            return;
        }
    };
    if d.text.trim().is_empty() {
        // It speaks of the formula that follows.
        *forced = Some(task);
        return;
    }
    for (text, offset) in payload(&d.text, d.content.start) {
        let exprs = if text.contains('\\') {
            rows(latex::parse(text, offset))
        } else {
            plain::parse(text, offset).map(|e| vec![e])
        };
        out.push(Entry::Formula(Box::new(Line {
            span: Span::new(offset, offset + text.len()),
            label: None,
            exprs,
            task,
            defining: task == Task::Define,
            from: Vec::new(),
            quoted: None,
            hint: false,
        })));
    }
}

// The formulas of a directive: between dollar signs where there are some, else the whole.
fn payload(text: &str, offset: usize) -> Vec<(&str, usize)> {
    if text.contains('$') {
        let mut at = 0;
        let mut out = Vec::new();
        for (i, piece) in text.split('$').enumerate() {
            if i % 2 == 1 && !piece.trim().is_empty() {
                out.push((piece, offset + at));
            }
            at += piece.len() + 1;
        }
        return out;
    }
    let start = text.len() - text.trim_start().len();
    vec![(text.trim(), offset + start)]
}

fn rows(parsed: Result<Vec<latex::Row>, Unread>) -> Result<Vec<Expr>, Unread> {
    parsed.map(|rows| rows.into_iter().flat_map(|r| r.exprs).collect())
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
    let line = |span: Span, label: Option<String>, exprs| {
        Entry::Formula(Box::new(Line {
            span,
            label,
            exprs,
            task,
            defining: defining || task == Task::Define,
            from: from.clone(),
            quoted: quoted.clone(),
            hint: f.role == Role::Hint && task == Task::Given,
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
                out.push(line(span, label, Ok(r.exprs)));
            }
            out
        }
    }
}

/// The entries of a `.hence` file.
pub(super) fn from_derivation(text: &str) -> Vec<Entry> {
    let mut out = Vec::new();
    for item in plain::parse_derivation(text).items {
        match item.body {
            Body::Blank
            | Body::Comment(_)
            | Body::Title(_)
            | Body::Ignored(_)
            | Body::Ignore
            | Body::End(_) => {}
            Body::Section(_) => out.push(Entry::Part(0)),
            Body::Vars(vars) => out.push(Entry::Vars(
                vars.iter()
                    .map(|v| {
                        let sort = match v.sort {
                            plain::Sort::Real => Sort::Real,
                            plain::Sort::Int => Sort::Int,
                            plain::Sort::Nat => Sort::Nat,
                            plain::Sort::Vector => Sort::Vector,
                        };
                        (crate::elaborate::key(&v.name), sort)
                    })
                    .collect(),
            )),
            Body::Assume(fs) | Body::Let(fs) => {
                for f in fs {
                    let claim = Claim {
                        label: None,
                        formula: f,
                        by: Vec::new(),
                        from: Vec::new(),
                    };
                    out.push(plain_line(&claim, Task::Assume));
                }
            }
            Body::Define(c) => out.push(plain_line(&c, Task::Define)),
            Body::Given(c) => out.push(plain_line(&c, Task::Given)),
            Body::Claim(c) => out.push(plain_line(&c, Task::Claim)),
            Body::Expect { verdicts, code } => out.push(Entry::Expect {
                verdicts: verdicts
                    .iter()
                    .filter_map(|w| Verdict::from_word(w))
                    .collect(),
                code,
                span: item.span,
            }),
            Body::Unreadable(u) => out.push(Entry::Bad {
                span: item.span,
                reason: u.reason,
                directive: false,
            }),
        }
    }
    out
}

fn plain_line(c: &Claim, task: Task) -> Entry {
    let exprs = match &c.formula.text {
        FormulaText::Plain(r) => r.clone().map(|e| vec![e]),
        FormulaText::Latex { text, offset } => rows(latex::parse(text, *offset)),
    };
    let span = c.formula.span;
    Entry::Formula(Box::new(Line {
        span,
        label: c.label.as_ref().map(|m| m.text.clone()),
        exprs,
        task,
        defining: task == Task::Define,
        from: c.from.iter().map(|m| m.text.clone()).collect(),
        quoted: None,
        hint: false,
    }))
}

/// The entries of a file, by its extension.
pub(super) fn entries(path: &str, text: &str) -> Vec<Entry> {
    let extension = path.rsplit('.').next().unwrap_or("").to_ascii_lowercase();
    let mut out = match extension.as_str() {
        "hence" => from_derivation(text),
        "tex" => from_document(&document::read_tex(path, text.to_string())),
        _ => from_document(&document::read_markdown(path, text.to_string())),
    };
    for entry in &mut out {
        if let Entry::Formula(line) = entry
            && let Ok(exprs) = &mut line.exprs
        {
            *exprs = std::mem::take(exprs).into_iter().map(settled).collect();
        }
    }
    out
}
