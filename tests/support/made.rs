//! A campaign whose plans are made, its contacts, and the plan as it is stored: what the tests of plans and the
//! fuzz targets have in common.
#![allow(
    unreachable_pub,
    reason = "the fuzz targets take it for a library of theirs"
)]

use flashplan::audience::{Batch, Groups};
use flashplan::campaign::Campaign;
use flashplan::catalogue::{TemplateDefinition, read_templates};
use flashplan::contact::TableBuilder;
use flashplan::issue::Issues;
use flashplan::plan::{
    DiffError, Inputs, MergeError, Never, Plan, PlanOptions, PlanStopped, StoredError, StoredPlan,
    Verification,
};
use serde_json::{Map, Value, json};
use std::io;

const TEMPLATE: &str = "c92a98e0-6540-51d7-a450-312fe94658a9";

/// Ids that explicit selectors name; contacts have some of them.
pub const IDS: [&str; 6] = [
    "af6c5b7c-ee27-4f94-9ea8-192393746dd0",
    "9f6c5b7c-ee27-4f94-9ea8-192393746dd1",
    "cf6c5b7c-ee27-4f94-9ea8-192393746dd2",
    "1f6c5b7c-ee27-4f94-9ea8-192393746dd3",
    "ef6c5b7c-ee27-4f94-9ea8-192393746dd4",
    "0f6c5b7c-ee27-4f94-9ea8-192393746dd5",
];

/// Why something did not come to its end.
#[derive(Debug)]
pub enum Stop {
    /// A policy stops the plan.
    #[allow(dead_code, reason = "shown where a test fails")]
    Plan(Issues),
    /// A stored plan cannot be read.
    #[allow(dead_code, reason = "shown where a test fails")]
    Read(io::Error),
    /// Parts are not parts of one plan.
    Merge(MergeError),
    /// A stored plan that is compared is refused.
    Diff(DiffError),
}

impl From<Never> for Stop {
    fn from(never: Never) -> Self {
        match never {}
    }
}

impl From<PlanStopped> for Stop {
    fn from(stopped: PlanStopped) -> Self {
        Self::Plan(stopped.0)
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Read(error)
    }
}

impl From<MergeError> for Stop {
    fn from(error: MergeError) -> Self {
        Self::Merge(error)
    }
}

impl From<DiffError> for Stop {
    fn from(error: DiffError) -> Self {
        Self::Diff(error)
    }
}

/// A contact.
#[derive(Clone, Debug)]
pub struct Contact {
    /// As the file has it.
    pub id: String,
    /// As the file has it.
    pub phone: String,
    /// The tags.
    pub tags: Vec<String>,
    /// The variable of the template that it may lack.
    pub points: Option<String>,
    /// Its IANA zone; may be empty, or none.
    pub zone: &'static str,
}

impl Contact {
    /// A contact that lacks nothing.
    pub fn new(id: &str, phone: &str) -> Self {
        Self {
            id: id.to_owned(),
            phone: phone.to_owned(),
            tags: Vec::new(),
            points: Some("1".to_owned()),
            zone: "",
        }
    }
}

/// A campaign with all that its plan needs, but for options and contacts.
#[derive(Clone, Debug)]
pub struct Made {
    /// Who is taken.
    pub recipients: Value,
    /// The template.
    pub body: String,
    /// When it starts, with an offset; it repeats each day.
    pub start: &'static str,
}

impl Made {
    /// A campaign for all contacts.
    pub fn for_all() -> Self {
        Self {
            recipients: json!({"type": "all"}),
            body: "Bonjour {{contact.id}}, {{contact.points}} \"points\"\n{{custom.code}}"
                .to_owned(),
            start: "2026-03-27T09:00:00+01:00",
        }
    }

    /// The same with a text that tells its occurrence.
    #[allow(dead_code, reason = "some of those that take this ask for it")]
    pub fn telling_occurrence(mut self) -> Self {
        self.body += ", {{@occurrence.at}} no {{@occurrence.number}}";
        self
    }

    /// Whether the text tells its occurrence.
    #[allow(dead_code, reason = "some of those that take this ask for it")]
    pub fn tells_occurrence(&self) -> bool {
        self.body.contains("@occurrence")
    }

