//! Expressions that denote matrices: they are written out into tables of terms, and never become terms of their own.

use super::Problem;
use super::names::key;
use super::scope::Scope;
use super::tables::{self, Misfit, Table};
use crate::read::ast::{BinOp, Expr, Kind, Name, Rel, Span};
use hence_kernel::{Q, Term, syntax};
use std::collections::{BTreeMap, BTreeSet};

type Res = Result<Value, Problem>;

/// What an expression denotes.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A number, a vector or a function: one term.
    Term(Term),
    /// A matrix.
    Table(Table),
    /// So many times the identity matrix, of whatever size fits.
    Multiple(Term),
}

impl std::fmt::Display for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Value::Term(t) => t.fmt(f),
            Value::Table(t) => t.fmt(f),
            Value::Multiple(t) if t.as_num().is_some_and(Q::is_one) => write!(f, "I"),
            Value::Multiple(t) => write!(f, "({t})·I"),
        }
    }
}

/// A matrix that a name stands for, with the defined names that its entries were given by.
#[derive(Clone, Debug)]
pub(super) struct Named {
    table: Table,
    parts: BTreeMap<String, Term>,
}

fn shaped(span: Span) -> impl Fn(Misfit) -> Problem {
    move |m| match m {
        Misfit::Shape(reason) => Problem { span, reason },
        Misfit::Kernel(e) => Problem::kernel(span)(e),
    }
}

// A call with one argument: `A(B + C)` is a product where A is a matrix.
fn only(args: &[Expr]) -> Option<&Expr> {
    match args {
        [a] => Some(a),
        _ => None,
    }
}

impl Scope {
    /// Says that a name stands for a matrix; what the name was before is forgotten.
    pub(crate) fn define_table(&mut self, name: &str, table: Table) {
        self.note_other(name, &nothing());
        self.take(name);
        let defined = self.definitions();
        let parts = defined.map(|(n, d)| (n.to_string(), d.constant.clone()));
        let has = |c: &Term| table.entries().any(|t| mentions(t, c));
        let parts = parts.filter(|(_, c)| has(c)).collect();
        self.tables.insert(name.to_string(), Named { table, parts });
    }

    /// Whether a name stands for a matrix that is written out.
    pub(crate) fn is_table(&self, name: &str) -> bool {
        self.tables.contains_key(name) && self.bound(name).is_none()
    }

    /// The matrix that a name stands for, as it was defined.
    pub(crate) fn table(&self, name: &str) -> Option<&Table> {
        self.tables.get(name).map(|n| &n.table)
    }

    /// The matrices that names stand for, as they were defined.
    pub(crate) fn tables(&self) -> impl Iterator<Item = (&str, &Table)> {
        self.tables.iter().map(|(n, t)| (n.as_str(), &t.table))
    }

    /// A name stands for no matrix that is known: it is not computed with until something else is said of it.
    pub(crate) fn forget_table(&mut self, name: &str) {
        self.tables.remove(name);
    }

    /// Says that a name stands for something that is no number.
    pub(crate) fn deny_number(&mut self, name: &str) {
        self.no_numbers.insert(name.to_string());
    }

    /// Takes that back.
    pub(crate) fn allow_number(&mut self, name: &str) {
        self.no_numbers.remove(name);
    }

    // A letter beside a matrix that may be a matrix or a column that nothing was said of.
    fn scalar(&self, t: &Term, span: Span) -> Result<(), Problem> {
        let entry = |v: &Term| {
            self.tables()
                .any(|(_, t)| t.entries().any(|x| x.has_free(v)))
        };
        let values = self.values();
        let mut open = t.free_vars();
        let mut seen: Vec<Term> = Vec::new();
        while let Some(v) = open.pop() {
            if seen.contains(&v) {
                continue;
            }
            let name = v.to_string();
            let letter = name.chars().next().unwrap_or('?');
            let often = letter.is_lowercase() && !matches!(letter, 'b' | 'e' | 'u'..='z');
            match values.iter().find(|(w, _)| *w == v) {
                // A number where what it stands for is one.
                Some((_, value)) => open.extend(value.free_vars()),
                None if often || entry(&v) => {}
                None => {
                    let reason = format!("nothing says whether `{v}` beside a matrix is a number");
                    return Problem::at(span, reason);
                }
            }
            seen.push(v);
        }
        Ok(())
    }

