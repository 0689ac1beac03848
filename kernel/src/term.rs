//! Types and terms of simply typed higher-order logic, shared and hashed.
//!
//! Bound variables are de Bruijn indices, free ones are names, so α-equivalent terms are equal and a bound variable is
//! never captured. A term is built by [`Term::app`] and [`Term::lam`] only, which check types.

use crate::number::Q;
use std::cmp::Ordering;
use std::collections::HashSet;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// Deepest term that can be built: recursion over terms must fit a thread's stack.
pub const MAX_DEPTH: u32 = 3_000;

/// Why the kernel refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KernelError {
    /// A function was applied to an argument of another type, or a rule met a term of the wrong type.
    Type(String),
    /// The theorems or terms do not have the shape that the rule asks for.
    Shape(&'static str),
    /// The variable to be abstracted is free in a hypothesis.
    FreeInHypothesis(Name),
    /// A limit on size, depth, precision or work was reached.
    Limit(&'static str),
    /// The two sides do not have the same normal form.
    NotEqual,
    /// The comparison of numbers does not hold.
    False,
    /// The term is not certainly defined on the whole box.
    Undefined,
    /// The theorems come from different theories.
    Seal,
    /// No fact of that name, or no `domain`/`total` line for that constant.
    Unknown(String),
    /// A line of the theory is not well formed.
    Theory(String),
}

impl fmt::Display for KernelError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            KernelError::Type(s) => write!(f, "types do not agree: {s}"),
            KernelError::Shape(s) => write!(f, "wrong shape: {s}"),
            KernelError::FreeInHypothesis(n) => write!(f, "`{n}` is free in a hypothesis"),
            KernelError::Limit(s) => write!(f, "limit reached: {s}"),
            KernelError::NotEqual => write!(f, "the normal forms differ"),
            KernelError::False => write!(f, "the comparison does not hold"),
            KernelError::Undefined => write!(f, "not certainly defined on the whole box"),
            KernelError::Seal => write!(f, "theorems of different theories"),
            KernelError::Unknown(s) => write!(f, "unknown: {s}"),
            KernelError::Theory(s) => write!(f, "theory: {s}"),
        }
    }
}

impl std::error::Error for KernelError {}

/// What a kernel function answers.
pub type Result<T> = std::result::Result<T, KernelError>;

/// A name of a variable, a constant or a fact.
pub type Name = Arc<str>;

/// A simple type.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Type {
    /// Truth values.
    Bool,
    /// Real numbers; integers are reals with the predicate `Int`.
    Real,
    /// Vectors of an abstract real inner product space.
    Vector,
    /// Where the argument of a limit goes; [`crate::syntax`] has the constants that make one.
    Place,
    /// A type variable.
    Var(Name),
    /// Functions from the first to the second.
    Fun(Arc<(Type, Type)>),
}

impl Type {
    /// The type of functions from `a` to `b`.
    ///
    /// ```
    /// use hence_kernel::Type;
    /// assert_eq!(Type::fun(Type::Real, Type::Bool).to_string(), "real → bool");
    /// ```
    pub fn fun(a: Type, b: Type) -> Type {
        Type::Fun(Arc::new((a, b)))
    }

    /// The type of functions that take `args` one by one and give `result`.
    pub fn curried(args: &[Type], result: Type) -> Type {
        args.iter()
            .rev()
            .fold(result, |acc, a| Type::fun(a.clone(), acc))
    }

    pub(crate) fn inst(&self, subst: &[(Name, Type)]) -> Type {
        match self {
            Type::Var(v) => subst
                .iter()
                .find(|(n, _)| n == v)
                .map_or_else(|| self.clone(), |(_, t)| t.clone()),
            Type::Fun(ab) => Type::fun(ab.0.inst(subst), ab.1.inst(subst)),
            _ => self.clone(),
        }
    }

    pub(crate) fn vars(&self, out: &mut Vec<Name>) {
        match self {
            Type::Var(v) if !out.contains(v) => out.push(v.clone()),
            Type::Fun(ab) => {
                ab.0.vars(out);
                ab.1.vars(out);
            }
            _ => {}
        }
    }
}

impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Type::Bool => write!(f, "bool"),
            Type::Real => write!(f, "real"),
            Type::Vector => write!(f, "vector"),
            Type::Place => write!(f, "place"),
            Type::Var(v) => write!(f, "'{v}"),
            Type::Fun(ab) if matches!(ab.0, Type::Fun(_)) => write!(f, "({}) → {}", ab.0, ab.1),
            Type::Fun(ab) => write!(f, "{} → {}", ab.0, ab.1),
        }
    }
}

