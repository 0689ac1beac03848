//! What the macros of LaTeX stand for: letters, functions, relation signs, fonts, words.

use crate::read::ast::{BigOp, BinOp, Rel};

/// Greek letters and the few other letters that are macros. `\epsilon` is `ε` and `\varepsilon` its variant `ϵ`: an
/// author who uses both means two things, so they stay apart; `\phi` and `\varphi` likewise.
pub fn letter(name: &str) -> Option<&'static str> {
    Some(match name {
        "alpha" => "α",
        "beta" => "β",
        "gamma" => "γ",
        "delta" => "δ",
        "epsilon" => "ε",
        "varepsilon" => "ϵ",
        "zeta" => "ζ",
        "eta" => "η",
        "theta" => "θ",
        "vartheta" => "ϑ",
        "iota" => "ι",
        "kappa" => "κ",
        "lambda" => "λ",
        "mu" => "μ",
        "nu" => "ν",
        "xi" => "ξ",
        "omicron" => "ο",
        "pi" => "π",
        "varpi" => "ϖ",
        "rho" => "ρ",
        "varrho" => "ϱ",
        "sigma" => "σ",
        "varsigma" => "ς",
        "tau" => "τ",
        "upsilon" => "υ",
        "phi" => "φ",
        "varphi" => "ϕ",
        "chi" => "χ",
        "psi" => "ψ",
        "omega" => "ω",
        "Gamma" => "Γ",
        "Delta" => "Δ",
        "Theta" => "Θ",
        "Lambda" => "Λ",
        "Xi" => "Ξ",
        "Pi" => "Π",
        "Sigma" => "Σ",
        "Upsilon" => "Υ",
        "Phi" => "Φ",
        "Psi" => "Ψ",
        "Omega" => "Ω",
        "ell" => "ℓ",
        "hbar" => "ħ",
        "imath" => "ı",
        "jmath" => "ȷ",
        "aleph" => "ℵ",
        _ => return None,
    })
}

/// Functions that take an argument without brackets too. The short name is given for those with several spellings.
pub fn function(name: &str) -> Option<&'static str> {
    const KNOWN: &[&str] = &[
        "sin", "cos", "tan", "cot", "sec", "csc", "sinh", "cosh", "tanh", "coth", "sech", "csch",
        "arcsin", "arccos", "arctan", "arsinh", "arcosh", "artanh", "log", "ln", "lg", "exp",
        "det", "dim", "ker", "gcd", "lcm", "deg", "tr", "rank", "sgn", "sign", "erf", "limsup",
        "liminf", "diag", "span", "sinc", "relu", "softmax", "softplus",
    ];
    if let Some(k) = KNOWN.iter().find(|k| **k == name) {
        return Some(k);
    }
    Some(match name {
        "tg" => "tan",
        "ctg" | "cotg" | "cotan" => "cot",
        "arctg" | "atan" => "arctan",
        "asin" => "arcsin",
        "acos" => "arccos",
        "arcsinh" | "asinh" => "arsinh",
        "arccosh" | "acosh" => "arcosh",
        "arctanh" | "atanh" => "artanh",
        "cosec" => "csc",
        "pgcd" => "gcd",
        "ppcm" => "lcm",
        "Pr" => "Pr",
        "Tr" | "trace" => "tr",
        "rang" => "rank",
        "Re" => "Re",
        "Im" => "Im",
        _ => return None,
    })
}

/// Operators with a range below and above.
pub fn big(name: &str) -> Option<BigOp> {
    Some(match name {
        "sum" => BigOp::Sum,
        "prod" => BigOp::Prod,
        "min" => BigOp::Min,
        "max" => BigOp::Max,
        "inf" => BigOp::Inf,
        "sup" => BigOp::Sup,
        "argmin" => BigOp::ArgMin,
        "argmax" => BigOp::ArgMax,
        "bigcup" => BigOp::Union,
        "bigcap" => BigOp::Intersect,
        _ => return None,
    })
}

/// Relation signs written as macros.
pub fn relation(name: &str) -> Option<Rel> {
    Some(match name {
        "neq" | "ne" => Rel::Ne,
        "leq" | "le" | "leqslant" | "leqq" => Rel::Le,
        "geq" | "ge" | "geqslant" | "geqq" => Rel::Ge,
        "in" => Rel::In,
        "notin" => Rel::NotIn,
        "subset" | "subseteq" | "subseteqq" => Rel::Subset,
        "approx" | "simeq" | "approxeq" => Rel::Approx,
        "sim" => Rel::Sim,
        "propto" => Rel::Propto,
        "equiv" => Rel::Equiv,
        "triangleq" | "coloneqq" | "coloneq" | "doteq" => Rel::Define,
        "to" | "rightarrow" | "longrightarrow" | "xrightarrow" => Rel::To,
        "mapsto" | "longmapsto" => Rel::MapsTo,
        "mid" | "divides" => Rel::Divides,
        "nmid" => Rel::NotDivides,
        _ => return None,
    })
}

