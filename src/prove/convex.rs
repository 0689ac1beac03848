//! Convex and concave functions: what their facts say of the means that a question speaks of.
//!
//! A fact with the use `convex` says that a value at `t * x + (1 - t) * y` is at most, or at least, the mean of the values at `x` and
//! `y`. Which function it speaks of, and for which `x`, is read off the fact.

use super::closure;
use super::context::Context;
use super::normal::matches;
use crate::logic;
use crate::theory::{Library, Use};
use hence_kernel::poly::{Mono, Poly, Work};
use hence_kernel::{Kind, Q, Term, Theorem, Type, syntax};

// How many arguments of one function are looked at: each may be a mean of two or three others.
const MAX_ARGUMENTS: usize = 6;

/// A function with the fact that it is convex or concave.
#[derive(Clone, Debug)]
pub(crate) struct Curve {
    // That the chord lies above or below, with what is needed for that as hypotheses.
    base: Theorem,
    // The ends of the chord, and the weight of the first.
    names: [Term; 3],
    /// Whether the chord lies above.
    pub convex: bool,
    // The value at the first end.
    value: Term,
    // What must hold of the first end.
    domain: Option<Term>,
    // The application of a function to the first end by which the function is found in a question.
    probe: Term,
}

/// Where a question applies a function: to what, for one choice of what else its fact leaves open.
pub(crate) struct Arguments {
    /// That choice.
    pub rest: Vec<(Term, Term)>,
    /// The arguments, each once.
    pub args: Vec<Term>,
}

/// The functions of the theory.
pub(crate) fn curves(library: &Library) -> Vec<Curve> {
    let names = ["x", "y", "t"].map(Term::real_var);
    (library.with_use(Use::Convex))
        .filter_map(|f| {
            let base = library.theory.fact(&f.name).ok()?.inst(&[]).ok()?;
            Curve::of(base, names.clone())
        })
        .collect()
}

/// The functions that hypotheses say to be convex or concave: `∀x y t. … ⇒ f (t * x + (1 - t) * y) ≤ t * f x + (1 - t) * f y`.
pub(crate) fn supposed(facts: &[Theorem]) -> Vec<Curve> {
    // Names that no text can give.
    let names = ["κx", "κy", "κt"].map(Term::real_var);
    let of = |f: &Theorem| {
        let mut th = f.clone();
        for v in &names {
            th = logic::forall_elim(&th, v).ok()?;
            while th.conclusion().as_binary("⇒").is_some() {
                th = logic::undisch(&th).ok()?;
            }
        }
        // What is conditioned on two things at once.
        for h in th.hypotheses().to_vec() {
            if let Some((p, q)) = h.as_binary("∧")
                && names.iter().any(|v| h.has_free(v))
            {
                let both = logic::conj(&Theorem::assume(p).ok()?, &Theorem::assume(q).ok()?);
                th = th.cut(&both.ok()?).ok()?;
            }
        }
        Curve::of(th, names.clone())
    };
    facts.iter().filter_map(of).collect()
}

// A in t * A + (1 - t) * B.
fn chord<'t>(s: &'t Term, t: &Term) -> Option<&'t Term> {
    let (first, second) = s.as_binary("+")?;
    let (weight, value) = first.as_binary("*")?;
    second.as_binary("*")?;
    (weight == t).then_some(value)
}

// The innermost application of a function to a term that is x.
fn probe(s: &Term, x: &Term) -> Option<Term> {
    let (head, args) = s.spine();
    let plain = ["+", "-", "*", "/", "neg"]
        .iter()
        .any(|op| head.is_const(op));
    if !plain && args.first() == Some(&x) {
        return Some(s.clone());
    }
    args.iter().find_map(|a| probe(a, x))
}

