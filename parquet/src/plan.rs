//! A plan as Parquet: planned and skipped sends as rows, the header and the summary beside them.

use chrono::DateTime;
use flashplan::plan::{Entry, PlannedSend, Skipped};
use parquet::basic::Compression;
use parquet::data_type::{ByteArray, ByteArrayType, DataType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::parser::parse_message_type;
use parquet::schema::types::ColumnPath;
use serde::Deserialize;
use std::io::{self, Write};
use std::sync::Arc;

/// Rows of a group: what is in memory before it is written.
const ROWS: usize = 1 << 16;

/// The columns, as the lines of a plan call them; `at` is the instant of the occurrence.
const SCHEMA: &str = "message plan {
    required binary kind (STRING);
    optional binary key (STRING);
    required int64 occurrence;
    required int64 at (TIMESTAMP(MILLIS,true));
    optional int64 position;
    optional binary contactId (STRING);
    optional binary to (STRING);
    optional int64 sendAt (TIMESTAMP(MILLIS,true));
    optional binary timeZone (STRING);
    optional binary type (STRING);
    optional binary body (STRING);
    optional binary mediaUrl (STRING);
    optional binary reason (STRING);
    optional binary of (STRING);
    optional binary variables (STRING);
}";

/// Columns whose values are hardly ever the same: a dictionary of them is of no use.
const DISTINCT: [&str; 5] = ["key", "position", "contactId", "to", "body"];

/// Columns without an order that somebody would look for rows by: their least and greatest are of no use.
const UNORDERED: [&str; 2] = ["key", "body"];

/// A plan that is being written. The header and the summary are in the file's own metadata, under
/// `flashplan.header` and `flashplan.summary`.
pub struct PlanWriter {
    file: SerializedFileWriter<Vec<u8>>,
    /// The instant of the occurrence that is written.
    at: i64,
    rows: Rows,
}

/// A line of a plan.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Line {
    kind: String,
    key: Option<String>,
    occurrence: Option<i64>,
    at: Option<String>,
    position: Option<i64>,
    contact_id: Option<String>,
    to: Option<String>,
    send_at: Option<String>,
    time_zone: Option<String>,
    #[serde(rename = "type")]
    message_type: Option<String>,
    body: Option<String>,
    media_url: Option<String>,
    reason: Option<String>,
    of: Option<String>,
    variables: Option<Vec<String>>,
}

impl PlanWriter {
    /// A plan with this header.
    ///
    /// # Errors
    ///
    /// None that an input can bring about.
    pub fn new(header: &str) -> io::Result<Self> {
        let schema = parse_message_type(SCHEMA).map_err(failed)?;
        let mut properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_created_by("flashplan".to_owned());
        for name in DISTINCT {
            let column = ColumnPath::from(name);
            properties = properties.set_column_dictionary_enabled(column, false);
        }
        for name in UNORDERED {
            let column = ColumnPath::from(name);
            let none = EnabledStatistics::None;
            properties = properties.set_column_statistics_enabled(column, none);
        }
        let (schema, properties) = (Arc::new(schema), Arc::new(properties.build()));
        let mut file = SerializedFileWriter::new(Vec::new(), schema, properties).map_err(failed)?;
        file.append_key_value_metadata(KeyValue::new(
            "flashplan.header".to_owned(),
            header.to_owned(),
        ));
        Ok(Self {
            file,
            at: 0,
            rows: Rows::default(),
        })
    }

    /// Adds an entry of the plan.
    ///
    /// # Errors
    ///
    /// What keeps `out` from being written.
    pub fn entry(&mut self, entry: &Entry<'_>, out: &mut dyn Write) -> io::Result<()> {
        match entry {
            Entry::Occurrence(occurrence) => self.at = occurrence.at.timestamp_millis(),
            Entry::Send(send) => self.rows.push_send(send, self.at),
            Entry::Skipped(skipped) => self.rows.push_skipped(skipped, self.at),
        }
        self.flush_full(out)
    }