    /// Says that a letter that often stands for the identity matrix stands for something else.
    pub(crate) fn deny_identity(&mut self, name: &str) {
        self.no_identities.insert(name.to_string());
    }

    /// Whether a name stands for the identity matrix where it stands among matrices: `I`, `I_n`, and nothing else is said of it.
    pub(crate) fn is_identity(&self, n: &Name) -> bool {
        let k = key(n);
        n.primes == 0
            && n.sup.is_none()
            && n.accents.is_empty()
            && n.subs.len() <= 1
            && matches!(n.base.as_str(), "I" | "Id")
            && !self.is_table(&k)
            && !self.is_other(&k)
            && !self.no_identities.contains(&n.base)
            && self.definition(&k).is_none()
            && self.bound(&k).is_none()
            && self.values().iter().all(|(v, _)| v.to_string() != k)
    }

    /// Whether an expression denotes a matrix that can be written out, as far as can be seen of its form.
    pub(crate) fn is_matrix(&self, e: &Expr) -> bool {
        match &e.kind {
            Kind::Matrix(_) => true,
            Kind::Name(n) => n.primes == 0 && self.is_table(&key(n)),
            Kind::Paren(a) | Kind::Neg(a) | Kind::Plus(a) | Kind::Transpose(a) => self.is_matrix(a),
            Kind::Binary(BinOp::Add | BinOp::Sub, a, b) => self.is_matrix(a) || self.is_matrix(b),
            Kind::Binary(BinOp::Juxtapose | BinOp::Times | BinOp::Cross, a, b) => {
                self.is_matrix(a) || self.is_matrix(b)
            }
            Kind::Binary(BinOp::Div | BinOp::Pow, a, _) => self.is_matrix(a),
            Kind::NameParen(n, args) => only(args).is_some_and(|a| {
                n.primes == 0
                    && (self.is_table(&key(n)) || !self.is_call(n, args) && self.is_matrix(a))
            }),
            _ => false,
        }
    }

    /// Whether a matrix that is written out occurs anywhere in an expression.
    pub(crate) fn has_matrix(&self, e: &Expr) -> bool {
        let mut found = false;
        super::walk(e, &mut |e| {
            found |= match &e.kind {
                Kind::Matrix(_) => true,
                Kind::Name(n) | Kind::NameParen(n, _) => self.is_table(&key(n)),
                _ => false,
            }
        });
        found
    }

    /// What an expression denotes; a letter such as `I` is the identity matrix where it stands `among` matrices.
    ///
    /// # Errors
    /// A [`Problem`] where some part has no meaning in this scope, or shapes do not fit.
    pub(crate) fn value(&mut self, e: &Expr, among: bool) -> Res {
        if among || self.is_matrix(e) {
            self.matrix(e)
        } else {
            self.term(e).map(Value::Term)
        }
    }

    /// The number that an expression denotes whose form is that of a matrix: `xᵀy` is one.
    pub(super) fn number_of(&mut self, e: &Expr) -> Result<Term, Problem> {
        match self.matrix(e)? {
            Value::Term(t) => Ok(t),
            Value::Table(t) => match t.single() {
                Some(only) => Ok(only.clone()),
                None => Problem::at(
                    e.span,
                    format!("a {} matrix stands where a number is expected", t.size()),
                ),
            },
            Value::Multiple(_) => Problem::at(e.span, "a matrix stands where a number is expected"),
        }
    }

    /// What a function of a matrix gives, where the name is that of one that is written out.
    pub(super) fn of_matrix(
        &mut self,
        f: &Name,
        args: &[Expr],
        span: Span,
    ) -> Option<Result<Term, Problem>> {
        let arg = only(args)?;
        if self.definition(&key(f)).is_some() || self.is_function(&key(f)) {
            return None;
        }
        let plain = f.primes == 0 && f.subs.is_empty() && f.sup.is_none() && f.accents.is_empty();
        let of: fn(&Table) -> Result<Term, Misfit> = match f.base.as_str() {
            "det" => Table::determinant,
            "tr" | "Tr" | "trace" => Table::trace,
            _ => return None,
        };
        if !plain {
            return None;
        }
        if !self.is_matrix(arg) {
            let name = &f.base;
            let reason = format!("`{name}` of what is no matrix that is written out");
            return Some(Problem::at(span, reason));
        }
        Some(self.matrix(arg).and_then(|v| match v {
            Value::Table(t) => of(&t).map_err(shaped(span)),
            _ => Problem::at(span, "how large this matrix is, is not said"),
        }))
    }

