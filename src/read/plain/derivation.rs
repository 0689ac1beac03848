//! Derivation files: one item a line.

use super::formula::Parser;
use super::logic::is_formula;
use super::token::{Grammar, Rule, Sign};
use crate::read::ast::{BinOp, Expr, Kind, Name, Rel, Span, Unread};
use pest::Parser as _;
use pest::iterators::Pair;

/// A derivation file, line by line.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Derivation {
    /// The items in the order they stand in.
    pub items: Vec<Item>,
}

/// One line, or several that backslashes join.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// The line without the blanks around it; for an empty line where it begins.
    pub span: Span,
    /// What it says.
    pub body: Body,
}

/// What a line of a derivation file says.
#[derive(Clone, Debug, PartialEq)]
pub enum Body {
    /// An empty line.
    Blank,
    /// `# …` or `-- …`: the words without the sign.
    Comment(String),
    /// `title TEXT`
    Title(String),
    /// `section NAME`: names and assumptions made so far go out of scope. The name can be empty.
    Section(String),
    /// `vars x y : real; n : int`
    Vars(Vec<Variable>),
    /// `assume FORMULA, …`, one entry for each formula.
    Assume(Vec<Formula>),
    /// `let FORMULA, …`, one entry for each formula; a definition where it is one (`let a := 2`).
    Let(Vec<Formula>),
    /// `define NAME := EXPR`: the formula is a chain of one [`Rel::Define`] or [`Rel::Eq`].
    Define(Claim),
    /// `given FORMULA`
    Given(Claim),
    /// `claim FORMULA` or a formula alone. Its chain has no first part where it goes on with the claim above.
    Claim(Claim),
    /// `expect VERDICT [CODE]`
    Expect {
        /// The verdicts of which one is expected, words of [`VERDICTS`]; at least one.
        verdicts: Vec<String>,
        /// The code of the diagnostic: `H0101`.
        code: Option<String>,
    },
    /// `ignore FORMULA`, or a line between `ignore` and `end`: its text.
    Ignored(String),
    /// `ignore` alone: what follows is left out up to `end`.
    Ignore,
    /// `end`, with what it says it ends.
    End(String),
    /// A line that could not be read.
    Unreadable(Unread),
}

/// A word on a line that refers to something: a label, a reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The word, without brackets.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// A declared variable.
#[derive(Clone, Debug, PartialEq)]
pub struct Variable {
    /// Its name.
    pub name: Name,
    /// Its sort.
    pub sort: Sort,
    /// Where the name stands.
    pub span: Span,
}

/// What a variable ranges over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// `real`, also where no sort is written.
    #[default]
    Real,
    /// `int`
    Int,
    /// `nat`
    Nat,
    /// `vector`
    Vector,
}

/// A formula of a line and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Formula {
    /// Where it stands, dollar signs included.
    pub span: Span,
    /// What stands there.
    pub text: FormulaText,
}

/// A formula in one of the two languages.
#[derive(Clone, Debug, PartialEq)]
pub enum FormulaText {
    /// Plain text, read.
    Plain(Result<Expr, Unread>),
    /// LaTeX between dollar signs, for another reader.
    Latex {
        /// What stands between the dollar signs.
        text: String,
        /// Where that begins in the file.
        offset: usize,
    },
}

/// A formula with its label and its justification.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// `(3)` at the end or `start:` in front.
    pub label: Option<Mark>,
    /// The formula.
    pub formula: Formula,
    /// What stands behind `by`, separated by commas.
    pub by: Vec<Mark>,
    /// The labels behind `from`.
    pub from: Vec<Mark>,
}

/// The verdicts that `expect` takes.
pub const VERDICTS: [&str; 9] = [
    "valid",
    "conditional",
    "invalid",
    "unproved",
    "tainted",
    "given",
    "defined",
    "skipped",
    "unread",
];

/// Reads a derivation file. Total: a line that cannot be read is an item that says so.
///
/// ```
/// use hence::read::plain::{Body, parse_derivation};
/// let file = parse_derivation("assume x > 0, y > 0\nx + y > 0  (1)\n");
/// assert!(matches!(&file.items[0].body, Body::Assume(formulas) if formulas.len() == 2));
/// assert!(matches!(&file.items[1].body, Body::Claim(claim) if claim.label.as_ref().unwrap().text == "1"));
/// ```
pub fn parse_derivation(text: &str) -> Derivation {
    let mut items = Vec::new();
    let mut ignoring = false;
    let mark = '\u{feff}';
    let mut start = if text.starts_with(mark) {
        mark.len_utf8()
    } else {
        0
    };
    while start < text.len() {
        let end = line_end(text, start);
        let line = text[start..end].trim_end_matches(['\n', '\r']);
        let mut item = read_line(line, start);
        if ignoring && !matches!(item.body, Body::End(_) | Body::Blank) {
            item.body = Body::Ignored(line.trim().to_string());
        }
        match item.body {
            Body::Ignore => ignoring = true,
            Body::End(_) => ignoring = false,
            _ => {}
        }
        items.push(item);
        start = end;
    }
    Derivation { items }
}

