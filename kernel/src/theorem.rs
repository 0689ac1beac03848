//! Theorems and the rules that make them.
//!
//! The fields of [`Theorem`] are private to this module; outsiders can look at a theorem and cannot forge one. The rules are the ten of
//! HOL Light with eta, choice and definitions, and three computing rules: [`Theorem::ring`], [`Theorem::rational`] and
//! [`Theorem::enclose`]. Axioms come from [`crate::theory`] alone.
//!
//! ```compile_fail
//! // The fields are private: a theorem cannot be written down.
//! let forged = hence_kernel::Theorem { hyps: Default::default(), concl: hence_kernel::Term::int(1) };
//! ```
//!
//! ```compile_fail
//! // There is no default theorem either.
//! let forged: hence_kernel::Theorem = Default::default();
//! ```
//!
//! ```compile_fail
//! // A theorem can be looked at, not changed.
//! let mut th = hence_kernel::Theorem::refl(&hence_kernel::Term::int(1)).unwrap();
//! *th.conclusion() = hence_kernel::syntax::falsity();
//! ```

use crate::enclose::{self, Bounds};
use crate::facts::{FactSet, Seal};
use crate::number::Q;
use crate::ring;
use crate::syntax;
use crate::term::{Const, Definition, KernelError, Kind, Name, Result, Term, Type};
use std::sync::Arc;

/// A sequent that the kernel has derived: from the hypotheses follows the conclusion, for all values of the free variables.
#[derive(Clone)]
pub struct Theorem {
    // Sorted and without repetition.
    hyps: Arc<[Term]>,
    concl: Term,
    // The theory whose facts were used; none where no fact was.
    seal: Option<Arc<Seal>>,
    facts: FactSet,
}

fn no_hyps() -> Arc<[Term]> {
    Arc::from([])
}

fn union(a: &Arc<[Term]>, b: &Arc<[Term]>) -> Arc<[Term]> {
    if b.is_empty() || Arc::ptr_eq(a, b) {
        return a.clone();
    }
    if a.is_empty() {
        return b.clone();
    }
    let mut out = Vec::with_capacity(a.len() + b.len());
    let (mut i, mut j) = (0, 0);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => {
                out.push(a[i].clone());
                i += 1;
            }
            std::cmp::Ordering::Greater => {
                out.push(b[j].clone());
                j += 1;
            }
            std::cmp::Ordering::Equal => {
                out.push(a[i].clone());
                i += 1;
                j += 1;
            }
        }
    }
    out.extend_from_slice(&a[i..]);
    out.extend_from_slice(&b[j..]);
    out.into()
}

fn without(a: &Arc<[Term]>, t: &Term) -> Arc<[Term]> {
    if a.binary_search(t).is_err() {
        return a.clone();
    }
    a.iter().filter(|h| *h != t).cloned().collect()
}

fn sorted(mut v: Vec<Term>) -> Arc<[Term]> {
    v.sort();
    v.dedup();
    v.into()
}

fn closed(t: &Term) -> Result<()> {
    if t.is_closed() {
        Ok(())
    } else {
        Err(KernelError::Shape("loose bound variable"))
    }
}

impl Theorem {
    // A theorem without hypotheses that rests on no fact.
    fn bare(concl: Term) -> Theorem {
        Theorem {
            hyps: no_hyps(),
            concl,
            seal: None,
            facts: FactSet::default(),
        }
    }

    // Hypotheses, seal and facts of both, with the new conclusion.
    fn joined(a: &Theorem, b: &Theorem, hyps: Arc<[Term]>, concl: Term) -> Result<Theorem> {
        let seal = match (&a.seal, &b.seal) {
            (Some(x), Some(y)) if !Arc::ptr_eq(x, y) && x.hash() != y.hash() => {
                return Err(KernelError::Seal);
            }
            (Some(x), _) => Some(x.clone()),
            (None, y) => y.clone(),
        };
        Ok(Theorem {
            hyps,
            concl,
            seal,
            facts: a.facts.union(&b.facts),
        })
    }

