//! What comes before and after an instant, at each occurrence and a second beside it.

use chrono::{DateTime, Utc};
use flashplan::schedule::{Gap, Occurrence, Schedule};

/// Mornings in Paris over the change of clocks: the one of the 31st at 02:30 does not happen, and neither does the
/// excluded one of the 29th.
fn mornings() -> Schedule {
    let text = "DTSTART;TZID=Europe/Paris:20300328T023000\nRRULE:FREQ=DAILY;COUNT=7\n\
        EXDATE;TZID=Europe/Paris:20300329T023000";
    let builder = Schedule::parse(text).expect("the text is right");
    let skipping = builder.gap(Gap::Skip);
    skipping.build().expect("the schedule is right")
}

fn at(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(seconds, 0).expect("a second of our time")
}

#[test]
fn what_is_around_an_instant_is_what_stepping_finds() {
    let schedule = mornings();
    let all: Vec<i64> = schedule.instants().collect();
    assert!(all.len() >= 5, "{all:?}");
    assert_eq!(schedule.count(), all.len() as u64);
    let seconds = all
        .iter()
        .flat_map(|second| [second - 1, *second, second + 1]);
    for second in seconds {
        let later = all.iter().find(|one| **one > second).copied();
        let earlier = all.iter().rfind(|one| **one < second).copied();
        let of = |found: Option<Occurrence>| found.map(|one| one.at.timestamp());
        assert_eq!(of(schedule.after(at(second))), later);
        assert_eq!(of(schedule.before(at(second))), earlier);
        let until = all.iter().filter(|one| **one <= second).count() as u64;
        assert_eq!(schedule.count_until(at(second)), until);
        // the second is inside at the start, and outside at the end
        for other in &all {
            let between = schedule.between(at(second), at(*other));
            let found: Vec<i64> = between.map(|one| one.at.timestamp()).collect();
            let wanted = all
                .iter()
                .copied()
                .filter(|one| (second..*other).contains(one));
            assert_eq!(found, wanted.collect::<Vec<_>>());
        }
    }
    for n in 0..8 {
        let nth = schedule.nth(n).map(|one| (one.index, one.at.timestamp()));
        assert_eq!(nth, all.get(n as usize).map(|at| (n, *at)));
    }
}

#[test]
fn a_fraction_of_a_second_is_after_its_second() {
    let schedule = mornings();
    let first = schedule.nth(0).expect("there is a first").at;
    let half = first + chrono::TimeDelta::milliseconds(500);
    assert_eq!(schedule.before(half).map(|one| one.index), Some(0));
    assert_eq!(schedule.after(half).map(|one| one.index), Some(1));
    assert_eq!(schedule.before(first), None);
}
