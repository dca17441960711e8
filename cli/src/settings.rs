//! What the definition of a campaign does not say: `plan.toml`, and the flags of the same names.

use crate::contacts::How;
use crate::output::{Failure, read_bytes};
use flashplan::plan::Header;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::num::ParseIntError;
use std::path::{Path, PathBuf};

/// Planning options. All are optional; a flag wins over `plan.toml`.
#[derive(clap::Args, Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
#[command(next_help_heading = "Planning options (each is also a key of plan.toml)")]
pub(crate) struct Settings {
    /// Keep the wall-clock time of this IANA zone, or offset; without it the fixed offset of `schedule`
    #[arg(long, value_name = "ZONE")]
    pub(crate) timezone: Option<String>,
    /// Plan this many occurrences, counted from the first of the campaign
    #[arg(long, value_name = "N")]
    pub(crate) count: Option<u64>,
    /// Plan the occurrences up to this instant, itself included
    #[arg(long, value_name = "INSTANT")]
    pub(crate) until: Option<String>,
    /// Where a change of clocks skips the local time: shift, snap, skip, earlier or reject
    #[arg(long, value_name = "POLICY")]
    pub(crate) gap: Option<String>,
    /// Where a change of clocks repeats the local time: first, second or reject
    #[arg(long, value_name = "POLICY")]
    pub(crate) fold: Option<String>,
    /// Leave out the occurrences on this local date; may be given again
    #[arg(long = "exclude-dates", value_name = "DATE")]
    pub(crate) exclude_dates: Vec<String>,
    /// When the plan is made: nothing leaves before, and occurrences that were due before are missed
    #[arg(long, value_name = "INSTANT")]
    pub(crate) now: Option<String>,
    /// What becomes of missed occurrences: skip, late (as late as --late-within), or once (the last one
    /// for all)
    #[arg(long, value_name = "POLICY")]
    pub(crate) missed: Option<String>,
    /// How late a missed occurrence may run, such as 2h; needs --missed late
    #[arg(long, value_name = "TIME")]
    pub(crate) late_within: Option<String>,
    /// Send nothing in these hours, such as 22:00-08:00 or "sun 00:00-24:00"; may be given again
    #[arg(long = "quiet-hours", value_name = "HOURS")]
    pub(crate) quiet_hours: Vec<String>,
    /// Send in these hours alone, such as "mon 09:00-18:00": the opposite of quiet hours; may be given again
    #[arg(long, value_name = "HOURS")]
    pub(crate) windows: Vec<String>,
    /// Whose clock quiet hours are read on: campaign, or contact (field meta.timezone)
    #[arg(long, value_name = "WHOSE")]
    pub(crate) quiet_zone: Option<String>,
    /// What becomes of a send in quiet hours: wait, skip or abort
    #[arg(long, value_name = "ACTION")]
    pub(crate) quiet_action: Option<String>,
    /// The least time between two sends, such as 2s
    #[arg(long, value_name = "TIME")]
    pub(crate) min_gap: Option<String>,
    /// Add from 0 to this much to each gap
    #[arg(long, value_name = "TIME")]
    pub(crate) jitter: Option<String>,
    /// Draw the jitter from this number: the same number, the same times
    #[arg(long, value_name = "N")]
    pub(crate) seed: Option<u64>,
    /// Pause after this many sends; needs --batch-pause
    #[arg(long, value_name = "N")]
    pub(crate) batch_size: Option<u32>,
    /// How long to pause between two batches, such as 10m
    #[arg(long, value_name = "TIME")]
    pub(crate) batch_pause: Option<String>,
    /// At most this many sends in any 60 seconds
    #[arg(long, value_name = "N")]
    pub(crate) per_minute: Option<u32>,
    /// At most this many sends in any 3,600 seconds
    #[arg(long, value_name = "N")]
    pub(crate) per_hour: Option<u32>,
    /// At most this many sends in any 86,400 seconds
    #[arg(long, value_name = "N")]
    pub(crate) per_day: Option<u32>,
    /// At most this many sends in the first, second, third .. 24 hours, such as 50,100,200; or ten-days,
    /// seven-days (published warm-ups), or policy: what --warm-up-policies has for the instance
    #[arg(long, value_name = "N,..|NAME", value_parser = WarmUp::read)]
    pub(crate) warm_up: Option<WarmUp>,
    /// The day of the warm-up, from 1, that the plan starts on
    #[arg(long, value_name = "DAY")]
    pub(crate) warm_up_day: Option<u32>,
    /// What each `warmupPolicy` of the instances means: JSON, such as {"gradual":[20,40,80],"new":"ten-days"}
    #[arg(long, value_name = "MAP", value_parser = policies)]
    pub(crate) warm_up_policies: Option<BTreeMap<String, WarmUp>>,
    /// Messages that the account may send in a UTC calendar month
    #[arg(long, value_name = "N")]
    pub(crate) quota: Option<u64>,
    /// How many of them are used in the month of the first occurrence
    #[arg(long, value_name = "N")]
    pub(crate) quota_used: Option<u64>,
    /// When the quota does not suffice: warn, fail or truncate
    #[arg(long, value_name = "POLICY")]
    pub(crate) quota_policy: Option<String>,
    /// Whether a contact needs one of the tags of the recipients or all of them: any or all. Having one of
    /// the tags of --exclude is always enough to be left out
    #[arg(long = "match", value_name = "WHICH")]
    #[serde(rename = "match")]
    pub(crate) matching: Option<String>,
    /// Leave out who this recipients selector takes: JSON, such as {"type":"tags","value":["stop"]}
    #[arg(long, value_name = "SELECTOR", value_parser = selector)]
    pub(crate) exclude: Option<serde_json::Value>,
    /// A file of phone numbers and contact ids that must not be written to, one a line
    #[arg(long, value_name = "FILE")]
    pub(crate) suppress: Option<PathBuf>,
    /// Read numbers without a country code as of this country, such as BJ or 229
    #[arg(long, value_name = "COUNTRY")]
    pub(crate) country: Option<String>,
    /// Read the contacts in this encoding, such as windows-1252; without it UTF-8, or UTF-16 by its mark
    #[arg(long, value_name = "NAME")]
    pub(crate) encoding: Option<String>,
    /// Read the contacts from this sheet of a spreadsheet
    #[arg(long, value_name = "NAME")]
    pub(crate) sheet: Option<String>,
    /// Take a column of the contacts for this name, such as phone=Mobile; may be given again
    #[arg(long, value_name = "NAME=COLUMN")]
    pub(crate) column: Vec<String>,
    /// Take the positions of the contacts from this column: whole numbers, each once; without it a contact's
    /// position is its row. The lowest one wins among equal numbers
    #[arg(long, value_name = "COLUMN")]
    pub(crate) position: Option<String>,
    /// Fill in the placeholders of direct content (body, title, description, footer) too
    #[arg(long)]
    pub(crate) render_direct: bool,
    /// When a contact lacks a value that the template prints: skip, fail or empty
    #[arg(long, value_name = "POLICY")]
    pub(crate) missing: Option<String>,
    /// The locale of dates, numbers and plurals where the template names none, such as fr or pt-BR
    #[arg(long, value_name = "LOCALE")]
    pub(crate) locale: Option<String>,
    /// Keep the characters of values from formatting the message, and drop control characters
    #[arg(long)]
    pub(crate) neutralise: bool,
    /// Cut values after so many characters; implies --neutralise
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) longest_value: Option<u32>,
}

