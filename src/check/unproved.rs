//! What is said of a claim that was neither proved nor refuted: what was tried, how close it came, what stayed open, and a hypothesis
//! from which it would follow.

use super::judge::{admit, contradictory};
use crate::logic;
use crate::prove::{self, Allowance, Context};
use crate::refute::Points;
use crate::theory::Library;
use hence_kernel::{Kind, Term, Theorem, Type, defined, syntax};

// Beyond these sizes no hypothesis is looked for.
const VARIABLES: usize = 4;
const SIZE: u32 = 120;
// How many hypotheses are tried, what one may cost, and what a part of a claim may cost.
const CANDIDATES: usize = 20;
const CANDIDATE: u64 = 2_000_000;
const PART: u64 = 6_000_000;
// At fewer points nothing is said of them.
const FEWEST: usize = 3;

/// What there is to say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Residue {
    /// A hypothesis with which the claim is proved.
    pub hypothesis: Option<Term>,
    /// The parts of the claim that stayed open, where others were proved.
    pub open: Vec<Term>,
    /// At how many points it was seen to hold, where it was seen to fail at none.
    pub points: Option<usize>,
    /// What was tried, in one clause.
    pub tried: &'static str,
}

/// Looks at a claim that was neither proved nor refuted.
pub(super) fn residue(hypotheses: &[Term], goal: &Term, library: &Library) -> Residue {
    let desk = Desk {
        hypotheses,
        goal,
        library,
    };
    Residue {
        hypothesis: desk.hypothesis(),
        open: desk.open_parts(),
        points: desk.points(),
        tried: tried(goal),
    }
}

struct Desk<'a> {
    hypotheses: &'a [Term],
    goal: &'a Term,
    library: &'a Library,
}

// What is claimed, and under which premises.
fn apart(goal: &Term) -> (Vec<Term>, &Term) {
    let mut premises = Vec::new();
    let mut rest = goal;
    while let Some((p, q)) = rest.as_binary("⇒") {
        premises.push(p.clone());
        rest = q;
    }
    (premises, rest)
}

impl Desk<'_> {
    // Whether a goal is proved wherever it is defined, under more hypotheses.
    fn proves(&self, goal: &Term, more: &[Term], cost: u64) -> bool {
        let needs = defined(goal, &self.library.theory).map(|d| syntax::conjuncts(&d));
        let in_force: Vec<Term> = (self.hypotheses.iter().chain(more).cloned())
            .chain(needs.unwrap_or_default())
            .collect();
        let facts = in_force.iter().filter_map(|p| Theorem::assume(p).ok());
        let context = Context::limited(self.library, facts, Allowance::new(cost));
        prove::prove(goal, &context)
            .is_some_and(|th| admit(&th, goal, &in_force, self.library).is_ok())
    }

    fn hypothesis(&self) -> Option<Term> {
        if self.goal.size() > SIZE {
            return None;
        }
        let (premises, _) = apart(self.goal);
        let given: Vec<Term> = self.hypotheses.iter().chain(&premises).cloned().collect();
        let facts = given.iter().filter_map(|p| Theorem::assume(p).ok());
        let known = Context::limited(self.library, facts, Allowance::new(PART));
        let mut candidates = candidates(self.goal);
        candidates.retain(|c| !given.contains(c) && prove::cheaply(c, &known).is_none());
        candidates.truncate(CANDIDATES);
        candidates.into_iter().find(|c| {
            let more = std::slice::from_ref(c);
            self.proves(self.goal, more, CANDIDATE) && {
                let mut all = given.clone();
                all.push(c.clone());
                !contradictory(&all, self.library)
            }
        })
    }

    // The parts of a conjunction, or the directions of an equivalence, that are not proved while others are.
    fn open_parts(&self) -> Vec<Term> {
        let (premises, claim) = apart(self.goal);
        let mut parts = syntax::conjuncts(claim);
        if let Some((p, q)) = claim.as_eq().filter(|(p, _)| *p.ty() == Type::Bool) {
            let ways = [syntax::implies(p, q), syntax::implies(q, p)];
            parts = ways.into_iter().flatten().collect();
        }
        if parts.len() < 2 {
            return Vec::new();
        }
        let whole = parts.len();
        parts.retain(|part| !self.proves(part, &premises, PART));
        if parts.len() < whole {
            parts
        } else {
            Vec::new()
        }
    }

    // How many points were looked at, if it holds at all of them as far as floating point sees.
    fn points(&self) -> Option<usize> {
        let (mut premises, claim) = apart(self.goal);
        let (name, args) = claim.as_const_app()?;
        let [a, b] = args[..] else {
            return None;
        };
        if *a.ty() != Type::Real || !["=", "<", "≤"].contains(&name) {
            return None;
        }
        premises.extend(self.hypotheses.iter().cloned());
        let mut vars: Vec<Term> = Vec::new();
        for v in premises.iter().chain([claim]).flat_map(Term::free_vars) {
            if *v.ty() == Type::Real && !vars.contains(&v) {
                vars.push(v);
            }
        }
        let points = Points::new(&premises, &vars, &[], claim);
        if points.speaks_of_more(claim) {
            return None;
        }
        let empty = Context::limited(self.library, [], Allowance::new(PART));
        let values = |t: &Term| {
            points.values(t).or_else(|| {
                let th = prove::evaluated(t, &empty)?;
                points.values(th.equation().ok()?.1)
            })
        };
        let (left, right) = (values(a)?, values(b)?);
        let pairs: Vec<(f64, f64)> = (left.into_iter().zip(right))
            .filter_map(|(a, b)| a.zip(b))
            .collect();
        let near = |a: f64, b: f64| (a - b).abs() <= 1e-9 * (1.0 + a.abs().max(b.abs()));
        let holds = |&(a, b): &(f64, f64)| match name {
            "=" => near(a, b),
            "<" => a < b,
            _ => a <= b || near(a, b),
        };
        (pairs.len() >= FEWEST && pairs.iter().all(holds)).then_some(pairs.len())
    }
}

