//! Antiderivatives, values between ends, integrals as functions of their ends, and integrals that are taken apart: right and wrong ones.

#[path = "common/texts.rs"]
mod texts;

use texts::{Row, agree};

const INDEFINITE: &[Row] = &[
    ("$$\\int x^2\\,dx = \\frac{x^3}{3} + C$$", &["valid"]),
    (
        "$$\\int x^2\\,dx = \\frac{x^3}{2} + C$$",
        &["invalid H0101"],
    ),
    ("$$\\int 2x\\,dx = x^2$$", &["valid"]),
    ("$$\\int 2x\\,dx = 2x^2$$", &["invalid H0101"]),
    ("$$\\int \\frac1x\\,dx = \\ln|x| + C$$", &["valid"]),
    ("$$\\int \\frac1x\\,dx = \\ln x + C$$", &["conditional"]),
    (
        "$$\\int \\frac1x\\,dx = \\frac{1}{x^2} + C$$",
        &["invalid H0101"],
    ),
    ("$$\\int x e^x\\,dx = x e^x - \\int e^x\\,dx$$", &["valid"]),
    (
        "$$\\int x e^x\\,dx = x e^x + \\int e^x\\,dx$$",
        &["invalid H0101"],
    ),
    (
        "$$\\int x e^x\\,dx = x e^x - \\int e^x\\,dx = x e^x - e^x + C$$",
        &["valid", "valid"],
    ),
    (
        "$$\\int x e^x\\,dx = x e^x - \\int e^x\\,dx = x e^x + e^x + C$$",
        &["valid", "invalid H0102"],
    ),
    (
        "\\begin{align*}\n\\int x \\cos x\\,dx &= x\\sin x - \\int \\sin x\\,dx\\\\\n&= x\\sin x + \\cos x + C\n\\end{align*}",
        &["valid", "valid"],
    ),
    (
        "\\begin{align*}\n\\int x \\cos x\\,dx &= x\\sin x - \\int \\sin x\\,dx\\\\\n&= x\\sin x - \\cos x + C\n\\end{align*}",
        &["valid", "invalid H0102"],
    ),
    (
        "\\begin{align*}\n\\int \\ln x\\,dx &= x\\ln x - \\int x\\cdot\\frac1x\\,dx\\\\\n&= x\\ln x - x + C\n\\end{align*}",
        &["valid", "valid"],
    ),
    (
        "$$\\int \\sqrt{x}\\,dx = \\frac23 x^{3/2} + C$$",
        &["valid"],
    ),
    (
        "$$\\int \\sqrt{x}\\,dx = \\frac32 x^{3/2} + C$$",
        &["invalid H0101"],
    ),
    (
        "$$\\int \\frac{1}{\\sqrt{1-x^2}}\\,dx = \\arcsin x + C$$",
        &["valid"],
    ),
    (
        "$$\\int \\frac{1}{x^2+1}\\,dx = \\arctan x + C$$",
        &["valid"],
    ),
    (
        "$$\\int \\frac{1}{x^2+1}\\,dx = \\ln(x^2+1) + C$$",
        &["invalid H0101"],
    ),
    ("$$\\int \\tan x\\,dx = -\\ln|\\cos x| + C$$", &["valid"]),
    ("$$\\int \\sec^2 x\\,dx = \\tan x + C$$", &["valid"]),
    (
        "$$\\int x^n\\,dx = \\frac{x^{n+1}}{n+1} + C$$",
        &["conditional"],
    ),
    (
        "$$\\int e^{ax}\\,dx = \\frac{1}{a} e^{ax} + C$$",
        &["conditional"],
    ),
    (
        "$$\\int \\frac{2x}{x^2+1}\\,dx = \\ln(x^2+1) + C$$",
        &["valid"],
    ),
    (
        "$$\\int \\sin x \\cos x\\,dx = \\frac12\\sin^2 x + C$$",
        &["valid"],
    ),
    (
        "$$\\int \\sin x \\cos x\\,dx = -\\frac14\\cos 2x + C$$",
        &["valid"],
    ),
    (
        "$$\\int (f(x)+g(x))\\,dx = \\int f(x)\\,dx + \\int g(x)\\,dx$$",
        &["valid"],
    ),
    ("$$\\int 2 f(x)\\,dx = 2\\int f(x)\\,dx$$", &["valid"]),
    (
        "$$\\int \\frac{1}{x(x+1)}\\,dx = \\int \\left(\\frac1x - \\frac{1}{x+1}\\right)dx = \\ln\\left|\\frac{x}{x+1}\\right| + C$$",
        &["valid", "valid"],
    ),
    (
        "$$\\int \\frac{1}{x(x+1)}\\,dx = \\int \\left(\\frac1x - \\frac{1}{x+1}\\right)dx = \\ln\\left|x(x+1)\\right| + C$$",
        &["valid", "invalid H0102"],
    ),
    (
        "Let $u = x^2$. Then $du = 2x\\,dx$ and\n\n$$\\int 2x e^{x^2}\\,dx = \\int e^u\\,du = e^u + C = e^{x^2} + C$$",
        &["defined", "valid", "valid", "valid", "valid"],
    ),
    (
        "$$\\int \\cos^2 x\\,dx = \\frac{x}{2} + \\frac{\\sin 2x}{4} + C$$",
        &["valid"],
    ),
    ("$$\\int |x|\\,dx = \\frac{x|x|}{2} + C$$", &["conditional"]),
    (
        "$$\\int |x|\\,dx = \\frac{x^2}{2} + C$$",
        &["invalid H0101"],
    ),
    ("$$\\int \\ln x\\,dx = \\frac1x + C$$", &["invalid H0101"]),
    ("$$\\int 3\\,dx = 3x + C$$", &["valid"]),
    ("$$\\int dx = x + C$$", &["valid"]),
    ("$$\\int f'(x)\\,dx = f(x) + C$$", &["conditional"]),
    (
        "$$\\int f(x) g'(x)\\,dx = f(x)g(x) - \\int f'(x) g(x)\\,dx$$",
        &["conditional"],
    ),
    (
        "$$\\int e^x\\sin x\\,dx = e^x \\sin x - \\int e^x\\cos x\\,dx$$\n\n$$\\int e^x\\sin x\\,dx = \\frac{e^x(\\sin x - \\cos x)}{2} + C$$",
        &["valid", "valid"],
    ),
    (
        "$$2\\int e^x\\sin x\\,dx = e^x(\\sin x - \\cos x) + C$$",
        &["valid"],
    ),
    (
        "$$\\int \\frac1x\\,dx = 1 + \\int \\frac1x\\,dx$$",
        &["valid"],
    ),
    ("$$\\int e^{2x}\\,dx = e^{2x} + C$$", &["invalid H0101"]),
    (
        "$$\\int \\cos 3x\\,dx = 3\\sin 3x + C$$",
        &["invalid H0101"],
    ),
    ("$$\\int \\sin x\\,dx = \\cos x + C$$", &["invalid H0101"]),
    ("$$\\int \\tan x\\,dx = \\sec^2 x + C$$", &["invalid H0101"]),
    (
        "$$\\int (x^2+1)^2\\,dx = \\frac{(x^2+1)^3}{3} + C$$",
        &["invalid H0101"],
    ),
    (
        "$$\\int x\\cdot x\\,dx = \\frac{x^2}{2}\\cdot\\frac{x^2}{2} + C$$",
        &["invalid H0101"],
    ),
    ("$$\\int 2x\\,dx = \\int x\\,dx$$", &["unproved H0401"]),
    ("$$\\int 3\\,dx = 3 + C$$", &["invalid H0101"]),
    (
        "$$\\int \\frac{1}{\\sqrt{1-x^2}}\\,dx = \\arccos x + C$$",
        &["invalid H0101"],
    ),
    (
        "$$\\int \\frac{1}{a^2+x^2}\\,dx = \\frac1a\\arctan\\frac xa + C$$",
        &["conditional"],
    ),
    (
        "$$\\int \\frac{1}{a^2+x^2}\\,dx = \\arctan\\frac xa + C$$",
        &["invalid H0101"],
    ),
    (
        "Let $u = x^2$. Then $du = 2x\\,dx$ and\n\n$$\\int 2x e^{x^2}\\,dx = 2\\int e^u\\,du$$",
        &["defined", "valid", "invalid H0102"],
    ),
    (
        "Let $u = x^2$. Then $du = x\\,dx$.",
        &["defined", "invalid H0102"],
    ),
    (
        "Let $x > 0$.\n\n$$\\int \\sqrt x\\,dx = \\sqrt x + C$$",
        &["given", "invalid H0102"],
    ),
    (
        "Let $x > 0$.\n\n$$\\int \\frac1x\\,dx = \\ln x + C$$",
        &["given", "valid"],
    ),
    (
        "$$\\int \\frac{2x+3}{x^2+3x}\\,dx = \\ln|x^2+3x| + C$$\n\n$$\\int x\\ln x\\,dx = \\frac{x^2}{2}\\ln x - \\frac{x^2}{4} + C$$",
        &["valid", "valid"],
    ),
    (
        "We compute\n\n$$\\int x \\sin x\\,dx$$\n\n$$= -x\\cos x + \\int \\cos x\\,dx$$\n\n$$= -x\\cos x - \\sin x + C$$",
        &["skipped", "valid", "invalid H0102"],
    ),
    (
        "We compute\n\n$$\\int x \\sin x\\,dx$$\n\n$$= -x\\cos x + \\int \\cos x\\,dx$$\n\n$$= -x\\cos x + \\sin x + C$$",
        &["skipped", "valid", "valid"],
    ),
];

