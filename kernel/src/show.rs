//! How terms are shown: plain text with the usual precedence, unambiguous, for people. Nothing is decided here.

use crate::term::{Kind, Term};
use std::fmt::{Formatter, Result, Write};

// Binding strengths, loosest first.
const LOOSE: u8 = 0;
const RELATION: u8 = 6;
const SUM: u8 = 7;
const PRODUCT: u8 = 8;
const PREFIX: u8 = 9;
const POWER: u8 = 10;
const ATOM: u8 = 12;

pub(crate) fn show(t: &Term, f: &mut Formatter<'_>) -> Result {
    let mut out = String::new();
    Printer { names: Vec::new() }.term(t, LOOSE, &mut out)?;
    f.write_str(&out)
}

struct Printer {
    names: Vec<String>,
}

fn infix(name: &str) -> Option<(&'static str, u8, u8, u8)> {
    Some(match name {
        "⇒" => (" ⇒ ", 2, 3, 2),
        "∨" => (" or ", 3, 3, 4),
        "∧" => (" and ", 4, 4, 5),
        "=" => (" = ", RELATION, SUM, SUM),
        "<" => (" < ", RELATION, SUM, SUM),
        "≤" => (" ≤ ", RELATION, SUM, SUM),
        "+" => (" + ", SUM, SUM, PRODUCT),
        "-" => (" - ", SUM, SUM, PRODUCT),
        "*" => ("*", PRODUCT, PRODUCT, PREFIX),
        "/" => ("/", PRODUCT, PRODUCT, PREFIX),
        "pow" => ("^", POWER, ATOM, POWER),
        "vadd" => (" + ", SUM, SUM, PRODUCT),
        "vsub" => (" - ", SUM, SUM, PRODUCT),
        "smul" => ("*", PRODUCT, PRODUCT, PREFIX),
        _ => return None,
    })
}

impl Printer {
    fn wrapped(
        &mut self,
        strength: u8,
        outer: u8,
        out: &mut String,
        body: impl FnOnce(&mut Self, &mut String) -> Result,
    ) -> Result {
        if strength < outer {
            out.push('(');
            body(self, out)?;
            out.push(')');
            Ok(())
        } else {
            body(self, out)
        }
    }

    fn binder(&mut self, f: &Term) -> Option<(String, Term)> {
        let Kind::Lam(hint, _, body) = f.kind() else {
            return None;
        };
        let free: Vec<String> = f
            .free_vars()
            .iter()
            .filter_map(|v| {
                if let Kind::Var(n) = v.kind() {
                    Some(n.to_string())
                } else {
                    None
                }
            })
            .collect();
        let mut name = hint.0.to_string();
        while self.names.contains(&name) || free.contains(&name) {
            name.push('\'');
        }
        Some((name, body.clone()))
    }

    // `open` says how the operator is written in front of the body.
    fn bound(
        &mut self,
        f: &Term,
        strength: u8,
        out: &mut String,
        open: impl FnOnce(&str) -> String,
    ) -> Result {
        match self.binder(f) {
            Some((name, body)) => {
                out.push_str(&open(&name));
                self.names.push(name);
                let r = self.term(&body, strength, out);
                self.names.pop();
                r
            }
            None => {
                out.push_str(&open("x"));
                self.term(f, ATOM, out)?;
                out.push_str("(x)");
                Ok(())
            }
        }
    }

    fn text(&mut self, t: &Term) -> std::result::Result<String, std::fmt::Error> {
        let mut s = String::new();
        self.term(t, LOOSE, &mut s)?;
        Ok(s)
    }

    // Where something goes, as it is written below a limit.
    fn place(&mut self, p: &Term) -> std::result::Result<String, std::fmt::Error> {
        Ok(match p.as_const_app() {
            Some(("near" | "at", args)) if args.len() == 1 => self.text(args[0])?,
            Some(("below", args)) if args.len() == 1 => self.text(args[0])? + "-",
            Some(("above", args)) if args.len() == 1 => self.text(args[0])? + "+",
            Some(("top" | "naturals", _)) => "∞".into(),
            Some(("bottom", _)) => "-∞".into(),
            _ => self.text(p)?,
        })
    }

    fn term(&mut self, t: &Term, outer: u8, out: &mut String) -> Result {
        match t.kind() {
            Kind::Var(n) => out.write_str(n),
            Kind::Const(c) => out.write_str(if &*c.name == "pi" { "π" } else { &c.name }),
            Kind::Bound(i) => {
                let i = *i as usize;
                match self
                    .names
                    .len()
                    .checked_sub(i + 1)
                    .map(|k| self.names[k].clone())
                {
                    Some(n) => out.write_str(&n),
                    None => write!(out, "#{i}"),
                }
            }
            Kind::Num(q) => {
                let strength = match (q.is_negative(), q.is_integer()) {
                    (true, _) => SUM,
                    (_, true) => ATOM,
                    _ => PRODUCT,
                };
                self.wrapped(strength, outer, out, |_, o| write!(o, "{q}"))
            }
            Kind::Lam(..) => self.wrapped(LOOSE, outer, out, |s, o| {
                s.bound(t, LOOSE, o, |x| format!("{x} ↦ "))
            }),
            Kind::App(..) => self.application(t, outer, out),
        }
    }

