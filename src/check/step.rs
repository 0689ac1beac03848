//! One step in the form that `hence steps` reads.

use super::judge::{Judgement, Question, contradictory, judge, variable_name};
use super::{Answer, Options, Step};
use crate::diagnose::{Wrong, named};
use crate::elaborate::{Problem, Scope, Sort, declare_vectors, settled, under_the_sum};
use crate::finding::Verdict;
use crate::read::ast::{Expr, Span, Unread};
use crate::read::{latex, plain};
use crate::theory::Library;
use hence_kernel::{Term, Type, needed, syntax};
use std::collections::{BTreeMap, BTreeSet};
use std::time::Instant;

// What a field of a step holds.
fn read(text: &str) -> Result<Expr, Unread> {
    match plain::parse(text, 0) {
        Ok(e) => Ok(e),
        Err(why) if text.contains('\\') => {
            let rows = latex::parse(text, 0).map_err(|_| why.clone())?;
            let mut exprs = rows.into_iter().flat_map(|r| r.exprs);
            match (exprs.next(), exprs.next()) {
                (Some(e), None) => Ok(e),
                _ => Err(why),
            }
        }
        Err(why) => Err(why),
    }
}

fn quoted(text: &str, span: Span, reason: &str) -> String {
    let piece = text.get(span.start..span.end).unwrap_or("").trim();
    if piece.is_empty() {
        format!("in `{text}`: {reason}")
    } else {
        format!("in `{text}`, at `{piece}`: {reason}")
    }
}

/// Judges a step.
///
/// # Errors
/// Where a sort is unknown or a formula cannot be read.
pub(super) fn check(step: &Step, library: &Library, options: &Options) -> Result<Answer, String> {
    let start = Instant::now();
    let mut scope = Scope::new();
    for (name, sort) in &step.vars {
        let sort =
            Sort::from_word(sort).ok_or_else(|| format!("unknown sort `{sort}` of `{name}`"))?;
        scope.declare(&declared_name(name), sort);
    }
    let all: Vec<(&String, Expr)> = step
        .assume
        .iter()
        .chain(&step.from)
        .chain([&step.claim])
        .map(|text| {
            read(text)
                .map(|e| (text, settled(e)))
                .map_err(|u| quoted(text, u.span, &u.reason))
        })
        .collect::<Result<_, _>>()?;
    for (_, e) in &all {
        scope.note_families(e);
    }
    let exprs: Vec<&Expr> = all.iter().map(|(_, e)| e).collect();
    // Names that end a range are numbers: `n(n+1)/2` is a product where a sum runs to n.
    let mut numbers = BTreeSet::new();
    for e in &exprs {
        super::open::ends_of_ranges(e, &mut numbers);
    }
    numbers.retain(|n| scope.sort(n).is_none());
    declare_vectors(&exprs, &numbers, &mut scope);
    for n in numbers {
        scope.declare(&n, Sort::Real);
    }
    for (_, e) in all.iter().take(all.len().saturating_sub(1)) {
        scope.note_dependence(e);
    }
    let mut formulas = Vec::new();
    for (i, (text, e)) in all.iter().enumerate() {
        // `A, B` claims both; `A if B` claims A where B holds.
        let parts = super::open::listed(e, text, &|_, _| true);
        let claimed = i + 1 == all.len();
        let mut read = |e: &Expr| match claimed {
            true => scope.claimed(e),
            false => scope.formula(e),
        };
        let whole = parts[1..].iter().try_fold(read(&parts[0]), |acc, part| {
            let p = read(part)?;
            Ok(acc.and_then(|a| {
                syntax::and(&a, &p).map_err(|e| Problem {
                    span: part.span,
                    reason: e.to_string(),
                })
            }))
        });
        match whole.and_then(|f| f) {
            Ok(f) => formulas.push(f),
            Err(p) => {
                return Ok(Answer {
                    verdict: Verdict::Unread,
                    conditions: Vec::new(),
                    counterexample: None,
                    reading: String::new(),
                    message: quoted(text, p.span, &p.reason),
                    engine: None,
                    mistakes: Vec::new(),
                    ms: milliseconds(start),
                });
            }
        }
    }
    let Some(goal) = formulas.pop() else {
        return Err("no claim".to_string());
    };
    let (assumed, above) = formulas.split_at(step.assume.len());
    let mut given = with_definedness(assumed, library);
    let mut vars: Vec<Term> = Vec::new();
    for f in formulas.iter().chain([&goal]) {
        for v in f.free_vars() {
            if !vars.contains(&v) {
                vars.push(v);
            }
        }
    }
    given.extend(scope.sort_facts(&vars));
    let mut hypotheses = given.clone();
    hypotheses.extend(with_definedness(above, library));
    let question = Question {
        hypotheses: &hypotheses,
        goal: &goal,
        engine: options.engine.into(),
    };
    let mut judgement = judge(&question, library);
    if let Some(of) = scope.take_antiderived() {
        judgement = super::antiderived::judged(judgement, &of, &question, &scope, library);
    }
    if judgement.rests_on_hypotheses() && contradictory(&given, library) {
        judgement = Judgement::unproved("the given hypotheses contradict each other");
    }
    if step.listed
        && judgement.verdict == Verdict::Invalid
        && let Some(name) = unlisted(&goal, step)
    {
        judgement = Judgement::unproved(format!(
            "what `{name}` is was not said: it is not among `vars`"
        ));
    }
    if judgement.verdict == Verdict::Invalid
        && let Some(name) = super::walk::known_by_name(&goal, &hypotheses)
    {
        judgement = Judgement::unproved(format!(
            "`{name}` is known by that name, and no fact about it is"
        ));
    }
    let mut odd = scope.take_oddities();
    if judgement.verdict == Verdict::Invalid
        && let Some((_, e)) = all.last()
        && let Some(other) = under_the_sum(e)
        && let Ok(goal) = scope.formula(&other)
    {
        let question = Question {
            goal: &goal,
            ..question
        };
        let verdict = judge(&question, library).verdict;
        if verdict != Verdict::Invalid {
            odd.push(format!(
                "the sum ends before the next + or −; with what follows under it, `{goal}` is {}",
                verdict.word()
            ));
        }
    }
    for remark in odd {
        let gap = if judgement.message.is_empty() {
            ""
        } else {
            "; "
        };
        judgement.message = format!("{}{gap}{remark}", judgement.message);
    }
    let mistakes = if judgement.verdict == Verdict::Invalid && options.mistakes {
        let undefined = judgement.witness.is_none();
        mistakes(&goal, &formulas, &hypotheses, undefined, library)
    } else {
        Vec::new()
    };
    let counterexample = judgement.witness.as_ref().map(|w| {
        w.values
            .iter()
            .map(|(v, t)| (variable_name(v), t.to_string()))
            .collect::<BTreeMap<_, _>>()
    });
    Ok(Answer {
        verdict: judgement.verdict,
        conditions: judgement.conditions.iter().map(Term::to_string).collect(),
        counterexample,
        reading: judgement.read_as.as_ref().unwrap_or(&goal).to_string(),
        message: judgement.message,
        engine: judgement.engine,
        mistakes,
        ms: milliseconds(start),
    })
}