impl Curve {
    fn of(base: Theorem, names: [Term; 3]) -> Option<Curve> {
        let [x, y, t] = &names;
        let (below, above) = base.conclusion().as_binary("≤")?;
        let (convex, value) = match (chord(below, t), chord(above, t)) {
            (None, Some(value)) => (true, value.clone()),
            (Some(value), None) => (false, value.clone()),
            _ => return None,
        };
        let probe = probe(&value, x)?;
        let mut of_x = base.hypotheses().iter().filter(|h| h.has_free(x));
        let domain = of_x.next().cloned();
        // A domain of two conditions is not looked at.
        let one = of_x.next().is_none() && !domain.as_ref().is_some_and(|d| d.has_free(y));
        one.then_some(())?;
        Some(Curve {
            base,
            names,
            convex,
            value,
            domain,
            probe,
        })
    }

    /// Where the question applies the function: the arguments, for each choice of what else the fact leaves open.
    pub(crate) fn arguments(&self, terms: &[&Term]) -> Vec<Arguments> {
        let mut out = Vec::new();
        for t in terms {
            self.collect(t, &mut out);
        }
        out
    }

    fn collect(&self, t: &Term, out: &mut Vec<Arguments>) {
        let mut subst = Vec::new();
        let mut note = |u: &Term| {
            subst.clear();
            // What a hypothesis speaks of stands for itself.
            let given = self.given();
            let fixed = |v: &Term| given.iter().any(|h| h.has_free(v));
            if matches(&self.probe, u, &mut subst)
                && subst.iter().all(|(v, s)| v == s || !fixed(v))
                && let Some(at) = subst.iter().position(|(v, _)| *v == self.names[0])
            {
                let (_, x) = subst.remove(at);
                match out.iter_mut().find(|o| o.rest == subst) {
                    Some(o) if !o.args.contains(&x) => o.args.push(x),
                    Some(_) => {}
                    None => out.push(Arguments {
                        rest: std::mem::take(&mut subst),
                        args: vec![x],
                    }),
                }
            }
        };
        note(t);
        if let Some((_, d)) = t.as_binary("/")
            && let Ok(inverse) = syntax::inv(d)
        {
            note(&inverse);
        }
        match t.kind() {
            Kind::App(f, a) => {
                self.collect(f, out);
                self.collect(a, out);
            }
            Kind::Lam(_, _, b) => self.collect(b, out),
            Kind::Var(_) | Kind::Const(_) | Kind::Bound(_) | Kind::Num(_) => {}
        }
    }

    // The fact for two points, its conditions proved; the point between is written as `at`.
    fn between(
        &self,
        rest: &[(Term, Term)],
        at: &Term,
        points: [&Term; 2],
        weight: &Term,
        c: &Context,
    ) -> Option<Theorem> {
        let [x, y] = points;
        let mut subst = rest.to_vec();
        let values = [x, y, weight].map(Term::clone);
        subst.extend(self.names.iter().cloned().zip(values));
        let given = self.given();
        let mut th = self.base.inst(&subst).ok()?;
        for h in th.hypotheses().to_vec() {
            if given.contains(&h) {
                continue;
            }
            let lemma = match h.has_vars() {
                true => closure::prove(&h, c, 4)?,
                false => Theorem::rational(&h).ok()?,
            };
            th = th.cut(&lemma).ok()?;
        }
        let mean = mean(weight, x, y)?;
        let same = Theorem::ring(&mean, at, &[]).ok()?;
        let put = logic::congruence_at(th.conclusion(), |t| (*t == mean).then(|| same.clone()));
        put.ok()?.eq_mp(&th).ok()
    }

    /// The function, for a choice of what else the fact leaves open.
    pub(crate) fn function(&self, rest: &[(Term, Term)]) -> Option<Term> {
        let value = self.value.subst(rest).ok()?;
        Term::lam(&self.names[0], &value).ok()
    }

    /// The set on which it is convex or concave, as a predicate.
    pub(crate) fn domain(&self) -> Option<Term> {
        let x = &self.names[0];
        let holds = match &self.domain {
            Some(p) => p.clone(),
            None => syntax::eq(x, x).ok()?,
        };
        Term::lam(x, &holds).ok()
    }

