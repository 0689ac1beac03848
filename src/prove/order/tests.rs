//! Statements that must be proved, and false ones that must not.

use crate::elaborate::{Scope, Sort};
use crate::prove::{Context, prove};
use crate::read::plain;
use crate::theory::{Library, load};
use hence_kernel::{Term, Theorem, defined, syntax};

// "x y; n: hypothesis, hypothesis |- claim": real variables need no declaration, integers stand before a colon.
fn provable(row: &str, library: &Library) -> bool {
    let (integers, rest) = row.split_once(':').unwrap_or(("", row));
    let (assumed, claim) = rest.split_once("|-").expect("a row has |-");
    let mut scope = Scope::new();
    for name in integers.split_whitespace() {
        scope.declare(name, Sort::from_word("int").expect("a sort"));
    }
    let mut read = |text: &str| -> Term {
        let e = plain::parse(text.trim(), 0).unwrap_or_else(|u| panic!("{row}: {}", u.reason));
        scope
            .formula(&e)
            .unwrap_or_else(|p| panic!("{row}: {}", p.reason))
    };
    let mut hypotheses: Vec<Term> = Vec::new();
    let mut formulas: Vec<Term> = assumed
        .split(',')
        .filter(|t| !t.trim().is_empty())
        .map(&mut read)
        .collect();
    let goal = read(claim);
    let vars: Vec<Term> = formulas
        .iter()
        .chain([&goal])
        .flat_map(Term::free_vars)
        .collect();
    formulas.extend(scope.sort_facts(&vars));
    for f in &formulas {
        let needs = defined(f, &library.theory)
            .map(|d| syntax::conjuncts(&d))
            .unwrap_or_default();
        hypotheses.extend(needs);
        hypotheses.push(f.clone());
    }
    // A claim is to hold where it is defined.
    if let Ok(d) = defined(&goal, &library.theory) {
        hypotheses.extend(syntax::conjuncts(&d));
    }
    let assume = |t: &Term| Theorem::assume(t).ok();
    let context = Context::new(library, hypotheses.iter().filter_map(assume));
    match prove(&goal, &context) {
        None => false,
        Some(th) => {
            assert_eq!(th.conclusion(), &goal, "{row}");
            let foreign = th.hypotheses().iter().find(|h| !hypotheses.contains(h));
            assert_eq!(foreign, None, "{row}");
            true
        }
    }
}

fn check(rows: &[&str], expected: bool) {
    let library = load().expect("the theory loads");
    let wrong: Vec<&&str> = rows
        .iter()
        .filter(|row| provable(row, &library) != expected)
        .collect();
    assert!(wrong.is_empty(), "expected {expected}:\n{wrong:#?}");
}

#[test]
fn linear() {
    check(
        &[
            "a < b, b < c |- a < c",
            "a <= b, b < c |- a < c",
            "a < b, c < d |- a + c < b + d",
            "-x < -3 |- x > 3",
            "x < 10 |- x <= 10",
            "2*x + y <= 4, x - y <= 2 |- x <= 2",
            "2*x + y < 4, x - y <= 2 |- x < 2",
            "x + y = 3, x - y >= 1 |- x >= 2",
            "x >= 1, y >= 2, z >= 3 |- x + y + z >= 6",
            "x >= 1, y >= 2, z > 3 |- x + y + z > 6",
            "3*x - 2*y <= 1, y <= x/2 |- x <= 1/2",
            "a = b + 1, b > 2 |- a > 3",
            "x < 2, y < 3 |- x + y != 5",
            "x <= 1, x >= 1 |- 2*x <= 2",
            "0 <= x, x <= 1, 0 <= y, y <= 1 |- x + y <= 2",
            "x > 1 |- 2*x + 3 > 5",
            "x^2 <= 3, y^2 <= 4 |- x^2 + y^2 <= 7",
            "n: n > 0 |- n >= 1",
            "n: n > 2 |- n >= 3",
            "m n: m < n |- m + 1 <= n",
            "n: 2*n > 1 |- n >= 1/2",
        ],
        true,
    );
}

#[test]
fn not_linear_after_all() {
    check(
        &[
            "a < b, a < c |- b < c",
            "a <= b, b <= c |- a < c",
            "-x < -3 |- x < 3",
            "a < b, c < d |- a - c < b - d",
            "x <= 10 |- x < 10",
            "x > 0 |- x >= 1",
            "x + y = 3, x - y >= 1 |- x > 2",
            "2*x + y <= 4, x - y <= 2 |- x <= 1",
            "n: n >= 0 |- n >= 1",
        ],
        false,
    );
}

