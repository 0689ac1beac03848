//! Notation that stands for other notation: what is conditioned on, events, sums and products with dots.

use super::dots;
use super::names::key;
use crate::read::ast::{BigOp, BinOp, Expr, Kind, Name, Rel};
use crate::read::tree::children;
use crate::read::tree::walk;

/// The formula with abbreviations written out.
///
/// - `f(x|θ, η)` is a call of a function of its own, `f_|`, at `x, θ, η`; `P(X = x)` one of `P_X` at `x`.
/// - `x_1 + x_2 + … + x_n` is the sum over an index from 1 to n, products likewise, where every term that is written shows the
///   same pattern: `1 + r + r^2 + … + r^n` is the sum of `r^i` from 0 to n.
/// - `x = ±a` is `x = a` or `x = −a`; where `±` stands on both sides, both equations are meant.
/// - `k = 1, …, n` and `k ∈ {1, …, n}` say that k is an integer from 1 to n; `x_1, …, x_n > 0` and `x_1 ≤ x_2 ≤ … ≤ x_n` are said of
///   every member.
///
/// What does not fit stays as it is.
///
/// ```
/// use hence::{elaborate::settled, read::{latex, sexp::sexp}};
/// let rows = latex::parse(r"1 + 2 + \dots + n", 0).unwrap();
/// assert_eq!(sexp(&settled(rows[0].exprs[0].clone())), "(sum [i eq 1] n i)");
/// ```
pub fn settled(mut e: Expr) -> Expr {
    joined(&mut e.kind);
    if let Some(kind) = super::signs::both(&e) {
        e.kind = kind;
    }
    if matches!(e.kind, Kind::Chain { .. }) {
        between_over(&mut e);
    }
    if let Kind::ForAll(what, Some(body)) = &mut e.kind
        && let Some((range, integer)) = dots::indexed(what)
    {
        let premise = Some(Box::new(range));
        **what = integer;
        let claim = std::mem::replace(&mut body.kind, Kind::Placeholder);
        let claim = Expr {
            kind: claim,
            span: body.span,
        };
        body.kind = Kind::Implies(premise, Box::new(claim));
    }
    for child in children(&mut e.kind) {
        let inner = std::mem::replace(&mut child.kind, Kind::Placeholder);
        *child = settled(Expr {
            kind: inner,
            span: child.span,
        });
    }
    match &mut e.kind {
        Kind::Chain { .. } => {
            if let Some((range, integer)) = dots::indexed(&e) {
                e.kind = Kind::And(vec![range, integer]);
            } else if let Some(kind) = dots::of_each(&e).or_else(|| dots::ordered(&e)) {
                e.kind = kind;
            }
        }
        Kind::NameParen(n, args) => call(n, args),
        Kind::Binary(op @ (BinOp::Add | BinOp::Juxtapose | BinOp::Times | BinOp::Cross), ..) => {
            let op = *op;
            if let Some(kind) = dots::dotted(&e, op) {
                e.kind = kind;
            }
        }
        // `\int_{[0,1]}`
        Kind::Integral {
            lower,
            upper: upper @ None,
            ..
        } => {
            if let Some(Kind::Interval { lo, hi, .. }) = lower.as_deref().map(|l| &l.kind) {
                (*upper, *lower) = (Some(hi.clone()), Some(lo.clone()));
            }
        }
        Kind::Big { .. } => {
            if let Some(kind) = side_by_side(&e.kind) {
                e.kind = kind;
            }
        }
        _ => {}
    }
    e
}

// `\int_0^1 ax dx = [ax^2/2]_0^1`: the variable of the one integral goes from one end to the other.
fn between_over(chain: &mut Expr) {
    let mut vars: Vec<Expr> = Vec::new();
    walk(chain, &mut |e| {
        if let Kind::Integral { var: Some(v), .. } = &e.kind
            && !vars.iter().any(|w| w.kind == v.kind || names_alike(w, v))
        {
            vars.push((**v).clone());
        }
    });
    let [var] = &vars[..] else { return };
    let mut pending = vec![chain];
    while let Some(e) = pending.pop() {
        if let Kind::Between {
            var: open @ None,
            body,
            ..
        } = &mut e.kind
        {
            let mut met = false;
            walk(body, &mut |e| met |= names_alike(e, var));
            if met {
                *open = Some(Box::new(var.clone()));
            }
        }
        pending.extend(children(&mut e.kind));
    }
}

