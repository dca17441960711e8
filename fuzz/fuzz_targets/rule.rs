//! Any text as a repeat rule: issues with spans inside the text, or a rule whose text reads back to
//! itself and whose occurrences strictly increase.
#![no_main]

use flashplan::datetime;
use flashplan::schedule::{Rule, Schedule, Zone};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let rule = match Rule::parse(text) {
        Ok(rule) => rule,
        Err(issues) => {
            for place in issues.iter().filter_map(|issue| issue.place()) {
                assert!(text.get(place.span.range()).is_some(), "a span lies in the text");
            }
            return;
        }
    };
    assert_eq!(Rule::parse(&rule.to_string()).as_ref(), Ok(&rule));
    let (Ok(start), Ok(zone)) = (datetime::parse("2026-03-15T02:30:00"), Zone::named("Europe/Paris")) else {
        return;
    };
    let Ok(schedule) = Schedule::starting(start, rule).zone(zone).build() else { return };
    let instants: Vec<i64> = schedule.instants().take(50).collect();
    assert!(instants.windows(2).all(|two| two[0] < two[1]));
});