    // The one door for axioms; `theory` alone calls it.
    pub(crate) fn axiom(hyps: Vec<Term>, concl: Term, seal: Arc<Seal>, fact: usize) -> Theorem {
        Theorem {
            hyps: sorted(hyps),
            concl,
            seal: Some(seal),
            facts: FactSet::single(fact),
        }
    }

    /// What follows.
    pub fn conclusion(&self) -> &Term {
        &self.concl
    }

    /// What it follows from, in a fixed order.
    pub fn hypotheses(&self) -> &[Term] {
        &self.hyps
    }

    /// The hash of the theory whose facts were used, or none.
    pub fn seal(&self) -> Option<u128> {
        self.seal.as_ref().map(|s| s.hash())
    }

    /// The names of the facts that were used, in the order of the theory.
    pub fn facts(&self) -> Vec<Name> {
        self.seal
            .as_ref()
            .map_or_else(Vec::new, |s| self.facts.iter().map(|i| s.name(i)).collect())
    }

    // ── the ten rules ──────────────────────────────────────────────────────────────────────────────────────────────

    /// Reflexivity.
    ///
    /// ```text
    /// ─────────
    /// ⊢ t = t
    /// ```
    ///
    /// Fails where `t` has loose bound variables.
    ///
    /// ```
    /// use hence_kernel::{Term, Theorem};
    /// let th = Theorem::refl(&Term::real_var("x")).unwrap();
    /// assert_eq!(th.to_string(), "⊢ x = x");
    /// ```
    pub fn refl(t: &Term) -> Result<Theorem> {
        closed(t)?;
        Ok(Theorem::bare(syntax::eq(t, t)?))
    }

    /// Transitivity.
    ///
    /// ```text
    /// Γ ⊢ a = b    Δ ⊢ b = c
    /// ───────────────────────
    ///       Γ ∪ Δ ⊢ a = c
    /// ```
    ///
    /// Fails where the middle terms differ.
    ///
    /// ```
    /// use hence_kernel::{Term, Theorem, syntax};
    /// let [a, b, c] = ["a", "b", "c"].map(Term::real_var);
    /// let ab = Theorem::assume(&syntax::eq(&a, &b).unwrap()).unwrap();
    /// let bc = Theorem::assume(&syntax::eq(&b, &c).unwrap()).unwrap();
    /// assert_eq!(ab.trans(&bc).unwrap().conclusion(), &syntax::eq(&a, &c).unwrap());
    /// assert!(bc.trans(&ab).is_err());
    /// ```
    pub fn trans(&self, o: &Theorem) -> Result<Theorem> {
        let (a, b) = self.equation()?;
        let (b2, c) = o.equation()?;
        if b != b2 {
            return Err(KernelError::Shape("transitivity: the middle terms differ"));
        }
        Theorem::joined(self, o, union(&self.hyps, &o.hyps), syntax::eq(a, c)?)
    }

    /// Congruence.
    ///
    /// ```text
    /// Γ ⊢ f = g    Δ ⊢ x = y
    /// ───────────────────────
    ///     Γ ∪ Δ ⊢ f x = g y
    /// ```
    ///
    /// Fails where `f x` is not well typed.
    ///
    /// ```
    /// use hence_kernel::{Term, Theorem, Type};
    /// let f = Theorem::refl(&Term::var("f", Type::fun(Type::Real, Type::Real))).unwrap();
    /// let x = Theorem::refl(&Term::real_var("x")).unwrap();
    /// assert_eq!(f.congruence(&x).unwrap().to_string(), "⊢ f(x) = f(x)");
    /// ```
    pub fn congruence(&self, o: &Theorem) -> Result<Theorem> {
        let (f, g) = self.equation()?;
        let (x, y) = o.equation()?;
        let concl = syntax::eq(&Term::app(f, x)?, &Term::app(g, y)?)?;
        Theorem::joined(self, o, union(&self.hyps, &o.hyps), concl)
    }

