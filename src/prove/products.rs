//! Equations between products: what follows by multiplying and dividing equations, as their logarithms would by adding.
//!
//! `e^(1 - a) s = 1` gives `e^(a - 1) = s`; `s = 2 a c² x` and `x = s` give `a = 1/(2 c²)`.

use super::closure;
use super::context::{Context, is_zero};
use super::normal;
use super::reduced::lowest;
use crate::logic;
use hence_kernel::{Kind, Term, Theorem, Type, syntax};

// So many equations are combined, and so many may be in force for that to be tried.
const MAX_EQUATIONS: usize = 4;
const MAX_IN_FORCE: usize = 16;

// Sums of such atoms are met by linear combinations.
const ATOMS: &[&str] = &["exp", "sqrt", "root", "cbrt"];

/// `⊢ s = t` from equations that are multiplied with, or divided by, one another.
pub(crate) fn equation(s: &Term, t: &Term, context: &Context) -> Option<Theorem> {
    let balanced = balanced(context)?;
    combinations(balanced.len()).find_map(|signs| {
        let both = multiplied(&balanced, &signs)?;
        let (l, r) = both.equation().ok()?;
        // s l = t r, so s l = t l.
        let (sl, tr) = (syntax::mul(s, l).ok()?, syntax::mul(t, r).ok()?);
        let same = normal::equal(&sl, &tr, context)?;
        let nonzero = one_side(&both, context)?;
        let back = congruence("*", &Theorem::refl(t).ok()?, &both.sym().ok()?)?;
        let there = same.trans(&back).ok()?;
        let (ls, lt) = (syntax::mul(l, s).ok()?, syntax::mul(l, t).ok()?);
        let tl = syntax::mul(t, l).ok()?;
        let turned = Theorem::ring(&ls, &sl, &[]).ok()?.trans(&there).ok()?;
        let turned = turned.trans(&Theorem::ring(&tl, &lt, &[]).ok()?).ok()?;
        let subst = [("a", s), ("b", t), ("c", l)];
        context.fact("mul_cancel", &subst, &[&nonzero, &turned])
    })
}

/// A context with the values of letters that such equations determine; nothing where there are none.
pub(crate) fn with_values<'a>(context: &Context<'a>) -> Option<Context<'a>> {
    let balanced = balanced(context)?;
    let mut letters: Vec<Term> = Vec::new();
    for th in &balanced {
        for v in th.conclusion().free_vars() {
            if *v.ty() == Type::Real && !letters.contains(&v) {
                letters.push(v);
            }
        }
    }
    let mut found: Vec<Theorem> = Vec::new();
    for v in &letters {
        let value = combinations(balanced.len()).find_map(|signs| {
            let both = multiplied(&balanced, &signs)?;
            let (l, r) = both.equation().ok()?;
            let quotient = syntax::div(&syntax::mul(v, l).ok()?, r).ok()?;
            let value = lowest(&quotient, context)?;
            let plain = !value.has_free(v) && !logic::mentions(&value, ATOMS);
            plain.then(|| equation(v, &value, context)).flatten()
        });
        found.extend(value);
    }
    if found.is_empty() {
        return None;
    }
    Some(context.beside(context.facts().iter().cloned().chain(found)))
}

/// `⊢ t ≠ 0` for a product of letters that stand in an equation with a product that is not 0.
pub(crate) fn nonzero(t: &Term, context: &Context) -> Option<Theorem> {
    let balanced = balanced(context)?;
    let zero = Term::int(0);
    let mut apart = Vec::new();
    for v in t.free_vars() {
        if *v.ty() != Type::Real || context.nonzero(&v).is_some() {
            continue;
        }
        let vanishes = syntax::eq(&v, &zero).ok()?;
        let assumed = Theorem::assume(&vanishes).ok()?;
        let absurd = balanced.iter().find_map(|th| {
            let (l, r) = th.equation().ok()?;
            [(l, r, th.clone()), (r, l, th.sym().ok()?)]
                .into_iter()
                .find_map(|(l, r, th)| {
                    let there = l.subst(&[(v.clone(), zero.clone())]).ok()?;
                    let nothing = Theorem::ring(&there, &zero, &[]).ok()?;
                    let not = closure::prove(&syntax::ne(r, &zero).ok()?, context, 2)?;
                    // l = r and l = 0.
                    let put = |s: &Term| (*s == v).then(|| assumed.clone());
                    let equal = logic::congruence_at(l, put).ok()?.trans(&nothing).ok()?;
                    let r_zero = th.sym().ok()?.trans(&equal).ok()?;
                    logic::not_elim(&not, &r_zero).ok()
                })
        })?;
        apart.push(logic::not_intro(&vanishes, &absurd).ok()?);
    }
    let inner = context.beside(context.facts().iter().cloned().chain(apart.iter().cloned()));
    let th = inner.nonzero(t)?;
    logic::cut_all(&th, &apart).ok()
}

