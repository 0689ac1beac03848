//! What can be seen of a formula before it is given a meaning: its names, and whether it claims anything.

use crate::elaborate::{Problem, Scope, bare, has_antiderivative, key, places, walk};
use crate::read::ast::{BinOp, Expr, Kind, Link, Name, Rel};
use crate::read::sexp::sexp;
use std::collections::BTreeSet;

/// The names of variables and functions that occur.
pub(super) fn names(e: &Expr, out: &mut BTreeSet<String>) {
    walk(e, &mut |e| {
        if let Kind::Name(n) | Kind::NameParen(n, _) | Kind::Apply { func: n, .. } = &e.kind {
            out.insert(key(n));
        }
    });
}

/// The names that are called in formulas: `f` in `f(x)`.
pub(super) fn calls(exprs: &[Expr]) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for e in exprs {
        walk(e, &mut |e| {
            if let Kind::NameParen(n, _) = &e.kind {
                out.insert(key(n));
            }
        });
    }
    out
}

/// The names that functions are called at: `x` in `f(x)`.
pub(super) fn arguments(exprs: &[Expr]) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for e in exprs {
        walk(e, &mut |e| {
            if let Kind::NameParen(_, args) = &e.kind {
                args.iter().for_each(|a| names(a, &mut out));
            }
        });
    }
    out
}

/// Whether no letter occurs but those of known numbers.
pub(super) fn is_closed(e: &Expr) -> bool {
    let mut inside = BTreeSet::new();
    names(e, &mut inside);
    inside.iter().all(|n| n == "e" || n == "π")
}

/// The families of which members occur at letters: `a` in `a_n`.
pub(super) fn families(e: &Expr, out: &mut BTreeSet<String>) {
    let letter = |p: &&Expr| matches!(p.kind, Kind::Name(_));
    walk(e, &mut |e| {
        if let Kind::Name(n) = &e.kind
            && places(n).is_some_and(|ps| ps.iter().any(letter))
        {
            out.insert(bare(n));
        }
    });
}

/// Whether a name occurs that no sum, product or extreme runs through.
pub(super) fn has_free(e: &Expr, name: &str) -> bool {
    fn without(e: &mut Expr, name: &str) {
        if let Kind::Big { under: Some(u), .. } = &e.kind {
            let index = match &u.kind {
                Kind::Chain { first: Some(f), .. } => &f.kind,
                other => other,
            };
            if matches!(index, Kind::Name(n) if key(n) == name) {
                e.kind = Kind::Dots;
            }
        }
        for child in crate::elaborate::children(&mut e.kind) {
            without(child, name);
        }
    }
    let (mut rest, mut found) = (e.clone(), BTreeSet::new());
    without(&mut rest, name);
    names(&rest, &mut found);
    found.contains(name)
}

/// The names that a formula may determine: all but those of numbers and of functions that everybody knows.
pub(super) fn determined(e: &Expr) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    walk(e, &mut |e| {
        if let Kind::Name(n) | Kind::NameParen(n, _) = &e.kind {
            out.insert(key(n));
        }
    });
    out.remove("e");
    out.remove("π");
    out
}

/// Names that stand alone as operands, and names that are defined as functions. Members of families are none of them.
pub(super) fn collect(
    e: &Expr,
    scope: &Scope,
    operands: &mut BTreeSet<String>,
    functions: &mut BTreeSet<String>,
) {
    if let Kind::Chain {
        first: Some(first), ..
    } = &e.kind
        && let Kind::NameParen(n, args) = &first.kind
        && args.iter().all(|a| matches!(a.kind, Kind::Name(_)))
    {
        functions.insert(key(n));
    }
    ends_of_ranges(e, operands);
    walk(e, &mut |e| {
        let mut operand = |x: &Expr| {
            if let Kind::Name(n) = &x.kind
                && n.primes == 0
                && (places(n).is_none() || scope.family(&bare(n)).is_none())
            {
                operands.insert(key(n));
            }
        };
        match &e.kind {
            Kind::Binary(op, a, b) if !matches!(op, BinOp::Given | BinOp::At | BinOp::Compose) => {
                operand(a);
                operand(b);
            }
            Kind::Neg(a) | Kind::Abs(a) => operand(a),
            Kind::Root { arg, .. } => operand(arg),
            _ => {}
        }
        if let Kind::NameParen(n, _) = &e.kind
            && n.primes > 0
        {
            functions.insert(key(n));
        }
    });
}

