//! A campaign folder: which files a plan is made from.

use crate::output::Failure;
use crate::settings::Settings;
use std::path::{Path, PathBuf};

/// The files of a campaign. Each is looked for in the folder, and a flag names another.
#[derive(clap::Args, Clone, Debug)]
pub(crate) struct FolderArgs {
    /// The campaign folder
    #[arg(value_name = "DIR")]
    dir: PathBuf,
    /// The campaign's definition [default: DIR/campaign.json]
    #[arg(long, value_name = "FILE")]
    campaign: Option<PathBuf>,
    /// Stored templates [default: DIR/templates.json]
    #[arg(long, value_name = "FILE")]
    templates: Option<PathBuf>,
    /// The account's instances [default: DIR/instances.json]
    #[arg(long, value_name = "FILE")]
    instances: Option<PathBuf>,
    /// The account [default: DIR/user.json]
    #[arg(long, value_name = "FILE")]
    user: Option<PathBuf>,
    /// Contacts: CSV, JSON lines in a .jsonl, the list of the API in a .json, Parquet, .xlsx or .ods
    /// [default: DIR/contacts.csv, or .jsonl, .json, .parquet, .xlsx, .ods]
    #[arg(long, value_name = "FILE")]
    contacts: Option<PathBuf>,
    /// Contact groups [default: DIR/groups.json]
    #[arg(long, value_name = "FILE")]
    groups: Option<PathBuf>,
    /// Planning options [default: DIR/plan.toml]
    #[arg(long, value_name = "FILE")]
    plan: Option<PathBuf>,
    #[command(flatten)]
    settings: Settings,
}

/// The files, each of them there as far as its name goes; those that need not be are optional.
pub(crate) struct Folder {
    pub(crate) campaign: PathBuf,
    pub(crate) templates: Option<PathBuf>,
    pub(crate) instances: Option<PathBuf>,
    pub(crate) user: Option<PathBuf>,
    pub(crate) contacts: PathBuf,
    pub(crate) groups: Option<PathBuf>,
    pub(crate) settings: Settings,
}

impl FolderArgs {
    /// Finds the files and reads the settings.
    pub(crate) fn find(self) -> Result<Folder, Failure> {
        let dir = self.dir;
        if !dir.is_dir() {
            let reason = match std::fs::metadata(&dir) {
                Err(reason) => reason,
                Ok(_) => std::io::Error::from(std::io::ErrorKind::NotADirectory),
            };
            return Err(Failure::read(dir.display().to_string(), reason));
        }
        let optional = |given: Option<PathBuf>, name: &str| given.or_else(|| there(&dir, name));
        let settings = match optional(self.plan, "plan.toml") {
            Some(path) => self.settings.or(Settings::read(&path)?),
            None => self.settings,
        };
        let contacts = optional(self.contacts, "contacts.csv").or_else(|| {
            let others = [
                "contacts.jsonl",
                "contacts.json",
                "contacts.parquet",
                "contacts.xlsx",
                "contacts.ods",
            ];
            others.iter().find_map(|name| there(&dir, name))
        });
        Ok(Folder {
            campaign: self.campaign.unwrap_or_else(|| dir.join("campaign.json")),
            templates: optional(self.templates, "templates.json"),
            instances: optional(self.instances, "instances.json"),
            user: optional(self.user, "user.json"),
            contacts: contacts.unwrap_or_else(|| dir.join("contacts.csv")),
            groups: optional(self.groups, "groups.json"),
            settings,
        })
    }
}

fn there(dir: &Path, name: &str) -> Option<PathBuf> {
    let path = dir.join(name);
    path.exists().then_some(path)
}
