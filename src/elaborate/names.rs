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

/// The same without subscripts: what the members of a family share.
pub(crate) fn stem(n: &Name) -> String {
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
    if let Some(sup) = &n.sup {
        s = format!("{s}^({})", mark(sup));
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
