//! Vectors: products expanded over the vectors that occur, norms brought to one form, and what is known of them offered as facts.
//!
//! A question about vectors becomes one about numbers: `⟨a − b, c⟩` is `⟨a, c⟩ − ⟨b, c⟩`, `⟨a, a⟩` is `‖a‖²`, and what is left are the norms
//! and the products of different vectors. Each step is an equation from `theory/vectors.facts`.

mod known;
mod operators;

use super::closure::NO_SEARCH;
use super::context::Context;
use super::{instances, plain};
use crate::logic;
use hence_kernel::{Kind, Q, Term, Theorem, Type, syntax};
use known::Wealth;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;

// How often names are replaced within each other, and in how many rounds factors are.
const MAX_DEPTH: u32 = 40;
const MAX_ROUNDS: usize = 3;

const OPERATIONS: [&str; 14] = [
    "inner",
    "norm",
    "gradient",
    "HasGrad",
    "vadd",
    "vsub",
    "vneg",
    "smul",
    "vzero",
    "e₁",
    "linear",
    "invertible",
    "adjoint",
    "opinv",
];

/// Whether a formula speaks of vectors.
pub(crate) fn speaks(t: &Term) -> bool {
    match t.kind() {
        Kind::Var(_) => has_vector(t.ty()),
        Kind::Const(c) => OPERATIONS.contains(&&*c.name),
        Kind::App(f, a) => speaks(f) || speaks(a),
        Kind::Lam(_, ty, b) => has_vector(ty) || speaks(b),
        _ => false,
    }
}

fn has_vector(ty: &Type) -> bool {
    match ty {
        Type::Vector => true,
        Type::Fun(io) => has_vector(&io.0) || has_vector(&io.1),
        _ => false,
    }
}

/// Whether [`prove`] has something to do.
pub(crate) fn concerns(goal: &Term, c: &Context) -> bool {
    c.facts
        .iter()
        .any(|f| instances::is_general(f.conclusion()))
        || speaks(goal)
        || c.facts.iter().any(|f| speaks(f.conclusion()))
}

