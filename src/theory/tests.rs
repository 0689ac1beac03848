//! Tests of the facts themselves: every line is tried at points, boundary points among them.

mod places;
mod sample;
mod vectors;

use super::*;
use hence_kernel::Q;
use sample::{
    Trouble, Truth, is_structural, product, sample, sample_structural, shown, truth, value,
};

fn shipped() -> Library {
    match load_with_false_rules() {
        Ok(l) => l,
        Err(e) => panic!("{e}"),
    }
}

// What is wrong with a fact when it is tried at points; nothing where all is well.
fn complaint(fact: &FactInfo) -> Option<String> {
    if let Some(why) = &fact.unsampled {
        return why.is_empty().then(|| "no reason is given".to_string());
    }
    let (least, tally) = if is_structural(fact) {
        (fact.vars.len().min(2), sample_structural(fact))
    } else {
        (1, sample(fact))
    };
    match tally {
        Err(e) => Some(e),
        Ok(t) if t.held < least => Some(format!("the conditions held at {} points", t.held)),
        Ok(t) if fact.total.is_some() && t.undefined == 0 => {
            Some("marked `total`, but never undefined".to_string())
        }
        Ok(_) => None,
    }
}

fn one(line: &str) -> FactInfo {
    let library = parse(&[("test", line)]).unwrap();
    library.facts[0].clone()
}

#[test]
fn the_shipped_theory_loads() {
    let library = shipped();
    assert!(library.facts.len() > 300, "{}", library.facts.len());
    assert!(library.false_rules.len() >= 25);
    for fact in &library.facts {
        assert!(
            !fact.source.is_empty() && !fact.uses.is_empty(),
            "{}",
            fact.name
        );
        assert_eq!(library.info(&fact.name).unwrap().line, fact.line);
        let axiom = library.theory.fact(&fact.name).unwrap();
        assert_eq!(axiom.conclusion(), &fact.conclusion, "{}", fact.name);
    }
}

// A source says which kind it is, and a fact that is said to follow from others names facts.
#[test]
fn every_source_is_of_a_known_kind() {
    let library = shipped();
    for fact in &library.facts {
        let (kind, rest) = fact.source.split_once(' ').unwrap_or((&fact.source, ""));
        match kind {
            "mathlib" | "DLMF" | "textbook," => assert!(!rest.is_empty(), "{}", fact.name),
            "definition" => {}
            "from" => {
                for name in rest.split(", ") {
                    assert!(library.info(name).is_some(), "{}: `{name}`", fact.name);
                }
            }
            _ => panic!("{}: the source `{}`", fact.name, fact.source),
        }
    }
}

