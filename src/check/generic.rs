//! Lines with an index hold for every index.

use crate::elaborate::Scope;
use hence_kernel::{Kind, Q, Result, Term, Theory, Type, needed, syntax};

/// The letters that count the members of families in a formula, and what is supposed of them: they are integers, and every index that
/// is written is not negative.
#[derive(Debug, Default)]
pub(super) struct Indices {
    pub letters: Vec<Term>,
    pub conditions: Vec<Term>,
}

/// The indices of a formula.
pub(super) fn indices(p: &Term, scope: &Scope) -> Indices {
    let mut places = Vec::new();
    collect(p, scope, &mut places);
    let mut out = Indices::default();
    let zero = Term::int(0);
    for place in &places {
        for v in place.free_vars() {
            if *v.ty() == Type::Real && !out.letters.contains(&v) {
                out.conditions.extend(syntax::is_int(&v));
                out.conditions.extend(syntax::le(&zero, &v));
                out.letters.push(v);
            }
        }
    }
    for place in places.iter().filter(|t| !is_plain(t)) {
        if let Ok(c) = syntax::le(&zero, place)
            && !out.conditions.contains(&c)
        {
            out.conditions.push(c);
        }
    }
    out
}

/// `∀x. f x = e` for a line `f(x) = e` with a letter of which nothing is supposed.
pub(super) fn for_all_arguments(p: &Term, given: &[Term]) -> Option<Term> {
    let (l, r) = p.as_eq()?;
    let Kind::App(f, x) = l.kind() else {
        return None;
    };
    let letters = matches!(f.kind(), Kind::Var(_)) && matches!(x.kind(), Kind::Var(_));
    let free = letters && *x.ty() == Type::Real && !r.has_free(f);
    let supposed = || given.iter().any(|g| g.has_free(x));
    (free && !supposed())
        .then(|| syntax::forall(x, p).ok())
        .flatten()
}

/// What is supposed of the letters in the ends of ranges: `∑_{k=0}^{K−1}` counts, so `K` is an integer.
pub(super) fn counts(p: &Term) -> Vec<Term> {
    let mut letters = Vec::new();
    ends(p, &mut letters);
    letters
        .iter()
        .filter_map(|v| syntax::is_int(v).ok())
        .collect()
}

/// What a question presupposes of the ends of its ranges: the smallest of the numbers from `a` to `b` is spoken of, so there are such.
pub(super) fn presupposed(p: &Term, theory: &Theory) -> Vec<Term> {
    let mut letters = Vec::new();
    ends(p, &mut letters);
    let needs = needed(p, theory)
        .map(|d| syntax::conjuncts(&d))
        .unwrap_or_default();
    let mut out = counts(p);
    out.extend(needs.into_iter().filter(|n| {
        let vars = n.free_vars();
        n.as_binary("≤").is_some() && !vars.is_empty() && vars.iter().all(|v| letters.contains(v))
    }));
    out
}

/// That the ranges with letters in their ends are not empty: `1 + 2 + … + n` is written out at 1 and n.
pub(super) fn running(p: &Term) -> Vec<Term> {
    let mut out = counts(p);
    let ends = ranges(p);
    let whole = (ends.iter()).filter(|(a, b)| b.has_vars() && is_whole(a) && is_whole(b));
    out.extend(whole.filter_map(|(a, b)| syntax::le(a, b).ok()));
    out
}

/// That the ranges with letters in their ends are not cut off before they begin: `a ≤ b + 1` for the numbers from a to b.
pub(super) fn running_forwards(p: &Term) -> Vec<Term> {
    let mut out: Vec<Term> = Vec::new();
    let lettered = (ranges(p).into_iter()).filter(|(a, b)| a.has_vars() || b.has_vars());
    for c in lettered.filter_map(|(a, b)| forwards(&a, &b)) {
        if !out.contains(&c) {
            out.push(c);
        }
    }
    out
}

