//! Reads a campaign folder into a plan that can be streamed; every file is read before the verdict.

use crate::contacts::{ContactFile, Country};
use crate::folder::Folder;
use crate::options;
use crate::output::{Failure, read_bytes, tell};
use flashplan::audience::Groups;
use flashplan::campaign::Campaign;
use flashplan::catalogue::read_templates;
use flashplan::instance::read_instances;
use flashplan::issue::{Issue, Issues, Severity, show_in_source};
use flashplan::plan::{Inputs, Plan, PlanOptions};
use flashplan::reading::Reading;
use serde_json::{Map, Value};
use std::path::Path;

/// A campaign folder that can be planned.
pub(crate) struct Loaded {
    pub(crate) campaign: Campaign,
    pub(crate) plan: Plan,
    pub(crate) contacts: ContactFile,
    /// The definition's name and text, to show its issues in.
    definition: (String, String),
}

/// Reads the files. None if one of them is invalid; its issues are on standard error then.
pub(crate) fn load(
    folder: Folder,
    adjust: impl FnOnce(&mut PlanOptions),
) -> Result<Option<Loaded>, Failure> {
    let mut told = Told::default();
    let definition = (
        folder.campaign.display().to_string(),
        read_text(&folder.campaign)?,
    );
    let campaign = told.reading(&definition, Campaign::read(definition.1.as_bytes()))?;
    let templates = match &folder.templates {
        Some(path) => {
            let file = (path.display().to_string(), read_text(path)?);
            told.reading(&file, read_templates(file.1.as_bytes()))?
        }
        None => Some(Vec::new()),
    };
    let instances = match &folder.instances {
        Some(path) => {
            let file = (path.display().to_string(), read_text(path)?);
            told.reading(&file, read_instances(file.1.as_bytes()))?
        }
        None => None,
    };
    let user = folder
        .user
        .as_deref()
        .map(read_object)
        .transpose()?
        .unwrap_or_default();
    let groups = folder
        .groups
        .as_deref()
        .map(read_groups)
        .transpose()?
        .unwrap_or_default();
    let mut plan_options = match options::plan_options(&folder.settings)? {
        Ok(plan_options) => Some(plan_options),
        Err(issues) => {
            told.issues("planning options", "", &issues)?;
            None
        }
    };
    let country = folder
        .settings
        .country
        .as_deref()
        .map(Country::named)
        .transpose()?;
    let contacts = ContactFile::open(&folder.contacts, country)?;
    let (Some(campaign), Some(templates), Some(mut plan_options)) =
        (campaign, templates, plan_options.take())
    else {
        return Ok(None);
    };
    if told.errors {
        return Ok(None);
    }
    adjust(&mut plan_options);
    let inputs = Inputs {
        campaign: &campaign,
        templates: &templates,
        instances: instances.as_deref(),
        user: &user,
        groups: &groups,
    };
    match Plan::prepare(&inputs, plan_options) {
        Ok(plan) => Ok(Some(Loaded {
            campaign,
            plan,
            contacts,
            definition,
        })),
        Err(issues) => {
            told.issues(&definition.0, &definition.1, &issues)?;
            Ok(None)
        }
    }
}

/// Tells of what was found while planning.
pub(crate) fn tell_issues(issues: &Issues, loaded: &Loaded) -> Result<(), Failure> {
    Told::default().issues(&loaded.definition.0, &loaded.definition.1, issues)
}

/// Tells of contacts that could not be read.
pub(crate) fn tell_broken_lines(loaded: &Loaded) -> Result<(), Failure> {
    let issues: Issues = loaded.contacts.broken_lines().iter().cloned().collect();
    for issue in &issues {
        tell(&line_of(issue))?;
    }
    Ok(())
}

fn line_of(issue: &Issue) -> String {
    let (severity, code) = (issue.severity().name(), issue.code().name());
    format!(
        "{severity}[{code}]: {}\n  help: {}\n",
        issue.message(),
        issue.hint()
    )
}

/// What was told, so that the verdict can come last.
#[derive(Default)]
struct Told {
    errors: bool,
}

impl Told {
    fn reading<T>(
        &mut self,
        file: &(String, String),
        reading: Reading<T>,
    ) -> Result<Option<T>, Failure> {
        let (value, report) = reading.into_parts();
        self.issues(&file.0, &file.1, report.issues())?;
        Ok(value)
    }

    fn issues(&mut self, name: &str, source: &str, issues: &Issues) -> Result<(), Failure> {
        for issue in issues {
            self.errors |= issue.severity() == Severity::Error;
            tell(&show_in_source(issue, name, source))?;
        }
        Ok(())
    }
}

fn read_text(path: &Path) -> Result<String, Failure> {
    let bytes = read_bytes(path)?;
    // what is not UTF-8 is refused by the reader, which says where
    Ok(String::from_utf8(bytes)
        .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()))
}

fn read_object(path: &Path) -> Result<Map<String, Value>, Failure> {
    let name = path.display();
    match serde_json::from_slice(&read_bytes(path)?) {
        Ok(Value::Object(object)) => Ok(object),
        Ok(_) => Err(Failure::Usage(format!("{name} is not a JSON object"))),
        Err(error) => Err(Failure::Usage(format!("{name}: {error}"))),
    }
}

fn read_groups(path: &Path) -> Result<Groups, Failure> {
    #[derive(serde::Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Group {
        id: String,
        contact_ids: Vec<String>,
    }
    let groups: Vec<Group> = serde_json::from_slice(&read_bytes(path)?)
        .map_err(|error| Failure::Usage(format!("{}: {error}", path.display())))?;
    let mut known = Groups::new();
    for group in groups {
        known.add(&group.id, group.contact_ids);
    }
    Ok(known)
}
