//! The enclosures against digits computed elsewhere, at the edges of domains, and at random.

use hence_kernel::interval::{Interval, IntervalError, MAX_PRECISION};
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed, Zero};

type Function = fn(&Interval, u32) -> Result<Interval, IntervalError>;

/// Every function of one variable, with the range that random arguments are drawn from.
const FUNCTIONS: &[(&str, Function, (i64, i64))] = &[
    ("exp", Interval::exp, (-60, 60)),
    ("ln", Interval::ln, (0, 9)),
    ("sin", Interval::sin, (-20, 20)),
    ("cos", Interval::cos, (-20, 20)),
    ("tan", Interval::tan, (-8, 8)),
    ("cot", Interval::cot, (-8, 8)),
    ("sec", Interval::sec, (-8, 8)),
    ("csc", Interval::csc, (-8, 8)),
    ("asin", Interval::asin, (-1, 1)),
    ("acos", Interval::acos, (-1, 1)),
    ("atan", Interval::atan, (-30, 30)),
    ("acot", Interval::acot, (-30, 30)),
    ("asec", Interval::asec, (-30, 30)),
    ("acsc", Interval::acsc, (-30, 30)),
    ("sinh", Interval::sinh, (-40, 40)),
    ("cosh", Interval::cosh, (-40, 40)),
    ("tanh", Interval::tanh, (-40, 40)),
    ("coth", Interval::coth, (-40, 40)),
    ("sech", Interval::sech, (-40, 40)),
    ("csch", Interval::csch, (-40, 40)),
    ("asinh", Interval::asinh, (-40, 40)),
    ("acosh", Interval::acosh, (1, 40)),
    ("atanh", Interval::atanh, (-1, 1)),
    ("acoth", Interval::acoth, (-20, 20)),
    ("asech", Interval::asech, (0, 1)),
    ("acsch", Interval::acsch, (-20, 20)),
    ("sqrt", Interval::sqrt, (0, 20)),
    ("cbrt", Interval::cbrt, (-20, 20)),
    ("root5", |x, prec| x.root(5, prec), (-20, 20)),
];

fn function(name: &str) -> Function {
    FUNCTIONS.iter().find(|f| f.0 == name).expect(name).1
}

fn q(n: i64, d: i64) -> BigRational {
    BigRational::new(n.into(), d.into())
}

fn pt(n: i64, d: i64) -> Interval {
    Interval::ratio(n, d).unwrap()
}

fn iv(a: (i64, i64), b: (i64, i64)) -> Interval {
    Interval::new(q(a.0, a.1), q(b.0, b.1)).unwrap()
}

fn power_of_two(k: i64) -> Interval {
    Interval::integer(2).powi(k).unwrap()
}

/// The interval of the numbers whose decimal digits, cut off, are the given `mantissa e exponent`.
fn digits(text: &str) -> Interval {
    let (mantissa, exponent) = text.split_once('e').unwrap();
    let mantissa: BigInt = mantissa.parse().unwrap();
    let unit = BigRational::from_integer(10.into()).pow(exponent.parse().unwrap());
    let cut = BigRational::from_integer(mantissa.clone()) * &unit;
    if mantissa.is_negative() {
        Interval::new(&cut - unit, cut).unwrap()
    } else {
        Interval::new(cut.clone(), cut + unit).unwrap()
    }
}

/// Numbers that only look random: the same at every run.
struct Lcg(u64);

impl Lcg {
    fn next(&mut self) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        self.0 >> 33
    }

    fn below(&mut self, n: i64) -> i64 {
        i64::try_from(self.next()).unwrap() % n
    }

    /// A rational in the range, sometimes an integer, sometimes with a small denominator.
    fn rational(&mut self, range: (i64, i64)) -> BigRational {
        let d = match self.below(4) {
            0 => 1,
            1 => 1 + self.below(7),
            2 => 1 << self.below(30),
            _ => 1 + self.below(1_000_000_007),
        };
        q(range.0, 1) + q((range.1 - range.0) * self.below(d + 1), d)
    }

    /// An interval in the range: a point, narrow, or wide.
    fn interval(&mut self, range: (i64, i64)) -> Interval {
        let a = self.rational(range);
        let b = match self.below(3) {
            0 => a.clone(),
            1 => &a + (self.rational(range) - &a) / q(1 << self.below(40), 1),
            _ => self.rational(range),
        };
        if a <= b {
            Interval::new(a, b)
        } else {
            Interval::new(b, a)
        }
        .unwrap()
    }

    /// A rational in the interval, often an end.
    fn within(&mut self, x: &Interval) -> BigRational {
        let share = match self.below(6) {
            0 => q(0, 1),
            1 => q(1, 1),
            _ => q(self.below(1001), 1000),
        };
        x.lo() + (x.hi() - x.lo()) * share
    }
}

fn width(x: &Interval) -> BigRational {
    x.hi() - x.lo()
}

#[test]
fn digits_of_every_function() {
    for &(name, n, d, text) in DIGITS {
        let known = digits(text);
        let x = pt(n, d);
        let sharp = function(name)(&x, 200).unwrap();
        // Far sharper than 40 digits, so it lies inside the last one.
        assert!(
            known.encloses(&sharp),
            "{name}({n}/{d}) = {text}, not {sharp:?}"
        );
        for prec in [20, 53, 64, 100] {
            let y = function(name)(&x, prec).unwrap();
            assert!(y.encloses(&sharp), "{name}({n}/{d}) at {prec} bits");
            assert!(
                width(&y) * BigRational::from_integer(BigInt::one() << (prec - 3)) <= y.hi().abs(),
                "{name}({n}/{d}) is wide at {prec} bits"
            );
        }
    }
}

#[test]
fn digits_of_powers() {
    for &(a, b, c, d, text) in POWERS {
        let y = pt(a, b).pow(&pt(c, d), 200).unwrap();
        assert!(digits(text).encloses(&y), "({a}/{b})^({c}/{d})");
    }
}

#[test]
fn constants() {
    let pi = digits("314159265358979323846264338327950288419716939937510582097494e-59");
    assert!(pi.encloses(&Interval::pi(256).unwrap()));
    assert!(
        Interval::pi(60)
            .unwrap()
            .encloses(&Interval::pi(256).unwrap())
    );
    let e = digits("271828182845904523536028747135266249775724709369995957496696e-59");
    assert!(e.encloses(&Interval::e(256).unwrap()));
    assert!(
        Interval::e(60)
            .unwrap()
            .encloses(&Interval::e(256).unwrap())
    );
    let far = BigRational::from_integer(BigInt::from(10).pow(22));
    let sin = digits("-8522008497671888017727058937530293682617e-40");
    assert!(sin.encloses(&Interval::point(far).unwrap().sin(200).unwrap()));
    let sin = digits("-1592017030862424382400486308208390338136e-40");
    assert!(sin.encloses(&power_of_two(1000).sin(200).unwrap()));
}