impl fmt::Debug for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// A constant. One that was introduced by a definition carries it, so that two definitions of one name are two constants
/// and no table of definitions is needed.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Const {
    /// Its name.
    pub name: Name,
    pub(crate) def: Definition,
}

/// How a constant came to be.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Definition {
    /// It means what facts and computing rules say of its name and type.
    Primitive,
    /// It has a name that the kernel knows at another type, and means nothing to the kernel: a `+` of truth values is no sum.
    Foreign,
    /// A connective or quantifier, defined in `syntax`.
    Logical(Term),
    /// Introduced by [`crate::Theorem::define`]; its name means nothing to the kernel.
    Named(Term),
}

impl Const {
    /// What it was defined to be, where it was introduced by a definition.
    pub fn definition(&self) -> Option<&Term> {
        match &self.def {
            Definition::Primitive | Definition::Foreign => None,
            Definition::Logical(t) | Definition::Named(t) => Some(t),
        }
    }

    // Whether the kernel may go by the name: a text may define a constant that is called `<`, or use the name at another type.
    fn is_standard(&self) -> bool {
        matches!(self.def, Definition::Primitive | Definition::Logical(_))
    }
}

/// What a term is.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A free variable.
    Var(Name),
    /// A bound variable: the number of binders between it and its own.
    Bound(u32),
    /// A constant.
    Const(Const),
    /// A rational number.
    Num(Q),
    /// An application.
    App(Term, Term),
    /// An abstraction: the name is for display and does not count.
    Lam(Hint, Type, Term),
}

/// The name a bound variable is shown with; all hints are equal.
#[derive(Clone)]
pub struct Hint(pub Name);

impl PartialEq for Hint {
    fn eq(&self, _: &Hint) -> bool {
        true
    }
}
impl Eq for Hint {}
impl PartialOrd for Hint {
    fn partial_cmp(&self, o: &Hint) -> Option<Ordering> {
        Some(self.cmp(o))
    }
}
impl Ord for Hint {
    fn cmp(&self, _: &Hint) -> Ordering {
        Ordering::Equal
    }
}

/// A well-typed term. Cloning is cheap; equality is α-equivalence.
#[derive(Clone)]
pub struct Term(Arc<Node>);

struct Node {
    kind: Kind,
    ty: Type,
    hash: u64,
    // One more than the largest index that points outside; 0 for a closed term.
    loose: u32,
    depth: u32,
    size: u32,
    // A Bloom filter of the names of free variables: a clear bit means absent.
    vars: u64,
}

fn mix(a: u64, b: u64) -> u64 {
    (a ^ b.rotate_left(23))
        .wrapping_mul(0x9E37_79B9_7F4A_7C15)
        .rotate_left(29)
}

fn hash_of<T: Hash + ?Sized>(t: &T) -> u64 {
    // The default hasher with its fixed keys is the same in every run.
    let mut h = std::collections::hash_map::DefaultHasher::new();
    t.hash(&mut h);
    h.finish()
}

impl Term {
    fn make(kind: Kind, ty: Type, hash: u64, loose: u32, depth: u32, size: u32, vars: u64) -> Term {
        Term(Arc::new(Node {
            kind,
            ty,
            hash,
            loose,
            depth,
            size,
            vars,
        }))
    }

    /// A free variable.
    pub fn var(name: impl Into<Name>, ty: Type) -> Term {
        let name = name.into();
        let h = hash_of(&*name);
        let hash = mix(mix(1, h), hash_of(&ty));
        Term::make(Kind::Var(name), ty, hash, 0, 1, 1, 1 << (h & 63))
    }

    /// A free variable that ranges over the reals.
    pub fn real_var(name: impl Into<Name>) -> Term {
        Term::var(name, Type::Real)
    }

    /// An undefined constant: it means only what facts say of it. One that has a name of [`crate::syntax`] at a type that it does not have
    /// there is another constant, to which the rules about the name do not apply.
    ///
    /// ```
    /// use hence_kernel::{Term, Type};
    /// let real = |args: &[Type]| Term::constant("+", Type::curried(args, Type::Real));
    /// assert!(real(&[Type::Real, Type::Real]).is_const("+"));
    /// assert!(!real(&[Type::Bool, Type::Bool]).is_const("+"));
    /// ```
    pub fn constant(name: impl Into<Name>, ty: Type) -> Term {
        let name = name.into();
        let def = if crate::syntax::is_meant(&name, &ty) {
            Definition::Primitive
        } else {
            Definition::Foreign
        };
        Term::raw_const(Const { name, def }, ty)
    }

