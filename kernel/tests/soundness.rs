//! Attempts to break the kernel: each is a way to a false theorem that must stay shut.

use hence_kernel::syntax::{self, add, and, div, eq, exp, falsity, inv, lt, mul, ne, not, pow};
use hence_kernel::{Bounds, Fact, KernelError, Kind, MAX_DEPTH, Q, Term, Theorem, Theory, Type};

fn x() -> Term {
    Term::real_var("x")
}
fn n(k: i64) -> Term {
    Term::int(k)
}
fn shape(why: &'static str) -> KernelError {
    KernelError::Shape(why)
}
fn not_a_comparison() -> KernelError {
    shape("not a comparison of rational numbers")
}
fn assume(t: &Term) -> Theorem {
    Theorem::assume(t).unwrap()
}
fn on(var: &Term, lo: i64, hi: i64) -> Bounds {
    Bounds {
        var: var.clone(),
        lo: Q::int(lo),
        hi: Q::int(hi),
    }
}
fn ends(t: &Term, bounds: &[Bounds], bits: u32) -> Result<(Q, Q), KernelError> {
    let (lower, upper) = Theorem::enclose(t, bounds, bits)?;
    let lo = lower
        .conclusion()
        .as_binary("≤")
        .unwrap()
        .0
        .as_num()
        .unwrap()
        .clone();
    let hi = upper
        .conclusion()
        .as_binary("≤")
        .unwrap()
        .1
        .as_num()
        .unwrap()
        .clone();
    Ok((lo, hi))
}
// The body of an abstraction, its variable left loose.
fn body_of(lam: &Term) -> Term {
    match lam.kind() {
        Kind::Lam(_, _, b) => b.clone(),
        _ => panic!("{lam} is no abstraction"),
    }
}

#[test]
fn a_loose_bound_variable_enters_no_theorem() {
    let loose = body_of(&Term::lam(&x(), &x()).unwrap());
    let formula = body_of(&Term::lam(&x(), &lt(&x(), &n(0)).unwrap()).unwrap());
    let want = shape("loose bound variable");
    let id = Term::lam(&x(), &x()).unwrap();
    let redex = Term::app(&id, &loose).unwrap();
    let th = Theorem::refl(&n(1)).unwrap();
    let pred = Term::lam(&x(), &eq(&x(), &n(1)).unwrap()).unwrap();
    for r in [
        Theorem::refl(&loose),
        Theorem::assume(&formula),
        Theorem::beta(&redex),
        Theorem::ring(&loose, &loose, &[]),
        Theorem::rational(&formula),
        Theorem::define("c", &loose),
        th.choice(&pred, &loose),
        Theorem::enclose(&loose, &[], 64).map(|(a, _)| a),
    ] {
        assert_eq!(r.unwrap_err(), want);
    }
    assert_eq!(Term::lam(&x(), &loose).unwrap_err(), want);
    let closed_terms = shape("a substitution maps variables to closed terms of their type");
    let about_x = Theorem::refl(&x()).unwrap();
    assert_eq!(
        about_x.inst(&[(x(), loose.clone())]).unwrap_err(),
        closed_terms
    );
    assert_eq!(
        about_x.abs(&loose).unwrap_err(),
        shape("only a variable can be abstracted")
    );
    let r = Theorem::enclose(&n(1), &[on(&loose, 0, 1)], 64);
    assert_eq!(
        r.unwrap_err(),
        shape("enclose: bounds are for real variables")
    );
    let fact = Fact {
        name: "loose".into(),
        conditions: vec![],
        conclusion: formula,
    };
    assert!(matches!(
        Theory::seal(vec![fact], vec![]),
        Err(KernelError::Theory(_))
    ));
}

#[test]
fn eta_does_not_drop_a_variable_that_is_used() {
    let f = Term::var("f", Type::curried(&[Type::Real, Type::Real], Type::Real));
    let t = Term::lam(&x(), &Term::apps(&f, &[&x(), &x()]).unwrap()).unwrap();
    assert_eq!(Theorem::eta(&t).unwrap_err(), shape("eta: not λx. f x"));
}

