//! `hence steps`: a step a line on standard input, an answer a line on standard output.

use super::{FINE, StepsArgs, checker, complain, lost, pool};
use crate::check::{Answer, Checker, Options, Step};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::io::{self, BufRead, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, channel, sync_channel};
use std::thread;

/// How many steps may be read ahead of the answer that is waited for.
const AHEAD: usize = 256;

/// The sorts that a variable may have.
const SORTS: [&str; 4] = ["real", "int", "nat", "vector"];

/// Names that a driver may write by mistake; dropping what they hold would change the verdict unseen.
const MISSPELT: [(&str, &str); 6] = [
    ("assumes", "assume"),
    ("assumption", "assume"),
    ("assumptions", "assume"),
    ("var", "vars"),
    ("variables", "vars"),
    ("claims", "claim"),
];

/// Answers every line of standard input, each as soon as its turn comes.
///
/// # Errors
/// Where the theory does not load or an answer cannot be written.
pub(super) fn run(args: &StepsArgs) -> Result<u8, String> {
    let pool = pool()?;
    let options = Options {
        mistakes: args.mistakes,
        ..args.engine.options()
    };
    let checker = Arc::new(checker(&pool, options)?);
    let (queue, answers) = sync_channel(AHEAD);
    // The reader is not waited for: it may sit at an input that stays open after the output is gone.
    thread::spawn(move || read(&pool, &checker, &queue));
    write(&answers).map_err(|error| lost(&error))?;
    Ok(FINE)
}

/// Sends each line to be judged, and the place where its answer will appear to `queue`, in the order of the lines.
fn read(pool: &rayon::ThreadPool, checker: &Arc<Checker>, queue: &SyncSender<Receiver<Value>>) {
    let mut input = io::stdin().lock();
    loop {
        let mut line = Vec::new();
        match input.read_until(b'\n', &mut line) {
            Ok(0) => return,
            Ok(_) => {}
            Err(error) => return complain(format!("cannot read standard input: {error}")),
        }
        let (answer, place) = channel();
        if queue.send(place).is_err() {
            return;
        }
        let checker = Arc::clone(checker);
        pool.spawn_fifo(move || {
            // Nobody waits for the answer any more where the output is gone.
            let _ = answer.send(respond(&line, |step| checker.check_step(step)));
        });
    }
}

fn write(answers: &Receiver<Receiver<Value>>) -> io::Result<()> {
    let mut out = io::stdout().lock();
    for place in answers {
        let answer = place.recv().map_err(io::Error::other)?;
        writeln!(out, "{answer}")?;
        out.flush()?;
    }
    Ok(())
}

/// The answer to one line.
fn respond(line: &[u8], judge: impl Fn(&Step) -> Result<Answer, String>) -> Value {
    let error =
        |id: Value, message: String| json!({"id": id, "verdict": "error", "message": message});
    let value = match parse(line) {
        Ok(value) => value,
        Err(message) => return error(Value::Null, message),
    };
    let id = value.get("id").cloned().unwrap_or(Value::Null);
    let step = match step(&value) {
        Ok(step) => step,
        Err(message) => return error(id, message),
    };
    match catch_unwind(AssertUnwindSafe(|| judge(&step))) {
        Ok(Ok(answer)) => render(id, &answer),
        Ok(Err(message)) => error(id, message),
        Err(_) => error(
            id,
            "the checker failed on this step; please report it".to_string(),
        ),
    }
}

fn parse(line: &[u8]) -> Result<Map<String, Value>, String> {
    let text = str::from_utf8(line).map_err(|_| "not UTF-8".to_string())?;
    match serde_json::from_str(text.trim_start_matches('\u{feff}')) {
        Ok(Value::Object(map)) => Ok(map),
        Ok(_) => Err("not a step: a JSON object is expected".to_string()),
        Err(error) => Err(format!("not JSON: {error}")),
    }
}

fn step(value: &Map<String, Value>) -> Result<Step, String> {
    for (wrong, right) in MISSPELT {
        if value.contains_key(wrong) {
            return Err(format!("`{wrong}` is not a field: write `{right}`"));
        }
    }
    let claim = match value.get("claim") {
        Some(Value::String(claim)) => claim.clone(),
        Some(Value::Null) | None => return Err("`claim` is missing".to_string()),
        Some(_) => return Err("`claim` must be a string".to_string()),
    };
    Ok(Step {
        id: match value.get("id") {
            Some(Value::String(id)) => id.clone(),
            Some(Value::Null) | None => String::new(),
            Some(id) => id.to_string(),
        },
        vars: vars(value.get("vars"))?,
        listed: value.get("vars").is_some_and(Value::is_object),
        assume: formulas("assume", value.get("assume"))?,
        from: formulas("from", value.get("from"))?,
        claim,
    })
}

fn vars(value: Option<&Value>) -> Result<BTreeMap<String, String>, String> {
    let map = match value {
        None | Some(Value::Null) => return Ok(BTreeMap::new()),
        Some(Value::Object(map)) => map,
        Some(_) => return Err("`vars` must be an object of sorts by name".to_string()),
    };
    map.iter()
        .map(|(name, sort)| match sort.as_str() {
            Some(sort) if SORTS.contains(&sort) => Ok((name.clone(), sort.to_string())),
            _ => Err(format!(
                "unknown sort {sort} of `{name}`: the sorts are {}",
                SORTS.join(", ")
            )),
        })
        .collect()
}

