//! Contacts as CSV: the first line names the columns.

use super::columns::{Columns, HeaderError};
use super::headers::Unclear;
use super::records::{Record, Records};
use super::understood::{SEMICOLON, TAB};
use super::{BATCH_BYTES, Bytes, ContactsError, Reading, texts};
use crate::output::Failure;
use flashplan::audience::Batch;
use flashplan::contact::TableBuilder;
use flashplan::issue::{Code, Issue, Severity};

/// Hands the contacts of a CSV file to `visit`, batch by batch. Lines that cannot be read are noted, and
/// keep their position.
pub(super) fn read<E: From<ContactsError>>(
    bytes: &mut dyn Bytes,
    reading: Reading<'_>,
    visit: &mut dyn FnMut(&Batch) -> Result<(), E>,
) -> Result<(), E> {
    reading.rewind(bytes)?;
    let mut records = Records::new(bytes);
    let mut file = CsvFile { reading };
    let columns = file.header(&mut records)?;
    let mut first = 0;
    let mut builder = TableBuilder::new(columns.names().iter().cloned());
    loop {
        let (batch, is_last) = file.batch(&mut records, &columns, builder, first)?;
        first += batch.rows() as u64;
        if batch.rows() > 0 {
            visit(&batch)?;
        }
        if is_last {
            file.reading.found.rows = first;
            return Ok(());
        }
        builder = TableBuilder::again(batch.into_table());
    }
}

struct CsvFile<'a> {
    reading: Reading<'a>,
}

impl CsvFile<'_> {
    fn header(&mut self, records: &mut Records<'_>) -> Result<Columns, ContactsError> {
        let reading = &self.reading;
        let invalid = |issue: Issue| reading.invalid(issue);
        let record = match self.next(records)? {
            None => return Err(invalid(Issue::new(Code::Empty, "", &texts::NO_HEADER))),
            Some(record) => record,
        };
        let line = record.line();
        if let Some(column) = record.nul() {
            let issue = Issue::new(Code::Type, "", &texts::HEADER_NUL)
                .with("line", line)
                .with("number", column + 1);
            return Err(invalid(issue));
        }
        if let Some(column) = record.not_text() {
            let issue = Issue::new(Code::Type, "", &texts::HEADER_NOT_TEXT)
                .with("line", line)
                .with("number", column + 1)
                .with("encoding", reading.how.encoding_name());
            return Err(invalid(issue));
        }
        let names = (0..record.len()).map(|i| record.field(i));
        let columns = Columns::new(names, &reading.how.columns, reading.fields)
            .map_err(|error| invalid(header_issue(error, line)))?;
        let understood = &mut *self.reading.found;
        understood.header = columns.header().to_vec();
        understood.renamed = columns.renamed().to_vec();
        understood.separator = match records.delimiter() {
            Some(b';') => Some(SEMICOLON),
            Some(b'\t') => Some(TAB),
            _ => None,
        };
        Ok(columns)
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
            let broken = broken_line(&record, columns);
            let is_broken = broken.is_some();
            if let Some(issue) = broken {
                let issue = issue.with("encoding", self.reading.how.encoding_name());
                self.reading.broken(issue, record.line());
                unreadable.push(builder.rows());
            } else if record.has_control() {
                self.reading.unseen(record.line());
            }
            let phones = self.reading.phones(is_broken);
            // a batch is far smaller than what a table holds, and so is a record
            columns
                .push(&mut builder, phones, record.line(), |i| record.field(i))
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
            .map_err(|reason| ContactsError::Failure(Failure::read(self.reading.name, reason)))
    }
}

/// What keeps a line from being a contact.
fn broken_line(record: &Record<'_>, columns: &Columns) -> Option<Issue> {
    let issue = |text| Issue::new(Code::ContactUnreadable, "", text);
    if record.is_given_up() {
        return Some(issue(&texts::LINE_UNCLOSED));
    }
    let header = columns.header();
    let name = |column: usize| header.get(column);
    if let Some(name) = record.not_text().and_then(name) {
        return Some(issue(&texts::FIELD_NOT_TEXT).with("column", name.as_str()));
    }
    if let Some(name) = record.nul().and_then(name) {
        return Some(issue(&texts::FIELD_NUL).with("column", name.as_str()));
    }
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
    let is_empty = record.field(columns.id()).trim().is_empty();
    is_empty.then(|| id_empty(columns))
}

/// A contact without what tells it apart.
pub(super) fn id_empty(columns: &Columns) -> Issue {
    let text = match columns.is_number_the_id() {
        true => &texts::NUMBER_EMPTY,
        false => &texts::ID_EMPTY,
    };
    Issue::new(Code::ContactUnreadable, "", text).with("column", columns.id_name())
}

/// What is wrong with the names of the columns, which stand in this line.
pub(super) fn header_issue(error: HeaderError, line: u64) -> Issue {
    let issue = match error {
        HeaderError::Lacks {
            name,
            nearest: Some(nearest),
            ..
        } => Issue::new(Code::Required, "", &texts::COLUMN_MISNAMED)
            .with("column", name)
            .with("nearest", nearest),
        HeaderError::Lacks { name, columns, .. } => {
            Issue::new(Code::Required, "", &texts::COLUMN_LACKING)
                .with("column", name)
                .with("columns", quoted(&columns))
        }
        HeaderError::Twice { name, numbers } => {
            let [first, second] = numbers;
            Issue::new(Code::DuplicateKey, "", &texts::COLUMN_TWICE)
                .as_severity(Severity::Error)
                .with("column", name)
                .with("first", first)
                .with("second", second)
        }
        HeaderError::Nameless { number } => {
            Issue::new(Code::Empty, "", &texts::COLUMN_NAMELESS).with("number", number)
        }
        HeaderError::Data { number } => {
            Issue::new(Code::Required, "", &texts::NO_NAMES).with("number", number)
        }
        HeaderError::Unclear(Unclear::Several { name, columns }) => {
            Issue::new(Code::Required, "", &texts::SEVERAL)
                .with("column", name)
                .with("nearest", columns.first().map_or("", String::as_str))
                .with("columns", quoted(&columns))
        }
        HeaderError::Unclear(Unclear::MayBeId { columns, phone }) => {
            Issue::new(Code::Required, "", &texts::NO_ID)
                .with("columns", quoted(&columns))
                .with("nearest", columns.first().map_or("", String::as_str))
                .with("phone", phone)
        }
        HeaderError::Unclear(Unclear::NoSuch { name, column }) => {
            Issue::new(Code::Required, "", &texts::NO_SUCH_COLUMN)
                .with("name", name)
                .with("column", column)
        }
    };
    issue.with("line", line)
}

/// Names of columns, of many only the first.
fn quoted(columns: &[String]) -> String {
    const NAMES: usize = 8;
    let quoted = columns.iter().take(NAMES).map(|name| format!("`{name}`"));
    let more = (columns.len() > NAMES).then(|| "..".to_owned());
    quoted.chain(more).collect::<Vec<_>>().join(", ")
}
