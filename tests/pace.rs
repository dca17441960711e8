//! The laws of the pace, against a planner that tries second after second.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]

use chrono::FixedOffset;
use flashplan::pace::{
    Batches, BatchesError, Caps, Pace, PaceNever, Pacer, QuietAction, QuietHours, Timing,
    WarmUpPolicies,
};
use flashplan::schedule::Zone;
use proptest::prelude::*;

/// 2026-03-28T20:00:00Z: the evening before the clocks change in Paris.
const START: i64 = 1_774_728_000;

fn quiet(windows: &[&str]) -> QuietHours {
    let none = QuietHours::default();
    windows
        .iter()
        .try_fold(none, |quiet, text| quiet.and(text))
        .expect("the windows are right")
}

fn times(pace: &Pace, zone: &Zone, dues: &[i64]) -> Vec<i64> {
    let mut pacer = Pacer::new(pace.clone(), zone.clone());
    dues.iter()
        .filter_map(|&due| match pacer.next(due).expect("within ten years") {
            Timing::At(at) => Some(at),
            Timing::Quiet => None,
        })
        .collect()
}

/// The wall clock of `zone` as seconds since Monday 00:00.
fn second_of_week(zone: &Zone, at: i64) -> i64 {
    (at + i64::from(zone.span_at(at).offset) + 3 * 86_400).rem_euclid(7 * 86_400)
}

#[test]
fn quiet_hours_are_half_open() {
    let zone = Zone::fixed(FixedOffset::east_opt(0).unwrap());
    let pace = Pace {
        quiet: quiet(&["22:00-08:00"]),
        ..Pace::default()
    };
    // 2026-03-28T21:59:59Z, 22:00:00Z, 2026-03-29T08:00:00Z
    let (before, opening) = (START + 7_199, START + 12 * 3_600);
    assert_eq!(times(&pace, &zone, &[before]), [before]);
    assert_eq!(times(&pace, &zone, &[before + 1]), [opening]);
    assert_eq!(times(&pace, &zone, &[opening]), [opening]);
}

#[test]
fn quiet_hours_follow_the_wall_clock_over_a_change() {
    let paris = Zone::named("Europe/Paris").unwrap();
    let pace = Pace {
        quiet: quiet(&["22:00-08:00"]),
        ..Pace::default()
    };
    // 22:00 local on the 28th is 21:00Z, 08:00 on the 29th is 06:00Z: an hour less than a night
    assert_eq!(times(&pace, &paris, &[START + 3_600]), [START + 10 * 3_600]);
}