// The names of the mistakes that explain a wrong claim, the formula that stands nearest to it first among those it may come from.
fn mistakes(
    goal: &Term,
    above: &[Term],
    hypotheses: &[Term],
    undefined: bool,
    library: &Library,
) -> Vec<&'static str> {
    let above: Vec<Term> = above.iter().rev().cloned().collect();
    let wrong = Wrong {
        claim: goal,
        above: &above,
        hypotheses,
        undefined,
    };
    let found = named(&wrong, library).into_iter();
    found.flat_map(|e| e.mistakes).map(|m| &*m.id).collect()
}

// A number in the claim that the step neither lists nor knows.
fn unlisted(goal: &Term, step: &Step) -> Option<String> {
    let listed: Vec<String> = step.vars.keys().map(|n| declared_name(n)).collect();
    let numbers = goal
        .free_vars()
        .into_iter()
        .filter(|v| v.ty() == &Type::Real);
    numbers
        .map(|v| variable_name(&v))
        .find(|n| !listed.contains(n))
}

// A name as the reader of formulas knows it: `sigma` is σ.
fn declared_name(name: &str) -> String {
    match plain::parse(name, 0) {
        Ok(Expr {
            kind: crate::read::ast::Kind::Name(n),
            ..
        }) => crate::elaborate::key(&n),
        _ => name.to_string(),
    }
}

/// Formulas that are asserted, and so asserted to be defined.
pub(super) fn with_definedness(formulas: &[Term], library: &Library) -> Vec<Term> {
    let mut out: Vec<Term> = Vec::new();
    for f in formulas {
        let needs = needed(f, &library.theory)
            .map(|d| syntax::conjuncts(&d))
            .unwrap_or_default();
        for t in needs.into_iter().chain([f.clone()]) {
            if !out.contains(&t) {
                out.push(t);
            }
        }
    }
    out
}

fn milliseconds(start: Instant) -> f64 {
    (start.elapsed().as_secs_f64() * 1e6).round() / 1e3
}