fn names_alike(a: &Expr, b: &Expr) -> bool {
    matches!((&a.kind, &b.kind), (Kind::Name(a), Kind::Name(b)) if key(a) == key(b))
}

// `0 < x_1, …, x_n < 1`: the comma and the dots belong to one list.
fn joined(kind: &mut Kind) {
    let Kind::With(whole, rest) = kind else {
        return;
    };
    let (
        Kind::Chain { links, .. },
        [
            Expr {
                kind:
                    Kind::Chain {
                        first: Some(last),
                        links: behind,
                    },
                ..
            },
        ],
    ) = (&mut whole.kind, &rest[..])
    else {
        return;
    };
    if let Some(Kind::Tuple(xs)) = links.last_mut().map(|l| &mut l.rhs.kind)
        && matches!(xs.last().map(|x| &x.kind), Some(Kind::Dots))
    {
        xs.push((**last).clone());
        links.extend(behind.iter().cloned());
        let inner = std::mem::replace(&mut whole.kind, Kind::Placeholder);
        *kind = inner;
    }
}

// `∏ a_k ∏ b_k` over one index: the second is no factor under the first, where its index would hide the first one.
fn side_by_side(kind: &Kind) -> Option<Kind> {
    let Kind::Big {
        op,
        under: Some(under),
        over,
        body,
    } = kind
    else {
        return None;
    };
    let Kind::Binary(times @ (BinOp::Juxtapose | BinOp::Times), a, b) = &body.kind else {
        return None;
    };
    let Kind::Big {
        under: Some(inner), ..
    } = &b.kind
    else {
        return None;
    };
    if !matches!(op, BigOp::Sum | BigOp::Prod) || index(under)? != index(inner)? {
        return None;
    }
    let first = Expr {
        kind: Kind::Big {
            op: *op,
            under: Some(under.clone()),
            over: over.clone(),
            body: a.clone(),
        },
        span: a.span,
    };
    Some(Kind::Binary(*times, Box::new(first), b.clone()))
}

// The letter that a range is about.
fn index(under: &Expr) -> Option<&str> {
    match &under.kind {
        Kind::Name(n) => Some(&n.base),
        Kind::Chain {
            first: Some(first), ..
        } => index(first),
        _ => None,
    }
}

// `P(X = x)`, `f(x|θ)`, `P(Y = y | x)`.
fn call(n: &mut Name, args: &mut Vec<Expr>) {
    let [whole] = &args[..] else { return };
    let (value, known) = match &whole.kind {
        Kind::Binary(BinOp::Given, a, b) => (&**a, Some(&**b)),
        _ => (whole, None),
    };
    let (variable, value) = match event(value) {
        Some((x, v)) if n.subs.is_empty() => (Some(x.clone()), v),
        _ => (None, value),
    };
    if holds_statement(value) || known.is_some_and(holds_statement) {
        return;
    }
    let list = |e: &Expr| match &e.kind {
        Kind::Tuple(xs) => xs.clone(),
        _ => vec![e.clone()],
    };
    let bar = known.map(|_| Expr {
        kind: Kind::Text("|".into()),
        span: whole.span,
    });
    let values = list(value)
        .into_iter()
        .chain(known.iter().flat_map(|k| list(k)));
    if variable.is_some() || bar.is_some() {
        n.subs.extend(variable.into_iter().chain(bar));
        *args = values.collect();
    }
}

// `X = x` with a capital letter for what is random.
fn event(e: &Expr) -> Option<(&Expr, &Expr)> {
    let Kind::Chain {
        first: Some(variable),
        links,
    } = &e.kind
    else {
        return None;
    };
    let (Kind::Name(x), [link]) = (&variable.kind, &links[..]) else {
        return None;
    };
    (link.rel == Rel::Eq && x.base.chars().all(char::is_uppercase)).then_some((variable, &link.rhs))
}

