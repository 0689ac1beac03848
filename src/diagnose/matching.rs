//! Where a pattern occurs in a term, up to the order and the grouping of sums and products.

use super::mistakes::{Rule, Slip};
use hence_kernel::{Kind, Q, Term, Type, syntax};
use std::collections::HashSet;

/// Terms for the variables of a pattern.
pub(super) type Binding = Vec<(Term, Term)>;

// In how many ways one pattern is matched with one term at most.
const WAYS: usize = 24;

struct Matching<'a> {
    slip: &'a Slip,
    // Variables that stand for bound ones of the pattern and the term.
    opened: Vec<Term>,
}

/// The ways in which a pattern is the term.
pub(super) fn matches(pattern: &Term, t: &Term, slip: &Slip, known: Binding) -> Vec<Binding> {
    let mut m = Matching {
        slip,
        opened: Vec::new(),
    };
    let mut out = m.at(pattern, t, vec![known]);
    out.truncate(WAYS);
    out
}

/// A term with the values put in; none where some variable has none.
pub(super) fn instance(t: &Term, binding: &Binding, slip: &Slip) -> Option<Term> {
    let open = |v: &Term| t.has_free(v) && binding.iter().all(|(b, _)| b != v);
    if slip.vars.iter().any(open) {
        return None;
    }
    t.subst(binding).ok()
}

impl Matching<'_> {
    fn at(&mut self, p: &Term, t: &Term, known: Vec<Binding>) -> Vec<Binding> {
        if known.is_empty() || p.ty() != t.ty() {
            return Vec::new();
        }
        if self.slip.vars.contains(p) {
            return known
                .into_iter()
                .filter_map(|b| self.bind(p, t, b))
                .collect();
        }
        let (head, args) = p.spine();
        if !args.is_empty() && self.slip.vars.contains(head) {
            return match args[..] {
                [a] => self.applied(head, a, t, known),
                _ => Vec::new(),
            };
        }
        if let Kind::Lam(hint, ty, _) = p.kind() {
            let mut avoid = vec![p, t];
            avoid.extend(&self.slip.vars);
            avoid.extend(&self.opened);
            let x = Term::fresh(&format!("{}•", hint.0), ty.clone(), &avoid);
            let bodies = || Some((p.instantiate(&x).ok()?, body(t, &x)?));
            let Some((p, t)) = bodies() else {
                return Vec::new();
            };
            self.opened.push(x);
            let out = self.at(&p, &t, known);
            self.opened.pop();
            return out;
        }
        let mut out = Vec::new();
        for (sign, cut) in [
            ("+", summands as Cut),
            ("*", factors as Cut),
            ("-", differences as Cut),
        ] {
            if let Some((a, b)) = p.as_binary(sign) {
                for (s, u) in cut(t) {
                    let left = self.at(a, &s, known.clone());
                    out.extend(self.at(b, &u, left));
                    if out.len() >= WAYS {
                        break;
                    }
                }
                return out;
            }
        }
        if args.is_empty() {
            return if p == t { known } else { out };
        }
        if let (Some(a), Some(q)) = (p.as_unary("neg"), t.as_num())
            && q.is_negative()
        {
            return self.at(a, &Term::num(Q::zero() - q.clone()), known);
        }
        let (other, others) = t.spine();
        if head != other || args.len() != others.len() {
            return out;
        }
        (args.iter().zip(others)).fold(known, |known, (a, b)| self.at(a, b, known))
    }

    fn bind(&self, v: &Term, t: &Term, mut b: Binding) -> Option<Binding> {
        if let Some((_, old)) = b.iter().find(|(w, _)| w == v) {
            return (old == t).then_some(b);
        }
        let numeral = !self.slip.numerals.contains(v) || t.as_num().is_some();
        if !numeral || self.opened.iter().any(|x| t.has_free(x)) {
            return None;
        }
        b.push((v.clone(), t.clone()));
        Some(b)
    }

    // A function variable at an argument: at a bound variable it is whatever stands there; at another one it is the outermost function.
    fn applied(&mut self, f: &Term, arg: &Term, t: &Term, known: Vec<Binding>) -> Vec<Binding> {
        if self.opened.contains(arg) {
            return known
                .into_iter()
                .filter_map(|b| match b.iter().find(|(w, _)| w == f) {
                    Some((_, old)) => {
                        let there = Term::app(f, arg).ok()?.subst(&[(f.clone(), old.clone())]);
                        (there.ok()? == *t).then_some(b)
                    }
                    None => self.bind(f, &Term::lam(arg, t).ok()?, b),
                })
                .collect();
        }
        known
            .into_iter()
            .flat_map(|b| {
                let Some((_, old)) = b.iter().find(|(w, _)| w == f) else {
                    return self.composed(f, arg, t, b);
                };
                let whole = Term::app(f, arg).and_then(|p| p.subst(&[(f.clone(), old.clone())]));
                match whole {
                    Ok(p) => self.at(&p, t, vec![b]),
                    Err(_) => Vec::new(),
                }
            })
            .collect()
    }

    fn composed(&mut self, f: &Term, arg: &Term, t: &Term, b: Binding) -> Vec<Binding> {
        let fixed = |u: &Term| !self.opened.iter().any(|x| u.has_free(x));
        let (head, args) = t.spine();
        let s = Term::fresh("s", Type::Real, &[t]);
        let outer = match args[..] {
            [u] if *head.ty() == Type::fun(Type::Real, Type::Real) => Some((head.clone(), u)),
            [u, n] | [n, u]
                if fixed(n) && !fixed(u) && ["pow", "/"].iter().any(|c| head.is_const(c)) =>
            {
                let whole = if args[0] == u {
                    Term::apps(head, &[&s, n])
                } else {
                    Term::apps(head, &[n, &s])
                };
                whole.and_then(|w| Term::lam(&s, &w)).ok().map(|w| (w, u))
            }
            _ => None,
        };
        let Some((outer, u)) = outer else {
            return Vec::new();
        };
        match self.bind(f, &outer, b) {
            Some(b) => self.at(arg, u, vec![b]),
            None => Vec::new(),
        }
    }
}

