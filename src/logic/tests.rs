use super::*;
use hence_kernel::syntax::{add, and, eq, exists, forall, implies, not, or};
use proptest::prelude::*;

fn formula(name: &str) -> Term {
    Term::var(name, Type::Bool)
}
fn real(name: &str) -> Term {
    Term::real_var(name)
}
fn assume(t: &Term) -> Theorem {
    Theorem::assume(t).unwrap()
}
fn pq() -> (Term, Term) {
    (formula("a"), formula("b"))
}
fn em(p: &Term) -> Theorem {
    assume(&or(p, &not(p).unwrap()).unwrap())
}
fn sequent(th: &Theorem) -> String {
    th.to_string()
}
fn refused(r: Result<Theorem>, why: &'static str) {
    assert_eq!(r.unwrap_err(), KernelError::Shape(why));
}
// The sequent, whatever the order of its hypotheses.
fn says(th: &Theorem, hyps: &[&Term], concl: &Term) {
    assert_eq!(th.conclusion(), concl);
    let mut want: Vec<Term> = hyps.iter().map(|h| (*h).clone()).collect();
    want.sort();
    assert_eq!(th.hypotheses(), &want[..]);
}

#[test]
fn truth_has_no_hypotheses() {
    says(&truth().unwrap(), &[], &syntax::truth());
    let (a, b) = pq();
    let th = eqt_intro(&assume(&a)).unwrap();
    says(&th, &[&a], &eq(&a, &syntax::truth()).unwrap());
    says(&eqt_elim(&th).unwrap(), &[&a], &a);
    refused(
        eqt_elim(&assume(&eq(&a, &b).unwrap())),
        "not an equation with ⊤",
    );
    refused(eqt_elim(&assume(&a)), "not an equation");
}

#[test]
fn conjunction() {
    let (a, b) = pq();
    let th = conj(&assume(&a), &assume(&b)).unwrap();
    says(&th, &[&a, &b], &and(&a, &b).unwrap());
    says(&conj_left(&th).unwrap(), &[&a, &b], &a);
    says(&conj_right(&th).unwrap(), &[&a, &b], &b);
    refused(conj_left(&assume(&a)), "not a conjunction");
    refused(
        conj_right(&assume(&or(&a, &b).unwrap())),
        "not a conjunction",
    );
    // Both halves the same, and a half that is the other's hypothesis.
    says(
        &conj(&assume(&a), &assume(&a)).unwrap(),
        &[&a],
        &and(&a, &a).unwrap(),
    );
}

#[test]
fn conjuncts_come_from_left_to_right() {
    let ths: Vec<_> = ["a", "b", "c"].map(|n| assume(&formula(n))).into();
    let all = conj_all(&ths).unwrap();
    assert_eq!(
        sequent(&all).split('⊢').next_back().unwrap().trim(),
        "a and b and c"
    );
    let right = conj(
        &ths[0],
        &conj(&truth().unwrap(), &conj(&ths[1], &ths[2]).unwrap()).unwrap(),
    );
    for th in [all, right.unwrap()] {
        let names: Vec<_> = conjuncts(&th)
            .unwrap()
            .iter()
            .map(|t| t.conclusion().to_string())
            .collect();
        assert_eq!(names, ["a", "b", "c"]);
    }
    assert!(conjuncts(&truth().unwrap()).unwrap().is_empty());
    says(&conj_all(&[]).unwrap(), &[], &syntax::truth());
}

#[test]
fn implication() {
    let (a, b) = pq();
    let imp = implies(&a, &b).unwrap();
    let th = disch(&a, &assume(&b)).unwrap();
    says(&th, &[&b], &imp);
    says(
        &disch(&a, &assume(&a)).unwrap(),
        &[],
        &implies(&a, &a).unwrap(),
    );
    says(&mp(&assume(&imp), &assume(&a)).unwrap(), &[&imp, &a], &b);
    says(&undisch(&assume(&imp)).unwrap(), &[&imp, &a], &b);
    says(
        &disch(&a, &undisch(&assume(&imp)).unwrap()).unwrap(),
        &[&imp],
        &imp,
    );
    refused(
        mp(&assume(&imp), &assume(&b)),
        "not the premise of the implication",
    );
    refused(mp(&assume(&a), &assume(&b)), "not an implication");
    refused(undisch(&assume(&a)), "not an implication");
    assert!(matches!(
        disch(&real("x"), &assume(&a)),
        Err(KernelError::Type(_))
    ));
}

