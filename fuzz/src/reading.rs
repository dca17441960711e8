//! The laws of every reader of a JSON body.

use flashplan::api_error::ApiError;
use flashplan::issue::{Issue, Severity};
use flashplan::reading::{Reading, Report};
use serde_json::{Map, Value};

/// A value and no error, or an error and no value.
pub fn agrees<T>(reading: &Reading<T>) {
    let report = reading.report();
    assert_eq!(reading.value().is_some(), report.is_valid());
    assert_eq!(report.is_valid(), !report.issues().has_errors());
}

/// F15: the envelope of a report reads back as its errors, in both languages.
pub fn envelope_reads_back(report: &Report) {
    let Some(envelope) = report.envelope() else {
        assert!(report.is_valid());
        return;
    };
    let json = serde_json::to_vec(&envelope).expect("an envelope is JSON");
    let read = ApiError::read(None, &json).expect("an envelope is an error");
    assert_eq!(
        (read.code.as_str(), read.message.as_str()),
        (envelope.code(), envelope.message()),
    );
    assert_eq!(read.details.len(), errors(report));
    let primary = report.primary().expect("an error");
    // a code of ours that no page publishes has a status that no reader knows
    if primary.api_code().is_some() {
        assert_eq!(read.http, Some(envelope.http()));
    }
    let is_primary =
        |code: &str, path: &str| (code, path) == (primary.code().name(), primary.path());
    assert!(
        read.details
            .iter()
            .any(|detail| is_primary(&detail.code, &detail.path))
    );
}

/// F7: neither the order of keys nor a field that is ignored adds or takes an error.
pub fn order_and_ignored_fields(json: &[u8], report: &Report, check: impl Fn(&[u8]) -> Report) {
    let Ok(body) = serde_json::from_slice::<Value>(json) else {
        return;
    };
    // a parser of values keeps the last of two members, the reader tells of both
    let again = |body: &Value| check(body.to_string().as_bytes());
    let own = again(&body);
    assert_eq!(lines(&own), lines(&again(&reversed(&body))));
    for issue in report.issues() {
        if matches!(issue.code().name(), "FIELD_IGNORED" | "UNKNOWN_FIELD") {
            let mut without = body.clone();
            remove(&mut without, issue.path());
            assert!(errors(&again(&without)) <= errors(&own), "{}", issue.path());
        }
    }
}

fn errors(report: &Report) -> usize {
    let is_error = |issue: &&Issue| issue.severity() == Severity::Error;
    report.issues().iter().filter(is_error).count()
}

fn lines(report: &Report) -> Vec<String> {
    let line = |issue: &Issue| format!("{} {}", issue.code().name(), issue.path());
    let mut lines: Vec<_> = report.issues().iter().map(line).collect();
    lines.sort();
    lines
}

/// The same value with the members of every object in reverse order.
fn reversed(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            let turned = members.iter().rev();
            Value::Object(
                turned
                    .map(|(name, member)| (name.clone(), reversed(member)))
                    .collect::<Map<_, _>>(),
            )
        }
        Value::Array(items) => items.iter().map(reversed).collect(),
        other => other.clone(),
    }
}

/// Removes what stands at `pointer`.
fn remove(body: &mut Value, pointer: &str) {
    let Some((parent, last)) = pointer.rsplit_once('/') else {
        return;
    };
    let last = last.replace("~1", "/").replace("~0", "~");
    match body.pointer_mut(parent) {
        Some(Value::Object(members)) => {
            members.shift_remove(&last);
        }
        Some(Value::Array(items)) => {
            let index = last.parse::<usize>().ok();
            if let Some(index) = index.filter(|index| *index < items.len()) {
                items.remove(index);
            }
        }
        _ => {}
    }
}
