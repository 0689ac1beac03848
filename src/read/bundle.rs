//! A LaTeX file together with the files that it takes in by `\input` and `\include`.

use super::ast::{Span, Unread};
use super::mapped::Mapped;

/// Files are taken in this deep.
const MAX_DEPTH: usize = 16;
/// How many files are taken in.
const MAX_FILES: usize = 200;

/// A file and those that it takes in, one behind the other: a place in their text is a place in one of them.
#[derive(Clone, Debug, Default)]
pub struct Bundle {
    text: String,
    /// Path and place of each; the first is the file itself.
    files: Vec<(String, Span)>,
    /// What is read: each file in place of the macro that takes it in; none where nothing is taken in.
    pub(super) joined: Option<Mapped>,
    /// Macros that name no file that may be read.
    pub faults: Vec<Unread>,
}

impl Bundle {
    /// One file by itself.
    ///
    /// ```
    /// use hence::read::bundle::Bundle;
    /// let bundle = Bundle::single("a.md", "$x = x$".to_owned());
    /// assert_eq!(bundle.text(), "$x = x$");
    /// ```
    pub fn single(path: &str, text: String) -> Bundle {
        Bundle {
            files: vec![(path.to_owned(), Span::new(0, text.len()))],
            text,
            ..Bundle::default()
        }
    }

    /// A LaTeX file with what it takes in. `find` is asked for the path and the text of a file by the name that the macro
    /// gives it, and says none where it may not be read.
    ///
    /// ```
    /// use hence::read::bundle::Bundle;
    /// let mut find = |name: &str| (name == "b").then(|| ("b.tex".to_owned(), "$y$".to_owned()));
    /// let bundle = Bundle::of("a.tex", r"$x$ \input{b} \input{c}".to_owned(), &mut find);
    /// assert_eq!(bundle.files().count(), 2);
    /// assert_eq!(bundle.faults.len(), 1);
    /// ```
    pub fn of(
        path: &str,
        text: String,
        find: &mut dyn FnMut(&str) -> Option<(String, String)>,
    ) -> Bundle {
        let mut bundle = Bundle::single(path, text);
        let mut joined = Mapped::default();
        bundle.take_in(0, find, &mut joined, 0);
        if bundle.files.len() > 1 {
            bundle.joined = Some(joined);
        }
        bundle
    }

    fn take_in(
        &mut self,
        file: usize,
        find: &mut dyn FnMut(&str) -> Option<(String, String)>,
        joined: &mut Mapped,
        depth: usize,
    ) {
        let span = self.files[file].1;
        let text = self.text[span.start..span.end].to_owned();
        let mut from = 0;
        for (at, name) in macros(&text) {
            let whole = Span::new(span.start + at.start, span.start + at.end);
            let within = depth < MAX_DEPTH && self.files.len() < MAX_FILES;
            let found = within.then(|| find(name)).flatten();
            let known = |path: &str| self.files.iter().any(|(known, _)| known == path);
            let Some((path, other)) = found.filter(|(path, _)| !known(path)) else {
                self.faults.push(Unread {
                    span: whole,
                    reason: format!("`{name}` is no further file in the folder that is checked"),
                });
                continue;
            };
            joined.push_kept(&self.text, Span::new(span.start + from, whole.start));
            from = at.end;
            let start = self.text.len();
            self.text.push_str(&other);
            self.files.push((path, Span::new(start, self.text.len())));
            // What stands around it stays apart.
            joined.push_made("\n", whole);
            self.take_in(self.files.len() - 1, find, joined, depth + 1);
            joined.push_made("\n", whole);
        }
        joined.push_kept(&self.text, Span::new(span.start + from, span.end));
    }

    /// The text of all files, one behind the other.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Path and place of each file, the one that takes in the others first.
    pub fn files(&self) -> impl Iterator<Item = (&str, Span)> {
        self.files.iter().map(|(path, span)| (path.as_str(), *span))
    }

