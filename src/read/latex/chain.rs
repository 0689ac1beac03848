//! Chains of relations.

use super::reader::{Reader, node};
use super::token::{T, unread};
use super::vocabulary as vocab;
use crate::read::ast::{BinOp, Expr, Kind, Link, Rel, Span, Unread};

/// A relation sign found in a list.
struct Sign {
    rel: Rel,
    at: usize,
    width: usize,
    span: Span,
    note: Option<String>,
}

impl<'a> Reader<'a> {
    /// The relation sign at `i`, if one stands there.
    fn sign_at(&self, i: usize) -> Result<Option<Sign>, Unread> {
        let Some(tok) = self.toks.get(i) else {
            return Ok(None);
        };
        let found = |rel, width: usize, note| {
            let last = self.toks.get(i + width - 1).map_or(tok.span, |l| l.span);
            Ok(Some(Sign {
                rel,
                at: i,
                width,
                span: tok.span.to(last),
                note,
            }))
        };
        match &tok.t {
            T::Sym('=') => found(Rel::Eq, 1, None),
            T::Sym('<') => found(Rel::Lt, 1, None),
            T::Sym('>') => found(Rel::Gt, 1, None),
            T::Sym(':') if self.toks.get(i + 1).is_some_and(|n| n.is_sym('=')) => {
                found(Rel::Define, 2, None)
            }
            T::Cmd(name)
                if name == "not" && self.toks.get(i + 1).is_some_and(|n| n.is_cmd("not")) =>
            {
                unread(tok.span, "\\not before this sign is not understood")
            }
            T::Cmd(name) if name == "not" => match self.sign_at(i + 1)? {
                Some(s) if s.rel == Rel::Eq => found(Rel::Ne, 1 + s.width, None),
                Some(s) if s.rel == Rel::In => found(Rel::NotIn, 1 + s.width, None),
                Some(s) if s.rel == Rel::Divides => found(Rel::NotDivides, 1 + s.width, None),
                _ => unread(tok.span, "\\not before this sign is not understood"),
            },
            T::Cmd(name) if name == "overset" || name == "stackrel" || name == "underset" => {
                let mut ahead = self.clone();
                ahead.i = i + 1;
                let (_, note_span) = ahead.argument(tok)?;
                let (sign, _) = ahead.argument(tok)?;
                let width = ahead.i - i;
                let inner = self.part(sign)?;
                match inner.sign_at(0)? {
                    Some(s) if s.width == sign.len() => {
                        let note = self.source(note_span).trim();
                        let note = note
                            .strip_prefix('{')
                            .and_then(|n| n.strip_suffix('}'))
                            .unwrap_or(note);
                        let bare: String = note.chars().filter(|c| c.is_alphanumeric()).collect();
                        let defines = matches!(
                            bare.as_str(),
                            "def"
                                | "textdef"
                                | "mathrmdef"
                                | "rmdef"
                                | "triangle"
                                | "Delta"
                                | "Δ"
                                | "déf"
                                | "textdéf"
                                | "operatornamedef"
                        );
                        let rel = if s.rel == Rel::Eq && defines {
                            Rel::Define
                        } else {
                            s.rel
                        };
                        found(rel, width, Some(note.to_string()))
                    }
                    _ => Ok(None),
                }
            }
            T::Cmd(name) if name == "xrightarrow" => {
                let mut ahead = self.clone();
                ahead.i = i + 1;
                let (_, note) = ahead.argument(tok)?;
                let note = self.source(note).trim_matches(['{', '}']).trim();
                found(Rel::To, ahead.i - i, Some(note.to_string()))
            }
            T::Cmd(name) if vocab::is_foreign_relation(name) => unread(
                tok.span,
                format!("the relation sign \\{name} is not understood"),
            ),
            T::Cmd(name) => match vocab::relation(name) {
                Some(rel) => found(rel, 1, None),
                None => Ok(None),
            },
            _ => Ok(None),
        }
    }

    /// `f : x \mapsto e` is `f(x) := e`.
    fn map(&self, signs: &[Sign]) -> Result<Option<Expr>, Unread> {
        let ([sign], Some(colon)) = (signs, self.toks.iter().position(|t| t.is_sym(':'))) else {
            return Ok(None);
        };
        if sign.rel != Rel::MapsTo || colon == 0 || colon + 1 >= sign.at {
            return Ok(None);
        }
        let name = self.part(&self.toks[..colon])?.whole()?;
        let variable = self.part(&self.toks[colon + 1..sign.at])?.whole()?;
        let (Kind::Name(f), Kind::Name(_) | Kind::Paren(_) | Kind::Tuple(_)) =
            (name.kind, &variable.kind)
        else {
            return Ok(None);
        };
        let at = name.span.to(variable.span);
        let arguments = match variable.kind {
            Kind::Paren(inner) => vec![*inner],
            Kind::Tuple(items) => items,
            kind => vec![node(kind, variable.span)],
        };
        let rhs = self.part(&self.toks[sign.at + sign.width..])?.whole()?;
        let span = at.to(rhs.span);
        let link = Link {
            rel: Rel::Define,
            rel_span: sign.span,
            note: None,
            rhs,
        };
        let first = Some(Box::new(node(Kind::NameParen(f, arguments), at)));
        let links = vec![link];
        Ok(Some(node(Kind::Chain { first, links }, span)))
    }

