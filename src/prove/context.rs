//! What may be used in a proof: hypotheses and what follows from them at once.

use super::algebra::Algebra;
use super::allowance::Allowance;
use crate::logic;
use crate::theory::Library;
use hence_kernel::poly::Poly;
use hence_kernel::{Kind, Q, Term, Theorem, Type, syntax};
use std::cell::RefCell;
use std::collections::HashMap;

/// A sign that a term is known to have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sign {
    /// `0 < t`
    Pos,
    /// `t < 0`
    Neg,
    /// `0 ≤ t`
    NonNeg,
    /// `t ≤ 0`
    NonPos,
    /// `¬(t = 0)`
    NonZero,
}

/// What was found of a sign.
pub(crate) type Signed = Option<(Sign, Theorem)>;

/// A fact brought to the form `0 < t`, `0 ≤ t` or `¬(t = 0)`.
#[derive(Clone)]
pub(crate) struct Known {
    pub poly: Poly,
    pub sign: Sign,
    pub term: Term,
    pub theorem: Theorem,
}

// What an instance of a fact costs.
const INSTANCE: u64 = 2_000;

/// Hypotheses in force, with what was found out under them so far.
pub struct Context<'a> {
    /// The theory.
    pub library: &'a Library,
    pub(crate) facts: Vec<Theorem>,
    pub(crate) equations: Vec<Theorem>,
    pub(crate) known: Vec<Known>,
    pub(crate) algebra: RefCell<Algebra>,
    // With the depth of order questions at which they were found: what fails within one may succeed on its own.
    pub(crate) signs: RefCell<HashMap<Term, (u32, Signed)>>,
    // What was evaluated under these facts before; what failed is tried again, as it may have been for lack of depth.
    pub(crate) evaluated: RefCell<HashMap<Term, Theorem>>,
    // How deep proofs of conditions may nest; guards against circles.
    pub(crate) depth: std::cell::Cell<u32>,
    pub(crate) order: super::order::State,
    pub(crate) allowance: Allowance,
    // Where functions go that no fact speaks of, shared by all contexts of a question.
    pub(crate) arrivals: super::limits::Arrivals,
    // How many questions about sums are under way.
    pub(crate) nesting: std::cell::Cell<u32>,
}

impl<'a> Context<'a> {
    /// A context in which these theorems may be used.
    pub fn new(library: &'a Library, facts: impl IntoIterator<Item = Theorem>) -> Context<'a> {
        Context::limited(library, facts, Allowance::default())
    }

    /// The same, in which questions cost at most what is allowed.
    pub fn limited(
        library: &'a Library,
        facts: impl IntoIterator<Item = Theorem>,
        allowance: Allowance,
    ) -> Context<'a> {
        let mut c = Context {
            library,
            facts: Vec::new(),
            equations: Vec::new(),
            known: Vec::new(),
            algebra: RefCell::default(),
            signs: RefCell::default(),
            evaluated: RefCell::default(),
            depth: std::cell::Cell::new(0),
            order: super::order::State::default(),
            allowance,
            arrivals: super::limits::Arrivals::default(),
            nesting: std::cell::Cell::new(0),
        };
        for f in facts {
            c.add(f);
        }
        for f in c.ranges_with_terms() {
            c.add(f);
        }
        c
    }

    // A sum that is known to be another number than 0 has a term.
    fn ranges_with_terms(&self) -> Vec<Theorem> {
        let of_one = |f: &Theorem| {
            let (sum, value) = f.conclusion().as_eq()?;
            let (name, args) = sum.as_const_app()?;
            let [a, b, body] = args[..] else { return None };
            if name != "Sum" || value.as_num().is_none_or(Q::is_zero) {
                return None;
            }
            let whole = |t: &Term| super::closure::integer(t, self);
            let zero = syntax::ne(value, &Term::int(0)).ok()?;
            let differs = logic::subst_eq(&f.sym().ok()?, &Theorem::rational(&zero).ok()?).ok()?;
            let subst = [("a", a), ("b", b), ("f", body)];
            self.fact("sum_nonempty", &subst, &[&whole(a)?, &whole(b)?, &differs])
        };
        self.equations.iter().filter_map(of_one).collect()
    }