/// One past the end of the line that begins at `start`, its line break and the lines joined to it included.
fn line_end(text: &str, start: usize) -> usize {
    let mut from = start;
    while let Some(found) = text[from..].find('\n') {
        let end = from + found + 1;
        let line = text[start..end].trim_end_matches(['\n', '\r']);
        if !line.ends_with('\\') {
            return end;
        }
        from = end;
    }
    text.len()
}

/// Longer lines are refused: looking for the end of a formula in a long run of blanks takes the square of its length.
const LONGEST_LINE: usize = 16 * 1024;

fn read_line(line: &str, offset: usize) -> Item {
    let trimmed = line.trim();
    let start = offset + (line.len() - line.trim_start().len());
    let span = if trimmed.is_empty() {
        Span::new(offset, offset)
    } else {
        Span::new(start, start + trimmed.len())
    };
    if trimmed.is_empty() {
        return Item {
            span,
            body: Body::Blank,
        };
    }
    if trimmed.len() > LONGEST_LINE {
        let reason = format!("a line of more than {LONGEST_LINE} bytes");
        return Item {
            span,
            body: Body::Unreadable(Unread { span, reason }),
        };
    }
    let body = match Grammar::parse(Rule::line, trimmed) {
        Ok(mut pairs) => match pairs.next().and_then(|line| line.into_inner().next()) {
            Some(pair) => line_body(pair, span.start).unwrap_or_else(Body::Unreadable),
            None => Body::Unreadable(Unread {
                span,
                reason: "not a line of a derivation".to_string(),
            }),
        },
        Err(error) => {
            let at = match error.location {
                pest::error::InputLocation::Pos(at) | pest::error::InputLocation::Span((at, _)) => {
                    at
                }
            };
            let at = span.start + at.min(trimmed.len());
            Body::Unreadable(Unread {
                span: if at < span.end {
                    Span::new(at, span.end)
                } else {
                    span
                },
                reason: "not a line of a derivation".to_string(),
            })
        }
    };
    Item { span, body }
}

fn place(pair: &Pair<Rule>, offset: usize) -> Span {
    let span = pair.as_span();
    Span::new(offset + span.start(), offset + span.end())
}

fn line_body(pair: Pair<Rule>, offset: usize) -> Result<Body, Unread> {
    let span = place(&pair, offset);
    Ok(match pair.as_rule() {
        Rule::remark | Rule::comment => {
            let words = pair.as_str().trim_start_matches(['#', '-']);
            Body::Comment(words.trim().to_string())
        }
        Rule::title => Body::Title(words(pair)),
        Rule::section => Body::Section(words(pair)),
        Rule::end => Body::End(words(pair)),
        Rule::ignore => match words(pair) {
            words if words.is_empty() => Body::Ignore,
            words => Body::Ignored(words),
        },
        Rule::vars => match pair.into_inner().next() {
            Some(text) => Body::Vars(variables(text.as_str(), place(&text, offset).start)?),
            None => {
                return Err(Unread {
                    span,
                    reason: "no variable".to_string(),
                });
            }
        },
        Rule::assume => Body::Assume(formulas(pair, offset)),
        Rule::bind => Body::Let(formulas(pair, offset)),
        Rule::expect => expectation(pair, offset)?,
        Rule::define => {
            let claim = claim(pair, offset, span);
            if let FormulaText::Plain(Ok(expr)) = &claim.formula.text
                && !defines(expr)
            {
                let reason = "a definition reads `NAME := EXPR`".to_string();
                return Err(Unread {
                    span: claim.formula.span,
                    reason,
                });
            }
            Body::Define(claim)
        }
        Rule::given => Body::Given(claim(pair, offset, span)),
        Rule::claim => Body::Claim(claim(pair, offset, span)),
        Rule::bare => {
            let claim = claim(pair, offset, span);
            match &claim.formula.text {
                FormulaText::Plain(read) if is_prose(read.as_ref().ok()) => {
                    return Err(Unread {
                        span,
                        reason: "words without a formula; begin a remark with `#`".to_string(),
                    });
                }
                _ => Body::Claim(claim),
            }
        }
        _ => {
            return Err(Unread {
                span,
                reason: "not a line of a derivation".to_string(),
            });
        }
    })
}