/// Relation signs that are known but have no meaning in the tree: named in the refusal.
pub fn is_foreign_relation(name: &str) -> bool {
    matches!(
        name,
        "ll" | "gg"
            | "cong"
            | "prec"
            | "succ"
            | "preceq"
            | "succeq"
            | "perp"
            | "parallel"
            | "supset"
            | "supseteq"
            | "ni"
            | "lesssim"
            | "gtrsim"
            | "subsetneq"
            | "asymp"
            | "models"
            | "vdash"
            | "leftarrow"
            | "gets"
            | "leftrightarrow"
            | "nearrow"
            | "searrow"
            | "uparrow"
            | "downarrow"
            | "hookrightarrow"
    )
}

/// Which way an implication sign goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrow {
    /// From left to right.
    Implies,
    /// From right to left.
    ImpliedBy,
    /// Both ways.
    Iff,
}

/// Signs between two statements.
pub fn arrow(name: &str) -> Option<Arrow> {
    Some(match name {
        "implies" | "Rightarrow" | "Longrightarrow" | "therefore" => Arrow::Implies,
        "impliedby" | "Leftarrow" | "Longleftarrow" | "because" => Arrow::ImpliedBy,
        "iff" | "Leftrightarrow" | "Longleftrightarrow" => Arrow::Iff,
        _ => return None,
    })
}

/// Operators between two terms.
pub fn additive(name: &str) -> Option<BinOp> {
    Some(match name {
        "pm" => BinOp::PlusMinus,
        "mp" => BinOp::MinusPlus,
        "cup" => BinOp::Union,
        "setminus" | "smallsetminus" | "backslash" => BinOp::SetMinus,
        _ => return None,
    })
}

/// Operators between two factors.
pub fn multiplicative(name: &str) -> Option<BinOp> {
    Some(match name {
        "cdot" | "bullet" => BinOp::Times,
        "times" => BinOp::Cross,
        "div" => BinOp::Div,
        "circ" => BinOp::Compose,
        "cap" => BinOp::Intersect,
        "bmod" | "mod" => BinOp::Mod,
        _ => return None,
    })
}

/// Whether an operand is due behind the macro.
pub fn is_operator(name: &str) -> bool {
    additive(name).is_some()
        || multiplicative(name).is_some()
        || arrow(name).is_some()
        || is_foreign_relation(name)
        || matches!(
            name,
            "mid" | "land" | "lor" | "wedge" | "vee" | "neg" | "lnot" | "not" | "forall" | "exists"
        )
}

/// `\dots` and its kin.
pub fn is_dots(name: &str) -> bool {
    matches!(
        name,
        "dots"
            | "ldots"
            | "cdots"
            | "vdots"
            | "ddots"
            | "dotsc"
            | "dotsb"
            | "dotsm"
            | "dotsi"
            | "dotso"
    )
}

/// Decorations over a name.
pub fn accent(name: &str) -> Option<&'static str> {
    Some(match name {
        "hat" => "hat",
        "widehat" => "widehat",
        "bar" => "bar",
        "overline" => "overline",
        "tilde" => "tilde",
        "widetilde" => "widetilde",
        "vec" => "vec",
        "overrightarrow" => "overrightarrow",
        "dot" => "dot",
        "ddot" => "ddot",
        "check" => "check",
        "breve" => "breve",
        "acute" => "acute",
        "grave" => "grave",
        "mathring" => "mathring",
        "underline" => "underline",
        _ => return None,
    })
}

/// Macros that set their argument in another font.
pub fn is_font(name: &str) -> bool {
    matches!(
        name,
        "mathbf"
            | "mathcal"
            | "mathbb"
            | "mathrm"
            | "mathit"
            | "mathsf"
            | "mathtt"
            | "mathfrak"
            | "mathscr"
            | "boldsymbol"
            | "bm"
            | "pmb"
            | "mathds"
            | "mathnormal"
            | "mathop"
    )
}

/// `{\bf x}` and its kin.
pub fn is_old_font(name: &str) -> bool {
    matches!(name, "bf" | "rm" | "it" | "cal" | "sf" | "tt")
}

