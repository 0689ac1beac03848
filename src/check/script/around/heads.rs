//! Formulas that a case supposes by the place they stand at: in a heading, behind a label, in a list that words announce as cases.

use super::{Text, Tok};
use crate::read::document::{Document, ItemKind};
use crate::read::lexicon::guards::Guards;
use crate::read::lexicon::properties::{Joint, is_conditional_word, joint};

impl Text {
    /// Finds the formulas that a case supposes by their place.
    pub(super) fn find_heads(&mut self) {
        let Some(g) = self.guards else { return };
        let mut announced = false;
        let mut since = 0;
        // The formulas behind labels that give names values: "a) n = 2k. … b) n = 2k + 1. …".
        let mut values: Vec<usize> = Vec::new();
        for at in 0..self.toks.len() {
            let Tok::Formula(item, true) = self.toks[at] else {
                continue;
            };
            let before = self.words(since, at);
            since = at + 1;
            if g.closing.first(&before).is_some() {
                announced = false;
            }
            announced |= g.dividing.first(&before).is_some();
            if self.unclear.contains(&item) {
                continue;
            }
            if self.headings.contains(&item) {
                let lead = self.lead(self.sentence(item));
                let bounds = g.ranging.is(&lead) || is_conditional_word(&lead.join(" "));
                if bounds || self.is_alone(at) {
                    self.heads.insert(item);
                } else if g.case.begins(&lead).is_none() {
                    self.unclear.insert(item);
                }
                continue;
            }
            // "There are two cases: x > 0 and x ≤ 0": none of them is claimed.
            let start = self.sentence(item);
            let clause = self.words(start, at);
            // "In both cases, A" is said of cases that are over.
            let colon = self.toks[start..at]
                .iter()
                .any(|t| matches!(t, Tok::Sign(':')));
            let open = colon || g.closing.first(&clause).is_none();
            let named = open
                && (g.dividing.first(&clause)).is_some_and(|(_, end)| {
                    let joins = |w: &String| w == "$" || g.joining.is(std::slice::from_ref(w));
                    clause[end..].iter().all(joins)
                });
            let labelled = self.is_labelled(at);
            let listed = labelled || self.paragraphs.contains(&at) || self.listed.contains(&item);
            let begins = listed || self.is_sentence_start(at);
            let (joined, last, or) = self.joined_to(at);
            if !begins || !self.is_ended(last) {
                if named {
                    self.unclear.extend(joined);
                }
                continue;
            }
            let colon = matches!(self.toks.get(last + 1), Some(Tok::Sign(':')));
            if listed && (announced || self.is_behind_label(at, g))
                || colon && self.goes_on(last + 2, labelled, g)
            {
                if or {
                    self.unclear.extend(joined);
                } else {
                    self.heads.extend(joined);
                }
            } else if listed && self.bounds.contains(&item) && self.has_more(last + 1) {
                self.unclear.extend(joined);
            } else if listed && self.valued.contains_key(&item) && self.has_more(last + 1) {
                values.push(item);
            }
        }
        let name = |i: &usize| self.valued.get(i);
        let again = |i: &&usize| values.iter().filter(|j| name(j) == name(i)).count() > 1;
        let twice: Vec<usize> = values.iter().filter(again).copied().collect();
        self.unclear.extend(twice);
    }

    /// Whether the cells of the row of a table that a formula stands in are values of one name, for the columns below.
    pub(in crate::check::script) fn is_header(&self, doc: &Document, item: usize) -> bool {
        let (Some(name), Some(x)) = (self.bounded(item), doc.items.get(item)) else {
            return false;
        };
        let line = |at: usize| doc.text.get(..at).unwrap_or("").rfind('\n');
        let row = line(x.span.start);
        let begins = doc.text[row.map_or(0, |n| n + 1)..].trim_start();
        // Bounds are what columns are about where a line of dashes stands below.
        if is_ruled(begins) {
            return begins.starts_with('|');
        }
        let cells = (doc.items.iter().enumerate())
            .filter(|(_, y)| matches!(y.kind, ItemKind::Formula(_)) && line(y.span.start) == row);
        begins.starts_with('|')
            && self.valued.contains_key(&item)
            && cells.clone().count() > 1
            && cells
                .clone()
                .filter(|(j, _)| self.valued.get(j) == Some(&name))
                .count()
                > 1
    }

    /// Where the row of a table ends in which a formula is the first cell and gives a name its value for the others.
    pub(in crate::check::script) fn heads_row(&self, doc: &Document, item: usize) -> Option<usize> {
        let name = self.bounded(item)?;
        let span = doc.items.get(item)?.span;
        let (before, behind) = (doc.text.get(..span.start)?, doc.text.get(span.end..)?);
        let line = before.rsplit('\n').next()?;
        let rest = behind.split('\n').next()?;
        let alone = line.trim() == "|" && rest.trim_start().starts_with('|');
        let end = span.end + rest.len();
        let cells = (doc.items.iter().enumerate().skip(item + 1))
            .take_while(|(_, x)| x.span.start < end)
            .filter(|(_, x)| matches!(x.kind, ItemKind::Formula(_)));
        let others: Vec<usize> = cells.map(|(j, _)| j).collect();
        let header = self.valued.contains_key(&item)
            && others.iter().any(|j| self.valued.get(j) == Some(&name));
        (alone && !others.is_empty() && !header).then_some(end)
    }

