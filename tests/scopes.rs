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
    // What words say of a bound or a minimiser is not understood.
    (
        "Let $F$ be bounded below by $F^*$. Then $F^* \\le 0$.",
        &["skipped", "skipped", "unproved"],
    ),
    (
        "Soit $F$ une fonction minorée par $F^*$. Alors $F^* \\le 0$.",
        &["skipped", "skipped", "unproved"],
    ),
    (
        "Suppose $f$ is strongly convex with minimiser $x^*$. Then $f(x) \\ge f(x^*)$.",
        &["skipped", "skipped", "unproved"],
    ),
    // Conditions with "and" behind the commas.
    (
        "If $a > 0$, $b > 0$ and $c > 0$, then $a+b+c > 0$.",
        &["given", "given", "given", "valid"],
    ),
    (
        "If $a > 0$, $b > 0$, and $c > 0$, then $a+b+c > 0$.",
        &["given", "given", "given", "valid"],
    ),
    (
        "Si $a > 0$, $b > 0$ et $c > 0$, alors $a+b+c > 0$.",
        &["given", "given", "given", "valid"],
    ),
    (
        "If $a > 0$, $b > 0$ and $c > 0$, then $a+b-c > 0$.",
        &["given", "given", "given", "invalid"],
    ),
    (
        "If $x > 1$, $y > 2$ and $z = 3$ then $x + y + z > 6$.",
        &["given", "given", "given", "valid"],
    ),
    (
        "If $x > 0$, $x^2 > 0$ and $x^3 > 0$.",
        &["given", "valid", "valid"],
    ),
    (
        "If $x > 0$, then $x^2 > 0$ and $x^3 > 0$, so $x^4 > 0$.",
        &["given", "valid", "valid", "valid"],
    ),
    // A value that a clause or the row of a table speaks of.
    (
        "At $x = 2$, $x^2 = 4$. At $x = 3$, $x^2 = 9$.",
        &["defined", "valid", "defined", "valid"],
    ),
    (
        "At $x = 2$, $x^2 = 4$. At $x = 3$, $x^2 = 4$.",
        &["defined", "valid", "defined", "invalid"],
    ),
    (
        "En $x = 2$, $x^2 = 4$. En $x = 3$, $x^2 = 9$.",
        &["defined", "valid", "defined", "valid"],
    ),
    (
        "Evaluate at $x = 2$: $x^2 = 4$. Evaluate at $x = 3$: $x^2 = 9$.",
        &["defined", "valid", "defined", "valid"],
    ),
    (
        "Let $f(x) = x^2$. At $x = 2$ we have $f(x) = 4$. At $x = 3$ we have $f(x) = 9$.",
        &["defined", "given", "valid", "given", "valid"],
    ),
    (
        "Let $f(x) = x^2$. For $x = 2$ we have $f(x) = 4$. For $x = 3$ we have $f(x) = 9$.",
        &["defined", "given", "valid", "given", "valid"],
    ),
    (
        "| value | square |\n|---|---|\n| $x = 2$ | $x^2 = 4$ |\n| $x = 3$ | $x^2 = 9$ |",
        &["given", "valid", "given", "valid"],
    ),
    (
        "| value | square |\n|---|---|\n| $x = 2$ | $x^2 = 4$ |\n| $x = 3$ | $x^2 = 8$ |",
        &["given", "valid", "given", "invalid"],
    ),
    (
        "| value | square |\n|---|---|\n| $x = 2$ | $x^2 = 4$ |\n\nSo $x^2 = 4$.",
        &["given", "valid", "unproved"],
    ),
    // What a paragraph with a label supposes for its claims may end with it.
    (
        "(a) Let $x > 0$. Then $|x| = x$.\n\n(b) $|x| = x$.",
        &["given", "valid", "unproved"],
    ),
    (
        "(a) Let $x$ be positive. Then $|x| = x$.\n\n(b) $|x| = x$.",
        &["skipped", "valid", "unproved"],
    ),
    (
        "(a) Let $x = 2$. Then $x^2 = 4$.\n\n(b) $x^2 = 4$.",
        &["defined", "valid", "unproved"],
    ),
    (
        "(a) Let $x > 0$. Then $|x| = x$.\n\n(b) $x = x + 1$.",
        &["given", "valid", "invalid"],
    ),
    (
        "(a) Let $x > 0$. Then $|x| = x$.\n\n(b) Let $x < 0$. Then $|x| = -x$.",
        &["given", "valid", "given", "valid"],
    ),
    (
        "(a) Let $x > 0$. Then $|x| = x$.\n\n(b) $x^2 \\ge 0$.",
        &["given", "valid", "valid"],
    ),
    (
        "a) Soit $x > 0$. Alors $|x| = x$.\n\nb) $|x| = x$.",
        &["given", "valid", "unproved"],
    ),
    (
        "Q1. Let $x > 0$. Then $|x| = x$.\n\nQ2. $|x| = x$.",
        &["given", "valid", "unproved"],
    ),
    (
        "1) Let $x > 0$. Then $|x| = x$.\n\n2) $|x| = x$.",
        &["given", "valid", "unproved"],
    ),
    (
        "Ex 1. Let $x > 0$. Then $|x| = x$.\n\nEx 2. $|x| = x$.",
        &["given", "valid", "unproved"],
    ),
    (
        "i) Let $x > 0$. Then $|x| = x$.\n\nii) $|x| = x$.",
        &["given", "valid", "unproved"],
    ),
    (
        "1. Let $x > 0$. Then $|x| = x$.\n2. $|x| = x$.",
        &["given", "valid", "unproved"],
    ),
    (
        "**(a)** Let $x > 0$. Then $|x| = x$.\n\n**(b)** $|x| = x$.",
        &["given", "valid", "unproved"],
    ),
    (
        "(a) Let $x > 0$.\n\n(i) $|x| = x$.\n\n(ii) $|x| = x$.\n\n(b) $|x| = x$.",
        &["given", "valid", "valid", "unproved"],
    ),
    // Steps of one derivation have labels, too.
    ("1. Let $x > 0$.\n2. Then $|x| = x$.", &["given", "valid"]),
    (
        "1. Let $x > 0$. Then $|x| = x$.\n2. Hence $|x| + 1 = x + 1$.",
        &["given", "valid", "valid"],
    ),
    (
        "1. Soit $x > 0$. Alors $|x| = x$.\n2. Donc $|x| + 1 = x + 1$.",
        &["given", "valid", "valid"],
    ),
    (
        "Let $x > 0$.\n\n(a) $|x| = x$.\n\n(b) $\\sqrt{x^2} = x$.",
        &["given", "valid", "valid"],
    ),
    (
        "**Step 1.** Let $x > 0$. Then $|x| = x$.\n\n**Step 2.** $\\sqrt{x^2} = x$.",
        &["given", "valid", "valid"],
    ),
    (
        "(a) Let $f(x) = x^2$. Then $f(2) = 4$.\n\n(b) $f(3) = 9$.",
        &["defined", "valid", "valid"],
    ),
    (
        "(a) Let $u_0 = 1$ and $u_{n+1} = 2u_n$. Then $u_1 = 2$.\n\n(b) $u_2 = 4$.",
        &["given", "given", "valid", "valid"],
    ),
    // A bound of an index says nothing of the end of a sum.
    (
        "Let $i \\le n$. Then $\\sum_{i=1}^n i = \\frac{n(n+1)}{2}$.",
        &["given", "conditional"],
    ),
    (
        "Let $n \\ge i$. Then $\\sum_{i=1}^n i = \\frac{n(n+1)}{2}$.",
        &["given", "conditional"],
    ),
    (
        "Let $1 \\le i \\le n$. Then $\\sum_{i=1}^n i = \\frac{n(n+1)}{2}$.",
        &["given", "valid"],
    ),
    (
        "Let $i \\le n$. Then $\\sum_{i=1}^n i = n(n+1)$.",
        &["given", "invalid"],
    ),
    (
        "Let $n \\le 5$. Then $\\sum_{i=1}^n i = \\frac{n(n+1)}{2}$.",
        &["given", "invalid"],
    ),
    // What is solved holds until the next equation is solved; one of several answers is not refuted.
    (
        "Solve $2x+1=5$. We have $2x = 4$, so $x=2$.",
        &["given", "valid", "valid"],
    ),
    (
        "Solve $2x+1=5$. We have $2x = 6$, so $x=3$.",
        &["given", "invalid", "invalid"],
    ),
    (
        "Solve $2x+1=5$: $2x = 4$, $x=2$.",
        &["given", "valid", "valid"],
    ),
    (
        "Solve $2x+1=5$. $x=2$. Solve $3x = 9$. $x = 3$.",
        &["given", "valid", "given", "valid"],
    ),
    (
        "Résoudre $2x+1=5$. On a $2x = 4$, donc $x=2$.",
        &["given", "valid", "valid"],
    ),
    (
        "To solve $2x + 1 = 5$, subtract 1: $2x = 4$. Hence $x = 2$.",
        &["given", "valid", "valid"],
    ),
    ("Solve $x^2 = 4$. We get $x = 2$.", &["given", "unproved"]),
    (
        "Solve $x^2 = 4$. We get $x = 2$ or $x = -2$.",
        &["given", "valid"],
    ),
    ("Solve $x^2 = 4$. We get $x = 3$.", &["given", "invalid"]),
    (
        "(a) Solve $2x = 4$. So $x = 2$.\n\n(b) $x = 2$.",
        &["given", "valid", "valid"],
    ),
    (
        "Find $a$ such that $a^2 = 9$. We get $a = 3$.",
        &["skipped", "given", "unproved"],
    ),
    (
        "Trouver $a$ tel que $a^2 = 9$. On obtient $a = 3$.",
        &["skipped", "given", "unproved"],
    ),
    (
        "Find $a$ such that $2a = 9$. We get $a = 3$.",
        &["skipped", "given", "invalid"],
    ),
    (
        "(a) Let $a > 0$.\n\n(b) Now find $a$ such that $a^2 = 9$. We get $a = 3$.",
        &["given", "skipped", "given", "unproved"],
    ),
    (
        "The equation $2^n = n^2$ holds for $n = 4$. Hence $n = 4$.",
        &["given", "skipped", "unproved"],
    ),
    (
        "It holds for $n = 4$. Hence $n = 4$.",
        &["skipped", "unproved"],
    ),
    (
        "L'équation $2^n = n^2$ est vérifiée pour $n = 4$. Donc $n = 4$.",
        &["given", "skipped", "unproved"],
    ),
    // A value of what the text has defined is supposed for its sentence.
    (
        "Let $S = a+b$ with $a,b>0$. For $S = 2$ we have $ab \\le 1$. Hence $ab \\le 1$.",
        &["defined", "given", "given", "valid", "unproved"],
    ),
    (
        "Soit $S = a+b$ avec $a,b>0$. Pour $S = 2$ on a $ab \\le 1$. Donc $ab \\le 1$.",
        &["defined", "given", "given", "valid", "unproved"],
    ),
    (
        "For $x = 2$ we get $x+2 = 4$. Hence $x+2 = 4$.",
        &["given", "valid", "valid"],
    ),
    // Systems, and what is solved for a name or in a set.
    (
        "Solve the system $x + y = 3$ and $x - y = 1$. Adding: $2x = 4$, so $x = 2$ and $y = 1$.",
        &["given", "given", "valid", "valid", "valid"],
    ),
    (
        "Résoudre le système $x + y = 3$, $x - y = 1$. On trouve $x = 2$ et $y = 1$.",
        &["given", "given", "valid", "valid"],
    ),
    (
        "Solve for $x$: $3x - 2 = 7$. Then $3x = 9$ and $x = 3$.",
        &["skipped", "given", "valid", "valid"],
    ),
    (
        "Résoudre dans $\\mathbb{R}$ l'équation $2x = 4$. On trouve $x = 2$.",
        &["skipped", "given", "valid"],
    ),
    (
        "We want to solve $x^2 - 5x + 6 = 0$. We factor: $(x-2)(x-3) = 0$. Hence $x = 2$ or $x = 3$.",
        &["given", "valid", "valid"],
    ),
    (
        "(a) Solve $2x = 4$. So $x = 2$.\n\n(b) Solve $3x = 9$. So $x = 3$.",
        &["given", "valid", "given", "valid"],
    ),
    (
        "Find $x$ if $2x = 6$. $x = 3$.",
        &["skipped", "given", "unproved"],
    ),
    // What names satisfy that are brought.
    (
        "Let $x$ satisfy $2x = 6$. Then $x = 3$.",
        &["skipped", "given", "valid"],
    ),
    (
        "Soit $x$ un réel vérifiant $2x = 6$. Alors $x = 3$.",
        &["skipped", "given", "valid"],
    ),
    (
        "Let $x$ and $y$ satisfy $x + y = 3$ and $x - y = 1$. Then $x = 2$.",
        &["skipped", "skipped", "given", "given", "valid"],
    ),
    (
        "Let $x > 0$ satisfy $x^2 = 4$. Then $x = 2$.",
        &["given", "given", "valid"],
    ),
    (
        "Then $x$ and $y$ satisfy $x + y = 3$.",
        &["skipped", "skipped", "invalid"],
    ),
    // Roots and solutions are no values from there on.
    (
        "Let $f(x) = x^2 - 4x + 3$. The roots are $x = 1$ and $x = 3$. At $x = 2$ the minimum is $f(2) = -1$.",
        &["defined", "skipped", "skipped", "given", "valid"],
    ),
    (
        "The equation $x^2 = 9$ has the solutions $x = 3$ and $x = -3$. So $x = 3$.",
        &["given", "skipped", "skipped", "unproved"],
    ),
    (
        "L'équation $x^2 = 9$ a pour solutions $x = 3$ et $x = -3$. Donc $x = 3$.",
        &["given", "skipped", "skipped", "unproved"],
    ),
    (
        "We have $x^2 = 9$ for $x = 3$ and for $x = -3$. Hence $x = -3$.",
        &["valid", "given", "skipped", "unproved"],
    ),
    // What was found for the first value need not be so for the second.
    (
        "Let $t$ be the time. At $t = 2$, $s = 10$. At $t = 3$, $s = 15$.",
        &["skipped", "given", "defined", "given", "defined"],
    ),
    (
        "Let $x = 3$. Then $y = 2x = 6$. Let $x = 4$. Then $y = 2x = 8$.",
        &["defined", "defined", "valid", "defined", "defined", "valid"],
    ),
    (
        "Let $x = 3$ and $y = 2$. Then $x + y = 5$. Let $x = 4$. Then $x + y = 6$.",
        &["defined", "defined", "valid", "defined", "valid"],
    ),
    (
        "For all $x > 0$, $\\ln x \\le x - 1$. Taking $x = 2$: $\\ln 2 \\le 1$. Taking $x = 3$: $\\ln 3 \\le 2$.",
        &["given", "valid", "given", "valid", "given", "valid"],
    ),
    (
        "| $x = 1$ | $x = 2$ |\n|---|---|\n| $x^2 = 1$ | $x^2 = 4$ |",
        &["skipped", "skipped", "unproved", "unproved"],
    ),
    // Laws whose premises are laws do not multiply.
    (
        "Let $H_n = \\sum_{k=1}^n \\frac1k$ for $n \\ge 1$. Then $H_1 = 1$ and $H_2 = 3/2$. We have $H_{2n} - H_n \\ge 1/2$, $H_{n+1} = H_n + \\frac{1}{n+1}$ and $H_n \\le n$. Hence $H_n \\ge 1$.",
        &[
            "given", "given", "valid", "valid", "unproved", "unproved", "unproved", "unproved",
        ],
    ),
    // Another name than the one that was found.
    (
        "Solve $2x = 4$. So $x = 2$.\n\nLet $f(x) = x^2$. Then $f(x) = 4$.",
        &["given", "valid", "defined", "unproved"],
    ),
    (
        "Solve $x^2 = 4$.\n\nLet $x = 5$. Then $x^2 = 25$.",
        &["given", "given", "valid"],
    ),
    (
        "Find $a, b$ with $a + b = 3$ and $ab = 2$. We get $a = 1$ and $b = 2$.",
        &["skipped", "given", "given", "unproved", "unproved"],
    ),
    // A name that is given a value anew is not in doubt.
    (
        "a. Let $x = 1$. Then $2x = 2$.\n\nb. Let $x = 2$. Then $2x = 4$.",
        &["defined", "valid", "defined", "valid"],
    ),
    (
        "a. Let $x > 1$. Then $2x > 2$.\n\nb. Let $x = 2$. Then $2x = 4$.",
        &["given", "valid", "given", "valid"],
    ),
    // All that stands between "if" and "then" is supposed.
    (
        "If $n$ is even, $m$ is odd and $k = 1$, then $n + k = 3$. Hence $k = 1$.",
        &["skipped", "skipped", "given", "unproved", "invalid"],
    ),
    (
        "Si $n$ est pair et $k = 1$, alors $n + k = 3$. Donc $k = 1$.",
        &["skipped", "given", "unproved", "invalid"],
    ),
    // What nothing was said of is left open.
    ("At $x = 0$, $f(0) = 1$.", &["defined", "unproved"]),
    // What lies at a value is no value from there on.
    (
        "The tangent at $x = 1$ is $y = 2x - 1$. The tangent at $x = 2$ is $y = 4x - 4$.",
        &["skipped", "defined", "skipped", "unproved"],
    ),
    (
        "It equals zero at $x = 1$ and at $x = 2$. So $x = 2$.",
        &["skipped", "skipped", "unproved"],
    ),
    (
        "The function vanishes at $x = 1$. So $x = 1$.",
        &["skipped", "unproved"],
    ),
    (
        "La fonction s'annule en $x = 1$. Donc $x = 1$.",
        &["skipped", "unproved"],
    ),
    (
        "Let $f(x) = x^2$. The derivative at $x = 3$ is $f'(3) = 6$. Hence $x = 3$.",
        &["defined", "skipped", "valid", "unproved"],
    ),
    (
        "The value at $x = 0$ is $f(0) = 1$. The value at $x = 1$ is $f(1) = 2$.",
        &["skipped", "unproved", "skipped", "unproved"],
    ),
    // What a question asks to solve holds in its answer.
    (
        "**Exercise 1.** Solve $x^2 = 9$.\n\n**Solution.** We get $x = 3$ or $x = -3$.",
        &["given", "valid"],
    ),
    (
        "**Exercice 1.** Résoudre $3x - 6 = 0$.\n\n**Solution.** $3x = 6$ donc $x = 3$.",
        &["given", "valid", "invalid"],
    ),
];

