//! Derivatives of terms, with the conditions of the rules left as hypotheses.

use crate::prove::context::Context;
use crate::prove::derivative;
use hence_kernel::{Term, Theorem, Type, syntax};

/// `conditions ⊢ HasDeriv (λx. f) x value`
pub(super) struct Slope {
    pub value: Term,
    pub theorem: Theorem,
}

const MAX_SIZE: u32 = 4_000;

/// The derivative of `f` in `x`.
pub(super) fn of(f: &Term, x: &Term, c: &Context) -> Option<Slope> {
    let mut conditions = Vec::new();
    collect(f, x, &mut conditions)?;
    let assumed = conditions.iter().filter_map(|p| Theorem::assume(p).ok());
    let inner = c.beside(assumed);
    let lam = Term::lam(x, f).ok()?;
    let th = derivative::has_derivative(&lam, x, &inner)?;
    let (_, args) = th.conclusion().as_const_app()?;
    let raw = (*args.get(2)?).clone();
    if raw.size() > MAX_SIZE {
        return None;
    }
    let fraction =
        super::fraction::normal(&raw, &inner).filter(|(t, _)| t.size() <= 2 * raw.size());
    let Some((plain, equal)) = fraction.or_else(|| polynomial(&raw, &inner)) else {
        return Some(Slope {
            value: raw,
            theorem: th,
        });
    };
    let head = Theorem::refl(&syntax::constant("HasDeriv")?).ok()?;
    let step = head.congruence(&Theorem::refl(args[0]).ok()?).ok()?;
    let step = step.congruence(&Theorem::refl(args[1]).ok()?).ok()?;
    let step = step.congruence(&equal).ok()?;
    Some(Slope {
        value: plain,
        theorem: step.eq_mp(&th).ok()?,
    })
}

// Multiplied out, denominators left as they are.
fn polynomial(raw: &Term, c: &Context) -> Option<(Term, Theorem)> {
    let p = c.poly(raw)?;
    let t = c.algebra.borrow().term(&p)?;
    if t.size() >= raw.size() {
        return None;
    }
    let th = Theorem::ring(raw, &t, &[]).ok()?;
    Some((t, th))
}

fn call(name: &str, a: &Term) -> Option<Term> {
    Term::app(&syntax::constant(name)?, a).ok()
}

// What the rules for derivatives ask of the parts that vary.
fn collect(f: &Term, x: &Term, out: &mut Vec<Term>) -> Option<()> {
    if !f.has_free(x) || f == x {
        return Some(());
    }
    let zero = Term::int(0);
    let (name, args) = f.as_const_app()?;
    for a in &args {
        if *a.ty() != Type::Real {
            return None;
        }
        collect(a, x, out)?;
    }
    let mut ask = |p: hence_kernel::Result<Term>| -> Option<()> {
        let p = p.ok()?;
        if !out.contains(&p) {
            out.push(p);
        }
        Some(())
    };
    match (name, &args[..]) {
        ("/", [_, b]) if b.has_free(x) => ask(syntax::ne(b, &zero)),
        ("/" | "+" | "-" | "*", [_, _]) => Some(()),
        ("pow", [a, n]) => {
            let natural = n.as_num().is_some_and(|q| q.is_integer());
            match n.as_num() {
                Some(q) if natural && q.is_positive() => Some(()),
                Some(_) if natural => ask(syntax::ne(a, &zero)),
                _ => ask(syntax::lt(&zero, a)),
            }
        }
        ("root", [n, a]) if !n.has_free(x) => ask(syntax::lt(&zero, a)),
        (_, [a]) => match name {
            "neg" | "exp" | "sin" | "cos" | "atan" | "sinh" | "cosh" | "tanh" | "asinh"
            | "sech" => Some(()),
            "inv" | "abs" | "cbrt" | "coth" | "csch" | "acot" => ask(syntax::ne(a, &zero)),
            "log" | "sqrt" => ask(syntax::lt(&zero, a)),
            "tan" | "sec" => ask(syntax::ne(&call("cos", a)?, &zero)),
            "cot" | "csc" => ask(syntax::ne(&call("sin", a)?, &zero)),
            "asin" | "acos" | "atanh" => {
                ask(syntax::lt(&Term::int(-1), a))?;
                ask(syntax::lt(a, &Term::int(1)))
            }
            "acosh" => ask(syntax::lt(&Term::int(1), a)),
            _ => None,
        },
        _ => None,
    }
}
