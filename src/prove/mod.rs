//! The engines: they search for a proof, the kernel judges it.
//!
//! Everything here answers a [`Theorem`] whose conclusion is what was asked for, or nothing. No engine decides a verdict.

pub mod algebra;
mod allowance;
mod bases;
mod bounds;
mod closure;
mod context;
mod convex;
mod derivative;
mod described;
mod egraph;
mod equations;
mod instances;
mod integrals;
mod iterate;
mod limits;
mod normal;
mod order;
mod pieces;
mod powers;
mod products;
mod reduced;
mod relevance;
mod replace;
mod sign;
mod sums;
mod trig;
mod vectors;

pub use allowance::Allowance;
pub use context::Context;

use crate::logic;
use hence_kernel::{Term, Theorem, syntax};

/// Which engines may be used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Engine {
    /// The cheapest that succeeds.
    #[default]
    Auto,
    /// The normal form alone.
    Normal,
    /// The e-graph alone, with the polynomial normal form as a rule inside it.
    Egraph,
}

/// Proves a formula in a context: equations, comparisons, definedness conditions, connectives.
///
/// The hypotheses of the theorem are among those of the context's facts.
pub fn prove(goal: &Term, context: &Context) -> Option<Theorem> {
    if (context
        .facts()
        .iter()
        .any(|f| integrals::concerns(f.conclusion()))
        || integrals::concerns(goal))
        && let Some(th) = integrals::prove(goal, context)
    {
        return Some(th);
    }
    without_integrals(goal, context)
}

fn without_integrals(goal: &Term, context: &Context) -> Option<Theorem> {
    // What speaks of vectors, or is given for all values, is brought to plain statements about numbers first.
    if vectors::concerns(goal, context)
        && let Some(th) = relevance::prove(goal, context).or_else(|| vectors::prove(goal, context))
    {
        return Some(th);
    }
    plain(goal, context)
}

/// `⊢ p = p'` where products of vectors and gradients of functions that are written out are replaced by what they are.
pub fn written_out(p: &Term, context: &Context) -> Option<Theorem> {
    vectors::written_out(p, context)
}

/// Whether a formula speaks of vectors.
pub fn speaks_of_vectors(p: &Term) -> bool {
    vectors::speaks(p)
}

/// Whether a formula says where something goes, or what holds from some point on the way.
pub fn speaks_of_places(p: &Term) -> bool {
    limits::concerns(p)
}

fn plain(goal: &Term, context: &Context) -> Option<Theorem> {
    iterate::law(goal, context)
        .or_else(|| closure::prove(goal, context, 0))
        .or_else(|| by_evaluation(goal, context))
        .or_else(|| by_cases(goal, context, MAX_CASES))
        .or_else(|| {
            let base =
                |g: &Term, c: &Context| closure::prove(g, c, 0).or_else(|| by_evaluation(g, c));
            pieces::prove(goal, context, &base)
        })
}

/// What is seen at once: by the hypotheses, by structure, by enclosure; no search.
pub fn cheaply(goal: &Term, context: &Context) -> Option<Theorem> {
    closure::prove(goal, context, closure::NO_SEARCH)
}

// The goal with derivatives evaluated and definitions unfolded.
fn by_evaluation(goal: &Term, context: &Context) -> Option<Theorem> {
    let equal = evaluated(goal, context)?;
    let (_, plain) = equal.equation().ok()?;
    if plain == goal {
        return None;
    }
    let th = closure::prove(plain, context, 0)?;
    equal.sym().ok()?.eq_mp(&th).ok()
}

// How many disjunctions split a proof within one another.
const MAX_CASES: u32 = 5;

// A disjunction among the facts splits the proof; each case is proved by itself. One that a fact settles says nothing new.
fn by_cases(goal: &Term, context: &Context, depth: u32) -> Option<Theorem> {
    if depth == 0 {
        return None;
    }
    let either = context
        .facts()
        .iter()
        .find(|f| f.conclusion().as_binary("∨").is_some() && !settled(f.conclusion(), context))?
        .clone();
    let (p, q) = either.conclusion().as_binary("∨")?;
    let rest = || {
        context
            .facts()
            .iter()
            .filter(|f| f.conclusion() != either.conclusion())
            .cloned()
    };
    let case = |p: &Term| -> Option<Theorem> {
        let inner = context.beside(rest().chain([Theorem::assume(p).ok()?]));
        closure::prove(goal, &inner, 0)
            .or_else(|| by_evaluation(goal, &inner))
            .or_else(|| by_cases(goal, &inner, depth - 1))
            // A case that cannot occur proves everything.
            .or_else(|| impossible(goal, p, &inner))
    };
    let (left, right) = (case(p)?, case(q)?);
    logic::disj_cases(&either, &left, &right).ok()
}

