//! Rows of a Parquet file as texts, a part of one row group at a time.

use chrono::{DateTime, NaiveDate, SecondsFormat};
use parquet::basic::ConvertedType;
use parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use parquet::data_type::{ByteArray, DataType};
use parquet::errors::ParquetError;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::schema::types::ColumnDescriptor;
use std::fmt::Write as _;
use std::fs::File;

/// Rows that are in memory at a time.
const ROWS: usize = 8_192;

/// A Parquet file as rows of texts: null is an empty text, numbers are decimal, the items of a list are
/// separated by `;`, dates and instants are as RFC 3339 has them, and the fields of a structure are
/// columns of their own, `meta.city`.
pub struct Rows {
    file: SerializedFileReader<File>,
    names: Vec<String>,
}

/// Why a file cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// It is no Parquet, it is damaged, or it is compressed in another way than Snappy.
    #[error("{0}")]
    Unreadable(#[from] ParquetError),
    /// A column that is asked for has a type that is no text.
    #[error("column `{column}` is of a type that is no text: store it as a string")]
    NoText {
        /// The name of the column.
        column: String,
    },
}

/// One row.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    columns: &'a [Texts],
    row: usize,
}

impl Row<'_> {
    /// The text of a column; empty where it is null, was not asked for, or is not there.
    #[must_use]
    pub fn text(&self, column: usize) -> &str {
        self.columns
            .get(column)
            .map_or("", |texts| texts.of(self.row))
    }
}

impl Rows {
    /// Opens a file.
    ///
    /// # Errors
    ///
    /// A file that is no Parquet.
    pub fn open(file: File) -> Result<Self, ReadError> {
        let file = SerializedFileReader::new(file)?;
        let columns = file.metadata().file_metadata().schema_descr().columns();
        let names = columns.iter().map(|column| name(column)).collect();
        Ok(Self { file, names })
    }

    /// The names of the columns.
    #[must_use]
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// Hands the rows to `visit`, in order; columns that are not `asked` for are not read.
    ///
    /// # Errors
    ///
    /// What `visit` returns, and what keeps the rows from being read.
    pub fn for_each<E: From<ReadError>>(
        &self,
        asked: impl Fn(usize) -> bool,
        visit: &mut dyn FnMut(Row<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut texts: Vec<Texts> = self.names.iter().map(|_| Texts::default()).collect();
        for index in 0..self.file.num_row_groups() {
            let group = self.file.get_row_group(index).map_err(ReadError::from)?;
            let mut left = usize::try_from(group.metadata().num_rows()).unwrap_or(0);
            let mut columns = Vec::new();
            for column in (0..self.names.len()).filter(|&column| asked(column)) {
                let reader = group.get_column_reader(column).map_err(ReadError::from)?;
                columns.push((column, reader));
            }
            while left > 0 {
                let rows = left.min(ROWS);
                for (column, reader) in &mut columns {
                    let descriptor = group.metadata().column(*column).column_descr();
                    texts[*column].fill(reader, descriptor, rows)?;
                }
                for row in 0..rows {
                    visit(Row {
                        columns: &texts,
                        row,
                    })?;
                }
                left -= rows;
            }
        }
        Ok(())
    }
}

/// The name of a column as a path; a list is called as the field that holds it.
fn name(column: &ColumnDescriptor) -> String {
    match column.path().parts() {
        [list, _, item] | [list, item]
            if column.max_rep_level() == 1 && item != "key" && item != "value" =>
        {
            list.clone()
        }
        parts => parts.join("."),
    }
}

/// The texts of one column, one a row.
#[derive(Default)]
struct Texts {
    all: String,
    ends: Vec<usize>,
}

impl Texts {
    fn of(&self, row: usize) -> &str {
        let Some(&end) = self.ends.get(row) else {
            return "";
        };
        let start = row.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.all[start..end]
    }