    /// Another context that serves the same question.
    pub(crate) fn beside(&self, facts: impl IntoIterator<Item = Theorem>) -> Context<'a> {
        let mut c = Context::limited(self.library, facts, self.allowance.clone());
        c.arrivals = self.arrivals.clone();
        c
    }

    /// The same for a few small questions: searches in it are short.
    pub(crate) fn modest(&self, facts: impl IntoIterator<Item = Theorem>) -> Context<'a> {
        let mut c = self.beside(facts);
        c.order = super::order::State::modest();
        c
    }

    /// A context with one more fact.
    pub fn with(&self, fact: Theorem) -> Context<'a> {
        let mut c = self.beside(self.facts.iter().cloned());
        c.nesting.set(self.nesting.get());
        c.add(fact);
        c
    }

    /// What may be used, as given.
    pub fn facts(&self) -> &[Theorem] {
        &self.facts
    }

    /// The facts that are equations between numbers.
    pub fn equations(&self) -> &[Theorem] {
        &self.equations
    }

    fn add(&mut self, fact: Theorem) {
        if let Some((_, _)) = fact.conclusion().as_binary("∧")
            && let Ok(parts) = logic::conjuncts(&fact)
        {
            parts.into_iter().for_each(|p| self.add(p));
            return;
        }
        if self
            .facts
            .iter()
            .any(|f| f.conclusion() == fact.conclusion())
        {
            return;
        }
        let p = fact.conclusion().clone();
        if let Some((a, _)) = p.as_eq()
            && *a.ty() == Type::Real
        {
            self.equations.push(fact.clone());
        }
        if let Some(known) = self.normalised(&fact) {
            self.factors(&known);
            self.known.push(known);
        }
        self.facts.push(fact);
    }

    // What does not vanish has no factor that does: from 0 < x² and 0 < |x| follows x ≠ 0.
    fn factors(&mut self, known: &Known) {
        if !matches!(known.sign, Sign::Pos | Sign::NonZero) {
            return;
        }
        let t = known.term.clone();
        let zero = Term::int(0);
        let nonzero = match known.sign {
            Sign::Pos => self.fact("ne_of_gt", &[("a", &zero), ("b", &t)], &[&known.theorem]),
            _ => Some(known.theorem.clone()),
        };
        let Some(nonzero) = nonzero else { return };
        let mut found: Vec<Theorem> = Vec::new();
        if let Some((a, b)) = t.as_binary("*") {
            for name in ["mul_left_ne_zero", "mul_right_ne_zero"] {
                found.extend(self.fact(name, &[("a", a), ("b", b)], &[&nonzero]));
            }
        }
        if let Some((a, n)) = t.as_binary("pow")
            && n.as_num()
                .is_some_and(|q| q.is_integer() && q.is_positive())
        {
            let int = syntax::is_int(n).and_then(|p| Theorem::rational(&p)).ok();
            let one = syntax::le(&Term::int(1), n)
                .and_then(|p| Theorem::rational(&p))
                .ok();
            if let (Some(i), Some(o)) = (int, one) {
                found.extend(self.fact(
                    "ne_of_pow_ne_zero",
                    &[("a", a), ("n", n)],
                    &[&i, &o, &nonzero],
                ));
            }
        }
        if let Some(a) = t.as_unary("abs") {
            found.extend(self.fact("ne_zero_of_abs", &[("a", a)], &[&nonzero]));
        }
        for f in found {
            self.add(f);
        }
    }

    // Brings a comparison to a statement about the sign of one term.
    fn normalised(&self, fact: &Theorem) -> Option<Known> {
        let p = fact.conclusion();
        let (negated, inner) = match p.as_unary("¬") {
            Some(q) => (true, q),
            None => (false, p),
        };
        for (rel, opposite, lemma) in [("<", "≤", "not_lt"), ("≤", "<", "not_le")] {
            let Some((a, b)) = inner.as_binary(rel) else {
                continue;
            };
            let (theorem, rel, a, b) = if negated {
                (
                    self.fact(lemma, &[("a", a), ("b", b)], &[fact])?,
                    opposite,
                    b,
                    a,
                )
            } else {
                (fact.clone(), rel, a, b)
            };
            let (theorem, term) = if is_zero(a) {
                (theorem, b.clone())
            } else {
                let name = if rel == "<" { "sub_pos" } else { "sub_nonneg" };
                (
                    self.fact(name, &[("a", b), ("b", a)], &[&theorem])?,
                    syntax::sub(b, a).ok()?,
                )
            };
            let poly = self.poly(&term)?;
            let sign = if rel == "<" { Sign::Pos } else { Sign::NonNeg };
            return Some(Known {
                poly,
                sign,
                term,
                theorem,
            });
        }
        if negated
            && let Some((a, b)) = inner.as_eq()
            && *a.ty() == Type::Real
        {
            let (theorem, term) = if is_zero(b) {
                (fact.clone(), a.clone())
            } else {
                (
                    self.fact("sub_ne_zero", &[("a", a), ("b", b)], &[fact])?,
                    syntax::sub(a, b).ok()?,
                )
            };
            let poly = self.poly(&term)?;
            return Some(Known {
                poly,
                sign: Sign::NonZero,
                term,
                theorem,
            });
        }
        None
    }

    /// The polynomial of a term in this context's atoms.
    pub(crate) fn poly(&self, t: &Term) -> Option<Poly> {
        self.algebra.borrow_mut().poly(t)
    }

    /// An instance of a fact of the theory, with its conditions cut.
    pub(crate) fn fact(
        &self,
        name: &str,
        subst: &[(&str, &Term)],
        conditions: &[&Theorem],
    ) -> Option<Theorem> {
        self.allowance.spend(INSTANCE);
        if self.allowance.is_spent() {
            return None;
        }
        let fact = self.library.theory.fact(name).ok()?;
        let subst: Vec<(Term, Term)> = subst
            .iter()
            .map(|(n, t)| (Term::var(*n, t.ty().clone()), (*t).clone()))
            .collect();
        let th = fact.inst(&subst).ok()?;
        conditions.iter().try_fold(th, |th, c| th.cut(c)).ok()
    }

    /// `⊢ s = t` by the kernel's normal form, with what is known of numeric square roots where that is needed.
    pub(crate) fn ring(&self, s: &Term, t: &Term, side: &[&Theorem]) -> Option<Theorem> {
        if let Ok(th) = Theorem::ring(s, t, side) {
            return Some(th);
        }
        let mut numbers = Vec::new();
        numeric_roots(s, &mut numbers);
        numeric_roots(t, &mut numbers);
        if numbers.is_empty() {
            return None;
        }
        let mut rules = Vec::new();
        for n in &numbers {
            let zero = Term::int(0);
            let pos = Theorem::rational(&syntax::lt(&zero, n).ok()?).ok()?;
            let nn = Theorem::rational(&syntax::le(&zero, n).ok()?).ok()?;
            rules.push(self.fact("sqrt_sq", &[("a", n)], &[&nn])?);
            rules.push(self.fact("sqrt_ne_zero", &[("a", n)], &[&pos])?);
        }
        let all: Vec<&Theorem> = rules.iter().chain(side.iter().copied()).collect();
        Theorem::ring(s, t, &all).ok()
    }

    /// `⊢ goal` from a theorem that differs from it by the normal form of the terms in it.
    pub(crate) fn transport(&self, th: &Theorem, goal: &Term) -> Option<Theorem> {
        if th.conclusion() == goal {
            return Some(th.clone());
        }
        self.ring(th.conclusion(), goal, &[])?.eq_mp(th).ok()
    }

    /// The fact that is exactly that formula.
    pub(crate) fn assumption(&self, p: &Term) -> Option<Theorem> {
        self.facts.iter().find(|f| f.conclusion() == p).cloned()
    }
}

