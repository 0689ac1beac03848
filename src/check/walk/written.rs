//! What a text supposes by writing it: equations to be solved, constraints, values that are put in.

use super::super::judge::{self, Question, judge_text, variable_name};
use super::super::open;
use super::super::script::{Bar, Line, Task};
use super::super::step::with_definedness;
use super::Walk;
use crate::elaborate::walk;
use crate::finding::Verdict;
use crate::logic;
use crate::read::ast::{Expr, Kind, Rel, Span};
use crate::read::lexicon::properties::{Joint, joint};
use hence_kernel::{Kind as TermKind, Term, Type, syntax};
use std::collections::BTreeSet;

impl Walk<'_> {
    /// Whether a refuted claim is one that a text supposes by writing it: an equation to be solved or a constraint in names of which nothing
    /// is known, or a value that is put in ("put y = 0").
    pub(super) fn is_supposed_by_writing(
        &self,
        line: &Line,
        goal: &Term,
        span: Span,
        fresh: &BTreeSet<String>,
    ) -> bool {
        let exprs = line.exprs.as_deref().unwrap_or_default();
        let alone = |e: &&Expr| {
            open::single_link(e).is_some_and(|(first, link)| {
                first.span.to(link.rhs.span) == span || exprs.len() == 1
            })
        };
        if line.task != Task::Claim || logic::has_binder(goal) {
            return false;
        }
        if exprs.iter().any(|e| sets_slope(e, span)) {
            return !line.of_all && self.is_stationary(goal);
        }
        if goal.as_binary("∧").is_some() {
            return exprs.len() == 1 && self.is_system(line, goal, fresh);
        }
        if !exprs.iter().any(|e| alone(&e)) {
            return false;
        }
        let inner = goal.as_unary("¬").unwrap_or(goal);
        let Some((rel, args)) = inner.as_const_app() else {
            return false;
        };
        let [a, b] = args[..] else { return false };
        if !matches!(rel, "=" | "<" | "≤") || *a.ty() != Type::Real {
            return false;
        }
        let plain = |t: &Term| matches!(t.kind(), TermKind::Var(_));
        let sides = [(a, b), (b, a)];
        let value = |(x, t): &(&Term, &Term)| plain(x) && !t.has_free(x);
        if line.defining
            && rel == "="
            && sides.iter().any(value)
            && !self.has_value(a)
            && !self.has_value(b)
        {
            return true;
        }
        let free = goal.free_vars();
        // The equations of a system are numbered, or words lead to them.
        let of_system = |v: &Term| self.written.iter().any(|p| p.has_free(v));
        let joined = self.is_joined_to_written(span);
        let together = line.led || (line.label.is_some() || joined) && free.iter().all(of_system);
        let unknown = |v: &Term| {
            let name = variable_name(v);
            let renewed = self.anew.is_some() || self.doubts_name(&name);
            *v.ty() == Type::Real
                && (fresh.contains(&name)
                    || (rel == "=" || line.posed || of_system(v)) && together && !renewed)
                && !self.has_value(v)
                && !self.is_spoken_of(v, together)
        };
        // "We know a + b = 5": an equation in names of which nothing else is known.
        let claimed = (line.asserted || line.concluded) && !line.known;
        if claimed || free.is_empty() || !free.iter().all(unknown) {
            return false;
        }
        if line.known && !(rel == "=" && [a, b].iter().all(|t| is_rational(t))) {
            return false;
        }
        let closed = |t: &Term| !t.has_vars();
        let bound = |(x, t): &(&Term, &Term)| plain(x) && (closed(t) || !t.has_free(x));
        let mut vars = [a.free_vars(), b.free_vars()];
        vars.iter_mut().for_each(|v| v.sort());
        // An inequality between functions is claimed.
        let order = rel != "=" && (closed(a) || closed(b)) && [a, b].iter().all(|t| is_rational(t));
        let one = matches!(&free[..], [v] if self.bounded.contains(&variable_name(v)));
        let names: BTreeSet<String> = free.iter().map(variable_name).collect();
        let shape = sides.iter().any(bound)
            || rel == "=" && (closed(a) || closed(b))
            || line.led && (rel == "=" && vars[0] != vars[1] || order)
            || order && one
            || rel == "="
                && (self.related.contains(&names)
                    || self.differentiated.iter().any(|d| d.is_subset(&names)))
            || free
                .iter()
                .any(|v| self.isolated.contains(&variable_name(v)));
        // What holds nowhere is no equation to be solved, and what contradicts the system is none of it.
        let mut all = with_definedness(std::slice::from_ref(goal), self.library);
        if joined && !line.led || line.known {
            all.extend(self.given.iter().cloned());
        }
        shape && !judge::contradictory(&all, self.library)
    }

    // `f'(x) = 2x − 4 = 0`: the last link sets the equation whose solutions are looked for.
    fn is_stationary(&self, goal: &Term) -> bool {
        let zero = |t: &Term| t.as_num().is_some_and(hence_kernel::Q::is_zero);
        let equation = goal.as_eq().is_some_and(|(a, b)| zero(b) && a.has_vars());
        let valued = goal.free_vars().iter().any(|v| self.has_value(v));
        let mut all = with_definedness(std::slice::from_ref(goal), self.library);
        all.extend(self.given.iter().cloned());
        equation && !valued && self.anew.is_none() && !judge::contradictory(&all, self.library)
    }

    // The equations of a brace, in names of which nothing is known, each with other names on its sides or a number on one.
    fn is_system(&self, line: &Line, goal: &Term, fresh: &BTreeSet<String>) -> bool {
        let parts = syntax::conjuncts(goal);
        let free = goal.free_vars();
        let unknown = |v: &Term| {
            *v.ty() == Type::Real
                && fresh.contains(&variable_name(v))
                && !self.has_value(v)
                && !self.is_spoken_of(v, false)
        };
        let equation = |p: &Term| {
            (p.as_eq()).is_some_and(|(a, b)| {
                *a.ty() == Type::Real
                    && [a, b].iter().all(|t| is_rational(t))
                    && (!a.has_vars() || !b.has_vars() || a.free_vars() != b.free_vars())
            })
        };
        let all = with_definedness(std::slice::from_ref(goal), self.library);
        !line.asserted
            && !line.concluded
            && !free.is_empty()
            && free.iter().all(unknown)
            && parts.iter().all(equation)
            && !judge::contradictory(&all, self.library)
    }

    // Whether nothing but "and" or a comma stands between a formula and the one that was last supposed by writing it.
    fn is_joined_to_written(&self, span: Span) -> bool {
        let Some(end) = self.written_to.filter(|end| *end <= span.start) else {
            return false;
        };
        let gap = self.text.get(end..span.start).unwrap_or("");
        let gap = gap.trim_matches(|c: char| {
            c.is_whitespace() || matches!(c, '$' | ',' | '\\' | '&' | '{' | '}')
        });
        !gap.contains("\n\n")
            && (gap.is_empty() && !self.text[end..span.start].contains("\n\n")
                || joint(&gap.to_lowercase()) == Some(Joint::And))
    }

    /// A relation between two expressions in the same letters, which words give as a reason or write down, and which does not hold for
    /// all values: it is claimed and not supposed. What is a reason may rest on what was not understood, and is not refuted.
    pub(super) fn claimed_in_passing(&mut self, line: &Line, e: &Expr) -> Option<Line> {
        let written = line.defining && open::equated(e).is_none();
        let task = matches!(line.task, Task::Assume | Task::Claim | Task::Define);
        if !task || !(line.reason || written) {
            return None;
        }
        let goal = self.scope.formula(e).ok()?;
        let real = |v: &Term| *v.ty() == Type::Real && !self.has_value(v);
        let universal = match goal.as_const_app()? {
            ("∀", _) => line.reason && !goal.has_vars(),
            ("=" | "<" | "≤", args) => {
                let [a, b] = args[..] else { return None };
                let mut vars = [a.free_vars(), b.free_vars()];
                vars.iter_mut().for_each(|v| v.sort());
                *a.ty() == Type::Real
                    && vars[0] == vars[1]
                    && !vars[0].is_empty()
                    && vars[0].iter().all(real)
            }
            _ => false,
        };
        if !universal {
            return None;
        }
        let question = Question {
            hypotheses: &self.in_force(&goal, true, &line.from),
            goal: &goal,
            engine: self.options.engine.into(),
        };
        let fails = judge_text(&question, self.library).verdict == Verdict::Invalid;
        fails.then(|| Line {
            task: Task::Claim,
            asserted: true,
            bar: (line.reason).then_some(Bar::Refutation).or(line.bar),
            ..line.clone()
        })
    }

    /// Whether a statement is proved from what is in force.
    pub(super) fn follows(&mut self, line: &Line, e: &Expr) -> bool {
        self.scope.formula(e).is_ok_and(|goal| {
            let question = Question {
                hypotheses: &self.in_force(&goal, false, &line.from),
                goal: &goal,
                engine: self.options.engine.into(),
            };
            let found = judge_text(&question, self.library).verdict;
            matches!(found, Verdict::Valid | Verdict::Conditional)
        })
    }

    /// A claim of a sentence that concludes from statements of its own, under these.
    pub(super) fn under_premises(&mut self, line: &Line, e: &Expr) -> Option<Expr> {
        if line.premised != self.premises.0 {
            self.premises = (line.premised, Vec::new());
        }
        if line.premise || line.task != Task::Claim || self.premises.1.is_empty() {
            return None;
        }
        open::is_statement(e).then(|| Expr {
            span: e.span,
            kind: Kind::With(Box::new(e.clone()), self.premises.1.clone()),
        })
    }

    fn has_value(&self, v: &Term) -> bool {
        self.scope.values().iter().any(|(w, _)| w == v)
    }

    // Whether what is given says more of a variable than what kind of number it is; where words stand before the claim, what was
    // supposed by writing it, for such an equation, says no more either.
    fn is_spoken_of(&self, v: &Term, together: bool) -> bool {
        self.given.iter().any(|p| {
            p.has_free(v)
                && !syntax::conjuncts(p).iter().all(|q| is_sort_or_sign(q, v))
                && !(together && self.written.contains(p))
        })
    }

    /// The claim is taken as given.
    pub(super) fn suppose_by_writing(&mut self, line: &Line, goal: &Term, span: Span) {
        let message = "nothing before it says what its names are: it is taken as supposed, and not as claimed for all values";
        let f = self.finding(
            span,
            line.label.clone(),
            Verdict::Given,
            goal.to_string(),
            message.into(),
            None,
        );
        self.findings.push(f);
        self.written_to = Some(span.end);
        let facts = with_definedness(std::slice::from_ref(goal), self.library);
        self.written.extend(facts.iter().cloned());
        self.given.extend(facts);
        self.previous = Some(goal.clone());
    }

    // The name that a formula bounds by a number, the names of an equation that it solves for one of them, and those of which one is
    // differentiated by another: what stands before in these names alone is solved or differentiated.
    fn note_solution(&mut self, p: &Expr) {
        walk(p, &mut |x| {
            if let Kind::Derivative { body, vars, .. } = &x.kind
                && let (Kind::Name(_), [(by, _)]) = (&body.kind, &vars[..])
            {
                let mut names = BTreeSet::new();
                open::names(body, &mut names);
                open::names(by, &mut names);
                self.differentiated.insert(names);
            }
        });
        let Some((first, link)) = open::single_link(p) else {
            return;
        };
        let name = |e: &Expr| matches!(&e.kind, Kind::Name(n) if n.primes == 0);
        match link.rel {
            Rel::Lt | Rel::Le | Rel::Gt | Rel::Ge => {
                for (x, value) in [(first, &link.rhs), (&link.rhs, first)] {
                    if name(x) && open::is_closed(value) {
                        open::names(x, &mut self.bounded);
                    }
                }
            }
            Rel::Eq if name(first) => {
                let (mut names, mut value) = (BTreeSet::new(), BTreeSet::new());
                open::names(first, &mut names);
                open::names(&link.rhs, &mut value);
                if names.is_disjoint(&value) && !value.is_empty() {
                    names.append(&mut value);
                    self.related.insert(names);
                }
            }
            _ => {}
        }
    }

    /// The names to which formulas of the part give values: an equation in them is one that is solved.
    pub(super) fn note_isolated(&mut self, exprs: &[&Expr]) {
        self.isolated.clear();
        self.several.clear();
        self.bounded.clear();
        self.related.clear();
        self.differentiated.clear();
        let mut values: Vec<(String, String)> = Vec::new();
        for e in exprs {
            let parts: Vec<&Expr> = match &e.kind {
                Kind::Or(xs) | Kind::And(xs) => xs.iter().collect(),
                _ => vec![e],
            };
            for p in parts {
                self.note_solution(p);
                let mut found = Vec::new();
                walk(p, &mut |x| {
                    if let Some((name, value)) = open::equated(x)
                        && open::is_closed(value)
                    {
                        found.push((name, value.clone()));
                    }
                });
                for (name, value) in &found {
                    let shown = crate::read::sexp::sexp(value);
                    if values.iter().any(|(n, v)| n == name && *v != shown) {
                        self.several.insert(name.clone());
                    }
                    values.push((name.clone(), shown));
                    self.isolated.insert(name.clone());
                }
            }
        }
    }
}

