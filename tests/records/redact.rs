//! A redacted plan shows no number and no text, and is taken for what it is.

use crate::inputs::{contacts, made, options, read, store};
use flashplan::plan::redact;
use proptest::prelude::*;
use serde_json::{Value, json};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn numbers_and_texts_are_gone_and_the_rest_stays(
        made in made(), options in options(), contacts in contacts(),
    ) {
        let plan = String::from_utf8(store(&made.plan(options), &contacts)).unwrap();
        let mut redacted = String::new();
        for line in plan.lines() {
            let masked = redact(line).unwrap();
            redacted.push_str(&masked);
            redacted.push('\n');
            let (line, masked): (Value, Value) =
                (serde_json::from_str(line).unwrap(), serde_json::from_str(&masked).unwrap());
            for (name, value) in line.as_object().unwrap() {
                let has_list = value.get("suppressed").is_some();
                let is_masked = name == "to" || has_list || name == "body" && value.is_string();
                prop_assert_eq!(masked[name] == *value, !is_masked, "{}", name);
            }
        }
        prop_assert!(!redacted.contains("+22901") && !redacted.contains("+33612345678"));
        prop_assert!(!redacted.contains("Bonjour"));
        let refused = read(redacted.as_bytes()).expect_err("nothing can be held against it");
        let codes: Vec<&str> = refused.iter().map(|issue| issue.code().name()).collect();
        prop_assert_eq!(codes, ["PLAN_REDACTED"]);
    }
}

#[test]
fn what_is_no_object_is_refused() {
    assert!(redact("[1]").is_err());
    assert!(redact("{\"kind\":").is_err());
}

#[test]
fn a_list_is_known_by_its_length_alone() {
    let line = r#"{"kind":"plan","options":{"suppressed":{"entries":1,"sha256":"ab"}}}"#;
    let redacted = redact(line).unwrap();
    assert_eq!(
        redacted,
        r#"{"kind":"plan","options":{"suppressed":{"entries":1}},"redacted":true}"#
    );
}

/// Equal texts stay equal, and the others apart.
#[test]
fn a_text_is_known_by_its_hash() {
    let line = |body: &str| {
        let line = json!({"kind": "send", "to": "+2290197000001", "body": body});
        redact(&line.to_string()).unwrap()
    };
    // printf abc | sha256sum
    let abc = "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assert!(line("abc").contains(abc), "{}", line("abc"));
    assert_eq!(line("Bonjour"), line("Bonjour"));
    assert_ne!(line("Bonjour"), line("Bonsoir"));
}

#[test]
fn a_number_of_ten_digits_shows_where_it_is_from_and_a_shorter_one_does_not() {
    let masked = |to: &str| {
        let line = json!({"kind": "send", "to": to}).to_string();
        let line: Value = serde_json::from_str(&redact(&line).unwrap()).unwrap();
        line["to"].as_str().unwrap().to_owned()
    };
    assert_eq!(masked("+2290197001"), "+229*****01");
    assert_eq!(masked("+229019701"), "+*******01");
}

/// Some keep their contacts by number: an id is masked as the number is.
#[test]
fn an_id_that_is_a_number_is_masked_wherever_it_stands() {
    let line = json!({"kind": "skipped", "contactId": "+229 01 97 00 00 01", "of": "+2290197000002", "reason": "x"});
    let redacted: Value = serde_json::from_str(&redact(&line.to_string()).unwrap()).unwrap();
    assert_eq!(redacted["contactId"], "+229********01");
    assert_eq!(redacted["of"], "+229********02");
}
