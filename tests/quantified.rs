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

// Words that restrict "for all", "if" and "for" are not dropped.
const LIMITED: &[Row] = &[
    (
        "Suppose $a_n = 2$ for all large $n$. Then $a_1 = 2$.",
        &["skipped", "skipped", "unproved"],
    ),
    (
        "Suppose $a_n = 2$ for all even $n$. Then $a_1 = 2$.",
        &["skipped", "skipped", "unproved"],
    ),
    (
        "Suppose $a_n = 2$ for all $n$ divisible by 3. Then $a_1 = 2$.",
        &["skipped", "skipped", "unproved"],
    ),
    (
        "Suppose $a_n = 2$ for sufficiently large $n$. Then $a_1 = 2$.",
        &["skipped", "skipped", "unproved"],
    ),
    (
        "If $n$ is even, $a_n = 2$. Hence $a_1 = 2$.",
        &["skipped", "skipped", "unproved"],
    ),
    (
        "For even $n$ we have $a_n = 2$. Hence $a_1 = 2$.",
        &["skipped", "skipped", "unproved"],
    ),
    (
        "For even $i$, let $a_i = 1$. Then $a_3 = 1$.",
        &["skipped", "skipped", "unproved"],
    ),
    (
        "Let $a_n = 1$ for $n$ odd. Then $a_2 = 1$.",
        &["skipped", "skipped", "unproved"],
    ),
    (
        "Let $a_i = 1$ if $i$ is odd. Then $a_2 = 1$.",
        &["skipped", "skipped", "unproved"],
    ),
    (
        "For every even $n \\geq 2$, $a_n = 3$. Hence $a_3 = 3$.",
        &["given", "skipped", "unproved"],
    ),
    (
        "Supposons $a_n = 2$ pour tout $n$ impair. Alors $a_2 = 2$.",
        &["skipped", "skipped", "unproved"],
    ),
    (
        "Supposons $a_n = 2$ pour tout $n$ premier. Alors $a_4 = 2$.",
        &["skipped", "skipped", "unproved"],
    ),
    (
        "Supposons $a_n = 2$ pour tout $n$ assez grand. Alors $a_2 = 2$.",
        &["skipped", "skipped", "unproved"],
    ),
    (
        "Let $f$ be a function with $f(x) = x$ for all integers $x$. Then $f(1/2) = 1/2$.",
        &["skipped", "given", "skipped", "unproved"],
    ),
    (
        "Suppose $f(x) = x$ for all positive $x$. Then $f(-1) = -1$.",
        &["given", "skipped", "unproved"],
    ),
    (
        "Suppose $f(x) = 2x$ for all rational $x$. Then $f(\\sqrt{2}) = 2\\sqrt{2}$.",
        &["skipped", "skipped", "unproved"],
    ),
    (
        "Suppose $f(x) = 2x$ for almost all $x$. Then $f(1) = 2$.",
        &["skipped", "skipped", "unproved"],
    ),
    (
        "Suppose $f(x+y) = f(x) + f(y)$ for all distinct $x, y$. Then $f(2) = 2 f(1)$.",
        &["skipped", "skipped", "unproved"],
    ),
    (
        "Suppose $a_n = 2$ for all positive integers $n$. Then $a_0 = 2$.",
        &["given", "skipped", "unproved"],
    ),
    (
        "Supposons que pour $n$ pair, $u_n = 1$. Alors $u_1 = 1$.",
        &["skipped", "skipped", "unproved"],
    ),
    (
        "Si $n$ est pair, alors $u_n = 1$. Donc $u_1 = 1$.",
        &["skipped", "skipped", "unproved"],
    ),
    (
        "Suppose $f(x) = x$ for all $x$ in the unit interval. Then $f(5) = 5$.",
        &["skipped", "skipped", "unproved"],
    ),
    // What is so restricted is not refuted.
    ("For all odd $n$, $(-1)^n = -1$.", &["skipped", "unproved"]),
    (
        "For all distinct $x, y$, $(x-y)^2 > 0$.",
        &["skipped", "unproved"],
    ),
    (
        "Pour tout $n$ premier, $n \\geq 2$.",
        &["skipped", "unproved"],
    ),
    (
        "For all $n$ divisible by $3$, $n \\geq 3$.",
        &["skipped", "skipped", "unproved"],
    ),
    // What restricts nothing does not.
    (
        "For all even integers $n$, $n^2 \\geq 0$.",
        &["skipped", "valid"],
    ),
    (
        "Suppose $f(x) = x$ for all positive $x$. Then $f(2) = 2$.",
        &["given", "skipped", "valid"],
    ),
    (
        "Suppose $a_n = 2$ for all positive integers $n$. Then $a_3 = 2$.",
        &["given", "skipped", "valid"],
    ),
    (
        "Suppose $a_n = 2$ for all $n$. Then $a_3 = 2$.",
        &["given", "skipped", "valid"],
    ),
    (
        "Suppose $f(x+y) = f(x) + f(y)$ for all real numbers $x, y$. Then $f(2) = 2 f(1)$.",
        &["given", "skipped", "valid"],
    ),
    // At values of which their sum is simpler.
    (
        "Let $f(x+y)=f(x)+f(y)$ for all real $x,y$. Put $y = -x$. Then $f(0) = f(x) + f(-x)$.",
        &["given", "skipped", "given", "valid"],
    ),
    (
        "Let $f(x+y)=f(x)+f(y)$ for all real $x,y$. Then $f(2x) = 2f(x)$ and $f(2x) = 3f(x)$.",
        &["given", "skipped", "valid", "invalid"],
    ),
    (
        "Supposons $f(x+y) = f(x) + f(y)$ pour tous réels $x, y$. Alors $f(2) = 2 f(1)$.",
        &["given", "skipped", "valid"],
    ),
    (
        "Let $f(x) = x^2$. For all $x$ the inequality $f(x) \\geq 0$ holds.",
        &["defined", "skipped", "valid"],
    ),
];