// The body of a function with the variable put in; of one that is not written out, its call.
fn body(t: &Term, x: &Term) -> Option<Term> {
    match t.kind() {
        Kind::Lam(..) => t.instantiate(x).ok(),
        _ => Term::app(t, x).ok(),
    }
}

type Cut = fn(&Term) -> Vec<(Term, Term)>;

// The terms of a sum, with a minus on those that are subtracted.
fn terms(t: &Term, minus: bool, out: &mut Vec<(bool, Term)>) {
    if let Some((a, b)) = t.as_binary("+") {
        terms(a, minus, out);
        terms(b, minus, out);
    } else if let Some((a, b)) = t.as_binary("-") {
        terms(a, minus, out);
        terms(b, !minus, out);
    } else if let Some(a) = t.as_unary("neg") {
        terms(a, !minus, out);
    } else {
        out.push((minus, t.clone()));
    }
}

fn total(parts: &[(bool, Term)]) -> Option<Term> {
    let signed = |(minus, t): &(bool, Term)| {
        if *minus {
            syntax::neg(t).ok()
        } else {
            Some(t.clone())
        }
    };
    // What is added stands first where there is any.
    let (first, rest) = parts.split_first()?;
    rest.iter().try_fold(signed(first)?, |acc, (minus, t)| {
        if *minus {
            syntax::sub(&acc, t)
        } else {
            syntax::add(&acc, t)
        }
        .ok()
    })
}

// A sum cut in two: one term and the rest, or the first terms and the last ones, in both orders.
fn summands(t: &Term) -> Vec<(Term, Term)> {
    let mut parts = Vec::new();
    terms(t, false, &mut parts);
    cuts(&parts, total)
}

fn differences(t: &Term) -> Vec<(Term, Term)> {
    let mut parts = Vec::new();
    terms(t, false, &mut parts);
    let mut out: Vec<(Term, Term)> = Vec::new();
    out.extend(t.as_binary("-").map(|(a, b)| (a.clone(), b.clone())));
    let minus: Vec<usize> = (0..parts.len()).filter(|&i| parts[i].0).collect();
    let mut cut = |away: &[usize]| {
        let rest: Vec<_> = (0..parts.len())
            .filter(|i| !away.contains(i))
            .map(|i| parts[i].clone())
            .collect();
        let taken: Vec<_> = away
            .iter()
            .map(|&i| (!parts[i].0, parts[i].1.clone()))
            .collect();
        if let (Some(a), Some(b)) = (total(&rest), total(&taken))
            && !out.contains(&(a.clone(), b.clone()))
        {
            out.push((a, b));
        }
    };
    for &i in &minus {
        cut(&[i]);
    }
    if minus.len() > 1 {
        cut(&minus);
    }
    out
}

