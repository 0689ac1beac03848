//! Schematic lemmas about the connectives: each is derived once from the definitions and instantiated afterwards.
//!
//! `p`, `q`, `r` are formulas; `P` is a predicate on, and `x` a variable of, the type `A`.

use hence_kernel::{Result, Term, Theorem, Type, syntax};
use std::sync::LazyLock;

/// A lemma that is derived at its first use; a failure is kept and answered every time.
pub(super) type Lemma = LazyLock<Result<Theorem>>;

/// The type variable of the lemmas about quantifiers.
pub(super) const ANY: &str = "A";

pub(super) fn p() -> Term {
    Term::var("p", Type::Bool)
}
pub(super) fn q() -> Term {
    Term::var("q", Type::Bool)
}
pub(super) fn r() -> Term {
    Term::var("r", Type::Bool)
}
pub(super) fn x_of(ty: &Type) -> Term {
    Term::var("x", ty.clone())
}
pub(super) fn pred_of(ty: &Type) -> Term {
    Term::var("P", Type::fun(ty.clone(), Type::Bool))
}
fn any() -> Type {
    Type::Var(ANY.into())
}

// ⊢ c a₁ … aₙ = body[a₁ … aₙ], where `t` is the left side and its head is defined by an abstraction.
fn unfolded(t: &Term) -> Result<Theorem> {
    let (head, args) = t.spine();
    args.iter().try_fold(Theorem::unfold(head)?, |th, a| {
        let applied = th.congruence(&Theorem::refl(a)?)?;
        let reduced = Theorem::beta(applied.equation()?.1)?;
        applied.trans(&reduced)
    })
}

// From ⊢ t's definition to ⊢ t.
fn fold(t: &Term, th: &Theorem) -> Result<Theorem> {
    unfolded(t)?.sym()?.eq_mp(th)
}

// From ⊢ t to ⊢ t's definition.
fn open(th: &Theorem) -> Result<Theorem> {
    unfolded(th.conclusion())?.eq_mp(th)
}

fn equals_true(th: &Theorem) -> Result<Theorem> {
    th.deduct_antisym(&TRUTH.clone()?)
}

fn is_true(th: &Theorem) -> Result<Theorem> {
    th.sym()?.eq_mp(&TRUTH.clone()?)
}

/// `⊢ ⊤`
pub(super) static TRUTH: Lemma = LazyLock::new(|| {
    let id = Term::lam(&p(), &p())?;
    fold(&syntax::truth(), &Theorem::refl(&id)?)
});

/// `{p, q} ⊢ p ∧ q`
pub(super) static CONJ: Lemma = LazyLock::new(|| {
    let f = Term::var("f", Type::curried(&[Type::Bool, Type::Bool], Type::Bool));
    let each = [p(), q()].map(|v| equals_true(&Theorem::assume(&v)?));
    let [left, right] = each;
    let pair = Theorem::refl(&f)?.congruence(&left?)?.congruence(&right?)?;
    fold(&syntax::and(&p(), &q())?, &pair.abs(&f)?)
});

// From {p ∧ q}: the component that `pick`, a closed function of two formulas, picks.
fn component(pick: &Term) -> Result<Theorem> {
    let both = open(&Theorem::assume(&syntax::and(&p(), &q())?)?)?;
    let applied = both.congruence(&Theorem::refl(pick)?)?;
    let (l, r) = applied.equation()?;
    let picked = Theorem::beta(l)?.sym()?.trans(&applied)?;
    is_true(&picked.trans(&Theorem::beta(r)?)?)
}

/// `{p ∧ q} ⊢ p`
pub(super) static CONJ_LEFT: Lemma =
    LazyLock::new(|| component(&Term::lam(&p(), &Term::lam(&q(), &p())?)?));

/// `{p ∧ q} ⊢ q`
pub(super) static CONJ_RIGHT: Lemma =
    LazyLock::new(|| component(&Term::lam(&p(), &Term::lam(&q(), &q())?)?));

/// `⊢ ((p ∧ q) = p) = (p ⇒ q)`
pub(super) static IMPLIES: Lemma = LazyLock::new(|| unfolded(&syntax::implies(&p(), &q())?)?.sym());

/// `{p ⇒ q, p} ⊢ q`
pub(super) static MP: Lemma = LazyLock::new(|| {
    let imp = open(&Theorem::assume(&syntax::implies(&p(), &q())?)?)?;
    let both = imp.sym()?.eq_mp(&Theorem::assume(&p())?)?;
    CONJ_RIGHT.clone()?.cut(&both)
});

/// `⊢ (P = λx. ⊤) = ∀P`
pub(super) static FORALL: Lemma = LazyLock::new(|| {
    let all = syntax::forall(&x_of(&any()), &p())?;
    let (quantifier, _) = all.spine();
    unfolded(&Term::app(quantifier, &pred_of(&any()))?)?.sym()
});

