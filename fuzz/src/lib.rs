//! What more than one target makes from a fuzzer's bytes: a campaign with its contacts and options, drawn
//! from small pools so that numbers, ids and tags meet.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a law that is broken panics"
)]

use arbitrary::{Arbitrary, Result, Unstructured};
use flashplan::audience::{Batch, Groups, Match, Suppression};
use flashplan::campaign::{Campaign, Recipients};
use flashplan::catalogue::{TemplateDefinition, read_templates};
use flashplan::contact::TableBuilder;
use flashplan::issue::Issues;
use flashplan::pace::{Batches, Caps, Pace};
use flashplan::plan::{
    DiffError, Inputs, MergeError, MissingVariables, Never, Plan, PlanOptions, PlanStopped,
    QuietZone, Quota, QuotaPolicy, Summary,
};
use flashplan::schedule::{Fold, Gap, Zone};
use serde_json::{Map, Value, json};

const TEMPLATE: &str = "c92a98e0-6540-51d7-a450-312fe94658a9";
const CONTACTS: usize = 20;
const PHONES: [&str; 10] = [
    "+2290197000001",
    "+229 01 97 00 00 01",
    "+2290197000002",
    "+2290197000003",
    "00229 0197000004",
    "+2290197000005",
    "97000005",
    "",
    "no number",
    "+33612345678",
];
/// Two of them differ in letters alone, as ids of the API may.
const IDS: [&str; 8] = [
    "c1",
    "c2",
    "c3",
    "C1",
    "af6c5b7c-ee27-4f94-9ea8-192393746dd0",
    "AF6C5B7C-EE27-4F94-9EA8-192393746DD0",
    "",
    "with \"quotes\"\tand é",
];
const TAGS: [&[&str]; 5] = [&[], &["vip"], &["VIP"], &["stop", "vip"], &["stop"]];
const ZONES: [&str; 4] = ["", "Asia/Tokyo", "America/New_York", "Mars/Base"];
const NAMED: [&str; 2] = [IDS[4], "bf6c5b7c-ee27-4f94-9ea8-192393746dd0"];

/// Why a plan, a comparison or a merge did not come to its end.
#[derive(Debug)]
pub enum Stop {
    /// A policy stops the plan.
    Plan(Issues),
    /// A stored plan is refused.
    Refused,
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

impl From<std::io::Error> for Stop {
    fn from(_: std::io::Error) -> Self {
        Self::Refused
    }
}

impl From<MergeError> for Stop {
    fn from(_: MergeError) -> Self {
        Self::Refused
    }
}

impl From<DiffError> for Stop {
    fn from(_: DiffError) -> Self {
        Self::Refused
    }
}

/// A contact.
#[derive(Clone, Debug)]
pub struct Contact {
    /// Its id, as the file has it.
    pub id: &'static str,
    /// Its number, as the file has it.
    pub phone: &'static str,
    /// Its tags.
    pub tags: &'static [&'static str],
    /// The variable of the template that it may lack.
    pub points: Option<u8>,
    /// Its zone.
    pub zone: &'static str,
}

impl<'a> Arbitrary<'a> for Contact {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        Ok(Self {
            id: u.choose(&IDS)?,
            phone: u.choose(&PHONES)?,
            tags: u.choose(&TAGS)?,
            points: u.arbitrary()?,
            zone: u.choose(&ZONES)?,
        })
    }
}

/// A campaign with all that its plan needs.
#[derive(Clone, Debug)]
pub struct Made {
    /// Who is taken.
    pub recipients: Value,
    /// The contacts.
    pub contacts: Vec<Contact>,
    /// How it is planned.
    pub options: PlanOptions,
}

impl<'a> Arbitrary<'a> for Made {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        let options = options(u)?;
        let recipients = match u.int_in_range(0..=3)? {
            0 => json!({"type": "tags", "value": ["vip"]}),
            1 => json!({"type": "explicit", "value": NAMED}),
            _ => json!({"type": "all"}),
        };
        let count = u.int_in_range(0..=CONTACTS)?;
        let contacts = (0..count).map(|_| u.arbitrary()).collect::<Result<_>>()?;
        Ok(Self {
            recipients,
            contacts,
            options,
        })
    }
}

impl Made {
    /// The plan, or the issues for which it is refused.
    pub fn plan(&self, options: PlanOptions) -> std::result::Result<Plan, Issues> {
        let (campaign, templates, groups) = (self.campaign(), templates(), Groups::new());
        let inputs = Inputs {
            campaign: &campaign,
            templates: &templates,
            instances: None,
            user: &Map::new(),
            groups: &groups,
        };
        Plan::prepare(&inputs, options)
    }

