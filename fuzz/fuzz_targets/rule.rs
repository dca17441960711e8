//! Any text as a repeat rule: issues with spans inside the text, or a rule whose text reads back to
//! itself and whose occurrences strictly increase (F10).
#![no_main]

use flashplan::datetime::{self, Moment};
use flashplan::schedule::{Rule, Schedule, Zone};
use flashplan_fuzz::fraction::one_in;
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static ZONE: LazyLock<Zone> =
    LazyLock::new(|| Zone::named("Europe/Paris").expect("a zone of the data"));
static START: LazyLock<Moment> =
    LazyLock::new(|| datetime::parse("2026-03-15T02:30:00").expect("a local time"));

fuzz_target!(|text: &str| {
    let rule = match Rule::parse(text) {
        Ok(rule) => rule,
        Err(issues) => {
            for place in issues.iter().filter_map(|issue| issue.place()) {
                assert!(
                    text.get(place.span.range()).is_some(),
                    "a span lies in the text"
                );
            }
            return;
        }
    };
    assert_eq!(Rule::parse(&rule.to_string()).as_ref(), Ok(&rule));
    if !one_in(16, text.as_bytes()) {
        return;
    }
    let Ok(schedule) = Schedule::starting(*START, rule).zone(ZONE.clone()).build() else {
        return;
    };
    let instants: Vec<i64> = schedule.instants().take(20).collect();
    assert!(instants.windows(2).all(|two| two[0] < two[1]));
    let again: Vec<i64> = schedule.instants().take(10).collect();
    assert_eq!(
        again,
        instants[..instants.len().min(10)],
        "a prefix of more"
    );
});
