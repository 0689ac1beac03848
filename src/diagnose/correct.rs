//! The nearest change of a wrong line with which it is proved from the lines before.
//!
//! Changes come from the form of what was typed ([`super::edits`]) and from values: a number, a factor or a term that is missing can be
//! computed from how far the two sides are apart at a few points. Floating point rules out most of them; the rest is left to proof.

use super::edits::{self, Change, Edit, Notation, Pen};
use super::naming::{computed, relation, small_fraction};
use crate::logic;
use crate::prove::{self, Allowance, Context};
use crate::read::ast::{Expr, Span};
use crate::refute::{Points, Witness};
use crate::theory::Library;
use hence_kernel::{Q, Term, Theorem, Type, defined, syntax};
use std::collections::{BTreeSet, HashMap};

// What one search may do: formulas read, proofs tried, the work of all proofs together.
const READ: usize = 420;
const PROVED: usize = 12;
const WORK: u64 = 24_000_000;
// What one proof may cost, and all of them together.
const PROOF: u64 = 60_000_000;
const PROOFS: u64 = 150_000_000;
// Where sides have no values, so many changes are left to proof at once.
const BLIND: usize = 5;
const BLIND_ORDER: usize = 2;
// Parts that are to be blamed so late are not fitted.
const DEAR: u32 = 20;
// After so many parts that cannot be computed none is tried any more.
const FAILED: usize = 4;
// Beyond this size nothing is tried.
const LARGEST: u32 = 240;
// What may be missing is looked for among so many parts.
const ATOMS: usize = 14;

/// A part of the line that may be changed.
#[derive(Clone, Copy, Debug)]
pub struct Part<'a> {
    /// What stands there.
    pub expr: &'a Expr,
    /// Added to the cost of a change in it: the side that was written last is to be blamed first.
    pub later: u32,
}

/// How a changed text is understood where the line stands.
pub trait Reading {
    /// The claim with the text in place of a part.
    fn claim(&mut self, part: usize, text: &str) -> Option<Term>;
    /// The claim with another sign of comparison, or with a case more.
    fn others(&mut self) -> Vec<(Edit, Term)>;
    /// A number.
    fn number(&mut self, text: &str) -> Option<Term>;
}

/// A wrong line and where it stands.
#[derive(Clone, Copy, Debug)]
pub struct Line<'a> {
    /// What it claims.
    pub claim: &'a Term,
    /// The formulas in force.
    pub hypotheses: &'a [Term],
    /// Those of them that are no lines proved from the others: where they hold, the rest does.
    pub given: &'a [Term],
    /// Where it fails.
    pub witness: &'a Witness,
    /// The parts that may be changed.
    pub parts: &'a [Part<'a>],
    /// Names that may have been meant.
    pub names: &'a [String],
    /// The file.
    pub text: &'a str,
    /// How it is written.
    pub notation: Notation,
    /// Whether it is about matrices, whose factors have an order.
    pub matrices: bool,
}

/// A change with which a line is proved.
#[derive(Clone, Debug)]
pub struct Correction {
    /// The change.
    pub edit: Edit,
    /// What is claimed then.
    pub claim: Term,
    /// Its proof, under the hypotheses in force and where it is defined.
    pub theorem: Theorem,
}

