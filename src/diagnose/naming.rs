//! Which named mistake explains a wrong line.
//!
//! A slip is made somewhere in what the line comes from: one of its sides, or a line above. Where the result is proved to be what was
//! written, the mistake is named. Floating point rules out most slips before anything is proved.

use super::matching::{self, Binding, Made, matches, replacements, slipped};
use super::mistakes::{Catalogue, Mistake, Rule, Slip, catalogue};
use crate::logic;
use crate::prove::{self, Allowance, Context};
use crate::refute::{self, Points};
use crate::theory::Library;
use hence_kernel::{Kind, Q, Term, Theorem, Type, defined, syntax};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;

// Beyond these sizes nothing is looked for.
const LARGEST: u32 = 160;
const ABOVE: usize = 12;
const LETTERS: usize = 2;
// What one search may do: results compared, equations proved, results of a first slip to which a second is applied.
const COMPARED: usize = 6_000;
const PROVED: usize = 12;
const FIRST: usize = 160;
const RESULTS: usize = 120;
const STAGES: usize = 3;
// After so many terms that cannot be computed none is tried any more.
const FAILED: usize = 12;
// What one proof may cost.
const PROOF: u64 = 8_000_000;

/// A line that does not hold.
#[derive(Clone, Copy, Debug)]
pub struct Wrong<'a> {
    /// What it claims.
    pub claim: &'a Term,
    /// What it may come from, the nearest first.
    pub above: &'a [Term],
    /// The formulas in force.
    pub hypotheses: &'a [Term],
    /// Whether it is wrong because it is defined nowhere.
    pub undefined: bool,
}

/// What explains a wrong line.
#[derive(Clone, Debug)]
pub struct Explanation {
    /// The mistakes, one or two, in the order in which they were made.
    pub mistakes: Vec<&'static Mistake>,
    /// For a slip in one side of an equation: that side as it should have become.
    pub right: Option<Term>,
}

/// The mistakes by which a wrong line was made, where they have names: one, or else two.
///
/// ```
/// use hence::diagnose::{Wrong, named};
/// use hence::theory::{load, parse_term};
/// let library = load().unwrap();
/// let claim = parse_term("(x + 3) ^ 2 = x ^ 2 + 9").unwrap();
/// let wrong = Wrong { claim: &claim, above: &[], hypotheses: &[], undefined: false };
/// let found = named(&wrong, &library).unwrap();
/// assert_eq!(found.mistakes[0].id, "square-spread");
/// ```
pub fn named(wrong: &Wrong, library: &Library) -> Option<Explanation> {
    let mut above: Vec<Term> = Vec::new();
    let mut claim = wrong.claim;
    while let Some((p, q)) = claim.as_binary("⇒") {
        above.insert(0, p.clone());
        claim = q;
    }
    above.extend(wrong.above.iter().cloned());
    // What is said of all numbers is said of those that the claim speaks of.
    let letters: Vec<Term> = (claim.free_vars().into_iter())
        .filter(|v| *v.ty() == Type::Real)
        .take(LETTERS)
        .collect();
    let instances: Vec<Term> = (wrong.above.iter())
        .filter_map(|p| syntax::as_quantified(p, "∀"))
        .filter(|f| matches!(f.kind(), Kind::Lam(_, Type::Real, _)))
        .flat_map(|f| letters.iter().filter_map(|v| f.instantiate(v).ok()))
        .collect();
    above.extend(instances);
    let above: Vec<Term> = (above.iter().flat_map(syntax::conjuncts))
        .filter(|p| p.size() <= LARGEST && relation(p).is_some())
        .take(ABOVE)
        .collect();
    if claim.size() > LARGEST {
        return None;
    }
    let search = Search {
        claim,
        above,
        same: Sameness::new(claim, wrong.hypotheses, library),
        all: catalogue(),
        undefined: wrong.undefined,
    };
    let two = || (!wrong.undefined).then(|| search.two()).flatten();
    search.one().or_else(two)
}