/// That there are indices of which a hypothesis speaks: `1 ≤ n` where it is said of all i from 1 to n.
pub(super) fn inhabited(h: &Term) -> Vec<Term> {
    let mut out = Vec::new();
    let index = Term::real_var("κ8");
    let mut body = match syntax::as_quantified(h, "∀").map(|f| f.instantiate(&index)) {
        Some(Ok(body)) => body,
        _ => return out,
    };
    let (mut from, mut to) = (Vec::new(), Vec::new());
    while let Some((p, q)) = body.as_binary("⇒") {
        for c in syntax::conjuncts(p) {
            let sides = c.as_binary("≤").or_else(|| c.as_binary("<"));
            match sides {
                Some((a, b)) if *b == index && c.as_binary("≤").is_some() => from.push(a.clone()),
                Some((a, b)) if *a == index => to.push(b.clone()),
                _ => {}
            }
        }
        body = q.clone();
    }
    for b in to
        .iter()
        .filter(|b| b.has_vars() && !b.has_free(&index) && is_whole(b))
    {
        let lower = from.iter().filter(|a| !a.has_free(&index));
        out.extend(lower.filter_map(|a| syntax::le(a, b).ok()));
    }
    out
}

// The ends of sums and products that depend on no other index.
fn ranges(p: &Term) -> Vec<(Term, Term)> {
    let mut out = Vec::new();
    let mut stack = vec![p.clone()];
    while let Some(t) = stack.pop() {
        if let Some(("Sum" | "Prod", args)) = t.as_const_app()
            && let [a, b, _] = args[..]
            && a.is_closed()
            && b.is_closed()
        {
            out.push((a.clone(), b.clone()));
        }
        match t.kind() {
            Kind::App(f, a) => stack.extend([f.clone(), a.clone()]),
            Kind::Lam(_, _, b) => stack.push(b.clone()),
            _ => {}
        }
    }
    out
}

// `a ≤ b + 1` as an author would write it: 0 ≤ n for the numbers from 1 to n, 0 ≤ K for those from 0 to K − 1.
fn forwards(a: &Term, b: &Term) -> Option<Term> {
    let from = a.as_num().and_then(Q::to_i64);
    let shifted = |op: &str| {
        let (v, d) = b.as_binary(op)?;
        Some((v.clone(), d.as_num()?.to_i64()?))
    };
    match from {
        Some(c) => {
            let (v, d) = shifted("-")
                .or_else(|| shifted("+").map(|(v, d)| (v, -d)))
                .unwrap_or((b.clone(), 0));
            syntax::le(&Term::int(c.checked_sub(1)?.checked_add(d)?), &v).ok()
        }
        None => syntax::le(a, &syntax::add(b, &Term::int(1)).ok()?).ok(),
    }
}

/// Whether a formula speaks of a family at other places than numbers, and whether it speaks of it at numbers.
pub(super) fn places_of(p: &Term, family: &str) -> (bool, bool) {
    let (mut general, mut numbers) = (false, false);
    let mut stack = vec![p.clone()];
    while let Some(t) = stack.pop() {
        let (head, args) = t.spine();
        if matches!(head.kind(), Kind::Var(n) if **n == *family) {
            let fixed = args.iter().all(|a| a.is_closed() && !a.has_vars());
            general |= !fixed;
            numbers |= fixed;
        }
        match t.kind() {
            Kind::App(f, a) => {
                if !matches!(f.kind(), Kind::Var(_)) {
                    let (inner, _) = f.spine();
                    if !matches!(inner.kind(), Kind::Var(n) if **n == *family) {
                        stack.push(f.clone());
                    }
                }
                stack.push(a.clone());
            }
            Kind::Lam(_, _, b) => stack.push(b.clone()),
            _ => {}
        }
    }
    (general, numbers)
}

/// Whether the function of a call is called at other arguments, too: `E(2X)` beside `E(X)`.
pub(super) fn calls_elsewhere(p: &Term, call: &Term) -> bool {
    let function = call.spine().0.clone();
    let mut stack = vec![p.clone()];
    while let Some(t) = stack.pop() {
        if t == *call {
            continue;
        }
        if t == function {
            return true;
        }
        match t.kind() {
            Kind::App(f, a) => stack.extend([f.clone(), a.clone()]),
            Kind::Lam(_, _, b) => stack.push(b.clone()),
            _ => {}
        }
    }
    false
}

/// Whether a formula gives every member of a family by itself: `a_n = n²` for all n, on no other condition.
pub(super) fn gives_all(p: &Term, family: &str) -> bool {
    let mut premises = 0;
    let mut stack = vec![p.clone()];
    let mut found = false;
    while let Some(t) = stack.pop() {
        premises += usize::from(t.as_binary("⇒").is_some());
        if let Some((a, b)) = t.as_eq() {
            let (head, args) = a.spine();
            let member = matches!(head.kind(), Kind::Var(n) if **n == *family);
            let general = args.iter().any(|x| !x.is_closed() || x.has_vars());
            found |= member && general && !b.has_free(&head.clone());
        }
        match t.kind() {
            Kind::App(f, a) => stack.extend([f.clone(), a.clone()]),
            Kind::Lam(_, _, b) => stack.push(b.clone()),
            _ => {}
        }
    }
    // That the index is an integer, and that it is not negative.
    found && premises <= 2
}

