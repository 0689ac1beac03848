//! Markdown as a flat list of blocks.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::directive;
use super::leaf::{Inline, Leaf, Marker};
use super::scan::{Region, RegionKind, regions};
use super::source::formula_text;
use super::{CODE, COMMENT, FRONT_MATTER};
use crate::read::ast::Span;

/// The blocks of a Markdown text.
pub(super) fn leaves(text: &str) -> Vec<Leaf> {
    let mut regions = regions(text);
    // What is code Markdown itself knows best; the search only had to keep formulas out of it.
    regions.retain(|region| region.kind != RegionKind::Code || is_front_matter(text, region));
    let hidden = hide(text, &regions);
    let mut reader = Reader {
        text,
        regions: &regions,
        next: 0,
        done: 0,
        out: Vec::new(),
        leaf: None,
        marker: None,
    };
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    let mut walk = Walk::default();
    for (event, range) in Parser::new_ext(&hidden, options).into_offset_iter() {
        reader.event(event, Span::new(range.start, range.end), &mut walk);
    }
    reader.regions_before(text.len());
    reader.close();
    reader.out
}

/// The text with every formula replaced by letters, so that Markdown sees a word there, and as long as before.
fn hide(text: &str, regions: &[Region]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut cursor = 0;
    // A byte order mark would keep a heading on the first line from being one.
    if text.starts_with('\u{feff}') {
        cursor = '\u{feff}'.len_utf8();
        out.push_str("   ");
    }
    for region in regions {
        let mask = match &region.kind {
            RegionKind::Formula { .. } => 'x',
            // Only the front matter is left of the code.
            RegionKind::Code => ' ',
            // A comment in the middle of a line may hold what would begin a block.
            RegionKind::Comment if !begins_line(text, region.span.start) => 'x',
            _ => continue,
        };
        out.push_str(&text[cursor..region.span.start]);
        let ends_line = mask == ' ';
        let length = region.span.end - region.span.start;
        out.extend(std::iter::repeat_n(mask, length - usize::from(ends_line)));
        if ends_line {
            out.push('\n');
        }
        cursor = region.span.end;
    }
    out.push_str(&text[cursor..]);
    out
}

fn begins_line(text: &str, at: usize) -> bool {
    text[..at]
        .trim_end_matches([' ', '\t', '>'])
        .chars()
        .next_back()
        .is_none_or(|c| c == '\n')
}

fn is_front_matter(text: &str, region: &Region) -> bool {
    text[..region.span.start]
        .trim_matches('\u{feff}')
        .is_empty()
        && text[region.span.start..region.span.end].starts_with("---")
        && text[..region.span.end].ends_with('\n')
}

#[derive(Default)]
struct Walk {
    strong: usize,
    lists: Vec<(usize, Option<u64>)>,
    list_count: usize,
    code: bool,
    code_is_formula: bool,
}

struct Reader<'a> {
    text: &'a str,
    regions: &'a [Region],
    /// The first region that has not been dealt with.
    next: usize,
    /// Everything before this byte has been dealt with.
    done: usize,
    out: Vec<Leaf>,
    leaf: Option<Leaf>,
    marker: Option<Marker>,
}

