//! Planning 10,000 contacts, beside the loop that someone would write instead: a set of numbers, the
//! `handlebars` crate, a UUID a send and `serde_json` for the lines. Both hand out the same lines but
//! for the keys.
//!
//!     cargo bench --bench plan

#![allow(
    clippy::unwrap_used,
    missing_docs,
    reason = "a bench fails by panicking"
)]

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use flashplan::audience::{Batch, Groups};
use flashplan::campaign::Campaign;
use flashplan::catalogue::read_templates;
use flashplan::contact::TableBuilder;
use flashplan::plan::{Inputs, Never, Plan, PlanOptions, PlanStopped};
use serde_json::{Map, Value, json};
use std::collections::HashSet;
use std::hint::black_box;
use uuid::Uuid;

const CONTACTS: usize = 10_000;
const TEMPLATE: &str = "c92a98e0-6540-51d7-a450-312fe94658a9";
const BODY: &str = "Bonjour {{contact.firstName}}, bienvenue sur {{custom.app}} depuis {{contact.city}}. Code {{custom.code}}.";

#[derive(Debug)]
struct Stop;

impl From<Never> for Stop {
    fn from(never: Never) -> Self {
        match never {}
    }
}

impl From<PlanStopped> for Stop {
    fn from(_: PlanStopped) -> Self {
        Self
    }
}

#[derive(serde::Serialize)]
struct Contact {
    id: String,
    #[serde(rename = "firstName")]
    first_name: String,
    phone: String,
    city: String,
}

fn contacts() -> Vec<Contact> {
    (0..CONTACTS)
        .map(|n| Contact {
            id: Uuid::new_v5(&Uuid::NAMESPACE_URL, n.to_string().as_bytes()).to_string(),
            first_name: ["Awa", "Koffi", "Ọláyẹmí", "Rose"][n % 4].to_owned(),
            phone: format!("+22901{:08}", n - n % 50 / 49),
            city: ["Cotonou", "Porto-Novo", "Abomey"][n % 3].to_owned(),
        })
        .collect()
}

fn batch(contacts: &[Contact]) -> Batch {
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

fn plan() -> Plan {
    let campaign = json!({
        "instanceId": "421a4121-a3d9-40cc-a8db-c3a1df353126", "name": "bench",
        "schedule": "2030-03-28T09:00:00+01:00", "recipients": {"type": "all"},
        "templateId": TEMPLATE, "variables": {"app": "MsgFlash", "code": "PROMO10"},
    });
    let templates = json!([{"id": TEMPLATE, "name": "bench", "type": "text", "body": BODY}]);
    let campaign = Campaign::read(campaign.to_string().as_bytes())
        .into_result()
        .unwrap();
    let templates = read_templates(templates.to_string().as_bytes())
        .into_result()
        .unwrap();
    let (user, groups) = (Map::new(), Groups::new());
    let inputs = Inputs {
        campaign: &campaign,
        templates: &templates,
        instances: None,
        user: &user,
        groups: &groups,
    };
    Plan::prepare(&inputs, PlanOptions::default()).unwrap()
}

fn ours(plan: &Plan, contacts: &mut [Batch], out: &mut String) {
    out.clear();
    plan.stream::<_, Stop>(contacts, &mut |_, line| {
        out.push_str(line);
        Ok(())
    })
    .unwrap();
}

fn by_hand(handlebars: &handlebars::Handlebars<'_>, contacts: &[Contact], out: &mut String) {
    out.clear();
    let custom = json!({"app": "MsgFlash", "code": "PROMO10"});
    let mut seen = HashSet::new();
    for (position, contact) in contacts.iter().enumerate() {
        let line: Value = if seen.insert(&contact.phone) {
            let body = handlebars
                .render("body", &json!({"contact": contact, "custom": custom}))
                .unwrap();
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

fn planning(criterion: &mut Criterion) {
    let contacts = contacts();
    let mut handlebars = handlebars::Handlebars::new();
    handlebars.register_escape_fn(handlebars::no_escape);
    handlebars.register_template_string("body", BODY).unwrap();
    let (plan, mut batches) = (plan(), [batch(&contacts)]);
    let mut out = String::new();
    let mut group = criterion.benchmark_group("plan");
    group.throughput(Throughput::Elements(CONTACTS as u64));
    group.bench_function("flashplan", |bench| {
        bench.iter(|| {
            ours(&plan, &mut batches, &mut out);
            black_box(&out);
        });
    });
    group.bench_function("by hand", |bench| {
        bench.iter(|| {
            by_hand(&handlebars, &contacts, &mut out);
            black_box(&out);
        });
    });
    group.finish();
}

criterion_group!(benches, planning);
criterion_main!(benches);