pub(crate) fn is_zero(t: &Term) -> bool {
    t.as_num().is_some_and(Q::is_zero)
}

/// Whether a term is a variable for a number.
pub(crate) fn is_variable(t: &Term) -> bool {
    matches!(t.kind(), Kind::Var(_)) && *t.ty() == Type::Real
}

// The positive rational numbers whose square roots occur.
fn numeric_roots(t: &Term, out: &mut Vec<Term>) {
    match t.kind() {
        Kind::App(f, a) => {
            if t.as_unary("sqrt").is_some()
                && a.as_num().is_some_and(Q::is_positive)
                && !out.contains(a)
            {
                out.push(a.clone());
            }
            numeric_roots(f, out);
            numeric_roots(a, out);
        }
        Kind::Lam(_, _, b) => numeric_roots(b, out),
        _ => {}
    }
}

/// `⊢ P(t)` from `⊢ P(t')` and `⊢ t = t'`, where `P` is `0 < _`, `_ < 0`, `0 ≤ _`, `_ ≤ 0` or `¬(_ = 0)`.
pub(crate) fn along(sign: Sign, equal: &Theorem, th: &Theorem) -> Option<Theorem> {
    let (t, _) = equal.equation().ok()?;
    let goal = sign.formula(t)?;
    // Congruence at the place of the term, from the equation read backwards.
    let back = equal.sym().ok()?;
    let p = th.conclusion();
    let eq = congruence_for(p, &back)?;
    let th = eq.eq_mp(th).ok()?;
    (th.conclusion() == &goal).then_some(th)
}

fn congruence_for(p: &Term, equal: &Theorem) -> Option<Theorem> {
    let (from, _) = equal.equation().ok()?;
    match p.kind() {
        _ if p == from => Some(equal.clone()),
        Kind::App(f, x) => {
            let in_f = congruence_for(f, equal);
            let in_x = congruence_for(x, equal);
            match (in_f, in_x) {
                (None, None) => None,
                (f2, x2) => {
                    let f2 = f2.map_or_else(|| Theorem::refl(f).ok(), Some)?;
                    let x2 = x2.map_or_else(|| Theorem::refl(x).ok(), Some)?;
                    f2.congruence(&x2).ok()
                }
            }
        }
        _ => None,
    }
}

impl Sign {
    /// The formula that says so of `t`.
    pub(crate) fn formula(self, t: &Term) -> Option<Term> {
        let zero = Term::int(0);
        match self {
            Sign::Pos => syntax::lt(&zero, t),
            Sign::Neg => syntax::lt(t, &zero),
            Sign::NonNeg => syntax::le(&zero, t),
            Sign::NonPos => syntax::le(t, &zero),
            Sign::NonZero => syntax::ne(t, &zero),
        }
        .ok()
    }
}
