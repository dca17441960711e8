//! Contacts as JSON: one object a line, or an array of them, as the API lists contacts.

use super::items::{ITEM_BYTES, Items, ItemsError};
use super::phones::Phones;
use super::unseen::{field_with_nul, may_have_control, object_has_control};
use super::{BATCH_BYTES, ContactsError, Reading, texts};
use crate::output::Failure;
use flashplan::audience::Batch;
use flashplan::contact::{FieldSet, TableBuilder, derive_names};
use flashplan::issue::{Code, Issue};
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::collections::HashSet;

/// Cells of one batch. Contacts that share no field have a column each, and rows times columns is what
/// a table costs.
const CELLS: usize = 500_000;

/// Hands the contacts to `visit`, batch by batch. Items that cannot be read are noted, and keep their
/// position; blank lines have none.
pub(super) fn read<E: From<ContactsError>>(
    mut items: Items<'_>,
    mut reading: Reading<'_>,
    visit: &mut dyn FnMut(&Batch) -> Result<(), E>,
) -> Result<(), E> {
    let mut item = Vec::new();
    let mut first = 0;
    let fields = reading.fields;
    let mut pending = Pending::new(fields);
    loop {
        let line = items
            .next(&mut item)
            .map_err(|error| of_file(error, &reading))?;
        if let Some(line) = line {
            let contact = contact(&item, line)
                .map_err(|(issue, line)| reading.broken(issue, line))
                .ok();
            let controls = contact.as_ref().filter(|_| may_have_control(&item));
            if controls.is_some_and(object_has_control) {
                reading.unseen(line);
            }
            let phones = &mut reading.found.phones;
            let contact = contact.map(|contact| read_phone(contact, phones, line));
            pending.add(contact, item.len());
        }
        if (line.is_none() || pending.is_full()) && !pending.contacts.is_empty() {
            let batch = std::mem::replace(&mut pending, Pending::new(fields)).into_batch(first)?;
            first += batch.rows() as u64;
            visit(&batch)?;
        }
        if line.is_none() {
            reading.found.rows = first;
            return Ok(());
        }
    }
}

fn of_file(error: ItemsError, reading: &Reading<'_>) -> ContactsError {
    match error {
        ItemsError::Unreadable(reason) => {
            ContactsError::Failure(Failure::read(reading.name, reason))
        }
        ItemsError::Invalid(issue) => reading.invalid(issue),
    }
}

/// The contact of an item that begins in this line, or what is wrong, and where.
fn contact(item: &[u8], line: u64) -> Result<Map<String, Value>, (Issue, u64)> {
    let wrong = |text| (Issue::new(Code::ContactUnreadable, "", text), line);
    if item.len() > ITEM_BYTES {
        return Err(wrong(&texts::ITEM_TOO_LONG));
    }
    match serde_json::from_slice(item) {
        Err(error) => {
            let (issue, _) = wrong(&texts::NOT_JSON);
            let line = line + error.line().saturating_sub(1) as u64;
            Err((issue.with("column", error.column()), line))
        }
        Ok(Value::Object(contact)) if has_id(&contact) => match nul(&contact, item) {
            Some(field) => Err((wrong(&texts::FIELD_NUL).0.with("column", field), line)),
            None => Ok(contact),
        },
        Ok(Value::Object(_)) => Err(wrong(&texts::JSON_ID_EMPTY)),
        Ok(_) => Err(wrong(&texts::NOT_AN_OBJECT)),
    }
}

/// The field with a NUL, which JSON has as an escape alone.
fn nul<'c>(contact: &'c Map<String, Value>, item: &[u8]) -> Option<&'c str> {
    may_have_control(item)
        .then(|| field_with_nul(contact))
        .flatten()
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
