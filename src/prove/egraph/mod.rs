//! Equality by saturation: the facts of the theory as rewrite rules of an e-graph.
//!
//! Both sides go into one e-graph, equations among the hypotheses are united, then rules add what equals what is there until the sides
//! share a class. A rule's conditions are proved before it is applied; sums and products are brought to a normal form instead of being
//! shuffled by rules. The explanation is replayed by the kernel: the e-graph finds, it does not judge.

mod arguments;
mod conditions;
mod extract;
mod fraction;
mod goal;
mod hypotheses;
mod language;
mod matching;
mod replay;
mod rules;
#[cfg(test)]
mod tests;

pub(crate) use goal::{has_equation, prove};

use super::context::Context;
use super::{equations, normal};
use conditions::Conditions;
use egg::{Id, Language, Symbol};
use extract::{Best, Wanted};
use fraction::Fractions;
use hence_kernel::{KernelError, Term, Theorem, Type};
use language::Terms;
use matching::Index;
use replay::{Replay, Step};
use rules::{Phase, Rule};
use std::collections::HashSet;
use std::rc::Rc;

/// How much work a question may take; all of it counted, so that every run does the same.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// Nodes of the e-graph.
    pub nodes: usize,
    /// Rounds of all rules.
    pub rounds: usize,
    /// Applications of one rule in one round.
    pub matches: usize,
    /// Conditions that are looked at.
    pub conditions: usize,
    /// Nodes that are looked at for matches.
    pub work: usize,
    /// Whether combinations of the hypotheses are put into the graph, as another engine may have tried them before.
    pub combinations: bool,
}

impl Limits {
    /// For a question that is put to this engine alone.
    pub(crate) const FULL: Limits = Limits {
        nodes: 20_000,
        rounds: 30,
        matches: 150,
        conditions: 1_000,
        work: 3_000_000,
        combinations: true,
    };

    /// For a question among many, after a cheaper engine has failed.
    pub(crate) const BRIEF: Limits = Limits {
        nodes: 1_500,
        rounds: 6,
        matches: 40,
        conditions: 100,
        work: 150_000,
        combinations: false,
    };
}

/// Why there is no proof.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    /// Nothing new can be found.
    Saturated,
    /// The work is spent.
    Spent,
    /// Two different numbers would be equal: the hypotheses contradict each other.
    Contradiction,
    /// The explanation could not be replayed, which is a mistake in this engine.
    Replay(String),
}

/// `⊢ s = t`, its hypotheses among the context's facts; else the reason why there is no proof.
pub(crate) fn prove_within(
    s: &Term,
    t: &Term,
    context: &Context,
    limits: Limits,
) -> Result<Theorem, Failure> {
    let outcome = attempt(s, t, context, limits);
    if let Err(why) = &outcome
        && std::env::var_os("HENCE_TRACE").is_some()
    {
        eprintln!("e-graph: {s}  =?=  {t}: {why:?}");
    }
    outcome
}

fn attempt(s: &Term, t: &Term, context: &Context, limits: Limits) -> Result<Theorem, Failure> {
    if *s.ty() != Type::Real || s.ty() != t.ty() {
        return Err(Failure::Saturated);
    }
    let broken = |e: KernelError| Failure::Replay(e.to_string());
    let before = evaluated(s, context).map_err(broken)?;
    let after = evaluated(t, context).map_err(broken)?;
    let (_, a) = before.equation().map_err(broken)?;
    let (_, b) = after.equation().map_err(broken)?;
    let inner = Search::new(context, limits).run(a, b)?;
    let th = before.trans(&inner).map_err(broken)?;
    th.trans(&after.sym().map_err(broken)?).map_err(broken)
}

// ⊢ t = t' with derivatives as their values and defined names unfolded, where that can be done.
fn evaluated(t: &Term, context: &Context) -> hence_kernel::Result<Theorem> {
    match super::evaluated(t, context) {
        Some(th) => Ok(th),
        None => Theorem::refl(t),
    }
}

// Terms that are larger are not worth looking at.
const MAX_SIZE: u32 = 150;
const MAX_DEGREE: u64 = 32;
// Equations that are looked at for what follows from them.
const MAX_INFERENCES: usize = 32;

