//! Quiet hours: what they are, and what waits for their end.

use super::sends::{START, quiet, times};
use chrono::FixedOffset;
use flashplan::pace::{Pace, QuietAction, QuietHours};
use flashplan::schedule::Zone;

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

/// One window a week: what is open ends with it, in the week that follows too.
#[test]
fn the_window_of_a_week_is_met_in_each_week() {
    let utc = Zone::fixed(FixedOffset::east_opt(0).unwrap());
    let pace = Pace {
        quiet: quiet(&["mon 08:00-09:00"]),
        ..Pace::default()
    };
    // from Saturday evening to Monday at half past eight
    let (midnight, monday) = (START + 28 * 3_600, START + 36 * 3_600);
    let week = 7 * 86_400;
    assert_eq!(
        times(&pace, &utc, &[midnight, monday]),
        [midnight, monday + 3_600]
    );
    let dues = [
        START,
        monday - 1,
        monday + 1_800,
        monday + week - 1,
        monday + week,
    ];
    let expected = [
        START,
        monday - 1,
        monday + 3_600,
        monday + week - 1,
        monday + week + 3_600,
    ];
    assert_eq!(times(&pace, &utc, &dues), expected);
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
