//! Contacts, their plan, and the loop that someone would write instead of a plan: a set of numbers, a
//! template crate, a UUID a send and `serde_json` for the lines. Both give the same lines but for the keys.

#[path = "../../tests/support/planning.rs"]
mod planning;

pub(crate) use planning::Stop;

use flashplan::audience::Batch;
use flashplan::contact::TableBuilder;
use flashplan::plan::{Plan, PlanOptions};
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::HashSet;
use uuid::Uuid;

/// The template.
pub(crate) const BODY: &str = "Bonjour {{contact.firstName}}, bienvenue sur {{custom.app}} depuis {{contact.city}}. Code {{custom.code}}.";

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Contact {
    id: String,
    first_name: String,
    phone: String,
    city: String,
}

pub(crate) fn contacts(count: usize) -> Vec<Contact> {
    (0..count)
        .map(|n| Contact {
            id: Uuid::new_v5(&Uuid::NAMESPACE_URL, n.to_string().as_bytes()).to_string(),
            first_name: ["Awa", "Koffi", "Ọláyẹmí", "Rose"][n % 4].to_owned(),
            phone: format!("+22901{:08}", n - n % 50 / 49),
            city: ["Cotonou", "Porto-Novo", "Abomey"][n % 3].to_owned(),
        })
        .collect()
}

/// The contacts as a plan takes them.
pub(crate) fn batch(contacts: &[Contact]) -> Batch {
    let mut builder = TableBuilder::new(["id", "firstName", "phone", "city"]);
    for contact in contacts {
        for text in [
            &contact.id,
            &contact.first_name,
            &contact.phone,
            &contact.city,
        ] {
            builder.text(text).unwrap();
        }
    }
    Batch::new(builder.finish(), 0, Vec::new())
}

pub(crate) fn plan() -> Plan {
    let campaign = planning::campaign(&json!({
        "templateId": planning::TEMPLATE, "variables": {"app": "MsgFlash", "code": "PROMO10"},
    }));
    planning::prepare(&campaign, BODY, PlanOptions::default()).unwrap()
}

/// Adds the lines of the plan to `out`.
pub(crate) fn ours(plan: &Plan, contacts: &mut [Batch], out: &mut String) {
    plan.stream::<_, Stop>(contacts, &mut |_, line| {
        out.push_str(line);
        Ok(())
    })
    .unwrap();
}

/// What a template is rendered with.
#[derive(Serialize)]
pub(crate) struct All<'a> {
    contact: &'a Contact,
    custom: &'a Value,
}

/// Adds the same lines to `out`, the text of each by `render`.
pub(crate) fn by_hand(contacts: &[Contact], render: impl Fn(&All<'_>) -> String, out: &mut String) {
    let custom = &json!({"app": "MsgFlash", "code": "PROMO10"});
    let mut seen = HashSet::new();
    for (position, contact) in contacts.iter().enumerate() {
        let line: Value = if seen.insert(&contact.phone) {
            let body = render(&All { contact, custom });
            let key = Uuid::new_v5(&Uuid::NAMESPACE_URL, contact.id.as_bytes());
            json!({
                "kind": "send", "key": key.to_string(), "occurrence": 0, "position": position, "contactId": contact.id,
                "to": contact.phone, "sendAt": "2030-03-28T08:00:00Z", "type": "text", "body": body, "mediaUrl": null,
            })
        } else {
            json!({
                "kind": "skipped", "occurrence": 0, "position": position, "contactId": contact.id,
                "reason": "DUPLICATE_PHONE",
            })
        };
        out.push_str(&line.to_string());
        out.push('\n');
    }
}
