//! Tables of terms: what a matrix is written out into, and how tables are added, multiplied and inverted.
//!
//! There are no matrices in the logic. A table is notation, as a chain is: an equation of tables is the conjunction of the equations of
//! their entries, and what an operation gives is what it is defined to give, entry by entry. Only numerals are computed, and only what is
//! defined everywhere is left out beside a factor 0, so that nothing is lost of what the entries need to be defined.

use hence_kernel::{KernelError, Q, Term, syntax};

type Made = Result<Table, Misfit>;

// Determinants with letters in them are written out up to this size, those of numerals up to the other.
const WITH_LETTERS: usize = 4;
const OF_NUMERALS: usize = 10;

/// A matrix written out: its entries, row by row. There is at least one row, and all rows are of the same length.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    rows: Vec<Vec<Term>>,
}

/// Why an operation gives no table.
#[derive(Debug)]
pub(super) enum Misfit {
    /// The shapes do not allow it: what would have to be done with what.
    Shape(String),
    /// The kernel refused an entry.
    Kernel(KernelError),
}

impl From<KernelError> for Misfit {
    fn from(e: KernelError) -> Self {
        Misfit::Kernel(e)
    }
}

fn misfit<T>(reason: impl Into<String>) -> Result<T, Misfit> {
    Err(Misfit::Shape(reason.into()))
}

impl Table {
    /// None where there is no entry or the rows differ in length.
    pub(super) fn of(rows: Vec<Vec<Term>>) -> Option<Table> {
        let width = rows.first()?.len();
        (width > 0 && rows.iter().all(|r| r.len() == width)).then_some(Table { rows })
    }

    /// How many rows and columns there are.
    pub fn shape(&self) -> (usize, usize) {
        (self.rows.len(), self.rows.first().map_or(0, Vec::len))
    }

    /// The entries, row by row.
    pub fn entries(&self) -> impl Iterator<Item = &Term> {
        self.rows.iter().flatten()
    }

    /// The only entry of a table that has one.
    pub(super) fn single(&self) -> Option<&Term> {
        match &self.rows[..] {
            [row] => match &row[..] {
                [only] => Some(only),
                _ => None,
            },
            _ => None,
        }
    }

    /// Whether there are several rows and one column.
    pub fn is_column(&self) -> bool {
        let (n, m) = self.shape();
        m == 1 && n > 1
    }

    /// The table of 1 on the diagonal.
    pub(super) fn identity(n: usize) -> Made {
        Table::diagonal(n, &Term::int(1))
    }

    /// The table of one term on the diagonal, and 0 elsewhere.
    pub(super) fn diagonal(n: usize, t: &Term) -> Made {
        let row = |i| {
            (0..n)
                .map(|j| if i == j { t.clone() } else { Term::int(0) })
                .collect()
        };
        match Table::of((0..n).map(row).collect()) {
            Some(table) => Ok(table),
            None => misfit("a matrix without entries"),
        }
    }

    /// The table of the same shape whose entries are 0.
    pub(super) fn zeros(&self) -> Table {
        let rows = self.rows.iter();
        Table {
            rows: rows.map(|r| vec![Term::int(0); r.len()]).collect(),
        }
    }

    /// "2 × 3", as messages say it.
    pub(super) fn size(&self) -> String {
        let (n, m) = self.shape();
        format!("{n} × {m}")
    }

    /// The number of rows, where there are as many columns.
    pub(super) fn square(&self, what: &str) -> Result<usize, Misfit> {
        let (n, m) = self.shape();
        if n == m {
            return Ok(n);
        }
        misfit(format!(
            "{what} a {} matrix, which is not square",
            self.size()
        ))
    }

    /// The same operation on every entry.
    pub(super) fn map(&self, f: impl Fn(&Term) -> hence_kernel::Result<Term>) -> Made {
        let row = |r: &Vec<Term>| r.iter().map(&f).collect::<hence_kernel::Result<Vec<_>>>();
        let rows = self.rows.iter().map(row).collect::<Result<_, _>>()?;
        Ok(Table { rows })
    }