    /// `|A|` for a matrix: its determinant.
    pub(super) fn bars(&mut self, arg: &Expr, span: Span) -> Result<Term, Problem> {
        match self.matrix(arg)? {
            Value::Table(t) => match t.single() {
                None => t.determinant().map_err(shaped(span)),
                Some(_) => Problem::at(span, "bars around a matrix with one entry"),
            },
            _ => Problem::at(span, "bars around something that is no matrix"),
        }
    }

    /// `⟨x, y⟩` for two columns.
    pub(super) fn columns(&mut self, a: &Expr, b: &Expr, span: Span) -> Result<Term, Problem> {
        match (self.matrix(a)?, self.matrix(b)?) {
            (Value::Table(x), Value::Table(y)) if x.is_column() && y.is_column() => {
                x.inner(&y).map_err(shaped(span))
            }
            _ => Problem::at(span, "this inner product is not handled yet"),
        }
    }

    fn matrix(&mut self, e: &Expr) -> Res {
        let span = e.span;
        let err = shaped(span);
        match &e.kind {
            Kind::Paren(a) | Kind::Plus(a) => self.matrix(a),
            Kind::Neg(a) => Ok(match self.matrix(a)? {
                Value::Table(t) => Value::Table(t.map(tables::neg).map_err(err)?),
                Value::Multiple(t) => {
                    Value::Multiple(tables::neg(&t).map_err(Problem::kernel(span))?)
                }
                Value::Term(t) if self.is_matrix(a) => {
                    Value::Term(tables::neg(&t).map_err(Problem::kernel(span))?)
                }
                Value::Term(_) => Value::Term(self.term(e)?),
            }),
            Kind::Matrix(rows) => self.written(rows, span),
            Kind::Name(n) => self.named(n, e),
            Kind::Binary(op @ (BinOp::Add | BinOp::Sub), a, b) => {
                let (x, y) = (self.matrix(a)?, self.matrix(b)?);
                match (x, y) {
                    (Value::Term(_), Value::Term(_)) if !self.is_matrix(e) => {
                        self.term(e).map(Value::Term)
                    }
                    (x, y) => sum(x, y, *op == BinOp::Add, span),
                }
            }
            Kind::Binary(op @ (BinOp::Juxtapose | BinOp::Times | BinOp::Cross), a, b) => {
                let (x, y) = (self.matrix(a)?, self.matrix(b)?);
                match (x, y) {
                    (Value::Term(_), Value::Term(_)) if !self.is_matrix(e) => {
                        self.term(e).map(Value::Term)
                    }
                    (Value::Table(x), Value::Table(y)) if x.is_column() && y.is_column() => {
                        match op {
                            BinOp::Times => Ok(Value::Term(x.inner(&y).map_err(err)?)),
                            BinOp::Cross => Problem::at(span, "cross products are not handled yet"),
                            _ => Ok(Value::Table(x.times(&y).map_err(err)?)),
                        }
                    }
                    (x, y) => self.factors(x, y, span),
                }
            }
            Kind::NameParen(n, args) if self.is_matrix(e) || self.is_identity(n) => {
                let Some(a) = only(args) else {
                    return Problem::at(span, "a matrix is no function");
                };
                let (x, y) = (self.named(n, e)?, self.matrix(a)?);
                self.factors(x, y, span)
            }
            Kind::Binary(BinOp::Div, a, b) => match self.matrix(a)? {
                Value::Term(_) if !self.is_matrix(a) => self.term(e).map(Value::Term),
                x => {
                    let by = self.real(b)?;
                    divided(x, &by, span)
                }
            },
            Kind::Binary(BinOp::Pow, a, b) => match factored(a) {
                // `A(B + C)²` is A·(B + C)².
                Some((n, inner)) if self.is_matrix(a) => {
                    let x = self.named(n, a)?;
                    let y = self.matrix(inner)?;
                    let y = self.raised(y, b, span)?;
                    self.factors(x, y, span)
                }
                _ => match self.matrix(a)? {
                    Value::Term(_) if !self.is_matrix(a) => self.term(e).map(Value::Term),
                    x => self.raised(x, b, span),
                },
            },
            Kind::Transpose(a) => match factored(a) {
                Some((n, inner)) if self.is_matrix(a) => {
                    let x = self.named(n, a)?;
                    let y = transposed(self.matrix(inner)?, span)?;
                    self.factors(x, y, span)
                }
                _ => transposed(self.matrix(a)?, span),
            },
            _ => self.term(e).map(Value::Term),
        }
    }

