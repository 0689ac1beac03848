//! Mistakes that are recognised by how a line is written: rules that hold for numbers and fail for matrices, whose entries say nothing of
//! them any more.

use super::mistakes::{Mistake, catalogue};
use crate::elaborate::settled;
use crate::read::ast::{BinOp, Expr, Kind};
use crate::read::latex;
use crate::read::sexp::sexp;

/// An equation between two sides as they are typed; capital letters but `T` stand for anything.
#[derive(Clone, Debug)]
pub(super) struct Form {
    left: Tree,
    right: Tree,
}

// A formula without its brackets and its places.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Tree {
    Leaf(String),
    Node(String, Vec<Tree>),
}

/// The mistake by which an equation between matrices, or between numbers made of them, was written; the sides in either order.
///
/// ```
/// use hence::{diagnose::written, read::latex};
/// let side = |text: &str| latex::parse(text, 0).unwrap()[0].exprs[0].clone();
/// let found = written(&side("(XY)^{-1}"), &side("X^{-1} Y^{-1}")).unwrap();
/// assert_eq!(found.id, "inverse-of-product");
/// ```
pub fn written(left: &Expr, right: &Expr) -> Option<&'static Mistake> {
    let (left, right) = (tree(left), tree(right));
    (catalogue().written.iter()).find(|m| {
        m.forms
            .iter()
            .any(|f| f.fits(&left, &right) || f.fits(&right, &left))
    })
}

impl Form {
    /// Reads an equation of LaTeX.
    pub(super) fn parse(text: &str) -> Result<Form, String> {
        let rows = latex::parse(text, 0).map_err(|_| format!("{text}: no formula"))?;
        let exprs = rows.into_iter().flat_map(|r| r.exprs).map(settled);
        let [e] = &exprs.collect::<Vec<_>>()[..] else {
            return Err(format!("{text}: not one formula"));
        };
        match &e.kind {
            Kind::Chain {
                first: Some(left),
                links,
            } if links.len() == 1 => Ok(Form {
                left: tree(left),
                right: tree(&links[0].rhs),
            }),
            _ => Err(format!("{text}: no equation")),
        }
    }

    fn fits(&self, left: &Tree, right: &Tree) -> bool {
        let mut known = Vec::new();
        matches(&self.left, left, &mut known) && matches(&self.right, right, &mut known)
    }
}

fn is_letter(name: &str) -> bool {
    let mut chars = name.chars();
    let first = chars.next();
    chars.next().is_none() && first.is_some_and(|c| c.is_ascii_uppercase() && c != 'T')
}

fn matches<'t>(pattern: &Tree, t: &'t Tree, known: &mut Vec<(String, &'t Tree)>) -> bool {
    match (pattern, t) {
        (Tree::Leaf(name), _) if is_letter(name) => match known.iter().find(|(n, _)| n == name) {
            Some((_, old)) => *old == t,
            None => {
                known.push((name.clone(), t));
                true
            }
        },
        (Tree::Leaf(a), Tree::Leaf(b)) => a == b,
        (Tree::Node(f, xs), Tree::Node(g, ys)) => {
            let pairs = || xs.iter().zip(ys);
            f == g && xs.len() == ys.len() && pairs().all(|(x, y)| matches(x, y, known))
        }
        _ => false,
    }
}

fn tree(e: &Expr) -> Tree {
    let node = |head: &str, parts: &[&Expr]| {
        Tree::Node(head.into(), parts.iter().map(|p| tree(p)).collect())
    };
    match &e.kind {
        Kind::Paren(a) => tree(a),
        Kind::Neg(a) => node("-", &[a]),
        Kind::Transpose(a) => node("T", &[a]),
        Kind::Binary(BinOp::Juxtapose | BinOp::Times, a, b) => node("*", &[a, b]),
        Kind::Binary(BinOp::Add, a, b) => node("+", &[a, b]),
        Kind::Binary(BinOp::Sub, a, b) => node("-", &[a, b]),
        Kind::Binary(BinOp::Pow, a, b) => node("^", &[a, b]),
        Kind::Apply {
            func,
            power: None,
            base: None,
            args,
            ..
        } => node(&func.base, &args.iter().collect::<Vec<_>>()),
        Kind::NameParen(name, args) => node(&name.base, &args.iter().collect::<Vec<_>>()),
        _ => Tree::Leaf(sexp(e)),
    }
}
