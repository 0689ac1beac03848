//! Derivation files in one layout.
//!
//! Only blanks change: one between a word and what it says, two before a reason and before a label at the end, a line that
//! goes on with the one above set in by two, at most one empty line, none at the ends. How a formula is spelt stays as it
//! is, and so does a line that several physical lines make up, and a line that cannot be read.

use super::derivation::{Body, Claim, Formula, FormulaText, Mark, parse_derivation};
use super::token::{Grammar, Rule};
use crate::read::sexp::sexp;
use pest::Parser as _;
use pest::iterators::Pair;

/// A derivation file in the usual layout.
///
/// Formatting twice changes nothing more, and the file is read as before.
///
/// ```
/// use hence::read::plain::formatted;
/// assert_eq!(
///     formatted("assume   x>0\n\n\nx^2  > 0 by  squaring\n= 1 #why\n"),
///     "assume x>0\n\nx^2 > 0  by squaring\n  = 1  # why\n"
/// );
/// ```
pub fn formatted(text: &str) -> String {
    let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let (mark, body) = match text.strip_prefix('\u{feff}') {
        Some(body) => ("\u{feff}", body),
        None => ("", text),
    };
    let mut out = String::with_capacity(text.len());
    let mut empty = false;
    for item in parse_derivation(body).items {
        if item.body == Body::Blank {
            empty = !out.is_empty();
            continue;
        }
        if std::mem::take(&mut empty) {
            out.push_str(newline);
        }
        let source = body.get(item.span.start..item.span.end).unwrap_or("");
        match line(source, &item.body) {
            Some(line) => out.push_str(&line),
            None => {
                // Where it stands may matter to whoever reads a line that is left alone.
                let begin = body[..item.span.start].rfind('\n').map_or(0, |at| at + 1);
                out.push_str(&body[begin..item.span.start]);
                out.push_str(source);
            }
        }
        // A backslash at the end takes in the line behind it, which stays an empty one.
        if out.ends_with('\\') {
            out.push_str(newline);
            out.push(' ');
        }
        out.push_str(newline);
    }
    format!("{mark}{out}")
}

/// One line laid out; none where it is left alone.
fn line(source: &str, body: &Body) -> Option<String> {
    if source.contains('\n') || matches!(body, Body::Unreadable(_) | Body::Ignored(_)) {
        return None;
    }
    let pair = Grammar::parse(Rule::line, source).ok()?.next()?;
    let mut made = String::new();
    for part in pair.into_inner() {
        match part.as_rule() {
            Rule::EOI => {}
            Rule::comment => {
                let words = part.as_str().trim_start_matches('#');
                let signs = &part.as_str()[..part.as_str().len() - words.len()];
                let apart = if made.is_empty() { "" } else { "  " };
                made += &format!("{apart}{signs} {}", words.trim());
            }
            Rule::remark => {
                let words = part.as_str().trim_start_matches(['#', '-']);
                let signs = &part.as_str()[..part.as_str().len() - words.len()];
                made += &format!("{signs} {}", words.trim());
            }
            _ => made += &laid_out(part, source)?,
        }
    }
    let made = made.trim_end().to_owned();
    // Whatever a layout would change of the reading, it does not.
    let again = parse_derivation(&made).items;
    let same = match &again[..] {
        [item] => said(&item.body) == said(body),
        _ => false,
    };
    same.then_some(made)
}