#[test]
fn every_fact_holds_at_its_sample_points() {
    let library = shipped();
    let complaints: Vec<String> = (library.facts.iter())
        .filter_map(|f| Some(format!("{}: {}", f.name, complaint(f)?)))
        .collect();
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

#[test]
fn sampling_finds_wrong_facts() {
    for (line, expected) in [
        ("f : |- sqrt (x ^ 2) = abs x ; lemma ; definition", None),
        (
            "f : |- sqrt (x ^ 2) = x ; lemma ; definition",
            Some("No at x = -1"),
        ),
        (
            "f : |- log (exp x * x) = x + log x ; lemma ; definition",
            Some("undefined at x = 0"),
        ),
        (
            "f : 0 ≤ x |- 0 ≤ inv x ; lemma ; definition",
            Some("undefined at x = 0"),
        ),
        (
            "f : |- a < a + b ; lemma ; definition",
            Some("No at a = 0, b = 0"),
        ),
        (
            "f : a ≤ b |- sin a < 2 + sin a * sin b ; lemma ; definition",
            None,
        ),
        (
            "f : |- cos x < cos (-x) + (sin x - sin (x + 2 * pi)) ; lemma ; definition",
            Some("Unlikely"),
        ),
        (
            "f : a < 0, 0 < a |- a = 1 ; lemma ; definition",
            Some("held at 0"),
        ),
        (
            "f : |- a = a ; lemma ; definition ; total no need",
            Some("never undefined"),
        ),
        (
            "f : HasDeriv f x u |- HasDeriv (λt. sin (f t)) x (cos (f x)) ; structural ; definition",
            Some("fails at"),
        ),
        (
            "f : |- inner v w = norm v * norm w ; structural ; definition",
            Some("No at v ="),
        ),
        (
            "f : |- norm (vadd v w) ≤ norm v + norm w ; structural ; definition",
            None,
        ),
        (
            "f : inner v w = 0 |- v = vzero ; structural ; definition",
            Some("No at v ="),
        ),
        (
            "f : |- HasGrad (λw. inner w w) a a ; structural ; definition",
            Some("fails at"),
        ),
        (
            "f : HasGrad f a u |- HasGrad (λw. f w * f w) a (smul (f a) u) ; structural ; definition",
            Some("fails at"),
        ),
        (
            "f : HasDeriv f x u |- HasDeriv (λt. log (f t)) x (u / f x) ; structural ; definition",
            Some("undefined at"),
        ),
    ] {
        let found = complaint(&one(line));
        match (&found, expected) {
            (None, None) => {}
            (Some(found), Some(e)) => assert!(found.contains(e), "{line}: {found}"),
            _ => panic!("{line}: {found:?}"),
        }
    }
}

#[test]
fn every_false_rule_is_refuted() {
    for rule in &shipped().false_rules {
        for (failure, point) in &rule.witnesses {
            let place = format!("{} at {}", rule.name, shown(point));
            for c in &rule.conditions {
                assert_eq!(
                    truth(&c.subst(point).unwrap()),
                    Ok(Truth::Yes),
                    "{place}: {c}"
                );
            }
            let found = truth(&rule.conclusion.subst(point).unwrap());
            match failure {
                Failure::False => assert_eq!(found, Ok(Truth::No), "{place}"),
                Failure::Undefined => assert_eq!(found, Err(Trouble::Undefined), "{place}"),
            }
        }
    }
}

// A false rule must not stand among the facts under another name.
#[test]
fn no_false_rule_is_a_fact() {
    let library = shipped();
    for rule in &library.false_rules {
        for fact in &library.facts {
            let same = fact.conditions == rule.conditions && fact.conclusion == rule.conclusion;
            assert!(!same, "{} is {}", rule.name, fact.name);
        }
    }
}

// Constants of which enclosures know nothing.
const NOT_ENCLOSED: [&str; 3] = ["sgn", "factorial", "binomial"];

#[test]
fn domains_are_where_enclosures_exist() {
    let library = shipped();
    let numbers: Vec<Term> = [
        (0, 1),
        (1, 1),
        (-1, 1),
        (1, 2),
        (-1, 2),
        (2, 1),
        (-2, 1),
        (3, 1),
        (-3, 2),
    ]
    .map(|(n, d)| Term::num(Q::ratio(n, d).unwrap()))
    .to_vec();
    let mut checked = 0;
    for name in signature_names() {
        let Some(domain) = library.theory.domain(name) else {
            continue;
        };
        let real = !["vzero", "e₁", "e₂"].contains(&name)
            && domain.params.iter().all(|p| *p.ty() == Type::Real);
        if NOT_ENCLOSED.contains(&name) || !real {
            continue;
        }
        let constant = syntax::constant(name).unwrap();
        let pools: Vec<_> = (domain.params.iter())
            .map(|p| (p.clone(), numbers.clone()))
            .collect();
        for point in product(&pools) {
            let args: Vec<&Term> = point.iter().map(|(_, v)| v).collect();
            let defined = value(&Term::apps(&constant, &args).unwrap()) != Err(Trouble::Undefined);
            let says = |c: &Option<Term>| match c {
                None => true,
                Some(c) => truth(&c.subst(&point).unwrap()) == Ok(Truth::Yes),
            };
            assert_eq!(
                says(&domain.condition),
                defined,
                "{name} at {}",
                shown(&point)
            );
            if domain.smooth.is_some() {
                assert!(
                    !says(&domain.smooth) || defined,
                    "{name} at {}",
                    shown(&point)
                );
            }
            checked += 1;
        }
    }
    assert!(checked > 300);
}

fn signature_names() -> impl Iterator<Item = &'static str> {
    "pi neg inv exp log sqrt cbrt abs sgn floor ceil factorial sin cos tan cot sec csc asin acos atan acot asec acsc \
     sinh cosh tanh coth sech csch asinh acosh atanh acoth asech acsch + - * / root min max binomial \
     vadd vsub vneg vzero e₁ e₂ smul inner norm"
        .split_whitespace()
}

