//! Plans one campaign that has a bit of everything, from what is compiled in, and prints the plan's
//! hash: the same with every build, on every machine, in every run. `hash.txt` holds it.
//!
//! A change of the hash is a change of what everybody's plans say. Where it is meant, run
//! `UPDATE=1 cargo test -p flashplan-golden`, and say in CHANGELOG.md what reads otherwise.

use chrono::{DateTime, NaiveDate};
use flashplan::audience::{Batch, Groups, Suppression};
use flashplan::campaign::{Campaign, Recipients};
use flashplan::catalogue::read_templates;
use flashplan::contact::{TableBuilder, TableFull};
use flashplan::pace::{Caps, Pace, QuietHours};
use flashplan::plan::{
    Inputs, Never, Plan, PlanOptions, PlanStopped, QuietZone, Quota, QuotaPolicy,
};
use flashplan::schedule::Zone;
use serde_json::{Map, json};
use std::error::Error;
use std::io::Write;

const CONTACTS: usize = 500;
/// Contacts of a batch: a number that does not divide them.
const BATCH: usize = 64;

fn main() -> Result<(), Box<dyn Error>> {
    writeln!(std::io::stdout(), "{}", hash()?)?;
    Ok(())
}

/// The hash of the plan, with how many sends and skipped contacts it is over.
fn hash() -> Result<String, Box<dyn Error>> {
    let mut batches = batches()?;
    let summary = plan()?.stream::<_, Stop>(&mut batches[..], &mut |_, _| Ok(()))?;
    let (sends, skipped) = (summary.sends, summary.skipped_total());
    Ok(format!("{} {sends} {skipped}", summary.hash))
}

fn plan() -> Result<Plan, Box<dyn Error>> {
    let campaign = Campaign::read(include_bytes!("../campaign.json")).into_result()?;
    let templates = read_templates(include_bytes!("../templates.json")).into_result()?;
    let inputs = Inputs {
        campaign: &campaign,
        templates: &templates,
        instances: None,
        user: &Map::new(),
        groups: &Groups::new(),
    };
    Ok(Plan::prepare(&inputs, options()?)?)
}

/// Over a change of clocks, with a pace, and with quiet hours on each contact's own clock.
fn options() -> Result<PlanOptions, Box<dyn Error>> {
    let mut suppression = Suppression::new();
    suppression.add("+22901970077");
    Ok(PlanOptions {
        zone: Some(Zone::named("Europe/Paris")?),
        until: Some(DateTime::from_timestamp(1_901_600_000, 0).ok_or("no instant")?),
        exclude_dates: vec![NaiveDate::from_ymd_opt(2030, 4, 2).ok_or("no date")?],
        pace: Pace {
            min_gap: 1,
            jitter: 3,
            seed: 7,
            caps: Caps {
                per_hour: Some(200),
                warm_up: vec![150, 300],
                ..Caps::default()
            },
            quiet: QuietHours::default().and("22:00-08:00")?,
            ..Pace::default()
        },
        quiet_zone: QuietZone::Contact,
        quota: Some(Quota {
            monthly: 900,
            used: 20,
            policy: QuotaPolicy::Truncate,
        }),
        exclude: Some(Recipients::Tags(vec!["stop".to_owned()])),
        suppression,
        ..PlanOptions::default()
    })
}

fn batches() -> Result<Vec<Batch>, TableFull> {
    (0..CONTACTS)
        .step_by(BATCH)
        .map(|first| batch(first, (first + BATCH).min(CONTACTS)))
        .collect()
}

/// Contacts with equal numbers, without a number, with a broken one, suppressed, without a value.
fn batch(first: usize, end: usize) -> Result<Batch, TableFull> {
    let columns = [
        "id",
        "phone",
        "tags",
        "firstName",
        "vip",
        "points",
        "city",
        "meta.timezone",
    ];
    let mut table = TableBuilder::new(columns);
    for n in first..end {
        table.text(&format!("c{n:04}"))?;
        match n % 50 {
            7 => table.missing(),
            8 => table.text("97 00")?,
            9 => table.text(&format!("+2290197{:04}", n - 1))?,
            _ => table.text(&format!("+2290197{n:04}"))?,
        }
        table.list([["fidele", "vip", "stop", "autre"][n % 4], "pagne"])?;
        match n % 5 {
            0 => table.missing(),
            other => table.text(["", "Awa", "Ọláyẹmí", "😀 Zoé", "{{custom.code}}"][other])?,
        }
        table.value(&json!(n % 3 == 0))?;
        match n % 11 {
            3 => table.missing(),
            points => table.value(&json!(points as f64 / 4.0))?,
        }
        table.text(["Cotonou", "Abomey-Calavi", "Sèmè-Kpodji"][n % 3])?;
        table.text(
            [
                "Africa/Porto-Novo",
                "America/Sao_Paulo",
                "Asia/Kathmandu",
                "Mars/Base",
            ][n % 7 % 4],
        )?;
    }
    Ok(Batch::new(table.finish(), first as u64, Vec::new()))
}

/// Why a plan did not come to its end.
#[derive(Debug)]
struct Stop(PlanStopped);

impl From<Never> for Stop {
    fn from(never: Never) -> Self {
        match never {}
    }
}

impl From<PlanStopped> for Stop {
    fn from(stopped: PlanStopped) -> Self {
        Self(stopped)
    }
}

impl std::fmt::Display for Stop {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl Error for Stop {}

#[cfg(test)]
mod tests {
    #[test]
    fn the_hash_is_the_one_that_is_written_down() {
        let found = super::hash().unwrap();
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/hash.txt");
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(file, format!("{found}\n")).unwrap();
        }
        assert_eq!(found, std::fs::read_to_string(file).unwrap().trim());
    }
}
