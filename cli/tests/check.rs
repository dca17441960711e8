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

/// The answer about the promotion in `examples`, with these files of its account and more.
fn promo(args: &[&str]) -> Value {
    let campaign = "../../../examples/promo/campaign.json";
    let output = run(
        &[&["check", "--format", "json"], args, &[campaign]].concat(),
        b"",
    );
    assert!(output.stderr.is_empty());
    serde_json::from_slice(&output.stdout).unwrap()
}

fn codes(answer: &Value) -> Vec<&str> {
    let issues = answer["issues"].as_array().unwrap().iter();
    issues.map(|i| i["code"].as_str().unwrap()).collect()
}

#[test]
fn what_the_account_gives_is_no_longer_unchecked() {
    let alone = promo(&[]);
    let unchecked = |answer: &Value, name: &str| {
        let list = answer["unchecked"].as_array().unwrap();
        list.contains(&json!(name))
    };
    let given = [
        ("--instances", "NOT_FOUND(instance)"),
        ("--templates", "NOT_FOUND(template)"),
        ("--now", "SCHEDULE_IN_PAST"),
    ];
    let mut all = Vec::new();
    for (flag, name) in given {
        let value = match flag {
            "--instances" => "../../../examples/promo/instances.json",
            "--templates" => "../../../examples/promo/templates.json",
            _ => "2026-01-01T00:00:00Z",
        };
        assert!(unchecked(&alone, name), "{name}");
        assert!(!unchecked(&promo(&[flag, value]), name), "{name}");
        all.extend([flag, value]);
    }
    let answer = promo(&all);
    assert_eq!(answer["valid"], true);
    assert_eq!(
        answer["unchecked"],
        json!([
            "VARIABLES_MISSING(user)",
            "SUBSCRIPTION_INACTIVE",
            "PLAN_NO_CAMPAIGNS"
        ])
    );
}

/// Definitions of every kind, which between them leave every rule of the account unchecked.
fn one_of_each() -> String {
    let campaign = |more: Value| {
        let mut body = json!({
            "instanceId": "421a4121-a3d9-40cc-a8db-c3a1df353126", "name": "Promo",
            "schedule": "2030-05-01T09:00:00Z", "recipients": {"type": "all"},
        });
        let members = more.as_object().unwrap().clone();
        body.as_object_mut().unwrap().extend(members);
        json!({"as": "campaign", "json": body})
    };
    let contact = "402f7c29-4ffe-5a63-a7d6-9727f57ea063";
    let group = "11111111-2222-4333-8444-555555555555";
    let message = json!({
        "instanceId": "421a4121-a3d9-40cc-a8db-c3a1df353126", "to": "+22901020304",
        "type": "contact", "contactId": contact,
    });
    let mut later = message.clone();
    later["scheduledAt"] = json!("2030-05-01T09:00:00Z");
    let buttons = json!([{"type": "reply", "displayText": "Oui", "id": "1"}]);
    let lines = [
        campaign(json!({"templateId": "6f0c2d64-6a0e-4d0a-8d0b-0d3f4f1b2c3d"})),
        campaign(
            json!({"recipients": {"type": "group", "groupId": group}, "type": "voice_note",
            "mediaUrl": "https://cdn.example.com/a.ogg"}),
        ),
        campaign(
            json!({"recipients": {"type": "explicit", "value": [contact]}, "type": "buttons",
            "title": "Demain", "description": "Venez-vous ?", "buttons": buttons}),
        ),
        json!({"as": "message", "json": message}),
        json!({"as": "scheduled-message", "json": later}),
        json!({"as": "template", "json": {"name": "a", "type": "text", "body": "Bonjour"}}),
        json!({"as": "instances", "json": []}),
    ];
    lines.map(|line| format!("{line}\n")).concat()
}

