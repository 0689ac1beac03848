//! The constants and how to build formulas with them.
//!
//! The connectives are defined from equality as in HOL Light; everything else is a primitive constant that means what the
//! facts of the theory and the computing rules say.

use crate::term::{Const, Definition, Kind, Result, Term, Type};
use std::sync::LazyLock;

fn real_ops(n: usize) -> Type {
    Type::curried(&vec![Type::Real; n], Type::Real)
}

// Definitions below are of fixed, well-typed shape; a failure would be a mistake in this file that every test meets.
macro_rules! built {
    ($e:expr) => {
        match $e {
            Ok(t) => t,
            Err(e) => unreachable!("ill-typed constant: {e}"),
        }
    };
}

fn logical(name: &str, def: Result<Term>) -> Term {
    let def = built!(def);
    let ty = def.ty().clone();
    Term::raw_const(
        Const {
            name: name.into(),
            def: Definition::Logical(def),
        },
        ty,
    )
}

fn boolean(name: &str) -> Term {
    Term::var(name, Type::Bool)
}

fn eq_const(ty: &Type) -> Term {
    Term::constant("=", Type::curried(&[ty.clone(), ty.clone()], Type::Bool))
}

static EQ_REAL: LazyLock<Term> = LazyLock::new(|| eq_const(&Type::Real));
static EQ_BOOL: LazyLock<Term> = LazyLock::new(|| eq_const(&Type::Bool));

static TRUTH: LazyLock<Term> = LazyLock::new(|| {
    let p = boolean("p");
    logical("⊤", Term::lam(&p, &p).and_then(|id| eq(&id, &id)))
});

static AND: LazyLock<Term> = LazyLock::new(|| {
    let (p, q) = (boolean("p"), boolean("q"));
    let f = Term::var("f", Type::curried(&[Type::Bool, Type::Bool], Type::Bool));
    let body = || {
        let l = Term::lam(&f, &Term::apps(&f, &[&p, &q])?)?;
        let r = Term::lam(&f, &Term::apps(&f, &[&TRUTH, &TRUTH])?)?;
        Term::lam(&p, &Term::lam(&q, &eq(&l, &r)?)?)
    };
    logical("∧", body())
});

static IMPLIES: LazyLock<Term> = LazyLock::new(|| {
    let (p, q) = (boolean("p"), boolean("q"));
    let body = || Term::lam(&p, &Term::lam(&q, &eq(&and(&p, &q)?, &p)?)?);
    logical("⇒", body())
});

fn forall_const(ty: &Type) -> Term {
    let pred = Term::var("P", Type::fun(ty.clone(), Type::Bool));
    let body = || {
        let all = Term::lam(&Term::var("x", ty.clone()), &TRUTH)?;
        Term::lam(&pred, &eq(&pred, &all)?)
    };
    logical("∀", body())
}

static FORALL_REAL: LazyLock<Term> = LazyLock::new(|| forall_const(&Type::Real));
static FORALL_BOOL: LazyLock<Term> = LazyLock::new(|| forall_const(&Type::Bool));

fn exists_const(ty: &Type) -> Term {
    let pred = Term::var("P", Type::fun(ty.clone(), Type::Bool));
    let (q, x) = (boolean("q"), Term::var("x", ty.clone()));
    let body = || {
        let each = forall(&x, &implies(&Term::app(&pred, &x)?, &q)?)?;
        Term::lam(&pred, &forall(&q, &implies(&each, &q)?)?)
    };
    logical("∃", body())
}

static EXISTS_REAL: LazyLock<Term> = LazyLock::new(|| exists_const(&Type::Real));

static OR: LazyLock<Term> = LazyLock::new(|| {
    let (p, q, r) = (boolean("p"), boolean("q"), boolean("r"));
    let body = || {
        let inner = implies(&implies(&p, &r)?, &implies(&implies(&q, &r)?, &r)?)?;
        Term::lam(&p, &Term::lam(&q, &forall(&r, &inner)?)?)
    };
    logical("∨", body())
});

