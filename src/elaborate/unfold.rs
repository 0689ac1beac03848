//! Names that stand for expressions in a variable that is bound: under `d/dx`, `∫ … dx`, `lim` and `∑` they are read as these expressions.

use super::Problem;
use super::scope::Scope;
use crate::read::ast::Span;
use hence_kernel::{Kind, Term, Type, syntax};

/// What the text gives of an abstract function or of a family.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Given {
    // The function, as a variable.
    name: Term,
    // What it is at every argument, where one equation says that and nothing else is given of it.
    value: Option<Term>,
    // What its values are given by.
    by: Vec<Term>,
    // Whether its values are given by one another.
    recursive: bool,
}

/// What formulas give of the functions and families in them: `∀x. f x = a x²` gives f by a.
pub(crate) fn given_functions(formulas: &[Term]) -> Vec<Given> {
    let mut out: Vec<Given> = Vec::new();
    for p in formulas {
        let mut bound = Vec::new();
        let Some((l, r)) = equation(p, &mut bound) else {
            continue;
        };
        for (side, other) in [(&l, &r), (&r, &l)] {
            let (head, args) = side.spine();
            if !matches!(head.kind(), Kind::Var(_)) {
                continue;
            }
            // A number is given by an expression: `Z = ∑ …`, and not by `Z = 1` or `Z = z`.
            let expression = matches!(other.kind(), Kind::App(..)) && bound.is_empty();
            if args.is_empty() && !expression {
                continue;
            }
            let of_each = bound.len() == args.len()
                && (args.iter()).all(|a| bound.iter().filter(|b| b == a).count() == 1)
                && !other.has_free(head);
            let value = of_each
                .then(|| {
                    (args.iter().rev())
                        .try_fold(other.clone(), |t, a| Term::lam(a, &t))
                        .ok()
                })
                .flatten();
            let by: Vec<Term> = p.free_vars().into_iter().filter(|v| v != head).collect();
            match out.iter_mut().find(|g| g.name == *head) {
                Some(known) => {
                    // The same equation at a letter says no more.
                    let again = |v: &Term| {
                        args.iter()
                            .try_fold(v.clone(), |f, a| f.instantiate(a))
                            .ok()
                            .as_ref()
                            == Some(other)
                    };
                    if known.value.as_ref().is_some_and(again)
                        || value.is_some() && known.value == value
                    {
                        continue;
                    }
                    known.value = None;
                    known.by.extend(by);
                    known.recursive |= other.has_free(head);
                }
                None => out.push(Given {
                    name: head.clone(),
                    value,
                    by,
                    recursive: other.has_free(head),
                }),
            }
        }
    }
    out
}

// The equation that a formula states, of all values of what it quantifies, under whatever premises say where indices lie.
fn equation(p: &Term, bound: &mut Vec<Term>) -> Option<(Term, Term)> {
    let mut p = p.clone();
    loop {
        if let Some(f) = syntax::as_quantified(&p, "∀") {
            let avoid: Vec<&Term> = std::iter::once(&p).chain(bound.iter()).collect();
            let ty = match f.ty() {
                Type::Fun(_) => Type::Real,
                _ => return None,
            };
            let x = Term::fresh("κ", ty, &avoid);
            let body = f.instantiate(&x).ok()?;
            bound.push(x);
            p = body;
        } else if let Some((_, q)) = p.as_binary("⇒") {
            p = q.clone();
        } else {
            return p.as_eq().map(|(a, b)| (a.clone(), b.clone()));
        }
    }
}

impl Scope {
    /// Says what is given of functions and families.
    pub(crate) fn set_given(&mut self, given: Vec<Given>) {
        self.given = given;
    }

    /// A term under a binder of these variables, with the names written out that stand for expressions in them.
    ///
    /// # Errors
    /// Where a name depends on one of them in a way that cannot be written out.
    pub(super) fn unfolded(&self, t: Term, vars: &[Term], span: Span) -> Result<Term, Problem> {
        let err = Problem::kernel(span);
        let mut reaching: Vec<Term> = vars.to_vec();
        let mut written: Vec<(Term, Term)> = Vec::new();
        let mut closed: Vec<Term> = Vec::new();
        let values = self.values();
        loop {
            let before = reaching.len();
            for (v, value) in &values {
                if !reaching.contains(v) && reaching.iter().any(|x| value.has_free(x)) {
                    reaching.push(v.clone());
                    written.push((v.clone(), value.clone()));
                }
            }
            for g in &self.given {
                if !reaching.contains(&g.name) && g.by.iter().any(|x| reaching.contains(x)) {
                    reaching.push(g.name.clone());
                    match &g.value {
                        Some(value) => written.push((g.name.clone(), value.clone())),
                        None => closed.push(g.name.clone()),
                    }
                }
            }
            if reaching.len() == before {
                break;
            }
        }
        let mut t = t;
        for _ in 0..8 {
            let next = t.subst(&written).map_err(&err)?;
            if next == t {
                break;
            }
            t = next;
        }
        let left = (closed.iter().chain(written.iter().map(|(v, _)| v))).find(|v| t.has_free(v));
        match left {
            Some(v) => Problem::at(
                span,
                format!(
                    "`{v}` was given by `{}`: write what it stands for",
                    shown(vars)
                ),
            ),
            None => Ok(t),
        }
    }

    /// `λs. body` where `s` stands for one member of a family and the others are what they were: what a partial derivative by the
    /// member differentiates.
    pub(super) fn by_member(
        &self,
        body: &Term,
        member: &Term,
        span: Span,
    ) -> Result<Term, Problem> {
        let err = Problem::kernel(span);
        let (family, args) = member.spine();
        let [index] = args[..] else {
            return Problem::at(
                span,
                "a derivative by a member with several indices is not handled yet",
            );
        };
        if self.given.iter().any(|g| g.name == *family && g.recursive) {
            return Problem::at(
                span,
                format!(
                    "the members of `{family}` were given by one another, and do not vary one by one"
                ),
            );
        }
        let s = Term::fresh("s", Type::Real, &[body, member]);
        let k = Term::fresh("k", Type::Real, &[body, member, &s]);
        let here = syntax::eq(&k, index).map_err(&err)?;
        let at = Term::app(family, &k).map_err(&err)?;
        let changed = syntax::ite(&here, &s, &at).map_err(&err)?;
        let changed = Term::lam(&k, &changed).map_err(&err)?;
        let body = body.subst(&[(family.clone(), changed)]).map_err(&err)?;
        Term::lam(&s, &decided(&body).map_err(&err)?).map_err(err)
    }
}

fn shown(vars: &[Term]) -> String {
    vars.first().map(Term::to_string).unwrap_or_default()
}

// A term whose choices are made where what decides them is plain: an index equals itself, and two numbers are equal or not.
fn decided(t: &Term) -> hence_kernel::Result<Term> {
    if let Some(("ite", args)) = t.as_const_app()
        && let [c, a, b] = args[..]
        && let Some((l, r)) = c.as_eq()
    {
        if l == r {
            return decided(a);
        }
        if let (Some(p), Some(q)) = (l.as_num(), r.as_num())
            && p != q
        {
            return decided(b);
        }
    }
    match t.kind() {
        Kind::App(f, a) => Term::app(&decided(f)?, &decided(a)?),
        Kind::Lam(_, ty, _) => {
            let x = Term::fresh("κ", ty.clone(), &[t]);
            Term::lam(&x, &decided(&t.instantiate(&x)?)?)
        }
        Kind::Var(_) | Kind::Const(_) | Kind::Bound(_) | Kind::Num(_) => Ok(t.clone()),
    }
}