/// Proves a goal from instances of the general facts, after vectors were written out.
pub(crate) fn prove(goal: &Term, c: &Context) -> Option<Theorem> {
    if let Some(th) = c.assumption(goal) {
        return Some(th);
    }
    if let Some(f) = syntax::as_quantified(goal, "∀") {
        let Kind::Lam(hint, ty, _) = f.kind() else {
            return None;
        };
        let avoid: Vec<&Term> = (c.facts.iter().map(Theorem::conclusion))
            .chain([f])
            .collect();
        let x = Term::fresh(&hint.0, ty.clone(), &avoid);
        let th = super::prove(&f.instantiate(&x).ok()?, c)?;
        return logic::forall_intro(&x, &th).ok();
    }
    if let Some((p, q)) = goal.as_binary("⇒") {
        let inner = c.with(Theorem::assume(p).ok()?);
        return logic::disch(p, &super::prove(q, &inner)?).ok();
    }
    if let Some((p, q)) = goal.as_binary("∧") {
        return logic::conj(&super::prove(p, c)?, &super::prove(q, c)?).ok();
    }
    if matches!(goal.as_const_app(), Some(("linear" | "invertible", _))) {
        return Vectors::new(c, &ground_facts(c)).property(goal);
    }
    if let Some(f) = goal.as_unary("¬").and_then(|p| p.as_unary("invertible")) {
        return Vectors::new(c, &ground_facts(c)).not_invertible(f);
    }
    // What does not hold for all vectors fails for one of the two that are known.
    if let Some(p) = goal.as_unary("¬")
        && let Some(f) = syntax::as_quantified(p, "∀")
        && matches!(f.kind(), Kind::Lam(_, Type::Vector, _))
    {
        return ["e₁", "e₂"].iter().find_map(|e| {
            let e = syntax::constant(e)?;
            let apart = prove(&syntax::not(&f.instantiate(&e).ok()?).ok()?, c)?;
            let there = logic::forall_elim(&Theorem::assume(p).ok()?, &e).ok()?;
            logic::not_intro(p, &logic::not_elim(&apart, &there).ok()?).ok()
        });
    }
    if let Some((a, b)) = goal.as_unary("¬").and_then(Term::as_eq)
        && *a.ty() == Type::Vector
    {
        return ["e₁", "e₂"]
            .iter()
            .find_map(|e| differ(a, b, &syntax::constant(e)?, c));
    }
    let general = instances::instances(goal, c);
    if let Some(th) = general.iter().find(|th| th.conclusion() == goal) {
        return Some(th.clone());
    }
    let general_count = general.len();
    let ground: Vec<Theorem> = c
        .facts
        .iter()
        .filter(|f| !instances::is_general(f.conclusion()))
        .cloned()
        .chain(general)
        .collect();
    let vectors = speaks(goal) || ground.iter().any(|f| speaks(f.conclusion()));
    if !vectors && general_count == 0 {
        return None;
    }
    // What follows from the facts and their instances as they stand, with products of vectors as plain numbers.
    if super::closure::is_comparison(goal)
        && let Some(th) = super::closure::prove(goal, &c.beside(ground.iter().cloned()), NO_SEARCH)
    {
        return Some(th);
    }
    let v = Vectors::new(c, &ground);
    if let Some((a, b)) = goal.as_eq()
        && *a.ty() == Type::Vector
    {
        return v.equal(a, b, &ground);
    }
    if let Some(("HasGrad", args)) = goal.as_const_app()
        && let [f, a, g] = args[..]
        && let Some(th) = v.has_gradient(f, a)
        && let Some(u) = value(&th)
    {
        // The gradient alone is replaced: what it equals may stand in the function as well.
        let whole = Theorem::refl(applied_but_last(th.conclusion())?).ok()?;
        let equal = whole.congruence(&v.equal(&u, g, &ground)?).ok()?;
        return equal.eq_mp(&th).ok().filter(|th| th.conclusion() == goal);
    }
    let equal = v.written_out(goal)?;
    let (_, target) = equal.equation().ok()?;
    let target = target.clone();
    let ground = v.all_written_out(&ground);
    // First without what is known of products in general: most steps do not need it.
    let th = [Wealth::Norms, Wealth::Products]
        .into_iter()
        .find_map(|w| {
            let facts = v.known(&target, &ground, w)?;
            plain(&target, &c.beside(facts))
        })?;
    equal.sym().ok()?.eq_mp(&th).ok()
}

// `f a` of `f a b`
fn applied_but_last(t: &Term) -> Option<&Term> {
    match t.kind() {
        Kind::App(f, _) => Some(f),
        _ => None,
    }
}

// Equations between the values of linear maps are used as rules of their own.
fn is_linear_image(v: &Term, c: &Context) -> bool {
    let linear = |f: &Term| {
        c.facts
            .iter()
            .any(|h| h.conclusion().as_unary("linear") == Some(f))
    };
    operators::applied(v).is_some_and(|(f, _)| linear(f))
}

fn ground_facts(c: &Context) -> Vec<Theorem> {
    let ground = |f: &&Theorem| !instances::is_general(f.conclusion());
    c.facts.iter().filter(ground).cloned().collect()
}

// ⊢ ¬(a = b) where ⟨a, e⟩ and ⟨b, e⟩ differ.
fn differ(a: &Term, b: &Term, e: &Term, c: &Context) -> Option<Theorem> {
    let equal = Theorem::assume(&syntax::eq(a, b).ok()?).ok()?;
    let inner = Theorem::refl(&syntax::constant("inner")?).ok()?;
    let along = inner
        .congruence(&equal)
        .ok()?
        .congruence(&Theorem::refl(e).ok()?)
        .ok()?;
    let apart = prove(&syntax::not(along.conclusion()).ok()?, c)?;
    let bottom = logic::not_elim(&apart, &along).ok()?;
    logic::not_intro(equal.conclusion(), &bottom).ok()
}

/// `⊢ p = p'` where `p'` has products of vectors written out; nothing where nothing changes.
pub(crate) fn written_out(p: &Term, c: &Context) -> Option<Theorem> {
    Vectors::new(c, &[]).written_out(p)
}

