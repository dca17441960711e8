//! The forms that a plan is written in.

use flashplan::plan::{Entry, Summary, redact};
use flashplan_parquet::PlanWriter;
use serde_json::{Map, Value};
use std::io::{self, Write};

/// The form of the entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Layout {
    /// One JSON object a line.
    Lines,
    /// One row of CSV a send or skipped contact.
    Rows,
    /// The same as Parquet.
    Columns,
}

/// The columns of a plan as CSV: the fields of its lines, and the instant of the occurrence.
const COLUMNS: [&str; 15] = [
    "kind",
    "key",
    "occurrence",
    "at",
    "position",
    "contactId",
    "to",
    "sendAt",
    "timeZone",
    "type",
    "body",
    "mediaUrl",
    "reason",
    "of",
    "variables",
];

/// A plan that is being written.
pub(crate) struct Sheet<'w> {
    form: Form<'w>,
    is_redacted: bool,
    /// What comes first waits for the first line: contacts that cannot be read leave no output at all.
    header: Option<String>,
}

enum Form<'w> {
    Lines(&'w mut dyn Write),
    Rows {
        rows: Box<csv::Writer<&'w mut dyn Write>>,
        /// The instant of the occurrence that is written.
        at: Value,
    },
    Columns {
        out: &'w mut dyn Write,
        /// None before the header.
        file: Option<Box<PlanWriter>>,
    },
}

impl<'w> Sheet<'w> {
    pub(crate) fn new(
        out: &'w mut dyn Write,
        layout: Layout,
        is_redacted: bool,
        header: &Value,
    ) -> Self {
        Self {
            form: match layout {
                Layout::Lines => Form::Lines(out),
                Layout::Rows => Form::Rows {
                    rows: Box::new(csv::Writer::from_writer(out)),
                    at: Value::Null,
                },
                Layout::Columns => Form::Columns { out, file: None },
            },
            is_redacted,
            header: Some(header.to_string()),
        }
    }

    /// Writes an entry with its canonical line.
    pub(crate) fn entry(&mut self, entry: &Entry<'_>, line: &str) -> io::Result<()> {
        self.begin_once()?;
        match &mut self.form {
            // what is redacted is a line
            Form::Columns {
                out,
                file: Some(file),
            } if !self.is_redacted => file.entry(entry, *out),
            _ => self.line(line.trim_end_matches('\n')),
        }
    }

    /// Writes what comes last.
    pub(crate) fn end(&mut self, summary: &Summary) -> io::Result<()> {
        self.begin_once()?;
        self.line(&serde_json::to_string(summary)?)?;
        match &mut self.form {
            Form::Columns { out, file } => file.take().map_or(Ok(()), |file| file.end(*out)),
            Form::Lines(_) | Form::Rows { .. } => Ok(()),
        }
    }

    fn begin_once(&mut self) -> io::Result<()> {
        self.header
            .take()
            .map_or(Ok(()), |header| self.begin(&header))
    }

    fn begin(&mut self, header: &str) -> io::Result<()> {
        let is_redacted = self.is_redacted;
        match &mut self.form {
            Form::Lines(_) => self.line(header),
            Form::Rows { rows, .. } => Ok(rows.write_record(COLUMNS)?),
            Form::Columns { file, .. } => {
                let redacted = is_redacted.then(|| redact(header)).transpose()?;
                let header = redacted.as_deref().unwrap_or(header);
                *file = Some(Box::new(PlanWriter::new(header)?));
                Ok(())
            }
        }
    }

    fn line(&mut self, line: &str) -> io::Result<()> {
        let redacted = if self.is_redacted {
            Some(redact(line)?)
        } else {
            None
        };
        let line = redacted.as_deref().unwrap_or(line);
        match &mut self.form {
            Form::Lines(out) => {
                out.write_all(line.as_bytes())?;
                out.write_all(b"\n")
            }
            Form::Rows { rows, at } => row(rows, at, line),
            Form::Columns { out, file } => match file {
                Some(file) => file.line(line, *out),
                None => Ok(()),
            },
        }
    }
}

/// A row of a send or a skipped contact. An occurrence is in the rows that follow it, and a table has
/// no summary.
fn row(rows: &mut csv::Writer<&mut dyn Write>, at: &mut Value, line: &str) -> io::Result<()> {
    let mut fields: Map<String, Value> = serde_json::from_str(line)?;
    match fields.get("kind").and_then(Value::as_str) {
        Some("occurrence") => *at = fields.remove("at").unwrap_or_default(),
        Some("summary") => rows.flush()?,
        _ => {
            fields.insert("at".to_owned(), at.clone());
            rows.write_record(COLUMNS.map(|name| cell(fields.get(name))))?;
        }
    }
    Ok(())
}

fn cell(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(Value::Array(items)) => {
            let texts: Vec<&str> = items.iter().filter_map(Value::as_str).collect();
            texts.join(" ")
        }
        Some(other) => other.to_string(),
    }
}
