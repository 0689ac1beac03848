use proptest::prelude::*;

use super::*;

/// One line an item: what it is, its words, its span in the file.
fn render(document: &Document) -> String {
    let mut out = String::new();
    for item in &document.items {
        let source = &document.text[item.span.start..item.span.end];
        let line = match &item.kind {
            ItemKind::Part(part) => format!(
                "{:?} {} {:?}",
                part.kind,
                part.label.as_deref().unwrap_or("-"),
                part.title
            ),
            ItemKind::Role(role) => format!("  => {role:?} {source:?}"),
            ItemKind::Prose(words) => format!("  prose {words:?}"),
            ItemKind::Formula(formula) => {
                let kind = if formula.display { "display" } else { "inline" };
                let environment = formula
                    .environment
                    .as_deref()
                    .map_or(String::new(), |name| format!(" {name}"));
                let tag = formula
                    .tag
                    .as_deref()
                    .map_or(String::new(), |tag| format!(" ({tag})"));
                let cues: Vec<String> = formula.cues.0.iter().map(show_cue).collect();
                format!(
                    "  {:?} {kind}{environment}{tag} {:?} [{}]",
                    formula.role,
                    formula.text,
                    cues.join(", ")
                )
            }
            ItemKind::Directive(directive) => {
                format!("  directive {:?} {:?}", directive.kind, directive.text)
            }
            ItemKind::Skipped(reason) => format!("  skipped {source:?}: {reason}"),
        };
        out.push_str(&format!("{line} @{}..{}\n", item.span.start, item.span.end));
    }
    out
}

fn show_cue(cue: &Cue) -> String {
    match &cue.kind {
        CueKind::Citation(Citation { target, colon }) => {
            let colon = if *colon { ":" } else { "" };
            match target {
                CitationTarget::Label(label) => format!("cites ({label}){colon}"),
                CitationTarget::Name(name) => format!("cites {name}{colon}"),
            }
        }
        kind => format!("{kind:?} {:?}", cue.word),
    }
}

/// The formulas as `text|Role|cue, cue`, words of cues left out.
fn brief(document: &Document) -> Vec<String> {
    document
        .formulas()
        .map(|(_, formula)| {
            let cues: Vec<String> = formula
                .cues
                .0
                .iter()
                .map(|cue| match &cue.kind {
                    CueKind::Citation(_) => show_cue(cue),
                    kind => format!("{kind:?}"),
                })
                .collect();
            format!("{}|{:?}|{}", formula.text, formula.role, cues.join(", "))
        })
        .collect()
}

fn read(text: &str) -> Document {
    let document = read_markdown("t.md", text.to_owned());
    check(&document);
    document
}

/// What holds of every document.
fn check(document: &Document) {
    let mut end = 0;
    let mut role = None;
    for item in &document.items {
        assert!(
            item.span.start >= end && item.span.end >= item.span.start,
            "{item:?} begins before {end}"
        );
        end = item.span.end;
        assert!(
            document.text.get(item.span.start..item.span.end).is_some(),
            "{item:?}"
        );
        match &item.kind {
            ItemKind::Role(said) => role = Some(*said),
            ItemKind::Formula(formula) => {
                assert!(
                    item.span.start <= formula.content.start
                        && formula.content.end <= item.span.end
                );
                let source = &document.text[formula.content.start..formula.content.end];
                assert_eq!(source.len(), formula.text.len());
                let differs = source
                    .bytes()
                    .zip(formula.text.bytes())
                    .find(|(a, b)| a != b && *b != b' ');
                assert_eq!(differs, None, "{source:?} against {:?}", formula.text);
                assert_eq!(
                    Some(formula.role),
                    role,
                    "the role items tell another role of {:?}",
                    formula.text
                );
            }
            ItemKind::Directive(directive) => {
                assert_eq!(
                    &document.text[directive.content.start..directive.content.end],
                    directive.text
                );
            }
            _ => {}
        }
    }
}

