//! The trusted facts: the files of `theory/` turned into kernel facts and sealed.
//!
//! Nothing is decided here. A line gives an axiom with its conditions, says what the engines may use it for and where it
//! comes from; `domain`, `smooth` and `total` lines say where functions mean something; `false` lines keep tempting
//! rules that do not hold, each with the point that breaks it.

mod infer;
mod parse;
mod term;
#[cfg(test)]
mod tests;

use hence_kernel::{Domain, Fact, Term, Theory, Type, syntax};
use infer::{Constants, Inference};
use parse::{Body, DomainLine, Field, Line, Sequent, Source};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::OnceLock;

macro_rules! shipped {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../theory/", $name, ".facts")))),*]
    };
}

/// The files that are shipped: family and text.
const FILES: &[(&str, &str)] = shipped![
    "domains",
    "logic",
    "field",
    "order",
    "exp_log",
    "powers",
    "roots",
    "trig",
    "hyperbolic",
    "inverse_functions",
    "derivatives",
    "vectors",
    "integers",
    "sums",
    "false",
];

/// What the engines may do with a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Use {
    /// Reduces a function to the basic ones, from left to right, in the normal form.
    Normal,
    /// Rewrites from left to right.
    Rewrite,
    /// Rewrites in both directions.
    RewriteBoth,
    /// Is applied backwards, from the conclusion to the conditions.
    Lemma,
    /// Belongs to the engine of an operator such as the derivative; its function variables are matched as patterns.
    Structural,
}

/// One fact with all that its line says.
#[derive(Clone, Debug)]
pub struct FactInfo {
    /// Its name, unique in the theory.
    pub name: String,
    /// The file it stands in.
    pub family: String,
    /// Its line in that file.
    pub line: u32,
    /// What it may be used for; at least one.
    pub uses: Vec<Use>,
    /// Where it comes from.
    pub source: String,
    /// The statement as written.
    pub text: String,
    /// What must hold.
    pub conditions: Vec<Term>,
    /// What follows.
    pub conclusion: Term,
    /// Its free variables in the order in which they occur.
    pub vars: Vec<Term>,
    /// Instances for tests, where the line gives some.
    pub instances: Vec<Vec<(Term, Term)>>,
    /// Why no sample can satisfy its conditions.
    pub unsampled: Option<String>,
    /// Why it holds even where its conclusion is not defined.
    pub total: Option<String>,
}

/// A rule that tempts and does not hold.
#[derive(Clone, Debug)]
pub struct FalseRule {
    /// Its name, unique among all lines.
    pub name: String,
    /// The statement as written.
    pub text: String,
    /// What it asks for.
    pub conditions: Vec<Term>,
    /// What it says.
    pub conclusion: Term,
    /// Points at which the conditions hold and the conclusion does not, and in which way; at least one.
    pub witnesses: Vec<(Failure, Vec<(Term, Term)>)>,
}

/// How a rule fails at a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// Everything is defined, and the conclusion is false.
    False,
    /// The conclusion is not defined, so that nothing can be said of it.
    Undefined,
}

/// All lines of a theory.
#[derive(Debug)]
pub struct Library {
    /// The facts as axioms, sealed.
    pub theory: Theory,
    /// The facts in the order of the files.
    pub facts: Vec<FactInfo>,
    /// The rules that do not hold.
    pub false_rules: Vec<FalseRule>,
    index: BTreeMap<String, usize>,
    by_head: OnceLock<BTreeMap<String, Vec<String>>>,
}

impl Library {
    /// The facts `f … = …` that pass `wanted`, by the head of their left side. Computed once; every call gives the same test.
    pub(crate) fn equations_by_head(
        &self,
        wanted: fn(&FactInfo, &Term, &Term) -> bool,
    ) -> &BTreeMap<String, Vec<String>> {
        self.by_head.get_or_init(|| {
            let mut out: BTreeMap<String, Vec<String>> = BTreeMap::new();
            for f in &self.facts {
                if let Some((l, r)) = f.conclusion.as_eq()
                    && let Some((head, _)) = l.as_const_app()
                    && wanted(f, l, r)
                {
                    out.entry(head.to_string())
                        .or_default()
                        .push(f.name.clone());
                }
            }
            out
        })
    }

