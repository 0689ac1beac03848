//! From text to untyped trees: the grammar's pairs with operator precedence applied.

use super::{Failure, TheoryError};
use hence_kernel::Q;
use pest::Parser;
use pest::iterators::{Pair, Pairs};
use std::iter::Peekable;

#[derive(pest_derive::Parser)]
#[grammar = "../grammar/theory.pest"]
struct Grammar;

/// An untyped term with the place where it begins.
#[derive(Clone, Debug)]
pub(super) struct Ast {
    pub at: usize,
    pub node: Node,
}

#[derive(Clone, Debug)]
pub(super) enum Node {
    Num(Q),
    Name(String),
    Apply(Box<Ast>, Vec<Ast>),
    // `λ`, `∀` or `∃`
    Bind(char, Vec<String>, Box<Ast>),
}

#[derive(Debug)]
pub(super) struct Line {
    pub at: usize,
    pub number: u32,
    pub body: Body,
}

#[derive(Debug)]
pub(super) enum Body {
    Total(Vec<String>),
    Domain(DomainLine),
    Smooth(DomainLine),
    Wrong(Sequent, Vec<(Failure, Assignments)>),
    Fact(Sequent, Vec<Field>),
}

#[derive(Debug)]
pub(super) struct DomainLine {
    pub constant: String,
    pub params: Vec<String>,
    pub condition: Ast,
}

#[derive(Debug)]
pub(super) struct Sequent {
    pub name: String,
    pub text: String,
    pub conditions: Vec<Ast>,
    pub conclusion: Ast,
}

pub(super) type Assignments = Vec<(usize, String, Ast)>;

#[derive(Debug)]
pub(super) enum Field {
    Uses(Vec<super::Use>),
    Instance(Assignments),
    Unsampled(String),
    Total(String),
    Source(String),
}

// How strongly an infix sign binds to its left and its right; 0 for what is none.
fn strength(sign: &str) -> (u8, u8) {
    match sign {
        "⇒" | "=>" | "→" => (2, 1),
        "∨" | "or" => (3, 4),
        "∧" | "and" => (5, 6),
        "=" | "≠" | "!=" | "<" | "<=" | "≤" | ">" | ">=" | "≥" => (8, 9),
        "+" | "-" => (10, 11),
        "*" | "·" | "/" => (12, 13),
        "^" => (16, 15),
        _ => (0, 0),
    }
}

const NOT: u8 = 7;
const MINUS: u8 = 14;

/// One file of the theory under the name it has in messages.
pub(super) struct Source<'a> {
    pub file: &'a str,
    pub text: &'a str,
}

type Result<T> = std::result::Result<T, TheoryError>;

