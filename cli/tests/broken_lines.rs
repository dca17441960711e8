//! A file of contacts of which many lines cannot be read: the first are told of, the rest are counted.
#![allow(clippy::expect_used, reason = "a test fails by a panic")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Lines with a field too many.
const BROKEN: usize = 1_150;

fn contacts() -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("broken-lines.csv");
    let lines = (0..BROKEN).map(|line| format!("c{line},+22901970{line:05},one,too many\n"));
    let text: String = ["id,phone,name\n".to_owned()]
        .into_iter()
        .chain(lines)
        .collect();
    fs::write(&path, text).expect("the file can be written");
    path
}

fn flashplan(args: &[&str], path: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_flashplan"));
    let output = command.args(args).arg(path).output();
    output.expect("the binary runs")
}

#[test]
fn the_first_thousand_are_told_of_and_all_are_counted() {
    let path = contacts();
    for (flags, listed) in [(&["contacts"][..], 1_000), (&["contacts", "--all"], BROKEN)] {
        let output = flashplan(flags, &path);
        let told = String::from_utf8_lossy(&output.stderr);
        assert_eq!(told.matches("read 4").count(), listed, "{flags:?}: {told}");
        assert_eq!(
            told.contains(": 150\n"),
            listed < BROKEN,
            "{flags:?}: {told}"
        );
        let page = String::from_utf8_lossy(&output.stdout);
        assert!(page.contains("1150"), "{flags:?}: {page}");
    }
}