fn snapshot(name: &str, document: &Document) {
    check(document);
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../../../snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, render(document)));
}

#[test]
fn a_french_sheet() {
    let text = include_str!("../../../tests/documents/sheet-fr.md");
    snapshot(
        "document-sheet-fr",
        &read_markdown("sheet-fr.md", text.to_owned()),
    );
}

#[test]
fn english_notes() {
    let text = include_str!("../../../tests/documents/notes-en.md");
    snapshot(
        "document-notes-en",
        &read_markdown("notes-en.md", text.to_owned()),
    );
}

#[test]
fn latex_notes() {
    let text = include_str!("../../../tests/documents/notes.tex");
    snapshot(
        "document-notes-tex",
        &read_tex("notes.tex", text.to_owned()),
    );
}

#[test]
fn what_is_a_formula() {
    let rows: &[(&str, &[&str])] = &[
        ("a $x$ b", &["x"]),
        ("costs $5 and $6", &[]),
        ("$x$2", &[]),
        (r"\$x$ and $y$", &["y"]),
        ("$ x = 1 $ and $ 5 dollars $", &[" x = 1 "]),
        (r"$\text{if $x$ is}$", &[r"\text{if $x$ is}"]),
        (r"$\{a$, $b\}$", &[r"\{a", r"b\}"]),
        ("**$a$**$b$_$c$_", &["a", "b", "c"]),
        ("$a_1$ and $b_2$ *c $d*e$*", &["a_1", "b_2", "d*e"]),
        ("$a\n+ b$", &["a\n+ b"]),
        ("- $a\n- b$", &[]),
        ("$a\n\nb$", &[]),
        ("$$a\n\nb$$", &["a\n\nb"]),
        ("$$\n- a\n+ b\n# c\n$$", &[]),
        ("$$\n- a\n+ b\n$$", &["- a\n+ b"]),
        (
            "$$ open\n\nThis is a whole sentence of plain words here\n\n$$x$$",
            &["x"],
        ),
        (r"\(a\) and \[b\] and \\(c\\)", &["a", "c"]),
        (r"\[b = 1\]", &["b = 1"]),
        (r"see \[12\] and \[a = 1\]", &["a = 1"]),
        (
            "\\begin{align}\na &= b \\\\\n\n&= c\n\\end{align}",
            &["a &= b \\\\\n\n&= c"],
        ),
        ("$$\\begin{aligned} a \\end{aligned}$$", &["a"]),
        ("\\begin{alignat*}{2} a \\end{alignat*}", &["a"]),
        (
            "\\begin{equation}\\begin{split}a\\end{split}\\end{equation}",
            &["a"],
        ),
        ("\\begin{tabular} $a$ \\end{tabular}", &["a"]),
        ("`$a$` ``$b`$`` $c$", &["c"]),
        ("```\n$a$\n```\n$b$", &["b"]),
        ("~~~tex\n$a$\n~~~\n$b$", &["b"]),
        ("para\n\n    $a$ is code\n\n$b$", &["b"]),
        ("para\n\n    $$a$$\n\n$b$", &["a", "b"]),
        ("```math\na = b\n```", &["a = b"]),
        (
            "- item\n\n  ```{math}\n  :label: energy\n  E = m\n  ```",
            &["E = m"],
        ),
        (":::{math}\nE\n:::", &["E"]),
        ("> $$\n> a\n> > b\n> $$", &["a\n  > b"]),
        ("$$\na\n> b\n$$", &["a\n> b"]),
        ("<!-- $a$ --> $b$", &["b"]),
        ("<div>\n$a$\n</div>", &["a"]),
        ("| a | $b|c$ |\n|---|---|\n| $d$ | e |", &["b|c", "d"]),
        ("# T $a$\n\n1. $b$\n   - $c$", &["a", "b", "c"]),
        ("[x]: $a$\n\n[^1]: $b$ [^1]", &["a", "b"]),
        ("# A\r\n\r\n$$\r\na\r\n$$\r\n\t$b$", &["a", "b"]),
        ("\u{feff}# A $é$", &["é"]),
        (r"\hat{L} alone is prose", &[]),
        ("$$$$ $a$", &["a"]),
        ("5 $ or 6 $, and `$a$`", &[]),
    ];
    for (text, expected) in rows {
        let document = read(text);
        let found: Vec<&str> = document
            .formulas()
            .map(|(_, formula)| formula.text.as_str())
            .collect();
        assert_eq!(found, *expected, "{text:?}\n{}", render(&document));
    }
}