/// The nearest change with which the line is proved; none where the changes that are tried do not give one.
pub fn nearest(line: &Line, reading: &mut dyn Reading, library: &Library) -> Option<Correction> {
    if line.claim.size() > LARGEST {
        return None;
    }
    let mut search = Search::new(line, reading, library);
    let mut all: Vec<(Option<usize>, Edit)> = Vec::new();
    for (i, part) in line.parts.iter().enumerate() {
        for mut edit in edits::edits(part.expr, line.names, line.text, line.notation) {
            edit.cost += part.later;
            all.push((Some(i), edit));
        }
    }
    for (edit, claim) in search.reading.others() {
        search
            .claims
            .insert((None, edit.span, edit.text.clone()), Some(claim));
        all.push((None, edit));
    }
    let mut fitted = BTreeSet::new();
    if search.gap(line.claim).is_some() {
        for (i, edit) in search.fitted() {
            fitted.insert((i, edit.span, edit.text.clone()));
            all.push((i, edit));
        }
    }
    // Any number of changes make an inequality true: what it loses by them is seldom what was meant.
    let is_equation = relation(conclusion(line.claim)).is_none_or(|(sign, ..)| sign == "=");
    if !is_equation {
        all.retain(|(_, e)| match e.change {
            Change::Sign => !e.text.is_empty() && e.span.start < e.span.end,
            Change::Term | Change::Operation | Change::Name => false,
            // Another numeral there is another estimate; one more or less of a letter may be a slip.
            Change::Exponent => {
                let letter = |t: &str| t.contains(char::is_alphabetic);
                letter(&e.text) && line.text.get(e.span.start..e.span.end).is_some_and(letter)
            }
            _ => true,
        });
        for (_, e) in &mut all {
            e.cost += if e.change == Change::Sign { 20 } else { 0 };
        }
    }
    // Numbers agree by accident too often for changes of what the line is about, and for terms that are put in or left out.
    if !line.claim.has_vars() {
        all.retain(|(part, e)| match e.change {
            Change::Exponent | Change::Function => *part == Some(0) && !line.matrices,
            Change::Operation | Change::Name | Change::Term => false,
            _ => *part != Some(1),
        });
    }
    all.retain(|(_, e)| line.matrices || e.change != Change::Order);
    all.sort_by_key(|(_, e)| (e.cost, e.change, e.span));
    all.dedup_by(|a, b| a.1.span == b.1.span && a.1.text == b.1.text);
    let mut blind = if is_equation { BLIND } else { BLIND_ORDER };
    for (part, edit) in all {
        if search.proved == 0 || search.proofs == 0 {
            return None;
        }
        // What was computed is read in any case, the rest while there is time for it.
        let computed = fitted.contains(&(part, edit.span, edit.text.clone()));
        if search.read == 0 && !computed && part.is_some() {
            continue;
        }
        let Some(claim) = search.claim(part, &edit) else {
            continue;
        };
        // `x = x` corrects nothing.
        if part.is_some_and(|i| search.repeats(i, &edit)) {
            continue;
        }
        match search.looks_true(&claim) {
            Some(true) => {}
            Some(false) => continue,
            None if blind > 0 => blind -= 1,
            None => continue,
        }
        if let Some(theorem) = search.proof(&claim) {
            return Some(Correction {
                edit,
                claim,
                theorem,
            });
        }
    }
    None
}

type Key = (Option<usize>, Span, String);

struct Search<'a, 'r> {
    line: &'a Line<'a>,
    reading: &'r mut dyn Reading,
    library: &'a Library,
    points: Points,
    claims: HashMap<Key, Option<Term>>,
    values: HashMap<Term, Option<Vec<Option<f64>>>>,
    read: usize,
    failed: usize,
    proved: usize,
    proofs: u64,
    work: Allowance,
}

impl<'a, 'r> Search<'a, 'r> {
    fn new(
        line: &'a Line<'a>,
        reading: &'r mut dyn Reading,
        library: &'a Library,
    ) -> Search<'a, 'r> {
        let mut premises: Vec<Term> = line.given.to_vec();
        let mut rest = line.claim;
        while let Some((p, q)) = rest.as_binary("⇒") {
            premises.push(p.clone());
            rest = q;
        }
        let mut vars: Vec<Term> = Vec::new();
        for p in premises.iter().chain([line.claim]) {
            for v in p.free_vars() {
                if *v.ty() == Type::Real && !vars.contains(&v) {
                    vars.push(v);
                }
            }
        }
        let points = Points::new(&premises, &vars, &line.witness.values, line.claim);
        Search {
            line,
            reading,
            library,
            points,
            claims: HashMap::new(),
            values: HashMap::new(),
            read: READ,
            failed: 0,
            proved: PROVED,
            proofs: PROOFS,
            work: Allowance::new(WORK),
        }
    }

