//! Equality by normal form: rational functions over kernels.
//!
//! Both sides are read as fractions over atoms. Each atom that can be expressed by simpler ones gets a rule (a theorem
//! `atom = …` or `atom ^ n = …`), each denominator a theorem that it does not vanish; the kernel's `ring` does the rest. Rules come in
//! three kinds: local ones (definitions, derivatives, `tan = sin / cos`, logarithms of products), and those that need to see all atoms
//! at once: exponentials and powers over a common base, sines and cosines over a common angle.

use super::context::Context;
use super::{closure, derivative, limits, powers, trig};
use crate::theory::Use;
use hence_kernel::{Kind, Q, Term, Theorem, Type, syntax};
use std::collections::{BTreeMap, HashMap, HashSet};

const MAX_ATOMS: usize = 600;

/// `⊢ s = t`
pub(crate) fn equal(s: &Term, t: &Term, context: &Context) -> Option<Theorem> {
    if let Ok(th) = Theorem::ring(s, t, &[]) {
        return Some(th);
    }
    let rules = rules(s, t, context);
    Theorem::ring(s, t, &rules.iter().collect::<Vec<_>>()).ok()
}

/// The side theorems for one call of `ring` on these terms.
pub(crate) fn rules(s: &Term, t: &Term, context: &Context) -> Vec<Theorem> {
    let mut side = Normalizer::new(context);
    side.explore(s);
    side.explore(t);
    side.plan();
    side.emit(s);
    side.emit(t);
    side.side
}

/// `⊢ t = t'` for a defined name or a call of a defined function: its definition, with the arguments put in.
pub(crate) fn unfold(t: &Term) -> Option<Theorem> {
    let (head, args) = t.spine();
    let Kind::Const(c) = head.kind() else {
        return None;
    };
    // A connective is defined too, and stays.
    if t.as_const_app().is_some() {
        return None;
    }
    let mut th = Theorem::define(&c.name, c.definition()?).ok()?;
    for a in args {
        th = th.congruence(&Theorem::refl(a).ok()?).ok()?;
        let (_, r) = th.equation().ok()?;
        if let Ok(b) = Theorem::beta(r) {
            th = th.trans(&b).ok()?;
        }
    }
    Some(th)
}

/// What is collected for one call of `ring`.
pub(crate) struct Normalizer<'a, 'b> {
    pub context: &'a Context<'b>,
    // Atoms in the order met, with their rule where they have one.
    pub atoms: Vec<Term>,
    known: HashSet<Term>,
    pub rules: HashMap<Term, Vec<Theorem>>,
    // Rules that speak of no atom of the question but of auxiliary ones: learned first for the atoms they belong to.
    emitted: HashSet<Term>,
    pub side: Vec<Theorem>,
    normal_facts: &'b BTreeMap<String, Vec<String>>,
    /// Bases of powers by their reduced form, where it is another.
    pub aliases: HashMap<Term, Term>,
    /// Reduced bases that are positive because what they were taken from is.
    pub positives: HashMap<Term, Theorem>,
}

impl<'a, 'b> Normalizer<'a, 'b> {
    pub(crate) fn new(context: &'a Context<'b>) -> Self {
        let normal_facts = context.library.equations_by_head(|f, l, r| {
            f.uses.contains(&Use::Normal) || (f.uses.contains(&Use::Rewrite) && collapses(l, r))
        });
        Normalizer {
            context,
            atoms: Vec::new(),
            known: HashSet::new(),
            rules: HashMap::new(),
            emitted: HashSet::new(),
            side: Vec::new(),
            normal_facts,
            aliases: HashMap::new(),
            positives: HashMap::new(),
        }
    }

    /// `⊢ 0 < x` for the base of a power.
    pub(crate) fn positive(&self, x: &Term) -> Option<Theorem> {
        (self.positives.get(x).cloned()).or_else(|| self.context.positive(x))
    }

