//! Contacts from files, batch by batch, as often as a plan needs to read them.
//!
//! Files come as people have them: of several encodings and separators, with columns that they name in
//! their own way, as spreadsheets. What a file says for itself is used, and what was understood is told;
//! what it leaves open is refused until a flag says it.

mod archive;
mod broken;
mod columns;
mod country;
mod csv;
mod decode;
mod extent;
mod headers;
mod how;
mod items;
mod json;
mod kept;
mod order;
mod parquet;
mod phones;
mod records;
mod sheet;
mod texts;
mod understood;
mod unseen;
mod workbook;

pub(crate) use how::How;
pub(crate) use phones::{Group, Kind};
pub(crate) use understood::Understood;

use crate::output::Failure;
use crate::progress::{Passes, Progress, Shared, Watched};
use broken::Broken;
use flashplan::audience::Batch;
use flashplan::contact::FieldSet;
use flashplan::issue::Issue;
use flashplan::plan::Contacts;
use items::Items;
use kept::Kept;
use order::{Positions, Sorter, Survey};
use phones::Phones;
use std::fs::File;
use std::io::{self, Cursor, Read, Seek};
use std::path::Path;

/// Bytes of text after which a batch is handed on: large enough to amortise what a batch costs,
/// small enough to stay in a processor's cache.
const BATCH_BYTES: usize = 1 << 18;

/// A file of contacts.
pub(crate) struct ContactFile {
    name: String,
    rows: Rows,
    how: How,
    /// What is known before the first row is read.
    form: Understood,
    /// What the first reading found; later readings find the same.
    found: Option<Understood>,
    /// How far the reader is in a file that is read from its beginning to its end.
    position: Option<Shared>,
    passes: Passes,
    /// Tells of the first reading, until it has.
    teller: Option<Teller>,
    /// What needs no second reading.
    kept: Kept,
}

/// Tells a person what the first reading found.
pub(crate) type Teller = fn(&ContactFile) -> Result<(), Failure>;

/// Where the rows come from.
enum Rows {
    Csv(Box<dyn Bytes>),
    JsonLines(Box<dyn Bytes>),
    /// An array, or the `data` of what the API answers.
    Json(Box<dyn Bytes>),
    Parquet(flashplan_parquet::Rows),
    Sheet(workbook::Sheet),
}

/// What contacts are read from.
pub(crate) trait Bytes: Read + Seek {}

impl<T: Read + Seek> Bytes for T {}

/// One reading of a file.
struct Reading<'a> {
    name: &'a str,
    how: &'a How,
    fields: &'a FieldSet,
    found: &'a mut Understood,
    /// For the numbers of lines that cannot be read: nothing is told of them.
    silent: Phones,
}

/// Why contacts cannot be read to their end.
pub(crate) enum ContactsError {
    /// The file itself cannot be read.
    Failure(Failure),
    /// What it holds is no list of contacts.
    Invalid(Box<Issue>),
}

impl ContactsError {
    fn of_file(issue: Issue, name: &str) -> Self {
        Self::Invalid(Box::new(issue.with("file", name)))
    }
}

impl ContactFile {
    /// Opens a file of contacts; `-` is standard input.
    pub(crate) fn open(path: &Path, how: How) -> Result<Self, Failure> {
        let name = path.display().to_string();
        let unread = |reason| Failure::read(&name, reason);
        let mut position = None;
        let bytes: Box<dyn Bytes> = if name == "-" {
            Box::new(Cursor::new(crate::output::read_bytes(path)?))
        } else {
            let file = File::open(path).map_err(unread)?;
            let size = file.metadata().map_err(unread)?.len();
            let file = Watched::new(file, size);
            position = Some(file.position());
            Box::new(file)
        };
        let file = Self::of(name, bytes, how)?;
        Ok(Self { position, ..file })
    }

