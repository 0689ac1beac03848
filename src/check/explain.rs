//! A proof as lines that a person would write.

use super::walk::Walk;
use crate::finding::{Finding, Verdict};
use crate::prove::{self, Context};
use crate::read::ast::Span;
use crate::read::bundle::Bundle;
use crate::theory::Library;
use hence_kernel::{Term, Theorem, Type};
use std::fmt::Write;

/// The proofs of the findings with that label, id or line number.
///
/// # Errors
/// Where there is no such finding.
pub(super) fn explain(
    bundle: &Bundle,
    label: &str,
    walk: &Walk,
    library: &Library,
) -> Result<String, String> {
    let files: Vec<(&str, Span)> = bundle.files().collect();
    let place_of = |f: &Finding| {
        let (file, span) = bundle.place(f.span);
        let (path, whole) = files.get(file).copied().unwrap_or_default();
        let text = bundle.text().get(whole.start..whole.start + span.start);
        (file, path, text.unwrap_or("").matches('\n').count() + 1)
    };
    let hits: Vec<&Finding> = walk
        .findings
        .iter()
        .filter(|f| {
            f.label.as_deref() == Some(label)
                || f.id == label
                || walk.keys.get(&f.id).is_some_and(|key| key == label)
                || label.parse().is_ok_and(|n: usize| {
                    f.label.is_none() && matches!(place_of(f), (0, _, at) if at == n)
                })
        })
        .collect();
    if hits.is_empty() {
        let path = files.first().map_or("", |(path, _)| path);
        return Err(format!(
            "{path} has no claim `{label}` (a label, an id, or the number of a line without a label)"
        ));
    }
    let mut out = String::new();
    for f in hits {
        let name = f
            .label
            .as_deref()
            .map_or_else(|| format!("line {}", place_of(f).2), |l| format!("({l})"));
        let inside = match place_of(f) {
            (0, ..) => String::new(),
            (_, path, _) => format!("{path} "),
        };
        let engine = f.engine.map(|e| format!(", by {e}")).unwrap_or_default();
        let _ = writeln!(
            out,
            "{inside}{name}  {}\n{}{engine}",
            f.reading,
            f.verdict.word()
        );
        match walk.theorems.get(&f.id) {
            Some(th) => proof(th, f, library, &mut out),
            None => without_proof(f, &mut out),
        }
        out.push('\n');
    }
    Ok(out.trim_end().to_string() + "\n")
}

fn without_proof(f: &Finding, out: &mut String) {
    if !f.message.is_empty() {
        let _ = writeln!(out, "  {}", f.message);
    }
    for (v, t) in &f.counterexample {
        let _ = writeln!(out, "  {v} = {t}");
    }
    if let (Some(l), Some(r)) = (&f.left, &f.right) {
        let _ = writeln!(out, "  left side {l}, right side {r}");
    }
    if f.verdict == Verdict::Given {
        let _ = writeln!(out, "  taken as given");
    }
}

fn proof(th: &Theorem, f: &Finding, library: &Library, out: &mut String) {
    let assumed = th
        .hypotheses()
        .iter()
        .filter_map(|h| Theorem::assume(h).ok());
    let context = Context::new(library, assumed);
    let _ = writeln!(out);
    let steps = (th.facts().iter().any(|n| **n == *"induction"))
        .then(|| prove::induction(th.conclusion(), &context))
        .flatten();
    match (th.conclusion().as_eq(), &steps) {
        (_, Some([base, here, next])) => {
            let _ = writeln!(out, "  {}    by induction", th.conclusion());
            let _ = writeln!(out, "    base  {base}");
            let _ = writeln!(out, "    step  from  {here}");
            let _ = writeln!(out, "          to    {next}");
        }
        (Some((s, t)), None) if *s.ty() == Type::Real => equation(s, t, &context, out),
        _ => {
            let _ = writeln!(out, "  {}", th.conclusion());
        }
    }
    for c in &f.conditions {
        let _ = writeln!(out, "  where {c}");
    }
    if !th.hypotheses().is_empty() {
        let _ = writeln!(out, "\n  from");
        for h in th.hypotheses() {
            let _ = writeln!(out, "    {h}");
        }
    }
    if !f.from.is_empty() {
        let _ = writeln!(out, "  (lines {})", f.from.join(", "));
    }
    let facts = th.facts();
    if !facts.is_empty() {
        let _ = writeln!(out, "\n  facts");
        let width = facts.iter().map(|n| n.chars().count()).max().unwrap_or(0);
        for name in facts {
            let statement = library.info(&name).map_or_else(String::new, |i| i.text());
            let _ = writeln!(out, "    {name:width$}  {statement}");
        }
    }
}

fn names(th: &Theorem) -> String {
    th.facts()
        .iter()
        .map(|n| n.to_string())
        .collect::<Vec<_>>()
        .join(", ")
}

// s, its evaluation, the rules for its atoms, t.
fn equation(s: &Term, t: &Term, context: &Context, out: &mut String) {
    let _ = writeln!(out, "    {s}");
    for (side, first) in [(s, true), (t, false)] {
        if let Some(th) = prove::evaluated(side, context)
            && let Ok((_, v)) = th.equation()
            && v != side
        {
            let lead = if first {
                "  = "
            } else {
                "  where the right side is "
            };
            let _ = writeln!(out, "{lead}{v}    [{}]", names(&th));
        }
    }
    let rules = prove::rules_used(s, t, context);
    let (equations, conditions): (Vec<&Theorem>, Vec<&Theorem>) =
        rules.iter().partition(|r| r.equation().is_ok());
    let shown: Vec<&Theorem> = equations
        .into_iter()
        .filter(|r| {
            r.equation()
                .is_ok_and(|(l, _)| l.as_binary("deriv").is_none())
        })
        .collect();
    let by = if shown.is_empty() {
        "by multiplying out"
    } else {
        "by multiplying out, with"
    };
    let _ = writeln!(out, "  = {t}    {by}");
    for r in shown {
        let _ = writeln!(out, "      {}    [{}]", r.conclusion(), names(r));
    }
    for r in conditions {
        let why = names(r);
        let why = if why.is_empty() {
            "hypothesis".to_string()
        } else {
            why
        };
        let _ = writeln!(out, "      {}    [{why}]", r.conclusion());
    }
}
