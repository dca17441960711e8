//! The files of a new campaign folder.

use super::answers::Answers;
use super::texts;
use crate::output::Failure;
use crate::show::show_alone;
use crate::words::language;
use flashplan::audience::Groups;
use flashplan::campaign::Campaign;
use flashplan::catalogue::read_templates;
use flashplan::instance::read_instances;
use flashplan::issue::{Issue, Language};
use flashplan::plan::{Inputs, Plan, PlanOptions};
use serde_json::{Map, Value, json};
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

const TEMPLATE: &str = "00000000-0000-4000-8000-000000000002";

/// The names of the files, in the order in which a person may look at them.
const NAMES: [&str; 7] = [
    "README.md",
    "campaign.json",
    "templates.json",
    "instances.json",
    "user.json",
    "contacts.csv",
    "plan.toml",
];

/// A folder that holds one of the files is left as it is.
pub(super) fn refuse_existing(dir: &Path) -> Result<(), Failure> {
    let there: Vec<&str> = NAMES
        .into_iter()
        .filter(|name| dir.join(name).symlink_metadata().is_ok())
        .collect();
    if there.is_empty() {
        return Ok(());
    }
    Err(Failure::Usage(texts::THERE.with(&[
        ("folder", &dir.display()),
        ("files", &there.join(", ")),
    ])))
}

/// Writes the files; their paths.
pub(super) fn write(dir: &Path, answers: &Answers) -> Result<Vec<PathBuf>, Failure> {
    let contents = contents(answers);
    check(&contents)?;
    let failed = |path: &Path, reason| Failure::write(path.display().to_string(), reason);
    fs::create_dir_all(dir).map_err(|reason| failed(dir, reason))?;
    let mut written = Vec::new();
    for (name, text) in NAMES.into_iter().zip(&contents) {
        let path = dir.join(name);
        create(&path, text).map_err(|reason| failed(&path, reason))?;
        written.push(path);
    }
    Ok(written)
}

/// Never a file that came into being in the meantime.
fn create(path: &Path, text: &str) -> io::Result<()> {
    File::create_new(path)?.write_all(text.as_bytes())
}

/// The texts of the files, in the order of [`NAMES`].
fn contents(answers: &Answers) -> [String; 7] {
    let (readme, contacts, plan) = match language() {
        Language::English => (
            include_str!("en/README.md"),
            include_str!("en/contacts.csv"),
            include_str!("en/plan.toml"),
        ),
        Language::French => (
            include_str!("fr/README.md"),
            include_str!("fr/contacts.csv"),
            include_str!("fr/plan.toml"),
        ),
    };
    // the second contact has no tag, to show who is left out
    let tag = answers.tag.as_deref().unwrap_or("client");
    let repeats = answers.repeat != "none";
    [
        readme.to_owned(),
        pretty(&campaign(answers)),
        pretty(&json!([{
            "id": TEMPLATE, "name": answers.name, "type": "text", "body": answers.message,
            "mediaUrl": null
        }])),
        pretty(&json!([{
            "id": answers.instance, "name": "Instance", "waNumber": "+12025550100",
            "status": "connected"
        }])),
        pretty(&json!({ "firstName": "Awa", "lastName": "Doe", "company": "Boutique" })),
        contacts.replace("@TAG@", &quoted(tag)),
        plan.replace("@ZONE@", &answers.zone)
            .replace("@COUNT@", if repeats { "count = 4" } else { "# count = 4" }),
    ]
}

fn campaign(answers: &Answers) -> Value {
    let recipients = match &answers.tag {
        Some(tag) => json!({ "type": "tags", "value": [tag] }),
        None => json!({ "type": "all" }),
    };
    let mut campaign = json!({
        "instanceId": answers.instance,
        "name": answers.name,
        "schedule": answers.schedule.to_rfc3339(),
        "repeat": answers.repeat,
        "templateId": TEMPLATE,
        "recipients": recipients,
    });
    if !answers.variables.is_empty() {
        campaign["variables"] = Value::Object(answers.variables.clone());
    }
    campaign
}

fn pretty(value: &Value) -> String {
    format!("{value:#}\n")
}

/// A field of CSV.
fn quoted(text: &str) -> String {
    if text.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

/// What is written can be planned: the answers are held together before any file is made.
fn check(contents: &[String; 7]) -> Result<(), Failure> {
    let [_, campaign, templates, instances, user, ..] =
        contents.each_ref().map(|text| text.as_bytes());
    let campaign = Campaign::read(campaign)
        .into_result()
        .map_err(|report| refused(report.issues().iter()))?;
    let templates = read_templates(templates)
        .into_result()
        .map_err(|report| refused(report.issues().iter()))?;
    let instances = read_instances(instances)
        .into_result()
        .map_err(|report| refused(report.issues().iter()))?;
    let user: Map<String, Value> = serde_json::from_slice(user).unwrap_or_default();
    let inputs = Inputs {
        campaign: &campaign,
        templates: &templates,
        instances: Some(&instances),
        user: &user,
        groups: &Groups::new(),
    };
    let options = PlanOptions {
        count: Some(1),
        ..PlanOptions::default()
    };
    Plan::prepare(&inputs, options)
        .map(drop)
        .map_err(|issues| refused(issues.iter()))
}

fn refused<'a>(issues: impl Iterator<Item = &'a Issue>) -> Failure {
    let shown: String = issues.map(|issue| show_alone(issue, "campaign")).collect();
    Failure::Usage(format!("{}\n{shown}", texts::NO_CAMPAIGN.text()))
}