// A product cut in two; a square is one of its base with itself.
fn factors(t: &Term) -> Vec<(Term, Term)> {
    fn go(t: &Term, out: &mut Vec<Term>) {
        match t.as_binary("*") {
            Some((a, b)) => {
                go(a, out);
                go(b, out);
            }
            None => out.push(t.clone()),
        }
    }
    if let Some((a, n)) = t.as_binary("pow")
        && *n == Term::int(2)
    {
        return vec![(a.clone(), a.clone())];
    }
    // −2x is the product of −2 and x.
    if let Some(inner) = t.as_unary("neg")
        && let Some((a, b)) = inner.as_binary("*")
        && let Some(q) = a.as_num()
    {
        return vec![(Term::num(Q::zero() - q.clone()), b.clone())];
    }
    let mut parts = Vec::new();
    go(t, &mut parts);
    cuts(&parts, |xs| {
        let (first, rest) = xs.split_first()?;
        rest.iter()
            .try_fold(first.clone(), |acc, x| syntax::mul(&acc, x).ok())
    })
}

fn cuts<T: Clone>(parts: &[T], join: fn(&[T]) -> Option<Term>) -> Vec<(Term, Term)> {
    let mut out: Vec<(Term, Term)> = Vec::new();
    let mut push = |a: Option<Term>, b: Option<Term>| {
        if let (Some(a), Some(b)) = (a, b) {
            for pair in [(a.clone(), b.clone()), (b, a)] {
                if !out.contains(&pair) {
                    out.push(pair);
                }
            }
        }
    };
    let n = parts.len();
    for i in 1..n {
        push(join(&parts[..i]), join(&parts[i..]));
    }
    if n > 2 {
        for i in 0..n {
            let rest: Vec<T> = [&parts[..i], &parts[i + 1..]].concat();
            push(join(&parts[i..=i]), join(&rest));
        }
    }
    out
}

/// A term in which a slip was made, and the same without it where that is known.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Made {
    pub wrong: Term,
    pub right: Option<Term>,
}

/// What a term can become where one of its parts is replaced by what `step` makes of it, each once; no more than `limit`.
pub(super) fn replacements(
    t: &Term,
    limit: usize,
    step: &mut dyn FnMut(&Term) -> Vec<Made>,
) -> Vec<Made> {
    let mut seen = HashSet::new();
    let mut out = go(t, limit, step);
    out.retain(|m| m.wrong != *t && seen.insert(m.wrong.clone()));
    out
}

fn go(t: &Term, limit: usize, step: &mut dyn FnMut(&Term) -> Vec<Made>) -> Vec<Made> {
    let mut out = if *t.ty() == Type::Real {
        step(t)
    } else {
        Vec::new()
    };
    let mut around = |inner: Vec<Made>, build: &dyn Fn(&Term) -> Option<Term>| {
        for m in inner {
            out.extend(build(&m.wrong).map(|wrong| Made {
                wrong,
                right: m.right.as_ref().and_then(build),
            }));
        }
    };
    match t.kind() {
        Kind::App(f, a) => {
            around(go(f, limit, step), &|g| Term::app(g, a).ok());
            around(go(a, limit, step), &|b| Term::app(f, b).ok());
        }
        Kind::Lam(hint, ty, _) => {
            let x = Term::fresh(&hint.0, ty.clone(), &[t]);
            if let Ok(body) = t.instantiate(&x) {
                around(go(&body, limit, step), &|b| Term::lam(&x, b).ok());
            }
        }
        _ => {}
    }
    out.truncate(limit);
    out
}