static FALSITY: LazyLock<Term> = LazyLock::new(|| {
    let p = boolean("p");
    logical("⊥", forall(&p, &p))
});

static NOT: LazyLock<Term> = LazyLock::new(|| {
    let p = boolean("p");
    logical("¬", implies(&p, &FALSITY).and_then(|b| Term::lam(&p, &b)))
});

/// `a = b`, for any type.
pub fn eq(a: &Term, b: &Term) -> Result<Term> {
    let c = match a.ty() {
        Type::Real => EQ_REAL.clone(),
        Type::Bool => EQ_BOOL.clone(),
        ty => eq_const(ty),
    };
    Term::apps(&c, &[a, b])
}

/// Truth.
pub fn truth() -> Term {
    TRUTH.clone()
}

/// Falsity.
pub fn falsity() -> Term {
    FALSITY.clone()
}

/// `¬p`
pub fn not(p: &Term) -> Result<Term> {
    Term::app(&NOT, p)
}

/// `¬(a = b)`
pub fn ne(a: &Term, b: &Term) -> Result<Term> {
    not(&eq(a, b)?)
}

/// `p ∧ q`
pub fn and(p: &Term, q: &Term) -> Result<Term> {
    Term::apps(&AND, &[p, q])
}

/// `p ∨ q`
pub fn or(p: &Term, q: &Term) -> Result<Term> {
    Term::apps(&OR, &[p, q])
}

/// `p ⇒ q`
pub fn implies(p: &Term, q: &Term) -> Result<Term> {
    Term::apps(&IMPLIES, &[p, q])
}

fn quantify(c: Term, x: &Term, p: &Term) -> Result<Term> {
    Term::app(&c, &Term::lam(x, p)?)
}

/// `∀x. p`, where `x` is a free variable of `p`.
pub fn forall(x: &Term, p: &Term) -> Result<Term> {
    let c = match x.ty() {
        Type::Real => FORALL_REAL.clone(),
        Type::Bool => FORALL_BOOL.clone(),
        ty => forall_const(ty),
    };
    quantify(c, x, p)
}

/// `∃x. p`, where `x` is a free variable of `p`.
pub fn exists(x: &Term, p: &Term) -> Result<Term> {
    let c = match x.ty() {
        Type::Real => EXISTS_REAL.clone(),
        ty => exists_const(ty),
    };
    quantify(c, x, p)
}

fn choice_type(ty: &Type) -> Type {
    Type::fun(Type::fun(ty.clone(), Type::Bool), ty.clone())
}

pub(crate) fn choice_const(ty: &Type) -> Term {
    Term::constant("ε", choice_type(ty))
}

fn ite_type(ty: &Type) -> Type {
    Type::curried(&[Type::Bool, ty.clone(), ty.clone()], ty.clone())
}

