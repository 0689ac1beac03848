//! `\eqref` and `\ref` in words: the line that they name is one that the claim may rest on, however far above it stands.

use hence::check::{Checker, Options};
use hence::finding::Verdict;
use std::fmt::Write;

/// A wrong line with a label, so many lines about its names that it is out of reach, and a line that follows from it alone.
fn text(first: &str, last: &str, extension: &str) -> String {
    let mut text = format!("{first}\n\n");
    for k in 2..32 {
        let _ = writeln!(text, "${k} (a + b) = {k} a + {k} b$.\n");
    }
    text.push_str(last);
    match extension {
        "tex" => {
            format!("\\documentclass{{article}}\n\\begin{{document}}\n{text}\n\\end{{document}}\n")
        }
        _ => text,
    }
}

#[test]
fn a_line_that_is_cited_is_in_reach() {
    let checker = Checker::new(Options::default()).unwrap();
    let rows = [
        // (the wrong line, the line that cites it, what comes of that)
        (
            "equation",
            r"From \eqref{eq:wrong} we get $a^4 = 4 b^2$.",
            Verdict::Tainted,
        ),
        (
            "equation",
            r"By (\ref{eq:wrong}), $a^4 = 4 b^2$.",
            Verdict::Tainted,
        ),
        (
            "align",
            r"Using \eqref{eq:right} and \eqref{eq:wrong}, $a^4 = 4 b^2$.",
            Verdict::Tainted,
        ),
        (
            "align",
            r"D'après \eqref{eq:wrong}, on a $a^4 = 4 b^2$.",
            Verdict::Tainted,
        ),
        (
            "equation",
            r"On trouve avec (\ref{eq:wrong}) $a^4 = 4 b^2$.",
            Verdict::Tainted,
        ),
        ("equation", r"We get $a^4 = 4 b^2$.", Verdict::Invalid),
        (
            "align",
            r"From \eqref{eq:right} we get $a^4 = 4 b^2$.",
            Verdict::Invalid,
        ),
    ];
    for (environment, last, expected) in rows {
        let first = match environment {
            "align" => {
                r"Then
\begin{align}
(a + b)^2 &= a^2 + 2ab + b^2, \label{eq:right} \\
a^2 &= 2 b. \label{eq:wrong}
\end{align}"
            }
            _ => r"Then \begin{equation} a^2 = 2 b. \label{eq:wrong} \end{equation}",
        };
        for extension in ["tex", "md"] {
            let report =
                checker.check_file(&format!("t.{extension}"), text(first, last, extension));
            let found = report.findings.last().map(|f| f.verdict);
            assert_eq!(found, Some(expected), "{extension}: {last}");
        }
    }
}
