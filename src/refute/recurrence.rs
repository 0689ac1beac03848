//! Families that are given by a law: the function that goes from one member to the next.

use hence_kernel::{Kind, Term, Theorem, Type, syntax};

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
