//! Over what "for all" ranges, before a statement and behind it, and what is a statement of its own.

#[path = "common/texts.rs"]
mod texts;

use texts::{Row, agree};

const ROWS: &[Row] = &[
    // Behind a claim, joined.
    (
        "We have $t x^2 \\geq 0$ for all $x$ and all $t \\geq 0$.",
        &["valid", "skipped", "given"],
    ),
    (
        "We have $t x^2 \\geq 0$ for all $x$ and $t \\geq 0$.",
        &["valid", "skipped", "given"],
    ),
    (
        "Then $t x^2 + (1-t) y^2 \\geq 0$ for all $x, y$ and every $t \\in [0,1]$.",
        &["valid", "skipped", "given"],
    ),
    (
        "On a $t x^2 + (1-t) y^2 \\geq 0$ pour tous $x, y$ et tout $t \\in [0,1]$.",
        &["valid", "skipped", "given"],
    ),
    (
        "Then $t x^2 \\geq 1$ for all $x$ and all $t \\in [0,1]$.",
        &["invalid", "skipped", "given"],
    ),
    // Before it.
    (
        "Pour tous réels $x, y$ et tout $t \\in [0,1]$, on a $t x^2 + (1-t) y^2 \\geq 0$.",
        &["skipped", "given", "valid"],
    ),
    (
        "For all real $x$ and all $t \\geq 0$, $t x^2 \\geq 0$.",
        &["skipped", "given", "valid"],
    ),
    (
        "For all real $x$ and all $t \\geq 0$, $t x^2 \\geq t$.",
        &["skipped", "given", "invalid"],
    ),
    (
        "Suppose that $f$ is even, that is, for all real $x$ and $0 \\leq t \\leq 1$,\n$$t x^2 \\geq 0.$$",
        &["skipped", "skipped", "given", "valid"],
    ),
    // A joined statement that speaks of something else is supposed, or claimed, for itself.
    (
        "Suppose $f(x) > 0$ for all $x > 0$ and $y > 2$. Then $y > 1$.",
        &["given", "given", "given", "valid"],
    ),
    (
        "Suppose $f(x) > 0$ for all $x > 0$ and $f(1) = 2$. Then $f(1) > 1$.",
        &["given", "given", "given", "valid"],
    ),
    (
        "Suppose $x_n > 0$ for every $n \\in \\mathbb{N}$ and $y > 2$. Then $y > 1$.",
        &["given", "given", "given", "valid"],
    ),
    (
        "Let $N \\geq 1$ be an integer, $p_k \\geq 0$ for all $k \\in \\{1,\\dots,N\\}$ and $\\sum_{k=1}^N p_k = 1$. Then $\\sum_{k=1}^N 2p_k = 2$.",
        &["given", "given", "given", "given", "valid"],
    ),
    (
        "Let $p_i > 0$ for all $i$ and $\\sum_{i=1}^n p_i = 1$. Then $\\sum_{i=1}^n p_i = 1$.",
        &["given", "skipped", "given", "valid"],
    ),
    (
        "Then $x^2 \\geq 0$ for all $x$ and $y^3 \\geq 0$.",
        &["valid", "skipped", "given"],
    ),
    // What a function is that is supposed to be so for all values.
    (
        "Let $f$ be a function such that $f(\\lambda x + (1-\\lambda) y) \\leq \\lambda f(x) + (1-\\lambda) f(y)$ for all $x, y$ and all $\\lambda \\in [0,1]$. Then $f\\left(\\frac{x+y}{2}\\right) \\leq \\frac{f(x)+f(y)}{2}$.",
        &["skipped", "given", "skipped", "given", "valid"],
    ),
];

#[test]
fn for_all_ranges_over_what_the_text_says() {
    agree(ROWS);
}

