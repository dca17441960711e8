//! What the reader takes for a plan, and what it says of anything else.

use crate::forged::forged;
use crate::inputs::{Contact, Made, contacts, made, options, read, store};
use flashplan::issue::Severity;
use flashplan::limits::Limits;
use flashplan::plan::{PlanOptions, StoredError, StoredPlan};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeSet;

const HEADER: &str = r#"{"kind":"plan","campaign":"ab","shard":"0/1"}"#;
const OCCURRENCE: &str = r#"{"kind":"occurrence","index":0,"at":"2026-12-04T08:00:00Z","local":"2026-12-04T09:00:00+01:00","notes":[]}"#;

/// Each issue as `CODE /path line:column`.
fn shown(error: StoredError) -> Vec<String> {
    let StoredError::Invalid(issues) = error else {
        panic!("bytes in memory can be read: {error}");
    };
    let show = |issue: &flashplan::issue::Issue| {
        let place = issue
            .place()
            .expect("every issue of a stored plan has its line");
        let (code, path) = (issue.code().name(), issue.path());
        assert_eq!(
            issue.severity(),
            Severity::Error,
            "what is refused is wrong"
        );
        format!("{code} {path} {}:{}", place.line, place.column)
    };
    issues.iter().map(show).collect()
}

#[test]
fn lines_are_read_or_refused_as_the_file_says() {
    let cases = include_str!("lines.jsonl");
    for case in cases.lines() {
        let case: Value = serde_json::from_str(case).unwrap();
        let line = case["line"].as_str().unwrap();
        let text = format!("{HEADER}\n{OCCURRENCE}\n{line}\n");
        let mut plan = StoredPlan::open(text.as_bytes()).unwrap();
        assert!(plan.next_entry().unwrap().is_some());
        let issues = match plan.next_entry() {
            Ok(entry) => {
                assert!(entry.is_some(), "{line}");
                assert_eq!(plan.bytes(), format!("{line}\n").as_bytes());
                Vec::new()
            }
            Err(error) => shown(error),
        };
        assert_eq!(Value::from(issues), case["issues"], "{line}");
    }
}

