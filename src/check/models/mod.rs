//! Counterexamples where vectors, sequences and functions are left abstract: instances by closed terms.
//!
//! Functions become quadratic, linear or constant ones, vectors multiples of e₁ and e₂, sequences short tables. Numbers are then searched for
//! as usual. Nothing of the search is trusted: at the instance every hypothesis is proved from nothing, and so is the negated claim.

mod small;

use super::judge::{admit, variable_name};
use crate::prove::{self, Context};
use crate::refute::{self, Budget, Witness};
use crate::theory::{Library, parse_term};
use hence_kernel::{Kind, Term, Theorem, Type, syntax};
use std::sync::LazyLock;

// How many ways to choose functions and sequences are tried, and what the search for numbers may cost in each.
const MAX_SHAPES: usize = 40;
const SEARCH: &Budget = &Budget {
    points: 300,
    certifications: 4,
    bits: 192,
};

// Functions of a vector, the plainest first.
static FUNCTIONS: LazyLock<Vec<Term>> = LazyLock::new(|| {
    read(&[
        "λw. 1/2 * inner w w",
        "λw. 1/2 * inner w w - 100",
        "λw. inner e₁ w",
        "λw. 0",
        "λw. -(1/2 * inner w w)",
        "λw. inner w w",
    ])
});

// Sequences of vectors with numbers `a` and `b` to be found.
static SEQUENCES: LazyLock<Vec<Term>> = LazyLock::new(|| {
    read(&[
        "λk. smul (if k ≤ 0 then a else b) e₁",
        "λk. smul a e₁",
        "λk. smul (a * b ^ k) e₁",
        "λk. smul (a + b * k) e₁",
    ])
});

// Functions of a number.
static REALS: LazyLock<Vec<Term>> = LazyLock::new(|| {
    read(&[
        "λt. if t ≤ 0 then a else b",
        "λt. a",
        "λt. a * t + b",
        "λt. t ^ 2 + a",
    ])
});

// Linear maps: of the plane, in which the rest of the space is left as it is or goes to zero.
static MAPS: LazyLock<Vec<Term>> = LazyLock::new(|| {
    read(&[
        "λv. vadd v (smul (inner e₂ v) e₁)",
        "λv. vadd v (smul (inner e₁ v) e₂)",
        "λv. vadd v (smul (inner e₁ v) e₁)",
        "λv. vsub v (smul (inner (smul 2 e₁) v) e₁)",
        "λv. vsub v (smul (inner (vsub e₁ e₂) v) (vsub e₁ e₂))",
        "λv. smul (inner e₂ v) e₁",
        "λv. smul (inner e₁ v) e₂",
        "λv. smul (inner e₁ v) e₁",
    ])
});

fn read(texts: &[&str]) -> Vec<Term> {
    texts.iter().filter_map(|t| parse_term(t).ok()).collect()
}

// What an equation determines: a vector, or a function by its value at a letter.
fn determined(l: &Term, r: &Term) -> Option<(Term, Term)> {
    match l.kind() {
        Kind::Var(_) if *l.ty() == Type::Vector => Some((l.clone(), r.clone())),
        Kind::App(f, x)
            if matches!(f.kind(), Kind::Var(_))
                && matches!(x.kind(), Kind::Var(_))
                && *x.ty() == Type::Real =>
        {
            Some((f.clone(), Term::lam(x, r).ok()?))
        }
        _ => None,
    }
}

