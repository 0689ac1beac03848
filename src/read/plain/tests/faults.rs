//! What cannot be read, where the fault is shown, and that reading never panics.

use crate::read::ast::{Expr, Kind, Unread};
use crate::read::plain::{Body, FormulaText, parse, parse_derivation};
use proptest::prelude::*;
use std::ops::Range;
use std::time::Instant;

const FAULTS: &[(&str, Range<usize>, &str)] = &[
    ("", 0..0, "the formula breaks off here"),
    ("2*(x + 1", 2..3, "`(` is not closed"),
    ("x + 1)", 5..6, "`)` closes nothing"),
    ("(x]", 2..3, "`]` does not close `(`"),
    ("[1, 2}", 5..6, "`}` does not close `[`"),
    ("x +", 3..3, "the formula breaks off here"),
    ("x + * y", 4..5, "`*` is not expected here"),
    ("2 3", 2..3, "two numbers side by side"),
    ("2x 3 4", 5..6, "two numbers side by side"),
    ("x $ y", 2..3, "`$` is not a sign of this language"),
    ("sin", 0..3, "`sin` has no argument"),
    ("sin = 1", 0..3, "`sin` has no argument"),
    ("x = sin(", 8..8, "the formula breaks off here"),
    ("root(3)", 0..4, "`root` takes 2 arguments, not 1"),
    (
        "1e99999",
        0..7,
        "a power of ten beyond what is written out exactly",
    ),
    (
        "n!!",
        2..3,
        "a double factorial; write (n!)! for the factorial of one",
    ),
    ("|x", 0..1, "`|` is not closed"),
    ("||x|", 0..1, "`|` is not closed"),
    ("x = ", 4..4, "the formula breaks off here"),
    ("a < > b", 4..5, "`>` is not expected here"),
    (
        "sum_k=1^n k",
        5..6,
        "what stands below needs brackets: `sum_(k=1)^n`",
    ),
    ("sum_(k=1)^ k", 12..12, "the formula breaks off here"),
    ("lim f(x)", 0..3, "a limit says where: `lim_(x->0)`"),
    ("lim_(x=0) f(x)", 6..7, "`->` is expected here"),
    ("lim_x f(x)", 0..3, "a limit says where: `lim_(x->0)`"),
    ("[[1,2],[3]]", 7..10, "a row of another length"),
    ("∂x", 0..3, "`∂` stands for a derivative: `∂/∂x`"),
    (
        "d^2/dx f(x)",
        0..6,
        "a derivative of order 2 with 1 below the line",
    ),
    ("x_ + 1", 3..4, "`+` is not expected here"),
    ("(x)_1", 3..4, "`_` is not expected here"),
    ("x and", 5..5, "the formula breaks off here"),
    ("not", 3..3, "the formula breaks off here"),
    ("forall : x", 7..8, "`:` is not expected here"),
    ("{1, 2", 0..1, "`{` is not closed"),
    ("⟨a⟩", 0..3, "`⟨ ⟩` takes two parts"),
    ("]0,1[", 0..1, "`]` closes nothing"),
    ("x in ]0,1", 5..6, "`]` is not closed"),
    ("x ⁻", 2..5, "a raised or lowered sign without its number"),
    ("inner(a, b, c)", 0..5, "`inner` takes 2 arguments, not 3"),
    ("int_0^1 x + dx", 14..14, "the formula breaks off here"),
    ("x = y = = z", 8..9, "`=` is not expected here"),
    ("f(x,)", 4..5, "something is missing before `)`"),
    ("()", 1..2, "something is missing before `)`"),
    ("x = 1, ", 7..7, "the formula breaks off here"),
    ("é#", 2..3, "`#` is not a sign of this language"),
    ("{x if; y}", 5..6, "`;` is not expected here"),
    ("sqrt()", 0..4, "`sqrt` takes 1 argument, not 0"),
    ("sin + 1", 0..3, "`sin` has no argument"),
    ("x^", 2..2, "the formula breaks off here"),
    ("(x) (y", 4..5, "`(` is not closed"),
    ("a/", 2..2, "the formula breaks off here"),
    ("x'_", 3..3, "a subscript or bound is missing here"),
    ("|x + (|", 7..7, "the formula breaks off here"),
];

#[test]
fn faults_are_shown_where_they_are() {
    for (text, place, reason) in FAULTS {
        let fault = parse(text, 0).expect_err(text);
        assert_eq!(
            (fault.span.start..fault.span.end, fault.reason.as_str()),
            (place.clone(), *reason),
            "{text}"
        );
    }
}

#[test]
fn deep_brackets_are_quick_and_too_deep_ones_refused() {
    for (open, close) in [
        ("(", ")"),
        ("sin(", ")"),
        ("[", "]"),
        ("f(", ")"),
        ("2^(", ")"),
        ("|x+(", ")|"),
        ("{", "}"),
    ] {
        let text = format!(
            "{}x{}",
            open.repeat(60),
            close.chars().rev().collect::<String>().repeat(60)
        );
        let text = if open == "|x+(" {
            format!("{}x{}", open.repeat(60), close.repeat(60))
        } else {
            text
        };
        let start = Instant::now();
        parse(&text, 0).unwrap_or_else(|fault| panic!("{text}: {fault:?}"));
        assert!(start.elapsed().as_millis() < 100, "{text}");
    }
    let nested = |depth: usize| format!("{}x{}", "(".repeat(depth), ")".repeat(depth));
    assert!(parse(&nested(100), 0).is_ok());
    assert!(parse(&nested(150), 0).is_ok());
    let fault = parse(&nested(100_000), 0).unwrap_err();
    assert!(fault.reason.contains("more than"), "{}", fault.reason);
    let fault = parse(&nested(151), 0).unwrap_err();
    assert_eq!(
        (fault.span.start, fault.reason.as_str()),
        (151, "more than 150 brackets inside each other")
    );
}

