//! Contacts in a spreadsheet: the rows of one sheet, each cell as the text that it stands for.

use super::archive::{self, CELLS};
use super::extent::Merged;
use super::texts;
use crate::output::Failure;
use calamine::{Data, Reader, Sheets, Xlsx, open_workbook_auto_from_rs};
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Bytes of a file: far more than a million contacts take.
const FILE_BYTES: usize = 256 << 20;

/// Columns of a sheet; a contact that has more is none that anyone wrote.
const COLUMNS: usize = 1_024;

/// The first bytes of what Excel wrote until 2003.
const OLD: &[u8] = b"\xd0\xcf\x11\xe0";

/// The sheet that the contacts are read from.
pub(super) struct Sheet {
    pub(super) name: String,
    /// The rows with their numbers, from 1; those without a cell are left out.
    pub(super) rows: Vec<Row>,
    /// Cells that are merged, as `B3:B5`: only the first of them has a text.
    pub(super) merged: Vec<String>,
}

pub(super) struct Row {
    pub(super) number: u64,
    pub(super) cells: Vec<String>,
}

/// A workbook, and the merged cells that its reader does not tell.
struct Book {
    sheets: Sheets<Cursor<Vec<u8>>>,
    merged: Vec<Merged>,
}

/// Whether a file is a spreadsheet, by its first bytes: a zip archive, or what Excel wrote until 2003.
pub(super) fn is_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(OLD)
}

/// Reads the sheet called `asked`, or the only one with cells.
pub(super) fn read(name: &str, bytes: Vec<u8>, asked: Option<&str>) -> Result<Sheet, Failure> {
    let read = match bytes.len() {
        0..=FILE_BYTES => guarded(|| sheet_called(bytes, asked)),
        _ => Err(texts::LARGE.with(&[("most", &(FILE_BYTES >> 20))])),
    };
    read.map_err(|why| Failure::Usage(texts::ABOUT.with(&[("file", &name), ("why", &why)])))
}

/// What `read` gives. The reader of spreadsheets counts on numbers that are not too large, and panics where
/// a file is written to make them so; that is a file that cannot be read, and nothing more.
fn guarded<T>(read: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let result = catch_unwind(AssertUnwindSafe(read));
    std::panic::set_hook(hook);
    result.unwrap_or_else(|_| Err(unreadable(texts::NO_SENSE.text())))
}

fn unreadable(why: impl std::fmt::Display) -> String {
    texts::NO_SPREADSHEET.with(&[("why", &why)])
}

fn sheet_called(bytes: Vec<u8>, asked: Option<&str>) -> Result<Sheet, String> {
    let mut book = open(bytes)?;
    let names = book.sheets.sheet_names();
    let Some(asked) = asked else {
        return only_sheet(&mut book, &names);
    };
    if !names.iter().any(|name| name == asked) {
        let names = listed(&names);
        return Err(texts::NO_SHEET.with(&[("sheet", &asked), ("names", &names)]));
    }
    sheet(&mut book, asked)
}

/// The one sheet that has cells; the first one if none has.
fn only_sheet(book: &mut Book, names: &[String]) -> Result<Sheet, String> {
    let mut filled = Vec::new();
    for name in names {
        let sheet = sheet(book, name)?;
        if !sheet.rows.is_empty() {
            filled.push(sheet);
        }
    }
    if filled.len() > 1 {
        let names: Vec<String> = filled.into_iter().map(|sheet| sheet.name).collect();
        let (count, names) = (names.len(), listed(&names));
        return Err(texts::SHEETS.with(&[("count", &count), ("names", &names)]));
    }
    Ok(filled.pop().unwrap_or_else(|| Sheet {
        name: names.first().cloned().unwrap_or_default(),
        rows: Vec::new(),
        merged: Vec::new(),
    }))
}

fn listed(names: &[String]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    quoted.join(", ")
}

fn open(bytes: Vec<u8>) -> Result<Book, String> {
    if bytes.starts_with(OLD) {
        return Err(texts::OLD_EXCEL.text().to_owned());
    }
    let merged = archive::check(&bytes, archive::UNPACKED_BYTES).map_err(unreadable)?;
    match open_workbook_auto_from_rs(Cursor::new(bytes)) {
        Ok(sheets @ (Sheets::Xlsx(_) | Sheets::Ods(_))) => Ok(Book { sheets, merged }),
        Ok(_) => Err(unreadable(texts::OTHER_KIND.text())),
        Err(error) => Err(unreadable(error)),
    }
}

