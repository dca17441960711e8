//! The offsets of every zone, beside jiff, chrono-tz and Python's `tzdata`; damaged zone data.

use crate::files::PLAIN;
use chrono::{DateTime, Offset as _, TimeZone as _, Utc};
use flashplan::issue::Code;
use flashplan::schedule::{
    Fold, Gap, OffsetSpan, Rule, Schedule, Zone, parse_moment, tzdb_version, zone_names,
};
use proptest::prelude::*;
use std::path::PathBuf;
use std::process::Command;

/// Zones that differ from 1970 on between what chrono-tz 0.10.4 ships (2025b) and 2026f.
const CHRONO_TZ_IS_STALE: &str = include_str!("chrono_tz_stale.txt");

fn file(name: &str) -> &'static [u8] {
    let place = flashplan_tzdb::find(name).expect("a zone");
    flashplan_tzdb::tzif(place).expect("a file")
}

/// The spans from 1970 to a year, each beginning where the one before ends.
fn spans(zone: &Zone, end_year: i32) -> Vec<OffsetSpan> {
    let end = Utc
        .with_ymd_and_hms(end_year, 1, 1, 0, 0, 0)
        .unwrap()
        .timestamp();
    let next = |span: &OffsetSpan| (span.end < end).then(|| zone.span_at(span.end));
    std::iter::successors(Some(zone.span_at(0)), next).collect()
}

#[test]
fn every_offset_is_what_jiff_reads_from_the_same_bytes() {
    for name in zone_names() {
        let zone = Zone::named(name).expect("a zone");
        let jiff = jiff::tz::TimeZone::tzif(name, file(name)).expect("TZif");
        let offset = |at: i64| {
            jiff.to_offset(jiff::Timestamp::from_second(at).expect("in range"))
                .seconds()
        };
        let list = spans(&zone, 2500);
        for span in &list {
            assert_eq!(
                offset(span.start.max(0)),
                span.offset,
                "{name} at {}",
                span.start
            );
            if span.end < i64::MAX {
                assert_eq!(
                    offset(span.end - 1),
                    span.offset,
                    "{name} before {}",
                    span.end
                );
            }
        }
        // jiff names no change of clocks that we do not
        let (from, to) = (
            jiff::Timestamp::UNIX_EPOCH,
            jiff::Timestamp::from_second(16_725_225_600).expect("2500"),
        );
        let mut before = offset(0);
        for transition in jiff
            .following(from)
            .take_while(|transition| transition.timestamp() < to)
        {
            let at = transition.timestamp().as_second();
            if transition.offset().seconds() != before {
                assert!(
                    list.binary_search_by_key(&at, |span| span.start).is_ok(),
                    "{name} at {at}"
                );
            }
            before = transition.offset().seconds();
        }
    }
}

#[test]
fn the_rule_at_the_end_of_a_zone_goes_on_for_ever() {
    for (name, local, utc) in [
        (
            "Europe/Paris",
            "2100-07-01T09:00:00",
            "2100-07-01T07:00:00Z",
        ),
        (
            "America/New_York",
            "2400-07-01T09:00:00",
            "2400-07-01T13:00:00Z",
        ),
        (
            "America/New_York",
            "2400-12-01T09:00:00",
            "2400-12-01T14:00:00Z",
        ),
        (
            "Australia/Sydney",
            "9998-01-01T09:00:00",
            "9997-12-31T22:00:00Z",
        ),
        (
            "America/Santiago",
            "5000-01-01T09:00:00",
            "5000-01-01T12:00:00Z",
        ),
    ] {
        let start = parse_moment(local).expect("a moment");
        let zone = Zone::named(name).expect("a zone");
        let schedule = Schedule::starting(start, Rule::once())
            .zone(zone)
            .build()
            .expect("a schedule");
        let at = schedule.nth(0).expect("an occurrence").at;
        assert_eq!(
            at,
            utc.parse::<DateTime<Utc>>().expect("an instant"),
            "{name} {local}"
        );
    }
}

