//! From the texts of a start, a zone and a rule to a fresh list of UTC seconds.
//!
//! Everything runs in one process, in turns: what disturbs the machine disturbs all of them. Ratios
//! count, not the nanoseconds.

use crate::report::{Report, Row};
use chrono::{Datelike, Months, NaiveDateTime, TimeDelta, TimeZone, Weekday};
use flashplan::schedule::{Schedule, Zone, parse_moment, zone_names};
use jiff::ToSpan;
use std::hint::black_box;
use std::time::Instant;

/// Turns that the median is taken of.
const TURNS: usize = 31;

/// One rule, in the words of each contender.
struct Case {
    name: &'static str,
    rule: &'static str,
    count: usize,
    step: Step,
}

#[derive(Clone, Copy)]
enum Step {
    Days(i64),
    /// Monday, Wednesday and Friday.
    Weekdays,
    Months,
}

const CASES: [Case; 6] = [
    Case {
        name: "DAILY 365",
        rule: "FREQ=DAILY",
        count: 365,
        step: Step::Days(1),
    },
    Case {
        name: "DAILY 100,000",
        rule: "FREQ=DAILY",
        count: 100_000,
        step: Step::Days(1),
    },
    Case {
        name: "WEEKLY 365",
        rule: "FREQ=WEEKLY",
        count: 365,
        step: Step::Days(7),
    },
    Case {
        name: "WEEKLY 100,000",
        rule: "FREQ=WEEKLY",
        count: 100_000,
        step: Step::Days(7),
    },
    Case {
        name: "MO,WE,FR 365",
        rule: "FREQ=WEEKLY;BYDAY=MO,WE,FR",
        count: 365,
        step: Step::Weekdays,
    },
    Case {
        name: "MONTHLY 365",
        rule: "FREQ=MONTHLY",
        count: 365,
        step: Step::Months,
    },
];

const START: &str = "2026-01-05T09:00:00";
const ZONE: &str = "Europe/Paris";

const OURS: &str = "flashplan, a list";

