//! Byte offsets as lines and columns.

use std::ops::Range;

/// Where the lines of a text begin.
///
/// Lines and columns are 1-based; columns count characters. A line ends at `\n`.
#[derive(Clone, Debug)]
pub(crate) struct LineIndex {
    starts: Vec<usize>,
}

impl LineIndex {
    /// Reads the text once.
    pub(crate) fn new(text: &str) -> Self {
        let mut starts = vec![0];
        starts.extend(text.match_indices('\n').map(|(at, _)| at + 1));
        LineIndex { starts }
    }

    /// Line and column of a byte; an offset past the end counts as the end, one inside a character as its first byte.
    pub(crate) fn position(&self, text: &str, byte: usize) -> (usize, usize) {
        let byte = text.floor_char_boundary(byte);
        let line = self.starts.partition_point(|&start| start <= byte);
        let start = self.starts.get(line - 1).copied().unwrap_or(0);
        (line, text[start..byte].chars().count() + 1)
    }

    /// The bytes of a 1-based line, its line break left out.
    pub(crate) fn line(&self, text: &str, line: usize) -> Option<Range<usize>> {
        let start = *self.starts.get(line.checked_sub(1)?)?;
        let end = self.starts.get(line).map_or(text.len(), |&next| next - 1);
        let cut = end > start && text.as_bytes().get(end - 1) == Some(&b'\r');
        Some(start..if cut { end - 1 } else { end })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let rows: &[(&str, usize, (usize, usize))] = &[
            ("", 0, (1, 1)),
            ("abc", 99, (1, 4)),
            ("a\r\nb", 3, (2, 1)),
            ("σ²x", 4, (1, 3)),
            ("σ²x", 3, (1, 2)),
            ("é\n∑k", 6, (2, 2)),
            ("a\n", 2, (2, 1)),
        ];
        for (text, byte, expected) in rows {
            let found = LineIndex::new(text).position(text, *byte);
            assert_eq!(found, *expected, "{text:?} at {byte}");
        }
    }

    #[test]
    fn lines_leave_their_break_out() {
        let text = "a\r\n\nb";
        let index = LineIndex::new(text);
        assert_eq!(index.line(text, 1), Some(0..1));
        assert_eq!(index.line(text, 2), Some(3..3));
        assert_eq!(index.line(text, 3), Some(4..5));
        assert_eq!(index.line(text, 4), None);
        assert_eq!(index.line(text, 0), None);
    }
}
