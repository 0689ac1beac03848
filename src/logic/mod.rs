//! Natural deduction, derived from the rules of the kernel.
//!
//! Nothing here is trusted: every rule is made of the kernel's rules, so a mistake can make one fail and cannot make a false theorem.
//! A rule instantiates a lemma that was derived once and cuts its hypotheses against the premises, so it costs a handful of inferences.
//!
//! The figures show premises over conclusion; `Γ, p` is a set of hypotheses that may or may not contain `p`. Where a hypothesis of one
//! premise is what another proves, the result may have fewer hypotheses than the figure says.
//!
//! ```
//! use hence::logic;
//! use hence_kernel::{Term, Theorem, Type};
//! let (p, q) = (Term::var("p", Type::Bool), Term::var("q", Type::Bool));
//! let both = logic::conj(&Theorem::assume(&p)?, &Theorem::assume(&q)?)?;
//! let th = logic::disch(&p, &logic::disch(&q, &both)?)?;
//! assert_eq!(th.to_string(), "⊢ p ⇒ q ⇒ p and q");
//! # Ok::<(), hence_kernel::KernelError>(())
//! ```

mod lemmas;
mod replace;
#[cfg(test)]
mod tests;

pub use replace::{congruence_at, congruence_avoiding, subst_eq};

use hence_kernel::{KernelError, Kind, Result, Term, Theorem, Type, syntax};
use lemmas::Lemma;

/// The operators that take the terms of a range together.
pub const RANGES: &[&str] = &["Sum", "Prod", "Min", "Max"];

/// Whether one of these constants occurs, also under binders.
///
/// ```
/// use hence::{logic::{RANGES, mentions}, theory::parse_term};
/// assert!(mentions(&parse_term("exp (Sum 1 n (λk. k))").unwrap(), RANGES));
/// assert!(!mentions(&parse_term("exp n").unwrap(), RANGES));
/// ```
pub fn mentions(t: &Term, constants: &[&str]) -> bool {
    match t.kind() {
        Kind::Const(c) => constants.contains(&&*c.name),
        Kind::App(f, a) => mentions(f, constants) || mentions(a, constants),
        Kind::Lam(_, _, b) => mentions(b, constants),
        Kind::Var(_) | Kind::Bound(_) | Kind::Num(_) => false,
    }
}

/// Whether a variable is bound in a term: by a sum, a derivative, an integral.
///
/// ```
/// use hence::{logic::has_binder, theory::parse_term};
/// assert!(has_binder(&parse_term("Sum 1 n (λk. k)").unwrap()));
/// assert!(!has_binder(&parse_term("exp n").unwrap()));
/// ```
pub fn has_binder(t: &Term) -> bool {
    match t.kind() {
        Kind::Lam(..) => true,
        Kind::App(f, a) => has_binder(f) || has_binder(a),
        Kind::Const(_) | Kind::Var(_) | Kind::Bound(_) | Kind::Num(_) => false,
    }
}

fn shape<T>(what: &'static str) -> Result<T> {
    Err(KernelError::Shape(what))
}

// The lemma about p, q and r for the given formulas.
fn about(lemma: &Lemma, formulas: &[&Term]) -> Result<Theorem> {
    let vars = [lemmas::p(), lemmas::q(), lemmas::r()];
    let subst: Vec<_> = vars
        .into_iter()
        .zip(formulas.iter().map(|t| (*t).clone()))
        .collect();
    Result::clone(lemma)?.inst(&subst)
}

// The lemma about P and x for a predicate on `ty` and what else is to be put in.
fn at_type(lemma: &Lemma, ty: &Type, subst: &[(Term, Term)]) -> Result<Theorem> {
    let th = Result::clone(lemma)?;
    th.inst_type(&[(lemmas::ANY.into(), ty.clone())])?
        .inst(subst)
}

fn argument(pred: &Term) -> Result<&Type> {
    match pred.ty() {
        Type::Fun(ab) if ab.1 == Type::Bool => Ok(&ab.0),
        _ => shape("not a predicate"),
    }
}

// P a, reduced where P is an abstraction: what instantiating the lemmas makes of it.
fn applied(pred: &Term, a: &Term) -> Result<Term> {
    match pred.kind() {
        Kind::Lam(..) => pred.instantiate(a),
        _ => Term::app(pred, a),
    }
}

