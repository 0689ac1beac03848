//! Spoils real documents and has them read and checked: nothing may panic, hang, eat memory or lose its place.
//!
//! `cargo run --release --example fuzz -- MINUTES [SEED]` goes through the documents of `proofs/` and `tests/documents/`.
//! A text that breaks something is kept in `target/fuzz/`, and the exit status is 1. One seed gives one series of texts.

use hence::check::{Checker, Options};
use hence::config::Defaults;
use hence::read::plain::formatted;
use hence::reading::Reading;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// A text that takes longer than this, in seconds of the processor, hangs.
const TOO_LONG: f64 = 60.0;
/// A process that holds more than this, in kilobytes, eats memory.
const TOO_MUCH: u64 = 3 << 20;

/// Pieces that are put into texts: what notation is made of, and what files are made of.
const PIECES: &[&str] = &[
    "$",
    "$$",
    "\\(",
    "\\)",
    "\\[",
    "\\]",
    "{",
    "}",
    "(",
    ")",
    "[",
    "]",
    "|",
    "\\|",
    "\\left(",
    "\\right)",
    "\\left.",
    "\\right|",
    "&",
    "\\\\",
    "\\begin{align}",
    "\\end{align}",
    "\\begin{cases}",
    "\\end{cases}",
    "\\begin{proof}",
    "\\end{proof}",
    "\\begin{pmatrix}",
    "\\end{pmatrix}",
    "\\frac",
    "\\sqrt",
    "\\sum_{k=1}^n ",
    "\\int_0^1 ",
    "\\iint_{[0,1]^2} ",
    "\\mid ",
    "\\because ",
    "\\dot x ",
    "f_x ",
    "\\eqref{a}",
    "(\\ref{a})",
    "dx",
    "\\lim_{x \\to 0} ",
    "\\frac{d}{dx}",
    "^",
    "_",
    "'",
    "!",
    "=",
    "<",
    "\\le ",
    "\\neq ",
    "\\Rightarrow ",
    "\\iff ",
    "\\forall x ",
    "\\exists ",
    "\\in ",
    "\\mathbb{R}",
    "\\dots",
    "\\pm ",
    "\\infty",
    "\\text{if }",
    "\\tag{1}",
    "\\label{a}",
    "\\newcommand{\\a}[1]{#1#1}",
    "\\def\\a{\\a}",
    "\\a",
    "\\input{a}",
    "\\foo",
    "%",
    "#",
    "##",
    "---",
    "```",
    "~~~",
    "<!-- hence: ",
    "-->",
    "<!-- hence: assume x > 0 -->",
    "- ",
    "1. ",
    "> ",
    "|a|b|",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    "\u{a0}",
    "\u{feff}",
    "\u{301}",
    "é",
    "λ",
    "𝑥",
    "0",
    "1",
    "2",
    "10^{100}",
    "1e999",
    "x",
    "y",
    "n",
    "f(x)",
    "x^{x^{x}}",
    "Let ",
    "Suppose ",
    "Show that ",
    "Soit ",
    "donc ",
    "for all ",
    "if and only if ",
    "or ",
    "by (1) ",
    "assume ",
    "define ",
    "claim ",
    "ignore\n",
    "end\n",
    "vars n : nat\n",
    "\"",
    "\\n",
    "\\u0000",
    "],[",
];

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let minutes: f64 = match arguments.next().as_deref().map(str::parse) {
        Some(Ok(minutes)) => minutes,
        _ => {
            eprintln!("usage: fuzz MINUTES [SEED]");
            return ExitCode::from(2);
        }
    };
    let seed: u64 = arguments
        .next()
        .and_then(|seed| seed.parse().ok())
        .unwrap_or(1);
    let documents = documents();
    let Ok(checker) = Checker::new(Options::default()) else {
        eprintln!("fuzz: the theory does not load");
        return ExitCode::from(2);
    };
    let now: Arc<Mutex<(f64, String, String)>> = Arc::default();
    watch(Arc::clone(&now));
    let mut random = Random(seed);
    let end = Instant::now() + Duration::from_secs_f64(60.0 * minutes);
    let (mut count, mut broken, mut slowest) = (0usize, 0usize, 0f64);
    while Instant::now() < end {
        let (name, text) = spoilt(&documents, &mut random);
        let start = processor();
        if let Ok(mut now) = now.lock() {
            *now = (start, name.clone(), text.clone());
        }
        let found = catch_unwind(AssertUnwindSafe(|| sound(&checker, &name, &text)));
        let took = processor() - start;
        slowest = slowest.max(took);
        let fault = match found {
            Ok(Ok(())) => None,
            Ok(Err(fault)) => Some(fault),
            Err(_) => Some("panic".to_owned()),
        };
        if let Some(fault) = fault {
            broken += 1;
            println!("{fault}: {}", kept(&name, &text));
        }
        if took > 5.0 {
            println!("slow ({took:.1} s): {}", kept(&name, &text));
        }
        count += 1;
        if count.is_multiple_of(1000) {
            println!(
                "{count} texts, {broken} broken, slowest {slowest:.1} s, {} MB at most",
                peak() >> 10
            );
        }
    }
    println!(
        "{count} texts, {broken} broken, slowest {slowest:.1} s, {} MB at most",
        peak() >> 10
    );
    ExitCode::from(u8::from(broken > 0))
}

