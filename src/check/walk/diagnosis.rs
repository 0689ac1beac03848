//! What is said of a wrong line beyond its verdict: the part at fault, the name of the mistake, the nearest correction.

use super::super::generic;
use super::super::judge::variable_name;
use super::super::script::Line;
use super::Walk;
use crate::diagnose::{
    self, Change, Correction, Edit, Notation, Part, Reading, Wrong, apart, named, nearest, spliced,
    written,
};
use crate::elaborate::{Scope, Value, settled, walk};
use crate::finding::Fix;
use crate::read::ast::{Expr, Kind, Link, Name, Rel, Span};
use crate::read::{latex, plain};
use crate::refute::Witness;
use hence_kernel::{Term, syntax};

/// A claim that was refuted, and where.
#[derive(Clone, Debug)]
pub(super) struct Refuted {
    pub goal: Term,
    pub witness: Witness,
}

/// How a claim is written.
#[derive(Clone, Copy)]
pub(super) enum Form<'e> {
    /// A relation sign between two sides; the left one may stand elsewhere.
    Link {
        left: Option<&'e Expr>,
        value: &'e Value,
        link: &'e Link,
        matrices: bool,
    },
    /// Any formula.
    Whole(&'e Expr),
}

// How far the left side is from being blamed first: the right one was written later.
const EARLIER: u32 = 8;
// The same of a mere 0: the other side is what the line is about.
const NAUGHT: u32 = 12;
// The same of what has to be computed: the other side says what comes out.
const ASKED: u32 = 24;