    /// Meets every atom of `t`, and those of the rules that express them.
    pub(crate) fn explore(&mut self, t: &Term) {
        if *t.ty() != Type::Real || self.atoms.len() > MAX_ATOMS {
            return;
        }
        match arithmetic(t) {
            Some(parts) => parts.into_iter().for_each(|p| self.explore(p)),
            None => self.explore_atom(t),
        }
    }

    fn explore_atom(&mut self, t: &Term) {
        if !self.known.insert(t.clone()) {
            return;
        }
        let (_, args) = t.spine();
        for a in args {
            self.explore(a);
        }
        self.atoms.push(t.clone());
        if let Some(rule) = self.local_rule(t) {
            self.add_rule(t, rule);
        }
    }

    /// Records `⊢ t = …` and meets what stands on the right.
    pub(crate) fn add_rule(&mut self, t: &Term, rule: Theorem) {
        let right = rule.equation().ok().map(|(_, r)| r.clone());
        self.rules.entry(t.clone()).or_default().push(rule);
        if let Some(r) = right {
            self.explore(&r);
        }
    }

    // A rule that needs to see this atom only.
    fn local_rule(&mut self, t: &Term) -> Option<Theorem> {
        let c = self.context;
        if let Some(th) = self.substitution(t) {
            return Some(th);
        }
        if let Some(th) = unfold(t) {
            return Some(th);
        }
        if t.as_binary("deriv").is_some() {
            return derivative::value(t, c);
        }
        if t.as_binary("lim").is_some() {
            return limits::value(t, c);
        }
        let (name, args) = t.as_const_app()?;
        match (name, &args[..]) {
            ("abs", [a]) => return absolute(t, a, c),
            ("ite", [g, a, b]) => {
                let subst = [("p", *g), ("a", *a), ("b", *b)];
                if let Some(th) = closure::prove(g, c, 6) {
                    return c.fact("ite_true", &subst, &[&th]);
                }
                let th = closure::prove(&syntax::not(g).ok()?, c, 6)?;
                return c.fact("ite_false", &subst, &[&th]);
            }
            ("log", [a]) => return powers::logarithm(a, c),
            ("root", [n, a]) => return powers::root(n, a, c),
            ("sqrt", [a]) => return powers::square_root(a, c),
            ("cbrt", [a]) => return powers::cube_root(a, c),
            _ => {}
        }
        let facts = self.normal_facts.get(name)?;
        facts.iter().find_map(|f| instance(f, t, c))
    }

    // An equation `variable = term` among the hypotheses.
    fn substitution(&self, t: &Term) -> Option<Theorem> {
        if !matches!(t.kind(), Kind::Var(_)) {
            return None;
        }
        self.context
            .substitutions()
            .into_iter()
            .find(|(v, _)| v == t)
            .map(|(_, th)| th)
    }

    /// Rules that need to see all atoms.
    pub(crate) fn plan(&mut self) {
        // Bases of powers are compared when the atoms inside them have their rules.
        trig::plan(self);
        powers::plan(self);
        trig::plan(self);
    }

    /// The side theorems for one term alone, with rules for the powers in it that have none yet.
    pub(crate) fn side_for(&mut self, t: &Term) -> Vec<Theorem> {
        let mut open = Vec::new();
        self.powers_in(t, &mut open, &mut HashSet::new());
        let lent: Vec<Term> = powers::grouped(open, self)
            .into_iter()
            .map(|(t, rules)| {
                self.rules.insert(t.clone(), rules);
                t
            })
            .collect();
        let side = self.emitted_for(t);
        for t in lent {
            self.rules.remove(&t);
        }
        side
    }

    // The powers without a rule that occur in a term or in the rules for its atoms.
    fn powers_in(&self, t: &Term, out: &mut Vec<(Term, Term, Term)>, seen: &mut HashSet<Term>) {
        if *t.ty() != Type::Real {
            return;
        }
        if let Some(parts) = arithmetic(t) {
            parts.into_iter().for_each(|p| self.powers_in(p, out, seen));
            return;
        }
        if !seen.insert(t.clone()) {
            return;
        }
        if let Some(rules) = self.rules.get(t) {
            for rule in rules {
                if let Ok((_, r)) = rule.equation() {
                    self.powers_in(r, out, seen);
                }
            }
        } else if let Some((x, y)) = t.as_binary("pow")
            && !out.iter().any(|(known, ..)| known == t)
        {
            out.push((t.clone(), x.clone(), y.clone()));
        }
        let (_, args) = t.spine();
        args.into_iter().for_each(|a| self.powers_in(a, out, seen));
    }

