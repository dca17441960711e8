//! The cases of `tests/datetime/instants.txt`, and laws over random instants.
#![allow(clippy::expect_used, reason = "a test fails by a panic")]

use chrono::{DateTime, FixedOffset, SecondsFormat};
use flashplan::datetime::{
    DatetimeError, Moment, parse, parse_date, parse_instant, parse_local, parse_offset,
};
use flashplan::issue::Code;
use proptest::prelude::*;

#[test]
fn reads_and_refuses_what_the_cases_say() {
    let cases = include_str!("datetime/instants.txt");
    let mut run = 0;
    for line in cases.lines().filter(|line| !line.starts_with('#')) {
        let (text, expected) = line.split_once(" => ").expect("`text => result`");
        assert_eq!(told(parse_instant(text)), expected, "{text:?}");
        run += 1;
    }
    assert!(run > 60, "only {run} cases were read");
}

fn told(result: Result<DateTime<FixedOffset>, DatetimeError>) -> String {
    match result {
        Err(error) => format!("{error:?}"),
        Ok(at) if at.timestamp_subsec_nanos() == 0 => at.timestamp().to_string(),
        Ok(at) => format!("{}.{:09}", at.timestamp(), at.timestamp_subsec_nanos()),
    }
}

#[test]
fn tells_a_missing_offset_from_a_wrong_text() {
    let no_offset = DatetimeError::NoOffset.issue("/schedule");
    assert_eq!(no_offset.code(), Code::DatetimeNoOffset);
    assert_eq!(no_offset.path(), "/schedule");
    assert_eq!(DatetimeError::Date.issue("").code(), Code::DatetimeInvalid);
}

#[test]
fn a_wall_time_has_no_offset_and_a_date_no_time() {
    assert!(parse_local("2030-05-01T09:00").is_ok());
    assert_eq!(
        parse_local("2030-05-01T09:00Z"),
        Err(DatetimeError::HasOffset)
    );
    assert!(parse_date("2030-05-01").is_ok());
    assert_eq!(parse_date("2030-05-01T09:00"), Err(DatetimeError::Format));
    assert_eq!(parse_date("2030-02-30"), Err(DatetimeError::Date));
}

#[test]
fn an_offset_is_a_sign_with_hours_and_minutes_below_a_day() {
    for (text, seconds) in [
        ("Z", Some(0)),
        ("+01:00", Some(3_600)),
        ("-03:30", Some(-12_600)),
        ("+23:59", Some(86_340)),
        ("+24:00", None),
        ("-24:00", None),
        ("+00:60", None),
        ("+1:00", None),
        ("01:00", None),
        ("+01:00 ", None),
        ("Zz", None),
        ("", None),
    ] {
        let found = parse_offset(text).map(|offset| offset.local_minus_utc());
        assert_eq!(found, seconds, "{text:?}");
    }
}

proptest! {
    #[test]
    fn what_chrono_writes_is_read_back(seconds in 86_400_i64..253_402_214_400, nanos in 0_u32..1_000_000_000, minutes in -1_439..=1_439) {
        let offset = FixedOffset::east_opt(minutes * 60).expect("below a day");
        let at = DateTime::from_timestamp(seconds, nanos).expect("in range").with_timezone(&offset);
        prop_assert_eq!(parse_instant(&at.to_rfc3339_opts(SecondsFormat::Nanos, true)), Ok(at));
        let local = at.naive_local();
        prop_assert_eq!(parse(&local.format("%Y-%m-%dT%H:%M:%S%.f").to_string()), Ok(Moment::Local(local)));
    }

    #[test]
    fn any_text_gets_an_answer(text in "[-+0-9TtZz:. a\u{e9}]{0,40}") {
        let _ = parse(&text);
        let _ = parse_date(&text);
    }
}
