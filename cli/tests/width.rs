//! What people read fits a terminal of 80 columns: every line of every snapshot, but for what programs read.
#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};
use unicode_width::UnicodeWidthStr;

/// The files with what commands print: snapshots, the book, the README.
fn files() -> Vec<PathBuf> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = vec![here.join("../README.md")];
    for folder in ["tests/cmd", "tests/check", "../docs/src"] {
        for file in fs::read_dir(here.join(folder)).expect("the folder is there") {
            let path = file.expect("an entry").path();
            let ending = path.extension().and_then(|ending| ending.to_str());
            if matches!(ending, Some("trycmd" | "md" | "txt")) {
                files.push(path);
            }
        }
    }
    files
}

/// The lines that commands print in a file, each with its number.
fn printed(path: &Path, text: &str) -> Vec<(usize, String)> {
    let is_plain = path.extension().is_some_and(|ending| ending == "txt");
    let (mut lines, mut is_block, mut is_machine) = (Vec::new(), false, false);
    let mut is_open = false;
    for (number, line) in text.lines().enumerate() {
        if line.starts_with("```") {
            is_open = !is_open;
            is_block = is_open && matches!(line, "```" | "```console");
        } else if let Some(command) = line.strip_prefix("$ ") {
            is_machine = [
                "--format csv",
                "--explain --format",
                "schema ",
                "man",
                "completions ",
            ]
            .iter()
            .any(|machine| command.contains(machine));
        } else if is_plain || is_block && !is_machine {
            lines.push((number + 1, line.to_owned()));
        }
    }
    lines
}

/// What programs read, and places that are paths.
fn is_for_machines(line: &str) -> bool {
    line.starts_with(['{', '[', '>']) || line.trim_start().starts_with("--> ")
}

#[test]
fn every_line_for_people_fits_80_columns() {
    let (mut count, mut wide) = (0, Vec::new());
    for path in files() {
        let text = fs::read_to_string(&path).expect("the file is text");
        for (number, line) in printed(&path, &text) {
            count += 1;
            if line.width() > 80 && !is_for_machines(&line) {
                wide.push(format!("{}:{number}: {line}", path.display()));
            }
        }
    }
    assert!(wide.is_empty(), "{}", wide.join("\n"));
    assert!(count > 1_000, "{count} lines");
}