// The sign and the sides of a comparison.
pub(super) fn relation(p: &Term) -> Option<(&str, &Term, &Term)> {
    let (name, args) = p.as_const_app()?;
    match args[..] {
        [a, b] if *a.ty() == Type::Real && ["=", "<", "≤"].contains(&name) => Some((name, a, b)),
        _ => None,
    }
}

struct Search<'a> {
    claim: &'a Term,
    above: Vec<Term>,
    same: Sameness<'a>,
    all: &'static Catalogue,
    undefined: bool,
}

// A side that a slip may have been made in, and what it was to become.
struct Way {
    // The side as it stands, and as it becomes step by step where derivatives are taken.
    from: Vec<Term>,
    to: Term,
    // The other sides, where the side stands in a line above; they must be the same.
    beside: Option<(Term, Term)>,
}

impl Search<'_> {
    fn ways(&self) -> Vec<Way> {
        let Some((sign, a, b)) = relation(self.claim) else {
            return Vec::new();
        };
        let mut out = Vec::new();
        let mut push = |from: &Term, to: &Term, beside: Option<(&Term, &Term)>| {
            out.push(Way {
                from: self.stages(from),
                to: to.clone(),
                beside: beside.map(|(p, q)| (p.clone(), q.clone())),
            });
        };
        if sign == "=" {
            push(a, b, None);
            push(b, a, None);
        }
        for p in &self.above {
            match relation(p) {
                Some((s, c, d)) if s == sign => {
                    push(c, a, Some((d, b)));
                    push(d, b, Some((c, a)));
                    if sign == "=" {
                        push(c, b, Some((d, a)));
                        push(d, a, Some((c, b)));
                    }
                }
                _ => {}
            }
        }
        out.retain(|w| {
            let beside = w.beside.as_ref();
            beside.is_none_or(|(p, q)| self.same.same(p, q))
        });
        out
    }

    // A side with definitions unfolded and with derivatives taken step by step.
    fn stages(&self, from: &Term) -> Vec<Term> {
        let mut out = vec![from.clone()];
        let mut last = unfolded(from);
        if last != *from {
            out.push(last.clone());
        }
        for _ in 0..STAGES {
            let next = opened(&last, &self.all.opening);
            if next == last || next.size() > LARGEST {
                break;
            }
            out.push(next.clone());
            last = next;
        }
        out
    }

    // What fits anything is named last. What a line comes from stands mostly on its left side, else above it, else on its right side.
    fn one(&self) -> Option<Explanation> {
        let (apart, above): (Vec<Way>, Vec<Way>) =
            self.ways().into_iter().partition(|w| w.beside.is_none());
        let (left, right) = apart.split_at(apart.len().min(1));
        // Numbers agree by accident too often for slips that fit anything.
        let kinds: &[bool] = if self.claim.has_vars() {
            &[false, true]
        } else {
            &[false]
        };
        kinds.iter().find_map(|alone| {
            let all = || {
                let fits = |m: &&Mistake| m.alone == *alone && m.undefined == self.undefined;
                self.all.mistakes.iter().filter(fits)
            };
            let slips = || all().flat_map(|m| m.slips.iter().map(move |s| (m, s)));
            let by = |ways: &[Way]| slips().find_map(|(m, s)| Some((m, self.rewritten(s, ways)?)));
            let found = by(left)
                .or_else(|| by(&above))
                .or_else(|| {
                    let mut fits = slips().filter(|(_, s)| self.follows(s));
                    fits.next().map(|(m, _)| (m, None))
                })
                .or_else(|| by(right));
            found.map(|(m, right)| Explanation {
                mistakes: vec![m],
                right,
            })
        })
    }

    // Whether the claim follows from lines above by the slip, or is an equivalence that the slip states.
    fn follows(&self, slip: &Slip) -> bool {
        match &slip.rule {
            // Numbers agree by accident too often.
            Rule::Conclude(from, to) => self.claim.has_vars() && self.concluded(slip, from, to),
            Rule::Rewrite(from, to) if *from.ty() == Type::Bool => {
                let Some((p, q)) = self.claim.as_eq().filter(|(p, _)| *p.ty() == Type::Bool) else {
                    return false;
                };
                [(p, q), (q, p)].into_iter().any(|(p, q)| {
                    either_way(from, p, slip, &Vec::new()).iter().any(|b| {
                        let to = matching::instance(to, b, slip);
                        to.is_some_and(|to| self.same.formulas(&to, q))
                    })
                })
            }
            Rule::Rewrite(..) => false,
        }
    }

    // Whether the slip in one of the sides gives what was written; the side without the slip, where that is known.
    fn rewritten(&self, slip: &Slip, ways: &[Way]) -> Option<Option<Term>> {
        for way in ways {
            for from in &way.from {
                for made in everywhere(from, slip) {
                    if self.same.same(&made.wrong, &way.to) {
                        let right = made.right.filter(|_| way.beside.is_none());
                        return Some(right);
                    }
                }
            }
        }
        None
    }

    fn two(&self) -> Option<Explanation> {
        let slips: Vec<(&'static Mistake, &Slip)> = (self.all.mistakes.iter())
            .filter(|m| !m.alone && !m.undefined)
            .flat_map(|m| m.slips.iter().map(move |s| (m, s)))
            .filter(|(_, s)| matches!(s.rule, Rule::Rewrite(..)))
            .collect();
        for way in self.ways() {
            // Where the side cannot be evaluated, there are too many results to compare; numbers agree by accident.
            let accident = !self.claim.has_vars() || !way.to.has_vars();
            if self.same.values(&way.to).is_none() || accident {
                continue;
            }
            let first = (slips.iter()).flat_map(|(m, s)| {
                let from = way.from.iter();
                from.flat_map(|f| everywhere(f, s))
                    .map(|made| (*m, made.wrong))
                    .collect::<Vec<_>>()
            });
            for (m, between) in first.take(FIRST) {
                for (n, s) in &slips {
                    for made in everywhere(&between, s) {
                        if self.same.is_spent() {
                            return None;
                        }
                        if self.same.same(&made.wrong, &way.to) {
                            let mut mistakes = vec![m];
                            mistakes.extend((n.id != m.id).then_some(*n));
                            return Some(Explanation {
                                mistakes,
                                right: None,
                            });
                        }
                    }
                }
            }
        }
        None
    }

    // Whether the slip leads from lines above to what was written.
    fn concluded(&self, slip: &Slip, from: &[Term], to: &Term) -> bool {
        let mut bindings: Vec<Binding> = vec![Vec::new()];
        for pattern in from {
            bindings = bindings
                .into_iter()
                .flat_map(|b| {
                    (self.above.iter())
                        .flat_map(|p| either_way(pattern, p, slip, &b))
                        .collect::<Vec<_>>()
                })
                .take(RESULTS)
                .collect();
        }
        if slip.primitive {
            return bindings
                .iter()
                .any(|b| self.integrated(slip, &from[0], to, b));
        }
        bindings.iter().any(|b| {
            matching::instance(to, b, slip).is_some_and(|q| self.same.formulas(&q, self.claim))
        })
    }
}

