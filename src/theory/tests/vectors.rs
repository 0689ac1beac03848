//! Vectors in coordinates: the plane is an inner product space in which every fact about them must hold.

use super::sample::Trouble;
use crate::theory::parse_term;
use hence_kernel::{Kind, Q, Term, Type, syntax};

/// Vectors at which things go wrong: zero, parallel, orthogonal and opposite ones.
pub fn pool() -> Vec<Term> {
    [
        "vzero",
        "e₁",
        "e₂",
        "smul (-2) e₁",
        "vadd e₁ e₂",
        "vsub (smul (1/2) e₁) (smul 3 e₂)",
    ]
    .map(|t| parse_term(t).unwrap())
    .to_vec()
}

/// Functions of a vector.
pub fn functions() -> Vec<Term> {
    [
        "λw. inner w w",
        "λw. inner e₁ w + 1",
        "λw. 2 - inner e₂ w * inner w w",
        "λw. norm (vadd w e₁) ^ 2",
    ]
    .map(|t| parse_term(t).unwrap())
    .to_vec()
}

/// Maps of the plane: a multiple, a shear, a turn, one of rank one, none that is linear, and what leaves all as it is.
pub fn maps() -> Vec<Term> {
    [
        "λv. smul 2 v",
        "λv. smul (1/2) v",
        "λv. vadd v (smul (inner e₂ v) e₁)",
        "λv. vsub (smul (inner e₁ v) e₂) (smul (inner e₂ v) e₁)",
        "λv. smul (inner (vadd e₁ e₂) v) e₂",
        "λv. smul (inner v v) e₁",
        "λv. vadd v vzero",
    ]
    .map(|t| parse_term(t).unwrap())
    .to_vec()
}

/// The value of a map.
fn image(f: &Term, v: &Term) -> Result<[Term; 2], Trouble> {
    match f.kind() {
        Kind::Lam(..) => coordinates(&f.instantiate(v).unwrap()),
        _ => coordinates(&Term::app(f, v).unwrap()),
    }
}

// The columns of the matrix of a linear map.
fn columns(f: &Term) -> Result<[[Term; 2]; 2], Trouble> {
    let unit = |e: &str| parse_term(e).unwrap();
    Ok([image(f, &unit("e₁"))?, image(f, &unit("e₂"))?])
}

fn determinant(f: &Term) -> Result<Term, Trouble> {
    let [[a, c], [b, d]] = columns(f)?;
    let (p, q) = (syntax::mul(&a, &d), syntax::mul(&b, &c));
    Ok(syntax::sub(&p.unwrap(), &q.unwrap()).unwrap())
}

/// That a map has the values of the matrix of its values at e₁ and e₂.
pub fn linear(f: &Term) -> Result<Term, Trouble> {
    let [[a, c], [b, d]] = columns(f)?;
    let mut all = syntax::truth();
    for v in pool() {
        let ([x, y], [p, q]) = (coordinates(&v)?, image(f, &v)?);
        for (l, m, r) in [(&a, &b, p), (&c, &d, q)] {
            let sum = syntax::add(&syntax::mul(l, &x).unwrap(), &syntax::mul(m, &y).unwrap());
            let same = syntax::eq(&sum.unwrap(), &r).unwrap();
            all = syntax::and(&all, &same).unwrap();
        }
    }
    Ok(all)
}

/// That a linear map takes each vector as its value once.
pub fn invertible(f: &Term) -> Result<Term, Trouble> {
    let apart = syntax::ne(&determinant(f)?, &Term::int(0)).unwrap();
    Ok(syntax::and(&linear(f)?, &apart).unwrap())
}

/// The vector with these coordinates.
pub fn vector(x: Q, y: Q) -> Term {
    let along = |q: Q, e: &str| {
        let c = syntax::constant("smul").unwrap();
        Term::apps(&c, &[&Term::num(q), &parse_term(e).unwrap()]).unwrap()
    };
    let sum = syntax::constant("vadd").unwrap();
    Term::apps(&sum, &[&along(x, "e₁"), &along(y, "e₂")]).unwrap()
}