// Whether one side of a disjunction is among the facts.
fn settled(either: &Term, context: &Context) -> bool {
    match either.as_binary("∨") {
        Some((p, q)) => settled(p, context) || settled(q, context),
        None => context.facts().iter().any(|f| f.conclusion() == either),
    }
}

// ⊢ goal where the context refutes p, which is one of its facts.
fn impossible(goal: &Term, p: &Term, context: &Context) -> Option<Theorem> {
    let not = syntax::not(p).ok()?;
    let others = context.beside(
        context
            .facts()
            .iter()
            .filter(|f| f.conclusion() != p)
            .cloned(),
    );
    let th = closure::prove(&not, &others, 4)?;
    let bottom = logic::not_elim(&th, &Theorem::assume(p).ok()?).ok()?;
    logic::contradiction(&bottom, goal).ok()
}

/// The same, with the name of the engine that found it.
pub fn prove_with(
    goal: &Term,
    context: &Context,
    engine: Engine,
) -> Option<(Theorem, &'static str)> {
    let by_normal_form = || {
        prove(goal, context).map(|th| {
            let facts = th.facts();
            let engine = if facts.iter().any(|f| **f == *"induction") {
                "induction"
            } else if facts.iter().any(|f| f.starts_with("sum_")) {
                "sums"
            } else {
                "normal form"
            };
            (th, engine)
        })
    };
    match engine {
        Engine::Auto | Engine::Normal => by_normal_form(),
        Engine::Egraph => {
            egraph::prove(goal, context, egraph::Limits::FULL).map(|th| (th, "e-graph"))
        }
    }
}

// Above this size the e-graph is not tried unasked: it would spend its budget and find nothing.
const SMALL: u32 = 60;

/// What is left to try when the quick engines found neither a proof nor a counterexample: the e-graph, on small equations.
pub fn last_resort(goal: &Term, context: &Context) -> Option<(Theorem, &'static str)> {
    // An integral is its value.
    if integrals::concerns(goal) {
        let equal = evaluated(goal, context)?;
        let plain = equal.equation().ok()?.1.clone();
        if integrals::concerns(&plain) {
            return None;
        }
        let (th, engine) = last_resort(&plain, context)?;
        return Some((equal.sym().ok()?.eq_mp(&th).ok()?, engine));
    }
    let size = |t: &Term| t.size() <= SMALL;
    let plain =
        || evaluated(goal, context).is_some_and(|th| th.equation().is_ok_and(|(_, p)| size(p)));
    if !size(goal) || !egraph::has_equation(goal) || !plain() {
        return None;
    }
    egraph::prove(goal, context, egraph::Limits::BRIEF)
        .map(|th| (th, "e-graph"))
        .or_else(|| {
            // Letters that equations between products determine get their values.
            let inner = products::with_values(context)?;
            let closed = closure::prove(goal, &inner, 0).map(|th| (th, "products"));
            closed.or_else(|| {
                let th = egraph::prove(goal, &inner, egraph::Limits::BRIEF)?;
                Some((th, "e-graph"))
            })
        })
        .or_else(|| {
            let (a, b) = goal.as_eq()?;
            Some((order::equation(a, b, context)?, "order"))
        })
}

/// `⊢ p = p'` with derivatives replaced by their values and definitions unfolded, so that the right side can be evaluated; nothing
/// where some derivative cannot be found. The hypotheses are among the context's facts.
pub fn evaluated(p: &Term, context: &Context) -> Option<Theorem> {
    if let Some(th) = context.evaluated.borrow().get(p) {
        return Some(th.clone());
    }
    let th = evaluated_anew(p, context)?;
    (context.evaluated.borrow_mut()).insert(p.clone(), th.clone());
    Some(th)
}