struct Vectors<'a, 'b> {
    c: &'a Context<'b>,
    // v = expression, for vectors that are given by others.
    rules: Vec<(Term, Theorem)>,
    // What is given of linear maps.
    laws: Vec<operators::Law>,
    depth: Cell<u32>,
    atoms: RefCell<HashMap<Term, Option<Theorem>>>,
}

impl<'a, 'b> Vectors<'a, 'b> {
    fn new(c: &'a Context<'b>, ground: &[Theorem]) -> Self {
        let mut rules: Vec<(Term, Theorem)> = Vec::new();
        for f in ground {
            let Some((a, b)) = f.conclusion().as_eq() else {
                continue;
            };
            if !matches!(a.ty(), Type::Vector | Type::Real) {
                continue;
            }
            for (l, r, th) in [(a, b, Some(f.clone())), (b, a, f.sym().ok())] {
                let (head, args) = l.spine();
                // A number is replaced where it has a name of its own, a vector also as a member of a family, and a gradient.
                let named = matches!(head.kind(), Kind::Var(_))
                    && (args.is_empty() || *l.ty() == Type::Vector && !is_linear_image(l, c));
                if (named || l.as_binary("gradient").is_some())
                    && !rules.iter().any(|(k, _)| k == l)
                    && !leads_to(r, l, &rules)
                    && let Some(th) = th
                {
                    rules.push((l.clone(), th));
                    break;
                }
            }
        }
        let maps = c.facts.iter().chain(ground);
        let maps: Vec<Theorem> = maps
            .filter(|f| operators::speaks(f.conclusion()))
            .cloned()
            .collect();
        Vectors {
            c,
            rules,
            laws: operators::laws(&maps),
            depth: Cell::new(0),
            atoms: RefCell::default(),
        }
    }

    fn fact(&self, name: &str, subst: &[(&str, &Term)]) -> Option<Theorem> {
        self.c.fact(name, subst, &[])
    }

    // ⊢ p = p'
    fn written_out(&self, p: &Term) -> Option<Theorem> {
        let mut avoid: Vec<&Term> = Vec::new();
        for (_, th) in &self.rules {
            avoid.push(th.conclusion());
            avoid.extend(th.hypotheses());
        }
        let mut th = logic::congruence_avoiding(p, &avoid, |t| self.step(t)).ok()?;
        // The factors of vectors come into sight when products are expanded, and may be names for other numbers.
        for _ in 0..MAX_ROUNDS {
            let now = th.equation().ok()?.1.clone();
            let named = |(l, _): &(Term, Theorem)| *l.ty() == Type::Real && now.has_free(l);
            if !self.rules.iter().any(named) {
                break;
            }
            let next = logic::congruence_avoiding(&now, &avoid, |t| self.step(t)).ok()?;
            if *next.equation().ok()?.1 == now {
                break;
            }
            th = th.trans(&next).ok()?;
        }
        Some(th)
    }

    fn step(&self, t: &Term) -> Option<Theorem> {
        if !t.is_closed() || self.depth.get() > MAX_DEPTH {
            return None;
        }
        self.depth.set(self.depth.get() + 1);
        let th = self.step_at(t);
        self.depth.set(self.depth.get() - 1);
        th.filter(|th| th.equation().is_ok_and(|(a, b)| a != b))
    }

    fn step_at(&self, t: &Term) -> Option<Theorem> {
        if let Some((a, b)) = t.as_binary("inner") {
            return self.inner(a, b);
        }
        if let Some((n, two)) = t.as_binary("pow")
            && let Some(v) = n.as_unary("norm")
            && two.as_num().is_some_and(|q| *q == Q::int(2))
        {
            let square = self.fact("norm_sq", &[("v", v)])?;
            return square.trans(&self.inner(v, v)?).ok();
        }
        if let Some(v) = t.as_unary("norm") {
            return self.norm(v);
        }
        if *t.ty() == Type::Vector {
            return self.canonical(t);
        }
        if let Kind::App(f, _) = t.kind()
            && matches!(f.kind(), Kind::Lam(..))
        {
            let th = Theorem::beta(t).ok()?;
            return self.then(th);
        }
        if let Some((_, th)) = self.rules.iter().find(|(l, _)| l == t) {
            return self.then(th.clone());
        }
        if *t.ty() == Type::Real
            && let Some(th) = super::normal::unfold(t)
        {
            return self.then(th);
        }
        None
    }