/// The two coordinates of a closed vector.
pub fn coordinates(v: &Term) -> Result<[Term; 2], Trouble> {
    let both = |f: &dyn Fn(&Term, &Term) -> hence_kernel::Result<Term>, a: &Term, b: &Term| {
        let ([a1, a2], [b1, b2]) = (coordinates(a)?, coordinates(b)?);
        Ok([f(&a1, &b1).unwrap(), f(&a2, &b2).unwrap()])
    };
    let (zero, one) = (Term::int(0), Term::int(1));
    match v.as_const_app() {
        Some(("vzero", _)) => Ok([zero.clone(), zero]),
        Some(("e₁", _)) => Ok([one, zero]),
        Some(("e₂", _)) => Ok([zero, one]),
        Some(("vadd", args)) => both(&syntax::add, args[0], args[1]),
        Some(("vsub", args)) => both(&syntax::sub, args[0], args[1]),
        Some(("vneg", args)) => {
            let [x, y] = coordinates(args[0])?;
            Ok([syntax::neg(&x).unwrap(), syntax::neg(&y).unwrap()])
        }
        Some(("smul", args)) => {
            let ([x, y], c) = (coordinates(args[1])?, grounded(args[0])?);
            Ok([syntax::mul(&c, &x).unwrap(), syntax::mul(&c, &y).unwrap()])
        }
        Some(("adjoint", args)) if args.len() == 2 => {
            let ([[a, c], [b, d]], [x, y]) = (columns(args[0])?, coordinates(args[1])?);
            let row = |p: &Term, q: &Term| {
                syntax::add(&syntax::mul(p, &x).unwrap(), &syntax::mul(q, &y).unwrap()).unwrap()
            };
            Ok([row(&a, &c), row(&b, &d)])
        }
        Some(("opinv", args)) if args.len() == 2 => {
            let ([[a, c], [b, d]], [x, y]) = (columns(args[0])?, coordinates(args[1])?);
            let by = determinant(args[0])?;
            let over = |p: &Term, q: &Term, r: &Term, s: &Term| {
                let top = syntax::sub(&syntax::mul(p, q).unwrap(), &syntax::mul(r, s).unwrap());
                syntax::div(&top.unwrap(), &by).unwrap()
            };
            Ok([over(&d, &x, &b, &y), over(&a, &y, &c, &x)])
        }
        _ => match v.kind() {
            Kind::App(f, a) if matches!(f.kind(), Kind::Lam(..)) => {
                coordinates(&f.instantiate(a).unwrap())
            }
            _ => Err(Trouble::Undefined),
        },
    }
}

/// A closed term without vectors: products and norms by their coordinates.
pub fn grounded(t: &Term) -> Result<Term, Trouble> {
    if let Some((a, b)) = t.as_binary("inner") {
        let ([a1, a2], [b1, b2]) = (coordinates(a)?, coordinates(b)?);
        let (p, q) = (syntax::mul(&a1, &b1), syntax::mul(&a2, &b2));
        return Ok(syntax::add(&p.unwrap(), &q.unwrap()).unwrap());
    }
    if let Some(v) = t.as_unary("norm") {
        let [x, y] = coordinates(v)?;
        let (p, q) = (syntax::mul(&x, &x), syntax::mul(&y, &y));
        let sum = syntax::add(&p.unwrap(), &q.unwrap()).unwrap();
        return Ok(syntax::sqrt(&sum).unwrap());
    }
    match t.kind() {
        Kind::App(f, a) if matches!(f.kind(), Kind::Lam(..)) && *t.ty() == Type::Real => {
            grounded(&f.instantiate(a).unwrap())
        }
        Kind::App(f, a) => Ok(Term::app(&grounded(f)?, &grounded(a)?).unwrap()),
        _ => Ok(t.clone()),
    }
}

/// `λt. f (a + t · e)` in coordinates.
pub fn along(f: &Term, a: &Term, e: &str) -> Result<Term, Trouble> {
    let t = Term::real_var("t");
    let build =
        |name: &str, args: &[&Term]| Term::apps(&syntax::constant(name).unwrap(), args).unwrap();
    let step = build("smul", &[&t, &parse_term(e).unwrap()]);
    let moved = f.instantiate(&build("vadd", &[a, &step])).unwrap();
    Ok(Term::lam(&t, &grounded(&moved)?).unwrap())
}

/// `HasGrad f a v`
pub fn has_grad(t: &Term) -> Option<(&Term, &Term, &Term)> {
    match t.as_const_app() {
        Some(("HasGrad", args)) => match args[..] {
            [f, a, v] => Some((f, a, v)),
            _ => None,
        },
        _ => None,
    }
}