/// What a slip that replaces makes of a term, at its root; of a longer sum or product, also what it makes of two of its parts.
pub(super) fn slipped(t: &Term, slip: &Slip) -> Vec<Made> {
    let Rule::Rewrite(from, to) = &slip.rule else {
        return Vec::new();
    };
    let of = |t: &Term| -> Vec<Made> {
        matches(from, t, slip, Vec::new())
            .iter()
            .filter_map(|b| {
                Some(Made {
                    wrong: instance(to, b, slip)?,
                    right: slip.right.as_ref().and_then(|(_, r)| instance(r, b, slip)),
                })
            })
            .collect()
    };
    let mut out = of(t);
    for (sign, join) in [("*", syntax::mul as Join), ("+", syntax::add as Join)] {
        if from.as_binary(sign).is_none() {
            continue;
        }
        for (pair, rest) in pairs(t, sign, join) {
            for m in of(&pair) {
                let beside = |u: &Term| join(u, &rest).ok();
                out.extend(beside(&m.wrong).map(|wrong| Made {
                    wrong,
                    right: m.right.as_ref().and_then(beside),
                }));
            }
        }
    }
    out
}

type Join = fn(&Term, &Term) -> hence_kernel::Result<Term>;

// Two parts of a sum or a product that do not stand side by side, with what is left of it.
fn pairs(t: &Term, sign: &str, join: Join) -> Vec<(Term, Term)> {
    // Longer ones have too many pairs.
    const LONGEST: usize = 6;
    fn go(t: &Term, sign: &str, out: &mut Vec<Term>) {
        match t.as_binary(sign) {
            Some((a, b)) => {
                go(a, sign, out);
                go(b, sign, out);
            }
            None => out.push(t.clone()),
        }
    }
    let mut parts = Vec::new();
    go(t, sign, &mut parts);
    let n = parts.len();
    let mut out = Vec::new();
    if n > LONGEST {
        return out;
    }
    for i in 0..n {
        for j in i + 1..n {
            let mut rest = (0..n).filter(|k| *k != i && *k != j).map(|k| &parts[k]);
            let Some(first) = rest.next() else { continue };
            let rest = rest.try_fold(first.clone(), |acc, x| join(&acc, x));
            if let (Ok(pair), Ok(rest)) = (join(&parts[i], &parts[j]), rest) {
                out.push((pair, rest));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::mistakes::catalogue;
    use super::*;
    use crate::theory::parse_term;

    // What the slips of a mistake can make of a term.
    fn made(id: &str, from: &str) -> Vec<String> {
        let mistake = catalogue().mistakes.iter().find(|m| m.id == id);
        let t = parse_term(from).expect("a term");
        let mut out: Vec<String> = Vec::new();
        for slip in mistake.iter().flat_map(|m| &m.slips) {
            let all = replacements(&t, 100, &mut |u| slipped(u, slip));
            out.extend(all.iter().map(|m| m.wrong.to_string()));
        }
        out
    }

    #[test]
    fn slips_apply_inside_terms_and_up_to_order() {
        let table = [
            ("square-spread", "1 + (x + 3) ^ 2", "1 + (x^2 + 3^2)"),
            ("square-spread", "(x + y + 3) ^ 2", "(x + y)^2 + 3^2"),
            ("square-spread", "(x - y) ^ 2", "x^2 - y^2"),
            ("exponents-multiplied", "x ^ 2 * y * x ^ 3", "x^(2*3)*y"),
            ("exponents-multiplied", "y * (x ^ 3 * x ^ 2)", "y*x^(3*2)"),
            ("minus-before-bracket", "x - (y - z)", "x - y - z"),
            ("term-lost", "a + b + c", "a + c"),
        ];
        for (id, from, to) in table {
            let all = made(id, from);
            assert!(all.iter().any(|m| m == to), "{id}: {from} gives {all:?}");
        }
    }

    #[test]
    fn slips_do_not_apply_elsewhere() {
        let table = [
            ("square-spread", "(x + 3) ^ 3"),
            ("power-as-product", "x ^ n"),
            ("chain-rule-dropped", "sin (x ^ 2)"),
            ("product-rule", "deriv (λt. t + y) x"),
        ];
        for (id, from) in table {
            assert_eq!(made(id, from), Vec::<String>::new(), "{id}: {from}");
        }
    }
}
