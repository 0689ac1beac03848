//! Marks on names that are derivatives, both signs of ±, divisibility, double integrals, reasons marked by ∵, values between ends: short
//! texts, and the verdict of each formula.

#[path = "common/texts.rs"]
mod texts;

use texts::{Row, agree};

const ROWS: &[Row] = &[
    // Dots over a function that the text gives.
    (
        "Let $x(t) = t^3$. Then $\\dot x = 3t^2$ and $\\ddot x = 6t$, $\\dot{x}(2) = 12$.",
        &["defined", "valid", "valid", "valid"],
    ),
    (
        "Soit $x(t) = t^3$. Alors $\\dot x = 2t^2$.",
        &["defined", "invalid H0101"],
    ),
    (
        "Let $x(t) = A\\cos(\\omega t)$. Then $\\ddot{x}(t) = -\\omega^2 x(t)$ and $\\ddot x + \\omega^2 x = 0$.",
        &["defined", "valid", "valid"],
    ),
    // A name with a dot is a name where no function is.
    (
        "Let $\\dot x = v$. Then $\\dot x^2 = v^2$.",
        &["defined", "valid"],
    ),
    // Primes without an argument, and functions beside them.
    (
        "Soit $y(x) = e^{2x}$. Alors $y' = 2y$ et $y'' - 4y = 0$, $y' = 3y$.",
        &["defined", "valid", "valid", "invalid H0102"],
    ),
    (
        "Let $f(x) = x^2$ and $g(x) = 2x$. Then $f' = g$ and $f'' = 3$.",
        &["defined", "defined", "valid", "invalid H0102"],
    ),
    // Partial derivatives.
    (
        "Let $f(x,y) = x^2 y$. Then $f_x = 2xy$, $f_y = x^2$, $f_{xy} = 2x$, $f_{xx} = 2y$ and $f_x(1,2) = 4$.",
        &["defined", "valid", "valid", "valid", "valid", "valid"],
    ),
    (
        "Let $f(x,y) = x^2 y$. Then $f_y = 2xy$ and $f_x(1,2) = 2$.",
        &["defined", "invalid H0101", "invalid H0102"],
    ),
    // Of a function of one variable a subscript is an index.
    (
        "Let $f(x) = x^2$. Let $f_x = 3$. Then $f_x < 4$.",
        &["defined", "defined", "valid"],
    ),
    // Both signs.
    ("Solve $x^2 = 4$. Then $x = \\pm 2$.", &["given", "valid"]),
    (
        "Suppose $x^2 = 4$. Then $x = \\pm 3$.",
        &["given", "invalid H0102"],
    ),
    (
        "Suppose $x^2 - 2x - 2 = 0$. Then $$x = \\frac{2 \\pm \\sqrt{4 + 8}}{2} = 1 \\pm \\sqrt 3$$",
        &["given", "valid"],
    ),
    (
        "$(a \\pm b)^2 = a^2 \\pm 2ab + b^2$ and $\\cos(a \\pm b) = \\cos a \\cos b \\mp \\sin a \\sin b$.",
        &["valid", "valid"],
    ),
    ("$(a \\pm b)^2 = a^2 \\mp 2ab + b^2$.", &["invalid H0101"]),
    (
        "Suppose $x > 0$. $x \\pm 1 \\leq x + 1$.",
        &["given", "valid"],
    ),
    // Whether several signs go together is not said.
    (
        "Suppose $x^2 = 9$. $x = \\pm 1 \\pm 2$.",
        &["given", "unread"],
    ),
    // What a name can stand for, where nothing was said of it.
    ("We find $x = 1 \\pm \\sqrt 2$.", &["given"]),
    (
        "Then $x = 1$ or $x = 2$. Hence $x \\leq 2$.",
        &["given", "valid"],
    ),
    // One number divides another: of integers, and of nothing else.
    (
        "$3 \\mid 6 \\mid 12$, $4 \\nmid 6$, $4 \\mid 6$.",
        &["valid", "valid", "valid", "invalid H0102"],
    ),
    (
        "Let $n$ be an integer with $4 \\mid n$. Then $2 \\mid n$. Then $3 \\mid n$.",
        &["skipped", "given", "unproved", "invalid H0102"],
    ),
    (
        "Let $a, b, c$ be integers. If $a \\mid b$ and $a \\mid c$ then $b \\mid c$.",
        &["skipped", "given", "given", "invalid H0102"],
    ),
    (
        "Let $a \\mid b$. Then $X \\mid Y \\sim N$.",
        &["unread", "unread"],
    ),
    // Integrals over boxes; the sets belong to the variables in the order of the alphabet.
    ("$\\iint_{[0,1]^2} x y \\,dx\\,dy = \\frac14$.", &["valid"]),
    (
        "$\\iint_{[0,1]^2} x y \\,dx\\,dy = \\frac12$.",
        &["invalid H0101"],
    ),
    (
        "$\\iint_{[0,1] \\times [0,2]} y \\,dy\\,dx = 2$.",
        &["valid"],
    ),
    (
        "$\\iiint_{[0,1]^3} xyz \\,dx\\,dy\\,dz = \\frac18$.",
        &["valid"],
    ),
    ("$\\int_{[0,2]} x \\,dx = 2$.", &["valid"]),
    (
        "$\\iint_D x \\,dx\\,dy = 2$. $\\oint f \\,dz = 0$.",
        &["unread", "unread"],
    ),
    // Reasons.
    (
        "Suppose $x > 0$. $\\because x > 0 \\therefore x + 1 > 1$. $\\because x > 0 \\therefore x > 1$.",
        &["given", "valid", "invalid H0102"],
    ),
    (
        "Suppose $x > 1$. $\\because x > 1$, $x^2 > 1$.",
        &["given", "given", "valid"],
    ),
    (
        "Suppose $x > 1$. $$x^2 > 1 \\quad (\\because x > 1)$$",
        &["given", "valid"],
    ),
    // Values between ends.
    (
        "$\\int_0^1 2x\\,dx = x^2\\Big|_0^1 = 1$, $\\left. \\frac{x^3}{3} \\right|_a^b = \\frac{b^3 - a^3}{3}$.",
        &["valid", "valid", "valid"],
    ),
];

#[test]
fn every_formula_gets_its_verdict() {
    agree(ROWS);
}