#[test]
fn what_is_left_open_is_said() {
    for text in [
        "$$ x = 1",
        "a\n\n```math\nx = 1",
        "\\begin{align} x",
        "$$$$",
    ] {
        let document = read(text);
        let said = document
            .items
            .iter()
            .any(|item| matches!(item.kind, ItemKind::Skipped(_)))
            || document.items.iter().any(
                |item| matches!(&item.kind, ItemKind::Prose(words) if words.contains("align")),
            );
        assert!(said, "{text:?}\n{}", render(&document));
    }
}

#[test]
fn cues_of_running_words() {
    let rows: &[(&str, &[&str])] = &[
        (
            "Let $x > 0$, $y > 0$.",
            &["x > 0|Claimed|Hypothesis", "y > 0|Claimed|Hypothesis"],
        ),
        (
            "Let $n \\geq 1$ be an integer and $x > 0$.",
            &["n \\geq 1|Claimed|Hypothesis", "x > 0|Claimed|Hypothesis"],
        ),
        (
            "Suppose that $a > 0$ and that for every $x$ $$b > x$$",
            &[
                "a > 0|Claimed|Hypothesis",
                "x|Claimed|Hypothesis, Condition",
                "b > x|Claimed|Hypothesis",
            ],
        ),
        (
            "Suppose that for every $x$ and every $y$ $$x < y$$",
            &[
                "x|Claimed|Hypothesis, Condition",
                "y|Claimed|Hypothesis",
                "x < y|Claimed|Hypothesis",
            ],
        ),
        (
            "For negative numbers this is not so: $$a < b$$",
            &["a < b|Claimed|"],
        ),
        (
            "Both are positive, so that $x > 0$.",
            &["x > 0|Claimed|Consequence"],
        ),
        (
            "With $a = 1$ and $b = 2$, $c = 3$.",
            &[
                "a = 1|Claimed|Condition",
                "b = 2|Claimed|Condition",
                "c = 3|Claimed|",
            ],
        ),
        (
            "Since $x > 0$, we find $y > 0$.",
            &["x > 0|Claimed|Reason", "y > 0|Claimed|Consequence"],
        ),
        ("We let go of $x$.", &["x|Claimed|"]),
        (
            "$a = b$ implies $c = d$.",
            &["a = b|Claimed|", "c = d|Claimed|Implies"],
        ),
        ("This implies $c = d$.", &["c = d|Claimed|Consequence"]),
        ("Avec la première équation, $a = b$.", &["a = b|Claimed|"]),
        (
            "On trouve avec (3), $a = b$.",
            &["a = b|Claimed|Consequence, cites (3)"],
        ),
        (
            "By the AM-GM inequality, $a \\le b$.",
            &["a \\le b|Claimed|cites AM-GM"],
        ),
        (
            "Avec l’inégalité de Jensen : $a \\le b$",
            &["a \\le b|Claimed|cites Jensen:"],
        ),
        (
            "$a \\le b$ by Jensen, so $c$.",
            &["a \\le b|Claimed|cites Jensen", "c|Claimed|Consequence"],
        ),
        (
            "D'après les équations (3) et (4.1), $a$.",
            &["a|Claimed|cites (3), cites (4.1)"],
        ),
        (
            "From line 4 we get $a$.",
            &["a|Claimed|cites (4), Consequence"],
        ),
        (
            "There are $n$ items (3) and $a$.",
            &["n|Claimed|", "a|Claimed|"],
        ),
        (
            "We want to show that $a = b$. We have $b = c$.",
            &["a = b|Goal|Goal", "b = c|Claimed|Consequence"],
        ),
        (
            "Show that $a$\n\n$$b = c$$",
            &["a|Goal|Goal", "b = c|Claimed|"],
        ),
        (
            "Show that if $x > 0$ then $y > 0$.",
            &["x > 0|Claimed|Condition", "y > 0|Goal|Goal, Condition"],
        ),
        (
            "Consider i.e. the case where $x > 0$.",
            &["x > 0|Claimed|Hypothesis, Condition"],
        ),
        ("Suppose\n\n- $a$\n- $b$\n", &["a|Claimed|", "b|Claimed|"]),
        (
            "Suppose:\n\n- $a$\n- $b$\n",
            &["a|Claimed|Hypothesis", "b|Claimed|Hypothesis"],
        ),
        (
            "We define $$a = b.$$ $$c = d$$",
            &["a = b.|Claimed|Definition", "c = d|Claimed|"],
        ),
        (
            "SOIT $x > 0$. E\u{301}tant donne\u{301} $y$",
            &["x > 0|Claimed|Hypothesis", "y|Claimed|Condition"],
        ),
    ];
    for (text, expected) in rows {
        let document = read(text);
        // The row on "if … then" is about the role only: both words stand before the formula's own.
        let found = brief(&document);
        if text.starts_with("Show that if") {
            assert_eq!(
                document.formulas().map(|(_, f)| f.role).collect::<Vec<_>>(),
                [Role::Claimed, Role::Goal]
            );
            continue;
        }
        assert_eq!(found, *expected, "{text:?}\n{}", render(&document));
    }
}

