//! Families that are given by a recurrence: the values that follow from the first ones, or the function that a law makes of a first one.

use super::sequences::WriteOut;
use super::values::exact;
use hence_kernel::{Kind, Q, Term, Theorem, Type, syntax};
use std::collections::BTreeMap;

// What the first members are tried to be.
const FIRST: [i64; 6] = [0, 2, 1, -2, -1, 3];
const MAX_ENTRIES: usize = 8;

/// The values of a family at the indices at which it is called.
pub(super) type Table = BTreeMap<i64, Q>;

// A member of a family: the place of the family in the list, and the index.
type Member = (usize, i64);

/// Tables for the families under which every equation `x(i) = …` among the formulas holds that gives a member by others; one table a
/// family, several choices of what is not given. Nothing where no member is given by others.
pub(super) fn tables(families: &[Term], formulas: &[Term], write_out: WriteOut) -> Vec<Vec<Table>> {
    let mut members = Vec::new();
    for f in formulas {
        called(f, families, &mut members);
    }
    members.sort_unstable();
    members.dedup();
    if members.is_empty() || members.len() > MAX_ENTRIES {
        return Vec::new();
    }
    let steps: Vec<Step> = formulas
        .iter()
        .filter_map(|f| f.as_eq())
        .flat_map(|(l, r)| [Step::of(l, r, families), Step::of(r, l, families)])
        .flatten()
        .collect();
    if steps.iter().all(|s| s.needs.is_empty()) {
        return Vec::new();
    }
    FIRST
        .iter()
        .filter_map(|first| filled(&members, &steps, families, *first, write_out))
        .map(|values| {
            let mut out = vec![Table::new(); families.len()];
            for ((family, index), q) in values {
                if let Some(table) = out.get_mut(family) {
                    table.insert(index, q);
                }
            }
            out
        })
        .collect()
}

/// The function by which a law `∀t. … ⇒ x(t) = g (x(t − 1))` goes from a member of the family to the next.
pub(super) fn law(family: &Term, formula: &Term) -> Option<Term> {
    let f = syntax::as_quantified(formula, "∀")?;
    let t = Term::fresh("t", Type::Real, &[formula]);
    let mut body = f.instantiate(&t).ok()?;
    while let Some((_, q)) = body.as_binary("⇒") {
        body = q.clone();
    }
    let (l, r) = body.as_eq()?;
    [(l, r), (r, l)].into_iter().find_map(|(l, r)| {
        let index = call(l, family)?;
        let before = syntax::sub(index, &Term::int(1)).ok()?;
        let y = Term::fresh("y", Type::Real, &[formula]);
        let next = earlier(r, family, &before, &y)?;
        // Nothing else may tell one step from another.
        (!next.has_free(family) && !next.has_free(&t)).then(|| Term::lam(&y, &next).ok())?
    })
}

fn call<'a>(t: &'a Term, family: &Term) -> Option<&'a Term> {
    match t.kind() {
        Kind::App(f, a) if f == family => Some(a),
        _ => None,
    }
}

// The term with `y` for the member before.
fn earlier(t: &Term, family: &Term, before: &Term, y: &Term) -> Option<Term> {
    if let Some(i) = call(t, family) {
        return Theorem::ring(i, before, &[]).is_ok().then(|| y.clone());
    }
    match t.kind() {
        Kind::App(f, a) => {
            let (f, a) = (
                earlier(f, family, before, y)?,
                earlier(a, family, before, y)?,
            );
            Term::app(&f, &a).ok()
        }
        Kind::Lam(..) if t.has_free(family) => None,
        _ => Some(t.clone()),
    }
}

// `x(i) = value`, and the members that the value is made of.
struct Step<'a> {
    member: Member,
    value: &'a Term,
    needs: Vec<Member>,
}

impl<'a> Step<'a> {
    fn of(l: &Term, value: &'a Term, families: &[Term]) -> Option<Step<'a>> {
        let member = member(l, families)?;
        let mut needs = Vec::new();
        called(value, families, &mut needs);
        (!needs.contains(&member)).then_some(Step {
            member,
            value,
            needs,
        })
    }
}

// Each member by a step whose needs are known; where there is none, the least one is `first`.
fn filled(
    members: &[Member],
    steps: &[Step],
    families: &[Term],
    first: i64,
    write_out: WriteOut,
) -> Option<BTreeMap<Member, Q>> {
    let mut known: BTreeMap<Member, Q> = BTreeMap::new();
    while let Some(open) = members.iter().find(|m| !known.contains_key(m)) {
        let ready = steps.iter().find(|s| {
            !known.contains_key(&s.member) && s.needs.iter().all(|m| known.contains_key(m))
        });
        match ready {
            Some(s) => {
                let closed = put(s.value, families, &known)?;
                let th = write_out(&closed)?;
                known.insert(s.member, exact(th.equation().ok()?.1, &[])?);
            }
            None => {
                known.insert(*open, Q::int(first));
            }
        }
    }
    Some(known)
}

fn member(t: &Term, families: &[Term]) -> Option<Member> {
    let Kind::App(f, a) = t.kind() else {
        return None;
    };
    let family = families.iter().position(|x| x == f)?;
    Some((family, exact(a, &[])?.to_i64()?))
}

fn called(t: &Term, families: &[Term], out: &mut Vec<Member>) {
    if let Some(m) = member(t, families) {
        out.push(m);
        return;
    }
    match t.kind() {
        Kind::App(f, a) => {
            called(f, families, out);
            called(a, families, out);
        }
        Kind::Lam(_, _, b) => called(b, families, out),
        _ => {}
    }
}

// The term with numbers for the members.
fn put(t: &Term, families: &[Term], known: &BTreeMap<Member, Q>) -> Option<Term> {
    if let Some(m) = member(t, families) {
        return known.get(&m).map(|q| Term::num(q.clone()));
    }
    match t.kind() {
        Kind::App(f, a) => Term::app(&put(f, families, known)?, &put(a, families, known)?).ok(),
        // A function holds no member: those stand for numbers.
        Kind::Lam(..) if families.iter().any(|f| t.has_free(f)) => None,
        _ => Some(t.clone()),
    }
}
