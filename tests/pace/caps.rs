//! Caps, pauses, days of warming up, and the ten years that a plan may take.

use super::sends::{START, quiet, times};
use chrono::FixedOffset;
use flashplan::pace::{
    Batches, BatchesError, Caps, Pace, PaceNever, Pacer, QuietAction, Timing, WarmUp,
    WarmUpPolicies,
};
use flashplan::schedule::Zone;

/// Where nobody waits, whoever is quiet at its turn is left out, and the next one takes the slot.
#[test]
fn who_is_quiet_on_its_own_clock_is_left_out_where_none_waits() {
    let names = ["Europe/Paris", "Asia/Tokyo", "America/New_York"];
    let zones = names.map(|name| Zone::named(name).unwrap());
    let times = |quiet_action| {
        let pace = Pace {
            min_gap: 60,
            quiet: quiet(&["22:00-08:00"]),
            quiet_action,
            ..Pace::default()
        };
        let mut pacer = Pacer::new(pace, zones[0].clone());
        // 21:00 in Paris, 05:00 in Tokyo, 16:00 in New York
        let places = [0, 1, 2, 1, 0, 1];
        let times = pacer.in_zones(START, &places, &zones).unwrap();
        assert_eq!(times.get(6), None);
        times.iter().collect::<Vec<_>>()
    };
    let at = |seconds: i64| Timing::At(START + seconds);
    assert_eq!(
        times(QuietAction::Skip),
        [
            at(0),
            Timing::Quiet,
            at(60),
            Timing::Quiet,
            at(120),
            Timing::Quiet
        ]
    );
    // Tokyo opens at 23:00Z; who waits has the slots in the order of the ranks
    let opens = 3 * 3_600;
    assert_eq!(
        times(QuietAction::Wait),
        [
            at(0),
            at(opens),
            at(60),
            at(opens + 60),
            at(120),
            at(opens + 120)
        ]
    );
}

#[test]
fn a_pause_follows_a_batch_and_a_night_is_one() {
    let utc = Zone::fixed(FixedOffset::east_opt(0).unwrap());
    let pace = Pace {
        min_gap: 1,
        batches: Some(Batches::new(2, 600).unwrap()),
        quiet: quiet(&["20:05-08:00"]),
        ..Pace::default()
    };
    let morning = START + 12 * 3_600;
    let times = times(
        &pace,
        &utc,
        &[START, START + 1, START + 1, START + 1, START + 1],
    );
    let after = [START, START + 1, morning, morning + 1, morning + 601];
    assert_eq!(times, after);
    assert_eq!(Batches::new(0, 1), Err(BatchesError::NoSize));
    assert_eq!(Batches::new(1, 0), Err(BatchesError::NoPause));
}

#[test]
fn large_caps_hold_as_small_ones_do() {
    let caps = |minute: Option<u32>, hour: Option<u32>, day: Option<u32>, warm_up: &[u32]| Caps {
        per_minute: minute,
        per_hour: hour,
        per_day: day,
        warm_up: warm_up.to_vec(),
    };
    // more sends than are remembered at first, with and without what else makes room for them
    for caps in [
        caps(Some(45), Some(1_024), Some(5_000), &[2_000, 3_001]),
        caps(None, None, Some(1_500), &[]),
        caps(None, Some(1_025), Some(4_097), &[]),
        caps(None, None, Some(3_000), &[2_999, 1_100, 2_999]),
    ] {
        let pace = Pace {
            min_gap: 1,
            caps,
            ..Pace::default()
        };
        let utc = Zone::fixed(FixedOffset::east_opt(0).unwrap());
        let found = times(&pace, &utc, &[START; 20_000]);
        assert_eq!(found, times_one_by_one(&pace.caps, found.len()), "{pace:?}");
    }
}

/// So many sends a second apart under caps, each by a look at the sends before it.
fn times_one_by_one(caps: &Caps, count: usize) -> Vec<i64> {
    let windows = [
        (caps.per_minute, 60),
        (caps.per_hour, 3_600),
        (caps.per_day, 86_400),
    ];
    let mut times: Vec<i64> = vec![START];
    let mut of_day = vec![1];
    of_day.resize(caps.warm_up.len().max(1), 0);
    for n in 1..count {
        let mut at = times[n - 1] + 1;
        for (cap, seconds) in windows {
            let oldest = cap.and_then(|cap| n.checked_sub(cap as usize));
            at = oldest.map_or(at, |oldest| at.max(times[oldest] + seconds));
        }
        for (day, most) in (0..).zip(&caps.warm_up) {
            if (at - START) / 86_400 == day && of_day[day as usize] == *most {
                at = START + (day + 1) * 86_400;
            }
        }
        if let Some(sent) = of_day.get_mut(((at - START) / 86_400) as usize) {
            *sent += 1;
        }
        times.push(at);
    }
    times
}