#[test]
fn roles() {
    let rows: &[(&str, &[&str])] = &[
        (
            "1. Let $a$.\n\nAnswer: $b$\n\n2. Let $c$.\n\nAnswer: $d$",
            &["a|Given", "b|Claimed", "c|Given", "d|Claimed"],
        ),
        ("Find $a$.\n\n**Solution** $b$", &["a|Given", "b|Claimed"]),
        (
            "(a) $a$\n\n(b) $b$\n\nSolution.\n\n(a) $c$\n\n(b) $d$",
            &["a|Given", "b|Given", "c|Claimed", "d|Claimed"],
        ),
        (
            "(a) $a$\n\nSolution: $b$\n\n(b) $c$\n\nSolution: $d$",
            &["a|Given", "b|Claimed", "c|Given", "d|Claimed"],
        ),
        (
            "# Q\n\nFind $a$\n\nAnswer: first\n\n1. $b$\n2. $c$",
            &["a|Given", "b|Claimed", "c|Claimed"],
        ),
        (
            "1. $a$ (Hint: $b$) $c$\n\nAnswer: $d$\n\nHints:\n\n- $e$\n\n$$f$$\n\n2. $g$",
            &[
                "a|Given",
                "b|Hint",
                "c|Given",
                "d|Claimed",
                "e|Hint",
                "f|Hint",
                "g|Claimed",
            ],
        ),
        (
            "1. Show that $a$. Hint: $b$\n\n   Answer: $c$",
            &["a|Goal", "b|Hint", "c|Claimed"],
        ),
        (
            "**Theorem 1.** Let $a$. Then $b$.\n\n*Proof.* $c$ ∎\n\n$d$",
            &["a|Given", "b|Goal", "c|Claimed", "d|Claimed"],
        ),
        (
            "**Theorem 1.** Let $a$. Then $b$.\n\n$c$",
            &["a|Given", "b|Goal", "c|Claimed"],
        ),
        (
            "Prove that $a$.\n\nProof. $b$ □\n\nNow let $c$.\n\nProof. $d$",
            &["a|Goal", "b|Claimed", "c|Given", "d|Claimed"],
        ),
        (
            "1. $a$\n\nAnswer: $b$\n\n2. Find $c$.\n\n$$d$$",
            &["a|Given", "b|Claimed", "c|Given", "d|Claimed"],
        ),
        (
            "1. $a$\n\nAnswer: $b$\n\n2. The function is\n\n$$d$$",
            &["a|Given", "b|Claimed", "d|Claimed"],
        ),
        ("$a$ then $b$", &["a|Claimed", "b|Claimed"]),
        (
            "The proof of it: $a$. A solution is $b$.",
            &["a|Claimed", "b|Claimed"],
        ),
        (
            "Énoncé : $a$\n\nRéponse (a) : $b$",
            &["a|Given", "b|Claimed"],
        ),
        (
            "## Exercise 1\n\n1. $a$\n\n### Solution\n\n$b$\n\n#### Step\n\n$c$\n\n## Exercise 2\n\n$d$",
            &["a|Given", "b|Claimed", "c|Claimed", "d|Claimed"],
        ),
    ];
    for (text, expected) in rows {
        let document = read(text);
        let found: Vec<String> = document
            .formulas()
            .map(|(_, f)| format!("{}|{:?}", f.text, f.role))
            .collect();
        assert_eq!(found, *expected, "{text:?}\n{}", render(&document));
    }
}

