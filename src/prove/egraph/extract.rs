//! The best term of every class, for two notions of best.

use super::language::{Graph, Node};
use egg::{Id, Language};
use hence_kernel::{Term, Type};
use std::collections::HashMap;

/// Which of a class's terms is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    /// The smallest.
    Small,
    /// The one whose functions have the simplest arguments, however many of them there are: `sin x * cos y + cos x * sin y` rather than
    /// `sin (x + y)`, and basic functions rather than those defined by them.
    Expanded,
}

/// Best nodes of all classes at one state of the graph.
pub(super) struct Best<'g> {
    graph: &'g Graph,
    // Cost, size as a tree, place of the node in its class.
    chosen: HashMap<Id, (u64, u64, usize)>,
    built: HashMap<Id, Option<Term>>,
}

// What is above is not wanted at all.
const MAX_COST: u64 = 1 << 40;

impl<'g> Best<'g> {
    pub(super) fn new(graph: &'g Graph, wanted: Wanted) -> Best<'g> {
        let mut chosen: HashMap<Id, (u64, u64, usize)> = HashMap::new();
        let mut changed = true;
        while changed {
            changed = false;
            for class in graph.classes() {
                for (i, node) in class.nodes.iter().enumerate() {
                    let Some((cost, size)) = cost(graph, node, wanted, &chosen) else {
                        continue;
                    };
                    let better = chosen.get(&class.id).is_none_or(|old| cost < old.0);
                    if better && cost <= MAX_COST {
                        chosen.insert(class.id, (cost, size, i));
                        changed = true;
                    }
                }
            }
        }
        Best {
            graph,
            chosen,
            built: HashMap::new(),
        }
    }

    /// The best term of a class, none where all are too large.
    pub(super) fn term(&mut self, id: Id) -> Option<Term> {
        let id = self.graph.find(id);
        if let Some(t) = self.built.get(&id) {
            return t.clone();
        }
        let t = self.build(id);
        self.built.insert(id, t.clone());
        t
    }

    fn build(&mut self, id: Id) -> Option<Term> {
        let graph = self.graph;
        let &(_, _, i) = self.chosen.get(&id)?;
        let node = graph[id].nodes.get(i)?;
        let parts = node
            .children()
            .iter()
            .map(|c| self.term(*c))
            .collect::<Option<Vec<_>>>()?;
        graph.analysis.heads.term(node, &parts)
    }
}

fn cost(
    graph: &Graph,
    node: &Node,
    wanted: Wanted,
    chosen: &HashMap<Id, (u64, u64, usize)>,
) -> Option<(u64, u64)> {
    let (mut sum, mut size) = (0u64, 1u64);
    for c in node.children() {
        let (cost, s, _) = chosen.get(&graph.find(*c))?;
        sum = sum.saturating_add(*cost);
        size = size.saturating_add(*s);
    }
    let head = graph.analysis.heads.head(node)?;
    let cost = match wanted {
        Wanted::Small => sum.saturating_add(1),
        Wanted::Expanded => expanded_cost(graph, node, head, sum, size),
    };
    Some((cost, size))
}

fn expanded_cost(graph: &Graph, node: &Node, head: &Term, sum: u64, size: u64) -> u64 {
    let children = node.children();
    if children.is_empty() {
        // Opaque terms are as good as variables.
        return 1;
    }
    let arithmetic = ["+", "-", "*", "/", "neg", "inv"]
        .iter()
        .any(|op| head.is_const(op));
    let literal_power = head.is_const("pow")
        && children
            .get(1)
            .and_then(|n| graph[*n].data)
            .and_then(|n| graph.analysis.heads.numeral(n))
            .is_some_and(|q| q.is_integer());
    if arithmetic || literal_power {
        return sum.saturating_add(1);
    }
    let basic = ["sin", "cos", "exp", "log", "sqrt", "cbrt", "abs", "atan"]
        .iter()
        .any(|op| head.is_const(op));
    let weight: u64 = match () {
        () if basic => 10,
        () if head.is_const("pow") => 12,
        () if *head.ty() == Type::Real => 10,
        () => 400,
    };
    // The size without the head and one leaf for each argument.
    let excess = size.saturating_sub(1 + children.len() as u64).min(24) as u32;
    weight
        .saturating_mul(4u64.saturating_pow(excess))
        .saturating_add(sum)
}
