//! A proof as lines that a person would write.

use crate::finding::{Finding, Verdict};
use crate::prove::{self, Context};
use crate::theory::Library;
use hence_kernel::{Term, Theorem, Type};
use std::collections::BTreeMap;
use std::fmt::Write;

/// The proofs of the findings with that label, id or line number.
///
/// # Errors
/// Where there is no such finding.
pub(super) fn explain(
    path: &str,
    text: &str,
    label: &str,
    findings: &[Finding],
    theorems: &BTreeMap<String, Theorem>,
    library: &Library,
) -> Result<String, String> {
    let line_of = |f: &Finding| text[..f.span.start.min(text.len())].matches('\n').count() + 1;
    let hits: Vec<&Finding> = findings
        .iter()
        .filter(|f| {
            f.label.as_deref() == Some(label)
                || f.id == label
                || label
                    .parse()
                    .is_ok_and(|n: usize| f.label.is_none() && line_of(f) == n)
        })
        .collect();
    if hits.is_empty() {
        return Err(format!(
            "{path} has no claim `{label}` (a label, an id, or the number of a line without a label)"
        ));
    }
    let mut out = String::new();
    for f in hits {
        let name = f
            .label
            .as_deref()
            .map_or_else(|| format!("line {}", line_of(f)), |l| format!("({l})"));
        let engine = f.engine.map(|e| format!(", by {e}")).unwrap_or_default();
        let _ = writeln!(out, "{name}  {}\n{}{engine}", f.reading, f.verdict.word());
        match theorems.get(&f.id) {
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
