//! The words of the plain-text language: functions, Greek letters, raised and lowered signs.

/// How a function known by name is built and what it needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Function {
    /// `sin`, `log` …: by its canonical short name, brackets optional.
    Named(&'static str),
    /// `gcd` …: by its name, only with a bracketed list.
    Listed(&'static str),
    /// `log2`, `log10`: the logarithm to that base.
    LogTo(u32),
    Sqrt,
    Abs,
    Floor,
    Ceil,
    /// `root(n, x)`, `nthrt(n, x)`
    Root,
    /// `pow(x, n)`
    Power,
    /// `inner(a, b)`
    Inner,
    /// `norm(v)`
    Norm,
    /// `binom(n, k)`
    Binomial,
    /// `piecewise(x if x > 0; -x otherwise)`
    Piecewise,
}

impl Function {
    /// Whether the word is a mere name unless a bracket follows.
    pub fn needs_bracket(self) -> bool {
        use Function::*;
        matches!(
            self,
            Listed(_) | Root | Power | Inner | Norm | Binomial | Piecewise
        )
    }
}

/// The function of that name, all its spellings included.
pub(super) fn function(word: &str) -> Option<Function> {
    use Function::*;
    Some(match word {
        "sin" => Named("sin"),
        "cos" => Named("cos"),
        "tan" | "tg" => Named("tan"),
        "cot" | "ctg" => Named("cot"),
        "sec" => Named("sec"),
        "csc" | "cosec" => Named("csc"),
        "sinh" => Named("sinh"),
        "cosh" => Named("cosh"),
        "tanh" => Named("tanh"),
        "coth" => Named("coth"),
        "sech" => Named("sech"),
        "csch" => Named("csch"),
        "asin" | "arcsin" => Named("asin"),
        "acos" | "arccos" => Named("acos"),
        "atan" | "arctan" => Named("atan"),
        "acot" | "arccot" => Named("acot"),
        "asec" | "arcsec" => Named("asec"),
        "acsc" | "arccsc" => Named("acsc"),
        "asinh" | "arsinh" | "arcsinh" => Named("asinh"),
        "acosh" | "arcosh" | "arccosh" => Named("acosh"),
        "atanh" | "artanh" | "arctanh" => Named("atanh"),
        "acoth" | "arcoth" | "arccoth" => Named("acoth"),
        "asech" | "arsech" | "arcsech" => Named("asech"),
        "acsch" | "arcsch" | "arccsch" => Named("acsch"),
        "exp" => Named("exp"),
        "log" | "ln" => Named("log"),
        "cbrt" => Named("cbrt"),
        "det" => Named("det"),
        "sgn" | "sign" => Named("sgn"),
        "gcd" => Listed("gcd"),
        "lcm" => Listed("lcm"),
        "log2" => LogTo(2),
        "log10" => LogTo(10),
        "sqrt" => Sqrt,
        "abs" => Abs,
        "floor" => Floor,
        "ceil" => Ceil,
        "root" | "nthrt" => Root,
        "pow" => Power,
        "inner" => Inner,
        "norm" => Norm,
        "binom" => Binomial,
        "piecewise" => Piecewise,
        _ => return None,
    })
}

/// The Greek letter that an ASCII word names.
pub(super) fn greek(word: &str) -> Option<&'static str> {
    Some(match word {
        "alpha" => "α",
        "beta" => "β",
        "gamma" => "γ",
        "delta" => "δ",
        "epsilon" => "ε",
        "zeta" => "ζ",
        "eta" => "η",
        "theta" => "θ",
        "iota" => "ι",
        "kappa" => "κ",
        "lambda" => "λ",
        "mu" => "μ",
        "nu" => "ν",
        "xi" => "ξ",
        "pi" => "π",
        "rho" => "ρ",
        "sigma" => "σ",
        "tau" => "τ",
        "upsilon" => "υ",
        "phi" => "φ",
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
        _ => return None,
    })
}

/// The base of a name: Greek letters as Unicode, also before digits (`sigma2` is `σ2`); the micro sign is a mu.
pub(super) fn base(word: &str) -> String {
    let letters = word.trim_end_matches(|c: char| c.is_ascii_digit());
    if let Some(letter) = greek(letters) {
        return format!("{letter}{}", &word[letters.len()..]);
    }
    if let Some(rest) = word.strip_prefix('µ') {
        return format!("μ{rest}");
    }
    word.to_string()
}

/// The sign on the line that a raised or lowered sign stands for.
pub(super) fn level(c: char) -> char {
    match c {
        '⁰' | '₀' => '0',
        '¹' | '₁' => '1',
        '²' | '₂' => '2',
        '³' | '₃' => '3',
        '⁴' | '₄' => '4',
        '⁵' | '₅' => '5',
        '⁶' | '₆' => '6',
        '⁷' | '₇' => '7',
        '⁸' | '₈' => '8',
        '⁹' | '₉' => '9',
        '⁺' | '₊' => '+',
        '⁻' | '₋' => '-',
        'ⁿ' | 'ₙ' => 'n',
        'ⁱ' | 'ᵢ' => 'i',
        'ᵏ' | 'ₖ' => 'k',
        'ᵐ' | 'ₘ' => 'm',
        'ˣ' | 'ₓ' => 'x',
        'ʲ' | 'ⱼ' => 'j',
        'ᵀ' => 'T',
        'ₐ' => 'a',
        'ₜ' => 't',
        'ₚ' => 'p',
        other => other,
    }
}