#[test]
fn forall_over_any_type() {
    for ty in [
        Type::Real,
        Type::Bool,
        Type::Vector,
        Type::Var("A".into()),
        Type::fun(Type::Real, Type::Real),
    ] {
        let (x, y) = (Term::var("x", ty.clone()), Term::var("y", ty.clone()));
        let all = forall_intro(&x, &Theorem::refl(&x).unwrap()).unwrap();
        says(&all, &[], &forall(&x, &eq(&x, &x).unwrap()).unwrap());
        says(&forall_elim(&all, &y).unwrap(), &[], &eq(&y, &y).unwrap());
        // The variable of the lemma is called x too, and so may be the argument.
        says(&forall_elim(&all, &x).unwrap(), &[], &eq(&x, &x).unwrap());
    }
}

#[test]
fn forall_refuses_what_the_figures_forbid() {
    let x = real("x");
    let h = assume(&eq(&x, &Term::int(1)).unwrap());
    assert_eq!(
        forall_intro(&x, &h).unwrap_err(),
        KernelError::FreeInHypothesis("x".into())
    );
    refused(
        forall_intro(&Term::int(1), &h),
        "only a variable can be abstracted",
    );
    refused(forall_elim(&h, &x), "not a formula with ∀");
    let all = forall_intro(&x, &Theorem::refl(&x).unwrap()).unwrap();
    refused(
        forall_elim(&all, &formula("a")),
        "a substitution maps variables to closed terms of their type",
    );
}

#[test]
fn forall_elim_reduces_and_does_not_capture() {
    let (x, y) = (real("x"), real("y"));
    // ∀x. ∃y. x = y at y: the bound y steps aside.
    let body = exists(&y, &eq(&x, &y).unwrap()).unwrap();
    let th = forall_elim(&assume(&forall(&x, &body).unwrap()), &y).unwrap();
    let z = real("z");
    assert_eq!(th.conclusion(), &exists(&z, &eq(&y, &z).unwrap()).unwrap());
    // A function in place of a variable that is applied.
    let f = Term::var("f", Type::fun(Type::Real, Type::Real));
    let all = forall(&f, &eq(&Term::app(&f, &x).unwrap(), &x).unwrap()).unwrap();
    let id = Term::lam(&y, &y).unwrap();
    assert_eq!(
        forall_elim(&assume(&all), &id).unwrap().conclusion(),
        &eq(&x, &x).unwrap()
    );
}

#[test]
fn exists_needs_a_witness_and_a_fresh_variable() {
    let (x, y) = (real("x"), real("y"));
    let pred = Term::lam(&x, &eq(&x, &Term::int(2)).unwrap()).unwrap();
    let two = Theorem::refl(&Term::int(2)).unwrap();
    let some = exists_intro(&pred, &Term::int(2), &two).unwrap();
    says(
        &some,
        &[],
        &exists(&x, &eq(&x, &Term::int(2)).unwrap()).unwrap(),
    );
    refused(
        exists_intro(&pred, &Term::int(3), &two),
        "the theorem does not say the predicate of the witness",
    );
    refused(exists_intro(&x, &x, &two), "not a predicate");

    let goal = formula("goal");
    let at_y = eq(&y, &Term::int(2)).unwrap();
    let use_it = mp(&assume(&implies(&at_y, &goal).unwrap()), &assume(&at_y)).unwrap();
    // The implication speaks of y: it is not fresh.
    assert_eq!(
        exists_elim(&some, &y, &use_it).unwrap_err(),
        KernelError::FreeInHypothesis("y".into())
    );
    let each = forall(&y, &implies(&at_y, &goal).unwrap()).unwrap();
    let use_it = mp(&forall_elim(&assume(&each), &y).unwrap(), &assume(&at_y)).unwrap();
    says(&exists_elim(&some, &y, &use_it).unwrap(), &[&each], &goal);
    refused(
        exists_elim(&some, &y, &assume(&at_y)),
        "the variable for the witness is not fresh",
    );
    refused(exists_elim(&two, &y, &use_it), "not a formula with ∃");
    // A predicate that is no abstraction.
    let p = Term::var("P", Type::fun(Type::Vector, Type::Bool));
    let v = Term::var("v", Type::Vector);
    let th = exists_intro(&p, &v, &assume(&Term::app(&p, &v).unwrap())).unwrap();
    assert_eq!(th.conclusion().as_unary("∃"), Some(&p));
    let w = Term::var("w", Type::Vector);
    let again = exists_intro(&p, &w, &assume(&Term::app(&p, &w).unwrap())).unwrap();
    says(
        &exists_elim(&th, &w, &again).unwrap(),
        th.hypotheses().iter().collect::<Vec<_>>().as_slice(),
        th.conclusion(),
    );
}

