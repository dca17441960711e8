//! A run of contacts with their positions.

use crate::contact::{Cell, Table};

/// Contacts that follow one another in the order of their positions.
///
/// The table's columns `id`, `phone` and `tags` are what the audience reads; all of them, with
/// `contact.` in front, are what a template can print.
#[derive(Clone, Debug)]
pub struct Batch {
    table: Table,
    first: u64,
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
            unreadable,
            columns,
        }
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
        self.first + row as u64
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

/// The text without white space around it. Nearly always there is none, and both ends are ASCII.
fn trimmed(text: &str) -> &str {
    match text.as_bytes() {
        [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic() => text,
        _ => text.trim(),
    }
}