fn quantified<'a>(th: &'a Theorem, quantifier: &str, otherwise: &'static str) -> Result<&'a Term> {
    th.conclusion()
        .as_unary(quantifier)
        .ok_or(KernelError::Shape(otherwise))
}

fn binary<'a>(
    th: &'a Theorem,
    connective: &str,
    otherwise: &'static str,
) -> Result<(&'a Term, &'a Term)> {
    th.conclusion()
        .as_binary(connective)
        .ok_or(KernelError::Shape(otherwise))
}

// ── truth ──────────────────────────────────────────────────────────────────────────────────────────────────────────

/// Truth.
///
/// ```text
/// ─────
/// ⊢ ⊤
/// ```
pub fn truth() -> Result<Theorem> {
    lemmas::TRUTH.clone()
}

/// What is derived equals truth.
///
/// ```text
///   Γ ⊢ p
/// ──────────
/// Γ ⊢ p = ⊤
/// ```
pub fn eqt_intro(th: &Theorem) -> Result<Theorem> {
    th.deduct_antisym(&truth()?)
}

/// What equals truth holds.
///
/// ```text
/// Γ ⊢ p = ⊤
/// ──────────
///   Γ ⊢ p
/// ```
///
/// # Errors
/// `Shape` where the conclusion is no equation with `⊤` on the right.
pub fn eqt_elim(th: &Theorem) -> Result<Theorem> {
    if !th.equation()?.1.is_const("⊤") {
        return shape("not an equation with ⊤");
    }
    th.sym()?.eq_mp(&truth()?)
}

// ── conjunction ────────────────────────────────────────────────────────────────────────────────────────────────────

/// Both.
///
/// ```text
/// Γ ⊢ p    Δ ⊢ q
/// ───────────────
///  Γ ∪ Δ ⊢ p ∧ q
/// ```
pub fn conj(a: &Theorem, b: &Theorem) -> Result<Theorem> {
    about(&lemmas::CONJ, &[a.conclusion(), b.conclusion()])?
        .cut(a)?
        .cut(b)
}

/// The first of both.
///
/// ```text
/// Γ ⊢ p ∧ q
/// ──────────
///   Γ ⊢ p
/// ```
///
/// # Errors
/// `Shape` where the conclusion is no conjunction.
pub fn conj_left(th: &Theorem) -> Result<Theorem> {
    let (p, q) = binary(th, "∧", "not a conjunction")?;
    about(&lemmas::CONJ_LEFT, &[p, q])?.cut(th)
}

/// The second of both.
///
/// ```text
/// Γ ⊢ p ∧ q
/// ──────────
///   Γ ⊢ q
/// ```
///
/// # Errors
/// `Shape` where the conclusion is no conjunction.
pub fn conj_right(th: &Theorem) -> Result<Theorem> {
    let (p, q) = binary(th, "∧", "not a conjunction")?;
    about(&lemmas::CONJ_RIGHT, &[p, q])?.cut(th)
}

/// All conjuncts, however nested, from left to right; `⊤` has none, as in [`syntax::conjuncts`].
///
/// ```text
///  Γ ⊢ p₁ ∧ … ∧ pₙ
/// ──────────────────
/// Γ ⊢ p₁  …  Γ ⊢ pₙ
/// ```
pub fn conjuncts(th: &Theorem) -> Result<Vec<Theorem>> {
    let mut out = Vec::new();
    let mut rest = vec![th.clone()];
    while let Some(th) = rest.pop() {
        if th.conclusion().as_binary("∧").is_some() {
            rest.push(conj_right(&th)?);
            rest.push(conj_left(&th)?);
        } else if !th.conclusion().is_const("⊤") {
            out.push(th);
        }
    }
    Ok(out)
}

/// All of them, grouped to the left; `⊤` for none.
///
/// ```text
/// Γ₁ ⊢ p₁  …  Γₙ ⊢ pₙ
/// ─────────────────────────────
/// ∪Γᵢ ⊢ (p₁ ∧ p₂) ∧ … ∧ pₙ
/// ```
pub fn conj_all(ths: &[Theorem]) -> Result<Theorem> {
    match ths.split_first() {
        None => truth(),
        Some((first, rest)) => rest
            .iter()
            .try_fold(first.clone(), |acc, th| conj(&acc, th)),
    }
}

