//! Equations among the formulas: they determine variables, which no amount of guessing would hit.

use super::approx::Approx;
use super::eval::{Scratch, Tape};
use super::values::{Value, exact, guess, surd};
use hence_kernel::{Q, Term, Type, syntax};

/// A formula without connectives, as far as the search looks into it.
#[derive(Clone, Debug)]
pub(crate) enum Literal {
    /// The two terms are equal.
    Equal(Term, Term),
    /// The first term is at most the second, or below it.
    AtMost(Term, Term),
    /// The term is an integer.
    Integer(Term),
}

const MAX_CASES: usize = 8;
const MAX_SIZE: u32 = 4_000;

/// The formulas as a disjunction of conjunctions of literals. What does not fit (inequations, too many cases) is left out: a case is a
/// hint where to look, not a reformulation.
pub(crate) fn cases(formulas: &[Term]) -> Vec<Vec<Literal>> {
    formulas
        .iter()
        .fold(vec![Vec::new()], |acc, f| both(acc, split(f, true)))
}

fn both(a: Vec<Vec<Literal>>, b: Vec<Vec<Literal>>) -> Vec<Vec<Literal>> {
    if a.len() * b.len() > MAX_CASES {
        return a;
    }
    a.iter()
        .flat_map(|p| b.iter().map(|q| p.iter().chain(q).cloned().collect()))
        .collect()
}

fn split(p: &Term, positive: bool) -> Vec<Vec<Literal>> {
    let anything = || vec![Vec::new()];
    if let Some(q) = p.as_unary("¬") {
        return split(q, !positive);
    }
    let joined = [("∧", true, true), ("∨", false, true), ("⇒", false, false)]
        .into_iter()
        .find_map(|(op, conjunction, left)| {
            let (a, b) = p.as_binary(op)?;
            let sides = (split(a, left == positive), split(b, positive));
            Some((conjunction == positive, sides))
        });
    if let Some((conjunction, (a, b))) = joined {
        return if conjunction {
            both(a, b)
        } else if a.len() + b.len() <= MAX_CASES {
            a.into_iter().chain(b).collect()
        } else {
            anything()
        };
    }
    if let Some((a, b)) = p.as_eq() {
        return if positive && *a.ty() == Type::Real {
            vec![vec![Literal::Equal(a.clone(), b.clone())]]
        } else {
            anything()
        };
    }
    if let Some(a) = p.as_unary("Int") {
        return if positive {
            vec![vec![Literal::Integer(a.clone())]]
        } else {
            anything()
        };
    }
    for op in ["<", "≤"] {
        if let Some((a, b)) = p.as_binary(op) {
            let (a, b) = if positive { (a, b) } else { (b, a) };
            return vec![vec![Literal::AtMost(a.clone(), b.clone())]];
        }
    }
    anything()
}

// Terms with numerals computed where they meet, so that eliminated equations stay readable.
fn fold(t: Option<Term>) -> Option<Term> {
    let t = t?;
    if t.has_vars() {
        return Some(t);
    }
    Some(exact(&t, &[]).map_or(t, Term::num))
}

fn is(t: &Term, n: i64) -> bool {
    t.as_num().and_then(Q::to_i64) == Some(n)
}

fn add(a: &Term, b: &Term) -> Option<Term> {
    if is(a, 0) {
        return Some(b.clone());
    }
    if is(b, 0) {
        return Some(a.clone());
    }
    fold(syntax::add(a, b).ok())
}

fn neg(a: &Term) -> Option<Term> {
    if let Some(b) = a.as_unary("neg") {
        return Some(b.clone());
    }
    if let Some((x, y)) = a.as_binary("-") {
        return sub(y, x);
    }
    fold(syntax::neg(a).ok())
}

fn sub(a: &Term, b: &Term) -> Option<Term> {
    if is(b, 0) {
        return Some(a.clone());
    }
    if is(a, 0) {
        return neg(b);
    }
    fold(syntax::sub(a, b).ok())
}

