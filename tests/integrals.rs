//! Definite and improper integrals: antiderivatives, ends, bell curves, what is not integrable; and steps from conditions with integrals.

#[path = "common/texts.rs"]
mod texts;

use texts::{Row, agree};

const DEFINITE: &[Row] = &[
    ("$$\\int_0^1 x^2 \\, dx = \\frac13$$", &["valid"]),
    ("$$\\int_0^1 x^2 \\, dx = \\frac12$$", &["invalid"]),
    ("$$\\int_1^0 x^2 \\, dx = -\\frac13$$", &["valid"]),
    ("$$\\int_1^0 x^2 \\, dx = \\frac13$$", &["invalid"]),
    ("$$\\int_2^2 e^{x^2} \\, dx = 0$$", &["valid"]),
    ("$$\\int_2^2 e^{x^2} \\, dx = 1$$", &["invalid"]),
    ("$$\\int_0^1 x e^x \\, dx = 1$$", &["valid"]),
    ("$$\\int_0^1 x e^x \\, dx = e$$", &["invalid"]),
    ("$$\\int_0^\\pi \\sin x \\, dx = 2$$", &["valid"]),
    ("$$\\int_0^\\pi \\sin x \\, dx = 0$$", &["invalid"]),
    (
        "$$\\int_0^{\\pi/2} \\cos^2 x \\, dx = \\frac{\\pi}{4}$$",
        &["valid"],
    ),
    (
        "$$\\int_0^{\\pi/2} \\cos^2 x \\, dx = \\frac{\\pi}{2}$$",
        &["invalid"],
    ),
    ("$$\\int_1^2 \\frac{1}{x} \\, dx = \\log 2$$", &["valid"]),
    (
        "$$\\int_1^2 \\frac{1}{x} \\, dx = \\frac{3}{4}$$",
        &["invalid"],
    ),
    ("$$\\int_0^1 2x e^{x^2} \\, dx = e - 1$$", &["valid"]),
    ("$$\\int_0^1 2x e^{x^2} \\, dx = e$$", &["invalid"]),
    (
        "$$\\int_0^1 \\frac{1}{1+x^2} \\, dx = \\frac{\\pi}{4}$$",
        &["valid"],
    ),
    (
        "$$\\int_0^1 \\frac{1}{1+x^2} \\, dx = \\log 2$$",
        &["invalid"],
    ),
    ("$$\\int_1^e \\log x \\, dx = 1$$", &["valid"]),
    ("$$\\int_1^e \\log x \\, dx = e$$", &["invalid"]),
    ("$$\\int_0^1 (x+1)^3 \\, dx = \\frac{15}{4}$$", &["valid"]),
    ("$$\\int_0^1 (x+1)^3 \\, dx = 4$$", &["invalid"]),
    ("$$\\int_0^t x\\,dx = \\frac{t^2}{2}$$", &["valid"]),
    ("$$\\int_0^t x\\,dx = t^2$$", &["invalid"]),
    ("$$\\int_0^t \\cos x\\,dx = \\sin t$$", &["valid"]),
    ("$$\\int_0^t \\cos x\\,dx = -\\sin t$$", &["invalid"]),
];

#[test]
fn integrals_between_numbers() {
    agree(DEFINITE);
}

const IMPROPER: &[Row] = &[
    ("$$\\int_0^1 \\frac{1}{\\sqrt x} \\, dx = 2$$", &["valid"]),
    ("$$\\int_0^1 \\frac{1}{\\sqrt x} \\, dx = 1$$", &["invalid"]),
    ("$$\\int_0^1 x \\log x \\, dx = -\\frac14$$", &["valid"]),
    ("$$\\int_0^1 x \\log x \\, dx = \\frac14$$", &["invalid"]),
    ("$$\\int_0^\\infty e^{-x} \\, dx = 1$$", &["valid"]),
    ("$$\\int_0^\\infty e^{-x} \\, dx = -1$$", &["invalid"]),
    (
        "$$\\int_0^\\infty x^2 e^{-2x} \\, dx = \\frac14$$",
        &["valid"],
    ),
    (
        "$$\\int_0^\\infty x^2 e^{-2x} \\, dx = \\frac12$$",
        &["invalid"],
    ),
    // Through a pole there is no value, nor where what is integrated grows too fast.
    (
        "$$\\int_{-1}^1 \\frac{1}{x} \\, dx = 0$$",
        &["invalid H0103"],
    ),
    (
        "$$\\int_{-1}^1 \\frac{1}{x^2} \\, dx = -2$$",
        &["invalid H0103"],
    ),
    ("$$\\int_0^\\infty e^{x} \\, dx = -1$$", &["invalid H0103"]),
    (
        "$$\\int_1^\\infty \\frac{1}{x} \\, dx = 0$$",
        &["invalid H0103"],
    ),
    (
        "$$\\int_{-\\infty}^\\infty e^{x^2} \\, dx = 0$$",
        &["unproved"],
    ),
];

#[test]
fn improper_integrals_and_poles() {
    agree(IMPROPER);
}