/// The caps of a warm-up, or what they are called.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(untagged)]
pub(crate) enum WarmUp {
    Caps(Vec<u32>),
    Named(String),
}

impl WarmUp {
    fn read(text: &str) -> Result<Self, ParseIntError> {
        if text.starts_with(|first: char| first.is_alphabetic()) {
            return Ok(Self::Named(text.to_owned()));
        }
        let caps = text.split(',').map(|cap| cap.trim().parse());
        Ok(Self::Caps(caps.collect::<Result<_, _>>()?))
    }
}

fn policies(text: &str) -> Result<BTreeMap<String, WarmUp>, serde_json::Error> {
    serde_json::from_str(text)
}

fn selector(text: &str) -> Result<serde_json::Value, serde_json::Error> {
    serde_json::from_str(text)
}

impl Settings {
    /// The settings of a `plan.toml`. Its `suppress` is a path beside it.
    pub(crate) fn read(path: &Path) -> Result<Self, Failure> {
        let name = path.display().to_string();
        let bytes = read_bytes(path)?;
        let text = String::from_utf8(bytes).map_err(|_| Failure::not_utf8(path))?;
        let mut settings: Self = toml::from_str(&text)
            .map_err(|error| Failure::Usage(format!("{name}: {}", error.to_string().trim_end())))?;
        if let (Some(file), Some(folder)) = (&settings.suppress, path.parent()) {
            settings.suppress = Some(folder.join(file));
        }
        Ok(settings)
    }

    /// How the contacts are to be read.
    pub(crate) fn how(&self) -> Result<How, Failure> {
        let (country, encoding) = (self.country.as_deref(), self.encoding.as_deref());
        let how = How::new(country, encoding, self.sheet.as_deref(), &self.column)?;
        Ok(how.ordered_by(self.position.as_deref()))
    }

    /// How the contacts are to be read, as a plan's header states it.
    pub(crate) fn stated_of_contacts(&self) -> Map<String, Value> {
        let texts = [
            ("country", &self.country),
            ("encoding", &self.encoding),
            ("sheet", &self.sheet),
            ("position", &self.position),
        ];
        let texts = texts.into_iter();
        let columns = (!self.column.is_empty()).then(|| self.column.clone().into());
        texts
            .filter_map(|(name, text)| Some((name, text.clone()?.into())))
            .chain(columns.map(|columns| ("column", columns)))
            .map(|(name, value)| (name.to_owned(), value))
            .collect()
    }

