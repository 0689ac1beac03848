//! Matrices that are written out: their sums, products, inverses and determinants, the names that stand for them, and the letters in them.

#[path = "common/texts.rs"]
mod texts;

use texts::{Row, agree};

const NUMERALS: &[Row] = &[
    (
        "Let $A = \\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}$ and $B = \\begin{pmatrix} 0 & 1 \\\\ 1 & 0 \\end{pmatrix}$. Then $AB = \\begin{pmatrix} 2 & 1 \\\\ 4 & 3 \\end{pmatrix}$.",
        &["defined", "defined", "valid"],
    ),
    (
        "Let $A = \\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}$ and $B = \\begin{pmatrix} 0 & 1 \\\\ 1 & 0 \\end{pmatrix}$. Then $AB = \\begin{pmatrix} 2 & 1 \\\\ 4 & 2 \\end{pmatrix}$.",
        &["defined", "defined", "invalid"],
    ),
    (
        "Let $A = \\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}$ and $B = \\begin{pmatrix} 0 & 1 \\\\ 1 & 0 \\end{pmatrix}$. Then $BA = \\begin{bmatrix} 3 & 4 \\\\ 1 & 2 \\end{bmatrix}$.",
        &["defined", "defined", "valid"],
    ),
    (
        "Let $A = \\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}$ and $B = \\begin{pmatrix} 0 & 1 \\\\ 1 & 0 \\end{pmatrix}$. Then $AB = BA$.",
        &["defined", "defined", "invalid"],
    ),
    (
        "Let $A = \\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}$ and $B = \\begin{pmatrix} 0 & 1 \\\\ 1 & 0 \\end{pmatrix}$. Then $AB \\neq BA$.",
        &["defined", "defined", "valid"],
    ),
    (
        "Let $A = \\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}$ and $B = \\begin{pmatrix} 0 & 1 \\\\ 1 & 0 \\end{pmatrix}$. Then $A \\neq A$.",
        &["defined", "defined", "invalid"],
    ),
    (
        "Let $A = \\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}$ and $B = \\begin{pmatrix} 0 & 1 \\\\ 1 & 0 \\end{pmatrix}$. Then $A + B = \\begin{pmatrix} 1 & 3 \\\\ 4 & 4 \\end{pmatrix}$.",
        &["defined", "defined", "valid"],
    ),
    (
        "Let $A = \\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}$ and $B = \\begin{pmatrix} 0 & 1 \\\\ 1 & 0 \\end{pmatrix}$. Then $A - B = \\begin{pmatrix} 1 & 1 \\\\ 2 & 3 \\end{pmatrix}$.",
        &["defined", "defined", "invalid"],
    ),
    (
        "Let $A = \\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}$ and $B = \\begin{pmatrix} 0 & 1 \\\\ 1 & 0 \\end{pmatrix}$. Then $2A - B = \\begin{pmatrix} 2 & 3 \\\\ 5 & 8 \\end{pmatrix}$.",
        &["defined", "defined", "valid"],
    ),
    (
        "Let $A = \\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}$ and $B = \\begin{pmatrix} 0 & 1 \\\\ 1 & 0 \\end{pmatrix}$. Then $\\frac{A}{2} = \\begin{pmatrix} \\frac12 & 1 \\\\ \\frac32 & 2 \\end{pmatrix}$.",
        &["defined", "defined", "valid"],
    ),
    (
        "Let $A = \\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}$ and $B = \\begin{pmatrix} 0 & 1 \\\\ 1 & 0 \\end{pmatrix}$. Then $(AB)^T = A^T B^T$.",
        &["defined", "defined", "invalid"],
    ),
    (
        "Let $A = \\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}$ and $B = \\begin{pmatrix} 0 & 1 \\\\ 1 & 0 \\end{pmatrix}$. Then $(AB)^\\top = B^\\top A^\\top$.",
        &["defined", "defined", "valid"],
    ),
    (
        "Let $A = \\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}$ and $B = \\begin{pmatrix} 0 & 1 \\\\ 1 & 0 \\end{pmatrix}$. Then ${}^t(AB) = {}^tB\\,{}^tA$.",
        &["defined", "defined", "valid"],
    ),
    (
        "Let $A = \\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}$ and $B = \\begin{pmatrix} 0 & 1 \\\\ 1 & 0 \\end{pmatrix}$. Then ${}^tA = A$.",
        &["defined", "defined", "invalid"],
    ),
    (
        "Let $A = \\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}$ and $B = \\begin{pmatrix} 0 & 1 \\\\ 1 & 0 \\end{pmatrix}$. Then $(AB)^{-1} = A^{-1}B^{-1}$.",
        &["defined", "defined", "invalid"],
    ),
    (
        "Let $A = \\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}$ and $B = \\begin{pmatrix} 0 & 1 \\\\ 1 & 0 \\end{pmatrix}$. Then $(AB)^{-1} = B^{-1}A^{-1}$.",
        &["defined", "defined", "valid"],
    ),
    (
        "Let $A = \\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}$ and $B = \\begin{pmatrix} 0 & 1 \\\\ 1 & 0 \\end{pmatrix}$. Then $A^{-1} = \\begin{pmatrix} -2 & 1 \\\\ 3/2 & -1/2 \\end{pmatrix}$.",
        &["defined", "defined", "valid"],
    ),
    (
        "Let $A = \\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}$ and $B = \\begin{pmatrix} 0 & 1 \\\\ 1 & 0 \\end{pmatrix}$. Then $A^{-1} = \\begin{pmatrix} -2 & 1 \\\\ 3/2 & 1/2 \\end{pmatrix}$.",
        &["defined", "defined", "invalid"],
    ),
    (
        "Let $A = \\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}$ and $B = \\begin{pmatrix} 0 & 1 \\\\ 1 & 0 \\end{pmatrix}$. Then $A A^{-1} = I$.",
        &["defined", "defined", "valid"],
    ),
    (
        "Let $A = \\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}$ and $B = \\begin{pmatrix} 0 & 1 \\\\ 1 & 0 \\end{pmatrix}$. Then $A B = I_2$.",
        &["defined", "defined", "invalid"],
    ),
    (
        "Let $A = \\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}$ and $B = \\begin{pmatrix} 0 & 1 \\\\ 1 & 0 \\end{pmatrix}$. Then $B^2 = I$.",
        &["defined", "defined", "valid"],
    ),
    (
        "Let $A = \\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}$ and $B = \\begin{pmatrix} 0 & 1 \\\\ 1 & 0 \\end{pmatrix}$. Then $B^{-1} = B$.",
        &["defined", "defined", "valid"],
    ),
    (
        "Let $A = \\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}$ and $B = \\begin{pmatrix} 0 & 1 \\\\ 1 & 0 \\end{pmatrix}$. Then $A^{-1} = A$.",
        &["defined", "defined", "invalid"],
    ),
    (
        "Let $A = \\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}$ and $B = \\begin{pmatrix} 0 & 1 \\\\ 1 & 0 \\end{pmatrix}$. Then $\\det(AB) = \\det(A)\\det(B)$.",
        &["defined", "defined", "valid"],
    ),
    (
        "Let $A = \\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}$ and $B = \\begin{pmatrix} 0 & 1 \\\\ 1 & 0 \\end{pmatrix}$. Then $\\det(A + B) = \\det A + \\det B$.",
        &["defined", "defined", "invalid"],
    ),
    (
        "Let $A = \\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}$ and $B = \\begin{pmatrix} 0 & 1 \\\\ 1 & 0 \\end{pmatrix}$. Then $\\det(2A) = 2\\det A$.",
        &["defined", "defined", "invalid"],
    ),
    (
        "Let $A = \\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}$ and $B = \\begin{pmatrix} 0 & 1 \\\\ 1 & 0 \\end{pmatrix}$. Then $\\det(2A) = 4\\det A$.",
        &["defined", "defined", "valid"],
    ),
    (
        "Let $A = \\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}$ and $B = \\begin{pmatrix} 0 & 1 \\\\ 1 & 0 \\end{pmatrix}$. Then $|A| = -2$.",
        &["defined", "defined", "valid"],
    ),
    (
        "Let $A = \\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}$ and $B = \\begin{pmatrix} 0 & 1 \\\\ 1 & 0 \\end{pmatrix}$. Then $\\operatorname{tr}(AB) = \\operatorname{tr}(BA)$.",
        &["defined", "defined", "valid"],
    ),
    (
        "Let $A = \\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}$ and $B = \\begin{pmatrix} 0 & 1 \\\\ 1 & 0 \\end{pmatrix}$. Then $\\operatorname{tr}(AB) = \\operatorname{tr}(A)\\operatorname{tr}(B)$.",
        &["defined", "defined", "invalid"],
    ),
    (
        "Let $A = \\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}$ and $B = \\begin{pmatrix} 0 & 1 \\\\ 1 & 0 \\end{pmatrix}$. Then $\\operatorname{tr} A = 4$.",
        &["defined", "defined", "invalid"],
    ),
    (
        "Let $A = \\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}$ and $B = \\begin{pmatrix} 0 & 1 \\\\ 1 & 0 \\end{pmatrix}$. Then $A^2 = \\begin{pmatrix} 7 & 10 \\\\ 15 & 22 \\end{pmatrix}$.",
        &["defined", "defined", "valid"],
    ),
    (
        "Let $A = \\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}$ and $B = \\begin{pmatrix} 0 & 1 \\\\ 1 & 0 \\end{pmatrix}$. Then $A^2 = \\begin{pmatrix} 1 & 4 \\\\ 9 & 16 \\end{pmatrix}$.",
        &["defined", "defined", "invalid"],
    ),
    (
        "Let $A = \\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}$ and $B = \\begin{pmatrix} 0 & 1 \\\\ 1 & 0 \\end{pmatrix}$. Then $A^2 - 5A - 2I = 0$.",
        &["defined", "defined", "valid"],
    ),
    (
        "Let $A = \\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}$ and $B = \\begin{pmatrix} 0 & 1 \\\\ 1 & 0 \\end{pmatrix}$. Then $A^2 - 5A + 2I = 0$.",
        &["defined", "defined", "invalid"],
    ),
    (
        "Let $A = \\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}$ and $B = \\begin{pmatrix} 0 & 1 \\\\ 1 & 0 \\end{pmatrix}$. Then $(A+B)^2 = A^2 + 2AB + B^2$.",
        &["defined", "defined", "invalid"],
    ),
    (
        "Let $A = \\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}$ and $B = \\begin{pmatrix} 0 & 1 \\\\ 1 & 0 \\end{pmatrix}$. Then $(A+B)^2 = A^2 + AB + BA + B^2$.",
        &["defined", "defined", "valid"],
    ),
    (
        "Let $A = \\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}$ and $B = \\begin{pmatrix} 0 & 1 \\\\ 1 & 0 \\end{pmatrix}$. Then $A(A + B) = A^2 + AB$.",
        &["defined", "defined", "valid"],
    ),
    (
        "Let $A = \\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}$ and $B = \\begin{pmatrix} 0 & 1 \\\\ 1 & 0 \\end{pmatrix}$. Then $A(A+B)^T = (A(A+B))^T$.",
        &["defined", "defined", "invalid"],
    ),
    (
        "Let $A = \\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}$ and $B = \\begin{pmatrix} 0 & 1 \\\\ 1 & 0 \\end{pmatrix}$. Then $B^3 = B$.",
        &["defined", "defined", "valid"],
    ),
    (
        "Let $A = \\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}$ and $B = \\begin{pmatrix} 0 & 1 \\\\ 1 & 0 \\end{pmatrix}$. Then $B^0 = I$.",
        &["defined", "defined", "valid"],
    ),
    (
        "Let $A = \\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}$ and $B = \\begin{pmatrix} 0 & 1 \\\\ 1 & 0 \\end{pmatrix}$. Then $\\det(A - \\lambda I) = \\lambda^2 - 5\\lambda - 2$.",
        &["defined", "defined", "valid"],
    ),
    (
        "Let $A = \\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}$ and $B = \\begin{pmatrix} 0 & 1 \\\\ 1 & 0 \\end{pmatrix}$. Then $\\det(A - \\lambda I) = \\lambda^2 + 5\\lambda - 2$.",
        &["defined", "defined", "unproved"],
    ),
    (
        "Let $A = \\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}$ and $B = \\begin{pmatrix} 0 & 1 \\\\ 1 & 0 \\end{pmatrix}$. Then $A\\begin{pmatrix} 1 \\\\ 1 \\end{pmatrix} = \\begin{pmatrix} 3 \\\\ 7 \\end{pmatrix}$.",
        &["defined", "defined", "valid"],
    ),
    (
        "Let $A = \\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}$ and $B = \\begin{pmatrix} 0 & 1 \\\\ 1 & 0 \\end{pmatrix}$. Then $A\\begin{pmatrix} 1 \\\\ 1 \\end{pmatrix} = \\begin{pmatrix} 4 \\\\ 6 \\end{pmatrix}$.",
        &["defined", "defined", "invalid"],
    ),
];

