//! A column: what its cells hold besides their printed text.

use serde_json::Value;

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

/// What a column's cells hold besides their printed text. Rows without an entry are texts.
#[derive(Clone, Debug, Default)]
pub(super) struct Column {
    /// Rows that hold a list: (row, first item, one past the last item), in order of rows.
    pub(super) lists: Vec<(u32, u32, u32)>,
    /// The items of all lists of the column, as spans of the arena.
    pub(super) items: Vec<(u32, u32)>,
    /// Rows that hold another value, in order of rows.
    pub(super) values: Vec<(u32, Value)>,
    /// One of the values does not print: an object, or an array with one in it.
    pub(super) unprintable: bool,
}

impl Column {
    pub(super) fn kind(&self) -> ColumnKind {
        if self.unprintable {
            ColumnKind::Mixed
        } else if self.lists.is_empty() && self.values.is_empty() {
            ColumnKind::Texts
        } else {
            ColumnKind::Printable
        }
    }

    /// Bytes of memory that lists and values take, about.
    pub(super) fn memory(&self) -> usize {
        let values = self.values.iter();
        size_of_val(&*self.lists)
            + size_of_val(&*self.items)
            + values.map(|(_, value)| memory_of(value)).sum::<usize>()
    }

    /// Forgets the cells, and keeps their memory.
    pub(super) fn clear(&mut self) {
        self.lists.clear();
        self.items.clear();
        self.values.clear();
        self.unprintable = false;
    }

    /// The items of the list in `row`.
    #[inline]
    pub(super) fn list(&self, row: usize) -> Option<(u32, u32)> {
        // a column of lists has one in every row, mostly
        match self.lists.get(row) {
            Some(&(of_row, first, end)) if of_row as usize == row => Some((first, end)),
            _ => self.find_list(row),
        }
    }

    #[inline(never)]
    fn find_list(&self, row: usize) -> Option<(u32, u32)> {
        let at = self
            .lists
            .binary_search_by_key(&row, |list| list.0 as usize);
        let &(_, first, end) = self.lists.get(at.ok()?)?;
        Some((first, end))
    }

    /// The value in `row` that is no text and no list.
    pub(super) fn value(&self, row: usize) -> Option<&Value> {
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

/// Bytes of memory that a value takes, about: it is as deep as its reader lets it be.
fn memory_of(value: &Value) -> usize {
    let inside = match value {
        Value::Null | Value::Bool(_) | Value::Number(_) => 0,
        Value::String(text) => text.len(),
        Value::Array(items) => items.iter().map(memory_of).sum(),
        Value::Object(fields) => fields
            .iter()
            .map(|(name, value)| size_of::<String>() + name.len() + memory_of(value))
            .sum(),
    };
    size_of::<Value>() + inside
}
