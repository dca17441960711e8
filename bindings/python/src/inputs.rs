//! What a plan is made from besides contacts: given as values, or as a campaign folder.

use crate::error::{Kind, raise};
use crate::options::{self, Said};
use crate::texts;
use flashplan::audience::Groups;
use flashplan::campaign::Campaign;
use flashplan::catalogue::read_templates;
use flashplan::instance::read_instances;
use flashplan::issue::{Code, Issue, Issues, Severity};
use flashplan::plan;
use flashplan::reading::{Options, Reading};
use pyo3::PyErr;
use pyo3::exceptions::PyOSError;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::io::ErrorKind;
use std::path::Path;

/// The inputs as texts and JSON: what travels to another process.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Inputs {
    pub(crate) campaign: String,
    pub(crate) templates: Option<String>,
    pub(crate) instances: Option<String>,
    pub(crate) user: Map<String, Value>,
    pub(crate) groups: Vec<Group>,
    pub(crate) options: Map<String, Value>,
}

/// A contact group.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Group {
    id: String,
    contact_ids: Vec<String>,
}

/// A plan that only lacks its contacts.
#[derive(Debug)]
pub(crate) struct Prepared {
    pub(crate) plan: plan::Plan,
    pub(crate) warnings: Issues,
}

impl Inputs {
    /// The files of a campaign folder: `campaign.json`, and those of the others that are there.
    pub(crate) fn of_folder(dir: &Path) -> Result<Self, PyErr> {
        let user =
            optional(dir, "user.json")?.map(|text| parsed("user.json", &text, "a JSON object"));
        let groups = optional(dir, "groups.json")?.map(|text| {
            parsed(
                "groups.json",
                &text,
                "a list of {\"id\", \"contactIds\": [..]}",
            )
        });
        let options = optional(dir, "plan.toml")?.map(|text| of_toml(dir, &text));
        Ok(Self {
            campaign: needed(&dir.join("campaign.json"))?,
            templates: optional(dir, "templates.json")?,
            instances: optional(dir, "instances.json")?,
            user: user.transpose()?.unwrap_or_default(),
            groups: groups.transpose()?.unwrap_or_default(),
            options: options.transpose()?.unwrap_or_default(),
        })
    }

    /// The plan, or every reason why there is none.
    pub(crate) fn prepare(&self) -> Result<Prepared, Issues> {
        let mut found = Found::default();
        let said = match options::read(&self.options) {
            Ok(said) => said,
            Err(issues) => {
                found.add(issues, "");
                Said::default()
            }
        };
        let mut reading = Options::new().render_direct(said.render_direct);
        if let Some(zone) = &said.options.zone {
            reading = reading.default_zone(zone);
        }
        let is_bounded = said.options.count.is_some() || said.options.until.is_some();
        let campaign = Campaign::read_with(self.campaign.as_bytes(), &reading);
        let campaign = found.reading(campaign, "", |code| {
            // a plan with an end says for itself that the campaign has none
            is_bounded && code == Code::RepeatUnbounded
        });
        let templates = self.templates.as_deref().unwrap_or("[]");
        let templates = read_templates(templates.as_bytes());
        let templates = found.reading(templates, "/templates", |_| false);
        let instances = self
            .instances
            .as_deref()
            .map(str::as_bytes)
            .map(read_instances);
        let instances = instances.map(|read| found.reading(read, "/instances", |_| false));
        let (Some(campaign), Some(templates), false) =
            (campaign, templates, found.issues.has_errors())
        else {
            return Err(found.issues);
        };
        let groups = self.known_groups();
        let inputs = plan::Inputs {
            campaign: &campaign,
            templates: &templates,
            instances: instances.as_ref().and_then(|known| known.as_deref()),
            user: &self.user,
            groups: &groups,
        };
        match plan::Plan::prepare(&inputs, said.options) {
            Ok(plan) => {
                found.add(plan.issues().iter().cloned(), "");
                Ok(Prepared {
                    plan,
                    warnings: found.issues,
                })
            }
            Err(issues) => {
                found.add(issues, "");
                Err(found.issues)
            }
        }
    }

    fn known_groups(&self) -> Groups {
        let mut groups = Groups::new();
        for group in &self.groups {
            groups.add(&group.id, group.contact_ids.iter().cloned());
        }
        groups
    }
}

/// All issues so far.
#[derive(Default)]
struct Found {
    issues: Issues,
}

impl Found {
    fn add(&mut self, issues: impl IntoIterator<Item = Issue>, below: &str) {
        let issues = issues.into_iter();
        self.issues.extend(issues.map(|issue| issue.below(below)));
    }

    fn reading<T>(
        &mut self,
        reading: Reading<T>,
        below: &str,
        is_left_out: impl Fn(Code) -> bool,
    ) -> Option<T> {
        let (value, report) = reading.into_parts();
        let issues = report.issues().iter();
        let told = issues.filter(|issue| !is_left_out(issue.code()));
        self.add(told.cloned(), below);
        value
    }
}

/// Whether issues are all of the kind that an input may have.
pub(crate) fn warnings(issues: &Issues) -> impl Iterator<Item = &Issue> {
    issues
        .iter()
        .filter(|issue| issue.severity() != Severity::Error)
}

fn needed(path: &Path) -> Result<String, PyErr> {
    let bytes = std::fs::read(path).map_err(|error| {
        let errno = error.raw_os_error();
        PyOSError::new_err((errno, error.kind().to_string(), path.display().to_string()))
    })?;
    let text = String::from_utf8(bytes);
    text.map_err(|error| invalid(&path.display().to_string(), &error.to_string(), "UTF-8"))
}

fn optional(dir: &Path, name: &str) -> Result<Option<String>, PyErr> {
    let path = dir.join(name);
    match std::fs::metadata(&path) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        _ => needed(&path).map(Some),
    }
}

fn parsed<T: serde::de::DeserializeOwned>(
    file: &str,
    text: &str,
    expected: &str,
) -> Result<T, PyErr> {
    serde_json::from_str(text).map_err(|error| invalid(file, &error.to_string(), expected))
}

/// The options of a plan.toml. The file that `suppress` names lies beside it.
fn of_toml(dir: &Path, text: &str) -> Result<Map<String, Value>, PyErr> {
    let mut options: Map<String, Value> = toml::from_str(text)
        .map_err(|error| invalid("plan.toml", &error.to_string(), "the options of a plan"))?;
    // what is said of the file of contacts is of no matter for a frame, but for what its numbers mean
    for name in ["encoding", "sheet", "column"] {
        options.remove(name);
    }
    if let Some(Value::String(file)) = options.get("suppress") {
        let entries = needed(&dir.join(file))?;
        let entries = entries.trim_start_matches('\u{feff}').lines();
        let entries: Vec<Value> = entries.map(Value::from).collect();
        options.insert("suppress".to_owned(), entries.into());
    }
    Ok(options)
}

fn invalid(file: &str, why: &str, expected: &str) -> PyErr {
    let issue = Issue::new(Code::JsonSyntax, "", &texts::FOLDER_FILE)
        .with("file", file)
        .with("why", why.trim_end())
        .with("expected", expected);
    raise(Kind::Campaign, [&issue])
}
