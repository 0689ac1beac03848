//! Names of matrices that are written out, and what a text leaves open of them.

use super::super::judge::variable_name;
use super::super::open;
use super::super::script::{Line, Task};
use super::{Walk, line_span};
use crate::elaborate::{Problem, Table, Value, key, walk};
use crate::finding::Verdict;
use crate::read::ast::{Expr, Kind, Link, Name, Rel};
use crate::read::lexicon::guards::{guards, words};
use hence_kernel::{Kind as TermKind, Term, syntax};
use std::collections::BTreeSet;

// A name without a mark of its own.
fn named(e: &Expr) -> Option<&Name> {
    match &e.kind {
        Kind::Name(n) if n.primes == 0 && n.sup.is_none() => Some(n),
        _ => None,
    }
}

// Whether a matrix is written there.
fn is_literal(e: &Expr) -> bool {
    match &e.kind {
        Kind::Matrix(_) => true,
        Kind::Paren(a) | Kind::Neg(a) => is_literal(a),
        Kind::Binary(_, a, b) => is_literal(a) || is_literal(b),
        _ => false,
    }
}

fn has_dots(e: &Expr) -> bool {
    let mut found = false;
    walk(e, &mut |e| found |= matches!(e.kind, Kind::Dots));
    found
}

fn is_identity_letter(n: &Name) -> bool {
    matches!(n.base.as_str(), "I" | "Id")
}