/// The families whose members stand as factors, and are called nowhere as `f_n(x)`: `p_i (x_i − m)` is a product there.
pub(super) fn factors(exprs: &[&Expr], scope: &Scope) -> BTreeSet<String> {
    let (mut found, mut called) = (BTreeSet::new(), BTreeSet::new());
    let member = |n: &Name| {
        let name = bare(n);
        (places(n).is_some() && scope.family(&name).is_some()).then_some(name)
    };
    for e in exprs {
        walk(e, &mut |e| match &e.kind {
            Kind::Binary(BinOp::Juxtapose | BinOp::Times | BinOp::Div, a, b) => {
                for x in [a, b] {
                    if let Kind::Name(n) = &x.kind {
                        found.extend(member(n));
                    }
                }
            }
            Kind::NameParen(n, args) => {
                let sum = |a: &Expr| matches!(a.kind, Kind::Binary(BinOp::Add | BinOp::Sub, ..));
                if !args.iter().all(sum) {
                    called.extend(member(n));
                }
            }
            _ => {}
        });
    }
    found.difference(&called).cloned().collect()
}

/// Names that end a range alone: `n` in `Σ_{k=1}^n`.
pub(super) fn ends_of_ranges(e: &Expr, out: &mut BTreeSet<String>) {
    walk(e, &mut |e| {
        if let Kind::Big {
            over: Some(over), ..
        } = &e.kind
            && let Kind::Name(n) = &over.kind
            && n.primes == 0
        {
            out.insert(key(n));
        }
    });
}

/// Whether a formula claims anything: it has a relation or a connective at its top.
pub(super) fn is_statement(e: &Expr) -> bool {
    match &e.kind {
        Kind::Paren(a) => is_statement(a),
        Kind::Chain { .. }
        | Kind::And(_)
        | Kind::Or(_)
        | Kind::Not(_)
        | Kind::Implies(..)
        | Kind::Iff(..)
        | Kind::ForAll(_, Some(_))
        | Kind::Exists(_, Some(_)) => true,
        Kind::With(a, _) => is_statement(a),
        Kind::Tuple(xs) => xs.iter().all(is_statement),
        _ => false,
    }
}

/// Whether a formula has parts of a kind that is read and not computed with: matrices, integrals that stand for functions.
pub(super) fn is_of_other_kind(e: &Expr) -> bool {
    let mut found = has_antiderivative(e);
    walk(e, &mut |e| {
        found |= matches!(&e.kind, Kind::Matrix(_) | Kind::Transpose(_));
    });
    found
}

/// Whether a name serves as an index, or as the variable of a sum.
pub(super) fn has_index(e: &Expr, name: &str) -> bool {
    let mut found = false;
    walk(e, &mut |e| {
        let places: Vec<&Expr> = match &e.kind {
            Kind::Name(n) | Kind::NameParen(n, _) => {
                n.subs.iter().chain(n.sup.as_deref()).collect()
            }
            Kind::Big { under, over, .. } => {
                [under, over].into_iter().flatten().map(|x| &**x).collect()
            }
            _ => return,
        };
        for p in places {
            let mut inside = BTreeSet::new();
            names(p, &mut inside);
            found |= inside.contains(name);
        }
    });
    found
}

/// Whether dots stand in a formula.
pub(super) fn has_dots(e: &Expr) -> bool {
    let mut found = false;
    walk(e, &mut |e| found |= matches!(e.kind, Kind::Dots));
    found
}

/// Both sides of a relation with one sign: the left one, and the sign with the right one.
pub(super) fn single_link(e: &Expr) -> Option<(&Expr, &Link)> {
    match &e.kind {
        Kind::Chain {
            first: Some(first),
            links,
        } => match &links[..] {
            [link] => Some((first, link)),
            _ => None,
        },
        _ => None,
    }
}