#[test]
fn chrono_tz_agrees_where_its_data_is_not_stale() {
    let last = Utc
        .with_ymd_and_hms(2037, 1, 1, 0, 0, 0)
        .unwrap()
        .timestamp();
    let mut stale = String::new();
    for name in zone_names() {
        let Ok(tz) = name.parse::<chrono_tz::Tz>() else {
            stale += &format!("{name}: unknown\n");
            continue;
        };
        let zone = Zone::try_from(tz).expect("a zone");
        let offset = |at: i64| {
            let instant = DateTime::from_timestamp(at, 0)
                .expect("in range")
                .naive_utc();
            tz.offset_from_utc_datetime(&instant)
                .fix()
                .local_minus_utc()
        };
        let around = spans(&zone, 2037)
            .into_iter()
            .flat_map(|span| [span.start, span.end - 1, span.end]);
        let regular = (0..last).step_by(20 * 86_400 + 3_601);
        let differs = |at: &i64| (0..last).contains(at) && zone.span_at(*at).offset != offset(*at);
        if let Some(at) = around.chain(regular).find(differs) {
            stale += &format!(
                "{name}: {}\n",
                DateTime::from_timestamp(at, 0)
                    .expect("in range")
                    .date_naive()
            );
        }
    }
    if stale != CHRONO_TZ_IS_STALE {
        let actual = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("chrono_tz_stale.txt");
        std::fs::write(&actual, &stale).expect("a file in the target folder");
        panic!("chrono-tz differs elsewhere: see {}", actual.display());
    }
}

#[test]
fn the_data_is_that_of_the_newest_python_package() {
    let script = "import tzdata,os;print(tzdata.IANA_VERSION,os.path.join(os.path.dirname(tzdata.__file__),'zoneinfo'))";
    let output = Command::new("python3").args(["-c", script]).output();
    let text = match output {
        Ok(output) if output.status.success() => String::from_utf8(output.stdout).expect("text"),
        _ => {
            eprintln!("skipped: python3 has no package tzdata");
            return;
        }
    };
    let (version, folder) = text.trim().split_once(' ').expect("two words");
    if version != tzdb_version() {
        eprintln!(
            "skipped: the package has {version}, we carry {}",
            tzdb_version()
        );
        return;
    }
    for name in zone_names() {
        let bytes = std::fs::read(PathBuf::from(folder).join(name)).expect("a zone");
        assert_eq!(bytes, file(name), "{name}");
    }
}

#[test]
fn a_name_is_found_in_any_letters_and_a_mistake_has_a_neighbour() {
    assert_eq!(
        Zone::named("AFRICA/porto-novo").expect("a zone").name(),
        "Africa/Porto-Novo"
    );
    assert_eq!(
        Zone::named("Asia/Calcutta").expect("an alias").name(),
        "Asia/Calcutta"
    );
    for (name, near) in [
        ("Europe/Pari", "the nearest known ones: Europe/Paris"),
        ("Paris", "the nearest known ones: Europe/Paris"),
        ("porto-novo", "the nearest known ones: Africa/Porto-Novo"),
        ("new york", "the nearest known ones: America/New_York"),
        ("Afrika/Lagos", "the nearest known ones: Africa/Lagos"),
        (
            "",
            "write an IANA name like Europe/Paris or Africa/Porto-Novo",
        ),
        (
            "CET+1CEST",
            "write an IANA name like Europe/Paris or Africa/Porto-Novo",
        ),
    ] {
        let issue = Zone::named(name).expect_err("no zone");
        assert_eq!(
            (issue.code(), issue.hint().as_str()),
            (Code::ZoneUnknown, near),
            "{name}"
        );
    }
    let long = Zone::named(&"é".repeat(100_000)).expect_err("no zone");
    assert!(long.message().len() < 200);
}

#[test]
fn a_zone_is_built_once_and_shared() {
    let (one, two) = (
        Zone::named("Europe/Paris").expect("a zone"),
        Zone::named("europe/PARIS").expect("a zone"),
    );
    assert_eq!(one, two);
    assert_eq!(one.data_version(), Some(tzdb_version()));
    // a year and a letter
    let (year, letter) = tzdb_version().split_at(4);
    assert!(
        year.parse::<u16>().is_ok() && letter.len() == 1,
        "{year}{letter}"
    );
    let own = Zone::from_tzif("Europe/Paris", file("Europe/Paris")).expect("a zone");
    assert_eq!(own.data_version(), None);
    assert_eq!(own.with_data_version(tzdb_version()), one);
}