fn holds_statement(e: &Expr) -> bool {
    let mut found = false;
    walk(e, &mut |x| found |= matches!(x.kind, Kind::Chain { .. }));
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::latex;
    use crate::read::sexp::sexp;

    #[test]
    fn abbreviations_are_written_out() {
        for (text, expected) in [
            (r"f(x|\theta)", "(call f_\"|\" x θ)"),
            (r"p(y \mid x, \theta)", "(call p_\"|\" y x θ)"),
            (r"P(X = x)", "(call P_X x)"),
            (r"P(X = x | \theta)", "(call P_X_\"|\" x θ)"),
            // What is conditioned on an event is no list of arguments.
            (r"P(A | X = 1)", "(call P (| A [X eq 1]))"),
            (r"x_1 + x_2 + \dots + x_n", "(sum [i eq 1] n x_i)"),
            (r"x_1 + x_2 + \dots x_n", "(sum [i eq 1] n x_i)"),
            (r"x_1 x_2 \cdots x_n", "(prod [i eq 1] n x_i)"),
            (r"1 + 2 + 3 + \cdots + n", "(sum [i eq 1] n i)"),
            (
                r"0 + 1 + \cdots + (n-1)",
                "(sum [i eq 0] (paren (- n 1)) i)",
            ),
            (r"1 + r + r^2 + \dots + r^n", "(sum [i eq 0] n (^ r i))"),
            (
                r"a + a r + a r^2 + \dots + a r^{n-1}",
                "(sum [i eq 0] (- n 1) (. a (^ r i)))",
            ),
            (
                r"\frac{1}{x_1} + \frac{1}{x_2} + \dots + \frac{1}{x_n}",
                "(sum [i eq 1] n (/ 1 x_i))",
            ),
            (
                r"1 + \frac12 + \frac13 + \dots + \frac1n",
                "(sum [i eq 1] n (/ 1 i))",
            ),
            (r"1^2 + 2^2 + \dots + n^2", "(sum [i eq 1] n (^ i 2))"),
            (r"1 + \dots + i", "(sum [j eq 1] i j)"),
            (r"k = 1, \ldots, n", "(and [1 le k le n] [k in ℤ])"),
            (r"k = 1, 2, \ldots, n", "(and [1 le k le n] [k in ℤ])"),
            (r"k = 0, \dots, K-1", "(and [0 le k le (- K 1)] [k in ℤ])"),
            (r"k = 0, 1, 2, \ldots", "(and [0 le k] [k in ℤ])"),
            (r"i \in \{1, \ldots, n\}", "(and [1 le i le n] [i in ℤ])"),
            (
                r"x_1, \ldots, x_n > 0",
                "(forall [i in ℤ] (=> [1 le i le n] [x_i gt 0]))",
            ),
            (
                r"0 < x_1, \ldots, x_n < 1",
                "(forall [i in ℤ] (=> [1 le i le n] [0 lt x_i lt 1]))",
            ),
            (
                r"x_1 \leq x_2 \leq \dots \leq x_n",
                "(forall [i in ℤ] (=> [1 le i lt n] [x_i le x_(+ i 1)]))",
            ),
            (
                r"\forall k \in \{0, \ldots, n-1\}, c_k > 0",
                "(forall [k in ℤ] (=> [0 le k le (- n 1)] [c_k gt 0]))",
            ),
            (
                r"a_k > 0, k = 1, \ldots, n",
                "(with [a_k gt 0] (and [1 le k le n] [k in ℤ]))",
            ),
            (r"k = 1, 3, \ldots, n", "[k eq (tuple 1 3 … n)]"),
            (r"k = 2, 4, \ldots, 2n", "[k eq (tuple 2 4 … (. 2 n))]"),
            // No pattern, or two.
            (r"1 + 3 + \dots + n", "(+ (+ (+ 1 3) …) n)"),
            (r"x_1 + y_2 + \dots + x_n", "(+ (+ (+ x_1 y_2) …) x_n)"),
            (r"2 + 4 + \dots + 2n", "(+ (+ (+ 2 4) …) (. 2 n))"),
        ] {
            let rows = latex::parse(text, 0).unwrap();
            assert_eq!(sexp(&settled(rows[0].exprs[0].clone())), expected, "{text}");
        }
    }
}
