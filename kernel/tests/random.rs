//! Random terms: what `ring` calls equal is equal at exact points, and no false equation follows from what it is given.

use hence_kernel::syntax::{add, div, eq, inv, mul, ne, neg, pow, sub};
use hence_kernel::{Q, Term, Theorem};

// A small generator (splitmix64), so that a seed means the same on every machine.
struct Rng(u64);

impl Rng {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }
    fn below(&mut self, n: u64) -> u64 {
        self.next() % n
    }
}

const NAMES: [&str; 3] = ["x", "y", "z"];

fn q(n: i64, d: i64) -> Q {
    Q::ratio(n, d).expect("a denominator")
}

fn term(r: &mut Rng, depth: u32) -> Term {
    if depth == 0 || r.below(6) == 0 {
        return match r.below(3) {
            0 => Term::num(q(r.below(7) as i64 - 3, 1 + r.below(2) as i64)),
            _ => Term::real_var(NAMES[r.below(3) as usize]),
        };
    }
    let a = term(r, depth - 1);
    match r.below(9) {
        0 | 1 => add(&a, &term(r, depth - 1)),
        2 => sub(&a, &term(r, depth - 1)),
        3 | 4 => mul(&a, &term(r, depth - 1)),
        5 => div(&a, &term(r, depth - 1)),
        6 => neg(&a),
        7 => inv(&a),
        _ => pow(&a, &Term::int(r.below(7) as i64 - 3)),
    }
    .expect("well typed")
}

// The value at a point; none where something is divided by 0. It shares nothing with the kernel's normal form.
fn value(t: &Term, at: &[Q; 3]) -> Option<Q> {
    if let Some(n) = t.as_num() {
        return Some(n.clone());
    }
    if let Some(i) = NAMES.iter().position(|n| *t == Term::real_var(*n)) {
        return Some(at[i].clone());
    }
    let (name, args) = t.as_const_app()?;
    let v = args
        .iter()
        .map(|a| value(a, at))
        .collect::<Option<Vec<Q>>>()?;
    match (name, &v[..]) {
        ("+", [a, b]) => Some(a.clone() + b.clone()),
        ("-", [a, b]) => Some(a.clone() - b.clone()),
        ("*", [a, b]) => Some(a.clone() * b.clone()),
        ("/", [a, b]) => Some(a.clone() * b.recip()?),
        ("neg", [a]) => Some(-a.clone()),
        ("inv", [a]) => a.recip(),
        ("pow", [a, n]) => {
            let n = n.to_i64()?;
            let base = if n < 0 { a.recip()? } else { a.clone() };
            Some((0..n.unsigned_abs()).fold(Q::one(), |p, _| p * base.clone()))
        }
        _ => None,
    }
}

fn points(r: &mut Rng) -> [Q; 3] {
    [(); 3].map(|()| q(r.below(11) as i64 - 5, 1 + r.below(3) as i64))
}

// Whether a side formula holds at a point: `¬(d = 0)` or `a ^ n = r`.
fn holds(p: &Term, at: &[Q; 3]) -> Option<bool> {
    if let Some(inner) = p.as_unary("¬") {
        return holds(inner, at).map(|b| !b);
    }
    let (a, b) = p.as_eq()?;
    Some(value(a, at)? == value(b, at)?)
}

// Another form of a term, by laws that hold where it is defined.
fn changed(r: &mut Rng, t: &Term) -> Term {
    let one = Term::int(1);
    match r.below(6) {
        0 => add(t, &sub(&one, &one).expect("typed")),
        1 => mul(t, &div(&Term::int(2), &Term::int(2)).expect("typed")),
        2 => neg(&neg(t).expect("typed")),
        3 => inv(&inv(t).expect("typed")),
        4 => {
            let f = term(r, 2);
            div(&mul(t, &f).expect("typed"), &f)
        }
        _ => sub(
            &add(t, &Term::real_var("x")).expect("typed"),
            &Term::real_var("x"),
        ),
    }
    .expect("well typed")
}

