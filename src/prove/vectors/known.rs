//! What is known of the norms and products in a question about vectors.

use super::Vectors;
use hence_kernel::{Kind, Term, Theorem, Type, syntax};

// How many vectors are compared in pairs.
const MAX_VECTORS: usize = 5;

/// How much is said of the products that occur.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Wealth {
    Norms,
    Products,
}

impl Vectors<'_, '_> {
    /// The facts with vectors written out, without those that say nothing any more.
    pub(super) fn all_written_out(&self, ground: &[Theorem]) -> Vec<Theorem> {
        let trivial = |p: &Term| {
            p.as_eq()
                .is_some_and(|(a, b)| *a.ty() == Type::Vector || a == b)
        };
        let written = ground.iter().filter_map(|f| {
            let equal = self.written_out(f.conclusion())?;
            equal.eq_mp(f).ok()
        });
        written
            .filter(|th| !trivial(th.conclusion()) && !self.says_nothing(th))
            .collect()
    }

    /// These facts with what is known of the norms and products that occur in them and in the goal; nothing where there are no products
    /// to say more of.
    pub(super) fn known(
        &self,
        goal: &Term,
        ground: &[Theorem],
        wealth: Wealth,
    ) -> Option<Vec<Theorem>> {
        let mut out = ground.to_vec();
        let mut norms: Vec<Term> = Vec::new();
        let mut pairs: Vec<(Term, Term)> = Vec::new();
        collect(goal, &mut norms, &mut pairs);
        for f in &out {
            collect(f.conclusion(), &mut norms, &mut pairs);
        }
        let mut vectors: Vec<Term> = Vec::new();
        for v in pairs.iter().flat_map(|(a, b)| [a, b]) {
            if !vectors.contains(v) && vectors.len() < MAX_VECTORS {
                vectors.push(v.clone());
            }
        }
        let mut more: Vec<Theorem> = Vec::new();
        if wealth == Wealth::Norms {
            if pairs.is_empty() && !norms.iter().any(|v| is_sum(v) || is_image(v)) {
                return None;
            }
            for v in &norms {
                out.extend(self.fact("norm_nonneg", &[("v", v)]));
                if is_image(v) {
                    out.extend(self.square(v));
                }
            }
            return Some(out);
        }
        for v in norms.iter().chain(&vectors) {
            more.extend(self.fact("norm_nonneg", &[("v", v)]));
        }
        for v in &norms {
            // ‖v‖² of a sum, by the norms and products of its parts.
            if (is_sum(v) || is_image(v))
                && let Some(square) = self.square(v)
            {
                more.push(square);
            }
            if let Some((a, b)) = v.as_binary("vadd") {
                more.extend(self.triangle(a, b));
            }
        }
        for (a, b) in &pairs {
            let vw = [("v", a), ("w", b)];
            more.extend(self.fact("inner_le_norm", &vw));
            more.extend(self.fact("neg_inner_le_norm", &vw));
            if squared(goal, a, b) {
                more.extend(self.fact("inner_sq_le", &vw));
            }
            for op in ["vadd", "vsub"] {
                let v = syntax::constant(op).and_then(|c| Term::apps(&c, &[a, b]).ok());
                if let Some(v) = v
                    && let Some(th) = self.fact("inner_self_nonneg", &[("v", &v)])
                {
                    more.push(th);
                }
            }
        }
        for th in more {
            let plain = self
                .written_out(th.conclusion())
                .and_then(|equal| equal.eq_mp(&th).ok())
                .unwrap_or(th);
            if !out.iter().any(|o| o.conclusion() == plain.conclusion()) {
                out.push(plain);
            }
        }
        Some(out)
    }

    // ‖v‖² = …
    pub(super) fn square(&self, v: &Term) -> Option<Theorem> {
        let parts = self.inner(v, v)?;
        self.fact("norm_sq", &[("v", v)])?.trans(&parts).ok()
    }

    // a ≤ b where a and b are the same polynomial.
    fn says_nothing(&self, th: &Theorem) -> bool {
        let difference = |(a, b): (&Term, &Term)| self.c.poly(&syntax::sub(a, b).ok()?);
        (th.conclusion().as_binary("≤"))
            .and_then(difference)
            .is_some_and(|p| p.is_zero())
    }

    // ‖a + b‖ ≤ ‖a‖ + ‖b‖, and the same with each of the three on the left.
    fn triangle(&self, a: &Term, b: &Term) -> Vec<Theorem> {
        let mut out = Vec::new();
        let build = || {
            let neg = |t: &Term| Term::apps(&syntax::constant("vneg")?, &[t]).ok();
            let sum = Term::apps(&syntax::constant("vadd")?, &[a, b]).ok()?;
            Some([
                (a.clone(), b.clone()),
                (sum.clone(), neg(b)?),
                (sum, neg(a)?),
            ])
        };
        for (v, w) in build().into_iter().flatten() {
            out.extend(self.fact("norm_add_le", &[("v", &v), ("w", &w)]));
        }
        out
    }
}

// Whether a vector is the value of a map at another.
fn is_image(v: &Term) -> bool {
    super::operators::applied(v).is_some()
}

fn is_sum(v: &Term) -> bool {
    ["vadd", "vsub", "smul"]
        .iter()
        .any(|op| v.as_binary(op).is_some())
        || v.as_unary("vneg").is_some()
}

// Whether the square of ⟨a, b⟩ occurs.
fn squared(t: &Term, a: &Term, b: &Term) -> bool {
    let here = t
        .as_binary("pow")
        .and_then(|(x, _)| x.as_binary("inner"))
        .is_some_and(|(x, y)| x == a && y == b);
    here || match t.kind() {
        Kind::App(f, x) => squared(f, a, b) || squared(x, a, b),
        _ => false,
    }
}

fn collect(t: &Term, norms: &mut Vec<Term>, pairs: &mut Vec<(Term, Term)>) {
    if t.is_closed() {
        if let Some(v) = t.as_unary("norm")
            && !norms.contains(v)
        {
            norms.push(v.clone());
        }
        if let Some((a, b)) = t.as_binary("inner") {
            let pair = (a.clone(), b.clone());
            if !pairs.contains(&pair) {
                pairs.push(pair);
            }
        }
    }
    match t.kind() {
        Kind::App(f, a) => {
            collect(f, norms, pairs);
            collect(a, norms, pairs);
        }
        Kind::Lam(_, _, b) => collect(b, norms, pairs),
        _ => {}
    }
}