#[test]
fn disjunction() {
    let (a, b) = pq();
    let ab = or(&a, &b).unwrap();
    says(&disj_left(&assume(&a), &b).unwrap(), &[&a], &ab);
    says(&disj_right(&a, &assume(&b)).unwrap(), &[&b], &ab);
    let (l, r) = (
        disj_right(&b, &assume(&a)).unwrap(),
        disj_left(&assume(&b), &a).unwrap(),
    );
    says(
        &disj_cases(&assume(&ab), &l, &r).unwrap(),
        &[&ab],
        &or(&b, &a).unwrap(),
    );
    refused(disj_cases(&assume(&a), &l, &r), "not a disjunction");
    refused(
        disj_cases(&assume(&ab), &l, &assume(&b)),
        "the cases have different conclusions",
    );
    // A case that does not need its assumption, and one disjunct twice.
    let c = formula("c");
    says(
        &disj_cases(&assume(&ab), &assume(&c), &assume(&c)).unwrap(),
        &[&ab, &c],
        &c,
    );
    let aa = or(&a, &a).unwrap();
    says(
        &disj_cases(&assume(&aa), &assume(&a), &assume(&a)).unwrap(),
        &[&aa],
        &a,
    );
    refused(
        disj_left(&assume(&a), &real("x")),
        "a substitution maps variables to closed terms of their type",
    );
}

#[test]
fn negation() {
    let (a, b) = pq();
    let not_a = not(&a).unwrap();
    let absurd = not_elim(&assume(&not_a), &assume(&a)).unwrap();
    says(&absurd, &[&not_a, &a], &syntax::falsity());
    says(&not_intro(&a, &absurd).unwrap(), &[&not_a], &not_a);
    says(
        &not_intro(&not_a, &absurd).unwrap(),
        &[&a],
        &not(&not_a).unwrap(),
    );
    says(&contradiction(&absurd, &b).unwrap(), &[&not_a, &a], &b);
    refused(not_intro(&a, &assume(&a)), "the conclusion is not ⊥");
    refused(contradiction(&assume(&a), &b), "the conclusion is not ⊥");
    refused(
        not_elim(&assume(&not_a), &assume(&b)),
        "not the negation of the other",
    );
    refused(
        not_elim(&assume(&a), &assume(&a)),
        "not the negation of the other",
    );
}

