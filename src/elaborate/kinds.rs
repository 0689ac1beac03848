//! Which names are vectors: what is said of one use of a name holds for all.
//!
//! `∇F(w)`, `‖w‖`, `⟨v, w⟩` and `w ∈ ℝ^d` speak of vectors, `exp w` and `w ≤ 1` of numbers; sums, differences and equations have two
//! sides of one kind, a product has at most one factor that is a vector. What nothing decides is a number.

use super::names::{bare, key, places};
use super::scope::{Scope, Sort};
use crate::read::ast::{BinOp, Expr, Kind, Name, Rel};
use crate::read::tree::walk;
use num_traits::Zero;
use std::collections::{BTreeMap, BTreeSet};

/// Finds the vectors among the names of these formulas and declares them, with the functions of vectors and the families of vectors.
///
/// `numbers` are names that a bracket behind is multiplied with. Names that the scope knows stay what they are.
pub(crate) fn declare_vectors(exprs: &[&Expr], numbers: &BTreeSet<String>, scope: &mut Scope) {
    if !exprs.iter().any(|e| speaks_of_vectors(e, scope)) {
        return;
    }
    let mut k = Kinds {
        scope,
        numbers,
        ids: BTreeMap::new(),
        parent: Vec::new(),
        kind: Vec::new(),
        said: Vec::new(),
        products: Vec::new(),
        dots: Vec::new(),
        norms: Vec::new(),
        gradients: Vec::new(),
        names: BTreeSet::new(),
        functions: BTreeMap::new(),
    };
    for e in exprs {
        k.infer(e);
    }
    k.solve();
    for n in k.norms.clone() {
        if k.kind_of(n).is_none() {
            k.mark(n, What::Vector);
        }
    }
    k.solve();
    let mut vectors = Vec::new();
    for n in std::mem::take(&mut k.names) {
        if k.is_vector(&format!("v {n}")) {
            vectors.push(n);
        }
    }
    let families: Vec<String> = k.scope.families().map(|(n, _)| n.to_string()).collect();
    let families: Vec<String> = families
        .into_iter()
        .filter(|n| k.is_vector(&format!("m {n}")))
        .collect();
    let mut signatures = Vec::new();
    for (f, arity) in std::mem::take(&mut k.functions) {
        let sort = |v: bool| if v { Sort::Vector } else { Sort::Real };
        let args: Vec<Sort> = (0..arity)
            .map(|i| sort(k.is_vector(&format!("a {f} {i}"))))
            .collect();
        let result = sort(k.is_vector(&format!("r {f}")));
        if result == Sort::Vector || args.contains(&Sort::Vector) {
            signatures.push((f, args, result));
        }
    }
    for n in vectors {
        if scope.sort(&n).is_none() && scope.definition(&n).is_none() {
            scope.declare(&n, Sort::Vector);
        }
    }
    for n in families {
        scope.declare_family(&n, Sort::Vector);
    }
    for (f, args, result) in signatures {
        scope.declare_signature(&f, args, result);
    }
}

// The factors of a product, in their order.
fn flatten<'e>(e: &'e Expr, out: &mut Vec<&'e Expr>) {
    match &e.kind {
        Kind::Binary(BinOp::Juxtapose | BinOp::Times | BinOp::Cross, a, b) => {
            flatten(a, out);
            flatten(b, out);
        }
        _ => out.push(e),
    }
}

// `x yᵀ` at the end of a product.
fn is_outer(factors: &[&Expr]) -> bool {
    matches!(factors, [.., a, b] if matches!(&b.kind, Kind::Transpose(x) if matches!(x.kind, Kind::Name(_)))
        && !matches!(a.kind, Kind::Transpose(_) | Kind::Number(_)))
}

fn speaks_of_vectors(e: &Expr, scope: &Scope) -> bool {
    let mut found = false;
    walk(e, &mut |e| {
        found |= match &e.kind {
            Kind::Gradient(_) | Kind::Norm(..) | Kind::Inner(..) | Kind::Transpose(_) => true,
            Kind::Name(n) => scope.sort(&key(n)) == Some(Sort::Vector) || scope.is_map(&key(n)),
            Kind::Binary(BinOp::Pow, a, n) => is_reals(a) && is_dimension(n),
            _ => false,
        };
        if let Kind::Name(n) | Kind::NameParen(n, _) = &e.kind {
            found |= is_arrow(n);
        }
    });
    found
}

