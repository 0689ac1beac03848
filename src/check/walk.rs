//! A document from its beginning to its end: what is in force at each line, and what each line claims.

use super::judge::{Judgement, Question, admit, judge, variable_name};
use super::script::{Entry, Line, Task};
use super::step::with_definedness;
use super::{Options, open};
use crate::diagnose::codes;
use crate::elaborate::{Definition, Problem, Scope, key};
use crate::finding::{Expectation, Finding, Verdict};
use crate::prove::{self, Context};
use crate::read::ast::{Expr, Kind, Rel, Span};
use crate::read::lexicon::properties::{Property, Said};
use crate::refute::Witness;
use crate::theory::Library;
use hence_kernel::{Term, Theorem, Type, syntax};
use std::collections::{BTreeMap, BTreeSet};

// The worst of several claims of one formula, as an expectation of the formula sees it.
const WORST: [Verdict; 9] = [
    Verdict::Invalid,
    Verdict::Unread,
    Verdict::Unproved,
    Verdict::Tainted,
    Verdict::Conditional,
    Verdict::Valid,
    Verdict::Skipped,
    Verdict::Given,
    Verdict::Defined,
];

// How many earlier lines are offered to the engines.
const NEAREST: usize = 24;

/// A line in force.
struct Known {
    id: String,
    formulas: Vec<Term>,
    // Whether it may be relied on without taint.
    sound: bool,
    // Where it holds only where it is defined: the conditions, and a point where they fail.
    conditions: Vec<Term>,
    witness: Option<Witness>,
    label: Option<String>,
}

/// Walks through the entries of a file.
pub(super) struct Walk<'a> {
    library: &'a Library,
    options: &'a Options,
    text: &'a str,
    scope: Scope,
    // Formulas that the text takes as given, with what makes them defined.
    given: Vec<Term>,
    lines: Vec<Known>,
    // The right end of the last chain, which a line that begins with a relation sign goes on from.
    last: Option<(Term, Span)>,
    // The last formula, which a line that begins with an arrow goes on from.
    previous: Option<Term>,
    // Names that occur in something that was not understood: nothing is said of what they are.
    open: BTreeSet<String>,
    // Names of which a hypothesis is stated for all values.
    general: BTreeSet<String>,
    // Names that a definition speaks of and nothing has determined.
    undetermined: BTreeSet<String>,
    // Names first met in a definition whose chain is being judged.
    described: BTreeSet<String>,
    // Where the questions in force began: level, and how much was given before.
    marks: Vec<(u8, usize)>,
    seen: BTreeSet<String>,
    pub findings: Vec<Finding>,
    /// The theorem behind each finding that has one, by its id.
    pub theorems: BTreeMap<String, Theorem>,
    ids: BTreeMap<String, usize>,
}

