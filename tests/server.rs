//! The example server over HTTP: the published requests, and what they are answered with.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "../examples/server.rs"]
#[expect(dead_code, reason = "the example's own start")]
mod server;

use flashplan::catalogue::{Account, PlanLimits, Subscription, Usage, read_templates};
use flashplan::id::ContactId;
use flashplan::instance::read_instances;
use serde_json::{Value, json};
use server::{Server, routes};
use std::collections::HashMap;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::mpsc;

const INSTANCE: &str = "421a4121-a3d9-40cc-a8db-c3a1df353126";
const WELCOME: &str = "af6c5b7c-ee27-4f94-9ea8-192393746ddd";
const PROMO: &str = "bf6c5b7c-ee27-4f94-9ea8-192393746dde";
const CODE: &str = "cf6c5b7c-ee27-4f94-9ea8-192393746ddf";
const SOUND: &str = "df6c5b7c-ee27-4f94-9ea8-192393746de0";
const AWA: &str = "0b0e7f3a-1c2d-4e5f-8a9b-0c1d2e3f4a5b";

fn account() -> Account {
    let instances = json!({"data": [{
        "id": INSTANCE, "name": "Boutique Porto-Novo", "waNumber": "+22912345678",
        "status": "connected", "createdAt": "2026-03-01T10:00:00.000Z",
    }]});
    let templates = json!([
        {"id": WELCOME, "name": "bienvenue", "type": "text",
         "body": "Bonjour {{contact.firstName}}, bienvenue sur {{custom.app}} depuis {{instance.name}}."},
        {"id": PROMO, "name": "promo", "type": "text",
         "body": "Hello {{contact.firstName}}, utilisez {{custom.code}}."},
        {"id": CODE, "name": "code", "type": "text", "body": "{{custom.code}}"},
        {"id": SOUND, "name": "son", "type": "audio", "mediaUrl": "https://cdn.example.com/a.mp3"},
    ]);
    let instances = read_instances(instances.to_string().as_bytes());
    let templates = read_templates(templates.to_string().as_bytes());
    Account::new()
        .instances(instances.into_result().unwrap())
        .templates(templates.into_result().unwrap())
        .contacts([ContactId::parse(AWA).unwrap()])
        .subscription(Subscription::Active)
        .plan(PlanLimits::new().monthly_outbound_quota(500))
        .usage(Usage::default())
}

/// Starts a server of `account` and gives its address.
fn start(account: Account) -> SocketAddr {
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_io()
            .build()
            .unwrap();
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
            sender.send(listener.local_addr().unwrap()).unwrap();
            let awa = json!({"id": AWA, "name": "Awa Doe", "phone": "+22912345678"});
            let server = Server {
                account,
                user: json!({"name": "Boutique"}),
                contacts: HashMap::from([(ContactId::parse(AWA).unwrap(), awa)]),
                now: || "2026-04-01T00:00:00Z".parse().unwrap(),
            };
            axum::serve(listener, routes(server)).await.unwrap();
        });
    });
    receiver.recv().unwrap()
}

