//! LaTeX as a flat list of blocks.
//!
//! Macros are not expanded: of a macro that is not known the name is passed over and its arguments are read as words.

use std::collections::BTreeSet;

use super::directive;
use super::leaf::{Inline, Leaf, Mark, Marker};
use super::references::Keys;
use super::source::{
    arguments, begin, is_formula_environment, option, trim, unwrap_environment, without_comments,
};
use super::{CODE, PREAMBLE, PartKind, Role};
use crate::read::ast::Span;
use crate::read::lexicon::{HeadClass, Lexicon};

/// The blocks of a LaTeX text.
pub(super) fn leaves(text: &str) -> Vec<Leaf> {
    let opening = "\\begin{document}";
    let start = text.find(opening).map(|at| at + opening.len());
    let end = text
        .find("\\end{document}")
        .filter(|&end| end >= start.unwrap_or(0))
        .unwrap_or(text.len());
    let mut tex = Tex {
        text,
        bytes: text.as_bytes(),
        end,
        lexicon: Lexicon::for_text(""),
        keys: Keys::of(text),
        out: Vec::new(),
        leaf: None,
        marks: Vec::new(),
        marker: None,
        groups: Vec::new(),
        environments: Vec::new(),
        list_count: 0,
        no_dollar_before: 0,
        absent: BTreeSet::new(),
    };
    if let Some(start) = start {
        tex.skip(0, start, PREAMBLE);
        tex.close();
    }
    tex.run(start.unwrap_or(0));
    tex.close();
    if !tex.marks.is_empty() {
        tex.leaf();
        tex.close();
    }
    tex.out
}

/// What an open brace belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Group {
    Plain,
    Strong,
    Heading,
}

/// An open environment that is no formula.
enum Environment {
    /// Leaves a [`Mark::End`] behind.
    Marked,
    List {
        list: usize,
        /// Items so far, where they are numbered.
        count: Option<u64>,
    },
    Other,
}

struct Tex<'a> {
    text: &'a str,
    bytes: &'a [u8],
    end: usize,
    lexicon: Lexicon,
    keys: Keys,
    out: Vec<Leaf>,
    leaf: Option<Leaf>,
    marks: Vec<Mark>,
    marker: Option<Marker>,
    groups: Vec<Group>,
    environments: Vec<(String, Environment)>,
    list_count: usize,
    /// No `$` before this byte closes an inline formula.
    no_dollar_before: usize,
    /// Closing delimiters that do not occur any more.
    absent: BTreeSet<String>,
}

/// Macros whose argument is not part of the running text.
const SILENT: &[&str] = &[
    "label",
    "cite",
    "citep",
    "citet",
    "includegraphics",
    "input",
    "include",
    "usepackage",
    "vspace",
    "hspace",
    "setlength",
    "setcounter",
    "addtocounter",
    "bibliography",
    "bibliographystyle",
    "documentclass",
    "pagestyle",
    "thispagestyle",
    "newcommand",
    "renewcommand",
    "providecommand",
    "newtheorem",
    "def",
    "DeclareMathOperator",
    "hypersetup",
    "geometry",
    "graphicspath",
    "url",
    "fontsize",
    "color",
    "pagenumbering",
    "addcontentsline",
];

/// Environments whose body is not read.
const VERBATIM: &[&str] = &[
    "verbatim",
    "Verbatim",
    "lstlisting",
    "minted",
    "comment",
    "tikzpicture",
    "filecontents",
];

