//! What a text supposes for a while, beside a claim or by writing it; and names that stand for expressions: short texts, and the verdict of
//! each formula in them.

#[path = "common/texts.rs"]
mod texts;

use texts::{Row, agree};

const ROWS: &[Row] = &[
    // Partial derivatives by members of families, and of what is given by families.
    (
        "Let $p_i=e^{z_i}/Z$ where $Z=e^{z_1}+e^{z_2}$. Then $\\frac{\\partial p_1}{\\partial z_1}=p_1-p_1^2$, $\\frac{\\partial p_1}{\\partial z_1}=p_1$, $\\frac{\\partial Z}{\\partial z_1}=e^{z_1}$, $\\frac{\\partial Z}{\\partial z_1} = 0$.",
        &["given", "given", "unproved", "invalid", "valid", "invalid"],
    ),
    (
        "Let $h_t=\\tanh(wh_{t-1})$. Then $\\frac{\\partial h_t}{\\partial w}=(1-h_t^2)h_{t-1}$.\n$\\frac{\\partial h_t}{\\partial h_{t-1}}=(1-h_t^2)w$.\n$\\frac{\\partial h_t}{\\partial h_{t-1}}=0$.",
        &["given", "unread", "unread", "unread"],
    ),
    // What stands for an expression in a variable is one under every binder of the variable.
    (
        "Let $\\ell(\\mu)=-\\frac12\\sum_{i=1}^n(x_i-\\mu)^2$. Then $\\ell'(\\mu)=0$ gives $\\mu=\\frac1n\\sum_{i=1}^nx_i$.",
        &["defined", "unproved", "unproved"],
    ),
    // Another direction, or the general case, ends what was supposed.
    (
        "1) On suppose $a=b$. Alors $a^2=b^2$.\n2) On suppose $a=-b$. Alors $a^2=b^2$.\n3) Donc $a=b$.",
        &["defined", "valid", "given", "valid", "unproved"],
    ),
    (
        "Suppose $x=y$. Then $x^2=y^2$.\n\nNow suppose only that $x^2=y^2$. Then $x=y$.",
        &["defined", "valid", "given", "unproved"],
    ),
    (
        "Supposons $a>0$. Alors $a^2>0$.\n\nRéciproquement, supposons $a^2>0$. Alors $a>0$.",
        &["given", "valid", "given", "unproved"],
    ),
    (
        "Suppose $a>0$. Then $a^2>0$. Conversely, suppose $a^2>0$. Then $a>0$.",
        &["given", "valid", "given", "unproved"],
    ),
    (
        "Suppose $a>1$. Then $a^2>1$. For the converse, assume that $a^2>1$. Then $a>1$.",
        &["given", "valid", "given", "unproved"],
    ),
    (
        "Suppose $a=b$. Then $a^2=b^2$.\n\nIn the other direction, from $a^2=b^2$ we get $a=b$.",
        &["defined", "valid", "unproved", "unproved"],
    ),
    (
        "Let $x=y$. Then $x^2=y^2$. The converse also holds: let $x^2=y^2$. Then $x=y$.",
        &["defined", "valid", "given", "unproved"],
    ),
    (
        "For the moment assume $a=1$. Then $a^2=a$.\n\nReturn to the general case. We have $a^2=a$.",
        &["defined", "unproved", "unproved"],
    ),
    (
        "($\\Rightarrow$) Assume $a=0$. Then $ab=0$.\n\n($\\Leftarrow$) Assume $ab=0$. Then $a=0$.",
        &["unread", "given", "valid", "unread", "given", "unproved"],
    ),
    (
        "$\\Rightarrow$: Assume $a=0$. Then $ab=0$.\n\n$\\Leftarrow$: Assume $ab=0$. Then $a=0$.",
        &["unread", "given", "valid", "unread", "given", "unproved"],
    ),
    (
        "\"$\\Rightarrow$\" Assume $a=0$. Then $ab=0$.\n\n\"$\\Leftarrow$\" Assume $ab=0$. Then $a=0$.",
        &["unread", "given", "valid", "unread", "given", "unproved"],
    ),
    (
        "Necessity. Assume $a=0$. Then $ab=0$.\n\nSufficiency. Assume $ab=0$. Then $a=0$.",
        &["defined", "valid", "given", "unproved"],
    ),
    (
        "Sens direct. Supposons $a=0$. Alors $ab=0$.\n\nRéciproque. Supposons $ab=0$. Alors $a=0$.",
        &["defined", "valid", "given", "unproved"],
    ),
    (
        "Supposons $a=0$. Alors $ab=0$.\n\nRéciproquement, supposons $ab=0$. Alors $a=0$.",
        &["defined", "valid", "given", "unproved"],
    ),
    (
        "$2x=4$ $\\Rightarrow$ $x=2$.",
        &["given", "unread", "valid"],
    ),
    (
        "Soit $a$ un réel fixé. On suppose $f(a)=2a$. Alors $f(1)=2$.",
        &["skipped", "given", "unproved"],
    ),
    (
        "\\begin{align*}\nx^2&=x\\\\\n\\Rightarrow\\ x&=1\n\\end{align*}",
        &["given", "invalid"],
    ),
    (
        "Soit $x > 0$. Alors $\\ln(x) \\leq x - 1$.\n\nDans toute la suite, $x$ est un réel quelconque. On a $x \\ge 0$.",
        &["given", "valid", "skipped", "unproved"],
    ),
    (
        "On suppose $x>0$. Alors $x+1 > 1$.\n\nDésormais $x$ désigne un réel quelconque. On a $x+1>1$.",
        &["given", "valid", "skipped", "unproved"],
    ),
    (
        "Suppose $x = y$. Then $x^2 = y^2$. Conversely, suppose $x^2 = y^2$. Then $x = y$.",
        &["defined", "valid", "given", "unproved"],
    ),
    (
        "($\\Rightarrow$) Suppose $x = y$. Then $x^2 = y^2$.\n\n($\\Leftarrow$) Suppose $x^2 = y^2$. Then $x = y$.",
        &["unread", "defined", "valid", "unread", "given", "unproved"],
    ),
    (
        "Suppose $x = y$. Then $x^2 = y^2$. Réciproquement, si $x^2 = y^2$ alors $x = y$.",
        &["defined", "valid", "given", "unproved"],
    ),
    (
        "Suppose $x>0$. Then $1/x>0$. Otherwise $x \\le 0$, and then $x^3 \\le 0$.\nHence $x>0$.",
        &["given", "valid", "skipped", "skipped", "unproved"],
    ),
    (
        "Let $x>0$. Then $x+1 > 1$.\n\nNow $x$ is any real number. Then $x+1>1$.",
        &["given", "valid", "skipped", "unproved"],
    ),
    // Matrices, also where the words come behind.
    (
        "Let $A^2=0$. Then $(I-A)(I+A) = I$.\nThen $A=0$.",
        &["given", "valid", "invalid"],
    ),
    (
        "Let $A \\ne 0$. If $AB = AC$ then $B=C$, where $A,B,C$ are matrices.",
        &["given", "given", "invalid", "skipped"],
    ),
    (
        "We have $(A+B)^2 = A^2+2AB+B^2$, where $A$ and $B$ are square matrices.",
        &["invalid", "skipped", "skipped"],
    ),
    (
        "We have $(A+B)^2 = A^2+2AB+B^2$ for all matrices $A$ and $B$.",
        &["unproved", "skipped", "skipped"],
    ),
    (
        "Let $M$ be the block matrix\n$$M=\\begin{pmatrix}A&B\\\\C&D\\end{pmatrix}.$$ Then\n$$M^2 = \\begin{pmatrix}A^2+BC&B(A+D)\\\\C(A+D)&BC+D^2\\end{pmatrix}.$$",
        &["skipped", "unread", "unread"],
    ),
    (
        "The matrix $M=\\begin{pmatrix}A&B\\\\0&D\\end{pmatrix}$, with $A,D$ invertible blocks, has inverse\n$$M^{-1}=\\begin{pmatrix}A^{-1}&-A^{-1}BD^{-1}\\\\0&D^{-1}\\end{pmatrix}$$\nand\n$$M^{-1}=\\begin{pmatrix}A^{-1}&-BA^{-1}D^{-1}\\\\0&D^{-1}\\end{pmatrix}$$",
        &["unread", "skipped", "unread", "unread"],
    ),
    // What a function is at one argument says nothing of others.
    (
        "Let $a$ be a fixed real with $f(a)=a^2$. Then $f(3)=9$.",
        &["skipped", "given", "unproved"],
    ),
    (
        "Let $a$ be a fixed real number such that $f(a)=a^2$. Then $f'(a)=2a$.",
        &["skipped", "given", "unproved"],
    ),
    (
        "Suppose $f(t_0)=t_0$. Then $f(0)=0$.",
        &["given", "unproved"],
    ),
    (
        "Suppose $f(a)=2a$ and $f(b)=3b$. Then $f(a)+f(b)=2a+3b$. Then $f(1)=2$.",
        &["given", "given", "valid", "unproved"],
    ),
    (
        "Soit $a$ un réel tel que $f(a)=a^2$. Alors $f'(a)=2a$.",
        &["skipped", "given", "unproved"],
    ),
    (
        "On fixe $a$. On a $f(a)=2a$. Donc $f(1)=2$.",
        &["skipped", "unproved", "tainted"],
    ),
    (
        "Let $a\\in\\mathbb R$ with $f(a)=a^2$. Then $f(3)=9$.",
        &["given", "given", "unproved"],
    ),
    (
        "We have $f(a)=2a$ because $a$ is an eigenvalue. Thus $f(1)=2$.",
        &["unproved", "skipped", "tainted"],
    ),
    (
        "Suppose that $f(a)=a^2$ for some $a$. Then $f(3)=9$.",
        &["given", "skipped", "unproved"],
    ),
    (
        "We have $f(x)=x$ at $x=0$. Then $f(5)=5$.",
        &["unproved", "skipped", "tainted"],
    ),
    (
        "Let $a$ be a real number. Suppose that $f(a)=a^2$. Then $f(3)=9$.",
        &["skipped", "given", "unproved"],
    ),
    (
        "Let $x$ be a real number with $f(x)=x^2$. Then $f(3)=9$.",
        &["skipped", "given", "unproved"],
    ),
    (
        "Let $a=3$ and suppose $f(a)=a^2$. Then $f(3)=9$, $f(4)=16$.",
        &["given", "given", "valid", "unproved"],
    ),
    (
        "We know that $f(c)=c$ where $c$ is the fixed point. Then $f(0)=0$.",
        &["unproved", "skipped", "tainted"],
    ),
    (
        "Suppose $f(a) = 2a$ for a fixed $a$. Then $f'(a) = 2$.",
        &["given", "skipped", "unproved"],
    ),
    // Values that hold for a while.
    (
        "Taking $x=0$ gives $e^x=1$. Taking $x=1$ gives $e^x=e$. Hence $e^x=e$.",
        &["defined", "valid", "defined", "valid", "unproved"],
    ),
    (
        "Suppose not, so $\\sqrt2=p/q$ with $p,q>0$ integers. Then $2q^2=p^2$.",
        &["skipped", "skipped", "unproved"],
    ),
    (
        "Suppose that $1<0$. Multiplying by $1$ gives $1<0$. Contradiction. So $1>0$.",
        &["given", "skipped", "unproved", "valid"],
    ),
    (
        "\\begin{align*}\n\\sqrt{x+6}&=x\\\\\nx+6&=x^2\\\\\nx^2-x-6&=0\\\\\n(x-3)(x+2)&=0\\\\\nx&=3\\text{ or }x=-2\n\\end{align*}\nCheck: $x=-2$: $\\sqrt4=2\\neq-2$. So $x=3$.",
        &[
            "given", "valid", "valid", "valid", "valid", "given", "unproved", "unproved", "valid",
        ],
    ),
    (
        "Let $f(x)=x^2-2x$. $f$ has a minimum for $x=1$. Then $f(x)\\le-1$.",
        &["defined", "skipped", "skipped", "invalid"],
    ),
    (
        "Clearly $x=1$ is a root of $P(x)=x^2-1$. So $P(x)=0$.",
        &["skipped", "defined", "unproved"],
    ),
    (
        "We see that $x=1$ is a solution of $x^3=x$. So $x^3=x$.",
        &["skipped", "unproved", "tainted"],
    ),
    (
        "$x=1$ is an obvious root of $x^2-3x+2$. Hence $x^2-3x+2=(x-1)(x-2)$ and $x^2-3x+2=0$.",
        &["skipped", "skipped", "valid", "unproved"],
    ),
    (
        "$x=1$ est une racine évidente de $x^2-3x+2$. Donc $x^2-3x+2=(x-1)(x-2)$ et $x^2-3x+2=0$.",
        &["skipped", "skipped", "valid", "unproved"],
    ),
    (
        "At time $t=0$, $x=5$, where $x=5+2t$. At time $t=1$, $x=7$. So $x=7$.",
        &[
            "defined", "defined", "defined", "defined", "defined", "valid",
        ],
    ),
    (
        "Suppose $x+y=3$. Taking $x=1$ gives $y=2$. Taking $x=2$ gives $y=1$. So $y=1$ always.",
        &["given", "given", "valid", "given", "valid", "unproved"],
    ),
    (
        "$\\cos(a+b)=\\cos a\\cos b-\\sin a\\sin b$. Put $b=a$: $\\cos2a=\\cos^2a-\\sin^2a$.\nPut $b=-a$: $1=\\cos^2a+\\sin^2a$. So $\\cos a=\\cos b$.\n\nSo $\\sin a=\\sin b$.",
        &[
            "valid", "given", "valid", "given", "valid", "unproved", "unproved",
        ],
    ),
    (
        "For example, with $x=1$, we get $x^2=x$.\n\nNow consider $g(x)=x^2-x$. We have $g(x)=0$.",
        &["defined", "valid", "defined", "unproved"],
    ),
    (
        "For instance, let $x=1$; then $x^2=x$.\n\nNow consider $g(x)=x^2-x$. We have $g(x)=0$.",
        &["defined", "unproved", "defined", "unproved"],
    ),
    (
        "As a sanity check, let $x=1$: then $x^2=x$.\n\nNow consider $g(x)=x^2-x$. We have $g(x)=0$.",
        &["defined", "valid", "defined", "unproved"],
    ),
    (
        "In $(a+b)^2=a^2+2ab+b^2$, taking $b=a$ gives $(2a)^2=4a^2$; taking $b=1$ gives $(a+1)^2=a^2+2a+1$. Thus $a=1$.",
        &["valid", "given", "valid", "given", "valid", "unproved"],
    ),
    (
        "Test numérique : pour $x=1$ et $y=2$, $x+y=3$.\n\nConclusion : $x+y=3$.",
        &["defined", "defined", "valid", "unproved"],
    ),
    (
        "For $a=1$, $b=2$ we find $a+b=3$.\n\nWe now turn to the general statement: $a+b=3$.",
        &["defined", "defined", "valid", "unproved"],
    ),
    (
        "On essaie $x=1$ : $x^2-x=0$. On essaie $x=2$ : $x^2-x=2$. Donc $x^2-x=2$.",
        &["defined", "valid", "defined", "valid", "unproved"],
    ),
    (
        "Check $x=1$: $x^2-x=0$. Check $x=2$: $x^2-x=2$.\n\nThe polynomial satisfies $x^2-x=2$.",
        &["defined", "valid", "defined", "valid", "unproved"],
    ),
    (
        "Dans $(a+b)^2=a^2+2ab+b^2$, on pose $b=1$ : $(a+1)^2=a^2+2a+1$. On pose $b=-1$ : $(a-1)^2=a^2-2a+1$. Donc $b=-1$.",
        &["valid", "given", "valid", "given", "valid", "unproved"],
    ),
    (
        "Put $x = 1$: $(1+x)^3 = 8$. Put $x=-1$: $(1+x)^3 = 0$. In general, $(1+x)^3 = 1+3x+3x^2+x^3$.\nIn general, $(1+x)^3 = 1 + x^3$.",
        &["defined", "valid", "defined", "valid", "valid", "unproved"],
    ),
    (
        "As a check, put $n=1$: $n(n+1)/2 = 1$. So the formula $1 + 2 + \\dots + n = n(n+1)/2$ holds. Also $n^2=n$.",
        &["defined", "valid", "unproved", "unproved"],
    ),
    (
        "With $x=0$: $\\cos x = 1$. So we conclude that $\\cos x = 1$ always.",
        &["defined", "valid", "unproved"],
    ),
    (
        "Suppose $xy=0$. Then $x=0$ assuming $y\\neq 0$.\n\nThen $x=0$ given $y>0$.\n\nThen $x=0$ only if $y \\neq 0$.\n\nThen $x = 0$ if and only if $y\\ne0$.\n\nThen $x=0$ in case $y>0$.",
        &[
            "given", "valid", "given", "valid", "given", "invalid", "tainted", "valid", "given",
        ],
    ),
    (
        "The polynomial $P(x)=x^2-3x+2$ vanishes at $x=1$ and at $x=2$. So $P(x) = (x-1)(x-2)$.\nIts minimum is at $x=3/2$, where $P(x) = -\\frac14$.\nSo $P(x) \\ge -\\frac14$ and $P(x)\\geq0$.\nSo $P(x) = -\\frac14$.",
        &[
            "defined", "skipped", "skipped", "valid", "skipped", "skipped", "valid", "unproved",
            "unproved",
        ],
    ),
    (
        "Suppose $xy=0$. Then $x=0$ given $y>0$.\n\nThen $x = 0$ if and only if $y\\ne0$.",
        &["given", "valid", "given", "invalid"],
    ),
    (
        "The polynomial $P(x)=x^2-3x+2$ has its minimum at $x=3/2$, where $P(x) = -\\frac14$.\nSo $P(x) = -\\frac14$.",
        &["defined", "skipped", "skipped", "unproved"],
    ),
    (
        "Suppose $xy=0$. Then $x=0$ assuming $y\\neq 0$.\n\nThen $x=0$.",
        &["given", "valid", "given", "invalid"],
    ),
    // Conditions beside a claim, and relations that nothing claims for all values.
    (
        "So $xy\\le25$ for all $x,y$ with $x+y=10$.",
        &["valid", "skipped", "given"],
    ),
    (
        "We have $xy\\le25$ for all real $x,y$ such that $x+y=10$.",
        &["valid", "skipped", "given"],
    ),
    (
        "We have $xy\\le25$ for every choice of $x$ and $y$ with $x+y=10$.",
        &["valid", "skipped", "skipped", "given"],
    ),
    (
        "We have $\\sqrt{x}\\le x$ for all $x$ with $x\\ge1$.",
        &["valid", "skipped", "given"],
    ),
    (
        "We have $\\sqrt{x}\\le x$ for all $x$ that satisfy $x\\ge1$.",
        &["valid", "skipped", "given"],
    ),
    (
        "Let $n=2k$. Then $(-1)^n=1$. Let $n=2k+1$. Then $(-1)^n=-1$. Thus $(-1)^n=-1$ for all integers $n$.",
        &[
            "defined", "unproved", "defined", "unproved", "unproved", "skipped",
        ],
    ),
    (
        "On $x>0$: $\\ln(x^2)=2\\ln x$. Differentiating, $\\frac{2}{x}=\\frac2x$.",
        &["given", "valid", "conditional"],
    ),
    ("$\\sqrt{x^2}=x$ [$x\\ge0$].", &["valid", "given"]),
    ("$\\sqrt{x^2}=x$; here $x\\ge0$.", &["valid", "given"]),
    ("$\\sqrt{x^2}=x$. (Here $x\\ge0$.)", &["valid", "given"]),
    ("$\\sqrt{x^2}=x$. Here $x\\ge0$.", &["valid", "given"]),
    (
        "$\\sqrt{x^2}=x$. Recall that $x\\ge0$.",
        &["valid", "given"],
    ),
    ("On $x>0$: $\\sqrt{x^2}=x$.", &["given", "valid"]),
    ("On $x>0$, $\\sqrt{x^2}=x$.", &["given", "valid"]),
    ("In the region $x>0$, $\\sqrt{x^2}=x$.", &["given", "valid"]),
    (
        "In the half-plane $x>0$ we have $\\sqrt{x^2}=x$.",
        &["given", "valid"],
    ),
    (
        "The domain is $x>0$. There $\\sqrt{x^2}=x$.",
        &["given", "valid"],
    ),
    (
        "Domain: $x>0$. We have $\\sqrt{x^2}=x$.",
        &["given", "valid"],
    ),
    ("Sur $x>0$, $\\sqrt{x^2}=x$.", &["given", "valid"]),
    (
        "Le domaine de définition est $x>0$. Alors $\\sqrt{x^2}=x$.",
        &["given", "valid"],
    ),
    (
        "Let $\\ell(\\mu)=-(\\mu-a)^2$. So $\\ell'(\\mu)=0$ gives $\\mu=a$.",
        &["defined", "unproved", "valid"],
    ),
    (
        "$x^2=4$ with $x>0$ gives $x=2$.",
        &["given", "given", "valid"],
    ),
    ("$2x=4$ so $x=2$.", &["given", "valid"]),
    ("$2x=4$, so $x=2$.", &["given", "valid"]),
    ("We have $\\sqrt{x^2}=x$, $x\\geq0$.", &["valid", "given"]),
    ("$2x=4$, d'où $x=2$.", &["given", "valid"]),
    ("$2x=4$ → $x=2$.", &["given", "valid"]),
    ("$\\sqrt{x^2}=x$ ($x\\ge0$).", &["valid", "given"]),
    (
        "\\begin{align*}\n&x^2=x\\\\\n\\iff&x^2-x=0\\\\\n\\iff&x(x-1)=0\\\\\n\\iff&x=0\\text{ or }x=1\n\\end{align*}",
        &["given", "unread", "unread", "unread"],
    ),
    (
        "$\\ln(x+1)+\\ln(x-1)=\\ln3$. Hence $\\ln(x^2-1)=\\ln3$, $x^2=4$, and as $x>1$, $x=2$.",
        &["given", "valid", "valid", "given", "valid"],
    ),
    (
        "Equation (1): $x+y=2$. Equation (2): $x-y=0$. Adding (1) and (2): $2x=2$.",
        &["given", "given", "valid"],
    ),
    (
        "$$x+y=2\\quad(1)$$\n$$x-y=0\\quad(2)$$\n$(1)+(2)$: $2x=2$, so $x=1$.\n$(1)-(2)$: $2y=2$, so $y=1$. $(1)-(2)$ gives $2y=3$.",
        &[
            "given", "given", "skipped", "valid", "valid", "skipped", "valid", "valid", "skipped",
            "invalid",
        ],
    ),
    ("$$\\sqrt{x^2}\\overset{x\\ge0}{=}x$$", &["valid"]),
    ("$$\\sqrt{x^2}\\stackrel{(x\\geq0)}{=}x$$", &["valid"]),
    (
        "For positive $x$ we have $\\ln x\\le x-1$.\n\nThe function $h(x)=x^3$ is odd. We have $h(x)\\ge0$.",
        &["skipped", "valid", "defined", "unproved"],
    ),
    (
        "$\\sqrt{x^2}=x$ for all nonnegative $x$.\n\nWe want to solve the inequality $|x|\\le1$. We get $0\\le x\\le1$.",
        &["valid", "skipped", "skipped", "unproved", "unproved"],
    ),
    (
        "The identity $\\ln(xy)=\\ln x+\\ln y$ holds for positive $x$ and $y$.\n\nNow $|x|+|y|=x+y$.",
        &["conditional", "skipped", "skipped", "unproved"],
    ),
    (
        "$f(x)=\\frac1{x-1}$ has an asymptote $x=1$. Then $f(3)=\\frac12$. So $x=1$.",
        &["defined", "given", "valid", "valid"],
    ),
    (
        "The optimum is $x=\\frac12$, $y=\\frac12$. For all $x,y$ with $x+y=1$, $x^2+y^2\\ge\\frac12$.",
        &["defined", "defined", "skipped", "given", "valid"],
    ),
    (
        "$x=1$ is a critical point of $f(x)=x^2-2x$. Thus $f(x)\\le-1$.",
        &["skipped", "defined", "unproved"],
    ),
    (
        "Par exemple, avec $x=1$, on obtient $x^2=x$. On a donc $x^2=x$.\n\nOn étudie maintenant $g(x)=x^2-x$. On a $g(x)=0$.",
        &["defined", "valid", "unproved", "defined", "unproved"],
    ),
    (
        "Let $x$ be real. Either $x \\ge 0$ or else $x < 0$.",
        &["skipped", "given", "skipped"],
    ),
    (
        "Soit $x^2=1$. Alors $x=1$, ou alors $x=-1$.",
        &["given", "unproved", "unproved"],
    ),
    (
        "Let $x^2=1$. Then\n$$x = 1$$\nor\n$$x = -1.$$",
        &["given", "unproved", "unproved"],
    ),
    (
        "Let $x^2=1$. Then\n$$x = 1 \\quad\\text{or else}\\quad x=-1.$$",
        &["given", "valid"],
    ),
    (
        "Let $x^2=1$. Then either\n\n1. $x=1$\n2. $x=-1$",
        &["given", "unproved", "unproved"],
    ),
    (
        "Let $x^2=1$. We have two solutions.\n\n(a) $x=1$\n\n(b) $x=-1$",
        &["given", "unproved", "unproved"],
    ),
    (
        "$x^2-5x+6 = 0$ so $(x-2)(x-3) = 0$, so $x = 2$ or $3$.",
        &["given", "valid", "skipped", "skipped"],
    ),
    (
        "$x^2-5x+6 = 0$ so $(x-2)(x-3) = 0$, so $x \\in \\{2,3\\}$.",
        &["given", "valid", "valid"],
    ),
    (
        "$x^2-5x+6 = 0$ so $(x-2)(x-3) = 0$, so $x = 2, 3$.",
        &["given", "valid", "unread"],
    ),
    (
        "$x^2-5x+6 = 0$, hence $x = \\frac{5\\pm\\sqrt{25-24}}{2}$, that is, $x = 2$ or $x=3$.",
        &["given", "valid", "valid"],
    ),
    (
        "$x^2-5x+6 = 0$, hence $x = \\frac{5\\pm1}{2}$, so $x = 3$ (with $+$) or $x=2$ (with $-$).",
        &["given", "valid", "unproved", "unread", "given", "unread"],
    ),
    (
        "Let $x$ be real. There are two possibilities, namely $x\\ge0$ and $x<0$.",
        &["skipped", "given", "given"],
    ),
    (
        "Let $x^2=1$. Then $x=1$, unless $x = -1$.",
        &["given", "unproved", "skipped"],
    ),
    (
        "Let $x^2=1$. The only possible values are $x=1$ and $x=-1$.",
        &["given", "unproved", "unproved"],
    ),
    ("$\\frac1x<1$ outside $[0,1]$.", &["unproved", "skipped"]),
    (
        "From $x^2=1$ we get\n$$x=1 \\text{ or } x=-1.$$",
        &["given", "valid"],
    ),
    (
        "From $x^2=1$ we get\n$$x=1$$\nand\n$$x=-1$$\nas the two solutions.",
        &["given", "unproved", "unproved"],
    ),
    (
        "$$x^2-1=0$$\n$$(x-1)(x+1)=0$$\n$$x=1,\\ x=-1$$",
        &["given", "valid", "unproved", "unproved"],
    ),
    (
        "$$x^2 - x = 0$$\n$$x(x-1) = 0$$\n$$x = 0 \\quad\\text{or}\\quad x - 1 = 0$$\nFirst solution: $x=0$.\nSecond solution: $x=1$.",
        &["given", "valid", "valid", "given", "given"],
    ),
    (
        "$$x^2 - x = 0$$\nThe first solution is\n$$x_1=0$$\nand the second one\n$$x_2=1.$$",
        &["given", "skipped", "defined"],
    ),
    (
        "We have $\\cos\\theta = \\frac12$, so $\\theta = \\frac{\\pi}{3} + 2k\\pi$ or $\\theta = -\\frac\\pi3+2k\\pi$ for some integer $k$.",
        &["given", "skipped", "skipped", "skipped"],
    ),
    (
        "We have $\\cos\\theta = \\frac12$ with $0\\le\\theta\\leq\\pi$, so $\\theta=\\frac\\pi3$.",
        &["given", "given", "unproved"],
    ),
    (
        "Supposons $xy=0$. Alors $x=0$ à condition que $y\\neq0$.",
        &["given", "valid", "given"],
    ),
    (
        "By elimination:\n$$\\begin{aligned} x+y&=5\\\\ 2x-y&=1\\end{aligned}$$\nso $3x=6$, $x=2$, $y=3$.",
        &["given", "given", "valid", "valid", "valid"],
    ),
    (
        "KKT: minimise $(x-2)^2$ subject to $x\\le1$. Stationarity: $2(x-2)+\\mu=0$, complementary slackness $\\mu(x-1)=0$, $\\mu\\ge0$. If $\\mu=0$, then $x=2$.\nIf $\\mu\\ne0$ then $x=1$ and $\\mu=2$.",
        &[
            "skipped", "given", "given", "given", "given", "given", "unproved", "given", "valid",
            "valid",
        ],
    ),
    (
        "Maximise $xy$ subject to $x+y=10$. With $\\lambda$ a multiplier: $y = \\lambda$, $x=\\lambda$, so $x=y=5$ and $xy=25$. So $xy\\le25$ for all $x,y$ with $x+y=10$.\nFor all $x,y$, $xy = 25$.",
        &[
            "skipped", "given", "skipped", "unproved", "unproved", "tainted", "tainted", "tainted",
            "valid", "skipped", "given", "skipped", "unproved",
        ],
    ),
    // What "and" joins to a supposition is supposed too, also where both are displayed.
    (
        "Let $s \\ne 0$ and $k > 0$. Suppose\n\n$$e^{m-1} = \\sqrt{\\frac{\\pi}{k}}$$ and\n\n$$\\sqrt{\\frac{\\pi}{k}} = 2ks^2 e^{m-1}$$\n\nThen\n\n$$m = \\log \\sqrt{2s^2\\pi} + 1$$\n\n$$k = \\frac{1}{2s^2}$$",
        &["given", "given", "given", "given", "valid", "valid"],
    ),
    (
        "Let $x > 1$. Then\n\n$$x^2 > 1$$\n\nand\n\n$$x^3 > 2.$$",
        &["given", "valid", "invalid"],
    ),
    (
        "Let $f(x) = \\frac12x^2$ and gradient descent $x_{k+1} = x_k-\\eta f'(x_k)$. Then $f'(x_k) = x_k$, $x_{k+1} = (1-\\eta)x_k$, $x_k=(1-\\eta)^kx_0$.\nIt converges iff $|1-\\eta|<1$, i.e. $0<\\eta<2$.",
        &[
            "given", "unproved", "unproved", "tainted", "tainted", "given", "valid", "valid",
        ],
    ),
];

#[test]
fn what_is_supposed_beside_a_claim_is_told_from_what_is_claimed() {
    agree(ROWS);
}
