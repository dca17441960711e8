//! Definitions by case: every file of `tests/definitions` is an input with all its issues, in order.
//!
//! A file is named by the row of the published rules that it is about. What a case may hold:
//! `as` (campaign, stored-campaign, message, stored-message, scheduled-message, preview, template,
//! templates, instances, billing, safety, api-error), `json` or `text` or `bytes` (the input), `now`, `zone`,
//! `unit` (of lengths), `blank` (`missing`: what a blank variable is), `renderDirect`, `account`, `issues` (`E CODE /pointer`), `value` (fields that the value must have),
//! `error` (code and HTTP status of the answer), `unchecked`.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

#[path = "support/account.rs"]
mod account;
mod rows;

use account::read_account;
use flashplan::api_error::ApiError;
use flashplan::campaign::Campaign;
use flashplan::catalogue::{Billing, PreviewRequest, TemplateDefinition, read_templates_with};
use flashplan::content::LengthUnit;
use flashplan::instance::read_instances_with;
use flashplan::issue::{Issue, Language};
use flashplan::message::{Message, ScheduledMessage, StoredMessage};
use flashplan::reading::{BlankVariables, Options, Reading, Report};
use flashplan::safety::{Safety, SafetyPolicy};
use flashplan::schedule::Zone;
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

fn cases() -> Vec<(String, Value)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/definitions");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "json")
        })
        .collect();
    files.sort();
    let read = |path: PathBuf| {
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let text = std::fs::read_to_string(&path).unwrap();
        let case = serde_json::from_str(&text).unwrap_or_else(|e| panic!("{name}: {e}"));
        (name, case)
    };
    files.into_iter().map(read).collect()
}

/// The bytes of the input of a case.
fn input(case: &Value) -> Vec<u8> {
    if let Some(text) = case.get("text") {
        return text.as_str().unwrap().as_bytes().to_vec();
    }
    if let Some(bytes) = case.get("bytes") {
        let bytes = bytes.as_array().unwrap().iter();
        return bytes
            .map(|b| u8::try_from(b.as_u64().unwrap()).unwrap())
            .collect();
    }
    case["json"].to_string().into_bytes()
}

struct Outcome {
    report: Report,
    value: Value,
}

fn outcome<T: Serialize>(reading: Reading<T>) -> Outcome {
    let (value, report) = reading.into_parts();
    Outcome {
        value: value.map_or(Value::Null, |value| json!(value)),
        report,
    }
}

