//! The codes of findings, each with the page that `hence explain CODE` prints.
//!
//! A page lives on its code, so that no code can be without one: whoever needs a code writes
//! `codes::REFUTED.code`, and a test fails where a code stands in the sources without a page.

use super::words::said;
use crate::finding::Language;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::LazyLock;

/// Whose matter a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Matter {
    /// What the author claims.
    Mathematics,
    /// How it is written.
    Notation,
    /// What the checker can do.
    Limits,
}

impl Matter {
    /// In a few words, to the author.
    pub fn words(self) -> &'static str {
        match self {
            Matter::Mathematics => "your mathematics",
            Matter::Notation => "your notation",
            Matter::Limits => "my limits",
        }
    }
}

/// What there is to say of a kind of finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// The code itself: `H` and four digits.
    pub code: &'static str,
    /// Whose matter it is.
    pub matter: Matter,
    /// What was found, in a few words.
    pub title: &'static str,
    /// What it means, exactly.
    pub what: &'static str,
    /// Why it matters.
    pub why: &'static str,
    /// A short derivation in which it occurs.
    pub example: &'static str,
    /// How to mend it.
    pub mend: &'static str,
}

/// Values make the step false.
pub const REFUTED: Page = Page {
    code: "H0101",
    matter: Matter::Mathematics,
    title: "step refuted by values",
    what: "There are values of the variables at which every hypothesis holds and everything in the step is defined, \
           but the relation fails. The values were checked with exact arithmetic.",
    why: "One such point is enough: no proof of the step as written exists. Whatever is built on it is in doubt.",
    example: "(x + 1)^2 = x^2 + 1\n\
              fails at x = 1: the left side is 4, the right side is 2",
    mend: "Put the values in by hand and see which part comes out differently from what you meant; the underlined \
           part is the smallest that can be blamed. If a hypothesis is missing, state it (`assume x = 0`).",
};

/// The step is false although the lines above hold.
pub const DOES_NOT_FOLLOW: Page = Page {
    code: "H0102",
    matter: Matter::Mathematics,
    title: "does not follow from the lines above",
    what: "There are values at which the hypotheses and the lines above hold, but this line fails.",
    why: "The line may well be true of the solution you have in mind; it is the inference that is broken. Often only \
          the other direction holds, or a case was lost.",
    example: "x^2 = 4\n\
              x = 2\n\
              at x = -2 the first line holds and the second fails",
    mend: "Keep the case that was lost (`x = 2 or x = -2`), or state the hypothesis that rules it out \
           (`assume x > 0`).",
};

/// No values make the formula mean something.
pub const NOWHERE_DEFINED: Page = Page {
    code: "H0103",
    matter: Matter::Mathematics,
    title: "nowhere defined",
    what: "No values that satisfy the hypotheses make every part of the formula defined.",
    why: "A formula without meaning makes no claim; it could be called true or false with equal right.",
    example: "log(-1 - x^2) = 0\n\
              the logarithm is taken of a number below 0, whatever the real number x is",
    mend: "Look for a lost sign or a wrong order of a difference in the part that is underlined.",
};

/// The step holds, but not everywhere the hypotheses do.
pub const WHERE_DEFINED: Page = Page {
    code: "H0201",
    matter: Matter::Mathematics,
    title: "valid only where defined",
    what: "The step is proved wherever everything in it is defined, but the hypotheses do not make it defined: it \
           divides by what can be 0, or takes a logarithm or a root of what can be negative.",
    why: "Solutions are lost or gained at the points that are left out.",
    example: "(x^2 - x)/x = x - 1\n\
              the left side divides by x, which can be 0",
    mend: "State the condition (`assume x != 0`), or treat the points that it leaves out on their own.",
};

/// The proof needs a line that does not hold.
pub const RESTS_ON_WRONG_LINE: Page = Page {
    code: "H0301",
    matter: Matter::Mathematics,
    title: "rests on a wrong line",
    what: "The step follows, but only with the help of an earlier line that is invalid, unproved or rests on such a \
           line itself.",
    why: "The reasoning here is sound; what it says is not established as long as the earlier line is not.",
    example: "a = 2*b    (wrong)\n\
              a + 1 = 2*b + 1    (follows from it)",
    mend: "Mend the earlier line first; this one will be judged anew.",
};

