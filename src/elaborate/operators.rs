//! Letters that stand for matrices of which no entry is known: linear maps of the space of vectors.
//!
//! A product of matrices is a composition, `Aᵀ` the adjoint, `xᵀ y` the inner product and `x yᵀ` the map `v ↦ ⟨y, v⟩ x`. Shapes are compared
//! where the text gives them; `theory/operators.facts` says why maps of one space are enough for matrices of all shapes.

use super::Problem;
use super::names::key;
use super::scope::{Scope, Sort};
use crate::read::ast::{BinOp, Expr, Kind, Name, Span};
use hence_kernel::{Kind as TermKind, Q, Term, Type, syntax};

// The highest power that is written out.
const MAX_POWER: i64 = 12;

/// Rows and columns, as the text writes them; nothing where it does not say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shape {
    /// The number of rows.
    pub rows: Option<String>,
    /// The number of columns.
    pub columns: Option<String>,
}

impl Shape {
    /// The shape that `ℝ^{n×d}` gives, or `n × d`.
    pub(crate) fn of_set(set: &Expr) -> Option<Shape> {
        match &set.kind {
            Kind::Paren(a) => Shape::of_set(a),
            Kind::Binary(BinOp::Pow, base, power) => {
                let real = matches!(&base.kind, Kind::Name(n) if matches!(n.base.as_str(), "R" | "ℝ") && n.subs.is_empty());
                real.then(|| Shape::of_size(power)).flatten()
            }
            _ => None,
        }
    }

    /// The shape `n × d`.
    pub(crate) fn of_size(size: &Expr) -> Option<Shape> {
        match &size.kind {
            Kind::Paren(a) => Shape::of_size(a),
            Kind::Binary(BinOp::Times | BinOp::Cross, n, d) => Some(Shape {
                rows: Some(number(n)?),
                columns: Some(number(d)?),
            }),
            _ => None,
        }
    }

    fn is_oblong(&self) -> bool {
        matches!((&self.rows, &self.columns), (Some(a), Some(b)) if a != b)
    }

    fn turned(self) -> Shape {
        Shape {
            rows: self.columns,
            columns: self.rows,
        }
    }
}

impl std::fmt::Display for Shape {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let side = |s: &Option<String>| s.clone().unwrap_or_else(|| "?".into());
        write!(f, "{}×{}", side(&self.rows), side(&self.columns))
    }
}

// A number of rows: a numeral or a letter.
fn number(e: &Expr) -> Option<String> {
    match &e.kind {
        Kind::Paren(a) => number(a),
        Kind::Number(q) => Some(q.to_string()),
        Kind::Name(n) if n.primes == 0 => Some(key(n)),
        _ => None,
    }
}