    /// Adds a line of the plan: an occurrence, a send, a skipped contact, or the summary. An entry is added
    /// faster as it is; lines are for plans that were changed, such as redacted ones.
    ///
    /// # Errors
    ///
    /// What keeps `out` from being written, and a line that is none of a plan.
    pub fn line(&mut self, line: &str, out: &mut dyn Write) -> io::Result<()> {
        let read: Line = serde_json::from_str(line)?;
        match read.kind.as_str() {
            "occurrence" => self.at = instant(read.at.as_deref())?.unwrap_or(0),
            "summary" => {
                let summary = KeyValue::new("flashplan.summary".to_owned(), line.to_owned());
                self.file.append_key_value_metadata(summary);
            }
            _ => self.rows.push_line(&read, self.at)?,
        }
        self.flush_full(out)
    }

    /// Ends the file.
    ///
    /// # Errors
    ///
    /// What keeps `out` from being written.
    pub fn end(mut self, out: &mut dyn Write) -> io::Result<()> {
        self.flush(out)?;
        let bytes = self.file.into_inner().map_err(failed)?;
        out.write_all(&bytes)
    }

    fn flush_full(&mut self, out: &mut dyn Write) -> io::Result<()> {
        if self.rows.count >= ROWS {
            self.flush(out)?;
        }
        Ok(())
    }

    fn flush(&mut self, out: &mut dyn Write) -> io::Result<()> {
        if self.rows.count > 0 {
            let mut group = self.file.next_row_group().map_err(failed)?;
            self.rows.write(&mut group).map_err(failed)?;
            group.close().map_err(failed)?;
        }
        self.file.flush()?;
        let bytes = self.file.inner_mut();
        out.write_all(bytes)?;
        bytes.clear();
        Ok(())
    }
}

/// A row, as the lines of a plan have it.
#[derive(Default)]
struct Row<'r> {
    kind: &'r str,
    key: Option<&'r str>,
    occurrence: i64,
    position: Option<i64>,
    contact_id: Option<&'r str>,
    to: Option<&'r str>,
    send_at: Option<i64>,
    time_zone: Option<&'r str>,
    message_type: Option<&'r str>,
    body: Option<&'r str>,
    media_url: Option<&'r str>,
    reason: Option<&'r str>,
    of: Option<&'r str>,
    variables: Option<&'r str>,
}

/// The rows of a group, column by column in the order of the schema.
#[derive(Default)]
struct Rows {
    count: usize,
    kind: Texts,
    key: Texts,
    occurrence: Numbers,
    at: Numbers,
    position: Numbers,
    contact_id: Texts,
    to: Texts,
    send_at: Numbers,
    time_zone: Texts,
    message_type: Texts,
    body: Texts,
    media_url: Texts,
    reason: Texts,
    of: Texts,
    variables: Texts,
}

impl Rows {
    fn push_send(&mut self, send: &PlannedSend<'_>, at: i64) {
        let (mut key, to) = ([0; 36], send.to.to_string());
        let row = Row {
            kind: "send",
            key: Some(send.key.hyphenated().encode_lower(&mut key)),
            occurrence: number(send.occurrence),
            position: Some(number(send.position)),
            contact_id: Some(send.contact_id),
            to: Some(&to),
            send_at: Some(send.send_at.timestamp_millis()),
            time_zone: send.time_zone,
            message_type: Some(send.message_type),
            body: send.body,
            media_url: send.media_url,
            ..Row::default()
        };
        self.push(&row, at);
    }

    fn push_skipped(&mut self, skipped: &Skipped<'_>, at: i64) {
        let variables = skipped.variables.join(" ");
        let row = Row {
            kind: "skipped",
            occurrence: number(skipped.occurrence),
            position: skipped.position.map(number),
            contact_id: skipped.contact_id,
            reason: Some(skipped.reason.name()),
            of: skipped.of,
            variables: (!variables.is_empty()).then_some(&variables),
            ..Row::default()
        };
        self.push(&row, at);
    }

    fn push_line(&mut self, line: &Line, at: i64) -> io::Result<()> {
        let variables = line.variables.as_ref().map(|paths| paths.join(" "));
        let row = Row {
            kind: &line.kind,
            key: line.key.as_deref(),
            occurrence: line.occurrence.unwrap_or(0),
            position: line.position,
            contact_id: line.contact_id.as_deref(),
            to: line.to.as_deref(),
            send_at: instant(line.send_at.as_deref())?,
            time_zone: line.time_zone.as_deref(),
            message_type: line.message_type.as_deref(),
            body: line.body.as_deref(),
            media_url: line.media_url.as_deref(),
            reason: line.reason.as_deref(),
            of: line.of.as_deref(),
            variables: variables.as_deref(),
        };
        self.push(&row, at);
        Ok(())
    }