    fn emitted_for(&mut self, t: &Term) -> Vec<Theorem> {
        let emitted = std::mem::take(&mut self.emitted);
        let side = std::mem::take(&mut self.side);
        self.emit(t);
        self.emitted = emitted;
        std::mem::replace(&mut self.side, side)
    }

    /// Brings rules and denominators into the order in which the kernel learns them: what a rule mentions comes before it.
    pub(crate) fn emit(&mut self, t: &Term) {
        if *t.ty() != Type::Real {
            return;
        }
        if let Some(parts) = arithmetic(t) {
            for p in &parts {
                self.emit(p);
            }
            if let Some(d) = divisor(t)
                && self
                    .emitted
                    .insert(syntax::inv(&d).unwrap_or_else(|_| d.clone()))
                && self
                    .context
                    .poly(&d)
                    .is_none_or(|p| p.as_constant().is_none())
                && let Some(nz) = self
                    .context
                    .nonzero(&d)
                    .or_else(|| self.radical_nonzero(&d))
            {
                self.side.push(nz);
            }
            return;
        }
        if !self.emitted.insert(t.clone()) {
            return;
        }
        let (_, args) = t.spine();
        for a in args {
            self.emit(a);
        }
        for rule in self.rules.get(t).cloned().unwrap_or_default() {
            if let Ok((_, r)) = rule.equation() {
                let r = r.clone();
                self.emit(&r);
            }
            // The right side may have met the same atom: x ^ (1/2) in the rule of its square.
            self.side.push(rule);
        }
    }

    // c + d·r with r² = a rational square root: nonzero as closed terms are by enclosure already; open ones are left.
    fn radical_nonzero(&self, _d: &Term) -> Option<Theorem> {
        None
    }
}

impl Context<'_> {
    /// Equations `x = t` of the context that may be used from left to right without running in circles.
    pub(crate) fn substitutions(&self) -> Vec<(Term, Theorem)> {
        let mut out: Vec<(Term, Theorem)> = Vec::new();
        let mut mentioned: Vec<Term> = Vec::new();
        for th in &self.equations {
            let Ok((a, b)) = th.equation() else { continue };
            for flip in [false, true] {
                let (v, e) = if flip { (b, a) } else { (a, b) };
                let free = matches!(v.kind(), Kind::Var(_))
                    && !e.has_free(v)
                    && !mentioned.contains(v)
                    && !out.iter().any(|(w, _)| w == v || e.has_free(w));
                if !free {
                    continue;
                }
                let rule = if flip {
                    th.sym().ok()
                } else {
                    Some(th.clone())
                };
                if let Some(rule) = rule {
                    mentioned.extend(e.free_vars());
                    out.push((v.clone(), rule));
                    break;
                }
            }
        }
        out
    }
}

/// The fact with its left side matched against `t`, its conditions proved.
pub(crate) fn instance(fact: &str, t: &Term, c: &Context) -> Option<Theorem> {
    let info = c.library.info(fact)?;
    let (l, _) = info.conclusion.as_eq()?;
    let mut subst: Vec<(Term, Term)> = Vec::new();
    if !matches(l, t, &mut subst) {
        return None;
    }
    let mut th = c.library.theory.fact(fact).ok()?.inst(&subst).ok()?;
    for h in th.hypotheses().to_vec() {
        let lemma = closure::prove(&h, c, 6)?;
        th = th.cut(&lemma).ok()?;
    }
    Some(th)
}

