//! Campaigns and contacts that plans are made from, and plans as they are stored.

use chrono::{DateTime, TimeDelta, Utc};
use flashplan::audience::{Batch, Groups, Suppression};
use flashplan::campaign::{Campaign, Recipients};
use flashplan::catalogue::{TemplateDefinition, read_templates};
use flashplan::contact::TableBuilder;
use flashplan::issue::Issues;
use flashplan::pace::{Batches, Caps, Pace, QuietAction, QuietHours};
use flashplan::plan::{
    DiffError, Inputs, MergeError, Never, Plan, PlanOptions, PlanStopped, QuietZone, Quota,
    QuotaPolicy, StoredError, StoredPlan, Verification,
};
use flashplan::schedule::{Missed, Zone};
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use std::io;

const TEMPLATE: &str = "c92a98e0-6540-51d7-a450-312fe94658a9";

/// Ids that explicit selectors name; contacts have some of them.
pub(crate) const IDS: [&str; 6] = [
    "af6c5b7c-ee27-4f94-9ea8-192393746dd0",
    "9f6c5b7c-ee27-4f94-9ea8-192393746dd1",
    "cf6c5b7c-ee27-4f94-9ea8-192393746dd2",
    "1f6c5b7c-ee27-4f94-9ea8-192393746dd3",
    "ef6c5b7c-ee27-4f94-9ea8-192393746dd4",
    "0f6c5b7c-ee27-4f94-9ea8-192393746dd5",
];

