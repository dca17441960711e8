//! What a definition is checked against: what the account has, what time it is, which zone is meant.

use crate::output::{Failure, read_bytes};
use crate::show::show_in_json;
use chrono::{DateTime, Utc};
use flashplan::catalogue::{Account, read_templates};
use flashplan::datetime::{Moment, parse};
use flashplan::id::GroupId;
use flashplan::instance::read_instances;
use flashplan::reading::{Options, Reading};
use flashplan::schedule::Zone;
use std::path::{Path, PathBuf};

/// What is not given is not checked, and is listed as that.
#[derive(clap::Args)]
pub(crate) struct AccountArgs {
    /// The account's instances: whether the one that sends is there and connected
    #[arg(long, value_name = "FILE")]
    instances: Option<PathBuf>,
    /// Stored templates: whether the one that is sent is there and gets its variables
    #[arg(long, value_name = "FILE")]
    templates: Option<PathBuf>,
    /// Contact groups: whether the recipients' group is there
    #[arg(long, value_name = "FILE")]
    groups: Option<PathBuf>,
    /// What time it is, with an offset: whether the schedule lies in the past
    #[arg(long, value_name = "INSTANT")]
    now: Option<String>,
    /// The IANA zone of a schedule that is written without an offset
    #[arg(long, value_name = "ZONE")]
    timezone: Option<String>,
}

/// What is known, read and ready to be looked up.
pub(crate) struct Known {
    account: Account,
    now: Option<DateTime<Utc>>,
    zone: Option<Zone>,
}

impl Known {
    /// Reads what the arguments name.
    pub(crate) fn read(args: &AccountArgs) -> Result<Self, Failure> {
        let mut account = Account::new();
        if let Some(file) = &args.instances {
            account = account.instances(read(file, read_instances)?);
        }
        if let Some(file) = &args.templates {
            account = account.templates(read(file, read_templates)?);
        }
        if let Some(file) = &args.groups {
            account = account.groups(read_groups(file)?);
        }
        Ok(Self {
            account,
            now: args.now.as_deref().map(read_now).transpose()?,
            zone: args.timezone.as_deref().map(read_zone).transpose()?,
        })
    }

    /// How a definition is read.
    pub(crate) fn options(&self) -> Options<'_> {
        let mut options = Options::new().account(&self.account);
        options.now = self.now;
        options.default_zone = self.zone.as_ref();
        options
    }
}

/// The value of a file; the issues of one that has none.
fn read<T>(file: &Path, read: impl FnOnce(&[u8]) -> Reading<T>) -> Result<T, Failure> {
    let bytes = read_bytes(file)?;
    let name = file.display().to_string();
    read(&bytes).into_result().map_err(|report| {
        let text = String::from_utf8_lossy(&bytes);
        let issues = report.issues().iter();
        let shown: Vec<_> = issues
            .map(|issue| show_in_json(issue, &name, &text))
            .collect();
        Failure::Usage(format!("{name} is invalid\n{}", shown.join("\n")))
    })
}

fn read_groups(file: &Path) -> Result<Vec<GroupId>, Failure> {
    #[derive(serde::Deserialize)]
    struct Group {
        id: String,
    }
    let groups: Vec<Group> = serde_json::from_slice(&read_bytes(file)?)
        .map_err(|error| Failure::Usage(format!("{}: {error}", file.display())))?;
    Ok(groups
        .iter()
        .filter_map(|group| GroupId::stored(&group.id))
        .collect())
}

fn read_now(text: &str) -> Result<DateTime<Utc>, Failure> {
    match parse(text) {
        Ok(Moment::Instant(instant)) => Ok(instant.to_utc()),
        Ok(Moment::Local(_)) => Err(Failure::Usage(format!(
            "--now {text} has no offset; write one: {text}Z"
        ))),
        Err(why) => Err(Failure::Usage(format!("--now {text}: {why}"))),
    }
}

fn read_zone(name: &str) -> Result<Zone, Failure> {
    Zone::named(name).map_err(|issue| {
        let (message, hint) = (issue.message(), issue.hint());
        Failure::Usage(format!("--timezone {name}: {message}; {hint}"))
    })
}
