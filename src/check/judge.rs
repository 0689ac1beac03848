//! From a question to a verdict: theorems are searched, the verdict is read off them.

mod counterexample;

use super::{abstracted, apart, complex};
use crate::finding::Verdict;
use crate::logic;
use crate::prove::{self, Allowance, Context, Engine};
use crate::refute::{Budget, Witness};
use crate::theory::Library;
use hence_kernel::{KernelError, Kind, Q, Term, Theorem, Type, defined, needed, syntax};
use std::cell::RefCell;
use std::collections::BTreeSet;

// What a first look may cost.
const QUICK: &Budget = &Budget {
    points: 120,
    certifications: 4,
    bits: 128,
};

/// A claim with what it may be proved from.
pub struct Question<'a> {
    /// The formulas in force.
    pub hypotheses: &'a [Term],
    /// The claim.
    pub goal: &'a Term,
    /// Which engines may be used.
    pub engine: Engine,
}

/// A verdict with what it was read off.
#[derive(Clone, Debug)]
pub struct Judgement {
    /// The verdict.
    pub verdict: Verdict,
    /// For `conditional`: what has to hold for the claim to be defined.
    pub conditions: Vec<Term>,
    /// Among them, that sums run forwards: where they do not, the claim is defined and need not hold.
    pub running: Vec<Term>,
    /// The proof of the claim, where there is one.
    pub theorem: Option<Theorem>,
    /// For what is proved where it is defined and has no verdict: whether it is defined somewhere.
    pub somewhere: bool,
    /// The point at which the claim fails, or is not defined.
    pub witness: Option<Witness>,
    /// One sentence on why.
    pub message: String,
    /// What proved or refuted it.
    pub engine: Option<&'static str>,
    /// What was judged, where the claim has another meaning than that over the real numbers.
    pub read_as: Option<Term>,
}

impl Judgement {
    /// Whether it was concluded from the hypotheses, so that contradictory ones make it worthless; a counterexample satisfies them.
    pub fn rests_on_hypotheses(&self) -> bool {
        match self.verdict {
            Verdict::Valid | Verdict::Conditional => true,
            Verdict::Invalid => self.witness.is_none(),
            _ => false,
        }
    }

    /// No verdict, for a reason.
    pub fn unproved(message: impl Into<String>) -> Judgement {
        Judgement {
            verdict: Verdict::Unproved,
            conditions: Vec::new(),
            running: Vec::new(),
            somewhere: false,
            theorem: None,
            witness: None,
            message: message.into(),
            engine: None,
            read_as: None,
        }
    }
}

/// Why a theorem does not carry a verdict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It was made from facts of another theory.
    Seal,
    /// It proves something else.
    Conclusion,
    /// It uses a hypothesis that is not in force.
    Hypothesis(Term),
}

/// The gate that every "valid" passes: the theorem was made from the shipped theory (or from no fact at all), its conclusion is
/// the claim as read, and its hypotheses are in force.
///
/// # Errors
/// The first reason to refuse.
pub fn admit(
    th: &Theorem,
    claim: &Term,
    in_force: &[Term],
    library: &Library,
) -> Result<(), Refusal> {
    if th.seal().is_some_and(|s| s != library.theory.hash()) {
        return Err(Refusal::Seal);
    }
    if th.conclusion() != claim {
        return Err(Refusal::Conclusion);
    }
    match th.hypotheses().iter().find(|h| !in_force.contains(h)) {
        Some(h) => Err(Refusal::Hypothesis(h.clone())),
        None => Ok(()),
    }
}

// A condition of definedness taken apart, `⊤` dropped.
fn parts(d: &Term) -> Vec<Term> {
    let mut out: Vec<Term> = Vec::new();
    for c in syntax::conjuncts(d) {
        if !out.contains(&c) {
            out.push(c);
        }
    }
    out
}

// Whether a formula says that a derivative or a limit exists: no matter of numbers, it is proved at the point that the others give.
fn is_existence(f: &Term) -> bool {
    syntax::as_quantified(f, "∃").is_some() || prove::speaks_of_places(f)
}