#[test]
fn a_defined_constant_is_not_what_its_name_says() {
    let (a, b) = (x(), Term::real_var("y"));
    let define = |name: &str, vars: &[&Term], body: &Term| {
        let lam = vars
            .iter()
            .rev()
            .fold(body.clone(), |t, v| Term::lam(v, &t).unwrap());
        Theorem::define(name, &lam)
            .unwrap()
            .conclusion()
            .as_eq()
            .unwrap()
            .0
            .clone()
    };
    let yes = eq(&a, &a).unwrap();
    let always = |name: &str| define(name, &[&a, &b], &yes);
    for name in ["=", "<", "≤"] {
        let t = Term::apps(&always(name), &[&n(1), &n(2)]).unwrap();
        assert_eq!(
            Theorem::rational(&t).unwrap_err(),
            not_a_comparison(),
            "{name}"
        );
    }
    // Assumed, an `=` of one's own is no equation to any rule.
    let own = assume(&Term::apps(&always("="), &[&n(1), &n(2)]).unwrap());
    assert_eq!(own.equation().unwrap_err(), shape("not an equation"));
    assert_eq!(own.sym().unwrap_err(), shape("not an equation"));
    assert_eq!(own.abs(&a).unwrap_err(), shape("not an equation"));
    assert_eq!(
        Theorem::ring(&n(1), &n(2), &[&own]).unwrap_err(),
        shape("ring: a side theorem is an equation or ¬(d = 0)")
    );
    let first = define("+", &[&a, &b], &a);
    let sum = Term::apps(&first, &[&n(1), &n(2)]).unwrap();
    assert_eq!(
        Theorem::ring(&sum, &n(3), &[]).unwrap_err(),
        KernelError::NotEqual
    );
    assert_eq!(ends(&sum, &[], 64).unwrap_err(), KernelError::Undefined);
    let own_exp = Term::app(&define("exp", &[&a], &n(-1)), &n(0)).unwrap();
    assert_eq!(ends(&own_exp, &[], 64).unwrap_err(), KernelError::Undefined);
    let p = Term::var("p", Type::Bool);
    let own_not = Term::app(&define("¬", &[&p], &p), &lt(&n(2), &n(1)).unwrap()).unwrap();
    assert_eq!(Theorem::rational(&own_not).unwrap_err(), not_a_comparison());
    // Two definitions of one name do not meet.
    let one = Theorem::define("c", &n(1)).unwrap().sym().unwrap();
    let two = Theorem::define("c", &n(2)).unwrap();
    assert_eq!(
        one.trans(&two).unwrap_err(),
        shape("transitivity: the middle terms differ")
    );
}

#[test]
fn a_known_name_at_another_type_means_nothing() {
    // Were sums of numbers allowed to be truth values, 1 + 1, 1 + 2 and 1 + 3 would be three truth values.
    let truth_sum = Term::constant("+", Type::curried(&[Type::Real, Type::Real], Type::Bool));
    let to_real = Term::constant("neg", Type::fun(Type::Bool, Type::Real));
    let t = Term::app(&to_real, &Term::apps(&truth_sum, &[&n(1), &n(2)]).unwrap()).unwrap();
    assert_eq!(
        Theorem::ring(&t, &n(-3), &[]).unwrap_err(),
        KernelError::NotEqual
    );
    // Nor by a type variable that is put in afterwards.
    let any = Type::Var("A".into());
    let plus = Term::constant("+", Type::curried(&[any.clone(), any.clone()], any.clone()));
    let th = Theorem::refl(&plus)
        .unwrap()
        .inst_type(&[("A".into(), Type::Real)])
        .unwrap();
    let put = th.equation().unwrap().0.clone();
    let sum = Term::apps(&put, &[&n(1), &n(2)]).unwrap();
    assert_ne!(sum, add(&n(1), &n(2)).unwrap());
    assert_eq!(
        Theorem::ring(&sum, &n(3), &[]).unwrap_err(),
        KernelError::NotEqual
    );
    // An equality of unlike things is no equation.
    let unlike = Term::constant("=", Type::curried(&[Type::Bool, Type::Real], Type::Bool));
    let t = Term::apps(&unlike, &[&syntax::truth(), &n(1)]).unwrap();
    assert_eq!(assume(&t).equation().unwrap_err(), shape("not an equation"));
    // The connectives are defined; constants that only bear their names are others.
    let bare_not = Term::constant("¬", Type::fun(Type::Bool, Type::Bool));
    let t = Term::app(&bare_not, &lt(&n(2), &n(1)).unwrap()).unwrap();
    assert_eq!(Theorem::rational(&t).unwrap_err(), not_a_comparison());
    assert!(!Term::constant("⊥", Type::Bool).is_const("⊥"));
    assert!(falsity().is_const("⊥"));
    let odd_ite = Term::constant("ite", Type::curried(&vec![Type::Real; 3], Type::Real));
    let t = Term::apps(&odd_ite, &[&n(1), &n(2), &n(3)]).unwrap();
    assert_eq!(ends(&t, &[], 64).unwrap_err(), KernelError::Undefined);
}

