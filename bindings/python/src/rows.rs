//! Planned and skipped sends as the rows of Arrow batches, with the columns of a plan in Parquet.

use arrow_array::builder::{Int64Builder, StringBuilder, TimestampMillisecondBuilder};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef, TimeUnit};
use flashplan::plan::{Entry, PlannedSend, Skipped};
use std::sync::{Arc, LazyLock};

/// Bytes of text after which a batch is handed on, however few rows it has: Arrow's texts end at 2 GiB.
const BYTES: usize = 256 << 20;

/// The columns, as the lines of a plan call them; `at` is the instant of the occurrence.
pub(crate) static SCHEMA: LazyLock<SchemaRef> = LazyLock::new(|| {
    let text = |name: &str| Field::new(name, DataType::Utf8, true);
    let time = DataType::Timestamp(TimeUnit::Millisecond, Some("UTC".into()));
    Arc::new(Schema::new(vec![
        Field::new("kind", DataType::Utf8, false),
        text("key"),
        Field::new("occurrence", DataType::Int64, false),
        Field::new("at", time.clone(), false),
        Field::new("position", DataType::Int64, true),
        text("contactId"),
        text("to"),
        Field::new("sendAt", time, true),
        text("timeZone"),
        text("type"),
        text("body"),
        text("mediaUrl"),
        text("reason"),
        text("of"),
        text("variables"),
    ]))
});

/// The rows of a batch that is being filled.
pub(crate) struct PlanRows {
    most: usize,
    bytes: usize,
    /// The instant of the occurrence, in milliseconds.
    occurrence_at: i64,
    kind: StringBuilder,
    key: StringBuilder,
    occurrence: Int64Builder,
    at: TimestampMillisecondBuilder,
    position: Int64Builder,
    contact_id: StringBuilder,
    to: StringBuilder,
    send_at: TimestampMillisecondBuilder,
    time_zone: StringBuilder,
    message_type: StringBuilder,
    body: StringBuilder,
    media_url: StringBuilder,
    reason: StringBuilder,
    of: StringBuilder,
    variables: StringBuilder,
}

impl PlanRows {
    /// No row yet; a batch has `most` of them.
    pub(crate) fn new(most: usize) -> Self {
        let time = || TimestampMillisecondBuilder::new().with_timezone("UTC");
        Self {
            most,
            bytes: 0,
            occurrence_at: 0,
            kind: StringBuilder::new(),
            key: StringBuilder::new(),
            occurrence: Int64Builder::new(),
            at: time(),
            position: Int64Builder::new(),
            contact_id: StringBuilder::new(),
            to: StringBuilder::new(),
            send_at: time(),
            time_zone: StringBuilder::new(),
            message_type: StringBuilder::new(),
            body: StringBuilder::new(),
            media_url: StringBuilder::new(),
            reason: StringBuilder::new(),
            of: StringBuilder::new(),
            variables: StringBuilder::new(),
        }
    }

    /// Adds an entry; an occurrence is no row, but the rows after it are of it.
    pub(crate) fn push(&mut self, entry: &Entry<'_>) {
        match entry {
            Entry::Occurrence(occurrence) => self.occurrence_at = occurrence.at.timestamp_millis(),
            Entry::Send(send) => self.send(send),
            Entry::Skipped(skipped) => self.skipped(skipped),
        }
    }

    fn send(&mut self, send: &PlannedSend<'_>) {
        let mut key = uuid::Uuid::encode_buffer();
        self.kind.append_value("send");
        self.key
            .append_value(send.key.hyphenated().encode_lower(&mut key));
        self.occurrence.append_value(number(send.occurrence));
        self.at.append_value(self.occurrence_at);
        self.position.append_value(number(send.position));
        self.contact_id.append_value(send.contact_id);
        self.to.append_value(send.to.to_string());
        self.send_at.append_value(send.send_at.timestamp_millis());
        self.time_zone.append_option(send.time_zone);
        self.message_type.append_value(send.message_type);
        self.body.append_option(send.body);
        self.media_url.append_option(send.media_url);
        self.reason.append_null();
        self.of.append_null();
        self.variables.append_null();
        self.bytes += send.body.map_or(0, str::len) + send.contact_id.len();
    }

    fn skipped(&mut self, skipped: &Skipped<'_>) {
        self.kind.append_value("skipped");
        self.key.append_null();
        self.occurrence.append_value(number(skipped.occurrence));
        self.at.append_value(self.occurrence_at);
        self.position.append_option(skipped.position.map(number));
        self.contact_id.append_option(skipped.contact_id);
        self.to.append_null();
        self.send_at.append_null();
        self.time_zone.append_null();
        self.message_type.append_null();
        self.body.append_null();
        self.media_url.append_null();
        self.reason.append_value(skipped.reason.name());
        self.of.append_option(skipped.of);
        let variables = (!skipped.variables.is_empty()).then(|| skipped.variables.join(" "));
        self.variables.append_option(variables);
        self.bytes += skipped.contact_id.map_or(0, str::len);
    }

    /// Whether the batch should be handed on.
    pub(crate) fn is_full(&self) -> bool {
        self.occurrence.values_slice().len() >= self.most || self.bytes >= BYTES
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.occurrence.values_slice().is_empty()
    }

    /// The rows so far; the next batch begins empty.
    pub(crate) fn take(&mut self) -> Result<RecordBatch, ArrowError> {
        self.bytes = 0;
        let columns: Vec<ArrayRef> = vec![
            Arc::new(self.kind.finish()),
            Arc::new(self.key.finish()),
            Arc::new(self.occurrence.finish()),
            Arc::new(self.at.finish()),
            Arc::new(self.position.finish()),
            Arc::new(self.contact_id.finish()),
            Arc::new(self.to.finish()),
            Arc::new(self.send_at.finish()),
            Arc::new(self.time_zone.finish()),
            Arc::new(self.message_type.finish()),
            Arc::new(self.body.finish()),
            Arc::new(self.media_url.finish()),
            Arc::new(self.reason.finish()),
            Arc::new(self.of.finish()),
            Arc::new(self.variables.finish()),
        ];
        RecordBatch::try_new(SCHEMA.clone(), columns)
    }
}

/// A count or a position. None comes near 2⁶³.
fn number(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
