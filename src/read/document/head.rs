//! What a block begins with: a label, points, the name of a part, the name of a role.

use super::leaf::Leaf;
use super::tags::is_label;
use super::words::{Tok, TokKind, words_from};
use crate::read::ast::Span;
use crate::read::lexicon::{HeadClass, Lexicon, WordClass};

/// A label at the start of a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Label {
    /// `1.`, `(1)`
    Number(u64),
    /// `(a)`, `b.`; `i` is a letter too until the place tells it from a roman one.
    Letter(char),
    /// `(ii)`
    Roman(u64),
}

/// What a block begins with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Head {
    /// The label in front of everything, and as it is written.
    pub label: Option<(Label, String)>,
    /// `Exercise 3`, `Théorème`: what, and the label behind it.
    pub class: Option<(HeadClass, Option<String>)>,
    /// Whether it says how many points it brings.
    pub points: bool,
    /// Whether bold words stand behind the label.
    pub strong: bool,
    /// The heading or the bold words.
    pub title: String,
    /// From the marker to the end of the title.
    pub span: Span,
    /// `Answer:`, `Hint:` behind all that.
    pub role: Option<RoleWord>,
    /// The first token behind the head.
    pub next: usize,
}

/// A word that says what role follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct RoleWord {
    /// Which.
    pub class: HeadClass,
    /// Where it stands, its colon included.
    pub span: Span,
    /// The first token behind it.
    pub next: usize,
    /// Whether nothing of the block is left behind it.
    pub alone: bool,
}

fn is_role(class: HeadClass) -> bool {
    use HeadClass::{Answer, Goal, Hint, Proof, Statement};
    matches!(class, Answer | Proof | Statement | Goal | Hint)
}

/// The value of a small roman numeral.
fn roman(word: &str) -> Option<u64> {
    const NUMERALS: &[&str] = &[
        "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii",
    ];
    NUMERALS
        .iter()
        .position(|&numeral| numeral == word)
        .map(|at| at as u64 + 1)
}

fn label_of(word: &str) -> Option<Label> {
    let mut chars = word.chars();
    match (chars.next(), chars.next()) {
        (Some(letter), None) if letter.is_ascii_lowercase() => Some(Label::Letter(letter)),
        _ if word.len() <= 2 && word.bytes().all(|b| b.is_ascii_digit()) => {
            word.parse().ok().map(Label::Number)
        }
        _ => roman(word).map(Label::Roman),
    }
}

/// Reads the head of a block.
pub(super) fn head(leaf: &Leaf, toks: &[Tok], lexicon: &Lexicon) -> Head {
    let heading = leaf.heading.is_some();
    let mut head = Head::default();
    let mut at = 0;
    let first = toks.first().map(|tok| tok.span);
    let start = leaf
        .item
        .as_ref()
        .map(|marker| marker.span)
        .or(first)
        .unwrap_or(Span::new(leaf.at, leaf.at));
    head.span = Span::new(start.start, start.start);
    let ends_at = |head: &mut Head, at: usize| {
        if let Some(tok) = at.checked_sub(1).and_then(|last| toks.get(last)) {
            head.span.end = head.span.end.max(tok.span.end);
        }
    };
    if let Some(marker) = &leaf.item
        && let Some(number) = marker.number
    {
        let letter = u32::try_from(number)
            .ok()
            .and_then(|n| char::from_digit(n + 9, 36))
            .filter(|_| marker.lettered);
        head.label = Some(match letter.filter(char::is_ascii_lowercase) {
            Some(letter) => (Label::Letter(letter), letter.to_string()),
            None => (Label::Number(number), number.to_string()),
        });
        head.span.end = marker.span.end;
    }
    if let Some((label, written, next)) = written_label(toks, heading) {
        head.label = Some((label, written));
        at = next;
        ends_at(&mut head, at);
    }
    at = take_points(toks, at, lexicon, &mut head);
    ends_at(&mut head, at);
    if let Some((class, label, next)) = part_word(toks, at, heading, lexicon) {
        head.class = Some((class, label));
        at = take_points(toks, next, lexicon, &mut head);
        ends_at(&mut head, at);
    }
    let named = head.label.is_some() || head.class.is_some();
    if let Some(role) = role_word(toks, at, lexicon, true, heading) {
        head.next = role.next;
        head.role = Some(role);
        return head;
    }
    if named || heading {
        at = take_title(leaf, toks, at, lexicon, &mut head);
        if named {
            at = take_points(toks, at, lexicon, &mut head);
            at = whole_title(leaf, toks, at, lexicon, &mut head);
        }
        ends_at(&mut head, at);
        if let Some(role) = role_word(toks, at, lexicon, true, false) {
            at = role.next;
            head.role = Some(role);
        }
    }
    head.next = at;
    head
}

