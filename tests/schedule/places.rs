//! Places found without walking there: the nth occurrence, those around an instant, how many there are.

use crate::walks::{Walk, at, listed, walks};
use chrono::{DateTime, FixedOffset, NaiveDate};
use flashplan::datetime::Moment;
use flashplan::schedule::{
    Gap, Note, Occurrence, Rule, Schedule, ScheduleBuilder, Zone, parse_moment,
};

/// The occurrences of a schedule from the nth on, and what was dropped after the last of them.
fn from(schedule: &Schedule, nth: usize) -> (Vec<Occurrence>, Vec<Note>) {
    let mut occurrences = schedule.occurrences_from(nth as u64);
    let list = occurrences.by_ref().collect();
    (list, occurrences.dropped().to_vec())
}

/// Each place of a schedule that is not long, and a second before it, beside a walk through all of them.
fn agree(schedule: &Schedule, text: &str) {
    let mut walk = schedule.occurrences();
    let all: Vec<Occurrence> = walk.by_ref().collect();
    let list: Vec<i64> = all.iter().map(|one| one.at.timestamp()).collect();
    assert_eq!(listed(schedule), list, "{text}");
    assert!(schedule.instants().eq(list.iter().copied()), "{text}");
    assert_eq!(schedule.count(), list.len() as u64, "{text}");
    for n in 0..=list.len() {
        assert_eq!(schedule.nth(n as u64), all.get(n).cloned(), "{text}: {n}");
    }
    for n in (0..=list.len()).filter(|n| *n < 40 || n + 2 > list.len()) {
        let (rest, dropped) = from(schedule, n);
        assert_eq!(rest, all[n..], "{text}: from the {n}th");
        assert_eq!(dropped, walk.dropped(), "{text}: from the {n}th");
    }
    assert_eq!(from(schedule, list.len() + 1), (vec![], vec![]), "{text}");
    for (n, second) in list.iter().enumerate() {
        let (here, before) = (at(*second), n.checked_sub(1).map(|n| all[n].clone()));
        assert_eq!(schedule.count_until(here), n as u64 + 1, "{text}: {n}");
        assert_eq!(
            schedule.count_until(at(second - 1)),
            n as u64,
            "{text}: {n}"
        );
        assert_eq!(schedule.before(here), before, "{text}: {n}");
    }
}

#[test]
fn each_place_of_short_lists_is_found_without_walking_there() {
    for Walk {
        schedule,
        text,
        expected,
    } in walks(include_str!("cases/places.txt"))
    {
        agree(&schedule, text);
        let list = listed(&schedule);
        let last = at(*list.last().expect("an occurrence")).format("%FT%TZ");
        let found = format!("{} {last} {}", list.len(), list.iter().sum::<i64>());
        assert_eq!(found, expected, "{text}");
    }
}

fn moment(text: &str) -> Moment {
    parse_moment(text).expect("a moment")
}

fn paris(start: &str, rule: &str) -> ScheduleBuilder {
    let rule = Rule::parse(rule).expect("a rule");
    Schedule::starting(moment(start), rule).zone(Zone::named("Europe/Paris").expect("a zone"))
}

/// The start is the second of two wall times, by its offset; no rule says that of any other.
#[test]
fn a_start_that_is_written_with_its_offset_has_its_place() {
    let second = "2026-10-25T02:30:00+01:00";
    let daily = || paris(second, "FREQ=DAILY;COUNT=5");
    let local = |day: &str| moment(&format!("2026-10-{day}T02:30:00"));
    let cases = [
        (daily(), 5),
        (daily().exclude([moment(second)]), 4),
        // the first of the two is no occurrence
        (daily().exclude([moment("2026-10-25T02:30:00+02:00")]), 5),
        (daily().exclude([local("25"), local("27")]), 3),
        (daily().extra([local("24")]), 6),
        (daily().extra([local("24"), local("25")]), 7),
        (daily().extra([moment(second)]), 5),
        (
            daily()
                .extra([moment("2026-10-25T01:29:59Z")])
                .exclude([local("25")]),
            5,
        ),
        // Monday is no start, and is not at its instant
        (
            paris(second, "FREQ=WEEKLY;BYDAY=MO;COUNT=3").exclude([moment(second)]),
            3,
        ),
        (paris(second, "FREQ=WEEKLY;BYDAY=MO;COUNT=3"), 3),
    ];
    for (number, (builder, count)) in cases.into_iter().enumerate() {
        let schedule = builder.build().expect("a schedule");
        agree(&schedule, &format!("case {number}"));
        assert_eq!(schedule.count(), count, "case {number}");
    }
}