fn laid_out(pair: Pair<Rule>, source: &str) -> Option<String> {
    let word = match pair.as_rule() {
        Rule::title => "title",
        Rule::section => "section",
        Rule::vars => "vars",
        Rule::assume => "assume",
        Rule::bind => "let",
        Rule::define => "define",
        Rule::given => "given",
        Rule::claim => "claim",
        Rule::expect => "expect",
        Rule::ignore => "ignore",
        Rule::end => "end",
        Rule::bare => "",
        _ => return None,
    };
    let mut out = word.to_owned();
    let mut verdicts = Vec::new();
    for part in pair.into_inner() {
        let text = one_line(part.as_str());
        let apart = if out.is_empty() || out.ends_with(' ') {
            ""
        } else {
            " "
        };
        match part.as_rule() {
            Rule::text if word == "vars" => out += &format!("{apart}{text}"),
            Rule::text => out += &format!("{apart}{}", part.as_str().trim()),
            Rule::formulas => out += &format!("{apart}{text}"),
            Rule::body => {
                let goes_on = word.is_empty() && out.is_empty() && begins_with_sign(&text);
                out += if goes_on { "  " } else { apart };
                out += &text;
            }
            Rule::tag => {
                let bracket = source[..part.as_span().start()].ends_with('(');
                let (open, close) = if bracket { ("(", ")") } else { ("", "") };
                out += &format!("{apart}{open}{text}{close}: ");
            }
            Rule::closing => {
                let tag = part.into_inner().next()?;
                out += &format!("  ({})", tag.as_str());
            }
            Rule::by => {
                let reasons: Vec<String> = part
                    .into_inner()
                    .map(|reason| one_line(reason.as_str()))
                    .collect();
                out += &format!("  by {}", reasons.join(", "));
            }
            Rule::from => {
                let labels: Vec<&str> = part.into_inner().map(|label| label.as_str()).collect();
                let one = out.contains("  by ");
                out += if one { " from " } else { "  from " };
                out += &labels.join(", ");
            }
            Rule::verdict => verdicts.push(text),
            Rule::code => {
                out += &format!(" {} {text}", verdicts.join("|"));
                verdicts.clear();
            }
            _ => return None,
        }
    }
    if !verdicts.is_empty() {
        out += &format!(" {}", verdicts.join("|"));
    }
    Some(out)
}

/// Whether a line goes on with the one above it.
fn begins_with_sign(text: &str) -> bool {
    const SIGNS: [&str; 14] = [
        "=", "<", ">", "!=", "≤", "≥", "≠", "≈", "⇒", "⇔", "⟹", "⟺", "→", "∈",
    ];
    SIGNS.iter().any(|sign| text.starts_with(sign))
}

/// Every run of blanks as one.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a line says, without its places.
fn said(body: &Body) -> String {
    let list = |formulas: &[Formula]| formulas.iter().map(formula).collect::<Vec<_>>().join(" ; ");
    match body {
        Body::Blank => "blank".to_owned(),
        Body::Comment(words) => format!("comment {words}"),
        Body::Title(words) => format!("title {words}"),
        Body::Section(words) => format!("section {words}"),
        Body::Vars(vars) => {
            let names = vars
                .iter()
                .map(|v| format!("{:?}:{:?}", v.name.base, v.sort));
            format!("vars {}", names.collect::<Vec<_>>().join(" "))
        }
        Body::Assume(formulas) => format!("assume {}", list(formulas)),
        Body::Let(formulas) => format!("let {}", list(formulas)),
        Body::Define(claim) => format!("define {}", claimed(claim)),
        Body::Given(claim) => format!("given {}", claimed(claim)),
        Body::Claim(claim) => format!("claim {}", claimed(claim)),
        Body::Expect { verdicts, code } => format!("expect {verdicts:?} {code:?}"),
        Body::Ignored(words) => format!("ignored {words}"),
        Body::Ignore => "ignore".to_owned(),
        Body::End(words) => format!("end {words}"),
        Body::Unreadable(fault) => format!("unreadable {}", fault.reason),
    }
}

fn claimed(claim: &Claim) -> String {
    let marks = |marks: &[Mark]| {
        let words = marks.iter().map(|mark| one_line(&mark.text));
        words.collect::<Vec<_>>().join(", ")
    };
    let label = claim.label.as_ref().map(|label| label.text.as_str());
    format!(
        "{label:?} {} by {} from {}",
        formula(&claim.formula),
        marks(&claim.by),
        marks(&claim.from)
    )
}

