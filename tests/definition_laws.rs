//! Laws of the readers: total, independent of the order of keys, the same through every encoding.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "support/bodies.rs"]
mod bodies;
#[path = "support/shapes.rs"]
mod shapes;

use bodies::{Subject, changed, remove};
use flashplan::api_error::ApiError;
use flashplan::campaign::Campaign;
use flashplan::catalogue::{
    Billing, PlanLimits, PreviewRequest, TemplateDefinition, read_templates,
};
use flashplan::id::ContactId;
use flashplan::instance::read_instances;
use flashplan::issue::{Issue, Language, Severity};
use flashplan::json::{Document, Kind, Value as Json};
use flashplan::limits::Limits;
use flashplan::message::{Message, ScheduledMessage, StoredMessage};
use flashplan::phone::{Jid, Phone};
use flashplan::reading::{Options, Report};
use flashplan::safety::{Decision, Safety};
use flashplan::status::MessageStatus;
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use shapes::{CANARY, Model, STATES};
use std::cmp::Ordering;
use std::collections::{BTreeSet, HashSet};
use std::hash::{BuildHasher, RandomState};

fn check(subject: Subject, json: &[u8]) -> Report {
    match subject {
        Subject::Campaign => Campaign::read(json).into_parts().1,
        Subject::Message => Message::read(json).into_parts().1,
        Subject::ScheduledMessage => ScheduledMessage::read(json).into_parts().1,
        Subject::Template => TemplateDefinition::read(json).into_parts().1,
    }
}

fn check_value(subject: Subject, body: &Value) -> Report {
    check(subject, body.to_string().as_bytes())
}

fn lines(report: &Report) -> Vec<String> {
    let line = |issue: &Issue| format!("{} {}", issue.code().name(), issue.path());
    let mut lines: Vec<_> = report.issues().iter().map(line).collect();
    lines.sort();
    lines
}

fn errors(report: &Report) -> usize {
    let error = |issue: &&Issue| issue.severity() == Severity::Error;
    report.issues().iter().filter(error).count()
}

/// The same value with the members of every object in reverse order.
fn reversed(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            let turned = members
                .iter()
                .rev()
                .map(|(name, member)| (name.clone(), reversed(member)));
            Value::Object(turned.collect::<Map<_, _>>())
        }
        Value::Array(items) => items.iter().map(reversed).collect(),
        other => other.clone(),
    }
}

/// Every reader, on the same bytes.
fn read_everything(bytes: &[u8]) {
    let options = Options::new();
    for subject in [
        Subject::Campaign,
        Subject::Message,
        Subject::ScheduledMessage,
        Subject::Template,
    ] {
        let report = check(subject, bytes);
        assert_eq!(report.is_valid(), report.envelope().is_none());
    }
    let _ = Campaign::read_stored(bytes, &options);
    let _ = Campaign::read_with(bytes, &options.render_direct(true));
    let _ = PreviewRequest::read(bytes);
    let _ = Billing::read(bytes);
    let _ = StoredMessage::read(bytes, &options);
    let _ = read_templates(bytes);
    let _ = read_instances(bytes);
    let _ = ApiError::read(None, bytes);
    if let Ok(text) = std::str::from_utf8(bytes) {
        let _ = Phone::normalise(text);
        let _ = Jid::parse(text);
    }
}

#[test]
fn ids_are_equal_as_their_values_are() {
    let id = |text| ContactId::stored(text).unwrap();
    let (lower, upper) = (
        id("af6c5b7c-ee27-4f94-9ea8-192393746ddd"),
        id("AF6C5B7C-EE27-4F94-9EA8-192393746DDD"),
    );
    assert_eq!(lower, upper);
    assert_ne!(id("c1"), id("C1"));
    assert_ne!(id("c1"), lower);
    let ids = [&lower, &upper, &id("c2"), &id("c1"), &id("c2")].map(Clone::clone);
    let hashed: HashSet<_> = ids.iter().cloned().collect();
    let sorted: BTreeSet<_> = ids.into_iter().collect();
    assert_eq!((hashed.len(), sorted.len()), (3, 3));
    assert!(hashed.contains(&upper) && id("c1").partial_cmp(&id("c2")) == Some(Ordering::Less));
    // a hash that is one for all ids would do, and make every set of them slow
    let state = RandomState::new();
    let hashes: HashSet<u64> = sorted.iter().map(|id| state.hash_one(id)).collect();
    assert_eq!(hashes.len(), 3);
}

