//! Calendars read back by the `rrule` crate, which shares nothing with us but RFC 5545.

use chrono::{DateTime, Utc};
use flashplan::datetime::Moment;
use flashplan::issue::Code;
use flashplan::schedule::{
    CalendarEvent, Fold, Gap, Missed, MonthOverflow, Rule, Schedule, ScheduleBuilder, Zone,
    calendar, parse_moment,
};

fn paris(start: &str, rule: &str) -> ScheduleBuilder {
    let start = parse_moment(start).expect("a moment");
    let rule = Rule::parse(rule).expect("a rule");
    Schedule::starting(start, rule).zone(Zone::named("Europe/Paris").expect("a zone"))
}

fn ics(schedule: &Schedule) -> String {
    let stamp = "2026-01-01T00:00:00Z"
        .parse::<DateTime<Utc>>()
        .expect("an instant");
    schedule
        .to_ics("promo@shop.example", "Promo; café, 10 %\nà bientôt", stamp)
        .expect("a calendar")
}

/// The instants of all events of a calendar.
fn read_back(text: &str) -> Vec<i64> {
    let unfolded = text.replace("\r\n ", "");
    let mut found = Vec::new();
    for event in unfolded.split("BEGIN:VEVENT").skip(1) {
        let rule = |line: &&str| {
            ["DTSTART", "RRULE", "EXDATE"]
                .iter()
                .any(|name| line.starts_with(name))
        };
        let lines: Vec<&str> = event.lines().filter(rule).collect();
        if lines.len() == 1 {
            let start = lines[0].strip_prefix("DTSTART:").expect("an instant");
            let Ok(Moment::Instant(at)) = parse_moment(start) else {
                panic!("{start}")
            };
            found.push(at.timestamp());
        } else {
            let set: rrule::RRuleSet = lines.join("\n").parse().expect("a set of rules");
            found.extend(set.into_iter().map(|at| at.timestamp()));
        }
    }
    found
}

#[test]
fn another_reader_comes_to_the_same_instants() {
    let exclude = || parse_moment("2026-03-27T09:00:00").ok();
    let cases = [
        (paris("2026-03-26T09:00:00", "FREQ=DAILY;COUNT=10"), 1),
        (
            paris("2026-03-26T09:00:00", "FREQ=DAILY;COUNT=10").exclude(exclude()),
            1,
        ),
        (
            paris(
                "2026-03-26T09:00:00",
                "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH;COUNT=30",
            ),
            1,
        ),
        (
            paris(
                "2026-01-31T09:00:00",
                "FREQ=MONTHLY;BYMONTHDAY=-1;UNTIL=20271231T230000Z",
            ),
            1,
        ),
        (
            paris("2026-01-31T09:00:00", "FREQ=MONTHLY")
                .until("2027-01-01T00:00:00Z".parse().expect("an instant")),
            1,
        ),
        (paris("2026-10-24T02:30:00", "FREQ=DAILY;COUNT=4"), 1),
        // what RFC 5545 has no words for becomes an event each
        (
            paris("2026-10-24T02:30:00", "FREQ=DAILY;COUNT=4").fold(Fold::Second),
            4,
        ),
        (
            paris("2026-03-28T02:30:00", "FREQ=DAILY;COUNT=4").gap(Gap::Snap),
            4,
        ),
        (
            paris("2026-01-31T09:00:00", "FREQ=MONTHLY;COUNT=5")
                .month_overflow(MonthOverflow::LastDay),
            5,
        ),
        (
            paris("2026-03-26T09:00:00", "FREQ=WEEKLY;BYDAY=MO;COUNT=3"),
            3,
        ),
        (
            paris("2026-03-26T09:00:00", "FREQ=DAILY;COUNT=2")
                .extra(parse_moment("2026-03-29T12:00:00").ok()),
            3,
        ),
        (
            Schedule::starting(
                parse_moment("2026-03-26T09:00:00Z").expect("a moment"),
                Rule::daily(),
            )
            .count(5),
            1,
        ),
    ];
    for (builder, events) in cases {
        let schedule = builder.build().expect("a schedule");
        let text = ics(&schedule);
        assert_eq!(text.matches("BEGIN:VEVENT").count(), events, "{text}");
        let expected: Vec<i64> = schedule.instants().collect();
        assert_eq!(read_back(&text), expected, "{text}");
    }
}

#[test]
fn lines_are_folded_and_texts_escaped() {
    let text = ics(&paris(
        "2026-03-26T09:00:00",
        "FREQ=YEARLY;BYMONTH=1,2,3,4,5,6,7,8,9,10,11,12;BYDAY=MO,TU,WE,TH,FR;COUNT=3",
    )
    .build()
    .expect("a schedule"));
    assert!(
        text.split("\r\n")
            .all(|line| line.len() <= 75 && !line.contains('\n')),
        "{text}"
    );
    assert!(text.split("\r\n").any(|line| line.len() == 75), "{text}");
    assert!(
        text.contains("SUMMARY:Promo\\; café\\, 10 %\\nà bientôt\r\n"),
        "{text}"
    );
    assert!(
        text.contains("DTSTART:20260329T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\n"),
        "{text}"
    );
}

