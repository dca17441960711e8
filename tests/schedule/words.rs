//! What a schedule says about itself: why an occurrence is when it is, notes, policies and rules by name.

use crate::cases::cases;
use chrono::{DateTime, Utc, Weekday};
use flashplan::issue::{Code, Language};
use flashplan::schedule::{
    Fold, Gap, MonthOverflow, Occurrence, Rule, Schedule, ScheduleBuilder, parse_moment,
};
use std::num::NonZeroU32;

const EXPLAINED: &str = include_str!("cases/explained.txt");

/// A case's schedule, and the occurrence that it is about.
fn read(case: &str) -> (Schedule, Occurrence) {
    let (nth, rest) = case.split_once(' ').expect("which one, and a schedule");
    let schedule = schedule(rest);
    let occurrence = schedule.occurrences().nth(nth.parse().expect("a number"));
    (schedule, occurrence.expect("it goes on"))
}

/// The schedule of policies and lines.
fn schedule(text: &str) -> Schedule {
    let mut words: Vec<&str> = text.split(' ').collect();
    let lines = words.pop().expect("lines").replace('|', "\n");
    let read = Schedule::parse(&lines).expect("a schedule");
    let builder = words.into_iter().fold(read, with);
    builder.build().expect("a schedule")
}

fn with(builder: ScheduleBuilder, policy: &str) -> ScheduleBuilder {
    match policy
        .split_once('=')
        .expect("a policy's name and its value")
    {
        ("gap", name) => builder.gap(Gap::named(name).expect("a policy")),
        ("fold", name) => builder.fold(Fold::named(name).expect("a policy")),
        ("month", "last_day") => builder.month_overflow(MonthOverflow::LastDay),
        other => panic!("no such policy: {other:?}"),
    }
}

#[test]
fn occurrences_are_explained() {
    let mut run = 0;
    for (case, expected) in cases(EXPLAINED) {
        let (schedule, occurrence) = read(case);
        assert_eq!(schedule.explain(&occurrence), expected, "{case}");
        run += 1;
    }
    assert!(run >= 10, "only {run} cases were read");
}

/// Every note has a code of its own kind, words in two languages, and JSON that says no more.
#[test]
fn notes_speak_two_languages() {
    let mut codes: Vec<Code> = Vec::new();
    for (case, _) in cases(EXPLAINED) {
        for note in read(case).1.notes {
            let issue = note.issue("/schedule");
            assert_eq!(issue.path(), "/schedule");
            assert_ne!(
                issue.clone().in_language(Language::French).message(),
                issue.message()
            );
            let json = serde_json::to_value(note).expect("JSON");
            let asked = note.asked.format("%Y-%m-%dT%H:%M:%S").to_string();
            assert_eq!(json["asked"], asked);
            assert_eq!(json["outcome"], note.outcome.name());
            assert_eq!(json["code"], note.code().name());
            assert_eq!(json["message"], note.to_string());
            let seconds = json.get("seconds").and_then(serde_json::Value::as_i64);
            assert_eq!(seconds.is_some(), note.outcome.name() == "moved");
            codes.push(note.code());
        }
    }
    codes.sort();
    codes.dedup();
    assert_eq!(codes.len(), 4, "gap, overlap, month, excluded: {codes:?}");
}

#[test]
fn a_jump_of_odd_seconds_is_told_to_the_second() {
    let (_, occurrence) = read("1 DTSTART;TZID=Africa/Monrovia:19720106T002000|RRULE:FREQ=DAILY");
    let note = occurrence.notes[0];
    assert!(note.to_string().contains("moved 44:30 min"), "{note}");
}

#[test]
fn policies_have_the_names_that_find_them() {
    for (name, gap) in Gap::NAMES {
        assert_eq!(Gap::named(name), Some(gap));
    }
    for (name, fold) in Fold::NAMES {
        assert_eq!(Fold::named(name), Some(fold));
    }
    assert_eq!((Gap::named("first"), Fold::named("shift")), (None, None));
}

#[test]
fn rules_from_parts_are_those_of_their_texts() {
    let few = NonZeroU32::new(3).expect("three");
    let until: DateTime<Utc> = "2030-05-01T08:00:00Z".parse().expect("an instant");
    let on = [Weekday::Fri, Weekday::Mon, Weekday::Fri];
    let rules = [
        (Rule::daily(), "FREQ=DAILY"),
        (Rule::weekly().every(few), "FREQ=WEEKLY;INTERVAL=3"),
        (Rule::weekly_on(&on), "FREQ=WEEKLY;BYDAY=MO,FR"),
        (Rule::monthly().count(few), "FREQ=MONTHLY;COUNT=3"),
        (
            Rule::monthly_on_days(&[-1, 31, 1]).expect("days"),
            "FREQ=MONTHLY;BYMONTHDAY=-1,1,31",
        ),
        (
            Rule::monthly_on_nth(-1, Weekday::Fri).expect("the last"),
            "FREQ=MONTHLY;BYDAY=-1FR",
        ),
        (
            Rule::yearly().until(until),
            "FREQ=YEARLY;UNTIL=20300501T080000Z",
        ),
    ];
    for (rule, text) in rules {
        assert_eq!(Rule::parse(text).as_ref(), Ok(&rule));
        assert_eq!(
            rule.is_bounded(),
            text.contains("COUNT") || text.contains("UNTIL")
        );
    }
    for wrong in [0, 32, -32] {
        let refused = Rule::monthly_on_days(&[1, wrong]).expect_err("no such day");
        assert_eq!(refused.code(), Code::NumberRange);
    }
    for wrong in [0, 6, -6] {
        let refused = Rule::monthly_on_nth(wrong, Weekday::Mon).expect_err("no such week");
        assert_eq!(refused.code(), Code::NumberRange);
    }
}

#[test]
fn a_list_is_what_the_iterator_gives() {
    let schedules = cases(EXPLAINED).filter_map(|(case, _)| case.split_once(' '));
    for (_, text) in schedules {
        for end in [";COUNT=1", ";COUNT=5000", ";UNTIL=20400101T000000Z"] {
            // behind FREQ=DAILY and FREQ=MONTHLY
            let schedule = schedule(&text.replace("LY", &format!("LY{end}")));
            let mut list = vec![7];
            let mut instants = schedule.instants();
            let first = instants.next();
            instants.append_to(&mut list);
            let expected: Vec<i64> = schedule.instants().skip(1).collect();
            assert!(first.is_some() && list[0] == 7);
            assert_eq!(list[1..], expected);
        }
        assert!(schedule(text).starts_on_its_rule());
    }
    let start = parse_moment("2026-03-28T02:30:00Z").expect("a time");
    let friday = Schedule::starting(start, Rule::weekly_on(&[Weekday::Fri]));
    assert!(!friday.build().expect("a schedule").starts_on_its_rule());
}
