//! Which formulas words claim, suppose or merely mention: openings, premises, remarks, what stands outside of answers.

#[path = "common/texts.rs"]
mod texts;

use texts::{Row, agree};

const ROWS: &[Row] = &[
    // A supposition against an earlier one takes its place, and words that speak of both cases end it.
    (
        "Suppose $x > 0$. Then $|x| = x$.\n\nSuppose instead $x < 0$. Then $|x| = -x$.\n\nIn both cases, $|x| = x$.",
        &["given", "valid", "given", "valid", "unproved"],
    ),
    (
        "Suppose $x>1$. Then $x^2>1$.\n\nSuppose instead that $x<-1$. Then $x^2>1$.\n\nIn both cases $x>1$.",
        &["given", "valid", "given", "valid", "unproved"],
    ),
    (
        "Suppose $x>0$. Then $|x|=x$.\n\nNow suppose $x<0$. Then $|x|=-x$.\n\nEither way, $|x| = x$.",
        &["given", "valid", "given", "unproved", "unproved"],
    ),
    (
        "On suppose $x > 0$. Alors $|x| = x$.\n\nOn suppose maintenant $x < 0$. Alors $|x| = -x$.\n\nDans les deux cas, $|x| = x$.",
        &["given", "valid", "given", "unproved", "unproved"],
    ),
    // What a text notes is claimed, but for bounds of new names.
    (
        "Note that $x^2 \\ge x$. Hence $x^2 - x \\geq 0$.",
        &["invalid", "tainted"],
    ),
    (
        "Note that $2 + 2 = 5$. Note that $a + a = 3a$.",
        &["invalid", "invalid"],
    ),
    (
        "Let $n\\ge1$. Note that $n^2 > n$. Hence $n > 1$.",
        &["given", "invalid", "tainted"],
    ),
    (
        "Let $x>0$. Note that $\\ln x > 0$. So $\\ln x \\ge 0$.",
        &["given", "invalid", "tainted"],
    ),
    (
        "Let $f(x) = x^3 - x$. Note that $f'(x) = 3x^2$.",
        &["defined", "invalid"],
    ),
    (
        "Notons que $x^2\\ge x$. Remarquons que $x^2\\ge 2x$. We note that $x^2\\ge 3x$.",
        &["invalid", "invalid", "invalid"],
    ),
    // A supposition with a condition holds under it.
    (
        "Assume $a\\ne0$ unless $b=0$. Then $a\\neq0$.",
        &["given", "given", "unproved"],
    ),
    (
        "Suppose $x>0$ if $y>0$. Then $x>0$.",
        &["given", "given", "unproved"],
    ),
    (
        "Suppose $x > 0$ whenever $y>0$. Then $x>0$.",
        &["given", "given", "unproved"],
    ),
    (
        "Supposons $x>0$ sauf si $y=0$. Alors $x>0$.",
        &["given", "given", "unproved"],
    ),
    (
        "Suppose $x = y$ unless $x=0$. Then $x=y$.",
        &["given", "given", "unproved"],
    ),
    // What is imagined, or would have been assumed, is over where the text says so.
    (
        "Had we assumed $x>0$, we would get $|x|=x$. Thus $|x|=x$.",
        &["skipped", "skipped", "unproved"],
    ),
    (
        "Imagine $x>0$. Then $|x|=x$. But this need not be so. Then $|x|=x$.",
        &["given", "valid", "unproved"],
    ),
    // What solves or satisfies something.
    (
        "$x=1$ solves $x^2-3x+2=0$. $x=2$ solves $x^2-3x+2=0$.",
        &["valid", "valid"],
    ),
    (
        "$x=1$ solves $x^2-3x+2=0$. $x=3$ satisfies $x^2-3x+2=0$.",
        &["valid", "invalid"],
    ),
    (
        "The number $x=1$ satisfies $x^2=1$. The number $x=-1$ also satisfies $x^2=1$.",
        &["valid", "valid"],
    ),
    // What is said for all values of some names may say something of others.
    (
        "For every $\\varepsilon>0$, $|a-b|<\\varepsilon$. Hence $a=b$.",
        &["given", "unproved", "unproved"],
    ),
    (
        "Pour tout $\\varepsilon>0$, $a\\le b+\\varepsilon$. Donc $a\\le b$.",
        &["given", "unproved", "unproved"],
    ),
    (
        "For all $t\\in\\mathbb R$, $at^2+bt+c\\ge0$. Hence $b^2\\le4ac$.",
        &["given", "unproved", "unproved"],
    ),
    (
        "For all $\\varepsilon>0$ we have $a<b+\\varepsilon$. Therefore $a\\le b$.",
        &["given", "unproved", "unproved"],
    ),
    (
        "For every $a>0$, $a>1$. Hence $a\\ge1$.",
        &["given", "invalid", "tainted"],
    ),
    (
        "For $x>1$, $x^2>4$. For $n\\ge2$, $n^2>5$. For $x,y\\in(0,1)$, $x+y<1$. For all $x>0$, $\\frac1x\\le1$.",
        &[
            "given", "invalid", "given", "invalid", "given", "invalid", "given", "invalid",
        ],
    ),
    // Premises of a sentence.
    (
        "It follows from $a<b$ that $a^3 < b^3$.",
        &["given", "valid"],
    ),
    ("We deduce from $x>2$ that $x^2>4$.", &["given", "valid"]),
    (
        "Adding $x+y=3$ and $x-y=1$, we obtain $2x=4$ and $x=2$.",
        &["given", "given", "valid", "valid"],
    ),
    (
        "Multiplying $a<b$ by $c>0$ gives $ac<bc$.",
        &["given", "given", "valid"],
    ),
    ("It is clear from $x>2$ that $x^2>4$.", &["given", "valid"]),
    (
        "From $x=1$ it follows that $x^2=1$. From $x^2=1$ it follows that $x=1$.",
        &["given", "valid", "given", "invalid"],
    ),
    (
        "From $a>1$ we get $a^2>1$. From $a^2>1$ we get $a>1$.",
        &["given", "valid", "given", "invalid"],
    ),
    // What goes on behind a definition is claimed.
    ("Let $x = \\sqrt2 > 2$.", &["defined", "invalid"]),
    (
        "Consider the function $g(x) = x^2 + 1 \\ge 2$.",
        &["defined", "invalid"],
    ),
    ("Write $x^2 - 4 = (x-2)(x-2)$. ", &["invalid"]),
    (
        "Write $\\frac{1}{x(x+1)} = \\frac1x + \\frac1{x+1}$.",
        &["invalid"],
    ),
    // Remarks for some values hold for their sentence.
    (
        "For $n=0$ it is clear. Suppose $n^2=k$. Then $n^4=k^3$.",
        &["given", "given", "unproved"],
    ),
    (
        "For $n=1$ the result is obvious. Then $n^2=n$.",
        &["given", "unproved"],
    ),
    (
        "For $x=0$ both sides vanish. Hence $x^2=x^3$.",
        &["given", "unproved"],
    ),
    (
        "This holds for $x>0$. Hence $|x|=x$.",
        &["given", "unproved"],
    ),
    (
        "The result is clear for $n=0$. Assume $n^2=k$. Then $n^4=k^3$.",
        &["defined", "given", "unproved"],
    ),
    (
        "Pour $n=0$ c'est évident. Supposons $n^2=k$. Alors $n^4=k^3$.",
        &["given", "given", "unproved"],
    ),
    // The argument behind a statement is claimed.
    (
        "Claim: $x^2+1>0$. Indeed $x^2\\ge1$. So $x^2+1\\ge2$.",
        &["given", "invalid", "tainted"],
    ),
    (
        "**Theorem.** $x^2\\ge0$. *Proof.* We have $2+2=5$. Hence $2=3$.",
        &["given", "invalid", "invalid"],
    ),
    // Special cases and normalisations end.
    (
        "Special case: $a=1$. Then $a^2=a$. General case: $a^2=a$.",
        &["defined", "unproved", "unproved"],
    ),
    (
        "First, the special case $a=1$: $a^2=a$. In the general case, $a^2=a$.",
        &["defined", "valid", "unproved"],
    ),
    (
        "By homogeneity assume $a+b+c=1$. Then $a^2+b^2+c^2\\ge\\frac13$. Undoing the normalisation, $a^2+b^2+c^2\\ge\\frac13(a+b+c)$.",
        &["given", "valid", "unproved"],
    ),
    // A display is no condition of the display before.
    (
        "Let $x^2=4$. Then\n$$x^2>1$$\n$$x>1$$",
        &["given", "valid", "invalid"],
    ),
    ("We have\n$$|x|\\ge x$$\n$$x>0$$", &["valid", "invalid"]),
    ("Hence\n$$x^2>0$$\n$$x\\neq0$$", &["invalid", "tainted"]),
    (
        "$$x^2=4$$\n$$x^2>1$$\n$$x>1$$",
        &["given", "valid", "invalid"],
    ),
    (
        "$$x^4\\ge0 \\quad (1)$$\n\n$$x \\geq 0 \\quad (2)$$",
        &["valid", "invalid"],
    ),
    ("1. $$x^2\\ge0$$\n2. $$x\\ge0$$", &["valid", "invalid"]),
    (
        "It follows that $x^2\\ge0$, $x\\geq0$ and $x^3\\ge0$.",
        &["valid", "invalid", "tainted"],
    ),
    // Words that claim two statements from each other.
    (
        "$x^2>4$ is the same as $x>2$. $x^2>4$ amounts to $x>2$. $x^2>4$ needs $x>2$. $x^2>4$ revient à $x>2$.",
        &["invalid", "tainted", "invalid", "tainted"],
    ),
    (
        "Let $x$ be a nonzero real number. Then $x^2>0$, $\\frac xx=1$, $x>0$.",
        &["skipped", "valid", "valid", "invalid"],
    ),
    ("All $x>0$ satisfy $x>1$.", &["given", "invalid"]),
    ("Tout $n\\ge1$ satisfait $n\\geq2$.", &["given", "invalid"]),
    // Reasons that do not hold.
    (
        "En utilisant $\\cos^2x=1+\\sin^2x$, on a $\\cos^2 x-\\sin^2x=1$.",
        &["unproved", "tainted"],
    ),
    (
        "Since $\\sin x \\le x/2$, we have $2\\sin x \\leq x$.",
        &["unproved", "tainted"],
    ),
    (
        "Let $x \\in \\mathbb{R}$. Since $1+x^2 > 2x$, we have $(1-x)^2>0$.",
        &["given", "unproved", "tainted"],
    ),
    // What is set to a value is not written.
    (
        "Let $L(w)=\\frac12(wx-y)^2+\\frac\\lambda2w^2$. Then $L'(w)=x(wx-y)+\\lambda w$. Setting it to zero gives $w=\\frac{xy}{x^2+2\\lambda}$.",
        &["defined", "valid", "unproved"],
    ),
    (
        "Let $2x+1=7$. Solving, we find $x=4$.",
        &["given", "invalid"],
    ),
    (
        "Let $f(x)=x^2-4x$. Setting the derivative equal to zero yields $x=3$.",
        &["defined", "unproved"],
    ),
    // Suppositions that are dropped, and proofs that end.
    (
        "Assume (H): $x>0$. Then $|x|=x$. We now drop (H). Then $|x|=x$.",
        &["given", "valid", "unproved"],
    ),
    (
        "Hypothesis: $x>0$. Conclusion: $|x|=x$. Without the hypothesis: $|x|=x$.",
        &["given", "valid", "unproved"],
    ),
    (
        "*Proof.* Let $x>0$. Then $|x|=x$. $\\blacksquare$\n\nWe have $|x|=x$.",
        &["given", "valid", "skipped", "unproved"],
    ),
    // A bound is claimed where something is known of its name.
    (
        "Let $x>0$. In particular, $x>3$. Then $x^2>9$.",
        &["given", "invalid", "tainted"],
    ),
    (
        "Let $x>0$. By Lemma 2, $x>3$. Hence $x^2>9$.",
        &["given", "invalid", "tainted"],
    ),
    (
        "Soit $x>0$. En particulier $x>3$. Donc $x^2>9$.",
        &["given", "invalid", "tainted"],
    ),
    (
        "Let $x>0$. One has $x>3$. This proves that $x>2$.",
        &["given", "invalid", "tainted"],
    ),
    // What stands before an answer is a statement where something is asked.
    ("We have $2+2=5$. Answer: $5$.", &["invalid", "skipped"]),
    (
        "$x^2\\ge x$. Hence $x^2-x\\ge0$. Answer: $x\\ge1$.",
        &["invalid", "tainted", "invalid"],
    ),
    (
        "Soit $f(x)=x^3$. On a $f'(x)=x^2$, donc $f'(2)=4$. Réponse : $4$.",
        &["defined", "invalid", "invalid", "skipped"],
    ),
    (
        "We compute $\\int_0^1x\\,dx=\\frac13$.\nAnswer: $\\frac13$.",
        &["invalid", "skipped"],
    ),
    (
        "Let $x>0$. Then $x>1$. So $x^2>1$. Réponse : $x^2>1$.",
        &["given", "invalid", "tainted", "tainted"],
    ),
    (
        "Let $f(x)=x^2$. Then $f'(x)=x$.\n\nHence $f'(3)=3$.\n\nSo $f'(3)+1=4$.\n\nAnswer: $4$.",
        &["defined", "invalid", "invalid", "invalid", "skipped"],
    ),
    (
        "# Homework\n\n1. We have $\\int_0^1x\\,dx=\\frac13$.\n\n2. We have $\\int_0^1x^2\\,dx=\\frac12$.\n\nAnswer: $\\frac13$ and $\\frac12$.",
        &["invalid", "invalid", "skipped", "skipped"],
    ),
    (
        "## Exercise 1\n\nShow that $x^2\\ge0$.\n\nSolution. $x^2=|x|^2\\ge0$.\n\n## Exercise 2\n\nWe have $2+2=5$. So $3+2=6$.",
        &["given", "valid", "valid", "invalid", "invalid"],
    ),
    // Right lines in the same places.
    (
        "Let $x>2$. In particular, $x>1$. By Lemma 2, $x^2>4$. Note that $x \\ge 0$.",
        &["given", "valid", "valid", "valid"],
    ),
    (
        "Suppose $x > 1$ and, if $y > 0$, then $x y > y$.",
        &["given", "given", "valid"],
    ),
    (
        "Let $x + y = 3$ and $x - y = 1$. Adding $x+y=3$ and $x-y=1$ we obtain $2x=4$, so $x = 2$. From $x = 2$ we get $y = 1$.",
        &[
            "given", "given", "valid", "valid", "valid", "valid", "valid", "valid",
        ],
    ),
    ("Let $2x+1=7$. Solving, we find $x=3$.", &["given", "valid"]),
    (
        "Since $(x-1)^2 \\ge 0$ for all $x$, we get $x^2+1 \\ge 2x$.",
        &["valid", "skipped", "valid"],
    ),
    (
        "We write $x^2 + y^2 = r^2$. Write $z^2-1 = (z-1)(z+1)$.",
        &["given", "valid"],
    ),
    (
        "Show that $x^2 \\ge 0$. We know $y > 1$.\n\nAnswer: $x^2 = |x|^2 \\ge 0$.",
        &["given", "given", "valid", "valid"],
    ),
];

#[test]
fn words_tell_claims_from_suppositions() {
    agree(ROWS);
}
