//! `flashplan check` as it is run: what it prints where, and how it ends.
//!
//! Where `check/NAME.txt` holds what a run should print, `UPDATE=1` writes it anew.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use serde_json::{Value, json};
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn run(args: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_flashplan"))
        .args(args)
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/check"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // a command that takes no input may have gone by now
    let _ = child.stdin.take().unwrap().write_all(input);
    child.wait_with_output().unwrap()
}

fn same_as_file(found: &[u8], name: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/check")
        .join(name);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, found).unwrap();
    }
    let wanted = std::fs::read(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    assert_eq!(
        String::from_utf8_lossy(found),
        String::from_utf8_lossy(&wanted)
    );
}

#[test]
fn seven_mistakes_are_told_to_a_person_with_their_lines() {
    let output = run(&["check", "seven-mistakes.json"], b"");
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout.is_empty());
    same_as_file(&output.stderr, "seven-mistakes.txt");
}

#[test]
fn seven_mistakes_are_told_to_a_program_in_one_object() {
    let output = run(&["check", "--format", "json", "seven-mistakes.json"], b"");
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stderr.is_empty());
    let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(answer["valid"], false);
    assert_eq!(answer["value"], Value::Null);
    assert_eq!(answer["issues"].as_array().unwrap().len(), 7);
    assert_eq!(answer["error"]["code"], "VALIDATION_ERROR");
    assert_eq!(answer["error"]["message"], "Invalid request data");
    assert_eq!(answer["error"]["details"], answer["issues"]);
}

#[test]
fn standard_input_is_a_file_too() {
    let body = br#"{"name": "bienvenue", "type": "text", "body": "Bonjour"}"#;
    let output = run(
        &["check", "--as", "template", "--format", "json", "-"],
        body,
    );
    assert_eq!(output.status.code(), Some(0));
    let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(answer["error"], Value::Null);
    let value = json!({"name": "bienvenue", "type": "text", "body": "Bonjour"});
    assert_eq!(answer["value"], value);
}

#[test]
fn an_issue_in_a_template_has_its_place() {
    let body = br#"{"name": "a", "type": "text", "body": "Salut\n{{name}}"}"#;
    let output = run(
        &["check", "--as", "template", "--format", "json", "-"],
        body,
    );
    let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
    let issue = &answer["issues"][0];
    assert_eq!(
        (&issue["code"], &issue["path"]),
        (&json!("NAMESPACE_MISSING"), &json!("/body"))
    );
    assert_eq!(
        (&issue["line"], &issue["span"]),
        (&json!(2), &json!([8, 12]))
    );
}

#[test]
fn an_issue_in_a_template_is_shown_where_it_stands_in_the_json() {
    let output = run(&["check", "--as", "template", "template.json"], b"");
    assert_eq!(output.status.code(), Some(1));
    same_as_file(&output.stderr, "template.txt");
}

#[test]
fn a_batch_answers_every_line() {
    let lines = [
        r#"{"as":"campaign","json":{}}"#,
        "not json",
        "",
        r#"{"as":"newsletter","json":{}}"#,
        r#"{"as":"message"}"#,
        r#"{"as":"instances","json":[]}"#,
        r#"{"as":"scheduled-message","json":[]}"#,
        r#"{"as":"template","json":"x"}"#,
    ];
    let output = run(&["check", "--batch"], (lines.join("\n") + "\n").as_bytes());
    assert_eq!(output.status.code(), Some(0));
    let answers: Vec<Value> = String::from_utf8(output.stdout)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let codes = |answer: &Value| -> Vec<String> {
        let issues = answer["issues"].as_array().unwrap().iter();
        issues
            .map(|i| {
                format!(
                    "{} {}",
                    i["code"].as_str().unwrap(),
                    i["path"].as_str().unwrap()
                )
            })
            .collect()
    };
    let found: Vec<_> = answers.iter().map(codes).collect();
    let wanted: [&[&str]; 8] = [
        &[
            "REQUIRED /instanceId",
            "REQUIRED /name",
            "REQUIRED /schedule",
            "REQUIRED /recipients",
            "CONTENT_MODE_MISSING /type",
        ],
        &["JSON_SYNTAX "],
        &["JSON_SYNTAX "],
        &["ENUM /as"],
        &["REQUIRED /json"],
        &[],
        &["ROOT_TYPE "],
        &["ROOT_TYPE "],
    ];
    assert_eq!(found, wanted);
    assert_eq!(answers[5]["value"], json!([]));
}

#[test]
fn wrong_usage_and_unreadable_files_end_with_two() {
    for args in [
        &["check"][..],
        &["check", "--as", "newsletter", "x.json"],
        &["check", "missing.json"],
        &["check", "--batch", "x.json"],
        &["schema", "newsletter"],
    ] {
        let output = run(args, b"");
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(output.stdout.is_empty(), "{args:?}");
        assert!(!output.stderr.is_empty(), "{args:?}");
    }
    let output = run(&["check", "missing.json"], b"");
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(
        told.starts_with("error: cannot read missing.json: "),
        "{told}"
    );
}

#[test]
fn schemas_are_printed() {
    for (name, title) in [
        ("campaign", "Campaign"),
        ("message", "Message"),
        ("scheduled-message", "Scheduled message"),
        ("template", "Template"),
    ] {
        let output = run(&["schema", name], b"");
        let schema: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(schema["title"], title);
    }
}