    // ⊢ t = s and then what becomes of s.
    fn then(&self, th: Theorem) -> Option<Theorem> {
        let (_, s) = th.equation().ok()?;
        let s = s.clone();
        th.trans(&self.written_out(&s)?).ok()
    }

    // ⊢ ⟨a, b⟩ = a sum of products of atoms
    fn inner(&self, a: &Term, b: &Term) -> Option<Theorem> {
        if let Some(th) = self.split("left", a, b) {
            return self.expand(th);
        }
        let to = self.atom(a)?;
        if let Some(to) = &to {
            let th = self.with_inner(to, &Theorem::refl(b).ok()?)?;
            return self.expand(th);
        }
        if let Some(th) = self.split("right", b, a) {
            return self.expand(th);
        }
        let to = self.atom(b)?;
        if let Some(to) = &to {
            let th = self.with_inner(&Theorem::refl(a).ok()?, to)?;
            return self.expand(th);
        }
        let unit = |t: &Term| t.is_const("e₁") || t.is_const("e₂");
        if unit(a) && unit(b) {
            return match (a.is_const("e₁"), b.is_const("e₁")) {
                (true, true) => self.fact("inner_e1_e1", &[]),
                (false, false) => self.fact("inner_e2_e2", &[]),
                (true, false) => self.fact("inner_e1_e2", &[]),
                (false, true) => {
                    let turned = self.fact("inner_comm", &[("v", a), ("w", b)])?;
                    turned.trans(&self.fact("inner_e1_e2", &[])?).ok()
                }
            };
        }
        if let Some(th) = self.moved(a, b) {
            return self.expand(th);
        }
        if a == b {
            return self.fact("norm_sq", &[("v", a)])?.sym().ok();
        }
        if order(a) > order(b) && operators::applied(b).is_none() {
            return self.fact("inner_comm", &[("v", a), ("w", b)]);
        }
        let whole = syntax::constant("inner").and_then(|c| Term::apps(&c, &[a, b]).ok())?;
        Theorem::refl(&whole).ok()
    }

    fn with_inner(&self, a: &Theorem, b: &Theorem) -> Option<Theorem> {
        let c = Theorem::refl(&syntax::constant("inner")?).ok()?;
        c.congruence(a).ok()?.congruence(b).ok()
    }

    // One law of linearity on that side.
    fn split(&self, side: &str, v: &Term, w: &Term) -> Option<Theorem> {
        let name = |op: &str| format!("inner_{op}_{side}");
        if let Some((x, y)) = v.as_binary("vadd") {
            return self.fact(&name("add"), &[("u", x), ("v", y), ("w", w)]);
        }
        if let Some((x, y)) = v.as_binary("vsub") {
            return self.fact(&name("sub"), &[("u", x), ("v", y), ("w", w)]);
        }
        if let Some(x) = v.as_unary("vneg") {
            return self.fact(&name("neg"), &[("u", x), ("w", w)]);
        }
        if let Some((r, x)) = v.as_binary("smul") {
            return self.fact(&name("smul"), &[("c", r), ("u", x), ("w", w)]);
        }
        if v.is_const("vzero") {
            return self.fact(&name("zero"), &[("w", w)]);
        }
        None
    }

    // The products on the right side of ⊢ ⟨…⟩ = r written out.
    fn expand(&self, th: Theorem) -> Option<Theorem> {
        let (_, r) = th.equation().ok()?;
        let r = r.clone();
        let rest = logic::congruence_at(&r, |t| {
            let (a, b) = t.as_binary("inner")?;
            self.inner(a, b)
        });
        th.trans(&rest.ok()?).ok()
    }

