//! Linear maps, which stand for matrices: they are moved through sums and multiples, from one side of a product to the other, and cancelled
//! with their inverses.
//!
//! A vector to which maps are applied one after another is a word; equations such as `P (P v) = P v` and `Xᵀ (X w) = Xᵀ y` are rules that make
//! words shorter. Each step is an equation from `theory/operators.facts` or an instance of a hypothesis.

use super::{Vectors, contains, order};
use crate::logic;
use crate::prove::Context;
use hence_kernel::{Kind, Term, Theorem, Type, syntax};

// How long a chain of maps is followed.
const MAX_WORD: usize = 24;

/// A hypothesis as a rule: for every value of the letter, where there is one, the left side is the right side.
pub(super) struct Law {
    pattern: Term,
    letter: Option<Term>,
    theorem: Theorem,
}

fn map_type() -> Type {
    Type::fun(Type::Vector, Type::Vector)
}

// `f a`, with the body of an abstraction at `a`.
fn at(f: &Term, a: &Term) -> Option<Term> {
    match f.kind() {
        Kind::Lam(..) => f.instantiate(a).ok(),
        _ => Term::app(f, a).ok(),
    }
}

/// The map and its argument, where a vector is a value of a map.
pub(super) fn applied(v: &Term) -> Option<(&Term, &Term)> {
    match v.kind() {
        Kind::App(f, a) if *f.ty() == map_type() && *a.ty() == Type::Vector => {
            let partial =
                matches!(f.as_const_app(), Some((n, _)) if n != "adjoint" && n != "opinv");
            (!partial).then_some((f, a))
        }
        _ => None,
    }
}

/// Whether a formula speaks of maps of vectors.
pub(super) fn speaks(t: &Term) -> bool {
    match t.kind() {
        Kind::Var(_) => *t.ty() == map_type(),
        Kind::Const(c) => matches!(&*c.name, "linear" | "invertible" | "adjoint" | "opinv"),
        Kind::App(f, a) => speaks(f) || speaks(a),
        Kind::Lam(_, _, b) => speaks(b),
        Kind::Bound(_) | Kind::Num(_) => false,
    }
}

// How many maps are applied one within another; a map that is an adjoint counts twice, so that `Aᵀ v = A v` makes words shorter.
fn depth(v: &Term) -> usize {
    if let Some((f, a)) = applied(v) {
        return depth(a) + 1 + usize::from(f.as_const_app().is_some());
    }
    match v.as_const_app() {
        Some((_, args)) => args.iter().map(|a| depth(a)).max().unwrap_or(0),
        None => 0,
    }
}

fn is_sum(v: &Term) -> bool {
    v.is_const("vzero")
        || v.as_unary("vneg").is_some()
        || ["vadd", "vsub", "smul"]
            .iter()
            .any(|op| v.as_binary(op).is_some())
}

/// `⊢ t = t'` with every applied abstraction replaced by its value.
fn reduced(t: &Term) -> Option<Theorem> {
    let once = |t: &Term| {
        logic::congruence_at(t, |t| match t.kind() {
            Kind::App(g, _) if matches!(g.kind(), Kind::Lam(..)) => Theorem::beta(t).ok(),
            _ => None,
        })
        .ok()
    };
    let mut th = once(t)?;
    for _ in 0..MAX_WORD {
        let now = th.equation().ok()?.1.clone();
        let next = once(&now)?;
        if *next.equation().ok()?.1 == now {
            break;
        }
        th = th.trans(&next).ok()?;
    }
    Some(th)
}

/// The theorem with its conclusion brought to that form by applying abstractions.
fn as_stated(th: &Theorem, goal: &Term) -> Option<Theorem> {
    if th.conclusion() == goal {
        return Some(th.clone());
    }
    let (have, want) = (reduced(th.conclusion())?, reduced(goal)?);
    let there = have.eq_mp(th).ok()?;
    want.sym().ok()?.eq_mp(&there).ok()
}

