//! Double and triple integrals over boxes, `\iint_{[0,1] \times [0,2]} x y \,dx\,dy`: integrals in one another.

use super::reader::{Reader, node};
use super::token::{Tok, unread};
use crate::read::ast::{BinOp, Expr, Kind, Unread};
use num_bigint::BigInt;
use num_rational::BigRational;

impl<'a> Reader<'a> {
    /// What stands behind a sign for two or three integrals: the innermost variable comes first. The sets of a box belong to the
    /// variables in the order of the alphabet, whatever the order of the differentials.
    pub(super) fn multiple_integral(&mut self, tok: &Tok, times: usize) -> Result<Expr, Unread> {
        let (region, over, bounds) = self.bounds()?;
        if over.is_some() {
            return unread(
                bounds,
                "a multiple integral with an upper bound: write an integral for each variable",
            );
        }
        let sets = match &region {
            None => vec![None; times],
            Some(region) => match sides(region, times) {
                Some(sets) => sets.into_iter().map(Some).collect(),
                None => {
                    return unread(
                        region.span,
                        "the region of a multiple integral is understood where it is a product of intervals",
                    );
                }
            },
        };
        let Some((at, width)) = self.closing_differential() else {
            return unread(tok.span, "the differentials of this integral are missing");
        };
        let body = if at == self.i {
            let one = BigRational::from(BigInt::from(1));
            node(Kind::Number(one), self.toks[at].span)
        } else {
            self.part(&self.toks[self.i..at])?.whole()?
        };
        self.i = at + width;
        let mut vars = vec![self.variable()?];
        while vars.len() < times {
            let Some(width) = self.next_differential() else {
                let all = tok.span.to(vars.last().map_or(tok.span, |v| v.span));
                return unread(all, format!("this integral needs {times} differentials"));
            };
            self.i += width;
            vars.push(self.variable()?);
        }
        let end = self.toks[self.i - 1].span;
        let named: Vec<&str> = vars.iter().map(|v| self.source(v.span)).collect();
        let mut order: Vec<usize> = (0..times).collect();
        order.sort_by_key(|k| named[*k]);
        let mut set_of = vec![None; times];
        for (place, k) in order.into_iter().enumerate() {
            set_of[k].clone_from(&sets[place]);
        }
        let same = sets.windows(2).all(|pair| match (&pair[0], &pair[1]) {
            (Some(a), Some(b)) => self.source(a.span) == self.source(b.span),
            _ => true,
        });
        let letters = named.iter().all(|n| n.len() == 1);
        if !same && !letters {
            return unread(
                bounds,
                "it is not clear which variable runs through which of these sets",
            );
        }
        Ok(vars
            .into_iter()
            .zip(set_of)
            .fold(body, |inner, (var, set)| {
                let kind = Kind::Integral {
                    var: Some(Box::new(var)),
                    lower: set.map(Box::new),
                    upper: None,
                    body: Box::new(inner),
                };
                node(kind, tok.span.to(end))
            }))
    }
}

/// The sides of a box: `[0,1]^2`, `[0,1] \times [0,2]`, `\mathbb{R}^2`.
fn sides(region: &Expr, times: usize) -> Option<Vec<Expr>> {
    fn product(e: &Expr, out: &mut Vec<Expr>) -> Option<()> {
        match &e.kind {
            Kind::Paren(inner) => product(inner, out),
            Kind::Binary(BinOp::Cross, a, b) => {
                product(a, out)?;
                product(b, out)
            }
            Kind::Binary(BinOp::Pow, set, power) => {
                let Kind::Number(n) = &power.kind else {
                    return None;
                };
                let n = n.is_integer().then(|| n.to_integer())?;
                let n = usize::try_from(n).ok().filter(|n| (1..=3).contains(n))?;
                for _ in 0..n {
                    product(set, out)?;
                }
                Some(())
            }
            Kind::Interval { .. } => {
                out.push(e.clone());
                Some(())
            }
            Kind::Name(n) if n.font.as_deref() == Some("mathbb") => {
                out.push(e.clone());
                Some(())
            }
            _ => None,
        }
    }
    let mut out = Vec::new();
    product(region, &mut out)?;
    (out.len() == times).then_some(out)
}
