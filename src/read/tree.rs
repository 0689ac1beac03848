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

/// Visits the parts of a node that are formulas themselves, the subscripts of its names too.
pub fn each_part(e: &Expr, visit: &mut dyn FnMut(&Expr)) {
    let each = |xs: &[Expr], visit: &mut dyn FnMut(&Expr)| xs.iter().for_each(visit);
    match &e.kind {
        Kind::Number(_) | Kind::Infinity | Kind::Dots | Kind::Placeholder | Kind::Text(_) => {}
        Kind::Name(n) => each(&n.subs, visit),
        Kind::NameParen(n, args) => {
            each(&n.subs, visit);
            each(args, visit);
        }
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
        | Kind::Not(a) => visit(a),
        Kind::Binary(_, a, b) | Kind::SetOf(a, b) | Kind::Inner(a, b) | Kind::Binomial(a, b) => {
            visit(a);
            visit(b);
        }
        Kind::Tuple(xs) | Kind::Set(xs) | Kind::And(xs) | Kind::Or(xs) => each(xs, visit),
        Kind::Interval { lo, hi, .. } => {
            visit(lo);
            visit(hi);
        }
        Kind::Apply {
            func,
            power,
            base,
            args,
            ..
        } => {
            each(&func.subs, visit);
            for part in [power, base].into_iter().flatten() {
                visit(part);
            }
            each(args, visit);
        }
        Kind::Root { index, arg } => {
            index.iter().for_each(|i| visit(i));
            visit(arg);
        }
        Kind::Norm(a, sub) => {
            visit(a);
            sub.iter().for_each(|s| visit(s));
        }
        Kind::Big {
            under, over, body, ..
        } => {
            for part in [under, over].into_iter().flatten() {
                visit(part);
            }
            visit(body);
        }
        Kind::Limit { var, to, body, .. } => {
            visit(var);
            visit(to);
            visit(body);
        }
        Kind::Derivative { body, vars, .. } => {
            visit(body);
            vars.iter().for_each(|(v, _)| visit(v));
        }
        Kind::Integral {
            var,
            lower,
            upper,
            body,
        } => {
            for part in [var, lower, upper].into_iter().flatten() {
                visit(part);
            }
            visit(body);
        }
        Kind::Between {
            body,
            var,
            lower,
            upper,
        } => {
            visit(body);
            visit(lower);
            for part in [var, upper].into_iter().flatten() {
                visit(part);
            }
        }
        Kind::Cases(cases) => {
            for c in cases {
                visit(&c.value);
                c.guard.iter().for_each(&mut *visit);
            }
        }
        Kind::Matrix(rows) => rows.iter().for_each(|r| each(r, visit)),
        Kind::Chain { first, links } => {
            first.iter().for_each(|f| visit(f));
            links.iter().for_each(|l| visit(&l.rhs));
        }
        Kind::Implies(a, b) | Kind::Iff(a, b) => {
            a.iter().for_each(|a| visit(a));
            visit(b);
        }
        Kind::ForAll(a, b) | Kind::Exists(a, b) => {
            visit(a);
            b.iter().for_each(|b| visit(b));
        }
        Kind::With(a, rest) => {
            visit(a);
            each(rest, visit);
        }
    }
}

/// Visits a tree from the root down.
///
/// ```
/// use hence::read::{latex, tree::walk};
/// let e = &latex::parse("x_1 + 2", 0).unwrap()[0].exprs[0];
/// let mut nodes = 0;
/// walk(e, &mut |_| nodes += 1);
/// assert_eq!(nodes, 4);
/// ```
pub fn walk(e: &Expr, visit: &mut dyn FnMut(&Expr)) {
    visit(e);
    each_part(e, &mut |part| walk(part, visit));
}