#[test]
fn rational_values_are_points() {
    let zero = Interval::integer(0);
    let one = Interval::integer(1);
    for name in [
        "sin", "tan", "asin", "atan", "sinh", "tanh", "asinh", "atanh", "sqrt", "cbrt",
    ] {
        assert_eq!(function(name)(&zero, 60).unwrap(), zero, "{name}");
    }
    for name in ["exp", "cos", "sec", "cosh", "sech"] {
        assert_eq!(function(name)(&zero, 60).unwrap(), one, "{name}");
    }
    for name in ["ln", "acos", "acosh", "asec", "asech"] {
        assert_eq!(function(name)(&one, 60).unwrap(), zero, "{name}");
    }
    assert_eq!(pt(9, 4).sqrt(60).unwrap(), pt(3, 2));
    assert!(!pt(1, 2).sqrt(60).unwrap().is_point());
    assert_eq!(pt(-8, 1).cbrt(60).unwrap(), pt(-2, 1));
    assert_eq!(pt(-8, 27).cbrt(60).unwrap(), pt(-2, 3));
    assert_eq!(pt(1024, 243).root(5, 4).unwrap(), pt(4, 3));
    assert_eq!(pt(7, 3).root(1, 60).unwrap(), pt(7, 3));
    assert_eq!(pt(4, 9).pow(&pt(-3, 2), 60).unwrap(), pt(27, 8));
    assert_eq!(pt(2, 3).pow(&pt(-4, 1), 60).unwrap(), pt(81, 16));
    assert_eq!(iv((4, 1), (9, 1)).sqrt(60).unwrap(), iv((2, 1), (3, 1)));
    let big = BigRational::from_integer(BigInt::from(3).pow(1000));
    let root = Interval::point(big).unwrap().root(500, 60).unwrap();
    assert_eq!(root, pt(9, 1));
}

#[test]
fn undefined_at_edges() {
    use IntervalError::Undefined;
    let undefined: &[(&str, Interval)] = &[
        ("ln", pt(0, 1)),
        ("ln", iv((0, 1), (1, 1))),
        ("ln", iv((-1, 1), (1, 1))),
        ("sqrt", iv((-1, 1000000), (1, 1))),
        ("asin", iv((0, 1), (1000001, 1000000))),
        ("asin", pt(-2, 1)),
        ("acos", iv((-1000001, 1000000), (0, 1))),
        ("acosh", iv((999999, 1000000), (2, 1))),
        ("acosh", pt(-2, 1)),
        ("atanh", pt(1, 1)),
        ("atanh", iv((-1, 1), (0, 1))),
        ("atanh", pt(3, 1)),
        ("acoth", pt(1, 1)),
        ("acoth", pt(0, 1)),
        ("acoth", pt(1, 2)),
        ("acoth", iv((-2, 1), (2, 1))),
        ("asech", pt(0, 1)),
        ("asech", pt(-1, 2)),
        ("asech", iv((1, 2), (1000001, 1000000))),
        ("acsch", iv((-1, 1), (1, 1))),
        ("acot", pt(0, 1)),
        ("acot", iv((0, 1), (1, 1))),
        ("asec", pt(1, 2)),
        ("asec", iv((-2, 1), (2, 1))),
        ("acsc", iv((999999, 1000000), (2, 1))),
        ("acsc", pt(0, 1)),
        ("coth", iv((0, 1), (1, 1))),
        ("csch", pt(0, 1)),
        ("tan", iv((1, 1), (2, 1))),
        ("tan", iv((-2, 1), (2, 1))),
        ("tan", iv((0, 1), (100, 1))),
        ("tan", iv((4, 1), (5, 1))),
        ("cot", pt(0, 1)),
        ("cot", iv((-1, 1), (0, 1))),
        ("cot", iv((3, 1), (4, 1))),
        ("sec", iv((1, 1), (2, 1))),
        ("csc", iv((3, 1), (4, 1))),
        ("csc", iv((0, 1), (1, 1))),
    ];
    for (name, x) in undefined {
        assert_eq!(function(name)(x, 60), Err(Undefined), "{name} on {x:?}");
    }
    assert_eq!(pt(-1, 1).root(4, 60), Err(Undefined));
    assert_eq!(pt(1, 1).root(0, 60), Err(Undefined));
    assert_eq!(pt(1, 1).div(&iv((-1, 1), (1, 1))), Err(Undefined));
    assert_eq!(pt(0, 1).powi(-1), Err(Undefined));
    assert_eq!(iv((0, 1), (1, 1)).powi(-2), Err(Undefined));
    assert_eq!(Interval::new(q(1, 1), q(0, 1)), Err(Undefined));
    assert_eq!(Interval::ratio(1, 0), Err(Undefined));
    let half = pt(1, 2);
    assert_eq!(pt(-1, 1).pow(&half, 60), Err(Undefined));
    assert_eq!(iv((-1, 9), (1, 1)).pow(&half, 60), Err(Undefined));
    assert_eq!(pt(0, 1).pow(&half.neg(), 60), Err(Undefined));
    assert_eq!(pt(0, 1).pow(&pt(-1, 1), 60), Err(Undefined));
    assert_eq!(pt(0, 1).pow(&iv((0, 1), (1, 1)), 60), Err(Undefined));
    assert_eq!(pt(-8, 1).pow(&pt(1, 3), 60), Err(Undefined));
    assert_eq!(pt(-1, 1).pow(&iv((2, 1), (3, 1)), 60), Err(Undefined));
}

#[test]
fn defined_between_poles() {
    let defined: &[(&str, Interval)] = &[
        ("tan", iv((-157, 100), (157, 100))),
        ("tan", iv((158, 100), (471, 100))),
        ("tan", iv((-471, 100), (-158, 100))),
        ("cot", iv((1, 1000), (314, 100))),
        ("cot", iv((-314, 100), (-1, 1000))),
        ("cot", iv((315, 100), (628, 100))),
        ("sec", iv((-157, 100), (157, 100))),
        ("csc", iv((1, 1000), (314, 100))),
        ("asin", iv((-1, 1), (1, 1))),
        ("acos", iv((-1, 1), (1, 1))),
    ];
    for (name, x) in defined {
        let y = function(name)(x, 60).unwrap();
        for share in 0..=20 {
            let t = x.lo() + width(x) * q(share, 20);
            let z = function(name)(&Interval::point(t).unwrap(), 100).unwrap();
            assert!(y.encloses(&z), "{name} on {x:?}");
        }
    }
    // The end of a double next to π/2, from both sides.
    let below = pt(7074237752028440, 1 << 52);
    assert!(below.tan(60).unwrap().is_positive());
    assert!(pt(7074237752028441, 1 << 52).tan(60).unwrap().is_negative());
    let next = Interval::new(below.lo(), q(7074237752028441, 1 << 52)).unwrap();
    assert_eq!(next.tan(60), Err(IntervalError::Undefined));
}

