//! What schemas say of content.

use super::word::{id, nullable, one_of_kinds, required_text, text, web_address};
use crate::content::{Button, ContentKind, MAX_BUTTONS, MAX_TEXT};
use serde_json::{Map, Value, json};

/// What a request calls the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Body {
    /// `body`, in campaigns.
    Body,
    /// `text`, in messages.
    Text,
}

impl Body {
    fn name(self) -> &'static str {
        match self {
            Self::Body => "body",
            Self::Text => "text",
        }
    }
}

/// The names of the kinds that belong.
pub(super) fn kinds(belongs: impl Fn(ContentKind) -> bool) -> Vec<&'static str> {
    let kinds = ContentKind::ALL.into_iter().filter(|kind| belongs(*kind));
    kinds.map(ContentKind::name).collect()
}

/// The fields of content, by their types alone: these hold whether a field counts or not.
pub(super) fn content_fields(body: Body, belongs: impl Fn(ContentKind) -> bool) -> Value {
    let mut names: Vec<Value> = kinds(belongs).into_iter().map(Value::from).collect();
    names.push(Value::Null);
    json!({
        "templateId": nullable(&id()),
        "variables": {"type": ["object", "null"]},
        "type": {"enum": names},
        body.name(): text(),
        "mediaUrl": text(),
        "title": text(),
        "description": text(),
        "footer": text(),
        "buttons": {"type": ["array", "null"]},
    })
}

/// The fields that each kind needs.
pub(super) fn content_rules(body: Body) -> Vec<Value> {
    let media: Vec<_> = ContentKind::ALL
        .into_iter()
        .filter(|kind| kind.is_media())
        .collect();
    let mut long_text = required_text();
    long_text["maxLength"] = MAX_TEXT.into();
    vec![
        json!({
            "if": one_of_kinds(&[ContentKind::Text]),
            "then": {"required": [body.name()], "properties": {body.name(): long_text}},
        }),
        json!({
            "if": one_of_kinds(&media),
            "then": {"required": ["mediaUrl"], "properties": {"mediaUrl": web_address()}},
        }),
    ]
}

/// The values of variables where they count.
pub(super) fn variables() -> Value {
    json!({
        "type": ["object", "null"],
        "propertyNames": {"pattern": r"^(custom\.)?[A-Za-z_][A-Za-z0-9_-]*$"},
        "additionalProperties": {"type": ["string", "number", "boolean", "null"]},
    })
}

/// What buttons need where they count.
pub(super) fn button_rules() -> Value {
    let reply = of_kind("reply");
    let pix = of_kind("pix");
    json!({
        "if": one_of_kinds(&[ContentKind::Buttons]),
        "then": {
            "required": ["title", "description", "buttons"],
            "properties": {
                "title": required_text(),
                "description": required_text(),
                "buttons": {
                    "type": "array",
                    "minItems": 1,
                    "maxItems": MAX_BUTTONS,
                    "items": button(),
                    "allOf": [
                        {"if": {"contains": reply}, "then": {"items": reply}},
                        {"if": {"contains": pix}, "then": {"maxItems": 1}},
                    ],
                },
            },
        },
    })
}

/// One button: its kind, and what that needs.
fn button() -> Value {
    let names = Button::KINDS.iter().flat_map(|(_, fields)| fields.iter());
    let mut properties: Map<String, Value> =
        names.map(|name| ((*name).to_owned(), text())).collect();
    properties.insert("type".to_owned(), text());
    properties.insert("title".to_owned(), text());
    let kinds: Vec<_> = Button::KINDS
        .iter()
        .map(|(kind, needed)| whole(kind, needed))
        .collect();
    json!({"type": "object", "properties": properties, "anyOf": kinds})
}

fn whole(kind: &str, needed: &[&str]) -> Value {
    let field = |name: &&str| {
        let schema = match *name {
            "keyType" => json!({"enum": ["phone", "email", "cpf", "cnpj", "random"]}),
            _ => required_text(),
        };
        ((*name).to_owned(), schema)
    };
    let fields: Map<String, Value> = needed.iter().map(field).collect();
    json!({"allOf": [of_kind(kind)], "required": needed, "properties": fields})
}

/// A button of this kind: by `type`, or by `title` where there is no `type`.
fn of_kind(kind: &str) -> Value {
    json!({"anyOf": [
        {"required": ["type"], "properties": {"type": {"const": kind}}},
        {"required": ["title"], "properties": {"type": {"type": "null"}, "title": {"const": kind}}},
    ]})
}