fn words(pair: Pair<Rule>) -> String {
    pair.into_inner()
        .next()
        .map_or(String::new(), |text| text.as_str().trim().to_string())
}

/// Whether the line defines its left side: one `:=` or `=` and nothing more.
fn defines(expr: &Expr) -> bool {
    match &expr.kind {
        Kind::Chain {
            first: Some(_),
            links,
        } => {
            links.len() == 1
                && matches!(
                    links.first().map(|link| link.rel),
                    Some(Rel::Define | Rel::Eq)
                )
        }
        Kind::With(formula, _) => defines(formula),
        _ => false,
    }
}

/// Whether a line is but words side by side: `We show this`.
fn is_prose(read: Option<&Expr>) -> bool {
    fn words(expr: &Expr) -> Option<(usize, usize)> {
        match &expr.kind {
            Kind::Name(name) => Some((1, usize::from(name.base.chars().count() > 1))),
            Kind::Binary(BinOp::Juxtapose, left, right) => {
                let (a, b) = (words(left)?, words(right)?);
                Some((a.0 + b.0, a.1 + b.1))
            }
            _ => None,
        }
    }
    read.and_then(words)
        .is_some_and(|(all, long)| all >= 2 && 2 * long >= all)
}

fn expectation(pair: Pair<Rule>, offset: usize) -> Result<Body, Unread> {
    let (mut verdicts, mut code) = (Vec::new(), None);
    for part in pair.into_inner() {
        match part.as_rule() {
            Rule::code => code = Some(part.as_str().to_string()),
            _ if VERDICTS.contains(&part.as_str()) => verdicts.push(part.as_str().to_string()),
            _ => {
                let reason = format!(
                    "`{}` is not a verdict: {}",
                    part.as_str(),
                    VERDICTS.join(", ")
                );
                return Err(Unread {
                    span: place(&part, offset),
                    reason,
                });
            }
        }
    }
    Ok(Body::Expect { verdicts, code })
}

/// `x y, z : real; n : int`
fn variables(text: &str, offset: usize) -> Result<Vec<Variable>, Unread> {
    let mut found = Vec::new();
    let mut at = offset;
    for group in text.split(';') {
        let (names, sort) = match group.split_once(':') {
            None => (group, Sort::Real),
            Some((names, word)) => {
                let sort = match word.trim() {
                    "real" | "reals" | "ℝ" | "R" => Sort::Real,
                    "int" | "integer" | "ℤ" | "Z" => Sort::Int,
                    "nat" | "natural" | "ℕ" | "N" => Sort::Nat,
                    "vector" => Sort::Vector,
                    other => {
                        let start = at + names.len() + 1 + (word.len() - word.trim_start().len());
                        let span = Span::new(start, start + other.len());
                        return Err(Unread {
                            span,
                            reason: format!("`{other}` is not a sort: real, int, nat, vector"),
                        });
                    }
                };
                (names, sort)
            }
        };
        let mut parser = Parser::new(names, at)?;
        loop {
            let token = parser.token();
            match token.sign {
                Sign::End => break,
                Sign::Comma => {
                    parser.take();
                }
                Sign::Word => {
                    let name = parser.name()?;
                    found.push(Variable {
                        name,
                        sort,
                        span: parser.span_from(token.start),
                    });
                }
                _ => {
                    let span = Span::new(token.start, token.end);
                    return Err(Unread {
                        span,
                        reason: format!("`{}` cannot be a variable", parser.word(token)),
                    });
                }
            }
        }
        at += group.len() + 1;
    }
    if found.is_empty() {
        return Err(Unread {
            span: Span::new(offset, offset + text.len()),
            reason: "no variable".to_string(),
        });
    }
    Ok(found)
}