    /// The line of the fact of that name.
    pub fn info(&self, name: &str) -> Option<&FactInfo> {
        self.index.get(name).map(|&i| &self.facts[i])
    }

    /// The facts that have the given use.
    pub fn with_use(&self, wanted: Use) -> impl Iterator<Item = &FactInfo> {
        self.facts.iter().filter(move |f| f.uses.contains(&wanted))
    }
}

/// A mistake in a file of facts, with its place (1-based; columns count characters).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TheoryError {
    /// The file.
    pub file: String,
    /// The line in it.
    pub line: usize,
    /// The character in that line.
    pub column: usize,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for TheoryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let TheoryError {
            file,
            line,
            column,
            message,
        } = self;
        write!(f, "{file}:{line}:{column}: {message}")
    }
}

impl std::error::Error for TheoryError {}

/// The shipped theory.
///
/// ```
/// let library = hence::theory::load().unwrap();
/// assert!(library.theory.fact("log_mul").is_ok());
/// ```
///
/// # Errors
/// A mistake in the shipped files; a test sees to it that there is none.
pub fn load() -> Result<Library, TheoryError> {
    parse(FILES)
}

/// A theory from files given as family and text.
///
/// # Errors
/// The first mistake: a line that cannot be read, a type that does not fit, a name used twice, a fact without a use or a
/// source.
pub fn parse(files: &[(&str, &str)]) -> Result<Library, TheoryError> {
    let constants = Constants::default();
    let sources: Vec<Source<'_>> = (files.iter())
        .map(|(file, text)| Source { file, text })
        .collect();
    let lines = (sources.iter())
        .map(|source| Ok((source, source.lines()?)))
        .collect::<Result<Vec<_>, _>>()?;
    let mut loader = Loader::new(&constants);
    for (source, parsed) in &lines {
        for line in parsed {
            loader.line(source, line)?;
        }
    }
    for (source, parsed) in &lines {
        for line in parsed {
            if let Body::Smooth(smooth) = &line.body {
                loader.smooth(source, line.at, smooth)?;
            }
        }
    }
    loader.seal()
}

/// A term in the language of the facts: `log (a * b)`, `λt. f t ^ 2`, `∀t. 0 ≤ t ⇒ f t = 1`. Names that are not
/// constants are free variables, real where nothing says otherwise.
///
/// ```
/// use hence::theory::parse_term;
/// assert_eq!(parse_term("0 < x ∧ x < 1").unwrap().to_string(), "0 < x and x < 1");
/// assert_eq!(parse_term("sin x +").unwrap_err().column, 8);
/// ```
///
/// # Errors
/// What cannot be read, or types that do not fit, with the place.
pub fn parse_term(text: &str) -> Result<Term, TheoryError> {
    let source = Source { file: "term", text };
    let ast = source.lone_term()?;
    let constants = Constants::default();
    let mut types = Inference::new(&source, &constants);
    let checked = types.term(&ast)?;
    types.build(&checked)
}

struct Loader<'a> {
    constants: &'a Constants,
    facts: Vec<FactInfo>,
    false_rules: Vec<FalseRule>,
    domains: Vec<Domain>,
    names: BTreeSet<&'a str>,
}

