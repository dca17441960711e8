//! Contacts in a Parquet file: its columns by name, as a spreadsheet has them.

use super::columns::Columns;
use super::csv::{header_issue, id_empty};
use super::unseen::has_nul;
use super::{BATCH_BYTES, ContactsError, Reading, texts};
use crate::output::Failure;
use flashplan::audience::Batch;
use flashplan::contact::TableBuilder;
use flashplan::issue::{Code, Issue};
use flashplan_parquet::{ReadError, Row, Rows};
use std::fs::File;
use std::io;

/// What every Parquet file begins with.
const MAGIC: &[u8] = b"PAR1";

/// Whether a file that begins so is one.
pub(super) fn is_parquet(beginning: &[u8]) -> bool {
    beginning.starts_with(MAGIC)
}

/// Opens a file.
pub(super) fn open(name: &str) -> Result<Rows, Failure> {
    let unread = |reason| Failure::read(name, reason);
    let file = File::open(name).map_err(unread)?;
    Rows::open(file).map_err(|error| unread(io::Error::other(error)))
}

/// Hands the contacts to `visit`, batch by batch.
pub(super) fn read<E: From<ContactsError>>(
    rows: &Rows,
    mut reading: Reading<'_>,
    visit: &mut dyn FnMut(&Batch) -> Result<(), E>,
) -> Result<(), E> {
    let names = rows.names().iter().map(String::as_str);
    let columns = Columns::new(names, &reading.how.columns, reading.fields)
        .map_err(|error| reading.invalid(header_issue(error, 1)))?;
    reading.found.header = columns.header().to_vec();
    reading.found.renamed = columns.renamed().to_vec();
    let mut batches = Batches {
        builder: TableBuilder::new(columns.names().iter().cloned()),
        unreadable: Vec::new(),
        first: 0,
        columns: &columns,
    };
    rows.for_each::<Stop<E>>(|column| columns.uses(column), &mut |row| {
        let added = batches.add(row, &mut reading).map_err(E::from);
        added.map_err(Stop::Visit)?;
        if batches.builder.bytes() >= BATCH_BYTES {
            batches.hand_out(visit).map_err(Stop::Visit)?;
        }
        Ok(())
    })
    .map_err(|stop| match stop {
        Stop::Visit(error) => error,
        Stop::Read(error) => E::from(of_file(error, &reading)),
    })?;
    batches.hand_out(visit)?;
    reading.found.rows = batches.first;
    Ok(())
}

/// Why reading ended before the last row.
enum Stop<E> {
    Visit(E),
    Read(ReadError),
}

impl<E> From<ReadError> for Stop<E> {
    fn from(error: ReadError) -> Self {
        Self::Read(error)
    }
}

fn of_file(error: ReadError, reading: &Reading<'_>) -> ContactsError {
    match error {
        ReadError::NoText { column } => {
            let issue = Issue::new(Code::Type, "", &texts::COLUMN_NO_TEXT);
            reading.invalid(issue.with("column", column))
        }
        ReadError::Unreadable(error) => {
            ContactsError::Failure(Failure::read(reading.name, io::Error::other(error)))
        }
    }
}

/// The batch that is being filled.
struct Batches<'c> {
    builder: TableBuilder,
    unreadable: Vec<usize>,
    first: u64,
    columns: &'c Columns,
}

impl Batches<'_> {
    fn add(&mut self, row: Row<'_>, reading: &mut Reading<'_>) -> Result<(), ContactsError> {
        let columns = self.columns;
        let number = self.first + self.builder.rows() as u64 + 1;
        let is_broken = row.text(columns.id()).trim().is_empty();
        if is_broken {
            reading.broken(id_empty(columns), number);
            self.unreadable.push(self.builder.rows());
        }
        let text = |column| row.text(column);
        if let Some(name) = self.nul(text) {
            let issue = Issue::new(Code::Type, "", &texts::CELL_NUL);
            return Err(reading.invalid(issue.with("line", number).with("column", name)));
        }
        columns
            .push(&mut self.builder, reading.phones(is_broken), number, text)
            .map_err(|full| ContactsError::Failure(Failure::Usage(full.to_string())))
    }

    /// The column of a row that has a NUL. Which columns are read differs from one reading to the next, so
    /// that no row can be left out for it: the file is refused.
    fn nul<'r>(&self, text: impl Fn(usize) -> &'r str) -> Option<&str> {
        let mut names = self.columns.header().iter().enumerate();
        let has_nul = |column| self.columns.uses(column) && has_nul(text(column).as_bytes());
        names
            .find(|(column, _)| has_nul(*column))
            .map(|(_, name)| name.as_str())
    }

    fn hand_out<E>(&mut self, visit: &mut dyn FnMut(&Batch) -> Result<(), E>) -> Result<(), E> {
        if self.builder.rows() == 0 {
            return Ok(());
        }
        let empty = TableBuilder::new(self.columns.names().iter().cloned());
        let table = std::mem::replace(&mut self.builder, empty).finish();
        let batch = Batch::new(table, self.first, std::mem::take(&mut self.unreadable));
        self.first += batch.rows() as u64;
        visit(&batch)?;
        self.builder = TableBuilder::again(batch.into_table());
        Ok(())
    }
}
