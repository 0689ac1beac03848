//! Facts about ℝ as data: the one door through which axioms enter.

use crate::facts::{FNV_START, Seal, fnv};
use crate::term::{KernelError, Kind, Name, Result, Term, Type};
use crate::theorem::Theorem;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A fact to be taken as true: from the conditions follows the conclusion, for all values of the free variables.
#[derive(Clone, Debug)]
pub struct Fact {
    /// Its name, unique in the theory.
    pub name: Name,
    /// What must hold.
    pub conditions: Vec<Term>,
    /// What follows.
    pub conclusion: Term,
}

/// Where a constant is defined.
#[derive(Clone, Debug)]
pub struct Domain {
    /// The constant.
    pub constant: Name,
    /// The variables that stand for its arguments in the conditions.
    pub params: Vec<Term>,
    /// When the value is defined; none for a total function.
    pub condition: Option<Term>,
    /// When the function is smooth (has derivatives of every order) in all its arguments; as `condition` where none is given.
    pub smooth: Option<Term>,
}

/// A sealed set of facts. Nothing can be added to it.
///
/// ```
/// use hence_kernel::{Fact, Term, Theory, syntax};
/// let x = Term::real_var("x");
/// let fact = Fact {
///     name: "exp_pos".into(),
///     conditions: vec![],
///     conclusion: syntax::lt(&Term::int(0), &syntax::exp(&x).unwrap()).unwrap(),
/// };
/// let theory = Theory::seal(vec![fact], vec![]).unwrap();
/// assert_eq!(theory.fact("exp_pos").unwrap().facts(), vec!["exp_pos".into()]);
/// ```
///
/// ```compile_fail
/// // There is no way to add an axiom to a sealed theory, and none to make one without a theory.
/// let th = hence_kernel::Theorem::axiom(vec![], hence_kernel::syntax::falsity(), todo!(), 0);
/// ```
#[derive(Debug)]
pub struct Theory {
    seal: Arc<Seal>,
    facts: Vec<Theorem>,
    index: BTreeMap<Name, usize>,
    domains: BTreeMap<Name, Domain>,
}

impl std::fmt::Debug for Seal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:032x}", self.hash())
    }
}

fn formula(t: &Term) -> Result<()> {
    if *t.ty() != Type::Bool || !t.is_closed() {
        return Err(KernelError::Theory(format!("`{t}` is not a formula")));
    }
    Ok(())
}

// The seal goes by what the terms are and not by how they are shown: a variable may be called `1 < 0`, and types are not shown.
struct Digest(u128);

impl Digest {
    fn number(&mut self, n: usize) {
        // Most are small: one byte, which no longer number begins with.
        match u8::try_from(n) {
            Ok(small @ ..=254) => self.case(small),
            _ => {
                self.case(255);
                self.0 = fnv(self.0, &(n as u64).to_le_bytes());
            }
        }
    }

    // Which of the cases of a term or a type follows; one byte will do, and nearly all of what is hashed are these.
    fn case(&mut self, n: u8) {
        self.0 = fnv(self.0, &[n]);
    }

    fn name(&mut self, s: &str) {
        self.number(s.len());
        self.0 = fnv(self.0, s.as_bytes());
    }

    fn ty(&mut self, ty: &Type) {
        match ty {
            Type::Bool => self.case(0),
            Type::Real => self.case(1),
            Type::Vector => self.case(2),
            Type::Var(v) => {
                self.case(3);
                self.name(v);
            }
            Type::Place => self.case(5),
            Type::Fun(ab) => {
                self.case(4);
                self.ty(&ab.0);
                self.ty(&ab.1);
            }
        }
    }

