//! The command as a whole: exit status, what goes where, one line for each error.

use assert_cmd::Command;
use std::fs;
use std::io::{BufRead, BufReader, PipeWriter, Write};
use std::path::{Path, PathBuf};
use std::process::Stdio;

/// A folder of its own for a test, empty.
fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if path.exists() {
        fs::remove_dir_all(&path).unwrap();
    }
    fs::create_dir_all(&path).unwrap();
    path
}

fn hence(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hence"));
    command.current_dir(folder).env("LC_ALL", "C");
    command
}

/// Runs a command that must fail with this one line on standard error and nothing on standard output.
#[track_caller]
fn fails(folder: &Path, args: &[&str], line: &str) {
    hence(folder)
        .args(args)
        .assert()
        .code(2)
        .stdout("")
        .stderr(format!("hence: {line}\n"));
}

#[test]
fn a_missing_file() {
    fails(
        &folder("missing"),
        &["check", "none.md"],
        "none.md: no such file",
    );
}

#[test]
fn a_folder_without_derivations() {
    let dir = folder("bare");
    fs::write(dir.join("notes.txt"), "x").unwrap();
    fails(
        &dir,
        &["check", "."],
        ".: no derivations in this folder (.md .markdown .mmd .tex .ipynb .hence)",
    );
}

#[test]
fn a_file_of_another_kind() {
    let dir = folder("kind");
    fs::write(dir.join("notes.txt"), "x").unwrap();
    let line =
        "notes.txt: not a kind of file that can be read (.md .markdown .mmd .tex .ipynb .hence)";
    fails(&dir, &["check", "notes.txt"], line);
}

#[test]
fn bytes_that_are_not_text() {
    let dir = folder("bytes");
    fs::write(dir.join("a.md"), b"ab\xff").unwrap();
    fails(
        &dir,
        &["check", "a.md"],
        "a.md: not text: byte 2 is not UTF-8",
    );
}

#[test]
fn bad_options() {
    let dir = folder("options");
    let tail = "(hence --help lists what there is)";
    fails(
        &dir,
        &["check", "--loud", "."],
        &format!(
            "unexpected argument '--loud' found; to pass '--loud' as a value, use '-- --loud' {tail}"
        ),
    );
    let formats = "[possible values: text, json, jsonl, github]";
    fails(
        &dir,
        &["check", "--format", "sarif", "."],
        &format!("invalid value 'sarif' for '--format <FORMAT>' {formats} {tail}"),
    );
    fails(
        &dir,
        &["chekc"],
        &format!("unrecognized subcommand 'chekc'; a similar subcommand exists: 'check' {tail}"),
    );
    hence(&dir).assert().code(2).stdout("");
    hence(&dir).arg("--help").assert().code(0).stderr("");
    hence(&dir).arg("--version").assert().code(0).stderr("");
}

#[test]
fn what_cannot_be_explained() {
    let dir = folder("explain");
    fs::write(dir.join("a.md"), "x").unwrap();
    let hint = "neither a step (FILE:LABEL, such as homework.md:28) nor a code (such as H0101)";
    fails(&dir, &["explain", "28"], &format!("28: {hint}"));
    fails(
        &dir,
        &["explain", "a.md"],
        "a.md: which step? write a.md:LABEL",
    );
    fails(
        &dir,
        &["explain", "a.md:"],
        "a.md:: write FILE:LABEL, such as homework.md:28",
    );
    fails(&dir, &["explain", "none.md:28"], "none.md: no such file");
    hence(&dir)
        .args(["explain", "H9999"])
        .assert()
        .code(2)
        .stdout("")
        .stderr(predicates::str::starts_with(
            "hence: H9999: no such code; there are H0101,",
        ));
    hence(&dir)
        .args(["explain", "h0201"])
        .assert()
        .code(0)
        .stderr("")
        .stdout(predicates::str::starts_with(
            "H0201: valid only where defined (your mathematics)\n",
        ));
}

#[test]
fn one_bad_path_does_not_stop_the_others() {
    let dir = folder("mixed");
    fs::write(dir.join("a.md"), "prose\n").unwrap();
    let run = hence(&dir).args(["check", "none.md", "a.md"]).assert();
    run.code(2)
        .stdout("a.md: nothing to check\n")
        .stderr("hence: none.md: no such file\n");
}

