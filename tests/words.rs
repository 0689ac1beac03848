//! What the words around formulas claim, suppose and deny: short texts, and the verdict of each formula in them.

use hence::check::{Checker, Options};

const ROWS: &[(&str, &[&str])] = &[
    // Both directions are claimed, not the easy one.
    ("$x^2 = 9$ if and only if $x = 3$.", &["invalid"]),
    ("$x^2 = 9$ iff $x = 3$.", &["invalid"]),
    ("$x^2 = 9$ is equivalent to $x = 3$.", &["invalid"]),
    ("$x^3 = 8$ if and only if $x = 2$.", &["valid"]),
    ("$d^2 = 1$ if and only if $d = 1$ or $d = 2$.", &["invalid"]),
    ("$x^2 = 9$ si et seulement si $x = 3$.", &["invalid"]),
    // "A only if B" claims B from A.
    ("$a > 0$ only if $a > 1$.", &["invalid"]),
    ("$a > 1$ only if $a > 0$.", &["valid"]),
    ("$x = 3$ implies $x^2 = 9$.", &["valid"]),
    ("$x^2 = 9$ implies $x = 3$.", &["invalid"]),
    ("$x^2 = 9$ implies $x = 3$ or $x = -3$.", &["valid"]),
    ("$x > 1$ implies $x^2 > 1$ and $x^3 > 1$.", &["valid"]),
    ("$x > 1$ implies $x^2 > 1$ and $x > 2$.", &["invalid"]),
    (
        "Suppose $c \\neq 0$. $ac = bc$ implies $a = b$.",
        &["given", "valid"],
    ),
    // A condition holds in its sentence, and is neither defined nor claimed.
    ("If $p^2 = 4$ then $p = 2$.", &["given", "invalid"]),
    ("If $p = 2$ then $p^2 = 4$.", &["given", "valid"]),
    (
        "If $u = 2$ and $v = 3$ then $u v = 6$.",
        &["given", "given", "valid"],
    ),
    (
        "If $u = 2$ and $v = 3$ then $u v = 5$.",
        &["given", "given", "invalid"],
    ),
    (
        "Let $x$ be real. If $x = 1$ then $x^2 = 1$. Hence $x = 1$.",
        &["skipped", "given", "valid", "invalid"],
    ),
    (
        "We have $t^2 = 4$ if $t = 2$ and $t > 0$.",
        &["valid", "given", "given"],
    ),
    // What stands before "and if" does not bear the condition.
    (
        "$y > 1$, and if $y = 3$, then $y^2 = 9$.",
        &["invalid", "given", "valid"],
    ),
    (
        "If $s = 1$, then $s^2 = 1$. We have $s = 1$.",
        &["given", "valid", "invalid"],
    ),
    // "and that" goes on with what is supposed.
    (
        "Suppose that $c > 0$ and that\n\n$$a \\geq c$$\n\nThen $a > 0$.",
        &["given", "given", "valid"],
    ),
    (
        "Supposons que $c > 0$ et que\n\n$$a \\geq c$$\n\nAlors $a > 0$.",
        &["given", "given", "valid"],
    ),
    // "or" between suppositions supposes neither.
    (
        "Let $x > 0$ or $y > 0$. Then $xy > 0$.",
        &["given", "invalid"],
    ),
    (
        "Suppose that $x > 1$ or $x > 2$. Then $x > 0$.",
        &["given", "valid"],
    ),
    (
        "Supposons $x > 0$ ou $y > 0$. Alors $xy > 0$.",
        &["given", "invalid"],
    ),
    // Lines that hold on different domains are not used together.
    (
        "$e^{\\log x} = x$. $e^{\\log(-x)} = -x$. $|x| = x + 3$.",
        &["conditional", "conditional", "invalid"],
    ),
    // What makes a function smooth bounds it on both sides.
    (
        "Let $F$ be $L$-smooth.\n\n$$F(y) \\ge F(x)+\\langle\\nabla F(x),y-x\\rangle-\\frac L2\\|y-x\\|^2$$",
        &["skipped", "skipped", "given", "given", "given", "valid"],
    ),
    // What is to be shown is not known by that.
    (
        "Let $z$ be a real number. Show that $z = 5$.\n\nWe have $z + 1 = 6$.",
        &["skipped", "given", "unproved"],
    ),
    // What follows is not supposed.
    (
        "Let $x$ be real. $x^2 = x^2$, so that $x = 1$. Hence $x + 1 = 2$.",
        &["skipped", "valid", "invalid", "tainted"],
    ),
    // What is denied or asked is not claimed.
    ("It is not true that $1 = 1$.", &["skipped"]),
    ("$1 = 2$ is impossible.", &["skipped"]),
    ("We do not have $1 = 2$.", &["skipped"]),
    ("Is $1 = 2$?", &["skipped"]),
    // Another value of the same name.
    (
        "For $n = 1$ we have $n + 1 = 2$. For $n = 2$ we have $n + 1 = 3$.",
        &["defined", "valid", "defined", "valid"],
    ),
    (
        "For $n = 1$ we have $n + 1 = 2$. For $n = 2$ we have $n + 1 = 2$.",
        &["defined", "valid", "defined", "invalid"],
    ),
    // One mark of a factorial is one factorial.
    ("$$3!! = 3$$", &["unread"]),
    // Two equations behind an arrow: it is not clear whether both follow.
    (
        "$$x^2 - 5x + 6 = 0 \\Rightarrow x = 2, x = 3$$",
        &["unread"],
    ),
];

#[test]
fn formulas_mean_what_the_words_say() {
    let checker = Checker::new(Options::default()).expect("the theory loads");
    let mut wrong = Vec::new();
    for (text, expected) in ROWS {
        let report = checker.check_file("text.md", (*text).to_string());
        let found: Vec<&str> = report.findings.iter().map(|f| f.verdict.word()).collect();
        if found != *expected {
            wrong.push(format!("{text}\n  found {found:?}, expected {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