// Whether a formula says that an integral exists.
fn is_of_integral(f: &Term) -> bool {
    syntax::as_quantified(f, "∃").is_some() && logic::mentions(f, &["HasIntegral"])
}

/// Judges a claim of running text. Where it fails for sums that run backwards only, and nothing is said of the letters at their ends, it
/// is a condition that they run forwards: `1 + … + n` speaks of n ≥ 0.
pub(super) fn judge_text(question: &Question, library: &Library) -> Judgement {
    let first = judge(question, library);
    if first.verdict != Verdict::Invalid || first.witness.is_none() {
        return first;
    }
    let hypotheses = question.hypotheses;
    let open = |c: &Term, zero: bool| {
        let free = c.free_vars();
        !hypotheses.contains(c) && free.iter().all(|v| is_unbounded(v, hypotheses, zero))
    };
    let running: Vec<Term> = (super::generic::running_forwards(question.goal).into_iter())
        .filter(|c| open(c, false))
        .collect();
    // A claim of x_1 and x_n, where all is said of the members from 1 to n, speaks of members that there are.
    let inhabited: Vec<Term> = (hypotheses.iter().flat_map(super::generic::inhabited))
        .filter(|c| open(c, true) && c.free_vars().iter().any(|v| question.goal.has_free(v)))
        .collect();
    // `∑_{k=0}^n` has a first member where nothing is said of n.
    let begun: Vec<Term> = (super::generic::running(question.goal).into_iter())
        .filter(|c| c.as_binary("≤").is_some() && open(c, false))
        .collect();
    let mut last = first;
    for running in [running, inhabited, begun] {
        if running.is_empty() {
            continue;
        }
        let again = under(question, &running, library);
        last = match again.verdict {
            Verdict::Invalid => again,
            Verdict::Conditional => {
                return Judgement {
                    witness: last.witness,
                    ..again
                };
            }
            _ => {
                return Judgement::unproved(
                    "no counterexample was found at which its sums run forwards, and no proof for these",
                );
            }
        };
    }
    last
}

/// What is neither proved nor refuted, for sums that run forwards: proved under that condition, or None.
pub(super) fn running_forwards(question: &Question, library: &Library) -> Option<Judgement> {
    let ends = super::generic::running_forwards(question.goal).into_iter();
    let running: Vec<Term> = ends.filter(|c| !question.hypotheses.contains(c)).collect();
    if running.is_empty() {
        return None;
    }
    let found = under(question, &running, library);
    (found.verdict == Verdict::Conditional).then_some(found)
}

// A claim under the condition that its sums run forwards: where it holds there, it is conditional.
fn under(question: &Question, running: &[Term], library: &Library) -> Judgement {
    let hypotheses: Vec<Term> = (question.hypotheses.iter().chain(running))
        .cloned()
        .collect();
    let again = judge(
        &Question {
            hypotheses: &hypotheses,
            ..*question
        },
        library,
    );
    match again.verdict {
        Verdict::Valid | Verdict::Conditional => Judgement {
            verdict: Verdict::Conditional,
            conditions: running.iter().chain(&again.conditions).cloned().collect(),
            running: running.to_vec(),
            message: "this holds where its sums run forwards, and not where they are cut off before they begin".into(),
            ..again
        },
        _ => again,
    }
}

