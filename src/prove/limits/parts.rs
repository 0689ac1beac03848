//! Sums, products, quotients, powers and compositions on the way to a place.

use super::place::{End, end, tends};
use super::way::{Way, is_zero, under};
use crate::logic;
use crate::prove::context::Sign;
use crate::prove::normal;
use hence_kernel::{Term, Theorem, syntax};

// What it takes to bound a factor.
const BOUNDS: [i64; 3] = [1, 2, 10];

impl Way<'_, '_> {
    /// `⊢ Tends (λt. body) F G` by the outermost operation.
    pub fn by_structure(&self, body: &Term) -> Option<Theorem> {
        if let Some((a, b)) = body.as_binary("+") {
            return self.sum(body, a, b);
        }
        if let Some((a, b)) = body.as_binary("-") {
            return self.difference(body, a, b);
        }
        if let Some((a, b)) = body.as_binary("*") {
            return self.product(body, a, b);
        }
        if let Some((a, b)) = body.as_binary("/") {
            return self.quotient(body, a, b);
        }
        if let Some((a, n)) = body.as_binary("pow") {
            return self.power(body, a, n);
        }
        for op in ["max", "min"] {
            if let Some((a, b)) = body.as_binary(op) {
                return self.both(&format!("tends_{op}"), a, b, &[]);
            }
        }
        let (name, args) = body.as_const_app()?;
        let [a] = args[..] else { return None };
        if name == "factorial" && *a == self.t && self.place.is_const("naturals") {
            let th = self.fact("tends_factorial", &[], &[])?;
            let f = self.lam(body)?;
            return super::way::with_function(&th, &Theorem::eta(&f).ok()?);
        }
        self.composed(&syntax::constant(name)?, name, a)
    }

    // The rules by which numbers are joined.
    fn both(&self, name: &str, a: &Term, b: &Term, with: &[&Theorem]) -> Option<Theorem> {
        let (u, left) = self.number(&self.to(a)?)?;
        let (v, right) = self.number(&self.to(b)?)?;
        let (f, g) = (self.lam(a)?, self.lam(b)?);
        let subst = [
            ("F", &self.place),
            ("f", &f),
            ("g", &g),
            ("u", &u),
            ("v", &v),
        ];
        let mut all = with.to_vec();
        all.extend([&left, &right]);
        self.fact(name, &subst, &all)
    }

    fn minus(&self, a: &Term) -> Option<Term> {
        match a.as_unary("neg") {
            Some(b) => Some(b.clone()),
            None => syntax::neg(a).ok(),
        }
    }

    // body as another arrangement of the same.
    fn arranged(&self, body: &Term, other: &Term) -> Option<Theorem> {
        self.rewritten(&Theorem::ring(body, other, &[]).ok()?)
    }

    fn sum(&self, body: &Term, a: &Term, b: &Term) -> Option<Theorem> {
        let (left, right) = (self.to(a), self.to(b));
        let ends = (left.as_ref().and_then(end), right.as_ref().and_then(end));
        match ends {
            (Some(End::Top), Some(End::Bottom)) => self.outweighed(body, a, b),
            (Some(End::Bottom), Some(End::Top)) => self.outweighed(body, b, a),
            (Some(End::Top), _) => self.grows(a, b),
            (_, Some(End::Top)) => self.arranged(body, &syntax::add(b, a).ok()?),
            (Some(End::Bottom), _) | (_, Some(End::Bottom)) => {
                let sum = syntax::add(&self.minus(a)?, &self.minus(b)?).ok()?;
                self.arranged(body, &syntax::neg(&sum).ok()?)
            }
            (Some(_), Some(_)) => self.both("tends_add", a, b, &[]),
            _ => None,
        }
    }

    fn difference(&self, body: &Term, a: &Term, b: &Term) -> Option<Theorem> {
        let number = |t: &Term| end(&self.to(t)?)?.number().cloned();
        if number(a).is_some() && number(b).is_some() {
            return self.both("tends_sub", a, b, &[]);
        }
        self.arranged(body, &syntax::add(a, &self.minus(b)?).ok()?)
    }

