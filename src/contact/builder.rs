//! Building a table, cell by cell.

use super::column::Column;
use super::table::Table;
use serde_json::Value;

/// A table's arena is full: 4 GiB of text, or 2³² rows. Nothing of the cell was added.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "a table of contacts holds at most 4 GiB of text: hand the contacts over in smaller batches"
)]
pub struct TableFull;

/// Builds a [`Table`] cell by cell, row by row; a row is complete when it has all its columns.
#[derive(Clone, Debug)]
pub struct TableBuilder {
    table: Table,
    column: usize,
}

impl TableBuilder {
    /// An empty table with these columns, named as paths below `contact`.
    pub fn new<S: Into<String>>(columns: impl IntoIterator<Item = S>) -> Self {
        let names: Vec<String> = columns.into_iter().map(Into::into).collect();
        let words = names.len().div_ceil(64);
        Self {
            table: Table {
                columns: vec![Column::default(); names.len()],
                names,
                arena: String::new(),
                ends: vec![0],
                present: Vec::new(),
                truths: Vec::new(),
                words,
                rows: 0,
                longest: 0,
            },
            column: 0,
        }
    }

    /// An empty table with the columns of `table`, in its memory: who reads batch after batch needs no
    /// new one for each.
    #[must_use]
    pub fn again(mut table: Table) -> Self {
        table.columns.iter_mut().for_each(Column::clear);
        table.arena.clear();
        table.ends.truncate(1);
        table.present.clear();
        table.truths.clear();
        table.rows = 0;
        table.longest = 0;
        Self { table, column: 0 }
    }

    /// How many rows are complete.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.table.rows
    }

    /// How many bytes of text there are.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.table.arena.len()
    }

    /// The next cell has no value.
    pub fn missing(&mut self) {
        self.begin();
        self.end_cell();
    }

    /// The next cell is a text.
    ///
    /// # Errors
    ///
    /// When the text does not fit any more; the cell is not added then.
    pub fn text(&mut self, text: &str) -> Result<(), TableFull> {
        self.room(text.len())?;
        self.begin();
        self.table.arena.push_str(text);
        self.end_present(!text.is_empty());
        Ok(())
    }

    /// The next cell is a list of texts; it prints as its items joined by `, `.
    ///
    /// # Errors
    ///
    /// When the texts do not fit any more; the cell is not added then.
    pub fn list<'a>(
        &mut self,
        items: impl IntoIterator<Item = &'a str> + Clone,
    ) -> Result<(), TableFull> {
        self.room(items.clone().into_iter().map(|item| item.len() + 2).sum())?;
        let row = self.begin();
        let column = &mut self.table.columns[self.column];
        let first = offset(column.items.len());
        for (i, item) in items.into_iter().enumerate() {
            if i > 0 {
                self.table.arena.push_str(", ");
            }
            let start = offset(self.table.arena.len());
            self.table.arena.push_str(item);
            column.items.push((start, offset(self.table.arena.len())));
        }
        let end = offset(column.items.len());
        column.lists.push((row, first, end));
        self.end_present(first < end);
        Ok(())
    }

    /// The next cell is a JSON value: null is missing, a string is a text, an array of strings a list.
    ///
    /// # Errors
    ///
    /// When its text does not fit any more; the cell is not added then.
    pub fn value(&mut self, value: &Value) -> Result<(), TableFull> {
        match value {
            Value::Null => {
                self.missing();
                Ok(())
            }
            Value::String(text) => self.text(text),
            Value::Array(items) if items.iter().all(Value::is_string) => {
                let items: Vec<&str> = items.iter().filter_map(Value::as_str).collect();
                self.list(items)
            }
            other => {
                let printed = crate::template::print_value(other);
                let is_unprintable = printed.is_none();
                let printed = printed.unwrap_or_default();
                self.room(printed.len())?;
                let row = self.begin();
                self.table.arena.push_str(&printed);
                let column = &mut self.table.columns[self.column];
                column.values.push((row, other.clone()));
                column.unprintable |= is_unprintable;
                self.end_present(crate::template::is_true(other));
                Ok(())
            }
        }
    }

    /// The table. A row that lacks cells is completed with missing ones.
    #[must_use]
    pub fn finish(mut self) -> Table {
        while self.column != 0 {
            self.missing();
        }
        self.table
    }

    fn room(&self, bytes: usize) -> Result<(), TableFull> {
        let limit = u32::MAX as usize;
        let fits = self.table.arena.len().saturating_add(bytes) < limit && self.table.rows < limit;
        if fits { Ok(()) } else { Err(TableFull) }
    }

    /// The row that the next cell belongs to, with its mask in place.
    fn begin(&mut self) -> u32 {
        if self.column == 0 {
            let end = self.table.present.len() + self.table.words;
            self.table.present.resize(end, 0);
            self.table.truths.resize(end, 0);
        }
        offset(self.table.rows)
    }

    fn end_present(&mut self, is_true: bool) {
        let word = self.table.present.len() - self.table.words + self.column / 64;
        let bit = self.column % 64;
        self.table.present[word] |= 1 << bit;
        self.table.truths[word] |= u64::from(is_true) << bit;
        self.end_cell();
    }

    fn end_cell(&mut self) {
        let end = offset(self.table.arena.len());
        let start = self.table.ends.last().copied().unwrap_or(0);
        self.table.longest = self.table.longest.max(end - start);
        self.table.ends.push(end);
        self.column += 1;
        if self.column == self.table.names.len() {
            self.column = 0;
            self.table.rows += 1;
        }
    }
}

/// An offset into the arena. `room` was asked before, so it fits.
fn offset(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}
