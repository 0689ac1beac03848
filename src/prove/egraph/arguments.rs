//! Arguments of functions in a form that the facts about the function can take apart.

use hence_kernel::{Q, Term, syntax};

/// An angle that is too large a multiple for the facts about two and three times an angle, as the sum of two halves.
pub(super) fn halved(t: &Term) -> Option<Term> {
    let (k, rest) = t.as_binary("*")?;
    let k = k.as_num()?.to_i64().filter(|k| (4..=24).contains(k))?;
    let (a, b) = (k / 2, k - k / 2);
    let part = |n: i64| syntax::mul(&Term::int(n), rest).ok();
    if a == b {
        return syntax::mul(&Term::int(2), &part(a)?).ok();
    }
    syntax::add(&part(b)?, &part(a)?).ok()
}

// Trial division ends here.
const MAX_RADICAND: i64 = 1_000_000;

/// A number under a square or cube root, as a product with the largest square or cube in it; nothing where that is 1.
pub(super) fn power_taken_out(head: &Term, t: &Term) -> Option<Term> {
    let k = match () {
        () if head.is_const("sqrt") => 2,
        () if head.is_const("cbrt") => 3,
        () => return None,
    };
    let q = t.as_num()?;
    let n = q.to_i64().filter(|n| (2..=MAX_RADICAND).contains(n))?;
    let (mut root, mut rest, mut d) = (1, n, 2i64);
    while d.pow(k) <= rest {
        if rest % d.pow(k) == 0 {
            rest /= d.pow(k);
            root *= d;
        } else {
            d += 1;
        }
    }
    if root == 1 {
        return None;
    }
    let power = syntax::pow(&Term::int(root), &Term::int(i64::from(k))).ok()?;
    if rest == 1 {
        return Some(power);
    }
    syntax::mul(&power, &Term::num(Q::int(rest))).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theory::parse_term;

    #[test]
    fn powers_are_taken_out_of_radicands() {
        for (head, n, expected) in [
            ("sqrt", 12, Some("2 ^ 2 * 3")),
            ("sqrt", 72, Some("6 ^ 2 * 2")),
            ("sqrt", 49, Some("7 ^ 2")),
            ("sqrt", 30, None),
            ("cbrt", 54, Some("3 ^ 3 * 2")),
            ("log", 4, None),
        ] {
            let head = syntax::constant(head).unwrap();
            let found = power_taken_out(&head, &Term::int(n));
            assert_eq!(found, expected.map(|t| parse_term(t).unwrap()));
        }
    }

    #[test]
    fn large_multiples_are_halved() {
        for (t, expected) in [
            ("4 * x", Some("2 * (2 * x)")),
            ("5 * x", Some("3 * x + 2 * x")),
            ("3 * x", None),
            ("x * y", None),
        ] {
            let found = halved(&parse_term(t).unwrap());
            assert_eq!(found, expected.map(|t| parse_term(t).unwrap()));
        }
    }
}