    fn push(&mut self, row: &Row<'_>, at: i64) {
        self.count += 1;
        self.kind.push(Some(row.kind));
        self.key.push(row.key);
        self.occurrence.push(Some(row.occurrence));
        self.at.push(Some(at));
        self.position.push(row.position);
        self.contact_id.push(row.contact_id);
        self.to.push(row.to);
        self.send_at.push(row.send_at);
        self.time_zone.push(row.time_zone);
        self.message_type.push(row.message_type);
        self.body.push(row.body);
        self.media_url.push(row.media_url);
        self.reason.push(row.reason);
        self.of.push(row.of);
        self.variables.push(row.variables);
    }

    fn write<W: Write + Send>(
        &mut self,
        group: &mut SerializedRowGroupWriter<'_, W>,
    ) -> Result<(), ParquetError> {
        self.kind.write(group)?;
        self.key.write(group)?;
        self.occurrence.write(group)?;
        self.at.write(group)?;
        self.position.write(group)?;
        self.contact_id.write(group)?;
        self.to.write(group)?;
        self.send_at.write(group)?;
        self.time_zone.write(group)?;
        self.message_type.write(group)?;
        self.body.write(group)?;
        self.media_url.write(group)?;
        self.reason.write(group)?;
        self.of.write(group)?;
        self.variables.write(group)?;
        self.count = 0;
        Ok(())
    }
}

/// The texts of a column, one behind the other.
#[derive(Default)]
struct Texts {
    bytes: Vec<u8>,
    /// Where each text ends.
    ends: Vec<usize>,
    present: Vec<i16>,
}

impl Texts {
    fn push(&mut self, text: Option<&str>) {
        self.present.push(i16::from(text.is_some()));
        if let Some(text) = text {
            self.bytes.extend_from_slice(text.as_bytes());
            self.ends.push(self.bytes.len());
        }
    }

    /// Writes the next column of the group, and forgets its texts.
    fn write<W: Write + Send>(
        &mut self,
        group: &mut SerializedRowGroupWriter<'_, W>,
    ) -> Result<(), ParquetError> {
        let room = Vec::with_capacity(self.bytes.len());
        // the texts share one memory: each of its own would take longer to get than to write
        let all = ByteArray::from(std::mem::replace(&mut self.bytes, room));
        let mut start = 0;
        let text = |end: usize| {
            let text = all.slice(start, end - start);
            start = end;
            text
        };
        let texts: Vec<ByteArray> = self.ends.drain(..).map(text).collect();
        write_column::<ByteArrayType, W>(group, &texts, &self.present)?;
        self.present.clear();
        Ok(())
    }
}

/// The numbers of a column.
#[derive(Default)]
struct Numbers {
    values: Vec<i64>,
    present: Vec<i16>,
}

impl Numbers {
    fn push(&mut self, number: Option<i64>) {
        self.present.push(i16::from(number.is_some()));
        self.values.extend(number);
    }

    /// Writes the next column of the group, and forgets its numbers.
    fn write<W: Write + Send>(
        &mut self,
        group: &mut SerializedRowGroupWriter<'_, W>,
    ) -> Result<(), ParquetError> {
        write_column::<Int64Type, W>(group, &self.values, &self.present)?;
        self.values.clear();
        self.present.clear();
        Ok(())
    }
}

/// Writes the next column of the group; `present` has 1 for a row that has a value, 0 for one without.
fn write_column<D: DataType, W: Write + Send>(
    group: &mut SerializedRowGroupWriter<'_, W>,
    values: &[D::T],
    present: &[i16],
) -> Result<(), ParquetError> {
    if let Some(mut column) = group.next_column()? {
        // a column that is required has no levels, and takes none
        column
            .typed::<D>()
            .write_batch(values, Some(present), None)?;
        column.close()?;
    }
    Ok(())
}

/// Positions and indices are far below what a column holds.
fn number(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// Milliseconds since 1970 of an instant as a plan writes it.
fn instant(text: Option<&str>) -> io::Result<Option<i64>> {
    let read = text.map(DateTime::parse_from_rfc3339).transpose();
    let read = read.map_err(|why| io::Error::new(io::ErrorKind::InvalidData, why))?;
    Ok(read.map(|at| at.timestamp_millis()))
}

fn failed(error: ParquetError) -> io::Error {
    io::Error::other(error)
}