impl Search<'_> {
    // Whether the claim is `f x = v` where the derivative of v by x is what a line above says of f.
    fn integrated(&self, slip: &Slip, from: &Term, to: &Term, binding: &Binding) -> bool {
        let slope = from.as_eq().map(|(_, k)| k);
        let Some(slope) = slope.and_then(|k| matching::instance(k, binding, slip)) else {
            return false;
        };
        either_way(to, self.claim, slip, binding).iter().any(|b| {
            let sides = to.as_eq().and_then(|(f, v)| {
                let value = |t: &Term| matching::instance(t, b, slip);
                Some((value(f)?, value(v)?))
            });
            let Some((Kind::App(_, x), v)) = sides.as_ref().map(|(f, v)| (f.kind(), v)) else {
                return false;
            };
            let taken = Term::lam(x, v).and_then(|body| syntax::deriv(&body, x));
            taken.is_ok_and(|d| self.same.same(&d, &slope))
        })
    }
}

// A line above as the pattern, with the sides of an equation in either order.
fn either_way(pattern: &Term, p: &Term, slip: &Slip, known: &Binding) -> Vec<Binding> {
    let mut out = matches(pattern, p, slip, known.clone());
    if let Some((a, b)) = p.as_eq()
        && let Ok(turned) = syntax::eq(b, a)
    {
        out.extend(matches(pattern, &turned, slip, known.clone()));
    }
    out
}

