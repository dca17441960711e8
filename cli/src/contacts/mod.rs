//! Contacts from files, batch by batch, as often as a plan needs to read them.

mod columns;
mod country;
mod csv;
mod json_lines;
mod records;
mod texts;

pub(crate) use country::Country;

use crate::output::Failure;
use flashplan::audience::Batch;
use flashplan::contact::FieldSet;
use flashplan::issue::Issue;
use flashplan::plan::Contacts;
use std::fs::File;
use std::io::{Cursor, Read, Seek};
use std::path::Path;

/// Bytes of text after which a batch is handed on: large enough to amortise what a batch costs,
/// small enough to stay in a processor's cache.
const BATCH_BYTES: usize = 1 << 18;

/// A file of contacts.
pub(crate) struct ContactFile {
    name: String,
    format: Format,
    bytes: Box<dyn Bytes>,
    /// The country of numbers without a country code.
    country: Option<Country>,
    /// Broken lines of the first reading; later readings find the same ones.
    broken: Option<Vec<Issue>>,
}

#[derive(Clone, Copy)]
enum Format {
    Csv,
    JsonLines,
}

trait Bytes: Read + Seek {}

impl<T: Read + Seek> Bytes for T {}

/// Why contacts cannot be read to their end.
pub(crate) enum ContactsError {
    /// The file itself cannot be read.
    Failure(Failure),
    /// What it holds is no list of contacts.
    Invalid(Box<Issue>),
}

impl ContactFile {
    /// Opens a file of contacts; `-` is standard input, as CSV.
    ///
    /// Numbers without a country code are completed for `country`, if one is given.
    pub(crate) fn open(path: &Path, country: Option<Country>) -> Result<Self, Failure> {
        let name = path.display().to_string();
        let is_json = path
            .extension()
            .is_some_and(|ending| ending == "jsonl" || ending == "ndjson");
        let bytes: Box<dyn Bytes> = if name == "-" {
            Box::new(Cursor::new(crate::output::read_bytes(path)?))
        } else {
            Box::new(File::open(path).map_err(|reason| Failure::read(&name, reason))?)
        };
        Ok(Self {
            name,
            format: if is_json {
                Format::JsonLines
            } else {
                Format::Csv
            },
            bytes,
            country,
            broken: None,
        })
    }

    /// The lines that could not be read; known after the first reading.
    pub(crate) fn broken_lines(&self) -> &[Issue] {
        self.broken.as_deref().unwrap_or_default()
    }
}

impl Contacts for ContactFile {
    type Error = ContactsError;

    fn for_each_batch<E: From<ContactsError>>(
        &mut self,
        visit: &mut dyn FnMut(&Batch) -> Result<(), E>,
    ) -> Result<(), E> {
        self.for_each_batch_of(&FieldSet::all(), visit)
    }

    fn for_each_batch_of<E: From<ContactsError>>(
        &mut self,
        fields: &FieldSet,
        visit: &mut dyn FnMut(&Batch) -> Result<(), E>,
    ) -> Result<(), E> {
        let failed = |reason| ContactsError::Failure(Failure::read(&self.name, reason));
        self.bytes.rewind().map_err(failed)?;
        let mut broken = Vec::new();
        match self.format {
            Format::Csv => csv::read(
                &mut *self.bytes,
                &self.name,
                self.country,
                fields,
                &mut broken,
                visit,
            )?,
            Format::JsonLines => json_lines::read(
                &mut *self.bytes,
                &self.name,
                self.country,
                fields,
                &mut broken,
                visit,
            )?,
        }
        self.broken.get_or_insert(broken);
        Ok(())
    }
}