impl<'a> Walk<'a> {
    pub(super) fn new(library: &'a Library, options: &'a Options, text: &'a str) -> Walk<'a> {
        Walk {
            library,
            options,
            text,
            scope: Scope::new(),
            given: Vec::new(),
            lines: Vec::new(),
            last: None,
            previous: None,
            open: BTreeSet::new(),
            general: BTreeSet::new(),
            undetermined: BTreeSet::new(),
            described: BTreeSet::new(),
            marks: Vec::new(),
            seen: BTreeSet::new(),
            findings: Vec::new(),
            theorems: BTreeMap::new(),
            ids: BTreeMap::new(),
        }
    }

    pub(super) fn run(&mut self, entries: &[Entry]) {
        self.begin(entries);
        let mut expected: Option<(&[Verdict], Option<String>, Span)> = None;
        let mut ignored: Option<&str> = None;
        for (i, entry) in entries.iter().enumerate() {
            match entry {
                Entry::Part(level) if *level > 1 => {
                    // The hypotheses of a question end with it; names stay those of the exercise.
                    while let Some((_, count)) = self.marks.pop_if(|(l, _)| *l >= *level) {
                        self.given.truncate(count);
                    }
                    self.marks.push((*level, self.given.len()));
                    self.last = None;
                    self.previous = None;
                }
                Entry::Part(_) => {
                    self.marks.clear();
                    self.general.clear();
                    self.undetermined.clear();
                    self.scope = Scope::new();
                    self.given.clear();
                    self.lines.clear();
                    self.last = None;
                    self.previous = None;
                    self.open.clear();
                    self.seen.clear();
                    self.begin(&entries[i + 1..]);
                }
                Entry::Vars(vars) => {
                    for (name, sort) in vars {
                        self.scope.declare(name, *sort);
                        let v = Term::var(name.as_str(), sort.ty());
                        self.given.extend(self.scope.sort_facts(&[v]));
                    }
                }
                Entry::Expect {
                    verdicts,
                    code,
                    span,
                } => expected = Some((verdicts, code.clone(), *span)),
                Entry::Mention {
                    names,
                    said,
                    general,
                } => self.mentioned(names, said, *general),
                Entry::Ignore(reason) => ignored = Some(reason),
                Entry::Bad {
                    span,
                    reason,
                    directive,
                } => {
                    let code = if *directive {
                        codes::BAD_DIRECTIVE.code
                    } else {
                        codes::NOT_READ.code
                    };
                    let f = self.finding(
                        *span,
                        None,
                        Verdict::Unread,
                        String::new(),
                        reason.clone(),
                        Some(code),
                    );
                    self.findings.push(f);
                }
                Entry::Formula(line) => {
                    let start = self.findings.len();
                    if let Some(reason) = ignored.take() {
                        let f = self.finding(
                            line.span,
                            line.label.clone(),
                            Verdict::Skipped,
                            String::new(),
                            reason.to_string(),
                            None,
                        );
                        self.findings.push(f);
                    } else {
                        self.line(line);
                    }
                    if let Some((verdicts, code, _)) = expected.take() {
                        self.expect(start, verdicts, code);
                    }
                }
            }
        }
        if let Some((_, _, span)) = expected {
            let reason = "nothing stands behind this expectation".to_string();
            let f = self.finding(
                span,
                None,
                Verdict::Unread,
                String::new(),
                reason,
                Some(codes::BAD_DIRECTIVE.code),
            );
            self.findings.push(f);
        }
    }

    // Names that stand alone as operands in the part that begins here are numbers; so `λ(x − 1)` is a product there.
    fn begin(&mut self, entries: &[Entry]) {
        let mut operands = BTreeSet::new();
        let mut functions = BTreeSet::new();
        for entry in entries
            .iter()
            .take_while(|e| !matches!(e, Entry::Part(0 | 1)))
        {
            let Entry::Formula(line) = entry else {
                continue;
            };
            for e in line.exprs.iter().flatten() {
                self.scope.note_families(e);
                open::collect(e, &mut operands, &mut functions);
            }
        }
        for name in operands.difference(&functions) {
            // `a_k` beside `a_1` is a member of a family.
            let member = (name.split_once('_')).is_some_and(|(stem, _)| self.scope.is_family(stem));
            if !member && name != "e" && name != "π" && self.scope.sort(name).is_none() {
                self.scope.declare(name, crate::elaborate::Sort::Real);
            }
        }
    }

    // What the words suppose of names becomes a hypothesis; where they may suppose more than was understood, nothing about
    // these names can be refuted.
    fn mentioned(&mut self, names: &BTreeSet<String>, said: &Said, general: bool) {
        if said.more {
            self.open.extend(names.iter().cloned());
        }
        if general {
            self.general.extend(names.iter().cloned());
        }
        for n in names {
            if self.scope.definition(n).is_some() || n == "e" || n == "π" {
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
                for f in facts.into_iter().flatten() {
                    if !self.given.contains(&f) {
                        self.given.push(f);
                    }
                }
            }
        }
    }

    fn expect(&mut self, start: usize, verdicts: &[Verdict], code: Option<String>) {
        let rank = |f: &Finding| {
            WORST
                .iter()
                .position(|v| *v == f.verdict)
                .unwrap_or(usize::MAX)
        };
        if let Some(worst) = self.findings[start..].iter_mut().min_by_key(|f| rank(f)) {
            worst.expected = Expectation::among(verdicts, code, worst.verdict);
        }
    }

    fn id(&mut self, label: Option<&str>, source: &str) -> String {
        // Stable under edits elsewhere: the label, or a digest of the formula itself.
        let base = match label {
            Some(l) => format!("t{l}"),
            None => {
                let digest = source.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |h, b| {
                    (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3)
                });
                format!("c{:08x}", digest >> 32)
            }
        };
        let n = self.ids.entry(base.clone()).or_insert(0);
        *n += 1;
        if *n == 1 { base } else { format!("{base}.{n}") }
    }

