//! The definedness predicate: under which condition every part of a term means something.
//!
//! Functions are total in the logic and unspecified outside their domain; whether a formula is *defined* is a formula of
//! its own, computed here from the `domain` lines of the theory.

use crate::number::Q;
use crate::syntax::{self, and, eq, exists, forall, implies, is_int, le, lt, not, or, truth};
use crate::term::{KernelError, Kind, Result, Term, Type};
use crate::theory::{Domain, Theory};

/// The formula that holds exactly where `t` is defined; `⊤` where it always is.
///
/// Guards count: in `p ∧ q`, `p ⇒ q` and `ite` the second part need be defined only where the guard lets it be looked at. A derivative is
/// defined where the rules of differentiation apply: every function in it is smooth at the point.
///
/// # Errors
/// [`KernelError::Unknown`] where a constant has no `domain` or `total` line.
pub fn defined(t: &Term, theory: &Theory) -> Result<Term> {
    Definedness {
        theory,
        only_needed: false,
    }
    .at(t)
}

/// A formula that holds wherever `t` is defined: what may be concluded from `t` having been asserted.
///
/// It differs from [`defined`] for derivatives alone: `x * abs x` has a derivative at 0 although `abs` has none there, so that
/// smoothness of every part is enough and not needed. Where `t` differentiates nothing, or smooth functions only, the two agree.
///
/// # Errors
/// As [`defined`].
pub fn needed(t: &Term, theory: &Theory) -> Result<Term> {
    Definedness {
        theory,
        only_needed: true,
    }
    .at(t)
}

struct Definedness<'a> {
    theory: &'a Theory,
    // Whether derivatives ask only for what they cannot do without.
    only_needed: bool,
}

fn is_true(t: &Term) -> bool {
    t.is_const("⊤")
}

fn both(p: Term, q: Term) -> Result<Term> {
    if is_true(&p) || p == q {
        return Ok(q);
    }
    if is_true(&q) { Ok(p) } else { and(&p, &q) }
}

fn when(guard: &Term, p: Term) -> Result<Term> {
    if is_true(&p) || *guard == p {
        Ok(truth())
    } else {
        implies(guard, &p)
    }
}

fn for_all(x: &Term, p: Term) -> Result<Term> {
    if p.has_free(x) { forall(x, &p) } else { Ok(p) }
}

// A bound variable made free under a name that occurs nowhere in the term.
fn opened(f: &Term) -> Result<(Term, Term)> {
    let Kind::Lam(hint, ty, _) = f.kind() else {
        return Err(KernelError::Unknown(format!("definedness of `{f}`")));
    };
    let x = Term::fresh(&hint.0, ty.clone(), &[f]);
    let body = f.instantiate(&x)?;
    Ok((x, body))
}

fn in_range(k: &Term, a: &Term, b: &Term, p: Term) -> Result<Term> {
    let inside = and(&is_int(k)?, &and(&le(a, k)?, &le(k, b)?)?)?;
    for_all(k, when(&inside, p)?)
}

