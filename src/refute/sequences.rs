//! Small instances of statements about all n: the bounds of sums become numbers, the sums are written out, and families of numbers are
//! given by a formula or a table.

use super::recurrence;
use super::{Budget, ProveClosed, Witness, certify, satisfy};
use crate::logic::{RANGES, mentions};
use hence_kernel::{Kind, Q, Term, Theorem, Theory, Type, syntax};

/// Equates a formula with one in which sums, products and extremes over a range of numbers are written out.
pub type WriteOut<'a> = &'a dyn Fn(&Term) -> Option<Theorem>;

// The values of a bound or an index, in the order in which they are tried.
const SMALL: [i64; 8] = [1, 2, 0, 3, 4, -1, -2, 5];
// The indices at which a hypothesis about all of them is looked at before it is proved.
const LOOK: std::ops::RangeInclusive<i64> = -1..=5;
const MAX_INDICES: usize = 3;
const MAX_FAMILIES: usize = 3;

/// As [`satisfy`], for formulas with sums over ranges and with families of numbers. Only families whose indices are integers are
/// chosen; any other function is left as it is, and nothing is found where one occurs.
pub fn instance(
    formulas: &[Term],
    vars: &[Term],
    budget: &Budget,
    theory: &Theory,
    prove_closed: ProveClosed,
    write_out: WriteOut,
) -> Option<Witness> {
    let sequence = Type::fun(Type::Real, Type::Real);
    let (reals, families): (Vec<Term>, Vec<Term>) =
        vars.iter().cloned().partition(|v| *v.ty() == Type::Real);
    if families.len() > MAX_FAMILIES
        || families.iter().any(|f| *f.ty() != sequence)
        || (families.is_empty() && !formulas.iter().any(|f| mentions(f, RANGES)))
    {
        return None;
    }
    let whole: Vec<Term> = reals
        .iter()
        .filter(|v| formulas.iter().any(|f| f.as_unary("Int") == Some(v)))
        .cloned()
        .collect();
    let mut indices = Vec::new();
    for f in formulas {
        if !note(f, &families, &whole, &mut Vec::new(), &mut indices) {
            return None;
        }
    }
    if indices.len() > MAX_INDICES {
        return None;
    }
    let quick = budget.points < 500;
    let share = Budget {
        points: if quick { 60 } else { 700 },
        certifications: 4,
        bits: budget.bits,
    };
    let at = Search {
        formulas,
        vars,
        reals: reals
            .iter()
            .filter(|v| !indices.contains(v))
            .cloned()
            .collect(),
        families,
        budget: share,
        theory,
        prove_closed,
        write_out,
    };
    let most = if quick { 5 } else { 40 };
    small_numbers(indices.len(), most)
        .into_iter()
        .find_map(|t| at.instance(&indices, &t, quick))
}

// Whether families are called at integers only; the integer variables in indices and bounds are collected.
fn note(
    t: &Term,
    families: &[Term],
    whole: &[Term],
    bound: &mut Vec<Term>,
    out: &mut Vec<Term>,
) -> bool {
    if families.contains(t) {
        return false;
    }
    if let Some(("Sum" | "Prod" | "Min" | "Max", args)) = t.as_const_app()
        && let [a, b, f] = args[..]
    {
        if !index(a, whole, bound, out)
            || !index(b, whole, bound, out)
            || !matches!(f.kind(), Kind::Lam(..))
        {
            return false;
        }
        let k = Term::fresh("κ", Type::Real, &[t]);
        let Ok(body) = f.instantiate(&k) else {
            return false;
        };
        bound.push(k);
        let fine = note(&body, families, whole, bound, out);
        bound.pop();
        return fine;
    }
    if let Some(f) = syntax::as_quantified(t, "∀") {
        let k = Term::fresh("κ", Type::Real, &[t]);
        let Ok(body) = f.instantiate(&k) else {
            return true;
        };
        if *body.ty() != Type::Bool {
            return true;
        }
        // A law about all numbers holds for all integers; it is proved for all of them.
        bound.push(k);
        let fine = note(&body, families, whole, bound, out);
        bound.pop();
        return fine;
    }
    match t.kind() {
        Kind::App(f, a) if families.contains(f) => index(a, whole, bound, out),
        Kind::App(f, a) => {
            note(f, families, whole, bound, out) && note(a, families, whole, bound, out)
        }
        Kind::Lam(_, _, _) => !families.iter().any(|f| t.has_free(f)),
        _ => true,
    }
}