impl Walk<'_> {
    /// Says more of the last finding where it is a refutation of `core`, perhaps under premises.
    pub(super) fn diagnose(&mut self, line: &Line, core: &Term, form: Form) {
        let Some(refuted) = self.refuted.take().filter(|_| !self.on_trial) else {
            return;
        };
        let goal = &refuted.goal;
        let mut hypotheses = self.in_force(goal, true, &line.from);
        let known = hypotheses.len();
        let indices = generic::indices(goal, &self.scope).conditions;
        hypotheses.extend(indices.into_iter().chain(generic::counts(goal)));
        let mut names = self.mistake(goal, &hypotheses, false);
        if let Form::Link {
            left: Some(a),
            link,
            ..
        } = form
            && link.rel == Rel::Eq
            && self.speaks_of_matrices(&[a, &link.rhs])
            && let Some(m) = written(a, &link.rhs)
        {
            names = vec![&*m.id];
        }
        let mut given = self.given.clone();
        given.extend(hypotheses.iter().skip(known).cloned());
        let (correction, focus) = self.correction(
            &refuted,
            core,
            form,
            [&given, &hypotheses],
            !names.is_empty(),
        );
        let Some(f) = self.findings.last_mut() else {
            return;
        };
        f.mistake = (!names.is_empty()).then(|| names.join(", "));
        f.focus = focus.filter(|s| f.span.start <= s.start && s.end <= f.span.end);
        let Some(c) = correction else { return };
        // An inequality that a condition saves was meant under it; what else would make it true is guessed.
        let relation = c.edit.change == Change::Relation;
        if f.suggestion.is_some() && relation == core.as_eq().is_some() {
            return;
        }
        let inside = f.span.start <= c.edit.span.start && c.edit.span.end <= f.span.end;
        if let Some(text) = spliced(self.text, f.span, &c.edit).filter(|_| inside) {
            let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
            // What would save the line as it is stays worth knowing.
            if let Some(saving) = f.suggestion.replace(words) {
                f.remarks.push(saving);
            }
            f.fix = Some(Fix {
                span: c.edit.span,
                text: c.edit.text,
            });
        }
        if f.mistake.is_none() && goal.has_vars() && core.as_eq().is_some() {
            f.mistake = undone(c.edit.change).map(String::from);
        }
    }

    /// The same of the conclusion of an implication.
    pub(super) fn diagnose_conclusion(&mut self, line: &Line, core: &Term, e: &Expr) {
        if self.refuted.is_none() {
            return;
        }
        if let Kind::Chain {
            first: Some(first),
            links,
        } = &e.kind
            && let [link] = &links[..]
            && let Ok(value) = self.scope.value(first, false)
        {
            let form = Form::Link {
                left: Some(first),
                value: &value,
                link,
                matrices: false,
            };
            return self.diagnose(line, core, form);
        }
        self.diagnose(line, core, Form::Whole(e));
    }

    pub(super) fn mistake(
        &self,
        goal: &Term,
        hypotheses: &[Term],
        undefined: bool,
    ) -> Vec<&'static str> {
        let written = self.lines.iter().rev().skip(1);
        let written = written.flat_map(|k| k.formulas.iter());
        let above: Vec<Term> = written.chain(self.given.iter().rev()).cloned().collect();
        let wrong = Wrong {
            claim: goal,
            above: &above,
            hypotheses,
            undefined,
        };
        let found = named(&wrong, self.library).into_iter();
        found.flat_map(|e| e.mistakes).map(|m| &*m.id).collect()
    }

    // Whether a name in one of the formulas stands for a matrix.
    fn speaks_of_matrices(&self, exprs: &[&Expr]) -> bool {
        let mut found = false;
        for e in exprs {
            walk(e, &mut |e| {
                if let Kind::Name(n) = &e.kind {
                    found |= self.scope.table(&crate::elaborate::key(n)).is_some();
                }
            });
        }
        found
    }

    // The nearest correction, and the part at fault.
    fn correction(
        &self,
        refuted: &Refuted,
        core: &Term,
        form: Form,
        [given, hypotheses]: [&[Term]; 2],
        named: bool,
    ) -> (Option<Correction>, Option<Span>) {
        let last = match form {
            Form::Link { link, .. } => &link.rhs,
            Form::Whole(e) => e,
        };
        let mut desk = Desk {
            scope: self.scope.clone(),
            form,
            refuted,
            core,
            notation: Notation::Latex,
            text: self.text,
            named,
        };
        let as_it_stands = self.text.get(last.span.start..last.span.end);
        // What does not read back as itself cannot be changed piece by piece.
        let both = if self.text.contains(['\\', '$']) {
            [Notation::Latex, Notation::Plain]
        } else {
            [Notation::Plain, Notation::Latex]
        };
        let reads_back = both.into_iter().any(|n| {
            desk.notation = n;
            as_it_stands.and_then(|t| desk.claim(0, t)).as_ref() == Some(&refuted.goal)
        });
        let aligned = |desk: &mut Desk| match form {
            Form::Link {
                left: Some(a),
                link,
                ..
            } => apart(a, &link.rhs, &mut |e| desk.scope.term(e).ok()),
            _ => None,
        };
        let whole = match form {
            Form::Link { link, .. } => Some(link.rhs.span),
            Form::Whole(_) => None,
        };
        if !reads_back {
            let focus = aligned(&mut desk).or(whole);
            return (None, focus);
        }
        let mut parts = vec![Part {
            expr: last,
            later: 0,
        }];
        // What a name stands for is said by the other side, and only that can be wrong.
        if let Form::Link { left: Some(a), .. } = form
            && !is_name(a)
        {
            let zero = is_zero(last);
            parts[0].later = if zero { NAUGHT } else { 0 };
            let earlier = match a {
                _ if asks(a) => ASKED,
                a if is_zero(a) => NAUGHT,
                _ if zero => 0,
                _ => EARLIER,
            };
            parts.push(Part {
                expr: a,
                later: earlier,
            });
        }
        let names = names(&parts, self.text);
        let wrong = diagnose::Line {
            claim: &refuted.goal,
            hypotheses,
            given,
            witness: &refuted.witness,
            parts: &parts,
            names: &names,
            text: self.text,
            notation: desk.notation,
            matrices: matches!(form, Form::Link { matrices: true, .. }),
        };
        match nearest(&wrong, &mut desk, self.library) {
            Some(c) => {
                let focus = c.edit.focus;
                (Some(c), Some(focus))
            }
            None => {
                let focus = aligned(&mut desk).or(whole);
                (None, focus)
            }
        }
    }
}

