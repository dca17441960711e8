//! A campaign folder: which files a plan is made from.

use crate::output::Failure;
use crate::settings::Settings;
use crate::words::Words;
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
        let contacts = match self.contacts {
            Some(given) => given,
            None => only_contacts(&dir)?,
        };
        Ok(Folder {
            campaign: self.campaign.unwrap_or_else(|| dir.join("campaign.json")),
            templates: optional(self.templates, "templates.json"),
            instances: optional(self.instances, "instances.json"),
            user: optional(self.user, "user.json"),
            contacts,
            groups: optional(self.groups, "groups.json"),
            settings,
        })
    }
}

const CONTACTS: [&str; 6] = [
    "contacts.csv",
    "contacts.jsonl",
    "contacts.json",
    "contacts.parquet",
    "contacts.xlsx",
    "contacts.ods",
];

const SEVERAL: Words = Words {
    en: "{dir} has {names}; say which one by --contacts, or remove the others",
    fr: "{dir} contient {names} ; dites lequel par --contacts, ou retirez les autres",
};

/// The file with the contacts. Of several none is taken: one may be the example, and the other the people.
fn only_contacts(dir: &Path) -> Result<PathBuf, Failure> {
    let is_there = |name: &&str| dir.join(name).exists();
    let names: Vec<&str> = CONTACTS.into_iter().filter(is_there).collect();
    match names[..] {
        [] => Ok(dir.join("contacts.csv")),
        [name] => Ok(dir.join(name)),
        _ => {
            Err(Failure::Usage(SEVERAL.with(&[
                ("dir", &dir.display()),
                ("names", &names.join(", ")),
            ])))
        }
    }
}

fn there(dir: &Path, name: &str) -> Option<PathBuf> {
    let path = dir.join(name);
    path.exists().then_some(path)
}