    /// Abstraction.
    ///
    /// ```text
    ///        Γ ⊢ s = t
    /// ───────────────────────   x not free in Γ
    /// Γ ⊢ (λx. s) = (λx. t)
    /// ```
    ///
    /// Fails where `x` is no variable or is free in a hypothesis: from `x = 1` nothing follows about `λx. x`.
    ///
    /// ```
    /// use hence_kernel::{KernelError, Term, Theorem, syntax};
    /// let x = Term::real_var("x");
    /// assert!(Theorem::refl(&x).unwrap().abs(&x).is_ok());
    /// let h = Theorem::assume(&syntax::eq(&x, &Term::int(1)).unwrap()).unwrap();
    /// assert_eq!(h.abs(&x).unwrap_err(), KernelError::FreeInHypothesis("x".into()));
    /// ```
    pub fn abs(&self, x: &Term) -> Result<Theorem> {
        let (s, t) = self.equation()?;
        let Kind::Var(name) = x.kind() else {
            return Err(KernelError::Shape("only a variable can be abstracted"));
        };
        if self.hyps.iter().any(|h| h.has_free(x)) {
            return Err(KernelError::FreeInHypothesis(name.clone()));
        }
        let concl = syntax::eq(&Term::lam(x, s)?, &Term::lam(x, t)?)?;
        Ok(Theorem {
            concl,
            ..self.clone()
        })
    }

    /// Beta: an applied abstraction is its body with the argument put in. Redexes that arise are reduced too.
    ///
    /// ```text
    /// ─────────────────────
    /// ⊢ (λx. t) a = t[a/x]
    /// ```
    ///
    /// Fails where the term is not an applied abstraction.
    ///
    /// ```
    /// use hence_kernel::{Term, Theorem};
    /// let x = Term::real_var("x");
    /// let t = Term::app(&Term::lam(&x, &x).unwrap(), &Term::int(2)).unwrap();
    /// assert_eq!(Theorem::beta(&t).unwrap().conclusion().as_eq().unwrap().1, &Term::int(2));
    /// ```
    pub fn beta(t: &Term) -> Result<Theorem> {
        closed(t)?;
        match t.kind() {
            Kind::App(f, a) if matches!(f.kind(), Kind::Lam(..)) => {
                Ok(Theorem::bare(syntax::eq(t, &f.beta_app(a)?)?))
            }
            _ => Err(KernelError::Shape("beta: not an applied abstraction")),
        }
    }

    /// Assumption.
    ///
    /// ```text
    /// ────────
    /// {p} ⊢ p
    /// ```
    ///
    /// Fails where `p` is not a formula.
    ///
    /// ```
    /// use hence_kernel::{Term, Theorem, Type};
    /// assert!(Theorem::assume(&Term::var("p", Type::Bool)).is_ok());
    /// assert!(Theorem::assume(&Term::int(1)).is_err());
    /// ```
    pub fn assume(p: &Term) -> Result<Theorem> {
        closed(p)?;
        if *p.ty() != Type::Bool {
            return Err(KernelError::Type(format!("{p} is not a formula")));
        }
        Ok(Theorem {
            hyps: Arc::from([p.clone()]),
            ..Theorem::bare(p.clone())
        })
    }

    /// Modus ponens for an equation between formulas.
    ///
    /// ```text
    /// Γ ⊢ p = q    Δ ⊢ p
    /// ───────────────────
    ///      Γ ∪ Δ ⊢ q
    /// ```
    ///
    /// Fails where the second conclusion is not the left side of the first.
    ///
    /// ```
    /// use hence_kernel::{Term, Theorem, Type};
    /// let p = Term::var("p", Type::Bool);
    /// let th = Theorem::assume(&p).unwrap();
    /// assert_eq!(Theorem::refl(&p).unwrap().eq_mp(&th).unwrap().conclusion(), &p);
    /// ```
    pub fn eq_mp(&self, o: &Theorem) -> Result<Theorem> {
        let (p, q) = self.equation()?;
        if *p != o.concl {
            return Err(KernelError::Shape(
                "eq_mp: the formula is not the left side",
            ));
        }
        Theorem::joined(self, o, union(&self.hyps, &o.hyps), q.clone())
    }

