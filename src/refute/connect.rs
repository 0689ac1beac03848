//! Negations of compound formulas from what refutes them; rules that `logic` leaves to be put together.

use crate::logic;
use hence_kernel::{KernelError, Result, Term, Theorem};

fn parts<'a>(p: &'a Term, connective: &str) -> Result<(&'a Term, &'a Term)> {
    p.as_binary(connective)
        .ok_or(KernelError::Shape("another connective"))
}

// From ⊢ ¬a: {a} ⊢ b.
pub(crate) fn absurd(not_a: &Theorem, a: &Term, b: &Term) -> Result<Theorem> {
    logic::contradiction(&logic::not_elim(not_a, &Theorem::assume(a)?)?, b)
}

// From ⊢ q: ⊢ ¬¬q.
pub(crate) fn not_not(th: &Theorem) -> Result<Theorem> {
    let p = hence_kernel::syntax::not(th.conclusion())?;
    logic::not_intro(&p, &logic::not_elim(&Theorem::assume(&p)?, th)?)
}

// From ⊢ ¬a or ⊢ ¬b, where p is a ∧ b: ⊢ ¬p.
pub(crate) fn not_and(p: &Term, th: &Theorem) -> Result<Theorem> {
    let (a, _) = parts(p, "∧")?;
    let both = Theorem::assume(p)?;
    let part = if th.conclusion().as_unary("¬") == Some(a) {
        logic::conj_left(&both)?
    } else {
        logic::conj_right(&both)?
    };
    logic::not_intro(p, &logic::not_elim(th, &part)?)
}

// From ⊢ ¬a and ⊢ ¬b, where p is a ∨ b: ⊢ ¬p.
pub(crate) fn not_or(p: &Term, not_a: &Theorem, not_b: &Theorem) -> Result<Theorem> {
    let (a, b) = parts(p, "∨")?;
    let one = logic::not_elim(not_a, &Theorem::assume(a)?)?;
    let two = logic::not_elim(not_b, &Theorem::assume(b)?)?;
    logic::not_intro(p, &logic::disj_cases(&Theorem::assume(p)?, &one, &two)?)
}

// From ⊢ a and ⊢ ¬b, where p is a ⇒ b: ⊢ ¬p.
pub(crate) fn not_implies(p: &Term, a: &Theorem, not_b: &Theorem) -> Result<Theorem> {
    let b = logic::mp(&Theorem::assume(p)?, a)?;
    logic::not_intro(p, &logic::not_elim(not_b, &b)?)
}

// From ⊢ a and ⊢ ¬b, where p is a = b or b = a: ⊢ ¬p.
pub(crate) fn not_iff(p: &Term, a: &Theorem, not_b: &Theorem) -> Result<Theorem> {
    let same = Theorem::assume(p)?;
    let forward = if same.equation()?.0 == a.conclusion() {
        same
    } else {
        same.sym()?
    };
    logic::not_intro(p, &logic::not_elim(not_b, &forward.eq_mp(a)?)?)
}
