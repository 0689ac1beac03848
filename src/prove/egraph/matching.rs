//! Where a pattern occurs in the e-graph, within a budget of nodes looked at.
//!
//! Classes of sums grow wide, and a pattern of several sums and products can match them in more ways than can be listed; so the search
//! counts its steps and looks one level ahead before it tries a node.

use super::language::{Graph, Heads, Node};
use egg::{Id, Language};
use hence_kernel::Term;
use std::collections::HashMap;

/// A term in which some variables stand for classes.
#[derive(Clone, Debug)]
pub(super) enum Pattern {
    /// By its place among the variables.
    Var(usize),
    /// A head with its arguments.
    Node(u32, Vec<Pattern>),
}

impl Pattern {
    pub(super) fn new(t: &Term, vars: &[Term], heads: &mut Heads) -> Pattern {
        if let Some(i) = vars.iter().position(|v| v == t) {
            return Pattern::Var(i);
        }
        let (head, args) = super::language::split(t);
        let op = heads.number(head, args.len());
        let args = args.into_iter().map(|a| Pattern::new(a, vars, heads));
        Pattern::Node(op, args.collect())
    }
}

/// The heads that each class has, as a set of bits in which different heads may share a bit.
pub(super) struct Index<'g> {
    graph: &'g Graph,
    heads: HashMap<Id, u64>,
}

fn bit(op: u32) -> u64 {
    1 << (op % 64)
}

impl<'g> Index<'g> {
    pub(super) fn new(graph: &'g Graph) -> Index<'g> {
        let heads = graph
            .classes()
            .map(|c| (c.id, c.nodes.iter().fold(0, |m, n| m | bit(n.op()))))
            .collect();
        Index { graph, heads }
    }

    /// The classes for the pattern's variables, one list for each place where it matches; no more than `limit` of them, and no more
    /// than `work` nodes are looked at.
    pub(super) fn matches(
        &self,
        pattern: &Pattern,
        vars: usize,
        limit: usize,
        work: &mut usize,
    ) -> Vec<Vec<Option<Id>>> {
        let Pattern::Node(op, _) = pattern else {
            return Vec::new();
        };
        let mut out = Vec::new();
        let Some(ids) = self.graph.classes_for_op(op) else {
            return out;
        };
        let mut search = Matching {
            index: self,
            limit,
            work,
            out: &mut out,
        };
        for id in ids {
            if search.full() {
                break;
            }
            search.step(&mut vec![(pattern, id)], &mut vec![None; vars]);
        }
        out
    }

    // Whether a class may match, by its heads.
    fn possible(&self, pattern: &Pattern, id: Id) -> bool {
        match pattern {
            Pattern::Var(_) => true,
            Pattern::Node(op, _) => {
                let mask = self.heads.get(&self.graph.find(id));
                mask.is_some_and(|m| m & bit(*op) != 0)
            }
        }
    }
}

struct Matching<'s, 'g> {
    index: &'s Index<'g>,
    limit: usize,
    work: &'s mut usize,
    out: &'s mut Vec<Vec<Option<Id>>>,
}

impl Matching<'_, '_> {
    fn full(&self) -> bool {
        *self.work == 0 || self.out.len() >= self.limit
    }

    // Matches what is left to match, the last first; leaves both lists as they were.
    fn step(&mut self, todo: &mut Vec<(&Pattern, Id)>, bound: &mut Vec<Option<Id>>) {
        let graph = self.index.graph;
        let Some((pattern, id)) = todo.pop() else {
            self.out.push(bound.clone());
            return;
        };
        let id = graph.find(id);
        match pattern {
            Pattern::Var(i) => match bound.get(*i).copied().flatten() {
                Some(old) if old == id => self.step(todo, bound),
                Some(_) => {}
                None => {
                    bound[*i] = Some(id);
                    self.step(todo, bound);
                    bound[*i] = None;
                }
            },
            Pattern::Node(op, args) => {
                for node in &graph[id].nodes {
                    if self.full() {
                        break;
                    }
                    *self.work -= 1;
                    if self.fits(node, *op, args) {
                        let before = todo.len();
                        // Variables are bound last: the other arguments reject more.
                        for vars in [true, false] {
                            for (p, c) in args.iter().zip(node.children()) {
                                if matches!(p, Pattern::Var(_)) == vars {
                                    todo.push((p, *c));
                                }
                            }
                        }
                        self.step(todo, bound);
                        todo.truncate(before);
                    }
                }
            }
        }
        todo.push((pattern, id));
    }

    fn fits(&self, node: &Node, op: u32, args: &[Pattern]) -> bool {
        let children = node.children();
        node.op() == op
            && children.len() == args.len()
            && args
                .iter()
                .zip(children)
                .all(|(p, c)| self.index.possible(p, *c))
    }
}