#[test]
fn classical_rules_take_the_excluded_middle() {
    let (a, b) = pq();
    let (not_a, e) = (not(&a).unwrap(), em(&a));
    let middle = e.conclusion().clone();
    let absurd = not_elim(&assume(&not(&not_a).unwrap()), &assume(&not_a)).unwrap();
    let doubly = not(&not_a).unwrap();
    says(
        &by_contradiction(&e, &a, &absurd).unwrap(),
        &[&middle, &doubly],
        &a,
    );
    says(
        &not_not_elim(&e, &assume(&doubly)).unwrap(),
        &[&middle, &doubly],
        &a,
    );
    let c = formula("c");
    says(
        &cases_on(&e, &assume(&c), &assume(&c)).unwrap(),
        &[&middle, &c],
        &c,
    );
    let (l, r) = (
        disj_right(&not_a, &assume(&a)).unwrap(),
        disj_left(&assume(&not_a), &a).unwrap(),
    );
    says(
        &cases_on(&e, &l, &r).unwrap(),
        &[&middle],
        &or(&not_a, &a).unwrap(),
    );

    let wrong = assume(&or(&a, &not(&b).unwrap()).unwrap());
    refused(cases_on(&wrong, &l, &r), "not the excluded middle");
    refused(cases_on(&assume(&a), &l, &r), "not the excluded middle");
    refused(
        by_contradiction(&em(&b), &a, &absurd),
        "the excluded middle of another formula",
    );
    refused(
        by_contradiction(&e, &a, &assume(&b)),
        "the conclusion is not ⊥",
    );
    refused(
        not_not_elim(&e, &assume(&a)),
        "not a double negation of that formula",
    );
    refused(
        not_not_elim(&em(&b), &assume(&doubly)),
        "not a double negation of that formula",
    );
}

#[test]
fn equals_are_replaced_but_not_bound_variables() {
    let (x, y) = (real("x"), real("y"));
    let xy = eq(&x, &y).unwrap();
    let p = and(
        &eq(&add(&x, &Term::int(1)).unwrap(), &x).unwrap(),
        &forall(&x, &eq(&x, &Term::int(0)).unwrap()).unwrap(),
    )
    .unwrap();
    let th = subst_eq(&assume(&xy), &assume(&p)).unwrap();
    let want = and(
        &eq(&add(&y, &Term::int(1)).unwrap(), &y).unwrap(),
        &forall(&x, &eq(&x, &Term::int(0)).unwrap()).unwrap(),
    );
    says(&th, &[&xy, &p], &want.unwrap());
    // Under a binder, and the bound variable bears the name of a free one of the equation.
    let z = real("z");
    let q = forall(&y, &eq(&x, &y).unwrap()).unwrap();
    let th = subst_eq(&assume(&xy), &assume(&q)).unwrap();
    says(&th, &[&xy, &q], &forall(&z, &eq(&y, &z).unwrap()).unwrap());
    // Nothing to replace: the theorem stays, without the hypothesis of the equation.
    let only_bound = forall(&x, &eq(&x, &x).unwrap()).unwrap();
    says(
        &subst_eq(&assume(&xy), &assume(&only_bound)).unwrap(),
        &[&only_bound],
        &only_bound,
    );
    refused(subst_eq(&assume(&p), &assume(&q)), "not an equation");
}

#[test]
fn rewriting_reaches_under_binders_where_it_may() {
    let (x, y) = (real("x"), real("y"));
    let double = |t: &Term| Some(add(t, t).unwrap());
    let body = forall(&x, &eq(&double(&x).unwrap(), &y).unwrap()).unwrap();
    let to_product = |t: &Term| {
        let (a, b) = t.as_binary("+")?;
        let twice = syntax::mul(&Term::int(2), a).ok()?;
        (a == b).then(|| Theorem::ring(t, &twice, &[]).unwrap())
    };
    let th = congruence_at(&body, to_product).unwrap();
    let want = forall(
        &x,
        &eq(&syntax::mul(&Term::int(2), &x).unwrap(), &y).unwrap(),
    )
    .unwrap();
    says(&th, &[], &eq(&body, &want).unwrap());
    assert_eq!(
        th.conclusion().to_string().matches('x').count(),
        5,
        "the bound variable keeps its name"
    );
    // An answer under a hypothesis about the bound variable is refused, …
    let h = eq(&x, &Term::int(1)).unwrap();
    let by_hypothesis = |t: &Term| (*t == x).then(|| assume(&h));
    assert_eq!(
        congruence_at(&body, by_hypothesis).unwrap_err(),
        KernelError::FreeInHypothesis("x".into())
    );
    // … and does not arise where the names are kept apart.
    says(
        &congruence_avoiding(&body, &[&h], by_hypothesis).unwrap(),
        &[],
        &eq(&body, &body).unwrap(),
    );
    let other = |_: &Term| Some(Theorem::refl(&y).unwrap());
    refused(
        congruence_at(&x, other),
        "a rewrite whose left side is not the part",
    );
    refused(
        congruence_at(&y, |_| Some(truth().unwrap())),
        "not an equation",
    );
}