/// The formulas of `assume` and `let`, each on its own.
fn formulas(pair: Pair<Rule>, offset: usize) -> Vec<Formula> {
    let Some(text) = pair.into_inner().next() else {
        return Vec::new();
    };
    let start = place(&text, offset).start;
    let text = text.as_str();
    let mut found = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        // LaTeX and plain pieces alternate; commas and `and` between them only separate.
        let at = start + (text.len() - rest.len());
        let dollars = rest.find('$');
        if dollars == Some(0) {
            let (formula, length) = latex(rest, at);
            found.push(formula);
            rest = &rest[length..];
            rest = rest.trim_start_matches([' ', ',', ';', '\t']);
            rest = rest.strip_prefix("and ").unwrap_or(rest).trim_start();
            continue;
        }
        let piece = &rest[..dollars.unwrap_or(rest.len())];
        let words = piece.trim().trim_end_matches([',', ';']).trim_end();
        let words = if dollars.is_some() {
            words.strip_suffix(" and").unwrap_or(words)
        } else {
            words
        };
        let lead = piece.len() - piece.trim_start().len();
        if !words.is_empty() {
            found.extend(separate(plain(words, at + lead)));
        }
        rest = &rest[piece.len()..];
    }
    found
}

/// Several assumptions that stand in one list are several formulas, unless a remark belongs to the one before it.
fn separate(formula: Formula) -> Vec<Formula> {
    match formula.text {
        FormulaText::Plain(Ok(Expr {
            kind: Kind::With(first, rest),
            ..
        })) if rest
            .iter()
            .all(|part| is_formula(part) && !matches!(part.kind, Kind::ForAll(_, None))) =>
        {
            std::iter::once(*first)
                .chain(rest)
                .map(|expr| Formula {
                    span: expr.span,
                    text: FormulaText::Plain(Ok(expr)),
                })
                .collect()
        }
        text => vec![Formula {
            span: formula.span,
            text,
        }],
    }
}

fn claim(pair: Pair<Rule>, offset: usize, span: Span) -> Claim {
    let mut found = Claim {
        label: None,
        formula: Formula {
            span,
            text: FormulaText::Plain(Err(Unread {
                span,
                reason: "no formula".to_string(),
            })),
        },
        by: Vec::new(),
        from: Vec::new(),
    };
    for part in pair.into_inner() {
        match part.as_rule() {
            Rule::tag => found.label = Some(mark(&part, offset)),
            Rule::closing => {
                found.label = part
                    .into_inner()
                    .next()
                    .map(|tag| mark(&tag, offset))
                    .or(found.label)
            }
            Rule::by => found
                .by
                .extend(part.into_inner().map(|reason| mark(&reason, offset))),
            Rule::from => found
                .from
                .extend(part.into_inner().map(|tag| mark(&tag, offset))),
            Rule::body => found.formula = formula(part.as_str(), place(&part, offset).start),
            _ => {}
        }
    }
    found
}

fn mark(pair: &Pair<Rule>, offset: usize) -> Mark {
    Mark {
        text: pair.as_str().to_string(),
        span: place(pair, offset),
    }
}

/// One formula, LaTeX where it stands between dollar signs.
fn formula(text: &str, offset: usize) -> Formula {
    let lead = text.len() - text.trim_start().len();
    let text = text.trim();
    let text = match text.strip_suffix(['.', ',', ';']) {
        // `1 + 2 + ...` ends with dots that mean something.
        Some(rest) if !rest.ends_with('.') => rest.trim_end(),
        _ => text,
    };
    let offset = offset + lead;
    if text.starts_with('$') {
        let (found, length) = latex(text, offset);
        if length == text.len() {
            return found;
        }
    }
    plain(text, offset)
}

fn plain(text: &str, offset: usize) -> Formula {
    let span = Span::new(offset, offset + text.len());
    Formula {
        span,
        text: FormulaText::Plain(super::parse(text, offset)),
    }
}

/// The LaTeX formula that `text` begins with, and how long it is with its dollar signs.
fn latex(text: &str, offset: usize) -> (Formula, usize) {
    let fence = if text.starts_with("$$") { "$$" } else { "$" };
    let inner = &text[fence.len()..];
    let (inner, length) = match inner.find(fence) {
        Some(end) => (&inner[..end], 2 * fence.len() + end),
        None => {
            let span = Span::new(offset, offset + fence.len());
            let fault = Unread {
                span,
                reason: "a dollar sign without its partner".to_string(),
            };
            let span = Span::new(offset, offset + text.len());
            return (
                Formula {
                    span,
                    text: FormulaText::Plain(Err(fault)),
                },
                text.len(),
            );
        }
    };
    let text = FormulaText::Latex {
        text: inner.to_string(),
        offset: offset + fence.len(),
    };
    (
        Formula {
            span: Span::new(offset, offset + length),
            text,
        },
        length,
    )
}
