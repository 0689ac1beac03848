//! Theorems about closed formulas: numbers are enclosed, order facts of the theory do the rest.

use super::connect;
use super::eval::{Scratch, Tape, Truth};
use super::instance::apply;
use crate::logic;
use hence_kernel::{Kind, Q, Term, Theorem, Theory, Type, syntax};

/// Proves what the search cannot: closed formulas, mostly equations between irrational numbers.
pub type ProveClosed<'a> = &'a dyn Fn(&Term) -> Option<Theorem>;

/// Proves a closed formula without binders.
///
/// Comparisons are decided by enclosing the difference of the sides at rising precision, up to `bits`; equations by exact arithmetic, by
/// the normal form with the exact values of the terms in it, or by `prove_closed`. The theorem has no hypotheses and its conclusion
/// is the formula. None where the formula is false, undefined, or too hard.
pub fn certify(
    formula: &Term,
    theory: &Theory,
    prove_closed: ProveClosed,
    bits: u32,
) -> Option<Theorem> {
    let ground = Ground {
        theory,
        prove_closed,
        bits,
    };
    if formula.has_vars() || *formula.ty() != Type::Bool {
        return None;
    }
    let th = ground.prove(formula, true)?;
    // What the caller relies on, checked where it costs nothing.
    (th.conclusion() == formula && th.hypotheses().is_empty()).then_some(th)
}

struct Ground<'a> {
    theory: &'a Theory,
    prove_closed: ProveClosed<'a>,
    bits: u32,
}

const FIRST_BITS: u32 = 64;

