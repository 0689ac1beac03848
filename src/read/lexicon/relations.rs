//! Words between a name and a value that say how the one stands to the other.

use super::guards::{Phrases, words};
use super::properties::said;
use crate::read::ast::Rel;
use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    equal: Vec<String>,
    different: Vec<String>,
    less: Vec<String>,
    at_most: Vec<String>,
    greater: Vec<String>,
    at_least: Vec<String>,
    member: Vec<String>,
    leading: Vec<String>,
}

struct Relations {
    lists: [(Phrases, Rel); 7],
    leading: Phrases,
}

static RELATIONS: LazyLock<Option<Relations>> = LazyLock::new(|| {
    let f: File = toml::from_str(include_str!("relations.toml")).ok()?;
    Some(Relations {
        lists: [
            (Phrases::of(&f.different), Rel::Ne),
            (Phrases::of(&f.equal), Rel::Eq),
            (Phrases::of(&f.less), Rel::Lt),
            (Phrases::of(&f.at_most), Rel::Le),
            (Phrases::of(&f.greater), Rel::Gt),
            (Phrases::of(&f.at_least), Rel::Ge),
            (Phrases::of(&f.member), Rel::In),
        ],
        leading: Phrases::of(&f.leading),
    })
});

/// The relation that words between a name and a value state, and the words before it; none where they may say something else.
///
/// ```
/// use hence::read::ast::Rel;
/// use hence::read::lexicon::{guards::words, relations::stated};
/// assert_eq!(stated(&words("be different from")).map(|s| s.0), Some(Rel::Ne));
/// assert_eq!(stated(&words("be a real number in")).map(|s| s.0), Some(Rel::In));
/// assert_eq!(stated(&words("is")).map(|s| s.0), Some(Rel::Eq));
/// assert_eq!(stated(&words("is a root of")), None);
/// ```
pub fn stated(said_between: &[String]) -> Option<(Rel, &[String])> {
    let known = RELATIONS.as_ref()?;
    let (mut best, mut found) = (said_between.len(), None);
    for (phrases, rel) in &known.lists {
        let at = (0..best).find(|at| phrases.is(&said_between[*at..]));
        if let Some(at) = at {
            (best, found) = (at, Some(*rel));
        }
    }
    let before = &said_between[..best];
    let quiet = |w: &String| {
        known.leading.is(std::slice::from_ref(w)) || !said(w).more && !said(w).has_property()
    };
    let simple = before.iter().all(quiet) || !said(&before.join(" ")).more;
    Some((found?, before)).filter(|_| simple)
}

/// The words of a clause without what they state of a value behind them.
pub fn unstated(clause: &str) -> String {
    let all = words(clause);
    match stated(&all) {
        Some((_, before)) => {
            let known = RELATIONS.as_ref();
            let rest = before
                .iter()
                .filter(|w| known.is_none_or(|k| !k.leading.is(std::slice::from_ref(w))));
            rest.cloned().collect::<Vec<_>>().join(" ")
        }
        None => clause.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::RELATIONS;

    #[test]
    fn the_lists_are_well_formed() {
        assert!(RELATIONS.is_some());
    }
}
