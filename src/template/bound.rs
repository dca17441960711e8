//! A template whose constants are settled: what is left are the contact's own values.

use super::batch::Batch;
use super::fast::Fast;
use super::length::utf16;
use super::locale::Formatters;
use super::options::RenderOptions;
use super::pick::{Picked, Wanted};
use super::problem::RenderError;
use super::program::{Base, Namespace, Program};
use super::run::{Contact, Memory, Setting, run};
use super::table::{self, Row, Slot};
use super::value::Val;
use crate::contact::{FieldSet, Table};
use serde::Serialize;
use serde_json::Value;
use std::sync::{Arc, OnceLock};

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
    formatters: Formatters,
    /// Made when a contact comes that writes itself.
    wanted: OnceLock<Wanted>,
}

impl Bound {
    pub(super) fn new(program: Program, source: String, options: RenderOptions) -> Self {
        Self {
            inner: Arc::new(Inner {
                program,
                source,
                options,
                formatters: Formatters::default(),
                wanted: OnceLock::new(),
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
            formatters: &self.inner.formatters,
        }
    }

    /// The text for one contact, given as a JSON object.
    ///
    /// # Errors
    ///
    /// Every path without a value that would print (`VARIABLES_MISSING`), an object where a text
    /// would print (`VALUE_NOT_SCALAR`), and a text over the limits (`RENDER_LIMIT`).
    pub fn render_value(&self, contact: &Value) -> Result<String, RenderError> {
        self.render_contact(&JsonContact(contact))
    }

    fn render_contact<'a>(&'a self, contact: &impl Contact<'a>) -> Result<String, RenderError> {
        let setting = self.setting();
        let mut out = String::with_capacity(self.inner.program.text.len() + 64);
        let problems = run(setting, contact, &mut Memory::new(setting), &mut out);
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
        let wanted = &self.inner.wanted;
        let wanted = wanted.get_or_init(|| Wanted::of(self.program()));
        let picked = Picked::from(wanted, contact);
        self.render_picked(&picked)
    }

    fn render_picked(&self, picked: &Picked) -> Result<String, RenderError> {
        self.render_contact(&picked)
    }

    /// The template over a table of contacts: each path becomes a column's number here, once.
    #[must_use]
    pub fn over<'t>(&'t self, table: &'t Table) -> View<'t> {
        let slots = table::slots(self, table);
        View {
            bound: self,
            table,
            fast: Fast::new(self, table, &slots).map(Arc::new),
            slots: Arc::from(slots),
        }
    }

    /// Units of UTF-16 that every message has at least: the text outside all blocks.
    #[must_use]
    pub fn least_length(&self) -> usize {
        let program = self.program();
        let literals = program.outside_blocks();
        literals.map(|span| utf16(span.text(&program.text))).sum()
    }

    /// The fields of a contact that the text can depend on.
    #[must_use]
    pub fn contact_fields(&self) -> FieldSet {
        self.program().contact_fields()
    }

    pub(super) fn options(&self) -> &RenderOptions {
        &self.inner.options
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
    pub(super) bound: &'t Bound,
    pub(super) table: &'t Table,
    pub(super) slots: Arc<[Slot]>,
    pub(super) fast: Option<Arc<Fast>>,
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
        if let Some(fast) = &self.fast
            && fast.render_into(self.table, row, out)
        {
            return Ok(());
        }
        self.render_any(row, out)
    }

    /// The texts for the contacts of `rows`, in place of what `batch` holds. The fastest way.
    ///
    /// ```
    /// use flashplan::contact::TableBuilder;
    /// use flashplan::template::{Batch, Constants, RenderOptions, Template};
    /// let mut builder = TableBuilder::new(["firstName"]);
    /// builder.text("Awa")?;
    /// builder.missing();
    /// let table = builder.finish();
    /// let template = Template::compile("Bonjour {{contact.firstName}}")?;
    /// let bound = template.bind(&Constants::new(), &RenderOptions::new())?;
    /// let mut batch = Batch::new();
    /// bound.over(&table).render_batch(0..2, &mut batch);
    /// let texts = batch.texts();
    /// assert_eq!(texts.get(0), Ok("Bonjour Awa"));
    /// assert_eq!(texts.get(1).unwrap_err().missing(), ["contact.firstName"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Panics
    ///
    /// If the table lacks one of the rows.
    pub fn render_batch(&self, rows: std::ops::Range<usize>, batch: &mut Batch) {
        batch.clear();
        match &self.fast {
            Some(fast) => batch.fill(fast, self.table, rows, |batch, row| {
                self.render_slowly(row, batch);
            }),
            None => rows.for_each(|row| self.render_slowly(row, batch)),
        }
    }

    #[cold]
    fn render_slowly(&self, row: usize, batch: &mut Batch) {
        let mut text = String::new();
        match self.render_any(row, &mut text) {
            Ok(()) => batch.put(&text),
            Err(error) => batch.fail(error),
        }
    }

    /// The general way. It stays out of the loops that hope not to need it.
    #[inline(never)]
    pub(super) fn render_any(&self, row: usize, out: &mut String) -> Result<(), RenderError> {
        let start = out.len();
        let groups = table::groups(self.table, &self.slots, row);
        let contact = Row {
            table: self.table,
            slots: &self.slots,
            row,
            groups: &groups,
        };
        let setting = self.bound.setting();
        let problems = run(setting, &contact, &mut Memory::new(setting), out);
        if problems.is_empty() {
            return Ok(());
        }
        out.truncate(start);
        Err(problems.into_error())
    }

    /// The paths of the contact of `row` that lead to no value and would print. A row that has what
    /// every row needs, of a template without blocks, costs a comparison of bits.
    ///
    /// # Panics
    ///
    /// If the table has no such row.
    pub fn missing(&self, row: usize) -> impl Iterator<Item = String> + use<> {
        let complete = self
            .fast
            .as_ref()
            .is_some_and(|fast| fast.is_plain() && fast.is_complete(self.table, row));
        let mut missing = Vec::new();
        if !complete {
            let mut text = String::new();
            if let Err(error) = self.render_any(row, &mut text) {
                missing = error.missing().to_vec();
            }
        }
        missing.into_iter()
    }
}