#[test]
fn antiderivatives_are_equal_up_to_a_constant() {
    agree(INDEFINITE);
}

const ENDS: &[Row] = &[
    (
        "$$\\left[\\frac{x^2}{2}\\right]_0^1 = \\frac12$$",
        &["valid"],
    ),
    (
        "$$\\left[\\frac{x^2}{2}\\right]_0^1 = 1$$",
        &["invalid H0101"],
    ),
    (
        "$$\\int_0^1 x^2\\,dx = \\left[\\frac{x^3}{3}\\right]_0^1 = \\frac13$$",
        &["valid", "valid"],
    ),
    (
        "$$\\int_0^1 x^2\\,dx = \\left[\\frac{x^3}{3}\\right]_0^1 = \\frac12$$",
        &["valid", "invalid H0102"],
    ),
    (
        "$$\\int_0^1 x^2\\,dx = \\left[\\frac{x^3}{2}\\right]_0^1 = \\frac13$$",
        &["invalid H0101", "invalid H0102"],
    ),
    (
        "$$\\int_0^1 x^2\\,dx = \\frac{x^3}{3}\\Big|_0^1 = \\frac13$$",
        &["valid", "valid"],
    ),
    (
        "$$\\int_0^1 x^2\\,dx = \\left.\\frac{x^3}{3}\\right|_0^1 = \\frac13$$",
        &["valid", "valid"],
    ),
    (
        "$$\\int_0^1 x^2\\,dx = \\frac{x^3}{3} |_{0}^{1} = \\frac13$$",
        &["valid", "valid"],
    ),
    (
        "$$\\int_0^1 x^2\\,dx = \\left.\\frac{x^3}{3}\\right|_{x=0}^{x=1} = \\frac13$$",
        &["valid", "valid"],
    ),
    (
        "\\begin{align*}\n\\int_0^1 x e^x\\,dx &= \\left[x e^x\\right]_0^1 - \\int_0^1 e^x\\,dx\\\\\n&= e - \\left[e^x\\right]_0^1\\\\\n&= 1\n\\end{align*}",
        &["valid", "valid", "valid"],
    ),
    (
        "\\begin{align*}\n\\int_0^1 x e^x\\,dx &= \\left[x e^x\\right]_0^1 - \\int_0^1 e^x\\,dx\\\\\n&= e + \\left[e^x\\right]_0^1\\\\\n&= 1\n\\end{align*}",
        &["valid", "invalid H0102", "invalid H0102"],
    ),
    (
        "$$\\int_0^\\infty e^{-x}\\,dx = \\left[-e^{-x}\\right]_0^\\infty = 1$$",
        &["valid", "valid"],
    ),
    (
        "$$\\int_0^\\infty e^{-x}\\,dx = \\left[-e^{-x}\\right]_0^\\infty = -1$$",
        &["valid", "invalid H0102"],
    ),
    (
        "$$\\int_1^\\infty \\frac{1}{x^2}\\,dx = \\left[-\\frac1x\\right]_1^\\infty = 1$$",
        &["valid", "valid"],
    ),
    (
        "$$\\int_1^e \\frac{\\ln x}{x}\\,dx = \\left[\\frac{(\\ln x)^2}{2}\\right]_1^e = \\frac12$$",
        &["valid", "valid"],
    ),
    (
        "$$\\int_0^{\\pi} \\sin x\\,dx = \\left[-\\cos x\\right]_0^{\\pi} = 2$$",
        &["valid", "valid"],
    ),
    (
        "$$\\int_0^{\\pi} \\sin x\\,dx = \\left[-\\cos x\\right]_0^{\\pi} = -\\cos\\pi + \\cos 0 = 2$$",
        &["valid", "valid", "valid"],
    ),
    (
        "$$\\int_a^b x\\,dx = \\left[\\frac{x^2}{2}\\right]_a^b = \\frac{b^2-a^2}{2}$$",
        &["valid", "valid"],
    ),
    (
        "$$\\int_a^b x\\,dx = \\left[\\frac{x^2}{2}\\right]_a^b = \\frac{a^2-b^2}{2}$$",
        &["valid", "invalid H0102"],
    ),
    (
        "$$\\int_{-1}^1 \\frac{1}{x^2}\\,dx = \\left[-\\frac1x\\right]_{-1}^1 = -2$$",
        &["unproved H0401", "valid"],
    ),
    ("$$|x|^2 = x^2$$", &["valid"]),
    (
        "$$\\left. \\frac{d}{dx} x^2 \\right|_{x=3} = 6$$",
        &["valid"],
    ),
    (
        "$$\\left. \\frac{d}{dx} x^2 \\right|_{x=3} = 9$$",
        &["invalid H0101"],
    ),
    (
        "$$\\int_0^{\\pi/2} \\cos x\\,dx = \\sin x \\Big|_0^{\\pi/2}$$",
        &["valid"],
    ),
    (
        "$$\\int_0^{1} (2x+1)\\,dx = (x^2 + x)\\Big|_0^{1}$$",
        &["valid"],
    ),
    (
        "$$\\int_0^{1} (2x+1)\\,dx = x^2 + x\\Big|_0^{1}$$",
        &["unread H0501"],
    ),
    (
        "$$\\int_0^{\\pi/2} \\cos x\\,dx = -\\sin x \\Big|_0^{\\pi/2}$$",
        &["invalid H0101"],
    ),
    (
        "$$\\int_0^2 x^2\\,dx = \\left[2x\\right]_0^2$$",
        &["invalid H0101"],
    ),
    ("$$\\left[x^2\\right]_1^3 = 10$$", &["invalid H0101"]),
    (
        "$$\\int_1^2 \\frac1x\\,dx = \\left[\\frac{1}{x^2}\\right]_1^2 = -\\frac34$$",
        &["invalid H0101", "valid"],
    ),
];