fn post(server: SocketAddr, path: &str, body: &Value) -> (u16, Value) {
    let body = body.to_string();
    let mut stream = TcpStream::connect(server).unwrap();
    let head = format!(
        "POST /api/v1{path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).unwrap();
    stream.write_all(body.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    (status, serde_json::from_str(body).unwrap())
}

/// The names of an object's fields.
fn names(object: &Value) -> String {
    let names: Vec<_> = object
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    names.join(" ")
}

#[test]
fn the_published_requests_are_accepted() {
    let server = start(account());
    let (status, answer) = post(
        server,
        "/campaigns",
        &json!({
            "instanceId": INSTANCE, "name": "Promo Avril", "schedule": "2026-04-10T09:00:00.000Z",
            "repeat": "noe", "recipients": {"type": "all"}, "templateId": PROMO,
            "variables": {"code": "PROMO10"},
        }),
    );
    assert_eq!(status, 201);
    let data = &answer["data"];
    assert_eq!(data["status"], "scheduled");
    assert_eq!(data["repeat"], "none");
    assert_eq!(data["templateId"], PROMO);
    assert_eq!(data["templateVariables"], json!({"code": "PROMO10"}));
    assert_eq!(data["stats"]["planned"], 0);
    assert_eq!(
        names(data),
        "id userId instanceId name status templateId templateVariables type body mediaUrl schedule \
         repeat recipients stats createdAt updatedAt"
    );
    let null = Value::Null;
    assert_eq!(
        [&data["type"], &data["body"], &data["mediaUrl"]],
        [&null; 3]
    );
    assert_eq!(data["schedule"], "2026-04-10T09:00:00.000Z");

    let (status, answer) = post(
        server,
        "/messages/send",
        &json!({
            "instanceId": INSTANCE, "to": "+22912345678", "templateId": WELCOME, "contactId": AWA,
            "variables": {"app": "MsgFlash", "coupon": "PROMO10"},
        }),
    );
    assert_eq!(status, 201);
    let data = &answer["data"];
    assert_eq!(
        data["body"],
        "Bonjour Awa, bienvenue sur MsgFlash depuis Boutique Porto-Novo."
    );
    assert_eq!(
        (&data["type"], &data["status"]),
        (&json!("text"), &json!("queued"))
    );
    assert_eq!(
        (&data["campaignId"], &data["mediaUrl"]),
        (&Value::Null, &Value::Null)
    );

    assert_eq!(
        names(data),
        "id instanceId to status providerMessageId contactId campaignId type body mediaUrl \
         createdAt updatedAt"
    );

    let (status, answer) = post(
        server,
        "/messages/schedule",
        &json!({
            "instanceId": INSTANCE, "to": "+22912345678", "scheduledAt": "2026-04-10T09:00:00.000Z",
            "type": "text", "text": "Rappel",
        }),
    );
    assert_eq!(status, 201);
    assert_eq!(answer["data"]["scheduledAt"], "2026-04-10T09:00:00.000Z");
    assert_eq!(answer["data"]["body"], "Rappel");
}

#[test]
fn the_published_preview_is_given_to_the_byte() {
    let server = start(account());
    let path = format!("/templates/{PROMO}/preview");
    let request =
        json!({"instanceId": INSTANCE, "contactId": AWA, "variables": {"code": "PROMO10"}});
    let (status, answer) = post(server, &path, &request);
    assert_eq!(status, 200);
    assert_eq!(
        answer.to_string(),
        r#"{"data":{"rendered":"Hello Awa, utilisez PROMO10.","variables":["contact.firstName","custom.code"],"missingVariables":[],"valid":true}}"#
    );
}

#[test]
fn a_context_that_the_template_does_not_print_is_no_error() {
    let server = start(account());
    let stranger = json!({"contactId": PROMO, "variables": {"code": "PROMO10"}});
    let (status, answer) = post(server, &format!("/templates/{CODE}/preview"), &stranger);
    assert_eq!(
        (status, &answer["data"]["rendered"]),
        (200, &json!("PROMO10"))
    );
    let (status, answer) = post(server, &format!("/templates/{PROMO}/preview"), &stranger);
    assert_eq!(status, 400);
    assert_eq!(answer["error"]["code"], "TEMPLATE_CONTEXT_UNAVAILABLE");
    let (status, answer) = post(server, &format!("/templates/{SOUND}/preview"), &json!({}));
    assert_eq!((status, &answer["data"]["valid"]), (200, &json!(true)));
}

#[test]
fn what_is_refused_is_refused_as_published() {
    let server = start(account());
    let quota = start(account().usage(Usage {
        messages: 500,
        statuses: 0,
    }));
    let unpaid = start(account().subscription(Subscription::Inactive));
    let plan = start(account().plan(PlanLimits::new().campaigns(false)));
    let message =
        json!({"instanceId": INSTANCE, "to": "+22912345678", "type": "text", "text": "x"});
    let with = |name: &str, value: Value| {
        let mut body = message.clone();
        body[name] = value;
        body
    };
    let template = |contact: &str| json!({"instanceId": INSTANCE, "to": "+22912345678", "templateId": WELCOME, "contactId": contact});
    let campaign = json!({
        "instanceId": INSTANCE, "name": "x", "schedule": "2026-04-10T09:00:00.000Z",
        "recipients": {"type": "all"}, "type": "text", "body": "x",
    });
    for (server, path, body, status, code) in [
        (server, "/campaigns", json!({}), 400, "VALIDATION_ERROR"),
        (
            plan,
            "/campaigns",
            campaign.clone(),
            403,
            "CAMPAIGNS_NOT_AVAILABLE_ON_PLAN",
        ),
        (
            server,
            "/messages/send",
            with("to", json!("x")),
            400,
            "VALIDATION_ERROR",
        ),
        (
            server,
            "/messages/send",
            with("instanceId", json!(AWA)),
            404,
            "NOT_FOUND",
        ),
        (
            server,
            "/messages/send",
            template(AWA),
            400,
            "TEMPLATE_VARIABLES_MISSING",
        ),
        (
            server,
            "/messages/send",
            template(PROMO),
            400,
            "TEMPLATE_CONTEXT_UNAVAILABLE",
        ),
        (
            unpaid,
            "/messages/send",
            message.clone(),
            403,
            "SUBSCRIPTION_INACTIVE",
        ),
        (
            quota,
            "/messages/send",
            message.clone(),
            429,
            "MONTHLY_OUTBOUND_QUOTA_EXCEEDED",
        ),
        (
            server,
            "/messages/schedule",
            message.clone(),
            400,
            "VALIDATION_ERROR",
        ),
        (server, "/templates/x/preview", json!({}), 404, "NOT_FOUND"),
    ] {
        let (found, answer) = post(server, path, &body);
        assert_eq!(
            (found, answer["error"]["code"].as_str()),
            (status, Some(code)),
            "{path} {body}"
        );
        assert!(!answer["error"]["details"].as_array().unwrap().is_empty());
    }
}