fn formulas(name: &str, value: Option<&Value>) -> Result<Vec<String>, String> {
    let wrong = || format!("`{name}` must be a list of strings");
    match value {
        None | Some(Value::Null) => Ok(Vec::new()),
        Some(Value::Array(list)) => list
            .iter()
            .map(|item| item.as_str().map(str::to_string).ok_or_else(wrong))
            .collect(),
        Some(_) => Err(wrong()),
    }
}

fn render(id: Value, answer: &Answer) -> Value {
    json!({
        "id": id,
        "verdict": answer.verdict.word(),
        "conditions": answer.conditions,
        "counterexample": answer.counterexample,
        "reading": answer.reading,
        "message": answer.message,
        "engine": answer.engine,
        "mistake": (!answer.mistakes.is_empty()).then(|| answer.mistakes.join(", ")),
        "ms": (answer.ms * 1000.0).round() / 1000.0,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Verdict;

    /// A judge that gives back what reached it.
    fn echo(step: &Step) -> Result<Answer, String> {
        Ok(Answer {
            verdict: Verdict::Conditional,
            conditions: step.assume.clone(),
            counterexample: (!step.vars.is_empty()).then(|| step.vars.clone()),
            reading: step.claim.clone(),
            message: step.from.join("; "),
            engine: None,
            mistakes: Vec::new(),
            ms: 0.123_456,
        })
    }

    fn answer(line: &str) -> String {
        respond(line.as_bytes(), echo).to_string()
    }

    #[test]
    fn all_fields_reach_the_checker_and_come_back_in_order() {
        assert_eq!(
            answer(
                r#"{"id":"s1","vars":{"x":"real"},"assume":["0 < x"],"from":["a","b"],"claim":"x = 2"}"#
            ),
            r#"{"id":"s1","verdict":"conditional","conditions":["0 < x"],"counterexample":{"x":"real"},"reading":"x = 2","message":"a; b","engine":null,"mistake":null,"ms":0.123}"#
        );
    }

    #[test]
    fn missing_fields_have_defaults_and_ids_keep_their_type() {
        assert_eq!(
            answer(r#"{"id":[7],"claim":"1=1","vars":null,"comment":"x"}"#),
            r#"{"id":[7],"verdict":"conditional","conditions":[],"counterexample":null,"reading":"1=1","message":"","engine":null,"mistake":null,"ms":0.123}"#
        );
        assert!(answer(r#"{"claim":"1=1"}"#).starts_with(r#"{"id":null,"verdict":"conditional""#));
    }

    #[test]
    fn what_is_no_step_is_answered_as_an_error() {
        let rows: &[(&str, &str, &str)] = &[
            ("", "null", "not JSON"),
            ("x = 2", "null", "not JSON"),
            ("[1]", "null", "a JSON object is expected"),
            (r#"{"id":3}"#, "3", "`claim` is missing"),
            (
                r#"{"id":"a","claim":1}"#,
                r#""a""#,
                "`claim` must be a string",
            ),
            (
                r#"{"id":"a","claim":"x=x","vars":{"x":"complex"}}"#,
                r#""a""#,
                "unknown sort \"complex\" of `x`",
            ),
            (
                r#"{"id":"a","claim":"x=x","vars":{"x":2}}"#,
                r#""a""#,
                "unknown sort 2 of `x`",
            ),
            (
                r#"{"id":"a","claim":"x=x","vars":["x"]}"#,
                r#""a""#,
                "`vars` must be an object",
            ),
            (
                r#"{"id":"a","claim":"x=x","assume":"x>0"}"#,
                r#""a""#,
                "`assume` must be a list of strings",
            ),
            (
                r#"{"id":"a","claim":"x=x","from":[1]}"#,
                r#""a""#,
                "`from` must be a list of strings",
            ),
            (
                r#"{"id":"a","claim":"x=x","assumes":["x>0"]}"#,
                r#""a""#,
                "write `assume`",
            ),
        ];
        for (line, id, message) in rows {
            let found: Value = respond(line.as_bytes(), echo);
            assert_eq!(found["id"].to_string(), *id, "{line}");
            assert_eq!(found["verdict"], "error", "{line}");
            assert!(
                found["message"].as_str().unwrap().contains(message),
                "{line}: {found}"
            );
            assert_eq!(found.as_object().unwrap().len(), 3, "{line}");
        }
    }

    #[test]
    fn bytes_that_are_not_text_are_an_error() {
        assert_eq!(
            respond(b"{\"id\":\"\xff\"}", echo),
            json!({"id": null, "verdict": "error", "message": "not UTF-8"})
        );
    }

    #[test]
    fn a_complaint_of_the_checker_is_the_answer() {
        let found = respond(br#"{"id":"a","claim":"x="}"#, |_| {
            Err("cannot read `x=`".to_string())
        });
        assert_eq!(
            found,
            json!({"id": "a", "verdict": "error", "message": "cannot read `x=`"})
        );
    }

    #[test]
    fn a_fault_of_the_checker_stays_with_its_step() {
        let found = respond(br#"{"id":"a","claim":"x=x"}"#, |step| {
            panic!("on purpose, at {}", step.claim)
        });
        assert_eq!(found["id"], "a");
        assert_eq!(found["verdict"], "error");
    }
}