fn mul(a: &Term, b: &Term) -> Option<Term> {
    if is(a, 1) {
        return Some(b.clone());
    }
    if is(b, 1) {
        return Some(a.clone());
    }
    if is(a, 0) || is(b, 0) {
        return Some(Term::int(0));
    }
    fold(syntax::mul(a, b).ok())
}

fn div(a: &Term, b: &Term) -> Option<Term> {
    if is(b, 1) {
        return Some(a.clone());
    }
    if is(b, -1) {
        return neg(a);
    }
    fold(syntax::div(a, b).ok())
}

/// The coefficients `(a, b)` with `t = a * x + b`, both without `x`; none where the term does not have that shape.
pub(crate) fn linear(t: &Term, x: &Term) -> Option<(Term, Term)> {
    let zero = Term::int(0);
    if t == x {
        return Some((Term::int(1), zero));
    }
    if !t.has_free(x) {
        return Some((zero, t.clone()));
    }
    let (name, args) = t.as_const_app()?;
    match (name, &args[..]) {
        ("+", [p, q]) => {
            let ((a, b), (c, d)) = (linear(p, x)?, linear(q, x)?);
            Some((add(&a, &c)?, add(&b, &d)?))
        }
        ("-", [p, q]) => {
            let ((a, b), (c, d)) = (linear(p, x)?, linear(q, x)?);
            Some((sub(&a, &c)?, sub(&b, &d)?))
        }
        ("neg", [p]) => {
            let (a, b) = linear(p, x)?;
            Some((neg(&a)?, neg(&b)?))
        }
        ("*", [p, q]) => {
            let (p, q) = if q.has_free(x) { (p, q) } else { (q, p) };
            if p.has_free(x) {
                return None;
            }
            let (a, b) = linear(q, x)?;
            Some((mul(p, &a)?, mul(p, &b)?))
        }
        ("/", [p, q]) if !q.has_free(x) => {
            let (a, b) = linear(p, x)?;
            Some((div(&a, q)?, div(&b, q)?))
        }
        _ => None,
    }
}

/// The coefficients of `t` as a polynomial in `x`, from the constant one up; the other variables have the values of `env`.
pub(crate) fn polynomial(t: &Term, x: &Term, env: &[(Term, Q)]) -> Option<Vec<Q>> {
    const MAX_DEGREE: usize = 8;
    if t == x {
        return Some(vec![Q::zero(), Q::one()]);
    }
    if !t.has_free(x) {
        return exact(t, env).map(|q| vec![q]);
    }
    let times = |p: &[Q], q: &[Q]| -> Option<Vec<Q>> {
        if p.is_empty() || q.is_empty() {
            return Some(Vec::new());
        }
        if p.len() + q.len() > MAX_DEGREE + 2 {
            return None;
        }
        let mut out = vec![Q::zero(); p.len() + q.len() - 1];
        for (i, a) in p.iter().enumerate() {
            for (j, b) in q.iter().enumerate() {
                out[i + j] = out[i + j].clone() + a.clone() * b.clone();
            }
        }
        Some(out)
    };
    let plus = |p: &[Q], q: &[Q], sign: i64| -> Vec<Q> {
        let at = |v: &[Q], i: usize| v.get(i).cloned().unwrap_or_else(Q::zero);
        (0..p.len().max(q.len()))
            .map(|i| at(p, i) + Q::int(sign) * at(q, i))
            .collect()
    };
    let (name, args) = t.as_const_app()?;
    let poly = |t: &Term| polynomial(t, x, env);
    let mut out = match (name, &args[..]) {
        ("+", [a, b]) => plus(&poly(a)?, &poly(b)?, 1),
        ("-", [a, b]) => plus(&poly(a)?, &poly(b)?, -1),
        ("neg", [a]) => plus(&[], &poly(a)?, -1),
        ("*", [a, b]) => times(&poly(a)?, &poly(b)?)?,
        ("/", [a, b]) if !b.has_free(x) => times(&poly(a)?, &[exact(b, env)?.recip()?])?,
        ("pow", [a, n]) => {
            let n = exact(n, env)?.to_i64().filter(|n| (0..=8).contains(n))?;
            let a = poly(a)?;
            (0..n).try_fold(vec![Q::one()], |acc, _| times(&acc, &a))?
        }
        _ => return None,
    };
    while out.last().is_some_and(Q::is_zero) {
        out.pop();
    }
    Some(out)
}

