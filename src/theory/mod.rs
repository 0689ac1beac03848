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
use rayon::prelude::*;
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
    "limits",
    "vectors",
    "operators",
    "integers",
    "sums",
    "convex",
    "antiderivatives",
    "integrals",
];

/// Rules that do not hold, kept apart: no check needs them.
const FALSE: &[(&str, &str)] = shipped!["false"];

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
    /// Bounds a function by its chord: is used for the means that a question speaks of.
    Convex,
    /// Tells an antiderivative: the conclusion is `HasDeriv F x (f x)`.
    Primitive,
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
    /// The statement as written, with its breaks and comments.
    written: String,
    /// What must hold.
    pub conditions: Vec<Term>,
    /// What follows.
    pub conclusion: Term,
    /// Its free variables in the order in which they occur.
    pub vars: Vec<Term>,
    /// Instances for tests as written, where the line gives some.
    instances: Vec<String>,
    /// Why no sample can satisfy its conditions.
    pub unsampled: Option<String>,
    /// Why it holds even where its conclusion is not defined.
    pub total: Option<String>,
}

impl FactInfo {
    /// The statement as written, in one line.
    ///
    /// ```
    /// let library = hence::theory::load().unwrap();
    /// assert_eq!(library.info("exp_add").unwrap().text(), "|- exp (x + y) = exp x * exp y");
    /// ```
    pub fn text(&self) -> String {
        parse::squeezed(&self.written)
    }

    /// Instances for tests: values of the variables. They are read here and not with the line, since no check needs them.
    ///
    /// ```
    /// let library = hence::theory::load().unwrap();
    /// assert!(library.info("log_mul").unwrap().instances().unwrap().is_empty());
    /// ```
    ///
    /// # Errors
    /// An instance that cannot be read, has another type than its variable or is not closed.
    pub fn instances(&self) -> Result<Vec<Vec<(Term, Term)>>, TheoryError> {
        (self.instances.iter())
            .map(|text| {
                let source = Source {
                    file: &self.name,
                    text,
                };
                let values = source.lone_assignments()?;
                let constants = Constants::default();
                let mut types = Inference::new(&source, &constants);
                let names: Vec<String> = self.vars.iter().map(Term::to_string).collect();
                for (v, name) in self.vars.iter().zip(&names) {
                    types.declare(name, v.ty());
                }
                (values.iter())
                    .map(|(at, name, value)| types.value_of(*at, name, value))
                    .collect()
            })
            .collect()
    }
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

/// The shipped theory, without the rules that do not hold.
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

/// The shipped theory with the rules that tempt and do not hold.
///
/// ```
/// let library = hence::theory::load_with_false_rules().unwrap();
/// assert!(library.false_rules.iter().any(|r| r.name == "sqrt_sq_nosign"));
/// ```
///
/// # Errors
/// As [`load`].
pub fn load_with_false_rules() -> Result<Library, TheoryError> {
    parse(&[FILES, FALSE].concat())
}

/// A theory from files given as family and text.
///
/// # Errors
/// The first mistake: a line that cannot be read, a type that does not fit, a name used twice, a fact without a use or a
/// source.
pub fn parse(files: &[(&str, &str)]) -> Result<Library, TheoryError> {
    let sources: Vec<Source<'_>> = (files.iter())
        .map(|(file, text)| Source { file, text })
        .collect();
    // The files are read side by side: all of them are read at every start of the program.
    let parts: Vec<Result<Part<'_>, TheoryError>> = (sources.par_iter().with_max_len(1))
        .map(Part::read)
        .collect();
    let mut loader = Loader::default();
    let mut smooth = Vec::new();
    for (source, part) in sources.iter().zip(parts) {
        smooth.extend(loader.add(source, part?)?);
    }
    // After all domains are known.
    for (source, line) in smooth {
        loader.smooth(source, line)?;
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

/// What one file says.
#[derive(Default)]
struct Part<'a> {
    facts: Vec<FactInfo>,
    false_rules: Vec<FalseRule>,
    domains: Vec<DomainOf<'a>>,
    smooth: Vec<DomainOf<'a>>,
    /// The names of its lines with their places.
    names: Vec<(&'a str, usize)>,
}

/// A condition on the arguments of a constant.
struct DomainOf<'a> {
    at: usize,
    constant: &'a str,
    params: Vec<Term>,
    /// None where every value will do.
    condition: Option<Term>,
}

impl<'a> Part<'a> {
    fn read(source: &'a Source<'a>) -> Result<Part<'a>, TheoryError> {
        let constants = Constants::default();
        let mut part = Part::default();
        for line in source.lines()? {
            part.line(source, &constants, &line)?;
        }
        Ok(part)
    }

    fn line(
        &mut self,
        source: &'a Source<'a>,
        constants: &Constants,
        line: &Line<'a>,
    ) -> Result<(), TheoryError> {
        match &line.body {
            Body::Total(total) => {
                for constant in total {
                    self.domains.push(DomainOf {
                        at: line.at,
                        constant,
                        params: params_of(source, line.at, constant, None)?,
                        condition: None,
                    });
                }
            }
            Body::Domain(d) => self
                .domains
                .push(typed_domain(source, constants, line.at, d)?),
            Body::Smooth(d) => self
                .smooth
                .push(typed_domain(source, constants, line.at, d)?),
            Body::Wrong(sequent, witnesses) => {
                self.names.push((sequent.name, line.at));
                self.false_rules
                    .push(wrong(source, constants, sequent, witnesses)?);
            }
            Body::Fact(sequent, fields) => {
                self.names.push((sequent.name, line.at));
                self.facts
                    .push(fact(source, constants, line, sequent, fields)?);
            }
        }
        Ok(())
    }
}

fn fact<'a>(
    source: &'a Source<'a>,
    constants: &Constants,
    line: &Line<'a>,
    sequent: &Sequent<'a>,
    fields: &[Field<'a>],
) -> Result<FactInfo, TheoryError> {
    let mut types = Inference::new(source, constants);
    let (conditions, conclusion) = typed_sequent(&mut types, sequent)?;
    let mut info = FactInfo {
        name: sequent.name.to_string(),
        family: source.file.to_string(),
        line: line.number,
        uses: Vec::new(),
        source: String::new(),
        written: sequent.text.to_string(),
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
            Field::Instance(values) => info.instances.push((*values).to_string()),
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
    Ok(info)
}

fn wrong<'a>(
    source: &'a Source<'a>,
    constants: &Constants,
    sequent: &Sequent<'a>,
    witnesses: &[(Failure, parse::Assignments<'a>)],
) -> Result<FalseRule, TheoryError> {
    let mut types = Inference::new(source, constants);
    let (conditions, conclusion) = typed_sequent(&mut types, sequent)?;
    let witnesses = witnesses
        .iter()
        .map(|(failure, values)| Ok((*failure, assigned(&mut types, values)?)))
        .collect::<Result<_, _>>()?;
    Ok(FalseRule {
        name: sequent.name.to_string(),
        text: parse::squeezed(sequent.text),
        conditions,
        conclusion,
        witnesses,
    })
}

fn typed_domain<'a>(
    source: &'a Source<'a>,
    constants: &Constants,
    at: usize,
    d: &DomainLine<'a>,
) -> Result<DomainOf<'a>, TheoryError> {
    let params = params_of(source, at, d.constant, Some(&d.params))?;
    let mut types = Inference::new(source, constants);
    for (name, p) in d.params.iter().zip(&params) {
        types.declare(name, p.ty());
    }
    let checked = types.formula(&d.condition)?;
    let condition = types.build(&checked)?;
    if let Some(stray) = types.variables().get(params.len()) {
        let message = format!("`{stray}` is not an argument of `{}`", d.constant);
        return Err(source.error(at, message));
    }
    Ok(DomainOf {
        at,
        constant: d.constant,
        params,
        condition: Some(condition),
    })
}

/// The files put together.
#[derive(Default)]
struct Loader<'a> {
    facts: Vec<FactInfo>,
    false_rules: Vec<FalseRule>,
    domains: Vec<Domain>,
    names: BTreeSet<&'a str>,
}

