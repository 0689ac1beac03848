//! Where a function goes on the way to a place: by continuity where it has a derivative, by its parts, by the two sides of a number.

use super::place::{End, Region, end, place, regions, tends};
use crate::logic;
use crate::prove::context::{Context, Sign};
use crate::prove::{closure, derivative, normal, pieces};
use hence_kernel::{Kind, Q, Term, Theorem, syntax};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

// How many functions may be looked at for one question.
const STEPS: u32 = 600;
const MAX_DEPTH: u32 = 40;

/// The argument on its way to a place.
pub(super) struct Way<'a, 'b> {
    /// The argument, free in bodies and nowhere else.
    pub t: Term,
    /// Where it goes.
    pub place: Term,
    pub context: &'a Context<'b>,
    pub steps: Rc<Cell<u32>>,
    /// How often the rule of l'Hôpital was used above.
    pub rules: u32,
    pub(super) memo: RefCell<HashMap<Term, Option<Theorem>>>,
    pub(super) depth: Cell<u32>,
}

impl<'a, 'b> Way<'a, 'b> {
    /// A way to a place.
    pub fn new(t: &Term, place: &Term, context: &'a Context<'b>) -> Way<'a, 'b> {
        Way {
            t: t.clone(),
            place: place.clone(),
            context,
            steps: Rc::new(Cell::new(STEPS)),
            rules: 0,
            memo: RefCell::default(),
            depth: Cell::new(0),
        }
    }

    /// Another way that serves the same question.
    pub fn to_place(&self, place: &Term) -> Way<'a, 'b> {
        Way {
            t: self.t.clone(),
            place: place.clone(),
            context: self.context,
            steps: self.steps.clone(),
            rules: self.rules,
            memo: RefCell::default(),
            depth: Cell::new(self.depth.get()),
        }
    }

    pub fn lam(&self, body: &Term) -> Option<Term> {
        Term::lam(&self.t, body).ok()
    }

    pub fn end(&self) -> Option<End> {
        End::of(&self.place)
    }

    pub fn fact(&self, name: &str, subst: &[(&str, &Term)], with: &[&Theorem]) -> Option<Theorem> {
        let th = self.context.fact(name, subst, with)?;
        // What was not given must have been assumed already.
        let known = |h: &Term| with.iter().any(|w| w.hypotheses().contains(h));
        th.hypotheses().iter().all(known).then_some(th)
    }

    // An instance of a fact about this place.
    fn here(&self, name: &str, subst: &[(&str, &Term)], with: &[&Theorem]) -> Option<Theorem> {
        let mut all = vec![("F", &self.place)];
        all.extend_from_slice(subst);
        self.fact(name, &all, with)
    }

    pub fn holds(&self, p: hence_kernel::Result<Term>) -> Option<Theorem> {
        closure::prove(&p.ok()?, self.context, 1)
    }

    /// `⊢ Tends (λt. body) F G` for some place `G`, told as closely as is seen at once.
    pub fn to(&self, body: &Term) -> Option<Theorem> {
        if let Some(known) = self.memo.borrow().get(body) {
            return known.clone();
        }
        let left = self.steps.get().checked_sub(1)?;
        self.steps.set(left);
        if self.depth.get() >= MAX_DEPTH || self.context.allowance.is_spent() {
            return None;
        }
        // What leads back to itself is no proof.
        self.memo.borrow_mut().insert(body.clone(), None);
        self.depth.set(self.depth.get() + 1);
        let found = self.search(body).and_then(|th| self.settled(th));
        self.depth.set(self.depth.get() - 1);
        self.memo.borrow_mut().insert(body.clone(), found.clone());
        found
    }

    fn search(&self, body: &Term) -> Option<Theorem> {
        if *body == self.t {
            return self.here("tends_id", &[], &[]);
        }
        if !body.has_free(&self.t) {
            return self.here("tends_const", &[("c", body)], &[]);
        }
        self.found(body).or_else(|| self.given(body))
    }

    fn found(&self, body: &Term) -> Option<Theorem> {
        if let Some(th) = self.smooth(body) {
            return Some(th);
        }
        let two_sided = matches!(self.end(), Some(End::Near(_)));
        if two_sided && (pieces::has_pieces(body) || logic::mentions(body, &["abs", "deriv"])) {
            return self.by_sides(body);
        }
        if let Some(plain) = self.plainer(body) {
            return self.through(body, &plain);
        }
        let found = self.by_structure(body);
        if found.is_some() {
            return found;
        }
        if two_sided {
            return self.by_sides(body);
        }
        // Infinity through the integers lies on the way through all numbers.
        if self.place.is_const("naturals") {
            let th = self.to_place(&syntax::constant("top")?).to(body)?;
            let [f, _, g] = tends(th.conclusion())?;
            return self.fact("tends_naturals", &[("f", f), ("G", g)], &[&th]);
        }
        None
    }

