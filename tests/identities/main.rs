//! Identities that the engines must find, each on its own, and equations that none may find.

mod table;

use hence::elaborate::Scope;
use hence::prove::{Context, Engine, last_resort, prove_with};
use hence::read::plain;
use hence::theory::{Library, load};
use hence_kernel::{Term, Theorem};
use std::time::{Duration, Instant};
use table::{FALSE, Row, TRUE};

fn formula(text: &str) -> Term {
    let e = plain::parse(text, 0).unwrap_or_else(|u| panic!("{text}: {}", u.reason));
    let mut scope = Scope::new();
    scope.note_families(&e);
    scope
        .formula(&e)
        .unwrap_or_else(|p| panic!("{text}: {}", p.reason))
}

fn shown(row: &Row) -> String {
    format!("{} |- {} = {}", row.0.join(", "), row.1, row.2)
}

/// The proof of a row, with the time it took; the theorem must be the row's.
fn proof(row: &Row, library: &Library, engine: Engine) -> (Option<Theorem>, Duration) {
    let given: Vec<Term> = row.0.iter().map(|p| formula(p)).collect();
    let goal = formula(&format!("{} = {}", row.1, row.2));
    let facts = given.iter().map(|p| Theorem::assume(p).unwrap());
    let context = Context::new(library, facts);
    let start = Instant::now();
    let found = prove_with(&goal, &context, engine).or_else(|| match engine {
        Engine::Auto => last_resort(&goal, &context),
        Engine::Normal | Engine::Egraph => None,
    });
    let time = start.elapsed();
    let theorem = found.map(|(th, name)| {
        match engine {
            Engine::Normal => assert_eq!(name, "normal form"),
            Engine::Egraph => assert_eq!(name, "e-graph"),
            Engine::Auto => {}
        }
        assert_eq!(th.conclusion(), &goal, "{}", shown(row));
        for h in th.hypotheses() {
            assert!(given.contains(h), "{} rests on {h}", shown(row));
        }
        th
    });
    (theorem, time)
}

// Rows that a predicate does not hold of.
fn failing(rows: &[Row], holds: impl Fn(&Row) -> bool) -> Vec<String> {
    rows.iter().filter(|r| !holds(r)).map(shown).collect()
}

#[test]
fn the_egraph_alone_proves_every_identity() {
    let library = load().unwrap();
    assert!(TRUE.len() >= 100);
    let open = failing(TRUE, |row| proof(row, &library, Engine::Egraph).0.is_some());
    assert!(open.is_empty(), "not proved:\n{}", open.join("\n"));
}

#[test]
fn one_of_both_engines_proves_every_identity() {
    let library = load().unwrap();
    let open = failing(TRUE, |row| proof(row, &library, Engine::Auto).0.is_some());
    assert!(open.is_empty(), "not proved:\n{}", open.join("\n"));
}

#[test]
fn no_engine_proves_what_does_not_follow() {
    let library = load().unwrap();
    for engine in [Engine::Normal, Engine::Egraph] {
        let wrong = failing(FALSE, |row| proof(row, &library, engine).0.is_none());
        assert!(wrong.is_empty(), "{engine:?} proved:\n{}", wrong.join("\n"));
    }
}

/// Prints how long each row takes with each engine; run it in release. `HENCE_ROW` picks the rows that contain a text.
#[test]
#[ignore = "measures"]
fn measure() {
    let library = load().unwrap();
    let wanted = std::env::var("HENCE_ROW").unwrap_or_default();
    for (name, rows) in [("true", TRUE), ("false", FALSE)] {
        let rows: Vec<&Row> = rows.iter().filter(|r| shown(r).contains(&wanted)).collect();
        if rows.is_empty() {
            continue;
        }
        for engine in [Engine::Egraph, Engine::Normal, Engine::Auto] {
            let mut times: Vec<(Duration, String, bool)> = rows
                .iter()
                .map(|row| {
                    let (th, time) = proof(row, &library, engine);
                    let found = th.is_some();
                    if time > Duration::from_millis(20) || found != (name == "true") {
                        println!(
                            "  {time:?} {} {}",
                            if found { "✓" } else { "?" },
                            shown(row)
                        );
                    }
                    (time, shown(row), found)
                })
                .collect();
            times.sort();
            println!(
                "{name} {engine:?}: median {:?}, max {:?}",
                times[times.len() / 2].0,
                times[times.len() - 1].0
            );
        }
    }
}