    fn campaign(&self) -> Campaign {
        let json = json!({
            "instanceId": "421a4121-a3d9-40cc-a8db-c3a1df353126",
            "name": "fuzz",
            // the second occurrence in Paris falls into the hour that its clock leaves out
            "schedule": "2026-03-28T02:30:00+01:00",
            "repeat": "daily",
            "templateId": TEMPLATE,
            "variables": {"code": "é"},
            "recipients": self.recipients,
        });
        let campaign = Campaign::read(json.to_string().as_bytes());
        campaign.into_result().expect("the campaign is valid")
    }

    /// The contacts in batches of `size`.
    pub fn batches(&self, size: usize) -> Vec<Batch> {
        let firsts = (0..).step_by(size);
        let chunks = self.contacts.chunks(size).zip(firsts);
        chunks.map(|(chunk, first)| batch(chunk, first)).collect()
    }

    /// The lines of the plan and its summary, or the issues for which it stops.
    pub fn lines(&self, plan: &Plan) -> std::result::Result<(Vec<String>, Summary), Issues> {
        let mut lines = Vec::new();
        let summary = plan.stream::<_, Stop>(&mut self.batches(7)[..], &mut |_, line| {
            lines.push(line.to_owned());
            Ok(())
        });
        match summary {
            Ok(summary) => Ok((lines, summary)),
            Err(Stop::Plan(issues)) => Err(issues),
            Err(Stop::Refused) => unreachable!("contacts in memory can be read"),
        }
    }

    /// The plan as it is stored; none where it stops.
    pub fn stored(&self, plan: &Plan) -> Option<Vec<u8>> {
        let (lines, summary) = self.lines(plan).ok()?;
        let summary = serde_json::to_string(&summary).unwrap();
        Some(format!("{}\n{}{summary}\n", plan.header(), lines.concat()).into_bytes())
    }
}

fn templates() -> Vec<TemplateDefinition> {
    let body = "{{contact.id}} has {{contact.points}} {{custom.code}}";
    let json = json!([{"id": TEMPLATE, "name": "t", "type": "text", "body": body}]);
    let read = read_templates(json.to_string().as_bytes());
    read.into_result().expect("the template is valid")
}

fn batch(contacts: &[Contact], first: u64) -> Batch {
    let mut builder = TableBuilder::new(["id", "phone", "tags", "points", "meta.timezone"]);
    for contact in contacts {
        builder.text(contact.id).unwrap();
        builder.text(contact.phone).unwrap();
        builder.list(contact.tags.iter().copied()).unwrap();
        match contact.points {
            Some(points) => builder.text(&points.to_string()).unwrap(),
            None => builder.missing(),
        }
        builder.text(contact.zone).unwrap();
    }
    Batch::new(builder.finish(), first, Vec::new())
}

fn options(u: &mut Unstructured<'_>) -> Result<PlanOptions> {
    let mut suppression = Suppression::new();
    if u.arbitrary()? {
        suppression.add("+2290197000003");
        suppression.add("c2");
    }
    let zone = u.choose(&["", "Europe/Paris", "Africa/Porto-Novo"])?;
    let exclude = u.arbitrary::<bool>()?;
    Ok(PlanOptions {
        zone: Zone::find(zone),
        count: Some(u.int_in_range(1..=3)?),
        gap: u.arbitrary::<Gap>()?,
        fold: u.arbitrary::<Fold>()?,
        pace: pace(u)?,
        quiet_zone: u.arbitrary::<QuietZone>()?,
        quota: quota(u)?,
        exclude: exclude.then(|| Recipients::Tags(vec!["stop".to_owned()])),
        matching: u.arbitrary::<Match>()?,
        suppression,
        missing: u.arbitrary::<MissingVariables>()?,
        ..PlanOptions::default()
    })
}

/// Any pace, with numbers so small that all of its parts are at work among a few contacts.
fn pace(u: &mut Unstructured<'_>) -> Result<Pace> {
    let any = u.arbitrary::<Pace>()?;
    let few = |cap: u32| cap % 6 + 1;
    Ok(Pace {
        min_gap: any.min_gap % 5_000,
        jitter: any.jitter % 300,
        batches: any.batches.and_then(|batches| {
            Batches::new(few(batches.size()), batches.pause() % 9_000 + 1).ok()
        }),
        caps: Caps {
            per_minute: any.caps.per_minute.map(few),
            per_hour: any.caps.per_hour.map(few),
            per_day: any.caps.per_day.map(few),
            warm_up: any.caps.warm_up.into_iter().take(4).map(few).collect(),
        },
        ..any
    })
}

fn quota(u: &mut Unstructured<'_>) -> Result<Option<Quota>> {
    if u.arbitrary()? {
        return Ok(None);
    }
    Ok(Some(Quota {
        monthly: u.int_in_range(0..=30)?,
        used: u.int_in_range(0..=10)?,
        policy: u.arbitrary::<QuotaPolicy>()?,
    }))
}
