//! JSON Schemas (draft 2020-12) of the requests and of a stored plan's lines, for hosts that check
//! before they ask us, and for editors.
//!
//! A body that a reader takes is always valid by its schema. The other way round a schema can't say
//! everything; what it leaves to the reader is:
//!
//! - keys that stand twice, and how large, deep and long a body and its numbers may be;
//! - that a date exists, and lies in the years 1970 to 9999: it says what a date looks like;
//! - characters counted in UTF-16: `maxLength` counts code points, which are never more;
//! - the parts of an address: it says that one starts with http or https and has a host;
//! - the syntax of templates;
//! - numbers too large for a double;
//! - what the account has and may do;
//! - warnings, none of which makes a body invalid.

mod content;
mod plan;
mod word;

pub use plan::plan;

use content::{Body, button_rules, content_fields, content_rules, kinds};
use serde_json::{Value, json};
use word::{given, id, instant, nullable, one_of_kinds, required_text, text};

use crate::content::ContentKind;

/// The schema of the body of `POST /api/v1/campaigns`.
///
/// ```
/// let schema = flashplan::schema::campaign();
/// assert_eq!(schema["required"][0], "instanceId");
/// ```
#[must_use]
pub fn campaign() -> Value {
    let mut properties = json!({
        "instanceId": id(),
        "name": required_text(),
        "schedule": instant(),
        "repeat": {"enum": ["none", "noe", "daily", "weekly", null]},
        "recipients": recipients(),
    });
    let mut rules = mode_rules(ContentKind::in_campaigns);
    rules.extend(content_rules(Body::Body));
    extend(
        &mut properties,
        content_fields(Body::Body, ContentKind::in_campaigns),
    );
    let required = json!(["instanceId", "name", "schedule", "recipients"]);
    request("Campaign", &properties, &required, &rules)
}

/// The schema of the body of `POST /api/v1/messages/send`.
#[must_use]
pub fn message() -> Value {
    single("Message", json!({}), &["instanceId", "to"])
}

/// The schema of the body of `POST /api/v1/messages/schedule`.
#[must_use]
pub fn scheduled_message() -> Value {
    let required = ["instanceId", "to", "scheduledAt"];
    single(
        "Scheduled message",
        json!({"scheduledAt": instant()}),
        &required,
    )
}

/// The schema of the body of `POST /api/v1/templates`.
#[must_use]
pub fn template() -> Value {
    let url = word::web_address();
    let given_url = |kind: ContentKind| {
        json!({
            "if": one_of_kinds(&[kind]),
            "then": {"required": ["mediaUrl"], "properties": {"mediaUrl": url}},
        })
    };
    let mut rules: Vec<_> = ContentKind::ALL
        .into_iter()
        .filter(|kind| kind.in_templates() && kind.is_media())
        .map(given_url)
        .collect();
    rules.push(json!({
        "if": one_of_kinds(&[ContentKind::Text]),
        "then": {"required": ["body"], "properties": {"body": required_text()}},
    }));
    let properties = json!({
        "id": nullable(&required_text()),
        "name": required_text(),
        "type": {"enum": kinds(ContentKind::in_templates)},
        "body": text(),
        "mediaUrl": text(),
        "variables": {"type": ["array", "null"]},
    });
    request("Template", &properties, &json!(["name", "type"]), &rules)
}

fn single(title: &str, more: Value, required: &[&str]) -> Value {
    let mut properties = json!({
        "instanceId": id(),
        "to": {"type": "string", "pattern": r"^\+[1-9][0-9]{6,14}$"},
        "latitude": {"type": ["number", "null"]},
        "longitude": {"type": ["number", "null"]},
        "locationName": text(),
        "locationAddress": text(),
        "contactId": nullable(&id()),
    });
    extend(&mut properties, more);
    extend(&mut properties, content_fields(Body::Text, |_| true));
    let mut rules = mode_rules(|_| true);
    rules.extend(content_rules(Body::Text));
    rules.push(json!({
        "if": one_of_kinds(&[ContentKind::Location]),
        "then": {
            "required": ["latitude", "longitude"],
            "properties": {
                "latitude": {"type": "number", "minimum": -90, "maximum": 90},
                "longitude": {"type": "number", "minimum": -180, "maximum": 180},
            },
        },
    }));
    rules.push(json!({
        "if": one_of_kinds(&[ContentKind::Contact]),
        "then": {"required": ["contactId"], "properties": {"contactId": id()}},
    }));
    request(title, &properties, &json!(required), &rules)
}

/// Null counts as absent, and unknown fields are a warning, so every object is open.
fn request(title: &str, properties: &Value, required: &Value, rules: &[Value]) -> Value {
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        "type": "object",
        "properties": properties,
        "required": required,
        "allOf": rules,
    })
}

/// Exactly one of `templateId` and `type`.
fn mode_rules(belongs: impl Fn(ContentKind) -> bool) -> Vec<Value> {
    let names = kinds(belongs);
    vec![
        json!({"oneOf": [given("templateId"), given("type")]}),
        json!({"if": given("type"), "then": {"properties": {"type": {"enum": names}}}}),
        json!({"if": given("templateId"), "then": {"properties": {
            "templateId": id(),
            "variables": content::variables(),
        }}}),
        button_rules(),
    ]
}

fn recipients() -> Value {
    let of_type = |name: &str, then: Value| {
        json!({
            "if": {"properties": {"type": {"const": name}}, "required": ["type"]},
            "then": then,
        })
    };
    let tags = json!({
        "type": "array",
        "items": {"type": "string"},
        "contains": required_text(),
    });
    let contacts = json!({"type": "array", "items": id(), "minItems": 1});
    json!({
        "type": "object",
        "properties": {
            "type": {"enum": ["all", "tags", "explicit", "group"]},
            "value": {"type": ["array", "null"]},
            "groupId": text(),
        },
        "required": ["type"],
        "allOf": [
            of_type("tags", json!({"required": ["value"], "properties": {"value": tags}})),
            of_type("explicit", json!({"required": ["value"], "properties": {"value": contacts}})),
            of_type("group", json!({"required": ["groupId"], "properties": {"groupId": id()}})),
        ],
    })
}

fn extend(properties: &mut Value, more: Value) {
    if let (Value::Object(all), Value::Object(more)) = (properties, more) {
        all.extend(more);
    }
}
