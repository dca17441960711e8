//! Laws that hold for every schedule, on random ones, and a second opinion on all their dates.

use crate::naive::{self, Plain};
use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveDateTime, TimeDelta, Utc, Weekday};
use flashplan::datetime::Moment;
use flashplan::schedule::{Fold, Gap, MonthOverflow, Occurrence, Outcome, Rule, Schedule, Zone};
use jiff::tz::TimeZone;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

const ZONES: [&str; 16] = [
    "Europe/Paris",
    "America/New_York",
    "Africa/Porto-Novo",
    "Africa/Casablanca",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Pacific/Kwajalein",
    "America/Havana",
    "Asia/Tehran",
    "Europe/Dublin",
    "America/Scoresbysund",
    "Antarctica/Troll",
    "Pacific/Chatham",
    "Asia/Gaza",
    "UTC",
];
const WEEKDAYS: [Weekday; 7] = [
    Weekday::Mon,
    Weekday::Tue,
    Weekday::Wed,
    Weekday::Thu,
    Weekday::Fri,
    Weekday::Sat,
    Weekday::Sun,
];

/// A random schedule, and what it was made of.
#[derive(Clone, Debug)]
struct Made {
    zone: &'static str,
    start: NaiveDateTime,
    rule: Plain,
    gap: Gap,
    fold: Fold,
    overflow: MonthOverflow,
    count: Option<u64>,
    /// Days after the start, at its time of day; the second kind is of whole dates.
    excluded: Vec<u64>,
    excluded_dates: Vec<u64>,
    /// Minutes after the start.
    extra: Vec<i64>,
}

impl Made {
    fn build(&self) -> Option<Schedule> {
        let day = |days: u64| {
            self.start
                .checked_add_days(Days::new(days))
                .expect("in range")
        };
        let minute = |minutes: &i64| Moment::Local(self.start + TimeDelta::minutes(*minutes));
        let builder =
            Schedule::starting(self.start, Rule::parse(&self.rule.text()).expect("a rule"))
                .zone(Zone::named(self.zone).expect("a zone"))
                .gap(self.gap)
                .fold(self.fold)
                .month_overflow(self.overflow)
                .exclude(self.excluded.iter().map(|days| Moment::Local(day(*days))))
                .exclude_dates(self.excluded_dates.iter().map(|days| day(*days).date()))
                .extra(self.extra.iter().map(minute));
        let builder = self
            .count
            .into_iter()
            .fold(builder, |builder, count| builder.count(count));
        // barren rules are refused, and so are counts beyond the year 9999
        builder.build().ok()
    }
}