/// The rules among the facts.
pub(super) fn laws(facts: &[Theorem]) -> Vec<Law> {
    let mut out: Vec<Law> = Vec::new();
    for f in facts.iter().filter(|f| speaks(f.conclusion())) {
        let mut th = f.clone();
        let mut letter = None;
        if let Some(p) = syntax::as_quantified(f.conclusion(), "∀") {
            let Kind::Lam(hint, Type::Vector, _) = p.kind() else {
                continue;
            };
            let avoid: Vec<&Term> = facts.iter().map(Theorem::conclusion).collect();
            let x = Term::fresh(&hint.0, Type::Vector, &avoid);
            let Ok(there) = logic::forall_elim(f, &x) else {
                continue;
            };
            th = there;
            letter = Some(x);
        }
        out.extend(law(&th, letter));
    }
    out
}

fn law(th: &Theorem, letter: Option<Term>) -> Option<Law> {
    let plain = reduced(th.conclusion())?.eq_mp(th).ok()?;
    let (a, b) = plain.conclusion().as_eq()?;
    if *a.ty() != Type::Vector {
        return None;
    }
    let rank = |t: &Term| (depth(t), !is_sum(t), order(t));
    let word = |t: &Term| applied(t).is_some() && letter.as_ref().is_none_or(|x| t.has_free(x));
    let shorter = |l: &Term, r: &Term| {
        word(l) && !contains(r, l) && (depth(l) > depth(r) || !is_sum(r) && rank(l) > rank(r))
    };
    let theorem = if shorter(a, b) {
        plain.clone()
    } else if shorter(b, a) {
        plain.sym().ok()?
    } else {
        return None;
    };
    let pattern = theorem.equation().ok()?.0.clone();
    // Adjoints and inverses of what is put together are taken apart by the facts, and a rule might put them together again.
    if logic::has_binder(theorem.conclusion()) {
        return None;
    }
    Some(Law {
        pattern,
        letter,
        theorem,
    })
}

// What the letter stands for where a word begins with the maps of a pattern.
fn matched<'t>(pattern: &Term, letter: &Term, v: &'t Term) -> Option<&'t Term> {
    if pattern == letter {
        return Some(v);
    }
    let ((f, p), (g, a)) = (applied(pattern)?, applied(v)?);
    (f == g).then(|| matched(p, letter, a)).flatten()
}

impl Vectors<'_, '_> {
    // What a hypothesis makes of a word.
    fn by_law(&self, v: &Term) -> Option<Theorem> {
        self.laws.iter().find_map(|l| match &l.letter {
            None => (l.pattern == *v).then(|| l.theorem.clone()),
            Some(x) => {
                let value = matched(&l.pattern, x, v)?;
                l.theorem.inst(&[(x.clone(), value.clone())]).ok()
            }
        })
    }

    // An instance of a fact about maps, in the form that is asked for.
    fn map_fact(
        &self,
        name: &str,
        subst: &[(&str, &Term)],
        conditions: &[&Theorem],
        goal: &Term,
    ) -> Option<Theorem> {
        as_stated(&self.c.fact(name, subst, conditions)?, goal)
    }

    // The same for `⊢ v = …`, with abstractions applied on the right side.
    fn map_step(
        &self,
        v: &Term,
        name: &str,
        subst: &[(&str, &Term)],
        conditions: &[&Theorem],
    ) -> Option<Theorem> {
        let th = self.c.fact(name, subst, conditions)?;
        let r = reduced(th.equation().ok()?.1)?;
        let goal = syntax::eq(v, r.equation().ok()?.1).ok()?;
        as_stated(&th, &goal)
    }