/// Neither a proof nor a counterexample was found.
pub const NOT_PROVED: Page = Page {
    code: "H0401",
    matter: Matter::Limits,
    title: "not proved",
    what: "Within the time and memory allowed, neither a proof nor a counterexample was found.",
    why: "It says nothing about the step: it may be right and hard, or wrong in a place that was not tried.",
    example: "a step that uses a theorem that the theory does not hold",
    mend: "Write a line in between, name the hypotheses that are used, or look at the step yourself.",
};

/// Nothing satisfies all the hypotheses.
pub const CONTRADICTION: Page = Page {
    code: "H0402",
    matter: Matter::Mathematics,
    title: "given hypotheses contradict each other",
    what: "No values satisfy all the hypotheses that are in force here.",
    why: "From a contradiction anything follows, so that a proof under these hypotheses is worth nothing.",
    example: "assume x > 1\n\
              assume x < 0",
    mend: "Look for a hypothesis that is meant for another part of the text, and end its scope there \
           (`<!-- hence: end -->`).",
};

/// The formula could not be read.
pub const NOT_READ: Page = Page {
    code: "H0501",
    matter: Matter::Notation,
    title: "formula not read",
    what: "The formula, or the underlined part of it, is not among the notations that are understood.",
    why: "What is not understood is not checked, and is never counted as right.",
    example: "$$ x \\star y = z $$",
    mend: "Write the part in a more usual notation, define the sign, or, if it makes no claim, \
           say so (`<!-- hence: ignore -->`).",
};

/// A directive could not be read.
pub const BAD_DIRECTIVE: Page = Page {
    code: "H0502",
    matter: Matter::Notation,
    title: "bad directive",
    what: "A comment that speaks to the checker does not begin with a word that it knows, or what follows the word \
           cannot be read.",
    why: "An assumption that does not reach the checker makes right steps look wrong.",
    example: "<!-- hence: asume x > 0 -->",
    mend: "The words are assume, let, define, given, claim, expect, ignore and end.",
};

/// An `expect` did not come true.
pub const EXPECTATION_NOT_MET: Page = Page {
    code: "H0601",
    matter: Matter::Mathematics,
    title: "expectation not met",
    what: "The file announces a verdict for this claim with `expect`, and another one came out.",
    why: "Either the derivation was changed, or the announcement is wrong, or the checker is.",
    example: "<!-- hence: expect invalid -->\n\
              $$ x + x = 2x $$",
    mend: "Decide which of the two is right, and change the other.",
};

/// All pages, in the order of their codes.
pub const PAGES: &[Page] = &[
    REFUTED,
    DOES_NOT_FOLLOW,
    NOWHERE_DEFINED,
    WHERE_DEFINED,
    RESTS_ON_WRONG_LINE,
    NOT_PROVED,
    CONTRADICTION,
    NOT_READ,
    BAD_DIRECTIVE,
    EXPECTATION_NOT_MET,
];

/// The page of a code, in capitals or not.
///
/// ```
/// let page = hence::diagnose::codes::page("H0101").unwrap();
/// assert_eq!(page.title, "step refuted by values");
/// ```
pub fn page(code: &str) -> Option<&'static Page> {
    PAGES
        .iter()
        .find(|page| page.code.eq_ignore_ascii_case(code))
}

/// Whether this looks like a code: `H` and four digits.
pub fn is_code(text: &str) -> bool {
    matches!(text.as_bytes(), [b'H' | b'h', digits @ ..] if digits.len() == 4 && digits.iter().all(u8::is_ascii_digit))
}

// A page in another language, but for its example.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Translation {
    title: String,
    what: String,
    why: String,
    mend: String,
}

// The file is part of the program, and a test reads it: a page that it lacks is shown in English.
fn translated(code: &str, language: Language) -> Option<&'static Translation> {
    static FRENCH: LazyLock<BTreeMap<String, Translation>> =
        LazyLock::new(|| toml::from_str(include_str!("codes.fr.toml")).unwrap_or_default());
    match language {
        Language::English => None,
        Language::French => FRENCH.get(code),
    }
}

