//! A cursor over one list of tokens, shared by all readers of this folder.

use super::token::{T, Tok, unread};
use super::vocabulary as vocab;
use crate::read::ast::{BinOp, Expr, Kind, Name, Span, Unread};
use std::cell::Cell;

/// The reason given where readers would call each other deeper than their limit.
pub const TOO_DEEP: &str = "nested too deeply";

/// More terms or factors than this in a row are refused: the tree is as deep as they are many.
pub const MAX_OPERANDS: usize = 4000;

/// Reads one list of tokens from left to right.
#[derive(Clone)]
pub struct Reader<'a> {
    pub text: &'a str,
    pub offset: usize,
    pub toks: &'a [Tok],
    pub i: usize,
    /// Where the list stands, also when it is empty.
    pub span: Span,
    pub depth: usize,
    /// How deep readers may call each other.
    pub limit: usize,
    /// How much work is left. Some notations are read by trying, which nested in each other would take for ever.
    pub fuel: &'a Cell<usize>,
}

impl<'a> Reader<'a> {
    /// A reader for a list inside this one.
    pub fn within(&self, toks: &'a [Tok], span: Span) -> Result<Reader<'a>, Unread> {
        let reader = Reader {
            toks,
            i: 0,
            span,
            depth: self.depth + 1,
            ..*self
        };
        reader.check_depth(span)?;
        Ok(reader)
    }

    /// A reader for a part of this list.
    pub fn part(&self, toks: &'a [Tok]) -> Result<Reader<'a>, Unread> {
        self.within(toks, covering(toks).unwrap_or(self.span))
    }

    /// Counts one call of a reader by itself; the caller takes it back.
    pub fn enter(&mut self) -> Result<(), Unread> {
        self.depth += 1;
        self.check_depth(self.here())
    }

    fn check_depth(&self, span: Span) -> Result<(), Unread> {
        match self.fuel.get().checked_sub(1) {
            Some(less) => self.fuel.set(less),
            None => return unread(span, "this formula can be read in too many ways"),
        }
        if self.depth > self.limit {
            return unread(span, TOO_DEEP);
        }
        Ok(())
    }

    pub fn peek(&self) -> Option<&'a Tok> {
        self.toks.get(self.i)
    }

    pub fn peek_at(&self, ahead: usize) -> Option<&'a Tok> {
        self.toks.get(self.i + ahead)
    }

    pub fn next(&mut self) -> Option<&'a Tok> {
        let tok = self.toks.get(self.i);
        if tok.is_some() {
            self.i += 1;
        }
        tok
    }

    /// Where the next token stands, or the empty place at the end.
    pub fn here(&self) -> Span {
        match (self.peek(), self.toks.last()) {
            (Some(t), _) => t.span,
            (None, Some(last)) => Span::new(last.span.end, last.span.end),
            (None, None) => self.span,
        }
    }

    /// What was written at `span`.
    pub fn source(&self, span: Span) -> &'a str {
        self.text
            .get(span.start.saturating_sub(self.offset)..span.end.saturating_sub(self.offset))
            .unwrap_or("")
    }

    /// The argument of the macro `of` that was just taken: the content of a group, or one token with its own arguments.
    pub fn argument(&mut self, of: &Tok) -> Result<(&'a [Tok], Span), Unread> {
        let start = self.i;
        let Some(tok) = self.next() else {
            return unread(
                of.span,
                format!("{} without its argument", self.source(of.span)),
            );
        };
        match &tok.t {
            T::Group(inner) => Ok((inner, tok.span)),
            T::Sup | T::Sub | T::Quad | T::Row | T::Amp => unread(
                of.span,
                format!("{} without its argument", self.source(of.span)),
            ),
            T::Cmd(name) => {
                let mut end = tok.span;
                if name == "sqrt" && matches!(self.peek().map(|t| &t.t), Some(T::Bracket('[', ..)))
                {
                    self.i += 1;
                }
                for _ in 0..vocab::arity(name) {
                    self.enter()?;
                    end = self.argument(tok)?.1;
                    self.depth -= 1;
                }
                Ok((&self.toks[start..self.i], tok.span.to(end)))
            }
            _ => Ok((&self.toks[start..self.i], tok.span)),
        }
    }
}

/// The range a list of tokens covers.
pub fn covering(toks: &[Tok]) -> Option<Span> {
    Some(toks.first()?.span.to(toks.last()?.span))
}

/// A node.
pub fn node(kind: Kind, span: Span) -> Expr {
    Expr { kind, span }
}

/// A name with nothing on it.
pub fn plain_name(base: impl Into<String>) -> Name {
    Name {
        base: base.into(),
        ..Name::default()
    }
}

/// Two operands and what joins them.
pub fn binary(op: BinOp, a: Expr, b: Expr) -> Expr {
    let span = a.span.to(b.span);
    node(Kind::Binary(op, Box::new(a), Box::new(b)), span)
}

/// One formula stays itself, several become a list.
pub fn tuple(mut items: Vec<Expr>, span: Span) -> Expr {
    match (items.len(), items.pop()) {
        (1, Some(only)) => only,
        (_, last) => {
            items.extend(last);
            node(Kind::Tuple(items), span)
        }
    }
}