    // The product of two factors, of which one is a matrix.
    fn factors(&self, x: Value, y: Value, span: Span) -> Res {
        for v in [&x, &y] {
            if let Value::Term(t) = v {
                self.scalar(t, span)?;
            }
        }
        product(x, y, span)
    }

    fn written(&mut self, rows: &[Vec<Expr>], span: Span) -> Res {
        let dots = |r: &Vec<Expr>| r.iter().any(|x| matches!(x.kind, Kind::Dots));
        if rows.iter().any(dots) {
            return Problem::at(span, "a matrix with dots is not written out");
        }
        // Capitals as entries are mostly blocks, which do not commute.
        let capital = |x: &&Expr| matches!(&x.kind, Kind::Name(n) if n.subs.is_empty() && n.base.chars().all(char::is_uppercase));
        let blocks: BTreeSet<String> = (rows.iter().flatten().filter(capital))
            .filter_map(|x| match &x.kind {
                Kind::Name(n) => Some(key(n)),
                _ => None,
            })
            .collect();
        if blocks.len() > 1 {
            return Problem::at(span, "its entries may be matrices themselves");
        }
        let mut out = Vec::with_capacity(rows.len());
        for r in rows {
            let mut row = Vec::with_capacity(r.len());
            for x in r {
                if self.is_matrix(x) {
                    return Problem::at(x.span, "a matrix of matrices is not written out");
                }
                let entry = self.real(x)?;
                row.push(tables::folded(&entry).map_err(Problem::kernel(x.span))?);
            }
            out.push(row);
        }
        match Table::of(out) {
            Some(t) => Ok(Value::Table(t)),
            None => Problem::at(span, "the rows of this matrix differ in length"),
        }
    }

    // A name with nothing behind it: a matrix, the identity matrix, or a number.
    fn named(&mut self, n: &Name, e: &Expr) -> Res {
        let (k, span) = (key(n), e.span);
        if self.is_table(&k) && n.primes == 0 {
            return self.entries_now(&k, span).map(Value::Table);
        }
        if self.is_identity(n) {
            return match n.subs.first().map(|s| &s.kind) {
                Some(Kind::Number(q)) => match Q::from(q.clone()).to_i64() {
                    Some(size @ 1..=32) => {
                        let size = usize::try_from(size).unwrap_or(1);
                        Table::identity(size)
                            .map(Value::Table)
                            .map_err(shaped(span))
                    }
                    _ => Problem::at(span, "an identity matrix of this size is not written out"),
                },
                _ => Ok(Value::Multiple(Term::int(1))),
            };
        }
        let name = Expr {
            kind: Kind::Name(n.clone()),
            span,
        };
        self.term(&name).map(Value::Term)
    }

    // What a name stands for at this place. Letters that have got a value since the matrix was defined have that value in it.
    fn entries_now(&self, name: &str, span: Span) -> Result<Table, Problem> {
        let Some(named) = self.tables.get(name) else {
            return Problem::at(span, format!("`{name}` is no matrix"));
        };
        for (part, constant) in &named.parts {
            if self
                .definition(part)
                .is_none_or(|d| d.constant != *constant)
            {
                return Problem::at(
                    span,
                    format!("`{part}` has got another meaning since `{name}` was given by it"),
                );
            }
        }
        let values: Vec<(Term, Term)> = (self.definitions())
            .filter(|(_, d)| *d.constant.ty() == hence_kernel::Type::Real)
            .map(|(n, d)| (Term::real_var(n), d.constant.clone()))
            .collect();
        let err = shaped(span);
        named.table.map(|t| t.subst(&values)).map_err(err)
    }

