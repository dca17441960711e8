//! Reads a campaign folder into a plan that can be streamed; every file is read before the verdict.

use crate::contacts::{ContactFile, ContactsError};
use crate::folder::Folder;
use crate::options;
use crate::output::{Failure, read_bytes, tell};
use crate::progress::Progress;
use crate::show::Origin;
use crate::understand::summary;
use crate::words::Words;
use flashplan::audience::Groups;
use flashplan::campaign::{Campaign, Content};
use flashplan::catalogue::{TemplateDefinition, read_templates};
use flashplan::instance::{Instance, read_instances};
use flashplan::issue::{Code, Issue, Issues, Severity};
use flashplan::plan::{Inputs, Plan, PlanOptions, PlanStopped};
use flashplan::reading::{Options, Reading};
use serde_json::{Map, Value};
use std::path::Path;

const PLANNING_OPTIONS: Words = Words {
    en: "planning options",
    fr: "options du plan",
};

const TEMPLATE: Words = Words {
    en: "template \"{name}\"",
    fr: "modèle « {name} »",
};

const NO_OBJECT: Words = Words {
    en: "{file} is not a JSON object",
    fr: "{file} n'est pas un objet JSON",
};

/// A campaign folder that can be planned.
pub(crate) struct Loaded {
    pub(crate) campaign: Campaign,
    pub(crate) plan: Plan,
    pub(crate) contacts: ContactFile,
    account: Account,
    definition: Source,
}

/// What the account has, as far as it was read.
struct Account {
    templates: Vec<TemplateDefinition>,
    instances: Option<Vec<Instance>>,
    user: Map<String, Value>,
    groups: Groups,
}

/// Is given each issue with what it is about, besides that it is told.
pub(crate) type Listener<'l> = &'l mut dyn FnMut(&Issue, Origin<'_>);

/// A file with its text, to show its issues in.
struct Source {
    name: String,
    bytes: Vec<u8>,
    /// The bytes as far as they are UTF-8, to show lines of.
    text: String,
}

/// Reads the files. None if one of them is invalid; its issues are on standard error then.
pub(crate) fn load(
    folder: Folder,
    adjust: impl FnOnce(&Campaign, &mut PlanOptions),
) -> Result<Option<Loaded>, Failure> {
    load_and_listen(folder, adjust, &mut |_, _| {})
}

/// [`load`], with somebody who listens.
pub(crate) fn load_and_listen(
    folder: Folder,
    adjust: impl FnOnce(&Campaign, &mut PlanOptions),
    listener: Listener<'_>,
) -> Result<Option<Loaded>, Failure> {
    let is_bounded = folder.settings.count.is_some() || folder.settings.until.is_some();
    let mut told = Told {
        errors: false,
        listener,
    };
    let definition = Source::read(&folder.campaign)?;
    let templates = folder.templates.as_deref().map(Source::read).transpose()?;
    let instances = folder.instances.as_deref().map(Source::read).transpose()?;
    let user = folder.user.as_deref().map(read_object).transpose()?;
    let groups = folder.groups.as_deref().map(read_groups).transpose()?;
    let mut contacts = ContactFile::open(&folder.contacts, folder.settings.how()?)?;
    let plan_options = options::plan_options(&folder.settings)?;

    let mut reading = Options::new().render_direct(folder.settings.render_direct);
    if let Ok(PlanOptions {
        zone: Some(zone), ..
    }) = &plan_options
    {
        reading = reading.default_zone(zone);
    }
    let campaign = Campaign::read_with(&definition.bytes, &reading);
    // a plan with an end says for itself that the campaign has none
    let campaign = told.reading(&definition, campaign, |code| {
        is_bounded && code == Code::RepeatUnbounded
    })?;
    let templates = match &templates {
        Some(file) => told.reading(file, read_templates(&file.bytes), |_| false)?,
        None => Some(Vec::new()),
    };
    let instances = match &instances {
        Some(file) => told.reading(file, read_instances(&file.bytes), |_| false)?,
        None => None,
    };
    let plan_options = match plan_options {
        Ok(plan_options) => Some(plan_options),
        Err(issues) => {
            for issue in &issues {
                told.issue(issue, Origin::Alone(PLANNING_OPTIONS.text()))?;
            }
            None
        }
    };
    let (Some(campaign), Some(templates), Some(mut plan_options)) =
        (campaign, templates, plan_options)
    else {
        return Ok(None);
    };
    if told.errors {
        return Ok(None);
    }
    adjust(&campaign, &mut plan_options);
    let account = Account {
        templates,
        instances,
        user: user.unwrap_or_default(),
        groups: groups.unwrap_or_default(),
    };
    let instance = account.inputs(&campaign).instance();
    match options::warm_up_by_policy(&folder.settings, instance) {
        Ok(None) => {}
        Ok(Some(caps)) => plan_options.pace.caps.warm_up = caps,
        Err(issues) => {
            for issue in &issues {
                told.issue(issue, Origin::Alone(PLANNING_OPTIONS.text()))?;
            }
            return Ok(None);
        }
    }
    match Plan::prepare(&account.inputs(&campaign), plan_options) {
        Ok(plan) => {
            contacts.keep(plan.contact_fields());
            Ok(Some(Loaded {
                campaign,
                plan,
                contacts,
                account,
                definition,
            }))
        }
        Err(issues) => {
            let template = account.template_of(&campaign);
            for issue in &issues {
                // an issue with a place is of the template's text
                let origin = match &template {
                    Some((name, source)) if issue.place().is_some() => Origin::Text(name, source),
                    _ => definition.origin(issue),
                };
                told.issue(issue, origin)?;
            }
            Ok(None)
        }
    }
}

impl Account {
    fn inputs<'a>(&'a self, campaign: &'a Campaign) -> Inputs<'a> {
        Inputs {
            campaign,
            templates: &self.templates,
            instances: self.instances.as_deref(),
            user: &self.user,
            groups: &self.groups,
        }
    }

    /// What the campaign's template is called, and its text.
    fn template_of(&self, campaign: &Campaign) -> Option<(String, &str)> {
        let Content::Template { id, .. } = campaign.content() else {
            return None;
        };
        let mut templates = self.templates.iter();
        let template = templates.find(|template| template.id() == Some(id))?;
        let source = template.content().body()?.source();
        Some((TEMPLATE.with(&[("name", &template.name())]), source))
    }
}

impl Loaded {
    /// What the plan was prepared from.
    pub(crate) fn inputs(&self) -> Inputs<'_> {
        self.account.inputs(&self.campaign)
    }

    /// Shows the progress of this many streams of the plan.
    pub(crate) fn show(&mut self, progress: Progress, streams: u64) {
        // each stream looks for what stands twice, and reads the contacts again for each occurrence
        let readings = 1 + self.plan.occurrences().count() as u64;
        self.contacts
            .show(progress, readings.saturating_mul(streams));
    }

    /// What an issue that was found while planning is about.
    pub(crate) fn origin(&self, issue: &Issue) -> Origin<'_> {
        self.definition.origin(issue)
    }
}