// ── implication ────────────────────────────────────────────────────────────────────────────────────────────────────

/// Discharge of a hypothesis, whether the theorem has it or not.
///
/// ```text
///  Γ, p ⊢ q
/// ───────────
/// Γ ⊢ p ⇒ q
/// ```
///
/// # Errors
/// `Type` where `p` is no formula.
pub fn disch(p: &Term, th: &Theorem) -> Result<Theorem> {
    let formulas = [p, th.conclusion()];
    let both = conj(&Theorem::assume(p)?, th)?;
    let same = both.deduct_antisym(&about(&lemmas::CONJ_LEFT, &formulas)?)?;
    about(&lemmas::IMPLIES, &formulas)?.eq_mp(&same)
}

/// Modus ponens.
///
/// ```text
/// Γ ⊢ p ⇒ q    Δ ⊢ p
/// ───────────────────
///     Γ ∪ Δ ⊢ q
/// ```
///
/// # Errors
/// `Shape` where the first is no implication or the second not its premise.
pub fn mp(imp: &Theorem, th: &Theorem) -> Result<Theorem> {
    let (p, q) = binary(imp, "⇒", "not an implication")?;
    if p != th.conclusion() {
        return shape("not the premise of the implication");
    }
    about(&lemmas::MP, &[p, q])?.cut(imp)?.cut(th)
}

/// A premise becomes a hypothesis.
///
/// ```text
/// Γ ⊢ p ⇒ q
/// ───────────
///  Γ, p ⊢ q
/// ```
///
/// # Errors
/// `Shape` where the conclusion is no implication.
pub fn undisch(th: &Theorem) -> Result<Theorem> {
    let (p, _) = binary(th, "⇒", "not an implication")?;
    mp(th, &Theorem::assume(p)?)
}

// ── quantifiers ────────────────────────────────────────────────────────────────────────────────────────────────────

/// Generalisation over a variable of any type.
///
/// ```text
///   Γ ⊢ p
/// ──────────   x not free in Γ
/// Γ ⊢ ∀x. p
/// ```
///
/// # Errors
/// `FreeInHypothesis` where a hypothesis speaks of `x`; `Shape` where `x` is no variable.
pub fn forall_intro(x: &Term, th: &Theorem) -> Result<Theorem> {
    let each = eqt_intro(th)?.abs(x)?;
    let pred = each.equation()?.0.clone();
    let var = lemmas::pred_of(x.ty());
    at_type(&lemmas::FORALL, x.ty(), &[(var, pred)])?.eq_mp(&each)
}

/// What holds of everything holds of `t`; the result is reduced.
///
/// ```text
/// Γ ⊢ ∀x. p
/// ────────────
/// Γ ⊢ p[t/x]
/// ```
///
/// # Errors
/// `Shape` where the conclusion is no `∀`, or `t` is of another type than its variable.
pub fn forall_elim(th: &Theorem, t: &Term) -> Result<Theorem> {
    let pred = quantified(th, "∀", "not a formula with ∀")?;
    let ty = argument(pred)?;
    let subst = [
        (lemmas::pred_of(ty), pred.clone()),
        (lemmas::x_of(ty), t.clone()),
    ];
    at_type(&lemmas::FORALL_ELIM, ty, &subst)?.cut(th)
}

/// What holds of the witness holds of something.
///
/// ```text
/// Γ ⊢ P a
/// ────────
/// Γ ⊢ ∃P
/// ```
///
/// `pred` is `P`, most often an abstraction; then the premise is its body at the witness.
///
/// # Errors
/// `Shape` where the premise is not `P a`, or `pred` no predicate.
pub fn exists_intro(pred: &Term, witness: &Term, th: &Theorem) -> Result<Theorem> {
    let ty = argument(pred)?;
    if applied(pred, witness)? != *th.conclusion() {
        return shape("the theorem does not say the predicate of the witness");
    }
    let subst = [
        (lemmas::pred_of(ty), pred.clone()),
        (lemmas::x_of(ty), witness.clone()),
    ];
    at_type(&lemmas::EXISTS, ty, &subst)?.cut(th)
}