#[test]
fn values_at_ends() {
    agree(ENDS);
}

const BY_ENDS: &[Row] = &[
    ("$$\\frac{d}{dx}\\int_0^x t^2\\,dt = x^2$$", &["valid"]),
    (
        "$$\\frac{d}{dx}\\int_0^x t^2\\,dt = 2x$$",
        &["invalid H0101"],
    ),
    (
        "$$\\frac{d}{dx}\\int_0^x e^{-t^2}\\,dt = e^{-x^2}$$",
        &["valid"],
    ),
    (
        "$$\\frac{d}{dx}\\int_0^x e^{-t^2}\\,dt = -2x e^{-x^2}$$",
        &["invalid H0101"],
    ),
    (
        "$$\\frac{d}{dx}\\int_0^{x^2} e^{-t^2}\\,dt = 2x e^{-x^4}$$",
        &["valid"],
    ),
    (
        "$$\\frac{d}{dx}\\int_0^{x^2} e^{-t^2}\\,dt = e^{-x^4}$$",
        &["invalid H0101"],
    ),
    (
        "$$\\frac{d}{dx}\\int_x^{1} \\sin(t^2)\\,dt = -\\sin(x^2)$$",
        &["valid"],
    ),
    (
        "$$\\frac{d}{dx}\\int_x^{x^2} \\sin(t^2)\\,dt = 2x\\sin(x^4)-\\sin(x^2)$$",
        &["valid"],
    ),
    (
        "Define $F(x) = \\int_0^x e^{-t^2}\\,dt$. Then\n\n$$F'(x) = e^{-x^2}$$",
        &["defined", "valid"],
    ),
    (
        "Define $F(x) = \\int_0^x e^{-t^2}\\,dt$. Then\n\n$$F'(x) = e^{x^2}$$",
        &["defined", "invalid H0101"],
    ),
    (
        "Define $F(x) = \\int_0^x e^{-t^2}\\,dt$. Then\n\n$$F(0) = 0$$",
        &["defined", "valid"],
    ),
    (
        "Let $F(x) = \\int_1^x \\frac{\\sin t}{t}\\,dt$ for $x > 0$. Let $x > 0$. Then\n\n$$F'(x) = \\frac{\\sin x}{x}$$",
        &["given", "given", "given", "valid"],
    ),
    (
        "$$\\frac{d}{dx}\\int_x^{1} \\sin(t^2)\\,dt = \\sin(x^2)$$",
        &["invalid H0101"],
    ),
    (
        "$$\\frac{d}{dx}\\int_0^{x^3} \\cos t\\,dt = \\cos(x^3)$$",
        &["invalid H0101"],
    ),
    (
        "Let $x > 0$.\n\n$$\\frac{d}{dx}\\int_1^{x} e^{t}\\ln t\\,dt = e^x\\ln x$$",
        &["given", "valid"],
    ),
    (
        "Let $x > 0$.\n\n$$\\frac{d}{dx}\\int_1^{x} e^{t}\\ln t\\,dt = e^x\\ln x - e$$",
        &["given", "invalid H0102"],
    ),
];