fn unchecked(args: &[&str]) -> Vec<String> {
    let output = run(
        &[&["check", "--batch"], args].concat(),
        one_of_each().as_bytes(),
    );
    let answers = String::from_utf8(output.stdout).unwrap();
    let mut all: Vec<String> = answers
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap())
        .flat_map(|answer| {
            serde_json::from_value::<Vec<String>>(answer["unchecked"].clone()).unwrap()
        })
        .collect();
    all.sort();
    all.dedup();
    all
}

#[test]
fn the_command_line_can_give_all_that_is_to_be_checked() {
    assert_eq!(
        unchecked(&[]),
        [
            "NOT_FOUND(contact)",
            "NOT_FOUND(group)",
            "NOT_FOUND(instance)",
            "NOT_FOUND(template)",
            "PLAN_NO_CAMPAIGNS",
            "PLAN_NO_VOICE_NOTES",
            "QUOTA_EXCEEDED",
            "SCHEDULE_IN_PAST",
            "SUBSCRIPTION_INACTIVE",
            "UNSUPPORTED_BUTTONS",
            "VARIABLES_MISSING(custom)",
        ]
    );
    let all = [
        ["--instances", "no-instances.json"],
        ["--templates", "no-templates.json"],
        ["--groups", "groups.json"],
        ["--contacts", "../../../examples/promo/contacts.csv"],
        ["--account", "usage.json"],
        ["--business", "yes"],
        ["--now", "2030-01-01T00:00:00Z"],
    ];
    assert_eq!(unchecked(&all.concat()), [""; 0]);
}

#[test]
fn what_the_account_may_not_do_is_refused_in_the_order_of_phases() {
    let answers = |args: &[&str]| -> Vec<String> {
        let args = [&["check", "--batch"], args].concat();
        let output = run(&args, one_of_each().as_bytes());
        let answers = String::from_utf8(output.stdout).unwrap();
        let code = |line: &str| {
            let answer: Value = serde_json::from_str(line).unwrap();
            answer["error"]["code"].as_str().unwrap_or("-").to_owned()
        };
        answers.lines().take(4).map(code).collect()
    };
    let plan = "CAMPAIGNS_NOT_AVAILABLE_ON_PLAN";
    let quota = "MONTHLY_OUTBOUND_QUOTA_EXCEEDED";
    assert_eq!(
        answers(&["--account", "free.json"]),
        [plan, plan, plan, quota]
    );
    assert_eq!(
        answers(&["--account", "unpaid.json"]),
        ["SUBSCRIPTION_INACTIVE"; 4]
    );
    assert_eq!(
        answers(&["--account", "silent.json", "--business", "no"]),
        [
            "-",
            "FEATURE_NOT_AVAILABLE_ON_PLAN",
            "UNSUPPORTED_FEATURE",
            "-"
        ]
    );
    let stranger = ["--contacts", "nobody.jsonl"];
    assert_eq!(answers(&stranger), ["-", "-", "-", "NOT_FOUND"]);
}

#[test]
fn what_the_account_lacks_is_not_found() {
    let answer = promo(&[
        "--instances",
        "no-instances.json",
        "--templates",
        "no-templates.json",
        "--now",
        "2040-01-01T00:00:00+01:00",
    ]);
    assert_eq!(answer["valid"], false);
    assert_eq!(answer["error"]["code"], "NOT_FOUND");
    let found = codes(&answer);
    assert_eq!(found.iter().filter(|code| **code == "NOT_FOUND").count(), 2);
    assert!(found.contains(&"SCHEDULE_IN_PAST"));
}

#[test]
fn a_group_is_looked_up_and_a_zone_is_taken() {
    let answer = |group: &str, args: &[&str]| -> Value {
        let body = json!({
            "instanceId": "421a4121-a3d9-40cc-a8db-c3a1df353126", "name": "Promo",
            "schedule": "2030-05-01T09:00:00", "type": "text", "body": "Bonjour",
            "recipients": {"type": "group", "groupId": group},
        });
        let args = [&["check", "--format", "json"], args, &["-"]].concat();
        let output = run(&args, body.to_string().as_bytes());
        serde_json::from_slice(&output.stdout).unwrap()
    };
    let zone = ["--timezone", "Europe/Paris", "--groups", "groups.json"];
    let known = answer("11111111-2222-4333-8444-555555555555", &zone);
    assert_eq!(known["value"]["schedule"], "2030-05-01T07:00:00Z");
    let unknown = answer("99999999-2222-4333-8444-555555555555", &zone);
    assert_eq!(unknown["error"]["code"], "NOT_FOUND");
    let without = answer("11111111-2222-4333-8444-555555555555", &zone[2..]);
    assert!(codes(&without).contains(&"DATETIME_NO_OFFSET"));
}