#[test]
fn products() {
    check(
        &[
            "0 < c, a < b |- a*c < b*c",
            "0 <= c, a < b |- a*c <= b*c",
            "c < 0, a < b |- b*c < a*c",
            "0 < a, a < b |- 1/b < 1/a",
            "0 <= a, a < b |- a^2 < b^2",
            "0 <= a, a < b |- a^3 < b^3",
            "-1 < f, f < 1 |- 0 < 1 - f^2",
            "0 < x, x < 1 |- x^2 < x",
            "0 < x, x < 1 |- x^3 < x",
            "x > 1 |- x^2 > x",
            "0 < p, p < 1 |- p*(1-p) > 0",
            "0 <= p, p <= 1 |- p^2 <= p",
            "x > 0 |- x + 1/x >= 2",
            "x < 0 |- x + 1/x <= -2",
            "a > 0, b > 0 |- a/b + b/a >= 2",
            "a > 0, b > 0 |- (a + b)*(1/a + 1/b) >= 4",
            "a > 0, b > 0 |- 2/(1/a + 1/b) <= (a + b)/2",
            "a > 0, b > 0, a*b = 1 |- a + b >= 2",
            "a > 0, b > 0, c > 0 |- a*b + b*c + c*a > 0",
            "a > 0, b > 0, c > 0 |- a/(b+c) + b/(c+a) + c/(a+b) >= 3/2",
            "a >= 0, b >= 0, c >= 0 |- a^3 + b^3 + c^3 >= 3*a*b*c",
            "a >= 0, b >= 0 |- (a+b)/2 >= sqrt(a*b)",
            "0 <= a, 0 <= b, a <= b^2 |- sqrt(a) <= b",
            "0 <= a, 0 <= b, a^2 <= b^2 |- a <= b",
            "x > 0, y > 0, x*y >= 1 |- x + y >= 2",
            "x >= 1, y >= 1 |- x*y >= 1",
            "x >= 1, y >= 1 |- x*y + 1 >= x + y",
            "0 <= x, x <= 1, 0 <= y, y <= 1 |- x + y - x*y <= 1",
            "x > 0 |- 1/(1 + x) < 1",
            "x > 0 |- x/(1 + x) < 1",
            "0 < a, a < b |- a/(1+a) < b/(1+b)",
            "n: n >= 1 |- n*(n+1)/2 >= n",
            "n: |- n^2 >= n",
            "L > 0, m <= L*(a - b), c <= b |- m <= L*(a - c)",
            "K: L > 0, K >= 1, K*m <= 2*L*(a - b), c <= b, c <= a |- m <= 2*L/K*(a - c)",
            "x >= 2 |- x^2 >= 4",
            "x^2 < 4 |- x < 2",
            "x^2 <= 1 |- x >= -1",
        ],
        true,
    );
}

#[test]
fn not_products_after_all() {
    check(
        &[
            "a < b |- a*c < b*c",
            "0 <= c, a < b |- a*c < b*c",
            "a < b |- a^2 < b^2",
            "a != 0, b != 0, a < b |- 1/b < 1/a",
            "x != 0 |- x + 1/x >= 2",
            "x > 0 |- x + 1/x > 2",
            "0 < x |- x^2 < x",
            "a^2 <= b^2 |- a <= b",
            "0 <= a, a <= b^2 |- sqrt(a) <= b",
            "a > 0, b > 0, c > 0 |- a/(b+c) + b/(c+a) + c/(a+b) > 3/2",
            "a >= 0, b >= 0 |- (a+b)/2 > sqrt(a*b)",
            "|- a^3 + b^3 + c^3 >= 3*a*b*c",
            "n: |- n^2 > n",
            "x^2 < 4 |- x < 1",
        ],
        false,
    );
}

#[test]
fn squares() {
    check(
        &[
            "|- a^2 + b^2 >= 2*a*b",
            "|- x^2 + x*y + y^2 >= 0",
            "|- x^2 + x + 1 > 0",
            "|- x*(1 - x) <= 1/4",
            "|- x^4 - 4*x^3 + 6*x^2 - 4*x + 1 >= 0",
            "|- 0 < 1 - 2*x^2 + 3*x^4",
            "|- x^4 + x^2 + 1 > 0",
            "|- x^4 - x + 1 > 0",
            "|- x^4 + x^3 + x^2 + x + 1 > 0",
            "|- x^6 - x^3 + 1 > 0",
            "|- a^2 + b^2 + c^2 >= a*b + b*c + c*a",
            "|- 3*(a^2 + b^2 + c^2) >= (a + b + c)^2",
            "|- (a*c + b*d)^2 <= (a^2 + b^2)*(c^2 + d^2)",
            "|- (a + b)^2 <= 2*(a^2 + b^2)",
            "|- a^4 + b^4 >= a^3*b + a*b^3",
            "|- a^4 + b^4 + c^4 >= a*b*c*(a + b + c)",
            "|- x^2 + y^2 + 1 >= x*y + x + y",
            "|- x^6 + y^6 + 1 >= 3*x^2*y^2",
            "|- x^2*y^2 + x^2 + y^2 + 1 >= 4*x*y",
            "|- (x^4*y^2 + x^2*y^4 + 1 - 3*x^2*y^2)*(x^2 + y^2 + 1) >= 0",
            "|- 1 + x^2 - x*sqrt(2) > 0",
            "|- x^2 + sqrt(2)*x + 1 > 0",
            "|- 2*a*b <= a^2 + b^2",
            "|- a*b <= a^2/4 + b^2",
            "e > 0 |- 2*a*b <= e*a^2 + b^2/e",
            "|- x^2 - 2*x + 3 != 0",
            "|- exp(2*x) - 2*exp(x) + 2 > 0",
            "x + y + z = 0 |- x*y + y*z + z*x <= 0",
            "x + y = 1 |- x^2 + y^2 >= 1/2",
            "x^2 + y^2 = 1 |- x*y <= 1/2",
            "x^2 + y^2 = 1 |- x + y <= sqrt(2)",
        ],
        true,
    );
}