impl Ground<'_> {
    fn fact(&self, name: &str, lemmas: &[&Theorem], goal: &Term) -> Option<Theorem> {
        apply(self.theory.fact(name).ok()?, lemmas, goal)
    }

    // ⊢ p, or ⊢ ¬p where `positive` is false.
    fn prove(&self, p: &Term, positive: bool) -> Option<Theorem> {
        if let Some(q) = p.as_unary("¬") {
            return if positive {
                self.prove(q, false)
            } else {
                connect::not_not(&self.prove(q, true)?).ok()
            };
        }
        if let Some((a, b)) = p.as_binary("∧") {
            if positive {
                let (a, b) = (self.prove(a, true)?, self.prove(b, true)?);
                return logic::conj(&a, &b).ok();
            }
            if let Some(th) = self.prove(a, false) {
                return connect::not_and(p, &th).ok();
            }
            return connect::not_and(p, &self.prove(b, false)?).ok();
        }
        if let Some((a, b)) = p.as_binary("∨") {
            if !positive {
                let (a, b) = (self.prove(a, false)?, self.prove(b, false)?);
                return connect::not_or(p, &a, &b).ok();
            }
            if let Some(th) = self.prove(a, true) {
                return logic::disj_left(&th, b).ok();
            }
            return logic::disj_right(a, &self.prove(b, true)?).ok();
        }
        if let Some((a, b)) = p.as_binary("⇒") {
            if !positive {
                let (a, b) = (self.prove(a, true)?, self.prove(b, false)?);
                return connect::not_implies(p, &a, &b).ok();
            }
            if let Some(th) = self.prove(a, false) {
                return logic::disch(a, &connect::absurd(&th, a, b).ok()?).ok();
            }
            return logic::disch(a, &self.prove(b, true)?).ok();
        }
        if p.is_const("⊤") && positive {
            return logic::truth().ok();
        }
        if p.is_const("⊥") && !positive {
            return logic::not_intro(p, &Theorem::assume(p).ok()?).ok();
        }
        if let Some((a, b)) = p.as_eq()
            && *a.ty() == Type::Bool
        {
            return self.equivalence(p, a, b, positive);
        }
        self.atom(p, positive)
            .or_else(|| self.elsewhere(p, positive))
    }

    // Asks the caller, except for what is false as far as one can see: a search for its proof would be long and in vain.
    fn elsewhere(&self, p: &Term, positive: bool) -> Option<Theorem> {
        let goal = if positive {
            p.clone()
        } else {
            syntax::not(p).ok()?
        };
        if let Some(tape) = Tape::compile(std::slice::from_ref(&goal), &[])
            && let Some(truth) = tape.judge(&[], &mut Scratch::default(), true).truth
            && truth < Truth::Likely
        {
            return None;
        }
        (self.prove_closed)(&goal)
            .filter(|th| *th.conclusion() == goal && th.hypotheses().is_empty())
    }

    fn atom(&self, p: &Term, positive: bool) -> Option<Theorem> {
        let goal = if positive {
            p.clone()
        } else {
            syntax::not(p).ok()?
        };
        // Exact arithmetic first: it is the cheapest and needs no fact.
        match Theorem::rational(&goal) {
            Ok(th) => return Some(th),
            Err(hence_kernel::KernelError::False) => return None,
            Err(_) => {}
        }
        if let Some((a, b)) = p.as_eq() {
            if *a.ty() != Type::Real {
                return None;
            }
            return if positive {
                self.equal(a, b)
            } else {
                self.different(a, b, &goal)
            };
        }
        if let Some((a, b)) = p.as_binary("<") {
            return if positive {
                self.below(a, b)
            } else {
                self.fact("not_lt_of_le", &[&self.at_most(b, a)?], &goal)
            };
        }
        if let Some((a, b)) = p.as_binary("≤") {
            return if positive {
                self.at_most(a, b)
            } else {
                self.fact("not_le_of_lt", &[&self.below(b, a)?], &goal)
            };
        }
        if let Some(a) = p.as_unary("Int") {
            return self.integer(a, positive, &goal);
        }
        None
    }

    fn equivalence(&self, p: &Term, a: &Term, b: &Term, positive: bool) -> Option<Theorem> {
        let (left, a_holds) = self.decide(a)?;
        let (right, b_holds) = self.decide(b)?;
        match (a_holds, b_holds) {
            _ if (a_holds == b_holds) != positive => None,
            (true, true) => left.deduct_antisym(&right).ok(),
            (false, false) => {
                let b_gives_a = connect::absurd(&right, b, a).ok()?;
                let a_gives_b = connect::absurd(&left, a, b).ok()?;
                b_gives_a.deduct_antisym(&a_gives_b).ok()
            }
            (true, false) => connect::not_iff(p, &left, &right).ok(),
            (false, true) => connect::not_iff(p, &right, &left).ok(),
        }
    }

    // ⊢ p or ⊢ ¬p, and which of them.
    fn decide(&self, p: &Term) -> Option<(Theorem, bool)> {
        let yes = self.prove(p, true).map(|th| (th, true));
        yes.or_else(|| self.prove(p, false).map(|th| (th, false)))
    }

    fn precisions(&self, most: u32) -> impl Iterator<Item = u32> {
        let most = most.min(self.bits);
        std::iter::successors(Some(FIRST_BITS), |b| Some(b * 2)).take_while(move |b| *b <= most)
    }

    // ⊢ a < b
    fn below(&self, a: &Term, b: &Term) -> Option<Theorem> {
        let goal = syntax::lt(a, b).ok()?;
        // A side that is a number is compared with directly.
        if let Some(q) = b.as_num() {
            return self.precisions(u32::MAX).find_map(|bits| {
                let (_, upper) = Theorem::enclose(a, &[], bits).ok()?;
                let end = upper.conclusion().as_binary("≤")?.1.as_num()?.clone();
                (end < *q).then_some(())?;
                let gap = Theorem::rational(&syntax::lt(&Term::num(end), b).ok()?).ok()?;
                self.fact("le_lt_trans", &[&upper, &gap], &goal)
            });
        }
        if let Some(q) = a.as_num() {
            return self.precisions(u32::MAX).find_map(|bits| {
                let (lower, _) = Theorem::enclose(b, &[], bits).ok()?;
                let end = lower.conclusion().as_binary("≤")?.0.as_num()?.clone();
                (*q < end).then_some(())?;
                let gap = Theorem::rational(&syntax::lt(a, &Term::num(end)).ok()?).ok()?;
                self.fact("lt_le_trans", &[&gap, &lower], &goal)
            });
        }
        let difference = syntax::sub(b, a).ok()?;
        let zero = Term::int(0);
        let positive = self.below(&zero, &difference)?;
        self.fact("of_sub_pos", &[&positive], &goal)
    }

    // ⊢ a ≤ b
    fn at_most(&self, a: &Term, b: &Term) -> Option<Theorem> {
        let goal = syntax::le(a, b).ok()?;
        if let Ok(th) = Theorem::rational(&goal) {
            return Some(th);
        }
        if let Some(th) = self.at_most_within(a, b, &goal, FIRST_BITS, 2 * FIRST_BITS) {
            return Some(th);
        }
        if let Some(th) = self.equal(a, b) {
            return self.fact("le_of_eq", &[&th], &goal);
        }
        self.at_most_within(a, b, &goal, 4 * FIRST_BITS, self.bits)
    }

    fn at_most_within(
        &self,
        a: &Term,
        b: &Term,
        goal: &Term,
        least: u32,
        most: u32,
    ) -> Option<Theorem> {
        let difference = syntax::sub(b, a).ok()?;
        let zero = Term::int(0);
        let nonneg = syntax::le(&zero, &difference).ok()?;
        for bits in self.precisions(most).filter(|b| *b >= least) {
            let Ok((lower, upper)) = Theorem::enclose(&difference, &[], bits) else {
                continue;
            };
            if below_zero(&upper)? {
                return None;
            }
            let end = lower.conclusion().as_binary("≤")?.0;
            if end.as_num()?.is_negative() {
                continue;
            }
            let gap = Theorem::rational(&syntax::le(&zero, end).ok()?).ok()?;
            let th = self.fact("le_trans", &[&gap, &lower], &nonneg)?;
            return self.fact("of_sub_nonneg", &[&th], goal);
        }
        None
    }

    // ⊢ ¬(a = b)
    fn different(&self, a: &Term, b: &Term, goal: &Term) -> Option<Theorem> {
        let difference = syntax::sub(b, a).ok()?;
        for bits in self.precisions(u32::MAX) {
            let Ok((lower, upper)) = Theorem::enclose(&difference, &[], bits) else {
                continue;
            };
            let (lo, hi) = (
                lower.conclusion().as_binary("≤")?.0.as_num()?,
                upper.conclusion().as_binary("≤")?.1.as_num()?,
            );
            if lo.is_positive() {
                return self.fact("ne_of_lt", &[&self.below(a, b)?], goal);
            }
            if hi.is_negative() {
                return self.fact("ne_of_gt", &[&self.below(b, a)?], goal);
            }
            if lo == hi {
                return None;
            }
        }
        None
    }

    // ⊢ a = b
    fn equal(&self, a: &Term, b: &Term) -> Option<Theorem> {
        let goal = syntax::eq(a, b).ok()?;
        if let Ok(th) = Theorem::rational(&goal) {
            return Some(th);
        }
        if let Ok(th) = Theorem::ring(a, b, &[]) {
            return Some(th);
        }
        // Certainly different numbers are not worth more.
        let difference = syntax::sub(b, a).ok()?;
        if let Ok((lower, upper)) = Theorem::enclose(&difference, &[], FIRST_BITS) {
            let lo = lower.conclusion().as_binary("≤")?.0.as_num()?;
            if lo.is_positive() || below_zero(&upper)? {
                return None;
            }
        }
        let mut side = Vec::new();
        self.known_values(&difference, &mut side);
        let side: Vec<&Theorem> = side.iter().collect();
        Theorem::ring(a, b, &side).ok()
    }

    // Equations that the normal form may use: atoms whose value is rational, choices whose guard is decided, squares of square roots.
    fn known_values(&self, t: &Term, out: &mut Vec<Theorem>) {
        const MAX_SIDE: usize = 24;
        let Some((name, args)) = t.as_const_app() else {
            return;
        };
        if out.len() >= MAX_SIDE || out.iter().any(|th| mentions(th, t)) {
            return;
        }
        let arithmetic = matches!(name, "+" | "-" | "*" | "/" | "neg" | "inv");
        if !arithmetic && !args.is_empty() {
            if let Some(th) = self.point(t) {
                out.push(th);
                return;
            }
            if let ("ite", [g, a, b]) = (name, &args[..]) {
                let (lemma, rule, branch) = match self.prove(g, true) {
                    Some(th) => (th, "ite_true", a),
                    None => match self.prove(g, false) {
                        Some(th) => (th, "ite_false", b),
                        None => return,
                    },
                };
                self.known_values(branch, out);
                out.extend(
                    syntax::eq(t, branch)
                        .ok()
                        .and_then(|goal| self.fact(rule, &[&lemma], &goal)),
                );
                return;
            }
        }
        for a in args.iter().filter(|a| *a.ty() == Type::Real) {
            self.known_values(a, out);
        }
        if let ("sqrt", [a]) = (name, &args[..]) {
            let square = || -> Option<Theorem> {
                let nonneg = self.at_most(&Term::int(0), a)?;
                let goal = syntax::eq(&syntax::pow(t, &Term::int(2)).ok()?, a).ok()?;
                self.fact("sqrt_sq", &[&nonneg], &goal)
            };
            out.extend(square());
        }
    }

    // ⊢ t = q, where the enclosure is a single number.
    fn point(&self, t: &Term) -> Option<Theorem> {
        let (lower, upper) = Theorem::enclose(t, &[], FIRST_BITS).ok()?;
        let lo = lower.conclusion().as_binary("≤")?.0;
        let hi = upper.conclusion().as_binary("≤")?.1;
        if lo != hi {
            return None;
        }
        let goal = syntax::eq(t, lo).ok()?;
        self.fact("le_antisymm", &[&upper, &lower], &goal)
    }

    // ⊢ Int a, by an equal number.
    fn integer(&self, a: &Term, positive: bool, goal: &Term) -> Option<Theorem> {
        let value = match a.kind() {
            Kind::Num(_) => return None,
            _ => self.point(a)?,
        };
        let number = value.conclusion().as_eq()?.1.clone();
        number
            .as_num()
            .map(Q::is_integer)
            .filter(|whole| *whole == positive)?;
        let same = syntax::is_int(&number).ok()?;
        let same = if positive {
            same
        } else {
            syntax::not(&same).ok()?
        };
        // Rewrites the number in ⊢ Int q, or ⊢ ¬Int q, back to the term.
        let int = Theorem::refl(&syntax::constant("Int")?).ok()?;
        let mut step = int.congruence(&value.sym().ok()?).ok()?;
        if !positive {
            step = Theorem::refl(&syntax::constant("¬")?)
                .ok()?
                .congruence(&step)
                .ok()?;
        }
        step.eq_mp(&Theorem::rational(&same).ok()?)
            .ok()
            .filter(|th| th.conclusion() == goal)
    }
}

// Whether `t ≤ q` has a negative right side.
fn below_zero(upper: &Theorem) -> Option<bool> {
    Some(upper.conclusion().as_binary("≤")?.1.as_num()?.is_negative())
}

fn mentions(th: &Theorem, t: &Term) -> bool {
    th.conclusion()
        .as_eq()
        .is_some_and(|(l, _)| l == t || l.as_binary("pow").is_some_and(|(b, _)| b == t))
}
