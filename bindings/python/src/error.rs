//! What is raised: one family of exceptions, each with all its issues as data.

use crate::value::to_python;
use flashplan::issue::{Issue, Issues};
use pyo3::create_exception;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use serde_json::{Value, json};

create_exception!(
    flashplan,
    FlashplanError,
    PyValueError,
    "An input is invalid; `issues` has every reason."
);
create_exception!(
    flashplan,
    TemplateError,
    FlashplanError,
    "The text of a template is invalid."
);
create_exception!(
    flashplan,
    RenderError,
    FlashplanError,
    "A message cannot be rendered with these values."
);
create_exception!(
    flashplan,
    CampaignError,
    FlashplanError,
    "A campaign cannot be planned: its definition, account or options."
);
create_exception!(
    flashplan,
    ContactsError,
    FlashplanError,
    "A frame is no list of contacts."
);
create_exception!(
    flashplan,
    ScheduleError,
    FlashplanError,
    "A start, a rule or a zone is invalid."
);
create_exception!(
    flashplan,
    PlanStopped,
    FlashplanError,
    "A policy of the plan refuses what was found among the contacts."
);
create_exception!(
    flashplan,
    StoredPlanError,
    FlashplanError,
    "A stored plan is broken."
);

/// Which exception is raised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Template,
    Render,
    Campaign,
    Contacts,
    Schedule,
    Stopped,
    Stored,
}

/// The exception of these issues.
pub(crate) fn raise<'i>(kind: Kind, issues: impl IntoIterator<Item = &'i Issue>) -> PyErr {
    let issues: Vec<&Issue> = issues.into_iter().collect();
    let text: Vec<String> = issues.iter().map(ToString::to_string).collect();
    let text = text.join("\n");
    let error = match kind {
        Kind::Template => TemplateError::new_err(text),
        Kind::Render => RenderError::new_err(text),
        Kind::Campaign => CampaignError::new_err(text),
        Kind::Contacts => ContactsError::new_err(text),
        Kind::Schedule => ScheduleError::new_err(text),
        Kind::Stopped => PlanStopped::new_err(text),
        Kind::Stored => StoredPlanError::new_err(text),
    };
    match Python::attach(|py| attach(py, &error, &json!(issues))) {
        Ok(()) => error,
        Err(other) => other,
    }
}

fn attach(py: Python<'_>, error: &PyErr, issues: &Value) -> PyResult<()> {
    error.value(py).setattr("issues", to_python(py, issues)?)
}

/// The value, or the exception of what is wrong.
pub(crate) fn or_raise<T>(kind: Kind, result: Result<T, Issues>) -> PyResult<T> {
    result.map_err(|issues| raise(kind, &issues))
}

/// The exceptions as names of the module. One that was raised without issues has none.
pub(crate) fn register(module: &Bound<'_, PyModule>) -> PyResult<()> {
    let py = module.py();
    let all = [
        ("FlashplanError", py.get_type::<FlashplanError>()),
        ("TemplateError", py.get_type::<TemplateError>()),
        ("RenderError", py.get_type::<RenderError>()),
        ("CampaignError", py.get_type::<CampaignError>()),
        ("ContactsError", py.get_type::<ContactsError>()),
        ("ScheduleError", py.get_type::<ScheduleError>()),
        ("PlanStopped", py.get_type::<PlanStopped>()),
        ("StoredPlanError", py.get_type::<StoredPlanError>()),
    ];
    for (name, kind) in all {
        module.add(name, kind)?;
    }
    py.get_type::<FlashplanError>().setattr("issues", ())
}
