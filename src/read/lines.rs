//! Byte offsets and lines with columns, one from the other.

/// Where the lines of a text begin.
///
/// Lines and columns are 1-based and columns count characters (a tab is one, `é` is one however many bytes it takes).
/// A line ends at `\n`; the `\r` of `\r\n` belongs to the line it ends, as its last column.
///
/// ```
/// use hence::read::lines::LineIndex;
/// let text = "é = 1\nx";
/// let index = LineIndex::new(text);
/// assert_eq!(index.position(text, 3), (1, 3));
/// assert_eq!(index.offset(text, 2, 1), Some(7));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineIndex {
    /// Byte offset of the first character of each line; never empty.
    starts: Vec<usize>,
    /// Whether a line holds ASCII only, so that a column is a difference of bytes.
    ascii: Vec<bool>,
}

impl LineIndex {
    /// Reads the text once.
    pub fn new(text: &str) -> Self {
        let mut starts = vec![0];
        let mut ascii = Vec::new();
        let mut all = true;
        for (at, byte) in text.bytes().enumerate() {
            all &= byte.is_ascii();
            if byte == b'\n' {
                starts.push(at + 1);
                ascii.push(all);
                all = true;
            }
        }
        ascii.push(all);
        LineIndex { starts, ascii }
    }

    /// How many lines there are; a text that ends in a line break has an empty last line.
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// Never true: even an empty text has one line.
    pub fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    /// Line and column, both 1-based, of a byte of `text` (the text that the index was made from).
    ///
    /// An offset past the end counts as the end, one inside a character as its first byte.
    pub fn position(&self, text: &str, byte: usize) -> (usize, usize) {
        let byte = byte.min(text.len());
        let line = self
            .starts
            .partition_point(|&start| start <= byte)
            .saturating_sub(1);
        let start = self.starts.get(line).copied().unwrap_or(0);
        let column = if self.ascii.get(line).copied().unwrap_or(false) {
            byte - start
        } else {
            text.get(start..).map_or(0, |rest| {
                rest.char_indices()
                    .take_while(|(at, c)| start + at + c.len_utf8() <= byte)
                    .count()
            })
        };
        (line + 1, column + 1)
    }

    /// The byte at a 1-based line and column; none where there is no such line or the line is shorter.
    ///
    /// The column just behind the last character of a line is its end.
    pub fn offset(&self, text: &str, line: usize, column: usize) -> Option<usize> {
        let start = *self.starts.get(line.checked_sub(1)?)?;
        let end = self.starts.get(line).map_or(text.len(), |&next| next - 1);
        let content = text.get(start..end)?;
        let skip = column.checked_sub(1)?;
        match content.char_indices().nth(skip) {
            Some((at, _)) => Some(start + at),
            None => (content.chars().count() == skip).then_some(end),
        }
    }

    /// The bytes of a 1-based line, its line break left out.
    pub fn line(&self, text: &str, line: usize) -> Option<std::ops::Range<usize>> {
        let start = *self.starts.get(line.checked_sub(1)?)?;
        let end = self.starts.get(line).map_or(text.len(), |&next| next - 1);
        let end = if end > start && text.as_bytes().get(end - 1) == Some(&b'\r') {
            end - 1
        } else {
            end
        };
        Some(start..end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn positions() {
        let rows: &[(&str, usize, (usize, usize))] = &[
            ("", 0, (1, 1)),
            ("abc", 2, (1, 3)),
            ("abc", 99, (1, 4)),
            ("a\nb", 2, (2, 1)),
            ("a\r\nb", 1, (1, 2)),
            ("a\r\nb", 3, (2, 1)),
            ("\tx", 1, (1, 2)),
            ("σ²x", 4, (1, 3)),
            ("σ²x", 3, (1, 2)),
            ("é\n∑k", 6, (2, 2)),
        ];
        for (text, byte, expected) in rows {
            assert_eq!(
                LineIndex::new(text).position(text, *byte),
                *expected,
                "{text:?} at {byte}"
            );
        }
    }

    #[test]
    fn offsets_outside_are_none() {
        let text = "ab\nc";
        let index = LineIndex::new(text);
        assert_eq!(index.offset(text, 0, 1), None);
        assert_eq!(index.offset(text, 1, 0), None);
        assert_eq!(index.offset(text, 1, 3), Some(2));
        assert_eq!(index.offset(text, 1, 4), None);
        assert_eq!(index.offset(text, 3, 1), None);
    }

    #[test]
    fn a_line_has_no_break_in_it() {
        let text = "ab\r\nc\n";
        let index = LineIndex::new(text);
        assert_eq!(index.len(), 3);
        assert_eq!(index.line(text, 1), Some(0..2));
        assert_eq!(index.line(text, 2), Some(4..5));
        assert_eq!(index.line(text, 3), Some(6..6));
        assert_eq!(index.line(text, 4), None);
    }

    proptest! {
        #[test]
        fn there_and_back(text in "[a-cé∑σ\t\r\n]{0,40}") {
            let index = LineIndex::new(&text);
            for (byte, _) in text.char_indices().chain([(text.len(), ' ')]) {
                let (line, column) = index.position(&text, byte);
                prop_assert_eq!(index.offset(&text, line, column), Some(byte));
                let before = &text[..byte];
                prop_assert_eq!(line, before.matches('\n').count() + 1);
                prop_assert_eq!(column, before.chars().rev().take_while(|&c| c != '\n').count() + 1);
            }
        }
    }
}
