//! The suites of five other calendar systems, where `../shared/oracles/schedule` is at hand.
//!
//! A case runs unless it lies outside the language; each of those is listed in
//! `third_party_outside.txt` with its reason, and the list is held against what really happens.

use chrono::{DateTime, NaiveDateTime};
use flashplan::datetime::Moment;
use flashplan::issue::{Code, Issues};
use flashplan::schedule::{Schedule, Zone, parse_moment};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

/// Cases in the language that we answer otherwise, on purpose: `suite number: why`.
const DISPUTED: &str = include_str!("third_party_disputed.txt");

#[test]
fn the_suites_agree_where_they_speak_the_language() {
    let folder =
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/oracles/schedule/third_party");
    if !folder.is_dir() {
        eprintln!(
            "skipped: no suites of other systems at {}",
            folder.display()
        );
        return;
    }
    let suites: [Suite; 5] = [
        ("libical", "icalrecur_test_libical.json", instances_case),
        (
            "icalnet",
            "RecurrenceTestCases_icalnet.json",
            instances_case,
        ),
        ("icaljs", "icaljs_recur_iterator.json", icaljs_case),
        ("rust-rrule", "rust_rrule_tests.json", text_case),
        ("dateutil", "dateutil_test_rrule.json", dateutil_case),
    ];
    let (mut outside, mut wrong, mut run) = (String::new(), Vec::new(), BTreeMap::new());
    for (suite, file, answer) in suites {
        let text = fs::read_to_string(folder.join(file)).expect("a suite");
        let file: Value = serde_json::from_str(&text).expect("JSON");
        for (i, case) in file["cases"].as_array().expect("cases").iter().enumerate() {
            let name = format!("{suite} {i}");
            let disputed = DISPUTED
                .lines()
                .find_map(|line| line.strip_prefix(&format!("{name}: ")));
            match (answer(case), disputed) {
                (Answer::Outside(reason), None) => outside += &format!("{name}: {reason}\n"),
                (Answer::Same, None) => *run.entry(suite).or_insert(0) += 1,
                (Answer::Differs(how), None) => wrong.push(format!("{name}: {how}\n  {case}")),
                (Answer::Differs(_), Some(_)) => {}
                (_, Some(why)) => wrong.push(format!("{name} is no longer disputed: {why}")),
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} differ:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    let listed = include_str!("third_party_outside.txt");
    if outside != listed {
        let actual = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("third_party_outside.txt");
        fs::write(&actual, &outside).expect("a file in the target folder");
        panic!(
            "another list of cases outside the language: see {}",
            actual.display()
        );
    }
    eprintln!("cases that ran and agree: {run:?}");
    assert_eq!(run.values().sum::<i32>(), 360, "{run:?}");
}

/// The name of a suite, its file, and how one of its cases is run.
type Suite = (&'static str, &'static str, fn(&Value) -> Answer);

enum Answer {
    Same,
    Differs(String),
    Outside(String),
}

/// libical and ical.net: `rule`, `dtstart`, `instances`, or `extra.EXCEPTION` for a refusal.
fn instances_case(case: &Value) -> Answer {
    let refused = case["extra"]["EXCEPTION"].is_string();
    let expected = (!refused).then_some(&case["instances"]);
    // rules that cannot be read at all have no start
    let start = case["dtstart"]
        .as_str()
        .or(case["instances"][0].as_str())
        .unwrap_or("20240101");
    compare(
        &format!("DTSTART:{start}\nRRULE:{}", text(&case["rule"])),
        expected,
        false,
    )
}

/// ical.js: local times with separators; a start that is not said is the first of what is expected.
fn icaljs_case(case: &Value) -> Answer {
    let start = case["dtstart"]
        .as_str()
        .or(case["expected"][0].as_str())
        .unwrap_or("");
    let start = start.replace(['-', ':'], "");
    let prefix = case["prefix_only"] == true;
    let expected = Some(&case["expected"]);
    compare(
        &format!("DTSTART:{start}\nRRULE:{}", text(&case["rule"])),
        expected,
        prefix,
    )
}

/// rust-rrule: the text of a whole schedule.
fn text_case(case: &Value) -> Answer {
    let expected = Some(&case["expected"]);
    compare(text(&case["text"]), expected, case["prefix_only"] == true)
}

/// dateutil: a text, or a set of rules and dates.
fn dateutil_case(case: &Value) -> Answer {
    if !case["tz"].is_null() {
        return Answer::Outside("a zone object of Python".to_owned());
    }
    if case["text"].is_string() {
        return compare(text(&case["text"]), Some(&case["expected"]), false);
    }
    let rules = case["rrules"].as_array().map_or(0, Vec::len);
    if rules != 1 || !case["exrules"].as_array().is_none_or(Vec::is_empty) {
        return Answer::Outside("a set of no rule, of several, or with EXRULE".to_owned());
    }
    let mut lines = text(&case["rrules"][0]).to_owned();
    for (name, list) in [("RDATE", &case["rdates"]), ("EXDATE", &case["exdates"])] {
        for date in list.as_array().expect("dates") {
            lines += &format!("\n{name}:{}", text(date).replace(['-', ':'], ""));
        }
    }
    compare(&lines, Some(&case["expected"]), false)
}

/// Runs a schedule in UTC unless its text names a zone; `None` expects a refusal.
fn compare(lines: &str, expected: Option<&Value>, prefix_only: bool) -> Answer {
    let built = Schedule::parse(lines).and_then(|builder| {
        let builder = if lines.contains("TZID") {
            builder
        } else {
            builder.zone(Zone::utc())
        };
        builder.build()
    });
    match (built, expected) {
        (Err(issues), _) if outside(&issues).is_some() => {
            Answer::Outside(outside(&issues).expect("checked"))
        }
        (Err(_), None) => Answer::Same,
        (Err(issues), Some(expected)) if is_barren(&issues) && times(expected).is_empty() => {
            Answer::Same
        }
        // without an end there is nothing to refuse: it is the caller who has to stop
        (Ok(schedule), None) if !schedule.is_bounded() => Answer::Same,
        (Ok(schedule), None) => {
            Answer::Differs(format!("accepted: {}", schedule.instants().count()))
        }
        (Err(issues), Some(_)) => Answer::Differs(issues.to_string()),
        (Ok(schedule), Some(expected)) => {
            let expected = times(expected);
            let take = if prefix_only || !schedule.is_bounded() {
                expected.len()
            } else {
                100_000
            };
            let found: Vec<i64> = schedule.instants().take(take).collect();
            if found == expected {
                Answer::Same
            } else {
                Answer::Differs(differ(&found, &expected))
            }
        }
    }
}

fn is_barren(issues: &Issues) -> bool {
    issues.iter().all(|issue| issue.code() == Code::RuleBarren)
}

fn outside(issues: &Issues) -> Option<String> {
    let issue = issues
        .iter()
        .find(|issue| issue.code() == Code::RuleNotSupported)?;
    Some(issue.message())
}

fn differ(found: &[i64], expected: &[i64]) -> String {
    let show = |at: i64| {
        DateTime::from_timestamp(at, 0)
            .expect("in range")
            .to_string()
    };
    let at = found
        .iter()
        .zip(expected)
        .position(|(a, b)| a != b)
        .unwrap_or(found.len().min(expected.len()));
    let side = |list: &[i64]| list.get(at).map_or("the end".to_owned(), |at| show(*at));
    format!(
        "at {at}: {} where {} is expected",
        side(found),
        side(expected)
    )
}

/// The UTC seconds of a list of times, written in any of the suites' ways.
fn times(list: &Value) -> Vec<i64> {
    let list = list.as_array().map_or(&[][..], Vec::as_slice);
    list.iter().map(|time| seconds(text(time))).collect()
}

fn seconds(text: &str) -> i64 {
    if let Ok(date) = text.parse::<chrono::NaiveDate>() {
        return date.and_time(chrono::NaiveTime::MIN).and_utc().timestamp();
    }
    if let Ok(local) = text.parse::<NaiveDateTime>() {
        return local.and_utc().timestamp();
    }
    match parse_moment(text).unwrap_or_else(|error| panic!("{text}: {error}")) {
        Moment::Instant(at) => at.timestamp(),
        Moment::Local(local) => local.and_utc().timestamp(),
    }
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("a text: {value}"))
}
