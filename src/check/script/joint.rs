//! Formulas with a word between them that make one claim: "x = 2 or x = −2", "A if and only if B".

use super::{Entry, Task};
use crate::check::open;
use crate::read::ast::{Expr, Kind, Span};
use crate::read::document::{Document, ItemKind};
use crate::read::lexicon::properties::Joint;

// Whether the formula and the one before it may be joined. Displays with "or" between them are two lines.
pub(super) fn joinable(doc: &Document, i: usize, joint: Joint) -> bool {
    let arrow = !matches!(joint, Joint::Or | Joint::And);
    let is = |j: usize| matches!(doc.items.get(j).map(|x| &x.kind), Some(ItemKind::Formula(f)) if arrow || !f.display);
    is(i) && i.checked_sub(2).is_some_and(is)
}

// "x = 2 or x = −2" in two formulas is one claim, and so is "A if and only if B".
pub(super) fn joined(out: &mut [Entry], joint: Joint, now: &[Expr], span: Span) -> bool {
    let (Some(Entry::Formula(line)), [b]) = (out.last_mut(), now) else {
        return false;
    };
    let Ok([a]) = line.exprs.as_deref_mut() else {
        return false;
    };
    // "Let x > 0 or y > 0" supposes neither of them.
    let disjoined =
        joint == Joint::Or && matches!(line.task, Task::Given | Task::Assume | Task::Condition);
    if !(line.task == Task::Claim || disjoined) || !open::is_statement(a) || !open::is_statement(b)
    {
        return false;
    }
    // "A and B" are two claims, "A implies B and C" is one.
    let chain = matches!(a.kind, Kind::Iff(..) | Kind::Implies(..));
    if joint == Joint::And && !chain || !go_on(a, joint, b) {
        return false;
    }
    line.span = line.span.to(span);
    true
}

// "A implies B implies C" goes on from B, and so does "A implies B or C".
fn go_on(a: &mut Expr, joint: Joint, b: &Expr) -> bool {
    let whole = a.span.to(b.span);
    let done = match &mut a.kind {
        // "A implies B follows from C" can be taken in two ways.
        Kind::Iff(..) | Kind::Implies(..) if joint == Joint::ImpliedBy => false,
        Kind::Iff(Some(_), last) | Kind::Implies(Some(_), last) => go_on(last, joint, b),
        // A condition of the sentence stays in front.
        Kind::With(inner, _) => go_on(inner, joint, b),
        Kind::Or(sides) if joint == Joint::Or => {
            sides.push(b.clone());
            true
        }
        Kind::And(sides) if joint == Joint::And => {
            sides.push(b.clone());
            true
        }
        // "A or B and C" can be taken in two ways.
        Kind::Or(_) | Kind::And(_) if matches!(joint, Joint::Or | Joint::And) => false,
        _ => {
            let (left, right) = (a.clone(), b.clone());
            a.kind = match joint {
                Joint::Or => Kind::Or(vec![left, right]),
                Joint::And => Kind::And(vec![left, right]),
                Joint::Implies => Kind::Implies(Some(Box::new(left)), Box::new(right)),
                Joint::ImpliedBy => Kind::Implies(Some(Box::new(right)), Box::new(left)),
                Joint::Iff => Kind::Iff(Some(Box::new(left)), Box::new(right)),
            };
            true
        }
    };
    if done {
        a.span = whole;
    }
    done
}