#[test]
fn what_holds_for_some_values_is_not_used_for_all() {
    agree(LIMITED);
}

// One index is not every index, and one value not every value.
const SINGLE: &[Row] = &[
    (
        "Fix $n$ and suppose $a_n = b_n$. Then $a_{n+1} = b_{n+1}$.",
        &["skipped", "given", "unproved"],
    ),
    (
        "Let $k$ be the smallest index such that $a_k = b_k$. Then $a_{k+1} = b_{k+1}$.",
        &["skipped", "given", "unproved"],
    ),
    (
        "Let $k$ be an index such that $a_k = b_k$. Then $a_{k+1} = b_{k+1}$.",
        &["skipped", "given", "unproved"],
    ),
    (
        "Let $k$ be a fixed index $k$ such that $y_k = 2 x_k$. Then $y_{k+1} = 2 x_{k+1}$.",
        &["skipped", "skipped", "given", "unproved"],
    ),
    (
        "Choose $n$ with $u_n = 3$. Then $u_4 = 3$.",
        &["skipped", "given", "unproved"],
    ),
    (
        "Suppose $u_k = 2^k$. Then $u_{k+1} = 2^{k+1}$.",
        &["given", "unproved"],
    ),
    (
        "Let $k$ be the smallest index such that $a_k = b_k$. Then $2 a_k = 2 b_k$.",
        &["skipped", "given", "valid"],
    ),
    (
        "Suppose $u_k = 2^k$. Then $2 u_k = 2^{k+1}$.",
        &["given", "valid"],
    ),
    ("Let $u_n = 2^n$. Then $u_{3} = 8$.", &["given", "valid"]),
    (
        "Suppose that $u_n = 2^n$ for every $n \\geq 0$. Then $u_3 = 8$.",
        &["given", "given", "valid"],
    ),
    (
        "Suppose $u_{n+1} = 2 u_n$ and $u_0 = 1$. Then $u_1 = 2$.",
        &["given", "given", "valid"],
    ),
    (
        "Let $N$ be the first integer for which $a_N = 0$. Then $a_{N+1} = 0$.",
        &["skipped", "given", "unproved"],
    ),
    (
        "Suppose that at step $k$ we have $x_k = 1$. Then $x_{k+1} = 1$.",
        &["skipped", "given", "unproved"],
    ),
    // There is such a value.
    (
        "For all $x$ there is $y$: $x < y^2$. Hence $1 < y^2$.",
        &["skipped", "skipped", "unproved", "unproved"],
    ),
    // A member of a sequence of which nothing else is known.
    ("If $n = 0$, $u_n = 1$.", &["given", "given"]),
    (
        "If $n = 1$, then $u_n = 3$. Hence $u_2 = 3$.",
        &["given", "unproved", "unproved"],
    ),
    (
        "Let $u_n = n^2$. If $n = 2$, $u_n = 5$.",
        &["given", "given", "invalid"],
    ),
];

#[test]
fn what_is_said_of_one_is_said_of_no_other() {
    agree(SINGLE);
}

// Bounds behind "for" are no claims.
const BESIDES: &[Row] = &[
    (
        "For real $x$, $n \\geq 1$, $n x^2 \\geq 0$.",
        &["skipped", "given", "valid"],
    ),
    (
        "For all $a \\in \\mathbb{R}$, $b > 0$, $a^2 b \\ge 0$.",
        &["given", "given", "valid"],
    ),
    (
        "For all $a \\in \\mathbb{R}$, $b > 0$, $a^2 b > 0$.",
        &["given", "given", "invalid"],
    ),
    (
        "For all real $x$, and any $k > 0$, $k x^2 \\geq 0$.",
        &["skipped", "given", "valid"],
    ),
    (
        "For every $\\epsilon > 0$, $n \\ge 1$, $n \\epsilon > 0$.",
        &["given", "given", "valid"],
    ),
    (
        "Pour tout réel $x$, tout $k > 0$, on a $k x^2 \\geq 0$.",
        &["skipped", "given", "valid"],
    ),
    (
        "For real $x$, $x^2 \\geq 0$, $x^4 \\geq 0$.",
        &["skipped", "valid", "valid"],
    ),
    (
        "For all $x > 2$, $x > 1$, $x^2 > 1$.",
        &["given", "valid", "valid"],
    ),
    (
        "Let $y = x^2 + 1$. For all real $x$, $y > 0$, so $2y > 0$.",
        &["defined", "skipped", "valid", "valid"],
    ),
];

#[test]
fn for_goes_on_behind_a_comma() {
    agree(BESIDES);
}
