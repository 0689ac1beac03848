//! How much a question may cost.

use std::cell::Cell;
use std::rc::Rc;

/// The work that may still be done for a question, shared by all the contexts that serve it: engines spend it as they go, and find
/// nothing any more once it is used up. The unit is about a nanosecond, counted and not measured, so that answers do not depend on the
/// machine.
#[derive(Clone, Debug)]
pub struct Allowance(Rc<Cell<u64>>);

impl Allowance {
    /// What a question gets.
    pub const QUESTION: u64 = 1_000_000_000;
    /// What it may cost to find out that hypotheses contradict each other.
    pub const CONTRADICTION: u64 = 100_000_000;

    /// So many units.
    pub fn new(amount: u64) -> Allowance {
        Allowance(Rc::new(Cell::new(amount)))
    }

    /// Takes away `n` units, or what is left.
    pub(crate) fn spend(&self, n: u64) {
        self.0.set(self.0.get().saturating_sub(n));
    }

    /// Whether nothing is left.
    pub(crate) fn is_spent(&self) -> bool {
        self.0.get() == 0
    }
}

impl Default for Allowance {
    fn default() -> Allowance {
        Allowance::new(Allowance::QUESTION)
    }
}