// A function of a function that is simpler: tan (atan x), exp (log x), sin 0.
fn collapses(l: &Term, r: &Term) -> bool {
    let Some((head, args)) = l.as_const_app() else {
        return false;
    };
    let [arg] = args[..] else { return false };
    let inner = match arg.as_const_app() {
        Some((f, inner)) => {
            let inverse = f.starts_with('a') && inner.len() == 1 && f != "abs";
            inverse || inner.is_empty()
        }
        None => arg.as_num().is_some(),
    };
    inner
        && !matches!(head, "+" | "-" | "*" | "/" | "pow" | "inv" | "neg")
        && r.size() <= l.size() + 8
}

fn absolute(t: &Term, a: &Term, c: &Context) -> Option<Theorem> {
    if let Some(th) = c.nonnegative(a) {
        return c.fact("abs_of_nonneg", &[("a", a)], &[&th]);
    }
    let minus = syntax::neg(a).ok()?;
    if let Some(th) = c.nonnegative(&minus) {
        let zero = Term::int(0);
        let moved = c.transport(&th, &syntax::le(&zero, &syntax::sub(&zero, a).ok()?).ok()?)?;
        let le = c.fact("of_sub_nonneg", &[("a", &zero), ("b", a)], &[&moved])?;
        return c.fact("abs_of_nonpos", &[("a", a)], &[&le]);
    }
    for (op, fact) in [("*", "abs_mul"), ("/", "abs_div")] {
        if let Some((x, y)) = a.as_binary(op) {
            if op == "*" {
                return c.fact(fact, &[("a", x), ("b", y)], &[]);
            }
            let nz = c.nonzero(y)?;
            return c.fact(fact, &[("a", x), ("b", y)], &[&nz]);
        }
    }
    if let Some(x) = a.as_unary("neg") {
        return c.fact("abs_neg", &[("a", x)], &[]);
    }
    let _ = t;
    c.fact("abs_sq", &[("a", a)], &[])
}

/// The parts of an arithmetic node; none for an atom.
pub(crate) fn arithmetic(t: &Term) -> Option<Vec<&Term>> {
    if t.as_num().is_some() {
        return Some(Vec::new());
    }
    for op in ["+", "-", "*", "/"] {
        if let Some((a, b)) = t.as_binary(op) {
            return Some(vec![a, b]);
        }
    }
    for op in ["neg", "inv"] {
        if let Some(a) = t.as_unary(op) {
            return Some(vec![a]);
        }
    }
    if let Some((a, n)) = t.as_binary("pow")
        && literal_integer(n).is_some()
    {
        return Some(vec![a]);
    }
    None
}

/// The integer that an exponent is, where it is a literal one.
pub(crate) fn literal_integer(n: &Term) -> Option<i64> {
    if let Some(q) = n.as_num() {
        return q.to_i64();
    }
    if let Some(a) = n.as_unary("neg") {
        return literal_integer(a).map(|k| -k);
    }
    None
}

// What is divided by, where the node divides.
fn divisor(t: &Term) -> Option<Term> {
    if let Some((_, b)) = t.as_binary("/") {
        return Some(b.clone());
    }
    if let Some(a) = t.as_unary("inv") {
        return Some(a.clone());
    }
    let (a, n) = t.as_binary("pow")?;
    (literal_integer(n)? < 0).then(|| a.clone())
}

/// First-order matching: a pattern's free variables stand for terms.
pub(crate) fn matches(pattern: &Term, t: &Term, subst: &mut Vec<(Term, Term)>) -> bool {
    match (pattern.kind(), t.kind()) {
        (Kind::Var(_), _) => {
            if pattern.ty() != t.ty() {
                return false;
            }
            match subst.iter().find(|(v, _)| v == pattern) {
                Some((_, bound)) => bound == t,
                None => {
                    subst.push((pattern.clone(), t.clone()));
                    true
                }
            }
        }
        (Kind::App(f, a), Kind::App(g, b)) => matches(f, g, subst) && matches(a, b, subst),
        _ => pattern == t,
    }
}

/// The number that a term is by its polynomial.
pub(crate) fn constant_value(t: &Term, c: &Context) -> Option<Q> {
    c.poly(t)?.as_constant()
}
