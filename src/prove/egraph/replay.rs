//! From an explanation to a theorem.
//!
//! Every union was made between two definite terms for a reason that is kept as a [`Step`]; here the step is proved by the kernel, brought to
//! its place by congruence and chained by transitivity. What cannot be replayed proves nothing.

use super::language::{Heads, Node};
use crate::prove::context::Context;
use egg::{TreeExplanation, TreeTerm};
use hence_kernel::{Term, Theorem};
use std::collections::HashMap;
use std::rc::Rc;

/// Why two terms were united.
pub(super) enum Step {
    /// An instance of a fact with its conditions proved; the other spelling of a side is proved by `ring`.
    Fact {
        fact: String,
        forward: bool,
        subst: Vec<(Term, Term)>,
        conditions: Vec<Theorem>,
        // What was looked for and found.
        from: Term,
    },
    /// Arithmetic, with what it rests on.
    Ring {
        left: Term,
        right: Term,
        sides: Rc<[Theorem]>,
    },
    /// A theorem that was there before.
    Given(Theorem),
}

impl Step {
    /// `⊢ l = r` for the two terms that were united.
    pub(super) fn theorem(&self, context: &Context) -> Option<Theorem> {
        match self {
            Step::Given(th) => Some(th.clone()),
            Step::Ring { left, right, sides } => {
                let sides: Vec<&Theorem> = sides.iter().collect();
                Theorem::ring(left, right, &sides).ok()
            }
            Step::Fact {
                fact,
                forward,
                subst,
                conditions,
                from,
            } => {
                let fact = context.library.theory.fact(fact).ok()?;
                let th = crate::logic::inst_fact(fact, subst, conditions).ok()?;
                let th = if *forward { th } else { th.sym().ok()? };
                let (l, _) = th.equation().ok()?;
                if l == from {
                    return Some(th);
                }
                Theorem::ring(from, l, &[]).ok()?.trans(&th).ok()
            }
        }
    }
}

const MAX_DEPTH: u32 = 400;

/// The replay of one explanation.
pub(super) struct Replay<'a, 'b> {
    context: &'a Context<'b>,
    heads: &'a Heads,
    steps: &'a [Step],
    proved: HashMap<usize, Theorem>,
    // By address: the explanation shares its parts.
    parts: HashMap<*const TreeTerm<Node>, Theorem>,
}

impl<'a, 'b> Replay<'a, 'b> {
    pub(super) fn new(context: &'a Context<'b>, heads: &'a Heads, steps: &'a [Step]) -> Self {
        Replay {
            context,
            heads,
            steps,
            proved: HashMap::new(),
            parts: HashMap::new(),
        }
    }

    /// `⊢ first = last`, or a word on what could not be replayed.
    pub(super) fn chain(
        &mut self,
        proof: &TreeExplanation<Node>,
        depth: u32,
    ) -> Result<Theorem, String> {
        let mut acc: Option<Theorem> = None;
        for tree in proof {
            let inner = self.part(tree, depth)?;
            acc = Some(match acc {
                None => inner,
                Some(th) => self.link(th, tree, inner)?,
            });
        }
        acc.ok_or_else(|| "an empty explanation".to_string())
    }

    // Joins what was proved so far with the next part, by the step between them.
    fn link(
        &mut self,
        so_far: Theorem,
        tree: &TreeTerm<Node>,
        inner: Theorem,
    ) -> Result<Theorem, String> {
        let step = match (tree.forward_rule, tree.backward_rule) {
            (None, None) => None,
            (Some(name), _) => Some(self.step(name.as_str())?),
            (None, Some(name)) => {
                let th = self.step(name.as_str())?;
                Some(th.sym().map_err(|e| e.to_string())?)
            }
        };
        let joined = match &step {
            Some(step) => so_far.trans(step).and_then(|th| th.trans(&inner)),
            None => so_far.trans(&inner),
        };
        joined.map_err(|e| {
            let by = step.map_or(String::new(), |s| s.to_string());
            format!("{e}: {so_far} , {by} , {inner}")
        })
    }

    fn step(&mut self, name: &str) -> Result<Theorem, String> {
        let number: usize = name.parse().map_err(|_| format!("no step {name}"))?;
        if let Some(th) = self.proved.get(&number) {
            return Ok(th.clone());
        }
        let step = self
            .steps
            .get(number)
            .ok_or_else(|| format!("no step {name}"))?;
        let th = step.theorem(self.context).ok_or_else(|| match step {
            Step::Fact { fact, from, .. } => format!("{fact} at {from}"),
            Step::Ring { left, right, sides } => format!("ring: {left} = {right} by {sides:?}"),
            Step::Given(th) => format!("{th}"),
        })?;
        self.proved.insert(number, th.clone());
        Ok(th)
    }

    // By congruence from the proofs of the children.
    fn part(&mut self, tree: &Rc<TreeTerm<Node>>, depth: u32) -> Result<Theorem, String> {
        let key = Rc::as_ptr(tree);
        if let Some(th) = self.parts.get(&key) {
            return Ok(th.clone());
        }
        if depth > MAX_DEPTH {
            return Err("the explanation is too deep".to_string());
        }
        let head = self.heads.head(&tree.node).ok_or("an unknown head")?;
        let mut th = Theorem::refl(head).map_err(|e| e.to_string())?;
        for child in &tree.child_proofs {
            let arg = self.chain(child, depth + 1)?;
            th = th.congruence(&arg).map_err(|e| e.to_string())?;
        }
        self.parts.insert(key, th.clone());
        Ok(th)
    }
}
