//! Expressions that claim something.

use super::Problem;
use super::scope::{Scope, Sort};
use crate::read::ast::{Expr, Kind, Rel, Span};
use hence_kernel::{Term, Type, syntax};

type Res = Result<Term, Problem>;

/// One relation of a chain.
#[derive(Clone, Debug)]
pub struct Relation {
    /// The formula.
    pub formula: Term,
    /// The sign.
    pub rel: Rel,
    /// From the left side to the right side.
    pub span: Span,
    /// The right side.
    pub right: Span,
}

impl Scope {
    /// The formula that a statement makes: every relation of a chain, connectives, sets, remarks behind a comma.
    ///
    /// # Errors
    /// A [`Problem`] where some part has no meaning in this scope.
    pub fn formula(&mut self, e: &Expr) -> Res {
        let claiming = std::mem::take(&mut self.claiming);
        let found = self.formula_of(e, claiming);
        self.claiming = claiming;
        found
    }

    /// The same for what is claimed: an equation between integrals without bounds, under conditions or none, holds up to a constant.
    ///
    /// # Errors
    /// As [`Scope::formula`].
    pub fn claimed(&mut self, e: &Expr) -> Res {
        let before = std::mem::replace(&mut self.claiming, true);
        let found = self.formula(e);
        self.claiming = before;
        found
    }

    fn formula_of(&mut self, e: &Expr, claiming: bool) -> Res {
        let err = Problem::kernel(e.span);
        match &e.kind {
            Kind::Paren(a) => self.formula(a),
            Kind::Chain {
                first: Some(first),
                links,
            } => {
                let relations =
                    if claiming && self.relates_antiderivatives(Some(first), links, None) {
                        (self.up_to_a_constant(Some(first), links, None, e.span)?).0
                    } else {
                        self.chain(first, links)?
                    };
                let mut it = relations.into_iter().map(|r| r.formula);
                let Some(first) = it.next() else {
                    return Problem::at(e.span, "an empty chain");
                };
                it.try_fold(first, |acc, r| syntax::and(&acc, &r))
                    .map_err(err)
            }
            Kind::Chain { first: None, .. } => Problem::at(e.span, "the line has no left side"),
            Kind::And(xs) => self.fold(xs, syntax::and, e.span),
            Kind::Or(xs) => self.fold(xs, syntax::or, e.span),
            Kind::Not(a) => syntax::not(&self.formula(a)?).map_err(err),
            // `P ⇒ Q ⇒ R` is a chain: each part implies the next.
            Kind::Implies(_, b) | Kind::Iff(_, b) if lists_equations(b) => Problem::at(
                b.span,
                "it is not clear whether both equations follow; write `and` or `or`",
            ),
            Kind::Implies(Some(a), b) => {
                let (a, rest) = (self.formula(a)?, self.formula(b)?);
                match &b.kind {
                    Kind::Implies(Some(next), _) | Kind::Iff(Some(next), _) => {
                        let next = self.formula(next)?;
                        let step = syntax::implies(&a, &next).map_err(&err)?;
                        syntax::and(&step, &rest).map_err(err)
                    }
                    _ => syntax::implies(&a, &rest).map_err(err),
                }
            }
            Kind::Iff(Some(a), b) => {
                let (a, rest) = (self.formula(a)?, self.formula(b)?);
                match &b.kind {
                    Kind::Implies(Some(next), _) | Kind::Iff(Some(next), _) => {
                        let next = self.formula(next)?;
                        let step = syntax::eq(&a, &next).map_err(&err)?;
                        syntax::and(&step, &rest).map_err(err)
                    }
                    _ => syntax::eq(&a, &rest).map_err(err),
                }
            }
            Kind::Implies(None, _) | Kind::Iff(None, _) => {
                Problem::at(e.span, "the line has no left side")
            }
            Kind::With(a, remarks) => {
                // A condition behind the comma holds for this formula only.
                let mut conditions = Vec::new();
                for r in remarks {
                    if let Some(c) = self.remark(r)? {
                        conditions.push(c);
                    }
                }
                let body = match claiming {
                    true => self.claimed(a)?,
                    false => self.formula(a)?,
                };
                conditions
                    .iter()
                    .rev()
                    .try_fold(body, |acc, c| syntax::implies(c, &acc))
                    .map_err(err)
            }
            Kind::ForAll(what, Some(body)) => self.quantified(what, body, true, e.span),
            Kind::Exists(what, Some(body)) => self.quantified(what, body, false, e.span),
            Kind::Tuple(xs) => self.fold(xs, syntax::and, e.span),
            _ => Problem::at(
                e.span,
                "no relation stands here, so there is nothing to judge",
            ),
        }
    }

