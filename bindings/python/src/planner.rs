//! A campaign that only lacks its contacts.

use crate::arrow::Batch;
use crate::error::{Kind, raise};
use crate::frame::{batches_of, contacts};
use crate::inputs::{Inputs, Prepared, warnings};
use crate::lines::Hasher;
use crate::plan::Plan;
use crate::stored;
use crate::value::{to_json, to_python};
use chrono::{DateTime, FixedOffset, Utc};
use flashplan::issue::Issues;
use flashplan::schedule::Occurrence;
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyList, PyString};
use serde_json::{Map, Value, json};
use std::path::PathBuf;
use std::sync::Arc;

/// A campaign that can be planned: everything but the contacts is known and valid.
///
/// It can be pickled, and is the same on every machine.
#[pyclass(module = "flashplan", frozen)]
pub(crate) struct Planner {
    pub(crate) inputs: Arc<Inputs>,
    pub(crate) prepared: Arc<Prepared>,
}

#[pymethods]
impl Planner {
    /// `campaign` is a mapping, JSON text, or the path of a campaign folder; what is named besides wins
    /// over the folder's files. Raises CampaignError with every problem.
    #[new]
    #[pyo3(signature = (campaign, *, templates=None, instances=None, user=None, groups=None, **options))]
    fn new(
        campaign: &Bound<'_, PyAny>,
        templates: Option<&Bound<'_, PyAny>>,
        instances: Option<&Bound<'_, PyAny>>,
        user: Option<&Bound<'_, PyAny>>,
        groups: Option<&Bound<'_, PyAny>>,
        options: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<Self> {
        let mut inputs = definition(campaign)?;
        if let Some(templates) = templates {
            inputs.templates = Some(json_text(templates, "/templates")?);
        }
        if let Some(instances) = instances {
            inputs.instances = Some(json_text(instances, "/instances")?);
        }
        if let Some(user) = user {
            inputs.user = mapping(user, "/user")?;
        }
        if let Some(groups) = groups {
            let json = to_json(groups, "/groups")?;
            inputs.groups = serde_json::from_value(json).map_err(|error| {
                let text = format!(
                    "/groups: {error}; expected a list of {{\"id\", \"contactIds\": [..]}}"
                );
                PyTypeError::new_err(text)
            })?;
        }
        if let Some(options) = options {
            for (name, value) in mapping(options, "/options")? {
                inputs.options.retain(|known, _| !is_same(known, &name));
                inputs.options.insert(name, value);
            }
        }
        Self::of(inputs)
    }

    /// The first line of the plan: what it is a plan of, and what it is made with.
    #[getter]
    fn header<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        to_python(py, &self.prepared.plan.header())
    }

    /// What is worth a warning, although the campaign can be planned.
    #[getter]
    fn issues<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let issues: Issues = warnings(&self.prepared.warnings).cloned().collect();
        to_python(py, &json!(issues))
    }

    /// The instants at which the campaign is sent.
    fn occurrences<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        listed(py, self.prepared.plan.occurrences())
    }

    /// The plan of these contacts.
    #[pyo3(signature = (contacts, *, batch_rows=65_536))]
    fn plan(&self, contacts: &Bound<'_, PyAny>, batch_rows: usize) -> PyResult<Plan> {
        if batch_rows == 0 {
            return Err(PyValueError::new_err("batch_rows is 0: expected 1 or more"));
        }
        let fields = self.prepared.plan.contact_fields();
        let frame = self::contacts(contacts, &fields)?;
        Ok(Plan::new(self.prepared.clone(), frame, batch_rows))
    }

    /// Holds a stored plan (JSON lines: a path or bytes) against every law and against these contacts.
    fn verify<'py>(
        &self,
        py: Python<'py>,
        stored: &Bound<'_, PyAny>,
        contacts: &Bound<'_, PyAny>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let fields = self.prepared.plan.contact_fields();
        let frame = self::contacts(contacts, &fields)?;
        let source = stored::Source::of(stored)?;
        let found = py.detach(|| source.verify(&self.prepared.plan, frame))?;
        to_python(py, &found)
    }

    /// The hash of the plan whose rows these are: batches, or one frame, in the order of the plan.
    fn hash(&self, py: Python<'_>, rows: &Bound<'_, PyAny>) -> PyResult<String> {
        let mut hasher = Hasher::new(&self.prepared.plan);
        let is_frame = rows.hasattr("__arrow_c_stream__")? || rows.hasattr("__arrow_c_array__")?;
        let mut add = |frame: &Bound<'_, PyAny>| -> PyResult<()> {
            let batches = batches_of(frame)?;
            let added = py.detach(|| batches.iter().try_for_each(|batch| hasher.add(batch)));
            added.map_err(PyValueError::new_err)
        };
        if is_frame {
            add(rows)?;
        } else {
            for batch in rows.try_iter()? {
                add(&batch?)?;
            }
        }
        Ok(hasher.finish())
    }

    fn __getnewargs_ex__<'py>(
        &self,
        py: Python<'py>,
    ) -> PyResult<((Bound<'py, PyBytes>,), Bound<'py, PyDict>)> {
        let json = serde_json::to_vec(&*self.inputs);
        let json = json.map_err(|error| PyValueError::new_err(error.to_string()))?;
        let mut bytes = PICKLED.to_vec();
        bytes.extend(json);
        Ok(((PyBytes::new(py, &bytes),), PyDict::new(py)))
    }
}

