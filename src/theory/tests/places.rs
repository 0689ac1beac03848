//! Limits at points: whether values on the way to a place go where a fact says they go.

use super::sample::{Trouble, Truth, truth, value};
use hence_kernel::{Kind, Q, Term, syntax};

// The distances at which values are looked at: where a limit should show, and where a property should hold.
const FAR: [u32; 3] = [4, 8, 12];
const CLOSE: [u32; 3] = [8, 16, 32];
const EARLY: [u32; 2] = [6, 8];

fn power_of_two(n: u32) -> Term {
    Term::num(Q::int(2).powu(n).unwrap())
}

// Rows of numbers on the way to a place; near a number there is a row on each side.
fn ways(place: &Term, close: &[u32], far: &[u32]) -> Result<Vec<Vec<Term>>, Trouble> {
    let below = |x: &Term| -> Vec<Term> {
        let step = |n: &u32| syntax::sub(x, &syntax::inv(&power_of_two(*n)).unwrap()).unwrap();
        close.iter().map(step).collect()
    };
    let above = |x: &Term| -> Vec<Term> {
        let step = |n: &u32| syntax::add(x, &syntax::inv(&power_of_two(*n)).unwrap()).unwrap();
        close.iter().map(step).collect()
    };
    let top = || far.iter().map(|n| power_of_two(*n)).collect();
    Ok(match place.as_const_app() {
        Some(("below", args)) => vec![below(args[0])],
        Some(("above", args)) => vec![above(args[0])],
        Some(("near", args)) => vec![below(args[0]), above(args[0])],
        Some(("at", args)) => vec![
            below(args[0]),
            above(args[0]),
            close.iter().map(|_| args[0].clone()).collect(),
        ],
        Some(("top" | "naturals", _)) => vec![top()],
        Some(("bottom", _)) => {
            let row: Vec<Term> = top();
            vec![row.iter().map(|x| syntax::neg(x).unwrap()).collect()]
        }
        _ => return Err(Trouble::Undefined),
    })
}

fn applied(f: &Term, x: &Term) -> Term {
    match f.kind() {
        Kind::Lam(..) => f.instantiate(x).unwrap(),
        _ => Term::app(f, x).unwrap(),
    }
}

fn sides(place: &Term, last: &Term, end: &Term) -> Result<Truth, Trouble> {
    let (name, _) = place.as_const_app().ok_or(Trouble::Undefined)?;
    match name {
        "below" => truth(&syntax::lt(last, end).unwrap()),
        "above" => truth(&syntax::lt(end, last).unwrap()),
        "near" => truth(&syntax::ne(last, end).unwrap()),
        _ => Ok(Truth::Yes),
    }
}

/// Whether values come close to a number, or grow beyond bounds, on all ways to a place.
pub fn tends(f: &Term, from: &Term, to: &Term) -> Result<Truth, Trouble> {
    let mut all = Truth::Likely;
    for row in ways(from, &CLOSE, &FAR)? {
        let values: Vec<Term> = row.iter().map(|x| applied(f, x)).collect();
        let middle = |t: &Term| value(t).map(|(lo, _)| lo);
        let (first, last) = (middle(&values[0])?, middle(&values[2])?);
        let (name, args) = to.as_const_app().ok_or(Trouble::Undefined)?;
        let arrives = match (name, &args[..]) {
            ("top", _) => last > Q::int(4) && last > first,
            ("bottom", _) => last < Q::int(-4) && last < first,
            (_, [end]) => {
                let end = middle(end)?;
                let (was, is) = ((first - end.clone()).abs(), (last - end).abs());
                is < Q::ratio(1, 12).unwrap() && is <= was
            }
            _ => return Err(Trouble::Undefined),
        };
        if !arrives {
            return Ok(Truth::No);
        }
        if let [end] = args[..] {
            // So close that it cannot be told from the limit is as good as on the right side of it.
            match sides(to, &values[1], end)? {
                Truth::No => return Ok(Truth::No),
                _ => all = all.min(Truth::Likely),
            }
        }
    }
    Ok(all)
}

/// Whether a property holds at numbers on all ways to a place.
pub fn eventually(place: &Term, property: &Term) -> Result<Truth, Trouble> {
    let mut worst = Truth::Likely;
    for row in ways(place, &EARLY, &EARLY)? {
        for x in &row {
            worst = worst.min(truth(&applied(property, x))?);
        }
    }
    Ok(worst)
}
