//! What the definition does not say, by the names of plan.toml.

use crate::texts;
use flashplan::audience::Match;
use flashplan::issue::{Code, Issue, Issues, nearest};
use flashplan::pace::{QuietAction, QuietHours};
use flashplan::plan::{MissingVariables, PlanOptions, QuietZone, QuotaPolicy, Shard};
use flashplan::schedule::{Fold, Gap, Zone};
use serde_json::{Map, Value};
use uuid::Uuid;

/// Options that a plan's header does not state: they are data, or about how something is read.
const OWN: [&str; 5] = ["suppress", "sent", "shard", "windows", "renderDirect"];

/// Options that say how a file of contacts is read.
const OF_FILES: [&str; 4] = ["country", "encoding", "sheet", "column"];

/// The options of a plan, and whether placeholders in direct content are filled in.
#[derive(Debug, Default)]
pub(crate) struct Said {
    pub(crate) options: PlanOptions,
    pub(crate) render_direct: bool,
}

/// Reads options by name: `per_hour`, `per-hour` and `perHour` are the same. `null` is not said.
pub(crate) fn read(given: &Map<String, Value>) -> Result<Said, Issues> {
    let mut reader = Reader::default();
    for (name, value) in given {
        if !value.is_null() {
            reader.take(name, value);
        }
    }
    reader.finish()
}

#[derive(Default)]
struct Reader {
    issues: Issues,
    /// In the form of a header, with the names as they were given.
    stated: Map<String, Value>,
    names: Map<String, Value>,
    own: Map<String, Value>,
}

impl Reader {
    fn take(&mut self, given: &str, value: &Value) {
        let name = camel(given);
        self.names.insert(name.clone(), Value::from(given));
        if OF_FILES.contains(&name.as_str()) {
            self.report(
                &name,
                Issue::new(Code::OptionInvalid, "", &texts::OPTION_OF_FILES),
            );
        } else if OWN.contains(&name.as_str()) {
            self.own.insert(name, value.clone());
        } else if name == "missed" && value == "skip" {
            // what happens where nothing is said, and a header does not say it
        } else {
            let value = match (name.as_str(), value) {
                ("minGap" | "jitter" | "batchPause" | "lateWithin", Value::String(text)) => {
                    seconds(text).map_or_else(|| value.clone(), Value::from)
                }
                ("until" | "now", Value::String(text)) => Value::from(text.replacen(' ', "T", 1)),
                _ => value.clone(),
            };
            self.stated.insert(name, value);
        }
    }

    fn finish(mut self) -> Result<Said, Issues> {
        // how much of a quota is used says nothing without one
        if !self.stated.contains_key("quota") {
            self.stated.remove("quotaUsed");
            self.stated.remove("quotaPolicy");
        }
        let options = match PlanOptions::from_stated(&self.stated) {
            Ok(options) => Some(options),
            Err(issues) => {
                let names = issues.iter().map(|issue| issue.path().rsplit('/').next());
                let names: Vec<String> = names.flatten().map(str::to_owned).collect();
                names.iter().for_each(|name| self.refuse(name));
                None
            }
        };
        let mut said = Said {
            options: options.unwrap_or_default(),
            render_direct: false,
        };
        for (name, value) in std::mem::take(&mut self.own) {
            if self.take_own(&mut said, &name, &value).is_none() {
                self.refuse_value(&name, &value);
            }
        }
        if self.issues.has_errors() {
            Err(self.issues)
        } else {
            Ok(said)
        }
    }

    /// Takes an option of its own; none where it cannot have the value.
    fn take_own(&mut self, said: &mut Said, name: &str, value: &Value) -> Option<()> {
        let options = &mut said.options;
        match name {
            "renderDirect" => said.render_direct = value.as_bool()?,
            "shard" => options.shard = value.as_str()?.parse::<Shard>().ok()?,
            "suppress" => {
                for entry in value.as_array()? {
                    options.suppression.add(entry.as_str()?);
                }
            }
            "sent" => {
                let keys = value.as_array()?.iter();
                let keys: Option<_> = keys.map(|key| key.as_str()?.parse::<Uuid>().ok()).collect();
                options.sent = keys?;
            }
            _ => {
                let windows: Option<Vec<&str>> =
                    value.as_array()?.iter().map(Value::as_str).collect();
                let quiet: QuietHours = options.pace.quiet.clone();
                options.pace.quiet = quiet.within(windows?).ok()?;
            }
        }
        Some(())
    }

