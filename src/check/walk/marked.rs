//! Derivatives that are written as marks on the name of a function: `\dot x` where `x(t)` was given, `f'` without an argument, `f_x` for
//! a function of several variables.

use super::super::open;
use super::Walk;
use crate::elaborate::{Problem, key, walk};
use crate::finding::{Finding, Verdict};
use crate::read::ast::{Expr, Kind, Name, Span};
use crate::read::tree::children;
use hence_kernel::{Kind as TermKind, Term, Type};

/// The names of a function's variables.
#[derive(Clone, Debug, Default)]
pub(super) struct Variables {
    names: Vec<Name>,
    /// Whether the text says what the function is.
    defined: bool,
}

/// What a name with a mark stands for.
enum Mark {
    /// So many derivatives of the function of that name.
    Primes(Name, u32),
    /// The derivative by the variables at these places.
    By(Name, Vec<usize>),
}

// Derivatives of a higher order are not written out.
const MAX_ORDER: u32 = 12;

impl Walk<'_> {
    /// Why a mark on a name is not understood: `f^{(n)}` for a function f, `\\dot x` for a name with a value.
    pub(super) fn unknown_mark(&self, e: &Expr) -> Option<Problem> {
        let mut found = None;
        let mut look = |n: &Name, span: Span| {
            if found.is_some() || self.is_defined(n) {
                return;
            }
            let mut plain = n.clone();
            let reason = if plain.sup.take().is_some() {
                let function = (self.variables.get(&key(&plain))).is_some_and(|v| v.defined);
                function.then_some("the order of the derivative is no number")
            } else if n.accents.first().is_some_and(|a| dots(a).is_some()) {
                plain.accents.remove(0);
                let name = key(&plain);
                let valued = |v: &Term| matches!(v.kind(), TermKind::Var(m) if **m == *name);
                let known = self.scope.values().iter().any(|(v, _)| valued(v))
                    || self.scope.definition(&name).is_some();
                known.then_some("it is not said by what the dot differentiates")
            } else {
                None
            };
            found = reason.map(|reason| Problem {
                span,
                reason: reason.into(),
            });
        };
        walk(e, &mut |e| match &e.kind {
            Kind::Name(n) | Kind::NameParen(n, _) => look(n, e.span),
            _ => {}
        });
        found
    }

    /// Notes the names of a function's variables, where a formula defines it by them or mentions its value at them.
    pub(super) fn note_variables(&mut self, e: &Expr) {
        let call = match &e.kind {
            Kind::Chain {
                first: Some(first), ..
            } => first,
            Kind::NameParen(..) => e,
            _ => return,
        };
        let Kind::NameParen(n, args) = &call.kind else {
            return;
        };
        let mut names: Vec<Name> = Vec::with_capacity(args.len());
        for a in args {
            match &a.kind {
                Kind::Name(x) if x.primes == 0 && !names.contains(x) => names.push(x.clone()),
                _ => return,
            }
        }
        let mentioned = !open::is_statement(e) && self.scope.is_call(n, args);
        let brought = |f: &Finding| f.verdict == Verdict::Defined && f.span.start <= e.span.start;
        let defined =
            !mentioned && (self.is_defined(n) || self.findings.last().is_some_and(brought));
        if n.primes == 0 && (mentioned || defined) {
            let known = self.variables.entry(key(n)).or_default();
            *known = Variables {
                names,
                defined: defined || known.defined,
            };
        }
    }

    fn is_defined(&self, n: &Name) -> bool {
        (self.scope.definition(&key(n))).is_some_and(|d| matches!(d.constant.ty(), Type::Fun(_)))
    }

    /// The formula with such derivatives written out, and the functions beside them at their variables; none where there are none.
    pub(super) fn with_derivatives(&self, e: &Expr) -> Option<Expr> {
        if self.variables.is_empty() {
            return None;
        }
        let mut found = false;
        walk(e, &mut |e| {
            found |= match &e.kind {
                Kind::Name(n) => self.mark(n).is_some(),
                Kind::NameParen(n, args) => {
                    n.primes == 0 && self.mark(n).is_some_and(|m| self.takes(&m, args))
                }
                _ => false,
            };
        });
        if !found {
            return None;
        }
        let mut out = e.clone();
        self.write_out(&mut out);
        Some(out)
    }

    // What the marks on a name say, where the rest of it is a function whose variables are known.
    fn mark(&self, n: &Name) -> Option<Mark> {
        if n.primes > 0 {
            let one = (self.variables.get(&key(n))).is_some_and(|v| v.names.len() == 1);
            return one.then(|| {
                let plain = Name {
                    primes: 0,
                    ..n.clone()
                };
                Mark::Primes(plain, n.primes)
            });
        }
        if let Some(order) = n.sup.as_deref() {
            let plain = Name {
                sup: None,
                ..n.clone()
            };
            let one = (self.variables.get(&key(&plain))).is_some_and(|v| v.names.len() == 1);
            let primes = match &order.kind {
                Kind::Number(k) if k.is_integer() => u32::try_from(k.numer()).ok()?,
                _ => return None,
            };
            return (one && (1..=MAX_ORDER).contains(&primes))
                .then_some(Mark::Primes(plain, primes));
        }
        if let Some(dots) = n.accents.first().and_then(|a| dots(a)) {
            let mut plain = n.clone();
            plain.accents.remove(0);
            let one = (self.variables.get(&key(&plain))).is_some_and(|v| v.names.len() == 1);
            return one.then_some(Mark::Primes(plain, dots));
        }
        let (last, rest) = n.subs.split_last()?;
        let plain = Name {
            subs: rest.to_vec(),
            ..n.clone()
        };
        let variables = self.variables.get(&key(&plain))?;
        if variables.names.len() < 2 || !variables.defined || self.is_defined(n) {
            return None;
        }
        let mut by = Vec::new();
        letters(last, &mut by)?;
        let place = |x: &Name| variables.names.iter().position(|v| v == x);
        let places: Option<Vec<usize>> = by.iter().map(place).collect();
        Some(Mark::By(plain, places?))
    }

    // Whether what is marked can be called with these arguments.
    fn takes(&self, mark: &Mark, args: &[Expr]) -> bool {
        let (Mark::Primes(n, _) | Mark::By(n, _)) = mark;
        let Some(Variables {
            names: variables, ..
        }) = self.variables.get(&key(n))
        else {
            return false;
        };
        let same = |(a, v): (&Expr, &Name)| matches!(&a.kind, Kind::Name(x) if x == v);
        // A value in which a variable occurs would be put into the others.
        let closed = |a: &Expr| {
            let mut met = false;
            walk(a, &mut |e| {
                met |= matches!(&e.kind, Kind::Name(x) if variables.contains(x));
            });
            !met
        };
        args.len() == variables.len()
            && (matches!(mark, Mark::Primes(..))
                || args.iter().zip(variables).all(same)
                || args.iter().all(closed))
    }

    fn write_out(&self, e: &mut Expr) {
        let span = e.span;
        match &mut e.kind {
            Kind::Name(n) => {
                let mark = self.mark(n);
                let plain = mark.is_none() && n.primes == 0;
                if let Some(mark) = mark {
                    e.kind = self.derivative(mark, None, span);
                } else if plain && let Some(args) = self.at_variables(n, span) {
                    e.kind = Kind::NameParen(n.clone(), args);
                }
                return;
            }
            Kind::NameParen(n, args) => {
                args.iter_mut().for_each(|a| self.write_out(a));
                let mark = (n.primes == 0).then(|| self.mark(n)).flatten();
                if let Some(mark) = mark.filter(|m| self.takes(m, args)) {
                    e.kind = self.derivative(mark, Some(args.clone()), span);
                }
                return;
            }
            _ => {}
        }
        for child in children(&mut e.kind) {
            self.write_out(child);
        }
    }

    fn at_variables(&self, n: &Name, span: Span) -> Option<Vec<Expr>> {
        let variables = self.variables.get(&key(n))?;
        Some(variables.names.iter().map(|v| named(v, span)).collect())
    }

    fn derivative(&self, mark: Mark, args: Option<Vec<Expr>>, span: Span) -> Kind {
        match mark {
            Mark::Primes(n, primes) => {
                let args = args.or_else(|| self.at_variables(&n, span));
                Kind::NameParen(Name { primes, ..n }, args.unwrap_or_default())
            }
            Mark::By(n, places) => {
                let variables = self.at_variables(&n, span).unwrap_or_default();
                let mut vars: Vec<(Expr, u32)> = Vec::new();
                for v in places.into_iter().filter_map(|p| variables.get(p)) {
                    match vars.last_mut().filter(|(last, _)| last == v) {
                        Some((_, times)) => *times += 1,
                        None => vars.push((v.clone(), 1)),
                    }
                }
                let value = Kind::NameParen(n, variables.clone());
                let derivative = Kind::Derivative {
                    body: Box::new(Expr { kind: value, span }),
                    vars,
                    partial: true,
                };
                let values = args.into_iter().flatten().zip(variables);
                values
                    .filter(|(a, v)| a.kind != v.kind)
                    .fold(derivative, |kind, (a, v)| Kind::Between {
                        body: Box::new(Expr { kind, span }),
                        var: Some(Box::new(v)),
                        lower: Box::new(a),
                        upper: None,
                    })
            }
        }
    }
}

fn named(n: &Name, span: Span) -> Expr {
    Expr {
        kind: Kind::Name(n.clone()),
        span,
    }
}

/// How many derivatives an accent stands for.
fn dots(accent: &str) -> Option<u32> {
    match accent {
        "dot" => Some(1),
        "ddot" => Some(2),
        _ => None,
    }
}

/// The names that stand side by side: `xy` in `f_{xy}`.
fn letters(e: &Expr, out: &mut Vec<Name>) -> Option<()> {
    match &e.kind {
        Kind::Name(n) => {
            // Three letters are one word to the reader of scripts.
            let runs = n.subs.is_empty() && n.font.is_none() && n.base.chars().count() > 1;
            match runs {
                true => out.extend(n.base.chars().map(|c| Name {
                    base: c.to_string(),
                    ..Name::default()
                })),
                false => out.push(n.clone()),
            }
            Some(())
        }
        Kind::Binary(crate::read::ast::BinOp::Juxtapose, a, b) => {
            letters(a, out)?;
            letters(b, out)
        }
        // `x^2` in `f_{x^2}` is no such place.
        _ => None,
    }
}
