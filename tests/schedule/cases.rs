//! The cases of `cases/`: rules and schedules as text, and what each is or what is wrong with it.

use flashplan::datetime::Moment;
use flashplan::issue::{Code, Issues};
use flashplan::limits::Limits;
use flashplan::schedule::{
    Fold, Gap, Missed, MonthOverflow, Note, Outcome, Rule, Schedule, ScheduleBuilder, Zone,
    parse_moment,
};
use proptest::prelude::*;

/// What stands before and behind the arrow of each line that is no comment.
pub(crate) fn cases(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| line.split_once(" => ").expect("`text => result`"))
}

#[test]
fn rules_are_read_and_refused_as_the_cases_say() {
    let mut run = 0;
    for (text, expected) in cases(include_str!("cases/rules.txt")) {
        let told = match Rule::parse(text) {
            Ok(rule) => rule.to_string(),
            Err(issues) => issues
                .iter()
                .map(|issue| {
                    let range = issue.place().expect("a place").span.range();
                    format!("{}@{}..{}", issue.code().name(), range.start, range.end)
                })
                .collect::<Vec<_>>()
                .join(" "),
        };
        assert_eq!(told, expected, "{text:?}");
        run += 1;
    }
    assert!(run > 60, "only {run} cases were read");
}

#[test]
fn schedules_are_built_and_refused_as_the_cases_say() {
    let mut run = 0;
    for (text, expected) in cases(include_str!("cases/builds.txt")) {
        let told =
            match Schedule::parse(&text.replace('|', "\n")).and_then(|builder| builder.build()) {
                Ok(schedule) => schedule.instants().count().to_string(),
                Err(issues) => codes(&issues),
            };
        assert_eq!(told, expected, "{text:?}");
        run += 1;
    }
    assert!(run > 30, "only {run} cases were read");
}

fn codes(issues: &Issues) -> String {
    let each =
        |issue: &flashplan::issue::Issue| format!("{}@{}", issue.code().name(), issue.path());
    issues.iter().map(each).collect::<Vec<_>>().join(" ")
}

#[test]
fn a_rejecting_policy_names_each_occurrence_and_needs_an_end() {
    let start = |text: &str| parse_moment(text).expect("a moment");
    let paris = || Zone::named("Europe/Paris").expect("a zone");
    let gap = Schedule::starting(start("2026-03-20T02:30:00"), Rule::daily())
        .zone(paris())
        .gap(Gap::Reject);
    assert_eq!(
        codes(&gap.clone().build().expect_err("no end")),
        "RULE_UNBOUNDED@/rule"
    );
    assert!(gap.clone().count(9).build().is_ok());
    let some = gap.clone().count(800).limits(Limits::new().issues(2));
    let issues = some.build().expect_err("as many gaps as are told");
    assert_eq!(issues.len(), 2);
    let issues = gap.count(800).build().expect_err("three gaps");
    assert_eq!(
        codes(&issues),
        "GAP_REJECTED@/start GAP_REJECTED@/start GAP_REJECTED@/start"
    );
    let fold = Schedule::starting(start("2026-10-20T02:30:00"), Rule::daily())
        .zone(paris())
        .fold(Fold::Reject);
    assert_eq!(
        codes(&fold.count(9).build().expect_err("a fold")),
        "FOLD_REJECTED@/start"
    );
    // who writes the offset has said which of the two is meant
    let written = Schedule::starting(start("2026-10-25T02:30:00+01:00"), Rule::daily())
        .zone(paris())
        .fold(Fold::Reject);
    let written = written.count(2).build().expect("a schedule");
    assert_eq!(
        written.nth(0).expect("the start").local.to_rfc3339(),
        "2026-10-25T02:30:00+01:00"
    );
    let instants: Vec<i64> = written.instants().collect();
    let occurrences = written.occurrences().map(|one| one.at.timestamp());
    assert_eq!(instants, occurrences.collect::<Vec<_>>());
}