    // ⊢ v = v' for a vector that is no sum: replaced by what it was given by, or its arguments written out. The outer none where
    // something failed.
    fn atom(&self, v: &Term) -> Option<Option<Theorem>> {
        if let Some(known) = self.atoms.borrow().get(v) {
            return Some(known.clone());
        }
        if self.depth.get() > MAX_DEPTH {
            return None;
        }
        self.depth.set(self.depth.get() + 1);
        let th = self.atom_at(v);
        self.depth.set(self.depth.get() - 1);
        self.atoms.borrow_mut().insert(v.clone(), th.clone());
        Some(th)
    }

    fn atom_at(&self, v: &Term) -> Option<Theorem> {
        if let Some((_, th)) = self.rules.iter().find(|(l, _)| l == v) {
            return Some(th.clone());
        }
        if let Kind::App(f, _) = v.kind()
            && matches!(f.kind(), Kind::Lam(..))
        {
            return Theorem::beta(v).ok();
        }
        if let Some(th) = super::normal::unfold(v) {
            return Some(th);
        }
        if let Some(("ite", _)) = v.as_const_app() {
            return None;
        }
        if let Some((f, a)) = v.as_binary("gradient")
            && let Some(th) = self.gradient(f, a)
        {
            return Some(th);
        }
        let Kind::App(f, a) = v.kind() else {
            return None;
        };
        let arg = self.written_out(a)?;
        let (l, r) = arg.equation().ok()?;
        if l == r {
            return self.map_applied(v);
        }
        let th = Theorem::refl(f).ok()?.congruence(&arg).ok()?;
        Some(th)
    }

    // ⊢ gradient f a = v for a function that is written out.
    fn gradient(&self, f: &Term, a: &Term) -> Option<Theorem> {
        let th = self.has_gradient(f, a)?;
        let (_, args) = th.conclusion().as_const_app()?;
        let v = (*args.get(2)?).clone();
        self.c
            .fact("gradient_eq", &[("f", f), ("a", a), ("v", &v)], &[&th])
    }

    // `⊢ HasGrad f a v` by the rules of differentiation.
    fn has_gradient(&self, f: &Term, a: &Term) -> Option<Theorem> {
        let Kind::Lam(hint, ty, _) = f.kind() else {
            let th = match f.kind() {
                Kind::Const(c) => Theorem::define(&c.name, c.definition()?).ok()?,
                Kind::Var(_) => operators::given(f, self.c)?,
                _ => return None,
            };
            let (_, body) = th.equation().ok()?;
            let there = self.has_gradient(&body.clone(), a)?;
            return logic::subst_eq(&th.sym().ok()?, &there).ok();
        };
        let mut avoid: Vec<&Term> = vec![f, a];
        avoid.extend(self.c.facts.iter().map(Theorem::conclusion));
        let x = Term::fresh(&hint.0, ty.clone(), &avoid);
        let body = f.instantiate(&x).ok()?;
        let lam = |t: &Term| Term::lam(&x, t).ok();
        let done = |th: Theorem| -> Option<Theorem> {
            // The instance has applied abstractions in it.
            let goal_function = th
                .conclusion()
                .as_const_app()?
                .1
                .first()
                .map(|t| (*t).clone())?;
            if goal_function == *f {
                return Some(th);
            }
            let equal = logic::congruence_at(&goal_function, |t| match t.kind() {
                Kind::App(g, _) if matches!(g.kind(), Kind::Lam(..)) => Theorem::beta(t).ok(),
                _ => None,
            })
            .ok()?;
            let th = logic::subst_eq(&equal, &th).ok()?;
            (th.conclusion().as_const_app()?.1.first() == Some(&f)).then_some(th)
        };
        if !body.has_free(&x) {
            return done(self.fact("has_grad_const", &[("c", &body), ("a", a)])?);
        }
        if let Some((u, w)) = body.as_binary("inner") {
            if *u == x && *w == x {
                return done(self.fact("has_grad_sq", &[("a", a)])?);
            }
            if *w == x && !u.has_free(&x) {
                return done(self.fact("has_grad_inner", &[("u", u), ("a", a)])?);
            }
            if *u == x && !w.has_free(&x) {
                return done(self.fact("has_grad_inner_left", &[("u", w), ("a", a)])?);
            }
            if let Some(th) = self.gradient_of_product(&body, &x, a) {
                return done(th);
            }
            return self.gradient_written_out(f, &body, &x, a);
        }
        if let Some((n, two)) = body.as_binary("pow")
            && n.as_unary("norm") == Some(&x)
            && two.as_num().is_some_and(|q| *q == Q::int(2))
        {
            return done(self.fact("has_grad_norm_sq", &[("a", a)])?);
        }
        if let Some((n, _)) = body.as_binary("pow")
            && n.as_unary("norm").is_some_and(|v| *v != x)
        {
            return self.gradient_written_out(f, &body, &x, a);
        }
        if let Some(g) = body.as_unary("neg") {
            let g = lam(g)?;
            let th = self.has_gradient(&g, a)?;
            let u = value(&th)?;
            return done(
                self.c
                    .fact("has_grad_neg", &[("f", &g), ("a", a), ("u", &u)], &[&th])?,
            );
        }
        if let Some((r, g)) = body.as_binary("*")
            && !r.has_free(&x)
        {
            let g = lam(g)?;
            let th = self.has_gradient(&g, a)?;
            let u = value(&th)?;
            return done(self.c.fact(
                "has_grad_cmul",
                &[("c", r), ("f", &g), ("a", a), ("u", &u)],
                &[&th],
            )?);
        }
        for (op, name) in [
            ("+", "has_grad_add"),
            ("-", "has_grad_sub"),
            ("*", "has_grad_mul"),
        ] {
            let Some((g, h)) = body.as_binary(op) else {
                continue;
            };
            let (g, h) = (lam(g)?, lam(h)?);
            let (tg, thh) = (self.has_gradient(&g, a)?, self.has_gradient(&h, a)?);
            let (u, v) = (value(&tg)?, value(&thh)?);
            let subst = [("f", &g), ("g", &h), ("a", a), ("u", &u), ("v", &v)];
            return done(self.c.fact(name, &subst, &[&tg, &thh])?);
        }
        None
    }