#[test]
fn a_definition_hides_no_type() {
    let v = Term::var("v", Type::Var("A".into()));
    let id = Term::lam(&v, &v).unwrap();
    let hidden = eq(&id, &id).unwrap();
    assert_eq!(
        Theorem::define("c", &hidden).unwrap_err(),
        shape("a definition's type must show its type variables")
    );
    assert_eq!(
        Theorem::define("c", &x()).unwrap_err(),
        shape("a definition must be closed")
    );
    // Only what was defined unfolds.
    let plus = syntax::constant("+").unwrap();
    assert_eq!(
        Theorem::unfold(&plus).unwrap_err(),
        shape("unfold: a constant without definition")
    );
    assert_eq!(
        Theorem::unfold(&x()).unwrap_err(),
        shape("unfold: not a constant")
    );
}

#[test]
fn nothing_is_captured() {
    let y = Term::real_var("y");
    // λx. y with x for y is not λx. x.
    let th = Theorem::refl(&Term::lam(&x(), &y).unwrap()).unwrap();
    let th = th.inst(&[(y.clone(), x())]).unwrap();
    let (l, _) = th.equation().unwrap();
    assert_eq!(l.instantiate(&n(5)).unwrap(), x());
    // (λy. λx. y) x is not λx. x, and so under another binder.
    let k = Term::lam(&y, &Term::lam(&x(), &y).unwrap()).unwrap();
    let th = Theorem::beta(&Term::app(&k, &x()).unwrap()).unwrap();
    assert_eq!(th.equation().unwrap().1.instantiate(&n(5)).unwrap(), x());
    let z = Term::real_var("z");
    let under = Term::lam(&z, &Term::app(&k, &z).unwrap()).unwrap();
    let at_7 = under.instantiate(&n(7)).unwrap();
    let reduct = Theorem::beta(&at_7).unwrap();
    assert_eq!(
        reduct.equation().unwrap().1.instantiate(&n(5)).unwrap(),
        n(7)
    );
    // A function that mentions the binder's variable, put for one that is applied under the binder.
    let f = Term::var("f", Type::fun(Type::Real, Type::Real));
    let t = Term::lam(&x(), &Term::app(&f, &x()).unwrap()).unwrap();
    let adds_x = Term::lam(&y, &add(&y, &x()).unwrap()).unwrap();
    let th = Theorem::refl(&t).unwrap().inst(&[(f, adds_x)]).unwrap();
    let at_5 = th.equation().unwrap().0.instantiate(&n(5)).unwrap();
    assert_eq!(at_5, add(&n(5), &x()).unwrap());
    // Simultaneous: x and y change places.
    let pair = Theorem::refl(&div(&x(), &y).unwrap()).unwrap();
    let swapped = pair.inst(&[(x(), y.clone()), (y.clone(), x())]).unwrap();
    assert_eq!(swapped.equation().unwrap().0, &div(&y, &x()).unwrap());
}

#[test]
fn variables_of_two_types_do_not_capture_when_the_types_meet() {
    let any = Term::var("x", Type::Var("A".into()));
    let g = Term::var(
        "g",
        Type::curried(&[Type::Var("A".into()), Type::Real], Type::Real),
    );
    let t = Term::lam(&any, &Term::apps(&g, &[&any, &x()]).unwrap()).unwrap();
    let th = Theorem::refl(&t)
        .unwrap()
        .inst_type(&[("A".into(), Type::Real)])
        .unwrap();
    let g = Term::var("g", Type::curried(&[Type::Real, Type::Real], Type::Real));
    assert_eq!(
        th.equation().unwrap().0.instantiate(&n(2)).unwrap(),
        Term::apps(&g, &[&n(2), &x()]).unwrap()
    );
    // A hypothesis about the variable of the other type follows along.
    let h = assume(&eq(&any, &any).unwrap())
        .inst_type(&[("A".into(), Type::Real)])
        .unwrap();
    assert_eq!(
        h.abs(&x()).unwrap_err(),
        KernelError::FreeInHypothesis("x".into())
    );
}

