//! Expectations, written out: `E[X]` as the sum of `p_ω X_ω` over finitely many outcomes, each with a positive probability.
//!
//! Names in capitals stand for random quantities inside of the brackets, and so they do elsewhere: `X ≥ 0` is said of every outcome. What
//! is proved so holds of every finite distribution, whichever names are random: a constant is a random quantity as well.

use super::{Bar, Entry, Line, Task};
use crate::check::open;
use crate::elaborate::{children, key, walk};
use crate::read::ast::{BigOp, BinOp, Expr, Kind, Link, Name, Rel, Span, Unread};
use crate::read::latex;
use crate::read::lexicon::guards::{self, guards};
use std::collections::BTreeSet;

// The moments that are written out.
#[derive(Clone, Copy, PartialEq)]
enum Moment {
    Mean,
    Variance,
    Covariance,
}

// How a document speaks of chance.
struct Chance {
    random: BTreeSet<String>,
    // The names that nothing else has: of the number of outcomes, of their probabilities, of outcomes.
    count: &'static str,
    weight: &'static str,
    outcomes: Vec<&'static str>,
    // Whether the words say what is random.
    said: bool,
}

/// The entries with their expectations written out, and what is then supposed of the outcomes.
pub(super) fn written_out(entries: Vec<Entry>, text: &str) -> Vec<Entry> {
    let possible = |e: &Entry| match e {
        Entry::Formula(line) => line.exprs.iter().flatten().any(may_be_mean),
        _ => false,
    };
    if !entries.iter().any(possible) {
        return entries;
    }
    let words = guards::words(text);
    let said = guards().is_some_and(|g| g.chance.first(&words).is_some());
    // What is supposed of a distribution in words is not understood.
    let other = guards().is_some_and(|g| g.not_numbers.first(&words).is_some());
    let certain = said && guards().is_some_and(|g| g.distributing.first(&words).is_none());
    let Some(chance) = Chance::of(&entries, said) else {
        return left_open(entries, said);
    };
    let mut out = Vec::new();
    let mut supposed = false;
    for entry in entries {
        match entry {
            Entry::Formula(mut line) => {
                if chance.write(&mut line, certain, other) && !supposed {
                    // What the page expects of this formula is said right before it.
                    let since = out.iter().rposition(|e| matches!(e, Entry::Formula(_)));
                    let from = since.map_or(0, |i| i + 1);
                    let expects = |e: &Entry| matches!(e, Entry::Expect { .. });
                    let at = out[from..].iter().position(expects);
                    let at = at.map_or(out.len(), |i| from + i);
                    out.splice(at..at, chance.suppositions(line.span));
                    supposed = true;
                }
                out.push(Entry::Formula(line));
            }
            Entry::Part(..) => {
                supposed = false;
                out.push(entry);
            }
            other => out.push(other),
        }
    }
    out
}

// Which moment a node is, with its arguments.
fn moment(e: &Expr, plain: bool) -> Option<(Moment, &Name, &[Expr])> {
    let (name, args) = match &e.kind {
        Kind::NameParen(n, args) => (n, args),
        Kind::Apply {
            func,
            power: None,
            base: None,
            args,
            bracketed: true,
        } => (func, args),
        _ => return None,
    };
    let upright = matches!(
        name.font.as_deref(),
        Some("mathbb" | "mathrm" | "operatorname" | "text" | "mathsf")
    );
    let which = match (name.base.as_str(), args.len()) {
        ("E" | "𝔼", 1) if upright || plain || name.base == "𝔼" => Moment::Mean,
        ("Var", 1) => Moment::Variance,
        ("V" | "𝕍", 1) if upright => Moment::Variance,
        ("Cov", 2) => Moment::Covariance,
        _ => return None,
    };
    Some((which, name, args))
}

// Whether an expectation may stand there, with brackets or without.
fn may_be_mean(e: &Expr) -> bool {
    let mut found = false;
    walk(e, &mut |e| {
        found |= moment(e, true).is_some();
        found |= matches!(&e.kind, Kind::Name(n) if n.base == "E");
    });
    found
}