    // The parts of `λx. body`: the name of the law of its form, and the maps it is made of.
    fn parts(f: &Term) -> Option<Form> {
        let Kind::Lam(hint, Type::Vector, _) = f.kind() else {
            return None;
        };
        let x = Term::fresh(&hint.0, Type::Vector, &[f]);
        let body = f.instantiate(&x).ok()?;
        let map = |t: &Term| -> Option<Term> {
            match applied(t) {
                Some((g, a)) if *a == x && !g.has_free(&x) => Some(g.clone()),
                _ => Term::lam(&x, t).ok(),
            }
        };
        Some(if body == x {
            Form::Identity
        } else if body.is_const("vzero") {
            Form::Zero
        } else if let Some((a, b)) = body.as_binary("vadd") {
            Form::Two("add", map(a)?, map(b)?)
        } else if let Some((a, b)) = body.as_binary("vsub") {
            Form::Two("sub", map(a)?, map(b)?)
        } else if let Some(a) = body.as_unary("vneg") {
            Form::Negative(map(a)?)
        } else if let Some((c, a)) = body.as_binary("smul") {
            if !c.has_free(&x) {
                Form::Multiple(c.clone(), map(a)?)
            } else if let Some((u, y)) = c.as_binary("inner")
                && !u.has_free(&x)
                && !a.has_free(&x)
            {
                if *y == x {
                    return Some(Form::RankOne(u.clone(), a.clone()));
                }
                // λx. ⟨u, f x⟩ w is a product of two maps.
                let along = Term::apps(&syntax::constant("inner")?, &[u, &x]).ok()?;
                let one = Term::apps(&syntax::constant("smul")?, &[&along, a]).ok()?;
                Form::Two("comp", Term::lam(&x, &one).ok()?, map(y)?)
            } else {
                return None;
            }
        } else {
            let (g, a) = applied(&body)?;
            if g.has_free(&x) {
                return None;
            }
            if *a == x {
                Form::Itself(g.clone())
            } else {
                Form::Two("comp", g.clone(), map(a)?)
            }
        })
    }

    fn says(&self, name: &str, f: &Term) -> Option<(Term, Option<Theorem>)> {
        let goal = Term::app(&syntax::constant(name)?, f).ok()?;
        // What is supposed to be defined under a premise is defined where the premise is known.
        let under = |h: &Theorem| {
            let (p, q) = h.conclusion().as_binary("⇒")?;
            let parts = syntax::conjuncts(q);
            parts.contains(&goal).then_some(())?;
            let th = logic::mp(h, &self.c.assumption(p)?).ok()?;
            (logic::conjuncts(&th).ok()?.into_iter()).find(|th| *th.conclusion() == goal)
        };
        let th = (self.c.assumption(&goal)).or_else(|| self.c.facts().iter().find_map(under));
        Some((goal, th))
    }

    /// `⊢ linear f`
    pub(super) fn is_linear(&self, f: &Term) -> Option<Theorem> {
        let (goal, known) = self.says("linear", f)?;
        if known.is_some() {
            return known;
        }
        if let Some(g) = f.as_unary("adjoint") {
            return self
                .c
                .fact("linear_adjoint", &[("A", g)], &[&self.is_linear(g)?]);
        }
        if let Some(g) = f.as_unary("opinv") {
            let (linear, invertible) = (self.is_linear(g)?, self.is_invertible(g)?);
            return self
                .c
                .fact("linear_opinv", &[("A", g)], &[&linear, &invertible]);
        }
        match Self::parts(f)? {
            Form::Identity => self.map_fact("linear_id", &[], &[], &goal),
            Form::Zero => self.map_fact("linear_zero", &[], &[], &goal),
            Form::RankOne(u, w) => {
                self.map_fact("linear_rank_one", &[("u", &u), ("w", &w)], &[], &goal)
            }
            Form::Itself(g) => as_itself("linear", &g, f, &self.is_linear(&g)?),
            Form::Negative(g) => {
                self.map_fact("linear_neg", &[("A", &g)], &[&self.is_linear(&g)?], &goal)
            }
            Form::Multiple(c, g) => {
                let subst = [("c", &c), ("A", &g)];
                self.map_fact("linear_smul", &subst, &[&self.is_linear(&g)?], &goal)
            }
            Form::Two(op, g, h) => {
                let (a, b) = (self.is_linear(&g)?, self.is_linear(&h)?);
                let subst = [("A", &g), ("B", &h)];
                self.map_fact(&format!("linear_{op}"), &subst, &[&a, &b], &goal)
            }
        }
    }