    // What is known to have a limit here goes to it.
    pub(super) fn given(&self, body: &Term) -> Option<Theorem> {
        let f = self.lam(body)?;
        self.context.facts().iter().find_map(|th| {
            let p = th.conclusion();
            if let Some([g, from, _]) = tends(p) {
                return (*g == f && *from == self.place).then(|| th.clone());
            }
            let inner = syntax::as_quantified(p, "∃")?;
            let v = Term::fresh("v", hence_kernel::Type::Real, &[p, &f]);
            let claim = inner.instantiate(&v).ok()?;
            let [g, from, to] = tends(&claim)?;
            if *g != f || *from != self.place || *to != place("at", &v)? {
                return None;
            }
            let there = Theorem::assume(&claim).ok()?;
            let value = self.fact("lim_eq", &[("f", g), ("F", from), ("v", &v)], &[&there])?;
            let there = with_end(&there, &under("at", &value.sym().ok()?)?)?;
            logic::exists_elim(th, &v, &there).ok()
        })
    }

    // Where it has a derivative: continuity, and from which side its values come where the derivative is not 0.
    pub(super) fn smooth(&self, body: &Term) -> Option<Theorem> {
        let end = self.end()?;
        let x = end.number()?;
        let f = self.lam(body)?;
        let has = derivative::has_derivative(&f, x, self.context)?;
        let (_, args) = has.conclusion().as_const_app()?;
        let u = (*args.get(2)?).clone();
        let subst = [("f", &f), ("x", x), ("u", &u)];
        let sign = || {
            let plain = self.tidied(&u, self.context);
            let v = plain.as_ref().map_or(&u, |(v, _)| v);
            let (sign, th) = self.sign_of(v)?;
            match &plain {
                Some((_, same)) => Some((sign, crate::prove::context::along(sign, same, &th)?)),
                None => Some((sign, th)),
            }
        };
        let told = || {
            let (sign, th) = sign()?;
            let name = match (&end, sign) {
                (End::Above(_), Sign::Pos) => "tends_above_of_rise",
                (End::Below(_), Sign::Pos) => "tends_below_of_rise",
                (End::Above(_), Sign::Neg) => "tends_below_of_fall",
                (End::Below(_), Sign::Neg) => "tends_above_of_fall",
                (End::Near(_), Sign::Pos | Sign::Neg | Sign::NonZero) => {
                    let nonzero = match sign {
                        Sign::NonZero => th,
                        _ => self.holds(syntax::ne(&u, &Term::int(0)))?,
                    };
                    return self.fact("tends_near_of_deriv", &subst, &[&has, &nonzero]);
                }
                _ => return None,
            };
            self.fact(name, &subst, &[&has, &th])
        };
        told().or_else(|| {
            let mut th = self.fact("tends_of_deriv", &subst, &[&has])?;
            let g = place("at", &f.instantiate(x).ok()?)?;
            let subst = [("f", &f), ("x", x), ("G", &g)];
            if !matches!(end, End::At(_)) {
                th = self.fact("tends_near_of_at", &subst, &[&th])?;
            }
            match end {
                End::Below(_) => self.fact("tends_below_of_near", &subst, &[&th]),
                End::Above(_) => self.fact("tends_above_of_near", &subst, &[&th]),
                _ => Some(th),
            }
        })
    }

    /// The sign of a constant.
    pub fn sign_of(&self, v: &Term) -> Option<(Sign, Theorem)> {
        if let Some(q) = v.as_num() {
            let zero = Term::int(0);
            let (sign, p) = match (q.is_positive(), q.is_negative()) {
                (true, _) => (Sign::Pos, syntax::lt(&zero, v)),
                (_, true) => (Sign::Neg, syntax::lt(v, &zero)),
                _ => return None,
            };
            return Some((sign, Theorem::rational(&p.ok()?).ok()?));
        }
        self.context.sign(v)
    }