/// A point at which all hypotheses hold and the claim does not, with functions, sequences and vectors chosen; `needs` is what makes the
/// claim defined.
pub(super) fn counterexample(
    hypotheses: &[Term],
    needs: &[Term],
    goal: &Term,
    library: &Library,
) -> Option<Witness> {
    let mut vars: Vec<Term> = Vec::new();
    for t in hypotheses.iter().chain(needs).chain([goal]) {
        for v in t.free_vars() {
            if !vars.contains(&v) {
                vars.push(v);
            }
        }
    }
    if vars.iter().all(|v| *v.ty() == Type::Real) {
        return None;
    }
    // A function of which nothing is stated is left open by the text; no value of it refutes anything. The premise of a step states
    // something.
    let premise = goal.as_binary("⇒").map(|(p, _)| p);
    let stated = |v: &Term| hypotheses.iter().chain(premise).any(|h| h.has_free(v));
    if vars
        .iter()
        .any(|v| matches!(v.ty(), Type::Fun(_)) && !stated(v))
    {
        return None;
    }
    let empty = Context::new(library, []);
    let all: Vec<&Term> = hypotheses.iter().chain(needs).chain([goal]).collect();
    let letters = small::letters(&all, &vars);
    small::lists(&all, &letters, &empty).find_map(|small| {
        let formulas = small.formulas()?;
        let (goal, rest) = formulas.split_last()?;
        let (hypotheses, needs) = rest.split_at(hypotheses.len());
        let model = Model {
            hypotheses,
            needs,
            goal,
            library,
            empty: &empty,
        };
        let others: Vec<Term> = vars
            .iter()
            .filter(|v| !letters.contains(v))
            .cloned()
            .collect();
        carried_back(&small, &vars, &model.search(&others)?)
    })
}

// The same point for the formulas before counting letters were made numbers.
fn carried_back(small: &small::Small, vars: &[Term], found: &Witness) -> Option<Witness> {
    let values: Vec<(Term, Term)> = vars
        .iter()
        .filter_map(|v| {
            let all = small.numbers.iter().chain(&found.values);
            all.clone().find(|(w, _)| w == v).cloned()
        })
        .collect();
    let negation = Theorem::refl(&syntax::constant("¬")?).ok()?;
    let last = small.written.len().checked_sub(1)?;
    let theorems = (small.written.iter().zip(&found.theorems).enumerate())
        .map(|(i, (equal, th))| {
            let there = equal.inst(&values).ok()?;
            let there = if i == last {
                negation.congruence(&there).ok()?
            } else {
                there
            };
            there.sym().ok()?.eq_mp(th).ok()
        })
        .collect::<Option<Vec<_>>>()?;
    Some(Witness { values, theorems })
}

struct Model<'a, 'b> {
    hypotheses: &'a [Term],
    needs: &'a [Term],
    goal: &'a Term,
    library: &'a Library,
    empty: &'a Context<'b>,
}

impl Model<'_, '_> {
    fn search(&self, vars: &[Term]) -> Option<Witness> {
        // Vectors that are given by others need not be chosen, nor functions that are given at a letter.
        let mut given: Vec<(Term, Term)> = Vec::new();
        for h in self.hypotheses {
            let Some((a, b)) = h.as_eq() else { continue };
            for (l, r) in [(a, b), (b, a)] {
                let Some((v, t)) = determined(l, &r.subst(&given).ok()?) else {
                    continue;
                };
                if !given.iter().any(|(w, _)| *w == v) && !t.has_free(&v) {
                    let one = [(v.clone(), t.clone())];
                    for (_, s) in &mut given {
                        *s = s.subst(&one).ok()?;
                    }
                    given.push((v, t));
                    break;
                }
            }
        }
        let free: Vec<&Term> = vars
            .iter()
            .filter(|v| !given.iter().any(|(w, _)| w == *v))
            .collect();
        let mut shapes: Vec<Vec<(Term, Term)>> = vec![Vec::new()];
        let plane = free.iter().filter(|v| *v.ty() == Type::Vector).count() > 1;
        for v in &free {
            let choices = self.choices(v, plane)?;
            if choices.is_empty() {
                continue;
            }
            shapes = choices
                .iter()
                .flat_map(|c| {
                    shapes.iter().map(move |s| {
                        let mut s = s.clone();
                        s.push(((**v).clone(), c.clone()));
                        s
                    })
                })
                .take(MAX_SHAPES)
                .collect();
        }
        shapes
            .iter()
            .find_map(|shape| self.with_shape(shape, &given, vars))
    }