impl Walk<'_> {
    /// `A = …`, `P = Q = Pᵀ = …` where the chain begins with a name that stands for no matrix yet and one of its sides is a matrix that
    /// can be written out: the names in it stand for that matrix from here on, and what else the chain says is claimed. Tells whether the
    /// chain is one of these.
    pub(super) fn introduce_matrices(
        &mut self,
        line: &Line,
        e: &Expr,
        before: &BTreeSet<String>,
    ) -> bool {
        let Kind::Chain {
            first: Some(first),
            links,
        } = &e.kind
        else {
            return false;
        };
        let equations = links.iter().all(|l| matches!(l.rel, Rel::Eq | Rel::Define));
        if !equations || line.quoted.is_some() || matches!(line.task, Task::Place | Task::Goal) {
            return false;
        }
        let sides: Vec<&Expr> = std::iter::once(&**first)
            .chain(links.iter().map(|l| &l.rhs))
            .collect();
        let new = self.new_matrices(line, &sides);
        let begins = named(first).is_some_and(|n| new.contains(&key(n)));
        if !begins {
            return false;
        }
        let is_new = |s: &Expr| named(s).is_some_and(|n| new.contains(&key(n)));
        let speaks = |s: &Expr| {
            let mut names = BTreeSet::new();
            open::names(s, &mut names);
            !names.is_disjoint(&new)
        };
        let mut found: Option<(usize, Table)> = None;
        let mut problem: Option<Problem> = None;
        for (i, s) in sides.iter().enumerate() {
            if is_new(s) || speaks(s) || !self.scope.is_matrix(s) {
                continue;
            }
            match self.scope.value(s, true) {
                Ok(Value::Table(t)) if t.shape() != (1, 1) || is_literal(s) => {
                    found = Some((i, t));
                    break;
                }
                // A number.
                Ok(_) => return false,
                Err(p) => problem = problem.or(Some(p)),
            }
        }
        let Some((at, table)) = found else {
            let known = |n: &String| !self.scope.is_other(n) || self.scope.is_table(n);
            let mut names = BTreeSet::new();
            open::names(e, &mut names);
            // What has dots or speaks of what is not computed with is kept as that.
            return match problem {
                Some(p) if !has_dots(e) && names.iter().all(known) => {
                    self.misunderstood(line, e, &p);
                    true
                }
                _ => false,
            };
        };
        let free: BTreeSet<String> = table
            .entries()
            .flat_map(Term::free_vars)
            .map(|v| variable_name(&v))
            .collect();
        let given = |n: &String| {
            let v = Term::real_var(n.as_str());
            self.given.iter().any(|p| p.has_free(&v))
        };
        let undetermined: Vec<String> = free.into_iter().filter(|n| !given(n)).collect();
        self.undetermined.extend(undetermined);
        let text = words(self.text);
        let spoken = guards().is_none_or(|g| g.of_matrices.first(&text).is_some());
        for n in &new {
            let doubtful = spoken || self.open.contains(n) || self.restricted.contains(n);
            self.scope.define_table(n, table.clone());
            self.scope.allow_number(n);
            self.open.remove(n);
            self.restricted.remove(n);
            self.kinds.remove(n);
            // What the words say of a matrix may restrict the letters in it.
            if doubtful {
                self.open_entries(n);
            }
        }
        // Links between the new names and the side that says what they are.
        let says = |i: usize| is_new(sides[i]) || i == at;
        let claims: Vec<usize> = (0..links.len())
            .filter(|i| !(says(*i) && says(*i + 1)))
            .collect();
        let span = match claims.first() {
            None => line_span(line, e),
            Some(i) => first.span.to(sides[*i].span),
        };
        let heads: Vec<&str> = new.iter().map(String::as_str).collect();
        let reading = format!("{} = {table}", heads.join(" = "));
        let f = self.finding(
            span,
            line.label.clone(),
            Verdict::Defined,
            reading,
            String::new(),
            None,
        );
        self.findings.push(f);
        self.last = Some((Value::Table(table), e.span));
        self.previous = None;
        let mut fresh = BTreeSet::new();
        open::names(e, &mut fresh);
        fresh.retain(|n| !before.contains(n) && !new.contains(n));
        let mut rest = &claims[..];
        while let Some(from) = rest.first() {
            let run = rest.iter().enumerate().take_while(|(k, i)| **i == from + k);
            let (run, behind) = rest.split_at(run.count());
            rest = behind;
            let links: Vec<Link> = run.iter().map(|i| links[*i].clone()).collect();
            let start = sides[*from];
            let end = links.last().map_or(start.span, |l| l.rhs.span);
            let chain = Expr {
                kind: Kind::Chain {
                    first: Some(Box::new(start.clone())),
                    links,
                },
                span: start.span.to(end),
            };
            self.claim(line, &chain, &fresh);
        }
        true
    }

    // The names among the sides of a chain that it may give their meaning.
    fn new_matrices(&mut self, line: &Line, sides: &[&Expr]) -> BTreeSet<String> {
        let bringing = line.defining
            || line.introducing
            || matches!(line.task, Task::Define | Task::Assume | Task::Given);
        if let [first, value] = sides
            && let Some(n) = named(first)
            && (bringing || self.scope.is_identity(n))
            && self.scope.is_matrix(value)
        {
            let mut right = BTreeSet::new();
            open::names(value, &mut right);
            let literal = is_literal(value);
            if !right.contains(&key(n)) && (literal || !self.scope.is_identity(n)) {
                return BTreeSet::from([key(n)]);
            }
        }
        let mut new = BTreeSet::new();
        for n in sides.iter().filter_map(|s| named(s)) {
            if !self.scope.is_table(&key(n)) && !self.scope.is_identity(n) {
                new.insert(key(n));
            }
        }
        new
    }

    /// Words say something of a matrix that is not understood: what letters stand in it is open, and so is it.
    pub(super) fn open_entries(&mut self, name: &str) {
        let Some(t) = self.scope.table(name) else {
            return;
        };
        let vars = t.entries().flat_map(Term::free_vars);
        let letters: BTreeSet<String> = vars.map(|v| variable_name(&v)).collect();
        if !letters.is_empty() {
            self.open.insert(name.to_string());
            self.open.extend(letters);
        }
    }

    /// Whether a name stands for a matrix of numerals, of which nothing is left open.
    pub(super) fn is_matrix_of_numerals(&self, name: &str) -> bool {
        let table = self.scope.table(name);
        table.is_some_and(|t| t.entries().all(|x| !x.has_vars()))
    }

    /// Names that are brought anew, or stand for something else: they stand for no matrix that is known.
    pub(super) fn end_matrices(&mut self, names: &BTreeSet<String>) {
        for n in names {
            if self.scope.table(n).is_some() {
                self.scope.forget_table(n);
                self.last = None;
                self.open.insert(n.clone());
            }
        }
    }

    /// Letters of which matrices were made are other letters from here on.
    pub(super) fn end_matrices_of(&mut self, letters: &BTreeSet<String>) {
        let speaks = |t: &Table| {
            let mut vars = t.entries().flat_map(Term::free_vars);
            vars.any(|v| letters.contains(&variable_name(&v)))
        };
        let names: BTreeSet<String> = (self.scope.tables())
            .filter(|(_, t)| speaks(t))
            .map(|(n, _)| n.to_string())
            .collect();
        self.end_matrices(&names);
    }

    /// An `I` in a formula without matrices is something else than the identity matrix.
    pub(super) fn note_identities(&mut self, e: &Expr) {
        if self.scope.has_matrix(e) {
            return;
        }
        let (mut found, mut matrices) = (BTreeSet::new(), false);
        walk(e, &mut |e| match &e.kind {
            Kind::Transpose(_) => matrices = true,
            Kind::Name(n) | Kind::NameParen(n, _) => {
                let kind = self.kinds.get(&key(n)).copied();
                matrices |= self.scope.is_map(&key(n));
                matrices |= kind.is_some_and(is_matrix_kind) && !is_identity_letter(n);
                if is_identity_letter(n) {
                    found.insert(n.base.clone());
                }
            }
            _ => {}
        });
        if !matrices {
            found.iter().for_each(|n| self.scope.deny_identity(n));
        }
    }

    /// What is said of an `I` in words, where they do not speak of the identity matrix.
    pub(super) fn note_spoken_identities(&mut self, names: &BTreeSet<String>) {
        // `A B = I`
        if self.scope.has_maps() && names.iter().any(|n| self.scope.is_map(n)) {
            return;
        }
        let base = |n: &str| n.split('_').next().unwrap_or(n).to_string();
        let found: Vec<String> = names
            .iter()
            .map(|n| base(n))
            .filter(|n| matches!(n.as_str(), "I" | "Id"))
            .collect();
        if found.is_empty() {
            return;
        }
        let text = words(self.text);
        if guards().is_none_or(|g| g.identity_matrix.first(&text).is_none()) {
            found.iter().for_each(|n| self.scope.deny_identity(n));
        }
    }

    /// A name that a claim about matrices may be meant to determine, or that the text leaves open: nothing refutes the claim then.
    ///
    /// An equation such as `Ax = b` or `det(A − λI) = 0` may say what its letters are. One that computes a matrix with letters from
    /// others says nothing of the letters.
    pub(super) fn unsettled_matrix(
        &self,
        sides: &[Option<&Expr>],
        p: &Term,
        fresh: &BTreeSet<String>,
    ) -> Option<String> {
        let sides: Vec<&Expr> = sides.iter().flatten().copied().collect();
        if !sides.iter().any(|s| self.scope.has_matrix(s)) {
            return None;
        }
        let mut names = BTreeSet::new();
        sides.iter().for_each(|s| open::names(s, &mut names));
        let tables: Vec<&String> = names.iter().filter(|n| self.scope.is_table(n)).collect();
        let open = |n: &&&String| {
            self.open.contains(**n) && !self.is_matrix_of_numerals(n)
                || self.restricted.contains(**n)
                || self.general.contains(**n)
                || self.is_sought(n)
        };
        if let Some(n) = tables.iter().find(open) {
            return Some((*n).to_string());
        }
        let vars: Vec<String> = p.free_vars().iter().map(variable_name).collect();
        let loose = |n: &String| fresh.contains(n) || self.undetermined.contains(n);
        for c in syntax::conjuncts(p) {
            let Some((a, b)) = c.as_eq() else { continue };
            for (x, y) in [(a, b), (b, a)] {
                let letter = match x.kind() {
                    TermKind::Var(n) => loose(&n.to_string()),
                    _ => !x.has_vars(),
                };
                if letter && let Some(v) = x.free_vars().first().or(y.free_vars().first()) {
                    return Some(variable_name(v));
                }
            }
        }
        if let Some(n) = vars.iter().find(|n| fresh.contains(*n)) {
            return Some(n.clone());
        }
        let undetermined = vars.iter().find(|n| loose(n))?;
        let equation = sides.len() == 2;
        let of_matrices = sides.iter().any(|s| self.scope.is_matrix(s));
        let computed = sides.iter().any(|s| is_literal(s));
        let unknown = tables.iter().any(|n| {
            (self.scope.table(n)).is_some_and(|t| {
                t.is_column()
                    && t.entries()
                        .flat_map(Term::free_vars)
                        .any(|v| loose(&variable_name(&v)))
            })
        });
        let says = equation && (!of_matrices || computed) && !unknown;
        (!says).then(|| undetermined.clone())
    }

    /// Shows the last finding with its matrices as they are written, row by row.
    pub(super) fn show_matrices(&mut self, a: &Value, rel: Rel, b: &Value) {
        if matches!((a, b), (Value::Term(_), Value::Term(_))) {
            return;
        }
        let sign = match rel {
            Rel::Ne => "≠",
            _ => "=",
        };
        if let Some(f) = self.findings.last_mut() {
            f.reading = format!("{a} {sign} {b}");
        }
    }
}

/// Whether what names stand for is a matrix by this word.
pub(super) fn is_matrix_kind(kind: &str) -> bool {
    matches!(kind, "a matrix" | "a matrix by what is said of it")
}
