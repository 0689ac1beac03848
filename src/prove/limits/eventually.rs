//! What holds from some point on the way to a place.

use super::place::{End, end, place};
use super::way::{Way, is_zero};
use crate::prove::closure;
use crate::prove::context::Sign;
use hence_kernel::{Term, Theorem, syntax};

impl Way<'_, '_> {
    /// `⊢ Eventually F (λt. p)`
    pub fn eventually(&self, p: &Term) -> Option<Theorem> {
        let left = self.steps.get().checked_sub(1)?;
        self.steps.set(left);
        if let Some(End::Near(x)) = self.end() {
            let side = |name: &str| self.to_place(&place(name, &x)?).eventually(p);
            let (left, right) = (side("below")?, side("above")?);
            let subst = [("P", &self.lam(p)?), ("x", &x)];
            return self.fact("ev_near", &subst, &[&left, &right]);
        }
        if let Some((a, b)) = p.as_binary("∧") {
            let (left, right) = (self.eventually(a)?, self.eventually(b)?);
            let (l, r) = (self.lam(a)?, self.lam(b)?);
            let subst = [("F", &self.place), ("P", &l), ("Q", &r)];
            return self.fact("ev_and", &subst, &[&left, &right]);
        }
        self.somewhere(p, &|inner| closure::prove(p, inner, closure::NO_SEARCH))
            .or_else(|| self.by_limit(p))
            .or_else(|| self.somewhere(p, &|inner| crate::prove::prove(p, inner)))
    }

    // A comparison that the limit of the difference decides.
    fn by_limit(&self, p: &Term) -> Option<Theorem> {
        let zero = Term::int(0);
        let inner = p.as_unary("¬").unwrap_or(p);
        let (strict, a, b) = if inner != p {
            let (a, b) = inner.as_eq()?;
            (false, b, a)
        } else if let Some((a, b)) = p.as_binary("<") {
            (true, a, b)
        } else {
            let (a, b) = p.as_binary("≤")?;
            (true, a, b)
        };
        let d = match (is_zero(a), is_zero(b)) {
            (true, _) => b.clone(),
            (_, true) => syntax::neg(a).ok()?,
            _ => syntax::sub(b, a).ok()?,
        };
        let th = self.to(&d)?;
        let f = self.lam(&d)?;
        let base = [("F", &self.place), ("f", &f)];
        let with = |name: &str, more: &[(&'static str, &Term)], th: &[&Theorem]| {
            let mut subst = base.to_vec();
            subst.extend_from_slice(more);
            self.fact(name, &subst, th)
        };
        let found = match end(&th)? {
            End::Top => with("ev_large", &[("c", &zero)], &[&th])?,
            End::Bottom if !strict => with("ev_small", &[("c", &zero)], &[&th])?,
            End::Bottom => return None,
            e => {
                let v = e.number()?.clone();
                match (is_zero(&v), &e) {
                    (true, End::Above(_)) => with("ev_above_value", &[("v", &v)], &[&th])?,
                    (true, End::Below(_)) if !strict => {
                        with("ev_below_value", &[("v", &v)], &[&th])?
                    }
                    (true, End::Near(_)) if !strict => with("ev_ne", &[("v", &v)], &[&th])?,
                    (true, _) => return None,
                    _ => {
                        let (v, th) = self.number(&th)?;
                        match self.sign_of(&v)? {
                            (Sign::Pos, s) => {
                                with("ev_gt", &[("v", &v), ("c", &zero)], &[&th, &s])?
                            }
                            (Sign::Neg, s) if !strict => {
                                with("ev_lt", &[("v", &v), ("c", &zero)], &[&th, &s])?
                            }
                            _ => return None,
                        }
                    }
                }
            }
        };
        let (_, args) = found.conclusion().as_const_app()?;
        let known = args.get(1)?.instantiate(&self.t).ok()?;
        if known == *p {
            return Some(found);
        }
        let inner = self.context.modest([Theorem::assume(&known).ok()?]);
        let step = closure::prove(p, &inner, 1)?;
        self.follows(&found, &known, &step)
    }
}