    /// The same operation on the entries at the same places; `what` says of two shapes what is done with them.
    fn zip(
        &self,
        other: &Table,
        what: &str,
        f: fn(&Term, &Term) -> hence_kernel::Result<Term>,
    ) -> Made {
        if self.shape() != other.shape() {
            let (a, b) = (self.size(), other.size());
            return misfit(format!("a {a} matrix {what} a {b} matrix"));
        }
        let rows = self.rows.iter().zip(&other.rows);
        let row = |(r, s): (&Vec<Term>, &Vec<Term>)| {
            let entries = r.iter().zip(s).map(|(x, y)| f(x, y));
            entries.collect::<hence_kernel::Result<Vec<_>>>()
        };
        let rows = rows.map(row).collect::<Result<_, _>>()?;
        Ok(Table { rows })
    }

    pub(super) fn add(&self, other: &Table) -> Made {
        self.zip(other, "plus", add)
    }

    pub(super) fn sub(&self, other: &Table) -> Made {
        self.zip(other, "minus", sub)
    }

    pub(super) fn scaled(&self, by: &Term) -> Made {
        self.map(|t| mul(by, t))
    }

    pub(super) fn transposed(&self) -> Table {
        let (_, m) = self.shape();
        let column = |j: usize| self.rows.iter().filter_map(|r| r.get(j).cloned()).collect();
        Table {
            rows: (0..m).map(column).collect(),
        }
    }

    pub(super) fn times(&self, other: &Table) -> Made {
        let ((_, m), (n, _)) = (self.shape(), other.shape());
        if m != n {
            let (a, b) = (self.size(), other.size());
            return misfit(format!("a {a} matrix times a {b} matrix"));
        }
        let columns = other.transposed();
        let row = |r: &Vec<Term>| {
            let entries = columns.rows.iter().map(|c| dot(r, c));
            entries.collect::<hence_kernel::Result<Vec<_>>>()
        };
        let rows = self.rows.iter().map(row).collect::<Result<_, _>>()?;
        Ok(Table { rows })
    }

    /// The sum of the products of the entries at the same places.
    pub(super) fn inner(&self, other: &Table) -> Result<Term, Misfit> {
        if self.shape() != other.shape() {
            let (a, b) = (self.size(), other.size());
            return misfit(format!("a {a} column with a {b} column"));
        }
        let (a, b): (Vec<Term>, Vec<Term>) = (
            self.entries().cloned().collect(),
            other.entries().cloned().collect(),
        );
        Ok(dot(&a, &b)?)
    }

    /// The product of so many factors; of the inverse, where it is negative.
    pub(super) fn power(&self, k: i64) -> Made {
        let n = self.square("a power of")?;
        let limit = if self.is_numeric() { 64 } else { 4 };
        if k.abs() > limit {
            return misfit("so high a power of a matrix is not written out");
        }
        let base = if k < 0 { self.inverse()? } else { self.clone() };
        let mut out = match k {
            0 => return Table::identity(n),
            _ => base.clone(),
        };
        for _ in 1..k.abs() {
            out = out.times(&base)?;
        }
        Ok(out)
    }

    pub(super) fn trace(&self) -> Result<Term, Misfit> {
        self.square("the trace of")?;
        let diagonal = (self.rows.iter().enumerate()).filter_map(|(i, r)| r.get(i));
        let sum = diagonal.cloned().map(Ok).reduce(|a, b| add(&a?, &b?));
        match sum {
            Some(t) => Ok(t?),
            None => misfit("a matrix without entries"),
        }
    }

    fn is_numeric(&self) -> bool {
        self.entries().all(|t| t.as_num().is_some())
    }

    fn writable(&self, what: &str) -> Result<usize, Misfit> {
        let n = self.square(what)?;
        let limit = if self.is_numeric() {
            OF_NUMERALS
        } else {
            WITH_LETTERS
        };
        if n > limit {
            let size = self.size();
            return misfit(format!("{what} a {size} matrix is not written out"));
        }
        Ok(n)
    }