    pub(crate) fn raw_const(c: Const, ty: Type) -> Term {
        let mut hash = mix(mix(2, hash_of(&*c.name)), hash_of(&ty));
        if let Some(d) = c.definition() {
            hash = mix(hash, d.0.hash);
        }
        Term::make(Kind::Const(c), ty, hash, 0, 1, 1, 0)
    }

    /// A rational number.
    pub fn num(q: Q) -> Term {
        let hash = mix(3, hash_of(&q));
        Term::make(Kind::Num(q), Type::Real, hash, 0, 1, 1, 0)
    }

    /// The integer `n` as a real number.
    pub fn int(n: i64) -> Term {
        Term::num(Q::int(n))
    }

    pub(crate) fn bound(i: u32, ty: Type) -> Term {
        let hash = mix(mix(4, u64::from(i)), hash_of(&ty));
        Term::make(Kind::Bound(i), ty, hash, i + 1, 1, 1, 0)
    }

    /// `f x`. Fails where `f` is not a function or `x` is not of its argument's type, or the term would be too deep.
    ///
    /// ```
    /// use hence_kernel::{Term, Type};
    /// let f = Term::var("f", Type::fun(Type::Real, Type::Real));
    /// assert!(Term::app(&f, &Term::int(1)).is_ok());
    /// assert!(Term::app(&f, &f).is_err());
    /// ```
    pub fn app(f: &Term, x: &Term) -> Result<Term> {
        let Type::Fun(ab) = &f.0.ty else {
            return Err(KernelError::Type(format!("{f} is not a function")));
        };
        if ab.0 != x.0.ty {
            return Err(KernelError::Type(format!(
                "{f} takes {}, {x} is {}",
                ab.0, x.0.ty
            )));
        }
        let depth = f.0.depth.max(x.0.depth) + 1;
        if depth > MAX_DEPTH {
            return Err(KernelError::Limit("depth of a term"));
        }
        Ok(Term::make(
            Kind::App(f.clone(), x.clone()),
            ab.1.clone(),
            mix(mix(5, f.0.hash), x.0.hash),
            f.0.loose.max(x.0.loose),
            depth,
            f.0.size.saturating_add(x.0.size),
            f.0.vars | x.0.vars,
        ))
    }

    /// `f x y …`
    pub fn apps(f: &Term, xs: &[&Term]) -> Result<Term> {
        xs.iter().try_fold(f.clone(), |acc, x| Term::app(&acc, x))
    }

    /// `λx. body`, where `x` is a free variable.
    ///
    /// ```
    /// use hence_kernel::{Term, Type};
    /// let x = Term::real_var("x");
    /// let id = Term::lam(&x, &x).unwrap();
    /// assert_eq!(id, Term::lam(&Term::real_var("y"), &Term::real_var("y")).unwrap());
    /// ```
    pub fn lam(x: &Term, body: &Term) -> Result<Term> {
        let Kind::Var(name) = &x.0.kind else {
            return Err(KernelError::Shape("only a variable can be bound"));
        };
        if body.0.loose > 0 {
            return Err(KernelError::Shape("loose bound variable"));
        }
        Term::raw_lam(Hint(name.clone()), x.0.ty.clone(), &body.close(x, 0)?)
    }

    pub(crate) fn raw_lam(hint: Hint, ty: Type, body: &Term) -> Result<Term> {
        if body.0.depth >= MAX_DEPTH {
            return Err(KernelError::Limit("depth of a term"));
        }
        let fun = Type::fun(ty.clone(), body.0.ty.clone());
        Ok(Term::make(
            Kind::Lam(hint, ty.clone(), body.clone()),
            fun,
            mix(mix(6, hash_of(&ty)), body.0.hash),
            body.0.loose.saturating_sub(1),
            body.0.depth + 1,
            body.0.size.saturating_add(1),
            body.0.vars,
        ))
    }

    /// What the term is.
    pub fn kind(&self) -> &Kind {
        &self.0.kind
    }

    /// Its type.
    pub fn ty(&self) -> &Type {
        &self.0.ty
    }

    /// A hash that is the same in every run.
    pub fn hash_value(&self) -> u64 {
        self.0.hash
    }

    /// How many leaves it has, as a tree.
    pub fn size(&self) -> u32 {
        self.0.size
    }