// Where it is not said what is random, an `E` that may be an expectation is none that is computed with.
fn left_open(entries: Vec<Entry>, said: bool) -> Vec<Entry> {
    let name = |e: &Expr| match &e.kind {
        Kind::Name(n) => (n.base == "E").then(|| key(n)),
        _ => moment(e, true).map(|(_, n, _)| key(n)),
    };
    let mut open: BTreeSet<String> = BTreeSet::new();
    let mut out = Vec::new();
    for entry in entries {
        match entry {
            Entry::Formula(mut line) => {
                let mut names = BTreeSet::new();
                for e in line.exprs.iter().flatten() {
                    walk(e, &mut |e| names.extend(name(e)));
                }
                if said && !names.is_empty() {
                    let reason = "an expectation of this form is not read yet".into();
                    let span = line.span;
                    line.exprs = Err(Unread { span, reason });
                }
                // "E = m c²" and "E(x) = x²" say what it is.
                let given = line.exprs.iter().flatten().filter_map(open::equated);
                let given: BTreeSet<String> = given.map(|(n, _)| n).collect();
                if names
                    .iter()
                    .any(|n| !given.contains(n) && !open.contains(n))
                {
                    open.extend(names.iter().cloned());
                    out.push(Entry::opened(names));
                } else {
                    open.extend(names);
                }
                out.push(Entry::Formula(line));
            }
            Entry::Part(..) => {
                open.clear();
                out.push(entry);
            }
            other => out.push(other),
        }
    }
    out
}

// A capital letter without marks.
fn is_random(n: &Name) -> bool {
    let mut letters = n.base.chars();
    let capital =
        letters.next().is_some_and(|c| c.is_ascii_uppercase()) && letters.next().is_none();
    capital && n.font.is_none() && n.subs.is_empty() && n.sup.is_none() && n.primes == 0
}

// A letter that texts use for constants and for random quantities alike; `e` in a power is the number.
fn doubtful(e: &Expr) -> Option<Span> {
    let mut e = e.clone();
    fn without_exponentials(e: &mut Expr) {
        if let Kind::Binary(BinOp::Pow, base, exponent) = &mut e.kind
            && matches!(&base.kind, Kind::Name(n) if n.base == "e")
        {
            e.kind = Kind::Paren(exponent.clone());
        }
        children(&mut e.kind)
            .into_iter()
            .for_each(without_exponentials);
    }
    without_exponentials(&mut e);
    let mut found = None;
    walk(&e, &mut |e| {
        if let Kind::Name(n) = &e.kind {
            let marked = !n.accents.is_empty() || n.font.is_some();
            let constant = guards().is_some_and(|g| g.constants.is(std::slice::from_ref(&n.base)));
            if !is_random(n) && (marked || !constant) {
                found = found.or(Some(e.span));
            }
        }
    });
    found
}

impl Chance {
    // None where there is no expectation of a random quantity.
    fn of(entries: &[Entry], said: bool) -> Option<Chance> {
        let mut names = BTreeSet::new();
        let mut random = BTreeSet::new();
        for e in entries.iter().filter_map(|e| match e {
            Entry::Formula(line) => line.exprs.as_ref().ok(),
            _ => None,
        }) {
            for e in e {
                open::names(e, &mut names);
                walk(e, &mut |e| {
                    if let Some((_, _, args)) = moment(e, said) {
                        for a in args {
                            walk(a, &mut |e| {
                                if let Kind::Name(n) = &e.kind
                                    && is_random(n)
                                {
                                    random.insert(key(n));
                                }
                            });
                        }
                    }
                });
            }
        }
        let fresh = |among: &[&'static str]| {
            among
                .iter()
                .copied()
                .filter(|n| !names.contains(*n))
                .collect::<Vec<_>>()
        };
        (!random.is_empty()).then_some(())?;
        Some(Chance {
            random,
            count: fresh(&["N", "M", "K", "R"]).first()?,
            weight: fresh(&["p", "q", "w", "ρ"]).first()?,
            outcomes: fresh(&["ω", "ψ", "χ", "κ"]),
            said,
        })
    }

