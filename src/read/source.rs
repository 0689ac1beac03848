//! What is read of a file: its text, with a notebook's cells taken out of their JSON and with macros written out.

use super::ast::{Span, Unread};
use super::bundle::Bundle;
use super::document::Document;
use super::mapped::Mapped;
use super::noise::{self, Noise};
use super::{document, macros, margin, notebook};

/// How a file is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Markdown with formulas, from people and from scanners.
    Markdown,
    /// LaTeX.
    Tex,
    /// A derivation in plain text.
    Derivation,
    /// A notebook, of which the Markdown cells are read.
    Notebook,
}

impl Format {
    /// By the extension of a path; Markdown where it is another one.
    ///
    /// ```
    /// use hence::read::source::Format;
    /// assert_eq!(Format::of("a.TEX"), Format::Tex);
    /// ```
    pub fn of(path: &str) -> Format {
        let extension = path.rsplit('.').next().unwrap_or("").to_ascii_lowercase();
        match extension.as_str() {
            "hence" => Format::Derivation,
            "tex" => Format::Tex,
            "ipynb" => Format::Notebook,
            _ => Format::Markdown,
        }
    }
}

/// The text that is read, and the way back to the file.
#[derive(Clone, Debug)]
pub struct Source<'a> {
    file: &'a str,
    /// How it is read.
    pub format: Format,
    /// What was made of the file, of that, and so on.
    made: Vec<Mapped>,
    /// What stands in the text, where it is no derivation.
    document: Option<Document>,
    /// What a scanner got wrong and was undone, with places in the file.
    pub noise: Vec<Noise>,
    /// Why the file is not what its name says, and what it names that cannot be read.
    pub faults: Vec<Unread>,
}

impl<'a> Source<'a> {
    /// What is read of a file.
    ///
    /// ```
    /// use hence::read::{ast::Span, source::Source};
    /// let file = r"\newcommand{\half}{\frac12} $\half x$";
    /// let source = Source::of("a.tex", file);
    /// assert_eq!(source.text().trim(), r"$\frac12 x$");
    /// let at = source.text().find("frac").unwrap();
    /// let place = source.place(Span::new(at, at + 4));
    /// assert_eq!(&file[place.start..place.end], r"\half");
    /// ```
    pub fn of(path: &str, file: &'a str) -> Source<'a> {
        Source::made(path, file, Vec::new(), Vec::new())
    }

    /// What is read of a file with those that it takes in; places are those of [`Bundle::text`].
    pub fn of_bundle(bundle: &'a Bundle) -> Source<'a> {
        let path = bundle.files().next().map_or("", |(path, _)| path);
        let joined = bundle.joined.iter().cloned().collect();
        Source::made(path, bundle.text(), joined, bundle.faults.clone())
    }

    fn made(path: &str, file: &'a str, made: Vec<Mapped>, faults: Vec<Unread>) -> Source<'a> {
        let mut source = Source {
            file,
            format: Format::of(path),
            made,
            document: None,
            noise: Vec::new(),
            faults,
        };
        if source.format == Format::Markdown
            && let Some((text, found)) = margin::without_line_numbers(source.text())
        {
            source.noise = found;
            source.made.push(text);
        }
        if source.format == Format::Notebook {
            let markdown = notebook::read_notebook(file).unwrap_or_else(|fault| {
                source.faults.push(fault);
                Mapped::default()
            });
            source.made.push(markdown);
        }
        let text = source.text();
        let written = match source.format {
            Format::Derivation => None,
            Format::Tex => macros::written_out(text, &[], true),
            Format::Markdown | Format::Notebook if macros::defines(text) => {
                macros::written_out(text, &document::code(text), false)
            }
            Format::Markdown | Format::Notebook => None,
        };
        source.made.extend(written);
        source.document = source.read(path);
        let cleaned = source.document.as_ref().and_then(noise::cleaned);
        if let Some((text, found)) = cleaned {
            let placed = found.into_iter().map(|noise| Noise {
                span: source.place(noise.span),
                ..noise
            });
            source.noise.extend(placed.collect::<Vec<_>>());
            source.made.push(text);
            source.document = source.read(path);
        }
        source
    }

    fn read(&self, path: &str) -> Option<Document> {
        let text = self.text().to_owned();
        match self.format {
            Format::Derivation => None,
            Format::Tex => Some(document::read_tex(path, text)),
            Format::Markdown => Some(document::read_markdown(path, text)),
            Format::Notebook => Some(document::read_cells(path, text)),
        }
    }

    /// What stands in the text that is read; none for a derivation in plain text.
    pub fn document(&self) -> Option<&Document> {
        self.document.as_ref()
    }

    /// The text that is read.
    pub fn text(&self) -> &str {
        self.made.last().map_or(self.file, Mapped::text)
    }

    /// Where a stretch of the text that is read stands in the file.
    pub fn place(&self, span: Span) -> Span {
        let back = |span, made: &Mapped| made.place(span);
        self.made.iter().rev().fold(span, back)
    }

    /// What stands in the file at a place there.
    pub fn in_file(&self, place: Span) -> &'a str {
        self.file.get(place.start..place.end).unwrap_or("")
    }

    /// Whether the text that is read is the file itself.
    pub fn is_file(&self) -> bool {
        self.made.is_empty()
    }
}
