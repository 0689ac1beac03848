//! What the words and the place of a formula say of it: equations that are set, systems, cases, lists, premises, conventions.

#[path = "common/texts.rs"]
mod texts;

use texts::{Row, agree};

const ROWS: &[Row] = &[
    // Several names between bounds.
    (
        "Let $0\\le a,b,c\\le1$. Then $abc\\le1$.",
        &["given", "given", "given", "valid"],
    ),
    (
        "Let $1 \\le k, l \\le n$. Then $k + l \\le 2n$ and $k \\ge 1$.",
        &["given", "given", "valid", "valid"],
    ),
    // Functions given by sums and products count.
    (
        "Let $f(n)=\\sum_{k=1}^nk$. Then $f(n)=\\frac{n(n+1)}2$ and $f(n+1)=f(n)+n+1$.",
        &["defined", "valid", "valid"],
    ),
    (
        "Let $f(n)=\\sum_{k=1}^nk$. Then $f(n)=\\frac{n(n-1)}2$ and $f(n+1)=f(n)+n$.",
        &["defined", "invalid", "invalid"],
    ),
    (
        "Soit $S(n)=\\sum_{k=1}^nk^2$. Alors $S(n)=\\frac{n(n+1)(2n+1)}6$. $S(n+1)-S(n)=(n+1)^2$.",
        &["defined", "valid", "valid"],
    ),
    (
        "Soit $S(n)=\\sum_{k=1}^nk^2$. Alors $S(n)=\\frac{n(n+1)(2n+1)}3$.",
        &["defined", "invalid"],
    ),
    (
        "Let $P(n)=\\prod_{k=1}^n2$. Then $P(n)=2^n$. $P(n+1)=2P(n)$. $P(n+1)=4P(n)$.",
        &["defined", "valid", "valid", "invalid"],
    ),
    (
        "Let $f(x)=x^2$. Then $f(n)\\ge n+1$.",
        &["defined", "invalid"],
    ),
    // A chain behind a derivative that ends in zero sets an equation.
    (
        "Let $f(x)=x^2-4x$. Then $f'(x)=2x-4=0$ so $x=2$.",
        &["defined", "valid", "given", "valid"],
    ),
    (
        "Let $f(x)=x^2-4x$. Then $f'(x)=2x-4=0$ so $x=3$.",
        &["defined", "valid", "given", "invalid"],
    ),
    (
        "Let $f(x)=x^2-4x$. Then $f'(x)=2x-3=0$.",
        &["defined", "invalid", "given"],
    ),
    (
        "Soit $g(x)=x^2-2x$. $g'(x)=2x-2=0$ donc $x=1$.",
        &["defined", "valid", "given", "valid"],
    ),
    (
        "Soit $g(x)=x^2-2x$. $g'(x)=2x-2=0$ donc $x=-1$.",
        &["defined", "valid", "given", "invalid"],
    ),
    (
        "Let $f(x)=x^2$. For all $x$, $f'(x)=2x=0$.",
        &["defined", "skipped", "valid", "invalid"],
    ),
    (
        "Let $f(x)=x^2$. Then $f(x)=x^2=0$.",
        &["defined", "valid", "invalid"],
    ),
    (
        "Let $f(x)=x+1$. Then $f'(x)=1=0$.",
        &["defined", "valid", "invalid"],
    ),
    (
        "Let $L=x^2+y^2-\\lambda(x+y-1)$. Then $\\frac{\\partial L}{\\partial x}=2x-\\lambda=0$ and $\\frac{\\partial L}{\\partial y}=2y-\\lambda=0$, so $x=y$.",
        &["defined", "valid", "given", "valid", "given", "valid"],
    ),
    (
        "Let $L=x^2+y^2-\\lambda(x+y-1)$. Then $\\frac{\\partial L}{\\partial x}=2x-\\lambda=0$ and $\\frac{\\partial L}{\\partial y}=2y-\\lambda=0$, so $x=-y$.",
        &["defined", "valid", "given", "valid", "given", "unproved"],
    ),
    // Inequalities that are solved.
    ("$3x-2>4$\n\n$3x>6$\n\n$x>2$", &["given", "valid", "valid"]),
    (
        "$3x-2>4$\n\n$3x>6$\n\n$x>3$",
        &["given", "valid", "invalid"],
    ),
    (
        "$x^2+1\\ge 2x+1$. We have $x^2\\ge 2x$.",
        &["invalid", "tainted"],
    ),
    ("Let $x$ be real. Then $3x-2>4$.", &["skipped", "invalid"]),
    // Systems.
    (
        "$x+y=3$ and $x-y=1$.\n\nAdding, $2x=4$. So $x=2$.",
        &["given", "given", "valid", "valid"],
    ),
    (
        "$x+y=3$ and $x-y=1$.\n\nAdding, $2x=4$. So $x=3$.",
        &["given", "given", "valid", "invalid"],
    ),
    (
        "$x+y=3$ et $x-y=1$. Donc $x=2$.",
        &["given", "given", "valid"],
    ),
    (
        "$$\\begin{cases}x+y=3\\\\x-y=1\\end{cases}$$\nHence $x=2$ and $y=1$.",
        &["given", "given", "valid", "valid"],
    ),
    (
        "$$\\begin{cases}x+y=3\\\\x-y=1\\end{cases}$$\nHence $x=1$ and $y=2$.",
        &["given", "given", "invalid", "invalid"],
    ),
    (
        "$$\\left\\{\\begin{array}{l}x+y=3\\\\x-y=1\\end{array}\\right.$$\nHence $x=2$ and $y=1$.",
        &["given", "valid", "valid"],
    ),
    ("$x+y=3$ and $x+y=4$.", &["given", "invalid"]),
    (
        "Given $a+b=5$, $ab=6$: $a^2+b^2=13$.",
        &["given", "given", "valid"],
    ),
    (
        "Given $a+b=5$, $ab=6$: $a^2+b^2=12$.",
        &["given", "given", "invalid"],
    ),
    (
        "We know $a+b=5$ and $ab=6$. Then $a^2+b^2=25-12=13$.",
        &["given", "given", "valid", "valid"],
    ),
    (
        "We know $a+b=5$ and $ab=6$. Then $a^2+b^2=12$.",
        &["given", "given", "invalid"],
    ),
    ("We know that $\\sin^2x+\\cos^2x=2$.", &["invalid"]),
    ("We know that $x^2\\ge x$.", &["invalid"]),
    (
        "Suppose $f$ is linear: $f(x)=ax$, $f(2)=6$. Then $a=3$.",
        &["skipped", "given", "given", "unproved"],
    ),
    (
        "$PV=nRT$. Thus $P=\\frac{nRT}V$.",
        &["given", "conditional"],
    ),
    ("$PV=nRT$. Thus $P=nRTV$.", &["given", "invalid"]),
    // Lists of names between bounds, and of bounds.
    (
        "Let $0<x,y<1$. Then $xy<1$. $xy<x$.",
        &["given", "given", "valid", "valid"],
    ),
    (
        "Let $0<x,y<1$. Then $xy>1$. $x+y<1$.",
        &["given", "given", "invalid", "invalid"],
    ),
    (
        "Soient $0<x,y<1$. Alors $xy<1$.",
        &["given", "given", "valid"],
    ),
    (
        "Let $x>0, y<1$. Then $x>0$. $x<1$.",
        &["given", "given", "valid", "invalid"],
    ),
    (
        "Let $x>0,\\ y>x$. Then $y>0$. $x>y$.",
        &["given", "given", "valid", "invalid"],
    ),
    // What a theorem supposes is supposed in its proof.
    (
        "**Proposition.** If $a>b>0$ then $a^2>b^2$.\n\n*Proof.* $a^2-b^2=(a-b)(a+b)>0$. $\\square$",
        &["given", "given", "valid", "valid", "skipped"],
    ),
    (
        "**Proposition.** If $a>b>0$ then $a^2>b^2$.\n\n*Proof.* $a^2-b^2=(a-b)(a+b)<0$.",
        &["given", "given", "valid", "invalid"],
    ),
    (
        "**Claim.** If $0<a<b$ then $\\sqrt{ab}<b$.\n\n*Proof.* $ab<b^2$.",
        &["given", "given", "valid"],
    ),
    (
        "**Claim.** If $0<a<b$ then $\\sqrt{ab}<b$.\n\n*Proof.* $ab<a^2$.",
        &["given", "given", "invalid"],
    ),
    (
        "**Proposition.** Si $a>b>0$ alors $a^2>b^2$.\n\n*Preuve.* $(a-b)(a+b)>0$.",
        &["given", "given", "valid"],
    ),
    (
        "**Claim.** $a^2>1$ if $a>1$.\n\n*Proof.* $a>1$.",
        &["given", "given", "valid"],
    ),
    // Items of lists are sentences of their own.
    (
        "- if $x\\ge0$: $|x|=x$\n- if $x<0$: $|x|=-x$",
        &["given", "valid", "given", "valid"],
    ),
    (
        "- if $x\\ge0$: $|x|=x$\n- if $x<0$: $|x|=x$",
        &["given", "valid", "given", "invalid"],
    ),
    (
        "We have two cases:\n* If $x\\ge0$, $|x|=x$\n* If $x<0$, $|x|=-x$\n\nSo $|x|\\ge0$. $|x|=x$.",
        &["given", "valid", "given", "valid", "valid", "invalid"],
    ),
    (
        "- si $x\\ge0$ : $|x|=x$\n- si $x<0$ : $|x|=-x$",
        &["given", "valid", "given", "valid"],
    ),
    // Conditions in brackets of their own.
    (
        "$|x|=x$ $(x>0)$. $x^2>4$ $(x>2)$.",
        &["valid", "given", "valid", "given"],
    ),
    (
        "$|x|=-x$ $(x>0)$. $x^2>4$ $(x>1)$.",
        &["invalid", "given", "invalid", "given"],
    ),
    // Definitions anew behind a label.
    (
        "(a) Let $f(x)=x^2$. Then $f'(x)=2x$.\n\n(b) Now let $f(x)=x^3$. Then $f'(x)=3x^2$.",
        &["defined", "valid", "defined", "valid"],
    ),
    (
        "(a) Let $f(x)=x^2$. Then $f'(x)=2x$.\n\n(b) Now let $f(x)=x^3$. Then $f'(x)=2x$.",
        &["defined", "valid", "defined", "invalid"],
    ),
    // What the text leaves open stays open.
    (
        "Posons $\\Delta=b^2-4ac$. Si $\\Delta>0$, $x_1=\\frac{-b-\\sqrt\\Delta}{2a}$ et $x_2=\\frac{-b+\\sqrt\\Delta}{2a}$. $x_1+x_2=-\\frac ba$.",
        &["defined", "given", "unproved", "unproved", "unproved"],
    ),
    (
        "For every $x$, $f(x)=f(-x)$. Hence $f(2)=f(-2)$. $f(2)=f(3)$.",
        &["skipped", "unproved", "unproved", "invalid"],
    ),
    (
        "On montre par récurrence que $u_n\\le1$ avec $u_0=1$, $u_{n+1}=\\frac{u_n}2$.",
        &["unproved", "given", "given"],
    ),
    // Conventions, constraints, curves, other measures and values.
    (
        "With the convention $0\\log0=0$, $H(p)=-p\\log p-(1-p)\\log(1-p)$ satisfies $H(0)=0$.",
        &["skipped", "defined", "unproved"],
    ),
    (
        "We have the constraint $x+y=10$. Hence $y=10-x$, and $xy=x(10-x)$.",
        &["given", "valid", "valid"],
    ),
    (
        "We have the constraint $x+y=10$. Hence $y=10+x$.",
        &["given", "invalid"],
    ),
    (
        "On a la contrainte $x+y=10$. Donc $y=10-x$.",
        &["given", "valid"],
    ),
    (
        "$x^2+y^2=r^2$. Differentiating with respect to $x$: $2x+2y\\frac{dy}{dx}=0$.",
        &["given", "skipped", "unread"],
    ),
    (
        "Angles are in degrees. $\\sin90=1$ and $\\cos 60=\\frac12$.",
        &["unproved", "unproved"],
    ),
    (
        "Rounded to two decimals, $\\pi=3.14$ and $\\sqrt2=1.41$.",
        &["skipped", "skipped"],
    ),
    (
        "Let $p=\\frac12$, $q=1-p$. Now change $p$ to $\\frac13$. Then $q=\\frac23$. $q=\\frac12$.",
        &[
            "defined", "defined", "skipped", "skipped", "unproved", "unproved",
        ],
    ),
    (
        "Let $x=1$. Increase $x$ by $1$. Then $x=2$.",
        &["defined", "skipped", "skipped", "unproved"],
    ),
    // Cases that the next sentence goes on with.
    (
        "Equality holds when $a=b$. Then $a^2+b^2=2ab$.",
        &["skipped", "valid"],
    ),
    (
        "Equality holds when $a=b$. Then $a^2+b^2=ab$. $a^2=b^2$.",
        &["skipped", "invalid", "invalid"],
    ),
    (
        "Equality holds if $a=b=c$. In that case $a^2+b^2+c^2=ab+bc+ca$.",
        &["skipped", "valid"],
    ),
    (
        "Il y a égalité si $a=b$. Alors $a^2+b^2=2ab$.",
        &["skipped", "valid"],
    ),
    (
        "This happens when $x=1$. Then $x^2=1$.",
        &["given", "valid"],
    ),
    (
        "This happens when $x=1$. We have $x^2=1$.",
        &["given", "invalid"],
    ),
    // Sums with a first member.
    ("$\\sum_{k=0}^n0^k=1$.", &["conditional"]),
    ("$\\sum_{k=0}^n0^k=2$.", &["invalid"]),
];

#[test]
fn what_circumstances_say_of_a_formula_is_understood() {
    agree(ROWS);
}
