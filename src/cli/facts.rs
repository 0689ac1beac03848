//! `hence facts`

use super::{FINE, FactsArgs, checker, pool, print};
use crate::check::{FactLine, Options};
use std::collections::BTreeMap;
use std::fmt::Write;

/// Lists facts of the theory.
///
/// # Errors
/// Where no fact and no family has the name asked for.
pub(super) fn run(args: &FactsArgs) -> Result<u8, String> {
    let pool = pool()?;
    let facts = checker(&pool, Options::default())?.facts();
    print(&render(&facts, args.which.as_deref())?)?;
    Ok(FINE)
}

/// The fact named `which` with all there is to say of it, or the facts of a family or of all families, a line each.
fn render(facts: &[FactLine], which: Option<&str>) -> Result<String, String> {
    if let Some(fact) = facts.iter().find(|fact| Some(fact.name.as_str()) == which) {
        return Ok(whole(fact));
    }
    let mut families: BTreeMap<&str, Vec<&FactLine>> = BTreeMap::new();
    for fact in facts {
        if which.is_none_or(|which| which == fact.family) {
            families.entry(&fact.family).or_default().push(fact);
        }
    }
    if let (Some(which), true) = (which, families.is_empty()) {
        return Err(format!(
            "{which}: no fact and no family has this name (hence facts lists them)"
        ));
    }
    let mut out = String::new();
    for (family, facts) in families {
        if !out.is_empty() {
            out.push('\n');
        }
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{family}");
        let width = facts
            .iter()
            .map(|fact| fact.name.chars().count())
            .max()
            .unwrap_or(0);
        for fact in facts {
            let _ = writeln!(out, "  {:width$}  {}", fact.name, fact.statement);
        }
    }
    Ok(out)
}

fn whole(fact: &FactLine) -> String {
    let mut out = format!("{} ({})\n  {}\n", fact.name, fact.family, fact.statement);
    for (name, text) in [("used as", &fact.uses), ("source", &fact.source)] {
        if !text.is_empty() {
            // Writing to a string cannot fail.
            let _ = writeln!(out, "  {name}: {text}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fact(name: &str, family: &str, statement: &str) -> FactLine {
        FactLine {
            name: name.to_string(),
            family: family.to_string(),
            statement: statement.to_string(),
            uses: "rewrite".to_string(),
            source: "a textbook".to_string(),
        }
    }

    fn facts() -> Vec<FactLine> {
        vec![
            fact("sqrt_sq", "roots", "sqrt(x^2) = |x|"),
            fact("exp_add", "exp", "exp(x + y) = exp(x)*exp(y)"),
            fact("exp_0", "exp", "exp(0) = 1"),
        ]
    }

    #[test]
    fn all_by_family() {
        let expected = "exp\n  exp_add  exp(x + y) = exp(x)*exp(y)\n  exp_0    exp(0) = 1\n\n\
                        roots\n  sqrt_sq  sqrt(x^2) = |x|\n";
        assert_eq!(render(&facts(), None).unwrap(), expected);
    }

    #[test]
    fn one_family_or_one_fact() {
        assert_eq!(
            render(&facts(), Some("roots")).unwrap(),
            "roots\n  sqrt_sq  sqrt(x^2) = |x|\n"
        );
        assert_eq!(
            render(&facts(), Some("exp_0")).unwrap(),
            "exp_0 (exp)\n  exp(0) = 1\n  used as: rewrite\n  source: a textbook\n"
        );
        assert!(render(&facts(), Some("exp_1")).is_err());
    }
}
