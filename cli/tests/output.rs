//! Output that cannot be written, or that nobody reads: a message or silence, and never half a plan
//! under the final name.
#![cfg(unix)]
#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Output, Stdio};

fn plan(flags: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_flashplan"));
    let promo = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/promo");
    command.arg("plan").arg(promo).args(flags);
    command
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// An old plan in a folder of its own.
fn old_plan(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::create_dir_all(&folder).expect("the folder can be made");
    let path = folder.join("plan.ndjson");
    fs::write(&path, "old").expect("the file can be written");
    path
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_told_in_every_form() {
    for format in ["ndjson", "csv", "parquet", "ics"] {
        let full = File::options().write(true).open("/dev/full");
        let full = full.expect("the device is there");
        let output = plan(&["--format", format]).stdout(full).output();
        let output = output.expect("the binary runs");
        assert_eq!(output.status.code(), Some(2), "{format}");
        assert!(
            told(&output).contains("cannot write standard output: "),
            "{format}"
        );

        let output = plan(&["--format", format, "--out", "/dev/full"]).output();
        let output = output.expect("the binary runs");
        assert_eq!(output.status.code(), Some(2), "{format}");
        assert!(
            told(&output).contains("cannot write /dev/full: "),
            "{format}"
        );
    }
}

#[test]
fn a_pipe_that_nobody_reads_ends_the_plan_without_a_word() {
    // more than a pipe holds
    let mut child = plan(&["--count", "400"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary runs");
    let mut out = child.stdout.take().expect("it has an output");
    out.read_exact(&mut [0; 100]).expect("the plan begins");
    drop(out);
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(output.status.code(), Some(2));
    assert!(!told(&output).contains("cannot write"), "{}", told(&output));
}

#[test]
fn a_plan_that_fails_leaves_the_old_file() {
    for format in ["ndjson", "csv", "parquet"] {
        let path = old_plan(&format!("output-{format}"));
        let out = path.to_str().expect("the path is text");
        // the quota fails the plan
        let flags = ["--format", format, "--quota-policy", "fail", "--out", out];
        let output = plan(&flags).output().expect("the binary runs");
        assert_eq!(output.status.code(), Some(1), "{}", told(&output));
        assert_eq!(fs::read_to_string(&path).expect("it is there"), "old");
        let folder = path.parent().expect("it lies in a folder");
        let files = fs::read_dir(folder).expect("the folder is there").count();
        assert_eq!(files, 1, "a part was left behind");
    }
}

#[test]
fn a_plan_that_is_done_replaces_the_old_file() {
    for (format, begins) in [
        ("ndjson", "{\"kind\":\"plan\""),
        ("csv", "kind,key"),
        ("parquet", "PAR1"),
    ] {
        let path = old_plan(&format!("output-done-{format}"));
        let out = path.to_str().expect("the path is text");
        let output = plan(&["--format", format, "--out", out]).output();
        assert!(output.expect("the binary runs").status.success());
        let bytes = fs::read(&path).expect("it is there");
        assert!(bytes.starts_with(begins.as_bytes()), "{format}");
    }
}

#[test]
fn what_numbers_are_taken_for_is_told_before_the_first_line_of_the_plan() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("told-first");
    fs::create_dir_all(&folder).expect("the folder can be made");
    let (contacts, both) = (folder.join("contacts.csv"), folder.join("both.txt"));
    let rows: String = (1..=3_000)
        .map(|n| format!("c{n},97 00 {:02} {:02},fidele,1\n", n / 100, n % 100))
        .collect();
    fs::write(&contacts, format!("id,phone,tags,meta.points\n{rows}")).expect("a file");
    let out = File::create(&both).expect("a file");
    let status = plan(&["--country", "BJ", "--count", "2", "--contacts"])
        .arg(&contacts)
        .stderr(out.try_clone().expect("the same file"))
        .stdout(out)
        .status()
        .expect("the binary runs");
    assert!(status.success());
    let text = fs::read_to_string(&both).expect("a text");
    let at = |what: &str| {
        text.find(what)
            .unwrap_or_else(|| panic!("{what} in {text}"))
    };
    assert!(at("completed by --country") < at("{\"kind\":\"plan\""));
    assert_eq!(text.matches("completed by --country").count(), 1);
}

/// A plan of more bytes than pipes and buffers hold.
fn long_plan() -> Vec<u8> {
    let output = plan(&["--count", "200"]).output().expect("the binary runs");
    assert!(output.status.success() && output.stdout.len() > 1 << 20);
    output.stdout
}

/// A merge of what comes through its standard input into a file; it has read `first` of it, and waits.
fn merging(first: &[u8], out: &Path) -> (Child, ChildStdin) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_flashplan"))
        .args(["merge", "-", "--out"])
        .arg(out)
        .stdin(Stdio::piped())
        .spawn()
        .expect("the binary runs");
    let mut input = child.stdin.take().expect("it has an input");
    input.write_all(first).expect("it reads");
    (child, input)
}

/// The names in the folder of a file.
fn beside(path: &Path) -> Vec<OsString> {
    let folder = path.parent().expect("it lies in a folder");
    let files = fs::read_dir(folder).expect("the folder is there");
    let mut names: Vec<OsString> = files
        .map(|file| file.expect("a file").file_name())
        .collect();
    names.sort();
    names
}

#[test]
#[cfg(target_os = "linux")]
fn a_run_that_is_killed_leaves_nothing() {
    let (path, plan) = (old_plan("output-killed"), long_plan());
    let (mut child, input) = merging(&plan[..1 << 20], &path);
    child.kill().expect("it lives");
    child.wait().expect("it ends");
    drop(input);
    assert_eq!(fs::read_to_string(&path).expect("it is there"), "old");
    assert_eq!(beside(&path), ["plan.ndjson"]);
}

#[test]
fn two_runs_into_one_file_never_mix() {
    let (path, plan) = (old_plan("output-two"), long_plan());
    // what a run of another version or machine left is nobody's to remove
    let stale = path.with_extension("ndjson.part");
    fs::write(&stale, "stale").expect("the file can be written");
    let (first, mut rest) = merging(&plan[..1 << 20], &path);
    let (second, mut other) = merging(&plan[..1 << 20], &path);
    other.write_all(&plan[1 << 20..]).expect("it reads");
    drop(other);
    let done = second.wait_with_output().expect("it ends");
    assert!(done.status.success());
    assert!(fs::read(&path).expect("it is there") == plan);
    fs::write(&path, "another").expect("the file can be written");
    rest.write_all(&plan[1 << 20..]).expect("it reads");
    drop(rest);
    let done = first.wait_with_output().expect("it ends");
    assert!(done.status.success());
    assert!(fs::read(&path).expect("it is there") == plan);
    assert_eq!(beside(&path), ["plan.ndjson", "plan.ndjson.part"]);
    fs::remove_file(stale).expect("it is there");
}

#[test]
fn parts_with_a_late_fault_are_told_of_before_anything_is_written() {
    let path = old_plan("output-late");
    let mut plan = long_plan();
    let end = plan.len() - 3;
    // in the hash of the last line
    plan[end - 2] = if plan[end - 2] == b'0' { b'1' } else { b'0' };
    fs::write(&path, &plan).expect("the file can be written");
    let merge = |part: &Path| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_flashplan"));
        command.arg("merge").arg(part).output().expect("it runs")
    };
    let output = merge(&path);
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout.is_empty() && told(&output).contains("PLAN_LAW_BROKEN"));
    // a part through a pipe is read once
    let whole = File::open(&path).expect("it is there");
    let output = Command::new(env!("CARGO_BIN_EXE_flashplan"))
        .args(["merge", "-"])
        .stdin(whole)
        .output()
        .expect("the binary runs");
    assert_eq!(output.status.code(), Some(1));
    let lines = String::from_utf8_lossy(&output.stdout);
    assert!(!lines.is_empty() && !lines.contains("\"kind\":\"summary\""));
}