/// The numbers at which a polynomial vanishes, as far as they can be written down; none where it vanishes everywhere.
pub(crate) fn roots(p: &[Q]) -> Option<Vec<Value>> {
    let value = |x: &Q| {
        p.iter()
            .rev()
            .fold(Q::zero(), |acc, c| acc * x.clone() + c.clone())
    };
    Some(match p {
        [] => return None,
        [_] => Vec::new(),
        [b, a] => vec![Value::rational(-b.clone() * a.recip()?)],
        [c, b, a] => {
            let half = (Q::int(2) * a.clone()).recip()?;
            let d = b.clone() * b.clone() - Q::int(4) * a.clone() * c.clone();
            let middle = -b.clone() * half.clone();
            let signs: &[i64] = if d.is_zero() { &[1] } else { &[1, -1] };
            signs
                .iter()
                .filter_map(|s| surd(middle.clone(), half.clone() * Q::int(*s), &d))
                .collect()
        }
        _ => {
            let c: Vec<f64> = p.iter().map(Q::to_f64).collect();
            let f = |x: f64| c.iter().rev().fold(0.0, |acc, c| acc * x + c);
            let lead = c.last().map_or(1.0, |a| a.abs());
            let bound = 1.0 + c.iter().fold(0.0f64, |m, c| m.max(c.abs() / lead));
            let slope = |x: f64| {
                let mut d = 0.0;
                for (i, c) in c.iter().enumerate().skip(1).rev() {
                    d = d * x + i as f64 * c;
                }
                d
            };
            let mut found = zeros(&mut { f }, bound.min(1e6));
            // Where it touches zero its slope changes sign.
            found.extend(
                zeros(&mut { slope }, bound.min(1e6))
                    .into_iter()
                    .filter(|x| f(*x).abs() < 1e-9 * lead.max(1.0)),
            );
            let mut out: Vec<Value> = Vec::new();
            for v in found.into_iter().flat_map(guess) {
                let root = v.exact.as_ref().is_none_or(|q| value(q).is_zero());
                if root && out.iter().all(|o| o.term != v.term) {
                    out.push(v);
                }
            }
            out
        }
    })
}

// Sign changes on a grid that is dense near 0, halved to the last bit; those nearest 0 first.
fn zeros(f: &mut dyn FnMut(f64) -> f64, bound: f64) -> Vec<f64> {
    const STEPS: i32 = 160;
    // x = bound sinh(c t) / sinh(c): half of the steps within a few units of 0.
    let c = (2.0 * bound).max(2.0).ln();
    let grid = |i: i32| bound * (c * f64::from(i) / f64::from(STEPS)).sinh() / c.sinh();
    let mut out = Vec::new();
    let mut last = (grid(-STEPS), f(grid(-STEPS)));
    for i in -STEPS..=STEPS {
        let x = grid(i);
        let y = f(x);
        if y == 0.0 {
            out.push(x);
        } else if last.1 * y < 0.0 {
            let (mut lo, mut hi) = (last.0, x);
            for _ in 0..80 {
                let mid = lo + (hi - lo) / 2.0;
                if f(mid) * last.1 > 0.0 {
                    lo = mid;
                } else {
                    hi = mid;
                }
            }
            // A pole changes sign too.
            if f(lo).abs() <= last.1.abs().max(y.abs()) {
                out.push(lo);
            }
        }
        last = (x, y);
    }
    out.sort_by(|a, b| a.abs().total_cmp(&b.abs()));
    out.truncate(6);
    out
}

/// Equations brought to the form that the search can use.
pub(crate) struct System {
    /// Variables given by terms in those that remain.
    pub given: Vec<(Term, Term)>,
    /// Equations `t = 0` that remain, each with the variable that it is solved for.
    pub pivots: Vec<(Term, Term)>,
}