    // f + g where f grows without bound and g does not fall without bound.
    fn grows(&self, a: &Term, b: &Term) -> Option<Theorem> {
        let left = self.to(a)?;
        let (m, above) = [0, -1, -2, -10]
            .map(Term::int)
            .into_iter()
            .chain(self.to(b).as_ref().and_then(end).and_then(|e| {
                let v = e.number()?.clone();
                syntax::sub(&v, &Term::int(1)).ok()
            }))
            .find_map(|m| {
                let p = syntax::le(&m, b).ok()?;
                Some((m, self.eventually(&p)?))
            })?;
        let (f, g) = (self.lam(a)?, self.lam(b)?);
        let subst = [("F", &self.place), ("f", &f), ("g", &g), ("m", &m)];
        self.fact("tends_add_top", &subst, &[&left, &above])
    }

    // a + b = a · (1 + b/a), where a grows, b falls and one outweighs the other.
    fn outweighed(&self, body: &Term, a: &Term, b: &Term) -> Option<Theorem> {
        let ratio = syntax::div(b, a).ok()?;
        let w = end(&self.to(&ratio)?)?.number().cloned();
        let one = Term::int(1);
        if let Some(w) = &w {
            let sum = syntax::add(&one, w).ok()?;
            let value = self.context.poly(&sum).and_then(|p| p.as_constant());
            if value.is_some_and(|q| q.is_zero()) {
                return self.conjugated(body, a, b);
            }
        }
        let other = syntax::mul(a, &syntax::add(&one, &ratio).ok()?).ok()?;
        let nonzero = self.eventually(&syntax::ne(a, &Term::int(0)).ok()?)?;
        self.equal_where(&nonzero, body, &other)
    }

    // a + b = (a² − b²) / (a − b), which takes roots away.
    fn conjugated(&self, body: &Term, a: &Term, b: &Term) -> Option<Theorem> {
        if !logic::mentions(body, &["sqrt"]) {
            return None;
        }
        let two = Term::int(2);
        let below = syntax::sub(a, b).ok()?;
        let squares = syntax::sub(&syntax::pow(a, &two).ok()?, &syntax::pow(b, &two).ok()?).ok()?;
        let found = self.somewhere(body, &|inner| {
            let positive = inner.positive(&below)?;
            let subst = [("a", &Term::int(0)), ("b", &below)];
            let nonzero = inner.fact("ne_of_gt", &subst, &[&positive])?;
            let (top, tidy) = super::tidy::tidied(&squares, inner)?;
            let other = syntax::div(&top, &below).ok()?;
            let middle = syntax::div(&squares, &below).ok()?;
            let first = Theorem::ring(body, &middle, &[&nonzero]).ok()?;
            let head = Theorem::refl(&syntax::constant("/")?).ok()?;
            let second = head.congruence(&tidy).ok()?;
            let second = second.congruence(&Theorem::refl(&below).ok()?).ok()?;
            let th = first.trans(&second).ok()?;
            (th.equation().ok()?.1 == &other).then_some(th)
        })?;
        self.through(body, &found)
    }

    // `body = other` wherever a denominator does not vanish, which it does not from some point on.
    fn equal_where(&self, nonzero: &Theorem, body: &Term, other: &Term) -> Option<Theorem> {
        let (_, args) = nonzero.conclusion().as_const_app()?;
        let p = args.get(1)?.instantiate(&self.t).ok()?;
        let equal = Theorem::ring(body, other, &[&Theorem::assume(&p).ok()?]).ok()?;
        let equal = self.follows(nonzero, &p, &equal)?;
        self.through(body, &equal)
    }

    /// `⊢ Eventually F (λt. q)` from `⊢ Eventually F (λt. p)` and `p ⊢ q`.
    pub fn follows(&self, from: &Theorem, p: &Term, q: &Theorem) -> Option<Theorem> {
        let step = logic::disch(p, q).ok()?;
        let all = logic::forall_intro(&self.t, &step).ok()?;
        let (l, r) = (self.lam(p)?, self.lam(q.conclusion())?);
        let subst = [("F", &self.place), ("P", &l), ("Q", &r)];
        self.fact("ev_mono", &subst, &[from, &all])
    }