fn rules() -> impl Strategy<Value = Plain> {
    let weekdays = || subsequence(WEEKDAYS.to_vec(), 0..=4);
    let frequency = select(vec!["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]);
    let months =
        prop_oneof![3 => Just(vec![]), 1 => subsequence((1..=12).collect::<Vec<u32>>(), 1..=4)];
    let month_days = prop_oneof![
        2 => Just(vec![]),
        1 => subsequence((-31..=31).filter(|n| *n != 0).collect::<Vec<i32>>(), 1..=6),
    ];
    let positions =
        prop_oneof![3 => Just(vec![]), 1 => select(vec![vec![1], vec![-1], vec![2, -2]])];
    let nth = select(vec![0, 0, 1, 2, -1, 5, -5]);
    (
        frequency,
        1_u32..=5,
        months,
        month_days,
        weekdays(),
        nth,
        positions,
        select(WEEKDAYS.to_vec()),
    )
        .prop_map(
            |(frequency, interval, months, month_days, weekdays, nth, positions, week_start)| {
                let often = matches!(frequency, "DAILY" | "WEEKLY");
                let month_days = if frequency == "WEEKLY" {
                    vec![]
                } else {
                    month_days
                };
                let nth = if often { 0 } else { nth };
                let weekdays: Vec<_> = weekdays.into_iter().map(|weekday| (nth, weekday)).collect();
                let alone = months.is_empty() && month_days.is_empty() && weekdays.is_empty();
                let positions = if frequency == "DAILY" || alone {
                    vec![]
                } else {
                    positions
                };
                Plain {
                    frequency,
                    interval,
                    months,
                    month_days,
                    weekdays,
                    positions,
                    week_start,
                }
            },
        )
}

/// Starts in years with odd changes of clocks, at the times of day at which clocks change.
fn starts() -> impl Strategy<Value = NaiveDateTime> {
    let year = select(vec![1993, 2011, 2012, 2024, 2026, 2030, 2037, 2099, 2399]);
    let time = select(vec![
        (0, 0),
        (0, 30),
        (1, 30),
        (2, 0),
        (2, 15),
        (2, 30),
        (3, 0),
        (9, 0),
        (23, 45),
    ]);
    (year, 1_u32..=366, time).prop_map(|(year, day, (hour, minute))| {
        let date = NaiveDate::from_yo_opt(year, day)
            .or(NaiveDate::from_yo_opt(year, 365))
            .expect("a date");
        date.and_hms_opt(hour, minute, 0).expect("a time")
    })
}

fn schedules() -> impl Strategy<Value = Made> {
    let gap = select(vec![Gap::Shift, Gap::Snap, Gap::Skip, Gap::Earlier]);
    let fold = select(vec![Fold::First, Fold::Second]);
    let overflow = select(vec![MonthOverflow::Skip, MonthOverflow::LastDay]);
    let policies = (gap, fold, overflow);
    let few = || prop_oneof![2 => Just(vec![]), 1 => prop::collection::vec(0_u64..400, 1..4)];
    let extra = prop_oneof![2 => Just(vec![]), 1 => prop::collection::vec(0_i64..500_000, 1..4)];
    let count = prop_oneof![1 => Just(None), 2 => (1_u64..40).prop_map(Some)];
    (
        select(ZONES.to_vec()),
        starts(),
        rules(),
        policies,
        count,
        few(),
        few(),
        extra,
    )
        .prop_map(
            |(zone, start, rule, (gap, fold, overflow), count, excluded, excluded_dates, extra)| {
                Made {
                    zone,
                    start,
                    rule,
                    gap,
                    fold,
                    overflow,
                    count,
                    excluded,
                    excluded_dates,
                    extra,
                }
            },
        )
}

/// Enough to see some years of a rule, and no more.
const SOME: usize = 60;

fn some(schedule: &Schedule) -> Vec<Occurrence> {
    schedule.occurrences().take(SOME).collect()
}

/// Lists of even distances are made span by span of the zone; occurrences are looked at one by one.
#[test]
fn a_list_is_what_the_occurrences_are_to_the_end_of_the_calendar() {
    let times = [(0, 0, 0), (0, 30, 0), (2, 15, 0), (9, 0, 0), (23, 59, 59)];
    let gaps = [Gap::Shift, Gap::Snap, Gap::Skip, Gap::Earlier];
    let steps = [
        "DAILY;INTERVAL=7",
        "DAILY;INTERVAL=11",
        "WEEKLY;INTERVAL=3",
        "DAILY;INTERVAL=500",
    ];
    for (number, zone) in ZONES.into_iter().enumerate() {
        let (hour, minute, second) = times[number % times.len()];
        let start = NaiveDate::from_ymd_opt(1970, 1, 1 + number as u32).expect("a date");
        let start = start.and_hms_opt(hour, minute, second).expect("a time");
        let rule = format!("FREQ={}", steps[number % steps.len()]);
        let schedule = Schedule::starting(start, Rule::parse(&rule).expect("a rule"))
            .zone(Zone::named(zone).expect("a zone"))
            .gap(gaps[number / 2 % gaps.len()])
            .build()
            .expect("a schedule");
        let mut list = Vec::new();
        schedule.instants().append_to(&mut list);
        let noted = schedule
            .occurrences()
            .map(|occurrence| occurrence.at.timestamp());
        assert!(noted.eq(list.iter().copied()), "{zone} {rule}");
        assert!(schedule.instants().eq(list), "{zone} {rule}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn occurrences_ascend_strictly_and_are_numbered(made in schedules()) {
        let Some(schedule) = made.build() else { return Ok(()) };
        let list = some(&schedule);
        prop_assert!(list.windows(2).all(|pair| pair[0].at < pair[1].at));
        prop_assert!(list.iter().zip(0..).all(|(occurrence, index)| occurrence.index == index));
        let instants: Vec<i64> = schedule.instants().take(SOME).collect();
        let seconds: Vec<i64> = list.iter().map(|occurrence| occurrence.at.timestamp()).collect();
        prop_assert_eq!(instants, seconds);
    }

    #[test]
    fn a_list_is_what_stepping_gives_from_any_place(made in schedules(), taken in 0..SOME) {
        let made = Made { count: Some(made.count.unwrap_or(500)), ..made };
        let Some(schedule) = made.build() else { return Ok(()) };
        let stepped: Vec<i64> = schedule.instants().collect();
        let mut instants = schedule.instants();
        let mut list: Vec<i64> = instants.by_ref().take(taken).collect();
        instants.append_to(&mut list);
        prop_assert_eq!(&list, &stepped);
        let noted: Vec<i64> = schedule.occurrences().map(|occurrence| occurrence.at.timestamp()).collect();
        prop_assert_eq!(&list, &noted);
    }

    #[test]
    fn a_prefix_stays_a_prefix(made in schedules(), more in 1_u64..20) {
        let count = made.count.unwrap_or(10);
        let fewer = Made { count: Some(count), extra: vec![], ..made.clone() };
        let longer = Made { count: Some(count + more), extra: vec![], ..made };
        let (Some(fewer), Some(longer)) = (fewer.build(), longer.build()) else { return Ok(()) };
        let (fewer, longer): (Vec<_>, Vec<_>) = (fewer.instants().collect(), longer.instants().collect());
        prop_assert_eq!(&longer[..fewer.len()], &fewer[..]);
    }

    #[test]
    fn places_agree_with_stepping(made in schedules(), probe in 0..SOME, seconds in -3_000_000_i64..40_000_000) {
        let Some(schedule) = made.build() else { return Ok(()) };
        let list = some(&schedule);
        for (n, occurrence) in (0..).zip(&list) {
            prop_assert_eq!(schedule.nth(n), Some(occurrence.clone()), "the {}th", n);
        }
        if list.len() < SOME {
            prop_assert_eq!(schedule.count(), list.len() as u64);
            prop_assert_eq!(schedule.nth(schedule.count()), None);
        }
        let end = list.last().map(|last| last.at);
        let near = list.get(probe).map_or(made.start.and_utc(), |occurrence| occurrence.at);
        for at in [near, near + TimeDelta::milliseconds(500), near - TimeDelta::seconds(1), made.start.and_utc() + TimeDelta::seconds(seconds)] {
            if list.len() == SOME && end.is_some_and(|end| at >= end) {
                continue;
            }
            let until = list.iter().filter(|occurrence| occurrence.at <= at).count();
            let before = list.iter().filter(|occurrence| occurrence.at < at).count();
            prop_assert_eq!(schedule.count_until(at), until as u64, "until {}", at);
            prop_assert_eq!(schedule.after(at), list.get(until).cloned());
            let last = before.checked_sub(1).and_then(|i| list.get(i));
            prop_assert_eq!(schedule.before(at), last.cloned());
        }
        if let (Some(first), Some(last)) = (list.get(probe / 2), list.get(probe)) {
            let between: Vec<_> = schedule.between(first.at, last.at).collect();
            prop_assert_eq!(&between[..], &list[probe / 2..probe]);
        }
    }

    #[test]
    fn local_time_is_the_asked_one_unless_a_note_says_otherwise(made in schedules()) {
        let Some(schedule) = made.build() else { return Ok(()) };
        for occurrence in some(&schedule) {
            prop_assert_eq!(occurrence.local.to_utc(), occurrence.at);
            let moved = occurrence.notes.iter().find_map(|note| match note.outcome {
                Outcome::Moved(seconds) => Some(note.asked + TimeDelta::seconds(seconds.into())),
                Outcome::Extra => Some(note.asked),
                _ => None,
            });
            let local = occurrence.local.naive_local();
            match moved {
                Some(moved) => prop_assert_eq!(local, moved),
                None => prop_assert_eq!(local.time(), made.start.time()),
            }
        }
    }

    #[test]
    fn text_out_and_in_is_the_identity(made in schedules()) {
        let rule = Rule::parse(&made.rule.text()).expect("a rule");
        prop_assert_eq!(Rule::parse(&rule.to_string()).expect("its own text"), rule);
        let Some(schedule) = made.build() else { return Ok(()) };
        let again = Schedule::parse(&schedule.to_string())
            .expect("its own text")
            .gap(made.gap)
            .fold(made.fold)
            .month_overflow(made.overflow)
            .build()
            .expect("a schedule");
        prop_assert_eq!(again.to_string(), schedule.to_string());
        let (left, right): (Vec<_>, Vec<_>) = (again.instants().take(SOME).collect(), schedule.instants().take(SOME).collect());
        prop_assert_eq!(left, right);
    }

    #[test]
    fn a_start_one_interval_later_drops_exactly_the_first(made in schedules(), weekly in any::<bool>()) {
        let (name, step) = if weekly { ("WEEKLY", 7) } else { ("DAILY", 1) };
        let days = u64::from(made.rule.interval) * step;
        let rule = Rule::parse(&format!("FREQ={name};INTERVAL={}", made.rule.interval)).expect("a rule");
        let dated = |start: NaiveDateTime| {
            let zone = Zone::named(made.zone).expect("a zone");
            Schedule::starting(start, rule.clone()).zone(zone).build().expect("a schedule")
        };
        let later = made.start.checked_add_days(Days::new(days)).expect("in range");
        let (first, second) = (dated(made.start), dated(later));
        // where the zone skips the first date, it is the second that falls on its instant
        let first: Vec<i64> = first.instants().take(SOME).filter(|at| second.instants().next().is_some_and(|start| *at >= start)).collect();
        let second: Vec<i64> = second.instants().take(first.len()).collect();
        prop_assert!(first.len() >= SOME - 2);
        prop_assert_eq!(first, second);
    }

    #[test]
    fn the_naive_interpreter_agrees(made in schedules()) {
        let Some(schedule) = made.build() else { return Ok(()) };
        let end = made.start.date() + TimeDelta::days(if made.rule.frequency == "DAILY" { 400 } else { 4_000 });
        let expected = expected(&made, end);
        let until = end.and_hms_opt(0, 0, 0).expect("midnight").and_utc() - TimeDelta::days(3);
        let found: Vec<i64> = schedule.instants().take_while(|at| *at < until.timestamp()).collect();
        let expected: Vec<i64> = expected.into_iter().filter(|at| *at < until.timestamp()).collect();
        prop_assert_eq!(found, expected, "{}", made.rule.text());
    }
}

/// What the naive interpreter makes of it.
fn expected(made: &Made, end: NaiveDate) -> Vec<i64> {
    let place = flashplan_tzdb::find(made.zone).expect("a zone");
    let zone =
        TimeZone::tzif(made.zone, flashplan_tzdb::tzif(place).expect("a file")).expect("TZif");
    let day = |days: &u64| {
        made.start
            .checked_add_days(Days::new(*days))
            .expect("in range")
    };
    let excluded: Vec<NaiveDateTime> = made.excluded.iter().map(day).collect();
    let dates: Vec<NaiveDate> = made
        .excluded_dates
        .iter()
        .map(|days| day(days).date())
        .collect();
    let local = |at: i64| {
        let offset = zone.to_offset(jiff::Timestamp::from_second(at).expect("in range"));
        DateTime::<Utc>::from_timestamp(at + i64::from(offset.seconds()), 0)
            .expect("in range")
            .naive_utc()
    };
    let is_excluded = |wall: NaiveDateTime, at: i64| {
        excluded.contains(&wall)
            || dates.contains(&wall.date())
            || dates.contains(&local(at).date())
    };
    let (mut counted, mut last, mut found) = (0, i64::MIN, Vec::new());
    for date in made.rule.dates(made.start.date(), end, made.overflow) {
        if made.count.is_some_and(|count| counted >= count) {
            break;
        }
        let wall = date.and_time(made.start.time());
        let Some(at) = naive::instant(&zone, wall, made.gap, made.fold) else {
            continue;
        };
        if at <= last {
            continue;
        }
        (last, counted) = (at, counted + 1);
        if !is_excluded(wall, at) {
            found.push(at);
        }
    }
    for minutes in &made.extra {
        let wall = made.start + TimeDelta::minutes(*minutes);
        if let Some(at) = naive::instant(&zone, wall, made.gap, made.fold)
            && !is_excluded(wall, at)
        {
            found.push(at);
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

#[test]
fn the_random_starts_meet_changes_of_clocks() {
    // a generator that never meets a gap would prove nothing
    let paris = Zone::named("Europe/Paris").expect("a zone");
    let start = NaiveDate::from_ymd_opt(2026, 3, 1)
        .expect("a date")
        .and_hms_opt(2, 30, 0)
        .expect("a time");
    let schedule = Schedule::starting(start, Rule::daily())
        .zone(paris)
        .count(300)
        .build()
        .expect("a schedule");
    let notes: Vec<_> = schedule
        .occurrences()
        .flat_map(|occurrence| occurrence.notes)
        .collect();
    assert_eq!(notes.len(), 2, "{notes:?}");
    assert_eq!(notes[0].asked.day(), 29);
}