#[test]
fn abstraction_sees_hypotheses_that_came_by_instantiation() {
    let y = Term::real_var("y");
    let h = assume(&eq(&y, &n(1)).unwrap()).inst(&[(y, x())]).unwrap();
    assert_eq!(
        h.abs(&x()).unwrap_err(),
        KernelError::FreeInHypothesis("x".into())
    );
}

#[test]
fn choice_needs_an_instance() {
    let never = Term::lam(&x(), &falsity()).unwrap();
    let one = Theorem::refl(&n(1)).unwrap();
    assert_eq!(
        one.choice(&never, &n(1)).unwrap_err(),
        shape("choice: the conclusion is not P a")
    );
}

#[test]
fn false_comparisons_are_refused() {
    let half = Term::num(Q::ratio(1, 2).unwrap());
    for p in [
        eq(&n(1), &n(2)).unwrap(),
        ne(&n(1), &n(1)).unwrap(),
        lt(&n(1), &n(1)).unwrap(),
        syntax::le(&n(2), &n(1)).unwrap(),
        not(&lt(&n(1), &n(2)).unwrap()).unwrap(),
        not(&not(&lt(&n(2), &n(1)).unwrap()).unwrap()).unwrap(),
        syntax::is_int(&half).unwrap(),
        lt(&n(i64::MAX), &n(i64::MIN)).unwrap(),
        lt(&add(&n(i64::MAX), &n(i64::MAX)).unwrap(), &n(0)).unwrap(),
        eq(&mul(&n(i64::MIN), &n(-1)).unwrap(), &n(i64::MIN)).unwrap(),
        eq(&syntax::neg(&n(i64::MIN)).unwrap(), &n(i64::MIN)).unwrap(),
    ] {
        assert_eq!(
            Theorem::rational(&p).unwrap_err(),
            KernelError::False,
            "{p}"
        );
    }
    for p in [
        eq(&x(), &x()).unwrap(),
        and(&eq(&n(1), &n(1)).unwrap(), &eq(&n(1), &n(1)).unwrap()).unwrap(),
        falsity(),
        syntax::truth(),
        eq(&falsity(), &falsity()).unwrap(),
        lt(&exp(&n(0)).unwrap(), &n(2)).unwrap(),
    ] {
        assert_eq!(
            Theorem::rational(&p).unwrap_err(),
            not_a_comparison(),
            "{p}"
        );
    }
}

#[test]
fn powers_and_inverses_at_their_edges() {
    // 0^0 = 1 for every rule.
    let zero_zero = pow(&n(0), &n(0)).unwrap();
    assert!(Theorem::ring(&zero_zero, &n(1), &[]).is_ok());
    assert_eq!(
        Theorem::rational(&eq(&zero_zero, &n(0)).unwrap()).unwrap_err(),
        KernelError::False
    );
    assert_eq!(ends(&zero_zero, &[], 64).unwrap(), (Q::one(), Q::one()));
    // The inverse of 0 has no value.
    for t in [
        inv(&n(0)).unwrap(),
        pow(&n(0), &n(-1)).unwrap(),
        div(&n(1), &n(0)).unwrap(),
        pow(&add(&n(1), &n(-1)).unwrap(), &n(-2)).unwrap(),
    ] {
        let p = eq(&t, &n(0)).unwrap();
        assert_eq!(
            Theorem::rational(&p).unwrap_err(),
            not_a_comparison(),
            "{p}"
        );
        assert_eq!(
            ends(&t, &[], 64).unwrap_err(),
            KernelError::Undefined,
            "{t}"
        );
    }
    let refuse = |a: &Term, b: &Term| {
        assert_eq!(
            Theorem::ring(a, b, &[]).unwrap_err(),
            KernelError::NotEqual,
            "{a} = {b}"
        );
    };
    let half = Term::num(Q::ratio(1, 2).unwrap());
    let square = pow(&x(), &n(2)).unwrap();
    refuse(&pow(&square, &half).unwrap(), &x());
    refuse(&pow(&pow(&x(), &half).unwrap(), &n(2)).unwrap(), &x());
    refuse(&mul(&x(), &inv(&x()).unwrap()).unwrap(), &n(1));
    refuse(&mul(&inv(&n(0)).unwrap(), &n(0)).unwrap(), &n(1));
    refuse(&pow(&x(), &n(-1)).unwrap(), &x());
    let y = Term::real_var("y");
    let split = mul(&pow(&x(), &y).unwrap(), &pow(&x(), &n(1)).unwrap()).unwrap();
    refuse(&split, &pow(&x(), &add(&y, &n(1)).unwrap()).unwrap());
}

