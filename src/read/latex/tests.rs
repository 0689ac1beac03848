//! Formulas and their readings.

use super::parse;
use crate::read::sexp::sexp;

fn reading(text: &str) -> String {
    match parse(text, 0) {
        Ok(rows) => rows
            .iter()
            .map(|r| {
                let mut out = r.exprs.iter().map(sexp).collect::<Vec<_>>().join(" ; ");
                if let Some(t) = &r.tag {
                    out += &format!(" #{t}");
                }
                if let Some(l) = &r.label {
                    out += &format!(" @{l}");
                }
                out
            })
            .collect::<Vec<_>>()
            .join(" // "),
        Err(e) => format!(
            "UNREAD `{}`: {}",
            text.get(e.span.start..e.span.end).unwrap_or("OUTSIDE"),
            e.reason
        ),
    }
}

#[test]
fn scratch() {
    let Ok(path) = std::env::var("SCRATCH") else {
        return;
    };
    for line in std::fs::read_to_string(path).unwrap().lines() {
        println!("{line}\n    {}", reading(line));
    }
}