    fn raised(&mut self, x: Value, power: &Expr, span: Span) -> Res {
        let p = self.real(power)?;
        let p = tables::folded(&p).map_err(Problem::kernel(span))?;
        let Some(k) = p.as_num().and_then(Q::to_i64) else {
            return Problem::at(span, "a matrix to this power is not written out");
        };
        match x {
            Value::Table(t) => Ok(Value::Table(t.power(k).map_err(shaped(span))?)),
            Value::Multiple(t) if t.as_num().is_some_and(Q::is_one) => Ok(Value::Multiple(t)),
            Value::Multiple(t) => {
                let power = syntax::pow(&t, &p).map_err(Problem::kernel(span))?;
                Ok(Value::Multiple(power))
            }
            Value::Term(t) => {
                let power = syntax::pow(&t, &p).map_err(Problem::kernel(span))?;
                Ok(Value::Term(power))
            }
        }
    }

    /// The formula `x rel y` of two values.
    ///
    /// # Errors
    /// Where they are of different kinds or shapes.
    pub(crate) fn relate(
        &self,
        x: &Value,
        rel: Rel,
        y: &Value,
        span: Span,
    ) -> Result<Term, Problem> {
        if let (Value::Term(a), Value::Term(b)) = (x, y) {
            return self.compare(a, rel, b, span);
        }
        if !matches!(rel, Rel::Eq | Rel::Define | Rel::Ne) {
            return Problem::at(span, "matrices are not compared with this sign");
        }
        let err = shaped(span);
        if let (Rel::Ne, Value::Table(a), Value::Table(b)) = (rel, x, y)
            && let Some((p, q)) = a.apart(b)
        {
            return syntax::ne(p, q).map_err(Problem::kernel(span));
        }
        let equal = match (x, y) {
            (Value::Table(a), Value::Table(b)) => a.equals(b).map_err(err)?,
            (Value::Table(a), Value::Multiple(c)) | (Value::Multiple(c), Value::Table(a)) => {
                let n = a
                    .square("a multiple of the identity matrix is no")
                    .map_err(&err)?;
                let b = Table::diagonal(n, c).map_err(&err)?;
                match x {
                    Value::Table(_) => a.equals(&b).map_err(err)?,
                    _ => b.equals(a).map_err(err)?,
                }
            }
            (Value::Multiple(a), Value::Multiple(b)) => {
                syntax::eq(a, b).map_err(Problem::kernel(span))?
            }
            (Value::Table(a), Value::Term(t)) | (Value::Term(t), Value::Table(a)) => {
                match (a.single(), is_zero(t)) {
                    (Some(only), _) => syntax::eq(only, t).map_err(Problem::kernel(span))?,
                    (None, true) => a.equals(&a.zeros()).map_err(err)?,
                    _ => {
                        let reason = format!("a {} matrix is no number", a.size());
                        return Problem::at(span, reason);
                    }
                }
            }
            _ => return Problem::at(span, "a matrix is no number"),
        };
        if rel == Rel::Ne {
            return syntax::not(&equal).map_err(Problem::kernel(span));
        }
        Ok(equal)
    }
}

// What stands for a matrix in the list of what is not computed with: nothing is read off it.
fn nothing() -> Expr {
    Expr {
        kind: Kind::Placeholder,
        span: Span::default(),
    }
}

fn mentions(t: &Term, part: &Term) -> bool {
    t == part || {
        let (head, args) = t.spine();
        !args.is_empty() && (mentions(head, part) || args.iter().any(|a| mentions(a, part)))
    }
}

fn is_zero(t: &Term) -> bool {
    t.as_num().is_some_and(|q| *q == Q::int(0))
}

// `A(…)` under an exponent, which belongs to the bracket.
fn factored(e: &Expr) -> Option<(&Name, &Expr)> {
    match &e.kind {
        Kind::NameParen(n, args) => only(args).map(|a| (n, a)),
        _ => None,
    }
}