#[test]
fn paths_keep_their_order_and_folders_are_sorted() {
    let dir = folder("order");
    fs::create_dir_all(dir.join("sub/deep")).unwrap();
    for file in [
        "z.md",
        "sub/b.tex",
        "sub/a.hence",
        "sub/deep/c.MD",
        "sub/skip.txt",
        "sub/.hidden.md",
    ] {
        fs::write(dir.join(file), "prose\n").unwrap();
    }
    let paths = |args: &[&str]| -> Vec<String> {
        let run = hence(&dir)
            .args(["check", "--format", "json"])
            .args(args)
            .assert()
            .code(0)
            .stderr("");
        let found: serde_json::Value = serde_json::from_slice(&run.get_output().stdout).unwrap();
        found["files"]
            .as_array()
            .unwrap()
            .iter()
            .map(|file| file["path"].as_str().unwrap().to_string())
            .collect()
    };
    assert_eq!(
        paths(&["z.md", "sub", "./z.md"]),
        ["z.md", "sub/a.hence", "sub/b.tex", "sub/deep/c.MD"]
    );
    assert_eq!(
        paths(&["."]),
        ["sub/a.hence", "sub/b.tex", "sub/deep/c.MD", "z.md"]
    );
}

/// The end of a pipe that nobody reads from.
fn closed() -> PipeWriter {
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    writer
}

#[test]
fn a_closed_output_is_said_in_one_line() {
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_hence"))
        .args(["explain", "H0101"])
        .current_dir(folder("pipe"))
        .stdout(closed())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        String::from_utf8(output.stderr).unwrap(),
        "hence: the output was closed before all of it was written\n"
    );
}