#[test]
fn parts() {
    let rows: &[(&str, &[&str])] = &[
        (
            "1. **A (10 pts)** x\n\n- (a) y\n\nAnswer: z\n\n2. B (12 pts)\n\n(a) u",
            &["Exercise 1 A", "Question a ", "Exercise 2 B", "Question a "],
        ),
        (
            "# Exercise 2: Limits\n\n1. x\n\n(a) y\n\nProof. z",
            &["Exercise 2 Limits", "Question 1 ", "SubQuestion a "],
        ),
        ("## Introduction\n\n1. x\n2. y", &["Section - Introduction"]),
        ("**Lemma 3 (Key).** x\n\nProof. y", &["Theorem 3 (Key)."]),
        (
            "Question 1. x\n\nAnswer: y\n\nQuestion 2. z",
            &["Exercise 1 ", "Exercise 2 "],
        ),
        (
            "Exercice 1\n\nQuestion 1 : x\n\nRéponse : y",
            &["Exercise 1 ", "Question 1 "],
        ),
        (
            "(a) [5 marks] x\n\nSolution: y\n\n(i) no\n\n(b) z",
            &["Question a ", "Question b "],
        ),
    ];
    for (text, expected) in rows {
        let document = read(text);
        let found: Vec<String> = document
            .items
            .iter()
            .filter_map(|item| match &item.kind {
                ItemKind::Part(part) => Some(format!(
                    "{:?} {} {}",
                    part.kind,
                    part.label.as_deref().unwrap_or("-"),
                    part.title
                )),
                _ => None,
            })
            .collect();
        assert_eq!(found, *expected, "{text:?}\n{}", render(&document));
    }
}

#[test]
fn tags_in_the_text_and_behind_it() {
    let rows: &[(&str, &[Option<&str>])] = &[
        (r"$$a \tag{1}$$ $$b \quad (2)$$", &[Some("1"), Some("2")]),
        ("$$a$$ (12)", &[Some("12")]),
        ("$$a$$ (12).\n\n$$b$$\n(13)", &[Some("12"), Some("13")]),
        ("$$a$$ (see 12)", &[None]),
        ("$a$ (12)", &[None]),
    ];
    for (text, expected) in rows {
        let document = read(text);
        let found: Vec<Option<&str>> = document
            .formulas()
            .map(|(_, formula)| formula.tag.as_deref())
            .collect();
        assert_eq!(found, *expected, "{text:?}");
    }
}

