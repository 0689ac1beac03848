//! What a line claims: one statement for each relation sign of a chain, a step for each arrow.

use super::super::open;
use super::super::script::Line;
use super::super::step::with_definedness;
use super::diagnosis::Form;
use super::{Walk, line_span};
use crate::elaborate::{Problem, Value, has_boundless, has_ends};
use crate::read::ast::{Expr, Kind, Link, Rel};
use crate::read::latex;
use hence_kernel::{Term, syntax};
use std::collections::BTreeSet;

impl Walk<'_> {
    pub(super) fn claim(&mut self, line: &Line, e: &Expr, fresh: &BTreeSet<String>) {
        let before = self.scope.read_over_all(e);
        self.ends = has_ends(e);
        self.claim_as_read(line, e, fresh);
        self.scope.put_back(before);
    }

    fn claim_as_read(&mut self, line: &Line, e: &Expr, fresh: &BTreeSet<String>) {
        let single = line_span(line, e);
        self.together.push(open::determined(e));
        match &e.kind {
            Kind::Chain { first, links }
                if self.relates_antiderivatives(first.as_deref(), links) =>
            {
                self.up_to_a_constant(line, e, first.as_deref(), links, fresh)
            }
            Kind::Chain { first, links } => {
                let sides = || {
                    first
                        .iter()
                        .map(|f| &**f)
                        .chain(links.iter().map(|l| &l.rhs))
                };
                let goes_on = first.is_none()
                    && (self.last.as_ref()).is_some_and(|(v, _)| !matches!(v, Value::Term(_)));
                let matrices = goes_on || sides().any(|s| self.scope.is_matrix(s));
                let mut left = match first {
                    Some(f) => match self.scope.value(f, matrices) {
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
                    let before = match i.checked_sub(1) {
                        Some(j) => Some(&links[j].rhs),
                        None => first.as_deref(),
                    };
                    if l.rel == Rel::Eq
                        && let Some(e) = before
                        && let Some(Ok(p)) = self.scope.divergence(e, &l.rhs, span)
                    {
                        self.judge_claim(line, &p, span, fresh);
                        left = None;
                        continue;
                    }
                    let step = self.scope.value(&l.rhs, matrices).and_then(|b| {
                        open::judged(l)?;
                        let p = self.scope.relate(&a, l.rel, &b, span)?;
                        Ok((p, b))
                    });
                    match step {
                        Ok((p, b)) => {
                            let p = self.noted(l, p);
                            self.congruent = l.rel == Rel::Equiv;
                            let sides = [before, Some(&l.rhs)];
                            self.unsettled = self.unsettled_matrix(&sides, &p, fresh);
                            self.judge_claim(line, &p, span, fresh);
                            self.congruent = false;
                            self.unsettled = None;
                            let form = Form::Link {
                                left: first.as_deref().filter(|_| i == 0),
                                value: &a,
                                link: l,
                                matrices,
                            };
                            self.diagnose(line, &p, form);
                            if matrices {
                                self.show_matrices(&a, l.rel, &b);
                            }
                            left = Some((b, l.rhs.span));
                        }
                        Err(p) => {
                            // An approximation is read, and makes no claim; what is not understood stops the chain.
                            self.misunderstood(line, e, &p);
                            return;
                        }
                    }
                }
                // What goes on from an integral without bounds may go on with an antiderivative.
                let ends = links.last().is_none_or(|l| !has_boundless(&l.rhs));
                self.last = left.filter(|_| ends);
            }
            Kind::Implies(_, b) if crate::elaborate::lists_equations(b) => {
                self.whole(line, e, fresh)
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
                            self.unsettled = self.unsettled_matrix(&[Some(e)], &p, fresh);
                            self.judge_claim(line, &p, single, fresh);
                            self.unsettled = None;
                            self.diagnose_conclusion(line, &q, b);
                            self.concluded(&q);
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

    // A condition that is written over a relation sign is one of that relation alone.
    fn noted(&mut self, l: &Link, p: Term) -> Term {
        let rows = l.note.as_deref().and_then(|n| latex::parse(n, 0).ok());
        let mut exprs = rows.into_iter().flatten().flat_map(|r| r.exprs);
        let (Some(note), None) = (exprs.next(), exprs.next()) else {
            return p;
        };
        if !open::is_statement(&note) {
            return p;
        }
        let under = self.scope.formula(&note).ok();
        under
            .and_then(|c| syntax::implies(&c, &p).ok())
            .unwrap_or(p)
    }

    // What a wrong step concludes is written all the same, and what needs it rests on the step.
    fn concluded(&mut self, conclusion: &Term) {
        if let Some(line) = self.lines.last_mut().filter(|line| !line.sound) {
            line.formulas.extend(with_definedness(
                std::slice::from_ref(conclusion),
                self.library,
            ));
        }
    }

    fn whole(&mut self, line: &Line, e: &Expr, fresh: &BTreeSet<String>) {
        match self.scope.claimed(e) {
            Ok(p) => {
                self.last = None;
                self.antiderived = self.scope.take_antiderived();
                self.unsettled = self.unsettled_matrix(&[Some(e)], &p, fresh);
                self.judge_claim(line, &p, line_span(line, e), fresh);
                self.unsettled = None;
                self.antiderived = None;
                self.diagnose(line, &p, Form::Whole(e));
            }
            Err(p) => self.misunderstood(line, e, &p),
        }
    }
}