    /// `⊢ invertible f`
    pub(super) fn is_invertible(&self, f: &Term) -> Option<Theorem> {
        let (goal, known) = self.says("invertible", f)?;
        if known.is_some() {
            return known;
        }
        if let Some(g) = f.as_unary("adjoint") {
            let (linear, invertible) = (self.is_linear(g)?, self.is_invertible(g)?);
            return self
                .c
                .fact("invertible_adjoint", &[("A", g)], &[&linear, &invertible]);
        }
        if let Some(g) = f.as_unary("opinv") {
            let there = self.is_invertible(g)?;
            return self.c.fact("invertible_opinv", &[("A", g)], &[&there]);
        }
        match Self::parts(f)? {
            Form::Identity => self.map_fact("invertible_id", &[], &[], &goal),
            Form::Itself(g) => as_itself("invertible", &g, f, &self.is_invertible(&g)?),
            Form::Negative(g) => {
                let there = self.is_invertible(&g)?;
                self.map_fact("invertible_neg", &[("A", &g)], &[&there], &goal)
            }
            Form::Multiple(c, g) => {
                let (there, apart) = (self.is_invertible(&g)?, self.is_nonzero(&c)?);
                let subst = [("c", &c), ("A", &g)];
                self.map_fact("invertible_smul", &subst, &[&there, &apart], &goal)
            }
            Form::Two("comp", g, h) => {
                let (a, b) = (self.is_invertible(&g)?, self.is_invertible(&h)?);
                self.map_fact("invertible_comp", &[("A", &g), ("B", &h)], &[&a, &b], &goal)
            }
            Form::Zero | Form::RankOne(..) => None,
            Form::Two(..) if f.has_vars() => None,
            Form::Two(..) => self.property_by_inverse(f, &goal),
        }
    }

    /// `⊢ linear f` or `⊢ invertible f`, where the goal says one of these.
    pub(super) fn property(&self, goal: &Term) -> Option<Theorem> {
        if let Some(f) = goal.as_unary("linear") {
            return self.is_linear(f);
        }
        let f = goal.as_unary("invertible")?;
        self.is_invertible(f)
            .or_else(|| self.property_by_inverse(f, goal))
    }

    /// `⊢ ¬invertible f` where f takes a vector of length 1 to zero.
    pub(super) fn not_invertible(&self, f: &Term) -> Option<Theorem> {
        let zero = syntax::constant("vzero")?;
        let invertible = Term::app(&syntax::constant("invertible")?, f).ok()?;
        let supposed = Theorem::assume(&invertible).ok()?;
        let inverse = Term::app(&syntax::constant("opinv")?, f).ok()?;
        ["e₁", "e₂"].iter().find_map(|e| {
            let e = syntax::constant(e)?;
            let equal = self.same(&at(f, &e)?, &at(f, &zero)?)?;
            let along = Theorem::refl(&inverse).ok()?.congruence(&equal).ok()?;
            let back = |x: &Term| {
                let th = self
                    .c
                    .fact("opinv_map", &[("A", f), ("x", x)], &[&supposed])?;
                let value = Term::app(&inverse, &at(f, x)?).ok()?;
                as_stated(&th, &syntax::eq(&value, x).ok()?)
            };
            let same = back(&e)?.sym().ok()?.trans(&along).ok()?;
            let same = same.trans(&back(&zero)?).ok()?;
            let apart = super::prove(&syntax::not(same.conclusion()).ok()?, self.c)?;
            logic::not_intro(&invertible, &logic::not_elim(&apart, &same).ok()?).ok()
        })
    }

    // ⊢ invertible f
    fn property_by_inverse(&self, f: &Term, goal: &Term) -> Option<Theorem> {
        // `A B = I` and `B A = I` among what is known, or an inverse that can be written down.
        let mut candidates = self.maps();
        if !f.has_vars() {
            candidates.extend(self.explicit_inverse(f));
        }
        candidates.iter().find_map(|b| {
            let both = self.are_inverse(f, b)?;
            let fact = self.c.library.theory.fact("invertible_of").ok()?;
            let subst = [("A", f), ("B", b)].map(|(n, t)| (Term::var(n, map_type()), t.clone()));
            let th = fact.inst(&subst).ok()?;
            let needed: Vec<Term> = th.hypotheses().to_vec();
            let th = needed.iter().try_fold(th, |th, h| {
                let lemma = both.iter().find_map(|l| as_stated(l, h))?;
                th.cut(&lemma).ok()
            })?;
            as_stated(&th, goal)
        })
    }