    fn product(&self, body: &Term, a: &Term, b: &Term) -> Option<Theorem> {
        let (left, right) = (self.to(a), self.to(b));
        let ends = (left.as_ref().and_then(end), right.as_ref().and_then(end));
        let turned = |x: &Term, y: &Term| {
            let inner = syntax::mul(x, y).ok()?;
            self.arranged(body, &syntax::neg(&inner).ok()?)
        };
        match ends {
            (Some(End::Top), Some(End::Top)) => {
                let (f, g) = (self.lam(a)?, self.lam(b)?);
                let subst = [("F", &self.place), ("f", &f), ("g", &g)];
                self.fact("tends_mul_top", &subst, &[&left?, &right?])
            }
            (Some(End::Bottom), Some(_)) => turned(&self.minus(a)?, b),
            (Some(_), Some(End::Bottom)) => turned(a, &self.minus(b)?),
            (Some(End::Top), Some(e)) => {
                let v = e.number()?;
                if is_zero(v) {
                    return self.zero_times(body, b, a);
                }
                match self.sign_of(v)? {
                    (Sign::Pos, th) => {
                        let (v, right) = self.number(&right?)?;
                        let (f, g) = (self.lam(a)?, self.lam(b)?);
                        let subst = [("F", &self.place), ("f", &f), ("g", &g), ("v", &v)];
                        self.fact("tends_mul_top_pos", &subst, &[&left?, &right, &th])
                    }
                    (Sign::Neg, _) => turned(a, &self.minus(b)?),
                    _ => None,
                }
            }
            (Some(_), Some(End::Top)) => self.arranged(body, &syntax::mul(b, a).ok()?),
            (Some(_), Some(_)) => self.both("tends_mul", a, b, &[]),
            (Some(e), None) if e.number().is_some_and(is_zero) => self.damped(a, b),
            (None, Some(e)) if e.number().is_some_and(is_zero) => {
                self.arranged(body, &syntax::mul(b, a).ok()?)
            }
            _ => None,
        }
    }

    // What goes to 0 times what stays bounded.
    fn damped(&self, a: &Term, b: &Term) -> Option<Theorem> {
        let (_, left) = self.number(&self.to(a)?)?;
        let size = syntax::abs(b).ok()?;
        let (m, bounded) = BOUNDS.map(Term::int).into_iter().find_map(|m| {
            let p = syntax::le(&size, &m).ok()?;
            Some((m, self.eventually(&p)?))
        })?;
        let (f, g) = (self.lam(a)?, self.lam(b)?);
        let subst = [("F", &self.place), ("f", &f), ("g", &g), ("m", &m)];
        self.fact("tends_mul_zero", &subst, &[&left, &bounded])
    }

    // 0 · ∞ as a quotient: logarithms stay above, exponentials go below.
    fn zero_times(&self, body: &Term, a: &Term, b: &Term) -> Option<Theorem> {
        if let Some(th) = self.simpler(body) {
            return Some(th);
        }
        let over = |x: &Term, y: &Term| {
            let other = syntax::div(x, &syntax::div(&Term::int(1), y).ok()?).ok()?;
            let nonzero = self.eventually(&syntax::ne(y, &Term::int(0)).ok()?)?;
            self.equal_where(&nonzero, body, &other)
        };
        let slow = |t: &Term| logic::mentions(t, &["log", "atan"]);
        if slow(a) {
            over(a, b)
        } else {
            over(b, a).or_else(|| over(a, b))
        }
    }

    // By a form in lowest terms, where there is another one.
    fn simpler(&self, body: &Term) -> Option<Theorem> {
        let found = self.somewhere(body, &|inner| {
            super::tidy::tidied(body, inner).map(|(_, th)| th)
        })?;
        self.through(body, &found)
    }

    fn quotient(&self, body: &Term, a: &Term, b: &Term) -> Option<Theorem> {
        if self.place.is_const("naturals")
            && let (Some((c, n)), Some(m)) = (a.as_binary("pow"), b.as_unary("factorial"))
            && *n == self.t
            && *m == self.t
            && !c.has_free(&self.t)
        {
            return self.fact("tends_power_over_factorial", &[("c", c)], &[]);
        }
        let below = self.to(b)?;
        let above = self.to(a);
        let inverted = || {
            let inverse = syntax::inv(b).ok()?;
            self.arranged(body, &syntax::mul(a, &inverse).ok()?)
        };
        match (above.as_ref().and_then(end), end(&below)?) {
            (Some(e), End::Top | End::Bottom) if e.number().is_none() => {
                self.indeterminate(body, a, b)
            }
            (_, End::Top | End::Bottom) => inverted(),
            (Some(e), f) => {
                let v = f.number()?;
                if is_zero(v) {
                    return match e.number() {
                        Some(u) if is_zero(u) => self.indeterminate(body, a, b),
                        _ => inverted(),
                    };
                }
                if e.number().is_none() {
                    return inverted();
                }
                let nonzero = self.holds(syntax::ne(v, &Term::int(0)))?;
                self.both("tends_div", a, b, &[&nonzero])
            }
            (None, _) => None,
        }
    }

