//! A run of contacts with their positions.

use crate::contact::{Cell, Items, Table, TableBuilder, TableFull};

/// Contacts that follow one another in the order of their positions.
///
/// The table's columns `id`, `phone` and `tags` are what the audience reads; all of them, with
/// `contact.` in front, are what a template can print.
#[derive(Clone, Debug)]
pub struct Batch {
    table: Table,
    first: u64,
    /// The positions of the rows, where they do not just follow one another.
    positions: Option<Vec<u64>>,
    unreadable: Vec<usize>,
    columns: Columns,
}

#[derive(Clone, Copy, Debug)]
struct Columns {
    id: Option<usize>,
    phone: Option<usize>,
    tags: Option<usize>,
    meta: Option<usize>,
    time_zone: Option<usize>,
    deleted_at: Option<usize>,
}

impl Batch {
    /// The contacts of `table`, the first of them at position `first`.
    ///
    /// `unreadable` are the rows, in order, whose source could not be read: they keep their position
    /// and are skipped.
    #[must_use]
    pub fn new(table: Table, first: u64, unreadable: Vec<usize>) -> Self {
        let columns = Columns {
            id: table.column("id"),
            phone: table.column("phone"),
            tags: table.column("tags"),
            meta: table.column("meta"),
            time_zone: table.column("meta.timezone"),
            deleted_at: table.column("deletedAt"),
        };
        Self {
            table,
            first,
            positions: None,
            unreadable,
            columns,
        }
    }

    /// The contacts at other positions: one for each row, each higher than the one before; none where they
    /// are not that.
    ///
    /// ```
    /// # use flashplan::audience::Batch;
    /// # use flashplan::contact::TableBuilder;
    /// let mut builder = TableBuilder::new(["id"]);
    /// builder.text("c1")?;
    /// builder.text("c2")?;
    /// let batch = Batch::new(builder.finish(), 0, Vec::new());
    /// assert!(batch.clone().at(vec![7, 7]).is_none());
    /// assert_eq!(batch.at(vec![7, 9]).map(|batch| batch.position(1)), Some(9));
    /// # Ok::<(), flashplan::contact::TableFull>(())
    /// ```
    #[must_use]
    pub fn at(self, positions: Vec<u64>) -> Option<Self> {
        let ascends = positions.is_sorted_by(|a, b| a < b);
        (ascends && positions.len() == self.rows()).then(|| Self {
            positions: Some(positions),
            ..self
        })
    }

    /// Rows of other batches, at the positions 0, 1, 2 .. in the order given. A row has all columns that
    /// one of the batches has.
    ///
    /// # Errors
    ///
    /// When their texts do not fit into one table.
    ///
    /// # Panics
    ///
    /// If a row lies outside its batch.
    pub fn of_rows(rows: &[(&Self, usize)]) -> Result<Self, TableFull> {
        let mut names: Vec<&str> = Vec::new();
        let mut last = None;
        for (batch, _) in rows {
            if last.is_some_and(|last| std::ptr::eq(last, *batch)) {
                continue;
            }
            last = Some(*batch);
            for name in batch.table.columns() {
                if !names.contains(&name.as_str()) {
                    names.push(name);
                }
            }
        }
        let mut builder = TableBuilder::new(names.iter().copied());
        let mut unreadable = Vec::new();
        for (batch, row) in rows {
            if batch.is_unreadable(*row) {
                unreadable.push(builder.rows());
            }
            for name in &names {
                copy_cell(&mut builder, batch, *row, name)?;
            }
        }
        Ok(Self::new(builder.finish(), 0, unreadable))
    }

    /// The contacts.
    #[must_use]
    pub fn table(&self) -> &Table {
        &self.table
    }

    /// The contacts, without their positions.
    #[must_use]
    pub fn into_table(self) -> Table {
        self.table
    }

    /// How many contacts there are, the unreadable ones with them.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.table.rows()
    }

    /// The position of a row.
    #[must_use]
    pub fn position(&self, row: usize) -> u64 {
        let given = self.positions.as_ref().map(|given| given.get(row));
        match given {
            None => self.first + row as u64,
            Some(given) => given.copied().unwrap_or(u64::MAX),
        }
    }

    /// The row at a position.
    #[must_use]
    pub fn row_at(&self, position: u64) -> Option<usize> {
        match &self.positions {
            Some(given) => given.binary_search(&position).ok(),
            None => {
                let row = position.checked_sub(self.first)?;
                usize::try_from(row).ok().filter(|row| *row < self.rows())
            }
        }
    }

    /// The contact's id, without white space around it; none where it is absent or blank.
    #[must_use]
    pub fn id(&self, row: usize) -> Option<&str> {
        self.text(row, self.columns.id)
    }

    /// The contact's phone number as it is written; none where it is absent or blank.
    #[must_use]
    pub fn phone(&self, row: usize) -> Option<&str> {
        self.text(row, self.columns.phone)
    }

    /// The contact's tags, each without white space around it.
    pub fn tags(&self, row: usize) -> impl Iterator<Item = &str> {
        let cell = self
            .columns
            .tags
            .map_or(Cell::Missing, |column| self.table.cell(row, column));
        let (one, list) = match cell {
            Cell::Text(tag) => (Some(tag), None),
            Cell::List(items) => (None, Some(items)),
            Cell::Missing | Cell::Value(_) => (None, None),
        };
        let items = list.into_iter().flat_map(crate::contact::Items::iter);
        one.into_iter()
            .chain(items)
            .map(str::trim)
            .filter(|tag| !tag.is_empty())
    }

    /// The name of the contact's time zone, `meta.timezone`; none where it is absent or blank.
    #[must_use]
    pub fn time_zone(&self, row: usize) -> Option<&str> {
        if let Some(name) = self.text(row, self.columns.time_zone) {
            return Some(name);
        }
        match self.table.cell(row, self.columns.meta?) {
            Cell::Value(meta) => meta
                .get("timezone")?
                .as_str()
                .map(str::trim)
                .filter(|name| !name.is_empty()),
            Cell::Missing | Cell::Text(_) | Cell::List(_) => None,
        }
    }

    pub(super) fn is_unreadable(&self, row: usize) -> bool {
        self.unreadable.binary_search(&row).is_ok()
    }

    pub(super) fn is_deleted(&self, row: usize) -> bool {
        self.columns
            .deleted_at
            .is_some_and(|column| self.table.printed(row, column).is_some())
    }

    fn text(&self, row: usize, column: Option<usize>) -> Option<&str> {
        let text = trimmed(self.table.printed(row, column?)?);
        (!text.is_empty()).then_some(text)
    }
}

/// Adds a cell of a row to a table that is being built.
fn copy_cell(
    builder: &mut TableBuilder,
    batch: &Batch,
    row: usize,
    name: &str,
) -> Result<(), TableFull> {
    let table = &batch.table;
    let cell = table.column(name).map(|column| table.cell(row, column));
    match cell.unwrap_or(Cell::Missing) {
        Cell::Missing => {
            builder.missing();
            Ok(())
        }
        Cell::Text(text) => builder.text(text),
        Cell::Value(value) => builder.value(value),
        Cell::List(items) => builder.list(Items::iter(items).collect::<Vec<_>>()),
    }
}

/// The text without white space around it. Nearly always there is none, and both ends are ASCII.
fn trimmed(text: &str) -> &str {
    match text.as_bytes() {
        [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic() => text,
        _ => text.trim(),
    }
}
