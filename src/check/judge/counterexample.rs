//! The search for counterexamples: points, functions and models at which a claim fails, each certified.

use super::super::{apart, models};
use super::{Judgement, Trial, admit, is_existence};
use crate::finding::Verdict;
use crate::logic;
use crate::prove::{self, Context};
use crate::refute::{self, Budget, Witness};
use hence_kernel::{Term, Theorem, Type, syntax};

impl Trial<'_> {
    // A point at which all formulas hold, certified.
    pub(super) fn point(&self, formulas: &[Term], budget: &Budget) -> Option<Witness> {
        self.point_of(formulas, &self.vars(formulas), budget)
    }

    fn point_of(&self, formulas: &[Term], vars: &[Term], budget: &Budget) -> Option<Witness> {
        let empty = Context::new(self.library, []);
        let prove_closed = |t: &Term| prove::prove(t, &empty);
        let theory = &self.library.theory;
        if vars.iter().all(|v| *v.ty() == Type::Real)
            && let Some(at) = refute::satisfy(formulas, vars, budget, theory, &prove_closed)
        {
            return Some(at);
        }
        let write_out = |t: &Term| {
            let out = prove::ranges_written_out(t, &empty)?;
            let plain = out.equation().ok()?.1.clone();
            match prove::evaluated(&plain, &empty) {
                Some(value) => out.trans(&value).ok(),
                None => Some(out),
            }
        };
        refute::instance(formulas, vars, budget, theory, &prove_closed, &write_out)
    }

    // The same, put together from points of formulas that share no variable: those that the claim has nothing to do with may speak of
    // functions and vectors, for which there are models.
    fn point_apart(&self, formulas: &[Term], budget: &Budget) -> Option<Witness> {
        let empty = Context::new(self.library, []);
        let find = |group: &[Term]| {
            let vars = apart::variables(group);
            // A model of the group: a counterexample to what never holds.
            self.point_of(group, &vars, budget)
                .or_else(|| models::counterexample(group, &[], &syntax::falsity(), self.library))
        };
        apart::separately(formulas, &find, &|p| prove::prove(p, &empty))
    }

    // Hypotheses that have to do with some formulas; the others have no say in whether those can fail.
    pub(super) fn about(&self, formulas: &[Term]) -> Vec<Term> {
        apart::connected(self.question.hypotheses, formulas)
    }

    // The same, where functions are chosen too. It shows that a condition can fail or hold, and refutes nothing: a function that the
    // text says little of is left open, and not for a counterexample to choose.
    pub(super) fn point_with_functions(
        &self,
        formulas: &[Term],
        budget: &Budget,
    ) -> Option<Witness> {
        // What the formulas have nothing to do with is given no value.
        let vars = apart::variables([self.question.goal].into_iter().chain(formulas));
        self.point_of(formulas, &vars, budget)
            .or_else(|| {
                let empty = Context::new(self.library, []);
                let prove_closed = |t: &Term| prove::prove(t, &empty);
                let theory = &self.library.theory;
                refute::satisfy_with_functions(formulas, &vars, budget, theory, &prove_closed)
            })
            .or_else(|| {
                // Matrices have models of their own.
                let map = Type::fun(Type::Vector, Type::Vector);
                let speaks = vars.iter().any(|v| *v.ty() == map);
                speaks.then(|| {
                    models::counterexample(formulas, &[], &syntax::falsity(), self.library)
                })?
            })
    }

    // A point with functions, where the premise of the claim speaks of each of them: from it the rest is to follow whatever they are.
    fn point_of_premise(&self, formulas: &[Term], budget: &Budget) -> Option<Witness> {
        let (premise, _) = self.question.goal.as_binary("⇒")?;
        let vars = self.vars(formulas);
        let stated = |v: &Term| !matches!(v.ty(), Type::Fun(_)) || premise.has_free(v);
        if !vars.iter().all(stated) {
            return None;
        }
        let empty = Context::new(self.library, []);
        let prove_closed = |t: &Term| prove::prove(t, &empty);
        refute::satisfy_with_functions(formulas, &vars, budget, &self.library.theory, &prove_closed)
    }

    pub(super) fn refuted(&self, budget: &Budget) -> Option<Judgement> {
        // A point may be looked for under one side of a disjunction: what holds there holds. It may lie on the other side, too.
        let sides = self.needs.iter().filter_map(|f| f.as_binary("∨"));
        let sides: Vec<Term> = sides.map(|(p, _)| p.clone()).collect();
        let narrowed = (!sides.is_empty())
            .then(|| self.refuted_under(&sides, budget))
            .flatten();
        narrowed
            .or_else(|| self.refuted_under(&[], budget))
            .or_else(|| {
                let regions = prove::regions(self.question.goal);
                regions.iter().find_map(|r| self.refuted_under(r, budget))
            })
    }

    fn refuted_under(&self, sides: &[Term], budget: &Budget) -> Option<Judgement> {
        let mut formulas: Vec<Term> = self.all.iter().chain(sides).cloned().collect();
        let equal = if sides.is_empty() {
            prove::evaluated(self.question.goal, self.context)?
        } else {
            let assumed = formulas.iter().filter_map(|f| Theorem::assume(f).ok());
            prove::evaluated(self.question.goal, &Context::new(self.library, assumed))?
        };
        let (_, plain) = equal.equation().ok()?;
        let plain = plain.clone();
        let negated = syntax::not(&plain).ok()?;
        // Where something goes is proved at the point that the other formulas give.
        let of_places = is_existence(&plain);
        if !of_places {
            formulas.push(negated.clone());
        }
        // Neither is a matter of numbers: they are proved at the point that the other formulas give.
        let (existence, formulas): (Vec<Term>, Vec<Term>) = formulas
            .into_iter()
            .partition(|f| is_existence(f) || is_law_of_numbers(f));
        let rewritten = self.without_analysis(&formulas);
        let plainly: Vec<Term> = (formulas.iter().zip(&rewritten))
            .filter_map(|(f, equal)| match equal {
                Some(th) => th.equation().ok().map(|(_, r)| r.clone()),
                None => Some(f.clone()),
            })
            .collect();
        let mut witness = self
            .point(&plainly, budget)
            .or_else(|| self.point_apart(&plainly, budget))
            .or_else(|| self.point_of_premise(&plainly, budget))?;
        carry_back(&mut witness, &rewritten)?;
        let existing = self.all_exist(&existence, &witness)?;
        if of_places {
            let there = negated.subst(&witness.values).ok()?;
            let empty = Context::new(self.library, []);
            let th = prove::prove(&there, &empty)?;
            admit(&th, &there, &[], self.library).ok()?;
            witness.theorems.push(th);
        }
        // The refutation of the claim itself: that of its evaluated form, carried back at the point.
        let subst: Vec<(Term, Term)> = witness.values.clone();
        let at_point = equal.inst(&subst).ok()?;
        let at_point = (witness.theorems.iter().chain(&existing))
            .try_fold(at_point, |th, c| th.cut(c))
            .ok()?;
        let not_plain = witness.theorems.last()?;
        let negation = Theorem::refl(&syntax::constant("¬")?)
            .ok()?
            .congruence(&at_point)
            .ok()?;
        let refutation = negation.sym().ok()?.eq_mp(not_plain).ok()?;
        let claim = syntax::not(&self.question.goal.subst(&subst).ok()?).ok()?;
        admit(&refutation, &claim, &[], self.library).ok()?;
        let message = if self.question.hypotheses.is_empty() {
            "this fails at the values below"
        } else {
            "the hypotheses hold at the values below, and this fails"
        };
        Some(Judgement {
            verdict: Verdict::Invalid,
            conditions: Vec::new(),
            running: Vec::new(),
            somewhere: false,
            theorem: None,
            witness: Some(witness),
            message: message.to_string(),
            engine: Some("counterexample"),
            read_as: None,
        })
    }

    // For each formula with derivatives, limits or integrals, ⊢ it = it with their values; by the formulas without any.
    fn without_analysis(&self, formulas: &[Term]) -> Vec<Option<Theorem>> {
        let analytic = |f: &Term| logic::mentions(f, &["deriv", "lim", "integral"]);
        let plain = formulas.iter().filter(|f| !analytic(f));
        let context = Context::new(self.library, plain.filter_map(|f| Theorem::assume(f).ok()));
        let of_one = |f: &Term| {
            let th = prove::evaluated(f, &context).filter(|_| analytic(f))?;
            let changed = th.equation().is_ok_and(|(l, r)| l != r);
            changed.then_some(th)
        };
        formulas
            .iter()
            .map(|f| analytic(f).then(|| of_one(f)).flatten())
            .collect()
    }

    // A counterexample that chooses vectors, sequences and functions.
    pub(super) fn refuted_by_model(&self) -> Option<Judgement> {
        let witness = models::counterexample(
            self.question.hypotheses,
            self.needs,
            self.question.goal,
            self.library,
        )?;
        let claim = syntax::not(&self.question.goal.subst(&witness.values).ok()?).ok()?;
        admit(witness.theorems.last()?, &claim, &[], self.library).ok()?;
        Some(Judgement {
            verdict: Verdict::Invalid,
            conditions: Vec::new(),
            running: Vec::new(),
            somewhere: false,
            theorem: None,
            witness: Some(witness),
            message: "the hypotheses hold for the choice below, and this fails".into(),
            engine: Some("counterexample"),
            read_as: None,
        })
    }

    // Each formula holds at the point.
    pub(super) fn all_exist(&self, existence: &[Term], at: &Witness) -> Option<Vec<Theorem>> {
        let empty = Context::new(self.library, []);
        let one = |f: &Term| {
            let there = f.subst(&at.values).ok()?;
            let th = prove::prove(&there, &empty)?;
            admit(&th, &there, &[], self.library).ok()?;
            Some(th)
        };
        existence.iter().map(one).collect()
    }
}

// The theorems of a witness, of formulas with values put in, made theorems of the formulas themselves.
fn carry_back(witness: &mut Witness, rewritten: &[Option<Theorem>]) -> Option<()> {
    let there = witness.theorems.clone();
    for (th, equal) in witness.theorems.iter_mut().zip(rewritten) {
        let Some(equal) = equal else { continue };
        let at_point = equal.inst(&witness.values).ok()?;
        let at_point = there.iter().try_fold(at_point, |th, c| th.cut(c)).ok()?;
        *th = at_point.sym().ok()?.eq_mp(th).ok()?;
    }
    Some(())
}

// Whether a formula says of all numbers what holds or does not: that an integrand has values between the ends, which may be letters.
fn is_law_of_numbers(f: &Term) -> bool {
    let real = |v: &Term| *v.ty() == Type::Real;
    let law = syntax::as_quantified(f, "∀").is_some();
    // What holds of all indices is written out.
    law && (!f.has_vars() || f.free_vars().iter().all(real) && !logic::mentions(f, &["Int"]))
}
