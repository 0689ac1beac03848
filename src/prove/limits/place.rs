//! Places and what stands around them: the names of ends, the intervals on the way.

use crate::prove::context::Context;
use crate::prove::pieces;
use hence_kernel::{Q, Term, Theorem, Type, syntax};

/// Where a function goes.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum End {
    /// To a number, it may be through it.
    At(Term),
    /// To a number, from both sides.
    Near(Term),
    /// To a number from below.
    Below(Term),
    /// To a number from above.
    Above(Term),
    /// To infinity.
    Top,
    /// To minus infinity.
    Bottom,
}

impl End {
    /// The end that a place is.
    pub fn of(place: &Term) -> Option<End> {
        let (name, args) = place.as_const_app()?;
        Some(match (name, &args[..]) {
            ("at", [v]) => End::At((*v).clone()),
            ("near", [v]) => End::Near((*v).clone()),
            ("below", [v]) => End::Below((*v).clone()),
            ("above", [v]) => End::Above((*v).clone()),
            ("top", []) => End::Top,
            ("bottom", []) => End::Bottom,
            _ => return None,
        })
    }

    /// The place again.
    pub fn term(&self) -> Option<Term> {
        let (name, v) = match self {
            End::At(v) => ("at", v),
            End::Near(v) => ("near", v),
            End::Below(v) => ("below", v),
            End::Above(v) => ("above", v),
            End::Top => return syntax::constant("top"),
            End::Bottom => return syntax::constant("bottom"),
        };
        place(name, v)
    }

    /// The number, where it is one.
    pub fn number(&self) -> Option<&Term> {
        match self {
            End::At(v) | End::Near(v) | End::Below(v) | End::Above(v) => Some(v),
            End::Top | End::Bottom => None,
        }
    }
}

/// The place of that name at a number.
pub(super) fn place(name: &str, v: &Term) -> Option<Term> {
    Term::app(&syntax::constant(name)?, v).ok()
}

/// The parts of `Tends f F G`.
pub(super) fn tends(t: &Term) -> Option<[&Term; 3]> {
    match t.as_const_app()? {
        ("Tends", args) => <[&Term; 3]>::try_from(args).ok(),
        _ => None,
    }
}

/// Where the function of a theorem `Tends f F G` goes.
pub(super) fn end(th: &Theorem) -> Option<End> {
    End::of(tends(th.conclusion())?[2])
}

/// An interval on the way to a place: what holds of `t` in it, the fact that turns what holds in it into what holds eventually, and the
/// values of that fact's variables.
pub(super) struct Region {
    pub assumptions: Vec<Term>,
    pub fact: &'static str,
    pub values: Vec<(&'static str, Term)>,
    // What the fact asks for besides.
    pub conditions: Vec<Term>,
}

/// Intervals on the way to a place, the most promising first; none for a place that is reached from two sides.
pub(super) fn regions(place: &Term, t: &Term, body: &Term, context: &Context) -> Vec<Region> {
    all_regions(place, t, body, context).unwrap_or_default()
}

fn all_regions(place: &Term, t: &Term, body: &Term, context: &Context) -> Option<Vec<Region>> {
    let (name, args) = place.as_const_app()?;
    let mut out = Vec::new();
    if let ("below" | "above", [x]) = (name, &args[..]) {
        let mut widths = vec![(1, 1), (1, 8), (1, 100)];
        let cases = pieces::breakpoints(body, t);
        let between = (!cases.is_empty()).then(|| pieces::around(x, &cases, context));
        let between = between.flatten();
        if between.is_some() {
            widths.clear();
        }
        let shifted = |(n, d): (i64, i64)| {
            let w = Term::num(Q::ratio(n, d)?);
            Some((syntax::sub(x, &w).ok()?, syntax::add(x, &w).ok()?))
        };
        let ends = between.map(|(a, b, _)| (a, b));
        let ends = ends
            .into_iter()
            .chain(widths.into_iter().filter_map(shifted));
        for (a, b) in ends {
            let (a, b) = (literal(a), literal(b));
            out.push(if name == "below" {
                Region {
                    assumptions: vec![syntax::lt(&a, t).ok()?, syntax::lt(t, x).ok()?],
                    fact: "ev_below",
                    conditions: vec![syntax::lt(&a, x).ok()?],
                    values: vec![("a", a), ("x", (*x).clone())],
                }
            } else {
                Region {
                    assumptions: vec![syntax::lt(x, t).ok()?, syntax::lt(t, &b).ok()?],
                    fact: "ev_above",
                    conditions: vec![syntax::lt(x, &b).ok()?],
                    values: vec![("b", b), ("x", (*x).clone())],
                }
            });
        }
        return Some(out);
    }
    let cases = pieces::breakpoints(body, t);
    let far = cases.iter().filter_map(Term::as_num).map(Q::abs).max();
    let far = far.map(|q| Term::num(q + Q::one()));
    let starts = far.into_iter().chain([1, 16, 1000].map(Term::int));
    for a in starts {
        let (assumptions, fact, a) = match name {
            "top" => (vec![syntax::lt(&a, t).ok()?], "ev_top", a),
            "bottom" => {
                let a = literal(syntax::neg(&a).ok()?);
                (vec![syntax::lt(t, &a).ok()?], "ev_bottom", a)
            }
            "naturals" => {
                let whole = syntax::is_int(t).ok()?;
                (vec![whole, syntax::lt(&a, t).ok()?], "ev_naturals", a)
            }
            _ => return None,
        };
        out.push(Region {
            assumptions,
            fact,
            values: vec![("a", a)],
            conditions: Vec::new(),
        });
    }
    Some(out)
}

// A constant by its value.
fn literal(t: Term) -> Term {
    let value = crate::prove::algebra::Algebra::default()
        .poly(&t)
        .and_then(|p| p.as_constant());
    value.map_or(t, Term::num)
}

/// The variable of a function as a fresh name, and the body.
pub(super) fn opened(f: &Term, context: &Context) -> Option<(Term, Term)> {
    let facts = context.facts().iter().map(Theorem::conclusion);
    let avoid: Vec<&Term> = facts.chain([f]).collect();
    let hint = match f.kind() {
        hence_kernel::Kind::Lam(h, ..) => h.0.to_string(),
        _ => "t".to_string(),
    };
    let t = Term::fresh(&hint, Type::Real, &avoid);
    let body = match f.kind() {
        hence_kernel::Kind::Lam(..) => f.instantiate(&t).ok()?,
        _ => Term::app(f, &t).ok()?,
    };
    Some((t, body))
}
