//! What is known of names at a place of a text.

use super::names::key;
use crate::read::ast::{Expr, Kind, Name, Rel};
use crate::read::tree::walk;
use hence_kernel::{Term, Theorem, Type};
use std::collections::{BTreeMap, BTreeSet};

/// What a variable ranges over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// Real numbers.
    Real,
    /// Integers.
    Int,
    /// Integers from 0.
    Nat,
    /// Vectors of an abstract inner product space.
    Vector,
}

impl Sort {
    /// The sort that a word names.
    ///
    /// ```
    /// use hence::elaborate::Sort;
    /// assert_eq!(Sort::from_word("nat"), Some(Sort::Nat));
    /// assert_eq!(Sort::from_word("complex"), None);
    /// ```
    pub fn from_word(word: &str) -> Option<Sort> {
        Some(match word {
            "real" => Sort::Real,
            "int" => Sort::Int,
            "nat" => Sort::Nat,
            "vector" => Sort::Vector,
            _ => return None,
        })
    }

    /// The type of terms of this sort.
    pub fn ty(self) -> Type {
        if self == Sort::Vector {
            Type::Vector
        } else {
            Type::Real
        }
    }
}

/// A name that the text defines.
#[derive(Clone, Debug)]
pub struct Definition {
    /// The constant.
    pub constant: Term,
    /// That it equals what it was defined to be.
    pub theorem: Theorem,
}

/// What a name was defined to be.
#[derive(Clone, Debug)]
pub struct Meaning {
    name: String,
    definition: Option<Definition>,
    value: Option<(Term, Term)>,
}

impl Meaning {
    /// Whether it was defined.
    pub fn is_some(&self) -> bool {
        self.definition.is_some() || self.value.is_some()
    }
}

/// The names in force.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    vars: BTreeMap<String, Sort>,
    definitions: BTreeMap<String, Definition>,
    functions: BTreeSet<String>,
    // Names with an index, and what the members are.
    families: BTreeMap<String, Sort>,
    // Families whose members a bracket behind is multiplied with.
    factors: BTreeSet<String>,
    // Functions that take or give vectors.
    signatures: BTreeMap<String, (Vec<Sort>, Sort)>,
    // The names that a quantity was given by: `y = x^2` gives y by x.
    depends: BTreeMap<String, BTreeSet<String>>,
    // Names of what is read and not computed with (matrices, functionals), and what they stand for.
    others: BTreeMap<String, Expr>,
    // Names of matrices that are written out, which are among the others, and letters that stand for no identity matrix.
    pub(super) tables: BTreeMap<String, super::matrices::Named>,
    pub(super) no_identities: BTreeSet<String>,
    // Letters for matrices of which no entry is known, and how many entries vectors have; whether there are vectors.
    pub(super) maps: BTreeMap<String, super::operators::Shape>,
    pub(super) spaces: BTreeMap<String, String>,
    pub(super) vectors: bool,
    // Names that the words say to be no number.
    pub(super) no_numbers: BTreeSet<String>,
    // Names that stand for an expression with variables.
    values: Vec<(Term, Term)>,
    // What is given of abstract functions and of families.
    pub(super) given: Vec<super::unfold::Given>,
    // Whether integrals without bounds stand for numbers in the relation at hand: those over all numbers.
    pub(super) over_all: bool,
    // The variable of the last integral.
    pub(super) integrated: Option<String>,
    // Whether an equation between integrals without bounds is claimed, so that its sides are compared by their derivatives.
    pub(super) claiming: bool,
    // What was read so since this was asked last.
    antiderived: Option<super::Antiderived>,
    // Innermost last.
    bound: Vec<(String, Term)>,
    // Letters that stand outside the operators which name them, anywhere in the text so far.
    pub(super) outside: BTreeSet<String>,
    // Whether the second letter of a range `i ≠ j`, by where it stands, stands outside in the same formula.
    pub(super) single: BTreeMap<(usize, String), bool>,
    // Where indices run, as the text has said so far.
    pub(super) ranges: Vec<super::ranges::Written>,
    // What was odd about the formulas that were given a meaning.
    oddities: Vec<String>,
}

impl Scope {
    /// A scope that knows nothing but the theory's own names.
    pub fn new() -> Scope {
        Scope::default()
    }

    /// Declares a variable.
    pub fn declare(&mut self, name: &str, sort: Sort) {
        self.others.remove(name);
        self.tables.remove(name);
        self.maps.remove(name);
        self.vectors |= sort == Sort::Vector;
        self.vars.insert(name.to_string(), sort);
    }

    pub(super) fn forget_variable(&mut self, name: &str) {
        self.vars.remove(name);
        self.others.remove(name);
    }

    /// The sort a name was declared with.
    pub fn sort(&self, name: &str) -> Option<Sort> {
        self.vars.get(name).copied()
    }

