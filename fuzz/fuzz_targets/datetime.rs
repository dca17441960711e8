//! Any text as a time: an instant is the one that chrono reads, a year is one that can be planned in, no
//! text is of two kinds, and what is read prints back.
#![no_main]

use chrono::{DateTime, Datelike};
use flashplan::datetime::{self, Moment, YEARS};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let moment = datetime::parse(text);
    let (instant, local) = (datetime::parse_instant(text), datetime::parse_local(text));
    assert_eq!(instant.is_ok(), matches!(moment, Ok(Moment::Instant(_))));
    assert_eq!(local.is_ok(), matches!(moment, Ok(Moment::Local(_))));
    if let Ok(instant) = instant {
        assert!(YEARS.contains(&instant.to_utc().year()));
        if let Ok(other) = DateTime::parse_from_rfc3339(text) {
            assert_eq!(instant, other);
        }
        assert_eq!(datetime::parse_instant(&instant.to_rfc3339()), Ok(instant));
    }
    if let Ok(local) = local {
        let printed = local.format("%Y-%m-%dT%H:%M:%S%.f").to_string();
        assert_eq!(datetime::parse_local(&printed), Ok(local));
    }
    if let Ok(date) = datetime::parse_date(text) {
        assert_eq!(date.to_string(), text);
        assert!(instant.is_err() && local.is_err());
    }
    if let Some(offset) = datetime::parse_offset(text) {
        assert_eq!(datetime::parse_offset(&offset.to_string()), Some(offset));
    }
});