/// `{∀P} ⊢ P x`
pub(super) static FORALL_ELIM: Lemma = LazyLock::new(|| {
    let def = FORALL.clone()?;
    let all = Theorem::assume(def.equation()?.1)?;
    let same = def.sym()?.eq_mp(&all)?;
    let at_x = same.congruence(&Theorem::refl(&x_of(&any()))?)?;
    is_true(&at_x.trans(&Theorem::beta(at_x.equation()?.1)?)?)
});

// The formula ∃P, for the predicate `P` on the type `A`.
fn some_p() -> Result<Term> {
    let some = syntax::exists(&x_of(&any()), &p())?;
    let (quantifier, _) = some.spine();
    Term::app(quantifier, &pred_of(&any()))
}

// The formula ∀x. P x ⇒ q.
fn each_implies_q() -> Result<Term> {
    let x = x_of(&any());
    let at_x = Term::app(&pred_of(&any()), &x)?;
    syntax::forall(&x, &syntax::implies(&at_x, &q())?)
}

/// `{P x} ⊢ ∃P`
pub(super) static EXISTS: Lemma = LazyLock::new(|| {
    let at_x = Term::app(&pred_of(&any()), &x_of(&any()))?;
    let each = each_implies_q()?;
    let step = super::forall_elim(&Theorem::assume(&each)?, &x_of(&any()))?;
    let got = super::mp(&step, &Theorem::assume(&at_x)?)?;
    let for_each_q = super::forall_intro(&q(), &super::disch(&each, &got)?)?;
    fold(&some_p()?, &for_each_q)
});

/// `{∃P, ∀x. P x ⇒ q} ⊢ q`
pub(super) static EXISTS_ELIM: Lemma = LazyLock::new(|| {
    let def = open(&Theorem::assume(&some_p()?)?)?;
    let step = super::forall_elim(&def, &q())?;
    super::mp(&step, &Theorem::assume(&each_implies_q()?)?)
});

fn either() -> Result<Term> {
    syntax::or(&p(), &q())
}

// p ∨ q from `which`, one of p and q.
fn injected(which: &Term) -> Result<Theorem> {
    let imps = [p(), q()].map(|v| syntax::implies(&v, &r()));
    let [from_p, from_q] = imps;
    let (from_p, from_q) = (from_p?, from_q?);
    let used = Theorem::assume(&syntax::implies(which, &r())?)?;
    let got = super::mp(&used, &Theorem::assume(which)?)?;
    let inner = super::disch(&from_p, &super::disch(&from_q, &got)?)?;
    fold(&either()?, &super::forall_intro(&r(), &inner)?)
}

/// `{p} ⊢ p ∨ q`
pub(super) static DISJ_LEFT: Lemma = LazyLock::new(|| injected(&p()));

/// `{q} ⊢ p ∨ q`
pub(super) static DISJ_RIGHT: Lemma = LazyLock::new(|| injected(&q()));

/// `{p ∨ q, p ⇒ r, q ⇒ r} ⊢ r`
pub(super) static DISJ_CASES: Lemma = LazyLock::new(|| {
    let def = open(&Theorem::assume(&either()?)?)?;
    let step = super::forall_elim(&def, &r())?;
    let from_p = Theorem::assume(&syntax::implies(&p(), &r())?)?;
    let from_q = Theorem::assume(&syntax::implies(&q(), &r())?)?;
    super::mp(&super::mp(&step, &from_p)?, &from_q)
});

/// `⊢ (p ⇒ ⊥) = ¬p`
pub(super) static NOT: Lemma = LazyLock::new(|| unfolded(&syntax::not(&p())?)?.sym());

/// `{¬p, p} ⊢ ⊥`
pub(super) static NOT_ELIM: Lemma = LazyLock::new(|| {
    let imp = open(&Theorem::assume(&syntax::not(&p())?)?)?;
    super::mp(&imp, &Theorem::assume(&p())?)
});

/// `{⊥} ⊢ p`
pub(super) static EX_FALSO: Lemma = LazyLock::new(|| {
    let all = open(&Theorem::assume(&syntax::falsity())?)?;
    super::forall_elim(&all, &p())
});

/// `{p ∨ ¬p, ¬p ⇒ ⊥} ⊢ p`
pub(super) static BY_CONTRADICTION: Lemma = LazyLock::new(|| {
    let not_p = syntax::not(&p())?;
    let em = Theorem::assume(&syntax::or(&p(), &not_p)?)?;
    let absurd = Theorem::assume(&syntax::implies(&not_p, &syntax::falsity())?)?;
    let no = super::mp(&absurd, &Theorem::assume(&not_p)?)?;
    super::disj_cases(
        &em,
        &Theorem::assume(&p())?,
        &super::contradiction(&no, &p())?,
    )
});

/// `{p ∨ ¬p, ¬¬p} ⊢ p`
pub(super) static NOT_NOT: Lemma = LazyLock::new(|| {
    let not_p = syntax::not(&p())?;
    let em = Theorem::assume(&syntax::or(&p(), &not_p)?)?;
    let twice = Theorem::assume(&syntax::not(&not_p)?)?;
    let no = super::not_elim(&twice, &Theorem::assume(&not_p)?)?;
    super::disj_cases(
        &em,
        &Theorem::assume(&p())?,
        &super::contradiction(&no, &p())?,
    )
});