    fn application(&mut self, t: &Term, outer: u8, out: &mut String) -> Result {
        let (head, args) = t.spine();
        let name = t.as_const_app().map(|(n, _)| n.to_string());
        match (name.as_deref(), &args[..]) {
            (Some("¬"), [p]) => {
                for (rel, shown) in [("=", " ≠ "), ("<", " ≥ "), ("≤", " > ")] {
                    if let Some((a, b)) = p.as_binary(rel) {
                        return self.wrapped(RELATION, outer, out, |s, o| {
                            s.term(a, SUM, o)?;
                            o.push_str(shown);
                            s.term(b, SUM, o)
                        });
                    }
                }
                self.wrapped(5, outer, out, |s, o| {
                    o.push_str("not ");
                    s.term(p, RELATION, o)
                })
            }
            (Some("neg" | "vneg"), [a]) => self.wrapped(SUM, outer, out, |s, o| {
                o.push('-');
                s.term(a, PRODUCT, o)
            }),
            (Some(op), [a, b]) if infix(op).is_some() => {
                let Some((sign, strength, left, right)) = infix(op) else {
                    return Ok(());
                };
                self.wrapped(strength, outer, out, |s, o| {
                    s.term(a, left, o)?;
                    o.push_str(sign);
                    s.term(b, right, o)
                })
            }
            (Some("∀"), [p]) => self.wrapped(1, outer, out, |s, o| {
                s.bound(p, 1, o, |x| format!("∀{x}. "))
            }),
            (Some("∃"), [p]) => self.wrapped(1, outer, out, |s, o| {
                s.bound(p, 1, o, |x| format!("∃{x}. "))
            }),
            (Some("abs"), [a]) => {
                out.push('|');
                self.term(a, LOOSE, out)?;
                out.push('|');
                Ok(())
            }
            (Some("norm"), [a]) => {
                out.push('‖');
                self.term(a, LOOSE, out)?;
                out.push('‖');
                Ok(())
            }
            (Some("inner"), [a, b]) => {
                let (a, b) = (self.text(a)?, self.text(b)?);
                write!(out, "⟨{a}, {b}⟩")
            }
            (Some("gradient"), [f, w]) => {
                out.push('∇');
                self.term(f, ATOM, out)?;
                let w = self.text(w)?;
                write!(out, "({w})")
            }
            (Some("factorial"), [a]) => {
                self.term(a, ATOM, out)?;
                out.push('!');
                Ok(())
            }
            (Some("Int"), [a]) => self.wrapped(RELATION, outer, out, |s, o| {
                s.term(a, SUM, o)?;
                o.push_str(" ∈ ℤ");
                Ok(())
            }),
            (Some("ite"), [g, a, b]) => {
                let (g, a, b) = (self.text(g)?, self.text(a)?, self.text(b)?);
                write!(out, "{{{a} if {g}; {b} otherwise}}")
            }
            (Some("deriv"), [f, c]) => self.wrapped(PRODUCT, outer, out, |s, o| {
                let at_variable = match (s.binder(f), c.kind()) {
                    (Some(_), Kind::Var(n)) => matches!(f.kind(), Kind::Lam(h, ..) if h.0 == *n),
                    _ => false,
                };
                if at_variable {
                    // d/dx e, at x itself: the bound variable is shown by the name of the point.
                    let Kind::Lam(hint, _, body) = f.kind() else {
                        return Ok(());
                    };
                    write!(o, "d/d{} (", hint.0)?;
                    s.names.push(hint.0.to_string());
                    let r = s.term(body, LOOSE, o);
                    s.names.pop();
                    o.push(')');
                    return r;
                }
                let c = s.text(c)?;
                o.push('(');
                s.bound(f, LOOSE, o, |x| format!("d/d{x} ("))?;
                write!(o, ") at {c})")
            }),
            (Some(op @ ("Sum" | "Prod" | "Min" | "Max")), [a, b, f]) => {
                let (a, b) = (self.text(a)?, self.text(b)?);
                let word = op.to_lowercase();
                self.wrapped(PRODUCT, outer, out, |s, o| {
                    s.bound(f, PREFIX, o, |k| format!("{word}_({k}={a})^({b}) "))
                })
            }
            (Some("integral"), [a, b, f]) => {
                let (a, b) = (self.place(a)?, self.place(b)?);
                let mut var = String::new();
                out.push('(');
                self.bound(f, PRODUCT, out, |x| {
                    var = x.to_string();
                    format!("int_({a})^({b}) ")
                })?;
                write!(out, " d{var})")
            }
            (Some("lim"), [f, p]) => {
                let p = self.place(p)?;
                self.wrapped(PRODUCT, outer, out, |s, o| {
                    s.bound(f, PREFIX, o, |x| format!("lim_({x}->{p}) "))
                })
            }
            (Some("Tends"), [f, p, q]) => {
                let (p, q) = (self.place(p)?, self.place(q)?);
                self.wrapped(RELATION, outer, out, |s, o| {
                    s.bound(f, PREFIX, o, |x| format!("lim_({x}->{p}) "))?;
                    write!(o, " = {q}")
                })
            }
            _ => {
                self.term(head, ATOM, out)?;
                out.push('(');
                for (i, a) in args.iter().enumerate() {
                    if i > 0 {
                        out.push_str(", ");
                    }
                    self.term(a, LOOSE, out)?;
                }
                out.push(')');
                Ok(())
            }
        }
    }
}