#[test]
fn waves_on_wide_intervals() {
    let unit = iv((-1, 1), (1, 1));
    let sin = |a, b| iv(a, b).sin(60).unwrap();
    let cos = |a, b| iv(a, b).cos(60).unwrap();
    assert_eq!(sin((0, 1), (7, 1)), unit);
    assert_eq!(sin((-1000000, 1), (1000000, 1)), unit);
    assert_eq!(sin((0, 1), (5, 1)), unit);
    assert_eq!(cos((3, 1), (7, 1)).hi(), q(1, 1));
    // One extremum inside: one end exact, the other from the ends of the interval.
    assert_eq!(sin((1, 1), (2, 1)).hi(), q(1, 1));
    assert!(sin((1, 1), (2, 1)).lo() > q(84, 100));
    assert_eq!(sin((4, 1), (5, 1)).lo(), q(-1, 1));
    assert!(sin((4, 1), (5, 1)).hi() < q(-75, 100));
    assert_eq!(cos((-1, 1), (1, 2)).hi(), q(1, 1));
    assert!(cos((-1, 1), (1, 2)).lo() > q(54, 100));
    assert_eq!(cos((3, 1), (4, 1)).lo(), q(-1, 1));
    assert!(cos((3, 1), (4, 1)).hi() < q(-65, 100));
    assert_eq!(cos((-7, 1), (-6, 1)).hi(), q(1, 1));
    // None inside.
    assert!(sin((2, 1), (4, 1)).hi() < q(91, 100));
    assert!(sin((2, 1), (4, 1)).lo() > q(-76, 100));
    assert!(sin((-1, 1), (1, 1)).hi() < q(85, 100));
    assert!(cos((1, 1), (3, 1)).hi() < q(55, 100));
    // Both kinds, without a whole period.
    assert_eq!(cos((-1, 10), (33, 10)), unit);
}

#[test]
fn powers_of_intervals() {
    let across = iv((-2, 1), (3, 1));
    assert_eq!(across.powi(2).unwrap(), iv((0, 1), (9, 1)));
    assert_eq!(across.powi(3).unwrap(), iv((-8, 1), (27, 1)));
    assert_eq!(across.powi(0).unwrap(), pt(1, 1));
    assert_eq!(pt(0, 1).powi(0).unwrap(), pt(1, 1));
    assert_eq!(pt(0, 1).pow(&pt(0, 1), 60).unwrap(), pt(1, 1));
    assert_eq!(iv((-3, 1), (-2, 1)).powi(2).unwrap(), iv((4, 1), (9, 1)));
    assert_eq!(iv((-3, 1), (-2, 1)).powi(-1).unwrap(), iv((-1, 2), (-1, 3)));
    assert_eq!(iv((-3, 1), (-2, 1)).powi(-2).unwrap(), iv((1, 9), (1, 4)));
    assert_eq!(pt(-1, 1).powi(i64::MIN).unwrap(), pt(1, 1));
    assert_eq!(pt(-1, 1).powi(i64::MAX).unwrap(), pt(-1, 1));
    assert_eq!(pt(0, 1).pow(&iv((1, 3), (2, 1)), 60).unwrap(), pt(0, 1));
    // x^y on a box: the extremes are at corners, on either side of 1.
    let z = iv((1, 2), (2, 1)).pow(&iv((-1, 1), (2, 1)), 60).unwrap();
    assert!(z.encloses(&iv((1, 4), (4, 1))) && iv((249, 1000), (401, 100)).encloses(&z));
    let z = iv((0, 1), (4, 1)).pow(&iv((1, 2), (2, 1)), 60).unwrap();
    assert!(z.encloses(&iv((0, 1), (16, 1))) && iv((0, 1), (161, 10)).encloses(&z));
    // Long powers go by logarithms, with the sign put back.
    let long = |x: &Interval, k: i64| x.pow(&Interval::integer(k), 60).unwrap();
    for (x, k) in [
        (iv((-10, 9), (-10, 11)), 1001),
        (iv((-10, 9), (-10, 11)), 1000),
        (iv((-10, 9), (-10, 11)), -1001),
        (iv((10, 11), (11, 10)), -1000),
        (iv((-10, 9), (12, 11)), 1001),
        (iv((-10, 9), (12, 11)), 1000),
        (iv((0, 1), (12, 11)), 1001),
        (iv((-12, 11), (0, 1)), 1001),
    ] {
        let exact = x.powi(k).unwrap();
        let y = long(&x, k);
        assert!(y.encloses(&exact), "{x:?}^{k}");
        assert!(width(&y) <= width(&exact) * q(1001, 1000), "{x:?}^{k}");
    }
}

#[test]
fn huge_and_tiny() {
    use IntervalError::{Precision, TooLarge};
    let million = Interval::integer(-1_000_000);
    let y = million.exp(60).unwrap();
    assert!(y.lo().is_zero() && y.hi().is_positive());
    assert!(y.lt(&power_of_two(-999_999)));
    // Still a product of such bounds is one.
    assert!(y.mul(&y).unwrap().lo().is_zero());
    let close = Interval::integer(-600_000).exp(60).unwrap();
    assert!(close.is_positive() && close.gt(&y));
    assert_eq!(million.neg().exp(60), Err(TooLarge));
    assert_eq!(million.sinh(60), Err(TooLarge));
    assert_eq!(million.cosh(60), Err(TooLarge));
    assert_eq!(power_of_two(30_000).sin(60), Err(TooLarge));
    assert_eq!(pt(2, 1).powi(i64::MAX), Err(TooLarge));
    assert_eq!(pt(3, 1).powi(1 << 40), Err(TooLarge));
    assert_eq!(pt(3, 1).pow(&Interval::integer(1 << 40), 60), Err(TooLarge));
    for (name, f, _) in FUNCTIONS {
        let x = if ["acosh", "asec", "acsc", "acoth"].contains(name) {
            pt(3, 2)
        } else {
            pt(1, 2)
        };
        assert_eq!(f(&x, MAX_PRECISION + 1), Err(Precision), "{name}");
        assert_eq!(f(&x, u32::MAX), Err(Precision), "{name}");
        let rough = f(&x, 0).unwrap();
        assert!(rough.encloses(&f(&x, 60).unwrap()), "{name}");
    }
    // Arguments of every size come back, quickly, as an enclosure or as an error.
    for k in [
        -900_000, -30_000, -1000, -70, -40, 40, 70, 1000, 10_000, 900_000,
    ] {
        for x in [
            power_of_two(k),
            power_of_two(k).neg(),
            power_of_two(k).add(&pt(1, 3)).unwrap(),
        ] {
            for (name, f, _) in FUNCTIONS {
                let (Ok(y), Ok(z)) = (f(&x, 60), f(&x, 90)) else {
                    continue;
                };
                assert!(y.intersect(&z).is_some(), "{name} at ±2^{k}");
            }
        }
    }
    // Numbers so small that they get rounded to zero, and ones next to a pole.
    for k in [999_999, 1_000_000, 1_000_001, 1_500_000] {
        let x = power_of_two(-k);
        let third = x.mul(&pt(1, 3)).unwrap();
        for x in [&x, &third] {
            for prec in [20, 60] {
                match x.ln(prec) {
                    Ok(y) => assert!(y.lt(&pt(-690_000, 1)) && y.gt(&pt(-1_100_000, 1))),
                    Err(e) => assert_eq!(e, TooLarge),
                }
                for name in [
                    "sin", "tan", "atan", "sinh", "tanh", "asinh", "atanh", "asin",
                ] {
                    let y = function(name)(x, prec).unwrap();
                    assert!(y.encloses(x), "{name} at 2^-{k}");
                    if let Ok(y) = function(name)(&x.neg(), prec) {
                        assert!(y.encloses(&x.neg()), "{name} at -2^-{k}");
                    }
                }
                for name in ["exp", "cos", "cosh", "sec", "sech"] {
                    let y = function(name)(x, prec).unwrap();
                    assert!(
                        y.contains(&q(1, 1)) && width(&y) < q(1, 1 << 18),
                        "{name} at 2^-{k}"
                    );
                }
                let root = x.pow(&pt(1, 2), prec).unwrap();
                assert!(root.powi(2).unwrap().encloses(x));
            }
        }
    }
    let below = pt(1, 1).sub(&power_of_two(-60_000)).unwrap();
    assert_eq!(below.atanh(60), Err(Precision));
    assert!(below.acos(60).unwrap().is_nonnegative());
    // Beyond the limits, but still inside or outside.
    let long = BigRational::new(1.into(), BigInt::from(3).pow(60_000));
    assert_eq!(Interval::point(long.clone()), Err(TooLarge));
    assert!(iv((0, 1), (1, 1)).contains(&long) && !iv((-1, 1), (0, 1)).contains(&long));
    assert!(!iv((-1, 1), (1, 1)).contains(&BigRational::new_raw(1.into(), 0.into())));
    let pi = Interval::pi(100).unwrap().mul(&pt(1, 2)).unwrap();
    let atan = power_of_two(900_000).atan(60).unwrap();
    assert!(atan.encloses(&pi) && width(&atan) < q(1, 1 << 50));
    let tanh = power_of_two(900_000).tanh(60).unwrap();
    assert!(tanh.contains(&q(1, 1)) && width(&tanh) < q(1, 1 << 50));
}