impl System {
    /// Eliminates what the equations of a case determine; none where the case has no equation that helps.
    pub(crate) fn of(case: &[Literal], vars: &[Term]) -> Option<System> {
        let mut open: Vec<(Term, Term)> = case
            .iter()
            .filter_map(|l| match l {
                Literal::Equal(a, b) => Some((a.clone(), b.clone())),
                _ => None,
            })
            .collect();
        let is_whole = |x: &Term| {
            case.iter()
                .any(|l| matches!(l, Literal::Integer(a) if a == x))
        };
        let mut given: Vec<(Term, Term)> = Vec::new();
        while let Some((i, x, e)) = next_elimination(&open, vars, &is_whole) {
            open.remove(i);
            let s = [(x.clone(), e.clone())];
            let put = |t: &Term| t.subst(&s).ok().filter(|t| t.size() < MAX_SIZE);
            for (a, b) in &mut open {
                (*a, *b) = (put(a)?, put(b)?);
            }
            for (_, t) in &mut given {
                *t = put(t)?;
            }
            given.push((x, e));
        }
        let mut pivots: Vec<(Term, Term)> = Vec::new();
        for (a, b) in open {
            let t = sub(&a, &b)?;
            let best = t
                .free_vars()
                .into_iter()
                .filter(|v| vars.contains(v) && pivots.iter().all(|(_, p)| p != v))
                .min_by_key(|v| (is_whole(v), degree(&t, v), vars.len() - position(vars, v)));
            if let Some(v) = best {
                pivots.push((t, v));
            }
        }
        (!given.is_empty() || !pivots.is_empty()).then_some(System { given, pivots })
    }
}

fn position(vars: &[Term], v: &Term) -> usize {
    vars.iter().position(|w| w == v).unwrap_or(vars.len())
}

fn degree(t: &Term, x: &Term) -> u32 {
    if linear(t, x).is_some() {
        return 1;
    }
    let ones: Vec<(Term, Q)> = t
        .free_vars()
        .into_iter()
        .filter(|v| v != x)
        .map(|v| (v, Q::int(7)))
        .collect();
    polynomial(t, x, &ones).map_or(20, |p| u32::try_from(p.len()).unwrap_or(20))
}

// An equation `x = e`, or one in which a variable has a numeral as its coefficient.
fn next_elimination(
    open: &[(Term, Term)],
    vars: &[Term],
    is_whole: &dyn Fn(&Term) -> bool,
) -> Option<(usize, Term, Term)> {
    for (i, (a, b)) in open.iter().enumerate() {
        for (x, e) in [(a, b), (b, a)] {
            if vars.contains(x) && !e.has_free(x) && !is_whole(x) {
                return Some((i, x.clone(), e.clone()));
            }
        }
    }
    for whole in [false, true] {
        for (i, (a, b)) in open.iter().enumerate() {
            let Some(t) = sub(a, b) else { continue };
            for x in t.free_vars() {
                if !vars.contains(&x) || is_whole(&x) != whole {
                    continue;
                }
                if let Some((c, d)) = linear(&t, &x)
                    && c.as_num().is_some_and(|q| !q.is_zero())
                    && let Some(e) = neg(&d).and_then(|d| div(&d, &c))
                {
                    return Some((i, x, e));
                }
            }
        }
    }
    None
}

