//! Expanding schedules: from texts to a list of UTC seconds, and to occurrences with their notes, beside
//! a loop over `chrono-tz` and the crate `rrule`.
//!
//!     cargo bench --bench expand

use chrono::{Days, NaiveDateTime, TimeZone};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use flashplan::schedule::{Schedule, Zone, parse_moment};
use std::hint::black_box;

const RULES: [(&str, &str, u64); 7] = [
    ("daily", "FREQ=DAILY", 365),
    ("daily", "FREQ=DAILY", 100_000),
    ("weekly", "FREQ=WEEKLY", 365),
    ("weekdays", "FREQ=WEEKLY;BYDAY=MO,WE,FR", 365),
    ("monthly", "FREQ=MONTHLY", 365),
    ("last friday", "FREQ=MONTHLY;BYDAY=-1FR", 365),
    ("yearly", "FREQ=YEARLY", 365),
];

#[expect(clippy::expect_used, reason = "a bench of a wrong rule has to end")]
fn schedule(rule: &str, count: u64) -> Schedule {
    let start = parse_moment(black_box("2026-01-05T09:00:00")).expect("a moment");
    Schedule::starting(start, black_box(rule).parse().expect("a rule"))
        .zone(Zone::named(black_box("Europe/Paris")).expect("a zone"))
        .count(count)
        .build()
        .expect("a schedule")
}

/// What someone would write: local days one after the other, each looked up in `chrono-tz`. It knows
/// daily and weekly rules; for others it stands beside them as the cost of as many days.
fn by_chrono_tz(rule: &str, count: u64) -> Vec<i64> {
    let days = if rule == "FREQ=WEEKLY" { 7 } else { 1 };
    let zone: chrono_tz::Tz = black_box("Europe/Paris").parse().unwrap_or(chrono_tz::UTC);
    let start: NaiveDateTime = black_box("2026-01-05T09:00:00").parse().unwrap_or_default();
    (0..count)
        .filter_map(|n| start.checked_add_days(Days::new(n * days)))
        .filter_map(|wall| zone.from_local_datetime(&wall).earliest())
        .map(|at| at.timestamp())
        .collect()
}

#[expect(clippy::expect_used, reason = "a bench of a wrong rule has to end")]
fn by_rrule(rule: &str, count: u64) -> Vec<i64> {
    let text = format!("DTSTART;TZID=Europe/Paris:20260105T090000\nRRULE:{rule};COUNT={count}");
    let set: rrule::RRuleSet = black_box(text).parse().expect("a rule");
    set.into_iter().map(|at| at.timestamp()).collect()
}

fn expand(c: &mut Criterion) {
    for (name, rule, count) in RULES {
        let mut group = c.benchmark_group(format!("expand/{name} {count}"));
        group.throughput(Throughput::Elements(count));
        group.bench_function("list from texts", |b| {
            b.iter(|| {
                let mut list = Vec::with_capacity(usize::try_from(count).unwrap_or(0));
                schedule(rule, count).instants().append_to(&mut list);
                list
            });
        });
        group.bench_function("chrono-tz, a loop", |b| {
            b.iter(|| by_chrono_tz(rule, count))
        });
        group.bench_function("rrule", |b| b.iter(|| by_rrule(rule, count)));
        group.bench_function("occurrences", |b| {
            let schedule = schedule(rule, count);
            b.iter(|| {
                schedule
                    .occurrences()
                    .map(|occurrence| occurrence.at.timestamp())
                    .sum::<i64>()
            });
        });
        group.finish();
    }
}

fn places(c: &mut Criterion) {
    let daily = schedule("FREQ=DAILY", 2_900_000);
    c.bench_function("nth(100,000) of a daily schedule", |b| {
        b.iter(|| daily.nth(black_box(100_000)))
    });
    c.bench_function("count_until of a daily schedule", |b| {
        let at = daily
            .nth(100_000)
            .map(|occurrence| occurrence.at)
            .unwrap_or_default();
        b.iter(|| daily.count_until(black_box(at)));
    });
}

criterion_group!(benches, expand, places);
criterion_main!(benches);