    /// These settings, and those that the header of a stored plan states where these say nothing. Gives
    /// with them what was taken from there.
    pub(crate) fn or_stated(self, header: &Header) -> Result<(Self, Map<String, Value>), Failure> {
        let unusable = |error: serde_json::Error| Failure::Usage(error.to_string());
        let mut said = serde_json::to_value(self).map_err(unusable)?;
        let mut taken = Map::new();
        if let Value::Object(said) = &mut said {
            said.retain(|_, value| !says_nothing(value));
            for (name, value) in stated(header) {
                // a stated warm-up begins on the plan's first day
                if name == "warm-up" && !said.contains_key(&name) {
                    said.remove("warm-up-day");
                }
                // windows are stated as the quiet hours around them
                let is_said = said.contains_key(&name)
                    || (name == "quiet-hours" && said.contains_key("windows"));
                if !is_said {
                    taken.insert(name.clone(), value.clone());
                    said.insert(name, value);
                }
            }
        }
        let settings = serde_json::from_value(said).map_err(unusable)?;
        Ok((settings, taken))
    }

    /// These settings, and those of `other` where these say nothing.
    pub(crate) fn or(self, other: Self) -> Self {
        let list = |own: Vec<String>, other| if own.is_empty() { other } else { own };
        Self {
            timezone: self.timezone.or(other.timezone),
            count: self.count.or(other.count),
            until: self.until.or(other.until),
            gap: self.gap.or(other.gap),
            fold: self.fold.or(other.fold),
            exclude_dates: list(self.exclude_dates, other.exclude_dates),
            now: self.now.or(other.now),
            missed: self.missed.or(other.missed),
            late_within: self.late_within.or(other.late_within),
            quiet_hours: list(self.quiet_hours, other.quiet_hours),
            windows: list(self.windows, other.windows),
            quiet_zone: self.quiet_zone.or(other.quiet_zone),
            quiet_action: self.quiet_action.or(other.quiet_action),
            min_gap: self.min_gap.or(other.min_gap),
            jitter: self.jitter.or(other.jitter),
            seed: self.seed.or(other.seed),
            batch_size: self.batch_size.or(other.batch_size),
            batch_pause: self.batch_pause.or(other.batch_pause),
            per_minute: self.per_minute.or(other.per_minute),
            per_hour: self.per_hour.or(other.per_hour),
            per_day: self.per_day.or(other.per_day),
            warm_up: self.warm_up.or(other.warm_up),
            warm_up_day: self.warm_up_day.or(other.warm_up_day),
            warm_up_policies: self.warm_up_policies.or(other.warm_up_policies),
            quota: self.quota.or(other.quota),
            quota_used: self.quota_used.or(other.quota_used),
            quota_policy: self.quota_policy.or(other.quota_policy),
            matching: self.matching.or(other.matching),
            exclude: self.exclude.or(other.exclude),
            suppress: self.suppress.or(other.suppress),
            country: self.country.or(other.country),
            encoding: self.encoding.or(other.encoding),
            sheet: self.sheet.or(other.sheet),
            column: list(self.column, other.column),
            position: self.position.or(other.position),
            render_direct: self.render_direct || other.render_direct,
            missing: self.missing.or(other.missing),
            locale: self.locale.or(other.locale),
            neutralise: self.neutralise || other.neutralise,
            longest_value: self.longest_value.or(other.longest_value),
        }
    }
}

/// What the header of a plan states, in the words of `plan.toml`. Who was suppressed and what was sent are
/// not among them.
fn stated(header: &Header) -> Map<String, Value> {
    let options = header.fields().get("options").and_then(Value::as_object);
    let mut stated: Map<String, Value> = options
        .into_iter()
        .flatten()
        .filter(|(name, value)| !NOT_SETTINGS.contains(&name.as_str()) && !says_nothing(value))
        // stated with every quota
        .filter(|(name, value)| *name != "quotaUsed" || **value != 0)
        .map(|(name, value)| (kebab(name), value.clone()))
        .collect();
    for name in ["min-gap", "jitter", "batch-pause", "late-within"] {
        if let Some(value) = stated.get_mut(name) {
            *value = format!("{value}s").into();
        }
    }
    let contacts = header.fields().get("contacts").and_then(Value::as_object);
    let contacts = contacts.into_iter().flatten();
    stated.extend(
        contacts
            .filter(|(name, _)| READ_BY.contains(&name.as_str()))
            .map(|(name, value)| (name.clone(), value.clone())),
    );
    if header.renders_direct() {
        stated.insert("render-direct".to_owned(), true.into());
    }
    stated
}

/// Options that a header states, and that no setting is.
const NOT_SETTINGS: [&str; 2] = ["suppressed", "sent"];

/// Settings of how the contacts are read, as a header names them.
const READ_BY: [&str; 5] = ["country", "encoding", "sheet", "column", "position"];

/// Whether a value is that of a setting that was not given.
fn says_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Bool(value) => !value,
        Value::Array(items) => items.is_empty(),
        _ => false,
    }
}

/// `minGap` as `min-gap`.
fn kebab(name: &str) -> String {
    let mut out = String::new();
    for letter in name.chars() {
        if letter.is_ascii_uppercase() {
            out.push('-');
        }
        out.push(letter.to_ascii_lowercase());
    }
    out
}
