//! Names as text: two names are the same when their keys are.

use crate::read::ast::{BinOp, Expr, Kind, Name};

/// The text of a name with everything written on it but primes: `x_1`, `σ`, `hat(L)`, `w^(k)`.
///
/// ```
/// use hence::{elaborate::key, read::ast::Name};
/// assert_eq!(key(&Name { base: "x".into(), ..Name::default() }), "x");
/// ```
pub fn key(n: &Name) -> String {
    let mut s = stem(n);
    for sub in &n.subs {
        s.push('_');
        s.push_str(&mark(sub));
    }
    s
}

/// The same without subscripts.
pub(crate) fn stem(n: &Name) -> String {
    let mut s = bare(n);
    if let Some(sup) = &n.sup {
        s = format!("{s}^({})", mark(sup));
    }
    s
}

/// The places of a family that a name may be a member of: its subscripts and a superscript in parentheses, `x_{i,j}` at two places.
/// None where one of them is a mere mark, as in `F_*` or `x_{\max}`.
pub(crate) fn places(n: &Name) -> Option<Vec<&Expr>> {
    let mut out = Vec::new();
    for e in n.subs.iter().chain(n.sup.as_deref()) {
        match &e.kind {
            Kind::Tuple(xs) => out.extend(xs),
            _ => out.push(e),
        }
    }
    (!out.is_empty() && n.primes == 0 && out.iter().all(|e| is_index(e))).then_some(out)
}

// What can be the number of a member: a number, a letter, sums and multiples of these. Letters side by side are one mark.
fn is_index(e: &Expr) -> bool {
    match &e.kind {
        Kind::Number(_) => true,
        Kind::Name(n) => {
            let mut letters = n.base.chars();
            let one = letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none();
            one && n.primes == 0 && n.sup.is_none()
        }
        Kind::Paren(a) | Kind::Neg(a) => is_index(a),
        Kind::Binary(BinOp::Juxtapose, a, b) => {
            let named = matches!((&a.kind, &b.kind), (Kind::Name(_), Kind::Name(_)));
            !named && is_index(a) && is_index(b)
        }
        Kind::Binary(BinOp::Add | BinOp::Sub | BinOp::Times, a, b) => is_index(a) && is_index(b),
        _ => false,
    }
}

/// The name without anything that stands at its corners: what the members of a family share.
pub(crate) fn bare(n: &Name) -> String {
    let mut s = n.base.clone();
    if let Some(font) = n.font.as_deref()
        && !matches!(
            font,
            "mathrm" | "text" | "operatorname" | "mathit" | "textrm" | "textit" | "boldsymbol"
        )
    {
        s = format!("{font}({s})");
    }
    for accent in n.accents.iter().rev() {
        s = format!("{accent}({s})");
    }
    s
}

// A subscript as text, for names that it is a mere part of.
fn mark(e: &Expr) -> String {
    match &e.kind {
        Kind::Number(q) => q.to_string(),
        Kind::Name(n) => key(n),
        Kind::Text(t) => t.trim().to_string(),
        Kind::Paren(a) => mark(a),
        Kind::Neg(a) => format!("-{}", mark(a)),
        Kind::Infinity => "∞".into(),
        Kind::Tuple(xs) => xs.iter().map(mark).collect::<Vec<_>>().join(","),
        Kind::Binary(op, a, b) => {
            let sign = match op {
                BinOp::Add => "+",
                BinOp::Sub => "-",
                BinOp::Juxtapose => "",
                _ => "·",
            };
            format!("{}{sign}{}", mark(a), mark(b))
        }
        _ => format!("?{}", e.span.start),
    }
}
