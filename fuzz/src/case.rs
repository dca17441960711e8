//! A campaign with its contacts and options, made from a fuzzer's bytes and drawn
//! from small pools so that numbers, ids and tags meet.

use crate::made::{self, Contact, Made, Stop, batches_by};
use arbitrary::{Arbitrary, Result, Unstructured};
use chrono::{DateTime, TimeDelta, Utc};
use flashplan::audience::{Batch, Match, Suppression};
use flashplan::campaign::Recipients;
use flashplan::issue::Issues;
use flashplan::pace::{Batches, Caps, Pace};
use flashplan::plan::{
    MissingVariables, Plan, PlanOptions, QuietZone, Quota, QuotaPolicy, Shard, Summary,
};
use flashplan::schedule::{Fold, Gap, Missed, Zone};
use serde_json::json;

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
    made::IDS[0],
    "AF6C5B7C-EE27-4F94-9EA8-192393746DD0",
    "",
    "with \"quotes\"\tand é",
];
const TAGS: [&[&str]; 5] = [&[], &["vip"], &["VIP"], &["stop", "vip"], &["stop"]];
const ZONES: [&str; 4] = ["", "Asia/Tokyo", "America/New_York", "Mars/Base"];
const NAMED: [&str; 2] = [made::IDS[0], made::IDS[1]];

/// A campaign with contacts, and how it is planned.
#[derive(Clone, Debug)]
pub struct Case {
    /// The campaign.
    pub made: Made,
    /// The contacts.
    pub contacts: Vec<Contact>,
    /// How it is planned.
    pub options: PlanOptions,
}

/// Who is suppressed, where somebody is.
pub const SUPPRESSED: [&str; 2] = ["+2290197000003", "c2"];

impl<'a> Arbitrary<'a> for Case {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        let options = options(u)?;
        let recipients = match u.int_in_range(0..=3)? {
            0 => json!({"type": "tags", "value": ["vip"]}),
            1 => json!({"type": "explicit", "value": NAMED}),
            _ => json!({"type": "all"}),
        };
        let made = Made {
            recipients,
            // the second occurrence in Paris falls into the hour that its clock leaves out
            start: "2026-03-28T02:30:00+01:00",
            ..Made::for_all()
        };
        let count = u.int_in_range(0..=CONTACTS)?;
        let contacts = (0..count).map(|_| contact(u)).collect::<Result<_>>()?;
        Ok(Self {
            made,
            contacts,
            options,
        })
    }
}

fn contact(u: &mut Unstructured<'_>) -> Result<Contact> {
    Ok(Contact {
        id: (*u.choose(&IDS)?).to_owned(),
        phone: (*u.choose(&PHONES)?).to_owned(),
        tags: u.choose(&TAGS)?.iter().map(|&tag| tag.to_owned()).collect(),
        points: u
            .arbitrary::<Option<u8>>()?
            .map(|points| points.to_string()),
        zone: u.choose(&ZONES)?,
    })
}

impl Case {
    /// The plan, or the issues for which it is refused.
    pub fn plan(&self, options: PlanOptions) -> std::result::Result<Plan, Issues> {
        self.made.try_plan(options)
    }

    /// The plan of a part.
    pub fn part(&self, shard: Shard) -> Plan {
        let options = PlanOptions {
            shard,
            ..self.options.clone()
        };
        self.made.plan(options)
    }

    /// The contacts in batches of `size`.
    pub fn batches(&self, size: usize) -> Vec<Batch> {
        batches_by(size, &self.contacts)
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
            Err(other) => unreachable!("contacts in memory can be read: {other:?}"),
        }
    }

    /// The plan as it is stored; none where it stops.
    pub fn stored(&self, plan: &Plan) -> Option<Vec<u8>> {
        let (lines, summary) = self.lines(plan).ok()?;
        let summary = serde_json::to_string(&summary).unwrap();
        Some(format!("{}\n{}{summary}\n", plan.header(), lines.concat()).into_bytes())
    }
}

fn options(u: &mut Unstructured<'_>) -> Result<PlanOptions> {
    let mut suppression = Suppression::new();
    if u.arbitrary()? {
        SUPPRESSED.iter().for_each(|entry| suppression.add(entry));
    }
    let zone = u.choose(&["", "Europe/Paris", "Africa/Porto-Novo"])?;
    let exclude = u.arbitrary::<bool>()?;
    let (now, missed) = lateness(u)?;
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
        now,
        missed,
        ..PlanOptions::default()
    })
}

/// When the plan is made, and what becomes of the nights before: the first is 2026-03-28T01:30:00Z.
fn lateness(u: &mut Unstructured<'_>) -> Result<(Option<DateTime<Utc>>, Missed)> {
    if u.arbitrary()? {
        return Ok((None, Missed::Skip));
    }
    let start = DateTime::from_timestamp(1_774_661_400, 0).unwrap();
    let now = start + TimeDelta::minutes(u.int_in_range(-90..=4_500)?);
    let missed = match u.int_in_range(0..=2)? {
        0 => Missed::Skip,
        1 => Missed::RunOnceForAll,
        _ => Missed::RunLate(TimeDelta::minutes(u.int_in_range(0..=2_000)?)),
    };
    Ok((Some(now), missed))
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