// Whether nothing is said of a number but that it is an integer, and where indices end. Of one that the text introduces, `n ∈ ℕ`, every
// value counts; `zero` takes it in, too.
fn is_unbounded(v: &Term, hypotheses: &[Term], zero: bool) -> bool {
    let counts = |h: &Term| {
        let (a, b) = match h.as_binary("≤") {
            Some(sides) if zero => sides,
            _ => return false,
        };
        b == v && a.as_num().is_some_and(Q::is_zero)
    };
    // "Let i ≤ n" says nothing of n where nothing else is said of i.
    let is_of_another = |h: &Term| {
        let sides = h.as_binary("≤").or_else(|| h.as_binary("<"));
        sides.is_some_and(|(a, b)| {
            let others = || hypotheses.iter().filter(|g| *g != h && g.has_free(a));
            let letter = a != v && matches!(a.kind(), Kind::Var(_));
            b == v && letter && others().all(|g| g.as_unary("Int").is_some())
        })
    };
    (hypotheses.iter()).filter(|h| h.has_free(v)).all(|h| {
        let sort = h.as_unary("Int").is_some() || syntax::as_quantified(h, "∀").is_some();
        sort || counts(h) || is_of_another(h)
    })
}

/// Judges a claim. One about derivatives that is not proved over the real numbers may be one about complex logarithms.
pub fn judge(question: &Question, library: &Library) -> Judgement {
    let found = judge_real(question, library);
    if found.verdict != Verdict::Unproved {
        return found;
    }
    let needs = defined(question.goal, &library.theory).map(|d| parts(&d));
    let over_complex = |needs: &[Term]| complex::judged(&found, question, needs, library);
    let over_complex = needs.ok().and_then(|n| over_complex(&n));
    over_complex.unwrap_or(found)
}

/// Judges a claim, with real values throughout.
pub(super) fn judge_real(question: &Question, library: &Library) -> Judgement {
    let both = || -> Result<_, KernelError> {
        let goal = question.goal;
        let enough = parts(&defined(goal, &library.theory)?);
        Ok((enough, parts(&needed(goal, &library.theory)?)))
    };
    let (needs, needed) = match both() {
        Ok(c) => c,
        Err(e) => {
            return Judgement::unproved(format!("it is not known where this is defined: {e}"));
        }
    };
    let assume = |t: &Term| Theorem::assume(t).ok();
    // What shares no variable with the claim has no part in a proof of it.
    let related = if question.goal.has_vars() {
        let closed = question.hypotheses.iter().filter(|h| !h.has_vars());
        let goal = std::slice::from_ref(question.goal);
        let mut related = apart::connected(question.hypotheses, goal);
        related.extend(closed.cloned());
        related
    } else {
        question.hypotheses.to_vec()
    };
    let given = Context::new(library, related.iter().filter_map(assume));
    let all: Vec<Term> = question.hypotheses.iter().chain(&needs).cloned().collect();
    let defined_context = Context::new(library, related.iter().chain(&needs).filter_map(assume));
    let trial = Trial {
        question,
        library,
        needs: &needs,
        needed: &needed,
        all: &all,
        given: &given,
        context: &defined_context,
        open: RefCell::default(),
    };
    if let Some(j) = trial.proved_without_analysis(&related) {
        return j;
    }
    // A quick look for a counterexample first: wrong lines should not cost a long search for a proof.
    if let Some(j) = trial.refuted(QUICK) {
        return j;
    }
    if let Some(th) = prove::prove_with(question.goal, &defined_context, question.engine)
        && admit(&th.0, question.goal, &all, library).is_ok()
    {
        return trial.proved(th.0, th.1);
    }
    if let Some(j) = trial.refuted(&Budget::default()) {
        return j;
    }
    if let Some(j) = trial.refuted_by_model() {
        return j;
    }
    if question.engine == Engine::Auto
        && let Some(th) = prove::last_resort(question.goal, &defined_context)
        && admit(&th.0, question.goal, &all, library).is_ok()
    {
        return trial.proved(th.0, th.1);
    }
    trial
        .nowhere()
        .unwrap_or_else(|| Judgement::unproved(UNDECIDED))
}

// Where a claim with one of them is real nowhere, its author may work with complex values.
const ANALYSIS: &[&str] = &["deriv", "integral", "antiderivative"];

// What is said by limits.
const OF_LIMITS: &[&str] = &[
    "deriv",
    "lim",
    "integral",
    "HasDeriv",
    "HasIntegral",
    "Tends",
];