    // Fails where the term is deeper than `max`: a walk that keeps much on the stack must fit a thread of 2 MiB.
    pub(crate) fn check_depth(&self, max: u32) -> Result<()> {
        if self.0.depth > max {
            return Err(KernelError::Limit("depth of a term"));
        }
        Ok(())
    }

    /// Whether no bound variable points outside it.
    pub fn is_closed(&self) -> bool {
        self.0.loose == 0
    }

    /// Whether both are the same object in memory; cheaper than equality, and implies it.
    pub fn same(&self, o: &Term) -> bool {
        Arc::ptr_eq(&self.0, &o.0)
    }

    /// Whether the free variable `x` occurs.
    pub fn has_free(&self, x: &Term) -> bool {
        if self.0.vars & x.0.vars == 0 {
            return false;
        }
        match &self.0.kind {
            Kind::Var(_) => self == x,
            Kind::App(f, a) => f.has_free(x) || a.has_free(x),
            Kind::Lam(_, _, b) => b.has_free(x),
            _ => false,
        }
    }

    /// Whether it has any free variable.
    pub fn has_vars(&self) -> bool {
        self.0.vars != 0
    }

    /// Its free variables, each once, in order of first occurrence.
    pub fn free_vars(&self) -> Vec<Term> {
        fn go(t: &Term, out: &mut Vec<Term>) {
            match &t.0.kind {
                Kind::Var(_) if !out.contains(t) => out.push(t.clone()),
                Kind::App(f, a) if t.0.vars != 0 => {
                    go(f, out);
                    go(a, out);
                }
                Kind::Lam(_, _, b) if t.0.vars != 0 => go(b, out),
                _ => {}
            }
        }
        let mut out = Vec::new();
        go(self, &mut out);
        out
    }

    /// The head of an application and its arguments: `f x y` gives `f` and `[x, y]`.
    ///
    /// ```
    /// use hence_kernel::{Term, Type};
    /// let f = Term::var("f", Type::curried(&[Type::Real, Type::Real], Type::Real));
    /// let t = Term::apps(&f, &[&Term::int(1), &Term::int(2)]).unwrap();
    /// let (head, args) = t.spine();
    /// assert_eq!((head == &f, args.len()), (true, 2));
    /// ```
    pub fn spine(&self) -> (&Term, Vec<&Term>) {
        let mut args = Vec::new();
        let mut t = self;
        while let Kind::App(f, x) = &t.0.kind {
            args.push(x);
            t = f;
        }
        args.reverse();
        (t, args)
    }

    /// The name of the constant at the head and the arguments, where the head is one that no text defined.
    pub fn as_const_app(&self) -> Option<(&str, Vec<&Term>)> {
        let (h, args) = self.spine();
        match &h.0.kind {
            Kind::Const(c) if c.is_standard() => Some((&c.name, args)),
            _ => None,
        }
    }

    /// The two arguments, where the term is the constant `name` applied to two.
    pub fn as_binary(&self, name: &str) -> Option<(&Term, &Term)> {
        let Kind::App(g, b) = &self.0.kind else {
            return None;
        };
        let Kind::App(h, a) = &g.0.kind else {
            return None;
        };
        h.is_const(name).then_some((a, b))
    }

    /// The argument, where the term is the constant `name` applied to one.
    pub fn as_unary(&self, name: &str) -> Option<&Term> {
        let Kind::App(h, a) = &self.0.kind else {
            return None;
        };
        h.is_const(name).then_some(a)
    }

    /// Whether it is the constant of that name that the theory knows; one that a text defined under the name is not.
    pub fn is_const(&self, name: &str) -> bool {
        matches!(&self.0.kind, Kind::Const(c) if &*c.name == name && c.is_standard())
    }

    /// The two sides of an equation.
    pub fn as_eq(&self) -> Option<(&Term, &Term)> {
        self.as_binary("=")
    }

    /// The rational number, where the term is a numeral.
    pub fn as_num(&self) -> Option<&Q> {
        match &self.0.kind {
            Kind::Num(q) => Some(q),
            _ => None,
        }
    }

    // Replaces the free variable `x` by the bound variable of the binder `depth` levels up.
    fn close(&self, x: &Term, depth: u32) -> Result<Term> {
        if self.0.vars & x.0.vars == 0 {
            return Ok(self.clone());
        }
        match &self.0.kind {
            Kind::Var(_) if self == x => Ok(Term::bound(depth, self.0.ty.clone())),
            Kind::App(f, a) => Term::app(&f.close(x, depth)?, &a.close(x, depth)?),
            Kind::Lam(h, ty, b) => Term::raw_lam(h.clone(), ty.clone(), &b.close(x, depth + 1)?),
            _ => Ok(self.clone()),
        }
    }