#[test]
fn two_an_hour_are_two_in_every_hour() {
    let utc = Zone::fixed(FixedOffset::east_opt(0).unwrap());
    let pace = Pace {
        caps: Caps {
            per_hour: Some(2),
            ..Caps::default()
        },
        ..Pace::default()
    };
    let times = times(&pace, &utc, &[START; 5]);
    assert_eq!(
        times,
        [START, START, START + 3_600, START + 3_600, START + 7_200]
    );
}

#[test]
fn warm_up_caps_count_from_the_start_of_the_plan() {
    let utc = Zone::fixed(FixedOffset::east_opt(0).unwrap());
    let pace = Pace {
        caps: Caps {
            warm_up: vec![1, 2],
            ..Caps::default()
        },
        ..Pace::default()
    };
    let day = 86_400;
    let times = times(&pace, &utc, &[START; 6]);
    assert_eq!(
        times,
        [
            START,
            START + day,
            START + day,
            START + 2 * day,
            START + 2 * day,
            START + 2 * day
        ]
    );
}

#[test]
fn a_pace_of_more_than_ten_years_is_refused() {
    let utc = Zone::fixed(FixedOffset::east_opt(0).unwrap());
    let pace = Pace {
        min_gap: u32::MAX,
        ..Pace::default()
    };
    let mut pacer = Pacer::new(pace, utc);
    assert_eq!(pacer.next(START), Ok(Timing::At(START)));
    assert_eq!(pacer.next(START), Err(PaceNever));
}

#[test]
fn a_send_leaves_ten_years_after_the_first_and_no_second_later() {
    let utc = Zone::fixed(FixedOffset::east_opt(0).unwrap());
    let second = |min_gap: i64| {
        let min_gap = u32::try_from(min_gap).unwrap();
        let pace = Pace {
            min_gap,
            ..Pace::default()
        };
        assert!(pace.can_fail() && !Pace::default().can_fail());
        let mut pacer = Pacer::new(pace, utc.clone());
        pacer.next(START).unwrap();
        pacer.next(START)
    };
    let last = START + Pacer::HORIZON;
    assert_eq!(second(Pacer::HORIZON), Ok(Timing::At(last)));
    assert_eq!(second(Pacer::HORIZON + 1), Err(PaceNever));
}

#[test]
fn a_day_that_begins_ten_years_after_the_first_is_the_last() {
    let utc = Zone::fixed(FixedOffset::east_opt(0).unwrap());
    let days = usize::try_from(Pacer::HORIZON / 86_400).unwrap();
    let caps = Caps {
        warm_up: vec![1; days],
        ..Caps::default()
    };
    let pace = Pace {
        caps,
        ..Pace::default()
    };
    let found = times(&pace, &utc, &vec![START; days + 1]);
    assert_eq!(found.last(), Some(&(START + Pacer::HORIZON)));
}

#[test]
fn a_published_warm_up_goes_on_where_a_number_stands() {
    let ten = [50, 50, 200, 200, 200, 500, 500, 500, 500, 500];
    let seven = [20, 36, 65, 117, 210, 378, 680];
    assert_eq!(WarmUp::TenDays.caps(), ten);
    assert_eq!(WarmUp::SevenDays.caps(), seven);
    for (day, left) in [
        (0, &seven[..]),
        (1, &seven),
        (2, &seven[1..]),
        (7, &[680]),
        (8, &[]),
    ] {
        assert_eq!(WarmUp::from_day(&seven, day), left, "{day}");
    }
}

#[test]
fn a_policy_of_warming_up_means_the_caps_that_were_said_of_it() {
    let policies = WarmUpPolicies::new()
        .policy(serde_json::json!({"days": 2}), vec![20, 50])
        .policy(serde_json::json!(null), Vec::new())
        .policy(serde_json::json!(null), vec![1]);
    assert_eq!(policies.caps(r#"{ "days": 2 }"#), Some(&[20, 50][..]));
    assert_eq!(policies.caps("null"), Some(&[][..]), "the first counts");
    assert_eq!(policies.caps("{}"), None);
    assert_eq!(policies.caps("{"), None);
}

#[test]
fn every_cap_is_checked_on_both_sides_of_its_bounds() {
    let caps = |cap| Caps {
        per_minute: Some(cap),
        per_hour: None,
        per_day: Some(cap),
        warm_up: vec![5, cap],
    };
    assert_eq!(caps(1).check(), Ok(()));
    assert_eq!(caps(Caps::MOST).check(), Ok(()));
    for wrong in [0, Caps::MOST + 1] {
        let errors = caps(wrong).check().unwrap_err();
        let names: Vec<&str> = errors.iter().map(|error| error.name()).collect();
        assert_eq!(names, ["per-minute", "per-day", "warm-up"]);
    }
}
