//! The gate between theorems and verdicts: what it refuses.

use hence::check::judge::{Refusal, admit};
use hence::theory::{self, Library};
use hence_kernel::{Term, Theorem, syntax};

fn shipped() -> Library {
    theory::load().expect("the theory loads")
}

// A theory in which everything is 0.
fn foreign() -> Library {
    let text = "anything : |- a = 0 ; lemma ; an invention\n";
    theory::parse(&[("foreign", text)]).expect("a theory")
}

fn x() -> Term {
    Term::real_var("x")
}

#[test]
fn a_theorem_of_another_theory_is_refused() {
    let (ours, theirs) = (shipped(), foreign());
    let fact = theirs.theory.fact("anything").expect("the fact").clone();
    let claim = fact.conclusion().clone();
    assert_ne!(fact.seal(), Some(ours.theory.hash()));
    assert_eq!(admit(&fact, &claim, &[], &ours), Err(Refusal::Seal));
    // The theory that it comes from admits it.
    assert_eq!(admit(&fact, &claim, &[], &theirs), Ok(()));
}

#[test]
fn what_is_derived_from_a_foreign_theorem_keeps_its_seal() {
    let (ours, theirs) = (shipped(), foreign());
    let fact = theirs.theory.fact("anything").expect("the fact").clone();
    let vars = fact.conclusion().free_vars();
    let one = fact
        .inst(&[(vars[0].clone(), Term::int(1))])
        .expect("an instance");
    let sum = Theorem::refl(&x()).expect("x = x");
    let derived = one.sym().expect("0 = 1").trans(&one).expect("0 = 0");
    assert_eq!(
        admit(&derived, &derived.conclusion().clone(), &[], &ours),
        Err(Refusal::Seal)
    );
    // Logic alone has no seal and passes everywhere.
    assert_eq!(sum.seal(), None);
    assert_eq!(admit(&sum, &sum.conclusion().clone(), &[], &ours), Ok(()));
}

#[test]
fn theorems_of_two_theories_do_not_combine() {
    let (ours, theirs) = (shipped(), foreign());
    let wrong = theirs.theory.fact("anything").expect("the fact").clone();
    let right = ours.theory.fact("exp_zero").expect("the fact").clone();
    let vars = wrong.conclusion().free_vars();
    let (left, _) = right.equation().expect("an equation");
    let wrong = wrong
        .inst(&[(vars[0].clone(), left.clone())])
        .expect("an instance");
    // exp 0 = 1 and exp 0 = 0 would give 1 = 0.
    let sides = right.sym().expect("1 = exp 0").trans(&wrong);
    assert!(sides.is_err(), "{sides:?}");
}

#[test]
fn a_theorem_of_something_else_is_refused() {
    let ours = shipped();
    let th = Theorem::ring(
        &syntax::add(&x(), &x()).expect("x + x"),
        &syntax::mul(&Term::int(2), &x()).expect("2x"),
        &[],
    )
    .expect("x + x = 2x");
    let claim = th.conclusion().clone();
    assert_eq!(admit(&th, &claim, &[], &ours), Ok(()));
    let (l, r) = th.equation().expect("an equation");
    for other in [
        syntax::eq(r, l).expect("2x = x + x"),
        syntax::le(l, r).expect("x + x ≤ 2x"),
        claim
            .subst(&[(x(), Term::real_var("y"))])
            .expect("y + y = 2y"),
        syntax::truth(),
    ] {
        assert_eq!(
            admit(&th, &other, &[], &ours),
            Err(Refusal::Conclusion),
            "{other}"
        );
    }
}

#[test]
fn a_hypothesis_that_is_not_in_force_is_refused() {
    let ours = shipped();
    let positive = syntax::lt(&Term::int(0), &x()).expect("0 < x");
    let th = Theorem::assume(&positive).expect("0 < x ⊢ 0 < x");
    let refused = Err(Refusal::Hypothesis(positive.clone()));
    assert_eq!(admit(&th, &positive, &[], &ours), refused);
    // Neither the same of another variable nor something stronger is in force in its place.
    let other = positive
        .subst(&[(x(), Term::real_var("y"))])
        .expect("0 < y");
    let stronger = syntax::lt(&Term::int(1), &x()).expect("1 < x");
    assert_eq!(admit(&th, &positive, &[other, stronger], &ours), refused);
    assert_eq!(
        admit(&th, &positive, std::slice::from_ref(&positive), &ours),
        Ok(())
    );
}

#[test]
fn the_seal_is_looked_at_even_where_the_rest_is_right() {
    let (ours, theirs) = (shipped(), foreign());
    let fact = theirs.theory.fact("anything").expect("the fact").clone();
    let positive = syntax::lt(&Term::int(0), &x()).expect("0 < x");
    let assumed = Theorem::assume(&positive).expect("0 < x ⊢ 0 < x");
    let both = fact.sym().expect("0 = a").deduct_antisym(&assumed);
    let both = both.expect("a combination");
    let in_force: Vec<Term> = both.hypotheses().to_vec();
    assert_eq!(
        admit(&both, &both.conclusion().clone(), &in_force, &ours),
        Err(Refusal::Seal)
    );
}
