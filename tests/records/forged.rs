//! Plans whose summary is that of their lines, whoever wrote these.

use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// The plan of a header and lines.
pub(crate) fn forged<S: AsRef<str>>(header: &str, lines: &[S], summary: &Value) -> String {
    let mut all = vec![header.to_owned()];
    all.extend(lines.iter().map(|line| line.as_ref().to_owned()));
    let mut end = json!({"kind": "summary", "alreadySent": 0});
    for (name, value) in summary.as_object().into_iter().flatten() {
        end[name] = value.clone();
    }
    all.push(end.to_string());
    forge(&mut all);
    all.iter().map(|line| format!("{line}\n")).collect()
}

/// Makes the summary and the hash those of the lines, as a careful forger would.
pub(crate) fn forge(lines: &mut [String]) {
    let Some(at) = lines
        .iter()
        .position(|line| line.contains("\"kind\":\"summary\""))
    else {
        return;
    };
    let entries = &lines[1..at];
    let values: Vec<Value> = entries
        .iter()
        .map(|line| serde_json::from_str(line).unwrap_or_default())
        .collect();
    let of_kind = |kind: &str| {
        values
            .iter()
            .filter(|line| line["kind"] == kind)
            .collect::<Vec<_>>()
    };
    let (sends, skipped) = (of_kind("send"), of_kind("skipped"));
    let mut reasons: BTreeMap<&str, u64> = BTreeMap::new();
    for line in &skipped {
        *reasons.entry(line["reason"].as_str().unwrap()).or_default() += 1;
    }
    let times: BTreeSet<&str> = sends
        .iter()
        .filter_map(|send| send["sendAt"].as_str())
        .collect();
    let mut months: BTreeMap<&str, u64> = BTreeMap::new();
    for send in sends.iter().filter_map(|send| send["sendAt"].as_str()) {
        *months.entry(&send[..7]).or_default() += 1;
    }
    let text: String = entries.iter().map(|line| format!("{line}\n")).collect();
    let hash: String = Sha256::digest(text.as_bytes())
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let fields = json!({
        "occurrences": of_kind("occurrence").len(), "candidates": sends.len() + skipped.len(),
        "sends": sends.len(), "skipped": reasons, "firstSendAt": times.first(),
        "lastSendAt": times.last(), "months": months, "hash": hash,
    });
    lines[at] = with(&lines[at], &fields);
}

/// A line with these fields set.
pub(crate) fn with(line: &str, fields: &Value) -> String {
    let mut line: Value = serde_json::from_str(line).unwrap();
    for (name, value) in fields.as_object().into_iter().flatten() {
        line[name] = value.clone();
    }
    line.to_string()
}