/// The macro with an argument that does what `{\bf …}` does.
pub fn old_font(name: &str) -> &'static str {
    match name {
        "bf" => "mathbf",
        "rm" => "mathrm",
        "cal" => "mathcal",
        "sf" => "mathsf",
        "tt" => "mathtt",
        _ => "mathit",
    }
}

/// Macros whose argument stands as it is.
pub fn shows_argument(name: &str) -> bool {
    braces_with_note(name)
        || matches!(
            name,
            "boxed"
                | "fbox"
                | "cancel"
                | "bcancel"
                | "xcancel"
                | "smash"
                | "mathclap"
                | "mathrlap"
                | "mathllap"
                | "mathord"
                | "mathbin"
                | "mathrel"
                | "mathopen"
                | "mathclose"
                | "mathpunct"
                | "mathinner"
                | "ensuremath"
                | "textcolor"
                | "colorbox"
        )
}

/// Of those, the braces whose script is only a remark.
pub fn braces_with_note(name: &str) -> bool {
    matches!(
        name,
        "underbrace" | "overbrace" | "underbracket" | "overbracket"
    )
}

/// Macros that show nothing.
pub fn drops_argument(name: &str) -> bool {
    matches!(name, "phantom" | "hphantom" | "vphantom" | "mspace")
}

/// How many integrals a sign stands for.
pub fn integrals(name: &str) -> Option<usize> {
    Some(match name {
        "int" => 1,
        "iint" => 2,
        "iiint" => 3,
        _ => return None,
    })
}

/// How many arguments a macro takes behind it.
pub fn arity(name: &str) -> usize {
    match name {
        "frac" | "dfrac" | "tfrac" | "cfrac" | "binom" | "dbinom" | "tbinom" | "overset"
        | "underset" | "stackrel" => 2,
        "sqrt" | "substack" | "xrightarrow" | "pmod" | "operatornamewithlimits" => 1,
        _ if is_font(name) || accent(name).is_some() || shows_argument(name) => 1,
        _ => 0,
    }
}

/// Environments whose rows are formulas of their own.
pub fn has_rows(env: &str) -> bool {
    matches!(
        env,
        "align"
            | "aligned"
            | "alignat"
            | "alignedat"
            | "flalign"
            | "gather"
            | "gathered"
            | "multline"
            | "multlined"
            | "split"
            | "eqnarray"
            | "equation"
            | "displaymath"
            | "math"
            | "subequations"
            | "IEEEeqnarray"
            | "dmath"
    )
}

/// Environments with a brace at one side and a condition behind each value.
pub fn is_cases(env: &str) -> bool {
    matches!(env, "cases" | "dcases" | "rcases" | "drcases")
}

/// Environments that are matrices, with the brackets they draw.
pub fn matrix(env: &str) -> Option<char> {
    Some(match env {
        "matrix" | "array" | "smallmatrix" => ' ',
        "bmatrix" => '[',
        "pmatrix" => '(',
        "Bmatrix" => '{',
        "vmatrix" => '|',
        "Vmatrix" => '‖',
        _ => return None,
    })
}

/// Environments with an argument that says how many columns there are.
pub fn takes_column_spec(env: &str) -> bool {
    matches!(
        env,
        "array" | "alignat" | "alignedat" | "IEEEeqnarray" | "tabular"
    )
}

/// A delimiter behind `\left` or `\right`, as what it opens and what it closes.
pub fn delimiter(text: &str) -> Option<(char, char)> {
    Some(match text {
        "(" | "\\lparen" => ('(', '('),
        ")" | "\\rparen" => (')', ')'),
        "[" | "\\lbrack" => ('[', '['),
        "]" | "\\rbrack" => (']', ']'),
        "\\{" | "\\lbrace" => ('{', '{'),
        "\\}" | "\\rbrace" => ('}', '}'),
        "<" | "\\langle" | "⟨" | "\\lt" => ('<', '<'),
        ">" | "\\rangle" | "⟩" | "\\gt" => ('>', '>'),
        "\\lfloor" | "\\rfloor" => ('f', 'f'),
        "\\lceil" | "\\rceil" => ('c', 'c'),
        "|" | "\\vert" | "\\lvert" | "\\rvert" => ('|', '|'),
        "\\|" | "‖" | "\\Vert" | "\\lVert" | "\\rVert" => ('‖', '‖'),
        "." => ('.', '.'),
        _ => return None,
    })
}

/// Whether the two brackets can enclose something together.
pub fn pair(open: char, close: char) -> bool {
    matches!(
        (open, close),
        ('(', ')' | ']')
            | ('[', ']' | ')' | '[')
            | (']', '[' | ']')
            | ('{', '}' | '.')
            | ('<', '>')
            | ('f', 'f')
            | ('c', 'c')
            | ('|', '|')
            | ('.', '|')
            | ('‖', '‖')
    )
}

