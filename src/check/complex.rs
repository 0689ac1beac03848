//! Claims about derivatives that are real nowhere: their logarithms may be meant as complex ones.
//!
//! Of a real number u ≠ 0 every complex logarithm is log |u| and a multiple of πi, which does not vary with u on either side of 0; the
//! inverse hyperbolic tangent and cotangent are half a logarithm of (1 + u)/(1 − u) and of (u + 1)/(u − 1) (DLMF 4.2.6, 4.37.24,
//! 4.37.31). So where these functions occur as summands, with real factors, a claim is one of log |u| and of constants: it holds if it
//! holds for all constants, and it fails if it fails for its real parts.

use super::judge::{Judgement, Question, judge_real};
use crate::finding::Verdict;
use crate::logic;
use crate::prove::{self, Context};
use crate::theory::Library;
use hence_kernel::{Kind, Term, Theorem, Type, syntax};

const CONTINUED: &[&str] = &["log", "atanh", "acoth"];

/// The judgement over the complex numbers of a claim that was not proved over the real ones, which `found` says; None where it is not
/// another question.
pub(super) fn judged(
    found: &Judgement,
    question: &Question,
    needs: &[Term],
    library: &Library,
) -> Option<Judgement> {
    let goal = question.goal;
    let speaks = |names: &[&str]| logic::mentions(goal, names);
    if goal.as_eq().is_none() || !speaks(&["deriv"]) || !speaks(CONTINUED) {
        return None;
    }
    // What is proved and defined somewhere is a claim about real numbers.
    if found.theorem.is_some() && found.somewhere {
        return None;
    }
    let new = |constants: bool, regions: Option<Vec<(Term, bool)>>| Continued {
        goal,
        hypotheses: question.hypotheses,
        needs,
        library,
        constants: constants.then(Vec::new),
        known: Vec::new(),
        regions,
        absent: Vec::new(),
    };
    let ask = |goal: &Term| judge_real(&Question { goal, ..*question }, library);
    let said = |judgement: Judgement, goal: &Term| Judgement {
        message: format!("over the complex numbers, by its real parts: {goal}"),
        read_as: Some(goal.clone()),
        ..judgement
    };
    let proved = |j: &Judgement| matches!(j.verdict, Verdict::Valid | Verdict::Conditional);
    let general = new(true, None).equation()?;
    let judgement = ask(&general);
    if proved(&judgement) {
        return Some(said(judgement, &general));
    }
    let mut real = new(false, Some(Vec::new()));
    let parts = real.equation()?;
    let regions = real.regions?;
    if !regions.iter().any(|(_, beyond)| *beyond) {
        return None;
    }
    let all = new(true, Some(regions)).equation()?;
    let judgement = ask(&all);
    if proved(&judgement) {
        return Some(said(judgement, &all));
    }
    let judgement = ask(&parts);
    let refuted = judgement.verdict == Verdict::Invalid && judgement.witness.is_some();
    refuted.then(|| said(judgement, &parts))
}

struct Continued<'a> {
    goal: &'a Term,
    hypotheses: &'a [Term],
    needs: &'a [Term],
    library: &'a Library,
    // The constants that are added, where they are.
    constants: Option<Vec<Term>>,
    // The functions, at their arguments, with what stands for them.
    known: Vec<(Term, Term)>,
    // Which of them have no real value wherever the rest of the claim has one, where that is looked for.
    regions: Option<Vec<(Term, bool)>>,
    // What the claim no longer needs, with complex values for those.
    absent: Vec<Term>,
}