/// The whole text: the changes of clocks from the day before the first occurrence to the day after the last.
#[test]
fn a_calendar_names_the_changes_of_clocks_around_it() {
    let start = parse_moment("2026-03-28T09:00:00").expect("a moment");
    let london = Schedule::starting(start, Rule::daily())
        .zone(Zone::named("Europe/London").expect("a zone"))
        .count(2);
    let lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//flashplan//schedule//EN",
        "BEGIN:VTIMEZONE",
        "TZID:Europe/London",
        "BEGIN:STANDARD",
        "DTSTART:20260327T090000",
        "TZOFFSETFROM:+0000",
        "TZOFFSETTO:+0000",
        "END:STANDARD",
        "BEGIN:STANDARD",
        "DTSTART:20260329T010000",
        "TZOFFSETFROM:+0000",
        "TZOFFSETTO:+0100",
        "END:STANDARD",
        "END:VTIMEZONE",
        "BEGIN:VEVENT",
        "UID:promo@shop.example",
        "DTSTAMP:20260101T000000Z",
        "DTSTART;TZID=Europe/London:20260328T090000",
        "RRULE:FREQ=DAILY;COUNT=2",
        "SUMMARY:Promo\\; café\\, 10 %\\nà bientôt",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ];
    assert_eq!(
        ics(&london.build().expect("a schedule")),
        lines.join("\r\n")
    );
}

#[test]
fn events_that_a_host_describes_are_written_one_by_one() {
    let at = |text: &str| text.parse().expect("an instant");
    let event = |index, text: &str, description: &str| CalendarEvent {
        index,
        at: at(text),
        description: description.to_owned(),
    };
    let events = [
        event(3, "2026-03-28T08:00:00Z", "12 messages;\nde 9 h à 10 h"),
        event(4, "2026-03-29T07:00:00Z", ""),
    ];
    let text = calendar("promo", "Mai", at("2026-01-01T00:00:00Z"), events);
    let lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//flashplan//schedule//EN",
        "BEGIN:VEVENT",
        "UID:3-promo",
        "DTSTAMP:20260101T000000Z",
        "DTSTART:20260328T080000Z",
        "SUMMARY:Mai",
        "DESCRIPTION:12 messages\\;\\nde 9 h à 10 h",
        "END:VEVENT",
        "BEGIN:VEVENT",
        "UID:4-promo",
        "DTSTAMP:20260101T000000Z",
        "DTSTART:20260329T070000Z",
        "SUMMARY:Mai",
        "DESCRIPTION:",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ];
    assert_eq!(text, lines.join("\r\n"));
}

/// One event with a rule wherever a policy is not called for, or says what RFC 5545 does.
#[test]
fn a_policy_that_changes_nothing_needs_no_event_of_its_own() {
    let events = |builder: ScheduleBuilder| {
        let schedule = builder.build().expect("a schedule");
        ics(&schedule).matches("BEGIN:VEVENT").count()
    };
    let in_a_gap = || paris("2026-03-28T02:30:00", "FREQ=DAILY;COUNT=4");
    let in_a_fold = || paris("2026-10-24T02:30:00", "FREQ=DAILY;COUNT=4");
    assert_eq!(events(in_a_gap()), 1);
    assert_eq!(events(in_a_gap().fold(Fold::Second)), 1);
    assert_eq!(events(in_a_gap().gap(Gap::Earlier)), 4);
    assert_eq!(events(in_a_fold().gap(Gap::Snap)), 1);
    assert_eq!(events(in_a_fold().fold(Fold::Second)), 4);
    let weekly = paris("2026-10-24T02:30:00", "FREQ=WEEKLY;COUNT=3");
    assert_eq!(events(weekly.month_overflow(MonthOverflow::LastDay)), 1);
    // the start is the second of two, by its offset: no rule says that of an event
    let start = parse_moment("2026-10-25T02:30:00+01:00").expect("a moment");
    let written = Schedule::starting(start, Rule::daily()).count(2);
    let paris = Zone::named("Europe/Paris").expect("a zone");
    assert_eq!(events(written.zone(paris)), 2);
}

/// Whoever was late sends what runs late at once, and the rest when it is due; a bell is no letter.
#[test]
fn what_is_left_of_a_calendar_begins_now() {
    let at = |text: &str| text.parse::<DateTime<Utc>>().expect("an instant");
    let daily = paris("2026-01-01T09:00:00", "FREQ=DAILY;COUNT=4").build();
    let daily = daily.expect("a schedule");
    let text = daily.to_ics_as_of(
        at("2026-01-02T10:00:00Z"),
        Missed::RunOnceForAll,
        "promo",
        "Pro\u{7}mo",
        at("2026-01-01T00:00:00Z"),
    );
    let lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//flashplan//schedule//EN",
        "BEGIN:VEVENT",
        "UID:1-promo",
        "DTSTAMP:20260101T000000Z",
        "DTSTART:20260102T100000Z",
        "SUMMARY:Promo",
        "END:VEVENT",
        "BEGIN:VEVENT",
        "UID:2-promo",
        "DTSTAMP:20260101T000000Z",
        "DTSTART:20260103T080000Z",
        "SUMMARY:Promo",
        "END:VEVENT",
        "BEGIN:VEVENT",
        "UID:3-promo",
        "DTSTAMP:20260101T000000Z",
        "DTSTART:20260104T080000Z",
        "SUMMARY:Promo",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ];
    assert_eq!(text, Ok(lines.join("\r\n")));
}

#[test]
fn a_calendar_needs_an_end() {
    let endless = paris("2026-03-26T09:00:00", "FREQ=DAILY")
        .build()
        .expect("a schedule");
    let issue = endless
        .to_ics("a", "b", DateTime::UNIX_EPOCH)
        .expect_err("no end");
    assert_eq!(issue.code(), Code::RuleUnbounded);
}