impl Definedness<'_> {
    // A function that is written out is defined where its body is, whatever its argument.
    fn all(&self, ts: &[&Term]) -> Result<Term> {
        ts.iter().try_fold(truth(), |acc, t| {
            let there = match t.kind() {
                Kind::Lam(..) => self.function(t)?,
                _ => self.at(t)?,
            };
            both(acc, there)
        })
    }

    fn at(&self, t: &Term) -> Result<Term> {
        let (head, args) = t.spine();
        match head.kind() {
            Kind::Num(_) => Ok(truth()),
            Kind::Var(_) => self.all(&args),
            Kind::Const(c) => match c.definition() {
                Some(def) if t.as_const_app().is_none() => {
                    let unfolded = args.iter().try_fold(def.clone(), |f, a| f.beta_app(a))?;
                    both(self.all(&args)?, self.unfolded(&unfolded)?)
                }
                _ => self.constant(&c.name.clone(), t, &args),
            },
            Kind::Lam(..) if !args.is_empty() => {
                let reduct = args.iter().try_fold(head.clone(), |f, a| f.beta_app(a))?;
                both(self.all(&args)?, self.at(&reduct)?)
            }
            Kind::Lam(..) | Kind::Bound(_) | Kind::App(..) => {
                Err(KernelError::Unknown(format!("definedness of `{t}`")))
            }
        }
    }

    // A defined function that stands alone is as good as its body at every argument asks for later.
    fn unfolded(&self, t: &Term) -> Result<Term> {
        if matches!(t.kind(), Kind::Lam(..)) {
            Ok(truth())
        } else {
            self.at(t)
        }
    }

    fn constant(&self, name: &str, t: &Term, args: &[&Term]) -> Result<Term> {
        match (name, args) {
            ("⊤" | "⊥", []) => Ok(truth()),
            ("=", [a, b]) if matches!(a.ty(), Type::Fun(_)) => {
                self.function(a).and_then(|p| both(p, self.function(b)?))
            }
            ("=" | "<" | "≤", [a, b]) => both(self.at(a)?, self.at(b)?),
            ("¬" | "Int", [p]) => self.at(p),
            ("∧" | "⇒", [p, q]) => both(self.at(p)?, when(p, self.at(q)?)?),
            ("∨", [p, q]) => both(self.at(p)?, when(&not(p)?, self.at(q)?)?),
            ("∀" | "∃", [f]) => {
                let (x, body) = opened(f)?;
                for_all(&x, self.at(&body)?)
            }
            ("ite", [g, a, b]) => {
                let branches = both(when(g, self.at(a)?)?, when(&not(g)?, self.at(b)?)?)?;
                both(self.at(g)?, branches)
            }
            ("HasDeriv" | "HasGrad", [_, a, v]) => both(self.at(a)?, self.at(v)?),
            // The function must have a value there, too; its line says when it is differentiable.
            ("gradient", [f, a]) => {
                let d = self.line(name, args)?;
                let value = both(self.at(a)?, self.at(&f.beta_app(a)?)?)?;
                both(value, instance(&d.condition, d, args)?)
            }
            ("lim", [f, p]) => {
                let v = Term::fresh("v", Type::Real, &[f, p]);
                let exists = exists(&v, &syntax::tends(f, p, &syntax::at(&v)?)?)?;
                both(self.on_the_way(f, p)?, exists)
            }
            ("Tends", [f, p, q]) => both(self.at(q)?, self.on_the_way(f, p)?),
            ("Sweep" | "Eventually", [p, ..]) => self.at(p),
            ("integral", [p, q, f]) => {
                let v = Term::fresh("v", Type::Real, &[p, q, f]);
                let exists = exists(&v, &syntax::has_integral(p, q, f, &v)?)?;
                both(self.between(p, q, f)?, exists)
            }
            ("HasIntegral", [p, q, f, v]) => both(self.at(v)?, self.between(p, q, f)?),
            ("deriv", [f, c]) => {
                let (x, body) = opened(&eta_long(f)?)?;
                let there = if self.only_needed {
                    self.needed_to_differentiate(&body, &x)?
                } else {
                    self.smooth(&body, &x)?
                };
                both(self.at(c)?, there.subst(&[(x, (*c).clone())])?)
            }
            ("Sum" | "Prod" | "Min" | "Max", [a, b, f]) => {
                let (k, body) = opened(&eta_long(f)?)?;
                let mut p = both(self.at(a)?, self.at(b)?)?;
                for bound in [a, b] {
                    if !bound.as_num().is_some_and(Q::is_integer) {
                        p = both(p, is_int(bound)?)?;
                    }
                }
                if matches!(name, "Min" | "Max") {
                    p = both(p, le(a, b)?)?;
                }
                both(p, in_range(&k, a, b, self.at(&body)?)?)
            }
            ("pow", [x, y]) => both(both(self.at(x)?, self.at(y)?)?, pow_domain(x, y)?),
            _ => {
                let d = self.line(name, args)?;
                both(self.all(args)?, instance(&d.condition, d, args)?)
            }
        }
        .map_err(|e| match e {
            KernelError::Shape(_) => KernelError::Unknown(format!("definedness of `{t}`")),
            e => e,
        })
    }

    // A function has values from some point on the way to a place.
    fn on_the_way(&self, f: &Term, p: &Term) -> Result<Term> {
        let (x, body) = opened(&eta_long(f)?)?;
        let there = self.at(&body)?;
        let there = if there.has_free(&x) {
            syntax::eventually(p, &Term::lam(&x, &there)?)?
        } else {
            there
        };
        both(self.at(p)?, there)
    }

    // A function has values strictly between two ends, whichever of them is the upper one.
    fn between(&self, p: &Term, q: &Term, f: &Term) -> Result<Term> {
        let x = Term::fresh("x", Type::Real, &[p, q, f]);
        let inside = self.at(&f.beta_app(&x)?)?;
        let ends = both(self.at(p)?, self.at(q)?)?;
        let infinite = |p: &Term| p.is_const("top") || p.is_const("bottom");
        let mut ways = ends;
        for (low, high) in [(p, q), (q, p)] {
            // From infinity downwards there is nothing between.
            if low.is_const("top") || high.is_const("bottom") {
                continue;
            }
            let mut guard = truth();
            for (end, above) in [(low, true), (high, false)] {
                let a = match end.as_unary("at") {
                    Some(a) => a,
                    None if infinite(end) => continue,
                    None => return Err(KernelError::Unknown(format!("the end `{end}`"))),
                };
                let side = if above { lt(a, &x)? } else { lt(&x, a)? };
                guard = both(guard, side)?;
            }
            let there = if is_true(&guard) {
                inside.clone()
            } else {
                when(&guard, inside.clone())?
            };
            ways = both(ways, for_all(&x, there)?)?;
        }
        Ok(ways)
    }

    fn function(&self, f: &Term) -> Result<Term> {
        match f.kind() {
            Kind::Lam(..) => {
                let (x, body) = opened(f)?;
                for_all(&x, self.function(&body)?)
            }
            _ if matches!(f.ty(), Type::Fun(_)) => Ok(truth()),
            _ => self.at(f),
        }
    }

    fn line(&self, name: &str, args: &[&Term]) -> Result<&Domain> {
        self.theory
            .domain(name)
            .filter(|d| d.params.len() == args.len())
            .ok_or_else(|| {
                KernelError::Unknown(format!("no `domain` or `total` line for `{name}`"))
            })
    }

    // When `t`, as a function of `x`, is smooth at `x`.
    fn smooth(&self, t: &Term, x: &Term) -> Result<Term> {
        if !t.has_free(x) {
            return self.at(t);
        }
        if t == x {
            return Ok(truth());
        }
        let (head, args) = t.spine();
        match head.kind() {
            Kind::Lam(..) if !args.is_empty() => {
                let reduct = args.iter().try_fold(head.clone(), |f, a| f.beta_app(a))?;
                both(self.all_smooth(&args, x)?, self.smooth(&reduct, x)?)
            }
            Kind::Const(c) => match c.definition() {
                Some(def) if t.as_const_app().is_none() => {
                    let unfolded = args.iter().try_fold(def.clone(), |f, a| f.beta_app(a))?;
                    both(self.all_smooth(&args, x)?, self.smooth(&unfolded, x)?)
                }
                _ => self.smooth_constant(&c.name.clone(), t, &args, x),
            },
            Kind::Var(_)
                if args.len() == 1 && *t.ty() == Type::Real && *args[0].ty() == Type::Real =>
            {
                both(self.smooth(args[0], x)?, differentiable(head, args[0])?)
            }
            _ => self.differentiable(t, x),
        }
    }

    // What a derivative of `t` at `x` cannot exist without: a value there, and smoothness of what nothing else can make up for.
    fn needed_to_differentiate(&self, t: &Term, x: &Term) -> Result<Term> {
        let value = self.at(t)?;
        let smooth_throughout = |s: &Term| Ok::<_, KernelError>(self.smooth(s, x)? == self.at(s)?);
        let near = syntax::conjuncts(&value)
            .iter()
            .filter_map(|c| c.as_binary("≤"))
            .filter(|(a, b)| a.has_free(x) || b.has_free(x))
            .try_fold(truth(), |acc, (a, b)| both(acc, self.stays(a, b, x)?))?;
        let value = both(value, near)?;
        let (head, args) = t.spine();
        let name = match head.kind() {
            Kind::Const(c) if c.definition().is_none() => &*c.name,
            // A function of which nothing is known, at `x` itself.
            Kind::Var(_) if args[..] == [x] && *t.ty() == Type::Real => {
                return both(value, differentiable(head, x)?);
            }
            _ => return Ok(value),
        };
        let rest = match (name, &args[..]) {
            // A function of `x` alone: its line says exactly where it has a derivative.
            (_, [a]) if *a == x && self.theory.domain(name).is_some() => self.smooth(t, x)?,
            ("neg", [a]) => self.needed_to_differentiate(a, x)?,
            // Nothing less than a derivative.
            ("ite", [g, ..]) if g.has_free(x) => differentiable(&Term::lam(x, t)?, x)?,
            ("deriv", _) if mentions(&self.smooth(t, x)?, "HasDeriv") => {
                differentiable(&Term::lam(x, t)?, x)?
            }
            // The sum with something smooth is no smoother than the other part.
            ("+" | "-", [a, b]) => {
                if smooth_throughout(a)? {
                    self.needed_to_differentiate(b, x)?
                } else if smooth_throughout(b)? {
                    self.needed_to_differentiate(a, x)?
                } else {
                    truth()
                }
            }
            _ => truth(),
        };
        both(value, rest)
    }

    // What `a ≤ b` at `x` and near it cannot do without: where both are equal and smooth, neither overtakes the other.
    fn stays(&self, a: &Term, b: &Term, x: &Term) -> Result<Term> {
        let zero = Term::int(0);
        let gap = if *a == zero {
            b.clone()
        } else {
            syntax::sub(b, a)?
        };
        let smooth = self.smooth(&gap, x)?;
        let apart = not(&eq(&gap, &zero)?)?;
        if is_true(&smooth) && slope(&gap, x)?.is_some_and(|q| q != Q::zero()) {
            return Ok(apart);
        }
        let level = eq(&syntax::deriv(&Term::lam(x, &gap)?, x)?, &zero)?;
        let may = or(&apart, &level)?;
        if is_true(&smooth) {
            Ok(may)
        } else {
            or(&may, &not(&smooth)?)
        }
    }

    fn all_smooth(&self, ts: &[&Term], x: &Term) -> Result<Term> {
        ts.iter()
            .try_fold(truth(), |acc, t| both(acc, self.smooth(t, x)?))
    }

    fn smooth_constant(&self, name: &str, t: &Term, args: &[&Term], x: &Term) -> Result<Term> {
        match (name, args) {
            ("ite", [g, a, b]) if !g.has_free(x) => {
                let (a, b) = (self.smooth(a, x)?, self.smooth(b, x)?);
                both(self.at(g)?, both(when(g, a)?, when(&not(g)?, b)?)?)
            }
            ("deriv", [f, c]) => {
                // A function that is smooth at a point is so near it, and so is its derivative.
                let (y, body) = opened(&eta_long(f)?)?;
                let (y2, body) = if y == *x {
                    rename(&y, &body, t)?
                } else {
                    (y, body)
                };
                let joint = both(self.smooth(&body, &y2)?, self.smooth(&body, x)?)?;
                let first = both(self.smooth(c, x)?, joint.subst(&[(y2, (*c).clone())])?)?;
                // Where smoothness is mere existence of a first derivative, that of a second one is a question of its own.
                if mentions(&first, "HasDeriv") {
                    both(first, self.differentiable(t, x)?)
                } else {
                    Ok(first)
                }
            }
            ("Sum" | "Prod", [a, b, f]) if !a.has_free(x) && !b.has_free(x) => {
                let (k, body) = opened(&eta_long(f)?)?;
                let (k, body) = if k == *x {
                    rename(&k, &body, t)?
                } else {
                    (k, body)
                };
                let p = both(self.at(a)?, self.at(b)?)?;
                let p = both(p, and(&is_int(a)?, &is_int(b)?)?)?;
                both(p, in_range(&k, a, b, self.smooth(&body, x)?)?)
            }
            ("pow", [b, e]) => {
                let args = both(self.smooth(b, x)?, self.smooth(e, x)?)?;
                both(args, pow_smooth(b, e, e.has_free(x))?)
            }
            ("ite" | "Sum" | "Prod" | "Min" | "Max" | "lim" | "integral" | "antiderivative", _) => {
                self.differentiable(t, x)
            }
            _ => {
                let d = self.line(name, args)?;
                let condition = if d.smooth.is_some() {
                    &d.smooth
                } else {
                    &d.condition
                };
                both(self.all_smooth(args, x)?, instance(condition, d, args)?)
            }
        }
    }

    fn differentiable(&self, t: &Term, x: &Term) -> Result<Term> {
        both(self.at(t)?, differentiable(&Term::lam(x, t)?, x)?)
    }
}

