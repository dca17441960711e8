//! Occurrences that were due before the plan is made: run late, once for all, or not at all.

use crate::inputs::{Contact, Made, Stop, batches, read, store, verify};
use chrono::{DateTime, TimeDelta, Utc};
use flashplan::issue::{Code, Language};
use flashplan::plan::{Plan, PlanOptions, Summary};
use flashplan::schedule::Missed;
use serde_json::Value;
use std::collections::BTreeSet;

/// Mornings from 2026-03-27T08:00:00Z on.
fn options(count: u64, now: &str, missed: Missed) -> PlanOptions {
    PlanOptions {
        count: Some(count),
        now: Some(now.parse().unwrap()),
        missed,
        ..PlanOptions::default()
    }
}

fn two() -> Vec<Contact> {
    vec![
        Contact::new("a", "+2290197000001"),
        Contact::new("b", "+2290197000002"),
    ]
}

fn plan(options: PlanOptions) -> (Vec<Value>, Summary) {
    let plan = Made::for_all().plan(options);
    let mut lines = Vec::new();
    let summary = plan
        .stream::<_, Stop>(&mut batches(&two())[..], &mut |_, line| {
            lines.push(serde_json::from_str(line).unwrap());
            Ok(())
        })
        .expect("nothing stops the plan");
    (lines, summary)
}

fn of_kind<'a>(lines: &'a [Value], kind: &str) -> Vec<&'a Value> {
    lines.iter().filter(|line| line["kind"] == kind).collect()
}

fn times(lines: &[Value]) -> Vec<&str> {
    let sends = of_kind(lines, "send").into_iter();
    sends.map(|send| send["sendAt"].as_str().unwrap()).collect()
}

fn warnings(summary: &Summary, language: Language) -> Vec<String> {
    let issues = summary.issues.iter();
    issues
        .map(|issue| format!("{} {}", issue.code().name(), issue.message_in(language)))
        .collect()
}

const NOW: &str = "2026-03-29T10:00:00Z";

#[test]
fn what_is_missed_is_skipped_and_told() {
    let (lines, summary) = plan(options(5, NOW, Missed::Skip));
    let occurrences = of_kind(&lines, "occurrence");
    assert_eq!(occurrences[0]["index"], 3);
    assert_eq!(occurrences[0]["at"], "2026-03-30T08:00:00Z");
    assert_eq!(
        (summary.occurrences, summary.missed, summary.late),
        (2, 3, 0)
    );
    assert_eq!(summary.sends, 4);
    assert_eq!(
        warnings(&summary, Language::English),
        [
            "OCCURRENCE_MISSED occurrences that were due before 2026-03-29T10:00:00Z and do not happen: 3, \
             the last at 2026-03-29T08:00:00Z"
        ]
    );
    assert_eq!(
        warnings(&summary, Language::French),
        [
            "OCCURRENCE_MISSED occurrences dues avant 2026-03-29T10:00:00Z qui n'auront pas lieu : 3, \
             la dernière à 2026-03-29T08:00:00Z"
        ]
    );
}

#[test]
fn what_may_run_late_leaves_now_with_the_keys_that_it_had() {
    let late = Missed::RunLate(TimeDelta::hours(26));
    let (lines, summary) = plan(options(4, NOW, late));
    let occurrences = of_kind(&lines, "occurrence");
    assert_eq!(occurrences[0]["at"], "2026-03-28T08:00:00Z");
    assert_eq!(
        occurrences[0]["notes"][0]["message"],
        "2026-03-28 09:00:00 has passed: it runs late by 26:00:00"
    );
    assert_eq!(occurrences[1]["notes"][0]["seconds"], 7_200);
    let next = "2026-03-30T08:00:00Z";
    assert_eq!(times(&lines), [NOW, NOW, NOW, NOW, next, next]);
    assert_eq!((summary.late, summary.missed), (2, 1));
    let codes: Vec<Code> = summary.issues.iter().map(|issue| issue.code()).collect();
    assert_eq!(
        codes,
        [
            Code::OccurrenceMissed,
            Code::OccurrenceLate,
            Code::OccurrenceLate
        ]
    );
    // a message that was sent in its time is known by its key
    let keys = |lines: &[Value]| -> BTreeSet<String> {
        let sends = of_kind(lines, "send").into_iter();
        sends.map(|send| send["key"].to_string()).collect()
    };
    let (in_time, _) = plan(PlanOptions {
        count: Some(4),
        ..PlanOptions::default()
    });
    assert!(keys(&lines).is_subset(&keys(&in_time)));
}

#[test]
fn one_runs_for_all_that_were_missed() {
    let (lines, summary) = plan(options(4, NOW, Missed::RunOnceForAll));
    let indices: Vec<&Value> = of_kind(&lines, "occurrence")
        .into_iter()
        .map(|occurrence| &occurrence["index"])
        .collect();
    assert_eq!(indices, [2, 3]);
    assert_eq!((summary.late, summary.missed), (1, 2));
}