/// What the inputs of a planner begin with that was pickled; no JSON does.
const PICKLED: &[u8] = b"\0flashplan\0";

impl Planner {
    fn of(inputs: Inputs) -> PyResult<Self> {
        let prepared = Python::attach(|py| py.detach(|| inputs.prepare()));
        let prepared = prepared.map_err(|issues| raise(Kind::Campaign, &issues))?;
        Ok(Self {
            inputs: Arc::new(inputs),
            prepared: Arc::new(prepared),
        })
    }
}

/// The definition and what lies beside it.
fn definition(campaign: &Bound<'_, PyAny>) -> PyResult<Inputs> {
    if let Ok(bytes) = campaign.cast::<PyBytes>() {
        if let Some(json) = bytes.as_bytes().strip_prefix(PICKLED) {
            let inputs = serde_json::from_slice(json);
            return inputs.map_err(|error| PyValueError::new_err(error.to_string()));
        }
        return Ok(Inputs {
            campaign: String::from_utf8_lossy(bytes.as_bytes()).into_owned(),
            ..Inputs::default()
        });
    }
    if let Ok(text) = campaign.cast::<PyString>()
        && text.to_str()?.trim_start().starts_with('{')
    {
        return Ok(Inputs {
            campaign: text.to_str()?.to_owned(),
            ..Inputs::default()
        });
    }
    if campaign.cast::<PyString>().is_ok() || campaign.hasattr("__fspath__")? {
        return Inputs::of_folder(&campaign.extract::<PathBuf>()?);
    }
    Ok(Inputs {
        campaign: to_json(campaign, "")?.to_string(),
        ..Inputs::default()
    })
}

/// A value as JSON text; texts are JSON already.
fn json_text(value: &Bound<'_, PyAny>, path: &str) -> PyResult<String> {
    if let Ok(bytes) = value.cast::<PyBytes>() {
        return Ok(String::from_utf8_lossy(bytes.as_bytes()).into_owned());
    }
    if let Ok(text) = value.cast::<PyString>() {
        return Ok(text.to_str()?.to_owned());
    }
    Ok(to_json(value, path)?.to_string())
}

fn mapping(value: &Bound<'_, PyAny>, path: &str) -> PyResult<Map<String, Value>> {
    match to_json(value, path)? {
        Value::Object(object) => Ok(object),
        _ => Err(PyTypeError::new_err(format!("{path}: expected a mapping"))),
    }
}

/// Whether two names of an option are the same but for how words are joined.
fn is_same(a: &str, b: &str) -> bool {
    let folded = |name: &str| -> String {
        let letters = name.chars().filter(|c| c.is_alphanumeric());
        letters.map(|c| c.to_ascii_lowercase()).collect()
    };
    folded(a) == folded(b)
}

/// Occurrences as Python has instants.
pub(crate) fn listed<'py>(
    py: Python<'py>,
    occurrences: impl Iterator<Item = Occurrence>,
) -> PyResult<Bound<'py, PyList>> {
    let list = PyList::empty(py);
    for occurrence in occurrences {
        let dict = PyDict::new(py);
        let at: DateTime<Utc> = occurrence.at;
        let local: DateTime<FixedOffset> = occurrence.local;
        dict.set_item("index", occurrence.index)?;
        dict.set_item("at", at)?;
        dict.set_item("local", local)?;
        dict.set_item("notes", to_python(py, &json!(occurrence.notes))?)?;
        list.append(dict)?;
    }
    Ok(list)
}

/// A batch as Python has it.
pub(crate) fn handed(rows: arrow_array::RecordBatch) -> Batch {
    Batch { rows }
}
