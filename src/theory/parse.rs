//! From text to untyped lines.

use super::term::{Ast, Reader};
use super::{Failure, TheoryError, Use};
use pest::Parser;
use pest::iterators::Pair;

#[derive(pest_derive::Parser)]
#[grammar = "../grammar/theory.pest"]
struct Grammar;

#[derive(Debug)]
pub(super) struct Line<'a> {
    pub at: usize,
    pub number: u32,
    pub body: Body<'a>,
}

#[derive(Debug)]
pub(super) enum Body<'a> {
    Total(Vec<&'a str>),
    Domain(DomainLine<'a>),
    Smooth(DomainLine<'a>),
    Wrong(Sequent<'a>, Vec<(Failure, Assignments<'a>)>),
    Fact(Sequent<'a>, Vec<Field<'a>>),
}

#[derive(Debug)]
pub(super) struct DomainLine<'a> {
    pub constant: &'a str,
    pub params: Vec<&'a str>,
    pub condition: Ast<'a>,
}

#[derive(Debug)]
pub(super) struct Sequent<'a> {
    pub name: &'a str,
    /// As it stands in the file.
    pub text: &'a str,
    pub conditions: Vec<Ast<'a>>,
    pub conclusion: Ast<'a>,
}

/// Variables with their places and values.
pub(super) type Assignments<'a> = Vec<(usize, &'a str, Ast<'a>)>;

#[derive(Debug)]
pub(super) enum Field<'a> {
    Uses(Vec<Use>),
    /// Values of the variables, not yet read.
    Instance(&'a str),
    Unsampled(String),
    Total(String),
    Source(String),
}

/// One file of the theory under the name it has in messages.
pub(super) struct Source<'a> {
    pub file: &'a str,
    pub text: &'a str,
}

// A piece of the file by its bytes.
#[derive(Clone, Copy)]
struct Piece {
    start: usize,
    end: usize,
}

type Result<T> = std::result::Result<T, TheoryError>;

impl<'a> Source<'a> {
    /// An error at a byte of the file.
    pub fn error(&self, at: usize, message: impl Into<String>) -> TheoryError {
        let before = self.text.get(..at).unwrap_or(self.text);
        let line_start = before.rfind('\n').map_or(0, |i| i + 1);
        TheoryError {
            file: self.file.to_string(),
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
            message: message.into(),
        }
    }