#[test]
fn matrices_of_numerals_are_computed() {
    agree(NUMERALS);
}

const SHAPES: &[Row] = &[
    (
        "Let $C = \\begin{pmatrix} 1 & 2 \\\\ 2 & 4 \\end{pmatrix}$ and $D = \\begin{pmatrix} 1 & 2 & 3 \\\\ 4 & 5 & 6 \\end{pmatrix}$. Then $CD = \\begin{pmatrix} 9 & 12 & 15 \\\\ 18 & 24 & 30 \\end{pmatrix}$.",
        &["defined", "defined", "valid"],
    ),
    (
        "Let $C = \\begin{pmatrix} 1 & 2 \\\\ 2 & 4 \\end{pmatrix}$ and $D = \\begin{pmatrix} 1 & 2 & 3 \\\\ 4 & 5 & 6 \\end{pmatrix}$. Then $DC = C$.",
        &["defined", "defined", "unread"],
    ),
    (
        "Let $C = \\begin{pmatrix} 1 & 2 \\\\ 2 & 4 \\end{pmatrix}$ and $D = \\begin{pmatrix} 1 & 2 & 3 \\\\ 4 & 5 & 6 \\end{pmatrix}$. Then $C + D = C$.",
        &["defined", "defined", "unread"],
    ),
    (
        "Let $C = \\begin{pmatrix} 1 & 2 \\\\ 2 & 4 \\end{pmatrix}$ and $D = \\begin{pmatrix} 1 & 2 & 3 \\\\ 4 & 5 & 6 \\end{pmatrix}$. Then $C = D$.",
        &["defined", "defined", "unread"],
    ),
    (
        "Let $C = \\begin{pmatrix} 1 & 2 \\\\ 2 & 4 \\end{pmatrix}$ and $D = \\begin{pmatrix} 1 & 2 & 3 \\\\ 4 & 5 & 6 \\end{pmatrix}$. Then $\\det D = 0$.",
        &["defined", "defined", "unread"],
    ),
    (
        "Let $C = \\begin{pmatrix} 1 & 2 \\\\ 2 & 4 \\end{pmatrix}$ and $D = \\begin{pmatrix} 1 & 2 & 3 \\\\ 4 & 5 & 6 \\end{pmatrix}$. Then $D^2 = D$.",
        &["defined", "defined", "unread"],
    ),
    (
        "Let $C = \\begin{pmatrix} 1 & 2 \\\\ 2 & 4 \\end{pmatrix}$ and $D = \\begin{pmatrix} 1 & 2 & 3 \\\\ 4 & 5 & 6 \\end{pmatrix}$. Then $C^{-1} = \\begin{pmatrix} 1 & 0 \\\\ 0 & 1 \\end{pmatrix}$.",
        &["defined", "defined", "invalid"],
    ),
    (
        "Let $C = \\begin{pmatrix} 1 & 2 \\\\ 2 & 4 \\end{pmatrix}$ and $D = \\begin{pmatrix} 1 & 2 & 3 \\\\ 4 & 5 & 6 \\end{pmatrix}$. Then $C^{-1} C = I$.",
        &["defined", "defined", "invalid"],
    ),
    (
        "Let $C = \\begin{pmatrix} 1 & 2 \\\\ 2 & 4 \\end{pmatrix}$ and $D = \\begin{pmatrix} 1 & 2 & 3 \\\\ 4 & 5 & 6 \\end{pmatrix}$. Then $\\det C = 0$.",
        &["defined", "defined", "valid"],
    ),
    (
        "Let $C = \\begin{pmatrix} 1 & 2 \\\\ 2 & 4 \\end{pmatrix}$ and $D = \\begin{pmatrix} 1 & 2 & 3 \\\\ 4 & 5 & 6 \\end{pmatrix}$. Then $D^T D = D D^T$.",
        &["defined", "defined", "unread"],
    ),
    (
        "Let $C = \\begin{pmatrix} 1 & 2 \\\\ 2 & 4 \\end{pmatrix}$ and $D = \\begin{pmatrix} 1 & 2 & 3 \\\\ 4 & 5 & 6 \\end{pmatrix}$. Then $D D^T = \\begin{pmatrix} 14 & 32 \\\\ 32 & 77 \\end{pmatrix}$.",
        &["defined", "defined", "valid"],
    ),
    (
        "Let $C = \\begin{pmatrix} 1 & 2 \\\\ 2 & 4 \\end{pmatrix}$ and $D = \\begin{pmatrix} 1 & 2 & 3 \\\\ 4 & 5 & 6 \\end{pmatrix}$. Then $C = 1$.",
        &["defined", "defined", "unread"],
    ),
    (
        "Let $C = \\begin{pmatrix} 1 & 2 \\\\ 2 & 4 \\end{pmatrix}$ and $D = \\begin{pmatrix} 1 & 2 & 3 \\\\ 4 & 5 & 6 \\end{pmatrix}$. Then $E = DC$.",
        &["defined", "defined", "unread"],
    ),
    (
        "Let $C = \\begin{pmatrix} 1 & 2 \\\\ 2 & 4 \\end{pmatrix}$ and $D = \\begin{pmatrix} 1 & 2 & 3 \\\\ 4 & 5 & 6 \\end{pmatrix}$. Then $\\det \\begin{pmatrix} 1 & 2 & 0 \\\\ 0 & 1 & 3 \\\\ 2 & 0 & 1 \\end{pmatrix} = 13$.",
        &["defined", "defined", "valid"],
    ),
    (
        "Let $C = \\begin{pmatrix} 1 & 2 \\\\ 2 & 4 \\end{pmatrix}$ and $D = \\begin{pmatrix} 1 & 2 & 3 \\\\ 4 & 5 & 6 \\end{pmatrix}$. Then $\\begin{vmatrix} 1 & 2 & 0 \\\\ 0 & 1 & 3 \\\\ 2 & 0 & 1 \\end{vmatrix} = 1$.",
        &["defined", "defined", "invalid"],
    ),
    (
        "Let $C = \\begin{pmatrix} 1 & 2 \\\\ 2 & 4 \\end{pmatrix}$ and $D = \\begin{pmatrix} 1 & 2 & 3 \\\\ 4 & 5 & 6 \\end{pmatrix}$. Then $\\operatorname{tr} D = 6$.",
        &["defined", "defined", "unread"],
    ),
];

