//! Integrals without bounds that stand for functions. `∫ f dx = F` says that both sides differ by a constant wherever they mean something on
//! an interval; so their derivatives are compared, and that of `∫ f dx` is f.

use super::Problem;
use super::integrals::{has_antiderivative, occurs};
use super::names::key;
use super::scope::{Scope, Sort};
use crate::read::ast::{BinOp, Expr, Kind, Link, Name, Rel, Span};
use crate::read::tree::walk;
use hence_kernel::{Term, syntax};
use std::collections::BTreeSet;

/// By what the sides of a relation between antiderivatives are differentiated.
#[derive(Clone, Debug, PartialEq)]
pub struct Antiderived {
    /// The variable.
    pub by: Term,
    /// Functions whose antiderivatives were compared, as terms in the variable.
    pub integrands: Vec<Term>,
    /// Whether the formula itself shows that no integral over all numbers is meant: its variable stands outside of it.
    pub shown: bool,
}

/// One side of such a relation.
#[derive(Clone, Debug, PartialEq)]
pub struct Rate {
    /// Its derivative.
    pub slope: Term,
    /// By what.
    pub of: Antiderived,
}

impl Scope {
    /// Whether a chain, or one that goes on from a side above, relates antiderivatives.
    pub(crate) fn relates_antiderivatives(
        &self,
        first: Option<&Expr>,
        links: &[Link],
        above: Option<&Rate>,
    ) -> bool {
        let Some(first) = first else {
            return above.is_some();
        };
        let equal = |l: &Link| matches!(l.rel, Rel::Eq | Rel::Equiv);
        let whole = chain(first, links);
        links.iter().all(equal) && has_antiderivative(&whole) && has_function(&whole)
    }

    /// The relations of a chain of antiderivatives, and its last side.
    ///
    /// # Errors
    /// Where it is not clear by what, or where a side is no sum of such integrals and of functions.
    pub(crate) fn up_to_a_constant(
        &mut self,
        first: Option<&Expr>,
        links: &[Link],
        above: Option<&Rate>,
        span: Span,
    ) -> Result<(Vec<super::Relation>, Rate), Problem> {
        let sides = || first.into_iter().chain(links.iter().map(|l| &l.rhs));
        let list: Vec<&Expr> = sides().collect();
        let by = self.integration_variable(&list, above, span)?;
        let name = by.to_string();
        let shown = above.is_some_and(|r| r.of.shown)
            || list.iter().any(|s| {
                let outside = |n: &Name| key(n) == name && occurs(s, n);
                names_in(s).iter().any(outside) || is_of_nothing_that_varies(s)
            });
        let mut of = Antiderived {
            by: by.clone(),
            integrands: above.map_or_else(Vec::new, |r| r.of.integrands.clone()),
            shown,
        };
        let mut out = Vec::new();
        self.bind(name, by);
        let result = (|| {
            let mut left = match (first, above) {
                (Some(f), _) => (self.slope(f, &mut of)?, f.span),
                (None, Some(rate)) => (rate.slope.clone(), span),
                (None, None) => return Problem::at(span, "the line has no left side"),
            };
            for l in links {
                let right = self.slope(&l.rhs, &mut of)?;
                let formula = syntax::eq(&left.0, &right).map_err(Problem::kernel(span))?;
                out.push(super::Relation {
                    formula,
                    rel: Rel::Eq,
                    span: left.1.to(l.rhs.span),
                    right: l.rhs.span,
                });
                left = (right, l.rhs.span);
            }
            Ok(left.0)
        })();
        self.unbind();
        let slope = result?;
        self.remark_on(format!(
            "equal up to a constant: the derivatives by `{}` are compared, where both sides have one",
            of.by
        ));
        if above.is_none() && without_constant(&list) {
            self.remark_on("the constant of integration is left out".into());
        }
        self.note_antiderived(of.clone());
        Ok((out, Rate { slope, of }))
    }

    /// An expression with integrals without bounds, from which a chain may go on.
    pub(crate) fn antiderivative(&mut self, e: &Expr) -> Option<Rate> {
        if !has_function(e) {
            return None;
        }
        let by = self.integration_variable(&[e], None, e.span).ok()?;
        let name = by.to_string();
        let outside = |n: &Name| key(n) == name && occurs(e, n);
        let mut of = Antiderived {
            by: by.clone(),
            integrands: Vec::new(),
            shown: names_in(e).iter().any(outside),
        };
        self.bind(name, by);
        let slope = self.slope(e, &mut of);
        self.unbind();
        slope.ok().map(|slope| Rate { slope, of })
    }