    /// Antisymmetric deduction.
    ///
    /// ```text
    ///        Γ ⊢ p    Δ ⊢ q
    /// ─────────────────────────────
    /// (Γ − {q}) ∪ (Δ − {p}) ⊢ p = q
    /// ```
    ///
    /// ```
    /// use hence_kernel::{Term, Theorem, Type};
    /// let p = Theorem::assume(&Term::var("p", Type::Bool)).unwrap();
    /// let q = Theorem::assume(&Term::var("q", Type::Bool)).unwrap();
    /// assert_eq!(p.deduct_antisym(&q).unwrap().hypotheses().len(), 2);
    /// assert_eq!(p.deduct_antisym(&p).unwrap().hypotheses().len(), 0);
    /// ```
    pub fn deduct_antisym(&self, o: &Theorem) -> Result<Theorem> {
        let hyps = union(
            &without(&self.hyps, &o.concl),
            &without(&o.hyps, &self.concl),
        );
        Theorem::joined(self, o, hyps, syntax::eq(&self.concl, &o.concl)?)
    }

    /// Instantiation of free variables, all at once; where a function is put for a variable that is applied, the redex is
    /// reduced.
    ///
    /// ```text
    ///    Γ ⊢ p
    /// ────────────
    /// Γ[σ] ⊢ p[σ]
    /// ```
    ///
    /// Fails where a type does not agree.
    ///
    /// ```
    /// use hence_kernel::{Term, Theorem};
    /// let x = Term::real_var("x");
    /// let th = Theorem::refl(&x).unwrap().inst(&[(x, Term::int(5))]).unwrap();
    /// assert_eq!(th.to_string(), "⊢ 5 = 5");
    /// ```
    pub fn inst(&self, subst: &[(Term, Term)]) -> Result<Theorem> {
        let hyps = self
            .hyps
            .iter()
            .map(|h| h.subst(subst))
            .collect::<Result<Vec<_>>>()
            .map(sorted)?;
        Ok(Theorem {
            hyps,
            concl: self.concl.subst(subst)?,
            ..self.clone()
        })
    }

    /// Instantiation of type variables, all at once.
    ///
    /// ```text
    ///    Γ ⊢ p
    /// ────────────
    /// Γ[τ] ⊢ p[τ]
    /// ```
    ///
    /// ```
    /// use hence_kernel::{Term, Theorem, Type};
    /// let x = Term::var("x", Type::Var("A".into()));
    /// let th = Theorem::refl(&x).unwrap().inst_type(&[("A".into(), Type::Real)]).unwrap();
    /// assert_eq!(th.conclusion(), Theorem::refl(&Term::real_var("x")).unwrap().conclusion());
    /// ```
    pub fn inst_type(&self, subst: &[(Name, Type)]) -> Result<Theorem> {
        let hyps = self
            .hyps
            .iter()
            .map(|h| h.inst_type(subst))
            .collect::<Result<Vec<_>>>()
            .map(sorted)?;
        Ok(Theorem {
            hyps,
            concl: self.concl.inst_type(subst)?,
            ..self.clone()
        })
    }

    // ── eta, choice, definitions ───────────────────────────────────────────────────────────────────────────────────

    /// Eta.
    ///
    /// ```text
    /// ─────────────────   x not free in f
    /// ⊢ (λx. f x) = f
    /// ```
    ///
    /// Fails where the term is not of that shape.
    ///
    /// ```
    /// use hence_kernel::{Term, Theorem, Type};
    /// let f = Term::var("f", Type::fun(Type::Real, Type::Real));
    /// let x = Term::real_var("x");
    /// let t = Term::lam(&x, &Term::app(&f, &x).unwrap()).unwrap();
    /// assert_eq!(Theorem::eta(&t).unwrap().conclusion().as_eq().unwrap().1, &f);
    /// ```
    pub fn eta(t: &Term) -> Result<Theorem> {
        closed(t)?;
        if let Kind::Lam(_, _, body) = t.kind()
            && let Kind::App(f, x) = body.kind()
            && matches!(x.kind(), Kind::Bound(0))
            && f.is_closed()
        {
            return Ok(Theorem::bare(syntax::eq(t, f)?));
        }
        Err(KernelError::Shape("eta: not λx. f x"))
    }