    // The maps that the rules speak of.
    fn maps(&self) -> Vec<Term> {
        let mut out: Vec<Term> = Vec::new();
        for l in &self.laws {
            let mut v = &l.pattern;
            while let Some((f, a)) = applied(v) {
                if !out.contains(f) {
                    out.push(f.clone());
                }
                v = a;
            }
        }
        out
    }

    fn is_nonzero(&self, c: &Term) -> Option<Theorem> {
        let goal = syntax::ne(c, &Term::int(0)).ok()?;
        crate::prove::cheaply(&goal, self.c)
    }

    /// `⊢ v = v'` for the outermost map of a word whose argument is in its final form.
    pub(super) fn map_applied(&self, v: &Term) -> Option<Theorem> {
        let (f, a) = applied(v)?;
        if let Some(th) = self.by_law(v) {
            return Some(th);
        }
        if let Some(th) = self.cancelled(v, f, a) {
            return Some(th);
        }
        if let Some(g) = f.as_unary("adjoint")
            && let Some(th) = self.adjoint_of(v, g, a)
        {
            return Some(th);
        }
        if let Some(g) = f.as_unary("opinv")
            && let Some(th) = self.inverse_of(v, g, a)
        {
            return Some(th);
        }
        if !is_sum(a) {
            return None;
        }
        let linear = self.is_linear(f)?;
        if let Some((x, y)) = a.as_binary("vadd") {
            return self
                .c
                .fact("map_add", &[("A", f), ("x", x), ("y", y)], &[&linear]);
        }
        if let Some((x, y)) = a.as_binary("vsub") {
            return self
                .c
                .fact("map_sub", &[("A", f), ("x", x), ("y", y)], &[&linear]);
        }
        if let Some(x) = a.as_unary("vneg") {
            return self.c.fact("map_neg", &[("A", f), ("x", x)], &[&linear]);
        }
        if let Some((k, x)) = a.as_binary("smul") {
            return self
                .c
                .fact("map_smul", &[("A", f), ("c", k), ("x", x)], &[&linear]);
        }
        self.c.fact("map_zero", &[("A", f)], &[&linear])
    }

    // A (A⁻¹ x) = x and A⁻¹ (A x) = x.
    fn cancelled(&self, v: &Term, f: &Term, a: &Term) -> Option<Theorem> {
        if let Some(g) = f.as_unary("opinv") {
            // The maps of g, one after another, as far as they stand at the front of the argument.
            let x = Term::fresh("x", Type::Vector, &[v]);
            let pattern = at(g, &x)?;
            let inner = matched(&pattern, &x, a)?;
            let there = self.is_invertible(g)?;
            return self.map_step(v, "opinv_map", &[("A", g), ("x", inner)], &[&there]);
        }
        if let Some(th) = self.cancelled_turned(v, f, a) {
            return Some(th);
        }
        // The word begins with the maps of g, and A⁻¹ for that map stands behind them.
        let mut inner = a;
        for _ in 0..MAX_WORD {
            let (h, b) = applied(inner)?;
            if let Some(g) = h.as_unary("opinv")
                && at(g, inner).as_ref() == Some(v)
            {
                let there = self.is_invertible(g)?;
                return self.map_step(v, "map_opinv", &[("A", g), ("x", b)], &[&there]);
            }
            inner = b;
        }
        None
    }

    // ⊢ (A⁻¹)ᵀ x = (Aᵀ)⁻¹ x
    fn turned_inverse(&self, h: &Term, x: &Term) -> Option<Theorem> {
        let (linear, there) = (self.is_linear(h)?, self.is_invertible(h)?);
        self.c
            .fact("adjoint_opinv", &[("A", h), ("x", x)], &[&linear, &there])
    }

