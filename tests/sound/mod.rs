//! The soundness run: true steps are edited at random, and what the checker then says is held against certified evaluation.

pub mod edit;
pub mod eval;
pub mod jet;
pub mod points;

use edit::{Random, edit};
use eval::{Eval, Point, names};
use hence::check::{Answer, Checker, Step};
use hence::finding::Verdict;
use hence::read::ast::Expr;
use hence::read::plain;
use num_rational::BigRational;
use points::Setting;
use std::collections::BTreeMap;
use std::path::Path;

/// How many points a positive verdict is tried at.
const POINTS: usize = 50;

/// What a run found.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Verdicts of the edited steps.
    pub verdicts: BTreeMap<String, usize>,
    /// Positive verdicts that were tried at one point or more.
    pub evaluated: usize,
    /// Positive verdicts that could not be tried: no point at which all hypotheses hold, or a function that is not known here.
    pub skipped: usize,
    /// Points at which a claim was certainly true.
    pub agreed: usize,
    /// Counterexamples that were held against evaluation.
    pub counterexamples: usize,
    /// What must not happen, one text each.
    pub contradictions: Vec<String>,
}

/// A step as a line of JSON holds it.
///
/// # Errors
/// Where the line is not a step.
pub fn step(line: &str) -> Result<(Step, serde_json::Value), String> {
    let v: serde_json::Value = serde_json::from_str(line).map_err(|e| format!("{line}: {e}"))?;
    let list = |key: &str| -> Vec<String> {
        let items = v.get(key).and_then(|l| l.as_array()).into_iter().flatten();
        items
            .filter_map(|s| s.as_str().map(str::to_string))
            .collect()
    };
    let vars = v.get("vars").and_then(|m| m.as_object()).into_iter();
    let step = Step {
        id: v["id"].as_str().unwrap_or_default().to_string(),
        vars: vars
            .flatten()
            .map(|(k, s)| (k.clone(), s.as_str().unwrap_or("real").to_string()))
            .collect(),
        listed: false,
        assume: list("assume"),
        from: list("from"),
        claim: v["claim"]
            .as_str()
            .ok_or_else(|| format!("{line}: no claim"))?
            .to_string(),
    };
    Ok((step, v))
}

fn lines(path: &Path) -> Result<Vec<String>, String> {
    let text = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    Ok(text.lines().map(str::to_string).collect())
}

/// The true steps of the tables, and those claims of `proofs/` that stand by themselves.
///
/// # Errors
/// Where a table cannot be read.
pub fn true_steps(root: &Path, checker: &Checker) -> Result<Vec<Step>, String> {
    let mut out = Vec::new();
    for line in lines(&root.join("tests/data/true_steps.jsonl"))? {
        out.push(step(&line)?.0);
    }
    for line in lines(&root.join("tests/data/traps.jsonl"))? {
        let (s, v) = step(&line)?;
        if v["expect"] == "valid" || v["expect"] == "conditional" {
            out.push(s);
        }
    }
    let mut files = Vec::new();
    documents(&root.join("proofs"), &mut files);
    for file in files {
        let Ok(text) = std::fs::read_to_string(&file) else {
            continue;
        };
        let report = checker.check_file(&file.to_string_lossy(), text);
        for f in report.findings {
            let positive = |v| matches!(v, Verdict::Valid | Verdict::Conditional);
            let s = Step {
                id: format!("{}:{}", file.display(), f.id),
                claim: f.reading.clone(),
                ..Step::default()
            };
            // A reading leaves out what is in force; one that holds without it is a step of its own.
            let alone = positive(f.verdict)
                && plain::parse(&s.claim, 0).is_ok()
                && checker.check_step(&s).is_ok_and(|a| positive(a.verdict));
            if alone {
                out.push(s);
            }
        }
    }
    Ok(out)
}

// Derivations below a folder, sorted, the wrong twins left out.
fn documents(dir: &Path, out: &mut Vec<std::path::PathBuf>) {
    let Ok(entries) = std::fs::read_dir(dir) else {
        return;
    };
    let mut paths: Vec<_> = entries.flatten().map(|e| e.path()).collect();
    paths.sort();
    for p in paths {
        if p.is_dir() {
            if p.file_name().is_some_and(|n| n != "wrong") {
                documents(&p, out);
            }
        } else if p.extension().is_some_and(|e| e == "md" || e == "hence") {
            out.push(p);
        }
    }
}

