//! Cuts a plain-text formula into signs with the grammar, and says of each what it is.

use super::vocabulary::{Function, function};
use crate::read::ast::{Rel, Span, Unread};
use pest::Parser;
use pest_derive::Parser;

/// The grammar of `grammar/plain.pest`.
#[derive(Parser)]
#[grammar = "../grammar/plain.pest"]
pub(super) struct Grammar;

/// What a sign is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    Number,
    /// A name that the grammar does not know.
    Word,
    /// A function known by name.
    Function(Function),
    Raised,
    Lowered,
    Prime,
    Plus,
    Minus,
    PlusMinus,
    MinusPlus,
    Times,
    Dot,
    Cross,
    Slash,
    Caret,
    Underscore,
    Compose,
    Comma,
    Semicolon,
    Colon,
    Bang,
    Modulo,
    Open(Bracket),
    Close(Bracket),
    Bar,
    DoubleBar,
    Relation(Rel),
    Implies,
    Iff,
    Therefore,
    And,
    Or,
    Not,
    ForAll,
    Exists,
    If,
    For,
    All,
    Otherwise,
    Radical(u8),
    Sum,
    Product,
    Integral,
    Limit,
    Extremum(Extremum),
    Partial,
    Nabla,
    Infinity,
    Union,
    Intersect,
    SetMinus,
    Top,
    Dots,
    Placeholder,
    Empty,
    Stray,
    /// What the formula ends with; never inside it.
    End,
}

/// The brackets that have two different signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bracket {
    Round,
    Square,
    Curly,
    Angle,
    Floor,
    Ceil,
}

/// The words that are a big operator when something stands below them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Extremum {
    Min,
    Max,
    Inf,
    Sup,
    ArgMin,
    ArgMax,
}

/// A sign and where it stands in the text of the formula.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub sign: Sign,
    pub start: usize,
    pub end: usize,
}

/// Longer formulas are refused, so that trees stay shallow enough for those who walk them recursively.
const MOST_SIGNS: usize = 4000;

/// Cuts `text`, which begins at `offset` of its file, into signs; the last one is [`Sign::End`].
pub(super) fn tokens(text: &str, offset: usize) -> Result<Vec<Token>, Unread> {
    if text.len() > 16 * MOST_SIGNS {
        return Err(too_long(text, offset));
    }
    let pairs = Grammar::parse(Rule::formula, text).map_err(|_| Unread {
        span: Span::new(offset, offset + text.len()),
        reason: "not a formula".to_string(),
    })?;
    let mut found = Vec::with_capacity(text.len() / 2 + 1);
    for pair in pairs.flat_map(|formula| formula.into_inner()) {
        let span = pair.as_span();
        let sign = match pair.as_rule() {
            Rule::EOI => Sign::End,
            Rule::number => Sign::Number,
            Rule::word => word(span.as_str()),
            Rule::bracket => bracket(span.as_str()),
            Rule::operator => operator(span.as_str()),
            Rule::relation => relation(span.as_str()),
            Rule::raised => Sign::Raised,
            Rule::lowered => Sign::Lowered,
            Rule::prime => Sign::Prime,
            Rule::dots => Sign::Dots,
            _ => Sign::Stray,
        };
        found.push(Token {
            sign,
            start: offset + span.start(),
            end: offset + span.end(),
        });
    }
    if found.len() > MOST_SIGNS {
        Err(too_long(text, offset))
    } else {
        Ok(found)
    }
}

fn too_long(text: &str, offset: usize) -> Unread {
    Unread {
        span: Span::new(offset, offset + text.len()),
        reason: format!("a formula of more than {MOST_SIGNS} signs"),
    }
}