#[test]
fn shared_parts_are_visited_once() {
    // As a tree this term has 2^40 leaves.
    let x = real("x");
    let mut t = x.clone();
    for _ in 0..40 {
        t = add(&t, &t).unwrap();
    }
    let mut asked = 0;
    let th = congruence_at(&t, |_| {
        asked += 1;
        None
    });
    assert_eq!(th.unwrap().conclusion().as_eq().unwrap().1, &t);
    assert!(asked < 200, "{asked}");
}

#[test]
fn deep_terms_are_rewritten() {
    let (x, y) = (real("x"), real("y"));
    let mut t = x.clone();
    for _ in 0..1_400 {
        t = syntax::exp(&t).unwrap();
    }
    let h = eq(&x, &y).unwrap();
    let th = congruence_at(&t, |s| (*s == x).then(|| assume(&h))).unwrap();
    assert_eq!(th.hypotheses(), &[h]);
    assert!(!th.conclusion().as_eq().unwrap().1.has_free(&x));
}

#[test]
fn facts_are_instantiated_and_their_conditions_cut() {
    let (x, a, b) = (real("x"), formula("a"), formula("b"));
    let positive = |t: &Term| syntax::lt(&Term::int(0), t).unwrap();
    // A stand-in for a fact: 0 < x and a give 0 < x ∧ a.
    let fact = conj(&assume(&positive(&x)), &assume(&a)).unwrap();
    let subst = [(x.clone(), Term::int(3)), (a.clone(), b.clone())];
    let three = Theorem::rational(&positive(&Term::int(3))).unwrap();
    let th = inst_fact(&fact, &subst, &[three.clone(), assume(&b)]).unwrap();
    says(&th, &[&b], &and(&positive(&Term::int(3)), &b).unwrap());
    refused(
        inst_fact(&fact, &subst, std::slice::from_ref(&three)),
        "a condition of the fact is left open",
    );
    refused(
        inst_fact(&fact, &[(x.clone(), a.clone())], &[]),
        "a substitution maps variables to closed terms of their type",
    );
    says(
        &cut_all(&fact, &[three, assume(&b)]).unwrap(),
        &[&positive(&x), &a],
        fact.conclusion(),
    );
}

// A random formula over three propositional variables, as a tree to fold over.
fn any_formula() -> impl Strategy<Value = Term> {
    let leaf = prop_oneof![
        Just(formula("p")),
        Just(formula("q")),
        Just(formula("r")),
        Just(syntax::truth()),
        Just(syntax::falsity()),
    ];
    leaf.prop_recursive(4, 24, 2, |inner| {
        prop_oneof![
            (inner.clone(), inner.clone()).prop_map(|(a, b)| and(&a, &b).unwrap()),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| or(&a, &b).unwrap()),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| implies(&a, &b).unwrap()),
            inner.prop_map(|a| not(&a).unwrap()),
        ]
    })
}

// Takes {f} ⊢ f apart by the rules that use its connectives and puts it together by those that prove them.
fn round_trip(f: &Term) -> Theorem {
    let th = assume(f);
    if let Some((a, b)) = f.as_binary("∧") {
        let (l, r) = (conj_left(&th).unwrap(), conj_right(&th).unwrap());
        let (a, b) = (
            round_trip(a).cut(&l).unwrap(),
            round_trip(b).cut(&r).unwrap(),
        );
        conj(&a, &b).unwrap()
    } else if let Some((a, b)) = f.as_binary("∨") {
        let l = disj_left(&round_trip(a), b).unwrap();
        let r = disj_right(a, &round_trip(b)).unwrap();
        disj_cases(&th, &l, &r).unwrap()
    } else if let Some((a, b)) = f.as_binary("⇒") {
        let got = round_trip(b)
            .cut(&mp(&th, &round_trip(a)).unwrap())
            .unwrap();
        disch(a, &got).unwrap()
    } else if let Some(a) = f.as_unary("¬") {
        not_intro(a, &not_elim(&th, &round_trip(a)).unwrap()).unwrap()
    } else {
        th
    }
}

