//! How far the cells of an .ods reach, and which of them are merged.
//!
//! A few bytes of such a file may repeat a cell, or a row, a million times, and its reader makes all of
//! them; so it makes every cell between the first and the last that hold something.

use super::texts;
use quick_xml::events::BytesStart;

/// Bytes of all cells of a sheet, written out one by one: as many as a file may unpack to.
const BYTES: u64 = 256 << 20;

/// What the reader takes for a cell, empty or not.
const CELL: u64 = 64;

/// What is taken besides for a copy of a cell with a value, and for each byte of its text.
const COPY: u64 = 128;
const COPY_OF_BYTE: u64 = 2;

/// Cells that are merged: only the first of them has a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Merged {
    pub(super) sheet: String,
    /// Row and column, from 0.
    pub(super) from: (u32, u32),
    pub(super) to: (u32, u32),
}

/// The cells of the sheet that is read, as far as it is.
#[derive(Default)]
pub(super) struct Extent {
    sheet: String,
    /// The rows and columns up to the place that is read.
    rows: u64,
    columns: u64,
    /// The columns up to the last cell with a value.
    width: u64,
    /// How often the row and the cell stand that are read.
    row_repeats: u64,
    cell_repeats: u64,
    /// What the values of the row take as they are written, and with their repetition in the row.
    written: u64,
    in_row: u64,
    /// What all copies take.
    copies: u64,
    merged: Vec<Merged>,
}

impl Extent {
    /// The merged cells of all sheets.
    pub(super) fn into_merged(self) -> Vec<Merged> {
        self.merged
    }

    /// An element begins.
    pub(super) fn element(&mut self, element: &BytesStart<'_>) -> Result<(), String> {
        match element.name().as_ref() {
            "table:table" => self.begin(element),
            "table:table-row" => self.row(element),
            "table:table-cell" => return self.cell(element),
            "table:covered-table-cell" => self.columns += columns_of(element),
            _ => {}
        }
        Ok(())
    }

    /// A text in a cell.
    pub(super) fn text(&mut self, bytes: usize) -> Result<(), String> {
        self.value(bytes as u64 * COPY_OF_BYTE)
    }

    fn begin(&mut self, element: &BytesStart<'_>) {
        let name = element.try_get_attribute("table:name").ok().flatten();
        *self = Self {
            sheet: name.map_or(String::new(), |name| name.value.into_owned()),
            merged: std::mem::take(&mut self.merged),
            ..Self::default()
        };
    }

    fn row(&mut self, element: &BytesStart<'_>) {
        self.copies += self.copies_of_row();
        self.row_repeats = repeated(element, "table:number-rows-repeated");
        self.rows += self.row_repeats;
        (self.columns, self.written, self.in_row) = (0, 0, 0);
    }

    fn cell(&mut self, element: &BytesStart<'_>) -> Result<(), String> {
        self.merge(element);
        self.cell_repeats = columns_of(element);
        self.columns += self.cell_repeats;
        let value = element.try_get_attribute("office:value-type");
        if value.is_ok_and(|value| value.is_some()) {
            self.width = self.width.max(self.columns);
            return self.value(COPY);
        }
        Ok(())
    }

    /// What a value takes.
    fn value(&mut self, bytes: u64) -> Result<(), String> {
        self.written = self.written.saturating_add(bytes);
        let repeated = bytes.saturating_mul(self.cell_repeats);
        self.in_row = self.in_row.saturating_add(repeated);
        let cells = self.rows.saturating_mul(self.width).saturating_mul(CELL);
        let copies = self.copies.saturating_add(self.copies_of_row());
        if cells.saturating_add(copies) > BYTES {
            return Err(texts::SPREAD.with(&[("sheet", &self.sheet), ("most", &(BYTES >> 20))]));
        }
        Ok(())
    }

    /// What the copies take of the values of the row.
    fn copies_of_row(&self) -> u64 {
        let all = self.in_row.saturating_mul(self.row_repeats);
        all.saturating_sub(self.written)
    }

    /// Notes a cell that spans others.
    fn merge(&mut self, element: &BytesStart<'_>) {
        let spanned = |name| number(element, name).unwrap_or(1).max(1) - 1;
        let rows = spanned("table:number-rows-spanned");
        let columns = spanned("table:number-columns-spanned");
        if rows + columns == 0 {
            return;
        }
        let row = self.rows.saturating_sub(self.row_repeats);
        let place = |row: u64, column: u64| {
            let bounded = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
            (bounded(row), bounded(column))
        };
        self.merged.push(Merged {
            sheet: self.sheet.clone(),
            from: place(row, self.columns),
            to: place(
                row.saturating_add(rows),
                self.columns.saturating_add(columns),
            ),
        });
    }
}

fn columns_of(element: &BytesStart<'_>) -> u64 {
    repeated(element, "table:number-columns-repeated")
}

/// How often an element stands for itself; no more often than a sheet has rows.
fn repeated(element: &BytesStart<'_>, name: &str) -> u64 {
    number(element, name).unwrap_or(1).min(1 << 20)
}

fn number(element: &BytesStart<'_>, name: &str) -> Option<u64> {
    let value = element.try_get_attribute(name).ok().flatten();
    value.and_then(|value| value.value.parse().ok())
}