    pub(super) fn determinant(&self) -> Result<Term, Misfit> {
        let n = self.writable("the determinant of")?;
        let all: Vec<usize> = (0..n).collect();
        Ok(self.minor(&all, &all)?)
    }

    // The determinant of these rows and as many columns, along its first row. The minors of the last rows are shared: there is one for
    // each set of columns.
    fn minor(&self, rows: &[usize], columns: &[usize]) -> hence_kernel::Result<Term> {
        let n = columns.len();
        let mut known = vec![None; 1 << n];
        known[0] = Some(Term::int(1));
        for set in 1_usize..1 << n {
            let size = set.count_ones() as usize;
            let row = &self.rows[rows[n - size]];
            let (mut sum, mut place) = (None, 0);
            for (j, column) in columns
                .iter()
                .enumerate()
                .filter(|(j, _)| set >> j & 1 == 1)
            {
                if let Some(rest) = &known[set & !(1 << j)] {
                    let product = mul(&row[*column], rest)?;
                    sum = Some(match sum {
                        None => product,
                        Some(s) if place % 2 == 0 => add(&s, &product)?,
                        Some(s) => sub(&s, &product)?,
                    });
                }
                place += 1;
            }
            known[set] = sum;
        }
        let whole = known.pop().flatten();
        Ok(whole.unwrap_or_else(|| Term::int(1)))
    }

    /// The adjugate over the determinant: its entries are defined where the determinant is not 0.
    pub(super) fn inverse(&self) -> Made {
        let n = self.writable("the inverse of")?;
        let det = self.determinant()?;
        let without = |i: usize| (0..n).filter(|k| *k != i).collect::<Vec<_>>();
        let entry = |i: usize, j: usize| {
            let minor = self.minor(&without(j), &without(i))?;
            let cofactor = if (i + j).is_multiple_of(2) {
                minor
            } else {
                neg(&minor)?
            };
            div(&cofactor, &det)
        };
        let row = |i| (0..n).map(|j| entry(i, j)).collect::<Result<Vec<_>, _>>();
        let rows = (0..n).map(row).collect::<hence_kernel::Result<_>>()?;
        Ok(Table { rows })
    }

    /// Entries at one place that are different numerals.
    pub(super) fn apart<'a>(&'a self, other: &'a Table) -> Option<(&'a Term, &'a Term)> {
        let mut pairs = self.entries().zip(other.entries());
        let different = |(x, y): &(&Term, &Term)| match (x.as_num(), y.as_num()) {
            (Some(p), Some(q)) => p != q,
            _ => false,
        };
        (self.shape() == other.shape())
            .then(|| pairs.find(different))
            .flatten()
    }

    /// That the entries at the same places are equal; `1 = 1` and the like are left out where something else is said.
    pub(super) fn equals(&self, other: &Table) -> Result<Term, Misfit> {
        if self.shape() != other.shape() {
            let (a, b) = (self.size(), other.size());
            return misfit(format!("a {a} matrix is no {b} matrix"));
        }
        let (mut trivial, mut all): (Option<Term>, Option<Term>) = (None, None);
        for (x, y) in self.entries().zip(other.entries()) {
            let p = syntax::eq(x, y)?;
            if x == y && is_total(x) {
                trivial = trivial.or(Some(p));
                continue;
            }
            all = Some(match all {
                None => p,
                Some(q) => syntax::and(&q, &p)?,
            });
        }
        match all.or(trivial) {
            Some(p) => Ok(p),
            None => misfit("a matrix without entries"),
        }
    }
}

impl std::fmt::Display for Table {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let row = |r: &Vec<Term>| r.iter().map(Term::to_string).collect::<Vec<_>>().join(", ");
        let rows: Vec<String> = self.rows.iter().map(row).collect();
        write!(f, "[{}]", rows.join("; "))
    }
}