// What a slip makes of a term in any of its parts; a variable that stands alone in a slip is the whole side.
fn everywhere(t: &Term, slip: &Slip) -> Vec<Made> {
    if let Rule::Rewrite(from, _) = &slip.rule
        && matches!(from.kind(), Kind::Var(_))
    {
        return slipped(t, slip);
    }
    replacements(t, RESULTS, &mut |u| slipped(u, slip))
}

// Defined names replaced by what they were defined to be.
fn unfolded(t: &Term) -> Term {
    let inner = match t.kind() {
        Kind::App(f, a) => Term::app(&unfolded(f), &unfolded(a)),
        Kind::Lam(hint, ty, _) => {
            let x = Term::fresh(&hint.0, ty.clone(), &[t]);
            t.instantiate(&x).and_then(|b| Term::lam(&x, &unfolded(&b)))
        }
        Kind::Const(c) => match c.definition().filter(|_| t.as_const_app().is_none()) {
            Some(d) if *d.ty() == *t.ty() => return unfolded(d),
            _ => return t.clone(),
        },
        _ => return t.clone(),
    };
    let inner = inner.unwrap_or_else(|_| t.clone());
    // A definition that was put in place of a function meets its argument.
    match Theorem::beta(&inner) {
        Ok(th) => (th.equation().ok()).map_or(inner.clone(), |(_, r)| r.clone()),
        Err(_) => inner,
    }
}

// The outermost parts to which one of the rules applies, replaced.
fn opened(t: &Term, rules: &[Slip]) -> Term {
    if *t.ty() == Type::Real
        && let Some(made) = rules.iter().find_map(|r| slipped(t, r).into_iter().next())
        && made.wrong != *t
    {
        return made.wrong;
    }
    match t.kind() {
        Kind::App(f, a) => {
            Term::app(&opened(f, rules), &opened(a, rules)).unwrap_or_else(|_| t.clone())
        }
        _ => t.clone(),
    }
}

// A term without derivatives, integrals and written-out sums, with its values at a few points.
type Plain = (Term, Option<Vec<Option<f64>>>);

/// Whether terms are the same, asked often.
pub(super) struct Sameness<'a> {
    vars: Vec<Term>,
    points: Points,
    hypotheses: &'a [Term],
    library: &'a Library,
    known: RefCell<HashMap<Term, Plain>>,
    failed: Cell<usize>,
    compared: Cell<usize>,
    proved: Cell<usize>,
}