    /// Something for each file, made of its path and its text, in the order of [`Bundle::files`]; there is always a first.
    pub fn each<T>(&self, mut make: impl FnMut(&str, &str) -> T) -> Vec<T> {
        match self.files.is_empty() {
            true => vec![make("", "")],
            false => (self.files.iter())
                .map(|(path, span)| make(path, &self.text[span.start..span.end]))
                .collect(),
        }
    }

    /// The file that a place lies in, by its number, and the place in it.
    pub fn place(&self, span: Span) -> (usize, Span) {
        let file = self
            .files
            .iter()
            .rposition(|(_, file)| file.start <= span.start);
        let file = file.unwrap_or(0);
        let whole = self
            .files
            .get(file)
            .map_or_else(Span::default, |(_, file)| *file);
        let end = span.end.min(whole.end);
        let start = span.start.min(end);
        (file, Span::new(start - whole.start, end - whole.start))
    }
}

/// Where files are taken in, and by which names. What stands in a comment or in `verbatim` is none.
fn macros(text: &str) -> Vec<(Span, &str)> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(found) = text[at..].find(['\\', '%']) {
        at += found;
        if text[at..].starts_with('%') {
            at = text[at..].find('\n').map_or(text.len(), |n| at + n);
            continue;
        }
        let rest = &text[at..];
        if rest.starts_with("\\begin{verbatim}") {
            at = rest
                .find("\\end{verbatim}")
                .map_or(text.len(), |n| at + n + 1);
            continue;
        }
        let inside = ["\\input{", "\\include{", "\\subfile{"]
            .iter()
            .find_map(|word| rest.strip_prefix(word));
        if let Some((name, behind)) = inside.and_then(|inside| inside.split_once('}')) {
            let end = text.len() - behind.len();
            if !name.contains(['\n', '\\', '{']) {
                out.push((Span::new(at, end), name.trim()));
            }
            at = end;
            continue;
        }
        // `\\` and `\%` hide what stands behind them.
        let hidden = rest[1..].chars().next().filter(|c| !c.is_alphabetic());
        at += 1 + hidden.map_or(0, char::len_utf8);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(files: &[(&str, &str)]) -> Bundle {
        let mut find = |name: &str| {
            let name = format!("{name}.tex");
            let found = files.iter().skip(1).find(|(path, _)| *path == name);
            found.map(|(path, text)| ((*path).to_owned(), (*text).to_owned()))
        };
        Bundle::of(files[0].0, files[0].1.to_owned(), &mut find)
    }

    #[test]
    fn files_stand_where_they_are_taken_in() {
        let bundle = of(&[
            (
                "a.tex",
                "A \\input{b} C % \\input{d}\n\\input{x} \\\\input{b}",
            ),
            ("b.tex", "B1 \\include{c} B2"),
            ("c.tex", "é \\input{b}"),
            ("d.tex", "D"),
        ]);
        let joined = bundle.joined.as_ref().unwrap();
        assert_eq!(
            joined.text(),
            "A \nB1 \né \\input{b}\n B2\n C % \\input{d}\n\\input{x} \\\\input{b}"
        );
        let paths: Vec<&str> = bundle.files().map(|(path, _)| path).collect();
        assert_eq!(paths, ["a.tex", "b.tex", "c.tex"]);
        let faults: Vec<&str> = bundle
            .faults
            .iter()
            .map(|f| &bundle.text()[f.span.start..f.span.end])
            .collect();
        assert_eq!(faults, ["\\input{b}", "\\input{x}"]);
        for (part, file, start) in [("A", 0, 0), ("B2", 1, 15), ("é", 2, 0), (" C", 0, 11)] {
            let at = joined.text().find(part).unwrap();
            let (number, place) = bundle.place(joined.place(Span::new(at, at + part.len())));
            assert_eq!(
                (number, place),
                (file, Span::new(start, start + part.len())),
                "{part}"
            );
        }
    }

    #[test]
    fn a_file_alone_is_as_it_is() {
        let bundle = of(&[("a.tex", "A \\% \\verb|x|")]);
        assert!(bundle.joined.is_none() && bundle.faults.is_empty());
        assert_eq!(bundle.place(Span::new(2, 4)), (0, Span::new(2, 4)));
    }
}