    fn fold(
        &mut self,
        xs: &[Expr],
        op: fn(&Term, &Term) -> hence_kernel::Result<Term>,
        span: Span,
    ) -> Res {
        let mut acc: Option<Term> = None;
        for x in xs {
            let f = self.formula(x)?;
            acc = Some(match acc {
                None => f,
                Some(a) => op(&a, &f).map_err(Problem::kernel(span))?,
            });
        }
        acc.map_or_else(|| Problem::at(span, "an empty list"), Ok)
    }

    // A remark that says something; `∀x` alone only says that the formula is general.
    fn remark(&mut self, e: &Expr) -> Result<Option<Term>, Problem> {
        match &e.kind {
            Kind::ForAll(what, None) => match &what.kind {
                Kind::Chain { .. } => self.formula(what).map(Some),
                _ => Ok(None),
            },
            Kind::Text(_) => Ok(None),
            _ => self.formula(e).map(Some),
        }
    }

    /// The relations of a chain one by one.
    ///
    /// # Errors
    /// As [`Scope::formula`].
    pub fn chain(
        &mut self,
        first: &Expr,
        links: &[crate::read::ast::Link],
    ) -> Result<Vec<Relation>, Problem> {
        let whole = Expr {
            kind: Kind::Chain {
                first: Some(Box::new(first.clone())),
                links: links.to_vec(),
            },
            span: first.span,
        };
        let before = self.read_over_all(&whole);
        let mut out = Vec::new();
        let mut left = first;
        for l in links {
            let span = left.span.to(l.rhs.span);
            let formula = self.relation(left, l.rel, &l.rhs, l.rel_span, span);
            let formula = formula.inspect_err(|_| self.put_back(before))?;
            out.push(Relation {
                formula,
                rel: l.rel,
                span,
                right: l.rhs.span,
            });
            left = &l.rhs;
        }
        self.put_back(before);
        Ok(out)
    }