    // (A⁻¹)ᵀ (Aᵀ x) = x and Aᵀ ((A⁻¹)ᵀ x) = x
    fn cancelled_turned(&self, v: &Term, f: &Term, a: &Term) -> Option<Theorem> {
        let (g, (k, x)) = (f.as_unary("adjoint")?, applied(a)?);
        let h = k.as_unary("adjoint")?;
        let (front, inverse) = match (g.as_unary("opinv"), h.as_unary("opinv")) {
            (Some(m), _) if m == h => (true, m),
            (_, Some(m)) if m == g => (false, m),
            _ => return None,
        };
        let turned = Term::app(&syntax::constant("adjoint")?, inverse).ok()?;
        let there = self.is_invertible(&turned)?;
        if front {
            let first = self.turned_inverse(inverse, a)?;
            let rest = self
                .c
                .fact("opinv_map", &[("A", &turned), ("x", x)], &[&there])?;
            return first.trans(&rest).ok();
        }
        let inner = self.turned_inverse(inverse, x)?;
        let first = Theorem::refl(f).ok()?.congruence(&inner).ok()?;
        let rest = self
            .c
            .fact("map_opinv", &[("A", &turned), ("x", x)], &[&there])?;
        (first.equation().ok()?.0 == v).then_some(())?;
        first.trans(&rest).ok()
    }

    // An inverse of a map of numerals, found by trying: itself, or the same with another multiple of its product of vectors.
    fn explicit_inverse(&self, f: &Term) -> Option<Term> {
        let x = Term::fresh("v", Type::Vector, &[f]);
        let body = at(f, &x)?;
        let mut candidates = vec![f.clone()];
        let two = body.as_binary("vadd").or_else(|| body.as_binary("vsub"));
        if let Some((first, second)) = two
            && *first == x
        {
            for (op, k) in [("vsub", (1, 1)), ("vsub", (1, 2)), ("vadd", (1, 1))] {
                let k = Term::num(hence_kernel::Q::ratio(k.0, k.1)?);
                let part = Term::apps(&syntax::constant("smul")?, &[&k, second]).ok()?;
                let t = Term::apps(&syntax::constant(op)?, &[&x, &part]).ok()?;
                candidates.push(Term::lam(&x, &t).ok()?);
            }
        }
        candidates
            .into_iter()
            .find(|b| self.are_inverse(f, b).is_some())
    }

    // ⊢ ∀v. f (b v) = v and ⊢ ∀v. b (f v) = v
    fn are_inverse(&self, f: &Term, b: &Term) -> Option<[Theorem; 2]> {
        let x = Term::fresh("v", Type::Vector, &[f, b]);
        let one = |l: Term| logic::forall_intro(&x, &self.same(&l, &x)?).ok();
        Some([one(at(f, &at(b, &x)?)?)?, one(at(b, &at(f, &x)?)?)?])
    }

    fn adjoint_of(&self, v: &Term, g: &Term, a: &Term) -> Option<Theorem> {
        if let Some(h) = g.as_unary("adjoint") {
            let there = self.is_linear(h)?;
            return self.map_step(v, "adjoint_adjoint", &[("A", h), ("x", a)], &[&there]);
        }
        match Self::parts(g)? {
            Form::Identity => self.map_step(v, "adjoint_id", &[("y", a)], &[]),
            Form::Zero => self.map_step(v, "adjoint_zero", &[("y", a)], &[]),
            Form::RankOne(u, w) => self.map_step(
                v,
                "adjoint_rank_one",
                &[("u", &u), ("w", &w), ("y", a)],
                &[],
            ),
            Form::Itself(h) => eta_within(v, g, &h),
            Form::Negative(h) => {
                let there = self.is_linear(&h)?;
                self.map_step(v, "adjoint_neg", &[("A", &h), ("y", a)], &[&there])
            }
            Form::Multiple(c, h) => {
                let there = self.is_linear(&h)?;
                let subst = [("c", &c), ("A", &h), ("y", a)];
                self.map_step(v, "adjoint_smul", &subst, &[&there])
            }
            Form::Two(op, h, k) => {
                let (l, m) = (self.is_linear(&h)?, self.is_linear(&k)?);
                let subst = [("A", &h), ("B", &k), ("y", a)];
                self.map_step(v, &format!("adjoint_{op}"), &subst, &[&l, &m])
            }
        }
    }