    fn term(&mut self, t: &Term) {
        match t.kind() {
            Kind::Var(n) => {
                self.case(0);
                self.name(n);
                self.ty(t.ty());
            }
            Kind::Bound(i) => {
                self.case(1);
                self.number(*i as usize);
            }
            Kind::Const(c) => {
                self.case(2);
                self.name(&c.name);
                self.ty(t.ty());
                // Of two constants of one name and type that the kernel goes by, both have the same definition or none.
                match c.definition() {
                    Some(def) if !t.is_const(&c.name) => {
                        self.case(2);
                        self.term(def);
                    }
                    _ => self.case(u8::from(t.is_const(&c.name))),
                }
            }
            Kind::Num(q) => {
                self.case(3);
                self.name(&q.to_string());
            }
            Kind::App(f, a) => {
                self.case(4);
                self.term(f);
                self.term(a);
            }
            Kind::Lam(_, ty, b) => {
                self.case(5);
                self.ty(ty);
                self.term(b);
            }
        }
    }
}

impl Theory {
    /// Takes the facts as axioms and closes the door.
    ///
    /// # Errors
    /// [`KernelError::Theory`] where a line is no formula, a name is used twice, or a domain mentions more than its parameters.
    pub fn seal(facts: Vec<Fact>, domains: Vec<Domain>) -> Result<Theory> {
        let mut hash = Digest(FNV_START);
        let mut index = BTreeMap::new();
        hash.number(facts.len());
        for (i, f) in facts.iter().enumerate() {
            hash.number(f.conditions.len());
            for t in f.conditions.iter().chain([&f.conclusion]) {
                formula(t)?;
                hash.term(t);
            }
            hash.name(&f.name);
            if index.insert(f.name.clone(), i).is_some() {
                return Err(KernelError::Theory(format!(
                    "two facts are called `{}`",
                    f.name
                )));
            }
        }
        let mut by_name = BTreeMap::new();
        for d in domains {
            hash.name(&d.constant);
            hash.number(d.params.len());
            for p in &d.params {
                if !matches!(p.kind(), Kind::Var(_)) {
                    return Err(KernelError::Theory(format!(
                        "domain of `{}`: bad parameter",
                        d.constant
                    )));
                }
                hash.term(p);
            }
            for condition in [&d.condition, &d.smooth] {
                hash.number(usize::from(condition.is_some()));
                let Some(t) = condition else { continue };
                formula(t)?;
                if t.free_vars().iter().any(|v| !d.params.contains(v)) {
                    return Err(KernelError::Theory(format!(
                        "domain of `{}`: stray variable",
                        d.constant
                    )));
                }
                hash.term(t);
            }
            if by_name.insert(d.constant.clone(), d.clone()).is_some() {
                return Err(KernelError::Theory(format!(
                    "two domains for `{}`",
                    d.constant
                )));
            }
        }
        let seal = Arc::new(Seal::new(
            hash.0,
            facts.iter().map(|f| f.name.clone()).collect(),
        ));
        let facts = facts
            .into_iter()
            .enumerate()
            .map(|(i, f)| Theorem::axiom(f.conditions, f.conclusion, seal.clone(), i))
            .collect();
        Ok(Theory {
            seal,
            facts,
            index,
            domains: by_name,
        })
    }

    /// The hash of all lines: what a verdict compares a theorem's seal with.
    pub fn hash(&self) -> u128 {
        self.seal.hash()
    }

    /// The fact of that name as a theorem.
    ///
    /// # Errors
    /// [`KernelError::Unknown`] where there is none.
    pub fn fact(&self, name: &str) -> Result<&Theorem> {
        self.index
            .get(name)
            .map(|&i| &self.facts[i])
            .ok_or_else(|| KernelError::Unknown(format!("fact `{name}`")))
    }

    /// All facts in the order of the lines, with their names.
    pub fn facts(&self) -> impl Iterator<Item = (Name, &Theorem)> {
        self.facts
            .iter()
            .enumerate()
            .map(|(i, th)| (self.seal.name(i), th))
    }

    /// Where the constant of that name is defined; none where no line says so.
    pub fn domain(&self, constant: &str) -> Option<&Domain> {
        self.domains.get(constant)
    }
}
