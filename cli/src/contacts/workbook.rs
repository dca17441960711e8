//! Contacts in a spreadsheet: the rows of one sheet, each cell as the text that it stands for.

use crate::output::Failure;
use calamine::{Data, Reader, Sheets, Xlsx, open_workbook_auto_from_rs};
use std::io::Cursor;

/// Bytes of a file: far more than a million contacts take.
const FILE_BYTES: usize = 256 << 20;

/// Columns of a sheet; a contact that has more is none that anyone wrote.
const COLUMNS: usize = 1_024;

/// Cells of a sheet, the empty ones between others with them.
const CELLS: usize = 20_000_000;

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

type Book = Sheets<Cursor<Vec<u8>>>;

/// Whether a file is a spreadsheet, by its first bytes: a zip archive, or what Excel wrote until 2003.
pub(super) fn is_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xd0\xcf\x11\xe0")
}

/// Reads the sheet called `asked`, or the only one with cells.
pub(super) fn read(name: &str, bytes: Vec<u8>, asked: Option<&str>) -> Result<Sheet, Failure> {
    let refuse = |why: String| Failure::Usage(format!("{name}: {why}"));
    if bytes.len() > FILE_BYTES {
        return Err(refuse(format!(
            "a spreadsheet of more than {} MiB; save it as CSV",
            FILE_BYTES >> 20
        )));
    }
    let mut book = open(bytes).map_err(refuse)?;
    let names = book.sheet_names();
    let wanted: Vec<&String> = match asked {
        Some(asked) => names.iter().filter(|known| *known == asked).collect(),
        None => names.iter().collect(),
    };
    if let (Some(asked), []) = (asked, &wanted[..]) {
        return Err(refuse(format!(
            "there is no sheet `{asked}`; the sheets are {}",
            listed(&names)
        )));
    }
    let mut sheets = Vec::new();
    for wanted in wanted {
        let sheet = sheet(&mut book, wanted).map_err(refuse)?;
        if asked.is_some() || !sheet.rows.is_empty() {
            sheets.push(sheet);
        }
    }
    let with_cells: Vec<String> = sheets.iter().map(|sheet| sheet.name.clone()).collect();
    match <[Sheet; 1]>::try_from(sheets) {
        Ok([sheet]) => Ok(sheet),
        Err(sheets) if sheets.is_empty() => Ok(Sheet {
            name: names.first().cloned().unwrap_or_default(),
            rows: Vec::new(),
            merged: Vec::new(),
        }),
        Err(_) => Err(refuse(format!(
            "{} sheets have cells, {}; say which one by --sheet",
            with_cells.len(),
            listed(&with_cells)
        ))),
    }
}

fn listed(names: &[String]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    quoted.join(", ")
}

fn open(bytes: Vec<u8>) -> Result<Book, String> {
    match open_workbook_auto_from_rs(Cursor::new(bytes)) {
        Ok(book @ (Sheets::Xlsx(_) | Sheets::Ods(_))) => Ok(book),
        Ok(_) => Err("a spreadsheet of another kind; save it as .xlsx, .ods or CSV".to_owned()),
        Err(error) => Err(format!(
            "no spreadsheet that can be read ({error}); save it as .xlsx, .ods or CSV"
        )),
    }
}

fn sheet(book: &mut Book, name: &str) -> Result<Sheet, String> {
    let mut rows = Rows::default();
    let mut merged = Vec::new();
    match book {
        Sheets::Xlsx(book) => {
            cells_of(book, name, &mut rows)?;
            let regions = book.merge_cells_by_sheet_name(name).unwrap_or_default();
            merged.extend(regions.iter().map(|region| {
                let (from, to) = (region.start, region.end);
                format!("{}:{}", address(from), address(to))
            }));
        }
        other => {
            let range = other
                .worksheet_range(name)
                .map_err(|error| error.to_string())?;
            let start = range.start().unwrap_or_default();
            for (row, column, value) in range.used_cells() {
                rows.push(row + start.0 as usize, column + start.1 as usize, value)?;
            }
        }
    }
    Ok(Sheet {
        name: name.to_owned(),
        rows: rows.rows,
        merged,
    })
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
            return Err(format!(
                "cell {} lies beyond {COLUMNS} columns; save the columns that are needed",
                address((row as u32, column as u32))
            ));
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
        if self.cells > CELLS {
            return Err(format!("more than {CELLS} cells; save it as CSV"));
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
mod tests {
    use super::letters;

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
