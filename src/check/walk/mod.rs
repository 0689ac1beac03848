//! A document from its beginning to its end: what is in force at each line, and what each line claims.

mod anew;
mod antiderivatives;
mod cases;
mod claim;
mod diagnosis;
mod differentials;
mod introduce;
mod kinds;
mod labels;
mod marked;
mod matrices;
mod notation;
mod otherwise;
mod parts;
mod redefined;
mod single;
mod sought;
mod understood;
mod unread;
mod verdict;
mod written;

pub(super) use verdict::known_by_name;

use super::script::{Entry, Line, Task};
use super::step::with_definedness;
use super::{Options, generic, open};
use crate::diagnose::codes;
use crate::elaborate::{Antiderived, Rate, Scope, Sort, Value, declare_vectors, given_functions};
use crate::finding::{Expectation, Finding, Verdict};
use crate::read::ast::{Expr, Kind, Span};
use crate::refute::Witness;
use crate::theory::Library;
use hence_kernel::{Term, Theorem};
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
#[derive(Clone)]
struct Known {
    id: String,
    formulas: Vec<Term>,
    // Whether it may be relied on without taint.
    sound: bool,
    // Whether neither a proof nor a counterexample was found.
    unproved: bool,
    // Where it holds only where it is defined: the conditions, and a point where they fail.
    conditions: Vec<Term>,
    witness: Option<Witness>,
    label: Option<String>,
    // The key that `\\label` gives it.
    key: Option<String>,
}

/// Walks through the entries of a file.
pub(super) struct Walk<'a> {
    library: &'a Library,
    options: &'a Options,
    text: &'a str,
    scope: Scope,
    // Formulas that the text takes as given, with what makes them defined.
    given: Vec<Term>,
    // The given formulas that were last looked at for a contradiction, and whether there is one.
    looked_at: (Vec<Term>, bool),
    lines: Vec<Known>,
    // The right end of the last chain, which a line that begins with a relation sign goes on from.
    last: Option<(Value, Span)>,
    // The same for a chain of antiderivatives, with how many findings there were then.
    rate: Option<(Rate, usize)>,
    // Whether the claim at hand has values between ends, where limits may be meant.
    ends: bool,
    // By what the claim at hand is differentiated, where it relates antiderivatives.
    antiderived: Option<Antiderived>,
    // A name that the matrices of the claim at hand leave open.
    unsettled: Option<String>,
    // The last formula, which a line that begins with an arrow goes on from.
    previous: Option<Term>,
    // Names that occur in something that was not understood: nothing is said of what they are.
    open: BTreeSet<String>,
    // Names of which a hypothesis speaks that is kept and cannot be used, and the names that stand together in a line.
    restricted: BTreeSet<String>,
    together: Vec<BTreeSet<String>>,
    // Names of which a hypothesis is stated for all values.
    general: BTreeSet<String>,
    // Names that a definition speaks of and nothing has determined.
    undetermined: BTreeSet<String>,
    // Names first met in a definition whose chain is being judged.
    described: BTreeSet<String>,
    // Names of what is no number, and what it is.
    kinds: BTreeMap<String, &'static str>,
    // What the sentence at hand concludes from, where it does not follow from what stands above.
    premises: (Option<usize>, Vec<Expr>),
    // The case that the text is in, and whether something is supposed in words that no formula says.
    case: Option<cases::Case>,
    unwritten: bool,
    // Whether the words say that it is no real numbers that are computed with.
    elsewhere: bool,
    // Whether letters may belong to a figure.
    figure: bool,
    // Whether the relation at hand may be a congruence whose modulus stands elsewhere.
    congruent: bool,
    // Calls of functions of which the text gives this one value.
    valued: Vec<Term>,
    // Names that the text says to be natural numbers, where nothing says whether 0 is one.
    naturals: BTreeSet<String>,
    // Whether another reading of a claim is looked at, and how many were.
    on_trial: bool,
    trials: usize,
    // The variables of functions, as the text names them.
    variables: BTreeMap<String, marked::Variables>,
    // The signs of operations that the text defines.
    operations: BTreeSet<String>,
    // Functions that stand for an equation with parameters.
    parametric: BTreeSet<String>,
    // Names that the sentence at hand brings anew, and those that may have been brought anew.
    anew: Option<anew::Renewed>,
    doubts: Vec<anew::Renewed>,
    // What hypotheses say of members where they may be meant of every one.
    meant: Vec<Term>,
    // Names of which one value is meant, and the value that a sentence gave a name with "at".
    fixed: BTreeSet<String>,
    // Names to which formulas of the part give values, and what the text supposed by writing it.
    isolated: BTreeSet<String>,
    // Of these, the names to which they give several.
    several: BTreeSet<String>,
    written: Vec<Term>,
    // Where the last formula ends that was supposed by writing it.
    written_to: Option<usize>,
    // Names that formulas of the part bound by numbers, the names of equations that they solve, and those that are differentiated by others.
    bounded: BTreeSet<String>,
    related: BTreeSet<BTreeSet<String>>,
    differentiated: BTreeSet<BTreeSet<String>>,
    at_point: single::Point,
    // Names that are called as functions in the part at hand, and are no factors in it.
    called: BTreeSet<String>,
    // Whether a hypothesis was not understood, and whether words say something of a name that was not.
    unheard: bool,
    worded: bool,
    // Whether the next part is a corollary.
    corollary: bool,
    // Names to which claims gave values, with how many findings stood before them.
    found: Vec<(usize, String)>,
    // What is looked for.
    sought: sought::Sought,
    // Where the paragraphs with labels begin that are open.
    labels: Vec<labels::Labelled>,
    // How much had been supposed where the proof at hand began.
    proof: Option<usize>,
    meant_of: BTreeSet<String>,
    // What formulas supposed, in their order.
    supposed: Vec<cases::Supposed>,
    // Whether the formula at hand has dots, so that its sums run from their first member to their last.
    dotted: bool,
    // Whether the words beside the formula at hand suppose something for it alone.
    conditioned: bool,
    // How deep the heading of the part at hand lies, and what the parts around it said.
    depth: u8,
    chapters: Vec<(u8, parts::Chapter)>,
    // Where the questions in force began: level, and how much was given before.
    marks: Vec<(u8, usize)>,
    seen: BTreeSet<String>,
    // What the last claim failed with, until more is said of it.
    refuted: Option<diagnosis::Refuted>,
    pub findings: Vec<Finding>,
    /// The theorem behind each finding that has one, by its id.
    pub theorems: BTreeMap<String, Theorem>,
    /// The key that `\\label` gives to the line of a finding, by the finding's id.
    pub keys: BTreeMap<String, String>,
    ids: BTreeMap<String, usize>,
    // How each line was understood, where somebody wants to see it.
    notes: Option<understood::Notes>,
}