impl Reader<'_> {
    fn leaf(&mut self) -> &mut Leaf {
        let marker = &mut self.marker;
        self.leaf.get_or_insert_with(|| Leaf {
            item: marker.take(),
            ..Leaf::default()
        })
    }

    fn close(&mut self) {
        if let Some(leaf) = self.leaf.take() {
            self.out.push(leaf);
        }
    }

    fn event(&mut self, event: Event<'_>, range: Span, walk: &mut Walk) {
        match event {
            Event::Start(tag) => self.start(&tag, range, walk),
            Event::End(end) => self.end(end, walk),
            Event::Text(_) if walk.code => {
                if walk.code_is_formula {
                    self.regions_before(range.end);
                } else {
                    self.skip(range, CODE);
                }
            }
            Event::Text(words) => {
                let strong = walk.strong > 0;
                if words.len() == range.end - range.start {
                    self.source_text(range, strong);
                } else {
                    self.regions_before(range.start);
                    if range.start >= self.done {
                        self.leaf().push_text(&words, range, strong);
                        self.done = range.end;
                    }
                }
            }
            Event::Code(_) => self.skip(range, CODE),
            Event::Html(_) | Event::InlineHtml(_) => self.html(range),
            Event::SoftBreak | Event::HardBreak => {
                self.regions_before(range.start);
                if range.start >= self.done
                    && let Some(leaf) = &mut self.leaf
                {
                    leaf.inlines.push(Inline::Break { at: range.start });
                }
            }
            Event::FootnoteReference(_) => self.source_text(range, false),
            Event::Rule => self.close(),
            // The options that make these are off.
            Event::InlineMath(_) | Event::DisplayMath(_) | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: Span, walk: &mut Walk) {
        match tag {
            Tag::Strong => walk.strong += 1,
            // What is struck out says nothing.
            Tag::Strikethrough if self.text[range.start..range.end].starts_with("~~") => {
                self.regions_before(range.start);
                self.done = self.done.max(range.end);
            }
            Tag::Strikethrough | Tag::Emphasis | Tag::Link { .. } | Tag::Image { .. } => {}
            Tag::Heading { level, .. } => {
                self.block(range);
                let leaf = self.leaf();
                leaf.heading = Some(level_number(*level));
                leaf.at = range.start;
            }
            Tag::List(start) => {
                self.block(range);
                walk.list_count += 1;
                walk.lists.push((walk.list_count, *start));
            }
            Tag::Item => {
                self.block(range);
                let depth = walk.lists.len().saturating_sub(1);
                if let Some((list, number)) = walk.lists.last_mut() {
                    let source = &self.text[range.start..range.end];
                    let width = source.find([' ', '\t', '\n', '\r']).unwrap_or(source.len());
                    let span = Span::new(range.start, range.start + width);
                    self.marker = Some(Marker {
                        number: *number,
                        lettered: false,
                        span,
                        list: *list,
                        depth,
                    });
                    *number = number.map(|number| number + 1);
                }
            }
            Tag::CodeBlock(_) => {
                self.block(range);
                walk.code = true;
                // An indented display is code to Markdown; who writes nothing but formulas there means formulas.
                walk.code_is_formula = self.is_all_formula(range);
            }
            _ => self.block(range),
        }
    }

    fn end(&mut self, end: TagEnd, walk: &mut Walk) {
        match end {
            TagEnd::Strong => walk.strong = walk.strong.saturating_sub(1),
            TagEnd::Strikethrough | TagEnd::Emphasis | TagEnd::Link | TagEnd::Image => {}
            TagEnd::List(_) => {
                walk.lists.pop();
                self.close();
            }
            TagEnd::CodeBlock => {
                walk.code = false;
                self.close();
            }
            _ => self.close(),
        }
    }

    /// A block begins: what the one before has left over belongs to that.
    fn block(&mut self, range: Span) {
        self.regions_before(range.start);
        self.close();
    }

    fn is_all_formula(&self, range: Span) -> bool {
        let mut cursor = range.start;
        for region in &self.regions[self.next..] {
            if region.span.start >= range.end {
                break;
            }
            let display = matches!(region.kind, RegionKind::Formula { display: true, .. });
            if !display
                || !self.text[cursor..region.span.start.max(cursor)]
                    .trim()
                    .is_empty()
            {
                return false;
            }
            cursor = region.span.end;
        }
        cursor > range.start
            && self
                .text
                .get(cursor..range.end)
                .is_none_or(|rest| rest.trim().is_empty())
    }

    /// Deals with the regions that start before a byte.
    fn regions_before(&mut self, byte: usize) {
        while let Some(region) = self
            .regions
            .get(self.next)
            .filter(|region| region.span.start < byte)
        {
            self.next += 1;
            if region.span.start >= self.done {
                self.region(region);
                self.done = region.span.end;
            }
        }
    }

    fn region(&mut self, region: &Region) {
        let (text, span) = (self.text, region.span);
        let skipped = |reason: &str| Inline::Skipped {
            reason: reason.to_owned(),
            span,
        };
        let inline = match &region.kind {
            RegionKind::Formula {
                content,
                display,
                environment,
            } => {
                let (content, text) = formula_text(text, span, *content, *display);
                let (display, environment) = (*display, environment.clone());
                Inline::Formula {
                    outer: span,
                    content,
                    text,
                    display,
                    environment,
                }
            }
            RegionKind::Comment => {
                let inside = Span::new(span.start + "<!--".len(), span.end - "-->".len());
                match directive::parse(text, inside) {
                    Some(directive) => Inline::Directive { directive, span },
                    None => skipped(COMMENT),
                }
            }
            RegionKind::Unclosed(reason) => skipped(reason),
            RegionKind::Code => skipped(FRONT_MATTER),
        };
        self.leaf().inlines.push(inline);
    }

    /// Words of the source, with the regions that lie among them.
    fn source_text(&mut self, range: Span, strong: bool) {
        let mut cursor = range.start.max(self.done);
        while let Some(region) = self
            .regions
            .get(self.next)
            .filter(|region| region.span.start < range.end)
        {
            if region.span.start > cursor {
                let span = Span::new(cursor, region.span.start);
                let words = &self.text[span.start..span.end];
                self.leaf().push_text(words, span, strong);
            }
            self.regions_before(region.span.start + 1);
            cursor = cursor.max(self.done);
        }
        if cursor < range.end {
            let words = &self.text[cursor..range.end];
            self.leaf()
                .push_text(words, Span::new(cursor, range.end), strong);
            self.done = range.end;
        }
    }

    fn skip(&mut self, range: Span, reason: &str) {
        self.regions_before(range.start);
        let start = range.start.max(self.done);
        if start < range.end {
            let span = Span::new(start, range.end);
            let skipped = Inline::Skipped {
                reason: reason.to_owned(),
                span,
            };
            match self.leaf().inlines.last_mut() {
                // One event a line: a block of code is one stretch.
                Some(Inline::Skipped { reason: last, span })
                    if last == reason && reason == CODE =>
                {
                    span.end = range.end;
                }
                _ => self.leaf().inlines.push(skipped),
            }
            self.done = range.end;
        }
    }

    /// HTML: comments and formulas are regions, tags are markup, the rest is words.
    fn html(&mut self, range: Span) {
        let mut cursor = range.start.max(self.done);
        while cursor < range.end {
            let region = self
                .regions
                .get(self.next)
                .map(|region| region.span)
                .filter(|span| span.start < range.end);
            let stop = region.map_or(range.end, |span| span.start.max(cursor));
            let source = &self.text[cursor..stop];
            let mut inside_tag = false;
            let mut from = 0;
            for (at, c) in source.char_indices() {
                if c == '<' || (c == '>' && inside_tag) {
                    if !inside_tag {
                        self.push_trimmed(cursor + from, cursor + at);
                    }
                    inside_tag = c == '<';
                    from = at + 1;
                }
            }
            if !inside_tag {
                self.push_trimmed(cursor + from, stop);
            }
            if region.is_some() {
                self.regions_before(stop + 1);
            }
            cursor = stop.max(self.done);
            if region.is_none() {
                break;
            }
        }
        self.done = self.done.max(range.end);
    }

    fn push_trimmed(&mut self, start: usize, end: usize) {
        if end > start && !self.text[start..end].trim().is_empty() {
            let words = &self.text[start..end];
            self.leaf().push_text(words, Span::new(start, end), false);
        }
    }
}

fn level_number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}