fn word(text: &str) -> Sign {
    match text {
        "and" => Sign::And,
        "or" => Sign::Or,
        "not" => Sign::Not,
        "in" => Sign::Relation(Rel::In),
        "notin" => Sign::Relation(Rel::NotIn),
        "subset" => Sign::Relation(Rel::Subset),
        "implies" => Sign::Implies,
        "iff" => Sign::Iff,
        "forall" => Sign::ForAll,
        "exists" => Sign::Exists,
        "if" | "when" | "where" => Sign::If,
        "for" => Sign::For,
        "all" => Sign::All,
        "otherwise" | "else" => Sign::Otherwise,
        "mod" => Sign::Modulo,
        "union" => Sign::Union,
        "intersect" => Sign::Intersect,
        "sum" => Sign::Sum,
        "grad" | "nabla" => Sign::Nabla,
        "prod" => Sign::Product,
        "int" => Sign::Integral,
        "lim" => Sign::Limit,
        "oo" | "infinity" => Sign::Infinity,
        "inf" => Sign::Extremum(Extremum::Inf),
        "sup" => Sign::Extremum(Extremum::Sup),
        "min" => Sign::Extremum(Extremum::Min),
        "max" => Sign::Extremum(Extremum::Max),
        "argmin" => Sign::Extremum(Extremum::ArgMin),
        "argmax" => Sign::Extremum(Extremum::ArgMax),
        _ => function(text).map_or(Sign::Word, Sign::Function),
    }
}

fn bracket(text: &str) -> Sign {
    match text {
        "(" => Sign::Open(Bracket::Round),
        ")" => Sign::Close(Bracket::Round),
        "[" => Sign::Open(Bracket::Square),
        "]" => Sign::Close(Bracket::Square),
        "{" => Sign::Open(Bracket::Curly),
        "}" => Sign::Close(Bracket::Curly),
        "⟨" => Sign::Open(Bracket::Angle),
        "⟩" => Sign::Close(Bracket::Angle),
        "⌊" => Sign::Open(Bracket::Floor),
        "⌋" => Sign::Close(Bracket::Floor),
        "⌈" => Sign::Open(Bracket::Ceil),
        "⌉" => Sign::Close(Bracket::Ceil),
        "‖" => Sign::DoubleBar,
        _ => Sign::Bar,
    }
}

fn operator(text: &str) -> Sign {
    match text {
        "+" => Sign::Plus,
        "-" | "−" | "–" => Sign::Minus,
        "+/-" | "±" => Sign::PlusMinus,
        "∓" => Sign::MinusPlus,
        "*" => Sign::Times,
        "·" | "⋅" | "∙" => Sign::Dot,
        "×" => Sign::Cross,
        "/" | "÷" | "⁄" | "∕" => Sign::Slash,
        "^" | "**" => Sign::Caret,
        "_" => Sign::Underscore,
        "∘" => Sign::Compose,
        "," => Sign::Comma,
        ";" => Sign::Semicolon,
        ":" => Sign::Colon,
        ":=" => Sign::Relation(Rel::Define),
        "->" => Sign::Relation(Rel::To),
        "!" => Sign::Bang,
        "!=" => Sign::Relation(Rel::Ne),
        "√" => Sign::Radical(2),
        "∛" => Sign::Radical(3),
        "∜" => Sign::Radical(4),
        "∑" => Sign::Sum,
        "∏" => Sign::Product,
        "∫" => Sign::Integral,
        "∂" => Sign::Partial,
        "∇" => Sign::Nabla,
        "∞" => Sign::Infinity,
        "∪" => Sign::Union,
        "∩" => Sign::Intersect,
        "∖" => Sign::SetMinus,
        "⊤" => Sign::Top,
        "∀" => Sign::ForAll,
        "∃" => Sign::Exists,
        "∧" | "&" | "&&" => Sign::And,
        "∨" => Sign::Or,
        "¬" => Sign::Not,
        "□" => Sign::Placeholder,
        "∅" => Sign::Empty,
        _ => Sign::Stray,
    }
}

fn relation(text: &str) -> Sign {
    Sign::Relation(match text {
        "=" | "==" => Rel::Eq,
        "<>" | "≠" => Rel::Ne,
        "<" => Rel::Lt,
        "<=" | "≤" | "⩽" => Rel::Le,
        ">" => Rel::Gt,
        ">=" | "≥" | "⩾" => Rel::Ge,
        "∈" => Rel::In,
        "∉" => Rel::NotIn,
        "⊂" | "⊆" => Rel::Subset,
        "≈" => Rel::Approx,
        "~" | "∼" => Rel::Sim,
        "∝" => Rel::Propto,
        "≡" => Rel::Equiv,
        "≔" | "≜" | "≝" => Rel::Define,
        "→" => Rel::To,
        "↦" => Rel::MapsTo,
        "=>" | "==>" | "⇒" | "⟹" => return Sign::Implies,
        "<=>" | "<==>" | "<->" | "⇔" | "⟺" | "↔" => return Sign::Iff,
        "∴" => return Sign::Therefore,
        _ => return Sign::Stray,
    })
}