    // The same after products in the body were written out.
    fn gradient_written_out(&self, f: &Term, body: &Term, x: &Term, a: &Term) -> Option<Theorem> {
        let equal = self.written_out(body)?;
        let (l, r) = equal.equation().ok()?;
        if l == r {
            return None;
        }
        let along = equal.abs(x).ok()?;
        let plain = along.equation().ok()?.1.clone();
        (along.equation().ok()?.0 == f).then_some(())?;
        logic::subst_eq(&along.sym().ok()?, &self.has_gradient(&plain, a)?).ok()
    }

    // The atoms of a vector with their coefficients, in a fixed order, those that cancel left out.
    fn linear(&self, v: &Term, factor: &Term, out: &mut Vec<(Term, Term)>) -> Option<()> {
        if let Some((x, y)) = v.as_binary("vadd") {
            self.linear(x, factor, out)?;
            return self.linear(y, factor, out);
        }
        if let Some((x, y)) = v.as_binary("vsub") {
            self.linear(x, factor, out)?;
            return self.linear(y, &syntax::neg(factor).ok()?, out);
        }
        if let Some(x) = v.as_unary("vneg") {
            return self.linear(x, &syntax::neg(factor).ok()?, out);
        }
        if let Some((r, x)) = v.as_binary("smul") {
            return self.linear(x, &syntax::mul(factor, r).ok()?, out);
        }
        if v.is_const("vzero") {
            return Some(());
        }
        if let Some(th) = self.atom(v)? {
            let (_, to) = th.equation().ok()?;
            let to = to.clone();
            return self.linear(&to, factor, out);
        }
        match out.iter_mut().find(|(a, _)| a == v) {
            Some((_, k)) => *k = syntax::add(k, factor).ok()?,
            None => out.push((v.clone(), factor.clone())),
        }
        Some(())
    }

