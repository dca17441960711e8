//! What looks at bytes by their places, with an input cut after each byte and with each byte changed: it is read or
//! refused, and what is said of it points into it. Small enough for Miri, which looks at each access.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]

use flashplan::campaign::Campaign;
use flashplan::catalogue::read_templates;
use flashplan::contact::TableBuilder;
use flashplan::datetime;
use flashplan::instance::read_instances;
use flashplan::issue::Issues;
use flashplan::message::Message;
use flashplan::phone::{Jid, Phone};
use flashplan::plan::StoredPlan;
use flashplan::reading::Report;
use flashplan::schedule::{Rule, Schedule, Zone};
use flashplan::template::{Constants, RenderOptions, Template};
use serde_json::json;

/// Miri takes some thousand times as long: it looks at every so many.
const EVERY: usize = if cfg!(miri) { 53 } else { 1 };

/// The input cut after each byte, and with each byte changed into some that mean something.
fn broken(whole: &[u8]) -> impl Iterator<Item = Vec<u8>> + '_ {
    let cut = (0..=whole.len()).map(|end| whole[..end].to_vec());
    let changed = (0..whole.len()).flat_map(|at| {
        [0, b'{', b'}', b'"', b'9', b'-', 0x80, 0xff].map(|byte| {
            let mut bytes = whole.to_vec();
            bytes[at] = byte;
            bytes
        })
    });
    cut.chain(changed).step_by(EVERY)
}

/// The same of a text, where a byte that is none becomes U+FFFD.
fn broken_texts(whole: &str) -> impl Iterator<Item = String> + '_ {
    broken(whole.as_bytes()).map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
}

/// A place lies inside what it was found in, between two of its characters.
fn points_into(issues: &Issues, bytes: &[u8]) {
    let text = std::str::from_utf8(bytes);
    for span in issues.iter().filter_map(|issue| Some(issue.place()?.span)) {
        let range = span.range();
        assert!(range.start <= range.end && range.end <= bytes.len());
        if let Ok(text) = text {
            assert!(text.get(range).is_some(), "{span:?} of {text:?}");
        }
    }
}

fn told(report: &Report, bytes: &[u8]) {
    points_into(report.issues(), bytes);
}

#[test]
fn templates() {
    let whole = "é {{!-- a --}}{{#if contact.é.[a b]}}\\{{x}}{{else}}{{~default custom.a \"ü\\\"\" ~}} {{/if}}€";
    let constants = Constants::new().custom(json!({"a": "œ"}));
    for text in broken_texts(whole) {
        match Template::compile(&text) {
            Ok(template) => {
                let Ok(bound) = template.bind(&constants, &RenderOptions::new()) else {
                    continue;
                };
                let once = bound.render(&json!({"é": {"a b": "ß"}}));
                assert_eq!(
                    once.is_ok(),
                    bound.render(&json!({"é": {"a b": 1}})).is_ok()
                );
            }
            Err(issues) => points_into(&issues, text.as_bytes()),
        }
    }
}

#[test]
fn rows_of_a_table() {
    let mut builder = TableBuilder::new(["é", "tags"]);
    let texts = ["", "œ", "a\u{0}b", "👩‍🍳"];
    for text in texts {
        builder.text(text).unwrap();
        builder.list([text, "ü"]).unwrap();
    }
    let table = builder.finish();
    let template =
        Template::compile("[{{contact.é}}]{{#each contact.tags}}<{{this}}>{{/each}}").unwrap();
    let bound = template
        .bind(&Constants::new(), &RenderOptions::new())
        .unwrap();
    let view = bound.over(&table);
    for (row, text) in texts.iter().enumerate() {
        let mut rendered = String::new();
        view.render_into(row, &mut rendered).unwrap();
        assert_eq!(rendered, format!("[{text}]<{text}><ü>"));
    }
}

#[test]
fn bodies() {
    let whole = r#"{"name":"é\u00e9","schedule":"2026-03-28T02:30:00+01:00","recipients":{"type":"tags","value":["ü"]},"n":-1.5e3}"#;
    for bytes in broken(whole.as_bytes()) {
        told(Campaign::read(&bytes).report(), &bytes);
        told(Message::read(&bytes).report(), &bytes);
        told(read_instances(&bytes).report(), &bytes);
        told(read_templates(&bytes).report(), &bytes);
    }
}

#[test]
fn dates() {
    for text in broken_texts("2026-03-28T02:30:00.25+01:00") {
        if let Ok(instant) = datetime::parse_instant(&text) {
            let written = instant.to_rfc3339();
            assert_eq!(datetime::parse_instant(&written), Ok(instant), "{text}");
        }
        let _ = (datetime::parse_date(&text), datetime::parse_local(&text));
    }
}

#[test]
fn rules() {
    for text in broken_texts("FREQ=MONTHLY;BYDAY=-1MO,2TU;UNTIL=20300501T090000Z") {
        if let Ok(rule) = Rule::parse(&text) {
            assert_eq!(Rule::parse(&rule.to_string()), Ok(rule), "{text}");
        }
    }
}

#[test]
fn schedules() {
    let whole = "DTSTART:20260328T023000Z\nRRULE:FREQ=DAILY;COUNT=3\nEXDATE:20260329T023000Z";
    for text in broken_texts(whole) {
        match Schedule::parse(&text) {
            Ok(builder) => {
                if let Ok(schedule) = builder.build() {
                    assert!(schedule.instants().take(9).is_sorted(), "{text:?}");
                }
            }
            Err(issues) => points_into(&issues, text.as_bytes()),
        }
    }
}

#[test]
fn numbers_and_ids() {
    for whole in [
        "+229 01 97-00 00 01",
        "00229\u{a0}0197000001",
        "5511999999999:12@s.whatsapp.net",
    ] {
        for text in broken_texts(whole) {
            if let Ok(read) = Phone::normalise(&text) {
                assert_eq!(
                    Phone::parse(&read.phone.to_string()),
                    Ok(read.phone),
                    "{text}"
                );
            }
            if let Some(id) = Jid::parse(&text) {
                assert_eq!(Jid::parse(&id.to_string()), Some(id), "{text}");
            }
        }
    }
}

#[test]
fn zones() {
    let place = flashplan_tzdb::find("Africa/Lagos").unwrap();
    for bytes in broken(flashplan_tzdb::tzif(place).unwrap()) {
        if let Ok(zone) = Zone::from_tzif("Africa/Lagos", &bytes) {
            let span = zone.span_at(1_774_598_400);
            assert!(span.start <= 1_774_598_400 && 1_774_598_400 < span.end);
        }
    }
}

#[test]
fn stored_plans() {
    let whole = "{\"kind\":\"plan\",\"campaign\":\"é\",\"shard\":\"0/1\"}\n{\"kind\":\"occurrence\",\"index\":0}\n";
    for bytes in broken(whole.as_bytes()) {
        let Ok(mut plan) = StoredPlan::open(&bytes[..]) else {
            continue;
        };
        while let Ok(Some(_)) = plan.next_entry() {}
        assert!(plan.line() <= 3);
    }
}
