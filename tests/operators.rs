//! Letters for matrices of which no entry is written: products, transposes, inverses and gradients, right and wrong, in English and French.

use hence::check::{Checker, Options};

/// What a text supposes, what it claims, and the verdict on the claim.
type Row = (&'static str, &'static str, &'static str);

const SQUARE: &str = "Let $A$ and $B$ be square matrices.";
const INVERTIBLE: &str = "Let $A$ and $B$ be invertible matrices.";
const SYMMETRIC: &str = "Let $A$ be a symmetric matrix.";
const ONE: &str = "Let $A$ be a matrix.";
const DATA: &str =
    "Let $X \\in \\mathbb{R}^{n \\times d}$, $y \\in \\mathbb{R}^n$ and $w \\in \\mathbb{R}^d$.";
const PROJECTION: &str = "Let $P$ be a matrix with $P^2 = P$.";
const TURN: &str = "Let $Q$ be an orthogonal matrix.";
const COLUMNS: &str = "Let $a, b \\in \\mathbb{R}^n$.";
const CARREES: &str = "Soient $A$ et $B$ deux matrices carrées.";
const INVERSIBLES: &str = "Soient $A$ et $B$ deux matrices inversibles.";
const SYMETRIQUE: &str = "Soit $A$ une matrice symétrique.";

const ROWS: &[Row] = &[
    (SQUARE, "AB = BA", "invalid"),
    (SQUARE, "(A+B)^2 = A^2 + 2AB + B^2", "invalid"),
    (SQUARE, "(A+B)^2 = A^2 + AB + BA + B^2", "valid"),
    (SQUARE, "(A+B)(A-B) = A^2 - B^2", "invalid"),
    (SQUARE, "(A+B)(A-B) = A^2 - AB + BA - B^2", "valid"),
    (SQUARE, "(AB)^T = B^T A^T", "valid"),
    (SQUARE, "(AB)^T = A^T B^T", "invalid"),
    (SQUARE, "(A+B)^T = A^T + B^T", "valid"),
    (SQUARE, "(A^T)^T = A", "valid"),
    (SQUARE, "(2A)^T = 2A^T", "valid"),
    (SQUARE, "(A^T A)^T = A^T A", "valid"),
    (SQUARE, "(A + A^T)^T = A + A^T", "valid"),
    (SQUARE, "(A - A^T)^T = A - A^T", "invalid"),
    (SQUARE, "(A - A^T)^T = A^T - A", "valid"),
    (SQUARE, "(AB)^2 = A^2 B^2", "invalid"),
    (SQUARE, "(AB)^2 = ABAB", "valid"),
    (SQUARE, "A(B + A) = AB + A^2", "valid"),
    (SQUARE, "A(B+A) = BA + A^2", "invalid"),
    (SQUARE, "AI = A", "valid"),
    (SQUARE, "(I - A)(I + A) = I - A^2", "valid"),
    (SQUARE, "(I-A)^2 = I - A^2", "invalid"),
    (SQUARE, "A^3 = A A^2", "valid"),
    (SQUARE, "A^T A = A A^T", "invalid"),
    (SQUARE, "A + B = A", "invalid"),
    (SQUARE, "AB = 0", "invalid"),
    (INVERTIBLE, "(AB)^{-1} = B^{-1} A^{-1}", "valid"),
    (INVERTIBLE, "(AB)^{-1} = A^{-1} B^{-1}", "invalid"),
    (INVERTIBLE, "(A^T)^{-1} = (A^{-1})^T", "valid"),
    (INVERTIBLE, "(A^{-1})^{-1} = A", "valid"),
    (INVERTIBLE, "(2A)^{-1} = 2 A^{-1}", "invalid"),
    (INVERTIBLE, "(2A)^{-1} = \\frac12 A^{-1}", "valid"),
    (INVERTIBLE, "A A^{-1} = I", "valid"),
    (INVERTIBLE, "A B A^{-1} = B", "invalid"),
    (INVERTIBLE, "(A+B)^{-1} = A^{-1} + B^{-1}", "unproved"),
    (INVERTIBLE, "A^{-1}(A + B)B^{-1} = A^{-1} + B^{-1}", "valid"),
    (INVERTIBLE, "(ABA^{-1})^2 = A B^2 A^{-1}", "valid"),
    (SQUARE, "A^{-1} A = I", "conditional"),
    (SQUARE, "(AB)^{-1} = B^{-1}A^{-1}", "conditional"),
    (SYMMETRIC, "x^T A y = y^T A x", "valid"),
    (SYMMETRIC, "A^T = A", "valid"),
    (SYMMETRIC, "A^T = -A", "invalid"),
    (SYMMETRIC, "\\nabla_x (x^T A x) = 2Ax", "valid"),
    (SYMMETRIC, "\\nabla_x (x^T A x) = Ax", "invalid"),
    (SYMMETRIC, "(A^2)^T = A^2", "valid"),
    (ONE, "\\nabla_x (x^T A x) = 2Ax", "invalid"),
    (ONE, "\\nabla_x (x^T A x) = (A + A^T)x", "valid"),
    (ONE, "x^T A x = x^T A^T x", "valid"),
    (ONE, "x^T A y = y^T A x", "invalid"),
    (ONE, "x^T A y = y^T A^T x", "valid"),
    (ONE, "\\|Ax\\|^2 = x^T A^T A x", "valid"),
    (ONE, "\\|Ax\\|^2 = x^T A x", "invalid"),
    (TURN, "\\|Qx\\| = \\|x\\|", "valid"),
    (TURN, "\\|Qx\\| = 2\\|x\\|", "unproved"),
    (TURN, "(Qx)^T (Qy) = x^T y", "valid"),
    (TURN, "Q^{-1} = Q^T", "valid"),
    (TURN, "Q^2 = I", "unproved"),
    (TURN, "Q^T Q = I", "valid"),
    (PROJECTION, "(I-P)^2 = I - P", "valid"),
    (PROJECTION, "(I - P)^2 = I + P", "invalid"),
    (PROJECTION, "P(I-P) = 0", "valid"),
    (PROJECTION, "P^3 = P", "valid"),
    (PROJECTION, "(2P - I)^2 = I", "valid"),
    (PROJECTION, "P = I", "invalid"),
    (
        DATA,
        "\\nabla_w \\left(\\|Xw - y\\|^2\\right) = 2X^T(Xw - y)",
        "valid",
    ),
    (DATA, "\\nabla_w (\\|Xw - y\\|^2) = X^T(Xw - y)", "invalid"),
    (DATA, "\\nabla_w (\\|Xw - y\\|^2) = 2X(Xw - y)", "unread"),
    (
        DATA,
        "\\|Xw - y\\|^2 = w^T X^T X w - 2 y^T X w + y^T y",
        "valid",
    ),
    (
        DATA,
        "\\|Xw - y\\|^2 = w^T X^T X w - y^T X w + y^T y",
        "invalid",
    ),
    (DATA, "X w X = y", "unread"),
    (
        DATA,
        "\\frac{\\partial}{\\partial w} \\|Xw\\|^2 = 2 X^T X w",
        "valid",
    ),
    (DATA, "\\nabla_w(w^T w) = 2w", "valid"),
    (DATA, "y^T X w = w^T X^T y", "valid"),
    (DATA, "y^T X w = w^T X y", "unread"),
    (DATA, "X + I = X", "unread"),
    (DATA, "(X^T X)^T = X^T X", "valid"),
    (
        DATA,
        "w = (X^T X)^{-1} X^T y \\Rightarrow X^T X w = X^T y",
        "unproved",
    ),
    (
        DATA,
        "X^T X w = X^T y \\Rightarrow w = (X^T X)^{-1} X^T y",
        "unproved",
    ),
    (DATA, "X^T X w = X^T y \\Rightarrow w = X^{-1} y", "unread"),
    (
        COLUMNS,
        "\\|a+b\\|^2 = \\|a\\|^2 + 2a^T b + \\|b\\|^2",
        "valid",
    ),
    (COLUMNS, "\\|a+b\\|^2 = \\|a\\|^2 + \\|b\\|^2", "invalid"),
    (COLUMNS, "a^T b = b^T a", "valid"),
    (COLUMNS, "\\nabla_x (a^T x) = a", "valid"),
    (COLUMNS, "\\nabla_x (a^T x) = x", "invalid"),
    (COLUMNS, "(a b^T)^T = b a^T", "valid"),
    (COLUMNS, "a b^T = b a^T", "unproved"),
    (COLUMNS, "(a a^T) b = (a^T b) a", "valid"),
    (CARREES, "(AB)^T = B^T A^T", "valid"),
    (CARREES, "AB = BA", "invalid"),
    (CARREES, "{}^t(AB) = {}^tB\\,{}^tA", "valid"),
    (CARREES, "(A+B)^2 = A^2 + 2AB + B^2", "invalid"),
    (INVERSIBLES, "(AB)^{-1} = B^{-1}A^{-1}", "valid"),
    (INVERSIBLES, "(AB)^{-1} = A^{-1}B^{-1}", "invalid"),
    (SYMETRIQUE, "A^T = A", "valid"),
    (SYMETRIQUE, "A^2 = A", "invalid"),
    (
        "Let $A$ be a $2 \\times 3$ matrix and $B$ a $2 \\times 3$ matrix.",
        "AB = BA",
        "unread",
    ),
    (
        "Let $A \\in \\mathbb{R}^{n\\times n}$ and $B \\in \\mathbb{R}^{m\\times n}$.",
        "AB = A",
        "unread",
    ),
    (
        "Let $A \\in \\mathbb{R}^{n\\times n}$ and $B \\in \\mathbb{R}^{m\\times n}$.",
        "A + B = B + A",
        "unread",
    ),
    (
        "Let $A$ and $B$ be matrices with $AB = BA$.",
        "(A+B)^2 = A^2+2AB+B^2",
        "valid",
    ),
    (
        "Let $A$ be nilpotent with $A^2 = 0$.",
        "(I-A)(I+A) = I",
        "valid",
    ),
    (
        "Let $A$ be a diagonal matrix and $B$ a diagonal matrix.",
        "AB = BA",
        "unproved",
    ),
    (
        "Let $A$ be an $n\\times n$ matrix. Let $c$ be real.",
        "(cA)^2 = c^2 A^2",
        "valid",
    ),
    (
        "Let $A$ be an $n\\times n$ matrix.",
        "\\det(A^2) = \\det(A)^2",
        "unread",
    ),
    (
        "Let $A$ and $B$ be matrices with $AB = I$.",
        "BA = I",
        "unproved",
    ),
    // What words deny, suppose for a while or say beside the names.
    (
        "Let $A$ be a matrix that is not symmetric.",
        "A^T = A",
        "unproved",
    ),
    (
        "Let $P$ be an orthogonal projection matrix.",
        "P^T P = I",
        "unproved",
    ),
    (
        "Let $A$ and $B$ be matrices. $A$ commutes with $B$.",
        "AB = BA",
        "unproved",
    ),
    (
        "Let $A$ be a symmetric positive definite matrix.",
        "A^T = A",
        "valid",
    ),
    (
        "Suppose the matrix $A$ is symmetric. Now the general case.",
        "A^T = A",
        "unproved",
    ),
];

#[test]
fn matrices_without_entries() {
    let checker = Checker::new(Options::default()).expect("the theory loads");
    let mut wrong = Vec::new();
    for (supposed, claimed, expected) in ROWS {
        let text = format!("{supposed}\n\n$${claimed}$$\n");
        let report = checker.check_file("text.md", text);
        let found = report.findings.last().map_or("", |f| f.verdict.word());
        if found != *expected {
            wrong.push(format!(
                "{supposed} {claimed}: {found}, expected {expected}"
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