// Hypotheses that are natural to state, the plainest first: on the signs of the letters, then on what stands under roots and absolute
// values, then on the order of the letters.
fn candidates(goal: &Term) -> Vec<Term> {
    let real = |v: &Term| *v.ty() == Type::Real;
    let vars: Vec<Term> = goal.free_vars().into_iter().filter(real).collect();
    if vars.len() > VARIABLES {
        return Vec::new();
    }
    let (zero, one) = (Term::int(0), Term::int(1));
    let mut out = Vec::new();
    out.extend(vars.iter().filter_map(|v| syntax::ne(v, &zero).ok()));
    out.extend(vars.iter().filter_map(|v| syntax::le(&zero, v).ok()));
    out.extend(vars.iter().filter_map(|v| syntax::lt(&zero, v).ok()));
    let whole = |v: &Term| {
        let counts = syntax::and(&syntax::is_int(v).ok()?, &syntax::le(&zero, v).ok()?);
        counts.ok()
    };
    out.extend(vars.iter().filter_map(|v| syntax::is_int(v).ok()));
    let mut parts = Vec::new();
    arguments(goal, &mut parts);
    out.extend(parts.iter().filter_map(|t| syntax::le(&zero, t).ok()));
    out.extend(parts.iter().filter_map(|t| syntax::lt(&zero, t).ok()));
    for (i, v) in vars.iter().enumerate() {
        for w in &vars[i + 1..] {
            out.extend([(v, w), (w, v)].iter().flat_map(|(a, b)| syntax::le(a, b)));
        }
    }
    out.extend(vars.iter().filter_map(whole));
    out.extend(vars.iter().filter_map(|v| syntax::lt(v, &zero).ok()));
    out.extend(vars.iter().filter_map(|v| syntax::le(&one, v).ok()));
    out
}

// What stands under a root, in an absolute value or in a logarithm, and is no letter.
fn arguments(t: &Term, out: &mut Vec<Term>) {
    if let Some((name, args)) = t.as_const_app() {
        if let ("root", [_, a]) | ("abs" | "log" | "sqrt", [a]) = (name, &args[..])
            && !matches!(a.kind(), Kind::Var(_))
            && a.has_vars()
            && !out.contains(a)
        {
            out.push((*a).clone());
        }
        args.into_iter().for_each(|a| arguments(a, out));
    }
}

// What the engines do with a claim of this kind.
fn tried(goal: &Term) -> &'static str {
    let (_, claim) = apart(goal);
    let sign = claim.as_const_app().map(|(name, _)| name);
    if logic::mentions(goal, &["lim"]) {
        "tried: limits by rewriting, by bounds from both sides and by l'Hôpital's rule"
    } else if logic::mentions(goal, &["integral", "antiderivative"]) {
        "tried: antiderivatives, known integrals, and splitting the integrals"
    } else if logic::mentions(goal, &["Sum", "Prod", "Min", "Max"]) {
        "tried: shifting, splitting and telescoping the sums, and induction"
    } else if prove::speaks_of_vectors(goal) {
        "tried: writing the products of vectors out, and what follows for numbers"
    } else if logic::mentions(goal, &["deriv"]) {
        "tried: the rules of differentiation, then normal forms and rewriting"
    } else {
        match sign {
            Some("=") => {
                "tried: both sides in normal form, rewriting with the known identities, cases"
            }
            Some("<" | "≤") => {
                "tried: combinations of what is given, squares, bounds over ranges, cases"
            }
            _ => "tried: what is given and the lines above, and cases",
        }
    }
}