    /// A term that stands alone.
    pub fn lone_term(&'a self) -> Result<Ast<'a>> {
        let mut reader = Reader::new(self, 0, self.text.len())?;
        let term = reader.term()?;
        reader.expect_end()?;
        Ok(term)
    }

    /// All lines of the file.
    pub fn lines(&'a self) -> Result<Vec<Line<'a>>> {
        let pairs = Grammar::parse(Rule::file, self.text).map_err(|e| {
            let at = match e.location {
                pest::error::InputLocation::Pos(p) | pest::error::InputLocation::Span((p, _)) => p,
            };
            self.error(at, "expected a line that begins with a name")
        })?;
        let mut lines = Vec::new();
        let (mut number, mut seen) = (1, 0);
        for pair in pairs.flat_map(Pair::into_inner) {
            if pair.as_rule() != Rule::line {
                continue;
            }
            let at = pair.as_span().start();
            number += self.text[seen..at].matches('\n').count() as u32;
            seen = at;
            let pieces: Vec<Piece> = pair
                .into_inner()
                .map(|p| Piece {
                    start: p.as_span().start(),
                    end: p.as_span().end(),
                })
                .collect();
            let body = self.body(at, &pieces)?;
            lines.push(Line { at, number, body });
        }
        Ok(lines)
    }

    fn text_of(&self, p: Piece) -> &'a str {
        self.text.get(p.start..p.end).unwrap_or("")
    }

    fn reader(&'a self, p: Piece) -> Result<Reader<'a>> {
        Reader::new(self, p.start, p.end)
    }

    fn body(&'a self, at: usize, pieces: &[Piece]) -> Result<Body<'a>> {
        let Some((head, parts)) = pieces.split_first() else {
            return Err(self.error(at, "an empty line"));
        };
        let head = self.text_of(*head).split('#').next().unwrap_or("");
        let words: Vec<&str> = head.split_whitespace().collect();
        match (&words[..], parts) {
            (["total", constants @ ..], []) if !constants.is_empty() => {
                Ok(Body::Total(constants.to_vec()))
            }
            (["domain", constant, params @ ..], [condition]) => Ok(Body::Domain(
                self.domain_line(constant, params, *condition)?,
            )),
            (["smooth", constant, params @ ..], [condition]) => Ok(Body::Smooth(
                self.domain_line(constant, params, *condition)?,
            )),
            (["false", name], [statement, points @ ..]) if !points.is_empty() => {
                let points = points.iter().map(|p| self.point(*p));
                let points = points.collect::<Result<_>>()?;
                Ok(Body::Wrong(self.sequent(name, *statement)?, points))
            }
            ([name], [statement, fields @ ..]) => {
                let sequent = self.sequent(name, *statement)?;
                let fields = fields.iter().map(|p| self.field(*p));
                Ok(Body::Fact(sequent, fields.collect::<Result<_>>()?))
            }
            (["false", ..], [_]) => Err(self.error(at, "a false rule without a witness")),
            (_, []) => Err(self.error(at, "expected a statement after `:`")),
            _ => Err(self.error(
                at,
                "a line begins with a name, or with `domain`, `smooth`, `total` or `false` and names",
            )),
        }
    }

    fn domain_line(
        &'a self,
        constant: &'a str,
        params: &[&'a str],
        condition: Piece,
    ) -> Result<DomainLine<'a>> {
        let mut reader = self.reader(condition)?;
        let condition = reader.term()?;
        reader.expect_end()?;
        Ok(DomainLine {
            constant,
            params: params.to_vec(),
            condition,
        })
    }

    fn sequent(&'a self, name: &'a str, piece: Piece) -> Result<Sequent<'a>> {
        let mut reader = self.reader(piece)?;
        let start = reader.at();
        let mut conditions = Vec::new();
        let conclusion = if reader.accept("|-")? {
            reader.term()?
        } else {
            conditions.push(reader.term()?);
            while reader.accept(",")? {
                conditions.push(reader.term()?);
            }
            if reader.accept("|-")? {
                reader.term()?
            } else if conditions.len() > 1 && reader.is_done() {
                let message = "conditions without a conclusion: `|-` is missing";
                return Err(self.error(start, message));
            } else {
                reader.expect_end()?;
                // A single formula is the conclusion.
                conditions.remove(0)
            }
        };
        reader.expect_end()?;
        Ok(Sequent {
            name,
            text: self.text_of(piece),
            conditions,
            conclusion,
        })
    }

    /// Values of variables that stand alone.
    pub fn lone_assignments(&'a self) -> Result<Assignments<'a>> {
        self.assignments(Reader::new(self, 0, self.text.len())?)
    }

    fn point(&'a self, piece: Piece) -> Result<(Failure, Assignments<'a>)> {
        let mut reader = self.reader(piece)?;
        let failure = if reader.accept_word("witness")? {
            Failure::False
        } else if reader.accept_word("undefined")? {
            Failure::Undefined
        } else {
            return Err(reader.expected("`witness` or `undefined`"));
        };
        if reader.is_done() {
            return Ok((failure, Vec::new()));
        }
        Ok((failure, self.assignments(reader)?))
    }

    fn assignments(&'a self, mut reader: Reader<'a>) -> Result<Assignments<'a>> {
        let mut out = Vec::new();
        loop {
            let at = reader.at();
            let Some(name) = reader.accept_name()? else {
                return Err(reader.expected("a variable"));
            };
            reader.expect("=")?;
            out.push((at, name, reader.term()?));
            if !reader.accept(",")? {
                reader.expect_end()?;
                return Ok(out);
            }
        }
    }

    // Uses, instances and marks are known by their first word; anything else is the source.
    fn field(&'a self, piece: Piece) -> Result<Field<'a>> {
        if let Some(values) = self.text_of(piece).trim_start().strip_prefix("instance ") {
            return Ok(Field::Instance(values));
        }
        let text = squeezed(self.text_of(piece));
        let (first, rest) = text.split_once(' ').unwrap_or((&text, ""));
        Ok(match first.trim_end_matches(',') {
            "unsampled" => Field::Unsampled(rest.to_string()),
            "total" => Field::Total(rest.to_string()),
            "normal" | "rewrite" | "lemma" | "structural" | "convex" | "primitive" => {
                let uses = text.split(',').map(|u| one_use(u.trim()));
                match uses.collect::<Option<_>>() {
                    Some(uses) => Field::Uses(uses),
                    None => {
                        let at = self.reader(piece)?.at();
                        return Err(self.error(at, format!("unknown use in `{text}`")));
                    }
                }
            }
            _ => Field::Source(text),
        })
    }
}

fn one_use(text: &str) -> Option<Use> {
    Some(match text {
        "normal" => Use::Normal,
        "rewrite" => Use::Rewrite,
        "rewrite both" => Use::RewriteBoth,
        "lemma" => Use::Lemma,
        "structural" => Use::Structural,
        "convex" => Use::Convex,
        "primitive" => Use::Primitive,
        _ => return None,
    })
}

/// The text of a line without its breaks and comments.
pub(super) fn squeezed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        let line = line.split_once('#').map_or(line, |(before, _)| before);
        for word in line.split_whitespace() {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(word);
        }
    }
    out
}