    /// The plan of what is valid.
    pub fn plan(&self, options: PlanOptions) -> Plan {
        self.try_plan(options).expect("the plan can be made")
    }

    /// The plan, or the issues for which it is refused.
    pub fn try_plan(&self, options: PlanOptions) -> Result<Plan, Issues> {
        let (campaign, templates, groups) = (self.campaign(), self.templates(), Groups::new());
        let inputs = Inputs {
            campaign: &campaign,
            templates: &templates,
            instances: None,
            user: &Map::new(),
            groups: &groups,
        };
        Plan::prepare(&inputs, options)
    }

    /// The campaign.
    pub fn campaign(&self) -> Campaign {
        let json = json!({
            "instanceId": "421a4121-a3d9-40cc-a8db-c3a1df353126",
            "name": "records",
            "schedule": self.start,
            "repeat": "daily",
            "templateId": TEMPLATE,
            "variables": {"code": "é"},
            "recipients": self.recipients,
        });
        Campaign::read(json.to_string().as_bytes())
            .into_result()
            .expect("the campaign is valid")
    }

    fn templates(&self) -> Vec<TemplateDefinition> {
        let json = json!([{"id": TEMPLATE, "name": "t", "type": "text", "body": self.body}]);
        read_templates(json.to_string().as_bytes())
            .into_result()
            .expect("the template is valid")
    }
}

/// The contacts in small batches.
pub fn batches(contacts: &[Contact]) -> Vec<Batch> {
    batches_by(7, contacts)
}

/// The contacts in batches of `size`.
pub fn batches_by(size: usize, contacts: &[Contact]) -> Vec<Batch> {
    let firsts = (0..).step_by(size);
    let chunks = contacts.chunks(size).zip(firsts);
    chunks.map(|(chunk, first)| batch(chunk, first)).collect()
}

/// The contacts at these positions alone, each in a batch of its own.
pub fn batches_of(contacts: &[Contact], positions: &[u64]) -> Vec<Batch> {
    let one = |&at: &u64| batch(&contacts[at as usize..=at as usize], at);
    positions.iter().map(one).collect()
}

fn batch(contacts: &[Contact], first: u64) -> Batch {
    let mut builder = TableBuilder::new(["id", "phone", "tags", "points", "meta.timezone"]);
    for contact in contacts {
        builder.text(&contact.id).unwrap();
        builder.text(&contact.phone).unwrap();
        let tags = contact.tags.iter().map(String::as_str);
        builder.list(tags).unwrap();
        match &contact.points {
            Some(points) => builder.text(points).unwrap(),
            None => builder.missing(),
        }
        builder.text(contact.zone).unwrap();
    }
    Batch::new(builder.finish(), first, Vec::new())
}

/// A plan that nothing stops, as it is stored.
pub fn store(plan: &Plan, contacts: &[Contact]) -> Vec<u8> {
    let mut bytes = format!("{}\n", plan.header()).into_bytes();
    let summary = plan
        .stream::<_, Stop>(&mut batches(contacts)[..], &mut |_, line| {
            bytes.extend_from_slice(line.as_bytes());
            Ok(())
        })
        .expect("nothing stops the plan");
    let summary = serde_json::to_string(&summary).unwrap();
    bytes.extend_from_slice(format!("{summary}\n").as_bytes());
    bytes
}

/// What is wrong with a plan as it is stored.
pub fn verify(plan: &Plan, contacts: &[Contact], stored: &[u8]) -> Verification {
    let stored = StoredPlan::open(stored).expect("the header can be read");
    plan.verify::<_, _, Stop>(&mut batches(contacts)[..], stored)
        .expect("the inputs give a plan")
}

/// Reads a plan to its end: the issues of the first line that is wrong.
pub fn read(bytes: &[u8]) -> Result<u64, Issues> {
    let issues = |error| match error {
        StoredError::Invalid(issues) => issues,
        StoredError::Unreadable(error) => panic!("bytes in memory can be read: {error}"),
    };
    let mut plan = StoredPlan::open(bytes).map_err(issues)?;
    let mut entries = 0;
    while plan.next_entry().map_err(issues)?.is_some() {
        entries += 1;
    }
    Ok(entries)
}