/// The type of a constant that the theory knows by name, where it has only one; `ite` and `ε` have one for each type and are not here.
pub fn signature(name: &str) -> Option<Type> {
    let real_fun = || real_ops(1);
    let map = || Type::fun(Type::Vector, Type::Vector);
    let sequence = || Type::curried(&[Type::Real, Type::Real, real_fun()], Type::Real);
    Some(match name {
        "pi" => Type::Real,
        "neg" | "inv" | "exp" | "log" | "sqrt" | "cbrt" | "abs" | "sgn" | "floor" | "ceil"
        | "factorial" | "sin" | "cos" | "tan" | "cot" | "sec" | "csc" | "asin" | "acos"
        | "atan" | "acot" | "asec" | "acsc" | "sinh" | "cosh" | "tanh" | "coth" | "sech"
        | "csch" | "asinh" | "acosh" | "atanh" | "acoth" | "asech" | "acsch" => real_ops(1),
        "+" | "-" | "*" | "/" | "pow" | "root" | "min" | "max" | "binomial" => real_ops(2),
        "<" | "≤" => Type::curried(&[Type::Real, Type::Real], Type::Bool),
        "Int" => Type::fun(Type::Real, Type::Bool),
        "HasDeriv" => Type::curried(&[real_fun(), Type::Real, Type::Real], Type::Bool),
        "deriv" => Type::curried(&[real_fun(), Type::Real], Type::Real),
        "Sum" | "Prod" | "Min" | "Max" => sequence(),
        // The integral from one end to another; an end is `at a` for a number a, or infinite.
        "HasIntegral" => {
            let parts = [Type::Place, Type::Place, real_fun(), Type::Real];
            Type::curried(&parts, Type::Bool)
        }
        "integral" => Type::curried(&[Type::Place, Type::Place, real_fun()], Type::Real),
        // iterate g a n is what n applications of g make of a.
        "iterate" => Type::curried(&[real_fun(), Type::Real, Type::Real], Type::Real),
        "antiderivative" => Type::curried(&[real_fun(), Type::Real], Type::Real),
        // Where an argument goes: through all numbers around a; through those around it but not a itself; through those below and
        // above it; to infinity and to minus infinity; to infinity through the integers.
        "at" | "near" | "below" | "above" => Type::fun(Type::Real, Type::Place),
        "top" | "bottom" | "naturals" => Type::Place,
        // All numbers of an interval are passed on the way.
        "Sweep" => Type::fun(Type::Place, Type::Bool),
        // From some point on the way.
        "Eventually" => {
            let property = Type::fun(Type::Real, Type::Bool);
            Type::curried(&[Type::Place, property], Type::Bool)
        }
        // Where its argument goes to the first place, f goes to the second; the number to which it goes.
        "Tends" => Type::curried(&[real_fun(), Type::Place, Type::Place], Type::Bool),
        "lim" => Type::curried(&[real_fun(), Type::Place], Type::Real),
        "vadd" | "vsub" => Type::curried(&[Type::Vector, Type::Vector], Type::Vector),
        "vneg" => Type::fun(Type::Vector, Type::Vector),
        // The zero vector, and two orthonormal ones.
        "vzero" | "e₁" | "e₂" => Type::Vector,
        "smul" => Type::curried(&[Type::Real, Type::Vector], Type::Vector),
        "inner" => Type::curried(&[Type::Vector, Type::Vector], Type::Real),
        "norm" => Type::fun(Type::Vector, Type::Real),
        "gradient" => Type::curried(
            &[Type::fun(Type::Vector, Type::Real), Type::Vector],
            Type::Vector,
        ),
        "HasGrad" => Type::curried(
            &[
                Type::fun(Type::Vector, Type::Real),
                Type::Vector,
                Type::Vector,
            ],
            Type::Bool,
        ),
        // A map of vectors is linear and continuous; it takes each vector as its value once. Its adjoint and its inverse.
        "linear" | "invertible" => Type::fun(map(), Type::Bool),
        "adjoint" | "opinv" => Type::fun(map(), map()),
        "⊤" | "⊥" => Type::Bool,
        _ => return None,
    })
}

// Whether an undefined constant of that name and type is the one the kernel's rules speak of, or has a name they do not speak of.
// The connectives are defined, so no undefined constant is one of them.
pub(crate) fn is_meant(name: &str, ty: &Type) -> bool {
    let args_result = |t: &Type| match t {
        Type::Fun(ab) => Some((ab.0.clone(), ab.1.clone())),
        _ => None,
    };
    match name {
        "=" => {
            args_result(ty).is_some_and(|(a, _)| *ty == Type::curried(&[a.clone(), a], Type::Bool))
        }
        "ε" => args_result(ty).is_some_and(|(_, a)| *ty == choice_type(&a)),
        "ite" => args_result(ty)
            .and_then(|(_, rest)| args_result(&rest))
            .is_some_and(|(a, _)| *ty == ite_type(&a)),
        "¬" | "∧" | "∨" | "⇒" | "∀" | "∃" | "⊤" | "⊥" => false,
        _ => signature(name).is_none_or(|known| known == *ty),
    }
}