// The slope of a line: `t` at `x + h` differs from `t` by a literal multiple of `h`.
fn slope(t: &Term, x: &Term) -> Result<Option<Q>> {
    let at = |v: &Term| t.subst(&[(x.clone(), v.clone())]);
    let Some(q) = literal(&syntax::sub(&at(&Term::int(1))?, &at(&Term::int(0))?)?) else {
        return Ok(None);
    };
    let h = Term::fresh("h", Type::Real, &[t, x]);
    let moved = syntax::sub(&at(&syntax::add(x, &h)?)?, t)?;
    let line = syntax::mul(&Term::num(q.clone()), &h)?;
    Ok(crate::theorem::Theorem::ring(&moved, &line, &[])
        .is_ok()
        .then_some(q))
}

fn mentions(t: &Term, constant: &str) -> bool {
    match t.kind() {
        Kind::Const(c) => &*c.name == constant,
        Kind::App(f, a) => mentions(f, constant) || mentions(a, constant),
        Kind::Lam(_, _, b) => mentions(b, constant),
        Kind::Var(_) | Kind::Bound(_) | Kind::Num(_) => false,
    }
}

// `f` as an abstraction.
fn eta_long(f: &Term) -> Result<Term> {
    if matches!(f.kind(), Kind::Lam(..)) {
        return Ok(f.clone());
    }
    let x = Term::fresh("x", Type::Real, &[f]);
    Term::lam(&x, &f.beta_app(&x)?)
}