/// The name of which several values are listed: `x` in `x = 2` or `x = 3`.
pub(super) fn alternatives(e: &Expr) -> Option<String> {
    let Kind::Or(cases) = &e.kind else {
        return None;
    };
    let mut found: Option<String> = None;
    for case in cases {
        let (left, link) = single_link(case)?;
        let Kind::Name(n) = &left.kind else {
            return None;
        };
        let known = found.get_or_insert_with(|| key(n));
        let mut values = BTreeSet::new();
        names(&link.rhs, &mut values);
        if link.rel != Rel::Eq || *known != key(n) || values.contains(known) {
            return None;
        }
    }
    found
}

/// Whether a name is compared with a name or a number: `x > 0`, `a = b`, `0 < t < 1`.
pub(super) fn compares(e: &Expr) -> bool {
    let plain = |e: &Expr| {
        let inner = match &e.kind {
            Kind::Neg(x) | Kind::Plus(x) => x,
            _ => e,
        };
        matches!(inner.kind, Kind::Name(_) | Kind::Number(_) | Kind::Infinity)
    };
    let Kind::Chain {
        first: Some(first),
        links,
    } = &e.kind
    else {
        return false;
    };
    let sides = || std::iter::once(&**first).chain(links.iter().map(|l| &l.rhs));
    let set = matches!(&links[..], [l] if matches!(l.rel, Rel::In | Rel::NotIn));
    let named = sides().any(|s| matches!(s.kind, Kind::Name(_)));
    named && (set && plain(first) || sides().all(plain))
}

/// Whether `NAME = …` or `NAME(…) = …` stands there, with the name.
pub(super) fn equated(e: &Expr) -> Option<(String, &Expr)> {
    let (first, link) = single_link(e)?;
    match &first.kind {
        Kind::Name(n) | Kind::NameParen(n, _)
            if n.primes == 0 && matches!(link.rel, Rel::Eq | Rel::Define) =>
        {
            Some((key(n), &link.rhs))
        }
        _ => None,
    }
}

/// `L = { A = … = c, B = … = c }` with a chain in each row: the chains, and that L is what they end with. Anything else is itself.
pub(super) fn by_rows(e: &Expr) -> Vec<Expr> {
    let rows = || -> Option<Vec<Expr>> {
        let Kind::Chain { first, links } = &e.kind else {
            return None;
        };
        let (last, before) = links.split_last()?;
        let Kind::Cases(cases) = &last.rhs.kind else {
            return None;
        };
        let end = |c: &Expr| match &c.kind {
            Kind::Chain {
                first: Some(_),
                links,
            } if links.iter().all(|l| l.rel == Rel::Eq) => links.last().map(|l| l.rhs.clone()),
            _ => None,
        };
        let ends = (cases.iter())
            .map(|c| end(&c.value).filter(|_| c.guard.is_none()))
            .collect::<Option<Vec<_>>>()?;
        let value = ends.first()?;
        if last.rel != Rel::Eq || ends.iter().any(|x| sexp(x) != sexp(value)) {
            return None;
        }
        let mut links = before.to_vec();
        links.push(Link {
            rhs: value.clone(),
            ..last.clone()
        });
        let whole = Expr {
            kind: Kind::Chain {
                first: first.clone(),
                links,
            },
            span: e.span,
        };
        Some(
            cases
                .iter()
                .map(|c| c.value.clone())
                .chain([whole])
                .collect(),
        )
    };
    rows().unwrap_or_else(|| vec![e.clone()])
}

/// Whether the expression is more than a name or a call.
pub(super) fn has_operation(e: &Expr) -> bool {
    match &e.kind {
        Kind::Paren(a) => has_operation(a),
        Kind::Name(_) | Kind::NameParen(..) | Kind::Text(_) | Kind::Dots => false,
        _ => true,
    }
}

