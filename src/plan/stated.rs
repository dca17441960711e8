//! The options of a plan as its header states them, so that a stored plan can be made again from its
//! inputs by whoever holds no other note of how it was made.
//!
//! Stated is what differs from the default and changes what is planned. Of what is data (who is
//! suppressed, what was sent) the digest is stated; what bounds a reading (the limits) is not.

use super::line::instant;
use super::lists;
use super::options::{
    MissingVariables, PlanOptions, QuietZone, Quota, QuotaPolicy, name_of, named,
};
use super::texts;
use crate::audience::Match;
use crate::campaign::Recipients;
use crate::datetime::parse_instant;
use crate::issue::{Code, Issue, Issues};
use crate::pace::{Batches, QuietAction, QuietHours};
use crate::reading::Options;
use crate::schedule::{Fold, Gap, Missed, Zone};
use crate::template::Neutralise;
use chrono::{NaiveDate, TimeDelta};
use serde_json::{Map, Value};

/// The options by name, in camelCase as the command line has them in kebab-case; times are in seconds.
pub(super) fn state(options: &PlanOptions) -> Map<String, Value> {
    let suppressed = lists::suppressed(&options.suppression);
    state_with(options, suppressed, lists::sent(&options.sent))
}

/// The options without the lists of people, which a digest takes as long as they are: times follow from
/// how many are planned, and from none of them.
pub(super) fn state_of_times(options: &PlanOptions) -> Map<String, Value> {
    state_with(options, None, None)
}

fn state_with(
    options: &PlanOptions,
    suppressed: Option<Value>,
    sent: Option<Value>,
) -> Map<String, Value> {
    let (pace, caps) = (&options.pace, &options.pace.caps);
    let dates = options.exclude_dates.iter().map(NaiveDate::to_string);
    let quota = |of: fn(Quota) -> u64| options.quota.map(of).map(Value::from);
    let policy = options.quota.map(|quota| quota.policy).unwrap_or_default();
    let exclude = options.exclude.as_ref().map(Recipients::to_value);
    let stated = [
        (
            "timezone",
            options.zone.as_ref().map(|zone| zone.name().into()),
        ),
        ("count", options.count.map(Value::from)),
        ("until", options.until.map(|at| instant(at).into())),
        ("gap", policy_of(options.gap, &Gap::NAMES)),
        ("fold", policy_of(options.fold, &Fold::NAMES)),
        ("excludeDates", list(dates)),
        ("now", options.now.map(|at| instant(at).into())),
        ("missed", missed_name(options.missed).map(Value::from)),
        ("lateWithin", late_within(options.missed).map(Value::from)),
        ("quietHours", list(pace.quiet.texts())),
        (
            "quietZone",
            policy_of(options.quiet_zone, &QuietZone::NAMES),
        ),
        (
            "quietAction",
            policy_of(pace.quiet_action, &QuietAction::NAMES),
        ),
        ("minGap", above_zero(pace.min_gap.into())),
        ("jitter", above_zero(pace.jitter.into())),
        ("seed", above_zero(pace.seed)),
        (
            "batchSize",
            pace.batches.map(|batches| batches.size().into()),
        ),
        (
            "batchPause",
            pace.batches.map(|batches| batches.pause().into()),
        ),
        ("perMinute", caps.per_minute.map(Value::from)),
        ("perHour", caps.per_hour.map(Value::from)),
        ("perDay", caps.per_day.map(Value::from)),
        ("warmUp", list(caps.warm_up.iter().copied())),
        ("quota", quota(|quota| quota.monthly)),
        ("quotaUsed", quota(|quota| quota.used)),
        ("quotaPolicy", policy_of(policy, &QuotaPolicy::NAMES)),
        ("exclude", exclude),
        ("suppressed", suppressed),
        ("sent", sent),
        ("match", policy_of(options.matching, &Match::NAMES)),
        (
            "missing",
            policy_of(options.missing, &MissingVariables::NAMES),
        ),
        ("locale", options.locale.clone().map(Value::from)),
        ("neutralise", options.neutralise.map(|_| true.into())),
        ("longestValue", longest_value(options).map(Value::from)),
    ];
    let stated = stated.into_iter();
    stated
        .filter_map(|(name, value)| Some((name.to_owned(), value?)))
        .collect()
}