#[test]
fn what_is_no_plan_is_refused_at_once() {
    let refused = |text: &str| shown(StoredPlan::open(text.as_bytes()).unwrap_err());
    assert_eq!(refused(""), ["PLAN_INCOMPLETE  1:1"]);
    assert_eq!(refused(OCCURRENCE), ["PLAN_INCOMPLETE  1:1"]);
    assert_eq!(refused("id,phone\n"), ["JSON_SYNTAX  1:1"]);
    assert_eq!(
        refused(r#"{"kind":"plan","shard":"4/4"}"#),
        ["REQUIRED /campaign 1:1", "TYPE /shard 1:24"]
    );
    let beyond = r#"{"kind":"plan","campaign":"ab","shard":"0/1","options":{"perHour":[1e999]},"more":-1E400}"#;
    assert_eq!(
        refused(beyond),
        ["NUMBER_RANGE /options 1:56", "NUMBER_RANGE /more 1:83"]
    );
    assert_eq!(
        refused(r#"{"kind":"plan","campaign":"ab","shard":"0/1","redacted":true}"#),
        ["PLAN_REDACTED /redacted 1:1"]
    );
}

#[test]
fn a_header_too_deep_to_be_kept_is_refused_with_a_reason_by_a_host_that_allows_its_depth() {
    let limits = Limits::new().json_depth(1_000);
    let of = |depth: usize| {
        let (open, close) = ("[".repeat(depth), "]".repeat(depth));
        format!(r#"{{"kind":"plan","campaign":"ab","shard":"0/1","more":{open}{close}}}"#)
    };
    assert!(StoredPlan::open_with(of(126).as_bytes(), &limits).is_ok());
    // with the object around it the list is one level deeper than by itself
    for (depth, issue) in [(127, "NUMBER_RANGE  1:1"), (128, "NUMBER_RANGE /more 1:53")] {
        let refused = StoredPlan::open_with(of(depth).as_bytes(), &limits).unwrap_err();
        assert_eq!(shown(refused), [issue], "{depth}");
    }
}

#[test]
fn a_line_at_the_limit_is_read_and_one_byte_more_is_refused() {
    let plan = format!("{HEADER}\n{OCCURRENCE}\n");
    let most = OCCURRENCE.len() + 1;
    let entry = |limit| {
        let limits = Limits::new().plan_line_bytes(limit);
        let mut plan = StoredPlan::open_with(plan.as_bytes(), &limits).unwrap();
        (plan.next_entry(), plan.next_entry())
    };
    let (at, _) = entry(most);
    assert!(at.unwrap().is_some());
    let (over, after) = entry(most - 1);
    assert_eq!(shown(over.unwrap_err()), ["INPUT_TOO_LARGE  2:1"]);
    // the rest of the line is passed over, not read as another
    assert_eq!(shown(after.unwrap_err()), ["PLAN_INCOMPLETE  2:1"]);
}

/// Whether it has one byte too many or is longer than what is read ahead, the next line is read as what it is.
#[test]
fn the_line_behind_one_that_is_too_long_is_read() {
    let limits = Limits::new().plan_line_bytes(OCCURRENCE.len() + 1);
    for more in [1, 2, 100_000] {
        let long = OCCURRENCE.replace("[]", &format!("[{}]", " ".repeat(more)));
        let text = format!("{HEADER}\n{long}\n{OCCURRENCE}\n");
        let mut plan = StoredPlan::open_with(text.as_bytes(), &limits).unwrap();
        let refused = plan.next_entry().unwrap_err();
        assert_eq!(shown(refused), ["INPUT_TOO_LARGE  2:1"]);
        assert!(plan.next_entry().unwrap().is_some(), "{more} more");
        assert_eq!((plan.line(), plan.bytes().len()), (3, OCCURRENCE.len() + 1));
    }
}

/// Of what an occurrence notes, lateness alone is counted: an hour that a clock leaves out is none.
#[test]
fn an_occurrence_is_late_where_a_note_says_so() {
    let late = |outcome: &str, summary: &Value| {
        let notes = format!(r#"[{{"outcome":"{outcome}"}}]"#);
        let line = OCCURRENCE.replace("[]", &notes);
        let plan = forged(HEADER, &[line], summary);
        read(plan.as_bytes()).map_err(|issues| issues.to_string())
    };
    let none = json!({"late": 0, "missed": 0});
    let one = json!({"late": 1, "missed": 0});
    assert_eq!(late("shifted", &json!({})), Ok(1));
    assert_eq!(late("shifted", &none), Ok(1));
    assert_eq!(late("late", &one), Ok(1));
    assert!(late("shifted", &one).unwrap_err().contains("late"));
    assert!(late("late", &none).unwrap_err().contains("late"));
}

#[test]
fn reading_goes_on_behind_a_line_that_is_wrong() {
    let (made, contacts) = (Made::for_all(), [Contact::new("c1", "+2290197000001")]);
    let once = PlanOptions {
        count: Some(1),
        ..PlanOptions::default()
    };
    let whole = String::from_utf8(store(&made.plan(once), &contacts)).unwrap();
    let broken = whole.replace("\"sendAt\":\"", "\"sendAt\":\"x");
    let mut plan = StoredPlan::open(broken.as_bytes()).unwrap();
    assert!(plan.next_entry().unwrap().is_some());
    assert_eq!(shown(plan.next_entry().unwrap_err()).len(), 1);
    assert_eq!(
        shown(plan.next_entry().unwrap_err()),
        ["PLAN_LAW_BROKEN /hash 4:1"]
    );
    assert!(plan.summary().is_some());
    assert!(plan.next_entry().unwrap().is_none());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn every_plan_we_make_is_read(made in made(), options in options(), contacts in contacts()) {
        let plan = store(&made.plan(options), &contacts);
        let lines = plan.iter().filter(|&&byte| byte == b'\n').count() as u64;
        prop_assert_eq!(read(&plan), Ok(lines - 2));
    }

    /// A plan that was cut off anywhere is not taken for one.
    #[test]
    fn no_beginning_of_a_plan_is_one(contacts in contacts(), at in any::<prop::sample::Index>()) {
        let once = PlanOptions { count: Some(2), ..PlanOptions::default() };
        let plan = store(&Made::for_all().plan(once), &contacts);
        // without its last line feed alone it is whole
        let cut = at.index(plan.len() - 1);
        prop_assert!(read(&plan[..cut]).is_err());
        prop_assert!(read(&plan[..plan.len() - 1]).is_ok());
    }

    /// No changed byte goes unseen, but for those of the header and the digits of what was already sent.
    #[test]
    fn no_changed_byte_goes_unseen(
        contacts in contacts(), at in any::<prop::sample::Index>(), byte in any::<u8>(),
    ) {
        let once = PlanOptions { count: Some(2), ..PlanOptions::default() };
        let mut plan = store(&Made::for_all().plan(once), &contacts);
        let header = plan.iter().position(|&byte| byte == b'\n').unwrap();
        let summary = plan[..plan.len() - 1].iter().rposition(|&byte| byte == b'\n').unwrap();
        let at = header + 1 + at.index(summary - header);
        prop_assume!(plan[at] != byte);
        plan[at] = byte;
        prop_assert!(read(&plan).is_err());
    }

    /// Any bytes end in an answer, with the memory of a line.
    #[test]
    fn any_bytes_are_answered(lines in prop::collection::vec(".{0,40}", 0..8), plan in any::<bool>()) {
        let text = if plan { format!("{HEADER}\n{}", lines.join("\n")) } else { lines.join("\n") };
        prop_assert!(read(text.as_bytes()).is_err());
    }
}

/// Codes tell what is wrong without a contact's data: no value of the plan is in a message.
#[test]
fn messages_hold_no_value_of_the_plan() {
    let secret = "5ecre7";
    let line = format!(
        r#"{{"kind":"send","key":"{secret}","occurrence":0,"position":0,"contactId":["{secret}"],"to":"{secret}","sendAt":"{secret}","type":"{secret}"}}"#
    );
    let text = format!("{HEADER}\n{OCCURRENCE}\n{line}\n");
    let issues = read(text.as_bytes()).unwrap_err();
    let codes: BTreeSet<&str> = issues.iter().map(|issue| issue.code().name()).collect();
    assert_eq!(codes.len(), 5);
    assert!(!issues.to_string().contains(secret));
}
