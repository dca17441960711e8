//! Contacts in the rows of a sheet: the first one names the columns.

use super::columns::Columns;
use super::csv::{header_issue, id_empty};
use super::unseen::{has_control, has_nul};
use super::workbook::{Row, Sheet, letters};
use super::{BATCH_BYTES, ContactsError, Reading, texts};
use crate::output::Failure;
use flashplan::audience::Batch;
use flashplan::contact::TableBuilder;
use flashplan::issue::{Code, Issue};

/// Hands the contacts of a sheet to `visit`, batch by batch.
pub(super) fn read<E: From<ContactsError>>(
    sheet: &Sheet,
    mut reading: Reading<'_>,
    visit: &mut dyn FnMut(&Batch) -> Result<(), E>,
) -> Result<(), E> {
    let Some((header, rows)) = sheet.rows.split_first() else {
        let issue = Issue::new(Code::Empty, "", &texts::NO_HEADER);
        return Err(reading.invalid(issue).into());
    };
    let columns = columns(header, &mut reading)?;
    let mut rows = rows.iter().peekable();
    let mut first = 0;
    while rows.peek().is_some() {
        let batch = batch(&mut rows, &columns, first, &mut reading)?;
        first += batch.rows() as u64;
        visit(&batch)?;
    }
    reading.found.rows = first;
    Ok(())
}

fn columns(header: &Row, reading: &mut Reading<'_>) -> Result<Columns, ContactsError> {
    let names = header.cells.iter().map(String::as_str);
    let columns = Columns::new(names, &reading.how.columns, reading.fields)
        .map_err(|error| reading.invalid(header_issue(error, header.number)))?;
    reading.found.header = columns.header().to_vec();
    reading.found.renamed = columns.renamed().to_vec();
    Ok(columns)
}

fn batch<'r>(
    rows: &mut impl Iterator<Item = &'r Row>,
    columns: &Columns,
    first: u64,
    reading: &mut Reading<'_>,
) -> Result<Batch, ContactsError> {
    let mut builder = TableBuilder::new(columns.names().iter().cloned());
    let mut unreadable = Vec::new();
    for row in rows {
        let cell = |i: usize| {
            let cell = row.cells.get(i).filter(|cell| !has_nul(cell.as_bytes()));
            cell.map_or("", String::as_str)
        };
        let broken = broken_row(row, columns);
        let is_broken = broken.is_some();
        if let Some(issue) = broken {
            reading.broken(issue, row.number);
            unreadable.push(builder.rows());
        } else if row.cells.iter().any(|cell| has_control(cell.as_bytes())) {
            reading.unseen(row.number);
        }
        columns
            .push(&mut builder, reading.phones(is_broken), row.number, cell)
            .map_err(|full| ContactsError::Failure(Failure::Usage(full.to_string())))?;
        if builder.bytes() >= BATCH_BYTES {
            break;
        }
    }
    Ok(Batch::new(builder.finish(), first, unreadable))
}

fn broken_row(row: &Row, columns: &Columns) -> Option<Issue> {
    let issue = |text| Issue::new(Code::ContactUnreadable, "", text);
    let header = columns.header();
    if row.cells.len() > header.len() {
        return Some(
            issue(&texts::CELL_BESIDE)
                .with(
                    "cell",
                    format!("{}{}", letters(row.cells.len() - 1), row.number),
                )
                .with("last", header.last().map_or("", String::as_str)),
        );
    }
    let nul = row.cells.iter().position(|cell| has_nul(cell.as_bytes()));
    if let Some(name) = nul.and_then(|column| header.get(column)) {
        return Some(issue(&texts::FIELD_NUL).with("column", name.as_str()));
    }
    let id = row.cells.get(columns.id()).map_or("", |id| id.trim());
    id.is_empty().then(|| id_empty(columns))
}
