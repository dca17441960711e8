//! A campaign, its template, contacts as they come, and what a plan of them says.

use flashplan::audience::{Batch, Groups};
use flashplan::campaign::Campaign;
use flashplan::catalogue::{TemplateDefinition, read_templates};
use flashplan::contact::TableBuilder;
use flashplan::issue::Issues;
use flashplan::plan::{Entry, Inputs, Never, Plan, PlanOptions, PlanStopped, Summary};
use serde_json::{Map, Value, json};

const TEMPLATE: &str = "c92a98e0-6540-51d7-a450-312fe94658a9";

/// Why a plan did not come to its end.
#[derive(Debug)]
pub(crate) struct Stop {
    why: String,
}

impl From<Never> for Stop {
    fn from(never: Never) -> Self {
        match never {}
    }
}

impl From<PlanStopped> for Stop {
    fn from(stopped: PlanStopped) -> Self {
        Self {
            why: stopped.to_string(),
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Contact {
    pub(crate) id: String,
    pub(crate) phone: String,
    pub(crate) tags: Vec<String>,
    pub(crate) points: Option<String>,
}

fn campaign(recipients: &Value) -> Campaign {
    let json = json!({
        "instanceId": "421a4121-a3d9-40cc-a8db-c3a1df353126",
        "name": "laws",
        "schedule": "2026-03-27T09:00:00+01:00",
        "repeat": "daily",
        "templateId": TEMPLATE,
        "variables": {"code": "X"},
        "recipients": recipients,
    });
    Campaign::read(json.to_string().as_bytes())
        .into_result()
        .expect("the campaign is valid")
}

fn templates() -> Vec<TemplateDefinition> {
    let json = json!([{
        "id": TEMPLATE, "name": "t", "type": "text",
        "body": "{{custom.code}} {{contact.id}} {{contact.points}}",
    }]);
    read_templates(json.to_string().as_bytes())
        .into_result()
        .expect("the template is valid")
}

pub(crate) fn plan(recipients: &Value, options: PlanOptions) -> Plan {
    prepare(recipients, &Groups::new(), options).expect("the plan can be made")
}

pub(crate) fn prepare(
    recipients: &Value,
    groups: &Groups,
    options: PlanOptions,
) -> Result<Plan, Issues> {
    let inputs = Inputs {
        campaign: &campaign(recipients),
        templates: &templates(),
        instances: None,
        user: &Map::new(),
        groups,
    };
    Plan::prepare(&inputs, options)
}

pub(crate) fn once() -> PlanOptions {
    PlanOptions {
        count: Some(1),
        ..PlanOptions::default()
    }
}

/// Contacts as batches of `size`.
pub(crate) fn batches(contacts: &[Contact], size: usize) -> Vec<Batch> {
    let mut first = 0;
    contacts
        .chunks(size)
        .map(|chunk| {
            let mut builder = TableBuilder::new(["id", "phone", "tags", "points"]);
            for contact in chunk {
                builder.text(&contact.id).unwrap();
                builder.text(&contact.phone).unwrap();
                builder
                    .list(contact.tags.iter().map(String::as_str))
                    .unwrap();
                match &contact.points {
                    Some(points) => builder.text(points).unwrap(),
                    None => builder.missing(),
                }
            }
            let batch = Batch::new(builder.finish(), first, Vec::new());
            first += chunk.len() as u64;
            batch
        })
        .collect()
}

/// Who can be sent to.
pub(crate) fn contact(id: &str, phone: &str, tags: &[&str]) -> Contact {
    Contact {
        id: id.to_owned(),
        phone: phone.to_owned(),
        tags: tags.iter().map(|&tag| tag.to_owned()).collect(),
        points: Some("1".to_owned()),
    }
}

/// As many who can all be sent to, each under a number of its own.
pub(crate) fn people(count: usize) -> Vec<Contact> {
    (0..count)
        .map(|n| contact(&format!("p{n}"), &format!("+22901{n:08}"), &[]))
        .collect()
}

pub(crate) fn stream(plan: &Plan, contacts: &[Contact], size: usize) -> (Vec<Value>, Summary) {
    let mut lines = Vec::new();
    let summary = plan
        .stream::<_, Stop>(&mut batches(contacts, size)[..], &mut |entry, line| {
            assert!(matches!(
                entry,
                Entry::Occurrence(_) | Entry::Send(_) | Entry::Skipped(_)
            ));
            lines.push(serde_json::from_str(line).expect("a line is JSON"));
            Ok(())
        })
        .expect("nothing stops the plan");
    (lines, summary)
}

/// What stops the plan: the codes of its issues.
pub(crate) fn stopped(plan: &Plan, contacts: &[Contact]) -> String {
    plan.summary::<_, Stop>(&mut batches(contacts, 10)[..])
        .expect_err("the plan stops")
        .why
}

pub(crate) fn of_kind<'a>(lines: &'a [Value], kind: &str) -> Vec<&'a Value> {
    lines.iter().filter(|line| line["kind"] == kind).collect()
}

/// The codes of what a plan warns of, in their order.
pub(crate) fn codes(issues: &Issues) -> Vec<&'static str> {
    issues.iter().map(|issue| issue.code().name()).collect()
}

/// What says who a line is about: the occurrence and the position, null for an id that nobody has.
pub(crate) fn place(line: &Value) -> (u64, u64) {
    (
        line["occurrence"].as_u64().unwrap(),
        line["position"].as_u64().unwrap_or(u64::MAX),
    )
}