/// `(a)`, `a)`, `ii.` at the very start; `3`, `3.` in a heading.
fn written_label(toks: &[Tok], heading: bool) -> Option<(Label, String, usize)> {
    let open = usize::from(toks.first()?.is_sign(&['(', '[']));
    let word = toks.get(open)?.word()?;
    let label = label_of(word)?;
    let behind = toks.get(open + 1);
    let closed = behind.is_some_and(|tok| tok.is_sign(&[')', ']']));
    let dotted = behind.is_some_and(|tok| tok.is_sign(&['.']) && !toks[open].capital);
    let next = if closed || (open == 0 && dotted) {
        open + 2
    } else if heading && open == 0 && matches!(label, Label::Number(_)) {
        open + 1
    } else {
        return None;
    };
    Some((label, word.to_owned(), next))
}

/// `(2 pts)`, `[5 marks]`, `(10 points) :`
fn take_points(toks: &[Tok], at: usize, lexicon: &Lexicon, head: &mut Head) -> usize {
    let Some(next) = points_at(toks, at, lexicon) else {
        return at;
    };
    head.points = true;
    let colon = toks.get(next).is_some_and(|tok| tok.is_sign(&[':', '.']));
    next + usize::from(colon)
}

fn points_at(toks: &[Tok], at: usize, lexicon: &Lexicon) -> Option<usize> {
    toks.get(at)?.is_sign(&['(', '[']).then_some(())?;
    let number = toks.get(at + 1)?.word()?;
    number
        .starts_with(|c: char| c.is_ascii_digit())
        .then_some(())?;
    let glued = number.trim_start_matches(|c: char| c.is_ascii_digit());
    let mut close = at + 2;
    if glued.is_empty() {
        // `(2.5 pts)` is two words.
        if words_from(toks, close)
            .next()
            .is_some_and(|word| word.bytes().all(|b| b.is_ascii_digit()))
        {
            close += 1;
        }
        close += lexicon.list(WordClass::Points, words_from(toks, close))?;
    } else {
        lexicon.list(WordClass::Points, [glued].into_iter())?;
    }
    toks.get(close)?.is_sign(&[')', ']']).then_some(close + 1)
}

/// `Exercise 3`, `Theorem (Jensen).`, `**Lemme 2.**`
fn part_word(
    toks: &[Tok],
    at: usize,
    heading: bool,
    lexicon: &Lexicon,
) -> Option<(HeadClass, Option<String>, usize)> {
    let (class, count) = lexicon.heads.longest(words_from(toks, at))?;
    if is_role(class) {
        return None;
    }
    let strong = toks.get(at)?.strong;
    let mut next = at + count;
    let open = usize::from(toks.get(next).is_some_and(|tok| tok.is_sign(&['('])));
    let label = toks
        .get(next + open)
        .and_then(Tok::word)
        .filter(|word| is_label(word) || label_of(word).is_some());
    let closed = open == 0 || toks.get(next + 2).is_some_and(|tok| tok.is_sign(&[')']));
    let label = label.filter(|_| closed).map(str::to_owned);
    if label.is_some() {
        next += 1 + 2 * open;
    }
    let behind = toks.get(next);
    let stop = behind.is_some_and(|tok| tok.is_sign(&['.', ':', '—', '–', ')']));
    let bracket = behind.is_some_and(|tok| tok.is_sign(&['(', '[']));
    let end = behind.is_none();
    let wants_label = matches!(class, HeadClass::Exercise | HeadClass::Question);
    let capital = toks.get(at)?.capital;
    let strong_ends = strong && behind.is_none_or(|tok| !tok.strong);
    let accepted = heading
        || strong_ends
        || (strong && label.is_some())
        || (capital && label.is_some() && (wants_label || stop || bracket || end))
        || (capital
            && !wants_label
            && (stop || (bracket && matches!(class, HeadClass::Theorem | HeadClass::Corollary))))
        || (capital && wants_label && (stop || end) && count == 1 && next == at + count);
    accepted.then(|| (class, label, next + usize::from(stop)))
}

/// `2. Cross entropy (12 pts)`: a block that ends with its points is a title though nothing in it is bold.
fn whole_title(leaf: &Leaf, toks: &[Tok], at: usize, lexicon: &Lexicon, head: &mut Head) -> usize {
    let plain = toks[at..]
        .iter()
        .all(|tok| !matches!(tok.kind, TokKind::Inline(_)));
    let points = (at..toks.len())
        .find(|&place| points_at(toks, place, lexicon).is_some_and(|end| end >= toks.len()));
    let Some(points) = points.filter(|&points| plain && points > at) else {
        return at;
    };
    head.points = true;
    head.title = leaf_text(
        leaf,
        Span::new(toks[at].span.start, toks[points - 1].span.end),
    );
    toks.len()
}