type Contender = (&'static str, fn(&Case) -> Vec<i64>);

const CONTENDERS: [Contender; 6] = [
    ("writing the integers (the limit)", integers),
    (OURS, flashplan_list),
    ("flashplan, one by one", flashplan_iterator),
    ("loop over chrono-tz", chrono_tz_loop),
    ("jiff series", jiff_series),
    ("rrule", rrule_crate),
];

/// Nanoseconds an occurrence.
pub(crate) fn tables() -> Vec<Report> {
    let medians = CASES.each_ref().map(measured);
    let rows = CONTENDERS.iter().enumerate().map(|(i, (name, _))| Row {
        name,
        values: medians.iter().map(|of_case| of_case[i]).collect(),
    });
    vec![Report {
        name: "schedule",
        title: format!("schedule: ns an occurrence, {ZONE} 09:00, median of {TURNS} turns"),
        unit: "ns an occurrence",
        columns: CASES.iter().map(|case| case.name.to_owned()).collect(),
        rows: rows.collect(),
        base: OURS,
        notes: notes(),
    }]
}

/// The median of each contender.
fn measured(case: &Case) -> [f64; CONTENDERS.len()] {
    let expected = flashplan_list(case);
    for (name, contender) in &CONTENDERS[2..] {
        // chrono-tz knows nothing after 2099, and the others read older data: compare what all know
        let found = contender(case);
        assert_eq!(found.len(), case.count, "{name}");
        assert_eq!(found[..300], expected[..300], "{name} {}", case.name);
    }
    let mut times = CONTENDERS.map(|_| Vec::with_capacity(TURNS));
    for _ in 0..TURNS {
        for ((_, contender), times) in CONTENDERS.iter().zip(&mut times) {
            let repeats = (8_000 / case.count).max(1);
            // the contender before has left the caches full of its own, and given memory back
            black_box(contender(black_box(case)));
            let begin = Instant::now();
            for _ in 0..repeats {
                black_box(contender(black_box(case)));
            }
            times.push(begin.elapsed().as_nanos() as f64 / (repeats * case.count) as f64);
        }
    }
    times.map(|mut times| {
        times.sort_by(f64::total_cmp);
        times[TURNS / 2]
    })
}

/// What a single look costs.
fn notes() -> Vec<String> {
    let schedule = built(&CASES[0], 2_900_000);
    let nth = nanos(|n| drop(black_box(schedule.nth(black_box(100_000 - n)))));
    let first = first_uses();
    let later = nanos(|_| {
        drop(black_box(
            Zone::named(black_box("America/New_York")).unwrap(),
        ))
    });
    vec![
        format!("nth(100,000) of DAILY: {nth} ns"),
        first,
        format!("later uses: {later} ns"),
    ]
}

/// Nanoseconds of one of ten thousand.
fn nanos(work: impl Fn(u64)) -> u128 {
    let begin = Instant::now();
    for n in 0..10_000 {
        work(n);
    }
    begin.elapsed().as_nanos() / 10_000
}

fn integers(case: &Case) -> Vec<i64> {
    let step = match case.step {
        Step::Days(days) => days * 86_400,
        Step::Weekdays => 201_600,
        Step::Months => 2_629_746,
    };
    let mut at = black_box(1_767_600_000);
    let mut list = Vec::with_capacity(case.count);
    for _ in 0..case.count {
        list.push(at);
        at += step;
    }
    list
}

fn built(case: &Case, count: u64) -> Schedule {
    Schedule::starting(parse_moment(START).unwrap(), case.rule.parse().unwrap())
        .zone(ZONE.parse().unwrap())
        .count(count)
        .build()
        .unwrap()
}

fn flashplan_list(case: &Case) -> Vec<i64> {
    let mut list = Vec::with_capacity(case.count);
    built(case, case.count as u64)
        .instants()
        .append_to(&mut list);
    list
}

fn flashplan_iterator(case: &Case) -> Vec<i64> {
    let mut list = Vec::with_capacity(case.count);
    list.extend(built(case, case.count as u64).instants());
    list
}

fn chrono_tz_loop(case: &Case) -> Vec<i64> {
    let zone: chrono_tz::Tz = ZONE.parse().unwrap();
    let start: NaiveDateTime = START.parse().unwrap();
    let mut list = Vec::with_capacity(case.count);
    let (mut local, mut months) = (start, 0);
    while list.len() < case.count {
        let chosen = match case.step {
            Step::Weekdays => matches!(local.weekday(), Weekday::Mon | Weekday::Wed | Weekday::Fri),
            Step::Days(_) | Step::Months => true,
        };
        if chosen {
            list.push(
                zone.from_local_datetime(&local)
                    .earliest()
                    .unwrap()
                    .timestamp(),
            );
        }
        local = match case.step {
            Step::Days(days) => local + TimeDelta::days(days),
            Step::Weekdays => local + TimeDelta::days(1),
            Step::Months => {
                months += 1;
                start + Months::new(months)
            }
        };
    }
    list
}

fn jiff_series(case: &Case) -> Vec<i64> {
    let start: jiff::civil::DateTime = START.parse().unwrap();
    let start = start.in_tz(ZONE).unwrap();
    let mut list = Vec::with_capacity(case.count);
    let seconds = |zoned: jiff::Zoned| zoned.timestamp().as_second();
    match case.step {
        Step::Days(days) => list.extend(start.series(days.days()).map(seconds).take(case.count)),
        Step::Months => list.extend(start.series(1.month()).map(seconds).take(case.count)),
        Step::Weekdays => {
            use jiff::civil::Weekday::{Friday, Monday, Wednesday};
            let days = start.series(1.day());
            let chosen = days.filter(|day| matches!(day.weekday(), Monday | Wednesday | Friday));
            list.extend(chosen.map(seconds).take(case.count));
        }
    }
    list
}

fn rrule_crate(case: &Case) -> Vec<i64> {
    let text = format!(
        "DTSTART;TZID={ZONE}:20260105T090000\nRRULE:{};COUNT={}",
        case.rule, case.count
    );
    let set: rrule::RRuleSet = text.parse().unwrap();
    let mut list = Vec::with_capacity(case.count);
    list.extend(set.into_iter().map(|at| at.timestamp()));
    list
}

/// What each zone costs that nobody has used yet: one look each, so that every one of them is a first.
fn first_uses() -> String {
    let mut times: Vec<u128> = zone_names()
        .filter(|name| *name != ZONE)
        .map(|name| {
            let begin = Instant::now();
            black_box(Zone::named(black_box(name)).unwrap());
            begin.elapsed().as_nanos()
        })
        .collect();
    times.sort_unstable();
    let of = |percent: usize| times[(times.len() - 1) * percent / 100];
    format!(
        "first use of a zone, of {}: {} ns the median, {} ns nine in ten, {} ns the slowest",
        times.len(),
        of(50),
        of(90),
        of(100)
    )
}