    // The variable over which is integrated. Where there are several, or where it was given by another one that stands here too, it is the
    // one that determines the others.
    fn integration_variable(
        &self,
        sides: &[&Expr],
        above: Option<&Rate>,
        span: Span,
    ) -> Result<Term, Problem> {
        let mut over: BTreeSet<String> = BTreeSet::new();
        let mut free: BTreeSet<String> = BTreeSet::new();
        for s in sides {
            for n in names_in(s) {
                free.insert(key(&n));
            }
            walk(s, &mut |e| {
                if let (true, Kind::Integral { var: Some(v), .. }) = (is_function(e), &e.kind)
                    && let Kind::Name(n) = &v.kind
                {
                    over.insert(key(n));
                }
            });
        }
        let before = above.map(|r| r.of.by.to_string());
        over.extend(before.iter().cloned());
        let value = |n: &str| {
            let values = self.values();
            let at = (values.iter()).position(|(v, _)| v.to_string() == n);
            at.map(|i| values[i].1.clone())
        };
        let given = |n: &str| -> BTreeSet<String> {
            let letters = value(n).map(|t| self.valued(&t)).transpose().ok().flatten();
            letters.map_or_else(BTreeSet::new, |t| {
                t.free_vars().iter().map(Term::to_string).collect()
            })
        };
        let chosen = match before {
            Some(n) => n,
            None => {
                let roots: Vec<&String> = over.iter().filter(|n| given(n).is_empty()).collect();
                match (&roots[..], over.iter().next()) {
                    ([root], _) => (*root).clone(),
                    ([], Some(only)) if over.len() == 1 => {
                        let letters = given(only);
                        let here: Vec<&String> =
                            letters.iter().filter(|l| free.contains(*l)).collect();
                        match &here[..] {
                            [] => only.clone(),
                            [x] => (*x).clone(),
                            _ => {
                                return Problem::at(
                                    span,
                                    format!("`{only}` was given by several letters"),
                                );
                            }
                        }
                    }
                    _ => {
                        return Problem::at(
                            span,
                            "nothing says how the variables of these integrals depend on each other",
                        );
                    }
                }
            }
        };
        if let Some(n) = (over.iter()).find(|n| **n != chosen && !given(n).contains(&chosen)) {
            let reason = format!("nothing says how `{n}` depends on `{chosen}`");
            return Problem::at(span, reason);
        }
        if self.definition(&chosen).is_some()
            || matches!(
                self.sort(&chosen),
                Some(Sort::Int | Sort::Nat | Sort::Vector)
            )
            || self.is_other(&chosen)
        {
            return Problem::at(span, format!("`{chosen}` is no variable here"));
        }
        Ok(Term::real_var(chosen.as_str()))
    }

    // A term with the names that stand for expressions written out.
    fn valued(&self, t: &Term) -> hence_kernel::Result<Term> {
        let mut t = t.clone();
        for _ in 0..8 {
            let next = t.subst(&self.values())?;
            if next == t {
                break;
            }
            t = next;
        }
        Ok(t)
    }

    // A term as a function of the variable: nothing else in it may depend on that.
    fn as_function(&self, t: Term, by: &Term, span: Span) -> Result<Term, Problem> {
        let name = by.to_string();
        let own: Vec<(Term, Term)> = (self.values().into_iter())
            .filter(|(v, _)| v != by)
            .collect();
        let mut t = t;
        for _ in 0..8 {
            let next = t.subst(&own).map_err(Problem::kernel(span))?;
            if next == t {
                break;
            }
            t = next;
        }
        let dependent = (t.free_vars().iter())
            .map(Term::to_string)
            .find(|n| *n != name && (self.depends_on(n, &name) || self.depends_on(&name, n)));
        match dependent {
            Some(n) => Problem::at(
                span,
                format!("`{n}` and `{name}` depend on each other: write what one stands for"),
            ),
            None => Ok(t),
        }
    }

    // The derivative of a side.
    fn slope(&mut self, e: &Expr, of: &mut Antiderived) -> Result<Term, Problem> {
        let err = Problem::kernel(e.span);
        if !has_function(e) {
            let t = self.real(e)?;
            let t = self.as_function(t, &of.by, e.span)?;
            let f = Term::lam(&of.by, &t).map_err(&err)?;
            return syntax::deriv(&f, &of.by).map_err(err);
        }
        match &e.kind {
            Kind::Paren(a) | Kind::Plus(a) => self.slope(a, of),
            Kind::Neg(a) => syntax::neg(&self.slope(a, of)?).map_err(err),
            Kind::Binary(op @ (BinOp::Add | BinOp::Sub), a, b) => {
                let (x, y) = (self.slope(a, of)?, self.slope(b, of)?);
                let build = if *op == BinOp::Add {
                    syntax::add
                } else {
                    syntax::sub
                };
                build(&x, &y).map_err(err)
            }
            Kind::Binary(BinOp::Juxtapose | BinOp::Times | BinOp::Cross, a, b) => {
                let (c, rest) = if has_function(a) { (b, a) } else { (a, b) };
                let c = self.constant_factor(c, of)?;
                syntax::mul(&c, &self.slope(rest, of)?).map_err(err)
            }
            Kind::Binary(BinOp::Div, a, b) => {
                let c = self.constant_factor(b, of)?;
                syntax::div(&self.slope(a, of)?, &c).map_err(err)
            }
            Kind::NameParen(n, args) if args.len() == 1 && !self.is_call(n, args) => {
                let name = Expr {
                    kind: Kind::Name(n.clone()),
                    span: e.span,
                };
                let c = self.constant_factor(&name, of)?;
                syntax::mul(&c, &self.slope(&args[0], of)?).map_err(err)
            }
            Kind::Integral {
                var: Some(v), body, ..
            } if is_function(e) && !has_function(body) => self.integrand_slope(v, body, of, e.span),
            _ => Problem::at(
                e.span,
                "an integral without bounds stands for a function here",
            ),
        }
    }