#[test]
fn integrals_by_their_ends() {
    agree(BY_ENDS);
}

const KINDS: &[Row] = &[
    ("$$\\int_{-1}^1 |x|\\,dx = 1$$", &["valid"]),
    ("$$\\int_{-1}^1 |x|\\,dx = 0$$", &["invalid H0101"]),
    ("$$\\int_0^3 |x-1|\\,dx = \\frac52$$", &["valid"]),
    ("$$\\int_0^3 |x-1|\\,dx = \\frac32$$", &["invalid H0101"]),
    (
        "$$\\int_{-1}^2 |x|\\,dx = \\int_{-1}^0 (-x)\\,dx + \\int_0^2 x\\,dx = \\frac52$$",
        &["valid", "valid"],
    ),
    (
        "$$\\int_{-1}^2 |x|\\,dx = \\int_{-1}^0 (-x)\\,dx + \\int_0^2 x\\,dx = \\frac32$$",
        &["valid", "invalid H0102"],
    ),
    ("$$\\int_0^2 \\max(x,1)\\,dx = \\frac52$$", &["valid"]),
    ("$$\\int_0^2 \\max(x,1)\\,dx = 3$$", &["invalid H0101"]),
    (
        "Let $f(x) = \\begin{cases} x & \\text{if } x < 1 \\\\ 2 & \\text{otherwise}\\end{cases}$. Then\n\n$$\\int_0^2 f(x)\\,dx = \\frac52$$",
        &["defined", "valid"],
    ),
    (
        "Let $f(x) = \\begin{cases} x & \\text{if } x < 1 \\\\ 2 & \\text{otherwise}\\end{cases}$. Then\n\n$$\\int_0^2 f(x)\\,dx = 2$$",
        &["defined", "invalid H0101"],
    ),
    (
        "Let $a > 0$.\n\n$$\\int_0^\\infty e^{-ax}\\,dx = \\frac1a$$",
        &["given", "valid"],
    ),
    (
        "Let $a > 0$.\n\n$$\\int_0^\\infty e^{-ax}\\,dx = a$$",
        &["given", "invalid H0102"],
    ),
    (
        "Let $a > 0$.\n\n$$\\int_0^\\infty x e^{-ax}\\,dx = \\frac{1}{a^2}$$",
        &["given", "valid"],
    ),
    (
        "Let $a > 0$.\n\n$$\\int_0^\\infty x e^{-ax}\\,dx = \\frac{2}{a^2}$$",
        &["given", "invalid H0102"],
    ),
    ("$$\\int_0^\\infty x^4 e^{-x}\\,dx = 24$$", &["valid"]),
    (
        "$$\\int_0^\\infty x^4 e^{-x}\\,dx = 120$$",
        &["invalid H0101"],
    ),
    (
        "Let $n \\in \\mathbb{N}$.\n\n$$\\int_0^\\infty x^n e^{-x}\\,dx = n!$$",
        &["given", "valid"],
    ),
    (
        "$$\\int_0^\\infty \\sqrt{x} e^{-x}\\,dx = \\frac{\\sqrt\\pi}{2}$$",
        &["valid"],
    ),
    (
        "$$\\int_0^\\infty \\sqrt{x} e^{-x}\\,dx = \\sqrt\\pi$$",
        &["invalid H0101"],
    ),
    (
        "$$\\int_0^\\infty x^{-1/2} e^{-x}\\,dx = \\sqrt\\pi$$",
        &["valid"],
    ),
    (
        "$$\\int_0^\\infty x^{3/2} e^{-x}\\,dx = \\frac34\\sqrt\\pi$$",
        &["valid"],
    ),
    (
        "Let $\\sigma > 0$.\n\n$$\\int_{-\\infty}^\\infty x^2 \\frac{1}{\\sqrt{2\\pi}\\sigma}e^{-x^2/(2\\sigma^2)}\\,dx = \\sigma^2$$",
        &["given", "valid"],
    ),
    (
        "Let $\\sigma > 0$.\n\n$$\\int_{-\\infty}^\\infty x \\frac{1}{\\sqrt{2\\pi}\\sigma}e^{-(x-\\mu)^2/(2\\sigma^2)}\\,dx = \\mu$$",
        &["given", "valid"],
    ),
    (
        "Let $\\sigma > 0$.\n\n$$\\int_{-\\infty}^\\infty x \\frac{1}{\\sqrt{2\\pi}\\sigma}e^{-(x-\\mu)^2/(2\\sigma^2)}\\,dx = 0$$",
        &["given", "invalid H0102"],
    ),
    (
        "Let $a > 0$.\n\n$$\\int_{-\\infty}^\\infty e^{-ax^2+bx}\\,dx = \\sqrt{\\frac{\\pi}{a}} e^{b^2/(4a)}$$",
        &["given", "valid"],
    ),
    (
        "Let $a > 0$.\n\n$$\\int_{-\\infty}^\\infty x^4 e^{-ax^2}\\,dx = \\frac{3\\sqrt\\pi}{4a^{5/2}}$$",
        &["given", "valid"],
    ),
    (
        "Let $a > 0$.\n\n$$\\int_0^\\infty x e^{-ax^2}\\,dx = \\frac{1}{2a}$$",
        &["given", "valid"],
    ),
    ("$$\\int_{-1}^1 \\frac1x\\,dx = 0$$", &["invalid H0103"]),
    ("$$\\int_1^\\infty \\frac1x\\,dx = 5$$", &["invalid H0103"]),
    ("$$\\int_0^\\infty e^x\\,dx = -1$$", &["invalid H0103"]),
    ("$$\\int_0^1 \\frac1x\\,dx = 1$$", &["invalid H0103"]),
    (
        "$$\\int_{-1}^1 \\frac{1}{x^2}\\,dx = -2$$",
        &["invalid H0103"],
    ),
    (
        "$$\\int_0^1 \\frac{1}{x^2+x+1}\\,dx = \\frac{\\pi}{3\\sqrt3}$$",
        &["valid"],
    ),
    (
        "Substitute $u = x^2$, $du = 2x\\,dx$.\n\n$$\\int_0^1 2x e^{x^2}\\,dx = \\int_0^1 e^u\\,du = e - 1$$",
        &["defined", "valid", "valid", "valid"],
    ),
    (
        "$$\\int_0^1 (x^2+x)\\,dx = \\int_0^1 x^2\\,dx + \\int_0^1 x\\,dx$$",
        &["valid"],
    ),
    (
        "$$\\int_0^2 x\\,dx = \\int_0^1 x\\,dx + \\int_1^2 x\\,dx$$",
        &["valid"],
    ),
    (
        "$$\\int_0^2 e^{x^2}\\,dx = \\int_0^1 e^{x^2}\\,dx + \\int_1^2 e^{x^2}\\,dx$$",
        &["valid"],
    ),
    (
        "Let $u = x^2$. Then $du = x\\,dx$.",
        &["defined", "invalid H0102"],
    ),
    (
        "$$\\int_0^1 2 e^{x^2}\\,dx = 2\\int_0^1 e^{x^2}\\,dx$$",
        &["valid"],
    ),
    (
        "$$\\int_1^\\infty \\frac{1}{\\sqrt x}\\,dx = 2$$",
        &["invalid H0103"],
    ),
    (
        "$$\\int_1^\\infty \\frac{1}{x^3}\\,dx = \\frac12$$",
        &["valid"],
    ),
    (
        "$$\\int_0^2 \\frac{1}{(x-1)^2}\\,dx = -2$$",
        &["invalid H0103"],
    ),
    ("$$\\int_0^2 \\frac{1}{x-1}\\,dx = 0$$", &["invalid H0103"]),
    (
        "$$\\int_{-1}^{1} \\frac{\\sin x}{x}\\,dx = 0$$",
        &["unproved H0401"],
    ),
    (
        "Let $a > 0$.\n\n$$\\int_0^\\infty e^{-ax^2}\\,dx = \\sqrt{\\frac{\\pi}{a}}$$",
        &["given", "invalid H0102"],
    ),
    (
        "Let $a > 0$.\n\n$$\\int_0^\\infty e^{-ax^2}\\,dx = \\frac12\\sqrt{\\frac{\\pi}{a}}$$",
        &["given", "valid"],
    ),
    (
        "Let $n \\in \\mathbb{N}$ and $a > 0$.\n\n$$\\int_0^\\infty x^n e^{-ax}\\,dx = \\frac{n!}{a^{n+1}}$$",
        &["given", "given", "valid"],
    ),
    (
        "Let $a > 0$.\n\n$$\\int_{-\\infty}^\\infty x^4 e^{-ax^2}\\,dx = \\frac{\\sqrt\\pi}{2a^{3/2}}$$",
        &["given", "invalid H0102"],
    ),
    (
        "Let $a > 0$.\n\n$$\\int_{-\\infty}^\\infty e^{-ax^2+bx}\\,dx = \\sqrt{\\frac{\\pi}{a}}$$",
        &["given", "invalid H0102"],
    ),
    (
        "Let $a > 0$.\n\n$$\\int_0^\\infty x^2 e^{-ax}\\,dx = \\frac{1}{a^3}$$",
        &["given", "invalid H0102"],
    ),
    (
        "$$\\int_0^1 (f(x)+g(x))\\,dx = \\int_0^1 f(x)\\,dx + \\int_0^1 g(x)\\,dx$$",
        &["conditional"],
    ),
    (
        "$$\\int_0^1 2f(x)\\,dx = 2\\int_0^1 f(x)\\,dx$$",
        &["conditional"],
    ),
    (
        "$$\\int_0^{\\pi/2} \\sin^3 x \\cos x\\,dx = \\frac14$$",
        &["valid"],
    ),
    (
        "$$\\int_0^{\\pi/2} \\sin^3 x \\cos x\\,dx = \\frac13$$",
        &["invalid H0101"],
    ),
];

