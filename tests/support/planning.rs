//! A plan of a campaign and the text of its template: what tests and benches of whole plans have in common.
#![allow(dead_code, reason = "each takes some of it")]

use flashplan::audience::Groups;
use flashplan::campaign::Campaign;
use flashplan::catalogue::{TemplateDefinition, read_templates};
use flashplan::issue::Issues;
use flashplan::plan::{Inputs, Never, Plan, PlanOptions, PlanStopped};
use serde_json::{Map, Value, json};

/// The template's id.
pub(crate) const TEMPLATE: &str = "c92a98e0-6540-51d7-a450-312fe94658a9";

/// Something stopped a plan.
#[derive(Debug)]
pub(crate) struct Stop;

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

/// A valid campaign with these fields besides those that each one has.
pub(crate) fn campaign(fields: &Value) -> Campaign {
    let reading = Campaign::read(definition(fields).as_bytes());
    reading.into_result().unwrap()
}

/// The JSON of that campaign.
pub(crate) fn definition(fields: &Value) -> String {
    let mut definition = json!({
        "instanceId": "421a4121-a3d9-40cc-a8db-c3a1df353126", "name": "Promo",
        "schedule": "2030-03-28T09:00:00+01:00", "recipients": {"type": "all"},
    });
    let fields = fields.as_object().unwrap().clone();
    definition.as_object_mut().unwrap().extend(fields);
    definition.to_string()
}

/// The plan of a campaign whose template, if it has one, is this text.
pub(crate) fn prepare(
    campaign: &Campaign,
    body: &str,
    options: PlanOptions,
) -> Result<Plan, Issues> {
    let user = Map::from_iter([("name".to_owned(), json!("Boutique"))]);
    let inputs = Inputs {
        campaign,
        templates: &templates(body),
        instances: None,
        user: &user,
        groups: &Groups::new(),
    };
    Plan::prepare(&inputs, options)
}

fn templates(body: &str) -> Vec<TemplateDefinition> {
    let json = json!([{"id": TEMPLATE, "name": "t", "type": "text", "body": body}]);
    let reading = read_templates(json.to_string().as_bytes());
    reading.into_result().unwrap()
}