impl<'a> Loader<'a> {
    /// Takes what a file says, but for the lines on smoothness, which come back.
    fn add(
        &mut self,
        source: &'a Source<'a>,
        part: Part<'a>,
    ) -> Result<impl Iterator<Item = (&'a Source<'a>, DomainOf<'a>)>, TheoryError> {
        for (name, at) in part.names {
            if !self.names.insert(name) {
                return Err(source.error(at, format!("the name `{name}` is used twice")));
            }
        }
        for d in part.domains {
            if self.domains.iter().any(|o| *o.constant == *d.constant) {
                return Err(source.error(d.at, format!("two domains for `{}`", d.constant)));
            }
            self.domains.push(Domain {
                constant: d.constant.into(),
                params: d.params,
                condition: d.condition,
                smooth: None,
            });
        }
        self.facts.extend(part.facts);
        self.false_rules.extend(part.false_rules);
        Ok(part.smooth.into_iter().map(move |line| (source, line)))
    }

    fn smooth(&mut self, source: &Source<'_>, d: DomainOf<'_>) -> Result<(), TheoryError> {
        let domain = self.domains.iter_mut().find(|o| *o.constant == *d.constant);
        let Some(domain) = domain else {
            let message = format!("`{}` has no `domain` or `total` line", d.constant);
            return Err(source.error(d.at, message));
        };
        if domain.smooth.is_some() {
            let message = format!("two `smooth` lines for `{}`", d.constant);
            return Err(source.error(d.at, message));
        }
        let renaming: Vec<_> = (d.params.into_iter())
            .zip(domain.params.iter().cloned())
            .collect();
        let condition = d.condition.map(|c| c.subst(&renaming)).transpose();
        domain.smooth = condition.map_err(|e| source.error(d.at, e.to_string()))?;
        Ok(())
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