    // Adds `by` to the indices that point outside `cut` binders.
    fn lift(&self, by: u32, cut: u32) -> Result<Term> {
        if by == 0 || self.0.loose <= cut {
            return Ok(self.clone());
        }
        match &self.0.kind {
            Kind::Bound(i) => Ok(Term::bound(i + by, self.0.ty.clone())),
            Kind::App(f, a) => Term::app(&f.lift(by, cut)?, &a.lift(by, cut)?),
            Kind::Lam(h, ty, b) => Term::raw_lam(h.clone(), ty.clone(), &b.lift(by, cut + 1)?),
            _ => Ok(self.clone()),
        }
    }

    // The body of a binder with its variable, index `depth`, replaced by `a`; new redexes at heads are reduced when `reduce`.
    pub(crate) fn open(&self, a: &Term, depth: u32, reduce: bool) -> Result<Term> {
        if self.0.loose <= depth {
            return Ok(self.clone());
        }
        match &self.0.kind {
            Kind::Bound(i) if *i == depth => a.lift(depth, 0),
            Kind::Bound(i) => Ok(Term::bound(i - 1, self.0.ty.clone())),
            Kind::App(f, x) => {
                let g = f.open(a, depth, reduce)?;
                let y = x.open(a, depth, reduce)?;
                if reduce && !matches!(f.0.kind, Kind::Lam(..)) {
                    g.beta_app(&y)
                } else {
                    Term::app(&g, &y)
                }
            }
            Kind::Lam(h, ty, b) => {
                Term::raw_lam(h.clone(), ty.clone(), &b.open(a, depth + 1, reduce)?)
            }
            _ => Ok(self.clone()),
        }
    }

    // `self a`, reduced at the head where `self` is an abstraction.
    pub(crate) fn beta_app(&self, a: &Term) -> Result<Term> {
        match &self.0.kind {
            Kind::Lam(_, _, b) => {
                if self.0.size.saturating_add(a.0.size) > 4_000_000 {
                    return Err(KernelError::Limit("size of a term"));
                }
                b.open(a, 0, true)
            }
            _ => Term::app(self, a),
        }
    }

    /// The body of an abstraction with `a` put for its variable.
    ///
    /// ```
    /// use hence_kernel::Term;
    /// let x = Term::real_var("x");
    /// let id = Term::lam(&x, &x).unwrap();
    /// assert_eq!(id.instantiate(&Term::int(3)).unwrap(), Term::int(3));
    /// ```
    pub fn instantiate(&self, a: &Term) -> Result<Term> {
        match &self.0.kind {
            Kind::Lam(_, ty, b) if *ty == a.0.ty => b.open(a, 0, true),
            _ => Err(KernelError::Shape("not an abstraction over that type")),
        }
    }

    /// Puts terms for free variables, all at once and without capture; where a function is put for a variable that is applied, the
    /// redex is reduced, and so on. Types must agree.
    pub fn subst(&self, subst: &[(Term, Term)]) -> Result<Term> {
        let mut mask = 0;
        for (x, t) in subst {
            if !matches!(x.0.kind, Kind::Var(_)) || x.0.ty != t.0.ty || t.0.loose > 0 {
                return Err(KernelError::Shape(
                    "a substitution maps variables to closed terms of their type",
                ));
            }
            mask |= x.0.vars;
        }
        self.subst_masked(subst, mask)
    }

    fn subst_masked(&self, subst: &[(Term, Term)], mask: u64) -> Result<Term> {
        if self.0.vars & mask == 0 {
            return Ok(self.clone());
        }
        match &self.0.kind {
            Kind::Var(_) => Ok(subst
                .iter()
                .find(|(x, _)| x == self)
                .map_or_else(|| self.clone(), |(_, t)| t.clone())),
            Kind::App(f, a) => {
                let g = f.subst_masked(subst, mask)?;
                let b = a.subst_masked(subst, mask)?;
                if matches!(f.0.kind, Kind::Lam(..)) {
                    Term::app(&g, &b)
                } else {
                    g.beta_app(&b)
                }
            }
            Kind::Lam(h, ty, b) => {
                Term::raw_lam(h.clone(), ty.clone(), &b.subst_masked(subst, mask)?)
            }
            _ => Ok(self.clone()),
        }
    }