    /// Choice: what holds of something holds of the chosen thing.
    ///
    /// ```text
    ///    Γ ⊢ P a
    /// ─────────────
    /// Γ ⊢ P (ε P)
    /// ```
    ///
    /// `P` is given as an abstraction, and the theorem's conclusion is its body at `a`. Fails where it is not.
    ///
    /// ```
    /// use hence_kernel::{Term, Theorem, syntax};
    /// let x = Term::real_var("x");
    /// let p = Term::lam(&x, &syntax::eq(&x, &Term::int(2)).unwrap()).unwrap();
    /// let th = Theorem::refl(&Term::int(2)).unwrap().choice(&p, &Term::int(2)).unwrap();
    /// assert_eq!(th.conclusion().as_eq().unwrap().1, &Term::int(2));
    /// ```
    pub fn choice(&self, p: &Term, a: &Term) -> Result<Theorem> {
        closed(p)?;
        closed(a)?;
        if p.beta_app(a)? != self.concl {
            return Err(KernelError::Shape("choice: the conclusion is not P a"));
        }
        let chosen = Term::app(&syntax::choice_const(a.ty()), p)?;
        Ok(Theorem {
            concl: p.beta_app(&chosen)?,
            ..self.clone()
        })
    }

    /// Definition: a new constant that equals a closed term. The definition is part of the constant, so two definitions of one name give
    /// two constants.
    ///
    /// ```text
    /// ─────────   c new, t closed
    /// ⊢ c = t
    /// ```
    ///
    /// Fails where `t` has free variables, or type variables that its type does not show.
    ///
    /// ```
    /// use hence_kernel::{Term, Theorem};
    /// let one = Theorem::define("c", &Term::int(1)).unwrap();
    /// let two = Theorem::define("c", &Term::int(2)).unwrap();
    /// assert_ne!(one.conclusion().as_eq().unwrap().0, two.conclusion().as_eq().unwrap().0);
    /// assert!(Theorem::define("c", &Term::real_var("x")).is_err());
    /// ```
    pub fn define(name: &str, t: &Term) -> Result<Theorem> {
        closed(t)?;
        if t.has_vars() {
            return Err(KernelError::Shape("a definition must be closed"));
        }
        let (mut inside, mut shown) = (Vec::new(), Vec::new());
        t.type_vars(&mut inside);
        t.ty().vars(&mut shown);
        if inside.iter().any(|v| !shown.contains(v)) {
            return Err(KernelError::Shape(
                "a definition's type must show its type variables",
            ));
        }
        let c = Term::raw_const(
            Const {
                name: name.into(),
                def: Definition::Named(t.clone()),
            },
            t.ty().clone(),
        );
        Ok(Theorem::bare(syntax::eq(&c, t)?))
    }

    /// Unfolding: a constant that was introduced by a definition equals what it was defined to be. It is how the connectives, whose
    /// definitions are in `syntax`, get their meaning.
    ///
    /// ```text
    /// ─────────   c was defined to be t
    /// ⊢ c = t
    /// ```
    ///
    /// Fails where the term is no constant or has no definition.
    ///
    /// ```
    /// use hence_kernel::{Term, Theorem, syntax};
    /// let unfolded = Theorem::unfold(&syntax::truth()).unwrap();
    /// assert!(unfolded.hypotheses().is_empty());
    /// assert_eq!(unfolded.conclusion().as_eq().unwrap().0, &syntax::truth());
    /// assert!(Theorem::unfold(&syntax::constant("exp").unwrap()).is_err());
    /// ```
    pub fn unfold(c: &Term) -> Result<Theorem> {
        match c.kind() {
            Kind::Const(k) => match k.definition() {
                Some(t) => Ok(Theorem::bare(syntax::eq(c, t)?)),
                None => Err(KernelError::Shape("unfold: a constant without definition")),
            },
            _ => Err(KernelError::Shape("unfold: not a constant")),
        }
    }

