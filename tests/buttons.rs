//! Buttons as plain text, for numbers that no buttons reach.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use flashplan::campaign::{Campaign, Content};
use flashplan::content::Direct;
use serde_json::{Value, json};

fn fallback(buttons: Value, footer: Value) -> String {
    let body = json!({
        "instanceId": "421a4121-a3d9-40cc-a8db-c3a1df353126", "name": "x",
        "schedule": "2030-05-01T09:00:00Z", "recipients": {"type": "all"}, "type": "buttons",
        "title": "Promo", "description": "Que faire ?", "footer": footer, "buttons": buttons,
    });
    let campaign = Campaign::read(body.to_string().as_bytes())
        .into_result()
        .unwrap();
    match campaign.content() {
        Content::Direct(Direct::Buttons(buttons)) => buttons.fallback(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn each_kind_says_what_it_leads_to() {
    let head = "*Promo*\n\nQue faire ?\n\n";
    for (buttons, text) in [
        (
            json!([{"type": "reply", "displayText": "Oui", "id": "1"}, {"type": "reply", "displayText": "Non", "id": "2"}]),
            "1. Oui\n2. Non",
        ),
        (
            json!([{"type": "url", "displayText": "Voir", "url": "https://example.com"}]),
            "1. Voir: https://example.com",
        ),
        (
            json!([{"type": "call", "displayText": "Appeler", "phoneNumber": "+22912345678"}]),
            "1. Appeler: +22912345678",
        ),
        (
            json!([{"type": "copy", "displayText": "Copier", "copyCode": "PROMO10"}]),
            "1. Copier: PROMO10",
        ),
        (
            json!([{"type": "pix", "currency": "BRL", "name": "Loja", "keyType": "cpf", "key": "123"}]),
            "1. Loja: 123",
        ),
    ] {
        assert_eq!(
            fallback(buttons.clone(), Value::Null),
            format!("{head}{text}")
        );
        assert_eq!(
            fallback(buttons, json!("Merci")),
            format!("{head}{text}\n\n_Merci_")
        );
    }
}