#[test]
fn what_ring_calls_equal_is_equal() {
    let mut r = Rng(7);
    let (mut equal, mut compared) = (0, 0);
    for _ in 0..500 {
        let s = term(&mut r, 3);
        let t = match r.below(4) {
            0 => term(&mut r, 3),
            _ => (0..1 + r.below(3)).fold(s.clone(), |t, _| changed(&mut r, &t)),
        };
        // Conditions of every shape, true or not: the theorem bears them.
        let sides: Vec<Theorem> = (0..r.below(4))
            .map(|_| {
                let zero = Term::int(0);
                let p = match r.below(3) {
                    0 => eq(
                        &Term::real_var(NAMES[r.below(3) as usize]),
                        &term(&mut r, 2),
                    ),
                    1 => {
                        let x = Term::real_var(NAMES[r.below(3) as usize]);
                        let power = pow(&x, &Term::int(2 + r.below(2) as i64)).expect("typed");
                        eq(&power, &term(&mut r, 2))
                    }
                    _ => ne(&term(&mut r, 2), &zero),
                };
                Theorem::assume(&p.expect("a formula")).expect("a formula")
            })
            .collect();
        let side: Vec<&Theorem> = sides.iter().collect();
        let Ok(th) = Theorem::ring(&s, &t, &side) else {
            continue;
        };
        equal += 1;
        for side in &sides {
            assert!(th.hypotheses().contains(side.conclusion()), "{th}");
        }
        for _ in 0..40 {
            let at = points(&mut r);
            if !th.hypotheses().iter().all(|h| holds(h, &at) == Some(true)) {
                continue;
            }
            // Where a side divides by 0 it is some number that nothing is said of.
            if let (Some(a), Some(b)) = (value(&s, &at), value(&t, &at)) {
                compared += 1;
                assert!(a == b, "{th} at {at:?}: {a} and {b}");
            }
        }
    }
    assert!(equal >= 100, "{equal}");
    assert!(compared >= 700, "{compared}");
}

#[test]
fn nothing_is_said_of_what_is_divided_by_zero() {
    let (zero, one) = (Term::int(0), Term::int(1));
    let x = Term::real_var("x");
    let inverse = inv(&zero).expect("typed");
    let power = pow(&zero, &Term::int(-1)).expect("typed");
    let refused = [
        (inverse.clone(), zero.clone()),
        (inverse.clone(), one.clone()),
        (power.clone(), zero.clone()),
        (power, inverse.clone()),
        (mul(&zero, &inverse).expect("typed"), one.clone()),
        (div(&x, &x).expect("typed"), one.clone()),
        (inv(&inv(&x).expect("typed")).expect("typed"), x.clone()),
        (
            mul(
                &pow(&x, &Term::int(-2)).expect("typed"),
                &mul(&x, &x).expect("typed"),
            )
            .expect("typed"),
            one.clone(),
        ),
    ];
    for (s, t) in refused {
        assert!(Theorem::ring(&s, &t, &[]).is_err(), "{s} = {t}");
    }
    // A contradiction given is a hypothesis of what comes out.
    let absurd = Theorem::assume(&ne(&zero, &zero).expect("typed")).expect("a formula");
    if let Ok(th) = Theorem::ring(&mul(&zero, &inverse).expect("typed"), &one, &[&absurd]) {
        assert_eq!(th.hypotheses(), [absurd.conclusion().clone()]);
    }
    let vanishes = Theorem::assume(&eq(&x, &zero).expect("typed")).expect("a formula");
    let not = Theorem::assume(&ne(&x, &zero).expect("typed")).expect("a formula");
    for side in [vec![&vanishes, &not], vec![&not, &vanishes]] {
        if let Ok(th) = Theorem::ring(&div(&x, &x).expect("typed"), &one, &side) {
            assert_eq!(th.hypotheses().len(), 2, "{th}");
        }
        assert!(Theorem::ring(&zero, &one, &side).is_err());
    }
}