// Larger terms are of no use to anyone.
const LARGEST: u32 = 100_000;

fn evaluated_anew(p: &Term, context: &Context) -> Option<Theorem> {
    let mut failed = false;
    let th = logic::congruence_at(p, |t| {
        if t.as_binary("deriv").is_some() {
            let th = derivative::value(t, context);
            let atom =
                |t: &Term| (t.as_binary("deriv")).and_then(|(f, _)| derivative::abstracted(f));
            failed |= th.is_none() && t.is_closed() && atom(t).is_none();
            return th;
        }
        if t.as_binary("lim").is_some() {
            let th = limits::value(t, context);
            failed |= th.is_none() && t.is_closed();
            return th;
        }
        if let Some(th) = integrals::value(t, context) {
            return Some(th);
        }
        normal::unfold(t)
    })
    .ok()?;
    let (_, r) = th.equation().ok()?;
    // Definitions within definitions grow exponentially when they are written out.
    if failed || r.size() > LARGEST {
        return None;
    }
    if r == p {
        return Some(th);
    }
    // Values may hold derivatives and defined names again.
    let r = r.clone();
    let rest = evaluated(&r, context)?;
    th.trans(&rest).ok()
}

/// The base and the step of a proof by induction: the claim where it begins, for some number, and for the next one.
pub fn induction(goal: &Term, context: &Context) -> Option<[Term; 3]> {
    sums::induction(goal, context)
}

/// `⊢ p = p'` with the sums, products and extremes over ranges of numbers written out, and members of recurrences too.
pub fn ranges_written_out(p: &Term, context: &Context) -> Option<Theorem> {
    let th = sums::written_out(p, context)?;
    match iterate::unrolled(th.equation().ok()?.1, context) {
        Some(rest) => th.trans(&rest).ok(),
        None => Some(th),
    }
}

/// Formulas that divide the domain of a claim about functions given by cases, each list a region; none where there are no such
/// functions under a derivative.
pub fn regions(goal: &Term) -> Vec<Vec<Term>> {
    pieces::regions(goal)
}

/// A condition in a simpler form under what is given: the parts of conjunctions and of products that are not provable.
///
/// `provable` says whether a condition follows from the context.
pub fn weakest(condition: &Term, context: &Context, provable: &dyn Fn(&Term) -> bool) -> Vec<Term> {
    if let Some((p, q)) = condition.as_binary("∧") {
        let mut out = weakest(p, context, provable);
        out.extend(weakest(q, context, provable));
        return out;
    }
    if provable(condition) {
        return Vec::new();
    }
    if let Some(parts) = pieces::weakest(condition, context) {
        return parts;
    }
    let zero = Term::int(0);
    if let Some((t, z)) = condition.as_unary("¬").and_then(Term::as_eq)
        && *z == zero
    {
        let parts: Option<Vec<Term>> = match t.as_binary("*").or_else(|| t.as_binary("/")) {
            Some((a, b)) => [a, b].iter().map(|x| syntax::ne(x, &zero).ok()).collect(),
            None => t
                .as_binary("pow")
                .filter(|(_, n)| normal::literal_integer(n).is_some_and(|k| k >= 1))
                .and_then(|(a, _)| syntax::ne(a, &zero).ok())
                .map(|p| vec![p]),
        };
        if let Some(parts) = parts {
            return parts
                .iter()
                .flat_map(|p| weakest(p, context, provable))
                .collect();
        }
    }
    vec![condition.clone()]
}

/// The side theorems that the equality of two terms by normal form needs: without any one of them it fails.
pub fn rules_used(s: &Term, t: &Term, context: &Context) -> Vec<Theorem> {
    let mut rules = normal::rules(s, t, context);
    let works = |rules: &[Theorem]| Theorem::ring(s, t, &rules.iter().collect::<Vec<_>>()).is_ok();
    if !works(&rules) {
        return Vec::new();
    }
    let mut i = rules.len();
    while i > 0 {
        i -= 1;
        let without: Vec<Theorem> = rules
            .iter()
            .enumerate()
            .filter(|(j, _)| *j != i)
            .map(|(_, r)| r.clone())
            .collect();
        if works(&without) {
            rules = without;
        }
    }
    rules
}
