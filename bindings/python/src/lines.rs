//! The hash of a plan from its rows, wherever they were made.

use crate::column::Texts;
use arrow_array::cast::AsArray;
use arrow_array::types::{
    Int64Type, TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType,
};
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_schema::{DataType, TimeUnit};
use chrono::{DateTime, Utc};
use flashplan::audience::Reason;
use flashplan::content::ContentKind;
use flashplan::phone::Phone;
use flashplan::plan::{Entry, LineWriter, Plan, PlannedSend, Skipped};
use flashplan::schedule::Occurrence;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use uuid::Uuid;

/// Writes the lines of rows again, and of the occurrences that they are of.
pub(crate) struct Hasher {
    /// Those that have not begun, the next one last.
    occurrences: Vec<Occurrence>,
    lines: LineWriter,
    hash: Sha256,
}

impl Hasher {
    pub(crate) fn new(plan: &Plan) -> Self {
        let mut occurrences: Vec<Occurrence> = plan.occurrences().collect();
        occurrences.reverse();
        Self {
            occurrences,
            lines: LineWriter::new(),
            hash: Sha256::new(),
        }
    }

    /// Adds rows that follow those before. The error names the column and what was expected.
    pub(crate) fn add(&mut self, rows: &RecordBatch) -> Result<(), String> {
        let rows = Rows::of(rows)?;
        for row in 0..rows.count {
            let entry = rows.entry(row)?;
            let occurrence = match &entry {
                Entry::Send(send) => send.occurrence,
                Entry::Skipped(skipped) => skipped.occurrence,
                Entry::Occurrence(occurrence) => occurrence.index,
            };
            self.begin(occurrence);
            self.hash.update(self.lines.line(&entry));
        }
        Ok(())
    }

    /// The hash as text.
    pub(crate) fn finish(mut self) -> String {
        self.begin(u64::MAX);
        let mut text = String::new();
        for byte in self.hash.finalize() {
            // writing to a String cannot fail
            let _ = write!(text, "{byte:02x}");
        }
        text
    }

    /// Adds the occurrences up to this one.
    fn begin(&mut self, index: u64) {
        while let Some(next) = self.occurrences.pop_if(|next| next.index <= index) {
            self.hash.update(self.lines.line(&Entry::Occurrence(&next)));
        }
    }
}

/// The columns of planned and skipped sends.
struct Rows {
    count: usize,
    occurrence: ArrayRef,
    position: ArrayRef,
    send_at: ArrayRef,
    kind: Texts,
    key: Texts,
    contact_id: Texts,
    to: Texts,
    time_zone: Texts,
    message_type: Texts,
    body: Texts,
    media_url: Texts,
    reason: Texts,
    of: Texts,
    variables: Texts,
}

impl Rows {
    fn of(rows: &RecordBatch) -> Result<Self, String> {
        let column = |name: &str| {
            let column = rows.column_by_name(name).cloned();
            column.ok_or_else(|| {
                format!("there is no column `{name}`: expected the columns of a plan")
            })
        };
        let numbers = |name: &str| {
            let column = column(name)?;
            let is_right = column.data_type() == &DataType::Int64;
            is_right
                .then_some(column)
                .ok_or_else(|| format!("column `{name}`: expected int64"))
        };
        let texts = |name: &str| {
            Texts::of(&column(name)?).ok_or_else(|| format!("column `{name}`: expected texts"))
        };
        Ok(Self {
            count: rows.num_rows(),
            occurrence: numbers("occurrence")?,
            position: numbers("position")?,
            send_at: column("sendAt")?,
            kind: texts("kind")?,
            key: texts("key")?,
            contact_id: texts("contactId")?,
            to: texts("to")?,
            time_zone: texts("timeZone")?,
            message_type: texts("type")?,
            body: texts("body")?,
            media_url: texts("mediaUrl")?,
            reason: texts("reason")?,
            of: texts("of")?,
            variables: texts("variables")?,
        })
    }

    fn entry(&self, row: usize) -> Result<Entry<'_>, String> {
        let occurrence =
            number(&self.occurrence, row).ok_or("column `occurrence`: expected no null")?;
        if self.kind.get(row) == Some("skipped") {
            return Ok(Entry::Skipped(Skipped {
                occurrence,
                position: number(&self.position, row),
                contact_id: self.contact_id.get(row),
                reason: self
                    .reason(row)
                    .ok_or("column `reason`: expected the name of a reason")?,
                of: self.of.get(row),
                variables: self
                    .variables
                    .get(row)
                    .map_or_else(Vec::new, |all| all.split(' ').collect()),
            }));
        }
        let kind = self.message_type.get(row).and_then(ContentKind::from_name);
        let to = self.to.get(row).and_then(|to| Phone::parse(to).ok());
        let key = self.key.get(row).and_then(|key| key.parse::<Uuid>().ok());
        Ok(Entry::Send(PlannedSend {
            key: key.ok_or("column `key`: expected a UUID")?,
            occurrence,
            position: number(&self.position, row).ok_or("column `position`: expected no null")?,
            contact_id: self
                .contact_id
                .get(row)
                .ok_or("column `contactId`: expected no null")?,
            to: to.ok_or("column `to`: expected a number such as +2290197000001")?,
            send_at: instant(&self.send_at, row).ok_or("column `sendAt`: expected instants")?,
            time_zone: self.time_zone.get(row),
            message_type: kind
                .ok_or("column `type`: expected the type of a message")?
                .name(),
            body: self.body.get(row),
            media_url: self.media_url.get(row),
        }))
    }

    fn reason(&self, row: usize) -> Option<Reason> {
        let name = self.reason.get(row)?;
        Reason::ALL.into_iter().find(|reason| reason.name() == name)
    }
}

fn number(column: &ArrayRef, row: usize) -> Option<u64> {
    let numbers = column.as_primitive_opt::<Int64Type>()?;
    numbers
        .is_valid(row)
        .then(|| u64::try_from(numbers.value(row)).ok())
        .flatten()
}

fn instant(column: &ArrayRef, row: usize) -> Option<DateTime<Utc>> {
    if column.is_null(row) {
        return None;
    }
    match column.data_type() {
        DataType::Timestamp(TimeUnit::Millisecond, _) => DateTime::from_timestamp_millis(
            column
                .as_primitive_opt::<TimestampMillisecondType>()?
                .value(row),
        ),
        DataType::Timestamp(TimeUnit::Microsecond, _) => DateTime::from_timestamp_micros(
            column
                .as_primitive_opt::<TimestampMicrosecondType>()?
                .value(row),
        ),
        DataType::Timestamp(TimeUnit::Nanosecond, _) => {
            let nanos = column
                .as_primitive_opt::<TimestampNanosecondType>()?
                .value(row);
            Some(DateTime::from_timestamp_nanos(nanos))
        }
        _ => None,
    }
}