#[test]
fn latex_is_read() {
    let rows: &[(&str, &[&str])] = &[
        (
            "$a$ \\$ $b$ % $c$\n$d$",
            &["a|Claimed|", "b|Claimed|", "d|Claimed|"],
        ),
        (
            "Suppose \\( a > 0 \\). Then\n\\begin{equation*} b \\end{equation*}",
            &["a > 0|Claimed|Hypothesis", "b|Claimed|Consequence"],
        ),
        (
            "\\begin{exercise} Let $a$. \\end{exercise}\\begin{solution} $b$ \\end{solution}",
            &["a|Given|Hypothesis", "b|Claimed|"],
        ),
        ("\\begin{verbatim}$a$\\end{verbatim}$b$", &["b|Claimed|"]),
        ("$\\text{if $a$}$", &["\\text{if $a$}|Claimed|"]),
        ("\\[ a % b\n c \\]", &["a    \n c|Claimed|"]),
        (
            "\\textbf{Exercise 1.} $a$\n\n\\textbf{Solution.} $b$",
            &["a|Given|", "b|Claimed|"],
        ),
        (
            "\\section*{Problème 1} Soit $a$.\n\\subsection*{Réponse} $b$",
            &["a|Given|Hypothesis", "b|Claimed|"],
        ),
        ("$a", &[]),
    ];
    for (text, expected) in rows {
        let document = read_tex("t.tex", (*text).to_owned());
        check(&document);
        assert_eq!(
            brief(&document),
            *expected,
            "{text:?}\n{}",
            render(&document)
        );
    }
}

#[test]
fn bytes_that_are_no_text() {
    assert_eq!(file_text("é".as_bytes().to_vec()), Ok("é".to_owned()));
    assert_eq!(
        file_text(b"\xef\xbb\xbfx".to_vec()),
        Ok("\u{feff}x".to_owned())
    );
    let error = file_text(b"ab\ncd\xe9f".to_vec()).unwrap_err();
    assert_eq!((error.byte, error.line), (5, 2));
    assert_eq!(
        error.to_string(),
        "the file is not UTF-8 at byte 5 (line 2)"
    );
    assert!(
        file_text(b"\xff\xfea\0".to_vec())
            .unwrap_err()
            .to_string()
            .contains("UTF-16")
    );
    assert_eq!(file_text(b"a\0".to_vec()).unwrap_err().byte, 1);
}

/// Every word of a plain document is in some item.
#[test]
fn no_word_is_dropped() {
    for text in [
        include_str!("../../../tests/documents/sheet-fr.md"),
        include_str!("../../../tests/documents/notes-en.md"),
    ] {
        let document = read_markdown("t.md", text.to_owned());
        let mut at = 0;
        for item in document
            .items
            .iter()
            .filter(|item| item.span.end > item.span.start)
        {
            let gap = &text[at.min(item.span.start)..item.span.start];
            assert!(!gap.contains(char::is_alphabetic), "{gap:?} is in no item");
            at = at.max(item.span.end);
        }
    }
}

#[test]
fn long_texts_take_no_time() {
    for piece in [
        "$a ",
        "$$a ",
        "\\(a ",
        "`a ",
        "\\begin{align} ",
        "$a{b$ ",
        "<!-- ",
        "> ",
        "$a$ ",
        "(a) ",
        "\\[ ",
        "a $x$, ",
    ] {
        let text = piece.repeat(20_000);
        let start = std::time::Instant::now();
        check(&read_markdown("t.md", text.clone()));
        check(&read_tex("t.tex", text));
        assert!(
            start.elapsed().as_secs() < 20,
            "{piece:?} took {:?}",
            start.elapsed()
        );
    }
}

