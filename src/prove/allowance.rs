//! How much a question may cost.

use std::cell::Cell;
use std::rc::Rc;

/// The work that may still be done for a question, shared by all the contexts that serve it: engines spend it as they go, and find
/// nothing any more once it is used up. The unit is about a nanosecond, counted and not measured, so that answers do not depend on the
/// machine.
#[derive(Clone, Debug)]
pub struct Allowance {
    left: Rc<Cell<u64>>,
    // How many values of derivatives, integrals and limits are looked for within one another.
    nested: Rc<Cell<u32>>,
}

// A value that needs one that needs one … this often is not found: two facts may each ask for the other.
const MAX_NESTED: u32 = 24;

/// One of the values that are looked for within one another; it ends when this is dropped.
pub(crate) struct Nested(Rc<Cell<u32>>);

impl Drop for Nested {
    fn drop(&mut self) {
        self.0.set(self.0.get().saturating_sub(1));
    }
}

impl Allowance {
    /// What a question gets.
    pub const QUESTION: u64 = 1_000_000_000;
    /// What it may cost to find out that hypotheses contradict each other.
    pub const CONTRADICTION: u64 = 100_000_000;

    /// So many units.
    pub fn new(amount: u64) -> Allowance {
        Allowance {
            left: Rc::new(Cell::new(amount)),
            nested: Rc::default(),
        }
    }

    /// So many units of its own, for a part of the same question.
    pub(crate) fn apart(&self, amount: u64) -> Allowance {
        Allowance {
            left: Rc::new(Cell::new(amount)),
            nested: self.nested.clone(),
        }
    }

    /// Begins to look for a value; nothing where too many are looked for already.
    pub(crate) fn nest(&self) -> Option<Nested> {
        let n = self.nested.get();
        (n < MAX_NESTED).then(|| {
            self.nested.set(n + 1);
            Nested(self.nested.clone())
        })
    }

    /// Takes away `n` units, or what is left.
    pub(crate) fn spend(&self, n: u64) {
        self.left.set(self.left.get().saturating_sub(n));
    }

    /// What is left.
    pub(crate) fn left(&self) -> u64 {
        self.left.get()
    }

    /// Whether nothing is left.
    pub(crate) fn is_spent(&self) -> bool {
        self.left.get() == 0
    }
}

impl Default for Allowance {
    fn default() -> Allowance {
        Allowance::new(Allowance::QUESTION)
    }
}

/// What one search may spend, out of what the whole question is allowed.
#[derive(Clone)]
pub(crate) struct Fuel {
    own: Rc<Cell<u64>>,
    whole: Allowance,
}

impl Fuel {
    pub(crate) fn new(amount: u64, whole: &Allowance) -> Fuel {
        Fuel {
            own: Rc::new(Cell::new(amount)),
            whole: whole.clone(),
        }
    }

    pub(crate) fn spend(&self, n: u64) {
        self.deduct(n);
        self.whole.spend(n);
    }

    /// Spends it where there is so much, and answers nothing where there is not.
    pub(crate) fn afford(&self, n: u64) -> Option<()> {
        (self.own.get() >= n && !self.whole.is_spent()).then(|| self.spend(n))
    }

    /// Takes away what a part of it has spent already.
    pub(crate) fn deduct(&self, n: u64) {
        self.own.set(self.own.get().saturating_sub(n));
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.own.get() == 0 || self.whole.is_spent()
    }

    /// At most so much of it, for a part.
    pub(crate) fn part(&self, most: u64) -> Fuel {
        Fuel::new(self.own.get().min(most), &self.whole)
    }

    pub(crate) fn left(&self) -> u64 {
        self.own.get()
    }
}