#[test]
fn every_constant_has_a_domain() {
    let library = shipped();
    for name in signature_names() {
        assert!(library.theory.domain(name).is_some(), "{name}");
    }
}

#[test]
fn smooth_means_differentiable_without_a_kink() {
    // At a kink or an end of the domain the line must say no.
    let library = shipped();
    for (name, at) in [
        ("abs", 0),
        ("sqrt", 0),
        ("cbrt", 0),
        ("floor", 2),
        ("ceil", 2),
        ("asin", 1),
        ("acos", -1),
        ("asec", 1),
        ("acsc", -1),
        ("acosh", 1),
        ("asech", 1),
    ] {
        let domain = library.theory.domain(name).unwrap();
        let point = vec![(domain.params[0].clone(), Term::int(at))];
        let smooth = domain.smooth.as_ref().unwrap().subst(&point).unwrap();
        assert_eq!(truth(&smooth), Ok(Truth::No), "{name}");
    }
}

#[test]
fn terms_are_read() {
    for (text, expected) in [
        ("log(a * b)", "log(a*b)"),
        ("-1", "-1"),
        ("-x ^ 2", "-x^2"),
        ("a - b - c", "a - b - c"),
        ("a - (b - c)", "a - (b - c)"),
        ("2 ^ 3 ^ x", "2^3^x"),
        ("sin x ^ 2", "sin(x)^2"),
        ("1.25", "5/4"),
        ("a > b", "b < a"),
        ("a >= b and ¬ a != b", "b ≤ a and not a ≠ b"),
        ("p ∧ q ∨ ¬p ⇒ q", "p and q or not p ⇒ q"),
        ("if x < 0 then -x else x", "{-x if x < 0; x otherwise}"),
        ("∀t. 0 < t => f t = g(t)", "∀t. 0 < t ⇒ f(t) = g(t)"),
        ("deriv (\\t. t * c) x", "(d/dt (t*c) at x)"),
        ("min a (b) + root(3, x)", "min(a, b) + root(3, x)"),
        ("π", "π"),
    ] {
        let term = parse_term(text).unwrap_or_else(|e| panic!("{text}: {e}"));
        assert_eq!(term.to_string(), expected, "{text}");
    }
}

#[test]
fn precedence_gives_the_expected_terms() {
    for (text, same) in [
        ("-a * b", "(-a) * b"),
        ("-a ^ b", "-(a ^ b)"),
        ("a / b * c", "(a / b) * c"),
        ("a ^ -b * c", "(a ^ (-b)) * c"),
        ("f x ^ n * u", "((f x) ^ n) * u"),
        ("¬ a = b ∧ p", "(¬(a = b)) ∧ p"),
        ("a = b ⇒ p ⇒ q", "(a = b) ⇒ (p ⇒ q)"),
        ("λt. t + 1", "λs. (s + 1)"),
    ] {
        assert_eq!(
            parse_term(text).unwrap(),
            parse_term(same).unwrap(),
            "{text}"
        );
    }
}

#[test]
fn variables_get_their_types_from_their_places() {
    let real_fun = Type::fun(Type::Real, Type::Real);
    for (text, name, ty) in [
        ("p ∧ 0 < x", "p", Type::Bool),
        ("p ∧ 0 < x", "x", Type::Real),
        ("HasDeriv f x u", "f", real_fun.clone()),
        ("f x = 0", "f", real_fun.clone()),
        ("inner v w", "w", Type::Vector),
        ("∀t. f t = g t", "g", real_fun),
        ("P x ⇒ x = 0", "P", Type::fun(Type::Real, Type::Bool)),
        ("x = y", "y", Type::Real),
    ] {
        let vars = parse_term(text).unwrap().free_vars();
        assert!(
            vars.contains(&Term::var(name, ty.clone())),
            "{text}: {vars:?}"
        );
    }
}

