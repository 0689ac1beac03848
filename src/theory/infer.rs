//! From untyped trees to kernel terms: simple type inference by unification.
//!
//! What nothing decides is real, since nearly every variable of a fact is.

use super::TheoryError;
use super::parse::{Ast, Node, Source};
use hence_kernel::{Term, Type, syntax};
use std::collections::BTreeMap;

type Result<T> = std::result::Result<T, TheoryError>;

#[derive(Clone, Debug, PartialEq)]
enum Ty {
    Bool,
    Real,
    Vector,
    Fun(Box<Ty>, Box<Ty>),
    Meta(usize),
}

fn known(t: &Type) -> Ty {
    match t {
        Type::Bool => Ty::Bool,
        Type::Vector => Ty::Vector,
        Type::Fun(ab) => Ty::Fun(Box::new(known(&ab.0)), Box::new(known(&ab.1))),
        _ => Ty::Real,
    }
}

// A tree whose names are resolved and whose types are known up to unification.
enum Typed {
    Done(Term),
    Var(String, Ty),
    // `=` or `ite` at a type
    Polymorphic(&'static str, Ty),
    Apply(Box<Typed>, Vec<Typed>),
    Bind(char, String, Ty, Box<Typed>),
}

/// The types of one line: its free variables and what is known of them.
pub(super) struct Inference<'a> {
    source: &'a Source<'a>,
    metas: Vec<Option<Ty>>,
    free: BTreeMap<String, Ty>,
    // In the order in which they are first met.
    order: Vec<String>,
    bound: Vec<(String, Ty)>,
}

/// A tree after inference; [`Inference::build`] makes the term.
pub(super) struct Checked(Typed);