    // Whether a part becomes what stands on the other side, letter by letter.
    fn repeats(&self, part: usize, edit: &Edit) -> bool {
        let own = self.line.parts.get(part).map(|p| p.expr.span);
        let other = self.line.parts.get(1 - part.min(1)).map(|p| p.expr.span);
        let (Some(own), Some(other)) = (own, other) else {
            return false;
        };
        let bare = |t: &str| t.split_whitespace().collect::<String>();
        let other = self.line.text.get(other.start..other.end).map(bare);
        spliced(self.line.text, own, edit).as_deref().map(bare) == other
    }

    // The claim with a part of its text changed.
    fn claim(&mut self, part: Option<usize>, edit: &Edit) -> Option<Term> {
        let key = (part, edit.span, edit.text.clone());
        if let Some(known) = self.claims.get(&key) {
            return known.clone();
        }
        let found = part.and_then(|i| {
            let whole = self.line.parts.get(i)?.expr.span;
            let text = spliced(self.line.text, whole, edit)?;
            self.read = self.read.saturating_sub(1);
            let claim = self.reading.claim(i, &text)?;
            (claim != *self.line.claim).then_some(claim)
        });
        self.claims.insert(key, found.clone());
        found
    }

    fn values(&mut self, t: &Term) -> Option<Vec<Option<f64>>> {
        if let Some(known) = self.values.get(t) {
            return known.clone();
        }
        let mut found = self.points.values(t);
        if found.is_none() && self.read > 0 && self.failed < FAILED {
            // What has to be computed first costs more than a formula that is read.
            let cost = if logic::mentions(t, &["lim"]) { 100 } else { 6 };
            self.read = self.read.saturating_sub(cost);
            found = self.computed(t);
            self.failed += usize::from(found.is_none());
        }
        self.values.insert(t.clone(), found.clone());
        found
    }

    // The values with derivatives and integrals taken and sums written out.
    fn computed(&self, t: &Term) -> Option<Vec<Option<f64>>> {
        let context = self.context(std::slice::from_ref(t));
        let general = computed(t, &context).and_then(|u| self.points.values(&u));
        general.or_else(|| self.computed_apart(t))
    }

    // The same at one point after another, for what is computed with numbers only; at least where the line fails.
    fn computed_apart(&self, t: &Term) -> Option<Vec<Option<f64>>> {
        let given = &self.line.witness.values;
        let at = |values: &[(Term, Term)]| {
            let empty = Context::limited(self.library, [], self.work.clone());
            let there = t.subst(values).ok()?;
            let value = computed(&there, &empty).unwrap_or(there);
            *self.points.values(&value)?.first()?
        };
        let first = at(given)?;
        let mut out = vec![Some(first)];
        for i in 1..self.points.len() {
            let row = self.points.exact(i, t).unwrap_or_default();
            let moved = |(v, t): &(Term, Term)| {
                let there = row.iter().find(|(w, _)| w == v);
                (v.clone(), there.map_or(t.clone(), |(_, u)| u.clone()))
            };
            let values: Vec<(Term, Term)> = given.iter().map(moved).collect();
            out.push(if row.is_empty() { None } else { at(&values) });
        }
        Some(out)
    }