    pub(crate) fn inst_type(&self, subst: &[(Name, Type)]) -> Result<Term> {
        match &self.0.kind {
            Kind::Var(n) => Ok(Term::var(n.clone(), self.0.ty.inst(subst))),
            Kind::Bound(i) => Ok(Term::bound(*i, self.0.ty.inst(subst))),
            Kind::Const(c) => Ok(Term::raw_const(
                Const {
                    name: c.name.clone(),
                    def: match &c.def {
                        Definition::Primitive => Definition::Primitive,
                        Definition::Foreign => Definition::Foreign,
                        Definition::Logical(d) => Definition::Logical(d.inst_type(subst)?),
                        Definition::Named(d) => Definition::Named(d.inst_type(subst)?),
                    },
                },
                self.0.ty.inst(subst),
            )),
            Kind::Num(_) => Ok(self.clone()),
            Kind::App(f, a) => Term::app(&f.inst_type(subst)?, &a.inst_type(subst)?),
            Kind::Lam(h, ty, b) => Term::raw_lam(h.clone(), ty.inst(subst), &b.inst_type(subst)?),
        }
    }

    pub(crate) fn type_vars(&self, out: &mut Vec<Name>) {
        match &self.0.kind {
            Kind::App(f, a) => {
                f.type_vars(out);
                a.type_vars(out);
            }
            Kind::Lam(_, ty, b) => {
                ty.vars(out);
                b.type_vars(out);
            }
            _ => self.0.ty.vars(out),
        }
    }

    /// A variable of that type whose name begins with `hint` and that is free in none of `avoid`.
    ///
    /// ```
    /// use hence_kernel::{Term, Type};
    /// let x = Term::real_var("x");
    /// assert_ne!(Term::fresh("x", Type::Real, &[&x]), x);
    /// ```
    pub fn fresh(hint: &str, ty: Type, avoid: &[&Term]) -> Term {
        let mut name = hint.to_string();
        loop {
            let v = Term::var(name.as_str(), ty.clone());
            if avoid.iter().all(|t| !t.has_free(&v)) {
                return v;
            }
            name.push('′');
        }
    }
}

// Above this size parts may be shared, and written out they could take exponentially many comparisons.
const LARGE: u32 = 4_000;

impl PartialEq for Term {
    fn eq(&self, o: &Term) -> bool {
        if self.same(o) {
            return true;
        }
        if self.0.hash != o.0.hash || self.0.size != o.0.size {
            return false;
        }
        if self.0.size > LARGE {
            return equal_shared(self, o, &mut HashSet::new());
        }
        self.0.kind == o.0.kind && self.0.ty == o.0.ty
    }
}
impl Eq for Term {}

// The same for terms with shared parts: `equal` holds the pairs of nodes that were found to be equal.
fn equal_shared(a: &Term, b: &Term, equal: &mut HashSet<(*const Node, *const Node)>) -> bool {
    if a.same(b) {
        return true;
    }
    if a.0.hash != b.0.hash || a.0.size != b.0.size || a.0.ty != b.0.ty {
        return false;
    }
    let pair = (Arc::as_ptr(&a.0), Arc::as_ptr(&b.0));
    if equal.contains(&pair) {
        return true;
    }
    let same = match (&a.0.kind, &b.0.kind) {
        (Kind::App(f, x), Kind::App(g, y)) => {
            equal_shared(f, g, equal) && equal_shared(x, y, equal)
        }
        (Kind::Lam(_, s, x), Kind::Lam(_, t, y)) => s == t && equal_shared(x, y, equal),
        (x, y) => x == y,
    };
    if same {
        equal.insert(pair);
    }
    same
}

impl Hash for Term {
    fn hash<H: Hasher>(&self, h: &mut H) {
        h.write_u64(self.0.hash);
    }
}

impl Ord for Term {
    fn cmp(&self, o: &Term) -> Ordering {
        if self.same(o) {
            return Ordering::Equal;
        }
        if self == o {
            return Ordering::Equal;
        }
        (self.0.hash.cmp(&o.0.hash))
            .then_with(|| self.0.kind.cmp(&o.0.kind))
            .then_with(|| self.0.ty.cmp(&o.0.ty))
    }
}
impl PartialOrd for Term {
    fn partial_cmp(&self, o: &Term) -> Option<Ordering> {
        Some(self.cmp(o))
    }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        crate::show::show(self, f)
    }
}

impl fmt::Debug for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}
