//! `flashplan occurrences`, run as a program: whole texts, exit statuses, a batch to its last line.
#![allow(clippy::expect_used, reason = "a test fails by a panic")]

use std::io::Write as _;
use std::process::{Command, Output, Stdio};

fn run(args: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_flashplan"))
        .arg("occurrences")
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program");
    child
        .stdin
        .take()
        .expect("a pipe")
        .write_all(input.as_bytes())
        .expect("written");
    child.wait_with_output().expect("an end")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("text")
}

#[test]
fn a_person_sees_local_time_utc_and_what_was_moved() {
    let args = [
        "--dtstart",
        "2026-03-28T02:30:00",
        "--timezone",
        "europe/paris",
        "--rule",
        "FREQ=DAILY;COUNT=4",
        "--exdate",
        "2026-03-31",
    ];
    let output = run(&args, "");
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(
        text(&output.stdout),
        "\
FREQ=DAILY;COUNT=4 from 2026-03-28 02:30:00 in Europe/Paris, IANA data 2026f
   0  Sat 2026-03-28 02:30:00 +01:00  2026-03-28T01:30:00Z
   1  Sun 2026-03-29 03:30:00 +02:00  2026-03-29T01:30:00Z
      the clock skips 2026-03-29 02:30:00: moved 60 min later
   2  Mon 2026-03-30 02:30:00 +02:00  2026-03-30T00:30:00Z
   -  2026-03-31 02:30:00 is excluded
"
    );
}

#[test]
fn every_mistake_is_shown_under_its_argument() {
    let args = [
        "--dtstart",
        "2026-02-30T09:00:00",
        "--timezone",
        "Europe/Pari",
        "--rule",
        "FREQ=DALY;INTERVAL=0",
        "--gap",
        "jump",
    ];
    let output = run(&args, "");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(text(&output.stdout), "");
    assert_eq!(
        text(&output.stderr),
        "\
error[ZONE_UNKNOWN]: no time zone is called Europe/Pari
  --> --timezone /zone
  help: the nearest known ones: Europe/Paris
error[DATETIME_INVALID]: no calendar has this date
  --> --dtstart /dtstart
  help: mend the month or the day
error[RULE_SYNTAX]: DALY is no frequency
 --> --rule:1:6 /rule
  |
1 | FREQ=DALY;INTERVAL=0
  |      ^^^^
  help: did you mean DAILY?
error[NUMBER_RANGE]: INTERVAL cannot be 0
 --> --rule:1:20 /rule
  |
1 | FREQ=DALY;INTERVAL=0
  |                    ^
  help: write a number in the range 1 to 4294967295
error[ENUM]: no policy of this name
  --> --gap /gap
  help: write one of shift, snap, skip, earlier, reject
"
    );
}

#[test]
fn a_batch_answers_each_line_to_the_last() {
    let input = "\
{\"zone\":\"Europe/Paris\",\"dtstart\":\"2026-03-28T02:30:00\",\"rule\":\"FREQ=DAILY;COUNT=3\",\"gap\":\"skip\"}
no json
{\"zone\":\"Europe/Paris\",\"dtstart\":\"2026-01-31T09:00:00\",\"rule\":\"FREQ=MONTHLY\",\"monthOverflow\":\"last_day\",\"count\":2}
{\"zone\":\"Europe/Paris\",\"dtstart\":\"2026-01-31T09:00:00\",\"rule\":\"FREQ=MONTHLY\"}

[]
{\"dtstart\":\"2026-01-31T09:00:00Z\",\"rule\":\"FREQ=DAILY;COUNT=1\"}";
    let output = run(&["--batch"], input);
    assert_eq!(output.status.code(), Some(0));
    let told: Vec<String> = text(&output.stdout).lines().map(shortened).collect();
    assert_eq!(
        told,
        [
            "ok [1774661400,1774830600,1774917000] notes [dropped]",
            "error JSON_SYNTAX@",
            "ok [1769846400,1772265600] notes [lastDay]",
            "error RULE_UNBOUNDED@/rule",
            "error JSON_SYNTAX@",
            "error ROOT_TYPE@",
            "ok [1769850000] notes []",
        ]
    );
}

fn shortened(line: &str) -> String {
    let value: serde_json::Value = serde_json::from_str(line).expect("JSON");
    let list = |value: &serde_json::Value| value.as_array().cloned().unwrap_or_default();
    if value["error"].is_object() {
        let issue = &value["error"]["issues"][0];
        return format!(
            "error {}@{}",
            issue["code"].as_str().expect("a code"),
            issue["path"].as_str().expect("a path")
        );
    }
    let outcomes: Vec<String> = list(&value["notes"])
        .iter()
        .map(|note| note["outcome"].as_str().expect("a name").to_owned())
        .collect();
    format!("ok {} notes [{}]", value["ok"], outcomes.join(","))
}

#[test]
fn wrong_usage_ends_with_status_two() {
    assert_eq!(run(&["--rule", "FREQ=DAILY"], "").status.code(), Some(2));
    assert_eq!(
        run(&["--batch", "--rule", "FREQ=DAILY"], "").status.code(),
        Some(2)
    );
}