    // What a variable may be; nothing for numbers. None where there is no such thing.
    fn choices(&self, v: &Term, plane: bool) -> Option<Vec<Term>> {
        let name = variable_name(v);
        let (a, b) = (format!("{name}₁"), format!("{name}₂"));
        let renamed = |t: &Term| {
            t.subst(&[
                (Term::real_var("a"), Term::real_var(a.as_str())),
                (Term::real_var("b"), Term::real_var(b.as_str())),
            ])
            .ok()
        };
        let real_to = |r: Type| Type::fun(Type::Real, r);
        let all = |list: &[Term]| list.iter().filter_map(renamed).collect::<Vec<_>>();
        Some(match v.ty() {
            Type::Real => Vec::new(),
            Type::Vector => {
                let along = parse_term("smul a e₁").ok()?;
                let both = parse_term("vadd (smul a e₁) (smul b e₂)").ok()?;
                if plane {
                    all(&[along, both])
                } else {
                    all(&[along])
                }
            }
            ty if *ty == Type::fun(Type::Vector, Type::Real) => FUNCTIONS.clone(),
            ty if *ty == Type::fun(Type::Vector, Type::Vector) => MAPS.clone(),
            ty if *ty == real_to(Type::Vector) => all(&SEQUENCES),
            ty if *ty == real_to(Type::Real) => {
                let mut list: Vec<Term> = self.moved(v).into_iter().collect();
                list.extend(all(&REALS));
                list
            }
            _ => return None,
        })
    }

    // What a claim says that a function is, and 1 more: its derivatives are the same.
    fn moved(&self, v: &Term) -> Option<Term> {
        let mut claim = self.goal;
        while let Some((_, q)) = claim.as_binary("⇒") {
            claim = q;
        }
        let (call, value) = claim.as_eq()?;
        let Kind::App(f, x) = call.kind() else {
            return None;
        };
        // Another letter in it may be the constant.
        let own = value.free_vars().iter().all(|w| w == x);
        let letter = matches!(x.kind(), Kind::Var(_)) && *x.ty() == Type::Real;
        if f != v || !own || !letter {
            return None;
        }
        Term::lam(x, &syntax::add(value, &Term::int(1)).ok()?).ok()
    }

    fn with_shape(
        &self,
        shape: &[(Term, Term)],
        given: &[(Term, Term)],
        vars: &[Term],
    ) -> Option<Witness> {
        let mut chosen: Vec<(Term, Term)> = shape.to_vec();
        for (v, t) in given {
            chosen.push((v.clone(), t.subst(shape).ok()?));
        }
        let at = |t: &Term| t.subst(&chosen).ok();
        let mut formulas: Vec<Term> = Vec::new();
        for h in self.hypotheses.iter().chain(self.needs) {
            self.numbers(&at(h)?, &mut formulas)?;
        }
        let claim = crate::elaborate::negation_of(&at(self.goal)?).ok()?;
        self.numbers(&claim, &mut formulas)?;
        let mut reals: Vec<Term> = Vec::new();
        for f in &formulas {
            for v in f.free_vars() {
                if !reals.contains(&v) {
                    reals.push(v);
                }
            }
        }
        let closed = |t: &Term| prove::prove(t, self.empty);
        let found = refute::satisfy(&formulas, &reals, SEARCH, &self.library.theory, &closed)?;
        let zero = Term::int(0);
        let mut values: Vec<(Term, Term)> = Vec::new();
        for v in vars {
            let start = match chosen.iter().find(|(w, _)| w == v) {
                Some((_, t)) => t.subst(&found.values).ok()?,
                None => found
                    .values
                    .iter()
                    .find(|(w, _)| w == v)
                    .map_or(zero.clone(), |(_, t)| t.clone()),
            };
            // Numbers that nothing speaks of.
            let rest: Vec<(Term, Term)> = start
                .free_vars()
                .into_iter()
                .map(|w| (w, zero.clone()))
                .collect();
            let value = start.subst(&rest).ok()?;
            let plain = prove::written_out(&value, self.empty)
                .and_then(|th| th.equation().ok().map(|(_, r)| r.clone()))
                .filter(|r| matches!(value.ty(), Type::Vector) && r.is_closed());
            values.push((v.clone(), plain.unwrap_or(value)));
        }
        self.certified(values)
    }

