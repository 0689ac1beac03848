//! The functions that the theory knows, by the names people write.

/// The theory's constant for a function of one real argument.
pub(crate) fn unary(name: &str) -> Option<&'static str> {
    const NAMES: &[(&str, &str)] = &[
        ("exp", "exp"),
        ("log", "log"),
        ("ln", "log"),
        ("sqrt", "sqrt"),
        ("cbrt", "cbrt"),
        ("abs", "abs"),
        ("sgn", "sgn"),
        ("sign", "sgn"),
        ("floor", "floor"),
        ("ceil", "ceil"),
        ("sin", "sin"),
        ("cos", "cos"),
        ("tan", "tan"),
        ("tg", "tan"),
        ("cot", "cot"),
        ("cotg", "cot"),
        ("sec", "sec"),
        ("csc", "csc"),
        ("cosec", "csc"),
        ("sinh", "sinh"),
        ("sh", "sinh"),
        ("cosh", "cosh"),
        ("ch", "cosh"),
        ("tanh", "tanh"),
        ("th", "tanh"),
        ("coth", "coth"),
        ("sech", "sech"),
        ("csch", "csch"),
        ("asin", "asin"),
        ("arcsin", "asin"),
        ("acos", "acos"),
        ("arccos", "acos"),
        ("atan", "atan"),
        ("arctan", "atan"),
        ("acot", "acot"),
        ("asec", "asec"),
        ("acsc", "acsc"),
        ("asinh", "asinh"),
        ("acosh", "acosh"),
        ("atanh", "atanh"),
        ("acoth", "acoth"),
        ("asech", "asech"),
        ("acsch", "acsch"),
        ("Arcsin", "asin"),
        ("Arccos", "acos"),
        ("Arctan", "atan"),
        ("arsinh", "asinh"),
        ("arcosh", "acosh"),
        ("artanh", "atanh"),
        ("argsh", "asinh"),
        ("argch", "acosh"),
        ("argth", "atanh"),
        ("Argsh", "asinh"),
        ("Argch", "acosh"),
        ("Argth", "atanh"),
        ("arcsinh", "asinh"),
        ("arccosh", "acosh"),
        ("arctanh", "atanh"),
        ("arcoth", "acoth"),
        ("arccot", "acot"),
        ("arcsec", "asec"),
        ("arccsc", "acsc"),
    ];
    NAMES.iter().find(|(n, _)| *n == name).map(|(_, c)| *c)
}

/// Whether a function is written by a word, `erf`, `Arctan`, or by a letter that is one function to every reader, `Γ`: where the text does
/// not say what it is, it is that function and not any.
pub(crate) fn is_known_by_name(name: &str) -> bool {
    let stem: String = name.chars().take_while(|c| c.is_alphabetic()).collect();
    stem.chars().count() > 1 && stem.is_ascii() || matches!(stem.as_str(), "Γ" | "ζ")
}

/// What `f^{-1}` means for a function with a named inverse.
pub(crate) fn inverse(constant: &str) -> Option<&'static str> {
    Some(match constant {
        "sin" => "asin",
        "cos" => "acos",
        "tan" => "atan",
        "cot" => "acot",
        "sec" => "asec",
        "csc" => "acsc",
        "sinh" => "asinh",
        "cosh" => "acosh",
        "tanh" => "atanh",
        "coth" => "acoth",
        "sech" => "asech",
        "csch" => "acsch",
        "exp" => "log",
        "log" => "exp",
        _ => return None,
    })
}