fn is_reals(e: &Expr) -> bool {
    matches!(&e.kind, Kind::Name(n) if matches!(n.base.as_str(), "R" | "ℝ") && n.subs.is_empty())
}

// `ℝ^{>0}` holds numbers and `ℝ^{n×m}` matrices.
fn is_dimension(e: &Expr) -> bool {
    match &e.kind {
        Kind::Paren(a) => is_dimension(a),
        Kind::Chain { .. } | Kind::Binary(BinOp::Times | BinOp::Cross, ..) => false,
        _ => true,
    }
}

// `\vec a`
fn is_arrow(n: &Name) -> bool {
    n.accents
        .iter()
        .any(|a| a == "vec" || a == "overrightarrow")
}

/// Whether a set is `ℝ^d`.
pub(crate) fn is_vector_space(e: &Expr) -> bool {
    match &e.kind {
        Kind::Paren(a) => is_vector_space(a),
        Kind::Binary(BinOp::Pow, a, n) => is_reals(a) && is_dimension(n),
        Kind::Name(n) => matches!(n.base.as_str(), "R" | "ℝ")
            && n.subs.is_empty()
            && n.sup.as_ref().is_some_and(
                |s| matches!(&s.kind, Kind::Name(d) if !matches!(d.base.as_str(), "+" | "*" | "-")),
            ),
        _ => false,
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Real,
    Vector,
}

struct Kinds<'a> {
    scope: &'a Scope,
    numbers: &'a BTreeSet<String>,
    ids: BTreeMap<String, usize>,
    parent: Vec<usize>,
    kind: Vec<Option<What>>,
    // Whether the text itself says that it is a vector, `x ∈ ℝ^d` or `\vec x`: no use makes it a number.
    said: Vec<bool>,
    // Factors and product, and whether a dot stands between them.
    products: Vec<(usize, usize, usize, bool)>,
    // The sides of `aᵀ b`.
    dots: Vec<(usize, usize)>,
    norms: Vec<usize>,
    // What a derivative is by, and the derivative.
    gradients: Vec<(usize, usize)>,
    names: BTreeSet<String>,
    functions: BTreeMap<String, usize>,
}