/// All pages as one Markdown document.
pub fn manual(language: Language) -> String {
    let heading = said("The codes of findings", language);
    let intro = said("What `hence explain CODE` says of each.", language);
    let mut out = format!("# {heading}\n\n{intro}\n");
    for page in PAGES {
        let text = page.text(language);
        let body = text.split_once('\n').map_or("", |(_, body)| body);
        // Writing to a string cannot fail.
        let _ = write!(out, "\n## {}: {}\n{body}", page.code, page.title(language));
    }
    out
}

impl Page {
    /// What was found, in a few words.
    pub fn title(&self, language: Language) -> &'static str {
        translated(self.code, language).map_or(self.title, |t| t.title.as_str())
    }

    /// The page as text, without blanks at line ends.
    pub fn text(&self, language: Language) -> String {
        let (what, why, mend) = match translated(self.code, language) {
            Some(t) => (&*t.what, &*t.why, &*t.mend),
            None => (self.what, self.why, self.mend),
        };
        let [matters, example, mending] =
            ["Why it matters: ", "Example:", "How to mend it: "].map(|w| said(w, language));
        let matter = said(self.matter.words(), language);
        let mut out = format!("{}: {} ({matter})\n", self.code, self.title(language));
        paragraph(&mut out, "", what);
        paragraph(&mut out, &matters, why);
        out.push_str(&format!("\n{example}\n\n"));
        for line in self.example.lines() {
            // Writing to a string cannot fail.
            let _ = writeln!(out, "    {line}");
        }
        paragraph(&mut out, &mending, mend);
        out
    }
}

/// Adds an empty line and a paragraph of lines that fit a narrow terminal.
fn paragraph(out: &mut String, lead: &str, text: &str) {
    const WIDTH: usize = 78;
    out.push('\n');
    let mut used = 0;
    for word in lead.split_whitespace().chain(text.split_whitespace()) {
        let long = word.chars().count();
        if used > 0 && used + 1 + long > WIDTH {
            out.push('\n');
            used = 0;
        } else if used > 0 {
            out.push(' ');
            used += 1;
        }
        out.push_str(word);
        used += long;
    }
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    #[test]
    fn codes_are_in_order_and_appear_once() {
        for pair in PAGES.windows(2) {
            assert!(
                pair[0].code < pair[1].code,
                "{} before {}",
                pair[0].code,
                pair[1].code
            );
        }
        for page in PAGES {
            assert!(is_code(page.code), "{}", page.code);
        }
    }

    #[test]
    fn pages_are_complete_and_narrow() {
        for page in PAGES {
            for part in [page.title, page.what, page.why, page.example, page.mend] {
                assert!(!part.trim().is_empty(), "{} has an empty part", page.code);
            }
            for line in page.text(Language::English).lines() {
                assert!(line.chars().count() <= 100, "{}: {line}", page.code);
                assert_eq!(line, line.trim_end(), "{}", page.code);
            }
        }
    }

    #[test]
    fn other_words_are_no_codes() {
        for word in [
            "", "H", "H010", "H01011", "X0101", "H01a1", "a.md:28", "Hé12",
        ] {
            assert!(!is_code(word), "{word}");
        }
    }

    /// Codes written out as `"H…"` anywhere in the sources.
    fn quoted(folder: &Path, found: &mut BTreeSet<String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                quoted(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                let words = text.split('"').filter(|word| is_code(word));
                found.extend(words.map(str::to_string));
            }
        }
    }

    #[test]
    fn every_code_in_the_sources_has_a_page() {
        let mut found = BTreeSet::new();
        quoted(
            &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
            &mut found,
        );
        assert!(found.contains(REFUTED.code));
        for code in found {
            assert!(page(&code).is_some(), "{code} has no page");
        }
    }

    #[test]
    fn every_page_is_there_in_french() {
        for page in PAGES {
            let french = translated(page.code, Language::French);
            assert!(
                french.is_some_and(|t| t.title != page.title),
                "{}",
                page.code
            );
        }
    }

    #[test]
    fn a_page_reads_well() {
        let text = WHERE_DEFINED.text(Language::English);
        assert!(
            text.starts_with(
                "H0201: valid only where defined (your mathematics)\n\nThe step is proved"
            ),
            "{text}"
        );
        assert!(
            text.contains("\nExample:\n\n    (x^2 - x)/x = x - 1\n    the left"),
            "{text}"
        );
        assert!(
            text.contains("\n\nHow to mend it: State the condition"),
            "{text}"
        );
    }
}