    /// The contacts that `bytes` hold, in the form that the ending of their name says.
    pub(crate) fn of(name: String, mut bytes: Box<dyn Bytes>, how: How) -> Result<Self, Failure> {
        let unread = |reason| Failure::read(&name, reason);
        let mut form = Understood::new(Phones::new(how.country));
        let ending = Path::new(&name).extension();
        let ending = ending.and_then(|ending| ending.to_str());
        let beginning = beginning(&mut *bytes).map_err(unread)?;
        let rows = if matches!(ending, Some("jsonl" | "ndjson")) {
            Rows::JsonLines(bytes)
        } else if ending == Some("json") {
            Rows::Json(bytes)
        } else if parquet::is_parquet(&beginning) {
            Rows::Parquet(parquet::open(&name)?)
        } else if workbook::is_workbook(&beginning) {
            let mut whole = Vec::new();
            bytes.read_to_end(&mut whole).map_err(unread)?;
            let sheet = workbook::read(&name, whole, how.sheet.as_deref())?;
            form.sheet = Some(sheet.name.clone());
            form.merged.clone_from(&sheet.merged);
            Rows::Sheet(sheet)
        } else {
            let (bytes, encoding) = how.decoded(&name, bytes, &beginning)?;
            form.encoding = encoding;
            Rows::Csv(bytes)
        };
        Ok(Self {
            name,
            rows,
            how,
            form,
            found: None,
            position: None,
            passes: Passes::new(Progress::hidden(), 0),
            teller: None,
            kept: Kept::nothing(),
        })
    }

    /// Keeps these fields of the contacts at the first reading, as long as they are few enough: later
    /// readings of no more than these need no file then.
    pub(crate) fn keep(&mut self, fields: FieldSet) {
        self.kept = Kept::fields(fields);
    }

    /// Shows the progress of this many readings.
    pub(crate) fn show(&mut self, progress: Progress, readings: u64) {
        self.passes = Passes::new(progress, readings).through(self.how_far());
    }

    /// How far the reader is, where the file is read from its beginning to its end.
    fn how_far(&self) -> Option<Shared> {
        match self.rows {
            Rows::Parquet(_) | Rows::Sheet(_) => None,
            Rows::Csv(_) | Rows::JsonLines(_) | Rows::Json(_) => self.position.clone(),
        }
    }

    /// Lists every number that is read otherwise than it is written, and every line that cannot be read.
    pub(crate) fn list_all(&mut self) {
        self.form.phones = self.form.phones.clone().listing_all();
        self.form.broken = Broken::listing_all();
    }

    /// Has `teller` tell of the first reading as soon as it is over. A plan reads its contacts once before
    /// its first line, so that a person sees what numbers are taken for before any of them is used.
    pub(crate) fn tell_first(&mut self, teller: Teller) {
        self.teller = Some(teller);
    }

    /// What is wrong with the lines that could not be read; known after the first reading.
    pub(crate) fn broken_lines(&self) -> Vec<Issue> {
        let found = self.found.as_ref();
        found.map_or_else(Vec::new, |found| found.broken.issues(&self.name))
    }

    /// How the file was understood; known after the first reading.
    pub(crate) fn understood(&self) -> Option<&Understood> {
        self.found.as_ref()
    }

    /// The name that the file was given by.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }
}

/// The first bytes, with which a file says what it is; the file is at its beginning again then.
fn beginning(bytes: &mut dyn Bytes) -> io::Result<Vec<u8>> {
    let mut beginning = Vec::new();
    Read::take(&mut *bytes, 4_096).read_to_end(&mut beginning)?;
    bytes.rewind()?;
    Ok(beginning)
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
        if let Some(batches) = self.kept.batches(fields) {
            let passes = &mut self.passes;
            let visited = batches.iter().try_for_each(|batch| {
                passes.batch(batch.rows() as u64);
                visit(batch)
            });
            passes.end();
            return visited;
        }
        match self.how.position.clone() {
            None => self.read_by_row(fields, visit),
            Some(column) => self.read_in_order(&column, fields, visit),
        }
    }
}

impl ContactFile {
    /// Reads the contacts, each at the position of its row.
    fn read_by_row<E: From<ContactsError>>(
        &mut self,
        fields: &FieldSet,
        visit: &mut dyn FnMut(&Batch) -> Result<(), E>,
    ) -> Result<(), E> {
        self.read_file(fields, &mut |batch, kept| {
            kept.add(batch);
            visit(batch)
        })?;
        self.kept.end();
        Ok(())
    }

    /// Reads the contacts at the positions that a column gives them.
    fn read_in_order<E: From<ContactsError>>(
        &mut self,
        column: &str,
        fields: &FieldSet,
        visit: &mut dyn FnMut(&Batch) -> Result<(), E>,
    ) -> Result<(), E> {
        let ascends = self.positions(column)?.ascends;
        let fields = fields.clone().and(FieldSet::of([column]));
        if ascends {
            self.read_file(&fields, &mut |batch, kept| {
                let batch = order::placed(batch, column)?;
                kept.add(&batch);
                visit(&batch)
            })?;
        } else {
            let mut sorter = Sorter::of(column, kept::MOST);
            let name = self.name.clone();
            self.read_file::<E>(&fields, &mut |batch, _| {
                let added = sorter.add(batch);
                Ok(added.map_err(|issue| ContactsError::of_file(issue, &name))?)
            })?;
            let kept = &mut self.kept;
            sorter.finish::<E>(&mut |batch| {
                kept.add(batch);
                visit(batch)
            })?;
        }
        self.kept.end();
        Ok(())
    }