fn read(case: &Value) -> Outcome {
    let json = input(case);
    let account = case.get("account").map(read_account);
    let mut options = Options::new();
    if let Some(account) = &account {
        options = options.account(account);
    }
    if let Some(now) = case.get("now") {
        options = options.now(now.as_str().unwrap().parse().unwrap());
    }
    let zone = case
        .get("zone")
        .map(|zone| Zone::named(zone.as_str().unwrap()).unwrap());
    if let Some(zone) = &zone {
        options = options.default_zone(zone);
    }
    if let Some(name) = case.get("unit") {
        let unit = LengthUnit::ALL.into_iter().find(|unit| name == unit.name());
        options = options.length_unit(unit.unwrap());
    }
    if case["blank"] == "missing" {
        options = options.blank_variables(BlankVariables::Missing);
    }
    if case["renderDirect"] == true {
        options = options.render_direct(true);
    }
    match case["as"].as_str().unwrap() {
        "campaign" => outcome(Campaign::read_with(&json, &options)),
        "stored-campaign" => {
            let (value, report) = Campaign::read_stored(&json, &options).into_parts();
            let shown = |stored: flashplan::campaign::StoredCampaign| {
                json!({
                    "id": stored.id.to_string(),
                    "userId": stored.user_id.map(|id| id.to_string()),
                    "status": stored.status.as_ref().map(|status| status.name()),
                    "sent": stored.stats.sent,
                    "planned": stored.stats.planned,
                    "definition": stored.definition,
                })
            };
            Outcome {
                value: value.map_or(Value::Null, shown),
                report,
            }
        }
        "message" => outcome(Message::read_with(&json, &options)),
        "scheduled-message" => outcome(ScheduledMessage::read_with(&json, &options)),
        "stored-message" => {
            let (value, report) = StoredMessage::read(&json, &options).into_parts();
            let shown = |stored: StoredMessage| {
                json!({
                    "id": stored.id,
                    "type": stored.kind,
                    "status": stored.status.name(),
                    "body": stored.body,
                    "to": stored.to.map(|to| to.to_string()),
                    "event": stored.status.webhook_event(),
                })
            };
            Outcome {
                value: value.map_or(Value::Null, shown),
                report,
            }
        }
        "template" => outcome(TemplateDefinition::read_with(&json, &options)),
        "safety" => {
            let (value, report) = Safety::read(&json, &options).into_parts();
            let shown = |safety: Safety| {
                json!({
                    "decision": safety.decision.name(),
                    "blocks": SafetyPolicy::Advise.blocks(&safety),
                    "strictBlocks": SafetyPolicy::Strict.blocks(&safety),
                    "riskLevel": safety.risk_level,
                    "state": safety.state,
                    "score": safety.score,
                    "reasons": safety.reasons,
                    "recommendations": safety.recommendations,
                })
            };
            Outcome {
                value: value.map_or(Value::Null, shown),
                report,
            }
        }
        "preview" => {
            let (value, report) = PreviewRequest::read_with(&json, &options).into_parts();
            let shown = |request: PreviewRequest| {
                json!({
                    "instanceId": request.instance_id.map(|id| id.to_string()),
                    "contactId": request.contact_id.map(|id| id.to_string()),
                    "variables": request.variables.as_map(),
                })
            };
            Outcome {
                value: value.map_or(Value::Null, shown),
                report,
            }
        }
        "billing" => {
            let (value, report) = Billing::read_with(&json, &options).into_parts();
            Outcome {
                value: value.map_or(Value::Null, |_| json!({})),
                report,
            }
        }
        "templates" => outcome(read_templates_with(&json, &options)),
        "instances" => outcome(read_instances_with(&json, &options)),
        "api-error" => {
            let http = case.get("http").map(|http| http.as_u64().unwrap() as u16);
            let shown = |error: ApiError| {
                json!({
                    "http": error.http,
                    "code": error.code,
                    "message": error.message,
                    "details": error.details.iter().map(|d| &d.code).collect::<Vec<_>>(),
                    "retryable": error.is_retryable(),
                })
            };
            Outcome {
                value: ApiError::read(http, &json).map_or(Value::Null, shown),
                report: Report::default(),
            }
        }
        other => panic!("no reader is called {other}"),
    }
}

fn shown(report: &Report) -> Vec<String> {
    let line = |issue: &flashplan::issue::Issue| {
        let severity = issue.severity().name()[..1].to_uppercase();
        let (code, path) = (issue.code().name(), issue.path());
        format!("{severity} {code} {path}").trim_end().to_owned()
    };
    report.issues().iter().map(line).collect()
}

/// Every field of `wanted` stands in `found`; arrays are compared whole, item by item.
fn holds(found: &Value, wanted: &Value) -> bool {
    match (found, wanted) {
        (Value::Object(found), Value::Object(wanted)) => wanted
            .iter()
            .all(|(name, value)| holds(found.get(name).unwrap_or(&Value::Null), value)),
        (Value::Array(found), Value::Array(wanted)) => {
            found.len() == wanted.len() && found.iter().zip(wanted).all(|(f, w)| holds(f, w))
        }
        _ => found == wanted,
    }
}