impl Tex<'_> {
    fn leaf(&mut self) -> &mut Leaf {
        let (marker, marks) = (&mut self.marker, &mut self.marks);
        self.leaf.get_or_insert_with(|| Leaf {
            item: marker.take(),
            marks: std::mem::take(marks),
            ..Leaf::default()
        })
    }

    fn close(&mut self) {
        if let Some(leaf) = self.leaf.take() {
            self.out.push(leaf);
        }
    }

    fn skip(&mut self, start: usize, end: usize, reason: &str) -> usize {
        let span = Span::new(start, end);
        self.leaf().inlines.push(Inline::Skipped {
            reason: reason.to_owned(),
            span,
        });
        end
    }

    fn words(&mut self, start: usize, end: usize) {
        if start >= end {
            return;
        }
        let text = self.text;
        let strong = self.groups.contains(&Group::Strong);
        let words = &text[start..end];
        // Blanks alone do not make a block.
        if self.leaf.is_none() && words.trim().is_empty() {
            return;
        }
        self.leaf().push_text(words, Span::new(start, end), strong);
    }

    fn spelt(&mut self, words: &str, start: usize, end: usize) -> usize {
        let strong = self.groups.contains(&Group::Strong);
        self.leaf().push_text(words, Span::new(start, end), strong);
        end
    }

    fn run(&mut self, start: usize) {
        let mut from = start;
        let mut at = start;
        while at < self.end {
            let special = matches!(
                self.bytes[at],
                b'\\' | b'%' | b'$' | b'{' | b'}' | b'~' | b'\n'
            );
            if !special {
                at += 1;
                continue;
            }
            self.words(from, at);
            let next = match self.bytes[at] {
                b'\\' => self.backslash(at),
                b'%' => self.comment(at),
                b'$' => self.dollar(at),
                b'{' => {
                    self.groups.push(Group::Plain);
                    at + 1
                }
                b'}' => self.close_group(at),
                b'\n' => self.line_break(at),
                _ => at + 1,
            };
            at = next.max(at + 1);
            from = at;
        }
        self.words(from, self.end);
    }

    fn close_group(&mut self, at: usize) -> usize {
        if self.groups.pop() == Some(Group::Heading) {
            self.close();
        }
        at + 1
    }

    fn line_break(&mut self, at: usize) -> usize {
        let rest = &self.text[at + 1..self.end];
        let blank = rest.len() - rest.trim_start().len();
        if rest[..blank].contains('\n') {
            // A paragraph ends whatever group is open by mistake.
            self.close();
            return at + 1 + rest[..blank].rfind('\n').unwrap_or(0);
        }
        if let Some(leaf) = &mut self.leaf {
            leaf.inlines.push(Inline::Break { at });
        }
        at + 1
    }

    fn comment(&mut self, at: usize) -> usize {
        let end = self.line_end(at);
        let inside = Span::new(
            at + self.text[at..end]
                .bytes()
                .take_while(|&b| b == b'%')
                .count(),
            end,
        );
        if let Some(directive) = directive::parse(self.text, inside) {
            let span = Span::new(at, end);
            self.leaf()
                .inlines
                .push(Inline::Directive { directive, span });
        }
        // The line break behind a comment is part of it, unless a blank line follows.
        let rest = &self.text[(end + 1).min(self.end)..self.end];
        let next_blank = rest
            .lines()
            .next()
            .is_some_and(|line| line.trim().is_empty());
        if next_blank {
            end
        } else {
            (end + 1).min(self.end)
        }
    }

    fn line_end(&self, at: usize) -> usize {
        self.bytes[at..self.end]
            .iter()
            .position(|&b| b == b'\n')
            .map_or(self.end, |len| at + len)
    }

    /// `needle` at or after `from`, behind an even number of backslashes and outside of comments. Remembers when there is
    /// none any more.
    fn find(&mut self, needle: &str, from: usize) -> Option<usize> {
        if self.absent.contains(needle) {
            return None;
        }
        let mut at = from;
        while at < self.end {
            if self.text[..self.end]
                .get(at..)
                .is_some_and(|rest| rest.starts_with(needle))
            {
                return Some(at);
            }
            match self.bytes[at] {
                b'\\' => at += 2,
                b'%' => at = self.line_end(at),
                _ => at += 1,
            }
        }
        self.absent.insert(needle.to_owned());
        None
    }

    /// Whether a paragraph ends with the line break at `at`.
    fn ends_paragraph(&self, at: usize) -> bool {
        let rest = &self.text[at + 1..self.end];
        rest.bytes()
            .take_while(|&b| b != b'\n')
            .all(|b| b.is_ascii_whitespace())
    }

    /// The `$` that closes the formula whose content starts at `start`: the first outside of braces (`\text{if $x$}`), or
    /// the first of all where none is, in the same paragraph.
    fn inline_close(&mut self, start: usize) -> Option<usize> {
        const DEPTH_REACH: usize = 4096;
        if start < self.no_dollar_before {
            return None;
        }
        let mut fallback = None;
        let mut depth = 0i32;
        let mut at = start;
        while at < self.end {
            match self.bytes[at] {
                b'\\' => at += 1,
                b'%' => at = self.line_end(at).max(at + 1) - 1,
                b'{' => depth += 1,
                b'}' => depth -= 1,
                b'$' if depth <= 0 => return Some(at),
                b'$' => fallback = fallback.or(Some(at)),
                b'\n' if self.ends_paragraph(at) => break,
                _ => {}
            }
            at += 1;
            if fallback.is_some() && at > start + DEPTH_REACH {
                break;
            }
        }
        if fallback.is_none() {
            self.no_dollar_before = at;
        }
        fallback
    }

    fn formula(
        &mut self,
        outer: Span,
        content: Span,
        display: bool,
        environment: Option<String>,
    ) -> usize {
        let (content, environment) = unwrap_environment(self.text, content, environment);
        let text = without_comments(&self.text[content.start..content.end]);
        self.leaf().inlines.push(Inline::Formula {
            outer,
            content,
            text,
            display,
            environment,
        });
        outer.end
    }

    fn dollar(&mut self, at: usize) -> usize {
        let display = self.bytes.get(at + 1) == Some(&b'$');
        let sign = if display { "$$" } else { "$" };
        let start = at + sign.len();
        let close = if display {
            self.find(sign, start)
        } else {
            self.inline_close(start)
        };
        match close {
            Some(end) if !self.text[start..end].trim().is_empty() => {
                let content = trim(self.text, Span::new(start, end));
                self.formula(Span::new(at, end + sign.len()), content, display, None)
            }
            _ => self.skip(
                at,
                start,
                if display {
                    "this `$$` is never closed"
                } else {
                    "this `$` is never closed"
                },
            ),
        }
    }

    fn backslash(&mut self, at: usize) -> usize {
        let rest = &self.text[at..self.end];
        for (open, close, display) in [("\\(", "\\)", false), ("\\[", "\\]", true)] {
            if rest.starts_with(open) {
                let Some(end) = self.find(close, at + 2) else {
                    return self.skip(at, at + 2, "a formula that is never closed");
                };
                let content = trim(self.text, Span::new(at + 2, end));
                return self.formula(Span::new(at, end + 2), content, display, None);
            }
        }
        if rest.starts_with("\\begin{") {
            return self.begin(at);
        }
        if let Some(name) = rest
            .strip_prefix("\\end{")
            .and_then(|rest| rest.split_once('}'))
            .map(|(name, _)| name)
        {
            return self.end_environment(name, at + "\\end{".len() + name.len() + 1);
        }
        if let Some((reference, len)) = self.keys.leading(rest, at) {
            self.leaf().inlines.push(reference);
            return at + len;
        }
        let name_len = rest[1..]
            .bytes()
            .take_while(u8::is_ascii_alphabetic)
            .count();
        if name_len == 0 {
            return match rest[1..].chars().next() {
                Some('\\') => {
                    self.leaf().inlines.push(Inline::Break { at });
                    at + 2
                }
                Some(sign @ ('%' | '$' | '&' | '#' | '_' | '{' | '}')) => {
                    self.spelt(&sign.to_string(), at, at + 2)
                }
                Some(other) => at + 1 + other.len_utf8(),
                None => at + 1,
            };
        }
        let name = &rest[1..1 + name_len];
        self.command(name, at, at + 1 + name_len)
    }

    fn command(&mut self, name: &str, at: usize, mut next: usize) -> usize {
        if self.bytes.get(next) == Some(&b'*') {
            next += 1;
        }
        let heading = match name {
            "part" | "chapter" | "section" => Some(1),
            "subsection" => Some(2),
            "subsubsection" => Some(3),
            "paragraph" | "subparagraph" => Some(4),
            _ => None,
        };
        if let Some(level) = heading {
            next = option(&self.text[..self.end], next).map_or(next, |(_, end)| end);
            self.close();
            let leaf = self.leaf();
            leaf.heading = Some(level);
            leaf.at = at;
            return self.open_group(next, Group::Heading);
        }
        match name {
            "item" => {
                self.close();
                self.item(at, next);
                if let Some((label, end)) = option(&self.text[..self.end], next) {
                    self.words(label.start, label.end);
                    next = end;
                }
                next
            }
            "textbf" | "textsc" => self.open_group(next, Group::Strong),
            "qed" | "qedhere" => self.spelt("∎", at, next),
            "par" | "newpage" | "clearpage" | "bigskip" | "medskip" | "smallskip" => {
                self.close();
                next
            }
            "verb" | "lstinline" => match self.text[next..self.end].chars().next() {
                Some(sign) => {
                    let body = next + sign.len_utf8();
                    let close =
                        self.text[body..self.end].find(if sign == '{' { '}' } else { sign });
                    let end = close.map_or(body, |len| body + len + 1);
                    self.skip(at, end.min(self.end), CODE)
                }
                None => next,
            },
            _ if SILENT.contains(&name) => arguments(&self.text[..self.end], next),
            _ => next,
        }
    }

    fn open_group(&mut self, at: usize, group: Group) -> usize {
        let blank = self.text[at..self.end].len() - self.text[at..self.end].trim_start().len();
        if self.bytes.get(at + blank) == Some(&b'{') {
            self.groups.push(group);
            return at + blank + 1;
        }
        if group == Group::Heading {
            self.close();
        }
        at
    }

    fn item(&mut self, at: usize, next: usize) {
        let is_list = |environment: &&mut (String, Environment)| {
            matches!(environment.1, Environment::List { .. })
        };
        let depth = self
            .environments
            .iter()
            .filter(|e| matches!(e.1, Environment::List { .. }))
            .count();
        let numbered = depth_of_numbers(&self.environments);
        if let Some((_, Environment::List { list, count })) =
            self.environments.iter_mut().rev().find(is_list)
        {
            *count = count.map(|count| count + 1);
            let own_label = self.bytes.get(next) == Some(&b'[');
            self.marker = Some(Marker {
                number: if own_label { None } else { *count },
                lettered: numbered > 1,
                span: Span::new(at, next),
                list: *list,
                depth: depth.saturating_sub(1),
            });
        }
    }

    fn begin(&mut self, at: usize) -> usize {
        let Some((name, body)) = begin(&self.text[..self.end], at) else {
            return at + "\\begin".len();
        };
        let close = format!("\\end{{{name}}}");
        if is_formula_environment(name) {
            let Some(end) = self.find(&close, body) else {
                return self.skip(at, body, "an environment that is never closed");
            };
            let content = trim(self.text, Span::new(body, end));
            let display = name != "math";
            return self.formula(
                Span::new(at, end + close.len()),
                content,
                display,
                Some(name.to_owned()),
            );
        }
        if VERBATIM.contains(&name) {
            let end = self.text[body..self.end]
                .find(&close)
                .map_or(self.end, |len| body + len + close.len());
            return self.skip(at, end, CODE);
        }
        self.close();
        let option = option(&self.text[..self.end], body);
        let mut next = option.map_or(body, |(_, end)| end);
        let title = option.map_or(String::new(), |(span, _)| {
            self.text[span.start..span.end].trim().to_owned()
        });
        let span = Span::new(at, next);
        let environment = match name {
            "itemize" | "description" => self.list(None),
            "enumerate" | "parts" | "questions" | "subparts" => self.list(Some(0)),
            _ => match self.mark(name, title, span) {
                Some(mark) => {
                    self.marks.push(mark);
                    Environment::Marked
                }
                None => {
                    next = body;
                    Environment::Other
                }
            },
        };
        self.environments.push((name.to_owned(), environment));
        next
    }

    fn list(&mut self, count: Option<u64>) -> Environment {
        self.list_count += 1;
        Environment::List {
            list: self.list_count,
            count,
        }
    }

    /// What an environment of this name begins, by the words that name parts and roles in running text.
    fn mark(&self, name: &str, title: String, span: Span) -> Option<Mark> {
        let name = name.trim_end_matches('*').to_lowercase();
        let (class, _) = self.lexicon.heads.longest([name.as_str()].into_iter())?;
        let part = |kind| {
            Some(Mark::Part {
                kind,
                title: title.clone(),
                span,
            })
        };
        match class {
            HeadClass::Exercise => part(PartKind::Exercise),
            HeadClass::Question => part(PartKind::Question),
            HeadClass::Theorem => part(PartKind::Theorem),
            HeadClass::Corollary => part(PartKind::Corollary),
            HeadClass::Definition => part(PartKind::Definition),
            HeadClass::Remark => part(PartKind::Remark),
            HeadClass::Example => part(PartKind::Example),
            HeadClass::Answer | HeadClass::Proof => Some(Mark::Role {
                role: Role::Claimed,
                span,
            }),
            HeadClass::Statement => Some(Mark::Role {
                role: Role::Given,
                span,
            }),
            HeadClass::Goal => Some(Mark::Role {
                role: Role::Goal,
                span,
            }),
            HeadClass::Hint => Some(Mark::Role {
                role: Role::Hint,
                span,
            }),
        }
    }

    fn end_environment(&mut self, name: &str, next: usize) -> usize {
        self.close();
        // An environment that was never opened is passed over; one that was never closed ends with its outer one.
        if let Some(place) = self.environments.iter().rposition(|(open, _)| open == name) {
            for (_, environment) in self.environments.drain(place..) {
                if matches!(environment, Environment::Marked) {
                    self.marks.push(Mark::End);
                }
            }
        }
        next
    }
}

fn depth_of_numbers(environments: &[(String, Environment)]) -> usize {
    environments
        .iter()
        .filter(|e| matches!(e.1, Environment::List { count: Some(_), .. }))
        .count()
}
