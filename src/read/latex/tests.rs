//! Formulas and their readings, and what must hold of any text at all.

use super::{Row, parse};
use crate::read::ast::{Expr, Kind, Span, Unread};
use crate::read::sexp::sexp;
use crate::read::tree::walk;
use proptest::prelude::*;

/// One line for a whole formula: rows parted by `//`, statements by `;`, tags behind `#`, labels behind `@`.
fn reading(text: &str) -> String {
    match parse(text, 0) {
        Ok(rows) => rows.iter().map(row).collect::<Vec<_>>().join(" // "),
        Err(e) => format!(
            "UNREAD `{}`: {}",
            text.get(e.span.start..e.span.end).unwrap_or("OUTSIDE"),
            e.reason
        ),
    }
}

fn row(r: &Row) -> String {
    let mut out = r.exprs.iter().map(sexp).collect::<Vec<_>>().join(" ; ");
    if let Some(t) = &r.tag {
        out += &format!(" #{t}");
    }
    if let Some(l) = &r.label {
        out += &format!(" @{l}");
    }
    out
}

#[test]
fn every_formula_of_the_table_has_its_reading() {
    let mut wrong = Vec::new();
    let mut count = 0;
    let mut lines = include_str!("readings.txt").lines();
    while let (Some(formula), Some(expected)) = (lines.next(), lines.next()) {
        count += 1;
        let found = reading(formula);
        if found != expected.trim() {
            wrong.push(format!(
                "{formula}\n  expected {}\n  found    {found}",
                expected.trim()
            ));
        }
    }
    assert!(count >= 580, "the table has only {count} formulas");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The places of all nodes of a tree and of its relation signs.
fn spans(e: &Expr, out: &mut Vec<Span>) {
    walk(e, &mut |e| {
        out.push(e.span);
        if let Kind::Chain { links, .. } = &e.kind {
            out.extend(links.iter().map(|l| l.rel_span));
        }
    });
}

/// Checks that every range lies in the text, on boundaries of characters.
fn check_spans(text: &str, offset: usize, result: &Result<Vec<Row>, Unread>) {
    let mut all = Vec::new();
    match result {
        Ok(rows) => {
            for r in rows {
                all.push(r.span);
                r.exprs.iter().for_each(|e| spans(e, &mut all));
            }
        }
        Err(e) => all.push(e.span),
    }
    for s in all {
        assert!(s.start >= offset, "{s:?} begins before the text {text:?}");
        assert!(
            text.get(s.start - offset..s.end - offset).is_some(),
            "{s:?} is no piece of {text:?}"
        );
    }
}

#[test]
fn ranges_are_those_of_the_file() {
    let text = r"f(x) = \frac{1}{2} + \foo";
    let found = parse(text, 100).unwrap_err();
    assert_eq!(found.span, Span::new(121, 125));
    let rows = parse(r"a + \sigma^2 b = c", 40).unwrap();
    let Kind::Chain { first, links } = &rows[0].exprs[0].kind else {
        panic!("{:?}", rows[0].exprs);
    };
    assert_eq!(first.as_ref().map(|f| f.span), Some(Span::new(40, 54)));
    assert_eq!(links[0].rel_span, Span::new(55, 56));
    assert_eq!(links[0].rhs.span, Span::new(57, 58));
}

#[test]
fn deep_nesting_is_refused_and_deep_enough_is_read() {
    let shapes = [
        ("{", "}"),
        ("(", ")"),
        (r"\left(", r"\right)"),
        (r"\{", r"\}"),
        (r"\frac{1}{", "}"),
        (r"\sqrt{", "}"),
        ("x^{", "}"),
        ("x_{", "}"),
        (r"\sin(", ")"),
        (r"\text{if $", "$}"),
        (r"\begin{cases} ", r" & x > 1 \end{cases}"),
        (r"\begin{matrix} ", r" & 1 \end{matrix}"),
        (r"\left|", r"\right|"),
        (r"\hat{", "}"),
        (r"\mathbf{", "}"),
        (r"\sum_{i=1}^n (", ")"),
        (r"\frac{d}{dx} (", ")"),
        (r"\int (", ") dx"),
        (r"\forall x : (", ")"),
        ("-(", ")"),
    ];
    for (open, close) in shapes {
        for depth in [40, 140] {
            let text = format!("{}x{}", open.repeat(depth), close.repeat(depth));
            check_spans(&text, 0, &parse(&text, 0));
        }
        let text = format!("{}x{}", open.repeat(20_000), close.repeat(20_000));
        assert!(parse(&text, 0).is_err(), "{open}");
        let text = open.repeat(20_000);
        assert!(parse(&text, 0).is_err(), "{open}");
    }
    assert!(parse(&format!("{}x{}", "(".repeat(100), ")".repeat(100)), 0).is_ok());
}

#[test]
fn prefixes_without_brackets_do_not_exhaust_the_stack() {
    for prefix in [
        "-",
        "+",
        r"\sin ",
        r"\sum ",
        r"\neg ",
        r"\forall x : ",
        r"\sqrt",
        r"\hat",
        r"\frac1",
        "x^",
        "x_",
        "|",
        r"\|",
        r"\int ",
        r"\lim_{x \to 0} ",
        r"\nabla ",
        r"\frac{d}{dx} ",
        r"\mathbf",
        r"\not",
        r"\overset a",
        r"\Rightarrow ",
        r"\bf ",
        r"\exists x, ",
        r"\max ",
        "a/-",
        r"\left.",
        r"\begin{align}",
    ] {
        let text = format!("{}x", prefix.repeat(5_000));
        check_spans(&text, 0, &parse(&text, 0));
    }
}

#[test]
fn notations_read_by_trying_do_not_multiply() {
    for (open, inner, close) in [
        (r"\frac{d}{d(", "x", ") d}"),
        (r"\sin x \frac{d}{d(", "x", ")}"),
        (r"\forall x, (", "x", ")"),
        ("|(", "+", ")|a|(x)|b|"),
        ("||(", "x", ")||"),
        (r"\int \frac{(", "x", ") dx d}{2}"),
        ("x_{(", "x", "):2:}"),
        (r"\{(", "x", ") | | |"),
    ] {
        for depth in [12, 30, 45] {
            let text = format!("{}{inner}{}", open.repeat(depth), close.repeat(depth));
            check_spans(&text, 0, &parse(&text, 0));
        }
    }
}

#[test]
fn long_formulas_are_read() {
    for piece in [
        "x + ",
        "x ",
        "x = ",
        r"x \cdot ",
        "x, ",
        r"x \\ ",
        "x! ",
        r"x \land ",
    ] {
        let text = format!("{}x", piece.repeat(3_000));
        assert!(parse(&text, 0).is_ok(), "{piece}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_text_is_read_or_refused(text in any::<String>(), offset in 0usize..1000) {
        check_spans(&text, offset, &parse(&text, offset));
    }

    #[test]
    fn any_heap_of_pieces_is_read_or_refused(
        pieces in prop::collection::vec(prop::sample::select(vec![
            "x", "y", "2", "31", "0.5", "{", "}", "(", ")", "[", "]", r"\{", r"\}", "|", r"\|", "+", "-", "=", "<",
            ",", ";", ".", ":", "^", "_", "'", "!", "&", r"\\", r"\quad ", r"\frac", r"\sqrt", r"\sin ", r"\log ",
            r"\sum", r"\int ", "dx", r"\lim", r"\to ", r"\in ", r"\le ", r"\text{si}", r"\text{ é }", r"\hat ",
            r"\mathbf ", r"\dots ", r"\nabla ", r"\partial ", r"\begin{cases}", r"\end{cases}", r"\begin{align}",
            r"\end{align}", r"\left(", r"\right)", r"\left|", r"\right|", r"\right.", r"\forall ", r"\Rightarrow ",
            r"\land ", r"\neg ", r"\tag{3}", r"\operatorname{f}", r"\min ", r"\mid ", r"\not", r"\overset", "π", "≤",
            "@", "%", "/", r"\,", r"\cdot ", r"\substack", r"\bf ", r"\underbrace", r"\phantom",
        ]), 0..24),
        offset in 0usize..10,
    ) {
        let text: String = pieces.concat();
        check_spans(&text, offset, &parse(&text, offset));
    }
}
