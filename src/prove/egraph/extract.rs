//! The best term of every class, for two notions of best.

use super::language::{Graph, Node};
use egg::{Id, Language};
use hence_kernel::{Kind, Term};
use std::collections::{HashMap, HashSet};

/// Which of a class's terms is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted<'w> {
    /// The smallest.
    Small,
    /// The one whose functions have the simplest arguments, however many of them there are: `sin x * cos y + cos x * sin y` rather than
    /// `sin (x + y)`, and basic functions rather than those defined by them; without the given variables, which equations express.
    Expanded(&'w HashSet<Term>),
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
    let own = match wanted {
        Wanted::Small => 1,
        Wanted::Expanded(expressed) => {
            size = size.saturating_add(length(graph.analysis.heads.head(node)?));
            expanded(graph, node, expressed, size)?
        }
    };
    Some((sum.saturating_add(own), size))
}

// What a numeral adds to its size: log 6 is more than log 2 + log 3, the root of 12 more than twice the root of 3.
fn length(head: &Term) -> u64 {
    head.as_num().map_or(0, |q| {
        let bits = q.numer().bits().max(q.denom().bits());
        bits.saturating_sub(2)
    })
}

// What the head of a node costs, its size as a tree being known.
fn expanded(graph: &Graph, node: &Node, expressed: &HashSet<Term>, size: u64) -> Option<u64> {
    let head = graph.analysis.heads.head(node)?;
    let children = node.children();
    if children.is_empty() {
        // Opaque terms are as good as variables; a variable that an equation expresses is to be avoided.
        return Some(if expressed.contains(head) { 1 << 20 } else { 1 });
    }
    let is = |names: &[&str]| names.iter().any(|op| head.is_const(op));
    let literal_power = || {
        let n = graph[*children.get(1)?].data?;
        let q = graph.analysis.heads.numeral(n)?;
        (is(&["pow"]) && q.is_integer()).then_some(())
    };
    if is(&["+", "-", "*", "/", "neg", "inv"]) || literal_power().is_some() {
        return Some(1);
    }
    // The weight, and what every node more in the arguments multiplies it by.
    let (weight, base): (u64, u64) = match head.kind() {
        _ if is(&["sin", "cos", "exp", "log"]) => (10, 4),
        _ if is(&["sqrt", "cbrt", "abs"]) => (10, 2),
        _ if is(&["pow"]) => (12, 4),
        // What the text leaves abstract has nothing simpler.
        Kind::Var(_) => (10, 2),
        _ => (400, 4),
    };
    // The size without the head and one leaf for each argument.
    let excess = size.saturating_sub(1 + children.len() as u64).min(24) as u32;
    Some(weight.saturating_mul(base.saturating_pow(excess)))
}
