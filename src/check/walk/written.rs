//! What a text supposes by writing it: equations to be solved, constraints, values that are put in.

use super::super::judge::{self, Question, judge_text, variable_name};
use super::super::open;
use super::super::script::{Bar, Line, Task};
use super::super::step::with_definedness;
use super::Walk;
use crate::elaborate::walk;
use crate::finding::Verdict;
use crate::logic;
use crate::read::ast::{Expr, Kind, Span};
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
        if line.task != Task::Claim || !exprs.iter().any(|e| alone(&e)) || logic::has_binder(goal) {
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
        let together = line.led || line.label.is_some() && free.iter().all(of_system);
        let unknown = |v: &Term| {
            let name = variable_name(v);
            let renewed = self.anew.is_some() || self.doubts_name(&name);
            *v.ty() == Type::Real
                && (fresh.contains(&name)
                    || (rel == "=" || line.posed || of_system(v)) && together && !renewed)
                && !self.has_value(v)
                && !self.is_spoken_of(v, together)
        };
        if line.asserted || line.concluded || free.is_empty() || !free.iter().all(unknown) {
            return false;
        }
        let closed = |t: &Term| !t.has_vars();
        let bound = |(x, t): &(&Term, &Term)| plain(x) && (closed(t) || !t.has_free(x));
        let mut vars = [a.free_vars(), b.free_vars()];
        vars.iter_mut().for_each(|v| v.sort());
        // An inequality between functions is claimed.
        let order = rel != "=" && (closed(a) || closed(b)) && [a, b].iter().all(|t| is_rational(t));
        let shape = sides.iter().any(bound)
            || rel == "=" && (closed(a) || closed(b))
            || line.led && (rel == "=" && vars[0] != vars[1] || order)
            || free
                .iter()
                .any(|v| self.isolated.contains(&variable_name(v)));
        // What holds nowhere is no equation to be solved.
        let alone = with_definedness(std::slice::from_ref(goal), self.library);
        shape && !judge::contradictory(&alone, self.library)
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
        let facts = with_definedness(std::slice::from_ref(goal), self.library);
        self.written.extend(facts.iter().cloned());
        self.given.extend(facts);
        self.previous = Some(goal.clone());
    }

    /// The names to which formulas of the part give values: an equation in them is one that is solved.
    pub(super) fn note_isolated(&mut self, exprs: &[&Expr]) {
        self.isolated.clear();
        self.several.clear();
        let mut values: Vec<(String, String)> = Vec::new();
        for e in exprs {
            let parts: Vec<&Expr> = match &e.kind {
                Kind::Or(xs) | Kind::And(xs) => xs.iter().collect(),
                _ => vec![e],
            };
            for p in parts {
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