// Whether an index is an integer; the variables in it are collected.
fn index(t: &Term, whole: &[Term], bound: &[Term], out: &mut Vec<Term>) -> bool {
    if !integral(t, whole, bound) {
        return false;
    }
    for v in t.free_vars() {
        if !bound.contains(&v) && !out.contains(&v) {
            out.push(v);
        }
    }
    true
}

// Sums, differences and products of integers.
fn integral(t: &Term, whole: &[Term], bound: &[Term]) -> bool {
    if let Some(q) = t.as_num() {
        return q.is_integer();
    }
    if whole.contains(t) || bound.contains(t) {
        return true;
    }
    if let Some(a) = t.as_unary("neg") {
        return integral(a, whole, bound);
    }
    ["+", "-", "*"].iter().any(|op| {
        t.as_binary(op)
            .is_some_and(|(a, b)| integral(a, whole, bound) && integral(b, whole, bound))
    })
}

/// Values for that many indices by rising cost, at most `most` lists.
pub fn small_numbers(n: usize, most: usize) -> Vec<Vec<i64>> {
    fn go(n: usize, total: usize, so_far: &mut Vec<i64>, out: &mut Vec<Vec<i64>>) {
        if n == 0 {
            if total == 0 {
                out.push(so_far.clone());
            }
            return;
        }
        for (cost, v) in SMALL.iter().enumerate().take(total + 1) {
            if n == 1 && cost != total {
                continue;
            }
            so_far.push(*v);
            go(n - 1, total - cost, so_far, out);
            so_far.pop();
        }
    }
    let mut out = Vec::new();
    for total in 0..=n * (SMALL.len() - 1) {
        go(n, total, &mut Vec::new(), &mut out);
        if out.len() >= most {
            break;
        }
    }
    out.truncate(most);
    out
}

struct Search<'a> {
    formulas: &'a [Term],
    vars: &'a [Term],
    reals: Vec<Term>,
    families: Vec<Term>,
    budget: Budget,
    theory: &'a Theory,
    prove_closed: ProveClosed<'a>,
    write_out: WriteOut<'a>,
}

// What a family is chosen to be, with numbers that are open.
struct Shape {
    family: Term,
    value: Term,
    parameters: Vec<Term>,
    table: Vec<i64>,
    // The formula that makes it what it is.
    law: Option<usize>,
}

