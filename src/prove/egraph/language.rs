//! Terms as nodes of an e-graph, and back.

use egg::{Analysis, DidMerge, EGraph, Id, Language};
use hence_kernel::{Kind, Q, Term, Type};
use std::collections::HashMap;

/// An application of a head to parts, or a term that is not looked into.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Node {
    // Its number in `Heads`.
    op: u32,
    children: Vec<Id>,
}

impl Node {
    pub(super) fn op(&self) -> u32 {
        self.op
    }
}

impl Language for Node {
    type Discriminant = u32;

    fn discriminant(&self) -> u32 {
        self.op
    }

    fn matches(&self, other: &Self) -> bool {
        self.op == other.op && self.children.len() == other.children.len()
    }

    fn children(&self) -> &[Id] {
        &self.children
    }

    fn children_mut(&mut self) -> &mut [Id] {
        &mut self.children
    }
}

/// The heads that were met, numbered in the order of meeting.
#[derive(Default)]
pub(super) struct Heads {
    // With the number of arguments; a numeral, a variable and what is opaque have none.
    heads: Vec<(Term, usize)>,
    index: HashMap<(Term, usize), u32>,
}

impl Heads {
    pub(super) fn number(&mut self, head: &Term, arity: usize) -> u32 {
        let key = (head.clone(), arity);
        if let Some(&n) = self.index.get(&key) {
            return n;
        }
        let n = self.heads.len() as u32;
        self.heads.push(key.clone());
        self.index.insert(key, n);
        n
    }

    /// Whether the head was met, with that many arguments.
    pub(super) fn met(&self, head: &Term, arity: usize) -> bool {
        self.index.contains_key(&(head.clone(), arity))
    }

    /// The head of a node.
    pub(super) fn head(&self, node: &Node) -> Option<&Term> {
        self.heads.get(node.op as usize).map(|(h, _)| h)
    }

    /// The number that a head is.
    pub(super) fn numeral(&self, op: u32) -> Option<&Q> {
        self.heads.get(op as usize)?.0.as_num()
    }

    /// The term of a node whose parts are numerals, by the numbers of those.
    pub(super) fn closed(&self, node: &Node, parts: &[Option<u32>]) -> Option<Term> {
        let parts = parts
            .iter()
            .map(|n| Some(Term::num(self.numeral((*n)?)?.clone())))
            .collect::<Option<Vec<_>>>()?;
        self.term(node, &parts)
    }

    /// The term of a node whose parts are these.
    pub(super) fn term(&self, node: &Node, parts: &[Term]) -> Option<Term> {
        let parts: Vec<&Term> = parts.iter().collect();
        Term::apps(self.head(node)?, &parts).ok()
    }
}

/// The head and the arguments where the term is looked into; else the term itself and none.
pub(super) fn split(t: &Term) -> (&Term, Vec<&Term>) {
    let (head, args) = t.spine();
    match head.kind() {
        Kind::Const(_) | Kind::Var(_) if *t.ty() == Type::Real => (head, args),
        _ => (t, Vec::new()),
    }
}

/// Which numeral a class holds, if any.
#[derive(Default)]
pub(super) struct Numerals {
    pub(super) heads: Heads,
    /// Two different numbers were found equal.
    pub(super) contradiction: bool,
}

impl Analysis<Node> for Numerals {
    // The number of the numeral's head: different numerals have different heads.
    type Data = Option<u32>;

    fn make(egraph: &mut EGraph<Node, Self>, node: &Node, _: Id) -> Option<u32> {
        let head = egraph.analysis.heads.head(node)?;
        head.as_num().map(|_| node.op)
    }

    fn merge(&mut self, a: &mut Option<u32>, b: Option<u32>) -> DidMerge {
        match (*a, b) {
            (Some(x), Some(y)) => {
                self.contradiction |= x != y;
                DidMerge(false, false)
            }
            (None, Some(_)) => {
                *a = b;
                DidMerge(true, false)
            }
            (Some(_), None) => DidMerge(false, true),
            (None, None) => DidMerge(false, false),
        }
    }
}

pub(super) type Graph = EGraph<Node, Numerals>;

/// An e-graph in which every term keeps an id of its own, so that explanations speak of exactly the terms that were put in.
pub(super) struct Terms {
    pub(super) graph: Graph,
    ids: HashMap<Term, Id>,
}

impl Terms {
    pub(super) fn new() -> Terms {
        Terms {
            graph: EGraph::new(Numerals::default())
                .with_explanations_enabled()
                .without_explanation_length_optimization(),
            ids: HashMap::new(),
        }
    }

    pub(super) fn add(&mut self, t: &Term) -> Id {
        if let Some(&id) = self.ids.get(t) {
            return id;
        }
        let (head, args) = split(t);
        let children = args.iter().map(|a| self.add(a)).collect::<Vec<_>>();
        let op = self.graph.analysis.heads.number(head, children.len());
        let id = self.graph.add_uncanonical(Node { op, children });
        self.ids.insert(t.clone(), id);
        id
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theory::parse_term;

    fn back(terms: &Terms, id: Id) -> Term {
        let node = terms.graph.id_to_node(id).clone();
        let parts: Vec<Term> = node.children().iter().map(|c| back(terms, *c)).collect();
        terms.graph.analysis.heads.term(&node, &parts).unwrap()
    }

    #[test]
    fn terms_come_back_as_they_were() {
        let mut terms = Terms::new();
        for text in [
            "x",
            "-3/4",
            "sin (x + 2 * pi) ^ 2 - inv y / 7",
            "deriv (λt. t ^ 2 + x) x + exp x",
            "if x < 1 then x else max x 2",
            "log (abs (x * root 3 y))",
        ] {
            let t = parse_term(text).unwrap();
            let id = terms.add(&t);
            assert_eq!(back(&terms, id), t);
            assert_eq!(terms.add(&t), id);
        }
    }

    #[test]
    fn terms_that_differ_by_bound_names_are_one() {
        let mut terms = Terms::new();
        let a = terms.add(&parse_term("deriv (λt. t ^ 2) x").unwrap());
        let b = terms.add(&parse_term("deriv (λs. s ^ 2) x").unwrap());
        assert_eq!(a, b);
    }

    #[test]
    fn merging_two_numbers_is_noticed() {
        let mut terms = Terms::new();
        let (a, b) = (terms.add(&Term::int(1)), terms.add(&Term::int(2)));
        assert!(!terms.graph.analysis.contradiction);
        terms.graph.union_trusted(a, b, "wrong");
        assert!(terms.graph.analysis.contradiction);
    }
}
