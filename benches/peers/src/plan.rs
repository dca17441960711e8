//! From contacts to the lines of every send, beside the loop that someone would write instead: a set of
//! numbers, a template crate, a UUID a send and `serde_json` for the lines. All hand out the same lines
//! but for the keys; `benches/peers/plan` holds whole programs beside each other, files and all.

use crate::render::median;
use crate::report::{Report, Row};
use flashplan::audience::{Batch, Groups};
use flashplan::campaign::Campaign;
use flashplan::catalogue::read_templates;
use flashplan::contact::TableBuilder;
use flashplan::plan::{Inputs, Never, Plan, PlanOptions, PlanStopped};
use serde::Serialize;
use serde_json::{Map, Value, json};
use std::collections::HashSet;
use std::hint::black_box;
use std::time::Instant;
use uuid::Uuid;

/// Turns that the median is taken of.
const TURNS: usize = 31;
const CONTACTS: usize = 10_000;
const TEMPLATE: &str = "c92a98e0-6540-51d7-a450-312fe94658a9";
const BODY: &str = "Bonjour {{contact.firstName}}, bienvenue sur {{custom.app}} depuis {{contact.city}}. Code {{custom.code}}.";

const LIMIT: &str = "copying the finished lines (the limit)";
const OURS: &str = "flashplan";

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Contact {
    id: String,
    first_name: String,
    phone: String,
    city: String,
}

fn contact(n: usize) -> Contact {
    Contact {
        id: Uuid::new_v5(&Uuid::NAMESPACE_URL, n.to_string().as_bytes()).to_string(),
        first_name: ["Awa", "Koffi", "Ọláyẹmí", "Rose"][n % 4].to_owned(),
        phone: format!("+22901{:08}", n - n % 50 / 49),
        city: ["Cotonou", "Porto-Novo", "Abomey"][n % 3].to_owned(),
    }
}

/// A way from the contacts to the lines.
type Pass<'a> = Box<dyn FnMut(&mut String) + 'a>;

/// Microseconds a contact.
pub(crate) fn tables() -> Vec<Report> {
    let contacts: Vec<Contact> = (0..CONTACTS).map(contact).collect();
    let mut lines = String::new();
    ours(&contacts)(&mut lines);
    let mut passes: [(&str, Pass<'_>); 4] = [
        (LIMIT, Box::new(|out| out.push_str(black_box(&lines)))),
        (OURS, ours(&contacts)),
        ("by hand with minijinja", minijinja(&contacts)),
        ("by hand with handlebars", handlebars(&contacts)),
    ];
    let mut times = passes.each_ref().map(|_| Vec::with_capacity(TURNS));
    let mut out = String::new();
    for _ in 0..TURNS {
        for ((_, pass), times) in passes.iter_mut().zip(&mut times) {
            out.clear();
            let begin = Instant::now();
            pass(&mut out);
            times.push(begin.elapsed().as_nanos() as f64 * 1e-3 / CONTACTS as f64);
            black_box(&out);
        }
    }
    let rows = passes.iter().zip(times).map(|((name, _), times)| Row {
        name,
        values: vec![median(times)],
    });
    vec![Report {
        name: "plan",
        title: format!("plan: µs a contact, lines with keys, median of {TURNS} turns"),
        unit: "µs a contact",
        columns: vec![format!("{CONTACTS} contacts")],
        rows: rows.collect(),
        base: OURS,
        notes: Vec::new(),
    }]
}

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

fn ours<'a>(contacts: &[Contact]) -> Pass<'a> {
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
    let mut batches = [Batch::new(builder.finish(), 0, Vec::new())];
    let plan = prepared();
    Box::new(move |out| {
        plan.stream::<_, Stop>(&mut batches[..], &mut |_, line| {
            out.push_str(line);
            Ok(())
        })
        .unwrap();
    })
}

fn prepared() -> Plan {
    let campaign = json!({
        "instanceId": "421a4121-a3d9-40cc-a8db-c3a1df353126", "name": "peers",
        "schedule": "2030-03-28T09:00:00+01:00", "recipients": {"type": "all"},
        "templateId": TEMPLATE, "variables": {"app": "MsgFlash", "code": "PROMO10"},
    });
    let templates = json!([{"id": TEMPLATE, "name": "peers", "type": "text", "body": BODY}]);
    let inputs = Inputs {
        campaign: &Campaign::read(campaign.to_string().as_bytes())
            .into_result()
            .unwrap(),
        templates: &read_templates(templates.to_string().as_bytes())
            .into_result()
            .unwrap(),
        instances: None,
        user: &Map::new(),
        groups: &Groups::new(),
    };
    Plan::prepare(&inputs, PlanOptions::default()).unwrap()
}

/// What a template is rendered with.
#[derive(Serialize)]
struct All<'a> {
    contact: &'a Contact,
    custom: &'a Value,
}

fn handlebars(contacts: &[Contact]) -> Pass<'_> {
    let mut registry = handlebars::Handlebars::new();
    registry.register_escape_fn(handlebars::no_escape);
    registry.register_template_string("body", BODY).unwrap();
    by_hand(contacts, move |all| registry.render("body", all).unwrap())
}

fn minijinja(contacts: &[Contact]) -> Pass<'_> {
    let mut environment = minijinja::Environment::new();
    environment.add_template("body", BODY).unwrap();
    by_hand(contacts, move |all| {
        environment
            .get_template("body")
            .unwrap()
            .render(minijinja::value::Serde(all))
            .unwrap()
    })
}

fn by_hand<'a>(contacts: &'a [Contact], render: impl Fn(&All<'_>) -> String + 'a) -> Pass<'a> {
    let custom = json!({"app": "MsgFlash", "code": "PROMO10"});
    Box::new(move |out| {
        let mut seen = HashSet::new();
        for (position, contact) in contacts.iter().enumerate() {
            let line: Value = if seen.insert(&contact.phone) {
                let body = render(&All {
                    contact,
                    custom: &custom,
                });
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
    })
}