fn transposed(x: Value, span: Span) -> Res {
    match x {
        Value::Table(t) => Ok(Value::Table(t.transposed())),
        Value::Multiple(t) => Ok(Value::Multiple(t)),
        Value::Term(_) => Problem::at(span, "the transpose of what is no matrix that is known"),
    }
}

fn divided(x: Value, by: &Term, span: Span) -> Res {
    let quotient = |t: &Term| tables::div(t, by);
    match x {
        Value::Table(t) => Ok(Value::Table(t.map(quotient).map_err(shaped(span))?)),
        Value::Multiple(t) => Ok(Value::Multiple(
            quotient(&t).map_err(Problem::kernel(span))?,
        )),
        Value::Term(t) => Ok(Value::Term(quotient(&t).map_err(Problem::kernel(span))?)),
    }
}

fn product(x: Value, y: Value, span: Span) -> Res {
    let err = shaped(span);
    Ok(match (x, y) {
        (Value::Table(a), Value::Table(b)) => {
            let fits = a.shape().1 == b.shape().0;
            match (fits, a.single(), b.single()) {
                // `xᵀy` before a matrix is a number.
                (false, Some(t), _) => Value::Table(b.scaled(t).map_err(err)?),
                (false, _, Some(t)) => Value::Table(a.scaled(t).map_err(err)?),
                _ => Value::Table(a.times(&b).map_err(err)?),
            }
        }
        (Value::Term(t) | Value::Multiple(t), Value::Table(a))
        | (Value::Table(a), Value::Term(t) | Value::Multiple(t)) => {
            Value::Table(a.scaled(&t).map_err(err)?)
        }
        (Value::Term(a), Value::Term(b)) => {
            Value::Term(tables::mul(&a, &b).map_err(Problem::kernel(span))?)
        }
        (Value::Multiple(a) | Value::Term(a), Value::Multiple(b) | Value::Term(b)) => {
            Value::Multiple(tables::mul(&a, &b).map_err(Problem::kernel(span))?)
        }
    })
}

fn sum(x: Value, y: Value, plus: bool, span: Span) -> Res {
    let err = shaped(span);
    let both = |a: &Table, b: &Table| if plus { a.add(b) } else { a.sub(b) };
    let terms = |a: &Term, b: &Term| {
        let sum = if plus {
            tables::add(a, b)
        } else {
            tables::sub(a, b)
        };
        sum.map_err(Problem::kernel(span))
    };
    let unit = |a: &Table, t: &Term| {
        let n = a.square("a multiple of the identity matrix with")?;
        Table::diagonal(n, t)
    };
    Ok(match (&x, &y) {
        (Value::Table(a), Value::Table(b)) => Value::Table(both(a, b).map_err(err)?),
        (Value::Table(a), Value::Multiple(t)) => {
            let b = unit(a, t).map_err(&err)?;
            Value::Table(both(a, &b).map_err(err)?)
        }
        (Value::Multiple(t), Value::Table(b)) => {
            let a = unit(b, t).map_err(&err)?;
            Value::Table(both(&a, b).map_err(err)?)
        }
        (Value::Multiple(a), Value::Multiple(b)) => Value::Multiple(terms(a, b)?),
        (Value::Term(a), Value::Term(b)) => Value::Term(terms(a, b)?),
        (Value::Table(a), Value::Term(t)) if is_zero(t) => Value::Table(a.clone()),
        (Value::Term(t), Value::Table(b)) if is_zero(t) => {
            Value::Table(both(&b.zeros(), b).map_err(err)?)
        }
        (Value::Table(a), Value::Term(t)) if a.single().is_some() => {
            Value::Term(terms(a.single().unwrap_or(t), t)?)
        }
        (Value::Term(t), Value::Table(b)) if b.single().is_some() => {
            Value::Term(terms(t, b.single().unwrap_or(t))?)
        }
        (Value::Table(a), Value::Term(_)) | (Value::Term(_), Value::Table(a)) => {
            let size = a.size();
            let how = if plus { "plus" } else { "minus" };
            return match x {
                Value::Table(_) => Problem::at(span, format!("a {size} matrix {how} a number")),
                _ => Problem::at(span, format!("a number {how} a {size} matrix")),
            };
        }
        _ => return Problem::at(span, "a sum of a number and a matrix"),
    })
}