const BELLS: &[Row] = &[
    (
        "$$\\int_{-\\infty}^\\infty e^{-x^2} \\, dx = \\sqrt{\\pi}$$",
        &["valid"],
    ),
    (
        "$$\\int_{-\\infty}^\\infty e^{-x^2} \\, dx = \\pi$$",
        &["invalid"],
    ),
    (
        "$$\\int_{-\\infty}^\\infty e^{-x^2/2} \\, dx = \\sqrt{2\\pi}$$",
        &["valid"],
    ),
    (
        "$$\\int_{-\\infty}^\\infty x e^{-x^2} \\, dx = 0$$",
        &["valid"],
    ),
    (
        "$$\\int_{-\\infty}^\\infty x^2 e^{-x^2} \\, dx = \\frac{\\sqrt{\\pi}}{2}$$",
        &["valid"],
    ),
    (
        "$$\\int_{-\\infty}^\\infty x^2 e^{-x^2} \\, dx = \\sqrt{\\pi}$$",
        &["invalid"],
    ),
    (
        "Let $s > 0$.\n\n$$\\int \\frac{1}{\\sqrt{2\\pi s^2}} e^{-\\frac{(x-m)^2}{2 s^2}} \\, dx = 1$$",
        &["given", "valid"],
    ),
    (
        "Let $s > 0$.\n\n$$\\int (x-m)^2 \\frac{1}{\\sqrt{2\\pi s^2}} e^{-\\frac{(x-m)^2}{2 s^2}} \\, dx = s^2$$",
        &["given", "valid"],
    ),
    (
        "Let $s > 0$.\n\n$$\\int (x-m)^2 \\frac{1}{\\sqrt{2\\pi s^2}} e^{-\\frac{(x-m)^2}{2 s^2}} \\, dx = s$$",
        &["given", "invalid"],
    ),
    // That it is integrable tells the sign, and the condition the height.
    (
        "Suppose that\n\n$$\\int e^{1-a-b(x-m)^2} dx - 1 = 0$$\n\nThen\n\n$$b > 0$$\n\nand\n\n$$e^{a-1} = \\sqrt{\\frac{\\pi}{b}}$$",
        &["given", "valid", "valid"],
    ),
];

#[test]
fn bell_curves() {
    agree(BELLS);
}

const WITHOUT_BOUNDS: &[Row] = &[
    // A substitution is said of antiderivatives, and it has to say what is put in place of what.
    (
        "$$\\int \\frac{2x}{1+x^4} dx = \\int \\frac{1}{1+u^2} du$$",
        &["unread"],
    ),
    ("$$\\int 0 \\, dx = C$$", &["valid"]),
    ("$$\\int 0 \\, dx = x$$", &["invalid H0101"]),
    (
        "$$\\int x e^{-x^2} dx = \\int x^3 e^{-x^2} dx$$",
        &["unproved H0401"],
    ),
    ("$$\\int 2x \\, dx = x^2$$", &["valid"]),
    ("$$\\int e^{-x^2} dx = \\sqrt{\\pi}$$", &["valid"]),
    // An antiderivative by its name, and in the line above.
    (
        "We define $F(x) = \\int e^{-x^2} dx$. Then\n\n$$F'(x) = e^{-x^2}$$",
        &["defined", "unread"],
    ),
    (
        "We compute\n\n$$\\int x e^{-x^2} dx$$\n\n$$= -\\frac12 e^{-x^2}$$",
        &["skipped", "valid"],
    ),
    (
        "$$\\int_{\\mathbb{R}} x^2 e^{-x^2} dx = \\sqrt{\\pi}$$",
        &["invalid"],
    ),
];

#[test]
fn integrals_without_bounds() {
    agree(WITHOUT_BOUNDS);
}

const VARIED: &[Row] = &[
    (
        "$$L = -\\int f(x) \\log f(x) dx - a \\left(\\int f(x) dx - 1 \\right)$$\n\n\
         $$\\frac{dL}{df(x)} = 0 \\rightarrow \\log f(x) - 1 + a = 0$$",
        &["defined", "invalid"],
    ),
    (
        "$$L = -\\int f(x) \\log f(x) dx - a \\left(\\int f(x) dx - 1 \\right)$$\n\n\
         $$\\frac{dL}{df(x)} = 0 \\rightarrow \\log f(x) + 1 + a = 0$$",
        &["defined", "conditional"],
    ),
    (
        "$$\\frac{d}{dy} (-y\\log y-ay) = 0 \\rightarrow \\log y - 1 + a = 0$$",
        &["invalid"],
    ),
    (
        "$$\\frac{d}{dy} (y^2 - 4y) = 0 \\rightarrow y = 2$$",
        &["valid"],
    ),
    (
        "$$\\frac{d}{dy} (y^2 - 4y) = 0 \\rightarrow y = -2$$",
        &["invalid"],
    ),
];

#[test]
fn functionals_are_varied_and_premises_with_derivatives_refuted() {
    agree(VARIED);
}
