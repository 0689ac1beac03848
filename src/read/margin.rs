//! The numbers of lines that a scanner takes up with them: `12 12 Then …`, `13 13 we have …`.
//!
//! Numbers are line numbers where they count the lines one by one. Where each stands twice, at both ends of its line or twice at its
//! beginning, a few lines are enough; where each stands once, all lines of the text must have theirs, since a list or a table may count
//! its own rows.

use super::ast::Span;
use super::mapped::Mapped;
use super::noise::Noise;

/// How many lines in a row show that a number that stands twice is that of its line.
const FEW: usize = 3;
/// How many lines a text has at least of which each has its number once.
const MANY: usize = 6;

/// A line of the text with the number at its beginning.
struct Line {
    number: u64,
    /// The number, blanks around it included, and what may be its second copy.
    at: Span,
    again: Option<Span>,
}

/// A text without the numbers of its lines; none where it has none, or where they may be something else.
///
/// ```
/// use hence::read::margin::without_line_numbers;
/// let text = "7 7 Let $x > 1$.\n8 8 Then\n9 9 $x^2 > 1$.\n";
/// let (made, noise) = without_line_numbers(text).unwrap();
/// assert_eq!(made.text(), "Let $x > 1$.\nThen\n$x^2 > 1$.\n");
/// assert_eq!(noise.len(), 1);
/// assert!(without_line_numbers("1 apple\n2 pears\n").is_none());
/// ```
pub fn without_line_numbers(text: &str) -> Option<(Mapped, Vec<Noise>)> {
    let mut lines: Vec<Option<Line>> = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if !line.trim().is_empty() {
            lines.push(numbered(line, start));
        }
        start += line.len();
    }
    let mut cuts: Vec<Span> = Vec::new();
    let mut noise = Vec::new();
    let mut rest = &lines[..];
    while !rest.is_empty() {
        let run = counting(rest);
        let (these, others) = rest.split_at(run.max(1));
        let whole = run == lines.len() && run >= MANY;
        let found: Vec<&Line> = these.iter().flatten().collect();
        let twice = run >= FEW && found.iter().all(|line| line.again.is_some());
        if let (true, [first, .., last]) = (twice || whole, &found[..]) {
            for line in &found {
                cuts.push(line.at);
                cuts.extend(line.again.filter(|_| twice));
            }
            noise.push(Noise {
                span: first.at,
                what: format!(
                    "the numbers of its lines, {} to {}",
                    first.number, last.number
                ),
            });
        }
        rest = others;
    }
    if cuts.is_empty() {
        return None;
    }
    cuts.sort();
    let mut made = Mapped::default();
    let mut from = 0;
    for cut in cuts {
        made.push_kept(text, Span::new(from, cut.start));
        from = cut.end;
    }
    made.push_kept(text, Span::new(from, text.len()));
    Some((made, noise))
}

/// How many lines from the first one on count one by one.
fn counting(lines: &[Option<Line>]) -> usize {
    let Some(Some(first)) = lines.first() else {
        return 0;
    };
    let doubled = first.again.is_some();
    lines
        .iter()
        .zip(first.number..)
        .take_while(|(line, number)| {
            (line.as_ref()).is_some_and(|l| l.number == *number && l.again.is_some() == doubled)
        })
        .count()
}

/// The number at the beginning of a line that stands at `start`, with a blank or nothing behind it.
fn numbered(line: &str, start: usize) -> Option<Line> {
    let body = line.trim_end();
    let (digits, at) = leading(body, 0)?;
    let number: u64 = digits.parse().ok()?;
    let rest = &body[at..];
    let again = match leading(rest, at) {
        Some((second, end)) if second == digits => Some(Span::new(at, end)),
        _ => rest
            .strip_suffix(digits)
            .filter(|before| before.ends_with([' ', '\t']))
            .map(|before| Span::new(at + before.trim_end().len(), body.len())),
    };
    let moved = |span: Span| Span::new(span.start + start, span.end + start);
    Some(Line {
        number,
        at: moved(Span::new(0, at)),
        again: again.map(moved),
    })
}

/// The digits that a text begins with, blanks before them left out, and where what is behind them begins when it stands at `offset`.
fn leading(text: &str, offset: usize) -> Option<(&str, usize)> {
    let blank = text.len() - text.trim_start().len();
    let count = text[blank..].bytes().take_while(u8::is_ascii_digit).count();
    let digits = text.get(blank..blank + count).filter(|d| !d.is_empty())?;
    let behind = &text[blank + count..];
    if !(behind.is_empty() || behind.starts_with([' ', '\t'])) {
        return None;
    }
    let gap = behind.len() - behind.trim_start().len();
    Some((digits, offset + blank + count + gap))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(text: &str) -> String {
        match without_line_numbers(text) {
            Some((made, noise)) => {
                let what: Vec<&str> = noise.iter().map(|n| n.what.as_str()).collect();
                format!("{}({})", made.text(), what.join("; "))
            }
            None => "AS IT IS".to_owned(),
        }
    }

    #[test]
    fn numbers_of_lines_are_told_from_other_numbers() {
        let cases = [
            (
                "9 9 Let $x > 1$.\n10 10 Then\n\n11 11 $$x^2 > 1$$\n",
                "Let $x > 1$.\nThen\n\n$$x^2 > 1$$\n(the numbers of its lines, 9 to 11)",
            ),
            // At both ends.
            (
                "1 Let $x > 1$. 1\r\n2 Then 2\r\n3 \\[ 3\r\n4 x^2 > 1 4\r\n",
                "Let $x > 1$.\r\nThen\r\n\\[\r\nx^2 > 1\r\n(the numbers of its lines, 1 to 4)",
            ),
            // In a part of the text; an empty line may have its number too.
            (
                "A title\n\n3 3 Soit $x$.\n4 4\n5 5 Alors $x = x$.\nLa suite",
                "A title\n\nSoit $x$.\n\nAlors $x = x$.\nLa suite(the numbers of its lines, 3 to 5)",
            ),
            // Once each, on all lines.
            (
                "1 a\n2 b\n3 $$\n4 x = 1\n5 $$\n6 c",
                "a\nb\n$$\nx = 1\n$$\nc(the numbers of its lines, 1 to 6)",
            ),
            // A list, a table, too few, not one by one, numbers of something else.
            ("A list:\n\n1 a\n2 b\n3 c\n4 d\n5 e\n6 f\n7 g", "AS IT IS"),
            ("1. a\n2. b\n3. c\n4. d\n5. e\n6. f", "AS IT IS"),
            ("1 1 a\n2 2 b", "AS IT IS"),
            ("2 2 a\n2 2 b\n2 2 c", "AS IT IS"),
            ("1 a\n2 b\n3 c", "AS IT IS"),
            ("1 2 a\n2 3 b\n3 4 c", "AS IT IS"),
            ("", "AS IT IS"),
        ];
        for (text, expected) in cases {
            assert_eq!(cleaned(text), expected, "{text}");
        }
    }
}