/// Whether a relation says how something grows, `K ~ O(1/ε)`: of no single value does it say anything.
pub(super) fn is_asymptotic(e: &Expr) -> bool {
    let order = |e: &Expr| {
        let (Kind::NameParen(n, _) | Kind::Apply { func: n, .. }) = &e.kind else {
            return false;
        };
        matches!(n.base.as_str(), "O" | "o" | "Θ" | "Ω" | "ω") && n.primes == 0
    };
    match &e.kind {
        Kind::Chain { links, .. } => links
            .iter()
            .any(|l| matches!(l.rel, Rel::Sim | Rel::Eq | Rel::In | Rel::Approx) && order(&l.rhs)),
        _ => false,
    }
}

/// Refuses relation signs that make no claim that can be checked.
pub(super) fn judged(l: &Link) -> Result<(), Problem> {
    let reason = match l.rel {
        Rel::Approx | Rel::Sim | Rel::Propto => {
            "an approximate relation makes no claim that can be checked"
        }
        Rel::To | Rel::MapsTo => "an arrow between terms makes no claim that can be checked",
        Rel::Subset => "relations between sets are not handled yet",
        _ => return Ok(()),
    };
    Err(Problem {
        span: l.rel_span,
        reason: reason.into(),
    })
}

/// The names that a quantifier behind a comma makes general: `…, ∀x`. What is stated for all values is stronger than what is stated
/// for one, so nothing that contradicts it at one value is refuted.
pub(super) fn generic(e: &Expr, out: &mut BTreeSet<String>) {
    walk(e, &mut |e| {
        if let Kind::ForAll(what, None) = &e.kind {
            names(what, out);
        }
    });
}

/// The names that an unread formula may hold: its words, their letters, and Greek letters by their commands.
pub(super) fn raw_names(text: &str) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for word in text
        .split(|c: char| !c.is_alphabetic())
        .filter(|w| !w.is_empty())
    {
        out.insert(word.to_string());
        out.extend(word.chars().map(|c| c.to_string()));
        if let Ok(Expr {
            kind: Kind::Name(n),
            ..
        }) = crate::read::plain::parse(word, 0)
        {
            out.insert(key(&n));
        }
    }
    out
}

/// The statements of a list: `x + y = 5, \quad x - y = 1` makes two. What stands behind a word (`if`, `where`) or is no equation is a
/// condition of the formula before it, and stays with it.
/// `restricts` tells whether a formula says for which values of its names another one is meant.
pub(super) fn listed(e: &Expr, text: &str, restricts: &dyn Fn(&Expr, &Expr) -> bool) -> Vec<Expr> {
    let Kind::With(first, remarks) = &e.kind else {
        return vec![e.clone()];
    };
    let mut out: Vec<Expr> = Vec::new();
    let mut conditions: Vec<Expr> = Vec::new();
    let mut end = first.span.end;
    for r in remarks {
        let gap = text.get(end..r.span.start.max(end)).unwrap_or("");
        let equation = matches!(&r.kind, Kind::Chain { first: Some(_), links } if links.iter().all(|l| l.rel == Rel::Eq));
        // What stands in front was brought here as a condition of the sentence.
        let behind = r.span.start >= first.span.end;
        let claimed = matches!(r.kind, Kind::Chain { .. }) && !restricts(first, r);
        if (equation || claimed) && behind && !has_word(gap) {
            out.push(r.clone());
        } else {
            conditions.push(r.clone());
        }
        end = r.span.end;
    }
    if out.is_empty() {
        return vec![e.clone()];
    }
    out.insert(0, (**first).clone());
    if conditions.is_empty() {
        return out;
    }
    out.into_iter()
        .map(|f| Expr {
            span: f.span,
            kind: Kind::With(Box::new(f), conditions.clone()),
        })
        .collect()
}

// Whether letters stand there that are no spacing command.
fn has_word(gap: &str) -> bool {
    let mut rest = gap;
    while let Some(at) = rest.find(|c: char| c.is_alphabetic() || c == '\\') {
        let piece = &rest[at..];
        if let Some(command) = piece.strip_prefix('\\') {
            let n = command
                .find(|c: char| !c.is_ascii_alphabetic())
                .unwrap_or(command.len());
            if !matches!(
                &command[..n],
                "quad" | "qquad" | "" | "hspace" | "enspace" | "left" | "right"
            ) {
                return true;
            }
            rest = &command[n.max(1).min(command.len())..];
        } else {
            return true;
        }
    }
    false
}