// What is to be brought to normal form.
#[derive(Default)]
struct Candidates {
    wanted: Vec<Term>,
    // Those of them that are arguments of sine or cosine.
    angles: HashSet<Term>,
    // Numbers under roots with a power taken out.
    parted: Vec<(Term, Term)>,
    // The expanded sides of the goal.
    ends: Option<(Term, Term)>,
}

struct Search<'a, 'b> {
    context: &'a Context<'b>,
    conditions: Conditions<'a, 'b>,
    terms: Terms,
    fractions: Fractions,
    rules: Vec<Rule<'a>>,
    steps: Vec<Step>,
    // Nodes that may still be looked at for matches.
    work: usize,
    // Which rules were tried at which terms, and which terms were brought to normal form.
    tried: HashSet<(usize, Vec<Term>)>,
    normalised: HashSet<Term>,
    // Variables that an equation among the hypotheses expresses by others.
    expressed: HashSet<Term>,
    limits: Limits,
}

impl<'a, 'b> Search<'a, 'b> {
    fn new(context: &'a Context<'b>, limits: Limits) -> Self {
        Search {
            context,
            conditions: Conditions::new(context, limits.conditions),
            terms: Terms::new(),
            fractions: Fractions::default(),
            rules: rules::rules(context.library),
            steps: Vec::new(),
            work: limits.work,
            tried: HashSet::new(),
            normalised: HashSet::new(),
            expressed: HashSet::new(),
            limits,
        }
    }

    fn run(&mut self, a: &Term, b: &Term) -> Result<Theorem, Failure> {
        let goal = (self.terms.add(a), self.terms.add(b));
        for th in self.context.equations() {
            self.hypothesis(th);
        }
        if self.limits.combinations && !self.context.equations().is_empty() {
            self.inferred();
            self.combined(a, b);
        }
        let mut phase = Phase::First;
        for _ in 0..self.limits.rounds {
            self.normalise(goal);
            if self.settled(goal)? {
                return self.replay(goal);
            }
            let share = match phase {
                Phase::First => self.limits.nodes / 3,
                Phase::Later => self.limits.nodes,
            };
            let changed = self.apply(phase, share, goal);
            if self.settled(goal)? {
                return self.replay(goal);
            }
            let spent = self.terms.graph.total_size() >= share || self.work == 0;
            match phase {
                Phase::First if spent || !changed => phase = Phase::Later,
                Phase::Later if spent => {
                    self.normalise(goal);
                    return match self.settled(goal)? {
                        true => self.replay(goal),
                        false => Err(Failure::Spent),
                    };
                }
                Phase::Later if !changed => return Err(Failure::Saturated),
                _ => {}
            }
        }
        Err(Failure::Spent)
    }

    // Restores the invariants; whether both sides are in one class.
    fn settled(&mut self, goal: (Id, Id)) -> Result<bool, Failure> {
        self.terms.graph.rebuild();
        if self.terms.graph.analysis.contradiction {
            return Err(Failure::Contradiction);
        }
        Ok(self.same(goal.0, goal.1))
    }

    fn same(&self, a: Id, b: Id) -> bool {
        self.terms.graph.find(a) == self.terms.graph.find(b)
    }

    // Unites two terms for a reason; whether that was new.
    fn unite(&mut self, l: &Term, r: &Term, step: impl FnOnce() -> Step) -> bool {
        let (a, b) = (self.terms.add(l), self.terms.add(r));
        if self.same(a, b) {
            return false;
        }
        let name = Symbol::from(self.steps.len().to_string());
        self.steps.push(step());
        self.terms.graph.union_trusted(a, b, name)
    }

    // The equation with derivatives evaluated on both sides, as a union.
    fn hypothesis(&mut self, th: &Theorem) {
        let found = (|| {
            let (l, r) = th.equation()?;
            let l = evaluated(l, self.context)?;
            let r = evaluated(r, self.context)?;
            l.sym()?.trans(th)?.trans(&r)
        })();
        let Ok(th) = found else { return };
        if let Ok((l, r)) = th.equation() {
            self.unite(l, r, || Step::Given(th.clone()));
        }
        if let Some((v, solved)) = hypotheses::solved(&th, &self.expressed)
            && let Ok((l, r)) = solved.equation()
        {
            self.unite(l, r, || Step::Given(solved.clone()));
            self.expressed.insert(v);
        }
    }