/// What follows from `P x`, for an `x` of which nothing else is known, follows from `∃P`.
///
/// ```text
/// Γ ⊢ ∃P    Δ, P x ⊢ q
/// ─────────────────────   x not free in P, q, Δ
///       Γ ∪ Δ ⊢ q
/// ```
///
/// # Errors
/// `Shape` where the first is no `∃`, or `x` is free in `P` or `q`; `FreeInHypothesis` where it is free in `Δ`.
pub fn exists_elim(th_exists: &Theorem, x: &Term, th: &Theorem) -> Result<Theorem> {
    let pred = quantified(th_exists, "∃", "not a formula with ∃")?;
    let ty = argument(pred)?;
    if pred.has_free(x) || th.conclusion().has_free(x) {
        return shape("the variable for the witness is not fresh");
    }
    let each = forall_intro(x, &disch(&applied(pred, x)?, th)?)?;
    let subst = [
        (lemmas::pred_of(ty), pred.clone()),
        (lemmas::q(), th.conclusion().clone()),
    ];
    at_type(&lemmas::EXISTS_ELIM, ty, &subst)?
        .cut(&each)?
        .cut(th_exists)
}

// ── disjunction ────────────────────────────────────────────────────────────────────────────────────────────────────

/// The first of two.
///
/// ```text
///   Γ ⊢ p
/// ──────────
/// Γ ⊢ p ∨ q
/// ```
///
/// # Errors
/// `Shape` where `q` is no formula.
pub fn disj_left(th: &Theorem, q: &Term) -> Result<Theorem> {
    about(&lemmas::DISJ_LEFT, &[th.conclusion(), q])?.cut(th)
}

/// The second of two.
///
/// ```text
///   Γ ⊢ q
/// ──────────
/// Γ ⊢ p ∨ q
/// ```
///
/// # Errors
/// `Shape` where `p` is no formula.
pub fn disj_right(p: &Term, th: &Theorem) -> Result<Theorem> {
    about(&lemmas::DISJ_RIGHT, &[p, th.conclusion()])?.cut(th)
}

/// Cases.
///
/// ```text
/// Γ ⊢ p ∨ q    Δ, p ⊢ r    Θ, q ⊢ r
/// ──────────────────────────────────
///          Γ ∪ Δ ∪ Θ ⊢ r
/// ```
///
/// # Errors
/// `Shape` where the first is no disjunction or the conclusions of the cases differ.
pub fn disj_cases(th_or: &Theorem, th1: &Theorem, th2: &Theorem) -> Result<Theorem> {
    let (p, q) = binary(th_or, "∨", "not a disjunction")?;
    if th1.conclusion() != th2.conclusion() {
        return shape("the cases have different conclusions");
    }
    let (one, two) = (disch(p, th1)?, disch(q, th2)?);
    let lemma = about(&lemmas::DISJ_CASES, &[p, q, th1.conclusion()])?;
    lemma.cut(&one)?.cut(&two)?.cut(th_or)
}

// ── negation ───────────────────────────────────────────────────────────────────────────────────────────────────────

/// What leads to falsity does not hold.
///
/// ```text
/// Γ, p ⊢ ⊥
/// ─────────
///  Γ ⊢ ¬p
/// ```
///
/// # Errors
/// `Shape` where the conclusion is not `⊥`.
pub fn not_intro(p: &Term, th: &Theorem) -> Result<Theorem> {
    if !th.conclusion().is_const("⊥") {
        return shape("the conclusion is not ⊥");
    }
    about(&lemmas::NOT, &[p])?.eq_mp(&disch(p, th)?)
}

/// A formula and its negation.
///
/// ```text
/// Γ ⊢ ¬p    Δ ⊢ p
/// ────────────────
///    Γ ∪ Δ ⊢ ⊥
/// ```
///
/// # Errors
/// `Shape` where the first is not the negation of the second.
pub fn not_elim(th_not: &Theorem, th: &Theorem) -> Result<Theorem> {
    if th_not.conclusion().as_unary("¬") != Some(th.conclusion()) {
        return shape("not the negation of the other");
    }
    about(&lemmas::NOT_ELIM, &[th.conclusion()])?
        .cut(th_not)?
        .cut(th)
}

/// From falsity follows anything.
///
/// ```text
/// Γ ⊢ ⊥
/// ──────
/// Γ ⊢ p
/// ```
///
/// # Errors
/// `Shape` where the conclusion is not `⊥` or the goal no formula.
pub fn contradiction(th_false: &Theorem, goal: &Term) -> Result<Theorem> {
    if !th_false.conclusion().is_const("⊥") {
        return shape("the conclusion is not ⊥");
    }
    about(&lemmas::EX_FALSO, &[goal])?.cut(th_false)
}