fn sheet(book: &mut Book, name: &str) -> Result<Sheet, String> {
    let mut rows = Rows::default();
    let merged = match &mut book.sheets {
        Sheets::Xlsx(book) => {
            cells_of(book, name, &mut rows)?;
            let regions = book.merge_cells_by_sheet_name(name).unwrap_or_default();
            let regions = regions.iter().map(|region| (region.start, region.end));
            regions.map(region).collect()
        }
        other => {
            let range = other
                .worksheet_range(name)
                .map_err(|error| error.to_string())?;
            let start = range.start().unwrap_or_default();
            for (row, column, value) in range.used_cells() {
                rows.push(row + start.0 as usize, column + start.1 as usize, value)?;
            }
            let merged = book.merged.iter().filter(|merged| merged.sheet == name);
            merged
                .map(|merged| region((merged.from, merged.to)))
                .collect()
        }
    };
    Ok(Sheet {
        name: name.to_owned(),
        rows: rows.rows,
        merged,
    })
}

/// `B3:B5`.
fn region((from, to): ((u32, u32), (u32, u32))) -> String {
    format!("{}:{}", address(from), address(to))
}

/// The cells one by one: a sheet with a cell in its last corner must not cost what lies between.
fn cells_of(book: &mut Xlsx<Cursor<Vec<u8>>>, name: &str, rows: &mut Rows) -> Result<(), String> {
    let mut cells = book
        .worksheet_cells_reader(name)
        .map_err(|error| error.to_string())?;
    while let Some(cell) = cells.next_cell().map_err(|error| error.to_string())? {
        let (row, column) = cell.get_position();
        let value = Data::from(cell.get_value().clone());
        rows.push(row as usize, column as usize, &value)?;
    }
    Ok(())
}

#[derive(Default)]
struct Rows {
    rows: Vec<Row>,
    cells: usize,
}

impl Rows {
    /// Adds a cell; rows come in their order.
    fn push(&mut self, row: usize, column: usize, value: &Data) -> Result<(), String> {
        let text = text(value);
        if text.is_empty() {
            return Ok(());
        }
        if column >= COLUMNS {
            let cell = address((row as u32, column as u32));
            return Err(texts::FAR_COLUMN.with(&[("cell", &cell), ("most", &COLUMNS)]));
        }
        let number = row as u64 + 1;
        if self.rows.last().is_none_or(|last| last.number != number) {
            self.rows.push(Row {
                number,
                cells: Vec::new(),
            });
        }
        if let Some(last) = self.rows.last_mut() {
            let before = last.cells.len();
            last.cells.resize(before.max(column + 1), String::new());
            self.cells += last.cells.len() - before;
            last.cells[column] = text;
        }
        if self.cells as u64 > CELLS {
            return Err(texts::MANY_CELLS.with(&[("most", &CELLS)]));
        }
        Ok(())
    }
}

/// What a cell stands for. A whole number has no point and no power of ten, so that a phone number
/// keeps its digits; a date is written as ISO 8601 has it.
fn text(value: &Data) -> String {
    match value {
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Int(number) => number.to_string(),
        Data::Float(number) => number.to_string(),
        Data::Bool(value) => value.to_string(),
        Data::DateTime(date) => {
            let (year, month, day, hour, minute, second, _) = date.to_ymd_hms_milli();
            if date.is_duration() {
                date.as_f64().to_string()
            } else if (hour, minute, second) == (0, 0, 0) {
                format!("{year:04}-{month:02}-{day:02}")
            } else {
                format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}")
            }
        }
        // an error such as #N/A is no value
        _ => String::new(),
    }
}

/// `B3` for row 2 and column 1, both from 0.
fn address((row, column): (u32, u32)) -> String {
    format!("{}{}", letters(column as usize), u64::from(row) + 1)
}

/// What a spreadsheet calls a column, from 0: `A`, .. `Z`, `AA`.
pub(super) fn letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut left = column + 1;
    while left > 0 {
        left -= 1;
        letters.push(char::from(b'A' + (left % 26) as u8));
        left /= 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
#[allow(clippy::panic, reason = "the test of what is done about one")]
mod tests {
    use super::{guarded, letters};

    #[test]
    fn a_reader_that_panics_has_a_file_that_cannot_be_read() {
        let result: Result<(), String> = guarded(|| panic!("a number is too large"));
        assert!(result.is_err_and(|why| why.contains("no spreadsheet that can be read")));
        assert_eq!(guarded(|| Ok(1)), Ok(1));
    }

    #[test]
    fn columns_are_called_as_a_spreadsheet_calls_them() {
        let cases = [
            (0, "A"),
            (25, "Z"),
            (26, "AA"),
            (51, "AZ"),
            (52, "BA"),
            (701, "ZZ"),
            (702, "AAA"),
        ];
        for (column, name) in cases {
            assert_eq!(letters(column), name);
        }
    }
}
