//! Names that the text introduces, and what it takes as given.

use super::super::judge::{admit, variable_name};
use super::super::script::{Line, Task};
use super::super::step::with_definedness;
use super::super::{generic, open};
use super::{Walk, line_span};
use crate::elaborate::{
    Definition, Problem, Sort, bare, has_boundless, key, places, settled, subscripts, walk,
};
use crate::finding::Verdict;
use crate::prove::{self, Context};
use crate::read::ast::{Expr, Kind, Link, Name, Rel};
use crate::read::lexicon::properties::{Property, Said};
use hence_kernel::{Term, Theorem, Type, syntax};
use num_rational::BigRational;
use num_traits::Zero;
use std::collections::BTreeSet;

impl Walk<'_> {
    // What the words suppose of names becomes a hypothesis; where they may suppose more than was understood, nothing about
    // these names can be refuted.
    pub(super) fn mentioned(&mut self, names: &BTreeSet<String>, said: &Said, general: bool) {
        self.note_spoken_identities(names);
        if said.more {
            names.iter().for_each(|n| self.open_entries(n));
            self.open.extend(names.iter().cloned());
            // "√2 is rational": no name is open to what it says.
            self.unheard |= names.is_empty();
            self.worded = true;
        }
        if general {
            self.general.extend(names.iter().cloned());
        }
        for n in names {
            if self.scope.definition(n).is_some() || n == "e" || n == "π" {
                continue;
            }
            if self.scope.sort(n) == Some(Sort::Vector) {
                continue;
            }
            // "Let f be positive" says it of the values of f.
            if self.called.contains(n) && !said.properties.is_empty() {
                self.open.insert(n.clone());
                continue;
            }
            let x = Term::real_var(n.as_str());
            let zero = Term::int(0);
            for p in &said.properties {
                let facts = match p {
                    Property::Positive => vec![syntax::lt(&zero, &x)],
                    Property::Nonnegative => vec![syntax::le(&zero, &x)],
                    Property::Negative => vec![syntax::lt(&x, &zero)],
                    Property::Nonzero => vec![syntax::ne(&x, &zero)],
                    Property::Integer => vec![syntax::is_int(&x)],
                    Property::Natural => vec![syntax::is_int(&x), syntax::le(&zero, &x)],
                };
                self.give(facts.into_iter().flatten());
            }
        }
    }

    // What the words suppose of members of a family: "let x_1, …, x_n be positive", "let x_i be positive for 1 ≤ i ≤ n".
    pub(super) fn members(&mut self, x: &Expr, over: &[Expr], said: &Said) {
        let mut names = BTreeSet::new();
        open::names(x, &mut names);
        if said.more {
            self.open.extend(names.iter().cloned());
        }
        let zero = || Kind::Number(BigRational::zero());
        let set = |base: &str| {
            Kind::Name(Name {
                base: base.into(),
                ..Name::default()
            })
        };
        let at = |kind| Expr { span: x.span, kind };
        for p in &said.properties {
            let (rel, rhs) = match p {
                Property::Positive => (Rel::Gt, zero()),
                Property::Nonnegative => (Rel::Ge, zero()),
                Property::Negative => (Rel::Lt, zero()),
                Property::Nonzero => (Rel::Ne, zero()),
                Property::Integer => (Rel::In, set("ℤ")),
                Property::Natural => (Rel::In, set("ℕ")),
            };
            let link = Link {
                rel,
                rel_span: x.span,
                note: None,
                rhs: at(rhs),
            };
            let mut of_each = at(Kind::Chain {
                first: Some(Box::new(x.clone())),
                links: vec![link],
            });
            if !over.is_empty() {
                of_each = at(Kind::With(Box::new(of_each), over.to_vec()));
            }
            match self.scope.formula(&settled(of_each)) {
                Ok(t) => {
                    let theory = &self.library.theory;
                    let all = generic::asserted(&t, &self.given, &self.scope, theory);
                    let listed = matches!(x.kind, Kind::Tuple(_));
                    let some: Vec<Term> = match listed {
                        true => all.iter().flat_map(generic::inhabited).collect(),
                        false => Vec::new(),
                    };
                    self.give(all);
                    self.give(some);
                }
                // What cannot be written is supposed all the same.
                Err(_) => self.open.extend(names.iter().cloned()),
            }
        }
    }

    // Whether `NAME = …` or `f(x) = …` brings a new name: one that was not met before and that the theory does not know.
    pub(super) fn introduces(
        &self,
        e: &Expr,
        before: &BTreeSet<String>,
        defining: bool,
        concluded: bool,
    ) -> bool {
        let Kind::Chain {
            first: Some(first),
            links,
        } = &e.kind
        else {
            return false;
        };
        let Some(link) = links.first() else {
            return false;
        };
        if link.rel == Rel::Define {
            return true;
        }
        if link.rel != Rel::Eq {
            return false;
        }
        let (name, simple) = match &first.kind {
            Kind::Name(n) => (key(n), n.primes == 0),
            Kind::NameParen(n, args) => {
                let plain = args
                    .iter()
                    .all(|a| matches!(&a.kind, Kind::Name(m) if m.primes == 0));
                (key(n), n.primes == 0 && plain)
            }
            _ => return false,
        };
        let mut right = BTreeSet::new();
        open::names(&link.rhs, &mut right);
        // `P(A) = 1/2` gives a value; a function is defined by what its argument becomes.
        let of_arguments = match &first.kind {
            Kind::NameParen(_, args) => args
                .iter()
                .any(|a| matches!(&a.kind, Kind::Name(m) if right.contains(&key(m)))),
            _ => true,
        };
        simple
            && (of_arguments
                || defining && !matches!(link.rhs.kind, Kind::Number(_)) && of_variables(first))
            && !before.contains(&name)
            && !self.open.contains(&name)
            && !self.is_open_member(first)
            && !right.contains(&name)
            && self.scope.definition(&name).is_none()
            && self.is_first_member(first, concluded)
            && name != "e"
            && name != "π"
            && (defining
                || matches!(first.kind, Kind::NameParen(..))
                || links.len() > 1
                || open::has_operation(&link.rhs))
    }

    // Whether the name is no member of a family, or one of a family that no formula in force speaks of. Unless it is drawn as a
    // conclusion, a_{n+1} = … beside values at numbers gives the other members, and a_0 = … beside it gives the first.
    fn is_first_member(&self, e: &Expr, concluded: bool) -> bool {
        let Some(family) = self.family_of(e) else {
            return true;
        };
        let (mut general, mut numbers) = (false, false);
        for p in self
            .given
            .iter()
            .chain(self.lines.iter().flat_map(|k| &k.formulas))
        {
            let (g, n) = generic::places_of(p, &family);
            general |= g;
            numbers |= n;
        }
        let fixed = matches!(&e.kind, Kind::Name(n) if places(n).is_some_and(|ps| ps.iter().all(|p| matches!(p.kind, Kind::Number(_)))));
        if fixed && self.given.iter().any(|p| generic::gives_all(p, &family)) {
            return false;
        }
        !general && !numbers || !concluded && (!general || fixed && !numbers)
    }

    // Whether a member is one of a family of which something was said that is not understood.
    fn is_open_member(&self, e: &Expr) -> bool {
        self.family_of(e).is_some_and(|f| self.open.contains(&f))
    }

    fn family_of(&self, e: &Expr) -> Option<String> {
        let Kind::Name(n) = &e.kind else { return None };
        let family = bare(n);
        let member = places(n).is_some() && self.scope.family(&family).is_some();
        member.then_some(family)
    }

    pub(super) fn definition(
        &mut self,
        line: &Line,
        e: &Expr,
        before: &BTreeSet<String>,
        certain: bool,
    ) {
        // `x_{k+1} = …` gives all members by those before them.
        if let Kind::Chain {
            first: Some(first), ..
        } = &e.kind
            && self.family_of(first).is_some()
        {
            return self.suppose(line, e, before, true);
        }
        let Kind::Chain {
            first: Some(first),
            links,
        } = &e.kind
        else {
            let p = Problem {
                span: e.span,
                reason: "a definition has the form NAME = EXPRESSION".into(),
            };
            return self.misunderstood(line, e, &p);
        };
        let Some(link) = links.first() else { return };
        if (has_boundless(&link.rhs) || self.is_of_other_kind(e))
            && self.scope.term(&link.rhs).is_err()
            && self.other_definition(line, e)
        {
            return;
        }
        let made = match &first.kind {
            Kind::Name(n) => self.define_value(&key(n), &link.rhs),
            Kind::NameParen(n, args) => self.define_function(&key(n), args, &link.rhs),
            _ => Err(Problem {
                span: first.span,
                reason: "only a name or a function of names can be defined".into(),
            }),
        };
        let span = if links.len() == 1 {
            line_span(line, e)
        } else {
            first.span.to(link.rhs.span)
        };
        match made {
            Ok(reading) => {
                let f = self.finding(
                    span,
                    line.label.clone(),
                    Verdict::Defined,
                    reading,
                    String::new(),
                    None,
                );
                self.findings.push(f);
            }
            Err(p) if certain || links.len() == 1 => {
                // The right side is as undetermined as the name: nothing is defined, the equation is given.
                if p.reason.is_empty() {
                    self.suppose(line, e, before, true);
                } else {
                    self.misunderstood(line, e, &p);
                }
                return;
            }
            Err(p) => return self.misunderstood(line, e, &p),
        }
        if links.len() > 1 {
            // What goes on behind the definition is claimed of it, by quantities that may be met here for the first time.
            let mut fresh = BTreeSet::new();
            open::names(e, &mut fresh);
            let fresh: BTreeSet<String> = fresh.difference(before).cloned().collect();
            let rest = Expr {
                kind: Kind::Chain {
                    first: Some(Box::new(link.rhs.clone())),
                    links: links[1..].to_vec(),
                },
                span: link.rhs.span.to(e.span),
            };
            // S = I·I/P² = 16 says what I and P are; an identity behind a definition is claimed for all values.
            self.described = fresh.clone();
            // "Let a = b ≠ 0" supposes both.
            let restricts = links[1..]
                .iter()
                .any(|l| !matches!(l.rel, Rel::Eq | Rel::Define));
            if restricts && matches!(line.task, Task::Assume | Task::Given) {
                self.suppose(line, &rest, before, false);
            } else {
                self.claim(line, &rest, &fresh);
            }
            self.described.clear();
        }
    }

    // NAME := value. Free variables of the value stay what they are, so the name stands for an equation, not a constant.
    fn define_value(&mut self, name: &str, value: &Expr) -> Result<String, Problem> {
        let t = self.scope.term(value)?;
        let err = |e: hence_kernel::KernelError| Problem {
            span: value.span,
            reason: e.to_string(),
        };
        if t.has_vars() {
            let free = t.free_vars();
            let known = |n: &String| {
                self.given
                    .iter()
                    .any(|p| p.free_vars().iter().any(|v| variable_name(v) == *n))
            };
            let undetermined: Vec<String> = free
                .iter()
                .map(variable_name)
                .filter(|n| !known(n))
                .collect();
            self.undetermined.extend(undetermined);
            let v = Term::var(name, t.ty().clone());
            self.scope.set_value(name, &t);
            self.scope.declare(
                name,
                if *t.ty() == Type::Vector {
                    crate::elaborate::Sort::Vector
                } else {
                    crate::elaborate::Sort::Real
                },
            );
            let formula = syntax::eq(&v, &t).map_err(err)?;
            let reading = formula.to_string();
            self.given.push(formula);
            return Ok(reading);
        }
        let theorem = Theorem::define(name, &t).map_err(err)?;
        let (constant, _) = theorem.equation().map_err(err)?;
        let reading = theorem.conclusion().to_string();
        let constant = constant.clone();
        self.scope.define(name, Definition { constant, theorem });
        Ok(reading)
    }

    // f(x, …) := value
    fn define_function(
        &mut self,
        name: &str,
        args: &[Expr],
        value: &Expr,
    ) -> Result<String, Problem> {
        if self.parametric.remove(name) {
            // From here on the name is another function, of which nothing is known yet.
            let speaks = |p: &Term| p.free_vars().iter().any(|v| variable_name(v) == name);
            self.given.retain(|p| !speaks(p));
            self.lines.retain(|k| !k.formulas.iter().any(speaks));
        }
        let mut names = Vec::new();
        for a in args {
            match &a.kind {
                Kind::Name(n) => names.push(key(n)),
                _ => return Problem::at(a.span, "the arguments of a definition are names"),
            }
        }
        // An argument is a vector where its name is one throughout.
        let vector = |n: &String| self.scope.sort(n) == Some(Sort::Vector);
        let sorts: Vec<Sort> = (names.iter())
            .map(|n| if vector(n) { Sort::Vector } else { Sort::Real })
            .collect();
        let vars: Vec<Term> = (names.iter().zip(&sorts))
            .map(|(n, s)| Term::var(n.as_str(), s.ty()))
            .collect();
        for (n, v) in names.iter().zip(&vars) {
            self.scope.bind(n.clone(), v.clone());
        }
        let body = self.scope.term(value);
        names.iter().for_each(|_| self.scope.unbind());
        let body = body?;
        let err = |e: hence_kernel::KernelError| Problem {
            span: value.span,
            reason: e.to_string(),
        };
        let call = |f: &Term| Term::apps(f, &vars.iter().collect::<Vec<_>>());
        let lambda = vars
            .iter()
            .rev()
            .try_fold(body.clone(), |b, v| Term::lam(v, &b))
            .map_err(err)?;
        if lambda.has_vars() {
            // Parameters: the function is an abstract one of which an equation is given at these arguments.
            let args: Vec<Type> = sorts.iter().map(|s| s.ty()).collect();
            let f = Term::var(name, Type::curried(&args, body.ty().clone()));
            let equation = syntax::eq(&call(&f).map_err(err)?, &body).map_err(err)?;
            let reading = equation.to_string();
            let closed = vars
                .iter()
                .rev()
                .try_fold(equation.clone(), |p, v| syntax::forall(v, &p))
                .map_err(err)?;
            self.parametric.insert(name.to_string());
            self.given.push(closed);
            self.given.push(equation);
            return Ok(reading);
        }
        let theorem = Theorem::define(name, &lambda).map_err(err)?;
        let constant = theorem.equation().map_err(err)?.0.clone();
        let reading = syntax::eq(&call(&constant).map_err(err)?, &body)
            .map_err(err)?
            .to_string();
        self.scope.define(name, Definition { constant, theorem });
        Ok(reading)
    }

    // "Let n ≥ 1 and suppose that u_n = n": the index is one that was spoken of, and no family is defined.
    pub(super) fn is_of_one(&self, line: &Line, e: &Expr) -> bool {
        let fixed = |n: &Name| {
            let v = Term::real_var(key(n).as_str());
            self.given.iter().any(|p| p.has_free(&v))
        };
        let supposed = line.task == Task::Assume && !line.introducing && !line.defining;
        let Kind::Chain {
            first: Some(first), ..
        } = &e.kind
        else {
            return false;
        };
        line.of_one
            || self.is_at_parameter(line, first)
            || supposed && subscripts(first).iter().any(fixed)
            || self.speaks_of_fixed(e)
            || supposed && self.is_of_one_member(line, e)
    }

    pub(super) fn calls_parameter(&self, line: &Line, e: &Expr) -> bool {
        matches!(&e.kind, Kind::Chain { first: Some(first), .. } if self.is_at_parameter(line, first))
    }

    /// "Suppose f(a) = a²" says what f is at a, by the letter; "let f(a) = a²" and "define f(a) = a²" say what f is.
    pub(super) fn is_at_parameter(&self, line: &Line, first: &Expr) -> bool {
        let Kind::NameParen(_, args) = &first.kind else {
            return false;
        };
        let parameter = |a: &Expr| match &a.kind {
            Kind::Name(n) => !n.subs.is_empty() || matches!(n.base.as_str(), "a" | "b" | "c"),
            _ => false,
        };
        let brings = line.introducing || line.defining;
        let met = |a: &Expr| matches!(&a.kind, Kind::Name(n) if self.seen.contains(&key(n)));
        args.iter().any(|a| parameter(a) && (!brings || met(a)))
    }

    // A formula that is part of the question or a hypothesis.
    pub(super) fn suppose(
        &mut self,
        line: &Line,
        e: &Expr,
        before: &BTreeSet<String>,
        general: bool,
    ) {
        let mut for_all = BTreeSet::new();
        open::generic(e, &mut for_all);
        // "a_{n+1} = a_n + 2 for n ≥ 1"
        let member = match &e.kind {
            Kind::With(inner, conditions) => {
                let mut of = BTreeSet::new();
                conditions.iter().for_each(|c| open::names(c, &mut of));
                let letter = |n: &Name| of.contains(&key(n));
                subscripts(inner).iter().any(letter)
                    || matches!(&inner.kind, Kind::Chain { first: Some(first), .. } if self.family_of(first).is_some())
            }
            _ => false,
        };
        // "Let p_i ≥ 0": nothing says which i is meant, so each of them is. "Suppose a_n ≤ b_n" may be said of one.
        let letters = subscripts(e);
        let unsaid = !letters.is_empty()
            && letters.iter().all(|n| {
                let v = Term::real_var(key(n).as_str());
                !self.given.iter().any(|p| p.has_free(&v))
            });
        let general = general
            || !for_all.is_empty()
            || (member || unsaid && line.introducing) && line.task != Task::Condition;
        // A functional is introduced: `h = -∫ f(x) log f(x) dx`.
        let functional = open::equated(e)
            .is_some_and(|(name, value)| !before.contains(&name) && has_boundless(value));
        if functional {
            return self.other_hypothesis(line, e, before);
        }
        // "Fix n. Suppose a_n = b_n" says it of one n.
        let one = self.speaks_of_fixed(e) && for_all.is_empty();
        let (general, unsaid) = (general && !one, unsaid && !one);
        match self.scope.formula(e) {
            Ok(p) => {
                let (formulas, p) = if general {
                    let theory = &self.library.theory;
                    let formulas = generic::asserted(&p, &self.given, &self.scope, theory);
                    let closed = generic::closed(&p, &self.given, &self.scope);
                    (formulas, closed.unwrap_or(p))
                } else {
                    (with_definedness(&generic::one_by_one(&p), self.library), p)
                };
                // What holds for all members of a family is stated as that, and so is what holds for all vectors.
                let vectors: Vec<Term> = (p.free_vars().into_iter())
                    .filter(|v| *v.ty() == Type::Vector && for_all.contains(&variable_name(v)))
                    .collect();
                let closed = |t: &Term| {
                    let over = vectors.iter().filter(|v| t.has_free(v));
                    over.fold(t.clone(), |acc, v| syntax::forall(v, &acc).unwrap_or(acc))
                };
                let formulas: Vec<Term> = formulas.iter().map(closed).collect();
                let p = closed(&p);
                for_all.retain(|n| p.free_vars().iter().any(|v| variable_name(v) == *n));
                self.general.extend(for_all);
                if matches!(line.task, Task::Assume | Task::Given) {
                    self.open_functions(e, before);
                }
                let agrees = line.task == Task::Given && self.is_known(&p);
                if !matches!(line.task, Task::Goal | Task::Condition) && !agrees {
                    if unsaid && !general {
                        let theory = &self.library.theory;
                        let all = generic::asserted(&p, &self.given, &self.scope, theory);
                        self.meant.extend(all);
                        self.meant_of.extend(letters.iter().map(key));
                    }
                    // A list that is written with its first and its last member has members.
                    let written = line
                        .dotted
                        .then(|| formulas.iter().flat_map(generic::inhabited));
                    let some: Vec<Term> = written.into_iter().flatten().collect();
                    self.give(formulas);
                    self.give(some);
                }
                if line.task == Task::Goal {
                    self.give(generic::presupposed(&p, &self.library.theory));
                }
                let verdict = if agrees {
                    Verdict::Valid
                } else {
                    Verdict::Given
                };
                let f = self.finding(
                    line_span(line, e),
                    line.label.clone(),
                    verdict,
                    p.to_string(),
                    String::new(),
                    None,
                );
                self.previous = Some(p);
                self.last = None;
                self.findings.push(f);
            }
            Err(_) if self.is_of_other_kind(e) => self.other_hypothesis(line, e, before),
            Err(p) => self.misunderstood(line, e, &p),
        }
    }

    // What the folder or the front matter supposes: in force like a hypothesis of the text, and no finding.
    pub(super) fn suppose_defaults(&mut self, exprs: &[Expr]) {
        for e in exprs {
            open::names(e, &mut self.seen);
            match self.scope.formula(e) {
                Ok(p) => self.give(with_definedness(&generic::one_by_one(&p), self.library)),
                // What has no meaning here may be about any name in it.
                Err(_) => open::names(e, &mut self.open),
            }
        }
    }

    // "Suppose f(t) ≤ t" with a letter that nothing is known of may be meant for all t: nothing about f is refuted.
    fn open_functions(&mut self, e: &Expr, before: &BTreeSet<String>) {
        // "Let f(a) = b" with a letter that is no variable's is what one value is.
        if let Kind::Chain {
            first: Some(first), ..
        } = &e.kind
            && !of_variables(first)
            && open::single_link(e).is_some_and(|(_, link)| link.rel == Rel::Eq)
        {
            let call = self.scope.term(first).ok();
            let of_variable = |t: &Term| matches!(t.spine().0.kind(), hence_kernel::Kind::Var(_));
            self.valued.extend(call.filter(of_variable));
            return;
        }
        let value = matches!(&e.kind, Kind::Chain { first: Some(first), .. } if matches!(first.kind, Kind::Name(_)))
            && open::equated(e).is_some();
        if value || matches!(e.kind, Kind::ForAll(..)) {
            return;
        }
        let mut found = BTreeSet::new();
        walk(e, &mut |e| {
            if let Kind::NameParen(f, args) = &e.kind
                && f.primes == 0
                && let [a] = &args[..]
                && let Kind::Name(n) = &a.kind
                && n.subs.is_empty()
                && n.sup.is_none()
                && n.accents.is_empty()
            {
                found.insert((key(f), key(n)));
            }
        });
        for (f, n) in found {
            let defined =
                self.scope.definition(&f).is_some() || self.scope.definition(&n).is_some();
            let free = !before.contains(&n);
            if !defined && free && self.scope.sort(&f).is_none() {
                self.open.insert(f);
            }
        }
    }

    // A statement of something that the theory proves by itself, such as the definition of tanh.
    pub(super) fn is_known(&self, p: &Term) -> bool {
        let empty = Context::new(self.library, []);
        prove::prove(p, &empty).is_some_and(|th| admit(&th, p, &[], self.library).is_ok())
    }
}

// Whether the arguments of a call have letters of variables: `f(x) = c` says what f is, `f(a) = c` and `E(X) = c` what one value is.
fn of_variables(e: &Expr) -> bool {
    let (Kind::NameParen(_, args) | Kind::Apply { args, .. }) = &e.kind else {
        return true;
    };
    let variable = |a: &Expr| matches!(&a.kind, Kind::Name(n) if matches!(n.base.as_str(), "x" | "y" | "z" | "t" | "s" | "u" | "v" | "w") && n.subs.is_empty());
    args.iter().all(variable)
}