#[test]
fn shapes_have_to_fit() {
    agree(SHAPES);
}

const NAMES: &[Row] = &[
    (
        "$$P = Q = P^T = \\begin{pmatrix} 1 & 0 & 0 \\\\ 0 & 0 & 1 \\\\ 0 & 1 & 0 \\end{pmatrix}$$",
        &["defined", "valid", "valid"],
    ),
    (
        "$$M = N = M^T = \\begin{pmatrix} 0 & 1 & 0 \\\\ 0 & 0 & 1 \\\\ 1 & 0 & 0 \\end{pmatrix}$$",
        &["defined", "invalid", "invalid"],
    ),
    (
        "$$R = R_{\\text{back}} = R^{-1} = \\begin{bmatrix} 0 & 1 \\\\ 1 & 0 \\end{bmatrix}$$",
        &["defined", "valid", "valid"],
    ),
    (
        "$$R = R^{-1} = \\begin{pmatrix} 0 & 1 \\\\ 2 & 0 \\end{pmatrix}$$",
        &["defined", "invalid", "invalid"],
    ),
    (
        "$$C = \\begin{pmatrix} 1 & 1 \\\\ 0 & 1 \\end{pmatrix}^2 = \\begin{pmatrix} 1 & 2 \\\\ 0 & 1 \\end{pmatrix}$$",
        &["defined", "valid"],
    ),
    (
        "$$C = \\begin{pmatrix} 1 & 1 \\\\ 0 & 1 \\end{pmatrix}^2 = \\begin{pmatrix} 1 & 1 \\\\ 0 & 1 \\end{pmatrix}$$",
        &["defined", "invalid"],
    ),
    (
        "Let $A = \\begin{pmatrix} 1 & 0 \\\\ 0 & 1 \\end{pmatrix}$. Then $\\det A = 1$. Let $A = \\begin{pmatrix} 2 & 0 \\\\ 0 & 1 \\end{pmatrix}$. Then $\\det A = 1$.",
        &["defined", "valid", "defined", "invalid"],
    ),
    (
        "Let $A = \\begin{pmatrix} x & 1 \\\\ 1 & 1 \\end{pmatrix}$. For $x = 1$, $\\det A = 0$. For $x = 2$, $\\det A = 0$.",
        &["defined", "given", "valid", "given", "unproved"],
    ),
    (
        "Let $A = \\begin{pmatrix} 1 & 0 \\\\ 0 & 2 \\end{pmatrix}$. Let $B$ be a matrix. Then $AB = BA$.",
        &["defined", "skipped", "unread"],
    ),
    (
        "Let $A = \\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}$. Let $A$ be an invertible matrix. Then $\\det A = 2$.",
        &["defined", "skipped", "unread"],
    ),
    (
        "Let $A = \\begin{pmatrix} 1 & 0 \\\\ 0 & 1 \\end{pmatrix}$.\n\n## Next\n\n$$\\det A = 2$$",
        &["defined", "unread"],
    ),
];

