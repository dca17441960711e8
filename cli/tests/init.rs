//! `flashplan init` with a person who answers: lines of standard input.
#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

fn run(args: &[&str], folder: &Path, input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_flashplan"))
        .args(args)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary runs");
    // a command that asks nothing may have gone by now
    let _ = child
        .stdin
        .take()
        .expect("a pipe")
        .write_all(input.as_bytes());
    child.wait_with_output().expect("the binary ends")
}

/// An empty folder.
fn place(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    folder
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn answers_become_a_folder_that_can_be_looked_at() {
    let folder = place("init-answers");
    let answers = "Noël\n\ndemain\n2030-12-20 08:30\nhourly\ndaily\n\
                   Bonjour {{contact.firstName}}\\nCode {{custom.code}}\n\nNOEL\nvip\n\n";
    let output = run(&["init", "noel", "--lang", "fr"], &folder, answers);
    let told = text(&output.stderr);
    assert!(output.status.success(), "{told}");
    for said in [
        "Nom de la campagne",
        "écrivez une date",
        "valeurs possibles",
        "{{custom.code}}",
    ] {
        assert!(told.contains(said), "{told}");
    }
    let definition = fs::read(folder.join("noel/campaign.json")).expect("a definition");
    let definition: serde_json::Value = serde_json::from_slice(&definition).expect("JSON");
    assert_eq!(definition["schedule"], "2030-12-20T08:30:00+01:00");
    assert_eq!(definition["recipients"]["value"][0], "vip");
    assert_eq!(definition["variables"]["code"], "NOEL");

    let preview = run(&["preview", "noel"], &folder, "");
    assert_eq!(text(&preview.stderr), "");
    let shown = text(&preview.stdout);
    assert!(
        shown.contains("| Bonjour Awa\n    | Code NOEL\n"),
        "{shown}"
    );
    assert!(
        shown.contains("selected of 3 contacts (tags vip)"),
        "{shown}"
    );
}

#[test]
fn silence_is_the_defaults_in_each_language() {
    for lang in ["en", "fr"] {
        let folder = place(&format!("init-silence-{lang}"));
        let silent = run(&["init", "a", "--lang", lang], &folder, "");
        assert!(silent.status.success(), "{}", text(&silent.stderr));
        let flags = run(&["init", "b", "--lang", lang, "--yes"], &folder, "");
        assert!(flags.status.success(), "{}", text(&flags.stderr));
        for file in fs::read_dir(folder.join("a")).expect("a folder") {
            let name = file.expect("a file").file_name();
            let read = |folder: PathBuf| fs::read_to_string(folder.join(&name)).expect("a text");
            assert_eq!(read(folder.join("a")), read(folder.join("b")));
        }
        let preview = run(&["preview", "a"], &folder, "");
        assert!(preview.status.success(), "{}", text(&preview.stderr));
        assert!(text(&preview.stdout).contains("3  planned"));
        assert_eq!(text(&preview.stderr), "");
    }
}

#[test]
fn what_is_there_stays_as_it_is() {
    let folder = place("init-there");
    fs::write(folder.join("plan.toml"), "count = 1\n").expect("a file");
    let output = run(&["init", "."], &folder, "\n\n\n");
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("has plan.toml already"));
    assert_eq!(fs::read_dir(&folder).expect("a folder").count(), 1);
    assert_eq!(
        fs::read(folder.join("plan.toml")).expect("a file"),
        b"count = 1\n"
    );
}

#[test]
fn every_key_of_the_commented_options_is_one() {
    for lang in ["en", "fr"] {
        let folder = place(&format!("init-keys-{lang}"));
        let made = run(&["init", "a", "--yes", "--lang", lang], &folder, "");
        assert!(made.status.success());
        let path = folder.join("a/plan.toml");
        let options = fs::read_to_string(&path).expect("options");
        // a commented key is `# key = ..`; prose has no such form
        let lines: Vec<&str> = options
            .lines()
            .map(|line| match line.strip_prefix("# ") {
                Some(rest) if rest.split(' ').nth(1) == Some("=") => rest,
                _ => line,
            })
            .collect();
        fs::write(&path, lines.join("\n")).expect("options");
        fs::write(folder.join("a/suppressed.txt"), "").expect("a list");
        let preview = run(&["preview", "a"], &folder, "");
        assert!(preview.status.success(), "{}", text(&preview.stderr));
    }
}
