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
mod unproved;
mod vocabulary;
mod walk;

use crate::config::Defaults;
use crate::finding::{FileReport, Verdict};
use crate::read::ast::{Span, Unread};
use crate::read::bundle::Bundle;
use crate::read::source::{Format, Source};
use crate::reading::Reading;
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
    /// Whether the mistakes are named that explain a wrong step ([`Checker::check_step`]); wrong lines of files always get theirs.
    pub mistakes: bool,
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
        self.check_file_with(path, text, &Defaults::default())
    }

    /// Checks one document with the defaults of its folder, which those in its front matter go before.
    ///
    /// ```
    /// use hence::check::{Checker, Options};
    /// use hence::config::Defaults;
    /// use hence::finding::Verdict;
    /// let checker = Checker::new(Options::default()).unwrap();
    /// let defaults = Defaults::parse("assume = [\"x > 1\"]").unwrap();
    /// let report = checker.check_file_with("a.md", "Clearly $x^2 > 1$.".to_owned(), &defaults);
    /// assert_eq!(report.findings[0].verdict, Verdict::Valid);
    /// ```
    pub fn check_file_with(&self, path: &str, text: String, defaults: &Defaults) -> FileReport {
        let bundle = Bundle::single(path, text);
        let mut reports = self.check_bundle(&bundle, defaults);
        reports.swap_remove(0)
    }

    /// Checks a document with the files that it takes in: a report for each file, in the order of [`Bundle::files`].
    pub fn check_bundle(&self, bundle: &Bundle, defaults: &Defaults) -> Vec<FileReport> {
        let source = Source::of_bundle(bundle);
        let (defaults, fault) = own_defaults(&source, defaults);
        let findings = self.walked(&source, &defaults, fault, false).findings;
        let report = |path: &str, text: &str| FileReport {
            path: path.to_owned(),
            strict: defaults.strict.unwrap_or(false),
            text: text.to_owned(),
            findings: Vec::new(),
        };
        let mut reports: Vec<FileReport> = bundle.each(report);
        for mut f in findings {
            let (file, span) = bundle.place(f.span);
            f.focus = f.focus.map(|focus| bundle.place(focus).1);
            f.span = span;
            reports[file].findings.push(f);
        }
        reports
    }

    // A document from its beginning to its end, with the findings where they stand in the file.
    fn walked<'a>(
        &'a self,
        source: &'a Source,
        defaults: &Defaults,
        fault: Option<Unread>,
        notes: bool,
    ) -> walk::Walk<'a> {
        let mut walk = walk::Walk::new(&self.library, &self.options, source.text());
        if notes {
            walk.take_notes();
        }
        walk.run(&script::entries(source, defaults));
        if !source.is_file() {
            for f in &mut walk.findings {
                f.span = source.place(f.span);
                f.focus = f.focus.map(|focus| source.place(focus));
                f.source = source.in_file(f.span).to_string();
            }
        }
        for noise in &source.noise {
            let holds = |span: Span| span.start <= noise.span.start && noise.span.end <= span.end;
            let said = format!("noise of the document, not of its author: {}", noise.what);
            if walk.findings.iter().any(|f| holds(f.span)) {
                for f in walk.findings.iter_mut().filter(|f| holds(f.span)) {
                    f.remarks.push(said.clone());
                }
                continue;
            }
            // What stands in no formula is said of the next one.
            let behind = (walk.findings.iter_mut()).filter(|f| noise.span.end <= f.span.start);
            if let Some(next) = behind.min_by_key(|f| f.span.start) {
                next.remarks.push(said);
            }
        }
        for fault in source.faults.iter().chain(&fault) {
            walk.fault(fault, source.in_file(fault.span));
        }
        walk.findings.sort_by_key(|f| f.span.start);
        walk
    }

    /// How a document is understood: what [`Checker::check_file`] judges, and under which hypotheses.
    ///
    /// The document is checked for it, since what a line is can hang on whether it follows from the lines before it.
    ///
    /// ```
    /// use hence::check::{Checker, Options};
    /// use hence::reading::Role;
    /// let checker = Checker::new(Options::default()).unwrap();
    /// let text = "Suppose $x > 1$. Then $x^2 > 1$.".to_owned();
    /// let reading = checker.read_file("a.md", text, &Default::default());
    /// assert_eq!(reading.entries[0].role, Role::Given);
    /// assert_eq!(reading.entries[1].role, Role::Claimed);
    /// assert_eq!(reading.entries[1].hypotheses, ["1 < x"]);
    /// ```
    pub fn read_file(&self, path: &str, text: String, defaults: &Defaults) -> Reading {
        let bundle = Bundle::single(path, text);
        let mut readings = self.read_bundle(&bundle, defaults);
        readings.swap_remove(0)
    }

    /// How a document is understood with the files that it takes in: a reading for each file, in the order of
    /// [`Bundle::files`].
    pub fn read_bundle(&self, bundle: &Bundle, defaults: &Defaults) -> Vec<Reading> {
        let source = Source::of_bundle(bundle);
        let (defaults, fault) = own_defaults(&source, defaults);
        let entries = self.walked(&source, &defaults, fault, true).understood();
        let mut readings: Vec<Reading> = bundle.each(|path, text| Reading {
            path: path.to_owned(),
            text: text.to_owned(),
            entries: Vec::new(),
        });
        for mut entry in entries {
            let (file, span) = bundle.place(entry.span);
            entry.focus = entry.focus.map(|focus| bundle.place(focus).1);
            entry.span = span;
            readings[file].entries.push(entry);
        }
        readings
    }

    /// Judges one step.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn check_step(&self, step: &Step) -> Result<Answer, String> {
        step::check(step, &self.library, &self.options)
    }

    /// The proof of the step with this label, as text. A document is taken with the files that it takes in: labels are looked
    /// for in all of them, and the number of a line is one of the document itself.
    ///
    /// # Errors
    /// If there is no such step, or nothing to show.
    pub fn explain(
        &self,
        bundle: &Bundle,
        label: &str,
        defaults: &Defaults,
    ) -> Result<String, String> {
        let source = Source::of_bundle(bundle);
        let (defaults, fault) = own_defaults(&source, defaults);
        let walk = self.walked(&source, &defaults, fault, false);
        explain::explain(bundle, label, &walk, &self.library)
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

// The defaults of a document: its own go before those of its folder. What is wrong with its own is a fault of its first line.
fn own_defaults(source: &Source, folder: &Defaults) -> (Defaults, Option<Unread>) {
    let own = match source.format {
        Format::Markdown => Defaults::of_front_matter(source.text()),
        Format::Tex | Format::Derivation | Format::Notebook => Ok(None),
    };
    match own {
        Ok(Some(own)) => (own.over(folder), None),
        Ok(None) => (folder.clone(), None),
        Err(reason) => {
            let line = source.text().find('\n').unwrap_or(source.text().len());
            let fault = Unread {
                span: source.place(Span::new(0, line)),
                reason: format!("the front matter: {reason}"),
            };
            (folder.clone(), Some(fault))
        }
    }
}
