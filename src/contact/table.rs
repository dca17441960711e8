//! The table: one arena of text, one array of offsets, one presence mask a contact.

use super::column::{Column, ColumnKind};
use serde_json::Value;

/// What a cell of a [`Table`] holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Cell<'a> {
    /// Absent, null, or an empty cell of a CSV file.
    Missing,
    /// A text.
    Text(&'a str),
    /// A list of texts (tags).
    List(Items<'a>),
    /// Any other JSON value: a number, a boolean, an array, an object.
    Value(&'a Value),
}

/// The items of a list cell, in order.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Items<'a> {
    arena: &'a str,
    spans: &'a [(u32, u32)],
}

impl<'a> Items<'a> {
    /// Items that are bytes of a text.
    pub(crate) fn of(arena: &'a str, spans: &'a [(u32, u32)]) -> Self {
        Self { arena, spans }
    }

    /// How many there are.
    #[must_use]
    pub fn len(self) -> usize {
        self.spans.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.spans.is_empty()
    }

    /// The bytes of an item in the arena of its table.
    #[must_use]
    pub fn span(self, index: usize) -> Option<(u32, u32)> {
        self.spans.get(index).copied()
    }

    /// The bytes of each item in the arena of its table.
    pub(crate) fn spans(self) -> &'a [(u32, u32)] {
        self.spans
    }

    /// Whether both are the items of one cell.
    #[must_use]
    pub fn is_same(self, other: Self) -> bool {
        std::ptr::eq(self.spans, other.spans)
    }

    /// The item at `index`, from 0.
    #[must_use]
    pub fn get(self, index: usize) -> Option<&'a str> {
        let &(start, end) = self.spans.get(index)?;
        Some(&self.arena[start as usize..end as usize])
    }

    /// Each item.
    pub fn iter(self) -> impl ExactSizeIterator<Item = &'a str> {
        self.spans
            .iter()
            .map(move |&(start, end)| &self.arena[start as usize..end as usize])
    }
}

/// Contacts, a batch of them, as columns of cells.
///
/// Every cell has its printed text in one arena, row by row, so that a rendered placeholder is one
/// copy. Lists and other values that are no text are kept beside it. A row has a presence mask: one
/// bit a column.
///
/// ```
/// use flashplan::contact::{Cell, TableBuilder};
/// let mut builder = TableBuilder::new(["id", "name", "tags"]);
/// builder.text("c1")?;
/// builder.missing();
/// builder.list(["vip", "new"])?;
/// let table = builder.finish();
/// assert_eq!(table.rows(), 1);
/// assert_eq!(table.cell(0, 0), Cell::Text("c1"));
/// assert_eq!(table.printed(0, 1), None);
/// assert_eq!(table.printed(0, 2), Some("vip, new"));
/// # Ok::<(), flashplan::contact::TableFull>(())
/// ```
#[derive(Clone, Debug)]
pub struct Table {
    pub(super) names: Vec<String>,
    pub(super) columns: Vec<Column>,
    pub(super) arena: String,
    /// Where the printed text of each cell ends, row by row, after a leading 0.
    pub(super) ends: Vec<u32>,
    /// `words` words a row, one bit a column: whether the cell has a value.
    pub(super) present: Vec<u64>,
    /// The same for whether `{{#if}}` takes the cell for true, so that nobody looks at its value.
    pub(super) truths: Vec<u64>,
    pub(super) words: usize,
    pub(super) rows: usize,
    pub(super) longest: u32,
}

impl Table {
    /// How many contacts there are.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// The names of the columns, as paths below `contact`: `firstName`, `meta.city`.
    #[must_use]
    pub fn columns(&self) -> &[String] {
        &self.names
    }

    /// The number of the column of this name.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|known| known == name)
    }

    /// What the cells of a column can be.
    ///
    /// # Panics
    ///
    /// If the column lies outside the table.
    #[must_use]
    pub fn kind(&self, column: usize) -> ColumnKind {
        self.columns[column].kind()
    }

    /// Bytes of the longest printed text.
    #[must_use]
    pub fn longest(&self) -> usize {
        self.longest as usize
    }

    /// The printed text of a cell; none where it is missing.
    ///
    /// # Panics
    ///
    /// If the row or the column lies outside the table.
    #[must_use]
    pub fn printed(&self, row: usize, column: usize) -> Option<&str> {
        self.has(row, column).then(|| self.slice(row, column))
    }

    /// The cell with its kind.
    ///
    /// # Panics
    ///
    /// If the row or the column lies outside the table.
    #[must_use]
    pub fn cell(&self, row: usize, column: usize) -> Cell<'_> {
        if !self.has(row, column) {
            return Cell::Missing;
        }
        if let Some(items) = self.list(row, column) {
            return Cell::List(items);
        }
        if let Some(value) = self.columns[column].value(row) {
            return Cell::Value(value);
        }
        Cell::Text(self.slice(row, column))
    }

    /// The presence mask of a row: bit `c % 64` of word `c / 64` is set where column `c` has a value.
    ///
    /// # Panics
    ///
    /// If the row lies outside the table.
    #[must_use]
    pub fn presence(&self, row: usize) -> &[u64] {
        &self.present[row * self.words..(row + 1) * self.words]
    }

    /// The list in a cell; none where it holds none.
    #[inline]
    pub(crate) fn list(&self, row: usize, column: usize) -> Option<Items<'_>> {
        let kept = &self.columns[column];
        let (first, end) = kept.list(row)?;
        Some(Items {
            arena: &self.arena,
            spans: &kept.items[first as usize..end as usize],
        })
    }

    /// Whether `{{#if}}` takes a cell for true: it has a value that is not empty, 0 or false.
    pub(crate) fn is_true(&self, row: usize, column: usize) -> bool {
        self.truths[row * self.words + column / 64] >> (column % 64) & 1 == 1
    }

    /// The printed texts of all cells, row by row, without separators.
    #[must_use]
    pub fn arena(&self) -> &str {
        &self.arena
    }

    /// The bytes of a cell's printed text in [`Table::arena`]; empty where it is missing.
    ///
    /// # Panics
    ///
    /// If the row or the column lies outside the table.
    #[must_use]
    pub fn span(&self, row: usize, column: usize) -> (u32, u32) {
        let cell = row * self.names.len() + column;
        (self.ends[cell], self.ends[cell + 1])
    }

    /// Offsets of the cells of a row: cell `c` is `offsets[c]..offsets[c + 1]` of [`Table::arena`].
    ///
    /// # Panics
    ///
    /// If the row lies outside the table.
    #[must_use]
    pub fn offsets(&self, row: usize) -> &[u32] {
        let first = row * self.names.len();
        &self.ends[first..=first + self.names.len()]
    }

    /// Whether a cell has a value.
    ///
    /// # Panics
    ///
    /// If the row or the column lies outside the table.
    #[must_use]
    pub fn has(&self, row: usize, column: usize) -> bool {
        assert!(column < self.names.len(), "no such column");
        self.presence(row)[column / 64] >> (column % 64) & 1 == 1
    }

    /// Bytes of memory that the cells take, about.
    #[must_use]
    pub fn memory(&self) -> usize {
        let words = self.present.len() + self.truths.len();
        let cells = self.arena.len() + size_of_val(&*self.ends) + words * size_of::<u64>();
        cells + self.columns.iter().map(Column::memory).sum::<usize>()
    }

    fn slice(&self, row: usize, column: usize) -> &str {
        let (start, end) = self.span(row, column);
        &self.arena[start as usize..end as usize]
    }
}