// Whether a formula says what kind of number a variable is, or compares it with a number.
fn is_sort_or_sign(p: &Term, v: &Term) -> bool {
    let inner = p.as_unary("¬").unwrap_or(p);
    let Some((name, args)) = inner.as_const_app() else {
        return false;
    };
    match (name, &args[..]) {
        ("Int", [x]) => x == &v,
        ("<" | "≤", [a, b]) => a == &v && !b.has_vars() || b == &v && !a.has_vars(),
        ("=", [a, b]) => {
            p.as_unary("¬").is_some() && (a == &v && !b.has_vars() || b == &v && !a.has_vars())
        }
        _ => false,
    }
}

// Whether the last link of a chain behind a derivative stands at the span: `f'(x) = 2x − 4 = 0`.
fn sets_slope(e: &Expr, span: Span) -> bool {
    let Kind::Chain {
        first: Some(first),
        links,
    } = &e.kind
    else {
        return false;
    };
    let slope = match &first.kind {
        Kind::NameParen(n, _) => n.primes == 1,
        Kind::Name(n) => n.primes == 1,
        Kind::Derivative { vars, .. } => matches!(vars[..], [(_, 1)]),
        _ => false,
    };
    match &links[..] {
        [.., before, last] => {
            slope
                && links.iter().all(|l| l.rel == Rel::Eq)
                && before.rhs.span.to(last.rhs.span) == span
        }
        _ => false,
    }
}

// Whether a term is made of numbers and variables by arithmetic alone.
fn is_rational(t: &Term) -> bool {
    match t.kind() {
        TermKind::Var(_) | TermKind::Num(_) => true,
        _ => t.as_const_app().is_some_and(|(name, args)| {
            let arithmetic = matches!(
                name,
                "+" | "-" | "*" | "/" | "neg" | "inv" | "pow" | "abs" | "sqrt"
            );
            arithmetic && args.iter().all(|a| is_rational(a))
        }),
    }
}