    fn finding(
        &mut self,
        span: Span,
        label: Option<String>,
        verdict: Verdict,
        reading: String,
        message: String,
        code: Option<&'static str>,
    ) -> Finding {
        let source = self
            .text
            .get(span.start..span.end)
            .unwrap_or("")
            .to_string();
        Finding {
            id: self.id(label.as_deref(), &source),
            label,
            span,
            focus: None,
            source,
            reading,
            verdict,
            conditions: Vec::new(),
            from: Vec::new(),
            rests_on: Vec::new(),
            code,
            message,
            counterexample: BTreeMap::new(),
            left: None,
            right: None,
            mistake: None,
            suggestion: None,
            remarks: self.scope.take_oddities(),
            expected: None,
            engine: None,
            ms: 0.0,
        }
    }

    fn line(&mut self, line: &Line) {
        let exprs = match &line.exprs {
            Ok(exprs) => exprs,
            Err(u) => {
                // Whatever it says may be about any name in it.
                let raw = self.text.get(line.span.start..line.span.end).unwrap_or("");
                self.open.extend(open::raw_names(raw));
                let mut f = self.finding(
                    line.span,
                    line.label.clone(),
                    Verdict::Unread,
                    String::new(),
                    u.reason.clone(),
                    Some(codes::NOT_READ.code),
                );
                f.focus = Some(u.span);
                self.findings.push(f);
                self.last = None;
                return;
            }
        };
        if exprs.is_empty() {
            let f = self.finding(
                line.span,
                line.label.clone(),
                Verdict::Skipped,
                String::new(),
                "no formula stands here".into(),
                None,
            );
            self.findings.push(f);
            return;
        }
        let before: BTreeSet<String> = self.seen.clone();
        let exprs: Vec<Expr> = exprs
            .iter()
            .flat_map(|e| open::listed(e, self.text))
            .collect();
        for e in &exprs {
            self.statement(line, e, &before);
            // A name that is merely mentioned is not known by that.
            if open::is_statement(e) {
                open::names(e, &mut self.seen);
                self.scope.note_dependence(e);
            }
        }
    }

    // Something that could be read and has no meaning here.
    fn misunderstood(&mut self, line: &Line, e: &Expr, p: &Problem) {
        open::names(e, &mut self.open);
        let mut f = self.finding(
            if line.exprs.as_ref().is_ok_and(|x| x.len() == 1) {
                line.span
            } else {
                e.span
            },
            line.label.clone(),
            Verdict::Unread,
            String::new(),
            p.reason.clone(),
            Some(codes::NOT_READ.code),
        );
        f.focus = Some(p.span);
        self.findings.push(f);
        self.last = None;
        self.previous = None;
    }