#[test]
fn what_is_supposed_ends_where_the_text_ends_it() {
    agree(ROWS);
}

// Values, rows, questions and conditions that hold for a while only.
const POINTS: &[Row] = &[
    (
        "Let $f(x)=x^3$. At $x=1$: $f(x)=1$. Hence $f(x)=x$.",
        &["defined", "given", "valid", "unproved"],
    ),
    (
        "Let $f(x)=x^2$. At $x=2$ we have $f(x)=4$. So the general formula is $f(x)=4$.",
        &["defined", "given", "valid", "unproved"],
    ),
    (
        "Let $f(x)=x^2$. At $x=2$ we have $f'(x)=4$. Hence $f(2) = 4$.",
        &["defined", "given", "valid", "valid"],
    ),
    (
        "Let $f(x)=x^3$. For $x=1$: $f(x)=1$. Hence $f(x)=x$.",
        &["defined", "given", "valid", "unproved"],
    ),
    // Rows of tables.
    (
        "| case | value |\n|---|---|\n| $a=0$ | $ab=0$ |\n| $a=1$ | $ab=0$ |",
        &["given", "valid", "given", "invalid"],
    ),
    (
        "| case | value |\n|---|---|\n| $x=1$ | $x^2=1$ |\n| $x=2$ | $x^2=1$ |",
        &["given", "valid", "given", "invalid"],
    ),
    (
        "| case | value |\n|---|---|\n| $x > 0$ | $\\lvert x \\rvert = x$ |\n| $x < 0$ | $\\lvert x \\rvert = -x$ |",
        &["given", "valid", "given", "valid"],
    ),
    (
        "| Condition | Sign |\n|---|---|\n| $x > 1$ | $x^2 > x$ |\n| $x < 0$ | $x^3 > 0$ |",
        &["given", "valid", "given", "invalid"],
    ),
    (
        "| | $x > 0$ | $x < 0$ |\n|---|---|---|\n| sign | $x^3 > 0$ | $x^3 < 0$ |",
        &["skipped", "skipped", "unproved", "unproved"],
    ),
    // Questions with text on the line of their label.
    (
        "Q1. Suppose $x>0$. Then $$x + 1 > 1.$$\n\nQ2. Then $$x + 2 > 2.$$",
        &["given", "valid", "unproved"],
    ),
    (
        "**Q1.** Suppose $x>0$. Then $$x + 1 > 1.$$\n\n**Q2.** Then $$x + 2 > 2.$$",
        &["given", "valid", "unproved"],
    ),
    (
        "**Q1.** Let $f(x) = x^2$. Then $f(1) = 1$.\n\n**Q2.** Then $f(2) = 4$.",
        &["defined", "valid", "valid"],
    ),
    (
        "(a) Suppose $x > 0$. Then $x + 1 > 1$.\n\n(b) Then $x + 2 > 2$.",
        &["given", "valid", "valid"],
    ),
    // What is conceded is not supposed.
    (
        "Even if $x=1$, $x^2=1$ and then $x^3=1$.",
        &["skipped", "unproved", "unproved"],
    ),
    ("Même si $x = 1$, on a $x^2 = 1$.", &["skipped", "unproved"]),
    ("Even if $x = 0$, $x^2 \\geq 0$.", &["skipped", "valid"]),
    // Conditions that contradict what was supposed.
    (
        "Let $x \\ge 0$. Then $x+1 \\geq 1$. If $x < 0$, then $x^2 = 7$.",
        &["given", "valid", "given", "unproved"],
    ),
    (
        "Let $x > 3$. When $x = 1$, we have $x^2 = 7$.",
        &["given", "given", "unproved"],
    ),
    (
        "Let $n$ be a positive integer. If $n = 0$, then $2^n = 5$.",
        &["skipped", "given", "unproved"],
    ),
    (
        "Let $x>0$. If $x = 2$, then $x^2 = 4$.",
        &["given", "given", "valid"],
    ),
    // The hypothesis of an induction.
    (
        "Induction hypothesis: $\\sum_{i=1}^n i = n^2$. Then $2\\sum_{i=1}^n i = 2n^2$.\n\nBy induction, the formula holds for all $n$.\n\nHence $\\sum_{i=1}^n i = n^2$.",
        &["given", "valid", "skipped", "unproved"],
    ),
    (
        "Induction hypothesis: $u_n = 2^n$. Then $2 u_n = 2^{n+1}$.",
        &["given", "valid"],
    ),
    (
        "Hypothèse de récurrence : $u_n = 2^n$. Alors $2 u_n = 2^{n+1}$.",
        &["given", "valid"],
    ),
];

#[test]
fn what_holds_for_a_while_is_over_behind_it() {
    agree(POINTS);
}