    fn indeterminate(&self, body: &Term, a: &Term, b: &Term) -> Option<Theorem> {
        self.simpler(body).or_else(|| self.lhopital(a, b))
    }

    fn power(&self, body: &Term, a: &Term, n: &Term) -> Option<Theorem> {
        if !n.has_free(&self.t) {
            return self.fixed_power(body, a, n);
        }
        if !a.has_free(&self.t) {
            if let Some(th) = self.exponential(a, n) {
                return Some(th);
            }
            if self.place.is_const("naturals")
                && *n == self.t
                && let (Some(low), Some(high)) = (
                    self.holds(syntax::lt(&Term::int(-1), a)),
                    self.holds(syntax::lt(a, &Term::int(1))),
                )
            {
                return self.fact("tends_geometric", &[("c", a)], &[&low, &high]);
            }
        }
        let positive = self.eventually(&syntax::lt(&Term::int(0), a).ok()?)?;
        let (_, args) = positive.conclusion().as_const_app()?;
        let p = args.get(1)?.instantiate(&self.t).ok()?;
        let assumed = Theorem::assume(&p).ok()?;
        let equal = self
            .context
            .fact("pow_def", &[("a", a), ("b", n)], &[&assumed])?;
        self.through(body, &self.follows(&positive, &p, &equal)?)
    }

    fn fixed_power(&self, body: &Term, a: &Term, n: &Term) -> Option<Theorem> {
        let zero = Term::int(0);
        let one = Term::int(1);
        let inner = self.to(a)?;
        let literal = normal::literal_integer(n);
        let from = end(&inner)?;
        match (&from, literal) {
            (_, Some(0)) => return self.arranged(body, &one),
            (_, Some(1)) => return self.arranged(body, a),
            // Through the negative numbers: (−1)ⁿ (−a)ⁿ.
            (End::Bottom | End::Below(_), Some(k))
                if k > 0 && (from == End::Bottom || from.number().is_some_and(is_zero)) =>
            {
                let turned = syntax::pow(&self.minus(a)?, n).ok()?;
                let other = if k % 2 == 0 {
                    turned
                } else {
                    syntax::neg(&turned).ok()?
                };
                return self.arranged(body, &other);
            }
            (_, Some(k)) if k < 0 => {
                let positive = syntax::pow(a, &Term::int(-k)).ok()?;
                return self.arranged(body, &syntax::inv(&positive).ok()?);
            }
            _ => {}
        }
        let s = Term::fresh("s", hence_kernel::Type::Real, &[body]);
        let f = Term::lam(&s, &syntax::pow(&s, n).ok()?).ok()?;
        let positive = || self.holds(syntax::lt(&zero, n));
        let negative = || self.holds(syntax::lt(n, &zero));
        let outer = match &from {
            End::Top => positive()
                .and_then(|th| self.fact("tends_pow_top", &[("c", n)], &[&th]))
                .or_else(|| self.fact("tends_pow_neg_top", &[("c", n)], &[&negative()?])),
            End::Above(v) if is_zero(v) => positive()
                .and_then(|th| self.fact("tends_pow_above", &[("c", n)], &[&th]))
                .or_else(|| self.fact("tends_pow_neg_above", &[("c", n)], &[&negative()?])),
            _ => None,
        };
        if let Some(outer) = outer {
            return self.after(&f, a, &inner, &outer);
        }
        let there = self.to_place(&from.term()?);
        let outer = there.to(&syntax::pow(&self.t, n).ok()?)?;
        self.after(&f, a, &inner, &outer)
    }

