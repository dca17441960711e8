//! Contacts as CSV: the first line names the columns.

use super::columns::{Columns, HeaderError};
use super::country::Country;
use super::records::{Record, Records};
use super::{BATCH_BYTES, Bytes, ContactsError, texts};
use crate::output::Failure;
use flashplan::audience::Batch;
use flashplan::contact::{FieldSet, TableBuilder};
use flashplan::issue::{Code, Issue, Severity};

/// Hands the contacts of a CSV file to `visit`, batch by batch. Lines that cannot be read go to
/// `broken` and keep their position.
pub(super) fn read<E: From<ContactsError>>(
    bytes: &mut dyn Bytes,
    name: &str,
    country: Option<Country>,
    fields: &FieldSet,
    broken: &mut Vec<Issue>,
    visit: &mut dyn FnMut(&Batch) -> Result<(), E>,
) -> Result<(), E> {
    let mut records = Records::new(bytes);
    let mut file = CsvFile {
        name,
        country,
        broken,
    };
    let columns = file.header(&mut records, fields)?;
    let mut first = 0;
    let mut builder = TableBuilder::new(columns.names().iter().cloned());
    loop {
        let (batch, is_last) = file.batch(&mut records, &columns, builder, first)?;
        first += batch.rows() as u64;
        if batch.rows() > 0 {
            visit(&batch)?;
        }
        if is_last {
            return Ok(());
        }
        builder = TableBuilder::again(batch.into_table());
    }
}

struct CsvFile<'a> {
    name: &'a str,
    country: Option<Country>,
    broken: &'a mut Vec<Issue>,
}

impl CsvFile<'_> {
    fn header(
        &mut self,
        records: &mut Records<'_>,
        fields: &FieldSet,
    ) -> Result<Columns, ContactsError> {
        let invalid =
            |issue: Issue| ContactsError::Invalid(Box::new(issue.with("file", self.name)));
        let record = match self.next(records)? {
            None => return Err(invalid(Issue::new(Code::Empty, "", &texts::NO_HEADER))),
            Some(record) => record,
        };
        if record.not_text().is_some() {
            return Err(invalid(Issue::new(Code::Type, "", &texts::HEADER_NOT_UTF8)));
        }
        let columns = Columns::new((0..record.len()).map(|i| record.field(i)), fields);
        columns.map_err(|error| invalid(header_issue(error)))
    }

    fn batch(
        &mut self,
        records: &mut Records<'_>,
        columns: &Columns,
        mut builder: TableBuilder,
        first: u64,
    ) -> Result<(Batch, bool), ContactsError> {
        let mut unreadable = Vec::new();
        let mut is_last = true;
        while let Some(record) = self.next(records)? {
            if record.is_blank() {
                continue;
            }
            if let Some(issue) = broken_line(&record, columns) {
                self.broken
                    .push(issue.with("file", self.name).with("line", record.line()));
                unreadable.push(builder.rows());
            }
            // a batch is far smaller than what a table holds, and so is a record
            columns
                .push(&mut builder, self.country, |i| record.field(i))
                .map_err(|full| ContactsError::Failure(Failure::Usage(full.to_string())))?;
            if builder.bytes() >= BATCH_BYTES {
                is_last = false;
                break;
            }
        }
        Ok((Batch::new(builder.finish(), first, unreadable), is_last))
    }

    fn next<'r>(&self, records: &'r mut Records<'_>) -> Result<Option<Record<'r>>, ContactsError> {
        records
            .next()
            .map_err(|reason| ContactsError::Failure(Failure::read(self.name, reason)))
    }
}

/// What keeps a line from being a contact.
fn broken_line(record: &Record<'_>, columns: &Columns) -> Option<Issue> {
    let issue = |text| Issue::new(Code::ContactUnreadable, "", text);
    if record.is_given_up() {
        return Some(issue(&texts::LINE_UNCLOSED));
    }
    if let Some(column) = record.not_text() {
        let name = columns.header().get(column).map_or("", String::as_str);
        return Some(issue(&texts::FIELD_NOT_UTF8).with("column", name));
    }
    let header = columns.header();
    let expected = header.len();
    if record.len() != expected {
        let lacking = header.get(record.len()).filter(|_| record.len() < expected);
        let text = if lacking.is_some() {
            &texts::FIELDS_LACKING
        } else {
            &texts::FIELDS_TOO_MANY
        };
        return Some(
            issue(text)
                .with("got", record.len())
                .with("expected", expected)
                .with("column", lacking.map_or("", String::as_str))
                .with("last", header.last().map_or("", String::as_str)),
        );
    }
    record
        .field(columns.id())
        .trim()
        .is_empty()
        .then(|| issue(&texts::ID_EMPTY))
}

fn header_issue(error: HeaderError) -> Issue {
    match error {
        HeaderError::Lacks {
            name,
            nearest: None,
        } => Issue::new(Code::Required, "", &texts::COLUMN_LACKING).with("column", name),
        HeaderError::Lacks {
            name,
            nearest: Some(nearest),
        } => Issue::new(Code::Required, "", &texts::COLUMN_MISNAMED)
            .with("column", name)
            .with("nearest", nearest),
        HeaderError::Twice { name } => Issue::new(Code::DuplicateKey, "", &texts::COLUMN_TWICE)
            .as_severity(Severity::Error)
            .with("column", name),
        HeaderError::Nameless { number } => {
            Issue::new(Code::Empty, "", &texts::COLUMN_NAMELESS).with("number", number)
        }
    }
}
