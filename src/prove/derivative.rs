//! Derivatives by structural recursion over the facts of `theory/derivatives`.

use super::closure;
use super::context::Context;
use super::described;
use super::integrals;
use super::normal;
use super::pieces;
use crate::logic;
use hence_kernel::{Kind, Q, Term, Theorem, Type, syntax};

/// `⊢ HasDeriv f c v` for some `v`, with the conditions of the rules proved in the context.
pub(crate) fn has_derivative(f: &Term, c: &Term, context: &Context) -> Option<Theorem> {
    let avoid: Vec<&Term> = context
        .facts()
        .iter()
        .map(Theorem::conclusion)
        .chain([f, c])
        .collect();
    let hint = if let Kind::Lam(h, ..) = f.kind() {
        h.0.to_string()
    } else {
        "t".to_string()
    };
    let t = Term::fresh(&hint, Type::Real, &avoid);
    let body = match f.kind() {
        Kind::Lam(..) => f.instantiate(&t).ok()?,
        _ => Term::app(f, &t).ok()?,
    };
    let d = Derive { t, c, context };
    let th = d.at(&body, 0)?;
    if matches!(f.kind(), Kind::Lam(..)) {
        return Some(th);
    }
    // λt. f t is f.
    let (_, args) = th.conclusion().as_const_app()?;
    let eta = Theorem::eta(args.first()?).ok()?;
    moved(&th, &eta)
}

/// `⊢ deriv f c = v`
pub(crate) fn value(term: &Term, context: &Context) -> Option<Theorem> {
    let (f, c) = term.as_binary("deriv")?;
    let _nested = context.allowance.nest()?;
    let th = has_derivative(f, c, context)?;
    let (_, args) = th.conclusion().as_const_app()?;
    let v = (*args.get(2)?).clone();
    // The derivative of an abstract function is all that is known of it.
    if let Some(head) = abstracted(f)
        && v.has_free(&head)
    {
        let plain = Term::apps(&syntax::constant("deriv")?, &[&head, c]).ok()?;
        if head == *f {
            return None;
        }
        let eta = Theorem::eta(f).ok()?;
        let th = Theorem::refl(&syntax::constant("deriv")?).ok()?;
        let th = th.congruence(&eta).ok()?;
        let th = th.congruence(&Theorem::refl(c).ok()?).ok()?;
        let (_, right) = th.equation().ok()?;
        return (*right == plain).then_some(th);
    }
    context.fact("deriv_eq", &[("f", f), ("a", c), ("v", &v)], &[&th])
}

/// The variable that a function is, by itself or at every argument.
pub(crate) fn abstracted(f: &Term) -> Option<Term> {
    match f.kind() {
        Kind::Var(_) => Some(f.clone()),
        Kind::Lam(..) => {
            let t = Term::fresh("t", Type::Real, &[f]);
            let body = f.instantiate(&t).ok()?;
            let Kind::App(head, a) = body.kind() else {
                return None;
            };
            (matches!(head.kind(), Kind::Var(_)) && *a == t && *head != t).then(|| head.clone())
        }
        _ => None,
    }
}

// ⊢ HasDeriv f c (deriv f c) where a fact says that there is a derivative.
fn supposed(f: &Term, c: &Term, context: &Context) -> Option<Theorem> {
    let own = context.fact("deriv_self", &[("f", f), ("x", c)], &[])?;
    let premise = own.hypotheses().iter().next()?.clone();
    let said = context.facts().iter().find_map(|th| {
        if *th.conclusion() == premise {
            return Some(th.clone());
        }
        let parts = (th.conclusion().as_binary("∧").is_some())
            .then(|| logic::conjuncts(th).ok())
            .flatten()?;
        parts.into_iter().find(|p| *p.conclusion() == premise)
    })?;
    own.cut(&said).ok()
}

// HasDeriv g c v from HasDeriv f c v and ⊢ f = g.
fn moved(th: &Theorem, equal: &Theorem) -> Option<Theorem> {
    let (_, args) = th.conclusion().as_const_app()?;
    let head = Theorem::refl(&syntax::constant("HasDeriv")?).ok()?;
    let step = head.congruence(equal).ok()?;
    let step = step.congruence(&Theorem::refl(args.get(1)?).ok()?).ok()?;
    let step = step.congruence(&Theorem::refl(args.get(2)?).ok()?).ok()?;
    step.eq_mp(th).ok()
}