#[test]
fn exponents_do_not_wrap_around() {
    // As 32 bits, −2^63 is 0.
    let huge = pow(&n(2), &n(i64::MIN)).unwrap();
    assert_eq!(
        Theorem::ring(&huge, &n(1), &[]).unwrap_err(),
        KernelError::NotEqual
    );
    assert_eq!(
        Theorem::rational(&eq(&huge, &n(1)).unwrap()).unwrap_err(),
        not_a_comparison()
    );
    // The exponent of the denominator is 1024 · 1024 · 1024 · 4 = 2^32.
    let nonzero = assume(&ne(&x(), &n(0)).unwrap());
    let mut t = pow(&x(), &n(-1)).unwrap();
    for k in [1024, 1024, 1024, 4] {
        t = pow(&t, &n(k)).unwrap();
    }
    assert_eq!(
        Theorem::ring(&t, &n(1), &[&nonzero]).unwrap_err(),
        KernelError::Limit("exponent")
    );
}

#[test]
fn numbers_do_not_grow_without_end() {
    let mut t = n(3);
    for _ in 0..60 {
        t = mul(&t, &t).unwrap();
    }
    assert_eq!(
        Theorem::ring(&t, &n(0), &[]).unwrap_err(),
        KernelError::Limit("work of ring")
    );
    let tower = pow(&n(10), &pow(&n(10), &n(1_000)).unwrap()).unwrap();
    assert_eq!(
        Theorem::ring(&tower, &n(0), &[]).unwrap_err(),
        KernelError::NotEqual
    );
    assert!(matches!(ends(&tower, &[], 64), Err(KernelError::Limit(_))));
    // Powers of shared fractions.
    let mut t = Term::num(Q::ratio(2, 3).unwrap());
    for _ in 0..10 {
        t = pow(&t, &n(1_000)).unwrap();
    }
    let r = Theorem::ring(&t, &n(0), &[]).unwrap_err();
    assert!(matches!(r, KernelError::Limit(_)), "{r}");
}

#[test]
fn ends_of_intervals_do_not_grow_without_end() {
    let mut t = n(3);
    for _ in 0..60 {
        t = mul(&t, &t).unwrap();
    }
    assert!(matches!(
        ends(&t, &[], 64).unwrap_err(),
        KernelError::Limit(_)
    ));
}

#[test]
fn terms_are_of_bounded_depth() {
    let mut t = x();
    let mut last = Ok(());
    for _ in 0..MAX_DEPTH {
        match exp(&t) {
            Ok(deeper) => t = deeper,
            Err(e) => last = Err(e),
        }
    }
    assert_eq!(last, Err(KernelError::Limit("depth of a term")));
    // What is too deep for a rule is refused, and what is not fits the stack of a test.
    let limit = KernelError::Limit("depth of a term");
    assert_eq!(Theorem::refl(&t).unwrap_err(), limit);
    assert_eq!(Theorem::ring(&t, &n(0), &[]).unwrap_err(), limit);
    assert_eq!(ends(&t, &[on(&x(), 0, 1)], 64).unwrap_err(), limit);
    let tower = |f: fn(&Term) -> hence_kernel::Result<Term>, depth: u32| {
        (1..depth).fold(x(), |t, _| f(&t).unwrap())
    };
    let t = tower(exp, 800);
    assert_eq!(
        Theorem::ring(&t, &n(0), &[]).unwrap_err(),
        KernelError::NotEqual
    );
    assert!(Theorem::ring(&t, &t, &[]).is_ok());
    let t = tower(syntax::abs, 600);
    assert_eq!(
        ends(&t, &[on(&x(), 0, 1)], 64).unwrap(),
        (Q::zero(), Q::one())
    );
}

