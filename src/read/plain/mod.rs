//! Plain text: formulas as people type them, and derivation files (`.hence`).
//!
//! # Formulas
//!
//! [`parse`] reads one formula whole or not at all.
//!
//! | written | read as |
//! |---|---|
//! | `2x`, `2 x`, `x y`, `2(x+1)`, `(a)(b)` | products; `xy`, `X1`, `SINS` are single names |
//! | `x(y)` without a blank | a name with a list, [`Kind::NameParen`](super::ast::Kind::NameParen); with a blank a product |
//! | `a/b/c`, `a/b c`, `1/2x` | from left to right: `((a/b)/c)`, `((a/b) c)`, `((1/2) x)` |
//! | `-2^2`, `2^3^2`, `2^-x`, `x²` | `-(2^2)`, `2^(3^2)`, `2^(-x)`, `x^2` |
//! | `x/-2*-2`, `-6--4`, `4+-5` | `(x/(-2))*(-2)`, `(-6)-(-4)`, `4+(-5)` |
//! | `a +- b` with blanks, `= +-b`, `±`, `+/-` | plus or minus |
//! | `sin 2x cos x`, `sin^2 x`, `sin x^2`, `sin(x)^2` | `sin(2x) cos(x)`, `(sin x)^2`, `sin(x^2)`, `(sin x)^2` |
//! | `sin x (y+1)`, `sin 2(y+1)` | a bracket that stands apart is a factor of its own, an adjoining one belongs to the argument |
//! | `√2 x`, `√x²` | the sign `√` takes one factor with its power: `(√2) x`, `√(x²)` |
//! | `\|x\|`, `\|\|v\|\|`, `⟨a,b⟩`, `⌊x⌋`, `n!` | absolute value, norm, inner product, floor, factorial |
//! | `sum_(k=1)^n a_k`, `prod_(…)`, `min_(k<K) a_k`, `lim_(x->0+) …` | the body is the product that follows, up to `+`, `-` or a relation |
//! | `int_0^1 x^2 + x dx`, `int dx/x` | the body goes as far as its `dx` |
//! | `d/dx (…)`, `d^2/dx^2 f(x)`, `∂/∂x …`, `dy/dx` | a bracket with its power is the whole body, else the product that follows |
//! | `a = b <= c`, `P and Q`, `P or Q`, `not P`, `P => Q`, `P <=> Q` | chains and logic, in that order of strength |
//! | `forall x > 0: P`, `exists n: P`, `x in (0,1]`, `x in {0,1}` | quantifiers, intervals, sets |
//! | `a, b > 0, c = 1`, `A if B`, `A for x > 0`, `A for all x` | a formula with remarks; `a, b > 0` compares both |
//! | `{x if x > 0; -x otherwise}`, `piecewise(…)` | cases |
//! | `[[1,2],[3,4]]` | a matrix |
//!
//! Greek letters may be written by name (`alpha`, `sigma2`), `pi` is `π`. A letter of another alphabet is one name by
//! itself: `2πr` is a product of three. Every sign has its Unicode spelling: `≤ ≠ ∈ ∧ ∀ ∑ ∫ ∞ √ · ⇒ x₁ x²`.
//!
//! # Derivation files
//!
//! [`parse_derivation`] reads a file line by line and never fails. One line is one item; a backslash at the end joins it with
//! the next line.
//!
//! ```text
//! # A remark: everything behind `#`. A line may begin with `--` and a blank instead.
//! title Where the parabola touches the line
//! section Exercise 1
//! vars x y : real; n : nat
//! assume x > 0, y != 0
//! let z in (0,1)
//! define f(x) := x^2 + 1
//! given x^2 = 4                     by hypothesis
//! claim (1): x = 2 or x = -2        from given
//! start: f(x) = x^2 + 1
//!   = (x + 1)^2 - 2x                by completing the square
//! expect invalid H0101
//! x = -2  (3)
//! claim $\frac{x}{2} = 1$ from 1
//! ignore x ~ y
//! ```
//!
//! - `title TEXT`, `section NAME`: a section ends the scope of names and assumptions, like the parts of an exercise.
//! - `vars NAMES : SORT; …` or `var …`: sorts are `real`, `int`, `nat`, `vector`; real where none is written.
//! - `assume FORMULA, …`, `let FORMULA, …`, `given FORMULA`: what holds. `define NAME := EXPR` introduces a name.
//! - `claim FORMULA`, or the formula alone: what is to be checked. A line that begins with a relation sign, `=>` or `<=>` goes on
//!   with the claim above it.
//! - A label stands in front (`start:`, `(1):`) or at the end behind two blanks or a tab (`(3)`; with one blank it would be a
//!   factor). `by REASON, …` and `from LABEL, …` stand at the end, with the label before, between or behind them.
//! - `expect VERDICT [CODE]` says what the claim on the next line should get; `valid|conditional` leaves a choice.
//! - `ignore FORMULA` leaves a line out, `ignore` alone everything up to `end`. `end` closes what is open.
//! - A formula in `$…$` is LaTeX and is left to the reader of LaTeX. A full stop, comma or semicolon at the end of a formula is dropped.
//! - A line of mere words is not a claim; it is marked as unreadable and wants a `#` in front.

mod big;
mod bracket;
mod derivation;
mod format;
mod formula;
mod function;
mod logic;
mod operand;
#[cfg(test)]
mod tests;
mod token;
mod vocabulary;

pub use derivation::{
    Body, Claim, Derivation, Formula, FormulaText, Item, Mark, Sort, VERDICTS, Variable,
    parse_derivation,
};
pub use format::formatted;

use super::ast::{Expr, Unread};

/// Reads one plain-text formula: a relation chain, a logical combination or an expression.
///
/// `offset` is where `text` begins in its file; every span counts from the start of the file.
///
/// # Errors
///
/// The smallest piece that could not be understood, and why. A formula is read whole or not at all.
///
/// ```
/// use hence::read::plain::parse;
/// assert!(parse("sin(2x) = 2 sin x cos x", 0).is_ok());
/// let fault = parse("2*(x + 1", 100).unwrap_err();
/// assert_eq!((fault.span.start, fault.reason.as_str()), (102, "`(` is not closed"));
/// ```
pub fn parse(text: &str, offset: usize) -> Result<Expr, Unread> {
    formula::Parser::new(text, offset)?.whole()
}