    fn context(&self, parts: &[Term]) -> Context<'a> {
        let facts = self.in_force(parts);
        let facts = facts.iter().filter_map(|p| Theorem::assume(p).ok());
        Context::limited(self.library, facts, self.work.clone())
    }

    // The hypotheses, and that the parts are defined.
    fn in_force(&self, parts: &[Term]) -> Vec<Term> {
        let needs = (parts.iter()).filter_map(|t| defined(t, &self.library.theory).ok());
        let needs = needs.flat_map(|d| syntax::conjuncts(&d));
        self.line.hypotheses.iter().cloned().chain(needs).collect()
    }

    // Left side minus right side at the points.
    fn gap(&mut self, claim: &Term) -> Option<Vec<Option<f64>>> {
        let (_, a, b) = relation(conclusion(claim))?;
        let (a, b) = (a.clone(), b.clone());
        let (a, b) = (self.values(&a)?, self.values(&b)?);
        Some(a.iter().zip(&b).map(|(a, b)| Some((*a)? - (*b)?)).collect())
    }

    // Whether a claim holds at the points, as far as floating point sees.
    fn looks_true(&mut self, claim: &Term) -> Option<bool> {
        let (sign, a, b) = relation(conclusion(claim))?;
        let (a, b) = (a.clone(), b.clone());
        let (a, b) = (self.values(&a)?, self.values(&b)?);
        let pairs: Vec<(f64, f64)> = (a.iter().zip(&b))
            .filter_map(|(a, b)| Some(((*a)?, (*b)?)))
            .collect();
        let near = |a: f64, b: f64| (a - b).abs() <= 1e-9 * (1.0 + a.abs().max(b.abs()));
        let holds = |(a, b): &(f64, f64)| match sign {
            "=" => near(*a, *b),
            "<" => a < b,
            _ => a <= b || near(*a, *b),
        };
        Some(!pairs.is_empty() && pairs.iter().all(holds))
    }

    // Changes that are computed from the distance of the sides.
    fn fitted(&mut self) -> Vec<(Option<usize>, Edit)> {
        let mut out = Vec::new();
        let Some(gap) = self.gap(self.line.claim) else {
            return out;
        };
        let pen = Pen::new(self.line.text, self.line.notation);
        let open = self.line.claim.has_vars();
        let atoms = self.atoms(&pen);
        for i in 0..self.line.parts.len() {
            let part = self.line.parts[i];
            // To compute what is asked for anew costs too much.
            if part.later >= DEAR {
                continue;
            }
            let mut push = |edit: Edit| {
                let cost = edit.cost + part.later;
                out.push((Some(i), Edit { cost, ..edit }));
            };
            for span in edits::numbers(part.expr) {
                let wanted = self.number_wanted(i, span, &pen);
                let edit = wanted.and_then(|q| pen.number_put(span, part.expr.span, &q));
                if let Some(edit) = edit {
                    push(edit);
                }
            }
            for span in edits::terms(part.expr) {
                let Some(wanted) = self.factor_wanted(i, span, &gap, &pen) else {
                    continue;
                };
                let term = pen.at(span);
                // Another number is a shorter change.
                if term.chars().all(|c| c.is_ascii_digit() || c == '.') {
                    continue;
                }
                let mut change = |text: String, cost| {
                    push(Edit {
                        span,
                        text,
                        focus: span,
                        change: Change::Factor,
                        cost,
                    })
                };
                let factor = constant(&wanted).filter(|q| !q.is_zero());
                if let Some(q) = self.trusted(factor, &wanted) {
                    // Twice the denominator is written sooner than half in the numerator.
                    let cost = if q.to_i64().is_some() { 24 } else { 26 };
                    let half = q.recip().and_then(|r| r.to_i64()).filter(|n| *n > 1);
                    match half.and_then(|n| pen.divided(span, n)) {
                        Some(text) => change(text, 23),
                        None => change(pen.times(&pen.numeral(&q), term), cost),
                    }
                }
                for (text, values) in atoms.iter().filter(|_| known(&wanted) > 1 && open) {
                    if let Some(q) = multiple(&wanted, values, |v| v) {
                        let (minus, size) = pen.signed(&q);
                        let term = pen.times(text, term);
                        let term = size.map_or(term.clone(), |n| pen.times(&n, &term));
                        change(format!("{minus}{term}"), 27);
                    } else if let Some(q) = multiple(&wanted, values, |v| 1.0 / v) {
                        let (minus, size) = pen.signed(&q);
                        let term = size.map_or(term.to_string(), |n| pen.times(&n, term));
                        change(format!("{minus}{}", pen.over(&term, text)), 27);
                    }
                }
            }
            if let Some(edit) = self.term_wanted(i, &gap, &atoms, &pen) {
                push(edit);
            }
        }
        out
    }

    // Parts of the line with their values.
    fn atoms(&mut self, pen: &Pen) -> Vec<(String, Vec<Option<f64>>)> {
        let mut seen = BTreeSet::new();
        let mut out = Vec::new();
        for part in self.line.parts {
            for span in edits::atoms(part.expr) {
                let text = pen.at(span).trim();
                if out.len() >= ATOMS || text.is_empty() || !seen.insert(text) {
                    continue;
                }
                self.read = self.read.saturating_sub(1);
                let number = self.reading.number(text);
                let values = number.filter(|t| *t.ty() == Type::Real);
                if let Some(values) = values.and_then(|t| self.values(&t)) {
                    out.push((text.to_string(), values));
                }
            }
        }
        out
    }

    // Where the sides are known at one point only, many factors fit; simple ones may be meant.
    fn trusted(&self, q: Option<Q>, values: &[Option<f64>]) -> Option<Q> {
        let q = q?;
        let x = q.to_f64().abs();
        let simple = q.to_i64().is_some() || (1.0 / x - (1.0 / x).round()).abs() < 1e-9;
        (known(values) > 1 && self.line.claim.has_vars() || simple && x < 13.0).then_some(q)
    }

    // The gap where a piece of the text is replaced.
    fn gap_with(&mut self, part: usize, span: Span, text: String) -> Option<Vec<Option<f64>>> {
        if self.line.text.get(span.start..span.end) == Some(&*text) {
            return self.gap(self.line.claim);
        }
        let edit = Edit {
            span,
            text,
            focus: span,
            change: Change::Number,
            cost: 0,
        };
        let claim = self.claim(Some(part), &edit)?;
        self.gap(&claim)
    }

    // The number with which the sides agree, where it stands in a place that the gap depends on linearly.
    fn number_wanted(&mut self, part: usize, span: Span, pen: &Pen) -> Option<Q> {
        let there = |n: &str| pen.as_operand(span, n);
        let zero = self.gap_with(part, span, there("0"));
        let (base, at) = match zero {
            Some(zero) => (zero, 0.0),
            None => (self.gap_with(part, span, there("3"))?, 3.0),
        };
        let one = self.gap_with(part, span, there("1"))?;
        let wanted: Vec<Option<f64>> = (base.iter().zip(&one))
            .map(|(g, h)| {
                let (g, h) = ((*g)?, (*h)?);
                Some(at + (1.0 - at) * g / (g - h))
            })
            .collect();
        constant(&wanted)
    }

    // By what a term has to be multiplied for the sides to agree, at each of the points.
    fn factor_wanted(
        &mut self,
        part: usize,
        span: Span,
        gap: &[Option<f64>],
        pen: &Pen,
    ) -> Option<Vec<Option<f64>>> {
        let doubled = format!("({})", pen.times("2", &format!("({})", pen.at(span))));
        let double = self.gap_with(part, span, pen.as_operand(span, &doubled))?;
        let wanted = |(g, d): (&Option<f64>, &Option<f64>)| {
            let (g, d) = ((*g)?, (*d)?);
            let m = 1.0 - g / (d - g);
            m.is_finite().then_some(m)
        };
        Some(gap.iter().zip(&double).map(wanted).collect())
    }

    // A term by which the part differs from what it should be: a number, a multiple of an atom or of a product of two.
    fn term_wanted(
        &mut self,
        part: usize,
        gap: &[Option<f64>],
        atoms: &[(String, Vec<Option<f64>>)],
        pen: &Pen,
    ) -> Option<Edit> {
        let whole = self.line.parts.get(part)?.expr.span;
        let end = Span::new(whole.end, whole.end);
        // A term that is added moves the gap up or down; where it stands in a chain it does neither.
        let moved = self.gap_with(part, end, " + 1".into())?;
        let mut sign = None;
        for (g, m) in gap.iter().zip(&moved) {
            if let (Some(g), Some(m)) = (g, m) {
                sign = Some(g - m);
            }
        }
        let sign = sign.filter(|s| (s.abs() - 1.0).abs() < 1e-6)?;
        let gap: Vec<Option<f64>> = gap.iter().map(|g| Some((*g)? * sign)).collect();
        let by = |values: &[Option<f64>]| multiple(&gap, values, |v| v);
        let term = |q: Q, text: &str| {
            let (minus, size) = pen.signed(&q);
            let product = match (text.is_empty(), size) {
                (true, size) => size.unwrap_or_else(|| "1".into()),
                (false, None) => text.to_string(),
                (false, Some(n)) => pen.times(&n, text),
            };
            let sign = if minus.is_empty() { "+" } else { minus };
            Edit {
                span: end,
                text: format!(" {sign} {product}"),
                focus: whole,
                change: Change::Term,
                cost: 34,
            }
        };
        let ones: Vec<Option<f64>> = gap.iter().map(|_| Some(1.0)).collect();
        if let Some(q) = by(&ones) {
            return Some(term(q, ""));
        }
        if known(&gap) < 2 || !self.line.claim.has_vars() {
            return None;
        }
        if let Some((text, q)) = atoms.iter().find_map(|(text, v)| Some((text, by(v)?))) {
            return Some(term(q, text));
        }
        for (i, (s, u)) in atoms.iter().enumerate() {
            for (t, v) in &atoms[i..] {
                let product: Vec<Option<f64>> =
                    u.iter().zip(v).map(|(a, b)| Some((*a)? * (*b)?)).collect();
                if let Some(q) = by(&product) {
                    return Some(term(q, &pen.times(s, t)));
                }
            }
        }
        None
    }

    // A proof of a changed claim where it is defined; it must be defined where the line as written fails.
    fn proof(&mut self, claim: &Term) -> Option<Theorem> {
        self.proved = self.proved.saturating_sub(1);
        let part = std::slice::from_ref(claim);
        let in_force = self.in_force(part);
        let facts = in_force.iter().filter_map(|p| Theorem::assume(p).ok());
        let allowed = self.proofs.min(PROOF);
        let allowance = Allowance::new(allowed);
        let context = Context::limited(self.library, facts, allowance.clone());
        let th = prove::prove(claim, &context);
        self.proofs -= allowed - allowance.left().min(allowed);
        let th = th?;
        let rests = |h: &Term| in_force.contains(h);
        let sealed = th.seal().is_none_or(|s| s == self.library.theory.hash());
        (sealed && th.conclusion() == claim && th.hypotheses().iter().all(rests)).then_some(th)
    }
}