/// Whether a formula says of a function or a family what another one says anew: both give all members, or the same one.
pub(super) fn defines_again(old: &Term, new: &Term, family: &str) -> bool {
    let gives = |p: &Term| -> Option<(Term, Term)> {
        let mut body = p.clone();
        let mut bound = 0;
        loop {
            if let Some((_, q)) = body.as_binary("⇒") {
                body = q.clone();
            } else if let Some(f) = syntax::as_quantified(&body, "∀") {
                bound += 1;
                body = (f.instantiate(&Term::real_var(format!("κ{bound}").as_str()))).ok()?;
            } else {
                break;
            }
        }
        let (a, b) = body.as_eq()?;
        let (head, args) = a.spine();
        let member = matches!(head.kind(), Kind::Var(n) if **n == *family) && !args.is_empty();
        (member && !b.has_free(head)).then(|| (a.clone(), b.clone()))
    };
    let (Some((a, b)), Some((c, d))) = (gives(old), gives(new)) else {
        return false;
    };
    let general = |t: &Term| {
        let (_, args) = t.spine();
        args.iter().all(|x| matches!(x.kind(), Kind::Var(_)))
    };
    let fixed = |t: &Term| t.spine().1.iter().all(|x| !x.has_vars());
    general(&a) && general(&c) && old != new || a == c && b != d && fixed(&a)
}

fn ends(t: &Term, out: &mut Vec<Term>) {
    if let Some(("Sum" | "Prod" | "Min" | "Max", args)) = t.as_const_app()
        && let [a, b, _] = args[..]
    {
        for end in [a, b].into_iter().filter(|e| e.is_closed() && is_whole(e)) {
            for v in end.free_vars() {
                if !out.contains(&v) {
                    out.push(v);
                }
            }
        }
    }
    match t.kind() {
        Kind::App(f, a) => {
            ends(f, out);
            ends(a, out);
        }
        Kind::Lam(_, _, b) => ends(b, out),
        _ => {}
    }
}

// Made of letters and integers by + − ·: an integer where the letters are.
fn is_whole(t: &Term) -> bool {
    if let Some(q) = t.as_num() {
        return q.is_integer();
    }
    if let Some(a) = t.as_unary("neg") {
        return is_whole(a);
    }
    (matches!(t.kind(), Kind::Var(_)) && *t.ty() == Type::Real)
        || ["+", "-", "*"].iter().any(|op| {
            t.as_binary(op)
                .is_some_and(|(a, b)| is_whole(a) && is_whole(b))
        })
}

// A number, a letter, or a letter and a number that is not negative.
fn is_plain(t: &Term) -> bool {
    let letter = |t: &Term| matches!(t.kind(), Kind::Var(_));
    let number = |t: &Term| t.as_num().is_some_and(|q| !Q::is_negative(q));
    letter(t)
        || number(t)
        || t.as_binary("+")
            .is_some_and(|(a, b)| letter(a) && number(b))
}

fn collect(t: &Term, scope: &Scope, out: &mut Vec<Term>) {
    let (head, args) = t.spine();
    if let Kind::Var(name) = head.kind()
        && !args.is_empty()
        && scope.family(name).is_some()
    {
        for a in &args {
            if a.is_closed() && *a.ty() == Type::Real && !out.contains(a) {
                out.push((*a).clone());
            }
        }
    }
    // `S(n) = ∑_{k=1}^n k` counts as S_n does.
    if let [a] = args[..]
        && a.has_vars()
        && a.is_closed()
        && !out.contains(a)
        && scope.is_counted(head)
    {
        out.push(a.clone());
    }
    match t.kind() {
        Kind::App(f, a) => {
            collect(f, scope, out);
            collect(a, scope, out);
        }
        Kind::Lam(_, _, b) => collect(b, scope, out),
        _ => {}
    }
}

/// The letters that a formula is closed over, with their conditions. A letter of which something is given that is more than a comparison
/// of numbers stays what it is; a comparison becomes a condition.
struct Closing {
    letters: Vec<Term>,
    conditions: Vec<Term>,
}

