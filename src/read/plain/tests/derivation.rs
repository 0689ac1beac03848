//! Derivation files, one line a row.

use super::show::show;
use crate::read::plain::{Body, Claim, Formula, FormulaText, Mark, parse_derivation};

fn formula(formula: &Formula) -> String {
    match &formula.text {
        FormulaText::Plain(Ok(expr)) => show(expr),
        FormulaText::Plain(Err(fault)) => format!("!{}", fault.reason),
        FormulaText::Latex { text, offset } => format!("latex@{offset}:{text}"),
    }
}

fn claim(claim: &Claim) -> String {
    let words = |marks: &[Mark]| {
        marks
            .iter()
            .map(|mark| mark.text.as_str())
            .collect::<Vec<_>>()
            .join(",")
    };
    let label = claim
        .label
        .as_ref()
        .map_or("-", |label| label.text.as_str());
    format!(
        "{label} {} by[{}] from[{}]",
        formula(&claim.formula),
        words(&claim.by),
        words(&claim.from)
    )
}

fn list(formulas: &[Formula]) -> String {
    formulas.iter().map(formula).collect::<Vec<_>>().join(" & ")
}

fn line(body: &Body) -> String {
    match body {
        Body::Blank => "blank".into(),
        Body::Comment(text) => format!("comment {text}"),
        Body::Title(text) => format!("title {text}"),
        Body::Section(text) => format!("section {text}"),
        Body::Vars(vars) => {
            let vars: Vec<_> = vars
                .iter()
                .map(|var| format!("{}:{:?}", var.name.base, var.sort))
                .collect();
            format!("vars {}", vars.join(" "))
        }
        Body::Assume(formulas) => format!("assume {}", list(formulas)),
        Body::Let(formulas) => format!("let {}", list(formulas)),
        Body::Define(found) => format!("define {}", claim(found)),
        Body::Given(found) => format!("given {}", claim(found)),
        Body::Claim(found) => format!("claim {}", claim(found)),
        Body::Expect { verdicts, code } => format!("expect {} {code:?}", verdicts.join("|")),
        Body::Ignored(text) => format!("ignored {text}"),
        Body::Ignore => "ignore".into(),
        Body::End(text) => format!("end {text}"),
        Body::Unreadable(fault) => {
            format!("{}..{} {}", fault.span.start, fault.span.end, fault.reason)
        }
    }
}

