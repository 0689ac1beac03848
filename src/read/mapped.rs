//! Texts that are made from a file, with the place in the file of every byte.
//!
//! A notebook is JSON with escapes, a macro stands for other text: what is read is then not what stands in the file.
//! A [`Mapped`] text knows where each piece of it came from, so that places can be given in the file all the same.

use super::ast::Span;

/// A text made from another one.
///
/// ```
/// use hence::read::ast::Span;
/// use hence::read::mapped::Mapped;
/// // `\half + x` with its macro written out.
/// let mut text = Mapped::default();
/// text.push_made(r"\frac12", Span::new(0, 5));
/// text.push_kept(r"\half + x", Span::new(5, 9));
/// assert_eq!(text.text(), r"\frac12 + x");
/// assert_eq!(text.place(Span::new(10, 11)), Span::new(8, 9));
/// assert_eq!(text.place(Span::new(1, 11)), Span::new(0, 9));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapped {
    text: String,
    pieces: Vec<Piece>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Piece {
    /// Where it begins in the text made; it ends where the next one begins.
    at: usize,
    /// What it stands for.
    from: Span,
    /// Whether it is that, byte for byte.
    kept: bool,
}

impl Mapped {
    /// The text that was made.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Adds a stretch of the source as it stands there.
    pub fn push_kept(&mut self, source: &str, span: Span) {
        let Some(part) = source
            .get(span.start..span.end)
            .filter(|part| !part.is_empty())
        else {
            return;
        };
        let goes_on = (self.pieces.last()).is_some_and(|last| {
            last.kept && last.from.start + (self.text.len() - last.at) == span.start
        });
        match self.pieces.last_mut().filter(|_| goes_on) {
            Some(last) => last.from.end = span.end,
            None => self.pieces.push(Piece {
                at: self.text.len(),
                from: span,
                kept: true,
            }),
        }
        self.text.push_str(part);
    }

    /// Adds text that stands for a stretch of the source without being it.
    pub fn push_made(&mut self, text: &str, from: Span) {
        if text.is_empty() {
            return;
        }
        let goes_on = (self.pieces.last()).is_some_and(|last| !last.kept && last.from == from);
        if !goes_on {
            self.pieces.push(Piece {
                at: self.text.len(),
                from,
                kept: false,
            });
        }
        self.text.push_str(text);
    }

    /// The smallest stretch of the source that holds all that a stretch of the text came from.
    pub fn place(&self, span: Span) -> Span {
        let after = |byte| self.pieces.partition_point(|piece| piece.at <= byte);
        let first = after(span.start).saturating_sub(1);
        let last = after(span.end.saturating_sub(1).max(span.start)).max(first + 1);
        let mut found: Option<Span> = None;
        for (i, piece) in self.pieces.iter().enumerate().take(last).skip(first) {
            let end = self
                .pieces
                .get(i + 1)
                .map_or(self.text.len(), |next| next.at);
            let (start, end) = (
                span.start.clamp(piece.at, end),
                span.end.clamp(piece.at, end),
            );
            let part = match piece.kept {
                true => Span::new(
                    piece.from.start + (start - piece.at),
                    piece.from.start + (end - piece.at),
                ),
                false => piece.from,
            };
            found = Some(found.map_or(part, |found| found.to(part)));
        }
        found.unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_those_of_the_source() {
        // `a\m{b}c` where `\m{x}` is `[x|x]`, and the argument stands twice.
        let source = r"a\m{b}c";
        let mut text = Mapped::default();
        let whole = Span::new(1, 6);
        text.push_kept(source, Span::new(0, 1));
        text.push_made("[", whole);
        text.push_kept(source, Span::new(4, 5));
        text.push_made("|", whole);
        text.push_kept(source, Span::new(4, 5));
        text.push_made("]", whole);
        text.push_kept(source, Span::new(6, 7));
        assert_eq!(text.text(), "a[b|b]c");
        let cases = [
            ((0, 7), (0, 7)),
            ((0, 1), (0, 1)),
            ((1, 2), (1, 6)),
            ((2, 3), (4, 5)),
            ((4, 5), (4, 5)),
            ((2, 5), (1, 6)),
            ((5, 7), (1, 7)),
            ((6, 7), (6, 7)),
            ((7, 7), (7, 7)),
            ((0, 0), (0, 0)),
        ];
        for ((start, end), (from, to)) in cases {
            assert_eq!(
                text.place(Span::new(start, end)),
                Span::new(from, to),
                "{start}..{end}"
            );
        }
    }

    #[test]
    fn an_empty_text_has_one_place() {
        assert_eq!(Mapped::default().place(Span::new(0, 0)), Span::default());
    }
}