    fn inverse_of(&self, v: &Term, g: &Term, a: &Term) -> Option<Theorem> {
        if let Some(h) = g.as_unary("opinv") {
            let there = self.is_invertible(h)?;
            return self.map_step(v, "opinv_opinv", &[("A", h), ("x", a)], &[&there]);
        }
        if let Some(h) = g.as_unary("adjoint") {
            return self.turned_inverse(h, a)?.sym().ok();
        }
        if !g.has_vars()
            && let Some(b) = self.explicit_inverse(g)
        {
            return self.solved_by(v, &at(&b, a)?);
        }
        match Self::parts(g)? {
            Form::Identity => self.map_step(v, "opinv_id", &[("y", a)], &[]),
            Form::Itself(h) => eta_within(v, g, &h),
            Form::Negative(h) => {
                let there = self.is_invertible(&h)?;
                self.map_step(v, "opinv_neg", &[("A", &h), ("y", a)], &[&there])
            }
            Form::Multiple(c, h) => {
                let (there, apart) = (self.is_invertible(&h)?, self.is_nonzero(&c)?);
                let subst = [("c", &c), ("A", &h), ("y", a)];
                self.map_step(v, "opinv_smul", &subst, &[&there, &apart])
            }
            Form::Two("comp", h, k) => {
                let (l, m) = (self.is_invertible(&h)?, self.is_invertible(&k)?);
                let subst = [("A", &h), ("B", &k), ("y", a)];
                self.map_step(v, "opinv_comp", &subst, &[&l, &m])
            }
            Form::Zero | Form::RankOne(..) | Form::Two(..) => None,
        }
    }

    // ⊢ v = v' until nothing changes.
    fn settled(&self, v: &Term) -> Option<Theorem> {
        let mut th = Theorem::refl(v).ok()?;
        for _ in 0..MAX_WORD {
            let now = th.equation().ok()?.1.clone();
            match self.atom(&now)? {
                Some(next) => th = th.trans(&next).ok()?,
                None => break,
            }
        }
        Some(th)
    }

    // ⊢ ⟨a, b⟩ = ⟨x, b'⟩ where no map stands before x.
    fn all_moved(&self, a: &Term, b: &Term) -> Option<Theorem> {
        let whole = Term::apps(&syntax::constant("inner")?, &[a, b]).ok()?;
        let mut th = Theorem::refl(&whole).ok()?;
        let (mut a, mut b) = (a.clone(), b.clone());
        for _ in 0..MAX_WORD {
            let Some((f, x)) = applied(&a) else { break };
            let (f, x) = (f.clone(), x.clone());
            let linear = self.is_linear(&f)?;
            let step = self.c.fact(
                "adjoint_inner",
                &[("A", &f), ("x", &x), ("y", &b)],
                &[&linear],
            )?;
            th = th.trans(&step).ok()?;
            let image = th.equation().ok()?.1.as_binary("inner")?.1.clone();
            let rest = self.settled(&image)?;
            th = th
                .trans(&self.with_inner(&Theorem::refl(&x).ok()?, &rest)?)
                .ok()?;
            b = rest.equation().ok()?.1.clone();
            a = x;
            if is_sum(&b) {
                break;
            }
        }
        Some(th)
    }

    /// `⊢ ⟨a, b⟩ = …` for two words with the maps moved to the right side, in the one of the two ways that comes first; nothing where it is
    /// that already.
    pub(super) fn moved(&self, a: &Term, b: &Term) -> Option<Theorem> {
        if applied(a).is_some() {
            return self.all_moved(a, b);
        }
        let (f, _) = applied(b)?;
        self.is_linear(f)?;
        let turned = self.c.fact("inner_comm", &[("v", a), ("w", b)], &[])?;
        let th = turned.trans(&self.all_moved(b, a)?).ok()?;
        let (x, y) = th.equation().ok()?.1.as_binary("inner")?;
        (!is_sum(y) && applied(x).is_none() && (order(x), order(y)) < (order(a), order(b)))
            .then_some(th)
    }