impl Search<'_> {
    fn instance(&self, indices: &[Term], values: &[i64], quick: bool) -> Option<Witness> {
        let subst: Vec<(Term, Term)> = indices
            .iter()
            .cloned()
            .zip(values.iter().map(|v| Term::int(*v)))
            .collect();
        let mut here = Vec::new();
        for f in self.formulas {
            let f = f.subst(&subst).ok()?;
            // What is decided by the indices alone.
            if !f.has_vars() && !mentions(&f, RANGES) && syntax::as_quantified(&f, "∀").is_none()
            {
                certify(&f, self.theory, self.prove_closed, 64)?;
            }
            here.push(f);
        }
        let shapes: Vec<Shape> = (self.families.iter().enumerate())
            .map(|(i, f)| linear(i, f, &here))
            .collect::<Option<_>>()?;
        if let Some(w) = self.with(&here, &subst, &shapes) {
            return Some(w);
        }
        // What a law makes of a first value.
        let by_law = |(i, f)| iterated(i, f, &here).or_else(|| linear(i, f, &here));
        let shapes: Vec<Shape> = (self.families.iter().enumerate())
            .map(by_law)
            .collect::<Option<_>>()?;
        if shapes.iter().any(|s| s.law.is_some())
            && let Some(w) = self.with(&here, &subst, &shapes)
        {
            return Some(w);
        }
        let general = |f: &Term| syntax::as_quantified(f, "∀").is_some();
        if quick || self.families.is_empty() || here.iter().any(general) {
            return None;
        }
        let shapes: Vec<Shape> = (self.families.iter().enumerate())
            .map(|(i, f)| self.table(i, f, &here))
            .collect::<Option<_>>()?;
        self.with(&here, &subst, &shapes)
    }

    fn plain(&self, f: &Term) -> Option<Term> {
        let th = (self.write_out)(f)?;
        let (_, r) = th.equation().ok()?;
        (!mentions(r, RANGES)).then(|| r.clone())
    }

    fn with(&self, here: &[Term], indices: &[(Term, Term)], shapes: &[Shape]) -> Option<Witness> {
        let chosen: Vec<(Term, Term)> = shapes
            .iter()
            .map(|s| (s.family.clone(), s.value.clone()))
            .collect();
        let mut plain = Vec::new();
        for (at, f) in here.iter().enumerate() {
            let f = f.subst(&chosen).ok()?;
            // It holds by the choice, which is proved in the end.
            if shapes.iter().any(|s| s.law == Some(at)) {
                continue;
            }
            if let Some(law) = syntax::as_quantified(&f, "∀") {
                for k in LOOK {
                    let Ok(at) = law.instantiate(&Term::int(k)) else {
                        continue;
                    };
                    plain.extend(self.plain(&at));
                }
                continue;
            }
            if !f.has_vars() {
                self.certified(&f)?;
                continue;
            }
            plain.push(self.plain(&f)?);
        }
        let mut vars = self.reals.clone();
        vars.extend(shapes.iter().flat_map(|s| s.parameters.iter().cloned()));
        let found = satisfy(&plain, &vars, &self.budget, self.theory, self.prove_closed)?;
        let value = |v: &Term| {
            let hit = found.values.iter().find(|(x, _)| x == v);
            hit.map_or_else(|| Term::int(0), |(_, t)| t.clone())
        };
        let values: Vec<(Term, Term)> = self
            .vars
            .iter()
            .map(|v| {
                let shape = shapes.iter().find(|s| s.family == *v);
                let index = indices.iter().find(|(x, _)| x == v);
                let t = match (shape, index) {
                    (Some(s), _) => s.filled(&value)?,
                    (None, Some((_, t))) => t.clone(),
                    _ => value(v),
                };
                Some((v.clone(), t))
            })
            .collect::<Option<_>>()?;
        let theorems = self
            .formulas
            .iter()
            .map(|f| self.certified(&f.subst(&values).ok()?))
            .collect::<Option<_>>()?;
        Some(Witness { values, theorems })
    }

    // ⊢ f, which has no free variables.
    fn certified(&self, f: &Term) -> Option<Theorem> {
        let th = if syntax::as_quantified(f, "∀").is_some() {
            (self.prove_closed)(f)?
        } else {
            let equal = (self.write_out)(f)?;
            let (_, r) = equal.equation().ok()?;
            let th = certify(r, self.theory, self.prove_closed, self.budget.bits)?;
            equal.sym().ok()?.eq_mp(&th).ok()?
        };
        (th.conclusion() == f && th.hypotheses().is_empty()).then_some(th)
    }

    // One number for each index at which the family is called.
    fn table(&self, i: usize, family: &Term, here: &[Term]) -> Option<Shape> {
        const MAX_ENTRIES: usize = 6;
        let mut entries = Vec::new();
        for f in here {
            let th = (self.write_out)(f)?;
            calls(th.equation().ok()?.1, family, &mut entries);
        }
        entries.sort_unstable();
        if entries.len() > MAX_ENTRIES {
            return None;
        }
        let avoid: Vec<&Term> = here.iter().collect();
        let k = Term::real_var("k");
        let parameters: Vec<Term> = (0..entries.len())
            .map(|j| Term::fresh(&format!("p{i}{j}"), Type::Real, &avoid))
            .collect();
        let value = table(&k, &entries, &parameters)?;
        Some(Shape {
            family: family.clone(),
            value,
            parameters,
            table: entries,
            law: None,
        })
    }
}