impl<'a> Walk<'a> {
    pub(super) fn new(library: &'a Library, options: &'a Options, text: &'a str) -> Walk<'a> {
        Walk {
            library,
            options,
            text,
            scope: Scope::new(),
            given: Vec::new(),
            looked_at: (Vec::new(), false),
            lines: Vec::new(),
            last: None,
            rate: None,
            ends: false,
            antiderived: None,
            unsettled: None,
            previous: None,
            open: BTreeSet::new(),
            restricted: BTreeSet::new(),
            together: Vec::new(),
            general: BTreeSet::new(),
            undetermined: BTreeSet::new(),
            described: BTreeSet::new(),
            kinds: BTreeMap::new(),
            premises: (None, Vec::new()),
            case: None,
            unwritten: false,
            elsewhere: false,
            figure: false,
            congruent: false,
            valued: Vec::new(),
            naturals: BTreeSet::new(),
            on_trial: false,
            trials: 0,
            variables: BTreeMap::new(),
            operations: BTreeSet::new(),
            parametric: BTreeSet::new(),
            anew: None,
            doubts: Vec::new(),
            meant: Vec::new(),
            fixed: BTreeSet::new(),
            isolated: BTreeSet::new(),
            several: BTreeSet::new(),
            written: Vec::new(),
            written_to: None,
            bounded: BTreeSet::new(),
            related: BTreeSet::new(),
            differentiated: BTreeSet::new(),
            at_point: single::Point::None,
            called: BTreeSet::new(),
            unheard: false,
            worded: false,
            corollary: false,
            found: Vec::new(),
            sought: sought::Sought::default(),
            labels: Vec::new(),
            proof: None,
            meant_of: BTreeSet::new(),
            supposed: Vec::new(),
            dotted: false,
            conditioned: false,
            depth: 0,
            chapters: Vec::new(),
            marks: Vec::new(),
            seen: BTreeSet::new(),
            refuted: None,
            findings: Vec::new(),
            theorems: BTreeMap::new(),
            keys: BTreeMap::new(),
            ids: BTreeMap::new(),
            notes: None,
        }
    }

    pub(super) fn run(&mut self, entries: &[Entry]) {
        self.begin(entries);
        self.hints(entries);
        let mut expected: Option<(&[Verdict], Option<String>, Span)> = None;
        let mut ignored: Option<&str> = None;
        for (i, entry) in entries.iter().enumerate() {
            match entry {
                Entry::Part(level, depth) => self.enter(*level, *depth, &entries[i + 1..]),
                Entry::Vars(vars) => {
                    for (name, sort) in vars {
                        self.scope.deny_identity(name);
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
                    members,
                    said,
                    general,
                    passing,
                } => {
                    let given = self.given.len();
                    self.mentioned(names, said, *general);
                    if *passing && self.given.len() > given {
                        self.note_passing(names, given);
                    }
                    for (x, over) in members {
                        self.members(x, over, said);
                    }
                }
                Entry::Maps {
                    names,
                    properties,
                    open,
                    ..
                } => self.suppose_of_maps(names, properties, *open),
                Entry::Kind { names, kind } => self.note_kind(names, *kind),
                Entry::Fixed(names) => self.fixed.extend(names.iter().cloned()),
                Entry::Case(mark) => self.mark_case(*mark),
                Entry::Anew(anew) => self.renew(anew),
                Entry::Settled => self.settle_anew(),
                Entry::Sought {
                    names,
                    solved,
                    anew,
                } => self.seek(names, *solved, *anew),
                Entry::Default(exprs) => self.suppose_defaults(exprs),
                Entry::Premise(exprs) => {
                    for e in exprs {
                        let given = self.given.len();
                        self.suppose_defaults(std::slice::from_ref(e));
                        let line = Line::new(e.span, Ok(Vec::new()), Task::Assume);
                        self.note_supposed(&line, e, given);
                    }
                }
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
                        self.line_anew(line);
                    }
                    if let Some(key) = &line.key {
                        let ids = self.findings[start..].iter().map(|f| f.id.clone());
                        self.keys.extend(ids.map(|id| (id, key.clone())));
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
        let lines = entries
            .iter()
            .take_while(|e| !matches!(e, Entry::Part(0 | 1, _)));
        // A function is no number because a formula that the words call one has it as an operand.
        let lines = lines.filter_map(|e| match e {
            Entry::Formula(line) => Some(line).filter(|l| !l.functional),
            _ => None,
        });
        let exprs: Vec<&Expr> = lines.flat_map(|l| l.exprs.iter().flatten()).collect();
        for e in &exprs {
            self.scope.note_families(e);
        }
        for e in &exprs {
            open::collect(e, &self.scope, &mut operands, &mut functions);
        }
        let mut numbers: BTreeSet<String> = operands.difference(&functions).cloned().collect();
        // `x + iy`: an `i` that is no index may be √−1.
        if !exprs.iter().any(|e| open::has_index(e, "i")) {
            numbers.remove("i");
        }
        self.called = single::called(&exprs);
        self.called.retain(|n| !numbers.contains(n));
        self.note_isolated(&exprs);
        self.note_maps(entries, &exprs);
        let mut beside_identity = kinds::beside_identity(&exprs);
        if self.scope.has_maps() {
            beside_identity.retain(|n| n != "I" && !self.scope.is_map(n));
        }
        self.note_kind(&beside_identity, Some("a matrix"));
        let factors = open::factors(&exprs, &self.scope);
        self.scope.note_factors(factors);
        declare_vectors(&exprs, &numbers, &mut self.scope);
        for name in &numbers {
            // `a_k` beside `a_1` is a member of a family.
            let member =
                (name.split_once('_')).is_some_and(|(stem, _)| self.scope.family(stem).is_some());
            if self.scope.is_map(name) || self.scope.has_maps() && name == "I" {
                continue;
            }
            if !member && name != "e" && name != "π" && self.scope.sort(name).is_none() {
                self.scope.declare(name, Sort::Real);
            }
        }
    }

    // What is printed as help is in force throughout its exercise, also where it stands at the end.
    fn hints(&mut self, entries: &[Entry]) {
        for entry in entries
            .iter()
            .take_while(|e| !matches!(e, Entry::Part(0 | 1, _)))
        {
            let Entry::Formula(line) = entry else {
                continue;
            };
            for e in line.exprs.iter().flatten().filter(|_| line.hint) {
                if !open::is_statement(e)
                    || self.introduces(e, &BTreeSet::new(), line.defining, false)
                {
                    continue;
                }
                let Ok(p) = self.scope.formula(e) else {
                    continue;
                };
                if self.is_known(&p) {
                    continue;
                }
                let theory = &self.library.theory;
                self.give(generic::asserted(&p, &self.given, &self.scope, theory));
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
        let id = self.id(label.as_deref(), &source);
        self.note_finding(&id);
        Finding {
            id,
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
            fix: None,
            other: None,
            remarks: self.scope.take_oddities(),
            expected: None,
            engine: None,
            ms: 0.0,
        }
    }

    fn line(&mut self, line: &Line) {
        self.note_task(line.task);
        let exprs = match &line.exprs {
            Ok(exprs) => exprs,
            Err(u) => {
                // Whatever it says may be about any name in it.
                let raw = self.text.get(line.span.start..line.span.end).unwrap_or("");
                self.open.extend(open::raw_names(raw));
                self.unheard |= !matches!(line.task, Task::Claim | Task::Goal | Task::Place);
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
            .flat_map(|e| {
                let claimed = line.task == Task::Claim;
                open::listed(e, self.text, &|a, b| match claimed {
                    true => self.restricts(a, b),
                    // What the sentence brings for the formula stands outside of it.
                    false => {
                        let inside = b.span.end <= line.span.end;
                        !(inside && open::compares(a) && open::compares(b))
                    }
                })
            })
            .flat_map(|e| open::by_rows(&e))
            .collect();
        for e in &exprs {
            let under = self.under_premises(line, e);
            let e = under.as_ref().unwrap_or(e);
            let old = self.given.clone();
            let written = self.with_derivatives(e);
            let e = written.as_ref().unwrap_or(e);
            self.statement_read(line, e, &before);
            self.note_variables(e);
            if line.task == Task::Assume || line.passing {
                // A second value may have taken the place of the first.
                let kept = self.given.iter().zip(&old).take_while(|(a, b)| a == b);
                let given = kept.count();
                self.give_up_contrary(given);
                self.note_supposed(line, e, given);
                self.note_solved(given);
                self.note_constraint(e, given);
            }
            // A name that is merely mentioned is not known by that.
            if open::is_statement(e) {
                open::names(e, &mut self.seen);
                self.scope.note_dependence(e);
            }
        }
    }

    // Whether the second formula of a list says for which values of a name the first is meant: the name has no value yet.
    fn restricts(&self, claim: &Expr, remark: &Expr) -> bool {
        let (mut of, mut names) = (BTreeSet::new(), BTreeSet::new());
        open::names(claim, &mut of);
        open::names(remark, &mut names);
        let valued = |n: &String| {
            let is = |(v, _): &(Term, Term)| matches!(v.kind(), hence_kernel::Kind::Var(m) if **m == **n);
            self.scope.definition(n).is_some() || self.scope.values().iter().any(is)
        };
        names.iter().any(|n| of.contains(n) && !valued(n))
    }

    fn statement(&mut self, line: &Line, e: &Expr, before: &BTreeSet<String>) {
        if !open::is_statement(e) {
            if line.functional {
                open::names(e, &mut self.open);
            }
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
                .value(e, false)
                .ok()
                .filter(|_| line.task == Task::Claim)
                .map(|t| (t, e.span));
            if line.task == Task::Claim {
                self.note_antiderivative(e);
            }
            return;
        }
        self.scope.set_given(given_functions(&self.given));
        self.pass_point(line, e);
        if self.is_unusable(line, e, before) {
            return self.unusable(line, e);
        }
        self.dotted = line.dotted;
        self.conditioned = matches!(e.kind, Kind::With(..));
        self.note_members(e);
        self.note_shadow(line, e);
        self.note_operation(line, e, before);
        if self.other_logarithm(line, e) {
            return;
        }
        self.note_identities(e);
        if self.introduce_matrices(line, e, before) {
            return;
        }
        let quotients = self.of_differentials(e, before);
        let e = quotients.as_ref().unwrap_or(e);
        let problem = self.no_number(e).or_else(|| self.inverse(e));
        if let Some(problem) = problem.or_else(|| self.other_notation(e, before)) {
            return self.misunderstood(line, e, &problem);
        }
        if open::is_asymptotic(e) {
            let message = "it says how something grows, and nothing of any one value";
            return self.kept(line, e, Verdict::Skipped, message);
        }
        if line.quoted.is_some() && self.is_general_theorem(e, before) {
            return self.quoted(line, e);
        }
        self.renew_value(line, e);
        self.end_solving(line, e);
        let renewed = self.renew_defined(line, e);
        if line.premise && line.task == Task::Claim && !self.follows(line, e) {
            self.premises.1.push(e.clone());
            return self.suppose(&line.as_condition(), e, before, false);
        }
        if let Some(claimed) = self.claimed_in_passing(line, e) {
            let mut names = BTreeSet::new();
            open::names(e, &mut names);
            let fresh = names.difference(before).cloned().collect();
            return self.claim(&claimed, e, &fresh);
        }
        match line.task {
            Task::Place => self.kept(line, e, Verdict::Skipped, "it says where something lies"),
            Task::Define => self.definition(line, e, before, true),
            // "For n = 1 …. For n = 2 …": another value is supposed, and shadows the one before.
            // "Suppose f(x) = g(x)" speaks of the same f.
            Task::Assume
                if self.gives_another_value(e)
                    && (line.introducing || line.defining || is_value(e)) =>
            {
                self.settle_doubts(e);
                self.definition(line, e, before, true)
            }
            _ if renewed => self.definition(line, e, before, true),
            // "Putting x = 1 …. Putting x = 2 …"
            Task::Claim if line.defining && self.gives_another_value(e) => {
                self.definition(line, e, before, true);
            }
            // A supposition without variables is true or false by itself, and nothing is refuted that rests on a false one.
            Task::Assume
                if self
                    .scope
                    .formula(e)
                    .is_ok_and(|p| !p.has_vars() && !p.is_const("⊤")) =>
            {
                if self.scope.formula(e).is_ok_and(|p| self.is_known(&p)) {
                    self.claim(line, e, &BTreeSet::new());
                } else {
                    self.unwritten = true;
                    self.suppose(line, e, before, false);
                }
            }
            Task::Condition => self.suppose(line, e, before, false),
            Task::Case => self.suppose_case(line, e, before),
            // What is to be shown of a name says nothing yet of what it stands for.
            Task::Goal
                if !line.defining && self.introduces(e, before, false, false) && is_value(e) =>
            {
                open::names(e, &mut self.open);
                self.suppose(line, e, before, true);
            }
            Task::Given | Task::Assume | Task::Goal => {
                let defining = line.defining || line.task == Task::Assume;
                if self.introduces(e, before, defining, false) && !self.is_of_one(line, e) {
                    self.definition(line, e, before, line.defining);
                } else {
                    let general = line.task != Task::Assume && !line.of_one;
                    self.suppose(line, e, before, general);
                }
            }
            Task::Claim => {
                if self.is_pinned(e) {
                    self.pin(line, e, before);
                } else if self.introduces(e, before, line.defining, line.concluded)
                    && !(line.of_one || self.calls_parameter(line, e))
                    || self.is_new_matrix(e)
                {
                    self.note_found(e);
                    self.definition(line, e, before, line.defining);
                } else if open::alternatives(e).is_some_and(|n| !before.contains(&n)) {
                    // As `x = 2` says what a new name stands for, `x = 2` or `x = 3` says what it can stand for.
                    self.suppose(line, e, before, false);
                } else {
                    let mut names = BTreeSet::new();
                    open::names(e, &mut names);
                    let fresh = names.difference(before).cloned().collect();
                    let known = self.given.len();
                    for a in &line.aside {
                        if let Ok(p) = self.scope.formula(a) {
                            let facts = with_definedness(std::slice::from_ref(&p), self.library);
                            self.given.extend(facts);
                        }
                    }
                    let supposed = self.given.len() - known;
                    self.claim(line, e, &fresh);
                    // What the sentence supposes beside the claim is taken up where it stands.
                    self.given.drain(known..known + supposed);
                }
            }
        }
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

// Whether the left side is a name: `x = …`, not `f(x) = …`.
fn is_value(e: &Expr) -> bool {
    matches!(&e.kind, Kind::Chain { first: Some(first), .. } if matches!(first.kind, Kind::Name(_)))
}