    // The vector as a sum of multiples of atoms.
    fn sum(&self, v: &Term, turned: bool) -> Option<(Term, usize)> {
        let mut parts = Vec::new();
        self.linear(v, &Term::int(if turned { -1 } else { 1 }), &mut parts)?;
        parts.sort_by_key(|(a, _)| order(a));
        let mut sum: Option<Term> = None;
        let mut count = 0;
        for (a, k) in parts {
            let poly = self.c.poly(&k)?;
            if poly.is_zero() {
                continue;
            }
            count += 1;
            let k = self.c.algebra.borrow().term(&poly)?;
            let part = match k.as_num() {
                Some(q) if q.is_one() => a,
                Some(q) if *q == Q::int(-1) => {
                    Term::apps(&syntax::constant("vneg")?, &[&a]).ok()?
                }
                _ => Term::apps(&syntax::constant("smul")?, &[&k, &a]).ok()?,
            };
            sum = Some(match sum {
                None => part,
                Some(s) => Term::apps(&syntax::constant("vadd")?, &[&s, &part]).ok()?,
            });
        }
        let sum = match sum {
            Some(s) => s,
            None => syntax::constant("vzero")?,
        };
        Some((sum, count))
    }

    // ⊢ v = its sum
    fn canonical(&self, v: &Term) -> Option<Theorem> {
        let (sum, _) = self.sum(v, false)?;
        self.same(v, &sum)
    }

    // ⊢ v = w for vectors with the same sum.
    fn same(&self, v: &Term, w: &Term) -> Option<Theorem> {
        if v == w {
            return Theorem::refl(v).ok();
        }
        let (u, left, right) = self.products(v, w)?;
        let (_, l) = left.equation().ok()?;
        let (_, r) = right.equation().ok()?;
        let middle = self.c.ring(l, r, &[])?;
        let th = left.trans(&middle).ok()?.trans(&right.sym().ok()?).ok()?;
        self.extensionally(v, w, &u, &th)
    }

    // ⊢ ⟨v, u⟩ = … and ⊢ ⟨w, u⟩ = … for a vector u that occurs nowhere.
    fn products(&self, v: &Term, w: &Term) -> Option<(Term, Theorem, Theorem)> {
        let mut avoid: Vec<&Term> = vec![v, w];
        for (_, th) in &self.rules {
            avoid.push(th.conclusion());
            avoid.extend(th.hypotheses());
        }
        avoid.extend(self.c.facts.iter().map(Theorem::conclusion));
        let u = Term::fresh("u", Type::Vector, &avoid);
        let (left, right) = (self.inner(v, &u)?, self.inner(w, &u)?);
        Some((u, left, right))
    }

    fn extensionally(&self, v: &Term, w: &Term, u: &Term, th: &Theorem) -> Option<Theorem> {
        let all = logic::forall_intro(u, th).ok()?;
        self.c.fact("vector_ext", &[("v", v), ("w", w)], &[&all])
    }

    // ⊢ a = b
    fn equal(&self, a: &Term, b: &Term, ground: &[Theorem]) -> Option<Theorem> {
        if let Some(th) = self.same(a, b) {
            return Some(th);
        }
        if let Some(th) = self.solved(a, b) {
            return Some(th);
        }
        if let Some(th) = self.solved(b, a) {
            return th.sym().ok();
        }
        let (u, left, right) = self.products(a, b)?;
        let (_, l) = left.equation().ok()?;
        let (_, r) = right.equation().ok()?;
        let target = syntax::eq(l, r).ok()?;
        let facts = self.known(&target, &self.all_written_out(ground), Wealth::Products)?;
        let context = self.c.beside(facts);
        let middle = plain(&target, &context)?;
        let th = left.trans(&middle).ok()?.trans(&right.sym().ok()?).ok()?;
        self.extensionally(a, b, &u, &th)
    }

    // ⊢ ‖Q x‖ = ‖x‖ where Qᵀ Q x = x.
    fn kept_norm(&self, v: &Term) -> Option<Theorem> {
        let square = self.square(v)?;
        let (_, r) = square.equation().ok()?;
        let (norm, two) = r.as_binary("pow")?;
        let w = norm.as_unary("norm")?;
        (*w != *v && two.as_num().is_some_and(|q| *q == Q::int(2))).then_some(())?;
        self.c
            .fact("norm_eq_of_sq", &[("v", v), ("w", w)], &[&square])
    }