impl Kinds<'_> {
    fn fresh(&mut self) -> usize {
        self.parent.push(self.parent.len());
        self.kind.push(None);
        self.said.push(false);
        self.parent.len() - 1
    }

    fn of(&mut self, kind: What) -> usize {
        let i = self.fresh();
        self.kind[i] = Some(kind);
        i
    }

    fn id(&mut self, name: String) -> usize {
        if let Some(i) = self.ids.get(&name) {
            return *i;
        }
        let i = self.fresh();
        self.ids.insert(name, i);
        i
    }

    fn root(&self, mut i: usize) -> usize {
        while self.parent[i] != i {
            i = self.parent[i];
        }
        i
    }

    fn kind_of(&self, i: usize) -> Option<What> {
        self.kind[self.root(i)]
    }

    fn is_vector(&self, name: &str) -> bool {
        let id = self.ids.get(name);
        id.is_some_and(|i| self.kind_of(*i) == Some(What::Vector))
    }

    // Where two uses disagree it is a number.
    fn mark(&mut self, i: usize, kind: What) -> bool {
        let r = self.root(i);
        match self.kind[r] {
            Some(What::Real) => false,
            Some(k) if k == kind || self.said[r] => false,
            _ => {
                self.kind[r] = Some(kind);
                true
            }
        }
    }

    fn say(&mut self, i: usize) {
        let r = self.root(i);
        self.said[r] = true;
        self.kind[r] = Some(What::Vector);
    }

    fn same(&mut self, a: usize, b: usize) -> bool {
        let (a, b) = (self.root(a), self.root(b));
        if a == b {
            return false;
        }
        self.parent[b] = a;
        self.said[a] |= self.said[b];
        if self.said[a] {
            self.kind[a] = Some(What::Vector);
            return true;
        }
        self.kind[a] = match (self.kind[a], self.kind[b]) {
            (Some(What::Real), _) | (_, Some(What::Real)) => Some(What::Real),
            (k, None) => k,
            (_, k) => k,
        };
        true
    }

    fn real(&mut self, e: &Expr) -> usize {
        let i = self.infer(e);
        self.mark(i, What::Real);
        i
    }

    fn name(&mut self, n: &Name) -> usize {
        if n.primes > 0 {
            return self.of(What::Real);
        }
        let family = bare(n);
        if self.scope.family(&family).is_some()
            && let Some(places) = places(n)
        {
            for p in places {
                self.real(p);
            }
            return self.id(format!("m {family}"));
        }
        let k = key(n);
        if self.scope.is_map(&k) || self.scope.is_identity_map(n) {
            return self.fresh();
        }
        if let Some(d) = self.scope.definition(&k) {
            let vector = *d.constant.ty() == hence_kernel::Type::Vector;
            return self.of(if vector { What::Vector } else { What::Real });
        }
        match self.scope.sort(&k) {
            Some(Sort::Vector) => self.of(What::Vector),
            Some(_) => self.of(What::Real),
            None => {
                self.names.insert(k.clone());
                let i = self.id(format!("v {k}"));
                if is_arrow(n) {
                    self.say(i);
                }
                i
            }
        }
    }

    fn call(&mut self, n: &Name, args: &[Expr]) -> usize {
        let k = key(n);
        let values: Vec<usize> = args.iter().map(|a| self.infer(a)).collect();
        // `A(Bx − y)`
        if let ([a], true) = (&values[..], self.scope.is_map(&k)) {
            return *a;
        }
        if let ([a], true) = (
            &values[..],
            self.numbers.contains(&k) || !self.scope.is_call(n, args),
        ) {
            let f = self.name(n);
            return self.product(f, *a, false);
        }
        if n.primes > 0 || super::functions::unary(&k).is_some() {
            values.iter().for_each(|v| {
                self.mark(*v, What::Real);
            });
            return self.of(What::Real);
        }
        if self.scope.definition(&k).is_some() {
            return self.of(What::Real);
        }
        for (i, v) in values.iter().enumerate() {
            let a = self.id(format!("a {k} {i}"));
            self.same(a, *v);
        }
        self.functions.insert(k.clone(), args.len());
        self.id(format!("r {k}"))
    }

    fn product(&mut self, a: usize, b: usize, dot: bool) -> usize {
        let r = self.fresh();
        self.products.push((a, b, r, dot));
        r
    }

    fn all(&mut self, es: &[Expr]) {
        for e in es {
            self.infer(e);
        }
    }

    fn infer(&mut self, e: &Expr) -> usize {
        match &e.kind {
            Kind::Number(q) if q.is_zero() => self.fresh(),
            Kind::Name(n) => self.name(n),
            Kind::Paren(a) | Kind::Plus(a) | Kind::Neg(a) => self.infer(a),
            Kind::Binary(BinOp::Add | BinOp::Sub, a, b) => {
                let (a, b) = (self.infer(a), self.infer(b));
                self.same(a, b);
                a
            }
            Kind::Binary(op @ (BinOp::Juxtapose | BinOp::Times | BinOp::Cross), a, b) => {
                let mut factors = Vec::new();
                flatten(e, &mut factors);
                if factors
                    .iter()
                    .any(|f| self.is_map(f) || matches!(f.kind, Kind::Transpose(_)))
                    && factors.iter().any(|f| self.is_map(f))
                    || is_outer(&factors)
                {
                    return self.of_maps(&factors);
                }
                if let Kind::Transpose(x) = &a.kind {
                    let (x, y) = (self.infer(x), self.infer(b));
                    self.dots.push((x, y));
                    return self.of(What::Real);
                }
                let (a, b) = (self.infer(a), self.infer(b));
                self.product(a, b, *op == BinOp::Times)
            }
            Kind::Binary(BinOp::Div, a, b) => {
                self.real(b);
                self.infer(a)
            }
            Kind::Binary(BinOp::Pow, a, b) => {
                self.infer(a);
                self.real(b);
                self.of(What::Real)
            }
            Kind::NameParen(n, args) => self.call(n, args),
            Kind::Gradient(a) => {
                if let Kind::NameParen(f, args) = &a.kind
                    && let [w] = &args[..]
                {
                    let w = self.infer(w);
                    let k = key(f);
                    let arg = self.id(format!("a {k} 0"));
                    self.functions.insert(k, 1);
                    self.same(arg, w);
                    self.mark(arg, What::Vector);
                }
                self.of(What::Vector)
            }
            Kind::Norm(a, _) => {
                let a = self.infer(a);
                self.norms.push(a);
                self.of(What::Real)
            }
            Kind::Inner(a, b) => {
                for x in [a, b] {
                    let x = self.infer(x);
                    self.mark(x, What::Vector);
                }
                self.of(What::Real)
            }
            Kind::Transpose(a) => self.infer(a),
            Kind::Chain { first, links } => {
                let mut left = first.as_ref().map(|f| self.infer(f));
                for l in links {
                    let right = self.infer(&l.rhs);
                    match l.rel {
                        Rel::In if is_vector_space(&l.rhs) => {
                            let members: Vec<&Expr> = match first.as_deref() {
                                Some(Expr {
                                    kind: Kind::Tuple(xs),
                                    ..
                                }) => xs.iter().collect(),
                                first => first.into_iter().collect(),
                            };
                            for m in members {
                                let x = self.infer(m);
                                self.say(x);
                            }
                        }
                        Rel::Lt | Rel::Le | Rel::Gt | Rel::Ge => {
                            for x in left.into_iter().chain([right]) {
                                self.mark(x, What::Real);
                            }
                        }
                        Rel::Eq | Rel::Ne | Rel::Define | Rel::Equiv | Rel::Approx => {
                            if let Some(x) = left {
                                self.same(x, right);
                            }
                        }
                        _ => {}
                    }
                    left = Some(right);
                }
                self.of(What::Real)
            }
            Kind::Apply { args, .. } => {
                for a in args {
                    self.real(a);
                }
                self.of(What::Real)
            }
            Kind::Abs(a) | Kind::Not(a) => {
                self.infer(a);
                self.of(What::Real)
            }
            Kind::Big {
                under, over, body, ..
            } => {
                for x in [under, over].into_iter().flatten() {
                    self.infer(x);
                }
                self.infer(body)
            }
            Kind::Root { arg, .. } | Kind::Floor(arg) | Kind::Ceil(arg) => {
                self.real(arg);
                self.of(What::Real)
            }
            Kind::Derivative {
                body,
                vars,
                partial: true,
            } if matches!(&vars[..], [(_, 1)]) => {
                self.infer(body);
                let by = self.infer(&vars[0].0);
                let r = self.fresh();
                self.gradients.push((by, r));
                r
            }
            Kind::Derivative { body, vars, .. } => {
                self.infer(body);
                for (v, _) in vars {
                    self.real(v);
                }
                self.of(What::Real)
            }
            Kind::Limit { body, .. } | Kind::Integral { body, .. } | Kind::Between { body, .. } => {
                self.infer(body)
            }
            Kind::Cases(cases) => {
                let r = self.fresh();
                for c in cases {
                    let v = self.infer(&c.value);
                    self.same(r, v);
                    c.guard.iter().for_each(|g| {
                        self.infer(g);
                    });
                }
                r
            }
            Kind::And(xs) | Kind::Or(xs) | Kind::Tuple(xs) | Kind::Set(xs) => {
                self.all(xs);
                self.fresh()
            }
            Kind::ForAll(a, b) | Kind::Exists(a, b) => {
                self.infer(a);
                b.iter().for_each(|b| {
                    self.infer(b);
                });
                self.fresh()
            }
            Kind::Implies(a, b) | Kind::Iff(a, b) => {
                a.iter().for_each(|a| {
                    self.infer(a);
                });
                self.infer(b);
                self.fresh()
            }
            Kind::With(a, rest) => {
                self.infer(a);
                self.all(rest);
                self.fresh()
            }
            Kind::Prime(..) | Kind::Matrix(_) | Kind::Placeholder | Kind::Dots => self.fresh(),
            _ => self.of(What::Real),
        }
    }

    // Whether an expression denotes a matrix.
    fn is_map(&self, e: &Expr) -> bool {
        match &e.kind {
            Kind::Name(n) => {
                n.primes == 0 && (self.scope.is_map(&key(n)) || self.scope.is_identity_map(n))
            }
            Kind::Paren(a) | Kind::Neg(a) | Kind::Plus(a) | Kind::Transpose(a) => self.is_map(a),
            Kind::Binary(BinOp::Pow | BinOp::Div, a, _) => self.is_map(a),
            Kind::Binary(BinOp::Add | BinOp::Sub, a, b) => self.is_map(a) || self.is_map(b),
            Kind::Binary(BinOp::Juxtapose | BinOp::Times, _, b) => self.is_map(b),
            Kind::NameParen(n, args) => {
                matches!(&args[..], [a] if self.scope.is_map(&key(n)) && self.is_map(a))
            }
            _ => false,
        }
    }

    // A product with matrices or transposes among its factors.
    fn of_maps(&mut self, factors: &[&Expr]) -> usize {
        let row = |e: &Expr| matches!(&e.kind, Kind::Transpose(_));
        let mut vectors: Vec<usize> = Vec::new();
        let mut rows = 0;
        let mut numbers = Vec::new();
        let mut behind = false;
        for (i, f) in factors.iter().enumerate() {
            let id = self.infer(f);
            if self.is_map(f) {
                behind = true;
            } else if row(f) {
                rows += 1;
                vectors.push(id);
                behind = true;
            } else if behind
                || factors
                    .get(i + 1)
                    .is_some_and(|n| row(n) && !self.is_map(n))
                    && is_outer(factors)
            {
                vectors.push(id);
                behind = false;
                if rows == 0 && factors.len() > i + 1 {
                    continue;
                }
            } else {
                numbers.push(id);
            }
        }
        for n in numbers {
            self.mark(n, What::Real);
        }
        let plain = |e: &Expr| match &e.kind {
            Kind::Name(n) => {
                !matches!(
                    n.base.as_str(),
                    "c" | "i" | "j" | "k" | "l" | "m" | "n" | "r" | "s" | "t"
                ) && n.base.starts_with(|c: char| c.is_ascii_lowercase())
            }
            _ => true,
        };
        let rest: Vec<&&Expr> = factors.iter().filter(|f| !self.is_map(f)).collect();
        for pair in vectors.windows(2) {
            self.dots.push((pair[0], pair[1]));
        }
        if rest.iter().all(|f| plain(f)) || rows > 0 {
            self.norms.extend(&vectors);
        }
        match (&vectors[..], rows) {
            ([only], 0) => *only,
            ([_, _], 1) if !is_outer(factors) => self.of(What::Real),
            _ => self.fresh(),
        }
    }

    // What products say, until nothing is new.
    fn solve(&mut self) {
        let mut again = true;
        while again {
            again = false;
            for (a, b, r, dot) in self.products.clone() {
                use What::{Real, Vector};
                let (x, y) = (self.root(a), self.root(b));
                if dot && self.said[x] && self.said[y] {
                    again |= self.mark(r, Real);
                    continue;
                }
                match (self.kind_of(a), self.kind_of(b), self.kind_of(r)) {
                    (Some(Vector), _, _) => {
                        again |= self.mark(r, Vector) | self.mark(b, Real);
                    }
                    (_, Some(Vector), _) => {
                        again |= self.mark(r, Vector) | self.mark(a, Real);
                    }
                    (Some(Real), _, _) => again |= self.same(b, r),
                    (_, Some(Real), _) => again |= self.same(a, r),
                    (_, _, Some(Real)) => {
                        again |= self.mark(a, Real) | self.mark(b, Real);
                    }
                    _ => {}
                }
            }
            for (by, r) in self.gradients.clone() {
                if self.kind_of(by) == Some(What::Vector) {
                    again |= self.mark(r, What::Vector);
                }
            }
            for (a, b) in self.dots.clone() {
                for (x, y) in [(a, b), (b, a)] {
                    if self.kind_of(x) == Some(What::Vector) {
                        again |= self.mark(y, What::Vector);
                    }
                }
            }
        }
    }
}