    fn statement(&mut self, line: &Line, e: &Expr, before: &BTreeSet<String>) {
        if !open::is_statement(e) {
            let f = self.finding(
                e.span,
                line.label.clone(),
                Verdict::Skipped,
                String::new(),
                "it makes no claim".into(),
                None,
            );
            self.findings.push(f);
            // A chain may go on from it in the next display.
            self.last = self
                .scope
                .term(e)
                .ok()
                .filter(|_| line.task == Task::Claim)
                .map(|t| (t, e.span));
            return;
        }
        match line.task {
            Task::Define => self.definition(line, e, before, true),
            // A supposition without variables is true or false by itself.
            Task::Assume if self.scope.formula(e).is_ok_and(|p| !p.has_vars()) => {
                self.claim(line, e, &BTreeSet::new());
            }
            Task::Given | Task::Assume | Task::Goal => {
                if self.introduces(e, before, line.defining || line.task == Task::Assume) {
                    self.definition(line, e, before, line.defining);
                } else {
                    self.suppose(line, e);
                }
            }
            Task::Claim => {
                if self.introduces(e, before, line.defining) {
                    self.definition(line, e, before, line.defining);
                } else {
                    let mut names = BTreeSet::new();
                    open::names(e, &mut names);
                    let fresh = names.difference(before).cloned().collect();
                    self.claim(line, e, &fresh);
                }
            }
        }
    }

    // Whether `NAME = …` or `f(x) = …` brings a new name: one that was not met before and that the theory does not know.
    fn introduces(&self, e: &Expr, before: &BTreeSet<String>, defining: bool) -> bool {
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
            && (of_arguments || defining && !matches!(link.rhs.kind, Kind::Number(_)))
            && !before.contains(&name)
            && !self.open.contains(&name)
            && !right.contains(&name)
            && self.scope.definition(&name).is_none()
            && name != "e"
            && name != "π"
            && (defining
                || matches!(first.kind, Kind::NameParen(..))
                || links.len() > 1
                || open::has_operation(&link.rhs))
    }