    // On both sides of a number to the same place.
    fn by_sides(&self, body: &Term) -> Option<Theorem> {
        let End::Near(x) = self.end()? else {
            return None;
        };
        let side = |name: &str| self.to_place(&place(name, &x)?).to(body);
        let (left, right) = (side("below")?, side("above")?);
        let (a, b) = (end(&left)?, end(&right)?);
        let (Some(v), Some(w)) = (a.number(), b.number()) else {
            return self.glued(body, &x, &left, &right);
        };
        let same = closure::prove(&syntax::eq(w, v).ok()?, self.context, 1)?;
        let common = |v: &Term| match (&a, &b) {
            (End::Below(_), End::Below(_)) => End::Below(v.clone()),
            (End::Above(_), End::Above(_)) => End::Above(v.clone()),
            (End::At(_), _) | (_, End::At(_)) => End::At(v.clone()),
            _ => End::Near(v.clone()),
        };
        let left = self.weakened(&left, &common(v))?;
        let right = self.weakened(&right, &common(w))?;
        let name = tends(left.conclusion())?[2].as_const_app()?.0.to_string();
        self.glued(body, &x, &left, &with_end(&right, &under(&name, &same)?)?)
    }

    fn glued(&self, body: &Term, x: &Term, left: &Theorem, right: &Theorem) -> Option<Theorem> {
        let g = tends(left.conclusion())?[2].clone();
        let f = self.lam(body)?;
        let subst = [("f", &f), ("x", x), ("G", &g)];
        self.fact("tends_near_of_sides", &subst, &[left, right])
    }

    /// The same with an end that says less; the number is the same.
    pub fn weakened(&self, th: &Theorem, to: &End) -> Option<Theorem> {
        let from = end(th)?;
        if from == *to {
            return Some(th.clone());
        }
        let v = from.number()?.clone();
        let [f, place, _] = tends(th.conclusion())?;
        let subst = [("f", f), ("F", place), ("v", &v)];
        let next = match from {
            End::Below(_) => self.fact("tends_near_of_below", &subst, &[th])?,
            End::Above(_) => self.fact("tends_near_of_above", &subst, &[th])?,
            End::Near(_) => self.fact("tends_at_of_near", &subst, &[th])?,
            _ => return None,
        };
        self.weakened(&next, to)
    }

    /// The number to which it goes, with the theorem that says only so.
    pub fn number(&self, th: &Theorem) -> Option<(Term, Theorem)> {
        let v = end(th)?.number()?.clone();
        Some((v.clone(), self.weakened(th, &End::At(v))?))
    }

    // With the number by its value, where that is simpler.
    fn settled(&self, th: Theorem) -> Option<Theorem> {
        let Some(v) = end(&th)?.number().cloned() else {
            return Some(th);
        };
        if v.as_num().is_some() {
            return Some(th);
        }
        let Some((_, equal)) = self.tidied(&v, self.context) else {
            return Some(th);
        };
        let name = tends(th.conclusion())?[2].as_const_app()?.0.to_string();
        with_end(&th, &under(&name, &equal)?)
    }

    /// A simpler form of a term, with `⊢ term = form`.
    pub fn tidied(&self, term: &Term, context: &Context) -> Option<(Term, Theorem)> {
        super::tidy::tidied(term, context)
    }

    /// The regions on this way.
    pub fn regions(&self, body: &Term) -> Vec<Region> {
        regions(&self.place, &self.t, body, self.context)
    }

    /// `⊢ Eventually F (λt. P)` from a proof of `P` in some region.
    pub fn somewhere(
        &self,
        body: &Term,
        find: &dyn Fn(&Context) -> Option<Theorem>,
    ) -> Option<Theorem> {
        self.regions(body).iter().find_map(|r| self.within(r, find))
    }

    fn within(&self, r: &Region, find: &dyn Fn(&Context) -> Option<Theorem>) -> Option<Theorem> {
        let mut inner = self.context.modest(self.context.facts().iter().cloned());
        for a in &r.assumptions {
            inner = inner.with(Theorem::assume(a).ok()?);
        }
        let mut th = find(&inner)?;
        let p = self.lam(th.conclusion())?;
        for a in r.assumptions.iter().rev() {
            th = logic::disch(a, &th).ok()?;
        }
        let all = logic::forall_intro(&self.t, &th).ok()?;
        let mut with: Vec<Theorem> = Vec::new();
        for c in &r.conditions {
            with.push(closure::prove(c, self.context, 1)?);
        }
        with.push(all);
        let mut subst: Vec<(&str, &Term)> = r.values.iter().map(|(n, v)| (*n, v)).collect();
        subst.push(("P", &p));
        self.fact(r.fact, &subst, &with.iter().collect::<Vec<_>>())
    }