    /// Reads the next `rows` texts in place of what is there.
    fn fill(
        &mut self,
        reader: &mut ColumnReader,
        column: &ColumnDescriptor,
        rows: usize,
    ) -> Result<(), ReadError> {
        let kind = column.converted_type();
        let no_text = || ReadError::NoText {
            column: name(column),
        };
        if column.max_rep_level() > 1 {
            return Err(no_text());
        }
        let levels = Levels {
            present: column.max_def_level(),
            is_list: column.max_rep_level() == 1,
            rows,
        };
        match (reader, kind) {
            (ColumnReader::ByteArrayColumnReader(reader), kind) if is_text(kind) => {
                self.read(reader, levels, |value, out| {
                    push_text(value, out).ok_or_else(no_text)
                })
            }
            (ColumnReader::BoolColumnReader(reader), ConvertedType::NONE) => {
                self.read(reader, levels, push)
            }
            (ColumnReader::Int32ColumnReader(reader), ConvertedType::DATE) => {
                self.read(reader, levels, |days, out| {
                    let date = NaiveDate::from_epoch_days(*days).ok_or_else(no_text)?;
                    push(&date, out)
                })
            }
            (ColumnReader::Int64ColumnReader(reader), ConvertedType::TIMESTAMP_MILLIS) => self
                .read(reader, levels, |at, out| {
                    push_instant(DateTime::from_timestamp_millis(*at), out).ok_or_else(no_text)
                }),
            (ColumnReader::Int64ColumnReader(reader), ConvertedType::TIMESTAMP_MICROS) => self
                .read(reader, levels, |at, out| {
                    push_instant(DateTime::from_timestamp_micros(*at), out).ok_or_else(no_text)
                }),
            (ColumnReader::Int32ColumnReader(reader), kind) if is_number(kind) => {
                self.read(reader, levels, push)
            }
            (ColumnReader::Int64ColumnReader(reader), kind)
                if is_number(kind) && column.logical_type_ref().is_none_or(is_integer) =>
            {
                self.read(reader, levels, push)
            }
            (ColumnReader::FloatColumnReader(reader), ConvertedType::NONE) => {
                self.read(reader, levels, push)
            }
            (ColumnReader::DoubleColumnReader(reader), ConvertedType::NONE) => {
                self.read(reader, levels, push)
            }
            _ => Err(no_text()),
        }
    }

    fn read<T: DataType>(
        &mut self,
        reader: &mut ColumnReaderImpl<T>,
        levels: Levels,
        mut push: impl FnMut(&T::T, &mut String) -> Result<(), ReadError>,
    ) -> Result<(), ReadError> {
        self.all.clear();
        self.ends.clear();
        let (mut presence, mut repeats, mut values) = (Vec::new(), Vec::new(), Vec::new());
        let mut read = 0;
        while read < levels.rows {
            let more = levels.rows - read;
            let def = (levels.present > 0).then_some(&mut presence);
            let rep = levels.is_list.then_some(&mut repeats);
            let (records, _, _) = reader.read_records(more, def, rep, &mut values)?;
            if records == 0 {
                let cut = ParquetError::EOF("a column has fewer rows than its group".to_owned());
                return Err(cut.into());
            }
            read += records;
        }
        let mut values = values.iter();
        let count = if levels.present > 0 {
            presence.len()
        } else {
            read
        };
        for at in 0..count {
            let goes_on = repeats.get(at).is_some_and(|level| *level > 0);
            if at > 0 && !goes_on {
                self.ends.push(self.all.len());
            }
            let is_present = presence
                .get(at)
                .is_none_or(|level| *level == levels.present);
            if let Some(value) = is_present.then(|| values.next()).flatten() {
                if goes_on {
                    self.all.push(';');
                }
                push(value, &mut self.all)?;
            }
        }
        self.ends.push(self.all.len());
        Ok(())
    }
}

/// How the values of a column lie in its rows.
#[derive(Clone, Copy)]
struct Levels {
    /// The level of a value that is there.
    present: i16,
    is_list: bool,
    rows: usize,
}

fn is_text(kind: ConvertedType) -> bool {
    matches!(
        kind,
        ConvertedType::NONE | ConvertedType::UTF8 | ConvertedType::ENUM | ConvertedType::JSON
    )
}

fn is_number(kind: ConvertedType) -> bool {
    matches!(
        kind,
        ConvertedType::NONE
            | ConvertedType::INT_8
            | ConvertedType::INT_16
            | ConvertedType::INT_32
            | ConvertedType::INT_64
    )
}

/// Not the nanoseconds of an instant, which have no converted type.
fn is_integer(kind: &parquet::basic::LogicalType) -> bool {
    matches!(kind, parquet::basic::LogicalType::Integer(_))
}

fn push(value: &impl std::fmt::Display, out: &mut String) -> Result<(), ReadError> {
    // writing to a String cannot fail
    let _ = write!(out, "{value}");
    Ok(())
}

fn push_text(value: &ByteArray, out: &mut String) -> Option<()> {
    out.push_str(std::str::from_utf8(value.data()).ok()?);
    Some(())
}

fn push_instant(at: Option<DateTime<chrono::Utc>>, out: &mut String) -> Option<()> {
    out.push_str(&at?.to_rfc3339_opts(SecondsFormat::AutoSi, true));
    Some(())
}