    /// `⊢ M⁻¹ s = t` where `s = M t`.
    pub(super) fn solved(&self, a: &Term, b: &Term) -> Option<Theorem> {
        self.solved_by(a, b)
    }

    fn solved_by(&self, a: &Term, b: &Term) -> Option<Theorem> {
        let (f, s) = applied(a)?;
        let g = f.as_unary("opinv")?;
        let there = self.is_invertible(g)?;
        let image = at(g, b)?;
        let equal = self.same(s, &image)?;
        let th = Theorem::refl(f).ok()?.congruence(&equal).ok()?;
        let back = self.c.fact("opinv_map", &[("A", g), ("x", b)], &[&there])?;
        let middle = th.equation().ok()?.1.clone();
        let back = as_stated(&back, &syntax::eq(&middle, b).ok()?)?;
        th.trans(&back).ok()
    }

    /// `⊢ HasGrad f a v` for `f = λx. ⟨…⟩` with maps before `x`.
    pub(super) fn gradient_of_product(&self, body: &Term, x: &Term, a: &Term) -> Option<Theorem> {
        let (u, b) = body.as_binary("inner")?;
        if !b.has_free(x) {
            return None;
        }
        let map = Term::lam(x, b).ok()?;
        let linear = self.is_linear(&map)?;
        if u == x {
            return self
                .c
                .fact("has_grad_quadratic", &[("A", &map), ("a", a)], &[&linear]);
        }
        if u.has_free(x) {
            return None;
        }
        let subst = [("A", &map), ("u", u), ("a", a)];
        self.c.fact("has_grad_inner_map", &subst, &[&linear])
    }
}

/// `⊢ f = λx. t` for a function of a vector whose values the facts give.
pub(super) fn given(f: &Term, c: &Context) -> Option<Theorem> {
    c.facts().iter().find_map(|th| {
        let p = syntax::as_quantified(th.conclusion(), "∀")?;
        let Kind::Lam(hint, Type::Vector, _) = p.kind() else {
            return None;
        };
        let mut avoid: Vec<&Term> = vec![th.conclusion()];
        avoid.extend(th.hypotheses());
        let x = Term::fresh(&hint.0, Type::Vector, &avoid);
        let there = logic::forall_elim(th, &x).ok()?;
        let (l, r) = there.equation().ok()?;
        let call = Term::app(f, &x).ok()?;
        if *l != call || r.has_free(f) {
            return None;
        }
        let along = there.abs(&x).ok()?;
        let eta = Theorem::eta(along.equation().ok()?.0).ok()?;
        eta.sym().ok()?.trans(&along).ok()
    })
}

enum Form {
    Identity,
    Zero,
    // λx. f x
    Itself(Term),
    Negative(Term),
    Multiple(Term, Term),
    // λx. ⟨u, x⟩ w
    RankOne(Term, Term),
    // A sum, a difference or a product of two.
    Two(&'static str, Term, Term),
}

// ⊢ p (λx. f x) from ⊢ p f
fn as_itself(property: &str, g: &Term, f: &Term, th: &Theorem) -> Option<Theorem> {
    let eta = Theorem::eta(f).ok()?.sym().ok()?;
    (eta.equation().ok()?.0 == g).then_some(())?;
    let p = Theorem::refl(&syntax::constant(property)?).ok()?;
    p.congruence(&eta).ok()?.eq_mp(th).ok()
}

// ⊢ v = v' with `λx. h x` replaced by `h` in the map of v.
fn eta_within(v: &Term, g: &Term, h: &Term) -> Option<Theorem> {
    let eta = Theorem::eta(g).ok()?;
    (eta.equation().ok()?.1 == h).then_some(())?;
    let (f, a) = applied(v)?;
    let Kind::App(operation, _) = f.kind() else {
        return None;
    };
    let map = Theorem::refl(operation).ok()?.congruence(&eta).ok()?;
    map.congruence(&Theorem::refl(a).ok()?).ok()
}