// Whether the rules for sums, products and quotients reach the parts.
fn arithmetic(body: &Term) -> bool {
    ["+", "-", "*", "/", "pow"]
        .iter()
        .any(|op| body.as_binary(op).is_some())
}

struct Derive<'a, 'b> {
    // The variable, free in bodies and nowhere else.
    t: Term,
    c: &'a Term,
    context: &'a Context<'b>,
}

impl Derive<'_, '_> {
    fn lam(&self, body: &Term) -> Option<Term> {
        Term::lam(&self.t, body).ok()
    }

    fn value_of(&self, th: &Theorem) -> Option<Term> {
        let (_, args) = th.conclusion().as_const_app()?;
        args.get(2).map(|v| (*v).clone())
    }

    // An instance of a rule: subst for its variables but `x`; conditions are derivatives given or are proved.
    fn rule(
        &self,
        name: &str,
        subst: &[(&str, &Term)],
        derivatives: &[&Theorem],
    ) -> Option<Theorem> {
        let mut all = vec![("x", self.c)];
        all.extend_from_slice(subst);
        let mut th = self.context.fact(name, &all, derivatives)?;
        let open: Vec<Term> = th
            .hypotheses()
            .iter()
            .filter(|h| !derivatives.iter().any(|d| d.hypotheses().contains(h)))
            .cloned()
            .collect();
        for p in open {
            // What is assumed already may stay a hypothesis.
            let lemma = closure::prove(&p, self.context, 4)?;
            th = th.cut(&lemma).ok()?;
        }
        Some(th)
    }

    // A rule for one inner function f.
    fn unary(
        &self,
        name: &str,
        inner: &Term,
        more: &[(&str, &Term)],
        depth: u32,
    ) -> Option<Theorem> {
        let d = self.at(inner, depth)?;
        let (f, u) = (self.lam(inner)?, self.value_of(&d)?);
        let mut subst = vec![("f", &f), ("u", &u)];
        subst.extend_from_slice(more);
        self.rule(name, &subst, &[&d])
    }

    // The same where the rule calls the inner function g and its derivative v.
    fn outer(
        &self,
        name: &str,
        inner: &Term,
        more: &[(&str, &Term)],
        depth: u32,
    ) -> Option<Theorem> {
        let d = self.at(inner, depth)?;
        let (f, u) = (self.lam(inner)?, self.value_of(&d)?);
        let mut subst = vec![("g", &f), ("v", &u)];
        subst.extend_from_slice(more);
        self.rule(name, &subst, &[&d])
    }

    fn binary(&self, name: &str, a: &Term, b: &Term, depth: u32) -> Option<Theorem> {
        let (da, db) = (self.at(a, depth)?, self.at(b, depth)?);
        let (f, u, g, v) = (
            self.lam(a)?,
            self.value_of(&da)?,
            self.lam(b)?,
            self.value_of(&db)?,
        );
        self.rule(
            name,
            &[("f", &f), ("u", &u), ("g", &g), ("v", &v)],
            &[&da, &db],
        )
    }