    /// `⊢ ∀x y t. D x ⇒ D y ⇒ 0 ≤ t ⇒ t ≤ 1 ⇒ …`, the conclusion of the fact.
    pub(crate) fn law(&self, rest: &[(Term, Term)], c: &Context) -> Option<Theorem> {
        let mut th = self.base.inst(rest).ok()?;
        let own = self.premises()?;
        // A hypothesis about the function itself stays.
        let given = self.given();
        for h in th.hypotheses().to_vec() {
            if !own.contains(&h) && !given.contains(&h) {
                th = th.cut(&closure::prove(&h, c, 4)?).ok()?;
            }
        }
        self.generalised(th, &own)
    }

    /// `⊢ ∀x y t. D x ⇒ D y ⇒ 0 ≤ t ⇒ t ≤ 1 ⇒ D (t * x + (1 - t) * y)`: the set is convex.
    pub(crate) fn domain_law(&self, c: &Context) -> Option<Theorem> {
        let own = self.premises()?;
        // It is no matter of the hypotheses in force.
        let alone = c.beside(own.iter().filter_map(|p| Theorem::assume(p).ok()));
        let [x, y, t] = &self.names;
        let between = mean(t, x, y)?;
        let inside = self.domain()?.instantiate(&between).ok()?;
        self.generalised(closure::prove(&inside, &alone, 0)?, &own)
    }

    // The hypotheses in force from which it follows.
    fn given(&self) -> Vec<Term> {
        let own = |h: &&Term| syntax::as_quantified(h, "∀").is_some();
        self.base.hypotheses().iter().filter(own).cloned().collect()
    }

    // D x, D y, 0 ≤ t and t ≤ 1.
    fn premises(&self) -> Option<[Term; 4]> {
        let ([x, y, t], domain) = (&self.names, self.domain()?);
        Some([
            domain.instantiate(x).ok()?,
            domain.instantiate(y).ok()?,
            syntax::le(&Term::int(0), t).ok()?,
            syntax::le(t, &Term::int(1)).ok()?,
        ])
    }

    fn generalised(&self, th: Theorem, premises: &[Term]) -> Option<Theorem> {
        let mut th = th;
        for h in premises.iter().rev() {
            th = logic::disch(h, &th).ok()?;
        }
        for v in self.names.iter().rev() {
            th = logic::forall_intro(v, &th).ok()?;
        }
        Some(th)
    }
}

// weight * x + (1 - weight) * y
fn mean(weight: &Term, x: &Term, y: &Term) -> Option<Term> {
    let other = syntax::sub(&Term::int(1), weight).ok()?;
    let (a, b) = (syntax::mul(weight, x).ok()?, syntax::mul(&other, y).ok()?);
    syntax::add(&a, &b).ok()
}

/// What the facts say where an argument of a function in `goal` is a mean of others.
pub(crate) fn rows(goal: &Term, curves: &[Curve], c: &Context) -> Vec<Theorem> {
    let mut out = weighted(goal, c);
    for curve in curves.iter().chain(&supposed(c.facts())) {
        for Arguments { rest, mut args } in curve.arguments(&[goal]) {
            args.retain(|a| *a.ty() == Type::Real && a.is_closed());
            args.truncate(MAX_ARGUMENTS);
            for u in &args {
                let others: Vec<&Term> = args.iter().filter(|a| *a != u).collect();
                for (i, v) in others.iter().enumerate() {
                    for (j, w) in others.iter().enumerate().skip(i + 1) {
                        out.extend(of_two(curve, &rest, u, [v, w], c));
                        for z in &others[j + 1..] {
                            out.extend(
                                of_three(curve, &rest, u, [v, w, z], c)
                                    .into_iter()
                                    .flatten(),
                            );
                        }
                    }
                }
            }
        }
    }
    out
}