    // ⊢ ‖v‖ = a multiple of the norm of an atom, or the norm of a sum whose first sign is plus.
    fn norm(&self, v: &Term) -> Option<Theorem> {
        let norm = Theorem::refl(&syntax::constant("norm")?).ok()?;
        let (sum, count) = self.sum(v, false)?;
        let th = norm.congruence(&self.same(v, &sum)?).ok()?;
        if count == 0 {
            return th.trans(&self.fact("norm_zero", &[])?).ok();
        }
        if count == 1 {
            let (a, th) = if let Some(a) = sum.as_unary("vneg") {
                (a, th.trans(&self.fact("norm_neg", &[("v", a)])?).ok()?)
            } else if let Some((k, a)) = sum.as_binary("smul") {
                let scaled = self.fact("norm_smul", &[("c", k), ("v", a)])?;
                (a, th.trans(&scaled).ok()?)
            } else {
                (&sum, th)
            };
            if operators::applied(a).is_some()
                && let Some(kept) = self.kept_norm(a)
            {
                let (_, r) = th.equation().ok()?;
                let (from, _) = kept.equation().ok()?;
                let (from, r) = (from.clone(), r.clone());
                let rest = logic::congruence_at(&r, |t| (*t == from).then(|| kept.clone()));
                return th.trans(&rest.ok()?).ok();
            }
            for (unit, name) in [("e₁", "norm_e1"), ("e₂", "norm_e2")] {
                if a.is_const(unit) {
                    let one = self.fact(name, &[])?;
                    let (from, _) = one.equation().ok()?;
                    let (_, r) = th.equation().ok()?;
                    let (from, r) = (from.clone(), r.clone());
                    let rest = logic::congruence_at(&r, |t| (*t == from).then(|| one.clone()));
                    return th.trans(&rest.ok()?).ok();
                }
            }
            return Some(th);
        }
        if !starts_with_minus(&sum) {
            return Some(th);
        }
        // ‖v‖ = ‖−v‖
        let (turned, _) = self.sum(v, true)?;
        let minus = Term::apps(&syntax::constant("vneg")?, &[&turned]).ok()?;
        let same = norm.congruence(&self.same(v, &minus)?).ok()?;
        same.trans(&self.fact("norm_neg", &[("v", &turned)])?).ok()
    }
}

fn value(th: &Theorem) -> Option<Term> {
    let (_, args) = th.conclusion().as_const_app()?;
    args.get(2).map(|t| (*t).clone())
}

fn starts_with_minus(v: &Term) -> bool {
    if let Some((a, _)) = v.as_binary("vadd") {
        return starts_with_minus(a);
    }
    v.as_unary("vneg").is_some()
        || v.as_binary("smul").is_some_and(|(k, _)| {
            k.as_num().is_some_and(Q::is_negative)
                || k.as_unary("neg").is_some()
                || k.as_binary("*")
                    .is_some_and(|(q, _)| q.as_num().is_some_and(Q::is_negative))
        })
}

// A name to sort by, the same in every run.
fn order(t: &Term) -> (usize, String) {
    (t.size() as usize, t.to_string())
}

// Whether replacing by the rules gives a term with that part.
fn leads_to(t: &Term, part: &Term, rules: &[(Term, Theorem)]) -> bool {
    let mut open = vec![t.clone()];
    let mut seen: Vec<&Term> = Vec::new();
    while let Some(t) = open.pop() {
        if contains(&t, part) {
            return true;
        }
        for (l, th) in rules {
            if !seen.contains(&l)
                && contains(&t, l)
                && let Ok((a, b)) = th.equation()
            {
                seen.push(l);
                open.push(if a == l { b.clone() } else { a.clone() });
            }
        }
    }
    false
}

fn contains(t: &Term, part: &Term) -> bool {
    t == part
        || match t.kind() {
            Kind::App(f, a) => contains(f, part) || contains(a, part),
            Kind::Lam(_, _, b) => contains(b, part),
            _ => false,
        }
}