fn dot(a: &[Term], b: &[Term]) -> hence_kernel::Result<Term> {
    let products = a.iter().zip(b).map(|(x, y)| mul(x, y));
    let sum = products.reduce(|s, p| add(&s?, &p?));
    sum.unwrap_or_else(|| Ok(Term::int(0)))
}

/// Whether a term is defined for all values of its variables, as can be seen of it: numerals, variables, sums, products.
fn is_total(t: &Term) -> bool {
    if t.as_num().is_some() || matches!(t.kind(), hence_kernel::Kind::Var(_)) {
        return true;
    }
    if let Some(x) = t.as_unary("neg") {
        return is_total(x);
    }
    let operators = ["+", "-", "*"];
    let parts = operators.iter().find_map(|op| t.as_binary(op));
    parts.is_some_and(|(x, y)| is_total(x) && is_total(y))
}

fn is_zero(t: &Term) -> bool {
    t.as_num().is_some_and(|q| *q == Q::int(0))
}

fn is_one(t: &Term) -> bool {
    t.as_num().is_some_and(Q::is_one)
}

pub(super) fn add(a: &Term, b: &Term) -> hence_kernel::Result<Term> {
    match (a.as_num(), b.as_num()) {
        (Some(x), Some(y)) => Ok(Term::num(x.clone() + y.clone())),
        _ if is_zero(a) => Ok(b.clone()),
        _ if is_zero(b) => Ok(a.clone()),
        _ => syntax::add(a, b),
    }
}

pub(super) fn sub(a: &Term, b: &Term) -> hence_kernel::Result<Term> {
    match (a.as_num(), b.as_num()) {
        (Some(x), Some(y)) => Ok(Term::num(x.clone() - y.clone())),
        _ if is_zero(a) => neg(b),
        _ if is_zero(b) => Ok(a.clone()),
        _ => syntax::sub(a, b),
    }
}

pub(super) fn neg(a: &Term) -> hence_kernel::Result<Term> {
    match a.as_num() {
        Some(x) => Ok(Term::num(Q::int(0) - x.clone())),
        None => syntax::neg(a),
    }
}

pub(super) fn mul(a: &Term, b: &Term) -> hence_kernel::Result<Term> {
    match (a.as_num(), b.as_num()) {
        (Some(x), Some(y)) => Ok(Term::num(x.clone() * y.clone())),
        _ if is_zero(a) && is_total(b) || is_zero(b) && is_total(a) => Ok(Term::int(0)),
        _ if is_one(a) => Ok(b.clone()),
        _ if is_one(b) => Ok(a.clone()),
        _ => syntax::mul(a, b),
    }
}

// A quotient by 0 stays what is written.
pub(super) fn div(a: &Term, b: &Term) -> hence_kernel::Result<Term> {
    match (a.as_num(), b.as_num()) {
        (Some(x), Some(y)) => match y.recip() {
            Some(inverse) => Ok(Term::num(x.clone() * inverse)),
            None => syntax::div(a, b),
        },
        _ if is_one(b) => Ok(a.clone()),
        _ => syntax::div(a, b),
    }
}

/// A term with its numerals computed: `-2` and `3/4` are one numeral each.
pub(super) fn folded(t: &Term) -> hence_kernel::Result<Term> {
    if let Some(x) = t.as_unary("neg") {
        let inner = folded(x)?;
        return if inner.as_num().is_some() {
            neg(&inner)
        } else {
            Ok(t.clone())
        };
    }
    type Operation = fn(&Term, &Term) -> hence_kernel::Result<Term>;
    let operations: [(&str, Operation); 4] = [("+", add), ("-", sub), ("*", mul), ("/", div)];
    for (sign, operation) in operations {
        if let Some((x, y)) = t.as_binary(sign) {
            let (x, y) = (folded(x)?, folded(y)?);
            if x.as_num().is_some() && y.as_num().is_some() {
                return operation(&x, &y);
            }
        }
    }
    Ok(t.clone())
}