/// Unicode characters and multi-character operators by the macro that stands for them.
pub fn unicode(text: &str) -> Option<&'static str> {
    Some(match text {
        "=>" | "⇒" | "⟹" => "Rightarrow",
        "<=>" | "⇔" | "⟺" => "Leftrightarrow",
        "<=" | "≤" | "⩽" => "leq",
        ">=" | "≥" | "⩾" => "geq",
        "≠" => "neq",
        ":=" | "≔" | "≜" => "triangleq",
        "->" | "→" => "to",
        "↦" => "mapsto",
        "≈" => "approx",
        "∼" => "sim",
        "≡" => "equiv",
        "∝" => "propto",
        "∈" => "in",
        "∉" => "notin",
        "⊂" | "⊆" => "subset",
        "∪" => "cup",
        "∩" => "cap",
        "∖" => "setminus",
        "·" | "⋅" => "cdot",
        "×" => "times",
        "÷" => "div",
        "∘" => "circ",
        "±" => "pm",
        "∓" => "mp",
        "−" => "minus",
        "∧" => "land",
        "∨" => "lor",
        "¬" => "neg",
        "∀" => "forall",
        "∃" => "exists",
        "∴" => "therefore",
        "∞" => "infty",
        "∅" => "emptyset",
        "∂" => "partial",
        "∇" => "nabla",
        "∑" => "sum",
        "∏" => "prod",
        "∫" => "int",
        "√" => "sqrt",
        "..." | "…" | "⋯" => "dots",
        "⋮" => "vdots",
        "⋱" => "ddots",
        "⌊" => "lfloor",
        "⌋" => "rfloor",
        "⌈" => "lceil",
        "⌉" => "rceil",
        "⟨" | "〈" => "langle",
        "⟦" => "llbracket",
        "⟧" => "rrbracket",
        "⟩" | "〉" => "rangle",
        "‖" => "Vert",
        "⊤" => "top",
        "□" => "square",
        "•" => "bullet",
        "°" => "degree",
        "∣" => "mid",
        "∤" => "nmid",
        "∵" => "because",
        "∬" => "iint",
        "∭" => "iiint",
        _ => return None,
    })
}

/// What words in a formula do to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// `et`, `and`
    And,
    /// `ou`, `or`
    Or,
    /// `si`, `if`, `pour`, `où`, `with`: what follows is a condition or a remark on what stands before.
    Remark,
    /// `donc`, `hence`
    Implies,
    /// `si et seulement si`
    Iff,
    /// `pour tout`
    ForAll,
    /// `il existe`
    Exists,
    /// `sinon`, `otherwise`
    Otherwise,
}

/// Reads the connectives of English and French.
pub fn word(text: &str) -> Option<Word> {
    let text = text
        .trim_matches(|c: char| c.is_whitespace() || ",;:.()".contains(c))
        .to_lowercase();
    let mut parts: Vec<&str> = text.split_whitespace().collect();
    // A scanner sets `i f` for `if`: letters that stand apart are no words.
    let spaced = parts.len() > 1 && parts.iter().all(|part| part.chars().count() == 1);
    let joined = parts.concat();
    if spaced {
        parts = vec![&joined];
    }
    let text = parts.join(" ");
    Some(match text.as_str() {
        "and" | "et" | "as well as" | "ainsi que" | "and also" => Word::And,
        "or" | "ou" | "ou bien" | "or else" | "ou alors" => Word::Or,
        "if" | "si" | "when" | "whenever" | "lorsque" | "quand" | "for" | "pour" | "where"
        | "où" | "with" | "avec" | "such that" | "tel que" | "telle que" | "tels que" | "s.t"
        | "t.q" | "subject to" | "given" | "since" | "as" | "car" | "puisque" | "because"
        | "only if" | "provided" | "provided that" | "on" | "sur" => Word::Remark,
        "implies" | "so" | "hence" | "thus" | "then" | "therefore" | "donc" | "alors" | "d'où"
        | "d’où" | "implique" | "and so" | "et donc" | "implies that" => Word::Implies,
        "iff" | "ssi" | "if and only if" | "si et seulement si" => Word::Iff,
        "for all" | "for every" | "for each" | "for any" | "pour tout" | "pour tous"
        | "pour toute" | "pour toutes" | "pour chaque" => Word::ForAll,
        "there exists" | "il existe" | "for some" | "pour un certain" => Word::Exists,
        "otherwise" | "sinon" | "else" | "elsewhere" | "ailleurs" | "autrement" => Word::Otherwise,
        _ => return None,
    })
}