/// Why something did not come to its end.
#[derive(Debug)]
pub(crate) enum Stop {
    #[allow(dead_code, reason = "shown where a test fails")]
    Plan(Issues),
    #[allow(dead_code, reason = "shown where a test fails")]
    Read(io::Error),
    Merge(MergeError),
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

#[derive(Clone, Debug)]
pub(crate) struct Contact {
    pub(crate) id: String,
    pub(crate) phone: String,
    pub(crate) tags: Vec<String>,
    pub(crate) points: Option<String>,
    pub(crate) zone: &'static str,
}

impl Contact {
    pub(crate) fn new(id: &str, phone: &str) -> Self {
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
pub(crate) struct Made {
    pub(crate) recipients: Value,
    pub(crate) body: String,
}

impl Made {
    pub(crate) fn for_all() -> Self {
        Self {
            recipients: json!({"type": "all"}),
            body: "Bonjour {{contact.id}}, {{contact.points}} \"points\"\n{{custom.code}}"
                .to_owned(),
        }
    }

    pub(crate) fn plan(&self, options: PlanOptions) -> Plan {
        self.try_plan(options).expect("the plan can be made")
    }

    pub(crate) fn try_plan(&self, options: PlanOptions) -> Result<Plan, Issues> {
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

    fn campaign(&self) -> Campaign {
        let json = json!({
            "instanceId": "421a4121-a3d9-40cc-a8db-c3a1df353126",
            "name": "records",
            "schedule": "2026-03-27T09:00:00+01:00",
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

pub(crate) fn batches(contacts: &[Contact]) -> Vec<Batch> {
    let firsts = (0..).step_by(7);
    let chunks = contacts.chunks(7).zip(firsts);
    chunks.map(|(chunk, first)| batch(chunk, first)).collect()
}

/// The contacts at these positions alone, each in a batch of its own.
pub(crate) fn batches_of(contacts: &[Contact], positions: &[u64]) -> Vec<Batch> {
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

/// The plan as it is stored.
pub(crate) fn store(plan: &Plan, contacts: &[Contact]) -> Vec<u8> {
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

pub(crate) fn verify(plan: &Plan, contacts: &[Contact], stored: &[u8]) -> Verification {
    let stored = StoredPlan::open(stored).expect("the header can be read");
    plan.verify::<_, _, Stop>(&mut batches(contacts)[..], stored)
        .expect("the inputs give a plan")
}

/// Reads a plan to its end: the issues of the first line that is wrong.
pub(crate) fn read(bytes: &[u8]) -> Result<u64, Issues> {
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

pub(crate) fn contacts() -> impl Strategy<Value = Vec<Contact>> {
    prop::collection::vec(contact(), 0..30)
}

fn contact() -> impl Strategy<Value = Contact> {
    let phone = prop::sample::select(vec![
        "+2290197000001",
        "+229 01 97 00 00 01",
        "+2290197000002",
        "+2290197000003",
        "00229 0197000004",
        "+2290197000005",
        "+2290197000006",
        "97000005",
        "",
        "+33612345678",
    ]);
    let tags = prop::collection::vec(prop::sample::select(vec!["vip", "VIP", "stop"]), 0..3);
    let id = prop_oneof![
        (0_u32..40).prop_map(|n| format!("c{n}")),
        prop::sample::select(IDS.to_vec()).prop_map(str::to_uppercase),
        Just("with \"quotes\", a\ttab and é".to_owned()),
    ];
    let zone = prop::sample::select(vec!["", "Asia/Tokyo", "America/New_York", "Mars/Base"]);
    let points = prop::option::of(0_u32..100);
    (id, phone, tags, points, zone).prop_map(|(id, phone, tags, points, zone)| Contact {
        id,
        phone: phone.to_owned(),
        tags: tags.into_iter().map(str::to_owned).collect(),
        points: points.map(|n| n.to_string()),
        zone,
    })
}

pub(crate) fn made() -> impl Strategy<Value = Made> {
    let recipients = prop::sample::select(vec![
        json!({"type": "all"}),
        json!({"type": "tags", "value": ["vip"]}),
        json!({"type": "explicit", "value": IDS}),
        json!({"type": "explicit", "value": [IDS[4], IDS[1], IDS[5]]}),
    ]);
    recipients.prop_map(|recipients| Made {
        recipients,
        ..Made::for_all()
    })
}

fn pace() -> impl Strategy<Value = Pace> {
    let quiet = prop::sample::select(vec!["", "22:00-08:00", "09:00-09:05", "sat 00:00-24:00"]);
    let skip = any::<bool>();
    let cap = || prop::option::of(1_u32..9);
    let warm_up = prop::collection::vec(1_u32..9, 0..4);
    let batches = prop::option::of((1_u32..6, 1_u32..500));
    let gaps = (0_u32..90, 0_u32..30, batches);
    (gaps, cap(), cap(), warm_up, quiet, skip).prop_map(
        |((min_gap, jitter, batches), per_minute, per_hour, warm_up, quiet, skip)| Pace {
            min_gap,
            jitter,
            seed: 7,
            batches: batches.map(|(size, pause)| Batches::new(size, pause).unwrap()),
            caps: Caps {
                per_minute,
                per_hour,
                per_day: per_hour.map(|cap| cap * 3),
                warm_up,
            },
            quiet: match quiet {
                "" => QuietHours::default(),
                window => window.parse().unwrap(),
            },
            quiet_action: if skip {
                QuietAction::Skip
            } else {
                QuietAction::Wait
            },
        },
    )
}

/// When a plan is made, and what becomes of the mornings before: the first is 2026-03-27T08:00:00Z.
fn lateness() -> impl Strategy<Value = (Option<DateTime<Utc>>, Missed)> {
    let now = prop::sample::select(vec![
        "2026-01-01T00:00:00Z",
        "2026-03-28T08:00:00Z",
        "2026-03-28T08:00:00.25Z",
        "2026-03-29T21:30:00Z",
        "2026-04-01T07:59:59Z",
        "2027-01-01T00:00:00Z",
    ]);
    let late = (0_i64..100).prop_map(|hours| Missed::RunLate(TimeDelta::hours(hours)));
    let missed = prop_oneof![Just(Missed::Skip), Just(Missed::RunOnceForAll), late];
    let stated = (now.prop_map(|now| Some(now.parse().unwrap())), missed);
    prop_oneof![Just((None, Missed::Skip)), stated]
}

pub(crate) fn options() -> impl Strategy<Value = PlanOptions> {
    let zone = prop::sample::select(vec!["", "Europe/Paris", "Africa/Porto-Novo"]);
    let quota = prop::option::of((0_u64..20, any::<bool>()));
    let contact_zone = any::<bool>();
    let leave_out = (any::<bool>(), any::<bool>());
    let when = (1_u64..5, lateness());
    (when, leave_out, pace(), zone, contact_zone, quota).prop_map(
        |((count, (now, missed)), (exclude, suppress), pace, zone, contact_zone, quota)| {
            let mut suppression = Suppression::new();
            if suppress {
                suppression.add("+2290197000003");
                suppression.add("c7");
            }
            PlanOptions {
                zone: (!zone.is_empty()).then(|| Zone::named(zone).unwrap()),
                count: Some(count),
                now,
                missed,
                exclude: exclude.then(|| Recipients::Tags(vec!["stop".to_owned()])),
                suppression,
                pace,
                quiet_zone: if contact_zone {
                    QuietZone::Contact
                } else {
                    QuietZone::Campaign
                },
                quota: quota.map(|(monthly, truncate)| Quota {
                    monthly,
                    used: 2,
                    policy: if truncate {
                        QuotaPolicy::Truncate
                    } else {
                        QuotaPolicy::Warn
                    },
                }),
                ..PlanOptions::default()
            }
        },
    )
}
