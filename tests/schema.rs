//! The schemas and the readers agree, but for what the schemas say that they leave to the readers.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "support/bodies.rs"]
mod bodies;

use bodies::{Subject, changed, valid};
use flashplan::campaign::Campaign;
use flashplan::catalogue::TemplateDefinition;
use flashplan::issue::{ApiCode, Code, Severity};
use flashplan::message::{Message, ScheduledMessage};
use flashplan::reading::Report;
use flashplan::schema;
use jsonschema::Validator;
use proptest::prelude::*;
use serde_json::{Value, json};

const SUBJECTS: [Subject; 4] = [
    Subject::Campaign,
    Subject::Message,
    Subject::ScheduledMessage,
    Subject::Template,
];

fn schema_of(subject: Subject) -> Value {
    match subject {
        Subject::Campaign => schema::campaign(),
        Subject::Message => schema::message(),
        Subject::ScheduledMessage => schema::scheduled_message(),
        Subject::Template => schema::template(),
    }
}

fn validator(subject: Subject) -> Validator {
    jsonschema::draft202012::new(&schema_of(subject)).unwrap()
}

fn check(subject: Subject, body: &Value) -> Report {
    let json = body.to_string();
    let json = json.as_bytes();
    match subject {
        Subject::Campaign => Campaign::read(json).into_parts().1,
        Subject::Message => Message::read(json).into_parts().1,
        Subject::ScheduledMessage => ScheduledMessage::read(json).into_parts().1,
        Subject::Template => TemplateDefinition::read(json).into_parts().1,
    }
}

/// What the module's documentation says that no schema can say.
fn beyond_schemas(code: Code) -> bool {
    matches!(
        code,
        Code::DatetimeInvalid | Code::MediaUrlInvalid | Code::TextTooLong | Code::InputTooLarge
    ) || (code.api_code() == Some(ApiCode::TemplateInvalid)
        && !matches!(code, Code::ValueNotScalar | Code::PathInvalid))
}

fn agree(subject: Subject, validator: &Validator, body: &Value) -> Result<(), TestCaseError> {
    let report = check(subject, body);
    let by_schema = validator.is_valid(body);
    if report.is_valid() {
        prop_assert!(by_schema, "only the schema refuses {body}");
    } else if by_schema {
        let mut errors = report
            .issues()
            .iter()
            .filter(|issue| issue.severity() == Severity::Error);
        let all = errors.all(|issue| beyond_schemas(issue.code()));
        prop_assert!(all, "only the reader refuses {body}: {}", report.issues());
    }
    Ok(())
}

#[test]
fn schemas_are_schemas_and_take_valid_bodies() {
    for subject in SUBJECTS {
        assert!(
            jsonschema::meta::is_valid(&schema_of(subject)),
            "{subject:?}"
        );
    }
    for (subject, body) in valid() {
        assert!(validator(subject).is_valid(&body), "{subject:?} {body}");
        assert!(check(subject, &body).is_valid(), "{subject:?} {body}");
    }
}

#[test]
fn schemas_have_the_fields_that_readers_know() {
    for subject in SUBJECTS {
        let schema = schema_of(subject);
        let properties = schema["properties"].as_object().unwrap();
        let body: Value = properties
            .keys()
            .map(|name| (name.clone(), Value::Null))
            .collect::<serde_json::Map<_, _>>()
            .into();
        let unknown = |report: &Report| {
            report
                .issues()
                .iter()
                .any(|issue| issue.code() == Code::UnknownField)
        };
        assert!(!unknown(&check(subject, &body)), "{subject:?}");
        // every name that a case of the readers gives is one of them, or unknown to the reader too
        for (other, body) in valid().into_iter().filter(|(other, _)| *other == subject) {
            assert_eq!(other, subject);
            for name in body.as_object().unwrap().keys() {
                assert!(properties.contains_key(name), "{subject:?} {name}");
            }
        }
    }
}

#[test]
fn a_key_of_pix_is_of_a_kind_that_is_known_in_schemas_too() {
    let validator = validator(Subject::Campaign);
    let is_valid = |key_type: &str| {
        let body = json!({
            "instanceId": "421a4121-a3d9-40cc-a8db-c3a1df353126",
            "name": "Promo",
            "schedule": "2030-05-01T09:00:00.000Z",
            "recipients": {"type": "all"},
            "type": "buttons",
            "title": "Rendez-vous",
            "description": "Demain ?",
            "buttons": [{"type": "pix", "currency": "BRL", "name": "Loja", "keyType": key_type, "key": "k"}],
        });
        let is_valid = check(Subject::Campaign, &body).is_valid();
        assert_eq!(validator.is_valid(&body), is_valid, "{key_type}");
        is_valid
    };
    assert!(
        ["phone", "email", "cpf", "cnpj", "random"]
            .into_iter()
            .all(is_valid)
    );
    assert!(!is_valid("iban"));
}

#[test]
fn what_no_schema_can_say_is_left_to_the_reader() {
    let campaign = |name: &str, value: Value| {
        let mut body = valid()[1].1.clone();
        body[name] = value;
        body
    };
    for body in [
        campaign("schedule", json!("2030-02-30T09:00:00Z")),
        campaign("schedule", json!("1969-12-31T09:00:00Z")),
    ] {
        assert!(validator(Subject::Campaign).is_valid(&body), "{body}");
        assert!(!check(Subject::Campaign, &body).is_valid(), "{body}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn schema_and_reader_agree((subject, body) in changed()) {
        thread_local! {
            static VALIDATORS: Vec<Validator> = SUBJECTS.map(validator).into();
        }
        let at = SUBJECTS.iter().position(|s| *s == subject).unwrap();
        VALIDATORS.with(|all| agree(subject, &all[at], &body))?;
    }
}