fn is_name(e: &Expr) -> bool {
    matches!(e.kind, Kind::Name(_) | Kind::NameParen(..))
}

// Limits and integrals.
fn asks(e: &Expr) -> bool {
    let mut found = false;
    walk(e, &mut |e| {
        found |= matches!(e.kind, Kind::Limit { .. } | Kind::Integral { .. });
    });
    found
}

fn is_zero(e: &Expr) -> bool {
    match &e.kind {
        Kind::Number(q) => *q == num_rational::BigRational::from_integer(0.into()),
        _ => false,
    }
}

// Whether an equation between these may have been meant as an estimate: it says no value, and computes none.
fn may_be_estimate(left: &Expr, right: &Expr) -> bool {
    let states = |e: &Expr| {
        is_name(e)
            || matches!(e.kind, Kind::Cases(_))
            || matches!(e.kind, Kind::Number(_)) && !is_zero(e)
    };
    let mut computes = false;
    for side in [left, right] {
        walk(side, &mut |e| {
            computes |= matches!(
                e.kind,
                Kind::Derivative { .. }
                    | Kind::Prime(..)
                    | Kind::Integral { .. }
                    | Kind::Limit { .. }
                    | Kind::Matrix(_)
            );
        });
    }
    !computes && !states(left) && !states(right)
}

// The names that stand in the parts, as they are typed.
fn names(parts: &[Part], text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for p in parts {
        walk(p.expr, &mut |e| {
            if let Kind::Name(Name { subs, .. }) = &e.kind
                && subs.is_empty()
                && let Some(typed) = text.get(e.span.start..e.span.end)
            {
                let typed = typed.trim_matches(['{', '}', ' ']).to_string();
                if !out.contains(&typed) {
                    out.push(typed);
                }
            }
        });
    }
    out
}

// The mistake that a correction takes back.
fn undone(change: Change) -> Option<&'static str> {
    match change {
        Change::Sign => Some("sign-lost"),
        Change::Bound => Some("off-by-one"),
        Change::Case => Some("missing-root"),
        Change::Relation
        | Change::Exponent
        | Change::Number
        | Change::Factor
        | Change::Function
        | Change::Operation
        | Change::Order
        | Change::Term
        | Change::Name => None,
    }
}

// Reads changed texts as the line was read.
struct Desk<'a> {
    scope: Scope,
    form: Form<'a>,
    refuted: &'a Refuted,
    core: &'a Term,
    notation: Notation,
    text: &'a str,
    // Whether the mistake has a name already: an equation was meant.
    named: bool,
}

impl Desk<'_> {
    fn parse(&self, text: &str) -> Option<Expr> {
        match self.notation {
            Notation::Plain => plain::parse(text, 0).ok().map(settled),
            Notation::Latex => {
                let rows = latex::parse(text, 0).ok()?;
                let mut exprs = rows.into_iter().flat_map(|r| r.exprs);
                match (exprs.next(), exprs.next()) {
                    (Some(e), None) => Some(settled(e)),
                    _ => None,
                }
            }
        }
    }

    // The premises of what was refuted, with another conclusion.
    fn under_premises(&self, conclusion: Term) -> Option<Term> {
        fn go(goal: &Term, core: &Term, new: Term) -> Option<Term> {
            if goal == core {
                return Some(new);
            }
            let (p, q) = goal.as_binary("⇒")?;
            syntax::implies(p, &go(q, core, new)?).ok()
        }
        go(&self.refuted.goal, self.core, conclusion)
    }

    fn related(&mut self, a: &Value, rel: Rel, b: &Value) -> Option<Term> {
        let p = self.scope.relate(a, rel, b, Span::default()).ok()?;
        self.under_premises(p)
    }
}

