//! Short texts of every other kind: instants, phone numbers, ids of WhatsApp, quiet hours, shards, statuses,
//! names of zones. What is read prints back to what reads the same.
#![no_main]

use chrono::DateTime;
use flashplan::datetime::{self, Moment, YEARS};
use flashplan::id::ContactId;
use flashplan::issue::nearest;
use flashplan::pace::QuietHours;
use flashplan::phone::{Jid, Phone};
use flashplan::plan::Shard;
use flashplan::schedule::{Schedule, Zone};
use flashplan::status::MessageStatus;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    date_time(text);
    phone(text);
    quiet_hours(text);
    statuses(text);
    let _ = ContactId::parse(text);
    let _ = nearest(text, ["contact", "user", "instance", "custom"]);
    if let Ok(shard) = text.parse::<Shard>() {
        assert_eq!(shard.to_string().parse::<Shard>(), Ok(shard));
        assert!((0..shard.count().min(9)).contains(&shard.index().min(8)));
    }
    if let Some(zone) = Zone::find(text) {
        assert!(zone.name().eq_ignore_ascii_case(text));
    }
    if let Ok(Ok(schedule)) = Schedule::parse(text).map(|builder| builder.build()) {
        let again = Schedule::parse(&schedule.to_string()).map(|builder| builder.build());
        let Ok(Ok(again)) = again else {
            panic!("its own text is read: {schedule}")
        };
        assert_eq!(again.to_string(), schedule.to_string());
    }
});

/// An instant is the one that chrono reads, a year is one that can be planned in, and no text is both kinds.
fn date_time(text: &str) {
    let moment = datetime::parse(text);
    let (instant, local) = (datetime::parse_instant(text), datetime::parse_local(text));
    assert_eq!(instant.is_ok(), matches!(moment, Ok(Moment::Instant(_))));
    assert_eq!(local.is_ok(), matches!(moment, Ok(Moment::Local(_))));
    if let Ok(instant) = instant {
        let year = |at: DateTime<_>| at.format("%Y").to_string().parse::<i32>();
        assert!(year(instant.to_utc()).is_ok_and(|year| YEARS.contains(&year)));
        if let Ok(other) = DateTime::parse_from_rfc3339(text) {
            assert_eq!(instant, other);
        }
        assert_eq!(datetime::parse_instant(&instant.to_rfc3339()), Ok(instant));
    }
}

/// A number prints as it is written, its spaces change nothing, and equal numbers have equal keys.
fn phone(text: &str) {
    if let Ok(phone) = Phone::parse(text) {
        assert_eq!(phone.to_string(), text);
        assert_eq!(Phone::normalise(text).map(|read| read.phone), Ok(phone));
        assert!((7..=15).contains(&text[1..].len()));
    }
    if let Ok(number) = Phone::normalise(text) {
        let phone = number.phone;
        assert_eq!(Phone::parse(&phone.to_string()), Ok(phone));
        if let Some((renumbered, _)) = phone.renumbered() {
            assert_eq!(renumbered.renumbered(), None);
        }
    }
    if let Some(jid) = Jid::parse(text) {
        assert_eq!(Jid::parse(&jid.to_string()), Some(jid));
    }
}

/// Windows print as windows that close the same minutes.
fn quiet_hours(text: &str) {
    let hours = text
        .split(',')
        .try_fold(QuietHours::default(), |quiet, window| quiet.and(window));
    if let Ok(quiet) = hours {
        let again = quiet
            .texts()
            .try_fold(QuietHours::default(), |quiet, window| quiet.and(&window));
        assert_eq!(again, Ok(quiet));
    }
}

/// F14: merging is commutative, associative and idempotent.
fn statuses(text: &str) {
    let names: Vec<&str> = text.split(',').take(3).collect();
    let [a, b, c] =
        [0, 1, 2].map(|i| MessageStatus::from_name(names.get(i).copied().unwrap_or("sent")));
    assert_eq!(a.clone().merge(a.clone()), a);
    assert_eq!(a.clone().merge(b.clone()), b.clone().merge(a.clone()));
    let left = a.clone().merge(b.clone()).merge(c.clone());
    assert_eq!(left, a.merge(b.merge(c)));
}
