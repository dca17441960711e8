//! Any bytes as a file of contacts: refused with a reason, or contacts that a second reading finds again,
//! with all fields or with some.
//!
//! The first byte chooses the form of the file and what flags say of it. Of spreadsheets, which cost what a
//! hundred other files cost, one in eight is read. The reader is the command line's own, compiled in here.
#![no_main]

#[path = "../../cli/src/contacts/mod.rs"]
#[allow(
    dead_code,
    unused_imports,
    missing_docs,
    reason = "the command line uses all of it"
)]
mod contacts;
#[path = "../../cli/src/output.rs"]
#[allow(
    dead_code,
    unused_imports,
    missing_docs,
    reason = "the command line uses all of it"
)]
mod output;
#[path = "../../cli/src/progress.rs"]
#[allow(dead_code, missing_docs, reason = "the command line uses all of it")]
mod progress;
#[path = "../../cli/src/words.rs"]
#[allow(dead_code, missing_docs, reason = "the command line uses all of it")]
mod words;
#[path = "../../cli/src/wrap.rs"]
#[allow(dead_code, missing_docs, reason = "the command line uses all of it")]
mod wrap;

use contacts::{ContactFile, ContactsError, How};
use flashplan::audience::Batch;
use flashplan::contact::FieldSet;
use flashplan::plan::Contacts;
use flashplan_fuzz::fraction::{one_in, one_of};
use libfuzzer_sys::fuzz_target;
use std::io::Cursor;

const NAMES: [&str; 4] = ["c.csv", "c.jsonl", "c.json", "c.xlsx"];

fuzz_target!(|bytes: &[u8]| {
    let Some((kind, bytes)) = bytes.split_first() else {
        return;
    };
    if bytes.starts_with(b"PK\x03\x04") && !one_in(8, bytes) {
        return;
    }
    // a country's numbers are read by expressions, which take longer than the file
    let country = (kind & 4 != 0 && one_in(4, bytes)).then_some("BJ");
    let encoding = (kind & 8 != 0).then_some("windows-1252");
    let how = How::new(country, encoding, None, &[]);
    let Ok(how) = how else {
        panic!("the flags are right")
    };
    let how = how.ordered_by((kind & 16 != 0).then_some("phone"));
    let name = NAMES[usize::from(kind & 3)];
    let Ok(mut file) = ContactFile::of(name.to_owned(), Box::new(Cursor::new(bytes.to_vec())), how)
    else {
        return;
    };
    // each of these reads again: one of them, and of few inputs
    match one_of(12, bytes) {
        0 => twice(&mut file),
        1 => fewer_fields(&mut file),
        2 => kept(&mut file),
        _ => once(&mut file),
    }
});

/// Positions ascend, and no NUL reaches a message.
fn once(file: &mut ContactFile) {
    let mut next = 0;
    let _ = file.for_each_batch_of::<Stop>(&FieldSet::all(), &mut |batch| {
        for row in 0..batch.rows() {
            assert!(batch.position(row) >= next);
            next = batch.position(row).saturating_add(1);
            for column in 0..batch.table().columns().len() {
                cell(batch, row, column);
            }
        }
        Ok(())
    });
}

fn twice(file: &mut ContactFile) {
    let first = read(file, &FieldSet::all());
    if let Ok(rows) = &first {
        let is_later = |two: &[Row]| two[0].position < two[1].position;
        assert!(rows.windows(2).all(is_later));
    }
    let second = read(file, &FieldSet::all());
    assert_eq!(first, second, "a second reading finds the same");
}

fn fewer_fields(file: &mut ContactFile) {
    let all = read(file, &FieldSet::all());
    let some = FieldSet::of(["contact.id", "contact.phone", "id", "phone"]);
    let some = read(file, &some);
    let key = |row: &Row| (row.position, row.id.clone(), row.phone.clone());
    let keys = |rows: &Rows| {
        rows.as_ref()
            .map(|rows| rows.iter().map(key).collect::<Vec<_>>())
            .ok()
    };
    assert_eq!(keys(&some), keys(&all), "fewer fields change no other");
}

fn kept(file: &mut ContactFile) {
    let all = read(file, &FieldSet::all());
    file.keep(FieldSet::all());
    for _ in 0..2 {
        let kept = read(file, &FieldSet::all());
        assert_eq!(all, kept, "what is kept is what was read");
    }
}

/// The contacts, or that there are none.
type Rows = Result<Vec<Row>, ()>;

/// A contact as a reading gives it.
#[derive(Debug, PartialEq)]
struct Row {
    position: u64,
    id: Option<String>,
    phone: Option<String>,
    cells: Vec<Option<String>>,
}

struct Stop;

impl From<ContactsError> for Stop {
    fn from(_: ContactsError) -> Self {
        Self
    }
}

fn read(file: &mut ContactFile, fields: &FieldSet) -> Rows {
    let mut rows = Vec::new();
    let read = file.for_each_batch_of::<Stop>(fields, &mut |batch| {
        rows.extend((0..batch.rows()).map(|row| copy(batch, row)));
        Ok(())
    });
    read.map(|()| rows).map_err(|_| ())
}

fn copy(batch: &Batch, row: usize) -> Row {
    let columns = 0..batch.table().columns().len();
    let cell = |column| cell(batch, row, column).map(str::to_owned);
    Row {
        position: batch.position(row),
        id: batch.id(row).map(str::to_owned),
        phone: batch.phone(row).map(str::to_owned),
        cells: columns.map(cell).collect(),
    }
}

fn cell(batch: &Batch, row: usize, column: usize) -> Option<&str> {
    let cell = batch.table().printed(row, column)?;
    assert!(!cell.contains('\0'), "a NUL reaches no message");
    Some(cell)
}