    // The name that a formula gives a value or compares with a number.
    fn bounded(&self, item: usize) -> Option<String> {
        let names = self.names.get(&item);
        let one = |_: &usize| match names.map(|n| n.iter().collect::<Vec<_>>()) {
            Some(n) if n.len() == 1 => Some(n[0].clone()),
            _ => None,
        };
        let bound = self.bounds.get(&item).and_then(one);
        self.valued.get(&item).cloned().or(bound)
    }

    // The formulas that words join to one, where the last of them stands, and whether "or" is among the words.
    fn joined_to(&self, at: usize) -> (Vec<usize>, usize, bool) {
        let Some(Tok::Formula(item, _)) = self.toks.get(at) else {
            return (Vec::new(), at, false);
        };
        let (mut items, mut last, mut or) = (vec![*item], at, false);
        while let Some((k, i, gap)) = self.neighbour(last, true) {
            if gap.is_empty() {
                break;
            }
            or |= joint(&gap.join(" ")) != Some(Joint::And);
            items.push(i);
            last = k;
        }
        (items, last, or)
    }

    // Whether the sentence before is nothing but the name of a case: "Case 1".
    fn is_behind_label(&self, at: usize, g: &Guards) -> bool {
        let Some(end) = at.checked_sub(1).filter(|end| self.ends_sentence(*end)) else {
            return false;
        };
        let mut start = end;
        while start > 0 && !self.ends_sentence(start - 1) {
            start -= 1;
        }
        let lead = self.lead(start);
        let rest = self.toks.get(start + lead.len()..end).unwrap_or_default();
        let named = g.case.begins(&lead).is_some_and(|n| lead.len() <= n + 2);
        named && rest.iter().all(|t| matches!(t, Tok::Sign(_)))
    }

    // Whether nothing else stands in the sentence of a formula.
    fn is_alone(&self, at: usize) -> bool {
        self.is_sentence_start(at) && self.ends_sentence(at + 1)
    }

    fn is_sentence_start(&self, at: usize) -> bool {
        at == 0 || self.ends_sentence(at - 1)
    }

    // Whether a label stands right before a place: "(i)", "b)".
    fn is_labelled(&self, at: usize) -> bool {
        let [.., Tok::Word(label), Tok::Sign(')')] = &self.toks[..at] else {
            return false;
        };
        let open = matches!(self.toks.get(at.wrapping_sub(3)), Some(Tok::Sign('(')));
        let first = if open { at - 3 } else { at.saturating_sub(2) };
        let leads = first == 0
            || matches!(
                self.toks.get(first - 1),
                Some(Tok::Sign('.' | ';' | ':' | '!' | '?' | ','))
            );
        label.chars().count() <= 4 && leads
    }

    // Whether the formula is a clause of its own: a sign or a new paragraph stands behind it.
    fn is_ended(&self, at: usize) -> bool {
        let sign = matches!(
            self.toks.get(at + 1),
            Some(Tok::Sign('.' | ':' | ',' | ';'))
        );
        sign || self.paragraphs.contains(&(at + 1)) || self.concludes(at + 1)
    }

    // Whether something is claimed behind a colon: a formula, or words that conclude. Behind a label any sentence with a formula will do.
    fn goes_on(&self, from: usize, labelled: bool, g: &Guards) -> bool {
        let lead = self.lead(from);
        let formula = matches!(self.toks.get(from + lead.len()), Some(Tok::Formula(..)));
        let concludes = lead.is_empty() || g.concluding.begins(&lead).is_some();
        concludes && formula || labelled && self.has_more(from)
    }

    // Whether words stand at a place that draw a conclusion: "x > 0 then …".
    fn concludes(&self, from: usize) -> bool {
        let lead = self.lead(from);
        self.guards
            .is_some_and(|g| g.concluding.begins(&lead).is_some())
    }

    // Whether another statement stands in the same paragraph.
    fn has_more(&self, from: usize) -> bool {
        let end = self.paragraphs.range(from + 1..).next();
        let end = end.copied().unwrap_or(self.toks.len()).min(self.toks.len());
        (self.toks.get(from..end).unwrap_or_default().iter())
            .any(|t| matches!(t, Tok::Formula(_, true)))
    }
}

// Whether a line of dashes stands below the first line of a text: the row of a table that names its columns.
fn is_ruled(text: &str) -> bool {
    let below = text.split('\n').nth(1).unwrap_or("");
    let dashes = |c: char| matches!(c, '|' | '-' | ':' | ' ' | '\r');
    below.contains("--") && below.chars().all(dashes)
}