    fn definition(&mut self, line: &Line, e: &Expr, before: &BTreeSet<String>, certain: bool) {
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
                    self.suppose(line, e);
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
            self.claim(line, &rest, &fresh);
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
        let mut names = Vec::new();
        for a in args {
            match &a.kind {
                Kind::Name(n) => names.push(key(n)),
                _ => return Problem::at(a.span, "the arguments of a definition are names"),
            }
        }
        for n in &names {
            self.scope.bind(n.clone(), Term::real_var(n.as_str()));
        }
        let body = self.scope.term(value);
        names.iter().for_each(|_| self.scope.unbind());
        let body = body?;
        let err = |e: hence_kernel::KernelError| Problem {
            span: value.span,
            reason: e.to_string(),
        };
        let vars: Vec<Term> = names.iter().map(|n| Term::real_var(n.as_str())).collect();
        let call = |f: &Term| Term::apps(f, &vars.iter().collect::<Vec<_>>());
        let lambda = vars
            .iter()
            .rev()
            .try_fold(body.clone(), |b, v| Term::lam(v, &b))
            .map_err(err)?;
        if lambda.has_vars() {
            // Parameters: the function is an abstract one of which an equation is given at these arguments.
            let f = Term::var(
                name,
                Type::curried(&vec![Type::Real; vars.len()], Type::Real),
            );
            let equation = syntax::eq(&call(&f).map_err(err)?, &body).map_err(err)?;
            let reading = equation.to_string();
            let closed = vars
                .iter()
                .rev()
                .try_fold(equation.clone(), |p, v| syntax::forall(v, &p))
                .map_err(err)?;
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

    // A formula that is part of the question or a hypothesis.
    fn suppose(&mut self, line: &Line, e: &Expr) {
        open::generic(e, &mut self.general);
        match self.scope.formula(e) {
            Ok(p) => {
                let agrees = line.task == Task::Given && self.is_known(&p);
                if line.task != Task::Goal && !agrees {
                    for t in with_definedness(std::slice::from_ref(&p), self.library) {
                        if !self.given.contains(&t) {
                            self.given.push(t);
                        }
                    }
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
            Err(p) => self.misunderstood(line, e, &p),
        }
    }

    // A statement of something that the theory proves by itself, such as the definition of tanh.
    fn is_known(&self, p: &Term) -> bool {
        let empty = Context::new(self.library, []);
        prove::prove(p, &empty).is_some_and(|th| admit(&th, p, &[], self.library).is_ok())
    }

    fn claim(&mut self, line: &Line, e: &Expr, fresh: &BTreeSet<String>) {
        let single = line_span(line, e);
        match &e.kind {
            Kind::Chain { first, links } => {
                let mut left = match first {
                    Some(f) => match self.scope.term(f) {
                        Ok(t) => Some((t, f.span)),
                        // A set or another thing that only the relation gives a meaning.
                        Err(_) if links.len() == 1 => return self.whole(line, e, fresh),
                        Err(p) => return self.misunderstood(line, e, &p),
                    },
                    None => self.last.clone(),
                };
                if left.is_none() {
                    let p = Problem {
                        span: e.span,
                        reason: "nothing stands above that this line could go on from".into(),
                    };
                    return self.misunderstood(line, e, &p);
                }
                if links.iter().any(|l| matches!(l.rel, Rel::In | Rel::NotIn)) {
                    return self.whole(line, e, fresh);
                }
                for (i, l) in links.iter().enumerate() {
                    let Some((a, a_span)) = left.clone() else {
                        break;
                    };
                    let start = if i == 0 && first.is_none() {
                        l.rel_span
                    } else {
                        a_span
                    };
                    let span = if links.len() == 1 {
                        single
                    } else {
                        start.to(l.rhs.span)
                    };
                    let step = self.scope.term(&l.rhs).and_then(|b| {
                        open::judged(l)?;
                        let p = self.scope.compare(&a, l.rel, &b, span)?;
                        Ok((p, b))
                    });
                    match step {
                        Ok((p, b)) => {
                            self.judge_claim(line, &p, span, fresh);
                            left = Some((b, l.rhs.span));
                        }
                        Err(p) => {
                            // An approximation is read, and makes no claim; what is not understood stops the chain.
                            self.misunderstood(line, e, &p);
                            return;
                        }
                    }
                }
                self.last = left;
            }
            Kind::Implies(a, b) => {
                let premise = match a {
                    Some(a) => match self.scope.formula(a) {
                        Ok(p) => Some(p),
                        Err(p) => return self.misunderstood(line, e, &p),
                    },
                    None => self.previous.clone(),
                };
                let Some(premise) = premise else {
                    let p = Problem {
                        span: e.span,
                        reason: "nothing stands above that this could follow from".into(),
                    };
                    return self.misunderstood(line, e, &p);
                };
                match self.scope.formula(b) {
                    Ok(q) => match syntax::implies(&premise, &q) {
                        Ok(p) => {
                            self.judge_claim(line, &p, single, fresh);
                            self.previous = Some(q);
                        }
                        Err(err) => {
                            let p = Problem {
                                span: e.span,
                                reason: err.to_string(),
                            };
                            self.misunderstood(line, e, &p);
                        }
                    },
                    Err(p) => self.misunderstood(line, e, &p),
                }
            }
            _ => self.whole(line, e, fresh),
        }
    }

    fn whole(&mut self, line: &Line, e: &Expr, fresh: &BTreeSet<String>) {
        match self.scope.formula(e) {
            Ok(p) => {
                self.last = None;
                self.judge_claim(line, &p, line_span(line, e), fresh);
            }
            Err(p) => self.misunderstood(line, e, &p),
        }
    }

    // The formulas in force for a claim: what is given, and the nearest lines that share a variable or function with it.
    fn in_force(&self, goal: &Term, sound_only: bool, cited: &[String]) -> Vec<Term> {
        let mut out = self.given.clone();
        let vars = goal.free_vars();
        let shares = |k: &Known| {
            k.formulas
                .iter()
                .any(|p| vars.iter().any(|v| p.has_free(v)))
        };
        let mut chosen: Vec<&Known> = Vec::new();
        for k in self.lines.iter().rev() {
            let named = k.label.as_ref().is_some_and(|l| cited.contains(l));
            if (k.sound || !sound_only) && (named || (chosen.len() < NEAREST && shares(k))) {
                chosen.push(k);
            }
        }
        for k in chosen.into_iter().rev() {
            for p in &k.formulas {
                if !out.contains(p) {
                    out.push(p.clone());
                }
            }
        }
        out
    }

    // A proof that needs a line which holds only where it is defined holds only there.
    fn inherited(&self, j: Judgement) -> Judgement {
        let Some(th) = j
            .theorem
            .as_ref()
            .filter(|_| j.verdict != Verdict::Unproved)
        else {
            return j;
        };
        let used: Vec<&Known> = self
            .lines
            .iter()
            .filter(|k| {
                !k.conditions.is_empty() && k.formulas.iter().any(|p| th.hypotheses().contains(p))
            })
            .collect();
        let Some(first) = used.first() else { return j };
        let mut conditions = j.conditions.clone();
        for c in used.iter().flat_map(|k| &k.conditions) {
            if !conditions.contains(c) {
                conditions.push(c.clone());
            }
        }
        Judgement {
            verdict: Verdict::Conditional,
            conditions,
            witness: j.witness.clone().or_else(|| first.witness.clone()),
            message: "this follows from a line that holds only where it is defined".into(),
            ..j
        }
    }

    // A name that the text does not settle, as far as it was understood, and that a counterexample would have to choose.
    fn left_open(&self, goal: &Term, fresh: &BTreeSet<String>) -> Option<String> {
        let mut free: BTreeSet<String> = goal.free_vars().iter().map(variable_name).collect();
        // NAME = expression, where the name was not met or not determined before: it may be meant to determine it.
        if let Some((a, b)) = goal.as_eq() {
            for (side, other) in [(a, b), (b, a)] {
                if let hence_kernel::Kind::Var(n) = side.kind()
                    && !other.has_free(side)
                    && (fresh.contains(&**n) || self.undetermined.contains(&**n))
                {
                    return Some(n.to_string());
                }
                if !side.has_vars()
                    && let Some(n) = other
                        .free_vars()
                        .iter()
                        .map(variable_name)
                        .find(|n| self.described.contains(n))
                {
                    return Some(n);
                }
            }
        }
        // A hypothesis about an open or general name may be stronger than it was understood.
        for p in &self.given {
            let vars: Vec<String> = p.free_vars().iter().map(variable_name).collect();
            if let Some(n) = vars.iter().find(|v| self.general.contains(*v)) {
                return Some(n.clone());
            }
            if vars.iter().any(|v| free.contains(v)) {
                free.extend(vars);
            }
        }
        free.into_iter().find(|n| self.open.contains(n))
    }

    fn judge_claim(&mut self, line: &Line, goal: &Term, span: Span, fresh: &BTreeSet<String>) {
        let started = std::time::Instant::now();
        let ask = |hypotheses: &[Term]| {
            let question = Question {
                hypotheses,
                goal,
                engine: self.options.engine.into(),
            };
            judge(&question, self.library)
        };
        // First by itself, so that nothing is rested on without need; then from the sound lines; then from all.
        let mut judgement = ask(&self.given);
        let proved = |j: &Judgement| matches!(j.verdict, Verdict::Valid | Verdict::Conditional);
        if !proved(&judgement) && !self.lines.is_empty() {
            let sound = self.in_force(goal, true, &line.from);
            // What is refuted from the given alone stays so: valid lines follow from it and exclude no point of it.
            let restricted = self
                .lines
                .iter()
                .any(|k| k.sound && !k.conditions.is_empty());
            if sound.len() > self.given.len()
                && (judgement.verdict != Verdict::Invalid || restricted)
            {
                let again = ask(&sound);
                if proved(&again) || judgement.verdict != Verdict::Invalid {
                    judgement = self.inherited(again);
                }
            }
            if !proved(&judgement) {
                let all = self.in_force(goal, false, &line.from);
                if all.len() > sound.len() {
                    let with_wrong = ask(&all);
                    if proved(&with_wrong) && !super::judge::contradictory(&all, self.library) {
                        judgement = Judgement {
                            verdict: Verdict::Tainted,
                            ..with_wrong
                        };
                    }
                }
            }
        }
        if judgement.verdict == Verdict::Invalid
            && let Some(n) = self.left_open(goal, fresh)
        {
            judgement = Judgement {
                verdict: Verdict::Unproved,
                message: format!("the text leaves open what `{n}` is, as far as it was understood"),
                witness: None,
                theorem: None,
                ..judgement
            };
        }
        if judgement.rests_on_hypotheses() && super::judge::contradictory(&self.given, self.library)
        {
            judgement = Judgement {
                verdict: Verdict::Unproved,
                message: "the given hypotheses contradict each other".into(),
                theorem: None,
                ..judgement
            };
        }
        self.report(
            line,
            goal,
            span,
            judgement,
            started.elapsed().as_secs_f64() * 1e3,
        );
    }

    fn report(&mut self, line: &Line, goal: &Term, span: Span, j: Judgement, ms: f64) {
        let code = match j.verdict {
            Verdict::Invalid if j.witness.is_none() => Some(codes::NOWHERE_DEFINED.code),
            Verdict::Invalid if self.lines.is_empty() && self.given.is_empty() => {
                Some(codes::REFUTED.code)
            }
            Verdict::Invalid => Some(codes::DOES_NOT_FOLLOW.code),
            Verdict::Conditional => Some(codes::WHERE_DEFINED.code),
            Verdict::Tainted => Some(codes::RESTS_ON_WRONG_LINE.code),
            Verdict::Unproved if j.message.contains("contradict") => {
                Some(codes::CONTRADICTION.code)
            }
            Verdict::Unproved => Some(codes::NOT_PROVED.code),
            _ => None,
        };
        let mut f = self.finding(
            span,
            line.label.clone(),
            j.verdict,
            goal.to_string(),
            j.message.clone(),
            code,
        );
        f.conditions = j.conditions.iter().map(Term::to_string).collect();
        f.engine = j.engine;
        f.ms = ms;
        if let Some(th) = &j.theorem {
            let used = |p: &Term| th.hypotheses().contains(p);
            for k in &self.lines {
                if k.formulas.iter().any(used) {
                    if k.sound {
                        f.from.push(k.id.clone())
                    } else {
                        f.rests_on.push(k.id.clone())
                    }
                }
            }
            self.theorems.insert(f.id.clone(), th.clone());
        }
        if let Some(w) = &j.witness {
            f.counterexample = w
                .values
                .iter()
                .map(|(v, t)| (variable_name(v), t.to_string()))
                .collect();
            if j.verdict == Verdict::Invalid {
                (f.left, f.right) = self.sides(goal, w);
            }
        }
        let sound = matches!(j.verdict, Verdict::Valid | Verdict::Conditional);
        let formulas = if sound {
            with_definedness(std::slice::from_ref(goal), self.library)
        } else {
            vec![goal.clone()]
        };
        let conditional = j.verdict == Verdict::Conditional;
        self.lines.push(Known {
            id: f.id.clone(),
            formulas,
            sound,
            conditions: if conditional {
                j.conditions.clone()
            } else {
                Vec::new()
            },
            witness: if conditional { j.witness.clone() } else { None },
            label: line.label.clone(),
        });
        self.previous = Some(goal.clone());
        self.findings.push(f);
    }

    // The values of both sides at a point, exact where they are rational, else to four significant digits by enclosure.
    fn sides(&self, goal: &Term, w: &Witness) -> (Option<String>, Option<String>) {
        let context = Context::new(self.library, w.theorems.iter().cloned());
        let inner = goal.as_unary("¬").unwrap_or(goal);
        let Some((_, args)) = inner.as_const_app() else {
            return (None, None);
        };
        let [a, b] = args[..] else {
            return (None, None);
        };
        if *a.ty() != Type::Real {
            return (None, None);
        }
        let value = |t: &Term| -> Option<String> {
            let at = t.subst(&w.values).ok()?;
            let th = prove::evaluated(&at, &context)?;
            let (_, v) = th.equation().ok()?;
            super::judge::shown_value(v)
        };
        (value(a), value(b))
    }
}

// The whole line where it holds one statement, else the statement.
fn line_span(line: &Line, e: &Expr) -> Span {
    if line.exprs.as_ref().is_ok_and(|x| x.len() == 1) {
        line.span
    } else {
        e.span
    }
}
