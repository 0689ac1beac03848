//! Prints a surface tree as an S-expression, so that a reading fits in one row of a table.

use crate::read::ast::*;

pub fn show(expr: &Expr) -> String {
    match &expr.kind {
        Kind::Number(n) => n.to_string(),
        Kind::Name(n) => name(n),
        Kind::Infinity => "oo".into(),
        Kind::Dots => "...".into(),
        Kind::Placeholder => "_".into(),
        Kind::Text(text) => format!("{text:?}"),
        Kind::Neg(a) => list("neg", [a]),
        Kind::Plus(a) => list("pos", [a]),
        Kind::PlusMinus(a) => list("+-", [a]),
        Kind::MinusPlus(a) => list("-+", [a]),
        Kind::Binary(op, a, b) => list(operator(*op), [a, b]),
        Kind::Factorial(a) => list("!", [a]),
        Kind::Paren(a) => list("paren", [a]),
        Kind::Tuple(items) => many("tuple", items),
        Kind::Set(items) => many("set", items),
        Kind::SetOf(a, b) => list("set-of", [a, b]),
        Kind::Interval {
            lo,
            hi,
            left_closed,
            right_closed,
        } => {
            let (l, r) = (
                if *left_closed { "[" } else { "(" },
                if *right_closed { "]" } else { ")" },
            );
            format!("(interval {l} {} {} {r})", show(lo), show(hi))
        }
        Kind::NameParen(n, args) => many(&format!("call {}", name(n)), args),
        Kind::Apply {
            func,
            power,
            base,
            args,
            bracketed,
        } => {
            let mut head = name(func);
            if let Some(base) = base {
                head += &format!("_{}", show(base));
            }
            if let Some(power) = power {
                head += &format!("^{}", show(power));
            }
            if !bracketed {
                head += "~";
            }
            many(&head, args)
        }
        Kind::Root { index, arg } => match index {
            Some(index) => list("root", [index, arg]),
            None => list("sqrt", [arg]),
        },
        Kind::Abs(a) => list("abs", [a]),
        Kind::Norm(a, None) => list("norm", [a]),
        Kind::Norm(a, Some(b)) => list("norm", [a, b]),
        Kind::Floor(a) => list("floor", [a]),
        Kind::Ceil(a) => list("ceil", [a]),
        Kind::Inner(a, b) => list("inner", [a, b]),
        Kind::Binomial(a, b) => list("binom", [a, b]),
        Kind::Big {
            op,
            under,
            over,
            body,
        } => {
            format!(
                "({} {} {} {})",
                format!("{op:?}").to_lowercase(),
                maybe(under),
                maybe(over),
                show(body)
            )
        }
        Kind::Limit {
            var,
            to,
            side,
            body,
        } => {
            let side = match side {
                Side::Both => "",
                Side::Left => "-",
                Side::Right => "+",
            };
            format!("(lim {} {}{side} {})", show(var), show(to), show(body))
        }
        Kind::Derivative {
            body,
            vars,
            partial,
        } => {
            let vars: Vec<_> = vars
                .iter()
                .map(|(var, times)| format!("{}:{times}", show(var)))
                .collect();
            format!(
                "({} {} {})",
                if *partial { "partial" } else { "d" },
                vars.join(" "),
                show(body)
            )
        }
        Kind::Prime(a, n) => format!("(prime {n} {})", show(a)),
        Kind::Gradient(a) => list("grad", [a]),
        Kind::Integral {
            var,
            lower,
            upper,
            body,
        } => {
            format!(
                "(int {} {} {} {})",
                maybe(var),
                maybe(lower),
                maybe(upper),
                show(body)
            )
        }
        Kind::Between {
            body,
            var,
            lower,
            upper,
        } => {
            format!(
                "(between {} {} {} {})",
                maybe(var),
                show(lower),
                maybe(upper),
                show(body)
            )
        }
        Kind::Transpose(a) => list("transpose", [a]),
        Kind::Cases(rows) => {
            let rows: Vec<_> = rows
                .iter()
                .map(|row| format!("({} {})", show(&row.value), guard(&row.guard)))
                .collect();
            format!("(cases {})", rows.join(" "))
        }
        Kind::Matrix(rows) => {
            let rows: Vec<_> = rows.iter().map(|row| many("row", row)).collect();
            format!("(matrix {})", rows.join(" "))
        }
        Kind::Chain { first, links } => {
            let links: Vec<_> = links
                .iter()
                .map(|link| format!("{} {}", relation(link.rel), show(&link.rhs)))
                .collect();
            format!("({} {})", maybe(first), links.join(" "))
        }
        Kind::And(items) => many("and", items),
        Kind::Or(items) => many("or", items),
        Kind::Not(a) => list("not", [a]),
        Kind::Implies(a, b) => format!("(=> {} {})", maybe(a), show(b)),
        Kind::Iff(a, b) => format!("(<=> {} {})", maybe(a), show(b)),
        Kind::ForAll(a, b) => format!("(forall {} {})", show(a), maybe(b)),
        Kind::Exists(a, b) => format!("(exists {} {})", show(a), maybe(b)),
        Kind::With(a, rest) => format!(
            "(with {} {})",
            show(a),
            rest.iter().map(show).collect::<Vec<_>>().join(" ")
        ),
    }
}

fn list<const N: usize>(head: &str, items: [&Expr; N]) -> String {
    format!("({head} {})", items.map(show).join(" "))
}

fn many(head: &str, items: &[Expr]) -> String {
    let items: Vec<_> = std::iter::once(head.to_string())
        .chain(items.iter().map(show))
        .collect();
    format!("({})", items.join(" "))
}

fn maybe(expr: &Option<Box<Expr>>) -> String {
    expr.as_ref().map_or("-".into(), |expr| show(expr))
}

fn guard(expr: &Option<Expr>) -> String {
    expr.as_ref().map_or("-".into(), show)
}

fn name(name: &Name) -> String {
    let mut text = name.base.clone();
    for sub in &name.subs {
        text += &format!("_{}", show(sub));
    }
    if let Some(sup) = &name.sup {
        text += &format!("^{}", show(sup));
    }
    text + &"'".repeat(name.primes as usize)
}

fn operator(op: BinOp) -> &'static str {
    match op {
        BinOp::Add => "+",
        BinOp::Sub => "-",
        BinOp::PlusMinus => "+-",
        BinOp::MinusPlus => "-+",
        BinOp::Juxtapose => ".",
        BinOp::Times => "*",
        BinOp::Cross => "cross",
        BinOp::Div => "/",
        BinOp::Pow => "^",
        BinOp::Compose => "o",
        BinOp::Given => "|",
        BinOp::At => "@",
        BinOp::Union => "union",
        BinOp::Intersect => "intersect",
        BinOp::SetMinus => "setminus",
        BinOp::Mod => "mod",
    }
}

fn relation(rel: Rel) -> &'static str {
    match rel {
        Rel::Eq => "=",
        Rel::Ne => "!=",
        Rel::Lt => "<",
        Rel::Le => "<=",
        Rel::Gt => ">",
        Rel::Ge => ">=",
        Rel::In => "in",
        Rel::NotIn => "notin",
        Rel::Subset => "subset",
        Rel::Approx => "approx",
        Rel::Sim => "sim",
        Rel::Propto => "propto",
        Rel::Equiv => "equiv",
        Rel::Define => ":=",
        Rel::To => "->",
        Rel::MapsTo => "|->",
        Rel::Divides => "divides",
        Rel::NotDivides => "not divides",
    }
}