/// The last day of a month that stands in for one that it lacks, and that is not asked for itself.
#[test]
fn a_last_day_that_stands_in_says_so() {
    let noted = |rule: &str| {
        let start = parse_moment("2028-01-29T09:00:00Z").expect("a moment");
        let schedule = Schedule::starting(start, Rule::parse(rule).expect("a rule"))
            .month_overflow(MonthOverflow::LastDay)
            .until("2028-06-30T23:00:00Z".parse().expect("an instant"))
            .build();
        let occurrences = schedule.expect("a schedule");
        let each = occurrences.occurrences().filter_map(|one| {
            let note = one.notes.first()?;
            assert_eq!(
                (note.outcome, note.asked),
                (Outcome::LastDay, one.local.naive_local())
            );
            Some(one.local.format("%m-%d").to_string())
        });
        each.collect::<Vec<_>>().join(" ")
    };
    assert_eq!(noted("FREQ=MONTHLY;BYMONTHDAY=31"), "02-29 04-30 06-30");
    assert_eq!(noted("FREQ=MONTHLY;BYMONTHDAY=30"), "02-29");
    assert_eq!(noted("FREQ=MONTHLY;BYMONTHDAY=29"), "");
    // a day that is asked for is itself
    assert_eq!(noted("FREQ=MONTHLY;BYMONTHDAY=-1,31"), "");
    assert_eq!(noted("FREQ=MONTHLY;BYMONTHDAY=29,31"), "04-30 06-30");
    assert_eq!(
        noted("FREQ=YEARLY;BYMONTHDAY=31;BYMONTH=2,3,4"),
        "02-29 04-30"
    );
    // the last Fridays of March and June are last days, and are asked for
    assert_eq!(noted("FREQ=MONTHLY;BYDAY=-1FR"), "");
    assert_eq!(noted("FREQ=DAILY"), "");
    assert_eq!(noted("FREQ=WEEKLY"), "");
}

#[test]
fn limits_hold_at_the_bound_and_break_one_over() {
    let most = Limits::new().rule_bytes;
    let rule = |bytes: usize| format!("FREQ=DAILY;COUNT={:0>1$}", 7, bytes - 17);
    assert!(Rule::parse(&rule(most)).is_ok());
    let issues = Rule::parse(&rule(most + 1)).expect_err("too long");
    assert_eq!(issues.as_slice()[0].code(), Code::InputTooLarge);

    let start = parse_moment("2030-01-01T09:00:00Z").expect("a moment");
    let limits = Limits::new().schedule_dates(2);
    let excluded = |dates: usize| {
        let builder = Schedule::starting(start, Rule::daily()).limits(limits);
        builder
            .exclude(vec![start; dates])
            .extra(vec![start; dates])
            .build()
    };
    assert!(excluded(2).is_ok());
    assert_eq!(
        codes(&excluded(3).expect_err("too many")),
        "INPUT_TOO_LARGE@/exclude INPUT_TOO_LARGE@/extra"
    );
    assert_eq!(
        codes(
            &Schedule::starting(start, Rule::daily())
                .count(0)
                .build()
                .expect_err("none")
        ),
        "NUMBER_RANGE@/count"
    );
}

#[test]
fn moments_are_read_with_separators_and_without() {
    let shown = |text: &str| match parse_moment(text) {
        Ok(Moment::Local(local)) => local.to_string(),
        Ok(Moment::Instant(instant)) => instant.to_string(),
        Err(error) => format!("{error:?}"),
    };
    for (text, moment) in [
        ("20300501", "2030-05-01 00:00:00"),
        ("20300501T090000", "2030-05-01 09:00:00"),
        ("20300501T090000Z", "2030-05-01 09:00:00 +00:00"),
        ("20300501t090000z", "2030-05-01 09:00:00 +00:00"),
        ("2030-05-01T09:00", "2030-05-01 09:00:00"),
        ("2030-05-01T09:00Z", "2030-05-01 09:00:00 +00:00"),
        ("2030-05-01T09:00:00+01:00", "2030-05-01 09:00:00 +01:00"),
        ("2030-05-01", "NoTime"),
        ("2030-02-30T09:00", "Date"),
        ("20300230T090000", "Date"),
        ("20300501T0900", "Format"),
        ("2030-05-01T9:00", "Format"),
    ] {
        assert_eq!(shown(text), moment, "{text}");
    }
}