    // What follows from the equations by facts, and from what follows.
    fn inferred(&mut self) {
        let library = self.context.library;
        let facts: Vec<_> = hypotheses::inferences(library).collect();
        let mut open: Vec<Theorem> = self.context.equations().to_vec();
        for _ in 0..MAX_INFERENCES {
            let Some(th) = open.pop() else { return };
            let found = hypotheses::inferred(&th, &facts, library, &mut self.conditions);
            for th in &found {
                self.hypothesis(th);
            }
            open.extend(found);
        }
    }

    // Where a = b + Σ m (l − r) by normal form, with l = r among the hypotheses, that sum and the one of m (r − r) go into the graph.
    fn combined(&mut self, a: &Term, b: &Term) {
        let Some((th, used)) = equations::combination_of(a, b, self.context) else {
            return;
        };
        for th in used {
            if let Ok((l, r)) = th.equation() {
                self.unite(l, r, || Step::Given(th.clone()));
            }
        }
        if let Ok((with, without)) = th.equation() {
            self.unite(a, with, || ring(a, with, &Rc::from([])));
            self.unite(without, b, || ring(without, b, &Rc::from([])));
        }
    }

    // Puts the normal forms of the best terms of every class beside them, and compares those of the sides.
    fn normalise(&mut self, goal: (Id, Id)) {
        self.terms.graph.rebuild();
        let Candidates {
            wanted,
            angles,
            parted,
            ends,
        } = self.candidates(goal);
        for t in wanted {
            if !self.normalised.insert(t.clone()) {
                continue;
            }
            let Some(normal) = self.fractions.normal(&t, &mut self.conditions) else {
                continue;
            };
            let sides: Rc<[Theorem]> = normal.sides.into();
            for n in normal.spellings.iter().filter(|n| degree(n).is_some()) {
                self.unite(&t, n, || ring(&t, n, &sides));
            }
            if angles.contains(&t)
                && let Some(n) = normal.spellings.first()
                && let Some(half) = arguments::halved(n)
            {
                self.unite(&t, &half, || ring(&t, &half, &sides));
            }
        }
        for (t, parted) in parted {
            self.unite(&t, &parted, || ring(&t, &parted, &Rc::from([])));
        }
        if let Some((s, t)) = ends
            && let Some(sides) = self.fractions.sides_for(&s, &t, &mut self.conditions)
        {
            let sides: Rc<[Theorem]> = sides.into();
            self.unite(&s, &t, || ring(&s, &t, &sides));
        }
    }

    fn candidates(&self, goal: (Id, Id)) -> Candidates {
        let graph = &self.terms.graph;
        let mut small = Best::new(graph, Wanted::Small);
        let mut expanded = Best::new(graph, Wanted::Expanded(&self.expressed));
        let mut out = Candidates::default();
        for class in graph.classes() {
            for best in [&mut small, &mut expanded] {
                if let Some(t) = best.term(class.id)
                    && *t.ty() == Type::Real
                    && t.size() <= MAX_SIZE
                    && normal::arithmetic(&t).is_some_and(|parts| !parts.is_empty())
                    && !self.normalised.contains(&t)
                {
                    out.wanted.push(t);
                }
            }
            for node in &class.nodes {
                let Some((head, child)) =
                    graph.analysis.heads.head(node).zip(node.children().first())
                else {
                    continue;
                };
                // Numbers are computed wherever they stand, so that two different ones in a class are seen.
                let numbers: Vec<_> = node.children().iter().map(|c| graph[*c].data).collect();
                if let Some(t) = graph.analysis.heads.closed(node, &numbers)
                    && normal::arithmetic(&t).is_some()
                    && !self.normalised.contains(&t)
                {
                    out.wanted.push(t);
                }
                if head.is_const("sin") || head.is_const("cos") {
                    out.angles.extend(small.term(*child));
                }
                if let Some(t) = small.term(*child)
                    && let Some(parted) = arguments::power_taken_out(head, &t)
                {
                    out.parted.push((t, parted));
                }
            }
        }
        out.ends = expanded.term(goal.0).zip(expanded.term(goal.1));
        out
    }

