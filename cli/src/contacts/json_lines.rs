//! Contacts as JSON lines: one object a line, as the API lists them.

use super::phones::Phones;
use super::{BATCH_BYTES, Bytes, ContactsError, Reading, texts};
use crate::output::Failure;
use flashplan::audience::Batch;
use flashplan::contact::{FieldSet, TableBuilder, derive_names};
use flashplan::issue::{Code, Issue};
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::collections::HashSet;
use std::io::{self, BufRead, BufReader, Read};

/// Bytes of one line: a contact with as much is none that anyone wrote.
const LINE_BYTES: u64 = 1 << 20;

/// Cells of one batch. Contacts that share no field have a column each, and rows times columns is what
/// a table costs.
const CELLS: usize = 500_000;

/// Hands the contacts to `visit`, batch by batch. Lines that cannot be read are noted, and keep their
/// position; blank lines have none.
pub(super) fn read<E: From<ContactsError>>(
    bytes: &mut dyn Bytes,
    mut reading: Reading<'_>,
    visit: &mut dyn FnMut(&Batch) -> Result<(), E>,
) -> Result<(), E> {
    reading.rewind(bytes)?;
    let mut lines = BufReader::with_capacity(1 << 16, bytes);
    let mut line = Vec::new();
    let mut number = 0_u64;
    let mut first = 0;
    let fields = reading.fields;
    let mut pending = Pending::new(fields);
    loop {
        let is_last = !next_line(&mut lines, &mut line)
            .map_err(|reason| ContactsError::Failure(Failure::read(reading.name, reason)))?;
        number += 1;
        if !line.trim_ascii().is_empty() {
            let contact = contact(&line).map_err(|issue| reading.broken(issue, number));
            let phones = &mut reading.found.understood.phones;
            let contact = contact
                .ok()
                .map(|contact| read_phone(contact, phones, number));
            pending.add(contact, line.len());
        }
        if (is_last || pending.is_full()) && !pending.contacts.is_empty() {
            let batch = std::mem::replace(&mut pending, Pending::new(fields)).into_batch(first)?;
            first += batch.rows() as u64;
            visit(&batch)?;
        }
        if is_last {
            reading.found.understood.rows = first;
            return Ok(());
        }
    }
}

/// Reads the next line, of one that is too long only the beginning; false at the end.
fn next_line(lines: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<bool> {
    line.clear();
    let read = lines
        .by_ref()
        .take(LINE_BYTES + 1)
        .read_until(b'\n', line)?;
    if read as u64 > LINE_BYTES && line.last() != Some(&b'\n') {
        lines.skip_until(b'\n')?;
    }
    Ok(read > 0)
}

fn contact(line: &[u8]) -> Result<Map<String, Value>, Issue> {
    let issue = |text| Issue::new(Code::ContactUnreadable, "", text);
    if line.len() as u64 > LINE_BYTES {
        return Err(issue(&texts::LINE_TOO_LONG));
    }
    match serde_json::from_slice(line) {
        Err(error) => Err(issue(&texts::NOT_JSON).with("column", error.column())),
        Ok(Value::Object(contact)) if has_id(&contact) => Ok(contact),
        Ok(Value::Object(_)) => Err(issue(&texts::JSON_ID_EMPTY)),
        Ok(_) => Err(issue(&texts::NOT_AN_OBJECT)),
    }
}

/// The contact with its number as it is read.
fn read_phone(
    mut contact: Map<String, Value>,
    phones: &mut Phones,
    line: u64,
) -> Map<String, Value> {
    let phone = contact.get("phone").and_then(Value::as_str);
    let changed = phone.and_then(|phone| match phones.read(phone, line) {
        Cow::Owned(phone) => Some(phone),
        Cow::Borrowed(_) => None,
    });
    if let Some(phone) = changed {
        contact.insert("phone".to_owned(), Value::from(phone));
    }
    contact
}

fn has_id(contact: &Map<String, Value>) -> bool {
    contact
        .get("id")
        .and_then(Value::as_str)
        .is_some_and(|id| !id.trim().is_empty())
}

/// The columns that every batch has, in front.
const ALWAYS: [&str; 4] = ["id", "phone", "firstName", "lastName"];

/// Contacts that wait for their batch; none for a line that could not be read.
struct Pending<'f> {
    /// The fields that are asked for.
    fields: &'f FieldSet,
    contacts: Vec<Option<Map<String, Value>>>,
    /// The fields that one of them has, in the order of their first use.
    columns: Vec<String>,
    known: HashSet<String>,
    bytes: usize,
}

impl<'f> Pending<'f> {
    fn new(fields: &'f FieldSet) -> Self {
        Self {
            fields,
            contacts: Vec::new(),
            columns: Vec::new(),
            known: HashSet::new(),
            bytes: 0,
        }
    }

    fn add(&mut self, contact: Option<Map<String, Value>>, bytes: usize) {
        for field in contact.iter().flat_map(Map::keys) {
            if !self.known.contains(field) && !ALWAYS.contains(&field.as_str()) {
                self.known.insert(field.clone());
                if self.fields.has(field) {
                    self.columns.push(field.clone());
                }
            }
        }
        self.contacts.push(contact);
        self.bytes += bytes;
    }

    fn is_full(&self) -> bool {
        self.bytes >= BATCH_BYTES || self.contacts.len() * self.columns.len() >= CELLS
    }

    /// The contacts as a batch, whose columns are all the fields that one of them has.
    fn into_batch(self, first: u64) -> Result<Batch, ContactsError> {
        let columns: Vec<String> = ALWAYS
            .map(str::to_owned)
            .into_iter()
            .chain(self.columns)
            .collect();
        let mut builder = TableBuilder::new(columns.iter().cloned());
        let mut unreadable = Vec::new();
        for contact in self.contacts {
            if contact.is_none() {
                unreadable.push(builder.rows());
            }
            let contact = contact.map(with_names).unwrap_or_default();
            for column in &columns {
                builder
                    .value(contact.get(column).unwrap_or(&Value::Null))
                    .map_err(|full| ContactsError::Failure(Failure::Usage(full.to_string())))?;
            }
        }
        Ok(Batch::new(builder.finish(), first, unreadable))
    }
}

/// The contact with the names that it does not state: `meta.firstName`, else parts of `name`.
fn with_names(mut contact: Map<String, Value>) -> Map<String, Value> {
    let text = |value: Option<&Value>| value.and_then(Value::as_str).unwrap_or("").to_owned();
    let name = text(contact.get("name"));
    let derived = derive_names(&name);
    let stated = text(contact.get("meta").and_then(|meta| meta.get("firstName")));
    let first = if stated.trim().is_empty() {
        derived.first
    } else {
        Some(stated.as_str())
    };
    for (field, value) in [("firstName", first), ("lastName", derived.last)] {
        if contact.get(field).is_none_or(Value::is_null)
            && let Some(value) = value
        {
            contact.insert(field.to_owned(), Value::from(value));
        }
    }
    contact
}
