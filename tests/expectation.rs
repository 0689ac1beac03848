//! Expectations, variances and covariances: short texts, and the verdict of each formula in them.

#[path = "common/texts.rs"]
mod texts;

use texts::{Row, agree};

// What is supposed of the outcomes stands before the first formula that speaks of them.
const ROWS: &[Row] = &[
    (
        "Let $X$ be a random variable. Then $\\mathbb{E}[2X + 3] = 2\\mathbb{E}[X] + 3$.",
        &["skipped", "given", "given", "given", "given", "valid"],
    ),
    (
        "Let $X$ be a random variable. Then $\\mathrm{E}(2X) = \\mathrm{E}(X)$.",
        &["skipped", "given", "given", "given", "given", "invalid"],
    ),
    (
        "Soit $X$ une variable aléatoire. Alors $E(X+1) = E(X) + 1$.",
        &["skipped", "given", "given", "given", "given", "valid"],
    ),
    // Without words that say what is random a capital may be a constant: true is true for it as well, and nothing is refuted.
    (
        "Then $\\mathbb{E}[AX] = A \\mathbb{E}[X]$.",
        &["given", "given", "given", "given", "unproved"],
    ),
    (
        "Then $\\mathbb{E}[A + X] = \\mathbb{E}[A] + \\mathbb{E}[X]$.",
        &["given", "given", "given", "given", "valid"],
    ),
    // What the words say of a distribution is not understood.
    (
        "Let $X$ and $Y$ be independent random variables. Then $\\mathbb{E}[XY] = \\mathbb{E}[X]\\mathbb{E}[Y]$.",
        &[
            "skipped", "skipped", "given", "given", "given", "given", "unproved",
        ],
    ),
    (
        "Let $X$ be a random variable, uniform on $[0,1]$. Then $\\mathbb{E}[X] = \\frac12$.",
        &[
            "skipped", "skipped", "given", "given", "given", "given", "unproved",
        ],
    ),
    (
        "Let $X$ and $Y$ be random variables. Suppose that they are independent. Then $\\mathbb{E}[XY] = \\mathbb{E}[X]\\mathbb{E}[Y]$.",
        &[
            "skipped", "skipped", "given", "given", "given", "given", "unproved",
        ],
    ),
    // Elsewhere a random quantity is so for every outcome.
    (
        "Let $X$ be a random variable with $X \\geq 2$. Then $\\mathbb{E}[X] \\geq 2$ and $\\mathbb{E}[X^2] \\geq 4$.",
        &[
            "skipped", "given", "given", "given", "given", "given", "valid", "valid",
        ],
    ),
    (
        "Let $X$ be a random variable and $Y = X - \\mathbb{E}[X]$. Then $\\mathbb{E}[Y] = 0$.",
        &[
            "skipped", "given", "given", "given", "given", "given", "valid",
        ],
    ),
    (
        "Let $X$ be a random variable. If $\\mathbb{E}[X] = 0$, then $\\operatorname{Var}(X) = \\mathbb{E}[X^2]$.",
        &[
            "skipped", "given", "given", "given", "given", "given", "valid",
        ],
    ),
    // Not read.
    (
        "Let $X$ and $Y$ be random variables. Then $\\mathbb{E}[\\mathbb{E}[X \\mid Y]] = \\mathbb{E}[X]$.",
        &["skipped", "skipped", "unread"],
    ),
    (
        "Let $X_1$ be a random variable. Then $\\mathbb{E}[X_1 + X] = 2\\mathbb{E}[X]$.",
        &["skipped", "unread"],
    ),
    // Letters that may be random, and what is no number.
    (
        "Let $u$ be a random variable. Then $\\operatorname{Var}(X+u) = \\operatorname{Var}(X)$.",
        &["skipped", "unread"],
    ),
    (
        "Let $Y = a + \\varepsilon$, where $\\varepsilon$ is random noise. Then $\\operatorname{Var}(Y) = 0$.",
        &[
            "unread", "skipped", "given", "given", "given", "given", "unproved",
        ],
    ),
    (
        "Let $A$ and $B$ be random matrices. Then $\\mathbb{E}[AB] = \\mathbb{E}[BA]$.",
        &["skipped", "skipped", "unread"],
    ),
    (
        "Let $X$ be a random variable. Then $\\mathbb{E} X^2 = X\\, \\mathbb{E} X$.",
        &["skipped", "unread"],
    ),
    (
        "Let $X$ be a nonnegative random variable. Then $\\mathbb{E}[X] \\geq 0$.",
        &["skipped", "given", "given", "given", "given", "unproved"],
    ),
    // E is not always an expectation.
    ("Let $E(x) = x^2$. Then $E(2) = 4$.", &["defined", "valid"]),
    (
        "The energy is $E = m c^2$. Then $2E = 2 m c^2$.",
        &["defined", "valid"],
    ),
];

#[test]
fn expectations_are_sums_over_outcomes() {
    agree(ROWS);
}