#[test]
fn what_ring_takes_from_a_hypothesis_stays_a_hypothesis() {
    let false_eq = eq(&x(), &n(1)).unwrap();
    let h = assume(&false_eq);
    let th = Theorem::ring(&add(&x(), &n(1)).unwrap(), &n(2), &[&h]).unwrap();
    assert_eq!(th.hypotheses(), std::slice::from_ref(&false_eq));
    assert_eq!(
        th.abs(&x()).unwrap_err(),
        KernelError::FreeInHypothesis("x".into())
    );
    // Even where it was not needed.
    let th = Theorem::ring(&n(2), &n(2), &[&h]).unwrap();
    assert_eq!(th.hypotheses(), &[false_eq]);
    // A number is no atom, so an assumed 0 = 1 is not even taken.
    let absurd = assume(&eq(&n(0), &n(1)).unwrap());
    assert_eq!(
        Theorem::ring(&n(5), &n(7), &[&absurd]).unwrap_err(),
        shape("ring: a rule replaces an atom or a power of one")
    );
    let zero = assume(&ne(&n(0), &n(0)).unwrap());
    let quotient = div(&n(0), &n(0)).unwrap();
    assert_eq!(
        Theorem::ring(&quotient, &n(1), &[&zero]).unwrap_err(),
        KernelError::NotEqual
    );
    // ¬(d = 1) says nothing about division by d.
    let other = assume(&ne(&x(), &n(1)).unwrap());
    assert_eq!(
        Theorem::ring(&div(&x(), &x()).unwrap(), &n(1), &[&other]).unwrap_err(),
        shape("ring: a side theorem is an equation or ¬(d = 0)")
    );
}

#[test]
fn rules_about_a_free_variable_do_not_reach_the_bound_one() {
    let h = assume(&eq(&x(), &n(1)).unwrap());
    let fun = |b: &Term| Term::lam(&x(), b).unwrap();
    assert_eq!(
        Theorem::ring(&fun(&x()), &fun(&n(1)), &[&h]).unwrap_err(),
        KernelError::NotEqual
    );
    let nonzero = assume(&ne(&x(), &n(0)).unwrap());
    let quotient = div(&x(), &x()).unwrap();
    assert_eq!(
        Theorem::ring(&fun(&quotient), &fun(&n(1)), &[&nonzero]).unwrap_err(),
        KernelError::NotEqual
    );
    // Two binders in two orders are two functions.
    let y = Term::real_var("y");
    let first = fun(&Term::lam(&y, &x()).unwrap());
    let second = fun(&Term::lam(&y, &y).unwrap());
    assert_eq!(
        Theorem::ring(&first, &second, &[]).unwrap_err(),
        KernelError::NotEqual
    );
}