    // c ^ g with a constant base.
    fn exponential(&self, c: &Term, g: &Term) -> Option<Theorem> {
        let inner = self.to(g)?;
        if end(&inner)? != End::Top || self.place.is_const("naturals") && *g != self.t {
            return None;
        }
        let one = Term::int(1);
        let grows = |th: &Theorem| self.fact("tends_base_top", &[("c", c)], &[th]);
        let outer = self
            .holds(syntax::lt(&one, c))
            .and_then(|th| grows(&th))
            .or_else(|| {
                let positive = self.holds(syntax::lt(&Term::int(0), c))?;
                let small = self.holds(syntax::lt(c, &one))?;
                self.fact("tends_base_zero", &[("c", c)], &[&positive, &small])
            })?;
        if *g == self.t && self.place.is_const("naturals") {
            let [f, _, to] = tends(outer.conclusion())?;
            return self.fact("tends_naturals", &[("f", f), ("G", to)], &[&outer]);
        }
        let f = tends(outer.conclusion())?[0].clone();
        self.after(&f, g, &inner, &outer)
    }

    // ⊢ Tends (λt. f (g t)) F H from where g goes and where f goes from there.
    fn after(&self, f: &Term, g: &Term, inner: &Theorem, outer: &Theorem) -> Option<Theorem> {
        let (from, to) = (
            tends(inner.conclusion())?[2].clone(),
            tends(outer.conclusion())?[2].clone(),
        );
        let g = self.lam(g)?;
        let subst = [
            ("F", &self.place),
            ("f", f),
            ("g", &g),
            ("G", &from),
            ("H", &to),
        ];
        self.fact("tends_comp", &subst, &[inner, outer])
    }

    // A function of one argument after another.
    fn composed(&self, f: &Term, name: &str, a: &Term) -> Option<Theorem> {
        let mut inner = self.to(a)?;
        let at_end = |e: &End, inner: &Theorem| {
            let outer = self.leaves(f, name, e)?;
            self.after(f, a, inner, &outer)
        };
        if let Some(th) = at_end(&end(&inner)?, &inner) {
            return Some(th);
        }
        // From which side the values come may matter.
        let v = end(&inner)?.number()?.clone();
        if !matches!(end(&inner)?, End::Below(_) | End::Above(_)) {
            let (_, at) = self.number(&inner)?;
            for (fact, p) in [
                ("tends_above", syntax::lt(&v, a)),
                ("tends_below", syntax::lt(a, &v)),
            ] {
                let Some(side) = self.eventually(&p.ok()?) else {
                    continue;
                };
                let g = self.lam(a)?;
                let subst = [("F", &self.place), ("f", &g), ("v", &v)];
                inner = self.fact(fact, &subst, &[&at, &side])?;
                return at_end(&end(&inner)?, &inner);
            }
        }
        None
    }

    // ⊢ Tends f G H for a function of the theory that leaves from a place.
    fn leaves(&self, f: &Term, name: &str, from: &End) -> Option<Theorem> {
        let plain = |side: &str| self.fact(&format!("tends_{name}_{side}"), &[], &[]);
        match from {
            End::Top => return plain("top"),
            End::Bottom => return plain("bottom"),
            _ => {}
        }
        let v = from.number()?;
        let start = from.term()?;
        // Where it has a derivative.
        let s = self.t.clone();
        let applied = Term::app(f, &s).ok()?;
        let way = self.to_place(&start);
        if let Some(th) = way.smooth(&applied) {
            let eta = Theorem::eta(tends(th.conclusion())?[0]).ok()?;
            return super::way::with_function(&th, &eta.sym().ok()?);
        }
        let side = match from {
            End::Below(_) => "below",
            End::Above(_) => "above",
            _ => "",
        };
        if !side.is_empty() {
            let fact = format!("tends_{name}_{side}");
            if matches!(name, "floor" | "ceil") {
                let whole = self.holds(syntax::is_int(v))?;
                return self.fact(&fact, &[("n", v)], &[&whole]);
            }
            let th = match name {
                "sqrt" if side == "above" => self.fact("tends_sqrt", &[], &[])?,
                _ => match plain(side) {
                    Some(th) => th,
                    None => return self.continuous(name, from),
                },
            };
            // The fact is about one number.
            let there = End::of(tends(th.conclusion())?[1])?.number()?.clone();
            let same = self.holds(syntax::eq(&there, v))?;
            return with_start(&th, &under(side, &same)?);
        }
        self.continuous(name, from)
    }

