//! Random single edits of a step, on its text.

use hence::check::Step;

/// A small generator of our own (splitmix64), so that a seed means the same on every machine.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Random {
        Random(seed)
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `n`; 0 where `n` is 0.
    pub fn below(&mut self, n: usize) -> usize {
        (self.next() % (n.max(1) as u64)) as usize
    }

    pub fn pick<'a, T>(&mut self, xs: &'a [T]) -> Option<&'a T> {
        if xs.is_empty() {
            None
        } else {
            xs.get(self.below(xs.len()))
        }
    }
}

const FAMILIES: &[&[&str]] = &[
    &["sin", "cos", "tan", "cot", "sec", "csc"],
    &["sinh", "cosh", "tanh", "sin", "cos"],
    &["exp", "log", "sqrt", "abs", "sinh"],
    &["sqrt", "cbrt", "abs", "exp"],
    &["asin", "acos", "atan", "asinh"],
    &["acosh", "atanh", "asinh", "atan"],
];

const RELATIONS: &[&str] = &["=", "<", "<=", ">", ">=", "!="];

#[derive(Clone, Copy, PartialEq)]
enum Sort {
    Number,
    Word,
    Relation,
    Other,
}

// Numbers, words, relation signs, and single other characters; blanks belong to what precedes them.
fn pieces(text: &str) -> Vec<(Sort, String)> {
    let chars: Vec<char> = text.chars().collect();
    let mut out = Vec::new();
    let mut i = 0;
    while i < chars.len() {
        let start = i;
        let c = chars[i];
        let run = |mut i: usize, p: fn(char) -> bool| {
            while i < chars.len() && p(chars[i]) {
                i += 1;
            }
            i
        };
        let sort = if c.is_ascii_digit() {
            i = run(i, |c| c.is_ascii_digit() || c == '.');
            Sort::Number
        } else if c.is_alphabetic() {
            i = run(i, |c| c.is_alphanumeric() || c == '_');
            Sort::Word
        } else if "<>=!".contains(c) {
            i = run(i, |c| "<>=!".contains(c));
            Sort::Relation
        } else {
            i += 1;
            Sort::Other
        };
        i = run(i, char::is_whitespace);
        out.push((sort, chars[start..i].iter().collect()));
    }
    out
}

fn is(p: &(Sort, String), sign: &str) -> bool {
    p.1.trim_end() == sign
}

// The text with one thing changed; none where that kind of change finds nothing to change.
fn edited(text: &str, letters: &[&str], random: &mut Random) -> Option<String> {
    let mut ps = pieces(text);
    let places = |wanted: &dyn Fn(usize) -> bool| -> Vec<usize> {
        (0..ps.len()).filter(|&i| wanted(i)).collect()
    };
    let set = |ps: &mut Vec<(Sort, String)>, i: usize, to: String| {
        let blank = if ps[i].1.ends_with(' ') { " " } else { "" };
        ps[i].1 = format!("{to}{blank}");
    };
    match random.below(10) {
        // A sign.
        0 | 1 => {
            let at = *random.pick(&places(&|i| is(&ps[i], "+") || is(&ps[i], "-")))?;
            let to = if is(&ps[at], "+") { "-" } else { "+" };
            set(&mut ps, at, to.into());
        }
        // A sign before a number or a word.
        2 => {
            let at = *random.pick(&places(&|i| {
                matches!(ps[i].0, Sort::Number | Sort::Word)
                    && (i == 0 || is(&ps[i - 1], "(") || ps[i - 1].0 == Sort::Relation)
            }))?;
            ps[at].1.insert(0, '-');
        }
        // A coefficient, an exponent, a bound.
        3 | 4 => {
            let at = *random.pick(&places(&|i| ps[i].0 == Sort::Number))?;
            let n: i64 = ps[at].1.trim_end().parse().ok()?;
            let to = match random.below(4) {
                0 => n + 1,
                1 => (n - 1).max(0),
                2 => 2 * n,
                _ => n + 2,
            };
            set(&mut ps, at, to.to_string());
        }
        // An exponent written or dropped.
        5 => {
            if random.below(2) == 0 {
                let at = *random.pick(&places(&|i| {
                    is(&ps[i], "^") && i + 1 < ps.len() && ps[i + 1].0 == Sort::Number
                }))?;
                ps.drain(at..at + 2);
            } else {
                let at = *random.pick(&places(&|i| {
                    let called = ps.get(i + 1).is_some_and(|p| is(p, "(") || is(p, "^"));
                    ps[i].0 == Sort::Word && !called && letters.contains(&ps[i].1.trim_end())
                }))?;
                let name = ps[at].1.trim_end().to_string();
                let power = random.pick(&["2", "3", "(-1)", "(1/2)"]).copied()?;
                set(&mut ps, at, format!("{name}^{power}"));
            }
        }
        // Another function.
        6 => {
            let known = |w: &str| FAMILIES.iter().any(|f| f.contains(&w));
            let at = *random.pick(&places(&|i| known(ps[i].1.trim_end())))?;
            let old = ps[at].1.trim_end().to_string();
            let families: Vec<_> = FAMILIES.iter().filter(|f| f.contains(&&*old)).collect();
            let family = random.pick(&families).copied()?;
            let new = random.pick(family).copied()?;
            set(&mut ps, at, new.into());
        }
        // A factor less.
        7 => {
            let at = *random.pick(&places(&|i| {
                is(&ps[i], "*") && i > 0 && matches!(ps[i - 1].0, Sort::Number | Sort::Word)
            }))?;
            ps.drain(at - 1..=at);
        }
        // Another relation.
        8 => {
            let at = *random.pick(&places(&|i| {
                ps[i].0 == Sort::Relation && RELATIONS.contains(&ps[i].1.trim_end())
            }))?;
            let to = random.pick(RELATIONS).copied()?;
            set(&mut ps, at, to.into());
        }
        // Another letter, or multiplication for division.
        _ => {
            let at = *random.pick(&places(&|i| {
                letters.contains(&ps[i].1.trim_end()) || is(&ps[i], "/") || is(&ps[i], "*")
            }))?;
            let to = match ps[at].1.trim_end() {
                "/" => "*",
                "*" => "/",
                _ => random.pick(letters).copied()?,
            };
            set(&mut ps, at, to.into());
        }
    }
    let out: String = ps.into_iter().map(|(_, s)| s).collect();
    (out != text).then_some(out)
}

/// The step with one thing changed in its claim, a hypothesis or a line above.
pub fn edit(step: &Step, letters: &[&str], random: &mut Random) -> Step {
    for _ in 0..50 {
        let mut new = step.clone();
        let part = random.below(10);
        let lines = match part {
            0 | 1 => &mut new.assume,
            2 | 3 => &mut new.from,
            _ => {
                if let Some(claim) = edited(&new.claim, letters, random) {
                    new.claim = claim;
                    return new;
                }
                continue;
            }
        };
        if lines.is_empty() {
            continue;
        }
        let at = random.below(lines.len());
        if random.below(4) == 0 {
            lines.remove(at);
            return new;
        }
        if let Some(line) = edited(&lines[at], letters, random) {
            lines[at] = line;
            return new;
        }
    }
    step.clone()
}