    /// Terms joined by relation signs. `\to` between two chains is an implication.
    pub fn chain(&self) -> Result<Expr, Unread> {
        let mut signs: Vec<Sign> = Vec::new();
        let mut i = 0;
        while i < self.toks.len() {
            match self.sign_at(i)? {
                Some(s) => {
                    i += s.width;
                    signs.push(s);
                }
                None => i += 1,
            }
        }
        // `f : A \to B`
        if let Some(colon) = self.toks.iter().position(|t| t.is_sym(':'))
            && signs
                .first()
                .is_some_and(|s| s.rel == Rel::To && s.at > colon)
            && signs.len() == 1
            && colon > 0
        {
            let name = self.part(&self.toks[..colon])?.whole()?;
            let map = self.part(&self.toks[colon + 1..])?.chain()?;
            let span = name.span.to(map.span);
            let link = Link {
                rel: Rel::In,
                rel_span: self.toks[colon].span,
                note: None,
                rhs: map,
            };
            return Ok(node(
                Kind::Chain {
                    first: Some(Box::new(name)),
                    links: vec![link],
                },
                span,
            ));
        }
        let divides = |s: &Sign| matches!(s.rel, Rel::Divides | Rel::NotDivides);
        if let Some(bar) = signs.iter().find(|s| divides(s))
            && !signs.iter().all(divides)
        {
            return unread(
                bar.span,
                "this bar may say that one number divides another, or under which condition something is meant",
            );
        }
        if let Some(definition) = self.map(&signs)? {
            return Ok(definition);
        }
        if signs.is_empty() {
            return self.clone().whole();
        }
        let plain = |s: &Sign| s.rel != Rel::To;
        for (k, s) in signs.iter().enumerate() {
            if s.rel == Rel::To && signs[..k].iter().any(plain) && signs[k + 1..].iter().any(plain)
            {
                let left = self.part(&self.toks[..s.at])?.chain()?;
                let right = self.part(&self.toks[s.at + s.width..])?.chain()?;
                let span = left.span.to(right.span);
                return Ok(node(
                    Kind::Implies(Some(Box::new(left)), Box::new(right)),
                    span,
                ));
            }
        }
        let first = if signs[0].at == 0 {
            None
        } else {
            Some(Box::new(self.part(&self.toks[..signs[0].at])?.whole()?))
        };
        let mut span = first.as_ref().map_or(signs[0].span, |f| f.span);
        let mut links = Vec::with_capacity(signs.len());
        for (k, s) in signs.iter().enumerate() {
            let end = signs.get(k + 1).map_or(self.toks.len(), |n| n.at);
            let side = &self.toks[s.at + s.width..end];
            if side.is_empty() {
                return unread(s.span, "nothing stands right of this relation sign");
            }
            let mut rhs = self.part(side)?.whole()?;
            if matches!(s.rel, Rel::In | Rel::NotIn | Rel::Subset) {
                rhs = as_region(rhs);
            }
            span = span.to(rhs.span);
            links.push(Link {
                rel: s.rel,
                rel_span: s.span,
                note: s.note.clone(),
                rhs,
            });
        }
        Ok(node(Kind::Chain { first, links }, span))
    }
}

/// `(0,1)` behind `\in` is an interval, also inside unions and powers.
fn as_region(e: Expr) -> Expr {
    let span = e.span;
    let kind = match e.kind {
        Kind::Tuple(mut v) if v.len() == 2 => match (v.pop(), v.pop()) {
            (Some(hi), Some(lo)) => Kind::Interval {
                lo: Box::new(lo),
                hi: Box::new(hi),
                left_closed: false,
                right_closed: false,
            },
            _ => Kind::Tuple(v),
        },
        Kind::Binary(
            op @ (BinOp::Union | BinOp::Intersect | BinOp::SetMinus | BinOp::Cross),
            a,
            b,
        ) => Kind::Binary(op, Box::new(as_region(*a)), Box::new(as_region(*b))),
        Kind::Binary(BinOp::Pow, a, b) => Kind::Binary(BinOp::Pow, Box::new(as_region(*a)), b),
        other => other,
    };
    node(kind, span)
}