impl Closing {
    fn of(p: &Term, given: &[Term], scope: &Scope) -> Closing {
        let found = indices(p, scope);
        let speaks: Vec<&Term> = given
            .iter()
            .filter(|g| found.letters.iter().any(|v| g.has_free(v)))
            .collect();
        let simple = |g: &Term| {
            let compared = |g: &Term| {
                let inner = g.as_unary("¬").unwrap_or(g);
                let comparison = ["<", "≤", "="].iter().any(|r| inner.as_binary(r).is_some());
                comparison || inner.as_unary("Int").is_some()
            };
            syntax::conjuncts(g).iter().all(compared)
                && g.free_vars().iter().all(|v| *v.ty() == Type::Real)
        };
        let kept = |v: &Term| speaks.iter().any(|g| g.has_free(v) && !simple(g));
        let letters: Vec<Term> = found.letters.iter().filter(|v| !kept(v)).cloned().collect();
        let mut conditions: Vec<Term> = Vec::new();
        for c in found.conditions.iter().chain(speaks) {
            if letters.iter().any(|v| c.has_free(v)) && !conditions.contains(c) {
                conditions.push(c.clone());
            }
        }
        Closing {
            letters,
            conditions,
        }
    }

    fn close(&self, p: &Term, more: &[Term]) -> Result<Term> {
        let body = (self.conditions.iter().chain(more))
            .rev()
            .try_fold(p.clone(), |acc, c| syntax::implies(c, &acc))?;
        self.letters
            .iter()
            .rev()
            .try_fold(body, |acc, v| syntax::forall(v, &acc))
    }

    fn speaks_of(&self, p: &Term) -> bool {
        self.letters.iter().any(|v| p.has_free(v))
    }
}

/// What is said of both, said of each: `∀i. p ⇒ q ∧ r` as `∀i. p ⇒ q` and `∀i. p ⇒ r`.
pub(super) fn one_by_one(p: &Term) -> Vec<Term> {
    let whole = || vec![p.clone()];
    if p.as_binary("∧").is_some() {
        return syntax::conjuncts(p).iter().flat_map(one_by_one).collect();
    }
    if let Some((a, b)) = p.as_binary("⇒") {
        let parts = one_by_one(b).into_iter();
        let parts: Result<Vec<Term>> = parts.map(|q| syntax::implies(a, &q)).collect();
        return parts.unwrap_or_else(|_| whole());
    }
    let Some(Kind::Lam(name, ty, _)) = syntax::as_quantified(p, "∀").map(Term::kind) else {
        return whole();
    };
    let v = Term::var(name.0.clone(), ty.clone());
    let inner = syntax::as_quantified(p, "∀").map(|f| f.instantiate(&v));
    match inner {
        Some(Ok(body)) if !p.has_free(&v) => {
            let parts = one_by_one(&body);
            if parts.len() < 2 {
                return whole();
            }
            let parts: Result<Vec<Term>> = parts.iter().map(|q| syntax::forall(&v, q)).collect();
            parts.unwrap_or_else(|_| whole())
        }
        _ => whole(),
    }
}

/// The formula for all values of its indices.
///
/// # Errors
/// Where it is no formula.
pub(super) fn closed(p: &Term, given: &[Term], scope: &Scope) -> Result<Term> {
    Closing::of(p, given, scope).close(p, &[])
}

/// What is known where a formula is asserted: itself for all its indices, and what makes it defined. A member for which it has no meaning
/// is none that it is asserted of (`a_k = 1/k` says nothing of `a_0`); that a function has a gradient where one is written is asserted.
pub(super) fn asserted(p: &Term, given: &[Term], scope: &Scope, theory: &Theory) -> Vec<Term> {
    let closing = Closing::of(p, given, scope);
    let needs = needed(p, theory)
        .map(|d| syntax::conjuncts(&d))
        .unwrap_or_default();
    let mut out: Vec<Term> = Vec::new();
    let mut conditions: Vec<Term> = Vec::new();
    for n in needs {
        let gradient = n.as_const_app().is_some_and(|(c, _)| c == "HasGrad");
        if !closing.speaks_of(&n) {
            out.push(n);
        } else if gradient {
            out.extend(closing.close(&n, &[]));
        } else {
            conditions.push(n);
        }
    }
    // What makes it defined stays together: it follows from what else is known, most often.
    let whole = closing.close(p, &conditions).unwrap_or_else(|_| p.clone());
    out.extend(one_by_one(&whole));
    let mut once: Vec<Term> = Vec::new();
    for t in out {
        if !once.contains(&t) {
            once.push(t);
        }
    }
    once
}
