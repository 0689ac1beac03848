//! The surface tree: a formula as its author wrote it, before anything is known about its names.
//!
//! Both grammars (`grammar/latex.pest`, `grammar/plain.pest`) give this tree. It holds no mathematics: what a name
//! means, whether `f(x)` is a call or a product, which bounds an index has, is decided by `elaborate`.

use num_rational::BigRational;

/// A half-open range of bytes in the file that the formula stands in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The range from `start` to `end`, both counted in bytes from the start of the file.
    pub fn new(start: usize, end: usize) -> Self {
        Span { start, end }
    }

    /// The smallest range that holds both.
    pub fn to(self, other: Span) -> Span {
        Span {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }
}

/// A node of the surface tree with the place it was read from.
#[derive(Clone, Debug, PartialEq)]
pub struct Expr {
    /// What stands there.
    pub kind: Kind,
    /// Where it stands, brackets that only group included.
    pub span: Span,
}

/// A name with everything that is written on it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Name {
    /// The letter or word itself, Greek letters as Unicode (`σ`), functions by their usual short name (`sin`, `log`).
    pub base: String,
    /// `hat`, `bar`, `tilde`, `vec`, `dot`, `ddot`, `widehat` …: decorations, outermost first.
    pub accents: Vec<String>,
    /// `mathbf`, `mathcal`, `mathbb`, `mathrm`, `text`, `operatorname` …, or none.
    pub font: Option<String>,
    /// Subscripts in order: `x_1`, `a_{k+1}`, `V_{AB}`, `F_*` (the name `*`).
    pub subs: Vec<Expr>,
    /// A superscript that is not a power: `w^{(k)}` gives `k`; `x^*` gives the name `*`.
    pub sup: Option<Box<Expr>>,
    /// How many primes: 2 for `f''`.
    pub primes: u32,
}

/// The operators that stand between two operands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BinOp {
    /// `a + b`
    Add,
    /// `a - b`
    Sub,
    /// `a \pm b`
    PlusMinus,
    /// `a \mp b`
    MinusPlus,
    /// `a b`: written side by side
    Juxtapose,
    /// `a \cdot b`, `a * b`, `a · b`
    Times,
    /// `a \times b`
    Cross,
    /// `a / b`, `\frac{a}{b}`, `a \div b`
    Div,
    /// `a^b`
    Pow,
    /// `a \circ b`
    Compose,
    /// `a \mid b`, `a | b` inside an argument list: `f(x|\theta)`
    Given,
    /// `64@65 \times 65`
    At,
    /// `A \cup B`
    Union,
    /// `A \cap B`
    Intersect,
    /// `A \setminus B`
    SetMinus,
    /// `a \bmod b`
    Mod,
}

/// A relation sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rel {
    /// `=`
    Eq,
    /// `\neq`
    Ne,
    /// `<`
    Lt,
    /// `\leq`
    Le,
    /// `>`
    Gt,
    /// `\geq`
    Ge,
    /// `\in`
    In,
    /// `\notin`
    NotIn,
    /// `\subset`, `\subseteq`
    Subset,
    /// `\approx`
    Approx,
    /// `\sim`
    Sim,
    /// `\propto`
    Propto,
    /// `\equiv`
    Equiv,
    /// `:=`, `\triangleq`, `\stackrel{def}{=}`
    Define,
    /// `\to`, `\rightarrow` between two formulas or numbers
    To,
    /// `\mapsto`
    MapsTo,
    /// `a \mid b` outside of brackets: one number divides the other
    Divides,
    /// `a \nmid b`
    NotDivides,
}

/// One link of a chain: a relation sign and what stands to its right.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// The sign.
    pub rel: Rel,
    /// Where the sign stands.
    pub rel_span: Span,
    /// What is written over the sign, as in `\overset{(a)}{\leq}`.
    pub note: Option<String>,
    /// The right side.
    pub rhs: Expr,
}