/// What the document says, as the other parser would say it.
fn as_value(json: Json<'_>) -> Value {
    match json.kind() {
        Kind::Null => Value::Null,
        Kind::Boolean => json.boolean().unwrap().into(),
        Kind::Number => serde_json::from_str(json.raw()).unwrap(),
        Kind::Text => json.text().unwrap().into(),
        Kind::Array => json.items().map(as_value).collect(),
        Kind::Object => Value::Object(
            json.members()
                .map(|(name, value)| (name.to_owned(), as_value(value)))
                .collect(),
        ),
    }
}

/// Each escape, each word, and where each value stands.
#[test]
fn values_are_read_and_stand_where_they_stand() {
    let text = r#"[true, null ,{"a":false},"\b\f\n\r\t\/\"\\\u00e9\ud83c\udf3a", -1.5e3]"#;
    let document = Document::parse(text.as_bytes(), &Limits::new()).unwrap();
    let theirs: Value = serde_json::from_str(text).unwrap();
    assert_eq!(as_value(document.root()), theirs);
    let raw: Vec<&str> = document.root().items().map(|item| item.raw()).collect();
    let string = r#""\b\f\n\r\t\/\"\\\u00e9\ud83c\udf3a""#;
    assert_eq!(raw, ["true", "null", r#"{"a":false}"#, string, "-1.5e3"]);
    // many control characters that follow one another
    for control in ["\u{1}", "\u{1f}", "\t", "\n"] {
        let text = format!("[\"{}\"]", control.repeat(24));
        assert!(Document::parse(text.as_bytes(), &Limits::new()).is_err());
    }
}

#[test]
fn a_refusal_is_told_in_the_language_that_is_asked_for() {
    let report = Campaign::read(b"{}").into_parts().1;
    let message = |language| report.envelope_in(language).unwrap().message();
    assert_eq!(message(Language::English), "Invalid request data");
    assert_eq!(message(Language::French), "Données de requête invalides");
    let messages = |report: &Report| {
        report
            .issues()
            .iter()
            .map(Issue::message)
            .collect::<Vec<_>>()
    };
    let french: Vec<String> = report
        .issues()
        .iter()
        .map(|issue| issue.message_in(Language::French).to_string())
        .collect();
    assert!(french.len() > 3);
    assert_eq!(
        messages(&report.clone().in_language(Language::French)),
        french
    );
    let again: Report = report.issues().iter().cloned().collect();
    assert_eq!(again.issues(), report.issues());
}

#[test]
fn what_is_published_is_known_by_its_name() {
    let decision = |name: &str| {
        let json = json!({"decision": name}).to_string();
        let reading = Safety::read(json.as_bytes(), &Options::new());
        reading.value().unwrap().decision.clone()
    };
    let known = [
        Decision::Allow,
        Decision::Warn,
        Decision::Unknown("odd".to_owned()),
    ];
    assert_eq!(["allow", "warn", "odd"].map(decision), known);
    assert_eq!(PlanLimits::default(), PlanLimits::new());
    let template = json!({"name": "bienvenue", "type": "text", "body": "Bonjour"}).to_string();
    let template = TemplateDefinition::read(template.as_bytes()).into_result();
    assert_eq!(template.unwrap().name(), "bienvenue");
    let scheduled = json!({
        "instanceId": "421a4121-a3d9-40cc-a8db-c3a1df353126", "to": "+22912345678", "type": "text",
        "text": "Bonjour", "scheduledAt": "2030-05-01T09:00:00+01:00",
    });
    let scheduled = ScheduledMessage::read(scheduled.to_string().as_bytes()).into_result();
    let at = scheduled.unwrap().scheduled_at();
    assert_eq!(at.to_rfc3339(), "2030-05-01T09:00:00+01:00");
}

fn json_text() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        (-1e9..1e9_f64).prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
        Just(json!("a\"\\\n\u{1f34e}\u{1}é")),
    ];
    let value = leaf.prop_recursive(4, 40, 6, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            proptest::collection::vec((".{0,8}", inner), 0..6)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    });
    let pretty = |(value, pretty): (Value, bool)| match pretty {
        true => serde_json::to_string_pretty(&value).unwrap(),
        false => value.to_string(),
    };
    (value, any::<bool>()).prop_map(pretty)
}