    /// All declared names with their sorts.
    pub fn declared(&self) -> impl Iterator<Item = (&str, Sort)> {
        self.vars.iter().map(|(n, s)| (n.as_str(), *s))
    }

    /// Introduces a defined name; an earlier one of that name is shadowed.
    pub fn define(&mut self, name: &str, definition: Definition) {
        self.vars.remove(name);
        self.others.remove(name);
        self.tables.remove(name);
        self.maps.remove(name);
        self.definitions.insert(name.to_string(), definition);
    }

    /// Introduces the name of something that is not computed with; what the name was before is forgotten.
    pub fn note_other(&mut self, name: &str, value: &Expr) {
        self.vars.remove(name);
        self.definitions.remove(name);
        self.tables.remove(name);
        self.maps.remove(name);
        self.others.insert(name.to_string(), value.clone());
    }

    /// Takes back what a name was defined to be.
    pub fn forget(&mut self, name: &str) {
        self.take(name);
    }

    /// Takes back what a name was defined to be, and gives it out.
    pub fn take(&mut self, name: &str) -> Meaning {
        let value =
            |(v, _): &(Term, Term)| matches!(v.kind(), hence_kernel::Kind::Var(n) if **n == *name);
        let at = self.values.iter().position(value);
        // What was a matrix is not computed with until something else is said of it.
        self.tables.remove(name);
        Meaning {
            name: name.to_string(),
            definition: self.definitions.remove(name),
            value: at.map(|i| self.values.remove(i)),
        }
    }

    /// Gives back what was taken, unless the name has got another meaning.
    pub fn give_back(&mut self, meaning: Meaning) {
        let name = &meaning.name;
        if let Some(d) = meaning.definition
            && !self.definitions.contains_key(name)
        {
            self.define(name, d);
        }
        if let Some((v, t)) = meaning.value
            && self.values.iter().all(|(w, _)| *w != v)
        {
            self.values.push((v, t));
        }
    }

    /// Whether a name stands for something that is not computed with.
    pub fn is_other(&self, name: &str) -> bool {
        self.others.contains_key(name)
    }

    pub(crate) fn other(&self, name: &str) -> Option<&Expr> {
        self.others.get(name)
    }

    /// What a name was defined to be.
    pub fn definition(&self, name: &str) -> Option<&Definition> {
        self.definitions.get(name)
    }

    /// Whether a function is defined by a sum or product whose end is its argument, which counts for that reason.
    pub(crate) fn is_counted(&self, function: &Term) -> bool {
        let mut defined = self.definitions.values();
        let Some(d) = defined.find(|d| d.constant == *function) else {
            return false;
        };
        let letter = Term::real_var("κ9");
        let value = d
            .theorem
            .equation()
            .ok()
            .map(|(_, v)| v.instantiate(&letter));
        matches!(value, Some(Ok(v)) if has_end(&v, &letter))
    }

    /// All definitions in force.
    pub fn definitions(&self) -> impl Iterator<Item = (&str, &Definition)> {
        self.definitions.iter().map(|(n, d)| (n.as_str(), d))
    }

    /// Remembers what a quantity was given by, where the formula is `NAME = EXPRESSION`.
    pub fn note_dependence(&mut self, e: &Expr) {
        let Kind::Chain {
            first: Some(first),
            links,
        } = &e.kind
        else {
            return;
        };
        if let (Kind::Name(n), Some(link)) = (&first.kind, links.first())
            && matches!(link.rel, Rel::Eq | Rel::Define)
        {
            let on = self.depends.entry(key(n)).or_default();
            walk(&link.rhs, &mut |e| {
                if let Kind::Name(m) = &e.kind {
                    on.insert(key(m));
                }
            });
        }
    }

    /// Whether a quantity was given by another, directly or by way of others.
    pub(crate) fn depends_on(&self, name: &str, on: &str) -> bool {
        let mut seen = BTreeSet::new();
        let mut open = vec![name];
        while let Some(n) = open.pop() {
            for m in self.depends.get(n).into_iter().flatten() {
                if m == on {
                    return true;
                }
                if seen.insert(m.as_str()) {
                    open.push(m);
                }
            }
        }
        false
    }

    /// Says that a variable stands for an expression: it is what a derivative of the name differentiates.
    pub fn set_value(&mut self, name: &str, value: &Term) {
        let v = Term::var(name, value.ty().clone());
        self.values.retain(|(w, _)| *w != v);
        if !value.has_free(&v) {
            self.values.push((v, value.clone()));
        }
    }

    pub(crate) fn values(&self) -> Vec<(Term, Term)> {
        self.values.clone()
    }

    /// Says that a name stands for an abstract function.
    pub fn declare_function(&mut self, name: &str) {
        self.functions.insert(name.to_string());
    }

    pub(crate) fn is_function(&self, name: &str) -> bool {
        self.functions.contains(name)
    }

