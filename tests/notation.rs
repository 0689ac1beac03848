//! Sets with their marks, names of vectors, matrices and known functions, ends of sums: short texts, and the verdict of each formula.

#[path = "common/texts.rs"]
mod texts;

use texts::{Row, agree};

const ROWS: &[Row] = &[
    // What is supposed under a heading holds under the headings inside of it, and not beside it.
    (
        "# A\n\nLet $x > 0$ and $n \\geq 1$.\n\n## B\n\n$$|x| = x$$\n\nLet $y > 0$.\n\n## C\n\n$$|x| = x$$\n\n# D\n\n$$|x| = x$$\n",
        &["given", "given", "valid", "given", "valid", "invalid"],
    ),
    // What was found in a question under its hypothesis ends with it.
    (
        "# Exercise 1\n\nLet $x$ be a real number.\n\n(a) Suppose that $\\Gamma(x) > 5$.\n\n**Answer.** We have $$2 \\Gamma(x) > 10$$\n\n$$2 \\Gamma(x) + 1 > 11$$\n\n(b) What about others?\n\n**Answer.** We have $$2 \\Gamma(x) > 10$$\n\n$$2 \\Gamma(x) + 1 > 11$$\n",
        &["skipped", "given", "valid", "valid", "unproved", "tainted"],
    ),
    // A name that a definition gives to a sum is seen through.
    (
        "We define $$S(n) = \\sum_{k=1}^{n} k^2$$ Let $n \\geq 1$ be an integer. Then $S(n) \\geq 1$. Hence $S(n) \\leq 1$.",
        &["defined", "given", "valid", "invalid"],
    ),
    // Where it is real nowhere, whatever is supposed, a logarithm is a complex one; under a hypothesis that excludes it, it is wrong.
    (
        "$$\\frac{d}{dx} \\log(-1 - x^2) = \\frac{2x}{1 + x^2}$$",
        &["valid"],
    ),
    (
        "$$\\frac{d}{dx} \\log(-1 - x^2) = \\frac{x}{1 + x^2}$$",
        &["invalid H0101"],
    ),
    (
        "Let $x < 0$. $$\\frac{d}{dx} \\log x = \\frac{1}{x}$$",
        &["given", "invalid"],
    ),
    // Members of a family: factors before a bracket, what is said of two for all indices, the range that the text gives.
    (
        "Let $n \\geq 1$ be an integer and $\\sum_{i=1}^n p_i = 1$. Let $m = \\sum_{i=1}^n p_i x_i$. \
         Then $\\sum_{i=1}^n p_i (x_i - m) = 0$.",
        &["given", "given", "defined", "valid"],
    ),
    (
        "Let $n \\geq 1$ be an integer. Let $p_i > 0$ and $q_i > 0$ for all $i$. \
         Then $\\sum_{i=1}^n p_i q_i > 0$.",
        &["given", "given", "given", "skipped", "valid"],
    ),
    (
        "Let $n \\geq 1$ be an integer. We have $\\max_{1 \\leq i \\leq n} x_i \\geq x_1$. Then $x_i \\leq \\max_{1 \\leq j \\leq n} x_j$.",
        &["given", "valid", "valid"],
    ),
    (
        "Let $n \\geq 1$ be an integer. We have $\\max_{1 \\leq i \\leq n} x_i \\geq x_1$. Then $x_i < \\max_{1 \\leq j \\leq n} x_j$.",
        &["given", "valid", "invalid"],
    ),
    // The marks of a set of numbers say which numbers are meant.
    (
        "Soit $n \\in \\mathbb{N}^*$. Alors $n \\geq 1$.",
        &["given", "valid"],
    ),
    (
        "Soit $n \\in \\mathbb{N}^*$. Alors $n \\geq 2$.",
        &["given", "invalid"],
    ),
    (
        "Soit $n \\in \\mathbb{N}$. Alors $n \\geq 1$.",
        &["given", "invalid"],
    ),
    (
        "Let $n \\in \\mathbb{N}_0$. Then $n \\geq 0$.",
        &["given", "valid"],
    ),
    (
        "Let $n \\in \\mathbb{N}_0$. Then $n \\geq 1$.",
        &["given", "invalid"],
    ),
    (
        "Soit $x \\in \\mathbb{R}_+^*$. Alors $x > 0$.",
        &["given", "valid"],
    ),
    (
        "Soit $x \\in \\mathbb{R}_+$. Alors $x > 0$.",
        &["given", "invalid"],
    ),
    (
        "Soit $x \\in \\mathbb{R}_-^*$. Alors $x < 0$.",
        &["given", "valid"],
    ),
    (
        "Soit $x \\in \\mathbb{R}_-$. Alors $x \\le 0$.",
        &["given", "valid"],
    ),
    (
        "Soit $x \\in \\mathbb{R}_-$. Alors $x < 0$.",
        &["given", "invalid"],
    ),
    (
        "Let $x \\in \\mathbb{R}^*$. Then $x \\neq 0$.",
        &["given", "valid"],
    ),
    (
        "Let $x \\in \\mathbb{R}^*$. Then $x > 0$.",
        &["given", "invalid"],
    ),
    (
        "Let $x \\in \\mathbb{R}_{>0}$. Then $x > 0$.",
        &["given", "valid"],
    ),
    (
        "Let $x \\in \\mathbb{R}^{>0}$. Then $x > 0$.",
        &["given", "valid"],
    ),
    (
        "Let $n \\in \\mathbb{N}_{\\geq 2}$. Then $n > 1$.",
        &["given", "valid"],
    ),
    (
        "Let $n \\in \\mathbb{N}_{\\geq 2}$. Then $n > 2$.",
        &["given", "invalid"],
    ),
    (
        "Let $n \\in \\mathbb{Z}^+$. Then $n \\ge 1$.",
        &["given", "valid"],
    ),
    // Authors differ on zero here.
    (
        "Let $x \\in \\mathbb{R}^+$. Then $x \\geq 0$.",
        &["given", "valid"],
    ),
    (
        "Let $x \\in \\mathbb{R}^+$. Then $x > 0$.",
        &["given", "unproved"],
    ),
    // Integers of an interval, what is taken out, unions.
    (
        "Soit $n \\in [\\![1, 5]\\!]$. Alors $(n-1)(n-2) \\geq 0$.",
        &["given", "valid"],
    ),
    (
        "Soit $n \\in \\llbracket 1, 5 \\rrbracket$. Alors $n < 5$.",
        &["given", "invalid"],
    ),
    (
        "Let $x \\in \\mathbb{R} \\setminus \\{2\\}$. Then $\\frac{x-2}{x-2} = 1$.",
        &["given", "valid"],
    ),
    (
        "Let $x \\in \\mathbb{R} \\setminus \\{-1, 1\\}$. Then $x \\neq 0$.",
        &["given", "invalid"],
    ),
    (
        "Let $x \\in [0,1] \\cup [2,3]$. Then $x \\le 3$.",
        &["given", "valid"],
    ),
    (
        "Let $x \\in [0,1] \\cup [2,3]$. Then $x \\le 1$.",
        &["given", "invalid"],
    ),
    // A list without brackets is said of each.
    (
        "Let $a, b > 0$. Then $a + b \\geq 2\\sqrt{ab}$.",
        &["given", "valid"],
    ),
    ("Let $a, b > 0$. Then $a > b$.", &["given", "invalid"]),
    ("$\\forall x, y > 0,\\ x + y > 0$", &["valid"]),
    // Matrices do not commute.
    (
        "For invertible $A$ and $B$, $$(AB)^2 = A^2 B^2$$",
        &["skipped", "skipped", "unread"],
    ),
    (
        "Let $A, B \\in GL_n(\\mathbb{R})$. Then $AB = BA$.",
        &["unread", "unread"],
    ),
    (
        "Let $u, v \\in \\mathbb{Z}^2$. Then $u v = v u$.",
        &["unread", "unread"],
    ),
    // Vectors that the text names as such: a dot is the inner product, and there is no other product.
    (
        "Soient $x, y \\in \\mathbb{R}^d$ tels que $x \\cdot y = 0$. Alors $x = 0$ ou $y = 0$.",
        &["given", "given", "unproved"],
    ),
    (
        "Let $u, v \\in \\mathbb{R}^n$. Then $(u + v) \\cdot (u - v) = u \\cdot u - v \\cdot v$.",
        &["given", "valid"],
    ),
    (
        "Let $a, b \\in \\mathbb{R}^3$. Then $a \\times b = b \\times a$.",
        &["given", "unread"],
    ),
    (
        "$$|\\vec a \\cdot \\vec b| \\le |\\vec a| |\\vec b|$$",
        &["valid"],
    ),
    (
        "$$|\\vec a \\cdot \\vec b| = |\\vec a| |\\vec b|$$",
        &["unproved"],
    ),
    (
        "$$\\vec a \\times \\vec b = \\vec b \\times \\vec a$$",
        &["unread"],
    ),
    // Functions that go by their names are not any functions.
    ("$$\\operatorname{Arctan} 1 = \\frac{\\pi}{4}$$", &["valid"]),
    (
        "$$\\operatorname{Arctan} 1 = \\frac{\\pi}{3}$$",
        &["invalid"],
    ),
    ("$$\\lg 100 = 2$$", &["unproved"]),
    ("$$\\Gamma(1) = 1$$", &["unproved"]),
    ("$$\\operatorname{erf}(0) = 0$$", &["unproved"]),
    // Functions typed without a backslash.
    ("$$exp(0) = 1$$", &["valid"]),
    ("$$exp(0) = 0$$", &["invalid"]),
    ("$$sin(x)^2 + cos(x)^2 = 1$$", &["valid"]),
    ("$$ln(2) < 0$$", &["invalid"]),
    // Sums to an n of which nothing is said.
    (
        "$$\\sum_{k=1}^{n} k = \\frac{n(n+1)}{2}$$",
        &["conditional"],
    ),
    ("$$\\sum_{k=1}^{n} k = \\frac{n(n+2)}{2}$$", &["invalid"]),
    ("$$\\sum_{k=0}^{n} 1 = n + 1$$", &["conditional"]),
    (
        "Soit $n \\in \\mathbb{N}$. Alors $$\\sum_{k=1}^{n} k = \\frac{n(n+1)}{2}$$",
        &["given", "valid"],
    ),
    // Where n is said to be natural, 0 counts.
    (
        "Let $n \\in \\mathbb{N}$. Then $$\\sum_{k=1}^{n} a_k = a_1 + \\sum_{k=2}^{n} a_k$$",
        &["given", "invalid"],
    ),
    // Two products over one index stand side by side.
    (
        "Let $n \\in \\mathbb{N}$. Then $$\\prod_{k=1}^n a_k b_k = \\prod_{k=1}^n a_k \\prod_{k=1}^n b_k$$",
        &["given", "valid"],
    ),
    (
        "Let $n \\in \\mathbb{N}$. Then $$\\sum_{k=1}^n a_k b_k = \\sum_{k=1}^n a_k \\sum_{k=1}^n b_k$$",
        &["given", "invalid"],
    ),
    // Both letters run.
    (
        "$$\\left(\\sum_{i=1}^n a_i\\right)^2 = \\sum_{i=1}^n a_i^2 + 2\\sum_{i<j} a_i a_j$$",
        &["unproved"],
    ),
    (
        "$$\\sum_{i \\ne j} a_i a_j = \\left(\\sum_{i=1}^n a_i\\right)^2 - \\sum_{i=1}^n a_i^2$$",
        &["unproved"],
    ),
    (
        "$$\\sum_{1 \\le i < j \\le 3} a_i a_j = a_1 a_2 + a_1 a_3 + a_2 a_3$$",
        &["valid"],
    ),
    (
        "$$\\sum_{1 \\le i < j \\le 3} a_i a_j = a_1 a_2 + a_1 a_3$$",
        &["invalid"],
    ),
    (
        "$$\\sum_{1 \\le i \\le j \\le 2} a_i a_j = a_1^2 + a_1 a_2 + a_2^2$$",
        &["valid"],
    ),
    ("$$\\sum_{i, j = 1}^2 a_i a_j = (a_1 + a_2)^2$$", &["valid"]),
    (
        "$$\\sum_{i, j = 1}^2 a_i a_j = a_1^2 + a_2^2$$",
        &["invalid"],
    ),
    (
        "$$\\prod_{1 \\le i < j \\le 3} (a_j - a_i) = (a_2 - a_1)(a_3 - a_1)(a_3 - a_2)$$",
        &["valid"],
    ),
    // Neither letter is in the body: pairs are counted.
    (
        "$$\\sum_{i=1}^3 1 = 3$$ $$\\sum_{i \\ne j} 1 = 6$$",
        &["valid", "valid"],
    ),
    (
        "$$\\sum_{i=1}^3 1 = 3$$ $$\\sum_{i < j} 1 = 3$$ $$\\sum_{i < j} 1 = 2$$",
        &["valid", "valid", "invalid"],
    ),
    // The other letter stands outside in the same formula: one runs.
    (
        "$$\\sum_{i=1}^3 1 = 3$$ $$\\sum_{i \\ne j} a_i a_j = a_j^2$$",
        &["valid", "invalid"],
    ),
    // It is spoken of elsewhere, is declared, or runs around the sum already: nothing is guessed.
    (
        "For every $j$, $$\\sum_{i \\ne j} a_i a_j = \\sum_{i=1}^n a_i$$",
        &["skipped", "unread"],
    ),
    (
        "Let $i, j \\in \\mathbb{N}$. $$\\sum_{i=1}^3 1 = 3$$ $$\\sum_{i \\ne j} 1 = 6$$",
        &["given", "valid", "unread"],
    ),
    (
        "$$\\sum_{j=1}^3 \\sum_{1 \\le i < j \\le 3} a_i a_j = 0$$",
        &["unread"],
    ),
    // An end that is a number is no index.
    (
        "Let $n = 3$. $$\\sum_{k \\le n} k = 6$$",
        &["defined", "valid"],
    ),
    // No end, whatever another sum has.
    (
        "$$\\sum_{k=0}^n 2^{-k} = 2 - 2^{-n}$$ $$\\sum_{k \\ge 0} 2^{-k} = 2$$",
        &["unproved", "unread"],
    ),
    // Questions, examples, and what follows from what.
    ("True or false: $x^2 \\geq 1$.", &["skipped"]),
    ("Vrai ou faux : $x^2 \\geq 1$.", &["skipped"]),
    (
        "Let $y \\neq 0$, say $y = 1$. Then $y > 0$.",
        &["given", "skipped", "unproved"],
    ),
    ("$x = 2$ follows from $x^2 = 4$.", &["invalid"]),
    ("$x^2 = 4$ follows from $x = 2$.", &["valid"]),
    ("$x > 2$ is necessary for $x > 1$.", &["invalid"]),
    (
        "A counterexample to $x^2 \\geq x$ is $x = 1/2$.",
        &["skipped", "skipped"],
    ),
    // A text in one language is read in it, whatever its macros spell.
    (
        "Soit $x \\in [0,1]$.\n\nSoit $y \\in [0,1]$.\n\nSoit $z \\in [0,1]$.\n\nSoit $t \\in [0,1]$.\n\nSoit $u \\in [0,1]$.\n\nAlors $x + y \\le 2$.",
        &["given", "given", "given", "given", "given", "valid"],
    ),
];

#[test]
fn notation_means_what_it_means_to_readers() {
    agree(ROWS);
}
