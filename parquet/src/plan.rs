//! A plan as Parquet: planned and skipped sends as rows, the header and the summary beside them.

use chrono::DateTime;
use parquet::basic::Compression;
use parquet::data_type::{ByteArray, ByteArrayType, DataType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
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

    /// Adds a line of the plan: an occurrence, a send, a skipped contact, or the summary.
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
            _ => self.rows.push(read, self.at)?,
        }
        if self.rows.count >= ROWS {
            self.flush(out)?;
        }
        Ok(())
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

/// The rows of a group, column by column in the order of the schema.
#[derive(Default)]
struct Rows {
    count: usize,
    kind: Values<ByteArray>,
    key: Values<ByteArray>,
    occurrence: Values<i64>,
    at: Values<i64>,
    position: Values<i64>,
    contact_id: Values<ByteArray>,
    to: Values<ByteArray>,
    send_at: Values<i64>,
    time_zone: Values<ByteArray>,
    message_type: Values<ByteArray>,
    body: Values<ByteArray>,
    media_url: Values<ByteArray>,
    reason: Values<ByteArray>,
    of: Values<ByteArray>,
    variables: Values<ByteArray>,
}

impl Rows {
    fn push(&mut self, line: Line, at: i64) -> io::Result<()> {
        let text = |text: String| ByteArray::from(text.into_bytes());
        self.count += 1;
        self.kind.push(Some(text(line.kind)));
        self.key.push(line.key.map(text));
        self.occurrence.push(Some(line.occurrence.unwrap_or(0)));
        self.at.push(Some(at));
        self.position.push(line.position);
        self.contact_id.push(line.contact_id.map(text));
        self.to.push(line.to.map(text));
        self.send_at.push(instant(line.send_at.as_deref())?);
        self.time_zone.push(line.time_zone.map(text));
        self.message_type.push(line.message_type.map(text));
        self.body.push(line.body.map(text));
        self.media_url.push(line.media_url.map(text));
        self.reason.push(line.reason.map(text));
        self.of.push(line.of.map(text));
        self.variables
            .push(line.variables.map(|paths| text(paths.join(" "))));
        Ok(())
    }

    fn write<W: Write + Send>(
        &mut self,
        group: &mut SerializedRowGroupWriter<'_, W>,
    ) -> Result<(), ParquetError> {
        self.kind.write::<ByteArrayType, W>(group)?;
        self.key.write::<ByteArrayType, W>(group)?;
        self.occurrence.write::<Int64Type, W>(group)?;
        self.at.write::<Int64Type, W>(group)?;
        self.position.write::<Int64Type, W>(group)?;
        self.contact_id.write::<ByteArrayType, W>(group)?;
        self.to.write::<ByteArrayType, W>(group)?;
        self.send_at.write::<Int64Type, W>(group)?;
        self.time_zone.write::<ByteArrayType, W>(group)?;
        self.message_type.write::<ByteArrayType, W>(group)?;
        self.body.write::<ByteArrayType, W>(group)?;
        self.media_url.write::<ByteArrayType, W>(group)?;
        self.reason.write::<ByteArrayType, W>(group)?;
        self.of.write::<ByteArrayType, W>(group)?;
        self.variables.write::<ByteArrayType, W>(group)?;
        self.count = 0;
        Ok(())
    }
}

/// The values of a column, and which rows have one.
struct Values<T> {
    values: Vec<T>,
    /// 1 for a row that has a value, 0 for one that has none.
    present: Vec<i16>,
}

impl<T> Default for Values<T> {
    fn default() -> Self {
        Self {
            values: Vec::new(),
            present: Vec::new(),
        }
    }
}

impl<T> Values<T> {
    fn push(&mut self, value: Option<T>) {
        self.present.push(i16::from(value.is_some()));
        self.values.extend(value);
    }

    /// Writes the next column of the group, and forgets its values.
    fn write<D: DataType<T = T>, W: Write + Send>(
        &mut self,
        group: &mut SerializedRowGroupWriter<'_, W>,
    ) -> Result<(), ParquetError> {
        if let Some(mut column) = group.next_column()? {
            // a column that is required has no levels, and takes none
            column
                .typed::<D>()
                .write_batch(&self.values, Some(&self.present), None)?;
            column.close()?;
        }
        self.values.clear();
        self.present.clear();
        Ok(())
    }
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