impl Source<'_> {
    /// An error at a byte of the file.
    pub fn error(&self, at: usize, message: impl Into<String>) -> TheoryError {
        let before = self.text.get(..at).unwrap_or(self.text);
        let line_start = before.rfind('\n').map_or(0, |i| i + 1);
        TheoryError {
            file: self.file.to_string(),
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
            message: message.into(),
        }
    }

    fn pairs(&self, rule: Rule) -> Result<Pairs<'_, Rule>> {
        Grammar::parse(rule, self.text).map_err(|e| {
            let at = match e.location {
                pest::error::InputLocation::Pos(p) | pest::error::InputLocation::Span((p, _)) => p,
            };
            self.error(at, e.variant.message())
        })
    }

    /// All lines of the file.
    pub fn lines(&self) -> Result<Vec<Line>> {
        let file = self.pairs(Rule::file)?.next();
        let mut number = 1;
        let mut seen = 0;
        let mut lines = Vec::new();
        for pair in file.into_iter().flat_map(Pair::into_inner) {
            let at = pair.as_span().start();
            number += self.text[seen..at].matches('\n').count() as u32;
            seen = at;
            if let Some(body) = self.body(pair)? {
                lines.push(Line { at, number, body });
            }
        }
        Ok(lines)
    }

    /// A term that stands alone.
    pub fn lone_term(&self) -> Result<Ast> {
        let term = self
            .pairs(Rule::lone)?
            .flat_map(Pair::into_inner)
            .find(|p| p.as_rule() == Rule::term);
        match term {
            Some(t) => self.term(t),
            None => Err(self.error(0, "a term is missing")),
        }
    }

    fn body(&self, pair: Pair<'_, Rule>) -> Result<Option<Body>> {
        let rule = pair.as_rule();
        let inner = pair.into_inner().filter(|p| !is_word(p.as_rule()));
        Ok(Some(match rule {
            Rule::total => Body::Total(inner.map(|p| p.as_str().to_string()).collect()),
            Rule::domain => Body::Domain(self.domain_line(inner)?),
            Rule::smooth => Body::Smooth(self.domain_line(inner)?),
            Rule::wrong => {
                let (sequent, rest) = self.sequent(inner)?;
                let mut witnesses = Vec::new();
                for p in rest {
                    let failure = match p.as_rule() {
                        Rule::undefined => Failure::Undefined,
                        _ => Failure::False,
                    };
                    witnesses.push((failure, self.assignments(p)?));
                }
                Body::Wrong(sequent, witnesses)
            }
            Rule::fact => {
                let (sequent, rest) = self.sequent(inner)?;
                let mut fields = Vec::new();
                for p in rest {
                    fields.push(self.field(p)?);
                }
                Body::Fact(sequent, fields)
            }
            _ => return Ok(None),
        }))
    }

    fn domain_line<'i>(&self, pairs: impl Iterator<Item = Pair<'i, Rule>>) -> Result<DomainLine> {
        let (mut constant, mut params, mut condition) = (String::new(), Vec::new(), None);
        for p in pairs {
            match p.as_rule() {
                Rule::constant => constant = p.as_str().to_string(),
                Rule::name => params.push(p.as_str().to_string()),
                _ => condition = Some(self.term(p)?),
            }
        }
        match condition {
            Some(condition) => Ok(DomainLine {
                constant,
                params,
                condition,
            }),
            None => Err(self.error(0, "a domain without a condition")),
        }
    }

    // The name, the sequent, and the fields that follow.
    fn sequent<'i>(
        &self,
        pairs: impl Iterator<Item = Pair<'i, Rule>>,
    ) -> Result<(Sequent, Vec<Pair<'i, Rule>>)> {
        let (mut name, mut rest) = (String::new(), Vec::new());
        let (mut conditions, mut conclusion, mut text, mut at) = (Vec::new(), None, "", 0);
        for p in pairs {
            match p.as_rule() {
                Rule::name => name = p.as_str().to_string(),
                Rule::sequent => {
                    text = p.as_str();
                    at = p.as_span().start();
                    for part in p.into_inner() {
                        let is_conclusion = part.as_rule() == Rule::conclusion;
                        for t in part.into_inner() {
                            let t = self.term(t)?;
                            if is_conclusion {
                                conclusion = Some(t);
                            } else {
                                conditions.push(t);
                            }
                        }
                    }
                }
                _ => rest.push(p),
            }
        }
        if conclusion.is_none() && conditions.len() == 1 {
            conclusion = conditions.pop();
        }
        let Some(conclusion) = conclusion else {
            return Err(self.error(at, "conditions without a conclusion: `|-` is missing"));
        };
        let sequent = Sequent {
            name,
            text: squeezed(text),
            conditions,
            conclusion,
        };
        Ok((sequent, rest))
    }

    fn field(&self, p: Pair<'_, Rule>) -> Result<Field> {
        let words = |p: Pair<'_, Rule>| {
            let text = p.into_inner().find(|q| q.as_rule() == Rule::text);
            text.map(|t| squeezed(t.as_str())).unwrap_or_default()
        };
        Ok(match p.as_rule() {
            Rule::uses => Field::Uses(p.into_inner().map(one_use).collect()),
            Rule::instance => Field::Instance(self.assignments(p)?),
            Rule::unsampled => Field::Unsampled(words(p)),
            Rule::beyond => Field::Total(words(p)),
            _ => Field::Source(words(p)),
        })
    }

    fn assignments(&self, p: Pair<'_, Rule>) -> Result<Assignments> {
        let mut out = Vec::new();
        for a in p.into_inner().filter(|p| p.as_rule() == Rule::assignment) {
            let at = a.as_span().start();
            let mut inner = a.into_inner();
            if let (Some(name), Some(term)) = (inner.next(), inner.next()) {
                out.push((at, name.as_str().to_string(), self.term(term)?));
            }
        }
        Ok(out)
    }

    fn term(&self, p: Pair<'_, Rule>) -> Result<Ast> {
        let end = p.as_span().end();
        self.row(&mut p.into_inner().peekable(), 1, end)
    }

    // As much of a row as binds at least so strongly.
    fn row(&self, row: &mut Peekable<Pairs<'_, Rule>>, least: u8, end: usize) -> Result<Ast> {
        let first = (row.next()).ok_or_else(|| self.error(end, "an operand is missing"))?;
        let mut left = if first.as_rule() == Rule::prefix {
            let at = first.as_span().start();
            if first.as_str() == "-" {
                let x = self.row(row, MINUS, end)?;
                match x.node {
                    // A literal negative number is a numeral.
                    Node::Num(q) => Ast {
                        at,
                        node: Node::Num(Q::zero() - q),
                    },
                    _ => apply(at, "neg", vec![x]),
                }
            } else {
                apply(at, "¬", vec![self.row(row, NOT, end)?])
            }
        } else {
            self.operand(first)?
        };
        while let Some(sign) = row.next_if(|p| strength(p.as_str()).0 >= least) {
            let right = self.row(row, strength(sign.as_str()).1, end)?;
            left = infix(sign.as_span().start(), sign.as_str(), left, right);
        }
        Ok(left)
    }

    fn operand(&self, p: Pair<'_, Rule>) -> Result<Ast> {
        let at = p.as_span().start();
        match p.as_rule() {
            Rule::binder => {
                let sign = match p.as_str().chars().next() {
                    Some('\\') | None => 'λ',
                    Some(c) => c,
                };
                let (mut names, mut body) = (Vec::new(), None);
                for q in p.into_inner() {
                    match q.as_rule() {
                        Rule::name => names.push(q.as_str().to_string()),
                        _ => body = Some(self.term(q)?),
                    }
                }
                let body = body.ok_or_else(|| self.error(at, "a binder without a body"))?;
                Ok(Ast {
                    at,
                    node: Node::Bind(sign, names, Box::new(body)),
                })
            }
            Rule::conditional => {
                let parts = p
                    .into_inner()
                    .filter(|q| q.as_rule() == Rule::term)
                    .map(|q| self.term(q))
                    .collect::<Result<_>>()?;
                Ok(apply(at, "ite", parts))
            }
            Rule::application => {
                let mut atoms = p.into_inner();
                let mut head = None;
                let mut args = Vec::new();
                for q in atoms.by_ref() {
                    let mut parts = self.atom(q)?;
                    if head.is_none() && parts.len() == 1 {
                        head = parts.pop();
                    } else if head.is_none() {
                        return Err(self.error(at, "a tuple is not a term"));
                    } else {
                        args.append(&mut parts);
                    }
                }
                let head = head.ok_or_else(|| self.error(at, "a term is missing"))?;
                if args.is_empty() {
                    return Ok(head);
                }
                Ok(Ast {
                    at,
                    node: Node::Apply(Box::new(head), args),
                })
            }
            _ => Err(self.error(at, "not a term")),
        }
    }

    // A parenthesised list gives several arguments at once.
    fn atom(&self, p: Pair<'_, Rule>) -> Result<Vec<Ast>> {
        let at = p.as_span().start();
        let node =
            match p.as_rule() {
                Rule::number => Node::Num(number(p.as_str()).ok_or_else(|| {
                    self.error(at, format!("the number {} is too long", p.as_str()))
                })?),
                Rule::group => return p.into_inner().map(|q| self.term(q)).collect(),
                _ => Node::Name(p.as_str().to_string()),
            };
        Ok(vec![Ast { at, node }])
    }
}