#[test]
fn next_to_singular_points() {
    for k in [3, 20, 58, 60, 62, 64, 66, 70, 71, 75, 119, 128, 200, 1000] {
        let d = power_of_two(-k);
        let (above, below) = (pt(1, 1).add(&d).unwrap(), pt(1, 1).sub(&d).unwrap());
        for (name, x) in [
            ("ln", &above),
            ("ln", &below),
            ("asin", &below),
            ("acos", &below),
            ("acosh", &above),
            ("atanh", &below),
            ("acoth", &above),
            ("asech", &below),
            ("asec", &above),
            ("exp", &d),
            ("sin", &d),
            ("tan", &d),
            ("csc", &d),
            ("cot", &d),
            ("sinh", &d),
            ("tanh", &d),
            ("atan", &d),
            ("asinh", &d),
            ("atanh", &d),
            ("asin", &d),
        ] {
            let y = function(name)(x, 60).unwrap();
            let z = function(name)(x, 2500).unwrap();
            assert!(y.encloses(&z), "{name} at 2^-{k} from 0 or 1");
            assert!(
                width(&y) * q(1 << 55, 1) < y.hi().abs(),
                "{name} at 2^-{k} from 0 or 1"
            );
        }
    }
}

#[test]
fn multiples_of_half_pi() {
    // The argument is a rounded multiple of π/2, so sin and cos are tiny or next to ±1.
    for bits in (60..400).step_by(3) {
        let half_pi = Interval::pi(bits).unwrap().mul(&pt(1, 2)).unwrap();
        for turns in [1, 2, 3, -2, 7] {
            for t in [half_pi.lo(), half_pi.hi()] {
                let x = Interval::point(t * q(turns, 1)).unwrap();
                for name in ["sin", "cos"] {
                    let y = function(name)(&x, 60).unwrap();
                    let z = function(name)(&x, 900).unwrap();
                    assert!(
                        y.encloses(&z),
                        "{name} at {turns} quarter turns to {bits} bits"
                    );
                }
                let f = function(if turns % 2 == 0 { "cot" } else { "tan" });
                if let Ok(y) = f(&x, 60) {
                    let z = f(&x, 900).unwrap();
                    assert!(
                        y.encloses(&z),
                        "pole near {turns} quarter turns, {bits} bits"
                    );
                }
            }
        }
    }
}

#[test]
fn random_points_in_random_intervals() {
    let mut lcg = Lcg(20);
    for (name, f, range) in FUNCTIONS {
        let mut seen = 0;
        for _ in 0..250 {
            let x = lcg.interval(*range);
            let Ok(y) = f(&x, 60) else {
                continue;
            };
            seen += 1;
            for _ in 0..3 {
                let t = lcg.within(&x);
                let z = f(&Interval::point(t.clone()).unwrap(), 400)
                    .expect("defined at the points inside");
                assert!(y.encloses(&z), "{name}({t}) leaves the enclosure on {x:?}");
            }
            // More bits give less.
            let finer = f(&x, 120).unwrap();
            assert!(
                y.encloses(&finer) && width(&finer) <= width(&y),
                "{name} on {x:?}"
            );
        }
        assert!(seen >= 80, "{name}: {seen}");
    }
}

#[test]
fn random_arithmetic() {
    let mut lcg = Lcg(7);
    let range = (-9, 9);
    for _ in 0..3000 {
        let (x, y) = (lcg.interval(range), lcg.interval(range));
        let (s, t) = (lcg.within(&x), lcg.within(&y));
        assert!(x.add(&y).unwrap().contains(&(&s + &t)));
        assert!(x.sub(&y).unwrap().contains(&(&s - &t)));
        assert!(x.mul(&y).unwrap().contains(&(&s * &t)));
        assert!(x.neg().contains(&-&s));
        assert!(x.abs().contains(&s.abs()));
        assert!(x.min(&y).contains(std::cmp::min(&s, &t)));
        assert!(x.max(&y).contains(std::cmp::max(&s, &t)));
        assert!(x.floor().contains(&s.floor()));
        assert!(x.ceil().contains(&s.ceil()));
        assert!(x.hull(&y).contains(&s) && x.hull(&y).contains(&t));
        match x.div(&y) {
            Ok(z) => assert!(z.contains(&(&s / &t))),
            Err(e) => assert!(e == IntervalError::Undefined && y.contains_zero()),
        }
        let k = lcg.below(9) - 4;
        match x.powi(k) {
            Ok(z) => assert!(z.contains(&s.pow(i32::try_from(k).unwrap()))),
            Err(e) => assert!(e == IntervalError::Undefined && k < 0 && x.contains_zero()),
        }
        let prec = u32::try_from(1 + lcg.below(40)).unwrap();
        let r = x.round_out(prec);
        assert!(r.encloses(&x));
        let slack = BigRational::from_integer(BigInt::one() << prec) / q(2, 1);
        assert!((r.hi() - x.hi()) * &slack <= x.hi().abs());
        assert!((x.lo() - r.lo()) * &slack <= x.lo().abs());
        // Canonical: the same number is the same value.
        assert_eq!(Interval::point(s.clone()).unwrap().lo(), s);
        assert_eq!(
            Interval::new(&s + &t - &t, s.clone()).unwrap(),
            Interval::point(s.clone()).unwrap()
        );
        let (p, o) = (
            Interval::point(s.clone()).unwrap(),
            Interval::point(t.clone()).unwrap(),
        );
        assert_eq!(p.lt(&o), s < t);
        assert_eq!(p.encloses(&o), s == t);
        assert_eq!(p.add(&o).unwrap(), Interval::point(&s + &t).unwrap());
        assert_eq!(p.mul(&o).unwrap(), Interval::point(&s * &t).unwrap());
    }
}