    // One round of rules; whether anything was new.
    fn apply(&mut self, phase: Phase, nodes: usize, goal: (Id, Id)) -> bool {
        let found = self.matches(phase);
        let mut changed = false;
        for (rule, spelling, terms) in found {
            if self.terms.graph.total_size() >= nodes || self.same(goal.0, goal.1) {
                return true;
            }
            changed |= self.apply_one(rule, spelling, &terms).unwrap_or(false);
        }
        changed
    }

    // Where the rules match, with the smallest terms for their variables: rule, spelling, terms.
    fn matches(&mut self, phase: Phase) -> Vec<(usize, usize, Vec<Term>)> {
        let active = |r: &&mut Rule| r.phase <= phase;
        for rule in self.rules.iter_mut().filter(active) {
            rule.patterns(&mut self.terms.graph.analysis.heads, &mut self.conditions);
        }
        let graph = &self.terms.graph;
        let index = Index::new(graph);
        let mut small = Best::new(graph, Wanted::Small);
        let mut found = Vec::new();
        for (i, rule) in self.rules.iter().enumerate() {
            if rule.phase > phase {
                continue;
            }
            let mut left = self.limits.matches;
            for (j, (_, pattern)) in rule.made().iter().enumerate() {
                let mut work = self.work.min(self.limits.work / 100);
                let given = work;
                let vars = rule.fact.vars.len();
                for classes in index.matches(pattern, vars, 4 * left, &mut work) {
                    let terms = classes.iter().map(|id| small.term((*id)?));
                    let Some(terms) = terms.collect::<Option<Vec<_>>>() else {
                        continue;
                    };
                    if left > 0 && !self.tried.contains(&(i, terms.clone())) {
                        left -= 1;
                        found.push((i, j, terms));
                    }
                }
                self.work -= given - work;
            }
        }
        found
    }

    fn apply_one(&mut self, number: usize, spelling: usize, terms: &[Term]) -> Option<bool> {
        if !self.tried.insert((number, terms.to_vec())) {
            return None;
        }
        let rule = self.rules.get(number)?;
        let (fact, forward) = (rule.fact, rule.forward);
        let subst: Vec<(Term, Term)> = fact.vars.iter().cloned().zip(terms.to_vec()).collect();
        let from = rule.made().get(spelling)?.0.subst(&subst).ok()?;
        let to = rule.to.subst(&subst).ok()?;
        if degree(&from).is_none() || degree(&to).is_none() {
            return None;
        }
        let mut conditions = Vec::new();
        for c in &fact.conditions {
            let c = c.subst(&subst).ok()?;
            conditions.push(self.conditions.prove(&c)?);
        }
        let united = self.unite(&from, &to, || Step::Fact {
            fact: fact.name.clone(),
            forward,
            subst,
            conditions,
            from: from.clone(),
        });
        Some(united)
    }

    fn replay(&mut self, (a, b): (Id, Id)) -> Result<Theorem, Failure> {
        let explanation = self.terms.graph.explain_id_equivalence(a, b);
        let heads = &self.terms.graph.analysis.heads;
        Replay::new(self.context, heads, &self.steps)
            .chain(&explanation.explanation_trees, 0)
            .map_err(Failure::Replay)
    }
}

// The degree of a term in its atoms; nothing where it, or that of a part, is too large to multiply out.
fn degree(t: &Term) -> Option<u64> {
    if t.size() > MAX_SIZE {
        return None;
    }
    let (_, args) = t.spine();
    let parts = args.into_iter().map(degree).collect::<Option<Vec<_>>>()?;
    let exponent = || normal::literal_integer(t.as_binary("pow")?.1);
    let all = match normal::arithmetic(t) {
        Some(_) if t.as_binary("*").is_some() || t.as_binary("/").is_some() => parts.iter().sum(),
        Some(_) => {
            let base = parts
                .first()
                .copied()
                .unwrap_or(0)
                .max(parts.get(1).copied().unwrap_or(0));
            base.saturating_mul(exponent().map_or(1, i64::unsigned_abs))
        }
        None => 1,
    };
    (all <= MAX_DEGREE).then_some(all)
}

fn ring(left: &Term, right: &Term, sides: &Rc<[Theorem]>) -> Step {
    Step::Ring {
        left: left.clone(),
        right: right.clone(),
        sides: sides.clone(),
    }
}