#[test]
fn a_name_stands_for_what_it_was_last_said_to_be() {
    agree(NAMES);
}

const LETTERS: &[Row] = &[
    (
        "Let $M = \\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix}$. Then $\\det M = ad - bc$.",
        &["defined", "valid"],
    ),
    (
        "Let $M = \\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix}$. Then $\\det M = ad + bc$.",
        &["defined", "invalid"],
    ),
    (
        "Let $M = \\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix}$. Then $M^2 - (a+d)M + (ad-bc)I = 0$.",
        &["defined", "valid"],
    ),
    (
        "Let $M = \\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix}$. Then $M^{-1} = \\frac{1}{ad-bc}\\begin{pmatrix} d & -b \\\\ -c & a \\end{pmatrix}$.",
        &["defined", "conditional"],
    ),
    (
        "Let $M = \\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix}$. Then $M^{-1} = \\frac{1}{ad-bc}\\begin{pmatrix} d & b \\\\ c & a \\end{pmatrix}$.",
        &["defined", "invalid"],
    ),
    (
        "Suppose $ad - bc \\neq 0$ and let $M = \\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix}$. Then $M^{-1}M = I$.",
        &["given", "defined", "valid"],
    ),
    (
        "Let $M = \\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix}$. Then $\\det(M - \\lambda I) = 0$.",
        &["defined", "unproved"],
    ),
    (
        "Let $M = \\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix}$ be symmetric. Then $a + b = a + c$.",
        &["defined", "unproved"],
    ),
    (
        "Soit $M = \\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix}$ une matrice inversible. Alors $\\det M \\neq 0$.",
        &["defined", "unproved"],
    ),
    (
        "Let $R = \\begin{pmatrix} \\cos t & -\\sin t \\\\ \\sin t & \\cos t \\end{pmatrix}$. Then $R^T R = I$ and $\\det R = 1$.",
        &["defined", "valid", "valid"],
    ),
    (
        "Let $A = \\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}$ and $v = \\begin{pmatrix} x \\\\ y \\end{pmatrix}$. Then $Av = \\begin{pmatrix} x+2y \\\\ 3x+4y \\end{pmatrix}$ and $v^T v = x^2 + y^2$.",
        &["defined", "defined", "valid", "valid"],
    ),
    (
        "Let $A = \\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}$ and $v = \\begin{pmatrix} x \\\\ y \\end{pmatrix}$. We have $Av = \\lambda v$.",
        &["defined", "defined", "unproved"],
    ),
    (
        "Let $A = \\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}$. We have $A_{12} + A_{21} = 6$.",
        &["defined", "unproved"],
    ),
];

#[test]
fn letters_stay_what_the_text_says_of_them() {
    agree(LETTERS);
}