#[test]
fn errors_say_where() {
    let fine = "a : |- x = x ; lemma ; definition\n";
    for (text, line, column, part) in [
        ("b : |- x + ; lemma ; definition", 2, 12, "expected"),
        (
            "b : |- x + p ∧ q ; lemma ; definition",
            2,
            10,
            "bool is wanted",
        ),
        ("b : |- log x ; lemma ; definition", 2, 8, "bool is wanted"),
        ("b : |- 0 < exp x y ; lemma ; definition", 2, 18, "too much"),
        (
            "b : x = 1, x = 2 ; lemma ; definition",
            2,
            5,
            "`|-` is missing",
        ),
        ("b : |- x = x ; definition", 2, 1, "no use"),
        ("b : |- x = x ; lemma", 2, 1, "no source"),
        ("a : |- x = x ; lemma ; definition", 2, 1, "twice"),
        ("false a : x = 1 ; witness x = 2", 2, 1, "twice"),
        (
            "b : |- x = x ; rewrite twice ; definition",
            2,
            16,
            "unknown use",
        ),
        ("domain log x", 2, 1, "expected a statement"),
        ("false b : x = 1", 2, 1, "without a witness"),
        ("false b : x = 1 ; x = 2", 2, 19, "expected `witness`"),
        (": x = 1", 2, 1, "begins with a name"),
        ("domain log x : 0 < y", 2, 1, "not an argument"),
        ("domain nosuch x : 0 < x", 2, 1, "not a constant"),
        ("domain log x y : 0 < x", 2, 1, "fewer"),
        ("total sin\ntotal cos sin", 3, 1, "two domains"),
        ("smooth sin x : ⊤", 2, 1, "no `domain`"),
        (
            "# comment\n\nb : |- f f = 0 ; lemma ; definition",
            4,
            10,
            "is wanted",
        ),
    ] {
        let e = parse(&[("test", &format!("{fine}{text}"))]).unwrap_err();
        assert_eq!((e.line, e.column), (line, column), "{text}: {e}");
        assert!(e.message.contains(part), "{text}: {e}");
        assert_eq!(e.file, "test");
    }
}

#[test]
fn instances_are_read_on_demand() {
    let of = |values: &str| {
        one(&format!(
            "b : |- x = x ; lemma ; definition ; instance {values}"
        ))
        .instances()
    };
    let points = of("x = 1 / 2").unwrap();
    assert_eq!(shown(&points[0]), "x = 1/2");
    for (values, column, part) in [
        ("y = 1", 1, "not a variable"),
        ("x = y", 5, "closed"),
        ("x = 0 < 1", 7, "real is wanted"),
        ("x = ", 5, "expected"),
    ] {
        let e = of(values).unwrap_err();
        assert_eq!((e.file.as_str(), e.column), ("b", column), "{values}: {e}");
        assert!(e.message.contains(part), "{values}: {e}");
    }
}

#[test]
fn bad_terms_are_errors_however_large() {
    for (text, column, part) in [
        ("", 1, "expected a term"),
        ("(a, b)", 1, "a tuple"),
        ("f(a", 4, "found the end"),
        ("a) b", 2, "an operator or the end"),
        ("λ. x", 2, "a variable"),
        ("if p then a", 12, "`else`"),
        ("2x", 2, "the number 2"),
        ("99999999999999999999", 1, "too long"),
    ] {
        let e = parse_term(text).unwrap_err();
        assert_eq!(e.column, column, "{text}: {e}");
        assert!(e.message.contains(part), "{text}: {e}");
    }
    assert!(parse_term(&"(".repeat(50_000)).is_err());
    assert!(parse_term(&"-".repeat(50_000)).is_err());
    assert!(parse_term(&format!("x{}", " + x".repeat(50_000))).is_err());
    assert!(parse_term(&format!("x{}", " + x".repeat(400))).is_ok());
}

#[test]
fn a_line_goes_on_where_the_next_is_indented() {
    let text = "# first\nlong : 0 < a, # why\n\n   0 < b   # and b\n  |- 0 < a * b\n  ; lemma, rewrite both\n  ; mathlib mul_pos\nnext : |- a ≤ a ; lemma ; definition\n";
    let library = parse(&[("test", text)]).unwrap();
    let long = library.info("long").unwrap();
    assert_eq!(long.text(), "0 < a, 0 < b |- 0 < a * b");
    assert_eq!(long.uses, [Use::Lemma, Use::RewriteBoth]);
    assert_eq!(long.source, "mathlib mul_pos");
    assert_eq!((long.line, library.info("next").unwrap().line), (2, 8));
}

#[test]
#[ignore = "prints how long loading takes"]
fn load_time() {
    load().unwrap();
    let start = std::time::Instant::now();
    for _ in 0..20 {
        load().unwrap();
    }
    println!("{:?} a load", start.elapsed() / 20);
}