#[test]
fn wall_times_in_a_gap_and_a_fold_follow_the_policies() {
    let paris = Zone::named("Europe/Paris").expect("a zone");
    let at = |local: &str, gap, fold| {
        let local = flashplan::datetime::parse_local(local).expect("a wall time");
        paris.to_instant(local, gap, fold).map(|at| at.to_rfc3339())
    };
    let gap = "2026-03-29T02:30:00";
    assert_eq!(
        at(gap, Gap::Shift, Fold::First).as_deref(),
        Some("2026-03-29T01:30:00+00:00")
    );
    assert_eq!(
        at(gap, Gap::Snap, Fold::First).as_deref(),
        Some("2026-03-29T01:00:00+00:00")
    );
    assert_eq!(
        at(gap, Gap::Earlier, Fold::First).as_deref(),
        Some("2026-03-29T00:30:00+00:00")
    );
    assert_eq!(at(gap, Gap::Skip, Fold::First), None);
    assert_eq!(at(gap, Gap::Reject, Fold::First), None);
    let fold = "2026-10-25T02:30:00";
    assert_eq!(
        at(fold, Gap::Shift, Fold::First).as_deref(),
        Some("2026-10-25T00:30:00+00:00")
    );
    assert_eq!(
        at(fold, Gap::Shift, Fold::Second).as_deref(),
        Some("2026-10-25T01:30:00+00:00")
    );
    assert_eq!(at(fold, Gap::Shift, Fold::Reject), None);
}

#[test]
fn a_file_that_is_cut_anywhere_is_refused() {
    for name in ["Europe/Paris", "America/Havana", "UTC", "Africa/Casablanca"] {
        let bytes = file(name);
        for len in 0..bytes.len() {
            let issue = Zone::from_tzif("cut", &bytes[..len]).expect_err("a cut file");
            assert_eq!(issue.code(), Code::ZoneDataInvalid, "{name} cut at {len}");
        }
    }
    let large = vec![0; (64 << 10) + 1];
    assert_eq!(
        Zone::from_tzif("large", &large)
            .expect_err("too large")
            .code(),
        Code::InputTooLarge
    );
    assert_eq!(
        Zone::from_tzif("at the limit", &large[1..])
            .expect_err("no TZif")
            .code(),
        Code::ZoneDataInvalid
    );
}

#[test]
fn zones_differ_where_their_clocks_or_names_do() {
    let named = |name| Zone::named(name).expect("a zone");
    assert_ne!(named("Europe/Paris"), named("Europe/Berlin"));
    assert_ne!(named("Asia/Kolkata"), named("Asia/Calcutta"));
    let own = |footer| PLAIN.zone(footer).expect("a zone");
    assert_eq!(own("AAA0BBB,J60,J300"), own("AAA0BBB,J60,J300"));
    assert_ne!(own("AAA0BBB,J60,J300"), own("AAA0BBB,J60,J301"));
    assert_ne!(own("AAA0"), own("AAA0BBB,J60,J300"));
}

#[test]
fn no_more_than_three_zones_are_named() {
    for name in ["america", "Europe", "Asia/Kathmand"] {
        let issue = Zone::named(name).expect_err("no zone");
        let hint = issue.hint();
        let near = hint
            .strip_prefix("the nearest known ones: ")
            .expect("some are near");
        let near: Vec<&str> = near.split(", ").collect();
        assert!(near.len() <= 3, "{hint}");
        let mut distinct = near.clone();
        distinct.dedup();
        assert_eq!(distinct, near);
    }
    assert_eq!(
        Zone::named("america")
            .expect_err("no zone")
            .hint()
            .matches("America/")
            .count(),
        3
    );
}

proptest! {
    #[test]
    fn damaged_files_are_refused_or_give_spans_that_follow_each_other(
        flips in prop::collection::vec((0_usize..3_000, any::<u8>()), 1..8),
        name in prop::sample::select(vec!["Europe/Paris", "America/Nuuk", "Pacific/Apia", "UTC"]),
    ) {
        let mut bytes = file(name).to_vec();
        for (place, byte) in flips {
            let place = place % bytes.len();
            bytes[place] = byte;
        }
        let Ok(zone) = Zone::from_tzif("damaged", &bytes) else { return Ok(()) };
        let mut span = zone.span_at(i64::MIN);
        for _ in 0..2_000 {
            if span.end == i64::MAX {
                break;
            }
            let next = zone.span_at(span.end);
            prop_assert_eq!(next.start, span.end);
            prop_assert!(next.end > next.start);
            span = next;
        }
        let start = parse_moment("2026-03-29T02:30:00").expect("a moment");
        for gap in [Gap::Shift, Gap::Snap, Gap::Skip, Gap::Earlier] {
            let schedule = Schedule::starting(start, Rule::daily()).zone(zone.clone()).gap(gap).build().expect("a schedule");
            let list: Vec<_> = schedule.occurrences().take(400).collect();
            prop_assert!(list.windows(2).all(|pair| pair[0].at < pair[1].at));
            if let Some(last) = list.last() {
                prop_assert_eq!(schedule.nth(last.index), Some(last.clone()));
            }
        }
    }
}
