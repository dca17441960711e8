//! A bound template over a table of contacts: rows become texts.

use super::batch::Batch;
use super::bound::Bound;
use super::fast::Fast;
use super::problem::RenderError;
use super::run::{Memory, run};
use super::table::{self, Row, Slot};
use crate::contact::Table;
use std::sync::Arc;

/// A bound template over a [`Table`].
#[derive(Clone, Debug)]
pub struct View<'t> {
    pub(super) bound: &'t Bound,
    pub(super) table: &'t Table,
    pub(super) slots: Arc<[Slot]>,
    pub(super) fast: Option<Arc<Fast>>,
}

impl Bound {
    /// The template over a table of contacts: each path becomes a column's number here, once.
    #[must_use]
    pub fn over<'t>(&'t self, table: &'t Table) -> View<'t> {
        let slots = table::slots(self.program(), table);
        View {
            bound: self,
            table,
            fast: Fast::new(self.program(), self.options(), table, &slots).map(Arc::new),
            slots: Arc::from(slots),
        }
    }
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