#[test]
fn enclosures_hold_on_the_whole_box_or_are_refused() {
    let y = Term::real_var("y");
    let undefined = |t: &Term, b: &[Bounds]| {
        assert_eq!(ends(t, b, 64).unwrap_err(), KernelError::Undefined, "{t}");
    };
    undefined(&inv(&x()).unwrap(), &[on(&x(), -1, 1)]);
    undefined(&syntax::log(&x()).unwrap(), &[on(&x(), 0, 1)]);
    undefined(&syntax::sqrt(&x()).unwrap(), &[on(&x(), -1, 1)]);
    undefined(&x(), &[]);
    undefined(&x(), &[on(&y, 0, 1)]);
    // An empty box would make everything true, but its hypotheses contradict each other; it is refused all the same.
    assert!(ends(&x(), &[on(&x(), 1, 0)], 64).is_err());
    assert_eq!(
        ends(&x(), &[on(&x(), 0, 1), on(&x(), 5, 6)], 64).unwrap_err(),
        shape("enclose: two bounds for one variable")
    );
    let other = Term::var("x", Type::Vector);
    assert_eq!(
        ends(&x(), &[on(&other, 0, 1)], 64).unwrap_err(),
        shape("enclose: bounds are for real variables")
    );
    assert_eq!(
        ends(&x(), &[on(&n(3), 0, 1)], 64).unwrap_err(),
        shape("enclose: bounds are for real variables")
    );
    // The box stands among the hypotheses, whether the term needs it or not.
    let (lower, _) = Theorem::enclose(&n(1), &[on(&x(), 0, 1)], 64).unwrap();
    assert_eq!(lower.hypotheses().len(), 2);
    // Bits that are too few or too many give wide bounds or none, never wrong ones.
    for bits in [0, 1, 2, 64, 20_000, u32::MAX] {
        if let Ok((lo, hi)) = ends(&exp(&n(1)).unwrap(), &[], bits) {
            assert!(lo <= Q::ratio(271828183, 100000000).unwrap(), "{bits}");
            assert!(hi >= Q::ratio(271828182, 100000000).unwrap(), "{bits}");
        }
        let third = Term::num(Q::ratio(1, 3).unwrap());
        if let Ok((lo, hi)) = ends(&add(&x(), &third).unwrap(), &[on(&x(), 0, 1)], bits) {
            assert!(
                lo <= Q::ratio(1, 3).unwrap() && hi >= Q::ratio(4, 3).unwrap(),
                "{bits}"
            );
        }
    }
    // 0^y jumps at y = 0.
    let power = pow(&x(), &y).unwrap();
    for base in [on(&x(), 0, 0), on(&x(), 0, 1)] {
        if let Ok((lo, hi)) = ends(&power, &[base, on(&y, 0, 1)], 64) {
            assert!(lo <= Q::zero() && hi >= Q::one());
        }
    }
    let (lo, hi) = ends(&pow(&x(), &n(2)).unwrap(), &[on(&x(), -3, 2)], 64).unwrap();
    assert!(lo <= Q::zero() && hi >= Q::int(9));
    // x·y with equal ranges is no square.
    let (lo, _) = ends(
        &mul(&x(), &y).unwrap(),
        &[on(&x(), -1, 1), on(&y, -1, 1)],
        64,
    )
    .unwrap();
    assert!(lo <= Q::int(-1));
    // A guard that holds on a part of the box decides nothing.
    let guarded = syntax::ite(&lt(&x(), &n(0)).unwrap(), &n(1), &n(2)).unwrap();
    undefined(&guarded, &[on(&x(), -1, 1)]);
    undefined(&guarded, &[]);
}

#[test]
fn theorems_of_two_theories_do_not_mix() {
    let p = Term::var("p", Type::Bool);
    let theory = |name: &str, conclusion: &Term| {
        let fact = Fact {
            name: name.into(),
            conditions: vec![],
            conclusion: conclusion.clone(),
        };
        Theory::seal(vec![fact], vec![]).unwrap()
    };
    let one = theory("f", &eq(&x(), &x()).unwrap());
    let bad = theory("f", &p);
    let joined = one
        .fact("f")
        .unwrap()
        .deduct_antisym(bad.fact("f").unwrap());
    assert_eq!(joined.unwrap_err(), KernelError::Seal);
    // The seal goes by the terms: a variable that is called `x = x`, or one of another type, gives another theory.
    let named = Term::var("x = x", Type::Bool);
    assert_eq!(
        named.to_string(),
        one.fact("f").unwrap().conclusion().to_string()
    );
    let v = Term::var("x", Type::Vector);
    for other in [theory("f", &named), theory("f", &eq(&v, &v).unwrap())] {
        assert_ne!(other.hash(), one.hash());
        let joined = one
            .fact("f")
            .unwrap()
            .deduct_antisym(other.fact("f").unwrap());
        assert_eq!(joined.unwrap_err(), KernelError::Seal);
    }
    // A definition under the name of a known constant is seen too.
    let own = Theorem::define("pi", &n(3))
        .unwrap()
        .conclusion()
        .as_eq()
        .unwrap()
        .0
        .clone();
    let pi = syntax::constant("pi").unwrap();
    let about = |c: &Term| theory("f", &lt(&n(0), c).unwrap()).hash();
    assert_ne!(about(&own), about(&pi));
}

#[test]
fn deduction_removes_only_the_conclusions() {
    let (p, q) = (Term::var("p", Type::Bool), Term::var("q", Type::Bool));
    let th = assume(&p).deduct_antisym(&assume(&q)).unwrap();
    assert_eq!(th.hypotheses().len(), 2);
    let same_name = Term::var("p", Type::Real);
    let h = assume(&eq(&same_name, &same_name).unwrap());
    let th = h.deduct_antisym(&assume(&p)).unwrap();
    assert_eq!(th.hypotheses().len(), 2);
    assert_eq!(
        Theorem::refl(&p).unwrap().eq_mp(&assume(&q)).unwrap_err(),
        shape("eq_mp: the formula is not the left side")
    );
}