/// The quotation marks around the colon of an offset are a part of the text.
#[test]
fn a_schedule_is_written_as_it_is_read() {
    for text in [
        "DTSTART:20300101T090000Z",
        "DTSTART;TZID=\"+05:45\":20300101T090000\nRRULE:FREQ=DAILY;COUNT=3",
        "DTSTART;TZID=Africa/Porto-Novo:20300101T090000\nRRULE:FREQ=WEEKLY\n\
            EXDATE;TZID=Africa/Porto-Novo:20300108T090000\nEXDATE:20300115T080000Z\n\
            EXDATE;VALUE=DATE:20300122\nRDATE:20300102T080000Z",
    ] {
        let schedule = Schedule::parse(text).and_then(ScheduleBuilder::build);
        assert_eq!(schedule.expect("a schedule").to_string(), text);
    }
}

#[test]
fn a_text_at_its_bound_is_read_and_one_over_it_is_not() {
    // twenty bytes for each date that a schedule may list
    let most = 20 * Limits::new().schedule_dates;
    let start = "DTSTART:20300101T090000Z";
    let text = |bytes: usize| format!("{start}{}", "\n".repeat(bytes - start.len()));
    assert!(Schedule::parse(&text(most)).is_ok());
    let issues = Schedule::parse(&text(most + 1)).expect_err("too long");
    assert_eq!(codes(&issues), "INPUT_TOO_LARGE@");
}

/// Of a count and an end the earlier is written, as the instant of the last occurrence; nothing where there is none.
#[test]
fn the_earlier_of_two_ends_is_written() {
    let start = parse_moment("2030-01-01T09:00:00Z").expect("a moment");
    let daily = || Schedule::starting(start, Rule::daily());
    let rule = |builder: ScheduleBuilder| {
        let text = builder.build().expect("a schedule").to_string();
        text.lines().nth(1).expect("a rule").to_owned()
    };
    let until = |text: &str| text.parse().expect("an instant");
    assert_eq!(rule(daily()), "RRULE:FREQ=DAILY");
    assert_eq!(rule(daily().count(3)), "RRULE:FREQ=DAILY;COUNT=3");
    let both = |end: &str| rule(daily().count(3).until(until(end)));
    let third = "RRULE:FREQ=DAILY;UNTIL=20300103T090000Z";
    assert_eq!(both("2030-02-01T00:00:00Z"), third);
    assert_eq!(both("2030-01-03T09:00:00Z"), third);
    let second = "RRULE:FREQ=DAILY;UNTIL=20300102T090000Z";
    assert_eq!(both("2030-01-03T08:59:59Z"), second);
    let none = "RRULE:FREQ=DAILY;UNTIL=20291231T000000Z";
    assert_eq!(both("2029-12-31T00:00:00Z"), none);
}

/// What is wrong with a line is pointed to, to its end and no further.
#[test]
fn a_line_that_is_wrong_is_marked() {
    let text = "DTSTART:20300101T090000Z\r\nété\r\nRRULE:FREQ=DAILY";
    let issues = Schedule::parse(text).expect_err("no such line");
    let place = issues.as_slice()[0].place().expect("a place");
    assert_eq!((place.span.text(text), place.line), ("été", 2));
    let marked = |text: &str| {
        let issues = Schedule::parse(text).expect_err("something is wrong");
        let place = issues.as_slice()[0].place().expect("a place");
        format!("{} of line {}", place.span.text(text), place.line)
    };
    let start = "DTSTART;TZID=Europe/Paris:20300101T090000";
    let rule = format!("{start}\nRRULE:FREQ=DAILY;COUNT=x");
    assert_eq!(marked(&rule), "x of line 2");
    let list = format!("{start}\nEXDATE;TZID=Europe/Paris:20300101T090000,2030,20300102T090000");
    assert_eq!(marked(&list), "2030 of line 2");
    assert_eq!(marked(&format!("X-NAME:1\n{start}")), "X-NAME:1 of line 1");
}

