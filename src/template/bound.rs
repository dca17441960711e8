//! A template whose constants are settled: what is left are the contact's own values.

use super::options::RenderOptions;
use super::problem::RenderError;
use super::program::{Base, Namespace, Program};
use super::run::{Contact, Memory, Setting, run};
use super::table::{self, Row, Slot};
use super::value::Val;
use crate::contact::Table;
use serde::Serialize;
use serde_json::Value;
use std::sync::Arc;

/// A template bound to a campaign's constants, from [`Template::bind`](super::Template::bind).
///
/// ```
/// use flashplan::template::{Constants, RenderOptions, Template};
/// use serde_json::json;
/// let template = Template::compile("Bonjour {{contact.firstName}}, {{custom.app}} !")?;
/// let constants = Constants::new().custom(json!({"app": "MsgFlash"}));
/// let bound = template.bind(&constants, &RenderOptions::new())?;
/// let text = bound.render_value(&json!({"firstName": "Awa"}))?;
/// assert_eq!(text, "Bonjour Awa, MsgFlash !");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Bound {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    program: Program,
    source: String,
    options: RenderOptions,
}

impl Bound {
    pub(super) fn new(program: Program, source: String, options: RenderOptions) -> Self {
        Self {
            inner: Arc::new(Inner {
                program,
                source,
                options,
            }),
        }
    }

    pub(super) fn program(&self) -> &Program {
        &self.inner.program
    }

    fn setting(&self) -> Setting<'_> {
        Setting {
            program: &self.inner.program,
            source: &self.inner.source,
            options: &self.inner.options,
        }
    }

    /// The text for one contact, given as a JSON object.
    ///
    /// # Errors
    ///
    /// Every path without a value that would print (`VARIABLES_MISSING`), an object where a text
    /// would print (`VALUE_NOT_SCALAR`), and a text over the limits (`RENDER_LIMIT`).
    pub fn render_value(&self, contact: &Value) -> Result<String, RenderError> {
        let mut out = String::new();
        let problems = run(
            self.setting(),
            &JsonContact(contact),
            &mut Memory::default(),
            &mut out,
        );
        if problems.is_empty() {
            Ok(out)
        } else {
            Err(problems.into_error())
        }
    }

    /// The text for one contact, given as anything that serde can write as an object.
    ///
    /// # Errors
    ///
    /// As [`Bound::render_value`].
    pub fn render<T: Serialize + ?Sized>(&self, contact: &T) -> Result<String, RenderError> {
        let value = serde_json::to_value(contact).unwrap_or(Value::Null);
        self.render_value(&value)
    }

    /// The template over a batch of contacts: each path becomes a column's number here, once.
    #[must_use]
    pub fn over<'t>(&'t self, table: &'t Table) -> View<'t> {
        View {
            bound: self,
            table,
            slots: Arc::from(table::slots(self, table)),
        }
    }
}

/// A contact as a JSON object.
struct JsonContact<'a>(&'a Value);

impl<'a> Contact<'a> for JsonContact<'a> {
    fn value(&self, program: &'a Program, path: u32) -> Val<'a> {
        let path_use = program.paths[path as usize];
        match path_use.base {
            Base::Namespace(Namespace::Contact) => Val::of(self.0).path(program.names(path_use)),
            _ => Val::Missing(None),
        }
    }
}

/// A bound template over a [`Table`].
#[derive(Clone, Debug)]
pub struct View<'t> {
    bound: &'t Bound,
    table: &'t Table,
    slots: Arc<[Slot]>,
}

impl View<'_> {
    /// Adds the text for the contact of `row` to `out`.
    ///
    /// # Errors
    ///
    /// As [`Bound::render_value`]; `out` is as it was then.
    ///
    /// # Panics
    ///
    /// If the table has no such row.
    pub fn render_into(&self, row: usize, out: &mut String) -> Result<(), RenderError> {
        let start = out.len();
        let groups = table::groups(self.table, &self.slots, row);
        let contact = Row {
            table: self.table,
            slots: &self.slots,
            row,
            groups: &groups,
        };
        let problems = run(self.bound.setting(), &contact, &mut Memory::default(), out);
        if problems.is_empty() {
            return Ok(());
        }
        out.truncate(start);
        Err(problems.into_error())
    }

    /// The paths of the contact of `row` that lead to no value and would print.
    ///
    /// # Panics
    ///
    /// If the table has no such row.
    pub fn missing(&self, row: usize) -> impl Iterator<Item = String> + use<> {
        let mut text = String::new();
        let missing = match self.render_into(row, &mut text) {
            Ok(()) => Vec::new(),
            Err(error) => error.missing().to_vec(),
        };
        missing.into_iter()
    }
}
