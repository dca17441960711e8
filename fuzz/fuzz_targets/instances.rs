//! Any bytes as instances: read or refused, and no secret is shown; an instance says the same in each of
//! its four shapes (F13).
#![no_main]

#[path = "../../tests/support/shapes.rs"]
#[allow(dead_code, unreachable_pub, reason = "the tests use more of it")]
mod shapes;

use arbitrary::{Result, Unstructured};
use flashplan::instance::read_instances;
use flashplan_fuzz::fraction::one_in;
use flashplan_fuzz::reading::{agrees, envelope_reads_back};
use libfuzzer_sys::fuzz_target;
use serde_json::Value;
use shapes::{CANARY, Model, STATES};

fuzz_target!(|bytes: &[u8]| {
    let reading = read_instances(bytes);
    agrees(&reading);
    if one_in(8, bytes) {
        envelope_reads_back(reading.report());
        if let Ok(body) = serde_json::from_slice(bytes) {
            no_secret_is_shown(body);
        }
        // too few bytes make no instance, and break no law
        let _ =
            model(&mut Unstructured::new(bytes)).map(|model| model.is_the_same_in_every_shape());
    }
});

/// Every text under a secret's name is a mark, and the mark is not shown.
fn no_secret_is_shown(mut body: Value) {
    if body.to_string().contains(CANARY) {
        return;
    }
    mark(&mut body, false);
    let reading = read_instances(body.to_string().as_bytes());
    let shown = format!(
        "{reading:?} {} {}",
        reading.report().issues(),
        serde_json::to_string(&reading.value()).expect("instances are JSON"),
    );
    assert!(!shown.contains(CANARY), "{shown}");
}

fn mark(value: &mut Value, secret: bool) {
    match value {
        Value::String(text) if secret => *text = CANARY.to_owned(),
        Value::Array(items) => items.iter_mut().for_each(|item| mark(item, secret)),
        Value::Object(members) => {
            for (name, member) in members {
                let name = name.to_ascii_lowercase();
                let is_secret = ["apikey", "token", "password"].contains(&name.as_str());
                mark(member, is_secret);
            }
        }
        _ => {}
    }
}

fn model(u: &mut Unstructured<'_>) -> Result<Model> {
    let text = |u: &mut Unstructured<'_>, letters: &[u8], most: usize| -> Result<String> {
        let count = u.int_in_range(1..=most)?;
        (0..count)
            .map(|_| Ok(char::from(*u.choose(letters)?)))
            .collect()
    };
    Ok(Model {
        id: text(u, b"0123456789abcdef", 12)?,
        name: text(u, b"abcxyz-09", 10)?,
        digits: format!(
            "{}{}",
            u.int_in_range(1..=9)?,
            u.int_in_range(1_000_000_u64..=9_999_999_999)?
        ),
        state: *u.choose(&STATES)?,
    })
}
