//! The table: one arena of text, one array of offsets, one presence mask a contact.

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
    names: Vec<String>,
    columns: Vec<Column>,
    arena: String,
    /// Where the printed text of each cell ends, row by row, after a leading 0.
    ends: Vec<u32>,
    /// `words` words a row, one bit a column.
    present: Vec<u64>,
    words: usize,
    rows: usize,
    longest: u32,
}

/// What a column's cells hold besides their printed text. Rows without an entry are texts.
#[derive(Clone, Debug, Default)]
struct Column {
    /// Rows that hold a list: (row, first item, one past the last item), in order of rows.
    lists: Vec<(u32, u32, u32)>,
    /// The items of all lists of the column, as spans of the arena.
    items: Vec<(u32, u32)>,
    /// Rows that hold another value, in order of rows.
    values: Vec<(u32, Value)>,
    /// One of the values does not print: an object, or an array with one in it.
    unprintable: bool,
}

/// What the cells of a column can be, besides missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    /// Texts.
    Texts,
    /// Texts, lists, and values that print.
    Printable,
    /// Some value does not print.
    Mixed,
}

impl Column {
    /// The items of the list in `row`.
    fn list(&self, row: usize) -> Option<(u32, u32)> {
        let of_row = |list: &&(u32, u32, u32)| list.0 as usize == row;
        // a column of lists has one in every row, mostly
        let list = self.lists.get(row).filter(of_row).or_else(|| {
            let at = self
                .lists
                .binary_search_by_key(&row, |list| list.0 as usize);
            self.lists.get(at.ok()?)
        });
        list.map(|&(_, first, end)| (first, end))
    }

    /// The value in `row` that is no text and no list.
    fn value(&self, row: usize) -> Option<&Value> {
        let of_row = |value: &&(u32, Value)| value.0 as usize == row;
        let value = self.values.get(row).filter(of_row).or_else(|| {
            let at = self
                .values
                .binary_search_by_key(&row, |value| value.0 as usize);
            self.values.get(at.ok()?)
        });
        value.map(|(_, value)| value)
    }
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
        let kept = &self.columns[column];
        if kept.unprintable {
            ColumnKind::Mixed
        } else if kept.lists.is_empty() && kept.values.is_empty() {
            ColumnKind::Texts
        } else {
            ColumnKind::Printable
        }
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
        let kept = &self.columns[column];
        if let Some((first, end)) = kept.list(row) {
            return Cell::List(Items {
                arena: &self.arena,
                spans: &kept.items[first as usize..end as usize],
            });
        }
        if let Some(value) = kept.value(row) {
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

    fn slice(&self, row: usize, column: usize) -> &str {
        let (start, end) = self.span(row, column);
        &self.arena[start as usize..end as usize]
    }
}

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
        for column in &mut table.columns {
            column.lists.clear();
            column.items.clear();
            column.values.clear();
            column.unprintable = false;
        }
        table.arena.clear();
        table.ends.truncate(1);
        table.present.clear();
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
        self.end_present();
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
        column.lists.push((row, first, offset(column.items.len())));
        self.end_present();
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
                self.end_present();
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
        }
        offset(self.table.rows)
    }

    fn end_present(&mut self) {
        let word = self.table.present.len() - self.table.words + self.column / 64;
        self.table.present[word] |= 1 << (self.column % 64);
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