struct Trial<'a> {
    question: &'a Question<'a>,
    library: &'a Library,
    // Enough for the claim to be defined.
    needs: &'a [Term],
    // What the claim cannot be defined without.
    needed: &'a [Term],
    // Hypotheses and conditions of definedness.
    all: &'a [Term],
    given: &'a Context<'a>,
    context: &'a Context<'a>,
    // Conditions that were not proved from the hypotheses.
    open: RefCell<BTreeSet<Term>>,
}

impl Trial<'_> {
    fn vars(&self, more: &[Term]) -> Vec<Term> {
        apart::variables(self.all.iter().chain([self.question.goal]).chain(more))
    }

    // A proof of a claim without integrals from those hypotheses that have none either, nor functions of which it does not speak. What
    // is known of integrals and limits is dear to use, and mostly such a claim follows from lines that were drawn from it before.
    fn proved_without_analysis(&self, hypotheses: &[Term]) -> Option<Judgement> {
        let analytic = |f: &Term| logic::mentions(f, OF_LIMITS);
        let goal = self.question.goal;
        if self.question.engine != Engine::Auto
            || analytic(goal)
            || !hypotheses.iter().any(analytic)
        {
            return None;
        }
        let foreign = |v: &Term| matches!(v.ty(), Type::Fun(_)) && !goal.has_free(v);
        let plain = hypotheses
            .iter()
            .filter(|h| !analytic(h) && !h.free_vars().iter().any(foreign));
        let assumed = plain
            .chain(self.needs)
            .filter_map(|h| Theorem::assume(h).ok());
        let context = Context::new(self.library, assumed);
        let (th, engine) = prove::prove_with(goal, &context, Engine::Auto)
            .or_else(|| prove::last_resort(goal, &context))?;
        admit(&th, goal, self.all, self.library).ok()?;
        Some(self.proved(th, engine))
    }

    // ⊢ goal = goal' with derivatives evaluated, under the conditions of definedness.
    fn without_binders(&self, goal: &Term) -> Option<(Term, Theorem)> {
        let th = prove::evaluated(goal, self.context)?;
        let (_, plain) = th.equation().ok()?;
        Some((plain.clone(), th.clone()))
    }

    // A proof of a condition of definedness from the hypotheses. A point where it fails is looked for before a long search for a proof.
    fn settled(&self, c: &Term) -> Option<Theorem> {
        if self.open.borrow().contains(c) {
            return None;
        }
        let found = prove::cheaply(c, self.given).or_else(|| {
            let fails = [QUICK, &Budget::default()]
                .into_iter()
                .any(|budget| self.fails(c, budget).is_some());
            (!fails).then(|| prove::prove(c, self.given)).flatten()
        });
        if found.is_none() {
            self.open.borrow_mut().insert(c.clone());
        }
        found
    }

    // A point of the hypotheses at which the condition does not hold.
    fn fails(&self, c: &Term, budget: &Budget) -> Option<Witness> {
        let mut formulas = self.plain_all(&self.about(std::slice::from_ref(c)))?;
        let plain = match prove::evaluated(c, self.given) {
            Some(th) => th.equation().ok()?.1.clone(),
            None => c.clone(),
        };
        formulas.push(crate::elaborate::negation_of(&plain).ok()?);
        if formulas.iter().any(is_existence) {
            return None;
        }
        self.point(&formulas, budget)
    }

    fn proved(&self, th: Theorem, engine: &'static str) -> Judgement {
        let mut open: Vec<Term> = Vec::new();
        for c in self.needs {
            match self.settled(c) {
                Some(lemma) if admit(&lemma, c, self.question.hypotheses, self.library).is_ok() => {
                }
                _ => open.push(c.clone()),
            }
        }
        let judgement = |verdict, conditions, witness, message: &str| Judgement {
            verdict,
            conditions,
            running: Vec::new(),
            somewhere: false,
            theorem: Some(th.clone()),
            witness,
            message: message.to_string(),
            engine: Some(engine),
            read_as: None,
        };
        if open.is_empty() {
            return judgement(Verdict::Valid, Vec::new(), None, "");
        }
        // It must really fail somewhere, and hold somewhere.
        let conditions = self.simplified(&open);
        let somewhere = || {
            let mut seeds = vec![self.question.goal.clone()];
            seeds.extend_from_slice(&conditions);
            let mut all = apart::connected(self.all, &seeds);
            all.extend_from_slice(&conditions);
            let (existence, others): (Vec<Term>, Vec<Term>) =
                all.into_iter().partition(is_existence);
            let at = self.point_with_functions(&self.plain_all(&others)?, &Budget::default())?;
            let at = abstracted::filled(at, &existence)?;
            self.all_exist(&existence, &at)?;
            Some(at)
        };
        let somewhere = somewhere();
        if somewhere.is_none()
            && let Some(j) = self.nowhere()
        {
            return j;
        }
        // Where a condition is merely enough, its failure says nothing about the claim.
        let related = self.about(&open);
        let given = related.iter().chain(self.needed);
        let plainly = |t: &Term| {
            let th = Theorem::assume(t).ok()?;
            match prove::evaluated(t, self.context) {
                Some(same) => same.eq_mp(&th).ok(),
                None => Some(th),
            }
        };
        let asserted = Context::new(self.library, given.filter_map(plainly));
        let exact = open.iter().all(|c| prove::prove(c, &asserted).is_some());
        // Where they are merely enough, something that the claim cannot do without has to fail.
        let failing = if exact { &conditions[..] } else { self.needed };
        let fails = failing.iter().find_map(|c| {
            if is_existence(c) {
                return self.spoiled(c);
            }
            let mut formulas = self.plain_all(&self.about(std::slice::from_ref(c)))?;
            formulas.push(crate::elaborate::negation_of(c).ok()?);
            self.point_with_functions(&formulas, &Budget::default())
        });
        let defined_somewhere = somewhere.is_some();
        match (somewhere, fails) {
            (Some(_), Some(at)) => judgement(
                Verdict::Conditional,
                conditions,
                Some(at),
                if exact {
                    "this holds wherever it is defined, and it is not defined everywhere"
                } else {
                    "this holds under these conditions, and it is not defined everywhere"
                },
            ),
            _ => Judgement {
                theorem: Some(th.clone()),
                somewhere: defined_somewhere,
                ..Judgement::unproved(super::unproved::in_words(&conditions))
            },
        }
    }

    // A point of the hypotheses, with functions, at which no derivative or integral exists that a condition asks for.
    fn spoiled(&self, c: &Term) -> Option<Witness> {
        let (existence, others): (Vec<Term>, Vec<Term>) =
            (self.about(std::slice::from_ref(c)).into_iter()).partition(is_existence);
        let at = self.point_with_functions(&self.plain_all(&others)?, &Budget::default())?;
        let at = abstracted::spoiled(c, at, &others)?;
        let mut at = abstracted::filled(at, &existence)?;
        self.all_exist(&existence, &at)?;
        let there = syntax::not(&c.subst(&at.values).ok()?).ok()?;
        let th = prove::prove(&there, &Context::new(self.library, []))?;
        admit(&th, &there, &[], self.library).ok()?;
        at.theorems.push(th);
        Some(at)
    }

    fn plain_all(&self, ts: &[Term]) -> Option<Vec<Term>> {
        ts.iter()
            .map(|t| self.without_binders(t).map(|(p, _)| p))
            .collect()
    }

    // Conditions in a readable form: products apart, what is provable dropped.
    fn simplified(&self, open: &[Term]) -> Vec<Term> {
        let mut out: Vec<Term> = Vec::new();
        let mut seen = BTreeSet::new();
        for c in open {
            for part in prove::weakest(c, self.given, &|c| self.settled(c).is_some()) {
                if seen.insert(part.clone()) {
                    out.push(part);
                }
            }
        }
        out
    }

    // The verdict where the hypotheses exclude that the claim is ever defined.
    //
    // An antiderivative is often written with functions whose values are complex: that it is real nowhere, whatever is
    // supposed, says nothing against it.
    fn nowhere(&self) -> Option<Judgement> {
        let (given, hypotheses) = (self.given, self.question.hypotheses);
        // That an integral of real values exists is no matter of complex ones.
        let (existing, others): (Vec<&Term>, Vec<&Term>) =
            self.needed.iter().partition(|c| is_of_integral(c));
        let all = existing.into_iter().chain(others);
        let c = all.into_iter().find(|c| self.never(c, given, hypotheses))?;
        let nothing = Context::new(self.library, []);
        if logic::mentions(self.question.goal, ANALYSIS)
            && !is_of_integral(c)
            && self.never(c, &nothing, &[])
        {
            return Some(Judgement::unproved(format!(
                "this is real nowhere: {c} never holds; over the complex numbers it is not judged"
            )));
        }
        Some(Judgement {
            verdict: Verdict::Invalid,
            message: format!("this is defined nowhere: {c} never holds"),
            engine: Some("definedness"),
            ..Judgement::unproved("")
        })
    }

    fn never(&self, c: &Term, given: &Context, hypotheses: &[Term]) -> bool {
        let Ok(not) = crate::elaborate::negation_of(c) else {
            return false;
        };
        prove::prove(&not, given)
            .is_some_and(|th| admit(&th, &not, hypotheses, self.library).is_ok())
    }
}