fn mistakes(case: &Value) -> Vec<String> {
    let Outcome { report, value } = read(case);
    let mut mistakes = Vec::new();
    let mut expect = |what: &str, found: String, wanted: String| {
        if found != wanted {
            mistakes.push(format!("{what}\n    found  {found}\n    wanted {wanted}"));
        }
    };
    let issues: Vec<String> = match case.get("issues") {
        Some(issues) => serde_json::from_value(issues.clone()).unwrap(),
        None => Vec::new(),
    };
    expect("issues", shown(&report).join(", "), issues.join(", "));
    let valid = !issues.iter().any(|issue| issue.starts_with("E "));
    expect("valid", report.is_valid().to_string(), valid.to_string());
    if case["as"] != "api-error" {
        expect(
            "has a value",
            (!value.is_null()).to_string(),
            valid.to_string(),
        );
    }
    if let Some(wanted) = case.get("value")
        && !holds(&value, wanted)
    {
        expect("value", value.to_string(), wanted.to_string());
    }
    if let Some(wanted) = case.get("error") {
        let found = report.envelope();
        let found = found.map(|found| format!("{} {}", found.code(), found.http()));
        let wanted = wanted.as_str().unwrap_or_default();
        expect("error", found.unwrap_or_default(), wanted.to_owned());
    }
    if let Some(wanted) = case.get("messages") {
        let found: Vec<_> = report.issues().iter().map(Issue::message).collect();
        expect("messages", json!(found).to_string(), wanted.to_string());
    }
    if let Some(wanted) = case.get("hints") {
        let found: Vec<_> = report.issues().iter().map(Issue::hint).collect();
        expect("hints", json!(found).to_string(), wanted.to_string());
    }
    if let Some(wanted) = case.get("spans") {
        let span = |issue: &Issue| Some(issue.place()?.span).map(|span| [span.start, span.end]);
        let found: Vec<_> = report.issues().iter().map(span).collect();
        expect("spans", json!(found).to_string(), wanted.to_string());
    }
    if let Some(wanted) = case.get("unchecked") {
        let found: Vec<_> = report.unchecked().iter().map(|rule| rule.name()).collect();
        expect("unchecked", json!(found).to_string(), wanted.to_string());
    }
    mistakes
}

#[test]
fn every_case_has_its_issues_and_its_value() {
    let mut failed = Vec::new();
    for (name, case) in cases() {
        let mistakes = mistakes(&case);
        if !mistakes.is_empty() {
            failed.push(format!("{name}: {}", mistakes.join("\n  ")));
        }
    }
    assert!(
        failed.is_empty(),
        "{} fail\n{}",
        failed.len(),
        failed.join("\n")
    );
}

#[test]
fn there_are_cases_enough_and_half_of_them_have_errors() {
    let cases = cases();
    let bad = |case: &Value| case["issues"].to_string().contains("\"E ");
    let errors = cases.iter().filter(|(_, case)| bad(case)).count();
    assert!(cases.len() >= 300, "{} cases", cases.len());
    assert!(errors * 2 >= cases.len(), "{errors} of {}", cases.len());
}

#[test]
fn every_row_and_every_code_has_a_case() {
    let cases = cases();
    let mut seen: BTreeSet<String> = rows::NOT_HERE
        .iter()
        .map(|(row, _)| (*row).to_owned())
        .collect();
    for (name, case) in &cases {
        seen.insert(name.split('-').next().unwrap().to_owned());
        let more = case.get("rows").and_then(Value::as_array);
        seen.extend(
            more.into_iter()
                .flatten()
                .map(|row| row.as_str().unwrap().to_owned()),
        );
    }
    let missing: Vec<_> = rows::all()
        .into_iter()
        .filter(|row| !seen.contains(row))
        .collect();
    assert!(missing.is_empty(), "rows without a case: {missing:?}");

    let issues: BTreeSet<String> = cases
        .iter()
        .flat_map(|(_, case)| shown(&read(case).report))
        .collect();
    let codes: BTreeSet<&str> = issues
        .iter()
        .map(|line| line.split(' ').nth(1).unwrap())
        .collect();
    let without: Vec<_> = rows::CODES
        .iter()
        .filter(|name| !codes.contains(*name))
        .collect();
    assert!(without.is_empty(), "codes without a case: {without:?}");
}

#[test]
fn every_text_is_there_in_both_languages_and_filled_in() {
    for (name, case) in cases() {
        for issue in read(&case).report.issues() {
            for language in [Language::English, Language::French] {
                for text in [issue.message_in(language), issue.hint_in(language)] {
                    assert!(!text.is_empty(), "{name}: {}", issue.code().name());
                    assert!(!text.ends_with('.'), "{name}: {text}");
                    for param in [
                        "{got}", "{max}", "{field}", "{known}", "{meant}", "{name}", "{id}",
                        "{paths}",
                    ] {
                        assert!(!text.contains(param), "{name}: {text}");
                    }
                }
            }
        }
    }
}
