//! What definedness asks for, and what follows from it.

use hence_kernel::{Domain, Term, Theory, defined, needed, syntax};

fn theory() -> Theory {
    let x = Term::real_var("x");
    let zero = Term::int(0);
    let line = |constant: &str, params: Vec<Term>, condition: Option<Term>, smooth| Domain {
        constant: constant.into(),
        params,
        condition,
        smooth,
    };
    let y = Term::real_var("y");
    let nonzero = syntax::ne(&x, &zero).unwrap();
    let above = syntax::le(&zero, &x).unwrap();
    let positive = syntax::lt(&zero, &x).unwrap();
    let binary = |name| line(name, vec![x.clone(), y.clone()], None, None);
    Theory::seal(
        Vec::new(),
        vec![
            binary("+"),
            binary("*"),
            binary("-"),
            line("abs", vec![x.clone()], None, Some(nonzero)),
            line("sqrt", vec![x.clone()], Some(above), Some(positive)),
        ],
    )
    .unwrap()
}

fn on(f: &str, t: &Term) -> Term {
    Term::app(&syntax::constant(f).unwrap(), t).unwrap()
}

// What is enough and what is needed for the derivative of a body at x.
fn derivative(body: &Term) -> (String, String) {
    let x = Term::real_var("x");
    let t = syntax::deriv(&Term::lam(&x, body).unwrap(), &x).unwrap();
    let theory = theory();
    (
        defined(&t, &theory).unwrap().to_string(),
        needed(&t, &theory).unwrap().to_string(),
    )
}

#[test]
fn without_derivatives_the_two_agree() {
    let x = Term::real_var("x");
    let t = syntax::add(&on("sqrt", &x), &on("abs", &x)).unwrap();
    let theory = theory();
    assert_eq!(defined(&t, &theory), needed(&t, &theory));
    assert_eq!(needed(&t, &theory).unwrap().to_string(), "0 ≤ x");
}

#[test]
fn a_factor_can_make_up_for_a_kink() {
    // x·|x| and |x|·|x| have derivatives at 0.
    let x = Term::real_var("x");
    for factor in [x.clone(), on("abs", &x)] {
        let body = syntax::mul(&factor, &on("abs", &x)).unwrap();
        assert_eq!(derivative(&body), ("x ≠ 0".into(), "⊤".into()));
    }
}

#[test]
fn a_kink_alone_or_beside_something_smooth_is_one() {
    let x = Term::real_var("x");
    let kink = on("abs", &x);
    let smooth = syntax::mul(&x, &x).unwrap();
    for body in [
        kink.clone(),
        syntax::add(&kink, &smooth).unwrap(),
        syntax::add(&smooth, &kink).unwrap(),
    ] {
        assert_eq!(derivative(&body).1, "x ≠ 0", "{body}");
    }
    // Two kinks can cancel.
    let both = syntax::add(&kink, &kink).unwrap();
    assert_eq!(derivative(&both), ("x ≠ 0".into(), "⊤".into()));
}

#[test]
fn a_derivative_needs_a_value() {
    let x = Term::real_var("x");
    let body = syntax::mul(&on("sqrt", &x), &on("sqrt", &x)).unwrap();
    assert_eq!(
        derivative(&body),
        ("0 < x".into(), "0 ≤ x and x ≠ 0".into())
    );
}

#[test]
fn a_derivative_needs_values_on_both_sides() {
    let x = Term::real_var("x");
    let half = Term::num(hence_kernel::Q::ratio(3, 2).unwrap());
    let power = |b: &Term| syntax::pow(b, &half).unwrap();
    // Where x is 0 there is nothing to its left.
    assert_eq!(derivative(&power(&x)).1, "0 ≤ x and x ≠ 0");
    // (x²)^(3/2) is |x|³, which has a derivative at 0: the base does not cross 0 there.
    let square = syntax::pow(&x, &Term::int(2)).unwrap();
    let needs = derivative(&power(&square)).1;
    assert!(needs.contains("or d/dx"), "{needs}");
    // Where the base has a kink, nothing is asked for.
    let needs = derivative(&power(&on("abs", &x))).1;
    assert!(needs.contains("or not"), "{needs}");
}