/// One to three bytes of a text put elsewhere, dropped or doubled.
fn scratched() -> impl Strategy<Value = Vec<u8>> {
    let scratch = (
        any::<prop::sample::Index>(),
        prop::sample::select(b"{}[]\",:\\0e-.tn \x00\xff".to_vec()),
        0..3_u8,
    );
    (json_text(), proptest::collection::vec(scratch, 0..3)).prop_map(|(text, scratches)| {
        let mut bytes = text.into_bytes();
        for (at, byte, how) in scratches {
            let at = at.index(bytes.len().max(1)).min(bytes.len());
            match how {
                0 => bytes.insert(at, byte),
                1 if at < bytes.len() => bytes[at] = byte,
                _ if at < bytes.len() => drop(bytes.remove(at)),
                _ => {}
            }
        }
        bytes
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn readers_take_any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        read_everything(&bytes);
    }

    #[test]
    fn readers_take_any_json(text in json_text()) {
        read_everything(text.as_bytes());
    }

    #[test]
    fn documents_are_what_another_parser_reads(bytes in scratched()) {
        let ours = Document::parse(&bytes, &Limits::new());
        let theirs = serde_json::from_slice::<Value>(&bytes);
        match (&ours, &theirs) {
            (Ok(ours), Ok(theirs)) => prop_assert_eq!(&as_value(ours.root()), theirs),
            // a double that overflows is JSON all the same
            (Ok(_), Err(error)) => prop_assert!(error.to_string().contains("out of range"), "{}", error),
            (Err(issue), Ok(_)) => prop_assert!(false, "{issue}"),
            (Err(issue), Err(_)) => prop_assert!(issue.place().is_some()),
        }
    }

    /// A text is looked at in pieces of eight bytes: wherever a character stands that JSON does not take as it is, it
    /// is seen.
    #[test]
    fn each_byte_of_a_text_is_seen(
        before in "[ a-zé€🌺]{0,24}", special in any::<char>(), is_ascii in any::<bool>(), after in "[ a-z€]{0,24}",
    ) {
        let special = if is_ascii { char::from(special as u8 % 0x60) } else { special };
        let text = format!("[\"{before}{special}{after}\"]");
        let ours = Document::parse(text.as_bytes(), &Limits::new());
        let theirs = serde_json::from_str::<Value>(&text);
        prop_assert_eq!(ours.is_ok(), theirs.is_ok(), "{}", text);
        if let (Ok(ours), Ok(theirs)) = (ours, theirs) {
            prop_assert_eq!(as_value(ours.root()), theirs);
        }
    }

    #[test]
    fn the_order_of_keys_does_not_matter((subject, body) in changed()) {
        let report = check_value(subject, &body);
        prop_assert_eq!(lines(&report), lines(&check_value(subject, &reversed(&body))));
    }

    #[test]
    fn leaving_out_what_is_ignored_adds_no_error((subject, body) in changed()) {
        let report = check_value(subject, &body);
        for issue in report.issues() {
            if matches!(issue.code().name(), "FIELD_IGNORED" | "UNKNOWN_FIELD") {
                let mut without = body.clone();
                remove(&mut without, issue.path());
                prop_assert_eq!(errors(&report), errors(&check_value(subject, &without)), "{}", issue.path());
            }
        }
    }

    #[test]
    fn an_envelope_reads_back_as_its_errors((subject, body) in changed()) {
        let report = check_value(subject, &body);
        let Some(envelope) = report.envelope() else { return Ok(()) };
        let read = ApiError::read(None, &serde_json::to_vec(&envelope).unwrap()).unwrap();
        prop_assert_eq!(&read.code, envelope.code());
        prop_assert_eq!(read.http, Some(envelope.http()));
        prop_assert_eq!(read.message, envelope.message());
        prop_assert_eq!(read.details.len(), errors(&report));
        let primary = report.primary().unwrap();
        prop_assert!(read.details.iter().any(|d| d.code == primary.code().name() && d.path == primary.path()));
    }

    #[test]
    fn a_valid_campaign_reads_back_from_its_canonical_form((subject, body) in changed()) {
        if subject != Subject::Campaign { return Ok(()) }
        let Ok(campaign) = Campaign::read(body.to_string().as_bytes()).into_result() else { return Ok(()) };
        let again = Campaign::read(campaign.canonical_json().as_bytes()).into_result().unwrap();
        prop_assert_eq!(again.canonical_json(), campaign.canonical_json());
        let turned = Campaign::read(reversed(&body).to_string().as_bytes()).into_result().unwrap();
        prop_assert_eq!(turned.fingerprint(), campaign.fingerprint());
    }

    /// What is rendered is checked as much as what is sent as written; only what is said of
    /// placeholders and variables differs.
    #[test]
    fn rendering_direct_content_changes_nothing_else((subject, body) in changed()) {
        if subject != Subject::Campaign { return Ok(()) }
        let json = body.to_string();
        let others = |report: &Report| -> Vec<String> {
            let direct = ["PLACEHOLDER_IN_DIRECT_CONTENT", "VARIABLES_IGNORED"];
            let mut lines = lines(report);
            lines.retain(|line| !direct.iter().any(|code| line.starts_with(code)));
            lines
        };
        let as_written = Campaign::read(json.as_bytes());
        let rendered = Campaign::read_with(json.as_bytes(), &Options::new().render_direct(true));
        let (as_written, rendered) = (others(as_written.report()), others(rendered.report()));
        prop_assert!(as_written.iter().all(|line| rendered.contains(line)), "{as_written:?} {rendered:?}");
    }

    #[test]
    fn statuses_merge_in_any_order(names in proptest::collection::vec("queued|sent|failed|delivered|read|odd|other", 3)) {
        let [a, b, c] = [0, 1, 2].map(|i| MessageStatus::from_name(&names[i]));
        let merge = |a: &MessageStatus, b: &MessageStatus| a.clone().merge(b.clone());
        prop_assert_eq!(merge(&a, &b), merge(&b, &a));
        prop_assert_eq!(merge(&merge(&a, &b), &c), merge(&a, &merge(&b, &c)));
        prop_assert_eq!(merge(&a, &a), a.clone());
        // what may follow directly is what a merge keeps
        if a.can_become(&b) { prop_assert_eq!(merge(&a, &b), b); }
    }

    #[test]
    fn an_instance_is_the_same_through_every_shape(model in model()) {
        model.is_the_same_in_every_shape();
    }

    #[test]
    fn no_secret_of_any_shape_is_ever_shown(model in model()) {
        for body in [model.msgflash(), model.v1(), model.v2(), model.flat(), model.created(), model.health()] {
            prop_assert!(body.to_string().contains(CANARY));
            let reading = read_instances(body.to_string().as_bytes());
            let shown = format!(
                "{:?} {} {} {}",
                reading,
                reading.report().issues(),
                serde_json::to_string(&reading.value()).unwrap(),
                serde_json::to_string(reading.report().issues()).unwrap(),
            );
            prop_assert!(!shown.contains(CANARY), "{}", shown);
            prop_assert!(reading.value().unwrap()[0].has_secret);
        }
    }
}

fn model() -> impl Strategy<Value = Model> {
    let states = prop::sample::select(STATES.to_vec());
    (
        "[0-9a-f]{8}",
        "[a-z][a-z0-9-]{0,10}",
        "[1-9][0-9]{7,13}",
        states,
    )
        .prop_map(|(id, name, digits, state)| Model {
            id,
            name,
            digits,
            state,
        })
}

#[test]
fn definitions_that_mean_the_same_have_the_same_fingerprint() {
    let fingerprint = |change: &dyn Fn(&mut Value)| {
        let mut body = json!({
            "instanceId": "421a4121-a3d9-40cc-a8db-c3a1df353126", "name": "Promo",
            "schedule": "2030-05-01T09:00:00+01:00", "repeat": "none",
            "recipients": {"type": "tags", "value": ["vip"]},
            "templateId": "6f0c2d64-6a0e-4d0a-8d0b-0d3f4f1b2c3d", "variables": {"a": 1, "b": "x"},
        });
        change(&mut body);
        let reading = Campaign::read(body.to_string().as_bytes());
        reading.into_result().unwrap().fingerprint()
    };
    let set = |name: &'static str, value: Value| {
        fingerprint(&move |body: &mut Value| body[name] = value.clone())
    };
    let own = fingerprint(&|_| {});
    for same in [
        set("repeat", json!("noe")),
        set("repeat", Value::Null),
        set("schedule", json!("2030-05-01T08:00:00.000Z")),
        set("schedule", json!("2030-05-01T08:00Z")),
        set("instanceId", json!("421A4121-A3D9-40CC-A8DB-C3A1DF353126")),
        set("variables", json!({"b": "x", "a": 1.0})),
        set("type", Value::Null),
        set("body", json!("left out")),
        set(
            "recipients",
            json!({"value": [" vip", "vip"], "type": "tags", "groupId": null}),
        ),
        fingerprint(&|body| *body = reversed(body)),
    ] {
        assert_eq!(same, own);
    }
    for other in [
        set("repeat", json!("daily")),
        set("schedule", json!("2030-05-01T09:00:00Z")),
        set("name", json!("promo")),
        set("variables", json!({"a": "1", "b": "x"})),
        set("recipients", json!({"type": "tags", "value": ["VIP"]})),
    ] {
        assert_ne!(other, own);
    }
}