/// What falls away before, between and after all that happens, and days beside the rule there.
#[test]
fn what_falls_away_at_the_ends_is_told_from_any_place() {
    let until =
        |builder: ScheduleBuilder, end: &str| builder.until(end.parse().expect("an instant"));
    let in_march = || paris("2026-03-27T02:30:00", "FREQ=DAILY").gap(Gap::Skip);
    let cases = [
        (until(in_march(), "2026-03-29T12:00:00Z"), 2),
        (
            until(in_march(), "2026-03-29T12:00:00Z").extra([moment("2026-03-29T04:00:00")]),
            3,
        ),
        (
            until(in_march(), "2026-03-29T12:00:00Z").extra([moment("2026-04-02T04:00:00")]),
            3,
        ),
        (
            until(in_march(), "2026-04-01T12:00:00Z").exclude([moment("2026-04-01T02:30:00")]),
            4,
        ),
        // the end lies in the gap, and is moved behind it, where nothing happens
        (
            paris("2026-03-27T02:30:00", "FREQ=DAILY;UNTIL=20260329T023000").gap(Gap::Skip),
            2,
        ),
        (
            paris("2026-03-29T02:30:00", "FREQ=DAILY;COUNT=3").gap(Gap::Skip),
            3,
        ),
        (in_march().count(2), 2),
        (in_march().count(3), 3),
        (until(in_march(), "2026-03-01T12:00:00Z"), 0),
        (
            until(in_march(), "2026-03-01T12:00:00Z").extra([moment("2026-03-29T04:00:00")]),
            1,
        ),
    ];
    for (number, (builder, count)) in cases.into_iter().enumerate() {
        let schedule = builder.build().expect("a schedule");
        agree(&schedule, &format!("case {number}"));
        assert_eq!(schedule.count(), count, "case {number}");
    }
    let schedule = until(in_march(), "2026-03-29T12:00:00Z").build();
    let (_, dropped) = from(&schedule.expect("a schedule"), 2);
    assert_eq!(dropped.len(), 1, "{dropped:?}");
}

/// Clocks that jump by nearly two days, as no zone's clock does: forth, back, alone and between smaller changes.
#[test]
fn a_jump_of_nearly_two_days_is_gone_over() {
    let (jump, far) = (1_900_000_000, 86_399);
    let zones = [
        crate::files::jumping(-far, &[(jump, far)]),
        crate::files::jumping(far, &[(jump, -far)]),
        crate::files::jumping(
            -80_000,
            &[
                (jump - 40_000_000, -82_000),
                (jump - 30_000_000, -far),
                (jump, far),
                (jump + 1_000_000, 82_000),
                (jump + 2_000_000, 80_000),
            ],
        ),
        // the next change comes before what the jump moved
        crate::files::jumping(
            -80_000,
            &[
                (jump - 30_000_000, -far),
                (jump, far),
                (jump + 3_600, far - 1_800),
                (jump + 2_000_000, 80_000),
            ],
        ),
    ];
    let rules = [
        "FREQ=DAILY",
        "FREQ=DAILY;INTERVAL=2",
        "FREQ=WEEKLY;BYDAY=MO,TU,WE,FR",
    ];
    let gaps = [Gap::Shift, Gap::Snap, Gap::Skip, Gap::Earlier];
    for (rule, gap) in rules
        .into_iter()
        .flat_map(|rule| gaps.map(|gap| (rule, gap)))
    {
        for (number, time) in [
            (0, 9_000),
            (1, 9_000),
            (2, 0),
            (2, 40_000),
            (2, 86_399),
            (3, 9_000),
            (3, 50_000),
        ] {
            let day = jump.div_euclid(86_400) - 9;
            let start = at(day * 86_400 + time).naive_utc();
            let schedule = Schedule::starting(start, Rule::parse(rule).expect("a rule"))
                .zone(zones[number].clone())
                .gap(gap)
                .count(45)
                .build()
                .expect("a schedule");
            agree(&schedule, &format!("{number} {rule} {time} {gap:?}"));
        }
    }
}

/// Clocks that change at midnight between two years, also at the end of the calendar.
#[test]
fn the_last_midnight_of_all_is_not_planned_for() {
    let zone = crate::files::with_footer("AAA-1BBB,J1/0,J300/0");
    let start = NaiveDate::from_ymd_opt(9999, 12, 28).and_then(|day| day.and_hms_opt(0, 0, 0));
    for gap in [Gap::Shift, Gap::Snap, Gap::Earlier, Gap::Skip] {
        let daily = Schedule::starting(start.expect("a moment"), Rule::daily());
        let schedule = daily
            .zone(zone.clone())
            .gap(gap)
            .build()
            .expect("a schedule");
        agree(&schedule, &format!("{gap:?}"));
        assert_eq!(schedule.count(), 4, "{gap:?}");
    }
    let first: DateTime<FixedOffset> = "1970-01-01T00:00:00Z".parse().expect("a moment");
    let once = Schedule::starting(first, Rule::once()).build();
    agree(&once.expect("a schedule"), "once, the first day of all");
}

/// Samoa had no 30th of December in 2011: what is asked for then comes to lie on the 31st, and is left out with it.
#[test]
fn an_excluded_date_leaves_out_what_is_moved_there() {
    let start = moment("2011-12-28T09:00:00");
    let apia = Zone::named("Pacific/Apia").expect("a zone");
    for day in [30, 31] {
        let schedule = Schedule::starting(start, Rule::daily())
            .zone(apia.clone())
            .count(5)
            .exclude_dates(NaiveDate::from_ymd_opt(2011, 12, day))
            .build()
            .expect("a schedule");
        agree(&schedule, &format!("without the {day}th"));
        let days = schedule
            .occurrences()
            .map(|one| one.local.format("%d").to_string());
        assert_eq!(days.collect::<Vec<_>>(), ["28", "29", "01", "02"], "{day}");
    }
}
