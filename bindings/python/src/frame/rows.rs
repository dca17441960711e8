//! The rows of a batch as cells of a table.

use super::columns::Columns;
use crate::column::Texts;
use arrow_array::RecordBatch;
use flashplan::contact::{FieldSet, Names, TableBuilder, TableFull, derive_names};

/// The rows of one batch, as cells of a table.
pub(crate) struct Rows<'c> {
    names: Vec<&'c str>,
    cells: Vec<Cell>,
    id: Texts,
    name: Texts,
    meta_first_name: Texts,
}

/// Where the cells of a column come from.
enum Cell {
    Text(Texts),
    /// Separated by semicolons.
    Tags(Texts),
    /// First or last names, which are derived where none is stated.
    Name(Texts),
}

impl Columns {
    /// The rows of a batch as contacts with those of `fields` that are there.
    pub(crate) fn reader<'c>(&'c self, batch: &RecordBatch, fields: &FieldSet) -> Rows<'c> {
        let texts = |name: &str| self.texts(batch, name);
        let is_name = |name: &str| matches!(name, "firstName" | "lastName");
        let stated = self.stated();
        let mut cells: Vec<(&str, Cell)> = Vec::new();
        for name in stated.filter(|name| fields.has(name) && !is_name(name)) {
            let cell = match name {
                "tags" => Cell::Tags(texts(name)),
                _ => Cell::Text(texts(name)),
            };
            cells.push((name, cell));
        }
        for name in ["firstName", "lastName"] {
            if fields.has(name) {
                cells.push((name, Cell::Name(texts(name))));
            }
        }
        Rows {
            names: cells.iter().map(|(name, _)| *name).collect(),
            cells: cells.into_iter().map(|(_, cell)| cell).collect(),
            id: texts("id"),
            name: texts("name"),
            meta_first_name: texts("meta.firstName"),
        }
    }
}

impl Rows<'_> {
    /// An empty table of these columns.
    pub(crate) fn table(&self) -> TableBuilder {
        TableBuilder::new(self.names.iter().copied())
    }

    /// Whether the row is nobody's.
    pub(crate) fn is_unreadable(&self, row: usize) -> bool {
        self.id.get(row).is_none_or(|id| id.trim().is_empty())
    }

    /// Adds a row. A blank text is missing, as in a spreadsheet.
    pub(crate) fn push(&self, table: &mut TableBuilder, row: usize) -> Result<(), TableFull> {
        let mut names = None;
        for (name, cell) in self.names.iter().zip(&self.cells) {
            match cell {
                Cell::Text(texts) => push_text(table, texts.get(row))?,
                Cell::Tags(texts) => {
                    let tags = texts.get(row).unwrap_or("").split(';').map(str::trim);
                    table.list(tags.filter(|tag| !tag.is_empty()))?;
                }
                Cell::Name(texts) => {
                    let stated = texts.get(row).filter(|text| !is_blank(text));
                    let derived = || {
                        let names: Names<'_> = *names.get_or_insert_with(|| self.derived(row));
                        match *name {
                            "firstName" => names.first,
                            _ => names.last,
                        }
                    };
                    push_text(table, stated.or_else(derived))?;
                }
            }
        }
        Ok(())
    }

    /// The names for a contact that does not state them: `meta.firstName`, else parts of `name`.
    fn derived(&self, row: usize) -> Names<'_> {
        let mut names = derive_names(self.name.get(row).unwrap_or(""));
        let stated = self.meta_first_name.get(row).unwrap_or("").trim();
        if !stated.is_empty() {
            names.first = Some(stated);
        }
        names
    }
}

fn push_text(table: &mut TableBuilder, text: Option<&str>) -> Result<(), TableFull> {
    match text.filter(|text| !is_blank(text)) {
        Some(text) => table.text(text),
        None => {
            table.missing();
            Ok(())
        }
    }
}

fn is_blank(text: &str) -> bool {
    text.chars().all(char::is_whitespace)
}