fn policy_of<T: Copy + Default + PartialEq>(
    value: T,
    names: &[(&'static str, T)],
) -> Option<Value> {
    (value != T::default()).then(|| name_of(value, names).into())
}

fn missed_name(missed: Missed) -> Option<&'static str> {
    match missed {
        Missed::Skip => None,
        Missed::RunLate(_) => Some("late"),
        Missed::RunOnceForAll => Some("once"),
    }
}

fn late_within(missed: Missed) -> Option<i64> {
    match missed {
        Missed::RunLate(within) => Some(within.num_seconds()),
        Missed::Skip | Missed::RunOnceForAll => None,
    }
}

fn longest_value(options: &PlanOptions) -> Option<usize> {
    options.neutralise?.longest
}

fn list<T: Into<Value>>(items: impl Iterator<Item = T>) -> Option<Value> {
    let items: Vec<Value> = items.map(Into::into).collect();
    (!items.is_empty()).then(|| items.into())
}

fn above_zero(number: u64) -> Option<Value> {
    (number > 0).then(|| number.into())
}

/// Reads what [`state`] wrote; whatever is not that is reported, each with its name.
pub(super) fn read(stated: &Map<String, Value>) -> Result<PlanOptions, Issues> {
    let mut options = PlanOptions::default();
    let mut issues = Issues::new();
    for name in stated.keys() {
        if take(&mut options, stated, name).is_none() {
            let path = format!("/options/{name}");
            let issue = Issue::new(Code::OptionInvalid, path, &texts::OPTION_STATED);
            issues.report(issue.with("name", name));
        }
    }
    if issues.is_empty() {
        Ok(options)
    } else {
        Err(issues)
    }
}

/// Takes one stated option; none where the name or the value is not one.
fn take(options: &mut PlanOptions, stated: &Map<String, Value>, name: &str) -> Option<()> {
    let value = stated.get(name)?;
    let (pace, text) = (&mut options.pace, value.as_str());
    match name {
        "timezone" => options.zone = Some(text?.parse::<Zone>().ok()?),
        "count" => options.count = Some(value.as_u64()?),
        "until" => options.until = Some(parse_instant(text?).ok()?.to_utc()),
        "gap" => options.gap = named(text?, &Gap::NAMES)?,
        "fold" => options.fold = named(text?, &Fold::NAMES)?,
        "excludeDates" => options.exclude_dates = items(value, |item| item.as_str()?.parse().ok())?,
        "now" => options.now = Some(parse_instant(text?).ok()?.to_utc()),
        "missed" | "lateWithin" => options.missed = missed(stated)?,
        "quietHours" => pace.quiet = quiet_hours(value)?,
        "quietZone" => options.quiet_zone = named(text?, &QuietZone::NAMES)?,
        "quietAction" => pace.quiet_action = named(text?, &QuietAction::NAMES)?,
        "minGap" => pace.min_gap = number(value)?,
        "jitter" => pace.jitter = number(value)?,
        "seed" => pace.seed = value.as_u64()?,
        "batchSize" | "batchPause" => pace.batches = Some(batches(stated)?),
        "perMinute" => pace.caps.per_minute = Some(number(value)?),
        "perHour" => pace.caps.per_hour = Some(number(value)?),
        "perDay" => pace.caps.per_day = Some(number(value)?),
        "warmUp" => pace.caps.warm_up = items(value, number)?,
        "quota" => quota(options).monthly = value.as_u64()?,
        "quotaUsed" => quota(options).used = value.as_u64()?,
        "quotaPolicy" => quota(options).policy = named(text?, &QuotaPolicy::NAMES)?,
        "exclude" => options.exclude = Some(recipients(value)?),
        // the lists themselves are the caller's
        "suppressed" | "sent" => drop(value.as_object()?),
        "match" => options.matching = named(text?, &Match::NAMES)?,
        "missing" => options.missing = named(text?, &MissingVariables::NAMES)?,
        "locale" => options.locale = Some(text?.to_owned()),
        "neutralise" | "longestValue" => options.neutralise = Some(neutralise(stated)?),
        _ => return None,
    }
    Some(())
}

fn number(value: &Value) -> Option<u32> {
    u32::try_from(value.as_u64()?).ok()
}

fn items<T>(value: &Value, read: impl Fn(&Value) -> Option<T>) -> Option<Vec<T>> {
    value.as_array()?.iter().map(read).collect()
}

fn quiet_hours(value: &Value) -> Option<QuietHours> {
    let windows = items(value, |item| item.as_str().map(str::to_owned))?;
    let none = QuietHours::default();
    windows
        .iter()
        .try_fold(none, |quiet, text| quiet.and(text).ok())
}

/// How late an occurrence may run is said of no other policy.
fn missed(stated: &Map<String, Value>) -> Option<Missed> {
    let within = stated.get("lateWithin");
    match (stated.get("missed")?.as_str()?, within) {
        ("late", Some(within)) => Some(Missed::RunLate(TimeDelta::seconds(number(within)?.into()))),
        ("once", None) => Some(Missed::RunOnceForAll),
        _ => None,
    }
}

/// Neither is of use without the other.
fn batches(stated: &Map<String, Value>) -> Option<Batches> {
    let given = |name| number(stated.get(name)?);
    Batches::new(given("batchSize")?, given("batchPause")?).ok()
}

/// How long a value may be is said of one that is neutralised.
fn neutralise(stated: &Map<String, Value>) -> Option<Neutralise> {
    if stated.get("neutralise")? != true {
        return None;
    }
    match stated.get("longestValue") {
        None => Some(Neutralise::new()),
        Some(longest) => Some(Neutralise::new().longest(number(longest)?.try_into().ok()?)),
    }
}

fn quota(options: &mut PlanOptions) -> &mut Quota {
    options.quota.get_or_insert_default()
}

fn recipients(value: &Value) -> Option<Recipients> {
    let json = value.to_string();
    let reading = Recipients::read(json.as_bytes(), &Options::new());
    reading.into_result().ok()
}