#[test]
fn integrals_taken_apart() {
    agree(KINDS);
}

const CONTINUOUS: &[Row] = &[
    (
        "Let $f$ be continuous on $\\mathbb{R}$.\n\n$$\\frac{d}{dx}\\int_0^x f(t)\\,dt = f(x)$$",
        &["skipped", "given", "skipped", "valid"],
    ),
    (
        "Let $f$ be continuous on $\\mathbb{R}$.\n\n$$\\frac{d}{dx}\\int_0^x f(t)\\,dt = f'(x)$$",
        &["skipped", "given", "skipped", "unproved H0401"],
    ),
    (
        "Let $f$ be continuous on $[0,1]$. Then\n\n$$\\int_0^1 2f(x)\\,dx = 2\\int_0^1 f(x)\\,dx$$",
        &["skipped", "given", "given", "given", "skipped", "valid"],
    ),
    (
        "Let $f$ be continuous on $[0,1]$. Then\n\n$$\\int_0^1 2f(x)\\,dx = 4\\int_0^1 f(x)\\,dx$$",
        &[
            "skipped",
            "given",
            "given",
            "given",
            "skipped",
            "unproved H0401",
        ],
    ),
];

#[test]
fn continuous_functions_have_integrals() {
    agree(CONTINUOUS);
}
