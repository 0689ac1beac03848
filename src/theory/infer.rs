//! From untyped trees to kernel terms: simple type inference by unification.
//!
//! What nothing decides is real, since nearly every variable of a fact is.

use super::TheoryError;
use super::parse::Source;
use super::term::{Ast, Node};
use hence_kernel::{Kind, Term, Type, syntax};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

type Result<T> = std::result::Result<T, TheoryError>;

#[derive(Clone, Debug, PartialEq)]
enum Ty {
    Bool,
    Real,
    Vector,
    Place,
    Fun(Rc<(Ty, Ty)>),
    Meta(usize),
}

fn known(t: &Type) -> Ty {
    match t {
        Type::Bool => Ty::Bool,
        Type::Vector => Ty::Vector,
        Type::Place => Ty::Place,
        Type::Fun(ab) => Ty::Fun(Rc::new((known(&ab.0), known(&ab.1)))),
        _ => Ty::Real,
    }
}

// A tree whose names are resolved and whose types are known up to unification.
enum Typed<'a> {
    Done(Term),
    Var(&'a str, Ty),
    // `=` or `ite` at a type
    Polymorphic(&'static str, Ty),
    Apply(Box<Typed<'a>>, Vec<Typed<'a>>),
    Bind(char, &'a str, Ty, Box<Typed<'a>>),
}

/// The types of one line: its free variables and what is known of them.
pub(super) struct Inference<'a> {
    source: &'a Source<'a>,
    metas: Vec<Option<Ty>>,
    constants: &'a Constants,
    // In the order in which they are first met.
    free: Vec<(&'a str, Ty)>,
    bound: Vec<(&'a str, Ty)>,
    // The variables made so far: most occur more than once.
    made: RefCell<Vec<Term>>,
}

/// The constants met so far, so that their types are made only once.
#[derive(Default)]
pub(super) struct Constants(RefCell<BTreeMap<String, Option<(Term, Ty)>>>);

impl Constants {
    fn get(&self, name: &str) -> Option<(Term, Ty)> {
        if let Some(known) = self.0.borrow().get(name) {
            return known.clone();
        }
        let found = syntax::constant(if name == "π" { "pi" } else { name });
        let found = found.map(|c| {
            let ty = known(c.ty());
            (c, ty)
        });
        let mut all = self.0.borrow_mut();
        all.insert(name.to_string(), found.clone());
        found
    }
}

/// A tree after inference; [`Inference::build`] makes the term.
pub(super) struct Checked<'a>(Typed<'a>);

impl<'a> Inference<'a> {
    pub fn new(source: &'a Source<'a>, constants: &'a Constants) -> Inference<'a> {
        Inference {
            source,
            metas: Vec::new(),
            constants,
            free: Vec::new(),
            bound: Vec::new(),
            made: RefCell::default(),
        }
    }

    /// Declares a free variable of a given type.
    pub fn declare(&mut self, name: &'a str, ty: &Type) {
        self.free.push((name, known(ty)));
    }

    /// Infers the type of a formula.
    pub fn formula(&mut self, ast: &Ast<'a>) -> Result<Checked<'a>> {
        let (typed, ty) = self.walk(ast)?;
        self.expect(ast, &ty, &Ty::Bool)?;
        Ok(Checked(typed))
    }

    /// Infers the type of any term.
    pub fn term(&mut self, ast: &Ast<'a>) -> Result<Checked<'a>> {
        Ok(Checked(self.walk(ast)?.0))
    }

    /// Infers a term that must have the type of the named free variable.
    pub fn value_of(&mut self, at: usize, name: &str, ast: &Ast<'a>) -> Result<(Term, Term)> {
        let Some(want) = self.free(name) else {
            let message = format!("`{name}` is not a variable of this line");
            return Err(self.source.error(at, message));
        };
        let count = self.free.len();
        let (typed, ty) = self.walk(ast)?;
        self.expect(ast, &ty, &want)?;
        if let Some((stray, _)) = self.free.get(count) {
            let message = format!("`{stray}` stands in a value, which must be closed");
            return Err(self.source.error(ast.at, message));
        }
        let value = self.build(&Checked(typed))?;
        Ok((Term::var(name, self.settled(&want)), value))
    }

    /// The free variables met so far, with their types.
    pub fn variables(&self) -> Vec<Term> {
        self.free
            .iter()
            .map(|(n, ty)| self.variable(n, ty))
            .collect()
    }

    fn free(&self, name: &str) -> Option<Ty> {
        let found = self.free.iter().find(|(n, _)| *n == name);
        found.map(|(_, ty)| ty.clone())
    }

    /// The kernel's term, once all of the line has been inferred.
    pub fn build(&self, t: &Checked<'_>) -> Result<Term> {
        self.make(&t.0)
            .map_err(|e| self.source.error(0, e.to_string()))
    }

    fn variable(&self, name: &str, ty: &Ty) -> Term {
        let ty = self.settled(ty);
        let mut made = self.made.borrow_mut();
        let known = |x: &&Term| *x.ty() == ty && matches!(x.kind(), Kind::Var(n) if **n == *name);
        if let Some(x) = made.iter().find(known) {
            return x.clone();
        }
        let x = Term::var(name, ty);
        made.push(x.clone());
        x
    }

    fn make(&self, t: &Typed<'_>) -> hence_kernel::Result<Term> {
        match t {
            Typed::Done(t) => Ok(t.clone()),
            Typed::Var(n, ty) => Ok(self.variable(n, ty)),
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
                let x = self.variable(name, ty);
                let body = self.make(body)?;
                match sign {
                    '∀' => syntax::forall(&x, &body),
                    '∃' => syntax::exists(&x, &body),
                    _ => Term::lam(&x, &body),
                }
            }
        }
    }

    fn walk(&mut self, ast: &Ast<'a>) -> Result<(Typed<'a>, Ty)> {
        match &ast.node {
            Node::Num(q) => Ok((Typed::Done(Term::num(q.clone())), Ty::Real)),
            Node::Name(n) => Ok(self.name(n)),
            Node::Apply(head, args) => {
                let (f, mut ty) = self.walk(head)?;
                let mut done = Vec::with_capacity(args.len());
                for a in args {
                    let (typed, arg_ty) = self.walk(a)?;
                    let (param, result) = match self.resolve(&ty) {
                        Ty::Fun(pr) => (pr.0.clone(), pr.1.clone()),
                        Ty::Meta(m) => {
                            // An applied variable is a function; what it gives is decided by its place.
                            let (p, r) = (self.meta(), self.meta());
                            self.metas[m] = Some(Ty::Fun(Rc::new((p.clone(), r.clone()))));
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
                    .extend(names.iter().copied().zip(metas.iter().cloned()));
                let inner = self.walk(body);
                self.bound.truncate(depth);
                let (mut typed, mut ty) = inner?;
                if *sign != 'λ' {
                    self.expect(body, &ty, &Ty::Bool)?;
                }
                for (name, meta) in names.iter().zip(metas).rev() {
                    typed = Typed::Bind(*sign, name, meta.clone(), Box::new(typed));
                    if *sign == 'λ' {
                        ty = Ty::Fun(Rc::new((meta, ty)));
                    }
                }
                Ok((typed, ty))
            }
        }
    }

    fn name(&mut self, n: &'a str) -> (Typed<'a>, Ty) {
        let bound = self.bound.iter().rev().find(|(b, _)| *b == n);
        if let Some(ty) = bound.map(|(_, ty)| ty.clone()).or_else(|| self.free(n)) {
            return (Typed::Var(n, ty.clone()), ty);
        }
        let fun = |a: &Ty, b: Ty| Ty::Fun(Rc::new((a.clone(), b)));
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
        if let Some((c, ty)) = self.constants.get(n) {
            return (Typed::Done(c), ty);
        }
        let ty = self.meta();
        self.free.push((n, ty.clone()));
        (Typed::Var(n, ty.clone()), ty)
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
            Ty::Place => Type::Place,
            Ty::Real | Ty::Meta(_) => Type::Real,
            Ty::Fun(ab) => Type::fun(self.settled(&ab.0), self.settled(&ab.1)),
        }
    }

    fn expect(&mut self, ast: &Ast<'_>, found: &Ty, wanted: &Ty) -> Result<()> {
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
            (Ty::Fun(f), Ty::Fun(g)) => self.unify(&f.0, &g.0) && self.unify(&f.1, &g.1),
            (a, b) => a == b,
        }
    }

    fn occurs(&self, m: usize, t: &Ty) -> bool {
        match self.resolve(t) {
            Ty::Meta(n) => m == n,
            Ty::Fun(ab) => self.occurs(m, &ab.0) || self.occurs(m, &ab.1),
            _ => false,
        }
    }
}

fn shown(ast: &Ast<'_>) -> String {
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
