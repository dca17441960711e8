//! A rule made from its parts, in a zone, with policies: its instants against an interpreter that asks of
//! each day in turn, and places against stepping.
#![no_main]

#[path = "../../tests/schedule/naive.rs"]
#[allow(dead_code, unreachable_pub, reason = "the tests use more of it")]
mod naive;

use arbitrary::{Result, Unstructured};
use chrono::{NaiveDate, NaiveDateTime, TimeDelta, Weekday};
use flashplan::schedule::{Fold, Gap, MonthOverflow, Rule, Schedule, Zone};
use flashplan_fuzz::fraction::one_in;
use jiff::tz::TimeZone;
use libfuzzer_sys::fuzz_target;
use naive::Plain;
use std::sync::LazyLock;

const ZONES: [&str; 8] = [
    "UTC",
    "Europe/Paris",
    "America/New_York",
    "Africa/Casablanca",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Europe/Dublin",
    "Asia/Gaza",
];
/// Each zone, as the library and as jiff reads it.
static BOTH: LazyLock<Vec<(Zone, TimeZone)>> = LazyLock::new(|| {
    let both = |name: &&'static str| {
        let place = flashplan_tzdb::find(name).expect("a zone of the data");
        let bytes = flashplan_tzdb::tzif(place).expect("a file");
        (
            Zone::named(name).expect("a zone"),
            TimeZone::tzif(name, bytes).expect("TZif"),
        )
    };
    ZONES.iter().map(both).collect()
});
const FREQUENCIES: [&str; 4] = ["DAILY", "WEEKLY", "MONTHLY", "YEARLY"];
const WEEKDAYS: [Weekday; 7] = [
    Weekday::Mon,
    Weekday::Tue,
    Weekday::Wed,
    Weekday::Thu,
    Weekday::Fri,
    Weekday::Sat,
    Weekday::Sun,
];

fuzz_target!(|bytes: &[u8]| {
    // too few bytes make no schedule, and break no law
    let _ = laws(bytes, &mut Unstructured::new(bytes));
});

fn laws(bytes: &[u8], u: &mut Unstructured<'_>) -> Result<()> {
    let (plain, start, both) = (plain(u)?, start(u)?, u.choose(&BOTH)?);
    let (gap, fold, overflow) = (
        u.arbitrary::<Gap>()?,
        u.arbitrary::<Fold>()?,
        u.arbitrary::<MonthOverflow>()?,
    );
    let rule = match Rule::parse(&plain.text()) {
        Ok(rule) => rule,
        Err(issues) => {
            assert!(issues.has_errors());
            return Ok(());
        }
    };
    let builder = Schedule::starting(start, rule)
        .zone(both.0.clone())
        .gap(gap)
        .fold(fold)
        .month_overflow(overflow);
    // barren rules are refused, and so is what a policy refuses
    let Ok(schedule) = builder.build() else {
        return Ok(());
    };
    if gap == Gap::Reject || fold == Fold::Reject {
        return Ok(());
    }
    // what is slow here is the second opinion: years of it for one input in many
    let days = match (plain.frequency, one_in(16, bytes)) {
        ("DAILY", false) => 30,
        ("DAILY", true) => 400,
        (_, false) => 100,
        (_, true) => 1_500,
    };
    let end = start.date() + TimeDelta::days(days);
    let until = end.and_time(start.time()).and_utc().timestamp() - 3 * 86_400;
    let found: Vec<i64> = schedule.instants().take_while(|at| *at < until).collect();
    assert!(
        found.windows(2).all(|two| two[0] < two[1]),
        "F10: strictly increasing"
    );
    assert_eq!(
        found,
        expected(&plain, start, end, until, (&both.1, gap, fold, overflow)),
        "{}",
        plain.text()
    );
    // the list of places reaches to the last year, and takes longer than all else
    if one_in(16, bytes) {
        places(&schedule, &found);
    }
    Ok(())
}

fn places(schedule: &Schedule, found: &[i64]) {
    for (n, at) in (0..).zip(found) {
        let nth = schedule.nth(n).map(|occurrence| occurrence.at.timestamp());
        assert_eq!(nth, Some(*at));
    }
}

fn expected(
    plain: &Plain,
    start: NaiveDateTime,
    end: NaiveDate,
    until: i64,
    (zone, gap, fold, overflow): (&TimeZone, Gap, Fold, MonthOverflow),
) -> Vec<i64> {
    let dates = plain.dates(start.date(), end, overflow);
    let walls = dates.into_iter().map(|date| date.and_time(start.time()));
    let mut instants: Vec<i64> = Vec::new();
    for at in walls.filter_map(|wall| naive::instant(zone, wall, gap, fold)) {
        // two dates that a zone makes one instant happen once
        if at < until && instants.last().is_none_or(|last| at > *last) {
            instants.push(at);
        }
    }
    instants
}

fn start(u: &mut Unstructured<'_>) -> Result<NaiveDateTime> {
    let year = *u.choose(&[1994, 2011, 2024, 2026, 2037, 2099])?;
    let date =
        NaiveDate::from_yo_opt(year, u.int_in_range(1..=365)?).expect("every year has 365 days");
    let minute = u.int_in_range(0..=1_439)?;
    Ok(date
        .and_hms_opt(minute / 60, minute % 60, 0)
        .expect("a minute of a day"))
}

fn plain(u: &mut Unstructured<'_>) -> Result<Plain> {
    let frequency = *u.choose(&FREQUENCIES)?;
    let nth = if u.arbitrary()? {
        0
    } else {
        u.int_in_range(-6..=6)?
    };
    let weekdays = some(u, 3, |u| Ok((nth, *u.choose(&WEEKDAYS)?)))?;
    Ok(Plain {
        frequency,
        interval: u.int_in_range(1..=14)?,
        months: some(u, 3, |u| u.int_in_range(1..=12))?,
        month_days: some(u, 4, |u| u.int_in_range(-31..=31))?,
        weekdays,
        positions: some(u, 2, |u| u.int_in_range(-6..=6))?,
        week_start: *u.choose(&WEEKDAYS)?,
    })
}

/// Mostly none, else up to `most` values that differ.
fn some<T: PartialEq>(
    u: &mut Unstructured<'_>,
    most: usize,
    mut value: impl FnMut(&mut Unstructured<'_>) -> Result<T>,
) -> Result<Vec<T>> {
    let mut values = Vec::new();
    if u.arbitrary()? {
        for _ in 0..u.int_in_range(1..=most)? {
            let value = value(u)?;
            if !values.contains(&value) {
                values.push(value);
            }
        }
    }
    Ok(values)
}
