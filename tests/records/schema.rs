//! The schema of a plan's lines and the reader agree, but for what the schema says that it can't say.

use crate::inputs::{contacts, made, options, store};
use flashplan::issue::{Code, Issues};
use flashplan::plan::{StoredError, StoredPlan};
use flashplan::schema;
use jsonschema::Validator;
use proptest::prelude::*;
use serde_json::{Value, json};

const HEADER: &str = r#"{"kind":"plan","campaign":"ab","shard":"0/1"}"#;
const OCCURRENCE: &str = r#"{"kind":"occurrence","index":0,"at":"2026-12-04T08:00:00Z","local":"2026-12-04T09:00:00+01:00","notes":[]}"#;

fn validator() -> Validator {
    jsonschema::draft202012::new(&schema::plan()).unwrap()
}

/// What the reader says of one line, as the header where it is one.
fn issues(line: &str) -> Issues {
    let is_header = serde_json::from_str::<Value>(line).is_ok_and(|line| line["kind"] == "plan");
    let text = if is_header {
        format!("{line}\n")
    } else {
        format!("{HEADER}\n{OCCURRENCE}\n{line}\n")
    };
    let found = StoredPlan::open(text.as_bytes()).and_then(|mut plan| {
        if !is_header {
            plan.next_entry()?;
            plan.next_entry()?;
        }
        Ok(())
    });
    match found {
        Ok(()) => Issues::new(),
        Err(StoredError::Invalid(issues)) => issues,
        Err(error) => panic!("bytes in memory can be read: {error}"),
    }
}

/// What the documentation of the schema says that it can't say.
fn beyond_schema(code: Code) -> bool {
    matches!(
        code,
        Code::PlanLawBroken | Code::PlanIncomplete | Code::DatetimeInvalid | Code::DuplicateKey
    )
}

/// Whether the schema and the reader agree on a line; what they say where they do not.
fn agree(validator: &Validator, line: &Value) -> Result<(), String> {
    let issues = issues(&line.to_string());
    let valid = validator.is_valid(line);
    let refused = issues.iter().any(|issue| !beyond_schema(issue.code()));
    if valid && refused {
        return Err(format!("the reader alone refuses {line}\n{issues}"));
    }
    if !valid && issues.is_empty() {
        return Err(format!("the schema alone refuses {line}"));
    }
    Ok(())
}

#[test]
fn the_lines_of_the_file_are_valid_or_not_as_for_the_reader() {
    let validator = validator();
    let (mut valid, mut invalid) = (0, 0);
    for case in include_str!("lines.jsonl").lines() {
        let case: Value = serde_json::from_str(case).unwrap();
        let Ok(line) = serde_json::from_str::<Value>(case["line"].as_str().unwrap()) else {
            continue;
        };
        // a key that stands twice is one to a schema
        let issues = case["issues"].to_string();
        if issues.contains("DUPLICATE_KEY") {
            continue;
        }
        agree(&validator, &line).unwrap();
        if validator.is_valid(&line) {
            valid += 1;
        } else {
            invalid += 1;
        }
    }
    assert!(valid >= 7 && invalid >= 8, "{valid} valid, {invalid} not");
}

/// What a field is changed to: another type, another form, or a bound passed.
fn changes() -> Vec<Value> {
    let texts = [
        "",
        "x",
        "plan",
        "send",
        "skipped",
        "summary",
        "SELF",
        "image",
        "0/1",
        "1/1/1",
        "+2290197000001",
        "+229",
        "2026-12-04T08:00:00Z",
        "2026-12-04T08:00:00",
        "2026-13-40T08:00:00Z",
        "60210cbe-b372-59a3-8366-bb44f003e28a",
        "{60210cbe-b372-59a3-8366-bb44f003e28a}",
        "60210cbeb37259a38366bb44f003e28a",
        "{60210cbeb37259a38366bb44f003e28a}",
    ];
    let mut all = texts.map(Value::from).to_vec();
    all.extend([
        Value::Null,
        json!(true),
        json!(-1),
        json!(0),
        json!(7.5),
        json!(u64::MAX),
        json!([]),
        json!([1]),
        json!({}),
        json!({"SELF": 1}),
        json!({"SELF": -1}),
        json!({"2026-12": 3}),
        json!({"2026-13": 3}),
        json!({"TIRED": null}),
    ]);
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn every_line_of_every_plan_is_valid(
        made in made(), options in options(), contacts in contacts(),
    ) {
        let validator = validator();
        let plan = String::from_utf8(store(&made.plan(options), &contacts)).unwrap();
        for line in plan.lines() {
            let line: Value = serde_json::from_str(line).unwrap();
            prop_assert!(validator.is_valid(&line), "{}", line);
        }
    }

    #[test]
    fn a_changed_line_is_refused_by_both_or_by_none(
        made in made(), options in options(), contacts in contacts(),
        at in any::<prop::sample::Index>(), field in any::<prop::sample::Index>(),
    ) {
        let validator = validator();
        let plan = String::from_utf8(store(&made.plan(options), &contacts)).unwrap();
        let lines: Vec<&str> = plan.lines().collect();
        let line: Value = serde_json::from_str(lines[at.index(lines.len())]).unwrap();
        let names: Vec<String> = line.as_object().unwrap().keys().cloned().collect();
        let name = &names[field.index(names.len())];
        for change in changes() {
            let mut changed = line.clone();
            changed[name] = change;
            agree(&validator, &changed).map_err(TestCaseError::fail)?;
        }
        let mut without = line;
        without.as_object_mut().unwrap().remove(name);
        agree(&validator, &without).map_err(TestCaseError::fail)?;
    }
}
