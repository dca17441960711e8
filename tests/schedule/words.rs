//! What a schedule says about itself: why an occurrence is when it is, notes, policies and rules by name.

use chrono::{DateTime, Utc, Weekday};
use flashplan::issue::{Code, Language};
use flashplan::schedule::{
    Fold, Gap, MonthOverflow, Note, Occurrence, Rule, Schedule, Zone, parse_moment,
};
use std::num::NonZeroU32;

/// A schedule, which of its occurrences, and why it is then.
struct Case {
    zone: &'static str,
    start: &'static str,
    rule: &'static str,
    change: fn(flashplan::schedule::ScheduleBuilder) -> flashplan::schedule::ScheduleBuilder,
    nth: usize,
    explained: &'static str,
}

const CASES: [Case; 9] = [
    Case {
        zone: "Europe/Paris",
        start: "2026-03-28T02:30:00",
        rule: "FREQ=DAILY",
        change: |builder| builder,
        nth: 0,
        explained: "asked for Sat 2026-03-28 02:30:00; the clock shows it once, at the offset +01:00",
    },
    Case {
        zone: "Europe/Paris",
        start: "2026-03-28T02:30:00",
        rule: "FREQ=DAILY",
        change: |builder| builder.gap(Gap::Earlier),
        nth: 1,
        explained: "asked for Sun 2026-03-29 02:30:00; on that day the clock goes from +01:00 to \
            +02:00, at 02:00:00 it shows 03:00:00: the time does not exist, so it is moved 60 min \
            earlier (gap policy earlier)",
    },
    Case {
        zone: "Europe/Paris",
        start: "2026-03-28T02:30:00",
        rule: "FREQ=DAILY",
        change: |builder| builder.gap(Gap::Snap),
        nth: 1,
        explained: "asked for Sun 2026-03-29 02:30:00; on that day the clock goes from +01:00 to \
            +02:00, at 02:00:00 it shows 03:00:00: the time does not exist, so it is moved 30 min \
            later (gap policy snap)",
    },
    Case {
        zone: "Europe/Paris",
        start: "2026-03-28T02:30:00",
        rule: "FREQ=DAILY",
        change: |builder| builder.gap(Gap::Skip),
        nth: 1,
        explained: "before it, the clock skips 2026-03-29 02:30:00: dropped; asked \
            for Mon 2026-03-30 02:30:00; the clock shows it once, at the offset +02:00",
    },
    Case {
        zone: "Europe/Paris",
        start: "2026-10-24T02:30:00",
        rule: "FREQ=DAILY",
        change: |builder| builder,
        nth: 1,
        explained: "asked for Sun 2026-10-25 02:30:00; on that day the clock goes from +02:00 to \
            +01:00, at 03:00:00 it shows 02:00:00: the time comes twice, and the first is taken (fold \
            policy first)",
    },
    Case {
        zone: "Europe/Paris",
        start: "2026-10-24T02:30:00",
        rule: "FREQ=DAILY",
        change: |builder| builder.fold(Fold::Second),
        nth: 1,
        explained: "asked for Sun 2026-10-25 02:30:00; on that day the clock goes from +02:00 to \
            +01:00, at 03:00:00 it shows 02:00:00: the time comes twice, and the second is taken \
            (fold policy second)",
    },
    Case {
        zone: "Africa/Porto-Novo",
        start: "2026-01-31T09:00:00",
        rule: "FREQ=MONTHLY",
        change: |builder| builder.month_overflow(MonthOverflow::LastDay),
        nth: 1,
        explained: "asked for Sat 2026-02-28 09:00:00; FREQ=MONTHLY asks for a day that the month \
            lacks, so its last day stands in (month policy last_day)",
    },
    Case {
        zone: "Africa/Porto-Novo",
        start: "2026-01-31T09:00:00",
        rule: "FREQ=DAILY",
        change: |builder| builder.exclude(parse_moment("2026-02-01T09:00:00")),
        nth: 1,
        explained: "before it, 2026-02-01 09:00:00 is excluded; asked for Mon 2026-02-02 09:00:00; the \
            clock shows it once, at the offset +01:00",
    },
    Case {
        zone: "Pacific/Apia",
        start: "2011-12-29T09:00:00",
        rule: "FREQ=DAILY",
        change: |builder| builder,
        nth: 1,
        explained: "asked for Fri 2011-12-30 09:00:00; on that day the clock goes from -10:00 to \
            +14:00, at 00:00:00 it shows 00:00:00: the time does not exist, so it is moved 1440 \
            min later (gap policy shift)",
    },
];

fn schedule(case: &Case) -> Schedule {
    let start = parse_moment(case.start).expect("a time");
    let rule = Rule::parse(case.rule).expect("a rule");
    let zone = Zone::named(case.zone).expect("a zone");
    let builder = (case.change)(Schedule::starting(start, rule).zone(zone));
    builder.build().expect("a schedule")
}

fn nth(schedule: &Schedule, n: usize) -> Occurrence {
    schedule.occurrences().nth(n).expect("it goes on")
}

#[test]
fn occurrences_are_explained() {
    let explained = |case: &Case| {
        let schedule = schedule(case);
        schedule.explain(&nth(&schedule, case.nth))
    };
    let found: Vec<String> = CASES.iter().map(explained).collect();
    assert_eq!(found, CASES.map(|case| case.explained));
}

/// Every note has a code of its own kind, words in two languages, and JSON that says no more.
#[test]
fn notes_speak_two_languages() {
    let mut codes: Vec<Code> = Vec::new();
    for case in &CASES {
        let notes = nth(&schedule(case), case.nth).notes;
        for note in notes {
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
    // Liberia's clock went from -00:44:30 to 0 in 1972
    let note = |case: Case| -> Note { nth(&schedule(&case), case.nth).notes[0] };
    let note = note(Case {
        zone: "Africa/Monrovia",
        start: "1972-01-06T00:20:00",
        rule: "FREQ=DAILY",
        change: |builder| builder,
        nth: 1,
        explained: "",
    });
    assert!(note.to_string().contains("44:30"), "{note}");
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
    for case in &CASES {
        let schedule = schedule(case);
        let bounded = |rule: &str| {
            let start = parse_moment(case.start).expect("a time");
            let rule = Rule::parse(rule).expect("a rule");
            let zone = Zone::named(case.zone).expect("a zone");
            let builder = (case.change)(Schedule::starting(start, rule).zone(zone));
            builder.build().expect("a schedule")
        };
        for end in [";COUNT=1", ";COUNT=5000", ";UNTIL=20400101T000000Z"] {
            let schedule = bounded(&format!("{}{end}", case.rule));
            let mut list = vec![7];
            let mut instants = schedule.instants();
            let first = instants.next();
            instants.append_to(&mut list);
            let expected: Vec<i64> = schedule.instants().skip(1).collect();
            assert!(first.is_some() && list[0] == 7);
            assert_eq!(list[1..], expected);
        }
        assert!(schedule.starts_on_its_rule());
    }
    let start = parse_moment("2026-03-28T02:30:00Z").expect("a time");
    let friday = Schedule::starting(start, Rule::weekly_on(&[Weekday::Fri]));
    assert!(!friday.build().expect("a schedule").starts_on_its_rule());
}
