//! The documents that name their tests name tests that are there: SECURITY.md, and the laws of docs/trust.md.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// All Rust files below a folder, but for what is built.
fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    let entries = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    for path in entries {
        if path.is_dir() && path.file_name().is_none_or(|name| name != "target") {
            sources(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

/// The text of everything that tests can stand in.
fn all_tests() -> String {
    let mut files = Vec::new();
    for folder in ["src", "tests", "cli", "page", "fuzz", "parquet"] {
        sources(&root().join(folder), &mut files);
    }
    let texts = files.iter().map(|file| fs::read_to_string(file).unwrap());
    texts.collect()
}

/// What stands between backticks.
fn quoted(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

/// The last cells of the rows of the tables below a heading.
fn last_cells<'a>(document: &'a str, heading: &str) -> Vec<&'a str> {
    let (_, below) = document.split_once(heading).expect("the heading is there");
    let section = below.split("\n## ").next().unwrap();
    let rows = section.lines().filter(|line| line.starts_with('|')).skip(2);
    let cells = |row: &'a str| {
        row.trim_end_matches('|')
            .rsplit(" | ")
            .next()
            .unwrap()
            .trim()
    };
    rows.map(cells).collect()
}

/// Whether a path, or one with a star in its last part, names something.
fn exists(path: &str) -> bool {
    let Some((before, after)) = path.split_once('*') else {
        return root().join(path).exists();
    };
    let (folder, start) = before.rsplit_once('/').expect("a folder");
    let entries = fs::read_dir(root().join(folder)).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names
        .into_iter()
        .any(|name| name.starts_with(start) && name.ends_with(after))
}

/// What is wrong with the names of one cell.
fn faults(cell: &str, tests: &str) -> Vec<String> {
    let names = quoted(cell);
    let missing = |name: &&&str| match name.contains('/') {
        true => !exists(name),
        false => !tests.contains(&format!("fn {name}(")),
    };
    let mut faults: Vec<String> = names
        .iter()
        .filter(missing)
        .map(|name| (*name).to_owned())
        .collect();
    if names.is_empty() {
        faults.push(format!("no test: {cell}"));
    }
    faults
}

#[test]
fn each_promise_names_tests_that_are_there() {
    let tests = all_tests();
    let document = fs::read_to_string(root().join("SECURITY.md")).unwrap();
    let cells = last_cells(&document, "## Promised");
    assert!(cells.len() >= 10, "the table is read");
    let faults: Vec<String> = cells.iter().flat_map(|cell| faults(cell, &tests)).collect();
    assert_eq!(faults, [""; 0]);
}

#[test]
fn each_law_names_tests_and_targets_that_are_there() {
    let tests = all_tests();
    let document = fs::read_to_string(root().join("docs/trust.md")).unwrap();
    let targets = last_cells(&document, "## The laws");
    assert_eq!(targets.len(), 16, "the laws are F1 to F16");
    let listed = targets
        .iter()
        .flat_map(|cell| cell.split(", "))
        .filter(|name| *name != "all");
    for target in listed {
        assert!(
            exists(&format!("fuzz/fuzz_targets/{target}.rs")),
            "{target}"
        );
    }
    let section = document.split_once("## The laws").unwrap().1;
    let laws = section.lines().filter(|line| line.starts_with("| F"));
    for law in laws {
        let cell = law.split(" | ").nth(1).unwrap();
        assert_eq!(faults(cell, &tests), [""; 0], "{law}");
    }
}
