//! The health of an instance: how safe it is to send much from it. Guidance only.

use super::secret::is_secret_name;
use crate::json::{Kind, Value};
use crate::reading::{Path, Sink};
use crate::safety::{read_score, read_texts};

/// What `GET /api/v1/instances/{id}/health` says. In its first version it never blocks a send.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Health {
    /// `warming` was seen; the other names are not published.
    pub safety_state: Option<String>,
    /// 0 to 100.
    pub safety_score: Option<f64>,
    /// What to do, in words.
    pub recommendations: Vec<String>,
    /// `warmupPolicy`, `usageWindowSummary` and whatever else there is, as JSON text, by name.
    /// Fields that could hold a secret are left out.
    pub extra: Vec<(String, String)>,
}

impl Health {
    /// `warmupPolicy` as JSON: no value of it is published, so that
    /// [`WarmUpPolicies`](crate::pace::WarmUpPolicies) leaves what it means to the host.
    #[must_use]
    pub fn warmup_policy(&self) -> Option<&str> {
        let found = self.extra.iter().find(|(name, _)| name == "warmupPolicy");
        found.map(|(_, json)| json.as_str())
    }
}

/// The fields that are read elsewhere or here by name.
const KNOWN: [&str; 6] = [
    "instanceId",
    "status",
    "providerState",
    "safetyState",
    "safetyScore",
    "recommendations",
];

/// Reads the health that `object` holds, if it holds one.
pub(super) fn read_health(object: Value<'_>, path: &Path<'_>, sink: &mut Sink) -> Option<Health> {
    let state = object.member("safetyState");
    let score = object.member("safetyScore");
    let guidance = ["warmupPolicy", "usageWindowSummary"];
    let guided = || guidance.iter().any(|name| object.member(name).is_some());
    if state.or(score).is_none() && !guided() {
        return None;
    }
    let recommendations = object.member("recommendations");
    Some(Health {
        safety_state: state.and_then(Value::text).map(str::to_owned),
        safety_score: score.and_then(|score| read_score(score, path.name("safetyScore"), sink)),
        recommendations: recommendations.map(read_texts).unwrap_or_default(),
        extra: read_extra(object),
    })
}

fn read_extra(object: Value<'_>) -> Vec<(String, String)> {
    let others = object
        .members()
        .filter(|(name, _)| !KNOWN.contains(name) && !is_secret_name(name));
    others
        .filter_map(|(name, value)| Some((name.to_owned(), without_secrets(value)?)))
        .collect()
}

/// The JSON of a value; none where a secret may stand anywhere in it.
fn without_secrets(value: Value<'_>) -> Option<String> {
    let mut left = vec![value];
    while let Some(value) = left.pop() {
        for (name, member) in value.members() {
            if is_secret_name(name) {
                return None;
            }
            left.push(member);
        }
        left.extend(value.items());
    }
    (value.kind() != Kind::Null).then(|| value.raw().to_owned())
}