#[test]
fn long_rows_of_signs_end_in_a_fault() {
    for text in [
        "-".repeat(3000),
        "|".repeat(3000),
        "2^".repeat(1900),
        "not ".repeat(900),
        "f'(".repeat(900),
        "√".repeat(900),
    ] {
        assert!(parse(&text, 0).is_err());
    }
    assert!(
        parse(&format!("x{}", " + x".repeat(5000)), 0)
            .unwrap_err()
            .reason
            .contains("signs")
    );
    assert!(parse(&format!("x{}", " + x".repeat(1500)), 0).is_ok());
}

const SEEDS: &[&str] = &[
    "d/dx (3*sin(x)^2) = 6 sin x cos x",
    "sum_(k=1)^n (a_k - a_(k+1)) <= ||v||_2 and |x - |y|| > 0",
    "∀ε>0: lim_(x->0+) √(x²) ≠ ∫_0^∞ e^-x dx => x ∈ ]0,1[ ∪ {x | x > 0}",
    "f'(x) = {x if x > 0; -x otherwise}, n! = min(a, 2.5e-3) for all x",
    "∂²f/∂x∂y + dy/dx = [[1,2],[3,4]] +- ⟨a,b⟩ mod 2",
    "claim (1): x = 2  (3) by the rule, b from 1, (2) # why",
    "vars x y : real; n : int",
    "assume $x > 0$, y > 0 and $z$",
    "expect valid|invalid H0101",
];

fn check(expr: &Expr, text: &str, offset: usize) {
    let (start, end) = (expr.span.start, expr.span.end);
    assert!(
        offset <= start && start <= end && end <= offset + text.len(),
        "{text}: {expr:?}"
    );
    assert!(
        text.is_char_boundary(start - offset) && text.is_char_boundary(end - offset),
        "{text}: {expr:?}"
    );
    match &expr.kind {
        Kind::Binary(_, a, b) => {
            check(a, text, offset);
            check(b, text, offset);
        }
        Kind::Neg(a) | Kind::Paren(a) | Kind::Abs(a) | Kind::Factorial(a) | Kind::Not(a) => {
            check(a, text, offset)
        }
        Kind::NameParen(name, items) => {
            name.subs.iter().for_each(|sub| check(sub, text, offset));
            items.iter().for_each(|item| check(item, text, offset));
        }
        Kind::Tuple(items)
        | Kind::And(items)
        | Kind::Or(items)
        | Kind::Apply { args: items, .. } => {
            items.iter().for_each(|item| check(item, text, offset));
        }
        Kind::Chain { first, links } => {
            first.iter().for_each(|first| check(first, text, offset));
            links.iter().for_each(|link| check(&link.rhs, text, offset));
        }
        Kind::Integral { body, var, .. } => {
            check(body, text, offset);
            var.iter().for_each(|var| check(var, text, offset));
        }
        Kind::Derivative { body, .. }
        | Kind::Big { body, .. }
        | Kind::Limit { body, .. }
        | Kind::Between { body, .. } => check(body, text, offset),
        _ => {}
    }
}

fn check_read(read: &Result<Expr, Unread>, text: &str, offset: usize) {
    match read {
        Ok(expr) => check(expr, text, offset),
        Err(fault) => {
            let (start, end) = (fault.span.start, fault.span.end);
            assert!(
                offset <= start && start <= end && end <= offset + text.len(),
                "{text}: {fault:?}"
            );
            assert!(
                text.is_char_boundary(start - offset) && text.is_char_boundary(end - offset),
                "{text}: {fault:?}"
            );
            assert!(!fault.reason.is_empty());
        }
    }
}

proptest! {
    #[test]
    fn spoiled_formulas_never_panic_and_keep_their_spans(
        seed in 0..SEEDS.len(),
        other in 0..SEEDS.len(),
        edits in prop::collection::vec((any::<prop::sample::Index>(), 0..3u8, any::<prop::sample::Index>()), 0..8),
    ) {
        let mut chars: Vec<char> = SEEDS[seed].chars().collect();
        let pool: Vec<char> = SEEDS[other].chars().chain("()[]{}|^_$\\\né∫".chars()).collect();
        for (at, what, from) in edits {
            if chars.is_empty() {
                break;
            }
            let at = at.index(chars.len());
            match what {
                0 => { chars.remove(at); }
                1 => chars.insert(at, pool[from.index(pool.len())]),
                _ => chars[at] = pool[from.index(pool.len())],
            }
        }
        let text: String = chars.into_iter().collect();
        check_read(&parse(&text, 7), &text, 7);
        for item in parse_derivation(&text).items {
            prop_assert!(item.span.end <= text.len());
            prop_assert!(text.is_char_boundary(item.span.start) && text.is_char_boundary(item.span.end));
            match &item.body {
                Body::Claim(claim) | Body::Given(claim) | Body::Define(claim) => {
                    if let FormulaText::Plain(read) = &claim.formula.text {
                        check_read(read, &text, 0);
                    }
                }
                Body::Assume(list) | Body::Let(list) => {
                    for formula in list {
                        if let FormulaText::Plain(read) = &formula.text {
                            check_read(read, &text, 0);
                        }
                    }
                }
                Body::Unreadable(fault) => check_read(&Err(fault.clone()), &text, 0),
                _ => {}
            }
        }
    }
}