const LINES: &[(&str, &str)] = &[
    ("# a remark", "comment a remark"),
    ("-- another", "comment another"),
    ("-----", "comment "),
    ("--4 = 4", "claim - ((neg (neg 4)) = 4) by[] from[]"),
    ("title Where it touches", "title Where it touches"),
    ("section Exercise 1", "section Exercise 1"),
    ("section", "section "),
    ("vars x y : real", "vars x:Real y:Real"),
    ("var n : int", "vars n:Int"),
    (
        "vars x, alpha; n : nat; v : vector",
        "vars x:Real α:Real n:Nat v:Vector",
    ),
    (
        "vars x : complex",
        "9..16 `complex` is not a sort: real, int, nat, vector",
    ),
    ("vars 2", "5..6 `2` cannot be a variable"),
    ("assume x > 0", "assume (x > 0)"),
    (
        "assume x > 0, y != 0 and z > 1",
        "assume (x > 0) & (and (y != 0) (z > 1))",
    ),
    ("assume a, b > 0", "assume ((tuple a b) > 0)"),
    (
        "assume f(x) > 0, forall x",
        "assume (with ((call f x) > 0) (forall x -))",
    ),
    (
        "assume $x>0$, y > 0, $z<1$",
        "assume latex@8:x>0 & (y > 0) & latex@22:z<1",
    ),
    ("let x in (0,1)", "let (x in (interval ( 0 1 )))"),
    (
        "define f(x) := x^2 + 1",
        "define - ((call f x) := (+ (^ x 2) 1)) by[] from[]",
    ),
    ("define a = 2", "define - (a = 2) by[] from[]"),
    ("define a > 2", "7..12 a definition reads `NAME := EXPR`"),
    (
        "given x^2 = 4 by hypothesis",
        "given - ((^ x 2) = 4) by[hypothesis] from[]",
    ),
    ("claim x = 2", "claim - (x = 2) by[] from[]"),
    ("claim (1): x = 2", "claim 1 (x = 2) by[] from[]"),
    ("claim start: x = 2", "claim start (x = 2) by[] from[]"),
    (
        "start: x = 2 from 1, (2) and 3",
        "claim start (x = 2) by[] from[1,2,3]",
    ),
    ("x = 2  (3)", "claim 3 (x = 2) by[] from[]"),
    ("x = 2 (3)", "claim - (x = (. 2 (paren 3))) by[] from[]"),
    ("x = 2\t(3) by rule", "claim 3 (x = 2) by[rule] from[]"),
    (
        "x = 2 by completing the square, rule  (3)",
        "claim 3 (x = 2) by[completing the square,rule] from[]",
    ),
    (
        "x^2 = 4 by AM-GM from given # note",
        "claim - ((^ x 2) = 4) by[AM-GM] from[given]",
    ),
    ("  = x + 1", "claim - (- = (+ x 1)) by[] from[]"),
    ("=> x = 1", "claim - (=> - (x = 1)) by[] from[]"),
    ("<=> x = 1 from 2", "claim - (<=> - (x = 1)) by[] from[2]"),
    ("x := 2", "claim - (x := 2) by[] from[]"),
    ("forall x: x = x", "claim - (forall x (x = x)) by[] from[]"),
    ("x = 2.", "claim - (x = 2) by[] from[]"),
    ("1 + 2 + ...", "claim - (+ (+ 1 2) ...) by[] from[]"),
    (
        "$\\frac{x}{2} = 1$ from 1",
        "claim - latex@1:\\frac{x}{2} = 1 by[] from[1]",
    ),
    ("$$x = 1$$  (2)", "claim 2 latex@2:x = 1 by[] from[]"),
    (
        "claim $x$ = 1",
        "claim - !`$` is not a sign of this language by[] from[]",
    ),
    (
        "$x = 1",
        "claim - !a dollar sign without its partner by[] from[]",
    ),
    (
        "We show this first",
        "0..18 words without a formula; begin a remark with `#`",
    ),
    ("x +", "claim - !the formula breaks off here by[] from[]"),
    ("expect invalid H0101", "expect invalid Some(\"H0101\")"),
    ("expect valid|conditional", "expect valid|conditional None"),
    (
        "expect wrong",
        "7..12 `wrong` is not a verdict: valid, conditional, invalid, unproved, tainted, given, defined, skipped, unread",
    ),
    ("ignore x ~ y", "ignored x ~ y"),
    (
        "ignore\nanything at all $\nend\nx = 1",
        "ignore / ignored anything at all $ / end  / claim - (x = 1) by[] from[]",
    ),
    ("end", "end "),
    ("x = 1 +\\\n  2", "claim - (x = (+ 1 2)) by[] from[]"),
    ("titles = 3", "claim - (titles = 3) by[] from[]"),
    ("claimed", "claim - claimed by[] from[]"),
    ("x = 1 # (3)", "claim - (x = 1) by[] from[]"),
    ("bye = 2 by by", "claim - (bye = 2) by[by] from[]"),
    (
        "a = 1\n\n= 2\r\n= 3",
        "claim - (a = 1) by[] from[] / blank / claim - (- = 2) by[] from[] / claim - (- = 3) by[] from[]",
    ),
];

#[test]
fn lines_are_read_as_the_table_says() {
    let mut wrong = String::new();
    for (text, reading) in LINES {
        let items = parse_derivation(text).items;
        let found: Vec<_> = items.iter().map(|item| line(&item.body)).collect();
        if found.join(" / ") != *reading {
            wrong += &format!("    ({text:?}, {:?}),\n", found.join(" / "));
        }
    }
    assert!(wrong.is_empty(), "read otherwise:\n{wrong}");
}

#[test]
fn spans_of_marks_and_formulas_are_those_of_the_file() {
    let text = "# first\n  claim (a): x = 1 by rule one, two from b, (c)\n";
    let items = parse_derivation(text).items;
    assert_eq!(
        &text[items[1].span.start..items[1].span.end],
        text.lines().nth(1).unwrap().trim()
    );
    let Body::Claim(claim) = &items[1].body else {
        panic!()
    };
    let at = |mark: &Mark| &text[mark.span.start..mark.span.end];
    assert_eq!(claim.label.iter().map(at).collect::<Vec<_>>(), ["a"]);
    assert_eq!(
        claim.by.iter().map(at).collect::<Vec<_>>(),
        ["rule one", "two"]
    );
    assert_eq!(claim.from.iter().map(at).collect::<Vec<_>>(), ["b", "c"]);
    assert_eq!(
        &text[claim.formula.span.start..claim.formula.span.end],
        "x = 1"
    );
}