fn formula(formula: &Formula) -> String {
    match &formula.text {
        FormulaText::Plain(Ok(expr)) => sexp(expr),
        FormulaText::Plain(Err(fault)) => format!("unread {}", fault.reason),
        FormulaText::Latex { text, .. } => format!("latex {}", one_line(text)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn all_said(text: &str) -> Vec<String> {
        let items = parse_derivation(text).items;
        let items = items.iter().filter(|item| item.body != Body::Blank);
        items.map(|item| said(&item.body)).collect()
    }

    #[test]
    fn lines_are_laid_out() {
        let cases = [
            ("title   A  title  \n", "title A  title\n"),
            ("\n\n\nx = 1\n\n\n\ny = 2\n\n\n", "x = 1\n\ny = 2\n"),
            ("vars  x y:real;n :  int\n", "vars x y:real;n : int\n"),
            ("var x\n", "vars x\n"),
            ("define   f(x)  :=  x^2\n", "define f(x) := x^2\n"),
            (
                "given x^2=4    by   hypothesis\n",
                "given x^2=4  by hypothesis\n",
            ),
            (
                "claim (1) :x = 2 from   a and b\n",
                "claim (1): x = 2  from a, b\n",
            ),
            (
                "start:x = 2 by a ,b from 1\n",
                "start: x = 2  by a, b from 1\n",
            ),
            ("   = 3     (3)\n", "  = 3  (3)\n"),
            ("=> x = 3\t(3) # done \n", "  => x = 3  (3)  # done\n"),
            ("#remark\n--  remark\n", "# remark\n-- remark\n"),
            (
                "expect  invalid|valid   H0101\n",
                "expect invalid|valid H0101\n",
            ),
            ("x = 2 (3)\n", "x = 2 (3)\n"),
            (
                "claim  $\\frac{x}{2}  = 1$  from 1\n",
                "claim $\\frac{x}{2} = 1$  from 1\n",
            ),
            ("ignore\n   x ~  y\nend\n", "ignore\n   x ~  y\nend\n"),
            ("x = 1 \\\n   + 2\n", "x = 1 \\\n   + 2\n"),
            ("  We show  this\n", "  We show  this\n"),
            ("x=1\r\n\r\n\r\ny=2", "x=1\r\n\r\ny=2\r\n"),
            ("\u{feff}x  = 1", "\u{feff}x = 1\n"),
            ("", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(formatted(text), expected, "{text:?}");
            assert_eq!(formatted(expected), expected, "again: {text:?}");
            assert_eq!(all_said(text), all_said(expected), "{text:?}");
        }
    }

    fn pieces() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            Just("x"),
            Just("y_1"),
            Just("f(x)"),
            Just("2"),
            Just("é"),
            Just("α"),
            Just("sin"),
            Just(" "),
            Just("  "),
            Just("\t"),
            Just("\n"),
            Just("\r\n"),
            Just("\\\n"),
            Just("\n= "),
            Just("+"),
            Just("-"),
            Just("--"),
            Just("="),
            Just("<="),
            Just("≤"),
            Just("=>"),
            Just(":="),
            Just("("),
            Just(")"),
            Just("  (3)"),
            Just("(a)"),
            Just(":"),
            Just(","),
            Just(";"),
            Just("|"),
            Just("#"),
            Just("# why"),
            Just("$"),
            Just("$x$"),
            Just("by"),
            Just(" by x"),
            Just(" from 1"),
            Just("from"),
            Just("and"),
            Just("let "),
            Just("assume "),
            Just("claim "),
            Just("given "),
            Just("define "),
            Just("vars "),
            Just("expect valid"),
            Just("ignore"),
            Just("end"),
            Just("section"),
            Just("title t"),
            Just("\u{a0}"),
            Just("."),
            Just("^"),
            Just("²"),
        ];
        prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(3000))]

        #[test]
        fn any_text_reads_the_same_and_stays_laid_out(text in pieces()) {
            let once = formatted(&text);
            prop_assert_eq!(&formatted(&once), &once);
            prop_assert_eq!(all_said(&text), all_said(&once));
        }
    }
}
