//! Members of families and where their indices lie, as texts introduce them: short texts, and the verdict of each formula in them.

#[path = "common/texts.rs"]
mod texts;

use texts::{Row, agree};

const ROWS: &[Row] = &[
    // Where an index lies, listed with dots or compared.
    (
        r"Let $a_k > 0$ for $k = 1, \ldots, n$. Then $\sum_{k=1}^n a_k \ge 0$.",
        &["given", "given", "valid"],
    ),
    (
        r"Let $b_i > 0$ for $i = 1, 2, \dots, n$. Then $\sum_{i=1}^n b_i \ge 0$.",
        &["given", "given", "valid"],
    ),
    (
        r"Let $b_i > 0$ for all $i \in \{1, \ldots, n\}$. Then $\sum_{i=1}^n b_i \ge 0$.",
        &["given", "given", "valid"],
    ),
    (
        r"Suppose $\forall k \in \{0, \ldots, n-1\}, c_k > 0$. Then $\sum_{k=0}^{n-1} c_k \ge 0$.",
        &["given", "valid"],
    ),
    (
        r"Suppose $\forall k \in \{0, \ldots, n-1\}, c_k > 0$. Then $\sum_{k=1}^{n} c_k \ge 0$.",
        &["given", "invalid"],
    ),
    (
        r"Suppose $a_k > 0, \quad k = 1, \ldots, n$. Then $\sum_{k=1}^n a_k \ge 0$.",
        &["given", "valid"],
    ),
    (
        r"Let $a_k > 0$ for $k = 1, \ldots, n$. Then $\sum_{k=1}^n a_k < 0$.",
        &["given", "given", "invalid"],
    ),
    (
        r"For $k = 1, \ldots, n$ we have $2k + 1 \ge 3$.",
        &["given", "valid"],
    ),
    (
        r"For $k = 0, 1, 2, \ldots$ we have $2k + 1 \ge 3$.",
        &["given", "invalid"],
    ),
    // An index is an integer.
    (
        r"For $k = 0, 1, 2, \ldots$ we have $k^2 \ge k$.",
        &["given", "valid"],
    ),
    // What is said of a list with dots is said of every member.
    (
        r"Let $x_1, x_2, \dots, x_n > 0$. Then $\sum_{i=1}^n x_i > 0$.",
        &["given", "valid"],
    ),
    (
        r"Let $p_1, \dots, p_n \geq 0$. Then $p_1 + p_2 + \cdots + p_n \geq 0$.",
        &["given", "valid"],
    ),
    (
        r"Let $0 < x_1, \ldots, x_n < 1$. Then $\sum_{i=1}^n x_i^2 \leq \sum_{i=1}^n x_i$.",
        &["given", "valid"],
    ),
    (
        r"Let $x_1, \ldots, x_n \in [0, 1]$. Then $\sum_{i=1}^n x_i \leq n$.",
        &["given", "valid"],
    ),
    (
        r"Let $x_1, \ldots, x_n \in [0, 1]$. Then $\sum_{i=1}^n x_i \leq 1$.",
        &["given", "invalid"],
    ),
    (
        r"Let $x_1, \ldots, x_n$ be positive real numbers. Then $\sum_{i=1}^n x_i > 0$.",
        &["skipped", "valid"],
    ),
    (
        r"Soient $a_1, \ldots, a_n$ des réels strictement positifs. Alors $\prod_{i=1}^n a_i > 0$.",
        &["skipped", "valid"],
    ),
    // The last index is not among the members.
    (
        r"Let $x_1, \ldots, x_n$ be negative numbers. Then $\sum_{i=1}^n x_i < 0$. Also $n < 0$.",
        &["skipped", "valid", "invalid"],
    ),
    (
        r"Let $x_1, x_2, \ldots, x_n$ be real numbers. Then $\sum_{i=1}^n x_i \ge 0$.",
        &["skipped", "invalid"],
    ),
    // Where it is said of members with one letter, for the indices that the text gives.
    (
        r"Let $x_i$ be positive for $i = 1, \ldots, n$. Then $\sum_{i=1}^n x_i > 0$.",
        &["skipped", "given", "valid"],
    ),
    (
        r"Let $x_i$ be positive for $1 \le i \le n$. Then $x_0 > 0$.",
        &["skipped", "given", "invalid"],
    ),
    (
        r"Assume $0 \leq p_i \leq 1$ for $1 \leq i \leq n$. Then $\sum_{i=1}^n p_i^2 \leq \sum_{i=1}^n p_i$.",
        &["given", "given", "valid"],
    ),
    (
        r"Assume $0 \leq p_i \leq 2$ for $1 \leq i \leq n$. Then $\sum_{i=1}^n p_i^2 \leq \sum_{i=1}^n p_i$.",
        &["given", "given", "invalid"],
    ),
    // "For RANGE let A" before and behind.
    (
        r"For $k = 0, \ldots, K-1$ let $a_{k+1} \le a_k$. Then $a_0 \le a_K$.",
        &["given", "given", "unproved"],
    ),
    (
        r"For $0 \le k \le K - 1$ let $a_k \ge 1$. Then $\sum_{k=0}^{K-1} a_k \ge 0$.",
        &["given", "given", "valid"],
    ),
    // One that is fixed says nothing of the others.
    (
        r"Let $k \ge 1$. Suppose $a_k \ge 1$. Then $a_{k+1} \ge 1$.",
        &["given", "given", "invalid"],
    ),
    // A list that is in order.
    (
        r"Let $x_1 \le x_2 \le \cdots \le x_n$. Then $x_n \le x_1$.",
        &["given", "invalid"],
    ),
    // x_0 is none of the members that the text speaks of.
    (
        r"Let $x_i \leq x_{i+1}$ for all $1 \leq i < n$. Then $x_1 \le x_n$.",
        &["given", "given", "unproved"],
    ),
    // What a name stands for is said of no member.
    (
        r"Let $p = (p_1, \dots, p_n)$ with $p_i \geq 0$. Then $p_1 = p_2$.",
        &["unread", "given", "unproved"],
    ),
    // Said of the last of several names, it is said of all.
    (
        "Let $b$ and $c$ be positive reals. Then $bc > 0$.",
        &["skipped", "skipped", "valid"],
    ),
    (
        "Let $a$, $b$ and $c$ be positive. Then $abc > 0$.",
        &["skipped", "skipped", "skipped", "valid"],
    ),
    (
        "Let $n$ and $m$ be natural numbers. Then $n + m \\geq 0$.",
        &["skipped", "skipped", "valid"],
    ),
    (
        "Let $n$ and $m$ be natural numbers. Then $n + m \\geq 1$.",
        &["skipped", "skipped", "invalid"],
    ),
    (
        "Soient $b$ et $c$ deux réels strictement positifs. Alors $bc > 0$.",
        &["skipped", "skipped", "valid"],
    ),
    (
        "Soient $x$ et $y$ deux réels positifs. Alors $x y > 0$.",
        &["skipped", "skipped", "invalid"],
    ),
    (
        "Soient deux réels strictement positifs $a$ et $b$. Alors $ab > 0$.",
        &["skipped", "skipped", "valid"],
    ),
    (
        "Let $a$ be positive and $b$ be negative. Then $ab < 0$.",
        &["skipped", "skipped", "valid"],
    ),
    (
        "Let $a$ be real and $b$ be positive. Then $a > 0$.",
        &["skipped", "skipped", "invalid"],
    ),
];

#[test]
fn what_is_said_of_members_is_said_of_each() {
    agree(ROWS);
}