/// Operators with a range below and above them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BigOp {
    /// `\sum`
    Sum,
    /// `\prod`
    Prod,
    /// `\min` with something below it, or before braces
    Min,
    /// `\max`
    Max,
    /// `\inf`
    Inf,
    /// `\sup`
    Sup,
    /// `\arg\min`
    ArgMin,
    /// `\arg\max`
    ArgMax,
    /// `\bigcup`
    Union,
    /// `\bigcap`
    Intersect,
}

/// From which side a limit is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Both sides.
    Both,
    /// From below: `x \to 0^-`.
    Left,
    /// From above: `x \to 0^+`.
    Right,
}

/// One row of a `cases` environment.
#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    /// The value of this row; a chain where the cell goes on with a relation sign.
    pub value: Expr,
    /// The condition; none for `otherwise`, `sinon`, or an empty cell.
    pub guard: Option<Expr>,
}

/// What a node is.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// An exact number: `3`, `0.45`, `5.9e19`, `131\,072`.
    Number(BigRational),
    /// A name standing alone.
    Name(Name),
    /// `\infty`; its sign is an outer [`Kind::Neg`].
    Infinity,
    /// `\dots`, `\ldots`, `\cdots`, `\vdots`, `…`
    Dots,
    /// `\square`, `\cdot` as a placeholder, `•`
    Placeholder,
    /// Words inside a formula: `\text{et}`, units.
    Text(String),
    /// `-a`
    Neg(Box<Expr>),
    /// `+a`
    Plus(Box<Expr>),
    /// `\pm a`
    PlusMinus(Box<Expr>),
    /// `\mp a`
    MinusPlus(Box<Expr>),
    /// `a + b`, `a b`, `\frac{a}{b}`, `a^b` …
    Binary(BinOp, Box<Expr>, Box<Expr>),
    /// `n!`
    Factorial(Box<Expr>),
    /// A round or square bracket that groups one formula. Kept, since `a(b)` may be a call.
    Paren(Box<Expr>),
    /// `(a, b)`, `a, b, c`
    Tuple(Vec<Expr>),
    /// `\{a, b\}`
    Set(Vec<Expr>),
    /// `\{x \in S : P\}`, `\{x \mid P\}`
    SetOf(Box<Expr>, Box<Expr>),
    /// `[a, b)`, `]0,1[`: closed at the left, closed at the right
    Interval {
        /// Left end.
        lo: Box<Expr>,
        /// Right end.
        hi: Box<Expr>,
        /// Whether the left end belongs to it.
        left_closed: bool,
        /// Whether the right end belongs to it.
        right_closed: bool,
    },
    /// A name directly followed by a bracketed list: `f(x)`, `x(x-1)`, `P(X = x)`, `f[g]`. Application or product: the
    /// elaborator decides. A power behind it, `f(x)^2`, is a [`BinOp::Pow`] around this node.
    NameParen(Name, Vec<Expr>),
    /// A function that the grammar knows by name (`sin`, `log`, `exp`, `max`, `det`, `\operatorname{…}` …) with its arguments, bracketed or not.
    Apply {
        /// The function.
        func: Name,
        /// The power written on the name: `\sin^2 x`, `\sin^{-1} x`.
        power: Option<Box<Expr>>,
        /// The base written on the name: `\log_2 x`.
        base: Option<Box<Expr>>,
        /// The arguments; one for most.
        args: Vec<Expr>,
        /// Whether the argument stood in brackets of its own: `\sin(x)` yes, `\sin x` no.
        bracketed: bool,
    },
    /// `\sqrt{a}` or `\sqrt[n]{a}`
    Root {
        /// The index, where one is written.
        index: Option<Box<Expr>>,
        /// What stands under the sign.
        arg: Box<Expr>,
    },
    /// `|a|`
    Abs(Box<Expr>),
    /// `\|a\|`, with its subscript where one is written.
    Norm(Box<Expr>, Option<Box<Expr>>),
    /// `\lfloor a \rfloor`
    Floor(Box<Expr>),
    /// `\lceil a \rceil`
    Ceil(Box<Expr>),
    /// `\langle a, b \rangle`
    Inner(Box<Expr>, Box<Expr>),
    /// `\binom{n}{k}`
    Binomial(Box<Expr>, Box<Expr>),
    /// `\sum_{k=0}^{n} a_k`, `\min_{k<K} a_k`. `under` is what is written below, unread: a name, a relation, a list.
    Big {
        /// Which operator.
        op: BigOp,
        /// What stands below.
        under: Option<Box<Expr>>,
        /// What stands above.
        over: Option<Box<Expr>>,
        /// The body: as far as the next `+`, `-` or relation sign at the same depth.
        body: Box<Expr>,
    },
    /// `\lim_{x \to a^+} e`
    Limit {
        /// The variable.
        var: Box<Expr>,
        /// Where it goes.
        to: Box<Expr>,
        /// From which side.
        side: Side,
        /// The body, as far as that of a sum.
        body: Box<Expr>,
    },
    /// `\frac{d}{dx} e`, `\frac{\partial^2 f}{\partial x \partial y}`, `d/dx (e)`.
    Derivative {
        /// What is differentiated.
        body: Box<Expr>,
        /// With respect to what, and how often each.
        vars: Vec<(Expr, u32)>,
        /// Whether `\partial` was written.
        partial: bool,
    },
    /// `e'` for a bracketed `e`: `(fg)'`.
    Prime(Box<Expr>, u32),
    /// `\nabla F(w)`
    Gradient(Box<Expr>),
    /// `\int_a^b e \, dx`
    Integral {
        /// The variable after `d`; none where it is left out.
        var: Option<Box<Expr>>,
        /// The lower bound, or the set (`\int_{\mathbb R}`, `\int_x`) where there is no upper one.
        lower: Option<Box<Expr>>,
        /// The upper bound.
        upper: Option<Box<Expr>>,
        /// The integrand.
        body: Box<Expr>,
    },
    /// `\left[F(x)\right]_a^b`, `F(x)\Big|_{x=a}^{b}`: the value at the upper end without that at the lower one; without an upper end the
    /// value at the lower one.
    Between {
        /// What has the values.
        body: Box<Expr>,
        /// Its variable, where it is named.
        var: Option<Box<Expr>>,
        /// The lower end.
        lower: Box<Expr>,
        /// The upper end.
        upper: Option<Box<Expr>>,
    },
    /// `A^T`, `A^\top`
    Transpose(Box<Expr>),
    /// `\begin{cases} … \end{cases}`
    Cases(Vec<Case>),
    /// A matrix, row by row.
    Matrix(Vec<Vec<Expr>>),
    /// `a = b \leq c`. `first` is none where the line begins with a relation sign and so goes on with the chain above.
    Chain {
        /// The leftmost side.
        first: Option<Box<Expr>>,
        /// At least one link.
        links: Vec<Link>,
    },
    /// `P and Q`, `P \wedge Q`, `P \text{ et } Q`
    And(Vec<Expr>),
    /// `P or Q`, `P \vee Q`
    Or(Vec<Expr>),
    /// `\neg P`, `not P`
    Not(Box<Expr>),
    /// `P \Rightarrow Q`, `P \implies Q`; `P` is none where the line begins with the arrow (or with `\therefore`).
    Implies(Option<Box<Expr>>, Box<Expr>),
    /// `P \Leftrightarrow Q`, `P \iff Q`; as above.
    Iff(Option<Box<Expr>>, Box<Expr>),
    /// `\forall x > 0 : P`, or `P, \forall x`. The first part is what is quantified, a name, a list or a condition; the second is none where the
    /// quantifier stands alone.
    ForAll(Box<Expr>, Option<Box<Expr>>),
    /// `\exists x : P`
    Exists(Box<Expr>, Option<Box<Expr>>),
    /// A formula with what stands behind its comma: `f''(x) > 0, \forall x`, `a^2 = b, \quad b > 0`. First the formula, then the remarks.
    With(Box<Expr>, Vec<Expr>),
}

/// Why a formula could not be read, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// The smallest piece at fault.
    pub span: Span,
    /// One sentence, without the place: `unknown macro \foo`.
    pub reason: String,
}