impl<'a> Loader<'a> {
    fn new(constants: &'a Constants) -> Loader<'a> {
        Loader {
            constants,
            facts: Vec::new(),
            false_rules: Vec::new(),
            domains: Vec::new(),
            names: BTreeSet::new(),
        }
    }

    fn line(&mut self, source: &'a Source<'a>, line: &Line<'a>) -> Result<(), TheoryError> {
        match &line.body {
            Body::Total(constants) => {
                for c in constants {
                    let params = params_of(source, line.at, c, None)?;
                    self.domain(source, line.at, c, params, None)?;
                }
            }
            Body::Domain(d) => {
                let (params, condition) = self.typed_domain(source, line.at, d)?;
                self.domain(source, line.at, d.constant, params, Some(condition))?;
            }
            // After all domains are known.
            Body::Smooth(_) => {}
            Body::Wrong(sequent, witnesses) => self.wrong(source, line, sequent, witnesses)?,
            Body::Fact(sequent, fields) => self.fact(source, line, sequent, fields)?,
        }
        Ok(())
    }

    fn domain(
        &mut self,
        source: &'a Source<'a>,
        at: usize,
        constant: &str,
        params: Vec<Term>,
        condition: Option<Term>,
    ) -> Result<(), TheoryError> {
        if self.domains.iter().any(|d| &*d.constant == constant) {
            return Err(source.error(at, format!("two domains for `{constant}`")));
        }
        self.domains.push(Domain {
            constant: constant.into(),
            params,
            condition,
            smooth: None,
        });
        Ok(())
    }

    fn smooth(
        &mut self,
        source: &'a Source<'a>,
        at: usize,
        d: &DomainLine<'a>,
    ) -> Result<(), TheoryError> {
        let (params, condition) = self.typed_domain(source, at, d)?;
        let domain = self.domains.iter_mut().find(|o| *o.constant == *d.constant);
        let Some(domain) = domain else {
            let message = format!("`{}` has no `domain` or `total` line", d.constant);
            return Err(source.error(at, message));
        };
        if domain.smooth.is_some() {
            let message = format!("two `smooth` lines for `{}`", d.constant);
            return Err(source.error(at, message));
        }
        let renaming: Vec<_> = params
            .into_iter()
            .zip(domain.params.iter().cloned())
            .collect();
        let condition = condition.subst(&renaming);
        domain.smooth = Some(condition.map_err(|e| source.error(at, e.to_string()))?);
        Ok(())
    }

    fn claim_name(
        &mut self,
        source: &'a Source<'a>,
        at: usize,
        name: &'a str,
    ) -> Result<(), TheoryError> {
        if self.names.insert(name) {
            return Ok(());
        }
        Err(source.error(at, format!("the name `{name}` is used twice")))
    }

    fn fact(
        &mut self,
        source: &'a Source<'a>,
        line: &Line<'a>,
        sequent: &Sequent<'a>,
        fields: &[Field<'a>],
    ) -> Result<(), TheoryError> {
        self.claim_name(source, line.at, sequent.name)?;
        let mut types = Inference::new(source, self.constants);
        let (conditions, conclusion) = typed_sequent(&mut types, sequent)?;
        let mut info = FactInfo {
            name: sequent.name.to_string(),
            family: source.file.to_string(),
            line: line.number,
            uses: Vec::new(),
            source: String::new(),
            text: sequent.text.clone(),
            conditions,
            conclusion,
            vars: types.variables(),
            instances: Vec::new(),
            unsampled: None,
            total: None,
        };
        for field in fields {
            match field {
                Field::Uses(uses) => info.uses.extend(uses),
                Field::Instance(values) => info.instances.push(assigned(&mut types, values)?),
                Field::Unsampled(why) => info.unsampled = Some(why.clone()),
                Field::Total(why) => info.total = Some(why.clone()),
                Field::Source(text) if info.source.is_empty() => info.source = text.clone(),
                Field::Source(text) => {
                    return Err(source.error(line.at, format!("a second source: `{text}`")));
                }
            }
        }
        if info.uses.is_empty() || info.source.is_empty() {
            let what = if info.uses.is_empty() {
                "use"
            } else {
                "source"
            };
            return Err(source.error(line.at, format!("`{}` has no {what}", info.name)));
        }
        self.facts.push(info);
        Ok(())
    }

    fn wrong(
        &mut self,
        source: &'a Source<'a>,
        line: &Line<'a>,
        sequent: &Sequent<'a>,
        witnesses: &[(Failure, parse::Assignments<'a>)],
    ) -> Result<(), TheoryError> {
        self.claim_name(source, line.at, sequent.name)?;
        let mut types = Inference::new(source, self.constants);
        let (conditions, conclusion) = typed_sequent(&mut types, sequent)?;
        let witnesses = witnesses
            .iter()
            .map(|(failure, values)| Ok((*failure, assigned(&mut types, values)?)))
            .collect::<Result<_, _>>()?;
        self.false_rules.push(FalseRule {
            name: sequent.name.to_string(),
            text: sequent.text.clone(),
            conditions,
            conclusion,
            witnesses,
        });
        Ok(())
    }

    fn typed_domain(
        &self,
        source: &'a Source<'a>,
        at: usize,
        d: &DomainLine<'a>,
    ) -> Result<(Vec<Term>, Term), TheoryError> {
        let params = params_of(source, at, d.constant, Some(&d.params))?;
        let mut types = Inference::new(source, self.constants);
        for (name, p) in d.params.iter().zip(&params) {
            types.declare(name, p.ty());
        }
        let checked = types.formula(&d.condition)?;
        let condition = types.build(&checked)?;
        if let Some(stray) = types.variables().get(params.len()) {
            let message = format!("`{stray}` is not an argument of `{}`", d.constant);
            return Err(source.error(at, message));
        }
        Ok((params, condition))
    }

    fn seal(self) -> Result<Library, TheoryError> {
        let axioms = self
            .facts
            .iter()
            .map(|f| Fact {
                name: f.name.as_str().into(),
                conditions: f.conditions.clone(),
                conclusion: f.conclusion.clone(),
            })
            .collect();
        let theory = Theory::seal(axioms, self.domains).map_err(|e| TheoryError {
            file: "theory".to_string(),
            line: 1,
            column: 1,
            message: e.to_string(),
        })?;
        let index = (self.facts.iter().enumerate())
            .map(|(i, f)| (f.name.clone(), i))
            .collect();
        Ok(Library {
            theory,
            facts: self.facts,
            false_rules: self.false_rules,
            index,
            by_head: OnceLock::new(),
        })
    }
}

fn typed_sequent<'a>(
    types: &mut Inference<'a>,
    sequent: &Sequent<'a>,
) -> Result<(Vec<Term>, Term), TheoryError> {
    // All of the line is inferred before any of it is built: a later condition may tell the type of a variable.
    let conditions = (sequent.conditions.iter())
        .map(|c| types.formula(c))
        .collect::<Result<Vec<_>, _>>()?;
    let conclusion = types.formula(&sequent.conclusion)?;
    let conditions = (conditions.iter())
        .map(|c| types.build(c))
        .collect::<Result<_, _>>()?;
    Ok((conditions, types.build(&conclusion)?))
}

fn assigned<'a>(
    types: &mut Inference<'a>,
    values: &parse::Assignments<'a>,
) -> Result<Vec<(Term, Term)>, TheoryError> {
    (values.iter())
        .map(|(at, name, value)| types.value_of(*at, name, value))
        .collect()
}

// Variables that stand for the arguments of a constant, under given names or under `x`, `y`, `z`.
fn params_of(
    source: &Source<'_>,
    at: usize,
    constant: &str,
    names: Option<&[&str]>,
) -> Result<Vec<Term>, TheoryError> {
    let Some(mut ty) = syntax::signature(constant) else {
        return Err(source.error(at, format!("`{constant}` is not a constant")));
    };
    let mut params = Vec::new();
    while let Type::Fun(ab) = &ty {
        let name = match names {
            Some(names) => names.get(params.len()).copied(),
            None => ["x", "y", "z"].get(params.len()).copied(),
        };
        let Some(name) = name else {
            let message = format!("`{constant}` takes more arguments");
            return Err(source.error(at, message));
        };
        params.push(Term::var(name, ab.0.clone()));
        let rest = ab.1.clone();
        ty = rest;
    }
    if names.is_some_and(|n| n.len() != params.len()) {
        return Err(source.error(at, format!("`{constant}` takes fewer arguments")));
    }
    Ok(params)
}