#[test]
fn not_squares_after_all() {
    check(
        &[
            "|- a^2 + b^2 > 2*a*b",
            "|- x^2 > 0",
            "|- x*(1-x) < 1/4",
            "|- x^4 - 4*x^3 + 6*x^2 - 4*x + 999/1000 >= 0",
            "|- x^3 >= 0",
            "|- x^2 + 3*x*y + y^2 >= 0",
            "|- 1 + x^2 - x*sqrt(5) > 0",
            "|- x^4 - x + 1/4 > 0",
            "|- (a*c + b*d)^2 < (a^2 + b^2)*(c^2 + d^2)",
            "x^2 + y^2 = 1 |- x*y <= 1/3",
        ],
        false,
    );
}

#[test]
fn functions() {
    check(
        &[
            "|- exp(x) >= 1 + x",
            "x > 0 |- log(x) <= x - 1",
            "x >= 0 |- sin(x) <= x",
            "|- 3 + cos(x) != 0",
            "|- 3 + cos(x) > 0",
            "|- 2 - sin(x) > 0",
            "|- 1 + exp(-x) > 1",
            "|- 1/(1 + exp(-x)) < 1",
            "|- 1/(1 + exp(-x)) > 0",
            "|- tanh(x)^2 < 1",
            "|- sin(x)^2 <= 1",
            "|- sin(x)*cos(x) <= 1/2",
            "|- sin(x) + cos(x) <= sqrt(2)",
            "|- 5 + 3*sin(x) + cos(y) > 0",
            "|- x + sqrt(1 + x^2) > 0",
            "|- sqrt(1 + x^2) >= 1",
            "|- sqrt(1 + x^2) > x",
            "a <= b |- exp(a) <= exp(b)",
            "a < b |- exp(a) < exp(b)",
            "0 < a, a < b |- log(a) < log(b)",
            "0 <= a, a <= b |- sqrt(a) <= sqrt(b)",
            "a < b |- tanh(a) < tanh(b)",
            "a < b |- 1/(1 + exp(a)) > 1/(1 + exp(b))",
            "|- cosh(x) >= 1",
            "x >= 0 |- sinh(x) >= x",
            "|- atan(x) < 2",
            "x > 0 |- log(x) < x",
            "x > 1 |- log(x) > 0",
            "|- cos(x) >= 1 - x^2/2",
            "x > 0 |- x*exp(x) > x",
            "|- floor(x) <= x",
            "|- x < floor(x) + 1",
            "|- exp(x) - x > 0",
            "x != 0 |- exp(x) > 1 + x",
            "|- pi*x^2 + 3*x + 1 > 0",
        ],
        true,
    );
}

#[test]
fn absolute_values() {
    check(
        &[
            "abs(x) < 2 |- x < 2",
            "abs(x) < 2 |- x > -2",
            "abs(x) <= 1 |- x^2 <= 1",
            "|- abs(x) >= x",
            "|- abs(x)/(1 + abs(x)) < 1",
            "-2 < x, x < 2 |- abs(x) < 2",
            "|- abs(a + b) <= abs(a) + abs(b)",
            "|- abs(a) - abs(b) <= abs(a - b)",
            "|- 2*abs(a*b) <= a^2 + b^2",
            "|- max(x, y) >= min(x, y)",
            "x < 1, y < 1 |- max(x, y) < 1",
            "|- max(x, y) >= (x + y)/2",
            "|- abs(abs(a) - abs(b)) <= abs(a - b)",
            "abs(x - 1) < 1 |- x > 0",
            "abs(x) <= a, abs(y) <= b |- abs(x + y) <= a + b",
        ],
        true,
    );
}

#[test]
fn not_functions_after_all() {
    check(
        &[
            "|- exp(x) > 1 + x",
            "|- sin(x) <= x",
            "|- 1 + cos(x) > 0",
            "|- tanh(x)^2 < 9/10",
            "|- sqrt(1 + x^2) > 1",
            "|- 1/(1 + exp(-x)) < 1/2",
            "x < 2 |- abs(x) < 2",
            "|- abs(a + b) < abs(a) + abs(b)",
            "|- sin(x) + cos(x) <= 1",
            "x > 0 |- log(x) > 0",
            "|- abs(a - b) <= abs(a) - abs(b)",
        ],
        false,
    );
}
