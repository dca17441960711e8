//! The help of every command: it fits a terminal of 80 columns and shows how the command is used.
#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use std::process::Command;
use unicode_width::UnicodeWidthStr;

fn help(args: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_flashplan"))
        .args(args)
        .env("COLUMNS", "200")
        .output()
        .expect("the binary runs");
    assert!(output.status.success(), "{args:?}");
    assert!(output.stderr.is_empty(), "{args:?}");
    String::from_utf8(output.stdout).expect("help is UTF-8")
}

/// The commands, as the help of the whole lists them.
fn commands() -> Vec<String> {
    let whole = help(&["--help"]);
    let (_, list) = whole.split_once("Commands:\n").expect("a list");
    let lines = list.lines().take_while(|line| !line.is_empty());
    let names = lines.filter_map(|line| line.strip_prefix("  "));
    names
        .filter(|line| !line.starts_with(' '))
        .map(|line| line.split(' ').next().unwrap_or_default().to_owned())
        .filter(|name| name != "help")
        .collect()
}

#[test]
fn every_help_fits_80_columns_and_has_an_example() {
    let names = commands();
    assert!(names.len() >= 13, "{names:?}");
    for name in &names {
        for flag in ["--help", "-h"] {
            let text = help(&[name, flag]);
            assert!(text.contains("\nExample"), "{name} {flag}");
            assert!(
                text.contains(&format!("  flashplan {name}")),
                "{name} {flag}"
            );
            for line in text.lines() {
                assert!(line.chars().count() <= 80, "{name} {flag}: {line}");
            }
        }
    }
    assert!(
        help(&["--help"])
            .lines()
            .all(|line| line.chars().count() <= 80)
    );
}

#[test]
fn what_a_person_looks_at_fits_80_columns() {
    for args in [
        &["preview", "../examples/promo"][..],
        &["preview", "../examples/promo", "--country", "BJ"],
        &["contacts", "../examples/promo/contacts.csv"],
        &[
            "contacts",
            "tests/cmd/contacts.in/numbers.csv",
            "--country=BJ",
        ],
        &["contacts", "tests/cmd/contacts.in/wide.csv"],
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_flashplan"))
            .args(args)
            .output()
            .expect("the binary runs");
        let bytes = [output.stdout, output.stderr].concat();
        let text = String::from_utf8(bytes).expect("text");
        assert!(text.lines().count() > 4, "{args:?}");
        // an issue is as long as what it says
        let is_issue =
            |line: &str| line.starts_with("warning[") || line.trim_start().starts_with("help: ");
        for line in text.lines().filter(|line| !is_issue(line)) {
            assert!(line.width() <= 80, "{args:?}: {line}");
        }
    }
}

#[test]
fn every_shell_completes_every_command() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = help(&["completions", shell]);
        for name in commands() {
            assert!(script.contains(&name), "{shell}: {name}");
        }
    }
}

#[test]
fn every_command_has_a_manual_page_and_no_other_has() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("man");
    let _ = std::fs::remove_dir_all(&folder);
    help(&["man", "--out", folder.to_str().expect("a path of UTF-8")]);
    let mut found: Vec<String> = std::fs::read_dir(&folder)
        .expect("a folder")
        .map(|file| {
            file.expect("a file")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    found.sort();
    let mut wanted: Vec<String> = commands()
        .iter()
        .map(|name| format!("flashplan-{name}.1"))
        .chain(["flashplan.1".to_owned()])
        .collect();
    wanted.sort();
    assert_eq!(found, wanted);
    for name in commands() {
        let page = help(&["man", &name]);
        let stored = std::fs::read_to_string(folder.join(format!("flashplan-{name}.1")));
        assert_eq!(page, stored.expect("a page"));
        assert!(page.contains(&format!("flashplan {name}")), "{name}");
    }
}

#[test]
fn colours_are_written_when_they_are_asked_for_and_not_into_a_pipe() {
    let output = |args: &[&str], set: &[(&str, &str)]| {
        let output = Command::new(env!("CARGO_BIN_EXE_flashplan"))
            .args(args)
            .env_remove("NO_COLOR")
            .env_remove("CLICOLOR_FORCE")
            .envs(set.iter().copied())
            .output()
            .expect("the binary runs");
        let bytes = [output.stdout, output.stderr].concat();
        String::from_utf8_lossy(&bytes).contains('\u{1b}')
    };
    let campaign = "../examples/refused.json";
    for args in [
        &["--help"][..],
        &["check", "nowhere", "-x"],
        &["check", campaign],
    ] {
        let with = |flag: &'static str| [args, &[flag]].concat();
        assert!(!output(args, &[]), "{args:?}");
        assert!(output(args, &[("CLICOLOR_FORCE", "1")]), "{args:?}");
        assert!(!output(&with("--color=never"), &[("CLICOLOR_FORCE", "1")]));
        assert!(output(
            &[&["--color=always"], args].concat(),
            &[("NO_COLOR", "1")]
        ));
    }
}