fn infix(at: usize, sign: &str, l: Ast, r: Ast) -> Ast {
    match sign {
        "^" => apply(at, "pow", vec![l, r]),
        "·" => apply(at, "*", vec![l, r]),
        "<=" => apply(at, "≤", vec![l, r]),
        ">" => apply(at, "<", vec![r, l]),
        "≥" | ">=" => apply(at, "≤", vec![r, l]),
        "≠" | "!=" => apply(at, "¬", vec![apply(at, "=", vec![l, r])]),
        "and" => apply(at, "∧", vec![l, r]),
        "or" => apply(at, "∨", vec![l, r]),
        "=>" | "→" => apply(at, "⇒", vec![l, r]),
        sign => apply(at, sign, vec![l, r]),
    }
}

fn is_word(rule: Rule) -> bool {
    matches!(
        rule,
        Rule::kw_total | Rule::kw_domain | Rule::kw_smooth | Rule::kw_false
    )
}

fn apply(at: usize, name: &str, args: Vec<Ast>) -> Ast {
    let head = Ast {
        at,
        node: Node::Name(name.to_string()),
    };
    Ast {
        at,
        node: Node::Apply(Box::new(head), args),
    }
}

fn number(text: &str) -> Option<Q> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let digits: i64 = format!("{whole}{part}").parse().ok()?;
    let scale = 10i64.checked_pow(u32::try_from(part.len()).ok()?)?;
    Q::ratio(digits, scale)
}

fn one_use(p: Pair<'_, Rule>) -> super::Use {
    let mut words = p.into_inner();
    match (words.next().map(|w| w.as_rule()), words.next()) {
        (Some(Rule::kw_normal), _) => super::Use::Normal,
        (Some(Rule::kw_lemma), _) => super::Use::Lemma,
        (Some(Rule::kw_structural), _) => super::Use::Structural,
        (_, Some(_)) => super::Use::RewriteBoth,
        _ => super::Use::Rewrite,
    }
}

// The text of a line without its breaks and comments.
fn squeezed(text: &str) -> String {
    let words: Vec<&str> = text
        .lines()
        .flat_map(|l| l.split('#').next().unwrap_or("").split_whitespace())
        .collect();
    words.join(" ")
}
