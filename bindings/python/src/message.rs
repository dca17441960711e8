//! A template that only lacks the contact, rendered for one or for a frame of them.

use crate::arrow::Texts;
use crate::error::{Kind, or_raise, raise};
use crate::frame::{Columns, batches_of};
use crate::given::Given;
use crate::rendered::Rendered;
use crate::template::{Template, of_render};
use crate::value::to_python;
use arrow_array::RecordBatch;
use flashplan::contact::{FieldSet, TableBuilder};
use flashplan::issue::Issues;
use flashplan::template::{Batch, Bound as BoundTemplate, Constants};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyDict;
use serde_json::Value;

/// Rows that are rendered at a time.
const ROWS: usize = 4_096;

/// What is the same for a campaign, and what a missing value prints.
pub(crate) struct MadeOf {
    pub(crate) custom: Value,
    pub(crate) user: Value,
    pub(crate) instance: Value,
    pub(crate) missing: String,
}

impl MadeOf {
    pub(crate) fn constants(&self) -> Constants {
        Constants::new()
            .custom(self.custom.clone())
            .user(self.user.clone())
            .instance(self.instance.clone())
    }

    /// As the arguments of Template.bind.
    fn named<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let named = PyDict::new(py);
        for (name, value) in [
            ("custom", &self.custom),
            ("user", &self.user),
            ("instance", &self.instance),
        ] {
            named.set_item(name, to_python(py, value)?)?;
        }
        named.set_item("missing", &self.missing)?;
        Ok(named)
    }
}

/// A function and what it is called with, as pickle wants it.
type Reduced<'py> = (Bound<'py, PyAny>, (Template, Bound<'py, PyDict>));

/// A template that only lacks the contact; from Template.bind.
#[pyclass(module = "flashplan", frozen)]
pub(crate) struct Message {
    template: Template,
    made_of: MadeOf,
    bound: BoundTemplate,
    /// The fields of a contact that every text needs.
    needed: Vec<String>,
}

#[pymethods]
impl Message {
    /// The text for one contact, a mapping of its fields.
    ///
    /// Raises RenderError with every field that is missing.
    fn render(&self, contact: &Bound<'_, PyAny>) -> PyResult<String> {
        let given = Given::contact(contact);
        let rendered = self.bound.render(&given);
        given.check()?;
        rendered.map_err(|error| of_render(&error))
    }

    /// The texts of a frame of contacts, one a row. `errors` says what becomes of a row that cannot be
    /// rendered: "raise", or "null".
    ///
    /// >>> import pyarrow as pa
    /// >>> from flashplan import Template
    /// >>> contacts = pa.table({"name": ["Awa Doe", "Koffi Mensah"]})
    /// >>> list(Template("Bonjour {{contact.firstName}}").bind().render_batch(contacts))
    /// ['Bonjour Awa', 'Bonjour Koffi']
    ///
    /// Raises ContactsError where the frame lacks a column that every text needs, and RenderError with the
    /// rows that lack a value.
    #[pyo3(signature = (contacts, *, errors="raise"))]
    pub(crate) fn render_batch(
        &self,
        py: Python<'_>,
        contacts: &Bound<'_, PyAny>,
        errors: &str,
    ) -> PyResult<Texts> {
        let is_strict = match errors {
            "raise" => true,
            "null" => false,
            other => {
                let text = format!("errors is {other:?}: expected \"raise\" or \"null\"");
                return Err(PyValueError::new_err(text));
            }
        };
        let batches = batches_of(contacts)?;
        let rendered = py.detach(|| self.render_batches(&batches));
        let (texts, issues) = rendered?;
        if is_strict && !issues.is_empty() {
            return Err(raise(Kind::Render, &issues));
        }
        Ok(texts)
    }

    /// It is pickled as what it is made of.
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Reduced<'py>> {
        let again = py.import("flashplan._flashplan")?.getattr("bound_again")?;
        Ok((again, (self.template.clone(), self.made_of.named(py)?)))
    }
}

/// A message from what it was pickled as: its template, and the arguments of Template.bind.
#[pyfunction]
pub(crate) fn bound_again<'py>(
    template: &Bound<'py, PyAny>,
    named: &Bound<'py, PyDict>,
) -> PyResult<Bound<'py, PyAny>> {
    template.call_method("bind", (), Some(named))
}

impl Message {
    pub(crate) fn new(template: &Template, bound: BoundTemplate, made_of: MadeOf) -> Self {
        let is_strict = made_of.missing == "error";
        let variables = template.compiled.variables().iter();
        let needed = variables.filter(|variable| variable.required() && is_strict);
        let needed = needed.filter_map(|variable| variable.path().strip_prefix("contact."));
        Self {
            needed: needed.map(str::to_owned).collect(),
            template: template.clone(),
            made_of,
            bound,
        }
    }

    fn render_batches(&self, batches: &[RecordBatch]) -> PyResult<(Texts, Issues)> {
        let fields = self.bound.contact_fields();
        let columns = match batches.first() {
            Some(batch) => Columns::with(&batch.schema(), &fields, &self.needed()),
            None => Columns::with(&arrow_schema::Schema::empty(), &FieldSet::all(), &[]),
        };
        let columns = or_raise(Kind::Contacts, columns)?;
        let rows: usize = batches.iter().map(RecordBatch::num_rows).sum();
        let mut texts = Rendered::of(rows, rows * self.bound.least_length());
        let (mut out, mut before) = (Batch::new(), 0);
        let mut table: Option<TableBuilder> = None;
        for batch in batches {
            let reader = columns.reader(batch, &fields);
            for start in (0..batch.num_rows()).step_by(ROWS) {
                let end = batch.num_rows().min(start + ROWS);
                let mut builder = table.take().unwrap_or_else(|| reader.table());
                for row in start..end {
                    let pushed = reader.push(&mut builder, row);
                    pushed.map_err(|full| PyValueError::new_err(full.to_string()))?;
                }
                let filled = builder.finish();
                self.bound
                    .over(&filled)
                    .render_batch(0..end - start, &mut out);
                table = Some(TableBuilder::again(filled));
                texts.add(&out, before + start);
            }
            before += batch.num_rows();
        }
        texts.finish()
    }

    fn needed(&self) -> Vec<&str> {
        self.needed.iter().map(String::as_str).collect()
    }
}