const CONVEX: &[Row] = &[
    (
        "Let $f$ be convex. Then $f(\\frac{a+b}{2}) \\leq \\frac{f(a)+f(b)}{2}$.",
        &["skipped", "given", "valid"],
    ),
    (
        "Soit $f$ une fonction convexe. Alors $f(\\frac{a+b}{2}) \\leq \\frac{f(a)+f(b)}{2}$.",
        &["skipped", "given", "valid"],
    ),
    (
        "Let $g$ be concave. Then $g(\\frac{a+b}{2}) \\geq \\frac{g(a)+g(b)}{2}$.",
        &["skipped", "given", "valid"],
    ),
    (
        "Let $g$ be concave. Then $g(\\frac{a+b}{2}) \\leq \\frac{g(a)+g(b)}{2}$.",
        &["skipped", "given", "unproved"],
    ),
    // On a part of the line only.
    (
        "Let $f$ be convex on $[0,1]$. Then $f(\\frac{a+b}{2}) \\leq \\frac{f(a)+f(b)}{2}$.",
        &["skipped", "skipped", "unproved"],
    ),
    (
        "Suppose $f$ is not convex. Then $f(\\frac{a+b}{2}) \\leq \\frac{f(a)+f(b)}{2}$.",
        &["skipped", "unproved"],
    ),
    // A condition, and no supposition.
    (
        "If $f$ is convex then $f(1) \\leq f(0) + f(2)$.",
        &["skipped", "unproved"],
    ),
];

#[test]
fn a_convex_function_lies_below_its_chords() {
    agree(CONVEX);
}

// A sentence that begins behind a display is another one; its conditions are its own.
const DISPLAYS: &[Row] = &[
    (
        "If $x > 0$, then\n$$|x| = x$$\nIf $x < 0$, then\n$$|x| = -x$$",
        &["given", "valid", "given", "valid"],
    ),
    (
        "If $x > 0$, $$|x| = x.$$\n\nIf $x < 0$, $$|x| = x.$$",
        &["given", "valid", "given", "unproved"],
    ),
    (
        "If $n = 1$ then $$n^2 = n.$$ If $n = 2$ then $$n^2 = n.$$",
        &["given", "valid", "given", "unproved"],
    ),
    (
        "If $x > 0$, $$|x| = x.$$ Hence $$|x| = x$$ for every real $x$.",
        &["given", "valid", "unproved", "skipped"],
    ),
];

#[test]
fn conditions_end_with_their_sentence() {
    agree(DISPLAYS);
}

const NOT_CONVEX: &[Row] = &[
    (
        "Let $f$ be convex or concave. Then $f(3) \\leq \\frac{f(2)+f(4)}{2}$.",
        &["skipped", "unproved"],
    ),
    (
        "Let $f$ be a convex function over $[0,1]$. Then $f(3) \\leq \\frac{f(2)+f(4)}{2}$.",
        &["skipped", "skipped", "unproved"],
    ),
    (
        "Suppose $f$ is convex. Then $f(3) \\leq 1$. Suppose now that $f$ is not convex. Then $f(3) \\leq \\frac{f(2)+f(4)}{2}$.",
        &["skipped", "unproved", "skipped", "unproved"],
    ),
    (
        "Let $f$ be convex and concave. Then $f(3) = \\frac{f(2)+f(4)}{2}$.",
        &["skipped", "unproved"],
    ),
];

#[test]
fn a_restricted_convexity_is_none() {
    agree(NOT_CONVEX);
}

// What is joined to a supposition is supposed, what is set for all n is no claim, and one index is not every index.
const SUPPOSED: &[Row] = &[
    (
        "Let $f$ be continuous on $I$ and $a < b$. Then $\\frac{a+b}{2} < b$.",
        &["skipped", "skipped", "given", "valid"],
    ),
    (
        "Soit $f$ continue sur $I$ et $a > 0$. Alors $2a > 0$.",
        &["skipped", "skipped", "given", "valid"],
    ),
    (
        "On pose $v_n = u_n^2$ pour tout $n \\in \\mathbb{N}$. Alors $v_0 = u_0^2$.",
        &["given", "given", "valid"],
    ),
    (
        "We define $b_n = a_n + 1$ for all $n \\geq 1$. Then $b_2 = a_2$.",
        &["given", "given", "invalid"],
    ),
    (
        "On pose $t = x + 1$ pour tout $x \\in \\mathbb{R}$. Alors $t - 1 = x$.",
        &["defined", "given", "valid"],
    ),
    (
        "Let $n \\geq 1$ and assume that $u_n = n$. Then $u_{n+1} = n + 1$.",
        &["given", "given", "unproved"],
    ),
    (
        "Soit $n \\in \\mathbb{N}$ tel que $u_n = n$. Alors $u_{n+1} = n + 1$.",
        &["given", "given", "unproved"],
    ),
];

#[test]
fn suppositions_are_as_wide_as_they_are_written() {
    agree(SUPPOSED);
}