/// Conditions in words, where they say that something exists; else as formulas.
pub(super) fn in_words(conditions: &[Term]) -> String {
    let formulas = || {
        let all: Vec<String> = conditions.iter().map(Term::to_string).collect();
        format!("it would hold if {}", all.join(", "))
    };
    let [one] = conditions else {
        return formulas();
    };
    let Some(body) = syntax::as_quantified(one, "∃") else {
        return formulas();
    };
    let Kind::Lam(_, ty, _) = body.kind() else {
        return formulas();
    };
    let v = Term::fresh("v", ty.clone(), &[one]);
    let said = body.instantiate(&v);
    match said.as_ref().ok().and_then(|p| p.as_const_app()) {
        Some(("HasDeriv", args)) if args.len() == 3 => {
            format!(
                "it would hold if {} is differentiable at {}",
                args[0], args[1]
            )
        }
        Some(("HasIntegral", args)) if args.len() == 4 => format!(
            "it would hold if the integral of {} from {} to {} exists",
            args[2], args[0], args[1]
        ),
        _ => formulas(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theory::{load, parse_term};

    fn term(text: &str) -> Term {
        parse_term(text).expect("a formula")
    }

    #[test]
    fn a_hypothesis_that_settles_it_is_found() {
        let library = load().expect("the theory loads");
        let table: &[(&[&str], &str, Option<&str>)] = &[
            (&[], "sqrt (x ^ 2) = x", Some("0 ≤ x")),
            (&["0 ≤ x"], "x ^ 2 ≤ x", None),
            (&[], "abs (a - b) = a - b", Some("0 ≤ a - b")),
            // What is known already settles nothing, and a contradiction neither.
            (&["x < 0"], "sqrt (x ^ 2) = x", None),
        ];
        for (given, goal, expected) in table {
            let given: Vec<Term> = given.iter().map(|p| term(p)).collect();
            let found = residue(&given, &term(goal), &library).hypothesis;
            assert_eq!(found, expected.map(term), "{goal}");
        }
    }

    #[test]
    fn the_parts_that_stay_open_are_told_from_those_that_do_not() {
        let library = load().expect("the theory loads");
        let open = |goal: &str| residue(&[], &term(goal), &library).open;
        assert_eq!(open("0 ≤ x ^ 2 ∧ x ≤ 1"), [term("x ≤ 1")]);
        assert!(open("x ≤ 0 ∧ x ≤ 1").is_empty());
        assert!(open("x ≤ 1").is_empty());
    }

    #[test]
    fn points_are_counted_where_it_fails_at_none() {
        let library = load().expect("the theory loads");
        let points = |given: &[&str], goal: &str| {
            let given: Vec<Term> = given.iter().map(|p| term(p)).collect();
            residue(&given, &term(goal), &library).points
        };
        assert!(points(&[], "x < x + 1").is_some_and(|n| n >= FEWEST));
        assert_eq!(points(&[], "x < 0"), None);
        // What is said of a function cannot be looked at where nothing is known of it.
        assert_eq!(points(&["f x = 3"], "x < x + 1"), None);
    }

    #[test]
    fn existence_is_said_in_words() {
        let there = term("∃v. HasDeriv (λt. abs t) x v");
        assert_eq!(
            in_words(&[there]),
            "it would hold if t ↦ |t| is differentiable at x"
        );
        assert_eq!(
            in_words(&[term("0 < x"), term("y < 1")]),
            "it would hold if 0 < x, y < 1"
        );
    }

    #[test]
    fn every_sentence_is_in_the_catalogue() {
        use crate::diagnose::said;
        use crate::finding::Language;
        for goal in [
            "x = y",
            "x < y",
            "x = y ∨ x < y",
            "deriv f x = y",
            "lim f (at x) = y",
        ] {
            let tried = tried(&term(goal));
            assert_ne!(said(tried, Language::French), tried, "{goal}");
        }
    }
}