// ⊢ l ≠ 0 for a theorem ⊢ l = r one side of which is known not to be 0.
fn one_side(both: &Theorem, context: &Context) -> Option<Theorem> {
    let (l, r) = both.equation().ok()?;
    let apart = |t: &Term| closure::prove(&syntax::ne(t, &Term::int(0)).ok()?, context, 2);
    if let Some(th) = apart(l) {
        return Some(th);
    }
    let th = apart(r)?;
    let vanishes = syntax::eq(r, &Term::int(0)).ok()?;
    let back = both.sym().ok()?;
    let equal = logic::congruence_at(&vanishes, |t| (t == r).then(|| back.clone())).ok()?;
    let not = Theorem::refl(&syntax::constant("¬")?).ok()?;
    not.congruence(&equal).ok()?.eq_mp(&th).ok()
}

fn congruence(op: &str, a: &Theorem, b: &Theorem) -> Option<Theorem> {
    let head = Theorem::refl(&syntax::constant(op)?).ok()?;
    head.congruence(a).ok()?.congruence(b).ok()
}

// Equations between products with such atoms, none of whose sides is a sum or 0.
fn balanced(context: &Context) -> Option<Vec<Theorem>> {
    if context.equations().len() > MAX_IN_FORCE {
        return None;
    }
    let of_one = |th: &Theorem| {
        let (a, b) = th.conclusion().as_eq()?;
        if !logic::mentions(th.conclusion(), ATOMS) {
            return None;
        }
        let th = match (a.as_binary("-"), is_zero(b)) {
            (Some((x, y)), true) => context.fact("sub_eq_zero", &[("a", x), ("b", y)], &[th])?,
            _ => th.clone(),
        };
        let (a, b) = th.conclusion().as_eq()?;
        (is_product(a) && is_product(b)).then_some(th.clone())
    };
    // The last ones first: a line mostly follows from those before it.
    let all: Vec<Theorem> = context
        .equations()
        .iter()
        .rev()
        .filter_map(of_one)
        .take(MAX_EQUATIONS)
        .collect();
    (!all.is_empty()).then_some(all)
}

fn is_product(t: &Term) -> bool {
    if is_zero(t) {
        return false;
    }
    match t.as_binary("*").or_else(|| t.as_binary("/")) {
        Some((a, b)) => is_product(a) && is_product(b),
        None => match t.kind() {
            Kind::Num(_) | Kind::Var(_) => true,
            _ => !["+", "-"].iter().any(|op| t.as_binary(op).is_some()) || !t.has_vars(),
        },
    }
}

// Which equations are multiplied, and which way round: the fewest first.
fn combinations(n: usize) -> impl Iterator<Item = Vec<i8>> {
    let mut all: Vec<Vec<i8>> = vec![Vec::new()];
    for _ in 0..n {
        all = all
            .iter()
            .flat_map(|c| [0, 1, -1].map(|s| c.iter().copied().chain([s]).collect()))
            .collect();
    }
    all.sort_by_key(|c| c.iter().filter(|s| **s != 0).count());
    all.into_iter().skip(1)
}

// ⊢ l = r for the product of the equations.
fn multiplied(equations: &[Theorem], signs: &[i8]) -> Option<Theorem> {
    let mut acc: Option<Theorem> = None;
    for (th, sign) in equations.iter().zip(signs) {
        let th = match sign {
            0 => continue,
            1 => th.clone(),
            _ => th.sym().ok()?,
        };
        acc = Some(match acc {
            None => th,
            Some(before) => congruence("*", &before, &th)?,
        });
    }
    acc
}
