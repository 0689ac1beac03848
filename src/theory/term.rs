//! Untyped terms from text: operators by their strength, application by juxtaposition.

use super::TheoryError;
use super::parse::Source;
use hence_kernel::Q;

type Result<T> = std::result::Result<T, TheoryError>;

/// An untyped term with the place where it begins.
#[derive(Clone, Debug)]
pub(super) struct Ast<'a> {
    pub at: usize,
    pub node: Node<'a>,
}

#[derive(Clone, Debug)]
pub(super) enum Node<'a> {
    Num(Q),
    Name(&'a str),
    Apply(Box<Ast<'a>>, Vec<Ast<'a>>),
    // `λ`, `∀` or `∃`
    Bind(char, Vec<&'a str>, Box<Ast<'a>>),
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Token<'a> {
    Name(&'a str),
    Number(&'a str),
    Sign(&'a str),
    End,
}

// A term is read and checked by recursion; these keep it within any stack.
const MAX_TOKENS: usize = 1_000;
const MAX_NESTING: usize = 100;

const NOT: u8 = 7;
const MINUS: u8 = 14;

// How strongly an infix sign binds to its left and its right.
fn strength(token: Token<'_>) -> Option<(&str, u8, u8)> {
    let (Token::Sign(sign) | Token::Name(sign)) = token else {
        return None;
    };
    let (left, right) = match sign {
        "⇒" | "=>" | "→" => (2, 1),
        "∨" | "or" => (3, 4),
        "∧" | "and" => (5, 6),
        "=" | "≠" | "!=" | "<" | "<=" | "≤" | ">" | ">=" | "≥" => (8, 9),
        "+" | "-" => (10, 11),
        "*" | "·" | "/" => (12, 13),
        "^" => (16, 15),
        _ => return None,
    };
    Some((sign, left, right))
}

fn reserved(name: &str) -> bool {
    matches!(name, "if" | "then" | "else" | "and" | "or" | "not")
}

fn is_letter(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '\'' | '′' | '₀'..='₉') || c.is_alphabetic()
}

/// Reads terms and the little around them from a piece of a file.
pub(super) struct Reader<'a> {
    source: &'a Source<'a>,
    // Where the piece ends.
    end: usize,
    // The next token and its place.
    token: Token<'a>,
    at: usize,
    // Behind the next token.
    rest: usize,
    tokens: usize,
    nesting: usize,
}

impl<'a> Reader<'a> {
    pub fn new(source: &'a Source<'a>, start: usize, end: usize) -> Result<Reader<'a>> {
        let mut reader = Reader {
            source,
            end,
            token: Token::End,
            at: start,
            rest: start,
            tokens: 0,
            nesting: 0,
        };
        reader.advance()?;
        Ok(reader)
    }

    /// Where the next token begins.
    pub fn at(&self) -> usize {
        self.at
    }

    pub fn is_done(&self) -> bool {
        self.token == Token::End
    }

    fn advance(&mut self) -> Result<()> {
        self.tokens += 1;
        if self.tokens > MAX_TOKENS {
            return Err(self.source.error(self.at, "the term is too long"));
        }
        let text = &self.source.text[..self.end];
        let mut at = self.rest;
        while let Some(c) = text[at..].chars().next() {
            if c == '#' {
                at += text[at..].find('\n').unwrap_or(text.len() - at);
            } else if c.is_whitespace() {
                at += c.len_utf8();
            } else {
                break;
            }
        }
        self.at = at;
        let rest = &text[at..];
        let Some(c) = rest.chars().next() else {
            (self.token, self.rest) = (Token::End, at);
            return Ok(());
        };
        let span = |more: fn(char) -> bool| rest.find(|c| !more(c)).unwrap_or(rest.len());
        let length;
        self.token = if c.is_ascii_digit() {
            let whole = span(|c| c.is_ascii_digit());
            let tail = rest[whole..].strip_prefix('.').unwrap_or("");
            let part = tail.bytes().take_while(u8::is_ascii_digit).count();
            length = if part > 0 { whole + 1 + part } else { whole };
            Token::Number(&rest[..length])
        } else if c != 'λ' && (c == '_' || c.is_alphabetic()) {
            length = span(is_letter);
            Token::Name(&rest[..length])
        } else {
            let pairs = ["|-", "<=", ">=", "!=", "=>"];
            let pair = pairs.iter().find(|p| rest.starts_with(**p));
            length = pair.map_or(c.len_utf8(), |p| p.len());
            Token::Sign(&rest[..length])
        };
        self.rest = at + length;
        Ok(())
    }

    /// Passes a sign, if it is the next one.
    pub fn accept(&mut self, sign: &str) -> Result<bool> {
        let found = self.token == Token::Sign(sign);
        if found {
            self.advance()?;
        }
        Ok(found)
    }

    /// Passes a word, if it is the next one.
    pub fn accept_word(&mut self, word: &str) -> Result<bool> {
        let found = self.token == Token::Name(word);
        if found {
            self.advance()?;
        }
        Ok(found)
    }

    /// A name, if one is next.
    pub fn accept_name(&mut self) -> Result<Option<&'a str>> {
        match self.token {
            Token::Name(n) if !reserved(n) => {
                self.advance()?;
                Ok(Some(n))
            }
            _ => Ok(None),
        }
    }

    pub fn expected(&self, what: &str) -> TheoryError {
        let found = match self.token {
            Token::End => "the end".to_string(),
            Token::Name(t) | Token::Number(t) | Token::Sign(t) => format!("`{t}`"),
        };
        let message = format!("expected {what}, found {found}");
        self.source.error(self.at, message)
    }

    pub fn expect(&mut self, sign: &str) -> Result<()> {
        if self.accept(sign)? {
            Ok(())
        } else {
            Err(self.expected(&format!("`{sign}`")))
        }
    }

    pub fn expect_end(&self) -> Result<()> {
        if self.is_done() {
            Ok(())
        } else {
            Err(self.expected("an operator or the end"))
        }
    }

    /// A whole term.
    pub fn term(&mut self) -> Result<Ast<'a>> {
        self.row(1)
    }

    // As much of a row of operands and operators as binds at least so strongly.
    fn row(&mut self, least: u8) -> Result<Ast<'a>> {
        self.nesting += 1;
        if self.nesting > MAX_NESTING {
            return Err(self.source.error(self.at, "the term is nested too deeply"));
        }
        let mut left = self.prefixed()?;
        while let Some((sign, strong, right)) = strength(self.token)
            && strong >= least
        {
            let at = self.at;
            self.advance()?;
            left = infix(at, sign, left, self.row(right)?);
        }
        self.nesting -= 1;
        Ok(left)
    }

    fn prefixed(&mut self) -> Result<Ast<'a>> {
        let at = self.at;
        if self.accept("-")? {
            let x = self.row(MINUS)?;
            return Ok(match x.node {
                // A literal negative number is a numeral.
                Node::Num(q) => Ast {
                    at,
                    node: Node::Num(Q::zero() - q),
                },
                _ => apply(at, "neg", vec![x]),
            });
        }
        if self.accept("¬")? || self.accept_word("not")? {
            return Ok(apply(at, "¬", vec![self.row(NOT)?]));
        }
        for (sign, binder) in [("λ", 'λ'), ("\\", 'λ'), ("∀", '∀'), ("∃", '∃')] {
            if self.accept(sign)? {
                return self.binder(at, binder);
            }
        }
        if self.accept_word("if")? {
            let guard = self.row(1)?;
            self.word("then")?;
            let yes = self.row(1)?;
            self.word("else")?;
            let no = self.row(1)?;
            return Ok(apply(at, "ite", vec![guard, yes, no]));
        }
        self.application()
    }

    fn word(&mut self, word: &str) -> Result<()> {
        if self.accept_word(word)? {
            Ok(())
        } else {
            Err(self.expected(&format!("`{word}`")))
        }
    }

    fn binder(&mut self, at: usize, binder: char) -> Result<Ast<'a>> {
        let mut names = Vec::new();
        while let Some(n) = self.accept_name()? {
            names.push(n);
        }
        if names.is_empty() {
            return Err(self.expected("a variable"));
        }
        self.expect(".")?;
        let body = Box::new(self.row(1)?);
        Ok(Ast {
            at,
            node: Node::Bind(binder, names, body),
        })
    }

    fn application(&mut self) -> Result<Ast<'a>> {
        let at = self.at;
        let mut args = Vec::new();
        let Some(head) = self.atom(&mut args)? else {
            return match args.pop() {
                // A group of one is the head itself.
                Some(head) if args.is_empty() => self.applied(at, head),
                Some(_) => Err(self.source.error(at, "a tuple is not a term")),
                None => Err(self.expected("a term")),
            };
        };
        self.applied(at, head)
    }

    fn applied(&mut self, at: usize, head: Ast<'a>) -> Result<Ast<'a>> {
        let mut args = Vec::new();
        loop {
            let before = args.len();
            match self.atom(&mut args)? {
                Some(a) => args.push(a),
                None if args.len() == before => break,
                None => {}
            }
        }
        if args.is_empty() {
            return Ok(head);
        }
        Ok(Ast {
            at,
            node: Node::Apply(Box::new(head), args),
        })
    }

    // One atom, or several arguments at once into `group` from a parenthesised list.
    fn atom(&mut self, group: &mut Vec<Ast<'a>>) -> Result<Option<Ast<'a>>> {
        let at = self.at;
        let node = match self.token {
            Token::Name(n) if !reserved(n) => Node::Name(n),
            Token::Sign(n @ ("⊤" | "⊥")) => Node::Name(n),
            Token::Number(n) => match number(n) {
                Some(q) => Node::Num(q),
                None => {
                    let message = format!("the number {n} is too long");
                    return Err(self.source.error(at, message));
                }
            },
            Token::Sign("(") => {
                self.advance()?;
                group.push(self.row(1)?);
                while self.accept(",")? {
                    group.push(self.row(1)?);
                }
                if !self.accept(")")? {
                    return Err(self.expected("an operator or `)`"));
                }
                return Ok(None);
            }
            _ => return Ok(None),
        };
        self.advance()?;
        Ok(Some(Ast { at, node }))
    }
}

fn apply<'a>(at: usize, name: &'a str, args: Vec<Ast<'a>>) -> Ast<'a> {
    let head = Ast {
        at,
        node: Node::Name(name),
    };
    Ast {
        at,
        node: Node::Apply(Box::new(head), args),
    }
}

fn infix<'a>(at: usize, sign: &'a str, l: Ast<'a>, r: Ast<'a>) -> Ast<'a> {
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

fn number(text: &str) -> Option<Q> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let digits: i64 = format!("{whole}{part}").parse().ok()?;
    let scale = 10i64.checked_pow(u32::try_from(part.len()).ok()?)?;
    Q::ratio(digits, scale)
}