    // ── computing rules ────────────────────────────────────────────────────────────────────────────────────────────

    /// Equality by normal form: polynomials and fractions over ℚ in opaque atoms.
    ///
    /// ```text
    /// Γᵢ ⊢ ¬(dᵢ = 0)    Δⱼ ⊢ aⱼ ^ nⱼ = rⱼ
    /// ────────────────────────────────────   the normal forms of s and t agree
    ///         ∪Γᵢ ∪ ∪Δⱼ ⊢ s = t
    /// ```
    ///
    /// `side` holds, in the order they are learned, denominators `¬(d = 0)` that may be multiplied out and equations by which an atom
    /// (or a power of one) is replaced; each joins the hypotheses. The normal form is that of the module `ring`.
    /// Fails where the forms differ, a side theorem has another shape, or a limit is reached.
    ///
    /// ```
    /// use hence_kernel::{Term, Theorem, syntax::*};
    /// let x = Term::real_var("x");
    /// let lhs = mul(&add(&x, &x).unwrap(), &x).unwrap();
    /// let rhs = mul(&Term::int(2), &pow(&x, &Term::int(2)).unwrap()).unwrap();
    /// assert!(Theorem::ring(&lhs, &rhs, &[]).is_ok());
    /// assert!(Theorem::ring(&lhs, &x, &[]).is_err());
    /// ```
    pub fn ring(s: &Term, t: &Term, side: &[&Theorem]) -> Result<Theorem> {
        closed(s)?;
        closed(t)?;
        let concl = syntax::eq(s, t)?;
        let formulas: Vec<&Term> = side.iter().map(|th| &th.concl).collect();
        ring::equal(s, t, &formulas)?;
        side.iter()
            .try_fold(Theorem::bare(concl.clone()), |acc, th| {
                Theorem::joined(&acc, th, union(&acc.hyps, &th.hyps), concl.clone())
            })
    }

    /// Closed comparisons of rational numbers: `=`, `¬ =`, `<`, `≤`, their negations, and `Int`, between numerals or terms that
    /// [`Theorem::ring`] reduces to numerals.
    ///
    /// ```text
    /// ──────   p is a true comparison of numerals
    ///  ⊢ p
    /// ```
    ///
    /// Fails where it is false or not of that shape.
    ///
    /// ```
    /// use hence_kernel::{Term, Theorem, syntax::*};
    /// assert!(Theorem::rational(&lt(&Term::int(1), &Term::int(2)).unwrap()).is_ok());
    /// assert!(Theorem::rational(&lt(&Term::int(2), &Term::int(1)).unwrap()).is_err());
    /// assert!(Theorem::rational(&not(&is_int(&Term::num(hence_kernel::Q::ratio(1, 2).unwrap())).unwrap()).unwrap()).is_ok());
    /// ```
    pub fn rational(p: &Term) -> Result<Theorem> {
        closed(p)?;
        if *p.ty() != Type::Bool {
            return Err(KernelError::Shape("not a comparison of rational numbers"));
        }
        if rational_holds(p)? {
            Ok(Theorem::bare(p.clone()))
        } else {
            Err(KernelError::False)
        }
    }

