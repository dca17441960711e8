//! Templates: compiled once, rendered for one contact or for a frame of them.

use crate::arrow::Texts;
use crate::error::{Kind, or_raise, raise};
use crate::given::Given;
use crate::message::{MadeOf, Message};
use crate::value::{to_json, to_python};
use flashplan::template::{
    Compiler, Missing, RenderError, RenderOptions, Syntax, Template as Compiled,
};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyDict;
use serde_json::{Value, json};

/// A template, compiled.
///
/// Raises TemplateError with every problem of the text, each with its place.
///
/// >>> from flashplan import Template
/// >>> template = Template("Bonjour {{contact.firstName}}, le code {{custom.code}}.")
/// >>> template.render({"contact": {"name": "Awa Doe"}, "custom": {"code": "PAGNE10"}})
/// 'Bonjour Awa, le code PAGNE10.'
/// >>> Template("{{contct.firstName}} {{code}}")
/// Traceback (most recent call last):
/// flashplan.TemplateError: NAMESPACE_UNKNOWN (line 1, column 3): there is no namespace `contct`; did you mean `contact`?
/// NAMESPACE_MISSING (line 1, column 24): `code` lies in no namespace; write `{{custom.code}}`; the namespaces are contact, user, instance and custom
#[pyclass(module = "flashplan", frozen)]
#[derive(Clone)]
pub(crate) struct Template {
    pub(crate) compiled: Compiled,
    syntax: String,
}

#[pymethods]
impl Template {
    /// `syntax` is "handlebars", or "placeholders" for what MsgFlash documents and no more.
    #[new]
    #[pyo3(signature = (source, *, syntax="handlebars"))]
    fn new(py: Python<'_>, source: &str, syntax: &str) -> PyResult<Self> {
        let known = match syntax {
            "handlebars" => Syntax::Handlebars,
            "placeholders" => Syntax::Placeholders,
            other => {
                let text =
                    format!("syntax is {other:?}: expected \"handlebars\" or \"placeholders\"");
                return Err(PyValueError::new_err(text));
            }
        };
        let compiled = py.detach(|| Compiler::new().syntax(known).compile(source));
        Ok(Self {
            compiled: or_raise(Kind::Template, compiled)?,
            syntax: syntax.to_owned(),
        })
    }

    /// The text that was compiled.
    #[getter]
    fn source(&self) -> &str {
        self.compiled.source()
    }

    /// What is worth a warning, although the template can be used.
    #[getter]
    fn issues<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        to_python(py, &json!(self.compiled.issues()))
    }

    /// The paths that the template looks up, in order of first use.
    ///
    /// >>> from flashplan import Template
    /// >>> Template("{{contact.name}} {{#if custom.vip}}VIP{{/if}}").variables()
    /// [{'path': 'contact.name', 'required': True, 'spans': [[2, 14]]}, {'path': 'custom.vip', 'required': False, 'spans': [[23, 33]]}]
    fn variables<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let variables = self.compiled.variables().iter().map(|variable| {
            let spans = variable
                .spans()
                .iter()
                .map(|span| json!([span.start, span.end]));
            json!({
                "path": variable.path(),
                "required": variable.required(),
                "spans": spans.collect::<Vec<_>>(),
            })
        });
        to_python(py, &variables.collect())
    }

    /// The text for one context: a mapping with `contact`, `user`, `instance` and `custom`.
    ///
    /// A contact without `firstName` or `lastName` gets them from its `name`. Who renders many contacts of
    /// one campaign binds first. Raises RenderError with every value that is missing.
    #[pyo3(signature = (context, *, missing="error"))]
    fn render(&self, context: &Bound<'_, PyAny>, missing: &str) -> PyResult<String> {
        let given = Given::context(context);
        let rendered = self.compiled.render_from(&given, &options(missing)?);
        given.check()?;
        rendered.map_err(|error| of_render(&error))
    }

    /// The template with what is the same for a campaign: `custom`, `user` and `instance`.
    ///
    /// `missing` says what a contact's missing value prints: "error" (nothing is rendered), "empty", or
    /// "keep" (the tag as it was written). Raises RenderError where the campaign itself lacks a value.
    ///
    /// >>> from flashplan import Template
    /// >>> bound = Template("{{contact.firstName}}: {{custom.code}}").bind(custom={"code": "A1"})
    /// >>> bound.render({"firstName": "Awa"})
    /// 'Awa: A1'
    #[pyo3(signature = (*, custom=None, user=None, instance=None, missing="error"))]
    fn bind(
        &self,
        custom: Option<&Bound<'_, PyAny>>,
        user: Option<&Bound<'_, PyAny>>,
        instance: Option<&Bound<'_, PyAny>>,
        missing: &str,
    ) -> PyResult<Message> {
        let made_of = MadeOf {
            custom: object(custom, "/custom")?,
            user: object(user, "/user")?,
            instance: object(instance, "/instance")?,
            missing: missing.to_owned(),
        };
        let constants = made_of.constants();
        let strict = RenderOptions::new();
        // what the campaign itself lacks is an error whatever is said of contacts
        let mut bound = self.compiled.bind(&constants, &strict);
        if bound.is_ok() && missing != "error" {
            bound = self.compiled.bind(&constants, &options(missing)?);
        }
        let bound = or_raise(Kind::Render, bound)?;
        Ok(Message::new(self, bound, made_of))
    }

    /// The texts of a frame of contacts: `bind` and `render_batch` in one.
    #[pyo3(signature = (contacts, *, custom=None, user=None, instance=None, missing="error", errors="raise"))]
    #[allow(clippy::too_many_arguments, reason = "Python names them")]
    fn render_batch(
        &self,
        py: Python<'_>,
        contacts: &Bound<'_, PyAny>,
        custom: Option<&Bound<'_, PyAny>>,
        user: Option<&Bound<'_, PyAny>>,
        instance: Option<&Bound<'_, PyAny>>,
        missing: &str,
        errors: &str,
    ) -> PyResult<Texts> {
        let message = self.bind(custom, user, instance, missing)?;
        message.render_batch(py, contacts, errors)
    }

    fn __repr__(&self) -> String {
        format!("Template({:?})", self.compiled.source())
    }

    fn __getnewargs_ex__<'py>(&self, py: Python<'py>) -> PyResult<((String,), Bound<'py, PyDict>)> {
        let named = PyDict::new(py);
        named.set_item("syntax", &self.syntax)?;
        Ok(((self.compiled.source().to_owned(),), named))
    }
}

pub(crate) fn of_render(error: &RenderError) -> PyErr {
    raise(Kind::Render, error.issues())
}

fn object(value: Option<&Bound<'_, PyAny>>, path: &str) -> PyResult<Value> {
    value.map_or_else(|| Ok(json!({})), |value| to_json(value, path))
}

pub(crate) fn options(missing: &str) -> PyResult<RenderOptions> {
    let missing = match missing {
        "error" => Missing::Error,
        "empty" => Missing::Empty,
        "keep" => Missing::Keep,
        other => {
            let text = format!("missing is {other:?}: expected \"error\", \"empty\" or \"keep\"");
            return Err(PyValueError::new_err(text));
        }
    };
    Ok(RenderOptions::new().missing(missing))
}
