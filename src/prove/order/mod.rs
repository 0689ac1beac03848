//! Order: signs of terms by linear arithmetic, products of what is known, squares, and what the theory says of function values.
//!
//! A question `0 < t` becomes an identity `f · t = Σ k · row + Σ m · (l − r)` with a positive `f`, numbers `k > 0`, rows that are known
//! to be positive (or not negative), and equations. It is searched by a simplex method, and replayed through the kernel's `ring` and the
//! facts on sums and products; where the search was made in floating point, the numbers are solved for exactly first.

mod atoms;
mod cases;
mod combine;
mod plain;
mod problem;
mod sample;
mod simplex;
mod squares;
mod stages;
#[cfg(test)]
mod tests;
mod univariate;

use super::allowance::Fuel;
use super::closure;
use super::context::{Context, Sign, Signed};
use super::convex::{self, Curve};
use crate::logic;
use crate::theory::Library;
use combine::{Cone, Free, Wanted};
use hence_kernel::poly::{Mono, Poly, Work};
use hence_kernel::{Q, Term, Theorem, Type, syntax};
use problem::{Problem, Proof, Row};
use std::cell::{Cell, OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What this engine remembers with a context.
#[derive(Default)]
pub(crate) struct State {
    depth: Cell<u32>,
    spent: Cell<u32>,
    // How many radicals are being squared away, one inside the other.
    radicals: Cell<u32>,
    // What was found, and how deep it was asked for: what fails within another question may succeed on its own.
    memo: RefCell<HashMap<Term, (u32, Signed)>>,
    fuel: Tank,
    points: OnceCell<Vec<usize>>,
    bounds: OnceCell<Vec<atoms::Bound>>,
    curves: OnceCell<Vec<Curve>>,
}

// How deep a search may ask for conditions that need a search.
const MAX_DEPTH: u32 = 2;
// How many searches one context pays for.
const MAX_SEARCHES: u32 = 60;

// What the conditions of one context may cost, what one of them may, and what a question itself may.
const CONDITIONS: u64 = 40_000_000;
const CONDITION: u64 = 4_000_000;
const QUESTION: u64 = 80_000_000;
// Where functions occur, products and squares seldom help, and if so soon.
const FUNCTIONS: u64 = 4_000_000;

// What is left for conditions.
struct Tank(Cell<u64>);

impl Default for Tank {
    fn default() -> Self {
        Tank(Cell::new(CONDITIONS))
    }
}

// The same for questions that other engines ask by the dozen.
const MODEST: u64 = 800_000;

impl State {
    /// What a context gets that is made for few small questions.
    pub(crate) fn modest() -> State {
        State {
            fuel: Tank(Cell::new(MODEST)),
            ..State::default()
        }
    }

    /// The convex and concave functions of the theory.
    pub(crate) fn curves(&self, library: &Library) -> &[Curve] {
        self.curves.get_or_init(|| convex::curves(library))
    }

    /// How many questions of this engine are under way: what fails now may succeed later, at a smaller depth.
    pub(crate) fn depth(&self) -> u32 {
        self.depth.get()
    }
}

/// `⊢ 0 < t` or `⊢ 0 ≤ t`, or the same of `−t` as `t < 0` or `t ≤ 0`: the strongest that was found.
pub(crate) fn sign(t: &Term, c: &Context) -> Option<(Sign, Theorem)> {
    let state = &c.order;
    if *t.ty() != Type::Real || state.depth() >= MAX_DEPTH || !t.has_vars() {
        return None;
    }
    let depth = state.depth.get();
    if let Some((at, s)) = state.memo.borrow().get(t)
        && (s.is_some() || *at <= depth)
    {
        return s.clone();
    }
    if state.spent.get() > MAX_SEARCHES || state.fuel.0.get() == 0 || c.allowance.is_spent() {
        return None;
    }
    state.depth.set(depth + 1);
    let found = search(t, c, depth);
    state.depth.set(depth);
    state
        .memo
        .borrow_mut()
        .insert(t.clone(), (depth, found.clone()));
    found
}

fn search(t: &Term, c: &Context, depth: u32) -> Option<(Sign, Theorem)> {
    let poly = c.poly(t)?;
    if poly.as_constant().is_some() {
        return None;
    }
    // A variable has the signs that are known of it, or none.
    if poly.0.len() == 1
        && c.known.is_empty()
        && c.equations.is_empty()
        && poly_of_variables(&poly, c)
    {
        return None;
    }
    let points = c.order.points.get_or_init(|| sample::feasible(c));
    let seen = sample::look(t, c, points);
    if seen.points > 0 && c.equations.is_empty() && seen.negative && seen.positive {
        return None;
    }
    c.order.spent.set(c.order.spent.get() + 1);
    let squares = depth == 0 && seen.points > 0;
    // Hypotheses that are equations are not met by chance: both signs stay open.
    let unsure = seen.points == 0 || !c.equations.is_empty();
    let strict = unsure || !seen.zero;
    let up = unsure || !seen.negative;
    let down = unsure || !seen.positive;
    if up && let Some(found) = attempt(t, strict, squares, c) {
        return Some(found);
    }
    if down {
        let minus = syntax::neg(t).ok()?;
        let (s, th) = attempt(&minus, strict, squares, c)?;
        return negative(t, s, &th, c);
    }
    None
}

fn poly_of_variables(p: &Poly, c: &Context) -> bool {
    problem::atoms_of(p).into_iter().all(|a| {
        c.algebra
            .borrow()
            .atom_term(a)
            .is_some_and(|t| matches!(t.kind(), hence_kernel::Kind::Var(_)))
    })
}

// t < 0 from 0 < −t.
fn negative(t: &Term, s: Sign, th: &Theorem, c: &Context) -> Option<(Sign, Theorem)> {
    let zero = Term::int(0);
    let difference = syntax::sub(&zero, t).ok()?;
    let moved = c.transport(th, &s.formula(&difference)?)?;
    let ab = [("a", &zero), ("b", t)];
    match s {
        Sign::Pos => Some((Sign::Neg, c.fact("of_sub_pos", &ab, &[&moved])?)),
        Sign::NonNeg => Some((Sign::NonPos, c.fact("of_sub_nonneg", &ab, &[&moved])?)),
        _ => None,
    }
}

// 0 < t where `strict`, else 0 ≤ t; the weak one too where the strict one fails.
fn attempt(t: &Term, strict: bool, squares: bool, c: &Context) -> Option<(Sign, Theorem)> {
    let tank = &c.order.fuel.0;
    let fuel = Fuel::new(tank.get().min(CONDITION), &c.allowance);
    let before = fuel.left();
    let mut question = Question::new(t, c, &fuel)?;
    let wants: &[Wanted] = if strict {
        &[Wanted::Positive, Wanted::Nonnegative]
    } else {
        &[Wanted::Nonnegative]
    };
    // What is found at once is not lost to a search for more.
    let mut found: Option<(Sign, Theorem)> = None;
    for w in wants {
        found = found.or_else(|| question.simple(*w));
        if matches!(found, Some((Sign::Pos, _))) {
            break;
        }
    }
    let weak = found.as_ref().map(|_| Wanted::Nonnegative);
    if squares && !matches!(found, Some((Sign::Pos, _))) {
        let better = wants.iter().filter(|w| Some(**w) != weak).find_map(|w| {
            question
                .few_products(*w)
                .or_else(|| question.sum_of_squares(*w, LIGHT))
                .or_else(|| question.contradiction(*w, &[], true))
        });
        found = better.or(found);
    }
    tank.set(tank.get().saturating_sub(before - fuel.left()));
    found
}

// How large a search for squares may be.
#[derive(Clone, Copy)]
struct Effort {
    basis: usize,
    rounds: usize,
}

const LIGHT: Effort = Effort {
    basis: 8,
    rounds: 10,
};
const FULL: Effort = Effort {
    basis: 24,
    rounds: 60,
};

fn single(basis: &[Mono]) -> Vec<Poly> {
    basis
        .iter()
        .map(|m| Poly([(m.clone(), Q::one())].into()))
        .collect()
}

fn unit() -> Row {
    Row {
        poly: Poly::constant(Q::one()),
        strict: true,
        proof: Proof::One,
    }
}

struct Question<'a, 'b> {
    goal: Term,
    problem: Problem<'a, 'b>,
    poly: Poly,
    factor: Option<(Term, Theorem)>,
    // Whether there are integers.
    integers: bool,
    fuel: Fuel,
}

impl<'a, 'b> Question<'a, 'b> {
    fn new(goal: &Term, c: &'a Context<'b>, fuel: &Fuel) -> Option<Self> {
        let mut problem = Problem::new(c);
        let cleared = problem.clear(goal)?;
        let integers = c
            .facts
            .iter()
            .any(|f| f.conclusion().as_unary("Int").is_some());
        for k in &c.known {
            if matches!(k.sign, Sign::Pos | Sign::NonNeg) {
                problem.give(k.theorem.clone());
            }
            // The square of what is not 0.
            if k.sign == Sign::NonZero
                && k.poly.0.len() <= 2
                && let Some(th) = c.fact("sq_pos", &[("a", &k.term)], &[&k.theorem])
            {
                problem.give(th);
            }
            if integers {
                atoms::tightened(&mut problem, &k.term, k.sign, &k.theorem);
            }
        }
        for th in &c.equations {
            problem.equate(th);
        }
        let bounds = c.order.bounds.get_or_init(|| atoms::bounds(c.library));
        let mut all: Vec<Term> = Vec::new();
        let mut poly = cleared.poly;
        for th in convex::rows(goal, c.order.curves(c.library), c) {
            problem.compare(&th);
        }
        for _ in 0..2 {
            let fresh = problem.new_atoms(&poly);
            if fresh.is_empty() || all.len() > 30 {
                break;
            }
            all.extend(fresh.iter().cloned());
            atoms::describe(&mut problem, &fresh, &all, bounds);
            problem.settle();
            poly = problem.reduce(&poly)?;
        }
        Some(Question {
            goal: goal.clone(),
            problem,
            poly,
            factor: cleared.factor,
            integers,
            fuel: fuel.clone(),
        })
    }

    // One quadratic form, or linear arithmetic.
    fn simple(&self, wanted: Wanted) -> Option<(Sign, Theorem)> {
        if let Some((squares, constant)) = squares::quadratic(&self.poly)
            && (wanted == Wanted::Nonnegative || constant.is_positive())
        {
            let mut parts: Vec<(Q, Proof)> = squares
                .into_iter()
                .map(|(k, p)| (k, Proof::Square(p)))
                .collect();
            if constant.is_positive() {
                parts.push((constant, Proof::One));
            }
            return self.finish(&parts, &[]);
        }
        let free = self.free(0)?;
        let found = combine::linear(&self.poly, &self.problem.rows, &free, wanted, &self.fuel)?;
        self.finish(&found.rows, &found.equations)
    }

    // Multiples of the equations by monomials up to that degree.
    fn free(&self, degree: u32) -> Option<Vec<Free>> {
        let mut out = Vec::new();
        let mut work = Work(100_000);
        for (i, e) in self.problem.equations.iter().enumerate() {
            let mut multipliers = vec![Mono::default()];
            if degree > 0 {
                let mut atoms = problem::atoms_of(&self.poly);
                atoms.extend(problem::atoms_of(&e.poly));
                multipliers.extend(atoms.into_iter().take(6).map(|a| Mono(vec![(a, 1)])));
            }
            for m in multipliers {
                let multiplier = Poly([(m, Q::one())].into());
                let poly = e.poly.mul(&multiplier, &mut work).ok()?;
                out.push(Free {
                    equation: i,
                    multiplier,
                    poly: self.problem.reduce(&poly)?,
                });
            }
        }
        Some(out)
    }

    // Linear in products of the few rows that speak of the goal's atoms only.
    fn few_products(&self, wanted: Wanted) -> Option<(Sign, Theorem)> {
        const FEW: usize = 6;
        let atoms = problem::atoms_of(&self.poly);
        let foreign = |r: &&Row| problem::atoms_of(&r.poly).difference(&atoms).count();
        let rows = || self.problem.rows.iter();
        let near: Vec<&Row> = rows().filter(|r| foreign(r) == 0).take(FEW).collect();
        let first = self.by_products(&near, wanted);
        first.or_else(|| {
            let by_way = self.by_way_of_one(&atoms);
            by_way.into_iter().find_map(|few| {
                let rows: Vec<&Row> = near.iter().copied().chain(few).collect();
                self.by_products(&rows, wanted)
            })
        })
    }

    // What leads to the goal by way of one more atom, for each: m ≤ L (a − b) and c ≤ b, where m ≤ L (a − c) is asked for. An atom that
    // one row alone speaks of does not cancel.
    fn by_way_of_one(&self, atoms: &BTreeSet<u32>) -> Vec<Vec<&Row>> {
        const FEW: usize = 6;
        const WAYS: usize = 3;
        let mut ways: BTreeMap<u32, Vec<&Row>> = BTreeMap::new();
        for r in &self.problem.rows {
            let own = problem::atoms_of(&r.poly);
            let mut strange = own.difference(atoms);
            if let (Some(one), None) = (strange.next(), strange.next())
                && !own.is_disjoint(atoms)
            {
                ways.entry(*one).or_default().push(r);
            }
        }
        let several = ways.into_values().filter(|rows| rows.len() > 1);
        several
            .map(|rows| rows.into_iter().take(FEW).collect())
            .take(WAYS)
            .collect()
    }

    fn by_products(&self, near: &[&Row], wanted: Wanted) -> Option<(Sign, Theorem)> {
        if near.len() < 2 {
            return None;
        }
        let near: Vec<Row> = near.iter().map(|r| (*r).clone()).collect();
        let mut rows = near.clone();
        rows.extend(self.pairs(&near)?);
        let found = combine::linear(&self.poly, &rows, &self.free(0)?, wanted, &self.fuel)?;
        self.finish(&found.rows, &found.equations)
    }

    // The goal as a sum of squares.
    fn sum_of_squares(&self, wanted: Wanted, effort: Effort) -> Option<(Sign, Theorem)> {
        let basis = combine::half_basis(&self.poly, &Poly::constant(Q::one()), 200);
        let basis = combine::pruned(&self.poly, basis);
        if basis.is_empty() || basis.len() > effort.basis {
            return None;
        }
        let reduce = |p: &Poly| self.problem.reduce(p);
        let run = |target: &Poly, wanted: Wanted| {
            let plain = self.problem.without_rules(target);
            let cone = Cone {
                basis: if plain {
                    squares::vanishing(target, &[], &Poly::constant(Q::one()), &basis)
                } else {
                    single(&basis)
                },
                row: unit(),
            };
            combine::with_squares(
                target,
                &combine::Search {
                    rows: &[],
                    cones: &[cone],
                    free: &[],
                    wanted,
                    rounds: effort.rounds,
                    reduce: &reduce,
                    fuel: &self.fuel,
                },
            )
        };
        if let Some(found) = run(&self.poly, wanted) {
            return self.finish(&found.rows, &found.equations);
        }
        if wanted != Wanted::Positive {
            return None;
        }
        // Room below: a constant that may be taken off.
        let constant = self.poly.0.get(&Mono::default())?;
        for part in [(1, 4), (1, 100)] {
            let room = constant.clone() * Q::ratio(part.0, part.1)?;
            if !room.is_positive() {
                return None;
            }
            let lower = self.poly.clone().plus(&Poly::constant(-room.clone()));
            if let Some(mut found) = run(&lower, Wanted::Nonnegative) {
                found.rows.push((room, Proof::One));
                return self.finish(&found.rows, &found.equations);
            }
        }
        None
    }

    // Squares, what is known, products of what is known, and the negation of the goal.
    fn thorough(&mut self, wanted: Wanted) -> Option<(Sign, Theorem)> {
        if let Some(found) = self.simple(wanted) {
            return Some(found);
        }
        self.number_ends();
        if let Some(decided) = self.in_one_variable(wanted) {
            return decided;
        }
        if let Some(found) = self.without_radical(wanted) {
            return Some(found);
        }
        if let Some(found) = self.few_products(wanted) {
            return Some(found);
        }
        if let Some(found) = self.sum_of_squares(wanted, FULL) {
            return Some(found);
        }
        let cones = |q: &mut Self, degree: u32| -> Option<(Sign, Theorem)> {
            let free = q.free(degree)?;
            let found = q.by_cones(&q.poly, &free, wanted, 30)?;
            q.finish(&found.rows, &found.equations)
        };
        if let Some(found) = self.within(10_000_000, |q| cones(q, 0)) {
            return Some(found);
        }
        let bare = self.problem.rows.is_empty() && self.problem.equations.is_empty();
        if bare {
            return self.multiplied(wanted);
        }
        self.within(40_000_000, |q| q.with_products(wanted))
            .or_else(|| {
                let more = !self.problem.equations.is_empty();
                more.then(|| self.within(15_000_000, |q| cones(q, 1)))
                    .flatten()
            })
            .or_else(|| self.within(20_000_000, |q| q.multiplied(wanted)))
    }

    // A part of the search with a part of the fuel.
    fn within<T>(&mut self, most: u64, part: impl FnOnce(&mut Self) -> T) -> T {
        let whole = self.fuel.clone();
        self.fuel = whole.part(most);
        let before = self.fuel.left();
        let out = part(self);
        whole.deduct(before - self.fuel.left());
        self.fuel = whole;
        out
    }

    // What is known and its products, for the goal and against its negation.
    fn with_products(&mut self, wanted: Wanted) -> Option<(Sign, Theorem)> {
        let free = self.free(1)?;
        let plain = self.problem.rows.clone();
        if let Some(found) = self.with(&self.poly, &plain, &[], &free, wanted, 20)
            && let Some(done) = self.finish(&found.rows, &found.equations)
        {
            return Some(done);
        }
        self.contradiction(wanted, &free, false)
    }

    // That the negated goal cannot hold; `light` looks at products of few rows only.
    fn contradiction(
        &mut self,
        wanted: Wanted,
        free: &[Free],
        light: bool,
    ) -> Option<(Sign, Theorem)> {
        let c = self.problem.context;
        let zero = Term::int(0);
        let (negated, minus) = match wanted {
            Wanted::Positive => (syntax::le(&self.goal, &zero).ok()?, "neg_nonneg"),
            _ => (syntax::lt(&self.goal, &zero).ok()?, "neg_pos"),
        };
        let assumed = Theorem::assume(&negated).ok()?;
        let th = c.fact(minus, &[("a", &self.goal)], &[&assumed])?;
        let before = self.problem.rows.len();
        self.problem.give(th.clone());
        if self.integers {
            let minus = syntax::neg(&self.goal).ok()?;
            let sign = if wanted == Wanted::Positive {
                Sign::NonNeg
            } else {
                Sign::Pos
            };
            atoms::tightened(&mut self.problem, &minus, sign, &th);
        }
        let rows = self.problem.rows.clone();
        // The negated goal first: what is cut off is what speaks of other things.
        let mut ordered: Vec<Row> = rows[before..].to_vec();
        let mut rest: Vec<Row> = rows[..before].to_vec();
        rest.sort_by_key(|r| r.poly.0.len());
        ordered.extend(rest);
        let impossible = |found: combine::Combination, q: &Self| -> Option<Theorem> {
            let parts: Vec<(Q, &Proof)> = found.rows.iter().map(|(k, p)| (k.clone(), p)).collect();
            let (_, th) = q
                .problem
                .certificate(&zero, &None, &parts, &found.equations)?;
            let irreflexive = c.fact("lt_irrefl", &[("a", &zero)], &[])?;
            logic::not_elim(&irreflexive, &th).ok()
        };
        let mut found = self.contradicting(&ordered, free, light);
        if found.is_none() && !light {
            found = self.within(8_000_000, |q| {
                let nothing = Poly::default();
                let none = q.free(0)?;
                q.by_cones(&nothing, &none, Wanted::Contradiction, 25)
            });
        }
        let done = found.and_then(|f| impossible(f, self));
        self.problem.rows.truncate(before);
        let not = logic::not_intro(&negated, &done?).ok()?;
        let ab = [("a", &self.goal), ("b", &zero)];
        match wanted {
            Wanted::Positive => Some((Sign::Pos, c.fact("not_le", &ab, &[&not])?)),
            _ => Some((Sign::NonNeg, c.fact("not_lt", &ab, &[&not])?)),
        }
    }

    fn contradicting(
        &self,
        ordered: &[Row],
        free: &[Free],
        light: bool,
    ) -> Option<combine::Combination> {
        let nothing = Poly::default();
        let contradiction = Wanted::Contradiction;
        // What speaks of nothing else first.
        let atoms = problem::atoms_of(&self.poly);
        let near: Vec<Row> = ordered
            .iter()
            .filter(|r| problem::atoms_of(&r.poly).is_subset(&atoms))
            .take(if light { 4 } else { 8 })
            .cloned()
            .collect();
        if light {
            if near.len() < 2 {
                return None;
            }
            let mut rows = near.clone();
            rows.extend(self.pairs(&near)?);
            return combine::linear(&nothing, &rows, free, contradiction, &self.fuel);
        }
        let products = self.pairs(&near)?;
        let found = self
            .with(&nothing, &near, &products, free, contradiction, 25)
            .or_else(|| {
                if near.len() == ordered.len() {
                    return None;
                }
                let products = self.pairs(&ordered[..ordered.len().min(12)])?;
                self.with(&nothing, ordered, &products, free, contradiction, 25)
            });
        if found.is_some() || ordered.len() > 5 {
            return found;
        }
        let products = self.pairs(ordered)?;
        let triples = self.times(&products, ordered)?;
        let all: Vec<Row> = products.iter().chain(&triples).cloned().collect();
        self.with(&nothing, ordered, &all, free, contradiction, 12)
    }

    fn pairs(&self, rows: &[Row]) -> Option<Vec<Row>> {
        let mut out = Vec::new();
        for (i, a) in rows.iter().enumerate() {
            out.extend(self.times(std::slice::from_ref(a), &rows[..=i])?);
        }
        Some(out)
    }

    fn times(&self, left: &[Row], right: &[Row]) -> Option<Vec<Row>> {
        let mut out = Vec::new();
        let mut work = Work(200_000);
        for a in left {
            for b in right {
                let Ok(p) = a.poly.mul(&b.poly, &mut work) else {
                    return Some(out);
                };
                let Some(poly) = self.problem.reduce(&p).filter(|p| p.0.len() <= 60) else {
                    continue;
                };
                out.push(Row {
                    poly,
                    strict: a.strict && b.strict,
                    proof: Proof::Product(Box::new(a.proof.clone()), Box::new(b.proof.clone())),
                });
            }
        }
        Some(out)
    }

    fn with(
        &self,
        target: &Poly,
        plain: &[Row],
        products: &[Row],
        free: &[Free],
        wanted: Wanted,
        rounds: usize,
    ) -> Option<combine::Combination> {
        let rows: Vec<Row> = plain.iter().chain(products).cloned().collect();
        if rows.len() < 40
            && let Some(found) = combine::linear(target, &rows, free, wanted, &self.fuel)
        {
            return Some(found);
        }
        // Squares of what may cancel against the rows.
        let mut shape = self.poly.clone();
        for r in &rows {
            for m in r.poly.0.keys() {
                shape.0.entry(m.clone()).or_insert_with(Q::one);
            }
        }
        let unit = unit();
        let mut basis = combine::half_basis(&shape, &unit.poly, 20);
        if basis.len() < 2 {
            // Squares of linear forms at least.
            let atoms = problem::atoms_of(&shape).into_iter().take(12);
            basis = std::iter::once(Mono::default())
                .chain(atoms.map(|a| Mono(vec![(a, 1)])))
                .collect();
        }
        let mut cones = vec![Cone {
            basis: single(&basis),
            row: unit,
        }];
        for r in plain.iter().take(6) {
            let basis = combine::half_basis(&shape, &r.poly, 10);
            if basis.len() > 1 {
                cones.push(Cone {
                    row: r.clone(),
                    basis: single(&basis),
                });
            }
        }
        let reduce = |p: &Poly| self.problem.reduce(p);
        combine::with_squares(
            target,
            &combine::Search {
                rows: &rows,
                cones: &cones,
                free,
                wanted,
                rounds,
                reduce: &reduce,
                fuel: &self.fuel,
            },
        )
    }

    fn finish(&self, rows: &[(Q, Proof)], equations: &[(usize, Poly)]) -> Option<(Sign, Theorem)> {
        let parts: Vec<(Q, &Proof)> = rows.iter().map(|(k, p)| (k.clone(), p)).collect();
        self.problem
            .certificate(&self.goal, &self.factor, &parts, equations)
    }
}

/// A comparison that is the question itself, not a condition on the way: `a < b`, `a ≤ b` or `¬(a = b)` with all that the engine can do.
pub(crate) fn prove(goal: &Term, c: &Context) -> Option<Theorem> {
    let state = &c.order;
    if state.depth.get() > 0 || !goal.has_vars() {
        return None;
    }
    let fuel = if super::bounds::concerns(goal) {
        FUNCTIONS
    } else {
        QUESTION
    };
    let fuel = Fuel::new(fuel, &c.allowance);
    // Names that the hypotheses give a value are replaced by it; without them there are fewer products to try.
    if !super::bounds::concerns(goal)
        && let Some((inner, equal)) = super::replace::determined(goal, c)
        && let Ok((_, now)) = equal.equation()
        && let Some(th) = closure::prove(now, &inner, closure::NO_SEARCH)
            .or_else(|| cases::prove(now, &inner, 0, &fuel.part(QUESTION / 2)))
    {
        return equal.sym().ok()?.eq_mp(&th).ok();
    }
    cases::prove(goal, c, 0, &fuel)
}

/// `⊢ ⊥` where the comparisons of the context contradict each other by linear arithmetic.
fn absurd(c: &Context, fuel: &Fuel) -> Option<Theorem> {
    let zero = Term::int(0);
    let q = Question::new(&zero, c, fuel)?;
    let found = combine::linear(
        &Poly::default(),
        &q.problem.rows,
        &q.free(0)?,
        Wanted::Contradiction,
        fuel,
    )?;
    let parts: Vec<(Q, &Proof)> = found.rows.iter().map(|(k, p)| (k.clone(), p)).collect();
    let (_, th) = q
        .problem
        .certificate(&zero, &None, &parts, &found.equations)?;
    let irreflexive = c.fact("lt_irrefl", &[("a", &zero)], &[])?;
    logic::not_elim(&irreflexive, &th).ok()
}

/// An equation as two comparisons, where no engine for equations proves it.
pub(crate) fn equation(a: &Term, b: &Term, c: &Context) -> Option<Theorem> {
    if c.order.depth.get() > 0 || *a.ty() != Type::Real {
        return None;
    }
    // Long ones, and such as hold under a derivative, are no matter of order.
    let difference = c.poly(&syntax::sub(a, b).ok()?)?;
    let atoms = problem::atoms_of(&difference);
    let plain = |t: &Term| !logic::mentions(t, &["deriv", "integral", "lim", "Sum", "Prod"]);
    if difference.0.len() > 20 || atoms.len() > 6 || !plain(a) || !plain(b) {
        return None;
    }
    cases::equation(a, b, c, 0, &Fuel::new(QUESTION, &c.allowance))
}

/// `⊢ 0 < t` or `⊢ 0 ≤ t` with products, squares and the negated goal.
fn hard(t: &Term, wanted: Wanted, c: &Context, fuel: &Fuel) -> Option<Theorem> {
    if fuel.is_empty() {
        return None;
    }
    let points = c.order.points.get_or_init(|| sample::feasible(c));
    let seen = sample::look(t, c, points);
    // Hypotheses that are equations are not met by chance.
    if seen.points > 0
        && c.equations.is_empty()
        && (seen.negative || (wanted == Wanted::Positive && seen.zero))
    {
        return None;
    }
    let depth = c.order.depth.get();
    c.order.depth.set(depth + 1);
    let found = plain::sum(t, wanted, c, fuel)
        .or_else(|| Question::new(t, c, fuel).and_then(|mut q| q.thorough(wanted)));
    c.order.depth.set(depth);
    match (wanted, found?) {
        (Wanted::Nonnegative, (Sign::Pos, th)) => {
            c.fact("le_of_lt", &[("a", &Term::int(0)), ("b", t)], &[&th])
        }
        (Wanted::Nonnegative, (Sign::NonNeg, th)) | (Wanted::Positive, (Sign::Pos, th)) => Some(th),
        _ => None,
    }
}

/// A factor, `⊢ 0 < factor`, and `⊢ factor · t = multiple`.
pub(crate) type Multiplied = (Term, Theorem, Theorem);

/// A multiple of `t` without the denominators whose signs are known, and why it is one: a factor, `⊢ 0 < factor`, and
/// `⊢ factor · t = multiple`; no factor where there were none.
pub(crate) fn cleared(t: &Term, c: &Context) -> Option<(Term, Option<Multiplied>)> {
    let mut problem = Problem::new(c);
    let cleared = problem.clear(t)?;
    let multiple = c.algebra.borrow().term(&cleared.poly)?;
    let Some((factor, positive)) = cleared.factor else {
        return Some((multiple, None));
    };
    let whole = syntax::mul(&factor, t).ok()?;
    let equal = problem.same(&whole, &multiple)?;
    Some((multiple, Some((factor, positive, equal))))
}

/// A comparison by products, squares and the negated goal, within the means of a claim about functions.
pub(crate) fn polynomial(goal: &Term, c: &Context) -> Option<Theorem> {
    if c.order.depth.get() > 0 || !goal.has_vars() {
        return None;
    }
    cases::directly(goal, c, &Fuel::new(FUNCTIONS, &c.allowance))
}