fn rename(y: &Term, body: &Term, avoid: &Term) -> Result<(Term, Term)> {
    let z = Term::fresh("y", y.ty().clone(), &[body, avoid, y]);
    let body = body.subst(&[(y.clone(), z.clone())])?;
    Ok((z, body))
}

fn differentiable(f: &Term, a: &Term) -> Result<Term> {
    let v = Term::fresh("v", Type::Real, &[f, a]);
    exists(&v, &syntax::has_deriv(f, a, &v)?)
}

fn instance(condition: &Option<Term>, d: &Domain, args: &[&Term]) -> Result<Term> {
    match condition {
        None => Ok(truth()),
        Some(c) => {
            let subst: Vec<_> = d
                .params
                .iter()
                .cloned()
                .zip(args.iter().map(|a| (*a).clone()))
                .collect();
            c.subst(&subst)
        }
    }
}

fn literal(y: &Term) -> Option<Q> {
    crate::ring::constant(y).ok().flatten()
}

fn pow_domain(x: &Term, y: &Term) -> Result<Term> {
    let zero = Term::int(0);
    match literal(y) {
        Some(q) if q.is_integer() && !q.is_negative() => Ok(truth()),
        Some(q) if q.is_integer() => not(&eq(x, &zero)?),
        Some(q) if q.is_positive() => le(&zero, x),
        Some(_) => lt(&zero, x),
        None => {
            if literal(x).is_some_and(|q| q.is_positive()) {
                return Ok(truth());
            }
            let at_zero = and(&eq(x, &zero)?, &le(&zero, y)?)?;
            let integer = and(&is_int(y)?, &or(&not(&eq(x, &zero)?)?, &le(&zero, y)?)?)?;
            or(&lt(&zero, x)?, &or(&at_zero, &integer)?)
        }
    }
}

fn pow_smooth(x: &Term, y: &Term, exponent_varies: bool) -> Result<Term> {
    let zero = Term::int(0);
    match literal(y) {
        _ if exponent_varies => lt(&zero, x),
        Some(q) if q.is_integer() => pow_domain(x, y),
        Some(_) => lt(&zero, x),
        None => {
            let integer = and(&is_int(y)?, &or(&not(&eq(x, &zero)?)?, &le(&zero, y)?)?)?;
            or(&lt(&zero, x)?, &integer)
        }
    }
}