#[test]
fn the_answer_comes_in_french_as_a_whole() {
    let args = ["check", "--format", "json", "--lang", "fr", "-"];
    let output = run(&args, b"{}");
    let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
    let english: Value =
        serde_json::from_slice(&run(&["check", "--format", "json", "-"], b"{}").stdout).unwrap();
    assert_eq!(codes(&answer), codes(&english));
    assert_eq!(answer["error"]["details"], answer["issues"]);
    assert_ne!(answer["error"]["message"], english["error"]["message"]);
    let pairs = answer["issues"].as_array().unwrap().iter();
    for (fr, en) in pairs.zip(english["issues"].as_array().unwrap()) {
        assert_ne!(fr["message"], en["message"]);
        assert_ne!(fr["hint"], en["hint"]);
    }
}

#[test]
fn seven_mistakes_are_told_in_french() {
    let output = run(&["check", "--lang", "fr", "seven-mistakes.json"], b"");
    assert_eq!(output.status.code(), Some(1));
    same_as_file(&output.stderr, "seven-mistakes.fr.txt");
}

/// The line around a definition is no part of it, so that it says nothing of its nesting either.
#[test]
fn a_definition_that_is_too_deep_is_told_alike_in_a_batch() {
    for depth in [64, 65, 66, 200] {
        let deep = "[".repeat(depth) + &"]".repeat(depth);
        let alone = run(&["check", "--format", "json", "-"], deep.as_bytes());
        let line = format!("{{\"as\":\"campaign\",\"json\":{deep}}}\n");
        let batch = run(&["check", "--batch"], line.as_bytes());
        assert_eq!(
            String::from_utf8_lossy(&batch.stdout),
            String::from_utf8_lossy(&alone.stdout),
            "{depth} levels"
        );
    }
}

#[test]
fn a_batch_is_checked_against_the_account_too() {
    let line = format!(
        "{{\"as\":\"campaign\",\"json\":{}}}\n",
        json!({"instanceId": "421a4121-a3d9-40cc-a8db-c3a1df353126"})
    );
    let args = ["check", "--batch", "--instances", "no-instances.json"];
    let output = run(&args, line.as_bytes());
    let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(codes(&answer)[0], "NOT_FOUND");
}

#[test]
fn wrong_usage_and_unreadable_files_end_with_two() {
    for args in [
        &["check"][..],
        &["check", "--as", "newsletter", "x.json"],
        &["check", "missing.json"],
        &["check", "--batch", "x.json"],
        &["schema", "newsletter"],
        &["check", "--lang", "de", "template.json"],
        &["check", "--now", "2030-05-01T09:00:00", "template.json"],
        &["check", "--now", "tomorrow", "template.json"],
        &["check", "--timezone", "Europe/Parys", "template.json"],
        &["check", "--groups", "missing.json", "template.json"],
        &["check", "--groups", "template.json", "template.json"],
        &[
            "check",
            "--templates",
            "seven-mistakes.json",
            "template.json",
        ],
        &["check", "--instances", "template.txt", "template.json"],
        &["check", "--account", "groups.json", "template.json"],
        &["check", "--account", "template.json", "template.json"],
        &["check", "--contacts", "missing.csv", "template.json"],
        &["check", "--contacts", "seven-mistakes.txt", "template.json"],
        &["check", "--business", "maybe", "template.json"],
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
        ("plan", "Line of a plan"),
    ] {
        let output = run(&["schema", name], b"");
        let schema: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(schema["title"], title);
    }
}