// The formula or its negation, with a hypothesis for each variable that says which.
fn decide(f: &Term, values: &[(Term, bool)]) -> (bool, Theorem) {
    if f.is_const("⊤") {
        return (true, truth().unwrap());
    }
    if f.is_const("⊥") {
        return (false, not_intro(f, &assume(f)).unwrap());
    }
    if let Some((_, v)) = values.iter().find(|(x, _)| x == f) {
        return (*v, assume(&if *v { f.clone() } else { not(f).unwrap() }));
    }
    if let Some(a) = f.as_unary("¬") {
        let (v, th) = decide(a, values);
        let th = if v {
            not_intro(f, &not_elim(&assume(f), &th).unwrap()).unwrap()
        } else {
            th
        };
        return (!v, th);
    }
    let (op, a, b) = ["∧", "∨", "⇒"]
        .into_iter()
        .find_map(|op| f.as_binary(op).map(|(a, b)| (op, a, b)))
        .unwrap();
    let ((u, ta), (v, tb)) = (decide(a, values), decide(b, values));
    let h = assume(f);
    let refute = |absurd: Theorem| (false, not_intro(f, &absurd).unwrap());
    match (op, u, v) {
        ("∧", true, true) => (true, conj(&ta, &tb).unwrap()),
        ("∧", false, _) => refute(not_elim(&ta, &conj_left(&h).unwrap()).unwrap()),
        ("∧", _, _) => refute(not_elim(&tb, &conj_right(&h).unwrap()).unwrap()),
        ("∨", true, _) => (true, disj_left(&ta, b).unwrap()),
        ("∨", _, true) => (true, disj_right(a, &tb).unwrap()),
        ("∨", _, _) => {
            let one = not_elim(&ta, &assume(a)).unwrap();
            let two = not_elim(&tb, &assume(b)).unwrap();
            refute(disj_cases(&h, &one, &two).unwrap())
        }
        (_, _, true) => (true, disch(a, &tb).unwrap()),
        (_, false, _) => {
            let any = contradiction(&not_elim(&ta, &assume(a)).unwrap(), b).unwrap();
            (true, disch(a, &any).unwrap())
        }
        _ => refute(not_elim(&tb, &mp(&h, &ta).unwrap()).unwrap()),
    }
}

// The truth table, written down without any theorem.
fn value(f: &Term, values: &[(Term, bool)]) -> bool {
    if f.is_const("⊤") {
        return true;
    }
    if let Some((_, v)) = values.iter().find(|(x, _)| x == f) {
        return *v;
    }
    if let Some(a) = f.as_unary("¬") {
        return !value(a, values);
    }
    let both = |op| {
        f.as_binary(op)
            .map(|(a, b)| (value(a, values), value(b, values)))
    };
    match (both("∧"), both("∨"), both("⇒")) {
        (Some((a, b)), _, _) => a && b,
        (_, Some((a, b)), _) => a || b,
        (_, _, Some((a, b))) => !a || b,
        _ => false,
    }
}

proptest! {
    #[test]
    fn connectives_round_trip(f in any_formula()) {
        let th = round_trip(&f);
        prop_assert_eq!(th.conclusion(), &f);
        prop_assert!(th.hypotheses().iter().all(|h| *h == f));
    }

    #[test]
    fn the_rules_agree_with_truth_tables(f in any_formula(), bits in 0u8..8) {
        let values: Vec<_> = ["p", "q", "r"]
            .iter()
            .enumerate()
            .map(|(i, n)| (formula(n), bits >> i & 1 == 1))
            .collect();
        let (v, th) = decide(&f, &values);
        prop_assert_eq!(v, value(&f, &values));
        let want = if v { f.clone() } else { not(&f).unwrap() };
        prop_assert_eq!(th.conclusion(), &want);
        let given = |h: &Term| values.iter().any(|(x, v)| if *v { h == x } else { h.as_unary("¬") == Some(x) });
        prop_assert!(th.hypotheses().iter().all(given), "{}", th);
    }
}