/// The constant of that name, where [`signature`] knows it (and the connectives).
///
/// ```
/// use hence_kernel::syntax;
/// assert!(syntax::constant("tanh").is_some());
/// assert!(syntax::constant("frobnicate").is_none());
/// ```
pub fn constant(name: &str) -> Option<Term> {
    match name {
        "¬" => Some(NOT.clone()),
        "∧" => Some(AND.clone()),
        "∨" => Some(OR.clone()),
        "⇒" => Some(IMPLIES.clone()),
        "⊤" => Some(truth()),
        "⊥" => Some(falsity()),
        _ => signature(name).map(|ty| Term::constant(name, ty)),
    }
}

macro_rules! real_builders {
    ($($(#[$doc:meta])* $name:ident $sym:literal ($($arg:ident),*);)*) => {$(
        $(#[$doc])*
        pub fn $name($($arg: &Term),*) -> Result<Term> {
            static C: LazyLock<Term> = LazyLock::new(|| match constant($sym) {
                Some(c) => c,
                None => unreachable!("no signature for {}", $sym),
            });
            Term::apps(&C, &[$($arg),*])
        }
    )*};
}

real_builders! {
    /// `a + b`
    add "+" (a, b);
    /// `a - b`
    sub "-" (a, b);
    /// `a * b`
    mul "*" (a, b);
    /// `a / b`, which is `a * inv b`
    div "/" (a, b);
    /// `-a`
    neg "neg" (a);
    /// The inverse of `a`; some real number for `a = 0`.
    inv "inv" (a);
    /// `a ^ b`
    pow "pow" (a, b);
    /// `a < b`
    lt "<" (a, b);
    /// `a ≤ b`
    le "≤" (a, b);
    /// `a` is an integer
    is_int "Int" (a);
    /// `exp a`
    exp "exp" (a);
    /// the natural logarithm
    log "log" (a);
    /// the square root
    sqrt "sqrt" (a);
    /// the absolute value
    abs "abs" (a);
    /// `f` has the derivative `v` at `a`
    has_deriv "HasDeriv" (f, a, v);
    /// the derivative of `f` at `a`
    deriv "deriv" (f, a);
    /// the integral of `f` from `p` to `q` exists and is `v`
    has_integral "HasIntegral" (p, q, f, v);
    /// all numbers around `a`
    at "at" (a);
    /// `f` goes to the place `q` where its argument goes to the place `p`
    tends "Tends" (f, p, q);
    /// from some point on the way to `p`, `q` holds
    eventually "Eventually" (p, q);
    /// the limit of `f` at the place `p`
    lim "lim" (f, p);
}

/// `if g then a else b`
pub fn ite(g: &Term, a: &Term, b: &Term) -> Result<Term> {
    let c = Term::constant("ite", ite_type(a.ty()));
    Term::apps(&c, &[g, a, b])
}

/// The variable and body of a quantified formula: `∀x. p` gives `p` as an abstraction.
pub fn as_quantified<'a>(t: &'a Term, quantifier: &str) -> Option<&'a Term> {
    t.as_unary(quantifier)
        .filter(|p| matches!(p.kind(), Kind::Lam(..)))
}

/// The conjuncts of a formula, from left to right; `⊤` has none.
pub fn conjuncts(t: &Term) -> Vec<Term> {
    fn go(t: &Term, out: &mut Vec<Term>) {
        match t.as_binary("∧") {
            Some((p, q)) => {
                go(p, out);
                go(q, out);
            }
            None if t.is_const("⊤") => {}
            None => out.push(t.clone()),
        }
    }
    let mut out = Vec::new();
    go(t, &mut out);
    out
}
