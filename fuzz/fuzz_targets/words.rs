//! Short texts of every other kind: quiet hours, shards, statuses, ids, names of zones, schedules as texts.
//! What is read prints back to what reads the same. The first byte chooses the kind.
#![no_main]

use flashplan::id::ContactId;
use flashplan::issue::nearest;
use flashplan::pace::QuietHours;
use flashplan::plan::Shard;
use flashplan::schedule::{Schedule, Zone};
use flashplan::status::MessageStatus;
use flashplan_fuzz::fraction::one_in;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let Some(kind) = text.chars().next() else {
        return;
    };
    let word = &text[kind.len_utf8()..];
    match u32::from(kind) % 6 {
        0 => quiet_hours(word),
        1 => statuses(word),
        2 => shard(word),
        3 => zone(word),
        4 => schedule(word),
        _ => names(word),
    }
});

/// Windows print as windows that close the same minutes.
fn quiet_hours(text: &str) {
    let read = |texts: Vec<String>| {
        let mut texts = texts.iter();
        texts.try_fold(QuietHours::default(), |quiet, window| quiet.and(window))
    };
    if let Ok(quiet) = read(text.split(',').map(str::to_owned).collect()) {
        assert_eq!(read(quiet.texts().collect()), Ok(quiet));
    }
}

/// F14: merging is commutative, associative and idempotent.
fn statuses(text: &str) {
    let names: Vec<&str> = text.split(',').take(3).collect();
    let [a, b, c] =
        [0, 1, 2].map(|i| MessageStatus::from_name(names.get(i).copied().unwrap_or("sent")));
    let merge = |a: &MessageStatus, b: &MessageStatus| a.clone().merge(b.clone());
    assert_eq!(merge(&a, &a), a);
    assert_eq!(merge(&a, &b), merge(&b, &a));
    assert_eq!(merge(&merge(&a, &b), &c), merge(&a, &merge(&b, &c)));
    if a.can_become(&b) {
        assert_eq!(merge(&a, &b), b);
    }
}

fn shard(text: &str) {
    if let Ok(shard) = text.parse::<Shard>() {
        assert!(shard.index() < shard.count());
        assert_eq!(shard.to_string().parse::<Shard>(), Ok(shard));
    }
}

fn zone(text: &str) {
    if let Some(zone) = Zone::find(text) {
        assert!(zone.name().eq_ignore_ascii_case(text));
        assert_eq!(Zone::named(text).ok().as_ref(), Some(&zone));
    }
}

fn schedule(text: &str) {
    if let Ok(Ok(schedule)) = Schedule::parse(text).map(|builder| builder.build()) {
        if !one_in(4, text.as_bytes()) {
            return;
        }
        let again = Schedule::parse(&schedule.to_string()).map(|builder| builder.build());
        let Ok(Ok(again)) = again else {
            panic!("its own text is read: {schedule}")
        };
        assert_eq!(again.to_string(), schedule.to_string());
        assert!(again.instants().take(9).eq(schedule.instants().take(9)));
    }
}

fn names(text: &str) {
    if let Ok(id) = ContactId::parse(text) {
        assert!(id.as_uuid().is_some());
    }
    let known = ["contact", "user", "instance", "custom"];
    if known.contains(&text) {
        assert_eq!(nearest(text, known), Some(text));
    }
}
