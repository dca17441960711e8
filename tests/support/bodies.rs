//! Bodies of requests: valid ones, and valid ones with a few changes.

use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};

/// What a body is the body of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Subject {
    Campaign,
    Message,
    ScheduledMessage,
    Template,
}

const INSTANCE: &str = "421a4121-a3d9-40cc-a8db-c3a1df353126";
const TEMPLATE: &str = "af6c5b7c-ee27-4f94-9ea8-192393746ddd";

/// Valid bodies of every kind.
pub(crate) fn valid() -> Vec<(Subject, Value)> {
    let mut all = Vec::new();
    for content in contents("body") {
        for recipients in [
            json!({"type": "all"}),
            json!({"type": "tags", "value": ["vip", "fidèle"]}),
            json!({"type": "explicit", "value": [INSTANCE, TEMPLATE]}),
            json!({"type": "group", "groupId": TEMPLATE}),
        ] {
            let head = json!({
                "instanceId": INSTANCE, "name": "Promo", "schedule": "2030-05-01T09:00:00+01:00",
                "repeat": "weekly", "recipients": recipients,
            });
            all.push((Subject::Campaign, joined(&head, &content)));
        }
    }
    let mut singles = contents("text");
    singles.push(json!({"type": "location", "latitude": 6.4, "longitude": 2.6, "locationName": "x", "locationAddress": "y"}));
    singles.push(json!({"type": "contact", "contactId": TEMPLATE}));
    for content in singles {
        let head = json!({"instanceId": INSTANCE, "to": "+22912345678"});
        all.push((Subject::Message, joined(&head, &content)));
        let head = json!({"instanceId": INSTANCE, "to": "+22912345678", "scheduledAt": "2030-05-01T09:00:00Z"});
        all.push((Subject::ScheduledMessage, joined(&head, &content)));
    }
    for content in [
        json!({"type": "text", "body": "Bonjour {{contact.firstName}}"}),
        json!({"type": "image", "mediaUrl": "https://cdn.example.com/a.jpg", "body": "{{custom.x}}"}),
        json!({"type": "audio", "mediaUrl": "https://cdn.example.com/a.mp3"}),
    ] {
        all.push((
            Subject::Template,
            joined(&json!({"name": "bienvenue"}), &content),
        ));
    }
    all
}

fn contents(body: &str) -> Vec<Value> {
    vec![
        json!({"templateId": TEMPLATE, "variables": {"code": "A", "n": 3, "vip": true}}),
        json!({"type": "text", body: "Bonjour"}),
        json!({"type": "image", "mediaUrl": "https://cdn.example.com/a.jpg", body: "Promo"}),
        json!({"type": "video", "mediaUrl": "https://cdn.example.com/a.mp4"}),
        json!({"type": "document", "mediaUrl": "https://cdn.example.com/a.pdf", body: "Facture"}),
        json!({"type": "audio", "mediaUrl": "https://cdn.example.com/a.mp3"}),
        json!({"type": "voice_note", "mediaUrl": "https://cdn.example.com/a.ogg"}),
        json!({"type": "buttons", "title": "a", "description": "b", "footer": "c", "buttons": [
            {"type": "reply", "displayText": "Oui", "id": "1"},
            {"type": "reply", "displayText": "Non", "id": "2"},
        ]}),
        json!({"type": "buttons", "title": "a", "description": "b", "buttons": [
            {"type": "pix", "currency": "BRL", "name": "x", "keyType": "cpf", "key": "k"},
        ]}),
        json!({"type": "buttons", "title": "a", "description": "b", "buttons": [
            {"title": "url", "displayText": "Voir", "url": "https://example.com"},
            {"type": "call", "displayText": "Appeler", "phoneNumber": "+22912345678"},
        ]}),
    ]
}

fn joined(head: &Value, content: &Value) -> Value {
    let members = |value: &Value| value.as_object().cloned().unwrap_or_default();
    Value::Object(members(head).into_iter().chain(members(content)).collect())
}

/// A change to a body.
#[derive(Clone, Debug)]
pub(crate) enum Change {
    Remove(usize),
    Replace(usize, Value),
    Add(String, Value),
}