    fn relation(&mut self, a: &Expr, rel: Rel, b: &Expr, sign: Span, span: Span) -> Res {
        let err = Problem::kernel(span);
        if matches!(rel, Rel::Lt | Rel::Le | Rel::Gt | Rel::Ge | Rel::Ne)
            && let (Some((xs, other)), left) = match (list_of(a), list_of(b)) {
                (Some(xs), None) => (Some((xs, b)), true),
                (None, Some(xs)) => (Some((xs, a)), false),
                _ => (None, false),
            }
        {
            // `a, b > 0` is said of each.
            let mut all: Option<Term> = None;
            for x in xs {
                let (l, r) = if left { (x, other) } else { (other, x) };
                let p = self.relation(l, rel, r, sign, span)?;
                all = Some(match all {
                    None => p,
                    Some(q) => syntax::and(&q, &p).map_err(&err)?,
                });
            }
            return all.map_or_else(|| Problem::at(span, "an empty list"), Ok);
        }
        if self.is_matrix(a) || self.is_matrix(b) {
            let (x, y) = (self.value(a, true)?, self.value(b, true)?);
            return self.relate(&x, rel, &y, span);
        }
        match rel {
            Rel::In => self.member(a, b),
            Rel::NotIn => syntax::not(&self.member(a, b)?).map_err(err),
            Rel::Eq
            | Rel::Ne
            | Rel::Lt
            | Rel::Le
            | Rel::Gt
            | Rel::Ge
            | Rel::Define
            | Rel::Divides
            | Rel::NotDivides
            | Rel::Equiv => {
                if matches!(rel, Rel::Eq)
                    && let Some(f) = self.divergence(a, b, span)
                {
                    return f;
                }
                let ordered = matches!(rel, Rel::Lt | Rel::Le | Rel::Gt | Rel::Ge);
                let (x, y) = (self.side(a, ordered)?, self.side(b, ordered)?);
                let (tx, ty) = (x.ty().clone(), y.ty().clone());
                let x = self.as_type(x, &ty, a.span)?;
                let y = self.as_type(y, &tx, b.span)?;
                self.compare(&x, rel, &y, span)
            }
            Rel::Approx | Rel::Sim | Rel::Propto => Problem::at(
                sign,
                "an approximate relation makes no claim that can be checked",
            ),
            Rel::Subset => Problem::at(sign, "relations between sets are not handled yet"),
            Rel::To | Rel::MapsTo => Problem::at(
                sign,
                "an arrow between terms makes no claim that can be checked",
            ),
        }
    }

    // An `i` that is compared in size is an index, and not √−1.
    fn side(&mut self, e: &Expr, ordered: bool) -> Res {
        match &e.kind {
            Kind::Name(n)
                if ordered
                    && super::names::key(n) == "i"
                    && self.sort("i").is_none()
                    && self.bound("i").is_none() =>
            {
                Ok(self.variable("i"))
            }
            _ => self.term(e),
        }
    }

    /// The formula `x rel y`.
    ///
    /// # Errors
    /// Where the sides are of different kinds.
    pub fn compare(&self, x: &Term, rel: Rel, y: &Term, span: Span) -> Res {
        let err = Problem::kernel(span);
        let map = Type::fun(Type::Vector, Type::Vector);
        let (x, y) = (
            &self.as_type(x.clone(), y.ty(), span)?,
            &self.as_type(y.clone(), x.ty(), span)?,
        );
        if *x.ty() == map && *y.ty() == map {
            return match rel {
                Rel::Eq | Rel::Define => self.same_maps(x, y, span),
                Rel::Ne => syntax::not(&self.same_maps(x, y, span)?).map_err(err),
                _ => Problem::at(span, "matrices are not compared with this sign"),
            };
        }
        if (*x.ty() == map) != (*y.ty() == map) {
            return Problem::at(span, "a matrix is no number and no column");
        }
        match rel {
            Rel::Ne => syntax::ne(x, y).map_err(err),
            Rel::Lt => syntax::lt(x, y).map_err(err),
            Rel::Le => syntax::le(x, y).map_err(err),
            Rel::Gt => syntax::lt(y, x).map_err(err),
            Rel::Ge => syntax::le(y, x).map_err(err),
            Rel::Divides => divides(x, y).map_err(err),
            Rel::NotDivides => divides(x, y).and_then(|p| syntax::not(&p)).map_err(err),
            _ => syntax::eq(x, y).map_err(err),
        }
    }