    // What a formula asks of numbers. What holds for all values is tried at some, as a guide; what speaks of derivatives is left out.
    fn numbers(&self, p: &Term, out: &mut Vec<Term>) -> Option<()> {
        if let Some(f) = syntax::as_quantified(p, "∀") {
            let Kind::Lam(_, ty, _) = f.kind() else {
                return Some(());
            };
            let values = match ty {
                Type::Vector => read(&["vzero", "e₁"]),
                Type::Real => vec![Term::int(0), Term::int(1)],
                _ => return Some(()),
            };
            for v in values {
                self.numbers(&f.instantiate(&v).ok()?, out)?;
            }
            return Some(());
        }
        if p.as_const_app()
            .is_some_and(|(name, _)| matches!(name, "HasGrad" | "linear" | "invertible"))
        {
            return Some(());
        }
        // That something fails for some vector is proved where all else is chosen.
        if (p.as_unary("¬")).is_some_and(|q| syntax::as_quantified(q, "∀").is_some()) {
            return Some(());
        }
        if let Some((a, b)) = p.as_binary("∧") {
            self.numbers(a, out)?;
            return self.numbers(b, out);
        }
        // A premise that holds is no matter, and one that does not leaves nothing to ask.
        if let Some((premise, q)) = p.as_binary("⇒")
            && !premise.has_vars()
        {
            let parts = syntax::conjuncts(premise);
            let seen = |p: &Term| prove::cheaply(p, self.empty).is_some();
            if parts.iter().all(seen) {
                return self.numbers(q, out);
            }
            let fails = |p: &Term| syntax::not(p).is_ok_and(|n| seen(&n));
            return parts.iter().any(fails).then_some(());
        }
        if let Some((a, b)) = p.as_eq()
            && *a.ty() == Type::Vector
        {
            for e in read(&["e₁", "e₂"]) {
                let along = |v: &Term| Term::apps(&syntax::constant("inner")?, &[v, &e]).ok();
                let same = syntax::eq(&along(a)?, &along(b)?).ok()?;
                self.numbers(&same, out)?;
            }
            return Some(());
        }
        // Different vectors differ along e₁ or e₂, in the plane of these.
        if let Some((a, b)) = p.as_unary("¬").and_then(Term::as_eq)
            && *a.ty() == Type::Vector
        {
            let mut sides = Vec::new();
            for e in read(&["e₁", "e₂"]) {
                let along = |v: &Term| Term::apps(&syntax::constant("inner")?, &[v, &e]).ok();
                sides.push(syntax::ne(&along(a)?, &along(b)?).ok()?);
            }
            let [first, second] = &sides[..] else {
                return None;
            };
            return self.numbers(&syntax::or(first, second).ok()?, out);
        }
        let th = self.plain(p)?;
        let (_, plain) = th.equation().ok()?;
        if !plain.has_vars() {
            // It holds whatever the numbers are, or for none.
            return self.holds(plain).map(|_| ());
        }
        if !out.contains(plain) {
            out.push(plain.clone());
        }
        Some(())
    }

    // ⊢ p = p' with ranges and products of vectors written out
    fn plain(&self, p: &Term) -> Option<Theorem> {
        let ranges = prove::ranges_written_out(p, self.empty)?;
        let vectors = prove::written_out(ranges.equation().ok()?.1, self.empty)?;
        ranges.trans(&vectors).ok()
    }

    fn certified(&self, values: Vec<(Term, Term)>) -> Option<Witness> {
        let mut theorems: Vec<Theorem> = Vec::new();
        let not = syntax::not(self.goal).ok()?;
        // The claim first: where it cannot be refuted there is nothing to prove of the rest.
        for h in [&not].into_iter().chain(self.hypotheses).chain(self.needs) {
            let there = h.subst(&values).ok()?;
            if there.has_vars() {
                return None;
            }
            let th = self.holds(&there)?;
            admit(&th, &there, &[], self.library).ok()?;
            theorems.push(th);
        }
        let last = theorems.remove(0);
        theorems.push(last);
        Some(Witness { values, theorems })
    }

    // ⊢ p for a closed formula
    fn holds(&self, p: &Term) -> Option<Theorem> {
        let numbers = || {
            let equal = self.plain(p)?;
            let (_, plain) = equal.equation().ok()?;
            let closed = |t: &Term| prove::prove(t, self.empty);
            let th = refute::certify(plain, &self.library.theory, &closed, 256)?;
            equal.sym().ok()?.eq_mp(&th).ok()
        };
        let quantified = syntax::as_quantified(p, "∀").is_some()
            || (p.as_unary("¬")).is_some_and(|q| syntax::as_quantified(q, "∀").is_some())
            || matches!(p.as_const_app(), Some(("linear" | "invertible", _)));
        (!quantified)
            .then(numbers)
            .flatten()
            .or_else(|| prove::prove(p, self.empty))
    }
}