/// Values that a field may be given, right and wrong.
fn values() -> impl Strategy<Value = Value> {
    let texts = [
        "",
        " ",
        "x",
        "all",
        "tags",
        "explicit",
        "group",
        "text",
        "image",
        "audio",
        "buttons",
        "location",
        "contact",
        "voice_note",
        "none",
        "noe",
        "daily",
        "Daily",
        "reply",
        "url",
        "pix",
        "+22912345678",
        "2030-05-01T09:00:00Z",
        "2030-05-01",
        "https://cdn.example.com/a.jpg",
        "http://localhost/a",
        "ftp://x/y",
        INSTANCE,
        TEMPLATE,
        "00000000-0000-0000-0000-000000000000",
        "{{contact.firstName}}",
        "{{name}}",
        "**gras**",
        "\u{7}",
    ];
    prop_oneof![
        6 => select(texts.to_vec()).prop_map(Value::from),
        1 => Just(Value::Null),
        1 => any::<bool>().prop_map(Value::from),
        1 => (-200.0..200.0_f64).prop_map(Value::from),
        1 => select(vec![0, 1, 90, -91, 181]).prop_map(Value::from),
        1 => select(vec![json!([]), json!([""]), json!(["vip", "vip"]), json!([INSTANCE]), json!([5]), json!([{}])]),
        1 => select(vec![json!({}), json!({"type": "all"}), json!({"type": "tags", "value": []}), json!({"a": {}})]),
    ]
}

fn change() -> impl Strategy<Value = Change> {
    let names = [
        "templateId",
        "type",
        "body",
        "text",
        "mediaUrl",
        "variables",
        "title",
        "description",
        "footer",
        "buttons",
        "latitude",
        "longitude",
        "locationName",
        "contactId",
        "repeat",
        "extra",
        "scheduledAt",
        "value",
        "groupId",
        "id",
        "displayText",
    ];
    prop_oneof![
        (0..64_usize).prop_map(Change::Remove),
        (0..64_usize, values()).prop_map(|(at, value)| Change::Replace(at, value)),
        (select(names.to_vec()), values())
            .prop_map(|(name, value)| Change::Add(name.to_owned(), value)),
    ]
}

/// A valid body with up to five changes.
pub(crate) fn changed() -> impl Strategy<Value = (Subject, Value)> {
    (select(valid()), proptest::collection::vec(change(), 0..5)).prop_map(
        |((subject, mut body), changes)| {
            for change in changes {
                apply(&mut body, change);
            }
            (subject, body)
        },
    )
}

fn apply(body: &mut Value, change: Change) {
    match change {
        Change::Remove(at) => {
            let path = nth_path(body, at);
            remove(body, &path);
        }
        Change::Replace(at, value) => {
            let path = nth_path(body, at);
            if let Some(place) = body.pointer_mut(&path)
                && !path.is_empty()
            {
                *place = value;
            }
        }
        Change::Add(name, value) => {
            if let Some(object) = body.as_object_mut() {
                object.insert(name, value);
            }
        }
    }
}

/// The pointer of one of the body's values.
fn nth_path(body: &Value, at: usize) -> String {
    let mut paths = Vec::new();
    collect(body, String::new(), &mut paths);
    paths
        .get(at % paths.len().max(1))
        .cloned()
        .unwrap_or_default()
}

fn collect(value: &Value, path: String, paths: &mut Vec<String>) {
    if !path.is_empty() {
        paths.push(path.clone());
    }
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                collect(member, format!("{path}/{name}"), paths);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                collect(item, format!("{path}/{index}"), paths);
            }
        }
        _ => {}
    }
}

/// Removes what stands at `pointer`.
pub(crate) fn remove(body: &mut Value, pointer: &str) {
    let Some((parent, last)) = pointer.rsplit_once('/') else {
        return;
    };
    let last = last.replace("~1", "/").replace("~0", "~");
    match body.pointer_mut(parent) {
        Some(Value::Object(members)) => {
            members.shift_remove(&last);
        }
        Some(Value::Array(items)) => {
            if let Ok(index) = last.parse::<usize>()
                && index < items.len()
            {
                items.remove(index);
            }
        }
        _ => {}
    }
}