    // Whether there was something to write out.
    fn write(&self, line: &mut Line, certain: bool, other: bool) -> bool {
        let Ok(exprs) = &line.exprs else { return false };
        let mut written = exprs.clone();
        let mut found = false;
        let result = written
            .iter_mut()
            .try_for_each(|e| self.moments(e, 0, &mut found));
        if let Err(unread) = result {
            line.exprs = Err(unread);
            return false;
        }
        let mut everywhere = false;
        for e in written.iter_mut().filter(|e| open::is_statement(e)) {
            everywhere |= self.everywhere(e);
        }
        let bare = exprs.iter().find_map(|e| self.bare(e));
        if !found && !everywhere && bare.is_none() {
            return false;
        }
        let doubt = match (other, bare) {
            (true, _) => Some((line.span, "random vectors and matrices are not read yet")),
            (_, Some(span)) => Some((span, "an expectation without brackets is not read yet")),
            _ => exprs.iter().find_map(doubtful).map(|span| {
                (
                    span,
                    "whether this letter is random is not said in a way that is understood",
                )
            }),
        };
        if let Some((span, reason)) = doubt {
            let reason = reason.into();
            line.exprs = Err(Unread { span, reason });
            return false;
        }
        let introduces = |e: &Expr| open::equated(e).is_some_and(|(n, _)| self.random.contains(&n));
        if everywhere && (line.task == Task::Define || exprs.iter().any(introduces)) {
            line.task = Task::Given;
        }
        // Where the words do not say what is random, or say how, a counterexample may take for it what is not.
        if everywhere || !certain {
            line.bar = line.bar.max(Some(Bar::Refutation));
        }
        line.exprs = Ok(written);
        true
    }

    // `\mathbb{E} X^2`: where the argument ends is not read.
    fn bare(&self, e: &Expr) -> Option<Span> {
        let mut found = None;
        walk(e, &mut |e| {
            if let Kind::Name(n) = &e.kind
                && n.base == "E"
                && (n.font.as_deref() == Some("mathbb") || self.said && n.font.is_none())
            {
                found = found.or(Some(e.span));
            }
        });
        found
    }

    fn moments(&self, e: &mut Expr, depth: usize, found: &mut bool) -> Result<(), Unread> {
        let Some((which, name, args)) = moment(e, self.said) else {
            return children(&mut e.kind)
                .into_iter()
                .try_for_each(|c| self.moments(c, depth, found));
        };
        let unread = |reason: &str| Unread {
            span: e.span,
            reason: reason.into(),
        };
        if !name.subs.is_empty() || name.sup.is_some() {
            return Err(unread("an expectation with a mark is not read yet"));
        }
        for a in args {
            let mut strange = false;
            walk(a, &mut |e| {
                strange |= matches!(e.kind, Kind::Binary(BinOp::Given, ..) | Kind::Chain { .. });
                strange |= matches!(&e.kind, Kind::Name(n) if !n.subs.is_empty());
            });
            if strange {
                return Err(unread("an expectation of this form is not read yet"));
            }
        }
        let at = |kind: Kind| Expr { span: e.span, kind };
        let mean = |x: Expr| {
            let font = Some("mathbb".to_string());
            let name = Name {
                base: "E".into(),
                font,
                ..Name::default()
            };
            at(Kind::NameParen(name, vec![x]))
        };
        let apart = |x: &Expr| {
            let minus = Kind::Binary(BinOp::Sub, Box::new(x.clone()), Box::new(mean(x.clone())));
            at(Kind::Paren(Box::new(at(minus))))
        };
        let mut inside = match (which, args) {
            (Moment::Mean, [x]) => x.clone(),
            (Moment::Variance, [x]) => {
                let two = at(Kind::Number(num_rational::BigRational::from_integer(
                    2.into(),
                )));
                at(Kind::Binary(BinOp::Pow, Box::new(apart(x)), Box::new(two)))
            }
            (Moment::Covariance, [x, y]) => at(Kind::Binary(
                BinOp::Times,
                Box::new(apart(x)),
                Box::new(apart(y)),
            )),
            _ => return Err(unread("an expectation of this form is not read yet")),
        };
        let Some(outcome) = self.outcomes.get(depth) else {
            return Err(unread("expectations are nested too deep"));
        };
        self.moments(&mut inside, depth + 1, found)?;
        self.at_outcome(&mut inside, outcome);
        *found = true;
        let index = at(Kind::Name(named(outcome)));
        let one = at(Kind::Number(num_rational::BigRational::from_integer(
            1.into(),
        )));
        let weight = at(Kind::Name(self.member(
            &named(self.weight),
            outcome,
            e.span,
        )));
        let inside = at(Kind::Paren(Box::new(inside)));
        let body = at(Kind::Binary(
            BinOp::Times,
            Box::new(weight),
            Box::new(inside),
        ));
        let from = Link {
            rel: Rel::Eq,
            rel_span: e.span,
            note: None,
            rhs: one,
        };
        let under = at(Kind::Chain {
            first: Some(Box::new(index)),
            links: vec![from],
        });
        let over = at(Kind::Name(named(self.count)));
        let sum = Kind::Big {
            op: BigOp::Sum,
            under: Some(Box::new(under)),
            over: Some(Box::new(over)),
            body: Box::new(body),
        };
        *e = at(Kind::Paren(Box::new(at(sum))));
        Ok(())
    }

