//! How long what a text supposes of a name holds: short texts, and the verdict of each formula in them.

#[path = "common/texts.rs"]
mod texts;

use texts::{Row, agree};

const ROWS: &[Row] = &[
    // The base of an induction is over in its step.
    (
        "Initialisation : $n = 0$ : $2^0 = 1$.\n\nHérédité : on suppose $2^n \\geq n$. Alors $2^{n+1} = 2$.",
        &["defined", "valid", "given", "invalid"],
    ),
    (
        "For $n=1$: $\\sum_{k=1}^n k = 1$. Suppose the formula holds for $n$. Then $\\sum_{k=1}^{n+1} k = 3$.",
        &["defined", "valid", "skipped", "invalid"],
    ),
    (
        "Base case. Let $n = 1$. Then $1 = 1$.\n\nInductive step. Suppose $\\sum_{k=1}^n k = \\frac{n(n+1)}{2}$. Then $\\sum_{k=1}^{n+1} k = 3$.",
        &["defined", "valid", "given", "invalid"],
    ),
    // A second definition is of something else.
    (
        "Let $f(n) = n^2$ for $n \\in \\mathbb{N}$. Let $f(x) = 2x$ for $x \\in \\mathbb{R}$. Then $f(3) = 9$.",
        &["given", "given", "given", "given", "unproved"],
    ),
    (
        "Let $S_n = n^2$. Then $S_3 = 9$.\n\nLet $S_n = n^3$. Then $S_3 = 9$.",
        &["given", "valid", "given", "unproved"],
    ),
    (
        "Let $a_n = n^2$ for $n \\geq 1$. Then $a_2 = 4$.\n\nLet $a_n = 2^n$ for $n \\geq 0$. Then $a_3 = 9$.",
        &["given", "given", "valid", "given", "given", "unproved"],
    ),
    (
        "Soit $(u_n)$ la suite définie par $u_0 = 1$ et $u_{n+1} = u_n + 2$. Alors $u_1 = 3$.\n\nSoit $(u_n)$ la suite définie par $u_0 = 5$ et $u_{n+1} = u_n + 2$. Alors $u_1 = 3$.",
        &[
            "skipped", "given", "given", "valid", "skipped", "unproved", "unproved", "unproved",
        ],
    ),
    (
        "Soit $f(x) = x^2$. Alors $f(2) = 4$. Soit maintenant $f(x) = x^3$ pour $x > 0$. Alors $f(2) = 4$.",
        &["defined", "valid", "given", "given", "unproved"],
    ),
    (
        "Let $m = \\frac{a+b}{2}$. Then $2m = a + b$. Let $m = \\sqrt{ab}$, with $a,b > 0$. Then $2m = a+b$.",
        &["defined", "valid", "defined", "given", "unproved"],
    ),
    (
        "Write $x = a + b$. Then $x^2 = a^2+2ab+b^2$. Write $x = a - b$. Then $x^2 = a^2+2ab+b^2$.",
        &["defined", "valid", "defined", "unproved"],
    ),
    (
        "Write $x = a + b$. Then $x^2 = a^2+2ab+b^2$. Write $x = a - b$. Then $x^2 = a^2-2ab+b^2$.",
        &["defined", "valid", "defined", "valid"],
    ),
    (
        "Let $f(x) = x^2$. Suppose $f(x) = g(x)$. Then $g(3) = 9$.",
        &["defined", "given", "unproved"],
    ),
    (
        "Let $u_0 = 1$. Let $u_{n+1} = u_n + 2$. Then $u_1 = 3$.",
        &["given", "given", "valid"],
    ),
    // Said of other values.
    (
        "Let $x > 2$. Then $x^2 > 4$. For a real number $x$, $x^2 > 4$.",
        &["given", "valid", "skipped", "unproved"],
    ),
    (
        "Let $x > 2$. Then $x^2 > 4$. For $x \\in \\mathbb{R}$, $x^2 > 4$.",
        &["given", "valid", "given", "unproved"],
    ),
    (
        "Let $x > 2$. Then $x^2 > 4$. Given $x \\in \\mathbb{R}$, $x^2 > 4$.",
        &["given", "valid", "given", "unproved"],
    ),
    (
        "Let $x > 2$. Then $x^2 > 4$. When $x$ is real, $x^2 > 4$.",
        &["given", "valid", "skipped", "unproved"],
    ),
    (
        "Let $x > 2$. Then $x^2 > 4$. If $x \\in \\mathbb{R}$ then $x^2 > 4$.",
        &["given", "valid", "given", "unproved"],
    ),
    (
        "Soit $x > 2$. Alors $x^2 > 4$. Pour $x$ réel, $x^2 > 4$.",
        &["given", "valid", "skipped", "unproved"],
    ),
    (
        "Soit $x > 2$. Alors $x^2 > 4$. Si $x$ est réel, $x^2 > 4$.",
        &["given", "valid", "skipped", "unproved"],
    ),
    (
        "Let $a, b > 0$. Then $\\sqrt{a^2} = a$.\n\nFor real $a$ and $b$, $\\sqrt{a^2} = a$.",
        &["given", "valid", "skipped", "skipped", "unproved"],
    ),
    (
        "Let $n$ be an integer. Then $n^2 \\geq n$. For real $n$, $n^2 \\geq n$.",
        &["skipped", "valid", "skipped", "unproved"],
    ),
    (
        "Let $n \\in \\mathbb{N}$. Then $n \\geq 0$. For $n \\in \\mathbb{Z}$, $n \\geq 0$.",
        &["given", "valid", "given", "unproved"],
    ),
    (
        "Let $n = 5$. Then $n^2 = 25$. More generally, for an integer $n$, $n^2 = 25$.",
        &["defined", "valid", "skipped", "unproved"],
    ),
    (
        "Let $n = 5$. Then $n^2 = 25$. If $n$ is even, $n^2 = 25$.",
        &["defined", "valid", "skipped", "unproved"],
    ),
    (
        "Soit $n = 5$. Alors $n^2 = 25$. Pour $n$ entier, $n^2 = 25$.",
        &["defined", "valid", "skipped", "invalid"],
    ),
    (
        "Let $n = 5$. Then $n^2 = 25$. For natural $n$, $n^2 = 25$.",
        &["defined", "valid", "skipped", "invalid"],
    ),
    (
        "Let $x > 0$. Then $|x| = x$. Let $x < 2$. Then $|x| = x$.",
        &["given", "valid", "given", "unproved"],
    ),
    (
        "Let $x > 2$. If $x < 3$ then $x^2 > 4$ and $x^2 < 9$.",
        &["given", "given", "valid", "valid"],
    ),
    // An example is over.
    (
        "Example: take $n = 2$. Then $2^n = 4$.\n\nIn general, $2^n = 4$.",
        &["defined", "valid", "unproved"],
    ),
    (
        "Soit $x > 0$. Alors $x = |x|$. En général, $x = |x|$.",
        &["given", "valid", "unproved"],
    ),
    (
        "Without loss of generality, assume $x \\geq y$. Then $\\max(x,y) = x$. Hence in all cases $\\max(x,y) = x$.",
        &["given", "valid", "unproved"],
    ),
    // The other case.
    (
        "Assume $x > 0$. Then $|x| = x$. It remains the case $x \\leq 0$. Then $|x| = x$.",
        &["given", "valid", "skipped", "unproved"],
    ),
    (
        "Supposons $x > 0$. Alors $|x| = x$. Si au contraire $x \\leq 0$, alors $|x| = x$.",
        &["given", "valid", "skipped", "unproved"],
    ),
    (
        "Supposons $x > 0$. Alors $|x| = x$. Reste le cas $x \\leq 0$. Alors $|x| = x$.",
        &["given", "valid", "skipped", "unproved"],
    ),
    (
        "Assume $x > 0$. Then $|x| = x$. The case $x \\leq 0$ remains. There $|x| = x$.",
        &["given", "valid", "skipped", "unproved"],
    ),
    (
        "Pour $n = 1$, on a $n^2 = 1$. Supposons maintenant que $n^2 \\geq n$. Alors $n^2 = 1$.",
        &["defined", "valid", "given", "invalid"],
    ),
    (
        "Let $n = 5$ and $k = 2$. $n + k = 7$. For a general integer $n$, $n + k = 7$.",
        &["defined", "defined", "valid", "skipped", "invalid"],
    ),
    // Each claim has the condition behind it.
    (
        "We have $x^2 \\geq x$ for $x > -1$ and $x^2 \\geq 0$ for $x \\geq 1$.",
        &["invalid", "given", "valid", "given"],
    ),
    (
        "$|x| = x$ if $x > -3$ and $|x| \\geq 0$ if $x > 0$.",
        &["invalid", "given", "valid", "given"],
    ),
    (
        "$x^2 \\geq x$ for $x > 1$ and $y > 0$.",
        &["valid", "given", "given"],
    ),
    // π and e stay what they are.
    (
        "Let $0 \\leq x \\leq \\pi$. Then $\\sin x \\geq 0$.",
        &["given", "valid"],
    ),
    ("Let $0 < x < e$. Then $\\ln x < 1$.", &["given", "valid"]),
    ("Let $\\pi > 0$. Then $\\pi > 3$.", &["given", "invalid"]),
    // Conditions with commas between.
    (
        "If $a > 0$, $b > 0$, then $a + b > 0$.",
        &["given", "given", "valid"],
    ),
    (
        "If $a > 0$, $b > 0$, $c > 0$, then $a + b + c > 0$.",
        &["given", "given", "given", "valid"],
    ),
    (
        "Si $a > 0$, $b > 0$, alors $a + b > 0$.",
        &["given", "given", "valid"],
    ),
    (
        "If $a > 0$, $b > 0$, then $a - b > 0$.",
        &["given", "given", "invalid"],
    ),
    ("If $a > 1$, $a > 0$.", &["given", "valid"]),
    // Members without "for all".
    (
        "Let $p_i \\geq 0$ with $\\sum_{i=1}^n p_i = 1$. Then $\\sum_{i=1}^n p_i^2 \\leq 1$.",
        &["given", "given", "valid"],
    ),
    (
        "Suppose $a_n \\leq b_n$. Then $a_5 \\leq b_5$.",
        &["given", "unproved"],
    ),
    (
        "Suppose $a_n \\leq b_n$. Then $b_5 < a_5$.",
        &["given", "invalid"],
    ),
    (
        "Let $k \\geq 1$. Suppose $a_k \\geq 1$. Then $a_{k+1} \\geq 1$.",
        &["given", "given", "invalid"],
    ),
    // One value after the other.
    (
        "Putting $x = 1$ gives $x + 1 = 2$. Putting $x = 2$ gives $x + 1 = 3$.",
        &["defined", "valid", "defined", "valid"],
    ),
    (
        "Putting $x = 1$ gives $x + 1 = 2$. Putting $x = 2$ gives $x + 1 = 2$.",
        &["defined", "valid", "defined", "invalid"],
    ),
    ("$x^2 = 4$ for $x = 2$.", &["valid", "given"]),
    ("$x^2 = 5$ for $x = 2$.", &["invalid", "given"]),
    ("$\\sum_{k=1}^n k = 10$ for $n = 4$.", &["valid", "given"]),
    // The base of an induction is no claim.
    (
        "We prove by induction that $\\sum_{k=1}^n (2k-1) = n^2$.\n\nBase case: $n = 1$: $1 = 1^2$.\n\nInductive step: suppose $\\sum_{k=1}^n (2k-1) = n^2$. Then $\\sum_{k=1}^{n+1} (2k-1) = (n+1)^2$.",
        &["given", "given", "valid", "given", "conditional"],
    ),
    // What is named is not claimed.
    (
        "Denote by $P(n)$ the property $2^n \\geq n+1$. Then $P(0)$ holds.",
        &["skipped", "skipped", "skipped"],
    ),
    ("Let $P(n)$: $3^n \\geq 2n + 1$.", &["skipped", "skipped"]),
    ("Let $A$ be the statement $x > 0$.", &["skipped", "skipped"]),
    (
        "Soit $P(n)$ la propriété $2^n > n$.",
        &["skipped", "skipped"],
    ),
    ("We use the property $x^2 < 0$.", &["invalid"]),
    (
        "$\\sin x = 0$ if and only if $x = k\\pi$ for some integer $k$.",
        &["skipped", "skipped", "skipped"],
    ),
    (
        "Let $X$ be the result of a fair die. $P(X = 6) = \\frac16$.",
        &["skipped", "unproved"],
    ),
    ("On a $3,14 < \\pi$.", &["unread"]),
    ("Let $a, b > 0$. Then $a + b > 0$.", &["given", "valid"]),
    // What a proof supposes ends with it.
    (
        "*Proof.* Let $x > 0$. Then $|x| = x$. ∎\n\n$|x| = x$.",
        &["given", "valid", "unproved"],
    ),
    (
        "**Proof of (a).** Let $x > 0$. Then $|x| = x$.\n\n**Proof of (b).** We have $|x| = x$.",
        &["given", "valid", "unproved"],
    ),
    (
        "Let $x > 0$.\n\n*Proof.* Let $y > 0$. Then $xy > 0$. QED\n\nHence $|x| = x$.",
        &["given", "given", "valid", "valid"],
    ),
    // What is looked for anew.
    (
        "Determine $a$ so that $2a + 1 = 5$. Answer: $a = 2$.\n\nDetermine $a$ so that $3a = 12$. Answer: $a = 4$.",
        &["skipped", "given", "valid", "skipped", "given", "valid"],
    ),
    (
        "Suppose $x + 2 = 5$. Find $x$. We get $x = 3$.",
        &["given", "skipped", "valid"],
    ),
    // Members with another letter, and with the letter of the hypothesis.
    (
        "Let $w_k > 0$ and $\\sum_{k=1}^n w_k = 1$. Then $w_j \\leq 1$.",
        &["given", "given", "valid"],
    ),
    (
        "Suppose $a_k \\geq 0$ and $\\sum_{k=1}^n a_k = 0$. Then $a_k = 0$.",
        &["given", "given", "unproved"],
    ),
    // From what is not understood anything may follow.
    (
        "Suppose $x \\in \\mathbb{Q}$ and $x^2 = 2$. Then $1 = 0$.",
        &["unread", "given", "unproved"],
    ),
    ("Suppose $x > 2$. Then $1 = 0$.", &["given", "invalid"]),
    ("$1\\,\\mathrm{m} = 100\\,\\mathrm{cm}$.", &["unread"]),
];

#[test]
fn what_is_supposed_ends_where_the_text_ends_it() {
    agree(ROWS);
}