#[test]
fn an_occurrence_that_is_due_now_is_not_missed() {
    let due = "2026-03-28T08:00:00Z";
    let (_, summary) = plan(options(2, due, Missed::Skip));
    assert_eq!((summary.occurrences, summary.missed), (1, 1));
    // and nothing leaves before now, also by a fraction of a second
    let within = Missed::RunLate(TimeDelta::hours(1));
    let (lines, summary) = plan(options(2, "2026-03-28T08:00:00.001Z", within));
    assert_eq!(
        times(&lines),
        ["2026-03-28T08:00:01Z", "2026-03-28T08:00:01Z"]
    );
    assert_eq!((summary.late, summary.missed), (1, 1));
}

#[test]
fn what_a_campaign_without_an_end_has_missed_is_counted() {
    let missed = |now: &str, missed| {
        let options = PlanOptions {
            count: None,
            ..options(1, now, missed)
        };
        Plan::missed_of(&Made::for_all().campaign(), &options)
    };
    assert_eq!(missed("2026-03-27T08:00:00Z", Missed::Skip), 0);
    assert_eq!(missed("2026-03-30T00:00:00Z", Missed::Skip), 3);
    assert_eq!(missed("2026-03-30T00:00:00Z", Missed::RunOnceForAll), 2);
    let at_any_time = PlanOptions::default();
    assert_eq!(
        Plan::missed_of(&Made::for_all().campaign(), &at_any_time),
        0
    );
}

#[test]
fn nothing_is_left_of_a_campaign_that_is_over() {
    let plan = Made::for_all().plan(options(2, "2027-01-01T00:00:00Z", Missed::Skip));
    let stored = store(&plan, &two());
    assert_eq!(read(&stored).unwrap(), 0);
    assert!(verify(&plan, &two(), &stored).holds());
    let summary = plan
        .summary::<_, Stop>(&mut batches(&two())[..])
        .expect("nothing stops the plan");
    assert_eq!((summary.occurrences, summary.missed), (0, 2));
    assert_eq!(
        warnings(&summary, Language::English),
        [
            "OCCURRENCE_MISSED no occurrence is left: 2 were due before 2027-01-01T00:00:00Z, \
             the last at 2026-03-28T08:00:00Z"
        ]
    );
}

#[test]
fn keys_of_what_was_missed_are_no_unknown_keys() {
    let (lines, _) = plan(PlanOptions {
        count: Some(3),
        ..PlanOptions::default()
    });
    let key = |line: &Value| line["key"].as_str().unwrap().parse().unwrap();
    let sent = of_kind(&lines, "send").into_iter().map(key).collect();
    let late = options(3, NOW, Missed::RunOnceForAll);
    let (lines, summary) = plan(PlanOptions { sent, ..late });
    assert!(of_kind(&lines, "send").is_empty());
    assert_eq!(summary.already_sent, 2);
    let codes: Vec<Code> = summary.issues.iter().map(|issue| issue.code()).collect();
    assert_eq!(codes, [Code::OccurrenceMissed, Code::OccurrenceLate]);
}

#[test]
fn a_policy_needs_a_now_and_whole_seconds() {
    let refused = |now: Option<DateTime<Utc>>, missed| {
        let options = PlanOptions {
            now,
            missed,
            count: Some(1),
            ..PlanOptions::default()
        };
        let issues = Made::for_all().try_plan(options).map(|_: Plan| ());
        let issues = issues.err().into_iter().flatten();
        issues.map(|issue| issue.message()).collect::<Vec<String>>()
    };
    let now = Some(NOW.parse().unwrap());
    assert!(refused(now, Missed::RunLate(TimeDelta::zero())).is_empty());
    assert_eq!(
        refused(None, Missed::RunOnceForAll),
        ["what becomes of missed occurrences says nothing without `now`"]
    );
    for within in [TimeDelta::seconds(-1), TimeDelta::milliseconds(1_500)] {
        assert_eq!(
            refused(now, Missed::RunLate(within)),
            ["how late an occurrence may run is no whole number of seconds from 0 to 4294967295"]
        );
    }
    let far = DateTime::<Utc>::MAX_UTC;
    assert_eq!(
        refused(Some(far), Missed::Skip).len(),
        1,
        "a header could not state it"
    );
}

/// How `verify` looks at a plan that was made late.
#[test]
fn a_message_before_now_breaks_a_law() {
    let plan = Made::for_all().plan(options(3, NOW, Missed::RunOnceForAll));
    let stored = store(&plan, &two());
    assert!(verify(&plan, &two(), &stored).holds());
    let text = String::from_utf8(stored).unwrap();
    let early = text.replacen(
        &format!("\"sendAt\":\"{NOW}\""),
        "\"sendAt\":\"2026-03-29T09:59:59Z\"",
        1,
    );
    let found = verify(&plan, &two(), early.as_bytes());
    let laws: Vec<&str> = found.broken().iter().map(|b| b.law.name()).collect();
    assert!(laws.contains(&"NOT_BEFORE"), "{laws:?}");
    // and a plan that misses occurrences says when it was made
    let unstated = text.replacen("\"now\":", "\"then\":", 1);
    let issues = read(unstated.as_bytes()).unwrap_err();
    assert!(
        issues
            .iter()
            .any(|issue| issue.code() == Code::PlanLawBroken)
    );
}