    fn member(&self, n: &Name, outcome: &str, span: Span) -> Name {
        let mut out = n.clone();
        out.subs.push(Expr {
            span,
            kind: Kind::Name(named(outcome)),
        });
        out
    }

    // The random quantities that are left get this outcome; whether there were any.
    fn at_outcome(&self, e: &mut Expr, outcome: &str) -> bool {
        if let Kind::Name(n) = &e.kind
            && is_random(n)
            && self.random.contains(&key(n))
        {
            e.kind = Kind::Name(self.member(n, outcome, e.span));
            return true;
        }
        // f(X), and X(a + b).
        let mut any = false;
        if let Kind::NameParen(n, args) = &e.kind
            && is_random(n)
            && self.random.contains(&key(n))
        {
            let name = Expr {
                span: e.span,
                kind: Kind::Name(n.clone()),
            };
            if let [x] = &args[..] {
                let factor = Expr {
                    span: x.span,
                    kind: Kind::Paren(Box::new(x.clone())),
                };
                e.kind = Kind::Binary(BinOp::Juxtapose, Box::new(name), Box::new(factor));
            }
        }
        for child in children(&mut e.kind) {
            any |= self.at_outcome(child, outcome);
        }
        any
    }

    // What is said of random quantities is said of every outcome.
    fn everywhere(&self, e: &mut Expr) -> bool {
        let Some(outcome) = self.outcomes.last() else {
            return false;
        };
        if !self.at_outcome(e, outcome) {
            return false;
        }
        let range = format!(r"{outcome} \in \{{1, \dots, {}\}}", self.count);
        let parsed = latex::parse(&range, e.span.start).unwrap_or_default();
        let Some(mut over) = parsed.into_iter().flat_map(|r| r.exprs).next() else {
            return false;
        };
        super::lines::placed(&mut over, e.span);
        let body = Box::new(e.clone());
        e.kind = Kind::ForAll(Box::new(over), Some(body));
        true
    }

    // That there are outcomes, and that they have probabilities.
    fn suppositions(&self, span: Span) -> Vec<Entry> {
        let (n, p, k) = (self.count, self.weight, self.outcomes[0]);
        let texts = [
            format!(r"{n} \geq 1"),
            format!(r"{n} \in \mathbb{{Z}}"),
            format!(r"\forall {k} \in \{{1, \dots, {n}\}}, {p}_{{{k}}} > 0"),
            format!(r"\sum_{{{k}=1}}^{{{n}}} {p}_{{{k}}} = 1"),
        ];
        let entry = |text: &String| {
            let rows = latex::parse(text, span.start).ok()?;
            let mut exprs: Vec<Expr> = rows.into_iter().flat_map(|r| r.exprs).collect();
            exprs.iter_mut().for_each(|e| super::lines::placed(e, span));
            Some(Entry::Formula(Box::new(Line::new(
                span,
                Ok(exprs),
                Task::Given,
            ))))
        };
        texts.iter().filter_map(entry).collect()
    }
}

fn named(base: &str) -> Name {
    Name {
        base: base.into(),
        ..Name::default()
    }
}
