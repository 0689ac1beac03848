//! What the words around formulas claim, suppose and deny: short texts, and the verdict of each formula in them.

#[path = "common/texts.rs"]
mod texts;

use texts::{Row, agree};

const ROWS: &[Row] = &[
    // Both directions are claimed, not the easy one.
    ("$x^2 = 9$ if and only if $x = 3$.", &["invalid"]),
    ("$x^2 = 9$ iff $x = 3$.", &["invalid"]),
    ("$x^2 = 9$ is equivalent to $x = 3$.", &["invalid"]),
    ("$x^3 = 8$ if and only if $x = 2$.", &["valid"]),
    ("$d^2 = 1$ if and only if $d = 1$ or $d = 2$.", &["invalid"]),
    ("$x^2 = 9$ si et seulement si $x = 3$.", &["invalid"]),
    // "A only if B" claims B from A.
    ("$a > 0$ only if $a > 1$.", &["invalid"]),
    ("$a > 1$ only if $a > 0$.", &["valid"]),
    ("$x = 3$ implies $x^2 = 9$.", &["valid"]),
    ("$x^2 = 9$ implies $x = 3$.", &["invalid"]),
    ("$x^2 = 9$ implies $x = 3$ or $x = -3$.", &["valid"]),
    ("$x > 1$ implies $x^2 > 1$ and $x^3 > 1$.", &["valid"]),
    ("$x > 1$ implies $x^2 > 1$ and $x > 2$.", &["invalid"]),
    (
        "Suppose $c \\neq 0$. $ac = bc$ implies $a = b$.",
        &["given", "valid"],
    ),
    // A condition holds in its sentence, and is neither defined nor claimed.
    ("If $p^2 = 4$ then $p = 2$.", &["given", "invalid"]),
    ("If $p = 2$ then $p^2 = 4$.", &["given", "valid"]),
    (
        "If $u = 2$ and $v = 3$ then $u v = 6$.",
        &["given", "given", "valid"],
    ),
    (
        "If $u = 2$ and $v = 3$ then $u v = 5$.",
        &["given", "given", "invalid"],
    ),
    (
        "Let $x$ be real. If $x = 1$ then $x^2 = 1$. Hence $x = 1$.",
        &["skipped", "given", "valid", "invalid"],
    ),
    (
        "We have $t^2 = 4$ if $t = 2$ and $t > 0$.",
        &["valid", "given", "given"],
    ),
    // What stands before "and if" does not bear the condition.
    (
        "$y > 1$, and if $y = 3$, then $y^2 = 9$.",
        &["given", "given", "valid"],
    ),
    (
        "If $s = 1$, then $s^2 = 1$. We have $s = 1$.",
        &["given", "valid", "invalid"],
    ),
    // "and that" goes on with what is supposed.
    (
        "Suppose that $c > 0$ and that\n\n$$a \\geq c$$\n\nThen $a > 0$.",
        &["given", "given", "valid"],
    ),
    (
        "Supposons que $c > 0$ et que\n\n$$a \\geq c$$\n\nAlors $a > 0$.",
        &["given", "given", "valid"],
    ),
    // "or" between suppositions supposes neither.
    (
        "Let $x > 0$ or $y > 0$. Then $xy > 0$.",
        &["given", "invalid"],
    ),
    (
        "Suppose that $x > 1$ or $x > 2$. Then $x > 0$.",
        &["given", "valid"],
    ),
    (
        "Supposons $x > 0$ ou $y > 0$. Alors $xy > 0$.",
        &["given", "invalid"],
    ),
    // Lines that hold on different domains are not used together.
    (
        "$e^{\\log x} = x$. $e^{\\log(-x)} = -x$. $|x| = x + 3$.",
        &["conditional", "conditional", "invalid"],
    ),
    // What makes a function smooth bounds it on both sides.
    (
        "Let $F$ be $L$-smooth.\n\n$$F(y) \\ge F(x)+\\langle\\nabla F(x),y-x\\rangle-\\frac L2\\|y-x\\|^2$$",
        &["skipped", "skipped", "given", "given", "given", "valid"],
    ),
    // What is to be shown is not known by that.
    (
        "Let $z$ be a real number. Show that $z = 5$.\n\nWe have $z + 1 = 6$.",
        &["skipped", "given", "unproved"],
    ),
    // What follows is not supposed.
    (
        "Let $x$ be real. $x^2 = x^2$, so that $x = 1$. Hence $x + 1 = 2$.",
        &["skipped", "valid", "invalid", "tainted"],
    ),
    // What is denied or asked is not claimed.
    ("It is not true that $1 = 1$.", &["skipped"]),
    ("$1 = 2$ is impossible.", &["skipped"]),
    ("We do not have $1 = 2$.", &["skipped"]),
    ("Is $1 = 2$?", &["skipped"]),
    // Another value of the same name.
    (
        "For $n = 1$ we have $n + 1 = 2$. For $n = 2$ we have $n + 1 = 3$.",
        &["defined", "valid", "defined", "valid"],
    ),
    (
        "For $n = 1$ we have $n + 1 = 2$. For $n = 2$ we have $n + 1 = 2$.",
        &["defined", "valid", "defined", "invalid"],
    ),
    // Where something lies is not claimed to hold.
    (
        "Let $f(x) = x^2$. Its only minimiser is $x = 0$. The limit at $x = 1$ of $f(x)$ exists.",
        &["defined", "skipped", "skipped", "skipped"],
    ),
    (
        "Soit $f(x) = x^2$. Son unique minimiseur est $x = 0$. En calculant la limite à $x = 1$ de $f(x)$, on trouve $1 = 1$.",
        &["defined", "skipped", "skipped", "skipped", "valid"],
    ),
    // A sequence that is given by a law keeps nothing from being refuted, and a number may have its letter.
    (
        "Let $f(x) = x^2$. Suppose $x_t = x_{t-1} - f'(x_{t-1})$.\n\n$$f'(x) = 3x$$\n\n$$f'(x) = 2x$$",
        &["defined", "given", "invalid", "valid"],
    ),
    // One mark of a factorial is one factorial.
    ("$$3!! = 3$$", &["unread"]),
    // Two equations behind an arrow: it is not clear whether both follow.
    (
        "$$x^2 - 5x + 6 = 0 \\Rightarrow x = 2, x = 3$$",
        &["unread"],
    ),
    // What is denied, taken back or excluded is neither supposed nor claimed, and nothing about its names is refuted.
    (
        "It is not true that $x>0$. Hence $x \\le 0$.",
        &["skipped", "unproved"],
    ),
    (
        "We do not assume $x>0$. Then $x+1>1$.",
        &["skipped", "unproved"],
    ),
    (
        "Drop the assumption $x>0$. Then $x+1>1$.",
        &["skipped", "unproved"],
    ),
    (
        "There is no $x$ with $x>3$. Hence $x>2$.",
        &["skipped", "skipped", "unproved"],
    ),
    (
        "Suppose the contrary of $x>0$. Then $x>0$.",
        &["skipped", "unproved"],
    ),
    (
        "The claim $x>5$ is false. Hence $x\\le 5$.",
        &["skipped", "unproved"],
    ),
    (
        "Neither $x=0$ nor $x=1$. Hence $x\\ne0$.",
        &["skipped", "skipped", "unproved"],
    ),
    ("The equation $x^2+1=0$ has no real solution.", &["skipped"]),
    (
        "The following is false: $x>0$. Then $x\\le0$.",
        &["skipped", "unproved"],
    ),
    (
        "Without assuming $x>0$, we have $x+1>1$.",
        &["skipped", "unproved"],
    ),
    (
        "$x=0$ est exclu. Donc $x \\ne 0$. Donc $x = 0$.",
        &["skipped", "unproved", "unproved"],
    ),
    (
        "Supposons que $x>1$ est faux. Alors $x\\le 1$.",
        &["skipped", "unproved"],
    ),
    (
        "On ne suppose plus $x>0$. Donc $x+1>1$.",
        &["skipped", "unproved"],
    ),
    (
        "Il n'existe pas de $x$ tel que $x^2=-1$. Donc $x>0$.",
        &["skipped", "skipped", "unproved"],
    ),
    (
        "Sans supposer $x>0$, on a $x+1>1$.",
        &["skipped", "unproved"],
    ),
    (
        "Since $x$ is not zero, we have $x^2>0$.",
        &["skipped", "valid"],
    ),
    (
        "Let $x$ be a real number with $x>1$ (not necessarily an integer). Then $x>0$.",
        &["skipped", "given", "valid"],
    ),
    (
        "The function is not convex. We have $1+1=2$ and $1+1=3$.",
        &["valid", "invalid"],
    ),
    // "Unless" and "otherwise" suppose what is not written.
    (
        "Unless $x>0$, we have $x \\le 0$. Then $x>0$.",
        &["skipped", "skipped", "unproved"],
    ),
    (
        "Sauf si $x>0$, on a $x\\le 0$. Donc $x > 0$.",
        &["skipped", "skipped", "unproved"],
    ),
    ("$x/x=1$ unless $x=0$.", &["valid", "given"]),
    ("$x^2>0$ sauf si $x=0$.", &["valid", "given"]),
    (
        "If $x>0$ then $|x|=x$. Otherwise, $|x|=-x$.",
        &["given", "valid", "skipped"],
    ),
    (
        "Si $x>0$, alors $|x|=x$. Sinon, $|x|=-x$.",
        &["given", "valid", "skipped"],
    ),
    // It says when two sides are equal.
    (
        "$x^2+y^2\\ge 2xy$ with equality iff $x=y$. Hence $x-y=0$.",
        &["valid", "skipped", "invalid"],
    ),
    (
        "$x^2+y^2\\ge 2xy$, avec égalité si et seulement si $x=y$.",
        &["valid", "skipped"],
    ),
    (
        "By the equality $x=1$ we have $x+1=2$.",
        &["defined", "valid"],
    ),
    // One of several.
    (
        "Suppose at least one of $x>0$ and $y>0$. Then $x>0$.",
        &["skipped", "skipped", "unproved"],
    ),
    (
        "Suppose that exactly one of $x>0$ and $y>0$ holds. Then $x>0$.",
        &["skipped", "skipped", "unproved"],
    ),
    (
        "Suppose $x>0$ and/or $y>0$. Then $x>0$.",
        &["given", "invalid"],
    ),
    (
        "Suppose that either $x>1$ or $x<-1$. Then $x^2>1$.",
        &["given", "valid"],
    ),
    (
        "Suppose either $x>1$, or $x<-1$. Then $x>0$.",
        &["given", "unproved"],
    ),
    (
        "Suppose $x>0$ or, more generally, $x\\ge0$. Then $x>0$.",
        &["skipped", "unproved", "unproved"],
    ),
    ("If $x>1$ or $x<-1$, then $x>0$.", &["given", "invalid"]),
    (
        "Soit $x>1$, soit $x>2$. Alors $x>2$.",
        &["skipped", "skipped", "unproved"],
    ),
    (
        "Soit $x>0$ et soit $y>0$. Alors $xy>0$.",
        &["given", "given", "valid"],
    ),
    // For some values.
    (
        "We have $x^2>9$ for some $x>3$. Then $x>3$.",
        &["skipped", "skipped", "unproved"],
    ),
    ("For some $x>3$ we have $x^2=16$.", &["skipped", "skipped"]),
    ("There is an $x>0$ with $x^2=2$.", &["skipped", "skipped"]),
    (
        "Il existe $x>0$ tel que $x^2=2$. Donc $x>0$.",
        &["skipped", "skipped", "unproved"],
    ),
    (
        "Suppose $|x|\\le R$ for some $R>0$. Then $x\\le R$.",
        &["given", "given", "valid"],
    ),
    (
        "Suppose that there exists $c>0$ such that $f(x)\\le c$. Then $f(x)+1\\le c+1$.",
        &["given", "given", "valid"],
    ),
    (
        "For some $n$, $a_n>0$. Then $a_1>0$.",
        &["skipped", "skipped", "unproved"],
    ),
    // What is needed or wished is not claimed.
    ("We need $x>1$. Then $x>0$.", &["skipped", "unproved"]),
    ("Perhaps $x>1$. Then $x>0$.", &["skipped", "unproved"]),
    // Supposed from here on.
    ("WLOG $x\\ge y$. Then $x-y\\ge0$.", &["given", "valid"]),
    (
        "Without loss of generality, $x\\ge y$. Then $y-x\\ge0$.",
        &["given", "invalid"],
    ),
    (
        "Quitte à échanger, on peut supposer $x\\ge y$. Alors $x-y\\ge0$.",
        &["given", "valid"],
    ),
    (
        "Let $x=1$. Then $x+1=2$. Now let $x=2$. Then $x+1=3$.",
        &["defined", "valid", "defined", "valid"],
    ),
    // Cases and contradictions.
    (
        "Case 1: $x\\ge0$. Then $|x|=x$. Case 2: $x<0$. Then $|x|=-x$. In both cases $|x|\\ge x$. Hence $x<0$.",
        &["given", "valid", "given", "valid", "valid", "unproved"],
    ),
    (
        "Case 1. $x\\ge0$. Then $|x|=x$.\n\nCase 2. $x<0$. Then $|x|=x+1$.\n\nSo $x<0$.",
        &["given", "valid", "given", "invalid", "unproved"],
    ),
    (
        "- Case 1: $x\\ge0$. Then $|x|=x$.\n- Case 2: $x<0$. Then $|x|=-x$.\n\nThus $x<0$.",
        &["given", "valid", "given", "valid", "unproved"],
    ),
    (
        "1er cas : $x\\ge0$. Alors $|x|=x$. 2e cas : $x<0$. Alors $|x|=-x$. Dans les deux cas, $|x|\\ge x$.",
        &["given", "valid", "given", "valid", "valid"],
    ),
    (
        "For $x\\ge0$, $|x|=x$. For $x<0$, $|x|=-x$. Hence $|x|\\ge x$.",
        &["given", "valid", "given", "valid", "valid"],
    ),
    (
        "For all $x>0$ we have $x+1>1$.\n\nThen $x>0$.",
        &["given", "valid", "unproved"],
    ),
    (
        "Suppose that $x>5$. We get $1=2$, a contradiction. Hence $x\\le 5$.",
        &["given", "skipped", "unproved"],
    ),
    (
        "Soit $a>0$. Supposons que $x>5$. C'est absurde. Donc $x\\le5$. De plus $a>0$.",
        &["given", "given", "unproved", "valid"],
    ),
    // Equations that are solved.
    (
        "Setting the derivative to zero, $2x-2=0$. Hence $x=1$.",
        &["given", "unproved"],
    ),
    (
        "En annulant la dérivée, on obtient $2x-2=0$, donc $x=1$.",
        &["given", "valid"],
    ),
    ("Solving $2x-2=0$ gives $x=2$.", &["given", "unproved"]),
    ("Setting $x=2$ gives $x+1=3$.", &["defined", "valid"]),
    // Sequences and sums with dots.
    (
        "$a_0=1$ and $a_{n+1}=2a_n$. Then $a_2=4$.",
        &["given", "given", "valid"],
    ),
    (
        "On a $u_0=1$ et $u_{n+1}=u_n+2$. Donc $u_1=3$.",
        &["given", "given", "valid"],
    ),
    (
        "Define the sequence $(u_n)$ by $u_0=1$ and $u_{n+1}=2u_n$. Then $u_2=4$.",
        &["skipped", "given", "given", "valid"],
    ),
    (
        "Let $u_0=0$, $u_1=1$ and $u_{n+2}=u_{n+1}+u_n$. Then $u_3=2$.",
        &["given", "given", "given", "valid"],
    ),
    (
        "$1+2+\\dots+n=\\frac{n(n+1)}{2}$. Hence $1+2+\\dots+n=n^2$.",
        &["valid", "invalid"],
    ),
    // "For all" beside a hypothesis.
    (
        "Suppose $f(t)\\le t$. Then $f(3)\\le 3$.",
        &["given", "unproved"],
    ),
    (
        "Suppose that for all $t$, $f(t)\\le t$. Then $f(3)\\le3$.",
        &["skipped", "given", "valid"],
    ),
    (
        "Suppose that for all $w$,\n\n$$F(w)\\ge F_*.$$\n\nThen $F(2)\\ge F_*$.",
        &["skipped", "given", "valid"],
    ),
    (
        "Suppose\n\n$$F(w)\\ge F_*$$\n\nfor all $w$. Then $F(2)\\ge F_*$.",
        &["given", "skipped", "valid"],
    ),
    (
        "Supposons que pour tout $t$, $f(t)\\le t$. Alors $f(3)\\le3$.",
        &["skipped", "given", "valid"],
    ),
    (
        "Supposons $f(t)\\le t$ pour tout $t\\in[0,1]$. Alors $f(2)\\le2$. Alors $f(1)\\le 1$.",
        &["given", "given", "invalid", "valid"],
    ),
    // What words say of functions is not understood as formulas, and not refuted.
    (
        "Suppose $f$ is convex on $\\mathbb R$. Then $f(1)\\le (f(0)+f(2))/2$.",
        &["skipped", "skipped", "unproved"],
    ),
    (
        "$f$ is increasing, so $f(1)\\le f(2)$.",
        &["skipped", "unproved"],
    ),
    (
        "If $f$ is continuous, then $f(0)=0$.",
        &["skipped", "unproved"],
    ),
    (
        "If $x$ is an integer, then $x^2\\ge x$. Hence $x^2 \\ge x$.",
        &["skipped", "valid", "invalid"],
    ),
    (
        "We have $x^2\\ge x$ when $x$ is an integer.",
        &["valid", "skipped"],
    ),
    ("$x+1>2$ if $x$ is positive.", &["unproved", "skipped"]),
    // Definitions hold where they are given, and from where they stand.
    (
        "Let $f(x)=1/x$ for $x>0$. Then $f(-1)=-1$. Then $f(2)=1/2$.",
        &["given", "given", "unproved", "valid"],
    ),
    (
        "Soit $f(x)=1/x$ pour $x>0$. Alors $f(-1)=-1$.",
        &["given", "given", "unproved"],
    ),
    (
        "We have $|x|=x$ for $x\\ge0$. Hence $|x|=x$.",
        &["valid", "given", "invalid"],
    ),
    (
        "Let $f(x)=x^2$ on $[0,1]$. Then $f(x)\\le1$.",
        &["given", "skipped", "unproved"],
    ),
    (
        "Let $f(x)=x^2$. Then $f(2)=4$. Let $f(x)=x^3$. Then $f(2)=8$.",
        &["defined", "valid", "defined", "valid"],
    ),
    (
        "Let $f(x)=ax$. Then $f(1)=a$. Let $f(x)=bx$. Then $f(1)=b$.",
        &["defined", "valid", "defined", "valid"],
    ),
    ("We have $f^{-1}(f(x))=x$.", &["unread"]),
    // Names of what is no real number.
    (
        "Let $z$ be a complex number. Then $z^2\\ge 0$.",
        &["skipped", "unread"],
    ),
    (
        "Let $z\\in\\mathbb{C}$. Then $z^2\\ge0$.",
        &["unread", "unread"],
    ),
    (
        "Let $q=a+bi$ be a complex number. Then $q^2\\ge0$.",
        &["unread", "unread"],
    ),
    (
        "Let $A$ and $B$ be $n\\times n$ matrices. Then $AB=BA$.",
        &["skipped", "skipped", "skipped", "unproved"],
    ),
    (
        "Let $A, B \\in M_n(\\mathbb R)$. Then $AB=BA$.",
        &["unread", "unread"],
    ),
    (
        "Let $A \\in \\mathbb{R}^{n\\times n}$ and $B \\in \\mathbb{R}^{n\\times n}$. Then $AB=BA$.",
        &["given", "given", "invalid"],
    ),
    (
        "Soient $A$ et $B$ deux matrices carrées. Alors $AB=BA$.",
        &["skipped", "skipped", "invalid"],
    ),
    (
        "Let $G$ be a group and $a,b\\in G$. Then $ab=ba$.",
        &["skipped", "unread", "unread"],
    ),
    (
        "Let $T$ be a linear operator. Then $T^2\\ge0$.",
        &["skipped", "unread"],
    ),
    (
        "We work modulo $7$. Then $3+5=1$.",
        &["skipped", "unproved"],
    ),
    (
        "Let $\\lambda$ be an eigenvalue of the matrix $A$. Then $\\lambda^2\\ge0$.",
        &["skipped", "skipped", "valid"],
    ),
    // Names of numbers that stand for something else.
    (
        "Let $e$ be the eccentricity. Then $e>2$.",
        &["skipped", "unread"],
    ),
    (
        "Let $e$ be Euler's number. Then $e>2$.",
        &["skipped", "valid"],
    ),
    (
        "The policy is $\\pi=\\pi(x)$. Then $\\pi>3$.",
        &["unread", "unread"],
    ),
    (
        "Let $\\pi$ be a permutation. Then $\\pi > 3$.",
        &["skipped", "unread"],
    ),
    (
        "The area is $\\pi r^2$. We have $\\pi>3$.",
        &["skipped", "valid"],
    ),
    (
        "Here $\\log$ is in base 10. Then $\\log(10)=1$.",
        &["skipped", "unread"],
    ),
    (
        "Soit $\\log$ le logarithme décimal. Alors $\\log(e)=1$.",
        &["skipped", "unread"],
    ),
    (
        "Let $\\log$ denote $\\log_{10}$. Then $\\log 10=1$.",
        &["skipped", "skipped", "unread"],
    ),
    (
        "Here $\\log$ is the natural logarithm. Then $\\log(e)=1$.",
        &["skipped", "valid"],
    ),
    // Sets, and values that are picked.
    (
        "Let $S$ be the set of $x$ with $x>0$. Then $x>0$.",
        &["skipped", "skipped", "skipped", "unproved"],
    ),
    ("Pick any $x>1$. Then $x>0$.", &["given", "valid"]),
    (
        "Not both $x>0$ and $y>0$ hold. Then $x>0$.",
        &["skipped", "skipped", "unproved"],
    ),
    (
        "At no point is $x>0$. Then $x>0$.",
        &["skipped", "unproved"],
    ),
    (
        "Suppose, contrary to what we want, that $x>5$. Then $x>4$.",
        &["skipped", "unproved"],
    ),
    ("Either way, $x^2\\ge 0$.", &["valid"]),
    (
        "It is easy to see, with some algebra, that $(x+1)^2=x^2+2x+1$.",
        &["valid"],
    ),
    // What is said of all values does not rest on what was known of the name before, and does not bear on what comes after.
    (
        "Let $x > 0$. Then $x+1 > 1$. Therefore, for all $x \\in \\mathbb{R}$, $x+1 > 1$. Hence $x+1 > 1$.",
        &["given", "valid", "given", "invalid", "valid"],
    ),
    (
        "Soit $x > 5$. Pour tout réel $x$, $x^2 \\ge 0$. Pour tout $x > 0$, on a $x > 5$. Donc $x > 5$.",
        &["given", "skipped", "valid", "given", "unproved", "valid"],
    ),
    (
        "Let $x = 2$. Then $x^2 = 4$ for all $x \\in \\mathbb{R}$.",
        &["defined", "invalid", "given"],
    ),
    (
        "Suppose $x \\ge 1$. So $x^2 \\ge x$ holds for any real number $x$.",
        &["given", "invalid", "skipped"],
    ),
    (
        "Soit $x \\ge 1$. Alors $x^2 \\ge x$ quel que soit le réel $x$. Donc $x^2 \\ge x$.",
        &["given", "invalid", "skipped", "valid"],
    ),
    (
        "Soit $n$ un entier tel que $n^2 \\le n$. Donc, pour tout entier naturel $n$, $n^2 \\le n$.",
        &["skipped", "given", "skipped", "unproved"],
    ),
    (
        "Let $x > 0$. Then $x+1 > 1$ for all $x$. We have $x^2 \\ge 0$ for all $x$.",
        &["given", "unproved", "skipped", "valid", "skipped"],
    ),
    (
        "Let $a \\le b$. So for all $a$ and $b$, $|a-b| = b-a$.",
        &["given", "skipped", "skipped", "unproved"],
    ),
    (
        "Let $x > 0$.\n\n$$x+1 > 1 \\quad \\forall x \\in \\mathbb{R}$$\n\n$$x+1 > 1 \\quad \\forall x$$\n\n$$x+1>1 \\text{ for all } x \\in \\mathbb{R}$$",
        &["given", "invalid", "unproved", "invalid"],
    ),
    (
        "Let $x > 0$. Since for all $t \\in \\mathbb{R}$, $e^t \\ge 1+t$, we get $e^x > 1$.",
        &["given", "given", "valid", "valid"],
    ),
    (
        "Let $x > 0$. For all $x \\in \\mathbb{R}$, $x^2 \\ge 0$, hence $x > 0$.",
        &["given", "given", "valid", "unproved"],
    ),
    (
        "Let $y = x^2$. For all real $x$, $y \\ge 0$.",
        &["defined", "skipped", "valid"],
    ),
    (
        "Let $n$ be a natural number. For all $n \\ge 1$, $n^2 \\ge n$. So $n \\ge 0$.",
        &["skipped", "given", "valid", "valid"],
    ),
    (
        "Suppose that $S_n = n^2$ for some $n$. Then $S_n = n^2$ for all $n$.",
        &["skipped", "skipped", "unproved", "skipped"],
    ),
    (
        "Supposons $x_n > 1$ pour un certain $n$. Alors $x_3 > 1$.",
        &["skipped", "skipped", "unproved"],
    ),
    // A name that is brought anew is another one.
    (
        "Let $x = 1$. Then $x^2 = 1$. Now let $x$ be any real number. Then $x^2 = 1$.",
        &["defined", "valid", "skipped", "invalid"],
    ),
    (
        "Let $x > 0$. Then $|x| = x$. Let $x \\in \\mathbb{R}$. Then $|x| = x$.",
        &["given", "valid", "given", "invalid"],
    ),
    (
        "Soit $x > 0$. Alors $|x| = x$. Soit maintenant $x$ un réel quelconque. Alors $|x| = x$.",
        &["given", "valid", "skipped", "unproved"],
    ),
    (
        "Let $x > 0$. Let $x$ be an integer. Then $x \\ge 1$.",
        &["given", "skipped", "unproved"],
    ),
    (
        "Soit $a$ un réel. On suppose $a > 0$. Alors $a+1 > 1$.",
        &["skipped", "given", "valid"],
    ),
    // What was supposed is withdrawn or said to be false.
    (
        "Assume $x = 1$. We drop this assumption now. Then $x^2 = 1$.",
        &["defined", "unproved"],
    ),
    (
        "Soit $x > 0$. Nous abandonnons cette hypothèse. Alors $x > 0$.",
        &["given", "unproved"],
    ),
    (
        "Assume that the following is false:\n$$x = 2$$\nThen $x^2 = 4$.",
        &["skipped", "unproved"],
    ),
    (
        "Supposons que $x > 0$ soit faux. Alors $|x| = x$.",
        &["skipped", "unproved"],
    ),
    (
        "Supposons que $x > 0$ soit un entier. Alors $x > 0$.",
        &["given", "valid"],
    ),
    (
        "Consider the claim $x^2 = 1$. It is false. Then $x^4 = 1$.",
        &["skipped", "unproved"],
    ),
    (
        "On a $x^2 < 0$. C'est faux. Donc $1 = 1$.",
        &["skipped", "valid"],
    ),
    (
        "We have $x^2 \\ge 0$. This is not surprising. Then $x^2+1 > 0$.",
        &["valid", "valid"],
    ),
    ("~~Let $x = 2$.~~ Hence $x^2 = 4$.", &["invalid"]),
    ("$$|x| = x \\text{ is false for } x < 0$$", &["skipped"]),
    (
        "$$|x| = x \\quad \\text{(wrong!)}$$\n\nWe have\n\n$$|x| = x \\text{ if } x > 0.$$",
        &["skipped", "valid"],
    ),
    // One of several, and links that go one way or the other.
    (
        "Suppose one of the following holds: $x = 2$, $x = 3$. Then $x = 3$.",
        &["skipped", "skipped", "unproved"],
    ),
    (
        "$x = 2$ follows from $x^2 = 4$. Hence $x > 0$.",
        &["invalid", "tainted"],
    ),
    ("$x^2 = 4$ découle de $x = 2$.", &["valid"]),
    ("$x > 1$ is necessary for $x > 2$.", &["valid"]),
    ("$x > 1$ is sufficient for $x > 2$.", &["invalid"]),
    ("$x > 2$ est suffisant pour $x > 1$.", &["valid"]),
    ("$x > 2$ est nécessaire pour $x > 1$.", &["invalid"]),
    (
        "$x > 0$ is necessary and sufficient for $2x > 0$.",
        &["valid"],
    ),
    ("$$x > 0$$\nonly if $x > 1$.", &["invalid"]),
    ("$$x > 1$$\nimplique $x > 0$.", &["valid"]),
    ("$$x^3 = 8$$\nif and only if $x = 2$.", &["valid"]),
    (
        "La formule $|x| = x$ n'est vraie que si $x > 0$.",
        &["invalid"],
    ),
    // "Else" supposes the contrary.
    (
        "If $x \\ge 0$ then $|x| = x$, else $|x| = -x$.",
        &["given", "valid", "valid"],
    ),
    (
        "If $x \\ge 0$ then $|x| = x$, else $|x| = x$.",
        &["given", "valid", "invalid"],
    ),
    (
        "Si $x \\ge 0$, alors $|x| = x$, sinon $|x| = -x$.",
        &["given", "valid", "valid"],
    ),
    (
        "$|x| = x$ if $x \\ge 0$, and $|x| = x$ otherwise.",
        &["valid", "given", "invalid"],
    ),
    (
        "If $x > 0$ then $|x| = x$, else if $x = 0$ then $|x| = 0$, else $|x| = -x$.",
        &["given", "valid", "given", "valid", "valid"],
    ),
    // Examples are neither supposed nor claimed, except where they are formulas of their own.
    (
        "Let $n$ be an even integer, for example $n = 4$. Then $n^2 = 16$.",
        &["skipped", "skipped", "unproved"],
    ),
    (
        "Let $x$ be a positive real (e.g. $x = 2$). Then $x^2 = 4$.",
        &["skipped", "skipped", "invalid"],
    ),
    (
        "Let $x > 0$ (for instance $x = 2$ or $x = 3$). Let $y \\ne 0$, say $y = 1$.",
        &["given", "skipped", "skipped", "given", "skipped"],
    ),
    (
        "Soit $n$ un entier pair, comme $n = 4$. Alors $n^2 = 16$.",
        &["skipped", "skipped", "unproved"],
    ),
    (
        "Soit $x > 0$, par exemple $x = 3$. Alors $x = 3$.",
        &["given", "skipped", "invalid"],
    ),
    ("Comme $x > 0$, on a $|x| = x$.", &["given", "valid"]),
    (
        "For example, $2^2 = 4$. For example, $(a+b)^2 = a^2 + b^2$.",
        &["valid", "invalid"],
    ),
    // What the sentence supposes behind a claim.
    (
        "$$\\sqrt{x^2} = x,$$\nwhere $x \\ge 0$.",
        &["valid", "given"],
    ),
    ("$$y+1 = 3$$\nwhere $y = 2$.", &["valid", "given"]),
    ("We have $$|x| = x,$$ since $x > 0$.", &["valid", "given"]),
    (
        "$$|x| = x$$ car $x > 0$. Donc $x = 1$.",
        &["valid", "given", "invalid"],
    ),
    ("$$|x| = x$$ with $x > -1$.", &["invalid", "given"]),
    (
        "$$f(x) = ax+b$$ où $a > 0$. Alors $f(1) = a+b$.",
        &["defined", "given", "valid"],
    ),
    // Equations to solve.
    (
        "Résoudre $x^2 = 9$. On trouve $x = 3$ ou $x = -3$.",
        &["given", "valid"],
    ),
    (
        "Résoudre dans $\\mathbb{R}$ :\n$$x^2 = 9$$\nOn trouve $x = 3$ ou $x = -3$.",
        &["skipped", "given", "valid"],
    ),
    (
        "Résoudre le système\n$$\\begin{cases} x + y = 3 \\\\ x - y = 1 \\end{cases}$$\nEn additionnant, $2x = 4$.",
        &["given", "given", "valid"],
    ),
    (
        "Solve\n$$\\begin{cases} x + y = 3 \\\\ 2x + 2y = 6 \\end{cases}$$\n\nThen $x = 1$ and $y = 2$. Hence $xy = 2$.",
        &["given", "given", "unproved", "unproved", "tainted"],
    ),
    // What is asked is not claimed.
    (
        "Does $x^2 = x$ hold for all $x$? Is $x > 1$?",
        &["skipped", "skipped", "skipped"],
    ),
    ("Let $x > 0$. Is $x > 1$?", &["given", "skipped"]),
    ("True or false: $x^2 \\ge 1$.", &["skipped"]),
    ("Vrai ou faux ? $x^2 \\ge 1$.", &["skipped"]),
    (
        "Which of the following are true?\n\n$$x^2 \\ge 0$$\n\n$$x > 1$$\n\nWe have $1 = 2$.",
        &["skipped", "skipped", "invalid"],
    ),
    (
        "Lesquelles sont vraies ?\n\n1. $x^2 \\ge 0$\n2. $x > 1$",
        &["skipped", "skipped"],
    ),
    ("Attention, $\\sqrt{x^2} \\ne x$ en général.", &["skipped"]),
    (
        "A counterexample to $x^2 \\ge x$ is $x = 1/2$.",
        &["skipped", "skipped"],
    ),
    (
        "Un contre-exemple à $x^2 \\ge x$ : $x = 1/2$.",
        &["skipped", "skipped"],
    ),
    // What stands behind a comma in a supposition.
    (
        "Let $m, n$ be natural numbers, $m > n$. Then $m \\ge n+1$.",
        &["skipped", "given", "valid"],
    ),
    (
        "Soient $m, n$ deux entiers, $m > n$. Alors $m \\ge n+1$.",
        &["skipped", "given", "valid"],
    ),
    (
        "Let $a = b \\ne 0$. Then $a^2 = ab$.",
        &["defined", "given", "valid"],
    ),
    // The second formula of a display.
    (
        "Let $u = 2$ and $v = 3$. Then\n\n$$u + v = 5, \\quad u > v$$",
        &["defined", "defined", "valid", "invalid"],
    ),
    ("$$x^2 \\ge 0, \\quad y > 5$$", &["valid", "invalid"]),
    ("$$\\sqrt{x^2} = x, \\quad x \\ge 0$$", &["valid"]),
    ("$$a_n = n^2$$\n\n$$a_3 = 10$$", &["given", "invalid"]),
    (
        "$$a_{n+1} = 2a_n$$\n\n$$a_0 = 1$$\n\nThen $a_2 = 4$.",
        &["given", "given", "valid"],
    ),
    // What a case supposes by the place it stands at is given, and never claimed.
    (
        "(i) $x > 0$: $|x| = x$.\n\n(ii) $x \\leq 0$: $|x| = -x$.",
        &["given", "valid", "given", "valid"],
    ),
    (
        "Distinguons deux cas.\n\n1. $x \\geq 0$. On a $|x| = x$.\n2. $x < 0$. On a $|x| = -x$.",
        &["given", "valid", "given", "valid"],
    ),
    (
        "Distinguons deux cas :\n\n1. $x \\geq 0$. On a $|x| = x$.\n2. $x < 0$. On a $|x| = x$.",
        &["given", "valid", "given", "invalid"],
    ),
    (
        "### Case $x > 0$\n\n$|x| = x$.\n\n### Case $x \\le 0$\n\n$|x| = -x$.\n\n### Conclusion\n\n$|x| \\ge 0$",
        &["given", "valid", "given", "valid", "valid"],
    ),
    (
        "### Case 1: $x > 0$\n\nWe have $|x| = x$.\n\nSo $x > 5$.\n\n### Case 2: $x \\le 0$\n\n$$|x| = -x$$",
        &["given", "valid", "unproved", "given", "valid"],
    ),
    (
        "**Cas 1 :** $x>0$\n\nOn a $|x|=x$.\n\n**Cas 2 :** $x \\le 0$\n\nOn a $|x| = x$.",
        &["given", "valid", "given", "invalid"],
    ),
    (
        "- $x > 0$: then $|x| = x$.\n- $x \\le 0$: then $|x| = -x$.",
        &["given", "valid", "given", "valid"],
    ),
    (
        "1. $2 + 2 = 5$. Hence $4 = 5$.\n2. $1 < 2$. So $2 < 3$.",
        &["invalid", "invalid", "valid", "valid"],
    ),
    (
        "1. $x \\ge 0$. We have $|x| = x$.\n2. $x < 0$. We have $|x| = -x$.",
        &["skipped", "unproved", "skipped", "unproved"],
    ),
    (
        "There are two cases: (i) $x > 0$. Then $|x| = x$. (ii) $x \\le 0$. Then $|x| = -x$.",
        &["given", "valid", "given", "valid"],
    ),
    ("### If $x>0$\n\n$|x| = x$", &["given", "valid"]),
    (
        "### Proof of $x^2 \\ge 1$\n\n$y + 0 = y$",
        &["skipped", "valid"],
    ),
    (
        "Let $a > 0$.\n\n### Case 1\n\n$x > a$. Then $x > 0$.\n\n### Case 2\n\n$x \\le a$. Then $|x - a| = a - x$.",
        &["given", "given", "valid", "given", "valid"],
    ),
    (
        "If $x > 0$: $|x| = x$.\n\nIf $x < 0$: $|x| = x$.",
        &["given", "valid", "given", "invalid"],
    ),
    // What words state of names and values, sets on which something holds, numbers that are no real ones, notation of the author's own.
    (
        "Suppose $x$ is $2$. Then $x^2 = 4$.",
        &["skipped", "defined", "valid"],
    ),
    (
        "Let $x$ be different from $2$. Then $\\frac{x-2}{x-2} = 1$.",
        &["skipped", "given", "valid"],
    ),
    (
        "Soit $x$ différent de $2$. Alors $\\frac{x-2}{x-2} = 1$.",
        &["skipped", "given", "valid"],
    ),
    (
        "Let $x$ be any number except $2$. Then $\\frac{x-2}{x-2} = 1$.",
        &["skipped", "given", "valid"],
    ),
    (
        "Let $x$ be a real number in $[0,1]$. Then $x \\le 1$.",
        &["skipped", "given", "valid"],
    ),
    (
        "Let $x$ be a real number in $[0,1]$. Then $x \\le 2/3$.",
        &["skipped", "given", "invalid"],
    ),
    (
        "For $x$ in $[2,3]$, $x > 1$.",
        &["skipped", "given", "valid"],
    ),
    (
        "For $x$ in $[2,3]$ we have $x > 5/2$.",
        &["skipped", "given", "invalid"],
    ),
    (
        "In $(0, \\pi)$ we have $\\sin x > 0$.",
        &["skipped", "valid"],
    ),
    ("On $[0, 1]$, $x^2 \\leq x$.", &["skipped", "valid"]),
    (
        "On the interval $[0,1]$, we have $x^2 \\ge x$.",
        &["skipped", "invalid"],
    ),
    (
        "We have $x^2 \\le x$ for $x$ in $[0,1]$.",
        &["valid", "skipped", "given"],
    ),
    (
        "We have $x^2 \\ge x$ for all $x$ in $[0,1]$.",
        &["invalid", "skipped", "given"],
    ),
    ("Sur $]0,1]$, $\\ln x \\le 0$.", &["skipped", "valid"]),
    ("On $[0,1]$, $x y \\le x$.", &["skipped", "unproved"]),
    (
        "Let $a > 2$. On $[0,1]$, $a > 5$.",
        &["given", "skipped", "unproved"],
    ),
    (
        "Let $f(x) = x^2 - x$. On $[0,1]$, $f(x) \\le 0$.",
        &["defined", "skipped", "valid"],
    ),
    ("In $\\mathbb{F}_2$, $1 + 1 = 0$.", &["skipped", "unproved"]),
    ("Mod 7, we have $10 \\equiv 3$.", &["unproved"]),
    (
        "Modulo $7$, $10 = 3$. Thus $20 = 6$.",
        &["skipped", "unproved", "unproved"],
    ),
    (
        "We have $1 + 1 = 0$ in $\\mathbb{F}_2$.",
        &["unproved", "skipped"],
    ),
    (
        "Dans $\\mathbb{Z}/n\\mathbb{Z}$, $n = 0$. Dans $\\mathbb{R}$, $1 + 1 = 3$.",
        &["skipped", "defined", "skipped", "invalid"],
    ),
    (
        "Over $\\mathbb{C}$, $x^2 \\ge 0$.",
        &["skipped", "unproved"],
    ),
    ("In $\\mathbb{N}$, $x \\ge 0$.", &["skipped", "valid"]),
    (
        "In $\\mathbb{N}$, $x + y \\ge 0$.",
        &["skipped", "unproved"],
    ),
    (
        "Let $ABC$ be a right triangle with the right angle at $C$. Then $c^2 = a^2 + b^2$.",
        &["skipped", "skipped", "unproved"],
    ),
    (
        "Let $G$ be a group. Then $(ab)^2 = a^2 b^2$.",
        &["skipped", "unproved"],
    ),
    (
        "By the triangle inequality, $|a + b| \\le |a|$.",
        &["invalid"],
    ),
    ("Let $y = x^2$. Then $y(2) = 4$.", &["defined", "unread"]),
    (
        "Let $y = x^2$. Then $y(x+1) = x^3 + x^2$.",
        &["defined", "valid"],
    ),
    (
        "Substitute $u = x^2$, so $du = 2x\\,dx$.",
        &["defined", "valid"],
    ),
    (
        "Let $x = 2$ in $x^2 + y = 5$. Then $y = 1$.",
        &["defined", "skipped", "unproved"],
    ),
    (
        "Soit $[x]$ la partie entière de $x$. Alors $[x] = x$.\n\nOn a $[3/2] = 1$.",
        &["skipped", "skipped", "skipped", "skipped"],
    ),
    ("Let $e > 0$. Then $e > 2$.", &["given", "invalid"]),
    (
        "Let $e > 0$. Then $e^2 > 0$. Then $e > 0$.",
        &["given", "valid", "valid"],
    ),
    (
        "Let $a * b = a + b + 1$. Then $1 * 1 = 3$.",
        &["unread", "unread"],
    ),
    (
        "Let $a * b = 12$. Then $2 a * b = 24$.",
        &["given", "valid"],
    ),
    (
        "Let $E(X) = \\mu$. Then $E(2X) = 2\\mu$.",
        &["given", "unproved"],
    ),
    ("Let $f(a) = b$. Then $f(c) = b$.", &["given", "unproved"]),
    (
        "Suppose that for all $x$ in $[0,1]$, $f(x) \\le 1$. Then $f(5) \\le 1$.",
        &["skipped", "skipped", "given", "invalid"],
    ),
    (
        "(a) $x > 0$ and $y > 0$: $xy > 0$.\n\n(b) $x > 0$ or $y > 0$: $xy > 0$.",
        &["given", "given", "valid", "skipped", "skipped", "unproved"],
    ),
    (
        "Let $x$ be real and let $y$ be real. Then $x > y$.",
        &["skipped", "skipped", "invalid"],
    ),
    (
        "Let $x$ and $y$ be in $[0,1]$. Then $xy \\le 1$. Then $x \\le y$.",
        &["skipped", "skipped", "given", "given", "valid", "invalid"],
    ),
    (
        "For every $x$ and $y$ in $[0,1]$, $xy \\le 1$.",
        &["skipped", "skipped", "given", "given", "valid"],
    ),
    (
        "If $x$ is at least $3$, then $x^2 \\ge 9$.",
        &["skipped", "given", "valid"],
    ),
    (
        "Let $x$ be a positive number less than $3$. Then $x^2 < 9$.",
        &["skipped", "given", "valid"],
    ),
    (
        "Soit $x$ strictement supérieur à $2$. Alors $x > 1$. Alors $x > 3$.",
        &["skipped", "given", "valid", "invalid"],
    ),
    ("### Arithmetic modulo 7\n\n$3 + 5 = 1$", &["unproved"]),
    // Further texts of these kinds.
    (
        "Case A: $x \\ge 1$. We get $x^2 \\ge x$. Case B: $x \\le 0$. We get $x^2 \\ge x$.",
        &["given", "valid", "given", "valid"],
    ),
    (
        "**Premier cas.** $a < b$. Alors $|a-b| = b-a$.\n\n**Second cas.** $a \\ge b$. Alors $|a-b| = a-b$.",
        &["given", "valid", "given", "valid"],
    ),
    (
        "a) $n = 2k$. Then $n^2 = 4k^2$.\n\nb) $n = 2k + 1$. Then $n^2 = 4k^2 + 4k + 1$.",
        &["skipped", "unproved", "skipped", "unproved"],
    ),
    (
        "We distinguish two cases.\n\n* $t \\geq 1$: here $t^2 \\geq t$.\n* $t < 1$: here $1 - t > 0$.",
        &["given", "valid", "given", "valid"],
    ),
    ("## Cas $n$ pair\n\n$n = 2k$", &["skipped", "defined"]),
    (
        "Soit $x$ un réel autre que $0$. Alors $x^2 > 0$.",
        &["skipped", "given", "valid"],
    ),
    (
        "Soit $x$ un réel supérieur ou égal à $1$. Alors $x^2 \\ge x$.",
        &["skipped", "given", "valid"],
    ),
    (
        "Soit $x$ un réel supérieur à $1$. Alors $x^2 \\ge x$.",
        &["skipped", "skipped", "unproved"],
    ),
    ("On $\\mathbb{R}_+$, $|x| = x$.", &["skipped", "valid"]),
    (
        "On $(0, \\infty)$, $x + 1/x \\ge 2$. On $(-\\infty, 0)$, $x + 1/x \\le -2$.",
        &["skipped", "valid", "skipped", "valid"],
    ),
    (
        "On $[0,1]$, $x^2 \\le x$. We have $x \\ge 0$.",
        &["skipped", "valid", "unproved"],
    ),
    (
        "For positive $x$ in $[-1,1]$, $|x| = x$.",
        &["skipped", "given", "valid"],
    ),
    ("Working modulo 5: $3 \\cdot 2 = 1$.", &["unproved"]),
    ("In $\\mathbb{Z}[i]$, $2 = 3$.", &["skipped", "unproved"]),
    (
        "On a $5 \\equiv 2 \\pmod 3$ donc $5^2 \\equiv 4$.",
        &["unread", "unproved"],
    ),
    (
        "Soit $A$ un anneau commutatif. Alors $(a+b)^2 = a^2 + 2ab + b^2$.",
        &["skipped", "unproved"],
    ),
    (
        "In triangle $ABC$, $a^2 = b^2 + c^2 - 2bc \\cos A$.",
        &["skipped", "unproved"],
    ),
    (
        "Soit $ABC$ un triangle équilatéral. Alors $a = b$.",
        &["skipped", "unproved"],
    ),
    (
        "Posons $u = 1 + x^2$. Alors $du = 2x\\,dx$.",
        &["defined", "valid"],
    ),
    (
        "Let $u = x^2$. Then $dx = \\frac{du}{2x}$.",
        &["defined", "conditional H0201"],
    ),
    (
        "On pose $t = \\tan x$, d'où $dt = (1 + t^2) dx$.",
        &["defined", "conditional H0201"],
    ),
    ("Let $d > 0$. Then $d x = x d$.", &["given", "valid"]),
    (
        "Put $x = 1$ in $x^2 - y = 0$. We get $y = 1$.",
        &["defined", "skipped", "unproved"],
    ),
    (
        "Substituting $x = 3$ into $x + y = 5$ gives $y = 2$.",
        &["given", "skipped", "unproved"],
    ),
    (
        "Prenons $x = 0$ dans $f(x+y) = f(x) + f(y)$. On obtient $f(0) = 0$.",
        &["defined", "skipped", "unproved"],
    ),
    (
        "Let $E(x)$ denote the integer part of $x$. Then $E(5/2) = 2$.",
        &["skipped", "skipped", "unread"],
    ),
    // What stands alone elsewhere is a number before a bracket.
    (
        "The probability has the slope $p (1 - p)$. Then $p (1 - p) = p - p^2$.",
        &["skipped", "valid"],
    ),
    ("Soit $e$ un réel. Alors $e > 0$.", &["skipped", "unread"]),
    ("Let $\\pi > 0$. Then $\\pi > 3$.", &["given", "invalid"]),
    (
        "On définit $a \\circ b = a + b + 1$. Alors $1 \\circ 1 = 3$.",
        &["unread", "unread"],
    ),
    (
        "Let $\\operatorname{Var}(X) = \\sigma^2$. Then $\\operatorname{Var}(2X) = 4\\sigma^2$.",
        &["given", "given", "given", "given", "given", "valid"],
    ),
    ("Let $P(A) = p$. Then $P(B) = p$.", &["given", "unproved"]),
    ("Let $f(2) = c$. Then $f(3) = c$.", &["given", "unproved"]),
    (
        "Supposons que pour tout $x$ dans $[0,1]$, $f(x) = x$. Alors $f(2) = 2$.",
        &["skipped", "skipped", "given", "unproved"],
    ),
    (
        "Let $x$ be $2$ or $3$. Then $x = 2$.",
        &["skipped", "skipped", "skipped", "unproved"],
    ),
    (
        "Let $x$ be twice $y$. Then $x = 2y$.",
        &["skipped", "skipped", "unproved"],
    ),
    (
        "Let $x$ be at most $3$ times $y$. Then $x \\le 3$.",
        &["skipped", "skipped", "skipped", "unproved"],
    ),
    // Cases that are only named, and what else stands beside names.
    (
        "There are two cases: $x > 0$ and $x \\le 0$.\n\nIf $x > 0$, then $|x| = x$.",
        &["skipped", "skipped", "given", "valid"],
    ),
    ("For $0 < x < 1$: $x^2 < x$.", &["given", "valid"]),
    (
        "On $[1, \\infty)$, $\\ln x \\ge 0$. Hence $x \\ge 1$.",
        &["skipped", "valid", "unproved"],
    ),
    (
        "Suppose that $x$ is greater than $y$. Then $x - y > 0$.",
        &["skipped", "given", "valid"],
    ),
    (
        "Suppose $x$ is not $2$. Then $x^2 \\ne 4$.",
        &["skipped", "given", "invalid"],
    ),
    (
        "We have $x = 2$ in $\\mathbb{Z}/5\\mathbb{Z}$, and $x^2 = -1$.",
        &["unproved", "skipped", "unproved"],
    ),
    (
        "Let $p = 7$. In $\\mathbb{F}_p$, $8 = 1$. Over the reals, $8 = 1$.",
        &["defined", "skipped", "unproved", "invalid"],
    ),
    (
        "Let $u = x^2$. Then $\\frac{du}{dx} = 2x$.",
        &["defined", "valid"],
    ),
    // What is named is not claimed, whatever the order of the words.
    (
        "The statement $x > 5$ is denoted by $A$.",
        &["skipped", "skipped"],
    ),
    ("L'énoncé $x > 5$ est noté $A$.", &["skipped", "skipped"]),
    (
        "We denote by $A$ the inequality $x > 5$.",
        &["skipped", "skipped"],
    ),
    (
        "We denote by $(1)$ the inequality $x > 5$. Then $x > 4$.",
        &["skipped", "skipped", "unproved"],
    ),
    (
        "Denote the inequality $x > 5$ by $A$.",
        &["skipped", "skipped"],
    ),
    ("On note $A$ l'inégalité $x > 5$.", &["skipped", "skipped"]),
    (
        "On note $(E)$ l'équation $x^2 = 4$. Alors $x = 2$.",
        &["skipped", "skipped", "unproved"],
    ),
    ("Call $(*)$ the equation $x^2 = 4$.", &["unread", "skipped"]),
    (
        "Consider the equation $x^2 = 4$. Then $x = 2$ or $x = -2$.",
        &["given", "valid"],
    ),
    ("We use the inequality $x > 5$.", &["invalid"]),
    // A corollary is claimed, where no proof stands behind it.
    ("Corollary. $x^2 \\ge 0$.", &["valid"]),
    ("**Corollary.** $x^2 \\ge 1$.", &["invalid"]),
    ("Corollaire. $(a+b)^2 = a^2 + b^2$.", &["invalid"]),
    (
        "**Corollary.** Let $x > 0$. Then $|x| = x$.",
        &["given", "valid"],
    ),
    (
        "**Corollary 1.** $x^2 \\ge 0$.\n\n*Proof.* It is a square. ∎",
        &["given"],
    ),
    ("Theorem. $x^2 \\ge 1$.", &["given"]),
    // Behind a participle and its conditions something is claimed.
    ("Assuming $x>0$, $|x| = x$.", &["given", "valid"]),
    ("Assuming $x>0$, $x^2 > x$.", &["given", "invalid"]),
    ("Assuming $x>0$, we have $x^2 > x$.", &["given", "invalid"]),
    (
        "Assuming $x>0$ and $y>0$, $xy > 0$.",
        &["given", "given", "valid"],
    ),
    (
        "Assuming $x>0$, $y>0$, $xy > 0$.",
        &["given", "given", "valid"],
    ),
    (
        "Assuming $x>0$, $y>0$, we have $xy > 0$.",
        &["given", "given", "valid"],
    ),
    (
        "Assuming $x>0$, $x^2 > 0$ and $x^3 > 0$.",
        &["given", "valid", "valid"],
    ),
    ("En supposant $x>0$, $x^2 > x$.", &["given", "invalid"]),
    ("Supposing that $x>0$, $|x| = x$.", &["given", "valid"]),
    (
        "Suppose $x > 0$, $y > 0$. Then $xy > 0$.",
        &["given", "given", "valid"],
    ),
    // From what words suppose anything may follow.
    (
        "$\\sqrt 2 \\in \\mathbb{Q}$. Then $\\sqrt 2 = a/b$.",
        &["unread", "unproved"],
    ),
    (
        "Assume that $\\sqrt 2$ is rational. Then $\\sqrt 2 = a/b$.",
        &["skipped", "unproved"],
    ),
    (
        "Suppose that $n$ is the largest integer. Then $n + 1 \\le n$, so $1 \\le 0$.",
        &["skipped", "unproved", "unproved"],
    ),
    (
        "Supposons que $n$ soit le plus grand entier. Alors $n+1 \\le n$, donc $1 \\le 0$.",
        &["skipped", "unproved", "unproved"],
    ),
    (
        "Suppose there are finitely many primes. Then $1 = 0$.",
        &["unproved"],
    ),
    (
        "Supposons qu'il y ait un nombre fini de nombres premiers. Alors $1 = 0$.",
        &["unproved"],
    ),
    (
        "Let $n$ be even. Then $2 + 2 = 5$.",
        &["skipped", "invalid"],
    ),
    ("Let $x > 0$. Then $1 \\le 0$.", &["given", "invalid"]),
    // Per cent.
    ("20% of 50 is $10$.", &["skipped"]),
    ("$20\\% \\cdot 50 = 10$.", &["valid"]),
    ("$20\\% = 20$.", &["invalid"]),
    // A corollary may be meant under what its theorem supposes.
    (
        "**Theorem.** Let $a, b > 0$. Then $a + b \\ge 2\\sqrt{ab}$.\n\n**Corollary.** $a + 1/a \\ge 2$.",
        &["given", "given", "unproved"],
    ),
    (
        "**Theorem.** Let $a, b > 0$. Then $a + b \\ge 2\\sqrt{ab}$.\n\n**Corollary.** $a + 1 > a + 2$.",
        &["given", "given", "invalid"],
    ),
    (
        "**Théorème.** Soient $a, b > 0$. Alors $a + b \\ge 2\\sqrt{ab}$.\n\n**Corollaire.** $a + 1/a \\ge 2$.",
        &["given", "given", "unproved"],
    ),
    // A function that is defined on a set.
    (
        "Soit $f$ définie sur $\\mathbb{R}$ par $f(x) = x^2 + 1$. Alors $f(2) = 5$.",
        &["skipped", "skipped", "defined", "valid"],
    ),
    (
        "Soit $f$ la fonction définie sur $\\mathbb{R}$ par $f(x) = x^2 + 1$. Alors $f(2) = 6$.",
        &["skipped", "skipped", "defined", "invalid"],
    ),
    (
        "Let $g$ be the function defined on $\\mathbb{R}$ by $g(t) = t^3$. Then $g(2) = 8$.",
        &["skipped", "skipped", "defined", "valid"],
    ),
    // "A gives B" may suppose A.
    (
        "Let $P(x) = x^2 - 1$. $P(x) = 0$ gives $x = 1$ or $x = -1$.",
        &["defined", "unproved", "valid"],
    ),
    ("$x^2 = 9$ gives $x = 3$.", &["unproved", "invalid"]),
    ("$2x = 6$ donne $x = 3$.", &["unproved", "valid"]),
    (
        "$2 + 3 = 6$ gives $2 + 3 + 1 = 7$.",
        &["invalid", "invalid"],
    ),
    (
        "$(x+1)^2 = x^2 + 2x + 1$ yields $(x+1)^2 \\ge 2x$.",
        &["valid", "valid"],
    ),
];

