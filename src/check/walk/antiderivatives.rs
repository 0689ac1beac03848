//! Chains of integrals without bounds: their sides are equal up to a constant.

use super::super::antiderived;
use super::super::judge::{Judgement, Question};
use super::super::script::Line;
use super::{Walk, line_span};
use crate::elaborate::{Problem, has_boundless};
use crate::read::ast::{Expr, Link};
use hence_kernel::Term;
use std::collections::BTreeSet;

impl Walk<'_> {
    // The side that a line without a left side goes on from, where nothing was found since.
    fn above(&self) -> Option<crate::elaborate::Rate> {
        let (rate, n) = self.rate.as_ref()?;
        (*n == self.findings.len() && self.last.is_none()).then(|| rate.clone())
    }

    /// Whether a chain relates antiderivatives.
    pub(super) fn relates_antiderivatives(&self, first: Option<&Expr>, links: &[Link]) -> bool {
        let above = first.is_none().then(|| self.above()).flatten();
        self.scope
            .relates_antiderivatives(first, links, above.as_ref())
    }

    /// Remembers an expression with such integrals, which the next line may go on from.
    pub(super) fn note_antiderivative(&mut self, e: &Expr) {
        if self.last.is_none() && has_boundless(e) {
            let rate = self.scope.antiderivative(e);
            self.rate = rate.map(|r| (r, self.findings.len()));
        }
    }

    /// Claims the relations of such a chain.
    pub(super) fn up_to_a_constant(
        &mut self,
        line: &Line,
        e: &Expr,
        first: Option<&Expr>,
        links: &[Link],
        fresh: &BTreeSet<String>,
    ) {
        let above = first.is_none().then(|| self.above()).flatten();
        let read = self
            .scope
            .up_to_a_constant(first, links, above.as_ref(), e.span);
        let (relations, rate) = match read {
            Ok(found) => found,
            Err(p) => return self.misunderstood(line, e, &p),
        };
        self.scope.take_antiderived();
        if !rate.of.shown {
            let doubt =
                (relations.iter()).any(|r| r.formula.free_vars().iter().all(|v| *v != rate.of.by));
            if doubt {
                let p = Problem {
                    span: e.span,
                    reason: "an integral without bounds stands for a function here".into(),
                };
                return self.misunderstood(line, e, &p);
            }
        }
        self.last = None;
        let one = relations.len() == 1;
        for r in &relations {
            let span = if one { line_span(line, e) } else { r.span };
            self.antiderived = Some(rate.of.clone());
            self.judge_claim(line, &r.formula, span, fresh);
        }
        self.antiderived = None;
        self.rate = Some((rate, self.findings.len()));
    }

    /// What was found of derivatives, said of functions up to a constant.
    pub(super) fn as_antiderivatives(&self, judgement: Judgement, goal: &Term) -> Judgement {
        let Some(of) = &self.antiderived else {
            return judgement;
        };
        let question = Question {
            hypotheses: &self.given,
            goal,
            engine: self.options.engine.into(),
        };
        antiderived::judged(judgement, of, &question, &self.scope, self.library)
    }
}