    fn quantified(&mut self, what: &Expr, body: &Expr, all: bool, span: Span) -> Res {
        let err = Problem::kernel(span);
        let (names, condition) = match &what.kind {
            Kind::Name(n) => (vec![super::key(n)], None),
            Kind::Tuple(xs) => {
                let names = xs.iter().filter_map(|x| {
                    if let Kind::Name(n) = &x.kind {
                        Some(super::key(n))
                    } else {
                        None
                    }
                });
                (names.collect(), None)
            }
            Kind::Chain { first: Some(f), .. } => match &f.kind {
                Kind::Name(n) => (vec![super::key(n)], Some(what)),
                Kind::Tuple(xs) if xs.iter().all(|x| matches!(x.kind, Kind::Name(_))) => {
                    let name = |x: &Expr| match &x.kind {
                        Kind::Name(n) => Some(super::key(n)),
                        _ => None,
                    };
                    (xs.iter().filter_map(name).collect(), Some(what))
                }
                _ => return Problem::at(what.span, "a variable is expected behind the quantifier"),
            },
            _ => return Problem::at(what.span, "a variable is expected behind the quantifier"),
        };
        let vars: Vec<Term> = names
            .iter()
            .map(|n| Term::var(n.as_str(), self.sort(n).map_or(Type::Real, Sort::ty)))
            .collect();
        for (n, v) in names.iter().zip(&vars) {
            self.bind(n.clone(), v.clone());
        }
        let parts = (|| {
            let condition = condition.map(|c| self.formula(c)).transpose()?;
            Ok((condition, self.formula(body)?))
        })();
        vars.iter().for_each(|_| self.unbind());
        let (condition, body) = parts?;
        let inner = match (condition, all) {
            (None, _) => body,
            (Some(c), true) => syntax::implies(&c, &body).map_err(&err)?,
            (Some(c), false) => syntax::and(&c, &body).map_err(&err)?,
        };
        vars.iter()
            .rev()
            .try_fold(inner, |acc, v| {
                if all {
                    syntax::forall(v, &acc)
                } else {
                    syntax::exists(v, &acc)
                }
            })
            .map_err(err)
    }

    /// What the declared sorts say of the free variables of a formula: `Int n`, `0 ≤ n`.
    pub fn sort_facts(&self, vars: &[Term]) -> Vec<Term> {
        let mut out = Vec::new();
        for v in vars {
            let hence_kernel::Kind::Var(name) = v.kind() else {
                continue;
            };
            if *v.ty() != Type::Real {
                continue;
            }
            let sort = self.sort(name);
            if matches!(sort, Some(Sort::Int | Sort::Nat)) {
                out.extend(syntax::is_int(v));
            }
            if sort == Some(Sort::Nat) {
                out.extend(syntax::le(&Term::int(0), v));
            }
        }
        out
    }
}

// That y is an integer multiple of x: y/x is an integer, and 0 divides 0 alone.
fn divides(x: &Term, y: &Term) -> hence_kernel::Result<Term> {
    let zero = Term::int(0);
    let whole = syntax::is_int(&syntax::div(y, x)?)?;
    match x.as_num() {
        Some(q) if !q.is_zero() => Ok(whole),
        _ => {
            let both = syntax::and(&syntax::eq(x, &zero)?, &syntax::eq(y, &zero)?)?;
            syntax::or(&both, &syntax::and(&syntax::ne(x, &zero)?, &whole)?)
        }
    }
}

/// The negation of a formula, with double negations dropped.
///
/// # Errors
/// Where it is no formula.
pub fn negation_of(p: &Term) -> hence_kernel::Result<Term> {
    match p.as_unary("¬") {
        Some(q) => Ok(q.clone()),
        None => syntax::not(p),
    }
}

// The members of a list without brackets; `(x, y)` is one thing.
fn list_of(e: &Expr) -> Option<&[Expr]> {
    match &e.kind {
        Kind::Tuple(xs) if xs.first().is_some_and(|x| x.span.start == e.span.start) => Some(xs),
        _ => None,
    }
}

// `x = 1, y = 2`, where the second may be claimed or supposed.
pub(crate) fn lists_equations(e: &Expr) -> bool {
    matches!(&e.kind, Kind::With(first, rest)
        if std::iter::once(&**first).chain(rest).all(|r| matches!(&r.kind,
            Kind::Chain { first: Some(_), links } if links.iter().all(|l| l.rel == Rel::Eq))))
}
