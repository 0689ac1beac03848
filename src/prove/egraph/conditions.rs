//! What a rewrite asks for, proved or not; nothing is assumed in between.

use crate::prove::closure;
use crate::prove::context::Context;
use hence_kernel::{Term, Theorem};
use std::collections::HashMap;

// Nested conditions of conditions are cut short.
const DEPTH: u32 = 6;

/// Conditions of one question with their proofs.
pub(super) struct Conditions<'a, 'b> {
    pub(super) context: &'a Context<'b>,
    proved: HashMap<Term, Option<Theorem>>,
    // How many more may be looked at.
    left: usize,
}

impl<'a, 'b> Conditions<'a, 'b> {
    pub(super) fn new(context: &'a Context<'b>, limit: usize) -> Self {
        Conditions {
            context,
            proved: HashMap::new(),
            left: limit,
        }
    }

    /// A proof from hypotheses, signs and intervals, without an e-graph; each condition is looked at once.
    pub(super) fn prove(&mut self, condition: &Term) -> Option<Theorem> {
        if let Some(known) = self.proved.get(condition) {
            return known.clone();
        }
        self.left = self.left.checked_sub(1)?;
        let th = closure::prove(condition, self.context, DEPTH);
        self.proved.insert(condition.clone(), th.clone());
        th
    }
}
