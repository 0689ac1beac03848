//! A fact of the theory, applied: its variables are found by matching.

use hence_kernel::{Kind, Name, Term, Theorem, Type};

/// The instance of `fact` whose conclusion is `goal`, with its conditions replaced by the lemmas that prove them.
///
/// Matching is first order. None where the conclusion does not match, or a condition has no lemma.
pub(crate) fn apply(fact: &Theorem, lemmas: &[&Theorem], goal: &Term) -> Option<Theorem> {
    let mut m = Match::default();
    if !m.term(fact.conclusion(), goal) {
        return None;
    }
    let m = conditions(fact.hypotheses(), lemmas, m)?;
    let typed = fact.inst_type(&m.types).ok()?;
    let terms: Vec<(Term, Term)> = m
        .terms
        .iter()
        .map(|(n, t)| (Term::var(n.clone(), t.ty().clone()), t.clone()))
        .collect();
    let instance = typed.inst(&terms).ok()?;
    lemmas
        .iter()
        .try_fold(instance, |th, lemma| th.cut(lemma))
        .ok()
        .filter(|th| th.conclusion() == goal)
}

fn conditions(open: &[Term], lemmas: &[&Theorem], m: Match) -> Option<Match> {
    let Some((first, rest)) = open.split_first() else {
        return Some(m);
    };
    lemmas.iter().find_map(|lemma| {
        let mut m = m.clone();
        if !m.term(first, lemma.conclusion()) {
            return None;
        }
        conditions(rest, lemmas, m)
    })
}

#[derive(Clone, Default)]
struct Match {
    types: Vec<(Name, Type)>,
    terms: Vec<(Name, Term)>,
}

impl Match {
    fn ty(&mut self, pattern: &Type, ty: &Type) -> bool {
        match (pattern, ty) {
            (Type::Var(v), _) => match self.types.iter().find(|(n, _)| n == v) {
                Some((_, known)) => known == ty,
                None => {
                    self.types.push((v.clone(), ty.clone()));
                    true
                }
            },
            (Type::Fun(p), Type::Fun(t)) => self.ty(&p.0, &t.0) && self.ty(&p.1, &t.1),
            _ => pattern == ty,
        }
    }

    fn term(&mut self, pattern: &Term, t: &Term) -> bool {
        match (pattern.kind(), t.kind()) {
            (Kind::Var(v), _) => {
                if !self.ty(pattern.ty(), t.ty()) {
                    return false;
                }
                match self.terms.iter().find(|(n, _)| n == v) {
                    Some((_, known)) => known == t,
                    None => {
                        self.terms.push((v.clone(), t.clone()));
                        true
                    }
                }
            }
            (Kind::App(f, a), Kind::App(g, b)) => self.term(f, g) && self.term(a, b),
            (Kind::Const(c), Kind::Const(d)) => c.name == d.name && self.ty(pattern.ty(), t.ty()),
            _ => pattern == t,
        }
    }
}