#[test]
fn random_powers() {
    let mut lcg = Lcg(3);
    for _ in 0..400 {
        let (x, y) = (lcg.interval((0, 6)), lcg.interval((-5, 5)));
        let Ok(z) = x.pow(&y, 60) else {
            assert!(!x.is_positive(), "{x:?}^{y:?}");
            continue;
        };
        let (s, t) = (lcg.within(&x), lcg.within(&y));
        let w = Interval::point(s)
            .unwrap()
            .pow(&Interval::point(t).unwrap(), 400)
            .unwrap();
        assert!(z.encloses(&w), "{x:?}^{y:?}");
    }
}

#[rustfmt::skip]
const DIGITS: &[(&str, i64, i64, &str)] = &[
    ("exp", 1, 2, "1648721270700128146848650787814163571653e-39"),
    ("exp", 1, 1, "2718281828459045235360287471352662497757e-39"),
    ("exp", -1, 3, "7165313105737892504256040969253796674531e-40"),
    ("exp", 3, 2, "4481689070338064822602055460119275819005e-39"),
    ("exp", -7, 4, "1737739434504451266807172586663710160147e-40"),
    ("exp", 22, 7, "2316997229826248023081751379576862980946e-38"),
    ("exp", 100, 3, "2995592469141818644035958350975098779346e-25"),
    ("exp", -25, 1, "1388794386496402059466176374608685691039e-50"),
    ("exp", 1, 1000000, "1000001000000500000166666708333341666668e-39"),
    ("exp", -1, 1073741824, "9999999990686774258182023532345695124766e-40"),
    ("exp", 999, 10, "2432308973979115374915161690152710590022e4"),
    ("ln", 1, 2, "-6931471805599453094172321214581765680755e-40"),
    ("ln", 2, 1, "6931471805599453094172321214581765680755e-40"),
    ("ln", 1, 3, "-1098612288668109691395245236922525704647e-39"),
    ("ln", 3, 2, "4054651081081643819780131154643491365719e-40"),
    ("ln", 10, 1, "2302585092994045684017991454684364207601e-39"),
    ("ln", 1, 1000000000000, "-2763102111592854820821589745621237049121e-38"),
    ("ln", 1000000000000000, 7, "3259286624585537195516451907682228338437e-38"),
    ("ln", 1000001, 1000000, "9999995000003333330833335333331666668095e-46"),
    ("ln", 999999, 1000000, "-1000000500000333333583333533333500000142e-45"),
    ("ln", 7, 1, "1945910149055313305105352743443179729637e-39"),
    ("sin", 1, 2, "4794255386042030002732879352155713880818e-40"),
    ("sin", 1, 1, "8414709848078965066525023216302989996225e-40"),
    ("sin", -1, 3, "-3271946967961522441733440852676206060643e-40"),
    ("sin", 3, 2, "9974949866040544309417233711414873227066e-40"),
    ("sin", -7, 4, "-9839859468739368987316629369679855935380e-40"),
    ("sin", 22, 7, "-1264488930377353400360350475645932491773e-42"),
    ("sin", 355, 113, "-2667641890624191484063745288734688868221e-46"),
    ("sin", -11, 7, "-9999998001333682524818408858972908885417e-40"),
    ("sin", 100, 3, "9405295766287642153871085480555611146377e-40"),
    ("sin", -25, 1, "1323517500977730289020050938836063014857e-40"),
    ("sin", 1, 1000000, "9999999999998333333333333416666666666664e-46"),
    ("sin", -1, 1073741824, "-9313225746154785154903677388422806518822e-49"),
    ("sin", 123456789, 1000, "-9986640823434470978675991225831434346922e-40"),
    ("sin", 999999, 1000000, "8414704445051699031104313918130084561939e-40"),
    ("sin", 1000001, 1000000, "8414715251097816392097654250635191080519e-40"),
    ("sin", -999, 1000, "-8409302618566214040855505226477155660493e-40"),
    ("cos", 1, 2, "8775825618903727161162815826038296519916e-40"),
    ("cos", 1, 1, "5403023058681397174009366074429766037323e-40"),
    ("cos", -1, 3, "9449569463147376643882840076758806078458e-40"),
    ("cos", 3, 2, "7073720166770291008818985143426870908509e-41"),
    ("cos", -7, 4, "-1782460556494920903826769439426313589699e-40"),
    ("cos", 22, 7, "-9999992005335529032683357396565749515758e-40"),
    ("cos", 355, 113, "-9999999999999644184337169343129714252032e-40"),
    ("cos", -11, 7, "-6322445915532736545183507752145567303142e-43"),
    ("cos", 100, 3, "-3397118124035688309209689815265697641675e-40"),
    ("cos", -25, 1, "9912028118634735980832947188159241967951e-40"),
    ("cos", 1, 1000000, "9999999999995000000000000416666666666652e-40"),
    ("cos", -1, 1073741824, "9999999999999999995663191310057982264283e-40"),
    ("cos", 123456789, 1000, "5167253271439977004278587443845057510400e-41"),
    ("cos", 999999, 1000000, "5403031473388543740042640484645514380487e-40"),
    ("cos", 1000001, 1000000, "5403014643968847584917410717291929884852e-40"),
    ("cos", -999, 1000, "5411435065615720353106664505938613587406e-40"),
    ("tan", 1, 2, "5463024898437905132551794657802853832975e-40"),
    ("tan", 1, 1, "1557407724654902230506974807458360173087e-39"),
    ("tan", -1, 3, "-3462535495105754910385435656097407745957e-40"),
    ("tan", 3, 2, "1410141994717171938764608365198775644565e-38"),
    ("tan", -7, 4, "5520379922509330168089935698420205500301e-39"),
    ("tan", 22, 7, "1264489941294634156736316388363829873143e-42"),
    ("tan", 355, 113, "2667641890624286402940496019447053767888e-46"),
    ("tan", -11, 7, "1581666041106983707972929081698218158830e-36"),
    ("tan", 100, 3, "-2768610163933420861599553712663854415665e-39"),
    ("tan", -25, 1, "1335264070215358799986141277879681558930e-40"),
    ("tan", 1, 1000000, "1000000000000333333333333466666666666720e-45"),
    ("tan", -1, 1073741824, "-9313225746154785158942645223154386963406e-49"),
    ("tan", 123456789, 1000, "-1932678794482906768369753891156663575005e-38"),
    ("tan", 999999, 1000000, "1557404299141416335769218043203654527041e-39"),
    ("tan", 1000001, 1000000, "1557411150179057984189739882378629392230e-39"),
    ("tan", -999, 1000, "-1553987531329527704374649935257476231412e-39"),
    ("cot", 1, 2, "1830487721712451919268019438968816623758e-39"),
    ("cot", 1, 1, "6420926159343307030064199865942656202302e-40"),
    ("cot", -1, 3, "-2888057036277276859205300274354413128620e-39"),
    ("cot", 3, 2, "7091484430265244878898089293480328907333e-41"),
    ("cot", -7, 4, "1811469525715980952003992040544346730618e-40"),
    ("cot", 22, 7, "7908327044311328950385320768793316826360e-37"),
    ("cot", 355, 113, "3748629092662726865405270309972036778692e-33"),
    ("cot", -11, 7, "6322447179178958649279395547935585590303e-43"),
    ("cot", 100, 3, "-3611920569486314491290456775131191205677e-40"),
    ("cot", -25, 1, "7489155308722674234620606144506444342828e-39"),
    ("cot", 1, 1000000, "9999999999996666666666666444444444444423e-34"),
    ("cot", -1, 1073741824, "-1073741823999999999689559141794840494773e-30"),
    ("cot", 123456789, 1000, "-5174165530530139632008357983419738813487e-41"),
    ("cot", 999999, 1000000, "6420940282181649578906743593693794727521e-40"),
    ("cot", 1000001, 1000000, "6420912036523100810008029096849458427332e-40"),
    ("cot", -999, 1000, "-6435058067322079489425313560668375104228e-40"),
    ("sec", 1, 2, "1139493927324549122313327768204949928423e-39"),
    ("sec", 1, 1, "1850815717680925617911753241398650193470e-39"),
    ("sec", -1, 3, "1058249271461441901459521777640631636569e-39"),
    ("sec", 3, 2, "1413683290296990308192322843418549445144e-38"),
    ("sec", -7, 4, "-5610222320803705738955333105672422197018e-39"),
    ("sec", 22, 7, "-1000000799467086243842674401603729610820e-39"),
    ("sec", 355, 113, "-1000000000000035581566283066953076433953e-39"),
    ("sec", -11, 7, "-1581666357229311075762151934028654985621e-36"),
    ("sec", 100, 3, "-2943671557737962643549123257687933207864e-39"),
    ("sec", -25, 1, "1008875265517041440741798819702895649349e-39"),
    ("sec", 1, 1000000, "1000000000000500000000000208333333333418e-39"),
    ("sec", -1, 1073741824, "1000000000000000000433680868994201773759e-39"),
    ("sec", 123456789, 1000, "1935264148028351652605249865768403107965e-38"),
    ("sec", 999999, 1000000, "1850812835211644575753879634804842681196e-39"),
    ("sec", 1000001, 1000000, "1850818600161035852501530520804018913128e-39"),
    ("sec", -999, 1000, "1847938648204436425776110116705147880383e-39"),
    ("csc", 1, 2, "2085829642933488185772501675459290301962e-39"),
    ("csc", 1, 1, "1188395105778121216261599452374551003527e-39"),
    ("csc", -1, 3, "-3056284254579519320462516354924329229589e-39"),
    ("csc", 3, 2, "1002511304246724909954183649508739717262e-39"),
    ("csc", -7, 4, "-1016274676662749877138827413222174772913e-39"),
    ("csc", 22, 7, "-7908333366758508129343970048188864761946e-37"),
    ("csc", 355, 113, "-3748629092662860247499801521919211884724e-33"),
    ("csc", -11, 7, "-1000000199866671694196629220211736019938e-39"),
    ("csc", 100, 3, "1063230784920556852051621721843991839243e-39"),
    ("csc", -25, 1, "7555623550585948430722598814000858214772e-39"),
    ("csc", 1, 1000000, "1000000000000166666666666686111111111113e-33"),
    ("csc", -1, 1073741824, "-1073741824000000000155220429102579752619e-30"),
    ("csc", 123456789, 1000, "-1001337704719907480690333732883677325339e-39"),
    ("csc", 999999, 1000000, "1188395868838927602407627772422395255264e-39"),
    ("csc", 1000001, 1000000, "1188394342719483135247676241612593660784e-39"),
    ("csc", -999, 1000, "-1189159250604421682318219316029526195352e-39"),
    ("asin", 1, 2, "5235987755982988730771072305465838140328e-40"),
    ("asin", -1, 2, "-5235987755982988730771072305465838140328e-40"),
    ("asin", 1, 3, "3398369094541219370963925133917640663882e-40"),
    ("asin", -1, 1, "-1570796326794896619231321691639751442098e-39"),
    ("asin", 999, 1000, "1526071239626163187981625458968200372194e-39"),
    ("asin", -999999, 1000000, "-1569382113114672367468249895867095793634e-39"),
    ("asin", 1, 1000000000, "1000000000000000000166666666666666666741e-48"),
    ("asin", 2, 3, "7297276562269663634547966598133206953965e-40"),
    ("acos", 1, 2, "1047197551196597746154214461093167628065e-39"),
    ("acos", -1, 2, "2094395102393195492308428922186335256131e-39"),
    ("acos", 1, 3, "1230959417340774682134929178247987375710e-39"),
    ("acos", -1, 1, "3141592653589793238462643383279502884197e-39"),
    ("acos", 999, 1000, "4472508716873343124969623267155106990418e-41"),
    ("acos", -999999, 1000000, "3140178439909568986699571587506847235733e-39"),
    ("acos", 1, 1000000000, "1570796325794896619231321691473084775431e-39"),
    ("acos", 2, 3, "8410686705679302557765250318264307467020e-40"),
    ("atan", 1, 2, "4636476090008061162142562314612144020285e-40"),
    ("atan", 1, 1, "7853981633974483096156608458198757210492e-40"),
    ("atan", -1, 3, "-3217505543966421934014046143586613190207e-40"),
    ("atan", 3, 2, "9827937232473290679857106110146660144968e-40"),
    ("atan", -7, 4, "-1051650212548373667459867312086299829630e-39"),
    ("atan", 22, 7, "1262743545771120214302132054234899042675e-39"),
    ("atan", 355, 113, "1262627280221126712698732188411078875279e-39"),
    ("atan", -11, 7, "-1004067109271390271657834596069814312163e-39"),
    ("atan", 100, 3, "1540805321938018719554809232179809348604e-39"),
    ("atan", -25, 1, "-1530817639671606577817743842010376038501e-39"),
    ("atan", 1, 1000000, "9999999999996666666666668666666666665238e-46"),
    ("atan", -1, 1073741824, "-9313225746154785153557354776845613038929e-49"),
    ("atan", 123456789, 1000, "1570788226794823086377655759773266415232e-39"),
    ("atan", 999999, 1000000, "7853976633971983095323275124865673877367e-40"),
    ("atan", 1000001, 1000000, "7853986633971983096989941791531840544034e-40"),
    ("atan", -999, 1000, "-7848979133141150013031697743878289438351e-40"),
    ("acot", 1, 2, "1107148717794090503017065460178537040070e-39"),
    ("acot", 1, 1, "7853981633974483096156608458198757210492e-40"),
    ("acot", -1, 3, "-1249045772398254425829917077281090123077e-39"),
    ("acot", 3, 2, "5880026035475675512456110806250854276017e-40"),
    ("acot", -7, 4, "-5191461142465229517714543795534516124683e-40"),
    ("acot", 22, 7, "3080527810237764049291896374048523994228e-40"),
    ("acot", 355, 113, "3081690465737699065325895032286725668186e-40"),
    ("acot", -11, 7, "-5667292175235063475734870955699371299348e-40"),
    ("acot", 100, 3, "2999100485687789967651245945994209349385e-41"),
    ("acot", -25, 1, "-3997868712329004141357784962937540359701e-41"),
    ("acot", 1, 1000000, "1570795326794896619564655024972884775431e-39"),
    ("acot", -1, 1073741824, "-1570796325863574044615843176284015964414e-39"),
    ("acot", 123456789, 1000, "8100000073532853665931866485026866368602e-45"),
    ("acot", 999999, 1000000, "7853986633976983096989941791531840543617e-40"),
    ("acot", 1000001, 1000000, "7853976633976983095323275124865673876951e-40"),
    ("acot", -999, 1000, "-7858984134807816179281519172519224982633e-40"),
    ("asec", 3, 2, "8410686705679302557765250318264307467020e-40"),
    ("asec", 2, 1, "1047197551196597746154214461093167628065e-39"),
    ("asec", 1000001, 1000000, "1414212973117824129627602733004291196139e-42"),
    ("asec", 22, 7, "1246985311521346521302595496303531384734e-39"),
    ("asec", 1000000000000, 1, "1570796326793896619231321691639751441931e-39"),
    ("asec", 100, 7, "1500739033706846365932310640000094122142e-39"),
    ("asec", -3, 2, "2300523983021862982686118351453072137495e-39"),
    ("asec", -1000, 1, "1571796326961563360898033001193942932724e-39"),
    ("acsc", 3, 2, "7297276562269663634547966598133206953965e-40"),
    ("acsc", 2, 1, "5235987755982988730771072305465838140328e-40"),
    ("acsc", 1000001, 1000000, "1569382113821778795101694088906747150902e-39"),
    ("acsc", 22, 7, "3238110152735500979287261953362200573645e-40"),
    ("acsc", 1000000000000, 1, "1000000000000000000000000166666666666666e-51"),
    ("acsc", 100, 7, "7005729308805025329901105163965731995586e-41"),
    ("acsc", 1, 1, "1570796326794896619231321691639751442098e-39"),
    ("acsc", -3, 2, "-7297276562269663634547966598133206953965e-40"),
    ("acsc", -1000, 1, "-1000000166666741666711309554191490626144e-42"),
    ("sinh", 1, 2, "5210953054937473616224256264114915591059e-40"),
    ("sinh", 1, 1, "1175201193643801456882381850595600815155e-39"),
    ("sinh", -1, 3, "-3395405572561501391012606113386035850723e-40"),
    ("sinh", 3, 2, "2129279455094817496834387494677631648831e-39"),
    ("sinh", -7, 4, "-2790414366277642655092891223088160677454e-39"),
    ("sinh", 22, 7, "1156340649450051381641646085061672691915e-38"),
    ("sinh", 100, 3, "1497796234570909322017979175470858200696e-25"),
    ("sinh", -25, 1, "-3600244966869293626207373176113059694731e-29"),
    ("sinh", 1, 1000000, "1000000000000166666666666675000000000000e-45"),
    ("sinh", -1, 1073741824, "-9313225746154785157596322611577193481294e-49"),
    ("sinh", 999, 10, "1216154486989557687457580845076355295011e4"),
    ("sinh", -1000, 1, "-9850355570085234969444396761216615626584e394"),
    ("cosh", 1, 2, "1127625965206380785226225161402672012547e-39"),
    ("cosh", 1, 1, "1543080634815243778477905620757061682601e-39"),
    ("cosh", -1, 3, "1056071867829939389526864708263983252525e-39"),
    ("cosh", 3, 2, "2352409615243247325767667965441644170173e-39"),
    ("cosh", -7, 4, "2964188309728087781773608481754531693468e-39"),
    ("cosh", 22, 7, "1160656580376196641440105294515190289031e-38"),
    ("cosh", 100, 3, "1497796234570909322017979175504240578650e-25"),
    ("cosh", -25, 1, "3600244966869293626208761970499556096790e-29"),
    ("cosh", 1, 1000000, "1000000000000500000000000041666666666668e-39"),
    ("cosh", -1, 1073741824, "1000000000000000000433680868994201773634e-39"),
    ("cosh", 999, 10, "1216154486989557687457580845076355295011e4"),
    ("cosh", -1000, 1, "9850355570085234969444396761216615626584e394"),
    ("tanh", 1, 2, "4621171572600097585023184836436725487302e-40"),
    ("tanh", 1, 1, "7615941559557648881194582826047935904127e-40"),
    ("tanh", -1, 3, "-3215127375316343447194062224252064660052e-40"),
    ("tanh", 3, 2, "9051482536448664382423036964564955972276e-40"),
    ("tanh", -7, 4, "-9413755384972873622694208837716368322116e-40"),
    ("tanh", 22, 7, "9962814746419252083612522078543094265984e-40"),
    ("tanh", 100, 3, "9999999999999999999999999999777123368431e-40"),
    ("tanh", -25, 1, "-9999999999999999999996142500304072164433e-40"),
    ("tanh", 1, 1000000, "9999999999996666666666667999999999999460e-46"),
    ("tanh", -1, 1073741824, "-9313225746154785153557354776845613038462e-49"),
    ("coth", 1, 2, "2163953413738652848770004010218023117093e-39"),
    ("coth", 1, 1, "1313035285499331303636161246930847832912e-39"),
    ("coth", -1, 3, "-3110296679619443701378375231417624794566e-39"),
    ("coth", 3, 2, "1104791392982511903943998789199510110407e-39"),
    ("coth", -7, 4, "-1062275318515599572390278721768145639050e-39"),
    ("coth", 22, 7, "1003732404398477118693835025095884540928e-39"),
    ("coth", 100, 3, "1000000000000000000000000000022287663156e-39"),
    ("coth", -25, 1, "-1000000000000000000000385749969592783556e-39"),
    ("coth", 1, 1000000, "1000000000000333333333333311111111111113e-33"),
    ("coth", -1, 1073741824, "-1073741824000000000310440858205159505190e-30"),
    ("sech", 1, 2, "8868188839700739086588977977834085625340e-40"),
    ("sech", 1, 1, "6480542736638853995749773532261503231084e-40"),
    ("sech", -1, 3, "9469052537634979265589522801398116471968e-40"),
    ("sech", 3, 2, "4250960349422804609246809001071243390053e-40"),
    ("sech", -7, 4, "3373604830429050701188829864630222635716e-40"),
    ("sech", 22, 7, "8615812953697949227619661687099478943103e-41"),
    ("sech", 100, 3, "6676475590730012375653190234399210454066e-54"),
    ("sech", -25, 1, "2777588772992804118931817021825009766491e-50"),
    ("sech", 1, 1000000, "9999999999995000000000002083333333332486e-40"),
    ("sech", -1, 1073741824, "9999999999999999995663191310057982265537e-40"),
    ("sech", 999, 10, "8222639563460216360033306017044518355099e-83"),
    ("csch", 1, 2, "1919034751334943719492202878727006159587e-39"),
    ("csch", 1, 1, "8509181282393215451338427632871752841817e-40"),
    ("csch", -1, 3, "-2945156266694814347645586003495165676460e-39"),
    ("csch", 3, 2, "4696424405952245847295644318870136153153e-40"),
    ("csch", -7, 4, "-3583697145789785118026484521367918899428e-40"),
    ("csch", 22, 7, "8647970651862787589103205270541728290508e-41"),
    ("csch", 100, 3, "6676475590730012375653190234548013493107e-54"),
    ("csch", -25, 1, "-2777588772992804118932888476609732997668e-50"),
    ("csch", 1, 1000000, "9999999999998333333333333527777777777757e-34"),
    ("csch", -1, 1073741824, "-1073741823999999999844779570897420247411e-30"),
    ("csch", 999, 10, "8222639563460216360033306017044518355099e-83"),
    ("asinh", 1, 2, "4812118250596034474977589134243684231351e-40"),
    ("asinh", 1, 1, "8813735870195430252326093249797923090281e-40"),
    ("asinh", -1, 3, "-3274501502372584433225352599882581277005e-40"),
    ("asinh", 3, 2, "1194763217287109304111930828519090523536e-39"),
    ("asinh", -7, 4, "-1325897766901137464802542244661767018644e-39"),
    ("asinh", 22, 7, "1862679211134609985019001482949627540444e-39"),
    ("asinh", 355, 113, "1862295824224284002053998861018118864269e-39"),
    ("asinh", -11, 7, "-1233742602769681982843582070673786317927e-39"),
    ("asinh", 100, 3, "4199930001980373325286607570794620787603e-39"),
    ("asinh", -25, 1, "-3912422765641255649685093236852940798196e-39"),
    ("asinh", 1, 1000000, "9999999999998333333333334083333333332886e-46"),
    ("asinh", -1, 1073741824, "-9313225746154785154903677388422806519289e-49"),
    ("asinh", 123456789, 1000, "1241679366776222879085531304641911129542e-38"),
    ("asinh", 999999, 1000000, "8813728799125850619603255157534483320593e-40"),
    ("asinh", 1000001, 1000000, "8813742941261474351142998825410227759111e-40"),
    ("asinh", -999, 1000, "-8806663034322094614362783578071093271583e-40"),
    ("acosh", 3, 2, "9624236501192068949955178268487368462703e-40"),
    ("acosh", 2, 1, "1316957896924816708625046347307968444026e-39"),
    ("acosh", 1000001, 1000000, "1414213444521991367540170672198897492016e-42"),
    ("acosh", 22, 7, "1811950760821413556235972813109322036695e-39"),
    ("acosh", 1000000000000, 1, "2832416829648849351763312932767054705928e-38"),
    ("acosh", 100, 7, "3351179960407897602734396782133742720608e-39"),
    ("atanh", 1, 2, "5493061443340548456976226184612628523237e-40"),
    ("atanh", -1, 2, "-5493061443340548456976226184612628523237e-40"),
    ("atanh", 1, 3, "3465735902799726547086160607290882840377e-40"),
    ("atanh", 999, 1000, "3800201167250200031775967267809004462263e-39"),
    ("atanh", -999999, 1000000, "-7254328619262047206741757083636344448506e-39"),
    ("atanh", 1, 1000000000, "1000000000000000000333333333333333333533e-48"),
    ("atanh", 2, 3, "8047189562170501873003796666130938197628e-40"),
    ("acoth", 3, 2, "8047189562170501873003796666130938197628e-40"),
    ("acoth", 2, 1, "5493061443340548456976226184612628523237e-40"),
    ("acoth", 1000001, 1000000, "7254329119262047206783423750303017365173e-39"),
    ("acoth", 22, 7, "3296228144421319805936337311065991306607e-40"),
    ("acoth", 1000000000000, 1, "1000000000000000000000000333333333333333e-51"),
    ("acoth", 100, 7, "7011467065432511798999462777919704323285e-41"),
    ("acoth", -3, 2, "-8047189562170501873003796666130938197628e-40"),
    ("acoth", -1000, 1, "-1000000333333533333476190587301678210755e-42"),
    ("asech", 1, 2, "1316957896924816708625046347307968444026e-39"),
    ("asech", 1, 3, "1762747174039086050465218649959584618056e-39"),
    ("asech", 999999, 1000000, "1414214151629126107765550693950698208803e-42"),
    ("asech", 1, 1000000000, "2141641301750635646532915521361745443639e-38"),
    ("asech", 2, 3, "9624236501192068949955178268487368462703e-40"),
    ("acsch", 1, 2, "1443635475178810342493276740273105269405e-39"),
    ("acsch", 1, 1, "8813735870195430252326093249797923090281e-40"),
    ("acsch", -1, 3, "-1818446459232066823483698963560708993786e-39"),
    ("acsch", 3, 2, "6251451172504166876342516732261024070341e-40"),
    ("acsch", -7, 4, "-5441712343655167261298339684926207571335e-40"),
    ("acsch", 22, 7, "3130438434083089821206656200524819120245e-40"),
    ("acsch", 355, 113, "3131658546953229348102947917032474675243e-40"),
    ("acsch", -11, 7, "-5997553999708463766377960502160992978651e-40"),
    ("acsch", 100, 3, "2999550182152425832605858652114248473614e-41"),
    ("acsch", -25, 1, "-3998934100602700269155869538759737062401e-41"),
    ("acsch", 1, 1000000, "1450865773852446941352518075581436181373e-38"),
    ("acsch", -1, 1073741824, "-2148756259735830459215103619970057449707e-38"),
    ("acsch", 123456789, 1000, "8100000073621427168345564598336160060642e-45"),
    ("acsch", 999999, 1000000, "8813742941268545422490400858239612984546e-40"),
    ("acsch", 1000001, 1000000, "8813728799132921683879589378493973884637e-40"),
    ("acsch", -999, 1000, "-8820812245141080561690165366847027524242e-40"),
    ("sqrt", 2, 1, "1414213562373095048801688724209698078569e-39"),
    ("sqrt", 3, 1, "1732050807568877293527446341505872366942e-39"),
    ("sqrt", 1, 3, "5773502691896257645091487805019574556476e-40"),
    ("sqrt", 1000000000000000, 7, "1195228609334393639968817179693124984846e-32"),
    ("sqrt", 1, 1000000000001, "9999999999995000000000003749999999996875e-46"),
    ("sqrt", 99, 100, "9949874371066199547344798210012060051781e-40"),
    ("cbrt", 2, 1, "1259921049894873164767210607278228350570e-39"),
    ("cbrt", -3, 1, "-1442249570307408382321638310780109588391e-39"),
    ("cbrt", 1, 3, "6933612743506347048433522747859617954459e-40"),
    ("cbrt", -1000000000000000, 7, "-5227579585747102167482961871599154662124e-35"),
];

#[rustfmt::skip]
const POWERS: &[(i64, i64, i64, i64, &str)] = &[
    (2, 1, 1, 2, "1414213562373095048801688724209698078569e-39"),
    (2, 1, -1, 2, "7071067811865475244008443621048490392848e-40"),
    (3, 1, 1, 3, "1442249570307408382321638310780109588391e-39"),
    (1, 2, 3, 7, "7429971445684742123999266433572963031618e-40"),
    (10, 1, -5, 3, "2154434690031883721759293566519350495259e-41"),
    (3, 2, 1001, 10, "4233845749788754341570645336861200963331e-22"),
    (7, 5, -1, 1000, "9996635843638134592333636448981800979509e-40"),
    (123, 10, 355, 113, "2654838957728181482024497670241688566996e-36"),
    (99, 100, 10001, 2, "1492074763984136761821946999105878663077e-61"),
    (2, 1, 1, 17, "1041616010650583812188052978944858506819e-39"),
    (5, 1, -200, 3, "2523479092843539234548158830164799768750e-86"),
];