fn shown(step: &Step) -> String {
    serde_json::json!({
        "id": step.id, "vars": step.vars, "assume": step.assume, "from": step.from, "claim": step.claim,
    })
    .to_string()
}

struct Read {
    hypotheses: Vec<Expr>,
    claim: Expr,
    names: Vec<String>,
}

fn read(step: &Step) -> Option<Read> {
    let hypotheses = step
        .assume
        .iter()
        .chain(&step.from)
        .map(|t| plain::parse(t, 0).ok())
        .collect::<Option<Vec<_>>>()?;
    let claim = plain::parse(&step.claim, 0).ok()?;
    let mut found = Vec::new();
    for e in hypotheses.iter().chain([&claim]) {
        names(e, &mut found);
    }
    Some(Read {
        hypotheses,
        claim,
        names: found,
    })
}

/// Holds a verdict against evaluation.
pub fn examine(step: &Step, answer: &Answer, random: &mut Random, out: &mut Outcome) {
    let Some(r) = read(step) else {
        out.skipped += 1;
        return;
    };
    let setting = Setting {
        vars: &step.vars,
        names: &r.names,
        hypotheses: &r.hypotheses,
    };
    match answer.verdict {
        Verdict::Valid | Verdict::Conditional => {
            let mut tried = false;
            for point in setting.points(POINTS, 12 * POINTS, random) {
                let at = || points::shown(&point);
                match Eval::new(&point).formula(&r.claim) {
                    Ok(Some(true)) => {
                        tried = true;
                        out.agreed += 1;
                    }
                    Ok(None) => tried = true,
                    Ok(Some(false)) => out.contradictions.push(format!(
                        "called {} but false at {}: {}",
                        answer.verdict.word(),
                        at(),
                        shown(step)
                    )),
                    Err(f) if points::certainly_undefined(f) => {
                        if answer.verdict == Verdict::Valid {
                            out.contradictions.push(format!(
                                "called valid but not defined at {}: {}",
                                at(),
                                shown(step)
                            ));
                        }
                    }
                    Err(_) => {}
                }
            }
            if tried {
                out.evaluated += 1;
            } else {
                out.skipped += 1;
            }
        }
        Verdict::Invalid => {
            let Some(values) = &answer.counterexample else {
                return;
            };
            let point: Option<Point> = values
                .iter()
                .map(|(n, v)| Some((n.clone(), v.parse::<BigRational>().ok()?)))
                .collect();
            let Some(point) = point else { return };
            let refuted = r.hypotheses.iter().find(|h| {
                let t = Eval::new(&point).formula(h);
                t == Ok(Some(false)) || t.is_err_and(points::certainly_undefined)
            });
            let claim = Eval::new(&point).formula(&r.claim);
            out.counterexamples += 1;
            if refuted.is_some()
                || claim == Ok(Some(true))
                || claim.is_err_and(points::certainly_undefined)
            {
                out.contradictions.push(format!(
                    "the counterexample {} is none: {}",
                    points::shown(&point),
                    shown(step)
                ));
            }
        }
        _ => {}
    }
}

/// Checks the true steps as they are, then `edits` edited ones.
pub fn run(checker: &Checker, steps: &[Step], edits: usize, seed: u64) -> Outcome {
    let mut out = Outcome::default();
    let mut random = Random::new(seed);
    for s in steps {
        match checker.check_step(s) {
            Ok(a) if a.verdict == Verdict::Invalid => out
                .contradictions
                .push(format!("a true step is called invalid: {}", shown(s))),
            Ok(a) => examine(s, &a, &mut random, &mut out),
            Err(why) => out
                .contradictions
                .push(format!("a true step cannot be read ({why}): {}", shown(s))),
        }
    }
    for _ in 0..edits {
        let Some(original) = random.pick(steps) else {
            break;
        };
        let letters: Vec<String> = read(original).map(|r| r.names).unwrap_or_default();
        let letters: Vec<&str> = letters.iter().map(String::as_str).collect();
        let edited = edit(original, &letters, &mut random);
        let word = match checker.check_step(&edited) {
            Ok(a) => {
                examine(&edited, &a, &mut random, &mut out);
                a.verdict.word().to_string()
            }
            Err(_) => "error".to_string(),
        };
        *out.verdicts.entry(word).or_default() += 1;
    }
    out
}