    // f(u) u' for ∫ f(u) du, where u is the variable or was given by it.
    fn integrand_slope(
        &mut self,
        var: &Expr,
        body: &Expr,
        of: &mut Antiderived,
        span: Span,
    ) -> Result<Term, Problem> {
        let err = Problem::kernel(span);
        let Kind::Name(n) = &var.kind else {
            return Problem::at(var.span, "the variable of an integral is a name");
        };
        let own = Term::real_var(key(n));
        if own == of.by {
            let t = self.real(body)?;
            let t = self.as_function(t, &of.by, span)?;
            of.integrands.push(t.clone());
            return Ok(t);
        }
        let u = self.as_function(own.clone(), &of.by, span)?;
        if u == own || !u.has_free(&of.by) {
            let reason = format!("nothing says how `{own}` depends on `{}`", of.by);
            return Problem::at(span, reason);
        }
        let f = self.under_binder(&key(n), body)?;
        let there = f.instantiate(&u).map_err(&err)?;
        let there = self.as_function(there, &of.by, span)?;
        let lam = Term::lam(&of.by, &u).map_err(&err)?;
        let inner = syntax::deriv(&lam, &of.by).map_err(&err)?;
        let t = syntax::mul(&there, &inner).map_err(err)?;
        // A substitution is one of functions.
        of.shown = true;
        of.integrands.push(there);
        Ok(t)
    }

    // A factor of such an integral, which may not vary.
    fn constant_factor(&mut self, e: &Expr, of: &Antiderived) -> Result<Term, Problem> {
        if !has_function(e) {
            let t = self.real(e)?;
            let t = self.as_function(t, &of.by, e.span)?;
            if !t.has_free(&of.by) {
                return Ok(t);
            }
        }
        Problem::at(
            e.span,
            "a factor that varies stands before an integral that is known up to a constant",
        )
    }
}

fn chain(first: &Expr, links: &[Link]) -> Expr {
    Expr {
        kind: Kind::Chain {
            first: Some(Box::new(first.clone())),
            links: links.to_vec(),
        },
        span: first.span,
    }
}

// `∫ f dx` with nothing at its sign.
fn is_function(e: &Expr) -> bool {
    matches!(
        &e.kind,
        Kind::Integral {
            lower: None,
            upper: None,
            ..
        }
    )
}

/// Whether an integral without bounds stands in a formula.
pub(crate) fn has_function(e: &Expr) -> bool {
    let mut found = false;
    walk(e, &mut |e| found |= is_function(e));
    found
}

// Whether a side without integrals has no letter that the others do not have.
fn without_constant(sides: &[&Expr]) -> bool {
    let (integrals, plain): (Vec<&Expr>, Vec<&Expr>) = sides.iter().partition(|s| has_function(s));
    let known: BTreeSet<String> = (integrals.iter())
        .flat_map(|s| names_in(s))
        .map(|n| key(&n))
        .collect();
    let bare = |s: &&Expr| names_in(s).iter().all(|n| known.contains(&key(n)));
    plain.iter().any(bare)
}

// `∫ 0 dx`, `∫ dx`: over all numbers there is no such integral, or it is trivial.
fn is_of_nothing_that_varies(e: &Expr) -> bool {
    let mut found = false;
    walk(e, &mut |e| {
        if let (
            true,
            Kind::Integral {
                var: Some(v), body, ..
            },
        ) = (is_function(e), &e.kind)
            && let Kind::Name(n) = &v.kind
        {
            found |= !occurs(body, n);
        }
    });
    found
}

fn names_in(e: &Expr) -> Vec<Name> {
    let mut out = Vec::new();
    walk(e, &mut |e| {
        if let Kind::Name(n) = &e.kind {
            out.push(n.clone());
        }
    });
    out
}