/// What happened to a wall time, in words.
#[test]
fn a_note_says_which_way_the_time_was_moved() {
    let asked = parse_moment("2026-03-29T02:30:00").expect("a moment");
    let Moment::Local(asked) = asked else {
        panic!("it has no offset");
    };
    let said = |outcome| Note { asked, outcome }.to_string();
    assert_eq!(
        said(Outcome::Moved(3_600)),
        "the clock skips 2026-03-29 02:30:00: moved 60 min later"
    );
    assert_eq!(
        said(Outcome::Moved(-3_600)),
        "the clock skips 2026-03-29 02:30:00: moved 60 min earlier"
    );
    assert_eq!(
        said(Outcome::Moved(-2_237)),
        "the clock skips 2026-03-29 02:30:00: moved 37:17 min earlier"
    );
}

#[test]
fn without_a_zone_a_day_has_24_hours_and_with_one_9_o_clock_stays() {
    let start = parse_moment("2030-03-30T09:00:00+01:00").expect("a moment");
    let local = |schedule: Schedule| -> Vec<String> {
        schedule
            .occurrences()
            .map(|occurrence| occurrence.local.to_rfc3339())
            .collect()
    };
    let daily = || Schedule::starting(start, Rule::daily()).count(2);
    assert_eq!(
        local(daily().build().expect("a schedule")),
        ["2030-03-30T09:00:00+01:00", "2030-03-31T09:00:00+01:00"]
    );
    let paris = daily().zone(Zone::named("Europe/Paris").expect("a zone"));
    assert_eq!(
        local(paris.build().expect("a schedule")),
        ["2030-03-30T09:00:00+01:00", "2030-03-31T09:00:00+02:00"]
    );
}

#[test]
fn missed_occurrences_are_those_since_the_last_look() {
    let start = parse_moment("2030-01-01T09:00:00Z").expect("a moment");
    let daily = Schedule::starting(start, Rule::daily())
        .build()
        .expect("a schedule");
    let at = |text: &str| Some(text.parse().expect("an instant"));
    let (since, now) = (
        at("2030-01-02T09:00:00Z"),
        at("2030-01-05T09:00:00Z").expect("now"),
    );
    let due: Vec<_> = daily
        .missed(since, now, Missed::RunOnceForAll)
        .map(|due| (due.occurrence.index, due.runs))
        .collect();
    // the one at the last look has happened, the one at `now` is on time
    assert_eq!(due, [(2, false), (3, true)]);
}

proptest! {
    #[test]
    fn any_text_gets_an_answer(
        rule in "(FREQ=[A-Z]{0,7})?[;=,A-Z0-9+-]{0,60}",
        lines in "(DTSTART[;:=A-Za-z/0-9]{0,30}\n)?((RRULE|EXDATE|RDATE)[:;=,A-Z0-9\"é]{0,40}\r?\n){0,3}",
        number in any::<i64>(),
    ) {
        let _ = Rule::parse(&rule);
        let text = format!("FREQ=YEARLY;INTERVAL={number};BYDAY={number}MO;BYMONTHDAY={number};BYSETPOS={number};COUNT={number}");
        let _ = Rule::parse(&text);
        let zoned = Schedule::parse(&lines).map(|builder| builder.zone(Zone::utc()).build());
        if let Ok(Ok(schedule)) = zoned {
            prop_assert!(schedule.instants().take(100).count() <= 100);
        }
    }
}