// ── rules that need the excluded middle, which is a fact of the theory ─────────────────────────────────────────────

// The formula p of ⊢ p ∨ ¬p.
fn excluded_middle(em: &Theorem) -> Result<&Term> {
    let (p, not_p) = binary(em, "∨", "not the excluded middle")?;
    if not_p.as_unary("¬") != Some(p) {
        return shape("not the excluded middle");
    }
    Ok(p)
}

/// Cases on a formula and its negation; `em` is `⊢ p ∨ ¬p`.
///
/// ```text
/// ⊢ p ∨ ¬p    Γ, p ⊢ r    Δ, ¬p ⊢ r
/// ──────────────────────────────────
///             Γ ∪ Δ ⊢ r
/// ```
///
/// # Errors
/// `Shape` where `em` is not of that shape or the conclusions of the cases differ.
pub fn cases_on(em: &Theorem, th_if: &Theorem, th_if_not: &Theorem) -> Result<Theorem> {
    excluded_middle(em)?;
    disj_cases(em, th_if, th_if_not)
}

/// Proof by contradiction; `em` is `⊢ p ∨ ¬p`.
///
/// ```text
/// ⊢ p ∨ ¬p    Γ, ¬p ⊢ ⊥
/// ───────────────────────
///          Γ ⊢ p
/// ```
///
/// # Errors
/// `Shape` where `em` is not the excluded middle for `p` or the conclusion is not `⊥`.
pub fn by_contradiction(em: &Theorem, p: &Term, th: &Theorem) -> Result<Theorem> {
    if excluded_middle(em)? != p {
        return shape("the excluded middle of another formula");
    }
    if !th.conclusion().is_const("⊥") {
        return shape("the conclusion is not ⊥");
    }
    let absurd = disch(&syntax::not(p)?, th)?;
    about(&lemmas::BY_CONTRADICTION, &[p])?
        .cut(&absurd)?
        .cut(em)
}

/// What is not false holds; `em` is `⊢ p ∨ ¬p`.
///
/// ```text
/// ⊢ p ∨ ¬p    Γ ⊢ ¬¬p
/// ─────────────────────
///         Γ ⊢ p
/// ```
///
/// # Errors
/// `Shape` where `em` is not the excluded middle for `p` or the other not its double negation.
pub fn not_not_elim(em: &Theorem, th: &Theorem) -> Result<Theorem> {
    let p = excluded_middle(em)?;
    let doubly = th.conclusion().as_unary("¬").and_then(|t| t.as_unary("¬"));
    if doubly != Some(p) {
        return shape("not a double negation of that formula");
    }
    about(&lemmas::NOT_NOT, &[p])?.cut(th)?.cut(em)
}

// ── lemmas and facts ───────────────────────────────────────────────────────────────────────────────────────────────

/// Cuts hypotheses, one after the other; a lemma that proves none of them is not used.
///
/// ```text
/// Δ, p₁ … pₙ ⊢ q    Γᵢ ⊢ pᵢ
/// ───────────────────────────
///        Δ ∪ ∪Γᵢ ⊢ q
/// ```
pub fn cut_all(th: &Theorem, lemmas: &[Theorem]) -> Result<Theorem> {
    lemmas
        .iter()
        .try_fold(th.clone(), |acc, lemma| acc.cut(lemma))
}

/// An instance of a fact, its conditions discharged.
///
/// ```text
/// p₁ … pₙ ⊢ q    Γᵢ ⊢ pᵢ[σ]
/// ───────────────────────────
///         ∪Γᵢ ⊢ q[σ]
/// ```
///
/// # Errors
/// `Shape` where the substitution does not fit the types, or a condition is left that is no hypothesis of `conditions`.
pub fn inst_fact(
    fact: &Theorem,
    subst: &[(Term, Term)],
    conditions: &[Theorem],
) -> Result<Theorem> {
    let th = cut_all(&fact.inst(subst)?, conditions)?;
    let allowed = |h: &Term| conditions.iter().any(|c| c.hypotheses().contains(h));
    if th.hypotheses().iter().all(allowed) {
        Ok(th)
    } else {
        shape("a condition of the fact is left open")
    }
}