/// Why a plan was not streamed to its end.
pub(crate) enum Stop {
    /// A file cannot be read or written.
    Failure(Failure),
    /// The contacts are no contacts, or a policy refuses the plan.
    Refused(Issues),
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Self::Failure(failure)
    }
}

impl From<ContactsError> for Stop {
    fn from(error: ContactsError) -> Self {
        match error {
            ContactsError::Failure(failure) => Self::Failure(failure),
            ContactsError::Invalid(issue) => Self::Refused([*issue].into_iter().collect()),
        }
    }
}

impl From<PlanStopped> for Stop {
    fn from(stopped: PlanStopped) -> Self {
        Self::Refused(stopped.0)
    }
}

/// Tells of what was found while planning.
pub(crate) fn tell_issues(issues: &Issues, loaded: &Loaded) -> Result<(), Failure> {
    issues
        .iter()
        .try_for_each(|issue| tell(&loaded.origin(issue).show(issue)))
}

/// Tells how the contacts were understood, and of those that could not be read.
pub(crate) fn tell_of_contacts(contacts: &ContactFile) -> Result<(), Failure> {
    let understood = contacts.understood();
    if let Some(summary) = understood.and_then(|understood| summary(contacts.name(), understood)) {
        tell(&summary)?;
    }
    contacts
        .broken_lines()
        .iter()
        .try_for_each(|issue| tell(&Origin::Alone("").show(issue)))
}

/// What was told, so that the verdict can come last.
struct Told<'l> {
    errors: bool,
    listener: Listener<'l>,
}

impl Told<'_> {
    fn reading<T>(
        &mut self,
        file: &Source,
        reading: Reading<T>,
        is_left_out: impl Fn(Code) -> bool,
    ) -> Result<Option<T>, Failure> {
        let (value, report) = reading.into_parts();
        for issue in report
            .issues()
            .iter()
            .filter(|issue| !is_left_out(issue.code()))
        {
            self.issue(issue, Origin::Json(&file.name, &file.text))?;
        }
        Ok(value)
    }

    fn issue(&mut self, issue: &Issue, origin: Origin<'_>) -> Result<(), Failure> {
        self.errors |= issue.severity() == Severity::Error;
        (self.listener)(issue, origin);
        tell(&origin.show(issue))
    }
}

impl Source {
    fn read(path: &Path) -> Result<Self, Failure> {
        let bytes = read_bytes(path)?;
        Ok(Self {
            name: path.display().to_string(),
            text: String::from_utf8_lossy(&bytes).into_owned(),
            bytes,
        })
    }

    /// What an issue of joining the files or of planning is about: one with a pointer is of this file.
    fn origin(&self, issue: &Issue) -> Origin<'_> {
        if issue.path().is_empty() {
            Origin::Alone("")
        } else {
            Origin::Json(&self.name, &self.text)
        }
    }
}

fn read_object(path: &Path) -> Result<Map<String, Value>, Failure> {
    let name = path.display();
    match serde_json::from_slice(&read_bytes(path)?) {
        Ok(Value::Object(object)) => Ok(object),
        Ok(_) => Err(Failure::Usage(NO_OBJECT.with(&[("file", &name)]))),
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