/// What must hold of a text, whatever stands in it.
fn sound(checker: &Checker, name: &str, text: &str) -> Result<(), String> {
    // Other readings of claims are looked at in a check only.
    if text.len().is_multiple_of(2) {
        checker.check_file(name, text.to_owned());
    } else {
        let reading = checker.read_file(name, text.to_owned(), &Defaults::default());
        exact(&reading)?;
    }
    if name.ends_with(".hence") {
        let once = formatted(text);
        if formatted(&once) != once {
            return Err("a layout that is laid out anew".to_owned());
        }
    }
    Ok(())
}

fn exact(reading: &Reading) -> Result<(), String> {
    for entry in &reading.entries {
        let place = reading.text.get(entry.span.start..entry.span.end);
        if place != Some(entry.source.as_str()) {
            return Err(format!("a place that is not that of {:?}", entry.source));
        }
        let focus = entry.focus.unwrap_or(entry.span);
        if reading.text.get(focus.start..focus.end).is_none() {
            return Err("a part outside of the text".to_owned());
        }
    }
    Ok(())
}

/// Name and text of the documents that come with the program.
fn documents() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = [
        "proofs",
        "proofs/wrong",
        "tests/documents",
        "tests/documents/read",
    ];
    let mut paths: Vec<PathBuf> = folders
        .iter()
        .filter_map(|folder| std::fs::read_dir(root.join(folder)).ok())
        .flat_map(|entries| entries.flatten().map(|entry| entry.path()))
        .filter(|path| path.is_file())
        .collect();
    paths.sort();
    let read = |path: PathBuf| {
        let name = path.file_name()?.to_string_lossy().into_owned();
        Some((name, std::fs::read_to_string(path).ok()?))
    };
    paths.into_iter().filter_map(read).collect()
}

/// SplitMix64 (Steele, Lea and Flood, 2014).
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) >> 32).unwrap_or(0) % end.max(1)
    }

    /// A place between two characters.
    fn place(&mut self, text: &str) -> usize {
        let at = self.below(text.len() + 1);
        text.floor_char_boundary(at)
    }

    /// A stretch of a text, most often a short one.
    fn stretch(&mut self, text: &str) -> (usize, usize) {
        let longest = [3, 12, 60, 400][self.below(4)];
        let start = self.place(text);
        let end = text.floor_char_boundary((start + self.below(longest)).min(text.len()));
        (start, end.max(start))
    }
}

/// One of the documents, a part of it, spoilt in a few places.
fn spoilt(documents: &[(String, String)], random: &mut Random) -> (String, String) {
    let (name, whole) = &documents[random.below(documents.len())];
    // A part of a document is checked sooner, so that more of them are.
    let start = random.place(whole);
    let end = whole.floor_char_boundary((start + 1500).min(whole.len()));
    let mut text = match random.below(4) {
        0 => whole.clone(),
        _ => whole[start..end].to_owned(),
    };
    for _ in 0..1 + random.below(6) {
        let (start, end) = random.stretch(&text);
        match random.below(8) {
            0 | 1 => text.replace_range(start..end, ""),
            2 => {
                let copy = text[start..end].repeat(1 + random.below(3));
                let at = random.place(&text);
                text.insert_str(at, &copy);
            }
            3 => {
                let (_, other) = &documents[random.below(documents.len())];
                let (from, to) = random.stretch(other);
                text.replace_range(start..end, &other[from..to]);
            }
            4 => text.truncate(end),
            5 => {
                let piece = PIECES[random.below(PIECES.len())];
                let times = [1, 2, 5, 300][random.below(4)];
                text.insert_str(start, &piece.repeat(times));
            }
            _ => text.insert_str(start, PIECES[random.below(PIECES.len())]),
        }
    }
    (name.clone(), text)
}

/// Ends the process where a text hangs or eats memory.
fn watch(now: Arc<Mutex<(f64, String, String)>>) {
    std::thread::spawn(move || {
        loop {
            std::thread::sleep(Duration::from_secs(1));
            let Ok(now) = now.lock() else { continue };
            let (start, name, text) = &*now;
            let hangs = !name.is_empty() && processor() - start > TOO_LONG;
            if hangs || held() > TOO_MUCH {
                let fault = if hangs { "hangs" } else { "eats memory" };
                println!("{fault}: {}", kept(name, text));
                std::process::exit(1);
            }
        }
    });
}

/// Writes a text to `target/fuzz/` and says where.
fn kept(name: &str, text: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/fuzz");
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let path = folder.join(format!("{hash:016x}-{name}"));
    match std::fs::create_dir_all(&folder).and_then(|()| std::fs::write(&path, text)) {
        Ok(()) => path.display().to_string(),
        Err(error) => format!("{}: {error}", path.display()),
    }
}

/// Seconds of the processor that this process has used; 0 where the system does not say.
fn processor() -> f64 {
    let text = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = text.rsplit(')').next().unwrap_or("");
    let ticks = fields.split_whitespace().skip(11).take(2);
    let ticks: u64 = ticks.filter_map(|ticks| ticks.parse::<u64>().ok()).sum();
    ticks as f64 / 100.0
}

fn held() -> u64 {
    status("VmRSS:")
}

fn peak() -> u64 {
    status("VmHWM:")
}

/// A line of what the system says of this process, in kilobytes.
fn status(key: &str) -> u64 {
    let text = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix(key));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok())
        .unwrap_or(0)
}