// The geometric mean of two numbers with weights, where the question has such a product of powers.
fn weighted(goal: &Term, c: &Context) -> Vec<Theorem> {
    let mut powers: Vec<(Term, Term)> = Vec::new();
    powers_of(goal, &mut powers);
    let one = Poly::constant(Q::one());
    let mut out = Vec::new();
    for (i, (x, e)) in powers.iter().enumerate() {
        for (y, f) in &powers[i + 1..] {
            let (Some(p), Some(q)) = (c.poly(e), c.poly(f)) else {
                continue;
            };
            if p.plus(&q) == one {
                out.extend(geometric(x, y, e, f, c));
            }
        }
    }
    out
}

// x ^ e * y ^ f ≤ e * x + f * y, where e + f = 1.
fn geometric(x: &Term, y: &Term, e: &Term, f: &Term, c: &Context) -> Option<Theorem> {
    let mut th = c.fact("am_gm_weighted", &[("x", x), ("y", y), ("t", e)], &[])?;
    for h in th.hypotheses().to_vec() {
        th = th.cut(&closure::prove(&h, c, 4)?).ok()?;
    }
    let rest = syntax::sub(&Term::int(1), e).ok()?;
    let same = Theorem::ring(&rest, f, &[]).ok()?;
    let put = logic::congruence_at(th.conclusion(), |t| (*t == rest).then(|| same.clone()));
    put.ok()?.eq_mp(&th).ok()
}

// Powers with an exponent that is no whole number, outside of binders.
fn powers_of(t: &Term, out: &mut Vec<(Term, Term)>) {
    if let Some((x, e)) = t.as_binary("pow")
        && !e.as_num().is_some_and(Q::is_integer)
        && x.is_closed()
        && e.is_closed()
        && out.len() < MAX_ARGUMENTS
        && !out.iter().any(|(y, f)| y == x && f == e)
    {
        out.push((x.clone(), e.clone()));
    }
    if let Kind::App(f, a) = t.kind() {
        powers_of(f, out);
        powers_of(a, out);
    }
}

fn of_two(
    curve: &Curve,
    rest: &[(Term, Term)],
    u: &Term,
    [v, w]: [&Term; 2],
    c: &Context,
) -> Option<Theorem> {
    let minus = |p: Poly, q: &Poly| p.plus(&q.scale(&Q::int(-1)));
    let (u_poly, v_poly, w_poly) = (c.poly(u)?, c.poly(v)?, c.poly(w)?);
    let step = minus(v_poly, &w_poly);
    let weight = minus(u_poly, &w_poly)
        .exact_div(&step, &mut Work(10_000))
        .ok()??;
    if let Some(q) = weight.as_constant()
        && (!q.is_positive() || q >= Q::one())
    {
        return None;
    }
    let weight = c.algebra.borrow().term(&weight)?;
    curve.between(rest, u, [v, w], &weight, c)
}

// A mean of three by way of the mean of the first two; the weights are numbers.
fn of_three(
    curve: &Curve,
    rest: &[(Term, Term)],
    u: &Term,
    points: [&Term; 3],
    c: &Context,
) -> Option<[Theorem; 2]> {
    let polys: Vec<Poly> = points.iter().filter_map(|p| c.poly(p)).collect();
    let whole = c.poly(u)?;
    let [p, q, _] = &polys[..] else {
        return None;
    };
    let weight = |i: usize| -> Option<Q> {
        let own = |m: &&Mono| (0..3).all(|j| j == i || !polys[j].0.contains_key(*m));
        let m = polys[i].0.keys().find(own)?;
        Some(whole.0.get(m)?.clone() * polys[i].0.get(m)?.recip()?)
    };
    let (a, b) = (weight(0)?, weight(1)?);
    let both = a.clone() + b.clone();
    if !a.is_positive() || !b.is_positive() || both >= Q::one() {
        return None;
    }
    let share = a * both.recip()?;
    let between = p.scale(&share).plus(&q.scale(&(Q::one() - share.clone())));
    let between = c.algebra.borrow().term(&between)?;
    let [v, w, z] = points;
    Some([
        curve.between(rest, &between, [v, w], &Term::num(share), c)?,
        curve.between(rest, u, [&between, z], &Term::num(both), c)?,
    ])
}