    // Absolute values and cube roots are continuous everywhere.
    fn continuous(&self, name: &str, from: &End) -> Option<Theorem> {
        if !matches!(name, "abs" | "cbrt") {
            return None;
        }
        let v = from.number()?;
        let th = self.fact(&format!("tends_{name}"), &[("x", v)], &[])?;
        let f = syntax::constant(name)?;
        let g = tends(th.conclusion())?[2].clone();
        let subst = [("f", &f), ("x", v), ("G", &g)];
        let near = |th: &Theorem| self.fact("tends_near_of_at", &subst, &[th]);
        match from {
            End::At(_) => Some(th),
            End::Near(_) => near(&th),
            End::Below(_) => self.fact("tends_below_of_near", &subst, &[&near(&th)?]),
            End::Above(_) => self.fact("tends_above_of_near", &subst, &[&near(&th)?]),
            _ => None,
        }
    }

    /// The rule of l'Hôpital for a quotient.
    fn lhopital(&self, a: &Term, b: &Term) -> Option<Theorem> {
        const MOST: u32 = 12;
        if self.rules >= MOST {
            return None;
        }
        let sweep = match self.end()? {
            End::Below(v) => self.fact("sweep_below", &[("x", &v)], &[])?,
            End::Above(v) => self.fact("sweep_above", &[("x", &v)], &[])?,
            End::Top => self.fact("sweep_top", &[], &[])?,
            End::Bottom => self.fact("sweep_bottom", &[], &[])?,
            _ => return None,
        };
        let (f, g) = (self.lam(a)?, self.lam(b)?);
        let rises = self.has_slope(&f)?;
        let falls = self.has_slope(&g)?;
        let slope = |th: &Theorem| -> Option<Term> {
            let (_, args) = th.conclusion().as_const_app()?;
            let has = args.get(1)?.instantiate(&self.t).ok()?;
            let (_, parts) = has.as_const_app()?;
            parts.get(2).map(|v| (*v).clone())
        };
        let (p, q) = (slope(&rises)?, slope(&falls)?);
        let nonzero = self.eventually(&syntax::ne(&q, &Term::int(0)).ok()?)?;
        let ratio = syntax::div(&p, &q).ok()?;
        let mut next = self.to_place(&self.place);
        next.rules = self.rules + 1;
        let th = next.simpler(&ratio).or_else(|| next.to(&ratio))?;
        let (p, q) = (self.lam(&p)?, self.lam(&q)?);
        let to = tends(th.conclusion())?[2].clone();
        let base = [
            ("F", &self.place),
            ("f", &f),
            ("g", &g),
            ("p", &p),
            ("q", &q),
        ];
        let with = |more: (&'static str, &Term), name: &str, first: &[&Theorem], th: &Theorem| {
            let mut subst = base.to_vec();
            if !more.0.is_empty() {
                subst.push(more);
            }
            let mut all = vec![&sweep];
            all.extend_from_slice(first);
            all.extend([&rises, &falls, &nonzero, th]);
            self.fact(name, &subst, &all)
        };
        let (top, below) = (self.to(a)?, self.to(b)?);
        if end(&below)?.number().is_some() {
            let ((_, top), (_, below)) = (self.number(&top)?, self.number(&below)?);
            return with(("G", &to), "lhopital", &[&top, &below], &th);
        }
        let large = self.to(&syntax::abs(b).ok()?)?;
        match end(&th)? {
            End::Top => with(("", &to), "lhopital_infinite", &[&large], &th),
            End::Bottom => {
                let quotient = syntax::div(&self.minus(a)?, b).ok()?;
                let body = syntax::div(a, b).ok()?;
                self.arranged(&body, &syntax::neg(&quotient).ok()?)
            }
            _ => {
                let (v, th) = self.number(&th)?;
                with(("v", &v), "lhopital_top", &[&large], &th)
            }
        }
    }

    // ⊢ Eventually F (λt. HasDeriv f t (p t))
    fn has_slope(&self, f: &Term) -> Option<Theorem> {
        let body = f.instantiate(&self.t).ok()?;
        self.somewhere(&body, &|inner| {
            crate::prove::derivative::has_derivative(f, &self.t, inner)
        })
    }
}

/// `⊢ Tends f H G` from `⊢ Tends f F G` and `⊢ F = H`.
fn with_start(th: &Theorem, equal: &Theorem) -> Option<Theorem> {
    let [f, _, to] = tends(th.conclusion())?;
    let head = Term::app(&syntax::constant("Tends")?, f).ok()?;
    let step = Theorem::refl(&head).ok()?.congruence(equal).ok()?;
    let step = step.congruence(&Theorem::refl(to).ok()?).ok()?;
    step.eq_mp(th).ok()
}
