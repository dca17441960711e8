//! Schedules to the end of the calendar: the file `cases/walks.txt`, and each of their places without walking there.

use chrono::{DateTime, Utc};
use flashplan::schedule::{Gap, MonthOverflow, Occurrence, Schedule};

const WALKS: &str = include_str!("cases/walks.txt");

/// A schedule of a file, and what python-dateutil and zoneinfo say of it.
pub(crate) struct Walk {
    pub(crate) text: &'static str,
    pub(crate) schedule: Schedule,
    pub(crate) expected: &'static str,
}

pub(crate) fn walks(cases: &'static str) -> impl Iterator<Item = Walk> {
    cases
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| {
            let (text, expected) = line.split_once(" => ").expect("`schedule => result`");
            let (policy, lines) = text.rsplit_once(' ').unwrap_or(("shift", text));
            let builder = Schedule::parse(&lines.replace('|', "\n")).expect("a schedule's lines");
            let builder = match policy {
                "shift" => builder.gap(Gap::Shift),
                "skip" => builder.gap(Gap::Skip),
                "snap" => builder.gap(Gap::Snap),
                "earlier" => builder.gap(Gap::Earlier),
                "last-day" => builder.month_overflow(MonthOverflow::LastDay),
                other => panic!("an unknown policy: {other}"),
            };
            let schedule = builder.build().expect("a schedule");
            Walk {
                text,
                schedule,
                expected,
            }
        })
}

pub(crate) fn at(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(seconds, 0).expect("a second of our time")
}

pub(crate) fn listed(schedule: &Schedule) -> Vec<i64> {
    let mut list = Vec::new();
    schedule.instants().append_to(&mut list);
    list
}

#[test]
fn another_calendar_comes_to_the_same_end() {
    for walk in walks(WALKS) {
        let list = listed(&walk.schedule);
        let last = list.last().map(|last| at(*last).format("%FT%TZ"));
        let last = last.expect("an occurrence");
        let found = format!("{} {last} {}", list.len(), list.iter().sum::<i64>());
        assert_eq!(found, walk.expected, "{}", walk.text);
    }
}

/// Some numbers of a list: the first ones, the last ones, and some between.
fn some(len: usize) -> impl Iterator<Item = usize> {
    let apart = len / 40 + 1;
    let ends = (0..len).filter(move |n| *n < 20 || n + 5 > len);
    ends.chain((0..len).step_by(apart))
}

#[test]
fn each_place_is_found_without_walking_there() {
    for Walk { schedule, text, .. } in walks(WALKS) {
        let list = listed(&schedule);
        let of = |found: Option<Occurrence>| found.map(|one| (one.index, one.at.timestamp()));
        let known = |n: usize| list.get(n).map(|at| (n as u64, *at));
        assert_eq!(schedule.count(), list.len() as u64, "{text}");
        assert_eq!(schedule.nth(schedule.count()), None, "{text}");
        assert_eq!(schedule.nth(u64::MAX), None, "{text}");
        for n in some(list.len()) {
            assert_eq!(of(schedule.nth(n as u64)), known(n), "{text}: the {n}th");
            let from = schedule.occurrences_from(n as u64).take(9);
            let from = from.map(|occurrence| occurrence.at.timestamp());
            let here = list[n..].iter().take(9).copied();
            assert!(from.eq(here), "{text}: from the {n}th");
            let (instant, until) = (list[n], n as u64 + 1);
            assert_eq!(schedule.count_until(at(instant)), until, "{text}: {n}");
            assert_eq!(
                schedule.count_until(at(instant - 1)),
                until - 1,
                "{text}: {n}"
            );
            assert_eq!(of(schedule.after(at(instant))), known(n + 1), "{text}: {n}");
            let before = n.checked_sub(1).and_then(known);
            assert_eq!(of(schedule.before(at(instant))), before, "{text}: {n}");
        }
    }
}