#[test]
fn every_line_is_answered_before_the_next_is_sent() {
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_hence"))
        .arg("steps")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let mut output = BufReader::new(child.stdout.take().unwrap());
    for id in 0..5 {
        writeln!(
            input,
            r#"{{"id": {id}, "claim": "x = x", "vars": {{"x": "colour"}}}}"#
        )
        .unwrap();
        let mut line = String::new();
        output.read_line(&mut line).unwrap();
        let answer: serde_json::Value = serde_json::from_str(&line).unwrap();
        assert_eq!(answer["id"], id);
        assert_eq!(answer["verdict"], "error");
    }
    drop(input);
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn answers_keep_the_order_of_the_lines() {
    let lines: String = (0..2000)
        .map(|id| {
            if id % 7 == 3 {
                "no step\n".to_string()
            } else {
                format!("{{\"id\": {id}}}\n")
            }
        })
        .collect();
    let run = hence(&folder("steps"))
        .arg("steps")
        .write_stdin(lines)
        .assert()
        .code(0)
        .stderr("");
    let text = String::from_utf8(run.get_output().stdout.clone()).unwrap();
    assert_eq!(text.lines().count(), 2000);
    for (id, line) in text.lines().enumerate() {
        let answer: serde_json::Value = serde_json::from_str(line).unwrap();
        assert_eq!(answer["verdict"], "error");
        match id % 7 {
            3 => assert!(answer["id"].is_null()),
            _ => assert_eq!(answer["id"], id),
        }
    }
}

#[test]
fn a_driver_that_leaves_is_noticed() {
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_hence"))
        .arg("steps")
        .stdin(Stdio::piped())
        .stdout(closed())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    writeln!(input, "{{}}").unwrap();
    // The input stays open: waiting for its end would hang here.
    assert_eq!(child.wait().unwrap().code(), Some(2));
    drop(input);
}

#[test]
fn a_variable_that_is_not_listed_is_left_open() {
    for (vars, verdict) in [
        (r#""vars": {"x": "real", "a": "real"},"#, "invalid"),
        ("", "invalid"),
        (r#""vars": {"x": "real"},"#, "unproved"),
        (r#""vars": {},"#, "unproved"),
    ] {
        let run = hence(&folder("unlisted"))
            .arg("steps")
            .write_stdin(format!("{{\"id\": 1, {vars} \"claim\": \"x + a >= x\"}}\n"))
            .assert()
            .code(0);
        let answer: serde_json::Value = serde_json::from_slice(&run.get_output().stdout).unwrap();
        assert_eq!(answer["verdict"], verdict, "{vars}");
    }
}

const WRONG: &str = "(x + 1)^2 = x^2 - 2x + 1\n\nsection Announced\nexpect invalid\ny + y = 3y\n";

#[test]
fn corrections_are_written_on_request_only() {
    let dir = folder("fix");
    let file = dir.join("a.hence");
    fs::write(&file, WRONG).unwrap();
    hence(&dir).args(["check", "a.hence"]).assert().code(1);
    assert_eq!(fs::read_to_string(&file).unwrap(), WRONG);
    hence(&dir)
        .args(["check", "--fix", "a.hence"])
        .assert()
        .code(0);
    // What the file announces stays as it is.
    let fixed = WRONG.replace("x^2 - 2x", "x^2 + 2x");
    assert_eq!(fs::read_to_string(&file).unwrap(), fixed);
}

#[test]
fn messages_are_in_the_language_that_is_asked_for() {
    let dir = folder("lang");
    fs::write(dir.join("a.hence"), WRONG).unwrap();
    let french = predicates::str::contains("ceci est faux pour les valeurs ci-dessous");
    hence(&dir)
        .args(["check", "--lang", "fr", "a.hence"])
        .assert()
        .code(1)
        .stdout(french.clone());
    hence(&dir)
        .env("LC_ALL", "fr_FR.UTF-8")
        .args(["check", "a.hence"])
        .assert()
        .code(1)
        .stdout(french);
    hence(&dir)
        .env("LC_ALL", "fr_FR.UTF-8")
        .args(["check", "--lang", "en", "a.hence"])
        .assert()
        .code(1)
        .stdout(predicates::str::contains("this fails at the values below"));
    hence(&dir)
        .args(["explain", "H0201", "--lang", "fr"])
        .assert()
        .code(0)
        .stdout(predicates::str::contains("Comment corriger"));
}

#[test]
fn a_document_is_shown_as_it_is_understood() {
    let dir = folder("understood");
    fs::write(
        dir.join("a.md"),
        "Suppose $x > 1$. Then $x^2 > 1$ and $\\foo$.",
    )
    .unwrap();
    let text = "a.md\n    1  given          1 < x\n    1  claimed        1 < x^2\n                      under 1 < x\n    \
                1  unread         `\\foo`\n                      because unknown macro \\foo\n  1 given, 1 claimed, 1 unread\n";
    hence(&dir)
        .args(["read", "a.md"])
        .assert()
        .code(0)
        .stdout(text)
        .stderr("");
    let run = hence(&dir)
        .args(["read", "a.md", "--format", "json"])
        .assert()
        .code(0);
    let answer: serde_json::Value = serde_json::from_slice(&run.get_output().stdout).unwrap();
    assert_eq!(answer["schema"], "hence/read/1");
    let entries = &answer["files"][0]["entries"];
    assert_eq!(entries[1]["role"], "claimed");
    assert_eq!(entries[1]["hypotheses"][0], "1 < x");
    assert_eq!(entries[1]["start"]["byte"], 23);
    assert_eq!(answer["summary"]["unread"], 1);
    fails(&dir, &["read", "none.md"], "none.md: no such file");
}

#[test]
fn derivation_files_are_laid_out() {
    let dir = folder("layout");
    fs::write(
        dir.join("a.hence"),
        "assume   x>0\n\n\n\nx+1 > 1   by  adding",
    )
    .unwrap();
    fs::write(dir.join("b.hence"), "x = x\n").unwrap();
    fs::write(dir.join("c.md"), "text   text").unwrap();
    hence(&dir)
        .args(["fmt", "--check", "."])
        .assert()
        .code(1)
        .stdout("a.hence\n")
        .stderr("");
    hence(&dir).args(["fmt", "."]).assert().code(0).stdout("");
    let text = fs::read_to_string(dir.join("a.hence")).unwrap();
    assert_eq!(text, "assume x>0\n\nx+1 > 1  by adding\n");
    assert_eq!(fs::read_to_string(dir.join("c.md")).unwrap(), "text   text");
    hence(&dir)
        .args(["fmt", "--check", "."])
        .assert()
        .code(0)
        .stdout("");
    fails(
        &dir,
        &["fmt", "c.md"],
        "c.md: not a derivation file (.hence)",
    );
}

#[test]
fn a_folder_sets_defaults() {
    let dir = folder("defaults");
    fs::create_dir(dir.join("inside")).unwrap();
    fs::write(
        dir.join("inside/a.md"),
        "Clearly $x^2 > 1$ and $\\log 100 = 2$.",
    )
    .unwrap();
    let check = |code| {
        hence(&dir).args(["check", "inside"]).assert().code(code);
    };
    check(1);
    fs::write(dir.join("hence.toml"), "assume = [\"x > 1\"]\nlog = 10\n").unwrap();
    check(0);
    // The nearest file counts.
    fs::write(dir.join("inside/hence.toml"), "log = 10\n").unwrap();
    check(1);
    let own = "---\nhence:\n  assume:\n    - x > 1\n---\nClearly $x^2 > 1$ and $\\log 100 = 2$.";
    fs::write(dir.join("inside/a.md"), own).unwrap();
    check(0);
    fs::write(dir.join("inside/hence.toml"), "log = 1\n").unwrap();
    hence(&dir)
        .args(["check", "inside"])
        .assert()
        .code(2)
        .stdout("")
        .stderr(predicates::str::contains(
            "hence.toml: `log` is \"e\" or a whole number from 2 on",
        ));
}

#[test]
fn files_are_taken_in_from_inside_of_the_folder_only() {
    let dir = folder("taken");
    fs::create_dir_all(dir.join("sheet/parts")).unwrap();
    fs::write(dir.join("outside.tex"), "Then $1 = 2$.").unwrap();
    fs::write(
        dir.join("sheet/main.tex"),
        "\\newcommand{\\sq}[1]{#1^2}\nSuppose $x > 1$.\n\\input{parts/first}\n\\input{../outside}\n\\input{none}\n",
    )
    .unwrap();
    fs::write(
        dir.join("sheet/parts/first.tex"),
        "Then $\\sq{x} > 1$.\n\nThen $\\sq{x} > 4$.\n",
    )
    .unwrap();
    for argument in ["sheet", "sheet/main.tex"] {
        let run = hence(&dir)
            .args(["check", argument, "--format", "json"])
            .assert()
            .code(1);
        let answer: serde_json::Value = serde_json::from_slice(&run.get_output().stdout).unwrap();
        let files = answer["files"].as_array().unwrap();
        let found: Vec<String> = files
            .iter()
            .flat_map(|file| {
                let claims = file["claims"].as_array().unwrap();
                claims.iter().map(|c| {
                    let part = |value: &serde_json::Value| value.as_str().unwrap_or("").to_owned();
                    let line = &c["start"]["line"];
                    format!(
                        "{}:{line} {} {}",
                        part(&file["path"]),
                        part(&c["verdict"]),
                        part(&c["source"])
                    )
                })
            })
            .collect();
        assert_eq!(
            found,
            [
                "sheet/main.tex:2 given x > 1",
                "sheet/main.tex:4 unread \\input{../outside}",
                "sheet/main.tex:5 unread \\input{none}",
                "sheet/parts/first.tex:1 valid \\sq{x} > 1",
                "sheet/parts/first.tex:3 invalid \\sq{x} > 4",
            ],
            "{argument}"
        );
    }
}

#[test]
fn a_step_in_a_file_that_is_taken_in_is_explained() {
    let dir = folder("taken_explained");
    fs::create_dir_all(dir.join("sheet/parts")).unwrap();
    let main =
        "Suppose $x > 1$.\n\\input{parts/first}\n\nThen $x^2 + x > 2$.\n\\input{../outside}\n";
    fs::write(dir.join("sheet/main.tex"), main).unwrap();
    fs::write(dir.join("outside.tex"), "$$1 = 1 \\tag{8}$$\n").unwrap();
    let part = "\n\n\nThen \\begin{equation} x^2 > 1 \\tag{7} \\label{eq:sq} \\end{equation}\n";
    fs::write(dir.join("sheet/parts/first.tex"), part).unwrap();
    let explained = |label: &str| {
        let what = format!("sheet/main.tex:{label}");
        let run = hence(&dir).args(["explain", &what]).assert().code(0);
        String::from_utf8(run.get_output().stdout.clone()).unwrap()
    };
    let tagged = explained("7");
    assert!(
        tagged.starts_with("sheet/parts/first.tex (7)  1 < x^2\nvalid"),
        "{tagged}"
    );
    assert!(tagged.contains("from\n    1 < x\n"), "{tagged}");
    assert_eq!(explained("eq:sq"), tagged);
    let below = explained("4");
    assert!(below.starts_with("line 4  2 < x^2 + x\nvalid"), "{below}");
    fails(
        &dir,
        &["explain", "sheet/main.tex:8"],
        "sheet/main.tex has no claim `8` (a label, an id, or the number of a line without a label)",
    );
}