impl Continued<'_> {
    fn equation(&mut self) -> Option<Term> {
        let (a, b) = self.goal.as_eq()?;
        let (l, r) = (self.side(a)?, self.side(b)?);
        let out = syntax::eq(&l, &r).ok()?;
        (out != *self.goal).then_some(out)
    }

    fn side(&mut self, t: &Term) -> Option<Term> {
        if !logic::mentions(t, CONTINUED) {
            return Some(t.clone());
        }
        if let Some((f, c)) = t.as_binary("deriv") {
            let Kind::Lam(hint, ..) = f.kind() else {
                return Some(t.clone());
            };
            // At the point itself where that is a letter, so that what stands outside is the same.
            let y = match c.kind() {
                Kind::Var(_) if !f.has_free(c) => c.clone(),
                _ => Term::fresh(&hint.0, Type::Real, &[self.goal]),
            };
            let body = self.side(&f.instantiate(&y).ok()?)?;
            return syntax::deriv(&Term::lam(&y, &body).ok()?, c).ok();
        }
        for (op, build) in [
            ("+", syntax::add as fn(&Term, &Term) -> _),
            ("-", syntax::sub),
        ] {
            if let Some((a, b)) = t.as_binary(op) {
                return build(&self.side(a)?, &self.side(b)?).ok();
            }
        }
        if let Some(a) = t.as_unary("neg") {
            return syntax::neg(&self.side(a)?).ok();
        }
        let speaks = |t: &Term| logic::mentions(t, CONTINUED);
        if let Some((a, b)) = t.as_binary("*") {
            return match (speaks(a), speaks(b)) {
                (true, false) => syntax::mul(&self.side(a)?, b).ok(),
                (false, true) => syntax::mul(a, &self.side(b)?).ok(),
                _ => Some(t.clone()),
            };
        }
        if let Some((a, b)) = t.as_binary("/") {
            if speaks(b) {
                return Some(t.clone());
            }
            return syntax::div(&self.side(a)?, b).ok();
        }
        self.function(t)
    }

    fn function(&mut self, t: &Term) -> Option<Term> {
        if let Some((_, part)) = self.known.iter().find(|(k, _)| k == t) {
            return Some(part.clone());
        }
        let (name, u) = match t.as_const_app() {
            Some((name, args)) if args.len() == 1 && CONTINUED.contains(&name) => (name, args[0]),
            _ => return Some(t.clone()),
        };
        let one = Term::int(1);
        let size = |u: &Term| syntax::log(&syntax::abs(u).ok()?).ok();
        let applied = |f: &str, u: &Term| Term::app(&syntax::constant(f)?, u).ok();
        let beyond = self.is_beyond(t, name, u);
        let mut part = match (name, beyond) {
            ("log", true) => syntax::log(&syntax::neg(u).ok()?).ok()?,
            ("log", false) => size(u)?,
            ("atanh", true) => applied("acoth", u)?,
            ("acoth", true) => applied("atanh", u)?,
            _ => {
                let (up, down) = (syntax::add(&one, u).ok()?, syntax::sub(&one, u).ok()?);
                let gap = syntax::sub(&size(&up)?, &size(&down)?).ok()?;
                syntax::div(&gap, &Term::int(2)).ok()?
            }
        };
        if let Some(constants) = &mut self.constants {
            let avoid: Vec<&Term> = constants.iter().chain([self.goal]).collect();
            let k = Term::fresh("K", Type::Real, &avoid);
            part = syntax::add(&part, &k).ok()?;
            constants.push(k);
        }
        self.known.push((t.clone(), part.clone()));
        Some(part)
    }

    // Whether a function has no real value there wherever the rest of the claim has one.
    fn is_beyond(&mut self, t: &Term, name: &str, u: &Term) -> bool {
        let Some(regions) = &self.regions else {
            return false;
        };
        if let Some((_, beyond)) = regions.iter().find(|(k, _)| k == t) {
            return *beyond;
        }
        let own = self.proved_beyond(name, u);
        let beyond = own.is_some();
        self.absent.extend(own.into_iter().flatten());
        self.regions
            .iter_mut()
            .for_each(|r| r.push((t.clone(), beyond)));
        beyond
    }

    // What a function needs to have a real value, where that is proved to fail.
    fn proved_beyond(&self, name: &str, u: &Term) -> Option<Vec<Term>> {
        let one = Term::int(1);
        let minus = Term::int(-1);
        let square = syntax::pow(u, &Term::int(2));
        let outside = || -> hence_kernel::Result<(Term, Vec<Term>)> {
            Ok(match name {
                "log" => (
                    syntax::le(u, &Term::int(0))?,
                    vec![syntax::lt(&Term::int(0), u)?],
                ),
                "atanh" => (
                    syntax::le(&one, &square?)?,
                    vec![syntax::lt(&minus, u)?, syntax::lt(u, &one)?],
                ),
                _ => (
                    syntax::le(&square?, &one)?,
                    vec![syntax::or(&syntax::lt(u, &minus)?, &syntax::lt(&one, u)?)?],
                ),
            })
        };
        let (outside, own) = outside().ok()?;
        let known = self.hypotheses.iter().chain(self.needs);
        let others = known.filter(|n| !own.contains(n) && !self.absent.contains(n));
        let others = others.filter_map(|n| Theorem::assume(n).ok());
        prove::prove(&outside, &Context::new(self.library, others))?;
        Some(own)
    }
}
