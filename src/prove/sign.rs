//! Signs of terms: by what is known, by structure, by enclosure.

use super::algebra::{constant_part, ratio};
use super::context::{Context, Sign, along};
use super::order;
use hence_kernel::poly::Poly;
use hence_kernel::{Q, Term, Theorem, Type, syntax};

impl Context<'_> {
    /// The strongest sign that was found for `t`, with its theorem.
    pub(crate) fn sign(&self, t: &Term) -> Option<(Sign, Theorem)> {
        let simple = self.simple_sign(t);
        match simple {
            Some((Sign::Pos | Sign::Neg, _)) => simple,
            Some(weak) => match order::sign(t, self) {
                Some(found) => self.combine(t, Some(weak), found),
                None => Some(weak),
            },
            None => order::sign(t, self),
        }
    }

    // By what is known, by structure, by enclosure; summands are looked at in this way only.
    fn simple_sign(&self, t: &Term) -> Option<(Sign, Theorem)> {
        let level = self.order.depth();
        if let Some((at, s)) = self.signs.borrow().get(t)
            && (s.is_some() || *at <= level)
        {
            return s.clone();
        }
        if *t.ty() != Type::Real || self.depth.get() > 60 {
            return None;
        }
        self.depth.set(self.depth.get() + 1);
        let s = self.find_sign(t);
        self.depth.set(self.depth.get() - 1);
        self.signs
            .borrow_mut()
            .insert(t.clone(), (level, s.clone()));
        s
    }

    /// `⊢ 0 < t`
    pub(crate) fn positive(&self, t: &Term) -> Option<Theorem> {
        match self.sign(t)? {
            (Sign::Pos, th) => Some(th),
            _ => None,
        }
    }

    /// `⊢ 0 ≤ t`
    pub(crate) fn nonnegative(&self, t: &Term) -> Option<Theorem> {
        match self.sign(t)? {
            (Sign::NonNeg, th) => Some(th),
            (Sign::Pos, th) => self.fact("le_of_lt", &[("a", &Term::int(0)), ("b", t)], &[&th]),
            _ => None,
        }
    }

    /// `⊢ ¬(t = 0)`
    pub(crate) fn nonzero(&self, t: &Term) -> Option<Theorem> {
        let zero = Term::int(0);
        let found = match self.sign(t) {
            Some((Sign::NonZero, th)) => Some(th),
            Some((Sign::Pos, th)) => self.fact("ne_of_gt", &[("a", &zero), ("b", t)], &[&th]),
            Some((Sign::Neg, th)) => self.fact("ne_of_lt", &[("a", t), ("b", &zero)], &[&th]),
            _ => None,
        };
        found.or_else(|| self.known_nonzero(t))
    }

    // Sign facts in force whose term is a multiple of t.
    fn known_nonzero(&self, t: &Term) -> Option<Theorem> {
        let p = self.poly(t)?;
        let zero = Term::int(0);
        for k in &self.known {
            if k.sign != Sign::NonZero || ratio(&p, &k.poly).is_none() {
                continue;
            }
            let c = ratio(&p, &k.poly)?;
            let cn = Term::num(c);
            let c_nonzero = Theorem::rational(&syntax::ne(&cn, &zero).ok()?).ok()?;
            let product = self.fact(
                "mul_ne_zero",
                &[("a", &cn), ("b", &k.term)],
                &[&c_nonzero, &k.theorem],
            )?;
            return self.transport(&product, &syntax::ne(t, &zero).ok()?);
        }
        None
    }

    fn find_sign(&self, t: &Term) -> Option<(Sign, Theorem)> {
        if let Some(q) = t.as_num() {
            let sign = if q.is_positive() {
                Sign::Pos
            } else if q.is_negative() {
                Sign::Neg
            } else {
                Sign::NonNeg
            };
            return Theorem::rational(&sign.formula(t)?)
                .ok()
                .map(|th| (sign, th));
        }
        let mut best: Option<(Sign, Theorem)> = self.by_known(t);
        if matches!(best, Some((Sign::Pos | Sign::Neg, _))) {
            return best;
        }
        for attempt in [
            Context::by_structure,
            Context::by_enclosure,
            Context::by_square,
        ] {
            if let Some(found) = attempt(self, t) {
                best = self.combine(t, best, found);
                if matches!(best, Some((Sign::Pos | Sign::Neg, _))) {
                    break;
                }
            }
        }
        if matches!(best, Some((Sign::NonNeg | Sign::NonPos, _)))
            && let Some(nz) = self.known_nonzero(t)
            && let Some(b) = best.clone()
        {
            best = self.combine(t, Some(b), (Sign::NonZero, nz));
        }
        best
    }

    // What two facts about one term give together.
    fn combine(
        &self,
        t: &Term,
        a: Option<(Sign, Theorem)>,
        b: (Sign, Theorem),
    ) -> Option<(Sign, Theorem)> {
        let zero = Term::int(0);
        let Some(a) = a else { return Some(b) };
        let strong = |s: Sign| matches!(s, Sign::Pos | Sign::Neg);
        if strong(a.0) {
            return Some(a);
        }
        if strong(b.0) {
            return Some(b);
        }
        let (half, nz) = match (a.0, b.0) {
            (Sign::NonZero, Sign::NonNeg | Sign::NonPos) => (b, a.clone()),
            (Sign::NonNeg | Sign::NonPos, Sign::NonZero) => (a.clone(), b),
            _ => return Some(a),
        };
        if half.0 == Sign::NonNeg {
            let nz = self.fact("ne_sym", &[("a", t), ("b", &zero)], &[&nz.1])?;
            let th = self.fact("lt_of_le_ne", &[("a", &zero), ("b", t)], &[&half.1, &nz])?;
            Some((Sign::Pos, th))
        } else {
            let th = self.fact("lt_of_le_ne", &[("a", t), ("b", &zero)], &[&half.1, &nz.1])?;
            Some((Sign::Neg, th))
        }
    }

    // t = c·k + d with a known sign of k and c, d of fitting signs.
    fn by_known(&self, t: &Term) -> Option<(Sign, Theorem)> {
        if self.known.is_empty() {
            return None;
        }
        let p = self.poly(t)?;
        let mut best: Option<(Sign, Theorem)> = None;
        for k in &self.known {
            let mut shifted = p.clone();
            let d = constant_part(&p) - shift_of(&p, &k.poly)?.unwrap_or_else(|| constant_part(&p));
            shifted.add_term(Default::default(), -d.clone());
            let Some(c) = ratio(&shifted, &k.poly) else {
                continue;
            };
            let found = match k.sign {
                Sign::NonZero => {
                    if !d.is_zero() {
                        continue;
                    }
                    self.known_nonzero(t).map(|th| (Sign::NonZero, th))
                }
                _ => self.scaled(t, k.sign, &k.term, &k.theorem, &c, &d),
            };
            if let Some(f) = found {
                best = self.combine(t, best, f);
            }
        }
        best
    }

    // The sign of t = c·u + d from that of u (positive or nonnegative).
    fn scaled(
        &self,
        t: &Term,
        sign: Sign,
        u: &Term,
        th: &Theorem,
        c: &Q,
        d: &Q,
    ) -> Option<(Sign, Theorem)> {
        let negative = c.is_negative();
        if !d.is_zero() && d.is_negative() != negative {
            return None;
        }
        let (zero, size) = (Term::int(0), Term::num(c.abs()));
        let strict = sign == Sign::Pos;
        let size_pos = Theorem::rational(&syntax::lt(&zero, &size).ok()?).ok()?;
        let mut strict_now = strict;
        let (mut th, mut term) = if strict {
            (
                self.fact("mul_pos", &[("a", &size), ("b", u)], &[&size_pos, th])?,
                syntax::mul(&size, u).ok()?,
            )
        } else {
            let size_nn = self.fact("le_of_lt", &[("a", &zero), ("b", &size)], &[&size_pos])?;
            (
                self.fact("mul_nonneg", &[("a", &size), ("b", u)], &[&size_nn, th])?,
                syntax::mul(&size, u).ok()?,
            )
        };
        if !d.is_zero() {
            let e = Term::num(d.abs());
            let e_pos = Theorem::rational(&syntax::lt(&zero, &e).ok()?).ok()?;
            let name = if strict { "add_pos" } else { "add_nonneg_pos" };
            th = self.fact(name, &[("a", &term), ("b", &e)], &[&th, &e_pos])?;
            term = syntax::add(&term, &e).ok()?;
            strict_now = true;
        }
        let _ = term;
        if !negative {
            let s = if strict_now { Sign::Pos } else { Sign::NonNeg };
            return Some((s, self.transport(&th, &s.formula(t)?)?));
        }
        self.negated(t, &th, strict_now)
    }

    // From 0 < u (or 0 ≤ u) with u = −t by normal form: t < 0 (or t ≤ 0).
    fn negated(&self, t: &Term, th: &Theorem, strict: bool) -> Option<(Sign, Theorem)> {
        let zero = Term::int(0);
        let difference = syntax::sub(&zero, t).ok()?;
        let (s, from, name) = if strict {
            (Sign::Neg, Sign::Pos, "of_sub_pos")
        } else {
            (Sign::NonPos, Sign::NonNeg, "of_sub_nonneg")
        };
        let moved = self.transport(th, &from.formula(&difference)?)?;
        self.fact(name, &[("a", &zero), ("b", t)], &[&moved])
            .map(|th| (s, th))
    }

    // 0 < −t or 0 ≤ −t, whichever the sign of t gives; `None` for other signs.
    fn opposite(&self, t: &Term, sign: Sign, th: &Theorem) -> Option<(Sign, Theorem, Term)> {
        let minus = syntax::neg(t).ok()?;
        let (name, s) = match sign {
            Sign::Neg => ("neg_pos", Sign::Pos),
            Sign::NonPos => ("neg_nonneg", Sign::NonNeg),
            _ => return None,
        };
        Some((s, self.fact(name, &[("a", t)], &[th])?, minus))
    }

    fn by_structure(&self, t: &Term) -> Option<(Sign, Theorem)> {
        let zero = Term::int(0);
        if let Some((a, b)) = t.as_binary("+") {
            return self.sum(t, a, b);
        }
        if let Some((a, b)) = t.as_binary("-") {
            let minus = syntax::neg(b).ok()?;
            let s = syntax::add(a, &minus).ok()?;
            let Some((sign, th)) = self.sum(&s, a, &minus) else {
                return self.difference_of_squares(t, a, b);
            };
            return Some((sign, self.transport(&th, &sign.formula(t)?)?));
        }
        if let Some(a) = t.as_unary("neg") {
            let (sign, th) = self.sign(a)?;
            let (s, name) = match sign {
                Sign::Pos => (Sign::Neg, "neg_neg"),
                Sign::Neg => (Sign::Pos, "neg_pos"),
                Sign::NonNeg => (Sign::NonPos, "neg_nonpos"),
                Sign::NonPos => (Sign::NonNeg, "neg_nonneg"),
                Sign::NonZero => (Sign::NonZero, "neg_ne_zero"),
            };
            return self.fact(name, &[("a", a)], &[&th]).map(|th| (s, th));
        }
        if let Some((a, b)) = t.as_binary("*") {
            return self.product(t, a, b);
        }
        if let Some((a, b)) = t.as_binary("/") {
            let i = syntax::inv(b).ok()?;
            let m = syntax::mul(a, &i).ok()?;
            let (sign, th) = self.product(&m, a, &i)?;
            return Some((sign, self.transport(&th, &sign.formula(t)?)?));
        }
        if let Some(a) = t.as_unary("inv") {
            let (sign, th) = self.sign(a)?;
            return match sign {
                Sign::Pos => self
                    .fact("inv_pos", &[("a", a)], &[&th])
                    .map(|th| (Sign::Pos, th)),
                Sign::Neg => self
                    .fact("inv_neg", &[("a", a)], &[&th])
                    .map(|th| (Sign::Neg, th)),
                Sign::NonZero => self
                    .fact("inv_ne_zero", &[("a", a)], &[&th])
                    .map(|th| (Sign::NonZero, th)),
                _ => None,
            };
        }
        if let Some((a, n)) = t.as_binary("pow") {
            return self.power(t, a, n);
        }
        if let Some((name, args)) = t.as_const_app() {
            let simple = |fact: &str, var: &str, s: Sign, x: &Term| {
                self.fact(fact, &[(var, x)], &[]).map(|th| (s, th))
            };
            return match (name, &args[..]) {
                ("exp", [x]) => simple("exp_pos", "x", Sign::Pos, x),
                ("cosh", [x]) => simple("cosh_pos", "x", Sign::Pos, x),
                ("sech", [x]) => simple("sech_pos", "x", Sign::Pos, x),
                ("pi", []) => self.fact("pi_pos", &[], &[]).map(|th| (Sign::Pos, th)),
                ("abs", [x]) => match self.nonzero(x) {
                    Some(nz) => self
                        .fact("abs_pos", &[("a", x)], &[&nz])
                        .map(|th| (Sign::Pos, th)),
                    None => simple("abs_nonneg", "a", Sign::NonNeg, x),
                },
                ("sqrt", [x]) => match self.sign(x)? {
                    (Sign::Pos, th) => self
                        .fact("sqrt_pos", &[("a", x)], &[&th])
                        .map(|th| (Sign::Pos, th)),
                    (Sign::NonNeg, th) => self
                        .fact("sqrt_nonneg", &[("a", x)], &[&th])
                        .map(|th| (Sign::NonNeg, th)),
                    _ => None,
                },
                ("cbrt", [x]) => {
                    let (sign, th) = self.sign(x)?;
                    let (fact, s) = match sign {
                        Sign::Pos => ("cbrt_pos", Sign::Pos),
                        Sign::NonNeg => ("cbrt_nonneg", Sign::NonNeg),
                        Sign::Neg => ("cbrt_negative", Sign::Neg),
                        Sign::NonZero => ("cbrt_ne_zero", Sign::NonZero),
                        Sign::NonPos => return None,
                    };
                    self.fact(fact, &[("a", x)], &[&th]).map(|th| (s, th))
                }
                ("log", [x]) => self.logarithm(x),
                ("cos" | "sin", [x]) if x.as_unary("atan").is_some() => {
                    let equal = super::normal::instance(&format!("{name}_atan"), t, self)?;
                    let (_, value) = equal.equation().ok()?;
                    let (s, th) = self.sign(value)?;
                    along(s, &equal, &th).map(|th| (s, th))
                }
                _ => None,
            };
        }
        if let Some(unfolded) = super::normal::unfold(t) {
            let (_, body) = unfolded.equation().ok()?;
            let (sign, th) = self.sign(body)?;
            return along(sign, &unfolded, &th).map(|th| (sign, th));
        }
        let _ = zero;
        None
    }

    // 1 − u² = (1 − u)(1 + u), and u² − 1 likewise, where both factors have a sign.
    fn difference_of_squares(&self, t: &Term, a: &Term, b: &Term) -> Option<(Sign, Theorem)> {
        let root = |x: &Term| -> Option<Term> {
            if x.as_num().is_some_and(Q::is_one) {
                return Some(x.clone());
            }
            let (u, n) = x.as_binary("pow")?;
            (super::normal::literal_integer(n) == Some(2)).then(|| u.clone())
        };
        let (a, b) = (root(a)?, root(b)?);
        if a.as_num().is_none() && b.as_num().is_none() {
            return None;
        }
        let (minus, plus) = (syntax::sub(&a, &b).ok()?, syntax::add(&a, &b).ok()?);
        for factor in [&minus, &plus] {
            if !matches!(self.simple_sign(factor)?.0, Sign::Pos | Sign::Neg) {
                return None;
            }
        }
        let m = syntax::mul(&minus, &plus).ok()?;
        let (s, th) = self.product(&m, &minus, &plus)?;
        self.transport(&th, &s.formula(t)?).map(|th| (s, th))
    }

    fn logarithm(&self, x: &Term) -> Option<(Sign, Theorem)> {
        let above = self.sign(&syntax::sub(x, &Term::int(1)).ok()?)?;
        let one = Term::int(1);
        match above {
            (Sign::Pos, th) => {
                let gt = self.fact("of_sub_pos", &[("a", x), ("b", &one)], &[&th])?;
                self.fact("log_pos", &[("x", x)], &[&gt])
                    .map(|th| (Sign::Pos, th))
            }
            (Sign::NonNeg, th) => {
                let ge = self.fact("of_sub_nonneg", &[("a", x), ("b", &one)], &[&th])?;
                self.fact("log_nonneg", &[("x", x)], &[&ge])
                    .map(|th| (Sign::NonNeg, th))
            }
            (Sign::Neg, th) => {
                let pos = self.positive(x)?;
                let minus = self.fact("neg_pos", &[("a", &syntax::sub(x, &one).ok()?)], &[&th])?;
                let flipped =
                    self.transport(&minus, &Sign::Pos.formula(&syntax::sub(&one, x).ok()?)?)?;
                let lt = self.fact("of_sub_pos", &[("a", &one), ("b", x)], &[&flipped])?;
                self.fact("log_neg", &[("x", x)], &[&pos, &lt])
                    .map(|th| (Sign::Neg, th))
            }
            (Sign::NonZero, th) => {
                let pos = self.positive(x)?;
                let ne = self.fact("of_sub_ne_zero", &[("a", x), ("b", &one)], &[&th])?;
                self.fact("log_ne_zero", &[("x", x)], &[&pos, &ne])
                    .map(|th| (Sign::NonZero, th))
            }
            _ => None,
        }
    }

    fn sum(&self, t: &Term, a: &Term, b: &Term) -> Option<(Sign, Theorem)> {
        let ((sa, ta), (sb, tb)) = (self.simple_sign(a)?, self.simple_sign(b)?);
        let lower = |s| matches!(s, Sign::Pos | Sign::NonNeg);
        let upper = |s| matches!(s, Sign::Neg | Sign::NonPos);
        let add = |sa: Sign, ta: &Theorem, a: &Term, sb: Sign, tb: &Theorem, b: &Term| {
            let (name, s) = match (sa, sb) {
                (Sign::Pos, Sign::Pos) => ("add_pos", Sign::Pos),
                (Sign::Pos, _) => ("add_pos_nonneg", Sign::Pos),
                (_, Sign::Pos) => ("add_nonneg_pos", Sign::Pos),
                _ => ("add_nonneg", Sign::NonNeg),
            };
            self.fact(name, &[("a", a), ("b", b)], &[ta, tb])
                .map(|th| (s, th))
        };
        if lower(sa) && lower(sb) {
            return add(sa, &ta, a, sb, &tb, b);
        }
        if upper(sa) && upper(sb) {
            let (oa, na, ma) = self.opposite(a, sa, &ta)?;
            let (ob, nb, mb) = self.opposite(b, sb, &tb)?;
            let (s, th) = add(oa, &na, &ma, ob, &nb, &mb)?;
            return self.negated(t, &th, s == Sign::Pos);
        }
        None
    }

    fn product(&self, t: &Term, a: &Term, b: &Term) -> Option<(Sign, Theorem)> {
        if a == b {
            let square = syntax::pow(a, &Term::int(2)).ok()?;
            let (s, th) = self.power(&square, a, &Term::int(2))?;
            return self.transport(&th, &s.formula(t)?).map(|th| (s, th));
        }
        let ((sa, ta), (sb, tb)) = (self.sign(a)?, self.sign(b)?);
        let ab = [("a", a), ("b", b)];
        let nonzero_both = || {
            let (na, nb) = (self.nonzero(a)?, self.nonzero(b)?);
            self.fact("mul_ne_zero", &ab, &[&na, &nb])
                .map(|th| (Sign::NonZero, th))
        };
        let (name, s) = match (sa, sb) {
            (Sign::Pos, Sign::Pos) => ("mul_pos", Sign::Pos),
            (Sign::Neg, Sign::Neg) => ("mul_neg_neg", Sign::Pos),
            (Sign::Pos, Sign::Neg) => ("mul_pos_neg", Sign::Neg),
            (Sign::Neg, Sign::Pos) => ("mul_neg_pos", Sign::Neg),
            (Sign::NonZero, _) | (_, Sign::NonZero) => return nonzero_both(),
            _ => {
                // At least one is weak: weaken both.
                let weak = |s: Sign, th: &Theorem, x: &Term| -> Option<(bool, Theorem)> {
                    let zero = Term::int(0);
                    Some(match s {
                        Sign::Pos => (
                            true,
                            self.fact("le_of_lt", &[("a", &zero), ("b", x)], &[th])?,
                        ),
                        Sign::Neg => (
                            false,
                            self.fact("le_of_lt", &[("a", x), ("b", &zero)], &[th])?,
                        ),
                        Sign::NonNeg => (true, th.clone()),
                        Sign::NonPos => (false, th.clone()),
                        Sign::NonZero => return None,
                    })
                };
                let ((pa, wa), (pb, wb)) = (weak(sa, &ta, a)?, weak(sb, &tb, b)?);
                let (name, s) = match (pa, pb) {
                    (true, true) => ("mul_nonneg", Sign::NonNeg),
                    (false, false) => ("mul_nonpos_nonpos", Sign::NonNeg),
                    (true, false) => ("mul_nonneg_nonpos", Sign::NonPos),
                    (false, true) => ("mul_nonpos_nonneg", Sign::NonPos),
                };
                return self.fact(name, &ab, &[&wa, &wb]).map(|th| (s, th));
            }
        };
        self.fact(name, &ab, &[&ta, &tb]).map(|th| (s, th))
    }

    fn power(&self, t: &Term, a: &Term, n: &Term) -> Option<(Sign, Theorem)> {
        let (zero, two) = (Term::int(0), Term::int(2));
        let base = self.sign(a);
        if let Some((Sign::Pos, th)) = &base {
            return self
                .fact("pow_pos", &[("a", a), ("y", n)], &[th])
                .map(|th| (Sign::Pos, th));
        }
        let literal = self.poly(n)?.as_constant();
        let Some(k) = literal.and_then(|q| q.to_i64()) else {
            let Some((Sign::NonNeg, th)) = &base else {
                return None;
            };
            let y = self.nonnegative(n)?;
            return self
                .fact("rpow_nonneg", &[("a", a), ("y", n)], &[th, &y])
                .map(|th| (Sign::NonNeg, th));
        };
        if k == 0 {
            return self
                .transport(
                    &Theorem::rational(&syntax::lt(&zero, &Term::int(1)).ok()?).ok()?,
                    &Sign::Pos.formula(t)?,
                )
                .map(|th| (Sign::Pos, th));
        }
        let half = |k: i64| -> Option<Term> {
            if k == 1 {
                Some(a.clone())
            } else {
                syntax::pow(a, &Term::int(k)).ok()
            }
        };
        if k % 2 == 0 && k > 0 {
            let root = half(k / 2)?;
            let nz = if k == 2 {
                self.nonzero(a)
            } else {
                self.nonzero(&root)
            };
            let (s, th) = match nz {
                Some(nz) => (Sign::Pos, self.fact("sq_pos", &[("a", &root)], &[&nz])?),
                None => (Sign::NonNeg, self.fact("sq_nonneg", &[("a", &root)], &[])?),
            };
            let _ = &two;
            return self.transport(&th, &s.formula(t)?).map(|th| (s, th));
        }
        if k % 2 == 0 {
            let nz = self.nonzero(a)?;
            let int = Theorem::rational(&syntax::is_int(&Term::int(k / 2)).ok()?).ok()?;
            let h = Term::int(k / 2);
            let th = self.fact("even_pow_pos", &[("a", a), ("n", &h)], &[&nz, &int])?;
            return self
                .transport(&th, &Sign::Pos.formula(t)?)
                .map(|th| (Sign::Pos, th));
        }
        let (sign, _) = base?;
        if k == 1 {
            let (s, th) = self.sign(a)?;
            return self.transport(&th, &s.formula(t)?).map(|th| (s, th));
        }
        if k > 1 {
            let rest = syntax::pow(a, &Term::int(k - 1)).ok()?;
            let m = syntax::mul(a, &rest).ok()?;
            let (s, th) = self.product(&m, a, &rest)?;
            return self.transport(&th, &s.formula(t)?).map(|th| (s, th));
        }
        match sign {
            Sign::NonZero | Sign::Neg => {
                let nz = self.nonzero(a)?;
                let kn = Term::int(k);
                let int = Theorem::rational(&syntax::is_int(&kn).ok()?).ok()?;
                self.fact("pow_ne_zero", &[("a", a), ("n", n)], &[&nz, &int])
                    .map(|th| (Sign::NonZero, th))
            }
            _ => None,
        }
    }

    // Closed terms.
    fn by_enclosure(&self, t: &Term) -> Option<(Sign, Theorem)> {
        if t.has_vars() {
            return None;
        }
        let zero = Term::int(0);
        for bits in [64, 160, 400] {
            let (lower, upper) = Theorem::enclose(t, &[], bits).ok()?;
            let lo = lower.conclusion().as_binary("≤")?.0.clone();
            let hi = upper.conclusion().as_binary("≤")?.1.clone();
            if lo.as_num()?.is_positive() {
                let pos = Theorem::rational(&syntax::lt(&zero, &lo).ok()?).ok()?;
                return self
                    .fact(
                        "lt_le_trans",
                        &[("a", &zero), ("b", &lo), ("c", t)],
                        &[&pos, &lower],
                    )
                    .map(|th| (Sign::Pos, th));
            }
            if hi.as_num()?.is_negative() {
                let neg = Theorem::rational(&syntax::lt(&hi, &zero).ok()?).ok()?;
                return self
                    .fact(
                        "le_lt_trans",
                        &[("a", t), ("b", &hi), ("c", &zero)],
                        &[&upper, &neg],
                    )
                    .map(|th| (Sign::Neg, th));
            }
        }
        None
    }

    // a x² + b x + c in one atom, by completing the square.
    fn by_square(&self, t: &Term) -> Option<(Sign, Theorem)> {
        let p = self.poly(t)?;
        let (x, [a, b, c]) = quadratic(&p)?;
        if a.is_zero() {
            return None;
        }
        let h = b * (a.clone() * Q::int(2)).recip()?;
        let k = c - a.clone() * h.clone() * h.clone();
        if !k.is_zero() && k.is_negative() != a.is_negative() {
            return None;
        }
        let x = self.algebra.borrow().atom_term(x)?.clone();
        let base = if h.is_zero() {
            x
        } else {
            syntax::add(&x, &Term::num(h)).ok()?
        };
        let square = syntax::pow(&base, &Term::int(2)).ok()?;
        let mut shown = if a.is_one() {
            square
        } else {
            syntax::mul(&Term::num(a), &square).ok()?
        };
        if !k.is_zero() {
            shown = syntax::add(&shown, &Term::num(k)).ok()?;
        }
        if shown == *t {
            return None;
        }
        let (s, th) = self.by_structure(&shown)?;
        self.transport(&th, &s.formula(t)?).map(|th| (s, th))
    }
}

// The constant that k·q needs to become p, where the rest is proportional: d with p − d = k q.
fn shift_of(p: &Poly, q: &Poly) -> Option<Option<Q>> {
    let strip = |p: &Poly| {
        let mut r = p.clone();
        r.add_term(Default::default(), -constant_part(p));
        r
    };
    let (a, b) = (strip(p), strip(q));
    if b.is_zero() {
        return Some(None);
    }
    Some(ratio(&a, &b).map(|k| k * constant_part(q)))
}

// The coefficients of a polynomial of degree at most 2 in one atom.
fn quadratic(p: &Poly) -> Option<(u32, [Q; 3])> {
    let mut atom = None;
    let mut out = [Q::zero(), Q::zero(), Q::zero()];
    for (m, q) in &p.0 {
        match m.0[..] {
            [] => out[2] = q.clone(),
            [(a, e)] if e <= 2 && atom.is_none_or(|b| b == a) => {
                atom = Some(a);
                out[2 - e as usize] = q.clone();
            }
            _ => return None,
        }
    }
    atom.map(|a| (a, out))
}