impl<'a> Sameness<'a> {
    pub(super) fn new(claim: &Term, hypotheses: &'a [Term], library: &'a Library) -> Sameness<'a> {
        let mut vars: Vec<Term> = Vec::new();
        for p in std::iter::once(claim).chain(hypotheses) {
            for v in p.free_vars() {
                if *v.ty() == Type::Real && !vars.contains(&v) {
                    vars.push(v);
                }
            }
        }
        let points = Points::new(hypotheses, &vars, &[], claim);
        Sameness {
            vars,
            points,
            hypotheses,
            library,
            known: RefCell::default(),
            failed: Cell::new(0),
            compared: Cell::new(COMPARED),
            proved: Cell::new(PROVED),
        }
    }

    // The values of a term at points of the hypotheses, where there are some.
    fn sampled(&self, t: &Term) -> Option<Vec<Option<f64>>> {
        if self.points.len() > 1 {
            self.points.values(t)
        } else {
            refute::sampled(t, &self.vars)
        }
    }

    fn is_spent(&self) -> bool {
        self.compared.get() == 0 || self.proved.get() == 0
    }

    fn plain(&self, t: &Term) -> Plain {
        if let Some(known) = self.known.borrow().get(t) {
            return known.clone();
        }
        self.compared.set(self.compared.get().saturating_sub(1));
        let mut found = (t.clone(), self.sampled(t));
        if found.1.is_none() && !self.is_spent() && self.failed.get() < FAILED {
            // What has to be taken first costs more.
            let cost = if logic::mentions(t, &["lim"]) {
                1_500
            } else {
                20
            };
            self.compared.set(self.compared.get().saturating_sub(cost));
            let context = self.context(&[t]);
            if let Some(u) = computed(t, &context) {
                let values = self.sampled(&u);
                found = (u, values);
            }
            let failed = usize::from(found.1.is_none());
            self.failed.set(self.failed.get() + failed);
        }
        self.known.borrow_mut().insert(t.clone(), found.clone());
        found
    }

    fn values(&self, t: &Term) -> Option<Vec<Option<f64>>> {
        self.plain(t).1
    }

    fn context(&self, parts: &[&Term]) -> Context<'a> {
        let needs = (parts.iter()).filter_map(|t| defined(t, &self.library.theory).ok());
        let needs: Vec<Term> = needs.flat_map(|d| syntax::conjuncts(&d)).collect();
        let facts = self.hypotheses.iter().chain(&needs);
        let facts = facts.filter_map(|p| Theorem::assume(p).ok());
        Context::limited(self.library, facts, Allowance::new(PROOF))
    }

    /// Whether two real terms are proved to be equal wherever they are defined.
    pub(super) fn same(&self, s: &Term, t: &Term) -> bool {
        if s == t {
            return true;
        }
        if self.is_spent() || s.ty() != t.ty() {
            return false;
        }
        let ((s, at_s), (t, at_t)) = (self.plain(s), self.plain(t));
        let (Some(at_s), Some(at_t)) = (at_s, at_t) else {
            return Theorem::ring(&s, &t, &[]).is_ok();
        };
        let pairs = || at_s.iter().zip(&at_t);
        let both = pairs().filter_map(|(a, b)| Some((((*a)?), ((*b)?))));
        let near = |(a, b): (f64, f64)| (a - b).abs() <= 1e-9 * (1.0 + a.abs().max(b.abs()));
        let (mut seen, mut agree) = (0, true);
        both.for_each(|p| {
            seen += 1;
            agree &= near(p);
        });
        // Where the one has a value and the other has none they may still agree elsewhere.
        if seen == 0 || !agree {
            return false;
        }
        if Theorem::ring(&s, &t, &[]).is_ok() {
            return true;
        }
        self.proved.set(self.proved.get().saturating_sub(1));
        let goal = syntax::eq(&s, &t);
        goal.is_ok_and(|g| prove::prove(&g, &self.context(&[&s, &t])).is_some())
    }

    /// Whether two formulas say the same: up to what is added to both sides, and a factor on them.
    pub(super) fn formulas(&self, p: &Term, q: &Term) -> bool {
        if p == q {
            return true;
        }
        if let (Some((a, b)), Some((c, d))) = (p.as_binary("∨"), q.as_binary("∨")) {
            let pair = |a, b, c, d| self.formulas(a, c) && self.formulas(b, d);
            return pair(a, b, c, d) || pair(a, b, d, c);
        }
        let (Some((s, a, b)), Some((t, c, d))) = (relation(p), relation(q)) else {
            return false;
        };
        if s != t {
            return false;
        }
        if self.same(a, c) && self.same(b, d) {
            return true;
        }
        let (Ok(x), Ok(y)) = (syntax::sub(a, b), syntax::sub(c, d)) else {
            return false;
        };
        let Some(q) = self.ratio(&x, &y) else {
            return false;
        };
        (s == "=" || q.is_positive())
            && syntax::mul(&Term::num(q), &y).is_ok_and(|z| self.same(&x, &z))
    }

    // The small rational number by which one term is another, as far as one can see.
    fn ratio(&self, x: &Term, y: &Term) -> Option<Q> {
        let (x, y) = (self.values(x)?, self.values(y)?);
        let pairs = x.iter().zip(&y).filter_map(|(a, b)| Some((*a)? / (*b)?));
        let ratios: Vec<f64> = pairs.filter(|r| r.is_finite() && *r != 0.0).collect();
        let first = *ratios.first()?;
        if ratios
            .iter()
            .any(|r| (r - first).abs() > 1e-8 * first.abs())
        {
            return None;
        }
        small_fraction(first)
    }
}