    /// Says what a function takes and gives.
    pub fn declare_signature(&mut self, name: &str, args: Vec<Sort>, result: Sort) {
        self.signatures.insert(name.to_string(), (args, result));
    }

    // The type of a function of that name with so many arguments: real where nothing else is known.
    pub(crate) fn function_type(&self, name: &str, arity: usize) -> Type {
        match self.signatures.get(name) {
            Some((args, result)) if args.len() == arity => {
                let args: Vec<Type> = args.iter().map(|s| s.ty()).collect();
                Type::curried(&args, result.ty())
            }
            _ => Type::curried(&vec![Type::Real; arity], Type::Real),
        }
    }

    /// What the members of a family are, where the name is one of a family.
    pub fn family(&self, name: &str) -> Option<Sort> {
        self.families.get(name).copied()
    }

    /// Says what the members of a family are.
    pub fn declare_family(&mut self, name: &str, sort: Sort) {
        self.families.insert(name.to_string(), sort);
    }

    /// Says what was odd about a formula.
    pub(crate) fn remark_on(&mut self, what: String) {
        if !self.oddities.contains(&what) {
            self.oddities.push(what);
        }
    }

    /// What was odd about the formulas since this was asked last, and how they were read.
    pub fn take_oddities(&mut self) -> Vec<String> {
        std::mem::take(&mut self.oddities)
    }

    pub(super) fn note_antiderived(&mut self, of: super::Antiderived) {
        self.antiderived = Some(of);
    }

    /// By what the formula was differentiated that was read last, where it relates integrals that stand for functions.
    pub fn take_antiderived(&mut self) -> Option<super::Antiderived> {
        self.antiderived.take()
    }

    pub(crate) fn bind(&mut self, name: String, var: Term) {
        self.bound.push((name, var));
    }

    pub(crate) fn unbind(&mut self) {
        self.bound.pop();
    }

    pub(crate) fn bound(&self, name: &str) -> Option<&Term> {
        self.bound
            .iter()
            .rev()
            .find(|(n, _)| n == name)
            .map(|(_, t)| t)
    }

    /// Notes which names of a formula are indexed by something that varies (`a_k`, `a_{k+1}`, `w^{(k)}`), so that `a_1` beside them is
    /// a member of the family too.
    pub fn note_families(&mut self, e: &Expr) {
        self.note_ranges(e);
        self.note_outside(e);
        let mut found = BTreeSet::new();
        walk(e, &mut |e| {
            let (n, call) = match &e.kind {
                Kind::Name(n) => (n, false),
                Kind::NameParen(n, _) => (n, true),
                _ => return,
            };
            // `f^{(n)}(x)` is a derivative or a function of its own.
            if call && n.sup.is_some() {
                return;
            }
            if let Some(places) = super::names::places(n)
                && places.iter().any(|s| varies(s, self))
            {
                found.insert(super::names::bare(n));
            }
        });
        for name in found {
            self.families.entry(name).or_insert(Sort::Real);
        }
    }

    /// Notes families whose members are numbers that a bracket behind is multiplied with: `p_i (x_i − m)`.
    pub(crate) fn note_factors(&mut self, names: BTreeSet<String>) {
        self.factors.extend(names);
    }

    /// Whether a name is a member of a family of such numbers.
    pub(crate) fn is_factor(&self, n: &Name) -> bool {
        super::names::places(n).is_some() && self.factors.contains(&super::names::bare(n))
    }

    /// The families that are known, with what their members are.
    pub fn families(&self) -> impl Iterator<Item = (&str, Sort)> {
        self.families.iter().map(|(n, s)| (n.as_str(), *s))
    }
}

// A place that is more than a mark: an expression, or a letter that is bound or an integer variable.
fn varies(place: &Expr, scope: &Scope) -> bool {
    match &place.kind {
        Kind::Name(n) => {
            let key = super::names::key(n);
            matches!(scope.sort(&key), Some(Sort::Int | Sort::Nat))
                || (scope.sort(&key).is_none() && is_index_letter(n))
        }
        Kind::Binary(..) | Kind::Paren(_) => true,
        _ => false,
    }
}

// Letters that serve as indices by custom, where nothing was declared.
fn is_index_letter(n: &Name) -> bool {
    n.font.is_none()
        && n.subs.is_empty()
        && matches!(n.base.as_str(), "i" | "j" | "k" | "l" | "m" | "n" | "t")
}

// Whether a sum or product ends at a term with the letter.
fn has_end(t: &Term, letter: &Term) -> bool {
    if let Some(("Sum" | "Prod", args)) = t.as_const_app()
        && let [_, b, _] = args[..]
        && b.has_free(letter)
    {
        return true;
    }
    match t.kind() {
        hence_kernel::Kind::App(f, a) => has_end(f, letter) || has_end(a, letter),
        hence_kernel::Kind::Lam(_, _, b) => has_end(b, letter),
        _ => false,
    }
}
