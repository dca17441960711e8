//! What a definition is checked against: what the account has, what time it is, which zone is meant.

use crate::contacts::{ContactFile, ContactsError, How};
use crate::output::{Failure, read_bytes};
use crate::show::{show_alone, show_in_json};
use crate::words::{Words, language};
use chrono::{DateTime, Utc};
use flashplan::catalogue::{Account, Billing, read_templates};
use flashplan::datetime::{Moment, parse};
use flashplan::id::{ContactId, GroupId};
use flashplan::instance::{Business, read_instances};
use flashplan::plan::Contacts as _;
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
    /// The account's contacts, CSV or JSON lines: whether those that are named are there
    #[arg(long, value_name = "FILE")]
    contacts: Option<PathBuf>,
    /// The body of GET /api/v1/billing/usage, with `{"subscription":{"status":"active"}}` if that is known:
    /// whether plan, subscription and quota allow it
    #[arg(long, value_name = "FILE")]
    account: Option<PathBuf>,
    /// Whether the number is a WhatsApp Business account, which buttons need
    #[arg(long, value_name = "yes|no")]
    business: Option<YesNo>,
    /// What time it is, with an offset: whether the schedule lies in the past
    #[arg(long, value_name = "INSTANT")]
    now: Option<String>,
    /// The IANA zone of a schedule that is written without an offset
    #[arg(long, value_name = "ZONE")]
    timezone: Option<String>,
    /// Take the placeholders of a campaign's direct content for a template's
    #[arg(long)]
    render_direct: bool,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum YesNo {
    Yes,
    No,
}

/// What is known, read and ready to be looked up.
pub(crate) struct Known {
    account: Account,
    now: Option<DateTime<Utc>>,
    zone: Option<Zone>,
    render_direct: bool,
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
        if let Some(file) = &args.contacts {
            account = account.contacts(read_contacts(file)?);
        }
        if let Some(file) = &args.account {
            account = account.billing(read(file, Billing::read)?);
        }
        account = match args.business {
            Some(YesNo::Yes) => account.business(Business::Yes),
            Some(YesNo::No) => account.business(Business::No),
            None => account,
        };
        Ok(Self {
            account,
            now: args.now.as_deref().map(read_now).transpose()?,
            zone: args.timezone.as_deref().map(read_zone).transpose()?,
            render_direct: args.render_direct,
        })
    }

    /// How a definition is read.
    pub(crate) fn options(&self) -> Options<'_> {
        let mut options = Options::new().account(&self.account);
        options.now = self.now;
        options.default_zone = self.zone.as_ref();
        options.render_direct(self.render_direct)
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
        Failure::Usage(format!(
            "{}\n{}",
            INVALID.with(&[("file", &name)]),
            shown.join("\n")
        ))
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

/// The ids of the contacts; one whose line cannot be read is not there.
fn read_contacts(file: &Path) -> Result<Vec<ContactId>, Failure> {
    let mut ids = Vec::new();
    let read: Result<(), ContactsError> =
        ContactFile::open(file, How::default())?.for_each_batch(&mut |batch| {
            let rows = (0..batch.rows()).filter_map(|row| batch.id(row));
            ids.extend(rows.filter_map(ContactId::stored));
            Ok(())
        });
    match read {
        Ok(()) => Ok(ids),
        Err(ContactsError::Failure(failure)) => Err(failure),
        Err(ContactsError::Invalid(issue)) => {
            let shown = show_alone(&issue, &file.display().to_string());
            Err(Failure::Usage(shown.trim_end().to_owned()))
        }
    }
}

const INVALID: Words = Words {
    en: "{file} is invalid",
    fr: "{file} n'est pas valide",
};

const NO_OFFSET: Words = Words {
    en: "--now {text} has no offset; write one: {text}Z",
    fr: "--now {text} n'a pas de décalage ; écrivez-en un : {text}Z",
};

const NO_TIME: Words = Words {
    en: "--now {text} is no instant; write one such as 2030-05-01T08:00:00Z",
    fr: "--now {text} n'est pas un instant ; écrivez par exemple 2030-05-01T08:00:00Z",
};

const NO_ZONE: Words = Words {
    en: "--timezone {zone}: {message}; {hint}",
    fr: "--timezone {zone} : {message} ; {hint}",
};

fn read_now(text: &str) -> Result<DateTime<Utc>, Failure> {
    match parse(text) {
        Ok(Moment::Instant(instant)) => Ok(instant.to_utc()),
        Ok(Moment::Local(_)) => Err(Failure::Usage(NO_OFFSET.with(&[("text", &text)]))),
        Err(_) => Err(Failure::Usage(NO_TIME.with(&[("text", &text)]))),
    }
}

fn read_zone(name: &str) -> Result<Zone, Failure> {
    Zone::named(name).map_err(|issue| {
        let issue = issue.in_language(language());
        Failure::Usage(NO_ZONE.with(&[
            ("zone", &name),
            ("message", &issue.message()),
            ("hint", &issue.hint()),
        ]))
    })
}