/// The fraction with a small denominator that a double is next to.
pub(super) fn small_fraction(x: f64) -> Option<Q> {
    (1..=60_i64).find_map(|d| {
        let n = x * d as f64;
        let near = (n - n.round()).abs() <= 1e-7 * (1.0 + n.abs());
        (near && n.abs() < 1e9).then(|| Q::ratio(n.round() as i64, d))?
    })
}

/// A term with derivatives and integrals taken and sums over few numbers written out.
pub(super) fn computed(t: &Term, context: &Context) -> Option<Term> {
    let evaluated = prove::evaluated(t, context)?;
    let (_, u) = evaluated.equation().ok()?;
    match prove::ranges_written_out(u, context) {
        Some(th) => Some(th.equation().ok()?.1.clone()),
        None => Some(u.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theory::{load, parse_term};

    fn names(above: &[&str], claim: &str) -> Vec<String> {
        let library = load().expect("the theory loads");
        let above: Vec<Term> = (above.iter())
            .map(|p| parse_term(p).expect("a formula"))
            .collect();
        let claim = parse_term(claim).expect("a formula");
        let wrong = Wrong {
            claim: &claim,
            above: &above,
            hypotheses: &above,
            undefined: false,
        };
        let found = named(&wrong, &library);
        let mistakes = found.into_iter().flat_map(|f| f.mistakes);
        mistakes.map(|m| m.id.clone()).collect()
    }

    #[test]
    fn one_slip_has_its_name() {
        let table: &[(&[&str], &str, &str)] = &[
            (&[], "(x + 3) ^ 2 = x ^ 2 + 9", "square-spread"),
            (&[], "x ^ 2 + 9 = (3 + x) ^ 2", "square-spread"),
            (&["2 * x + 6 = 4"], "2 * x = 10", "sign-of-moved-term"),
            (
                &["3 * (x - 2) = x + 4"],
                "3 * x - 2 = x + 4",
                "partial-distribution",
            ),
            (&["x ^ 2 = 9"], "x = 3", "missing-root"),
        ];
        for (above, claim, name) in table {
            assert_eq!(names(above, claim), [name.to_string()], "{claim}");
        }
    }

    #[test]
    fn two_slips_have_both_names() {
        let found = names(&[], "(x + 3) ^ 2 + sin (x + y) = x ^ 2 + 9 + sin x + sin y");
        assert_eq!(found, ["square-spread", "sine-spread"]);
    }

    #[test]
    fn what_no_slip_gives_has_no_name() {
        for claim in [
            "(x + 3) ^ 2 = x ^ 2 + 17 * x + 31",
            "x = 17 * y",
            "sin x = x ^ 2 / 19",
        ] {
            assert_eq!(names(&[], claim), Vec::<String>::new(), "{claim}");
        }
    }
}