/// Whether the hypotheses were proved to contradict each other.
pub fn contradictory(hypotheses: &[Term], library: &Library) -> bool {
    if hypotheses.is_empty() {
        return false;
    }
    let allowance = Allowance::new(Allowance::CONTRADICTION);
    let context = Context::limited(
        library,
        hypotheses.iter().filter_map(|h| Theorem::assume(h).ok()),
        allowance.clone(),
    );
    // Equations that give 0 = 1, inequalities that give 0 < 0.
    let (zero, one) = (Term::int(0), Term::int(1));
    let absurd = [syntax::eq(&zero, &one), syntax::lt(&zero, &zero)];
    for p in absurd.into_iter().flatten() {
        if prove::prove(&p, &context).is_some_and(|th| admit(&th, &p, hypotheses, library).is_ok())
        {
            return true;
        }
    }
    let falsity = syntax::falsity();
    hypotheses.iter().any(|h| {
        syntax::not(h)
            .ok()
            .and_then(|n| {
                let others = Context::limited(
                    library,
                    hypotheses
                        .iter()
                        .filter(|o| *o != h)
                        .filter_map(|o| Theorem::assume(o).ok()),
                    allowance.clone(),
                );
                let th = prove::prove(&n, &others)?;
                let bottom = logic::not_elim(&th, &Theorem::assume(h).ok()?).ok()?;
                admit(&bottom, &falsity, hypotheses, library).ok()
            })
            .is_some()
    })
}

/// The name of a variable.
pub fn variable_name(v: &Term) -> String {
    match v.kind() {
        Kind::Var(n) => n.to_string(),
        _ => v.to_string(),
    }
}

/// What is said where neither a proof nor a counterexample was found.
pub(super) const UNDECIDED: &str = "neither a proof nor a counterexample was found";

/// A closed term's value for people: exact where it is rational, else to about four significant digits. Display only.
pub(super) fn shown_value(t: &Term) -> Option<String> {
    let (lower, upper) = Theorem::enclose(t, &[], 96).ok()?;
    let lo = lower.conclusion().as_binary("≤")?.0.as_num()?.clone();
    let hi = upper.conclusion().as_binary("≤")?.1.as_num()?.clone();
    if lo == hi {
        return Some(lo.to_string());
    }
    let x = lo.to_f64();
    Some(if x == 0.0 || (1e-4..1e6).contains(&x.abs()) {
        let digits = (3 - x.abs().max(1e-300).log10().floor() as i32).clamp(0, 12) as usize;
        format!("{x:.digits$}…")
    } else {
        format!("{x:.3e}…")
    })
}