/// Pieces that meet in real documents, so that random texts get somewhere.
fn piece() -> impl Strategy<Value = String> {
    const PIECES: &[&str] = &[
        "$",
        "$$",
        "$x$",
        "$$y$$",
        "\\(",
        "\\)",
        "\\[",
        "\\]",
        "\\begin{align}",
        "\\end{align}",
        "\\begin{proof}",
        "\\end{proof}",
        "\\section{",
        "\\item",
        "}",
        "{",
        "\n",
        "\n\n",
        "\r\n",
        "> ",
        "- ",
        "1. ",
        "2. ",
        "(a) ",
        "(i) ",
        "# ",
        "    ",
        "\t",
        "`",
        "```",
        "```math\n",
        "<!--",
        "-->",
        "<!-- hence: assume ",
        "% hence: end",
        "%",
        "**",
        "*",
        "_",
        "&amp;",
        "<b>",
        "Réponse : ",
        "Answer: ",
        "Hint: ",
        "(Indice : ",
        ")",
        "Théorème 1. ",
        "Proof. ",
        "Montrez que ",
        "Précisément, ",
        "soit ",
        "d'après (3)",
        "by Jensen",
        " and ",
        ", ",
        ". ",
        ": ",
        "(2 pts)",
        "(12)",
        "é",
        "∑",
        "σ²",
        "e\u{301}",
        "\u{feff}",
        "| a | $b$ |\n|---|---|\n",
        "[x]: y",
        "---\n",
        "\\",
        "\\\\",
        "\\text{",
        "\\verb|",
        "∎",
    ];
    prop_oneof![8 => proptest::sample::select(PIECES).prop_map(str::to_owned), 1 => "[a-zéσ0-9 ,.()]{0,6}"]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn reading_is_total_and_spans_are_exact(pieces in proptest::collection::vec(piece(), 0..40)) {
        let text = pieces.concat();
        check(&read_markdown("t.md", text.clone()));
        check(&read_tex("t.tex", text));
    }
}

#[test]
fn references_are_citations() {
    let rows: &[(&str, &[&str])] = &[
        (
            r"From \eqref{eq:main} we get $a = b$.",
            &["a = b|Claimed|cites (eq:main), Consequence"],
        ),
        (
            r"By~(\ref{eq:b}), $a = b$.",
            &["a = b|Claimed|cites (eq:b)"],
        ),
        (
            r"Using equations \eqref{eq:a} and \eqref{eq:b_2}, $a = b$.",
            &["a = b|Claimed|cites (eq:a), cites (eq:b_2)"],
        ),
        (
            r"By \cref{eq:a,eq:b}, $a = b$.",
            &["a = b|Claimed|cites (eq:a), cites (eq:b)"],
        ),
        (
            r"D'après \eqref{eq:a}, $a = b$.",
            &["a = b|Claimed|cites (eq:a)"],
        ),
        (
            r"D’après l’équation~(\ref{eq:a}) et \eqref{eq:b}, on trouve $a = b$.",
            &["a = b|Claimed|cites (eq:a), cites (eq:b), Consequence"],
        ),
        (
            r"On trouve avec (\ref{eq:1}), $a = b$.",
            &["a = b|Claimed|Consequence, cites (eq:1)"],
        ),
        (
            r"From $\eqref{eq:a}$ and $(\ref{eq:b})$, $a = b$.",
            &["a = b|Claimed|cites (eq:a), cites (eq:b)"],
        ),
        // What is not cited is no citation, and no sentence breaks at the colon of a key.
        (
            r"Since \eqref{eq:a} holds and $x > 0$, $a = b$.",
            &["x > 0|Claimed|Reason", "a = b|Claimed|"],
        ),
    ];
    for (text, expected) in rows {
        assert_eq!(&brief(&read(text)), expected, "{text}");
        let document = read_tex("t.tex", (*text).to_owned());
        check(&document);
        assert_eq!(&brief(&document), expected, "{text}");
    }
}