// At how many points there is a value.
fn known(values: &[Option<f64>]) -> usize {
    values.iter().flatten().count()
}

// What is claimed under premises.
fn conclusion(claim: &Term) -> &Term {
    let mut rest = claim;
    while let Some((_, q)) = rest.as_binary("⇒") {
        rest = q;
    }
    rest
}

/// The text of a part with a change in it.
pub fn spliced(text: &str, whole: Span, edit: &Edit) -> Option<String> {
    let before = text.get(whole.start..edit.span.start)?;
    let behind = text.get(edit.span.end..whole.end)?;
    Some(format!("{before}{}{behind}", edit.text))
}

// The small rational number that all values are.
fn constant(values: &[Option<f64>]) -> Option<Q> {
    let known: Vec<f64> = values.iter().flatten().copied().collect();
    let first = *known.first().filter(|x| x.is_finite())?;
    let same = |x: &f64| (x - first).abs() <= 1e-7 * (1.0 + first.abs());
    if !known.iter().all(same) {
        return None;
    }
    small_fraction(first).filter(|q| q.to_f64().abs() < 1e6)
}

// The small rational number by which the wanted values are those of something.
fn multiple(wanted: &[Option<f64>], values: &[Option<f64>], of: impl Fn(f64) -> f64) -> Option<Q> {
    let ratio = |(w, v): (&Option<f64>, &Option<f64>)| {
        let r = (*w)? / of((*v)?);
        // Where both are 0 any number would do.
        if r.is_nan() { None } else { Some(r) }
    };
    let ratios: Vec<Option<f64>> = wanted.iter().zip(values).map(ratio).collect();
    constant(&ratios).filter(|q| !q.is_zero())
}