// λk. p k + q
fn linear(i: usize, family: &Term, here: &[Term]) -> Option<Shape> {
    let avoid: Vec<&Term> = here.iter().collect();
    let p = Term::fresh(&format!("p{i}"), Type::Real, &avoid);
    let q = Term::fresh(&format!("q{i}"), Type::Real, &avoid);
    let k = Term::real_var("k");
    let body = syntax::add(&syntax::mul(&p, &k).ok()?, &q).ok()?;
    Some(Shape {
        family: family.clone(),
        value: Term::lam(&k, &body).ok()?,
        parameters: vec![p, q],
        table: Vec::new(),
        law: None,
    })
}

// λk. iterate g p k
fn iterated(i: usize, family: &Term, here: &[Term]) -> Option<Shape> {
    let (law, g) =
        (here.iter().enumerate()).find_map(|(at, f)| Some((at, recurrence::law(family, f)?)))?;
    let avoid: Vec<&Term> = here.iter().collect();
    let p = Term::fresh(&format!("p{i}"), Type::Real, &avoid);
    let k = Term::real_var("k");
    let value = Term::apps(&syntax::constant("iterate")?, &[&g, &p, &k]).ok()?;
    Some(Shape {
        family: family.clone(),
        value: Term::lam(&k, &value).ok()?,
        parameters: vec![p],
        table: Vec::new(),
        law: Some(law),
    })
}

// λk. if k = i then v else …; 0 elsewhere.
fn table(k: &Term, entries: &[i64], values: &[Term]) -> Option<Term> {
    let mut body = Term::int(0);
    for (i, v) in entries.iter().zip(values).rev() {
        if *v == Term::int(0) {
            continue;
        }
        let here = syntax::eq(k, &Term::int(*i)).ok()?;
        body = syntax::ite(&here, v, &body).ok()?;
    }
    Term::lam(k, &body).ok()
}

// The numbers at which a family is called.
fn calls(t: &Term, family: &Term, out: &mut Vec<i64>) {
    if let Kind::App(f, a) = t.kind() {
        if f == family
            && let Some(n) = a.as_num().and_then(Q::to_i64)
            && !out.contains(&n)
        {
            out.push(n);
        }
        calls(f, family, out);
        calls(a, family, out);
    }
}

impl Shape {
    // The function with its numbers put in, as short as it can be written.
    fn filled(&self, value: &dyn Fn(&Term) -> Term) -> Option<Term> {
        let k = Term::real_var("k");
        let values: Vec<Term> = self.parameters.iter().map(value).collect();
        if !self.table.is_empty() {
            return table(&k, &self.table, &values);
        }
        let [p, q] = &values[..] else {
            // The function of a recurrence may hold other numbers that were chosen.
            let free = self.value.free_vars();
            let chosen: Vec<(Term, Term)> = free.iter().map(|v| (v.clone(), value(v))).collect();
            return self.value.subst(&chosen).ok();
        };
        let zero = |t: &Term| t.as_num().is_some_and(Q::is_zero);
        let line = match p {
            _ if zero(p) => return Term::lam(&k, q).ok(),
            _ if p.as_num().is_some_and(Q::is_one) => k.clone(),
            _ => syntax::mul(p, &k).ok()?,
        };
        let body = if zero(q) {
            line
        } else {
            syntax::add(&line, q).ok()?
        };
        Term::lam(&k, &body).ok()
    }
}