#[test]
fn formulas_mean_what_the_words_say() {
    agree(ROWS);
}

// What words say of functions that stand in formulas is not said of numbers.
const FUNCTIONS: &[Row] = &[
    (
        "Let $-f$ be convex. Then $f(\\frac{x+y}{2}) \\ge \\frac{f(x)+f(y)}{2}$.",
        &["skipped", "unproved"],
    ),
    (
        "Let $1/f$ be convex. Then $f(x+y) = f(x) + f(y)$.",
        &["skipped", "unproved"],
    ),
    (
        "Let $|f|$ be convex. Then $f(x+y) = f(x) + f(y)$.",
        &["skipped", "unproved"],
    ),
    (
        "Let $\\sqrt{f}$ be concave. Then $f(x+y) = f(x) + f(y)$.",
        &["skipped", "unproved"],
    ),
    (
        "Let $f^2$ be convex. Then $f(x+y) = f(x) + f(y)$.",
        &["skipped", "unproved"],
    ),
    (
        "Let $f \\geq 0$ be a function. Then $f(x) + 1 \\geq 1$.",
        &["skipped", "unproved"],
    ),
    (
        "Let $f \\leq g$ be functions. Then $f(x) \\leq g(x)$.",
        &["skipped", "unproved"],
    ),
    (
        "Let $0 \\leq f \\leq 1$. Then $f(x) \\leq 1$.",
        &["skipped", "unproved"],
    ),
    (
        "Let $f = 3$ be a constant function. Then $f(2) = 3$.",
        &["skipped", "unproved"],
    ),
    (
        "Let $f$ be positive. Then $f(1) > 0$.",
        &["skipped", "unproved"],
    ),
    (
        "Let $\\lambda \\ge 0$. Then $\\lambda(x-1)^2 \\geq 0$.",
        &["given", "valid"],
    ),
    ("Let $f = 3$. Then $2f = 6$.", &["defined", "valid"]),
    (
        "Let $f$ be convex. Then $f(\\frac{x+y}{2}) \\le \\frac{f(x)+f(y)}{2}$.",
        &["skipped", "given", "valid"],
    ),
];

#[test]
fn functions_are_no_factors() {
    agree(FUNCTIONS);
}
