//! Ways through the surface tree.

use super::ast::{Expr, Kind};

/// The parts of a node that are formulas themselves, marks on names left out.
pub fn children(kind: &mut Kind) -> Vec<&mut Expr> {
    match kind {
        Kind::Number(_)
        | Kind::Name(_)
        | Kind::Infinity
        | Kind::Dots
        | Kind::Placeholder
        | Kind::Text(_) => Vec::new(),
        Kind::Neg(a)
        | Kind::Plus(a)
        | Kind::PlusMinus(a)
        | Kind::MinusPlus(a)
        | Kind::Factorial(a)
        | Kind::Paren(a)
        | Kind::Abs(a)
        | Kind::Floor(a)
        | Kind::Ceil(a)
        | Kind::Prime(a, _)
        | Kind::Gradient(a)
        | Kind::Transpose(a)
        | Kind::Not(a)
        | Kind::Norm(a, _) => vec![a],
        Kind::Binary(_, a, b) | Kind::SetOf(a, b) | Kind::Inner(a, b) | Kind::Binomial(a, b) => {
            vec![a, b]
        }
        Kind::Tuple(xs) | Kind::Set(xs) | Kind::And(xs) | Kind::Or(xs) => xs.iter_mut().collect(),
        Kind::NameParen(_, args) => args.iter_mut().collect(),
        Kind::Interval { lo, hi, .. } => vec![lo, hi],
        Kind::Apply {
            power, base, args, ..
        } => {
            let marks = [power, base].into_iter().flatten().map(|b| &mut **b);
            marks.chain(args).collect()
        }
        Kind::Root { index, arg } => index.iter_mut().chain([arg]).map(|b| &mut **b).collect(),
        Kind::Big {
            under, over, body, ..
        } => {
            let bounds = [under, over].into_iter().flatten();
            bounds.chain([body]).map(|b| &mut **b).collect()
        }
        Kind::Limit { var, to, body, .. } => vec![var, to, body],
        Kind::Derivative { body, vars, .. } => {
            let vars = vars.iter_mut().map(|(v, _)| v);
            std::iter::once(&mut **body).chain(vars).collect()
        }
        Kind::Integral {
            var,
            lower,
            upper,
            body,
        } => {
            let marks = [var, lower, upper].into_iter().flatten();
            marks.chain([body]).map(|b| &mut **b).collect()
        }
        Kind::Between {
            body,
            var,
            lower,
            upper,
        } => {
            let marks = [var, upper].into_iter().flatten();
            marks.chain([lower, body]).map(|b| &mut **b).collect()
        }
        Kind::Cases(cases) => cases
            .iter_mut()
            .flat_map(|c| std::iter::once(&mut c.value).chain(&mut c.guard))
            .collect(),
        Kind::Matrix(rows) => rows.iter_mut().flatten().collect(),
        Kind::Chain { first, links } => {
            let sides = links.iter_mut().map(|l| &mut l.rhs);
            first.iter_mut().map(|f| &mut **f).chain(sides).collect()
        }
        Kind::Implies(a, b) | Kind::Iff(a, b) => {
            a.iter_mut().chain([b]).map(|x| &mut **x).collect()
        }
        Kind::ForAll(a, b) | Kind::Exists(a, b) => {
            std::iter::once(a).chain(b).map(|x| &mut **x).collect()
        }
        Kind::With(a, rest) => std::iter::once(&mut **a).chain(rest).collect(),
    }
}