#[test]
fn a_named_day_is_quiet_from_its_start() {
    let utc = Zone::fixed(FixedOffset::east_opt(0).unwrap());
    let pace = Pace {
        quiet: quiet(&["sun 00:00-24:00", "22:00-08:00"]),
        ..Pace::default()
    };
    // Saturday 22:00 to Monday 08:00
    assert_eq!(
        times(&pace, &utc, &[START + 2 * 3_600]),
        [START + 36 * 3_600]
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
fn open_hours_close_all_others() {
    let utc = Zone::fixed(FixedOffset::east_opt(0).unwrap());
    let closed = |quiet: &[&str], open: &[&str]| {
        let hours = self::quiet(quiet).within(open.iter().copied())?;
        Ok::<Vec<String>, flashplan::pace::QuietHoursError>(hours.texts().collect())
    };
    assert_eq!(closed(&["12:00-13:00"], &[]).unwrap(), ["12:00-13:00"]);
    let daily = ["00:00-09:00", "12:00-13:00", "18:00-24:00"];
    assert_eq!(closed(&["12:00-13:00"], &["09:00-18:00"]).unwrap(), daily);
    // overlapping windows, over midnight and over the end of the week
    let sunday = closed(&[], &["sun 22:00-02:00", "01:00-03:00"]).unwrap();
    assert_eq!(sunday[..2], ["mon 03:00-24:00", "tue 00:00-01:00"]);
    assert_eq!(sunday.last().unwrap(), "sun 03:00-22:00");
    assert!(closed(&[], &["00:00-24:00"]).unwrap().is_empty());
    assert!(
        closed(&["09:00-18:00"], &["10:00-12:00"]).is_err(),
        "no minute is left"
    );
    assert!(closed(&[], &["9-12"]).is_err());
    // 2026-03-28T20:00:00Z is a Saturday
    let pace = Pace {
        quiet: QuietHours::default()
            .within(["mon 09:00-12:00", "fri 09:00-12:00"])
            .unwrap(),
        ..Pace::default()
    };
    assert_eq!(times(&pace, &utc, &[START]), [START + 37 * 3_600]);
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
fn a_send_in_quiet_hours_can_be_skipped() {
    let utc = Zone::fixed(FixedOffset::east_opt(0).unwrap());
    let pace = Pace {
        quiet: quiet(&["22:00-08:00"]),
        quiet_action: QuietAction::Skip,
        ..Pace::default()
    };
    assert_eq!(
        times(&pace, &utc, &[START, START + 7_200, START + 13 * 3_600]),
        [START, START + 13 * 3_600]
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
fn what_is_quiet_is_the_same_however_it_was_said() {
    let within = |open: &[&str]| {
        let none = QuietHours::default();
        none.within(open.iter().copied()).unwrap()
    };
    assert_eq!(within(&["00:00-09:00"]), quiet(&["09:00-24:00"]));
    assert_eq!(within(&["09:00-24:00"]), quiet(&["00:00-09:00"]));
    let sunday = quiet(&["sun 20:00-22:00", "sun 22:00-24:00"]);
    let others = ["mon", "tue", "wed", "thu", "fri", "sat"].map(|day| format!("{day} 00:00-24:00"));
    let mut open: Vec<&str> = others.iter().map(String::as_str).collect();
    open.push("sun 00:00-20:00");
    assert_eq!(within(&open), sunday);
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
fn windows_that_cannot_be_meant_are_refused() {
    let refused = [
        "",
        "22-8",
        "22:00",
        "2:00-3:00",
        "25:00-26:00",
        "23:60-23:59",
        "08:00-08:00",
        "24:00-08:00",
        "00:30-24:30",
        "24:01-08:00",
        "someday 08:00-09:00",
        "00:00-24:00",
        "-",
        "22:00-08:00x",
        "٢٢:00-08:00",
        "sun",
        "sun 22:00",
    ];
    for text in refused {
        assert!(text.parse::<QuietHours>().is_err(), "{text}");
    }
    for taken in ["21:59-22:00", "22:00-21:59", "00:00-23:59"] {
        assert!(taken.parse::<QuietHours>().is_ok(), "{taken}");
    }
    let most = ["mon", "tue", "wed", "thu", "fri", "sat"];
    let most = most.iter().fold(QuietHours::default(), |q, day| {
        q.and(&format!("{day} 00:00-24:00")).unwrap()
    });
    assert!(most.and("sun 00:00-24:00").is_err());
}

/// Each rule by itself, looked at from the outside.
fn fits(pace: &Pace, started: i64, before: &[i64], at: i64) -> bool {
    let gap = before
        .last()
        .is_none_or(|last| at >= last + i64::from(pace.min_gap));
    let has_room = |cap: Option<u32>, seconds: i64| {
        cap.is_none_or(|cap| {
            before.iter().filter(|&&sent| sent > at - seconds).count() < cap as usize
        })
    };
    let has_pause = pace.batches.is_none_or(|batches| {
        let is_pause = |two: &[i64]| two[1] - two[0] >= i64::from(batches.pause());
        let run: Vec<i64> = before.iter().copied().chain([at]).collect();
        // of any size + 1 sends in a row two have a pause between them
        let size = batches.size() as usize;
        run.windows(size + 1)
            .all(|run| run.windows(2).any(is_pause))
    });
    let caps = &pace.caps;
    let day = (at - started) / 86_400;
    let warm = caps.warm_up.get(usize::try_from(day).unwrap()).copied();
    let that_day = before
        .iter()
        .filter(|&&sent| (sent - started) / 86_400 == day)
        .count();
    gap && has_pause
        && has_room(caps.per_minute, 60)
        && has_room(caps.per_hour, 3_600)
        && has_room(caps.per_day, 86_400)
        && warm.is_none_or(|cap| that_day < cap as usize)
}

/// 22:00 to 07:30, and Sunday afternoon.
fn is_quiet(zone: &Zone, at: i64) -> bool {
    let second = second_of_week(zone, at);
    let of_day = second % 86_400;
    !(27_000..79_200).contains(&of_day) || second >= 6 * 86_400 + 12 * 3_600
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn every_send_leaves_at_the_earliest_second_that_the_rules_allow(
        min_gap in 0_u32..400,
        per_minute in prop::option::of(1_u32..4),
        per_hour in prop::option::of(1_u32..12),
        per_day in prop::option::of(5_u32..40),
        warm_up in prop::collection::vec(1_u32..9, 0..3),
        batches in prop::option::of((1_u32..7, 1_u32..4_000)),
        zone in prop::sample::select(vec!["Europe/Paris", "Africa/Porto-Novo", "Australia/Lord_Howe"]),
        sends in 1_usize..30,
    ) {
        let zone = Zone::named(zone).unwrap();
        let caps = Caps { per_minute, per_hour, per_day, warm_up };
        let quiet = quiet(&["22:00-07:30", "sun 12:00-24:00"]);
        let batches = batches.map(|(size, pause)| Batches::new(size, pause).unwrap());
        let pace = Pace { min_gap, batches, caps, quiet, ..Pace::default() };
        let times = times(&pace, &zone, &vec![START; sends]);
        let mut at = START;
        for (i, &time) in times.iter().enumerate() {
            while is_quiet(&zone, at) || !fits(&pace, START, &times[..i], at) {
                at += 1;
            }
            prop_assert_eq!(time, at, "send {}", i);
        }
    }

    #[test]
    fn a_quiet_contact_waits_alone(
        min_gap in 0_u32..900,
        per_hour in prop::option::of(1_u32..6),
        places in prop::collection::vec(0_u32..4, 1..14),
        evening in 0_i64..14,
        batches in prop::option::of((1_u32..4, 1_u32..4_000)),
    ) {
        let names = ["Europe/Paris", "America/New_York", "Asia/Tokyo", "Australia/Lord_Howe"];
        let zones: Vec<Zone> = names.iter().map(|name| Zone::named(name).unwrap()).collect();
        let caps = Caps { per_hour, ..Caps::default() };
        let quiet = quiet(&["22:00-07:30", "sun 12:00-24:00"]);
        let batches = batches.map(|(size, pause)| Batches::new(size, pause).unwrap());
        let pace = Pace { min_gap, batches, caps, quiet, ..Pace::default() };
        let due = START + evening * 3_600;
        let mut pacer = Pacer::new(pace.clone(), zones[0].clone());
        let times = pacer.in_zones(due, &places, &zones).expect("within ten years");

        // every second belongs to the first in order who is awake, if the gap and the caps allow one
        let open = Pace { quiet: QuietHours::default(), ..pace };
        let mut expected = vec![None; places.len()];
        let mut sent: Vec<i64> = Vec::new();
        let mut at = due;
        while expected.contains(&None) {
            let awake = (0..places.len()).find(|&rank| expected[rank].is_none() && !is_quiet(&zones[places[rank] as usize], at));
            match awake.filter(|_| fits(&open, due, &sent, at)) {
                Some(rank) => {
                    expected[rank] = Some(Timing::At(at));
                    sent.push(at);
                }
                None => at += 1,
            }
        }
        let expected: Vec<Timing> = expected.into_iter().flatten().collect();
        prop_assert_eq!(times.iter().collect::<Vec<_>>(), expected);
        prop_assert_eq!(times.get(places.len()), None);
    }

    /// Windows are what their texts say, and open hours are what is not outside of them.
    #[test]
    fn windows_are_written_as_they_are_read(
        windows in prop::collection::vec((0_usize..8, 0_u32..48, 1_u32..48), 0..6), at in 0_i64..7 * 86_400,
    ) {
        let days = ["", "mon ", "tue ", "wed ", "thu ", "fri ", "sat ", "sun "];
        let clock = |half: u32| format!("{:02}:{:02}", half / 2 % 24, half % 2 * 30);
        let texts: Vec<String> = windows
            .iter()
            .map(|(day, start, length)| format!("{}{}-{}", days[*day], clock(*start), clock(start + length)))
            .filter(|text| text.parse::<QuietHours>().is_ok())
            .collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let none = QuietHours::default();
        let Ok(closed) = texts.iter().try_fold(none, |quiet, text| quiet.and(text)) else { return Ok(()) };
        let written = closed.texts().try_fold(QuietHours::default(), |quiet, text| quiet.and(&text));
        prop_assert_eq!(written.as_ref(), Ok(&closed));
        let utc = Zone::fixed(FixedOffset::east_opt(0).unwrap());
        let is_open = |quiet: &QuietHours| {
            let pace = Pace { quiet: quiet.clone(), quiet_action: QuietAction::Skip, ..Pace::default() };
            !times(&pace, &utc, &[START + at]).is_empty()
        };
        if let (false, Ok(open)) = (texts.is_empty(), QuietHours::default().within(texts.iter().copied())) {
            prop_assert_eq!(is_open(&open), !is_open(&closed));
        }
    }

    /// F1: any text is a window, a zone and a shard, or is refused.
    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,24}|[0-9:. a-z/+-]{0,16}|(mon|sun) [0-9]{2}:[0-9]{2}-[0-9]{2}:[0-9]{2}") {
        if let Ok(quiet) = text.parse::<QuietHours>() {
            prop_assert!(!quiet.is_empty());
        }
        if let Ok(zone) = Zone::named(&text) {
            prop_assert!(zone.name().eq_ignore_ascii_case(text.trim()), "{}", zone.name());
        }
        if let Ok(shard) = text.parse::<flashplan::plan::Shard>() {
            prop_assert_eq!(shard.to_string().parse(), Ok(shard));
        }
    }

    #[test]
    fn jitter_is_a_function_of_seed_and_rank(seed: u64, jitter in 0_u32..100, sends in 2_usize..200) {
        let zone = Zone::fixed(FixedOffset::east_opt(3_600).unwrap());
        let pace = Pace { min_gap: 5, jitter, seed, ..Pace::default() };
        let all = times(&pace, &zone, &vec![START; sends]);
        prop_assert_eq!(&all, &times(&pace, &zone, &vec![START; sends]));
        for two in all.windows(2) {
            let gap = two[1] - two[0];
            prop_assert!((5..=5 + i64::from(jitter)).contains(&gap));
        }
    }
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
    assert_eq!(caps(0).check().map_err(|errors| errors.len()), Err(3));
    assert_eq!(
        caps(Caps::MOST + 1).check().map_err(|errors| errors.len()),
        Err(3)
    );
}