    /// Enclosure: with its variables in the given closed intervals, a term lies between two rational numbers.
    ///
    /// ```text
    /// ────────────────────────────────────────────   t certainly defined on the box
    /// {lᵢ ≤ xᵢ, xᵢ ≤ uᵢ} ⊢ a ≤ t    {…} ⊢ t ≤ b
    /// ```
    ///
    /// `bits` is the working precision. Fails where the term is not certainly defined on the whole box.
    ///
    /// ```
    /// use hence_kernel::{Term, Theorem, syntax::*};
    /// let (lower, upper) = Theorem::enclose(&exp(&Term::int(1)).unwrap(), &[], 64).unwrap();
    /// assert!(lower.conclusion().as_binary("≤").unwrap().0.as_num().unwrap().to_f64() > 2.718281);
    /// assert!(upper.conclusion().as_binary("≤").unwrap().1.as_num().unwrap().to_f64() < 2.718282);
    /// ```
    pub fn enclose(t: &Term, bounds: &[Bounds], bits: u32) -> Result<(Theorem, Theorem)> {
        closed(t)?;
        let (lo, hi) = enclose::enclose(t, bounds, bits)?;
        let mut hyps = Vec::with_capacity(2 * bounds.len());
        for b in bounds {
            hyps.push(syntax::le(&Term::num(b.lo.clone()), &b.var)?);
            hyps.push(syntax::le(&b.var, &Term::num(b.hi.clone()))?);
        }
        let hyps = sorted(hyps);
        let th = |concl| Theorem {
            hyps: hyps.clone(),
            ..Theorem::bare(concl)
        };
        Ok((
            th(syntax::le(&Term::num(lo), t)?),
            th(syntax::le(t, &Term::num(hi))?),
        ))
    }

    // ── made of the rules above, for speed of writing ──────────────────────────────────────────────────────────────

    /// The two sides of the conclusion. Fails where it is no equation.
    pub fn equation(&self) -> Result<(&Term, &Term)> {
        self.concl
            .as_eq()
            .ok_or(KernelError::Shape("not an equation"))
    }

    /// Symmetry, by congruence and modus ponens.
    pub fn sym(&self) -> Result<Theorem> {
        let (a, _) = self.equation()?;
        let refl = Theorem::refl(a)?;
        let Kind::App(eq_a, _) = self.concl.kind() else {
            return Err(KernelError::Shape("not an equation"));
        };
        let Kind::App(eq, _) = eq_a.kind() else {
            return Err(KernelError::Shape("not an equation"));
        };
        Theorem::refl(eq)?
            .congruence(self)?
            .congruence(&refl)?
            .eq_mp(&refl)
    }

    /// Cut: a hypothesis is replaced by a proof of it.
    ///
    /// ```text
    /// Γ ⊢ p    Δ, p ⊢ q
    /// ──────────────────
    ///     Γ ∪ Δ ⊢ q
    /// ```
    pub fn cut(&self, lemma: &Theorem) -> Result<Theorem> {
        if self.hyps.binary_search(&lemma.concl).is_err() {
            return Ok(self.clone());
        }
        lemma.deduct_antisym(self)?.eq_mp(lemma)
    }
}

fn rational_holds(p: &Term) -> Result<bool> {
    let bad = KernelError::Shape("not a comparison of rational numbers");
    if let Some(q) = p.as_unary("¬") {
        return rational_holds(q).map(|b| !b);
    }
    if let Some(a) = p.as_unary("Int") {
        return ring::constant(a)?.map(|q| q.is_integer()).ok_or(bad);
    }
    let Some((name, args)) = p.as_const_app() else {
        return Err(bad);
    };
    let [a, b] = args[..] else { return Err(bad) };
    if *a.ty() != Type::Real {
        return Err(bad);
    }
    let value = |t: &Term| -> Result<Q> { ring::constant(t)?.ok_or(bad.clone()) };
    match name {
        "=" => Ok(value(a)? == value(b)?),
        "<" => Ok(value(a)? < value(b)?),
        "≤" => Ok(value(a)? <= value(b)?),
        _ => Err(bad),
    }
}

impl std::fmt::Display for Theorem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (i, h) in self.hyps.iter().enumerate() {
            write!(f, "{}{h}", if i > 0 { ", " } else { "" })?;
        }
        write!(
            f,
            "{}⊢ {}",
            if self.hyps.is_empty() { "" } else { " " },
            self.concl
        )
    }
}

impl std::fmt::Debug for Theorem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{self}")
    }
}