    /// Says what an option that a header could not state was expected to be.
    fn refuse(&mut self, name: &str) {
        let value = self.stated.get(name).cloned().unwrap_or_default();
        let zone = value.as_str().filter(|_| name == "timezone");
        if let Some(Err(issue)) = zone.map(Zone::named) {
            self.report(name, issue.moved(""));
        } else if expected(name).is_some() {
            self.refuse_value(name, &value);
        } else {
            let known = NAMES.into_iter().chain(OWN);
            let nearest = nearest(name, known).map_or_else(|| "count".to_owned(), snake);
            let issue = Issue::new(Code::OptionInvalid, "", &texts::OPTION_UNKNOWN);
            self.report(name, issue.with("nearest", nearest));
        }
    }

    fn refuse_value(&mut self, name: &str, value: &Value) {
        let issue = Issue::new(Code::OptionInvalid, "", &texts::OPTION_VALUE)
            .with("expected", expected(name).unwrap_or_default())
            .with("got", value);
        self.report(name, issue);
    }

    /// Reports an issue of an option by the name that it was given by.
    fn report(&mut self, name: &str, issue: Issue) {
        let given = self.names.get(name).and_then(Value::as_str).unwrap_or(name);
        let issue = issue.with("name", given).moved(format!("/options/{given}"));
        self.issues.report(issue);
    }
}

const NAMES: [&str; 27] = [
    "timezone",
    "count",
    "until",
    "gap",
    "fold",
    "excludeDates",
    "quietHours",
    "quietZone",
    "quietAction",
    "minGap",
    "jitter",
    "seed",
    "batchSize",
    "batchPause",
    "perMinute",
    "perHour",
    "perDay",
    "warmUp",
    "quota",
    "quotaUsed",
    "quotaPolicy",
    "exclude",
    "match",
    "missing",
    "now",
    "missed",
    "lateWithin",
];

/// What an option can be; none where there is no such option.
fn expected(name: &str) -> Option<String> {
    let text = match name {
        "now" => "an instant with its offset, such as 2030-05-01T00:00:00Z",
        "missed" | "lateWithin" => "skip, once, or late with late_within (seconds, or 2h)",
        "timezone" => "the name of a zone such as Europe/Paris",
        "count" | "seed" | "quota" | "quotaUsed" => "a whole number from 0",
        "until" => "an instant with its offset, such as 2030-05-01T00:00:00Z",
        "excludeDates" => "a list of dates such as 2030-05-01",
        "quietHours" | "windows" => "a list of hours such as 22:00-08:00 or sun 00:00-24:00",
        "minGap" | "jitter" => "whole seconds, or a text such as 2s, 5m, 1h",
        "batchSize" | "batchPause" => "both batch_size (from 1) and batch_pause (seconds, or 10m)",
        "perMinute" | "perHour" | "perDay" => "a whole number from 1",
        "warmUp" => "a list of whole numbers from 1",
        "exclude" => r#"a recipients selector such as {"type": "tags", "value": ["stop"]}"#,
        "suppress" => "a list of phone numbers and contact ids",
        "sent" => "a list of keys of sends",
        "shard" => "INDEX/COUNT with INDEX from 0 to COUNT - 1, such as 0/4",
        "renderDirect" => "true or false",
        "gap" => return Some(one_of(&Gap::NAMES)),
        "fold" => return Some(one_of(&Fold::NAMES)),
        "quietZone" => return Some(one_of(&QuietZone::NAMES)),
        "quietAction" => return Some(one_of(&QuietAction::NAMES)),
        "quotaPolicy" => return Some(one_of(&QuotaPolicy::NAMES)),
        "match" => return Some(one_of(&Match::NAMES)),
        "missing" => return Some(one_of(&MissingVariables::NAMES)),
        _ => return None,
    };
    Some(text.to_owned())
}

fn one_of<T>(names: &[(&'static str, T)]) -> String {
    let names: Vec<&str> = names.iter().map(|(name, _)| *name).collect();
    format!("one of {}", names.join(", "))
}

/// `2s`, `5m` or `1h` in seconds.
fn seconds(text: &str) -> Option<u32> {
    let units = [("s", 1_u32), ("m", 60), ("h", 3_600)];
    units.iter().find_map(|(unit, factor)| {
        let number = text.trim().strip_suffix(unit)?;
        let is_plain = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
        is_plain
            .then(|| number.parse::<u32>().ok()?.checked_mul(*factor))
            .flatten()
    })
}

/// `per_hour` and `per-hour` as `perHour`.
fn camel(name: &str) -> String {
    let mut out = String::new();
    let mut is_up = false;
    for letter in name.chars() {
        match letter {
            '_' | '-' => is_up = true,
            _ if is_up => {
                out.extend(letter.to_uppercase());
                is_up = false;
            }
            _ => out.push(letter),
        }
    }
    out
}

/// `perHour` as `per_hour`.
fn snake(name: &str) -> String {
    let mut out = String::new();
    for letter in name.chars() {
        if letter.is_ascii_uppercase() {
            out.push('_');
        }
        out.push(letter.to_ascii_lowercase());
    }
    out
}