/// The rest of a heading, or the bold words and a bracket behind the name of a theorem.
fn take_title(leaf: &Leaf, toks: &[Tok], at: usize, lexicon: &Lexicon, head: &mut Head) -> usize {
    let heading = leaf.heading.is_some();
    let bracketed = head.class.is_some() && toks.get(at).is_some_and(|tok| tok.is_sign(&['(']));
    let mut end = at;
    while let Some(tok) = toks.get(end) {
        if matches!(tok.kind, TokKind::Inline(_)) || !(heading || tok.strong || bracketed) {
            break;
        }
        if !bracketed && points_at(toks, end, lexicon).is_some() {
            break;
        }
        end += 1;
        if bracketed && tok.is_sign(&[')']) {
            end += usize::from(toks.get(end).is_some_and(|tok| tok.is_sign(&['.', ':'])));
            break;
        }
    }
    head.strong |= !heading && end > at && toks[at].strong;
    if end > at {
        head.title = leaf_text(leaf, Span::new(toks[at].span.start, toks[end - 1].span.end));
    }
    end
}

/// A role word at `at`. At the head of a block a few words may stand between it and its colon ("Useful inequalities for
/// this question:"); in the middle of one the colon follows at once.
pub(super) fn role_word(
    toks: &[Tok],
    at: usize,
    lexicon: &Lexicon,
    at_head: bool,
    heading: bool,
) -> Option<RoleWord> {
    let (class, count) = lexicon.heads.longest(words_from(toks, at))?;
    let first = toks.get(at)?;
    if !is_role(class)
        || (at_head && !first.capital && !heading && at == 0 && !first.strong && count == 0)
    {
        return None;
    }
    let mut next = at + count;
    let stop = |next: usize, signs: &[char]| toks.get(next).is_some_and(|tok| tok.is_sign(signs));
    let done = |next: usize, include: usize| {
        let next = next + include;
        let span = Span::new(first.span.start, toks[next - 1].span.end);
        Some(RoleWord {
            class,
            span,
            next,
            alone: next >= toks.len(),
        })
    };
    if stop(next, &[':']) || (at_head && stop(next, &['.', '—', '–']) && first.capital) {
        return done(next, 1);
    }
    if !at_head {
        // "Proof." is a sentence of its own, also in the middle of a line.
        let own_sentence = class == HeadClass::Proof && count == 1;
        let dotted = (first.line_start || own_sentence) && first.capital && stop(next, &['.']);
        return if dotted { done(next, 1) } else { None };
    }
    if next >= toks.len() || (first.strong && toks.get(next).is_some_and(|tok| !tok.strong)) {
        return done(next, 0);
    }
    // "Solution 2.", "Réponse (a) :", "Proof of Lemma 3.", "Inégalités utiles pour cette question:"
    let words = words_from(toks, next).count();
    let bracket = usize::from(stop(next, &['(', '[']));
    if bracket == 1 && stop(next + 2, &[')', ']']) {
        next += 3;
        if stop(next, &[':', '.']) {
            return done(next, 1);
        }
        return (next >= toks.len() || heading)
            .then(|| done(next, 0))
            .flatten();
    }
    let short = words <= 8;
    let linked = words_from(toks, next).next().is_some_and(|word| {
        matches!(word, "of" | "to" | "de" | "du" | "for" | "à") || label_of(word).is_some()
    });
    next += words;
    if (short || heading) && (stop(next, &[':']) || (next >= toks.len() && heading)) {
        return done(next, usize::from(next < toks.len()));
    }
    let dotted = short
        && linked
        && matches!(class, HeadClass::Proof | HeadClass::Answer)
        && stop(next, &['.']);
    if dotted && first.capital && (class == HeadClass::Proof || words <= 2) {
        return done(next, 1);
    }
    None
}

/// The words of a block that lie in a span, one blank for each line break.
pub(super) fn leaf_text(leaf: &Leaf, span: Span) -> String {
    use super::leaf::Inline;
    let mut out = String::new();
    for inline in leaf.inside(span) {
        match inline {
            Inline::Text {
                text, span: place, ..
            } => {
                let (start, end) = (span.start.max(place.start), span.end.min(place.end));
                if start >= end {
                    continue;
                }
                if text.len() == place.end - place.start {
                    out.push_str(
                        text.get(start - place.start..end - place.start)
                            .unwrap_or(text),
                    );
                } else {
                    out.push_str(text);
                }
            }
            Inline::Reference {
                shown, span: place, ..
            } if span.start <= place.start && place.end <= span.end => out.push_str(shown),
            Inline::Break { .. } if !out.is_empty() && !out.ends_with(' ') => out.push(' '),
            _ => {}
        }
    }
    out.trim().to_owned()
}