/// The number of entries that `ℝ^n` gives its members.
pub(crate) fn dimension(set: &Expr) -> Option<String> {
    match &set.kind {
        Kind::Paren(a) => dimension(a),
        Kind::Binary(BinOp::Pow, _, n) => number(n),
        Kind::Name(n) => n.sup.as_deref().and_then(number),
        _ => None,
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Number,
    Column,
    // The transpose of a column, behind which maps may stand.
    Row,
    Map,
}

// What a part of a formula with matrices in it denotes.
#[derive(Clone, Debug)]
struct Part {
    form: Form,
    // The number, the vector (of a row its column), or the map.
    term: Term,
    // Of a row, the maps behind it.
    behind: Option<Term>,
    shape: Shape,
}

type Res = Result<Part, Problem>;

fn map_type() -> Type {
    Type::fun(Type::Vector, Type::Vector)
}

// `f v`
fn at(f: &Term, v: &Term) -> hence_kernel::Result<Term> {
    match f.kind() {
        TermKind::Lam(..) => f.instantiate(v),
        _ => Term::app(f, v),
    }
}

// `λv. …`
fn map(
    of: &[&Term],
    body: impl Fn(&Term) -> hence_kernel::Result<Term>,
) -> hence_kernel::Result<Term> {
    let v = Term::fresh("v", Type::Vector, of);
    Term::lam(&v, &body(&v)?)
}

fn build(constant: &str, args: &[&Term]) -> hence_kernel::Result<Term> {
    let c = syntax::constant(constant)
        .ok_or_else(|| hence_kernel::KernelError::Unknown(constant.to_string()))?;
    Term::apps(&c, args)
}

// `adjoint f` and `opinv f`, as functions of a vector that are written out.
fn of_map(constant: &str, f: &Term) -> hence_kernel::Result<Term> {
    let long = match f.kind() {
        TermKind::Lam(..) | TermKind::Var(_) => f.clone(),
        _ => map(&[f], |v| Term::app(f, v))?,
    };
    build(constant, &[&long])
}

impl Scope {
    /// Says that a letter stands for a matrix of which no entry is known.
    pub(crate) fn declare_map(&mut self, name: &str, shape: Shape) {
        self.forget(name);
        self.forget_variable(name);
        self.allow_number(name);
        let known = self.maps.entry(name.to_string()).or_default();
        if shape != Shape::default() {
            *known = shape;
        }
    }

    /// The letter stands for something else from here on.
    pub(crate) fn forget_map(&mut self, name: &str) {
        self.maps.remove(name);
    }

    /// Whether a letter stands for such a matrix.
    pub(crate) fn is_map(&self, name: &str) -> bool {
        self.maps.contains_key(name) && self.bound(name).is_none()
    }

    /// Whether there are such letters.
    pub(crate) fn has_maps(&self) -> bool {
        !self.maps.is_empty()
    }

    /// The numbers of rows and columns that the text gives of the matrices and vectors of these names.
    pub(crate) fn sizes<'a>(&'a self, names: &'a [String]) -> impl Iterator<Item = &'a str> {
        let shapes = names.iter().filter_map(|n| self.maps.get(n));
        let spaces = names.iter().filter_map(|n| self.spaces.get(n));
        (shapes.flat_map(|s| [s.rows.as_deref(), s.columns.as_deref()]))
            .flatten()
            .chain(spaces.map(String::as_str))
    }

    /// Says how many entries a vector has.
    pub(crate) fn note_space(&mut self, name: &str, size: String) {
        self.spaces.insert(name.to_string(), size);
    }

    /// The variable for such a letter.
    pub(crate) fn map_variable(name: &str) -> Term {
        Term::var(name, map_type())
    }

    /// Whether a name is the identity beside such letters.
    pub(crate) fn is_identity_map(&self, n: &Name) -> bool {
        self.has_maps() && self.is_identity(n) && self.sort(&key(n)).is_none()
    }

    /// Whether an expression is read as one of matrices and columns: one of their letters or a transpose stands in it.
    pub(super) fn is_of_maps(&self, e: &Expr) -> bool {
        if self.maps.is_empty() && !self.vectors {
            return false;
        }
        match &e.kind {
            Kind::Name(n) => n.primes == 0 && (self.is_map(&key(n)) || self.is_identity_map(n)),
            Kind::Paren(_) | Kind::Plus(_) | Kind::Neg(_) | Kind::Binary(..) => {
                self.speaks_of_maps(e)
            }
            Kind::NameParen(n, args) => {
                let head = n.primes == 0 && (self.is_map(&key(n)) || self.is_identity_map(n));
                args.len() == 1 && (head || !self.is_call(n, args) && self.speaks_of_maps(e))
            }
            Kind::Transpose(_) => true,
            _ => false,
        }
    }

    fn speaks_of_maps(&self, e: &Expr) -> bool {
        let mut found = false;
        super::walk(e, &mut |e| {
            found |= match &e.kind {
                Kind::Transpose(_) => true,
                Kind::Name(n) | Kind::NameParen(n, _) => {
                    self.is_map(&key(n)) || self.is_identity_map(n)
                }
                _ => false,
            }
        });
        found
    }

    /// The term of an expression of matrices and columns: a number, a vector, or a function of vectors for a matrix.
    pub(super) fn of_maps(&mut self, e: &Expr) -> Result<Term, Problem> {
        if self.has_matrix(e) {
            return Problem::at(
                e.span,
                "a matrix that is written out stands beside one that is not",
            );
        }
        let part = self.part(e)?;
        match part.form {
            Form::Row => Problem::at(
                e.span,
                "a row stands where a number or a column is expected",
            ),
            _ => Ok(part.term),
        }
    }

    // The zero of that type, where the number 0 stands beside it.
    pub(super) fn zero_map(&self, span: Span) -> Result<Term, Problem> {
        map(&[], |_| build("vzero", &[])).map_err(Problem::kernel(span))
    }

    /// That two matrices are the same: they have the same value at every vector.
    pub(super) fn same_maps(&self, a: &Term, b: &Term, span: Span) -> Result<Term, Problem> {
        let v = Term::fresh("v", Type::Vector, &[a, b]);
        let all = || syntax::forall(&v, &syntax::eq(&at(a, &v)?, &at(b, &v)?)?);
        all().map_err(Problem::kernel(span))
    }

    // A part with its shape, as far as that is known.
    fn plain_part(&self, term: Term, shape: Shape, span: Span) -> Res {
        let form = match term.ty() {
            Type::Real => Form::Number,
            Type::Vector => Form::Column,
            ty if *ty == map_type() => Form::Map,
            _ => return Problem::at(span, "a function stands where a matrix is expected"),
        };
        Ok(Part {
            form,
            term,
            behind: None,
            shape,
        })
    }

    fn letter(&mut self, n: &Name, e: &Expr) -> Res {
        let k = key(n);
        if n.primes == 0 && self.is_map(&k) {
            let shape = self.maps.get(&k).cloned().unwrap_or_default();
            return self.plain_part(Scope::map_variable(&k), shape, e.span);
        }
        if self.is_identity_map(n) {
            let identity = map(&[], |v| Ok(v.clone())).map_err(Problem::kernel(e.span))?;
            let size = (n.subs.first()).and_then(number);
            let shape = Shape {
                rows: size.clone(),
                columns: size,
            };
            return self.plain_part(identity, shape, e.span);
        }
        let t = self.term(e)?;
        let rows = (self.sort(&k) == Some(Sort::Vector))
            .then(|| self.spaces.get(&k).cloned())
            .flatten();
        self.plain_part(
            t,
            Shape {
                rows,
                columns: None,
            },
            e.span,
        )
    }

    fn part(&mut self, e: &Expr) -> Res {
        let span = e.span;
        match &e.kind {
            Kind::Paren(a) | Kind::Plus(a) => self.part(a),
            Kind::Name(n) => self.letter(n, e),
            Kind::Neg(a) => {
                let a = self.part(a)?;
                self.scaled(&Term::int(-1), a, true, span)
            }
            Kind::Transpose(a) => match &a.kind {
                // `A(B + C)ᵀ` is A·(B + C)ᵀ.
                Kind::NameParen(n, args) if self.is_of_maps(a) && args.len() == 1 => {
                    let x = self.head(n, a)?;
                    let y = self.part(&args[0])?;
                    let y = self.transposed(y, span)?;
                    self.multiplied(x, y, false, span)
                }
                _ => {
                    let a = self.part(a)?;
                    self.transposed(a, span)
                }
            },
            Kind::NameParen(n, args) if self.is_of_maps(e) => {
                let x = self.head(n, e)?;
                let y = self.part(&args[0])?;
                self.multiplied(x, y, false, span)
            }
            Kind::Binary(op @ (BinOp::Add | BinOp::Sub), a, b) => {
                let (x, y) = (self.part(a)?, self.part(b)?);
                self.summed(x, y, *op == BinOp::Add, span)
            }
            Kind::Binary(op @ (BinOp::Juxtapose | BinOp::Times | BinOp::Cross), a, b) => {
                let (x, y) = (self.part(a)?, self.part(b)?);
                self.multiplied(x, y, *op == BinOp::Times, span)
            }
            Kind::Binary(BinOp::Div, a, b) => {
                let (x, y) = (self.part(a)?, self.real(b)?);
                if x.form == Form::Number {
                    let t = syntax::div(&x.term, &y).map_err(Problem::kernel(span))?;
                    return self.plain_part(t, Shape::default(), span);
                }
                let inverse = syntax::inv(&y).map_err(Problem::kernel(span))?;
                self.scaled(&inverse, x, false, span)
            }
            Kind::Binary(BinOp::Pow, a, b) if self.is_of_maps(a) => match &a.kind {
                Kind::NameParen(n, args) if args.len() == 1 => {
                    let x = self.head(n, a)?;
                    let y = self.part(&args[0])?;
                    let y = self.powered(y, b, span)?;
                    self.multiplied(x, y, false, span)
                }
                _ => {
                    let x = self.part(a)?;
                    self.powered(x, b, span)
                }
            },
            Kind::Binary(op, a, b) => {
                let t = self.binary(*op, a, b, span)?;
                self.plain_part(t, Shape::default(), span)
            }
            _ => {
                let t = self.term(e)?;
                self.plain_part(t, Shape::default(), span)
            }
        }
    }

    // The letter before a bracket.
    fn head(&mut self, n: &Name, e: &Expr) -> Res {
        let name = Expr {
            kind: Kind::Name(n.clone()),
            span: e.span,
        };
        self.letter(n, &name)
    }

    fn column(&self, row: &Part, span: Span) -> Result<Term, Problem> {
        match &row.behind {
            None => Ok(row.term.clone()),
            Some(f) => of_map("adjoint", f)
                .and_then(|f| at(&f, &row.term))
                .map_err(Problem::kernel(span)),
        }
    }

    fn transposed(&self, x: Part, span: Span) -> Res {
        let shape = x.shape.clone().turned();
        match x.form {
            Form::Number => Ok(x),
            Form::Column => Ok(Part {
                form: Form::Row,
                shape,
                ..x
            }),
            Form::Row => {
                let t = self.column(&x, span)?;
                self.plain_part(t, shape, span)
            }
            Form::Map => {
                let t = of_map("adjoint", &x.term).map_err(Problem::kernel(span))?;
                self.plain_part(t, shape, span)
            }
        }
    }

    // A multiple; the sign alone where it is minus one times.
    fn scaled(&self, c: &Term, x: Part, sign: bool, span: Span) -> Res {
        let err = Problem::kernel(span);
        let of_vector = |v: &Term| match sign {
            true => build("vneg", &[v]),
            false => build("smul", &[c, v]),
        };
        let term = match x.form {
            Form::Number if sign => syntax::neg(&x.term),
            Form::Number => syntax::mul(c, &x.term),
            Form::Column | Form::Row => of_vector(&x.term),
            Form::Map => map(&[&x.term, c], |v| of_vector(&at(&x.term, v)?)),
        };
        Ok(Part {
            term: term.map_err(err)?,
            ..x
        })
    }

    fn summed(&self, x: Part, y: Part, plus: bool, span: Span) -> Res {
        let err = Problem::kernel(span);
        if x.form != y.form {
            let reason = "a sum of a matrix, a column or a number with another kind of thing";
            return Problem::at(span, reason);
        }
        let shape = met(&x.shape, &y.shape).ok_or_else(|| Problem {
            span,
            reason: format!(
                "a {} matrix {} a {} matrix",
                x.shape,
                if plus { "plus" } else { "minus" },
                y.shape
            ),
        })?;
        if (x.form == Form::Map)
            && (self.is_identity_part(&x) || self.is_identity_part(&y))
            && shape.is_oblong()
        {
            return Problem::at(span, format!("the identity beside a {shape} matrix"));
        }
        let op = if plus { "vadd" } else { "vsub" };
        let term = match x.form {
            Form::Number if plus => syntax::add(&x.term, &y.term),
            Form::Number => syntax::sub(&x.term, &y.term),
            Form::Column => build(op, &[&x.term, &y.term]),
            Form::Row => {
                let (a, b) = (self.column(&x, span)?, self.column(&y, span)?);
                build(op, &[&a, &b])
            }
            Form::Map => map(&[&x.term, &y.term], |v| {
                build(op, &[&at(&x.term, v)?, &at(&y.term, v)?])
            }),
        };
        Ok(Part {
            form: x.form,
            term: term.map_err(err)?,
            behind: None,
            shape,
        })
    }

    fn is_identity_part(&self, x: &Part) -> bool {
        x.form == Form::Map && map(&[], |v| Ok(v.clone())).is_ok_and(|identity| x.term == identity)
    }

    // A capital beside a matrix may be another matrix that nothing was said of.
    fn is_number(&self, t: &Term, span: Span) -> Result<(), Problem> {
        let capital =
            |v: &Term| *v.ty() == Type::Real && v.to_string().starts_with(char::is_uppercase);
        match t.free_vars().iter().find(|v| capital(v)) {
            Some(v) => Problem::at(
                span,
                format!("nothing says whether `{v}` beside a matrix is a number"),
            ),
            None => Ok(()),
        }
    }

    fn multiplied(&self, x: Part, y: Part, dot: bool, span: Span) -> Res {
        let err = Problem::kernel(span);
        let matched = |a: &Option<String>, b: &Option<String>| {
            let apart = matches!((a, b), (Some(a), Some(b)) if a != b);
            if apart {
                let reason = format!("a {} matrix times a {} matrix", x.shape, y.shape);
                return Err(Problem { span, reason });
            }
            Ok(())
        };
        let outer = Shape {
            rows: x.shape.rows.clone(),
            columns: y.shape.columns.clone(),
        };
        match (x.form, y.form) {
            (Form::Number, Form::Number) => self.scaled(&x.term.clone(), y, false, span),
            (Form::Number, _) => {
                self.is_number(&x.term, span)?;
                self.scaled(&x.term.clone(), y, false, span)
            }
            (_, Form::Number) => {
                self.is_number(&y.term, span)?;
                self.scaled(&y.term.clone(), x, false, span)
            }
            (Form::Map, Form::Map) => {
                matched(&x.shape.columns, &y.shape.rows)?;
                let t = map(&[&x.term, &y.term], |v| at(&x.term, &at(&y.term, v)?));
                self.plain_part(t.map_err(err)?, outer, span)
            }
            (Form::Map, Form::Column) => {
                matched(&x.shape.columns, &y.shape.rows)?;
                self.plain_part(at(&x.term, &y.term).map_err(err)?, outer, span)
            }
            (Form::Row, Form::Map) => {
                matched(&x.shape.columns, &y.shape.rows)?;
                let behind = match &x.behind {
                    None => y.term.clone(),
                    Some(f) => map(&[f, &y.term], |v| at(f, &at(&y.term, v)?)).map_err(err)?,
                };
                Ok(Part {
                    behind: Some(behind),
                    shape: outer,
                    ..x
                })
            }
            (Form::Row, Form::Column) => {
                matched(&x.shape.columns, &y.shape.rows)?;
                let right = match &x.behind {
                    None => y.term.clone(),
                    Some(f) => at(f, &y.term).map_err(&err)?,
                };
                let t = build("inner", &[&x.term, &right]).map_err(err)?;
                self.plain_part(t, Shape::default(), span)
            }
            (Form::Column, Form::Row) => {
                // In a space for matrices of several shapes such a product is no map of rank one.
                if outer.is_oblong() || self.maps.values().any(Shape::is_oblong) {
                    let reason = "a column times a row beside matrices of several shapes";
                    return Problem::at(span, reason);
                }
                let row = self.column(&y, span)?;
                let t = map(&[&x.term, &row], |v| {
                    build("smul", &[&build("inner", &[&row, v])?, &x.term])
                });
                self.plain_part(t.map_err(err)?, outer, span)
            }
            (Form::Column, Form::Column) if dot => {
                let t = build("inner", &[&x.term, &y.term]).map_err(err)?;
                self.plain_part(t, Shape::default(), span)
            }
            (Form::Column, Form::Column) => {
                Problem::at(span, "a product of two vectors has no meaning here")
            }
            (Form::Map, Form::Row) | (Form::Column, Form::Map) | (Form::Row, Form::Row) => {
                Problem::at(
                    span,
                    "these factors do not fit: a row or a column stands on the wrong side",
                )
            }
        }
    }

    fn powered(&mut self, x: Part, power: &Expr, span: Span) -> Res {
        let err = Problem::kernel(span);
        if x.form != Form::Map {
            let p = self.real(power)?;
            let t = match x.form {
                Form::Number => syntax::pow(&x.term, &p).map_err(err)?,
                Form::Column if p.as_num().and_then(Q::to_i64) == Some(2) => {
                    build("inner", &[&x.term, &x.term]).map_err(err)?
                }
                _ => return Problem::at(span, "a power of a vector"),
            };
            return self.plain_part(t, Shape::default(), span);
        }
        if x.shape.is_oblong() {
            return Problem::at(span, format!("a power of a {} matrix", x.shape));
        }
        let p = self.real(power)?;
        let literal = match p.as_unary("neg") {
            Some(q) => q.as_num().and_then(Q::to_i64).map(|n| -n),
            None => p.as_num().and_then(Q::to_i64),
        };
        let Some(n) = literal.filter(|n| n.abs() <= MAX_POWER) else {
            return Problem::at(
                span,
                "a power of a matrix whose exponent is no small numeral",
            );
        };
        let base = if n < 0 {
            of_map("opinv", &x.term).map_err(&err)?
        } else {
            x.term.clone()
        };
        if n.abs() == 1 {
            return self.plain_part(base, x.shape, span);
        }
        let t = map(&[&base], |v| {
            (0..n.abs()).try_fold(v.clone(), |t, _| at(&base, &t))
        });
        self.plain_part(t.map_err(err)?, x.shape, span)
    }
}

// What two shapes have in common that are meant to be the same.
fn met(a: &Shape, b: &Shape) -> Option<Shape> {
    let side = |a: &Option<String>, b: &Option<String>| match (a, b) {
        (Some(a), Some(b)) if a != b => None,
        (a, b) => Some(a.clone().or(b.clone())),
    };
    Some(Shape {
        rows: side(&a.rows, &b.rows)?,
        columns: side(&a.columns, &b.columns)?,
    })
}