    /// `⊢ Tends (λt. body) F G` from `⊢ Eventually F (λt. body = other)`.
    pub fn through(&self, body: &Term, equal: &Theorem) -> Option<Theorem> {
        let (_, args) = equal.conclusion().as_const_app()?;
        let property = args.get(1)?.instantiate(&self.t).ok()?;
        let (l, other) = property.as_eq()?;
        if l != body || other == body {
            return None;
        }
        let th = self.to(other)?;
        let g = tends(th.conclusion())?[2].clone();
        let subst = [("f", &self.lam(body)?), ("g", &self.lam(other)?), ("G", &g)];
        self.here("tends_congr", &subst, &[equal, &th])
    }

    /// `⊢ Tends (λt. body) F G` by `⊢ body = other`, for every t.
    pub fn rewritten(&self, equal: &Theorem) -> Option<Theorem> {
        let th = self.to(equal.equation().ok()?.1)?;
        with_function(&th, &equal.abs(&self.t).ok()?)
    }

    // By cases decided, absolute values and derivatives taken, as they are close to the place.
    fn plainer(&self, body: &Term) -> Option<Theorem> {
        let defined =
            |t: &Term| matches!(t.spine().0.kind(), Kind::Const(c) if c.definition().is_some());
        if !pieces::has_pieces(body)
            && !logic::mentions(body, &["abs", "deriv"])
            && !any_part(body, &|t| t.as_const_app().is_none() && defined(t))
        {
            return None;
        }
        let found = self.somewhere(body, &|inner| {
            let first = pieces::resolved(body, inner);
            let plain = match &first {
                Some(th) => th.equation().ok()?.1.clone(),
                None => body.clone(),
            };
            let facts: Vec<&Term> = inner.facts().iter().map(Theorem::conclusion).collect();
            let rest = logic::congruence_avoiding(&plain, &facts, |s| {
                if s.as_binary("deriv").is_some() {
                    return derivative::value(s, inner);
                }
                if let Some(a) = s.as_unary("abs") {
                    let (sign, th) = inner.sign(a)?;
                    let zero = Term::int(0);
                    let (name, th) = match sign {
                        Sign::Pos => {
                            let weak = [("a", &zero), ("b", a)];
                            ("abs_of_nonneg", inner.fact("le_of_lt", &weak, &[&th])?)
                        }
                        Sign::NonNeg => ("abs_of_nonneg", th),
                        Sign::Neg => {
                            let weak = [("a", a), ("b", &zero)];
                            ("abs_of_nonpos", inner.fact("le_of_lt", &weak, &[&th])?)
                        }
                        Sign::NonPos => ("abs_of_nonpos", th),
                        Sign::NonZero => return None,
                    };
                    return inner.fact(name, &[("a", a)], &[&th]);
                }
                normal::unfold(s)
            })
            .ok()?;
            let th = match first {
                Some(first) => first.trans(&rest).ok()?,
                None => rest,
            };
            let (l, r) = th.equation().ok()?;
            (l != r && !pieces::has_pieces(r)).then_some(th)
        })?;
        Some(found)
    }
}

fn any_part(t: &Term, test: &dyn Fn(&Term) -> bool) -> bool {
    test(t)
        || match t.kind() {
            Kind::App(f, a) => any_part(f, test) || any_part(a, test),
            Kind::Lam(_, _, b) => any_part(b, test),
            _ => false,
        }
}

/// `⊢ c a = c b` from `⊢ a = b`, for a constant of one argument.
pub(super) fn under(name: &str, equal: &Theorem) -> Option<Theorem> {
    let head = Theorem::refl(&syntax::constant(name)?).ok()?;
    head.congruence(equal).ok()
}

/// `⊢ Tends f F H` from `⊢ Tends f F G` and `⊢ G = H`.
pub(super) fn with_end(th: &Theorem, equal: &Theorem) -> Option<Theorem> {
    let [f, from, _] = tends(th.conclusion())?;
    let head = Term::apps(&syntax::constant("Tends")?, &[f, from]).ok()?;
    let step = Theorem::refl(&head).ok()?.congruence(equal).ok()?;
    step.eq_mp(th).ok()
}

/// `⊢ Tends f F G` from `⊢ Tends g F G` and `⊢ f = g`.
pub(super) fn with_function(th: &Theorem, equal: &Theorem) -> Option<Theorem> {
    let [_, from, to] = tends(th.conclusion())?;
    let head = Theorem::refl(&syntax::constant("Tends")?).ok()?;
    let step = head.congruence(&equal.sym().ok()?).ok()?;
    let step = step.congruence(&Theorem::refl(from).ok()?).ok()?;
    let step = step.congruence(&Theorem::refl(to).ok()?).ok()?;
    step.eq_mp(th).ok()
}

/// Whether a term is the number 0.
pub(super) fn is_zero(v: &Term) -> bool {
    v.as_num().is_some_and(Q::is_zero)
}