    /// What the column of positions holds.
    fn positions(&mut self, column: &str) -> Result<&Positions, ContactsError> {
        let known = match self.form.positions.take() {
            Some(known) => known,
            None => {
                let mut found = self.form.clone();
                let reading = Reading {
                    name: &self.name,
                    how: &self.how,
                    // a table without a column has no rows
                    fields: &FieldSet::of(["id", column]),
                    silent: self.form.phones.silent(),
                    found: &mut found,
                };
                let mut survey = Survey::of(column);
                read_rows::<ContactsError>(&mut self.rows, reading, &mut |batch| {
                    survey.add(batch);
                    Ok(())
                })?;
                let positions = survey.finish();
                positions.map_err(|issue| ContactsError::of_file(issue, &self.name))?
            }
        };
        Ok(self.form.positions.insert(known))
    }

    /// Reads the file as it is. `visit` says what is kept of it, and who calls this when that is whole.
    fn read_file<E: From<ContactsError>>(
        &mut self,
        fields: &FieldSet,
        visit: &mut dyn FnMut(&Batch, &mut Kept) -> Result<(), E>,
    ) -> Result<(), E> {
        let fields = self.kept.begin(fields);
        let how_far = self.how_far();
        let mut found = self.form.clone();
        if self.found.is_some() {
            found.phones = found.phones.silent();
        }
        let reading = Reading {
            name: &self.name,
            how: &self.how,
            fields: &fields,
            silent: self.form.phones.silent(),
            found: &mut found,
        };
        let (passes, kept) = (&mut self.passes, &mut self.kept);
        let mut visit = |batch: &Batch| {
            passes.batch(batch.rows() as u64);
            if let Some(how_far) = &how_far {
                kept.foresee(how_far.get());
            }
            visit(batch, kept)
        };
        let read = read_rows(&mut self.rows, reading, &mut visit);
        passes.end();
        read?;
        self.found.get_or_insert(found);
        match self.teller.take() {
            Some(tell) => Ok(tell(self).map_err(ContactsError::Failure)?),
            None => Ok(()),
        }
    }
}

fn read_rows<E: From<ContactsError>>(
    rows: &mut Rows,
    reading: Reading<'_>,
    visit: &mut dyn FnMut(&Batch) -> Result<(), E>,
) -> Result<(), E> {
    match rows {
        Rows::Csv(bytes) => csv::read(&mut **bytes, reading, visit),
        Rows::JsonLines(bytes) => {
            reading.rewind(&mut **bytes)?;
            json::read(Items::of_lines(&mut **bytes), reading, visit)
        }
        Rows::Json(bytes) => {
            reading.rewind(&mut **bytes)?;
            json::read(Items::of_array(&mut **bytes), reading, visit)
        }
        Rows::Parquet(rows) => parquet::read(rows, reading, visit),
        Rows::Sheet(sheet) => sheet::read(sheet, reading, visit),
    }
}

impl Reading<'_> {
    /// The file at its beginning.
    fn rewind(&self, bytes: &mut dyn Bytes) -> Result<(), ContactsError> {
        bytes
            .rewind()
            .map_err(|reason| ContactsError::Failure(Failure::read(self.name, reason)))
    }

    /// What keeps the file from being a list of contacts.
    fn invalid(&self, issue: Issue) -> ContactsError {
        ContactsError::of_file(issue, self.name)
    }

    /// What reads the number of a line.
    fn phones(&mut self, is_broken: bool) -> &mut Phones {
        if is_broken {
            &mut self.silent
        } else {
            &mut self.found.phones
        }
    }

    /// Notes a contact with characters that nobody sees.
    fn unseen(&mut self, line: u64) {
        self.found.unseen.note(line);
    }

    /// Notes a line that cannot be read.
    fn broken(&mut self, issue: Issue, line: u64) {
        let issue = issue.with("file", self.name).with("line", line);
        self.found.broken.note(issue);
    }
}