/// The values of `x` at which `t` vanishes, the other variables having the given values; none where any value will do.
pub(crate) fn solve(t: &Term, x: &Term, env: &[(Term, Value)]) -> Option<Vec<Value>> {
    let rational: Vec<(Term, Q)> = env
        .iter()
        .filter_map(|(v, a)| Some((v.clone(), a.exact.clone()?)))
        .collect();
    if let Some(p) = polynomial(t, x, &rational) {
        return roots(&p);
    }
    let closed: Vec<(Term, Term)> = env
        .iter()
        .map(|(v, a)| (v.clone(), a.term.clone()))
        .collect();
    if let Ok(u) = t.subst(&closed)
        && let Some((a, b)) = linear(&u, x)
        && !a.has_vars()
        && !b.has_vars()
    {
        let root = neg(&b).and_then(|b| div(&b, &a)).and_then(Value::closed);
        return Some(root.into_iter().collect());
    }
    let mut vars: Vec<Term> = env.iter().map(|(v, _)| v.clone()).collect();
    vars.push(x.clone());
    let Some(tape) = Tape::compile(std::slice::from_ref(t), &vars) else {
        return Some(Vec::new());
    };
    let mut point: Vec<Approx> = env.iter().map(|(_, a)| a.at).collect();
    point.push(Approx { x: 0.0, err: 0.0 });
    let mut scratch = Scratch::default();
    let last = env.len();
    let mut f = |y: f64| {
        point[last].x = y;
        tape.value(0, &point, &mut scratch)
            .map_or(f64::NAN, |v| v.x)
    };
    Some(zeros(&mut f, 50.0).into_iter().flat_map(guess).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn int(n: i64) -> Term {
        Term::int(n)
    }

    fn eq(a: &Term, b: &Term) -> Term {
        syntax::eq(a, b).unwrap()
    }

    #[test]
    fn linear_terms_are_taken_apart() {
        let (x, y) = (Term::real_var("x"), Term::real_var("y"));
        let t = syntax::sub(
            &syntax::mul(&int(3), &x).unwrap(),
            &syntax::add(&x, &y).unwrap(),
        )
        .unwrap();
        let (a, b) = linear(&t, &x).unwrap();
        assert_eq!((a, b.to_string()), (int(2), "-y".into()));
        assert!(linear(&syntax::mul(&x, &x).unwrap(), &x).is_none());
    }

    #[test]
    fn products_with_zero_are_the_zero_polynomial() {
        let x = Term::real_var("x");
        let zero = syntax::sub(&x, &x).unwrap();
        let t = syntax::mul(&zero, &zero).unwrap();
        assert_eq!(polynomial(&t, &x, &[]), Some(Vec::new()));
    }

    #[test]
    fn polynomials_give_their_roots() {
        let shown = |c: &[i64]| -> Vec<String> {
            let c: Vec<Q> = c.iter().map(|&n| Q::int(n)).collect();
            let mut v: Vec<String> = roots(&c)
                .unwrap()
                .iter()
                .map(|v| v.term.to_string())
                .collect();
            v.sort();
            v
        };
        assert_eq!(shown(&[-4, 0, 1]), ["-2", "2"]);
        assert_eq!(shown(&[-2, 0, 1]), ["-sqrt(2)", "sqrt(2)"]);
        assert_eq!(shown(&[1, 0, 1]), Vec::<String>::new());
        assert_eq!(shown(&[-6, 11, -6, 1]), ["1", "2", "3"]);
        // (x - 1)² (x² + 1)
        assert_eq!(shown(&[1, -2, 2, -2, 1]), ["1"]);
        assert!(roots(&[]).is_none());
    }

    #[test]
    fn a_linear_system_is_eliminated() {
        let (x, y) = (Term::real_var("x"), Term::real_var("y"));
        let f = [
            eq(&syntax::add(&x, &y).unwrap(), &int(3)),
            eq(&syntax::sub(&x, &y).unwrap(), &int(1)),
        ];
        let system = System::of(&cases(&f)[0], &[x.clone(), y.clone()]).unwrap();
        assert!(system.pivots.is_empty());
        let mut given: Vec<_> = system
            .given
            .iter()
            .map(|(v, e)| (v.to_string(), exact(e, &[])))
            .collect();
        given.sort();
        assert_eq!(
            given,
            [("x".into(), Some(Q::int(2))), ("y".into(), Some(Q::int(1)))]
        );
    }

    #[test]
    fn cases_look_through_connectives() {
        let x = Term::real_var("x");
        let p = syntax::or(&eq(&x, &int(1)), &eq(&x, &int(2))).unwrap();
        assert_eq!(cases(std::slice::from_ref(&p)).len(), 2);
        let q = syntax::not(&syntax::implies(&p, &eq(&x, &int(1))).unwrap()).unwrap();
        assert_eq!(cases(&[q]).iter().map(Vec::len).collect::<Vec<_>>(), [1, 1]);
    }
}
