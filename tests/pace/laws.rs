//! The laws of the pace, against a planner that tries second after second.

use super::sends::{START, quiet, times};
use chrono::FixedOffset;
use flashplan::pace::{Batches, Caps, Pace, Pacer, QuietAction, QuietHours, Timing};
use flashplan::schedule::Zone;
use proptest::prelude::*;

/// The wall clock of `zone` as seconds since Monday 00:00.
fn second_of_week(zone: &Zone, at: i64) -> i64 {
    (at + i64::from(zone.span_at(at).offset) + 3 * 86_400).rem_euclid(7 * 86_400)
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