impl Reading for Desk<'_> {
    fn claim(&mut self, part: usize, text: &str) -> Option<Term> {
        let e = self.parse(text)?;
        match self.form {
            Form::Whole(_) => {
                let p = self.scope.formula(&e).ok()?;
                self.under_premises(p)
            }
            Form::Link {
                value,
                link,
                matrices,
                ..
            } => {
                let changed = self.scope.value(&e, matrices).ok()?;
                if part == 0 {
                    return self.related(value, link.rel, &changed);
                }
                let right = self.scope.value(&link.rhs, matrices).ok()?;
                self.related(&changed, link.rel, &right)
            }
        }
    }

    fn others(&mut self) -> Vec<(Edit, Term)> {
        let Form::Link {
            left,
            value,
            link,
            matrices,
        } = self.form
        else {
            return Vec::new();
        };
        let Ok(right) = self.scope.value(&link.rhs, matrices) else {
            return Vec::new();
        };
        let (at_most, at_least) = match self.notation {
            Notation::Latex => ("\\leq", "\\geq"),
            Notation::Plain => ("<=", ">="),
        };
        let estimate = !self.named
            && self.refuted.goal.has_vars()
            && left.is_none_or(|a| may_be_estimate(a, &link.rhs));
        let signs: &[(Rel, &str, u32)] = match link.rel {
            Rel::Lt => &[
                (Rel::Le, at_most, 12),
                (Rel::Gt, ">", 15),
                (Rel::Ge, at_least, 16),
            ],
            Rel::Gt => &[
                (Rel::Ge, at_least, 12),
                (Rel::Lt, "<", 15),
                (Rel::Le, at_most, 16),
            ],
            Rel::Le => &[(Rel::Ge, at_least, 15), (Rel::Gt, ">", 38)],
            Rel::Ge => &[(Rel::Le, at_most, 15), (Rel::Lt, "<", 38)],
            Rel::Eq if estimate => &[(Rel::Le, at_most, 60), (Rel::Ge, at_least, 60)],
            _ => &[],
        };
        let mut out = Vec::new();
        for (rel, sign, cost) in signs {
            out.extend(self.related(value, *rel, &right).map(|claim| {
                let edit = Edit {
                    span: link.rel_span,
                    text: sign.to_string(),
                    focus: link.rel_span,
                    change: Change::Relation,
                    cost: *cost,
                };
                (edit, claim)
            }));
        }
        if let (Rel::Eq, Some(a), Value::Term(v)) = (link.rel, left, value) {
            out.extend(self.case(a, v, link, &right));
        }
        out
    }

    fn number(&mut self, text: &str) -> Option<Term> {
        let e = self.parse(text)?;
        self.scope.term(&e).ok()
    }
}

impl Desk<'_> {
    // The value at which `x = …` fails is another case of it.
    fn case(&mut self, left: &Expr, v: &Term, link: &Link, right: &Value) -> Option<(Edit, Term)> {
        let Value::Term(right) = right else {
            return None;
        };
        let (_, value) = (self.refuted.witness.values.iter())
            .find(|(w, _)| variable_name(w) == variable_name(v) && w == v)?;
        let typed = |s: Span| self.text.get(s.start..s.end).map(str::trim);
        let (name, old) = (typed(left.span)?, typed(link.rhs.span)?);
        let other = match value.as_num() {
            Some(q) => diagnose::numeral(q, self.notation),
            None => match old.strip_prefix('-') {
                Some(rest) => rest.trim_start().to_string(),
                None => format!("-{old}"),
            },
        };
        let term = self.number(&other)?;
        let sides = [right, &term].map(|t| syntax::eq(v, t).ok());
        let [Some(p), Some(q)] = sides else {
            return None;
        };
        let claim = self.under_premises(syntax::or(&p, &q).ok()?)?;
        let or = match self.notation {
            Notation::Latex => "\\lor",
            Notation::Plain => "or",
        };
        let end = link.rhs.span.end;
        let edit = Edit {
            span: Span::new(end, end),
            text: format!(" {or} {name} = {other}"),
            focus: link.rhs.span,
            change: Change::Case,
            cost: 20,
        };
        Some((edit, claim))
    }
}
