//! From a text to its findings: the types that the command line is written against.

mod abstracted;
mod antiderived;
mod apart;
mod complex;
mod continuity;
mod explain;
mod generic;
pub mod judge;
mod models;
mod open;
mod saving;
mod script;
mod step;
mod vocabulary;
mod walk;

use crate::finding::{FileReport, Verdict};
use crate::theory::{self, Library};
use std::collections::BTreeMap;

/// Which engines look for a proof.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Engine {
    /// All of them, cheapest first.
    #[default]
    Auto,
    /// Normal forms only.
    Normal,
    /// The e-graph only.
    Egraph,
}

impl From<Engine> for crate::prove::Engine {
    fn from(e: Engine) -> Self {
        match e {
            Engine::Auto => crate::prove::Engine::Auto,
            Engine::Normal => crate::prove::Engine::Normal,
            Engine::Egraph => crate::prove::Engine::Egraph,
        }
    }
}

/// How to check.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Which engines look for a proof.
    pub engine: Engine,
}

/// A checker with its theory loaded.
#[derive(Debug)]
pub struct Checker {
    library: Library,
    options: Options,
}

/// One step to judge.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Step {
    /// What the caller calls it.
    pub id: String,
    /// The sort of each variable (`real`, `int`, `nat`, `vector`).
    pub vars: BTreeMap<String, String>,
    /// Whether `vars` lists every variable: another name is then some value that the step does not tell, so that no
    /// counterexample may choose it. Otherwise names that are not listed are real variables.
    pub listed: bool,
    /// Hypotheses.
    pub assume: Vec<String>,
    /// The lines above.
    pub from: Vec<String>,
    /// What is claimed to follow.
    pub claim: String,
}

/// What was found of a [`Step`].
#[derive(Clone, Debug)]
pub struct Answer {
    /// The verdict.
    pub verdict: Verdict,
    /// For `conditional`: what has to hold.
    pub conditions: Vec<String>,
    /// Values of the variables at which the claim fails.
    pub counterexample: Option<BTreeMap<String, String>>,
    /// How the claim was understood.
    pub reading: String,
    /// One sentence on why.
    pub message: String,
    /// What proved or refuted it.
    pub engine: Option<&'static str>,
    /// The names of the mistakes that explain a wrong claim, as [`crate::diagnose::mistakes`] lists them; mostly none or one.
    pub mistakes: Vec<&'static str>,
    /// How long it took, in milliseconds.
    pub ms: f64,
}

/// A fact of the theory, ready to be listed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FactLine {
    /// Its name.
    pub name: String,
    /// The family (file) it belongs to.
    pub family: String,
    /// What it states, conditions included.
    pub statement: String,
    /// What it is used as.
    pub uses: String,
    /// Where it is taken from.
    pub source: String,
}

impl Checker {
    /// Loads the theory.
    ///
    /// # Errors
    /// If the theory does not load.
    pub fn new(options: Options) -> Result<Checker, String> {
        let library = theory::load().map_err(|e| e.to_string())?;
        Ok(Checker { library, options })
    }

    /// Checks one document; the extension of `path` says how to read it.
    pub fn check_file(&self, path: &str, text: String) -> FileReport {
        let mut walk = walk::Walk::new(&self.library, &self.options, &text);
        walk.run(&script::entries(path, &text));
        let findings = walk.findings;
        FileReport {
            path: path.to_string(),
            text,
            findings,
        }
    }

    /// Judges one step.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn check_step(&self, step: &Step) -> Result<Answer, String> {
        step::check(step, &self.library, &self.options)
    }

    /// The proof of the step with this label, as text.
    ///
    /// # Errors
    /// If there is no such step, or nothing to show.
    pub fn explain(&self, path: &str, text: String, label: &str) -> Result<String, String> {
        let mut walk = walk::Walk::new(&self.library, &self.options, &text);
        walk.run(&script::entries(path, &text));
        explain::explain(
            path,
            &text,
            label,
            &walk.findings,
            &walk.theorems,
            &self.library,
        )
    }

    /// The facts of the theory, by family and name.
    pub fn facts(&self) -> Vec<FactLine> {
        self.library
            .facts
            .iter()
            .map(|f| FactLine {
                name: f.name.clone(),
                family: f.family.clone(),
                statement: f.text(),
                uses: f
                    .uses
                    .iter()
                    .map(|u| format!("{u:?}").to_lowercase())
                    .collect::<Vec<_>>()
                    .join(", "),
                source: f.source.clone(),
            })
            .collect()
    }
}