impl<'a> Inference<'a> {
    pub fn new(source: &'a Source<'a>) -> Inference<'a> {
        Inference {
            source,
            metas: Vec::new(),
            free: BTreeMap::new(),
            order: Vec::new(),
            bound: Vec::new(),
        }
    }

    /// Declares a free variable of a given type.
    pub fn declare(&mut self, name: &str, ty: &Type) {
        self.order.push(name.to_string());
        self.free.insert(name.to_string(), known(ty));
    }

    /// Infers the type of a formula.
    pub fn formula(&mut self, ast: &Ast) -> Result<Checked> {
        let (typed, ty) = self.walk(ast)?;
        self.expect(ast, &ty, &Ty::Bool)?;
        Ok(Checked(typed))
    }

    /// Infers the type of any term.
    pub fn term(&mut self, ast: &Ast) -> Result<Checked> {
        Ok(Checked(self.walk(ast)?.0))
    }

    /// Infers a term that must have the type of the named free variable.
    pub fn value_of(&mut self, at: usize, name: &str, ast: &Ast) -> Result<(Term, Term)> {
        let Some(want) = self.free.get(name).cloned() else {
            let message = format!("`{name}` is not a variable of this line");
            return Err(self.source.error(at, message));
        };
        let count = self.order.len();
        let (typed, ty) = self.walk(ast)?;
        self.expect(ast, &ty, &want)?;
        if let Some(stray) = self.order.get(count) {
            let message = format!("`{stray}` stands in a value, which must be closed");
            return Err(self.source.error(ast.at, message));
        }
        let value = self.build(&Checked(typed))?;
        Ok((Term::var(name, self.settled(&want)), value))
    }

    /// The free variables met so far, with their types.
    pub fn variables(&self) -> Vec<Term> {
        self.order
            .iter()
            .filter_map(|n| Some(Term::var(n.as_str(), self.settled(self.free.get(n)?))))
            .collect()
    }

    /// The kernel's term, once all of the line has been inferred.
    pub fn build(&self, t: &Checked) -> Result<Term> {
        self.make(&t.0)
            .map_err(|e| self.source.error(0, e.to_string()))
    }

    fn make(&self, t: &Typed) -> hence_kernel::Result<Term> {
        match t {
            Typed::Done(t) => Ok(t.clone()),
            Typed::Var(n, ty) => Ok(Term::var(n.as_str(), self.settled(ty))),
            Typed::Polymorphic(name, ty) => {
                let ty = self.settled(ty);
                let (args, result) = match *name {
                    "=" => (vec![ty.clone(), ty], Type::Bool),
                    _ => (vec![Type::Bool, ty.clone(), ty.clone()], ty),
                };
                Ok(Term::constant(*name, Type::curried(&args, result)))
            }
            Typed::Apply(f, args) => {
                let f = self.make(f)?;
                args.iter()
                    .try_fold(f, |f, a| Term::app(&f, &self.make(a)?))
            }
            Typed::Bind(sign, name, ty, body) => {
                let x = Term::var(name.as_str(), self.settled(ty));
                let body = self.make(body)?;
                match sign {
                    '∀' => syntax::forall(&x, &body),
                    '∃' => syntax::exists(&x, &body),
                    _ => Term::lam(&x, &body),
                }
            }
        }
    }

    fn walk(&mut self, ast: &Ast) -> Result<(Typed, Ty)> {
        match &ast.node {
            Node::Num(q) => Ok((Typed::Done(Term::num(q.clone())), Ty::Real)),
            Node::Name(n) => Ok(self.name(n)),
            Node::Apply(head, args) => {
                let (f, mut ty) = self.walk(head)?;
                let mut done = Vec::with_capacity(args.len());
                for a in args {
                    let (typed, arg_ty) = self.walk(a)?;
                    let (param, result) = match self.resolve(&ty) {
                        Ty::Fun(p, r) => (*p, *r),
                        Ty::Meta(m) => {
                            // An applied variable is a function; what it gives is decided by its place.
                            let (p, r) = (self.meta(), self.meta());
                            self.metas[m] = Some(Ty::Fun(Box::new(p.clone()), Box::new(r.clone())));
                            (p, r)
                        }
                        _ => {
                            let message = format!("{} is applied to too much", shown(head));
                            return Err(self.source.error(a.at, message));
                        }
                    };
                    self.expect(a, &arg_ty, &param)?;
                    done.push(typed);
                    ty = result;
                }
                Ok((Typed::Apply(Box::new(f), done), ty))
            }
            Node::Bind(sign, names, body) => {
                let metas: Vec<Ty> = names.iter().map(|_| self.meta()).collect();
                let depth = self.bound.len();
                self.bound
                    .extend(names.iter().cloned().zip(metas.iter().cloned()));
                let inner = self.walk(body);
                self.bound.truncate(depth);
                let (mut typed, mut ty) = inner?;
                if *sign != 'λ' {
                    self.expect(body, &ty, &Ty::Bool)?;
                }
                for (name, meta) in names.iter().zip(metas).rev() {
                    typed = Typed::Bind(*sign, name.clone(), meta.clone(), Box::new(typed));
                    if *sign == 'λ' {
                        ty = Ty::Fun(Box::new(meta), Box::new(ty));
                    }
                }
                Ok((typed, ty))
            }
        }
    }

    fn name(&mut self, n: &str) -> (Typed, Ty) {
        if let Some((_, ty)) = self.bound.iter().rev().find(|(b, _)| b == n) {
            return (Typed::Var(n.to_string(), ty.clone()), ty.clone());
        }
        if let Some(ty) = self.free.get(n) {
            return (Typed::Var(n.to_string(), ty.clone()), ty.clone());
        }
        let fun = |a: &Ty, b: Ty| Ty::Fun(Box::new(a.clone()), Box::new(b));
        match n {
            "=" => {
                let a = self.meta();
                let ty = fun(&a, fun(&a, Ty::Bool));
                return (Typed::Polymorphic("=", a), ty);
            }
            "ite" => {
                let a = self.meta();
                let ty = fun(&Ty::Bool, fun(&a, fun(&a, a.clone())));
                return (Typed::Polymorphic("ite", a), ty);
            }
            _ => {}
        }
        let constant = syntax::constant(if n == "π" { "pi" } else { n });
        if let Some(c) = constant {
            let ty = known(c.ty());
            return (Typed::Done(c), ty);
        }
        let ty = self.meta();
        self.order.push(n.to_string());
        self.free.insert(n.to_string(), ty.clone());
        (Typed::Var(n.to_string(), ty.clone()), ty)
    }

    fn meta(&mut self) -> Ty {
        self.metas.push(None);
        Ty::Meta(self.metas.len() - 1)
    }

    // The type as far as it is known at its head.
    fn resolve(&self, ty: &Ty) -> Ty {
        let mut ty = ty;
        while let Ty::Meta(m) = ty {
            match &self.metas[*m] {
                Some(next) => ty = next,
                None => break,
            }
        }
        ty.clone()
    }

    fn settled(&self, ty: &Ty) -> Type {
        match self.resolve(ty) {
            Ty::Bool => Type::Bool,
            Ty::Vector => Type::Vector,
            Ty::Real | Ty::Meta(_) => Type::Real,
            Ty::Fun(a, b) => Type::fun(self.settled(&a), self.settled(&b)),
        }
    }

    fn expect(&mut self, ast: &Ast, found: &Ty, wanted: &Ty) -> Result<()> {
        if self.unify(found, wanted) {
            return Ok(());
        }
        let message = format!(
            "{} has the type {}, but {} is wanted here",
            shown(ast),
            self.settled(found),
            self.settled(wanted)
        );
        Err(self.source.error(ast.at, message))
    }

    fn unify(&mut self, a: &Ty, b: &Ty) -> bool {
        match (self.resolve(a), self.resolve(b)) {
            (Ty::Meta(m), Ty::Meta(n)) if m == n => true,
            (Ty::Meta(m), t) | (t, Ty::Meta(m)) => {
                if self.occurs(m, &t) {
                    return false;
                }
                self.metas[m] = Some(t);
                true
            }
            (Ty::Fun(a, b), Ty::Fun(c, d)) => self.unify(&a, &c) && self.unify(&b, &d),
            (a, b) => a == b,
        }
    }

    fn occurs(&self, m: usize, t: &Ty) -> bool {
        match self.resolve(t) {
            Ty::Meta(n) => m == n,
            Ty::Fun(a, b) => self.occurs(m, &a) || self.occurs(m, &b),
            _ => false,
        }
    }
}

fn shown(ast: &Ast) -> String {
    match &ast.node {
        Node::Num(q) => format!("the number {q}"),
        Node::Name(n) => format!("`{n}`"),
        Node::Apply(head, _) => match &head.node {
            Node::Name(n) => format!("`{n} …`"),
            _ => "this application".to_string(),
        },
        Node::Bind(sign, names, _) => format!("`{sign}{}. …`", names.join(" ")),
    }
}
