//! Definitions, checked without being planned.

use crate::error::{Kind, or_raise, raise};
use crate::texts;
use crate::value::{to_json, to_python};
use chrono::{DateTime, Utc};
use flashplan::campaign::Campaign;
use flashplan::catalogue::{Account, TemplateDefinition, read_templates};
use flashplan::instance::{read_instances, read_instances_with};
use flashplan::issue::{Code, Issue, Issues, Language};
use flashplan::message::{Message, ScheduledMessage};
use flashplan::reading::{Options, Reading};
use flashplan::schedule::Zone;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyString};
use serde::Serialize;
use serde_json::{Value, json};

/// Everything that is wrong with a definition, and the answer a server would send.
///
/// `kind` is "campaign", "message", "scheduled-message", "template" or "instances"; the definition is a
/// mapping, or JSON as text or bytes. What the account has (`templates`, `instances`) and `now`, an aware
/// datetime, make `unchecked` shorter.
///
/// >>> import flashplan
/// >>> report = flashplan.check({"name": "Promo", "schedule": "2030-05-01T09:00:00"})
/// >>> report["valid"]
/// False
/// >>> [issue["path"] for issue in report["issues"]]
/// ['/instanceId', '/schedule', '/recipients', '/type']
#[pyfunction]
#[pyo3(signature = (definition, kind="campaign", *, templates=None, instances=None, now=None, timezone=None, render_direct=false, language="en"))]
#[allow(clippy::too_many_arguments, reason = "Python names them")]
pub(crate) fn check<'py>(
    py: Python<'py>,
    definition: &Bound<'py, PyAny>,
    kind: &str,
    templates: Option<&Bound<'py, PyAny>>,
    instances: Option<&Bound<'py, PyAny>>,
    now: Option<DateTime<Utc>>,
    timezone: Option<&str>,
    render_direct: bool,
    language: &str,
) -> PyResult<Bound<'py, PyAny>> {
    let language = match language {
        "en" => Language::English,
        "fr" => Language::French,
        other => {
            let text = format!("language is {other:?}: expected \"en\" or \"fr\"");
            return Err(PyValueError::new_err(text));
        }
    };
    let mut account = Account::new();
    if let Some(templates) = templates {
        account = account.templates(known(&read_templates(&bytes(templates)?))?);
    }
    if let Some(instances) = instances {
        account = account.instances(known(&read_instances(&bytes(instances)?))?);
    }
    let zone = timezone.map(|name| Zone::named(name).map_err(|issue| Issues::from_iter([issue])));
    let zone = zone
        .map(|zone| or_raise(Kind::Schedule, zone))
        .transpose()?;
    let mut options = Options::new()
        .account(&account)
        .render_direct(render_direct);
    options.now = now;
    options.default_zone = zone.as_ref();
    let json = bytes(definition)?;
    let answer = match kind {
        "campaign" => answer(Campaign::read_with(&json, &options), language),
        "message" => answer(Message::read_with(&json, &options), language),
        "scheduled-message" => answer(ScheduledMessage::read_with(&json, &options), language),
        "template" => answer(TemplateDefinition::read_with(&json, &options), language),
        "instances" => answer(read_instances_with(&json, &options), language),
        other => {
            let issue = Issue::new(Code::Enum, "/kind", &texts::SUBJECT).with("got", other);
            return Err(raise(Kind::Campaign, [&issue]));
        }
    };
    to_python(py, &answer)
}

fn answer<T: Serialize>(reading: Reading<T>, language: Language) -> Value {
    let value = json!(reading.value());
    let report = reading.report().clone().in_language(language);
    let envelope = report.envelope_in(language).map(|envelope| json!(envelope));
    let error = envelope.map_or(Value::Null, |mut envelope| envelope["error"].take());
    let unchecked: Vec<_> = report.unchecked().iter().map(|rule| rule.name()).collect();
    json!({
        "valid": report.is_valid(),
        "issues": report.issues(),
        "unchecked": unchecked,
        "value": value,
        "error": error,
    })
}

/// What the account has; whatever is wrong with it is no matter of the definition.
fn known<T: Clone>(reading: &Reading<T>) -> PyResult<T> {
    let value = reading.value().cloned();
    value.ok_or_else(|| raise(Kind::Campaign, reading.report().issues()))
}

fn bytes(value: &Bound<'_, PyAny>) -> PyResult<Vec<u8>> {
    if let Ok(bytes) = value.cast::<PyBytes>() {
        return Ok(bytes.as_bytes().to_vec());
    }
    if let Ok(text) = value.cast::<PyString>() {
        return Ok(text.to_str()?.as_bytes().to_vec());
    }
    Ok(to_json(value, "")?.to_string().into_bytes())
}
