//! The verdict on a claim: what is in force for it, what it rests on, and what is kept of it for the lines below.

use super::super::generic;
use super::super::judge::{self, Judgement, Question, judge_text, variable_name};
use super::super::script::{Bar, Line};
use super::super::step::with_definedness;
use super::super::unproved;
use super::diagnosis::Refuted;
use super::{Known, NEAREST, Walk};
use crate::diagnose::codes;
use crate::finding::Verdict;
use crate::prove::{self, Context};
use crate::read::ast::Span;
use crate::read::lexicon::{guards::words, kinds::relates_maps};
use crate::refute::Witness;
use hence_kernel::{Term, Type, syntax};
use std::collections::BTreeSet;

impl Walk<'_> {
    // The formulas in force for a claim: what is given, and the nearest lines that share a variable or function with it.
    pub(super) fn in_force(&self, goal: &Term, sound_only: bool, cited: &[String]) -> Vec<Term> {
        let mut out = self.given.clone();
        let vars = goal.free_vars();
        let shares = |k: &Known| {
            k.formulas
                .iter()
                .any(|p| vars.iter().any(|v| p.has_free(v)))
        };
        let mut chosen: Vec<&Known> = Vec::new();
        for k in self.lines.iter().rev() {
            let named = [&k.label, &k.key]
                .into_iter()
                .flatten()
                .any(|l| cited.contains(l));
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
        let free: BTreeSet<String> = goal.free_vars().iter().map(variable_name).collect();
        // `P(X = 6)` speaks of X.
        let parts = free.iter().flat_map(|n| n.split('_').map(String::from));
        let named: BTreeSet<String> = parts.chain(free.iter().cloned()).collect();
        if let Some(n) = self.restricted(&named) {
            return Some(n);
        }
        if let Some(n) = named
            .iter()
            .find(|n| !free.contains(*n) && self.open.contains(*n))
        {
            return Some(n.clone());
        }
        // `A_{12}` and `a_{12}` may be entries of a matrix A.
        let matrix = |n: &&String| {
            let entry = !free.contains(*n);
            entry
                && [(*n).clone(), n.to_uppercase()]
                    .iter()
                    .any(|m| self.scope.table(m).is_some())
        };
        if let Some(n) = named.iter().find(matrix) {
            return Some(n.clone());
        }
        if let Some(n) = self.of_other_size(goal) {
            return Some(n);
        }
        if let Some(n) = known_by_name(goal, &self.given) {
            return Some(n);
        }
        // What is given of a function at one argument says nothing of what the text means by it at another.
        let other = |call: &&Term| generic::calls_elsewhere(goal, call);
        if let Some(call) = self.valued.iter().find(other) {
            return Some(variable_name(call.spine().0));
        }
        // NAME = expression, where the name was not met or not determined before: it may be meant to determine it.
        let mut inner = goal;
        let mut premises = Vec::new();
        while let Some((p, q)) = inner.as_binary("⇒") {
            premises.push(p);
            inner = q;
        }
        let parts = syntax::conjuncts(inner);
        for (a, b) in parts.iter().filter_map(Term::as_eq) {
            for (side, other) in [(a, b), (b, a)] {
                if let hence_kernel::Kind::Var(n) = side.kind()
                    && !other.has_free(side)
                    && !premises.iter().any(|p| p.has_free(side))
                    && (fresh.contains(&**n) || self.undetermined.contains(&**n))
                {
                    return Some(n.to_string());
                }
                // The value of a function of which nothing was said: "at 0, f(0) = 1".
                let (head, args) = side.spine();
                if !args.is_empty()
                    && let hence_kernel::Kind::Var(f) = head.kind()
                    && (fresh.contains(&**f) || !self.given.iter().any(|p| p.has_free(head)))
                    && !other.has_free(head)
                    && !premises.iter().any(|p| p.has_free(head))
                {
                    return Some(f.to_string());
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
        let mut free: BTreeSet<String> = goal.free_vars().iter().map(|v| self.named(v)).collect();
        for p in &self.given {
            let vars: Vec<String> = p.free_vars().iter().map(|v| self.named(v)).collect();
            if let Some(n) = vars.iter().find_map(|v| among(&self.general, v)) {
                return Some(n);
            }
            if vars.iter().any(|v| free.contains(v)) {
                free.extend(vars);
            }
        }
        // What is open of a member is open of its family, and so is what is open of the family's letter.
        free.iter().find_map(|n| {
            among(&self.open, n).or_else(|| among(&self.open, n.trim_end_matches('_')))
        })
    }

    // A matrix or a vector beside matrices whose size is given: one in the plane is none of that size.
    fn of_other_size(&self, goal: &Term) -> Option<String> {
        let map = Type::fun(Type::Vector, Type::Vector);
        let all = goal.free_vars();
        if !all.iter().any(|v| *v.ty() == map) {
            return None;
        }
        let names: Vec<String> = all.iter().map(variable_name).collect();
        let mut sizes = self.scope.sizes(&names);
        let numeral = |s: &str| s.starts_with(|c: char| c.is_ascii_digit());
        // That it is a positive integer leaves room for two.
        let says_more = |p: &&Term| p.as_eq().is_some() || p.free_vars().len() > 1;
        let restricted = |s: &str| {
            let n = Term::real_var(s);
            self.given.iter().filter(says_more).any(|p| p.has_free(&n))
        };
        let related = || relates_maps(&words(self.text));
        (sizes.any(|s| numeral(s) || restricted(s)) || related())
            .then(|| names.first().cloned())
            .flatten()
    }

    // The name of a variable, with a line behind that of a family: x is another thing than the sequence of the x_t.
    pub(super) fn named(&self, v: &Term) -> String {
        let n = variable_name(v);
        let family =
            matches!(v.ty(), hence_kernel::Type::Fun(_)) && self.scope.family(&n).is_some();
        if family { n + "_" } else { n }
    }

    pub(super) fn judge_claim(
        &mut self,
        line: &Line,
        goal: &Term,
        span: Span,
        fresh: &BTreeSet<String>,
    ) {
        let started = std::time::Instant::now();
        self.refuted = None;
        // Whatever is claimed of a member is claimed of every one.
        let indices = generic::indices(goal, &self.scope).conditions;
        if self.dotted {
            self.give(generic::running(goal));
        }
        let known = self.given.len();
        self.given.extend(indices);
        self.give(generic::counts(goal));
        self.note_hypotheses(goal);
        if self.on_trial && !self.holds_briefly(line, goal) {
            self.given.truncate(known);
            let judgement = Judgement::unproved("not proved at little cost");
            return self.report(line, goal, span, judgement, 0.0);
        }
        let ask = |hypotheses: &[Term]| {
            let question = Question {
                hypotheses,
                goal,
                engine: self.options.engine.into(),
            };
            judge_text(&question, self.library)
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
                let mut again = ask(&sound);
                // Lines that hold on different domains hold together nowhere, and prove everything.
                if restricted
                    && again.rests_on_hypotheses()
                    && judge::contradictory(&sound, self.library)
                {
                    again = Judgement::unproved("the lines above hold together nowhere");
                }
                if proved(&again) || judgement.verdict != Verdict::Invalid {
                    judgement = self.inherited(again);
                }
            }
            if !proved(&judgement) {
                let all = self.in_force(goal, false, &line.from);
                if all.len() > sound.len() {
                    let with_wrong = ask(&all);
                    if proved(&with_wrong) && !judge::contradictory(&all, self.library) {
                        judgement = Judgement {
                            verdict: Verdict::Tainted,
                            ..with_wrong
                        };
                    }
                }
            }
        }
        if judgement.verdict == Verdict::Unproved {
            let question = Question {
                hypotheses: &self.given,
                goal,
                engine: self.options.engine.into(),
            };
            if let Some(found) = judge::running_forwards(&question, self.library) {
                judgement = found;
            }
        }
        if !proved(&judgement)
            && let Some(within) = self.within_ranges(goal, known, span)
        {
            self.given.truncate(known);
            return self.judge_claim(line, &within, span, fresh);
        }
        judgement = self.as_antiderivatives(judgement, goal);
        if judgement.verdict == Verdict::Invalid && judgement.witness.is_none() && self.ends {
            judgement = Judgement::unproved("an end has no value, and a limit may be meant");
        }
        if judgement.verdict == Verdict::Invalid && self.is_saved_by_unproved(goal) {
            judgement =
                Judgement::unproved("a line above says otherwise of a function, and is not proved");
        }
        let mut staying_open = None;
        if judgement.verdict == Verdict::Invalid
            && let Some(n) = self.left_open(goal, fresh)
        {
            // What a line may determine that is not proved stays open.
            if self.undetermined.contains(&n) || fresh.contains(&n) {
                staying_open = Some(n.clone());
            }
            judgement = Judgement::unproved(format!(
                "the text leaves open what `{n}` is, as far as it was understood"
            ));
        }
        if judgement.verdict == Verdict::Invalid
            && let Some(n) = &self.unsettled
        {
            judgement = Judgement::unproved(format!(
                "the text leaves open what `{n}` is, as far as it was understood"
            ));
        }
        if judgement.verdict == Verdict::Invalid && !self.meant.is_empty() {
            let all: Vec<Term> = self.given.iter().chain(&self.meant).cloned().collect();
            let mut within = goal.clone();
            for n in self.meant_of.clone() {
                let v = Term::real_var(n.as_str());
                if goal.has_free(&v)
                    && let Some((lo, hi)) = self.scope.run_of(&n, span)
                {
                    let ends = [syntax::le(&v, &hi), syntax::le(&lo, &v)];
                    within = (ends.into_iter().flatten())
                        .try_fold(within.clone(), |acc, c| syntax::implies(&c, &acc))
                        .unwrap_or(within);
                }
            }
            let question = Question {
                hypotheses: &all,
                goal: &within,
                engine: self.options.engine.into(),
            };
            if judge_text(&question, self.library).verdict != Verdict::Invalid {
                judgement = Judgement::unproved(
                    "a hypothesis may be meant of every member, and then nothing refutes this",
                );
            }
        }
        if judgement.verdict == Verdict::Invalid && self.is_one_answer(goal) {
            judgement = Judgement::unproved("it may be one of several values that are looked for");
        }
        // From a hypothesis that was not understood anything may follow, also what is false; and a name that is met here first may
        // stand for what it says that there is.
        let unknown = || {
            goal.free_vars()
                .iter()
                .all(|v| fresh.contains(&variable_name(v)))
        };
        if judgement.verdict == Verdict::Invalid
            && line.concluded
            && (self.unheard && unknown() || self.worded && is_of_numerals(goal))
        {
            judgement = Judgement::unproved("a hypothesis before it was not understood");
        }
        let barred = self.unwritten || self.figure || self.congruent || line.bar.is_some();
        if judgement.verdict == Verdict::Invalid && barred {
            judgement = Judgement::unproved(
                "the text supposes something here that is not written as a formula",
            );
        }
        if self.elsewhere || line.bar == Some(Bar::Both) {
            judgement = Judgement::unproved("the text does not compute with real numbers here");
        }
        if judgement.rests_on_hypotheses() && self.given_contradicts_itself() {
            judgement = Judgement::unproved("the given hypotheses contradict each other");
        }
        if self.conditioned && judgement.rests_on_hypotheses() && self.is_vacuous(goal) {
            judgement =
                Judgement::unproved("what it supposes contradicts what was supposed before");
        }
        if judgement.verdict == Verdict::Invalid
            && judgement.witness.is_some()
            && self.is_supposed_by_writing(line, goal, span, fresh)
        {
            self.given.truncate(known);
            return self.suppose_by_writing(line, goal, span);
        }
        if judgement.verdict == Verdict::Invalid && self.one_of_several(goal) {
            judgement = Judgement::unproved("it may be one of several values");
        }
        if judgement.verdict == Verdict::Invalid
            && let Some(n) = self.uncounted(&judgement)
        {
            judgement = self.with_integers(goal, &n).unwrap_or_else(|| {
                Judgement::unproved("nothing refutes it where the letters that count are integers")
            });
        }
        let determines = judgement.verdict == Verdict::Unproved && self.determines(goal);
        // What was supposed of the indices is no part of what is given.
        self.given.truncate(known);
        if determines {
            return self.determined(line, goal, span);
        }
        self.open.extend(staying_open);
        self.report(
            line,
            goal,
            span,
            judgement,
            started.elapsed().as_secs_f64() * 1e3,
        );
    }

    // Whether nothing refutes a claim where the lines hold that are not proved and speak of the functions in it.
    fn is_saved_by_unproved(&self, goal: &Term) -> bool {
        let functions: Vec<Term> = (goal.free_vars().into_iter())
            .filter(|v| matches!(v.ty(), Type::Fun(_)))
            .collect();
        let of_these = |k: &&Known| {
            k.unproved && (k.formulas.iter()).any(|p| functions.iter().any(|f| p.has_free(f)))
        };
        let mut all = self.given.clone();
        for p in self.lines.iter().filter(of_these).flat_map(|k| &k.formulas) {
            // It is said of every value of a letter of which nothing is supposed.
            let of_any =
                |v: &Term| *v.ty() == Type::Real && !self.given.iter().any(|q| q.has_free(v));
            let letters: Vec<Term> = p.free_vars().into_iter().filter(of_any).collect();
            let closed = letters
                .iter()
                .try_fold(p.clone(), |acc, v| syntax::forall(v, &acc));
            all.extend(closed.ok());
        }
        if all.len() == self.given.len() {
            return false;
        }
        let question = Question {
            hypotheses: &all,
            goal,
            engine: self.options.engine.into(),
        };
        judge_text(&question, self.library).verdict != Verdict::Invalid
    }

    // The letters that count by custom to which a counterexample gives values that are no integers.
    fn uncounted(&self, j: &Judgement) -> Option<Vec<Term>> {
        let w = j.witness.as_ref()?;
        let counts = |v: &Term| {
            let n = variable_name(v);
            matches!(n.as_str(), "i" | "j" | "k" | "l" | "m" | "n") && *v.ty() == Type::Real
        };
        let whole = |t: &Term| t.as_num().is_some_and(|q| q.is_integer());
        let odd: Vec<Term> = (w.values.iter())
            .filter(|(v, t)| counts(v) && !whole(t))
            .map(|(v, _)| v.clone())
            .collect();
        let all: Vec<Term> = w
            .values
            .iter()
            .map(|(v, _)| v.clone())
            .filter(|v| counts(v))
            .collect();
        (!odd.is_empty()).then_some(all)
    }

    // What comes of a claim where these letters are integers, if it is refuted there.
    fn with_integers(&self, goal: &Term, letters: &[Term]) -> Option<Judgement> {
        let mut all = self.given.clone();
        all.extend(letters.iter().filter_map(|v| syntax::is_int(v).ok()));
        let question = Question {
            hypotheses: &all,
            goal,
            engine: self.options.engine.into(),
        };
        Some(judge_text(&question, self.library)).filter(|j| j.verdict == Verdict::Invalid)
    }

    // Whether the text gives the name another value beside: "the solutions are x = 1 and x = −1".
    fn one_of_several(&self, goal: &Term) -> bool {
        let Some((a, b)) = goal.as_eq() else {
            return false;
        };
        let name = match (a.kind(), b.has_vars()) {
            (hence_kernel::Kind::Var(n), false) => n.to_string(),
            _ => return false,
        };
        self.several.contains(&name)
    }

    // A claim of a member where the text has given the index a range and nothing else: it is made of the members in that range.
    fn within_ranges(&mut self, goal: &Term, known: usize, span: Span) -> Option<Term> {
        let mut out = goal.clone();
        let mut premises: Vec<&Term> = self.given.iter().take(known).collect();
        let mut rest = goal;
        while let Some((p, q)) = rest.as_binary("⇒") {
            premises.push(p);
            rest = q;
        }
        for v in generic::indices(goal, &self.scope).letters.iter().rev() {
            let name = variable_name(v);
            if premises.iter().any(|p| p.has_free(v)) || self.scope.sort(&name).is_some() {
                continue;
            }
            let Some((lo, hi)) = self.scope.run_of(&name, span) else {
                continue;
            };
            for c in [syntax::le(v, &hi), syntax::le(&lo, v)] {
                out = syntax::implies(&c.ok()?, &out).ok()?;
            }
        }
        (out != *goal).then_some(out)
    }

    // Takes formulas as given, each once.
    pub(super) fn give(&mut self, formulas: impl IntoIterator<Item = Term>) {
        for t in formulas {
            if self.given.contains(&t) {
                self.reassert(&t);
            } else {
                self.given.push(t);
            }
        }
    }

    fn given_contradicts_itself(&mut self) -> bool {
        if self.looked_at.0 != self.given {
            let found = judge::contradictory(&self.given, self.library);
            self.looked_at = (self.given.clone(), found);
        }
        self.looked_at.1
    }

    // NAME = computation, where the name was left open: the line says what it is. It must not contradict what is said of the name.
    fn determines(&self, goal: &Term) -> bool {
        let Some((side, value)) = goal.as_eq() else {
            return false;
        };
        let hence_kernel::Kind::Var(n) = side.kind() else {
            return false;
        };
        let computed = value
            .as_const_app()
            .is_some_and(|(_, args)| !args.is_empty());
        let left_open = !self.undetermined.contains(&**n) || self.open.contains(&**n);
        let restricted = || self.restricted(&BTreeSet::from([n.to_string()])).is_some();
        if left_open || value.has_vars() || !computed || restricted() {
            return false;
        }
        let mut all = self.in_force(goal, false, &[]);
        all.push(goal.clone());
        !judge::contradictory(&all, self.library)
    }

    fn determined(&mut self, line: &Line, goal: &Term, span: Span) {
        if let Some((side, _)) = goal.as_eq() {
            let name = variable_name(side);
            self.undetermined.remove(&name);
            self.found.push((self.findings.len(), name));
        }
        let f = self.finding(
            span,
            line.label.clone(),
            Verdict::Defined,
            goal.to_string(),
            "nothing said before what this is".into(),
            None,
        );
        self.findings.push(f);
        self.given.push(goal.clone());
        self.previous = Some(goal.clone());
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
        // What holds always is not said once more under a premise.
        let repeats = |c: &Term| {
            c.as_binary("⇒")
                .is_some_and(|(_, q)| j.conditions.contains(q))
        };
        let conditions = j.conditions.iter().filter(|c| !repeats(c));
        f.conditions = conditions.map(Term::to_string).collect();
        f.engine = j.engine;
        if let Some(other) = &j.read_as {
            f.reading = other.to_string();
        }
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
            if j.verdict == Verdict::Invalid && !self.on_trial {
                (f.left, f.right) = self.sides(goal, w);
                let in_force = self.in_force(goal, true, &line.from);
                f.suggestion = crate::check::saving::saving(&in_force, goal, w, self.library)
                    .map(|c| format!("holds if {c}"));
                self.refuted = Some(Refuted {
                    goal: goal.clone(),
                    witness: w.clone(),
                });
            }
        }
        if j.verdict == Verdict::Invalid && j.witness.is_none() {
            let in_force = self.in_force(goal, true, &line.from);
            let names = self.mistake(goal, &in_force, true);
            f.mistake = (!names.is_empty()).then(|| names.join(", "));
        }
        if j.verdict == Verdict::Unproved && j.message == judge::UNDECIDED {
            let in_force = self.in_force(goal, true, &line.from);
            let residue = unproved::residue(&in_force, goal, self.library);
            f.remarks.extend(
                residue
                    .hypothesis
                    .map(|h| format!("it would follow from {h}")),
            );
            f.remarks
                .extend(residue.open.iter().map(|p| format!("still open: {p}")));
            f.remarks.extend(residue.points.map(|n| {
                format!("it held at all {n} points at which it was tried, which proves nothing")
            }));
            f.remarks.push(residue.tried.to_string());
        }
        let sound = matches!(j.verdict, Verdict::Valid | Verdict::Conditional);
        // Where its sums run backwards the line is defined, and need not hold.
        let kept = (j.running.iter().rev())
            .try_fold(goal.clone(), |acc, c| {
                hence_kernel::syntax::implies(c, &acc)
            })
            .unwrap_or_else(|_| goal.clone());
        let formulas = if j.read_as.is_some() {
            // What was judged is no statement about the real numbers that the claim is written with.
            Vec::new()
        } else if sound {
            generic::asserted(&kept, &self.given, &self.scope, &self.library.theory)
        } else {
            let kept = generic::closed(goal, &self.given, &self.scope);
            let kept = kept.unwrap_or_else(|_| goal.clone());
            // What is not proved taints whatever uses it, also where it is read as said of every argument.
            let for_all = generic::for_all_arguments(goal, &self.given);
            [kept].into_iter().chain(for_all).collect()
        };
        let conditional = j.verdict == Verdict::Conditional;
        // A line that stands is defined, and what it is defined under need not be found anew below it.
        let formulas = if conditional || !j.running.is_empty() {
            formulas
        } else {
            with_definedness(&formulas, self.library)
        };
        self.lines.push(Known {
            id: f.id.clone(),
            formulas,
            sound,
            unproved: j.verdict == Verdict::Unproved,
            conditions: if conditional {
                j.conditions.clone()
            } else {
                Vec::new()
            },
            witness: if conditional { j.witness.clone() } else { None },
            label: line.label.clone(),
            key: line.key.clone(),
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
            let th = if prove::speaks_of_vectors(&at) {
                prove::written_out(&at, &context)?
            } else {
                prove::evaluated(&at, &context)?
            };
            let (_, v) = th.equation().ok()?;
            judge::shown_value(v)
        };
        (value(a), value(b))
    }
}

// `1 ≤ 0`: nothing is computed, so that it can only be meant as absurd.
fn is_of_numerals(goal: &Term) -> bool {
    let inner = goal.as_unary("¬").unwrap_or(goal);
    (inner.as_const_app())
        .is_some_and(|(_, args)| args.len() == 2 && args.iter().all(|a| a.as_num().is_some()))
}

/// A function that readers know by its name, of which the theory and the text say nothing.
pub(in crate::check) fn known_by_name(goal: &Term, given: &[Term]) -> Option<String> {
    (goal.free_vars().iter())
        .filter(|v| matches!(v.ty(), Type::Fun(_)))
        .filter(|v| !given.iter().any(|p| p.has_free(v)))
        .map(variable_name)
        .find(|n| crate::elaborate::is_known_by_name(n))
}

// The name as it stands in the list; of a family any member will do.
fn among(list: &BTreeSet<String>, name: &str) -> Option<String> {
    if name.ends_with('_') {
        return list.iter().find(|n| n.starts_with(name)).cloned();
    }
    list.get(name).cloned()
}