    // ⊢ HasDeriv (λt. body) c v
    fn at(&self, body: &Term, depth: u32) -> Option<Theorem> {
        if depth > 200 {
            return None;
        }
        let depth = depth + 1;
        if *body == self.t {
            return self.rule("deriv_id", &[], &[]);
        }
        if !body.has_free(&self.t) {
            return self.rule("deriv_const", &[("c", body)], &[]);
        }
        let varies = |x: &Term| x.has_free(&self.t);
        if let Some((a, b)) = body.as_binary("+") {
            return self.binary("deriv_add", a, b, depth);
        }
        if let Some((a, b)) = body.as_binary("-") {
            return self.binary("deriv_sub", a, b, depth);
        }
        if let Some((a, b)) = body.as_binary("*") {
            return match (varies(a), varies(b)) {
                (false, _) => self.unary("deriv_cmul", b, &[("c", a)], depth),
                (_, false) => self.unary("deriv_mulc", a, &[("c", b)], depth),
                _ => self.binary("deriv_mul", a, b, depth),
            };
        }
        if let Some((a, b)) = body.as_binary("/") {
            return match (varies(a), varies(b)) {
                (false, _) => self.outer("deriv_cdiv", b, &[("c", a)], depth),
                (_, false) => self.unary("deriv_divc", a, &[("c", b)], depth),
                _ => self.binary("deriv_div", a, b, depth),
            };
        }
        if let Some((a, n)) = body.as_binary("pow") {
            return self.power(body, a, n, depth);
        }
        if pieces::has_pieces(body) && !arithmetic(body) {
            return pieces::has_derivative(body, &self.t, self.c, self.context);
        }
        if body.as_binary("deriv").is_some() {
            let equal = value(body, self.context)?;
            return self.rewritten(&equal, depth);
        }
        if let Some(equal) = normal::unfold(body) {
            return self.rewritten(&equal, depth);
        }
        if body.as_const_app().is_some_and(|(n, _)| n == "integral") {
            return integrals::derivative_by_ends(body, &self.t, self.c, self.context).or_else(
                || {
                    let equal = integrals::value(body, self.context)?;
                    self.rewritten(&equal, depth)
                },
            );
        }
        let (name, args) = body.as_const_app().or_else(|| self.abstract_call(body))?;
        match (name, &args[..]) {
            ("root", [n, a]) if !varies(n) => self.unary("deriv_root", a, &[("n", n)], depth),
            ("min" | "max", [a, b]) => ["left", "right"]
                .iter()
                .find_map(|side| self.binary(&format!("deriv_{name}_{side}"), a, b, depth)),
            ("log", [a]) if a.as_unary("abs").is_some() => {
                let inner = a.as_unary("abs")?;
                self.unary("deriv_log_abs", inner, &[], depth)
            }
            ("", [a]) => self.chain(body, a, depth),
            (_, [a]) => self.unary(&format!("deriv_{name}"), a, &[], depth),
            _ => None,
        }
    }

    // An abstract function of one argument.
    fn abstract_call<'t>(&self, body: &'t Term) -> Option<(&'t str, Vec<&'t Term>)> {
        let (head, args) = body.spine();
        (matches!(head.kind(), Kind::Var(_)) && args.len() == 1 && !head.has_free(&self.t))
            .then_some(("", args))
    }

    // f (g t) with f abstract: its derivative at g c is assumed to exist by some fact in force.
    fn chain(&self, body: &Term, inner: &Term, depth: u32) -> Option<Theorem> {
        let (f, _) = body.spine();
        let at = inner.subst(&[(self.t.clone(), self.c.clone())]).ok()?;
        let known = self.context.facts().iter().find(|th| {
            th.conclusion()
                .as_const_app()
                .is_some_and(|(n, a)| n == "HasDeriv" && a[0] == f && *a[1] == at)
        });
        let fact = match known {
            Some(th) => th.clone(),
            None => described::has_derivative(f, &at, self.context)
                .or_else(|| supposed(f, &at, self.context))?,
        };
        let fact = &fact;
        let v = self.value_of(fact)?;
        let d = self.at(inner, depth)?;
        let (g, u) = (self.lam(inner)?, self.value_of(&d)?);
        self.rule(
            "deriv_chain",
            &[("f", f), ("g", &g), ("u", &u), ("v", &v)],
            &[&d, fact],
        )
    }

    // By ⊢ body = other, for every t.
    fn rewritten(&self, equal: &Theorem, depth: u32) -> Option<Theorem> {
        let (_, other) = equal.equation().ok()?;
        let th = self.at(other, depth)?;
        moved(&th, &equal.abs(&self.t).ok()?.sym().ok()?)
    }

    fn power(&self, body: &Term, a: &Term, n: &Term, depth: u32) -> Option<Theorem> {
        if !n.has_free(&self.t) {
            if let Some(k) = self
                .context
                .poly(n)
                .and_then(|p| p.as_constant())
                .filter(Q::is_integer)
            {
                if k.is_zero() {
                    let equal = Theorem::ring(body, &Term::int(1), &[]).ok()?;
                    return self.rewritten(&equal, depth);
                }
                let name = if k.is_positive() {
                    "deriv_pow_nat"
                } else {
                    "deriv_pow_int"
                };
                return self.unary(name, a, &[("n", n)], depth);
            }
            return self
                .unary("deriv_pow_real", a, &[("c", n)], depth)
                .or_else(|| self.unary("deriv_pow_nat", a, &[("n", n)], depth))
                .or_else(|| self.unary("deriv_pow_int", a, &[("n", n)], depth));
        }
        if !a.has_free(&self.t) {
            return self.outer("deriv_pow_base", n, &[("c", a)], depth);
        }
        self.binary("deriv_pow", a, n, depth)
    }
}
