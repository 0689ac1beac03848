//! A surface tree as one line of brackets, for tests and for looking at what was read.

use super::ast::{BinOp, Expr, Kind, Name};

/// The tree without its spans: `(+ x 1)`, `(= _ (/ 1 2))`, `(call f x)` for a name with a bracketed list.
///
/// Names carry what is written on them: `hat:L`, `mathcal:L`, `x_1`, `w^(k)`, `f''`. Operators that differ only in
/// sign are written apart: `.` juxtaposed, `*` for a dot, `x` for a cross.
pub fn sexp(e: &Expr) -> String {
    let list = |head: &str, items: &[&Expr]| {
        let mut out = format!("({head}");
        for i in items {
            out += " ";
            out += &sexp(i);
        }
        out + ")"
    };
    let many = |head: &str, items: &[Expr]| list(head, &items.iter().collect::<Vec<_>>());
    let optional = |e: &Option<Box<Expr>>| e.as_ref().map_or("_".to_string(), |e| sexp(e));
    match &e.kind {
        Kind::Number(n) => n.to_string(),
        Kind::Name(n) => name(n),
        Kind::Infinity => "oo".into(),
        Kind::Dots => "…".into(),
        Kind::Placeholder => "□".into(),
        Kind::Text(t) => format!("\"{t}\""),
        Kind::Neg(a) => list("-", &[a]),
        Kind::Plus(a) => list("+", &[a]),
        Kind::PlusMinus(a) => list("±", &[a]),
        Kind::MinusPlus(a) => list("∓", &[a]),
        Kind::Binary(op, a, b) => list(sign(*op), &[a, b]),
        Kind::Factorial(a) => list("!", &[a]),
        Kind::Paren(a) => list("paren", &[a]),
        Kind::Tuple(v) => many("tuple", v),
        Kind::Set(v) => many("set", v),
        Kind::SetOf(a, b) => list("setof", &[a, b]),
        Kind::Interval {
            lo,
            hi,
            left_closed,
            right_closed,
        } => {
            let head = format!(
                "interval{}{}",
                if *left_closed { '[' } else { ']' },
                if *right_closed { ']' } else { '[' }
            );
            list(&head, &[lo, hi])
        }
        Kind::NameParen(n, v) => many(&format!("call {}", name(n)), v),
        Kind::Apply {
            func,
            power,
            base,
            args,
            bracketed,
        } => {
            let mut head = name(func);
            if let Some(b) = base {
                head += &format!("_base:{}", sexp(b));
            }
            if let Some(p) = power {
                head += &format!("^{}", sexp(p));
            }
            many(
                &format!("{head}{}", if *bracketed { "()" } else { "" }),
                args,
            )
        }
        Kind::Root { index, arg } => match index {
            Some(i) => list("root", &[i, arg]),
            None => list("sqrt", &[arg]),
        },
        Kind::Abs(a) => list("abs", &[a]),
        Kind::Norm(a, s) => match s {
            Some(s) => list("norm", &[a, s]),
            None => list("norm", &[a]),
        },
        Kind::Floor(a) => list("floor", &[a]),
        Kind::Ceil(a) => list("ceil", &[a]),
        Kind::Inner(a, b) => list("inner", &[a, b]),
        Kind::Binomial(a, b) => list("binom", &[a, b]),
        Kind::Big {
            op,
            under,
            over,
            body,
        } => format!(
            "({} {} {} {})",
            format!("{op:?}").to_lowercase(),
            optional(under),
            optional(over),
            sexp(body)
        ),
        Kind::Limit {
            var,
            to,
            side,
            body,
        } => format!(
            "(lim {} {} {} {})",
            sexp(var),
            sexp(to),
            format!("{side:?}").to_lowercase(),
            sexp(body)
        ),
        Kind::Between {
            body,
            var,
            lower,
            upper,
        } => {
            let part =
                |e: &Option<Box<Expr>>| e.as_ref().map_or_else(|| "_".to_owned(), |e| sexp(e));
            format!(
                "(between {} {} {} {})",
                part(var),
                part(lower),
                sexp(upper),
                sexp(body)
            )
        }
        Kind::Derivative {
            body,
            vars,
            partial,
        } => {
            let vars: Vec<String> = vars
                .iter()
                .map(|(v, n)| {
                    if *n == 1 {
                        sexp(v)
                    } else {
                        format!("{}:{n}", sexp(v))
                    }
                })
                .collect();
            format!(
                "({} [{}] {})",
                if *partial { "∂" } else { "d" },
                vars.join(" "),
                sexp(body)
            )
        }
        Kind::Prime(a, n) => list(&format!("prime{n}"), &[a]),
        Kind::Gradient(a) => list("grad", &[a]),
        Kind::Integral {
            var,
            lower,
            upper,
            body,
        } => format!(
            "(int {} {} {} {})",
            optional(var),
            optional(lower),
            optional(upper),
            sexp(body)
        ),
        Kind::Transpose(a) => list("T", &[a]),
        Kind::Cases(rows) => {
            let rows: Vec<String> = rows
                .iter()
                .map(|c| match &c.guard {
                    Some(g) => format!("({} if {})", sexp(&c.value), sexp(g)),
                    None => format!("({})", sexp(&c.value)),
                })
                .collect();
            format!("(cases {})", rows.join(" "))
        }
        Kind::Matrix(rows) => {
            let rows: Vec<String> = rows
                .iter()
                .map(|r| format!("({})", r.iter().map(sexp).collect::<Vec<_>>().join(" ")))
                .collect();
            format!("(matrix {})", rows.join(" "))
        }
        Kind::Chain { first, links } => {
            let mut out = format!("[{}", optional(first));
            for l in links {
                out += &format!(" {:?}", l.rel).to_lowercase();
                if let Some(n) = &l.note {
                    out += &format!("{{{n}}}");
                }
                out += " ";
                out += &sexp(&l.rhs);
            }
            out + "]"
        }
        Kind::And(v) => many("and", v),
        Kind::Or(v) => many("or", v),
        Kind::Not(a) => list("not", &[a]),
        Kind::Implies(a, b) => format!("(=> {} {})", optional(a), sexp(b)),
        Kind::Iff(a, b) => format!("(<=> {} {})", optional(a), sexp(b)),
        Kind::ForAll(a, b) => format!("(forall {} {})", sexp(a), optional(b)),
        Kind::Exists(a, b) => format!("(exists {} {})", sexp(a), optional(b)),
        Kind::With(a, v) => {
            let mut items: Vec<&Expr> = vec![a];
            items.extend(v);
            list("with", &items)
        }
    }
}

fn sign(op: BinOp) -> &'static str {
    match op {
        BinOp::Add => "+",
        BinOp::Sub => "-",
        BinOp::PlusMinus => "±",
        BinOp::MinusPlus => "∓",
        BinOp::Juxtapose => ".",
        BinOp::Times => "*",
        BinOp::Cross => "x",
        BinOp::Div => "/",
        BinOp::Pow => "^",
        BinOp::Compose => "∘",
        BinOp::Given => "|",
        BinOp::At => "@",
        BinOp::Union => "∪",
        BinOp::Intersect => "∩",
        BinOp::SetMinus => "∖",
        BinOp::Mod => "mod",
    }
}

/// A name with its decorations, as [`sexp`] writes it.
pub fn name(n: &Name) -> String {
    let mut out = String::new();
    for a in &n.accents {
        out += a;
        out += ":";
    }
    if let Some(f) = &n.font {
        out += f;
        out += ":";
    }
    out += &n.base;
    for s in &n.subs {
        out += "_";
        out += &sexp(s);
    }
    for _ in 0..n.primes {
        out += "'";
    }
    if let Some(s) = &n.sup {
        out += &format!("^({})", sexp(s));
    }
    out
}
