//! Lists between commas and the relations they belong to.

use super::reader::{node, tuple};
use super::sentence::{Sep, is_statement};
use crate::read::ast::{Expr, Kind};

/// Gives terms between commas to the relation they belong to: `x, y \in S`, `i = 1, \dots, n`.
pub fn lists_joined(items: Vec<(Sep, bool, Expr)>) -> Vec<(Sep, bool, Expr)> {
    let mut out: Vec<(Sep, bool, Expr)> = Vec::new();
    // Terms waiting for a relation, with what stands before the first of them.
    let mut run: Vec<(Sep, bool, Expr)> = Vec::new();
    for (sep, comma, e) in items {
        if !is_statement(&e) {
            if sep != Sep::Comma {
                flush(&mut out, &mut run);
            }
            run.push((sep, comma, e));
            continue;
        }
        if sep == Sep::Comma && !run.is_empty() && !goes_back(&out, &run) {
            let (first_sep, first_comma, _) = run[0];
            match with_first(e, &mut run) {
                Ok(e) => out.push((first_sep, first_comma, e)),
                Err(e) => {
                    flush(&mut out, &mut run);
                    out.push((sep, comma, *e));
                }
            }
        } else {
            flush(&mut out, &mut run);
            out.push((sep, comma, e));
        }
    }
    flush(&mut out, &mut run);
    out
}

/// Whether the waiting terms go on with the list right of the last relation.
fn goes_back(out: &[(Sep, bool, Expr)], run: &[(Sep, bool, Expr)]) -> bool {
    let after_relation = matches!(out.last(), Some((_, _, e)) if matches!(e.kind, Kind::Chain { .. }))
        && run[0].0 == Sep::Comma;
    after_relation
        && (run.iter().any(|(_, _, e)| matches!(e.kind, Kind::Dots))
            || run
                .iter()
                .all(|(_, _, e)| matches!(e.kind, Kind::Number(_))))
}

/// The waiting terms become the left side of a chain, before the one it has.
fn with_first(e: Expr, run: &mut Vec<(Sep, bool, Expr)>) -> Result<Expr, Box<Expr>> {
    let Expr { kind, span } = e;
    match kind {
        Kind::Chain {
            first: Some(first),
            links,
        } => {
            let mut items: Vec<Expr> = run.drain(..).map(|(_, _, e)| e).collect();
            let start = items.first().map_or(span, |f| f.span);
            let list_span = start.to(first.span);
            items.push(*first);
            Ok(node(
                Kind::Chain {
                    first: Some(Box::new(node(Kind::Tuple(items), list_span))),
                    links,
                },
                start.to(span),
            ))
        }
        kind => Err(Box::new(node(kind, span))),
    }
}

/// The waiting terms become a list: behind the last relation's right side if there is one, else by themselves.
fn flush(out: &mut Vec<(Sep, bool, Expr)>, run: &mut Vec<(Sep, bool, Expr)>) {
    let Some((sep, comma, _)) = run.first() else {
        return;
    };
    let (sep, comma) = (*sep, *comma);
    let items: Vec<Expr> = run.drain(..).map(|(_, _, e)| e).collect();
    let end = items.last().map(|e| e.span).unwrap_or_default();
    if sep == Sep::Comma
        && let Some((
            _,
            _,
            Expr {
                kind: Kind::Chain { links, .. },
                span,
            },
        )) = out.last_mut()
        && let Some(link) = links.last_mut()
    {
        let first = std::mem::replace(&mut link.rhs, node(Kind::Dots, end));
        let list_span = first.span.to(end);
        let mut all = vec![first];
        all.extend(items);
        link.rhs = node(Kind::Tuple(all), list_span);
        *span = span.to(end);
        return;
    }
    let span = items.first().map_or(end, |f| f.span.to(end));
    out.push((sep, comma, tuple(items, span)));
}
